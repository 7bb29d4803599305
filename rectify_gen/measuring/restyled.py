"""What somebody changed in a document beside its text: looks of paragraphs and tables, the page, pictures, comments.

Two documents are compared as Word resolves them, and not by their XML, which every office program writes anew
when it saves. This room must not know what a document was made from, or how anything is printed.
"""

import difflib
import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.measuring import things
from rectify_gen.measuring.deviations import colour
from rectify_gen.measuring.units import (
    Words,
    exact_points,
    millimetres,
    plain,
    points,
    size,
    words,
)
from rectify_gen.messages import say
from rectify_gen.word.formatting import THEME
from rectify_gen.word.inventory import take_inventory
from rectify_gen.word.looks import Look, look_number, rounded
from rectify_gen.word.sheet import (
    PAGE_NUMBER,
    Sheet,
    SheetParagraph,
    SheetSection,
    read_sheet,
)
from rectify_gen.word.word_package import WordPackage, open_package

_TOLERANCE = 10
"""Twips (half a point) by which lengths differ when a program converts them to its own unit and back."""
_EXCERPT = 12
"""Characters of a paragraph that are quoted where only a part of it changed."""
_PLACES_SHOWN = 8
"""Stretches of paragraphs that one change names."""
_STORIES = tuple(
    f"{kind}-{pages}"
    for kind in ("header", "footer")
    for pages in ("default", "first", "even")
)
_LIBREOFFICE = b"LibreOffice"
_NORMAL_SIZE = "20"
"""Half-points of text that no style gives a size."""


class LookChange(NamedTuple):
    """One thing that changed: where, what, and how it was and is, in words; empty ``before`` or ``after`` for none.

    ``by_office`` marks what an office program changes by itself when it saves.
    """

    where: Words
    what: Words
    before: Words
    after: Words
    by_office: bool = False

    def text(self, lang: str) -> str:
        """Return the change as one sentence in ``zh`` or ``en``."""
        where, what, before, after = (
            said.zh if lang == "zh" else said.en
            for said in (self.where, self.what, self.before, self.after)
        )
        facts = {"where": where, "what": what, "before": before, "after": after}
        code = "restyled-change" if before and after else "restyled-change-of-thing"
        sentence = say(code, lang, **facts, thing=before or after)
        return sentence + (say("restyled-by-office", lang) if self.by_office else "")


class _Aspect(NamedTuple):
    """One property of a look: how it is read, and how its value is called."""

    name: str
    read: Callable[[Look], Hashable]
    call: Callable[[object], Words]


class _Found(NamedTuple):
    """A change of one paragraph or of some characters of it; ``part`` is empty for the whole paragraph."""

    story: str
    paragraph: int
    part: str
    aspect: _Aspect
    before: Hashable
    after: Hashable


def look_changes(before: bytes, after: bytes) -> list[LookChange]:
    """Return what differs between two documents beside their text: page first, then paragraphs, then things in it.

    Paragraphs whose text differs are left out: they are no longer the same ones.

    Raises:
        InputError: one of them is no intact .docx.
    """
    old, new = open_package(before), open_package(after)
    old_sheet, new_sheet = read_sheet(old), read_sheet(new)
    changes = [
        *_document(old_sheet, new_sheet),
        *_pages(old_sheet, new_sheet),
        *_paragraphs(old_sheet, new_sheet),
        *_things(old, new),
    ]
    if _LIBREOFFICE in new.parts.get("docProps/app.xml", b""):
        return [one._replace(by_office=_is_lost_by_saving(one)) for one in changes]
    return changes


def _is_lost_by_saving(change: LookChange) -> bool:
    """Whether LibreOffice changes this by saving: all over the document, and in one direction only."""
    on, off = words("layout-on"), words("layout-off")
    lost = {
        (words("restyled-punctuation"), on, off),
        (words("restyled-auto-space"), off, on),
        (words("restyled-hanging-punctuation"), on, off),
    }
    everywhere = {words(f"restyled-{name}") for name in ("everywhere", *_STORIES)}
    told = (change.what, change.before, change.after)
    return told in lost and change.where in everywhere


# How values are called.


def _switch(value: object) -> Words:
    return words("layout-on" if value else "layout-off")


def _length(value: object) -> Words:
    return points(float(str(value)))


def _named(value: object) -> Words:
    return plain(str(value)) if value else words("layout-none")


def _font(value: object) -> Words:
    return words("layout-theme") if str(value).startswith(THEME) else _named(value)


def _alignment(value: object) -> Words:
    known = {"left", "right", "center", "both", "distribute"}
    return words(f"layout-{value}") if value in known else plain(str(value))


def _line_height(value: object) -> Words:
    rule, height = value if isinstance(value, tuple) else ("auto", 240)
    if rule == "exact":
        return exact_points(height)
    if rule == "atLeast":
        return words("layout-at-least", number=f"{height / 20:g}")
    if height == 240:
        return words("layout-single")
    return words("layout-multiple", number=f"{height / 240:.3g}")


def _percent(value: object) -> Words:
    return plain(f"{value}%")


# How properties are read: what takes effect, with Word's defaults filled in.


def _value(look: Look, name: str, default: str = "") -> str:
    return look[name].value if name in look else default


def _is_on(name: str, default: str = "0") -> Callable[[Look], Hashable]:
    return lambda look: _value(look, name, default) == "1"


def _twips(name: str) -> Callable[[Look], Hashable]:
    return lambda look: look_number(look, name)


def _setting(name: str, default: str = "") -> Callable[[Look], Hashable]:
    return lambda look: _value(look, name, default)


def _jc(look: Look) -> Hashable:
    found = _value(look, "jc", "left")
    return {"start": "left", "": "left", "end": "right"}.get(found, found)


def _line(look: Look) -> Hashable:
    return _value(look, "lineRule", "auto"), look_number(look, "line", "240")


def _gap(side: str) -> Callable[[Look], Hashable]:
    """Space before or after in twips; -1 for Word's automatic one. A line of space is 12 pt."""

    def read(look: Look) -> Hashable:
        if _value(look, f"{side}Autospacing", "0") == "1":
            return -1
        lines = look_number(look, f"{side}Lines")
        return lines * 240 // 100 if lines else look_number(look, side)

    return read


def _gap_words(value: object) -> Words:
    return words("layout-automatic") if value == -1 else _length(value)


def _colour(look: Look) -> Hashable:
    found = _value(look, "color", "AUTO")
    return "AUTO" if found == "000000" else found


def _colour_words(value: object) -> Words:
    known = {"FF0000": "layout-red"}
    return words(known[str(value)]) if value in known else colour(str(value))


def _auto_space(look: Look) -> Hashable:
    return _value(look, "autoSpaceDE", "1"), _value(look, "autoSpaceDN", "1")


def _auto_space_words(value: object) -> Words:
    return _switch(value != ("0", "0"))


def _nothing(value: str) -> str:
    return "" if value in ("none", "clear", "baseline", "nil", "auto") else value


def _mark(name: str) -> Callable[[Look], Hashable]:
    return lambda look: _nothing(_value(look, name))


def _borders(look: Look) -> Hashable:
    sides = ("top", "left", "bottom", "right", "between", "bar")
    return tuple(_border(_value(look, side)) for side in sides)


def _border(said: str) -> str:
    return said.replace("000000", "AUTO")


def _borders_words(value: object) -> Words:
    drawn = any(value) if isinstance(value, tuple) else bool(value)
    return words("restyled-drawn" if drawn else "layout-none")


_OF_PARAGRAPHS = (
    _Aspect("alignment", _jc, _alignment),
    _Aspect("line", _line, _line_height),
    _Aspect("before", _gap("before"), _gap_words),
    _Aspect("after", _gap("after"), _gap_words),
    _Aspect("paragraph-border", _borders, _borders_words),
    _Aspect("paragraph-shade", _mark("shd"), _named),
    _Aspect("frame", _setting("frame"), _named),
    _Aspect("widow", _is_on("widowControl", "1"), _switch),
    _Aspect("auto-space", _auto_space, _auto_space_words),
    _Aspect("hanging-punctuation", _is_on("overflowPunct", "1"), _switch),
    _Aspect("snap", _is_on("snapToGrid", "1"), _switch),
    _Aspect("page-break-before", _is_on("pageBreakBefore"), _switch),
    _Aspect("keep-next", _is_on("keepNext"), _switch),
)
_INDENTS = tuple(
    _Aspect(f"indent-{name}", _twips(name), _length)
    for name in ("first", "left", "right")
)
_CHINESE_FONT = _Aspect("font", _setting("eastAsia"), _font)
_LATIN_FONT = _Aspect("latin-font", _setting("ascii"), _font)
_OF_CHARACTERS = (
    _Aspect(
        "size",
        lambda look: rounded(_value(look, "sz", _NORMAL_SIZE)),
        lambda value: size(rounded(str(value))),
    ),
    _Aspect("bold", _is_on("b"), _switch),
    _Aspect("italic", _is_on("i"), _switch),
    _Aspect("colour", _colour, _colour_words),
    _Aspect("underline", _mark("u"), _named),
    _Aspect("strike", _is_on("strike"), _switch),
    _Aspect("strike", _is_on("dstrike"), _switch),
    _Aspect("highlight", _mark("highlight"), _named),
    _Aspect("shade", _mark("shd"), _named),
    _Aspect("raised", _mark("vertAlign"), _named),
    _Aspect("spacing", _twips("spacing"), _length),
    _Aspect(
        "position", _twips("position"), lambda value: _length(10 * int(str(value)))
    ),
    _Aspect("scale", lambda look: rounded(_value(look, "w", "100")) or 100, _percent),
    _Aspect("emphasis", _mark("em"), _named),
    _Aspect("capitals", _is_on("caps"), _switch),
    _Aspect("capitals", _is_on("smallCaps"), _switch),
)


# Paragraphs.


def _paragraphs(old: Sheet, new: Sheet) -> list[LookChange]:
    found = list(_of_lines("", old.paragraphs, new.paragraphs))
    for key, before, after in _stories(old, new):
        found += _of_lines(key, before, after)
    whole = [line.place.paragraph for line in new.paragraphs if line.text.strip()]
    return [_told(group, whole) for group in _gathered(found)]


def _stories(
    old: Sheet, new: Sheet
) -> Iterator[tuple[str, Sequence[SheetParagraph], Sequence[SheetParagraph]]]:
    """Headers and footers of the sections that both documents have, each pair with what it is called."""
    for first, second in zip(old.sections, new.sections, strict=False):
        for kind, pages in sorted({*first.stories, *second.stories}):
            if pages == "even" and not (old.even_and_odd or new.even_and_odd):
                continue
            if pages == "first" and not (first.own_first_page or second.own_first_page):
                continue
            yield (
                f"{kind}-{pages}",
                old.stories.get(first.stories.get((kind, pages), ""), ()),
                new.stories.get(second.stories.get((kind, pages), ""), ()),
            )


def _of_lines(
    story: str, old: Sequence[SheetParagraph], new: Sequence[SheetParagraph]
) -> Iterator[_Found]:
    """What differs in the paragraphs that have the same text in both."""
    old_texts = [line.number + line.text for line in old]
    new_texts = [line.number + line.text for line in new]
    matcher = difflib.SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for block in matcher.get_matching_blocks():
        before = old[block.a : block.a + block.size]
        after = new[block.b : block.b + block.size]
        for first, second in zip(before, after, strict=True):
            yield from _of_paragraph(story, first, second)
            yield from _of_text(story, first, second)


def _of_paragraph(
    story: str, old: SheetParagraph, new: SheetParagraph
) -> Iterator[_Found]:
    place = new.place.paragraph
    for aspect in _OF_PARAGRAPHS:
        before, after = aspect.read(old.look), aspect.read(new.look)
        if not _is_same(before, after):
            yield _Found(story, place, "", aspect, before, after)
    for aspect, before, after in zip(
        _INDENTS, _indents(old), _indents(new), strict=True
    ):
        counted = _counted(old.look, aspect), _counted(new.look, aspect)
        same_count = counted[0] == counted[1] != 0
        if abs(before - after) > _TOLERANCE and not same_count:
            yield _Found(story, place, "", aspect, before, after)


def _is_same(before: Hashable, after: Hashable) -> bool:
    """Whether two values look alike: lengths may differ by what a conversion of units costs."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return all(_is_same(*pair) for pair in zip(before, after, strict=True))
    if type(before) is int and type(after) is int:
        near = abs(before - after) <= _TOLERANCE
        return before == after or (near and min(before, after) > 2 * _TOLERANCE)
    return before == after


def _counted(look: Look, indent: _Aspect) -> int:
    """Hundredths of a character that an indent is; one that is counted so follows the size of the text."""
    name = indent.name.removeprefix("indent-").replace("first", "firstLine")
    return look_number(look, f"{name}Chars")


def _indents(line: SheetParagraph) -> tuple[int, int, int]:
    """Indents of the first line, left and right, in twips; those that are counted in characters come first."""
    text_size = _value(line.runs[0].look, "sz", _NORMAL_SIZE) if line.runs else "20"
    character = rounded(text_size) * 10

    def twips(name: str) -> int:
        counted = look_number(line.look, f"{name}Chars")
        return counted * character // 100 if counted else look_number(line.look, name)

    return twips("firstLine") - twips("hanging"), twips("left"), twips("right")


def _of_text(story: str, old: SheetParagraph, new: SheetParagraph) -> Iterator[_Found]:
    """What differs in the characters of a paragraph: each property with the stretch that it changed on."""
    stretches = list(_stretches(old, new))
    if len("".join(text for text, _, _ in stretches)) != len(new.text):
        return  # hidden text lies between: what is seen cannot be compared by place
    for aspect in (*_OF_CHARACTERS, _CHINESE_FONT, _LATIN_FONT):
        yield from _of_aspect(story, new, aspect, stretches)


def _stretches(
    old: SheetParagraph, new: SheetParagraph
) -> Iterator[tuple[str, Look, Look]]:
    """The text of two equal paragraphs, cut wherever the run changes in either."""
    starts = {piece.start for line in (old, new) for piece in line.runs}
    bounds = sorted(starts | {len(new.text)})
    before, after = (
        {piece.start: piece.look for piece in line.runs} for line in (old, new)
    )
    old_look: Look = {}
    new_look: Look = {}
    for start, end in itertools.pairwise(bounds):
        old_look = before.get(start, old_look)
        new_look = after.get(start, new_look)
        yield new.text[start:end], old_look, new_look


def _of_aspect(
    story: str,
    line: SheetParagraph,
    aspect: _Aspect,
    stretches: Sequence[tuple[str, Look, Look]],
) -> Iterator[_Found]:
    """The changes of one property; neighbouring stretches that changed alike are one."""
    runs: list[tuple[str, Hashable, Hashable]] = []
    for text, old, new in stretches:
        if not _concerns(aspect, text):
            continue
        before, after = aspect.read(old), aspect.read(new)
        if runs and runs[-1][1:] == (before, after):
            runs[-1] = (runs[-1][0] + text, before, after)
        else:
            runs.append((text, before, after))
    for text, before, after in runs:
        if before != after:
            part = "" if len(runs) == 1 else text
            yield _Found(story, line.place.paragraph, part, aspect, before, after)


def _concerns(aspect: _Aspect, text: str) -> bool:
    """Whether a property can be seen on ``text``: a Chinese font is not on digits."""
    if aspect is _CHINESE_FONT:
        return any(map(is_wide, text))
    if aspect is _LATIN_FONT:
        return any(sign.isascii() and not sign.isspace() for sign in text)
    return True


# From single changes to sentences.


def _gathered(found: Iterable[_Found]) -> list[list[_Found]]:
    """Changes of whole paragraphs that are alike come together, those of parts stay alone."""
    groups: dict[tuple[Hashable, ...], list[_Found]] = {}
    for one in found:
        alone = (one.paragraph, one.part) if one.part else ()
        key = (one.story, one.aspect.name, one.before, one.after, alone)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _told(group: Sequence[_Found], whole: Sequence[int]) -> LookChange:
    first = group[0]
    return LookChange(
        _where(group, whole),
        words(f"restyled-{first.aspect.name}"),
        first.aspect.call(first.before),
        first.aspect.call(first.after),
    )


def _where(group: Sequence[_Found], whole: Sequence[int]) -> Words:
    """第6–8段, the part of a paragraph that is meant, or the header that it stands in."""
    first = group[0]
    if first.story:
        return words(f"restyled-{first.story}")
    numbers = sorted({one.paragraph for one in group})
    if len(whole) > 1 and set(whole) <= set(numbers):
        return words("restyled-everywhere")
    ranges = _ranges(numbers)
    shown = ranges[:_PLACES_SHOWN]
    more = len(ranges) > _PLACES_SHOWN
    part = first.part.strip()
    if len(part) > _EXCERPT:
        part = part[:_EXCERPT] + "…"
    return Words(
        words("restyled-paragraphs", numbers="、".join(shown) + "…" * more).zh
        + (f"“{part}”" if part else ""),
        words("restyled-paragraphs", numbers=", ".join(shown) + " …" * more).en
        + (f" '{part}'" if part else ""),
    )


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Return ascending numbers as ranges: 1–3, 5."""
    ranges: list[list[int]] = []
    for value in numbers:
        if ranges and value == ranges[-1][1] + 1:
            ranges[-1][1] = value
        else:
            ranges.append([value, value])
    return [str(start) if start == end else f"{start}–{end}" for start, end in ranges]


# The document and its pages.


def _document(old: Sheet, new: Sheet) -> Iterator[LookChange]:
    everywhere = words("restyled-everywhere")
    before, after = (one.compression or "doNotCompress" for one in (old, new))
    if before != after:
        yield LookChange(
            everywhere,
            words("restyled-punctuation"),
            _switch(before != "doNotCompress"),
            _switch(after != "doNotCompress"),
        )
    empty_before, empty_after = (_count_of_empty(one.paragraphs) for one in (old, new))
    if empty_before != empty_after:
        yield LookChange(
            words("restyled-document"),
            words("restyled-empty-paragraphs"),
            plain(str(empty_before)),
            plain(str(empty_after)),
        )
    if old.even_and_odd != new.even_and_odd:
        yield LookChange(
            everywhere,
            words("restyled-even-and-odd"),
            _switch(old.even_and_odd),
            _switch(new.even_and_odd),
        )


def _count_of_empty(lines: Sequence[SheetParagraph]) -> int:
    return sum(not line.text.strip() for line in lines)


def _pages(old: Sheet, new: Sheet) -> Iterator[LookChange]:
    """Paper, margins, grid, headers and footers of each section."""
    page = words("restyled-page")
    if len(old.sections) != len(new.sections):
        yield LookChange(
            page,
            words("restyled-sections"),
            plain(str(len(old.sections))),
            plain(str(len(new.sections))),
        )
    for number_, (first, second) in enumerate(
        zip(old.sections, new.sections, strict=False), 1
    ):
        where = words("restyled-section", number=number_) if number_ > 1 else page
        before, after = _page_facts(old, first), _page_facts(new, second)
        for name in before:
            if not _is_same(before[name], after[name]):
                yield LookChange(
                    where,
                    words(f"restyled-{name}"),
                    _page_words(name, before[name]),
                    _page_words(name, after[name]),
                )
    for key, old_lines, new_lines in _stories(old, new):
        texts = [
            "".join(line.text for line in lines).strip()
            for lines in (old_lines, new_lines)
        ]
        if texts[0] != texts[1]:
            yield LookChange(
                words(f"restyled-{key}"),
                words("restyled-text"),
                _story_words(texts[0]),
                _story_words(texts[1]),
            )


def _story_words(text: str) -> Words:
    """A header's text, with the number of the page as N."""
    return _named(text.replace(PAGE_NUMBER, "N"))


def _page_facts(sheet: Sheet, section: SheetSection) -> Mapping[str, Hashable]:
    """What a page looks like, by names of sentences; a margin of a header counts where there is a header."""
    size_, margins, grid = section.page, section.margins, section.grid
    kinds = {
        kind
        for (kind, _), part in section.stories.items()
        if any(line.text.strip() for line in sheet.stories.get(part, ()))
    }
    facts: dict[str, Hashable] = {
        "paper": (rounded(size_.get("w", "0")), rounded(size_.get("h", "0")))
    }
    for name in ("top", "bottom", "left", "right", "gutter"):
        facts[f"margin-{name}"] = rounded(margins.get(name, "0"))
    for kind in ("header", "footer"):
        facts[f"margin-{kind}"] = (
            rounded(margins.get(kind, "0")) if kind in kinds else None
        )
    pitched = grid.get("type", "default") != "default"
    counted = grid.get("type") in ("linesAndChars", "snapToChars")
    facts["grid"] = (
        (grid.get("type"), grid.get("linePitch"), counted and grid.get("charSpace"))
        if pitched
        else None
    )
    facts["own-first"] = section.own_first_page
    facts["number-format"] = section.number_format or "decimal"
    return facts


def _page_words(name: str, value: Hashable) -> Words:
    if value is None:
        return words("layout-none")
    if name == "paper" and isinstance(value, tuple):
        width, height = (millimetres(one) for one in value)
        return Words(f"{width.zh} × {height.zh}", f"{width.en} × {height.en}")
    if name.startswith("margin-"):
        return millimetres(int(str(value)))
    if name == "grid" and isinstance(value, tuple):
        return words("restyled-grid-pitch", number=f"{rounded(value[1] or '0') / 20:g}")
    return _switch(value) if isinstance(value, bool) else plain(str(value))


# Pictures, tables, comments, tracked changes.


def _things(old: WordPackage, new: WordPackage) -> Iterator[LookChange]:
    """What stands in the document beside its text, added or taken away."""
    before, after = take_inventory(old), take_inventory(new)
    nothing = Words("", "")
    document = words("restyled-document")
    for thing in (before - after).elements():
        what = words("restyled-removed")
        yield LookChange(document, what, things.called(thing), nothing)
    for thing in (after - before).elements():
        what = words("restyled-added")
        yield LookChange(document, what, nothing, things.called(thing))

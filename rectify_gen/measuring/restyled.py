"""What somebody changed in a document beside its text: looks of paragraphs and tables, the page, pictures, comments.

Two documents are compared as Word resolves them, and not by their XML, which every office program writes anew
when it saves. This module must not know what a document was made from, or how anything is printed.
"""

import difflib
import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.measuring.changed_pages import (
    document_changes,
    page_changes,
    story_pairs,
)
from rectify_gen.measuring.look_aspects import (
    CHARACTER_ASPECTS,
    CHINESE_FONT,
    FIRST_INDENT,
    LATIN_FONT,
    LEFT_INDENT,
    NORMAL_SIZE,
    PARAGRAPH_ASPECTS,
    RIGHT_INDENT,
    Aspect,
)
from rectify_gen.measuring.look_change import TOLERANCE, LookChange, looks_same
from rectify_gen.measuring.things import called
from rectify_gen.measuring.units import Words, words
from rectify_gen.word.inventory import take_inventory
from rectify_gen.word.looks import Look, look_number
from rectify_gen.word.sheet import Sheet, SheetParagraph, read_sheet
from rectify_gen.word.word_package import WordPackage, open_package

_EXCERPT = 12
"""Characters of a paragraph that are quoted where only a part of it changed."""
_PLACES_SHOWN = 8
"""Stretches of paragraphs that one change names."""
_LIBREOFFICE = b"LibreOffice"
_LOST_BY_SAVING = (
    ("restyled-punctuation", "layout-on", "layout-off"),
    ("restyled-auto-space", "layout-off", "layout-on"),
    ("restyled-hanging-punctuation", "layout-on", "layout-off"),
)
"""What LibreOffice changes by saving, each in one direction only."""
_WHOLE_PLACES = (
    "restyled-everywhere",
    "restyled-header-default",
    "restyled-header-first",
    "restyled-header-even",
    "restyled-footer-default",
    "restyled-footer-first",
    "restyled-footer-even",
)
"""Where it does: all over the document."""


class _AspectChange(NamedTuple):
    """A change of one paragraph or of some characters of it.

    ``story`` is empty in the text itself, ``part`` where the whole paragraph changed.
    """

    story: str
    paragraph: int
    part: str
    aspect: Aspect
    before: Hashable
    after: Hashable


class _Stretch(NamedTuple):
    """Characters of a paragraph that have one look in both documents."""

    text: str
    before: Look
    after: Look


def look_changes(before: bytes, after: bytes) -> list[LookChange]:
    """Return what differs between two documents beside their text: page first, then paragraphs, then things in it.

    Paragraphs whose text differs are left out: they are no longer the same ones.

    Raises:
        InputError: one of them is no intact .docx.
    """
    package_before = open_package(before)
    package_after = open_package(after)
    sheet_before = read_sheet(package_before)
    sheet_after = read_sheet(package_after)
    changes = [
        *document_changes(sheet_before, sheet_after),
        *page_changes(sheet_before, sheet_after),
        *_paragraph_changes(sheet_before, sheet_after),
        *_changes_of_things(package_before, package_after),
    ]
    program = package_after.parts.get("docProps/app.xml", b"")
    if _LIBREOFFICE not in program:
        return changes
    marked_changes = []
    for change in changes:
        is_lost_by_saving = _is_lost_by_saving(change)
        marked_changes.append(change._replace(by_office=is_lost_by_saving))
    return marked_changes


def _is_lost_by_saving(change: LookChange) -> bool:
    whole_places = [words(place) for place in _WHOLE_PLACES]
    # A change of a few paragraphs was made by somebody.
    if change.where not in whole_places:
        return False
    actual = (change.what, change.before, change.after)
    for codes in _LOST_BY_SAVING:
        what, before, after = codes
        if actual == (words(what), words(before), words(after)):
            return True
    return False


def _paragraph_changes(before: Sheet, after: Sheet) -> list[LookChange]:
    changes = list(_changes_in_story("", before.paragraphs, after.paragraphs))
    for pair in story_pairs(before, after):
        changes += _changes_in_story(pair.name, pair.before, pair.after)
    all_numbers = set()
    for paragraph in after.paragraphs:
        if paragraph.text.strip():
            all_numbers.add(paragraph.place.paragraph)
    return [_look_change(group, all_numbers) for group in _grouped(changes)]


def _changes_in_story(
    story: str, before: Sequence[SheetParagraph], after: Sequence[SheetParagraph]
) -> Iterator[_AspectChange]:
    """Yield what differs in the paragraphs that have the same text in both."""
    texts_before = [paragraph.number + paragraph.text for paragraph in before]
    texts_after = [paragraph.number + paragraph.text for paragraph in after]
    # With autojunk, paragraphs that come often, such as empty ones, would match nothing.
    matcher = difflib.SequenceMatcher(None, texts_before, texts_after, autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            paragraph_before = before[block.a + offset]
            paragraph_after = after[block.b + offset]
            yield from _changes_of_paragraph(story, paragraph_before, paragraph_after)
            yield from _changes_of_indents(story, paragraph_before, paragraph_after)
            yield from _changes_of_text(story, paragraph_before, paragraph_after)


def _changes_of_paragraph(
    story: str, before: SheetParagraph, after: SheetParagraph
) -> Iterator[_AspectChange]:
    for aspect in PARAGRAPH_ASPECTS:
        value_before = aspect.read(before.look)
        value_after = aspect.read(after.look)
        if not looks_same(value_before, value_after):
            yield _whole_change(story, after, aspect, value_before, value_after)


def _whole_change(
    story: str,
    paragraph: SheetParagraph,
    aspect: Aspect,
    before: Hashable,
    after: Hashable,
) -> _AspectChange:
    return _AspectChange(
        story=story,
        paragraph=paragraph.place.paragraph,
        part="",
        aspect=aspect,
        before=before,
        after=after,
    )


def _changes_of_indents(
    story: str, before: SheetParagraph, after: SheetParagraph
) -> Iterator[_AspectChange]:
    for aspect, name in (
        (FIRST_INDENT, "firstLine"),
        (LEFT_INDENT, "left"),
        (RIGHT_INDENT, "right"),
    ):
        # An indent that is counted in characters follows the size of the text.
        counted_before = look_number(before.look, f"{name}Chars")
        counted_after = look_number(after.look, f"{name}Chars")
        if counted_before == counted_after != 0:
            continue
        indent_before = _indent(before, name)
        indent_after = _indent(after, name)
        if abs(indent_before - indent_after) > TOLERANCE:
            yield _whole_change(story, after, aspect, indent_before, indent_after)


def _indent(paragraph: SheetParagraph, name: str) -> int:
    """Return an indent in twips; a hanging one is a negative indent of the first line."""
    indent = _length(paragraph, name)
    if name == "firstLine":
        indent -= _length(paragraph, "hanging")
    return indent


def _length(paragraph: SheetParagraph, name: str) -> int:
    """Return an indent in twips; what is counted in characters comes first."""
    hundredths = look_number(paragraph.look, f"{name}Chars")
    if not hundredths:
        return look_number(paragraph.look, name)
    half_points = int(NORMAL_SIZE)
    if paragraph.runs:
        half_points = look_number(paragraph.runs[0].look, "sz", NORMAL_SIZE)
    return hundredths * half_points * 10 // 100


def _changes_of_text(
    story: str, before: SheetParagraph, after: SheetParagraph
) -> Iterator[_AspectChange]:
    """Yield what differs in the characters of a paragraph: each property with the stretch that it changed on."""
    stretches = list(_stretches(before, after))
    length = sum(len(stretch.text) for stretch in stretches)
    if length != len(after.text):
        return  # hidden text lies between: what is seen cannot be compared by place
    for aspect in CHARACTER_ASPECTS:
        yield from _changes_of_aspect(story, after, aspect, stretches)


def _stretches(before: SheetParagraph, after: SheetParagraph) -> Iterator[_Stretch]:
    """Yield the text of two equal paragraphs, cut wherever the run changes in either."""
    looks_before = {run.start: run.look for run in before.runs}
    looks_after = {run.start: run.look for run in after.runs}
    # Programs cut the same text into other runs when they save.
    bounds = sorted({*looks_before, *looks_after, len(after.text)})
    look_before: Look = {}
    look_after: Look = {}
    for start, end in itertools.pairwise(bounds):
        look_before = looks_before.get(start, look_before)
        look_after = looks_after.get(start, look_after)
        yield _Stretch(after.text[start:end], look_before, look_after)


def _changes_of_aspect(
    story: str,
    paragraph: SheetParagraph,
    aspect: Aspect,
    stretches: Iterable[_Stretch],
) -> Iterator[_AspectChange]:
    """Yield the changes of one property; neighbouring stretches that changed alike are one."""
    changes: list[_AspectChange] = []
    for stretch in stretches:
        if not _concerns(aspect, stretch.text):
            continue
        change = _AspectChange(
            story=story,
            paragraph=paragraph.place.paragraph,
            part=stretch.text,
            aspect=aspect,
            before=aspect.read(stretch.before),
            after=aspect.read(stretch.after),
        )
        if not changes:
            changes.append(change)
            continue
        previous = changes[-1]
        is_alike = change._replace(part=previous.part) == previous
        if is_alike:
            changes[-1] = change._replace(part=previous.part + stretch.text)
        else:
            changes.append(change)
    # What is alike on all of the text is a change of the whole paragraph.
    is_whole = len(changes) == 1
    for change in changes:
        if change.before == change.after:
            continue
        yield change._replace(part="") if is_whole else change


def _concerns(aspect: Aspect, text: str) -> bool:
    """Whether a property can be seen on ``text``: a Chinese font is not on digits."""
    if aspect is CHINESE_FONT:
        return any(is_wide(sign) for sign in text)
    if aspect is LATIN_FONT:
        return any(sign.isascii() and not sign.isspace() for sign in text)
    return True


def _grouped(changes: Iterable[_AspectChange]) -> list[list[_AspectChange]]:
    """Return changes of whole paragraphs that are alike together, those of parts alone."""
    groups: dict[tuple[Hashable, ...], list[_AspectChange]] = {}
    for change in changes:
        key: tuple[Hashable, ...] = (
            change.story,
            change.aspect.name,
            change.before,
            change.after,
        )
        if change.part:
            key += (change.paragraph, change.part)
        groups.setdefault(key, []).append(change)
    return list(groups.values())


def _look_change(group: Sequence[_AspectChange], all_numbers: set[int]) -> LookChange:
    """Return changes that are alike as one; ``all_numbers`` are those of all paragraphs with text."""
    sample = group[0]
    return LookChange(
        where=_where(group, all_numbers),
        what=words(f"restyled-{sample.aspect.name}"),
        before=sample.aspect.call(sample.before),
        after=sample.aspect.call(sample.after),
    )


def _where(group: Sequence[_AspectChange], all_numbers: set[int]) -> Words:
    """Return 第6–8段, the part of a paragraph that is meant, or the header that it stands in."""
    sample = group[0]
    if sample.story:
        return words(f"restyled-{sample.story}")
    numbers = {change.paragraph for change in group}
    if len(all_numbers) > 1 and all_numbers <= numbers:
        return words("restyled-everywhere")
    ranges = _ranges(sorted(numbers))
    chinese = "、".join(ranges[:_PLACES_SHOWN])
    english = ", ".join(ranges[:_PLACES_SHOWN])
    if len(ranges) > _PLACES_SHOWN:
        chinese += "…"
        english += " …"
    where = Words(
        words("restyled-paragraphs", numbers=chinese).zh,
        words("restyled-paragraphs", numbers=english).en,
    )
    part = sample.part.strip()
    if len(part) > _EXCERPT:
        part = part[:_EXCERPT] + "…"
    if part:
        where = Words(f"{where.zh}“{part}”", f"{where.en} '{part}'")
    return where


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Return ascending numbers as ranges: 1–3, 5."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    texts = []
    for start, end in ranges:
        if start == end:
            texts.append(str(start))
        else:
            texts.append(f"{start}–{end}")
    return texts


def _changes_of_things(before: WordPackage, after: WordPackage) -> Iterator[LookChange]:
    """Yield what stands in the document beside its text, added or taken away."""
    things_before = take_inventory(before)
    things_after = take_inventory(after)
    nothing = Words("", "")
    document = words("restyled-document")
    for thing in (things_before - things_after).elements():
        removed = words("restyled-removed")
        yield LookChange(document, removed, before=called(thing), after=nothing)
    for thing in (things_after - things_before).elements():
        added = words("restyled-added")
        yield LookChange(document, added, before=nothing, after=called(thing))

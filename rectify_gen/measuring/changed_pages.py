"""What changed of the pages of a document: paper, margins, grid, sections, headers and footers.

This module must not know what stands in the paragraphs of the text.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.measuring.look_aspects import switch_words, text_words
from rectify_gen.measuring.look_change import LookChange, looks_same
from rectify_gen.measuring.units import Words, millimetres, plain, words
from rectify_gen.word.looks import rounded
from rectify_gen.word.sheet import PAGE_NUMBER, Sheet, SheetParagraph, SheetSection

_NOT_COMPRESSED = "doNotCompress"
_MARGINS = ("top", "bottom", "left", "right", "gutter")
_CHARACTER_GRIDS = ("linesAndChars", "snapToChars")


class StoryPair(NamedTuple):
    """A header or footer as it was and is; ``name`` is such as ``footer-even``."""

    name: str
    before: Sequence[SheetParagraph]
    after: Sequence[SheetParagraph]


def story_pairs(before: Sheet, after: Sheet) -> Iterator[StoryPair]:
    """Yield the headers and footers of the sections that both documents have, as far as they are shown."""
    has_even = before.even_and_odd or after.even_and_odd
    section_pairs = zip(before.sections, after.sections, strict=False)
    for section_before, section_after in section_pairs:
        has_first = section_before.own_first_page or section_after.own_first_page
        parts_before = section_before.stories
        parts_after = section_after.stories
        keys = sorted({*parts_before, *parts_after})
        for key in keys:
            kind, pages = key
            # Word keeps such parts in the file when the switch in its dialog is off.
            if pages == "even" and not has_even:
                continue
            if pages == "first" and not has_first:
                continue
            part_before = parts_before.get(key, "")
            part_after = parts_after.get(key, "")
            yield StoryPair(
                name=f"{kind}-{pages}",
                before=before.stories.get(part_before, ()),
                after=after.stories.get(part_after, ()),
            )


def document_changes(before: Sheet, after: Sheet) -> Iterator[LookChange]:
    """Yield what changed in the settings, and how many paragraphs are empty."""
    everywhere = words("restyled-everywhere")
    # Without a w:characterSpacingControl Word compresses nothing.
    compression_before = before.compression or _NOT_COMPRESSED
    compression_after = after.compression or _NOT_COMPRESSED
    if compression_before != compression_after:
        yield LookChange(
            where=everywhere,
            what=words("restyled-punctuation"),
            before=switch_words(compression_before != _NOT_COMPRESSED),
            after=switch_words(compression_after != _NOT_COMPRESSED),
        )
    empty_before = _count_empty(before.paragraphs)
    empty_after = _count_empty(after.paragraphs)
    if empty_before != empty_after:
        yield LookChange(
            where=words("restyled-document"),
            what=words("restyled-empty-paragraphs"),
            before=plain(str(empty_before)),
            after=plain(str(empty_after)),
        )
    if before.even_and_odd != after.even_and_odd:
        yield LookChange(
            where=everywhere,
            what=words("restyled-even-and-odd"),
            before=switch_words(before.even_and_odd),
            after=switch_words(after.even_and_odd),
        )


def _count_empty(paragraphs: Sequence[SheetParagraph]) -> int:
    return sum(not paragraph.text.strip() for paragraph in paragraphs)


def page_changes(before: Sheet, after: Sheet) -> Iterator[LookChange]:
    """Yield what changed in paper, margins, grid, headers and footers of each section."""
    count_before = len(before.sections)
    count_after = len(after.sections)
    if count_before != count_after:
        yield LookChange(
            where=words("restyled-page"),
            what=words("restyled-sections"),
            before=plain(str(count_before)),
            after=plain(str(count_after)),
        )
    # Sections that only one document has are reported by the count alone.
    section_pairs = zip(before.sections, after.sections, strict=False)
    for number, (section_before, section_after) in enumerate(section_pairs, start=1):
        yield from _section_changes(
            facts_before=_page_facts(before, section_before),
            facts_after=_page_facts(after, section_after),
            where=_section_words(number),
        )
    yield from _story_changes(before, after)


def _section_changes(
    *,
    facts_before: Mapping[str, Hashable],
    facts_after: Mapping[str, Hashable],
    where: Words,
) -> Iterator[LookChange]:
    for name, value_before in facts_before.items():
        value_after = facts_after[name]
        if looks_same(value_before, value_after):
            continue
        yield LookChange(
            where=where,
            what=words(f"restyled-{name}"),
            before=_page_words(name, value_before),
            after=_page_words(name, value_after),
        )


def _story_changes(before: Sheet, after: Sheet) -> Iterator[LookChange]:
    """Yield the headers and footers that print another text."""
    for pair in story_pairs(before, after):
        text_before = _story_text(pair.before)
        text_after = _story_text(pair.after)
        if text_before != text_after:
            yield LookChange(
                where=words(f"restyled-{pair.name}"),
                what=words("restyled-text"),
                before=text_words(text_before),
                after=text_words(text_after),
            )


def _section_words(number: int) -> Words:
    # Most documents have one section, which nobody calls so.
    if number == 1:
        return words("restyled-page")
    return words("restyled-section", number=number)


def _story_text(paragraphs: Sequence[SheetParagraph]) -> str:
    """Return a header's text, with the number of the page as N."""
    text = "".join(paragraph.text for paragraph in paragraphs).strip()
    return text.replace(PAGE_NUMBER, "N")


def _page_facts(sheet: Sheet, section: SheetSection) -> Mapping[str, Hashable]:
    """Return what a page looks like, by names of messages; a margin of a header counts where there is a header."""
    width = _number(section.page, "w")
    height = _number(section.page, "h")
    facts: dict[str, Hashable] = {"paper": (width, height)}
    for name in _MARGINS:
        facts[f"margin-{name}"] = _number(section.margins, name)
    for kind in ("header", "footer"):
        facts[f"margin-{kind}"] = None
        if _has_story(sheet, section, kind):
            facts[f"margin-{kind}"] = _number(section.margins, kind)
    facts["grid"] = _grid(section.grid)
    facts["own-first"] = section.own_first_page
    facts["number-format"] = section.number_format or "decimal"
    return facts


def _number(attributes: Mapping[str, str], name: str) -> int:
    return rounded(attributes.get(name, "0"))


def _has_story(sheet: Sheet, section: SheetSection, kind: str) -> bool:
    """Whether the section has a header or footer that prints something."""
    for (story_kind, _), part in section.stories.items():
        if story_kind != kind:
            continue
        for paragraph in sheet.stories.get(part, ()):
            if paragraph.text.strip():
                return True
    return False


def _grid(grid: Mapping[str, str]) -> Hashable:
    grid_type = grid.get("type", "default")
    if grid_type == "default":
        return None
    pitch = grid.get("linePitch")
    # A line grid may store a charSpace too, but Word does not use it.
    spacing: str | bool | None = False
    if grid_type in _CHARACTER_GRIDS:
        spacing = grid.get("charSpace")
    return grid_type, pitch, spacing


def _page_words(name: str, value: Hashable) -> Words:
    if value is None:
        return words("layout-none")
    if name == "paper" and isinstance(value, tuple):
        width = millimetres(value[0])
        height = millimetres(value[1])
        return Words(f"{width.zh} × {height.zh}", f"{width.en} × {height.en}")
    if name.startswith("margin-"):
        return millimetres(int(str(value)))
    if name == "grid" and isinstance(value, tuple):
        pitch = rounded(value[1] or "0")
        return words("restyled-grid-pitch", number=f"{pitch / 20:g}")
    if isinstance(value, bool):
        return switch_words(value)
    return plain(str(value))

"""Automatic numbering of Word, written out: which number stands before a paragraph.

Lists, levels, restarts and overrides as in ISO/IEC 29500-1, 17.9; numbers that come
through a style count too. This module must not know the text of paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rectify_gen.word.elements import (
    ParagraphElement,
    StyleElement,
    WordElement,
    whole_number,
)
from rectify_gen.word.number_formats import written

_LONGEST_MARK = 100
"""Characters of a mark's pattern; Word's own limit is far lower."""

_LEVELS = 9
_NO_LIST = "0"
"""The list by which a paragraph says that it has none, whatever its style says."""
_LEVEL_IN_PATTERN = re.compile("%([1-9])")
_GAPS = {"nothing": "", "space": " "}
_FIRST_PRIVATE_USE = "\ue000"
_BULLET = "•"
"""Stands for bullets that only the Symbol font draws."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list.

    ``pattern`` is its mark with ``%1`` for the number of level 1, ``number_format`` one
    of ST_NumberFormat, ``gap`` what follows the mark. ``restart`` is the number of levels
    above whose counting makes it begin anew; None for all of them. ``legal`` writes all
    its numbers in digits.
    """

    pattern: str
    number_format: str
    gap: str
    start: int
    restart: int | None
    legal: bool
    style_id: str | None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list (``w:num``): whose counters it shares, its levels, where it begins anew."""

    counters_key: str
    levels: dict[int, ListLevel]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        """Return the first number of ``level``."""
        if level in self.starts:
            return self.starts[level]
        if level in self.levels:
            return self.levels[level].start
        return 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; ask it once for every paragraph, in order."""

    lists: dict[str, NumberedList]
    styles: dict[str, StyleElement]
    default_style: str
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def number(self, paragraph: ParagraphElement) -> str:
        """Return the number of ``paragraph`` with the white space after it, and count it; empty for none."""
        list_id, level = self._position(paragraph)
        numbered = self.lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return ""
        self._count(list_id, numbered, level)
        counter = self.counters[numbered.counters_key]
        return _mark(numbered, level, counter)

    def level(self, paragraph: ParagraphElement) -> int:
        """Return which level of its list counts ``paragraph``, from 1."""
        _, level = self._position(paragraph)
        return level + 1

    def is_numbered(self, paragraph: ParagraphElement) -> bool:
        """Return whether a number or bullet stands before ``paragraph``, without counting it.

        A list that the file does not define counts as one that prints something:
        programs differ in what they make of it.
        """
        list_id, level = self._position(paragraph)
        if list_id in ("", _NO_LIST):
            return False
        numbered = self.lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return True
        mark = _mark(numbered, level, counter={})
        return mark.strip() != ""

    def _position(self, paragraph: ParagraphElement) -> tuple[str, int]:
        """List and level of ``paragraph``: its own, else those of its style."""
        list_id = paragraph.value("pPr/numPr/numId")
        level = paragraph.value("pPr/numPr/ilvl")
        style_id = paragraph.style_id or self.default_style
        seen: set[str] = set()
        # Styles based on each other in a ring are followed once around.
        while list_id is None and style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            list_id = style.value("pPr/numPr/numId")
            level = level or style.value("pPr/numPr/ilvl")
            if list_id is not None and level is None:
                level = self._level_of_style(list_id, style_id)
            style_id = style.based_on
        return list_id or "", whole_number(level)

    def _level_of_style(self, list_id: str, style_id: str) -> str | None:
        if list_id not in self.lists:
            return None
        for number, level in self.lists[list_id].levels.items():
            if level.style_id == style_id:
                return str(number)
        return None

    def _count(self, list_id: str, numbered: NumberedList, level: int) -> None:
        counter = self.counters.setdefault(numbered.counters_key, {})
        # A list with a start of its own begins anew once, when it is first met.
        if level in numbered.starts and (list_id, level) not in self.restarted:
            self.restarted.add((list_id, level))
            counter.pop(level, None)
        # A level that was left out counts as one that was there.
        for skipped in range(min(level, _LEVELS)):
            counter.setdefault(skipped, numbered.start(skipped))
        if level in counter:
            counter[level] += 1
        else:
            counter[level] = numbered.start(level)
        # A new 一、 makes （一） begin anew.
        for other_level in list(counter):
            is_deeper = other_level > level
            if is_deeper and _restarts_below(numbered, other_level, level):
                del counter[other_level]


def _restarts_below(numbered: NumberedList, deeper: int, level: int) -> bool:
    """Whether counting ``level`` makes the level ``deeper`` begin anew."""
    if deeper not in numbered.levels:
        return True
    restart = numbered.levels[deeper].restart
    return restart is None or level < restart


def no_numbering() -> Numbering:
    """Return the numbering of a part that has none, such as a header."""
    return Numbering(
        lists={},
        styles={},
        default_style="",
    )


def read_numbering(
    numbering: WordElement | None,
    styles: dict[str, StyleElement],
) -> Numbering:
    """Return the lists of ``numbering.xml``, which may be missing; ``styles`` are all by identifier."""
    abstract_lists = _by_attribute(numbering, "abstractNum", "abstractNumId")
    numbers = _by_attribute(numbering, "num", "numId")
    lists = {}
    for list_id, number in numbers.items():
        named_id = number.value("abstractNumId") or ""
        abstract_id = _followed_link(
            named_id,
            abstract_lists=abstract_lists,
            numbers=numbers,
            styles=styles,
        )
        if abstract_id in abstract_lists:
            abstract = abstract_lists[abstract_id]
            lists[list_id] = _numbered_list(abstract_id, abstract, number)
    default_style = ""
    for style_id, style in styles.items():
        if style.kind == "paragraph" and style.is_default:
            default_style = style_id
            break
    return Numbering(lists=lists, styles=styles, default_style=default_style)


def _by_attribute(
    root: WordElement | None,
    name: str,
    attribute: str,
) -> dict[str, WordElement]:
    elements: dict[str, WordElement] = {}
    if root is None:
        return elements
    for element in root.children(name):
        key = element.attribute(attribute)
        if key:
            elements[key] = element
    return elements


def _followed_link(
    abstract_id: str,
    abstract_lists: dict[str, WordElement],
    numbers: dict[str, WordElement],
    styles: dict[str, StyleElement],
) -> str:
    """Return the abstract list that ``abstract_id`` means: itself, or the one of its list style."""
    if abstract_id not in abstract_lists:
        return abstract_id
    link = abstract_lists[abstract_id].value("numStyleLink")
    if link is None or link not in styles:
        return abstract_id
    # With a w:numStyleLink a list has no levels itself: its style names the one that has them.
    list_id = styles[link].value("pPr/numPr/numId") or ""
    number = numbers.get(list_id)
    if number is None:
        return abstract_id
    return number.value("abstractNumId") or abstract_id


def _numbered_list(
    abstract_id: str,
    abstract: WordElement,
    number: WordElement,
) -> NumberedList:
    levels = _levels(abstract)
    starts = {}
    # <w:lvlOverride w:ilvl="0"> replaces a whole level, or gives it another first number, for this list alone.
    for override in number.children("lvlOverride"):
        levels |= _levels(override)
        if override.value("startOverride") is None:
            continue
        level = whole_number(override.attribute("ilvl"))
        starts[level] = override.number("startOverride")
    return NumberedList(
        counters_key=abstract_id,
        levels=levels,
        starts=starts,
    )


def _levels(parent: WordElement) -> dict[int, ListLevel]:
    levels = {}
    for element in parent.children("lvl"):
        level = whole_number(element.attribute("ilvl"))
        levels[level] = _level(element)
    return levels


def _level(element: WordElement) -> ListLevel:
    pattern = element.value("lvlText") or ""
    # Without w:suff Word sets a tab after the mark.
    suffix = element.value("suff") or "tab"
    restart_text = element.value("lvlRestart")
    restart = None
    if restart_text is not None:
        restart = whole_number(restart_text)
    return ListLevel(
        pattern=pattern[:_LONGEST_MARK],
        number_format=element.value("numFmt") or "decimal",
        gap=_GAPS.get(suffix, "\t"),
        start=element.number("start", default=1),
        restart=restart,
        legal=element.is_on("isLgl"),
        style_id=element.value("pStyle"),
    )


def _mark(numbered: NumberedList, level: int, counter: dict[int, int]) -> str:
    """Return the mark of ``level`` with the white space after it."""
    definition = numbered.levels[level]
    if definition.number_format == "bullet":
        mark = definition.pattern
        # The Symbol font has its signs in the private use area.
        if not mark or mark[0] >= _FIRST_PRIVATE_USE:
            mark = _BULLET
    else:

        def number_of(match: re.Match[str]) -> str:
            return _number(
                numbered,
                level=int(match[1]) - 1,
                counter=counter,
                in_digits=definition.legal,
            )

        mark = _LEVEL_IN_PATTERN.sub(number_of, definition.pattern)
    return mark + definition.gap if mark else ""


def _number(
    numbered: NumberedList,
    level: int,
    counter: dict[int, int],
    in_digits: bool,
) -> str:
    """Return the number of one level as the mark of a deeper one shows it."""
    number_format = "decimal"
    if level in numbered.levels:
        number_format = numbered.levels[level].number_format
    # With w:isLgl the mark 一.1 becomes 1.1; a level without a number stays without one.
    if in_digits and number_format != "none":
        number_format = "decimal"
    # A level that was never counted shows its first number.
    number = counter[level] if level in counter else numbered.start(level)
    return written(number, number_format)

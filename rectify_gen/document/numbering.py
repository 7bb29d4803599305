"""Automatic numbering of Word, written out: which number stands before a paragraph.

Lists, levels, restarts and overrides as in ISO/IEC 29500-1, 17.9; numbers that come
through a style count too. This room must not know the text of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rectify_gen.document.counting import written
from rectify_gen.document.parts import WORD, Element, is_on, value, whole_number

_LONGEST_MARK = 100
"""Characters of a mark's pattern; Word's own limit is far lower."""

_LEVELS = 9
_LEVEL = re.compile("%([1-9])")
_GAPS = {"nothing": "", "space": " "}
_PRIVATE_USE = "\ue000"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: pattern and format of its mark, what follows the mark, where it starts.

    ``restart`` is the number of levels above whose counting makes it begin anew; None for all of them.
    """

    pattern: str
    kind: str
    gap: str
    start: int
    restart: int | None
    in_digits: bool
    style: str | None


Levels = dict[int, Level]


@dataclass(frozen=True, slots=True)
class Numbered:
    """One list (``w:num``): whose counters it shares, its levels, where it begins anew."""

    shared: str
    levels: Levels
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted; asked once for every paragraph, in order."""

    lists: dict[str, Numbered]
    styles: dict[str, Element]
    default_style: str
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def number(self, paragraph: Element) -> str:
        """Return the number of ``paragraph`` with the white space after it, and count it; empty for none."""
        key, level = self._place(paragraph.find(WORD + "pPr"))
        found = self.lists.get(key)
        if found is None or level not in found.levels:
            return ""
        self._count(key, found, level)
        return _mark(found, level, self.counters[found.shared])

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """List and level of a paragraph with ``properties``: its own, else those of its style."""
        key, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        style = value(properties, "pStyle") or self.default_style
        seen: set[str] = set()
        while key is None and style in self.styles and style not in seen:
            seen.add(style)
            inherited = self.styles[style].find(WORD + "pPr")
            key = value(inherited, "numPr/numId")
            level = level or value(inherited, "numPr/ilvl")
            if key is not None and level is None:
                level = self._level_of_style(key, style)
            style = value(self.styles[style], "basedOn") or ""
        return key or "", whole_number(level)

    def _level_of_style(self, key: str, style: str) -> str | None:
        levels = self.lists[key].levels if key in self.lists else {}
        return next(
            (str(level) for level, one in levels.items() if one.style == style), None
        )

    def _count(self, key: str, found: Numbered, level: int) -> None:
        counter = self.counters.setdefault(found.shared, {})
        if level in found.starts and (key, level) not in self.restarted:
            self.restarted.add((key, level))
            counter.pop(level, None)
        for skipped in range(
            min(level, _LEVELS)
        ):  # a level left out counts as one that was there
            if skipped not in counter:
                counter[skipped] = _start(found, skipped)
        counter[level] = (
            counter[level] + 1 if level in counter else _start(found, level)
        )
        for deeper in [one for one in counter if one > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counter[deeper]


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that ``numbering.xml`` and ``styles.xml`` define (either may be missing)."""
    by_key = {
        key: one for one in _all(styles, "style") if (key := one.get(WORD + "styleId"))
    }
    default = (
        key
        for key, one in by_key.items()
        if one.get(WORD + "type") == "paragraph" and _is_default(one)
    )
    abstract = {
        key: one
        for one in _all(numbering, "abstractNum")
        if (key := one.get(WORD + "abstractNumId"))
    }
    numbers = {
        key: one for one in _all(numbering, "num") if (key := one.get(WORD + "numId"))
    }
    lists = {}
    for key, one in numbers.items():
        shared = _linked(value(one, "abstractNumId") or "", abstract, numbers, by_key)
        if shared in abstract:
            lists[key] = _numbered(shared, abstract[shared], one)
    return Numbering(lists, by_key, next(default, ""))


def _all(root: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if root is None else root.iterchildren(WORD + name)


def _is_default(style: Element) -> bool:
    return style.get(WORD + "default") in ("1", "true", "on")


def _linked(
    key: str,
    abstract: dict[str, Element],
    numbers: dict[str, Element],
    styles: dict[str, Element],
) -> str:
    """The list that ``key`` means: itself, or the one that its list style names."""
    link = value(abstract.get(key), "numStyleLink")
    if link is None or link not in styles:
        return key
    return (
        value(
            numbers.get(value(styles[link], "pPr/numPr/numId") or ""), "abstractNumId"
        )
        or key
    )


def _numbered(shared: str, abstract: Element, number: Element) -> Numbered:
    levels = dict(_levels(abstract))
    starts = {}
    for override in number.iterchildren(WORD + "lvlOverride"):
        levels |= dict(_levels(override))
        start = value(override, "startOverride")
        if start is not None:
            starts[whole_number(override.get(WORD + "ilvl"))] = whole_number(start)
    return Numbered(shared, levels, starts)


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    return (
        (whole_number(one.get(WORD + "ilvl")), _level(one))
        for one in parent.iterchildren(WORD + "lvl")
    )


def _level(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        pattern=(value(element, "lvlText") or "")[:_LONGEST_MARK],
        kind=value(element, "numFmt") or "decimal",
        gap=_GAPS.get(value(element, "suff") or "tab", "\t"),
        start=whole_number(value(element, "start"), 1),
        restart=None if restart is None else whole_number(restart),
        in_digits=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
    )


def _start(found: Numbered, level: int) -> int:
    if level in found.starts or level not in found.levels:
        return found.starts.get(level, 1)
    return found.levels[level].start


def _mark(found: Numbered, level: int, counter: dict[int, int]) -> str:
    one = found.levels[level]
    if one.kind == "bullet":
        mark = one.pattern if one.pattern and one.pattern[0] < _PRIVATE_USE else "•"
    else:
        mark = _LEVEL.sub(
            lambda sign: _part(found, int(sign[1]) - 1, counter, one.in_digits),
            one.pattern,
        )
    return mark + one.gap if mark else ""


def _part(found: Numbered, level: int, counter: dict[int, int], in_digits: bool) -> str:
    kind = found.levels[level].kind if level in found.levels else "decimal"
    number = counter[level] if level in counter else _start(found, level)
    return written(number, "decimal" if in_digits and kind != "none" else kind)

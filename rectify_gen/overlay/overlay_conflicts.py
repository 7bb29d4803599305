"""What an office's layout asks for and no page can give: values that are possible alone and not together.

Each conflict names the keys of the overlay that may resolve it, and what is possible. The limits are arithmetic,
or measured in Word's and LibreOffice's ways of setting a line. This module must not know YAML or Word files.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.chinese import width
from rectify_gen.layout import (
    TITLE_CHARACTERS,
    Layout,
    mark_line,
    smallest_line,
    squeezed,
    twips,
)

Key = tuple[str, str]
"""Part and name of a key of an overlay."""
Facts = dict[str, object]

_SIDES: tuple[Key, ...] = (("page", "left"), ("page", "right"))
_LINES: tuple[Key, ...] = (("grid", "line_pitch"), ("grid", "lines"))

_LARGEST_SQUEEZE = 0.1
"""Of the width of a character: nine of ten characters of a 仿宋 are nine tenths of their square wide, then they touch."""
_FEWEST_CHARACTERS = 15
"""Of a line; the same as ``grid.characters`` takes."""
_PAPER_EDGE = twips(5)
"""What printers leave free at the edge of the paper; the same as the least margin."""
_LONGEST_NUMBER = "999"
_LEAST_SPACE = 20
"""Height of the lowest paragraph that makes a space, in twips."""
_SUFFIX_ROOM = 300
"""Room beside the suffix of joint organ marks, in twips."""
_LINES_OF_TEXT = 2
"""Lines below the title that make the first page one with text: an empty one and one of text."""


class LayoutConflict(NamedTuple):
    """What cannot be, and the keys of the overlay that make it so, the likeliest first."""

    code: str
    keys: tuple[Key, ...]
    facts: Facts


def conflicts(layout: Layout, *, with_head: bool) -> Iterator[LayoutConflict]:
    """Yield what no page can give of ``layout``; ``with_head`` whether it is to have a red head."""
    yield from _lines_too_low(layout)
    yield from _characters(layout)
    yield from _title(layout)
    yield from _page_number(layout)
    if with_head:
        yield from _red_head(layout)


def _lines_too_low(layout: Layout) -> Iterator[LayoutConflict]:
    line = layout.grid.line
    for name, size in (("body", layout.sizes.body), ("imprint", layout.sizes.imprint)):
        least = smallest_line(size)
        if line >= least:
            continue
        keys = (*_LINES, ("sizes", name))
        facts: Facts = {
            "pitch": _points(line),
            "size": _half_points(size),
            "least": _points(least),
            "lines": layout.page.lines(least),
            "largest": _half_points(line // smallest_line(1)),
        }
        yield LayoutConflict(
            code=f"pitch-too-small-{name}",
            keys=keys,
            facts=facts,
        )


def _characters(layout: Layout) -> Iterator[LayoutConflict]:
    """Yield characters of a line that would stand one over the other, or that are too few for a line of text."""
    whole_line = layout.page.type_width()
    natural_width = layout.sizes.body * 10
    characters = layout.grid.characters
    facts: Facts = {
        "count": characters,
        "size": _half_points(layout.sizes.body),
        "width": _millimetres(whole_line),
    }
    if characters < _FEWEST_CHARACTERS:
        keys = (("sizes", "body"), *_SIDES)
        facts["fewest"] = _FEWEST_CHARACTERS
        facts["largest"] = _half_points(whole_line // (_FEWEST_CHARACTERS * 10))
        yield LayoutConflict(
            code="characters-too-few",
            keys=keys,
            facts=facts,
        )
    elif _is_too_tight(layout.grid.spacing, natural_width):
        facts["most"] = _most_characters(whole_line, natural_width)
        yield LayoutConflict(
            code="characters-too-many",
            keys=(("grid", "characters"),),
            facts=facts,
        )


def _is_too_tight(spacing: int, natural_width: int) -> bool:
    return spacing < -natural_width * _LARGEST_SQUEEZE


def _most_characters(whole_line: int, natural_width: int) -> int:
    count = whole_line // natural_width
    while not _is_too_tight(
        squeezed(whole_line, natural_width, count + 1), natural_width
    ):
        count += 1
    return count


def _title(layout: Layout) -> Iterator[LayoutConflict]:
    """Yield a title whose longest lines do not fit the type area."""
    size = layout.sizes.title
    if not _is_too_tight(layout.title_spacing(), size * 10):
        return
    largest = size
    whole_line = layout.page.type_width()
    while _is_too_tight(
        squeezed(whole_line, largest * 10, TITLE_CHARACTERS), largest * 10
    ):
        largest -= 1
    keys = (("sizes", "title"), *_SIDES)
    facts: Facts = {
        "size": _half_points(size),
        "count": TITLE_CHARACTERS,
        "width": _millimetres(whole_line),
        "largest": _half_points(largest),
    }
    yield LayoutConflict(
        code="title-too-wide",
        keys=keys,
        facts=facts,
    )


def _page_number(layout: Layout) -> Iterator[LayoutConflict]:
    """Yield a number that would stand in the text or off the paper, or that takes two lines."""
    line = layout.page_number_line()
    dash = layout.page_number_dash()
    keys: tuple[Key, ...]
    footer = layout.page.footer
    highest_footer = layout.page.bottom - line
    facts: Facts = {
        "size": _half_points(layout.sizes.page_number),
        "bottom": _millimetres(layout.page.bottom),
        "low": _millimetres(line - dash, up=True),
        "high": _millimetres(layout.page.bottom - dash - _PAPER_EDGE),
        "least": _millimetres(line + _PAPER_EDGE, up=True),
    }
    if not _PAPER_EDGE <= footer <= highest_footer:
        code = "number-place"
        if highest_footer < _PAPER_EDGE:
            code = "number-place-none"
        keys = (("page_number", "below"), ("page", "bottom"), ("sizes", "page_number"))
        yield LayoutConflict(
            code=code,
            keys=keys,
            facts=facts,
        )
    style = layout.page_number.before + _LONGEST_NUMBER + layout.page_number.after
    room = layout.page.type_width() - layout.page_number.indent
    if width(style) * line > room:
        keys = (("page_number", "style"), ("sizes", "page_number"), *_SIDES)
        facts["most"] = room // line
        facts["count"] = math.ceil(width(style))
        yield LayoutConflict(
            code="number-too-long",
            keys=keys,
            facts=facts,
        )


def _red_head(layout: Layout) -> Iterator[LayoutConflict]:
    """Yield a suffix that leaves joint organs no room, a rule in the line above it, a head that fills the first page."""
    size = layout.sizes.organ_mark
    suffix = len(layout.red_head.suffix)
    half_line = layout.page.type_width() // 2
    keys: tuple[Key, ...]
    if suffix * size * 10 + _SUFFIX_ROOM > half_line:
        facts: Facts = {
            "count": suffix,
            "size": _half_points(size),
            "most": (half_line - _SUFFIX_ROOM) // (size * 10),
            "largest": _half_points((half_line - _SUFFIX_ROOM) // (suffix * 10)),
        }
        keys = (("red_head", "suffix"), ("sizes", "organ_mark"), *_SIDES)
        yield LayoutConflict(
            code="suffix-too-long",
            keys=keys,
            facts=facts,
        )
    # In a letter the rule stands under the mark, in a document under its number.
    under_mark = mark_line(size) - size * 10
    least = max(layout.under_text(), under_mark) + _LEAST_SPACE
    if layout.red.above < least:
        keys = (
            ("red_head", "rule_distance"),
            ("sizes", "organ_mark"),
            *_LINES,
            ("sizes", "body"),
        )
        facts = {
            "distance": _millimetres(layout.red.above),
            "least": _millimetres(least, up=True),
        }
        yield LayoutConflict(
            code="rule-too-near",
            keys=keys,
            facts=facts,
        )
    room = layout.page.type_height() - _height_under_mark(layout)
    if layout.red_head.mark_top > room:
        keys = (
            ("red_head", "mark_top"),
            ("red_head", "rule_distance"),
            ("sizes", "organ_mark"),
            *_LINES,
            ("page", "top"),
            ("page", "bottom"),
        )
        facts = {
            "top": _millimetres(layout.red_head.mark_top),
            "most": _millimetres(max(room, 0)),
        }
        yield LayoutConflict(
            code="head-too-high",
            keys=keys,
            facts=facts,
        )


def _height_under_mark(layout: Layout) -> int:
    """Return what mark, number, rule, title and the first line of the text take of the first page."""
    head = layout.red_head
    number = 1
    lines = head.blank_before_number + number + head.blank_before_title + _LINES_OF_TEXT
    title = 2 * layout.title_line()
    return (
        mark_line(layout.sizes.organ_mark)
        + lines * layout.grid.line
        + layout.red.above
        + title
    )


def _points(length: int) -> str:
    return f"{length / 20:g}"


def _half_points(size: int) -> str:
    return f"{size / 2:g}"


def _millimetres(length: int, *, up: bool = False) -> str:
    """The length to a tenth, towards what is possible: ``up`` for the least of a range."""
    # 35 mm are 1984 twips, a little less.
    tenths = round(length * 254 / 1440, 1)
    rounded = math.ceil(tenths) if up else math.floor(tenths)
    return f"{rounded / 10:g}"

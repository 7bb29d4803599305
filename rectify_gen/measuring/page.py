"""Paper, margins, grid, and what stands at fixed places: marks, red rules, 版记, the rows of a ledger.

This module must not know XML or how type is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout, Page
from rectify_gen.measuring.deviations import Deviation, Frame, colour, is_red
from rectify_gen.measuring.paragraph_roles import PROSE, RoledParagraph
from rectify_gen.measuring.units import (
    Words,
    line_widths,
    millimetres,
    plain,
    words,
)
from rectify_gen.places import Place
from rectify_gen.word.looks import look_number, look_value, rounded
from rectify_gen.word.sheet import (
    Sheet,
    SheetParagraph,
    SheetRow,
    SheetSection,
    SheetTable,
)

MILLIMETRE = 57
"""One millimetre, the tolerance of clause 5.2.1, in twips."""
_PAPER_TOLERANCE = 20
_SIDES = ("top", "bottom", "left", "right")
CHARACTER_GRIDS = ("linesAndChars", "snapToChars")
LINE_GRIDS = ("lines", *CHARACTER_GRIDS)
"""Types of grid that set the height of a line."""
SQUEEZE_UNITS = 4096 / 20
"""Parts of a twip that a grid's ``charSpace`` counts in."""
_COMPRESSIONS = ("compressPunctuation", "compressPunctuationAndJapaneseKana")
_LONGEST_WHOLE_TEXT = 50
"""Characters of a cell that fit a row of which no part goes onto the next page: twelve lines of a narrow column."""
_RED_RULE = "红色分隔线"
_PREPRINTED_RULE = "套打红线位置"
_PREPRINTED_DOUBLE_RULE = "套打双线位置"
_PREPRINTED_MARKS = ("套打标志位置", "套打联合标志位置")
PREPRINTED_STYLES = (
    *_PREPRINTED_MARKS,
    _PREPRINTED_RULE,
    _PREPRINTED_DOUBLE_RULE,
)
"""Styles of the places that stay empty, because the paper bears mark and red rules already."""
_STYLES_IN_RED = (
    "发文机关标志",
    "联合发文机关标志",
    _RED_RULE,
    "首页上双线",
    "首页下双线",
)
"""Styles of marks and red rules, which a layout for preprinted paper does not have; widths share their first word."""
_TWIPS_AN_EIGHTH = 20 / 8
_LONGEST_WIDTH = 4
"""Digits of the width of a rule."""
SPACER = 20
"""The paragraph after the first table of a red head, in twips."""
_RULE_PLACE_TOLERANCE = MILLIMETRE // 4


class DocumentShape(NamedTuple):
    """Which shapes of document this is, beside the plain one."""

    letter: bool
    ledger: bool


class PlacedDeviation(NamedTuple):
    """A deviation and where it stands."""

    deviation: Deviation
    place: Place


def kind_of(sheet: Sheet, roled: Sequence[RoledParagraph]) -> DocumentShape:
    """Return whether the document is a letter (double rules on a first page of its own) or a ledger."""
    first_header = story(sheet, "header", "first")
    is_letter = any(_is_double_rule(paragraph) for paragraph in first_header)
    has_ledger = any(paragraph.role.startswith("cell") for paragraph in roled)
    # A report may have a ledger among its text.
    has_text = any(paragraph.role in PROSE for paragraph in roled)
    return DocumentShape(is_letter, ledger=has_ledger and not has_text)


def _is_double_rule(paragraph: SheetParagraph) -> bool:
    """Whether ``paragraph`` draws the first rule of a letter, or is the place where the paper bears it."""
    return _has_two_rules(paragraph) or paragraph.style == _PREPRINTED_DOUBLE_RULE


def story(sheet: Sheet, kind: str, pages: str) -> tuple[SheetParagraph, ...]:
    """Return the paragraphs of the first section's header or footer that is shown on ``pages``."""
    if not sheet.sections:
        return ()
    section = sheet.sections[0]
    if pages == "first" and not section.own_first_page:
        return ()
    part = section.stories.get((kind, pages), "")
    return sheet.stories.get(part, ())


def frame(sheet: Sheet, layout: Layout) -> Frame:
    """Return what the page decides for its paragraphs: that of the first section, which has the text."""
    grid = sheet.sections[0].grid if sheet.sections else {}
    grid_type = grid.get("type")
    pitch = 0
    squeeze = 0.0
    if grid_type in LINE_GRIDS:
        pitch = _whole_number(grid, "linePitch")
    if grid_type in CHARACTER_GRIDS:
        squeeze = _whole_number(grid, "charSpace") / SQUEEZE_UNITS
    return Frame(layout, pitch, squeeze)


def _whole_number(attributes: Mapping[str, str], name: str) -> int:
    """Return an attribute as a whole number; none, or one that no document has, is 0."""
    return rounded(attributes.get(name, "0"))


def of_sections(
    sheet: Sheet, layout: Layout, kind: DocumentShape
) -> Iterator[PlacedDeviation]:
    """Yield what differs in paper, margins and grid of each section, and in the settings."""
    page = layout.ledger.page if kind.ledger else layout.page
    for section in sheet.sections:
        for deviation in _paper(section, page, kind):
            yield PlacedDeviation(deviation, section.place)
        for deviation in _grid(section, layout):
            yield PlacedDeviation(deviation, section.place)
    # Settings of the whole file, so they stand at no section.
    if page.mirrored and not sheet.mirrored:
        deviation = Deviation(
            code="layout-mirrored",
            expected=words("layout-on"),
            actual=words("layout-off"),
        )
        yield PlacedDeviation(deviation, Place(sheet.main))
    if sheet.compression not in _COMPRESSIONS:
        deviation = Deviation(
            code="layout-punctuation",
            expected=words("layout-on"),
            actual=words("layout-off"),
        )
        yield PlacedDeviation(deviation, Place(sheet.main))


def _paper(
    section: SheetSection, page: Page, kind: DocumentShape
) -> Iterator[Deviation]:
    width = _whole_number(section.page, "w")
    height = _whole_number(section.page, "h")
    # A ledger is landscape by its own layout.
    is_turned = width > height and not kind.ledger
    expected_width = page.height if is_turned else page.width
    expected_height = page.width if is_turned else page.height
    is_too_wide = abs(width - expected_width) > _PAPER_TOLERANCE
    is_too_high = abs(height - expected_height) > _PAPER_TOLERANCE
    if is_too_wide or is_too_high:
        yield Deviation(
            code="layout-paper",
            expected=_paper_size(expected_width, expected_height),
            actual=_paper_size(width, height),
        )
    if is_turned:
        yield from _margins_of_turned_page(section, page)
    else:
        yield from _margins(section, page)
    gutter = _whole_number(section.margins, "gutter")
    if gutter:
        yield _margin("gutter", 0, gutter)


def _paper_size(width: int, height: int) -> Words:
    return words(
        "layout-paper-size",
        width=f"{width * 25.4 / 1440:.0f}",
        height=f"{height * 25.4 / 1440:.0f}",
    )


def _margins(section: SheetSection, page: Page) -> Iterator[Deviation]:
    for side in _SIDES:
        expected = getattr(page, side)
        actual = _whole_number(section.margins, side)
        if not _is_near(actual, expected):
            yield _margin(side, expected, actual)


def _margins_of_turned_page(section: SheetSection, page: Page) -> Iterator[Deviation]:
    """Yield margins of a landscape page in a portrait document.

    It is bound at the same edge, which odd and even pages have on other sides.
    """
    actual = {side: _whole_number(section.margins, side) for side in _SIDES}
    # The page turned to the left; turned to the right, or on an even page, sides change places.
    expected = {
        "top": page.left,
        "bottom": page.right,
        "left": page.bottom,
        "right": page.top,
    }
    vertical_fits = _fit_either_way(
        actual=(actual["top"], actual["bottom"]),
        expected=(page.left, page.right),
    )
    horizontal_fits = _fit_either_way(
        actual=(actual["left"], actual["right"]),
        expected=(page.top, page.bottom),
    )
    if vertical_fits and horizontal_fits:
        return
    for side in _SIDES:
        if not _is_near(actual[side], expected[side]):
            yield _margin(side, expected[side], actual[side])


def _fit_either_way(actual: tuple[int, int], expected: tuple[int, int]) -> bool:
    """Whether two opposite margins are the expected ones, in this order or the other."""
    near, far = actual
    expected_near, expected_far = expected
    fits = _is_near(near, expected_near) and _is_near(far, expected_far)
    fits_swapped = _is_near(near, expected_far) and _is_near(far, expected_near)
    return fits or fits_swapped


def _is_near(actual: int, expected: int) -> bool:
    return abs(actual - expected) <= MILLIMETRE


def _margin(side: str, expected: int, actual: int) -> Deviation:
    return Deviation(
        code="layout-margin",
        expected=_named_margin(side, expected),
        actual=_named_margin(side, actual),
    )


def _named_margin(side: str, twips: int) -> Words:
    name = words(f"layout-margin-{side}")
    length = millimetres(twips)
    return Words(f"{name.zh} {length.zh}", f"{name.en} {length.en}")


def _grid(section: SheetSection, layout: Layout) -> Iterator[Deviation]:
    grid_type = section.grid.get("type", "")
    pitch = _whole_number(section.grid, "linePitch")
    expected_pitch = layout.grid.line
    expected = _line_grid(expected_pitch)
    if grid_type not in LINE_GRIDS:
        yield Deviation("layout-grid", expected, words("layout-grid-none"))
    elif abs(pitch - expected_pitch) > 1:
        yield Deviation("layout-grid", expected, _line_grid(pitch))
    # A grid of characters has the right lines, so it is worth a remark and no more.
    elif grid_type in CHARACTER_GRIDS:
        yield Deviation(
            code="layout-grid",
            expected=expected,
            actual=words("layout-grid-characters"),
            grade=Severity.INFO,
        )


def _line_grid(pitch: int) -> Words:
    return words("layout-grid-lines", points=f"{pitch / 20:g}")


def of_head(
    sheet: Sheet, layout: Layout, kind: DocumentShape, roled: Sequence[RoledParagraph]
) -> Iterator[PlacedDeviation]:
    """Yield what differs in red rules, in the place of the organ mark, and in the rules of 版记."""
    marks = []
    for roled_paragraph in roled:
        if roled_paragraph.role in ("mark", "joint_mark"):
            marks.append(roled_paragraph.paragraph)
    mark_spaces = []
    for paragraph in sheet.paragraphs:
        if paragraph.style in _PREPRINTED_MARKS:
            mark_spaces.append(paragraph)
    marks_or_spaces = marks or mark_spaces
    if kind.letter:
        yield from _letter(sheet, layout)
    elif marks_or_spaces:
        yield from _mark_place(sheet, layout, marks_or_spaces[0].place)
    yield from _red_rules(sheet, layout, roled, has_marks=bool(marks))
    yield from _preprinted(sheet, layout)
    yield from _imprints(sheet, layout, roled)


def _preprinted(sheet: Sheet, layout: Layout) -> Iterator[PlacedDeviation]:
    """Yield what would be printed over the mark or a rule that the paper bears."""
    empty_styles: tuple[str, ...] = PREPRINTED_STYLES
    # A document knows by its styles that it is for preprinted paper; an office may say it of all its documents.
    if layout.red.preprinted:
        empty_styles += _STYLES_IN_RED
    paragraphs = list(sheet.paragraphs)
    for story_paragraphs in sheet.stories.values():
        paragraphs += story_paragraphs
    for paragraph in paragraphs:
        style, _, _ = paragraph.style.partition(" ")
        if style not in empty_styles:
            continue
        text = paragraph.text.strip()
        if text:
            actual = plain(f"“{text}”")
        elif _has_rule(paragraph):
            actual = words("layout-a-rule")
        else:
            continue
        deviation = Deviation(
            code="layout-preprinted",
            expected=words("layout-none"),
            actual=actual,
        )
        yield PlacedDeviation(deviation, paragraph.place)


def _mark_place(
    sheet: Sheet, layout: Layout, place: Place
) -> Iterator[PlacedDeviation]:
    """Yield the mark's distance from the type area, where a row of a set height keeps it."""
    if not sheet.tables:
        return
    table = sheet.tables[0]
    if not table.is_first or not table.rows:
        return
    height = table.rows[0].least_height
    # A row that is as high as its text keeps nothing in place.
    if not height:
        return
    actual = height + SPACER
    expected = layout.red_head.mark_top
    if _is_near(actual, expected):
        return
    deviation = Deviation(
        code="layout-mark-place",
        expected=millimetres(expected),
        actual=millimetres(actual),
    )
    yield PlacedDeviation(deviation, place)


def _red_rules(
    sheet: Sheet, layout: Layout, roled: Sequence[RoledParagraph], *, has_marks: bool
) -> Iterator[PlacedDeviation]:
    for paragraph in sheet.paragraphs:
        if paragraph.style == _PREPRINTED_RULE:
            # The place is higher by the rule itself, which stands below its line elsewhere.
            rule_width = layout.red.rule * _TWIPS_AN_EIGHTH
            for deviation in _rule_distance(paragraph, layout, less=rule_width):
                yield PlacedDeviation(deviation, paragraph.place)
    for paragraph in red_rules(sheet, roled, has_marks=has_marks):
        for deviation in _red_rule(paragraph, layout):
            yield PlacedDeviation(deviation, paragraph.place)


def red_rules(
    sheet: Sheet, roled: Sequence[RoledParagraph], *, has_marks: bool
) -> Iterator[SheetParagraph]:
    """Yield the red rules: paragraphs in their style, and empty ruled ones between mark and title."""
    title_number = _number_of_title(sheet, roled)
    for paragraph in sheet.paragraphs:
        # An empty ruled paragraph further down is a line under something else.
        is_above_title = paragraph.place.paragraph < title_number
        is_empty = not paragraph.text.strip() and paragraph.table < 0
        may_be_rule = has_marks and is_empty and is_above_title
        if is_our_red_rule(paragraph) or (may_be_rule and _has_rule(paragraph)):
            yield paragraph


def is_our_red_rule(paragraph: SheetParagraph) -> bool:
    """Return whether the height of its line makes the distance of a red rule."""
    return paragraph.style == _RED_RULE


def _number_of_title(sheet: Sheet, roled: Sequence[RoledParagraph]) -> int:
    """Return the number of the paragraph that the title begins with; without one, how many stand before the last with a role."""
    for roled_paragraph in roled:
        if roled_paragraph.role == "title":
            return roled_paragraph.paragraph.place.paragraph
    if roled:
        last_known = roled[-1].paragraph
        for index, paragraph in enumerate(sheet.paragraphs):
            if paragraph is last_known:
                return index
    return len(sheet.paragraphs)


def _has_rule(paragraph: SheetParagraph) -> bool:
    top = look_value(paragraph.look, "top")
    bottom = look_value(paragraph.look, "bottom")
    return bool(top or bottom)


def _has_two_rules(paragraph: SheetParagraph) -> bool:
    top = look_value(paragraph.look, "top")
    bottom = look_value(paragraph.look, "bottom")
    return bool(top and bottom)


def _rule(paragraph: SheetParagraph, side: str) -> tuple[int, str]:
    """Return width in eighths of a point and colour of one side; 0 where there is no rule."""
    # Such as "12 FF0000".
    border = look_value(paragraph.look, side)
    width, _, shade = border.partition(" ")
    return _width(width), shade


def _width(text: str) -> int:
    is_number = text.isascii() and text.isdecimal()
    if is_number and len(text) <= _LONGEST_WIDTH:
        return int(text)
    return 0


def _source(paragraph: SheetParagraph, side: str) -> str:
    """Return the style that sets a side; where nothing sets it, the paragraph's own."""
    if side in paragraph.look:
        return paragraph.look[side].source
    return paragraph.style


def _drawn(width: int, shade: str) -> Words:
    if not width:
        return words("layout-none")
    tint = words("layout-red") if is_red(shade) else colour(shade)
    thickness = line_widths(width)
    return Words(f"{tint.zh} {thickness.zh}", f"{tint.en} {thickness.en}")


def _red_rule(paragraph: SheetParagraph, layout: Layout) -> Iterator[Deviation]:
    """Yield colour and width of the red rule; its distance only where the style is ours, whose line height makes it."""
    red = layout.red
    side = _side_of_rule(paragraph)
    width, shade = _rule(paragraph, side)
    source = _source(paragraph, side)
    if width != red.rule or not is_red(shade):
        yield Deviation(
            code="layout-rule",
            expected=_drawn(red.rule, red.colour),
            actual=_drawn(width, shade),
            source=source,
        )
    if is_our_red_rule(paragraph):
        yield from _rule_distance(paragraph, layout, source=source)


def width_of_rule(paragraph: SheetParagraph) -> int:
    """Return the width of the rule of a paragraph, in eighths of a point; 0 where it has none."""
    width, _ = _rule(paragraph, _side_of_rule(paragraph))
    return width


def _side_of_rule(paragraph: SheetParagraph) -> str:
    return "bottom" if look_value(paragraph.look, "bottom") else "top"


def _rule_distance(
    paragraph: SheetParagraph, layout: Layout, less: float = 0, source: str = ""
) -> Iterator[Deviation]:
    """Yield the distance of the red rule, which the height of its line makes, ``less`` twips that are no distance."""
    # The rule stands under an empty line, and the number above has room under its characters.
    expected = layout.red.above
    distance = round(look_number(paragraph.look, "line") - less) + layout.under_text()
    if abs(distance - expected) > _RULE_PLACE_TOLERANCE:
        yield Deviation(
            code="layout-rule-place",
            expected=millimetres(expected),
            actual=millimetres(distance),
            source=source or paragraph.style,
        )


def _letter(sheet: Sheet, layout: Layout) -> Iterator[PlacedDeviation]:
    """Yield the two pairs of rules of a letter: colours, widths, length, and their distance from the edges of the page."""
    letter = layout.letter
    yield from _pair_of_rules(
        sheet,
        layout,
        kind="header",
        widths={"top": letter.thick, "bottom": letter.thin},
        code="layout-mark-place",
        expected=letter.mark_top,
    )
    yield from _pair_of_rules(
        sheet,
        layout,
        kind="footer",
        widths={"top": letter.thin, "bottom": letter.thick},
        code="layout-rule-place",
        expected=letter.second_rule,
    )


def _pair_of_rules(
    sheet: Sheet,
    layout: Layout,
    *,
    kind: str,
    widths: Mapping[str, int],
    code: str,
    expected: int,
) -> Iterator[PlacedDeviation]:
    section = sheet.sections[0]
    actual = _whole_number(section.margins, kind)
    if not _is_near(actual, expected):
        deviation = Deviation(
            code=code,
            expected=millimetres(expected),
            actual=millimetres(actual),
        )
        yield PlacedDeviation(deviation, section.place)
    for paragraph in story(sheet, kind, "first"):
        if not _has_rule(paragraph):
            continue
        for deviation in _letter_rules(paragraph, widths, layout):
            yield PlacedDeviation(deviation, paragraph.place)


def _letter_rules(
    paragraph: SheetParagraph, widths: Mapping[str, int], layout: Layout
) -> Iterator[Deviation]:
    for side, expected_width in widths.items():
        width, shade = _rule(paragraph, side)
        if width != expected_width or not is_red(shade):
            yield Deviation(
                code="layout-rule",
                expected=_drawn(expected_width, layout.red.colour),
                actual=_drawn(width, shade),
                source=_source(paragraph, side),
            )
    # The rule is wider than the type area: its paragraph has negative indents.
    length = layout.page.type_width()
    length -= look_number(paragraph.look, "left")
    length -= look_number(paragraph.look, "right")
    expected_length = layout.letter.rule_length
    if not _is_near(length, expected_length):
        yield Deviation(
            code="layout-rule-length",
            expected=millimetres(expected_length),
            actual=millimetres(length),
            source=_source(paragraph, "left"),
        )


def _imprints(
    sheet: Sheet, layout: Layout, roled: Sequence[RoledParagraph]
) -> Iterator[PlacedDeviation]:
    """Yield the rules of the tables that 版记 stands in."""
    places: dict[int, Place] = {}
    for roled_paragraph in roled:
        paragraph = roled_paragraph.paragraph
        if roled_paragraph.role == "imprint" and paragraph.table >= 0:
            places[paragraph.table] = paragraph.place
    for table, place in places.items():
        for deviation in _imprint_rules(sheet.tables[table], layout):
            yield PlacedDeviation(deviation, place)


def _imprint_rules(table: SheetTable, layout: Layout) -> Iterator[Deviation]:
    if not table.borders:
        return
    expected_widths = {
        "top": layout.imprint.outer_rule,
        "bottom": layout.imprint.outer_rule,
    }
    if len(table.rows) > 1:
        expected_widths["insideH"] = layout.imprint.inner_rule
    for side, expected in expected_widths.items():
        border = table.borders.get(side, "")
        # Clause 7.4 gives the rules of 版记 no colour.
        width, _, _ = border.partition(" ")
        if width == str(expected):
            continue
        yield Deviation(
            code="layout-rule",
            expected=line_widths(expected),
            actual=line_widths(_width(width)),
            grade=Severity.WARNING,
        )


def of_rows(sheet: Sheet, roled: Sequence[RoledParagraph]) -> Iterator[PlacedDeviation]:
    """Yield short rows of a ledger that may be torn over two pages, and a head that later pages do not repeat."""
    off = words("layout-off")
    on = words("layout-on")
    places: dict[int, Place] = {}
    for roled_paragraph in roled:
        paragraph = roled_paragraph.paragraph
        if roled_paragraph.role.startswith("cell") and paragraph.table >= 0:
            places.setdefault(paragraph.table, paragraph.place)
    for table, place in places.items():
        rows = sheet.tables[table].rows
        count = 0
        for row in rows:
            if row.may_split and not _is_long(row):
                count += 1
        if count:
            actual = words("layout-rows-split", count=count)
            deviation = Deviation("layout-row-split", off, actual)
            yield PlacedDeviation(deviation, place)
        if rows and not rows[0].is_repeated:
            deviation = Deviation("layout-header-row", on, off)
            yield PlacedDeviation(deviation, place)


def _is_long(row: SheetRow) -> bool:
    """Whether a row may be higher than what is left of a page, so that it has to split; tags may print any text."""
    text = row.longest_text
    return len(text) > _LONGEST_WHOLE_TEXT or "{{" in text

"""Paper, margins, grid, and what stands at fixed places: marks, red rules, 版记, the rows of a ledger.

This room must not know XML or how type is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout, Page
from rectify_gen.measuring.comparing import Deviation, Frame, colour, is_red, number
from rectify_gen.measuring.roles import Told
from rectify_gen.measuring.units import Words, line_widths, millimetres, plain, words
from rectify_gen.places import Place
from rectify_gen.word.looks import rounded
from rectify_gen.word.sheet import Sheet, SheetParagraph, SheetSection, SheetTable

MILLIMETRE = 57
"""One millimetre, the tolerance of clause 5.2.1, in twips."""
_PAPER_TOLERANCE = 20
_SIDES = ("top", "bottom", "left", "right")
_GRIDS = ("lines", "linesAndChars", "snapToChars")
_CHARACTER_GRIDS = _GRIDS[1:]
_SQUEEZE_UNITS = 4096 / 20
"""Parts of a twip that a grid's ``charSpace`` counts in."""
_RED_RULE = "红色分隔线"
_UNDER_TEXT = 77
"""Room under the characters of a line of body text, within the line, in twips."""
_SPACER = 20
"""The paragraph after the first table of a red head, in twips."""


class Kind(NamedTuple):
    """Which shapes of document this is, beside the plain one."""

    letter: bool
    ledger: bool


class Spotted(NamedTuple):
    """A deviation and where it stands."""

    deviation: Deviation
    place: Place


def kind_of(sheet: Sheet, told: Sequence[Told]) -> Kind:
    """Return whether the document is a letter (double rules on a first page of its own) or a ledger."""
    letter = any(_double(line) for line in stories(sheet, "header", "first"))
    return Kind(letter, any(one.role.startswith("cell") for one in told))


def stories(sheet: Sheet, kind: str, pages: str) -> tuple[SheetParagraph, ...]:
    """Return the paragraphs of the first section's header or footer that is shown on ``pages``."""
    if not sheet.sections or (
        pages == "first" and not sheet.sections[0].own_first_page
    ):
        return ()
    return sheet.stories.get(sheet.sections[0].stories.get((kind, pages), ""), ())


def frame(sheet: Sheet, layout: Layout) -> Frame:
    """Return what the page decides for its paragraphs: that of the first section, which has the text."""
    grid = sheet.sections[0].grid if sheet.sections else {}
    snaps = grid.get("type") in _GRIDS
    squeeze = (
        _whole(grid, "charSpace") / _SQUEEZE_UNITS
        if grid.get("type") in _CHARACTER_GRIDS
        else 0.0
    )
    return Frame(layout, _whole(grid, "linePitch") if snaps else 0, squeeze)


def _whole(attributes: Mapping[str, str], name: str) -> int:
    """An attribute as a whole number; none, or one that no document has, is 0."""
    return rounded(attributes.get(name, "0"))


def of_sections(sheet: Sheet, layout: Layout, kind: Kind) -> Iterator[Spotted]:
    """Yield what differs in paper, margins and grid of each section, and in the settings."""
    for section in sheet.sections:
        page = layout.ledger.page if kind.ledger else layout.page
        for one in (*_paper(section, page, kind), *_grid(section, layout)):
            yield Spotted(one, section.place)
    if sheet.compression not in (
        "compressPunctuation",
        "compressPunctuationAndJapaneseKana",
    ):
        deviation = Deviation(
            "layout-punctuation", words("layout-on"), words("layout-off")
        )
        yield Spotted(deviation, Place(sheet.main))


def _paper(section: SheetSection, page: Page, kind: Kind) -> Iterator[Deviation]:
    width, height = _whole(section.page, "w"), _whole(section.page, "h")
    turned = width > height and not kind.ledger
    needed = (page.height, page.width) if turned else (page.width, page.height)
    if any(
        abs(a - b) > _PAPER_TOLERANCE
        for a, b in zip((width, height), needed, strict=True)
    ):
        yield Deviation(
            "layout-paper", _paper_size(*needed), _paper_size(width, height)
        )
    yield from (_margins_turned if turned else _margins)(section, page)
    if gutter := _whole(section.margins, "gutter"):
        yield _margin("gutter", 0, gutter)


def _paper_size(width: int, height: int) -> Words:
    return words(
        "layout-paper-size",
        width=f"{width * 25.4 / 1440:.0f}",
        height=f"{height * 25.4 / 1440:.0f}",
    )


def _margins(section: SheetSection, page: Page) -> Iterator[Deviation]:
    for side in _SIDES:
        needed, found = getattr(page, side), _whole(section.margins, side)
        if abs(found - needed) > MILLIMETRE:
            yield _margin(side, needed, found)


def _margins_turned(section: SheetSection, page: Page) -> Iterator[Deviation]:
    """A landscape page in a portrait document: bound at the same edge, which odd and even pages have on other sides."""
    shapes = ((page.left, page.right), (page.right, page.left))
    outer = (page.top, page.bottom)
    found = {side: _whole(section.margins, side) for side in _SIDES}
    fits = any(
        all(
            abs(found[side] - needed) <= MILLIMETRE
            for side, needed in zip(_SIDES, (*shape, *across), strict=True)
        )
        for shape in shapes
        for across in (outer, outer[::-1])
    )
    if not fits:
        needed = dict(
            zip(_SIDES, (page.left, page.right, page.bottom, page.top), strict=True)
        )
        for side in _SIDES:
            if abs(found[side] - needed[side]) > MILLIMETRE:
                yield _margin(side, needed[side], found[side])


def _margin(side: str, needed: int, found: int) -> Deviation:
    name = words(f"layout-margin-{side}")
    wanted, shown = millimetres(needed), millimetres(found)
    return Deviation("layout-margin", _named(name, wanted), _named(name, shown))


def _named(name: Words, length: Words) -> Words:
    return Words(f"{name.zh} {length.zh}", f"{name.en} {length.en}")


def _grid(section: SheetSection, layout: Layout) -> Iterator[Deviation]:
    kind, pitch = section.grid.get("type", ""), _whole(section.grid, "linePitch")
    needed = words("layout-grid-lines", points=f"{layout.grid.line / 20:g}")
    if kind not in _GRIDS:
        yield Deviation("layout-grid", needed, words("layout-grid-none"))
    elif abs(pitch - layout.grid.line) > 1:
        yield Deviation(
            "layout-grid", needed, words("layout-grid-lines", points=f"{pitch / 20:g}")
        )
    elif kind in _CHARACTER_GRIDS:
        yield Deviation(
            "layout-grid", needed, words("layout-grid-characters"), grade=Severity.INFO
        )


def of_head(
    sheet: Sheet, layout: Layout, kind: Kind, told: Sequence[Told]
) -> Iterator[Spotted]:
    """Yield what differs in red rules, in the place of the organ mark, and in the rules of 版记."""
    marks = [one for one in told if one.role in ("mark", "joint_mark")]
    if kind.letter:
        yield from _letter(sheet, layout)
    elif marks and sheet.tables and sheet.tables[0].is_first and sheet.tables[0].rows:
        yield from _mark_place(
            sheet.tables[0].rows[0].exact_height, layout, marks[0].line.place
        )
    front = next(
        (
            at
            for at, line in enumerate(sheet.paragraphs)
            if told and line is told[-1].line
        ),
        len(sheet.paragraphs),
    )
    titles = [one.line.place.paragraph for one in told if one.role == "title"]
    limit = min(titles, default=front)
    for line in sheet.paragraphs:
        named = line.style == _RED_RULE
        blank = (
            not line.text.strip()
            and line.place.paragraph < limit
            and line.table < 0
            and bool(marks)
        )
        if named or (blank and _ruled(line)):
            yield from (
                Spotted(one, line.place)
                for one in _red_rule(line, layout, measured=named)
            )
    for table, place in _imprints(sheet, told):
        yield from (Spotted(one, place) for one in _imprint_rules(table, layout))


def _ruled(line: SheetParagraph) -> bool:
    return any(
        side in line.look and line.look[side].value for side in ("top", "bottom")
    )


def _double(line: SheetParagraph) -> bool:
    return all(
        side in line.look and line.look[side].value for side in ("top", "bottom")
    )


def _mark_place(height: int, layout: Layout, place: Place) -> Iterator[Spotted]:
    """The mark's distance from the type area, where a row of exact height keeps it."""
    found, needed = height + _SPACER, layout.red_head.mark_top
    if height and abs(found - needed) > MILLIMETRE:
        yield Spotted(
            Deviation("layout-mark-place", millimetres(needed), millimetres(found)),
            place,
        )


def _rule(line: SheetParagraph, side: str) -> tuple[int, str]:
    """Width in eighths of a point and colour of one side; 0 where there is no rule."""
    said = line.look[side].value if side in line.look else ""
    width, _, shade = said.partition(" ")
    return (
        int(width) if width.isascii() and width.isdecimal() and len(width) < 5 else 0
    ), shade


def _source(line: SheetParagraph, side: str) -> str:
    """The style that sets a side; where nothing sets it, the paragraph's own."""
    return line.look[side].source if side in line.look else line.style


def _drawn(width: int, shade: str) -> Words:
    if not width:
        return words("layout-none")
    tint, thick = (
        words("layout-red") if is_red(shade) else colour(shade),
        line_widths(width),
    )
    return Words(f"{tint.zh} {thick.zh}", f"{tint.en} {thick.en}")


def _red_rule(
    line: SheetParagraph, layout: Layout, *, measured: bool
) -> Iterator[Deviation]:
    """Colour and width of the red rule; its distance only where the style is ours, whose line height makes it."""
    side = "bottom" if "bottom" in line.look and line.look["bottom"].value else "top"
    width, shade = _rule(line, side)
    source = _source(line, side)
    if width != layout.red.rule or not is_red(shade):
        yield Deviation(
            "layout-rule",
            _drawn(layout.red.rule, layout.red.colour),
            _drawn(width, shade),
            source,
        )
    distance = number(line.look, "line") + _UNDER_TEXT
    if measured and abs(distance - layout.red.above) > MILLIMETRE // 4:
        yield Deviation(
            "layout-rule-place",
            millimetres(layout.red.above),
            millimetres(distance),
            source,
        )


def _letter(sheet: Sheet, layout: Layout) -> Iterator[Spotted]:
    """The two pairs of rules of a letter: colours, widths, length, and their distance from the edges of the page."""
    shape, section = layout.letter, sheet.sections[0]
    pairs = (
        ("header", (shape.thick, shape.thin), "layout-mark-place", shape.mark_top),
        ("footer", (shape.thin, shape.thick), "layout-rule-place", shape.second_rule),
    )
    for kind, widths, code, needed in pairs:
        found = _whole(section.margins, kind)
        if abs(found - needed) > MILLIMETRE:
            yield Spotted(
                Deviation(code, millimetres(needed), millimetres(found)), section.place
            )
        for line in stories(sheet, kind, "first"):
            if _ruled(line):
                yield from (
                    Spotted(one, line.place) for one in _pair(line, widths, layout)
                )


def _pair(
    line: SheetParagraph, widths: tuple[int, int], layout: Layout
) -> Iterator[Deviation]:
    for side, needed in zip(("top", "bottom"), widths, strict=True):
        width, shade = _rule(line, side)
        if width != needed or not is_red(shade):
            drawn = _drawn(needed, layout.red.colour), _drawn(width, shade)
            yield Deviation("layout-rule", *drawn, _source(line, side))
    length = (
        layout.page.type_width()
        - number(line.look, "left")
        - number(line.look, "right")
    )
    if abs(length - layout.letter.rule_length) > MILLIMETRE:
        lengths = millimetres(layout.letter.rule_length), millimetres(length)
        yield Deviation("layout-rule-length", *lengths, _source(line, "left"))


def _imprints(sheet: Sheet, told: Sequence[Told]) -> list[tuple[SheetTable, Place]]:
    found = {
        one.line.table: one.line.place
        for one in told
        if one.role == "imprint" and one.line.table >= 0
    }
    return [(sheet.tables[at], place) for at, place in found.items()]


def _imprint_rules(table: SheetTable, layout: Layout) -> Iterator[Deviation]:
    outer, inner = layout.imprint.outer_rule, layout.imprint.inner_rule
    several = len(table.rows) > 1
    for side, needed in (
        ("top", outer),
        ("bottom", outer),
        *((("insideH", inner),) if several else ()),
    ):
        width = table.borders.get(side, "").partition(" ")[0]
        if table.borders and width != str(needed):
            found = (
                line_widths(int(width))
                if width.isascii() and width.isdecimal() and len(width) < 5
                else plain("0")
            )
            yield Deviation(
                "layout-rule", line_widths(needed), found, grade=Severity.WARNING
            )


def of_rows(sheet: Sheet, told: Sequence[Told]) -> Iterator[Spotted]:
    """Yield rows of a ledger that may be torn over two pages, and a head that later pages do not repeat."""
    places: dict[int, Place] = {}
    for one in told:
        if one.role.startswith("cell") and one.line.table >= 0:
            places.setdefault(one.line.table, one.line.place)
    for at, place in places.items():
        rows = sheet.tables[at].rows
        if torn := sum(row.may_split for row in rows):
            found = words("layout-rows-split", count=torn)
            yield Spotted(
                Deviation("layout-row-split", words("layout-off"), found), place
            )
        if rows and not rows[0].is_repeated:
            yield Spotted(
                Deviation("layout-header-row", words("layout-on"), words("layout-off")),
                place,
            )

"""页码 (clause 7.5): that there is one, on which side, between which dashes, how far below the type area.

A number in a frame or text box that Word sets outside by itself needs no second footer. This module must not
know XML or how type is compared.
"""

from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout, dash_above_foot
from rectify_gen.measuring.deviations import Deviation
from rectify_gen.measuring.page import MILLIMETRE, DocumentShape, PlacedDeviation
from rectify_gen.measuring.units import Words, millimetres, plain, words
from rectify_gen.places import Place
from rectify_gen.word.looks import look_number, look_value
from rectify_gen.word.sheet import PAGE_NUMBER, Sheet, SheetParagraph, SheetSection

_SIDES = {
    "": "left",
    "start": "left",
    "left": "left",
    "both": "left",
    "distribute": "left",
    "end": "right",
    "right": "right",
    "center": "center",
    "outside": "outside",
}
"""Sides by the values of alignments."""
_INDENT_TOLERANCE = 50
"""Of an indent of one character, in twips."""
_TWIPS_A_HUNDREDTH = 3.2
"""Of a character of 三号, in which such indents are counted."""
_DASH_IN_NATURAL_LINE = 0.525
"""From the foot of a line that is as high as its type up to the dash, in sizes of the type (measured for 宋体)."""
_DEFAULT_SIZE = "20"
"""Half-points of text that nothing gives a size."""
_IN_DASHES = "numberInDash"
"""The kind of numeral (``w:pgNumType``) that has hyphens of its own."""
_LONGEST_DISTANCE = 6
"""Digits of a distance in twips."""
_SHOWN = 20


def page_number_paragraphs(sheet: Sheet) -> tuple[SheetParagraph, ...]:
    """Return every paragraph of a header or footer that prints the number of the page."""
    numbers = []
    for paragraphs in sheet.stories.values():
        for paragraph in paragraphs:
            if PAGE_NUMBER in paragraph.text:
                numbers.append(paragraph)
    return tuple(numbers)


def of_page_numbers(
    sheet: Sheet, layout: Layout, kind: DocumentShape
) -> Iterator[PlacedDeviation]:
    """Yield what differs in the page numbers of every section; a landscape page in a document is left out."""
    for section in sheet.sections:
        if is_landscape(section) and not kind.ledger:
            continue
        odd = number_on(sheet, section, "default")
        even = number_on(sheet, section, "even")
        first = number_on(sheet, section, "first")
        if odd is None:
            missing = _missing("layout-page-number", layout)
            yield PlacedDeviation(missing, _section_place(section, sheet))
            continue
        if section.own_first_page and first is None and not kind.letter:
            missing = _missing("layout-page-number-first", layout)
            yield PlacedDeviation(missing, section.place)
        # Word then prints the default footer on even pages, too.
        if not sheet.even_and_odd:
            even = None
        yield from _sides(sheet, layout, kind, odd=odd, even=even)
        for paragraph in (odd, even):
            if paragraph is None:
                continue
            for deviation in _form(paragraph, section, layout):
                yield PlacedDeviation(deviation, paragraph.place)
            for deviation in _height(sheet, section, paragraph, layout, kind):
                yield PlacedDeviation(deviation, paragraph.place)


def _section_place(section: SheetSection, sheet: Sheet) -> Place:
    """Return where a section ends; the whole document where no paragraph says it."""
    if section.place.paragraph:
        return section.place
    return Place(sheet.main)


def is_landscape(section: SheetSection) -> bool:
    """Return whether the pages of a section are turned."""
    return section.page.get("orient") == "landscape"


def number_on(sheet: Sheet, section: SheetSection, pages: str) -> SheetParagraph | None:
    """Return the paragraph with the page number in the footer of these pages."""
    footer = section.stories.get(("footer", pages), "")
    for paragraph in sheet.stories.get(footer, ()):
        if PAGE_NUMBER in paragraph.text:
            return paragraph
    return None


def _missing(code: str, layout: Layout) -> Deviation:
    return Deviation(
        code=code,
        expected=plain(_first_number(layout)),
        actual=words("layout-none"),
    )


def _first_number(layout: Layout) -> str:
    """Return how the number of page 1 looks: — 1 —."""
    return f"{layout.page_number.before}1{layout.page_number.after}"


def number_of_first_page(section: SheetSection, paragraph: SheetParagraph) -> str:
    """Return how ``paragraph``, which prints the number of the page, looks on page 1."""
    number = paragraph.text.strip().replace(PAGE_NUMBER, "1")
    # Word draws hyphens around the number, not the dashes of the standard.
    return f"- {number} -" if section.number_format == _IN_DASHES else number


def _form(
    paragraph: SheetParagraph, section: SheetSection, layout: Layout
) -> Iterator[Deviation]:
    """Yield dashes and kind of numeral."""
    expected = _first_number(layout)
    actual = number_of_first_page(section, paragraph)
    if section.number_format not in ("", "decimal", _IN_DASHES):
        number_format = plain(section.number_format)
        yield Deviation("layout-page-number-form", plain("1"), number_format)
    if actual == expected.strip():
        return
    bare_actual = actual.replace(" ", "")
    bare_expected = expected.replace(" ", "")
    differs_in_spaces_only = bare_actual == bare_expected
    yield Deviation(
        code="layout-page-number-form",
        expected=plain(expected),
        actual=plain(actual[:_SHOWN]),
        grade=Severity.INFO if differs_in_spaces_only else None,
    )


def _sides(
    sheet: Sheet,
    layout: Layout,
    kind: DocumentShape,
    *,
    odd: SheetParagraph,
    even: SheetParagraph | None,
) -> Iterator[PlacedDeviation]:
    if layout.page_number.centred or kind.ledger:
        for paragraph in (odd, even):
            if paragraph is not None:
                yield from _on_side(paragraph, "center")
        return
    if side_of(odd) == "outside":
        return
    outside = words("layout-outside")
    if not sheet.even_and_odd:
        deviation = _side_deviation(outside, words("layout-same-sides"))
        yield PlacedDeviation(deviation, odd.place)
    elif even is None:
        deviation = _side_deviation(outside, words("layout-even-none"))
        yield PlacedDeviation(deviation, odd.place)
    else:
        for paragraph, side in ((odd, "right"), (even, "left")):
            yield from _on_side(paragraph, side)
            if side_of(paragraph) == side and not is_placed_otherwise(paragraph):
                yield from _edge(paragraph, side, layout)


def _on_side(paragraph: SheetParagraph, side: str) -> Iterator[PlacedDeviation]:
    actual = side_of(paragraph)
    if actual != side:
        deviation = _side_deviation(
            expected=words(f"layout-{side}"),
            actual=words(f"layout-{actual}"),
        )
        yield PlacedDeviation(deviation, paragraph.place)


def _edge(
    paragraph: SheetParagraph, side: str, layout: Layout
) -> Iterator[PlacedDeviation]:
    """Yield an indent from the edge of the type area that is not one character."""
    look = paragraph.look
    expected = layout.page_number.indent
    actual = look_number(look, side)
    if not actual:
        # The indent may be set in characters alone: w:rightChars="100".
        hundredths = look_number(look, f"{side}Chars")
        actual = round(hundredths * _TWIPS_A_HUNDREDTH)
    source = look[side].source if side in look else ""
    if abs(actual - expected) > _INDENT_TOLERANCE:
        deviation = Deviation(
            code="layout-page-number-edge",
            expected=millimetres(expected),
            actual=millimetres(actual),
            source=source,
        )
        yield PlacedDeviation(deviation, paragraph.place)


def _side_deviation(expected: Words, actual: Words) -> Deviation:
    is_centred = expected == words("layout-center")
    return Deviation(
        code="layout-page-number-sides",
        expected=expected,
        actual=actual,
        cure=words("layout-cure-centred" if is_centred else "layout-cure-outside"),
    )


def is_placed_otherwise(paragraph: SheetParagraph) -> bool:
    """Whether frame, text box or white space places the number, which cannot be measured here."""
    has_white_space = paragraph.text != paragraph.text.strip()
    return paragraph.in_box or "frame" in paragraph.look or has_white_space


def side_of(paragraph: SheetParagraph) -> str:
    """Return left, right, center or outside."""
    alignment = look_value(paragraph.look, "jc")
    # A frame or text box carries the number to its side of the page.
    if "frame" in paragraph.look:
        alignment = paragraph.look["frame"].value
    if paragraph.in_box and paragraph.box_alignment:
        alignment = paragraph.box_alignment
    return _SIDES.get(alignment, "left")


def _height(
    sheet: Sheet,
    section: SheetSection,
    paragraph: SheetParagraph,
    layout: Layout,
    kind: DocumentShape,
) -> Iterator[Deviation]:
    """Yield the number's distance from the edge of the paper: the footer's, and lines of exact height below the number.

    What counts is its dash, which another height of the line places elsewhere.
    """
    if is_placed_otherwise(paragraph):
        return
    actual = foot_of_number(sheet, section, paragraph)
    if actual is None:
        return
    expected = layout.ledger.page.footer if kind.ledger else layout.page.footer
    expected += layout.page_number_dash() - height_of_dash(paragraph)
    if kind.letter:
        # The footers begin at the second rule, and nothing can stand below it.
        expected = max(expected, layout.letter.second_rule)
    if abs(actual - expected) > MILLIMETRE:
        yield Deviation(
            code="layout-page-number-place",
            expected=millimetres(expected),
            actual=millimetres(actual),
        )


def foot_of_number(
    sheet: Sheet, section: SheetSection, paragraph: SheetParagraph
) -> int | None:
    """Return how far above the edge of the paper the line of a page number ends; None where lines below it may be of any height."""
    foot = _distance(section.margins.get("footer", "0"))
    for below in sheet.stories[paragraph.place.part]:
        if below.place.paragraph <= paragraph.place.paragraph:
            continue
        if look_value(below.look, "lineRule") != "exact":
            return None
        foot += look_number(below.look, "line")
    return foot


def height_of_dash(paragraph: SheetParagraph) -> int:
    """Return how far above the foot of its line the dash of a page number stands, in twips."""
    sizes = [look_number(run.look, "sz", _DEFAULT_SIZE) for run in paragraph.runs]
    largest = max(sizes, default=0)
    if look_value(paragraph.look, "lineRule") == "exact":
        return dash_above_foot(look_number(paragraph.look, "line"), largest)
    return round(largest * 10 * _DASH_IN_NATURAL_LINE)


def _distance(text: str) -> int:
    if len(text) > _LONGEST_DISTANCE:
        return 0
    if not (text.isascii() and text.isdecimal()):
        return 0
    return int(text)

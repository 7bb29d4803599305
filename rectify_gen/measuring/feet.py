"""页码 (clause 7.5): that there is one, on which side, between which dashes, how far below the type area.

A number in a frame or text box that Word sets outside by itself needs no second footer. This room must not
know XML or how type is compared.
"""

from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout
from rectify_gen.measuring.comparing import Deviation, number
from rectify_gen.measuring.page import MILLIMETRE, Kind, Spotted
from rectify_gen.measuring.units import Words, millimetres, plain, words
from rectify_gen.places import Place
from rectify_gen.word.sheet import PAGE_NUMBER, Sheet, SheetParagraph, SheetSection

_SIDES = {
    "": "left",
    "start": "left",
    "end": "right",
    "both": "left",
    "distribute": "left",
}
_ONE = 50
"""Tolerance of an indent of one character, in twips."""


def numbers(sheet: Sheet) -> tuple[SheetParagraph, ...]:
    """Return every paragraph of a header or footer that prints the number of the page."""
    return tuple(
        line
        for lines in sheet.stories.values()
        for line in lines
        if PAGE_NUMBER in line.text
    )


def of_numbers(sheet: Sheet, layout: Layout, kind: Kind) -> Iterator[Spotted]:
    """Yield what differs in the page numbers of every section; a landscape page in a document is left out."""
    for section in sheet.sections:
        if _lies(section) and not kind.ledger:
            continue
        own = {
            pages: _number(sheet, section, pages)
            for pages in ("default", "even", "first")
        }
        default = own["default"]
        if default is None:
            place = section.place if section.place.paragraph else Place(sheet.main)
            yield Spotted(
                Deviation("layout-page-number", _form(layout), words("layout-none")),
                place,
            )
            continue
        if section.own_first_page and own["first"] is None and not kind.letter:
            yield Spotted(
                Deviation(
                    "layout-page-number-first", _form(layout), words("layout-none")
                ),
                section.place,
            )
        yield from _sides(sheet, layout, kind, default, own["even"])
        for pages, line in own.items():
            if line is not None and (
                pages == "default" or (pages == "even" and sheet.even_and_odd)
            ):
                yield from (
                    Spotted(one, line.place) for one in _shape(line, section, layout)
                )
                yield from (
                    Spotted(one, line.place)
                    for one in _height(sheet, section, line, layout, kind)
                )


def _lies(section: SheetSection) -> bool:
    return section.page.get("orient") == "landscape"


def _number(sheet: Sheet, section: SheetSection, pages: str) -> SheetParagraph | None:
    lines = sheet.stories.get(section.stories.get(("footer", pages), ""), ())
    return next((line for line in lines if PAGE_NUMBER in line.text), None)


def _form(layout: Layout) -> Words:
    return plain(f"{layout.page_number.before}1{layout.page_number.after}")


def _shape(
    line: SheetParagraph, section: SheetSection, layout: Layout
) -> Iterator[Deviation]:
    """Dashes and kind of numeral."""
    needed = _form(layout).zh
    found = line.text.strip().replace(PAGE_NUMBER, "1")
    if section.number_format == "numberInDash":
        found = f"- {found} -"
    elif section.number_format not in ("", "decimal"):
        yield Deviation(
            "layout-page-number-form", plain("1"), plain(section.number_format)
        )
    if found != needed.strip():
        spaced = found.replace(" ", "") == needed.replace(" ", "")
        yield Deviation(
            "layout-page-number-form",
            plain(needed),
            plain(found[:20]),
            grade=Severity.INFO if spaced else None,
        )


def _sides(
    sheet: Sheet,
    layout: Layout,
    kind: Kind,
    odd: SheetParagraph,
    even: SheetParagraph | None,
) -> Iterator[Spotted]:
    centred = layout.page_number.centred or kind.ledger
    if centred:
        for line in (
            odd,
            *((even,) if even is not None and sheet.even_and_odd else ()),
        ):
            if _side(line) != "center":
                yield Spotted(
                    _side_fault(words("layout-center"), words(f"layout-{_side(line)}")),
                    line.place,
                )
        return
    if _side(odd) == "outside":
        return
    needed = words("layout-outside")
    if not sheet.even_and_odd:
        yield Spotted(_side_fault(needed, words("layout-same-sides")), odd.place)
    elif even is None:
        yield Spotted(_side_fault(needed, words("layout-even-none")), odd.place)
    else:
        for line, side in ((odd, "right"), (even, "left")):
            if _side(line) != side:
                yield Spotted(
                    _side_fault(
                        words(f"layout-{side}"), words(f"layout-{_side(line)}")
                    ),
                    line.place,
                )
            elif (
                not _loose(line)
                and abs(_edge(line, side) - layout.page_number.indent) > _ONE
            ):
                wanted, found = (
                    millimetres(layout.page_number.indent),
                    millimetres(_edge(line, side)),
                )
                yield Spotted(
                    Deviation(
                        "layout-page-number-edge", wanted, found, _source(line, side)
                    ),
                    line.place,
                )


def _side_fault(wanted: Words, found: Words) -> Deviation:
    is_centred = wanted == words("layout-center")
    cure = words("layout-cure-centred" if is_centred else "layout-cure-outside")
    return Deviation("layout-page-number-sides", wanted, found, cure=cure)


def _loose(line: SheetParagraph) -> bool:
    """Whether frame, text box or white space places the number, which cannot be measured here."""
    return line.in_box or "frame" in line.look or line.text != line.text.strip()


def _side(line: SheetParagraph) -> str:
    if line.in_box and line.box_alignment:
        return (
            _SIDES.get(line.box_alignment, line.box_alignment)
            if line.box_alignment in ("left", "right", "center", "outside")
            else "left"
        )
    setting = line.look.get("frame", line.look.get("jc"))
    found = setting.value if setting else ""
    found = _SIDES.get(found, found)
    return found if found in ("left", "right", "center", "outside") else "left"


def _edge(line: SheetParagraph, side: str) -> int:
    counted = number(line.look, f"{side}Chars")
    return number(line.look, side) or round(counted * 3.2)


def _source(line: SheetParagraph, side: str) -> str:
    return line.look[side].source if side in line.look else ""


def _height(
    sheet: Sheet,
    section: SheetSection,
    line: SheetParagraph,
    layout: Layout,
    kind: Kind,
) -> Iterator[Deviation]:
    """The number's distance from the edge of the paper: the footer's, and lines of exact height below the number."""
    lines = sheet.stories[line.place.part]
    below = [one for one in lines if one.place.paragraph > line.place.paragraph]
    heights = [
        number(one.look, "line")
        for one in below
        if "lineRule" in one.look and one.look["lineRule"].value == "exact"
    ]
    if _loose(line) or len(heights) < len(below):
        return
    needed = layout.ledger.page.footer if kind.ledger else layout.page.footer
    if (
        kind.letter
    ):  # the footers begin at the second rule, and nothing can stand below it
        needed = max(needed, layout.letter.second_rule)
    said = section.margins.get("footer", "0")
    found = (
        int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0
    ) + sum(heights)
    if abs(found - needed) > MILLIMETRE:
        yield Deviation(
            "layout-page-number-place", millimetres(needed), millimetres(found)
        )

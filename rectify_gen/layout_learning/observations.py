"""What a document shows of each key of an overlay: one observation for each paragraph and value.

Values are those of a ``Layout``: twips, half-points, names of fonts. What a document does not show is not observed.
This module must not know which value wins, YAML, or the standard.
"""

import math
import re
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.layout import smallest_line, twips
from rectify_gen.measuring import page, page_numbers
from rectify_gen.measuring.page import DocumentShape
from rectify_gen.measuring.paragraph_roles import RoledParagraph, find_roles
from rectify_gen.places import Place
from rectify_gen.templating.empty_columns import REQUEST
from rectify_gen.word.formatting import THEME
from rectify_gen.word.looks import look_is_on, look_number, look_value, rounded
from rectify_gen.word.sheet import (
    PAGE_NUMBER,
    Sheet,
    SheetParagraph,
    SheetRun,
    SheetSection,
)

Key = tuple[str, str]
"""Part and name of a key of an overlay, or of what a key follows from.

These are ``("grid", "line")``, the height of a line; ``("grid", "extra")``, the width of a character beside its own;
``("sizes", "joint_mark")`` and ``("red_head", "height_over_rule")``.
"""

FONTS_BY_ROLE = {
    "title": "title",
    "body": "body",
    "closing": "body",
    "level_3": "body",
    "cell": "body",
    "level_1": "level_1",
    "secrecy": "level_1",
    "cell_head": "level_1",
    "level_2": "level_2",
    "signer": "level_2",
}
"""Which key of ``fonts`` a role shows."""
SIZES_BY_ROLE = {
    "title": "title",
    "body": "body",
    "closing": "body",
    "level_3": "body",
    "mark": "organ_mark",
    "joint_mark": "joint_mark",
    "imprint": "imprint",
    "cell": "ledger",
}
"""Which key of ``sizes`` a role shows; headings are as large as the text, or unlike what an overlay can say."""
_TEXT_ROLES = ("body", "closing", "level_3")
"""Roles whose lines and characters are those of the grid."""
_SINGLE_LINE = 240
_DEFAULT_SIZE = "20"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SUFFIX = "文件"
_COUNTS_PAGES = re.compile("[共/／]")
"""第1页 共9页, 1/9: an overlay has no word for the number of pages."""


class Observation(NamedTuple):
    """One paragraph (or page) shows ``value`` for ``key``."""

    key: Key
    value: Hashable
    place: Place


class LearnedDocument(NamedTuple):
    """A document as it was read: its layout, what its paragraphs are, and its shape."""

    sheet: Sheet
    roled: tuple[RoledParagraph, ...]
    shape: DocumentShape

    @property
    def kind(self) -> str:
        """The template that makes such a document."""
        if self.shape.ledger:
            return "ledger"
        if self.shape.letter:
            return "letter"
        return "redhead" if marks_of(self) else "notice"


def read_document(sheet: Sheet) -> LearnedDocument:
    """Return ``sheet`` with the roles of its paragraphs, those in headers too."""
    roled = find_roles(sheet.paragraphs)
    shape = page.kind_of(sheet, roled)
    in_headers = []
    for paragraphs in sheet.stories.values():
        for paragraph in find_roles(paragraphs):
            if paragraph.role == "mark":
                in_headers.append(paragraph)
    return LearnedDocument(sheet, (*roled, *in_headers), shape)


def observe(document: LearnedDocument) -> Iterator[Observation]:
    """Yield what ``document`` shows, page by page and paragraph by paragraph."""
    if not document.shape.ledger:
        yield from _pages(document.sheet)
    yield from _page_numbers(document)
    for roled in document.roled:
        # A table of measures within a report is no ledger.
        if roled.role.startswith("cell") and not document.shape.ledger:
            continue
        yield from _type(roled)
        if roled.role in _TEXT_ROLES:
            yield from _lines(roled, document.sheet)
            yield from _characters(roled, document.sheet)
    yield from _red_head(document)
    yield from _ledger(document)


def _pages(sheet: Sheet) -> Iterator[Observation]:
    for section in sheet.sections:
        # Wide tables stand on pages of their own, which are turned.
        if page_numbers.is_landscape(section):
            continue
        for side in ("top", "bottom", "left", "right"):
            # Word writes a margin that does not give way to its header as a negative one.
            margin = abs(rounded(section.margins.get(side, "0")))
            if side == "left":
                margin += rounded(section.margins.get("gutter", "0"))
            yield Observation(
                key=("page", side),
                value=margin,
                place=section.place,
            )
        if sheet.mirrored:
            yield Observation(
                key=("page", "mirrored"),
                value=True,
                place=section.place,
            )


def _page_numbers(document: LearnedDocument) -> Iterator[Observation]:
    sheet = document.sheet
    for section in sheet.sections:
        if page_numbers.is_landscape(section) and not document.shape.ledger:
            continue
        odd = page_numbers.number_on(sheet, section, "default")
        if odd is None:
            continue
        yield from _number_type(odd)
        style = page_numbers.number_of_first_page(section, odd)
        if not _COUNTS_PAGES.search(style):
            yield Observation(
                key=("page_number", "style"),
                value=style,
                place=odd.place,
            )
        if document.shape.ledger:
            continue
        even = None
        if sheet.even_and_odd:
            even = page_numbers.number_on(sheet, section, "even")
        position = _position(odd, even)
        yield Observation(
            key=("page_number", "position"),
            value=position,
            place=odd.place,
        )
        yield from _below(document, section, odd)


def _position(odd: SheetParagraph, even: SheetParagraph | None) -> str:
    sides = [page_numbers.side_of(odd)]
    if even is not None:
        sides.append(page_numbers.side_of(even))
    if sides in (["right", "left"], ["outside"]):
        return "outside"
    if set(sides) == {"center"}:
        return "center"
    return sides[0]


def _below(
    document: LearnedDocument, section: SheetSection, number: SheetParagraph
) -> Iterator[Observation]:
    """Yield how far below the type area the dash stands, where the footer alone decides it."""
    if page_numbers.is_placed_otherwise(number):
        return
    foot = page_numbers.foot_of_number(document.sheet, section, number)
    if foot is None:
        return
    footer = rounded(section.margins.get("footer", "0"))
    # Without a line below, it is the second rule of a letter that decides.
    if document.shape.letter and foot == footer:
        return
    bottom = abs(rounded(section.margins.get("bottom", "0")))
    below = bottom - foot - page_numbers.height_of_dash(number)
    # What is seen of a line as high as its type is no more exact than half a millimetre.
    if look_value(number.look, "lineRule") != "exact":
        half_millimetres = round(below / twips(0.5))
        below = twips(half_millimetres / 2)
    yield Observation(
        key=("page_number", "below"),
        value=below,
        place=number.place,
    )


def _number_type(number: SheetParagraph) -> Iterator[Observation]:
    for run in number.runs:
        if PAGE_NUMBER in run.text:
            family = look_value(run.look, "ascii") or look_value(run.look, "eastAsia")
            if _is_named(family):
                yield Observation(
                    key=("fonts", "page_number"),
                    value=family,
                    place=number.place,
                )
            size = look_number(run.look, "sz", _DEFAULT_SIZE)
            yield Observation(
                key=("sizes", "page_number"),
                value=size,
                place=number.place,
            )


def _type(roled: RoledParagraph) -> Iterator[Observation]:
    """Yield fonts and sizes of the runs of a paragraph, each once."""
    seen = set()
    for role, run in roled.runs:
        for key, value in _type_of_run(role, run):
            if (key, value) not in seen:
                seen.add((key, value))
                yield Observation(
                    key=key,
                    value=value,
                    place=roled.paragraph.place,
                )


def _type_of_run(role: str, run: SheetRun) -> Iterator[tuple[Key, Hashable]]:
    is_tag = run.text.startswith("{{")
    has_chinese = is_tag or any(is_wide(sign) for sign in run.text)
    has_latin = is_tag or any(sign.isascii() and sign.isalnum() for sign in run.text)
    chinese = look_value(run.look, "eastAsia")
    latin = look_value(run.look, "ascii")
    if role in FONTS_BY_ROLE and has_chinese and _is_named(chinese):
        yield ("fonts", FONTS_BY_ROLE[role]), chinese
    if role in (*_TEXT_ROLES, "cell") and has_latin and _is_named(latin):
        # None: digits and letters follow the Chinese font.
        yield ("fonts", "latin"), None if latin == chinese else latin
    size = look_number(run.look, "sz", _DEFAULT_SIZE)
    if role in SIZES_BY_ROLE:
        yield ("sizes", SIZES_BY_ROLE[role]), size


def _is_named(family: str) -> bool:
    """Whether a font is named: what a font of a theme is depends on the machine."""
    return bool(family) and not family.startswith(THEME)


def _lines(roled: RoledParagraph, sheet: Sheet) -> Iterator[Observation]:
    """Yield the height of a line where it is exact, or where the grid of the page makes it."""
    look = roled.paragraph.look
    line = look_number(look, "line", str(_SINGLE_LINE))
    rule = look_value(look, "lineRule", "auto")
    key = ("grid", "line")
    if rule == "exact":
        yield Observation(
            key=key,
            value=line,
            place=roled.paragraph.place,
        )
        return
    section = sheet.sections[0]
    if section.grid.get("type") not in page.LINE_GRIDS:
        return
    pitch = rounded(section.grid.get("linePitch", "0"))
    is_on_grid = look_is_on(look, "snapToGrid", "1")
    if rule == "auto" and line == _SINGLE_LINE and is_on_grid and pitch > 0:
        sizes = [look_number(run.look, "sz", _DEFAULT_SIZE) for _, run in roled.runs]
        # Type that is too large for one line of the grid stands on two.
        lines = math.ceil(smallest_line(max(sizes, default=0)) / pitch)
        yield Observation(
            key=key,
            value=pitch * max(lines, 1),
            place=roled.paragraph.place,
        )


def _characters(roled: RoledParagraph, sheet: Sheet) -> Iterator[Observation]:
    """Yield what a character of the text has beside its own width, by its spacing and by the grid."""
    section = sheet.sections[0]
    squeeze = 0.0
    if section.grid.get("type") in page.CHARACTER_GRIDS:
        squeeze = rounded(section.grid.get("charSpace", "0")) / page.SQUEEZE_UNITS
    extras = set()
    for role, run in roled.runs:
        if role in _TEXT_ROLES and run.text.strip():
            extras.add(look_number(run.look, "spacing") + squeeze)
    for extra in sorted(extras):
        yield Observation(
            key=("grid", "extra"),
            value=extra,
            place=roled.paragraph.place,
        )


def marks_of(document: LearnedDocument) -> list[RoledParagraph]:
    """Return the organ marks of a document."""
    marks = []
    for roled in document.roled:
        if roled.role in ("mark", "joint_mark"):
            marks.append(roled)
    return marks


def _red_head(document: LearnedDocument) -> Iterator[Observation]:
    marks = marks_of(document)
    sheet = document.sheet
    spaces = []
    for paragraph in sheet.paragraphs:
        if paragraph.style in page.PREPRINTED_STYLES:
            spaces.append(paragraph)
    if spaces:
        yield Observation(
            key=("red_head", "preprinted"),
            value=True,
            place=spaces[0].place,
        )
    if document.shape.letter:
        return
    if marks:
        yield from _suffix(document, marks)
    if (marks or spaces) and sheet.tables:
        yield from _mark_top(sheet, marks, spaces)
    for rule in page.red_rules(sheet, document.roled, has_marks=bool(marks)):
        width = page.width_of_rule(rule)
        yield Observation(
            key=("red_head", "rule"),
            value=width,
            place=rule.place,
        )
        if page.is_our_red_rule(rule):
            height = look_number(rule.look, "line")
            yield Observation(
                key=("red_head", "height_over_rule"),
                value=height,
                place=rule.place,
            )


def _suffix(
    document: LearnedDocument, marks: Sequence[RoledParagraph]
) -> Iterator[Observation]:
    """Yield what follows the name of the organ: after its tag, or after a name that signs."""
    names = []
    for roled in document.roled:
        if roled.role == "signature":
            names.append(roled.paragraph.text.strip())
    for mark in marks:
        if mark.role == "joint_mark":
            continue
        suffix = _suffix_of(mark.paragraph.text.strip(), names)
        if suffix is not None:
            yield Observation(
                key=("red_head", "suffix"),
                value=suffix,
                place=mark.paragraph.place,
            )


def _suffix_of(text: str, names: Sequence[str]) -> str | None:
    """Return what follows the name in a mark; None where nothing says where the name ends."""
    without_tag = _TAG.sub("", text)
    if without_tag != text:
        return without_tag
    if text.endswith(_SUFFIX):
        return _SUFFIX
    for name in names:
        if name and text.startswith(name):
            return text.removeprefix(name)
    return None


def _mark_top(
    sheet: Sheet, marks: Sequence[RoledParagraph], spaces: Sequence[SheetParagraph]
) -> Iterator[Observation]:
    table = sheet.tables[0]
    if not table.is_first or not table.rows or not table.rows[0].least_height:
        return
    height = table.rows[0].least_height
    # A mark at the edge of the type area leaves no room for the row.
    mark_top = 0 if height <= 1 else height + page.SPACER
    place = marks[0].paragraph.place if marks else spaces[0].place
    yield Observation(
        key=("red_head", "mark_top"),
        value=mark_top,
        place=place,
    )


def _ledger(document: LearnedDocument) -> Iterator[Observation]:
    heads: list[str] = []
    places: list[Place] = []
    for roled in document.roled:
        if roled.role == "cell_head" and roled.paragraph.text.strip():
            heads.append(roled.paragraph.text.strip())
            places.append(roled.paragraph.place)
    if not document.shape.ledger or not heads:
        return
    yield Observation(
        key=("ledger", "columns"),
        value=tuple(heads),
        place=places[0],
    )
    if any(table.title.strip() == REQUEST for table in document.sheet.tables):
        yield Observation(
            key=("ledger", "drop_empty"),
            value=True,
            place=places[0],
        )

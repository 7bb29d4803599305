"""The sections of a document with attachments: a landscape page for a wide table, and the pages around it.

A section is described at its end: in its last paragraph, or for the last one at the end of the body. This module must
not know what stands on the pages.
"""

from __future__ import annotations

import copy

from lxml import etree

from rectify_gen.word.elements import whole_number
from rectify_gen.word.namespaces import local_name, qn

_PARAGRAPH = qn("w:p")
_PROPERTIES = qn("w:pPr")
_SECTION = qn("w:sectPr")
_SIZE = qn("w:pgSz")
_MARGINS = qn("w:pgMar")
_FIRST_PAGE = qn("w:titlePg")
_NUMBERING = qn("w:pgNumType")
_BREAK_TYPE = qn("w:type")
_WIDTH = qn("w:w")
_HEIGHT = qn("w:h")
_ORIENTATION = qn("w:orient")
_START = qn("w:start")
_AFTER_SECTION = (qn("w:pPrChange"),)
_OF_PAGES = (_SIZE, _MARGINS, qn("w:cols"), qn("w:docGrid"), qn("w:textDirection"))
"""What says how pages look, and does not print anything."""
_ORDER = (
    *(
        "headerReference",
        "footerReference",
        "footnotePr",
        "endnotePr",
        "type",
        "pgSz",
        "pgMar",
    ),
    *(
        "paperSrc",
        "pgBorders",
        "lnNumType",
        "pgNumType",
        "cols",
        "formProt",
        "vAlign",
        "noEndnote",
    ),
    *(
        "titlePg",
        "textDirection",
        "bidi",
        "rtlGutter",
        "docGrid",
        "printerSettings",
        "sectPrChange",
    ),
)
"""Children of a section in the order of the schema."""
_NUMBER_ROOM = 280
"""What is left at least between the foot of a landscape page and its number, in twips."""


def text_width(section: etree._Element) -> int:
    """Return the width of the text on the pages of ``section``, in twips."""
    size = section.find(_SIZE)
    margins = section.find(_MARGINS)
    if size is None or margins is None:
        return 8845
    left = _number(margins, "left")
    right = _number(margins, "right")
    gutter = _number(margins, "gutter")
    return _attribute(size, _WIDTH) - left - right - gutter


def upright(section: etree._Element) -> etree._Element:
    """Return a section that goes on from ``section``: the same pages, no first page of its own, numbers that run on."""
    following = copy.deepcopy(section)
    for tag in (_FIRST_PAGE, _BREAK_TYPE):
        for child in following.findall(tag):
            following.remove(child)
    for numbering in following.findall(_NUMBERING):
        if _START in numbering.attrib:
            del numbering.attrib[_START]
    return following


def turned(section: etree._Element) -> etree._Element:
    """Return the pages of ``section`` turned to landscape, bound at the same edge (clause 7.5)."""
    landscape = upright(section)
    size = landscape.find(_SIZE)
    margins = landscape.find(_MARGINS)
    if size is None or margins is None:
        return landscape
    width, height = _attribute(size, _WIDTH), _attribute(size, _HEIGHT)
    size.set(_WIDTH, str(max(width, height)))
    size.set(_HEIGHT, str(min(width, height)))
    size.set(_ORIENTATION, "landscape")
    room = _room_for_number(margins, _number(margins, "right"))
    sides = {
        side: _number(margins, side) for side in ("top", "right", "bottom", "left")
    }
    # The binding edge is at the top: what was left is above, what was above is at the right.
    margins.set(qn("w:top"), str(sides["left"]))
    margins.set(qn("w:right"), str(sides["top"]))
    margins.set(qn("w:bottom"), str(sides["right"]))
    margins.set(qn("w:left"), str(sides["bottom"]))
    margins.set(qn("w:footer"), str(room))
    return landscape


def with_pages_of(section: etree._Element, donor: etree._Element) -> etree._Element:
    """Return ``section`` with paper, margins, columns and grid of ``donor``, whose headers and footers do not come along."""
    following = upright(section)
    own_margins = following.find(_MARGINS)
    for tag in _OF_PAGES:
        replaced = following.find(tag)
        donated = donor.find(tag)
        if donated is None:
            # The grid of the notice would move the lines of a file that has none.
            if replaced is not None and tag not in (_SIZE, _MARGINS):
                following.remove(replaced)
            continue
        copied = copy.deepcopy(donated)
        if replaced is None:
            following.append(copied)
        else:
            following.replace(replaced, copied)
    margins = following.find(_MARGINS)
    if margins is not None and own_margins is not None:
        room = _room_for_number(own_margins, _number(margins, "bottom"))
        margins.set(qn("w:footer"), str(room))
        margins.set(qn("w:header"), str(_number(own_margins, "header")))
    following[:] = sorted(following, key=_place_in_section)
    return following


def _room_for_number(margins: etree._Element, bottom: int) -> int:
    """The distance of the footer from the edge of a page whose lower margin is ``bottom``."""
    distance = _number(margins, "bottom") - _number(margins, "footer")
    return min(_number(margins, "footer"), max(bottom - distance, _NUMBER_ROOM))


def _place_in_section(child: etree._Element) -> int:
    name = local_name(child.tag)
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def end_section(
    body: etree._Element,
    index: int,
    section: etree._Element,
) -> int:
    """End a section with what stands before ``index`` in ``body``, and return the index behind it."""
    before = body[index - 1] if index else None
    if before is None or before.tag != _PARAGRAPH or _has_section(before):
        before = etree.Element(_PARAGRAPH)
        body.insert(index, before)
        index += 1
    properties = before.find(_PROPERTIES)
    if properties is None:
        properties = etree.Element(_PROPERTIES)
        before.insert(0, properties)
    place = len(properties)
    for child in properties:
        if child.tag in _AFTER_SECTION:
            place = properties.index(child)
            break
    properties.insert(place, section)
    return index


def _has_section(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{_PROPERTIES}/{_SECTION}") is not None


def _number(margins: etree._Element, side: str) -> int:
    return _attribute(margins, qn(f"w:{side}"))


def _attribute(element: etree._Element, name: str) -> int:
    """The number in an attribute; margins at the top and the foot may be negative."""
    text = str(element.get(name, ""))
    number = whole_number(text.removeprefix("-"))
    return -number if text.startswith("-") else number

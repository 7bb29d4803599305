"""Properties of table cells in the order that the schema of Word wants.

docxtpl puts what ``{% vm %}``, ``{% cellbg … %}`` and ``{% colspan … %}`` ask for at the beginning or the end of a
cell's properties, wherever the schema has it. This module must not know Jinja, views, or packages.
"""

from __future__ import annotations

import re

from lxml import etree

from rectify_gen.word.namespaces import local_name, qn

_ABOUT_CELLS = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
_PROPERTIES = qn("w:tcPr")
_ORDER = (
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
)
_PLACES = {name: place for place, name in enumerate(_ORDER)}


def has_cell_tags(text: str) -> bool:
    """Return whether ``text`` has a tag of docxtpl about a cell."""
    return _ABOUT_CELLS.search(text) is not None


def order_cell_properties(root: etree._Element) -> None:
    """Put the properties of each cell of ``root`` into the order of the schema."""
    for properties in root.iter(_PROPERTIES):
        children = list(properties)
        ordered = sorted(children, key=_place)
        if ordered != children:
            properties[:] = ordered


def _place(child: etree._Element) -> int:
    # What is unknown here is an extension, which stands at the end.
    return _PLACES.get(local_name(child.tag), len(_ORDER))

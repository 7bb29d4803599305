"""Where a .docx has gaps between Chinese characters and digits: Word sets a quarter of an em there unless it is told not to.

Word decides for digits and for Latin letters apart (``autoSpaceDN``, ``autoSpaceDE``). Notices have digits, so these count.
This module must not know what LibreOffice makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from rectify_gen.package import write_parts
from rectify_gen.word.elements import ParagraphElement
from rectify_gen.word.formatting import paragraph_formatting
from rectify_gen.word.looks import Look, Styles, look_is_on
from rectify_gen.word.namespaces import qn
from rectify_gen.word.word_package import open_package
from rectify_gen.word.xml import is_strict, parse_to_keep

_BEFORE_DIGITS = "autoSpaceDN"


class LetterGaps(NamedTuple):
    """Whether there are gaps: ``default`` in paragraphs of no style, ``styles`` in those of each style, by its name."""

    default: bool
    styles: Mapping[str, bool]


def read_letter_gaps(document: bytes) -> LetterGaps:
    """Return where the .docx ``document`` has gaps by its defaults and its styles.

    Raises:
        InputError: no intact .docx.
    """
    styles = Styles(open_package(document).main_related("styles"))
    by_style = {}
    for style_id, style in styles.elements.items():
        if style.kind == "paragraph":
            by_style[style.name] = _has_gaps(styles.paragraph_look(style_id))
    return LetterGaps(_has_gaps(styles.paragraph_defaults), by_style)


def _has_gaps(look: Look) -> bool:
    return look_is_on(look, _BEFORE_DIGITS, default="1")


def gaps_as_styles(document: bytes) -> bytes:
    """Return the .docx with a style for paragraphs that set their gaps themselves, so that styles say all of it.

    It looks the same in Word. Where no paragraph does, it is returned as it is; so is one of the strict variant.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(document)
    parts = dict(package.parts)
    (styles_part, *_) = (*package.related(package.main, "styles"), "")
    marked = []
    for name, content in parts.items():
        if name != styles_part and _BEFORE_DIGITS.encode() in content:
            marked.append(name)
    if not marked or styles_part not in parts:
        return document
    styles = Styles(package.root(styles_part))
    added: dict[tuple[str, str], str] = {}
    for name in marked:
        root = parse_to_keep(parts[name], name)
        if is_strict(root):
            return document
        for paragraph in root.iter(qn("w:p")):
            assert isinstance(paragraph, ParagraphElement)
            _give_style(paragraph, styles, added)
        parts[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if not added:
        return document
    styles_root = parse_to_keep(parts[styles_part], styles_part)
    for (based_on, value), style_id in added.items():
        styles_root.append(_style(style_id, based_on, value))
    parts[styles_part] = etree.tostring(
        styles_root, encoding="utf-8", xml_declaration=True
    )
    return write_parts(parts)


def _give_style(
    paragraph: ParagraphElement,
    styles: Styles,
    added: dict[tuple[str, str], str],
) -> None:
    """Give ``paragraph`` a style of ``added``, where it sets gaps otherwise than its own style; add what is not there."""
    properties = paragraph.properties
    value = dict(paragraph_formatting(properties)).get(_BEFORE_DIGITS)
    style_id = paragraph.style_id or styles.default_paragraph_style
    has_gaps = _has_gaps(styles.paragraph_look(style_id))
    if properties is None or value is None or has_gaps == (value == "1"):
        return
    number = len(added) + 1
    new_style_id = added.setdefault((style_id, value), f"rectify-gen-gaps-{number}")
    named_style = properties.child("pStyle")
    if named_style is not None:
        properties.remove(named_style)
    # The schema wants it first.
    properties.insert(0, etree.Element(qn("w:pStyle"), {qn("w:val"): new_style_id}))


def _style(style_id: str, based_on: str, value: str) -> etree._Element:
    style = etree.Element(
        qn("w:style"),
        {qn("w:type"): "paragraph", qn("w:styleId"): style_id},
    )
    etree.SubElement(style, qn("w:name"), {qn("w:val"): style_id})
    if based_on:
        etree.SubElement(style, qn("w:basedOn"), {qn("w:val"): based_on})
    properties = etree.SubElement(style, qn("w:pPr"))
    etree.SubElement(properties, qn(f"w:{_BEFORE_DIGITS}"), {qn("w:val"): value})
    return style

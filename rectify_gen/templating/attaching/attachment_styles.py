"""The styles that attachments take from a document, by their names; those that it lacks are added to it.

Word and WPS rename identifiers of styles, never their names. This module must not know what attachments say.
"""

from __future__ import annotations

import copy
import functools
from typing import NamedTuple

from lxml import etree

from rectify_gen.package import read_package
from rectify_gen.templating.make import make_template
from rectify_gen.word.namespaces import qn

_STYLE = qn("w:style")
_NAME = qn("w:name")
_BASED_ON = qn("w:basedOn")
_ID = qn("w:styleId")
_VALUE = qn("w:val")
_DEFAULT = qn("w:default")


class _Wanted(NamedTuple):
    """A style: names that documents give it, and its identifier in our own templates."""

    names: tuple[str, ...]
    identifier: str


_WANTED = {
    "label": _Wanted(("附件序号",), "AttachmentLabel"),
    "title": _Wanted(("title", "标题"), "Title"),
    "blank": _Wanted(("空行",), "Blank"),
    "body": _Wanted(("body text", "正文文本"), "BodyText"),
    "level_1": _Wanted(("heading 1", "标题 1"), "Heading1"),
    "level_2": _Wanted(("heading 2", "标题 2"), "Heading2"),
    "level_3": _Wanted(("heading 3", "标题 3"), "Heading3"),
    "run_in_1": _Wanted(("一级标题接排",), "RunIn1"),
    "run_in_2": _Wanted(("二级标题接排",), "RunIn2"),
    "cell": _Wanted(("附件表格文字",), "AttachmentCell"),
    "cell_centre": _Wanted(("附件表格居中",), "AttachmentCellCentre"),
    "cell_head": _Wanted(("附件表格表头",), "AttachmentCellHead"),
}

_BASE = "附件基准"
"""The style that added ones are based on: the body type of the standard, whatever the document's own default is."""


def find_or_add_styles(styles: etree._Element) -> dict[str, str]:
    """Return the identifiers of the styles of attachments in the part ``styles``, which gets those that it lacks."""
    by_name: dict[str, str] = {}
    for style in styles.iter(_STYLE):
        name = style.find(_NAME)
        if name is not None:
            written_name = str(name.get(_VALUE, ""))
            by_name[written_name.lower()] = str(style.get(_ID, ""))
    identifiers: dict[str, str] = {}
    lacking: list[str] = []
    for use, wanted_style in _WANTED.items():
        identifier = ""
        for wanted_name in wanted_style.names:
            identifier = identifier or by_name.get(wanted_name, "")
        if identifier:
            identifiers[use] = identifier
        else:
            lacking.append(use)
    if not lacking:
        return identifiers
    standard = _standard_styles()
    taken = set(by_name.values())
    base = _base_style(standard, taken)
    styles.append(base)
    for use in lacking:
        style = copy.deepcopy(standard[_WANTED[use].identifier])
        identifier = _free_identifier(_WANTED[use].identifier, taken)
        style.set(_ID, identifier)
        based_on = style.find(_BASED_ON)
        if based_on is not None:
            based_on.set(_VALUE, str(base.get(_ID)))
        styles.append(style)
        identifiers[use] = identifier
    return identifiers


@functools.cache
def _standard_parts() -> bytes:
    return read_package(make_template("notice"))["word/styles.xml"]


def _standard_styles() -> dict[str, etree._Element]:
    """The styles of our plain template by their identifiers, and its defaults as docDefaults."""
    root = etree.fromstring(_standard_parts())
    styles: dict[str, etree._Element] = {}
    for style in root.iter(_STYLE):
        styles[str(style.get(_ID))] = style
    styles["docDefaults"] = root[0]
    return styles


def _base_style(standard: dict[str, etree._Element], taken: set[str]) -> etree._Element:
    """Our Normal with our defaults in it, so that it looks the same whatever the defaults of the document are."""
    style = copy.deepcopy(standard["Normal"])
    del style.attrib[_DEFAULT]
    style.set(_ID, _free_identifier("AttachmentBase", taken))
    name = style.find(_NAME)
    assert name is not None  # each style of ours has one
    name.set(_VALUE, _BASE)
    run_defaults = standard["docDefaults"].find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run_defaults is not None:
        style.append(copy.deepcopy(run_defaults))
    return style


def _free_identifier(identifier: str, taken: set[str]) -> str:
    free = identifier
    number = 2
    while free in taken:
        free = f"{identifier}{number}"
        number += 1
    taken.add(free)
    return free

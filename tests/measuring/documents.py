"""Documents made from the shipped templates, with something in every place that a template has."""

from __future__ import annotations

import copy
import functools
from typing import Any

from lxml import etree
from made import EXAMPLES, made_of, notice_from, notice_of, shipped

from rectify_gen.package import read_package, write_parts
from rectify_gen.source import locate, read_file
from rectify_gen.templating.render import render
from rectify_gen.view import compose

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMAL: dict[str, Any] = {
    "copy_number": "000012",
    "secrecy": "秘密★1年",
    "urgency": "加急",
    "number": "南职院党〔2025〕9号",
    "addressees": "各党总支，各部门",
    "attachments": ["巡察整改台账", "整改期间制定修订制度目录"],
    "note": "联系人：办公室，电话：0599-5550100",
    "copies_to": "市委巡察办，市委第四巡察组",
    "issued_by": "南屏职业技术学院党政办公室",
    "issued_on": "2025-05-12",
}


@functools.cache
def formal(template: str) -> bytes:
    """Return an example with a head, attachments, note and imprint, by the shipped ``template``."""
    path = next(one for one in EXAMPLES if one.stem == "vocational-college")
    data = copy.deepcopy(locate(read_file(path)).value)
    return render(shipped(template), compose(notice_from({**data, "document": FORMAL})))


@functools.cache
def examples() -> dict[str, bytes]:
    """Return every example by the template of its kind."""
    return {path.stem: made_of(notice_of(path)) for path in EXAMPLES}


def without_styles(data: bytes) -> bytes:
    """Return ``data`` as somebody would make it who uses no styles: what each sets stands at the text itself."""
    parts = read_package(data)
    styles = {
        one.get(W + "styleId"): one
        for one in etree.fromstring(parts["word/styles.xml"]).iter(W + "style")
    }
    for name in [
        one
        for one in parts
        if one in ("word/document.xml", "word/footer1.xml", "word/footer2.xml")
    ]:
        root = etree.fromstring(parts[name])
        for paragraph in root.iter(W + "p"):
            _spell_out(paragraph, styles)
        parts[name] = etree.tostring(root)
    return write_parts(parts)


def _spell_out(paragraph: Any, styles: dict[str, Any]) -> None:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = styles[named.get(W + "val")] if named is not None else None
    for run in paragraph.iter(W + "r"):
        own = run.find(W + "rPr")
        if own is None:
            own = etree.Element(W + "rPr")
            run.insert(0, own)
        character = own.find(W + "rStyle")
        if character is not None:
            own.remove(character)
            _copy(styles[character.get(W + "val")].find(W + "rPr"), own)
        if style is not None:
            _copy(style.find(W + "rPr"), own)
    if named is not None:
        properties = named.getparent()
        properties.remove(named)
        _copy(style.find(W + "pPr"), properties)


def _copy(source: Any, into: Any) -> None:
    """Children and attributes that ``into`` lacks."""
    for child in source if source is not None else ():
        own = into.find(child.tag)
        if own is None:
            into.append(copy.deepcopy(child))
        else:
            for name in set(child.attrib) - set(own.attrib):
                own.set(name, child.get(name))

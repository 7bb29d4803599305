"""Document properties: title and dates from the data, and where a document came from.

``docProps/custom.xml`` carries digests, so that a later check can distinguish a stale
document from one edited by hand. This room must not know templates or views.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from lxml import etree

from rectify_gen.origin import CUSTOM, Origin
from rectify_gen.templating.tags import TemplatePart, read_texts, scan_tags
from rectify_gen.templating.template_parts import ROOT_RELATIONS, parse, relations
from rectify_gen.templating.traces import is_printed, to_bytes
from rectify_gen.word.namespaces import qn
from rectify_gen.word.word_package import CONTENT_TYPES

CORE = "docProps/core.xml"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_SPACE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
)
_CUSTOM_OPEN = f'<Properties xmlns="{_CUSTOM_SPACE}" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CORE_SPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_PREFIXES = {space: prefix for prefix, space in _CORE_SPACES.items()}
_PERSONAL = frozenset(
    {
        "created",
        "modified",
        "lastModifiedBy",
        "revision",
        "lastPrinted",
    }
)
_AUTHOR = "creator"
"""Who made the template, unless a tag stands there."""
_FIRST_PROPERTY = 2
"""Numbers of custom properties begin here ([MS-OLEPS])."""


def escaped(text: str) -> str:
    """Return ``text`` as it stands between tags of XML.

    Not ``xml.sax.saxutils.escape``: that imports urllib, which takes a tenth of a build.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def core_source(content: bytes, codes: str) -> str:
    """Return core properties as Jinja source, without clock, revision and who made or saved the template.

    ``codes`` holds the codes of all fields: an author that a field prints is text of the template.
    """
    spaces = ""
    for prefix, space in _CORE_SPACES.items():
        spaces += f' xmlns:{prefix}="{space}"'
    kept = ""
    for element in _core_elements(content):
        name = etree.QName(element)
        is_author = name.localname == _AUTHOR and not is_printed("author", codes)
        if is_author and not _has_tags(element.text or ""):
            continue
        prefix = _PREFIXES[name.namespace or ""]
        qualified = f"{prefix}:{name.localname}"
        text = _source_text(element.text or "")
        kept += f"<{qualified}>{text}</{qualified}>"
    return f"{_HEAD}<cp:coreProperties{spaces}>{kept}</cp:coreProperties>"


def core_tags(content: bytes) -> TemplatePart:
    """Return the tags of the core properties that are rendered, each property like a paragraph of its own."""
    texts: dict[str, str] = {}
    for element in _core_elements(content):
        name = etree.QName(element).localname
        texts[name] = element.text or ""
    return read_texts(CORE, texts)


def _core_elements(content: bytes) -> Iterator[etree._Element]:
    """The properties that are neither personal nor unknown to Word."""
    for element in parse(CORE, content):
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element)
        if name.localname not in _PERSONAL and name.namespace in _PREFIXES:
            yield element


def _source_text(text: str) -> str:
    """``text`` as Jinja source: markup characters inside tags are Jinja's, those outside are escaped."""
    source = ""
    end = 0
    for tag in scan_tags([text]):
        if tag.raw:
            source += escaped(text[end : tag.column])
            source += text[tag.column : tag.end]
            end = tag.end
    return source + escaped(text[end:])


def _has_tags(text: str) -> bool:
    return any(tag.raw for tag in scan_tags([text]))


def dated(core: str, day: datetime.date | None) -> str:
    """Return core properties created and modified on ``day`` (the notice's own date), not now."""
    if day is None:
        return core
    stamps = ""
    for name in ("dcterms:created", "dcterms:modified"):
        stamps += (
            f'<{name} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</{name}>'
        )
    return core.replace("</cp:coreProperties>", stamps + "</cp:coreProperties>")


def custom_source(content: bytes | None, codes: str) -> str:
    """Return the properties of a template's ``docProps/custom.xml`` as text, as far as they are printed.

    Word, WPS and archives write there who owns, checked or sent a file; only what a field
    prints (``codes`` holds the codes of all fields) is text of the template.
    """
    if content is None:
        return ""
    kept = ""
    number = _FIRST_PROPERTY
    for element in parse(CUSTOM, content).iterfind(f"{{{_CUSTOM_SPACE}}}property"):
        name = element.get("name") or ""
        if name.startswith("rectify-gen-") or not is_printed(name, codes):
            continue
        # Word asks for numbers without gaps.
        element.set("pid", str(number))
        element.tail = None
        kept += etree.tostring(element, encoding="unicode")
        number += 1
    return kept


def custom_properties(kept: str, origin: Origin) -> str:
    """Return ``docProps/custom.xml`` with ``origin`` after the properties ``kept`` of the template."""
    first_number = kept.count(" pid=") + _FIRST_PROPERTY
    properties = ""
    for number, (name, value) in enumerate(origin._asdict().items(), first_number):
        properties += (
            f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="rectify-gen-{name}">'
            f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        )
    return f"{_HEAD}{_CUSTOM_OPEN}{kept}{properties}</Properties>"


def with_usual_names(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``parts`` with core and custom properties where Word keeps them; other programs use other names."""
    renamed = dict(parts)
    for kind, name, content_type in (
        (_CORE_RELATION, CORE, _CORE_TYPE),
        (_CUSTOM_RELATION, CUSTOM, _CUSTOM_TYPE),
    ):
        old_name = _target_of(kind, renamed)
        if old_name in renamed and old_name != name:
            content = renamed.pop(old_name)
            renamed[name] = content
            _relate(renamed, kind, name)
            _add_type(renamed, name, content_type)
    return renamed


def with_custom_part(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``parts`` with the content type and relationship that ``docProps/custom.xml`` needs."""
    completed = dict(parts)
    if _target_of(_CUSTOM_RELATION, completed) != CUSTOM or CUSTOM not in completed:
        _relate(completed, _CUSTOM_RELATION, CUSTOM)
    _add_type(completed, CUSTOM, _CUSTOM_TYPE)
    return completed


def _target_of(kind: str, parts: Mapping[str, bytes]) -> str:
    """The part to which the package has a relationship of ``kind``; empty where it has none."""
    for relation in relations("", parts):
        if relation.type == kind:
            return relation.target
    return ""


def _relate(parts: dict[str, bytes], kind: str, target: str) -> None:
    """Make ``target`` the only part to which the package has a relationship of ``kind``."""
    root = parse(ROOT_RELATIONS, parts[ROOT_RELATIONS])
    for element in list(root):
        if element.get("Type") == kind:
            root.remove(element)
    identifier = "rIdRectifyGen" if kind == _CUSTOM_RELATION else "rIdRectifyGenCore"
    attributes = {
        "Id": identifier,
        "Type": kind,
        "Target": target,
    }
    etree.SubElement(root, qn("rel:Relationship"), attributes)
    parts[ROOT_RELATIONS] = to_bytes(root)


def _add_type(parts: dict[str, bytes], name: str, content_type: str) -> None:
    """Declare the content type of the part ``name`` unless it is declared."""
    root = parse(CONTENT_TYPES, parts[CONTENT_TYPES])
    for element in root:
        if element.get("PartName") == f"/{name}":
            return
    attributes = {
        "PartName": f"/{name}",
        "ContentType": content_type,
    }
    etree.SubElement(root, qn("ct:Override"), attributes)
    parts[CONTENT_TYPES] = to_bytes(root)

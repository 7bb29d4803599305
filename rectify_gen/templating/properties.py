"""Document properties: title and dates from the data, and where a document came from.

``docProps/custom.xml`` carries digests, so that a later check can tell a stale
document from one edited by hand. This room must not know templates or views.
"""

import datetime
import re
from collections.abc import Mapping

from lxml import etree

from rectify_gen.origin import CUSTOM, Origin
from rectify_gen.templating.parts import CONTENT_TYPES, ROOT_RELATIONS, parse, relations
from rectify_gen.templating.tags import Part, read_texts

CORE = "docProps/core.xml"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
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
    {"created", "modified", "lastModifiedBy", "revision", "lastPrinted"}
)
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


def _escaped(text: str) -> str:
    """Not ``xml.sax.saxutils.escape``: importing that takes a fortieth of a whole build."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def core_source(content: bytes) -> str:
    """Return core properties as Jinja source, without clock, revision and the name of whoever saved the template."""
    spaces = "".join(
        f' xmlns:{prefix}="{space}"' for prefix, space in _CORE_SPACES.items()
    )
    return f"{_HEAD}<cp:coreProperties{spaces}>{''.join(map(_property, parse(CORE, content)))}</cp:coreProperties>"


def core_tags(content: bytes) -> Part:
    """Return the tags of the core properties that are rendered, each property like a paragraph of its own."""
    kept = [one for one in parse(CORE, content) if _property(one)]
    return read_texts(
        CORE, {etree.QName(one.tag).localname: one.text or "" for one in kept}
    )


def _property(element: etree._Element) -> str:
    """One property; markup characters inside its tags are Jinja's, those outside are escaped."""
    name = etree.QName(element.tag) if isinstance(element.tag, str) else None
    if name is None or name.localname in _PERSONAL or name.namespace not in _PREFIXES:
        return ""
    pieces = _TAG.split(element.text or "")
    text = "".join(
        piece if at % 2 else _escaped(piece) for at, piece in enumerate(pieces)
    )
    qualified = f"{_PREFIXES[name.namespace]}:{name.localname}"
    return f"<{qualified}>{text}</{qualified}>"


def dated(core: str, day: datetime.date | None) -> str:
    """Return core properties created and modified on ``day`` (the notice's own date), not now."""
    if day is None:
        return core
    stamp = f'{{}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</{{}}>'
    made = "".join(
        "<" + stamp.format(name, name)
        for name in ("dcterms:created", "dcterms:modified")
    )
    return core.replace("</cp:coreProperties>", made + "</cp:coreProperties>")


def custom_source(content: bytes | None) -> str:
    """Return the properties of a template's ``docProps/custom.xml`` as text, those of rectify-gen left out."""
    if content is None:
        return ""
    properties = parse(CUSTOM, content).iterfind(f"{{{_CUSTOM_SPACE}}}property")
    kept = [
        one
        for one in properties
        if not (one.get("name") or "").startswith("rectify-gen-")
    ]
    for at, one in enumerate(kept, 2):
        one.set("pid", str(at))
        one.tail = None
    return "".join(etree.tostring(one, encoding="unicode") for one in kept)


def custom_properties(kept: str, origin: Origin) -> str:
    """Return ``docProps/custom.xml`` with ``origin`` after the properties ``kept`` of the template."""
    first = kept.count(" pid=") + 2
    own = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{at}" name="rectify-gen-{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for at, (name, value) in enumerate(origin._asdict().items(), first)
    )
    return f"{_HEAD}{_CUSTOM_OPEN}{kept}{own}</Properties>"


def with_custom_part(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``parts`` with the content type and relationship that ``docProps/custom.xml`` needs.

    Custom properties that stand under another name move there.
    """
    out = dict(parts)
    old = next(
        (
            target
            for kind, target in relations(ROOT_RELATIONS, out)
            if kind == _CUSTOM_RELATION
        ),
        None,
    )
    if old == CUSTOM and CUSTOM in out:
        return _with_type(out)
    root = parse(ROOT_RELATIONS, out[ROOT_RELATIONS])
    for one in [one for one in root if one.get("Type") == _CUSTOM_RELATION]:
        root.remove(one)
    space = etree.QName(root.tag).namespace
    etree.SubElement(
        root,
        f"{{{space}}}Relationship",
        {"Id": "rIdRectifyGen", "Type": _CUSTOM_RELATION, "Target": CUSTOM},
    )
    out[ROOT_RELATIONS] = _written(root)
    if old is not None and old in out:
        out[CUSTOM] = out.pop(old)
    return _with_type(out)


def _with_type(parts: dict[str, bytes]) -> dict[str, bytes]:
    root = parse(CONTENT_TYPES, parts[CONTENT_TYPES])
    if all(one.get("PartName") != f"/{CUSTOM}" for one in root):
        space = etree.QName(root.tag).namespace
        etree.SubElement(
            root,
            f"{{{space}}}Override",
            {"PartName": f"/{CUSTOM}", "ContentType": _CUSTOM_TYPE},
        )
        parts[CONTENT_TYPES] = _written(root)
    return parts


def _written(root: etree._Element) -> bytes:
    return _HEAD.encode("utf-8") + etree.tostring(
        root, encoding="utf-8", xml_declaration=False
    )

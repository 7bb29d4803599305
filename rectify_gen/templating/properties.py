"""Document properties: title and dates from the data, and where a document came from.

``docProps/custom.xml`` carries three digests, so that a later check can tell a stale
document from one edited by hand. This room must not know templates or views.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_OPEN = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PERSONAL = re.compile(
    r"<(dcterms:created|dcterms:modified|cp:lastModifiedBy|cp:revision|cp:lastPrinted)\b[^>]*(?:/>|>.*?</\1>)", re.DOTALL
)
_OWN = re.compile(r'<property\b[^>]*name="rectify-gen-(\w+)"[^>]*>.*?</property>', re.DOTALL)
_VALUE = re.compile(r"<vt:lpwstr>(.*?)</vt:lpwstr>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Origin:
    """Digests (SHA-256, hexadecimal) of what a document was made from, and of its parts as made."""

    source: str
    template: str
    parts: str


def without_traces(core: str) -> str:
    """Return core properties without clock, revision and the name of whoever saved the template."""
    return _PERSONAL.sub("", core)


def dated(core: str, day: datetime.date | None) -> str:
    """Return core properties created and modified on ``day`` (the notice's own date), not now."""
    if day is None:
        return core
    stamp = f'{{}} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</{{}}>'
    made = "".join("<" + stamp.format(name, name) for name in ("dcterms:created", "dcterms:modified"))
    return core.replace("</cp:coreProperties>", made + "</cp:coreProperties>")


def custom_properties(existing: str, origin: Origin) -> str:
    """Return ``docProps/custom.xml`` with ``origin`` beside the properties that the template already has."""
    kept = re.findall(r"<property\b.*?</property>", _OWN.sub("", existing), re.DOTALL)
    own = [
        f'<property fmtid="{_FORMAT_ID}" pid="0" name="rectify-gen-{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for name, value in (("source", origin.source), ("template", origin.template), ("parts", origin.parts))
    ]
    numbered = [re.sub(r'pid="\d+"', f'pid="{at}"', one, count=1) for at, one in enumerate([*kept, *own], 2)]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + _CUSTOM_OPEN + "".join(numbered) + "</Properties>"


def read_origin(parts: Mapping[str, bytes]) -> Origin | None:
    """Return where a document says it came from, or None for one that rectify-gen did not make."""
    text = parts.get(CUSTOM, b"").decode("utf-8", "replace")
    found = {one.group(1): unescape(value.group(1)) for one in _OWN.finditer(text) if (value := _VALUE.search(one.group()))}
    try:
        return Origin(found["source"], found["template"], found["parts"])
    except KeyError:
        return None


def with_custom_part(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``parts`` with the content type and relationship that ``docProps/custom.xml`` needs."""
    out = dict(parts)
    types = out["[Content_Types].xml"].decode("utf-8")
    if f'PartName="/{CUSTOM}"' not in types:
        override = f'<Override PartName="/{CUSTOM}" ContentType="{_CUSTOM_TYPE}"/></Types>'
        out["[Content_Types].xml"] = types.replace("</Types>", override).encode("utf-8")
    relations = out["_rels/.rels"].decode("utf-8")
    if _CUSTOM_RELATION not in relations:
        one = f'<Relationship Id="rIdRectifyGen" Type="{_CUSTOM_RELATION}" Target="{CUSTOM}"/></Relationships>'
        out["_rels/.rels"] = relations.replace("</Relationships>", one).encode("utf-8")
    return out

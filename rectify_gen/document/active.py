"""What acts in a Word file when somebody opens or clicks it: fields that fetch or run, objects, links to other places.

Allowed is an exact list; all else is refused with its place. This room must not know
whether the file is a template or a finished document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.document.parts import WORD, Element, Package
from rectify_gen.places import Place

_FIELDS = frozenset(
    {
        "CONTROL",
        "DATABASE",
        "DDE",
        "DDEAUTO",
        "EMBED",
        "HTMLCONTROL",
        "IMPORT",
        "INCLUDE",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "LINK",
        "MACROBUTTON",
        "PRINT",
        "RD",
    }
)
"""Fields that fetch other files, start programs or run macros."""
_COMPUTED = "…"
"""Stands for a field whose name another field makes."""
_FIELD_NAME = re.compile(r"[\s\"“”'\u200b\ufeff]*([A-Za-z]+)")
_LINK_TARGET = re.compile(
    r"HYPERLINK\s+(?:\"([^\"]*)\"|“([^”]*)”|([^\s\\]\S*|\\\\\S*))", re.I
)

_HYPERLINKS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
    }
)
"""The only types of relationship that may lead out of the file, in the common and the strict format."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANKS = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
_TAG = re.compile(r"\{\{|\{%|%7B%7B|%7B%25", re.IGNORECASE)

_KINDS = {
    "oleobject": "object",
    "control": "object",
    "activexcontrolbinary": "object",
    "activexcontrol": "object",
    "afchunk": "chunk",
    "subdocument": "chunk",
    "frame": "chunk",
    "attachedtemplate": "chunk",
    "mailmergesource": "merge",
    "mailmergeheadersource": "merge",
    "recipientdata": "merge",
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "attachedtoolbars": "macro",
    "keymapcustomizations": "macro",
    "extensibility": "macro",
    "usercustomization": "macro",
    "webextension": "macro",
    "webextensiontaskpanes": "macro",
}
"""Last words of the types of relationships to what acts, in small letters, and what the message calls it."""
_TYPES = (
    ("vbaproject", "macro"),
    ("vbadata", "macro"),
    ("activex", "object"),
    ("oleobject", "object"),
    ("webextension", "macro"),
)
"""What stands in the content types of parts that act, whatever their names."""
_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES = "[Content_Types].xml"
_MICROSOFT = "{urn:schemas-microsoft-com:"
_ADDRESSES = frozenset({"href", "src", "althref"})

_BEGIN, _SEPARATE, _END = "begin", "separate", "end"


def active_content(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error for everything in ``parts`` that acts, except links to web pages and addresses."""
    package = Package(parts, "")
    yield from _typed(parts)
    for name, content in parts.items():
        if content.startswith(_OLE_MARK):
            yield _acting("object", name)
        elif b"<" in content[:256]:
            try:
                yield from _in_part(package, name)
            except InputError as error:
                if name.endswith((".xml", ".rels")):
                    yield from error.diagnostics


def _acting(kind: str, part: str) -> Diagnostic:
    return Diagnostic(f"docx-active-{kind}", facts={"part": part}, place=Place(part))


def _typed(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    root = Package(parts, "").root(_CONTENT_TYPES)
    for entry in root if root is not None else ():
        type_ = (entry.get("ContentType") or "").lower()
        kind = next((kind for mark, kind in _TYPES if mark in type_), "")
        part = (entry.get("PartName") or "").lstrip("/")
        extension = "." + (entry.get("Extension") or "").lower()
        named = [name for name in parts if name.lower().endswith(extension)]
        if kind and (part in parts or (not part and named)):
            yield _acting(kind, part or named[0])


def _in_part(package: Package, name: str) -> Iterator[Diagnostic]:
    content = package.parts[name]
    is_relations = name.endswith(".rels")
    if not is_relations and not _may_act(content):
        return
    root = package.root(name)
    if root is None:
        return
    if is_relations:
        yield from _relations(root, name)
        return
    if root.find(f".//{WORD}mailMerge") is not None:
        yield _acting("merge", name)
    yield from _fields(root, name)
    yield from _addresses(root, name)


def _may_act(content: bytes) -> bool:
    """Whether a part is worth being parsed for this: UTF-16 always is."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    marks = (b"instr", b"mailMerge", b"href", b"src")
    return any(mark in content for mark in marks)


def _relations(root: Element, name: str) -> Iterator[Diagnostic]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in root.iter(_RELATION):
        kind = relation.get("Type") or ""
        target = relation.get("Target") or ""
        acting = _KINDS.get(kind.rsplit("/", 1)[-1].lower())
        is_external = relation.get("TargetMode") == "External"
        if is_external and kind in _HYPERLINKS:
            if not is_safe_address(target):
                yield _link(target, name)
        elif is_external or _leaves(folder, target):
            yield Diagnostic(
                "docx-outside",
                facts={"part": name, "target": target[:100]},
                place=Place(name),
            )
        elif acting:
            yield _acting(acting, name)


def _leaves(folder: str, target: str) -> bool:
    path = posixpath.normpath(posixpath.join(folder or ".", target))
    return path.startswith("..") or ":" in target or target.startswith(("//", "\\"))


def is_safe_address(target: str) -> bool:
    """Return whether a link to ``target`` opens a web page, mail program or telephone, or a place in the file itself."""
    address = _BLANKS.sub("", target)
    if not address or address.startswith("#") or _TAG.match(address):
        return True
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme.group(1).lower() in _SCHEMES


def _link(target: str, part: str, place: Place | None = None) -> Diagnostic:
    facts = {"target": target[:100]}
    return Diagnostic("docx-link", facts=facts, place=place or Place(part))


def _addresses(root: Element, name: str) -> Iterator[Diagnostic]:
    """Old drawings (VML) hold addresses themselves and not in a relationship."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        is_vml = element.tag.startswith(_MICROSOFT)
        for attribute, value in element.attrib.items():
            address = str(value)
            space, _, local = str(attribute).rpartition("}")
            is_address = local in _ADDRESSES and (
                is_vml or space.startswith(_MICROSOFT)
            )
            if is_address and not is_safe_address(address):
                yield _link(address, name)


def _fields(root: Element, name: str) -> Iterator[Diagnostic]:
    for code, element in _codes(root):
        field = _acting_field(code)
        if field:
            facts = {"field": field}
            yield Diagnostic(
                "docx-field", facts=facts, place=_place(element, root, name)
            )
        link = _LINK_TARGET.search(code)
        target = next(filter(None, link.groups()), "") if link else ""
        if target and not is_safe_address(target):
            yield _link(target, name, _place(element, root, name))


def _acting_field(code: str) -> str:
    """The name of a field that acts, from its code; empty for any other."""
    if code.lstrip().startswith((_COMPUTED, "{{", "{%")):
        return _COMPUTED
    name = _FIELD_NAME.match(code)
    word = name.group(1).upper() if name else ""
    return word if word in _FIELDS else ""


def _codes(root: Element) -> Iterator[tuple[str, Element]]:
    """The code of each field, its pieces joined and fields within it as a stand-in, with an element of it."""
    open_fields: list[tuple[list[str], Element]] = []
    states: list[str] = []
    wanted = (WORD + "fldChar", WORD + "instrText", WORD + "fldSimple")
    for element in root.iter(*wanted):
        if element.tag == WORD + "fldSimple":
            yield element.get(WORD + "instr") or "", element
        elif element.tag == WORD + "instrText":
            if open_fields and states[-1] == _BEGIN:
                open_fields[-1][0].append(element.text or "")
            else:  # not within a field as far as can be seen; Word may see it otherwise
                yield element.text or "", element
        elif element.get(WORD + "fldCharType") == _BEGIN:
            if open_fields and states[-1] == _BEGIN:
                open_fields[-1][0].append(_COMPUTED)
            open_fields.append(([], element))
            states.append(_BEGIN)
        elif element.get(WORD + "fldCharType") == _SEPARATE and states:
            states[-1] = _SEPARATE
        elif element.get(WORD + "fldCharType") == _END and states:
            states.pop()
            pieces, first = open_fields.pop()
            yield "".join(pieces), first
    for pieces, first in open_fields:
        yield "".join(pieces), first


def _place(element: Element, root: Element, name: str) -> Place:
    around = next(element.iterancestors(WORD + "p"), None)
    if around is None:
        return Place(name)
    paragraphs = enumerate(root.iter(WORD + "p"), 1)
    number = next(number for number, one in paragraphs if one is around)
    text = "".join(piece.text or "" for piece in around.iter(WORD + "t"))
    return Place(name, number, text=text)

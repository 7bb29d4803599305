"""What acts in a Word file when somebody opens or clicks it: fields that fetch or run, objects, links to other places.

Allowed is an exact list; all else is refused with its place. This module must not know
whether the file is a template or a finished document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.late_pattern import LatePattern
from rectify_gen.places import Place
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import local_name, qn
from rectify_gen.word.places_of_elements import place_of
from rectify_gen.word.word_package import CONTENT_TYPES, WordPackage

_ACTING_FIELDS = frozenset(
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
    r"""
    HYPERLINK\s+
    (?:
        "([^"]*)"
        | “([^”]*)”
        | ([^\s\\]\S*|\\\\\S*)  # without quotes: an address, or a path of Windows
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)

_HYPERLINK_TYPES = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
    }
)
"""The only types of relationship that may lead out of the file, in the common and the strict format."""
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = LatePattern(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
_PLACEHOLDER = re.compile(r"\{\{|\{%|%7B%7B|%7B%25", re.IGNORECASE)
"""What is no address yet; whoever fills it in judges it."""

_ACTING_RELATIONS = {
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
_CHART_RELATIONS = re.compile(r"(^|/)(charts|drawings)/_rels/", re.IGNORECASE)
"""Where charts keep the workbooks with their figures; elsewhere a package inside a package is an embedded object."""
_ACTING_TYPES = (
    ("vbaproject", "macro"),
    ("vbadata", "macro"),
    ("activex", "object"),
    ("oleobject", "object"),
    ("webextension", "macro"),
)
"""What stands in the content types of parts that act, whatever their names."""
_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_MICROSOFT = "{urn:schemas-microsoft-com:"
_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "althref"})
_LONGEST_ADDRESS = 100


def active_content(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error for everything in ``parts`` that acts, except links to web pages and addresses."""
    package = WordPackage(parts)
    yield from _by_content_type(package)
    for name, content in parts.items():
        if content.startswith(_OLE_MARK):
            yield _acting("object", name)
        elif b"<" in content[:256]:
            try:
                yield from _in_part(package, name)
            # A picture may hold a < by chance; only what should be XML must be intact.
            except InputError as error:
                if name.endswith((".xml", ".rels")):
                    yield from error.diagnostics


def _acting(kind: str, part: str) -> Diagnostic:
    return Diagnostic(
        f"docx-active-{kind}",
        facts={"part": part},
        place=Place(part),
    )


def _by_content_type(package: WordPackage) -> Iterator[Diagnostic]:
    types = package.root(CONTENT_TYPES)
    if types is None:
        return
    for entry in types.elements():
        content_type = entry.get("ContentType") or ""
        kind = _kind_of_type(content_type.lower())
        if not kind:
            continue
        part = (entry.get("PartName") or "").lstrip("/")
        if not part:
            # <Default Extension="bin" ContentType="…"/> names an ending, not a part.
            extension = "." + (entry.get("Extension") or "").lower()
            part = _first_with_extension(package, extension)
        if part in package.parts:
            yield _acting(kind, part)


def _kind_of_type(content_type: str) -> str:
    for mark, kind in _ACTING_TYPES:
        if mark in content_type:
            return kind
    return ""


def _first_with_extension(package: WordPackage, extension: str) -> str:
    for name in package.parts:
        if name.lower().endswith(extension):
            return name
    return ""


def _in_part(package: WordPackage, name: str) -> Iterator[Diagnostic]:
    is_relations = name.endswith(".rels")
    # Parsing takes long, and most parts hold nothing of the kind.
    if not is_relations and not _may_act(package.parts[name]):
        return
    root = package.root(name)
    if root is None:
        return
    if is_relations:
        yield from _relations(root, name)
        return
    if next(root.iter(qn("w:mailMerge")), None) is not None:
        yield _acting("merge", name)
    yield from _fields(root, name)
    yield from _addresses(root, name)


def _may_act(content: bytes) -> bool:
    """Whether a part is worth being parsed for this: UTF-16 always is."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    marks = (b"instr", b"mailMerge", b"href", b"src")
    return any(mark in content for mark in marks)


def _relations(root: WordElement, name: str) -> Iterator[Diagnostic]:
    # word/_rels/document.xml.rels: targets count from word/.
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in root.iter(qn("rel:Relationship")):
        relation_type = relation.get("Type") or ""
        target = relation.get("Target") or ""
        kind = relation_type.rpartition("/")[2].lower()
        is_external = relation.get("TargetMode") == "External"
        if is_external and relation_type in _HYPERLINK_TYPES:
            if not is_safe_address(target):
                yield _link(target, Place(name))
        elif is_external or _leaves(folder, target):
            yield Diagnostic(
                "docx-outside",
                facts={"part": name, "target": target[:_LONGEST_ADDRESS]},
                place=Place(name),
            )
        elif kind in _ACTING_RELATIONS:
            yield _acting(_ACTING_RELATIONS[kind], name)
        elif kind == "package" and not _CHART_RELATIONS.search(name):
            yield _acting("object", name)


def _leaves(folder: str, target: str) -> bool:
    path = posixpath.normpath(posixpath.join(folder or ".", target))
    if path.startswith(".."):
        return True
    # file:///…, C:\…, //server/share and \\server\share leave the file, whatever TargetMode says.
    return ":" in target or target.startswith(("//", "\\"))


def is_safe_address(target: str) -> bool:
    """Return whether a link to ``target`` opens a web page, mail program or telephone, or a place in the file itself."""
    # Browsers leave such signs out: "java\nscript:" runs as "javascript:".
    address = _UNSEEN.sub("", target)
    if not address or address.startswith("#") or _PLACEHOLDER.match(address):
        return True
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme[1].lower() in _SAFE_SCHEMES


def _link(target: str, place: Place) -> Diagnostic:
    facts = {"target": target[:_LONGEST_ADDRESS]}
    return Diagnostic("docx-link", facts=facts, place=place)


def _addresses(root: WordElement, name: str) -> Iterator[Diagnostic]:
    """Old drawings (VML) hold addresses themselves and not in a relationship."""
    for element in root.iter("*"):
        is_vml = str(element.tag).startswith(_MICROSOFT)
        for attribute, address in element.items():
            if local_name(attribute) not in _ADDRESS_ATTRIBUTES:
                continue
            if not is_vml and not str(attribute).startswith(_MICROSOFT):
                continue
            if not is_safe_address(str(address)):
                yield _link(str(address), Place(name))


def _fields(root: WordElement, name: str) -> Iterator[Diagnostic]:
    for code, element in _codes(root):
        field = _acting_field(code)
        if field:
            place = place_of(element, name)
            yield Diagnostic("docx-field", facts={"field": field}, place=place)
        target = _link_target(code)
        if target and not is_safe_address(target):
            yield _link(target, place_of(element, name))


def _link_target(code: str) -> str:
    """Return the address that the code of a HYPERLINK field leads to."""
    match = _LINK_TARGET.search(code)
    if match is None:
        return ""
    quoted, chinese_quoted, plain = match.groups()
    return str(quoted or chinese_quoted or plain or "")


def _acting_field(code: str) -> str:
    """Return the name of a field that acts, from its code; empty for any other."""
    # What another field or a tag of the template fills in may be the name of any field.
    if code.lstrip().startswith((_COMPUTED, "{{", "{%")):
        return _COMPUTED
    match = _FIELD_NAME.match(code)
    name = match[1].upper() if match else ""
    return name if name in _ACTING_FIELDS else ""


class _OpenField:
    """A complex field of a whole part, which may go on over paragraphs, unlike those in ``pieces``."""

    def __init__(self, begin: WordElement) -> None:
        self.begin = begin
        self.code = ""
        self.in_code = True


def _codes(root: WordElement) -> Iterator[tuple[str, WordElement]]:
    """Yield the code of each field, its pieces joined and fields within it as a stand-in, with an element of it.

    What stands outside fields as far as can be seen is yielded, too: Word may see it otherwise.
    """
    fields: list[_OpenField] = []
    simple_field = qn("w:fldSimple")
    field_code = qn("w:instrText")
    for element in root.iter(simple_field, field_code, qn("w:fldChar")):
        assert isinstance(element, WordElement)
        innermost = fields[-1] if fields else None
        if element.tag == simple_field:
            yield element.attribute("instr") or "", element
            continue
        if element.tag == field_code:
            if innermost is not None and innermost.in_code:
                innermost.code += element.text or ""
            else:
                yield element.text or "", element
            continue
        mark = element.attribute("fldCharType")
        if mark == "begin":
            if innermost is not None and innermost.in_code:
                innermost.code += _COMPUTED
            fields.append(_OpenField(element))
        elif mark == "separate" and innermost is not None:
            innermost.in_code = False
        elif mark == "end" and innermost is not None:
            fields.pop()
            yield innermost.code, innermost.begin
    for field in fields:
        yield field.code, field.begin

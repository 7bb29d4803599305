"""From a .docx template to a compiled one: read, repaired and compiled once, rendered many times.

Parts without tags are compressed here once and for all. A compiled template is
never changed by rendering, so threads may share it. This room must not know the
model, YAML, or the view's meaning.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.opc.oxml import parse_xml
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.package import Entry, pack, read_package
from rectify_gen.templating import faults, properties
from rectify_gen.templating.balance import UnprovableError, is_balanced
from rectify_gen.templating.completeness import Owed, printed
from rectify_gen.templating.patch import dropped_text, patch
from rectify_gen.templating.sandbox import TemplateSandbox

DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_RENDERED_TYPES = ("/header", "/footer", "/footnotes")
_TABLE_TAGS = re.compile(r"\{[{%]\s*tc |\{%\s*(colspan|hm|vm)\b|gridSpan w:val=\"\{")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY_END = "</w:body>"
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))

SANDBOX = TemplateSandbox()


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part with tags. ``head`` and ``tail`` are the XML around what is rendered.

    ``owed`` is None where completeness cannot be proved from the syntax tree;
    ``balanced`` tells whether well-formedness was proved. ``fix_tables`` and
    ``fix_drawings`` say which of docxtpl's corrections its result needs.
    """

    name: str
    source: str
    jinja: JinjaTemplate
    head: str
    tail: str
    owed: tuple[Owed, ...] | None
    balanced: bool
    fix_tables: bool
    fix_drawings: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: parts to render, parts as they are, core and custom properties, digest of the file."""

    path: str
    digest: str
    parts: tuple[CompiledPart, ...]
    fixed: tuple[Entry, ...]
    core: CompiledPart | None
    custom: str


def compile_template(data: bytes, path: str = "") -> Template:
    """Return the .docx template ``data``, ready to be rendered many times.

    Raises:
        TemplateError: with all faults found: damaged or dangerous package, text that would
            be dropped, tags that Jinja does not understand.
    """
    package = read_package(data, path)
    _refuse_unusable(package, path)
    package = properties.with_custom_part(package)
    compiled: list[CompiledPart] = []
    found: list[Diagnostic] = []
    for name in _rendered_names(package):
        try:
            compiled.append(_compile_part(name, package[name]))
        except TemplateError as error:
            found += error.diagnostics
    core = _compile_core(package, found)
    if found:
        raise TemplateError(faults.in_file(found, path))
    done = {part.name for part in compiled} | {properties.CORE, properties.CUSTOM}
    fixed = tuple(pack(name, [content], 6) for name, content in package.items() if name not in done)
    custom = package.get(properties.CUSTOM, b"").decode("utf-8")
    return Template(path, hashlib.sha256(data).hexdigest(), tuple(compiled), fixed, core, custom)


def _refuse_unusable(package: Mapping[str, bytes], path: str) -> None:
    for name in ("[Content_Types].xml", "_rels/.rels", DOCUMENT):
        if name not in package:
            raise TemplateError([Diagnostic("docx-part-missing", facts={"part": name}, path=path)])
    if any(name.endswith("vbaProject.bin") for name in package):
        raise TemplateError([Diagnostic("docx-macro", path=path)])


def _rendered_names(package: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that docxtpl renders: document, then its headers, footers and footnotes."""
    yield DOCUMENT
    relations = etree.fromstring(package[_RELATIONS]) if _RELATIONS in package else ()
    for one in relations:
        if one.get("Type", "").endswith(_RENDERED_TYPES) and one.get("TargetMode") != "External":
            name = posixpath.normpath(posixpath.join("/word", one.get("Target"))).lstrip("/")
            if name in package and b"{" in package[name]:
                yield name


def _compile_part(name: str, content: bytes) -> CompiledPart:
    root = _parse(name, content)
    if lost := list(dropped_text(root, name)):
        raise TemplateError(lost)
    whole = etree.tostring(root, encoding="unicode")
    if name != DOCUMENT:
        return _compiled(name, patch(whole), _DECLARATION)
    start, end = whole.find("<w:body>"), whole.rfind(_BODY_END)
    if start < 0 or end < 0:
        raise TemplateError([Diagnostic("docx-part-unreadable", facts={"part": name, "reason": "no w:body"})])
    end += len(_BODY_END)
    return _compiled(name, patch(whole[start:end]), _DECLARATION + whole[:start], whole[end:])


def _compiled(name: str, source: str, head: str = "", tail: str = "") -> CompiledPart:
    try:
        tree = SANDBOX.parse(source)
        _restore_escapes(tree)
        jinja = SANDBOX.from_string(tree)  # type: ignore[arg-type]
    except TemplateSyntaxError as error:
        raise TemplateError([faults.syntax_fault(name, source, error)]) from error
    try:
        owed: tuple[Owed, ...] | None = printed(tree)
    except UnprovableError:
        owed = None
    return CompiledPart(
        name=name,
        source=source,
        jinja=jinja,
        head=head,
        tail=tail,
        owed=owed,
        balanced=owed is not None and is_balanced(tree),
        fix_tables=bool(_TABLE_TAGS.search(source)),
        fix_drawings="<wp:docPr" in source,
    )


def _restore_escapes(tree: nodes.Template) -> None:
    """docxtpl's ``{_{`` stands for a literal ``{{``; here in the template's own text only, never in data."""
    for piece in tree.find_all(nodes.TemplateData):
        for escaped, literal in _ESCAPES:
            piece.data = piece.data.replace(escaped, literal)


def _compile_core(package: Mapping[str, bytes], found: list[Diagnostic]) -> CompiledPart | None:
    if properties.CORE not in package:
        return None
    source = properties.without_traces(package[properties.CORE].decode("utf-8"))
    try:
        return _compiled(properties.CORE, source)
    except TemplateError as error:
        found += error.diagnostics
        return None


def _parse(name: str, content: bytes) -> etree._Element:
    """The part as docxtpl's own parser reads it; a DTD, where entity bombs live, is refused."""
    if b"<!DOCTYPE" in content:
        raise TemplateError([Diagnostic("docx-part-unreadable", facts={"part": name, "reason": "DOCTYPE"})])
    try:
        root: etree._Element = parse_xml(content)
    except etree.XMLSyntaxError as error:
        raise TemplateError([Diagnostic("docx-part-unreadable", facts={"part": name, "reason": str(error)})]) from error
    return root

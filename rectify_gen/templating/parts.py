"""The parts of a template package: read as XML without danger, checked, and which of them carry tags.

This room must not know tags or how a part is rendered.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.package import check_nodes
from rectify_gen.places import Place
from rectify_gen.word.active_content import active_content

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
XML_LIMIT = 32 * 1024 * 1024
"""Bytes of one part that is read as XML; the document part of a notice of 20,000 problems has 20 MB."""

NODE_LIMIT = 250_000
"""Elements and attributes of a template; a large one with pictures and many styles has 20,000."""

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
"""As python-docx, and so docxtpl, reads parts; importing that for it would take longer than checking a template."""
_RENDERED_TYPES = ("/header", "/footer", "/footnotes")
_MAIN_TYPE = "/officeDocument"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT_DOCUMENT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"
_DOCUMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"


def unreadable(part: str, reason: str) -> TemplateError:
    """Return the error for a part that is not the XML that it should be."""
    return TemplateError(
        [
            Diagnostic(
                "docx-part-unreadable",
                facts={"part": part, "reason": reason},
                place=Place(part),
            )
        ]
    )


def parse(name: str, content: bytes) -> etree._Element:
    """Return the part ``name`` as docxtpl reads it; a DTD, where entity bombs live, is refused.

    Raises:
        TemplateError: not well-formed, with a DTD, or too large.
    """
    if len(content) > XML_LIMIT:
        raise TemplateError(
            [
                Diagnostic(
                    "docx-too-large",
                    facts={"limit": XML_LIMIT // 2**20},
                    place=Place(name),
                )
            ]
        )
    if b"<!DOCTYPE" in content:
        raise unreadable(name, "DOCTYPE")
    try:
        root: etree._Element = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise unreadable(name, str(error)) from error
    document: Any = root.getroottree().docinfo
    if document.doctype:
        raise unreadable(name, "DOCTYPE")
    return root


def check(package: Mapping[str, bytes]) -> str:
    """Return the name of the main document part of a package that can be a template.

    Raises:
        TemplateError: parts are missing, it carries macros, or a relationship leaves the package.
    """
    main = main_part(package)
    if found := list(dangers(package)):
        raise TemplateError(found)
    return main


def dangers(package: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield what a template must not be or carry: .dotx, macros, whatever else acts or leaves the package."""
    types = etree.tostring(
        parse(CONTENT_TYPES, package[CONTENT_TYPES]), encoding="unicode"
    )
    acting = list(active_content(package))
    if "macroEnabled" in types or any("vbaproject" in name.lower() for name in package):
        yield Diagnostic("docx-macro")
        acting = [one for one in acting if one.code != "docx-active-macro"]
    elif "wordprocessingml.template.main+xml" in types:
        yield Diagnostic("docx-dotx")
    yield from acting


def main_part(package: Mapping[str, bytes]) -> str:
    """Return the name of the main document part.

    Raises:
        TemplateError: it, or a part that every package has, is missing or is not what it should be,
            or the parts have too many elements.
    """
    check_nodes(package, NODE_LIMIT)
    for name in (CONTENT_TYPES, ROOT_RELATIONS):
        if name not in package:
            raise _missing(name)
    main = next(
        (
            target
            for kind, target in relations(ROOT_RELATIONS, package)
            if kind.endswith(_MAIN_TYPE)
        ),
        "",
    )
    if main not in package:
        raise _missing(main or "word/document.xml")
    tag = parse(main, package[main]).tag
    if tag == _STRICT_DOCUMENT:
        raise TemplateError([Diagnostic("docx-strict")])
    if tag != _DOCUMENT:
        raise TemplateError([Diagnostic("docx-no-document", facts={"part": main})])
    return main


def _missing(name: str) -> TemplateError:
    return TemplateError([Diagnostic("docx-part-missing", facts={"part": name})])


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relationships of ``part``."""
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def relations(name: str, package: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield type and target part of every internal relationship in the part ``name``."""
    if name not in package:
        return
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in parse(name, package[name]).iter(_RELATION):
        if one.get("TargetMode") != "External":
            yield one.get("Type") or "", _target(folder, one.get("Target") or "")


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def rendered(main: str, package: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the parts that docxtpl renders: the document, then those of its headers, footers and footnotes with a brace."""
    return (
        name for name in stories(main, package) if name == main or b"{" in package[name]
    )


def stories(main: str, package: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the document part, then its headers, footers and footnotes."""
    yield main
    folder = posixpath.dirname(main)
    seen = {main}
    for kind, name in relations(relations_of(main), package):
        own = (
            name.startswith(folder) and not name.endswith(".rels") and name not in seen
        )
        if kind.endswith(_RENDERED_TYPES) and own and name in package:
            seen.add(name)
            yield name

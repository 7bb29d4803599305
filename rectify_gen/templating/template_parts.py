"""The parts of a template package: read as XML without danger, checked, and which of them carry tags.

A package is its parts by their names, as ``package.read_package`` gives them. This
module must not know tags or how a part is rendered.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError
from rectify_gen.package import check_nodes
from rectify_gen.places import Place
from rectify_gen.word.active_content import active_content
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import qn
from rectify_gen.word.word_package import (
    CONTENT_TYPES,
    Relation,
    read_relations,
    relations_part,
)
from rectify_gen.word.xml import is_strict, parse_to_keep

ROOT_RELATIONS = relations_part("")
XML_LIMIT = 32 * 1024 * 1024
"""Bytes of one part that is read as XML; the document part of a notice of 20,000 problems has 20 MB."""

NODE_LIMIT = 250_000
"""Elements and attributes of a template; a large one with pictures and many styles has 20,000."""

_STORY_KINDS = ("header", "footer", "footnotes")
"""Parts that docxtpl renders beside the document."""


def unreadable(part: str, reason: str) -> TemplateError:
    """Return the error for a part that is not the XML that it should be."""
    facts = {"part": part, "reason": reason}
    return TemplateError(
        [Diagnostic("docx-part-unreadable", facts=facts, place=Place(part))]
    )


def parse(name: str, content: bytes) -> WordElement:
    """Return the part ``name`` as docxtpl reads it; a DTD, where entity bombs live, is refused.

    Raises:
        TemplateError: not well-formed, with a DTD, or too large.
    """
    if len(content) > XML_LIMIT:
        facts = {"limit": XML_LIMIT // 2**20}
        raise TemplateError(
            [Diagnostic("docx-too-large", facts=facts, place=Place(name))]
        )
    if b"<!DOCTYPE" in content:
        raise unreadable(name, "DOCTYPE")
    try:
        return parse_to_keep(content, name)
    except InputError as error:
        place = Place(name)
        placed: list[Diagnostic] = []
        for diagnostic in error.diagnostics:
            placed.append(diagnostic._replace(place=place))
        raise TemplateError(placed) from error


def check(package: Mapping[str, bytes]) -> str:
    """Return the name of the main document part of a package that can be a template.

    Raises:
        TemplateError: parts are missing, it carries macros, or a relationship leaves the package.
    """
    main = main_part(package)
    found_dangers = list(dangers(package))
    if found_dangers:
        raise TemplateError(found_dangers)
    return main


def dangers(package: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield what a template must not be or carry: .dotx, macros, whatever else acts or leaves the package."""
    content_types: list[str] = []
    root = parse(CONTENT_TYPES, package[CONTENT_TYPES])
    for entry in root.elements():
        content_type = entry.get("ContentType") or ""
        content_types.append(content_type)
    types = " ".join(content_types)
    acting = list(active_content(package))
    has_macros = any("vbaproject" in name.lower() for name in package)
    if "macroEnabled" in types or has_macros:
        yield Diagnostic("docx-macro")
        # One report is enough of the same macros.
        acting = [danger for danger in acting if danger.code != "docx-active-macro"]
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
    main = ""
    for relation in relations("", package):
        if relation.kind == "officeDocument":
            main = relation.target
            break
    if main not in package:
        raise _missing(main or "word/document.xml")
    root = parse(main, package[main])
    if is_strict(root):
        raise TemplateError([Diagnostic("docx-strict")])
    if root.tag != qn("w:document"):
        raise TemplateError([Diagnostic("docx-no-document", facts={"part": main})])
    return main


def _missing(name: str) -> TemplateError:
    return TemplateError([Diagnostic("docx-part-missing", facts={"part": name})])


def relations(part: str, package: Mapping[str, bytes]) -> Iterator[Relation]:
    """Yield what ``part`` refers to within the package; the name of the package itself is empty.

    Raises:
        TemplateError: its relationships are no XML.
    """
    name = relations_part(part)
    if name not in package:
        return
    root = parse(name, package[name])
    # Targets are relative to the folder of the part.
    folder = posixpath.dirname(part)
    for relation in read_relations(root, folder):
        if not relation.is_external:
            yield relation


def related_part(
    part: str, kind: str, package: Mapping[str, bytes]
) -> WordElement | None:
    """Return the root of the first part of ``kind`` (``styles``) that ``part`` refers to.

    Raises:
        TemplateError: it is no XML.
    """
    for relation in relations(part, package):
        target = relation.target
        if relation.kind == kind and target in package:
            return parse(target, package[target])
    return None


def rendered(main: str, package: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the parts that docxtpl renders: the document, then those of its headers, footers and footnotes with a brace."""
    for name in stories(main, package):
        if name == main or b"{" in package[name]:
            yield name


def stories(main: str, package: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the document part, then its headers, footers and footnotes."""
    yield main
    folder = posixpath.dirname(main)
    seen = {main}
    for relation in relations(main, package):
        name = relation.target
        is_own = name.startswith(folder) and not name.endswith(".rels")
        if relation.kind not in _STORY_KINDS or not is_own:
            continue
        # Several sections may refer to the same header.
        is_new = name in package and name not in seen
        if is_new:
            seen.add(name)
            yield name

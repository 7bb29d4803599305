"""The parts of a .docx and what each refers to, found by relationship and parsed when asked for.

This module must not know what elements mean.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError
from rectify_gen.package import read_package
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import qn
from rectify_gen.word.xml import parse

CONTENT_TYPES = "[Content_Types].xml"
_USUAL_MAIN_PART = "word/document.xml"


class Relation(NamedTuple):
    """One reference of a part.

    ``type`` is the whole address that says what it is for; ``target`` the name of a part,
    or an address where the reference ``is_external``.
    """

    identifier: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of its type, which is the same in strict files: ``styles``, ``hyperlink``."""
        return self.type.rpartition("/")[2]


class WordPackage:
    """A .docx as named parts; each is parsed once, when it is asked for."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._roots: dict[str, WordElement] = {}

    @functools.cached_property
    def main(self) -> str:
        """Name of the main part, the one with the text of the document.

        Raises:
            InputError: the relationships of the package are no XML.
        """
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and not relation.is_external:
                return relation.target
        return _USUAL_MAIN_PART

    def root(self, name: str) -> WordElement | None:
        """Return the root of the part ``name``, None where there is no such part.

        Raises:
            InputError: it is no XML, or carries a DTD.
        """
        if name not in self.parts:
            return None
        # Several readers ask for the same part.
        if name not in self._roots:
            self._roots[name] = parse(self.parts[name], name)
        return self._roots[name]

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return what the part ``name`` refers to; the name of the package itself is empty.

        Raises:
            InputError: its relationships are no XML.
        """
        root = self.root(relations_part(name))
        if root is None:
            return ()
        folder = posixpath.dirname(name)
        return tuple(read_relations(root, folder))

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the names of the parts of ``kind`` that the part ``name`` refers to."""
        targets = []
        for relation in self.relations(name):
            if relation.kind == kind and not relation.is_external:
                targets.append(relation.target)
        return tuple(targets)

    def main_related(self, kind: str) -> WordElement | None:
        """Return the root of the first part of ``kind`` (``styles``, ``numbering``) that the main part refers to."""
        for name in self.related(self.main, kind):
            return self.root(name)
        return None

    def body(self) -> WordElement:
        """Return ``w:body``.

        Raises:
            InputError: there is none.
        """
        document = self.root(self.main)
        body = None if document is None else document.child("body")
        if body is None:
            facts = {"part": self.main}
            raise InputError([Diagnostic("docx-part-missing", facts=facts)])
        return body


def relations_part(name: str) -> str:
    """Return the name of the part that holds the relationships of the part ``name``."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def open_package(data: bytes) -> WordPackage:
    """Return the package of the .docx ``data``; no part but its first relationships is parsed yet.

    Raises:
        InputError: no intact .docx.
    """
    try:
        parts = read_package(data)
    except TemplateError as error:  # here the file is what is read, not a template
        raise InputError(error.diagnostics) from error
    return WordPackage(parts)


def read_relations(root: WordElement, folder: str) -> Iterator[Relation]:
    """Yield the relationships below ``root``, whose targets are named from ``folder``."""
    for element in root.iterchildren(qn("rel:Relationship")):
        target = element.get("Target") or ""
        is_external = element.get("TargetMode") == "External"
        # "media/image1.png" counts from the folder of the part, "/word/media/…" from the root.
        if not is_external:
            path = posixpath.join("/", folder, target)
            target = posixpath.normpath(path).lstrip("/")
        yield Relation(
            identifier=element.get("Id") or "",
            type=element.get("Type") or "",
            target=target,
            is_external=is_external,
        )

"""The XML parts of a .docx that carry text, found by relationship and parsed without trust.

Neither DTDs nor entities nor the network are used; files of the strict variant of
the format are read like the common one. This room must not know what elements mean.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError
from rectify_gen.package import read_package

Element = etree._Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Parts:
    """Roots of the parts: the body of the document, and what its text refers to."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


class Relation(NamedTuple):
    """One reference of a part to another: its identifier, the last word of its type, the part's name."""

    identifier: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx as named parts; ``main`` is the name of the part with the text."""

    parts: Mapping[str, bytes]
    main: str

    def root(self, name: str) -> Element | None:
        """Return the root of the part ``name``, None where there is no such part.

        Raises:
            InputError: it is no XML, or carries a DTD.
        """
        return _parse(self.parts, name)

    def relations(self) -> tuple[Relation, ...]:
        """Return what the main part refers to within the package."""
        return tuple(_relations(self.parts, self.main))

    def named(self) -> dict[str, str]:
        """Return names of the parts that the main part refers to, the first of each kind."""
        return _by_kind(self.relations())

    def body(self) -> Element:
        """Return ``w:body``.

        Raises:
            InputError: there is none.
        """
        document = self.root(self.main)
        body = document.find(WORD + "body") if document is not None else None
        if body is None:
            raise InputError(
                [Diagnostic("docx-part-missing", facts={"part": self.main})]
            )
        return body


def open_package(data: bytes) -> Package:
    """Return the package of the .docx ``data``; no part but its first relationships is read yet.

    Raises:
        InputError: no intact .docx.
    """
    try:
        package = read_package(data)
    except TemplateError as error:  # here the file is what is read, not a template
        raise InputError(error.diagnostics) from error
    return Package(
        package,
        _by_kind(_relations(package, "")).get("officeDocument", "word/document.xml"),
    )


def open_parts(data: bytes) -> Parts:
    """Return the parts of the .docx ``data``.

    Raises:
        InputError: no intact .docx, or no document in it.
    """
    return parts_of(open_package(data))


def parts_of(package: Package) -> Parts:
    """Return the parts of ``package`` that carry text.

    Raises:
        InputError: there is no document in it, or a part is no XML.
    """
    body, names = package.body(), package.named()
    kinds = ("styles", "numbering", "footnotes", "endnotes")
    styles, numbering, footnotes, endnotes = (
        package.root(names.get(kind, "")) for kind in kinds
    )
    return Parts(body, styles, numbering, footnotes, endnotes)


def _by_kind(relations: Iterable[Relation]) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in relations:
        out.setdefault(one.kind, one.target)
    return out


def _relations(package: Mapping[str, bytes], name: str) -> Iterator[Relation]:
    folder, base = posixpath.split(name)
    root = _parse(package, posixpath.join(folder, "_rels", base + ".rels"))
    for one in root if root is not None else ():
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(
                posixpath.join("/", folder, one.get("Target") or "")
            ).lstrip("/")
            yield Relation(
                one.get("Id") or "", (one.get("Type") or "").rsplit("/", 1)[-1], target
            )


def _parse(package: Mapping[str, bytes], name: str) -> Element | None:
    if name not in package:
        return None
    content = package[name]
    for strict, common in _STRICT:
        content = content.replace(strict, common)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(name, str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable(name, "DOCTYPE")
    return root


def _unreadable(name: str, reason: str) -> InputError:
    return InputError(
        [Diagnostic("docx-part-unreadable", facts={"part": name, "reason": reason})]
    )


@functools.cache
def _steps(path: str) -> str:
    return "/".join(WORD + step for step in path.split("/"))


def value(parent: Element | None, path: str) -> str | None:
    """Return ``w:val`` of the element at ``path`` (names of Word, ``/`` between them) below ``parent``, or None."""
    found = None if parent is None else parent.find(_steps(path))
    return None if found is None else found.get(WORD + "val")


def is_on(parent: Element | None, path: str) -> bool:
    """Return whether the switch at ``path`` is there and not turned off."""
    found = None if parent is None else parent.find(_steps(path))
    return found is not None and found.get(WORD + "val") not in (
        "0",
        "false",
        "off",
        "none",
    )


def whole_number(text: str | None, default: int = 0) -> int:
    """Return the number that an attribute holds; ``default`` where it holds none, or one that no document has."""
    if (
        text is None
        or not text.isascii()
        or not text.isdecimal()
        or len(text) > _LONGEST_NUMBER
    ):
        return default
    return int(text)

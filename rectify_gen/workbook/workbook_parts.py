"""The parts of a .xlsx: read within the limits of every package, found by their relations, parsed without trust.

Element names come without their namespace, so that strict files (ISO/IEC 29500 Strict) read like all others.
This module must not know what a sheet holds.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError
from rectify_gen.package import PERHAPS_XLSX, read_package

_CODES = {
    "docx-damaged": "xlsx-damaged",
    "docx-other-kind": "xlsx-other-kind",
    "docx-encrypted": "xlsx-encrypted",
    "docx-too-large": "xlsx-too-large",
    "docx-too-many-parts": "xlsx-too-many-parts",
    "docx-too-many-nodes": "xlsx-too-many-nodes",
}
"""What a package says of itself speaks of Word; these say the same of workbooks."""

_DOCTYPES = tuple(
    "<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")
)
"""A document type declaration, where entity bombs live; Office Open XML allows none."""


class PartRelation(NamedTuple):
    """A relation of a part: the last word of its type (worksheet, comments …) and the part that it leads to."""

    kind: str
    target: str


class WorkbookParts:
    """The parts of one workbook; ``path`` is what reports call its file."""

    def __init__(
        self,
        parts: Mapping[str, bytes],
        path: str,
    ) -> None:
        self.path = path
        self._parts = parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def elements(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield each element of the part, by its local name, when it is complete: children before their parent.

        Whoever is done with an element may clear it, so that a long sheet is never in memory whole.

        Raises:
            InputError: there is no such part, or it is no well-formed XML without a DTD.
        """
        content = self._parts.get(name)
        if content is None or any(mark in content for mark in _DOCTYPES):
            raise damaged(self.path, name)
        try:
            for _, element in ElementTree.iterparse(io.BytesIO(content)):
                yield local_name(element.tag), element
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            raise damaged(self.path, f"{name}: {error}") from error

    def relations(self, name: str) -> dict[str, PartRelation]:
        """Return the relations inside the package of the part ``name`` (the package itself: empty), by their ids.

        Raises:
            InputError: they are no well-formed XML.
        """
        folder, base = posixpath.split(name)
        listing = posixpath.join(
            folder,
            "_rels",
            f"{base}.rels",
        )
        relations: dict[str, PartRelation] = {}
        if listing not in self._parts:
            return relations
        for tag, element in self.elements(listing):
            if tag != "Relationship" or element.get("TargetMode") == "External":
                continue
            kind = element.get("Type", "").rpartition("/")[2]
            target = unquote(element.get("Target", ""))
            whole_target = posixpath.join(
                "/",
                folder,
                target,
            )
            relations[element.get("Id", "")] = PartRelation(
                kind, posixpath.normpath(whole_target).lstrip("/")
            )
        return relations


def open_workbook(
    data: bytes,
    path: str,
) -> WorkbookParts:
    """Return the parts of the workbook ``data``; ``path`` is what reports call it.

    Raises:
        InputError: it is no .xlsx, damaged, encrypted, or larger than the limits of a package.
    """
    try:
        parts = read_package(
            data,
            path,
            PERHAPS_XLSX,
        )
    except TemplateError as error:
        faults = []
        for fault in error.diagnostics:
            faults.append(fault._replace(code=_CODES[fault.code]))
        raise InputError(faults) from error
    return WorkbookParts(parts, path)


def damaged(
    path: str,
    reason: str,
) -> InputError:
    """Return the error that the workbook cannot be read, because of ``reason``."""
    return InputError(
        [
            Diagnostic(
                "xlsx-damaged",
                facts={"reason": reason},
                path=path,
            )
        ]
    )


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(
    element: Element,
    name: str,
) -> str:
    """Return the attribute with this local name, empty where there is none."""
    value = element.get(name)
    if value is not None:
        return value
    # Those with a namespace, such as r:id; the namespace of strict files differs.
    for key, value in element.items():
        if local_name(key) == name:
            return value
    return ""


def is_on(value: str) -> bool:
    """Return whether an attribute that is a switch is on; an absent one is off."""
    return value in ("1", "true")


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def text_of(element: Element) -> str:
    """Return the text of a shared string, inline string or comment; readings of Japanese words are none of it."""
    pieces = []
    for child in element:
        name = local_name(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.append(text_of(child))
    text = _ESCAPED.sub(_unescaped, "".join(pieces))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(escaped: re.Match[str]) -> str:
    """What ``_x000D_`` and the like stand for (ECMA-376 part 1, 22.9.2.19); what no text may hold stays away."""
    sign = chr(int(escaped[1], 16))
    return sign if sign in "\r\n\t_" else " "

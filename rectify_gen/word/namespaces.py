"""Names of Office Open XML: ``qn("w:p")`` is the tag of a paragraph as lxml writes it.

This module must not know what any element means.
"""

from __future__ import annotations

import functools

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""The prefixes that Word itself writes; ``rel`` and ``ct`` are ours."""

STRICT_NAMESPACES = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": NAMESPACES["w"],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": NAMESPACES["r"],
    "http://purl.oclc.org/ooxml/officeDocument/math": NAMESPACES["m"],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": NAMESPACES["wp"],
}
"""Namespaces of the strict variant (ISO/IEC 29500 Strict), each with its transitional twin."""


@functools.cache
def qn(name: str) -> str:
    """Return the qualified tag of ``name``: ``w:p`` becomes ``{http://…/main}p``.

    Raises:
        KeyError: the prefix is not in NAMESPACES.
    """
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def qns(names: str) -> frozenset[str]:
    """Return the qualified tags of ``names``, which stand apart by spaces: ``w:ins w:del``."""
    return frozenset(qn(name) for name in names.split())


@functools.cache
def local_name(tag: object) -> str:
    """Return the name of a tag without its namespace: ``p`` for a paragraph."""
    return str(tag).rpartition("}")[2]

"""XML of a part, parsed without trust: no DTD, no entities, no network.

Names and measures of strict files (ISO/IEC 29500 Strict) become the transitional ones, so
that everybody else knows one kind of file. This module must not know what elements mean.
"""

from __future__ import annotations

import re
from typing import Any, cast

from lxml import etree

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.word.elements import WordElement, element_classes
from rectify_gen.word.namespaces import NAMESPACES, STRICT_NAMESPACES, local_name

_ELEMENT_CLASSES = element_classes()
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_MEASURE = re.compile(r"(-?[0-9]{1,5}(?:\.[0-9]{1,4})?)(mm|cm|in|pt|pc|pi)")
_TWIPS = {
    "mm": 1440 / 25.4,
    "cm": 14400 / 25.4,
    "in": 1440.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
}
_IN_HALF_POINTS = frozenset({"sz", "szCs", "position", "kern"})
"""Properties of runs that count in half-points; all other lengths count in twips."""
_TWIPS_A_HALF_POINT = 10


def parse(content: bytes, part: str) -> WordElement:
    """Return the root of the part named ``part``, for reading: without comments, strict names made common.

    Raises:
        InputError: it is no well-formed XML, or carries a DTD, where entity bombs live.
    """
    encoding = None  # what the part itself says
    if content.startswith(_UTF_16_MARKS):
        content = _as_utf_8(content, part)
        encoding = "utf-8"
    is_strict = False
    for strict, transitional in STRICT_NAMESPACES.items():
        if strict.encode() in content:
            is_strict = True
            content = content.replace(strict.encode(), transitional.encode())
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    # Comments and instructions would stand among the elements, and nobody reads them.
    root = _parsed(content, parser, part)
    if is_strict:
        _convert_measures(root)
    return root


def parse_to_keep(content: bytes, part: str) -> WordElement:
    """Return the root of the part named ``part``, for writing it again: with its comments, in its own names.

    White space between elements goes, as python-docx has it.

    Raises:
        InputError: as :func:`parse`.
    """
    parser = etree.XMLParser(
        remove_blank_text=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    return _parsed(content, parser, part)


def is_strict(root: WordElement) -> bool:
    """Return whether ``root``, parsed to be kept, has a name of the strict variant."""
    namespace = str(root.tag)[1:].partition("}")[0]
    return namespace in STRICT_NAMESPACES


def _parsed(content: bytes, parser: etree.XMLParser, part: str) -> WordElement:
    parser.set_element_class_lookup(_ELEMENT_CLASSES)
    try:
        root: Any = etree.fromstring(content, parser)
    # An encoding that nobody knows is a LookupError, an empty part a ValueError.
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise _unreadable(part, str(error)) from error
    # A DTD is where entities are declared that unfold into gigabytes or read files.
    docinfo = root.getroottree().docinfo
    if docinfo.doctype or docinfo.internalDTD is not None:
        raise _unreadable(part, "DOCTYPE")
    return cast(WordElement, root)


def _as_utf_8(content: bytes, part: str) -> bytes:
    """Return UTF-16 as UTF-8, in which the names of namespaces can be searched for."""
    try:
        return content.decode("utf-16").encode("utf-8")
    except UnicodeError as error:
        raise _unreadable(part, str(error)) from error


def _unreadable(part: str, reason: str) -> InputError:
    # libxml2 breaks the line within some of its reasons.
    facts = {"part": part, "reason": " ".join(reason.split())}
    return InputError([Diagnostic("docx-part-unreadable", facts=facts)])


def _convert_measures(root: WordElement) -> None:
    """Write measures with a unit, such as ``28.95pt``, as the whole numbers of a transitional file."""
    prefix = f"{{{NAMESPACES['w']}}}"
    for element in root.iter(f"{prefix}*"):
        for name, text in element.items():
            match = _MEASURE.fullmatch(str(text))
            if match is None or not str(name).startswith(prefix):
                continue
            twips = float(match[1]) * _TWIPS[match[2]]
            if local_name(element.tag) in _IN_HALF_POINTS:
                twips /= _TWIPS_A_HALF_POINT
            element.set(name, str(round(twips)))

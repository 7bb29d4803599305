"""Where the elements of a part stand among its bytes, so that it can be changed in places and stay as it is elsewhere.

Bytes are those of UTF-8. This module must not know what elements mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from rectify_gen.word.elements import WordElement

_START_TAG = re.compile(rb"""<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ASCII = re.compile(rb"""^(\s*<\?xml[^>]*encoding\s*=\s*["'])us-ascii""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class ElementPlace(NamedTuple):
    """Where one element stands: the indexes of its first byte, of its content, of its end tag, and behind that.

    An element that is written as one tag has no content: the last three are the same.
    """

    start: int
    content: int
    end_tag: int
    end: int
    name: str
    """Its name as written, with its prefix: ``w:r``."""

    @property
    def is_one_tag(self) -> bool:
        """Whether it is written as one tag: ``<w:tab/>``."""
        return self.content == self.end

    @property
    def prefix(self) -> str:
        """The prefix of its name with the colon, ``w:``; empty where it has none."""
        prefix, colon, _ = self.name.rpartition(":")
        return prefix + colon


class TextEditOfPart(NamedTuple):
    """Bytes of a part to be replaced."""

    start: int
    end: int
    content: bytes


def as_utf_8(content: bytes) -> bytes:
    """Return a part in UTF-8; one in UTF-16 or ASCII gets another declaration, any other stays as it is."""
    if not content.startswith(_UTF_16_MARKS):
        # Chinese is to be written into it.
        return _ASCII.sub(rb"\1UTF-8", content, count=1)
    text = _DECLARATION.sub("", content.decode("utf-16"))
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{declaration}{text}".encode()


class ElementPlaces:
    """The places of the elements of one part, which was parsed without comments and instructions."""

    def __init__(self, content: bytes, root: WordElement) -> None:
        self._content = content
        self._starts: list[int] = []
        self._end_tags: list[int] = []
        self._walk(content)
        self._numbers: dict[WordElement, int] = {}
        for number, element in enumerate(root.iter(etree.Element)):
            assert isinstance(element, WordElement)
            self._numbers[element] = number
        if len(self._numbers) != len(self._starts):
            raise RuntimeError("a part has other elements than were read of it")

    def _walk(self, content: bytes) -> None:
        # Whatever the part itself says: it is UTF-8, or ASCII.
        parser = expat.ParserCreate("UTF-8")
        open_numbers: list[int] = []

        def begin(_name: str, _attributes: object) -> None:
            open_numbers.append(len(self._starts))
            self._starts.append(parser.CurrentByteIndex)
            self._end_tags.append(0)

        def end(_name: str) -> None:
            self._end_tags[open_numbers.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = begin
        parser.EndElementHandler = end
        parser.Parse(content, True)

    def place(self, element: WordElement) -> ElementPlace:
        """Return where ``element`` stands."""
        number = self._numbers[element]
        start = self._starts[number]
        match = _START_TAG.match(self._content, start)
        assert match is not None  # the part was parsed
        name = match[1].decode()
        if match[0].endswith(b"/>"):
            return ElementPlace(start, match.end(), match.end(), match.end(), name)
        end_tag = self._end_tags[number]
        end = self._content.index(b">", end_tag) + 1
        return ElementPlace(start, match.end(), end_tag, end, name)


def edited(content: bytes, edits: Iterable[TextEditOfPart]) -> bytes:
    """Return ``content`` with ``edits``, which do not overlap; those at one place stand in their order."""
    pieces = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces.append(content[done : edit.start])
        pieces.append(edit.content)
        done = edit.end
    pieces.append(content[done:])
    return b"".join(pieces)

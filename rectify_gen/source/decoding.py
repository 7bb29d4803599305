"""From bytes to text: which encoding a clerk's file has, without guessing wrong in silence.

This room must not know YAML or the model.
"""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from rectify_gen import filetypes
from rectify_gen.diagnostics import Diagnostic, InputError, Position
from rectify_gen.files import read_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ASCII_TEXT = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))


class SourceFile(NamedTuple):
    """Text of a file with line ends normalised to LF and no byte order mark."""

    path: str
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def digest(self) -> str:
        """Return the SHA-256 of the text in hexadecimal: the same for CRLF, LF and BOM variants of one file."""
        import hashlib  # only building needs it

        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class _Read(NamedTuple):
    """What bytes are: byte order mark, encoding, and the text after the mark with its own line ends."""

    mark: bytes
    encoding: str
    text: str


def read_file(path: str | Path) -> SourceFile:
    """Return the text of the file at ``path``.

    Raises:
        InputError: the file cannot be opened, is too large, or is not text.
    """
    return decode(read_bytes(path), str(path))


def decode(data: bytes, path: str = "") -> SourceFile:
    """Return ``data`` as text: UTF-8 with or without BOM, UTF-16, or GB18030.

    A file that is UTF-8 but for some damaged bytes is refused, not read as GB18030
    into wrong characters.

    Raises:
        InputError: none of these encodings fits, or the file is no text but a Word file, a PDF, a picture …
    """
    _refuse_other_kinds(data, path)
    mark, encoding, text = _read(data, path)
    if encoding == "utf-8":
        notes: tuple[Diagnostic, ...] = ()
    else:
        shown = "utf-16" if mark else encoding
        notes = (Diagnostic("encoding-legacy", facts={"encoding": shown}, path=path),)
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"), notes)


def _refuse_other_kinds(data: bytes, path: str) -> None:
    """Say of a Word file, a PDF, a web page … what it is, instead of reading its bytes as characters."""
    kind = filetypes.kind_of(data)
    if kind in ("empty", filetypes.TEXT, filetypes.UNKNOWN):
        return  # what is unknown may be UTF-16; if it is not, its first damaged character is reported
    facts = filetypes.described(kind, path)
    raise InputError([Diagnostic("file-not-text", facts=facts, path=path)])


def encode(text: str, like: bytes) -> bytes:
    """Return ``text`` as bytes with the encoding, byte order mark and line ends of the file ``like``.

    Line for line: ``text`` must have as many lines as :func:`decode` gives for ``like``, and where it
    has the same ones, so have the bytes.

    Raises:
        InputError: ``like`` is no text.
    """
    mark, encoding, old = _read(like, "")
    ends = re.findall("\r\n|\r|\n", old)
    lines = zip(text.split("\n"), [*ends, ""], strict=True)
    return mark + "".join(line + end for line, end in lines).encode(encoding)


def _read(data: bytes, path: str) -> _Read:
    mark, encoding = next(
        (one for one in _BOMS if data.startswith(one[0])), (b"", _unmarked(data))
    )
    try:
        return _Read(
            mark, encoding or "utf-8", data[len(mark) :].decode(encoding or "utf-8")
        )
    except UnicodeDecodeError as error:
        text = "" if encoding else _legacy(data)
        if not text:
            raise InputError([_damaged(data, error.start + len(mark), path)]) from error
        return _Read(mark, "gb18030", text)


def _damaged(data: bytes, at: int, path: str) -> Diagnostic:
    """The first damaged byte, at its line and column where lines can be told."""
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "encoding-damaged",
        (),
        {"at": at + 1},
        Position(line, column, line, column + 1),
        path,
    )


def _unmarked(data: bytes) -> str:
    """UTF-16 without its byte order mark: beside each letter, space and line end of YAML stands a NUL."""
    if len(data) % 2 or 10 * data.count(0) < len(data):
        return ""
    for encoding, low, high in (
        ("utf-16-le", data[::2], data[1::2]),
        ("utf-16-be", data[1::2], data[::2]),
    ):
        if 0 in high and all(
            sign in _ASCII_TEXT
            for sign, zero in zip(low, high, strict=True)
            if not zero
        ):
            return encoding
    return ""


def _legacy(data: bytes) -> str:
    """The text as GB18030, or nothing where the bytes look more like damaged UTF-8."""
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    # Pairs of GB18030 bytes often look like two bytes of UTF-8, hardly ever like the three of a Chinese character.
    whole = sum(sign > "\u07ff" for sign in lenient) - damaged
    if whole > damaged:
        return ""
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return ""

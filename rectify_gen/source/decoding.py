"""From bytes to text: which encoding a clerk's file has, without guessing wrong in silence.

This room must not know YAML or the model.
"""

import codecs
from pathlib import Path
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, Position

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read: a notice of 50,000 problems has about 30 MB."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

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


def read_file(path: str | Path) -> SourceFile:
    """Return the text of the file at ``path``.

    Raises:
        InputError: the file cannot be opened, is too large, or is not text.
    """
    name = str(path)
    try:
        size = Path(path).stat().st_size
        if size > SIZE_LIMIT:
            raise InputError([Diagnostic("file-too-large", facts={"size": size, "limit": SIZE_LIMIT}, path=name)])
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Diagnostic("file-unreadable", facts={"reason": reason}, path=name)]) from error
    return decode(data, name)


def decode(data: bytes, path: str = "") -> SourceFile:
    """Return ``data`` as text: UTF-8 with or without BOM, UTF-16, or GB18030.

    A file that is UTF-8 but for some damaged bytes is refused, not read as GB18030
    into wrong characters.

    Raises:
        InputError: none of these encodings fits.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "") or _unmarked(data)
    body = data[3:] if encoding == "utf-8" else data
    try:
        text = body.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = _legacy(data) if encoding == "" else ""
        if not text:
            raise InputError([_damaged(data, error.start, path)]) from error
        encoding = "gb18030"
    notes = (
        () if encoding in ("", "utf-8") else (Diagnostic("encoding-legacy", facts={"encoding": encoding}, path=path),)
    )
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"), notes)


def _damaged(data: bytes, at: int, path: str) -> Diagnostic:
    """The first damaged byte, at its line and column where lines can be told."""
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    return Diagnostic("encoding-damaged", (), {"at": at + 1}, Position(line, column, line, column + 1), path)


def _unmarked(data: bytes) -> str:
    """UTF-16 without its byte order mark: beside each letter, space and line end of YAML stands a NUL."""
    if len(data) % 2 or 10 * data.count(0) < len(data):
        return ""
    for encoding, low, high in (("utf-16-le", data[::2], data[1::2]), ("utf-16-be", data[1::2], data[::2])):
        if 0 in high and all(sign in _ASCII_TEXT for sign, zero in zip(low, high, strict=True) if not zero):
            return encoding
    return ""


def _legacy(data: bytes) -> str:
    """The text as GB18030, or nothing where the bytes look more like damaged UTF-8."""
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    if sum(sign > "\x7f" for sign in lenient) > 2 * damaged:
        return ""
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return ""

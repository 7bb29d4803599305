"""From bytes to text: which encoding a clerk's file has, without guessing wrong in silence.

This room must not know YAML or the model.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, InputError

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read: a notice of 50,000 problems has about 30 MB."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Text of a file with line ends normalised to LF and no byte order mark."""

    path: str
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()

    def digest(self) -> str:
        """Return the SHA-256 of the text in hexadecimal: the same for CRLF, LF and BOM variants of one file."""
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
    """Return ``data`` as text: UTF-8 with or without BOM, UTF-16 with BOM, or GB18030.

    A file that is UTF-8 but for some damaged bytes is refused, not read as GB18030
    into wrong characters.

    Raises:
        InputError: none of these encodings fits.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    body = data[3:] if encoding == "utf-8" else data
    try:
        text = body.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = _legacy(data) if not encoding else ""
        if not text:
            raise InputError([Diagnostic("encoding-damaged", facts={"at": error.start + 1}, path=path)]) from error
        encoding = "gb18030"
    notes = (
        () if encoding in ("", "utf-8") else (Diagnostic("encoding-legacy", facts={"encoding": encoding}, path=path),)
    )
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"), notes)


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

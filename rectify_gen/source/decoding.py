"""From bytes to text: which encoding a clerk's file has, without guessing wrong in silence.

For example a file that Windows Notepad saved as ANSI is read as GB18030, with a note; one that is UTF-8
but for a damaged byte is refused at that byte. This module must not know YAML or the model.
"""

import bisect
import codecs
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rectify_gen import filetypes
from rectify_gen.diagnostics import Diagnostic, InputError, Position
from rectify_gen.files import read_bytes
from rectify_gen.source.cells import CellTable
from rectify_gen.source.edits import TextEdit, apply_edits

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII_TEXT = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))
_FEWEST_NULS = 10
"""Of as many bytes of UTF-16 one is a NUL at least: keys, spaces and line ends have one each."""


class SourceFile(NamedTuple):
    """Text of a file with line ends normalised to LF and no byte order mark.

    Of a workbook it is the listing of its cells, and ``table`` holds its data.
    """

    path: str
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    table: CellTable | None = None
    assets: tuple[tuple[str, bytes], ...] = ()
    """The files that the notice names, by the paths that it writes."""
    asset_faults: tuple[Diagnostic, ...] = ()
    """What is wrong with these files, with positions; the data is valid all the same."""

    def digest(self) -> str:
        """Return the SHA-256 of the text in hexadecimal: the same for CRLF, LF and BOM variants of one file.

        Of a workbook it is that of its data: moved rows, colours and notes change nothing. It changes with any asset
        or its name; without assets it is the digest of the text.
        """
        import hashlib  # only building needs it

        content = self.text
        if self.table is not None:
            content = self.table.content()
        whole = hashlib.sha256(content.encode("utf-8", "surrogatepass"))
        if not self.assets:
            return whole.hexdigest()
        digest_of_text = whole.hexdigest()
        whole = hashlib.sha256(digest_of_text.encode("ascii"))
        # Sorted: the order in which files are named must not make a document out of date.
        for name, data in sorted(self.assets):
            # Digests of fixed length: no name can be taken for the end of another asset.
            name_digest = hashlib.sha256(name.encode("utf-8"))
            data_digest = hashlib.sha256(data)
            whole.update(name_digest.digest())
            whole.update(data_digest.digest())
        return whole.hexdigest()


class _DecodedBytes(NamedTuple):
    """What bytes are."""

    byte_order_mark: bytes
    encoding: str
    text: str
    """After the mark, with its own line ends."""


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
    decoded = _decode(data, path)
    notes: tuple[Diagnostic, ...] = ()
    if decoded.encoding != "utf-8":
        # The byte order means nothing to a clerk, so the note names both alike.
        name = "utf-16" if decoded.byte_order_mark else decoded.encoding
        note = Diagnostic(
            "encoding-legacy",
            facts={"encoding": name},
            path=path,
        )
        notes = (note,)
    return SourceFile(path, with_line_feeds(decoded.text), notes)


def with_line_feeds(text: str) -> str:
    """Return ``text`` with a line feed for each other line end that libyaml knows: CR LF and CR."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_kinds(data: bytes, path: str) -> None:
    """Report of a Word file, a PDF, a web page … what it is, instead of reading its bytes as characters."""
    kind = filetypes.kind_of(data)
    if kind in ("empty", filetypes.TEXT, filetypes.UNKNOWN):
        # What is unknown may be UTF-16; if it is not, its first damaged character is reported.
        return
    fault = Diagnostic(
        "file-not-text",
        facts=filetypes.described(kind, path),
        path=path,
    )
    raise InputError([fault])


def encode(text: str, like: bytes) -> bytes:
    """Return ``text`` as bytes with the encoding, byte order mark and line ends of the file ``like``.

    Line for line: ``text`` must have as many lines as :func:`decode` gives for ``like``, and where it
    has the same ones, so have the bytes.

    Raises:
        InputError: ``like`` is no text.
    """
    model = _decode(like, "")
    line_ends = re.findall("\r\n|\r|\n", model.text)
    line_ends.append("")  # the last line has none
    lines = []
    lines_without_ends = text.split("\n")
    for line, line_end in zip(lines_without_ends, line_ends, strict=True):
        lines.append(line + line_end)
    encoded = "".join(lines).encode(model.encoding)
    return model.byte_order_mark + encoded


def encode_edits(edits: Iterable[TextEdit], like: bytes) -> bytes:
    """Return the bytes of the file ``like`` with ``edits`` of the text that :func:`decode` gives for it.

    Each line that stays keeps its own line end; a new one has the line end that the first line has.

    Raises:
        InputError: ``like`` is no text.
    """
    model = _decode(like, "")
    line_ends = list(re.finditer("\r\n|\r|\n", model.text))
    new_line_end = line_ends[0].group() if line_ends else "\n"
    # Where in the text without them a character of a two-character line end is missing.
    shortened_at: list[int] = []
    for line_end in line_ends:
        if line_end.group() == "\r\n":
            shortened_at.append(line_end.start() - len(shortened_at))

    edits_of_model = []
    for start, end, new in edits:
        edit = TextEdit(
            start=start + bisect.bisect_left(shortened_at, start),
            end=end + bisect.bisect_left(shortened_at, end),
            new=new.replace("\n", new_line_end),
        )
        edits_of_model.append(edit)
    edited_text = apply_edits(model.text, edits_of_model)
    return model.byte_order_mark + edited_text.encode(model.encoding)


def _decode(data: bytes, path: str) -> _DecodedBytes:
    byte_order_mark, encoding = _encoding_by_mark(data)
    if not encoding:
        encoding = _unmarked_utf16(data)
    content = data[len(byte_order_mark) :]
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        # A byte order mark says the encoding, so there is nothing to guess.
        legacy_text = "" if encoding else _legacy_text(data)
        if legacy_text:
            return _DecodedBytes(byte_order_mark, "gb18030", legacy_text)
        index = len(byte_order_mark) + error.start
        fault = _damaged(data, index, path)
        raise InputError([fault]) from error
    return _DecodedBytes(byte_order_mark, encoding or "utf-8", text)


def _encoding_by_mark(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark of ``data`` and its encoding; both are empty where there is none."""
    for byte_order_mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(byte_order_mark):
            return byte_order_mark, encoding
    return b"", ""


def _damaged(data: bytes, index: int, path: str) -> Diagnostic:
    """Report the damaged byte at ``index``, at its line and column where lines can be seen."""
    line = data.count(b"\n", 0, index) + 1
    line_start = data.rfind(b"\n", 0, index) + 1
    bytes_before = data[line_start:index]
    text_before = bytes_before.decode("utf-8", "replace")
    column = len(text_before) + 1
    position = Position(
        line=line,
        column=column,
        end_line=line,
        end_column=column + 1,
    )
    return Diagnostic(
        "encoding-damaged",
        facts={"at": index + 1},
        position=position,
        path=path,
    )


def _unmarked_utf16(data: bytes) -> str:
    """Return which UTF-16 ``data`` is, without its byte order mark; empty where it is none.

    Beside each letter, space and line end of YAML stands a NUL.
    """
    # Hardly any file has one, and to look for the first is quicker than to count.
    if 0 not in data:
        return ""
    has_half_unit = len(data) % 2 == 1
    has_few_nuls = _FEWEST_NULS * data.count(0) < len(data)
    if has_half_unit or has_few_nuls:
        return ""
    first_bytes = data[::2]
    second_bytes = data[1::2]
    if _is_beside_nuls(first_bytes, second_bytes):
        return "utf-16-le"
    if _is_beside_nuls(second_bytes, first_bytes):
        return "utf-16-be"
    return ""


def _is_beside_nuls(low_bytes: bytes, high_bytes: bytes) -> bool:
    """Whether ``high_bytes`` has NULs, and all ``low_bytes`` beside them are ASCII text."""
    if 0 not in high_bytes:
        return False
    for low, high in zip(low_bytes, high_bytes, strict=True):
        if high == 0 and low not in _ASCII_TEXT:
            return False
    return True


def _legacy_text(data: bytes) -> str:
    """Return the text as GB18030, or nothing where the bytes look more like damaged UTF-8."""
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    # Pairs of GB18030 bytes often look like two bytes of UTF-8, hardly ever like the three of a Chinese character.
    three_byte_signs = sum(sign > "\u07ff" for sign in lenient) - damaged
    if three_byte_signs > damaged:
        return ""
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return ""

"""What a file really is, by its content and not by its name: a PDF called .docx, a Word file called .yaml.

Only well-known marks at fixed places are looked at, and names of parts, which a zip and an OLE file hold in
plain sight; nothing is unpacked. This room must not know what is done with a file.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping

from rectify_gen.messages import lookup

XLSX = "xlsx"
"""A workbook as Excel 2007 and later save it (.xlsx, .xlsm, .xlsb)."""
SPREADSHEETS = ("xls", "ods")
"""Spreadsheets of other formats (.et is ``xls``)."""
DOCX = "docx"
"""A Word file as Word 2007 and later save it (.docx, .docm, .dotx)."""
TEXT = "text"
"""No mark of any other kind, and no NUL: text as far as can be seen."""
UNKNOWN = "unknown"
"""Neither text nor a kind that is known here."""
ZIP = "zip"
"""A zip whose inside is none of those that are known."""
OLE = "ole"
"""An OLE file whose inside is none of those that are known."""

_FIRST_BYTES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh91AY&SY", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"SQLite format 3\x00", UNKNOWN),
)

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_PARTS = (
    (b"word/", DOCX),
    (b"xl/workbook", XLSX),
    (b"ppt/presentation", "pptx"),
    (b"OFD.xml", "ofd"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "pptx"),
)
"""What stands uncompressed in a zip of each kind: the name of a part, or the media type of OpenDocument."""

_OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "pptx"),
)
"""The names of the streams in the old formats of Word and WPS, Excel and ET, PowerPoint and WPP."""
_OLE_ENTRY = struct.Struct("<64sH2x3I")
"""The head of an entry of the directory ([MS-CFB] 2.6.1): name, its bytes, left and right sibling, child."""
_OLE_NO_ENTRY = 0xFFFFFFFF
_OLE_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on end a chain of sectors."""
_OLE_SECTOR_SHIFTS = (9, 12)
_OLE_MOST_SECTORS = 4096
"""Sectors of a directory that are read; a chain that leads in a circle ends there."""

_HTML_STARTS = re.compile(
    rb"<(?:!doctype html|!--|(?:html|head|body|meta|title|div|table|p|span|center|h[1-6])[\s>])"
)
_MHT_STARTS = (
    b"from:",
    b"mime-version:",
    b"content-type:",
    b"snapshot-content-location:",
)
"""How the archives begin that browsers save a page to."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
"""Bytes that are searched for NUL."""


def kind_of(data: bytes) -> str:
    """Return what ``data`` is: ``docx``, ``doc``, ``pdf`` … as in the messages ``file-kind-…``."""
    if not data:
        return "empty"
    if data.startswith(_ZIP_MARKS):
        return _first_inside(data, _ZIP_PARTS, ZIP)
    if data.startswith(_OLE_MARK):
        return _ole_kind(data)
    for mark, kind in _FIRST_BYTES:
        if data.startswith(mark):
            return kind
    if _is_bmp(data) or _is_webp(data):
        return "picture"
    return _text_kind(data[:_HEAD])


def described(kind: str, path: str) -> Mapping[str, object]:
    """Return the facts of a message: ``kind`` in both languages, and how to make YAML of such a file."""
    name = f"file-kind-{kind}"
    advice = lookup(name)
    facts = {"path": path}
    return {
        "kind_zh": advice.text("zh", facts),
        "kind_en": advice.text("en", facts),
        "advice_zh": advice.hint("zh", facts),
        "advice_en": advice.hint("en", facts),
    }


def _first_inside(
    data: bytes,
    marks: Iterable[tuple[bytes, str]],
    other: str,
) -> str:
    for mark, kind in marks:
        if mark in data:
            return kind
    return other


def _ole_kind(data: bytes) -> str:
    """The kind of an old Office file, by the streams of its top level.

    A document that is embedded in another one is a storage with streams of its own, so
    names further down, or in the text, do not count.
    """
    try:
        names = _top_level_names(data)
    except (struct.error, IndexError):  # the directory is damaged or cut off
        marks = [(name.encode("utf-16-le"), kind) for name, kind in _OLE_STREAMS]
        return _first_inside(data, marks, OLE)
    for name, kind in _OLE_STREAMS:
        if name in names:
            return kind
    return OLE


def _top_level_names(data: bytes) -> frozenset[str]:
    """The names of the streams and storages right under the root of an OLE file.

    Raises:
        struct.error, IndexError: the directory leads out of the file.
    """
    entries = list(_ole_directory(data))
    names: set[str] = set()
    waiting = [_OLE_ENTRY.unpack(entries[0])[4]]  # child of the root
    visited = {_OLE_NO_ENTRY}
    while waiting:
        number = waiting.pop()
        if number in visited:
            continue
        visited.add(number)
        name, length, left, right, _ = _OLE_ENTRY.unpack(entries[number])
        text = name[: max(length - 2, 0)]  # without the closing NUL
        names.add(text.decode("utf-16-le", "replace"))
        waiting += [left, right]
    return frozenset(names)


def _ole_directory(data: bytes) -> Iterator[bytes]:
    """Yield the entries of the directory, of 128 bytes each; what follows in an entry is cut off."""
    (shift,) = struct.unpack_from("<H", data, 30)
    (sector,) = struct.unpack_from("<I", data, 48)
    if shift not in _OLE_SECTOR_SHIFTS:
        raise IndexError(shift)
    size = 1 << shift
    for _ in range(_OLE_MOST_SECTORS):
        start = (sector + 1) * size
        for entry in range(start, start + size, 128):
            (content,) = struct.unpack_from("80s", data, entry)
            yield content
        sector = _next_sector(data, sector, size)
        if sector >= _OLE_LAST_SECTOR:
            return


def _next_sector(data: bytes, sector: int, size: int) -> int:
    """The sector that follows in its chain, as the allocation table says, whose first 109 sectors the header lists."""
    table, row = divmod(sector, size // 4)
    if table >= 109:
        raise IndexError(table)
    (place,) = struct.unpack_from("<I", data, 76 + 4 * table)
    (following,) = struct.unpack_from("<I", data, (place + 1) * size + 4 * row)
    return int(following)


def _is_bmp(data: bytes) -> bool:
    """Two letters alone could begin a text; four bytes of a bitmap's head are always 0."""
    return data.startswith(b"BM") and data[6:10] == bytes(4)


def _is_webp(data: bytes) -> bool:
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def _text_kind(head: bytes) -> str:
    start = _in_single_bytes(head).lstrip().lower()
    if _HTML_STARTS.match(start):
        return "html"
    if start.startswith(_MHT_STARTS) and b"multipart/related" in start:
        return "mht"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if b"\x00" in head and not head.startswith(_UTF16_MARKS):
        return UNKNOWN
    return TEXT


def _in_single_bytes(head: bytes) -> bytes:
    """Return ``head`` without its byte order mark; of UTF-16, the characters that are ASCII."""
    if head.startswith(_UTF16_MARKS):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")

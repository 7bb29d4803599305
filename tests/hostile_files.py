"""Files that are not what their name says, for tests: the genuine first bytes of each kind, small."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, data, method)
    return packed.getvalue()


def old_office(stream: str) -> bytes:
    """The head of an OLE file and, where its directory would be, the name of a stream."""
    mark = bytes.fromhex("d0cf11e0a1b11ae1")
    return mark + bytes(504) + stream.encode("utf-16-le") + bytes(512)


NO_ENTRY = 0xFFFFFFFF


def ole_file(
    *names: str, embedded: tuple[str, ...] = (), text: str = "", shift: int = 9
) -> bytes:
    """An OLE file with streams ``names`` at its top level and ``embedded`` in a storage below; ``text`` in its data.

    Sector 0 is the allocation table, sector 1 holds ``text``, the directory begins in sector 2.
    """
    size = 1 << shift
    tops = (*names, "ObjectPool")
    entries = [_ole_entry("Root Entry", child=1)]
    for number, name in enumerate(tops, start=1):
        following = number + 1 if number < len(tops) else NO_ENTRY
        is_storage = name == "ObjectPool" and bool(embedded)
        child = len(tops) + 1 if is_storage else NO_ENTRY
        entries.append(_ole_entry(name, right=following, child=child))
    for number, name in enumerate(embedded, start=len(tops) + 1):
        is_last = number == len(tops) + len(embedded)
        entries.append(_ole_entry(name, left=NO_ENTRY if is_last else number + 1))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % size)
    last = 1 + len(directory) // size
    chain = [*range(3, last + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{2 + len(chain)}I", 0xFFFFFFFD, 0xFFFFFFFE, *chain)
    table += b"\xff" * (size - len(table))
    head = bytearray(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(size - 8))
    struct.pack_into("<H", head, 30, shift)
    struct.pack_into("<I", head, 48, 2)
    struct.pack_into("<I", head, 76, 0)
    content = text.encode("utf-16-le")
    return bytes(head) + table + content + bytes(size - len(content)) + directory


def _ole_entry(
    name: str, left: int = NO_ENTRY, right: int = NO_ENTRY, child: int = NO_ENTRY
) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I48x", text, len(text), 2, 1, left, right, child)


OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."

KINDS: dict[str, tuple[str, bytes]] = {
    "word": (
        "docx",
        zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b""}),
    ),
    "word-online": ("docx", zipped({"word/document2.xml": b"<x/>"})),
    "excel": ("xlsx", zipped({"xl/workbook.xml": b"<x/>"})),
    "powerpoint": ("pptx", zipped({"ppt/presentation.xml": b"<x/>"})),
    "odt": ("odt", zipped({"mimetype": OPEN_DOCUMENT + b"text"})),
    "ods": ("ods", zipped({"mimetype": OPEN_DOCUMENT + b"spreadsheet"})),
    "ofd": ("ofd", zipped({"OFD.xml": b"<x/>"})),
    "zip": ("zip", zipped({"a.txt": b"x"})),
    "zip-empty": ("zip", zipped({})),
    "doc": ("doc", old_office("WordDocument")),
    "xls": ("xls", old_office("Workbook")),
    "password": ("encrypted", old_office("EncryptedPackage")),
    "ole": ("ole", old_office("Contents")),
    "ole-doc": ("doc", ole_file("1Table", "WordDocument")),
    "ole-xls": ("xls", ole_file("Workbook")),
    "ole-xls-5": ("xls", ole_file("Book")),
    "ole-password": ("encrypted", ole_file("EncryptionInfo", "EncryptedPackage")),
    "ole-message": ("ole", ole_file("__properties_version1.0")),
    "ole-large-sectors": ("doc", ole_file("WordDocument", shift=12)),
    "ole-many-streams": (
        "doc",
        ole_file(*(f"Data{number}" for number in range(40)), "WordDocument"),
    ),
    "doc-with-table-inside": (
        "doc",
        ole_file("WordDocument", embedded=("Workbook", "EncryptedPackage")),
    ),
    "table-with-doc-inside": ("xls", ole_file("Workbook", embedded=("WordDocument",))),
    "doc-that-mentions-a-password": (
        "doc",
        ole_file("WordDocument", text="EncryptedPackage"),
    ),
    "ole-that-mentions-a-doc": ("ole", ole_file("CONTENTS", text="WordDocument")),
    "pdf": ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "rtf": ("rtf", b"{\\rtf1\\ansi\\ansicpg936 \\'cd\\'a8}"),
    "gzip": ("archive", gzip.compress(b"kind: notice\n")),
    "png": ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "jpeg": ("picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    "bmp": ("picture", b"BM\x36\x00\x0c\x00\0\0\0\0\x36\0\0\0"),
    "webp": ("picture", b"RIFF\x24\0\0\0WEBPVP8 "),
    "html": ("html", b"\xef\xbb\xbf\n<!DOCTYPE html>\n<html><body>x</body></html>"),
    "html-in-utf16": ("html", "<p>文</p>".encode("utf-16")),
    "mht": (
        "mht",
        b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
    ),
    "html-of-word": ("html", b"<HTML xmlns:o='urn'><head></head></HTML>"),
    "xhtml": ("html", b"<?xml version='1.0'?>\n<html></html>"),
    "xml": ("xml", b"<?xml version='1.0'?>\n<a/>"),
    "program": ("program", b"\x7fELF\x02\x01\x01\0"),
    "sqlite": ("unknown", b"SQLite format 3\0\x10\0"),
    "empty": ("empty", b""),
    "nul": ("unknown", b"kind: notice\0\n"),
    "text": ("text", b"kind: notice\n"),
    "text-bm": ("text", b"BMW: x\ntitle: y\n"),
    "text-gb18030": ("text", "标题: 通报\n".encode("gb18030")),
    "text-utf16": ("text", "标题: a\n".encode("utf-16")),
}
"""Name to the kind that is seen in it, and its content."""

DAMAGED = b"kind: notice\ntitle: \xe9\x80\x9a\xff\n"
"""UTF-8 but for one byte."""


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def word_file(text: str) -> bytes:
    """A .docx of one paragraph."""
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": body,
    }
    return zipped({name: part.encode() for name, part in parts.items()})

"""A .docx or .xlsx as a zip package: read within limits, written canonically.

Written packages have a fixed order of parts, fixed dates and no traces of the
machine, so that the same parts give the same bytes wherever zlib is the same.
This module must not know what the parts mean.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from rectify_gen import filetypes
from rectify_gen.diagnostics import Diagnostic, TemplateError

PART_LIMIT = 2000
UNPACKED_LIMIT = 200 * 1024 * 1024
"""Bytes of all parts together; a Word template with pictures has a few MB."""

NODE_LIMIT = 1_250_000
"""Elements and attributes of all parts together; a notice of 52,000 problems has one million."""

_DECLARATION_LENGTH = 256
_STRANGE_ENCODING = re.compile(
    rb"""
    <\?xml[^>]{1,100}?encoding\s*=\s*["']
    (?!                     # none of those that Office Open XML allows
        utf-?8["']
        | utf-?16(?:[lb]e)?["']
        | us-ascii["']
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""An XML declaration with an encoding that Office Open XML does not allow."""

DEFLATE_LEVEL = 1
"""Light compression: a notice is 6 % larger than at level 6 and made in half the time."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s4B4H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_LENGTHS = struct.Struct("<2H")
_LOCAL_LENGTHS_AT = 26
"""Where a local header says how many bytes its name and its extra field have."""
_DATE_1980 = 0x21
_DEFLATED = 8
_ZIP_VERSION = 20
"""2.0: folders and Deflate."""
_NAME_IS_UTF_8 = 0x800
_WHOLE_STREAM = -15
"""Window of a raw Deflate stream, without the header and checksum of zlib."""
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
    ValueError,
)

PERHAPS_DOCX = (filetypes.DOCX, filetypes.ZIP, filetypes.UNKNOWN)
"""What is looked into; a damaged .docx may show no mark of its kind."""
PERHAPS_XLSX = (filetypes.XLSX, filetypes.ZIP, filetypes.UNKNOWN)
"""What is looked into where a workbook is wanted."""


def read_package(
    data: bytes,
    path: str = "",
    kinds: Collection[str] = PERHAPS_DOCX,
) -> dict[str, bytes]:
    """Return the parts of a .docx, name to bytes; of another kind of package where ``kinds`` names it.

    Raises:
        TemplateError: none of ``kinds``, no zip, damaged, encrypted, larger than the limits, or with names outside
            the package.
    """
    with _opened(data, path, kinds) as (archive, entries):
        parts = {entry.filename: _read(archive, entry, path) for entry in entries}
    check_nodes(parts, NODE_LIMIT, path)
    return parts


def check_nodes(
    parts: Mapping[str, bytes],
    limit: int,
    path: str = "",
) -> None:
    """Refuse ``parts`` whose XML would fill the memory as trees, however few bytes it has.

    Raises:
        TemplateError: they have more than ``limit`` elements and attributes, or XML in an
            encoding other than UTF-8 and UTF-16, in which they cannot be counted.
    """
    count = 0
    for name, content in parts.items():
        beginning = content[:_DECLARATION_LENGTH]
        if _STRANGE_ENCODING.search(beginning):
            raise _unusable("docx-damaged", path, reason=name)
        # Pictures have such bytes by chance only; parsing the XML to count would fill the memory first.
        if b"<" in beginning:
            elements = content.count(b"<") - content.count(b"</")
            attributes = content.count(b"=")
            count += elements + attributes
    if count > limit:
        raise _unusable("docx-too-many-nodes", path, limit=limit)


@contextmanager
def _opened(
    data: bytes,
    path: str,
    kinds: Collection[str] = PERHAPS_DOCX,
) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """Open the package, which is within the limits; what is damaged is reported also while its parts are read."""
    _refuse_other_kinds(data, path, kinds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, path)
            _check_overlap(data, entries, archive.start_dir, path)
            yield archive, entries
    except _ZIP_FAULTS as error:
        raise _unusable("docx-damaged", path, reason=str(error)) from error


def _refuse_other_kinds(
    data: bytes,
    path: str,
    kinds: Collection[str],
) -> None:
    """Say of a PDF, a table, a text … what it is."""
    kind = filetypes.kind_of(data)
    if kind == "encrypted":
        raise _unusable("docx-encrypted", path)
    if kind not in kinds:
        raise _unusable(
            "docx-other-kind",
            path,
            **filetypes.described(kind, path),
        )


def _check_entries(entries: Sequence[zipfile.ZipInfo], path: str) -> None:
    if len(entries) > PART_LIMIT:
        raise _unusable("docx-too-many-parts", path, limit=PART_LIMIT)
    unpacked_size = sum(entry.file_size for entry in entries)
    if unpacked_size > UNPACKED_LIMIT:
        raise _unusable(
            "docx-too-large",
            path,
            limit=UNPACKED_LIMIT // 2**20,
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _unusable("docx-encrypted", path)
    names = set()
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    for entry in entries:
        name = entry.filename
        # Word takes names that differ in case alone for one part.
        folded_name = name.lower()
        is_known = folded_name in names
        is_readable = entry.compress_type in methods
        if is_known or not is_readable or _is_outside(name):
            raise _unusable("docx-damaged", path, reason=name)
        names.add(folded_name)


def _is_outside(name: str) -> bool:
    """Whether a name may lead out of the folder that the package is unpacked into."""
    if name.startswith("/") or "\\" in name or ":" in name:
        return True
    return ".." in name.split("/")


def _check_overlap(
    data: bytes,
    entries: Sequence[zipfile.ZipInfo],
    end: int,
    path: str,
) -> None:
    """Entries that share bytes are how a small file unfolds into a large one; ``end`` is where the last must end."""
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in in_order]
    starts.append(end)
    for entry, next_start in zip(in_order, starts[1:], strict=True):
        lengths = _LOCAL_LENGTHS.unpack_from(
            data,
            entry.header_offset + _LOCAL_LENGTHS_AT,
        )
        content = entry.header_offset + _LOCAL.size + sum(lengths)
        if content + entry.compress_size > next_start:
            raise _unusable("docx-damaged", path, reason=entry.filename)


def _read(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    path: str,
) -> bytes:
    """One part; never more than its entry declares, so that a bomb cannot unfold."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise _unusable("docx-damaged", path, reason=entry.filename)
    return data


def _unusable(code: str, path: str, **facts: object) -> TemplateError:
    return TemplateError([Diagnostic(code, facts=facts, path=path)])


def peek(
    data: bytes,
    name: str,
    path: str = "",
    kinds: Collection[str] = PERHAPS_DOCX,
) -> tuple[dict[str, tuple[int, int]], bytes]:
    """Return checksum (CRC-32) and size of every part as the package lists them, and the content of part ``name``.

    Nothing else is unpacked; the content is empty where there is no such part.

    Raises:
        TemplateError: as :func:`read_package` does.
    """
    content = b""
    sums = {}
    with _opened(data, path, kinds) as (archive, entries):
        for entry in entries:
            sums[entry.filename] = (entry.CRC, entry.file_size)
            if entry.filename == name:
                content = _read(archive, entry, path)
    return sums, content


class Entry(NamedTuple):
    """One part ready to be written: raw deflate stream, checksum (CRC-32), unpacked size."""

    name: str
    stream: bytes
    crc: int
    size: int


def pack(
    name: str,
    blocks: Iterable[bytes],
    level: int = DEFLATE_LEVEL,
) -> Entry:
    """Return the part made of ``blocks``, compressed block by block."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, _WHOLE_STREAM)
    crc = 0
    size = 0
    stream = []
    for block in blocks:
        crc = zlib.crc32(block, crc)
        size += len(block)
        stream.append(compressor.compress(block))
    stream.append(compressor.flush())
    return Entry(name, b"".join(stream), crc, size)


def canonical_order(name: str) -> tuple[bool, bool, str]:
    """Sort key of parts: content types, package relationships, then by name."""
    return (name != "[Content_Types].xml", name != "_rels/.rels", name)


def write_package(entries: Iterable[Entry]) -> bytes:
    """Return a zip of ``entries`` in canonical order, dated 1980-01-01, without attributes of the host."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in sorted(entries, key=lambda entry: canonical_order(entry.name)):
        name = entry.name.encode("utf-8")
        header = _local_header(entry, len(name))
        directory.append(_directory_entry(entry, len(name), offset))
        directory.append(name)
        pieces += (header, name, entry.stream)
        offset += len(header) + len(name) + len(entry.stream)
    count = len(directory) // 2
    whole_directory = b"".join(directory)
    end = _END.pack(
        b"PK\5\6",
        0,  # this disk
        0,  # the disk with the directory
        count,
        count,
        len(whole_directory),
        offset,
        0,  # length of the comment
    )
    return b"".join((*pieces, whole_directory, end))


def _local_header(entry: Entry, name_length: int) -> bytes:
    return _LOCAL.pack(
        b"PK\3\4",
        _ZIP_VERSION,
        _flags(entry),
        _DEFLATED,
        0,  # time
        _DATE_1980,
        entry.crc,
        len(entry.stream),
        entry.size,
        name_length,
        0,  # length of the extra field
    )


def _directory_entry(
    entry: Entry,
    name_length: int,
    offset: int,
) -> bytes:
    return _CENTRAL.pack(
        b"PK\1\2",
        _ZIP_VERSION,  # made by: MS-DOS, whatever the host is
        0,
        _ZIP_VERSION,
        0,
        _flags(entry),
        _DEFLATED,
        0,  # time
        _DATE_1980,
        entry.crc,
        len(entry.stream),
        entry.size,
        name_length,
        0,  # length of the extra field
        0,  # length of the comment
        0,  # disk
        0,  # internal attributes
        0,  # external attributes
        offset,
    )


def _flags(entry: Entry) -> int:
    return 0 if entry.name.isascii() else _NAME_IS_UTF_8


def write_parts(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """Return a package of plain ``parts``, canonical like :func:`write_package`."""
    entries = [pack(name, [content], level) for name, content in parts.items()]
    return write_package(entries)

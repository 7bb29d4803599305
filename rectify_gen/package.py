"""A .docx as a zip package: read within limits, written canonically, compared by parts.

Written packages have a fixed order of parts, fixed dates and no traces of the
machine, so that the same parts give the same bytes wherever zlib is the same.
This room must not know what the parts mean.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from rectify_gen import filetypes
from rectify_gen.diagnostics import Diagnostic, TemplateError

PART_LIMIT = 2000
UNPACKED_LIMIT = 200 * 1024 * 1024
"""Bytes of all parts together; a Word template with pictures has a few MB."""

NODE_LIMIT = 1_250_000
"""Elements and attributes of all parts together; a notice of 52,000 problems has one million."""

DEFLATE_LEVEL = 1
"""Light compression: a notice is 6 % larger than at level 6 and made in half the time."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s4B4H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_LENGTHS = struct.Struct("<2H")
_LOCAL_LENGTHS_AT = 26
"""Where a local header says how many bytes its name and its extra field have."""
_DATE_1980 = 0x21
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

_PERHAPS_DOCX = (filetypes.DOCX, filetypes.ZIP, filetypes.UNKNOWN)
"""What is looked into; a damaged .docx may show no mark of its kind."""


def read_package(data: bytes, path: str = "") -> dict[str, bytes]:
    """Return the parts of a .docx, name to bytes.

    Raises:
        TemplateError: no zip, damaged, encrypted, larger than the limits, or with names outside the package.
    """
    with _opened(data, path) as (archive, entries):
        parts = {entry.filename: _read(archive, entry, path) for entry in entries}
    check_nodes(parts, NODE_LIMIT, path)
    return parts


def check_nodes(parts: Mapping[str, bytes], limit: int, path: str = "") -> None:
    """Refuse ``parts`` whose XML would fill the memory as trees, however few bytes it has.

    Raises:
        TemplateError: they have more than ``limit`` elements and attributes, or XML in an
            encoding other than UTF-8 and UTF-16, in which they cannot be counted.
    """
    count = 0
    for name, content in parts.items():
        if _STRANGE_ENCODING.search(content[:_DECLARATION_LENGTH]):
            raise _unusable("docx-damaged", path, reason=name)
        if b"<" in content[:_DECLARATION_LENGTH]:
            count += content.count(b"<") - content.count(b"</") + content.count(b"=")
    if count > limit:
        raise _unusable("docx-too-many-nodes", path, limit=limit)


_DECLARATION_LENGTH = 256
_STRANGE_ENCODING = re.compile(
    rb"<\?xml[^>]{1,100}?encoding\s*=\s*[\"'](?!utf-?8[\"']|utf-?16(?:[lb]e)?[\"']|us-ascii[\"'])",
    re.IGNORECASE,
)
"""An XML declaration with an encoding that Office Open XML does not allow."""


@contextmanager
def _opened(
    data: bytes, path: str
) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """The package with its parts, found to be within the limits; what is damaged is told also while they are read."""
    _refuse_other_kinds(data, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, path)
            _check_overlap(data, entries, archive.start_dir, path)
            yield archive, entries
    except _ZIP_FAULTS as error:
        raise _unusable("docx-damaged", path, reason=str(error)) from error


def _refuse_other_kinds(data: bytes, path: str) -> None:
    """Say of a PDF, a table, a text … what it is."""
    kind = filetypes.kind_of(data)
    if kind == "encrypted":
        raise _unusable("docx-encrypted", path)
    if kind not in _PERHAPS_DOCX:
        raise _unusable("docx-other-kind", path, **filetypes.described(kind, path))


def _check_entries(entries: list[zipfile.ZipInfo], path: str) -> None:
    if (
        len(entries) > PART_LIMIT
        or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT
    ):
        raise _unusable("docx-too-large", path, limit=UNPACKED_LIMIT // 2**20)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _unusable("docx-encrypted", path)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        twice = name.lower() in seen
        outside = (
            name.startswith("/")
            or "\\" in name
            or ".." in name.split("/")
            or ":" in name
        )
        if (
            twice
            or outside
            or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            raise _unusable("docx-damaged", path, reason=name)
        seen.add(name.lower())


def _check_overlap(
    data: bytes, entries: list[zipfile.ZipInfo], end: int, path: str
) -> None:
    """Entries that share bytes are how a small file unfolds into a large one; ``end`` is where the last must end."""
    following = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [*(entry.header_offset for entry in following), end]
    for entry, next_start in zip(following, starts[1:], strict=True):
        lengths = _LOCAL_LENGTHS.unpack_from(
            data, entry.header_offset + _LOCAL_LENGTHS_AT
        )
        content = entry.header_offset + _LOCAL.size + sum(lengths)
        if content + entry.compress_size > next_start:
            raise _unusable("docx-damaged", path, reason=entry.filename)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
    """One part; never more than its entry declares, so that a bomb cannot unfold."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise _unusable("docx-damaged", path, reason=entry.filename)
    return data


def _unusable(code: str, path: str, **facts: object) -> TemplateError:
    return TemplateError([Diagnostic(code, facts=facts, path=path)])


def peek(
    data: bytes, name: str, path: str = ""
) -> tuple[dict[str, tuple[int, int]], bytes]:
    """Return checksum (CRC-32) and size of every part as the package lists them, and the content of part ``name``.

    Nothing else is unpacked; the content is empty where there is no such part.

    Raises:
        TemplateError: as :func:`read_package` does.
    """
    with _opened(data, path) as (archive, entries):
        wanted = next((entry for entry in entries if entry.filename == name), None)
        content = _read(archive, wanted, path) if wanted else b""
    return {entry.filename: (entry.CRC, entry.file_size) for entry in entries}, content


class Entry(NamedTuple):
    """One part ready to be written: raw deflate stream, checksum (CRC-32), unpacked size."""

    name: str
    stream: bytes
    crc: int
    size: int


def pack(name: str, blocks: Iterable[bytes], level: int = DEFLATE_LEVEL) -> Entry:
    """Return the part made of ``blocks``, compressed block by block."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    crc = size = 0
    out = []
    for block in blocks:
        crc = zlib.crc32(block, crc)
        size += len(block)
        out.append(squeeze.compress(block))
    out.append(squeeze.flush())
    return Entry(name, b"".join(out), crc, size)


def canonical_order(name: str) -> tuple[bool, bool, str]:
    """Sort key of parts: content types, package relationships, then by name."""
    return (name != "[Content_Types].xml", name != "_rels/.rels", name)


def write_package(entries: Iterable[Entry]) -> bytes:
    """Return a zip of ``entries`` in canonical order, dated 1980-01-01, without attributes of the host."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for entry in sorted(entries, key=lambda one: canonical_order(one.name)):
        name = entry.name.encode("utf-8")
        flags = 0 if entry.name.isascii() else 0x800
        sizes = (entry.crc, len(entry.stream), entry.size)
        header = _LOCAL.pack(
            b"PK\3\4", 20, flags, 8, 0, _DATE_1980, *sizes, len(name), 0
        )
        central.append(
            _CENTRAL.pack(
                b"PK\1\2",
                20,
                0,
                20,
                0,
                flags,
                8,
                0,
                _DATE_1980,
                *sizes,
                len(name),
                0,
                0,
                0,
                0,
                0,
                offset,
            )
            + name
        )
        local += (header, name, entry.stream)
        offset += len(header) + len(name) + len(entry.stream)
    directory = b"".join(central)
    end = _END.pack(
        b"PK\5\6", 0, 0, len(central), len(central), len(directory), offset, 0
    )
    return b"".join((*local, directory, end))


def write_parts(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """Return a package of plain ``parts``, canonical like :func:`write_package`."""
    return write_package(pack(name, [data], level) for name, data in parts.items())

"""Pictures that a document can hold: PNG, JPEG and EMF, looked at without drawing them.

A picture goes into the document byte for byte, so one that is cut off, animated, far too large or followed by other
data is refused here. This room must not know Word, or where the bytes come from.
"""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

PIXEL_LIMIT = 25_000_000
"""Pixels of a picture: an A4 page at 500 dots to the inch has 24 million."""

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_SIGNATURE = b"\xff\xd8\xff"
_EMF_HEADER_RECORD = b"\x01\x00\x00\x00"
_EMF_SIGNATURE = b" EMF"
_EMF_SIGNATURE_AT = 40
_OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "WebP"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"PK\x03\x04", "zip"),
)
"""How files begin that people take for pictures of ours."""


class PictureKind(NamedTuple):
    """One kind of picture: what it is called, the suffixes of its files, and its media type in a package."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str


PNG = PictureKind("PNG", (".png",), "image/png")
JPEG = PictureKind("JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"), "image/jpeg")
EMF = PictureKind("EMF", (".emf",), "image/x-emf")
KINDS = (PNG, JPEG, EMF)


class Picture(NamedTuple):
    """What is known of a picture: its kind, width and height in pixels (EMF: hundredths of a millimetre)."""

    kind: PictureKind
    width: int
    height: int
    has_metadata: bool = False
    """Whether it names a camera, a place or a program (EXIF, XMP)."""


class PictureError(Exception):
    """The bytes are no picture that a document can hold; ``code`` names the message, ``facts`` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def kind_of_picture(data: bytes) -> PictureKind | None:
    """Return the kind of picture that ``data`` begins as; None where it is none of ours."""
    if data.startswith(_PNG_SIGNATURE):
        return PNG
    if data.startswith(_JPEG_SIGNATURE):
        return JPEG
    signature_end = _EMF_SIGNATURE_AT + len(_EMF_SIGNATURE)
    signature = data[_EMF_SIGNATURE_AT:signature_end]
    if data.startswith(_EMF_HEADER_RECORD) and signature == _EMF_SIGNATURE:
        return EMF
    return None


@functools.lru_cache(4)
def read_picture(data: bytes) -> Picture:
    """Return what the picture ``data`` is.

    A picture is looked at when it is read and where its frame is compared with it; a folder of notices has one seal.

    Raises:
        PictureError: it is of another kind, not whole, animated, or has too many pixels.
    """
    kind = kind_of_picture(data)
    if kind is None:
        raise PictureError("picture-kind", kind=_other_kind(data))
    try:
        picture = _READERS[kind.name](data)
    except (struct.error, IndexError, zlib.error) as error:
        raise PictureError("picture-damaged", kind=kind.name) from error
    if picture.width < 1 or picture.height < 1:
        raise PictureError("picture-damaged", kind=kind.name)
    return picture


def _other_kind(data: bytes) -> str:
    for beginning, name in _OTHERS:
        if data.lstrip().startswith(beginning):
            return name
    return ""


def _check_size(width: int, height: int) -> None:
    if width * height > PIXEL_LIMIT:
        raise PictureError("picture-too-many-pixels", width=width, height=height)


# ---------------------------------------------------------------- PNG

_XMP = b"XML:com.adobe.xmp"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values of a pixel, by the colour type."""
_INTERLACED_PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Adam7: where each pass begins, and its steps, across and down."""
_CHUNK_AROUND = 12
"""Bytes of a chunk beside its content: length, type, checksum."""
_BLOCK = 1 << 20
"""Bytes that are unpacked at a time."""


def _read_png(data: bytes) -> Picture:
    names: list[bytes] = []
    header = b""
    image_data: list[bytes] = []
    has_metadata = False
    for name, content in _png_chunks(data):
        names.append(name)
        if name == b"IHDR":
            header = content
        elif name == b"IDAT":
            image_data.append(content)
        elif name == b"eXIf" or (name == b"iTXt" and content.startswith(_XMP)):
            has_metadata = True
        elif name == b"acTL":
            raise PictureError("picture-animated")
    is_whole = names[:1] == [b"IHDR"] and names[-1:] == [b"IEND"]
    if not is_whole or not image_data:
        raise PictureError("picture-damaged", kind="PNG")
    width, height, depth, colour_type, _, _, interlacing = struct.unpack(
        ">IIBBBBB",
        header,
    )
    _check_size(width, height)
    channels = _CHANNELS.get(colour_type, 0)
    expected = _png_size(
        width,
        height,
        bits=depth * channels,
        is_interlaced=interlacing == 1,
    )
    compressed = b"".join(image_data)
    unpacked_size = _unpacked_size(compressed, expected)
    if channels == 0 or unpacked_size != expected:
        raise PictureError("picture-damaged", kind="PNG")
    return Picture(
        kind=PNG,
        width=width,
        height=height,
        has_metadata=has_metadata,
    )


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield type and content of each chunk; the last one ends where the file does."""
    place = len(_PNG_SIGNATURE)
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + _CHUNK_AROUND + length
        if end > len(data):
            raise PictureError("picture-damaged", kind="PNG")
        typed = data[place + 4 : end - 4]
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(typed) != checksum:
            raise PictureError("picture-damaged", kind="PNG")
        yield typed[:4], typed[4:]
        place = end


def _png_size(width: int, height: int, bits: int, *, is_interlaced: bool) -> int:
    """Bytes of all lines unpacked, each with the byte that names its filter."""
    if not is_interlaced:
        return height * (1 + (width * bits + 7) // 8)
    size = 0
    for left, top, step_across, step_down in _INTERLACED_PASSES:
        columns = len(range(left, width, step_across))
        lines = len(range(top, height, step_down))
        if columns:
            size += lines * (1 + (columns * bits + 7) // 8)
    return size


def _unpacked_size(compressed: bytes, expected: int) -> int:
    """How many bytes ``compressed`` unpacks to; never unpacked further than one byte more than ``expected``."""
    unpacker = zlib.decompressobj()
    size = 0
    packed = compressed
    while not unpacker.eof and size <= expected:
        most = min(_BLOCK, expected + 1 - size)
        block = unpacker.decompress(packed, most)
        packed = unpacker.unconsumed_tail
        if not block:
            break
        size += len(block)
    # The end of the stream may come after the last byte.
    if not unpacker.eof and size == expected:
        unpacker.decompress(packed, 1)
    return size if unpacker.eof else -1


# ---------------------------------------------------------------- JPEG

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of the header of a frame, which has the size; the others between are tables."""
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_END = 0xD9
_SCAN = 0xDA
_APPLICATION_1 = 0xE1
_METADATA = (b"Exif\x00", b"http://ns.adobe.com/")


def _read_jpeg(data: bytes) -> Picture:
    width = height = 0
    has_metadata = False
    has_scan = False
    place = 2
    while True:
        # Any number of 0xFF may stand before a marker.
        if data[place] != 0xFF:
            raise PictureError("picture-damaged", kind="JPEG")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        place += 2
        if marker == _END:
            break
        if marker in _WITHOUT_LENGTH:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        segment = data[place + 2 : place + length]
        place += length
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 1)
            _check_size(width, height)
        elif marker == _APPLICATION_1 and segment.startswith(_METADATA):
            has_metadata = True
        elif marker == _SCAN:
            has_scan = True
            place = _end_of_scan(data, place)
    # A second picture or a film behind the first would travel unseen.
    is_whole = has_scan and not data[place:].strip(b"\x00")
    if not is_whole:
        raise PictureError("picture-damaged", kind="JPEG")
    return Picture(
        kind=JPEG,
        width=width,
        height=height,
        has_metadata=has_metadata,
    )


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the marker behind the coded data stands; a zero or a restart marker behind 0xFF belongs to the data."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise PictureError("picture-damaged", kind="JPEG")
        following = data[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7:
            return place
        place += 2


# ---------------------------------------------------------------- EMF

_END_OF_EMF = 14


def _read_emf(data: bytes) -> Picture:
    left, top, right, bottom = struct.unpack_from("<4i", data, 24)
    length, record_count = struct.unpack_from("<II", data, 48)
    if length != len(data):
        raise PictureError("picture-damaged", kind="EMF")
    place = 0
    records = 0
    while True:
        records += 1
        kind, size = struct.unpack_from("<II", data, place)
        is_sound = size >= 8 and size % 4 == 0 and place + size <= len(data)
        if not is_sound:
            raise PictureError("picture-damaged", kind="EMF")
        place += size
        if place == len(data):
            break
    if kind != _END_OF_EMF or records != record_count:
        raise PictureError("picture-damaged", kind="EMF")
    return Picture(
        kind=EMF,
        width=right - left,
        height=bottom - top,
    )


_READERS = {"PNG": _read_png, "JPEG": _read_jpeg, "EMF": _read_emf}

"""Pages of a PDF as pictures, in PNG.

This module must not know how the PDF was made. Its library is not safe in several threads: one thread draws.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

import pypdfium2

from rectify_gen.pdf.shown_pages import unreadable_pdf

_POINTS_PER_INCH = 72
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS_PER_CHANNEL = 8
_RGB = 2
_BYTES_PER_PIXEL = 3
_LIGHT_COMPRESSION = 1
_NO_FILTER = b"\0"


class PagePicture(NamedTuple):
    """A page as a PNG; ``width`` and ``height`` are pixels."""

    png: bytes
    width: int
    height: int
    digest: str
    """It differs where the pixels do."""


def page_pictures(
    pdf: bytes,
    dots_per_inch: int,
    earlier: Iterable[PagePicture] = (),
) -> list[PagePicture]:
    """Return the pages of ``pdf`` as they are seen, ``dots_per_inch`` pixels to an inch.

    Pages that look like one of ``earlier`` pictures are that picture, which saves half of the time.

    Raises:
        EnvironmentFaultError: it cannot be read.
    """
    known = {picture.digest: picture for picture in earlier}
    pictures = []
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            for index in range(len(document)):
                page = document[index]
                bitmap = page.render(
                    scale=dots_per_inch / _POINTS_PER_INCH,
                    rev_byteorder=True,  # red, green, blue as a PNG has them
                )
                digest = _digest(bitmap)
                picture = known.get(digest)
                pictures.append(picture or _picture(bitmap, digest))
                # Each page holds memory of the library until then.
                bitmap.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise unreadable_pdf(str(error)) from error
    return pictures


def _digest(bitmap: pypdfium2.PdfBitmap) -> str:
    size = f"{bitmap.width}x{bitmap.height}"
    digest = hashlib.sha256(size.encode("ascii"))
    digest.update(bitmap.buffer)
    return digest.hexdigest()


def _picture(bitmap: pypdfium2.PdfBitmap, digest: str) -> PagePicture:
    pixels = memoryview(bitmap.buffer).cast("B")
    row_length = bitmap.width * _BYTES_PER_PIXEL
    rows = []
    for row in range(bitmap.height):
        # Rows may be filled up to a round number of bytes.
        start = row * bitmap.stride
        rows.append(_NO_FILTER + pixels[start : start + row_length])
    header = struct.pack(
        ">IIBBBBB",
        bitmap.width,
        bitmap.height,
        _BITS_PER_CHANNEL,
        _RGB,
        0,
        0,
        0,
    )
    data = zlib.compress(b"".join(rows), _LIGHT_COMPRESSION)
    png = (
        _PNG_SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )
    return PagePicture(png, bitmap.width, bitmap.height, digest)


def _chunk(kind: bytes, data: bytes) -> bytes:
    length = struct.pack(">I", len(data))
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return length + kind + data + checksum

"""Small PNG files, made piece by piece."""

import struct
import zlib

HEADER = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
    )


END = chunk(b"IEND", b"")


def png(width: int, height: int, red: int = 255) -> bytes:
    """Return a picture of one colour, as red as ``red``."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + bytes((red, 0, 0)) * width) * height
    return HEADER + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + END

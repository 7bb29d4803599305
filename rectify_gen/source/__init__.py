"""The source room: bytes → text → data with positions, and data → YAML text.

The only room that knows YAML. It must not know the model or what the data means.
"""

from rectify_gen.source.decoding import (
    SourceFile,
    decode,
    encode,
    read_file,
)
from rectify_gen.source.locating import LocatedData, TextPlaces, locate
from rectify_gen.source.spans import Scalar
from rectify_gen.source.syntax import position_at
from rectify_gen.source.writing import to_yaml

__all__ = [
    "LocatedData",
    "Scalar",
    "SourceFile",
    "TextPlaces",
    "decode",
    "encode",
    "locate",
    "position_at",
    "read_file",
    "to_yaml",
]

"""The source room: bytes → text → data with positions, and data → YAML text.

The only room that knows YAML. It must not know the model or what the data means.
"""

from rectify_gen.source.decoding import (
    SourceFile,
    decode,
    encode,
    read_file,
)
from rectify_gen.source.locating import (
    DataNode,
    LocatedData,
    Members,
    TextPlaces,
    locate,
    position_of,
)
from rectify_gen.source.spans import Scalar
from rectify_gen.source.syntax import position_at
from rectify_gen.source.yaml_writing import to_yaml

__all__ = [
    "DataNode",
    "LocatedData",
    "Members",
    "Scalar",
    "SourceFile",
    "TextPlaces",
    "decode",
    "encode",
    "locate",
    "position_at",
    "position_of",
    "read_file",
    "to_yaml",
]

"""The source room: bytes → text → data with positions, and data → YAML text.

Reading is here. What writes is imported from its module where it is wanted: ``editing``, ``scalar_editing``,
``yaml_writing``. The only room that knows YAML. It must not know the model or what the data means.
"""

from rectify_gen.source.data_nodes import DataNode, Members, position_of
from rectify_gen.source.decoding import (
    SourceFile,
    decode,
    encode,
    encode_edits,
    read_file,
)
from rectify_gen.source.edits import (
    TextEdit,
    apply_edits,
    edits_between,
    edits_of_source,
    narrowest,
)
from rectify_gen.source.locating import LocatedData, TextPlaces, locate
from rectify_gen.source.spans import Scalar
from rectify_gen.source.syntax import index_at, position_at

__all__ = [
    "DataNode",
    "LocatedData",
    "Members",
    "Scalar",
    "SourceFile",
    "TextEdit",
    "TextPlaces",
    "apply_edits",
    "decode",
    "edits_between",
    "edits_of_source",
    "encode",
    "encode_edits",
    "index_at",
    "locate",
    "narrowest",
    "position_at",
    "position_of",
    "read_file",
]

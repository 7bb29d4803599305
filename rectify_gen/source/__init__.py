"""The source room: bytes → text → data with positions, and data → YAML text.

The only room that knows YAML. It must not know the model or what the data means.
"""

from rectify_gen.source.decoding import (
    SourceFile,
    decode,
    encode,
    encode_edits,
    read_file,
)
from rectify_gen.source.editing import (
    EditedSource,
    InsertEntry,
    Operation,
    RemoveEntry,
    RemoveKey,
    ReplaceValue,
    SetKey,
    edit_source,
    edited_value,
)
from rectify_gen.source.edits import (
    TextEdit,
    apply_edits,
    edits_between,
    edits_of_source,
    narrowest,
)
from rectify_gen.source.locating import (
    DataNode,
    LocatedData,
    Members,
    TextPlaces,
    locate,
    position_of,
)
from rectify_gen.source.scalar_editing import text_changes
from rectify_gen.source.spans import Scalar
from rectify_gen.source.syntax import index_at, position_at
from rectify_gen.source.yaml_writing import to_yaml

__all__ = [
    "DataNode",
    "EditedSource",
    "InsertEntry",
    "LocatedData",
    "Members",
    "Operation",
    "RemoveEntry",
    "RemoveKey",
    "ReplaceValue",
    "Scalar",
    "SetKey",
    "SourceFile",
    "TextEdit",
    "TextPlaces",
    "apply_edits",
    "decode",
    "edit_source",
    "edited_value",
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
    "text_changes",
    "to_yaml",
]

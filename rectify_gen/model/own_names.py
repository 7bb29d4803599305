"""Names that an office gives itself, to its facts (``fields``) and its pictures: what a template can spell after a dot.

This room must not know which facts there are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

from rectify_gen.model.scalars import ScalarType, Text

LONGEST_NAME = 40
"""Characters."""
_NOT_IN_NAMES = re.compile(r"[^\w]+|\s+")
# The JSON Schema has it too: what JavaScript and Python both understand.
_NAME_PATTERN = rf"[A-Za-z\u3007\u3400-\u9fff][A-Za-z0-9_\u3007\u3400-\u9fff]{{0,{LONGEST_NAME - 1}}}"
_NAME_MESSAGE = "名称由汉字、字母、数字和下划线组成，以汉字或字母开头，如：举报电话"


def is_own_name(name: str) -> bool:
    """Return whether ``name`` can be the name of an office's own fact."""
    # Compiled when a notice first has such a name: the range of Chinese characters takes milliseconds.
    return re.fullmatch(_NAME_PATTERN, name) is not None


def legal_name(name: str) -> str:
    """Return the name that ``name`` can be changed to with the least, or nothing: ``举报-电话`` is 举报_电话."""
    plain = unicodedata.normalize("NFKC", name)
    joined = _NOT_IN_NAMES.sub("_", plain).strip("_")[:LONGEST_NAME]
    return joined if is_own_name(joined) else ""


def _own_name(value: Any) -> Any:
    if isinstance(value, str) and not is_own_name(value):
        facts = {"own_name": value, "meant": legal_name(value)}
        raise PydanticCustomError("own_name", "no name", facts)
    return value


OwnName = Annotated[
    str,
    ScalarType(
        read=_own_name,
        inner=core_schema.str_schema(),
        types="string",
        pattern=_NAME_PATTERN,
        message=_NAME_MESSAGE,
    ),
]
OwnTexts = dict[OwnName, Text]
"""Texts by the names that an office gives them."""

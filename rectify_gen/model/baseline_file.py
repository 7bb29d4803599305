"""What a baseline file may say: the reports that stand, by file and code.

Not imported with the rest of the model: most runs have no baseline. This room must not know files, or which rules
there are.
"""

from typing import Literal

from rectify_gen.model.scalars import Part, described

Quotes = tuple[str, ...]
"""The words at fault of each report of one code."""


class BaselineFile(Part, title="基线"):
    """A baseline: what was reported when it was written."""

    version: Literal["1"] = described("版本", "1")
    files: dict[str, dict[str, Quotes]] = described(
        "文件", "文件路径（从本文件算起）: 代码: 出错的文字"
    )

"""The names of the sheets of a workbook, without reading what stands in them: to see what a workbook is.

This module must not know which names mean what.
"""

import io
import re
import zipfile
from html import unescape

_PART = "xl/workbook.xml"
"""Where Excel, WPS, LibreOffice and openpyxl list the sheets."""
_PART_LIMIT = 1_000_000
"""Bytes of that part that are read; it has some hundred for each sheet."""
_SHEET_NAME = re.compile(r"<(?:\w+:)?sheet\s[^>]*?\bname=\"([^\"]*)\"")


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets in the workbook ``data``; none where they cannot be seen."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_PART) as part:
            content = part.read(_PART_LIMIT)
    # What a damaged package raises is not told apart: it is read, and reported, only where it is named itself.
    except Exception:
        return ()
    text = content.decode("utf-8", "replace")
    return tuple(unescape(name) for name in _SHEET_NAME.findall(text))

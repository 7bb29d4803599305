"""The file of a notice as a source, whichever of its forms it has: YAML text, or a notice workbook.

Which one it is, is decided by the content. This room must not know what the data means.
"""

from __future__ import annotations

from pathlib import Path

from rectify_gen import filetypes
from rectify_gen.assets import with_assets
from rectify_gen.diagnostics import RectifyError
from rectify_gen.files import read_bytes
from rectify_gen.source import SourceFile, decode
from rectify_gen.sources import is_workbook_path


def read_source(path: str | Path) -> SourceFile:
    """Return the source at ``path``, with the files that it names.

    Raises:
        InputError: the file cannot be read, or is neither text nor a notice workbook.
    """
    return with_assets(source_of(read_bytes(path), str(path)))


def source_of(data: bytes, path: str) -> SourceFile:
    """Return the source that ``data`` is; ``path`` is what reports call it.

    Raises:
        InputError: it is neither text nor a notice workbook.
    """
    kind = filetypes.kind_of(data)
    # A damaged workbook may show no more than that it is a zip.
    is_damaged_workbook = kind == filetypes.ZIP and is_workbook_path(Path(path))
    if kind != filetypes.XLSX and not is_damaged_workbook:
        return decode(data, path)
    # Imports the model; most runs read YAML only.
    from rectify_gen.notice_workbook.notice_reading import read_notice_workbook

    return read_notice_workbook(data, path)


def is_notice_workbook(data: bytes) -> bool:
    """Return whether ``data`` is a workbook with the first sheet of a notice. One that is damaged is not."""
    if filetypes.kind_of(data) != filetypes.XLSX:
        return False
    # As above.
    from rectify_gen.notice_workbook.notice_sheets import FACTS_SHEET
    from rectify_gen.workbook.sheet_names import sheet_names

    return FACTS_SHEET in sheet_names(data)


def holds_notice_workbook(path: Path) -> bool:
    """Return whether the file at ``path`` is a notice workbook. One that cannot be read is not."""
    try:
        return is_notice_workbook(read_bytes(path))
    except RectifyError:
        return False

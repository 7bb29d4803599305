"""The notice workbook that ``new`` writes: the starter of a kind, or a notice that there is already."""

from pathlib import Path

from rectify_gen.canonical_names import locate
from rectify_gen.diagnostics import InputError
from rectify_gen.notice_files import read_source
from rectify_gen.notice_workbook.notice_writing import write_notice_workbook
from rectify_gen.source import SourceFile, decode
from rectify_gen.starter import starter
from rectify_gen.validation import placed, validate


def starter_workbook(kind: str) -> bytes:
    """Return the starter of ``kind`` as a notice workbook.

    Raises:
        EnvironmentFaultError: the library that writes workbooks is not installed.
    """
    text = starter(kind, "")
    return _workbook_of(decode(text.encode("utf-8")))


def filled_workbook(original: Path) -> bytes:
    """Return the notice at ``original`` as a notice workbook.

    Raises:
        InputError: the notice has faults, or a workbook cannot hold all of it.
        EnvironmentFaultError: the library that writes workbooks is not installed.
    """
    return _workbook_of(read_source(original))


def _workbook_of(source: SourceFile) -> bytes:
    data = locate(source)
    notice = validate(data)
    try:
        return write_notice_workbook(notice)
    except InputError as error:
        raise InputError(placed(data, error.diagnostics)) from error

"""The reports of one source file."""

from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic


class FileReport(NamedTuple):
    """What was found in one source file."""

    path: str
    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...] = ()

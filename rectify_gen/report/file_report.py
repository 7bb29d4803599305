"""The reports of one source file."""

from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic


class FileReport(NamedTuple):
    """What was found in one source file."""

    path: str
    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    """Those that the baseline has: they are counted, and not reported again."""
    has_baseline: bool = False
    """Whether the file was compared with a baseline."""

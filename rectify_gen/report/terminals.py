"""What a terminal allows: read by the command line, kept to by the report."""

from typing import NamedTuple


class Terminal(NamedTuple):
    """The terminal on which a report is shown."""

    width: int
    """Columns at which hints are wrapped; 0: not at all."""
    is_coloured: bool


NO_TERMINAL = Terminal(width=0, is_coloured=False)
"""A file or a pipe."""

"""A slip of somebody who does not know YAML, with what the line was meant to be.

::

      team：市委第五巡察组        full-width colon       →    team: 市委第五巡察组
      • 修订议事规则。           bullet for a dash      →    - 修订议事规则。

Edits stay within their lines, so that the lines of a repaired text are those of the file. This module must not know
how slips are found.
"""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.edits import TextEdit
from rectify_gen.source.typed_lines import TypedLine


class Slip(NamedTuple):
    """A line that YAML reads otherwise than its author."""

    fault: Diagnostic
    edit: TextEdit | None
    """What makes the line readable; None where only its author knows."""
    is_certain: bool
    """Whether ``edit`` can only be what was meant, so that --fix may write it."""


class LineChange(NamedTuple):
    """Another text for some characters of a line, counted from behind its indentation, which has negative places."""

    start: int
    removed: int
    """How many characters give way."""
    new: str


def moved_to(line: TypedLine, column: int) -> LineChange:
    """Return the change that lets ``line`` stand at ``column``, behind plain blanks."""
    length = len(line.indentation)
    return LineChange(-length, length, " " * column)


def slip_of_line(
    code: str,
    line: TypedLine,
    change: LineChange,
    *,
    fault_start: int | None = None,
    fault_length: int | None = None,
    is_certain: bool = True,
    **facts: object,
) -> Slip:
    """Return the slip ``code`` of ``line``, which ``change`` makes readable; whose file it is in, the fault does not say.

    The fault stands where the change does, unless ``fault_start`` or ``fault_length`` say otherwise.
    """
    if fault_start is None:
        fault_start = change.start
    if fault_length is None:
        fault_length = change.removed
    column = line.offset(fault_start) - line.start + 1
    fault = Diagnostic(
        code,
        facts=facts,
        position=Position(
            line=line.number,
            column=column,
            end_line=line.number,
            end_column=column + max(fault_length, 1),
        ),
    )
    edit_start = line.offset(change.start)
    edit = TextEdit(
        edit_start,
        edit_start + change.removed,
        change.new,
    )
    return Slip(
        fault=fault,
        edit=edit,
        is_certain=is_certain,
    )

"""One source read, typed and judged: what ``validate`` reports and ``build`` starts from.

This room must not know Word, templates, or how a report is printed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen import model, rules
from rectify_gen.canonical_names import ALL_KEYS, locate
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.declared_facts import compare_with_declared
from rectify_gen.diagnostics import Diagnostic, InputError, errors
from rectify_gen.source import (
    LocatedData,
    Slip,
    SourceFile,
    lost_indentation,
    needless_dashes,
    read_on,
    swallowed_lines,
)
from rectify_gen.validation import in_file_order, in_words_of, placed, validate


class Checked(NamedTuple):
    """A source that has no fault of form: its data, its notice, and what the rules say of it."""

    data: LocatedData
    notice: model.Notice
    judgement: rules.Judgement


def check_source(source: SourceFile, choice: Choice = STANDARD) -> Checked:
    """Return ``source`` read, typed and judged by the project's ``choice`` of rules; the reports have positions.

    Raises:
        InputError: the file or the model has faults.
    """
    try:
        return _check(source, choice)
    except InputError as error:
        if not source.asset_faults:
            raise
        faults = in_file_order([*error.diagnostics, *source.asset_faults])
        raise InputError(faults) from error


def _check(source: SourceFile, choice: Choice) -> Checked:
    try:
        data = locate(source)
    except InputError as error:
        has_conflict = any(fault.code == "yaml-conflict" for fault in error.diagnostics)
        if source.table is not None or has_conflict:
            # A workbook has no lines of YAML to read on in, and a conflict has two of each.
            raise
        raise InputError(_all_faults(source, error)) from error
    try:
        notice = validate(data)
    except InputError as error:
        # What YAML reads otherwise than its author is told as such, and not by what follows from it.
        slips = slips_of_readable(data)
        if slips:
            raise InputError(_all_faults(source, error, slips)) from error
        raise
    judged = rules.judge(notice, choice)
    of_project = compare_with_declared(notice, choice.facts)
    standing = (
        *data.diagnostics,
        *placed(data, [*judged.standing, *of_project, *source.asset_faults]),
    )
    return Checked(
        data, notice, rules.Judgement(standing, tuple(placed(data, judged.waived)))
    )


def slips_of_readable(data: LocatedData) -> list[Slip]:
    """Return the slips of a text that YAML reads, but the model refuses."""
    if data.source.table is not None:
        return []
    slips = swallowed_lines(data.source, ALL_KEYS)
    if not slips:
        slips = needless_dashes(data.source, ALL_KEYS, count_faults)
    if not slips:
        slips = lost_indentation(data, count_faults)
    return slips


def count_faults(text: str) -> int:
    """Return how many errors the YAML ``text`` has; very many where YAML cannot read it."""
    try:
        data = locate(SourceFile("", text))
    except InputError:
        return _UNREADABLE
    try:
        validate(data)
    except InputError as error:
        return len(errors(error.diagnostics))
    return len(errors(data.diagnostics))


_UNREADABLE = 1_000_000
"""More faults than any text has that YAML reads."""
_FOLLOWING = frozenset(
    {
        "missing-key",
        "empty-value",
        "empty-entry",
        "heading-missing",
        "label-missing",
        "publication-incomplete",
        "member-kind",
        "prose-kind",
        "too-few",
        "wrong-kind",
    }
)
"""What may be the consequence of a line that could not be read."""


def _all_faults(
    source: SourceFile, error: InputError, swallowed: Sequence[Slip] = ()
) -> list[Diagnostic]:
    """Every fault of ``source``, which cannot be read: those of its YAML, and those of its data as far as that is seen."""
    read = read_on(source, ALL_KEYS, locate, count_faults, swallowed)
    if read.data is None:
        return in_file_order(read.faults or error.diagnostics)
    further: tuple[Diagnostic, ...] = read.data.diagnostics
    try:
        validate(read.data)
    except InputError as refusal:
        further = refusal.diagnostics
    faults = list(read.faults)
    lines_with_faults = {fault.position.line for fault in faults if fault.position}
    for fault in read.in_file(further):
        line = fault.position.line if fault.position else 0
        follows = bool(read.left_out) and fault.code in _FOLLOWING
        if line not in lines_with_faults and not follows:
            faults.append(fault)
    # A repair that leaves nothing to say has not found what is wrong.
    return in_words_of(read.data, in_file_order(faults or error.diagnostics))

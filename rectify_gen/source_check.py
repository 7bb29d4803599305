"""One source read, typed and judged: what ``validate`` reports and ``build`` starts from.

This room must not know Word, templates, or how a report is printed.
"""

from typing import NamedTuple

from rectify_gen import model, rules
from rectify_gen.canonical_names import locate
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.declared_facts import compare_with_declared
from rectify_gen.diagnostics import InputError
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.validation import in_file_order, placed, validate


class Checked(NamedTuple):
    """A source that has no fault of form: its data, its notice, and what the rules say of it."""

    data: LocatedData
    notice: model.Notice
    judgement: rules.Judgement


def check_source(
    source: SourceFile,
    choice: Choice = STANDARD,
    *,
    with_waived: bool = True,
) -> Checked:
    """Return ``source`` read, typed and judged by the project's ``choice`` of rules; the reports have positions.

    Whoever does not show the reports that are waived need not have their positions looked up: without ``with_waived``
    they are left out.

    Raises:
        InputError: the file or the model has faults.
    """
    try:
        return _check(source, choice, with_waived)
    except InputError as error:
        if not source.asset_faults:
            raise
        faults = in_file_order([*error.diagnostics, *source.asset_faults])
        raise InputError(faults) from error


def _check(source: SourceFile, choice: Choice, with_waived: bool) -> Checked:
    try:
        data = locate(source)
    except InputError as error:
        has_conflict = any(fault.code == "yaml-conflict" for fault in error.diagnostics)
        if source.table is not None or has_conflict:
            # A workbook has no lines of YAML to read on in, and a conflict has two of each.
            raise
        from rectify_gen.refused_source import all_faults  # most files are sound

        raise InputError(all_faults(source, error)) from error
    try:
        notice = validate(data)
    except InputError as error:
        from rectify_gen.refused_source import all_faults, slips_of_readable

        # What YAML reads otherwise than its author is told as such, and not by what follows from it.
        slips = slips_of_readable(data)
        if slips:
            raise InputError(all_faults(source, error, slips)) from error
        raise
    judged = rules.judge(notice, choice)
    of_project = compare_with_declared(notice, choice.facts)
    standing = (
        *data.diagnostics,
        *placed(data, [*judged.standing, *of_project, *source.asset_faults]),
    )
    waived = tuple(placed(data, judged.waived)) if with_waived else ()
    return Checked(data, notice, rules.Judgement(standing, waived))

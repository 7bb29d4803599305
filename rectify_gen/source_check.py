"""One source read, typed and judged: what ``validate`` reports and ``build`` starts from.

This room must not know Word, templates, or how a report is printed.
"""

from typing import NamedTuple

from rectify_gen import model, rules
from rectify_gen.canonical_names import locate
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.validation import placed, validate


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
    data = locate(source)
    notice = validate(data)
    judged = rules.judge(notice, choice)
    standing = (*data.diagnostics, *placed(data, judged.standing))
    return Checked(
        data, notice, rules.Judgement(standing, tuple(placed(data, judged.waived)))
    )

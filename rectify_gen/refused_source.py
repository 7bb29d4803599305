"""What is wrong with a source that cannot be read, or whose data the model refuses: all of it in one run.

Apart from :mod:`rectify_gen.source_check`, which sound files go through: they need none of this, and pay nothing for it.
This room must not know rules, Word, or how a report is printed.
"""

from collections.abc import Sequence

from rectify_gen.canonical_names import ALL_KEYS, locate
from rectify_gen.diagnostics import Diagnostic, InputError, errors
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source.mapping_slips import lost_indentation, needless_dashes
from rectify_gen.source.reading_on import read_on
from rectify_gen.source.slip_finding import swallowed_lines
from rectify_gen.source.slips import Slip
from rectify_gen.validation import in_file_order, in_words_of, validate


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


def all_faults(
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

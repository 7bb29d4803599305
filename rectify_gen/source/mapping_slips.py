"""Slips of a text that YAML reads, where dashes or blanks make something else of a mapping than its author meant.

Whether a mapping was meant shows by trying: with the right one the text has fewer faults. This module must not know
what a fault is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit, apply_edits
from rectify_gen.source.locating import LocatedData
from rectify_gen.source.slips import Slip
from rectify_gen.source.typed_lines import (
    LINE_OF_KEY,
    TypedLine,
    dashed_keys,
    typed_lines,
)

_MOST_TRIED = 10
"""As many mappings of one file are tried in another form: for each, the whole file is read again."""
_LARGEST_TRIED = 200_000
"""Characters of a file that is read again for them."""
_MOST_KEYS_BELOW = 15
"""As many keys may have lost their indentation: more than the largest mapping of facts has."""


def forgotten_dashes(data: LocatedData) -> list[Slip]:
    """Return a slip for each entry of a list in ``data`` before which the dash was forgotten."""
    slips = []
    line_starts = [0]
    for content in data.source.text.split("\n"):
        line_starts.append(line_starts[-1] + len(content) + 1)
    for fault in data.diagnostics:
        if fault.code != "yaml-dash-missing" or fault.position is None:
            continue
        key_start = line_starts[fault.position.line - 1] + fault.position.column - 1
        # The keys of an entry stand two columns right of its dash.
        edit = TextEdit(
            key_start - 2,
            key_start,
            "- ",
        )
        has_room = data.source.text[key_start - 2 : key_start] == "  "
        slips.append(
            Slip(
                fault,
                edit,
                is_certain=has_room,
            )
        )
    return slips


# ---------------------------------------------------------------- dashes before the keys of a mapping


def needless_dashes(
    source: SourceFile,
    keys: Collection[str],
    count_faults: Callable[[str], int],
) -> list[Slip]:
    """Return a slip for each line of a mapping before whose keys dashes were typed, in a text that YAML reads.

    ``count_faults`` shows that a mapping was meant: as one the text has fewer faults. The lines of one mapping have one
    report.
    """
    if len(source.text) > _LARGEST_TRIED:
        return []
    slips: list[Slip] = []
    for lines in _dashed_mappings(source.text, keys)[:_MOST_TRIED]:
        slips += _slips_of_dashes(
            source,
            lines,
            count_faults,
        )
    return slips


def _dashed_mappings(text: str, keys: Collection[str]) -> list[list[TypedLine]]:
    """Return the lists whose every entry is one line with a key and its value: each may be a mapping."""
    lines = list(typed_lines(text))
    mappings = []
    start = 0
    while start < len(lines):
        column = lines[start].column
        end = start + 1
        if not lines[start].rest.startswith("- "):
            start = end
            continue
        while end < len(lines) and lines[end].column == column:
            end += 1
        dashed = dashed_keys(
            lines[start:end],
            column,
            keys,
        )
        is_below = end < len(lines) and lines[end].column > column
        if len(dashed) == end - start and not is_below:
            mappings.append([line for line, _ in dashed])
        start = end
    return mappings


def _slips_of_dashes(
    source: SourceFile,
    lines: Sequence[TypedLine],
    count_faults: Callable[[str], int],
) -> list[Slip]:
    """Return a slip for each of ``lines`` if the text has fewer faults without their dashes."""
    edits = []
    for line in lines:
        edits.append(
            TextEdit(
                line.offset(0),
                line.offset(len("- ")),
                "  ",
            )
        )
    if count_faults(apply_edits(source.text, edits)) >= count_faults(source.text):
        return []
    first = lines[0]
    fault = Diagnostic(
        "yaml-dash-needless",
        position=Position(
            line=first.number,
            column=first.column + 1,
            end_line=first.number,
            end_column=first.column + 2,
        ),
        path=source.path,
    )
    return _with_one_report(fault, edits)


def _with_one_report(fault: Diagnostic, edits: Sequence[TextEdit]) -> list[Slip]:
    """Return a slip for each of ``edits``, all for one reason."""
    slips = []
    for edit in edits:
        slips.append(
            Slip(
                fault,
                edit,
                is_certain=True,
            )
        )
    return slips


# ---------------------------------------------------------------- keys that lost their indentation


def lost_indentation(
    data: LocatedData,
    count_faults: Callable[[str], int],
) -> list[Slip]:
    """Return a slip for each line that belongs below the key above it, which has no value, but stands beside it.

    ``count_faults`` shows how many lines that are: indented, they leave the fewest faults. They have one report.
    """
    if len(data.source.text) > _LARGEST_TRIED:
        return []
    lines = list(typed_lines(data.source.text))
    slips: list[Slip] = []
    empty_values = [fault for fault in data.diagnostics if fault.code == "empty-value"]
    for fault in empty_values[:_MOST_TRIED]:
        if fault.position is None:
            continue
        column = fault.position.column - 1
        below = [line for line in lines if line.number > fault.position.line]
        edits = _best_indentation(
            data.source.text,
            below,
            column,
            count_faults,
        )
        first_key = LINE_OF_KEY.fullmatch(below[0].rest) if edits else None
        if first_key is None:
            continue
        report = _indentation_fault(
            data.source,
            below[0],
            key=first_key["key"],
            parent=str(fault.facts["key"]),
            count=len(edits),
        )
        slips += _with_one_report(report, edits)
    return slips


def _best_indentation(
    text: str,
    below: Sequence[TypedLine],
    column: int,
    count_faults: Callable[[str], int],
) -> list[TextEdit]:
    """Return the edits that indent the first of the lines ``below``, as many as leave the fewest faults; none where none do.

    Lines that belong to one key are indented together. ``column`` is where the key without a value stands.
    """
    count_before = count_faults(text)
    fewest = count_before
    best: list[TextEdit] = []
    edits: list[TextEdit] = []
    keys_tried = 0
    for index, line in enumerate(below):
        if line.column < column or keys_tried == _MOST_KEYS_BELOW:
            break
        edits.append(
            TextEdit(
                line.start,
                line.start,
                "  ",
            )
        )
        is_whole = index + 1 == len(below) or below[index + 1].column <= column
        if not is_whole:
            continue
        keys_tried += 1
        count = count_faults(apply_edits(text, edits))
        # Of the key without a value and the lines beside it, more than one was a fault.
        if count < fewest and count <= count_before - 2:
            fewest = count
            best = list(edits)
    return best


def _indentation_fault(
    source: SourceFile,
    line: TypedLine,
    *,
    key: str,
    parent: str,
    count: int,
) -> Diagnostic:
    start = line.column + 1
    return Diagnostic(
        "yaml-indent-lost",
        facts={
            "key": key,
            "parent": parent,
            "count": count,
        },
        position=Position(
            line=line.number,
            column=start,
            end_line=line.number,
            end_column=start + len(key),
        ),
        path=source.path,
    )

"""Reading on behind what YAML cannot read, so that one run shows all that is wrong with a file.

What was meant by a line is guessed (:mod:`rectify_gen.source.slip_finding`), the text with these guesses is read, and a line
that still cannot be read is left out. What is reported of the repaired text stands at the places of the file.
This module must not know what the data means.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from rectify_gen.diagnostics import Diagnostic, InputError, Position
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit, apply_edits
from rectify_gen.source.locating import LocatedData
from rectify_gen.source.placing_lines import PlacedLine, failing_line, place_line
from rectify_gen.source.sign_slips import Tabs, lines_with_tabs
from rectify_gen.source.slip_finding import DASH_SLIPS, find_slips
from rectify_gen.source.slips import Slip
from rectify_gen.source.syntax import index_at

_CUT_OFF = ("yaml-indicator", "yaml-quote-open")
"""Slips after which a line holds a text, so that what stands below it belongs nowhere."""
_MOST_ATTEMPTS = 60
"""As many lines are left out of one file, each after another reading of it."""
_MOST_PLACED = 20
"""As many lines are put into their place in one file, fewer in a long one: see ``_MOST_READ_AGAIN``."""
_MOST_READ_AGAIN = 400_000
"""Characters of a file times lines put into their place: for each line, the file is read for a hundred guesses."""
_FAR = 3
"""Lines so far apart are out of place each for its own reason."""
_KEY_SHOWN = 20
"""Characters of a line that name it where it has no key."""
_TAB_WIDTHS = (2, 4, 8)
"""How many columns editors give a tab."""
_LARGE = 200_000
"""Characters of a file that is read only a few times."""
_ATTEMPTS_OF_LARGE = 5


class ReadOn(NamedTuple):
    """A file that could not be read, as far as it can be."""

    data: LocatedData | None
    """What the repaired text says; None where even that is no YAML."""
    faults: tuple[Diagnostic, ...]
    """What is wrong with the file, each once, at its place."""
    left_out: frozenset[int]
    """The lines that were left out, counted from 1."""
    slips: tuple[Slip, ...]

    def in_file(self, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return ``faults`` of the repaired text at their places in the file."""
        shifts = _shifts_of_lines(self.slips)
        moved = []
        for fault in faults:
            moved.append(_moved(fault, shifts))
        return moved


def read_on(
    source: SourceFile,
    keys: Collection[str],
    locate: Callable[[SourceFile], LocatedData],
    count_faults: Callable[[str], int],
    swallowed: Sequence[Slip] = (),
) -> ReadOn:
    """Return what can be read of ``source``, which ``locate`` refuses; ``keys`` are all that a file may have.

    ``count_faults`` says how many faults a text has that YAML reads. Of a source that YAML reads, ``swallowed`` are the
    slips.
    """
    tabs = tabs_of(source, keys, count_faults)
    placed, line_slips = place_lines(source, keys, count_faults, tabs)
    word_slips = list(swallowed) or find_slips(placed, keys, tabs=tabs)
    slips = [*line_slips, *word_slips]
    text = apply_edits(placed.text, _without_overlaps(word_slips))
    faults = [slip.fault for slip in line_slips]
    shifts_by_placing = _shifts_of_lines(line_slips)
    for slip in word_slips:
        faults.append(_moved(slip.fault, shifts_by_placing))
    lines_with_slips = {_line_of(fault) for fault in faults}
    lines = text.split("\n")
    source_lines = source.text.split("\n")
    left_out: set[int] = set()
    unread = {_line_of(slip.fault) for slip in slips if slip.fault.code in _CUT_OFF}
    shifts = _shifts_of_lines(slips)
    data = None
    attempts = _ATTEMPTS_OF_LARGE if len(text) > _LARGE else _MOST_ATTEMPTS
    for _ in range(attempts):
        repaired = source._replace(text="\n".join(lines), diagnostics=())
        try:
            data = locate(repaired)
        except InputError as error:
            moved = [_moved(fault, shifts) for fault in error.diagnostics]
            known = {*left_out, *lines_with_slips}
            number = _line_to_leave_out(error, lines, left_out)
            if number is None or not _follows(source_lines, number, unread):
                faults += [fault for fault in moved if _line_of(fault) not in known]
            if number is None:
                break
            unread.add(number)
            left_out.add(number)
            lines[number - 1] = ""
        else:
            break
    return ReadOn(
        data=data,
        faults=tuple(_once(faults)),
        left_out=frozenset(left_out),
        slips=tuple(slips),
    )


def tabs_of(
    source: SourceFile,
    keys: Collection[str],
    count_faults: Callable[[str], int],
) -> Tabs | None:
    """Return how wide the tabs are that ``source`` is indented with; None where it has none, or no width helps.

    With the right width the text has the fewest faults. Where it reads alike with several, any of them is right.
    """
    if len(source.text) > _LARGE or not lines_with_tabs(source.text):
        return None
    texts = {}
    for width in _TAB_WIDTHS:
        slips = find_slips(source, keys, tabs=Tabs(width, is_certain=False))
        text = apply_edits(source.text, _without_overlaps(slips))
        if failing_line(text) > text.count("\n") + 1:
            texts[width] = text
    if not texts:
        return None
    faults_of = {width: count_faults(text) for width, text in texts.items()}
    fewest = min(faults_of.values())
    best = [width for width in texts if faults_of[width] == fewest]
    meanings = {_shape_of_lines(texts[width]) for width in best}
    return Tabs(best[0], is_certain=len(meanings) == 1)


def _shape_of_lines(text: str) -> tuple[tuple[int, str], ...]:
    """Return what stands on each line below how many others: texts of one shape say the same."""
    columns: list[int] = []
    shape = []
    for line in text.split("\n"):
        words = line.lstrip(" ")
        column = len(line) - len(words)
        while columns and columns[-1] >= column:
            columns.pop()
        columns.append(column)
        shape.append((len(columns), words))
    return tuple(shape)


def place_lines(
    source: SourceFile,
    keys: Collection[str],
    count_faults: Callable[[str], int],
    tabs: Tabs | None = None,
) -> tuple[SourceFile, list[Slip]]:
    """Return ``source`` with the lines put right whose indentation or dash stops YAML, and a slip for each.

    ``tabs`` are those of :func:`tabs_of`.
    """
    placed, slips = _move_lines(source, keys, count_faults, tabs)
    undashed, dash_slips = _drop_dashes(source, keys, tabs)
    if not dash_slips:
        return placed, slips
    faults_of = {}
    for text in (placed.text, undashed.text):
        edits = _without_overlaps(
            find_slips(source._replace(text=text), keys, tabs=tabs)
        )
        faults_of[text] = count_faults(apply_edits(text, edits))
    difference = faults_of[undashed.text] - faults_of[placed.text]
    lacks_key = dash_slips[0].fault.code == "yaml-entry-without-key"
    # Moved to the left the entry would be read as well, but no longer as a part of what it stands in.
    if difference < 0 or (difference == 0 and lacks_key):
        return undashed, dash_slips
    return placed, slips


def _drop_dashes(
    source: SourceFile, keys: Collection[str], tabs: Tabs | None
) -> tuple[SourceFile, list[Slip]]:
    """Return ``source`` without the dashes that stand among keys, and a slip for each."""
    slips = []
    for slip in find_slips(source, keys, tabs=tabs, drops_dashes=True):
        if slip.fault.code in DASH_SLIPS:
            slips.append(slip)
    text = apply_edits(source.text, _without_overlaps(slips))
    return source._replace(text=text), slips


def _move_lines(
    source: SourceFile,
    keys: Collection[str],
    count_faults: Callable[[str], int],
    tabs: Tabs | None,
) -> tuple[SourceFile, list[Slip]]:
    lines = source.text.split("\n")
    # Nobody knows how wide a tab is: such a line is taken to stand where the one above it does.
    followers = lines_with_tabs(source.text)
    slips: dict[int, Slip] = {}
    most_lines = min(_MOST_PLACED, _MOST_READ_AGAIN // max(len(source.text), 1))
    for _ in range(most_lines):
        placed = source._replace(text="\n".join(lines))
        edits = _without_overlaps(find_slips(placed, keys, tabs=tabs))
        text = apply_edits(placed.text, edits)
        failed_at = failing_line(text)
        if failed_at > len(lines):
            break
        line = place_line(text.split("\n"), failed_at, count_faults, followers)
        if line is None or line.number in slips:
            break
        slips[line.number] = _slip_of_line(source, line)
        words = lines[line.number - 1].lstrip(" ")
        lines[line.number - 1] = line.start + words
    placed = source._replace(text="\n".join(lines))
    return placed, _first_of_runs(slips)


def _first_of_runs(slips: dict[int, Slip]) -> list[Slip]:
    """Return the slips in order, of lines that follow one another the first: the others were moved because of it.

    Then nothing is certain, and nothing behind a line that is not: it may have been moved for the wrong reason.
    """
    firsts: list[Slip] = []
    is_certain = True
    previous = -_FAR
    for number in sorted(slips):
        slip = slips[number]
        if number - previous < _FAR:
            is_certain = False
            firsts[-1] = firsts[-1]._replace(is_certain=False)
        else:
            is_certain = is_certain and slip.is_certain
            firsts.append(slip._replace(is_certain=is_certain))
        previous = number
    return firsts


def _slip_of_line(source: SourceFile, line: PlacedLine) -> Slip:
    lines = source.text.split("\n")
    words = lines[line.number - 1].lstrip(" ")
    column = len(lines[line.number - 1]) - len(words)
    start = index_at(source.text, line.number, column=1)
    code = "yaml-indent"
    facts = {}
    if line.has_dash():
        code = "yaml-dash-missing"
        facts = {"key": words.split(":", maxsplit=1)[0][:_KEY_SHOWN]}
    position = Position(
        line=line.number,
        column=column + 1,
        end_line=line.number,
        end_column=column + 2,
    )
    fault = Diagnostic(code, facts=facts, position=position, path=source.path)
    return Slip(fault, TextEdit(start, start + column, line.start), line.is_certain)


def _without_overlaps(slips: Sequence[Slip]) -> list[TextEdit]:
    edits: list[TextEdit] = []
    end_of_last = 0
    for slip in slips:
        if slip.edit is not None and slip.edit.start >= end_of_last:
            edits.append(slip.edit)
            end_of_last = slip.edit.end
    return edits


def _line_to_leave_out(
    error: InputError, lines: Sequence[str], left_out: set[int]
) -> int | None:
    """Return the line at which YAML gave up, or the nearest above it that still has words; None where there is none."""
    cause: Any = error.__cause__
    if not isinstance(cause, yaml.YAMLError):
        return None
    mark = getattr(cause, "problem_mark", None)
    first_fault = error.diagnostics[0].position
    if error.diagnostics[0].code == "yaml-quote-open" and first_fault is not None:
        return first_fault.line
    number = min(mark.line + 1 if mark else 1, len(lines))
    while number > 0:
        if lines[number - 1].strip() and number not in left_out:
            return number
        number -= 1
    return None


def _follows(lines: Sequence[str], number: int, unread: Collection[int]) -> bool:
    """Return whether a line stands below one that is ``unread``: then it cannot be read either, and has no fault of its own."""
    indentation = _indentation(lines[number - 1])
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if line.strip() and _indentation(line) < indentation:
            return above in unread
    return False


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line_of(fault: Diagnostic) -> int:
    return fault.position.line if fault.position else 0


def _shifts_of_lines(slips: Iterable[Slip]) -> dict[int, int]:
    """Return by how many characters the repairs of each line have moved its end; lines are counted from 1."""
    shifts: dict[int, int] = {}
    for slip in slips:
        position = slip.fault.position
        if slip.edit is None or position is None:
            continue
        growth = len(slip.edit.new) - (slip.edit.end - slip.edit.start)
        shifts[position.line] = shifts.get(position.line, 0) + growth
    return shifts


def _moved(fault: Diagnostic, shifts: Mapping[int, int]) -> Diagnostic:
    """Return ``fault`` of the repaired text with its columns in the file."""
    position = fault.position
    if position is None:
        return fault
    shift = shifts.get(position.line, 0)
    if not shift:
        return fault
    column = max(position.column - shift, 1)
    end_column = position.end_column
    if position.end_line == position.line:
        end_column = max(end_column - shift, column + 1)
    return fault._replace(
        position=position._replace(column=column, end_column=end_column)
    )


def _once(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``faults`` without those of the same code at the same place."""
    seen = set()
    kept = []
    for fault in faults:
        identity = (fault.code, fault.position)
        if identity not in seen:
            seen.add(identity)
            kept.append(fault)
    return kept

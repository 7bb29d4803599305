"""The text of a cell as a value of an item: one line, a list of names, a date, a status, measures.

A text that is no value of its kind gives None, and whoever asks reports it. This module must not know sheets.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.importer import measures as running_measures
from rectify_gen.importer import typed_marks
from rectify_gen.vocabulary.deadlines import is_deadline_in_words
from rectify_gen.workbook import CellKind, SheetCell

_SEPARATORS = "、，,；;/\n"
_OPENING_BRACKETS = ("（", "(")
_OPENING = "（(《“【〔["
_CLOSING = "）)》”】〕]"
_ENDS_OF_SENTENCES = "。；;！？!?，,、：:"
NOTHING = "—"
"""What our own ledgers write where a cell left empty would go on with the one above."""
_NOTHING = re.compile(r"[-—－–/／\\\s]+")
_YEAR_AND_MONTH = re.compile(r"((?:19|20)\d{2})[.\-/．](\d{1,2})")
_CLOSED_ON = re.compile("(?:已?于)?(.*?)(?:已)?(?:完成)?销号")
_CLOSED = re.compile("(?:已)?(?:完成)?销号[（(:：,，]?(.*?)[）)]?")
_FIRST_DAY = datetime.date(
    1899,
    12,
    30,
)
_LIKELY_SERIALS = range(36_526, 73_051)
"""The days from 2000 to 2099 as Excel counts them."""
_LABEL_OF_MEASURE = re.compile(
    r"(?:整改)?(?:措施|举措)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[:：、.．]\s*"
)


def says_nothing(text: str) -> bool:
    """Return whether a cell holds only a sign for nothing: —, /."""
    return _NOTHING.fullmatch(text) is not None


def lines_of(text: str) -> list[str]:
    """Return the lines of a cell that hold text, without blanks at their ends."""
    lines = []
    for line in text.splitlines():
        # A tab inside a cell is a blank.
        plain = chinese.ILLEGAL_CHARACTER.sub(" ", line).strip()
        if plain:
            lines.append(plain)
    return lines


def one_line(text: str) -> str:
    """Return the text of a cell on one line: a line that ends without a mark is followed by ；."""
    joined = ""
    for line in lines_of(text):
        if joined and not joined.endswith(tuple(_ENDS_OF_SENTENCES)):
            joined += "；"
        joined += line
    return joined


def wrapped(text: str) -> str:
    """Return a name that was broken into lines to fit its column."""
    return "".join(lines_of(text))


def without_mark(text: str) -> str:
    """Return ``text`` without the number that it begins with; numbers are derived."""
    marked = typed_marks.read_mark(text)
    return text if marked is None else marked.rest


def names(text: str) -> list[str]:
    """Return the names in a cell, separated by 、 or line breaks; not those inside brackets or quotation marks."""
    pieces = []
    name = ""
    depth = 0
    for sign in "\n".join(lines_of(text)):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
        if sign == "\n" or (depth == 0 and sign in _SEPARATORS):
            pieces.append(name)
            name = ""
            depth = 0
        else:
            name += sign
    pieces.append(name)
    whole_names: list[str] = []
    for piece in pieces:
        name = piece.strip()
        if name.startswith(_OPENING_BRACKETS) and whole_names:
            # （牵头） on a line of its own
            whole_names[-1] += name
        elif name:
            whole_names.append(without_mark(name))
    return whole_names


def people(text: str) -> str:
    """Return the persons in a cell on one line, one behind the other."""
    return "、".join(lines_of(text))


def read_day(cell: SheetCell) -> datetime.date | None:
    """Return the day that a cell names, None where it names none."""
    day = chinese.read_date(cell.text)
    if day is not None:
        return day
    if cell.kind is CellKind.NUMBER and re.fullmatch("[0-9]{5}", cell.text):
        # The day is still there where somebody took the format from the cell.
        serial = int(cell.text)
        if serial in _LIKELY_SERIALS:
            return _FIRST_DAY + datetime.timedelta(serial)
    return None


def read_deadline(cell: SheetCell) -> str | None:
    """Return a deadline as the YAML has it: a date, or words such as 2024年6月底; None where it is neither."""
    day = read_day(cell)
    if day is not None:
        return day.isoformat()
    words = "".join(lines_of(cell.text))
    month = _YEAR_AND_MONTH.fullmatch(unicodedata.normalize("NFKC", words))
    if month:
        words = f"{month[1]}年{int(month[2])}月"
    return words if is_deadline_in_words(words) else None


def written_deadline(deadline: str) -> str:
    """Return a deadline of the YAML as words, for a list of several: 2024年6月30日."""
    day = chinese.read_date(deadline)
    return deadline if day is None else chinese.write_date(day)


def read_closing(cell: SheetCell) -> datetime.date | None:
    """Return the day on which a cell says that the problem was closed: a date, also as 已于2024年6月30日销号."""
    day = read_day(cell)
    if day is not None:
        return day
    text = wrapped(cell.text).rstrip("。")
    for pattern in (_CLOSED_ON, _CLOSED):
        match = pattern.fullmatch(text)
        if match:
            day = chinese.read_date(match[1])
            if day is not None:
                return day
    return None


# ---------------------------------------------------------------- measures


class _NumberedLine(NamedTuple):
    """A line that begins with a number: the kind of number, and the text behind it."""

    kind: int
    text: str


def measure_members(texts: Sequence[str]) -> list[Any]:
    """Return content members for the measures in ``texts``, one cell each.

    A single measure is a paragraph; several become ``measures``. Typed numbers (一是, 1., （1）, ①) are taken off,
    since they are derived; a text before the first is the lead of the measures.
    """
    lead: list[str] = []
    pieces: list[list[str]] = []
    for text in texts:
        cell_lead, cell_pieces = _pieces(text)
        if pieces:
            # What stands before the numbers of a later cell goes on from the cell before.
            pieces[-1] += cell_lead
        else:
            lead += cell_lead
        pieces += cell_pieces
    if len(pieces) == 1 and not lead:
        return list(pieces[0])
    written: list[Any] = []
    for piece in pieces:
        written.append(piece[0] if len(piece) == 1 else piece)
    if not lead:
        return [{"measures": written}]
    members: list[Any] = list(lead[:-1])
    # A lead that is no sentence belongs to the paragraph of the measures.
    if all(len(piece) == 1 for piece in pieces) and lead[-1].endswith(
        ("：", ":", "，")
    ):
        members.append({"text": lead[-1], "measures": written})
    else:
        members += [lead[-1], {"measures": written}]
    return members


def _pieces(text: str) -> tuple[list[str], list[list[str]]]:
    """The lead of a cell, and its measures, each of one or more paragraphs."""
    lines: list[str] = []
    for line in lines_of(text):
        lines += _split_line(_LABEL_OF_MEASURE.sub("", line))
    numbered = [_read_number(line) for line in lines]
    kinds = [line.kind for line in numbered if line is not None]
    if not kinds:
        return [], [[line] for line in lines]
    lead: list[str] = []
    pieces: list[list[str]] = []
    for line, numbered_line in zip(
        lines,
        numbered,
        strict=True,
    ):
        # Below 1. there may be （1）, which is a part of that measure.
        if numbered_line is not None and numbered_line.kind == kinds[0]:
            pieces.append([numbered_line.text])
        elif pieces:
            pieces[-1].append(line)
        else:
            lead.append(line)
    return lead, pieces


def _split_line(line: str) -> Iterator[str]:
    """Yield the pieces of a line in which several measures were typed one after the other."""
    starts = _starts_of_measures(line)
    if not starts:
        yield line
        return
    if line[: starts[0]].strip():
        yield line[: starts[0]].strip()
    for start, end in zip(
        starts,
        [*starts[1:], len(line)],
        strict=True,
    ):
        yield line[start:end].strip()


_MARKS_IN_LINE = (
    re.compile("(?<![0-9])([0-9]{1,2})[.．、](?![0-9])"),
    re.compile("[（(]([0-9]{1,2})[）)]"),
    re.compile("(?<![0-9（(])([0-9]{1,2})[）)]"),
    re.compile("([①-⑳㉑-㉟⑴-⒇])"),
    re.compile("(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})、"),
    re.compile("[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile("(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})是"),
)
"""The kinds of numbers by which measures are counted in a line."""
_MEASURE_MARK = -1
"""The kind of 一是, beside the families of ``typed_marks``."""
_BEGINS_MEASURE = re.compile(r"\s*[\w“《（(]")
_BEFORE_MARK = tuple("。；;：:！？!?，,、 \u3000")


def _starts_of_measures(line: str) -> list[int]:
    """Where the measures 1, 2, 3 … of a line begin, by the kind of numbers that begins first; none for fewer than two."""
    best: list[int] = []
    for pattern in _MARKS_IN_LINE:
        starts: list[int] = []
        for match in pattern.finditer(line):
            is_start = line.endswith(
                _BEFORE_MARK,
                0,
                match.start(),
            )
            is_start = is_start or match.start() == 0
            # A circled number that goes on counting needs no mark before it.
            is_circled = len(match[0]) == 1
            is_next = is_start or (is_circled and bool(starts))
            names_something = _BEGINS_MEASURE.match(line, match.end()) is not None
            number = _counted_number(match[1])
            if is_next and names_something and number == len(starts) + 1:
                starts.append(match.start())
        is_run = len(starts) > 1
        if is_run and (not best or starts[0] < best[0]):
            best = starts
    return best


def _counted_number(digits: str) -> int | None:
    # ⑴ is written as (1), ① as 1.
    plain = unicodedata.normalize("NFKC", digits).strip("()")
    return int(plain) if plain.isdecimal() else chinese.read_numeral(plain)


def _read_number(line: str) -> _NumberedLine | None:
    if running_measures.starts_with_measure(line) and running_measures.numbers(line):
        return _NumberedLine(_MEASURE_MARK, line.partition("是")[2].strip())
    marked = typed_marks.read_mark(line)
    return None if marked is None else _NumberedLine(marked.family, marked.rest)

"""The paragraphs of an edited document beside those that its data prints, in the order of both.

A title is broken into lines by its length, so its lines are taken as one here. This module must not know the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.building.aligning import Aligned, align
from rectify_gen.building.returning.written_marks import is_mark
from rectify_gen.view.provenance import RoutedText


class ParagraphRow(NamedTuple):
    """A paragraph as printed, and as it stands in the document; None where there is none."""

    printed: RoutedText | None
    edited: str | None

    @property
    def is_changed(self) -> bool:
        """Whether the paragraph is there before and after, and is not the same."""
        if self.printed is None or self.edited is None:
            return False
        return str(self.printed) != self.edited


def rows_of(
    printed: Sequence[RoutedText],
    edited: Sequence[str],
    title_lines: Sequence[str],
) -> list[ParagraphRow]:
    """Return every paragraph of both, each with the one that it became; the lines of a title are one."""
    pairs = list(align(printed, edited))
    start, end = _title_rows(
        pairs,
        printed,
        title_lines,
    )
    rows = []
    for pair in pairs:
        rows.append(
            _row(
                pair,
                printed,
                edited,
            )
        )
    if end - start > 1:
        rows[start:end] = [_joined(rows[start:end])]
    return _with_rewritten(_with_joins(_with_splits(rows)))


def _with_joins(rows: Sequence[ParagraphRow]) -> list[ParagraphRow]:
    """Return ``rows`` with a paragraph that was joined to the one before it as gone, and the whole as the one before.

    The whole is likest to the longest of the two, which need not be the first.
    """
    settled = list(rows)
    for index in range(1, len(settled)):
        row_before = settled[index - 1]
        row = settled[index]
        if row_before.printed is None or row_before.edited is not None:
            continue
        if row.printed is None or row.edited is None:
            continue
        beginning = str(row_before.printed)
        if row.edited.startswith(beginning) and len(row.edited) > len(beginning):
            settled[index - 1] = ParagraphRow(row_before.printed, row.edited)
            settled[index] = ParagraphRow(row.printed, None)
    return settled


def _with_splits(rows: Sequence[ParagraphRow]) -> list[ParagraphRow]:
    """Return ``rows`` with the beginning of a paragraph that was split taken for it, and the rest as added.

    The likest piece is the longest, which need not be the first.
    """
    settled: list[ParagraphRow] = []
    for row in rows:
        settled.append(row)
        if not row.is_changed or row.printed is None:
            continue
        start = len(settled) - 1
        while start > 0 and settled[start - 1].printed is None:
            start -= 1
        pieces = [piece.edited or "" for piece in settled[start:]]
        if len(pieces) > 1 and _is_split(str(row.printed), pieces):
            settled[start] = ParagraphRow(row.printed, pieces[0])
            for index, piece in enumerate(pieces[1:], start=start + 1):
                settled[index] = ParagraphRow(None, piece)
    return settled


def _is_split(whole: str, pieces: Sequence[str]) -> bool:
    """Whether ``whole`` was cut into ``pieces``: it begins with all but the last of them."""
    beginning = "".join(pieces[:-1])
    return whole.startswith(beginning)


def _with_rewritten(rows: Sequence[ParagraphRow]) -> list[ParagraphRow]:
    """Return ``rows`` with those paired that stand at one place and are not alike: a paragraph that was written anew."""
    paired: list[ParagraphRow] = []
    gone: list[ParagraphRow] = []
    new: list[ParagraphRow] = []
    for row in rows:
        if row.printed is None:
            new.append(row)
        elif row.edited is None:
            gone.append(row)
        else:
            paired += _paired_gap(gone, new)
            gone, new = [], []
            paired.append(row)
    return [*paired, *_paired_gap(gone, new)]


def _paired_gap(
    gone: Sequence[ParagraphRow], new: Sequence[ParagraphRow]
) -> list[ParagraphRow]:
    """Return the rows between two that stayed: one for one where as many came as went, else where a number stayed."""
    if len(gone) == len(new):
        rows = []
        for gone_row, new_row in zip(
            gone,
            new,
            strict=True,
        ):
            rows.append(ParagraphRow(gone_row.printed, new_row.edited))
        return rows
    rows = []
    waiting = list(new)
    for gone_row in gone:
        mark = _mark_of(gone_row)
        place = _first_beginning_with(mark, waiting)
        if place is None:
            rows.append(gone_row)
            continue
        rows += waiting[:place]
        rows.append(ParagraphRow(gone_row.printed, waiting[place].edited))
        waiting = waiting[place + 1 :]
    return [*rows, *waiting]


def _mark_of(row: ParagraphRow) -> str:
    """Return the number that a printed paragraph begins with; empty where it begins with none."""
    printed = row.printed
    if printed is None or not printed.spans or not printed.spans[0].generated:
        return ""
    mark = str(printed)[: printed.spans[0].length]
    return mark if is_mark(mark) else ""


def _first_beginning_with(mark: str, rows: Sequence[ParagraphRow]) -> int | None:
    if not mark:
        return None
    for index, row in enumerate(rows):
        if row.edited is not None and row.edited.startswith(mark):
            return index
    return None


def _row(
    pair: Aligned,
    printed: Sequence[RoutedText],
    edited: Sequence[str],
) -> ParagraphRow:
    return ParagraphRow(
        printed=None if pair.before is None else printed[pair.before],
        edited=None if pair.after is None else edited[pair.after],
    )


def _title_rows(
    pairs: Sequence[Aligned],
    printed: Sequence[RoutedText],
    title_lines: Sequence[str],
) -> tuple[int, int]:
    """Return which of ``pairs`` are of the title, as a range; lines put in between its own ones are too."""
    texts = [str(line) for line in printed]
    count = len(title_lines)
    for first_line in range(len(texts) - count + 1):
        if count and texts[first_line : first_line + count] == list(title_lines):
            break
    else:
        return 0, 0
    of_title = []
    for index, pair in enumerate(pairs):
        if pair.before is not None and first_line <= pair.before < first_line + count:
            of_title.append(index)
    start = of_title[0]
    end = of_title[-1] + 1
    # A line that the reviewer's longer title needed stands before or behind; an addressee ends with a colon.
    kept_lines = [pairs[index].after for index in of_title]
    is_rewritten = None in kept_lines
    while is_rewritten and end < len(pairs) and pairs[end].before is None:
        end += 1
    return start, end


def _joined(rows: Sequence[ParagraphRow]) -> ParagraphRow:
    """Return the lines of a title as one."""
    printed = RoutedText("", ())
    edited = ""
    for row in rows:
        if row.printed is not None:
            printed = RoutedText(
                str(printed) + str(row.printed),
                (*printed.spans, *row.printed.spans),
            )
        edited += row.edited or ""
    if not edited:
        return ParagraphRow(printed, None)
    return ParagraphRow(printed, edited)

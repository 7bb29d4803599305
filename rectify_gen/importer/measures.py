"""Measures: 一是 … 二是 …, found in paragraphs and taken out of the text, so that they are generated again.

For example 强化管理。一是修订制度。二是加强检查。 becomes the text 强化管理。 with two measures. Pure functions
from paragraphs to content members. This module must not know items or sections.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.importer.notice_data import NoticeData

_MARK = re.compile("([一二三四五六七八九十百零]{1,5})是")
_STRONG = tuple("。；：:;！？!?")
"""Signs after which a measure begins, even a lone one."""
_WEAK = tuple("，,、")
"""Signs after which one begins only as part of a run."""
_CLOSING = "”’》）)】"
"""Signs that may stand behind the end of a sentence."""
_OPENING_QUOTES = "“《"
_CLOSING_QUOTES = "”》"
_FAR_ENOUGH = 8
"""As many characters before a mark say whether a sentence ended there."""


class _MarkedMeasure(NamedTuple):
    """A place at which a measure may begin: where its mark starts and ends, and which number it is."""

    start: int
    end: int
    number: int
    begins_sentence: bool


@dataclass(frozen=True, slots=True)
class _MeasureRun:
    """A paragraph taken apart."""

    lead: str
    """What stands before the first measure."""
    first_number: int
    measures: list[str]

    @property
    def last_number(self) -> int:
        return self.first_number + len(self.measures) - 1

    @property
    def is_one_measure(self) -> bool:
        """Whether the paragraph is nothing but one measure."""
        return not self.lead and len(self.measures) == 1


def starts_with_measure(text: str) -> bool:
    """Return whether ``text`` begins with 一是, 二是 …"""
    return _MARK.match(text) is not None


def numbers(text: str) -> tuple[int, int] | None:
    """Return the first and the last number of the run in ``text``, or None where it has none."""
    run = _take_apart(text)
    if run is None:
        return None
    return run.first_number, run.last_number


def members(paragraphs: Sequence[str]) -> list[Any]:
    """Return content members for unnumbered ``paragraphs``: texts, and measures where 一是 … are counted in order."""
    runs = _runs(paragraphs)
    content: list[Any] = []
    place = 0
    while place < len(paragraphs):
        run = runs[place]
        if run is None:
            content.append(paragraphs[place])
            place += 1
        elif run.is_one_measure:
            separate, place = _separate_measures(paragraphs, runs, place)
            content.append(_member(separate, run.first_number))
        else:
            content.append(_run_in_member(run))
            place += 1
    return content


def _runs(paragraphs: Sequence[str]) -> list[_MeasureRun | None]:
    """Return the run of each paragraph; one may go on with the run before it: 接着。三是加强检查。"""
    runs = []
    next_number = 0
    for text in paragraphs:
        run = _take_apart(text, next_number)
        if run is not None:
            next_number = run.last_number + 1
        runs.append(run)
    return runs


def _separate_measures(
    paragraphs: Sequence[str],
    runs: Sequence[_MeasureRun | None],
    start: int,
) -> tuple[list[list[str]], int]:
    """Return the measures from place ``start`` that are paragraphs of their own, and where they end.

    An unmarked paragraph before the next number belongs to the measure before it.
    """
    measures: list[list[str]] = []
    unmarked: list[str] = []
    first_number = 0
    end = start
    for place in range(start, len(runs)):
        run = runs[place]
        if run is None:
            # It belongs to the measure before only if another measure follows.
            unmarked.append(paragraphs[place])
            continue
        if not measures:
            first_number = run.first_number
        else:
            next_number = first_number + len(measures)
            is_next = run.first_number == next_number
            if not run.is_one_measure or not is_next:
                break
            measures[-1] += unmarked
        measures.append([run.measures[0]])
        unmarked = []
        end = place + 1
    return measures, end


def _member(measures: list[list[str]], first_number: int) -> NoticeData:
    """Return measures that are paragraphs of their own as a content member; a lone paragraph stands alone."""
    written: list[Any] = []
    for paragraphs in measures:
        is_lone = len(paragraphs) == 1
        written.append(paragraphs[0] if is_lone else paragraphs)
    return _with_start({"measures": written}, first_number)


def _run_in_member(run: _MeasureRun) -> NoticeData:
    """Return measures that stand in one paragraph as a content member."""
    member: NoticeData = {}
    if run.lead:
        member["text"] = run.lead
    else:
        # Before the measures, since behind a long list nobody would see it.
        member["run_in"] = True
    member["measures"] = run.measures
    return _with_start(member, run.first_number)


def _with_start(member: NoticeData, first_number: int) -> NoticeData:
    if first_number != 1:
        member["start"] = first_number
    return member


def _take_apart(text: str, next_number: int = 0) -> _MeasureRun | None:
    """Return the run of measures in ``text``; None where there is none, or one is empty.

    ``next_number`` is the one that would go on with the run before ``text``.
    """
    marks = _in_order(_possible_marks(text), next_number)
    if not marks:
        return None
    # Each measure ends where the next begins.
    measure_ends = [mark.start for mark in marks[1:]]
    measure_ends.append(len(text))
    measures = []
    for mark, end in zip(marks, measure_ends, strict=True):
        measure = text[mark.end : end].strip()
        if not measure:
            return None
        measures.append(measure)
    first_mark = marks[0]
    lead = text[: first_mark.start].strip()
    return _MeasureRun(
        lead=lead,
        first_number=first_mark.number,
        measures=measures,
    )


def _possible_marks(text: str) -> list[_MarkedMeasure]:
    """Return where a measure may begin: behind a sentence or a part of one, not inside quotation marks."""
    marks = []
    depth = 0
    counted_to = 0
    for match in _MARK.finditer(text):
        start = match.start()
        text_since_last = text[counted_to:start]
        depth = _depth_of_quotes(text_since_last, depth)
        counted_to = start
        nearby = max(start - _FAR_ENOUGH, 0)
        before = text[nearby:start].rstrip()
        is_at_start = nearby == 0 and not before
        # The sentence before may end within quotation marks: 提出“严。”一是修订制度。
        before_closing = before.rstrip(_CLOSING)
        begins_sentence = is_at_start or before_closing.endswith(_STRONG)
        begins_part = before.endswith(_WEAK)
        number = chinese.read_numeral(match[1])
        is_quoted = depth > 0
        if not number or is_quoted:
            continue
        if begins_sentence or begins_part:
            mark = _MarkedMeasure(
                start=start,
                end=match.end(),
                number=number,
                begins_sentence=begins_sentence,
            )
            marks.append(mark)
    return marks


def _depth_of_quotes(text: str, depth: int) -> int:
    """Return how many quotation marks are open behind ``text`` where ``depth`` are before it."""
    for sign in text:
        if sign in _OPENING_QUOTES:
            depth += 1
        elif sign in _CLOSING_QUOTES:
            depth = max(depth - 1, 0)
    return depth


def _in_order(
    marks: Sequence[_MarkedMeasure], next_number: int
) -> list[_MarkedMeasure]:
    """Return the run that counts up without a gap; a lone measure needs the start of a sentence."""
    # 一是 begins a run anywhere, a later number only where the paragraph begins with it.
    beginnings = [mark for mark in marks if mark.number == 1 or mark.start == 0]
    run = _longest_run(marks, beginnings)
    if run:
        return run
    # Within a paragraph, 四是……五是…… count on from somewhere, and so does the number that is next.
    later_beginnings = [mark for mark in marks if mark.begins_sentence]
    run = _longest_run(marks, later_beginnings)
    if len(run) > 1 or (run and run[0].number == next_number):
        return run
    return []


def _longest_run(
    marks: Sequence[_MarkedMeasure], beginnings: Sequence[_MarkedMeasure]
) -> list[_MarkedMeasure]:
    """Return the first run of several measures that begins with one of ``beginnings``, else a lone one."""
    run: list[_MarkedMeasure] = []
    for mark in marks:
        counts_on = bool(run) and mark.number == run[-1].number + 1
        if counts_on:
            run.append(mark)
            continue
        if len(run) > 1:
            # A 三是 within the words of a measure does not end the run.
            continue
        if mark in beginnings and (mark.begins_sentence or not run):
            run = [mark]
    is_lone = len(run) == 1
    if is_lone and not run[0].begins_sentence:
        return []
    return run

"""Rules of runs of measures: 一是…二是…, typed in a text or generated from ``measures``.

“一是健全制度。三是强化督查。” is a measure-run-broken: 二是 is missing.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.inline_marks import mixed_order, out_of_order
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import sign_at
from rectify_gen.rules.sparse import Sparse, beside

_TYPED = Sparse(
    "是(?<=[一二三四五六七八九十]是)(?![一二三四五六七八九十])",
    beside("一二三四五六七八九十", "是"),
)
_NUMERALS = frozenset("一二三四五六七八九十")
# A list of thousands of texts must not be read again for each of its measures.
_LOOKED_BACK = 200
"""Texts in which the measures are looked for that a run goes on from."""
_LONGEST_NUMERAL = len("二十一")
# Only at the beginning of a clause: 问题之一是… and 第一是… count nothing.
_BEFORE = frozenset("。；：，、！？（“\n")
_OPENING = "一是"
_OTHER_WORDS = (
    "(?:首先|其次|再次|再者|另外|第[一二三]|[二三]要|[二三]则|另一是|另一方面)"
)
_OTHER_WORD = LatePattern(_OTHER_WORDS)
_OTHER_COUNTS = LatePattern(rf"(?:(?<=[。；：，\n])|^){_OTHER_WORDS}")


class _Run(NamedTuple):
    """Marks typed in one list of content: numbers with where each stands in the whole."""

    marks: list[tuple[int, tuple[int, int]]]
    scope: Route


def _typed_runs(subject: Subject) -> tuple[_Run, ...]:
    """Marks typed in one list of content; texts of one list are read together, for each 一是 may be a paragraph."""
    return tuple(_runs(subject))


def _runs(subject: Subject) -> Iterator[_Run]:
    run = _Run([], ())
    for number, span in _typed(subject.whole):
        route = subject.route_at(span[0])
        # A measure has its own mark already: what is typed inside it is a count of its own.
        scope = route if "measures" in route else _list_of(route)
        # Another 一是 in the same list begins another run.
        if scope != run.scope or number == 1:
            if run.marks:
                yield run
            run = _Run([], scope)
        run.marks.append((number, span))
    if run.marks:
        yield run


def _list_of(route: Route) -> Route:
    """The route of the list that the text at ``route`` stands in, without its last key."""
    scope = route
    while scope and isinstance(scope[-1], int):
        scope = scope[:-1]
    return scope[:-1]


def _typed(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each 一是, 二是 … at the beginning of a clause: its number, and where it stands."""
    for match in _TYPED.finditer(text):
        end_of_numeral = match.start()
        start = end_of_numeral
        while end_of_numeral - start < _LONGEST_NUMERAL:
            if sign_at(text, start - 1) not in _NUMERALS:
                break
            start -= 1
        number = chinese.read_numeral(text[start:end_of_numeral])
        if number is not None and sign_at(text, start - 1) in _BEFORE:
            yield number, (start, match.end())


def _other_counts(subject: Subject) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where 首先, 其次 and the like begin a clause, in order, and what stands there."""
    starts: list[int] = []
    words: list[str] = []
    for match in _OTHER_COUNTS.finditer(subject.whole):
        starts.append(match.start())
        words.append(match.group())
    return tuple(starts), tuple(words)


def _other_between(subject: Subject, start: int, end: int) -> str:
    """The first word of another count that begins a clause between two indices of the whole; empty where there is none."""
    starts, words = subject.once(_other_counts)
    place = bisect.bisect_left(starts, start)
    return words[place] if place < len(starts) and starts[place] < end else ""


def _other_in_scope(subject: Subject, run: _Run) -> str:
    """The same in the texts in which ``run`` stands."""
    _, (start_of_first, _) = run.marks[0]
    _, (start_of_last, _) = run.marks[-1]
    start, _ = subject.span_of(subject.number_at(start_of_first))
    _, end = subject.span_of(subject.number_at(start_of_last))
    return _other_between(subject, start, end)


def _second_measures(subject: Subject) -> tuple[int, ...]:
    """Where 二是 stands, in order."""
    return tuple(match.start() for match in re.finditer("二是", subject.whole))


def _goes_on_after(subject: Subject, end: int) -> bool:
    """Whether 二是 or a word of another count follows index ``end`` in the same text."""
    _, end_of_text = subject.span_of(subject.number_at(end - 1))
    seconds = subject.once(_second_measures)
    place = bisect.bisect_left(seconds, end)
    if place < len(seconds) and seconds[place] < end_of_text:
        return True
    if _OTHER_WORD.compiled.match(subject.whole, end):
        return True
    return bool(_other_between(subject, end, end_of_text))


def _goes_on(subject: Subject, run: _Run) -> bool:
    """Whether a run that does not begin with 一是 goes on from measures, or from an 一是 within a sentence."""
    _, (start_of_run, _) = run.marks[0]
    number = subject.number_at(start_of_run)
    start_of_text = subject.starts[number]
    # 重点一是抓学习，二是抓整改: this 一是 begins no clause, and was not read as a mark.
    if _OPENING in subject.whole[start_of_text:start_of_run]:
        return True
    earlier = subject.routes[max(number - _LOOKED_BACK, 0) : number]
    for route in reversed(earlier):
        if "measures" in route and route[: len(run.scope)] == run.scope:
            return True
    return False


@rule(
    severity=Severity.ERROR,
    sentence=(
        "“{marks}”与前面不连续，此处应为“{expected}”：“{quote}”",
        "“{marks}” does not follow from the one before; “{expected}” belongs here: “{quote}”",
    ),
    hint=(
        "改正序号，或写成 measures 由程序编号",
        "correct the number, or write measures, which are numbered for you",
    ),
    what=(
        "一是、二是……，①②……，第一、第二……有跳号、重号或乱序",
        "一是, 二是 …, ① ② … or 第一, 第二 … skip, repeat or go back",
    ),
    why=(
        "措施的序号须连续，否则读者以为缺了一条",
        "measures are counted without gaps; readers look for the missing one",
    ),
    basis="习惯",
    wrong="一是健全制度。三是强化督查。",
    right="一是健全制度。二是强化督查。",
)
def measure_run_broken(subject: Subject) -> Iterator[Finding]:
    """Yield the first wrong number of each run, typed or with a ``start`` that does not go on from the run before."""
    yield from _broken_typed_runs(subject)
    for inline in out_of_order(subject):
        yield subject.finding(inline.span, expected=inline.expected)
    for _, runs in subject.once(_contents):
        end_of_last = 0
        for place, start, size in runs:
            # A label or paragraph may begin anew with 一是, or go on from the measures before it.
            if start not in (1, end_of_last + 1):
                mark = chinese.measure_mark(start)
                expected_mark = chinese.measure_mark(end_of_last + 1)
                facts = {"marks": mark, "quote": mark, "expected": expected_mark}
                yield Finding((*place, "start"), facts=facts)
            end_of_last = start + size - 1


def _broken_typed_runs(subject: Subject) -> Iterator[Finding]:
    for run in subject.once(_typed_runs):
        first_number, first_span = run.marks[0]
        if _is_typed_before_measure(subject, run, first_span):
            continue  # reported as typed-mark
        if first_number != 1 and _goes_on(subject, run):
            continue
        if first_number != 1 and _other_in_scope(subject, run):
            continue  # reported as measure-run-mixed
        for expected, (number, span) in enumerate(run.marks, start=1):
            if number != expected:
                yield subject.finding(span, expected=chinese.measure_mark(expected))
                break


def _is_typed_before_measure(
    subject: Subject, run: _Run, first_span: tuple[int, int]
) -> bool:
    """Whether a mark is typed where the measure gets its own: 二是 at the beginning of the second of ``measures``."""
    if "measures" not in run.scope:
        return False
    start_of_text, _ = subject.span_of(subject.number_at(first_span[0]))
    return start_of_text == first_span[0] and len(run.marks) == 1


def _says_one_again(subject: Subject, span: tuple[int, int]) -> bool:
    """Whether the same word stands before or behind it in its text: 一是内部扩张，一是外部扩张."""
    word = subject.whole[slice(*span)]
    text = subject.lines[subject.number_at(span[0])]
    return text.count(word) > 1


@rule(
    severity=Severity.WARNING,
    sentence=(
        "只有“一是”，没有“二是”：“{quote}”",
        "there is 一是 but no 二是: “{quote}”",
    ),
    hint=("不编号，或补出其余各条", "leave the number out, or write the others"),
    what=("只有一是，没有二是", "一是 without 二是"),
    why=("只有一条就不必编号", "what stands alone needs no number"),
    basis="习惯",
    wrong="一是健全制度，定期督查。",
    right="健全制度，定期督查。",
)
def measure_run_single(subject: Subject) -> Iterator[Finding]:
    """Yield each 一是 that no 二是 follows, typed or generated from a single measure."""
    for run in subject.once(_typed_runs):
        number, span = run.marks[0]
        alone = len(run.marks) == 1 and number == 1
        if alone and _is_typed_before_measure(subject, run, span):
            continue
        if alone and _says_one_again(subject, span):
            continue
        if alone and not _goes_on_after(subject, span[1]):
            yield subject.finding(span)
    for content, runs in subject.once(_contents):
        # 一是 from `measures`, 二是 typed in the next paragraph: the run goes on, if in another way.
        typed_on = any(
            isinstance(member, str) and member.startswith("二是") for member in content
        )
        for index, (place, start, size) in enumerate(runs):
            goes_on = index + 1 < len(runs) and runs[index + 1][1] == 2
            if start == 1 and size == 1 and not goes_on and not typed_on:
                yield Finding((*place, "measures"), facts={"quote": _OPENING})


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{marks}”与“{other}”混用：“{quote}”",
        "“{marks}” and “{other}” in one list: “{quote}”",
    ),
    hint=(
        "统一用一种，如一是、二是，最好写成 measures",
        "count in one way, such as 一是, 二是, best as measures",
    ),
    what=(
        "一是、首先、第一等次序语混用",
        "words that count (一是, 首先, 第一) of several kinds in one list",
    ),
    why=("同一组措施用同一种次序语", "one list of measures is counted in one way"),
    basis="习惯",
    wrong="一是健全制度。其次，强化督查。",
    right="一是健全制度。二是强化督查。",
)
def measure_run_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield each run of which a part is counted in another way; a run that is whole may hold 首先 within a measure."""
    for run in subject.once(_typed_runs):
        first_number, span = run.marks[0]
        if first_number == 1 and len(run.marks) > 1:
            continue
        if first_number != 1 and _goes_on(subject, run):
            continue
        other = _other_in_scope(subject, run)
        if other:
            yield subject.finding(span, other=other)
    for mixed in mixed_order(subject):
        yield subject.finding(mixed.span, other=mixed.first)


def _contents(
    subject: Subject,
) -> tuple[tuple[Sequence[model.Member], list[tuple[Route, int, int]]], ...]:
    """Every list of content that has runs of measures, with these: route, first number and size of each."""
    kinds_of_parts = {type(part) for _, part in subject.parts}
    if kinds_of_parts.isdisjoint((model.Paragraph, model.MeasureRun)):
        return ()
    contents = []
    for route, content in _lists(subject.notice):
        runs = list(_generated(route, content))
        if runs:
            contents.append((content, runs))
    return tuple(contents)


_ITEMS = (model.ProblemItem, model.HeadingItem)
_WITH_CONTENT = (*_ITEMS, model.Labelled)


def _lists(notice: model.Notice) -> Iterator[tuple[Route, Sequence[model.Member]]]:
    """Every list of content that may hold measures, with its route."""
    waiting: list[tuple[Route, Sequence[model.Member]]] = []
    for number, section in enumerate(notice.sections):
        waiting.append((("sections", number, "content"), section.content))
    if notice.preamble:
        waiting.append((("preamble",), notice.preamble))
    if notice.closing:
        waiting.append((("closing",), notice.closing))
    # A list of what waits, not recursion: the order of the lists does not matter here.
    while waiting:
        route, content = waiting.pop()
        may_hold_measures = False
        for index, member in enumerate(content):
            # Most members are plain texts: to ask whether one is a part of the model takes ten times as long.
            if isinstance(member, str):
                continue
            if isinstance(member, _WITH_CONTENT):
                waiting.append(((*route, index, "content"), member.content))
            if not isinstance(member, _ITEMS):
                may_hold_measures = True
        if may_hold_measures:
            yield route, content


def _generated(
    route: Route, content: Sequence[model.Member]
) -> Iterator[tuple[Route, int, int]]:
    """Route, first number and size of each run of measures in one list, labels within it included."""
    for index, member in enumerate(content):
        if isinstance(member, str):
            continue
        if isinstance(member, (model.Paragraph, model.MeasureRun)) and member.measures:
            yield (*route, index), member.start, len(member.measures)
        elif isinstance(member, model.Labelled):
            yield from _generated((*route, index, "content"), member.content)


RULES: tuple[Rule, ...] = (measure_run_broken, measure_run_single, measure_run_mixed)

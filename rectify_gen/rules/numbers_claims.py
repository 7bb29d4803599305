"""Rules that compute what a sentence claims: rates, sums by status, everything done.

共25个问题，已完成20个，整改完成率76%: the rate should be 80 %.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.quotients import is_percent_of, percent_of
from rectify_gen.rules.rates import wrong_rates, wrong_shares
from rectify_gen.rules.rule import BLANK, Subject, rule
from rectify_gen.rules.signs import (
    CLAUSE_ENDS,
    SENTENCE_ENDS,
    holds_any,
    stretch_after,
    stretch_before,
    stretches,
)
from rectify_gen.rules.sparse import Led, places_of
from rectify_gen.rules.sums import progress_sums
from rectify_gen.vocabulary.statuses import Status

_COUNTER = "(?:个|项|条|件)"
_MATTER = "(?:(?:具体|整改|反馈|突出|重点)?(?:问题|任务|事项))"
_TOTAL = LatePattern(
    f"(?<![0-9.第])([0-9]{{1,5}})({_COUNTER}){_MATTER}"
    f"|(?:问题|任务|事项)(?:共计?|合计)?([0-9]{{1,5}})({_COUNTER})(?!方面)"
    f"|共(?:计|有)?([0-9]{{1,5}})({_COUNTER})(?!方面){_MATTER}?"
)
_LABELS_DONE = Status.DONE.prose
_LABELS_OPEN = "|".join(status.prose for status in Status if status.row.is_open)
_LABELS_BETWEEN = "|".join(
    status.prose
    for status in Status
    if status is not Status.DONE and not status.row.is_open
)
_COUNT = f"(?:的|了)?{_MATTER}?(?:有|为|共)?([0-9]{{1,5}})({_COUNTER}){_MATTER}?"
_LEAD = f"(?:中)?(?:其中)?{BLANK}{{0,20}}(?:目前|现|现已|已经|均|均已)?"
_PART = LatePattern(
    f"{_LEAD}(?:({_LABELS_DONE})|{_LABELS_BETWEEN}|({_LABELS_OPEN})){_COUNT}"
)
"""Groups: whether done, whether open, the number, its counter."""
_TWO_COUNTS = re.compile("[0-9][个项条件].+?[0-9][个项条件]")
_COUNTED = re.compile(f"(?:完成|整改|到位|办结|销号|推进|坚持|办理)(?={_COUNT})")
"""The end of a status near its count: what every sentence has that a rule here may contradict."""
_DATE = LatePattern(
    "(?:截至|截止)?(?:[0-9]{4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月)(?:[0-9]{1,2}日|底|末)?"
)
_SEGMENT = LatePattern("[^，、；：,;:]+")
_DIGIT = re.compile("[0-9]")
_RATE = LatePattern(
    "(?:问题|任务|总体|整体|综合|总|巡察|反馈)*(?:整改|完成|办结|销号)+率(?:均?为|达到?|是)?([0-9]{1,3}(?:\\.[0-9]{1,4})?)[%％]"
)
_SCOPED = (
    *("立行立改", "应完成", "到期", "阶段", "近期", "上轮", "上一轮", "上次", "往届"),
    *("审计", "自查", "信访", "线索", "主题教育"),
    *("力争", "确保", "计划", "预计", "目标", "提高"),
)
"""Words that tie a claim to some of the problems, to earlier ones, or to the future."""


class _Total(NamedTuple):
    """How many problems or tasks a sentence speaks of, and where it says so."""

    number: int
    counter: str
    span: tuple[int, int]


def _totals(text: str) -> list[_Total]:
    totals = []
    for match in _TOTAL.finditer(text):
        # Each branch of the pattern captures the number and its counter.
        number, counter = (group for group in match.groups() if group)
        totals.append(_Total(int(number), counter, match.span()))
    return totals


class _FigureStretch(NamedTuple):
    """A part of a sentence between pauses that holds a figure, and where in the sentence it begins."""

    start: int
    text: str


class _StatusSentence(NamedTuple):
    """A sentence that gives a total and what became of it, with where it begins."""

    start: int
    total: _Total
    following: list[_FigureStretch]
    """What follows the total, with figures."""


def _total_with_following(sentence: str) -> tuple[_Total, list[_FigureStretch]] | None:
    """Return the last total that is followed by a status with its count, and the stretches with figures after it."""
    with_figures = [
        _FigureStretch(match.start(), match.group())
        for match in _SEGMENT.finditer(sentence)
        if _DIGIT.search(match.group())
    ]
    # The last total: in 共52个问题，其中党建类20个问题，已完成18个 the 18 are of the 20.
    for index in reversed(range(len(with_figures))):
        start, text = with_figures[index]
        # 已完成20个问题 is a part, though it looks like a total as well.
        totals = [] if _PART.compiled.fullmatch(text) else _totals(text)
        if not totals:
            continue
        number, counter, (total_start, total_end) = totals[0]
        following = with_figures[index + 1 :]
        if _DIGIT.search(text, total_end):
            rest_of_stretch = _FigureStretch(start + total_end, text[total_end:])
            following = [rest_of_stretch, *following]
        if following and _PART.compiled.match(following[0].text):
            span = (start + total_start, start + total_end)
            return _Total(number, counter, span), following
    return None


def _status_sentences(subject: Subject) -> tuple[_StatusSentence, ...]:
    """Return the sentences that speak of all problems and count some by status; dates do not count."""
    places = map(re.Match.start, _COUNTED.finditer(subject.wording))
    sentences = []
    for start, sentence in stretches(subject.wording, places, SENTENCE_ENDS):
        # A total and one part at least: most sentences have fewer counts and are done with here.
        if not _TWO_COUNTS.search(sentence):
            continue
        # Neither a rate nor two parts that have a sum.
        if "率" not in sentence and len(_COUNTED.findall(sentence)) < 2:
            continue
        # Replaced by blanks of the same length, so that places in the sentence stay right.
        undated = _DATE.compiled.sub(lambda match: BLANK * len(match.group()), sentence)
        total_and_following = _total_with_following(undated)
        if total_and_following is None or holds_any(undated, _SCOPED):
            continue
        total, following = total_and_following
        sentences.append(_StatusSentence(start, total, following))
    return tuple(sentences)


class _Part(NamedTuple):
    """A count by status: 已完成20个."""

    is_done: bool
    is_open: bool
    number: int
    counter: str
    is_named_part: bool
    """Whether 其中 says that it is part of the one before."""


def _part(text: str) -> _Part | None:
    """Return the count that the whole of ``text`` is; None where it is something else."""
    match = _PART.compiled.fullmatch(text)
    if match is None:
        return None
    done, still_open, number, counter = match.groups()
    return _Part(
        is_done=bool(done),
        is_open=bool(still_open),
        number=int(number),
        counter=counter,
        is_named_part="其中" in text,
    )


@rule(
    severity=Severity.ERROR,
    sentence=(
        "比率 {marks} 与个数不符：{done}/{total} = {computed}",
        "the rate {marks} is not that of the counts: {done}/{total} = {computed}",
    ),
    hint=(
        "核对个数和比率；比率另有分母的，写明，或写入 waivers",
        "check counts and rate; where it is of another whole, say so or add a waiver",
    ),
    what=(
        "比率与同一句里的个数不符：合格率、办结率、占比",
        "a rate that the counts in its own sentence contradict",
    ),
    why=(
        "读者一算便知；按所写位数四舍五入",
        "any reader can compute it; rounded half up to the digits printed",
    ),
    basis="习惯",
    wrong="25个问题，已完成20个，整改完成率76%",
    right="25个问题，已完成20个，整改完成率80%",
)
def rate_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each rate that is not the quotient of its counts: by status, by the name of the rate, or of a share (占…%)."""
    reported: set[tuple[int, int]] = set()
    for finding, span in _rates_by_status(subject):
        reported.add(span)
        yield finding
    wording = subject.wording
    for wrong in (*wrong_rates(wording), *wrong_shares(wording)):
        if wrong.span in reported:
            continue
        reported.add(wrong.span)
        yield subject.finding(
            wrong.span,
            done=wrong.part,
            total=wrong.whole,
            computed=f"{wrong.computed}%",
        )


def _rates_by_status(subject: Subject) -> Iterator[tuple[Finding, tuple[int, int]]]:
    """Yield each rate that follows a total and its counts by status, and is not the quotient of what is done.

    Some count 基本完成 as done, some distinguish 已完成 from 已销号: any of these quotients will do.
    """
    for sentence in subject.once(_status_sentences):
        total = sentence.total
        parts = []
        for _, text in sentence.following:
            part = _part(text)
            if part is None:
                break
            parts.append(part)
        # The rate is what follows the parts.
        if not parts or len(parts) == len(sentence.following) or not total.number:
            continue
        rate_start, rate_text = sentence.following[len(parts)]
        rate = _RATE.compiled.fullmatch(rate_text)
        # A rate after 持续整改5个 may be that of the 5.
        if rate is None or not parts[0].is_done:
            continue
        if any(part.counter != total.counter for part in parts):
            continue
        printed = rate[1]
        counts = _done_counts(parts)
        if any(is_percent_of(count, total.number, printed) for count in counts):
            continue
        start = sentence.start + rate_start
        span = (start + rate.start(1), start + rate.end())
        finding = subject.finding(
            span,
            done=parts[0].number,
            total=total.number,
            computed=f"{percent_of(counts[0], total.number, printed)}%",
        )
        yield finding, span


def _done_counts(parts: list[_Part]) -> list[int]:
    """Return what may be counted as done: each count of it, and the first with what is mostly done."""
    done = []
    mostly_done = 0
    for part in parts:
        if part.is_done:
            done.append(part.number)
        elif not part.is_open:
            mostly_done += part.number
    return [*done, done[0] + mostly_done]


@rule(
    severity=Severity.ERROR,
    sentence=(
        "各项之和不等于总数：{parts} = {sum}，不是 {total}",
        "the parts do not add up to the total: {parts} = {sum}, not {total}",
    ),
    hint=("核对总数和各项个数", "check the total and its parts"),
    what=(
        "各整改状态的个数之和与同一句所称总数不符",
        "counts by status that do not add up to the total of their sentence",
    ),
    why=(
        "已完成、基本完成、持续整改合起来就是全部",
        "done, mostly done and ongoing make the whole",
    ),
    basis="习惯",
    wrong="共52个问题，已完成45个，基本完成4个，持续整改2个",
    right="共52个问题，已完成45个，基本完成4个，持续整改3个",
)
def status_sum_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each total that its parts miss, where every figure after it is a part; or that they exceed."""
    reported_sentences: set[int] = set()
    for finding, start in _sums_by_status(subject):
        reported_sentences.add(start)
        yield finding
    for total, numbers, span in progress_sums(subject):
        # The same sentence may be read in both ways.
        if any(abs(start - span[0]) < _SAME_SENTENCE for start in reported_sentences):
            continue
        yield subject.finding(
            span,
            total=total,
            parts="+".join(numbers),
            sum=sum(map(int, numbers)),
        )


_SAME_SENTENCE = 120
"""Characters within which two totals are taken for one."""


def _sums_by_status(subject: Subject) -> Iterator[tuple[Finding, int]]:
    """Yield each wrong total of :func:`_status_sentences`, with where its sentence begins."""
    for sentence in subject.once(_status_sentences):
        total = sentence.total
        counted = [
            _part(text)
            for _, text in sentence.following
            if not _RATE.compiled.fullmatch(text)
        ]
        parts = list(filter(None, counted))
        # A figure that is no part may belong to the sum in a way that is not understood here.
        if len(parts) < 2 or len(parts) != len(counted):
            continue
        # 已完成45个，其中基本完成4个: the 4 are in the 45 and must not be added.
        if any(part.is_named_part for part in parts[1:]):
            continue
        if any(part.counter != total.counter for part in parts):
            continue
        numbers = [part.number for part in parts]
        sum_of_parts = sum(numbers)
        # Without what is still open, the parts need not be all; but never more than the total.
        covers_all = any(part.is_open for part in parts)
        if sum_of_parts < total.number and not covers_all:
            continue
        if sum_of_parts == total.number:
            continue
        total_start, total_end = total.span
        finding = subject.finding(
            (sentence.start + total_start, sentence.start + total_end),
            total=total.number,
            parts="+".join(str(number) for number in numbers),
            sum=sum_of_parts,
        )
        yield finding, sentence.start


_FULL_RATE = "(?:整改|完成|办结|销号){1,2}率(?:均?为|达到?|是)?100(?:\\.0{1,4})?[%％]"
_DONE = ("完成整改", "整改完成", "整改到位", "办结", "销号", "完成")
_ALL_DONE = f"(?:已经?|均已?|已全部|全部)(?:全部)?(?:{'|'.join(_DONE)})(?=[，、]|$)"
_ALL = LatePattern(
    f"{_FULL_RATE}|(?:反馈(?:的|意见)?|[0-9]{{1,5}}{_COUNTER}){_MATTER}，?{_ALL_DONE}"
)
_ENDS_OF_ALL_DONE = tuple(done + mark for done in _DONE for mark in "，、")
_MAY_BE_DONE = (
    re.compile("100"),
    *(re.compile(f"{end_of_matter}(?=，?[已均全])") for end_of_matter in "题务项"),
)
"""What one of every claim has that all is done. Each is led by a literal: re finds that faster than one of several."""
_ABOUT_ALL = (
    model.Role.OVERVIEW,
    model.Role.RESPONSIBILITY,
    model.Role.FIRST_RESPONSIBLE,
)


def _speaks_for_all(notice: model.Notice, route: Route) -> bool:
    """Return whether the text at ``route`` can speak of the whole: not one inside an item of the rectification itself."""
    if route[0] in ("preamble", "closing"):
        return True
    if route[0] != "sections" or len(route) < 4:
        return False
    section_index = route[1]
    member_index = route[3]
    if not isinstance(section_index, int) or not isinstance(member_index, int):
        return False
    section = notice.sections[section_index]
    if section.role in _ABOUT_ALL:
        return True
    member = section.content[member_index]
    is_item = isinstance(member, model.Item)
    return section.role is model.Role.RECTIFICATION and not is_item


def _open_items(subject: Subject) -> tuple[int, list[model.Item]]:
    """Return how many items carry a status, and those of them that are not done."""
    with_status = 0
    remaining = []
    for numbered in subject.items():
        status = numbered.item.status
        if status is None:
            continue
        with_status += 1
        if status is not model.Status.DONE:
            remaining.append(numbered.item)
    return with_status, remaining


@rule(
    severity=Severity.WARNING,
    sentence=(
        "称“{marks}”，但有 {count} 项的整改状态不是“已完成”，如：{item}",
        "“{marks}” is claimed, yet items whose status is not done: {count}, such as {item}",
    ),
    hint=("改正说法，或更新 status", "correct the claim, or bring status up to date"),
    what=(
        "称全部完成，却有条目的整改状态不是“已完成”",
        "all is claimed done while an item has another status",
    ),
    why=("台账和正文会互相矛盾", "ledger and text contradict one another"),
    basis="习惯",
    wrong="整改完成率100%，而某项 status: ongoing",
    right="整改完成率98.1%，该项 status: ongoing",
)
def all_done_contradicted(subject: Subject) -> Iterator[Finding]:
    """Yield each claim that all problems are done, where the ledger knows one that is not."""
    with_status, remaining = _open_items(subject)
    if not remaining:
        return
    example = remaining[0]
    if isinstance(example, model.ProblemItem):
        name = example.problem
    else:
        name = example.heading
    for claim in subject.once(_claims_of_all):
        # 上述3项任务全部完成 may leave out those that are not done.
        if claim.counted is None or claim.counted >= with_status:
            yield subject.finding(claim.span, item=name, count=len(remaining))


class _ClaimOfAll(NamedTuple):
    """Where it is claimed that all problems are done, and the most of them that are counted there, if any."""

    span: tuple[int, int]
    counted: int | None


def _claims_of_all(subject: Subject) -> tuple[_ClaimOfAll, ...]:
    """Return the claims that all is done; what is tied to a part of the problems is none."""
    places: list[int] = []
    for pattern in _MAY_BE_DONE:
        places += map(re.Match.start, pattern.finditer(subject.wording))
    claims = []
    for start, statement in stretches(subject.wording, sorted(places), CLAUSE_ENDS):
        if not _speaks_for_all(subject.notice, subject.route_at(start)):
            continue
        match = _ALL.search(statement) if _may_claim_all(statement) else None
        if match is None or holds_any(statement, _SCOPED):
            continue
        numbers = [total.number for total in _totals(statement)]
        span = (start + match.start(), start + match.end())
        claims.append(_ClaimOfAll(span, max(numbers, default=None)))
    return tuple(claims)


def _may_claim_all(statement: str) -> bool:
    """Return whether a clause of ``statement`` ends as a claim that all is done, or gives a full rate."""
    if "率" in statement and "100" in statement:
        return True
    return holds_any(statement + "，", _ENDS_OF_ALL_DONE)


_HALTED = LatePattern(
    "处于(?:暂停|停滞)状态|(?:创建|建设|整改|项目|工程|评审|申报)(?:工作|进度)?(?:目前|现|已)?(?:已)?(?:暂停|停滞|搁置|中止|停工)(?=[，。；])"
)
"""Words that say of an item that it does not go on."""
_HALTS = ("暂停", "停滞", "搁置", "中止", "停工")
"""The verbs of these words, which are looked for first."""
_BEFORE_HALT = len("创建工作目前已")
_FROM_HALT = len("暂停状态")
_GOES_ON = Led(
    "[尚仍还]未(?:完成|整改|办结|到位|销号|启动)(?=[，。；])|正在(?:推进|整改|办理|协调|实施)(?:中|之中|当中)?(?=[，。；])",
    ("尚未", "仍未", "还未", "正在"),
)
"""Words that say of an item that it is not yet done."""


_REMAINING = LatePattern(
    "(?:剩余|余下|尚有|还有|仍有|未完成|未整改|未办结|未销号)的?[0-9]{1,3}[个项件起户](?:问题|任务|事项)?"
)
"""What is left, in the sentence that claims all to be done."""
_REST = 60
"""Characters behind a claim in which its sentence may take it back."""


def _halts(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``text`` says of something that does not go on."""
    end_of_last = 0
    for place in places_of(_HALTS, text):
        start = max(place - _BEFORE_HALT, end_of_last)
        match = _HALTED.compiled.search(text, start, place + _FROM_HALT)
        if match is not None:
            end_of_last = match.end()
            yield match


@rule(
    severity=Severity.WARNING,
    sentence=(
        "前面称全部完成，这里写“{marks}”：“{quote}”",
        "all is claimed done, but this says “{marks}”: “{quote}”",
    ),
    hint=("核对进展，改正其中一处", "check the progress, and correct one of the two"),
    what=(
        "称全部完成，却有条目写着暂停、尚未完成或正在推进",
        "all is claimed done while an item says that it is not",
    ),
    why=("前后说法矛盾，读者无从判断整改是否到位", "the notice contradicts itself"),
    basis="习惯",
    wrong="整改完成率100%，而某项写申报工作目前处于暂停状态",
    right="整改完成率98%，该项写申报工作目前处于暂停状态",
)
def all_done_yet_open(subject: Subject) -> Iterator[Finding]:
    """Yield, where all is claimed done, the first words of each text of the rectification that say otherwise."""
    claims = subject.once(_claims_of_all)
    if not claims:
        return
    for claim in claims:
        start_of_claim, end_of_claim = claim.span
        claimed = subject.whole[start_of_claim:end_of_claim]
        lead = stretch_before(subject.whole, start_of_claim, _REST, CLAUSE_ENDS)
        rest = stretch_after(subject.whole, end_of_claim, _REST, CLAUSE_ENDS)
        remaining = _REMAINING.compiled.search(rest)
        # 23个问题已全部整改到位，剩余2个: the 2 are beside the 23.
        speaks_of_some = "率" not in claimed and _DIGIT.search(lead + claimed)
        if remaining is not None and not speaks_of_some:
            start = end_of_claim + remaining.start()
            yield subject.finding((start, start + len(remaining.group())))
    rectification = subject.sections(model.Role.RECTIFICATION)
    reported_texts: set[int] = set()
    matches = [
        *_halts(subject.wording),
        *_GOES_ON.finditer(subject.wording),
    ]
    for match in sorted(matches, key=re.Match.start):
        number = subject.number_at(match.start())
        route = subject.routes[number]
        if route[0] != "sections" or route[1] not in rectification:
            continue
        if number not in reported_texts:
            reported_texts.add(number)
            yield subject.finding(match.span())

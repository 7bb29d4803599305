"""Rules that reckon what a sentence claims: rates, sums by status, everything done."""

import itertools
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import BLANK, Subject, rule
from rectify_gen.rules.signs import CLAUSE_ENDS, SENTENCE_ENDS, stretches
from rectify_gen.rules.sparse import Sparse
from rectify_gen.vocabulary.statuses import Status

_COUNTER = "(?:个|项|条|件)"
_MATTER = "(?:(?:具体|整改|反馈|突出|重点)?(?:问题|任务|事项))"
_TOTAL = Sparse(
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
_PART = Sparse(
    f"{_LEAD}(?:({_LABELS_DONE})|{_LABELS_BETWEEN}|({_LABELS_OPEN})){_COUNT}"
)
"""Groups: whether done, whether open, the number, its counter."""
_TWO_FIGURES = re.compile("[0-9][^0-9]+[0-9]")
_COUNTED = re.compile(r"(?:完成|整改|到位|办结|销号|推进|坚持|办理)(?=\D{0,6}[0-9])")
"""The end of a status near a figure: what every sentence has that a rule here may contradict."""
_DATE = Sparse(
    "(?:截至|截止)?(?:[0-9]{4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月)(?:[0-9]{1,2}日|底|末)?"
)
_SEGMENT = Sparse("[^，、；：,;:]+")
_DIGIT = re.compile("[0-9]")
_RATE = Sparse(
    "(?:问题|任务|总体|整体|综合|总|巡察|反馈)*(?:整改|完成|办结|销号)+率(?:均?为|达到?|是)?([0-9]{1,3}(?:\\.[0-9]{1,4})?)[%％]"
)
_SCOPED = Sparse(
    "立行立改|应完成|到期|阶段|近期|上轮|上一轮|上次|往届|审计|自查|信访|线索|主题教育|力争|确保|计划|预计|目标|提高"
)
"""Words that tie a claim to some of the problems, to earlier ones, or to the future."""


class _Total(NamedTuple):
    """How many problems or tasks a sentence speaks of, and where it says so."""

    number: int
    counter: str
    span: tuple[int, int]


def _totals(sentence: str) -> list[_Total]:
    found = [
        (one, [group for group in one.groups() if group])
        for one in _TOTAL.finditer(sentence)
    ]
    return [_Total(int(parts[0]), parts[1], one.span()) for one, parts in found]


def _tail(sentence: str) -> tuple[_Total, list[tuple[int, str]]] | None:
    """The last total that is followed by a status with its count, and the stretches with figures after it."""
    stretches = [
        (one.start(), one.group())
        for one in _SEGMENT.finditer(sentence)
        if _DIGIT.search(one.group())
    ]
    for at, (start, stretch) in reversed(list(enumerate(stretches))):
        totals = [] if _PART.regex().fullmatch(stretch) else _totals(stretch)
        if totals:
            number, counter, (first, last) = totals[0]
            rest = (
                [(start + last, stretch[last:])] if _DIGIT.search(stretch, last) else []
            )
            following = (rest + stretches[at + 1 : at + 2])[:1]
            if following and _PART.regex().match(following[0][1]):
                return _Total(
                    number, counter, (start + first, start + last)
                ), rest + stretches[at + 1 :]
    return None


class _Told(NamedTuple):
    """A sentence that tells a total and what became of it, with where it begins."""

    start: int
    total: _Total
    stretches: list[tuple[int, str]]
    """What follows the total, with figures, and where in the sentence."""


def _told(subject: Subject) -> tuple[_Told, ...]:
    """The sentences that speak of all problems and count some by status; dates do not count."""
    places = (found.start() for found in _COUNTED.finditer(subject.wording))
    told = []
    for start, sentence in stretches(subject.wording, places, SENTENCE_ENDS):
        if not _TWO_FIGURES.search(sentence):
            continue
        undated = _DATE.regex().sub(lambda found: BLANK * len(found.group()), sentence)
        tail = _tail(undated)
        if tail is not None and not _SCOPED.search(undated):
            told.append(_Told(start, *tail))
    return tuple(told)


def _rounded(done: int, total: int, printed: str) -> str:
    """``done`` of ``total`` in percent, half up, with as many decimals as ``printed``."""
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    return str((Decimal(done) * 100 / Decimal(total)).quantize(step, ROUND_HALF_UP))


@rule(
    severity=Severity.ERROR,
    sentence=(
        "比率 {marks} 与个数不符：{done}/{total} = {computed}",
        "the rate {marks} is not that of the counts: {done}/{total} = {computed}",
    ),
    hint=("核对个数和比率", "check counts and rate"),
    what=(
        "整改完成率与同一句里的个数不符",
        "a rate that the counts of its own sentence contradict",
    ),
    why=(
        "读者一算便知；按所写位数四舍五入",
        "any reader can reckon it; rounded half up at the digits printed",
    ),
    basis="习惯",
    wrong="25个问题，已完成20个，整改完成率76%",
    right="25个问题，已完成20个，整改完成率80%",
)
def rate_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each rate that follows a total and its counts by status, and is not the quotient of what is done.

    Some count 基本完成 as done, some tell 已完成 from 已销号: the quotient of any of them will do.
    """
    for start, total, following in subject.once(_told):
        parts = [_PART.regex().fullmatch(one) for _, one in following]
        known = list(itertools.takewhile(bool, parts))
        if not known or len(known) == len(following) or not total.number:
            continue
        at, last = following[len(known)]
        rate, counts = _RATE.regex().fullmatch(last), [one for one in known if one]
        if (
            rate is None
            or not counts[0][1]
            or any(one[4] != total.counter for one in counts)
        ):
            continue
        done = [int(one[3]) for one in counts if one[1]]
        mostly = sum(int(one[3]) for one in counts if not one[1] and not one[2])
        computed = [
            _rounded(number, total.number, rate[1])
            for number in (*done, done[0] + mostly)
        ]
        if Decimal(rate[1]) not in map(Decimal, computed):
            span = (start + at + rate.start(1), start + at + rate.end())
            yield subject.finding(
                span,
                done=done[0],
                total=total.number,
                computed=computed[0] + "%",
            )


@rule(
    severity=Severity.ERROR,
    sentence=(
        "各项之和不等于总数：{parts} = {sum}，不是 {total}",
        "the parts do not make the total: {parts} = {sum}, not {total}",
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
    for start, total, following in subject.once(_told):
        parts = [
            _PART.regex().fullmatch(one)
            for _, one in following
            if not _RATE.regex().fullmatch(one)
        ]
        known = [one for one in parts if one]
        counts = [int(one[3]) for one in known]
        strict = len(known) == len(parts) >= 2 and not any(
            "其中" in one.group() for one in known[1:]
        )
        same = all(one[4] == total.counter for one in known)
        told_all = any(one[2] for one in known) or sum(counts) > total.number
        if strict and same and told_all and sum(counts) != total.number:
            span = (start + total.span[0], start + total.span[1])
            yield subject.finding(
                span,
                total=total.number,
                parts="+".join(map(str, counts)),
                sum=sum(counts),
            )


_FULL_RATE = "(?:整改|完成|办结|销号){1,2}率(?:均?为|达到?|是)?100(?:\\.0{1,4})?[%％]"
_ALL_DONE = "(?:已经?|均已?|已全部|全部)(?:全部)?(?:完成整改|整改完成|整改到位|办结|销号|完成)(?=[，、]|$)"
_ALL = Sparse(
    f"{_FULL_RATE}|(?:反馈(?:的|意见)?|[0-9]{{1,5}}{_COUNTER}){_MATTER}，?{_ALL_DONE}"
)
_DONE = re.compile(
    "[率全已均经](?:(?<=率)(?:均?为|达到?|是)?100|(?:(?<=全)部|(?<=[已均经]))(?:全部)?(?:完成|整改|办结|销号))"
)
"""What every claim has that all is done."""
_ABOUT_ALL = (
    model.Role.OVERVIEW,
    model.Role.RESPONSIBILITY,
    model.Role.FIRST_RESPONSIBLE,
)


def _speaks_for_all(notice: model.Notice, route: Route) -> bool:
    """Whether the text at ``route`` can speak of the whole: not one inside an item of the rectification itself."""
    if route[0] in ("preamble", "closing"):
        return True
    if (
        route[0] != "sections"
        or len(route) < 4
        or not isinstance(route[1], int)
        or not isinstance(route[3], int)
    ):
        return False
    section = notice.sections[route[1]]
    if section.role in _ABOUT_ALL:
        return True
    member = section.content[route[3]]
    return section.role is model.Role.RECTIFICATION and not isinstance(
        member, model.HeadingItem | model.ProblemItem
    )


def _open_items(subject: Subject) -> tuple[int, list[model.Item]]:
    """How many items carry a status, and those of them that are not done."""
    known = [one.item for one in subject.items() if one.item.status is not None]
    return len(known), [item for item in known if item.status is not model.Status.DONE]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "称“{marks}”，但有 {count} 项的 status 不是 done，如：{item}",
        "“{marks}” is claimed, yet the status of {count} items is not done, such as: {item}",
    ),
    hint=("改正说法，或更新 status", "mend the claim, or bring status up to date"),
    what=(
        "称全部完成，却有条目的 status 不是 done",
        "all is claimed done while an item has another status",
    ),
    why=("台账和正文会互相矛盾", "ledger and text contradict one another"),
    basis="习惯",
    wrong="整改完成率100%，而某项 status: ongoing",
    right="整改完成率98.1%，该项 status: ongoing",
)
def all_done_contradicted(subject: Subject) -> Iterator[Finding]:
    """Yield each claim that all problems are done, where the ledger knows one that is not."""
    known, remaining = _open_items(subject)
    if not remaining:
        return
    first = (
        remaining[0].problem
        if isinstance(remaining[0], model.ProblemItem)
        else remaining[0].heading
    )
    for span, most in subject.once(_all_done):
        if most is None or most >= known:
            yield subject.finding(span, item=first, count=len(remaining))


def _all_done(subject: Subject) -> tuple[tuple[tuple[int, int], int | None], ...]:
    """Where it is claimed that all problems are done, and the most of them that are counted there, if any.

    What is tied to a part of the problems is no such claim.
    """
    places = (found.start() for found in _DONE.finditer(subject.wording))
    out = []
    for start, statement in stretches(subject.wording, places, CLAUSE_ENDS):
        found = _ALL.search(statement)
        whole = found and _speaks_for_all(subject.notice, subject.route_at(start))
        if found and whole and not _SCOPED.search(statement):
            most = max((one.number for one in _totals(statement)), default=None)
            out.append(((start + found.start(), start + found.end()), most))
    return tuple(out)


_STILL_OPEN = Sparse(
    "处于(?:暂停|停滞)状态|(?:创建|建设|整改|项目|工程|评审|申报)(?:工作|进度)?(?:目前|现|已)?(?:已)?(?:暂停|停滞|搁置|中止|停工)(?=[，。；])"
    "|[尚仍还]未(?:完成|整改|办结|到位|销号|启动)(?=[，。；])|正在(?:推进|整改|办理|协调|实施)(?:中|之中|当中)?(?=[，。；])",
    ("暂停", "停滞", "搁置", "中止", "停工", "未", "正在"),
)
"""Words that say of an item that it goes on, or does not go on."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "前面称全部完成，这里写“{marks}”：“{quote}”",
        "all is claimed done, yet here stands “{marks}”: “{quote}”",
    ),
    hint=("核对进展，改正其中一处", "check how far it is, and mend one of the two"),
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
    rectification = subject.sections(model.Role.RECTIFICATION)
    told: set[int] = set()
    for one in _STILL_OPEN.finditer(subject.wording) if subject.once(_all_done) else ():
        number = subject.number_at(one.start())
        route = subject.routes[number]
        if route[0] == "sections" and route[1] in rectification and number not in told:
            told.add(number)
            yield subject.finding(one.span())

"""Rules of dates as they are told in prose: without a year, after the notice's own date."""

import re
from collections.abc import Iterator

from rectify_gen import chinese
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, key_of, rule
from rectify_gen.rules.signs import sign_at
from rectify_gen.rules.sparse import Sparse

_YEAR = re.compile("年(?<=[0-9]{4}年)")
_MONTH = re.compile("月(?:[0-9]{1,2}日|份|初|底|末|中旬|上旬|下旬)?")
_DIGITS = frozenset("0123456789")
_NOT_BEFORE_MONTH = frozenset("0123456789年.、至～—-")
_VAGUE = re.compile("今年|去年|上半年|下半年|近日|日前")
_RECENTLY = ("近日", "日前")
_BEFORE_RECENTLY = frozenset("，。；\n")
"""What stands before 近日 and 日前 where they are a date, and not the end of another word."""
_EVERY = Sparse("每年[^。；！？，\n]{0,6}$")


@rule(
    severity=Severity.INFO,
    sentence=("日期没有年份：“{quote}”", "a date without a year: “{quote}”"),
    hint=("写明年份", "write the year"),
    what=(
        "日期没有年份：只写几月几日，或写今年、上半年、近日",
        "a date without a year: month and day, 今年, 上半年, 近日",
    ),
    why=(
        "通报会长期公开，读者不知道是哪一年",
        "a notice stays public; readers do not know which year is meant",
    ),
    basis="GB/T 15835-2011；习惯",
    wrong="4月10日，召开专题会议",
    right="2024年4月10日，召开专题会议",
)
def date_without_year(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each text of preamble and sections, the first date with no year before it in its paragraph."""
    done: set[int] = set()
    for span in (*_months(subject.wording), *_vague(subject.wording)):
        number = subject.number_at(span[0])
        route = subject.routes[number]
        if (
            number in done
            or route[0] not in ("preamble", "sections")
            or not _is_prose(route)
        ):
            continue
        before = subject.wording[
            subject.starts[_paragraph_start(subject, number)] : span[0]
        ]
        if not _YEAR.search(before) and not _EVERY.search(before[-12:]):
            done.add(number)
            yield subject.finding(span)


def _vague(text: str) -> Iterator[tuple[int, int]]:
    """Where 今年, 近日 and the like stand."""
    for found in _VAGUE.finditer(text):
        if (
            found.group() not in _RECENTLY
            or sign_at(text, found.start() - 1) in _BEFORE_RECENTLY
        ):
            yield found.span()


def _months(text: str) -> Iterator[tuple[int, int]]:
    """Where each month stands that no year and no other month stands straight before."""
    for found in _MONTH.finditer(text):
        first = found.start()
        while (
            first and text[first - 1] in _DIGITS and found.start() - first < len("12")
        ):
            first -= 1
        if first < found.start() and text[first - 1 : first] not in _NOT_BEFORE_MONTH:
            yield first, found.end()


def _is_prose(route: Route) -> bool:
    return key_of(route) in ("content", "text", "measures", "preamble")


def _paragraph_start(subject: Subject, number: int) -> int:
    """The first of the texts that may be one paragraph with this one: its measures, and what leads to them."""
    route = subject.routes[number]
    if "measures" not in route:
        return number
    run = route[: len(route) - 1 - route[::-1].index("measures")]
    while number and subject.routes[number - 1][: len(run)] == run:
        number -= 1
    return number


_DATED = re.compile("年(?<=[0-9]{4}年)[0-9]{1,2}月[0-9]{1,2}日")
_STOP = Sparse("[。；！？\n]")
_CLAUSE = 60
"""Characters after a date in which its clause tells what was done."""
_DONE = Sparse(
    "召开|印发|完成|通过|出台|下发|举办|开展了|建成|投入使用|约谈了|审议|组织"
)
_PLANNED = Sparse(
    "前|底|计划|拟|将|力争|预计|到期|截止|届满|应|须|定于|争取|至|起|有效|目标|确保"
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "已办完的事晚于成文日期 {date}：“{quote}”",
        "something done is dated after the notice, {date}: “{quote}”",
    ),
    hint=(
        "核对日期；尚未办的，写明计划",
        "check the date; what is still to be done is told as a plan",
    ),
    what=(
        "已经办完的事，日期晚于成文日期",
        "something done is dated after the notice itself",
    ),
    why=(
        "通报写的是成文之前的进展，多为年份写错",
        "a notice tells what was done before its date; the year is often wrong",
    ),
    basis="习惯",
    wrong="成文日期2025年4月7日，2025年8月12日召开专题会议",
    right="2024年8月12日召开专题会议",
)
def date_after_signature(subject: Subject) -> Iterator[Finding]:
    """Yield each full date after that of the signature whose clause tells of something done, and of no plan."""
    signed = subject.notice.signature.date if subject.notice.signature else None
    if signed is None:
        return
    for found in _DATED.finditer(subject.wording):
        start = found.start() - len("2024")
        day = chinese.read_date(subject.wording[start : found.end()])
        if (
            day is None
            or day <= signed
            or subject.route_at(start)[0] not in ("preamble", "sections")
        ):
            continue
        before = _STOP.regex().split(subject.wording[max(start - 20, 0) : start])[-1]
        clause = _STOP.regex().split(
            subject.wording[found.end() : found.end() + _CLAUSE]
        )[0]
        if _DONE.search(clause) and not _PLANNED.search(before + clause):
            yield subject.finding(
                (start, found.end()),
                date=chinese.write_date(signed),
            )


RULES: tuple[Rule, ...] = (date_without_year, date_after_signature)

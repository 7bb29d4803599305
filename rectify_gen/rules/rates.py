"""Rates of any two counts in one sentence: 抽查50个，合格46个，合格率92%; 检查40家，问题企业8家，占20%.

The name of a rate says what it counts, so its count is looked for by that name. The rules that use this are in
:mod:`rectify_gen.rules.numbers_claims` and :mod:`rectify_gen.rules.numbers`. This room must not know positions or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.quotients import is_percent_of, percent_of
from rectify_gen.rules.signs import CLAUSE_ENDS, stretches
from rectify_gen.rules.sparse import Sparse
from rectify_gen.rules.sums import UNITS

_PERCENT = "([0-9]{1,3}(?:\\.[0-9]{1,4})?)[%％]"
_RATE = re.compile(f"率(?:均?为|达到?|是|约?为)?{_PERCENT}(?!以上|左右|以下|[～至—-])")
_NAME = LatePattern("[，、；（](?:问题|总体|整体|综合|任务|平均|总|其)?(\\w{2,4})\\Z")
"""What may be the name of a rate that begins its clause; 第三轮整改率 is that of a part."""
_COUNT = re.compile(
    f"(?<![0-9.第])([0-9]{{1,7}})({UNITS}|亩|只|辆|栋|间|宗|笔|例|吨|公里|平方米)"
)
_WORDS_BEFORE = LatePattern("[^0-9，、；：。（）\n]*\\Z")
_WORDS_BEHIND = LatePattern("[^0-9，、；：。（）\n]{0,12}")
_WORDS_REACH = 12
"""Characters before a count that say what it counts."""
_COUNTS_REACH = 160
"""Characters before a rate in which its counts stand."""
_SHORTEST_WHOLE = 2
_OTHER_NAMES = {
    "回收": ("收回", "回收"),
    "到会": ("实到", "到会", "出席"),
    "参会": ("实到", "参会", "出席"),
    "出勤": ("实到", "出勤"),
    "参训": ("参训", "实训"),
    "参学": ("参学",),
    "签约": ("签约", "签订"),
    "签订": ("签约", "签订"),
    "办结": ("办结", "结案"),
    "结案": ("办结", "结案"),
    "优良": ("优良",),
}
"""How the count of a rate is called where it is not called as the rate is."""
_NOT_COUNTED = (
    "应",
    "未",
    "不",
    "需",
    "计划",
    "任务",
    "到期",
    "待",
    "拟",
    "尚",
    "余",
    "近",
    "约",
    "超",
)
"""Words before a count that make it another than what the rate counts."""
_SHARE = Sparse(
    "占(?:比|总数|总量|总额|全部[^0-9，。；]{0,6}|(?:检查|抽查|排查|应[^0-9，。；]{0,4})?总[数量额人件项户]+)?"
    f"(?:的)?(?:比例|比重)?(?:为|达到?)?{_PERCENT}(?!以上|左右|以下|[～至—-])",
    ("占",),
    ("%", "％"),
)
_SHARE_OF_COUNT = Sparse(
    f"占(?<=，占)[^0-9，。；\n]{{0,8}}(?<![0-9.])([0-9]{{1,7}}){UNITS}的{_PERCENT}",
    ("，占",),
)
_COUNT_AT_END = LatePattern(f"(?<![0-9.])([0-9]{{1,7}}){UNITS}，\\Z")


class WrongRate(NamedTuple):
    """A rate that is not the quotient of its counts, what it should be, and where it stands."""

    part: int
    whole: int
    computed: str
    span: tuple[int, int]


class _RateCount(NamedTuple):
    """A count of the sentence of a rate."""

    number: int
    unit: str
    before: str
    """The words of its clause before it."""
    behind: str


def wrong_rates(text: str) -> Iterator[WrongRate]:
    """Yield each rate of ``text`` whose name says what it counts, and that is no quotient of that and an earlier count."""
    places = map(re.Match.start, _RATE.finditer(text))
    for start, sentence in stretches(text, places, CLAUSE_ENDS):
        for rate in _RATE.finditer(sentence):
            reach = max(rate.start() - _WORDS_REACH, 0)
            name = _NAME.compiled.search(sentence, reach, rate.start())
            if name is None or not _is_chinese(name[1]):
                continue
            counts = _counts_before(sentence, name.start())
            wrong = _wrong(counts, _named(counts, name[1]), rate[1])
            if wrong is not None:
                part, whole, computed = wrong
                span = (start + rate.start(1), start + rate.end())
                yield WrongRate(part, whole, computed, span)


def _is_chinese(name: str) -> bool:
    """Return whether ``name`` is of Chinese characters: a pattern of their range takes a millisecond to compile."""
    return all("一" <= sign <= "龥" for sign in name)


def wrong_shares(text: str) -> Iterator[WrongRate]:
    """Yield each 占…% of ``text`` that is no quotient of the count before it and an earlier one of the same unit."""
    for match in _SHARE_OF_COUNT.finditer(text):
        reach = max(match.start() - _WORDS_REACH, 0)
        counted = _COUNT_AT_END.compiled.search(text, reach, match.start())
        if counted is None:
            continue
        part, whole, printed = int(counted[1]), int(match[1]), match[2]
        if whole and not is_percent_of(part, whole, printed):
            computed = percent_of(part, whole, printed)
            span = (match.start(2), match.end())
            yield WrongRate(part, whole, computed, span)
    places = map(re.Match.start, _SHARE.finditer(text))
    for start, sentence in stretches(text, places, CLAUSE_ENDS):
        for share in _SHARE.finditer(sentence):
            counts = _counts_before(sentence, share.start())
            # 发现问题企业8家，占20%: the count stands straight before its share.
            is_beside = bool(counts) and len(counts[-1].behind) <= 4
            last = [len(counts) - 1] if is_beside else []
            wrong = _wrong(counts, last, share[1])
            if wrong is not None:
                part, whole, computed = wrong
                span = (start + share.start(1), start + share.end())
                yield WrongRate(part, whole, computed, span)


def _counts_before(sentence: str, end: int) -> list[_RateCount]:
    text = sentence[max(end - _COUNTS_REACH, 0) : end]
    counts = []
    for match in _COUNT.finditer(text):
        reach = max(match.start() - _WORDS_REACH, 0)
        before = _WORDS_BEFORE.compiled.search(text, reach, match.start())
        behind = _WORDS_BEHIND.compiled.match(text, match.end())
        counts.append(
            _RateCount(
                number=int(match[1]),
                unit=match[2],
                before=before.group() if before else "",
                behind=behind.group() if behind else "",
            )
        )
    return counts


def _named(counts: list[_RateCount], name: str) -> list[int]:
    """Return which of ``counts`` the rate called ``name`` may count: those that are called so."""
    stems = {name[:2], name[-2:]}
    names: list[str] = []
    for stem in stems:
        names += _OTHER_NAMES.get(stem, (stem,))
    named = []
    for index, count in enumerate(counts):
        is_called_so = any(
            known_name in count.before or known_name in count.behind
            for known_name in names
        )
        if not is_called_so:
            continue
        words = count.before + count.behind
        if not any(word in words for word in _NOT_COUNTED):
            named.append(index)
    return named


def _wrong(
    counts: list[_RateCount], named: list[int], printed: str
) -> tuple[int, int, str] | None:
    """Return the largest of the counts ``named``, the nearest whole before it, and their quotient.

    None where ``printed`` is the quotient of one of them, or of all together, and of a count before it: some count
    基本完成 as done.
    """
    wholes_by_part: dict[int, list[int]] = {}
    sum_of_parts = 0
    for index in named:
        unit = counts[index].unit
        number = counts[index].number
        sum_of_parts += number
        for part in (number, sum_of_parts):
            wholes = _wholes(counts[:index], unit, part)
            if wholes:
                wholes_by_part[part] = wholes
    for part, wholes in wholes_by_part.items():
        if any(is_percent_of(part, whole, printed) for whole in wholes):
            return None
    # A sum of parts is no count of the text, and is not reported.
    counted = [counts[index].number for index in named]
    reported = [part for part in wholes_by_part if part in counted]
    if not reported:
        return None
    part = max(reported)
    nearest = wholes_by_part[part][-1]
    return part, nearest, percent_of(part, nearest, printed)


def _wholes(counts: list[_RateCount], unit: str, part: int) -> list[int]:
    """Return which of ``counts``, in their order, may be the whole of ``part``."""
    wholes = []
    for count in counts:
        if count.unit == unit and count.number >= max(part, _SHORTEST_WHOLE):
            wholes.append(count.number)
    return wholes

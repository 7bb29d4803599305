"""A rule of lists that follow or precede their number in one sentence: 3项制度，即《甲》《乙》《丙》.

This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

_NUMBER = (
    "(?<![0-9.第一二两三四五六七八九十])([0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
)
_KINDS = "(?:制度|办法|文件|规定|规范|方案|细则|机制|清单|规程)"
_DOCUMENTS = "(?:制度|办法|文件|方案)"
"""Kinds that are documents for certain: 《甲》《乙》12项规定 may be what the two provide."""
_NAMED = "《[^《》\n]{1,60}》(?:（[^（）\n]{1,30}）)?"
_DIGITS = "0123456789一二两三四五六七八九十"
_TITLES = rf"((?:{_NAMED}(?:、|和|及|以及|，)?)*{_NAMED})"
_TITLES_BEFORE = rf"((?:{_NAMED}(?:、|和|及|以及)?)*《[^《》\n]{{1,60}}》)"
"""A row that a number follows; a comma may part what is counted from what is not."""
_TITLE = re.compile("《[^《》\n]+》")
_SENTENCE_END = re.compile("[。；！？\n]")
_REST = 120
"""Characters after a list in which the sentence may go on with more titles."""

_NUMBER_THEN_TITLES = Sparse(
    rf"{_NUMBER}(?:项|个|份|部)[^，。；：（）《》\n]{{0,8}}{_KINDS}"
    rf"(?:，?(?:即|分别是|分别为)：?|：|（){_TITLES}(?=[。；），\n]|$)",
    "《",
    ("即《", "是《", "为《", "：《", "（《"),
)
_TITLES_THEN_NUMBER = Sparse(
    # A row of titles is tried once, from its first: many of them take no longer than few.
    rf"(?<![》）、，和及]){_TITLES_BEFORE}(等)?(?:共|共计)?{_NUMBER}(?:项|个|份|部)[^，。；：（）《》\n]{{0,6}}{_DOCUMENTS}",
    # A title stands right before the number; a cheap search for both keeps the pattern from most notices.
    tuple(f"》{sign}" for sign in f"等共{_DIGITS}"),
)
_NUMBER_THEN_GROUPS = Sparse(
    rf"{_NUMBER}个[^，。；：（）\n]{{0,6}}(组|专班)"
    r"(?:，?(?:即|分别是|分别为)：?|：|（)([^，。；：（）\n]{1,80})(?=[。；）\n]|$)",
    tuple(
        kind + sign
        for kind in ("组", "专班")
        for sign in ("，即", "即", "，分别", "分别", "：", "（")
    ),
)


class _CountedList(NamedTuple):
    """A number of the text and how many names its list has, with the characters that hold both."""

    number: int
    listed: int
    is_open: bool
    """Whether 等 says that there are more than those listed."""
    span: tuple[int, int]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "写的是{number}，列出的是{listed}：“{quote}”",
        "the number is {number}, the list has {listed}: “{quote}”",
    ),
    hint=(
        "改正数字，或补齐所列名称；没有列全的，写“等”",
        "correct the number, or complete the list; write 等 where it is not complete",
    ),
    what=(
        "数量与同一句里列出的名称不一致",
        "a number that the list in the same sentence contradicts",
    ),
    why=(
        "读者会数，列几个就是几个",
        "readers count what is listed",
    ),
    basis="习惯",
    wrong="制定3项制度，即《用水管理办法》《水表检定办法》",
    right="制定2项制度，即《用水管理办法》《水表检定办法》",
)
def listed_count_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each number of documents or working groups whose closed list has another length."""
    for counted in _counted_lists(subject.whole):
        is_sound = counted.number == counted.listed
        if counted.is_open:
            is_sound = counted.listed <= counted.number
        route = subject.route_at(counted.span[0])
        if not is_sound and route[0] in ("preamble", "sections"):
            yield subject.finding(
                counted.span, number=counted.number, listed=counted.listed
            )


def _counted_lists(text: str) -> Iterator[_CountedList]:
    for match in _NUMBER_THEN_TITLES.finditer(text):
        number = _number(match[1])
        titles = match[2]
        rest = _SENTENCE_END.split(text[match.end() : match.end() + _REST])[0]
        # 即《甲》《乙》，并修订《丙》: which of them are counted is not certain.
        if number is None or "《" in rest:
            continue
        yield _CountedList(
            number, len(_TITLE.findall(titles)), is_open=False, span=match.span()
        )
    for match in _TITLES_THEN_NUMBER.finditer(text):
        number = _number(match[3])
        listed = len(_TITLE.findall(match[1]))
        before = _SENTENCE_END.split(
            text[max(match.start() - _REST, 0) : match.start()]
        )
        is_open = match[2] is not None
        # 修订《甲》，制定《乙》《丙》3项制度 may count all three; 《甲》5项配套制度 belong to one document.
        if number is None or listed < 2 or ("》" in before[-1] and not is_open):
            continue
        yield _CountedList(number, listed, is_open=is_open, span=match.span())
    for match in _NUMBER_THEN_GROUPS.finditer(text):
        number = _number(match[1])
        kind = match[2]
        names = re.split(f"(?<={kind})(?:、|和|及|以及)", match[3])
        is_closed = all(name.endswith(kind) and "、" not in name for name in names)
        if number is None or not is_closed or "等" in match[3]:
            continue
        yield _CountedList(number, len(names), is_open=False, span=match.span())


def _number(words: str) -> int | None:
    """Return the number that ``words`` write in digits or in Chinese; 两 is 二."""
    if words.isascii():
        return int(words)
    return chinese.read_numeral(words.replace("两", "二"))


RULES: tuple[Rule, ...] = (listed_count_differs,)

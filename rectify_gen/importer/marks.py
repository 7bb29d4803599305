"""Marks that number sections and items: 一、（一）1.（1）① 第一部分 反馈问题一：, read from the start of a paragraph.

Pure functions. This room must not know which mark stands for which level of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rectify_gen import chinese

PART, CHINESE, BRACKETED, LABEL, DIGIT, ROUND, HALF_ROUND, CIRCLED, BARE = range(9)
"""Families of marks, from the outer levels of a text to the inner ones."""

_NUMERAL = "[一二三四五六七八九十百零]{1,4}"
_NOT_A_LIST = r"(?![一二三四五六七八九十]{1,2}(?:季度|月|级|类|期|批|轮|线|年级))"
_PATTERNS = (
    (PART, re.compile(rf"(第)({_NUMERAL}|[0-9]{{1,2}})(部分[、：:，]?)")),
    (
        LABEL,
        re.compile(
            rf"([【\[]?(?:反馈|具体|突出|主要|整改|巡察反馈)?(?:问题|意见|任务|事项)[（(]?)({_NUMERAL}|[0-9]{{1,3}})([）)】\]][：:]?|[：:、.．])"
        ),
    ),
    (CHINESE, re.compile(rf"()({_NUMERAL})([、.．]){_NOT_A_LIST}")),
    (BRACKETED, re.compile(rf"([（(])\s?({_NUMERAL})\s?([）)][、.．]?)")),
    (
        DIGIT,
        re.compile(r"()([0-9]{1,3}|[０-９]{1,3})([.．、])(?![0-9０-９](?![0-9]{3}年))"),
    ),
    (ROUND, re.compile(r"([（(])\s?([0-9]{1,3}|[０-９]{1,3})\s?([）)][、.．]?)")),
    (HALF_ROUND, re.compile(r"()([0-9]{1,3}|[０-９]{1,3})([）)][、.．]?)")),
)
_ONE_CHARACTER = (
    (CIRCLED, 0x2460, 20, "①"),
    (CIRCLED, 0x3251, 15, "①"),
    (CIRCLED, 0x32B1, 15, "①"),
    (CIRCLED, 0x2776, 10, "①"),
    (CIRCLED, 0x2780, 10, "①"),
    (ROUND, 0x2474, 20, "（1）"),
    (DIGIT, 0x2488, 20, "1."),
    (BRACKETED, 0x3220, 10, "（一）"),
)
_FIRST = {0x3251: 21, 0x32B1: 36}
_BARE = re.compile(r"([1-9][0-9]?)(?=[\u3400-\u9fff“《])(?![年月日号个项名次条])")
_COUNTED = frozenset(
    "人份家所例万亿元岁届轮季周天时分台件种类批期级张场间处位部套只站户本门宗成米点倍多余"
)
"""After these a number at the start of a paragraph is more likely a quantity than a mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph that begins with a mark.

    ``raw`` is the mark as typed, ``sample`` the first mark of its kind (as the model's
    ``numbering`` wants it), ``rest`` what follows the mark.
    """

    family: int
    number: int
    raw: str
    sample: str
    rest: str


def read_mark(text: str) -> Marked | None:
    """Return the mark that ``text`` begins with and the words after it, or None; a mark alone is none."""
    found = _one_character(text)
    if found is None:
        found = next(
            (
                marked
                for family, pattern in _PATTERNS
                if (marked := _composed(family, pattern, text))
            ),
            None,
        )
    return found if found and found.rest and chinese.read_mark(found.sample) else None


def _composed(family: int, pattern: re.Pattern[str], text: str) -> Marked | None:
    found = pattern.match(text)
    if not found:
        return None
    before, digits, after = found.groups()
    number = chinese.read_numeral(digits) if not digits.isdecimal() else int(digits)
    if not number:
        return None
    sign = "一" if not digits.isdecimal() else "1" if digits.isascii() else "１"
    return Marked(
        family,
        number,
        found.group(),
        before + sign + after,
        text[found.end() :].strip(),
    )


def _one_character(text: str) -> Marked | None:
    code = ord(text[0]) if text else 0
    for family, first, count, sample in _ONE_CHARACTER:
        if first <= code < first + count:
            number = code - first + _FIRST.get(first, 1)
            after = re.match("[、.．]?", text[1:])
            suffix = after.group() if after else ""
            return Marked(
                family,
                number,
                text[0] + suffix,
                sample + suffix,
                text[1 + len(suffix) :].strip(),
            )
    return None


def as_circled(marked: Marked) -> Marked:
    """Return a mark such as （52）, which stands for a circled number beyond ㊿, as one of that family."""
    return Marked(CIRCLED, marked.number, marked.raw, "①", marked.rest)


def read_bare(text: str) -> Marked | None:
    """Return the number alone that ``text`` begins with (a circled one flattened by NFKC), or None."""
    found = _BARE.match(text)
    return (
        Marked(BARE, int(found[1]), found[1], "1", text[found.end() :].strip())
        if found
        else None
    )


def bare_numbers(texts: Iterable[str]) -> dict[int, Marked]:
    """Return, by place in ``texts``, the bare numbers that count on from 1: three at least, else none are marks."""
    out: dict[int, Marked] = {}
    run: dict[int, Marked] = {}
    for at, text in enumerate(texts):
        found = read_bare(text)
        if found is None or found.number not in (1, len(run) + 1):
            continue
        if len(run) < 2 and found.rest[0] in _COUNTED:
            continue
        if found.number == 1:
            out |= run if len(run) >= 3 else {}
            run = {}
        run[at] = found
    return out | (run if len(run) >= 3 else {})

"""Marks that are typed in running text: ①②, （1）（2）, 1. 2., 第一，第二，, 其一，其二， and 首先…其次.

:mod:`rectify_gen.rules.measure_runs` reports what is wrong with them. This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.rule import Subject
from rectify_gen.rules.signs import sign_at
from rectify_gen.rules.sparse import Led, Sparse

_NUMERAL = "[一二三四五六七八九十]{1,2}"
_NO_REFERENCE = "(?![项号款条目类种点井楼栋组个室班至和、])"
"""What does not follow a mark that counts: （3）号井, （二）项."""
_BEGINS_CLAUSE = frozenset("\n。；：，、")


class _Kind(NamedTuple):
    """One way to count; ``begins_clause`` is whether only marks at the beginning of a clause count."""

    pattern: Sparse
    begins_clause: bool
    first_mark: Sparse | None = None
    """What a text is searched for before ``pattern``, where that takes longer."""


_KINDS = (
    # ①完善制度；②强化培训
    _Kind(Sparse("([①-⑳])(?![、和至～—])", "①"), begins_clause=False),
    # （1）完善制度；（2）强化培训
    _Kind(
        Sparse(
            rf"（(?<![、和及至第条]（)([1-9][0-9]?)）{_NO_REFERENCE}(?=[一-龥“])",
            ("（1）",),
        ),
        begins_clause=False,
    ),
    # （一）完善制度；（二）强化培训
    _Kind(
        Sparse(
            rf"（(?<![、和及至第条款]（)({_NUMERAL})）{_NO_REFERENCE}(?=[一-龥“])",
            ("（一）",),
        ),
        begins_clause=False,
    ),
    # 1.完善制度；2.强化培训
    _Kind(
        Sparse("([1-9][0-9]?)[.．、](?=[一-龥“])", ("1.", "1．", "1、")),
        begins_clause=True,
        first_mark=Led("1[.．、](?![0-9])", ("1.", "1．", "1、")),
    ),
    # 第一，完善制度；第二，强化培训
    _Kind(Sparse(f"第({_NUMERAL})(?=，)", ("第一，",)), begins_clause=True),
    # 其一，完善制度；其二，强化培训
    _Kind(Sparse(f"其({_NUMERAL})(?=，|是|[一-龥])", ("其一",)), begins_clause=True),
    # 一要提高认识；二要压实责任
    _Kind(
        Sparse(f"({_NUMERAL})要(?![一-龥]?[求害点素件])", ("一要",)), begins_clause=True
    ),
)


class MarkOutOfOrder(NamedTuple):
    """A mark that does not follow from the one before, where it stands, and what belongs there."""

    span: tuple[int, int]
    expected: str


def out_of_order(subject: Subject) -> Iterator[MarkOutOfOrder]:
    """Yield the first wrong mark of each run in one text; a run begins with the first mark."""
    text = subject.whole
    for kind in _KINDS:
        if kind.first_mark is not None and kind.first_mark.search(text) is None:
            continue
        number_of_text = -1
        last = 0
        for match in kind.pattern.finditer(text):
            sign_before = sign_at(text, match.start() - 1)
            if kind.begins_clause and sign_before not in _BEGINS_CLAUSE:
                continue
            number = _number(match[1])
            text_of_mark = subject.number_at(match.start())
            if text_of_mark != number_of_text:
                number_of_text = text_of_mark
                last = 0
            if number == 1:
                last = 1
            # What does not begin with the first mark goes on from somewhere else, or is no run.
            elif last and number != last + 1:
                written = _written_like(match[1], last + 1)
                yield MarkOutOfOrder(
                    match.span(), match.group().replace(match[1], written)
                )
                last = 0
            elif last:
                last = number


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    return chinese.read_circled(written) or chinese.read_numeral(written) or 0


def _written_like(sample: str, number: int) -> str:
    """Return ``number`` in the kind of figures that ``sample`` has."""
    if sample.isascii():
        return str(number)
    if chinese.read_circled(sample) is not None:
        return chinese.circled(number)
    return chinese.numeral(number)


_FIRST_WORD = Led(
    "首先|第一(?!时间|责任|书记|季度|议题|批|轮|期|种|届|个|次|党|支部)|其一",
    ("首先", "第一", "其一"),
)
_ORDER_WORD = LatePattern(
    "(首先|其次|再次|再者|最后|第[一二三四五](?=，|[一-龥]{3})|其[一二三四](?=，|[一-龥]{3})|[一二三四]是)",
)
_NO_ORDER = LatePattern(
    "第[一二三四五](?:时间|责任|书记|季度|议题|批|轮|期|种|届|个|次|党|支部|方|产业|阶段|部分|类|条|款|位|名|监督|检查|巡察|小组|组|年|学期|中学|小学|医院|人民|医|中|步|代|线|资源|要|课|版|号|章|节|站|所|师|手|层|道|范|稿|层次|梯队|关|动力)|首先(?:要|应|是)|其中"
)


class MixedOrder(NamedTuple):
    """An order word of another kind than the first of its run, and that first word."""

    span: tuple[int, int]
    first: str


def mixed_order(subject: Subject) -> Iterator[MixedOrder]:
    """Yield, once for each text, the order word that is of another kind than the first one, or is out of its order."""
    text = subject.whole
    words: dict[int, list[re.Match[str]]] = {}
    for opening in _FIRST_WORD.finditer(text):
        number = subject.number_at(opening.start())
        if number not in words and sign_at(text, opening.start() - 1) in _BEGINS_CLAUSE:
            words[number] = list(_order_words(subject, number))
    for matches in words.values():
        if len(matches) < 2:
            continue
        first_match = matches[0]
        first = first_match[1]
        # A run of 一是 is judged by the rules of such runs.
        if first not in ("首先", "第一", "其一"):
            continue
        second = matches[1]
        # 首先…，一是…，二是…: a list within the first point.
        is_list_within = "一是" in text[first_match.start() : second.end()]
        begins_list = second[1].startswith(("第一", "其一"))
        is_other = _kind(second[1]) not in (_kind(first), "最后")
        # 二是 without 一是 is reported with its run.
        is_run = second[1].endswith("是") and first != "其一"
        is_mixed = is_other and not (is_list_within or begins_list or is_run)
        is_last_too_early = (
            second[1] == "最后"
            and len(matches) > 2
            and matches[2][1] in ("其次", "再次")
        )
        if is_mixed or is_last_too_early:
            yield MixedOrder(second.span(1), first)


def _order_words(subject: Subject, number: int) -> Iterator[re.Match[str]]:
    """Yield the order words that begin a clause of text ``number``."""
    text = subject.whole
    start, end = subject.span_of(number)
    for match in _ORDER_WORD.compiled.finditer(text, start, end):
        begins_clause = sign_at(text, match.start() - 1) in _BEGINS_CLAUSE
        if begins_clause and not _NO_ORDER.compiled.match(text, match.start()):
            yield match


def _kind(word: str) -> str:
    if word in ("首先", "其次", "再次", "再者"):
        return "首先"
    if word == "最后":
        return word
    return "是" if word.endswith("是") else word[0]

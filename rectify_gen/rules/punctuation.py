"""Rules of punctuation (GB/T 15834)."""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import is_unknown_figure
from rectify_gen.rules.sparse import Sparse, beside

_STOPS = "，。、；：！？"
_DOUBLED = Sparse(f"[{_STOPS}][{_STOPS}]+", beside(_STOPS, _STOPS))
_MEANT = {"！！", "？！", "！？", "！！！"}
_PAUSES = frozenset("、，；。")
_ROW = re.compile(r"(.)\1\1")


def _better(marks: str) -> str:
    """Return the one mark that is certainly meant by ``marks``; empty where only the author knows.

    Of two pauses the last is meant, the other is what editing left behind. Three times the same mark may
    be an ellipsis; of a pause and a colon or question either may be meant.
    """
    if _ROW.search(marks):
        return ""
    is_certain = len(set(marks)) == 1 or _PAUSES.issuperset(marks)
    return marks[-1] if is_certain else ""


@rule(
    severity=Severity.ERROR,
    sentence=("标点重复：“{quote}”", "doubled punctuation: “{quote}”"),
    hint=(
        "只留一个；原文如此的，写入 waivers",
        "keep one; if the original reads this way, add a waiver",
    ),
    what=(
        "标点重复：两个本应只用一个的标点连在一起",
        "two marks follow one another where one belongs",
    ),
    why=(
        "规范中没有这样的连用，多为修改时的残留",
        "the standard knows no such pair; it is what editing leaves behind",
    ),
    basis="GB/T 15834-2011 第4章、B.2",
    wrong="评议结果公布公示。。",
    right="评议结果公布公示。",
    fixes=True,
)
def doubled_punctuation(subject: Subject) -> Iterator[Finding]:
    """Yield each pair such as 。。 ，， ，。 with its place in the text, and the mark that is certainly meant."""
    for match in _DOUBLED.finditer(subject.whole):
        marks = match.group()
        if marks in _MEANT or is_unknown_figure(subject.whole, match.start()):
            continue
        yield subject.finding(match.span(), replacement=_better(marks) or None)


RULES: tuple[Rule, ...] = (doubled_punctuation,)

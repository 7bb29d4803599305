"""Rules of punctuation (GB/T 15834)."""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.rules.rule import Rule, Subject, rule

_DOUBLED = re.compile(r"[，。、；：！？][，。、；：！？]+")
_MEANT = {"！！", "？！", "！？", "！！！"}


@rule(
    what=(
        "标点重复：两个本应只用一个的标点连在一起",
        "two marks follow one another where one belongs",
    ),
    why=(
        "规范中没有这样的连用，多为修改时的残留",
        "the standard knows no such pair; it is what editing leaves behind",
    ),
    basis="GB/T 15834-2011",
    wrong="评议结果公布公示。。",
    right="评议结果公布公示。",
    mends=True,
)
def doubled_punctuation(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each pair such as 。。 ，， ，。 with its place in the text; the last mark of a mixed pair is the one meant."""
    for found in _DOUBLED.finditer(subject.whole):
        if found.group() not in _MEANT:
            yield subject.finding(
                "doubled-punctuation", found.span(), better=found.group()[-1]
            )


RULES: tuple[Rule, ...] = (doubled_punctuation,)

"""Where a notice quotes: the words there are somebody else's, and are not changed.

This room must not know any rule.
"""

import bisect

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.rule import Subject
from rectify_gen.rules.sparse import Sparse

_QUOTED = Sparse(
    '“[^“”\n]*”|‘[^‘’\n]*’|《[^《》\n]*》|〈[^〈〉\n]*〉|"[^"\n]*"|「[^「」\n]*」|『[^『』\n]*』',
    '“‘《〈"「『',
)


def quotations(subject: Subject) -> tuple[tuple[int, int], ...]:
    """Return where each quotation or title stands, its marks included; of nested ones only the outer."""
    return tuple(match.span() for match in _QUOTED.finditer(subject.scanned))


def is_quoted(subject: Subject, start: int, end: int) -> bool:
    """Return whether what stands from ``start`` to ``end`` lies between the marks of one quotation."""
    spans = subject.once(quotations)
    place = bisect.bisect_left(spans, (start, 0)) - 1
    return place >= 0 and end < spans[place][1]


_MENTIONED_AFTER = LatePattern(
    "[”’》](?:[、和及]?“[^“”\n]{1,12}”)*(?:等|这|那|之|此|一|类|种|些|几|多|处|个|的){0,4}"
    "(?:不规范|不准确|错误|不当|口语化)?的?"
    "(?:用语|用词|用字|用法|字词|表述|说法|写法|提法|词语|词|字眼|字样|错别字|错字|别字|(?:统一|一律|均|已)?(?:改|更正|订正|修改|规范|替换)[为成]|[为成]“)"
)
"""What follows a wording that is talked about, not used: “截止目前”等不规范用语."""
_MENTIONED_BEFORE = LatePattern(
    "(?:误写|错写|误作|误为|误用|错用|写成|写作|写为|改成|改为|禁用|不用|避免使用|杜绝)(?:成|为|作|了)?[“‘]\\Z"
)
_MENTION_REACH = 40
"""Characters around a wording in which its sentence says that it is talked about."""


def is_mentioned(subject: Subject, start: int, end: int) -> bool:
    """Return whether the sentence talks about the wording from ``start`` to ``end``, which it quotes, and does not use it."""
    if not is_quoted(subject, start, end):
        return False
    after = subject.whole[end : end + _MENTION_REACH]
    if _MENTIONED_AFTER.compiled.match(after):
        return True
    before = subject.whole[max(start - _MENTION_REACH, 0) : start]
    return _MENTIONED_BEFORE.search(before) is not None


def quoting_forms(subject: Subject) -> frozenset[Route]:
    """Return the routes of the problems that their form puts in quotation marks."""
    forms = [section.form or "" for section in subject.notice.sections]
    return frozenset(
        (*numbered.route, "problem")
        for numbered in subject.items()
        if isinstance(numbered.item, model.ProblemItem)
        and "“{}”" in (numbered.item.form or forms[int(numbered.route[1])])
    )

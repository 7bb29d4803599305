"""Where a notice quotes: the words there are somebody else's, and are not changed.

This room must not know any rule.
"""

import bisect

from rectify_gen import model
from rectify_gen.diagnostics import Route
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


def quoting_forms(subject: Subject) -> frozenset[Route]:
    """Return the routes of the problems that their form puts in quotation marks."""
    forms = [section.form or "" for section in subject.notice.sections]
    return frozenset(
        (*numbered.route, "problem")
        for numbered in subject.items()
        if isinstance(numbered.item, model.ProblemItem)
        and "“{}”" in (numbered.item.form or forms[int(numbered.route[1])])
    )

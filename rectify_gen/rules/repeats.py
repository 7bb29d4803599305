"""Rules of what stands twice: the same problem, or the same paragraph.

This room must not know positions, YAML or reports.
"""

from collections.abc import Iterator

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.rule import Rule, Subject, is_published, key_of, rule

SHORTEST_REPEATED_NAME = 6
"""Characters of a problem below which its name may be a general one: 其他问题."""
SHORTEST_REPEATED_PARAGRAPH = 60
"""Characters below which a paragraph may be a standing phrase, or one measure that serves two problems."""
_MARKS = "。；，、 　"
_PARAGRAPHS = frozenset({"content", "text", "measures"})


@rule(
    severity=Severity.WARNING,
    sentence=(
        "第{second}个问题与第{first}个问题相同：“{marks}”",
        "problem {second} is the same as problem {first}: “{marks}”",
    ),
    hint=(
        "删去重复的一处，或改正名称",
        "delete one of the two, or correct its name",
    ),
    what=("同一个问题列了两次", "the same problem is listed twice"),
    why=(
        "多为复制后没有改；问题总数也会因此不对",
        "often a copy that was not edited; the number of problems is then wrong too",
    ),
    basis="习惯",
    wrong="第2个、第5个问题都是“水源巡查不到位”",
    right="第5个问题改为“计量管理不到位”",
)
def problem_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield each problem that has the name of an earlier one, in the same edition."""
    problems: list[tuple[Route, model.ProblemItem, str]] = []
    for route, item, _ in subject.items():
        if isinstance(item, model.ProblemItem):
            problems.append((route, item, item.problem.strip(_MARKS)))
    # In most notices all names differ: whether each is published need not be asked.
    if len({name for _, _, name in problems}) == len(problems):
        return
    first_ordinals: dict[tuple[str, bool], int] = {}
    for ordinal, (route, item, name) in enumerate(problems, start=1):
        if len(name) < SHORTEST_REPEATED_NAME:
            continue
        # An internal item may say in full what a public one says in short.
        is_public = is_published(subject.notice, (*route, "problem"))
        first = first_ordinals.setdefault((name, is_public), ordinal)
        if first != ordinal:
            yield at_value(
                (*route, "problem"), item.problem, first=first, second=ordinal
            )


@rule(
    severity=Severity.WARNING,
    sentence=(
        "这一段与前面{where}的一段完全相同：“{quote}”",
        "this paragraph is the same as an earlier one{where_en}: “{quote}”",
    ),
    hint=(
        "删去重复的一段，或写这一项自己的情况",
        "delete one of the two, or write what was done here",
    ),
    what=("同一段文字出现两次", "the same paragraph stands twice"),
    why=(
        "多为复制后没有改，读者会以为整改照抄照搬",
        "often a copy that was not edited; readers take the rectification for copied",
    ),
    basis="习惯",
    wrong="两个问题的整改情况一字不差",
    right="每个问题写自己的整改情况",
)
def paragraph_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield each long paragraph of the sections that an earlier one, in the same edition, says word for word."""
    numbers_by_text: dict[str, int] = {}
    for number, text in enumerate(subject.lines):
        if len(text) < SHORTEST_REPEATED_PARAGRAPH:
            continue
        first_number = numbers_by_text.setdefault(text, number)
        if first_number == number:
            continue
        route, first = subject.routes[number], subject.routes[first_number]
        if not _is_section_prose(route) or not _is_section_prose(first):
            continue
        notice = subject.notice
        if is_published(notice, route) == is_published(notice, first):
            name = _name_above(subject, first)
            yield subject.finding(
                subject.span_of(number),
                where=f"“{name}”之下" if name else "",
                where_en=f" below “{name}”" if name else "",
            )


def _name_above(subject: Subject, route: Route) -> str:
    """Return the problem or heading that the text at ``route`` stands below; empty where it stands below none."""
    names = subject.once(_names_of_items)
    for length in range(len(route), 0, -1):
        name = names.get(route[:length])
        if name is not None:
            return name
    return ""


def _names_of_items(subject: Subject) -> dict[Route, str]:
    """Return the problem or heading of each item, by its route."""
    names = {}
    for route, item, _ in subject.items():
        if isinstance(item, model.ProblemItem):
            names[route] = item.problem
        else:
            names[route] = item.heading
    return names


def _is_section_prose(route: Route) -> bool:
    return route[0] == "sections" and key_of(route) in _PARAGRAPHS


RULES: tuple[Rule, ...] = (problem_repeated, paragraph_repeated)

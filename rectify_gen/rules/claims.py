"""Rules that hold figures claimed in prose against the body and against each other.

Only what speaks of the whole notice is read: preamble, sections on how the organ
went about it, the words before the first item. Figures of other inspections and of
single items are not the notice's claims.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.rule import REPORTING, Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

_NUMBER = "([0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_COUNTED = "(?:具体|突出|整改|反馈|主要)?(?:问题|整改任务|任务|整改事项|事项)"
_PAIR = re.compile(
    rf"{_NUMBER}(?:个方面|大?类|项)[、，]?(?:共)?([0-9]{{1,4}})(?:个|项|条)(?:{_COUNTED})?"
)
_PROBLEMS = re.compile(
    r"(?:反馈|反馈的|指出|指出的)(?:问题)?([0-9]{1,4})(?:个|项|条)(?:具体|突出)?问题|([0-9]{1,4})(?:个|项|条)(?:整改任务|整改事项|反馈问题)"
)
_OTHERS = Sparse(
    "上一?轮|上次|以往|以前|此前|历次|历年|往年|当时|审计|督查|督导|检查|专项|主题教育|其中|每[个项]|前[一两]轮|[一二三四五六七八九十]届[^，。；]{0,8}轮"
)
_BEFORE = 30
"""Characters before a figure in which words of another inspection stand."""


class _Claim(NamedTuple):
    """A number claimed, and where: of areas, or of problems and tasks. ``name`` is what ``statistics`` calls it."""

    areas: bool
    number: int
    span: tuple[int, int]
    name: str


class _Body(NamedTuple):
    """What the rectification sections list."""

    areas: int
    """Headings with items below them; 0 where the items stand straight below the section."""
    areas_named: bool
    """Whether these headings are areas and not problems with problems below them."""
    counts: frozenset[int]
    """How many problems there are: leaves, or all items; with and without internal ones."""
    problems_named: bool
    """Whether the leaves are problems by their names, and not headings of the author's own."""


def _body(subject: Subject) -> _Body:
    at = subject.sections(model.Role.RECTIFICATION)
    lists = [one for one in subject.lists if one.section in at]
    above = {one.above for one in lists}
    every = [listed for one in lists for listed in one.items]
    leaves = [listed for listed in every if listed.route not in above]
    top = [listed for one in lists if one.depth == 1 for listed in one.items]
    return _Body(
        areas=len(top) if len(top) < len(every) else 0,
        areas_named=all(isinstance(listed.item, model.HeadingItem) for listed in top),
        counts=frozenset((len(leaves), len(every), *_with_internal(subject))),
        problems_named=bool(leaves)
        and all(isinstance(listed.item, model.ProblemItem) for listed in leaves),
    )


def _with_internal(subject: Subject) -> tuple[int, ...]:
    """How many problems there are with those that a public edition leaves out; a claim may count them."""
    at = subject.sections(model.Role.RECTIFICATION)
    every = [one for one in subject.items() if one.route[1] in at]
    if all(one.item.audience == "public" for one in every):
        return ()
    return len(every), sum(one.is_leaf for one in every)


def _claims(subject: Subject) -> tuple[_Claim, ...]:
    reporting = subject.sections(*REPORTING)
    rectification = subject.sections(model.Role.RECTIFICATION)
    return tuple(
        claim
        for route, start, text in subject.texts()
        if route[0] == "preamble" or _speaks_of_all(route, reporting, rectification)
        for claim in _claimed(text, start)
    )


def _speaks_of_all(route: Route, reporting: set[int], rectification: set[int]) -> bool:
    if route[0] != "sections":
        return False
    straight_below = len(route) <= 5 and route[-1] not in (
        "heading",
        "problem",
        "label",
    )
    return route[1] in reporting or (
        route[1] in rectification and straight_below and "content" in route
    )


def _claimed(text: str, start: int) -> Iterator[_Claim]:
    taken = []
    for found in _PAIR.finditer(text):
        if _is_of_this(text, found.start()):
            taken.append(found.span())
            areas = found.group(1)
            number = int(areas) if areas.isascii() else chinese.read_numeral(areas)
            if number is not None:
                yield _Claim(
                    True, number, (start + found.start(), start + found.end()), "areas"
                )
            yield _counted(found, start, found.group(2))
    for found in _PROBLEMS.finditer(text):
        inside = any(first <= found.end() - 1 < last for first, last in taken)
        if not inside and _is_of_this(text, found.start()):
            yield _counted(found, start, found.group(1) or found.group(2))


def _counted(found: re.Match[str], start: int, number: str) -> _Claim:
    """A claim of problems, or of tasks where the words say so."""
    name = "tasks" if found.group().endswith(("任务", "事项")) else "problems"
    return _Claim(
        False, int(number), (start + found.start(), start + found.end()), name
    )


def _is_of_this(text: str, at: int) -> bool:
    """Whether the sentence before the figure speaks of this inspection."""
    before = re.split("[。；！？]", text[max(at - _BEFORE, 0) : at])[-1]
    return not _OTHERS.search(before)


@rule(
    what=(
        "文中所称的方面数、问题数与正文列出的不一致",
        "the areas or problems claimed in prose are not those that the body lists",
    ),
    why=(
        "读者会数；导语、总体情况里的数字要与后面逐项列出的对得上",
        "readers count: what is claimed must be what is listed",
    ),
    basis="习惯",
    wrong="反馈4个方面52个问题（正文列出51个）",
    right="反馈4个方面51个问题",
)
def claimed_count_mismatch(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each claim that the body contradicts: areas against headings of areas, problems against named problems."""
    for claim, listed, named in subject.once(_contradicted):
        if named:
            yield subject.finding(
                "claimed-count-mismatch",
                claim.span,
                claimed=claim.number,
                listed=listed,
            )


def _contradicted(subject: Subject) -> tuple[tuple[_Claim, str, bool], ...]:
    """Each claim that is not what the body lists, what that is, and whether the body names what is claimed."""
    claims = subject.once(_claims)
    body = _body(subject) if claims else None
    return tuple(_contradictions(claims, body)) if body and any(body.counts) else ()


def _contradictions(
    claims: Sequence[_Claim], body: _Body
) -> Iterator[tuple[_Claim, str, bool]]:
    for claim in claims:
        if claim.areas and claim.number != body.areas:
            yield (
                claim,
                str(body.areas or max(body.counts)),
                bool(body.areas) and body.areas_named,
            )
        if not claim.areas and claim.number not in body.counts:
            yield claim, "/".join(map(str, sorted(body.counts))), body.problems_named


@rule(
    what=(
        "文中所称的数在正文里没有对应的标题或条目",
        "a number claimed in prose has no counterpart among the headings and items",
    ),
    why=(
        "读者无从核对；可按方面设标题，或不写这个数",
        "readers cannot check it; give the areas headings, or leave the number out",
    ),
    basis="习惯",
    wrong="反馈4个方面52个问题（正文不分方面）",
    right="反馈52个问题",
)
def claim_unmatched(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each claim of areas where the body has no headings of areas, and of problems where it names none."""
    for claim, listed, named in subject.once(_contradicted):
        if not named:
            yield subject.finding(
                "claim-unmatched", claim.span, claimed=claim.number, listed=listed
            )


@rule(
    what=(
        "文中所称的数与 statistics 或前文所称的不一致",
        "a number claimed in prose is not that of statistics, or of an earlier claim",
    ),
    why=("同一个数只能有一个值", "one number has one value"),
    basis="习惯",
    wrong="导语写反馈52个问题，后文写反馈53个问题",
    right="两处都写反馈52个问题",
)
def claims_differ(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each claim of areas, problems or tasks that ``statistics``, else the first claim of it, contradicts."""
    known: dict[str, int] = {}
    stated = subject.notice.statistics
    for claim in subject.once(_claims):
        first = known.setdefault(
            claim.name, getattr(stated, claim.name, None) or claim.number
        )
        if first != claim.number:
            yield subject.finding(
                "claims-differ", claim.span, claimed=claim.number, first=first
            )


_UNIT = "(?:人次|人|件|项|个|家|起|条|名|场|次|处|份|户|万元|亿元|元)"
_TOTAL = Sparse(rf"(?<![0-9])([0-9]+(?:\.[0-9]+)?)({_UNIT})\Z")
_BRACKET = re.compile("（([^（）\n]*[0-9][^（）\n]*)）")
_LONGEST_TOTAL = 24
"""Characters before a bracket in which the total is looked for."""
_PART = Sparse(rf"([^0-9，、；]*)([0-9]+(?:\.[0-9]+)?)({_UNIT})")
_PARTIAL = Sparse("其中|包括|含|等|如|占|比|较|均|共|另|余|每|增|减|[至～~-]")
_STATUS = Sparse("完成|持续|未|正在|推进|整改")
"""Parts by status are held against their total elsewhere."""


@rule(
    what=(
        "括号里的分项加起来不等于前面的总数",
        "the parts in brackets do not make the total before them",
    ),
    why=(
        "分项之和与总数不符，或同一人重复计数而没有说明",
        "the sum is wrong, or the same persons are counted twice without saying so",
    ),
    basis="习惯",
    wrong="组织处理20人（约谈20人，作出书面检查20人）",
    right="组织处理20人（约谈12人，作出书面检查8人）",
)
def parts_total_mismatch(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each total whose bracket lists parts of the same unit, and nothing else, with another sum."""
    for total, inside, last in _totals_with_parts(subject.whole):
        pieces = [
            _PART.regex().fullmatch(piece) for piece in re.split("[，、；]", inside)
        ]
        whole = [
            piece
            for piece in pieces
            if piece is not None and piece.group(3) == total.group(2)
        ]
        if (
            len(whole) < 2
            or len(whole) != len(pieces)
            or _PARTIAL.search(inside)
            or _STATUS.search(inside)
        ):
            continue
        if all(piece.group(1) for piece in whole):
            parts = [_hundredths(piece.group(2)) for piece in whole]
            if sum(parts) != _hundredths(total.group(1)):
                written = " + ".join(piece.group(2) for piece in whole)
                facts = {
                    "total": total.group(1),
                    "parts": written,
                    "sum": f"{sum(parts) / 100:g}",
                }
                yield subject.finding(
                    "parts-total-mismatch", (total.start(), last), **facts
                )


def _totals_with_parts(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Each figure with a bracket straight after it that holds figures: the figure, what is inside, where it ends.

    Brackets are looked for first: there are few of them.
    """
    for found in _BRACKET.finditer(text):
        total = _TOTAL.regex().search(
            text, max(found.start() - _LONGEST_TOTAL, 0), found.start()
        )
        if total:
            yield total, found.group(1), found.end()


def _hundredths(figure: str) -> int:
    """A figure as a whole number of hundredths, so that sums are exact; further digits are cut."""
    whole, _, rest = figure.partition(".")
    return int(whole[-15:]) * 100 + int((rest + "00")[:2])


LABELS = ("组织处理", "党纪政务处分", "诫勉谈话", "提醒谈话", "约谈", "批评教育", "通报批评", "书面检查", "追责问责", "立案审查", "收回违规资金", "清退违规资金", "追缴资金", "挽回经济损失", "建立完善制度", "修订完善制度", "制定修订制度")  # fmt: skip
"""What a notice says once of the whole rectification; in a single item the same words have another scope."""
_LABELLED = Sparse(
    rf"({'|'.join(LABELS)})(?:共|共计|累计)?([0-9]+(?:\.[0-9]+)?)({_UNIT})", LABELS
)


@rule(
    what=("同一个总数前后两个值", "one total with two values"),
    why=(
        "全文只有一个组织处理人数、一个收回资金数，两处不同必有一处错",
        "a notice has one number of persons dealt with; of two one is wrong",
    ),
    basis="习惯",
    wrong="总体情况写约谈20人，下一步写约谈19人",
    right="两处都写约谈20人",
)
def figure_differs(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each total of :data:`LABELS` that an earlier text about the whole notice gives with another value."""
    reporting = subject.sections(*REPORTING)
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for found in _LABELLED.finditer(subject.whole):
        number = subject.number_at(found.start())
        route = subject.routes[number]
        if not (
            route[0] in ("preamble", "closing")
            or (route[0] == "sections" and route[1] in reporting)
        ):
            continue
        label, value, unit = found.groups()
        first, where = seen.setdefault((label, unit), (value, number))
        if first != value and where != number:
            yield subject.finding(
                "figure-differs",
                found.span(),
                label=label,
                first=first + unit,
                value=value + unit,
            )


RULES: tuple[Rule, ...] = (
    claimed_count_mismatch,
    claim_unmatched,
    claims_differ,
    parts_total_mismatch,
    figure_differs,
)

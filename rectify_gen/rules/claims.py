"""Rules that check figures claimed in prose against the body and against each other.

反馈4个方面52个问题 in the preamble must be what the headings and items below list.

Only what speaks of the whole notice is read: preamble, sections on how the organ
went about it, the words before the first item. Figures of other inspections and of
single items are not the notice's claims.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model.shapes import title_at
from rectify_gen.rules.counting import (
    editions_in_words,
    listed_in_words,
    public_tally,
    whole_tally,
)
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import REPORTING, Rule, Subject, rule
from rectify_gen.rules.signs import CLAUSE_ENDS, stretch_before
from rectify_gen.rules.sparse import Led, Sparse
from rectify_gen.rules.sums import UNITS
from rectify_gen.vocabulary.figures import AREAS, PROBLEMS, TASKS, Figure, figures


class _Claim(NamedTuple):
    """A figure of the text, and the characters of ``Subject.whole`` that state it."""

    figure: Figure
    span: tuple[int, int]


class _Body(NamedTuple):
    """What the rectification sections list: as the public edition prints it, and with internal items."""

    areas: frozenset[int]
    """How many areas the headings straight below a section may be taken for; none where all stand alone."""
    areas_named: bool
    """Whether these headings are areas for certain."""
    counts: frozenset[int]
    """How many problems there are: leaves, or all items."""
    counts_in_words: tuple[str, str]
    """The same in Chinese and English, each number with what it counts."""
    problems_named: bool
    """Whether the leaves are problems by their names, and not headings of the author's own."""


def _body(subject: Subject) -> _Body:
    public = subject.once(public_tally)
    areas: set[int] = set()
    counts: set[int] = set()
    whole = subject.once(whole_tally)
    for tally in (public, whole):
        # Headings may be areas, or problems that happen to have items below them.
        if tally.groups:
            areas.update((tally.top, tally.groups))
        counts.update((tally.problems, tally.leaves, tally.numbered))
    return _Body(
        areas=frozenset(areas),
        areas_named=public.areas > 0,
        counts=frozenset(counts),
        counts_in_words=listed_in_words(public, whole, with_headings=True),
        problems_named=public.problems_named,
    )


def _claims(subject: Subject) -> tuple[_Claim, ...]:
    """Return the figures of the notice's own inspection, in the order of the text."""
    reporting = subject.sections(*REPORTING)
    rectification = subject.sections(model.Role.RECTIFICATION)
    names = inspection_names(subject.notice)
    may_be_of_team = _TEAM_CLAIM.may_match(subject.whole)
    claims = []
    for number, route in enumerate(subject.routes):
        # Most texts are those of items of the rectification: no function is called for them.
        is_of_item = (
            route[0] == "sections" and len(route) > _LONGEST_ROUTE_BELOW_SECTION
        )
        if is_of_item and not may_be_of_team and route[1] not in reporting:
            continue
        # The figures of a single item are its own: 发现问题3个 there is no claim about the notice.
        speaks_of_all = _speaks_of_all(route, reporting, rectification)
        if not speaks_of_all and not may_be_of_team:
            continue
        text = subject.lines[number]
        start = subject.starts[number]
        team_claims = [] if speaks_of_all else _spans_of_team_claims(route, text)
        if not speaks_of_all and not team_claims:
            continue
        for figure in figures(text, names):
            is_of_team = any(
                start_of_claim <= figure.start < end_of_claim
                for start_of_claim, end_of_claim in team_claims
            )
            if not speaks_of_all and not is_of_team:
                continue
            # The body of such a notice may list only what was due.
            is_parted = text.startswith("其中", figure.end + 1)
            if is_parted and _SOME_ARE_DUE.compiled.match(text, figure.end):
                continue
            if figure.counts in (AREAS, PROBLEMS, TASKS):
                span = (start + figure.start, start + figure.end)
                claims.append(_Claim(figure, span))
    return tuple(claims)


_TEAM_CLAIM = Sparse(
    "(?:^|[。！？])巡察组(?:一共|共计|共|累计)反馈(?:了|意见)?"
    "[0-9一二三四五六七八九十]{1,3}个方面(?:的)?[0-9一二三四五六七八九十百]{1,4}个(?:具体)?问题",
    ("巡察组共", "巡察组一共", "巡察组累计"),
)
"""A sentence about the whole feedback, wherever it stands; that of one item has no areas and no 共."""
_EARLIER_INSPECTION = ("上轮", "上一轮", "上次", "历次", "此前", "以往")


def _spans_of_team_claims(route: Route, text: str) -> list[tuple[int, int]]:
    """Return where ``text`` of a section says what the team fed back in all; nowhere beside an earlier inspection."""
    matches = list(_TEAM_CLAIM.finditer(text)) if route[0] == "sections" else []
    if not matches or any(word in text for word in _EARLIER_INSPECTION):
        return []
    return [match.span() for match in matches]


_SOME_ARE_DUE = LatePattern(
    "[，,（(]其中[^。；！？，\n]{0,16}(?:应|须|需|到期|按期|计划)[^。；！？，\n]{0,4}(?:完成|整改|办结|销号)"
)
"""What follows a count of which only some are due yet: 问题21个，其中2024年底前应完成的18个."""


def inspection_names(notice: model.Notice) -> tuple[str, ...]:
    """Return how the notice calls its inspection and who made it: 市委, 第三轮, 专项巡察."""
    facts = notice.inspection or model.Inspection()
    names = (
        facts.authority,
        facts.term,
        facts.round,
        facts.team,
        facts.type,
        facts.feedback_by,
    )
    return tuple(name for name in names if name)


_LONGEST_ROUTE_BELOW_SECTION = 5
"""Steps of a route such as ``sections.3.content.0.text``: not yet inside an item."""


def _speaks_of_all(route: Route, reporting: set[int], rectification: set[int]) -> bool:
    """Return whether the text at ``route``, of the preamble or of a section, speaks of the notice as a whole."""
    if route[0] != "sections":
        return route[0] == "preamble"
    if route[1] in reporting:
        return True
    if len(route) > _LONGEST_ROUTE_BELOW_SECTION or route[1] not in rectification:
        return False
    # A heading may quote figures of the feedback; it claims nothing of what is listed below it.
    is_name = route[-1] in ("heading", "problem", "label")
    return "content" in route and not is_name


@rule(
    severity=Severity.ERROR,
    sentence=(
        "称 {claimed} {counted_zh}，正文列出 {listed}：“{quote}”",
        "{claimed} {counted_en} are claimed, the body lists {listed_en}: “{quote}”",
    ),
    hint=(
        "改正数字，或补齐、删去正文条目；原文如此的，写入 waivers",
        "correct the number or the items of the body; if the original reads this way, add a waiver",
    ),
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
def claimed_count_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each claim that the body contradicts: areas against headings of areas, problems against named problems."""
    for contradiction in subject.once(_contradictions):
        if contradiction.certain:
            yield _contradicted(subject, contradiction)


_COUNTED = {
    AREAS: ("个方面", "areas"),
    PROBLEMS: ("个问题", "problems"),
    TASKS: ("项整改任务", "tasks"),
}
"""What a claim counts, in Chinese with its measure word and in English."""


def _contradicted(subject: Subject, contradiction: "_Contradiction") -> Finding:
    figure = contradiction.claim.figure
    counted_zh, counted_en = _COUNTED[figure.counts]
    return subject.finding(
        contradiction.claim.span,
        claimed=figure.value,
        listed=contradiction.listed,
        listed_en=contradiction.listed_en,
        counted_zh=counted_zh,
        counted_en=counted_en,
    )


class _Contradiction(NamedTuple):
    """A claim that is not what the body lists, and what that is.

    ``certain`` is whether the claim speaks of this notice and the body names what is claimed.
    """

    claim: _Claim
    listed: str
    listed_en: str
    certain: bool


def _contradictions(subject: Subject) -> tuple[_Contradiction, ...]:
    claims = subject.once(_claims)
    if not claims:
        return ()
    body = _body(subject)
    # Without any item there is nothing to compare with.
    if not any(body.counts):
        return ()
    return tuple(_contradicting(claims, body))


def _contradicting(claims: Sequence[_Claim], body: _Body) -> Iterator[_Contradiction]:
    spans_of_areas = {claim.span for claim in claims if claim.figure.counts == AREAS}
    for claim in claims:
        # One problem may be split into several tasks; beside areas (3个方面21项整改任务) they stand for the problems.
        is_beside_areas = claim.span in spans_of_areas
        is_split = claim.figure.value > max(body.counts)
        if claim.figure.counts == TASKS and is_split and not is_beside_areas:
            continue
        # Problems and tasks are both counted by items; areas by the headings above them.
        if claim.figure.counts == AREAS:
            possible = body.areas
            is_named = body.areas_named
        else:
            possible = body.counts
            is_named = body.problems_named
        if claim.figure.value in possible:
            continue
        listed_zh, listed_en = body.counts_in_words
        # Where no heading can be an area, the report says at least how many items there are.
        if claim.figure.counts == AREAS and body.areas:
            listed_zh, listed_en = editions_in_words(body.areas)
        yield _Contradiction(
            claim=claim,
            listed=listed_zh,
            listed_en=listed_en,
            certain=is_named and claim.figure.certain,
        )


@rule(
    severity=Severity.INFO,
    sentence=(
        "称 {claimed} {counted_zh}，与正文对不上，正文列出的是 {listed}：“{quote}”",
        "{claimed} {counted_en} are claimed, nothing in the body matches, it lists {listed_en}: “{quote}”",
    ),
    hint=(
        "核对数字，或不写这个数；按方面计的，给各方面设标题",
        "check the number, or leave it out; where it counts areas, give them headings",
    ),
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
def claim_unmatched(subject: Subject) -> Iterator[Finding]:
    """Yield each contradicted claim that the body gives no names to, or that may speak of something else."""
    for contradiction in subject.once(_contradictions):
        if not contradiction.certain:
            yield _contradicted(subject, contradiction)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "这里称 {claimed} {counted_zh}，{source}称 {first}：“{quote}”",
        "{claimed} {counted_en} are claimed here, {source_en} claims {first}: “{quote}”",
    ),
    hint=(
        "核对后改成一致；原文如此的，写入 waivers",
        "make them agree; if the original reads this way, add a waiver",
    ),
    what=(
        "文中所称的数与整改统计或前文所称的不一致",
        "a number claimed in prose is not that of statistics, or of an earlier claim",
    ),
    why=("同一个数只能有一个值", "one number has one value"),
    basis="习惯",
    wrong="导语写反馈52个问题，后文写反馈53个问题",
    right="两处都写反馈52个问题",
)
def claims_differ(subject: Subject) -> Iterator[Finding]:
    """Yield each claim of areas, problems or tasks that ``statistics``, else the first claim of it, contradicts."""
    first_values: dict[str, int] = {}
    statistics = subject.notice.statistics
    for claim in subject.once(_claims):
        figure = claim.figure
        if not figure.certain:
            continue
        stated = getattr(statistics, figure.counts, None)
        if stated and _is_either_edition(subject, stated, claim):
            stated = None
        first_value = first_values.setdefault(figure.counts, stated or figure.value)
        if first_value == figure.value:
            continue
        is_of_statistics = first_value == stated
        counted_zh, counted_en = _COUNTED[figure.counts]
        yield subject.finding(
            claim.span,
            claimed=figure.value,
            counted_zh=counted_zh,
            counted_en=counted_en,
            source=title_at(("statistics",)) if is_of_statistics else "前文",
            source_en="statistics" if is_of_statistics else "an earlier text",
            first=first_value,
        )


def _is_either_edition(subject: Subject, stated: int, claim: _Claim) -> bool:
    """Return whether ``statistics`` counts the internal items and the text does not, or the other way round.

    Both are true then, each of its edition.
    """
    has_internal_items = False
    for numbered in subject.items():
        if numbered.item.audience == "internal":
            has_internal_items = True
    if not has_internal_items:
        return False
    body = _body(subject)
    possible = body.areas if claim.figure.counts == AREAS else body.counts
    return stated in possible and claim.figure.value in possible


LABELS = (
    "组织处理",
    "党纪政务处分",
    "诫勉谈话",
    "提醒谈话",
    "约谈",
    "批评教育",
    "通报批评",
    "书面检查",
    "追责问责",
    "立案审查",
    "收回违规资金",
    "清退违规资金",
    "追缴资金",
    "挽回经济损失",
    "建立完善制度",
    "修订完善制度",
    "制定修订制度",
)
"""What a notice says once of the whole rectification; in a single item the same words have another scope."""
_LABELLED = Led(
    rf"({'|'.join(LABELS)})(?:共|共计|累计)?([0-9]+(?:\.[0-9]+)?)({UNITS})", LABELS
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{label}”前面是 {first}，这里是 {value}",
        "“{label}” was {first} before and is {value} here",
    ),
    hint=("核对两处数字", "check both figures"),
    what=("同一个总数前后两个值", "one total with two values"),
    why=(
        "全文只有一个组织处理人数、一个收回资金数，两处不同必有一处错",
        "a notice has one number of persons dealt with; of two one is wrong",
    ),
    basis="习惯",
    wrong="总体情况写约谈20人，下一步写约谈19人",
    right="两处都写约谈20人",
)
def figure_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each total of :data:`LABELS` that an earlier text about the whole notice gives with another value."""
    reporting = subject.sections(*REPORTING, model.Role.NEXT_STEPS)
    first_values: dict[tuple[str, str], tuple[str, int]] = {}
    for match in _LABELLED.finditer(subject.whole):
        number = subject.number_at(match.start())
        route = subject.routes[number]
        is_about_all = route[0] in ("preamble", "closing")
        is_reporting = route[0] == "sections" and route[1] in reporting
        if not is_about_all and not is_reporting:
            continue
        label, value, unit = match.groups()
        first_value, first_text = first_values.setdefault(
            # By unit too: 约谈20人 and 约谈32人次 do not contradict one another.
            (label, unit),
            (value, number),
        )
        # Two values within one text are a sequence (约谈3人、约谈5人), not a contradiction.
        if first_value != value and first_text != number:
            yield subject.finding(
                match.span(),
                label=label,
                first=first_value + unit,
                value=value + unit,
            )
    yield from _measures_differ(subject, reporting)


_MEASURES = Sparse("整改措施(?:共|共计)?([0-9]+)(条|项)", ("整改措施",))
_OF_ALL = LatePattern(
    "(?:整改期间[^。；！？\n]{0,12}(?:共|累计|总计)|(?:针对|围绕|对照|根据)(?:巡察组?的?)?反馈的?(?:意见|问题)[^。；！？\n中的等]{0,12})(?:制定|细化|研究提出)了?$"
)
"""What makes measures those against all problems: 围绕反馈问题制定整改措施98条."""
_OF_SOME = LatePattern(
    "[该此]|上述|本项|这|第[一二三四五六七八九十]|其中|[0-9]+个|分别|方面|每"
)
"""What makes them those against some of the problems."""
_OF_LEADER = LatePattern("牵头|领办|包抓|其中")
"""What makes a first number that of a leader's own problems, or of a part."""
_REACH_OF_SCOPE = 40
"""Characters before 整改措施 in which their scope is named."""


def _measures_differ(subject: Subject, reporting: set[int]) -> Iterator[Finding]:
    """Yield each number of all measures that is not the one which the first report about the whole gives."""
    stated: dict[str, tuple[str, int]] = {}
    for match in _MEASURES.finditer(subject.wording):
        value, unit = match.groups()
        number = subject.number_at(match.start())
        route = subject.routes[number]
        is_about_all = route[0] == "preamble"
        is_reporting = route[0] == "sections" and route[1] in reporting
        lead = stretch_before(
            subject.wording, match.start(), _REACH_OF_SCOPE, CLAUSE_ENDS
        )
        if unit not in stated:
            is_of_leader = _OF_LEADER.search(lead) is not None
            if not is_of_leader and (is_about_all or is_reporting):
                stated[unit] = (value, number)
            continue
        first_value, first_number = stated[unit]
        is_of_all = _OF_ALL.search(lead) is not None and not _OF_SOME.search(lead)
        if first_value != value and first_number != number and is_of_all:
            yield subject.finding(
                match.span(),
                label="整改措施",
                first=first_value + unit,
                value=value + unit,
            )


RULES: tuple[Rule, ...] = (
    claimed_count_mismatch,
    claim_unmatched,
    claims_differ,
    figure_differs,
)

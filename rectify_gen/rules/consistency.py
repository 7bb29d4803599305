"""Rules that compare the notice's claims with its body, and its facts with its wording.

``statistics: {problems: 52}`` above 51 problems is a count-mismatch.
"""

import datetime
import itertools
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.model.shapes import title_at
from rectify_gen.rules import counting
from rectify_gen.rules.counting import (
    editions_in_words,
    listed_in_words,
    public_tally,
    whole_tally,
)
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.printed_wording import printed_closing, printed_preamble
from rectify_gen.rules.rule import Rule, Subject, is_published, rule
from rectify_gen.vocabulary.days import days_in


@rule(
    severity=Severity.ERROR,
    sentence=(
        "{title}填的是 {claimed}，{contrast}",
        "statistics.{name} claims {claimed}, {contrast_en}",
    ),
    hint=(
        "改正数字，或补齐、删去正文条目",
        "correct the number, or the items of the body",
    ),
    what=(
        "统计（statistics）中的数字与正文列出的不一致",
        "a number under statistics differs from what the body lists",
    ),
    why=(
        "读者会数：问题按最末级条目计，任务按最末级或全部编号条目计，方面按（一）（二）计",
        "readers count: problems are leaf items, tasks leaf or all numbered items, areas the （一）（二） groups",
    ),
    basis="习惯",
    wrong="problems: 52（正文列出 51 个）",
    right="problems: 51",
)
def count_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each claimed number that the body contradicts, and more completed than claimed."""
    claimed = subject.notice.statistics
    if claimed is None:
        return
    listed = _listed(subject)
    if claimed.completed is not None:
        listed["completed"] = _completed(subject)
    for name, numbers in listed.items():
        claim = getattr(claimed, name)
        if claim is not None and numbers and claim not in numbers:
            listed_zh, listed_en = _listed_in_words(subject, name, numbers)
            facts = {
                "name": name,
                "claimed": claim,
                "title": title_at(("statistics", name)),
                "contrast": f"正文列出 {listed_zh}",
                "contrast_en": f"the body lists {listed_en}",
            }
            yield Finding(("statistics", name), facts=facts)
    completed, problems = claimed.completed, claimed.problems
    if completed is not None and problems is not None and completed > problems:
        facts = {
            "name": "completed",
            "title": title_at(("statistics", "completed")),
            "claimed": completed,
            "contrast": f"多于{title_at(('statistics', 'problems'))} {problems}",
            "contrast_en": f"more than the {problems} problems",
        }
        yield Finding(("statistics", "completed"), facts=facts)


def _listed(subject: Subject) -> dict[str, set[int]]:
    """What the body lists under the names of ``statistics`` that count items; nothing where that is not certain.

    Either edition may be meant, the public one or the one with internal items.
    """
    areas: set[int] = set()
    problems: set[int] = set()
    tasks: set[int] = set()
    for tally in (subject.once(public_tally), subject.once(whole_tally)):
        if tally.areas:
            areas.add(tally.areas)
        if tally.problems:
            problems.update((tally.problems, tally.leaves))
            # A task may be each leaf item, or each item with a number.
            tasks.update((tally.problems, tally.leaves, tally.numbered))
    return {"areas": areas, "problems": problems, "tasks": tasks}


def _listed_in_words(subject: Subject, name: str, numbers: set[int]) -> tuple[str, str]:
    """Return what the body lists under ``name`` of ``statistics``, in Chinese and English."""
    if name in ("problems", "tasks"):
        return listed_in_words(
            subject.once(public_tally),
            subject.once(whole_tally),
            with_headings=name == "tasks",
        )
    return editions_in_words(numbers)


def _completed(subject: Subject) -> set[int]:
    """How many problems are done, in either edition; nothing where the status of one is not known."""
    sections = subject.sections(model.Role.RECTIFICATION)
    has_internal_parts = subject.once(counting.has_internal_parts)
    done = 0
    done_internally = 0
    has_leaves = False
    for numbered in subject.items():
        if not numbered.is_row or numbered.route[1] not in sections:
            continue
        has_leaves = True
        status = numbered.item.status or subject.once(_statuses)[numbered.route]
        # One status that is missing may be done or not: the number is then not certain.
        if status is None:
            return set()
        if status is model.Status.DONE:
            done += 1
            route_of_status = (*numbered.route, "status")
            if has_internal_parts and not is_published(subject.notice, route_of_status):
                done_internally += 1
    return {done, done - done_internally} if has_leaves else set()


def _statuses(subject: Subject) -> dict[Route, model.Status | None]:
    """The status of each item: its own, else that of the item above it, as the ledger shows it."""
    known: dict[Route, model.Status | None] = {}
    for route, item, _ in subject.items():
        known[route] = item.status or _status_above(route, known)
    return known


def _status_above(
    route: Route, known: dict[Route, model.Status | None]
) -> model.Status | None:
    """The status of the nearest item above the one at ``route``; labels between them have none."""
    # A step down to another list of content is two steps of a route: its key and an index.
    for end in range(len(route) - 2, 2, -2):
        above = route[:end]
        if above in known:
            return known[above]
    return None


@rule(
    severity=Severity.ERROR,
    sentence=(
        "{later_zh} {day} 早于{earlier_zh} {first}",
        "{later} {day} is before {earlier} {first}",
    ),
    hint=("核对这两个日期", "check the two dates"),
    what=(
        "日期先后颠倒：巡察开始、结束、反馈、成文、公开",
        "dates out of order: inspection, feedback, notice, publication",
    ),
    why=(
        "先巡察后反馈，先反馈后通报",
        "feedback follows the inspection, the notice follows the feedback",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="end: 2024-05-24，feedback_date: 2024-03-01",
    right="end: 2024-05-24，feedback_date: 2024-07-02",
)
def date_order(subject: Subject) -> Iterator[Finding]:
    """Yield each date that is before the one it must follow."""
    notice = subject.notice
    inspection = notice.inspection
    dates: list[tuple[tuple[str, str], datetime.date | None]] = []
    if inspection is not None:
        dates += [
            (("inspection", "start"), inspection.start),
            (("inspection", "end"), inspection.end),
            (("inspection", "feedback_date"), inspection.feedback_date),
        ]
    if notice.signature is not None:
        dates.append((("signature", "date"), notice.signature.date))
    known = [(route, day) for route, day in dates if day is not None]
    # Neighbours are enough: each date must follow the one before it, those that are absent left out.
    for (before, first), (route, day) in itertools.pairwise(known):
        if day < first:
            yield _out_of_order(route, day, before, first)
    publication = notice.publication
    if publication is None or not publication.start or not publication.end:
        return
    if publication.end < publication.start:
        yield _out_of_order(
            ("publication", "end"),
            publication.end,
            ("publication", "start"),
            publication.start,
        )


def _out_of_order(
    later: tuple[str, str],
    day: datetime.date,
    earlier: tuple[str, str],
    first: datetime.date,
) -> Finding:
    """The finding that ``day``, which must not be before ``first``, is."""
    facts = {
        "later": ".".join(later),
        "later_zh": title_at(later),
        "day": day,
        "earlier": ".".join(earlier),
        "earlier_zh": title_at(earlier),
        "first": first,
    }
    return Finding(later, facts=facts)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "{where_zh}里找不到{title}“{fact}”",
        "'{fact}' does not occur in {where}",
    ),
    hint=(
        "在{where_zh}中写明，最好写占位 {{{slot}}}；或从数据里删去这一项",
        "write it in {where}, best as the slot {{{slot}}}; or delete the fact from the data",
    ),
    what=(
        "自拟的导语或结语里找不到数据给出的事实",
        "own wording of preamble or closing lacks a fact that the data gives",
    ),
    why=(
        "台账和核对看数据，公众看文字，两者必须一致",
        "the ledger and the checks read the data, the public the wording; both must say the same",
    ),
    basis="习惯",
    wrong="feedback_date: 2024-07-02，导语写 7月3日",
    right="feedback_date: 2024-07-02，导语写 2024年7月2日或占位 {feedback_date}",
)
def fact_not_in_text(subject: Subject) -> Iterator[Finding]:
    """Yield each fact of inspection, publication and contacts that the wording does not hold."""
    notice = subject.notice
    if notice.preamble is None and notice.closing is None:
        return
    # Only here: a validation without own wording starts without it.
    from rectify_gen.view import bare, standard_title

    # What is printed is compared: slots filled, facts without the marks that were typed behind them.
    notice = bare(notice)
    title = standard_title(notice) if notice.title is None else "".join(notice.title)
    opening = subject.once(printed_preamble)
    if notice.preamble is not None and notice.inspection is not None:
        # The title may say 八届市委第四轮 where the opening says 本轮; the first section may say what the opening does not.
        wording = [opening, title, *_lead_of_first_section(notice)]
        text = "".join(wording)
        facts = _inspection_facts(notice.inspection)
        yield from _lacking(text, ("inspection",), "preamble", facts)
    if notice.closing is not None:
        text = subject.once(printed_closing)
        # The opening of a 公示 may say how long it lasts.
        facts = _publication_facts(notice.publication)
        opening_and_text = opening + text
        yield from _lacking(opening_and_text, ("publication",), "closing", facts)
        for index, contact in enumerate(notice.contacts):
            route = ("contacts", index)
            yield from _lacking(text, route, "closing", [("value", contact.value)])


def _lead_of_first_section(notice: model.Notice) -> Iterator[str]:
    """Yield the paragraphs that the first section begins with, before its first item."""
    for member in notice.sections[0].content:
        if isinstance(member, str):
            yield member
        elif isinstance(member, model.Paragraph):
            yield member.text
        else:
            return


def _comparable(text: str) -> str:
    """Return ``text`` without blanks and in one width: an own wording may have come from a PDF."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class _ExactPeriod(NamedTuple):
    """Two days that are one fact."""

    start: datetime.date
    end: datetime.date


_Fact = str | datetime.date | _ExactPeriod | None

_SLOTS_OF_PARTS = {"publication": "publication", "contacts": "contacts"}
"""The slot that prints a fact of such a part; a fact of the inspection has a slot of its own name."""


def _lacking(
    text: str,
    route: tuple[str | int, ...],
    where: str,
    facts: list[tuple[str, _Fact]],
) -> Iterator[Finding]:
    # Most facts stand in the text as the notice writes them: no other form of either is made.
    for name, value in facts:
        if value is None or _written(value) in text:
            continue
        if _is_stated(value, _comparable(text)):
            continue
        slot = _SLOTS_OF_PARTS.get(str(route[0]), name)
        yield Finding(
            (*route, name),
            facts={
                "fact": _written(value),
                "title": _title_of_fact(route, name),
                "where": where,
                "where_zh": title_at((where,)),
                "slot": slot,
            },
        )


def _title_of_fact(route: tuple[str | int, ...], name: str) -> str:
    """Return what the fact ``name`` of the part at ``route`` is called; two days are named by their part."""
    part = str(route[0])
    if part in _SLOTS_OF_PARTS:
        return title_at((part,))
    return title_at((part, name))


def _is_stated(value: str | datetime.date | _ExactPeriod, text: str) -> bool:
    """Whether ``text`` has the words, or names the days in any form."""
    if isinstance(value, str):
        return _comparable(value) in text
    if isinstance(value, _ExactPeriod):
        return set(value) <= set(days_in(text))
    return chinese.write_date(value) in text or value in days_in(text)


def _written(value: str | datetime.date | _ExactPeriod) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, _ExactPeriod):
        return chinese.write_period(value.start, value.end)
    return chinese.write_date(value)


def _inspection_facts(inspection: model.Inspection) -> list[tuple[str, _Fact]]:
    names = (
        "authority",
        "term",
        "round",
        "team",
        "inspected",
        "type",
        "feedback_by",
        "start",
        "end",
        "feedback_date",
    )
    return [(name, getattr(inspection, name)) for name in names]


def _publication_facts(
    publication: model.Publication | None,
) -> list[tuple[str, _Fact]]:
    if publication is None:
        return []
    if publication.start and publication.end:
        return [("start", _ExactPeriod(publication.start, publication.end))]
    return [("text", publication.text)]


RULES: tuple[Rule, ...] = (count_mismatch, date_order, fact_not_in_text)

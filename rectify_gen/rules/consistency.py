"""Rules that hold the notice's claims against its body and its facts against its wording."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.view import prose, standard_title


def count_mismatch(notice: model.Notice) -> Iterator[Diagnostic]:
    """A number under ``statistics`` differs from what the body lists.

    Problems are the leaf items of the rectification sections; tasks may count these
    or all numbered items; areas are counted where the items stand under （一） headings.

    Why: readers count (reference: cross-check of claimed against listed).
    Wrong: ``problems: 52`` over 51 listed problems.
    Right: the number that the body lists, or no number.
    """
    claimed = notice.statistics
    if claimed is None:
        return
    listed = _listed(notice)
    for name, numbers in listed.items():
        claim = getattr(claimed, name)
        if claim is not None and numbers and claim not in numbers:
            facts = {"name": name, "claimed": claim, "listed": "/".join(str(one) for one in sorted(set(numbers)))}
            yield Diagnostic("count-mismatch", ("statistics", name), facts)
    if claimed.completed is not None and claimed.problems is not None and claimed.completed > claimed.problems:
        facts = {"name": "completed", "claimed": claimed.completed, "listed": claimed.problems}
        yield Diagnostic("count-mismatch", ("statistics", "completed"), facts)


def _listed(notice: model.Notice) -> dict[str, list[int]]:
    """What the body lists under each name of ``statistics``; an empty list where it cannot be told."""
    sections = [one for one in notice.sections if one.role is model.Role.RECTIFICATION]
    items = [item for section in sections for _, item in model.numbered_items(section.content, ())]
    leaves = [item for item in items if model.is_leaf(item)]
    status = [item.status for item in leaves]
    areas = [item for section in sections for item in section.content if isinstance(item, model.HeadingItem)]
    grouped = bool(areas) and all(not model.is_leaf(item) for item in areas)
    return {
        "areas": [len(areas)] if grouped else [],
        "problems": [len(leaves)] if leaves else [],
        "tasks": [len(leaves), len(items)] if leaves else [],
        "completed": [status.count(model.Status.DONE)] if status and all(status) else [],
    }


def date_order(notice: model.Notice) -> Iterator[Diagnostic]:
    """Dates stand in the wrong order: inspection, its end, feedback, the notice itself, end of publication.

    Why: feedback follows the inspection and the notice follows the feedback (巡视巡察工作条例).
    Wrong: feedback on 2024-03-01 for an inspection that ended 2024-05-24.
    Right: dates that follow one another.
    """
    inspection = notice.inspection or model.Inspection()
    publication = notice.publication or model.Publication(text="-")
    dates = [
        (("inspection", "start"), inspection.start),
        (("inspection", "end"), inspection.end),
        (("inspection", "feedback_date"), inspection.feedback_date),
        (("signature", "date"), notice.signature.date if notice.signature else None),
    ]
    known = [(route, day) for route, day in dates if day is not None]
    for (before, first), (route, day) in itertools.pairwise(known):
        if day < first:
            facts = {"later": ".".join(route), "day": day, "earlier": ".".join(before), "first": first}
            yield Diagnostic("date-order", route, facts)
    if publication.start and publication.end and publication.end < publication.start:
        facts = {"later": "publication.end", "day": publication.end}
        yield Diagnostic(
            "date-order",
            ("publication", "end"),
            {**facts, "earlier": "publication.start", "first": publication.start},
        )


def fact_not_in_text(notice: model.Notice) -> Iterator[Diagnostic]:
    """A ``preamble`` or ``closing`` of the notice's own wording lacks a fact that the data gives.

    Why: the ledger and the checks read the fact, the public reads the wording; both must say the same.
    Wrong: ``feedback_date: 2024-07-02`` beside a preamble that names 7月3日.
    Right: the fact stands in the wording (2024年7月2日), or is left out of the data.
    """
    title = standard_title(notice) if notice.title is None else "".join(notice.title)
    if notice.preamble is not None and notice.inspection is not None:
        text = "".join(prose(notice.preamble))
        yield from _lacking(text + title, ("inspection",), "preamble", _inspection_facts(notice.inspection, text))
    if notice.closing is not None:
        text = "".join(prose(notice.closing))
        yield from _lacking(text, ("publication",), "closing", _publication_facts(notice.publication))
        for at, contact in enumerate(notice.contacts):
            yield from _lacking(text, ("contacts", at), "closing", [("value", contact.value)])


def _lacking(
    text: str, route: tuple[str | int, ...], where: str, facts: list[tuple[str, str | None]]
) -> Iterator[Diagnostic]:
    for name, value in facts:
        if value is not None and value not in text:
            yield Diagnostic("fact-not-in-text", (*route, name), {"fact": value, "where": where})


def _inspection_facts(found: model.Inspection, text: str) -> list[tuple[str, str | None]]:
    plain = [(name, getattr(found, name)) for name in ("authority", "term", "round", "team", "type", "feedback_by")]
    days = {"start": found.start, "end": found.end, "feedback_date": found.feedback_date}
    if found.start and found.end and chinese.write_period(found.start, found.end) in text:
        del days["start"], days["end"]
    return [*plain, *((name, chinese.write_date(day) if day else None) for name, day in days.items())]


def _publication_facts(found: model.Publication | None) -> list[tuple[str, str | None]]:
    if found is None:
        return []
    if found.start and found.end:
        return [("start", chinese.write_period(found.start, found.end))]
    return [("text", found.text)]

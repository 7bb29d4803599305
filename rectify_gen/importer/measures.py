"""Measures: 一是 … 二是 …, found in paragraphs and taken out of the text, so that they are generated again.

Pure functions from paragraphs to content members. This room must not know items or sections.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rectify_gen import chinese

_MARK = re.compile("([一二三四五六七八九十]{1,3})是")
_STRONG = "。；：:;！？!?"
"""Signs after which a measure begins, even a lone one."""
_WEAK = "，,、"
"""Signs after which one begins only as part of a run."""
_CLOSING = "”’》）)】"
_OPEN, _CLOSE = "“《", "”》"


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    number: int
    strong: bool


@dataclass(slots=True)
class _Run:
    """A paragraph taken apart: what stands before the run, the number it starts with, its measures."""

    lead: str
    start: int
    measures: list[str] = field(default_factory=list)

    @property
    def alone(self) -> bool:
        return not self.lead and len(self.measures) == 1


def starts_with_measure(text: str) -> bool:
    """Return whether ``text`` begins with 一是, 二是 …"""
    return _MARK.match(text) is not None


def numbers(text: str) -> tuple[int, int] | None:
    """Return the first and the last number of the run in ``text``, or None where it has none."""
    run = _take_apart(text) if _MARK.search(text) else None
    return (run.start, run.start + len(run.measures) - 1) if run else None


def members(paragraphs: Sequence[str]) -> list[Any]:
    """Return content members for unnumbered ``paragraphs``: texts, and measures where 一是 … are counted in order."""
    runs = [_take_apart(text) for text in paragraphs]
    out: list[Any] = []
    at = 0
    while at < len(paragraphs):
        run = runs[at]
        if run is None:
            out.append(paragraphs[at])
            at += 1
        elif run.alone:
            member, at = _separate(paragraphs, runs, at)
            out.append(member)
        else:
            out.append(_run_in(run))
            at += 1
    return out


def _separate(
    paragraphs: Sequence[str], runs: Sequence[_Run | None], at: int
) -> tuple[Any, int]:
    """Measures that are paragraphs of their own; an unmarked paragraph before the next number belongs to the last."""
    first = runs[at]
    assert first is not None
    measures: list[list[str]] = [[first.measures[0]]]
    waiting: list[str] = []
    after = at = at + 1
    while at < len(runs):
        run = runs[at]
        if run is None:
            waiting.append(paragraphs[at])
        elif run.alone and run.start == first.start + len(measures):
            measures[-1] += waiting
            measures.append([run.measures[0]])
            waiting, after = [], at + 1
        else:
            break
        at += 1
    return _with_start(
        {"measures": [one if len(one) > 1 else one[0] for one in measures]}, first.start
    ), after


def _run_in(run: _Run) -> Any:
    member: dict[str, Any] = {"text": run.lead} if run.lead else {}
    member["measures"] = run.measures
    if not run.lead:
        member["run_in"] = True
    return _with_start(member, run.start)


def _with_start(member: dict[str, Any], start: int) -> dict[str, Any]:
    return member if start == 1 else {**member, "start": start}


def _take_apart(text: str) -> _Run | None:
    places = _in_order(_places(text))
    if not places:
        return None
    ends = [place.start for place in places[1:]] + [len(text)]
    measures = [
        text[place.end : end].strip() for place, end in zip(places, ends, strict=True)
    ]
    return (
        _Run(text[: places[0].start].strip(), places[0].number, measures)
        if all(measures)
        else None
    )


def _places(text: str) -> list[_Place]:
    """Where a measure may begin: at the start of a sentence, not inside quotation marks."""
    out = []
    depth, seen = 0, 0
    for found in _MARK.finditer(text):
        for sign in text[seen : found.start()]:
            depth = (
                depth + 1
                if sign in _OPEN
                else max(depth - 1, 0)
                if sign in _CLOSE
                else depth
            )
        seen = found.start()
        before = text[max(found.start() - 8, 0) : found.start()].rstrip()
        strong = not text[: found.start()].strip() if found.start() < 8 else False
        strong = strong or before.rstrip(_CLOSING)[-1:] in tuple(_STRONG)
        number = chinese.read_numeral(found[1])
        if number and not depth and (strong or before[-1:] in tuple(_WEAK)):
            out.append(_Place(found.start(), found.end(), number, strong))
    return out


def _in_order(places: Sequence[_Place]) -> list[_Place]:
    """The run that counts up without a gap; a lone measure needs the start of a sentence."""
    run: list[_Place] = []
    for place in places:
        if run and place.number == run[-1].number + 1:
            run.append(place)
        elif len(run) < 2 and (
            place.number == 1 or (place.start == 0 and place.strong)
        ):
            run = [place] if place.strong or not run else run
    return run if len(run) > 1 or (run and run[0].strong) else []

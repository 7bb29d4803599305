"""The questions that ``new`` asks on a terminal: the facts of the starter, each kept where nothing is typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from rectify_gen import canonical_names, chinese
from rectify_gen.cli.session import LANG, remark, sentence
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import InputError
from rectify_gen.model.shapes import title_at
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source.data_operations import ReplaceValue
from rectify_gen.source.editing import edit_source

_ROUTES = (
    ("organization", "name"),
    ("organization", "short_name"),
    ("inspection", "authority"),
    ("inspection", "term"),
    ("inspection", "round"),
    ("inspection", "team"),
    ("inspection", "start"),
    ("inspection", "end"),
    ("inspection", "feedback_date"),
    ("signature", "date"),
)
"""What is asked for, in this order."""
_DATES = frozenset({"start", "end", "feedback_date", "date"})


def stands_on_terminal() -> bool:
    """Return whether somebody can answer: questions go to standard error, answers come from standard input."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def answered(text: str) -> str:
    """Return the starter ``text`` with the answers in the place of its samples; Ctrl-D keeps what is left."""
    remark(sentence("new-questions"))
    data = canonical_names.locate(SourceFile("", text))
    operations = list(_operations(data))
    if not operations:
        return text
    try:
        return edit_source(data, operations, canonical_names.locate).data.source.text
    except InputError:
        # A starter is plain YAML; what cannot be written there is no fact of a notice.
        remark(sentence("new-answers-lost"))
        return text


def _operations(data: LocatedData) -> Iterator[ReplaceValue]:
    for route in _ROUTES:
        sample = _value_at(data.value, route)
        try:
            answer = _ask(route, sample)
        except EOFError:
            write("\n", sys.stderr)
            return
        if answer and answer != sample:
            yield ReplaceValue(route, answer)


def _ask(route: tuple[str, str], sample: str) -> str:
    """Return what is typed for ``route``; a date is asked for until it is one.

    Raises:
        EOFError: nobody answers any more.
    """
    name = title_at(route) if LANG == "zh" else ".".join(route)
    while True:
        write(f"{name} [{sample}] ", sys.stderr)
        sys.stderr.flush()
        answer = input().strip()
        if not answer or route[-1] not in _DATES:
            return answer
        day = chinese.read_date(answer)
        if day is not None:
            return day.isoformat()
        remark(sentence("new-no-date"))


def _value_at(value: Any, route: tuple[str, str]) -> str:
    for key in route:
        value = value[key]
    return str(value)

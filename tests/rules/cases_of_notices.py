"""One complete notice that no rule reports, and how a case changes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rectify_gen.diagnostics import Route
from rectify_gen.model import Notice
from rectify_gen.rules import Rule, subject

CASES = Path(__file__).parents[1] / "cases" / "rules"
FRAME: dict[str, Any] = yaml.safe_load(
    (CASES / "frame.yaml").read_text(encoding="utf-8")
)
"""The notice that the cases change."""
OWN: str = FRAME["sections"][0]["content"][0]
ITEMS: list[Any] = FRAME["sections"][1]["content"]
COMPLETE: dict[str, Any] = {
    key: value for key, value in FRAME.items() if key != "sections"
}
"""The notice without its sections."""


Case = str | list[Any] | dict[str, Any]


def findings(rule: Rule, case: Case) -> list[tuple[str, Route]]:
    """Marks and route of each finding."""
    return [
        (str(report.placeholders().get("marks", "")), report.route)
        for report in rule.check(subject(notice_of_case(case)))
    ]


def sections(
    text: str | None = None, items: list[Any] | None = None, **rectification: Any
) -> list[dict[str, Any]]:
    """The three sections, with ``text`` as a further paragraph of the first, ``items`` in place of those of the second."""
    responsibility, second, next_steps = FRAME["sections"]
    content = [OWN] if text is None else [OWN, text]
    return [
        {**responsibility, "content": content},
        {**second, "content": ITEMS if items is None else items, **rectification},
        next_steps,
    ]


def notice_of_case(case: Case) -> Notice:
    """A text is a paragraph of the first section, a list the content of the second, a dictionary keys of the notice."""
    if isinstance(case, str):
        return Notice.model_validate({**COMPLETE, "sections": sections(case)})
    if isinstance(case, list):
        return Notice.model_validate({**COMPLETE, "sections": sections(items=case)})
    return Notice.model_validate({**COMPLETE, "sections": sections(), **case})


def notice_of_entry(entry: dict[str, Any]) -> Notice:
    """The notice that an entry of a case file stands for: see the README of the cases."""
    if "whole" in entry:
        return Notice.model_validate(entry["whole"])
    if "paragraph" in entry:
        return notice_of_case(str(entry["paragraph"]))
    if "items" in entry:
        return notice_of_case(list(entry["items"]))
    changed = {**COMPLETE, "sections": sections(), **entry["notice"]}
    given = {key: value for key, value in changed.items() if value not in ("", "null")}
    return Notice.model_validate(given)

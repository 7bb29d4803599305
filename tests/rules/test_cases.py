"""The cases of the rules: tests/cases/rules/<code>/, whose README says how to read and add them.

A file or an entry dropped there is a test.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from cases_of_notices import CASES, notice_of_entry

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice
from rectify_gen.rules import CODES, RULES, judge, subject
from rectify_gen.source import decode
from rectify_gen.source_check import check_source

FRAME_PARAGRAPH = ("sections", 0, "content", 1)
"""Where the paragraph of an entry stands in the notice of the frame."""
RULES_BY_CODE = {rule.code: rule for rule in RULES}
EXPECT = re.compile(r"^# expect: (?:(\d+):(\d+)|(nothing))\s*$", re.MULTILINE)
FEWEST = 1


class Entry(NamedTuple):
    """One entry of wrong.yaml or right.yaml."""

    code: str
    number: int
    content: dict[str, Any]


def entries(name: str) -> list[Any]:
    found = []
    for path in sorted(CASES.glob(f"*/{name}.yaml")):
        listed = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        code = path.parent.name
        for number, content in enumerate(listed, start=1):
            entry = Entry(code, number, content)
            found.append(pytest.param(entry, id=f"{code}-{number}"))
    return found


WHOLE_NOTICES = sorted(
    path for path in CASES.glob("*/*.yaml") if path.stem not in ("wrong", "right")
)


def reports(code: str, notice: Notice) -> list[Diagnostic]:
    """What the rule ``code`` reports of ``notice``; only all rules together know which waiver nothing needs."""
    if code == "waiver-unused":
        return [report for report in judge(notice).standing if report.code == code]
    return list(RULES_BY_CODE[code].check(subject(notice)))


@pytest.mark.parametrize("entry", entries("wrong"))
def test_what_is_wrong_is_reported_at_its_place(entry: Entry) -> None:
    found = reports(entry.code, notice_of_entry(entry.content))
    marks = entry.content.get("marks")
    wanted_marks = [marks] if isinstance(marks, str) else marks
    if wanted_marks is not None:
        assert [report.placeholders()["marks"] for report in found] == wanted_marks
    else:
        (report,) = found
        assert ".".join(map(str, report.route)) == entry.content["place"]
    for report in found:
        assert report.code == entry.code
        assert report.message("zh") != report.message("en")
        assert report.hint("zh") != report.hint("en")
        if "paragraph" in entry.content and report.route == FRAME_PARAGRAPH:
            assert report.span is not None
            assert report.span.text == entry.content["paragraph"]
            assert report.span.quote in report.span.text


@pytest.mark.parametrize("entry", entries("right"))
def test_what_is_right_is_not_reported(entry: Entry) -> None:
    assert reports(entry.code, notice_of_entry(entry.content)) == []


@pytest.mark.parametrize(
    "path", WHOLE_NOTICES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_whole_notice_has_the_reports_that_it_states(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = [
        (int(line), int(column)) for line, column, _ in EXPECT.findall(text) if line
    ]
    assert EXPECT.search(text), "a case states what it expects"
    checked = check_source(decode(path.read_bytes(), path.name))
    found = [
        (report.position.line, report.position.column)
        for report in checked.judgement.standing
        if report.code == path.parent.name and report.position is not None
    ]
    assert found == expected


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    folders = {path.name for path in CASES.iterdir() if path.is_dir()}
    assert folders == CODES
    for name in ("wrong", "right"):
        assert {path.parent.name for path in CASES.glob(f"*/{name}.yaml")} == CODES
    wrong = [parameter.values[0].code for parameter in entries("wrong")]
    right = [parameter.values[0].code for parameter in entries("right")]
    assert set(wrong) == set(right) == CODES


def test_no_rule_reports_the_frame() -> None:
    assert judge(notice_of_entry({"notice": {}})).standing == ()

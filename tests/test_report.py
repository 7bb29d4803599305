"""Reports as people read them: the caret below the fault, long lines cut around it, both languages."""

from __future__ import annotations

import json
import re
import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen import messages
from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Diagnostic, Position, Severity
from rectify_gen.places import Place
from rectify_gen.report.file_report import FileReport
from rectify_gen.report.fix_diff import as_diff
from rectify_gen.report.machine import as_github, as_json, as_sarif
from rectify_gen.report.selecting import Selection, selected, statistics
from rectify_gen.report.terminals import Terminal
from rectify_gen.report.text_report import as_text, summary

FACTS = {
    "value": "x",
    "title": "文种",
    "key": "kind",
    "choices_zh": "notice",
    "choices_en": "notice",
}


def columns(text: str) -> int:
    return sum(2 if is_wide(sign) else 1 for sign in text)


def reported(
    text: str, position: Position, lang: str = "en", place: Place | None = None
) -> list[str]:
    one = Diagnostic("not-a-choice", ("kind",), FACTS, position, "a.yaml", place)
    return as_text([one], {"a.yaml": text}, lang).splitlines()


def test_line_caret_and_hint_in_both_languages() -> None:
    assert reported("kind: x\n", Position(1, 7, 1, 8))[:3] == [
        "a.yaml:1:7: error[not-a-choice] 'x' is not a value of 'kind'",
        "    1 | kind: x",
        "      |       ^",
    ]
    assert (
        reported("kind: x\n", Position(1, 7, 1, 8), "zh")[0]
        == "a.yaml:1:7: 错误[not-a-choice] “x”不是 kind（文种）的可选值"
    )


def test_caret_counts_two_columns_for_a_chinese_character() -> None:
    _, line, caret, *_ = reported("标题: 通报", Position(1, 5, 1, 7))
    assert columns(line[: line.index("通")]) == caret.index("^")
    assert caret.count("^") == 4


def test_long_line_is_cut_on_both_sides_of_the_fault() -> None:
    text = "甲" * 300 + "乙" + "丙" * 300
    _, line, caret, *_ = reported(text, Position(1, 301, 1, 302))
    assert line.count("…") == 2
    assert columns(line) <= 112
    assert (
        columns(line[: line.index("乙")]) - 1
        <= caret.index("^")
        <= columns(line[: line.index("乙")])
    )


def test_place_in_a_template_is_told_beside_the_line() -> None:
    lines = reported(
        "kind: x\n",
        Position(1, 7, 1, 8),
        place=Place("word/document.xml", 3, tag="{{ kind }}", path="t.docx"),
    )
    assert "      in the template: t.docx body paragraph 3 {{ kind }}" in lines


def test_without_position_the_place_stands_in_front() -> None:
    one = Diagnostic("docx-macro", path="t.docx", place=Place("word/document.xml"))
    assert as_text([one], {}, "en").startswith("t.docx: body: error[docx-macro] ")


def test_summary_counts_by_severity() -> None:
    found = [
        Diagnostic("not-a-choice"),
        Diagnostic("not-a-choice", grade=Severity.WARNING),
        Diagnostic("encoding-legacy"),
    ]
    assert (
        summary(found, 2, 3, "en") == "2 file(s): 1 error(s), 1 warning(s), 3 waived."
    )
    assert summary(found, 2, 3, "zh") == "共 2 个文件：1 个错误，1 个警告，3 处已豁免。"


@given(
    st.text(max_size=400), st.integers(1, 5), st.integers(1, 420), st.integers(0, 420)
)
def test_any_position_in_any_text_gives_a_report(
    text: str, line: int, column: int, length: int
) -> None:
    assert reported(text, Position(line, column, line, column + length))[0].startswith(
        f"a.yaml:{line}:{column}: "
    )


def test_a_diff_has_three_lines_around_each_change_and_joins_near_ones() -> None:
    before = "".join(f"{at}\n" for at in range(1, 31))
    after = (
        before.replace("\n3\n", "\n三\n")
        .replace("\n10\n11\n", "\n十\n十一\n")
        .replace("\n20\n", "\n二十\n")
    )
    assert as_diff("/a/b.yaml", before, after) == (
        "--- a/a/b.yaml\n+++ b/a/b.yaml\n"
        "@@ -1,14 +1,14 @@\n 1\n 2\n-3\n+三\n 4\n 5\n 6\n 7\n 8\n 9\n-10\n-11\n+十\n+十一\n 12\n 13\n 14\n"
        "@@ -17,7 +17,7 @@\n 17\n 18\n 19\n-20\n+二十\n 21\n 22\n 23\n"
    )
    assert as_diff("a", before, before) == ""


LINES = st.lists(st.sampled_from(["", "甲", "乙"]), min_size=1, max_size=30)


@given(LINES, st.data())
def test_a_diff_holds_the_changed_lines_and_counts_its_own(
    lines: list[str], data: st.DataObject
) -> None:
    """Its removed lines are the changed ones before, its added ones those after; its numbers are those of its lines."""
    changed = [data.draw(st.sampled_from([line, "丙"])) for line in lines]
    found = as_diff("a", "\n".join(lines), "\n".join(changed)).split("\n")[2:]
    pairs = [(old, new) for old, new in zip(lines, changed, strict=True) if old != new]
    assert [line[1:] for line in found if line.startswith("-")] == [
        old for old, _ in pairs
    ]
    assert [line[1:] for line in found if line.startswith("+")] == [
        new for _, new in pairs
    ]
    sizes = [
        int(line.split(",")[1].split(" ")[0]) for line in found if line.startswith("@@")
    ]
    assert sum(sizes) == sum(line[:1] in (" ", "-") for line in found)


def faults(path: str, errors: int, warnings: int) -> list[Diagnostic]:
    """Warnings first, each at a line of its own."""
    grades = [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return [
        Diagnostic(
            "not-a-choice",
            facts=FACTS,
            position=Position(line, 1, line, 2),
            path=path,
            grade=grade,
        )
        for line, grade in enumerate(grades, start=1)
    ]


def lines_of(report: str, path: str) -> list[int]:
    return [
        int(line) for line in re.findall(rf"^{path}:(\d+):1: ", report, re.MULTILINE)
    ]


def test_people_see_the_gravest_of_each_file_in_order_and_how_many_more() -> None:
    report = as_text(faults("a", 30, 40) + faults("b", 50, 0), {}, "en")
    assert lines_of(report, "a") == [*range(41, 71), *range(1, 21)]
    assert lines_of(report, "b") == [*range(1, 51)]
    assert report.count("a: 20 more not shown") == report.count("more not shown") == 1
    one_more = as_text(faults("b", 51, 0), {}, "zh")
    assert lines_of(one_more, "b") == [*range(1, 51)]
    assert "b：另有 1 处未列出" in one_more


def test_machines_see_all() -> None:
    found = FileReport("a", tuple(faults("a", 120, 0)))
    assert len(json.loads(as_json([found], "en"))["files"][0]["diagnostics"]) == 120
    assert len(json.loads(as_sarif([found], "en", "1"))["runs"][0]["results"]) == 120
    assert as_github([found], "en").count("\n") == 120


def test_a_thousand_times_as_many_reports_cost_no_splitting_of_the_file_each() -> None:
    found = [
        Diagnostic("not-a-choice", (), FACTS, Position(line, 7, line, 8), "a.yaml")
        for line in range(1, 50_001)
    ]
    started = time.process_time()
    as_text(found, {"a.yaml": "kind: notice\n" * 50_000}, "en", limit=5_000)
    assert time.process_time() - started < 5  # 40 seconds where each splits the file


def found(code: str, line: int, grade: Severity, **facts: object) -> Diagnostic:
    position = Position(line, 1, line, 2)
    return Diagnostic(
        code, facts={**FACTS, **facts}, position=position, path="a", grade=grade
    )


def test_reports_of_one_code_stand_together_and_the_gravest_first() -> None:
    diagnostics = [
        found("not-a-date", 1, Severity.WARNING, value="甲"),
        found("not-a-choice", 2, Severity.ERROR),
        found("not-a-date", 3, Severity.WARNING, value="乙"),
        found("not-a-date", 4, Severity.ERROR, value="丙"),
    ]
    report = as_text(diagnostics, {"a": "一\n二\n三\n四\n"}, "zh")
    assert report == (
        "a:2:1: 错误[not-a-choice] “x”不是 kind（文种）的可选值\n"
        "    2 | 二\n"
        "      | ^^\n"
        "      建议：notice\n"
        "a:4:1: 错误[not-a-date] “丙”不是日期\n"
        "    4 | 四\n"
        "      | ^^\n"
        "      建议：写一个日期，年、月、日齐全，如 2024-03-27 或 2024年3月27日，并确有这一天\n"
        "a:1:1: 警告[not-a-date] “甲”不是日期（共 2 处）\n"
        "    1 | 一\n"
        "      | ^^\n"
        "      建议：写一个日期，年、月、日齐全，如 2024-03-27 或 2024年3月27日，并确有这一天\n"
        "a:3:1: 警告[not-a-date] “乙”不是日期\n"
    )


def test_another_hint_in_a_group_is_shown() -> None:
    diagnostics = [
        found("not-a-choice", 1, Severity.ERROR, choices_en="a"),
        found("not-a-choice", 2, Severity.ERROR, choices_en="a"),
        found("not-a-choice", 3, Severity.ERROR, choices_en="b"),
    ]
    hints = [
        line for line in as_text(diagnostics, {}, "en").splitlines() if "hint" in line
    ]
    assert hints == ["      hint: a", "      hint: b"]


def test_a_terminal_gets_colours_and_wrapped_hints() -> None:
    diagnostic = found(
        "not-a-choice",
        1,
        Severity.ERROR,
        choices_zh="改为“通报”，或者写 announcement。" * 2,
    )
    report = as_text(
        [diagnostic], {}, "zh", terminal=Terminal(width=40, is_coloured=True)
    )
    headline, *hint_lines = report.splitlines()
    assert (
        headline
        == "a:1:1: \x1b[1;31m错误\x1b[0m[not-a-choice] “x”不是 kind（文种）的可选值"
    )
    assert hint_lines == [
        "      建议：改为“通报”，或者写",
        "      announcement。改为“通报”，或者写",
        "      announcement。",
    ]
    assert all(columns(line) <= 40 for line in hint_lines)


@given(st.text("甲乙，。“”（）ab ", max_size=120), st.integers(31, 90))
def test_wrapping_loses_nothing_and_begins_no_line_with_a_closing_mark(
    hint: str, width: int
) -> None:
    diagnostic = found("not-a-choice", 1, Severity.ERROR, choices_zh=f"甲{hint}")
    wide = as_text([diagnostic], {}, "zh").splitlines()[1:]
    terminal = Terminal(width=width, is_coloured=False)
    wrapped = as_text([diagnostic], {}, "zh", terminal=terminal).splitlines()[1:]
    assert "".join("".join(wrapped).split()) == "".join("".join(wide).split())
    for line in wrapped[1:]:
        assert line.strip()[0] not in "，。”）" or hint.startswith(
            ("，", "。", "”", "）")
        )


def test_a_selection_leaves_out_codes_and_severities() -> None:
    report = FileReport(
        "a",
        (
            found("not-a-date", 1, Severity.WARNING),
            found("not-a-choice", 2, Severity.ERROR),
            found("not-a-form", 3, Severity.INFO),
        ),
        (found("not-a-date", 4, Severity.INFO),),
    )

    def codes(selection: Selection) -> list[str]:
        return [one.code for one in selected(report, selection).standing]

    assert codes(Selection()) == ["not-a-date", "not-a-choice", "not-a-form"]
    assert codes(Selection(only=frozenset({"not-a-date"}))) == ["not-a-date"]
    assert codes(Selection(ignored=frozenset({"not-a-date"}))) == [
        "not-a-choice",
        "not-a-form",
    ]
    assert codes(Selection(least_severity=Severity.WARNING)) == [
        "not-a-date",
        "not-a-choice",
    ]
    assert codes(Selection(least_severity=Severity.ERROR)) == ["not-a-choice"]
    grave = Selection(least_severity=Severity.WARNING)
    assert selected(report, grave).waived == ()


def test_statistics_count_codes_the_gravest_and_most_frequent_first() -> None:
    report = FileReport(
        "a",
        (
            found("not-a-form", 1, Severity.WARNING),
            found("not-a-date", 2, Severity.WARNING),
            found("not-a-date", 3, Severity.WARNING),
            found("not-a-choice", 4, Severity.ERROR),
            found("member-kind", 4, Severity.WARNING),
        ),
    )
    assert statistics([report, report], "zh") == (
        "     2  错误  not-a-choice\n"
        "     4  警告  not-a-date\n"
        "     2  警告  member-kind\n"
        "     2  警告  not-a-form\n"
    )


@pytest.mark.parametrize(("tag", "has_caret"), [("", False), ("{{ 甲 }}", True)])
def test_only_a_fault_of_some_characters_has_a_caret(tag: str, has_caret: bool) -> None:
    place = Place("word/document.xml", 3, text="{{ 甲 }}已改。", tag=tag)
    diagnostic = Diagnostic("import-pictures", facts={"count": 1}, place=place)
    text = as_text([diagnostic], {}, "zh")
    assert "| {{ 甲 }}已改。\n" in text
    assert ("^" in text) is has_caret


def test_a_code_stands_in_one_file_of_the_table_only() -> None:
    files_of_codes: dict[str, list[str]] = {}
    for name in messages.PARTS:
        for code in import_module(f"rectify_gen.messages.{name}").TABLE:
            files_of_codes.setdefault(code, []).append(name)
    assert {c: names for c, names in files_of_codes.items() if len(names) > 1} == {}

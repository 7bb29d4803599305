"""Case files, each of which states what reading it must give, and the wording of the messages.

A file dropped into tests/cases/yaml or tests/cases/invalid is a test. Its comments say:

    # expect: duplicate-key at 6:3                  a diagnostic, with line and column where it has them
    # expect-value: contacts.0.value = 010020       a value of the notice
    # expect: nothing                               it is valid, and no value of it is of interest
"""

from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rectify_gen import model
from rectify_gen.canonical_names import locate
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.messages import Message, reading
from rectify_gen.source import LocatedData, SourceFile, decode
from rectify_gen.validation import placed, validate
from rectify_gen.validation.key_advice import nearest_name

CASES = Path(__file__).parent / "cases"
FILES = sorted([*(CASES / "yaml").glob("*.yaml"), *(CASES / "invalid").glob("*.yaml")])
EXPECT = re.compile(r"^# expect: ([a-z-]+)(?: at (\d+):(\d+))?\s*$", re.MULTILINE)
EXPECT_VALUE = re.compile(r"^# expect-value: (\S+) = (.*?)\s*$", re.MULTILINE)

WITHOUT_FILE = {
    "file-unreadable": "a file that cannot be opened: tests/test_source.py",
    "file-too-large": "a file of more than 64 MiB: tests/test_source.py",
    "file-not-regular": "a pipe, a device: tests/cli/test_one_bad_file.py",
    "file-not-text": "a Word file, a PDF …: tests/test_filetypes.py",
    "rule-unknown": "said of a project file: tests/building/test_project.py",
    "path-outside": "the same",
    "file-passed-over": "a file of another program: tests/test_recognizing.py",
    "folder-without-notice": "a folder: the same",
    **dict.fromkeys(
        (
            "asset-path",
            "asset-outside",
            "asset-missing",
            "asset-not-regular",
            "asset-unreadable",
            "asset-too-large",
            "picture-kind",
            "picture-damaged",
            "picture-animated",
            "picture-too-many-pixels",
            "picture-suffix",
            "picture-metadata",
            "attachment-unfit",
            "attachment-notes",
        ),
        "said of files beside a notice: tests/test_assets.py",
    ),
    "own-fact-undeclared": "said of a notice and its project file: tests/test_own_facts.py",
    "own-fact-missing": "the same",
    "own-fact-elsewhere": "the same",
    "yaml-not-editable": "an edit that cannot be made: tests/test_editing.py",
    "yaml-colon-blank": "a slip that is found line by line: tests/test_slips_by_line.py",
    "yaml-bracket-open": "the same",
    "yaml-colon-missing": "the same",
    "yaml-colon-sign": "the same",
    "yaml-dash-beside-key": "the same",
    "yaml-dash-needless": "the same",
    "yaml-entry-without-key": "the same",
    "yaml-indent-lost": "the same",
    "yaml-key-missing": "the same",
    "yaml-two-keys": "the same",
    "yaml-comment-sign": "the same",
    "yaml-continuation": "the same",
    "yaml-dash": "the same",
    "yaml-entry-in-text": "the same",
    "yaml-number-broken": "the same",
}
"""Codes of which no file in tests/cases can be a case."""


def read(data: bytes) -> tuple[model.Notice | None, list[Diagnostic]]:
    """The notice, if there is one, and everything that was said on the way."""
    try:
        located = locate(decode(data))
    except InputError as error:
        return None, list(error.diagnostics)
    try:
        return validate(located), list(located.diagnostics)
    except InputError as error:
        return None, list(error.diagnostics)


def told(one: Diagnostic) -> tuple[str, int | None, int | None]:
    at = one.position
    return (one.code, at.line, at.column) if at else (one.code, None, None)


def text_of(data: bytes) -> str:
    try:
        return decode(data).text
    except InputError:
        return data.decode("utf-8", "replace")


def expected(text: str) -> list[tuple[str, int | None, int | None]]:
    found = [(code, int(line) if line else None, int(column) if column else None) for code, line, column in
             EXPECT.findall(text)]  # fmt: skip
    return [one for one in found if one[0] != "nothing"]


def written(value: Any) -> str:
    """A value as the case files write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def value_at(notice: Any, route: str) -> str:
    for step in route.split("."):
        notice = notice[int(step)] if step.isdigit() else getattr(notice, step)
    return written(notice)


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_case_file_gives_what_it_says(path: Path) -> None:
    data = path.read_bytes()
    text = text_of(data)
    assert EXPECT.search(text) or EXPECT_VALUE.search(text), (
        "the file states no expectation"
    )
    notice, diagnostics = read(data)
    assert [told(one) for one in diagnostics] == expected(text)
    values = EXPECT_VALUE.findall(text)
    assert [(route, value_at(notice, route)) for route, _ in values] == values


def test_every_code_of_reading_has_a_case() -> None:
    told_by_files = {
        code for path in FILES for code, _, _ in expected(text_of(path.read_bytes()))
    }
    assert set(reading.TABLE) - told_by_files - set(WITHOUT_FILE) == set()
    assert told_by_files & set(WITHOUT_FILE) == set(), "it has a file after all"


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_what_a_case_file_says_reads_well(path: Path) -> None:
    _, diagnostics = read(path.read_bytes())
    for one in diagnostics:
        sentences = [
            one.message("zh"),
            one.message("en"),
            one.hint("zh"),
            one.hint("en"),
        ]
        assert all(sentences), (one.code, sentences)
        for sentence in sentences:
            assert "None" not in sentence.split(), sentence
            assert not re.search(
                r"tuple|dict\b|<class|Input should|pydantic", sentence
            ), sentence


@pytest.mark.parametrize("code", reading.TABLE)
def test_a_message_has_the_same_facts_in_both_languages(code: str) -> None:
    entry: Message = reading.TABLE[code]
    names = [
        set(re.findall(r"(?<!\{)\{(\w+?)(?:_zh|_en)?\}", text)) for text in entry[1:]
    ]
    assert names[0] - {"title", "key"} == names[1] - {"title", "key"}
    assert names[2] == names[3]


@pytest.mark.parametrize("code", reading.TABLE)
def test_a_message_is_short_and_ends_without_a_full_stop(code: str) -> None:
    severity, *sentences = reading.TABLE[code]
    assert severity in ("error", "warning", "info")
    assert all(not sentence.endswith(("。", "，", ",", " ")) for sentence in sentences)
    assert len(sentences[0]) <= 60
    assert len(sentences[1]) <= 110


def located(text: str) -> LocatedData:
    return locate(SourceFile("notice.yaml", text))


def test_a_route_leads_to_a_place_and_the_order_is_that_of_the_file() -> None:
    data = located(
        "kind: notice\nsections:\n  - role: overview\n    content:\n      - 一\n      - 二\n"
    )
    asked = [
        Diagnostic("text-empty", ("sections", 0, "content", 1)),
        Diagnostic("text-empty", ("kind",)),
    ]
    assert [told(one) for one in placed(data, asked)] == [
        ("text-empty", 1, 7),
        ("text-empty", 6, 9),
    ]
    assert {one.path for one in placed(data, asked)} == {"notice.yaml"}


def test_a_fault_is_told_once_however_often_it_is_found() -> None:
    data = located("kind: x\n")
    one = Diagnostic("text-empty", ("kind",))
    assert len(placed(data, [one, one])) == 1


def test_faults_of_the_yaml_and_of_the_model_come_together_in_file_order() -> None:
    with pytest.raises(InputError) as caught:
        validate(located("kind: a\nkind: b\nsections: [{role: c}]\nkind: d\n"))
    assert [told(one) for one in caught.value.diagnostics] == [
        ("not-a-choice", 1, 7),
        ("duplicate-key", 2, 1),
        ("not-a-choice", 3, 19),
        ("duplicate-key", 4, 1),
    ]


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("oragnization", "是不是 organization？"),
        ("Inspection", "是不是 inspection？"),
        ("巡察概况", "是不是 巡察情况？"),
        ("电话", "它属于 联系方式 之下"),
        ("整改时限", "它属于 标题 / 问题 之下"),
        ("phone", "它属于 contacts 之下"),
        ("deadline", "它属于 heading / problem 之下"),
    ],
)
def test_an_unknown_key_gets_a_suggestion(key: str, suggestion: str) -> None:
    with pytest.raises(InputError) as caught:
        validate(located(f"{key}: x\nsections: [{{role: overview}}]\n"))
    assert [one.hint("zh") for one in caught.value.diagnostics] == [suggestion]


def test_a_key_that_is_there_already_is_not_what_another_one_means() -> None:
    names = (
        "organization: {name: 某局党组, nam: 某局, short_name: 局党组, short_nam: 局}"
    )
    with pytest.raises(InputError) as caught:
        validate(located(f"{names}\nsections: [{{role: overview}}]\n"))
    hints = [one.hint("zh") for one in caught.value.diagnostics]
    assert not any("是不是" in hint for hint in hints)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("team: [甲组, 乙组]", "写成一段文字，不用方括号和“- ”；有几个的，用顿号隔开"),
        ("team: {甲: 乙, 丙: 丁}", '若这就是正文，请用引号括起来："…"'),
    ],
)
def test_a_list_for_a_text_is_no_text_in_quotes(written: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        validate(located(f"inspection:\n  {written}\nsections: [{{role: overview}}]\n"))
    assert [one.hint("zh") for one in caught.value.diagnostics] == [hint]


@pytest.mark.parametrize(
    ("kind", "meant"),
    [("notise", "notice"), ("Report", "report"), ("anouncement", "announcement")],
)
def test_a_value_that_is_nearly_one_of_the_choices_gets_it_first(
    kind: str, meant: str
) -> None:
    with pytest.raises(InputError) as caught:
        validate(located(f"kind: {kind}\nsections: [{{role: overview}}]\n"))
    (one,) = caught.value.diagnostics
    assert f"是不是 {meant}？" in one.hint("zh") + one.message("zh")
    assert f"did you mean '{meant}'?" in one.hint("en") + one.message("en")


def test_a_value_unlike_every_choice_gets_no_suggestion() -> None:
    with pytest.raises(InputError) as caught:
        validate(located("kind: letter\nsections: [{role: overview}]\n"))
    (one,) = caught.value.diagnostics
    assert "是不是" not in one.hint("zh") + one.message("zh")


def test_all_examples_are_valid() -> None:
    for path in sorted((Path(__file__).parent.parent / "examples").glob("*.yaml")):
        notice, diagnostics = read(path.read_bytes())
        assert notice is not None, [(told(one), one.message()) for one in diagnostics]
        assert diagnostics == []


NAMES = ["kind", "organization", "title", "sections", "waivers", "signature"]


@given(st.one_of(st.sampled_from(NAMES), st.text("kindorgaztesw_x", max_size=14)))
@example("sectons")
@example("")
def test_the_nearest_key_is_the_one_that_difflib_finds(key: str) -> None:
    found = difflib.get_close_matches(key, NAMES, 1, 0.6)
    assert nearest_name(key, NAMES) == (found[0] if found else None)

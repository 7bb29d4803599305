"""An office's overlay: every key does what it says, what follows from it is worked out, faults are told at their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen import decode
from rectify_gen.diagnostics import InputError, UsageError
from rectify_gen.layout import SIZE_NAMES, STANDARD, ChosenColumn, Layout
from rectify_gen.overlay import Overlay, layout_of, load_layout, read_overlay
from rectify_gen.source import locate

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "templates" / "overlay.yaml"


def made(text: str) -> Layout:
    return layout_of(read_overlay(locate(decode(text.encode("utf-8"), "本单位.yaml"))))


def faults(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(InputError) as caught:
        made(text)
    return [
        (one.code, one.position.line, one.position.column)
        for one in caught.value.diagnostics
        if one.position
    ]


def test_nothing_said_is_the_standard() -> None:
    assert layout_of(Overlay()) == STANDARD


def test_the_shipped_example_names_every_key_with_the_standard_s_value() -> None:
    assert load_layout(EXAMPLE) == STANDARD
    told = EXAMPLE.read_text("utf-8")
    for name, part in Overlay.model_fields.items():
        assert f"\n{name}:" in told
        assert all(f"{key}:" in told for key in part.default.__class__.model_fields)


def test_the_standard_follows_from_its_own_margins() -> None:
    """22 lines of 28 characters, squeezed by a quarter of a point, are what the arithmetic gives for 156 × 225 mm."""
    assert made("page: {left: 28}").grid == STANDARD.grid
    assert made("grid: {lines: 22}").grid == STANDARD.grid
    assert made("page_number: {below: 7}").page.footer == STANDARD.page.footer


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("page: {top: 30}", "page.top", 1701),
        ("page: {top: 3厘米}", "page.top", 1701),
        ("page: {top: 30 MM}", "page.top", 1701),
        ("grid: {line_pitch: 28磅}", "grid.line", 560),
        ("grid: {line_pitch: 28}", "grid.line", 560),
        ("grid: {line_pitch: 30磅}", "grid.lines", 21),
        ("grid: {lines: 20}", "grid.line", 637),
        ("grid: {characters: 26}", "grid.spacing", 20),
        ("sizes: {title: 小二}", "sizes.title", 36),
        ("sizes: {body: 小3}", "sizes.body", 30),
        ("sizes: {body: 15.5磅}", "sizes.body", 31),
        ("fonts: {latin: Times New Roman}", "fonts.latin", "Times New Roman"),
        ("page_number: {style: 第1页}", "page_number.before", "第"),
        ("page_number: {style: 1}", "page_number.after", ""),
        ("page_number: {position: center}", "page_number.centred", True),
        ("red_head: {suffix: none}", "red_head.suffix", ""),
        ("red_head: {rule: 1.5磅}", "red.rule", 12),
        ("red_head: {preprinted: 是}", "red.preprinted", True),
        ("red_head: {rule_distance: 5}", "red.above", 283),
        ("page: {bottom: 30}", "page.footer", 1701 - 397 - 147),
    ],
)
def test_each_key(text: str, path: str, value: object) -> None:
    part, name = path.split(".")
    assert getattr(getattr(made(text), part), name) == value


CASES = {
    "page: {tpo: 30}": [("unknown-key", 1, 8)],
    "page: {top: 300}": [("out-of-range", 1, 13)],
    "page: {top: 高}": [("not-a-length", 1, 13)],
    "page: {top: -3}": [("not-a-length", 1, 13)],
    "sizes: {body: 大号}": [("not-a-font-size", 1, 15)],
    "sizes: {body: [三号]}": [("wrong-kind", 1, 9)],
    "fonts: 仿宋": [("wrong-kind", 1, 8)],
    "fonts: {body: " + "宋" * 32 + "}": [("out-of-range", 1, 15)],
    "page_number: {style: 页}": [("not-a-page-number", 1, 22)],
    "page_number: {style: 1-1}": [("not-a-page-number", 1, 22)],
    "page_number: {position: left}": [("not-a-choice", 1, 25)],
    "grid: {lines: 22, line_pitch: 28}": [("lines-and-pitch", 1, 1)],
    "grid: {line_pitch: 12}": [("pitch-too-small", 1, 20)],
    "sizes: {body: 小初}": [("pitch-too-small", 1, 15)],
    "page:\n  top： 30": [("yaml-colon", 2, 3)],
    "page: {top: 37}\npage: {top: 36}": [("duplicate-key", 2, 1)],
}


@pytest.mark.parametrize(("text", "found"), CASES.items())
def test_faults_at_their_places(text: str, found: list[tuple[str, int, int]]) -> None:
    assert faults(text) == found


def test_all_faults_come_in_one_run() -> None:
    assert len(faults("page: {top: 高, left: 0}\nsizes: {body: 巨大}\nfont: {}\n")) == 4


def test_a_font_of_digits_from_the_command_line() -> None:
    assert load_layout(None, "Times New Roman").fonts == STANDARD.fonts._replace(
        latin="Times New Roman"
    )
    with pytest.raises(UsageError):
        load_layout(None, "x" * 32)


def overlays() -> st.SearchStrategy[dict[str, Any]]:
    margins = st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("top", "bottom", "left", "right"), st.integers(15, 45)),
    )
    grid = st.fixed_dictionaries(
        {},
        optional={"line_pitch": st.integers(26, 40), "characters": st.integers(20, 32)},
    )
    sizes = st.fixed_dictionaries(
        {}, optional={"body": st.sampled_from([*list(SIZE_NAMES)[4:8]])}
    )
    return st.fixed_dictionaries({"page": margins, "grid": grid, "sizes": sizes})


@given(overlays())
def test_what_is_worked_out_fits_the_type_area(data: dict[str, Any]) -> None:
    found = layout_of(Overlay.model_validate(data))
    grid, page = found.grid, found.page
    assert grid.lines * grid.line <= page.type_height() < (grid.lines + 1) * grid.line
    assert grid.characters * found.character() <= page.type_width()
    if "characters" not in data["grid"]:
        assert -found.sizes.body * 10 * 0.04 < grid.spacing <= 0


def test_a_line_may_be_as_high_as_its_characters() -> None:
    assert made("grid: {line_pitch: 16磅}").grid.line == STANDARD.sizes.body * 10
    assert faults("grid: {line_pitch: 15.9磅}") == [("pitch-too-small", 1, 20)]


def test_columns_of_the_ledger_are_known_by_their_usual_names() -> None:
    """A code or our own title has the usual head; any other name is the head."""
    expected = (
        ChosenColumn("number"),
        ChosenColumn("problem", "反馈意见"),
        ChosenColumn("status"),
        ChosenColumn("closed_on", "销号日期"),
    )
    for written in (
        "[序号, 反馈意见, status, 销号日期]",
        "序号、反馈意见，status 销号日期",
    ):
        assert made(f"ledger: {{columns: {written}}}").ledger.columns == expected
    assert made("ledger: {drop_empty: 是}").ledger.drops_empty
    assert made("ledger: {columns: []}") == STANDARD


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("[序号, 整改任务]", [("ledger-column-unknown", 1, 24)]),
        ("[序号, 问题, 状态, status]", [("ledger-column-twice", 1, 10)]),
        (
            "[序号, 天气, 气温]",
            [("ledger-column-unknown", 1, 24), ("ledger-column-unknown", 1, 28)],
        ),
    ],
)
def test_columns_that_no_ledger_has(
    columns: str, expected: list[tuple[str, int, int]]
) -> None:
    assert faults(f"ledger: {{columns: {columns}}}") == expected

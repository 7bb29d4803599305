"""An office's overlay: every key does what it says, what follows from it is worked out, faults are told at their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import layout_by

from rectify_gen.diagnostics import InputError, UsageError
from rectify_gen.layout import (
    SIZE_NAMES,
    STANDARD,
    TITLE_CHARACTERS,
    ChosenColumn,
)
from rectify_gen.overlay import Overlay, layout_of, load_layout
from rectify_gen.title_breaking import WIDEST_LINE

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "templates" / "overlay.yaml"


def faults(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(InputError) as caught:
        layout_by(text)
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


def test_a_title_has_room_for_the_lines_that_it_is_broken_into() -> None:
    assert TITLE_CHARACTERS == WIDEST_LINE


def test_the_standard_follows_from_its_own_margins() -> None:
    """22 lines of 28 characters, squeezed by a quarter of a point, are what the arithmetic gives for 156 × 225 mm."""
    assert layout_by("page: {left: 28}").grid == STANDARD.grid
    assert layout_by("grid: {lines: 22}").grid == STANDARD.grid
    assert layout_by("page_number: {below: 7}").page.footer == STANDARD.page.footer


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
        ("page: {bottom: 30}", "page.footer", 1701 - 397 - 164),
        ("sizes: {page_number: 小四}", "page.footer", 1984 - 397 - 140),
        ("sizes: {ledger: 五号}", "ledger.line", 280),
        ("grid: {lines: 25}", "grid.line", 509),
        ("grid: {lines: 30}", "grid.line", 424),
        ("grid: {characters: 29}", "grid.spacing", -16),
        ("page: {left: 40}", "grid.spacing", -7),
    ],
)
def test_each_key(text: str, path: str, value: object) -> None:
    part, name = path.split(".")
    assert getattr(getattr(layout_by(text), part), name) == value


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
    "sizes: {page_number: 28.5磅}": [("out-of-range", 1, 22)],
    "sizes: {ledger: 四号}": [("out-of-range", 1, 17)],
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
    # LibreOffice counts in hundredths of a millimetre, half of one of which it may add to each line.
    rounding = grid.lines * 0.3 + 2
    room = page.type_height() - grid.lines * grid.line
    assert 0 <= room < grid.line + rounding
    # The last character of a squeezed line keeps its width.
    whole_line = (grid.characters - 1) * found.character() + found.sizes.body * 10
    assert whole_line <= page.type_width() or grid.spacing > 0
    if "characters" not in data["grid"]:
        assert -found.sizes.body * 10 * 0.05 < grid.spacing <= 0


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
        assert layout_by(f"ledger: {{columns: {written}}}").ledger.columns == expected
    assert layout_by("ledger: {drop_empty: 是}").ledger.drops_empty
    assert layout_by("ledger: {columns: []}") == STANDARD


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("[序号, 整改任务]", [("column-unknown", 1, 24)]),
        ("[序号, 问题, 状态, status]", [("column-twice", 1, 10)]),
        (
            "[序号, 天气, 气温]",
            [("column-unknown", 1, 24), ("column-unknown", 1, 28)],
        ),
    ],
)
def test_columns_that_no_ledger_has(
    columns: str, expected: list[tuple[str, int, int]]
) -> None:
    assert faults(f"ledger: {{columns: {columns}}}") == expected


LIMITS = {
    "grid: {line_pitch: 19.15磅}": [("pitch-too-small-body", 1, 20)],
    "grid: {line_pitch: 19.2磅}": [],
    "grid: {lines: 34}": [("pitch-too-small-body", 1, 15)],
    "grid: {lines: 33}": [],
    "sizes: {body: 24.5磅}": [("pitch-too-small-body", 1, 15)],
    "sizes: {body: 小一}": [],
    "sizes: {imprint: 24.5磅}": [("pitch-too-small-imprint", 1, 18)],
    "sizes: {imprint: 小一}": [],
    "grid: {characters: 31}": [("characters-too-many", 1, 20)],
    "grid: {characters: 30}": [],
    "grid: {characters: 31}\nsizes: {body: 小三}": [],
    "page: {left: 66, right: 66}": [
        ("characters-too-few", 1, 14),
        ("title-too-wide", 1, 14),
    ],
    "page: {left: 66, right: 66}\nsizes: {title: 12磅, body: 小三}": [],
    "page: {left: 80, right: 80}\nsizes: {body: 150磅, title: 7磅}": [
        ("pitch-too-small-body", 2, 15),
        ("characters-too-few", 2, 15),
    ],
    "page: {left: 80, right: 80}\nsizes: {body: 150磅, title: 7磅}\n"
    "grid: {characters: 45, line_pitch: 60}": [
        ("characters-too-many", 3, 20),
        ("pitch-too-small-body", 3, 36),
    ],
    "sizes: {title: 24.5磅}": [("title-too-wide", 1, 16)],
    "sizes: {title: 小一}": [],
    "page: {left: 36, right: 36}": [("title-too-wide", 1, 14)],
    "page: {left: 35, right: 34}": [],
    "page: {left: 36, right: 36}\nsizes: {title: 小二}": [],
    "page_number: {below: 2}": [("number-place", 1, 22)],
    "page_number: {below: 2.1}": [],
    "page_number: {below: 27.2}": [("number-place", 1, 22)],
    "page_number: {below: 27.1}": [],
    "page_number: {below: 8}\npage: {bottom: 15}": [("number-place", 1, 22)],
    "page: {bottom: 14}": [("number-place", 1, 16)],
    "page: {bottom: 15}": [],
    "page: {bottom: 9}": [("number-place-none", 1, 16)],
    "page: {bottom: 9}\nsizes: {page_number: 小五}\npage_number: {below: 1.5}": [],
    "sizes: {page_number: 28磅}\npage_number: {below: 4}": [("number-place", 2, 22)],
    "sizes: {page_number: 28磅}\npage_number: {below: 4.2}": [],
    "page_number: {style: 第1页" + "宋" * 28 + "}": [("number-too-long", 1, 22)],
    "page_number: {style: 第1页" + "宋" * 27 + "}": [],
    "red_head: {suffix: 巡察工作专报}": [("suffix-too-long", 1, 20)],
    "red_head: {suffix: 会议纪要}": [],
    "red_head: {suffix: none}\nsizes: {organ_mark: 100磅}": [],
    "sizes: {organ_mark: 105磅}": [
        ("suffix-too-long", 1, 21),
        ("rule-too-near", 1, 21),
    ],
    "sizes: {organ_mark: 100磅}": [],
    "red_head: {rule_distance: 1.8}": [("rule-too-near", 1, 27)],
    "red_head: {rule_distance: 1.9}": [],
    "red_head: {mark_top: 80}\npage: {top: 80, bottom: 60}": [("head-too-high", 1, 22)],
    "red_head: {mark_top: 80}": [],
    "red_head: {mark_top: 0}": [],
    "grid: {lines: 10}": [],
    "grid: {lines: 10}\nred_head: {suffix: 文件}": [
        ("rule-too-near", 1, 15),
        ("head-too-high", 1, 15),
    ],
}
"""What no page can give, each beside the nearest that it can; the page itself is measured in tests/layout."""


@pytest.mark.parametrize(("text", "expected"), LIMITS.items())
def test_what_no_page_can_give_is_refused_at_its_line(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    if expected:
        assert faults(text) == expected
    else:
        layout_by(text)


def test_a_red_head_is_asked_for_by_its_keys_or_by_the_template(tmp_path: Path) -> None:
    overlay = tmp_path / "本单位.yaml"
    overlay.write_text("grid: {lines: 10}\n", encoding="utf-8")
    assert load_layout(overlay, kind="notice").grid.lines == 10
    for kind in ("redhead", "letter"):
        with pytest.raises(InputError):
            load_layout(overlay, kind=kind)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("grid: {line_pitch: 18}", "至少 19.2 磅（每面至多 33 行），或正文字号至多 15"),
        ("grid: {characters: 45}", "每行至多 30 字"),
        ("sizes: {title: 一号}", "至多 24 磅"),
        ("page_number: {below: 0}", "在 2.1 至 27.1 毫米之间"),
        ("page: {bottom: 6}", "地脚至少 10 毫米"),
        ("red_head: {rule_distance: 0}", "至少 1.9 毫米"),
        ("red_head: {suffix: 会议纪要会议纪要}", "至多 4 字"),
    ],
)
def test_the_hint_says_what_is_possible(text: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        layout_by(text)
    assert hint in caught.value.diagnostics[0].hint("zh")

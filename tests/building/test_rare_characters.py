"""Rare characters that the fonts of a document lack are reported when it is built, where fontconfig knows the fonts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made import short
from programs import shell_program

from rectify_gen.building.batch import local_pool
from rectify_gen.building.planning import plan
from rectify_gen.building.rare_characters import FontReports, rare_signs
from rectify_gen.building.running import Asked, build
from rectify_gen.chinese import gb_2312
from rectify_gen.diagnostics import Diagnostic

FINDER = """\
echo asked >> '{log}'
printf '%s\\n%s' '{families}' '{codes}'
"""
WITHOUT_ZHE = "20-7e 4e00-5585 5587-9fa5"
"""All of the usual block but 喆, U+5586."""


def reports(folder: Path, text: str, families: str, codes: str) -> list[Diagnostic]:
    """What is reported of the fonts, of a notice with ``text`` in two lines, where fc-match answers so."""
    script = FINDER.format(log=folder / "log", families=families, codes=codes)
    shell_program(folder / "fc-match", script)
    source = folder / "通报.yaml"
    source.write_text(short(text), encoding="utf-8")
    fonts = FontReports({**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
    outcomes = build(plan([source]), local_pool(1), lambda: 0.0, Asked(None, None))
    (outcome,) = outcomes
    known = len(outcome.diagnostics)
    reported = fonts.added_to(outcome)
    assert reported.diagnostics[:known] == outcome.diagnostics
    # The same again is nothing to do, and nothing is reported.
    (current,) = build(plan([source]), local_pool(1), lambda: 0.0, Asked(None, None))
    assert fonts.added_to(current) == current
    return list(reported.diagnostics[known:])


def test_a_font_that_lacks_a_character_is_named_at_each_place(tmp_path: Path) -> None:
    text = "王喆林"
    found = reports(tmp_path, text, "仿宋_GB2312,FangSong_GB2312", WITHOUT_ZHE)
    lines = short(text).splitlines()
    places = []
    for number, line in enumerate(lines, 1):
        if "喆" in line:
            places.append(f"{number}:{line.index('喆') + 1}")
    assert places
    assert [item.position.name for item in found if item.position] == places
    assert {item.code for item in found} <= {"font-lacks-sign", "stand-in-lacks-sign"}
    assert "“喆”（U+5586）" in found[0].message("zh")
    assert "仿宋_GB2312" in found[0].message("zh")


def test_what_stands_in_for_a_font_is_named_with_it(tmp_path: Path) -> None:
    found = reports(tmp_path, "王喆林", "FandolFang,FandolFang R", WITHOUT_ZHE)
    assert {item.code for item in found} == {"stand-in-lacks-sign"}
    assert found[0].facts["fonts"] == "FandolFang"


def test_a_font_that_has_it_is_not_reported(tmp_path: Path) -> None:
    assert reports(tmp_path, "王喆林", "仿宋_GB2312", "4e00-9fa5") == []
    assert reports(tmp_path, "王喆林", "仿宋_GB2312", "20-7e 5586") == []


def test_usual_text_asks_for_no_font(tmp_path: Path) -> None:
    assert reports(tmp_path, "林业㉑⑪", "仿宋_GB2312", "20-7e") == []
    assert not (tmp_path / "log").exists()


def test_without_fontconfig_nothing_is_known(tmp_path: Path) -> None:
    source = tmp_path / "通报.yaml"
    source.write_text(short("王喆林"), encoding="utf-8")
    (outcome,) = build(plan([source]), local_pool(1), lambda: 0.0, Asked(None, None))
    assert FontReports({"PATH": ""}).added_to(outcome) == outcome


@pytest.mark.parametrize(
    ("text", "rare"),
    [
        ("落实“整改”——9项·AB。，、", ""),
        ("①⑳㉑㊿㎡℃", ""),
        ("喆堃珺", "喆堃珺"),
        ("㐀\U00020089\U0002cb5a\U000323af", "㐀\U00020089\U0002cb5a\U000323af"),
        # Letters of other scripts are not names of persons in a notice.
        ("éЖ", ""),
    ],
)
def test_rare_are_chinese_characters_outside_gb_2312(text: str, rare: str) -> None:
    assert rare_signs(text) == set(rare)


def test_gb_2312_has_its_characters() -> None:
    assert {"啊", "齄", "—", "·", "①", "A", "～"} <= gb_2312()
    assert not {"喆", "㉑", "⑪", "ë", "龥"} & gb_2312()
    assert len([sign for sign in gb_2312() if "一" <= sign <= "龥"]) == 6763

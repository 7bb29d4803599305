"""Characters that nobody sees, in texts and in numbers: reported where they stand, and deleted where nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases_of_notices import notice_of_case

from rectify_gen.fixing import fix
from rectify_gen.rules import judge
from rectify_gen.source import SourceFile

HEAD = "sections:\n- role: overview\n  content:\n"


def test_each_stands_at_its_character() -> None:
    source = SourceFile("a.yaml", HEAD + "  - 县委第四\u200b巡察组。\n  - 甲\ue004乙\n")
    found = [
        one
        for one in fix(source).checked.judgement.standing
        if one.code == "invisible-character"
    ]
    assert [(one.position and one.position[:2], one.facts["character"]) for one in found] == [
        ((5, 6), "U+E004")
    ]  # fmt: skip
    assert "方框" in found[0].message("zh")
    assert "box" in found[0].message("en")


FIXED = {
    "plain": ("  - 县委\u200b第四\ufeff巡察组\n", "  - 县委第四巡察组\n"),
    "escaped": ('  - "县委\\u200b第四\\U000E0020巡察组"\n', '  - "县委第四巡察组"\n'),
    "end of a text": ("  - 县委要求整改到位，全部完成。\u200b\n", "  - 县委要求整改到位，全部完成。\n"),
    "number of an item": (
        "  - {heading: 甲, number: （一）\u200b, content: 乙}\n",
        "  - {heading: 甲, number: （一）, content: 乙}\n",
    ),
    "number of a section": ("  - 甲\n  number: 一\u2060、\n", "  - 甲\n  number: 一、\n"),
    "sample of a section": ("  - 甲\n  numbering: [1\u200b.]\n", "  - 甲\n  numbering: [1.]\n"),
    "sample of the notice": ("  - 甲\nnumbering: 一、\u200b\n", "  - 甲\nnumbering: 一、\n"),
    "a fact": ("  - 甲\ninspection: {team: 第四\u3164组}\n", "  - 甲\ninspection: {team: 第四组}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_noise_is_deleted(name: str) -> None:
    wrong, right = FIXED[name]
    fixed = fix(SourceFile("a.yaml", HEAD + wrong))
    assert fixed.checked.data.source.text == HEAD + right
    assert {one.code for one in fixed.applied} == {"invisible-character"}


@pytest.mark.parametrize("sign", "\ue004\U000f0000\ufffc\ufffd\ufdd0")
def test_what_stands_for_something_lost_is_left(sign: str) -> None:
    text = HEAD + f"  - 甲{sign}乙\n"
    fixed = fix(SourceFile("a.yaml", text))
    assert fixed.checked.data.source.text == text
    assert "invisible-character" in {
        one.code for one in fixed.checked.judgement.standing
    }


def test_a_text_of_nothing_else_is_reported_and_kept() -> None:
    text = HEAD + "  - \u200b\n"
    assert fix(SourceFile("a.yaml", text)).checked.data.source.text == text


def test_it_can_be_waived() -> None:
    waiver = {"code": "invisible-character", "where": "甲\ue004", "reason": "用字库"}
    judged = judge(notice_of_case({"waivers": [waiver], "preamble": "甲\ue004乙"}))
    assert [one.code for one in judged.waived] == ["invisible-character"]


def test_sound_notices_have_none() -> None:
    for path in (Path(__file__).parents[2] / "examples").glob("*.yaml"):
        checked = fix(SourceFile(path.name, path.read_text(encoding="utf-8"))).checked
        codes = {one.code for one in checked.judgement.standing}
        assert "invisible-character" not in codes

"""The font map as an office writes it, and families known by the names in a PDF. LibreOffice is not needed."""

from __future__ import annotations

import pytest

from rectify_gen.diagnostics import EnvironmentFaultError
from rectify_gen.office.fonts import STAND_INS, missing, read_stand_ins, substitutions


def test_font_map_of_an_office_is_read_or_refused() -> None:
    assert read_stand_ins("") == STAND_INS
    assert read_stand_ins("黑体=甲，乙；宋体 = 丙")["黑体"] == ("甲", "乙")
    assert read_stand_ins("黑体=甲;宋体 = 丙;")["宋体"] == ("丙",)
    with pytest.raises(EnvironmentFaultError, match="RECTIFY_GEN_FONTS"):
        read_stand_ins("黑体")


@pytest.mark.parametrize(
    ("asked", "embedded", "expected"),
    [
        ({"宋体", "黑体"}, {"SimSun", "SimHei"}, set()),
        ({"仿宋_GB2312"}, {"FangSong_GB2312"}, set()),
        ({"仿宋_GB2312"}, {"FangSong"}, {"仿宋_GB2312"}),
        ({"Times New Roman"}, {"TimesNewRomanPSMT"}, set()),
        ({"黑体"}, set(), {"黑体"}),
    ],
)
def test_families_are_known_by_the_names_of_their_files(
    asked: set[str], embedded: set[str], expected: set[str]
) -> None:
    assert missing(asked, embedded) == expected


def test_one_warning_names_all_missing_families_and_no_warning_comes_without() -> None:
    (warning,) = substitutions(
        ["黑体", "宋体", "黑体"], ["FandolHei", "UMingCN", "FandolHei"]
    )
    assert (
        warning.message("zh") == "本机没有 宋体、黑体，PDF 用的是：FandolHei、UMingCN"
    )
    assert substitutions([], ["SimSun"]) == []

"""Titles in lines: phrases kept whole, good shapes, several organs, and names that no line holds."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
import pytest
from hypothesis import given

from rectify_gen.chinese import width
from rectify_gen.title_breaking import break_title, line_spans, title_fault

TITLES = """
中共示例市委办公室/关于八届市委第四轮巡察整改进展情况的通报
中共示例市财政局党组/关于市委巡察整改进展情况的通报
中共示例市卫生健康局党组/关于八届市委第四轮巡察整改进展情况的通报
中共示例市卫生健康局党组/关于十三届县委第十轮巡察/整改进展情况的通报
中共示例市人力资源和社会保障局党组/关于巡察整改进展情况的通报
中共示例市国有资产监督管理委员会委员会/关于十二届省委第六轮巡察/整改进展情况的通报
中共示例职业技术学院委员会/关于巡察整改进展情况的通报
示例县供销合作社联合社党组/关于五届区委第三轮巡察整改进展情况的通报
示例县民政局党组/关于县委第三巡察组/反馈意见整改落实情况的通报
中共示例市望川区红十字会党组/关于十三届州委第一轮交叉巡察/整改情况的通报
中共示例市教育局党组/关于九届省委第一轮乡村振兴领域机动巡察/整改和成果运用情况的通报
中共示例市残疾人联合会党组/关于州委乡村振兴领域机动巡察/整改情况的通报
示例市和平街道工作委员会/关于十三届区委第十二轮巡察“回头看”/整改情况的报告
中共示例市民政局党组/关于县委巡察反馈意见/集中整改进展情况的通报
中共示例市委统战工作部/关于县委巡察工作反馈问题/整改进展情况的通报
中共示例县农业农村局党组/关于十三届县委第十二轮意识形态工作责任制/落实情况专项巡察整改情况的通报
关于巡察整改进展情况的通报
"""
"""The first line is an organ unless it begins with 关于; a line of the title ends at each stroke."""


@pytest.mark.parametrize("broken", TITLES.split())
def test_a_title_of_one_organ(broken: str) -> None:
    organ = broken.split("/", maxsplit=1)[0]
    rounds = [name for name in ROUNDS if name in broken]
    assert "/".join(break_title(broken.replace("/", ""), [organ, *rounds])) == broken
    assert title_fault(broken.split("/"), [organ, *rounds]) == ""


ROUNDS = (
    "八届市委第四轮",
    "十三届县委第十轮",
    "十二届省委第六轮",
    "五届区委第三轮",
    "县委第三巡察组",
    "十三届州委第一轮",
    "九届省委第一轮",
    "十三届区委第十二轮",
    "十三届县委第十二轮",
)

LONG_NAMES = """
中共甘露自治州会宁市/农业农村和水利局委员会/关于州委巡察整改进展情况的通报
中共示例市望川区/妇幼保健院（妇女儿童医院）党委/关于区委巡察整改情况的通报
中共示例市示例区/国有资产监督管理委员会委员会/关于市委巡察整改进展情况的通报
中共甘露自治区白云市/海川区市场监督管理局党组/关于市委巡察整改情况的通报
中共示例县城关镇/人民代表大会常务委员会机关党组/关于县委巡察整改情况的通报
中共示例市经济技术开发区/管理委员会机关第二支部委员会/关于巡察整改进展情况的通报
"""


@pytest.mark.parametrize("broken", LONG_NAMES.split())
def test_a_name_that_no_line_holds_is_broken_behind_a_region(broken: str) -> None:
    organ = broken[: broken.index("关于")].replace("/", "")
    assert width(organ) > 20
    assert "/".join(break_title(broken.replace("/", ""), [organ])) == broken
    assert title_fault(broken.split("/"), [organ]) == ""


@pytest.mark.parametrize(
    ("organ", "first_line"),
    [
        ("中共青云州市场监督管理局和知识产权局联合党组", "中共青云州"),
        ("中共杭云州市西湖区人民代表大会常务委员会党组", "中共杭云州市西湖区"),
        ("中共乐水市市中区人民代表大会常务委员会机关党组", "中共乐水市市中区"),
        ("中共示例县县域经济和区域合作发展研究中心委员会", "中共示例县"),
        ("中共示例县城市建设投资集团有限公司联合委员会", "中共示例县"),
        ("中共示例市乡村振兴和城乡社区建设服务中心委员会", "中共示例市"),
    ],
)
def test_a_sign_of_a_region_within_another_word_is_no_region(
    organ: str, first_line: str
) -> None:
    assert break_title(f"{organ}关于巡察整改情况的通报", [organ])[0] == first_line


def test_a_long_name_without_region_is_cut_between_its_words_and_that_is_a_fault() -> (
    None
):
    organ = "中共华夏新能源汽车零部件投资集团有限公司委员会"
    lines = break_title(f"{organ}关于巡察整改情况的通报", [organ])
    assert lines[0] in (
        "中共华夏新能源汽车零部件投资集团有限公司",
        "中共华夏新能源汽车零部件投资集团",
    )
    assert title_fault(lines, [organ]) == "cut"


def test_several_organs_have_a_line_each_and_no_mark_behind_it() -> None:
    organs = ["中共示例市财政局党组", "中共示例市卫生健康局党组", "示例市体育局党组"]
    title = "、".join(organs) + "关于八届市委第四轮巡察整改进展情况的通报"
    lines = break_title(title, [*organs, "八届市委第四轮"])
    assert lines == (*organs, "关于八届市委第四轮巡察整改进展情况的通报")
    assert title_fault(lines, [*organs, "八届市委第四轮"]) == ""


def test_party_bodies_have_a_line_each_though_nobody_named_them() -> None:
    title = "中共示例市财政局党组、中共示例市体育局委员会关于市委巡察整改进展情况的通报"
    assert break_title(title)[:2] == ("中共示例市财政局党组", "中共示例市体育局委员会")


def test_another_mark_between_words_stays() -> None:
    title = "中共示例市财政局党组关于住房、教育、医疗领域专项巡察整改进展情况的通报"
    lines = break_title(title, ["中共示例市财政局党组"])
    assert "".join(lines) == title
    assert not any(line.endswith("、") for line in lines)


def test_an_organ_has_no_line_of_its_own_in_a_title_that_one_line_holds() -> None:
    title = "甲局党组、乙局党组关于整改情况的通报"
    assert break_title(title, ["甲局党组", "乙局党组"]) == (title,)


WORDS = (
    *("中共示例市卫生健康局党组", "示例县供销合作社联合社党组", "中共示例市委办公室"),
    *("关于", "八届市委第四轮", "巡察", "专项巡察", "整改进展情况的", "通报", "落实"),
    *("《意见》", "“两个维护”", "的", "、", "2024年", "反馈意见", "工作"),
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_lines_fit_and_leave_out_only_the_mark_between_two_organs(
    words: list[str],
) -> None:
    title = "".join(words)
    spans = line_spans(title, WORDS[:3])
    assert all(width(title[start:end]) <= 20 for start, end in spans)
    assert all(start < end for start, end in spans)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(title)
    for (start, end), (next_start, _) in itertools.pairwise(spans):
        between = title[end:next_start]
        assert between in ("", "、")
        if between:
            assert title[start:end].endswith(("党组", "办公室"))


@given(st.text("一二三四关于整改情况的、“”《》aA1 ", min_size=1, max_size=70))
def test_any_text_is_broken_into_lines_that_fit(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(width(line) <= 20 for line in lines)


ORGANS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["中共", ""]),
    st.sampled_from(["示例市", "示例市望川区", "云岭自治州示例市", "示例县和平镇"]),
    st.sampled_from(
        [
            *(
                "财政局党组",
                "卫生健康局党组",
                "市场监督管理局党组",
                "职业技术学院委员会",
            ),
            *("国有资产监督管理委员会委员会", "妇幼保健院（妇女儿童医院）党委"),
        ]
    ),
)
INSPECTIONS = st.sampled_from(
    [
        *("巡察", "专项巡察", "巡察“回头看”", "粮食购销领域提级交叉巡察"),
        "意识形态工作责任制落实情况专项巡察",
    ]
)
ENDS = st.sampled_from(
    ["整改进展情况的通报", "整改和成果运用情况的通报", "反馈意见整改落实情况的报告"]
)


@given(ORGANS, st.sampled_from(["", *ROUNDS]), INSPECTIONS, ENDS)
def test_no_phrase_is_cut(
    organ: str, inspected_by: str, inspection: str, end: str
) -> None:
    lines = break_title(
        f"{organ}关于{inspected_by}{inspection}{end}", [organ, inspected_by]
    )
    printed = "/".join(lines)
    if width(organ) <= 20:
        assert organ in printed
    assert inspected_by in printed
    for word in ("巡察“回头看”", "专项巡察", "提级交叉巡察", "意识形态工作责任制"):
        assert (word in inspection) == (word in printed)
    assert not any(line.endswith(("关于", "“", "《", "、")) for line in lines)
    assert not any(line.startswith(("的", "、", "”", "》")) for line in lines)
    assert title_fault(lines, [organ, inspected_by]) in ("", "shape")


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("中共示例市水务局党组", "关于九届市委第三轮巡察整改情况的通报"), ""),
        (("中共示例市水务局党组关于九届市委", "第三轮巡察整改情况的通报"), "cut"),
        (("中共示例市水务局党组关于巡察整改", "的通报"), "cut"),
        (("中共示例市水务局党组关于专项", "巡察整改情况的通报"), "cut"),
        (("中共示例市水务局党组、", "关于巡察整改情况的通报"), "cut"),
        # 长方形
        (("中共示例市水务局党组", "关于巡察整改情况通报"), ""),
        (("中共示例市水务局党组", "关于整改", "巡察反馈问题情况的通报"), "shape"),
        (("中共示例市水务局党组", "关于巡察整改", "进展情况", "的报告情况的"), "cut"),
    ],
)
def test_what_is_wrong_with_a_broken_title(lines: tuple[str, ...], fault: str) -> None:
    assert title_fault(lines, ["九届市委第三轮"]) == fault


def test_the_shape_of_organs_that_sign_together_is_theirs() -> None:
    organs = ["中共示例市财政局党组", "中共示例市体育局党委", "甲局党组"]
    rest = ["关于市委巡察整改进展情况的通报"]
    assert title_fault([*organs, *rest], organs) == ""
    assert title_fault([*organs[:2], "整改", *rest], organs) == "shape"


def test_a_title_may_have_five_lines_where_its_phrases_ask_for_them() -> None:
    phrases = [sign * 18 for sign in "甲乙丙丁戊"]
    assert break_title("".join(phrases), phrases) == tuple(phrases)


def test_a_long_title_without_phrases_is_cut_into_four_even_lines() -> None:
    lines = break_title("甲" * 78)
    assert sorted(len(line) for line in lines) == [19, 19, 20, 20]


def test_an_organ_may_be_too_long_for_a_line_and_the_next_one_short() -> None:
    organs = ["甲乙丙丁戊己庚辛壬癸、甲乙丙丁戊己庚、甲乙丙丁戊己庚", "乙"]
    title = "、".join(organs) + "关于巡察整改进展情况的通报"
    lines = break_title(title, organs)
    assert all(width(line) <= 20 for line in lines)
    assert "".join(lines).replace("、", "") == title.replace("、", "")

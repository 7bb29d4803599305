"""Labels in every writing, marks behind labels, lists within paragraphs, one form for one list."""

from typing import Any

import pytest

from rectify_gen.diagnostics import Position
from rectify_gen.importer import Imported, import_source, import_text
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock
from rectify_gen.vocabulary.section_labels import names_problem, read_label


def imported(body: str) -> Imported:
    return import_text(f"现将整改情况通报如下。\n一、整改落实情况\n{body}")


def content(body: str) -> Any:
    """The content of the first item of the section."""
    (section,) = imported(body).data["sections"]
    return section["content"][0]["content"]


def complaints(body: str) -> list[str]:
    return [
        diagnostic.code
        for diagnostic in imported(body).diagnostics
        if diagnostic.code not in ("import-preamble", "import-space")
    ]


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("整改情况：已改。", "整改情况", "已改。"),
        ("整改情况:已改。", "整改情况:", "已改。"),
        ("【整改情况】已改。", "【整改情况】", "已改。"),
        ("【整改情况】：已改。", "【整改情况】：", "已改。"),
        ("[整改成效]已改。", "[整改成效]", "已改。"),
        ("（整改进展）", "（整改进展）", ""),
        ("措施及成效：已改。", "措施及成效", "已改。"),
        ("整改措施和进展情况：", "整改措施和进展情况", ""),
        ("下一步工作打算：继续。", "下一步工作打算", "继续。"),
        ("责任领导：张某", "责任领导", "张某"),
        ("问题表现：台账不全。", "问题表现", "台账不全。"),
        ("成效：已改。", "成效", "已改。"),
    ],
)
def test_a_label(text: str, words: str, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.words, text[label.end :]) == (words, rest)


@pytest.mark.parametrize(
    "text",
    [
        "整改情况良好。",
        "情况：一般。",
        "问题：台账不全",
        "整改情况通报如下：",
        "会议要求：",
        "",
    ],
)
def test_no_label(text: str) -> None:
    assert read_label(text) is None


def test_some_labels_name_the_problem() -> None:
    assert names_problem("存在问题：台账不全")
    assert not names_problem("整改情况：台账已补")


@pytest.mark.parametrize(
    "typed", ["整改情况：", "整改情况:", "【整改情况】", "[整改情况]："]
)
def test_a_label_is_printed_as_typed(typed: str) -> None:
    body = f"（一）学习不够\n{typed}一是学习。二是研讨。\n"
    (label,) = content(body)
    assert label["content"] == [{"measures": ["学习。", "研讨。"], "run_in": True}]
    assert "import-plainer" not in complaints(body)


def test_marks_behind_a_label_number_items() -> None:
    body = (
        "1.关于“学习不够”问题的整改。\n"
        "整改成效：（1）学习12次。\n（2）讲课3次。\n（3）考试1次。\n"
        "2.关于“作风不实”问题的整改。\n整改成效：（1）调研9次。\n（2）走访40户。\n"
    )
    assert complaints(body) == []
    assert "waivers" not in imported(body).data
    assert content(body) == [
        {
            "label": "整改成效",
            "run_in": True,
            "content": [
                {"heading": "学习12次。"},
                {"heading": "讲课3次。"},
                {"heading": "考试1次。"},
            ],
        }
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["整改情况：（1）学习4次。（2）讲课18场。"],
        ["整改情况：（1）学习4次。（2）讲课18场。", "（3）考试1次。", "（4）研讨2次。"],
        ["主要做法如下：①学习4次；②讲课18场。"],
        ["主要做法如下：（1）学习4次。", "（2）讲课18场。"],
        ["做了三件事。1.学习4次。2.讲课18场。"],
    ],
)
def test_lists_within_paragraphs_stay_text_without_complaint(
    paragraphs: list[str],
) -> None:
    body = "\n".join(
        [
            "（一）关于“学习不够”的问题",
            *paragraphs,
            "（二）关于“作风不实”的问题",
            "已改。",
        ]
    )
    assert complaints(body) == []
    assert "waivers" not in imported(body).data
    (section,) = imported(body).data["sections"]
    assert [item["problem"] for item in section["content"]] == ["学习不够", "作风不实"]


def test_a_lone_mark_behind_a_label_is_text() -> None:
    body = "（一）学习不够\n整改情况：（1）学习4次。\n整改成效：好。\n（二）研讨不够\n已改。\n"
    first, second = content(body)
    assert (first["content"], second["content"]) == ("（1）学习4次。", "好。")


def test_a_label_behind_a_number_is_the_heading() -> None:
    body = "（一）学习不够\n1.整改措施：学习12次。讲课3次。\n2.整改成效：好。\n"
    assert (
        content(body)
        == [
            {"heading": "整改措施：", "run_in": True, "content": "学习12次。讲课3次。"},
            {"heading": "整改成效：", "run_in": True, "content": "好。"},
        ]
        or imported(body).data["sections"][0].get("run_in") == "items"
    )


def test_one_form_for_one_list() -> None:
    (section,) = imported(
        "（一）关于理论学习不深入的问题\n已改。\n"
        "（二）关于服务设施建设进度的问题\n已改。\n"
        "（三）关于“ 台账不全 ” 的问题\n已改。\n"
    ).data["sections"]
    assert section["form"] == "关于{}的问题"
    assert section["content"] == [
        {"problem": "理论学习不深入", "content": "已改。"},
        {"problem": "服务设施建设进度", "content": "已改。"},
        {"problem": "台账不全", "form": "关于“{}”的问题", "content": "已改。"},
    ]


def test_a_heading_that_groups_problems_keeps_its_words() -> None:
    (section,) = imported(
        "（一）关于学习不够的问题\n已改。\n"
        "（二）关于党的建设的问题\n1.关于作风不实的问题\n已改。\n"
        "（三）已完成整改的问题\n2.关于执纪偏软的问题\n已改。\n"
    ).data["sections"]
    names = [item.get("problem") for item in section["content"]]
    assert names == ["学习不够", None, None]


@pytest.mark.parametrize(
    ("before", "are_marks"),
    [("整改情况：", True), ("整改情况:", True), ("整改如下。", False)],
)
def test_two_flattened_numbers_are_a_list_where_they_are_announced(
    before: str, are_marks: bool
) -> None:
    body = f"（一）学习不够\n{before}\n1补签合同31份。\n2补记收入12笔。\n"
    data = imported(body).data
    assert ("'1'" in str(data["sections"][0].get("numbering", ""))) is are_marks


def test_two_flattened_numbers_follow_each_other() -> None:
    body = "（一）学习不够\n整改情况：\n1补签合同31份。\n已签。\n2补记收入12笔。\n"
    assert "numbering" not in imported(body).data["sections"][0]


def test_marks_of_other_writings() -> None:
    data = import_text(
        "现将整改情况通报如下。\n一 工作开展情况\n召开会议。\n二 具体整改情况\n"
        "第一方面：政治建设（2条）\n问题1：学习不够。\n已改。\n问题2：研讨不深。\n已改。\n"
        "第二方面：作风建设（1条）\n问题3：走访不实。\n已改。\n"
    ).data
    assert [section["role"] for section in data["sections"]] == [
        "responsibility",
        "rectification",
    ]
    section = data["sections"][1]
    assert data["numbering"] == [
        "一 ",
        "第一方面：",
        {"mark": "问题1：", "continuous": True},
    ]
    assert [len(item["content"]) for item in section["content"]] == [2, 1]


def test_numbers_with_a_blank_are_a_list_in_pairs() -> None:
    data = imported("1 政治建设方面\n已改。\n2 作风建设方面\n已改。\n").data
    (section,) = data["sections"]
    assert [item["heading"] for item in section["content"]] == [
        "政治建设方面",
        "作风建设方面",
    ]
    (section,) = imported("3 人已处理。\n1 人待处理。\n").data["sections"]
    assert isinstance(section["content"], list)
    assert all(isinstance(member, str) for member in section["content"])


def test_a_clause_that_names_the_problem_is_its_heading() -> None:
    (section,) = imported(
        "1.针对“三重一大”制度执行不到位的问题，修订规则。\n2.针对主业弱化的问题，建设基层社12个。\n"
    ).data["sections"]
    assert section["form"] == "针对{}的问题，"
    names = [item["problem"] for item in section["content"]]
    assert names == ["“三重一大”制度执行不到位", "主业弱化"]


def test_headings_without_numbers_are_known_by_their_format() -> None:
    levels = {
        "具体问题整改情况": 1,
        "下一步打算": 1,
        "政治建设方面": 2,
        "理论学习抓得不紧": 3,
        "请示报告不及时": 3,
        "作风建设方面": 2,
        "服务群众不主动": 3,
    }
    texts = [
        *("关于巡察整改情况的通报", "现将整改情况公布。", "具体问题整改情况"),
        *("政治建设方面", "理论学习抓得不紧", "已改。", "请示报告不及时", "已改。"),
        *("作风建设方面", "服务群众不主动", "已改。" * 30),
        *("下一步打算", "继续抓好。"),
    ]
    blocks = []
    for line, text in enumerate(texts, start=1):
        place = Position(line=line, column=1, end_line=line, end_column=2)
        block = SourceBlock(text, place, heading_level=levels.get(text, 0))
        blocks.append(block)
    source = NoticeSource(tuple(blocks), words="".join(texts), diagnostics=())
    data = import_source(source).data
    first, second = data["sections"][0]["content"]
    assert [problem["problem"] for problem in first["content"]] == [
        "理论学习抓得不紧",
        "请示报告不及时",
    ]
    assert second["content"] == [
        {"problem": "服务群众不主动", "content": "已改。" * 30}
    ]

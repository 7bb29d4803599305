"""What ``--fix`` must not touch: quotations, what only the author knows, ends of lines that were cut off."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.fixing import fix
from rectify_gen.source import SourceFile
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.source_check import check_source

HEAD = "sections:\n- role: overview\n  content:\n"


def fixed(text: str) -> str:
    """The paragraph ``text`` as it reads when all is fixed that can be."""
    source = SourceFile("a.yaml", HEAD + f"  - '{text}'\n")
    after = fix(source).checked.data.value["sections"][0]["content"][0]
    again = fix(fix(source).checked.data.source)
    assert again.applied == ()
    return str(after)


def codes(text: str) -> set[str]:
    checked = check_source(SourceFile("a.yaml", HEAD + f"  - '{text}'\n"))
    return {one.code for one in checked.judgement.standing}


LEFT = {
    "信息共享。。。等机制健全完善并有效运行。": "doubled-punctuation",
    "信息共享，，，等机制健全完善并有效运行。": "doubled-punctuation",
    "信息共享。。。，等机制健全完善并有效运行。": "doubled-punctuation",
    "整改已经完成？。下一步继续巩固整改成果。": "doubled-punctuation",
    "整改已经完成：。下一步继续巩固整改成果。": "doubled-punctuation",
    "开展“七不准、，四公开”专项整治行动。": "doubled-punctuation",
    "开展《七不准，，四公开》专项整治行动。": "doubled-punctuation",
    "指出“其它单位占用土地”问题，已整改。": "wrong-word",
    "指出‘其它单位占用土地’问题，已整改。": "wrong-word",
    "印发《关于规范帐号管理的通知》，已执行。": "",
    "开展“七不准,四公开”专项整治行动。": "half-width-punctuation",
    "指出“经费(补助)拨付不及时”问题，已整改。": "half-width-brackets",
    "指出“学习、讨论...等”问题，已整改完成。": "ellipsis-or-dash-in-ascii",
    "追缴资金？？万元，全部上缴国库专户。": "placeholder-left",
    "追缴资金??万元，全部上缴国库专户。": "placeholder-left",
    "追缴资金？万元，全部上缴国库专户。": "placeholder-left",
    "追缴资金?亿元，全部上缴国库专户。": "placeholder-left",
    "追缴资金？？？，全部上缴国库专户。": "doubled-punctuation",
    "局党组召开专题会议，按时完成各项整改任": "final-mark-missing",
    "局党组召开专题会议，按时完成各项整改任务，": "final-mark-missing",
    "中共示例市水务局党组关于整改进展情况的通报": "final-mark-missing",
    "联系人：-------，联系电话已经对外公布。": "ellipsis-or-dash-in-ascii",
    "联系人是..........，联系电话已经公布。": "ellipsis-or-dash-in-ascii",
}


@pytest.mark.parametrize("text", LEFT)
def test_it_is_left_and_reported(text: str) -> None:
    assert fixed(text) == text
    assert LEFT[text] in codes(text) or not LEFT[text]


FIXED = {
    "争取项目资金1860万元，全部拨付到位．": "争取项目资金1860万元，全部拨付到位。",
    "争取项目资金1860万元，全部拨付到位｡": "争取项目资金1860万元，全部拨付到位。",
    "落实“三会一课”．下一步继续抓好落实。": "落实“三会一课”。下一步继续抓好落实。",
    "整改已经完成，。": "整改已经完成。",
    "整改已经完成。，，继续巩固。": "整改已经完成，继续巩固。",
    "整改已经完成，，继续巩固。": "整改已经完成，继续巩固。",
    "整改已经完成、，继续巩固。": "整改已经完成，继续巩固。",
    "其它单位已经完成“其它”整改。": "其他单位已经完成“其它”整改。",
    "学习、讨论....，目标----群众满意。": "学习、讨论……，目标——群众满意。",
    "整改到位了吗？？": "整改到位了吗？",
    "关于“整改走过场。”问题的整改已完成。": "关于“整改走过场”问题的整改已完成。",
}


@pytest.mark.parametrize("text", FIXED)
def test_what_is_certain_is_fixed(text: str) -> None:
    assert fixed(text) == FIXED[text]


def test_a_full_stop_typed_full_width_is_reported_once() -> None:
    assert codes("争取项目资金1860万元，全部拨付到位．") & {
        "ascii-stop",
        "final-mark-missing",
    } == {"ascii-stop"}
    assert "ascii-stop" not in codes("一．健全制度，明确责任，强化监督检查。")
    assert "ascii-stop" not in codes("投资３．２亿元，已经全部拨付到位完成。")


def test_the_name_of_a_problem_that_its_form_quotes_is_a_quotation() -> None:
    problem = {
        "problem": "其它单位占用土地,拨付不及时",
        "content": "已经完成，，整改。",
    }
    section: dict[str, Any] = {
        "role": "rectification",
        "form": "关于“{}”问题的整改",
        "content": [problem],
    }
    data = fix(SourceFile("a.yaml", to_yaml({"sections": [section]}))).checked.data
    (after,) = data.value["sections"][0]["content"]
    assert after["problem"] == problem["problem"]
    assert after["content"] == "已经完成，整改。"
    bare = {**section, "form": "关于{}的整改"}
    data = fix(SourceFile("a.yaml", to_yaml({"sections": [bare]}))).checked.data
    (after,) = data.value["sections"][0]["content"]
    assert after["problem"] == "其他单位占用土地，拨付不及时"


def test_a_heading_gets_no_full_stop() -> None:
    items = [
        {"heading": f"做实第{sign}项工作。", "content": "已经完成。"}
        for sign in "甲乙丙丁戊"
    ]
    items.append({"heading": "做实第六项工", "content": "已经完成。"})
    items.append({"heading": "做实第七项工", "run_in": "true", "content": "已经完成。"})
    section = {"role": "rectification", "content": items}
    source = SourceFile("a.yaml", to_yaml({"sections": [section]}))
    after = fix(source)
    assert after.checked.data.source == source
    found = [one.code for one in after.checked.judgement.standing]
    assert found.count("heading-mark-uneven") == 2

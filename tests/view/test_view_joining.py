"""What meets when values are printed: forms, labels, facts, each with the marks that people type too."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.model import Notice
from rectify_gen.view import compose, fill_form

QUOTED = "关于“{}”问题的整改。"


@pytest.mark.parametrize(
    ("form", "name", "printed"),
    [
        (QUOTED, "系统谋划不够", "关于“系统谋划不够”问题的整改。"),
        (QUOTED, "落实“三重一大”制度不严", "关于“落实‘三重一大’制度不严”问题的整改。"),
        (QUOTED, "学“讲‘四个’话”不够", "关于“学‘讲“四个”话’不够”问题的整改。"),
        (QUOTED, "落实‘三重一大’制度不严", "关于“落实‘三重一大’制度不严”问题的整改。"),
        (QUOTED, "“四风”", "关于“四风”问题的整改。"),
        (QUOTED, "“四风”问题", "关于“四风”问题的整改。"),
        (QUOTED, "“甲”和“乙”", "关于“‘甲’和‘乙’”问题的整改。"),
        (QUOTED, "关于“四风”问题的整改。", "关于“四风”问题的整改。"),
        (QUOTED, "关于“四风”问题的整改", "关于“四风”问题的整改。"),
        ("关于‘{}’的问题", "落实“三重一大”不严", "关于‘落实“三重一大”不严’的问题"),
        ("传达《{}》情况", "落实《条例》的意见", "传达《落实〈条例〉的意见》情况"),
        ("传达《{}》情况", "《条例》", "传达《条例》情况"),
        ("{}。", "经费管理不严", "经费管理不严。"),
        ("{}。", "经费管理不严。", "经费管理不严。"),
        ("{}。", "经费管理不严；", "经费管理不严。"),
        ("{}。", "管得严吗？", "管得严吗？"),
        ("{}", "经费管理不严。", "经费管理不严。"),
        ("{}", "“四风”", "“四风”"),
        ("关于{}问题", "突出问题", "关于突出问题"),
        ("关于{}的问题", "突出的问题", "关于突出的问题"),
        ("关于{}方面", "关于作风方面", "关于作风方面"),
        ("{}的整改。", "。", "。的整改。"),
        ("关于“{}”", "缺一半“引号", "关于“缺一半“引号”"),
        ("关于“{}”", "Xi’an", "关于“Xi’an”"),
    ],
)
def test_form_and_name_print_each_mark_once(form: str, name: str, printed: str) -> None:
    assert fill_form(form, name) == printed


def viewed(**data: Any) -> Any:
    sections = [{"role": "overview", "content": "已改。"}]
    return compose(Notice.model_validate({"sections": sections, **data}))


@pytest.mark.parametrize(
    ("key", "value", "printed"),
    [
        ("addressees", "各科室：", "各科室"),
        ("addressees", "主送：各科室", "各科室"),
        ("signer", "签发人：王某某", "王某某"),
        ("signer", "签发人", "签发人"),
        ("copies_to", "抄送：市纪委。", "市纪委"),
        ("copies_to", "市纪委，市委组织部", "市纪委，市委组织部"),
        ("note", "（此件公开发布）", "此件公开发布"),
        ("note", "(此件公开发布)", "此件公开发布"),
        ("note", "（甲）公开（乙）", "（甲）公开（乙）"),
        ("attachments", "附件：整改台账", ("整改台账",)),
        ("attachments", "附件1：整改台账。", ("整改台账",)),
        ("attachments", ["1.甲清单", "2、乙清单"], ("甲清单", "乙清单")),
        ("attachments", ["（1）甲清单", "附件2：乙清单"], ("甲清单", "乙清单")),
        ("attachments", ["2.甲清单", "1.乙清单"], ("2.甲清单", "1.乙清单")),
        ("attachments", "1.5米以上设备清单", ("1.5米以上设备清单",)),
        ("attachments", "2024年整改台账", ("2024年整改台账",)),
        ("attachments", "附件：", ("附件",)),
    ],
)
def test_formal_facts_lose_what_the_template_prints(
    key: str, value: object, printed: object
) -> None:
    assert getattr(viewed(document={key: value}).document, key) == printed


@pytest.mark.parametrize(
    ("contacts", "label", "value"),
    [
        ({"phone": "0599-5550100"}, "电话", "0599-5550100"),
        ({"phone": "0599-5550100。"}, "电话", "0599-5550100"),
        ({"phone": "电话：0599-5550100"}, "电话", "0599-5550100"),
        ({"phone": "监督电话：0599-5550100"}, "监督电话：", "0599-5550100"),
        ({"phone": "ｔ电话：0599-5550100"}, "电话", "ｔ电话：0599-5550100"),
        ({"address": "邮政地址：示例路1号"}, "邮政地址：", "示例路1号"),
        ({"address": "通信地址：示例路1号"}, "通信地址：", "示例路1号"),
        ({"address": "收件：示例路1号"}, "邮政地址：", "收件：示例路1号"),
        ({"email": "Email: a@example.cn"}, "Email：", "a@example.cn"),
        ([{"label": "专线：", "value": "专线：12"}], "专线：", "12"),
        ([{"label": "专线", "value": "12"}], "专线", "12"),
    ],
)
def test_contacts_print_one_label(contacts: Any, label: str, value: str) -> None:
    contact = viewed(contacts=contacts).contacts[0]
    assert (contact.label, contact.value) == (label, value)


def test_labels_and_periods_print_their_marks_once() -> None:
    content = [{"heading": "甲", "content": {"label": "整改情况：", "content": "好。"}}]
    view = viewed(
        sections=[{"role": "rectification", "content": content}],
        publication={"text": "公开期限：自发布之日起30日。"},
    )
    assert [one.heading for one in view.paragraphs if one.role == "label"] == [
        "整改情况："
    ]
    assert view.period == "自发布之日起30日"
    one_day = {"start": "2025-03-05", "end": "2025-03-05"}
    assert viewed(publication=one_day).period == "2025年3月5日"


@pytest.mark.parametrize(
    ("given", "printed"),
    [("3", "第三轮"), ("三", "第三轮"), ("三轮", "第三轮"), ("第3轮", "第3轮"),
     ("第三轮。", "第三轮"), ("第十二轮", "第十二轮"), ("首轮", "首轮"), ("0", "第0轮")],
)  # fmt: skip
def test_the_round_is_written_out(given: str, printed: str) -> None:
    assert viewed(inspection={"round": given}).opening.round == printed


@pytest.mark.parametrize(
    ("given", "name", "kind", "verb"),
    [
        ({}, "巡察", "巡察", "进行"),
        ({"type": "常规"}, "巡察", "常规巡察", "进行"),
        ({"type": "专项巡察。"}, "巡察", "专项巡察", "进行"),
        ({"type": "巡视"}, "巡视", "巡视", "进行"),
        ({"type": "常规", "team": "省委第二巡视组"}, "巡视", "常规巡视", "进行"),
        ({"team": "省委第二巡视组"}, "巡视", "巡视", "进行"),
        ({"type": "巡视巡察"}, "巡视巡察", "巡视巡察", "进行"),
        ({"type": "回头看"}, "巡察", "“回头看”", "开展"),
        ({"type": "巡察“回头看”"}, "巡察", "巡察“回头看”", "开展"),
    ],
)
def test_the_inspection_has_one_name_throughout(
    given: dict[str, str], name: str, kind: str, verb: str
) -> None:
    view = viewed(
        inspection=given,
        organization={"name": "示例市水务局"},
        sections=[{"role": "overview", "content": "好。"}],
    )
    assert (view.inspection_name, view.opening.type, view.opening.verb) == (
        name,
        kind,
        verb,
    )
    revisit = "“回头看”" if "回头看" in kind else ""
    assert view.title == f"示例市水务局关于{name}{revisit}整改进展情况的通报"
    assert view.paragraphs[0].heading == f"{name}总体情况"


def test_an_organ_loses_its_mark_wherever_it_is_printed() -> None:
    view = viewed(
        organization={"name": "示例市水务局。"},
        inspection={"authority": "市委。", "term": "九"},
        signature={"date": "2025-03-18"},
    )
    assert view.title == "示例市水务局关于九届市委巡察整改进展情况的通报"
    assert view.organization == view.opening.organization == "示例市水务局"
    assert view.opening.authority == "市委"
    assert view.signature.organizations[0].name == "示例市水务局"


def test_an_empty_list_of_signers_prints_none() -> None:
    organ = {"name": "示例市水务局"}
    dated = viewed(
        organization=organ, signature={"organizations": [], "date": "2025-03-18"}
    )
    assert dated.signature.lines == ()
    assert dated.signature.date == "2025年3月18日"
    assert not viewed(organization=organ, signature={"organizations": []}).signature
    assert viewed(organization=organ, signature={}).signature.organizations


def numbers(numbering: list[str], whole: list[str] | None = None) -> list[str]:
    content: Any = "好。"
    for _ in range(4):
        content = [{"heading": "甲", "content": content}]
    section = {"role": "rectification", "numbering": numbering, "content": content}
    view = viewed(sections=[section], **({"numbering": whole} if whole else {}))
    return [one.number for one in view.paragraphs if one.role == "heading"]


@pytest.mark.parametrize(
    ("numbering", "whole", "printed"),
    [
        ([], None, ["一、", "（一）", "1.", "（1）", "①"]),
        (["1."], None, ["一、", "1.", "（1）", "①", "①"]),
        (["（1）"], None, ["一、", "（1）", "①", "①", "①"]),
        (["1、"], None, ["一、", "1、", "（1）", "①", "①"]),
        (["1.", "（一）"], None, ["一、", "1.", "（一）", "（1）", "①"]),
        (["反馈问题一："], None, ["一、", "反馈问题一：", "1.", "（1）", "①"]),
        (["none"], None, ["一、", "", "1.", "（1）", "①"]),
        ([], ["（一）"], ["（一）", "1.", "（1）", "①", "①"]),
        (["1."], ["第一部分", "一、"], ["第一部分", "1.", "（1）", "①", "①"]),
    ],
)
def test_levels_go_on_after_the_last_mark_given(
    numbering: list[str], whole: list[str] | None, printed: list[str]
) -> None:
    assert numbers(numbering, whole) == printed

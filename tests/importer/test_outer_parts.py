"""What stands around the text of a formal document: red head, attachments, note, contacts, imprint."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from made import shipped

from rectify_gen.importer import Imported, import_source, import_text
from rectify_gen.importer.attachment_list import (
    is_attachment_heading,
    read_attachments,
)
from rectify_gen.importer.imprint import read_imprint
from rectify_gen.importer.letterhead import read_letterhead
from rectify_gen.importer.outer_parts import OuterPart
from rectify_gen.importer.readers import read_source
from rectify_gen.model import Notice
from rectify_gen.templating.render import render
from rectify_gen.view import compose
from rectify_gen.word.block_reading import document_text

Parts = list[tuple[str, str]]


def described(parts: tuple[OuterPart, ...]) -> Parts:
    """Return kind and value of each part."""
    return [(part.kind.value, " ".join(part.values)) for part in parts]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            [
                "000001",
                "秘密★1年",
                "特急",
                "中共示例市水务局党组文件",
                "示水党〔2025〕12号",
            ],
            [
                ("copy_number", "000001"),
                ("secrecy", "秘密★1年"),
                ("urgency", "特急"),
                ("mark", "中共示例市水务局党组"),
                ("number", "示水党〔2025〕12号"),
            ],
        ),
        (
            ["示 例 市 水 务 局 文 件", "示水〔2025〕 12 号\u3000\u3000签发人：王某某"],
            [
                ("mark", "示例市水务局"),
                ("number", "示水〔2025〕12号"),
                ("signer", "王某某"),
            ],
        ),
        (
            ["机密 ★ 长期\u3000\u3000加急", "示例县教育局文件"],
            [("secrecy", "机密★长期"), ("urgency", "加急"), ("mark", "示例县教育局")],
        ),
        (
            ["中共示例市委组织部", "示例市财政局", "文\u3000件", "示组〔2025〕3号"],
            [
                ("mark", "中共示例市委组织部"),
                ("mark", "示例市财政局"),
                ("mark", ""),
                ("number", "示组〔2025〕3号"),
            ],
        ),
        (
            ["示例市水务局", "示水函[2025]第7号"],
            [("mark", "示例市水务局"), ("number", "示水函[2025]第7号")],
        ),
        (
            ["示水〔2025〕1号 签发人：李\u3000某\u3000王某某", "赵某某  钱某某"],
            [
                ("number", "示水〔2025〕1号"),
                ("signer", "李 某 王某某"),
                ("signer", "赵某某 钱某某"),
            ],
        ),
        (
            ["特急 示水函〔2025〕3号", "000002 机密★1年"],
            [
                ("urgency", "特急"),
                ("number", "示水函〔2025〕3号"),
                ("copy_number", "000002"),
                ("secrecy", "机密★1年"),
            ],
        ),
        (
            ["示例市委巡察整改工作领导小组办公室文件", "示巡改办〔2025〕3号"],
            [
                ("mark", "示例市委巡察整改工作领导小组办公室"),
                ("number", "示巡改办〔2025〕3号"),
            ],
        ),
        (
            ["签 发 人：李\u3000某", "————————★————————", "示水〔2025〕1号"],
            [("signer", "李某"), ("unprinted", ""), ("number", "示水〔2025〕1号")],
        ),
    ],
)
def test_red_heads(lines: list[str], parts: Parts) -> None:
    title = ["关于巡察整改进展情况的通报", "各科室："]
    letterhead = read_letterhead([*lines, *title])
    assert described(letterhead.parts) == parts
    assert letterhead.paragraphs == len(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["中共示例市水务局党组", "关于巡察整改进展情况的通报"],
        ["中共示例市水务局党组关于巡察整改情况的通报"],
        ["——————————", "关于巡察整改进展情况的通报"],
        ["特急件处理情况的报告"],
        ["00001", "正文"],
        ["一、履行主体责任情况"],
        ["秘密工作不到位的整改情况"],
        ["印发会议文件"],
    ],
)
def test_no_red_head(lines: list[str]) -> None:
    assert read_letterhead(lines).paragraphs == 0


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (
            ["抄送：市纪委，市委组织部。", "示例市水务局办公室\u30002025年4月8日印发"],
            [
                ("copies_to", "市纪委，市委组织部"),
                ("issued_by", "示例市水务局办公室"),
                ("issued_on", "2025-04-08"),
            ],
        ),
        (
            ["抄送：市纪委，市委组织部，", "2025年4月8日印发"],
            [("copies_to", "市纪委，市委组织部"), ("issued_on", "2025-04-08")],
        ),
        (
            ["抄 送: 市纪委", "中共示例市委办公室 二〇二五年四月八日印发"],
            [
                ("copies_to", "市纪委"),
                ("issued_by", "中共示例市委办公室"),
                ("issued_on", "2025-04-08"),
            ],
        ),
        (
            [
                "抄送：市委书记，市长。",
                "市人大常委会办公室，",
                "市政协办公室。",
                "示例市水务局办公室 2025年4月8日印发",
            ],
            [
                ("copies_to", "市委书记，市长。 市人大常委会办公室， 市政协办公室"),
                ("issued_by", "示例市水务局办公室"),
                ("issued_on", "2025-04-08"),
            ],
        ),
        (
            ["示例市水务局办公室", "2025 年 4 月 8 日 印"],
            [("issued_by", "示例市水务局办公室"), ("issued_on", "2025-04-08")],
        ),
        (
            ["示例局党政综合办公室 2025.4.8印发", "（共印30份）"],
            [
                ("issued_by", "示例局党政综合办公室"),
                ("issued_on", "2025-04-08"),
                ("unprinted", ""),
            ],
        ),
        (
            ["主题词：巡察 整改 通报", "抄送：市委巡察办。", "校对：张某"],
            [
                ("unprinted", ""),
                ("copies_to", "市委巡察办"),
                ("unprinted", ""),
            ],
        ),
        (
            ["2025年4月7日", "示例市水务局办公室"],
            [("issued_by", "示例市水务局办公室")],
        ),
    ],
)
def test_imprints(lines: list[str], parts: Parts) -> None:
    imprint = read_imprint(["正文。", *lines])
    assert described(imprint.parts) == parts


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["该办法已于2025年4月8日印发。"],
        ["2025年4月8日"],
        ["2025年2月30日印发"],
        ["中共示例市水务局党组", "2025年4月8日"],
        ["（共印30份）"],
        ["由示例市水务局办公室"],
    ],
)
def test_no_imprint(lines: list[str]) -> None:
    imprint = read_imprint(["正文。", *lines])
    assert (imprint.parts, imprint.remaining) == ((), 1 + len(lines))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["附件：整改任务清单"], ("整改任务清单",)),
        (["附件：1.整改任务清单", "2.制度清单"], ("整改任务清单", "制度清单")),
        (["附 件:1、整改任务清单；", "2、制度清单。"], ("整改任务清单", "制度清单")),
        (["附件：", "1．整改任务清单", "2．制度清单"], ("整改任务清单", "制度清单")),
        (["附件：1.整改任务清单 2.制度清单"], ("整改任务清单", "制度清单")),
        (["附：整改台账"], ("整改台账",)),
        (
            ["附件：1.示例市水务局关于市委巡察反馈问题整改", "任务清单", "2.制度清单"],
            ("示例市水务局关于市委巡察反馈问题整改任务清单", "制度清单"),
        ),
    ],
)
def test_attachments(lines: list[str], names: tuple[str, ...]) -> None:
    attachments = read_attachments(["正文。", *lines])
    assert attachments.part is not None
    assert attachments.part.values == names
    assert attachments.remaining == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["附件："],
        ["附件：1.甲清单", "3.乙清单"],
        ["附件：1.甲清单", "正文继续"],
        ["详见附件：整改清单"],
    ],
)
def test_no_attachments(lines: list[str]) -> None:
    attachments = read_attachments(["正文。", *lines])
    assert (attachments.part, attachments.remaining) == (None, 1 + len(lines))


@pytest.mark.parametrize("text", ["附件", "附件1", "附 件 2：", "附件一"])
def test_headings_of_attachments(text: str) -> None:
    assert is_attachment_heading(text)
    assert not is_attachment_heading(f"{text}整改清单")


BODY = (
    "中共示例市水务局党组关于巡察整改进展情况的通报\n{addressees}"
    "根据市委统一部署，现将情况通报如下。\n"
    "一、整改落实情况\n（一）关于学习不够的问题\n已学习12次。\n{end}"
)


def imported(end: str, addressees: str = "") -> Imported:
    return import_text(BODY.format(end=end, addressees=addressees))


def codes(found: Imported) -> set[str]:
    return {diagnostic.code for diagnostic in found.diagnostics}


def test_contacts_below_the_signature_are_facts_of_the_closing() -> None:
    found = imported(
        "中共示例市水务局党组\n2025年4月7日\n（联系电话：0745-5550108；邮箱：d@example.cn）\n"
    )
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert len(found.data["contacts"]) == 2
    assert "import-moved" in codes(found)
    assert "import-plainer" not in codes(found)


def test_contacts_in_brackets_are_the_note_of_a_document_to_others() -> None:
    found = imported(
        "中共示例市水务局党组\n2025年4月7日\n（联系人：张某，联系电话：0745-5550108）\n",
        addressees="市委巡察办：\n",
    )
    assert found.data["document"] == {
        "addressees": "市委巡察办",
        "note": "联系人：张某，联系电话：0745-5550108",
    }
    assert "import-moved" not in codes(found)


def test_attachments_below_the_signature_are_listed() -> None:
    found = imported(
        "中共示例市水务局党组\n2025年4月7日\n附件：1.整改台账.xlsx\n2.制度清单.docx\n"
    )
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert found.data["document"] == {"attachments": ["整改台账.xlsx", "制度清单.docx"]}
    assert found.data["closing"] == []


def test_an_imprint_above_the_text_of_an_attachment() -> None:
    found = imported(
        "中共示例市水务局党组\n2025年4月7日\n示例市水务局办公室 2025年4月8日印发\n"
        "附件1\n整改台账\n序号 问题\n"
    )
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert found.data["document"]["issued_on"] == "2025-04-08"
    assert "import-attached" in codes(found)


def test_attachments_below_a_line_of_their_own() -> None:
    found = imported("中共示例市水务局党组\n2025年4月7日\n附件：\n整改台账.xlsx\n")
    assert found.data["document"] == {"attachments": ["整改台账.xlsx"]}
    assert "import-attached" not in codes(found)


def test_the_head_of_a_letter_is_no_organ_that_signs() -> None:
    text = "示例市水务局\n示水函〔2025〕12号\n" + BODY.format(
        end="中共示例市水务局党组\n2025年4月7日\n", addressees=""
    )
    found = import_text(text)
    assert found.data["organization"]["name"] == "中共示例市水务局党组"
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert "import-mark" in codes(found)


@pytest.mark.parametrize(
    "line",
    [
        "监督举报电话：0599-5550100",
        "意见反馈邮箱：a@b.cn",
        "地址：示例市水务局302室",
        "传真:0599-5550101",
    ],
)
def test_lines_of_contacts_below_the_signature_are_moved(line: str) -> None:
    found = imported(f"中共示例市水务局党组\n2025年4月7日\n{line}\n")
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert "import-moved" in codes(found)


def test_a_number_in_brackets_below_the_title_loses_them() -> None:
    found = imported("", addressees="（示水党〔2025〕12号）\n")
    assert found.data["document"] == {"number": "示水党〔2025〕12号"}
    assert "import-rewritten" in codes(found)


def test_the_text_of_an_attachment_is_left_out_and_reported() -> None:
    found = imported(
        "附件：整改台账\n中共示例市水务局党组\n2025年4月7日\n"
        "附件\n另一份台账\n一、台账\n（一）条目\n"
        "抄送：市纪委。\n示例市水务局办公室 2025年4月8日印发\n"
    )
    assert len(found.data["sections"]) == 1
    assert found.data["signature"] == {"date": "2025-04-07"}
    assert found.data["document"] == {
        "attachments": ["整改台账"],
        "copies_to": "市纪委",
        "issued_by": "示例市水务局办公室",
        "issued_on": "2025-04-08",
    }
    (report,) = (
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.code == "import-attached"
    )
    assert report.facts["count"] == 4


def test_the_text_of_an_attachment_in_the_list_is_its_body() -> None:
    found = imported(
        "附件：1.整改台账\n2.制度清单\n中共示例市水务局党组\n2025年4月7日\n"
        "附件2\n制度\n清单\n一、议事规则\n已修订。\n"
        "抄送：市纪委。\n示例市水务局办公室 2025年4月8日印发\n"
    )
    assert found.data["document"]["attachments"] == [
        "整改台账",
        {"title": "制度清单", "content": ["一、议事规则", "已修订。"]},
    ]
    assert found.data["document"]["copies_to"] == "市纪委"
    assert "import-attached-text" in codes(found)
    assert "import-attached" not in codes(found)


@pytest.mark.parametrize(
    "attached",
    [
        "附件3\n制度清单\n已修订。\n",
        "附件2\n制度清单\n",
        "附件2\n制度清单\n已修订。\n附件1\n整改台账\n已建账。\n",
        "附件\n制度清单\n已修订。\n",
    ],
)
def test_the_text_of_an_attachment_that_the_list_does_not_name_is_left_out(
    attached: str,
) -> None:
    found = imported(
        "附件：1.整改台账\n2.制度清单\n中共示例市水务局党组\n2025年4月7日\n" + attached
    )
    assert found.data["document"]["attachments"] == ["整改台账", "制度清单"]
    assert "import-attached" in codes(found)


def test_a_heading_like_an_attachment_within_the_text_ends_nothing() -> None:
    found = imported("附件1\n其余已完成。\n")
    assert "import-attached" not in codes(found)
    assert "其余已完成。" in str(found.data)


def test_another_writing_of_a_part_is_reported() -> None:
    found = imported("中共示例市水务局党组\n二〇二五年四月七日\n")
    assert found.data["signature"] == {"date": "2025-04-07"}
    (report,) = (
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.code == "import-rewritten"
    )
    assert report.facts["printed"] == "中共示例市水务局党组2025年4月7日"
    same = imported("中共示例市水务局党组\n2025 年 4 月 7 日\n")
    assert "import-rewritten" not in codes(same)


def test_a_report_of_a_part_says_where_it_stands() -> None:
    found = imported(
        "附件：1、甲清单\n中共示例市水务局党组\n2025年4月7日\n——————\n（共印9份）\n"
        "示例市水务局办公室 2025年4月8日印发\n"
    )
    lines = {}
    for diagnostic in found.diagnostics:
        if diagnostic.position is not None and "printed" in diagnostic.facts:
            text = str(diagnostic.facts["text"])
            lines[text] = (diagnostic.position.line, diagnostic.severity.value)
    assert lines == {
        "附件：1、甲清单": (6, "info"),
        "——————": (9, "info"),
        "（共印9份）": (10, "warning"),
    }


def test_a_date_without_an_organ_is_signed_by_nobody() -> None:
    found = imported("2025年4月7日\n")
    assert found.data["signature"] == {"organizations": [], "date": "2025-04-07"}


def test_a_number_below_the_title_is_the_number_of_the_document() -> None:
    text = BODY.format(end="", addressees="示水党〔2025〕12号\n各科室：\n")
    found = import_text(text)
    assert found.data["document"] == {
        "number": "示水党〔2025〕12号",
        "addressees": "各科室",
    }


def test_an_imprint_that_says_a_thing_twice_is_kept_as_text() -> None:
    found = imported("抄送：市委。\n抄送：市政府。\n")
    assert "import-plainer" in codes(found)
    assert "import-differs" not in codes(found)
    sections = found.data["sections"]
    assert [section["heading"] for section in sections] == ["整改落实情况"]
    assert "抄送：市政府。" in str(sections)


def test_a_mark_of_another_organ_is_reported() -> None:
    text = "示例市水务局文件\n示水〔2025〕12号\n" + BODY.format(
        end="中共示例市水务局党组\n2025年4月7日\n", addressees=""
    )
    found = import_text(text)
    organ = found.data["organization"]
    assert organ["name"] == "示例市水务局"
    assert found.data["signature"]["organizations"] == ["中共示例市水务局党组"]
    assert "import-differs" not in codes(found)


FACTS: dict[str, Any] = {
    "copy_number": "000001",
    "number": "示局〔2025〕9号",
    "addressees": "市委巡察办",
    "signer": "王某某 李某某",
    "secrecy": "秘密★1年",
    "urgency": "特急",
    "copies_to": "市纪委，市委组织部",
    "attachments": ["整改任务清单", "制度清单"],
    "note": "此件公开发布",
    "issued_by": "示例市某某局办公室",
    "issued_on": "2025-03-19",
}
PRINTED = {
    "redhead": set(FACTS),
    "letter": set(FACTS) - {"signer", "issued_by", "issued_on"},
    "notice": {"addressees", "attachments", "note"},
    "report": {"addressees", "attachments", "note"},
}
"""Which facts each template prints."""
SIGNATURES: dict[str, Any] = {
    "plain": {"date": "2025-03-18"},
    "sealed": {"date": "2025-03-18", "seal": True},
    "none": None,
}
NAMES = ["中共示例市某某局党组", "示例市财政局", "示例市某某委员会"]


@pytest.mark.parametrize(
    ("indent_of_name", "indent_of_date", "is_sealed"),
    [
        (18, 18, True),
        (20, 20, False),
        (17.5, 18, False),
        (18, 17.5, False),
        (0, 0, False),
    ],
)
def test_room_for_a_seal_is_a_seal(
    indent_of_name: float, indent_of_date: float, is_sealed: bool
) -> None:
    name = " " * round(2 * indent_of_name) + "示例市水务局"
    date = " " * round(2 * indent_of_date) + "2025年4月7日"
    signature = imported(f"{name}\n{date}").data["signature"]
    assert signature.get("seal", False) is is_sealed


def data_of(kind: str, facts: dict[str, Any], signature: str, organs: int) -> Any:
    data: dict[str, Any] = {
        "kind": kind,
        "organization": [{"name": name} for name in NAMES[:organs]],
        "inspection": {
            "authority": "市委",
            "term": "九届",
            "round": "第三轮",
            "team": "市委第二巡察组",
            "start": "2024-03-04",
            "end": "2024-05-17",
            "feedback_date": "2024-07-09",
        },
        "sections": [
            {"role": "responsibility", "content": "召开会议研究部署整改工作。"},
            {
                "role": "rectification",
                "content": [
                    {"heading": "关于落实部署方面", "content": "按月调度情况。"},
                    {"heading": "关于从严治党方面", "content": "开展警示教育。"},
                ],
            },
        ],
    }
    if kind != "report":
        data["publication"] = {"start": "2025-03-18", "end": "2025-04-16"}
        data["contacts"] = {"phone": "0599-5550100"}
    if SIGNATURES[signature]:
        data["signature"] = SIGNATURES[signature]
    if facts:
        data["document"] = facts
    return data


def comes_back(template: str, data: Any) -> tuple[Notice, Notice]:
    """Return the notice of ``data``, and what an import of its document gives, as a Word file and as its text."""
    notice = Notice.model_validate(data)
    document = render(shipped(template), compose(notice))
    result = import_source(read_source(document, "通报.docx")).data
    assert import_text(document_text(document)).data == result
    # A secrecy mark in a public notice is a fault, which an import waives.
    result.pop("waivers", None)
    return notice, Notice.model_validate(result)


@pytest.mark.parametrize("key", ["", *FACTS])
def test_a_fact_of_a_red_head_comes_back(key: str) -> None:
    facts = {key: FACTS[key]} if key else {}
    data = data_of("notice", facts, signature="plain", organs=1)
    notice, again = comes_back("redhead", data)
    assert again == notice


@pytest.mark.slow
@pytest.mark.parametrize("keys", list(itertools.combinations(FACTS, 2)), ids="+".join)
def test_two_facts_of_a_red_head_come_back(keys: tuple[str, str]) -> None:
    facts = {key: FACTS[key] for key in keys}
    data = data_of("notice", facts, signature="plain", organs=1)
    notice, again = comes_back("redhead", data)
    assert again == notice


@pytest.mark.parametrize("organs", [1, 2, 3])
@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize(
    ("kind", "template"),
    [
        ("notice", "redhead"),
        ("report", "redhead"),
        ("announcement", "redhead"),
        ("notice", "letter"),
        ("report", "letter"),
        ("notice", "notice"),
        ("announcement", "notice"),
        ("report", "report"),
    ],
)
def test_all_facts_come_back(
    kind: str, template: str, signature: str, organs: int
) -> None:
    facts = {key: value for key, value in FACTS.items() if key in PRINTED[template]}
    # Only a red head and a signature name joint organs.
    if signature == "none" and template != "redhead":
        organs = 1
    data = data_of(kind, facts, signature=signature, organs=organs)
    notice, again = comes_back(template, data)
    assert again == notice

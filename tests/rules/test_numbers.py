"""The rules of numbers: texts that each must report, with the marks, and texts that it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice
from rectify_gen.rules import subject
from rectify_gen.rules.numbers import RULES

BY_CODE = {rule.code: rule for rule in RULES}
ITEMS = {
    "role": "rectification",
    "content": [
        {"problem": "甲", "content": "已改。", "status": "done"},
        {"problem": "乙", "content": "在改。", "status": "ongoing"},
    ],
}

REPORTED: dict[str, list[tuple[str, list[str]]]] = {
    "impossible-date": [
        ("2024年02月30日召开会议。", ["2024年02月30日"]),
        ("2023年2月29日印发。", ["2023年2月29日"]),
        ("6月31日前办结。", ["6月31日"]),
        ("2024年13月完成。", ["2024年13月"]),
        ("2024年0月完成。", ["2024年0月"]),
        ("2024年4月1日至4月31日公示，5月32日结束。", ["4月31日", "5月32日"]),
    ],
    "zero-padded-date": [
        ("2024年04月完成。", ["2024年04月"]),
        ("2024年4月05日印发。", ["2024年4月05日"]),
        ("05月06日召开会议。", ["05月06日"]),
        ("自03月起执行。", ["03月"]),
        ("《办法》于2024年09月01日施行。", ["2024年09月01日"]),
        ("2024年01月至02月开展。", ["2024年01月", "02月"]),
    ],
    "year-without-sign": [
        ("人手不足。2024公开招聘护士12名。", ["2024"]),
        ("2023上半年开展检查。", ["2023"]),
        ("制定2025工作计划。", ["2025"]),
        ("自2021以来，共检查9次。", ["2021"]),
        ("于2024召开会议。", ["2024"]),
        ("截至2024底，已办结。", ["2024"]),
    ],
    "range-sign": [
        ("1-7月份发文减少。", ["1-7月份"]),
        ("2024年3-5月检查。", ["3-5月"]),
        ("每所配备5-10个灭火器。", ["5-10"]),
        ("2021-2023年共检查。", ["2021-2023"]),
        ("3月5-8日培训。", ["5-8日"]),
        ("9月12日-12月7日检查。", ["12日-12月"]),
        ("压减5%-10%，提高2.5~3.5倍。", ["5%-10", "2.5~3.5"]),
        ("同比提高0.5-1.5倍。", ["0.5-1.5"]),
    ],
    "phone-number-form": [
        ("监督电话：0599—5550137。", ["0599—5550137"]),
        ("电话0599－5550137。", ["0599－5550137"]),
        ("传真：010——55501370。", ["010——55501370"]),
        ("联系电话：85550137。", ["85550137"]),
        ("投诉电话为5550137。", ["5550137"]),
        ("电话：0599～5550137，传真：5550138。", ["0599～5550137", "5550138"]),
    ],
    "percentage-over-hundred": [
        ("群众满意率达到101%。", ["101%"]),
        ("覆盖率120.5％。", ["120.5％"]),
        ("整改率达110%；其余正在推进。", ["110%"]),
        ("任职满三年的占130%。", ["130%"]),
        ("抽检合格率100.1%。", ["100.1%"]),
        ("同比增长5%。办结率为103%。", ["103%"]),
    ],
    "about-and-odd": [
        ("约30余人参加。", ["约30余"]),
        ("近百余名群众反映。", ["近百余"]),
        ("大约20多家企业。", ["大约20多"]),
        ("超过300余人次。", ["超过300余"]),
        ("约30人左右参会。", ["约30人左右"]),
        ("将近1.5万余元。", ["将近1.5万余"]),
    ],
    "rate-mismatch": [
        ("25个问题，已完成20个，整改完成率76%。", ["76%"]),
        ("共52个问题已完成整改49个，整改率为94.22%；其余正在推进。", ["94.22%"]),
        (
            "反馈的3个方面14项任务，截至2025年4月30日，已完成11项，完成率达到79.6%。",
            ["79.6%"],
        ),
        (
            "反馈问题40个，目前已整改到位39个，问题整改率97%，剩余1个年底前办结。",
            ["97%"],
        ),
        ("列出任务8项，已完成7项，任务完成率87%。", ["87%"]),
        ("30个问题中已整改完成30个，整改完成率达99%。", ["99%"]),
        (
            "共697个问题，已完成688个，基本完成4个，持续整改5个，整改完成率97.71%。",
            ["97.71%"],
        ),
    ],
    "status-sum-mismatch": [
        ("共52个问题，已完成45个，基本完成4个，持续整改2个。", ["共52个问题"]),
        ("14项整改事项已完成11项，基本完成1项，持续推进3项。", ["14项整改事项"]),
        ("反馈问题共20个，已完成18个，未完成1个。", ["问题共20个"]),
        ("21项任务，其中已完成15项、基本完成3项、正在推进4项。", ["21项任务"]),
        ("10个问题，已完成9个，基本完成2个。", ["10个问题"]),
        ("共697个，截至2024年底，已完成688个，基本完成4个，持续整改6个。", ["共697个"]),
    ],
    "all-done-contradicted": [
        ("整改完成率100%。", ["整改完成率100%"]),
        ("反馈的2个问题已全部完成整改，成效明显。", ["2个问题已全部完成整改"]),
        ("反馈问题均已整改到位。", ["反馈问题均已整改到位"]),
        ("共整改完成2个问题，整改率为100%。", ["整改率为100%"]),
        ("巡察反馈意见问题全部办结。", ["反馈意见问题全部办结"]),
        (
            "截至目前，9个整改任务已全部完成，整改率达100.0%。",
            ["9个整改任务已全部完成"],
        ),
    ],
}
COMMON = [
    "GDP增长5.2%，5G基站12个，“1+X”模式，DR设备、UDI编码各3套，“4+3”产业体系。",
    "9:00-11:00办公，电话0599-5550137，手机13800138000，热线12345，邮箱abc-2024@163.com。",
    "根据《2021-2025年规划》（某教〔2024〕12号），2024年3月5日至5月17日开展检查。",
    "投入2000元，2023级学生2024名，2024届毕业生，2022版教材，2025年度计划。",
    "关于“1-7月约30余人未签到，整改率120%”的问题，共学习20余场300余人次。",
    "1月至7月；5～10个；1—7月；2024—2025学年；GB/T 9704-2012；ISO 9001-2015。",
]
SILENT: dict[str, list[str]] = {
    "impossible-date": [
        "2024年2月29日、12月31日。",
        "2月29日办结。",
        "历时6个月30日。",
        "“会议记录写为2024年2月30日”的问题已纠正。",
        "每月31日盘点，24个月内完成。",
        "2024年10月。",
    ],
    "zero-padded-date": [
        "2024年10月20日。",
        "档案号2024-04-05。",
        "《2024年04月工作通报》。",
        "05个月。",
        "电话0599-5550105。",
        "2024年02月30日。",
        "表中00月一栏已删除。",
    ],
    "year-without-sign": [
        "经费2000元，共2023人次。",
        "“净网2024”专项行动、净网2024行动、健康中国2030规划。",
        "Office 2019软件，Windows Server 2022系统。",
        "2000余名职工，1998册图书，2024版。",
        "房间2024室，编号2024001。",
        "GB/T 9704-2012要求。",
        "2024年公开招聘。",
    ],
    "range-sign": [
        "编号3-5，车牌A-12345。",
        "第3-5条、H7-9例。",
        "3-6月龄婴儿。",
        "邮编518028，电话0755-88113963转5名同志。",
        "2024-03-27日志。",
        "某路5号楼2-301户。",
        "比分3-1，型号5-3个。",
        "器材编号05-10个位置已核对。",
    ],
    "phone-number-form": [
        "电话0599-5550137，传真（0599）5550138。",
        "热线电话12345，电话400-820-8820。",
        "电话13800138000。",
        "查处金额5550137元。",
        "电话：010-55501370、55501371。",
        "电话费5550137元。",
        "2024—2025学年。",
    ],
    "percentage-over-hundred": [
        "同比增长120%。",
        "完成年度任务的105%。",
        "完成率超110%。",
        "办结率100%，满意率100.0%。",
        "由90%提高到130%。",
        "床位使用率104%。",
        "“达标率120%”的问题。",
    ],
    "about-and-odd": [
        "近20多年来，近10余年的案卷。",
        "节约30余万元，违约20余起，约谈30余人。",
        "附近30余户居民，预约10余人。",
        "约30人，30余人，30人左右。",
        "约30种多样的形式。",
        "“约30余人”的表述已改。",
        "签约20多家，约有困难的5人左右。",
    ],
    "rate-mismatch": [
        "25个问题，已完成20个，整改完成率80%。",
        "52个问题已完成整改49个，整改完成率为94.23%；3个问题持续推进。",
        "8项任务，已完成7项，完成率87.5%。8项任务，已完成7项，完成率88%。",
        "共整改完成52个问题，整改率为100%。",
        "52个问题，其中立行立改30个，已完成30个，完成率100%。",
        "21项任务，已完成15项，基本完成3项，完成率86%。",
        "共697个问题，已完成688个，基本完成4个，持续整改5个，整改完成率98.71%。",
        "共697个问题，已完成688个，基本完成4个，持续整改5个，整改完成率99.28%。",
        "52个问题制定措施120条，已完成118条，完成率98.3%。",
        "25个问题，已完成20个，党建类问题整改率100%。",
        "25个问题，已完成20个，整改率75%以上。",
        "0个问题，已完成0个，整改率100%。",
        "21项任务，已完成任务15项，已销号任务12项，销号率57%。",
    ],
    "status-sum-mismatch": [
        "共52个问题，已完成45个，基本完成4个，持续整改3个。",
        "52个问题，已完成45个，基本完成4个。",
        "52个问题，已完成49个，其中提前完成5个，持续整改2个。",
        "52个问题120项任务，已完成45个，持续整改3个。",
        "52个问题。已完成45个，持续整改3个。",
        "查处问题6件，已办结4件，移送2件，正在办理1件。",
        "21项任务，已完成任务15项，基本完成任务3项，持续推进任务3项。",
    ],
    "all-done-contradicted": [
        "上一轮巡察的12个问题已全部完成整改。",
        "力争2025年底前整改完成率100%。",
        "自查发现的203个问题均已整改到位，审计反馈问题全部办结。",
        "1个问题已完成。",
        "2个问题已完成1个，整改率为50%。",
        "优质护理覆盖率100%，制度全部完成修订。",
    ],
}
CONTACTS: list[tuple[dict[str, str], str | None]] = [
    ({"kind": "email", "value": "example.163.com"}, "email-or-postcode-form"),
    ({"kind": "email", "value": "甲@乙"}, "email-or-postcode-form"),
    ({"kind": "email", "value": "a@b@163.com"}, "email-or-postcode-form"),
    ({"kind": "email", "value": "无"}, "email-or-postcode-form"),
    ({"kind": "postcode", "value": "51802"}, "email-or-postcode-form"),
    ({"kind": "postcode", "value": "5180280"}, "email-or-postcode-form"),
    ({"kind": "phone", "value": "85550137"}, "phone-number-form"),
    ({"kind": "other", "label": "传真：", "value": "5550137"}, "phone-number-form"),
    ({"kind": "phone", "value": "0599—5550137"}, "phone-number-form"),
    ({"kind": "email", "value": "a-b.c_d@mail.example.gov.cn"}, None),
    ({"kind": "email", "value": "ab@163.com、cd@qq.com（工作日查收）。"}, None),
    ({"kind": "postcode", "value": "518028"}, None),
    ({"kind": "postcode", "value": "５１８０２８"}, None),
    ({"kind": "phone", "value": "0599-5550137、5550138"}, None),
    ({"kind": "phone", "value": "（0599）5550137"}, None),
    ({"kind": "phone", "value": "05995550137"}, None),
    ({"kind": "phone", "value": "400-820-8820"}, None),
    ({"kind": "phone", "value": "13800138000"}, None),
    ({"kind": "phone", "value": "12345"}, None),
    ({"kind": "address", "value": "某路2024号2-3栋"}, None),
    ({"kind": "other", "label": "信箱：", "value": "85550137"}, None),
]


def found_in(code: str, **changes: Any) -> list[Diagnostic]:
    notice = Notice.model_validate({"sections": [ITEMS], **changes})
    return list(BY_CODE[code].check(subject(notice)))


def check_facts(found: Diagnostic) -> None:
    assert found.span.marks
    assert found.span.marks in found.span.quote
    for lang in ("zh", "en"):
        assert found.message(lang)
        assert found.hint(lang)


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in REPORTED.items() for at in range(len(cases))],
)
def test_reported(code: str, at: int) -> None:
    text, marks = REPORTED[code][at]
    found = found_in(code, preamble=["前文。", text])
    assert [one.span.marks for one in found] == marks
    assert {one.route for one in found} == {("preamble", 1)}
    for one in found:
        check_facts(one)


@pytest.mark.parametrize("code", REPORTED)
def test_silent(code: str) -> None:
    for text in [*COMMON, *SILENT[code]]:
        assert not found_in(code, preamble=text), text


@pytest.mark.parametrize(("contact", "code"), CONTACTS)
def test_contacts(contact: dict[str, str], code: str | None) -> None:
    found = [one for each in BY_CODE for one in found_in(each, contacts=[contact])]
    assert [one.code for one in found] == ([code] if code else [])
    for one in found:
        assert one.route == ("contacts", 0, "value")
        check_facts(one)


def test_a_number_among_the_contacts_is_not_reported_again_in_the_closing() -> None:
    found = found_in(
        "phone-number-form", contacts={"phone": "85550137"}, closing="电话85550137。"
    )
    assert [one.route for one in found] == [("contacts", 0, "value")]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("1-7月份", "1月至7月"),
        ("5-10个", "5～10个"),
        ("5-10%", "5%～10%"),
        ("5%-10%", "5%～10%"),
        ("2021-2023年", "2021—2023年"),
        ("3月5-8日", "3月5日至8日"),
        ("3月5日-4月8日", "3月5日至4月8日"),
    ],
)
def test_range_fixed(text: str, better: str) -> None:
    (found,) = found_in("range-sign", preamble=text)
    fixed = text.replace(found.span.marks, found.fixes[0].replacement)
    assert fixed == better
    assert not found_in("range-sign", preamble=fixed)


def test_names_of_problems_and_evidence_are_left_alone() -> None:
    item = {
        "problem": "1-7月约30余人缺席",
        "evidence": "2024工作要点1-7月份",
        "content": "文。",
    }
    for code in BY_CODE:
        assert not found_in(
            code, sections=[{"role": "rectification", "content": [item]}]
        )


@pytest.mark.parametrize(
    ("section", "reported"),
    [
        (
            {
                "role": "responsibility",
                "content": [{"heading": "甲", "content": "整改率为100%。"}],
            },
            True,
        ),
        (
            {"role": "rectification", "content": ["整改率为100%。", *ITEMS["content"]]},
            True,
        ),
        (
            {
                "role": "rectification",
                "content": [{"problem": "丙", "content": "整改率为100%。"}],
            },
            False,
        ),
        ({"role": "next_steps", "content": ["整改率为100%。"]}, False),
        ({"role": "other", "heading": "整改率为100%", "content": []}, False),
    ],
)
def test_only_a_claim_for_the_whole_is_contradicted(
    section: dict[str, Any], reported: bool
) -> None:
    assert (
        bool(found_in("all-done-contradicted", sections=[section, ITEMS])) is reported
    )


def test_all_done_without_open_items_is_left_alone() -> None:
    done = {
        "role": "rectification",
        "content": [{"problem": "甲", "content": "已改。", "status": "done"}, "文。"],
    }
    assert not found_in(
        "all-done-contradicted", preamble="整改完成率100%。", sections=[done]
    )


def suspended(text: str, claim: str = "整改完成率100%。") -> list[str]:
    item = {
        "role": "rectification",
        "content": [{"problem": "甲甲甲甲", "content": text}],
    }
    return [
        one.span.marks
        for one in found_in("all-done-yet-open", preamble=claim, sections=[item])
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("镇村申报工作目前处于暂停状态。", "处于暂停状态"),
        ("受资金影响，该项目已暂停。", "项目已暂停"),
        ("新馆建设目前停工，择期恢复。", "建设目前停工"),
        ("移交手续尚未办结。", "尚未办结"),
        ("配套管网正在推进，明年通水。", "正在推进"),
        ("部分资金仍未到位；", "仍未到位"),
    ],
)
def test_what_goes_on_contradicts_that_all_is_done(text: str, marks: str) -> None:
    assert suspended(text) == [marks]
    assert suspended(text, "整改完成率98%。") == []


@pytest.mark.parametrize(
    "text",
    [
        "立即停止违规收费，清退多收款项。",
        "暂停相关人员执业资格3个月。",
        "针对“移交手续尚未办结”的问题，已全部移交。",
        "对正在推进的项目逐一排查。",
        "已停止使用过期试剂。",
        "原来未完成的12项任务已全部完成。",
    ],
)
def test_stopping_what_was_wrong_contradicts_nothing(text: str) -> None:
    assert suspended(text) == []


SCRAPS = st.sampled_from(
    [
        *"0129个项年月日-—～%，。；：《》“”约近余多@.共已",
        "问题",
        "已完成",
        "整改率",
        "2024",
        "持续整改",
        "100%",
        "电话",
        "基本完成",
    ]
)


@given(
    st.lists(SCRAPS, min_size=1).map("".join)
    | st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
)
def test_never_raises(text: str) -> None:
    contacts = [
        {"kind": kind, "value": text} for kind in ("phone", "email", "postcode")
    ]
    for code in BY_CODE:
        for found in found_in(code, preamble=text, closing=text, contacts=contacts):
            check_facts(found)


@pytest.mark.parametrize(
    "scrap",
    [
        "1",
        "1-",
        "1个问题",
        "约",
        "1个问题，",
        "已完成1个，",
        "a@",
        "一",
        "《",
        "“",
        "完成",
        "总体",
        "2024年",
        "□",
        "整改",
    ],
)
def test_time_is_linear(scrap: str) -> None:
    text = scrap * (40_000 // len(scrap))
    notice = Notice.model_validate(
        {"preamble": text, "contacts": {"email": text}, "sections": [ITEMS]}
    )
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(subject(notice)))


def test_every_rule_is_documented_and_worded() -> None:
    assert set(BY_CODE) == {*REPORTED, "email-or-postcode-form", "all-done-yet-open"}
    for rule in RULES:
        assert all(
            (
                *rule.documentation.what,
                *rule.documentation.why,
                rule.documentation.basis,
            )
        )
        assert rule.documentation.wrong != rule.documentation.right

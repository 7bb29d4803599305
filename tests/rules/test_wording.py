"""Rules of names, claims, dates and terms: what each must report, and what it must leave alone.

Cases as in test_structure: a text, the content of the second section, or keys of the notice.
"""

from __future__ import annotations

from typing import Any

import pytest
from cases_of_notices import (
    COMPLETE,
    ITEMS,
    Case,
    assert_reported,
    findings,
    notice_of_case,
    sections,
)

from rectify_gen import chinese
from rectify_gen.diagnostics import Route
from rectify_gen.rules import audience, claims, naming, quoting, subject, terms, times
from rectify_gen.view import compose
from rectify_gen.vocabulary.word_tables import organ_names, wrong_formulas

RULES = tuple(
    rule
    for module in (naming, claims, times, quoting, terms, audience)
    for rule in module.RULES
)
BY_CODE = {rule.code: rule for rule in RULES}

T = "按月通报进展。"
PROBLEMS = [
    {"problem": name, "content": T}
    for name in ("甲不够", "乙不严", "丙不实", "丁不细", "戊不深")
]
PROBLEMS_BY_AREA = [
    {"heading": "关于聚焦饮水安全方面", "content": PROBLEMS[:3]},
    {"heading": "关于聚焦干部作风方面", "content": PROBLEMS[3:]},
]
NO_CLAIM_OF_THE_NOTICE = (
    "党委书记带头领办6项整改任务。",
    "同步整改省委巡视反馈的5个方面23个问题。",
    "对反馈3个方面12个月内整改的事项。",
    "四方面7类共16项问题。",
)
SIXTEEN = [
    {
        "heading": f"关于聚焦第{area}方面",
        "content": [
            {"problem": f"{area}{at}", "content": "按月通报进展。"} for at in "甲乙丙丁"
        ],
    }
    for area in "一二三四"
]
NAME = "中共示例市水务局党组"


def organ(name: str, **keys: Any) -> dict[str, Any]:
    return {"organization": {"name": name}, **keys}


def said(name: str, text: str) -> dict[str, Any]:
    """The notice of the organ ``name`` whose first section says ``text``."""
    return organ(name, sections=sections(text))


def claim(text: str, items: list[Any]) -> dict[str, Any]:
    return {"sections": sections(text, items)}


def hidden(text: str, **item: Any) -> dict[str, Any]:
    """A notice with an internal item, whose first section says ``text``."""
    kept = {
        "problem": "违规插手工程招标",
        "content": "已责令退出招标并移送有关部门处理。",
        **item,
        "audience": "internal",
    }
    return {"sections": sections(text, [*PROBLEMS, kept])}


HEALTH = "中共示例市卫生健康委员会党组"
HOSPITAL = "中共示例市人民医院委员会"
TITLE = f"{NAME}关于巡察整改进展情况的通报"
LONG_ORGAN = "中共清远市清城区工业和信息化局党组"

REPORTED: dict[str, list[tuple[Case, str | Route]]] = {
    "title-form": [
        ({"title": title}, ("title",))
        for title in (
            f"{NAME}巡察整改进展情况的通报", f"{NAME}关于巡察整改进展情况", "关于巡察整改进展情况的通报", "巡察整改公告",
            f"{NAME}落实巡察反馈问题整改情况报告", [NAME, "关于巡察整改情况说明"],
        )
    ],
    "title-end-mark": [
        ({"title": TITLE + "。"}, "。"),
        ({"title": [NAME, "关于巡察整改进展情况的通报。"]}, "。"),
        ({"title": TITLE + "："}, "："),
        ({"title": TITLE + "!"}, "!"),
        ({"title": TITLE + "，"}, "，"),
        ({"title": TITLE + "."}, "."),
    ],
    "title-too-many-lines": [
        ({"title": [NAME, "关于九届市委", "第三轮巡察整改", "进展情况的通报"]}, ("title",)),
        ({"title": [NAME, "关于", "九届市委", "第三轮巡察整改", "进展情况的通报"]}, ("title",)),
        ({"title": ["甲", "乙", "丙", "丁"]}, ("title",)),
        ({"title": ["甲局", "关于", "巡察整改", "通报"]}, ("title",)),
        ({"organization": {"name": LONG_ORGAN}, "title": LONG_ORGAN + "关于市委巡察《关于粮食购销领域的反馈意见》整改情况的通报"}, ("title",)),
        ({"title": [*(NAME,) * 6]}, ("title",)),
    ],
    "title-too-long": [
        ({"title": ["中共示例市水务局党组关于九届市委第三轮巡察", "整改进展情况的通报"]}, ("title", 0)),
        ({"title": [NAME, "关于落实九届市委第三轮巡察反馈问题整改进展情况的通报"]}, ("title", 1)),
        ({"title": NAME * 5 + "关于巡察整改进展情况的通报"}, ("title",)),
        ({"title": [NAME, "关于", "九届市委第三轮巡察反馈问题整改进展情况的总体通报", "四"]}, ("title", 2)),
        (organ(NAME * 5), ("organization",)),
        ({"title": ["一二三四五六七八九十一二三四五六七八九十一", "关于巡察整改的通报"]}, ("title", 0)),
    ],
    "title-badly-broken": [
        ({"title": [f"{NAME}关于九届市委", "第三轮巡察整改进展情况的通报"]}, ("title",)),
        ({"title": ["中共示例市水务局", "党组关于巡察整改进展情况的通报"]}, ("title",)),
        ({"title": [f"{NAME}关于", "巡察整改情况的通报啊啊啊"]}, ("title",)),
        ({"title": [f"{NAME}关于巡察整改进展情况", "的通报"]}, ("title",)),
        ({"title": [NAME, "关于“一岗", "双责”整改落实情况的通报"]}, ("title",)),
        ({"title": [NAME, "关于整改", "巡察反馈问题情况的通报"]}, ("title",)),
        ({"title": [f"{NAME}关于九届", "市委第二巡察组反馈意见整改情况的通报"]}, ("title",)),
        ({"title": [f"{NAME}关于第二", "巡察组反馈意见整改情况的通报"]}, ("title",)),
    ],
    "organ-name-differs": [
        ({"title": "示例市水务局党组关于巡察整改进展情况的通报"}, "示例市水务局党组"),
        ({"preamble": "市委第二巡察组对示例市水务局党组进行了巡察并反馈意见。"}, "示例市水务局党组"),
        ({"preamble": f"巡察组巡察{NAME}，向示例市水务局党组反馈。"}, "示例市水务局党组"),
        ({"signature": {"organizations": ["示例市水务局党组"], "date": "2025-03-18"}}, "示例市水务局党组"),
        ({"signature": {"organizations": ["示例市水务局"], "date": "2025-03-18"}}, "示例市水务局"),
        ({"signature": {"organizations": [NAME, "示例市水务局"], "date": "2025-03-18"}}, "示例市水务局"),
        (organ(HOSPITAL, preamble="巡察组向示例市人民医院委员会反馈巡察意见。"), "示例市人民医院委员会"),
    ],
    "self-reference-tier": [
        (said(HEALTH, "委党组统筹抓好全局整改工作。"), "全局"),
        (said(HEALTH, "我局逐项抓好落实。"), "我局"),
        (said(HEALTH, "全局干部参加培训。"), "全局"),
        (said(NAME, "我委逐项抓好落实。"), "我委"),
        (said(NAME, "全委上下形成合力。"), "全委"),
        (said(HOSPITAL, "我局逐项抓好落实。"), "我局"),
    ],
    "self-reference-mixed": [
        (said(NAME, "我局逐项抓好落实。"), "我局"),
        (said(HOSPITAL, "院党委每周调度。我院逐项抓好落实。"), "我院"),
        (said(HOSPITAL, "院党委每周调度，医院党委逐项审定。"), "医院党委"),
        (said("中共示例市卫生健康委员会委员会", "委党委每周调度。接下来我委将抓好落实。"), "我委"),
        (said("中共示例职业技术学院委员会", "学院党委每周调度，我院逐项抓好落实。"), "我院"),
        (said("中共示例市第一中学校委员会", "校党委每周调度。我校逐项抓好落实。"), "我校"),
    ],
    "claimed-count-mismatch": [
        (claim("巡察反馈2个方面2个问题，均已认领。", ITEMS[:1]), "2个方面2个问题"),
        (claim("巡察反馈4个方面5个问题，均已认领。", ITEMS), "4个方面5个问题"),
        (claim("巡察反馈6个问题，均已认领。", PROBLEMS), "反馈6个问题"),
        (claim("巡察指出3个具体问题，均已认领。", PROBLEMS), "指出3个具体问题"),
        (claim("9项整改任务逐一明确责任。", PROBLEMS), "9项整改任务"),
        ({"preamble": "巡察组反馈12个问题，现将情况予以公布。", "sections": sections(items=PROBLEMS)}, "反馈12个问题"),
        ({"sections": sections(items=["对照反馈的8个问题逐项整改。", *PROBLEMS])}, "反馈的8个问题"),
        (claim("反馈三个方面的意见。巡察反馈三个方面4个问题。", ITEMS), "三个方面4个问题"),
        (claim("市委第二巡察组反馈了52条具体问题。", PROBLEMS), "反馈了52条具体问题"),
        (claim("巡察反馈4个大项4个问题。", ITEMS), "4个大项4个问题"),
        (claim("巡察反馈四方面7类共4项问题。", ITEMS), "四方面7类共4项问题"),
        (claim("巡察反馈了２个方面六个问题。", PROBLEMS_BY_AREA), "２个方面六个问题"),
        (claim("巡察反馈2个方面6个问题。", [{"label": "整改情况", "content": PROBLEMS_BY_AREA}]), "2个方面6个问题"),
    ],
    "claim-unmatched": [
        (claim("巡察反馈4项5个问题，均已认领。", PROBLEMS), "4项5个问题"),
        (claim("围绕巡察指出的3个方面5项整改任务抓好落实。", PROBLEMS), "3个方面5项整改任务"),
        (claim("围绕三个方面5个问题抓好落实。", PROBLEMS), "三个方面5个问题"),
        (claim("9项整改任务逐一明确责任。", ITEMS), "9项整改任务"),
        (claim("巡察反馈25个问题，均已认领。", ITEMS), "反馈25个问题"),
        ({"preamble": "巡察组反馈2类5个问题，现予以公布。", "sections": sections(items=PROBLEMS)}, "2类5个问题"),
        (claim("局党组列出9项整改任务逐项推进。", PROBLEMS), "9项整改任务"),
        (claim("43项整改任务、121条整改措施中，已完成措施115条。", PROBLEMS), "43项整改任务"),
    ],
    "claims-differ": [
        ({**claim("围绕巡察反馈53个问题抓好落实。", ITEMS), "statistics": {"problems": 52}}, "反馈53个问题"),
        ({**claim("围绕4个方面52个问题抓好落实。", ITEMS), "statistics": {"areas": 3, "problems": 52}}, "4个方面52个问题"),
        ({**claim("21项整改任务逐一明确责任。", ITEMS), "statistics": {"tasks": 20}}, "21项整改任务"),
        (claim("巡察反馈52个问题，经认领，反馈的53个问题均已明确责任。", ITEMS), "反馈的53个问题"),
        (claim("20项整改任务逐一明确责任。下一步，21项整改任务全部纳入评估。", ITEMS), "21项整改任务"),
        ({**claim("反馈3个方面53个问题。", ITEMS), "statistics": {"areas": 3, "problems": 52}}, "3个方面53个问题"),
    ],
    "parts-total-mismatch": [
        ("组织处理20人（约谈20人，作出书面检查20人）。", "20人（约谈20人，作出书面检查20人）"),
        ("处理14人（提醒谈话8人、书面检查4人）。", "14人（提醒谈话8人、书面检查4人）"),
        ("收回资金3.5万元（差旅费1.5万元，补贴2.5万元）。", "3.5万元（差旅费1.5万元，补贴2.5万元）"),
        ("收回资金1.25万元（差旅费0.75万元，补贴0.55万元）。", "1.25万元（差旅费0.75万元，补贴0.55万元）"),
        ("新建水厂5座、站点9处（山区4处；平原6处）。", "9处（山区4处；平原6处）"),
        ("制定制度11项（财务4项、人事3项、采购3项）。", "11项（财务4项、人事3项、采购3项）"),
        ("检查企业30家（城区20家，乡镇12家）。", "30家（城区20家，乡镇12家）"),
    ],
    "figure-differs": [
        ({"preamble": "巡察反馈后约谈20人。", "sections": sections("约谈19人，逐项销号。")}, "约谈19人"),
        ({"preamble": "组织处理6人。", "sections": sections("组织处理共7人。")}, "组织处理共7人"),
        ({"sections": sections("收回违规资金2.3万元。"), "closing": "收回违规资金2.8万元。"}, "收回违规资金2.8万元"),
        ({"preamble": "批评教育8人。", "sections": sections("批评教育9人。")}, "批评教育9人"),
        ({"preamble": "挽回经济损失80万元。", "sections": sections("挽回经济损失85万元。")}, "挽回经济损失85万元"),
        ({"preamble": "修订完善制度11项。", "sections": sections("修订完善制度12项。")}, "修订完善制度12项"),
    ],
    "date-without-year": [
        ("4月10日，召开专题会议。", "4月10日"),
        ("自6月1日起集中办理。2024年办结3件。", "6月1日"),
        ("3月份印发工作要点。", "3月份"),
        ("今年新建水厂2座。", "今年"),
        ("上半年引进人才15名，下半年再引进8名。", "上半年"),
        ("近日，召开推进会议。", "近日"),
        ("印发《2024年工作要点》，5月召开会议。", "5月"),
        ([{"measures": ["每周调度。", "12月初完成验收。"]}], "12月初"),
    ],
    "date-after-signature": [
        ("2025年8月12日召开专题会议。", "2025年8月12日"),
        ("2026年3月1日，局党组印发整改方案。", "2026年3月1日"),
        ("2025年3月19日，管网改造通过验收。", "2025年3月19日"),
        ([{"measures": ["2025年12月1日举办培训班。", T]}], "2025年12月1日"),
        ("2024年8月1日定责，2025年9月1日下发通报。", "2025年9月1日"),
        ({"preamble": "巡察组反馈意见，2025年7月9日召开民主生活会。"}, "2025年7月9日"),
    ],
    "document-number-form": [
        ("印发方案（示水〔24〕9号）。", "〔24〕9号"),
        ("印发方案（示水〔2024〕第9号）。", "〔2024〕第9号"),
        ("印发方案（示水〔2024〕09号）。", "〔2024〕09号"),
        ({"document": {"number": "示水〔24〕第09号"}}, "〔24〕第09号"),
        ("印发方案（示水[24]9号）。", "[24]9号"),
        ("印发方案（示水〔2024〕007号）。", "〔2024〕007号"),
    ],
    "session-number-arabic": [
        ("8届市委第四轮巡察反馈意见。", "8届"),
        ("落实14届县委部署。", "14届"),
        ("学习20届三中全会精神。", "20届"),
        ({"title": f"{NAME}关于9届市委第三轮巡察整改进展情况的通报"}, "9届"),
        ("向第9届市委报告。", "9届"),
        ("12届党委换届后健全制度。", "12届"),
    ],
    "unit-mixed": [
        ("资助金额11042.1元，捐赠35万余元。", "11042.1元"),
        ("补助12000元。捐款3.5万元。", "12000元"),
        ("诊断1.88万例，会诊12345例。", "12345例"),
        ("培训1.2万人次，义诊10522人次。", "10522人次"),
        ("惠及群众3万余人，调查15600人。", "15600人"),
        ("改善灌溉8.3万亩，新增13000亩。", "13000亩"),
    ],
    "document-name-differs": [
        ("修订《差旅费报销管理实施办法》，执行《差旅费报销的管理实施办法》。", "《差旅费报销的管理实施办法》"),
        ("《农村供水工程长效管护工作规定》《农村供水工程长郊管护工作规定》。", "《农村供水工程长郊管护工作规定》"),
        ("《关于加强饮用水源保护的工作意见》《关于加强饮用水源地保护的工作意见》。", "《关于加强饮用水源地保护的工作意见》"),
        ("《关于进一步规范公务接待的若干规定》《关于进一步规范公务接待若干规定》。", "《关于进一步规范公务接待若干规定》"),
        ("《水利工程建设项目招标管理办法》《水利工程建设项目招招标管理办法》。", "《水利工程建设项目招招标管理办法》"),
        ("《固定资产管理与处置暂行规定》《固定资产管理和处置暂行规定》。", "《固定资产管理和处置暂行规定》"),
    ],
    "fixed-formula": [
        ("坚决做到“二个维护”。", "二个维护"),
        ("增强“四个意见”。", "四个意见"),
        ("落实“三会一科”制度。", "三会一科"),
        ("严格执行“三重大一”制度。", "三重大一"),
        ("履行“一岗双则”。", "一岗双则"),
        ("增强政治意识、核心意识、大局意识、看齐意识。", "政治意识、核心意识、大局意识、看齐意识"),
        ("坚定道路自信、理论自信、制度自信。", "道路自信、理论自信、制度自信"),
        ("坚决反对形式主义、享乐主义、官僚主义和奢靡之风。", "形式主义、享乐主义、官僚主义和奢靡之风"),
    ],
    "organ-name-outdated": [
        ("市卫健局已监督整改到位。", "卫健局"),
        ("会同市发改委印发通知。", "发改委"),
        ("原市卫计委移交档案12卷。", "卫计委"),
        ("与市环保局联合检查，市环保局派员参加。", "环保局"),
        ("报市人社局核定编制。", "人社局"),
        ("由县药监局抽检12批次。", "药监局"),
    ],
    "internal-text-published": [
        (hidden("局党组研究了违规插手工程招标等问题。"), "违规插手工程招标"),
        (hidden("局党组已责令退出招标并移送有关部门处理。"), "已责令退出招标并移送有关部门处理"),
        ({**hidden(T), "preamble": "巡察反馈违规插手工程招标等问题。"}, "违规插手工程招标"),
        ({**hidden(T), "closing": "违规插手工程招标问题已移送。"}, "违规插手工程招标"),
        (hidden("个别人员收受礼品礼金并已如数退缴。", content=["个别人员收受礼品礼金并已如数退缴。"]), "个别人员收受礼品礼金并已如数退缴"),
        ({"sections": [*sections("另行处理一批重大问题线索。"), {"role": "other", "heading": "另行处理一批重大问题线索", "audience": "internal", "content": T}]}, "另行处理一批重大问题线索"),
    ],
}  # fmt: skip
LEFT_ALONE: dict[str, list[Case]] = {
    "title-form": [
        {},
        {"title": []},
        {"title": TITLE},
        {"title": [NAME, "关于九届市委第三轮巡察整改情况的通报"]},
        {"title": f"{NAME}关于巡察整改情况的报告（公开版）"},
        {"title": "示例市水务局党组关于巡察整改进展情况的公示"},
    ],
    "title-end-mark": [
        {},
        {"title": TITLE},
        {"title": TITLE + "（公开版）"},
        {"title": [NAME, "关于巡察整改情况的通报"]},
        {"title": []},
        {"title": [f"{NAME}、", "示例市水务局关于巡察整改情况的通报"]},
    ],
    "title-too-many-lines": [
        {},
        {"title": TITLE},
        {"title": [NAME, "关于九届市委第三轮巡察", "整改情况的通报"]},
        {"title": ["甲", "乙"]},
        {"title": []},
        {"title": NAME * 5 + "关于巡察整改进展情况的通报"},
    ],
    "title-too-long": [
        {},
        {"title": TITLE},
        {"title": [NAME, "关于九届市委第三轮巡察整改情况的通报"]},
        {"title": ["一" * 20, "关于巡察整改情况的通报"]},
        {"title": [NAME, "关于九届市委第三轮巡察", "整改情况的通报"]},
        {"title": []},
    ],
    "title-badly-broken": [
        {},
        {"title": [NAME, "关于九届市委第三轮巡察整改情况的通报"]},
        {"title": [f"{NAME}关于九届市委第三轮", "巡察整改进展情况的通报"]},
        {"title": ["中共示例市水务局党组", "关于九届市委第三轮巡察", "整改的通报"]},
        {"title": TITLE},
        {"title": []},
    ],
    "organ-name-differs": [
        {},
        {"title": TITLE, "preamble": f"巡察组巡察{NAME}并反馈。", "signature": {"organizations": [NAME]}},
        "示例市水务局党组召开会议。",
        {"preamble": "巡察组对市水务局党组进行巡察并反馈。"},
        organ("示例市水务局", preamble="巡察组巡察示例市水务局并反馈。"),
        organ(HOSPITAL, preamble="巡察组巡察中国共产党示例市人民医院委员会并反馈。"),
        {"organization": [], "signature": {"organizations": ["示例市水务局"]}},
    ],
    "self-reference-tier": [
        "统筹全局、服务大局，树立全局观念。",
        said(HEALTH, "我委逐项抓好落实，全委上下形成合力。"),
        said(HEALTH, "把握全局，着眼全局性工作。"),
        said(NAME, "我局干部参加培训，全局干部职工受教育。"),
        said(HOSPITAL, "我院逐项抓好落实。"),
        said(NAME, "我市、我县取得成效，自我委屈不得。"[:9] + "。"),
        {"organization": [{"name": NAME}, {"name": HEALTH}], "sections": sections("我局抓好落实。")},
    ],
    "self-reference-mixed": [
        "市教育局党组、县财政局党组派员参加。",
        said(NAME, "局党组每周调度，局党组会议审定。"),
        said(HOSPITAL, "院党委每周调度。"),
        said(HEALTH, "委党组每周调度，示例市卫生健康委党组审定。"),
        said(NAME, "我市、我县供水稳定。"),
        said("中共示例职业技术学院委员会", "学院党委每周调度，学院党委会议审定。"),
    ],
    "claimed-count-mismatch": [
        claim("巡察反馈2个方面4个问题，均已认领。", ITEMS),
        claim("巡察反馈5个问题，均已认领。", PROBLEMS),
        claim("上一轮巡察反馈36个问题，逐项复查。", PROBLEMS),
        claim("审计指出14个问题，已整改13个。", PROBLEMS),
        *(claim(text, SIXTEEN) for text in NO_CLAIM_OF_THE_NOTICE),
        hidden("巡察反馈5个问题。"),
        hidden("巡察反馈6个问题。"),
        claim("专项检查72个支部，指出79个问题。", PROBLEMS),
        claim("八届市委第四轮巡察反馈29个问题。", PROBLEMS),
        claim("上一轮巡察后，局党组召开专题会议研究部署整改落实工作，反馈36个问题。", PROBLEMS),
        {"sections": sections(items=[*PROBLEMS[:4], {"problem": "戊", "content": "督查反馈9个问题。巡察反馈7个问题。"}])},
        claim("围绕“人、钱、事、制”四个方面查找差距。", PROBLEMS),
    ],
    "claim-unmatched": [
        claim("巡察反馈2个方面4个问题，均已认领。", ITEMS),
        claim("4项整改任务逐一明确责任。", ITEMS),
        claim("围绕四个方面查找差距。", PROBLEMS),
        claim("审计指出的3个方面14个问题已整改。", PROBLEMS),
        claim("对3项重点任务现场评估，开展4项调研5个课题。"[:13] + "。", ITEMS),
        claim("5项整改任务逐一明确责任。", PROBLEMS),
        claim("巡察反馈25个问题。", ["对照反馈意见逐项整改。"]),
        *(claim(text, SIXTEEN) for text in NO_CLAIM_OF_THE_NOTICE),
    ],
    "claims-differ": [
        *(claim(text, SIXTEEN) for text in NO_CLAIM_OF_THE_NOTICE),
        {**claim("巡察反馈52个问题，分解为164项整改任务。", ITEMS), "statistics": {"problems": 52, "tasks": 164}},
        claim("巡察反馈52个问题，分解为164项整改任务。", ITEMS),
        claim("巡察反馈52个问题。反馈的52个问题均已认领。", ITEMS),
        claim("巡察反馈52个问题。审计指出的14个问题同步整改。", ITEMS),
        {**claim("围绕四个方面查找差距。", ITEMS), "statistics": {"areas": 3}},
        {**claim("每月调度。", ITEMS), "statistics": {"problems": 52}},
    ],
    "parts-total-mismatch": [
        "处理14人（提醒谈话8人、书面检查4人、通报批评2人）。",
        "建成质控中心47个（其中中医4个，西医3个）。",
        "检查企业30家（含规模以上12家、外资3家）。",
        "培训20人（男8人，女12人）。",
        "补助20人（每人500元）。",
        "完成9项（已完成5项，持续整改3项）。",
        "招聘9人（医生5人、护士3人等）。",
        "种树30株（城区20亩，乡镇5亩）。",
        "收回资金1.25万元（差旅费0.75万元，补贴0.5万元）。",
        "收回资金3万元（差旅费1.05万元，补贴1.95万元）。",
    ],
    "figure-differs": [
        {"preamble": "约谈20人。", "sections": sections("约谈20人。")},
        {"sections": sections(items=[{"heading": "甲", "content": "约谈2人。"}, {"heading": "乙", "content": "约谈3人。"}])},
        "约谈20人，其中约谈处级干部3人；批评教育2人。",
        {"preamble": "约谈20人。", "sections": sections("约谈5家。")},
        {"preamble": "立案审查2件。", "sections": sections("收回违规资金2万元。")},
        {"preamble": "召开会议5次。", "sections": sections("召开会议3次。")},
    ],
    "date-without-year": [
        "2024年4月10日，召开专题会议；5月8日印发方案。",
        "2024年8月至12月检查12次，9月、11月两次通报。",
        "每年3月开展宣传，每半年研究一次。",
        "节假日前开展检查，用时6个月。",
        "“4月10日”专项行动有序推进。",
        [{"measures": ["2024年3月定责。", "4月10日印发方案。"], "run_in": True}],
        {"closing": "公开期限：4月10日至5月9日。"},
        [{"heading": "6月攻坚", "content": T}, {"heading": "乙", "content": T}],
    ],
    "date-after-signature": [
        "2024年8月12日召开专题会议。",
        "2025年6月30日前完成管网改造。",
        "计划2025年10月1日举办培训班。",
        "2025年9月1日起组织实施新办法。",
        "将于2025年10月1日召开会议。",
        {"signature": None, "sections": sections("2025年8月12日召开会议。")},
        {"closing": "2025年8月12日完成公开。"},
        "合同2026年1月1日到期，已完成续签。",
    ],
    "document-number-form": [
        "印发方案（示水〔2024〕9号）。",
        "财预[2015]230号文件。",
        "示水〔2024〕90号、〔2023〕100号。",
        "（2024）9号楼改造完成。",
        {"document": {"number": "示水〔2025〕12号"}},
        "第09号井、[24]号库房。",
    ],
    "session-number-arabic": [
        "八届市委第四轮巡察反馈意见。",
        "2024届毕业生就业率提高。",
        "第5届技能竞赛举办。",
        "学习二十届三中全会精神。",
        "招收24届毕业生36人。",
        "第3届水博会参展。",
    ],
    "unit-mixed": [
        "资助金额9042.1元，捐赠35万余元。",
        "捐款3.5万元，投入1.2亿元。",
        "种树14867棵，捐款33万元。",
        "补助12000元。",
        "诊断1.88万例，手术9753台次。",
        "“11042元”一栏填写3万元。",
    ],
    "document-name-differs": [
        "《差旅费报销管理实施办法》《差旅费报销管理实施办法》。",
        "《采购管理实施细则及操作流程》《采购管理实施细则及操作流程（试行）》。",
        "《2024年党建工作重点任务清单》《2025年党建工作重点任务清单》。",
        "《党组会议议事规则和决策程序》《党委会议议事规则和决策程序》。",
        "《农村供水工程管护工作办法》《农村供水工程管护工作规定》。",
        "《议事规则》《议事细则》。",
        "《固定资产清查登记管理制度》《固定资产处置报批管理制度》。",
    ],
    "fixed-formula": [
        "拥护“两个确立”、做到“两个维护”，增强“四个意识”、坚定“四个自信”。",
        "落实“三会一课”“三重一大”“一岗双责”和中央八项规定精神。",
        "增强政治意识、大局意识、核心意识、看齐意识。",
        "整治形式主义、官僚主义。",
        "反对形式主义、官僚主义、享乐主义和奢靡之风。",
        "增强政治意识、责任意识、大局意识。",
        "道路自信、理论自信、制度自信、文化自信更加坚定。",
        "学习《增强四个意见》一文。",
        "道路自信、理论自信。",
    ],
    "organ-name-outdated": [
        "市卫生健康委、市发展改革委联合印发通知。",
        "市市场监督管理局抽检12批次。",
        "《市卫计委关于加强管理的通知》继续有效。",
        "环保局限性分析完成。",
        "市委编办、市教育局派员参加。",
        "“住建局”字样的旧牌已更换。",
        "生态环境局、税务局、应急管理局参加。",
    ],
    "internal-text-published": [
        hidden("局党组召开专题会议。"),
        hidden("加强工程招标监督。"),
        hidden("经费不足。", problem="经费不足"),
        hidden("责任已压实。", content="责任已压实。按月调度。"),
        claim("巡察反馈甲不够等问题。", PROBLEMS),
        hidden(T, responsible_leader="党组书记分管水源保护的领导同志", content="党组书记分管。"),
        {"sections": sections(items=[{**PROBLEMS[0], "responsible_leader": "违规插手工程招标线索承办人"}, {"problem": "违规插手工程招标", "content": T, "audience": "internal"}])},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in REPORTED.items() for at in range(len(cases))],
)
def test_reported(code: str, at: int) -> None:
    assert_reported(BY_CODE[code], *REPORTED[code][at])


@pytest.mark.parametrize("code", BY_CODE)
def test_left_alone(code: str) -> None:
    assert {
        at: told
        for at, case in enumerate(LEFT_ALONE[code])
        if (told := findings(BY_CODE[code], case))
    } == {}


def test_a_complete_notice_has_no_report() -> None:
    walked = subject(notice_of_case({}))
    assert [one for rule in RULES for one in rule.check(walked)] == []


def test_tables_are_whole() -> None:
    assert set(BY_CODE) == set(REPORTED) == set(LEFT_ALONE)
    assert all(len(cases) >= 6 for cases in (*REPORTED.values(), *LEFT_ALONE.values()))


@pytest.mark.parametrize(("wrong", "right"), wrong_formulas().items())
def test_each_misspelt_formula(wrong: str, right: str) -> None:
    assert findings(BY_CODE["fixed-formula"], f"坚决落实{wrong}要求。") == [
        (wrong, ("sections", 0, "content", 1))
    ]
    assert findings(BY_CODE["fixed-formula"], f"坚决落实{right}要求。") == []


@pytest.mark.parametrize("name", organ_names())
def test_each_outdated_organ(name: str) -> None:
    assert findings(BY_CODE["organ-name-outdated"], f"市{name}派员参加。") == [
        (name, ("sections", 0, "content", 1))
    ]


def test_the_public_view_holds_nothing_of_internal_parts() -> None:
    kept = (
        "内部问题甲",
        "内部标题乙",
        "内部措施丙",
        "内部引语丁",
        "内部标签戊",
        "内部段落己",
        "内部部分庚",
        "内部责任辛",
        "内部下级壬",
    )
    case = {
        "sections": [
            *sections(
                items=[
                    {"problem": kept[0], "audience": "internal", "responsible_leader": kept[7], "content": [
                        {"measures": [kept[2], "丙二"]}, {"text": kept[3], "measures": ["一", "二"]}, {"label": kept[4], "content": kept[5]},
                        {"heading": kept[8], "content": T},
                    ]},
                    {"heading": "面一", "content": [{"heading": kept[1], "audience": "internal", "content": T}, *PROBLEMS]},
                ]
            ),
            {"role": "other", "heading": kept[6], "audience": "internal", "content": T},
        ]
    }  # fmt: skip
    notice = notice_of_case({**COMPLETE, **case})
    public, internal = (
        repr(compose(notice, "public")),
        repr(compose(notice, "internal")),
    )
    assert [one for one in kept if one in public] == []
    assert [one for one in kept if one not in internal] == []


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("中共示例市水务局党组", "关于九届市委第三轮巡察整改情况的通报"), ""),
        (("中共示例市水务局党组关于九届市委", "第三轮巡察整改情况的通报"), "cut"),
        (("中共示例市水务局党组关于巡察整改", "的通报"), "cut"),
        (("中共示例市水务局党组", "关于巡察整改情况通报"), "shape"),
        (("中共示例市水务局党组", "关于整改", "巡察反馈问题情况的通报"), "shape"),
    ],
)
def test_what_is_wrong_with_a_broken_title(lines: tuple[str, ...], fault: str) -> None:
    assert chinese.title_fault(lines, ["九届市委第三轮"]) == fault


@pytest.mark.parametrize(
    ("text", "statistics", "agrees"),
    [
        ("巡察反馈5个问题。", {"problems": 5}, True),
        ("巡察反馈5个问题。", {"problems": 6}, True),
        ("巡察反馈5个问题。", {"problems": 7}, False),
    ],
)
def test_statistics_may_count_internal_problems(
    text: str, statistics: dict[str, int], agrees: bool
) -> None:
    """Five problems are public, a sixth is internal."""
    case = {**hidden(text), "statistics": statistics}
    assert (findings(BY_CODE["claims-differ"], case) == []) is agrees


@pytest.mark.parametrize(("areas", "agrees"), [(1, True), (2, True), (3, False)])
def test_statistics_may_count_internal_areas(areas: int, agrees: bool) -> None:
    """One area is public, a second is internal."""
    items = [ITEMS[0], {**ITEMS[1], "audience": "internal"}]
    case = {
        **claim("巡察反馈1个方面2个问题。", items),
        "statistics": {"areas": areas, "problems": 2},
    }
    assert (findings(BY_CODE["claims-differ"], case) == []) is agrees


def test_only_the_items_of_the_rectification_are_counted() -> None:
    first, *others = claim("巡察反馈5个问题。", PROBLEMS)["sections"]
    steps = [{"problem": name, "content": T} for name in ("研究不够", "调度不够")]
    first = {**first, "content": [*first["content"], *steps]}
    case = {"sections": [first, *others]}
    assert findings(BY_CODE["claimed-count-mismatch"], case) == []


def test_parts_that_make_another_total_are_told_with_their_sum() -> None:
    text = "收回资金1.25万元（差旅费0.75万元，补贴0.55万元）。"
    (found,) = BY_CODE["parts-total-mismatch"].check(subject(notice_of_case(text)))
    told = {name: found.facts[name] for name in ("total", "parts", "sum")}
    assert told == {"total": "1.25", "parts": "0.75 + 0.55", "sum": "1.3"}

"""Documents of another kind are told apart from notices of rectification; excerpts of such notices are not."""

import pytest

from rectify_gen.importer import import_text

OTHERS = {
    "recipe": "番茄炒蛋的做法\n一、材料\n番茄两个。\n二、步骤\n1.切块。\n2.下锅。\n",
    "law": "示例市市容管理条例\n第一条 为了加强市容管理，制定本条例。\n第二条 违反规定的，责令限期整改。\n",
    "meeting": "关于召开巡察整改专题民主生活会的通知\n各支部：\n根据县委巡察组反馈意见，现将有关事项通知如下：\n一、时间\n3月4日。\n二、地点\n会议室。\n",
    "personnel": "示例市任前公示\n经研究，现将拟任职人选予以公示。\n一、基本情况\n张某，男。\n",
    "plan of the inspection": "2024年巡察工作计划\n根据市委统一部署，制定本计划。\n一、总体要求\n突出问题导向。\n二、任务安排\n开展两轮巡察。\n",
    "plan of the rectification": "县水务局落实县委巡察反馈意见整改工作方案\n根据县委第一巡察组反馈意见，制定本方案。\n一、总体要求\n坚持问题导向。\n二、整改任务\n（一）关于“台账不全”的问题\n整改措施：补齐台账。\n",
    "announcement": "中共示例市委关于开展第五轮巡察的公告\n市委第一巡察组进驻市教育局开展巡察。\n一、监督重点\n领导班子。\n二、受理方式\n电话：0599-1234567。\n",
    "news of the feedback": "市委第三巡察组向市教育局党组反馈巡察情况\n3月4日，市委第三巡察组向市教育局党组反馈巡察情况，指出学习不够深入等问题，提出整改要求。\n",
    "audit": "关于2023年度预算执行审计查出问题整改情况的报告\n受市政府委托，报告审计查出问题的整改情况，请予审议。\n一、预算执行问题的整改情况\n（一）预算不够细化的问题。已整改。\n（二）拨付不及时的问题。已整改。\n二、下一步措施\n继续整改。\n",
    "environment": "示例市生态环境保护督察整改情况公示\n现将督察反馈问题整改情况公示如下。\n一、整改情况\n（一）关于污水直排的问题\n整改情况：已完成。\n",
    "yearly report": "关于2023年度法治政府建设情况的报告\n现将有关情况报告如下。\n一、主要工作\n召开会议。\n二、存在的问题\n（一）力量不足。\n三、下一步打算\n继续推进。\n",
    "news of a meeting": "县水务局召开巡察整改工作推进会\n3月15日，县水务局召开会议，听取县委巡察组反馈问题整改进展情况汇报。\n一是加强学习。二是明确时限。\n",
    "the findings themselves": "县委第三巡察组关于巡察县教育局党组的情况反馈\n根据县委部署，县委第三巡察组对县教育局党组开展了巡察。现将巡察情况反馈如下：\n一、存在的问题\n（一）学习不够深入。\n二、意见建议\n（一）加强整改落实。\n",
    "answers of deputies": "关于人大三次会议代表建议办理情况的报告\n现将代表建议办理情况报告如下：\n一、基本情况\n已办结84件。\n",
    "rules of inspections": "中国共产党巡视工作条例\n第一条 为落实全面从严治党要求，制定本条例。\n第二条 巡视巡察整改情况应当公开。\n",
    "a summary of the year": "区卫健局2023年工作总结和2024年工作计划\n区卫健局认真抓好巡察反馈问题整改，完成整改23个。\n一、工作情况\n深化医改。\n",
    "an interview": "市委巡察办负责人就巡察整改答记者问\n问：如何推动巡察整改落实？\n答：一是压实责任。二是强化监督。\n",
    "web page": "首页\n要闻\n天气\n欢迎访问本站\n今日头条：粮食丰收。\n",
    "one word": "内容\n",
}
NOTICES = {
    "standard": "示例局党组关于巡察整改进展情况的通报\n根据县委统一部署，县委第一巡察组对局党组进行了巡察，并反馈了意见。\n一、整改情况\n已改。\n",
    "no title": "县委第一巡察组对局党组进行了巡察，2024年3月4日反馈了意见。\n一、主体责任\n召开会议。\n",
    "an excerpt without opening": "一、整改落实情况\n（一）关于“台账不全”的问题\n整改情况：补齐台账。\n",
    "an opening of one sentence": "现将整改情况公布。\n一、高度重视\n召开会议。\n",
    "a title alone": "示例局党组关于落实县委巡察反馈意见情况的通报\n一、工作情况\n召开会议。\n",
    "no sections": "根据区委统一安排，区委第二巡察组对区某局党组开展巡察。\n3月4日，反馈了情况。\n反馈的69个问题，完成整改68个。\n",
    "furniture for a title": "第A08版：公告\n示例局党组关于巡察整改情况的通报\n一、整改情况\n已改。\n",
    "the word audit in an inspection": "示例局党组关于巡察整改情况的通报\n县委第一巡察组对局党组进行了巡察（审计同步进行），反馈了意见。\n一、整改情况\n已改。\n",
}


def other(text: str) -> dict[str, object] | None:
    for diagnostic in import_text(text).diagnostics:
        if diagnostic.code == "import-other-document":
            return dict(diagnostic.facts)
    return None


@pytest.mark.parametrize("kind", OTHERS)
def test_another_document_is_reported(kind: str) -> None:
    assert other(OTHERS[kind]) is not None


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_is_not(kind: str) -> None:
    assert other(NOTICES[kind]) is None


def test_the_report_says_what_was_found() -> None:
    facts = other(OTHERS["audit"])
    assert facts is not None
    assert facts["found_zh"] == "开头讲的是审计，没有巡察或巡视"
    facts = other(OTHERS["plan of the inspection"])
    assert facts is not None
    assert facts["found_zh"] == (
        "标题“2024年巡察工作计划”是另一种文件的；"
        "开头没有“……巡察……反馈……”或“现将……整改情况……公布”；正文没有问题和整改情况"
    )

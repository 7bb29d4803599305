"""What of a page is furniture and what is the notice: for each form, a page that has it and a notice that looks like it."""

from __future__ import annotations

import pytest

from rectify_gen.importer import import_text
from rectify_gen.importer.furniture import judge

TITLE = "中共江城市水利局党组关于巡察整改进展情况的通报"
BODY = [
    "根据市委统一部署，现将整改情况公布。",
    "一、整改落实情况",
    "（一）关于“学习不够”的问题",
    "整改情况：已完成。",
]
SIGNATURE = ["中共江城市水利局党组", "2025年4月7日"]


def kept(texts: list[str]) -> list[str]:
    """What of each text belongs to the notice, without the lines of which nothing does."""
    return [verdict.kept for verdict in judge(texts) if verdict.kept]


@pytest.mark.parametrize(
    "head",
    [
        ["江城市人民政府门户网站", "首页 政务公开 互动交流", TITLE],
        ["您现在的位置：首页>>政务公开>>通知公告", TITLE],
        ["• 信息索引号：", "110000/2023-00001", TITLE],
        ["- 索 引 号：0000/2023-00364", "- 标 题：" + TITLE, TITLE],
        ["索引号：000/2025-1 信息分类：巡察整改 生成日期：2025-04-07", TITLE],
        [
            "索引号",
            "113/2025-00012",
            "发布机构",
            "江城市水利局",
            "主题分类",
            "综合政务",
            TITLE,
        ],
        ["[ 索引号 ]", "113/2025-00012", "[ 文号 ]", "江水党〔2025〕12号", TITLE],
        ["内容概述：根据市委部署，公布整改情况。", TITLE],
        ["http://www.example.gov.cn", TITLE],
        ["第A08版：公告", TITLE],
        ["江城日报", "2021年11月15日 星期一", "03版 公告", "上一版 下一版", TITLE],
        ["【巡察整改】" + TITLE],
        ["整改公开丨" + TITLE, "原创 江城水利 2025-04-07 17:20 江西"],
        [TITLE + "_通知公告_江城市水利局"],
        [TITLE + " - 通知公告 - 江城市人民政府", TITLE],
        [TITLE + "http://www.example.gov.cn/a/1.html"],
        [TITLE, "访问量：", TITLE],
        ["关怀版 无障碍 无障碍", TITLE, "访问量：128"],
        [TITLE, "编辑:湖纪宣 发表时间:2021-11-05 10:56 来源:江城风纪网"],
        [TITLE, "2025-04-07", "【字体：大 中 小】 打印"],
        [TITLE, "发布时间：", "2025-04-07 09:30", "来源：某局", "分享到： 微信 微博"],
        ["信息名称：" + TITLE, "公开方式：主动公开"],
        ["标题：", "江城市水利局党组关于整改的通报", TITLE],
        ["江城市水利局", "通知公告", TITLE],
        ["中共江城市水利局党组", TITLE],
        ["索 引 号　014349/2025　分类　综合", "名　　称　" + TITLE, TITLE],
        [TITLE, "市水利局 · 2025-04-07 · 阅读 128"],
        [TITLE, "本文已被浏览128次", "128人阅读", "大 中 小", "A+ A-"],
        ["主页 / 政务公开", TITLE, "2025-04-07 来源：某局"],
    ],
    ids=lambda head: head[0][:12],
)
def test_what_a_page_prints_around_the_title_is_left_out(head: list[str]) -> None:
    assert kept([*head, *BODY]) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "head",
    [
        ["中共江城市水利局党组文件", "江水党〔2025〕12号", TITLE, "市委巡察办："],
        ["000012", "机密★1年", "江水党〔2025〕12号　　签发人：王某", TITLE],
        ["中共江城市水利局党组", "江水党〔2025〕12号", TITLE],
        ["中共江城市", "水利局党组关于八届市委第四轮", "巡察整改进展情况的通报"],
        ["中共江城市水利局党组", "关于八届市委第四轮", "巡察整改进展情况的通", "报"],
        ["江城市水利局党组、", "江城市林业局党组", "关于巡察整改情况的通报"],
        [TITLE, "（2025年4月7日）"],
        [TITLE, "（公开稿）", "各科室："],
        ["关于巡察整改进展情况的", "公示"],
        ["【巡察整改】", "公示内容"],
        ["巡察整改公示栏", "来源不明的线索，已核查。"],
        [TITLE, "大中小学校：", "首页目录"],
        [TITLE, "阅读128本书活动", "名称变更的说明"],
    ],
    ids=lambda head: head[0][:12],
)
def test_what_a_notice_says_above_its_text_is_kept(head: list[str]) -> None:
    assert kept([*head, *BODY]) == [*head, *BODY]


@pytest.mark.parametrize(
    "tail",
    [
        ["【打印本页】【关闭窗口】", "扫一扫在手机打开当前页"],
        ["打印 | 关闭 | 收藏"],
        ["（责任编辑：张某）"],
        ["责编：张某 审核：李某"],
        ["点击数：128"],
        ["上一篇：关于防汛的通知", "下一篇：没有了"],
        ["相关链接", "江城市开展节水宣传", "2025年防汛工作部署。", "更多>>"],
        ["分享到：", "微信 微博 QQ空间"],
        ["主办：江城市水利局", "地址：建设路1号", "赣ICP备05005555号-1", "建议用新版浏览器浏览。"],
        ["Copyright © 2025 江城市水利局"],
        ["阅读原文", "喜欢此内容的人还喜欢", "江城水利开展义务植树"],
    ],
    ids=lambda tail: tail[0][:12],
)  # fmt: skip
def test_what_a_page_prints_below_the_notice_is_left_out(tail: list[str]) -> None:
    notice = [TITLE, *BODY, *SIGNATURE]
    assert kept([*notice, *tail]) == notice


@pytest.mark.parametrize(
    "tail",
    [
        ["（联系人：王某　联系电话：0792-8888888）"],
        ["联系电话：0792-8888888", "地址：建设路1号"],
        ["附件：整改台账.xlsx"],
        ["抄送：市纪委监委。", "江城市水利局办公室　2025年4月8日印发"],
        ["扫一扫下方二维码反映情况"],
        ["微信扫码反映情况", "联系人：王某"],
        ["网址：www.example.gov.cn"],
        ["打印机采购清单"],
        ["本站将继续抓好整改。", "办公室"],
        ["最新信息显示问题已解决", "办公室"],
        ["版权所有人已支付", "整改成效明显。"],
        ["相关链接", "二、下一步打算", "继续整改。"],
        ["上一篇：防汛", "中共江城市水利局党组", "2025年4月8日"],
    ],
    ids=lambda tail: tail[0][:12],
)
def test_what_a_notice_says_below_its_signature_is_kept(tail: list[str]) -> None:
    notice = [TITLE, *BODY, *SIGNATURE, *tail]
    # Only a line that is furniture by its form is left out where more of the notice follows.
    without_links = [text for text in notice if text != "上一篇：防汛"]
    assert kept(notice) == without_links


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("【打印】【关闭】", False),
        ("打印", True),
        ("来源：某局", True),
        ("上一篇", True),
        ("打印设备采购", True),
    ],
)
def test_within_the_text_only_a_row_of_buttons_is_left_out(
    line: str, stays: bool
) -> None:
    texts = [TITLE, *BODY, line, "二、下一步打算", "继续整改。"]
    assert (line in kept(texts)) is stays


def test_an_organ_above_a_title_that_names_it_again_is_its_mark() -> None:
    organ = "中共江城市水利局党组"
    lines = [organ, organ, "关于市委巡察反馈意见整改情况的通报"]
    assert kept([*lines, *BODY]) == [*lines[1:], *BODY]


def test_what_is_left_out_by_its_place_only_is_a_warning() -> None:
    text = "\n".join(["江城论坛", "首页 > 公告", TITLE, *BODY])
    reports = {
        diagnostic.facts["text"]: diagnostic.severity
        for diagnostic in import_text(text).diagnostics
        if "text" in diagnostic.facts
    }
    assert reports == {"江城论坛": "warning", "首页 > 公告": "info"}


@pytest.mark.parametrize(
    "lines",
    [
        ["江城市水利局党组关于巡察整改情况的通", "报"],
        ["江城市水利局党组", "关于市委巡察反馈意见整改进展情况", "的通报"],
        ["江城市水利局党组关于巡察整改进展情况"],
        ["江城市水利局党组", "关于巡察整改进展情况的公告"],
        ["江城市水利局党组关于巡察整改进展情况的报告（公开稿）"],
        ["江城市水利局党组", "巡察整改情况公开"],
    ],
)
def test_the_lines_of_a_title_are_joined_up_to_the_one_that_ends_it(
    lines: list[str],
) -> None:
    notice = import_text("\n".join([*lines, "关于巡察整改", *BODY])).data
    assert notice["title"] == "".join(lines)
    opening = BODY[0].replace("市委", "{authority}")
    assert notice["preamble"] == ["关于巡察整改", opening]


def test_blanks_within_a_title_are_closed_up() -> None:
    lines = ["中共江城市水利局党组 关于", "巡 察 反 馈 意 见 整 改 情 况 的 通 报"]
    notice = import_text("\n".join([*lines, *BODY])).data
    assert notice["title"] == "中共江城市水利局党组关于巡察反馈意见整改情况的通报"
    assert notice["organization"]["name"] == "中共江城市水利局党组"
    latin = "江城市水利局党组关于 GB/T 9704 巡察整改情况的通报"
    assert import_text("\n".join([latin, *BODY])).data["title"] == (
        "江城市水利局党组关于GB/T 9704巡察整改情况的通报"
    )

"""Rules of the single marks: what each must report, what each must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice
from rectify_gen.rules import pairing, widths
from rectify_gen.rules.rule import subject

RULES = (*widths.RULES, *pairing.RULES)

BY_CODE = {rule.code: rule for rule in RULES}
SOUND = [
    "修订《学校食堂管理办法（试行）》《档案管理制度》，落实“三会一课”“三重一大”制度。",
    "关于“部门协同不够”问题的整改；“怎么看、怎么办”的问题已经明确。",
    "联系电话：0599-5550137，电子邮箱：office@example.gov.cn，网址：https://www.example.gov.cn/a,b?c=1:2。",
    "印发《关于加强管理的通知》（示教〔2024〕12号），示财〔2023〕7号同时废止。",
    "每日9:00至17:30开放，比例为3:2，2024年3月5日至6月7日，参训1,280人次。",
    "增长12.5%，下降3.4个百分点，占比为94.2%；1月至7月办理5～10件。",
    "GDP、5G、“1+X”证书、DR、UDI等（CT、MRI）均已上线，PM2.5浓度下降。",
    "会议强调：“改了没有？改到什么程度！”“‘两个责任’压实了没有？”",
    "整改分三步：1）排查；2）整改；（3）验收。职业教育、技能培训……等等——均已落实。",
    "“People’s Daily”和Tom's的报道，东经105°23'10\"，北纬38°10'5\"，24\"屏幕。",
    "“Yahoo!”平台、f(x)函数、附件(1)、Level (A)、1.5万元、A-B段、先导计划-筛查项目。",
]
REPORTED: dict[str, list[tuple[str, str]]] = {
    "half-width-throughout": [
        ("部署,落实,推进,检查,整改,评议,公开,督办,销号,回访,归档。", ",")
    ],
    "half-width-punctuation": [
        ("成立专班,制定清单。", ","),
        ("公开期限:2025年3月18日起。", ":"),
        ("完成整改;持续推进。", ";"),
        ("群众满意吗?", "?"),
        ("坚决整改到位!", "!"),
        ("应用GDP,增长较快。", ","),
        ("达到50.9%,15项完成。", ","),
        ("落实“三会一课”,“双报到”也已开展。", ","),
        ("修订《办法》,2024年施行。", ","),
    ],
    "half-width-brackets": [
        ("召开部署(推进)会议。", "("),
        ("指定专职（兼职)人员。", ")"),
        ("指定专职(兼职）人员。", "("),
        ("落实GDP(国内生产总值)核算。", "("),
        ("适用于成年人(65岁以上)。", "("),
        ("《评审标准(中国)》已发布。", "("),
    ],
    "ascii-stop": [
        ("制度执行不到位.梳理流程。", "."),
        ("制度执行不到位.", "."),
        ("制度执行不到位. 梳理流程。", "."),
        ("修订《管理办法》.印发执行。", "."),
        ("落实“三会一课”.", "."),
        ("完成率100%.下一步继续推进。", "."),
    ],
    "square-brackets-in-document-number": [
        ("按照示财[2015]230号文件。", "[2015]"),
        ("按照示财［2015］230号文件。", "［2015］"),
        ("按照示财【2015】9号文件。", "【2015】"),
        ("按照示财〔2015]9号文件。", "〔2015]"),
        ("按照示财[2015〕9号文件。", "[2015〕"),
        ("按照示财[2015] 第9号文件。", "[2015]"),
    ],
    "round-brackets-in-document-number": [
        ("按照示财（2015）230号文件。", "（2015）"),
        ("按照示财(2015)230号文件。", "(2015)"),
        ("按照示财（2015)7号文件。", "（2015)"),
        ("按照示卫办发（2024） 7号文件。", "（2024）"),
        ("《通知》即示发（1998）1号。", "（1998）"),
        ("示发（2020）12 号。", "（2020）"),
    ],
    "space-inside-chinese": [
        ("建成了  10家卫生室。", "  "),
        ("开展培训20余场     300余人参加。", "     "),
        ("按照示卫〔2023〕7 号文件。", " "),
        ("深入　推进整改。", "　"),
        ("整改完成。 下一步继续推进。", " "),
        ("截至 2024年底。", " "),
        ("工作\u00a0落实到位。", "\u00a0"),
    ],
    "unbalanced-quotes": [
        ("落实“三会一课制度。", "“"),
        ("落实三会一课”制度。", "”"),
        ("修订《管理办法。", "《"),
        ("指定专职（兼职人员。", "（"),
        ("指定专职兼职）人员。", "）"),
        ("按照示财〔2015230号。", "〔"),
        ("修订“管理《办法”》。", "《"),
        ("落实“‘两个责任”要求。", "‘"),
        ("落实“甲制度，推进“乙”工作。", "“"),
    ],
    "straight-quotes": [
        ('落实"三会一课"制度。', '"'),
        ("落实'三会一课'制度。", "'"),
        ('推行"1+X"证书。', '"'),
        ('落实"三会一课制度。', '"'),
        ("“'两个责任'压实”。", "'"),
        ('落实“三会一课"制度。', '"'),
    ],
    "pause-between-quotes": [
        ("落实“甲项”、“乙项”等制度。", "”、“"),
        ("落实“甲项”、“乙项”、“丙项”。", "”、“"),
        ("修订《甲办法》、《乙办法》。", "》、《"),
        ("“落实‘甲’、‘乙’制度”。", "’、‘"),
        ("修订《甲办法》、《乙办法》和《丙办法》。", "》、《"),
        ("《〈甲〉、〈乙〉合编》。", "〉、〈"),
    ],
    "stop-inside-quoted-name": [
        ("关于“整改走过场。”问题的整改。", "。"),
        ("关于“整改走过场。”的问题。", "。"),
        ("“整改走过场，”问题已解决。", "，"),
        ("“整改走过场；”等问题。", "；"),
        ("“整改走过场。”等有关问题。", "。"),
        ("“责任不清。整改走过场。”问题。", "。"),
    ],
    "ellipsis-or-dash-in-ascii": [
        ("学习、讨论...等形式。", "..."),
        ("学习、讨论......", "......"),
        ("学习、讨论......等形式。", "......"),
        ("一个目标--群众满意。", "--"),
        ("“一个目标”----群众满意。", "----"),
        ("“...”一段从略。", "..."),
    ],
    "full-width-digits": [
        ("２０２４年底前。", "２０２４"),
        ("增长１２．５%。", "１２．５"),
        ("推广５Ｇ应用。", "５Ｇ"),
        ("第１季度。", "１"),
        ("降低ＰＭ２．５浓度。", "ＰＭ２．５"),
        ("完成2０件。", "０"),
    ],
}
SILENT: dict[str, list[str]] = {
    "half-width-throughout": [
        "部署,落实,推进。",
        "部署,落实,推进,检查,整改,评议,公开,督办,销号,回访,归档，公布，备案。",
    ],
    "half-width-punctuation": [
        "部署,落实,推进,检查,整改,评议,公开,督办,销号,回访,归档。",
        "N,N-二甲基",
        "地图1:500测绘",
    ],
    "half-width-brackets": ["y=f(x)", "第1)项"],
    "ascii-stop": [
        "一.基本情况",
        "工作开展。十.下一步",
        "见www.示例局.政务",
        "讨论...",
        "见通知.docx",
        "第1.2节",
        "J.K.罗琳",
    ],
    "square-brackets-in-document-number": [
        "【2024】年度计划",
        "文献[2015]",
        "见注[12]号牌",
        "示医广【2024】第01-02-03号",
        "案号（2024）示01民初12号",
    ],
    "round-brackets-in-document-number": [
        "（2024）示01民初12号",
        "示国用（2012）第60123号",
        "示（2024）示例县不动产权第0001234号",
        "计划（2024）",
        "计划（2024）12项",
    ],
    "space-inside-chinese": [
        "“不忘初心 牢记使命”主题教育。",
        "观看《安全生产 责任在肩》。",
        "组长：张  三",
        "电话：0599-5550137 邮箱：a@example.cn 地址：示例路1号",
        "提升 GDP 核算质量",
        "Open Data 平台",
        "应用 5G 网络",
    ],
    "unbalanced-quotes": [
        "一）排查",
        "a)排查；b)整改",
        "（包括：1）甲；2）乙）。",
        "“‘A’级”",
        "（《甲（试行）》）",
        "专职（兼职)人员",
        '落实“甲"制度',
    ],
    "straight-quotes": ["rock 'n' roll", "6'5\"", "Tom's、Bob's", 'the "best" one'],
    "pause-between-quotes": [
        "“甲”、乙、“丙”",
        "乙、“甲”、“丙”",
        "“甲”、“丙”、乙",
        "《甲》、《乙》（试行）",
        "《甲》（试行）、《乙》",
        "增强“四个意识”、坚定“四个自信”",
        "《甲》、“乙”",
    ],
    "stop-inside-quoted-name": [
        "他说：“问题解决了。”问他原因",
        "“怎么办？”的问题",
        "“甲”。”",
    ],
    "ellipsis-or-dash-in-ascii": [
        "选用 --help",
        "2023--2024年",
        "a...b",
        "甲-乙",
        "1...9的数字",
    ],
    "full-width-digits": ["ＡＢ类", "①②", "第一", "⑴", "％"],
}


def found_in(notice: Notice, code: str) -> list[Diagnostic]:
    return list(BY_CODE[code].check(subject(notice)))


def noted(text: str, **changes: Any) -> Notice:
    return Notice.model_validate(
        {"preamble": text, "sections": [{"role": "next_steps"}], **changes}
    )


def cases(table: dict[str, list[Any]]) -> list[tuple[str, Any]]:
    return [(code, one) for code, ones in table.items() for one in ones]


def test_tables_cover_every_rule() -> None:
    assert set(BY_CODE) == set(REPORTED) == set(SILENT)
    for rule in RULES:
        assert rule.documentation.wrong != rule.documentation.right
        assert {one.code for one in rule.check(subject(noted("甲。")))} == set()


@pytest.mark.parametrize(("code", "case"), cases(REPORTED))
def test_reported(code: str, case: tuple[str, str]) -> None:
    text, marks = case
    found = found_in(noted(text), code)
    assert [one.span.marks for one in found] == [marks]
    for one in found:
        at = one.span.start
        assert isinstance(at, int)
        assert text[at:].startswith(marks)
        assert marks in one.span.quote
        assert (one.code, one.route, one.span.text) == (code, ("preamble", 0), text)
        for lang in ("zh", "en"):
            assert one.message(lang)
            assert one.hint(lang)


@pytest.mark.parametrize(("code", "text"), cases(SILENT))
def test_silent(code: str, text: str) -> None:
    assert found_in(noted(text), code) == []


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone_by_all(text: str) -> None:
    assert [one for code in BY_CODE for one in found_in(noted(text), code)] == []


@pytest.mark.parametrize("code", BY_CODE)
def test_what_is_right_in_the_documentation_is_left_alone(code: str) -> None:
    assert found_in(noted(BY_CODE[code].documentation.right), code) == []
    if code != "half-width-throughout":
        assert found_in(noted(BY_CODE[code].documentation.wrong), code)


def problem(name: str, form: str | None) -> Notice:
    section = {
        "role": "rectification",
        "content": [{"problem": name, "content": "已改。"}],
    }
    return noted("甲。", sections=[{**section, **({"form": form} if form else {})}])


@pytest.mark.parametrize(
    ("code", "name", "form", "count"),
    [
        ("stop-inside-quoted-name", "整改走过场。", "关于“{}”问题的整改。", 1),
        ("stop-inside-quoted-name", "整改走过场。", None, 0),
        ("stop-inside-quoted-name", "整改走过场。", "{}", 0),
        ("stop-inside-quoted-name", "整改走过场", "关于“{}。”的问题", 1),
        ("unbalanced-quotes", "甲项不严”和“乙项不实", "关于“{}”的问题。", 0),
        ("unbalanced-quotes", "甲项不严”和“乙项不实", None, 2),
        ("unbalanced-quotes", "甲项不严”和乙项不实", "关于“{}”的问题。", 1),
        ("pause-between-quotes", "甲项不严”、“乙项不实", "关于“{}”的问题。", 1),
        ("ascii-stop", "制度不严", "{}.", 1),
        ("ascii-stop", "制度不严", "{}。", 0),
        ("half-width-punctuation", "制度不严", "问题:{}", 1),
    ],
)
def test_problems_are_read_in_their_form(
    code: str, name: str, form: str | None, count: int
) -> None:
    found = found_in(problem(name, form), code)
    assert len(found) == count
    assert all(
        one.span.text[int(one.span.start) :].startswith(one.span.marks) for one in found
    )


def test_quotations_may_run_over_lines_and_paragraphs() -> None:
    assert not found_in(
        noted("甲。", title=["关于“整改", "落实”情况的通报"]), "unbalanced-quotes"
    )
    assert not found_in(
        noted("-", preamble=["“甲。", "“乙。", "“丙。”"]), "unbalanced-quotes"
    )
    run = {
        "role": "next_steps",
        "content": [{"text": "强调“", "measures": ["甲，", "乙”。"]}],
    }
    assert not found_in(noted("甲。", sections=[run]), "unbalanced-quotes")
    assert (
        len(
            found_in(
                noted("-", preamble=["“甲。", "乙。", "“丙。”"]), "unbalanced-quotes"
            )
        )
        == 1
    )


def test_document_number_is_read_though_the_walk_leaves_it_out() -> None:
    notice = noted("甲。", document={"number": "示教[2024]9号"})
    assert [
        one.route for one in found_in(notice, "square-brackets-in-document-number")
    ] == [("document", "number")]


def test_half_width_throughout_speaks_for_brackets_too() -> None:
    notice = noted("部署(推进),落实,推进,检查,整改,评议,公开,督办,销号,回访。")
    assert [
        one.facts["count"] for one in found_in(notice, "half-width-throughout")
    ] == [10]
    assert not found_in(notice, "half-width-brackets")


def test_spaces_outside_prose_are_left_alone() -> None:
    notice = noted(
        "甲。", title="关于 整改 的通报", signature={"organizations": ["示例局 党组"]}
    )
    assert not found_in(notice, "space-inside-chinese")


SIGNS = st.text(
    st.sampled_from("甲三“”‘’《》（）()〔〕[],.:;?!\"'-、。 　5A％%２{}…\u00a0𠀀"),
    min_size=1,
    max_size=60,
)


@given(SIGNS | st.text(min_size=1))
def test_no_rule_raises_and_every_finding_points_at_its_marks(text: str) -> None:
    try:
        notice = noted(text, title=[text, text], document={"number": text})
    except ValueError:
        return
    for rule in RULES:
        for one in rule.check(subject(notice)):
            at = one.span.start
            assert isinstance(at, int)
            assert one.span.text[at:].startswith(one.span.marks)
            assert one.message("zh")
            assert one.hint("en")


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "”、“",
        "甲 ",
        "(",
        ")甲(",
        "《",
        '"',
        "'",
        "甲.",
        "..",
        "Ａ",
        "2)",
        "‘“",
        "《甲》、",
        " ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    notice = noted("甲" + piece * 20000)
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(subject(notice)))

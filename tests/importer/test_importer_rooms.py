"""The rooms of the importer one by one: characters, furniture, marks, headings, measures, closing, signature."""

from typing import Any

import pytest

from rectify_gen import chinese
from rectify_gen.diagnostics import InputError, Position
from rectify_gen.importer import (
    facts,
    furniture,
    heading_words,
    import_source,
    import_text,
    measures,
    typed_marks,
)
from rectify_gen.importer.characters import resolve_field_codes
from rectify_gen.importer.frame import read_frame
from rectify_gen.importer.opening_facts import read_opening
from rectify_gen.importer.plain_text import read_plain_text
from rectify_gen.importer.prove import printed
from rectify_gen.importer.signature_lines import read_signature
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock, SourceCell
from rectify_gen.model import notice_of
from rectify_gen.places import Place


def texts_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs that the reader of plain text finds."""
    return tuple(block.text for block in read_plain_text(text).blocks)


@pytest.mark.parametrize(
    ("typed", "resolved"),
    [
        (" EQ \\o\\ac(○,22)核对", "㉒核对"),
        ("EQ\\o\\ac(○,4)", "④"),
        ("{ EQ \\o\\ac( ○ ， 15 ) }", "⑮"),
        ("eq \\o\\ac（◯,52）", "（52）"),
        ("EQ \\o\\ac(○,甲)", "EQ \\o\\ac(○,甲)"),
    ],
)
def test_field_codes(typed: str, resolved: str) -> None:
    assert resolve_field_codes(typed)[0].strip() == resolved


@pytest.mark.parametrize(
    "line", ["— 3 —", "- 12 -", "－３－", "—5—", "第3页", "第 3 页 共 10 页", "3/10"]
)
def test_page_numbers(line: str) -> None:
    assert furniture.is_page_number(line)


@pytest.mark.parametrize("line", ["3", "2025年", "—", "第三页", "一、二、"])
def test_no_page_numbers(line: str) -> None:
    assert not furniture.is_page_number(line)


@pytest.mark.parametrize(
    ("text", "sample", "number", "rest"),
    [
        ("二、任务", "一、", 2, "任务"),
        ("一.任务", "一.", 1, "任务"),
        ("（十一）任务", "（一）", 11, "任务"),
        ("(三)任务", "(一)", 3, "任务"),
        ("12. 任务", "1.", 12, "任务"),
        ("3、任务", "1、", 3, "任务"),
        ("3．任务", "1．", 3, "任务"),
        ("３．任务", "１．", 3, "任务"),
        ("1.2024年以来", "1.", 1, "2024年以来"),
        ("（4）任务", "（1）", 4, "任务"),
        ("4）任务", "1）", 4, "任务"),
        ("㉒任务", "①", 22, "任务"),
        ("⑷任务", "（1）", 4, "任务"),
        ("第二部分 任务", "第一部分", 2, "任务"),
        ("反馈问题二：任务", "反馈问题一：", 2, "任务"),
        ("问题3：任务", "问题1：", 3, "任务"),
        ("问题（三）：任务", "问题（一）：", 3, "任务"),
        ("【问题2】任务", "【问题1】", 2, "任务"),
    ],
)
def test_marks(text: str, sample: str, number: int, rest: str) -> None:
    mark = typed_marks.read_mark(text)
    assert mark is not None
    assert (mark.sample, mark.number, mark.rest) == (sample, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元",
        "2024年",
        "一是加强",
        "三、四季度指标",
        "一、",
        "（某）",
        "3.15晚会",
        "",
        "问题：",
    ],
)
def test_no_marks(text: str) -> None:
    assert typed_marks.read_mark(text) is None


@pytest.mark.parametrize(
    ("first", "last", "count", "sample"),
    [
        ("①", "⑳", 20, "①"),
        ("❶", "❿", 10, "①"),
        ("➀", "➉", 10, "①"),
        ("⑴", "⒇", 20, "（1）"),
        ("⒈", "⒛", 20, "1."),
        ("㈠", "㈩", 10, "（一）"),
    ],
)
def test_numbers_in_one_character(
    first: str, last: str, count: int, sample: str
) -> None:
    for sign, number in ((first, 1), (last, count)):
        mark = typed_marks.read_mark(sign + "任务")
        assert mark is not None
        assert (mark.sample, mark.number) == (sample, number)
    for outside in (chr(ord(first) - 1), chr(ord(last) + 1)):
        beside = typed_marks.read_mark(outside + "任务")
        assert beside is None or beside.number not in (0, count + 1)


@pytest.mark.parametrize("number", range(1, 51))
def test_each_circled_number_up_to_fifty(number: int) -> None:
    mark = typed_marks.read_mark(chinese.circled(number) + "任务")
    assert mark is not None
    assert (mark.sample, mark.number, mark.rest) == ("①", number, "任务")


@pytest.mark.parametrize("sign", ["㉠", "㋀", "㊰"])
def test_signs_beside_the_circled_numbers_are_none(sign: str) -> None:
    assert typed_marks.read_mark(sign + "任务") is None


def test_bare_numbers_count_on_from_one() -> None:
    texts = ["1强化管理", "说明", "2规范程序", "3月份完成", "3台账齐全", "100人参训"]
    assert sorted(typed_marks.bare_numbers(texts)) == [0, 2, 4]
    assert typed_marks.bare_numbers(["1台设备", "2024年", "3月"]) == {}
    assert typed_marks.bare_numbers(["1强化管理", "2台设备", "3规范程序"]) == {}


def test_two_bare_numbers_are_no_list() -> None:
    assert typed_marks.bare_numbers(["1强化管理", "2规范程序"]) == {}
    twice_two = ["1强化管理", "2规范程序", "1健全制度", "2补齐台账"]
    assert typed_marks.bare_numbers(twice_two) == {}
    assert sorted(typed_marks.bare_numbers([*twice_two, "3提升效能"])) == [2, 3, 4]
    assert sorted(typed_marks.bare_numbers(["3提升效能", *twice_two])) == []


@pytest.mark.parametrize(
    ("words", "heading", "text"),
    [
        ("加强管理。召开会议。", "加强管理。", "召开会议。"),
        ("加强管理", "加强管理", ""),
        (
            "关于“形式主义。”问题的整改。已完成。",
            "关于“形式主义。”问题的整改。",
            "已完成。",
        ),
        ("巡河流于表面.增派人手。", "巡河流于表面.", "增派人手。"),
        ("同比增长2.5个百分点。好。", "同比增长2.5个百分点。", "好。"),
        ("关于记录不全的问题：补齐记录。", "关于记录不全的问题：", "补齐记录。"),
        ("针对“记录不全”的问题，补齐记录。", "针对“记录不全”的问题，", "补齐记录。"),
        ("完成验收。。下一项。", "完成验收。。", "下一项。"),
    ],
)
def test_where_headings_end(words: str, heading: str, text: str) -> None:
    assert heading_words.split(words) == (heading, text)


@pytest.mark.parametrize(
    ("heading", "problem", "form"),
    [
        ("关于“记录不全”问题的整改。", "记录不全", "关于“{}”问题的整改。"),
        ("关于“甲”“乙”不分的问题", "“甲”“乙”不分", "关于{}的问题"),
        ("“记录不全”的问题。", "记录不全", "“{}”的问题。"),
        ("关于记录不够完整问题的整改情况", "记录不够完整", "关于{}问题的整改情况"),
        ("反馈问题：记录不全。", "记录不全", "反馈问题：{}。"),
        (
            "关于“落实“三重一大”制度不严”问题的整改",
            "落实“三重一大”制度不严",
            "关于“{}”问题的整改",
        ),
        (
            "关于“学习不够”和“作风不实”问题的整改",
            "“学习不够”和“作风不实”",
            "关于{}问题的整改",
        ),
    ],
)
def test_forms(heading: str, problem: str, form: str) -> None:
    named = heading_words.named(heading)
    assert named is not None
    assert (named.problem, named.form) == (problem, form)
    assert named.form.replace("{}", named.problem) == heading


@pytest.mark.parametrize(
    "heading",
    [
        "加强管理。",
        "关于基层党组织建设方面",
        "关于审计发现问题整改方面",
        "关于“{}”的问题",
    ],
)
def test_no_forms(heading: str) -> None:
    assert heading_words.named(heading) is None


@pytest.mark.parametrize(
    ("paragraphs", "members"),
    [
        (["一是甲。", "二是乙。"], [{"measures": ["甲。", "乙。"]}]),
        (
            ["一是甲。", "续甲。", "二是乙。", "其他。"],
            [{"measures": [["甲。", "续甲。"], "乙。"]}, "其他。"],
        ),
        (["一是甲；二是乙。"], [{"measures": ["甲；", "乙。"], "run_in": True}]),
        (
            ["引语：一是甲，二是乙。"],
            [{"text": "引语：", "measures": ["甲，", "乙。"]}],
        ),
        (["三是丙。", "四是丁。"], [{"measures": ["丙。", "丁。"], "start": 3}]),
        (["所谓“一是一，二是二”。"], ["所谓“一是一，二是二”。"]),
        (["这样做，一是不难。"], ["这样做，一是不难。"]),
        (["不是一是，就是二是。"], ["不是一是，就是二是。"]),
        (["一是甲。三是丙。"], [{"measures": ["甲。三是丙。"]}]),
        (["一是"], ["一是"]),
        (
            ["会议强调：“要做到：一是学习。二是落实。”"],
            ["会议强调：“要做到：一是学习。二是落实。”"],
        ),
        (
            ["学习《要点。一是学习。二是落实。》后整改。"],
            ["学习《要点。一是学习。二是落实。》后整改。"],
        ),
        (
            ["压实“两个责任”。一是甲。二是乙。"],
            [{"text": "压实“两个责任”。", "measures": ["甲。", "乙。"]}],
        ),
        (
            ["一是甲。二是乙。一是丙。"],
            [{"measures": ["甲。", "乙。一是丙。"], "run_in": True}],
        ),
        (["二是乙。一是甲。"], [{"text": "二是乙。", "measures": ["甲。"]}]),
        (["成效：一是甲。"], [{"text": "成效：", "measures": ["甲。"]}]),
        (["成效，一是甲。"], ["成效，一是甲。"]),
        (
            ["一是甲。", "续甲。", "二是乙。三是丙。"],
            [
                {"measures": ["甲。"]},
                "续甲。",
                {"measures": ["乙。", "丙。"], "run_in": True, "start": 2},
            ],
        ),
        (["一是甲。", "其他。"], [{"measures": ["甲。"]}, "其他。"]),
    ],
)
def test_measures(paragraphs: list[str], members: list[Any]) -> None:
    assert measures.members(paragraphs) == members


@pytest.mark.parametrize(
    ("texts", "organizations", "date", "left"),
    [
        (
            ["文。", "中共某县水务局党组", "2025年4月7日"],
            ("中共某县水务局党组",),
            "2025年4月7日",
            1,
        ),
        (
            ["文。", "中 共 某 县 委 员 会", "2025 年 4 月 7 日"],
            ("中共某县委员会",),
            "2025年4月7日",
            1,
        ),
        (
            ["文。", "某县水务局党组   2025年4月7日"],
            ("某县水务局党组",),
            "2025年4月7日",
            1,
        ),
        (
            ["文。", "甲县水务局", "乙县水务局", "2025年4月7日"],
            ("甲县水务局", "乙县水务局"),
            "2025年4月7日",
            1,
        ),
        (["文。", "2025年4月7日"], (), "2025年4月7日", 1),
        (["文。", "中共某县水务局党组"], ("中共某县水务局党组",), None, 1),
    ],
)
def test_signatures(
    texts: list[str], organizations: tuple[str, ...], date: str | None, left: int
) -> None:
    signed, before = read_signature(texts)
    assert signed is not None
    assert (signed.organizations, signed.date, before) == (organizations, date, left)


@pytest.mark.parametrize(
    "date",
    [
        "2025年4月7日",
        "2025 年 4 月 7 日",
        "二〇二五年四月七日",
        "二○二五年四月七日",
        "二O二五年四月七日",
        "2025年04月07日",
        "2025-04-07",
        "2025.4.7",
        "２０２５年４月７日",
    ],
)
def test_a_date_in_another_writing_is_the_day_that_it_names(date: str) -> None:
    signed, left = read_signature(["文。", "中共某县水务局党组", date])
    assert signed is not None
    assert (signed.date, signed.lines, left) == ("2025年4月7日", (), 1)


@pytest.mark.parametrize("date", ["2025年2月30日", "2025年4月", "二〇二五年四月"])
def test_a_date_that_names_no_day_stays_a_line(date: str) -> None:
    signed, left = read_signature(["文。", "中共某县水务局党组", date])
    assert signed is not None
    assert (signed.date, left) == (None, 1)
    assert signed.lines == ("中共某县水务局党组", date)


@pytest.mark.parametrize("last", ["20250407", "0599-5550", "2025"])
def test_digits_alone_are_no_date(last: str) -> None:
    assert read_signature(["文。", "某县水务局", last]) == (None, 3)


@pytest.mark.parametrize(
    "texts",
    [
        ["文。", "中共某县水务局党组（盖章）", "2025年4月7日"],
        ["文。", "中共某县水务局党组", "（公章）", "2025年4月7日"],
        ["文。", "中共某县水务局党组", "2025年4月7日", "（盖章）"],
    ],
)
def test_a_word_for_the_seal_is_no_part_of_the_name(texts: list[str]) -> None:
    signed, left = read_signature(texts)
    assert signed is not None
    assert signed.organizations == ("中共某县水务局党组",)
    assert (signed.date, signed.has_seal_word, left) == ("2025年4月7日", True, 1)


@pytest.mark.parametrize(
    ("title", "preamble", "expected"),
    [
        (
            "",
            "根据市委统一部署，2024年3月1日至5月10日，市委第一巡察组对甲局党组进行了常规巡察。"
            "2024年7月9日，市委第一巡察组向甲局党组反馈了巡察意见。",
            {
                "authority": "市委",
                "team": "市委第一巡察组",
                "type": "常规巡察",
                "start": "2024-03-01",
                "end": "2024-05-10",
                "feedback_date": "2024-07-09",
            },
        ),
        (
            "",
            "2024年11月1日至2025年1月10日，县委第二巡察组对甲局党组开展了为期两个月的“回头看”。"
            "2025年3月9日，县委巡察办向甲局党组反馈了意见。",
            {
                "authority": "县委",
                "team": "县委第二巡察组",
                "type": "“回头看”",
                "start": "2024-11-01",
                "end": "2025-01-10",
                "feedback_date": "2025-03-09",
                "feedback_by": "县委巡察办",
            },
        ),
        (
            "",
            "市委第一巡察组对甲局党组开展专项巡察。",
            {"authority": "市委", "team": "市委第一巡察组", "type": "专项巡察"},
        ),
        (
            "",
            "按照省委巡视工作安排，省委第三巡视组对甲局党组进行了巡视。",
            {"authority": "省委", "team": "省委第三巡视组"},
        ),
        (
            "甲局党组关于八届市委第四轮巡察整改情况的通报",
            "第五巡察组对甲局党组进行了巡察。",
            {
                "authority": "市委",
                "term": "八届",
                "round": "第四轮",
                "team": "第五巡察组",
            },
        ),
        (
            "",
            "由八届市委第四轮巡察第五巡察组对甲局党组实施第四轮巡察。",
            {
                "authority": "市委",
                "term": "八届",
                "round": "第四轮",
                "team": "第五巡察组",
            },
        ),
        (
            "",
            "2024年03月01日至05月10日，市委第一巡察组对甲局党组进行了巡察。"
            "2024年7月9日，正式反馈了意见。",
            {
                "authority": "市委",
                "team": "市委第一巡察组",
                "start": "2024-03-01",
                "end": "2024-05-10",
                "feedback_date": "2024-07-09",
            },
        ),
        (
            "",
            "2024年3月1日至2月30日，市委第一巡察组进驻。2024年7月9日，反馈问题整改启动。",
            {},
        ),
    ],
)
def test_facts_of_the_inspection(
    title: str, preamble: str, expected: dict[str, str]
) -> None:
    assert read_opening(preamble, title).facts == expected


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("中共示例市水务局党组关于巡察整改进展情况的通报", "中共示例市水务局党组"),
        ("【巡察整改】示例市水务局党组关于巡察整改的通报", "示例市水务局党组"),
        ("示例市水务局党组（以下简称“局党组”）关于巡察整改的通报", "示例市水务局党组"),
        ("2024年示例市水务局党组关于巡察整改的通报", "示例市水务局党组"),
        ("示例市水务局党组2024年巡察整改情况公告", "示例市水务局党组"),
        ("关于中共示例市水务局党组巡察整改情况的通报", "中共示例市水务局党组"),
        ("关于示例镇党委落实县委巡察反馈意见整改情况的公示", "示例镇党委"),
        ("示例市水务局党组对市委第一巡察组反馈意见整改情况的通报", "示例市水务局党组"),
        ("示例市卫生健康委员会党组履行主体责任情况", "示例市卫生健康委员会党组"),
        ("关于市委第三巡察组反馈意见整改情况的通报", None),
        ("关于落实市委巡察反馈意见整改情况的通报", None),
        ("市委第一巡察组巡察示例市水务局党组反馈意见整改情况", None),
        ("关于县委第一轮巡察整改情况的通报", None),
        ("市委巡察整改进展情况通报", None),
        ("巡察整改情况通报", None),
    ],
)
def test_the_organ_in_a_title(title: str, organ: str | None) -> None:
    assert facts.title_organ(title) == organ


@pytest.mark.parametrize(
    ("names", "organs"),
    [
        ("示例市水务局党组", ["示例市水务局党组"]),
        ("示例市甲局党组、示例市乙局党组", ["示例市甲局党组", "示例市乙局党组"]),
        ("示例镇党委、政府", ["示例镇党委、政府"]),
    ],
)
def test_several_organs_in_a_title(names: str, organs: list[str]) -> None:
    assert facts.several_organs(names) == organs


@pytest.mark.parametrize(
    ("text", "inspected", "short"),
    [
        ("局党组召开会议，市局党组成员参加。", None, None),
        ("局党组召开会议。局党组成员参加。", None, "局党组"),
        ("局党组召开会议。", "市水务局党组", None),
        ("市水务局党组开会。市水务局党组研究。", "市水务局党组", "市水务局党组"),
        ("中共市水务局党组开会。中共市水务局党组研究。", "中共市水务局党组", None),
    ],
)
def test_the_short_name_is_what_the_organ_calls_itself_twice(
    text: str, inspected: str | None, short: str | None
) -> None:
    assert facts.short_name(text, "中共市水务局党组", inspected) == short


def test_what_was_repaired_is_reported() -> None:
    source = read_plain_text(
        "\ufeff来源：某局 浏览次数：3\n标题\t甲\u200b\n— 1 —\n文。\n EQ \\o\\ac(○,3)丙。\n【打印】"
    )
    assert tuple(block.text for block in source.blocks) == ("标题 甲", "文。", "③丙。")
    assert sorted({diagnostic.code for diagnostic in source.diagnostics}) == [
        "import-control",
        "import-field-code",
        "import-invisible",
        "import-page",
        "import-space",
        "import-web-page",
    ]


def test_a_running_header_is_left_out() -> None:
    pages = "\n".join(f"第{n}句话到此为止。\n— {n} —\n某县水务局" for n in range(1, 5))
    assert "某县水务局" not in texts_of(pages)


def test_figures_that_contradict_the_body_are_left_out() -> None:
    text = "标题关于巡察整改的通报\n反馈了2个方面{}个问题。\n一、整改落实情况\n1.关于“甲不足”的问题。已改。\n2.关于“乙不足”的问题。已改。"
    assert import_text(text.format(2)).data["statistics"] == {"areas": 2, "problems": 2}
    differing = import_text(text.format(3))
    assert differing.data["statistics"] == {"areas": 2}
    assert "import-figure" in {diagnostic.code for diagnostic in differing.diagnostics}


ITEMS_BELOW_ITEMS = """标题关于巡察整改的通报
一、整改落实情况
（一）{}
1.关于“巡查不到位”的问题。已修订巡查办法。
2.关于“台账不全”的问题。已补齐台账。
（二）{}
1.关于“程序倒置”的问题。已修订采购办法。
2.关于“验收走过场”的问题。已重新验收。
3.关于“登记不全”的问题。已补登。
"""


@pytest.mark.parametrize(
    ("first", "second", "items"),
    [
        ("关于防火巡查方面", "关于苗木采购方面", 5),
        ("关于防火巡查方面", "关于“采购不规范”的问题", 5),
        ("关于“防火不严”的问题", "关于“采购不规范”的问题", 2),
    ],
    ids=["groups", "half of them", "problems"],
)
def test_items_are_counted_below_their_groups(
    first: str, second: str, items: int
) -> None:
    summary = import_text(ITEMS_BELOW_ITEMS.format(first, second)).summary
    assert (summary.items, summary.problems) == (items, 5)


def test_headings_at_another_mark_are_items_and_no_groups() -> None:
    text = ITEMS_BELOW_ITEMS.replace("1.", "（1）").replace("2.", "（2）")
    text = text.replace("3.", "（3）").replace("（一）", "1.").replace("（二）", "2.")
    summary = import_text(text.format("关于防火方面", "关于采购方面")).summary
    assert (summary.items, summary.problems) == (2, 5)


def test_each_waiver_quotes_what_stands_once() -> None:
    text = """标题关于巡察整改的通报
一、整改落实情况
1.关于“巡查不到位”的问题。2024年2月30日，局党组召开会议，于2024年2月30日印发办法。
2.关于“台账不全”的问题。2024年2月30日，财务科召开会议，于2024年2月30日补齐台账。
"""
    waivers = import_text(text).data["waivers"]
    assert [waiver["code"] for waiver in waivers] == ["impossible-date"] * 4
    for waiver in waivers:
        assert "2024年2月30日" in waiver["where"]
        assert text.count(waiver["where"]) == 1


def test_ten_thousand_sections_are_understood() -> None:
    result = import_text("一、文\n" * 10_001)
    assert "import-plainer" not in {
        diagnostic.code for diagnostic in result.diagnostics
    }
    assert len(result.data["sections"]) == 10_001


def test_dates_out_of_order_are_no_facts_and_are_reported() -> None:
    text = "标题关于巡察整改的通报\n2024年5月6日至5月1日，县委巡察组对某局党组进行了巡察。\n一、整改落实情况\n文。"
    result = import_text(text)
    assert "start" not in result.data["inspection"]
    (unread,) = [one for one in result.diagnostics if one.code == "import-unread-fact"]
    assert unread.route == ("inspection", "start")
    assert unread.facts["words"] == "2024年5月6日至5月1日"


def test_a_lone_date_does_not_make_the_organ_sign() -> None:
    result = import_text(
        "中共某县水务局党组关于巡察整改的通报\n一、整改落实情况\n文。\n2025年4月7日"
    )
    assert result.data["signature"] == {"organizations": [], "date": "2025-04-07"}
    notice = notice_of(result.data)
    assert notice is not None
    assert printed(notice).endswith("文。2025年4月7日")


def test_a_block_knows_the_line_on_which_it_begins() -> None:
    source = read_plain_text("标题\n\n召开会议，\n研究整改。\n　　印发方案。\n")
    lines = [(block.text, block.place) for block in source.blocks]
    assert lines == [
        ("标题", Position(1, 1, 1, 3)),
        ("召开会议，研究整改。", Position(3, 1, 3, 6)),
        ("印发方案。", Position(5, 1, 5, 8)),
    ]


def test_blocks_of_any_reader_are_understood() -> None:
    texts = ["关于整改的通报", "一、任务落实情况", "（一）台账不全。已补齐。"]
    blocks = []
    for number, text in enumerate(texts, start=1):
        place = Place("word/document.xml", paragraph=number)
        blocks.append(SourceBlock(text, place, style="正文"))
    source = NoticeSource(tuple(blocks), words="".join(texts), diagnostics=())
    data = import_source(source).data
    assert data["title"] == texts[0]
    assert data["sections"] == [
        {
            "role": "rectification",
            "heading": "任务落实情况",
            "form": "{}。",
            "content": [
                {
                    "problem": "台账不全",
                    "run_in": True,
                    "content": "已补齐。",
                }
            ],
        }
    ]


def test_text_behind_a_heading_is_a_block_of_its_own_at_the_same_place() -> None:
    place = Place("word/document.xml", paragraph=1, cell=(1, 2, 3))
    heading = SourceBlock(
        "一、总体情况。已完成。",
        place,
        style="标题 1",
        heading_level=1,
        numbering_level=1,
        cell=SourceCell(table=1, row=2, column=3),
    )
    (section,) = read_frame([heading]).sections
    assert section.heading == "总体情况。"
    (paragraph,) = section.body
    assert paragraph.mark is None
    assert paragraph.block == SourceBlock(
        "已完成。", place, style="标题 1", cell=SourceCell(table=1, row=2, column=3)
    )


def test_a_source_without_blocks_is_refused() -> None:
    with pytest.raises(InputError):
        import_source(NoticeSource((), words="", diagnostics=()))


@pytest.mark.parametrize("day", ["2024年2月30日", "2024年13月1日", "2024年12月35日"])
def test_a_day_that_does_not_exist_is_no_fact_but_stays_in_the_text(day: str) -> None:
    preamble = f"市委第一巡察组对甲局党组进行了巡察。{day}，市委巡察办反馈了意见。"
    data = import_text(f"整改通报\n{preamble}\n一、任务落实情况\n文。\n").data
    assert data["preamble"] == (
        f"{{team}}对{{inspected}}进行了巡察。{day}，{{feedback_by}}反馈了意见。"
    )
    assert data["inspection"] == {
        "authority": "市委",
        "team": "市委第一巡察组",
        "feedback_by": "市委巡察办",
    }


def test_a_mark_known_from_a_deeper_level_stands_straight_below_another() -> None:
    text = (
        "整改通报\n一、任务落实情况\n（一）台账不全\n1.补齐台账\n①逐项核对。\n②专人保管。\n"
        "（二）检查不力\n①增派人手。\n②按月通报。\n"
    )
    result = import_text(text)
    assert "import-plainer" not in {
        diagnostic.code for diagnostic in result.diagnostics
    }
    second_group = result.data["sections"][0]["content"][1]
    assert [item["heading"] for item in second_group["content"]] == [
        "增派人手。",
        "按月通报。",
    ]

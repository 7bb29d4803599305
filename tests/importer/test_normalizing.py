"""``--normalize``: what is corrected, what never is, and the laws of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen.importer import import_text
from rectify_gen.importer.normalizing import normalized
from rectify_gen.importer.plain_text import read_plain_text


def corrected(text: str) -> str:
    source, _ = normalized(read_plain_text(text))
    return "\n".join(block.text for block in source.blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # widths
        ("成立小组,修订办法;执行到位.", "成立小组，修订办法；执行到位。"),
        ("整改情况:已完成!", "整改情况：已完成！"),
        ("专职(兼职)人员", "专职（兼职）人员"),
        ("共２５３人，使用ＧＤＰ和Ａ４纸", "共253人，使用GDP和A4纸"),
        ("落实《章程(2022年修订)》", "落实《章程（2022年修订）》"),
        # marks
        ("(一)组织领导", "（一）组织领导"),
        ("（二）、组织领导", "（二）组织领导"),
        ("三.组织领导", "三、组织领导"),
        ("１．公开信息", "1.公开信息"),
        ("2、公开信息", "2、公开信息"),
        ("(3)公开信息", "（3）公开信息"),
        ("4)公开信息", "4）公开信息"),
        ("⑴公开信息", "（1）公开信息"),
        ("⒈公开信息", "1.公开信息"),
        ("㈠公开信息", "（一）公开信息"),
        ("❶公开信息", "①公开信息"),
        ("措施：(1)建账；(2)销号", "措施：（1）建账；（2）销号"),
        # quotation marks, dashes
        ('落实"三会一课"制度', "落实“三会一课”制度"),
        ("学习、讨论...等形式", "学习、讨论……等形式"),
        ("一条主线--整改", "一条主线——整改"),
        ("电话：0755—88113963", "电话：0755-88113963"),
        ("财预[2015]230号", "财预〔2015〕230号"),
        # blanks
        ("完成了 10家改造。", "完成了10家改造。"),
        ("2024 年 3 月 4 日至5 月 17日", "2024年3月4日至5月17日"),
        # codes
        ("甲&nbsp;&ldquo;乙&rdquo;&#12290;", "甲“乙”。"),
        ("第 PAGE \\* MERGEFORMAT 页", "第页"),
        ('见HYPERLINK "http://a.cn/b" 本局网站', "见本局网站"),
        ("已整改到位。。", "已整改到位。"),
    ],
)
def test_a_fault_is_corrected(text: str, expected: str) -> None:
    assert corrected(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "网址：http://www.a.cn/b?c=1,2&amp;d=(3)",
        "邮箱：a.b@c.cn",
        "时间为9:30至10:00，比分3:2",
        "投资1,250.5万元",
        "1.5亿元已拨付",
        "3.15晚会曝光",
        "函数f(1)的值",
        "采用ISO 9001标准和Windows 11系统",
        "责任人：张 三",
        "联系人：李四  联系电话：0755-88113963",
        "引用“对照检查...走过场”的说法",
        "题为《关于2024 年 3 月工作的通知》",
        "附件：a.docx",
        "依据（2015）民初字12号",
        "①建立台账",
        "第一部分 总体情况",
        "东岭县水务局　　东岭县河务中心",
        "中共东岭县委员会 2025年4月7日",
    ],
)
def test_what_is_no_fault_stays(text: str) -> None:
    assert corrected(text) == text


def test_each_correction_is_listed_with_its_line() -> None:
    text = "关于巡察整改情况的通报\n\n根据市委部署,进行了巡察。\n(一)甲,乙\n"
    _, corrections = normalized(read_plain_text(text))
    listed = [(each.place, each.before, each.after) for each in corrections]
    assert [(place.line, before, after) for place, before, after in listed] == [  # type: ignore[union-attr]
        (3, ",", "，"),
        (4, "(", "（"),
        (4, ")", "）"),
        (4, ",", "，"),
    ]
    assert corrections[0].text == "根据市委部署,进行了巡察。"


def test_a_text_without_faults_is_the_same_source() -> None:
    source = read_plain_text("关于整改的通报\n一、情况\n（一）甲。\n1.乙。\n")
    assert normalized(source) == (source, ())


def test_numbers_that_differed_in_width_only_are_derived() -> None:
    text = (
        "某局党组关于巡察整改进展情况的通报\n现予公布。\n一、整改落实情况\n"
        "（一）关于党建方面\n1.甲问题\n已改。\n2．乙问题\n已改。\n(二)关于作风方面\n１.丙问题\n已改。\n"
    )
    as_typed = import_text(text)
    assert "number" in str(as_typed.data)
    corrected_import = import_text(text, normalize=True)
    assert "number" not in str(corrected_import.data["sections"])
    assert "numbering" not in corrected_import.data
    assert {diagnostic.code for diagnostic in corrected_import.diagnostics}.isdisjoint(
        ("import-signs", "import-number", "import-plainer", "import-differs")
    )


def values_of_digits(text: str) -> list[int]:
    """The digits of ``text`` by their value; those of single-character marks one by one."""
    values: list[int] = []
    for sign in unicodedata.normalize("NFKC", text):
        if unicodedata.digit(sign, None) is not None:
            values.append(unicodedata.digit(sign))
    return values


SIGNS = st.text(
    "一二三四十是、.．（）()[]〔〕【】1２3０①⑴⒈❶。；;：:，,“”\"'《》… \u3000\n年月日号问题关于的整改局党组ＡｂAb@/&-—·!?！？",
    max_size=60,
)
PIECES = st.lists(
    st.sampled_from(
        (
            *(
                "根据市委部署,",
                "(一)",
                "（二）、",
                "１．",
                '"学习"',
                "2024 年 3 月",
                "...",
                "--",
            ),
            *(
                "http://a.cn/b?c=1,",
                "a@b.cn",
                "&nbsp;",
                "&amp;nbsp;",
                "&#12290;",
                "。。",
                "\n",
            ),
            *(
                "PAGE \\* MERGEFORMAT",
                "张 三",
                "《甲(乙)》",
                "“丙 ...丁”",
                "12:30",
                "财[2015]3号",
            ),
        )
    ),
    max_size=12,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(SIGNS | PIECES)
def test_normalizing_twice_is_normalizing_once_and_keeps_every_digit(text: str) -> None:
    source = read_plain_text(text)
    before = "\n".join(block.text for block in source.blocks)
    once, _ = normalized(source)
    twice, corrections = normalized(once)
    assert corrections == ()
    assert twice == once
    after = "\n".join(block.text for block in once.blocks)
    if "&#" not in before:
        assert values_of_digits(after) == values_of_digits(before)

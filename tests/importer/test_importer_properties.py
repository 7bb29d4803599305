"""Whatever the text, the importer gives valid data that prints the text's words again."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen.diagnostics import InputError, errors
from rectify_gen.importer import Imported, import_text
from rectify_gen.importer.characters import as_compared, squeeze
from rectify_gen.importer.prove import printed
from rectify_gen.model import Notice, notice_of
from rectify_gen.report import imports
from rectify_gen.source import SourceFile, locate
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.templating.fill import fill
from rectify_gen.view import compose
from rectify_gen.view.printed_text import body_lines

LINES = (
    "中共东岭县水务局党组关于九届县委第二轮巡察整改进展情况的通报",
    "关于巡察整改情况的报告",
    "东水党组〔2025〕3号",
    "县委巡察办：",
    "根据县委统一部署，2024年3月1日至5月10日，县委第一巡察组对中共东岭县水务局党组进行了巡察。",
    "一、履行巡察整改主体责任情况",
    "二、整改落实情况。",
    "一.组织领导",
    "第一部分 总体情况",
    "（一）关于工程管理方面",
    "(二) 关于“资金监管不严”的问题。",
    "1.关于“招标不规范”问题的整改。一是补办手续；二是修订办法。",
    "1、压实责任。召开会议3次。",
    "2．完善制度",
    "１．公开信息",
    "（1）建立台账。逐项销号。",
    "(2)开展培训",
    "①清理账目。已完成。",
    "⑴核对数据",
    "⑳重复编号",
    " EQ \\o\\ac(○,22)巡查不到位。已整改。",
    "EQ \\o\\ac( ○ , 52 )记录不全。",
    "（51）超出范围",
    "反馈问题一：水费收缴不及时",
    "反馈问题2：巡河走过场",
    "整改情况：已完成",
    "整改成效：",
    "整改措施:逐条落实",
    "一是加强学习。二是加强检查。",
    "一是加强学习。",
    "二是加强检查",
    "三是",
    "所谓“一是一，二是二”，就是实事求是。",
    "1强化管理",
    "2规范程序",
    "3提升效能",
    "2024年完成投资3亿元。。",
    "— 3 —",
    "- 4 -",
    "来源：东岭县水务局 发布时间：2025-04-07 浏览次数：12",
    "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。",
    "公示期：2025年4月7日—5月6日。联系电话：0100-1234567、0100-7654321；邮编：100000",
    "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。公开期限：2025年4月7日至5月6日。联系方式：电话1234567；电子邮箱a@b.cn。",
    "特此报告。",
    "附件：1.整改清单",
    "（此件公开发布）",
    "中共东岭县水务局党组",
    "东岭县水务局　　东岭县河务中心",
    "2025年4月7日",
    "2025 年 4 月 7 日",
    "二〇二五年四月七日",
    "2025年04月07日",
    "中共东岭县水务局党组    2025年4月7日",
    "\u3000\u3000\u00a0缩进\t制表\u200b零宽\u2028分行\x07响铃",
    "",
    "   ",
    "{}",
    "{% raw %}",
    "“不成对的引号",
)


def check(text: str) -> None:
    if not squeeze(text):
        with pytest.raises(InputError):
            import_text(text)
        return
    result = import_text(text)
    assert notice_of(result.data) is not None, result.data
    # Mixtures of lines need not be notices.
    faults = [
        fault
        for fault in errors(result.diagnostics)
        if fault.code != "import-other-document"
    ]
    assert not faults, (faults, result.data)
    for diagnostic in result.diagnostics:
        assert diagnostic.message("zh")
        assert diagnostic.message("en")
        assert diagnostic.hint("zh") is not None


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_imported(text: str) -> None:
    check(text)


@given(
    st.lists(st.sampled_from(LINES), max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
)
@settings(max_examples=500, deadline=None)
def test_any_mixture_of_lines_is_imported(lines: list[str], end: str) -> None:
    check(end.join(lines))


@given(
    st.lists(
        st.text(
            "一二三四五六七八九十是、.（）()1234①②③。；：“”《》问题关于的整改情况年月日  \n局党组",
            max_size=40,
        ),
        max_size=8,
    )
)
@settings(max_examples=500, deadline=None)
def test_any_mixture_of_signs_is_imported(lines: list[str]) -> None:
    check("\n".join(lines))


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "\u3000\u200b\n\x07"])
def test_text_without_content_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        import_text(text)


def words_kept(text: str, found: Imported) -> str:
    """The words of ``text`` without those that the import says it left out."""
    codes = ("import-page", "import-web-page", "import-beside-notice")
    words = [as_compared(line) for line in text.splitlines()]
    for diagnostic in found.diagnostics:
        if diagnostic.code in codes and diagnostic.position:
            place = diagnostic.position.line - 1
            left_out = as_compared(str(diagnostic.facts["text"]))
            assert left_out in words[place]
            words[place] = words[place].replace(left_out, "", 1)
    kept = "".join(words)
    for diagnostic in found.diagnostics:
        if diagnostic.code == "import-rewritten":
            before, written, after = kept.rpartition(
                squeeze(str(diagnostic.facts["text"]))
            )
            assert written
            kept = before + squeeze(str(diagnostic.facts["printed"])) + after
    return kept


def assert_same_words(notice: Notice, kept: str) -> None:
    """Parts around the text may be printed in another order than they had; the text itself may not."""
    assert Counter(printed(notice)) == Counter(kept)
    body = squeeze("".join(body_lines(compose(notice), fill)))
    if not notice.document and not notice.signature:
        assert kept.endswith(body)


def lines_of(notice: Notice) -> list[str]:
    """What a clerk would copy out of the printed notice."""
    view = compose(notice)
    return [
        *view.title_lines,
        *view.opening.paragraphs,
        *(
            paragraph.number + paragraph.heading + paragraph.text
            for paragraph in view.paragraphs
        ),
        *view.closing.paragraphs,
    ]


@given(st.lists(st.sampled_from(LINES), min_size=5, max_size=25))
@settings(max_examples=200, deadline=None)
def test_the_words_of_a_text_are_printed_and_none_besides(lines: list[str]) -> None:
    text = "\n".join([*lines, "末段。"])
    result = import_text(text)
    notice = notice_of(result.data)
    assert notice is not None
    assert "import-differs" not in {
        diagnostic.code for diagnostic in result.diagnostics
    }
    assert_same_words(notice, words_kept(text, result))


@given(st.lists(st.sampled_from(LINES), min_size=5, max_size=25))
@settings(max_examples=100, deadline=None)
def test_a_printed_notice_is_imported_with_its_words(lines: list[str]) -> None:
    first = notice_of(import_text("\n".join([*lines, "末段。"])).data)
    assert first is not None
    text = "\n".join(lines_of(first))
    again = import_text(text)
    notice = notice_of(again.data)
    assert notice is not None
    assert_same_words(notice, words_kept(text, again))


@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=20),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_yaml_of_an_import_reads_back_to_its_data(
    lines: list[str], normalize: bool
) -> None:
    text = "\n".join(lines)
    if not squeeze(text):
        return
    result = import_text(text, normalize=normalize)
    written = to_yaml(
        result.data, imports.comments(result), imports.spaced_routes(result)
    )
    located = locate(SourceFile("a.yaml", written))
    bare = locate(SourceFile("a.yaml", to_yaml(result.data)))
    assert located.value == bare.value
    assert located.diagnostics == ()
    # Every text is as it was; figures and flags have become words.
    assert notice_of(located.value) == notice_of(result.data)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_every_fact_and_paragraph_has_a_place_in_the_source(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not squeeze(text):
        return
    result = import_text(text)
    for paragraph in result.plain_paragraphs:
        assert paragraph.place is not None, paragraph

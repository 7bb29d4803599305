"""Back from Word: every change that a reviewer makes in a document goes to its place in the YAML, or is listed."""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

sys.path.append(str(Path(__file__).parents[1] / "templating"))
from docx_maker import make, p, run
from made import EXAMPLES
from needs import NOTICES, needs

from rectify_gen.building.changes import printed_paragraphs
from rectify_gen.building.making import make_document
from rectify_gen.building.returning import BroughtBack, bring_back
from rectify_gen.building.returning.merging import merge
from rectify_gen.building.tasks import Recipe, recipe_of
from rectify_gen.canonical_names import locate
from rectify_gen.choice import Choice
from rectify_gen.diagnostics import InputError
from rectify_gen.key_language import edits_to
from rectify_gen.notice_import import import_file
from rectify_gen.rules import CODES
from rectify_gen.source import SourceFile, apply_edits, read_file
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.source_check import check_source
from rectify_gen.view.provenance import RoutedText

NUMBER = re.compile("[一二三四五六七八九十]+是|（[一二三四]）")
RECIPE = recipe_of({})._replace(choice=Choice(dict.fromkeys(CODES, "off")))

NOTICE = """\
# 一份通报
organization:
  name: 中共临江市档案局党组
inspection:
  authority: 市委
  term: 六届
  round: 第五轮
  team: 市委第三巡察组
  start: 2024-03-05
  end: 2024年5月17日
  feedback_date: 2024/7/2

sections:
  - role: responsibility
    content: 局党组召开会议，逐条研究整改措施。   # 导语
  - role: rectification
    form: 关于“{}”问题的整改。
    content:
      # 第一个问题
      - problem: 学习不深入
        status: done
        content:
          - measures:
              - '制定学习计划，坚持''三会一课''。'
              - "组织研讨12次，\\u5f62成报告。"
          - 整改成效明显，
            制度更加健全。
      - problem: 监督不到位   # 第二个
        responsible_leader: 党组书记
        content:
          - run_in: true
            measures:
              - 开展专项检查。
              - 约谈负责人3名。
              - 通报典型问题。
      - heading: 作风建设有短板。
        run_in: true
        content: 整治文风会风，精简会议。
  - role: next_steps
    content:
      - heading: 持续深化整改。
        content:
          - label: 目标
            content: 全部整改到位。
publication:
  start: 2025-03-10
  end: 2025-04-08
contacts:
  phone: 0598-5550176
  email: dangan@example.com
signature:
  date: 2025-03-10
"""


def source_of(text: str = NOTICE) -> SourceFile:
    return SourceFile("notice.yaml", text)


def lines_of(source: SourceFile, recipe: Recipe = RECIPE) -> list[str]:
    document, _, _ = make_document(source, recipe)
    return [
        line for line in recipe.output.read_text(document).splitlines() if line.strip()
    ]


def document_of(lines: list[str]) -> bytes:
    """A document with ``lines`` as its paragraphs, as somebody would paste them into a new one; cells stand behind tabs."""
    paragraphs = []
    for line in lines:
        cells = [run(escape(cell)) for cell in line.split("\t")]
        paragraphs.append(p("<w:r><w:tab/></w:r>".join(cells)))
    return make("".join(paragraphs))


def brought(change: Callable[[list[str]], None], text: str = NOTICE) -> BroughtBack:
    source = source_of(text)
    lines = lines_of(source)
    change(lines)
    return bring_back(source, document_of(lines), RECIPE)


def text_after(change: Callable[[list[str]], None], text: str = NOTICE) -> str:
    result = brought(change, text)
    assert result.edited is not None, [
        (fault.code, dict(fault.facts)) for fault in result.unplaced
    ]
    return result.edited.data.source.text


def codes(result: BroughtBack) -> set[str]:
    assert result.edited is None
    return {fault.code for fault in result.unplaced}


def replacing(old: str, new: str, count: int = 1) -> Callable[[list[str]], None]:
    """A change of all lines that hold ``old``, which are ``count``."""

    def change(lines: list[str]) -> None:
        places = [index for index, line in enumerate(lines) if old in line]
        assert len(places) == count, (old, lines)
        for index in places:
            lines[index] = lines[index].replace(old, new)

    return change


def inserting(behind: str, *new: str) -> Callable[[list[str]], None]:
    """A change that puts ``new`` lines behind the one that holds ``behind``."""

    def change(lines: list[str]) -> None:
        (index,) = [place for place, line in enumerate(lines) if behind in line]
        lines[index + 1 : index + 1] = new

    return change


def deleting(*parts: str) -> Callable[[list[str]], None]:
    def change(lines: list[str]) -> None:
        for part in parts:
            (line,) = [line for line in lines if part in line]
            lines.remove(line)

    return change


CHANGES: dict[str, tuple[Callable[[list[str]], None], list[tuple[str, str]]]] = {
    "nothing but numbers": (replacing("二是组织", "三是组织"), []),
    "a text in single quotes": (
        replacing("制定学习计划", "制定并落实学习计划"),
        [("制定学习计划", "制定并落实学习计划")],
    ),
    "a text in double quotes": (
        replacing("形成报告", "形成调研报告"),
        [("\\u5f62成报告", "\\u5f62成调研报告")],
    ),
    "a folded text": (
        replacing("制度更加健全", "制度健全"),
        [("制度更加健全", "制度健全")],
    ),
    "a lone text": (replacing("逐条研究", "专题研究"), [("逐条研究", "专题研究")]),
    "the name of a problem": (
        replacing("学习不深入", "学习不够"),
        [("学习不深入", "学习不够")],
    ),
    "a date": (replacing("3月5日", "3月6日"), [("2024-03-05", "2024-03-06")]),
    "the end of a period": (
        replacing("5月17日", "5月9日"),
        [("2024年5月17日", "2024年5月9日")],
    ),
    "a date with strokes": (
        replacing("7月2日", "7月12日"),
        [("2024/7/2", "2024/7/12")],
    ),
    "a telephone number": (
        replacing("0598-5550176", "0598-5550177"),
        [("5550176", "5550177")],
    ),
    "a date that stands once": (
        replacing("2025年3月10日", "2025年3月11日", 2),
        [("2025-03-10", "2025-03-11")],
    ),
    "a measure in the midst": (
        inserting("一是制定", "二是新的措施。"),
        [
            (
                '              - "组织',
                '              - 新的措施。\n              - "组织',
            )
        ],
    ),
    "a measure without its number": (
        inserting("一是制定", "新的措施。"),
        [
            (
                '              - "组织',
                '              - 新的措施。\n              - "组织',
            )
        ],
    ),
    "a measure at the end": (
        inserting("二是组织", "三是新的措施。"),
        [("          - 整改成效", "              - 新的措施。\n          - 整改成效")],
    ),
    "a measure less": (
        deleting("一是制定"),
        [("              - '制定学习计划，坚持''三会一课''。'\n", "")],
    ),
    "a paragraph more": (
        inserting("整改成效", "群众满意度提高。"),
        [("制度更加健全。\n", "制度更加健全。\n          - 群众满意度提高。\n")],
    ),
    "a paragraph behind a lone one": (
        inserting("逐条研究", "会议形成纪要。"),
        [
            (
                "    content: 局党组召开会议，逐条研究整改措施。   # 导语\n",
                "    content:\n      - 局党组召开会议，逐条研究整改措施。   # 导语\n      - 会议形成纪要。\n",
            )
        ],
    ),
    "a measure that was run in": (
        replacing(
            "二是约谈负责人3名。三是", "二是约谈负责人3名。三是组织警示教育。三是"
        ),
        [
            (
                "              - 通报",
                "              - 组织警示教育。\n              - 通报",
            )
        ],
    ),
    "a measure less that was run in": (
        replacing("二是约谈负责人3名。", ""),
        [("              - 约谈负责人3名。\n", "")],
    ),
    "an item with its measures": (
        inserting(
            "一是开展专项检查",
            "（三）关于“带头不够”问题的整改。",
            "一是班子带头。",
            "二是党员跟进。",
        ),
        [
            (
                "      - heading: 作风",
                "      - problem: 带头不够\n        content:\n          - measures:\n"
                "              - 班子带头。\n              - 党员跟进。\n      - heading: 作风",
            )
        ],
    ),
    "an item less": (
        deleting("学习不深入", "一是制定", "二是组织", "整改成效"),
        [
            (
                NOTICE[
                    NOTICE.index("      # 第一个问题") : NOTICE.index(
                        "      - problem: 监督"
                    )
                ],
                "",
            )
        ],
    ),
    "a heading with a form of its own": (
        replacing("关于“监督不到位”问题的整改。", "针对“监督不到位”的整改。"),
        [("问题: 监督不到位", "")],
    ),
    "the heading of a section": (replacing("下一步打算", "下步安排"), [("", "")]),
    "a heading that is run in": (
        replacing("作风建设有短板", "作风不实"),
        [("作风建设有短板", "作风不实")],
    ),
    "a text behind a heading": (
        replacing("精简会议", "少开会议"),
        [("精简会议", "少开会议")],
    ),
    "a label": (replacing("目标：", "任务："), [("label: 目标", "label: 任务")]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_goes_to_its_place(name: str) -> None:
    change, edits = CHANGES[name]
    if not edits:
        result = brought(change)
        assert not result.unplaced
        assert result.edited is None or result.edited.data.source.text == NOTICE
        return
    wanted = NOTICE
    for old, new in edits:
        wanted = wanted.replace(old, new)
    after = text_after(change)
    if wanted != NOTICE:
        assert after == wanted
    lines = lines_of(source_of())
    change(lines)
    printed = lines_of(source_of(after))
    assert [NUMBER.sub("", line) for line in printed] == [
        NUMBER.sub("", line) for line in lines
    ]


def test_standard_words_become_own_ones_with_slots() -> None:
    after = text_after(replacing("统一部署", "统一安排"))
    assert (
        "preamble: 根据{authority}统一安排，{period}，{team}对{organization}进行了巡察。"
        in after
    )
    assert "  start: 2024-03-05\n" in after
    after = text_after(replacing("欢迎广大干部群众", "欢迎社会各界"))
    assert "closing: 欢迎社会各界对" in after
    assert "{publication}" in after
    assert "{contacts}" in after


def test_a_fact_and_the_words_around_it() -> None:
    def change(lines: list[str]) -> None:
        replacing("统一部署", "统一安排")(lines)
        replacing("7月2日", "7月3日")(lines)

    after = text_after(change)
    assert "feedback_date: 2024/7/3" in after
    assert "统一安排" in after


def test_a_form_of_its_own() -> None:
    after = text_after(
        replacing("关于“监督不到位”问题的整改。", "针对“监督不到位”的整改。")
    )
    assert (
        "      - problem: 监督不到位   # 第二个\n        form: 针对“{}”的整改。\n"
        in after
    )


def test_a_section_gets_a_heading_of_its_own() -> None:
    assert "  - role: next_steps\n    heading: 下步安排\n" in text_after(
        replacing("下一步打算", "下步安排")
    )


def at_line(
    words: str, edit: Callable[[list[str], int], None]
) -> Callable[[list[str]], None]:
    """A change at the line that holds ``words``."""

    def change(lines: list[str]) -> None:
        (index,) = [place for place, line in enumerate(lines) if words in line]
        edit(lines, index)

    return change


def split_behind(words: str) -> Callable[[list[str]], None]:
    def edit(lines: list[str], index: int) -> None:
        before, _, behind = lines[index].partition(words)
        lines[index : index + 1] = [before + words, behind]

    return at_line(words, edit)


def join_with_next(words: str) -> Callable[[list[str]], None]:
    def edit(lines: list[str], index: int) -> None:
        lines[index : index + 2] = ["".join(lines[index : index + 2])]

    return at_line(words, edit)


def test_paragraphs_that_were_split_and_joined() -> None:
    after = text_after(split_behind("召开会议，"))
    assert "      - 局党组召开会议，   # 导语\n      - 逐条研究整改措施。\n" in after
    after = text_after(join_with_next("形成报告"))
    assert '成报告。整改成效明显，制度更加健全。"\n' in after
    assert "- 整改成效" not in after


def test_a_heading_stands_alone_now_or_runs_in() -> None:
    after = text_after(split_behind("作风建设有短板。"))
    assert "        run_in: false\n        content: 整治文风会风，精简会议。\n" in after
    text = NOTICE.replace(
        "        run_in: true\n        content: 整治", "        content: 整治"
    )
    assert (
        text_after(join_with_next("作风建设有短板。"), text).count("run_in: true") == 2
    )


def test_what_was_written_anew() -> None:
    after = text_after(replacing("关于“学习不深入”问题的整改。", "学习抓得不紧。"))
    assert "      - problem: 学习抓得不紧\n        form: '{}。'\n" in after
    assert "        status: done\n" in after
    after = text_after(
        replacing(
            "一是开展专项检查。二是约谈负责人3名。三是通报典型问题。", "全面整改到位。"
        )
    )
    assert "        content:\n          - 全面整改到位。\n" in after


def test_own_words_around_slots() -> None:
    preamble = "preamble: 根据{authority}部署，{team}反馈了意见。{{以下}}\n"
    text = NOTICE.replace("sections:\n", preamble + "sections:\n", 1)
    assert "根据{authority}安排，{team}反馈了意见。{{以下}}" in text_after(
        replacing("市委部署", "市委安排"), text
    )
    assert "{team}又反馈了意见。{{以下}}" in text_after(
        replacing("组反馈", "组又反馈"), text
    )
    assert "反馈了意见。{{以下}}{{一}}" in text_after(
        replacing("{以下}", "{以下}{一}"), text
    )


def test_words_typed_beside_a_fact_are_no_part_of_it() -> None:
    after = text_after(replacing("市委第三巡察组对", "市委第三巡察组又对"))
    assert "  team: 市委第三巡察组\n" in after
    assert "{team}又对{organization}" in after


def test_new_keys_are_chinese_where_all_are() -> None:
    chinese = apply_edits(NOTICE, edits_to("zh", locate(source_of())))
    assert "    标题: 下步安排\n" in text_after(
        replacing("下一步打算", "下步安排"), chinese
    )
    added = inserting("三是通报", "（三）关于“带头不够”问题的整改。", "一是班子带头。")
    assert (
        "      - 问题: 带头不够\n        内容:\n          - 措施:\n              - 班子带头。\n"
        in text_after(added, chinese)
    )
    assert "导语: 根据{派出机关}统一安排" in text_after(
        replacing("统一部署", "统一安排"), chinese
    )


def test_a_deleted_heading_leaves_what_stood_below_it() -> None:
    after = text_after(deleting("监督不到位"))
    assert "监督不到位" not in after
    assert (
        "          - 整改成效明显，\n            制度更加健全。\n          - run_in: true\n"
        in after
    )


def test_the_first_content_of_an_item() -> None:
    item = "      - heading: 作风建设有短板。\n"
    content = "        run_in: true\n        content: 整治文风会风，精简会议。\n"
    without_content = NOTICE.replace(item + content, item)
    after = text_after(inserting("作风建设有短板", "整治文风。"), without_content)
    new_content = "        content:\n          - 整治文风。\n"
    assert after == NOTICE.replace(item + content, item + new_content)
    dissolved = text_after(
        deleting("作风建设有短板"),
        NOTICE.replace(
            item + content, "      - heading: 会风不实\n" + item + new_content
        ),
    )
    assert dissolved == NOTICE.replace(
        item + content, "      - heading: 会风不实\n" + new_content
    )


def test_an_item_that_was_moved_keeps_its_facts() -> None:
    def change(lines: list[str]) -> None:
        start = next(index for index, line in enumerate(lines) if "监督不到位" in line)
        item = lines[start : start + 2]
        del lines[start : start + 2]
        first = next(index for index, line in enumerate(lines) if "学习不深入" in line)
        lines[first:first] = item

    after = text_after(change)
    assert after.index("监督不到位") < after.index("学习不深入")
    assert "responsible_leader: 党组书记" in after


@pytest.mark.parametrize("word", ["true", "是", "Yes"])
def test_a_measure_more_in_a_paragraph_of_measures(word: str) -> None:
    flag = "run_in: true\n            measures"
    text = NOTICE.replace(flag, flag.replace("true", word))
    after = text_after(replacing("典型问题。", "典型问题。四是逐项销号。"), text)
    entry = "              - 通报典型问题。\n"
    assert after == text.replace(entry, entry + "              - 逐项销号。\n")


def everywhere(*pairs: tuple[str, str]) -> Callable[[list[str]], None]:
    """A change of words wherever they stand."""

    def change(lines: list[str]) -> None:
        for index in range(len(lines)):
            for old, new in pairs:
                lines[index] = lines[index].replace(old, new)

    return change


FACTS: dict[str, tuple[Callable[[list[str]], None], list[tuple[str, str]]]] = {
    "a name that stands in many places": (
        everywhere(("档案局", "档案馆")),
        [("档案局", "档案馆")],
    ),
    "a period that ends in the next year": (
        everywhere(("至5月17日", "至2025年1月7日")),
        [("2024年5月17日", "2025年1月7日")],
    ),
    "the year of a period": (
        everywhere(("2024年3月5日", "2023年3月5日")),
        [("2024-03-05", "2023-03-05"), ("2024年5月17日", "2023年5月17日")],
    ),
    "a number more": (
        everywhere(("0598-5550176", "0598-5550176、5550199")),
        [("0598-5550176", "0598-5550176、5550199")],
    ),
    "a label of a contact": (
        everywhere(("电话0598", "联系电话：0598")),
        [("phone: 0598", "phone: 联系电话：0598")],
    ),
    "a contact less": (
        everywhere(("；电子邮箱：dangan@example.com", "")),
        [("  email: dangan@example.com\n", "")],
    ),
    "a contact more": (
        everywhere(("example.com", "example.com；邮政编码：353000")),
        [("example.com\n", "example.com\n  postcode: '353000'\n")],
    ),
    "no opening": (
        lambda lines: lines.remove(
            next(line for line in lines if line.startswith("根据"))
        ),
        [("\nsections", "preamble: []\n\nsections")],
    ),
    "a note": (
        lambda lines: lines.append("（此件公开发布）"),
        [("date: 2025-03-10\n", "date: 2025-03-10\ndocument:\n  note: 此件公开发布\n")],
    ),
    "addressees": (
        inserting("情况的通报", "各县（市、区）档案局："),
        [],
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_go_to_their_keys(name: str) -> None:
    change, edits = FACTS[name]
    after = text_after(change)
    wanted = NOTICE
    for old, new in edits:
        wanted = wanted.replace(old, new)
    if edits:
        assert after == wanted


FORMAL = (
    NOTICE
    + """document:
  number: 临档〔2025〕9号
  addressees: 各县（市、区）档案局，市直各单位
  copies_to: 市纪委，市委组织部
  attachments: [整改任务台账, 制度清单]
  note: 此件公开发布
  issued_by: 临江市档案局办公室
  issued_on: 2025-03-11
"""
)


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("〕9号", "〕10号", "number: 临档〔2025〕10号"),
        ("市直各单位", "市直各部门", "addressees: 各县（市、区）档案局，市直各部门"),
        ("制度清单", "制度汇编", "attachments: [整改任务台账, 制度汇编]"),
        ("2.制度清单", "", "attachments: [整改任务台账]"),
        (
            "2.制度清单",
            "2.制度清单\n3.佐证材料",
            "attachments: [整改任务台账, 制度清单, 佐证材料]",
        ),
        ("此件公开发布", "此件不予公开", "note: 此件不予公开"),
        ("市纪委，", "市纪委监委，", "copies_to: 市纪委监委，市委组织部"),
        ("3月11日", "3月12日", "issued_on: 2025-03-12"),
    ],
)
def test_what_surrounds_the_text(old: str, new: str, written: str) -> None:
    templates = recipe_of({"notice": "redhead"}).templates
    recipe = RECIPE._replace(templates=templates)
    source = source_of(FORMAL)
    lines = []
    for line in lines_of(source, recipe):
        lines += line.replace(old, new).split("\n")
    edited = [line for line in lines if line.strip()]
    result = bring_back(source, document_of(edited), recipe)
    assert result.edited is not None, result.unplaced
    assert f"  {written}\n" in result.edited.data.source.text


def test_addressees_and_a_note_where_the_file_has_no_facts_of_the_document() -> None:
    templates = recipe_of({"notice": "redhead"}).templates
    recipe = RECIPE._replace(templates=templates)
    source = source_of()
    lines = lines_of(source, recipe)
    inserting("情况的通报", "各县（市、区）档案局：")(lines)
    inserting("　2025年3月10日", "（此件公开发布）")(lines)
    result = bring_back(source, document_of(lines), recipe)
    assert result.edited is not None, result.unplaced
    facts = "document:\n  addressees: 各县（市、区）档案局\n  note: 此件公开发布\n"
    assert result.edited.data.source.text == NOTICE + facts


def test_the_closing_of_a_notice_with_an_attached_ledger() -> None:
    attachment = "document:\n  attachments:\n    - title: 台账\n      ledger: true\n"
    after = text_after(replacing("欢迎广大", "热忱欢迎广大"), NOTICE + attachment)
    assert "closing: 热忱欢迎广大干部群众对" in after


def test_status_and_leaders_in_a_ledger() -> None:
    templates = recipe_of({"notice": "ledger"}).templates
    recipe = RECIPE._replace(templates=templates)
    source = source_of()
    lines = [
        line.replace("已完成", "基本完成").replace("党组书记", "局长")
        for line in lines_of(source, recipe)
    ]
    result = bring_back(source, document_of(lines), recipe)
    assert result.edited is not None
    after = result.edited.data.source.text
    assert after == NOTICE.replace("done", "mostly_done").replace("党组书记", "局长")


def test_a_fact_goes_with_the_only_paragraph_that_prints_it() -> None:
    closing = "closing:\n  - 欢迎监督。\n  - 电话：{phone}。\n"
    text = NOTICE.replace("publication:\n", closing + "publication:\n")
    after = text_after(deleting("电话："), text)
    without_phone = text.replace("  - 电话：{phone}。\n", "")
    assert after == without_phone.replace("  phone: 0598-5550176\n", "")


@pytest.mark.parametrize("number", ["0598-5550176", "0598-5550177"])
def test_one_of_two_numbers_goes_and_the_address_stays(number: str) -> None:
    contacts = "contacts:\n  phone: 0598-5550176\n  email: dangan@example.com\n"
    phones = ["0598-5550176", "0598-5550177"]
    entries = {phone: f"  - kind: phone\n    value: {phone}\n" for phone in phones}
    email = "  - kind: email\n    value: dangan@example.com\n"
    text = NOTICE.replace(
        contacts, "contacts:\n" + "".join(entries.values()) + email
    ).replace("publication:\n", "closing: 有意见请拨打{phone}。\npublication:\n")
    (left,) = set(phones) - {number}
    after = text_after(replacing("、".join(phones), left), text)
    assert after == text.replace(entries[number], "")
    # The closing prints telephone numbers only.
    codes(brought(replacing("5550177。", "5550177；邮政编码：353000。"), text))


def test_who_signs_and_when() -> None:
    def without_organ(lines: list[str]) -> None:
        assert lines[-2].strip() == "中共临江市档案局党组"
        del lines[-2]

    signature = "signature:\n  date: 2025-03-10\n"
    unsigned = "signature:\n  organizations: []\n  date: 2025-03-10\n"
    assert text_after(without_organ) == NOTICE.replace(signature, unsigned)
    undated = text_after(deleting("　2025年3月10日"))
    assert undated == NOTICE.replace(signature, "signature: {}\n")


def test_what_came_back_is_counted() -> None:
    def change(lines: list[str]) -> None:
        replacing("逐条研究", "专题研究")(lines)
        inserting("二是组织", "三是新的措施。", "四是另一条措施。")(lines)
        deleting("整改成效")(lines)

    counts = brought(change).counts
    assert counts == {"changed": 1, "added": 2, "removed": 1}


def test_a_label_that_the_notice_has() -> None:
    text = NOTICE.replace(
        "            content: 全部整改到位。\n",
        "            content: 全部整改到位。\n          - label: 时限\n            content: 年底。\n",
    )
    after = text_after(inserting("目标：", "时限：明年。"), text)
    assert (
        "          - label: 时限\n            content: 明年。\n          - label: 时限\n"
        in after
    )


def test_what_only_the_internal_edition_prints_is_not_removed() -> None:
    text = NOTICE.replace(
        "      - problem: 学习不深入\n        status: done\n        content:\n",
        "      - problem: 学习不深入\n        content:\n          - heading: 内部事项\n            audience: internal\n",
    )
    result = brought(deleting("学习不深入", "一是制定", "二是组织", "整改成效"), text)
    assert "onto-hidden-part" in codes(result)


def test_flags_and_counts_of_a_moved_part_are_not_quoted() -> None:
    after = text_after(deleting("监督不到位"))
    assert "run_in: true" in after
    assert "'true'" not in after


def test_a_fact_that_changed_in_one_of_its_places_is_listed() -> None:
    result = brought(
        replacing("对中共临江市档案局党组进行", "对中共临江市档案馆党组进行")
    )
    assert codes(result) == {"onto-several-places"}
    fault = result.unplaced[0]
    assert fault.position is not None
    assert fault.position.line == 3
    assert "档案局" in str(fault.facts["before"])
    assert "档案馆" in str(fault.facts["after"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replacing("一是制定", "首先制定"), "onto-generated"),
        (replacing("2024年3月5日", "2024年3月"), "onto-value-unclear"),
    ],
)
def test_what_has_no_place_is_listed(
    change: Callable[[list[str]], None], code: str
) -> None:
    assert code in codes(brought(change))


def test_an_unchanged_document_changes_nothing() -> None:
    for path in EXAMPLES:
        source = read_file(path)
        document, _, _ = make_document(source, RECIPE)
        result = bring_back(source, document, RECIPE)
        assert result.edited is None
        assert not result.unplaced


def test_where_the_source_was_changed_since() -> None:
    base = source_of()
    document, _, _ = make_document(base, RECIPE)
    current = source_of(
        NOTICE.replace("约谈负责人3名", "约谈负责人4名").replace(
            "精简会议", "精简会议和文件"
        )
    )
    refused = bring_back(current, document, RECIPE)
    assert "onto-source-changed" in codes(refused)
    assert "onto-either-side" in codes(refused)
    # With the base it is known that the document changed nothing.
    merged = bring_back(current, document, RECIPE, base)
    assert merged.edited is None
    assert not merged.unplaced
    forced = bring_back(current, document, RECIPE, force=True)
    assert forced.edited is not None
    assert forced.edited.data.source.text == NOTICE
    with pytest.raises(InputError) as raised:
        bring_back(current, document, RECIPE, current)
    assert raised.value.diagnostics[0].code == "onto-other-base"


def test_both_sides_changed_one_paragraph() -> None:
    base = lines_routed(source_of())
    printed = [str(line) for line in base]
    current = [line.replace("开展专项检查", "开展专项检查2次") for line in printed]
    document = [line.replace("负责人3名", "负责人5名") for line in printed]
    merged = merge(base, current, document)
    assert not merged.conflicts
    assert (
        "一是开展专项检查2次。二是约谈负责人5名。三是通报典型问题。"
        in merged.paragraphs
    )
    # Both changed the same number.
    document = [line.replace("专项检查", "专项检查3次") for line in printed]
    (conflict,) = merge(base, current, document).conflicts
    assert "2次" in conflict.current
    assert "3次" in conflict.document
    # What one side deleted and the other changed is a conflict; what both added stands once.
    document = [line for line in printed if "专项检查" not in line]
    assert len(merge(base, current, document).conflicts) == 1
    added = [*printed, "新的一段"]
    assert merge(base, added, added).paragraphs == added
    assert merge(base, printed[1:], [*printed, "新的一段"]).paragraphs == [
        *printed[1:],
        "新的一段",
    ]


def lines_routed(source: SourceFile) -> list[RoutedText]:
    checked = check_source(source, Choice(dict.fromkeys(CODES, "off")))
    document, _, _ = make_document(source, RECIPE)
    return printed_paragraphs(checked, document, RECIPE)


def test_another_document_is_refused() -> None:
    other = read_file(EXAMPLES[0])
    document, _, _ = make_document(other, RECIPE)
    with pytest.raises(InputError) as raised:
        bring_back(source_of(), document, RECIPE)
    assert raised.value.diagnostics[0].code == "onto-other-document"


WORDS = (
    "加强制度建设，压实责任。",
    "共12项",
    "（试行）",
    "“回头看”",
    "逐项",
    "研究部署了",
    "a: b # c",
    "'",
)


def edited_at_random(lines: list[str], chance: random.Random) -> list[str]:
    """``lines`` after a few edits within values and of whole paragraphs of the sections."""
    edited = list(lines)
    first = next(index for index, line in enumerate(edited) if line.startswith("一、"))
    for _ in range(chance.choice((1, 1, 2, 3))):
        index = chance.randrange(first + 1, len(edited) - 3)
        line = edited[index]
        kind = chance.choice(
            ("insert", "delete", "replace", "paragraph", "measure", "remove")
        )
        middle = chance.randrange(len(line) // 2, len(line))
        if kind == "insert":
            edited[index] = line[:middle] + chance.choice(WORDS) + line[middle:]
        elif kind == "delete":
            edited[index] = line[:middle] + line[middle + 3 :]
        elif kind == "replace":
            edited[index] = line[:middle] + chance.choice(WORDS) + line[middle + 4 :]
        elif kind == "paragraph":
            edited.insert(
                index + 1, "新增一段，说明" + chance.choice(WORDS) + "的情况。"
            )
        elif kind == "measure":
            edited.insert(
                index + 1, "二是新增一条，" + chance.choice(WORDS) + "已落实。"
            )
        elif not line.startswith(("一、", "二、", "三、")):
            del edited[index]
    return edited


def without_numbers(line: str) -> str:
    """``line`` without the numbers that are counted anew: 一、（一）1.① at its start, 一是 anywhere."""
    text = re.sub(
        "^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、]|[①-㊿])",
        "",
        line.strip(),
    )
    return re.sub("[一二三四五六七八九十]+是", "", text)


def rate_of_edits(path: Path, seeds: range) -> tuple[int, int]:
    """How many of the edits of an example came back; those that did print what was written."""
    source = read_file(path)
    lines = lines_of(source)
    came_back = 0
    for seed in seeds:
        chance = random.Random(f"{path.name} {seed}")
        edited = edited_at_random(lines, chance)
        result = bring_back(source, document_of(edited), RECIPE)
        if result.edited is None:
            assert result.unplaced or edited == lines
            continue
        came_back += 1
        printed = lines_of(result.edited.data.source)
        assert [without_numbers(line) for line in printed] == [
            without_numbers(line) for line in edited
        ]
    return came_back, len(seeds)


def test_edits_at_random_come_back() -> None:
    came_back, tried = rate_of_edits(EXAMPLES[0], range(8))
    assert came_back >= 0.7 * tried


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_many_edits_at_random_come_back(path: Path) -> None:
    came_back, tried = rate_of_edits(path, range(60))
    assert came_back >= 0.8 * tried


@pytest.mark.slow
@needs(env=NOTICES)
@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_edits_of_an_imported_notice_come_back(prefix: str, tmp_path: Path) -> None:
    (path,) = Path(os.environ[NOTICES]).glob(f"{prefix}_*.txt")
    notice = tmp_path / "notice.yaml"
    notice.write_text(to_yaml(import_file(path).data), encoding="utf-8")
    came_back, tried = rate_of_edits(notice, range(20))
    assert came_back >= 0.8 * tried

"""The product's own filters write dates and numbers in another form, and refuse what is none."""

from __future__ import annotations

import pytest
from docx_maker import codes, compiled, make, p
from made import notice_from

from rectify_gen.diagnostics import TemplateError
from rectify_gen.outputs.word_making import unprinted
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.templating.value_filters import FILTERS, FUNCTIONS
from rectify_gen.view import View, compose
from rectify_gen.word.block_reading import document_text

VIEW = compose(
    notice_from(
        {
            "organization": {"name": "甲局"},
            "sections": [{"role": "rectification", "content": [{"problem": "乙"}]}],
            "publication": {"start": "2024-12-08", "end": "2025-01-10"},
            "signature": {"date": "2025-10-20"},
        }
    )
)


def printed(tag: str, view: View = VIEW) -> str:
    return document_text(render(compiled(p(f"日期：{tag}")), view)).strip()


def refused(tag: str, view: View = VIEW) -> list[str]:
    with pytest.raises(TemplateError) as error:
        printed(tag, view)
    return [one.message("zh") for one in error.value.diagnostics]


@pytest.mark.parametrize(
    ("name", "given", "written"),
    [
        ("汉字日期", "2025年3月18日", "二〇二五年三月十八日"),
        ("汉字日期", "2000年10月30日", "二〇〇〇年十月三十日"),
        ("chinese_date", "2025-12-31", "二〇二五年十二月三十一日"),
        ("横线日期", "2025年3月8日", "2025-03-08"),
        ("iso_date", "二〇二五年三月十八日", "2025-03-18"),
        ("年月日", "2025.03.08", "2025年3月8日"),
        ("plain_date", "2025/3/8前办结", "2025年3月8日前办结"),
        ("年月日", "２０２５年３月８日", "2025年3月8日"),
        # The last day of a period has the year of the first.
        (
            "汉字日期",
            "2024年3月1日至5月24日",
            "二〇二四年三月一日至二〇二四年五月二十四日",
        ),
        ("横线日期", "2024年3月1日至5月24日", "2024-03-01至2024-05-24"),
        ("横线日期", "2024年12月8日至2025年1月10日", "2024-12-08至2025-01-10"),
        # What names no day stays as it is.
        ("汉字日期", "长期坚持", "长期坚持"),
        ("横线日期", "2024年底前", "2024年底前"),
        ("横线日期", "至5月24日", "至5月24日"),
        ("横线日期", "2025年2月30日", "2025年2月30日"),
        ("年月日", "12025-03-18", "12025-03-18"),
        ("年月日", "2025-03-181", "2025-03-181"),
        ("汉字数字", "12", "十二"),
        ("chinese_number", 101, "一百零一"),
        ("汉字数字", "0", "零"),
        ("汉字数字", 9999, "九千九百九十九"),
    ],
)
def test_each_filter_writes(name: str, given: object, written: str) -> None:
    assert FUNCTIONS[name](given) == written


def test_samples_are_what_the_filters_write() -> None:
    for value_filter in FILTERS:
        assert value_filter.function(value_filter.given) == value_filter.written


def test_filters_work_in_tags_under_both_names() -> None:
    assert printed("{{ date|汉字日期 }}") == "日期：二〇二五年十月二十日"
    assert printed("{{ signature.date|iso_date }}") == "日期：2025-10-20"
    assert printed("{{ ledger|length|汉字数字 }}") == "日期：一"


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("{{ 10000|汉字数字 }}", "10000"),
        ("{{ '007'|chinese_number }}", "007"),
        ("{{ '12个'|汉字数字 }}", "12个"),
        ("{{ true|汉字数字 }}", "True"),
        ("{{ (ledger|length)|汉字日期 }}", "1"),
    ],
)
def test_what_cannot_be_written_stops_the_building(tag: str, value: str) -> None:
    (message,) = refused(tag)
    assert f"“{value}”" in message


def test_an_absent_date_is_reported_as_absent() -> None:
    view = compose(notice_from({"sections": [{"role": "overview"}]}))
    with pytest.raises(TemplateError) as error:
        printed("{{ date|汉字日期 }}", view)
    assert codes(error.value) == ["fact-absent"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ kind|汉字日期(1) }}", "template-filter-arguments"),
        ("{{ ledger|length|横线日期 }}", "template-filter-value"),
        ("{{ ledger|汉字数字 }}", "template-filter-value"),
        ("{{ kind|汉子日期 }}", "template-unknown-filter"),
    ],
)
def test_the_check_knows_them(tag: str, code: str) -> None:
    reports = [one for one in check_template(make(p(tag))) if one.code == code]
    assert len(reports) == 1


def test_an_unknown_filter_is_answered_with_all_that_there_are() -> None:
    (report,) = [
        one
        for one in check_template(make(p("{{ kind|my_date }}")))
        if one.code == "template-unknown-filter"
    ]
    for name in ("汉字日期", "横线日期", "年月日", "汉字数字", "join", "upper"):
        assert name in report.hint("zh")
    assert "chinese_date" in report.hint("en")


def test_a_date_in_another_form_counts_as_printed() -> None:
    body = "{%p for x in paragraphs %}", "{{ x.number }}{{ x.heading }}{{ x.text }}"
    loop = "".join(map(p, (*body, "{%p endfor %}")))
    for tag, missing in (
        ("{{ signature.date|汉字日期 }}", []),
        ("{{ signature.date|upper|truncate(3, true, '') }}", ["signature.date"]),
    ):
        template = compiled(loop + p(tag) + p("{{ period|横线日期 }}"))
        notes = list(unprinted(template, VIEW, render(template, VIEW)))
        assert [note.facts["fact"] for note in notes] == missing

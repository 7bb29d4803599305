"""Tracked changes and comments, wherever in a Word file they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "templating"))
from docx_maker import make_parts, p, run

from rectify_gen.diagnostics import TemplateError
from rectify_gen.package import write_parts
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.opened_template import open_template
from rectify_gen.templating.template_check import refuse_faults
from rectify_gen.word.leftovers import leftovers

BY = "w:id='1' w:author='张三' w:date='2025-01-01T00:00:00Z'"
TEXT = "<w:r><w:t>甲</w:t></w:r>"
CHANGES = {
    "insertion": f"<w:p><w:ins {BY}>{TEXT}</w:ins></w:p>",
    "deletion": f"<w:p><w:del {BY}><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>",
    "moved away": f"<w:p><w:moveFrom {BY}>{TEXT}</w:moveFrom></w:p>",
    "moved here": f"<w:p><w:moveTo {BY}>{TEXT}</w:moveTo></w:p>",
    "paragraph mark": f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{TEXT}</w:p>",
    "run formatting": f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>",
    "paragraph formatting": f"<w:p><w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{TEXT}</w:p>",
    "row": f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>",
    "cell": f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{p('甲')}</w:tc></w:tr></w:tbl>",
    "section": f"<w:p><w:pPr><w:sectPr><w:sectPrChange {BY}/></w:sectPr></w:pPr></w:p>",
}
COMMENTS = (
    "<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:comment w:id='0' w:author='{author}'><w:p><w:r><w:t>请把关</w:t></w:r></w:p></w:comment>"
    "</w:comments>"
)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_kind_of_change_is_counted_once(change: str) -> None:
    (found,) = leftovers(make_parts(p("前") + change))
    assert found.code == "docx-tracked"
    assert "1 处修订（张三）" in found.message("zh")
    assert "1 tracked change(s) by 张三" in found.message("en")


def test_the_first_change_is_shown_at_its_paragraph() -> None:
    (found,) = leftovers(make_parts(p("前") + CHANGES["deletion"] * 2))
    assert found.place is not None
    assert found.place.whole("en").startswith("body paragraph 2")
    assert found.facts["count"] == 2


def test_a_moved_text_is_one_change() -> None:
    moved = CHANGES["moved away"].replace(
        "<w:p>", f"<w:p><w:moveFromRangeStart {BY} w:name='m'/>"
    )
    (found,) = leftovers(make_parts(moved))
    assert found.facts["count"] == 1


@pytest.mark.parametrize("story", ["header1", "footer1", "footnotes"])
def test_changes_outside_the_body_count(story: str) -> None:
    (found,) = leftovers(make_parts(p("前"), **{story: CHANGES["insertion"]}))
    assert found.place is not None
    assert found.place.part == f"word/{story}.xml"


def test_changes_in_utf_16_count() -> None:
    parts = make_parts(CHANGES["insertion"])
    text = parts["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    parts["word/document.xml"] = text.encode("utf-16")
    assert [one.code for one in leftovers(parts)] == ["docx-tracked"]


def test_many_authors_are_named_up_to_five() -> None:
    names = ["甲", "乙", "丙", "丁", "戊", "己"]
    five = "".join(CHANGES["insertion"].replace("张三", name) for name in names[:5])
    (found,) = leftovers(make_parts(five))
    assert found.facts["authors_zh"] == "甲、乙、丙、丁、戊"
    six = five + CHANGES["insertion"].replace("张三", "己")
    (found,) = leftovers(make_parts(six))
    assert found.facts["authors_zh"] == "甲、乙、丙、丁、戊等"


@pytest.mark.parametrize(
    ("author", "code"),
    [("李四", "docx-comments"), ("rectify-gen", "docx-comments-own")],
)
def test_comments_are_reported_with_their_text(author: str, code: str) -> None:
    parts = make_parts(p("前"))
    parts["word/备注.xml"] = COMMENTS.format(author=author).encode()
    (found,) = leftovers(parts)
    assert found.code == code
    assert found.place is not None
    assert found.place.text == "请把关"


def test_a_clean_file_has_none() -> None:
    parts = make_parts(p(run("作者 author")), header1=p("w:author"))
    assert list(leftovers(parts)) == []


def test_a_picture_that_happens_to_hold_the_word_is_passed_over() -> None:
    parts = make_parts(p("前"))
    parts["word/media/a.png"] = b"\x89PNG\r\n" + b"author" * 99
    assert list(leftovers(parts)) == []


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_template_with_changes_is_refused(change: str) -> None:
    template = open_template(write_parts(make_parts(p("{{ title }}") + change)))
    with pytest.raises(TemplateError) as caught:
        refuse_faults(template)
    assert [one.code for one in caught.value.diagnostics] == ["docx-tracked"]


@pytest.mark.parametrize("left", ["change", "comment"])
def test_the_library_compiles_no_template_with_leftovers(left: str) -> None:
    parts = make_parts(p("{{ title }}"))
    if left == "change":
        parts = make_parts(p("{{ title }}") + CHANGES["deletion"])
    else:
        parts["word/comments.xml"] = COMMENTS.format(author="张三").encode()
    with pytest.raises(TemplateError) as caught:
        compile_template(write_parts(parts), "t.docx")
    (found,) = caught.value.diagnostics
    code = "docx-tracked" if left == "change" else "docx-comments"
    assert (found.code, found.path) == (code, "t.docx")

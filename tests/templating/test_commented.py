"""The copy of a template with reports as Word comments: at their paragraphs, valid, the rest untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken import PARTS, sound
from docx_maker import W, make, p, text_of
from lxml import etree
from test_validity import findings

from rectify_gen.package import read_package
from rectify_gen.templating.commented import commented
from rectify_gen.templating.template_check import check_template

BROKEN = make(
    **{
        **PARTS,
        "body": p("甲")
        + "<w:p><w:pPr/><w:r><w:t>{{ titel }}{{ nothing }}</w:t></w:r></w:p>"
        + PARTS["body"],
        "header1": p("{{ titel }}"),
    }
)


def comments(data: bytes) -> list[str]:
    parts = read_package(data)
    name = next(one for one in parts if "comments" in one)
    root = etree.fromstring(parts[name])
    return ["\n".join("".join(line.itertext()) for line in one) for one in root]


def test_each_paragraph_has_one_comment_with_all_its_reports() -> None:
    made = commented(BROKEN, check_template(BROKEN), "en")
    first, second = comments(made)
    assert first.startswith(
        "{{ titel }}\nheader 1 paragraph 1: error[template-unknown-name] the view has no 'titel'"
    )
    assert second.count("error[template-unknown-name]") == 2
    root = etree.fromstring(read_package(made)["word/document.xml"])
    marked = [
        index
        for index, one in enumerate(root.iter(f"{{{W}}}p"), 1)
        if one.find(f"{{{W}}}commentRangeStart") is not None
    ]
    assert marked == [1, 2]


def test_the_text_stays_and_the_same_input_gives_the_same_bytes() -> None:
    reports = check_template(BROKEN)
    made = commented(BROKEN, reports, "zh")
    assert made == commented(BROKEN, reports, "zh")
    assert text_of(read_package(made)) == text_of(read_package(BROKEN))
    assert {one.code for one in check_template(made)} == {
        one.code for one in reports
    } | {"template-part-ignored", "docx-comments-own"}


def test_without_reports_nothing_is_added() -> None:
    assert read_package(commented(sound(), (), "zh")) == read_package(sound())


def test_a_copy_can_be_commented_again() -> None:
    once = commented(BROKEN, check_template(BROKEN), "zh")
    twice = commented(once, check_template(BROKEN), "zh")
    root = etree.fromstring(read_package(twice)["word/comments.xml"])
    assert [one.get(f"{{{W}}}id") for one in root] == ["0", "1", "2", "3"]


@pytest.mark.slow
def test_the_copy_is_valid(tmp_path: Path) -> None:
    from rectify_gen.package import write_parts
    from rectify_gen.templating.make import make_template

    parts = read_package(make_template("notice"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"{{ line }}", b"{{ lien }}"
    )
    template = write_parts(parts)
    (tmp_path / "c.docx").write_bytes(
        commented(template, check_template(template), "zh")
    )
    assert findings(tmp_path / "c.docx") == []

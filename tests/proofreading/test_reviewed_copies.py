"""Comments and tracked changes in documents of every shape: where they stand, and that all else stays."""

from __future__ import annotations

import re

import pytest
from hostile_files import zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from made import EXAMPLES, made_of, notice_from
from reading_copies import (
    anchored_texts,
    comment_texts,
    parts_of,
    references,
    with_changes,
)
from review_shapes import (
    COMMENTS,
    FOOTNOTES,
    RELATIONS,
    SHAPES,
    STRICT,
    STRICT_RELATIONS,
    WORD,
    Shape,
    document_parts,
    document_xml,
    paragraph,
    run,
)

from rectify_gen.proofreading import (
    JudgedDocument,
    PlacedReport,
    ReviewedCopy,
    judge_document,
    reviewed_copy,
)
from rectify_gen.source import locate, read_file

OPENING = paragraph(run("本单位整改情况如下。"))
CHANGED = {
    "[Content_Types].xml",
    "word/document.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
}


def judged(parts: dict[str, bytes]) -> JudgedDocument:
    return judge_document(zipped(parts), "通报.docx")


def copy_of(document: JudgedDocument, *, revisions: bool = True) -> ReviewedCopy:
    return reviewed_copy(
        document, comments=document.diagnostics, revisions=revisions, lang="zh"
    )


def parts_with(shape: Shape) -> dict[str, bytes]:
    xml = document_xml(OPENING, shape.xml, paragraph(run("以上整改情况，特此说明。")))
    return document_parts(xml, footnotes=FOOTNOTES)


def on_text(document: JudgedDocument) -> list[PlacedReport]:
    """The reports that become comments."""
    return [report for report in document.reports if report.is_on_text]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_fault_has_its_comment_at_its_characters(shape: Shape) -> None:
    parts = parts_with(shape)
    document = judged(parts)
    [report] = on_text(document)
    diagnostic = report.diagnostic
    assert diagnostic.span is not None
    assert diagnostic.span.marks == shape.marks
    assert diagnostic.place is not None
    assert diagnostic.place.tag == shape.marks
    copy = parts_of(copy_of(document, revisions=False).data)
    assert list(comment_texts(copy)) == ["0"]
    assert references(copy["word/document.xml"]) == ["0"]
    assert anchored_texts(copy["word/document.xml"]) == {"0": shape.anchored}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_accepting_gives_the_fixed_text_and_rejecting_the_old_one(shape: Shape) -> None:
    parts = parts_with(shape)
    document = judged(parts)
    made = copy_of(document)
    copy = parts_of(made.data)
    before = with_changes(parts["word/document.xml"], accepted=True)
    assert with_changes(copy["word/document.xml"], accepted=False) == before
    accepted = with_changes(copy["word/document.xml"], accepted=True)
    if not shape.fixed:
        assert (made.changes, made.left) == (0, 1)
        assert accepted == before
        return
    assert made.changes >= 1
    assert made.left == 0
    # Deleted marks and text boxes make several elements of one paragraph.
    assert shape.fixed in "".join(accepted)
    assert shape.marks not in "".join(accepted)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_nothing_else_changes(shape: Shape) -> None:
    parts = parts_with(shape)
    document = judged(parts)
    copy = parts_of(copy_of(document).data)
    for name, content in parts.items():
        if name not in CHANGED:
            assert copy[name] == content
    assert set(copy) - set(parts) == {"word/comments.xml"}
    # Comments on what is absent stand at the first paragraph; all behind the fault is as it was.
    closing = paragraph(run("以上整改情况，特此说明。")).encode()
    for part in (parts["word/document.xml"], copy["word/document.xml"]):
        assert part.count(closing) == 1
    ours = re.sub(
        rb"<w:comment(?:RangeStart|RangeEnd) [^>]*/>|<w:r><w:commentReference [^>]*/></w:r>",
        b"",
        parts_of(copy_of(document, revisions=False).data)["word/document.xml"],
    )
    # Splitting a run copies its tag and properties, and loses none of its text.
    for tag in re.findall(
        rb"<w:r [^>]*>|<w:rPr>.*?</w:rPr>", parts["word/document.xml"]
    ):
        assert tag in ours


def test_what_is_not_split_stays_as_it_was_written() -> None:
    kept = (
        "<w:t>甲科&#x5B8C;成， </w:t><w:tab/><w:t/><w:noBreakHyphen/>",
        "<w:lastRenderedPageBreak/><w:t xml:space='preserve'>乙科完成。</w:t>",
    )
    xml = f"<w:p><w:r>{kept[0]}<w:t>整改。。</w:t>{kept[1]}</w:r></w:p>"
    parts = document_parts(document_xml(OPENING, xml))
    copy = parts_of(copy_of(judged(parts)).data)["word/document.xml"].decode()
    mark = '<w:commentRangeStart w:id="0"/>'
    text = '<w:t xml:space="preserve">{}</w:t></w:r>'
    assert f"<w:p><w:r>{kept[0]}{text.format('整改')}{mark}" in copy
    assert f"</w:r><w:r>{kept[1]}</w:r></w:p>" in copy


def test_the_same_input_gives_the_same_bytes() -> None:
    parts = document_parts(document_xml(*[shape.xml for shape in SHAPES]), FOOTNOTES)
    document = judged(parts)
    assert copy_of(document).data == copy_of(judged(parts)).data


def test_all_shapes_in_one_document() -> None:
    parts = document_parts(
        document_xml(OPENING, *[shape.xml for shape in SHAPES]), FOOTNOTES, COMMENTS
    )
    document = judged(parts)
    made = copy_of(document)
    copy = parts_of(made.data)
    main = copy["word/document.xml"]
    assert with_changes(main, accepted=False) == with_changes(
        parts["word/document.xml"], accepted=True
    )
    assert made.comments == len(on_text(document)) == len(SHAPES)
    # Numbers go on behind those that the document has.
    numbers = [int(number) for number in comment_texts(copy)]
    assert numbers == [4, *range(5, 5 + made.comments)]
    assert COMMENTS.encode()[: -len("</w:comments>")] in copy["word/comments.xml"]
    changes = [
        int(number)
        for number in re.findall(
            rb'<w:(?:ins|del) w:id="(\d+)" w:author="rectify', main
        )
    ]
    assert changes == list(range(91, 91 + len(changes)))


def _strict(xml: str) -> str:
    return xml.replace(WORD, STRICT)


@pytest.mark.parametrize(
    "written",
    [
        lambda xml: xml.replace("w:", "x:").replace("xmlns:w=", "xmlns:x="),
        _strict,
        lambda xml: re.sub(r"(</?)w:", r"\1", xml).replace(" xmlns:w=", " xmlns="),
    ],
    ids=["another prefix", "strict", "no prefix"],
)
def test_documents_in_other_names(written: object) -> None:
    assert callable(written)
    xml = document_xml(OPENING, SHAPES[0].xml, SHAPES[1].xml)
    parts = document_parts(written(xml))
    if STRICT in written(xml):
        parts = document_parts(written(xml), relations=STRICT_RELATIONS)
    document = judged(parts)
    copy = parts_of(copy_of(document).data)
    main = copy["word/document.xml"]
    assert with_changes(main, accepted=True)[1:] == ["甲科完成整改。", "乙科完成整改。"]
    assert with_changes(main, accepted=False)[1:] == [
        "甲科完成整改。。",
        "乙科完成整改。。",
    ]
    texts = anchored_texts(main)
    assert [text for text in texts.values() if text == "。。"] == ["。。", "。。"]
    relations = copy["word/_rels/document.xml.rels"].decode()
    expected = STRICT_RELATIONS if STRICT in written(xml) else RELATIONS
    assert f'Type="{expected}/comments" Target="comments.xml"' in relations


def test_a_part_in_utf_16_is_marked_too() -> None:
    xml = document_xml(OPENING, SHAPES[0].xml).replace("UTF-8", "UTF-16")
    parts = document_parts(xml)
    parts["word/document.xml"] = xml.encode("utf-16")
    copy = parts_of(copy_of(judged(parts)).data)
    assert with_changes(copy["word/document.xml"], accepted=True)[1] == "甲科完成整改。"


def test_a_copy_with_nothing_to_say_has_the_same_parts() -> None:
    xml = document_xml(OPENING).replace("UTF-8", "UTF-16")
    parts = document_parts(xml)
    parts["word/document.xml"] = xml.encode("utf-16")
    document = judged(parts)
    assert on_text(document) == []
    assert parts_of(copy_of(document).data) == parts


def test_what_is_absent_is_commented_at_the_first_paragraph() -> None:
    data = locate(read_file(EXAMPLES[0])).value
    del data["contacts"]
    document = judge_document(made_of(notice_from(data)), "通报.docx")
    [report] = document.reports
    assert report.diagnostic.code == "part-missing"
    assert report.characters is None
    copy = parts_of(copy_of(document).data)
    title = document.text.paragraphs[0].text.replace("\n", "")
    assert anchored_texts(copy["word/document.xml"]) == {"0": title}


def test_an_automatic_number_is_commented_at_its_paragraph() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbered = f"<w:pPr>{number}</w:pPr>"
    body = [paragraph(run("中共甲县水务局党组关于巡察整改进展情况的通报"))]
    for heading in ("整改总体情况", "任务落实情况", "下一步打算"):
        body.append(paragraph(run(heading), properties=numbered))
        body.append(paragraph(run("甲科完成整改。。")))
    document = judged(document_parts(document_xml(*body), numbering=numbering))
    copy = parts_of(copy_of(document).data)
    anchored = anchored_texts(copy["word/document.xml"])
    texts = comment_texts(copy)
    about_numbers = [anchored[key] for key in texts if "[mark-form]" in texts[key]]
    assert about_numbers == ["整改总体情况"]
    about_marks = [anchored[key] for key in texts if "[doubled" in texts[key]]
    assert about_marks == ["。。"] * 3
    [report] = [one for one in document.reports if one.diagnostic.code == "mark-form"]
    assert "“一.”" in report.diagnostic.message("zh")


def test_the_border_between_two_cells_is_no_blank_in_the_text() -> None:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("序号", "问题"))
    rows = f"<w:tr>{cells}</w:tr>" * 2
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    document = judged(document_parts(document_xml(OPENING, table, OPENING)))
    assert [report.diagnostic.code for report in on_text(document)] == []
    made = copy_of(document)
    assert (made.changes, made.left) == (0, 0)


PLANTED = [("。", "。。"), ("，", ","), ("整改", "整 改"), ("截至目前", "截止目前")]


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_each_report_on_a_whole_notice_is_anchored_at_its_words(
    data: st.DataObject,
) -> None:
    """Faults at random places of the examples, in runs cut at random: comments hold what is reported."""
    path = data.draw(st.sampled_from(EXAMPLES))
    parts = parts_of(path.with_suffix(".docx").read_bytes())
    texts = list(
        re.finditer(
            r"(<w:r>(?:<w:rPr>[^\r]*?</w:rPr>)?)(<w:t[^>]*>)([^<]{8,})(</w:t></w:r>)",
            parts["word/document.xml"].decode(),
        )
    )
    chosen = data.draw(
        st.lists(
            st.sampled_from(texts), max_size=6, unique_by=lambda match: match.start()
        )
    )
    main = parts["word/document.xml"].decode()
    for match in sorted(chosen, key=lambda match: -match.start()):
        sound, wrong = data.draw(st.sampled_from(PLANTED))
        text = match[3].replace(sound, wrong, 1)
        cut = data.draw(st.integers(1, len(text) - 1))
        start, end = match[1] + match[2], match[4]
        written = f"{start}{text[:cut]}{end}{start}{text[cut:]}{end}"
        main = main[: match.start()] + written + main[match.end() :]
    parts["word/document.xml"] = main.replace(
        "<w:t>", '<w:t xml:space="preserve">'
    ).encode()
    document = judged(parts)
    made = copy_of(document)
    copy = parts_of(made.data)
    comments = on_text(document)
    assert made.comments == len(comments)
    anchored = anchored_texts(copy["word/document.xml"])
    for number, report in enumerate(comments):
        if report.characters is not None:
            expected = document.text.marks(report.characters).replace("\n", "")
            assert anchored[str(number)] == expected
            span = report.diagnostic.span
            if span is not None:
                assert span.marks == document.text.marks(report.characters)
        else:
            assert report.diagnostic.span is None, report.diagnostic
    before = with_changes(parts["word/document.xml"], accepted=True)
    assert with_changes(copy["word/document.xml"], accepted=False) == before
    again = judged(parts_of(made.data))
    fixed_codes = {"doubled-punctuation", "half-width-punctuation", "wrong-word"}
    left = [report.diagnostic.code for report in again.reports]
    assert fixed_codes.isdisjoint(left) or made.left

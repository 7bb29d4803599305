"""Comments and tracked changes in documents of every shape: where they stand, and that all else stays."""

from __future__ import annotations

import re

import pytest
from hostile_files import zipped
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
    ReviewedCopy,
    judge_document,
    reviewed_copy,
)

OPENING = paragraph(run("本单位整改情况如下。"))
FAULTS = ("doubled-punctuation", "half-width-punctuation", "space-inside-chinese")
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


def fault_of(document: JudgedDocument) -> int:
    """Which report is about the fault of a shape; the others are about what such a short text lacks."""
    numbers = []
    for number, report in enumerate(document.reports):
        if report.diagnostic.code in FAULTS:
            numbers.append(number)
    assert len(numbers) == 1, document.diagnostics
    return numbers[0]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_fault_has_its_comment_at_its_characters(shape: Shape) -> None:
    parts = parts_with(shape)
    document = judged(parts)
    number = fault_of(document)
    diagnostic = document.reports[number].diagnostic
    assert diagnostic.span is not None
    assert diagnostic.span.marks == shape.marks
    assert diagnostic.place is not None
    assert diagnostic.place.tag == shape.marks
    copy = parts_of(copy_of(document, revisions=False).data)
    texts = anchored_texts(copy["word/document.xml"])
    identifiers = list(comment_texts(copy))
    assert len(identifiers) == len(document.reports)
    assert set(references(copy["word/document.xml"])) == set(identifiers)
    anchored = texts[identifiers[number]]
    if shape.name == "text box":
        assert anchored == "辰科完成整改。。"
    elif shape.name == "footnote":
        assert anchored == ""
    else:
        assert anchored == shape.anchored


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
    assert made.comments == len(document.reports)
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


def test_what_is_absent_is_commented_at_the_first_paragraph() -> None:
    parts = document_parts(document_xml(OPENING, paragraph(run("甲科已完成整改。"))))
    document = judged(parts)
    absent = [report for report in document.reports if report.characters is None]
    assert absent[0].diagnostic.code == "import-other-document"
    copy = parts_of(copy_of(document).data)
    texts = anchored_texts(copy["word/document.xml"])
    for number in range(len(absent)):
        assert texts[str(number)] == "本单位整改情况如下。"

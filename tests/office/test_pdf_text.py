"""What a PDF shows against what its document says: body text is never taken for a page number, nor the other way."""

from __future__ import annotations

import functools
import io
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from made import EXAMPLES, ROOT, layout_by, notice_from, notice_of, shipped
from needs import NOTICES, needs, needs_fonts

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import import_text
from rectify_gen.model import Notice
from rectify_gen.office import Converted, Pair, convert, find_office
from rectify_gen.office.pdf_text import check_text
from rectify_gen.pdf.shown_pages import Shown, read_pdf
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import make_template
from rectify_gen.templating.render import render
from rectify_gen.view import compose
from rectify_gen.word.block_reading import document_text
from rectify_gen.word.margins import Margins, read_margins

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import document, paragraph, run

KINDS = ("notice", "report", "redhead", "letter", "ledger")
FORMAL_FACTS = {
    "copy_number": "000001",
    "number": "示党〔2025〕3号",
    "addressees": "市委巡察工作领导小组办公室",
    "signer": "签发同志",
    "secrecy": "秘密★1年",
    "urgency": "加急",
    "copies_to": "市纪委监委，市委组织部",
    "attachments": ["整改台账", "2024"],
    "note": "联系人：办公室，电话：0599-5550100",
    "issued_by": "示例局办公室",
    "issued_on": "2025-04-08",
}
LIKE_PAGE_NUMBERS = ("2024", "12", "1", "-1-", "— 3 —", "— 1 —", "第1页")


def with_formal_facts(notice: Notice) -> Notice:
    return notice_from(
        {**notice.model_dump(exclude_none=True), "document": FORMAL_FACTS}
    )


def with_paragraphs(notice: Notice, *texts: str) -> Notice:
    """The notice with ``texts`` as paragraphs of a last section."""
    data = notice.model_dump(exclude_none=True)
    section = {"role": "other", "heading": "有关数字", "content": list(texts)}
    return notice_from({**data, "sections": [*data["sections"], section]})


def converted(folder: Path, documents: Mapping[str, bytes]) -> dict[str, Converted]:
    """What became of each of ``documents``, all in one go."""
    pairs = []
    for name, content in documents.items():
        pair = Pair(folder / f"{name}.docx", folder / f"{name}.pdf")
        pair.document.write_bytes(content)
        pairs.append(pair)
    done = convert(pairs, find_office(os.environ), workers=1)
    return {one.pair.document.stem: one for one in done}


def failures(done: Mapping[str, Converted]) -> dict[str, list[str]]:
    return {
        name: [fault.message("en") for fault in one.failure.diagnostics]
        for name, one in done.items()
        if one.failure
    }


def lost(document_bytes: bytes, shown: Shown, margins: Margins) -> list[Diagnostic]:
    """What :func:`check_text` reports."""
    try:
        check_text(
            document_bytes,
            text=document_text(document_bytes),
            shown=shown,
            margins=margins,
        )
    except InputError as error:
        return list(error.diagnostics)
    return []


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_every_kind_of_every_example_with_all_formal_facts_becomes_a_pdf(
    tmp_path: Path,
) -> None:
    documents = {}
    for path in EXAMPLES:
        notice = with_paragraphs(notice_of(path), *LIKE_PAGE_NUMBERS)
        for kind in KINDS:
            view = compose(with_formal_facts(notice))
            documents[f"{path.stem}-{kind}"] = render(shipped(kind), view)
    assert failures(converted(tmp_path, documents)) == {}


@pytest.mark.slow
@needs("soffice", env=NOTICES)
@needs_fonts()
def test_every_kind_of_real_notices_becomes_a_pdf(tmp_path: Path) -> None:
    documents = {}
    for path in sorted(Path(os.environ[NOTICES]).glob("*.txt")):
        data = import_text(path.read_text(encoding="utf-8")).data
        for kind in KINDS:
            view = compose(with_formal_facts(notice_from(data)))
            documents[f"{path.stem[:3]}-{kind}"] = render(shipped(kind), view)
    assert failures(converted(tmp_path, documents)) == {}


@functools.cache
@pytest.mark.slow
@needs("soffice")
@needs_fonts()
@pytest.mark.parametrize(
    "overlay",
    [
        "page_number: {position: center}",
        "page_number: {below: 2.5}",
        "page_number: {below: 3}",
        "page: {bottom: 20}",
        "sizes: {page_number: 三号}",
    ],
)
def test_a_lost_digit_is_noticed_wherever_the_page_number_stands(
    overlay: str, tmp_path: Path
) -> None:
    layout = layout_by(overlay)
    template = compile_template(make_template("notice", layout), "notice.docx")
    notice = notice_of(EXAMPLES[0])
    whole = render(template, compose(with_paragraphs(notice, *LIKE_PAGE_NUMBERS)))
    done = converted(tmp_path, {"whole": whole})["whole"]
    assert done.failure is None
    margins = read_margins(whole)
    shown = read_pdf(done.pair.pdf.read_bytes(), margins)
    for digit in "123":
        more = with_paragraphs(notice, *LIKE_PAGE_NUMBERS, digit)
        (report,) = lost(render(template, compose(more)), shown, margins)
        assert (report.code, report.facts["count"]) == ("pdf-text-lost", 1)


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PAGE, PAGES = FIELD.format("PAGE"), FIELD.format("NUMPAGES")
SIMPLE_PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
LAYOUT = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/>'
    '<w:footerReference w:type="default" r:id="rfooter"/>{first}'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"/>{counted}'
    "</w:sectPr>"
)


def paged(
    body: str, footer: str, header: str = "", counted: str = "", first: str = ""
) -> bytes:
    """A .docx with a header and a footer; ``counted`` says how its pages are counted."""
    made = document(body, header=header, footer=footer)
    source = zipfile.ZipFile(io.BytesIO(made))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "word/document.xml":
                layout = LAYOUT.format(counted=counted, first=first)
                content = content.replace("<w:sectPr/>", layout)
            target.writestr(name, content)
    return written.getvalue()


BODY = "".join(map(paragraph, ("落实整改责任。", *LIKE_PAGE_NUMBERS)))
NEW_PAGE = '<w:r><w:br w:type="page"/></w:r>'
BOX = (
    '<w:p><w:r><w:pict><v:shape style="position:absolute;margin-left:150pt;margin-top:{top}pt;width:120pt;'
    'height:30pt;mso-position-horizontal-relative:page;mso-position-vertical-relative:page">'
    "<v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)

SOUND = {
    "dashes": paged(BODY, paragraph(run("— ") + PAGE + run(" —"))),
    "words": paged(
        BODY, paragraph(run("第") + PAGE + run("页 共") + PAGES + run("页"))
    ),
    "simple-field": paged(BODY, paragraph(run("-") + SIMPLE_PAGE + run("-"))),
    "in-the-header": paged(BODY, paragraph("内部资料"), paragraph(PAGE)),
    "header-text": paged(BODY, paragraph(PAGE), paragraph("2024年度 落实整改责任")),
    "counted-from-11": paged(
        BODY + paragraph(NEW_PAGE + run("12")),
        paragraph(PAGE),
        counted='<w:pgNumType w:start="11"/>',
    ),
    "counted-in-chinese": paged(
        BODY + paragraph("一二三"),
        paragraph(PAGE),
        counted='<w:pgNumType w:fmt="chineseCounting"/>',
    ),
    "none": paged(BODY, paragraph("内部资料")),
    "none-on-the-first": paged(
        BODY + paragraph(NEW_PAGE + run("3")), paragraph(PAGE), first="<w:titlePg/>"
    ),
    "box-in-the-margin": paged(
        BODY + BOX.format(top=50, text=paragraph("000001")), paragraph(PAGE)
    ),
    "box-beside-the-number": paged(
        BODY + BOX.format(top=770, text=paragraph("1")), paragraph(PAGE)
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Converted]:
    return converted(tmp_path_factory.mktemp("sound"), SOUND)


@needs("soffice")
@pytest.mark.parametrize("name", SOUND)
def test_sound_documents_become_pdfs(name: str, sound: dict[str, Converted]) -> None:
    assert failures({name: sound[name]}) == {}


@needs("soffice")
@pytest.mark.parametrize("name", SOUND)
def test_one_more_digit_in_the_document_is_missed_in_the_pdf(
    name: str, sound: dict[str, Converted]
) -> None:
    content = SOUND[name]
    margins = read_margins(content)
    shown = read_pdf(sound[name].pair.pdf.read_bytes(), margins)
    assert lost(content, shown, margins) == []
    longer = document(body_of(content) + paragraph("1"))
    (report,) = lost(longer, shown, margins)
    assert (report.code, report.facts["count"]) == ("pdf-text-lost", 1)


def body_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/document.xml").decode()
    return text.partition("<w:body>")[2].partition("<w:sectPr>")[0]


EQUATION = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    r"<w:r><w:instrText> EQ \o\ac(○,22) </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LOW_ROW = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="500"/></w:tblGrid><w:tr><w:trPr>'
    '<w:trHeight w:val="300" w:hRule="exact"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>'
)
HINTS = [
    # What stands in the document, what the PDF shows of it, what the hint names.
    (paragraph(run("第") + EQUATION + run("项")), "第项", ["EQ 域"]),
    (paragraph("第22项"), "第项", ["遮住或截断"]),
    (paragraph("列入清单；"), "列入清单", ["允许标点溢出边界"]),
    (paragraph("姓名中有𠮷字"), "姓名中有字", ["没有“𠮷”"]),
    (paragraph("整改𠮷，"), "", ["遮住或截断", "没有“𠮷”", "允许标点溢出边界"]),
]


@pytest.mark.parametrize(("body", "drawn", "named"), HINTS)
def test_the_hint_names_the_causes_that_what_is_lost_points_to(
    body: str, drawn: str, named: list[str]
) -> None:
    content = document(body)
    shown = Shown(pages=(drawn,), heads=("",), feet=("",), fonts=frozenset())
    (report,) = lost(content, shown, read_margins(content))
    hint = report.hint("zh")
    assert [cause for cause in named if cause in hint] == named
    known = {cause for _, _, causes in HINTS for cause in causes}
    assert {cause for cause in known if cause in hint} == set(named)


@needs("soffice")
def test_text_that_a_fixed_row_height_cuts_off_is_lost(tmp_path: Path) -> None:
    row = LOW_ROW.format(paragraph("落实整改责任"))
    cut = document(row + paragraph("后"))
    done = converted(tmp_path, {"cut": cut})["cut"]
    assert done.failure is not None
    (report,) = done.failure.diagnostics
    assert report.code == "pdf-text-lost"
    assert "遮住或截断" in report.hint("zh")


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_the_hint_on_punctuation_works_when_followed(tmp_path: Path) -> None:
    """LibreOffice leaves a mark out at the end of a line where marks may not hang, as in what it saves itself."""
    template = (ROOT / "templates" / "notice.docx").read_bytes()
    strict = replaced(
        template, '<w:overflowPunct w:val="1"/>', '<w:overflowPunct w:val="0"/>'
    )
    notices = [compose(notice_of(path)) for path in EXAMPLES]
    documents = {
        f"{number}-{name}": render(compile_template(made, "notice.docx"), view)
        for name, made in (("off", strict), ("on", template))
        for number, view in enumerate(notices)
    }
    done = converted(tmp_path, documents)
    refused = {name: one.failure for name, one in done.items() if one.failure}
    assert refused
    assert all(name.endswith("off") for name in refused)
    for failure in refused.values():
        assert failure is not None
        (report,) = failure.diagnostics
        assert "允许标点溢出边界" in report.hint("zh")
        assert "EQ" not in report.hint("zh")


def replaced(package: bytes, before: str, after: str) -> bytes:
    """The package with ``before`` replaced in its styles."""
    source = zipfile.ZipFile(io.BytesIO(package))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/styles.xml":
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode())
            target.writestr(name, content)
    return written.getvalue()

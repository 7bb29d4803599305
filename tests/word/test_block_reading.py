"""The text of documents as their reader sees it, and files that are no documents."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import EXAMPLES, ROOT, made_of, notice_of
from timing import processor_seconds
from written import document, paragraph, run

from rectify_gen.diagnostics import InputError
from rectify_gen.package import read_package, write_parts
from rectify_gen.word.block_reading import document_text, read_blocks
from rectify_gen.word.text_blocks import TextParagraph, TextTable, as_text

CHECK = ROOT / "tests" / "layout" / "checks" / "docx_text.py"


def field(*pieces: str) -> str:
    """A complex field: code, and where there are two pieces its result."""
    code, *result = pieces
    mid = (
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result[0])}'
        if result
        else ""
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{mid}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


BOX = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲\t乙"),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), "甲\n乙"),
        (
            run("0599") + "<w:r><w:noBreakHyphen/></w:r>" + run("5550137"),
            "0599-5550137",
        ),
        (run("甲") + '<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "甲①"),
        (
            '<w:r><w:sym w:char="110000"/><w:sym w:char="zz"/><w:sym w:char="D800"/><w:sym/></w:r>',
            "",
        ),
        (
            run("甲")
            + f"<w:ins>{run('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>",
            "甲乙",
        ),
        (f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>", "乙"),
        (run("第") + field(" PAGE ", "3") + run("页"), "第3页"),
        (run("甲") + field(r" eq \o\ac(○,22)") + run("乙"), "甲㉒乙"),
        (field(r"EQ \o\ac(○,51)"), "（51）"),
        (field(r"EQ \o\ac(○,22)", "㉒"), "㉒"),
        (field(" IF " + "1", "甲"), "甲"),
        (
            f'<w:hyperlink>{run("甲")}</w:hyperlink><w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>',
            "甲1",
        ),
        (f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>{run('甲')}", "甲"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>', "甲"),
        (
            f"<w:r><w:ruby><w:rt>{run('zì')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>",
            "字",
        ),
        ("<w:r><w:t>  甲 \n乙 </w:t></w:r>", "甲  乙"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("甲"), "甲"),
    ],
)
def test_inside_a_paragraph(content: str, expected: str) -> None:
    assert document_text(document(paragraph(content))) == expected


def test_a_field_left_open_does_not_swallow_what_follows() -> None:
    left_open = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("甲"))
    assert document_text(document(left_open + paragraph("乙"))) == "\n乙"


def test_text_boxes_once_after_their_paragraph() -> None:
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    body = paragraph(run("甲") + both + run("乙")) + paragraph(old)
    assert document_text(document(body)) == "甲乙\n框内\n\n框内"


def test_a_deleted_paragraph_mark_joins_and_a_deleted_paragraph_disappears() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    whole = f"<w:p><w:pPr>{deleted}</w:pPr><w:del><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>"
    assert (
        document_text(
            document(
                paragraph("甲", deleted) + paragraph("乙") + whole + paragraph("丁")
            )
        )
        == "甲乙\n丁"
    )


def test_tables() -> None:
    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    inner = f"<w:tbl>{row(paragraph('内1'), paragraph('内2'))}</w:tbl>"
    table = (
        f"<w:tbl>{row(paragraph('甲'), paragraph('乙1') + paragraph('乙2'))}"
        f"<w:sdt><w:sdtContent>{row(inner + paragraph('丙'), paragraph(''))}</w:sdtContent></w:sdt>"
        f"{row(paragraph('删'), properties='<w:trPr><w:del/></w:trPr>')}</w:tbl>"
    )
    blocks = read_blocks(document(table + paragraph("后")))
    assert blocks == (
        TextTable((("甲", "乙1\n乙2"), ("内1\t内2\n丙", ""))),
        TextParagraph("后"),
    )
    assert as_text(blocks) == "甲\t乙1\n乙2\n内1\t内2\n丙\t\n后"


def test_notes_are_marked_and_stand_last() -> None:
    foot = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{key}">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" " + text))}</w:footnote>'
        for key, text in ((7, "脚注一"), (3, "脚注二"))
    )
    end = f'<w:endnote w:id="3">{paragraph("尾注")}</w:endnote>'
    body = paragraph(
        run("甲")
        + '<w:r><w:footnoteReference w:id="7"/></w:r>乙<w:r><w:endnoteReference w:id="3"/></w:r>'.replace(
            "乙", run("乙")
        )
        + '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="99"/></w:r>'
    )
    text = document_text(document(body, footnotes=foot, endnotes=end))
    assert text.split("\n") == [
        "甲[^1]乙[^e1][^2][^3]",
        "[^1] 脚注一",
        "[^2] 脚注二",
        "[^e1] 尾注",
    ]


def test_the_name_of_a_style_not_its_identifier() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>'
    body = paragraph("甲", '<w:pStyle w:val="2"/>') + paragraph(
        "乙", '<w:pStyle w:val="gone"/>'
    )
    assert read_blocks(document(body, styles=styles)) == (
        TextParagraph("甲", "heading 1"),
        TextParagraph("乙", "gone"),
    )


def test_headers_and_footers_are_left_out() -> None:
    blocks = read_blocks((ROOT / "templates" / "notice.docx").read_bytes())
    assert not any(
        "PAGE" in line or "—" in line for line in as_text(blocks).split("\n")
    )


def test_the_strict_variant_and_another_name_of_the_main_part() -> None:
    parts = read_package(document(paragraph("甲")))
    parts["word/other.xml"] = parts.pop("word/document.xml").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"word/document.xml", b"/word/other.xml"
    )
    assert document_text(write_parts(parts)) == "甲"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 20}">' for at in range(12)
    )
    + "]>"
)


def damaged(kind: str) -> bytes:
    good = document(paragraph("甲"))
    parts = read_package(good)
    main = parts["word/document.xml"]
    changed = {
        "cut": main[:-20],
        "not-xml": b"\0\1\2",
        "empty": b"",
        "other-root": b"<x/>",
        "dtd": b"<!DOCTYPE x>" + main,
        "bomb": BOMB.encode() + main.replace("甲".encode(), b"&m;"),
        "outside": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        + main.replace("甲".encode(), b"&e;"),
    }
    if kind in changed:
        return write_parts(parts | {"word/document.xml": changed[kind]})
    del parts["word/document.xml"]
    return {
        "no-document": write_parts(parts),
        "no-zip": b"PK no",
        "nothing": b"",
        "truncated": good[:200],
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        *("cut", "not-xml", "empty", "other-root", "dtd", "bomb", "outside"),
        *("no-document", "no-zip", "nothing", "truncated"),
    ],
)
def test_a_damaged_file_is_refused_with_a_reason(kind: str) -> None:
    with processor_seconds(5), pytest.raises(InputError) as caught:
        document_text(damaged(kind))
    assert all(
        one.message("zh") and one.message("en") for one in caught.value.diagnostics
    )


def test_a_deeply_nested_file_is_refused_or_read_but_never_breaks() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(InputError):
        document_text(document(deep))


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_random_damage_never_gives_a_traceback(noise: bytes, at: int) -> None:
    good = document(paragraph("甲"), numbering="", styles="")
    at %= len(good)
    with contextlib.suppress(InputError):
        document_text(good[:at] + noise + good[at + len(noise) :])


def test_hostile_numbers_do_not_break() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"><w:start w:val="999999999"/><w:numFmt w:val="upperLetter"/>'
        f'<w:lvlText w:val="{"%1" * 10000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr>'
    text = document_text(
        document(
            "".join(paragraph("甲", numbered) for _ in range(100)), numbering=numbering
        )
    )
    assert len(text) < 100_000


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_as_the_independent_script_reads_it(
    path: Path, tmp_path: Path
) -> None:
    made = made_of(notice_of(path))
    target = tmp_path / "made.docx"
    target.write_bytes(made)
    other = subprocess.run(
        [sys.executable, CHECK, target], capture_output=True, check=True
    ).stdout.decode()
    assert document_text(made) + "\n" == other.replace("\r\n", "\n")

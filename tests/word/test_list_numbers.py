"""Automatic numbers, against hand-counted expectations and against what LibreOffice writes out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from needs import needs
from written import document, level, listed, paragraph

from rectify_gen.word.block_reading import document_text, read_blocks
from rectify_gen.word.number_formats import written
from rectify_gen.word.text_blocks import TextParagraph

CHECK = Path(__file__).parent.parent / "layout" / "checks" / "docx_text.py"

LEVELS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircle", "%5")
)
ABSTRACT = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
OUTLINE = ABSTRACT + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def lines(body: str, **parts: str) -> list[str]:
    return document_text(document(body, **parts)).split("\n")


def test_five_levels_of_an_official_text() -> None:
    levels = [0, 1, 2, 3, 4, 4, 3, 2, 1, 2, 0, 1, 2]
    body = "".join(listed("甲", level=at) for at in levels)
    expected = [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "②",
        "（2）",
        "2.",
        "（二）",
        "1.",
        "二、",
        "（一）",
        "1.",
    ]
    assert lines(body, numbering=OUTLINE) == [mark + "甲" for mark in expected]


def test_number_and_text_stay_apart() -> None:
    assert read_blocks(document(listed("甲"), numbering=OUTLINE)) == (
        TextParagraph("甲", "", "一、"),
    )


def test_lists_of_one_definition_share_a_counter_and_an_override_restarts() -> None:
    numbering = OUTLINE + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(listed("甲", number) for number in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=numbering) == [
        "一、甲",
        "二、甲",
        "三、甲",
        "五、甲",
        "六、甲",
        "七、甲",
    ]


def test_level_that_never_restarts() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.")
        + level(1, "decimalEnclosedCircle", "%2", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(listed("甲", level=at) for at in (0, 1, 1, 0, 1))
    assert lines(body, numbering=numbering) == ["1.甲", "①甲", "②甲", "2.甲", "③甲"]


def test_number_through_a_style_and_its_base() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="层次"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="层次二"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="off"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        paragraph("甲", f'<w:pStyle w:val="{style}"/>')
        for style in ("a", "b", "off", "a")
    )
    assert lines(body, numbering=OUTLINE, styles=styles) == [
        "一、甲",
        "二、甲",
        "甲",
        "三、甲",
    ]


def test_level_that_is_tied_to_a_style() -> None:
    numbering = OUTLINE.replace(
        '<w:numFmt w:val="chineseCounting"/>',
        '<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="a"/>',
    )
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(
        paragraph("甲", '<w:pStyle w:val="a"/>'), numbering=numbering, styles=styles
    ) == ["（一）甲"]


def test_list_style() -> None:
    numbering = ABSTRACT + (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="list"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(listed("甲", 9), numbering=numbering, styles=styles) == ["一、甲"]


def test_legal_numbering_bullets_and_gaps() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCounting", "%1、", gap="space")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>", gap="tab")
        + level(2, "bullet", "\uf06c")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(listed("甲", level=at) for at in (0, 1, 1, 2))
    assert lines(body, numbering=numbering) == ["一、 甲", "1.1\t甲", "1.2\t甲", "•甲"]


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        *(
            (11, "chineseCounting", "十一"),
            (120, "japaneseCounting", "一百二十"),
            (0, "chineseCounting", "〇"),
        ),
        *(
            (20, "decimalEnclosedCircle", "⑳"),
            (36, "decimalEnclosedCircleChinese", "㊱"),
            (51, "decimalEnclosedCircle", "（51）"),
        ),
        *(
            (3, "chineseLegalSimplified", "叁"),
            (2024, "ideographDigital", "二〇二四"),
            (12, "decimalFullWidth", "１２"),
        ),
        *(
            (2, "decimalEnclosedParen", "⑵"),
            (21, "decimalEnclosedParen", "21"),
            (4, "ideographTraditional", "丁"),
        ),
        *(
            (4, "upperRoman", "IV"),
            (27, "lowerLetter", "aa"),
            (7, "decimalZero", "07"),
            (3, "none", ""),
        ),
        *((10**9, "upperLetter", "1000000000"), (5, "somethingNew", "5")),
    ],
)
def test_formats(number: int, kind: str, expected: str) -> None:
    assert written(number, kind) == expected


def long_document(depths: list[int]) -> bytes:
    body = "".join(listed(f"第{at}段", level=depth) for at, depth in enumerate(depths))
    return document(body, numbering=OUTLINE, styles="")


STEP_BY_STEP = [
    0,
    *(
        depth
        for _ in range(6)
        for depth in (1, 2, 2, 3, 4, 4, 3, 4, 1, 2, 3, 0, 0, 1, 1)
    ),
]
LEVELS_LEFT_OUT = [(at * at) % 5 if at % 7 else 0 for at in range(120)]


def test_same_as_the_independent_script(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(long_document(STEP_BY_STEP))
    other = subprocess.run(
        [sys.executable, CHECK, path], capture_output=True, check=True
    ).stdout.decode()
    assert document_text(path.read_bytes()) + "\n" == other.replace("\r\n", "\n")


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize(
    "depths", [STEP_BY_STEP, LEVELS_LEFT_OUT], ids=["steps", "jumps"]
)
def test_same_as_libreoffice_writes_out(depths: list[int], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(long_document(depths))
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    exported = (tmp_path / "a.txt").read_text("utf-8-sig")
    ours = document_text(path.read_bytes())
    assert without_space(exported) == without_space(ours)


def without_space(text: str) -> list[str]:
    return [re.sub(r"\s", "", line) for line in text.splitlines()]

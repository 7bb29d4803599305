"""Paragraphs of every shape that Word writes, each with a fault in it, for the tests of comments and tracked changes."""

from __future__ import annotations

from typing import NamedTuple

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Shape(NamedTuple):
    """One paragraph or table: its XML, the characters at fault, those that a comment is about, and the fixed text.

    ``fixed`` is empty where no tracked change can be made.
    """

    name: str
    xml: str
    marks: str
    anchored: str
    fixed: str


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


BOLD = "<w:rPr><w:b/></w:rPr>"
REVISED = (
    '<w:rPr><w:b/><w:rPrChange w:id="90" w:author="某"><w:rPr/></w:rPrChange></w:rPr>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{inside}'
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
SHAPES = (
    Shape(
        "one run", paragraph(run("甲科完成整改。。")), "。。", "。。", "甲科完成整改。"
    ),
    Shape(
        "fault over two runs",
        paragraph(run("乙科完成"), run("整改。", BOLD), run("。")),
        "。。",
        "。。",
        "乙科完成整改。",
    ),
    Shape(
        "properties and revision marks of a run",
        '<w:p w:rsidR="00AA00AA"><w:r w:rsidR="00AB00AB" w:rsidRPr="00AC00AC"><w:rPr><w:i/><w:sz w:val="32"/></w:rPr>'
        "<w:t>丙科完成,已整改。</w:t></w:r></w:p>",
        ",",
        ",",
        "丙科完成，已整改。",
    ),
    Shape(
        "table cell",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph(run('丁科完成整改。。'))}</w:tc></w:tr></w:tbl>",
        "。。",
        "。。",
        "丁科完成整改。",
    ),
    Shape(
        "hyperlink",
        paragraph(
            run("戊科"),
            f'<w:hyperlink w:anchor="x">{run("完成整改。。")}</w:hyperlink>',
        ),
        "。。",
        "。。",
        "戊科完成整改。",
    ),
    Shape(
        "result of a field",
        paragraph(
            run("己科"),
            FIELD.format(kind="begin"),
            "<w:r><w:instrText>REF x</w:instrText></w:r>",
            FIELD.format(kind="separate"),
            run("完成整改。。"),
            FIELD.format(kind="end"),
        ),
        "。。",
        "完成整改。。",
        "",
    ),
    Shape(
        "simple field",
        paragraph(
            f'<w:fldSimple w:instr="REF x">{run("庚科完成整改。。")}</w:fldSimple>'
        ),
        "。。",
        "庚科完成整改。。",
        "",
    ),
    Shape(
        "inserted by somebody",
        paragraph(
            run("辛科完成"),
            f'<w:ins w:id="77" w:author="某">{run("整改。。")}</w:ins>',
        ),
        "。。",
        "。。",
        "",
    ),
    Shape(
        "deleted by somebody",
        paragraph(
            run("壬科完成"),
            '<w:del w:id="78" w:author="某"><w:r><w:delText>全部</w:delText></w:r></w:del>',
            run("整改。。"),
        ),
        "。。",
        "。。",
        "壬科完成整改。",
    ),
    Shape(
        "line break",
        paragraph(
            "<w:r><w:t>癸科完成整改任务书中所列的各项，</w:t><w:br/><w:t>全部整改。。</w:t></w:r>"
        ),
        "。。",
        "。。",
        "癸科完成整改任务书中所列的各项，\n全部整改。",
    ),
    Shape(
        "characters beyond the first plane",
        paragraph(run("𠀀𪚥科完成整改。。")),
        "。。",
        "。。",
        "𠀀𪚥科完成整改。",
    ),
    Shape(
        "entities and CDATA",
        "<w:p><w:r><w:t>子科&#x5B8C;成&amp;<![CDATA[<整>]]>改。。</w:t></w:r></w:p>",
        "。。",
        "。。",
        "子科完成&<整>改。",
    ),
    Shape(
        "content control",
        paragraph(
            run("丑科"),
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('完成整改。。')}</w:sdtContent></w:sdt>",
        ),
        "。。",
        "。。",
        "丑科完成整改。",
    ),
    Shape(
        "content control filled from data",
        paragraph(
            run("寅科"),
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{x}"/></w:sdtPr>'
            f"<w:sdtContent>{run('完成整改。。')}</w:sdtContent></w:sdt>",
        ),
        "。。",
        "。。",
        "",
    ),
    Shape(
        "text box",
        paragraph(
            run("卯科的图"),
            BOX.format(inside=paragraph(run("辰科完成整改。。"))),
            run("如上。"),
        ),
        "。。",
        "辰科完成整改。。",
        "",
    ),
    Shape(
        "blanks that are not shown",
        "<w:p><w:r><w:t>  巳科完成整改。。  </w:t></w:r></w:p>",
        "。。",
        "。。",
        "巳科完成整改。",
    ),
    Shape(
        "blank at fault",
        paragraph(run("午科完成 整改。")),
        " ",
        " ",
        "午科完成整改。",
    ),
    Shape(
        "phonetic guide",
        paragraph(
            run("未科完成"),
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zheng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>整改。。</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
        ),
        "。。",
        "整改。。",
        "",
    ),
    Shape(
        "footnote",
        paragraph(
            run("申科完成整改"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("。")
        ),
        "。。",
        "",
        "",
    ),
    Shape(
        "paragraphs that a deleted mark joins",
        paragraph(
            run("戌科完成"),
            properties='<w:pPr><w:rPr><w:del w:id="80" w:author="某"/></w:rPr></w:pPr>',
        )
        + paragraph(run("整改。。")),
        "。。",
        "。。",
        "戌科完成整改。",
    ),
    Shape(
        "smart tag and revision of properties",
        paragraph(
            f'<w:smartTag w:element="x">{run("亥科完成整改,", REVISED)}</w:smartTag>',
            run("已销号。"),
        ),
        ",",
        ",",
        "亥科完成整改，已销号。",
    ),
)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("酉科的注。。")}</w:p>'
    "</w:footnote></w:footnotes>"
)
COMMENTS = (
    f'<w:comments xmlns:w="{WORD}"><w:comment w:id="4" w:author="某" w:initials="m"><w:p>{run("已有批注")}</w:p></w:comment>'
    "</w:comments>"
)
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def document_xml(*blocks: str) -> str:
    """Return a main part with ``blocks`` in its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_NAMESPACES}>'
        f"<w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    )


def document_parts(
    xml: str,
    footnotes: str = "",
    comments: str = "",
    numbering: str = "",
    relations: str = RELATIONS,
) -> dict[str, bytes]:
    """Return the parts of a document with the main part ``xml``."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}document.main+xml"/>'
    )
    targets = ""
    parts = {"word/document.xml": xml.encode()}
    contents = {"footnotes": footnotes, "comments": comments, "numbering": numbering}
    for kind, content in contents.items():
        if content:
            parts[f"word/{kind}.xml"] = content.encode()
            types += f'<Override PartName="/word/{kind}.xml" ContentType="{_CONTENT}{kind}+xml"/>'
            targets += f'<Relationship Id="{kind}" Type="{relations}/{kind}" Target="{kind}.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="word/document.xml"/>'
    parts["[Content_Types].xml"] = f"{types}</Types>".encode()
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{package}">{main}</Relationships>'.encode()
    )
    if targets:
        parts["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{package}">{targets}</Relationships>'.encode()
        )
    return parts

"""What peers that only fill a template are given: finished paragraphs as plain YAML, and a small template of their own.

The data come from our documents, so both sides have the same text; numbers, forms and the
opening are already written out, and a peer has less to do than we have. The template has
the styles, the page and the footers of our ``report.docx``, with nothing in it but tags
for that data.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml
from compared_documents import DocumentParagraph, paragraphs_of
from stopwatch import ROOT

REPORT = ROOT / "templates" / "report.docx"
BODY_TEXT = "BodyText"

PlainData = dict[str, Any]


def write_plain_data(documents: Path, folder: Path) -> None:
    """Write, for each .docx in ``documents``, the YAML of the same name that the peers fill into their template."""
    folder.mkdir(exist_ok=True)
    for document in sorted(documents.glob("*.docx")):
        text = yaml.dump(
            plain_data(document),
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            width=1_000_000,
        )
        (folder / f"{document.stem}.yaml").write_text(text, encoding="utf-8")


def plain_data(document: Path) -> PlainData:
    """Return the paragraphs of a document as a tree of sections and items.

    Raises:
        ValueError: it has a paragraph that this data has no place for.
    """
    data: PlainData = {
        "title": "",
        "addressees": [],
        "opening": [],
        "sections": [],
        "attachments": [],
        "signature": [],
    }
    for paragraph in paragraphs_of(document):
        style = paragraph.style
        sections = data["sections"]
        if style == "Title":
            data["title"] = paragraph.text
        elif style in _LINES:
            data[_LINES[style]].append({"text": paragraph.text})
        elif style == "Heading1":
            sections.append(_section(_words(paragraph)))
        elif style == "Heading3":
            heading = {"heading": _words(paragraph), "paragraphs": []}
            sections[-1]["items"].append(heading)
        elif style == BODY_TEXT and not sections:
            data["opening"].append({"text": _words(paragraph)})
        elif style == BODY_TEXT:
            _add_body_text(sections[-1], paragraph)
        else:
            raise ValueError(f"{document}: {paragraph}")
    return data


_LINES = {
    "Addressee": "addressees",
    "Attachment": "attachments",
    "Signature": "signature",
}
"""Lists of lines, by the style of their paragraphs."""


def _section(heading: str) -> PlainData:
    return {"heading": heading, "paragraphs": [], "items": [], "points": []}


def _words(paragraph: DocumentParagraph) -> str:
    return paragraph.lead + paragraph.text


def _add_body_text(section: PlainData, paragraph: DocumentParagraph) -> None:
    """Put a paragraph where the section has come to: its beginning, its last item, or its points."""
    data = {"lead": paragraph.lead, "text": paragraph.text}
    if paragraph.lead_style or section["points"]:
        section["points"].append(data)
    elif section["items"]:
        section["items"][-1]["paragraphs"].append(data)
    else:
        section["paragraphs"].append(data)


TAGS = "Tag"
"""Style of the paragraphs that hold tags only."""
BLANK = "Blank"

# Style, then the words for docxtpl and for easy-template-x; a bar parts the first run of a paragraph from the next, two
# bars one in another character style.
_PARAGRAPHS = (
    ("Title", "{{ title }}", "{title}"),
    (BLANK, "", ""),
    (TAGS, "{%p for line in addressees %}", "{#addressees}"),
    ("Addressee", "{{ line.text }}", "{text}"),
    (TAGS, "{%p endfor %}", "{/addressees}"),
    (TAGS, "{%p for line in opening %}", "{#opening}"),
    (BODY_TEXT, "{{ line.text }}", "{text}"),
    (TAGS, "{%p endfor %}", "{/opening}"),
    (TAGS, "{%p for section in sections %}", "{#sections}"),
    ("Heading1", "{{ section.heading }}", "{heading}"),
    (TAGS, "{%p for line in section.paragraphs %}", "{#paragraphs}"),
    (BODY_TEXT, "{{ line.lead }}|{{ line.text }}", "{lead}|{text}"),
    (TAGS, "{%p endfor %}", "{/paragraphs}"),
    (TAGS, "{%p for item in section['items'] %}", "{#items}"),
    ("Heading3", "{{ item.heading }}", "{heading}"),
    (TAGS, "{%p for line in item.paragraphs %}", "{#paragraphs}"),
    (BODY_TEXT, "{{ line.lead }}|{{ line.text }}", "{lead}|{text}"),
    (TAGS, "{%p endfor %}", "{/paragraphs}"),
    (TAGS, "{%p endfor %}", "{/items}"),
    (TAGS, "{%p for point in section.points %}", "{#points}"),
    (BODY_TEXT, "{{ point.lead }}||{{ point.text }}", "{lead}||{text}"),
    (TAGS, "{%p endfor %}", "{/points}"),
    (TAGS, "{%p endfor %}", "{/sections}"),
    (TAGS, "{%p for line in attachments %}", "{#attachments}"),
    (BLANK, "", ""),
    ("Attachment", "{{ line.text }}", "{text}"),
    (TAGS, "{%p endfor %}", "{/attachments}"),
    (BLANK, "", ""),
    (TAGS, "{%p for line in signature %}", "{#signature}"),
    ("Signature", "{{ line.text }}", "{text}"),
    (TAGS, "{%p endfor %}", "{/signature}"),
)
DOCXTPL = 1
EASY_TEMPLATE = 2
"""Columns of that table."""


def write_peer_template(path: Path, column: int) -> None:
    """Write the template of a peer: ``DOCXTPL`` or ``EASY_TEMPLATE``."""
    body = ""
    for row in _PARAGRAPHS:
        body += _paragraph_xml(row[0], row[column])
    with zipfile.ZipFile(REPORT) as report, zipfile.ZipFile(path, "w") as written:
        for part in report.infolist():
            content = report.read(part)
            if part.filename == "word/document.xml":
                content = _with_body(content.decode("utf-8"), body).encode("utf-8")
            written.writestr(part.filename, content, zipfile.ZIP_DEFLATED)


def _with_body(document: str, body: str) -> str:
    """Return ``document`` with other paragraphs; its page stays."""
    begin = document.index("<w:body>") + len("<w:body>")
    end = document.rindex("<w:sectPr>")
    return document[:begin] + body + document[end:]


def _paragraph_xml(style: str, words: str) -> str:
    if "||" in words:
        lead, text = words.split("||")
        runs = _run_xml(lead, '<w:rStyle w:val="RunIn2"/>') + _run_xml(text)
    else:
        runs = "".join(_run_xml(text) for text in words.split("|") if text)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run_xml(text: str, character_style: str = "") -> str:
    properties = f'<w:rPr>{character_style}<w:rFonts w:hint="eastAsia"/></w:rPr>'
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{properties}{words}</w:r>"

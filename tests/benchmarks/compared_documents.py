"""What a finished .docx says: its paragraphs, read by no code of the product, to compare two sides."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class DocumentParagraph(NamedTuple):
    """One paragraph: the name of its style in the XML, and its words."""

    style: str
    lead: str
    """The words of its first run, where it has several."""
    lead_style: str
    """The character style of that run, if it has one."""
    text: str
    """The words of all other runs."""


def paragraphs_of(path: Path) -> list[DocumentParagraph]:
    """Return the paragraphs of the document ``path``; empty ones are left out."""
    with zipfile.ZipFile(path) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = []
    for element in tree.iter(f"{_W}p"):
        paragraph = _paragraph(element)
        if paragraph.lead or paragraph.text:
            paragraphs.append(paragraph)
    return paragraphs


def _paragraph(element: etree._Element) -> DocumentParagraph:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    runs = list(element.iter(f"{_W}r"))
    words = [_words(run) for run in runs]
    lead = ""
    lead_style = None
    if len(runs) > 1 and "\n" not in words:
        lead = words.pop(0)
        lead_style = runs[0].find(f"{_W}rPr/{_W}rStyle")
    return DocumentParagraph(
        style=_value(style),
        lead=lead,
        lead_style=_value(lead_style),
        text="".join(words),
    )


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _words(run: etree._Element) -> str:
    words = ""
    for child in run:
        if child.tag == f"{_W}t":
            words += child.text or ""
        elif child.tag == f"{_W}br":
            words += "\n"
    return words


def require_same_words(ours: Path, peer: Path) -> None:
    """Check that two documents have the same paragraphs in the same styles.

    Breaks inside a title and the blanks that indent a signature are left out: a plain script makes none.

    Raises:
        RuntimeError: a paragraph differs; the text names the first.
    """
    our_lines = _plain_lines(ours)
    peer_lines = _plain_lines(peer)
    if our_lines == peer_lines:
        return
    for our_line, peer_line in zip(our_lines, peer_lines, strict=False):
        if our_line != peer_line:
            raise RuntimeError(f"{ours}: {our_line}\n{peer}: {peer_line}")
    raise RuntimeError(
        f"{ours} has {len(our_lines)} paragraphs, {peer} {len(peer_lines)}"
    )


def _plain_lines(path: Path) -> list[str]:
    lines = []
    for paragraph in paragraphs_of(path):
        words = paragraph.lead + paragraph.text
        words = words.replace("\n", "").strip("\u3000")
        lines.append(f"{paragraph.style}: {words}")
    return lines


def require_same_documents(ours: Path, peer: Path) -> None:
    """Check that two folders have documents of the same names, and the first, middle and last of them the same words.

    Raises:
        RuntimeError: they do not, or there is none.
    """
    names = sorted(path.name for path in ours.glob("*.docx"))
    peer_names = sorted(path.name for path in peer.glob("*.docx"))
    if not names or names != peer_names:
        raise RuntimeError(f"{ours}: {len(names)}, {peer}: {len(peer_names)} documents")
    for name in {names[0], names[len(names) // 2], names[-1]}:
        require_same_words(ours / name, peer / name)

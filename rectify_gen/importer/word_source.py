"""The reader of Word files: from a .docx to the blocks of a notice.

What the document displays comes from the room ``word``; here lines that end within a paragraph become
blocks of their own, the cells of a table row become one block, and what was left out is reported. This
module must not know what the paragraphs mean.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import characters, furniture
from rectify_gen.importer.broken_lines import join_broken_lines
from rectify_gen.importer.omissions import without_furniture
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock, SourceCell
from rectify_gen.importer.text_tidier import BETWEEN_CELLS, TextTidier
from rectify_gen.word.active_content import active_content
from rectify_gen.word.displayed import (
    DisplayedDocument,
    DisplayedParagraph,
    Omission,
    Omitted,
    read_displayed,
)
from rectify_gen.word.word_package import WordPackage, open_package

_FEWEST_ROWS_OF_CELLS = 2
"""A table with fewer rows of several cells only places text: an organ's name, the imprint."""
_LONGEST_QUOTE = 60
_MOST_QUOTES = 20
"""As many comments, headers … are reported each; the others are only counted."""
_CODES = {
    Omission.CHANGES: "import-changes",
    Omission.HIDDEN: "import-hidden",
    Omission.STRUCK: "import-struck",
    Omission.COMMENT: "import-comment",
    Omission.HEADER: "import-margin",
    Omission.FOOTER: "import-margin",
    Omission.PICTURES: "import-pictures",
    Omission.CONTENTS: "import-contents",
    Omission.PLACEHOLDER: "import-placeholder",
    Omission.SYMBOL: "import-symbol",
    Omission.CHUNK: "import-chunk",
}
_HARMLESS_LINKS = frozenset({"docx-link"})
"""Faults of a document that a text without links does not have."""


def read_word(data: bytes, name: str) -> NoticeSource:
    """Return the blocks of a .docx; ``name`` is what the user calls the file.

    Raises:
        InputError: no intact .docx, or one that holds nothing but pictures.
    """
    package = open_package(data)
    return source_of_word(package, read_displayed(package), name)


def source_of_word(
    package: WordPackage, document: DisplayedDocument, name: str
) -> NoticeSource:
    """Return the same of a .docx that was opened already, and what it displays.

    Raises:
        InputError: it holds nothing but pictures.
    """
    tidied = TextTidier()
    blocks: list[SourceBlock] = []
    for row in _rows(document.paragraphs):
        blocks += _row_blocks(row, tidied)
    omitted_kinds = {omitted.kind for omitted in document.omitted}
    if not blocks and Omission.PICTURES in omitted_kinds:
        fault = Diagnostic("import-only-pictures", path=name)
        raise InputError([fault])
    diagnostics = list(tidied.diagnostics())
    # Many a Word file was copied from a web page.
    blocks = without_furniture(blocks, diagnostics)
    diagnostics += _table_reports(document.paragraphs)
    diagnostics += _note_reports(document.paragraphs)
    diagnostics += _omission_reports(document.omitted)
    diagnostics += _active_reports(package.parts)
    words = ""
    for block in blocks:
        words += characters.squeeze(block.text)
    return NoticeSource(
        blocks=tuple(blocks),
        words=words,
        diagnostics=tuple(diagnostics),
    )


def _rows(
    paragraphs: Iterable[DisplayedParagraph],
) -> Iterator[list[DisplayedParagraph]]:
    """Yield the paragraphs of each table row together, every other one alone."""
    row: list[DisplayedParagraph] = []
    for paragraph in paragraphs:
        if row and not _is_same_row(row[-1], paragraph):
            yield row
            row = []
        row.append(paragraph)
    if row:
        yield row


def _is_same_row(previous: DisplayedParagraph, paragraph: DisplayedParagraph) -> bool:
    if previous.cell is None or paragraph.cell is None:
        return False
    return previous.cell[:2] == paragraph.cell[:2]


def _row_blocks(
    row: Sequence[DisplayedParagraph], tidied: TextTidier
) -> Iterator[SourceBlock]:
    """Yield the blocks of one paragraph, or of one table row: one for all its cells if each holds one paragraph."""
    blocks: list[SourceBlock] = []
    for paragraph in row:
        blocks += _blocks(paragraph, tidied)
    cells = [block.cell for block in blocks]
    is_one_line = len(set(cells)) == len(cells) > 1
    if is_one_line:
        yield _joined(blocks)
    else:
        yield from blocks


def _joined(blocks: Sequence[SourceBlock]) -> SourceBlock:
    texts = [block.text for block in blocks]
    return SourceBlock(
        text=BETWEEN_CELLS.join(texts),
        place=blocks[0].place,
        style=blocks[0].style,
        cell=blocks[0].cell,
    )


def _blocks(paragraph: DisplayedParagraph, tidied: TextTidier) -> Iterator[SourceBlock]:
    """Yield the blocks of one paragraph: one for each of its lines that is no half of a sentence."""
    cell = None
    if paragraph.cell is not None:
        cell = SourceCell(*paragraph.cell)
    is_first = True
    for line in join_broken_lines(paragraph.text.split("\n")):
        text = tidied.tidy(line)
        if not text:
            continue
        yield SourceBlock(
            text=_number(paragraph.number) + text if is_first else text,
            place=paragraph.place,
            style=paragraph.style,
            heading_level=paragraph.outline_level if is_first else 0,
            numbering_level=paragraph.numbering_level if is_first else 0,
            cell=cell,
            indent=characters.indent(line),
        )
        is_first = False


def _number(number: str) -> str:
    """Return an automatic number as a clerk types it: with a blank only where it ends without a sign."""
    mark = number.strip()
    ends_with_word = mark[-1:].isalnum() and chinese.read_mark(mark) is None
    return f"{mark} " if ends_with_word else mark


def _table_reports(paragraphs: Iterable[DisplayedParagraph]) -> Iterator[Diagnostic]:
    """Yield a report for each table that is one, and not only a way to place text."""
    rows: dict[int, set[int]] = {}
    beginnings: dict[int, DisplayedParagraph] = {}
    for row in _rows(paragraphs):
        paragraph = row[0]
        if paragraph.cell is None:
            continue
        table_number, row_number, _ = paragraph.cell
        beginnings.setdefault(table_number, paragraph)
        filled_cells = {member.cell for member in row if member.text.strip()}
        if len(filled_cells) > 1:
            rows.setdefault(table_number, set()).add(row_number)
    for table_number, row_numbers in rows.items():
        if len(row_numbers) < _FEWEST_ROWS_OF_CELLS:
            continue
        facts = {"table": table_number, "rows": len(row_numbers)}
        place = beginnings[table_number].place
        yield Diagnostic("import-table", facts=facts, place=place)


def _note_reports(paragraphs: Iterable[DisplayedParagraph]) -> Iterator[Diagnostic]:
    for paragraph in paragraphs:
        if paragraph.notes:
            facts = {"count": paragraph.notes}
            yield Diagnostic("import-note", facts=facts, place=paragraph.place)


def _omission_reports(omitted: Iterable[Omitted]) -> Iterator[Diagnostic]:
    counts: dict[str, int] = {}
    for omission in omitted:
        text = " ".join(omission.text.split())
        if _is_nothing(omission, text):
            continue
        code = _CODES[omission.kind]
        counts[code] = counts.get(code, 0) + 1
        if counts[code] > _MOST_QUOTES:
            continue
        facts = {
            "count": omission.amount,
            "text": text[:_LONGEST_QUOTE],
            "author": omission.author,
        }
        yield Diagnostic(code, facts=facts, place=omission.place)
    for code, count in counts.items():
        if count > _MOST_QUOTES:
            facts = {"count": count - _MOST_QUOTES, "code": code}
            yield Diagnostic("import-more", facts=facts)


def _is_nothing(omission: Omitted, text: str) -> bool:
    """Whether headers and footers print no more than the number of the page."""
    if omission.kind not in (Omission.HEADER, Omission.FOOTER):
        return False
    if text.isdecimal():
        return True
    return furniture.is_page_number(text)


def _active_reports(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a report for each kind of content that acts, such as macros; nothing of it is run or imported."""
    reported = set()
    # Each place is counted through the whole part, so a file full of them would take long.
    for fault in itertools.islice(active_content(parts), _MOST_QUOTES):
        if fault.code in _HARMLESS_LINKS or fault.code in reported:
            continue
        reported.add(fault.code)
        facts = {"zh": fault.message("zh"), "en": fault.message("en")}
        yield Diagnostic("import-active", facts=facts)

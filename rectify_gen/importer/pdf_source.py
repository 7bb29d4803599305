"""The reader of PDFs with a text layer: from the places of characters to the blocks of a notice.

A PDF has neither lines nor paragraphs. Lines come from :mod:`pdf_lines`; here those that a reader sees as one
paragraph are joined, by indent, width and distance, and page numbers and running heads are left out. All that
is left out is reported. This module must not know what the paragraphs mean.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import characters, furniture, headline, typed_marks
from rectify_gen.importer.omissions import omission, without_furniture
from rectify_gen.importer.pdf_lines import PdfLine, lines_of
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock
from rectify_gen.importer.text_tidier import TextTidier
from rectify_gen.pdf.placed_text import PlacedPage, read_placed_text
from rectify_gen.places import Place
from rectify_gen.vocabulary.section_labels import read_label

_INDENT = 0.8
"""Widths of a character by which the first line of a paragraph is indented at least, and no other line is."""
_CENTRED = 1.5
"""Widths of a character that a line in the middle leaves free on both sides."""
_RAGGED = 2.6
"""Widths of a character by which a full line may end before the margin: no line begins with a mark, no number breaks."""
_UNUSED = 0.4
"""Widths of a character that a line may leave free besides."""
_SAME_DISTANCE = 1.05
"""Times by which two distances of lines may differ that are meant to be the same."""
_PARAGRAPH_GAP = 1.35
"""Distances of lines: paragraphs may be as far apart."""
_OTHER_SIZE = 0.12
"""Parts of the size of a character by which a title differs from the text below it."""
_SAME_PLACE = 3.0
"""Points by which the running head of one page may stand higher than that of another."""
_MARGIN_GAP = 1.2
"""Distances of lines by which a running head is parted from the text at least."""
_MARGIN_LINES = 2
"""Lines at the top and bottom of a page that may be running heads or page numbers."""
_MEASURE = re.compile("一是|一要")
_SHORTEST_TABLE = 2
"""Lines with several cells that make a table; one may be a signature of two organs."""
_LONGEST_RUNNING_HEAD = 60
_FEWEST_FULL_LINES = 3
_MOST_UNNAMED = 0.01
"""Part of the characters that may have no name; a text with more is not to be read."""
_MOST_REPORTS = 20
_SENTENCE_ENDS = tuple("。！？；：!?;:…”）)】")
_PAGE_IN_MARGIN = re.compile(
    r"""
      第 \s? [0-9]{1,4} \s? 页 | 共 \s? [0-9]{1,4} \s? 页     # 第1页 共4页
    | [0-9]{1,4} \s? / \s? [0-9]{1,4} $                      # 1/4
    | [-—–] \s? [0-9]{1,4} \s? [-—–]                         # — 1 —
    | ^ [0-9]{1,4} $
    """,
    re.VERBOSE,
)
_BARE_PAGE_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class _TextArea:
    """Between which edges the lines of a page stand."""

    left: float
    right: float
    spacing: float
    """From one line to the next."""
    em: float
    """The width of most Chinese characters."""


def read_pdf_source(data: bytes, name: str) -> NoticeSource:
    """Return the blocks of a PDF; ``name`` is what the user calls the file.

    Raises:
        InputError: it cannot be opened, has only pictures, or does not say which characters it draws.
    """
    pages = read_placed_text(data, name)
    _refuse_unreadable(pages, name)
    reports: list[Diagnostic] = []
    lines_of_pages = [lines_of(page) for page in pages]
    lines_of_pages = _without_margins(lines_of_pages, reports)
    paragraphs = _paragraphs(lines_of_pages)
    tidier = TextTidier()
    blocks = _blocks(paragraphs, tidier)
    blocks = without_furniture(blocks, reports)
    reports += tidier.diagnostics()
    reports += _page_reports(pages)
    reports += _table_reports(paragraphs)
    line_count = sum(map(len, lines_of_pages))
    if line_count > len(paragraphs):
        facts = {"count": line_count - len(paragraphs)}
        reports.append(Diagnostic("import-lines-joined", facts=facts))
    text = "".join(block.text for block in blocks)
    return NoticeSource(
        blocks=tuple(blocks),
        words=characters.squeeze(text),
        diagnostics=tuple(report._replace(path=name) for report in reports),
    )


def _refuse_unreadable(pages: Sequence[PlacedPage], name: str) -> None:
    named = 0
    unnamed = 0
    has_pictures = False
    for page in pages:
        named += len(page.characters)
        unnamed += page.unnamed
        has_pictures = has_pictures or page.has_pictures
    if unnamed > (named + unnamed) * _MOST_UNNAMED:
        facts = {"count": unnamed}
        raise InputError([Diagnostic("pdf-unnamed-characters", facts=facts, path=name)])
    if not named:
        code = "pdf-only-pictures" if has_pictures else "import-empty"
        raise InputError([Diagnostic(code, path=name)])


def _page_reports(pages: Sequence[PlacedPage]) -> Iterator[Diagnostic]:
    """Yield what of the pages cannot be read: pictures of text, leaning text, characters without a name."""
    for page in pages:
        place = Place("", page=page.number)
        if not page.characters and page.has_pictures:
            yield Diagnostic("import-page-without-text", place=place)
        if page.leaning:
            yield omission("import-leaning-text", page.leaning[:60], place)
        if page.unnamed:
            facts = {"count": page.unnamed}
            yield Diagnostic("import-unnamed-characters", facts=facts, place=place)


# --- page numbers and running heads ----------------------------------------------


def _without_margins(
    lines_of_pages: Sequence[list[PdfLine]], reports: list[Diagnostic]
) -> list[list[PdfLine]]:
    """Return the lines without page numbers, and without heads that come back on every other page at least."""
    counts = _margin_texts(lines_of_pages)
    needed = max(len(lines_of_pages) / 2, 2)
    kept_pages = []
    omitted: dict[str, list[PdfLine]] = {}
    for lines in lines_of_pages:
        margin = _margin(lines)
        kept_lines = []
        for index, line in enumerate(lines):
            text = _margin_text(line)
            is_running = index in margin and counts[text] >= needed
            is_edge = index in (0, len(lines) - 1)
            if is_running or (is_edge and _is_page_number(line.text)):
                omitted.setdefault(text, []).append(line)
            else:
                kept_lines.append(line)
        kept_pages.append(kept_lines)
    if not any(kept_pages):
        return list(lines_of_pages)
    for omitted_lines in omitted.values():
        first_line = omitted_lines[0]
        place = Place("", page=first_line.page)
        reports.append(omission(furniture.PAGE, first_line.text, place))
        if len(omitted_lines) > 1:
            facts = {"count": len(omitted_lines) - 1, "code": furniture.PAGE}
            reports.append(Diagnostic("import-more", facts=facts))
    return kept_pages


def _is_page_number(text: str) -> bool:
    if furniture.is_page_number(text):
        return True
    return _BARE_PAGE_NUMBER.fullmatch(text) is not None


def _margin(lines: Sequence[PdfLine]) -> set[int]:
    """Return the places of the lines at the top and bottom that are parted from the text by more than its lines are."""
    spacing = _spacing(lines)
    places = set()
    for index in range(min(_MARGIN_LINES, len(lines) - 1)):
        places.add(index)
        if lines[index].bottom - lines[index + 1].bottom > spacing * _MARGIN_GAP:
            break
    else:
        places.clear()
    feet = set()
    for index in range(len(lines) - 1, max(len(lines) - 1 - _MARGIN_LINES, 0), -1):
        feet.add(index)
        if lines[index - 1].bottom - lines[index].bottom > spacing * _MARGIN_GAP:
            break
    else:
        feet.clear()
    return places | feet


def _margin_texts(lines_of_pages: Sequence[list[PdfLine]]) -> Counter[str]:
    """Return on how many pages each text stands at the same height at the top or the bottom."""
    heights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for lines in lines_of_pages:
        texts_of_page = set()
        for index in _margin(lines):
            line = lines[index]
            if len(line.text) > _LONGEST_RUNNING_HEAD or "。" in line.text:
                continue
            text = _margin_text(line)
            height = heights.setdefault(text, line.bottom)
            if abs(height - line.bottom) <= _SAME_PLACE:
                texts_of_page.add(text)
        counts.update(texts_of_page)
    return counts


def _margin_text(line: PdfLine) -> str:
    """Return a line as running heads are compared: the number of the page does not count."""
    return _PAGE_IN_MARGIN.sub("#", line.text)


# --- paragraphs --------------------------------------------------------------------


def _paragraphs(lines_of_pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
    """Return the lines that make up each paragraph."""
    all_lines = [line for lines in lines_of_pages for line in lines]
    if not all_lines:
        return []
    whole = _text_area(all_lines, None)
    paragraphs: list[list[PdfLine]] = []
    for lines in lines_of_pages:
        area = _text_area(lines, whole)
        for line in _with_whole_cells(lines):
            if paragraphs and _goes_on(paragraphs[-1], line, area):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return paragraphs


def _with_whole_cells(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Return ``lines``, in tables those of one row as one line: a cell may have several."""
    joined: list[PdfLine] = []
    rows = 0
    for line in lines:
        if rows >= _SHORTEST_TABLE and _goes_on_in_cells(joined[-1], line):
            joined[-1] = _with_cells(joined[-1], line)
            continue
        rows = rows + 1 if len(line.cells) > 1 else 0
        joined.append(line)
    return joined


def _goes_on_in_cells(row: PdfLine, line: PdfLine) -> bool:
    """Whether all stretches of ``line`` stand below cells of ``row``, and none below the first."""
    if len(line.cells) >= len(row.cells):
        return False
    lefts = [cell.left for cell in row.cells[1:]]
    for cell in line.cells:
        if not any(abs(cell.left - left) < line.em for left in lefts):
            return False
    return True


def _with_cells(row: PdfLine, line: PdfLine) -> PdfLine:
    """Return ``row`` with the stretches of ``line`` in its cells."""
    cells = list(row.cells)
    for added in line.cells:
        nearest = min(
            range(len(cells)), key=lambda place: abs(cells[place].left - added.left)
        )
        cell = cells[nearest]
        cells[nearest] = cell._replace(text=cell.text + added.text)
    right = max(row.right, line.right)
    return replace(row, cells=tuple(cells), right=right, bottom=line.bottom)


def _text_area(lines: Sequence[PdfLine], whole: _TextArea | None) -> _TextArea:
    """Return the edges of the text; those of the ``whole`` document where a page has few full lines."""
    rights = sorted(line.right for line in lines)
    right = rights[len(rights) * 9 // 10] if rights else 0.0
    full_lines = []
    for line in lines:
        if line.right >= right - _RAGGED * line.em:
            full_lines.append(line)
    if whole is not None and len(full_lines) < _FEWEST_FULL_LINES:
        return whole
    left = min(line.left for line in full_lines)
    # A comma at the end may hang out of the text.
    right = statistics.median(line.right for line in full_lines)
    # Where all lines are short, the margins of the page are taken to be alike.
    page_width = full_lines[0].page_width
    right = max(right, page_width - left - _RAGGED * full_lines[0].em)
    em = statistics.median(line.em for line in lines)
    # A page may have no paragraph of two lines.
    spacing = _spacing(lines) if whole is None else whole.spacing
    return _TextArea(left, right, spacing, em)


def _spacing(lines: Sequence[PdfLine]) -> float:
    """Return the distance of two lines of one paragraph, which is less than that of two paragraphs, or the same."""
    distances = []
    for above, line in itertools.pairwise(lines):
        if above.page == line.page and above.bottom > line.bottom:
            distances.append(above.bottom - line.bottom)
    distances.sort()
    for distance, next_distance in itertools.pairwise(distances):
        # A single one may be within a formula or a table.
        if next_distance <= distance * _SAME_DISTANCE:
            return distance
    return distances[0] if distances else 0.0


def _goes_on(paragraph: Sequence[PdfLine], line: PdfLine, area: _TextArea) -> bool:
    """Whether ``line`` goes on with ``paragraph``."""
    previous = paragraph[-1]
    if _is_apart(previous, line, area) or _begins_paragraph(paragraph, line, area):
        return False
    if previous.text.endswith(("，", "、")):
        return True
    # Where what the line begins with had fitted on the line above, a paragraph ends there.
    space = area.right - previous.right
    return space < line.first_unit + _UNUSED * line.em


def _is_apart(previous: PdfLine, line: PdfLine, area: _TextArea) -> bool:
    """Whether size, distance or place show that ``line`` is of another paragraph."""
    if abs(previous.em - line.em) > previous.em * _OTHER_SIZE:
        return True
    if previous.page == line.page and area.spacing:
        distance = previous.bottom - line.bottom
        if distance > area.spacing * _PARAGRAPH_GAP:
            return True
    is_indented = line.left - area.left > line.em * _INDENT
    if _is_centred(previous, area):
        return True
    return is_indented and not _is_end_of_title(previous, line, area)


def _is_end_of_title(previous: PdfLine, line: PdfLine, area: _TextArea) -> bool:
    """Whether ``line``, in the middle, is what did not fit on a full line of a title or heading above it."""
    is_title = line.em > area.em * (1 + _OTHER_SIZE)
    return is_title and _is_full(previous, area) and _is_centred(line, area)


def _is_full(line: PdfLine, area: _TextArea) -> bool:
    return area.right - line.right <= _RAGGED * line.em


def _begins_paragraph(
    paragraph: Sequence[PdfLine],
    line: PdfLine,
    area: _TextArea,
) -> bool:
    """Whether the words of ``line`` show that it begins a paragraph, wherever it stands."""
    previous = paragraph[-1]
    if len(previous.cells) > 1 and len(line.cells) > 1:
        return True
    if previous.text.endswith(_SENTENCE_ENDS):
        is_marked = typed_marks.read_mark(line.text) is not None
        # Behind a sentence, the name of an organ alone on its line signs. A full line of text may end like one.
        signs = headline.names_organ(line.text) and not _is_full(line, area)
        return is_marked or signs
    return _is_heading(paragraph) and _begins_below_heading(line.text)


def _is_heading(paragraph: Sequence[PdfLine]) -> bool:
    """Whether ``paragraph`` may be a heading: it has a mark and no full stop."""
    if typed_marks.read_mark(paragraph[0].text) is None:
        return False
    return not any("。" in line.text for line in paragraph)


def _begins_below_heading(text: str) -> bool:
    return _MEASURE.match(text) is not None or read_label(text) is not None


def _is_centred(line: PdfLine, area: _TextArea) -> bool:
    """Whether ``line`` stands in the middle, as titles do, or at the right, as signatures do."""
    left_space = line.left - area.left
    right_space = area.right - line.right
    narrowest = min(left_space, right_space)
    return narrowest > _CENTRED * line.em and left_space > right_space - line.em


def _blocks(
    paragraphs: Sequence[Sequence[PdfLine]], tidier: TextTidier
) -> list[SourceBlock]:
    blocks = []
    numbers_on_pages: Counter[int] = Counter()
    for paragraph in paragraphs:
        page = paragraph[0].page
        numbers_on_pages[page] += 1
        text = tidier.tidy(_joined(paragraph))
        if text:
            place = Place("", paragraph=numbers_on_pages[page], page=page)
            blocks.append(SourceBlock(text, place))
    return blocks


def _joined(lines: Sequence[PdfLine]) -> str:
    """Return the text of the lines of a paragraph; words in Latin letters and numbers never break, so a blank was there."""
    joined = ""
    for line in lines:
        text = line.text
        around = joined[-1:] + text[:1]
        if len(around) == 2 and around.isascii() and around.isalnum():
            joined += " "
        joined += text
    return joined


def _table_reports(paragraphs: Sequence[Sequence[PdfLine]]) -> Iterator[Diagnostic]:
    """Yield a report for each run of lines with gaps as wide as between the columns of a table."""
    rows = 0
    place = Place("")
    for paragraph in paragraphs:
        for line in paragraph:
            if len(line.cells) > 2:
                rows += 1
                if rows == 1:
                    place = Place("", page=line.page)
                continue
            if rows > 1:
                yield Diagnostic("import-pdf-table", facts={"rows": rows}, place=place)
            rows = 0
    if rows > 1:
        yield Diagnostic("import-pdf-table", facts={"rows": rows}, place=place)

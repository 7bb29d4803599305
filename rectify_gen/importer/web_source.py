"""The reader of web pages: from .html, .htm or .mht to the blocks of a notice.

The room ``webpage`` says what a page displays and which element is its article. Here the headline above the
article and the signature below it are added where they stand outside, furniture is left out, and all that is
not imported is reported. This module must not know what the paragraphs mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import characters, furniture, headline, typed_marks
from rectify_gen.importer.broken_lines import join_broken_lines
from rectify_gen.importer.omissions import omission, without_furniture
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock, SourceCell
from rectify_gen.importer.text_tidier import BETWEEN_CELLS, TextTidier
from rectify_gen.places import Place
from rectify_gen.webpage import DAMAGED, PageParagraph, WebPage, read_web_page

_PART = "document.xml"
"""The name under which :class:`Place` counts the paragraphs of a page."""
_FARTHEST_HEADLINE = 25
"""Paragraphs above the article in which its headline is looked for."""
_LONGEST_SIGNATURE = 6
"""Paragraphs below the article in which a signature is looked for."""
_FIRST_LINES = 8
"""Paragraphs at the head of an article in which its own headline stands."""
_FEWEST_ROWS_OF_CELLS = 2
_LONGEST_QUOTE = 60
_MOST_QUOTES = 20
_MEANT_AS_TITLE = re.compile("巡察|巡视|整改")
_SITE_NAME = re.compile(r"\s{0,3}[-_|｜—–].{0,60}$")
_SIGNED_DATE = re.compile(r"[0-9〇○零一二三四五六七八九]{4}\s?年.{1,4}月.{1,4}日")
_LIKE_A_NOTICE = re.compile("整改|巡察|巡视")


def read_web(data: bytes, name: str) -> NoticeSource:
    """Return the blocks of a web page; ``name`` is what the user calls the file.

    Raises:
        InputError: it is no page that can be read, has no text, or has damaged characters in its article.
    """
    page = read_web_page(data, name)
    tidier = TextTidier()
    paragraphs = page.displayed.paragraphs
    chosen = _chosen(paragraphs)
    blocks = list(_blocks(paragraphs, chosen, tidier))
    _refuse_damage(blocks, name)
    reports: list[Diagnostic] = []
    blocks = _with_headline(blocks, page, reports)
    blocks = without_furniture(blocks, reports)
    reports += tidier.diagnostics()
    reports += _table_reports(blocks)
    reports += _number_reports(paragraphs, chosen)
    reports += _text_reports("import-hidden-on-page", page.displayed.hidden)
    reports += _text_reports("import-struck", page.displayed.struck)
    reports += _outside_reports(paragraphs, chosen)
    text = "".join(block.text for block in blocks)
    return NoticeSource(
        blocks=tuple(blocks),
        words=characters.squeeze(text),
        diagnostics=tuple(report._replace(path=name) for report in reports),
    )


def _chosen(paragraphs: Sequence[PageParagraph]) -> list[int]:
    """Return the places of the paragraphs to import: of the article, its headline above, its end below."""
    inside = []
    for place, paragraph in enumerate(paragraphs):
        if paragraph.is_in_article:
            inside.append(place)
    if not inside:
        return list(range(len(paragraphs)))
    begin = _begin_with_headline(paragraphs, inside)
    end = _end_with_signature(paragraphs, inside[-1] + 1)
    return [*begin, *inside, *range(inside[-1] + 1, end)]


def _words(paragraph: PageParagraph) -> str:
    return "".join(paragraph.lines).strip()


def _begin_with_headline(
    paragraphs: Sequence[PageParagraph], inside: Sequence[int]
) -> list[int]:
    """Return the places of the headline that stands above the article; none where the article has one."""
    for place in inside[:_FIRST_LINES]:
        if _has_title(paragraphs[place]):
            return []
    texts = list(map(_words, paragraphs[: inside[0]]))
    nearest = max(inside[0] - _FARTHEST_HEADLINE, 0)
    for place in range(inside[0] - 1, nearest - 1, -1):
        if headline.is_sure_title(texts[place]):
            start = headline.title_start(texts, place)
            return list(range(start, place + 1))
        is_headline = 0 < paragraphs[place].heading_level <= 3
        if is_headline and _MEANT_AS_TITLE.search(texts[place]):
            return [place]
    return []


def _has_title(paragraph: PageParagraph) -> bool:
    for line in paragraph.lines:
        text = line.strip()
        if headline.is_sure_title(text):
            return True
    return False


def _end_with_signature(
    paragraphs: Sequence[PageParagraph],
    begin: int,
) -> int:
    """Return the end of what belongs to the article below its element: numbered paragraphs, organ and date."""
    end = begin
    for paragraph in paragraphs[begin:]:
        text = _words(paragraph)
        if not typed_marks.read_mark(text):
            break
        end += 1
    farthest = min(end + _LONGEST_SIGNATURE, len(paragraphs))
    for place in range(end, farthest):
        text = _words(paragraphs[place])
        if _SIGNED_DATE.fullmatch(text):
            return place + 1
        if not headline.names_organ(text):
            break
    return end


def _blocks(
    paragraphs: Sequence[PageParagraph],
    chosen: Iterable[int],
    tidier: TextTidier,
) -> Iterator[SourceBlock]:
    """Yield the blocks of the chosen paragraphs; a table row whose cells have one paragraph each is one block."""
    row: list[SourceBlock] = []
    for place in chosen:
        for block in _blocks_of(paragraphs[place], place, tidier):
            if row and not _is_same_row(row[-1], block):
                yield from _joined_row(row)
                row = []
            row.append(block)
    yield from _joined_row(row)


def _blocks_of(
    paragraph: PageParagraph, place: int, tidier: TextTidier
) -> Iterator[SourceBlock]:
    spot = Place(_PART, paragraph=place + 1)
    cell = None
    if paragraph.cell is not None:
        cell = SourceCell(*paragraph.cell)
    # Only the first line of a list item has its number in front.
    number = paragraph.number
    list_level = paragraph.list_level
    for line in join_broken_lines(paragraph.lines):
        text = tidier.tidy(line)
        if not text:
            continue
        indent = len(line) - len(line.lstrip())
        yield SourceBlock(
            text=number + text,
            place=spot,
            heading_level=paragraph.heading_level,
            numbering_level=list_level,
            cell=cell,
            indent=chinese.width(line[:indent]),
        )
        number = ""
        list_level = 0


def _is_same_row(previous: SourceBlock, block: SourceBlock) -> bool:
    row = previous.cell
    other_row = block.cell
    if row is None or other_row is None:
        return False
    is_same_table = row.table == other_row.table
    return is_same_table and row.row == other_row.row


def _joined_row(row: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    cells = {block.cell for block in row}
    is_one_line = len(cells) == len(row) > 1
    if not is_one_line:
        yield from row
        return
    texts = [block.text for block in row]
    yield replace(row[0], text=BETWEEN_CELLS.join(texts), indent=0.0)


def _refuse_damage(blocks: Iterable[SourceBlock], name: str) -> None:
    faults = []
    for block in blocks:
        if DAMAGED not in block.text:
            continue
        fault = omission(
            "web-page-damaged",
            block.text[:_LONGEST_QUOTE],
            block.place,
        )
        faults.append(fault._replace(path=name))
    if faults:
        raise InputError(faults[:_MOST_QUOTES])


def _with_headline(
    blocks: list[SourceBlock],
    page: WebPage,
    reports: list[Diagnostic],
) -> list[SourceBlock]:
    """Return ``blocks`` with the title from the head of the page in front, where the page displays none."""
    if not blocks or _have_headline(blocks):
        return blocks
    title = _title_of_page(page)
    if not title:
        return blocks
    facts = {"text": title}
    reports.append(Diagnostic("import-title-of-page", facts=facts))
    headline_block = SourceBlock(title, blocks[0].place)
    return [headline_block, *blocks]


def _have_headline(blocks: Sequence[SourceBlock]) -> bool:
    for block in blocks[:_FIRST_LINES]:
        text = block.text
        if "。" in text or typed_marks.read_mark(text):
            return False
        if headline.is_sure_title(text):
            return True
        if _MEANT_AS_TITLE.search(text):
            return True
    return False


def _title_of_page(page: WebPage) -> str:
    """Return the title that the head of the page has, without the name of the site; empty where none is sure."""
    for title in page.titles:
        without_site = _SITE_NAME.sub("", title)
        for candidate in (title, without_site):
            if not headline.is_sure_title(candidate):
                continue
            if _MEANT_AS_TITLE.search(candidate):
                return candidate
    return ""


def _table_reports(blocks: Iterable[SourceBlock]) -> Iterator[Diagnostic]:
    """Yield a report for each table of which several rows have several cells."""
    rows: dict[int, list[SourceBlock]] = {}
    for block in blocks:
        cell = block.cell
        if cell is None or BETWEEN_CELLS not in block.text:
            continue
        blocks_of_table = rows.setdefault(cell.table, [])
        blocks_of_table.append(block)
    for table, blocks_of_table in rows.items():
        count = len(blocks_of_table)
        if count < _FEWEST_ROWS_OF_CELLS:
            continue
        place = blocks_of_table[0].place
        assert isinstance(place, Place)
        facts = {"table": table, "rows": count}
        yield Diagnostic("import-table", facts=facts, place=place)


def _number_reports(
    paragraphs: Sequence[PageParagraph], chosen: Iterable[int]
) -> Iterator[Diagnostic]:
    count = 0
    for place in chosen:
        if paragraphs[place].number:
            count += 1
    if count:
        yield Diagnostic("import-list-numbers", facts={"count": count})


def _text_reports(code: str, texts_of_page: Iterable[str]) -> Iterator[Diagnostic]:
    # Marks against copying come back in each paragraph.
    texts = list(dict.fromkeys(texts_of_page))
    for text in texts[:_MOST_QUOTES]:
        facts = {"text": text[:_LONGEST_QUOTE]}
        yield Diagnostic(code, facts=facts)
    yield from _more(code, len(texts))


def _more(code: str, count: int) -> Iterator[Diagnostic]:
    """Yield the report that ``count`` are more than are quoted each."""
    if count > _MOST_QUOTES:
        facts = {
            "code": code,
            "count": count - _MOST_QUOTES,
        }
        yield Diagnostic("import-more", facts=facts)


def _outside_reports(
    paragraphs: Sequence[PageParagraph], chosen: Iterable[int]
) -> Iterator[Diagnostic]:
    """Yield the reports of what stands outside the article: each that reads like a notice, the others together."""
    imported = set(chosen)
    others = []
    alike = []
    for place, paragraph in enumerate(paragraphs):
        if place in imported:
            continue
        text = _words(paragraph)
        if "。" in text and _LIKE_A_NOTICE.search(text):
            alike.append((place, text))
        else:
            others.append(text)
    for place, text in alike[:_MOST_QUOTES]:
        spot = Place(_PART, paragraph=place + 1)
        yield omission(furniture.BESIDE_NOTICE, text[:_LONGEST_QUOTE], spot)
    yield from _more(furniture.BESIDE_NOTICE, len(alike))
    if others:
        quoted = " ".join(others)
        facts = {
            "count": len(others),
            "text": quoted[:_LONGEST_QUOTE],
        }
        yield Diagnostic("import-outside-article", facts=facts)

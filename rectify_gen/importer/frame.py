"""The frame of a notice: which paragraphs are title, addressees, preamble, sections, closing and signature.

For example, of the blocks 关于整改情况的通报 / 各科室： / 根据安排…… / 一、主体责任 / …… / 特此通报。 the first
is the title, the second the addressees, the third the preamble; at the fourth the first section begins,
and the last is the closing. Only places are decided here, no data. This module must not know facts, forms
or YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rectify_gen.importer import heading_words, headline, typed_marks
from rectify_gen.importer.closing_words import CLOSING_START
from rectify_gen.importer.document_end import as_note, read_document_end
from rectify_gen.importer.letterhead import document_number, read_letterhead
from rectify_gen.importer.outer_parts import OuterKind, OuterPart
from rectify_gen.importer.signature_lines import Signed
from rectify_gen.importer.source_blocks import SourceBlock
from rectify_gen.importer.typed_marks import Marked
from rectify_gen.importer.unbroken_text import break_up
from rectify_gen.places import Place

LONGEST_TITLE = 120
"""Characters of a title over all its lines; longer ones are paragraphs."""
_LONGEST_TITLE_LINE = 60
_MOST_TITLE_LINES = 5
_LONGEST_KEY_HEADING = 30
_LONGEST_OPENING = 4
"""Paragraphs of an opening."""
_ANNOUNCEMENT = re.compile("现将.{0,60}(?:公布|公开|通报|报告|公示|公告|汇报|如下)")
"""What ends an opening: 现将巡察整改进展情况予以公布。"""
_ABOUT_INSPECTION = re.compile(
    "(?:根据|按照).{0,60}(?:部署|安排|要求)|巡[察视].{0,20}组.{0,60}(?:进行|开展|反馈)|反馈了"
)
"""What an opening says before: 根据市委统一部署, 市委第二巡察组反馈了意见."""
_FEWEST_UNMARKED_SECTIONS = 2
"""One known heading without a mark may be a sentence's beginning; two are a way to write headings."""
_LONGEST_CLOSING = 25
"""A closing stands in as many paragraphs at the end."""


_KINDS_OF_NOTICE = ("通报", "报告", "公示", "公告")
_TITLE_WORD = re.compile("关于|通报|报告|公示|公告|情况|整改|巡察|巡视")
_SENTENCE_SIGN = re.compile(
    r"""
      [。；！？;!]   # a sentence or a part of one ends anywhere in the line
    | [，,：:]$     # or the line breaks off within one
    """,
    re.VERBOSE,
)
_DATE_LINE = re.compile(
    r"""
    [（(]? \s{0,3}
    [0-9〇○零一二三四五六七八九十]{4}    # 2025, 二〇二五
    \s{0,3} [年\-./]                  # 2025年4月7日, 2025-04-07
    """,
    re.VERBOSE,
)
_ADDRESSEES = re.compile("[^。！？；：:“”]{2,80}[：:]")
_KEY_HEADING = re.compile(
    r"""
      主体责任                  # 履行巡察整改主体责任情况
    | 第一责任人                 # 党组书记履行第一责任人责任情况
    | 总体情况 | 组织情况          # 整改工作总体情况
    | (?:任务|整改)落实           # 巡察整改任务落实情况
    | 整改(?:进展)?情况           # 反馈问题整改进展情况
    | 长期(?:整改|坚持)           # 需长期坚持的整改事项
    | 下一?步 | 今后              # 下一步打算, 今后努力方向
    """,
    re.VERBOSE,
)
"""Words of a section's heading that may stand without a mark."""


class MarkedBlock(NamedTuple):
    """A paragraph with the mark that it begins with, if it does."""

    block: SourceBlock
    mark: Marked | None

    @property
    def text(self) -> str:
        """The words of the block, its mark included."""
        return self.block.text


@dataclass(slots=True)
class FrameSection:
    """One section: the mark and the words of its heading, and the paragraphs below it."""

    mark: Marked | None
    heading: str | None
    """None for a text without headings, whose only section it is."""
    run_in: bool = False
    """Whether the first paragraph of ``body`` follows the heading in one paragraph."""
    body: list[MarkedBlock] = field(default_factory=list)


@dataclass(slots=True)
class NoticeFrame:
    """The paragraphs of a notice by their place."""

    head: list[OuterPart] = field(default_factory=list)
    """All above the preamble, in the order of the source: red head, title, addressees."""
    tail: list[OuterPart] = field(default_factory=list)
    """All below the closing, in the order of the source: attachments, signature, note, imprint."""
    title: list[str] = field(default_factory=list)
    keeps_title_lines: bool = False
    """Whether its lines are those that its author set, and not those of a page or a screen."""
    addressees: str | None = None
    preamble: list[str] = field(default_factory=list)
    sections: list[FrameSection] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    signed: Signed = field(default_factory=Signed)
    signature_blocks: tuple[SourceBlock, ...] = ()
    """The paragraphs that the signature is read from."""
    reads_surroundings: bool = True
    """Whether red head, signature and imprint are taken as such."""
    has_sections: bool = True
    """Whether the source has sections; else the only one of the frame holds its whole text."""

    def organs_in_mark(self) -> list[str]:
        """Return the organs that the mark of the red head names."""
        names: list[str] = []
        for part in self.head:
            if part.kind is OuterKind.MARK:
                names += part.values
        return names

    def has_whole_mark(self) -> bool:
        """Whether the mark says 文件, as ours do; else it may be the head of a letter."""
        for part in self.head:
            if part.kind is OuterKind.MARK and part.words.endswith("文件"):
                return True
        return False


def read_frame(
    blocks: Sequence[SourceBlock], *, reads_surroundings: bool = True
) -> NoticeFrame:
    """Return the frame of ``blocks``; each of them is in exactly one place, and there is at least one section.

    Unless it ``reads_surroundings``, red head, signature and imprint are paragraphs like all others.
    """
    paragraphs = _with_marks(break_up(blocks, CLOSING_START))
    frame = NoticeFrame(reads_surroundings=reads_surroundings)
    if reads_surroundings:
        paragraphs = _cut_off_end(frame, paragraphs)
    section_starts = _section_starts(paragraphs)
    if section_starts:
        _read_head(frame, paragraphs[: section_starts[0]])
        section_ends = [*section_starts[1:], len(paragraphs)]
        for start, end in zip(section_starts, section_ends, strict=True):
            section = _read_section(paragraphs[start:end])
            frame.sections.append(section)
    else:
        frame.has_sections = False
        start = _read_head_without_sections(frame, paragraphs)
        section = _section_without_heading(paragraphs[start:])
        frame.sections.append(section)
    _cut_off_closing(frame)
    if frame.addressees or "".join(frame.title).endswith("报告"):
        frame.tail = [as_note(part) for part in frame.tail]
    for part in frame.tail:
        if part.kind is OuterKind.CONTACTS:
            frame.closing.append(part.standard or part.text)
    return frame


def plain_frame(blocks: Sequence[SourceBlock]) -> NoticeFrame:
    """Return the frame that interprets nothing: a section without heading that has all paragraphs."""
    body = [MarkedBlock(block, mark=None) for block in blocks]
    return NoticeFrame(
        sections=[_section_without_heading(body)],
        has_sections=False,
    )


def _section_without_heading(body: Sequence[MarkedBlock]) -> FrameSection:
    return FrameSection(mark=None, heading=None, body=list(body))


def _with_marks(blocks: Sequence[SourceBlock]) -> list[MarkedBlock]:
    # A number without a sign is a mark only as one of a sequence.
    texts = [block.text for block in blocks]
    bare_numbers = typed_marks.bare_numbers(texts)
    paragraphs = []
    for place, block in enumerate(blocks):
        mark = typed_marks.read_mark(block.text) or bare_numbers.get(place)
        paragraphs.append(MarkedBlock(block, mark))
    return paragraphs


def _read_section(paragraphs: Sequence[MarkedBlock]) -> FrameSection:
    """Return the section that ``paragraphs`` are; text that runs in after its heading is its first paragraph."""
    opening, *body = paragraphs
    if opening.mark is None:
        return FrameSection(mark=None, heading=opening.text, body=body)
    heading, run_in_text = heading_words.split(opening.mark.rest)
    if run_in_text:
        run_in_block = replace(
            opening.block,
            text=run_in_text,
            heading_level=0,
            numbering_level=0,
        )
        body.insert(0, MarkedBlock(run_in_block, mark=None))
    return FrameSection(
        mark=opening.mark,
        heading=heading,
        run_in=bool(run_in_text),
        body=body,
    )


def _texts(paragraphs: Sequence[MarkedBlock]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def _section_starts(paragraphs: Sequence[MarkedBlock]) -> list[int]:
    """Return where sections begin: at the outermost kind of mark, or at headings of known words without marks."""
    unmarked_headings = _headings_by_level(paragraphs)
    if not unmarked_headings:
        for place, paragraph in enumerate(paragraphs):
            if paragraph.mark is None and _is_key_heading(paragraph.text):
                unmarked_headings.append(place)
    outermost = _outermost_family(paragraphs)
    if outermost is None:
        return unmarked_headings
    # Below headings without marks, 1. 2. … number their items; 一、 and 第一部分 number sections.
    are_marks_of_items = outermost > typed_marks.CHINESE
    if are_marks_of_items and len(unmarked_headings) >= _FEWEST_UNMARKED_SECTIONS:
        return unmarked_headings
    starts = []
    for place, paragraph in enumerate(paragraphs):
        if paragraph.mark is not None and paragraph.mark.family == outermost:
            starts.append(place)
    return starts


def _headings_by_level(paragraphs: Sequence[MarkedBlock]) -> list[int]:
    """Return the headings without marks of the highest level that has two at least; formats other than text know them.

    The title may be a heading, too, and is none of them.
    """
    places_by_level: dict[int, list[int]] = {}
    above = ""
    for place, paragraph in enumerate(paragraphs):
        above += paragraph.text
        level = paragraph.block.heading_level
        if not level or paragraph.mark is not None:
            continue
        if place < _MOST_TITLE_LINES and headline.ends_title(above):
            places_by_level.clear()
            continue
        places_by_level.setdefault(level, []).append(place)
    for level in sorted(places_by_level):
        places = places_by_level[level]
        if len(places) >= _FEWEST_UNMARKED_SECTIONS:
            return places
    return []


def _outermost_family(paragraphs: Sequence[MarkedBlock]) -> int | None:
    """Return the outermost family of marks that counts from 1, else that there is at all."""
    families = set()
    counting_from_one = set()
    for paragraph in paragraphs:
        mark = paragraph.mark
        if mark is None or mark.family == typed_marks.BARE:
            # Bare numbers are flattened circled ones, which number no sections.
            continue
        families.add(mark.family)
        if mark.number == 1:
            counting_from_one.add(mark.family)
    return min(counting_from_one or families, default=None)


def _is_key_heading(text: str) -> bool:
    if len(text) > _LONGEST_KEY_HEADING or "关于" in text:
        return False
    if _SENTENCE_SIGN.search(text) or text.endswith(_KINDS_OF_NOTICE):
        return False
    if "：" in text or ":" in text:
        # A label with its text: 整改情况：已整改
        return False
    return _KEY_HEADING.search(text) is not None


def _read_head(frame: NoticeFrame, head: Sequence[MarkedBlock]) -> int:
    """Read what stands above the sections; return where the preamble begins."""
    texts = _texts(head)
    place = 0
    if frame.reads_surroundings:
        letterhead = read_letterhead(texts)
        frame.head += letterhead.parts
        place = letterhead.paragraphs
    frame.title = _title(head[place:])
    if frame.title:
        frame.head.append(OuterPart(OuterKind.TITLE, "".join(frame.title)))
        block_place = head[place].block.place
        # In a Word file no line is broken by the width of a page.
        is_in_word_file = isinstance(block_place, Place) and block_place.part.endswith(
            ".xml"
        )
        frame.keeps_title_lines = is_in_word_file and len(frame.title) > 1
        place += len(frame.title)
    # Government sites print the number below the title.
    number = document_number(texts[place]) if place < len(head) else None
    if number is not None and not _has_number(frame):
        frame.head.append(number)
        place += 1
    if place < len(head) and _are_addressees(texts[place]):
        line = texts[place]
        frame.addressees = line.rstrip("：:").strip()
        frame.head.append(
            OuterPart(
                OuterKind.ADDRESSEES,
                line,
                (frame.addressees,),
                standard=f"{frame.addressees}：",
            )
        )
        place += 1
    frame.preamble = texts[place:]
    return place


def _read_head_without_sections(
    frame: NoticeFrame, paragraphs: Sequence[MarkedBlock]
) -> int:
    """Read number, title, addressees and opening; return where the text begins, which is to be the only section."""
    place = _read_head(frame, paragraphs)
    if place >= len(paragraphs):
        # A notice has a section at least; so what looks like its head is its text.
        frame.title = []
        frame.addressees = None
        frame.head = []
        frame.preamble = []
        return 0
    texts = _texts(paragraphs[place:])
    opening = _length_of_opening(texts)
    frame.preamble = texts[:opening]
    return place + opening


def _length_of_opening(texts: Sequence[str]) -> int:
    """Return how many paragraphs are the opening of a text without headings; one at least is left for its body."""
    for place, text in enumerate(texts[:_LONGEST_OPENING]):
        is_last = place == len(texts) - 1
        if _ANNOUNCEMENT.search(text) and not is_last:
            return place + 1
    length = 0
    for text in texts[:-1]:
        if not _ABOUT_INSPECTION.search(text):
            break
        length += 1
    return length


def _has_number(frame: NoticeFrame) -> bool:
    return any(part.kind is OuterKind.NUMBER for part in frame.head)


def _are_addressees(text: str) -> bool:
    """Whether ``text`` is 各科室：; 现将情况通报如下： is a sentence."""
    return _ADDRESSEES.fullmatch(text) is not None and "如下" not in text


def _title(head: Sequence[MarkedBlock]) -> list[str]:
    """Return the lines of the title that ``head`` begins with; none where they do not read as one."""
    lines: list[str] = []
    for paragraph in head[:_MOST_TITLE_LINES]:
        text = headline.closed_up(paragraph.text)
        if paragraph.mark or len(text) > _LONGEST_TITLE_LINE:
            break
        if _SENTENCE_SIGN.search(text) or _DATE_LINE.match(text):
            break
        lines.append(text)
        # The last word may be broken as well: …进展情况的通 / 报.
        if headline.ends_title("".join(lines)):
            break
        if headline.is_sure_title(text) and not _title_goes_on(head[len(lines) :]):
            break
    title = "".join(lines)
    if len(title) > LONGEST_TITLE or not _TITLE_WORD.search(title):
        return []
    return lines


def _title_goes_on(below: Sequence[MarkedBlock]) -> bool:
    """Whether a title that ends with 情况 goes on below: 的通报, 通报."""
    for paragraph in below[:_MOST_TITLE_LINES]:
        if paragraph.mark or _SENTENCE_SIGN.search(paragraph.text):
            return False
        if headline.ends_title(paragraph.text):
            return True
    return False


def _cut_off_end(
    frame: NoticeFrame, paragraphs: Sequence[MarkedBlock]
) -> list[MarkedBlock]:
    """Return ``paragraphs`` without what stands below the closing, which becomes the tail of ``frame``."""
    # The first paragraph is never part of the end, or nothing would remain.
    opening, *others = paragraphs
    end = read_document_end(_texts(others))
    frame.tail = list(end.parts)
    frame.signed = end.signed
    signing = others[end.signature_start : end.signature_end]
    frame.signature_blocks = tuple(paragraph.block for paragraph in signing)
    return [opening, *others[: end.remaining]]


def _cut_off_closing(frame: NoticeFrame) -> None:
    """Take the closing off the end of the last section."""
    body = frame.sections[-1].body
    start = _closing_start(body)
    if start is not None:
        frame.closing = _texts(body[start:])
        del body[start:]


def _closing_start(body: Sequence[MarkedBlock]) -> int | None:
    """Return where the closing begins: the first unmarked paragraph near the end that begins with its words."""
    start = max(len(body) - _LONGEST_CLOSING, 0)
    while start < len(body) and not _begins_closing(body[start]):
        start += 1
    if start == len(body):
        return None
    for paragraph in body[start:]:
        # Items of the section follow, so the words of a closing stand in the middle of it.
        mark = paragraph.mark
        if mark is not None and mark.family <= typed_marks.BRACKETED:
            return None
    return start


def _begins_closing(paragraph: MarkedBlock) -> bool:
    if paragraph.mark is not None:
        return False
    return CLOSING_START.match(paragraph.text) is not None

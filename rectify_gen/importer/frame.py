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
from rectify_gen.importer.signature_lines import Signed, read_signature
from rectify_gen.importer.source_blocks import SourceBlock
from rectify_gen.importer.typed_marks import Marked

LONGEST_TITLE = 120
"""Characters of a title over all its lines; longer ones are paragraphs."""
_LONGEST_TITLE_LINE = 60
_MOST_TITLE_LINES = 5
_LONGEST_KEY_HEADING = 30
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
_NUMBER_LINE = re.compile(
    r"""
    [\u3400-\u9fff〇]{1,20} \s?          # 示水党
    [〔\[（(【] [0-9]{4} [〕\]）)】] \s?   # 〔2025〕
    第? \s? [0-9]{1,5} \s? 号            # 12号
    """,
    re.VERBOSE,
)
"""A document number on a line of its own."""
_ADDRESSEES = re.compile("[^。！？；：“”]{2,80}：")
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
_CLOSING_START = re.compile(
    r"""
    # An invitation: 欢迎广大干部群众监督。 如有意见建议，请及时反映。
      欢迎(?:广大|社会|各界|党员|干部|群众|监督)
    | 如有(?:意见|建议|不同|异议)
    # The period: 公示期限：15天 公开时间为2025年4月7日至5月6日
    | (?:公开|公示|公布|通报)(?:期限?|时间|时限)(?:为|：|:|自|从)
    # Contacts: 联系方式如下 监督电话：0599-8888 电子邮箱 通讯地址 邮编
    | (?:联系|受理|反映|监督)(?:方式|渠道|电话|地址|人|邮箱)
    | (?:监督|举报|咨询|办公)?电话\s{0,2}[：:]?\s{0,2}[0-9０-９（(]
    | (?:电子)?(?:邮箱|邮件|信箱)
    | (?:通[讯信]|邮[政寄]|联系|来信)(?:地址|编码)
    | 邮编
    # The end of a report: 特此报告。 以上报告，请审阅。
    | (?:特|专)此(?:报告|通报|公示|公告|公布|汇报)
    | 以上(?:报告|情况)
    # Attachments: 附件：1.整改台账 附件一
    | 附件\s{0,2}[：:0-9一二三]
    """,
    re.VERBOSE,
)
"""How the first paragraph of a closing begins."""


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
    heading: str
    run_in: bool = False
    """Whether the first paragraph of ``body`` follows the heading in one paragraph."""
    body: list[MarkedBlock] = field(default_factory=list)


@dataclass(slots=True)
class NoticeFrame:
    """The paragraphs of a notice by their place."""

    number: str | None = None
    """The document number: 示水党〔2025〕12号."""
    title: list[str] = field(default_factory=list)
    addressees: str | None = None
    preamble: list[str] = field(default_factory=list)
    sections: list[FrameSection] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    signed: Signed = field(default_factory=Signed)
    has_sections: bool = True
    """Whether the source has sections; else the only one of the frame holds its whole text."""


def read_frame(blocks: Sequence[SourceBlock]) -> NoticeFrame:
    """Return the frame of ``blocks``; each of them is in exactly one place, and there is at least one section."""
    paragraphs = _with_marks(blocks)
    section_starts = _section_starts(paragraphs)
    frame = NoticeFrame()
    if section_starts:
        _read_head(frame, paragraphs[: section_starts[0]])
    else:
        frame.has_sections = False
        section_starts = [_read_head_without_sections(frame, paragraphs)]
    section_ends = [*section_starts[1:], len(paragraphs)]
    for start, end in zip(section_starts, section_ends, strict=True):
        section = _read_section(
            paragraphs[start:end],
            has_heading_mark=frame.has_sections,
        )
        frame.sections.append(section)
    _cut_off_signature(frame)
    _cut_off_closing(frame)
    return frame


def plain_frame(blocks: Sequence[SourceBlock]) -> NoticeFrame:
    """Return the frame that interprets nothing: the first paragraph as heading, the others below it."""
    heading, *others = blocks
    body = [MarkedBlock(block, mark=None) for block in others]
    section = FrameSection(mark=None, heading=heading.text, body=body)
    return NoticeFrame(sections=[section], has_sections=False)


def _with_marks(blocks: Sequence[SourceBlock]) -> list[MarkedBlock]:
    # A number without a sign is a mark only as one of a sequence.
    texts = [block.text for block in blocks]
    bare_numbers = typed_marks.bare_numbers(texts)
    paragraphs = []
    for place, block in enumerate(blocks):
        mark = typed_marks.read_mark(block.text) or bare_numbers.get(place)
        paragraphs.append(MarkedBlock(block, mark))
    return paragraphs


def _read_section(
    paragraphs: Sequence[MarkedBlock], *, has_heading_mark: bool
) -> FrameSection:
    """Return the section that ``paragraphs`` are; text that runs in after its heading is its first paragraph."""
    opening, *body = paragraphs
    if not has_heading_mark or opening.mark is None:
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


def _section_starts(paragraphs: Sequence[MarkedBlock]) -> list[int]:
    """Return where sections begin: at the outermost kind of mark, or at headings of known words without marks."""
    unmarked_headings = []
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
    return _KEY_HEADING.search(text) is not None


def _read_head(frame: NoticeFrame, head: Sequence[MarkedBlock]) -> int:
    """Read what stands above the sections; return where the preamble begins."""
    place = 0
    if head and _NUMBER_LINE.fullmatch(head[0].text):
        frame.number = head[0].text
        place = 1
    frame.title = _title(head[place:])
    place += len(frame.title)
    if place < len(head):
        line = head[place].text
        if _are_addressees(line):
            frame.addressees = line.removesuffix("：").strip()
            place += 1
    frame.preamble = [paragraph.text for paragraph in head[place:]]
    return place


def _read_head_without_sections(
    frame: NoticeFrame, paragraphs: Sequence[MarkedBlock]
) -> int:
    """Read number, title and addressees; return where the text begins, which is to be the only section."""
    place = _read_head(frame, paragraphs)
    frame.preamble = []
    if place >= len(paragraphs):
        # A notice has a section at least; so what looks like its head is its text.
        frame.title = []
        frame.addressees = None
        frame.number = None
        return 0
    return place


def _are_addressees(text: str) -> bool:
    """Whether ``text`` is 各科室：; 现将情况通报如下： is a sentence."""
    return _ADDRESSEES.fullmatch(text) is not None and "如下" not in text


def _title(head: Sequence[MarkedBlock]) -> list[str]:
    """Return the lines of the title that ``head`` begins with; none where they do not read as one."""
    lines: list[str] = []
    for paragraph in head[:_MOST_TITLE_LINES]:
        text = paragraph.text
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


def _cut_off_signature(frame: NoticeFrame) -> None:
    """Take the signature off the end of the last section."""
    body = frame.sections[-1].body
    texts = [paragraph.text for paragraph in body]
    signed, remaining = read_signature(texts)
    if signed is not None:
        frame.signed = signed
        del body[remaining:]


def _cut_off_closing(frame: NoticeFrame) -> None:
    """Take the closing off the end of the last section."""
    body = frame.sections[-1].body
    start = _closing_start(body)
    if start is not None:
        frame.closing = [paragraph.text for paragraph in body[start:]]
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
    return _start_with_signature(body, start)


def _begins_closing(paragraph: MarkedBlock) -> bool:
    if paragraph.mark is not None:
        return False
    return _CLOSING_START.match(paragraph.text) is not None


def _start_with_signature(body: Sequence[MarkedBlock], start: int) -> int:
    """Return where a signature straight above ``start`` begins, else ``start``.

    The contacts below such a signature are part of the closing, so the signature stays in it too.
    """
    above = max(start - _LONGEST_CLOSING, 0)
    texts_above = [paragraph.text for paragraph in body[above:start]]
    signed, remaining = read_signature(texts_above)
    if signed is not None and (signed.date or signed.lines):
        return above + remaining
    return start

"""Breaks a text without paragraphs into the paragraphs that its marks and blanks show.

A notice copied out of a form field or a chat stands on one line: …予以公布。一、主体责任情况…。二、…. Where lines
have marks of their own, nothing is broken, because a paragraph may count as well. No word is changed. This module
must not know sections or data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rectify_gen import chinese
from rectify_gen.importer import headline, typed_marks
from rectify_gen.importer.source_blocks import SourceBlock

_MOST_MARKED_BLOCKS = 1
"""Paragraphs with marks of a text without paragraphs: the line that begins with 一、 and goes on to the end."""
_SHORTEST_UNBROKEN = 60
_FEWEST_MARKS = 2
_LONGEST_HEADING = 40
"""A mark stands straight behind words without a stop only if these are a heading as short as this."""
_SHORTEST_MEMBER = 4
"""Characters between two marks of one family: 一、二、三等奖 is no list."""
_FEWEST_GAPS = 3

_MARK = re.compile(
    r"""
      (?P<chinese> [一二三四五六七八九十]{1,3} ) 、
    | [（(] (?P<bracketed> [一二三四五六七八九十]{1,3} ) [）)]
    | (?<![0-9.]) (?P<digit> [0-9]{1,2} ) [.．、] (?![0-9])
    """,
    re.VERBOSE,
)
_FAMILIES = ("chinese", "bracketed", "digit")
"""Names of the marks above, from the outer levels to the inner ones."""
_BEFORE_MARK = tuple("。；：！？”）)\u3000 \u00a0")
_STOP = re.compile("[。；，！？]")
_WIDE_GAP = re.compile(r"[ \u3000\u00a0]{2,}")
_GAP_AFTER_SENTENCE = re.compile(r"[。：；！？”）][ \u3000\u00a0]{2,}")
_TITLE_AND_TEXT = re.compile(
    r"""
    ( .{0,60} (?:关于|情况) .{0,60}? 的? (?:通报|报告|公示|公告) )
    [ \u3000\u00a0]{0,20}
    (?= 根据 | 按照 | 按 | 经 | 为 | 现将 | [0-9]{4}年 )
    """,
    re.VERBOSE,
)
_ORGAN_AND_DATE = re.compile(
    r"""
    ( [^。；，！？：]{4,40}? )
    [ \u3000\u00a0]{0,20}
    ( [0-9〇○零一二三四五六七八九]{4} \s? 年 .{1,4} 月 .{1,4} 日 )
    \s{0,4}
    """,
    re.VERBOSE,
)


_OPENING_AND_TEXT = re.compile(
    r"""
    ( .{20,800}?
      现将 [^。]{0,60} (?: 公布 | 公开 | 通报 | 报告 | 公示 | 公告 | 汇报 ) [^。]{0,20} 。 )
    (?= .{20} )
    """,
    re.VERBOSE,
)
_HEADING_AND_TEXT = re.compile(
    r"""
    ( [^\s。；，！？：]{4,44} ) [ \u3000\u00a0]{1,20} (?= \S{4} )        # 一、主体责任情况 党组召开会议
  | ( [一二三四五六七八九十]{1,3} 、 [^\s。；，！？：]{2,36}?
      (?: 责任 | 落实 | 进展 | 整改 | 总体 | 基本 | 组织 | 完成 ) 情况 )
    (?= [^\s。；，！？：、的及和与] )                                    # 一、主体责任情况党组召开会议
  | ( [一二三四五六七八九十]{1,3} 、 (?: 下一?步 | 今后 ) [^\s。；，！？：]{0,12}?
      (?: 打算 | 安排 | 措施 | 工作 (?! 打算|安排|措施|中|的|情况|计划|思路 ) ) )
    (?= [^\s。；，！？：、的及和与] )                                    # 三、下一步打算党组将继续
  | ( [^。；，！？：]{4,60}? (?: 问题的整改 | 的问题 | 问题 ) )
    (?= 一是 | 整改(?:情况|措施|成效)[：:] )                             # （一）…的问题一是完善制度
    """,
    re.VERBOSE,
)


def break_up(
    blocks: Sequence[SourceBlock], begins_closing: re.Pattern[str]
) -> list[SourceBlock]:
    """Return ``blocks``, those that hold several paragraphs broken up; ``begins_closing`` is how a closing begins."""
    marked = 0
    for block in blocks:
        mark = typed_marks.read_mark(block.text)
        if mark is not None and mark.family <= typed_marks.DIGIT:
            marked += 1
    if marked > _MOST_MARKED_BLOCKS:
        return list(blocks)
    broken: list[SourceBlock] = []
    for block in blocks:
        for text in _paragraphs(block.text, begins_closing, has_marks=marked > 0):
            broken.append(replace(block, text=text))
    return broken


def _paragraphs(
    text: str,
    begins_closing: re.Pattern[str],
    *,
    has_marks: bool,
) -> list[str]:
    """Return the paragraphs that ``text`` holds; ``has_marks`` says whether a line begins with one."""
    if len(text) < _SHORTEST_UNBROKEN:
        return [text]
    marks = _cuts_at_marks(text)
    cuts = {*marks, *_cuts_at_gaps(text)}
    is_opening = not has_marks and _OPENING_AND_TEXT.match(text) is not None
    if not cuts and not is_opening:
        return [text]
    first, *others = _pieces(text, sorted(cuts))
    pieces = list(_beginning(first))
    for piece in others:
        pieces += _cut_behind(_HEADING_AND_TEXT, piece) if marks else [piece]
    last = pieces.pop()
    pieces += _ending(last, begins_closing)
    paragraphs = []
    for piece in pieces:
        paragraph = piece.strip()
        if paragraph:
            paragraphs.append(paragraph)
    return paragraphs


def _beginning(text: str) -> Iterator[str]:
    """Yield what stands before the first mark: title, opening, and what follows it."""
    title = _TITLE_AND_TEXT.match(text)
    if title is not None and headline.is_sure_title(title[1].strip()):
        yield title[1]
        text = text[title.end() :]
    yield from _cut_behind(_OPENING_AND_TEXT, text)


def _cut_behind(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return ``text`` in two pieces, of which the first is what ``pattern`` matches at its beginning; else whole."""
    match = pattern.match(text)
    if match is None:
        return [text]
    return [match.group(), text[match.end() :]]


def _pieces(text: str, cuts: Sequence[int]) -> Iterator[str]:
    begin = 0
    for cut in cuts:
        yield text[begin:cut]
        begin = cut
    yield text[begin:]


def _cuts_at_gaps(text: str) -> list[int]:
    """Return where wide blanks stand between paragraphs; none where sentences do not end at several of them."""
    sentence_ends = _GAP_AFTER_SENTENCE.findall(text)
    if len(sentence_ends) < _FEWEST_GAPS:
        return []
    return [gap.end() for gap in _WIDE_GAP.finditer(text)]


@dataclass(slots=True)
class _Count:
    """How far each family of marks has counted, and where the latest mark stands."""

    numbers: list[int]
    family: int = -1
    text_begin: int = 0


def _cuts_at_marks(text: str) -> list[int]:
    """Return where the marks stand that count on: 一、（一）（二）二、; none where the outermost does not."""
    count = _Count(numbers=[0] * len(_FAMILIES))
    cuts: dict[int, int] = {}
    for match in _MARK.finditer(text):
        family, number = _family_and_number(match)
        if not _counts_on(count, family, number, text, match.start()):
            continue
        cuts[match.start()] = family
        count.numbers[family] = number
        for inner in range(family + 1, len(_FAMILIES)):
            count.numbers[inner] = 0
        count.family = family
        count.text_begin = match.end()
    if not cuts:
        return []
    families = list(cuts.values())
    outermost = min(families)
    if families.count(outermost) < _FEWEST_MARKS:
        return []
    return list(cuts)


def _family_and_number(match: re.Match[str]) -> tuple[int, int]:
    name = match.lastgroup or ""
    digits = match[name]
    family = _FAMILIES.index(name)
    if digits.isdecimal():
        return family, int(digits)
    return family, chinese.read_numeral(digits) or 0


def _counts_on(
    count: _Count,
    family: int,
    number: int,
    text: str,
    start: int,
) -> bool:
    if number != count.numbers[family] + 1:
        return False
    # The text may be long, and every number in it may be tried.
    nearest = max(start - _LONGEST_HEADING - 1, count.text_begin)
    before = text[nearest:start]
    if count.family >= 0 and len(before.strip()) < _SHORTEST_MEMBER:
        return False
    if not before or before.endswith(_BEFORE_MARK):
        return True
    # 一、整改落实情况（一）关于…: a heading ends where the first mark below it begins.
    is_below = family > count.family >= 0
    is_heading = len(before) <= _LONGEST_HEADING and not _STOP.search(before)
    return is_below and is_heading


def _ending(text: str, begins_closing: re.Pattern[str]) -> Iterator[str]:
    """Yield the last paragraph with closing, organ and date as paragraphs of their own."""
    *sentences, rest = text.split("。")
    signed = _ORGAN_AND_DATE.fullmatch(rest.strip())
    has_signature = signed is not None and headline.names_organ(signed[1].strip())
    paragraph = ""
    is_in_closing = False
    for sentence in sentences:
        if not is_in_closing and begins_closing.match(sentence.strip()):
            is_in_closing = True
            yield paragraph
            paragraph = ""
        paragraph += sentence + "。"
    if signed is not None and has_signature:
        yield paragraph
        yield signed[1]
        yield signed[2]
    else:
        yield paragraph + rest

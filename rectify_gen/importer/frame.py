"""The frame of a notice: which paragraphs are title, addressees, preamble, sections, closing and signature.

Only places are decided here, no data. This room must not know facts, forms or YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rectify_gen.importer import headings, marks
from rectify_gen.importer.marks import Marked
from rectify_gen.importer.signing import Signed, read_signature

LONGEST_TITLE = 120
"""Characters of a title over all its lines; longer ones are paragraphs."""

_TITLE_WORD = re.compile("关于|通报|报告|公示|公告|情况|整改|巡察|巡视")
_SENTENCE_SIGN = re.compile("[。；！？;!]|[，,：:]$")
_DATE_LINE = re.compile(
    r"[（(]?\s{0,3}[0-9〇○零一二三四五六七八九十]{4}\s{0,3}[年\-./]"
)
_NUMBER_LINE = re.compile(
    r"[\u3400-\u9fff〇]{1,20}\s?[〔\[（(【][0-9]{4}[〕\]）)】]\s?第?\s?[0-9]{1,5}\s?号"
)
_ADDRESSEES = re.compile("[^。！？；：“”]{2,80}：")
_KEY_HEADING = re.compile(
    "主体责任|第一责任人|总体情况|组织情况|(?:任务|整改)落实|整改(?:进展)?情况|长期(?:整改|坚持)|下一?步|今后"
)
_CLOSING_START = re.compile(
    "欢迎(?:广大|社会|各界|党员|干部|群众|监督)|如有(?:意见|建议|不同|异议)|(?:公开|公示|公布|通报)(?:期限?|时间|时限)(?:为|：|:|自|从)"
    "|(?:联系|受理|反映|监督)(?:方式|渠道|电话|地址|人|邮箱)|(?:监督|举报|咨询|办公)?电话\\s{0,2}[：:]?\\s{0,2}[0-9０-９（(]"
    "|(?:电子)?(?:邮箱|邮件|信箱)|(?:特|专)此(?:报告|通报|公示|公告|公布|汇报)|以上(?:报告|情况)|附件\\s{0,2}[：:0-9一二三]"
    "|(?:通[讯信]|邮[政寄]|联系|来信)(?:地址|编码)|邮编"
)
_CLOSING_LONGEST = 25


@dataclass(slots=True)
class Part:
    """One section: its heading's paragraph with its mark, and the paragraphs below it."""

    marked: Marked | None
    heading: str
    body: list[tuple[str, Marked | None]] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """The paragraphs of a notice by their place."""

    number: str | None = None
    title: list[str] = field(default_factory=list)
    addressees: str | None = None
    preamble: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    signed: Signed = field(default_factory=Signed)
    has_sections: bool = True


def read_frame(paragraphs: Sequence[str]) -> Frame:
    """Return the frame; every paragraph is in exactly one place, and there is a part at least."""
    marked = _marks(paragraphs)
    frame = Frame()
    places = _section_places(paragraphs, marked)
    at = _read_head(frame, paragraphs[: places[0]] if places else paragraphs, marked)
    if not places:
        frame.has_sections = False
        if at >= len(paragraphs):
            at = 0
            frame.title, frame.addressees, frame.number = [], None, None
        frame.preamble, places = [], [at]
    for start, end in zip(places, [*places[1:], len(paragraphs)], strict=True):
        body = [(paragraphs[at], marked[at]) for at in range(start + 1, end)]
        frame.parts.append(
            _part(
                paragraphs[start], marked[start] if frame.has_sections else None, body
            )
        )
    _cut_off_tail(frame)
    return frame


def plain_frame(paragraphs: Sequence[str]) -> Frame:
    """Return the frame that interprets nothing: the first paragraph as heading, the others below it."""
    first, *others = paragraphs
    return Frame(
        parts=[Part(None, first, [(text, None) for text in others])], has_sections=False
    )


def _marks(paragraphs: Sequence[str]) -> list[Marked | None]:
    bare = marks.bare_numbers(paragraphs)
    return [marks.read_mark(text) or bare.get(at) for at, text in enumerate(paragraphs)]


def _part(
    text: str, marked: Marked | None, body: list[tuple[str, Marked | None]]
) -> Part:
    heading, rest = headings.split(marked.rest) if marked else (text, "")
    return Part(marked, heading, [(rest, None), *body] if rest else body)


def _section_places(
    paragraphs: Sequence[str], marked: Sequence[Marked | None]
) -> list[int]:
    """Where sections begin: at the outermost kind of mark, or at headings of known words without marks."""
    families = [
        one.family
        for one in marked
        if one and one.number == 1 and one.family != marks.BARE
    ]
    families = families or [
        one.family for one in marked if one and one.family != marks.BARE
    ]
    top = min(families, default=None)
    unmarked = [
        at
        for at, text in enumerate(paragraphs)
        if marked[at] is None and _is_key_heading(text)
    ]
    if len(unmarked) >= 2 and (top is None or top > marks.CHINESE):
        return unmarked
    if top is None:
        return unmarked
    return [
        at for at, one in enumerate(marked) if one is not None and one.family == top
    ]


def _is_key_heading(text: str) -> bool:
    ended = _SENTENCE_SIGN.search(text) or text.endswith(
        ("通报", "报告", "公示", "公告")
    )
    return (
        len(text) <= 30
        and not ended
        and _KEY_HEADING.search(text) is not None
        and "关于" not in text
    )


def _read_head(
    frame: Frame, head: Sequence[str], marked: Sequence[Marked | None]
) -> int:
    """Read what stands above the sections; return where the preamble began."""
    at = 0
    if head and _NUMBER_LINE.fullmatch(head[0]):
        frame.number, at = head[0], 1
    frame.title = _title(head[at:], marked[at:])
    at += len(frame.title)
    if at < len(head) and _ADDRESSEES.fullmatch(head[at]) and "如下" not in head[at]:
        frame.addressees = head[at][:-1].strip()
        at += 1
    frame.preamble = list(head[at:])
    return at


def _title(head: Sequence[str], marked: Sequence[Marked | None]) -> list[str]:
    lines: list[str] = []
    for text, mark in zip(head[:5], marked, strict=False):
        if (
            mark
            or len(text) > 60
            or _SENTENCE_SIGN.search(text)
            or _DATE_LINE.match(text)
        ):
            break
        lines.append(text)
        if text.endswith(("通报", "报告", "公示", "公告")):
            break
    joined = "".join(lines)
    return lines if _TITLE_WORD.search(joined) and len(joined) <= LONGEST_TITLE else []


def _cut_off_tail(frame: Frame) -> None:
    """Take signature and closing off the end of the last section."""
    last = frame.parts[-1]
    texts = [text for text, _ in last.body]
    signed, left = read_signature(texts)
    if signed is not None:
        frame.signed = signed
        del last.body[left:]
    start = _closing_start(last.body)
    if start is not None:
        frame.closing = [text for text, _ in last.body[start:]]
        del last.body[start:]


def _closing_start(body: Sequence[tuple[str, Marked | None]]) -> int | None:
    """Where the closing begins: the first unmarked paragraph near the end that begins with its words."""
    first = max(len(body) - _CLOSING_LONGEST, 0)
    for at in range(first, len(body)):
        text, marked = body[at]
        if marked is None and _CLOSING_START.match(text):
            listed = any(
                below is not None and below.family <= marks.BRACKETED
                for _, below in body[at:]
            )
            return None if listed else _with_signature(body, at)
    return None


def _with_signature(body: Sequence[tuple[str, Marked | None]], at: int) -> int:
    """Where the closing begins if a signature stands straight above ``at``: contacts below it keep it in the closing."""
    signed, left = read_signature(
        [text for text, _ in body[max(at - _CLOSING_LONGEST, 0) : at]]
    )
    return (
        max(at - _CLOSING_LONGEST, 0) + left
        if signed is not None and (signed.date or signed.lines)
        else at
    )

"""What each paragraph is: title, body, heading of a level, signature, page number …, and so each run within it.

Told in a template by the tags that a paragraph prints, else by the name of its style, else by its text
(一、 begins a heading of level 1). A paragraph that nothing tells has no role and is not measured.
This room must not know XML or how a role should look.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.chinese import width
from rectify_gen.measuring.tags import Span, read_spans
from rectify_gen.word.sheet import SheetParagraph, SheetRun

LEVELS = ("level_1", "level_2", "level_3")
_PROSE = frozenset({"body", "closing", *LEVELS})
_STYLES = {
    **dict.fromkeys(("title", "标题"), "title"),
    **dict.fromkeys(("heading 1", "标题 1", "一级标题接排"), "level_1"),
    **dict.fromkeys(("heading 2", "标题 2", "二级标题接排"), "level_2"),
    **{
        f"{word} {level}": "level_3"
        for word in ("heading", "标题")
        for level in range(3, 10)
    },
    **dict.fromkeys(("body text", "正文文本"), "body"),
    **dict.fromkeys(("signature", "签名", "落款"), "signature"),
    **{
        "主送机关": "addressee",
        "附件说明": "attachment",
        "结尾": "closing",
        "份号": "copy_number",
    },
    **{
        "密级和紧急程度": "secrecy",
        "发文字号": "number",
        "版记": "imprint",
        "签发人姓名": "signer",
    },
    **{"发文机关标志": "mark", "联合发文机关标志": "joint_mark"},
    **{
        "台账日期": "sheet_date",
        "台账文字": "cell",
        "台账居中": "cell_centre",
        "台账表头": "cell_head",
    },
    **{"台账方面": "cell_area"},
}
"""Roles by the name of a style, in lower case; widths of a mark (发文机关标志 80) share their first word's."""
_BY_TEXT_TOO = frozenset({"", "body", *LEVELS})
"""What a style says may be refined by the mark that the text begins with."""

_MARKS = (
    ("level_1", re.compile("[一二三四五六七八九十]{1,3}、")),
    ("level_2", re.compile("[（(][一二三四五六七八九十]{1,3}[）)]")),
    (
        "level_3",
        re.compile(r"[0-9]{1,2}[.．](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳㉑-㊿]"),
    ),
)
_DATE = re.compile(r"\s*[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*")
_ISSUED = re.compile(r".*[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发\s*")
_NUMBER = re.compile(r"\S{1,20}[〔\[［(（【][0-9]{4}[〕\]］)）】]\s*[0-9]{1,5}\s*号")
_TITLE = re.compile(r"[^。]{5,80}的?(通报|报告|公示|公告|通知|函|请示|批复|意见)")
_CLOSING = re.compile("公开期限|公示期|联系方式|联系电话|电子邮箱|电子信箱")
_LABEL = re.compile(r"附件\s*[0-9]{0,2}")
_ADDRESSEE = re.compile("[^。；]{2,200}[：:]")
_SECRECY = re.compile("(绝密|机密|秘密|特急|加急|特提|平急)(★.*)?")
_HEADING_LONGEST = 40
"""Characters of a sentence after a mark that is taken to be the heading as a whole."""
_SIGNATURE_LONGEST = 40
_TITLE_LINES = 6
_TITLE_LONGEST = 60
"""Characters of one paragraph of a title, in widths of a Chinese one."""


class Told(NamedTuple):
    """A paragraph with its role, and its pieces that print something with theirs."""

    role: str
    line: SheetParagraph
    pieces: tuple[tuple[str, SheetRun], ...]


def tell(lines: Sequence[SheetParagraph]) -> tuple[Told, ...]:
    """Return what every paragraph of a part is, those that nothing tells left out."""
    spans_of_lines = read_spans([line.text for line in lines])
    read = list(zip(lines, spans_of_lines, strict=True))
    template = any(span.is_tag for _, spans in read for span in spans)
    printing = [(line, spans) for line, spans in read if spans]
    guessed = (
        {}
        if template
        else _by_text(
            [line for line, _ in printing if line.table < 0 and not line.in_box]
        )
    )
    guessed |= _ledger([line for line, _ in printing if line.table >= 0])
    told = (
        _told(line, spans, guessed.get(line.place.paragraph, ""))
        for line, spans in printing
    )
    return tuple(one for one in told if one.role)


def _ledger(lines: Sequence[SheetParagraph]) -> dict[int, str]:
    """The cells of tables whose first row names 序号 and 措施, as head or cell."""
    heads: dict[int, str] = {}
    for line in lines:
        if line.place.cell and line.place.cell[1] == 1:
            heads[line.table] = heads.get(line.table, "") + line.text
    ledgers = {
        table for table, text in heads.items() if "序号" in text and "措施" in text
    }
    found = (line for line in lines if line.table in ledgers and line.place.cell)
    return {
        line.place.paragraph: "cell_head"
        if line.place.cell and line.place.cell[1] == 1
        else "cell"
        for line in found
    }


def by_style(name: str) -> str:
    """Return the role that the style ``name`` is for, empty where it may be for any."""
    low = name.lower()
    return _STYLES.get(low) or _STYLES.get(low.split(" ")[0], "")


def _told(line: SheetParagraph, spans: Sequence[Span], guess: str) -> Told:
    """The role of one paragraph: by its tags, its style, its text."""
    styled = by_style(line.style)
    tagged = next((span for span in spans if span.role), None)
    if tagged is not None:
        role = _tagged_role(tagged, spans, styled)
        if role == "attachment" and not line.text.startswith("附件"):
            role = "attachment_more"
        return Told(role, line, tuple(_tagged_pieces(line, spans, role)))
    role = guess if guess and styled in _BY_TEXT_TOO else styled
    if role == "number" and "签发人" in line.text:
        role = "number_up"
    if role == "attachment" and not line.text.startswith("附件"):
        role = "attachment_more"
    pieces = (
        _marked_pieces(line)
        if role in _PROSE
        else [(by_style(one.style) or role, one) for one in line.runs]
    )
    run_in = role in LEVELS and any(kind == "body" for kind, _ in pieces)
    return Told("body" if run_in else role, line, tuple(_printing(pieces)))


def _printing(pieces: Sequence[tuple[str, SheetRun]]) -> Iterator[tuple[str, SheetRun]]:
    return ((role, one) for role, one in pieces if one.text.strip())


def _tagged_role(first: Span, spans: Sequence[Span], styled: str) -> str:
    if first.role == "heading":
        whole = all(span.role == "heading" for span in spans)
        return _level(first) if first.heading and whole else "body"
    if first.role == "number" and any(span.role == "signer" for span in spans):
        return "number_up"
    if first.role in ("mark", "cell") or styled.startswith(
        ("cell", "sheet")
    ):  # names may be printed anywhere
        return styled
    return styled if first.role == "body" and styled == "closing" else first.role


def _level(span: Span) -> str:
    return LEVELS[min(span.level, 3) - 1] if span.level else "level_3"


def _tagged_pieces(
    line: SheetParagraph, spans: Sequence[Span], role: str
) -> Iterator[tuple[str, SheetRun]]:
    """Each printing stretch with the run that its tag begins in, for that run's look is the one that is printed."""
    for span in spans:
        piece = line.runs[
            bisect.bisect_right(line.runs, span.start, key=lambda one: one.start) - 1
        ]
        own = {"heading": _level(span), "signer": "signer"}.get(span.role, role)
        yield own, piece._replace(text=span.text, start=span.start)


def _marked_pieces(line: SheetParagraph) -> list[tuple[str, SheetRun]]:
    """Pieces of prose: those of the heading that a mark begins, those after it; what may be either is left out."""
    text = line.number + line.text
    lead = len(text) - len(text.lstrip())
    level, mark = next(
        (
            (role, found)
            for role, pattern in _MARKS
            if (found := pattern.match(text, lead))
        ),
        ("", None),
    )
    styled = by_style(line.style)
    if mark is None:
        several = _sentence_end(text, 0) < len(text.rstrip())
        role = (
            styled
            if styled in _PROSE and not (several and styled in LEVELS)
            else "body"
        )
        return [(by_style(one.style) or role, one) for one in line.runs]
    end = _sentence_end(text, mark.end())
    whole = end - mark.end() <= _HEADING_LONGEST and not re.search(
        "[：；]", text[mark.end() : end]
    )
    if styled in LEVELS:
        end, whole = len(text), True
    heading = (end if whole else mark.end()) - len(line.number)
    after = end - len(line.number)
    return [
        *_cut(line.runs, 0, heading, level),
        *_cut(line.runs, after, len(line.text), "body"),
    ]


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence from ``start`` ends, stops inside quotes and brackets not counted."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "“‘（《〔") - (text[at] in "”’）》〕")
        if text[at] == "。" and depth <= 0:
            return at + 1
    return len(text)


def _cut(
    pieces: Sequence[SheetRun], start: int, end: int, role: str
) -> Iterator[tuple[str, SheetRun]]:
    """The parts of ``pieces`` between two offsets."""
    for one in pieces:
        first, last = max(start, one.start), min(end, one.start + len(one.text))
        if first < last:
            yield (
                role,
                one._replace(
                    text=one.text[first - one.start : last - one.start], start=first
                ),
            )


def _by_text(lines: Sequence[SheetParagraph]) -> dict[int, str]:
    """Roles of a finished document's paragraphs outside tables, by their numbers."""
    head = _head(lines)
    out = {line.place.paragraph: role for line, role in zip(lines, head, strict=False)}
    for line in lines[len(head) :]:
        out[line.place.paragraph] = _prose_role(line)
    for at, line in enumerate(lines):
        if _DATE.fullmatch(line.text):
            out[line.place.paragraph] = "signature"
            _sign(lines[max(at - 4, len(head)) : at], out)
    return out


def _sign(before: Sequence[SheetParagraph], out: dict[int, str]) -> None:
    """The short lines straight before a date are the names that sign."""
    for line in reversed(before):
        text = line.text.strip()
        if (
            len(text) > _SIGNATURE_LONGEST
            or text.endswith(("。", "：", "；"))
            or out[line.place.paragraph] != "body"
        ):
            return
        out[line.place.paragraph] = "signature"


def _prose_role(line: SheetParagraph) -> str:
    text = (line.number + line.text).strip()
    for role, pattern in _MARKS:
        if pattern.match(text):
            return role
    if _LABEL.fullmatch(text):
        return "attachment_label"
    if _ISSUED.fullmatch(text) or text.startswith("抄送："):
        return "imprint"
    if re.match("附件[：:]", text):
        return "attachment"
    return "closing" if _CLOSING.search(text) else "body"


def _head(lines: Sequence[SheetParagraph]) -> list[str]:
    """Roles of the paragraphs before the first of the text: mark, number, title, addressee."""
    out: list[str] = []
    for line in lines:
        role = _head_role(line, out)
        if not role:
            break
        out.append(role)
    if "title" not in out:
        out = (
            ["title"]
            if not out and lines and _TITLE.fullmatch(lines[0].text.strip())
            else out
        )
    return out


def _head_role(line: SheetParagraph, before: Sequence[str]) -> str:
    """Role of a paragraph that may stand before the text; empty where the text begins."""
    text, styled = line.text.strip(), by_style(line.style)
    if styled and styled not in _BY_TEXT_TOO:
        return "" if styled == "signature" else styled
    centred = "jc" in line.look and line.look["jc"].value == "center"
    marked = any(mark.match(text) for _, mark in _MARKS)
    candidates = (
        ("number", _NUMBER.match(text) and len(text) < 2 * _HEADING_LONGEST),
        ("secrecy", _SECRECY.fullmatch(text)),
        ("copy_number", re.fullmatch("[0-9]{6}", text)),
        ("mark", "title" not in before and _is_red(line)),
        (
            "title",
            centred
            and width(text) <= _TITLE_LONGEST
            and before.count("title") < _TITLE_LINES,
        ),
        ("addressee", _ADDRESSEE.fullmatch(text) and "title" in before and not marked),
    )
    return next((role for role, found in candidates if found), "")


def _is_red(line: SheetParagraph) -> bool:
    colours = [
        one.look["color"].value
        for one in line.runs
        if "color" in one.look and one.text.strip()
    ]
    return bool(colours) and all(
        re.fullmatch("[C-F][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]", one) for one in colours
    )

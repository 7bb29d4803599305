"""What each paragraph is: title, body, heading of a level, signature, page number …, and so each run within it.

Known in a template by the tags that a paragraph prints, else by the name of its style, else by its text
(一、 begins a heading of level 1). A paragraph that nothing identifies has no role and is not measured.
This module must not know XML or how a role should look.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.chinese import width
from rectify_gen.measuring.printed_spans import TagSpan, read_spans
from rectify_gen.word.looks import look_value
from rectify_gen.word.sheet import SheetParagraph, SheetRun

LEVELS = ("level_1", "level_2", "level_3")
PROSE = frozenset({"body", "closing", *LEVELS})
"""Roles of running text."""
_ROLES_BY_STYLE = {
    "title": "title",
    "标题": "title",
    "heading 1": "level_1",
    "标题 1": "level_1",
    "一级标题接排": "level_1",
    "heading 2": "level_2",
    "标题 2": "level_2",
    "二级标题接排": "level_2",
    "body text": "body",
    "正文文本": "body",
    "signature": "signature",
    "签名": "signature",
    "落款": "signature",
    "主送机关": "addressee",
    "附件说明": "attachment",
    "附件序号": "attachment_label",
    "附件表格文字": "table_cell",
    "附件表格居中": "table_cell",
    "附件表格表头": "table_cell",
    "结尾": "closing",
    # As in a closing, its lines need not be justified.
    "正文左对齐": "closing",
    "份号": "copy_number",
    "密级和紧急程度": "secrecy",
    "发文字号": "number",
    "版记": "imprint",
    "签发人姓名": "signer",
    "发文机关标志": "mark",
    "联合发文机关标志": "joint_mark",
    "台账日期": "sheet_date",
    "台账文字": "cell",
    "台账居中": "cell_centre",
    "台账表头": "cell_head",
    "台账方面": "cell_area",
}
"""Roles by the name of a style, in lower case; widths of a mark (发文机关标志 80) share their first word's."""
_DEEP_HEADING_STYLE = re.compile("(?:heading|标题) [3-9]")
_STYLES_REFINED_BY_TEXT = frozenset({"", "body", *LEVELS})
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
_COPY_NUMBER = re.compile("[0-9]{6}")
_TITLE = re.compile(r"[^。]{5,80}的?(通报|报告|公示|公告|通知|函|请示|批复|意见)")
_CLOSING = re.compile("公开期限|公示期|联系方式|联系电话|电子邮箱|电子信箱")
_ATTACHMENT = re.compile("附件[：:]")
_ATTACHMENT_LABEL = re.compile(r"附件\s*[0-9]{0,2}")
_ADDRESSEE = re.compile("[^。；]{2,200}[：:]")
_SECRECY = re.compile("(绝密|机密|秘密|特急|加急|特提|平急)(★.*)?")
_NOT_IN_HEADING = re.compile("[：；]")
_RED = re.compile("[C-F][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]")
_OPENING_MARKS = "“‘（《〔"
_CLOSING_MARKS = "”’）》〕"
_LONGEST_HEADING = 40
"""Characters of a sentence after a mark that is taken to be the heading as a whole."""
_LONGEST_NUMBER_LINE = 80
_LONGEST_SIGNATURE = 40
_MOST_SIGNATURE_LINES = 4
_MOST_TITLE_LINES = 6
_LONGEST_TITLE_LINE = 60
"""Characters of one paragraph of a title, in widths of a Chinese one."""

RoledRun = tuple[str, SheetRun]
"""A run, or a part of one, and its role."""


class RoledParagraph(NamedTuple):
    """A paragraph with its role, and its runs that print something with theirs."""

    role: str
    paragraph: SheetParagraph
    runs: tuple[RoledRun, ...]


def find_roles(paragraphs: Sequence[SheetParagraph]) -> tuple[RoledParagraph, ...]:
    """Return what every paragraph of a part is, those that nothing identifies left out."""
    spans = read_spans([paragraph.text for paragraph in paragraphs])
    printing = []
    has_tags = False
    for paragraph, own_spans in zip(paragraphs, spans, strict=True):
        has_tags = has_tags or any(span.is_tag for span in own_spans)
        if own_spans:
            printing.append((paragraph, own_spans))
    printing_paragraphs = [paragraph for paragraph, _ in printing]
    guesses = _guess_roles(printing_paragraphs, has_tags=has_tags)
    roled = []
    for paragraph, own_spans in printing:
        guess = guesses.get(paragraph.place.paragraph, "")
        roled_paragraph = _find_role(paragraph, own_spans, guess)
        if roled_paragraph.role:
            roled.append(roled_paragraph)
    return tuple(roled)


def _guess_roles(
    paragraphs: Sequence[SheetParagraph], *, has_tags: bool
) -> dict[int, str]:
    """Return what paragraphs are by their text, by their numbers; in a template only the cells of a ledger."""
    flowing = []
    in_tables = []
    for paragraph in paragraphs:
        if paragraph.table >= 0:
            in_tables.append(paragraph)
        elif not paragraph.in_box:
            flowing.append(paragraph)
    guesses: dict[int, str] = {}
    # The text of a template is tags, which say more than their shape.
    if not has_tags:
        guesses = _roles_by_text(flowing)
    return guesses | _roles_in_ledgers(in_tables)


def _roles_in_ledgers(paragraphs: Sequence[SheetParagraph]) -> dict[int, str]:
    """Return the cells of tables whose first row names 序号 and 措施, as head or cell."""
    heads: dict[int, str] = {}
    for paragraph in paragraphs:
        if _is_in_first_row(paragraph):
            heads[paragraph.table] = heads.get(paragraph.table, "") + paragraph.text
    ledgers = set()
    for table, text in heads.items():
        if "序号" in text and "措施" in text:
            ledgers.add(table)
    roles = {}
    for paragraph in paragraphs:
        place = paragraph.place
        if paragraph.table in ledgers and place.cell:
            role = "cell_head" if _is_in_first_row(paragraph) else "cell"
            roles[place.paragraph] = role
    return roles


def _is_in_first_row(paragraph: SheetParagraph) -> bool:
    cell = paragraph.place.cell
    if cell is None:
        return False
    _, row_number, _ = cell
    return row_number == 1


def role_of_style(name: str) -> str:
    """Return the role that the style ``name`` is for, empty where it may be for any."""
    low = name.lower()
    if _DEEP_HEADING_STYLE.fullmatch(low):
        return "level_3"
    first_word = low.split(" ")[0]
    return _ROLES_BY_STYLE.get(low) or _ROLES_BY_STYLE.get(first_word, "")


def _find_role(
    paragraph: SheetParagraph, spans: Sequence[TagSpan], guess: str
) -> RoledParagraph:
    """Return the role of one paragraph: by its tags, its style, its text."""
    style_role = role_of_style(paragraph.style)
    for span in spans:
        if span.role:
            role = _role_by_tags(span, spans, style_role)
            role = _refined_attachment(role, paragraph)
            runs = tuple(_runs_of_tags(paragraph, spans, role))
            return RoledParagraph(role, paragraph, runs)
    role = style_role
    if guess and style_role in _STYLES_REFINED_BY_TEXT:
        role = guess
    # In a document that goes up, number and signer share a line.
    if role == "number" and "签发人" in paragraph.text:
        role = "number_up"
    role = _refined_attachment(role, paragraph)
    if role not in PROSE:
        runs = _printing(_styled(paragraph, role))
        return RoledParagraph(role, paragraph, runs)
    runs = _printing(_runs_of_prose(paragraph))
    # A heading with its text in one paragraph is laid out as text.
    has_text_run_in = any(run_role == "body" for run_role, _ in runs)
    if role in LEVELS and has_text_run_in:
        role = "body"
    return RoledParagraph(role, paragraph, runs)


def _refined_attachment(role: str, paragraph: SheetParagraph) -> str:
    """Only the first line of attachments begins with 附件."""
    if role == "attachment" and not paragraph.text.startswith("附件"):
        return "attachment_more"
    return role


def _styled(paragraph: SheetParagraph, role: str) -> list[RoledRun]:
    """Return the runs, each with the role of its character style, else ``role``."""
    return [(role_of_style(run.style) or role, run) for run in paragraph.runs]


def _printing(runs: Iterable[RoledRun]) -> tuple[RoledRun, ...]:
    printing = []
    for role, run in runs:
        if run.text.strip():
            printing.append((role, run))
    return tuple(printing)


def _role_by_tags(tagged: TagSpan, spans: Sequence[TagSpan], style_role: str) -> str:
    """Return the role of a paragraph whose first tag with a role is ``tagged``."""
    if tagged.role == "heading":
        is_all_heading = all(span.role == "heading" for span in spans)
        if tagged.is_heading and is_all_heading:
            return _level(tagged)
        tagged = tagged._replace(role="body")
    has_signer = any(span.role == "signer" for span in spans)
    if tagged.role == "number" and has_signer:
        return "number_up"
    if tagged.role in ("mark", "cell"):  # names may be printed anywhere
        return style_role
    if style_role.startswith(("cell", "sheet")):
        return style_role
    if tagged.role == "body" and style_role == "closing":
        return style_role
    return tagged.role


def _level(span: TagSpan) -> str:
    deepest = len(LEVELS)
    level = span.level or deepest
    return LEVELS[min(level, deepest) - 1]


def _runs_of_tags(
    paragraph: SheetParagraph, spans: Sequence[TagSpan], role: str
) -> Iterator[RoledRun]:
    """Yield each printing stretch with the run that its tag begins in, for that run's look is the one that is printed."""
    starts = [run.start for run in paragraph.runs]
    for span in spans:
        # A tag is printed in the look of the run that it begins in.
        run = paragraph.runs[bisect.bisect_right(starts, span.start) - 1]
        span_role = role
        if span.role == "heading":
            span_role = _level(span)
        elif span.role == "signer":
            span_role = "signer"
        yield span_role, run._replace(text=span.text, start=span.start)


def _runs_of_prose(paragraph: SheetParagraph) -> list[RoledRun]:
    """Return the runs of the heading that a mark begins, and those after it; what may be either is left out."""
    text = paragraph.number + paragraph.text
    style_role = role_of_style(paragraph.style)
    level, mark = _find_mark(text)
    if mark is None:
        has_several_sentences = _sentence_end(text, 0) < len(text.rstrip())
        role = "body"
        if style_role in LEVELS:
            # A heading is one sentence, whatever the style is called.
            if not has_several_sentences:
                role = style_role
        elif style_role in PROSE:
            role = style_role
        return _styled(paragraph, role)
    if style_role in LEVELS:
        heading_end = len(text)
        text_start = len(text)
    else:
        text_start = _sentence_end(text, mark.end())
        sentence = text[mark.end() : text_start]
        is_heading = len(sentence) <= _LONGEST_HEADING
        if is_heading and _NOT_IN_HEADING.search(sentence) is None:
            heading_end = text_start
        else:
            heading_end = mark.end()
    # An automatic number stands before the text, and in no run.
    before_text = len(paragraph.number)
    heading_runs = _cut(
        paragraph.runs,
        start=0,
        end=heading_end - before_text,
        role=level,
    )
    text_runs = _cut(
        paragraph.runs,
        start=text_start - before_text,
        end=len(paragraph.text),
        role="body",
    )
    return [*heading_runs, *text_runs]


def _find_mark(text: str) -> tuple[str, re.Match[str] | None]:
    """Return the level whose mark ``text`` begins with, and the mark."""
    lead = len(text) - len(text.lstrip())
    for level, pattern in _MARKS:
        mark = pattern.match(text, lead)
        if mark is not None:
            return level, mark
    return "", None


def _sentence_end(text: str, start: int) -> int:
    """Return where the sentence from ``start`` ends, stops inside quotes and brackets not counted."""
    depth = 0
    for index in range(start, len(text)):
        sign = text[index]
        if sign in _OPENING_MARKS:
            depth += 1
        elif sign in _CLOSING_MARKS:
            depth -= 1
        elif sign == "。" and depth <= 0:
            return index + 1
    return len(text)


def _cut(
    runs: Sequence[SheetRun], *, start: int, end: int, role: str
) -> Iterator[RoledRun]:
    """Yield the parts of ``runs`` between two offsets."""
    for run in runs:
        run_start = run.start
        part_start = max(start, run_start)
        part_end = min(end, run_start + len(run.text))
        if part_start < part_end:
            text = run.text[part_start - run_start : part_end - run_start]
            yield role, run._replace(text=text, start=part_start)


def _roles_by_text(paragraphs: Sequence[SheetParagraph]) -> dict[int, str]:
    """Return the roles of a finished document's paragraphs outside tables, by their numbers."""
    head = _roles_of_head(paragraphs)
    roles = {}
    for paragraph, role in zip(paragraphs, head, strict=False):
        roles[paragraph.place.paragraph] = role
    for paragraph in paragraphs[len(head) :]:
        roles[paragraph.place.paragraph] = _role_of_prose(paragraph)
    for index, paragraph in enumerate(paragraphs):
        if _DATE.fullmatch(paragraph.text):
            roles[paragraph.place.paragraph] = "signature"
            # The names that sign stand above their date, but never within the head.
            first_line = max(index - _MOST_SIGNATURE_LINES, len(head))
            _mark_signatures(paragraphs[first_line:index], roles)
    return roles


def _mark_signatures(
    before_date: Sequence[SheetParagraph], roles: dict[int, str]
) -> None:
    """Set in ``roles`` that the short lines straight before a date are the names that sign."""
    for paragraph in reversed(before_date):
        text = paragraph.text.strip()
        is_long = len(text) > _LONGEST_SIGNATURE
        is_sentence = text.endswith(("。", "：", "；"))
        number = paragraph.place.paragraph
        is_body = roles[number] == "body"
        if is_long or is_sentence or not is_body:
            return
        roles[number] = "signature"


def _role_of_prose(paragraph: SheetParagraph) -> str:
    text = (paragraph.number + paragraph.text).strip()
    level, _ = _find_mark(text)
    if level:
        return level
    if _ATTACHMENT_LABEL.fullmatch(text):
        return "attachment_label"
    if _ISSUED.fullmatch(text) or text.startswith("抄送："):
        return "imprint"
    if _ATTACHMENT.match(text):
        return "attachment"
    return "closing" if _CLOSING.search(text) else "body"


def _roles_of_head(paragraphs: Sequence[SheetParagraph]) -> list[str]:
    """Return the roles of the paragraphs before the first of the text: mark, number, title, addressee."""
    roles: list[str] = []
    for paragraph in paragraphs:
        role = _role_in_head(paragraph, roles)
        if not role:
            break
        roles.append(role)
    if not roles and paragraphs and _TITLE.fullmatch(paragraphs[0].text.strip()):
        return ["title"]
    return roles


def _role_in_head(paragraph: SheetParagraph, before: Sequence[str]) -> str:
    """Return the role of a paragraph that may stand before the text; empty where the text begins."""
    style_role = role_of_style(paragraph.style)
    if style_role not in _STYLES_REFINED_BY_TEXT:
        return "" if style_role == "signature" else style_role
    return _role_by_shape(paragraph, before)


def _role_by_shape(paragraph: SheetParagraph, before: Sequence[str]) -> str:
    text = paragraph.text.strip()
    if _NUMBER.match(text) and len(text) < _LONGEST_NUMBER_LINE:
        return "number"
    for role, pattern in (("secrecy", _SECRECY), ("copy_number", _COPY_NUMBER)):
        if pattern.fullmatch(text):
            return role
    if "title" not in before and _is_red(paragraph):
        return "mark"
    is_centred = look_value(paragraph.look, "jc") == "center"
    has_room = before.count("title") < _MOST_TITLE_LINES
    if is_centred and has_room and width(text) <= _LONGEST_TITLE_LINE:
        return "title"
    level, _ = _find_mark(text)
    if "title" in before and not level and _ADDRESSEE.fullmatch(text):
        return "addressee"
    return ""


def _is_red(paragraph: SheetParagraph) -> bool:
    """Whether all runs that name a colour name a red."""
    has_colour = False
    for run in paragraph.runs:
        if "color" not in run.look or not run.text.strip():
            continue
        has_colour = True
        colour = run.look["color"].value
        if _RED.fullmatch(colour) is None:
            return False
    return has_colour

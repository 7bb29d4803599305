"""The red head of a document: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人, as lines above the title.

For example 000001 / 秘密★1年 / 特急 / 示例市水务局文件 / 示水〔2025〕12号　签发人：王某某. Pure functions from
the first paragraphs of a notice to its parts. This module must not know what follows below the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.importer.outer_parts import OuterKind, OuterPart

_MOST_LINES = 16
_LONGEST_LINE = 80
_LONGEST_MARK = 60

_DOCUMENT_NUMBER = (
    r"[\u3400-\u9fff〇]{1,20} \s{0,3}"  # 示水党
    r"[〔\[（(【〈] \s{0,2} [0-9]{4} \s{0,2} [〕\]）)】〉] \s{0,3}"  # 〔2025〕
    r"第? \s{0,3} [0-9]{1,5} \s{0,3} 号"  # 12号
)
DOCUMENT_NUMBER = re.compile(_DOCUMENT_NUMBER, re.VERBOSE)
_BRACKETED = re.compile(r"[（(]\s?(?P<words>.{5,60}?)\s?[）)]")
_COPY_NUMBER = re.compile("[0-9]{6}")
_SECRECY = re.compile(
    r"""
    (?: 绝密 | 机密 | 秘密 | 工作秘密 )
    (?: \s{0,2} [★☆] \s{0,2} (?: [0-9一二三四五六七八九十]{1,3} \s? (?:年|个月|月|天) | 长期 ) )?
    | 内部 (?: 资料 | 文件 | 事项 ) (?: [，,\s]{1,3} (?: 注意保存 | 严禁外传 | 不得外传 ) )?
    """,
    re.VERBOSE,
)
_URGENCY = re.compile("特急|加急|特提|平急|急件|紧急")
_SIGNER = re.compile(
    r"""
    签 \s? 发 \s? 人 \s{0,2} [：:] \s{0,4}
    (?P<names> \S.{0,60} )
    """,
    re.VERBOSE,
)
_NAME = re.compile(
    r"[\u3400-\u9fff·×]{2,8}|[\u3400-\u9fff]\s{1,3}[\u3400-\u9fff×]{1,2}"
)
_NUMBER_AND_SIGNER = re.compile(
    rf"""
    (?: (?P<number> {_DOCUMENT_NUMBER} ) | )
    \s{{0,40}}
    (?P<signer> 签 \s? 发 \s? 人 \s{{0,2}} [：:] .{{1,60}} )
    """,
    re.VERBOSE,
)
_RULE = re.compile(r"[-—─━－_＿=＝★☆\s]{5,200}")
"""A line drawn with signs."""
_DOCUMENT_WORD = "文件"
_ORGAN = re.compile(
    r"""
    [\u3400-\u9fffA-Za-z（）()·]{2,56}
    (?: 党组 | 党委 | 工委 | 委员会 | 总支 | 支部 | 纪委 | 局 | 委 | 厅 | 部 | 院 | 校 | 处 | 站 | 所
      | 队 | 社 | 会 | 公司 | 集团 | 中心 | 大学 | 办公室 | 政府 | 办 )
    (?: [（(] [\u3400-\u9fff]{1,12} [）)] )?
    """,
    re.VERBOSE,
)
_NO_MARK = re.compile("关于|(?:情况|通报|报告|公示|公告)$")
_BETWEEN_PARTS = re.compile(r"\s{2,80}|\u3000")


class Letterhead(NamedTuple):
    """The parts of a red head in the order of the source, and how many paragraphs they fill."""

    parts: tuple[OuterPart, ...] = ()
    paragraphs: int = 0


def read_letterhead(texts: Sequence[str]) -> Letterhead:
    """Return the red head that ``texts`` begin with; an empty one where they begin with none."""
    parts: list[OuterPart] = []
    place = 0
    while place < min(len(texts), _MOST_LINES):
        text = texts[place]
        if len(text) > _LONGEST_LINE:
            break
        line_parts = list(_parts_of_line(text, parts))
        count = 1
        if not line_parts:
            line_parts = _mark_parts(texts[place:])
            count = len(line_parts)
        if not line_parts:
            break
        parts += line_parts
        place += count
    # A line of dashes alone is no head.
    kinds = {part.kind for part in parts}
    if kinds <= {OuterKind.UNPRINTED}:
        return Letterhead()
    return Letterhead(tuple(parts), place)


def document_number(text: str) -> OuterPart | None:
    """Return the document number that ``text`` is as a whole, with or without brackets around it."""
    bracketed = _BRACKETED.fullmatch(text)
    number = text if bracketed is None else bracketed["words"]
    if DOCUMENT_NUMBER.fullmatch(number) is None:
        return None
    value = "".join(number.split())
    return OuterPart(OuterKind.NUMBER, text, (value,), standard=value)


def _parts_of_line(text: str, above: Sequence[OuterPart]) -> Iterator[OuterPart]:
    """Yield the parts of one line, all but the organ's mark; none where any of the line is no part."""
    if _RULE.fullmatch(text):
        yield OuterPart(OuterKind.UNPRINTED, text)
        return
    combined = _NUMBER_AND_SIGNER.fullmatch(text)
    if combined is not None:
        number = combined["number"]
        if number:
            yield OuterPart(OuterKind.NUMBER, number, ("".join(number.split()),))
        yield _signer(combined["signer"])
        return
    if _is_more_signers(text, above):
        yield OuterPart(OuterKind.SIGNER, text, (_joined_names(text),))
        return
    for pieces in ([text], _BETWEEN_PARTS.split(text.strip()), text.split()):
        parts = _simple_parts(pieces)
        if parts:
            yield from parts
            return


def _simple_parts(pieces: Sequence[str]) -> list[OuterPart]:
    """Return a part for each of ``pieces``; none where one of them is no part."""
    parts: list[OuterPart] = []
    for piece in pieces:
        part = _simple_part(piece)
        if part is None:
            return []
        parts.append(part)
    return parts


def _simple_part(text: str) -> OuterPart | None:
    """Return the part that ``text`` is alone."""
    value = "".join(text.split())
    if _COPY_NUMBER.fullmatch(value):
        return OuterPart(OuterKind.COPY_NUMBER, text, (value,))
    if _URGENCY.fullmatch(value):
        return OuterPart(OuterKind.URGENCY, text, (value,))
    if _SECRECY.fullmatch(text.strip()) or _SECRECY.fullmatch(value):
        return OuterPart(OuterKind.SECRECY, text, (value,))
    return document_number(text.strip())


def _signer(text: str) -> OuterPart:
    match = _SIGNER.fullmatch(text.strip())
    names = "" if match is None else match["names"]
    value = _joined_names(names)
    return OuterPart(OuterKind.SIGNER, text, (value,), standard=f"签发人：{value}")


def _joined_names(text: str) -> str:
    """Return names with one blank between them; a name of two characters that is spread is closed up."""
    letters = "".join(text.split())
    if len(letters) <= 3:
        return letters
    return " ".join(text.split())


def _is_more_signers(text: str, above: Sequence[OuterPart]) -> bool:
    """Whether ``text`` goes on with the names of the line above: 李某某　赵某某."""
    if not above or above[-1].kind is not OuterKind.SIGNER:
        return False
    names = text.split()
    return all(_NAME.fullmatch(name) for name in names) and len(text) <= 24


def _mark_parts(texts: Sequence[str]) -> list[OuterPart]:
    """Return the organ's mark that ``texts`` begin with: one line, or joint organs and 文件 below one another.

    A name without 文件 is a mark only where the rest of a red head follows.
    """
    lines: list[str] = []
    for text in texts[:_MOST_LINES]:
        closed_up = "".join(text.split())
        if closed_up == _DOCUMENT_WORD and lines:
            lines.append(text)
            return _as_mark(lines)
        if not _is_mark(closed_up):
            break
        lines.append(text)
        if closed_up.endswith(_DOCUMENT_WORD):
            return _as_mark(lines)
    below = texts[len(lines) : len(lines) + 1]
    if lines and below and any(_parts_of_line(below[0], above=())):
        return _as_mark(lines)
    return []


def _is_mark(closed_up: str) -> bool:
    if len(closed_up) > _LONGEST_MARK or _NO_MARK.search(closed_up):
        return False
    name = closed_up.removesuffix(_DOCUMENT_WORD)
    return _ORGAN.fullmatch(name) is not None


def _as_mark(lines: Sequence[str]) -> list[OuterPart]:
    parts = []
    for line in lines:
        name = "".join(line.split()).removesuffix(_DOCUMENT_WORD)
        values = (name,) if name else ()
        parts.append(OuterPart(OuterKind.MARK, line, values))
    return parts

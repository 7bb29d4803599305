"""The imprint (版记) at the end of a document: 抄送, 印发机关 and 印发日期, as its last lines.

For example 抄送：市纪委，市委组织部。 / 示例市水务局办公室　2025年4月8日印发. Pure functions from the last
paragraphs of a notice to the parts of the imprint. This module must not know what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.importer.outer_parts import OuterKind, OuterPart
from rectify_gen.importer.signature_lines import printable_date

_MOST_LINES = 10
_MOST_LINES_OF_COPIES = 4
_LONGEST_LINE = 80
_COPIES = re.compile(r"抄\s?送\s?[：:]\s{0,4}(?P<organs>\S.{0,590})")
_ISSUED = re.compile(
    r"""
    (?P<organ> [^\s0-9：:。，][^0-9：:。，]{1,40}? )?
    \s{0,60}
    (?P<date>
        [0-9０-９]{4} \s? [年.\-/] \s? [0-9０-９]{1,2} \s? [月.\-/] \s? [0-9０-９]{1,2} \s? 日?
      | [〇○零一二三四五六七八九]{4} \s? 年 \s? [一二三四五六七八九十]{1,2} \s? 月 \s? [一二三四五六七八九十]{1,3} \s? 日
    )
    \s{0,4} (?P<verb> 印 \s? 发? | 印制 | 发 )
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(
    r"[\u3400-\u9fff]{3,30}(?:办公室|办公厅|秘书处|秘书科|秘书股|综合科|综合股|综合处|委办|局办|党政办|文印室|政工科|人事科)"
)
_UNPRINTED = re.compile(
    r"""
      [（(]? \s? 共 \s? 印 \s{0,3} [0-9]{1,5} \s{0,3} 份 [）)]? 。?      # （共印30份）
    | (?: 校对 | 打字 | 打印 | 录入 | 核稿 | 拟稿 | 承办单位 | 承办人 | 经办人 | 责任校对 ) (?:人|员)? \s? [：:] .{1,60}
    | 主\s?题\s?词 \s? [：:] .{1,60}
    | (?: 抄报 | 报 | 发 | 分送 | 主送 | 报送 ) \s? [：:] .{2,300}
    | [-—─━－_＿=＝\s]{5,200}
    """,
    re.VERBOSE,
)
"""What an imprint may hold that the model has no place for."""


class ImprintLines(NamedTuple):
    """The parts of an imprint in the order of the source, and how many paragraphs stand before it."""

    parts: tuple[OuterPart, ...]
    remaining: int


def read_imprint(texts: Sequence[str]) -> ImprintLines:
    """Return the imprint that ``texts`` end with; one without parts where they end with none."""
    lines: list[list[OuterPart]] = []
    remaining = len(texts)
    lowest = max(len(texts) - _MOST_LINES, 0)
    if _is_issuer_alone(texts):
        lines.append([_issuer(texts[-1])])
        remaining -= 1
    while remaining > lowest:
        text = texts[remaining - 1]
        is_above_date = bool(lines) and _is_date_alone(lines[0])
        parts = _parts_of_line(text, is_above_date=is_above_date)
        count = 1
        if not parts and lines:
            count = _lines_of_copies(texts[:remaining])
            parts = _parts_of_line(
                "\n".join(texts[remaining - count : remaining]), is_above_date=False
            )
        if not parts:
            break
        lines.insert(0, parts)
        remaining -= count
    all_parts: list[OuterPart] = []
    for parts in lines:
        all_parts += parts
    # What the model has no place for makes no imprint alone: it may belong to the text.
    kinds = {part.kind for part in all_parts}
    if kinds <= {OuterKind.UNPRINTED}:
        return ImprintLines((), len(texts))
    return ImprintLines(tuple(all_parts), remaining)


def _lines_of_copies(texts: Sequence[str]) -> int:
    """Return how many lines 抄送 fills whose last one ``texts`` end with; 0 where it begins in none of the last few."""
    for count in range(2, _MOST_LINES_OF_COPIES + 1):
        if count <= len(texts) and _COPIES.fullmatch(texts[-count]):
            return count
    return 0


def _is_issuer_alone(texts: Sequence[str]) -> bool:
    """Whether the last line is an office below 抄送 or a signature's date, perhaps with a note between them."""
    if len(texts) < 2 or _OFFICE.fullmatch("".join(texts[-1].split())) is None:
        return False
    if _COPIES.fullmatch(texts[-2]):
        return True
    has_note = texts[-2].startswith(("（", "(")) and len(texts) > 2
    line_above = texts[-3] if has_note else texts[-2]
    return printable_date(line_above) is not None


def _is_date_alone(parts: Sequence[OuterPart]) -> bool:
    return len(parts) == 1 and parts[0].kind is OuterKind.ISSUED_ON


def _parts_of_line(text: str, *, is_above_date: bool) -> list[OuterPart]:
    """Return the parts of one line; none where it is no line of an imprint."""
    copies = _COPIES.fullmatch(" ".join(text.splitlines()))
    if copies is not None:
        return [_copies(text, copies["organs"])]
    if _UNPRINTED.fullmatch(text):
        return [OuterPart(OuterKind.UNPRINTED, text)]
    if len(text) > _LONGEST_LINE:
        return []
    issued = _ISSUED.fullmatch(text)
    if issued is not None:
        return _issued(issued)
    if is_above_date and _OFFICE.fullmatch("".join(text.split())):
        return [_issuer(text)]
    return []


def _copies(text: str, organs: str) -> OuterPart:
    value = _without_stop(organs)
    return OuterPart(
        OuterKind.COPIES_TO,
        text,
        (value,),
        standard=f"抄送：{value}。",
    )


def _without_stop(text: str) -> str:
    """Return ``text`` without the sign at its end."""
    return text.strip().rstrip("。.；;，,、")


def _issuer(text: str) -> OuterPart:
    return OuterPart(OuterKind.ISSUED_BY, text, ("".join(text.split()),))


def _issued(match: re.Match[str]) -> list[OuterPart]:
    day = chinese.read_date("".join(match["date"].split()))
    if day is None:
        return []
    parts = []
    if match["organ"]:
        parts.append(_issuer(match["organ"]))
    date = match.group()[match.start("date") :]
    parts.append(
        OuterPart(
            OuterKind.ISSUED_ON,
            date,
            (day.isoformat(),),
            standard=f"{chinese.write_date(day)}印发",
        )
    )
    return parts

"""The signature at the end of a notice: organs and date.

For example the last paragraphs 中共示例市水务局党组 / 2025年4月7日 are an organ and a date. Pure functions
from the last paragraphs to what they sign. This module must not know the rest of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rectify_gen import chinese

_ORGAN = re.compile(
    r"""
    [^，。；：！？、,;:!?“”]{2,40}
    (?: 党组|党委|工委|总支|支部|委员会|纪委         # 中共示例市水务局党组
      | 局|委|厅|部|院|校|处|站|所|队|社|会          # 示例市水务局
      | 公司|集团|中心|大学|办公室|政府|办           # 示例集团有限公司
      | 纪检组|纪检监察组|领导小组|协会|联合会|商会    # 示例市纪委监委驻市水务局纪检监察组
      | 街道|[镇乡村]|社区                        # 示例县青溪镇
    )
    (?: [（(] [^（）()]{1,12} [）)] )?              # 示例市水务局（代章）
    """,
    re.VERBOSE,
)
"""What may be an organ where a date stands below it."""
_SURE_ORGAN = re.compile(
    r"""
      (?:中国共产党|中共) .{2,40} (?:党组|党委|工委|总支|支部|委员会)   # 中共示例市水务局党组
    | .{4,30} (?:党组|党委|党工委|委员会|人民政府)                    # 示例市人民政府
    """,
    re.VERBOSE,
)
"""What is an organ even without a date."""
_ORGAN_AND_DATE = re.compile(
    r"""
    (?P<organ> .{4,60}? )
    \s{1,40}
    (?P<date>
        [0-9０-９]{4} \s? 年 \s? [0-9０-９]{1,2} \s? 月 \s? [0-9０-９]{1,2} \s? 日
      | [〇○零一二三四五六七八九]{4} \s? 年 \s? [一二三四五六七八九十]{1,2} \s? 月 \s? [一二三四五六七八九十]{1,3} \s? 日
    )
    """,
    re.VERBOSE,
)
"""Both on one line: 示例市水务局　　2025年4月7日."""
_MONTH_OR_NO_DAY = re.compile(
    r"""
    [0-9０-９〇○ＯO零一二三四五六七八九]{4} \s?
    [年\-./] \s?
    [0-9０-９一二三四五六七八九十]{1,3} \s?
    (?: 月                                                          # 二〇二五年四月
      | [月\-./] \s? [0-9０-９一二三四五六七八九十]{1,3} \s? [日号]?    # 2025年2月30日
    )
    """,
    re.VERBOSE,
)
"""What reads as a date and names no day."""
_SEAL_WORD = re.compile(
    r"[（(]\s?(?:盖章|公章|印章|章|印|签章|加盖公章|盖公章)\s?[）)]"
)
"""Where a draft says that the seal goes."""
_PADDED_NAME = re.compile(r"(?:\S\s{1,3}){3,40}\S")
"""One name with gaps between all its characters: 示 例 市 水 务 局."""
_BETWEEN_NAMES = re.compile(r"\s{2,40}|\u3000")
_MOST_LINES = 14
_MOST_LINES_OF_ORGANS = 6
_LONGEST_LINE_OF_ORGANS = 120
_LONGEST_DATE = len("二〇二五年十二月三十一日")
_ROUND_ZEROS = str.maketrans("ＯOo", "〇〇〇")
_BEGINS_WITH_YEAR = re.compile(".{4}[年.\\-/]")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs and when.

    What names no day, such as a month alone, can only be kept as paragraphs.
    """

    organizations: tuple[str, ...] = ()
    date: str | None = None
    """The date as the view writes it: 2025年4月7日."""
    lines: tuple[str, ...] = ()
    """The paragraphs of a signature that is kept as such; else there are none."""
    has_seal_word: bool = False
    """Whether it says （盖章）."""

    @property
    def printed(self) -> str:
        """What the view prints of it, without white space."""
        names = "".join(self.organizations)
        return names + (self.date or "")


def read_signature(texts: Sequence[str]) -> tuple[Signed | None, int]:
    """Return the signature that ``texts`` end with, or None, and how many paragraphs stand before it."""
    above = max(len(texts) - _MOST_LINES, 0)
    # （盖章） may stand on a line of its own, which is empty without it.
    last_lines = [_SEAL_WORD.sub("", text).strip() for text in texts[above:]]
    while last_lines and not last_lines[-1]:
        last_lines.pop()
    signed, remaining = _read_last_lines(last_lines)
    if signed is None:
        return None, len(texts)
    lines = texts[above + remaining :]
    has_seal_word = any(_SEAL_WORD.search(line) for line in lines)
    kept_lines = tuple(lines) if signed.lines else ()
    signed = replace(signed, lines=kept_lines, has_seal_word=has_seal_word)
    return signed, above + remaining


def _read_last_lines(texts: Sequence[str]) -> tuple[Signed | None, int]:
    if not texts:
        return None, 0
    last_line = texts[-1]
    organ_and_date = _ORGAN_AND_DATE.fullmatch(last_line)
    if organ_and_date is not None:
        return _read_one_line(
            texts,
            organ=organ_and_date["organ"],
            written_date=organ_and_date["date"],
        )
    date = printable_date(last_line)
    names_no_day = date is None and _MONTH_OR_NO_DAY.fullmatch(last_line) is not None
    has_date = date is not None or names_no_day
    lines_above = texts[:-1] if has_date else texts
    organs, remaining = _organs_at_end(lines_above)
    # The view cannot write such a date, so the words themselves are kept.
    if names_no_day:
        lines = tuple(texts[remaining:])
        return Signed(tuple(organs), lines=lines), remaining
    if date is None and organs and remaining:
        # The date may stand above the organs, which is the wrong order.
        date = printable_date(texts[remaining - 1])
        if date is not None:
            remaining -= 1
    if date is None and not _has_sure_organ(organs):
        return None, len(texts)
    return Signed(tuple(organs), date), remaining


def _has_sure_organ(names: Sequence[str]) -> bool:
    return any(_SURE_ORGAN.fullmatch(name) for name in names)


def _read_one_line(
    texts: Sequence[str],
    organ: str,
    written_date: str,
) -> tuple[Signed | None, int]:
    """Return the signature whose last line holds an organ and the date; more organs may stand above it."""
    date = printable_date(written_date)
    if date is None or not _ORGAN.fullmatch(organ):
        return None, len(texts)
    organs, remaining = _organs_at_end(texts[:-1])
    organs += _names(organ)
    return Signed(tuple(organs), date), remaining


def _organs_at_end(texts: Sequence[str]) -> tuple[list[str], int]:
    """Return the organs on the last lines of ``texts``, and how many lines stand before them."""
    remaining = len(texts)
    organs: list[str] = []
    highest = max(len(texts) - _MOST_LINES_OF_ORGANS, 0)
    while remaining > highest:
        line = texts[remaining - 1]
        if not line:
            remaining -= 1
            continue
        if len(line) > _LONGEST_LINE_OF_ORGANS:
            break
        names = _names(line)
        if not _are_organs(names):
            break
        organs = names + organs
        remaining -= 1
    return organs, remaining


def _are_organs(names: Sequence[str]) -> bool:
    return bool(names) and all(_ORGAN.fullmatch(name) for name in names)


def _names(line: str) -> list[str]:
    """Return the organs on one line: wide gaps part two; gaps between all characters are only padding."""
    if _PADDED_NAME.fullmatch(line):
        return ["".join(line.split())]
    names = []
    for part in _BETWEEN_NAMES.split(line):
        name = part.strip()
        if name:
            names.append(name)
    return names


def printable_date(text: str) -> str | None:
    """Return the day that ``text`` alone names, as the view writes it; None where it names none."""
    written = "".join(text.split()).translate(_ROUND_ZEROS)
    if len(written) > _LONGEST_DATE or not _BEGINS_WITH_YEAR.match(written):
        return None
    day = chinese.read_date(written)
    if day is None:
        return None
    return chinese.write_date(day)

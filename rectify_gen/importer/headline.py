"""Which lines are the title of a notice, by their words alone: 中共示例市水务局党组关于巡察整改进展情况的通报.

Pure questions about the lines at the head of a text. This module must not know blocks, sections or data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_SURE_TITLE = 100
_LONGEST_LINE_OF_ORGAN = 40
_MOST_LINES_ABOVE = 4
"""A title stands on five lines at most, so as many are above the one that ends it."""

_KIND = "(?:通报|报告|公示|公告|通告|汇报|公开|公布)"
_REMARK = r"(?:\s? [（(] [^（）()]{1,12} [）)] )?"
"""What may stand behind a title: （公开稿）."""
_ENDS_TITLE = re.compile(rf"{_KIND} {_REMARK} $", re.VERBOSE)
_SURE_TITLE = re.compile(
    rf"""
      .{{0,60}} 关于 .{{2,90}} (?: {_KIND} | 情况 ) {_REMARK}     # 中共某局党组关于…的通报
    | .{{0,90}} (?: 情况|进展|结果|落实 ) 的? {_KIND} {_REMARK}    # 某局党组巡察整改情况报告
    """,
    re.VERBOSE,
)
_BLANK_IN_TITLE = re.compile(r"(?<![!-~])\s{1,20}|\s{1,20}(?![!-~])")
_NO_TITLE_SIGN = re.compile("[。；！？;!?：:]|[，,、]$")
_ENDS_ORGAN = re.compile(
    r"""
    (?: 党组|党委|党工委|工委|总支|支部|委员会|纪委|政府
      | 局|委|厅|部|院|校|处|站|所|队|社|会|公司|集团|中心|大学|学院|办公室|办|行
    )
    (?: [（(] [^（）()]{1,20} [）)] )? 、?
    """,
    re.VERBOSE,
)
_ENDS_SITE = re.compile("(?:网|网站|门户|专栏|频道)$")
_BEGINS_ORGAN = re.compile("中共|中国共产党")
_ENDS_PLACE = tuple("省市县区州盟旗镇乡村街道")
_ORGAN_LINE = re.compile(r"[\u3400-\u9fff〇、（）()“”·\s]+")


def is_sure_title(text: str) -> bool:
    """Return whether ``text`` is a title, or the end of one, wherever it stands: 关于…的通报, …情况的报告."""
    if len(text) > _LONGEST_SURE_TITLE or _NO_TITLE_SIGN.search(text):
        return False
    return _SURE_TITLE.fullmatch(closed_up(text)) is not None


def ends_title(text: str) -> bool:
    """Return whether a title that reads ``text`` is complete, because it says what kind of document it is."""
    return _ENDS_TITLE.search(text) is not None


def closed_up(text: str) -> str:
    """Return a line of a title without blanks, as 关 于 整 改 is meant; those between Latin letters stay."""
    return _BLANK_IN_TITLE.sub("", text)


def title_start(texts: Sequence[str], end: int) -> int:
    """Return where the title begins whose last line is ``texts[end]``.

    Lines above belong to it up to the one with 关于, and above that the lines that name the organ.
    """
    earliest = max(end - _MOST_LINES_ABOVE, 0)
    start = end
    place = end
    while place >= earliest and "关于" not in texts[place]:
        if place < end and not _is_part_of_title(texts[place]):
            break
        place -= 1
    if place >= earliest and "关于" in texts[place]:
        start = place
        if not texts[place].startswith("关于"):
            return _with_place_above(texts, start, earliest)
    while start > earliest and names_organ(texts[start - 1]):
        if texts[start].startswith(texts[start - 1]):
            # The organ's mark stands above a title that names the organ again.
            break
        start -= 1
    return start


def names_organ(text: str) -> bool:
    """Return whether a line of its own names an organ, or begins to: 中共示例市水务局党组."""
    if len(text) > _LONGEST_LINE_OF_ORGAN or not _ORGAN_LINE.fullmatch(text):
        return False
    if _BEGINS_ORGAN.match(text):
        return True
    if _ENDS_SITE.search(text):
        return False
    ends = list(_ENDS_ORGAN.finditer(text))
    return bool(ends) and ends[-1].end() == len(text)


def _is_part_of_title(text: str) -> bool:
    return len(text) <= _LONGEST_LINE_OF_ORGAN and not _NO_TITLE_SIGN.search(text)


def _with_place_above(texts: Sequence[str], start: int, earliest: int) -> int:
    """Return where the name of the organ begins that was broken before the line with 关于: 中共示例市 / 水务局党组关于…."""
    place = start
    while place > earliest:
        above = texts[place - 1]
        if texts[place].startswith(above):
            break
        if not _ORGAN_LINE.fullmatch(above) or len(above) > _LONGEST_LINE_OF_ORGAN:
            break
        place -= 1
        if _BEGINS_ORGAN.match(above):
            return place
    if start > earliest and _ORGAN_LINE.fullmatch(texts[start - 1]):
        is_place = texts[start - 1].endswith(_ENDS_PLACE)
        is_list = texts[start - 1].endswith("、")
        if is_place or is_list:
            return start - 1
    return start

"""Facts that title and text state besides those of the opening: the organ, its short name, figures.

Pure functions from text to plain data. This module must not know sections or how a notice is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rectify_gen.vocabulary.figures import COMPLETED, completed, figures

_CHINESE = "[\u3400-\u9fff]"
_BEFORE_ORGAN = re.compile("(?:【[^【】]{1,12}】)?(?:[0-9]{4}年度?)?(?:关于对?)?")
"""What may stand before the organ in a title: the name of a column, a year, 关于."""
_NAME = "(?:(?!巡察|巡视|整改|落实|贯彻)[^，。：；:;“”（）【】])"
_TITLE_ORGAN = re.compile(f"({_NAME}{{4,60}}?)(?:（[^（）]{{2,30}}）)?关于")
"""The organ that a title begins with: 示例局党组关于……"""
_ORGAN_TAIL = (
    "(?:党组|党委|工委|总支|支部|委员会|[部局委厅院校处办站所馆社会团队室园台行镇乡]"
    "|学院|大学|中学|小学|公司|集团|中心|机关|街道|政府|联合会|企业)"
)
_ORGAN_AS_SUBJECT = re.compile(
    rf"""
    ( {_NAME}{{2,58}}? {_ORGAN_TAIL} )
    (?: （[^（）]{{2,30}}） )?
    (?= 落实|贯彻|巡察|巡视|党员|对|就|履行|向社会|接受|集中|反馈|整改|开展|[0-9]{{4}}年 )
    """,
    re.VERBOSE,
)
"""The organ in a title without 关于 behind it: 示例局党组落实……, 关于示例局党组巡察整改……"""
_SHORT_NAME = re.compile(
    rf"""
    (?<! {_CHINESE} )
    (
      (?: [局院委校厅镇乡县区市]                        # 局党组
        | 公司|集团|街道|中心|机关|社区|学院|学校|医院     # 医院党委
      )
      (?: 党组|党委|党总支|党支部|党工委 )
    )
    (?= {_CHINESE} )                                  # 局党组召开会议
    """,
    re.VERBOSE,
)
"""What an organ calls itself, at the beginning of a clause."""

_SHORTEST_ORGAN = 4
"""市委 and 本院 alone name no organ that publishes."""
_FEWEST_SHORT_NAMES = 2
"""A name that is used once may be another's."""


def title_organ(title: str) -> str | None:
    """Return the organ that the title begins with; None where that is not certain."""
    before = _BEFORE_ORGAN.match(title)
    start = before.end() if before else 0
    organ = _TITLE_ORGAN.match(title, start) or _ORGAN_AS_SUBJECT.match(title, start)
    if organ is None or len(organ[1]) < _SHORTEST_ORGAN:
        return None
    return organ[1]


def several_organs(names: str) -> list[str]:
    """Return the organs that ``names`` joins with 、; 示例镇党委、政府 is one, since 政府 alone is no name."""
    parts = names.split("、")
    for part in parts:
        is_name = len(part) > _SHORTEST_ORGAN and re.search(f"{_ORGAN_TAIL}$", part)
        if not is_name:
            return [names]
    return parts


def short_name(text: str, name: str, inspected: str | None) -> str | None:
    """Return what the organ calls itself in ``text`` more than once: 局党组, else as ``inspected`` in the preamble."""
    counts = Counter(match[1] for match in _SHORT_NAME.finditer(text))
    for short, count in counts.most_common(1):
        if count >= _FEWEST_SHORT_NAMES:
            return short if short != name else None
    if not inspected or inspected == name:
        return None
    return inspected if text.count(inspected) >= _FEWEST_SHORT_NAMES else None


def stated_figures(text: str, ours: Sequence[str] = ()) -> dict[str, set[int]]:
    """Return the values that ``text`` states for each figure of ``statistics``; more than one are in doubt.

    ``ours`` are names of the inspection itself, as :func:`figures` needs them.
    """
    values: dict[str, set[int]] = {}
    for paragraph in text.splitlines():
        for figure in figures(paragraph, ours):
            values.setdefault(figure.counts, set()).add(figure.value)
        for number in completed(paragraph, ours):
            values.setdefault(COMPLETED, set()).add(number)
    return values

"""Facts of the inspection that title and preamble state: organ, authority, round, team, dates, figures.

A fact is a stretch of the text as it stands there. For example the preamble
根据市委统一部署，2024年3月1日至5月10日，市委第一巡察组对示例局党组进行了巡察。 gives the authority 市委, the
team 市委第一巡察组 and the two dates. Pure functions from text to plain data. This module must not know
sections or how a notice is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rectify_gen import chinese
from rectify_gen.importer.periods import read_period
from rectify_gen.vocabulary.figures import COMPLETED, completed, figures

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_CHINESE = "[\u3400-\u9fff]"
_DAY = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"

_ROUND = re.compile(
    rf"""
    (?P<term> {_NUMERAL}届 )?                    # 八届
    (?P<authority>
      (?: 中共 {_CHINESE}{{2,8}}? )?              # 中共示例
      (?: 自治区党委 | [市县区省州盟旗]委 | 教育工委 )
    )
    (?P<round> 第{_NUMERAL}轮 )                  # 第四轮
    """,
    re.VERBOSE,
)
"""The round, straight behind its authority: 八届市委第四轮."""
_TERM = re.compile(
    rf"""
    ( {_NUMERAL}届 )
    (?= {_CHINESE}{{0,6}} (?:市|县|区|省|州|盟|旗)? 委 )   # 市委, 示例县委
    """,
    re.VERBOSE,
)
"""The term of the authority: 八届市委, but not 第八届运动会."""
_ROUND_BEFORE_TEAM = re.compile(
    rf"""
    ^ (?:中共)? (?: {_NUMERAL}届 )?     # 中共八届
    {_CHINESE}{{0,6}}?                 # 市委
    第{_NUMERAL}轮 (?:巡察|巡视)?        # 第四轮巡察
    (?=第)                             # 第五巡察组
    """,
    re.VERBOSE,
)
"""What a team's name may begin with that does not belong to it: 八届市委第四轮巡察第五巡察组."""
_AUTHORITY = re.compile(
    rf"""
    (?:根据|按照) (?:中共)?
    ( {_CHINESE}{{2,14}}? )                  # 根据市委……
    (?:巡察|巡视)? (?:工作)? 的?              # ……巡察工作的……
    (?:统一)? (?:工作)? (?:部署|安排)         # ……统一部署
    """,
    re.VERBOSE,
)
"""Who ordered the inspection: 根据市委巡察工作统一安排."""
_PERIOD = re.compile(
    rf"""
    {_DAY} 至                  # 2024年3月1日至……
    (?: [0-9]{{4}}年 )?         # ……2025年
    [0-9]{{1,2}}月[0-9]{{1,2}}日  # ……5月10日
    """,
    re.VERBOSE,
)
_VISIT = re.compile(
    rf"""
    (?P<team> {_CHINESE}{{2,30}}? (?:巡察|巡视) (?:工作)? 组 )   # 市委第一巡察组
    (?:派出的)?
    对 (?P<organ> [^，,。；：]{{2,60}}? )                        # 对示例局党组
    (?:进行|开展|实施)了?
    """,
    re.VERBOSE,
)
"""Who inspected whom."""
_TYPE = re.compile(
    r"""
    (?:进行|开展|实施)了?
    (?: 为期[^，,。]{1,12}的 )?                            # 为期两个月的
    ( [\u3400-\u9fff“”]{0,14}? (?:巡察|巡视|“?回头看”?) )   # 常规巡察, 巡察“回头看”
    (?=[。，,；;])
    """,
    re.VERBOSE,
)
"""What kind of inspection it was."""
_FEEDBACK = re.compile(
    rf"""
    (?P<date> {_DAY} ) [，,]?
    (?:
      (?! 正式|书面|集中 )
      (?P<by> {_CHINESE}{{2,30}}? )          # 市委巡察办
      (?: 向[^，,。；：]{{2,60}}? )?           # 向示例局党组
    )?
    (?:正式|书面|集中)? 反馈                  # 正式反馈了巡察意见
    (?!问题整改)                             # but not: 反馈问题整改启动
    """,
    re.VERBOSE,
)
"""When the findings were given to the organ, and by whom."""
_AUTHORITY_OF_TEAM = re.compile(rf"(?:中共)?{_CHINESE}{{0,8}}?[市县区省州盟旗]委")
"""The authority that a team's name begins with: 市委第一巡察组."""
_TITLE_ORGAN = re.compile("([^，。：；:;“”]{4,60}?)(?:关于|落实|贯彻|巡察|巡视|党员)")
"""The organ that a title begins with: 示例局党组关于……"""
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

_PLAIN_TYPES = ("巡察", "")
_KIND_AFTER_VISIT = 30
"""Within as many characters behind the inspected organ stands what kind of inspection it was."""
_FEWEST_SHORT_NAMES = 2
"""A name that is used once may be another's."""


def inspection(title: str, preamble: str) -> dict[str, str]:
    """Return the facts of the inspection as title and preamble state them.

    ``start`` and ``end`` are ISO dates, ``feedback_date`` is as the text writes it.
    """
    facts: dict[str, str | None] = {}
    inspection_round = _ROUND.search(preamble) or _ROUND.search(title)
    facts["authority"] = _authority(preamble, inspection_round)
    facts["term"] = _term(title, preamble, inspection_round)
    facts["round"] = inspection_round["round"] if inspection_round else None
    facts |= _visit(preamble)
    facts |= _period(preamble)
    if facts["authority"] is None:
        facts["authority"] = _authority_of_team(facts.get("team"))
    facts |= _feedback(preamble, facts.get("team"))
    return {key: value for key, value in facts.items() if value}


def _authority(preamble: str, inspection_round: re.Match[str] | None) -> str | None:
    authority = _AUTHORITY.search(preamble)
    if authority is not None:
        return authority[1]
    if inspection_round is not None:
        return inspection_round["authority"]
    return None


def _authority_of_team(team: str | None) -> str | None:
    authority = _AUTHORITY_OF_TEAM.match(team or "")
    return authority[0] if authority else None


def _term(
    title: str, preamble: str, inspection_round: re.Match[str] | None
) -> str | None:
    if inspection_round is not None and inspection_round["term"]:
        return inspection_round["term"]
    term = _TERM.search(title + "\n" + preamble)
    return term[1] if term else None


def _visit(preamble: str) -> dict[str, str | None]:
    """Return the team and, where it is not just 巡察, the type of the inspection."""
    visit = _VISIT.search(preamble)
    if visit is None:
        return {}
    return {
        "team": _without_round(visit["team"]),
        "type": _type_of_inspection(preamble, visit.end()),
    }


def _type_of_inspection(preamble: str, visit_end: int) -> str | None:
    # A visit ends with 进行 or 进行了, with which a type begins.
    start = visit_end - len("进行了")
    kind = _TYPE.match(preamble, start)
    if kind is None:
        kind = _TYPE.search(preamble, start, visit_end + _KIND_AFTER_VISIT)
    if kind is None or kind[1] in _PLAIN_TYPES:
        return None
    # Term and round are facts of their own: 八届市委第四轮巡察.
    if "届" in kind[1] or "轮" in kind[1]:
        return None
    return kind[1]


def _period(preamble: str) -> dict[str, str | None]:
    """Return when the inspection was, where the view writes the period the same."""
    period = _PERIOD.search(preamble)
    if period is None:
        return {}
    days = read_period(period.group())
    if days is None:
        return {}
    start, end = days
    return {"start": start.isoformat(), "end": end.isoformat()}


def _feedback(preamble: str, team: str | None) -> dict[str, str | None]:
    """Return when the findings were given, and by whom if not by the ``team``."""
    feedback = _FEEDBACK.search(preamble)
    if feedback is None:
        return {}
    giver = _without_round(feedback["by"]) if feedback["by"] else None
    # 2024年2月30日 is only words: they stay in the preamble.
    is_real_day = chinese.read_date(feedback["date"]) is not None
    return {
        "feedback_date": feedback["date"] if is_real_day else None,
        "feedback_by": giver if giver != team else None,
    }


def _without_round(team: str) -> str:
    return _ROUND_BEFORE_TEAM.sub("", team.lstrip("日由于"))


def inspected_organ(preamble: str) -> str | None:
    """Return the organ that the preamble says was inspected: …对某某进行了巡察."""
    visit = _VISIT.search(preamble)
    return visit["organ"] if visit else None


def title_organ(title: str) -> str | None:
    """Return the organ that the title begins with."""
    organ = _TITLE_ORGAN.match(title)
    return organ[1] if organ else None


def short_name(text: str, name: str, inspected: str | None) -> str | None:
    """Return what the organ calls itself in ``text`` more than once: 局党组, else as ``inspected`` in the preamble."""
    counts = Counter(match[1] for match in _SHORT_NAME.finditer(text))
    for short, count in counts.most_common(1):
        if count >= _FEWEST_SHORT_NAMES:
            return short if short != name else None
    if not inspected or inspected == name:
        return None
    return inspected if text.count(inspected) >= _FEWEST_SHORT_NAMES else None


def statistics(text: str, ours: Sequence[str] = ()) -> dict[str, int]:
    """Return figures claimed in ``text``; one that it gives in two values is none.

    ``ours`` are names of the inspection itself, as :func:`figures` needs them.
    """
    values: dict[str, set[int]] = {}
    for paragraph in text.splitlines():
        for figure in figures(paragraph, ours):
            values.setdefault(figure.counts, set()).add(figure.value)
        for number in completed(paragraph):
            values.setdefault(COMPLETED, set()).add(number)
    certain = {}
    for counted, numbers in values.items():
        if len(numbers) == 1:
            certain[counted] = numbers.pop()
    return certain

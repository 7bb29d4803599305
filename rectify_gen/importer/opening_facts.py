"""The facts of the inspection that an opening states, each with the characters that state it.

Each fact is looked for by its own form, wherever it stands: who ordered the inspection (根据九届市委第三轮巡察统一部署),
who inspected whom and how (市委第一巡察组对示例局党组开展了常规巡察), from when to when, who gave the findings and when.
What is stated in a form that is not certain is no fact; it is reported as unread. Pure functions from text to facts.
This module must not know sections or how a notice is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_gen.importer.slotted_wording import SlotPlace
from rectify_gen.importer.squeezed_text import SqueezedText, squeezed_text
from rectify_gen.vocabulary.days import (
    VagueTime,
    WrittenDay,
    WrittenPeriod,
    times_in,
)

_LONGEST_OPENING = 4000
"""Characters in which facts are looked for; an opening is shorter."""

# Times are masked before other facts are looked for, so that their signs belong to no name.
_PERIOD_SIGN = "\ue000"
_DAY_SIGN = "\ue001"
_VAGUE_SIGN = "\ue002"
_TIME = "[\ue000\ue001\ue002]"
_CHINESE = "[\u3400-\u9fff]"
_NUMBER = "(?:[一二三四五六七八九十]{1,4}|[0-9]{1,2})"
_TERM = f"第?{_NUMBER}届"
_ROUND = f"(?:第{_NUMBER}轮|首轮)"
_WAY = "(?:常规|专项|提级|交叉|联动|机动|集中|政治|延伸|“?回头看”?)"

_AUTHORITY_TAIL = (
    "(?:委员会|委|中央|党组|工委|领导小组|办公室|巡[察视]办|巡[察视]组|公司)"
)
_ORDER = re.compile(
    rf"""
    (?: 根据|按照|依据|遵照|依照|遵循|按|经 )
    (?: 《[^《》\n]{{1,40}}》 (?:要求)? [和及、，] )?
    (?: 中国共产党 | 中共 )?
    (?P<term> {_TERM} )?                                    # 九届
    (?P<authority> {_CHINESE}{{0,16}}? {_AUTHORITY_TAIL} )   # 市委, 省委巡视工作领导小组
    (?: [0-9]{{4}}年度? )?
    (?P<term_behind> {_TERM} )?
    (?: (?P<round> {_ROUND} ) | {_NUMBER}轮 )?               # 第三轮
    (?: 关于 [^，。；\n]{{0,24}}? (?=巡) )?                   # 省委关于巡视工作的统一部署
    {_WAY}{{0,3}}
    (?: 巡视巡察 | 巡[察视] )? (?: “?回头看”? )?
    (?: 监督 )? (?: 工作 )? 的?
    (?: 统一|有关|总体|具体|工作|整体|年度|研究 ){{0,3}}
    (?: 部署|安排|计划|决定|统筹|规划 )
    """,
    re.VERBOSE,
)
"""Who ordered the inspection: 根据九届市委第三轮巡察工作统一部署."""
_SEVERAL_AUTHORITIES = re.compile("(?:委|中央|党组|政府)[和与及、]")
_NOT_WITHIN_A_NAME = re.compile("[^\u3400-\u9fff]|对|由|开展|进行")
_SHORTEST_AUTHORITY = 3
"""Characters at the end of an authority that stand in the names of its teams: 校党委."""
_AREA_AUTHORITY = re.compile("(?:[省市县区州盟旗]|自治区党)委|中央")
_ORDER_STATED = re.compile("(?:根据|按照)[^，。；\n]{0,30}(?:统一部署|统一安排)")
_ROUND_STATED = re.compile(
    rf"""
    (?: (?P<term> {_TERM} )
        (?P<authority_of_term> {_CHINESE}{{0,8}}? (?:委|中央|党组) )?
      | (?: (?<=关于)|(?<=落实)|(?<=贯彻)|(?<=根据)|(?<=按照)|(?<=[由对了在的]) | (?<!{_CHINESE}) )
        (?P<authority> (?: (?![届轮由]){_CHINESE} ){{1,8}}? (?:委|中央|党组) )
    )?
    (?P<round> {_ROUND} )
    (?= {_CHINESE}{{0,8}}? 巡[察视] )
    """,
    re.VERBOSE,
)
"""A round of inspections: 十四届县委第五轮巡察, 十四届第五轮巡察."""
_TERM_STATED = re.compile(
    rf"""
    (?P<term> {_TERM} )
    (?= (?P<authority>
          (?: (?!人大|人民|政协|常务|全国|中全会){_CHINESE} ){{0,7}}? 委 (?!员)
        | 中央 (?!委员)
        )
    )
    """,
    re.VERBOSE,
)
"""The term of the authority: 八届市委; 市八届人大常委会 has a term of its own."""

_TEAM_CORE = rf"""
    (?: 第{_NUMBER} (?: [、和]第?{_NUMBER} ){{0,4}}          # 第四联动巡察组, 第一、第二巡察组
        (?: (?![第轮]){_CHINESE} ){{0,8}}? 巡[察视](?:工作)?组
      | 巡[察视](?:工作)? 第?{_NUMBER} (?: [、和]第?{_NUMBER} ){{0,4}} 组
        (?: 第?{_NUMBER}[分小]组 )?                        # 巡察一组, 巡察一组二分组
      | 第?{_NUMBER}组 第?{_NUMBER}[分小]组
      | 巡[察视](?:工作)?组 (?: 第?{_NUMBER}组 )? (?: 第?{_NUMBER}[分小]组 )?   # 专项巡察组
    )
"""
_TEAM = re.compile(_TEAM_CORE, re.VERBOSE)
_LONGEST_PREFIX = 26
"""Characters before 第一巡察组 that may name the team: 市委教育卫生系统."""
_PREFIX_SIGN = re.compile(f"{_CHINESE}|[“”]")
_BEFORE_A_NAME = re.compile(
    """
      部署|安排|要求|决定|派出的?|派驻的?|以来|期间|根据|按照|开展|进行|接受了?|由|经(?!开|济)
    | ^(?: 并|即|其中|此次|这次|本次|本轮|随后|同时|了|止|起|后 )+
    """,
    re.VERBOSE,
)
"""Words that stand before the name of a team and are no part of it."""
_NOT_IN_A_NAME = re.compile("整改|问题|意见|情况|会议|同志|我|各|被|向|对|听取")
_TERM_AND_ROUND_BEFORE_TEAM = re.compile(
    rf"""
    (?: 中共 )?
    (?: {_TERM} {_CHINESE}{{0,10}}? )? {_ROUND} {_WAY}{{0,2}} (?: 巡[察视] )? (?= 第|巡 )
    | {_CHINESE}{{0,8}}? {_ROUND} {_WAY}{{0,2}} (?: 巡[察视] )? (?= 第|巡 )
    | {_TERM} (?= {_CHINESE} )
    """,
    re.VERBOSE,
)
"""What stands before a team's name and has facts of its own: 八届市委第四轮巡察, 八届."""

_SEVERAL_TIMES = re.compile(f"{_TIME}+(?:[、和及]{_TIME}+)+")
"""A period in parts: 2024年3月4日至4月2日、5月6日至6月7日."""
_HOW_LONG = r"(?: 为期[^，。；\n]{1,14}的 )?"
_DONE = "(?:进行|开展|实施)了?"
_VISIT = re.compile(
    rf"""
    (?: （[^（）\n]{{2,30}}） )? (?: 派出的? )? [，、]?
    (?: 于|从|自|在 )? {_TIME}* (?: 起|止|期间 )? [，]?
    (?: 进驻 [^，。；\n]{{2,40}} ， )?
    (?: 先后|分别|依次|集中|正式 )?
    (?: 对(?!照|标|于)|进驻|赴 )
    (?P<organ> (?: (?!{_TIME})[^，。；：（）\n] ){{2,60}}? )     # 示例局党组
    (?: （[^（）\n]{{2,60}}） )?                             # （以下简称“局党组”）
    [，]? (?: 于|从|自|在 )? {_TIME}* (?: 起|止|期间 )?
    {_DONE}
    """,
    re.VERBOSE,
)
"""What a team did, straight behind its name: 于2024年3月4日至5月17日对示例局党组开展了."""
_VISIT_WITHOUT_ORGAN = re.compile(
    rf"(?!统一|的|部署|安排|工作)[^对。；\n]{{0,90}}?{_DONE}"
)
_TEAM_INSPECTED = re.compile("接受了?$")
_ORGAN_ALONE = re.compile(
    rf"""
    (?<!针) 对(?!照|标|于) (?P<organ> (?: (?!{_TIME})[^，。；：（）\n] ){{2,40}}? )
    (?: （[^（）\n]{{2,60}}） )?
    {_DONE} {_HOW_LONG}
    [\u3400-\u9fff“”]{{0,20}}? (?: 巡[察视] | 回头看”? )
    (?= [，。；\n] | 并 )
    """,
    re.VERBOSE,
)
"""Who was inspected, where no team is named: 对示例局党组进行了巡察."""
_TYPE = re.compile(
    rf"""
    {_HOW_LONG}
    (?P<type>
      [\u3400-\u9fff“”、]{{0,30}}?
      (?: 巡视巡察 | 巡[察视]“?回头看”? | 巡[察视] | “?回头看”? )
    )
    (?: 监督|工作 )?
    (?= [，。；：）\n] | 并 | 后 | $ )
    """,
    re.VERBOSE,
)
"""What kind of inspection it was, behind 开展了: 常规巡察, 巡察“回头看”."""
_NOT_A_NAME_OF_AN_ORGAN = re.compile(
    "等|[0-9]|[一二三四五六七八九十]个|及其|所属|所辖|下辖|部分|全市|全县|全区|领域|情况|问题|贯彻|落实|^[我本其该]"
)
"""What the opening says of several organs, of their work, or of the writer."""

_FEEDBACK = re.compile(
    rf"""
    (?P<middle> (?: (?!{_TIME})[^。；：\n] ){{0,70}}? )
    反馈
    (?! 意见整改|问题整改|整改|意见后|问题后|以来|后 )
    """,
    re.VERBOSE,
)
"""What stands between a day and 反馈."""
_OTHER_DEEDS = re.compile(
    "整改|印发|制定|收到|接到|根据|按照|学习|研究|对.*(?:开展|进行)"
)
"""Words between a day and 反馈 that make it the day of something else."""
_ADVERB = "(?:正式|书面|集中|集体|现场|当面|分别|统一|一并|口头|逐一|进行|作出|作|了|通报|并|会议|专题)"
_GIVING = re.compile(
    rf"""
    (?: 由|并|经 )?
    (?P<by> [^向，]{{0,40}}? )
    (?: 向 (?P<to> [^，]{{2,60}}? ) )?
    (?: {_ADVERB} | 召开[^，]{{0,20}}? | 就[^，]{{0,20}}? | 将[^，]{{0,20}}? | 巡[察视](?:情况)? )*
    """,
    re.VERBOSE,
)
"""Who gave the findings to whom: 市委第一巡察组向示例局党组正式."""
_GIVER = re.compile(
    rf"""
    {_CHINESE}{{0,26}}?
    (?: {_TEAM_CORE}
      | 巡[察视]办(?:公室)? | 巡[察视](?:工作)?领导小组(?:办公室)? | 巡[察视]机构
      | [省市县区州盟旗]委
    )
    """,
    re.VERBOSE,
)
_NOT_A_GIVER = re.compile("带队|同志|负责|领导(?!小组)|召开|代表|会上|和|等")
_FEEDBACK_DATED = re.compile(rf"反馈(?:时间|日期)(?:为|是|：)?(?={_DAY_SIGN})")

_SHORT_NAME = re.compile(
    r"""
    （ (?:以下|下)? (?:统)? 简称 [：，]? [“"「]? (?P<name> [^“”"「」（），。《》\n]{2,16} ) [”"」]? ）
    """,
    re.VERBOSE,
)
"""A short name that the opening defines: （以下简称“局党组”）."""
_ORGAN_NAME = re.compile(
    "(?:党组|党委|工委|总支|支部|[局院校厅镇乡委部会]|公司|集团|中心|街道|机关)$"
)
_AUTHORITY_OF_TEAM = re.compile(
    f"(?:中共)?{_CHINESE}{{0,8}}?(?:[省市县区州盟旗]委|自治区党委|中央|工委)"
)
"""The authority that a team's name begins with: 市委第一巡察组."""


class UnreadFact(NamedTuple):
    """What is stated and not understood: the key of the fact and the words."""

    key: str
    words: str
    start: int


@dataclass(slots=True)
class OpeningFacts:
    """What an opening states."""

    facts: dict[str, str] = field(default_factory=dict)
    """By the keys of the inspection; dates as ``2024-03-04``."""
    organ: str | None = None
    """Who was inspected, as the opening calls it."""
    short_name: str | None = None
    places: list[SlotPlace] = field(default_factory=list)
    """Where the facts stand in the opening; a place may lie within another."""
    unread: list[UnreadFact] = field(default_factory=list)


class Opening(NamedTuple):
    """An opening as it is read: its words, and the same with all times masked."""

    squeezed: SqueezedText
    masked: str
    days: tuple[WrittenDay, ...]
    periods: tuple[WrittenPeriod, ...]
    vague_times: tuple[VagueTime, ...]

    def written(self, start: int, end: int) -> str:
        """Return the characters of the source there, without blanks."""
        return self.squeezed.as_written(start, end)

    def sentence_around(self, index: int) -> tuple[int, int]:
        """Return where the sentence around ``index`` begins and ends."""
        start = max(self.masked.rfind(sign, 0, index) for sign in "。\n") + 1
        ends = [self.masked.find(sign, index) for sign in "。\n"]
        end = min((end for end in ends if end >= 0), default=len(self.masked))
        return start, end


class _Visit(NamedTuple):
    """Who inspected whom and how; the places of what is stated."""

    start: int
    team: tuple[int, int] | None
    organ: tuple[int, int] | None
    type: tuple[int, int] | None


def read_opening(text: str, title: str) -> OpeningFacts:
    """Return what the opening ``text`` states, and term, round and authority of a ``title``."""
    opening = _opening(text)
    read = OpeningFacts()
    _read_order(opening, read)
    visit = _visit(opening)
    if visit is not None:
        _read_visit(opening, visit, read)
    _read_feedback(opening, read)
    _read_period(opening, visit, read)
    _read_round(opening, squeezed_text(title).words, read)
    _read_short_name(opening, read)
    if "authority" not in read.facts:
        authority = _AUTHORITY_OF_TEAM.match(read.facts.get("team", ""))
        if authority is not None:
            read.facts["authority"] = authority.group()
        else:
            _note_unread_authority(opening, read)
    _add_repeated_places(opening, read)
    _trace_back(opening.squeezed, read)
    return read


def _trace_back(squeezed: SqueezedText, read: OpeningFacts) -> None:
    """Turn the places in the words that were read into those of the source."""
    for index, place in enumerate(read.places):
        start, end = squeezed.span_in_source(place.start, place.end)
        read.places[index] = SlotPlace(place.slot, start, end)
    for index, unread in enumerate(read.unread):
        start = squeezed.origins[unread.start]
        read.unread[index] = unread._replace(start=start)


def _opening(text: str) -> Opening:
    squeezed = squeezed_text(text[:_LONGEST_OPENING])
    masked = list(squeezed.words)
    days = []
    periods = []
    vague_times = []
    for stated in times_in(squeezed.words):
        if isinstance(stated, WrittenDay):
            sign = _DAY_SIGN
            days.append(stated)
        elif isinstance(stated, WrittenPeriod):
            sign = _PERIOD_SIGN
            periods.append(stated)
        else:
            sign = _VAGUE_SIGN
            vague_times.append(stated)
        masked[stated.start : stated.end] = sign * (stated.end - stated.start)
    return Opening(
        squeezed=squeezed,
        masked="".join(masked),
        days=tuple(days),
        periods=tuple(periods),
        vague_times=tuple(vague_times),
    )


def _store(
    opening: Opening, read: OpeningFacts, key: str, span: tuple[int, int]
) -> None:
    """Store the fact ``key`` that stands at ``span``; the first statement of a fact is the one that counts."""
    words = opening.written(*span)
    if read.facts.setdefault(key, words) == words:
        read.places.append(SlotPlace(key, *span))


def _store_groups(
    opening: Opening, read: OpeningFacts, match: re.Match[str], *keys: str
) -> None:
    """Store what the groups of ``match`` named like ``keys`` hold."""
    for key in keys:
        if match[key]:
            _store(opening, read, key.removesuffix("_behind"), match.span(key))


# ---------------------------------------------------------------- who ordered the inspection


def _read_order(opening: Opening, read: OpeningFacts) -> None:
    for order in _ORDER.finditer(opening.masked):
        if not _is_authority(order, opening.masked):
            continue
        keys = ("authority", "term", "term_behind", "round")
        _store_groups(opening, read, order, *keys)
        return


def _is_authority(order: re.Match[str], masked: str) -> bool:
    """Whether an organ that orders something orders inspections: 市委 does, 局党组 may only order the rectification."""
    authority = order["authority"]
    if _SEVERAL_AUTHORITIES.search(authority):
        return False
    if _AREA_AUTHORITY.search(authority):
        return True
    words_behind = masked[order.end("authority") : order.end()]
    if "巡" in authority or "巡" in words_behind:
        return True
    # 学校党委 sends the 校党委第一巡察组.
    end_of_name = authority[-_SHORTEST_AUTHORITY:]
    for core in _TEAM.finditer(masked):
        before = masked[max(core.start() - _LONGEST_PREFIX, 0) : core.start()]
        _, name, words_between = before.rpartition(end_of_name)
        if name and not _NOT_WITHIN_A_NAME.search(words_between):
            return True
    return False


def _note_unread_authority(opening: Opening, read: OpeningFacts) -> None:
    stated = _ORDER_STATED.search(opening.masked)
    if stated is not None:
        words = opening.written(*stated.span())
        read.unread.append(UnreadFact("authority", words, stated.start()))


def _read_round(opening: Opening, title: str, read: OpeningFacts) -> None:
    """Read term and round where they stand alone: in the type, before a team, in the title."""
    for stated in _ROUND_STATED.finditer(opening.masked):
        _store_groups(opening, read, stated, "term", "round")
        for group in ("authority", "authority_of_term"):
            words = stated[group]
            if words and read.facts.get("authority", words) == words:
                _store(opening, read, "authority", stated.span(group))
    for stated in _TERM_STATED.finditer(opening.masked):
        _store_groups(opening, read, stated, "term")
    # The opening says what the title says more exactly.
    for pattern in (_ROUND_STATED, _TERM_STATED):
        stated_in_title = pattern.search(title)
        if stated_in_title is None:
            continue
        for group, words in stated_in_title.groupdict().items():
            if words:
                read.facts.setdefault(group.removesuffix("_of_term"), words)


# ---------------------------------------------------------------- who inspected whom


def _visit(opening: Opening) -> _Visit | None:
    """Return the first statement that a team inspected; else that an organ was inspected."""
    masked = opening.masked
    for core in _TEAM.finditer(masked):
        visit = _VISIT.match(masked, core.end())
        if visit is not None:
            return _Visit(
                start=core.start(),
                team=_team(masked, core),
                organ=visit.span("organ"),
                type=_type(masked, visit.end()),
            )
        team = _team(masked, core)
        if team is None:
            continue
        if _TEAM_INSPECTED.search(masked[: team[0]]):
            return _Visit(core.start(), team, None, _type(masked, core.end()))
        without_organ = _VISIT_WITHOUT_ORGAN.match(masked, core.end())
        if without_organ is not None:
            kind = _type(masked, without_organ.end())
            if kind is not None:
                return _Visit(core.start(), team, None, kind)
    organ_alone = _ORGAN_ALONE.search(masked)
    if organ_alone is None:
        return None
    return _Visit(organ_alone.start(), None, organ_alone.span("organ"), None)


def _team(masked: str, core: re.Match[str]) -> tuple[int, int] | None:
    """Return where the name of the team with this ``core`` stands; None where its beginning is not certain."""
    start = core.start()
    floor = max(start - _LONGEST_PREFIX, 0)
    while start > floor and _PREFIX_SIGN.match(masked, start - 1):
        start -= 1
    prefix = masked[start : core.start()]
    for word in _BEFORE_A_NAME.finditer(prefix):
        start = core.start() - len(prefix) + word.end()
    prefix = masked[start : core.start()]
    is_cut_off = start == floor and start > 0 and _PREFIX_SIGN.match(masked, start - 1)
    if is_cut_off or _NOT_IN_A_NAME.search(prefix):
        return None
    # Term and round are facts of their own: 八届市委第四轮巡察第五巡察组.
    before = _TERM_AND_ROUND_BEFORE_TEAM.match(masked, start, core.end())
    if before is not None and before.end() <= core.start():
        start = before.end()
    return start, core.end()


def _type(masked: str, index: int) -> tuple[int, int] | None:
    """Return where the type of the inspection stands whose verb ends at ``index``; plain 巡察 included."""
    kind = _TYPE.match(masked, index)
    return kind.span("type") if kind else None


def _read_visit(opening: Opening, visit: _Visit, read: OpeningFacts) -> None:
    if visit.team is not None:
        _store(opening, read, "team", visit.team)
    elif "组" in opening.masked:
        start, end = opening.sentence_around(visit.start)
        if "组" in opening.masked[start:end]:
            words = opening.written(start, end)
            read.unread.append(UnreadFact("team", words, start))
    if visit.organ is not None:
        organ = opening.written(*visit.organ)
        if _NOT_A_NAME_OF_AN_ORGAN.search(organ) is None:
            read.organ = organ
            read.places.append(SlotPlace("inspected", *visit.organ))
    if visit.type is not None:
        _read_type(opening, visit.type, read)


def _read_type(opening: Opening, span: tuple[int, int], read: OpeningFacts) -> None:
    start, end = span
    # 七届市委第八轮巡察: term and round are facts of their own.
    stated_round = _ROUND_STATED.match(opening.masked, start, end)
    if stated_round is not None:
        start = stated_round.end()
    words = opening.masked[start:end]
    if "届" in words or "轮" in words:
        return
    # 巡察, and 巡视 by a 巡视组, is what an inspection is called without a type.
    is_plain = words == "巡视" and words in read.facts.get("team", "")
    if words != "巡察" and not is_plain:
        _store(opening, read, "type", (start, end))


# ---------------------------------------------------------------- when


def _read_period(opening: Opening, visit: _Visit | None, read: OpeningFacts) -> None:
    """Read the period of the inspection: the only one in the sentence that says who inspected whom."""
    if visit is None:
        return
    start, end = opening.sentence_around(visit.start)
    periods = [period for period in opening.periods if start <= period.start < end]
    if not periods:
        if not _read_first_day(opening, start, end, read):
            _note_unread_period(opening, start, end, read)
        return
    several = _SEVERAL_TIMES.match(opening.masked, periods[0].start)
    if len(periods) > 1 or several is not None:
        end_of_periods = several.end() if several else periods[-1].end
        words = opening.written(periods[0].start, end_of_periods)
        read.unread.append(UnreadFact("start", words, periods[0].start))
        return
    [period] = periods
    first_day = period.first
    last_day = period.last
    read.facts["start"] = first_day.day.isoformat()
    read.facts["end"] = last_day.day.isoformat()
    read.places += [
        SlotPlace("period", period.start, period.end),
        SlotPlace("start", first_day.start, first_day.end),
        SlotPlace("end", last_day.start, last_day.end),
    ]


def _read_first_day(opening: Opening, start: int, end: int, read: OpeningFacts) -> bool:
    """Read the day from which the inspection was, where no last day is stated: 自2024年9月5日起开展了为期两个月的."""
    for day in opening.days:
        is_in_sentence = start <= day.start < end
        if is_in_sentence and opening.masked.startswith(("起", "进驻"), day.end):
            read.facts["start"] = day.day.isoformat()
            read.places.append(SlotPlace("start", day.start, day.end))
            return True
    return False


def _note_unread_period(
    opening: Opening, start: int, end: int, read: OpeningFacts
) -> None:
    """Note the first time in the sentence that is not the one of the feedback."""
    places_of_feedback = [
        place.start for place in read.places if place.slot == "feedback_date"
    ]
    for unread in read.unread:
        if unread.key == "feedback_date":
            places_of_feedback.append(unread.start)
    times: list[WrittenDay | VagueTime] = [*opening.days, *opening.vague_times]
    times.sort(key=lambda stated: stated.start)
    for stated in times:
        is_in_sentence = start <= stated.start < end
        if is_in_sentence and stated.start not in places_of_feedback:
            words = opening.written(stated.start, stated.end)
            read.unread.append(UnreadFact("start", words, stated.start))
            return


def _read_feedback(opening: Opening, read: OpeningFacts) -> None:
    for day in opening.days:
        if _read_giving(opening, day.end, read) or _is_dated_feedback(opening, day):
            read.facts["feedback_date"] = day.day.isoformat()
            read.places.append(SlotPlace("feedback_date", day.start, day.end))
            return
    for stated in opening.vague_times:
        if _read_giving(opening, stated.end, read):
            words = opening.written(stated.start, stated.end)
            read.unread.append(UnreadFact("feedback_date", words, stated.start))
            return


def _is_dated_feedback(opening: Opening, day: WrittenDay) -> bool:
    """Whether the day is introduced as that of the feedback: 反馈时间为2024年7月9日."""
    dated = _FEEDBACK_DATED.search(opening.masked, max(day.start - 8, 0))
    return dated is not None and dated.end() == day.start


def _read_giving(opening: Opening, index: int, read: OpeningFacts) -> bool:
    """Read who gave the findings to whom behind a time that ends at ``index``; return whether that is told there."""
    feedback = _FEEDBACK.match(opening.masked, index)
    if feedback is None or _OTHER_DEEDS.search(feedback["middle"]):
        return False
    start = feedback.start("middle")
    clause_start = (
        opening.masked.rfind("，", start, feedback.end("middle")) + 1 or start
    )
    giving = _GIVING.fullmatch(opening.masked, clause_start, feedback.end("middle"))
    if giving is None:
        return True
    if giving["by"]:
        _read_giver(opening, giving.span("by"), read)
    if giving["to"]:
        _read_receiver(opening, giving.span("to"), read)
    return True


def _read_receiver(opening: Opening, span: tuple[int, int], read: OpeningFacts) -> None:
    """Read to whom the findings were given: the inspected organ, where the opening says so nowhere else."""
    organ = opening.written(*span)
    is_name = _ORGAN_NAME.search(organ) and not _NOT_A_NAME_OF_AN_ORGAN.search(organ)
    if read.organ is None and is_name:
        read.organ = organ
    if organ == read.organ:
        read.places.append(SlotPlace("inspected", *span))


def _read_giver(opening: Opening, span: tuple[int, int], read: OpeningFacts) -> None:
    start, end = span
    words = opening.masked[start:end]
    if _GIVER.fullmatch(words) is None or _NOT_A_GIVER.search(words):
        return
    core = _TEAM.search(opening.masked, start, end)
    if core is not None and core.end() == end:
        team = _team(opening.masked, core)
        if team is None:
            return
        start = max(team[0], start)
        # Where no team was said to inspect, the one that gave the findings is it, if it has a number.
        if "team" not in read.facts and "第" in core.group():
            _store(opening, read, "team", (start, end))
            return
    if opening.written(start, end) == read.facts.get("team"):
        return
    _store(opening, read, "feedback_by", (start, end))


# ---------------------------------------------------------------- names


def _read_short_name(opening: Opening, read: OpeningFacts) -> None:
    for defined in _SHORT_NAME.finditer(opening.masked):
        # （以下简称“巡察组”） is the short name of another.
        is_of_organ = defined.start() in (
            place.end for place in read.places if place.slot == "inspected"
        )
        if is_of_organ or _ORGAN_NAME.search(defined["name"]):
            read.short_name = opening.written(*defined.span("name"))
            read.places.append(SlotPlace("short_name", *defined.span("name")))
            return


_LONGER_NAME = re.compile(
    "党|委员会|机关|领导|班子|办公室|直属|所属|下属|主要|各|系统|干部"
)
"""What makes another name of the name that stands before it."""


def _add_repeated_places(opening: Opening, read: OpeningFacts) -> None:
    """Add the places where a name that is a fact stands once more."""
    names = {
        "team": read.facts.get("team"),
        "inspected": read.organ,
        "short_name": read.short_name,
    }
    for slot, name in names.items():
        if name is not None:
            read.places += _occurrences(opening, slot, name)


def _occurrences(opening: Opening, slot: str, name: str) -> Iterator[SlotPlace]:
    words = squeezed_text(name).words
    index = opening.masked.find(words)
    while index >= 0:
        end = index + len(words)
        if not _LONGER_NAME.match(opening.masked, end):
            yield SlotPlace(slot, index, end)
        index = opening.masked.find(words, end)

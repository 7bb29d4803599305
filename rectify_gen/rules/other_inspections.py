"""Rules of inspections that running text names otherwise than the facts of the notice do.

市委第三巡察组反馈意见 in a notice about the 市委第二巡察组 is often left from another office's text; so is 巡视反馈 in a
notice of a 巡察. This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.rule import Rule, Subject, is_running_text, key_of, rule
from rectify_gen.rules.signs import (
    SENTENCE_ENDS,
    stretch_after,
    stretch_before,
    stretches,
)
from rectify_gen.rules.sparse import Sparse, places_of
from rectify_gen.view import inspection_name

_NUMERAL = "[一二三四五六七八九十0-9]{1,3}"
_FED_BACK_BY = LedInClause(
    # The pattern begins with 委, which re finds fast; what stands before it is read by the next one.
    "委(?<=[省市州盟区县旗]委)"
    f"(?P<round>第{_NUMERAL}轮)?"
    "(?:巡察)?"
    f"(?:(?:[省市州盟区县旗]委)?(?P<team>第{_NUMERAL})巡察组)?"
    "(?:巡察)?(?:的)?反馈(?:的)?(?:意见|问题|情况|会|后)",
    ("委",),
    ("反馈",),
    ends="\n，。；：、（）",
    near=(("反馈",),),
)
"""An inspection by its committee, round and team, and what it fed back."""
_TERM_AND_LEVEL = LatePattern(f"(?P<term>{_NUMERAL}届)?(?P<level>[省市州盟区县旗])$")
"""What stands before 委 in the name of a committee."""
_LONGEST_TERM = 5
"""Characters of the longest term with the level behind it: 二十一届市."""
_OF_ANOTHER_TIME_OR_OFFICE = LatePattern(
    "[0-9]{4}年|上轮|上一轮|上次|前轮|往轮|历次|历轮|此前|以前|以往|过去|往年|曾|原(?![因则])"
    "|回头看|举一反三|兄弟|其他单位|其它单位|兼职|选派|抽调|参加|座谈|借鉴|参照|比照|通报的|共性|配合|联动|提级|交叉|同步|村|支部|社区党|各社区|基层党组织|下属|所属|下级|二级|指导|督促"
)
"""What makes it another inspection, or one of another office."""


def _sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of ``text`` that holds the characters from ``start`` to ``end``."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    if line_end < 0:
        line_end = len(text)
    before = stretch_before(text, start, start - line_start, SENTENCE_ENDS)
    after = stretch_after(text, end, line_end - end, SENTENCE_ENDS)
    return before + text[start:end] + after


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{marks}”与本次巡察的“{fact}”不一致",
        "“{marks}” differs from “{fact}”, the inspection of this notice",
    ),
    hint=(
        "核对届次、轮次和巡察组；写的是另一次巡察的，写明“上轮”或年份",
        "check term, round and team; where another inspection is meant, write 上轮 or its year",
    ),
    what=(
        "正文所写的届次、轮次、巡察组与本次巡察不一致",
        "running text gives another term, round or team than the inspection has",
    ),
    why=(
        "一份通报写一次巡察，多为套用其他单位或上一轮的稿件",
        "a notice tells of one inspection; often a text of another office or round was taken over",
    ),
    basis="习惯",
    wrong="team: 市委第二巡察组，正文写“市委第三巡察组反馈意见后，立即部署整改。”",
    right="正文写“市委第二巡察组反馈意见后，立即部署整改。”",
)
def inspection_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each inspection fed back to this office whose term, round or team is not the notice's, where the rest fits."""
    inspection = subject.notice.inspection
    if inspection is None:
        return
    text = subject.wording
    for match in _FED_BACK_BY.finditer(text):
        committee = match.start()
        before = text[max(committee - _LONGEST_TERM, 0) : committee]
        term_and_level = _TERM_AND_LEVEL.search(before)
        if term_and_level is None or not is_running_text(subject.route_at(committee)):
            continue
        named = {**match.groupdict(), **term_and_level.groupdict()}
        fact = _contradicted_fact(inspection, named)
        if fact is None:
            continue
        start = committee - len(term_and_level.group())
        sentence = _sentence_around(subject.whole, start, match.end())
        if _OF_ANOTHER_TIME_OR_OFFICE.search(sentence):
            continue
        yield subject.finding((start, match.end()), fact=fact)
    yield from _dated_otherwise(subject)
    yield from _period_otherwise(subject)


def _contradicted_fact(
    inspection: model.Inspection, named: dict[str, str | None]
) -> str | None:
    """Return the fact that the named inspection contradicts; None where it may well be another inspection."""
    own_committee = f"{named['level']}委"
    if own_committee not in (inspection.authority or ""):
        return _team_of_other_level(inspection, named)
    stated = {
        "term": (inspection.term,),
        "round": (inspection.round,),
        "team": (inspection.team, inspection.feedback_by),
    }
    differing: list[str] = []
    agreeing: list[str] = []
    for name, facts in stated.items():
        known = [fact for fact in facts if fact]
        stated_here = named[name]
        if stated_here is None or not known:
            continue
        is_same = any(stated_here in fact for fact in known)
        (agreeing if is_same else differing).append(name)
    # Two that differ are another inspection; a round alone may be an earlier one of the same term.
    is_certain = bool(agreeing) or differing == ["team"]
    if len(differing) != 1 or not is_certain:
        return None
    if differing == ["round"] and "team" not in agreeing:
        return None
    return next(fact for fact in stated[differing[0]] if fact)


def _team_of_other_level(
    inspection: model.Inspection, named: dict[str, str | None]
) -> str | None:
    """Return the team of the notice if the text gives its number to a committee below: 区委第二巡察组 for 市委第二巡察组."""
    team = inspection.team or ""
    is_same_number = named["team"] is not None and named["team"] in team
    is_below = _COMMITTEE_ABOVE.get(str(named["level"]), "-") in team
    return team if is_same_number and is_below else None


_COMMITTEE_ABOVE = {"区": "市委第", "县": "市委第", "旗": "市委第"}
"""The committee of a city, by the level below it: what it inspects, no county or district does."""

_TEAM = "巡察组"
_DAY = "20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
_FEEDBACK_DATED = Sparse(
    f"(?P<feedback>{_DAY})，?[^，。；：\n0-9]{{0,12}}巡察组(?:正式)?(?:向[^，。；：\n]{{2,16}})?反馈(?!会?后)"
    f"|(?P<start>{_DAY})(?:至[0-9年月日]{{2,11}})?，?[^，。；：\n0-9]{{0,12}}巡察组(?:正式)?(?:进驻|对[^，。；：\n]{{2,20}}(?:开展|进行)了?[^，。；：\n]{{0,4}}巡察)",
    (_TEAM,),
)
"""When the team came or fed back, as running text has it."""
_PERIOD_OF_TEAM = Sparse(
    f"巡察组(?:于|自|从)?({_DAY})至((?:20[0-9]{{2}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日)，?对[^。；！？\n]{{2,24}}巡察",
    ("巡察组于", "巡察组自", "巡察组从", "巡察组2"),
    ("至",),
)


def _period_otherwise(subject: Subject) -> Iterator[Finding]:
    """Yield each period that running text gives the inspection, if the facts have another."""
    inspection = subject.notice.inspection
    if inspection is None or inspection.start is None or inspection.end is None:
        return
    period = chinese.write_period(inspection.start, inspection.end)
    year = f"{inspection.start.year}年"
    for match in _PERIOD_OF_TEAM.finditer(subject.wording):
        first, last = match.groups()
        is_same = f"{first}至{last.removeprefix(year)}" == period
        if is_same or not first.startswith(year):
            continue
        if is_running_text(subject.route_at(match.start())):
            yield subject.finding(match.span(), fact=period)


def _feedback_dated(text: str) -> Iterator[re.Match[str]]:
    """Yield each match of :data:`_FEEDBACK_DATED`: it holds 巡察组, and no end of a clause but a comma."""
    for start, clause in stretches(text, places_of((_TEAM,), text), "。；：\n"):
        if "年" in clause:
            end = start + len(clause)
            yield from _FEEDBACK_DATED.compiled.finditer(text, start, end)


def _dated_otherwise(subject: Subject) -> Iterator[Finding]:
    """Yield each day or month of running text on which the team came or fed back, if the facts have another."""
    inspection = subject.notice.inspection
    if inspection is None:
        return
    days = {"start": inspection.start, "feedback": inspection.feedback_date}
    for match in _feedback_dated(subject.wording):
        name = str(match.lastgroup)
        day = days[name]
        if day is None or not is_running_text(subject.route_at(match.start())):
            continue
        written = match[name]
        fact = chinese.write_date(day)
        is_same = fact == written or fact.startswith(written)
        # The year of another inspection is no fault; its other words are looked for around the date.
        sentence = _sentence_around(subject.whole, *match.span())
        around = sentence.replace(written, "")
        is_other = _OF_ANOTHER_TIME_OR_OFFICE.search(around) is not None
        if not is_same and not is_other and written.startswith(f"{day.year}年"):
            yield subject.finding(match.span(), fact=fact)


_CALLED_OTHERWISE = LatePattern("巡视组?(?:反馈|整改|进驻)")
"""What was fed back by an inspection, or set right upon it, that is called 巡视."""
_LEADS_TO_OWN = LatePattern(
    "(?:[，。；：\n]|针对|对照|围绕|落实|根据|按照|把|将|抓好|推进|[市区县]委)"
    f"(?:第{_NUMERAL})?$"
)
"""What stands before it, and names no committee of the province or above."""
_REACH_OF_LEAD = 8
"""Characters of the longest lead: 市委第二十一 and one more."""
_ABOVE = LatePattern(
    "(?:中央|中纪委|省委|自治区|兵团|上级|部委|省级|国家|部党组|厅党组|总局党组)[^，。；！？\n]{0,10}巡视|巡视[^，。；！？\n]{0,6}巡察|巡察[^，。；！？\n]{0,6}巡视"
)
"""A 巡视 that is one: of the province or above, or 巡视 and 巡察 in one breath."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "本次是巡察，这里写的是“{marks}”：“{quote}”",
        "the inspection is a 巡察, yet here it is “{marks}”: “{quote}”",
    ),
    hint=(
        "改为“巡察”；写的是上级巡视的，写明“中央”或“省委”",
        "write 巡察; where a 巡视 from above is meant, say whose it is (中央, 省委)",
    ),
    what=(
        "巡察通报的正文把本次巡察写成巡视",
        "running text calls the 巡察 of the notice a 巡视",
    ),
    why=(
        "中央、省级派出的是巡视，市县派出的是巡察",
        "a province sends a 巡视, a city or county a 巡察",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="team: 市委第二巡察组，正文写“针对巡视反馈的问题，逐项整改。”",
    right="正文写“针对巡察反馈的问题，逐项整改。”",
)
def inspection_called_otherwise(subject: Subject) -> Iterator[Finding]:
    """Yield each 巡视 that can only be the 巡察 of the notice: none from above is named anywhere in it."""
    notice = subject.notice
    if "巡视" not in subject.wording or notice.inspection is None:
        return
    facts = notice.inspection
    is_named = "巡察" in f"{facts.type}{facts.team}{facts.feedback_by}"
    if not is_named or inspection_name(facts) != "巡察":
        return
    for match in _CALLED_OTHERWISE.finditer(subject.wording):
        start = match.start()
        lead = subject.wording[max(start - _REACH_OF_LEAD, 0) : start]
        is_own = _LEADS_TO_OWN.search(lead) is not None
        if not is_own or not is_running_text(subject.route_at(start)):
            continue
        # 对照省委巡视反馈的问题 elsewhere: 巡视整改 may then be of that one.
        if subject.once(_names_one_from_above):
            return
        sentence = _sentence_around(subject.whole, *match.span())
        if _OF_ANOTHER_TIME_OR_OFFICE.search(sentence):
            continue
        yield subject.finding((start, start + len("巡视")))


def _names_one_from_above(subject: Subject) -> bool:
    """Return whether running text names a 巡视 of the province or above, or a 巡视 beside a 巡察."""
    for match in _ABOVE.finditer(subject.whole):
        route = subject.route_at(match.start())
        # 聚焦巡视巡察、审计等监督 is a heading of every notice, and names no inspection.
        if is_running_text(route) or key_of(route) in ("problem", "evidence"):
            return True
    return False


RULES: tuple[Rule, ...] = (inspection_differs, inspection_called_otherwise)

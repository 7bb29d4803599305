"""Facts of the inspection that title and preamble state: organ, authority, round, team, dates, figures.

A fact is a stretch of the text as it stands there. Pure functions from text to plain
data. This room must not know sections or how a notice is printed.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from rectify_gen import chinese
from rectify_gen.vocabulary.figures import COMPLETED, completed, figures

_N = "[一二三四五六七八九十百]{1,5}"
_ROUND = re.compile(
    rf"({_N}届)?((?:中共[\u3400-\u9fff]{{2,8}}?)?(?:自治区党委|[市县区省州盟旗]委|教育工委))(第{_N}轮)"
)
_TERM = re.compile(rf"({_N}届)(?=[\u3400-\u9fff]{{0,6}}(?:市|县|区|省|州|盟|旗)?委)")
_TERM_BEFORE_TEAM = re.compile(
    rf"^(?:中共)?(?:{_N}届)?[\u3400-\u9fff]{{0,6}}?(?:第{_N}轮)(?:巡察|巡视)?(?=第)"
)
_AUTHORITY = re.compile(
    "(?:根据|按照)(?:中共)?([\u3400-\u9fff]{2,14}?)(?:巡察|巡视)?(?:工作)?的?(?:统一)?(?:工作)?(?:部署|安排)"
)
_DAY = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
_PERIOD = re.compile(f"({_DAY})至((?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日)")
_INSPECTED = re.compile(
    "([\u3400-\u9fff]{2,30}?(?:巡察|巡视)(?:工作)?组)(?:派出的)?对([^，,。；：]{2,60}?)(?:进行|开展|实施)了?"
)
_TYPE = re.compile(
    "(?:进行|开展|实施)了?(?:为期[^，,。]{1,12}的)?([\u3400-\u9fff“”]{0,14}?(?:巡察|巡视|“?回头看”?))(?=[。，,；;])"
)
_FEEDBACK = re.compile(
    f"({_DAY})[，,]?(?:(?!正式|书面|集中)([\u3400-\u9fff]{{2,30}}?)(?:向[^，,。；：]{{2,60}}?)?)?(?:正式|书面|集中)?反馈(?!问题整改)"
)
_OF_TEAM = re.compile("(?:中共)?[\u3400-\u9fff]{0,8}?[市县区省州盟旗]委")
_TITLE_ORGAN = re.compile("([^，。：；:;“”]{4,60}?)(?:关于|落实|贯彻|巡察|巡视|党员)")
_SHORT = re.compile(
    "(?<![\u3400-\u9fff])((?:[局院委校厅镇乡县区市]|公司|集团|街道|中心|机关|社区|学院|学校|医院)(?:党组|党委|党总支|党支部|党工委))(?=[\u3400-\u9fff])"
)


def inspection(title: str, preamble: str) -> dict[str, str]:
    """Return the facts of the inspection as title and preamble state them; dates as the text writes them."""
    found: dict[str, str | None] = {}
    text = title + "\n" + preamble
    which = _ROUND.search(preamble) or _ROUND.search(title)
    authority = _AUTHORITY.search(preamble)
    found["authority"] = authority[1] if authority else (which[2] if which else None)
    term = _TERM.search(text)
    found["term"] = (which[1] if which else None) or (term[1] if term else None)
    found["round"] = which[3] if which else None
    found |= _visit(preamble)
    if found["authority"] is None and (
        of_team := _OF_TEAM.match(found.get("team") or "")
    ):
        found["authority"] = of_team[0]
    if feedback := _FEEDBACK.search(preamble):
        found["feedback_date"] = feedback[1]
        found["feedback_by"] = _without_round(feedback[2]) if feedback[2] else None
    if found.get("feedback_by") == found.get("team"):
        found["feedback_by"] = None
    return {key: value for key, value in found.items() if value}


def _visit(preamble: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    if team := _INSPECTED.search(preamble):
        found["team"] = _without_round(team[1])
        kind = _TYPE.match(preamble, team.end() - 3) or _TYPE.search(
            preamble, team.end() - 3, team.end() + 30
        )
        plain = kind is None or kind[1] in ("巡察", "") or re.search("届|轮", kind[1])
        found["type"] = None if plain or kind is None else kind[1]
    if period := _PERIOD.search(preamble):
        start, end = chinese.read_date(period[1]), _end_date(period[1], period[2])
        if start and end and chinese.write_period(start, end) == period.group():
            found |= {"start": start.isoformat(), "end": end.isoformat()}
    return found


def _end_date(first: str, last: str) -> datetime.date | None:
    return chinese.read_date(last if "年" in last else first[:5] + last)


def _without_round(team: str) -> str:
    return _TERM_BEFORE_TEAM.sub("", team.lstrip("日由于"))


def inspected_organ(preamble: str) -> str | None:
    """Return the organ that the preamble says was inspected: …对某某进行了巡察."""
    found = _INSPECTED.search(preamble)
    return found[2] if found else None


def title_organ(title: str) -> str | None:
    """Return the organ that the title begins with."""
    found = _TITLE_ORGAN.match(title)
    return found[1] if found else None


def short_name(text: str, name: str, inspected: str | None) -> str | None:
    """Return what the organ calls itself in ``text`` more than once: 局党组, else as ``inspected`` in the preamble."""
    counts = Counter(found[1] for found in _SHORT.finditer(text))
    short, times = counts.most_common(1)[0] if counts else ("", 0)
    if times < 2 and inspected:
        short, times = inspected, text.count(inspected)
    return short if times >= 2 and short != name else None


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
    return {
        counts: next(iter(numbers))
        for counts, numbers in values.items()
        if len(numbers) == 1
    }

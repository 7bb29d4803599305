"""Rules of how dates, periods and hours are written in prose.

2024年8召开 lacks 月, 2024-08-15 is no date of an official text, 2024年8月15日 was no Monday. Days that no calendar has
are in :mod:`rectify_gen.rules.numbers`. This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import is_ideograph, sign_at
from rectify_gen.rules.sparse import Sparse, any_of

_ACTIONS = (
    "召开",
    "印发",
    "开展",
    "组织",
    "制定",
    "制订",
    "修订",
    "完成",
    "出台",
    "下发",
    "举办",
    "启动",
    "成立",
    "研究",
    "通过",
    "审议",
    "发布",
    "举行",
    "建成",
    "投入",
    "约谈",
    "通报",
    "整改",
    "进行",
    "收到",
    "起至",
    "起，",
    "底前",
    "前完成",
    "前全部",
    "至20",
)
"""What follows a date and nothing that is counted: 2024年8召开, but not 2024年8个部门."""
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_ACTION = f"(?={any_of(_ACTIONS)})"
_THING_WITH_A_NUMBER = "楼线井文令院机台泵仓库桥门窗口公通"
"""What follows 号 where it is the number of a thing: 3月5号楼."""

_BEGINS_WRONG_DATE = re.compile(
    rf"""
    # Most figures are done with by the sign behind them.
    [0-9] (?<![0-9.][0-9]) (?= [0-9]* [年月日季OolI./-] )
    (?=
        [0-9]* (?: 年[0-9年OolI一二三四五六七八九十] | 月[0-9月] | 日日 | 季度 | [OolI] )
      | [0-9]{{3}} [./-] [0-9]
      | [0-9]{{4,5}} 月
    )
    # 2024年8月15日 and 8月15日 are right.
    (?! (?: (?<=1)9 | (?<=2)0 ) [0-9]{{2}} 年 {_MONTH} 月 (?: {_DAY} 日 )? (?![0-9年月日号]) )
    (?! [0-9]? 月 (?: {_DAY} 日 )? (?![0-9月日号]) )
    """,
    re.VERBOSE,
)
"""The first digit of each figure that :data:`_WRONG_DATE` may match, and of few others."""
_WRONG_DATE = LatePattern(
    rf"""(?x)
      # 20248月
      (?P<year_sign> (?:19|20)[0-9]{{2}} {_MONTH} 月 )
      # 2024月8日
    | (?P<month_for_year> (?:19|20)[0-9]{{2}} 月 [0-9]{{1,2}} [日年] )
      # 2024年8召开
    | (?P<month_sign> (?:19|20)[0-9]{{2}} 年 {_MONTH} {_ACTION} )
      # 2024年8月5召开
    | (?P<day_sign> (?: [0-9]{{4}}年 )? {_MONTH} 月 {_DAY} {_ACTION} )
      # 8月5号
    | (?P<spoken_day> (?: [0-9]{{4}}年 )? {_MONTH} 月 {_DAY} 号 (?![{_THING_WITH_A_NUMBER}]) )
      # 2024年年8月, 8月月5日, 5日日, 8月8月; 2024年年底 and 每日日报 are right
    | (?P<twice>
          [0-9]{{1,4}} (?: 年年(?=[0-9]) | 月月(?=[0-9]) | 日日(?![常均夜程前报照期益清志]) )
        | (?P<month> [0-9]{{1,2}}月 ) (?P=month)
      )
      # 202年8月, 20204年8月
    | (?P<year_digits> (?: [12][0-9]{{2}} | [12][0-9]{{4,5}} ) 年 (?= {_MONTH} 月 ) )
      # 2204年8月
    | (?P<far_year> 2[1-9][0-9]{{2}} 年 (?= {_MONTH} 月 ) )
      # 2O24年, 2024年l0月
    | (?P<letter>
          [0-9]{{1,3}} [OolI] [0-9OolI]{{0,2}} [年月日]
        | [0-9]{{4}} 年 [0-9]? [OolI] [0-9OolI]? 月
      )
      # 24年8月, 24年8月15日
    | (?P<two_digits> (?:1[5-9]|2[0-9]|3[0-5]) 年 {_MONTH} 月 (?: {_DAY} 日 )? )
      # 2024-08-15, 2024/8/15, 2024.8.15
    | (?P<separators> (?:19|20)[0-9]{{2}} (?P<sign>[-./]) {_MONTH} (?P=sign) {_DAY} (?![0-9A-Za-z.\-/]) )
      # 2024年八月
    | (?P<numerals> [0-9]{{4}} 年 [一二三四五六七八九十]{{1,2}} 月 )
      # 第5季度
    | (?P<quarter> [5-9] 季度 )
    """
)


class _DateFault(NamedTuple):
    """What is wrong with a date, in Chinese and English."""

    zh: str
    en: str


_FAULTS = {
    "year_sign": _DateFault("年份后缺“年”字", "年 is missing after the year"),
    "month_for_year": _DateFault("年份后误写“月”字", "月 stands for 年"),
    "month_sign": _DateFault("月份后缺“月”字", "月 is missing after the month"),
    "day_sign": _DateFault("日期后缺“日”字", "日 is missing after the day"),
    "spoken_day": _DateFault("“号”是口语，书面用“日”", "号 is spoken; write 日"),
    "twice": _DateFault("年、月、日字重复", "年, 月 or 日 stands twice"),
    "year_digits": _DateFault("年份不是四位数", "the year has not four digits"),
    "far_year": _DateFault("年份不合常理", "the year is not plausible"),
    "letter": _DateFault("数字写成了字母 O、l 或 I", "a letter stands for a figure"),
    "two_digits": _DateFault("年份未写全四位", "the year is not written in full"),
    "separators": _DateFault(
        "正文中的日期用年、月、日", "dates in prose are written with 年, 月, 日"
    ),
    "numerals": _DateFault(
        "汉字数字与阿拉伯数字混用", "Chinese and Arabic figures are mixed"
    ),
    "quarter": _DateFault("一年只有四个季度", "a year has four quarters"),
    "zero": _DateFault("汉字年份中的零写作“〇”", "zero in such a year is written 〇"),
}
"""By the groups of :data:`_WRONG_DATE`."""
_BEGINS_DATE = frozenset("\n，。；：、（于在自从至到截定和及与")
"""What stands before a date; 编号2024-08-15 is a code, 刑期10年6月 a time."""
_NO_DATE_AFTER = frozenset("版号稿期批款型类")
"""What follows a code that looks like a date: 2024.8.15版."""
_LUNAR = ("农历", "阴历", "旧历")
_LUNAR_REACH = 4
_NUMERALS_OF_YEAR = "〇○零一二三四五六七八九"
_IN_NUMERALS = Sparse(
    # 二〇二四年8月, 二零二四年
    f"[一二](?<![{_NUMERALS_OF_YEAR}十百千]{{2}})[{_NUMERALS_OF_YEAR}]{{3}}年"
    f"(?:(?P<numerals>[0-9]{{1,2}}月)|(?<=零[{_NUMERALS_OF_YEAR}]年)|(?<=零[{_NUMERALS_OF_YEAR}]{{2}}年))",
    [f"{numeral}年" for numeral in _NUMERALS_OF_YEAR],
)
_FIFTH_QUARTER = Sparse("第[五六七八九]季度", ("季度",))


@rule(
    severity=Severity.WARNING,
    sentence=(
        "日期写法有误，{fault_zh}：“{quote}”",
        "the date is not well formed, {fault_en}: “{quote}”",
    ),
    hint=(
        "核对后写作“2024年8月15日”的形式；确非日期的，写入 waivers",
        "check it and write it like 2024年8月15日; if it is no date, add a waiver",
    ),
    what=(
        "日期写法不规范：2024年8召开、20248月、2024-08-15、8月15号、24年8月",
        "a date that is not well formed: 2024年8召开, 20248月, 2024-08-15, 8月15号, 24年8月",
    ),
    why=(
        "公文中的日期用阿拉伯数字将年、月、日标全，年份写全四位",
        "official texts write year, month and day in full, the year with four digits",
    ),
    basis="GB/T 9704-2012 7.3.5.4；GB/T 15835-2011",
    wrong="2024年8召开专题会议",
    right="2024年8月召开专题会议",
)
def date_form(subject: Subject) -> Iterator[Finding]:
    """Yield each date of the author's own wording that lacks a sign, has one too many, or has the form of a code."""
    text = subject.wording
    end_of_last = 0
    for first_digit in _BEGINS_WRONG_DATE.finditer(text):
        start = first_digit.start()
        # 2024年8月5号 is one fault, though 8月5号 is one as well.
        if start < end_of_last:
            continue
        match = _WRONG_DATE.compiled.match(text, start)
        if match is not None and _is_date(text, match):
            end_of_last = match.end()
            yield _date_finding(subject, match.span(), str(match.lastgroup))
    for match in _FIFTH_QUARTER.finditer(text):
        yield _date_finding(subject, match.span(), "quarter")
    for match in _IN_NUMERALS.finditer(text):
        kind = "numerals" if match["numerals"] else "zero"
        yield _date_finding(subject, match.span(), kind)


def _date_finding(subject: Subject, span: tuple[int, int], kind: str) -> Finding:
    fault = _FAULTS[kind]
    return subject.finding(span, fault_zh=fault.zh, fault_en=fault.en)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Return whether what stands around ``match`` leaves it a date, and not a code or a time."""
    sign_before = sign_at(text, match.start() - 1)
    sign_after = sign_at(text, match.end())
    kind = match.lastgroup
    if kind == "separators":
        is_followed = is_ideograph(sign_after) or sign_after in "，、）"
        is_code = sign_before not in _BEGINS_DATE or sign_after in _NO_DATE_AFTER
        return is_followed and not is_code
    if kind in ("two_digits", "year_sign"):
        return sign_before in _BEGINS_DATE
    if kind == "numerals":
        before = text[max(match.start() - _LUNAR_REACH, 0) : match.start()]
        return not before.endswith(_LUNAR)
    if kind == "quarter":
        return sign_before in "第年"
    # A104年, 第202年8月: the figure is the end of a name, or an ordinal.
    return not sign_before.isascii() or sign_before in "\n"


_JOINER = "(?:[初底末起]|上旬|中旬|下旬|开始)?(?:至|到|[—–－～~-]{1,2})"
_PERIOD = Sparse(
    # The pattern begins with 年, which re finds fast. Periods are looked ahead to, for they may overlap.
    rf"""(?x)
    年 (?<= [12][09][0-9]{{2}}年 )
    (?:
      (?= (?P<rest>
        (?: (?P<month> [0-9]{{1,2}} )月 (?: (?P<day> [0-9]{{1,2}} )日 )? )?
        {_JOINER}
        (?: (?P<last_year> [12][09][0-9]{{2}} )年 )?
        (?: (?P<last_month> [0-9]{{1,2}} )月 )?
        (?: (?P<last_day> [0-9]{{1,2}} )日 )?
      ) )
      # 2024-2023年
    | (?<= [至到—–－～~-][12][09][0-9]{{2}}年 )
    )
    """,
    "年",
)
_YEARS = LatePattern("([12][09][0-9]{2})(?:至|到|[—–－～~-]{1,2})([12][09][0-9]{2})\\Z")
_BETWEEN_YEARS = "至到—–－～~-"
_BEFORE_JOINER = "0123456789—–－～~-"
"""Before a joiner stands the first year, or another dash; 2024年3月至2025年 has a month there."""
_DIGITS_OF_YEAR = 4
_YEARS_REACH = 11


@rule(
    severity=Severity.ERROR,
    sentence=(
        "起止时间颠倒：“{marks}”（{quote}）",
        "a period that ends before it begins: “{marks}” ({quote})",
    ),
    hint=(
        "核对起止时间；跨年的，写明第二个年份",
        "check both ends; where it goes on into another year, write that year",
    ),
    what=(
        "起止时间颠倒：2024年8月15日至8月10日",
        "a period that ends before it begins: 2024年8月15日至8月10日",
    ),
    why=("止早于起，多为笔误", "the end is before the beginning: a slip of the pen"),
    basis="习惯",
    wrong="2024年8月15日至8月10日开展自查",
    right="2024年8月10日至8月15日开展自查",
)
def period_reversed(subject: Subject) -> Iterator[Finding]:
    """Yield each period of the author's own wording whose end is before its beginning."""
    text = subject.wording
    for match in _PERIOD.finditer(text):
        start = match.start() - _DIGITS_OF_YEAR
        if match["rest"] and _ends_early(text[start : match.start()], match):
            yield subject.finding((start, match.end("rest")))
            continue
        is_behind_joiner = sign_at(text, start - 1) in _BETWEEN_YEARS
        if not is_behind_joiner or sign_at(text, start - 2) not in _BEFORE_JOINER:
            continue
        reach = max(match.start() - _YEARS_REACH, 0)
        years = _YEARS.compiled.search(text, reach, match.start())
        if years is not None and years[2] < years[1]:
            yield subject.finding((years.start(), match.end()))


def _ends_early(year: str, period: re.Match[str]) -> bool:
    """Return whether the end of ``period``, which begins in ``year``, is before its beginning."""
    month, day, last_year, last_month, last_day = period.group(
        "month", "day", "last_year", "last_month", "last_day"
    )
    first = [int(year)]
    last = [int(last_year or year)]
    if last_year is None and last_month is None and last_day is None:
        return False
    # Years alone are compared where one of the two has no month, months alone where one has no day.
    if last_month is None and last_year is None:
        last_month = month
    if month is None or last_month is None:
        return last < first
    first.append(int(month))
    last.append(int(last_month))
    if day is not None and last_day is not None:
        first.append(int(day))
        last.append(int(last_day))
    return last < first


_WEEKDAY = Sparse(
    "年([0-9]{1,2})月([0-9]{1,2})日(?:（|\\()?(?:星期|周|礼拜)([一二三四五六日天])(?!年)",
    (
        "日（星",
        "日（周",
        "日（礼",
        "日(星",
        "日(周",
        "日(礼",
        "日星期",
        "日周",
        "日礼拜",
    ),
)
_WEEKDAYS = "一二三四五六日"


@rule(
    severity=Severity.ERROR,
    sentence=(
        "{date}是星期{weekday}：“{quote}”",
        "{date} was a 星期{weekday}: “{quote}”",
    ),
    hint=("核对日期和星期", "check the date and the day of the week"),
    what=("日期与星期不符", "a day of the week that the date has not"),
    why=("两者必有一处写错", "one of the two is wrong"),
    basis="习惯",
    wrong="2024年8月15日（星期一）",
    right="2024年8月15日（星期四）",
)
def weekday_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each full date with another day of the week than the calendar has."""
    text = subject.wording
    for match in _WEEKDAY.finditer(text):
        start = match.start() - _DIGITS_OF_YEAR
        year = text[max(start, 0) : match.start()]
        date = chinese.read_date(f"{year}年{match[1]}月{match[2]}日")
        if date is None:
            continue
        weekday = _WEEKDAYS[date.weekday()]
        if match[3].replace("天", "日") != weekday:
            yield subject.finding(
                (start, match.end()), date=chinese.write_date(date), weekday=weekday
            )


_HOUR = Sparse(
    "(上午|凌晨|早上|下午|晚上|晚|夜间)([0-9]{1,2})(?:[时点](?:([0-9]{1,2})分)?|[:：]([0-9]{2}))",
    ("上午", "凌晨", "早上", "下午", "晚", "夜间"),
)
_LAST_HOURS = {"上午": 12, "凌晨": 6, "早上": 11}
"""The last hour of each part of a day; of the others it is 24."""
_HOURS_OF_DAY = 24
_MINUTES_OF_HOUR = 60


@rule(
    severity=Severity.ERROR,
    sentence=(
        "没有这个时间：“{marks}”（{quote}）",
        "there is no such time: “{marks}” ({quote})",
    ),
    hint=("核对时间", "check the time"),
    what=("钟点不存在：下午25时、上午16：30", "an hour that no day has: 下午25时"),
    why=("多为笔误", "a slip of the pen"),
    basis="习惯",
    wrong="上午16:30召开会议",
    right="下午4:30召开会议",
)
def impossible_time(subject: Subject) -> Iterator[Finding]:
    """Yield each hour behind 上午, 下午 and the like that this part of the day has not, and minutes over 59."""
    for match in _HOUR.finditer(subject.wording):
        part_of_day, hour, minute, minute_behind_colon = match.groups()
        last_hour = _LAST_HOURS.get(part_of_day, _HOURS_OF_DAY)
        minutes = int(minute or minute_behind_colon or 0)
        if int(hour) > last_hour or minutes >= _MINUTES_OF_HOUR:
            yield subject.finding(match.span())


RULES: tuple[Rule, ...] = (
    date_form,
    period_reversed,
    weekday_differs,
    impossible_time,
)

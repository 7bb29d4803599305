"""Rules of numbers: dates, years, ranges, telephone numbers, percentages.

2024年2月30日 is no date, 1-7月份 needs 至, 满意率101% cannot be. Rules that compute with
several figures are in :mod:`rectify_gen.rules.numbers_claims`.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.numbers_claims import (
    all_done_contradicted,
    all_done_yet_open,
    rate_mismatch,
    status_sum_mismatch,
)
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import holds_any, sign_at
from rectify_gen.rules.sparse import Led, Sparse, any_of, beside, places_of

_MONTH_AND_DAY = re.compile("月(?:(?<=([0-9]{2})月)|(?<=([0-9])月))(?:([0-9]{1,2})日)?")
"""The end of a date, with its month. A text is searched for 月, which is rarer than figures, and read backwards from there."""
_YEAR_AND_MONTH = re.compile("(?<![0-9.])([0-9]{1,4})(?:年([0-9]{1,2}))?\\Z")
_LONGEST_YEAR_AND_MONTH = len("2024年12")
_LEAP_YEAR = 2000
_MONTHS_OF_YEAR = frozenset(str(month) for month in range(1, 13))
_DAYS_OF_EVERY_MONTH = frozenset(str(day) for day in range(1, 29))
_YEAR_DIGITS = 4
_MOST_MONTH_DIGITS = 2


class _Date(NamedTuple):
    """A date as written, possible or not, and its place."""

    span: tuple[int, int]
    year: str | None
    month: str
    day: str | None

    def is_possible(self) -> bool:
        """Return whether a calendar has it; without a year, 2月29日 is possible."""
        # 13月 alone may be a span of months: 历时13月.
        if self.year is None and self.day is None:
            return True
        # Without a year 2月29日 may be right; and datetime has no year 0.
        year = int(self.year or 0) or _LEAP_YEAR
        try:
            datetime.date(year, int(self.month), int(self.day or 1))
        except ValueError:
            return False
        return True


def _doubtful_dates(subject: Subject) -> tuple[_Date, ...]:
    """Return the dates of the author's own wording whose month is not 1 to 12, or whose day not every month has."""
    dates = []
    for end in _MONTH_AND_DAY.finditer(subject.wording):
        two_digits, one_digit, day = end.groups()
        has_every_year = (two_digits or one_digit) in _MONTHS_OF_YEAR
        if has_every_year and (day is None or day in _DAYS_OF_EVERY_MONTH):
            continue
        reach = max(end.start() - _LONGEST_YEAR_AND_MONTH, 0)
        begin = _YEAR_AND_MONTH.search(subject.wording, reach, end.start())
        date = _date(begin, end, day) if begin is not None else None
        if date is not None:
            dates.append(date)
    return tuple(dates)


def _date(begin: re.Match[str], end: re.Match[str], day: str | None) -> _Date | None:
    """Return the date of what stands before its 月 and from there on; None for a figure that is too long for a month."""
    figure, month = begin.groups()
    span = (begin.start(), end.end())
    if month and len(figure) == _YEAR_DIGITS:
        return _Date(span, year=figure, month=month, day=day)
    if month:
        # 24年3月: no year of four digits, so that month and day are judged alone.
        span = (begin.start(2), end.end())
        return _Date(span, year=None, month=month, day=day)
    if len(figure) > _MOST_MONTH_DIGITS:
        return None
    return _Date(span, year=None, month=figure, day=day)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "没有这一天：“{marks}”（{quote}）",
        "there is no such date: “{marks}” ({quote})",
    ),
    hint=("核对日期", "check the date"),
    what=("历法上不存在的日期", "a date that no calendar has"),
    why=(
        "多为笔误，公开后无法核对",
        "a slip of the pen that readers cannot check",
    ),
    basis="习惯",
    wrong="2024年2月30日召开会议",
    right="2024年2月29日召开会议",
)
def impossible_date(subject: Subject) -> Iterator[Finding]:
    """Yield each date with a month or day that does not exist."""
    for date in subject.once(_doubtful_dates):
        if not date.is_possible():
            yield subject.finding(date.span)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "日期补了零：“{marks}”（{quote}）",
        "date padded with zeros: “{marks}” ({quote})",
    ),
    hint=("写作 {better}", "write {better}"),
    what=("月、日前补了零", "a month or day padded with a zero"),
    why=(
        "公文中月、日不编虚位，1 不写作 01",
        "official texts write 1, not 01, for month and day",
    ),
    basis="GB/T 9704-2012 7.3.5.4",
    wrong="2024年04月",
    right="2024年4月",
)
def zero_padded_date(subject: Subject) -> Iterator[Finding]:
    """Yield each possible date in which month or day begins with 0."""
    for date in subject.once(_doubtful_dates):
        day = date.day or ""
        is_padded = date.month.startswith("0") or day.startswith("0")
        # A month alone is always possible: 00月 is left to its author.
        if not is_padded or int(date.month) == 0 or not date.is_possible():
            continue
        better = f"{int(date.month)}月"
        if date.year:
            better = f"{date.year}年{better}"
        if day:
            better += f"{int(day)}日"
        yield subject.finding(date.span, better=better)


_BEFORE_YEAR = "\n，。、；：！？（—于在自从至到对将把按订定展行施发开织报"
"""Marks and last characters of words after which a four-digit figure is a year, not part of a name such as 净网2024."""
_AFTER_YEAR = (
    # parts of a year
    "上半年|下半年|全年|第?[一二三四]季度|[春夏秋冬]季|以来|以后|以前|[初底][，、前以]"
    # what is done in a year, or planned for it
    "|公开|招聘|招录|招生|工作|预算|决算|部门|考核|审计|培训|党建|计划|重点|全[市县省区院校]"
    "|开展|完成|组织|召开|制定|印发|新增|共|累计|巡察|整改"
)
"""Words that follow a year and no count, for they are no measure words."""
_DIGITS = "0123456789"
_FOLLOWS_YEAR = LatePattern(_AFTER_YEAR)
_WITHOUT_SIGN = "(?=[0-9]{2}(?![0-9])(?![年〕]))"
# Two patterns, each led by a literal: re finds that faster than either of two.
_YEAR = Sparse(f"20{_WITHOUT_SIGN}", ("20",))
_YEAR_OF_LAST_CENTURY = Sparse(f"19{_WITHOUT_SIGN}", ("19",))


@rule(
    severity=Severity.WARNING,
    sentence=("年份缺“年”字：“{quote}”", "a year without 年: “{quote}”"),
    hint=("写作 {replacement}", "write {replacement}"),
    what=("年份后缺“年”字", "a year without 年"),
    why=("数字会被读成数量或编号", "the figure reads as a count or a code"),
    basis="习惯",
    wrong="2024公开招聘技术人员",
    right="2024年公开招聘技术人员",
    fixes=True,
)
def year_without_sign(subject: Subject) -> Iterator[Finding]:
    """Yield each 19xx or 20xx that begins a phrase and is followed by a word that cannot be counted."""
    wording = subject.wording
    matches = [*_YEAR.finditer(wording), *_YEAR_OF_LAST_CENTURY.finditer(wording)]
    for match in sorted(matches, key=re.Match.start):
        # 编号2024 and 净网2024 end names; a year begins its phrase.
        if sign_at(wording, match.start() - 1) not in _BEFORE_YEAR:
            continue
        span = (match.start(), match.start() + _YEAR_DIGITS)
        if _FOLLOWS_YEAR.compiled.match(wording, span[1]):
            yield subject.finding(span, replacement=wording[slice(*span)] + "年")


_SIGNS = "-~–－"
_SIGN = f"[{_SIGNS}]{{1,2}}"
"""What is typed where a range needs ～, 至 or the dash 一字线."""
_APART = "(?<![0-9A-Za-z.\\-—–－～~:：/第号楼幢栋+×〕\\]#])"
"""Before a figure that is not part of a code, a time, a longer number or an ordinal."""
_RANGE = Led(
    f"[{_SIGNS}]{{1,2}}[0-9]{{1,6}}(?![0-9:：。，；、）\n])",
    _SIGNS,
    beside(_SIGNS, _DIGITS),
)
"""What every range has; no telephone number, at the end of a stretch or longer, makes the rest be compiled."""
_MONTHS = Sparse(f"{_APART}([1-9]|1[0-2]){_SIGN}([1-9]|1[0-2])月份?(?!龄)", "月")
_DAYS = Sparse(f"(?<=月)([0-9]{{1,2}}){_SIGN}([0-9]{{1,2}})日", "月")
_YEARS = Sparse(
    f"{_APART}((?:19|20)[0-9]{{2}}){_SIGN}((?:19|20)[0-9]{{2}})(?=学?年)", "年"
)
_POINTS = Sparse(f"([0-9]{{1,4}}[年月日]){_SIGN}([0-9]{{1,4}}[年月日])", "年月日")
_NO_DIGIT = LatePattern("[^0-9]")
_COUNTED = (
    "%|％|‰|万|亿|千|百|元|个|名|人|家|次|场|件|条|项|户|台|套|周岁|岁|年|天|小时|分钟|公里|千米|米|吨|亩|倍|篇|份|页"
    "|所|位|辆|例|批|间|处|种|类|℃"
)
_FIGURE = "([0-9]{1,6}(?:\\.[0-9]{1,4})?)"
_FIGURES = LatePattern(f"{_APART}{_FIGURE}([%％‰]?){_SIGN}{_FIGURE}(?={_COUNTED})")


_FIRST_FIGURE_REACH = len("123456.1234%")
_SECOND_FIGURE_REACH = len(".1234周岁左右")
"""Characters before the sign, and behind the first digits that follow it, in which a range stands."""


def _ranges(wording: str) -> set[tuple[tuple[int, int], str]]:
    """Return each range with a wrong sign: its place, and how it should read."""
    ranges: set[tuple[tuple[int, int], str]] = set()
    for sign in _RANGE.finditer(wording):
        start = max(sign.start() - _FIRST_FIGURE_REACH, 0)
        end = sign.end() + _SECOND_FIGURE_REACH
        for span, form in _ranges_in(wording, start, end):
            # Another range may be cut off by the end.
            if span[0] < sign.start() < span[1]:
                ranges.add((span, form))
    return ranges


def _ranges_in(
    wording: str, start: int, end: int
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the ranges between two indices of the wording."""
    for match in _MONTHS.compiled.finditer(wording, start, end):
        yield match.span(), f"{match[1]}月至{match[2]}月"
    for match in _DAYS.compiled.finditer(wording, start, end):
        yield match.span(), f"{int(match[1])}日至{int(match[2])}日"
    for match in _YEARS.compiled.finditer(wording, start, end):
        yield match.span(), f"{match[1]}—{match[2]}"
    for match in _POINTS.compiled.finditer(wording, start, end):
        yield match.span(), f"{match[1]}至{match[2]}"
    for match in _FIGURES.compiled.finditer(wording, start, end):
        lowest, sign, highest = match.groups()
        # A range goes up: 10-5个 is a difference, a score or a code.
        if Decimal(lowest) >= Decimal(highest) or _is_code(lowest, highest):
            continue
        following_sign = wording[match.end()]
        if not sign and following_sign in "%％":
            # 5-10%: the standard writes the sign behind both figures.
            sign = following_sign
        yield match.span(), f"{lowest}{sign}～{highest}"


def _is_code(figure: str, next_figure: str) -> bool:
    """Return whether two figures joined by a hyphen are a code or two years rather than two quantities."""
    figures = (figure, next_figure)
    # 2023-2024项 may be years or codes; years with 年 behind are found as such.
    if all(map(_is_year, figures)):
        return True
    return any(map(_is_padded, figures))


def _is_year(figure: str) -> bool:
    return len(figure) == _YEAR_DIGITS and figure.startswith(("19", "20"))


def _is_padded(figure: str) -> bool:
    """Return whether ``figure`` begins with a 0 as no quantity does: 01, but not 0 or 0.5."""
    return len(figure) > 1 and figure.startswith("0") and not figure.startswith("0.")


@rule(
    severity=Severity.WARNING,
    sentence=("起止号误用短横线：“{quote}”", "a hyphen in a range: “{quote}”"),
    hint=("写作 {form}", "write {form}"),
    what=("数值或时间的起止用了短横线", "a hyphen in a range of figures or time"),
    why=(
        "数值范围用“～”，时间起止用“至”或一字线，短横线留给编号和电话",
        "quantities take ～, spans of time 至 or the dash; the hyphen is for codes and telephone numbers",
    ),
    basis="GB/T 15834-2011 4.13",
    wrong="2024年1-7月份；5-10个",
    right="2024年1月至7月；5～10个",
    fixes=True,
)
def range_sign(subject: Subject) -> Iterator[Finding]:
    """Yield each range of months, days, years or counted things that is joined by a hyphen."""
    reported_up_to = 0
    for (start, end), form in sorted(_ranges(subject.wording)):
        # 1-3月-5月 matches two of the patterns.
        if start < reported_up_to:
            continue
        reported_up_to = end
        # The figures must stay as they are: 05-08日 is for the author to fix.
        written_digits = _NO_DIGIT.compiled.sub("", subject.whole[start:end])
        has_same_digits = _NO_DIGIT.compiled.sub("", form) == written_digits
        replacement = form if has_same_digits else None
        yield subject.finding((start, end), replacement=replacement, form=form)


_DASHES = "—–－―～~"
_DASHED = Sparse(
    f"(0(?<![0-9]0)[0-9]{{2,3}})[{_DASHES}]{{1,2}}([0-9]{{7,8}})(?![0-9])",
    beside(_DASHES, _DIGITS),
)
_AREA_CODE = LatePattern("(?<![0-9])(?:0[0-9]{2,3}|\\+?86)")
_LOCAL = LatePattern(f"(?<![0-9A-Za-z{_DASHES}-])[2-8][0-9]{{6,7}}(?![0-9A-Za-z@.])")
_CALLED = Sparse(
    "(?:电话|传真)(?:号码)?[为是：:]?([2-8][0-9]{6,7})(?![0-9A-Za-z@.—–－-])",
    ("电话", "传真"),
)
_CALLS = ("电话", "传真")


_NUMBER_PARTS = LatePattern(
    # area code and number
    r"[（(]?0[0-9]{2,3}[）)]?[-—–－～~ 　]{0,2}[0-9]+|400[- ]?[0-9]{3}[- ]?[0-9]{4}|\+?86[- ]?[0-9]+|[0-9]+"
)
_DIGIT = re.compile("[0-9]")
_LENGTHS_WITH_AREA_CODE = frozenset(range(10, 13))
"""Digits of area code and number: 010 and 8, 0599 and 7 or 8."""
_LENGTHS_ALONE = frozenset((7, 8, 10, 11))
_SHORT_NUMBERS = ("110", "119", "120", "122")
_HOTLINE_DIGITS = 5
_BEFORE_EXTENSION = ("转", "-", "—", "、", "/", "或", "分机")


def _is_telephone_number(value: str) -> bool:
    """Return whether ``value`` holds a telephone number, and none that is too short or too long."""
    has_number = False
    for match in _NUMBER_PARTS.compiled.finditer(value):
        digits = "".join(_DIGIT.findall(match.group()))
        before = value[: match.start()].rstrip()
        # 转8012, 5550116、17: what follows is an extension or the end of another number.
        is_extension = has_number and before.endswith(_BEFORE_EXTENSION)
        if is_extension and len(digits) <= _HOTLINE_DIGITS:
            continue
        is_short = digits in _SHORT_NUMBERS or len(digits) == _HOTLINE_DIGITS
        if digits.startswith("0"):
            local = len(digits)
            # 0599-12388: a hotline with an area code.
            is_hotline = digits[-_HOTLINE_DIGITS:].startswith("12")
            lengths = {8, 9} if is_hotline else _LENGTHS_WITH_AREA_CODE
            is_whole = local in lengths
        else:
            is_whole = is_short or len(digits) in _LENGTHS_ALONE
        if not is_whole:
            return False
        has_number = True
    return has_number


def _contacts(subject: Subject) -> tuple[tuple[model.Contact, int, str], ...]:
    """Return each contact with the beginning of its value, and the value. Ask ``once``."""
    contacts: list[tuple[model.Contact, int, str]] = []
    if not subject.notice.contacts:
        return ()
    for route, start, text in subject.texts():
        if route[0] != "contacts" or route[-1] != "value":
            continue
        number = route[1]
        assert isinstance(number, int)
        contacts.append((subject.notice.contacts[number], start, text))
    return tuple(contacts)


def _local_numbers(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield each telephone number among the contacts that has no area code, nor one beside it."""
    for contact, start, value in subject.once(_contacts):
        # 0755-88110000、88110001: the area code in front holds for both.
        if not _is_called(contact) or _AREA_CODE.search(value):
            continue
        for match in _LOCAL.finditer(value):
            yield start + match.start(), start + match.end()


def _is_called(contact: model.Contact) -> bool:
    """Return whether ``contact`` is a telephone number, by its kind or by its label."""
    if contact.kind == "other":
        label = contact.label or ""
        return holds_any(label, _CALLS)
    return contact.kind == "phone"


@rule(
    severity=Severity.WARNING,
    sentence=(
        "电话号码写法有误或缺区号：“{marks}”",
        "telephone number malformed or without area code: “{marks}”",
    ),
    hint=("写作 {form}", "write {form}"),
    what=(
        "电话号码用了一字线，或缺区号",
        "a telephone number with a dash, or without area code",
    ),
    why=(
        "区号与号码之间用短横线；缺区号的外地打不通",
        "area code and number take a hyphen; without one, few can call",
    ),
    basis="GB/T 15834-2011 4.13；习惯",
    wrong="0755—88113963",
    right="0755-88113963",
    fixes=True,
)
def phone_number_form(subject: Subject) -> Iterator[Finding]:
    """Yield each number joined by a dash, and each called a telephone number without area code."""
    reported_numbers = set()
    for match in _DASHED.finditer(subject.whole):
        form = f"{match[1]}-{match[2]}"
        yield subject.finding(match.span(), replacement=form, form=form)
    for contact, start, value in subject.once(_contacts):
        if contact.kind == "phone" and not _is_telephone_number(value):
            form = "区号-号码"
            yield subject.finding((start, start + len(value)), form=form)
            reported_numbers.update(re.findall("[0-9]+", value))
    for span in _local_numbers(subject):
        if subject.whole[slice(*span)] in reported_numbers:
            continue
        number = subject.whole[slice(*span)]
        reported_numbers.add(number)
        yield subject.finding(span, form="区号-" + number)
    for match in _CALLED.finditer(subject.wording):
        if match[1] not in reported_numbers:
            yield subject.finding(match.span(1), form="区号-" + match[1])


_SEPARATOR = LatePattern("[\\s、，,；;。/或（）()]+")
_EMAIL = LatePattern("[^@]+@[^@.]+(?:\\.[^@.]+)+")
_POSTCODE = LatePattern("(?<![0-9０-９])[0-9０-９]{6}(?![0-9０-９])")


_CALLED_POSTCODE = Sparse("(?:邮政编码|邮编)[：:为是]?([0-9]+)", ("邮政编码", "邮编"))
_POSTCODE_DIGITS = 6


def _is_email(value: str) -> bool:
    """Return whether ``value`` holds an address, and nothing with @ that is none."""
    has_address = False
    for part in _SEPARATOR.compiled.split(value):
        if "@" not in part:
            continue
        if not _EMAIL.compiled.fullmatch(part):
            return False
        has_address = True
    return has_address


@rule(
    severity=Severity.ERROR,
    sentence=(
        "不是完整的电子邮箱或六位邮政编码：“{quote}”",
        "neither an e-mail address nor a postal code of six digits: “{quote}”",
    ),
    hint=(
        "核对后补全；若是别的联系方式，改写 kind",
        "check and complete it; if it is another kind of contact, change kind",
    ),
    what=("电子邮箱或邮政编码不成形", "an e-mail address or postal code that is none"),
    why=("公众无法据此联系", "nobody can write to it"),
    basis="习惯",
    wrong="email: example.163.com；postcode: 51802",
    right="email: example@163.com；postcode: 518028",
)
def email_or_postcode_form(subject: Subject) -> Iterator[Finding]:
    """Yield each contact of kind email without an address, of kind postcode without six digits."""
    for contact, start, value in subject.once(_contacts):
        wrong_email = contact.kind == "email" and not _is_email(value)
        if wrong_email or (contact.kind == "postcode" and not _POSTCODE.search(value)):
            yield subject.finding((start, start + len(value)))
    for match in _CALLED_POSTCODE.finditer(subject.whole):
        if len(match[1]) != _POSTCODE_DIGITS:
            yield subject.finding(match.span(1))


_PERCENTAGE = re.compile("(?<![0-9.])([0-9]{3,9}(?:\\.[0-9]{1,9})?)[%％]\\Z")
_LONGEST_PERCENTAGE = 20
"""Characters of such a percentage at most."""
_NEVER_MORE = (
    "满意",
    "合格",
    "知晓",
    "整改",
    "整改完成",
    "整改到位",
    "办结",
    "销号",
    "达标",
    "及时",
    "准确",
    "优良",
    "完好",
    "出勤",
    "到会",
    "参会",
    "参学",
    "公开",
    "回复",
    "回访",
    "答复",
    "响应",
    "受理",
    "处置",
    "处理",
    "通过",
    "上线",
    "持证",
    "建档",
    "归档",
    "入网",
    "普及",
    "见面",
    "参与",
    "支持",
    "正确",
    "规范",
    "整治",
    "排查",
    "检测",
)
"""What a share of the whole is of, before 率 and 度; 完成率, 入学率 or 使用率 may be more than 100 %."""
_SHARE = LatePattern(
    f"(?:(?:{any_of(_NEVER_MORE)})[率度面]"
    "|(?<!拨备|参保|保障|备付|付金|偿债|债务|拨贷|利息|现金)覆盖[率面]"
    # 占总数的, 占全部职工的, 占: parts of a whole
    "|占比|占(?=[约到达了]{0,2}\\Z|[^，。；！？\n]{0,10}[总全]))"
    "([^，。；！？\n]{0,16}?)\\Z"
)
"""A share of the whole, and what stands between it and its percentage. 贷款占存款的118% compares two wholes, and is right."""
_SHARE_REACH = 24
"""Characters before a percentage in which the share is named."""
_GROWTH = LatePattern(
    "增|减|比(?!例|重)|较|超|翻|涨|倍|以上|提高了|提升了|提高(?![到至])|提升(?![到至])|上升(?![到至])|率|度"
)
"""What makes the percentage that follows another than the share: 满意率提高了120%."""
_OTHER_WHOLE = LatePattern(
    "计划|预算|目标|任务|指标|资产|生产总值|产值|收入|营收|利润|同期|上年|去年"
)
"""What a share may be more than: 占年度计划的105%."""


def _over(text: str) -> Iterator[re.Match[str]]:
    """Yield the percentages over a hundred."""
    for place in places_of("%％", text):
        reach = max(place + 1 - _LONGEST_PERCENTAGE, 0)
        match = _PERCENTAGE.search(text, reach, place + 1)
        if match is not None and Decimal(match[1]) > 100:
            yield match


@rule(
    severity=Severity.INFO,
    sentence=("百分比超过 100%：“{quote}”", "a percentage over a hundred: “{quote}”"),
    hint=(
        "核对数字；分母不是全部的，写明“占……的”；原文如此的，写入 waivers",
        "check the figure; where it is not of the whole, say of what; if the original reads this way, add a waiver",
    ),
    what=(
        "满意率、合格率、覆盖率、占比一类的百分比超过 100%",
        "a share of the whole that is over a hundred percent",
    ),
    why=(
        "部分不会超过全部；完成率、使用率、增长率可以超过 100%",
        "a part cannot be more than the whole; progress, usage and growth may",
    ),
    basis="习惯",
    wrong="群众满意率达到101%",
    right="群众满意率达到100%",
)
def percentage_over_hundred(subject: Subject) -> Iterator[Finding]:
    """Yield each percentage over 100 of a share of the whole: 满意率, 合格率, 覆盖率, 占比."""
    for match in _over(subject.wording):
        earliest = max(match.start() - _SHARE_REACH, 0)
        share = _SHARE.search(subject.wording[earliest : match.start()])
        if share is None:
            continue
        between = share[1]
        if not _GROWTH.search(between) and not _OTHER_WHOLE.search(between):
            yield subject.finding(match.span())


_ABOUT = "大约|约|将近|接近|近|超过|逾"
_NO_ABOUT = {
    "约": "预签节履违公契集邀解制合条特相毁失续简俭租赴守爽盟立背要婚缔废退誓规民乡密和订商口撕期稿网践",
    "近": "附靠邻就临最新亲远浅贴切毗迫逼相走拉挨",
}
"""What makes another word of the character after it: 预约, 节约, 附近 …"""
_VAGUE_FIGURE = (
    "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?[万亿千百]?|[一二三四五六七八九十百千]{1,9}万?)"
)
_UNIT = "[万亿千百元人名个家次场天年月日小时分钟米公里平方吨亩岁%％]{0,4}"
_RECENT = "个?(?:年|载|月|天|日|周|星期|届|期|轮)"
"""近10余年 means the last ten years and more: no vagueness in 近."""
_TWICE = Led(
    f"({_ABOUT})({_VAGUE_FIGURE})(?:([余多])(?!种多样)|({_UNIT})左右(?![两手]))",
    _ABOUT.split("|"),
    beside("约近过逾", "0123456789一二三四五六七八九十百千"),
    ("左右", *beside("0123456789万亿千百一二三四五六七八九十", "余多")),
)
_RECENTLY = LatePattern(_RECENT)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "两个概数词修饰同一个数：“{quote}”",
        "two words of vagueness with one figure: “{quote}”",
    ),
    hint=(
        "只留一个：{with_about} 或 {with_odd}",
        "keep one of them: {with_about} or {with_odd}",
    ),
    what=("同一个数前后各有一个概数词", "two words of vagueness with one figure"),
    why=("“约”和“余”“左右”只用一个", "one of 约 and 余 or 左右 is enough"),
    basis="习惯",
    wrong="约30余人",
    right="30余人",
)
def about_and_odd(subject: Subject) -> Iterator[Finding]:
    """Yield each 约30余, 近百余, 约30人左右."""
    wording = subject.wording
    for match in _TWICE.finditer(wording):
        about, figure, odd, unit = match.groups()
        sign_before = sign_at(wording, match.start() - 1)
        # 节约30余万元, 附近20余户: the character belongs to the word before.
        if sign_before in _NO_ABOUT.get(about, ""):
            continue
        if about == "近" and odd and _RECENTLY.compiled.match(wording, match.end()):
            continue
        with_about = about + figure + (unit or "")
        with_odd = match.group().removeprefix(about)
        yield subject.finding(match.span(), with_about=with_about, with_odd=with_odd)


RULES: tuple[Rule, ...] = (
    impossible_date,
    zero_padded_date,
    year_without_sign,
    range_sign,
    phone_number_form,
    email_or_postcode_form,
    percentage_over_hundred,
    about_and_odd,
    rate_mismatch,
    status_sum_mismatch,
    all_done_contradicted,
    all_done_yet_open,
)

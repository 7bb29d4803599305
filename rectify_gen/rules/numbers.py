"""Rules of numbers: dates, years, ranges, telephone numbers, percentages; those that compute are in numbers_claims."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.numbers_claims import (
    all_done_contradicted,
    all_done_yet_open,
    rate_mismatch,
    status_sum_mismatch,
)
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import CLAUSE_ENDS, sign_at, stretches
from rectify_gen.rules.sparse import Sparse

_FIGURE_BEGINS = "[0-9](?<![0-9.][0-9])"
"""The first digit of a figure. A pattern that begins with the digit, not with what may not precede it, is searched fast."""
_DAY = re.compile(
    f"({_FIGURE_BEGINS}[0-9]{{0,3}})(?:年([0-9]{{1,2}}))?月(?:([0-9]{{1,2}})日)?"
)
_LEAP_YEAR = 2000


class _Date(NamedTuple):
    """A date as written, possible or not, and where it stands."""

    span: tuple[int, int]
    year: str | None
    month: str
    day: str | None

    def is_possible(self) -> bool:
        """Return whether a calendar has it; without a year, 2月29日 is possible."""
        if self.year is None and self.day is None:
            return True
        try:
            datetime.date(
                int(self.year or _LEAP_YEAR) or _LEAP_YEAR,
                int(self.month),
                int(self.day or 1),
            )
        except ValueError:
            return False
        return True


def _dates(subject: Subject) -> tuple[_Date, ...]:
    """The dates with a month in the author's own wording."""
    return tuple(
        date for match in _DAY.finditer(subject.wording) if (date := _date(match))
    )


def _date(found: re.Match[str]) -> _Date | None:
    figure, month, day = found.groups()
    if month and len(figure) == 4:
        return _Date(found.span(), figure, month, day)
    if month:
        return _Date((found.start(2), found.end()), None, month, day)
    return _Date(found.span(), None, figure, day) if len(figure) < 3 else None


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
        "a slip of the pen that nobody can check once it is public",
    ),
    basis="习惯",
    wrong="2024年2月30日召开会议",
    right="2024年2月29日召开会议",
)
def impossible_date(subject: Subject) -> Iterator[Finding]:
    """Yield each date with a month or day that does not exist."""
    for date in subject.once(_dates):
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
    basis="GB/T 9704-2012",
    wrong="2024年04月",
    right="2024年4月",
)
def zero_padded_date(subject: Subject) -> Iterator[Finding]:
    """Yield each possible date in which month or day begins with 0."""
    for date in subject.once(_dates):
        year, month, day = date.year, date.month, date.day
        padded = month.startswith("0") or (day or "").startswith("0")
        if padded and int(month) and date.is_possible():
            better = (
                (f"{year}年" if year else "")
                + f"{int(month)}月"
                + (f"{int(day)}日" if day else "")
            )
            yield subject.finding(date.span, better=better)


_BEFORE_YEAR = "\n，。、；：！？（—于在自从至到对将把按订定展行施发开织报"
"""Marks and last characters of words after which a four-digit figure is a year, not part of a name such as 净网2024."""
_AFTER_YEAR = (
    "公开|招聘|招录|招生|工作|上半年|下半年|全年|第?[一二三四]季度|[春夏秋冬]季|以来|以后|以前|[初底][，、前以]"
    "|预算|决算|部门|考核|审计|培训|党建|计划|重点|全[市县省区院校]|开展|完成|组织|召开|制定|印发|新增|共|累计|巡察|整改"
)
"""Words before which no count can stand, for they are no measure words."""
_YEAR = re.compile("[12][09][0-9][0-9](?![0-9年〕])")
_FOLLOWED = Sparse(f"(?:19|20)[0-9]{{2}}(?:{_AFTER_YEAR})")


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
    for match in _YEAR.finditer(wording):
        begins = sign_at(wording, match.start() - 1) in _BEFORE_YEAR
        if begins and _FOLLOWED.regex().match(wording, match.start()):
            yield subject.finding(match.span(), replacement=match.group() + "年")


_SIGNS = "-~–－"
_SIGN = f"[{_SIGNS}]{{1,2}}"
"""What is typed where a range needs ～, 至 or the dash 一字线."""
_APART = "(?<![0-9A-Za-z.\\-—–－～~:：/第号楼幢栋+×〕\\]#])"
"""Before a figure that is not part of a code, a time, a longer number or an ordinal."""
_RANGE = Sparse(f"[{_SIGNS}]{{1,2}}[0-9]{{1,6}}(?![0-9:：。，；、）\n])", _SIGNS)
"""What every range has; no telephone number, at the end of a stretch or longer, makes the rest be compiled."""
_MONTHS = Sparse(f"{_APART}([1-9]|1[0-2]){_SIGN}([1-9]|1[0-2])月份?(?!龄)", "月")
_DAYS = Sparse(f"(?<=月)([0-9]{{1,2}}){_SIGN}([0-9]{{1,2}})日", "月")
_YEARS = Sparse(
    f"{_APART}((?:19|20)[0-9]{{2}}){_SIGN}((?:19|20)[0-9]{{2}})(?=学?年)", "年"
)
_POINTS = Sparse(f"([0-9]{{1,4}}[年月日]){_SIGN}([0-9]{{1,4}}[年月日])", "年月日")
_NO_DIGIT = Sparse("[^0-9]")
_COUNTED = (
    "%|％|‰|万|亿|千|百|元|个|名|人|家|次|场|件|条|项|户|台|套|周岁|岁|年|天|小时|分钟|公里|千米|米|吨|亩|倍|篇|份|页"
    "|所|位|辆|例|批|间|处|种|类|℃"
)
_FIGURE = "([0-9]{1,6}(?:\\.[0-9]{1,4})?)"
_FIGURES = Sparse(f"{_APART}{_FIGURE}([%％‰]?){_SIGN}{_FIGURE}(?={_COUNTED})")


def _ranges(wording: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each range with a wrong sign: where it stands, and how it should read."""
    for match in _MONTHS.finditer(wording):
        yield match.span(), f"{match[1]}月至{match[2]}月"
    for match in _DAYS.finditer(wording):
        yield match.span(), f"{int(match[1])}日至{int(match[2])}日"
    for match in _YEARS.finditer(wording):
        yield match.span(), f"{match[1]}—{match[2]}"
    for match in _POINTS.finditer(wording):
        yield match.span(), f"{match[1]}至{match[2]}"
    for match in _FIGURES.finditer(wording):
        start, sign, end = match.groups()
        if Decimal(start) < Decimal(end) and not _is_code(start, end):
            after = wording[match.end()]
            yield (
                match.span(),
                f"{start}{sign or (after if after in '%％' else '')}～{end}",
            )


def _is_code(first: str, last: str) -> bool:
    """Whether two figures joined by a hyphen are a code or two years rather than two quantities."""
    years = all(len(one) == 4 and one[:2] in ("19", "20") for one in (first, last))
    return years or any(
        len(one) > 1 and one[0] == "0" and one[1] != "." for one in (first, last)
    )


@rule(
    severity=Severity.WARNING,
    sentence=("起止号误用短横线：“{quote}”", "a hyphen in a range: “{quote}”"),
    hint=("写作 {form}", "write {form}"),
    what=("数值或时间的起止用了短横线", "a hyphen in a range of figures or time"),
    why=(
        "数值范围用“～”，时间起止用“至”或一字线，短横线留给编号和电话",
        "quantities take ～, spans of time 至 or the dash; the hyphen is for codes and telephone numbers",
    ),
    basis="GB/T 15834-2011",
    wrong="2024年1-7月份；5-10个",
    right="2024年1月至7月；5～10个",
    fixes=True,
)
def range_sign(subject: Subject) -> Iterator[Finding]:
    """Yield each range of months, days, years or counted things that is joined by a hyphen."""
    end = 0
    for span, form in (
        sorted(_ranges(subject.wording)) if _RANGE.search(subject.wording) else ()
    ):
        if span[0] >= end:
            end = span[1]
            same = _NO_DIGIT.regex().sub("", form) == _NO_DIGIT.regex().sub(
                "", subject.whole[slice(*span)]
            )
            yield subject.finding(span, replacement=form if same else None, form=form)


_DASHES = "—–－―～~"
_DASHED = Sparse(
    f"(0(?<![0-9]0)[0-9]{{2,3}})[{_DASHES}]{{1,2}}([0-9]{{7,8}})(?![0-9])", _DASHES
)
_AREA_CODE = Sparse("(?<![0-9])(?:0[0-9]{2,3}|\\+?86)")
_LOCAL = Sparse(f"(?<![0-9A-Za-z{_DASHES}-])[2-8][0-9]{{6,7}}(?![0-9A-Za-z@.])")
_CALLED = Sparse(
    "(?:电话|传真)(?:号码)?[为是：:]?([2-8][0-9]{6,7})(?![0-9A-Za-z@.—–－-])",
    ("电话", "传真"),
)
_CALLS = ("电话", "传真")


def _contacts(subject: Subject) -> Iterator[tuple[model.Contact, int, str]]:
    """Yield each contact with the beginning of its value, and the value."""
    if subject.notice.contacts:
        for route, start, text in subject.texts():
            if (
                route[0] == "contacts"
                and route[-1] == "value"
                and isinstance(route[1], int)
            ):
                yield subject.notice.contacts[route[1]], start, text


def _local_numbers(subject: Subject) -> Iterator[tuple[int, int]]:
    """Each telephone number among the contacts that has no area code, nor one beside it."""
    for contact, start, value in _contacts(subject):
        other = contact.kind == "other" and any(
            word in (contact.label or "") for word in _CALLS
        )
        if (contact.kind == "phone" or other) and not _AREA_CODE.search(value):
            for match in _LOCAL.finditer(value):
                yield start + match.start(), start + match.end()


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
    basis="GB/T 15834-2011",
    wrong="0755—88113963",
    right="0755-88113963",
    fixes=True,
)
def phone_number_form(subject: Subject) -> Iterator[Finding]:
    """Yield each number joined by a dash, and each called a telephone number without area code."""
    told = set()
    for match in _DASHED.finditer(subject.whole):
        form = f"{match[1]}-{match[2]}"
        yield subject.finding(match.span(), replacement=form, form=form)
    for span in _local_numbers(subject):
        number = subject.whole[slice(*span)]
        told.add(number)
        yield subject.finding(span, form="区号-" + number)
    for match in _CALLED.finditer(subject.wording):
        if match[1] not in told:
            yield subject.finding(match.span(1), form="区号-" + match[1])


_SEPARATOR = Sparse("[\\s、，,；;。/或（）()]+")
_EMAIL = Sparse("[^@]+@[^@.]+(?:\\.[^@.]+)+")
_POSTCODE = Sparse("(?<![0-9０-９])[0-9０-９]{6}(?![0-9０-９])")


def _is_email(value: str) -> bool:
    """Whether ``value`` holds an address, and nothing with @ that is none."""
    addresses = [part for part in _SEPARATOR.regex().split(value) if "@" in part]
    return bool(addresses) and all(_EMAIL.regex().fullmatch(part) for part in addresses)


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
    for contact, start, value in _contacts(subject):
        wrong_email = contact.kind == "email" and not _is_email(value)
        if wrong_email or (contact.kind == "postcode" and not _POSTCODE.search(value)):
            yield subject.finding((start, start + len(value)))


_PERCENTAGE = re.compile(f"({_FIGURE_BEGINS}[0-9]{{2,8}}(?:\\.[0-9]{{1,9}})?)[%％]")
_MAY_EXCEED = Sparse(
    "增|升|提高|同比|环比|较|比|超|翻|涨|扩大|倍|以上|预算|目标|任务|计划|指标|毛入学|使用率|负债|拨备|参保|达产|产能"
)
"""Words beside which more than the whole makes sense."""


def _over(text: str) -> list[re.Match[str]]:
    """The percentages over a hundred."""
    return [match for match in _PERCENTAGE.finditer(text) if Decimal(match[1]) > 100]


@rule(
    severity=Severity.INFO,
    sentence=("百分比超过 100%：“{quote}”", "a percentage over a hundred: “{quote}”"),
    hint=(
        "核对数字；确属增长或超额的，写明“增长”“超”",
        "check the figure; where it is growth or excess, say so",
    ),
    what=("百分比超过 100%", "a percentage over a hundred"),
    why=(
        "比率、覆盖率一类数字不会超过全部",
        "a share or coverage cannot be more than the whole",
    ),
    basis="习惯",
    wrong="群众满意率达到101%",
    right="群众满意率达到100%",
)
def percentage_over_hundred(subject: Subject) -> Iterator[Finding]:
    """Yield each percentage over 100 in a sentence without growth, comparison, plan or excess."""
    over = _over(subject.wording)
    for start, clause in stretches(
        subject.wording, (found.start() for found in over), CLAUSE_ENDS
    ):
        if not _MAY_EXCEED.search(clause):
            for found in _over(clause):
                yield subject.finding(
                    (start + found.start(), start + found.end()),
                )


_ABOUT = "大约|约|将近|接近|近|超过|逾"
_NO_ABOUT = {
    "约": "预签节履违公契集邀解制合条特相毁失续简俭租赴守爽盟立背",
    "近": "附靠邻就临最新亲远浅贴切毗",
}
"""What makes another word of the character after it: 预约, 节约, 附近 …"""
_VAGUE_FIGURE = (
    "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?[万亿千百]?|[一二三四五六七八九十百千]{1,9}万?)"
)
_UNIT = "[万亿千百元人名个家次场天年月日小时分钟米公里平方吨亩岁%％]{0,4}"
_RECENT = "个?(?:年|月|天|日|周|星期|届|期|轮)"
"""近10余年 means the last ten years and more: no vagueness in 近."""
_TWICE = Sparse(
    f"({_ABOUT})({_VAGUE_FIGURE})(?:([余多])(?!种多样)|({_UNIT})左右(?![两手]))"
)
_RECENTLY = Sparse(_RECENT)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "两个概数词修饰同一个数：“{quote}”",
        "two words of vagueness with one figure: “{quote}”",
    ),
    hint=("只留一个：{choice}", "keep one of them: {choice}"),
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
        recent = (
            match[1] == "近"
            and match[3]
            and _RECENTLY.regex().match(wording, match.end())
        )
        other = sign_at(wording, match.start() - 1) in _NO_ABOUT.get(match[1], "")
        if not recent and not other:
            first = match[1] + match[2] + (match[4] or "")
            choice = f"{first} 或 {match.group()[len(match[1]) :]}"
            yield subject.finding(match.span(), choice=choice)


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

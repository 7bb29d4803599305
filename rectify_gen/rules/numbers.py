"""Rules of numbers: dates, years, ranges, telephone numbers, percentages; those that reckon stand in numbers_claims."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.numbers_claims import all_done_contradicted, rate_mismatch, status_sum_mismatch
from rectify_gen.rules.numbers_wording import found_at, own_wording
from rectify_gen.rules.rule import Rule, Subject, rule

_SIGN = "[-~–－]{1,2}"
"""What is typed where a range needs ～, 至 or the dash 一字线."""
_APART = "(?<![0-9A-Za-z.\\-—–－～~:：/第号楼幢栋+×〕\\]#])"
"""Before a figure that is not part of a code, a time, a longer number or an ordinal."""


_DAY = re.compile("(?<![0-9.])(?:([0-9]{4})年)?([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_LEAP_YEAR = 2000


def _is_possible(year: str | None, month: str, day: str | None) -> bool:
    if year is None and day is None:
        return True
    try:
        datetime.date(int(year or _LEAP_YEAR) or _LEAP_YEAR, int(month), int(day or 1))
    except ValueError:
        return False
    return True


@rule(
    what=("历法上不存在的日期", "a date that no calendar has"),
    why=("多为笔误，公开后无法核对", "a slip of the pen that nobody can check once it is public"),
    basis="习惯",
    wrong="2024年2月30日召开会议",
    right="2024年2月29日召开会议",
)
def impossible_date(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each date with a month or day that does not exist; without a year, 2月29日 is one."""
    for route, text, bare in own_wording(subject):
        for found in _DAY.finditer(bare):
            if not _is_possible(found[1], found[2], found[3]):
                yield found_at("impossible-date", route, text, found.span())


@rule(
    what=("月、日前补了零", "a month or day padded with a zero"),
    why=("公文中月、日不编虚位，1 不写作 01", "official texts write 1, not 01, for month and day"),
    basis="GB/T 9704-2012",
    wrong="2024年04月",
    right="2024年4月",
)
def zero_padded_date(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each possible date in which month or day begins with 0."""
    for route, text, bare in own_wording(subject):
        for found in _DAY.finditer(bare):
            year, month, day = found.groups()
            padded = month.startswith("0") or (day or "").startswith("0")
            if padded and int(month) and _is_possible(year, month, day):
                better = (f"{year}年" if year else "") + f"{int(month)}月" + (f"{int(day)}日" if day else "")
                yield found_at("zero-padded-date", route, text, found.span(), better=better)


_BEFORE_YEAR = "，。、；：！？（—于在自从至到对将把按订定展行施发开织报"
"""Marks and last characters of words after which a four-digit figure is a year, not part of a name such as 净网2024."""
_AFTER_YEAR = (
    "公开|招聘|招录|招生|工作|上半年|下半年|全年|第?[一二三四]季度|[春夏秋冬]季|以来|以后|以前|[初底][，、前以]"
    "|预算|决算|部门|考核|审计|培训|党建|计划|重点|全[市县省区院校]|开展|完成|组织|召开|制定|印发|新增|共|累计|巡察|整改"
)
"""Words before which no count can stand, for they are no measure words."""
_YEAR = re.compile(f"(?:^|(?<=[{_BEFORE_YEAR}]))(?:19|20)[0-9]{{2}}(?={_AFTER_YEAR})")


@rule(
    what=("年份后缺“年”字", "a year without 年"),
    why=("数字会被读成数量或编号", "the figure reads as a count or a code"),
    basis="习惯",
    wrong="2024公开招聘技术人员",
    right="2024年公开招聘技术人员",
)
def year_without_sign(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each 19xx or 20xx that begins a phrase and is followed by a word that cannot be counted."""
    for route, text, bare in own_wording(subject):
        for found in _YEAR.finditer(bare):
            yield found_at("year-without-sign", route, text, found.span(), better=found.group() + "年")


_MONTHS = re.compile(f"{_APART}([1-9]|1[0-2]){_SIGN}([1-9]|1[0-2])月份?(?!龄)")
_DAYS = re.compile(f"(?<=月)([0-9]{{1,2}}){_SIGN}([0-9]{{1,2}})日")
_YEARS = re.compile(f"{_APART}((?:19|20)[0-9]{{2}}){_SIGN}((?:19|20)[0-9]{{2}})(?=学?年)")
_POINTS = re.compile(f"([0-9]{{1,4}}[年月日]){_SIGN}([0-9]{{1,4}}[年月日])")
_COUNTED = (
    "%|％|‰|万|亿|千|百|元|个|名|人|家|次|场|件|条|项|户|台|套|周岁|岁|年|天|小时|分钟|公里|千米|米|吨|亩|倍|篇|份|页"
    "|所|位|辆|例|批|间|处|种|类|℃"
)
_FIGURE = "([0-9]{1,6}(?:\\.[0-9]{1,4})?)"
_FIGURES = re.compile(f"{_APART}{_FIGURE}([%％‰]?){_SIGN}{_FIGURE}(?={_COUNTED})")


def _ranges(bare: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each range with a wrong sign: where it stands, and how it should read."""
    for found in _MONTHS.finditer(bare):
        yield found.span(), f"{found[1]}月至{found[2]}月"
    for found in _DAYS.finditer(bare):
        yield found.span(), f"{int(found[1])}日至{int(found[2])}日"
    for found in _YEARS.finditer(bare):
        yield found.span(), f"{found[1]}—{found[2]}"
    for found in _POINTS.finditer(bare):
        yield found.span(), f"{found[1]}至{found[2]}"
    for found in _FIGURES.finditer(bare):
        first, sign, last = found.groups()
        if Decimal(first) < Decimal(last) and not _is_code(first, last):
            after = bare[found.end()]
            yield found.span(), f"{first}{sign or (after if after in '%％' else '')}～{last}"


def _is_code(first: str, last: str) -> bool:
    """Whether two figures joined by a hyphen are a code or two years rather than two quantities."""
    years = all(len(one) == 4 and one[:2] in ("19", "20") for one in (first, last))
    return years or any(len(one) > 1 and one[0] == "0" and one[1] != "." for one in (first, last))


@rule(
    what=("数值或时间的起止用了短横线", "a hyphen in a range of figures or time"),
    why=(
        "数值范围用“～”，时间起止用“至”或一字线，短横线留给编号和电话",
        "quantities take ～, spans of time 至 or the dash; the hyphen is for codes and telephone numbers",
    ),
    basis="GB/T 15834-2011",
    wrong="1-7月份；5-10个",
    right="1月至7月；5～10个",
)
def range_sign(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each range of months, days, years or counted things that is joined by a hyphen."""
    for route, text, bare in own_wording(subject):
        end = 0
        for span, better in sorted(_ranges(bare)):
            if span[0] >= end:
                end = span[1]
                yield found_at("range-sign", route, text, span, better=better)


_DASHED = re.compile("(?<![0-9])(0[0-9]{2,3})[—–－―～~]{1,2}([0-9]{7,8})(?![0-9])")
_AREA_CODE = re.compile("(?<![0-9])(?:0[0-9]{2,3}|\\+?86)")
_LOCAL = re.compile("(?<![0-9A-Za-z—–－―～~-])[2-8][0-9]{6,7}(?![0-9A-Za-z@.])")
_CALLED = re.compile("(?:电话|传真)(?:号码)?[为是：:]?([2-8][0-9]{6,7})(?![0-9A-Za-z@.—–－-])")
_CALLS = re.compile("电话|传真")


def _local_numbers(notice: model.Notice) -> Iterator[tuple[Route, str, tuple[int, int]]]:
    """Each telephone number among the contacts that has no area code, nor one beside it."""
    for at, contact in enumerate(notice.contacts):
        called = contact.kind == "phone" or (contact.kind == "other" and _CALLS.search(contact.label or ""))
        if called and not _AREA_CODE.search(contact.value):
            for found in _LOCAL.finditer(contact.value):
                yield ("contacts", at, "value"), contact.value, found.span()


@rule(
    what=("电话号码用了一字线，或缺区号", "a telephone number with a dash, or without area code"),
    why=("区号与号码之间用短横线；缺区号的外地打不通", "area code and number take a hyphen; without one, few can call"),
    basis="GB/T 15834-2011",
    wrong="0755—88113963",
    right="0755-88113963",
)
def phone_number_form(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each number joined by a dash, and each called a telephone number without area code."""
    code, told = "phone-number-form", set()
    for route, text in subject.texts:
        for found in _DASHED.finditer(text):
            yield found_at(code, route, text, found.span(), form=f"{found[1]}-{found[2]}")
    for route, text, span in _local_numbers(subject.notice):
        told.add(text[slice(*span)])
        yield found_at(code, route, text, span, form="区号-" + text[slice(*span)])
    for route, text, bare in own_wording(subject):
        for found in _CALLED.finditer(bare):
            if found[1] not in told:
                yield found_at(code, route, text, found.span(1), form="区号-" + found[1])


_SEPARATOR = re.compile("[\\s、，,；;。/或（）()]+")
_EMAIL = re.compile("[^@]+@[^@.]+(?:\\.[^@.]+)+")
_POSTCODE = re.compile("(?<![0-9０-９])[0-9０-９]{6}(?![0-9０-９])")


def _is_email(value: str) -> bool:
    """Whether ``value`` holds an address, and nothing with @ that is none."""
    addresses = [part for part in _SEPARATOR.split(value) if "@" in part]
    return bool(addresses) and all(_EMAIL.fullmatch(part) for part in addresses)


@rule(
    what=("电子邮箱或邮政编码不成形", "an e-mail address or postal code that is none"),
    why=("公众无法据此联系", "nobody can write to it"),
    basis="习惯",
    wrong="email: example.163.com；postcode: 51802",
    right="email: example@163.com；postcode: 518028",
)
def email_or_postcode_form(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each contact of kind email without an address, of kind postcode without six digits."""
    for at, contact in enumerate(subject.notice.contacts):
        wrong_email = contact.kind == "email" and not _is_email(contact.value)
        if wrong_email or (contact.kind == "postcode" and not _POSTCODE.search(contact.value)):
            span = (0, len(contact.value))
            yield found_at("email-or-postcode-form", ("contacts", at, "value"), contact.value, span)


_PERCENTAGE = re.compile("(?<![0-9.])([0-9]{1,9}(?:\\.[0-9]{1,9})?)[%％]")
_CLAUSE = re.compile("[^。；！？]+")
_MAY_EXCEED = re.compile(
    "增|升|提高|同比|环比|较|比|超|翻|涨|扩大|倍|以上|预算|目标|任务|计划|指标|毛入学|使用率|负债|拨备|参保|达产|产能"
)
"""Words beside which more than the whole makes sense."""


@rule(
    what=("百分比超过 100%", "a percentage over a hundred"),
    why=("比率、覆盖率一类数字不会超过全部", "a share or coverage cannot be more than the whole"),
    basis="习惯",
    wrong="群众满意率达到 101%",
    right="群众满意率达到 100%",
)
def percentage_over_hundred(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each percentage over 100 in a sentence without growth, comparison, plan or excess."""
    for route, text, bare in own_wording(subject):
        for clause in _CLAUSE.finditer(bare):
            over = [one for one in _PERCENTAGE.finditer(clause.group()) if Decimal(one[1]) > 100]
            if over and not _MAY_EXCEED.search(clause.group()):
                for found in over:
                    span = (clause.start() + found.start(), clause.start() + found.end())
                    yield found_at("percentage-over-hundred", route, text, span)


_ABOUT = "(?:大约|(?<![预签节履违公契集邀解制合条特相毁失续简俭租赴守爽盟立背])约|将近|接近|(?<![附靠邻就临最新亲远浅贴切毗])近|超过|逾)"
"""Words for “about”, not as the end of 预约, 节约, 附近 …"""
_VAGUE_FIGURE = "(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?[万亿千百]?|[一二三四五六七八九十百千]{1,9}万?)"
_UNIT = "[万亿千百元人名个家次场天年月日小时分钟米公里平方吨亩岁%％]{0,4}"
_RECENT = "个?(?:年|月|天|日|周|星期|届|期|轮)"
"""近10余年 means the last ten years and more: no vagueness in 近."""
_TWICE = re.compile(f"({_ABOUT})({_VAGUE_FIGURE})(?:([余多])(?!种多样)|({_UNIT})左右(?![两手]))")
_RECENTLY = re.compile(_RECENT)


@rule(
    what=("同一个数前后各有一个概数词", "two words of vagueness with one figure"),
    why=("“约”和“余”“左右”只用一个", "one of 约 and 余 or 左右 is enough"),
    basis="习惯",
    wrong="约30余人",
    right="30余人",
)
def about_and_odd(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each 约30余, 近百余, 约30人左右."""
    for route, text, bare in own_wording(subject):
        for found in _TWICE.finditer(bare):
            recent = found[1] == "近" and found[3] and _RECENTLY.match(bare, found.end())
            if not recent:
                first = found[1] + found[2] + (found[4] or "")
                choice = f"{first} 或 {found.group()[len(found[1]) :]}"
                yield found_at("about-and-odd", route, text, found.span(), choice=choice)


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
)

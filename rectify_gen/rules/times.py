"""Rules of dates in prose: without a year (4月10日，召开…), or later than the notice's own date."""

import datetime
import re
from collections.abc import Iterator

from rectify_gen import chinese
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model.slots import has_dated_slot
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.rule import Rule, Subject, is_running_text, key_of, rule
from rectify_gen.rules.signs import (
    CLAUSE_ENDS,
    SENTENCE_ENDS,
    holds_any,
    sign_at,
    stretch_after,
    stretch_before,
)
from rectify_gen.rules.sparse import Led, Sparse, places_of
from rectify_gen.rules.written_dates import written_dates
from rectify_gen.vocabulary.deadlines import last_day

_YEAR = re.compile("年(?<=[0-9]{4}年)")
_MONTH = re.compile("月(?:[0-9]{1,2}日|份|初|底|末|中旬|上旬|下旬)?")
_AGE_OR_SPAN = LatePattern(
    "龄|婴|(?:确?定|设|列|作)为|[以之](?:上|内|下|后|久)|内|后|有余|不等"
)
"""What follows months that are an age, a time or any year's, and no date: 3月龄, 6月以上, 9月定为质量月."""
_LASTS = (
    "历时",
    "为期",
    "试用期",
    "工期",
    "租期",
    "质保期",
    "服务期",
    "时长",
    "长达",
    "逾期",
    "满",
    "近",
    "约",
    "超过",
    "不足",
    "滞后",
    "延期",
    "第",
    "每",
)
"""What stands before a number of months that is a time."""
_NAMED_DAY = LatePattern(
    # 4月15日全民国家安全教育日, 4月23日为“世界读书日”
    "(?:的|是|为|“|第[0-9一二三四五六七八九十]+个|全国|全民|国际|世界|国家|中国|中华|联合国|建[党军]|五四|学雷锋)"
    "[^，。；！？\n]{0,16}?[日节](?![常程前益])"
    # 5月25日心理健康日: a name of nouns, with nothing done in it
    "|(?:(?!开展|召开|组织|举办|印发|举行|进行|参加|前往|赴|到|在|对|接|起|至|前|后|日|节)[一-龥]){2,12}[日节]"
    "(?=[、，。；）”]|开展|上街|宣传|活动|前后|期间|当天|到来|系列|主题)"
    # 5月12日护士节, but not 环节, 细节 nor 节约
    "|(?:(?!开展|召开|组织|举办|印发|举行|进行|参加|前往|赴|到|在|对|接|起|至|前|后|日|节)[一-龥]){2,5}(?<![环细调情季关])节(?![约能水点目省俭假气奏])"
)
"""What follows a day that comes every year: 4月15日全民国家安全教育日."""
_SET_BEFORE = ("target", "deadline")
"""Columns of a ledger that were written when the rectification began."""
_DIGITS = frozenset("0123456789")
_NOT_BEFORE_MONTH = frozenset("0123456789年.、至～—-")
_VAGUE = Led(
    "今年|去年|上半年|下半年|近日|日前",
    ("今年", "去年", "上半年", "下半年", "近日", "日前"),
)
_RECENTLY = ("近日", "日前")
_EACH_OF_MONTHS = LatePattern("(?:、[0-9]{1,2}月){0,11}各")
_OF_BOTH_HALVES = ("上半年、下半年", "上半年和下半年", "下半年各")
_BEFORE_RECENTLY = frozenset("，。；\n")
"""What stands before 近日 and 日前 where they are a date, and not the end of another word."""
_EVERY = LatePattern("(?:每年|逢|逐年|历年)[^。；！？，\n]{0,6}$")
_EVERY_REACH = 12
"""Characters before a month in which 每年 makes it a month of every year."""


@rule(
    severity=Severity.INFO,
    sentence=("日期没有年份：“{quote}”", "a date without a year: “{quote}”"),
    hint=("写明年份", "write the year"),
    what=(
        "日期没有年份：只写几月几日，或写今年、上半年、近日",
        "a date without a year: month and day, 今年, 上半年, 近日",
    ),
    why=(
        "通报会长期公开，读者不知道是哪一年",
        "a notice stays public; readers do not know which year is meant",
    ),
    basis="习惯",
    wrong="4月10日，召开专题会议",
    right="2024年4月10日，召开专题会议",
)
def date_without_year(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each text of preamble and sections, the first date with no year before it in its paragraph."""
    reported_texts: set[int] = set()
    for start, end in (*_months(subject), *_vague(subject.wording)):
        number = subject.number_at(start)
        route = subject.routes[number]
        # One year that is missing is often missing all through a text.
        if number in reported_texts:
            continue
        if not _is_paragraph(route):
            continue
        paragraph_start = subject.starts[_paragraph_start(subject, number)]
        before = subject.wording[paragraph_start:start]
        # A year anywhere before it in the paragraph is the year of this date too.
        if _YEAR.search(before) or _EVERY.search(before[-_EVERY_REACH:]):
            continue
        if has_dated_slot(subject.whole[paragraph_start:start]):
            continue
        reported_texts.add(number)
        yield subject.finding((start, end))


def _vague(text: str) -> Iterator[tuple[int, int]]:
    """Yield where 今年, 近日 and the like stand."""
    for match in _VAGUE.finditer(text):
        # 上半年、下半年各开展1次 is so every year.
        if text.startswith(_OF_BOTH_HALVES, match.start()):
            continue
        # 附近日常 holds 近日 and names no date.
        is_recently = match.group() in _RECENTLY
        if is_recently and sign_at(text, match.start() - 1) not in _BEFORE_RECENTLY:
            continue
        yield match.span()


def _months(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield where each month stands that no year and no other month stands straight before."""
    text = subject.wording
    for match in _MONTH.finditer(text):
        # The pattern begins with 月, which re finds fast; the digits before it are read here.
        month_sign = match.start()
        start = month_sign
        while start > 0 and month_sign - start < 2 and text[start - 1] in _DIGITS:
            start -= 1
        has_digits = start < month_sign
        if not has_digits or text[start - 1 : start] in _NOT_BEFORE_MONTH:
            continue
        # The name may be quoted, and is blank in the wording then.
        is_named = _is_named_day(subject.whole, match)
        # 3月、6月、9月各开展1次 is so every year.
        if _EACH_OF_MONTHS.match(text, match.end()):
            continue
        if not is_named and not _is_span_of_time(text, start, match):
            yield start, match.end()


def _is_span_of_time(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether the month at ``match`` counts months, from its figure at ``start``: 3月龄, 历时6月."""
    is_month_alone = match.group() == "月"
    if not is_month_alone:
        return False
    is_followed = _AGE_OR_SPAN.compiled.match(text, match.end()) is not None
    return is_followed or text.endswith(_LASTS, 0, start)


def _is_named_day(text: str, match: re.Match[str]) -> bool:
    """Return whether the day at ``match`` comes every year under a name."""
    is_day = match.group().endswith("日")
    return is_day and _NAMED_DAY.compiled.match(text, match.end()) is not None


def _is_paragraph(route: Route) -> bool:
    """Return whether the text at ``route`` is a paragraph, or ends one: its year may stand before it there."""
    is_whole = key_of(route) in ("content", "text", "measures", "preamble")
    return is_whole and is_running_text(route)


def _paragraph_start(subject: Subject, number: int) -> int:
    """Return the first of the texts that may be one paragraph with this one: its measures, and what leads to them."""
    route = subject.routes[number]
    if "measures" not in route:
        return number
    innermost_measures = len(route) - 1 - route[::-1].index("measures")
    member = route[:innermost_measures]
    while number and subject.routes[number - 1][: len(member)] == member:
        number -= 1
    return number


_CLAUSE = 60
"""Characters after a date in which its clause says what was done."""
_LEAD = 20
"""Characters before a date in which its clause may say that it is a plan."""
_DONE = (
    *("召开", "印发", "完成", "通过", "出台", "下发", "举办"),
    *("开展了", "建成", "投入使用", "约谈了", "审议", "组织"),
)
_PLANNED = (
    # 2025年6月30日前完成, 力争2025年8月1日投入使用: plans, though 完成 and 投入使用 stand there.
    *("前", "底", "计划", "拟", "将", "力争", "预计", "到期", "截止", "届满"),
    *("应", "须", "定于", "争取", "至", "起", "有效", "目标", "确保"),
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "已办完的事晚于成文日期 {date}：“{quote}”",
        "something done is dated after the notice, {date}: “{quote}”",
    ),
    hint=(
        "核对日期；尚未办的，写明计划",
        "check the date; write what is still to be done as a plan",
    ),
    what=(
        "已经办完的事，日期晚于成文日期",
        "something done is dated after the notice itself",
    ),
    why=(
        "通报写的是成文之前的进展，多为年份写错",
        "a notice reports what was done before its date; often the year is wrong",
    ),
    basis="习惯",
    wrong="成文日期2025年4月7日，2025年8月12日召开专题会议",
    right="2024年8月12日召开专题会议",
)
def date_after_signature(subject: Subject) -> Iterator[Finding]:
    """Yield each day or month after that of the signature whose clause reports something done, and no plan."""
    signed = _signed(subject)
    if signed is None:
        return
    text = subject.wording
    for start, end, first_day, _ in subject.once(written_dates):
        # A month is later only when all of it is: 2025年3月 may be written in March.
        if first_day <= signed:
            continue
        if subject.route_at(start)[0] not in ("preamble", "sections"):
            continue
        # A plan is announced before the date (计划于…), what was done is told after it (…召开).
        lead = stretch_before(text, start, _LEAD, CLAUSE_ENDS)
        clause = stretch_after(text, end, _CLAUSE, CLAUSE_ENDS)
        if holds_any(clause, _DONE) and not holds_any(lead + clause, _PLANNED):
            yield subject.finding((start, end), date=chinese.write_date(signed))


_AS_OF = re.compile(
    "截[至止](?:到)?([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日|([底末])|份)?"
)
"""The day of which facts are told; 截至2025年2月底, but not 租期截至2025年2月."""
_NEARLY_A_MONTH = datetime.timedelta(days=24)
_BEFORE_AS_OF = frozenset("，。；：（\n")
_STANDS = ("已", "累计", "共", "完成率", "均", "全部")
"""What tells of facts, and not of a deadline."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{quote}”晚于成文日期 {date}，写的却是已有的情况",
        "“{quote}” is after the date of the notice, {date}, yet tells what stands",
    ),
    hint=(
        "核对年份和月份；确为计划的，不写“已”",
        "check year and month; write a plan without 已",
    ),
    what=(
        "“截至”某日的情况，那一天晚于成文日期",
        "the state as of a day that is after the date of the notice",
    ),
    why=(
        "成文时还不知道以后的情况，多为年份写错",
        "a notice cannot know a later state; often the year is wrong",
    ),
    basis="习惯",
    wrong="截至2035年1月底，全部问题已整改到位",
    right="截至2024年1月底，全部问题已整改到位",
)
def state_after_signature(subject: Subject) -> Iterator[Finding]:
    """Yield each 截至 with a month or day after that of the signature whose sentence tells facts."""
    signed = _signed(subject)
    text = subject.wording
    if signed is None or "截" not in text:
        return
    for match in _AS_OF.finditer(text):
        year, month, day, end_of_month = match.groups()
        # A month without a day is later only when all of it is; 截至2025年3月 may be written in March.
        first_day = chinese.read_date(f"{year}年{month}月{day or 1}日")
        # 截至2025年3月底 may be written in the last days of March.
        if first_day is not None and end_of_month:
            first_day += _NEARLY_A_MONTH
        if first_day is None or first_day <= signed:
            continue
        is_clause = match.start() == 0 or text[match.start() - 1] in _BEFORE_AS_OF
        if not is_clause or not _tells_of_past(subject, match.start()):
            continue
        clause = stretch_after(text, match.end(), _CLAUSE, CLAUSE_ENDS)
        if not clause.startswith("前") and holds_any(clause, _STANDS):
            yield subject.finding(match.span(), date=chinese.write_date(signed))


_PLANNED_DATE = re.compile(
    # The pattern begins with 20, which re finds fast; what makes a plan of the date is read by the next one.
    "20(?<=[争划拟计于将取保到在]20)"
    "[0-9]{2}年(?:年?[底末]之?前?|[0-9]{1,2}月(?:[底末]|[0-9]{1,2}日)?之?前?)"
)
_PLAN = LatePattern("(?:力争|计划|拟|预计|定于|将|争取|确保)将?[于到在]?\\Z")
_LONGEST_PLAN = len("计划将于")
_PLAN_OF_OTHERS = LatePattern(
    "原|曾|当时|已|了|如期|按期|按时|提前|实际|但|却|推迟|延期|延迟|未|要求|规定|明确|提出|承诺|问题|发现|反馈|审计|约定|上轮"
)
"""What makes a plan of an earlier day one that is only told: 原计划2023年底前完成, 已提前完成."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "计划的日期 {day} 早于成文日期 {date}：“{quote}”",
        "a plan for {day}, which is before the date of the notice, {date}: “{quote}”",
    ),
    hint=(
        "核对年份；已经办完的，写明结果",
        "check the year; write the result of what is done",
    ),
    what=(
        "“力争”“计划”“将于”的日期早于成文日期",
        "a plan (力争, 计划, 将于) for a day before the date of the notice",
    ),
    why=(
        "成文时日期已过，或者年份写错，或者应当写结果",
        "the day was past when the notice was written: a wrong year, or a result is due",
    ),
    basis="习惯",
    wrong="力争到2014年底前完成更换",
    right="力争到2035年底前完成更换",
)
def plan_date_past(subject: Subject) -> Iterator[Finding]:
    """Yield each plan of the notice's own whose last day is before that of the signature."""
    signed = _signed(subject)
    if signed is None:
        return
    text = subject.wording
    for match in _PLANNED_DATE.finditer(text):
        reach = max(match.start() - _LONGEST_PLAN, 0)
        plan = _PLAN.compiled.search(text, reach, match.start())
        if plan is None:
            continue
        day = last_day_of_plan(match.group())
        if day is None or day >= signed:
            continue
        if not _tells_of_past(subject, plan.start()):
            continue
        lead = stretch_before(text, plan.start(), _CLAUSE, SENTENCE_ENDS)
        rest = stretch_after(text, match.end(), _CLAUSE, SENTENCE_ENDS)
        if _PLAN_OF_OTHERS.search(lead + rest):
            continue
        yield subject.finding(
            (plan.start(), match.end()),
            day=chinese.write_date(day),
            date=chinese.write_date(signed),
        )


_CENTURY = "20"
_PARTS_OF_MONTH = frozenset("底末初份")
_ABOUT_RECTIFICATION = Sparse(
    "(?:针对|围绕|对照|根据|传达|研究|学习|通报|部署|落实)[^。；！？，\n]{0,8}巡察(?:组)?(?:反馈|整改)"
    "|(?:召开|印发|制定|出台|成立|举办|组织)[^。；！？，\n]{0,12}巡察(?:反馈)?(?:意见|问题)?整改",
    ("巡察",),
)
"""What is done because of an inspection, and so after it began."""
_OTHER_INSPECTION = LatePattern(
    "上轮|上一轮|上次|首轮|历次|历轮|此前|以前|过去|曾|原|往年|巡视|审计|督察|督查|未|不|没有|问题|以来|至|—|～|起"
)
"""What makes an early day one of another inspection, of a problem, or the start of a period."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{quote}”早于巡察开始日期 {start}，写的却是巡察整改",
        "“{quote}” is before the inspection began, {start}, yet tells of its rectification",
    ),
    hint=(
        "核对年份；写的是以前的巡察的，写明“上轮”",
        "check the year; write 上轮 where an earlier inspection is meant",
    ),
    what=(
        "巡察整改的会议、文件，日期早于巡察开始日期",
        "a meeting or a document of the rectification before the inspection began",
    ),
    why=(
        "先巡察后整改，早于巡察的多为年份写错",
        "rectification follows the inspection; often the year is wrong",
    ),
    basis="习惯",
    wrong="2014年8月12日，召开巡察整改专题会议",
    right="2024年8月12日，召开巡察整改专题会议",
)
def rectified_before_inspection(subject: Subject) -> Iterator[Finding]:
    """Yield each date before the start of the inspection whose clauses tell of the rectification itself."""
    inspection = subject.notice.inspection
    start_of_inspection = inspection.start if inspection is not None else None
    if start_of_inspection is None:
        return
    text = subject.wording
    month_of_start = (start_of_inspection.year, start_of_inspection.month)
    for start, end_of_date, first_day, is_month in subject.once(written_dates):
        if first_day >= start_of_inspection or not text.startswith(_CENTURY, start):
            continue
        # The month of the start may have days on either side of it.
        if is_month and (first_day.year, first_day.month) == month_of_start:
            continue
        if not _tells_of_past(subject, start):
            continue
        # 2024年3月底
        has_part = is_month and sign_at(text, end_of_date) in _PARTS_OF_MONTH
        end = end_of_date + int(has_part)
        lead = stretch_before(text, start, _LEAD, CLAUSE_ENDS)
        clauses = stretch_after(text, end, _CLAUSE, CLAUSE_ENDS)
        if _OTHER_INSPECTION.search(lead + clauses):
            continue
        if _ABOUT_RECTIFICATION.search(clauses):
            day = chinese.write_date(start_of_inspection)
            yield subject.finding((start, end), start=day)


_DAY_WRITTEN = "(20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)"
_DAY_OR_MONTH = "(20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?)"
_AFTER_FEEDBACK = LedInClause(
    # 反馈会后，局党组于2024年7月10日召开党组会议
    f"反馈(意见|会议?)?(?:召开)?[之以]?后，?[^。；！？，\n0-9]{{0,16}}{_DAY_OR_MONTH}",
    ("反馈",),
    ends="\n。；！？",
    near=(("后",), ("年",)),
)
_RECEIVED_THEN_ACTED = LatePattern(
    # 2024年7月9日收到反馈意见，2024年7月8日召开党组会议
    f"{_DAY_WRITTEN}[^。；！？，\n0-9]{{0,8}}(?:收到|接到)[^。；！？，\n0-9]{{0,12}}反馈(?:意见)?后?，[^。；！？，\n0-9]{{0,12}}{_DAY_WRITTEN}",
)
_RECEIVED = ("收到", "接到")
_BY_INSPECTORS = ("巡察", "巡察组", "巡察组的")
_OF_ITS_OWN = ("，", "。", "；", "\n", "收到", "接到", "在")
"""What stands before a feedback that is named alone; 群众反馈意见后 tells of no inspection."""
_FEEDBACK_STUDIED = Led(
    # 2024年7月10日召开党组会议，传达学习反馈意见
    "(?:传达学习|传达|研究部署|专题研究|研究|部署)了?(?:[省市州盟区县旗]委)?(?:第[一二三四五六七八九十]+)?(?:巡察组?)?的?反馈(?:意见|精神|会|问题)",
    ("传达", "研究", "部署", "专题研究"),
    ("反馈",),
)
_DAY_OF_STUDY = LatePattern(f"{_DAY_OR_MONTH}[^。；！？\n0-9]{{0,20}}$")


_OTHER_FEEDBACK = LatePattern(
    "上轮|上一轮|上次|首轮|此前|以前|曾|巡视|审计|督察|督查|检查|考核|测评|调研|评估|初步|立行立改|边巡边改|问卷"
)
"""What makes it another feedback, or one given while the inspection still went on."""


def _tells_of_receipt(text: str) -> bool:
    """Return whether a clause of ``text`` may say that the feedback was received: 收到反馈意见后."""
    for place in places_of(_RECEIVED, text):
        clause = stretch_after(text, place, _CLAUSE, "\n。；！？，")
        if "反馈" in clause:
            return True
    return False


def _acts_upon_feedback(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where something is said to have been done upon the feedback, as start, end and the day."""
    for match in _AFTER_FEEDBACK.finditer(text):
        start = match.start()
        is_named = text.endswith(_BY_INSPECTORS, 0, start)
        is_alone = match[1] is not None and text.endswith(_OF_ITS_OWN, 0, start)
        if is_named or is_alone:
            yield start, match.end(), match[2]
    if _tells_of_receipt(text):
        for match in _RECEIVED_THEN_ACTED.finditer(text):
            yield match.start(), match.end(), match[2]
    for match in _FEEDBACK_STUDIED.finditer(text):
        start_of_lead = max(match.start() - _LEAD - len("2024年12月31日"), 0)
        meeting = _DAY_OF_STUDY.search(text[start_of_lead : match.start()])
        if meeting is not None:
            yield start_of_lead + meeting.start(), match.end(), meeting[1]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{quote}”：这一天早于反馈日期 {date}",
        "“{quote}”: that day is before the feedback, {date}",
    ),
    hint=(
        "核对两个日期；写的是其他反馈的，写明是哪一次",
        "check the two dates; where another feedback is meant, say which",
    ),
    what=(
        "反馈之后才有的会议，日期早于反馈日期",
        "a meeting held upon the feedback is dated before the feedback",
    ),
    why=(
        "先反馈后传达、部署，日期颠倒的必有一处写错",
        "feedback comes first; of two dates in the wrong order one is wrong",
    ),
    basis="习惯",
    wrong="feedback_date: 2024-07-09，正文写“反馈会后，局党组于2024年7月1日召开会议”",
    right="反馈会后，局党组于2024年7月10日召开会议",
)
def acted_before_feedback(subject: Subject) -> Iterator[Finding]:
    """Yield each day before the feedback on which the feedback is said to have been studied already."""
    inspection = subject.notice.inspection
    fed_back = inspection.feedback_date if inspection is not None else None
    if inspection is None or fed_back is None:
        return
    for start, end, written_day in _acts_upon_feedback(subject.wording):
        day = last_day_of_plan(written_day)
        if day is None or day >= fed_back or not _tells_of_past(subject, start):
            continue
        # What was done before the inspection began was done upon another feedback.
        if inspection.start is not None and day < inspection.start:
            continue
        lead = stretch_before(subject.wording, start, _CLAUSE, SENTENCE_ENDS)
        if _OTHER_FEEDBACK.search(lead + subject.wording[start:end]):
            continue
        yield subject.finding((start, end), date=chinese.write_date(fed_back))


def _signed(subject: Subject) -> datetime.date | None:
    """Return the date of the signature."""
    signature = subject.notice.signature
    return signature.date if signature is not None else None


def _tells_of_past(subject: Subject, index: int) -> bool:
    """Return whether the text at ``index`` says what was done, or is planned from now on."""
    route = subject.route_at(index)
    return is_running_text(route) and key_of(route) not in _SET_BEFORE


def last_day_of_plan(words: str) -> datetime.date | None:
    """Return the last day of a date in a plan: 2023年底前, 2023年6月, 2023年6月30日."""
    if words.endswith("月"):
        words += "底"
    return last_day(words) or chinese.read_date(words)


RULES: tuple[Rule, ...] = (
    date_without_year,
    date_after_signature,
    state_after_signature,
    plan_date_past,
    rectified_before_inspection,
    acted_before_feedback,
)

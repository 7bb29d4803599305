"""Rules on what a notice must have: its parts, the verb of its kind, its publication period."""

import re
from collections.abc import Iterator

from rectify_gen import model
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model import slots
from rectify_gen.model.content import prose_texts
from rectify_gen.model.shapes import title_at
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.item_lists import ItemList
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.printed_wording import printed_closing, printed_preamble
from rectify_gen.rules.rule import REPORTING, Rule, Subject, rule
from rectify_gen.rules.signs import holds_any
from rectify_gen.rules.sparse import Sparse
from rectify_gen.view import standard_title

_ORGAN_DUTY = ("主体责任", "整改责任", "政治责任", "领导小组", "组织领导")
_FIRST_DUTY = (
    *("第一责任", "主要负责同志", "主要负责人"),
    *("党组书记", "党委书记", "党工委书记"),
)
_NEXT = ("下一步", "今后", "后续", "努力方向", "下阶段", "持续整改")
_REACHED = LatePattern("电话|邮箱|联系方式|信箱|通讯地址|通信地址|[0-9]{7,}")
_SHOWN = LatePattern("公开期|公示期|公布期|公开时间|公示时间")

PARTS = {
    "title": ("标题", "title", ("title",)),
    "inspection": (
        "导语中的巡察事实",
        "facts of the inspection in the opening",
        ("inspection",),
    ),
    "responsibility": (
        "履行主体责任情况",
        "how the organ carried its responsibility",
        ("sections",),
    ),
    "first_responsible": (
        "第一责任人履责情况",
        "how the first responsible person did",
        ("sections",),
    ),
    "rectification": ("逐项整改情况", "what was done item by item", ("sections",)),
    "next_steps": ("下一步打算", "next steps", ("sections",)),
    "contacts": ("联系方式", "contacts", ("contacts",)),
    "publication": ("公开期限", "publication period", ("publication",)),
    "signature": ("署名", "signature", ("signature",)),
    "date": ("成文日期", "date", ("signature", "date")),
}
"""What a public notice is made of: name in Chinese and English, and where in the data it belongs."""


@rule(
    severity=Severity.WARNING,
    sentence=("缺少“{part}”", "{part_en}: missing"),
    hint=(
        "补出{key_zh}；确实不设的，写入 waivers：- {{code: part-missing, reason: …}}",
        "write {key_en}; if it is left out on purpose, add to waivers: - {{code: part-missing, reason: …}}",
    ),
    what=(
        "缺少应有的部分：标题、巡察事实、主体责任、第一责任人、逐项整改、下一步、联系方式、公开期限、署名、日期",
        "a part is missing: title, inspection, responsibility, first responsible person, items, next steps, contacts, period, signature, date",
    ),
    why=(
        "巡察整改公开须写明这些内容，接受监督；报告不设联系方式和公开期限",
        "what is published of a rectification says all of them; a report needs no contacts and no period",
    ),
    basis="《中国共产党巡视工作条例》；习惯",
    wrong="没有 contacts 和 publication",
    right="写出 contacts 和 publication",
)
def part_missing(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for each part of :data:`PARTS` that a notice of its kind must have and has not."""
    notice = subject.notice
    title = notice.title if notice.title is not None else standard_title(notice)
    has = {
        "title": bool(title),
        "inspection": not _missing_inspection(subject),
        **_has_sections(subject),
        **_has_ending(subject),
    }
    for name, (zh, en, route) in PARTS.items():
        if not has[name]:
            is_standard = name == "inspection" and notice.preamble is None
            keys = _missing_inspection(subject) if is_standard else ()
            titles = "、".join(map(_title_of_fact, keys))
            key_zh, key_en = _where_to_write(name, route)
            facts = {
                "part": f"{zh}（{titles}）" if keys else zh,
                "part_en": f"{en} ({', '.join(keys)})" if keys else en,
                "key_zh": key_zh,
                "key_en": key_en,
            }
            yield Finding(route, facts=facts)


def _where_to_write(name: str, route: tuple[str, ...]) -> tuple[str, str]:
    """Return what to add for the part ``name`` that is missing, in Chinese and English."""
    if route != ("sections",):
        return f"“{title_at(route)}”一项", f"it at {'.'.join(route)}"
    role = model.Role(name).row
    in_chinese = f"“{title_at(route)}”中的一部分，作用（role）写“{role.zh}”"
    return in_chinese, f"a section under sections, with role: {role.code}"


_OPENING_FACTS = ("authority", "start", "end", "team", "feedback_date")
"""Facts of the inspection that the standard opening of every kind prints; who fed back is the team."""


def _title_of_fact(key: str) -> str:
    """What a fact of the opening is called."""
    if key == "organization":
        return title_at(("organization",))
    return title_at(("inspection", key))


def _missing_inspection(subject: Subject) -> tuple[str, ...]:
    """What the opening lacks: keys of facts that its standard sentence prints, or that its own wording does not tell."""
    notice = subject.notice
    if notice.preamble is not None:
        text = subject.once(printed_preamble)
        tells = ("巡察" in text or "巡视" in text) and "反馈" in text
        return () if tells else ("preamble",)
    inspection = notice.inspection or model.Inspection()
    missing = [key for key in _OPENING_FACTS if getattr(inspection, key) is None]
    if not notice.organization:
        missing.append("organization")
    return tuple(missing)


def _has_sections(subject: Subject) -> dict[str, bool]:
    """Which of the parts that are sections the public edition has, as a section of that role or in words."""
    roles: set[model.Role] = set()
    reporting: set[int] = set()
    has_rectification = any(_has_problem(item_list) for item_list in subject.lists)
    has_next_steps = False
    for number, section in enumerate(subject.notice.sections):
        # What the public does not read does not make the published notice complete.
        if section.audience != "public":
            continue
        roles.add(section.role)
        if section.role in REPORTING:
            reporting.add(number)
        if section.role is model.Role.RECTIFICATION and section.content:
            has_rectification = True
        if section.role is model.Role.NEXT_STEPS or holds_any(
            section.heading or "", _NEXT
        ):
            has_next_steps = True
    has_duty = model.Role.RESPONSIBILITY in roles
    has_first_duty = model.Role.FIRST_RESPONSIBLE in roles
    if not has_duty or not has_first_duty:
        report = "\n".join(_texts_of_sections(subject, reporting))
        has_duty = has_duty or holds_any(report, _ORGAN_DUTY)
        has_first_duty = has_first_duty or holds_any(report, _FIRST_DUTY)
    return {
        "responsibility": has_duty,
        "first_responsible": has_first_duty,
        "rectification": has_rectification,
        "next_steps": has_next_steps,
    }


def _texts_of_sections(subject: Subject, sections: set[int]) -> Iterator[str]:
    for number in subject.numbers_of("sections"):
        if subject.routes[number][1] in sections:
            yield subject.lines[number]


def _has_problem(item_list: ItemList) -> bool:
    return any(isinstance(listed.item, model.ProblemItem) for listed in item_list.items)


def _has_ending(subject: Subject) -> dict[str, bool]:
    """Which of the parts after the sections there are; a report that goes up needs no contacts and no period."""
    notice = subject.notice
    if notice.closing is None:
        has_contacts = bool(notice.contacts)
        has_period = notice.publication is not None
    else:
        text = subject.once(printed_closing)
        has_contacts = _REACHED.search(text) is not None
        # The opening of a 公示 may say how long it lasts.
        whole = text + subject.once(printed_preamble)
        has_period = _SHOWN.search(whole) is not None or _has_slot_of_period(notice)
    if notice.kind.row.is_sent_up:
        has_contacts = has_period = True
    has_signature = has_date = False
    if notice.signature is not None:
        organizations = notice.signature.organizations
        signed = notice.organization if organizations is None else organizations
        has_signature = bool(signed)
        has_date = notice.signature.date is not None
    return {
        "contacts": has_contacts,
        "publication": has_period,
        "signature": has_signature,
        "date": has_date,
    }


def _has_slot_of_period(notice: model.Notice) -> bool:
    """Whether own wording prints the publication period by a slot: 请于{publication}内反映."""
    for _, text in prose_texts((*(notice.preamble or ()), *(notice.closing or ()))):
        for slot in slots.slots_of(text):
            if slot.name.startswith("publication"):
                return True
    return False


_WORDS_OF_OTHERS = {
    kind: LatePattern("|".join(kind.row.words_of_others))
    for kind in model.Kind
    if kind.row.words_of_others
}
"""For each kind the wording of another."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{marks}”与文种不符：“{quote}”",
        "“{marks}” belongs to another kind of document: “{quote}”",
    ),
    hint=("写作“{own}”，或改正 kind", "write “{own}”, or correct kind"),
    what=(
        "文种与用语不符：通报写“报告如下”，报告写“予以公布”或“汇报如下”",
        "wording of another kind: 报告如下 in a notice, 予以公布 or 汇报如下 in a report",
    ),
    why=(
        "通报向社会公布，报告报送上级；“汇报”不是文种",
        "a notice is published, a report goes up; 汇报 is no kind of document",
    ),
    basis="《党政机关公文处理工作条例》第八条",
    wrong="kind: notice，导语写“报告如下”",
    right="kind: notice，导语写“予以公布”",
)
def kind_verb_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each verb of another kind in preamble and closing, and a title that ends with another kind."""
    notice = subject.notice
    row = notice.kind.row
    words_of_others = _WORDS_OF_OTHERS.get(notice.kind)
    for number in subject.numbers_of("title")[-1:]:
        text = subject.lines[number]
        for name in row.names_of_others:
            if text.rstrip("。 ").endswith(name):
                index = subject.starts[number] + text.rindex(name)
                yield subject.finding((index, index + len(name)), own=row.name)
                break
    if words_of_others is None:
        return
    for part in ("preamble", "closing"):
        for number in subject.numbers_of(part):
            start, end = subject.span_of(number)
            for match in words_of_others.compiled.finditer(subject.whole, start, end):
                yield subject.finding(match.span(), own=row.announcement)


_ORDINAL = LatePattern("第[一二三四五六七八九十0-9]+")
"""What tells one team from another: 市委第二巡察组."""


@rule(
    severity=Severity.INFO,
    sentence=("巡察的是{team}，反馈的是{other}", "{team} inspected, {other} fed back"),
    hint=("核对两处巡察组的名称", "check both names"),
    what=(
        "巡察和反馈的不是同一个巡察组",
        "the team that fed back is not the one that inspected",
    ),
    why=(
        "由巡察组反馈是惯例，组号不同必有一处写错",
        "the team that inspected feeds back; of two numbers one is wrong",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="team: 市委第一巡察组，feedback_by: 市委第二巡察组",
    right="两处都是市委第一巡察组",
)
def feedback_by_another(subject: Subject) -> Iterator[Finding]:
    """Yield that ``feedback_by`` is a team, and not the one of ``team``; an office or leading group may feed back."""
    inspection = subject.notice.inspection
    if inspection is None or inspection.team is None or inspection.feedback_by is None:
        return
    team = inspection.team
    giver = inspection.feedback_by
    is_team = giver.endswith(("巡察组", "巡视组"))
    # 市委巡察组 is short for any team of the committee.
    is_short = giver == _ORDINAL.sub("", team)
    # 市委第一巡察组 and 第一巡察组 are one team, with and without who sent it.
    is_same = is_short or team.endswith(giver) or giver.endswith(team)
    if is_team and not is_same:
        facts = {"team": team, "other": giver}
        yield Finding(("inspection", "feedback_by"), facts=facts)


_COMMITTEE = re.compile("(省|自治区|兵团|市|州|盟|区|县|旗|地|镇|乡)委")
_TEAMS_OF_LEVELS = ("联动", "联合", "交叉", "提级", "上下", "协同")
"""Words of an inspection in which a team of another level takes part."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "派出机关是“{authority}”，{where}却是“{other}”",
        "the authority is {authority}, yet {where_en} is {other}",
    ),
    hint=(
        "核对 authority 和 {name}；联动、交叉、提级巡察的，在 type 写明",
        "check authority and {name}; for a joint inspection (联动、交叉、提级) say so in type",
    ),
    what=(
        "派出机关与巡察组、届次的层级不一致",
        "the authority, the team and the term are of different levels",
    ),
    why=(
        "市委派出的是市委的巡察组，县委派出的是县委的巡察组",
        "the committee of a city sends teams of the city, that of a county teams of the county",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="authority: 市委，team: 县委第三巡察组",
    right="authority: 市委，team: 市委第三巡察组",
)
def inspection_level_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each of team, ``feedback_by`` and term that names the committee of another level than the authority."""
    inspection = subject.notice.inspection
    if inspection is None or inspection.authority is None:
        return
    own_level = _level_of(inspection.authority)
    if own_level is None:
        return
    named = [
        ("team", "巡察组", inspection.team),
        ("feedback_by", "反馈主体", inspection.feedback_by),
        ("term", "届次", inspection.term),
    ]
    names = [inspection.type, inspection.round, *(name for _, _, name in named)]
    if holds_any("".join(filter(None, names)), _TEAMS_OF_LEVELS):
        return
    for key, where, name in named:
        level = _level_of(name) if name is not None else None
        if level is None or level == own_level:
            continue
        yield Finding(
            ("inspection", key),
            facts={
                "authority": inspection.authority,
                "where": where,
                "where_en": key,
                "other": name,
                "name": key,
            },
        )


def _level_of(name: str) -> str | None:
    """Return the level of the committee that ``name`` names: 市 of 九届市委; None for none or for several."""
    levels = set(_COMMITTEE.findall(name))
    return levels.pop() if len(levels) == 1 else None


_ARRANGED_BY = Sparse(
    "(?:根据|按照)(省|自治区|市|州|盟|区|县|旗)委(?:的)?统一部署，\\1委[^，。；！？\n]{0,4}巡[视察]组",
    ("委统一部署，", "委的统一部署，"),
)
"""An inspection and who arranged it, in one sentence."""
_ACTED_ON = LedInClause(
    "巡[视察]组?反馈(?:意见)?(?:后|会后)?，"
    "[^，。；！？\n]{0,10}(?:立即|迅速|第一时间|高度重视|照单全收|逐条认领|制定(?:了)?整改|成立)",
    ("巡视反馈", "巡察反馈", "巡视组反馈", "巡察组反馈"),
    ends="\n。！？；",
    near=(
        ("，",),
        (
            "立即",
            "迅速",
            "第一时间",
            "高度重视",
            "照单全收",
            "逐条认领",
            "制定",
            "成立",
        ),
    ),
)
"""What this office did at once upon the feedback of an inspection."""
_GIVEN_BY = LatePattern(
    "[。；\n]((?:根据|按照|收到)?(中央|省|自治区|市|州|盟|区|县|旗)委?"
    "(?:第[一二三四五六七八九十0-9]+轮)?(?:第[一二三四五六七八九十0-9]+)?)$"
)
"""Whose inspection it is, at the beginning of a sentence."""
_REACH_OF_GIVER = 20
"""Characters of the longest such name."""


_TOLD_OF_ANOTHER = LatePattern(
    "[0-9]年|上轮|上一轮|上次|曾|此前|联动|提级|交叉|同步|举一反三|共性|涉及"
)
"""What makes it another inspection than that of the notice."""


@rule(
    severity=Severity.INFO,
    sentence=(
        "派出机关是“{authority}”，这里写的却是“{quote}”",
        "the authority is {authority}, yet here it is “{quote}”",
    ),
    hint=(
        "核对层级；写的是另一次巡视巡察的，写明年份",
        "check the level; write the year where another inspection is meant",
    ),
    what=(
        "正文所写部署巡察的党委与派出机关层级不一致",
        "the text names the committee of another level as the one that arranged the inspection",
    ),
    why=(
        "一份通报写一次巡察，层级不同的多为套用旧稿",
        "a notice tells of one inspection; another level is often left from an older text",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="根据省委统一部署，省委巡视组反馈意见（authority: 市委）",
    right="根据市委统一部署，市委巡察组反馈意见",
)
def arranged_by_another(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence of the sections by which a committee of another level arranged the inspection."""
    inspection = subject.notice.inspection
    authority = inspection.authority if inspection is not None else None
    own_level = _level_of(authority) if authority is not None else None
    if own_level is None:
        return
    for start, end, level in _arranged(subject.wording):
        number = subject.number_at(start)
        is_of_sections = subject.routes[number][0] == "sections"
        if level == own_level or not is_of_sections:
            continue
        # A year anywhere in the paragraph may be that of the other inspection.
        if _TOLD_OF_ANOTHER.search(subject.lines[number]):
            continue
        yield subject.finding((start, end), authority=authority)


def _arranged(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each inspection that ``text`` takes for that of the notice: start, end and the level of who arranged it."""
    for match in _ARRANGED_BY.finditer(text):
        yield match.start(), match.end(), match[1]
    for match in _ACTED_ON.finditer(text):
        start = match.start()
        giver = _GIVEN_BY.search(text[max(start - _REACH_OF_GIVER, 0) : start])
        if giver is not None:
            yield start - len(giver[1]), match.end(), giver[2]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "公开期限自 {start} 起，成文日期是 {date}",
        "publication starts on {start}, the notice is dated {date}",
    ),
    hint=("核对这两个日期", "check the two dates"),
    what=(
        "公开期限的第一天不是成文日期",
        "publication does not begin on the date of the notice",
    ),
    why=("通报自发布之日起公开", "a notice is public from the day it is issued"),
    basis="习惯",
    wrong="date: 2025-04-08，start: 2025-04-07",
    right="date: 2025-04-07，start: 2025-04-07",
)
def publication_start(subject: Subject) -> Iterator[Finding]:
    """Yield a publication period that begins on another day than that of the signature."""
    period, signature = subject.notice.publication, subject.notice.signature
    if (
        period
        and period.start
        and signature
        and signature.date
        and period.start != signature.date
    ):
        facts = {"start": period.start, "date": signature.date}
        yield Finding(("publication", "start"), facts=facts)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "公开期限 {days} 天，通常为 {least} 至 {most} 天",
        "days in the publication period: {days}; {least} to {most} are usual",
    ),
    hint=(
        "核对起止日期；本地另有规定的，写入 waivers",
        "check both dates; if local rules say otherwise, add a waiver",
    ),
    what=(
        "公开期限过短或过长：不写配置时为15至60天",
        "a publication period that is too short or too long: 15 to 60 days unless the project says otherwise",
    ),
    why=(
        "各地要求多为15个工作日或1个月，过短难以监督，过长多为年份、月份写错",
        "too short to be seen, or a month or year mistyped",
    ),
    basis="习惯",
    wrong="start: 2025-04-07，end: 2025-04-11",
    right="start: 2025-04-07，end: 2025-05-06",
)
def publication_length(subject: Subject) -> Iterator[Finding]:
    """Yield a publication period, both ends counted, that is shorter or longer than the project asks for.

    No national number is known; local rules ask for 15 working days or a month.
    """
    least, most = subject.publication_days
    period = subject.notice.publication
    if (
        period is None
        or period.start is None
        or period.end is None
        or period.end < period.start
    ):
        return
    days = (period.end - period.start).days + 1
    if not least <= days <= most:
        facts = {"days": days, "least": least, "most": most}
        yield Finding(("publication", "end"), facts=facts)


RULES: tuple[Rule, ...] = (
    part_missing,
    kind_verb_mismatch,
    feedback_by_another,
    inspection_level_differs,
    arranged_by_another,
    publication_start,
    publication_length,
)

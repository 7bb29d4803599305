"""Rules of the facts that only the ledger (整改台账) prints, and of facts with a fixed form.

This room must not know positions, YAML or reports.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse
from rectify_gen.vocabulary.deadlines import last_day
from rectify_gen.vocabulary.ledger_keys import LEDGER_WORDS

_FACTS = ("status", "closed_on", *sorted(LEDGER_WORDS))


@rule(
    severity=Severity.WARNING,
    sentence=(
        "{titles}写在逐项整改以外的部分，台账不印，正文也不印",
        "{keys} is outside the rectification section: neither ledger nor text prints it",
    ),
    hint=(
        "移到 role: rectification 的条目，或删去",
        "move it to an item of role: rectification, or delete it",
    ),
    what=(
        "台账内容写在逐项整改以外的部分，台账不印",
        "facts for the ledger outside the rectification section: no row prints them",
    ),
    why=(
        "台账只列 role: rectification 的条目；写在别处的责任领导、时限等哪里也不印",
        "a ledger lists the items of role: rectification; elsewhere a leader or deadline is printed nowhere",
    ),
    basis="习惯",
    wrong="role: next_steps 的条目写 deadline: 2025-12-31",
    right="role: rectification 的条目写 deadline: 2025-12-31",
)
def ledger_fact_unprinted(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each item, the first fact for the ledger outside of the rectification sections."""
    listed = subject.sections(model.Role.RECTIFICATION)
    for route, item, _ in subject.items():
        if route[1] in listed:
            continue
        given = [name for name in _FACTS if getattr(item, name)]
        if given:
            facts = {
                "keys": ", ".join(given),
                "titles": "、".join(map(_title_of, given)),
            }
            yield Finding((*route, given[0]), facts=facts)


def _title_of(key: str) -> str:
    """Return what a fact of the ledger is called: 整改时限 for ``deadline``."""
    return str(model.HeadingItem.model_fields[key].title)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "整改状态是{status}，却写了销号日期 {day}",
        "closed on {day}, yet its status is {status}",
    ),
    hint=("改正 status，或删去 closed_on", "correct status, or delete closed_on"),
    what=(
        "没有完成的问题写了销号日期",
        "a date of closing on a problem that is not done",
    ),
    why=("销号须先完成整改", "only what is done is closed"),
    basis="习惯",
    wrong="status: not_done，closed_on: 2024-12-20",
    right="status: done，closed_on: 2024-12-20",
)
def closed_while_open(subject: Subject) -> Iterator[Finding]:
    """Yield each item that is closed and whose own status says that it is not done."""
    for route, item, _ in subject.items():
        status = item.status
        if item.closed_on is not None and status is not None and status.row.is_open:
            facts = {"status": status.row.zh, "day": item.closed_on}
            yield Finding((*route, "closed_on"), facts=facts)


class _NamedDay(NamedTuple):
    """A date with what it is called, in Chinese and English."""

    zh: str
    en: str
    day: datetime.date | None


def _is_before(later: _NamedDay, earlier: _NamedDay) -> bool:
    """Return whether the day that should be later is not."""
    if later.day is None or earlier.day is None:
        return False
    return later.day < earlier.day


def _out_of_order(route: Route, later: _NamedDay, earlier: _NamedDay) -> Finding:
    facts = {
        "later": later.zh,
        "later_en": later.en,
        "day": later.day,
        "earlier": earlier.zh,
        "earlier_en": earlier.en,
        "first": earlier.day,
    }
    return Finding(route, facts=facts)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "{later} {day} 早于{earlier} {first}",
        "{later_en} {day} is before {earlier_en} {first}",
    ),
    hint=("核对这两个日期", "check the two dates"),
    what=(
        "整改时限、销号日期、印发日期与巡察、成文的先后不合",
        "deadline, date of closing or of printing out of order with inspection and notice",
    ),
    why=(
        "先巡察后定时限，先销号后成文，先成文后印发",
        "a deadline follows the inspection, the notice follows what it closed, printing follows the notice",
    ),
    basis="GB/T 9704-2012 7.4.2；习惯",
    wrong="成文日期2025-03-18，issued_on: 2019-01-01",
    right="成文日期2025-03-18，issued_on: 2025-03-18",
)
def ledger_date_order(subject: Subject) -> Iterator[Finding]:
    """Yield each deadline and closing before the inspection, each closing after the notice, and a printing before it."""
    notice = subject.notice
    inspected_on = notice.inspection.start if notice.inspection else None
    signed_on = notice.signature.date if notice.signature else None
    issued_on = notice.document.issued_on if notice.document else None
    inspected = _NamedDay("巡察开始日期", "the start of the inspection", inspected_on)
    signed = _NamedDay("成文日期", "the date of the notice", signed_on)
    issued = _NamedDay("印发日期", "the date of printing", issued_on)
    if _is_before(issued, signed):
        yield _out_of_order(("document", "issued_on"), issued, signed)
    for route, item, _ in subject.items():
        if item.deadline is not None:
            last_day = last_day_of(item.deadline)
            deadline = _NamedDay("整改时限", "the deadline", last_day)
            if _is_before(deadline, inspected):
                yield _out_of_order((*route, "deadline"), deadline, inspected)
        if item.closed_on is not None:
            closed = _NamedDay("销号日期", "the date of closing", item.closed_on)
            route_of_closing = (*route, "closed_on")
            if _is_before(closed, inspected):
                yield _out_of_order(route_of_closing, closed, inspected)
            if _is_before(signed, closed):
                yield _out_of_order(route_of_closing, signed, closed)


def last_day_of(deadline: datetime.date | str | None) -> datetime.date | None:
    """Return the day of ``deadline`` that can be compared; None for words that name none."""
    if isinstance(deadline, str):
        return last_day(deadline)
    return deadline


class _Form(NamedTuple):
    """How a formal fact is written: a pattern for it and how a message says it."""

    name: str
    name_en: str
    pattern: str
    better: str
    better_en: str


_FORMS = {
    "copy_number": _Form("份号", "the copy number", "[0-9]{6}", "6位阿拉伯数字，如 000001", "6 digits, such as 000001"),
    "urgency": _Form("紧急程度", "the urgency", "特急|加急", "特急或加急", "特急 or 加急"),
    "secrecy": _Form(
        "密级和保密期限",
        "the secrecy",
        "(?:绝密|机密|秘密)(?:★(?:[0-9]{1,2}年|[0-9]{1,2}个月|长期))?",
        "如 秘密★1年",
        "like 秘密★1年",
    ),
}  # fmt: skip


@rule(
    severity=Severity.WARNING,
    sentence=(
        "{name}“{marks}”的写法不合规定",
        "{name_en} is written “{marks}”, which is not a form of the standard",
    ),
    hint=("写作{wanted}", "write it as the standard does: {wanted_en}"),
    what=(
        "份号、密级、紧急程度的写法不合规定",
        "a copy number, secrecy or urgency in a form that the standard does not know",
    ),
    why=(
        "份号用6位阿拉伯数字，紧急程度为特急、加急，密级为绝密、机密、秘密",
        "copy numbers have 6 digits; urgency is 特急 or 加急, secrecy 绝密, 机密 or 秘密",
    ),
    basis="GB/T 9704-2012 7.2.1—7.2.3；《党政机关公文处理工作条例》第九条",
    wrong='copy_number: "1"',
    right='copy_number: "000001"',
)
def formal_fact_form(subject: Subject) -> Iterator[Finding]:
    """Yield each formal fact that is not written as :data:`_FORMS` says."""
    if subject.notice.document is None:
        return
    for key, form in _FORMS.items():
        value = getattr(subject.notice.document, key)
        if value is not None and not re.fullmatch(form.pattern, value.strip()):
            yield at_value(
                ("document", key),
                value,
                name=form.name,
                name_en=form.name_en,
                wanted=form.better,
                wanted_en=form.better_en,
            )


_PARTED = Sparse(
    "[，、,;；]|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "，、,;； \u3000"
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{quote}”是几个科室，却写成了一项",
        "“{quote}” names several departments in one entry",
    ),
    hint=(
        "用半角逗号加空格分开，写成列表：[{listed}]",
        "write a list, with a half-width comma and a blank between: [{listed}]",
    ),
    what=(
        "几个责任科室写成了一项",
        "several departments in one entry",
    ),
    why=(
        "台账按科室筛选，写成一项的几个科室筛不出来",
        "ledgers are filtered by department, and several in one entry cannot be found",
    ),
    basis="习惯",
    wrong="responsible_departments: [办公室，机关党委]",
    right="responsible_departments: [办公室, 机关党委]",
)
def departments_in_one(subject: Subject) -> Iterator[Finding]:
    """Yield each entry of ``responsible_departments`` that names more than one."""
    single_names: set[str] = set()
    for route, item, _ in subject.items():
        for index, name in enumerate(item.responsible_departments):
            # The same departments stand in many items.
            if name in single_names:
                continue
            if not _PARTED.search(name):
                single_names.add(name)
                continue
            names = _PARTED.compiled.split(name.strip("【】[] "))
            listed = ", ".join(filter(None, map(str.strip, names)))
            yield at_value(
                (*route, "responsible_departments", index), name, listed=listed
            )


RULES: tuple[Rule, ...] = (
    departments_in_one,
    ledger_fact_unprinted,
    closed_while_open,
    ledger_date_order,
    formal_fact_form,
)

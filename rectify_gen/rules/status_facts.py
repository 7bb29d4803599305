"""Rules that compare the status of a problem with its deadline and with what its own text says.

This room must not know positions, YAML or reports.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from rectify_gen import model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.ledger_facts import last_day_of
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse, places_of
from rectify_gen.rules.times import last_day_of_plan
from rectify_gen.vocabulary.ledger_keys import LEDGER_WORDS

_SIGNS_OF_OPEN = ("尚未", "仍未", "正在", "仍在", "预计")
_STILL_OPEN = Sparse(
    # 对尚未完成的3户逐户走访 says what was left then, not what is left now.
    "(?:尚未完成|仍未完成|尚未整改|仍未整改)(?:整改|销号)?(?!的|[0-9])"
    "|(?:该|此|本)项?(?:问题|事项|项目|工作|任务)[^。；！？，\n]{0,4}(?:正在|仍在)(?:推进|整改|办理)(?!的)"
    "|(?:整改工作|整改任务|整改措施)(?:正在|仍在)(?:有序|抓紧|持续|加快)?(?:推进|进行)"
    "|预计(?:于|到|在)?[0-9]{4}年[^。；！？，\n]{0,8}完成整改"
    "|(?:其余|其他|剩余|另有|另外)[0-9]+[个项件条户处人](?:问题|事项|项目)?(?:正在|仍在)(?:有序|抓紧|持续|加快)?(?:推进|整改|办理)",
    _SIGNS_OF_OPEN,
)
"""What says that a problem is not yet settled."""
_SIGNS_OF_SETTLED = ("完成整改", "整改到位", "整改完毕", "整改完成", "销号")
_SETTLED = Sparse(
    "(?:^|[。；]|该问题|此问题|本问题|该项问题|整改任务|整改措施)"
    "(?:目前)?已(?:经)?(?:全部|全面)?(?:完成整改|整改到位|整改完毕|整改完成|完成销号|销号)(?=[。；，]|$)"
    "|(?:(?<=，)|(?<=；))目前均?已(?:经)?(?:全部|全面)?(?:完成整改|整改到位|整改完毕|整改完成|完成销号|销号)(?=[。；]|$)",
    ("已",),
    _SIGNS_OF_SETTLED,
)
"""What says that the problem itself is settled, and not only a part of it."""
_SIGN_OF_UNDER_WAY = "目前"
_UNDER_WAY = Sparse(
    "目前(?:正在|仍在|尚在)(?:有序|抓紧|持续|加快)?(?:推进|整改|办理|实施|施工)(?!的)",
    (_SIGN_OF_UNDER_WAY,),
)
"""What may say that the problem is not yet settled, where the text tells of nothing settled."""
_FINISHED = LatePattern(
    "已(?:经)?(?:全部|全面)?(?:完成|整改|办结|到位|销号)|二期|后续|下一步"
)
"""What makes that which is under way another stage."""
_IN_PARTS = LatePattern("其余|剩余|另有|第[一二三]批|首批|下一步|正在|仍在")
"""What tells of several parts, of which one may be settled and another not."""
_SIGNS_OF_PLAN = ("将于", "计划于", "拟于", "预计")
_TO_BE_FINISHED = Sparse(
    "(?:将于|计划于|拟于|预计于?)([0-9]{4}年(?:[底末]|[0-9]{1,2}月(?:[底末]|[0-9]{1,2}日)?)(?:之?前)?)(?:全面|全部)?(?:完工|完成|竣工|建成|整改到位|投入使用)",
    _SIGNS_OF_PLAN,
)
"""What will be finished, and when."""
_SAYS_WHAT_REMAINS = LatePattern(
    "尚|未|正在|将|下一步|持续|推进|计划|预计|力争|拟|待|剩余|暂|仍|继续|目前|还需|需要|争取|确保.{0,12}前"
)
"""What any text about an unfinished problem has: how far it is, why, or what comes next."""
_EARLY = "提前"
_SIGNS_OF_STATUS = (
    *_SIGNS_OF_OPEN,
    *_SIGNS_OF_SETTLED,
    _SIGN_OF_UNDER_WAY,
    *_SIGNS_OF_PLAN,
)
"""What every text holds that may contradict a status."""
_NAMES = ("problem", "heading", "form", "label", "number")
"""Keys of texts that name something, and do not say what was done."""

_TextsByItem = dict[Route, list[tuple[int, str]]]
"""The texts of each item that a reader sees, each with its index; inner items have their own."""


def _texts_by_item(subject: Subject) -> _TextsByItem:
    """Return all texts of the items."""
    return _by_item(subject, range(len(subject.lines)))


def _texts_with_signs(subject: Subject) -> _TextsByItem:
    """Return the texts of the items that hold a sign of a status: one in ten."""
    places = places_of(_SIGNS_OF_STATUS, subject.whole)
    numbers = {subject.number_at(place) for place in places}
    return _by_item(subject, sorted(numbers))


def _by_item(subject: Subject, numbers: Iterable[int]) -> _TextsByItem:
    """Return the texts of the items among those that have ``numbers``."""
    items = {route for route, _, _ in subject.items()}
    texts: _TextsByItem = {}
    for number in numbers:
        route = subject.routes[number]
        if route[-1] in _NAMES or not LEDGER_WORDS.isdisjoint(route):
            continue
        for end in range(len(route) - 1, 2, -1):
            if route[:end] in items:
                text = (subject.starts[number], subject.lines[number])
                texts.setdefault(route[:end], []).append(text)
                break
    return texts


def _texts_of(subject: Subject, item: Route) -> list[tuple[int, str]]:
    return subject.once(_texts_by_item).get(item, [])


def _with_status(
    subject: Subject,
) -> tuple[tuple[Route, model.Item, model.Status], ...]:
    """Return the items that have a status of their own. Ask ``once``."""
    with_status = []
    for route, item, _ in subject.items():
        if item.status is not None:
            with_status.append((route, item, item.status))
    return tuple(with_status)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "整改状态是{status}，正文却写“{quote}”",
        "the status is {status}, yet the text says “{quote}”",
    ),
    hint=(
        "核对后改正 status 或正文",
        "correct the status or the text",
    ),
    what=(
        "整改状态与正文不一致：状态已完成，正文写尚未完成；状态未完成，正文写已完成整改",
        "a status that the text of the same problem contradicts",
    ),
    why=(
        "台账印状态，通报印正文，两处必须一致",
        "the ledger prints the status, the notice the text; both must say the same",
    ),
    basis="习惯",
    wrong="status: done，正文写“该问题尚未完成整改。”",
    right="status: ongoing，正文写“该问题尚未完成整改。”",
)
def status_contradicted(subject: Subject) -> Iterator[Finding]:
    """Yield the first words of each item with a status that say the opposite of it."""
    signature = subject.notice.signature
    signed = signature.date if signature is not None else None
    texts_by_item = _texts_with_signs(subject)
    for route, _, status in subject.once(_with_status):
        for start, text in texts_by_item.get(route, ()):
            match = _contrary_words(text, status, signed)
            if match is None:
                continue
            if status.row.is_open and _may_be_open(_texts_of(subject, route)):
                break
            words = match.group().lstrip("。；")
            end = start + match.end()
            yield subject.finding((end - len(words), end), status=status.row.zh)
            break


def _contrary_words(
    text: str, status: model.Status, signed: datetime.date | None
) -> re.Match[str] | None:
    """Return the first words of ``text`` that say the opposite of ``status``."""
    if status is model.Status.DONE:
        return (
            _STILL_OPEN.search(text)
            or _under_way(text)
            or _finished_later(text, signed)
        )
    return _SETTLED.search(text) if status.row.is_open else None


def _under_way(text: str) -> re.Match[str] | None:
    """Return the words of ``text`` by which something is under way, and nothing is settled yet."""
    match = _UNDER_WAY.search(text)
    is_other_stage = match is not None and _FINISHED.search(text)
    return None if is_other_stage else match


def _may_be_open(texts: Sequence[tuple[int, str]]) -> bool:
    """Return whether ``texts`` of an item say that a part of it, or what closes it, is still under way."""
    for _, text in texts:
        # 该问题已整改到位，正在申请销号: an open status may be meant.
        if _STILL_OPEN.search(text):
            return True
        # 第一批目前已整改完毕，其余3件……: a part of it is settled.
        if _IN_PARTS.search(text):
            return True
    return False


_OF_NEXT_STAGE = LatePattern("下一步|后续|二期|三期|今后|同时")
"""What makes it a stage that follows the rectification."""


def _finished_later(text: str, signed: datetime.date | None) -> re.Match[str] | None:
    """Return the first words of ``text`` by which something is to be finished after ``signed``."""
    if signed is None:
        return None
    for match in _TO_BE_FINISHED.finditer(text):
        day = last_day_of_plan(match[1])
        lead = text[: match.start()].rsplit("。", 1)[-1]
        if _OF_NEXT_STAGE.search(lead):
            continue
        if day is not None and day > signed:
            return match
    return None


_LASTING = ("长期坚持", "持续推进", "长期推进", "持续坚持", "长期")
"""Deadlines that have no end."""
_SAYS_THAT_IT_LASTS = LatePattern("长期|持续|坚持|常态|巩固")


@rule(
    severity=Severity.INFO,
    sentence=(
        "整改状态是{status}，整改时限却写“{deadline}”",
        "the status is {status}, yet the deadline is {deadline}, which has no end",
    ),
    hint=(
        "写明完成日期，或改正 status；已完成并长期坚持的，在正文写明",
        "give the day, or correct the status; if it is done and will be kept up, say so in the text",
    ),
    what=(
        "已完成的问题，整改时限是长期坚持",
        "a problem that is done, with a deadline that has no end (长期坚持)",
    ),
    why=(
        "长期坚持的事项没有办结之日，两处多有一处写错",
        "what is kept up has no day on which it is done; often one of the two is wrong",
    ),
    basis="习惯",
    wrong="status: done，deadline: 长期坚持",
    right="status: ongoing，deadline: 长期坚持",
)
def done_without_end(subject: Subject) -> Iterator[Finding]:
    """Yield each item that is done, has a deadline without an end, and a text that says nothing of keeping it up."""
    for route, item, status in subject.once(_with_status):
        deadline = item.deadline
        if status is not model.Status.DONE or deadline not in _LASTING:
            continue
        texts = _texts_of(subject, route)
        if any(_SAYS_THAT_IT_LASTS.search(text) for _, text in texts):
            continue
        facts = {"status": status.row.zh, "deadline": deadline}
        yield Finding((*route, "status"), facts=facts)


@rule(
    severity=Severity.INFO,
    sentence=(
        "整改状态是{status}，正文没有写明为什么没有完成、下一步怎么办",
        "the status is {status}, yet the text says neither why nor what comes next",
    ),
    hint=(
        "写明原因、进展和完成时限；已经完成的，改正 status",
        "write the reason, the progress and the deadline; if it is done, correct the status",
    ),
    what=(
        "没有完成的问题，正文没有一句说到未完成",
        "a problem that is not done, and no word of that in its text",
    ),
    why=(
        "未完成的须说明原因和时限；只写成效的，多为状态写错",
        "what is not done needs a reason and a deadline; with results only, the status is often wrong",
    ),
    basis="习惯",
    wrong="status: not_done，正文只写“修订办法3项。”",
    right="status: not_done，正文写“修订办法3项，其余2项正在征求意见。”",
)
def unfinished_unexplained(subject: Subject) -> Iterator[Finding]:
    """Yield each item that is not done and whose text holds no word of what remains."""
    for route, _, status in subject.once(_with_status):
        if status is not model.Status.NOT_DONE:
            continue
        texts = [text for _, text in _texts_of(subject, route)]
        # A problem without a text has nothing that could say so; another rule asks for its text.
        if not texts or any(_SAYS_WHAT_REMAINS.search(text) for text in texts):
            continue
        facts = {"status": status.row.zh}
        yield Finding((*route, "status"), facts=facts)


@rule(
    severity=Severity.INFO,
    sentence=(
        "整改状态是{status}，整改时限 {deadline} 却{relation}成文日期 {signed}",
        "the status is {status}, yet the deadline {deadline} is {relation_en} the date of the notice, {signed}",
    ),
    hint=(
        "核对 status 和 deadline；提前完成的，写明 closed_on 或在正文写“提前”；逾期的，改写新的时限",
        "check status and deadline; done early: add closed_on or write 提前; overdue: give the new deadline",
    ),
    what=(
        "整改状态与时限不合：已完成而时限未到，未完成而时限已过",
        "done before its deadline, or not done after it",
    ),
    why=(
        "多为年份或状态写错；逾期未完成的，应当写明新的时限",
        "often the year or the status is wrong; what is overdue needs a new deadline",
    ),
    basis="习惯",
    wrong="成文日期2025-03-18，status: done，deadline: 2027-12-31",
    right="成文日期2025-03-18，status: done，deadline: 2024-12-31",
)
def status_against_deadline(subject: Subject) -> Iterator[Finding]:
    """Yield each item done though its deadline follows the notice, and each open one whose deadline is past."""
    signature = subject.notice.signature
    signed = signature.date if signature is not None else None
    if signed is None:
        return
    for route, item, status in subject.once(_with_status):
        deadline = last_day_of(item.deadline)
        if deadline is None:
            continue
        if status is model.Status.DONE and deadline > signed:
            texts = _texts_of(subject, route)
            is_early = any(_EARLY in text for _, text in texts)
            if item.closed_on is not None or is_early:
                continue
            relation = ("晚于", "after")
        elif status.row.is_open and deadline < signed:
            relation = ("早于", "before")
        else:
            continue
        facts = {
            "status": status.row.zh,
            "deadline": deadline,
            "signed": signed,
            "relation": relation[0],
            "relation_en": relation[1],
        }
        yield Finding((*route, "status"), facts=facts)


RULES: tuple[Rule, ...] = (
    status_contradicted,
    done_without_end,
    unfinished_unexplained,
    status_against_deadline,
)

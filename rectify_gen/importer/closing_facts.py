"""Publication period and contacts that a closing states in its own words, each with the characters that state it.

A contact is certain where a label says what its value is (监督电话：0599-8888, 邮编353000), an e-mail address also
without one. The label stays in the wording, the value becomes a fact. What looks like a number without a label is
reported as unread. Pure functions from text to facts. This module must not know where the closing stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_gen.importer.contacts import LABEL
from rectify_gen.importer.slotted_wording import SlotPlace
from rectify_gen.vocabulary.days import VagueTime, WrittenDay, WrittenPeriod, times_in

_LONGEST_CLOSING = 6000
"""Characters in which facts are looked for; a closing is shorter."""
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－＠．", "0123456789-@.")
"""Signs of numbers in either width, and how they are read; one for one, so that places stay."""

_CHINESE = "[\u3400-\u9fff]"
_BLANK = "[ \t\u3000\u00a0]"
_DASH = "[-—－–―‐]"

_NUMBER = re.compile(
    rf"""
    (?<![0-9])
    (?: [(（]? 0[0-9]{{2,3}} [)）]? {_BLANK}? {_DASH}{{0,2}} {_BLANK}? [0-9]{{7,8}}   # 0599-5550100, （0599）5550100
      | 1[3-9][0-9] (?: [- ]? [0-9]{{4}} ){{2}}                                    # a mobile telephone
      | [48]00 {_DASH}? [0-9]{{3}} {_DASH}? [0-9]{{4}}
      | [0-9]{{7,8}}
      | [0-9]{{3,6}}                                                               # 12388, an extension
    )
    (?: {_BLANK}? (?: 转|{_DASH} ) {_BLANK}? [0-9]{{1,6}} )?
    (?! [0-9] | {_BLANK}? [年月日号楼室个条项] )
    """,
    re.VERBOSE,
)
_ANOTHER_NUMBER = re.compile(
    rf"""
    (?: [（(][^（）()\n]{{1,30}}[）)] )?           # （工作日9:00—17:00）
    {_BLANK}{{0,3}} [、，,；;/／或和及] {_BLANK}{{0,3}}
    (?= [(（]? [0-9]{{3}} )
    """,
    re.VERBOSE,
)
"""What parts two numbers under one label."""
_EMAIL = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_.+\-]{0,63}@[A-Za-z0-9][A-Za-z0-9.\-]{0,126}[A-Za-z0-9]"
)
_EMAIL_LABEL = re.compile("[Ee]-?[Mm]ail(?=[A-Za-z0-9_])")
"""A label that runs into the address: E-maila@b.example."""
_POSTCODE = re.compile("[0-9]{6}(?![0-9])")
_BETWEEN = re.compile(
    rf"号?码? {_BLANK}{{0,3}} (?: (?P<colon> [：:] ) | [为是](?=[0-9]) )? {_BLANK}{{0,3}}",
    re.VERBOSE,
)
"""What may stand between a label and its value."""

_ADDRESS = re.compile(
    r"""
    (?: [^；;。，,\n（(）)【】“” \t\u3000]
      | [（(] (?! [^（）()\n]{0,40}(?:请|注明|邮编|邮政编码|工作日|时间|电话|收件) ) [^（）()\n]{1,30} [）)]
      | [ \t\u3000] (?= [\u3400-\u9fff0-9A-Za-z]{1,12} (?:室|号|楼|层|办公室|收|科|处|局) )
      | [，,] (?= [\u3400-\u9fff0-9A-Za-z\-]{1,24} (?:收|室|办|科|处|局|组|楼|层|号|院|中心) (?:[（(；;。，,\n]|$) )
    ){2,90}
    """,
    re.VERBOSE,
)
"""The value of an address; a comma in it parts the street from the room or the office."""
_LABEL_WITHIN = re.compile(
    f"[、，, \t\u3000]*{_CHINESE}{{0,4}}(?:电话|热线|传真|邮编|邮政编码|电子邮[箱件]|电子信箱|邮箱|[Ee]-?mail|联系人)"
)
"""The label of what follows an address, with what parts them."""
_OTHER_VALUE = re.compile("[^；;。，,、\n（(）) \t\u3000]{2,40}")
"""A person, an office, and whatever a kind of contact without a form of its own has."""
_VALUES = {"postcode": _POSTCODE, "address": _ADDRESS}

_PERIOD_LABEL = re.compile(
    rf"""
    (?:公开|公示|公布|通报|公告) (?:期限|期间|起止时间|时间|时限|日期|期)
    {_BLANK}{{0,3}} (?: 为|是|：|: )? {_BLANK}{{0,3}} (?: 自|从 )? (?: 即日起 )?
    """,
    re.VERBOSE,
)
_LONGEST_PERIOD = 60
_CLAUSE_END = re.compile("[，。；;\n]")
_FROM_A_DAY = r"""
    自? (?:本|该)? (?:通报|公告|公示|报告|情况)?
    (?:发布|公布|公开|公示|印发|通报|公告|发出|刊登|刊发)? (?:之日|即日|当日|当天)? 起
"""
_LENGTH = (
    "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,4}|半)个?(?:工作日|自然日|日|天|月|年)"
)
_VAGUE_PERIOD = re.compile(
    rf"""
    (?: {_FROM_A_DAY} ，? (?:为期|公示|公开)? {_LENGTH}   # 自本通报公布之日起30日
      | {_LENGTH}                                       # 15个工作日
      | 长期 (?:公开|公示|有效)?
    )
    """,
    re.VERBOSE,
)
_PERIOD_FROM_A_DAY = re.compile(
    rf"自 (?:本|该)? (?:通报|公告|公示|报告|情况)? (?:发布|公布|公开|公示|印发|通报|公告|发出|刊登|刊发) (?:之日|即日|当日|当天) 起 ，? (?:为期)? {_LENGTH}",
    re.VERBOSE,
)
"""A period without a label: 请自本通报公布之日起30日内反映."""


class StatedContact(NamedTuple):
    """A contact that the closing states: its kind, the label before it, its value, and where this stands."""

    kind: str
    label: str
    value: str
    start: int
    end: int


class UnreadWords(NamedTuple):
    """What is stated and not understood, by the key of the notice that it belongs to."""

    key: str
    words: str
    start: int


@dataclass(slots=True)
class ClosingFacts:
    """What a closing states."""

    publication: dict[str, str] | None = None
    """As in the YAML: two dates, or ``text``."""
    contacts: list[StatedContact] = field(default_factory=list)
    places: list[SlotPlace] = field(default_factory=list)
    unread: list[UnreadWords] = field(default_factory=list)

    def contacts_data(self) -> dict[str, str] | list[dict[str, str]]:
        """Return the contacts as the YAML has them: by their kinds, or as a list where a kind comes twice."""
        kinds = [contact.kind for contact in self.contacts]
        # The wording of the closing holds the labels; only other contacts must have one.
        if len(set(kinds)) == len(kinds) and "other" not in kinds:
            return {contact.kind: contact.value for contact in self.contacts}
        listed = []
        for contact in self.contacts:
            entry = {"kind": contact.kind, "value": contact.value}
            if contact.kind == "other":
                entry = {
                    "kind": "other",
                    "label": contact.label,
                    "value": contact.value,
                }
            listed.append(entry)
        return listed


def read_closing(text: str) -> ClosingFacts:
    """Return what the closing ``text`` states."""
    words = text[:_LONGEST_CLOSING].translate(_HALF_WIDTH)
    read = ClosingFacts()
    _read_publication(words, read)
    stated = sorted(_contacts(words), key=lambda contact: contact.start)
    end = 0
    for contact in stated:
        # An e-mail address that a label introduces is found twice.
        if contact.start < end:
            continue
        end = contact.end
        written = text[contact.start : contact.end].strip()
        read.contacts.append(contact._replace(value=written))
    _add_places_of_contacts(read)
    _note_numbers_without_label(words, read)
    return read


def read_publication(text: str) -> ClosingFacts:
    """Return the publication period that ``text`` states, which may be an opening: 现予公示，公示期15个工作日."""
    read = ClosingFacts()
    _read_publication(text[:_LONGEST_CLOSING].translate(_HALF_WIDTH), read)
    return read


def _add_places_of_contacts(read: ClosingFacts) -> None:
    counts: dict[str, int] = {}
    kinds = [contact.kind for contact in read.contacts]
    for contact in read.contacts:
        counts[contact.kind] = counts.get(contact.kind, 0) + 1
        is_alone = kinds.count(contact.kind) == 1
        slot = contact.kind if is_alone else f"{contact.kind}{counts[contact.kind]}"
        read.places.append(SlotPlace(slot, contact.start, contact.end))


# ---------------------------------------------------------------- publication


def _read_publication(words: str, read: ClosingFacts) -> None:
    label = _PERIOD_LABEL.search(words)
    while label is not None:
        if _read_period_behind(words, label, read):
            return
        label = _PERIOD_LABEL.search(words, label.end())
    period = _PERIOD_FROM_A_DAY.search(words)
    if period is not None:
        _store_vague_period(period, read)


def _read_period_behind(words: str, label: re.Match[str], read: ClosingFacts) -> bool:
    """Read the period that ``label`` introduces; return whether one is stated there."""
    # A label takes 自 with it: 公示期自公布之日起30日.
    start_of_from = _start_of_from(words, label.end())
    vague = _PERIOD_FROM_A_DAY.match(words, start_of_from)
    if vague is None:
        vague = _VAGUE_PERIOD.match(words, label.end())
    if vague is not None:
        _store_vague_period(vague, read)
        return True
    clause_end = _end_of_clause(words, label.end())
    clause = words[label.end() : clause_end]
    for stated in times_in(clause):
        if stated.start > 0:
            break
        start = label.end()
        if isinstance(stated, WrittenPeriod):
            _store_dated_period(stated, start, read)
        elif isinstance(stated, WrittenDay | VagueTime):
            read.unread.append(UnreadWords("publication", clause, start))
        return True
    return False


def _start_of_from(words: str, index: int) -> int:
    """Return where 自 before ``index`` stands; ``index`` where there is none."""
    return index - 1 if words[index - 1 : index] == "自" else index


def _end_of_clause(words: str, start: int) -> int:
    # No period is longer; without a limit a text without marks would be read once for each label.
    limit = start + _LONGEST_PERIOD
    end = _CLAUSE_END.search(words, start, limit)
    return end.start() if end else min(limit, len(words))


def _store_vague_period(period: re.Match[str], read: ClosingFacts) -> None:
    read.publication = {"text": period.group()}
    read.places.append(SlotPlace("publication", *period.span()))


def _store_dated_period(period: WrittenPeriod, offset: int, read: ClosingFacts) -> None:
    read.publication = {
        "start": period.first.day.isoformat(),
        "end": period.last.day.isoformat(),
    }
    for slot, stretch in (
        ("publication", period),
        ("publication_start", period.first),
        ("publication_end", period.last),
    ):
        place = SlotPlace(slot, offset + stretch.start, offset + stretch.end)
        read.places.append(place)


# ---------------------------------------------------------------- contacts


def _contacts(words: str) -> Iterator[StatedContact]:
    """Yield the contacts in ``words``, kind by kind; an e-mail address may come twice."""
    for email in _EMAIL.finditer(words):
        label = _EMAIL_LABEL.match(words, email.start())
        start = label.end() if label else email.start()
        yield StatedContact("email", "", words[start : email.end()], start, email.end())
    label = LABEL.search(words)
    while label is not None:
        end = label.end()
        for contact in _behind_label(words, label):
            yield contact
            end = contact.end
        label = LABEL.search(words, end)


def _behind_label(words: str, label: re.Match[str]) -> Iterator[StatedContact]:
    """Yield the contacts that ``label`` introduces; none where an ordinary word was taken for one."""
    kind = str(label.lastgroup)
    between = _BETWEEN.match(words, label.end())
    start = between.end() if between else label.end()
    has_colon = between is not None and between["colon"] is not None
    if kind == "phone":
        yield from _numbers(words, start, label.group())
        return
    # E-mail addresses are found without their labels.
    if kind == "email" or _EMAIL.match(words, start):
        return
    if kind in ("address", "other") and not has_colon:
        return
    value = _VALUES.get(kind, _OTHER_VALUE).match(words, start)
    if value is None:
        return
    end = value.end()
    if kind == "address":
        # An address goes on to the label of what follows: 示例路1号邮编353000.
        following = _LABEL_WITHIN.search(words, start + 1, end)
        end = following.start() if following else end
    value_alone = words[start:end].rstrip()
    if value_alone:
        end = start + len(value_alone)
        yield StatedContact(kind, f"{label.group()}：", value_alone, start, end)


def _numbers(words: str, start: int, label: str) -> Iterator[StatedContact]:
    number = _NUMBER.match(words, start)
    while number is not None:
        yield StatedContact("phone", f"{label}：", number.group(), *number.span())
        separator = _ANOTHER_NUMBER.match(words, number.end())
        number = _NUMBER.match(words, separator.end()) if separator else None


_LONG_NUMBER = re.compile(
    rf"(?<![0-9])(?:0[0-9]{{2,3}}{_DASH}[0-9]{{7,8}}|1[3-9][0-9]{{9}})(?![0-9])"
)


def _note_numbers_without_label(words: str, read: ClosingFacts) -> None:
    for number in _LONG_NUMBER.finditer(words):
        is_read = any(
            contact.start <= number.start() < contact.end for contact in read.contacts
        )
        if not is_read:
            words_of_number = number.group()
            read.unread.append(UnreadWords("contacts", words_of_number, number.start()))

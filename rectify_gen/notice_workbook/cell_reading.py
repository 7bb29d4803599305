"""The text of one cell as a value of the data, by the way in which its field is read.

What a cell shows is taken as typed. Only forms that can mean one thing are read as another: full-width digits,
2024/3/4 as a date, a typed 一是 that the product writes itself. What cannot be read is reported with its cell.

This module must not know which fields there are.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from rectify_gen import chinese
from rectify_gen.notice_workbook.notice_sheets import (
    NOT_PRINTED,
    Choice,
    Reading,
    SheetField,
)
from rectify_gen.notice_workbook.sheet_faults import NEAR_WORD, OpenSheet, suggestion
from rectify_gen.source.cells import (
    CellEntry,
    CellEvent,
    CellValue,
    list_of,
    mapping_of,
)
from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.vocabulary.ledger_words import read_status
from rectify_gen.vocabulary.word_tables import contact_labels
from rectify_gen.workbook import CellKind, SheetCell

_DATE_PARTS = re.compile(r"([0-9]{4})[./年-]([0-9]{1,2})[./月-]([0-9]{1,2})日?")
_COMPACT_DATE = re.compile("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_STORED_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_BEFORE_SERIAL_1 = datetime.date(1899, 12, 30)
_LIKELY_SERIALS = range(36526, 73051)
"""Serial numbers of the days from 2000 to 2099."""

_BRACKETS = {"《": "》", "“": "”", "（": "）", "(": ")"}
_NAME_SEPARATORS = "、；;，,"
_CONTINUOUS = "连续"
_LABEL_AND_VALUE = re.compile(r"([^：:]+[：:])\s*(.*\S)")

_MEASURE_SAMPLES = (
    "一是",
    "一、",
    "（一）",
    "(一)",
    "1.",
    "1．",
    "1、",
    "（1）",
    "(1)",
    "1）",
    "1)",
    "①",
)
"""How offices number the measures in a cell."""
_NEXT_ON_LINE = re.compile(r"(?<=[。；;])\s*(?=[二三四五六七八九十]{1,3}是)")
"""Before 二是 and the following, where all measures stand on one line."""
_ENDS_OF_LINES = "。；;！!？?…：:”’）)》】"
_DIGIT_BEHIND = re.compile("[0-9]")

_UNCERTAIN_STATUSES = ("是", "否")
"""They answer a question that the label 整改状态 does not ask."""
_LENGTHS_OF_DIGITS = {"postcode": 6, "copy_number": 6}
_MOBILE_NUMBER = re.compile("1[3-9][0-9]{9}")


def read_cell(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    """Return the value of a cell that holds text; None where it cannot be read, which is reported."""
    if cell.kind is CellKind.FORMULA:
        sheet.report("cell-formula", cell)
        return None
    if cell.kind is CellKind.ERROR:
        sheet.report("cell-error-value", cell)
        return None
    return _READERS[field.reading](sheet, cell, field)


def lines_of(sheet: OpenSheet, cell: SheetCell) -> list[CellEvent]:
    """Return the lines of a cell that hold text, without the blanks at their ends."""
    lines = []
    for event in sheet.lines(cell):
        line = _stripped(event)
        if line.value:
            lines.append(line)
    return lines


def _stripped(event: CellEvent) -> CellEvent:
    """``event`` without the blanks at its ends."""
    stripped = event.value.strip()
    start = event.value.index(stripped)
    return event.part(start, start + len(stripped))


def _text(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    lines = lines_of(sheet, cell)
    if len(lines) > 1:
        sheet.report("cell-line-break", cell, lines[1], label=field.label)
        return None
    return _plain(lines[0])


def _plain(event: CellEvent) -> CellValue:
    return CellValue(event.value, event)


def _paragraphs(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue:
    _report_broken_lines(sheet, cell, lines_of(sheet, cell))
    return _lines(sheet, cell, field)


def _plain_list(events: Sequence[CellEvent]) -> CellValue:
    return list_of(events[0], list(map(_plain, events)))


def _lines(sheet: OpenSheet, cell: SheetCell, _field: SheetField) -> CellValue:
    """One value for each line; an empty list where nothing shall be printed."""
    lines = lines_of(sheet, cell)
    if len(lines) == 1 and lines[0].value == NOT_PRINTED:
        return list_of(lines[0], [])
    return _plain_list(lines)


def _names(sheet: OpenSheet, cell: SheetCell, _field: SheetField) -> CellValue:
    lines = lines_of(sheet, cell)
    names = lines
    # Who writes one name on each line may use 、 inside a name.
    if len(lines) == 1:
        names = list(_split_names(lines[0]))
    return _plain_list(names)


def _split_names(event: CellEvent) -> Iterator[CellEvent]:
    """Yield the names that stand between 、 outside of brackets and quotation marks."""
    text = event.value
    closing = ""
    start = 0
    for index, sign in enumerate(text + "、"):
        if closing:
            if sign == closing:
                closing = ""
        elif sign in _BRACKETS and _BRACKETS[sign] in text[index:]:
            closing = _BRACKETS[sign]
        elif sign in _NAME_SEPARATORS:
            name = text[start:index].strip()
            if name:
                start = text.index(name, start)
                yield event.part(start, start + len(name))
            start = index + 1


def _date(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    value = _text(sheet, cell, field)
    if value is None:
        return None
    event = value.event
    if cell.kind is CellKind.DATE:
        stored = _STORED_DAY.match(event.value)
        # A time behind the day comes from =NOW() or a program, and is not meant.
        return value if stored is None else _plain(event.part(0, stored.end()))
    if cell.kind is CellKind.NUMBER:
        return _date_of_number(sheet, cell, event)
    day = _date_of_text(event.value)
    return CellValue(str(day), event) if day else value


def _date_of_text(text: str) -> datetime.date | None:
    normalised = "".join(unicodedata.normalize("NFKC", text).split())
    match = _DATE_PARTS.fullmatch(normalised) or _COMPACT_DATE.fullmatch(normalised)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> datetime.date | None:
    year, month, day = map(int, match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _date_of_number(
    sheet: OpenSheet, cell: SheetCell, event: CellEvent
) -> CellValue | None:
    """The date that 20240304 is; a serial number, which shows no date to its reader, is reported."""
    day = _date_of_text(event.value)
    if day is not None:
        return CellValue(str(day), event)
    if event.value.isdecimal() and int(event.value) in _LIKELY_SERIALS:
        serial_day = _DAY_BEFORE_SERIAL_1 + datetime.timedelta(int(event.value))
        sheet.report("cell-date-serial", cell, event, day=serial_day)
        return None
    return _plain(event)


def _count(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    value = _text(sheet, cell, field)
    if value is None:
        return None
    digits = unicodedata.normalize("NFKC", value.value)
    if digits.isdecimal():
        return value._replace(value=int(digits))
    return value._replace(value=digits)


def _choice(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    value = _text(sheet, cell, field)
    if value is None:
        return None
    word = unicodedata.normalize("NFKC", value.value)
    code = _choice_of(word, field)
    if code is None:
        facts = suggestion(word, field.choices, NEAR_WORD)
        sheet.report("cell-choice", cell, value.event, label=field.label, **facts)
        return None
    return value._replace(value=code)


def _status(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    lines = lines_of(sheet, cell)
    status = read_status(lines[0].value)
    is_plain = len(lines) == 1 and lines[0].value not in _UNCERTAIN_STATUSES
    if status is None or not is_plain:
        return _choice(sheet, cell, field)
    return CellValue(status.value, lines[0])


def _choice_of(word: str, field: SheetField) -> Choice | None:
    """The value that ``word`` means: one of the words of a choice, or the value itself as YAML has it."""
    for choices in (field.choices, field.other_choices):
        if word in choices:
            return choices[word]
    for choice in field.choices.values():
        if str(choice).lower() == word.lower():
            return choice
    return None


def _digits(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    if cell.kind is CellKind.NUMBER:
        wanted = _with_lost_zero(cell.text, field.key)
        if wanted:
            sheet.report("cell-zero-lost", cell, label=field.label, wanted=wanted)
            return None
    if field.key == ContactKind.PHONE.value:
        return _lines(sheet, cell, field)
    value = _text(sheet, cell, field)
    if value is None:
        return None
    digits = unicodedata.normalize("NFKC", value.value)
    return value._replace(value=digits)


def _with_lost_zero(digits: str, key: str) -> str:
    """The number with the zeros that a cell of numbers has dropped; empty where it has certainly dropped none."""
    if not digits.isdecimal():
        return ""
    length = _LENGTHS_OF_DIGITS.get(key)
    if length is not None:
        return digits.zfill(length) if len(digits) < length else ""
    # Area codes begin with 0: 010 and 02x have eight digits behind them, the others seven or eight.
    if len(digits) == 10:
        return "0" + digits
    if len(digits) == 11 and _MOBILE_NUMBER.fullmatch(digits) is None:
        return "0" + digits
    return ""


def _contacts(sheet: OpenSheet, cell: SheetCell, field: SheetField) -> CellValue | None:
    contacts = []
    lines = lines_of(sheet, cell)
    for line in lines:
        match = _LABEL_AND_VALUE.fullmatch(line.value)
        if match is None:
            sheet.report("cell-contact", cell, line, label=field.label)
            continue
        label = line.part(*match.span(1))
        contacts.append(
            contact_of(_kind_of_label(label.value), line.part(*match.span(2)), label)
        )
    return list_of(lines[0], contacts)


def _named_texts(
    sheet: OpenSheet, cell: SheetCell, field: SheetField
) -> CellValue | None:
    """Each line is a name and its text: 举报电话：12380."""
    entries: dict[str, CellEntry] = {}
    lines = lines_of(sheet, cell)
    for line in lines:
        match = _LABEL_AND_VALUE.fullmatch(line.value)
        if match is None:
            sheet.report("cell-named-text", cell, line, label=field.label)
            continue
        name = _stripped(line.part(match.start(1), match.end(1) - 1))
        if name.value in entries:
            sheet.report("cell-name-repeated", cell, line, name=name.value)
            continue
        text = _plain(line.part(*match.span(2)))
        entries[name.value] = CellEntry(name, text)
    return mapping_of(lines[0], entries)


def contact_of(
    kind: str, value: CellEvent, label: CellEvent | None = None
) -> CellValue:
    """Return a contact as the data has it."""
    entries = {"kind": CellEntry(None, CellValue(kind, value))}
    if label is not None:
        entries["label"] = CellEntry(None, _plain(label))
    entries["value"] = CellEntry(None, _plain(value))
    return mapping_of(value, entries)


def _kind_of_label(label: str) -> str:
    name = label.rstrip("：:")
    for kind, labels in contact_labels().items():
        if name in labels:
            return kind
    return ContactKind.OTHER.value


def _numbering(sheet: OpenSheet, cell: SheetCell, _field: SheetField) -> CellValue:
    lines = lines_of(sheet, cell)
    levels = []
    for line in lines:
        sample = line.value.removesuffix(_CONTINUOUS).rstrip()
        mark = _plain(line.part(0, len(sample)))
        if sample == line.value:
            levels.append(mark)
            continue
        entries = {
            "mark": CellEntry(None, mark),
            "continuous": CellEntry(None, CellValue(True, line)),
        }
        levels.append(mapping_of(line, entries))
    return list_of(lines[0], levels)


def _measures(
    sheet: OpenSheet, cell: SheetCell, _field: SheetField
) -> CellValue | None:
    """Measures, without their typed numbers; where they are numbered, a line without a number goes on with the one before."""
    lines = lines_of(sheet, cell)
    _report_broken_lines(sheet, cell, lines)
    sample = _measure_sample(lines[0].value)
    if sample is None:
        return _plain_list(lines)
    measures: list[list[CellValue]] = []
    for line in _numbered_lines(lines, sample):
        written = sample.write(len(measures) + 1)
        if line.value.startswith(written):
            text = line.value[len(written) :].lstrip()
            start = len(line.value) - len(text)
            measures.append([_plain(line.part(start, len(line.value)))])
        elif _has_mark(line.value, sample):
            sheet.report("cell-measure-order", cell, line, expected=written)
            return None
        else:
            measures[-1].append(_plain(line))
    return list_of(lines[0], list(map(_measure, measures)))


def _numbered_lines(
    lines: Sequence[CellEvent],
    sample: chinese.Mark,
) -> Iterator[CellEvent]:
    """Yield ``lines``; where 二是 and the following stand on one line with the measure before, each by itself."""
    number = 1
    for line in lines:
        start = 0
        if line.value.startswith(sample.write(number)):
            number += 1
        for match in _NEXT_ON_LINE.finditer(line.value):
            if line.value.startswith(sample.write(number), match.end()):
                yield _stripped(line.part(start, match.end()))
                start = match.end()
                number += 1
        yield line.part(start, len(line.value))


def _report_broken_lines(
    sheet: OpenSheet,
    cell: SheetCell,
    lines: Sequence[CellEvent],
) -> None:
    """Report lines that seem to break off: they end without a mark, and others of the cell do not."""
    ends = [line.value[-1] in _ENDS_OF_LINES for line in lines]
    if not any(ends):
        return
    for line, is_ended in zip(lines[:-1], ends, strict=False):
        if not is_ended:
            sheet.report("cell-line-unfinished", cell, line)


def _measure(paragraphs: Sequence[CellValue]) -> CellValue:
    if len(paragraphs) == 1:
        return paragraphs[0]
    return list_of(paragraphs[0].event, paragraphs)


def is_numbered(text: str) -> bool:
    """Return whether ``text``, as the first measure of a cell, is read as one whose number was typed."""
    return _measure_sample(text) is not None


def _measure_sample(text: str) -> chinese.Mark | None:
    for sample in _MEASURE_SAMPLES:
        mark = chinese.read_mark(sample)
        assert mark is not None  # each of them shows a mark
        if _has_mark(text, mark, only=1):
            return mark
    return None


_MOST_MEASURES = 60


def _has_mark(text: str, mark: chinese.Mark, only: int | None = None) -> bool:
    """Whether ``text`` begins with ``mark`` of some number, or with that of the number ``only``."""
    numbers = range(1, _MOST_MEASURES) if only is None else (only,)
    for number in numbers:
        written = mark.write(number)
        if text.startswith(written):
            # 1.5亿元 is an amount, and no first measure.
            is_amount = _DIGIT_BEHIND.match(text, len(written)) is not None
            return not (is_amount and written.endswith((".", "．")))
    return False


_READERS: Mapping[
    Reading, Callable[[OpenSheet, SheetCell, SheetField], CellValue | None]
] = {
    Reading.TEXT: _text,
    Reading.LINES: _lines,
    Reading.NAMES: _names,
    Reading.PARAGRAPHS: _paragraphs,
    Reading.MEASURES: _measures,
    Reading.DATE: _date,
    Reading.COUNT: _count,
    Reading.CHOICE: _choice,
    Reading.STATUS: _status,
    Reading.DIGITS: _digits,
    Reading.NUMBERING: _numbering,
    Reading.NAMED_TEXTS: _named_texts,
    Reading.CONTACTS: _contacts,
}

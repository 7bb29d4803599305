"""A notice as the rows of a notice workbook: which text stands in which field of which row.

What the rows cannot say is left out here; whoever writes a workbook reads it again and compares.
This module must not know how cells look.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from rectify_gen import chinese, model
from rectify_gen.notice_workbook.cell_reading import is_numbered
from rectify_gen.notice_workbook.notice_sheets import (
    AREA,
    AS_WRITTEN,
    BEHIND_TEXT,
    DETAIL,
    FORM,
    HEADING,
    INHERITED,
    LEDGER_KEYS,
    MEASURE_LAYOUT,
    MEASURES,
    NOT_PRINTED,
    ONE_PARAGRAPH,
    PROBLEM,
    RESULT,
    RESULT_LABEL,
    RUN_IN,
    SECTION_COLUMNS,
    TEXT,
    WAIVER_COLUMNS,
    Reading,
    SheetField,
)

CellText = str | datetime.date
"""What is written in one cell."""
RowTexts = dict[str, CellText]
"""The texts of one row by the keys of their fields."""

_LEVELS = (AREA, PROBLEM, DETAIL)

_ALWAYS_WRITTEN = ("kind", "role")
"""Choices that are written where they are the usual ones, too: they say what the rest is."""


def field_text(field: SheetField, value: object) -> CellText:
    """Return what stands in the cell of ``field`` for ``value`` of the model; nothing for what is not given."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value
    write = _WRITERS.get(field.reading)
    if write is not None:
        return write(field, value)
    if isinstance(value, tuple):
        return _lines_text(field, value)
    return str(value)


def _choice_text(field: SheetField, value: object) -> str:
    for word, choice in field.choices.items():
        if choice == value:
            return word
    return str(value)


def _lines_text(_field: SheetField, values: Any) -> str:
    lines = []
    for value in values:
        # An attachment with a body: a cell holds its name alone, and whoever compares says what is lost.
        lines.append(value.title if isinstance(value, model.Attachment) else value)
    return "\n".join(lines) or NOT_PRINTED


def _names_text(_field: SheetField, values: Any) -> str:
    on_one_line = "、".join(values)
    has_comma_inside = on_one_line.count("、") >= len(values)
    return "\n".join(values) if has_comma_inside else on_one_line


def _prose_text(_field: SheetField, members: Any) -> str:
    return "\n".join(filter(_is_text, members)) or NOT_PRINTED


def _is_text(member: object) -> TypeGuard[str]:
    return isinstance(member, str)


def _numbering_text(_field: SheetField, levels: Any) -> str:
    lines = []
    for level in levels:
        lines.append(f"{level.mark} 连续" if level.continuous else level.mark)
    return "\n".join(lines)


def _named_texts(_field: SheetField, texts: Any) -> str:
    lines = []
    for name, text in texts.items():
        lines.append(f"{name}：{text}")
    return "\n".join(lines)


_WRITERS: Mapping[Reading, Callable[[SheetField, Any], str]] = {
    Reading.CHOICE: _choice_text,
    Reading.STATUS: _choice_text,
    Reading.NAMES: _names_text,
    Reading.PARAGRAPHS: _prose_text,
    Reading.NUMBERING: _numbering_text,
    Reading.NAMED_TEXTS: _named_texts,
}


def part_text(
    field: SheetField,
    part: model.Part | None,
    key: str = "",
) -> CellText:
    """Return what stands in the cell of ``field`` for ``part`` of a notice; nothing for what it does not give.

    ``key`` is that of the model, where the field has one of its own.
    """
    key = key or field.key
    if part is None:
        return ""
    value = getattr(part, key)
    is_usual = value == type(part).model_fields[key].default
    if is_usual and key not in _ALWAYS_WRITTEN:
        return ""
    return field_text(field, value)


def part_texts(fields: Sequence[SheetField], part: model.Part) -> RowTexts:
    """Return the texts of ``fields`` that ``part`` of a notice gives."""
    texts: RowTexts = {}
    for field in fields:
        text = part_text(field, part)
        if text:
            texts[field.key] = text
    return texts


def waiver_rows(notice: model.Notice) -> list[RowTexts]:
    """Return a row for each waiver."""
    rows = []
    for waiver in notice.waivers:
        rows.append(part_texts(WAIVER_COLUMNS, waiver))
    return rows


# ---------------------------------------------------------------- sections and items


def part_rows(
    notice: model.Notice,
    columns: Sequence[SheetField],
) -> list[RowTexts]:
    """Return the rows of the sheet of the other sections, the place of the problems included."""
    by_key = fields_by_key(columns)
    rows: list[RowTexts] = []
    problems = problem_section(notice)
    for section in notice.sections:
        own_members, items = _before_items(section.content)
        section_rows = _content_rows(own_members)
        if section is not problems:
            section_rows += _heading_rows(items, by_key[RUN_IN])
        # A section without content of its own begins with its first heading.
        if len(section_rows) > 1 and not section_rows[0]:
            section_rows = section_rows[1:]
        section_rows[0] = {**_section_texts(section, by_key), **section_rows[0]}
        rows += section_rows
    return rows


def _section_texts(
    section: model.Section,
    by_key: Mapping[str, SheetField],
) -> RowTexts:
    texts: RowTexts = {}
    for column, key in SECTION_COLUMNS.items():
        text = part_text(by_key[column], section, key)
        if text:
            texts[column] = text
    return texts


def problem_section(notice: model.Notice) -> model.Section | None:
    """Return the section whose items stand in the sheet of problems."""
    for section in notice.sections:
        if section.role is model.Role.RECTIFICATION:
            return section
    return None


def _before_items(
    content: Sequence[model.Member],
) -> tuple[list[model.Member], list[model.Item]]:
    """What stands before the first item, and all items."""
    before: list[model.Member] = []
    items: list[model.Item] = []
    for member in content:
        if isinstance(member, model.Item):
            items.append(member)
        elif not items:
            before.append(member)
    return before, items


def _heading_rows(
    items: Sequence[model.Item],
    run_in_field: SheetField,
) -> Iterator[RowTexts]:
    for item in items:
        rows = _content_rows(item.content)
        rows[0] = {
            HEADING: _name(item),
            **part_texts([run_in_field], item),
            **rows[0],
        }
        yield from rows


def problem_rows(
    notice: model.Notice,
    columns: Sequence[SheetField],
) -> list[RowTexts]:
    """Return the rows of the sheet of problems."""
    section = problem_section(notice)
    if section is None:
        return []
    _, items = _before_items(section.content)
    by_key = fields_by_key(columns)
    fact_fields = list(map(by_key.__getitem__, (*LEDGER_KEYS, RUN_IN)))
    levels = _LEVELS if any(map(_has_items, items)) else _LEVELS[1:]
    rows: list[RowTexts] = []
    for item in items:
        rows += _item_rows(item, levels, {}, fact_fields, section.form)
    return rows


def fields_by_key(fields: Iterable[SheetField]) -> dict[str, SheetField]:
    """Return ``fields`` by their keys."""
    by_key = {}
    for field in fields:
        by_key[field.key] = field
    return by_key


def _has_items(item: model.Item) -> bool:
    _, items = _before_items(item.content)
    return bool(items)


def _item_rows(
    item: model.Item,
    levels: Sequence[str],
    above: RowTexts,
    fact_fields: Sequence[SheetField],
    section_form: str | None,
) -> Iterator[RowTexts]:
    """Yield the rows of an item and of those below it; ``above`` are the names of those that it stands under."""
    # Deeper levels than the sheet has are put beside each other, and are missed when the workbook is read again.
    level = levels[0]
    deeper = levels[1:] or levels
    names: RowTexts = {**above, level: _name(item)}
    own_members, items = _before_items(item.content)
    rows = _content_rows(own_members)
    own_texts = part_texts(fact_fields, item)
    form = _form_text(item, level, section_form)
    if form:
        own_texts[FORM] = form
    rows[0] = {**own_texts, **rows[0]}
    has_own = len(rows) > 1 or bool(rows[0])
    if has_own or not items:
        for row in rows:
            yield {**names, **row}
    # Only the area is repeated: a problem that is named again would be a row of its own.
    repeated: RowTexts = {}
    if AREA in names:
        repeated[AREA] = names[AREA]
    for number, child in enumerate(items):
        above_child = repeated if number or has_own else names
        yield from _item_rows(child, deeper, above_child, fact_fields, section_form)


def _name(item: model.Item) -> str:
    if isinstance(item, model.HeadingItem):
        return item.heading
    return item.problem


def _form_text(item: model.Item, level: str, section_form: str | None) -> str:
    """What the column of forms says; nothing where the sheet is read so without it."""
    is_usually_problem = level != AREA and section_form is not None
    if isinstance(item, model.HeadingItem):
        return AS_WRITTEN if is_usually_problem else ""
    if item.form is not None:
        return item.form
    return "" if is_usually_problem else INHERITED


class _ContentRow:
    """A row while members of a content are put into it, in the order of its columns."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.measures: list[str] = []
        self.layout = ""
        self.result: list[str] = []

    def is_past_text(self) -> bool:
        return bool(self.measures or self.result)

    def texts(self) -> RowTexts:
        """Return the texts of the row."""
        texts: RowTexts = {}
        columns = {
            TEXT: self.paragraphs,
            MEASURES: self.measures,
            RESULT: self.result,
        }
        for key, lines in columns.items():
            if lines:
                texts[key] = "\n".join(lines)
        if self.layout:
            texts[MEASURE_LAYOUT] = self.layout
        return texts


def _content_rows(members: Sequence[model.Member]) -> list[RowTexts]:
    """Return one row or more with the text, the measures and the results of a content."""
    rows = [_ContentRow()]
    for member in members:
        row = rows[-1]
        if isinstance(member, str | model.Paragraph):
            if row.is_past_text():
                row = _ContentRow()
                rows.append(row)
            _add_paragraph(row, member)
        elif isinstance(member, model.MeasureRun):
            if row.is_past_text():
                row = _ContentRow()
                rows.append(row)
            row.measures = _measure_lines(member.measures)
            row.layout = ONE_PARAGRAPH if member.run_in else ""
        elif isinstance(member, model.Labelled) and member.label == RESULT_LABEL:
            row.result += filter(_is_text, member.content)
    return list(map(_ContentRow.texts, rows))


def _add_paragraph(row: _ContentRow, member: str | model.Paragraph) -> None:
    if isinstance(member, str):
        row.paragraphs.append(member)
        return
    row.paragraphs.append(member.text)
    if member.measures:
        row.measures = _measure_lines(member.measures)
        row.layout = BEHIND_TEXT


def _measure_lines(measures: Sequence[Sequence[str]]) -> list[str]:
    """The measures, one a line; with 一是、二是 where the lines alone would not show where each begins."""
    needs_marks = is_numbered(measures[0][0])
    lines = []
    for measure in measures:
        if len(measure) > 1:
            needs_marks = True
    for number, measure in enumerate(measures, start=1):
        mark = chinese.measure_mark(number) if needs_marks else ""
        lines.append(mark + measure[0])
        lines += measure[1:]
    return lines

"""A notice as a notice workbook: titles, labels, advice, drop-downs, and what is filled in.

This module must not know how a workbook is stored.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.notice_workbook.facts_sheet import HEAD
from rectify_gen.notice_workbook.notice_reading import read_notice_workbook
from rectify_gen.notice_workbook.notice_rows import (
    CellText,
    RowTexts,
    fields_by_key,
    part_rows,
    part_text,
    problem_rows,
    waiver_rows,
)
from rectify_gen.notice_workbook.notice_sheets import (
    AS_WRITTEN,
    CONTACTS_GROUP,
    FACT_GROUPS,
    FACTS_SHEET,
    FORM,
    INHERITED,
    LEDGER_KEYS,
    MEASURES,
    PART_COLUMNS,
    PARTS_SHEET,
    PROBLEM_COLUMNS,
    PROBLEMS_SHEET,
    RESULT,
    UNREAD_COLUMNS,
    USUAL_FORMS,
    WAIVER_COLUMNS,
    WAIVERS_SHEET,
    FactGroup,
    Reading,
    SheetField,
)
from rectify_gen.source.locating import locate
from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.workbook import (
    CellDraft,
    CellLook,
    CellRange,
    DropDown,
    PageDraft,
    RowDraft,
    SheetDraft,
    WorkbookDraft,
    write_workbook,
)

_FONT = "宋体"
_TITLE = CellLook("通报标题", "黑体", 16, is_wrapped=False, is_bordered=False)
_HINT = CellLook("通报说明", _FONT, 10, is_wrapped=False, is_bordered=False)
_HEAD = CellLook("通报表头", "黑体", 11, horizontal="center", fill="DDEBF7")
_GROUP = CellLook("通报分组", "黑体", 11, fill="EDEDED")
_LABEL = CellLook("通报项目", _FONT, 11)
_VALUE = CellLook("通报内容", _FONT, 11)
_TEXT = CellLook("通报文字", _FONT, 11, number_format="@")
_DATE = CellLook("通报日期", _FONT, 11, number_format="yyyy-mm-dd")
_PROSE = CellLook("通报段落", _FONT, 11, vertical="top")
_SHORT = CellLook("通报短语", _FONT, 11, vertical="top", number_format="@")
_SHORT_DATE = CellLook(
    "通报时限", _FONT, 11, vertical="top", number_format="yyyy-mm-dd"
)
_ADVICE = CellLook("通报提示", _FONT, 9)

_LAST_CHOICE_ROW = 1000
"""Drop-downs reach as far down."""
_TITLE_ROWS = 2
_FACT_WIDTHS = (18, 56, 44)
_FACTS_HINT = (
    "在“内容”一列填写，没有的空着，项目名称不要改。"
    "填好后：rectify-gen validate 校验，rectify-gen build 生成 Word 文件。"
)
_PROBLEMS_HINT = (
    "一行一个问题；措施多的，可在下面几行接着写（问题空着）。序号自动生成，不要键入。"
    "每列怎么填，见表头批注；表头名称不要改。"
)
_PARTS_HINT = (
    "按先后一行一个部分，下一个小标题另起一行（“部分”空着）；“整改任务”一行表示问题台账排在这里。"
    "每列怎么填，见表头批注。"
)
_WAIVERS_HINT = "有意保留、不要再提示的，一行写一个；没有就空着。"
_MOST_REPORTED = 20
_SCALE = 70
"""Percent at which the columns of a problem fit on two pages."""

_LINE_POINTS = 14.5
"""The height of a line of text of the size of the sheets."""
_MARGIN_POINTS = 5
_DIGITS_OF_CHARACTER = 2.1
"""The width of a Chinese character of that size, in digits."""
_HIGHEST_ROW = 409
"""What Excel allows, in points."""


def write_notice_workbook(notice: model.Notice, blank_rows: int = 20) -> bytes:
    """Return a notice workbook that says what ``notice`` says, with ``blank_rows`` to write more into.

    Raises:
        InputError: a workbook cannot hold some of it; the diagnostics have the routes.
        EnvironmentFaultError: the library that writes workbooks is not installed.
    """
    data = write_workbook(_draft(notice, blank_rows))
    source = read_notice_workbook(data, "")
    written = model.notice_of(locate(source).value)
    differences: list[Route] = [()]
    if written is not None:
        wanted = notice.model_dump()
        differences = list(_differences(wanted, written.model_dump(), ()))
    if differences:
        raise InputError(map(_cannot_hold, differences[:_MOST_REPORTED]))
    return data


def _cannot_hold(route: Route) -> Diagnostic:
    return Diagnostic("workbook-cannot-hold", route, {"field": _dotted(route)})


def _dotted(route: Route) -> str:
    return ".".join(map(str, route))


def _differences(wanted: Any, written: Any, route: Route) -> Iterator[Route]:
    """Yield the routes at which what was written differs from what was wanted."""
    if wanted == written:
        return
    if isinstance(wanted, Mapping) and isinstance(written, Mapping):
        for key in wanted:
            yield from _differences(wanted[key], written.get(key), (*route, key))
        # A member of another kind has other keys.
        if wanted.keys() != written.keys():
            yield route
    elif _are_alike_lists(wanted, written):
        for index, (member, written_member) in enumerate(
            zip(wanted, written, strict=True)
        ):
            yield from _differences(member, written_member, (*route, index))
    else:
        yield route


def _are_alike_lists(wanted: Any, written: Any) -> bool:
    are_lists = isinstance(wanted, tuple) and isinstance(written, tuple)
    return are_lists and len(wanted) == len(written)


def _draft(notice: model.Notice, blank_rows: int) -> WorkbookDraft:
    title = notice.kind.row.full_name
    sheets = [
        _facts_sheet(notice, title),
        _problems_sheet(notice, blank_rows),
        _parts_sheet(notice, blank_rows),
        _waivers_sheet(notice, blank_rows),
    ]
    return WorkbookDraft(sheets, title)


# ---------------------------------------------------------------- the sheet of facts


def _facts_sheet(notice: model.Notice, title: str) -> SheetDraft:
    rows = [
        _title_row(title),
        _hint_row(_FACTS_HINT),
        RowDraft([CellDraft(label, _HEAD) for label in HEAD], height=22),
    ]
    head_row = len(rows)
    merged = []
    drop_downs = []
    for group in FACT_GROUPS:
        blank = CellDraft(None, _GROUP)
        cells = [CellDraft(group.title, _GROUP), blank, blank]
        rows.append(RowDraft(cells, height=20))
        merged.append(CellRange(len(rows), 1, len(rows), len(HEAD)))
        for field, text in _group_texts(notice, group):
            rows.append(_fact_row(field, text))
            if field.choices:
                place = CellRange(len(rows), 2, len(rows), 2)
                drop_downs.append(DropDown(place, tuple(field.choices)))
    return SheetDraft(
        name=FACTS_SHEET,
        rows=rows,
        widths=_FACT_WIDTHS,
        merged=merged,
        frozen_rows=head_row,
        repeated_rows=(head_row, head_row),
        drop_downs=drop_downs,
        page=PageDraft(is_landscape=False),
    )


def _fact_row(field: SheetField, text: CellText) -> RowDraft:
    look = _VALUE
    if field.reading is Reading.DATE:
        look = _DATE
    elif field.reading in (Reading.TEXT, Reading.DIGITS):
        look = _TEXT
    cells = [
        CellDraft(field.label, _LABEL),
        CellDraft(text or None, look),
        CellDraft(field.advice, _ADVICE),
    ]
    return RowDraft(cells, _fitted_height(cells, _FACT_WIDTHS))


def _group_texts(
    notice: model.Notice,
    group: FactGroup,
) -> Iterator[tuple[SheetField, CellText]]:
    """Yield the rows of a group with what is filled in."""
    if group is CONTACTS_GROUP:
        yield from _contact_texts(notice)
        return
    for field in group.fields:
        if group.key == "organization":
            yield field, _organization_text(notice, field)
            continue
        part = getattr(notice, group.key) if group.key else notice
        yield field, part_text(field, part)


def _organization_text(notice: model.Notice, field: SheetField) -> str:
    names = []
    for organization in notice.organization:
        names.append(getattr(organization, field.key) or "")
    return "\n".join(names).strip()


def _contact_texts(notice: model.Notice) -> Iterator[tuple[SheetField, CellText]]:
    """Yield a row for each contact in the order of the notice, then one for each kind that it does not use."""
    by_kind = fields_by_key(CONTACTS_GROUP.fields)
    used = set()
    for contact in notice.contacts:
        field = by_kind[contact.kind.value]
        text = contact.value
        if contact.label is not None:
            field = by_kind[ContactKind.OTHER.value]
            text = contact.label + contact.value
        used.add(field.key)
        yield field, text
    for field in CONTACTS_GROUP.fields:
        if field.key not in used:
            yield field, ""


# ---------------------------------------------------------------- the sheets that are tables


class _TablePage(NamedTuple):
    """How a table is printed: up to which column, and after which one a new page begins."""

    last_printed: str
    page_end: str = ""
    repeated_columns: int = 0
    """Columns on the left that are printed on each page, and stay in sight."""


def _problems_sheet(notice: model.Notice, blank_rows: int) -> SheetDraft:
    remark = SheetField(
        key=UNREAD_COLUMNS[-1],
        label=UNREAD_COLUMNS[-1],
        advice="只供本单位记事，不读入",
        width=14,
    )
    return _table_sheet(
        name=PROBLEMS_SHEET,
        hint=_PROBLEMS_HINT,
        fields=(*PROBLEM_COLUMNS, remark),
        rows=[*problem_rows(notice, PROBLEM_COLUMNS), *_blank(blank_rows)],
        open_choices={FORM: (*USUAL_FORMS, AS_WRITTEN, INHERITED)},
        page=_TablePage(
            last_printed=LEDGER_KEYS[-1],
            page_end=RESULT,
            repeated_columns=2,
        ),
    )


def _parts_sheet(notice: model.Notice, blank_rows: int) -> SheetDraft:
    return _table_sheet(
        name=PARTS_SHEET,
        hint=_PARTS_HINT,
        fields=PART_COLUMNS,
        rows=[*part_rows(notice, PART_COLUMNS), *_blank(blank_rows // 2)],
        open_choices={FORM: USUAL_FORMS},
        page=_TablePage(last_printed=MEASURES),
    )


def _waivers_sheet(notice: model.Notice, blank_rows: int) -> SheetDraft:
    return _table_sheet(
        name=WAIVERS_SHEET,
        hint=_WAIVERS_HINT,
        fields=WAIVER_COLUMNS,
        rows=[*waiver_rows(notice), *_blank(blank_rows // 4)],
        open_choices={},
        page=_TablePage(last_printed=WAIVER_COLUMNS[-1].key),
    )


def _blank(count: int) -> list[RowTexts]:
    blank: RowTexts = {}
    return [blank] * count


def _table_sheet(
    *,
    name: str,
    hint: str,
    fields: Sequence[SheetField],
    rows: Iterable[RowTexts],
    open_choices: Mapping[str, Sequence[str]],
    page: _TablePage,
) -> SheetDraft:
    head = []
    widths = []
    for field in fields:
        head.append(CellDraft(field.label, _HEAD, comment=field.advice))
        widths.append(field.width)
    drafts = [_title_row(name), _hint_row(hint), RowDraft(head, height=24)]
    head_row = len(drafts)
    for texts in rows:
        drafts.append(_table_row(fields, texts))
    repeated_columns = None
    if page.repeated_columns:
        repeated_columns = (1, page.repeated_columns)
    return SheetDraft(
        name=name,
        rows=drafts,
        widths=widths,
        frozen_rows=head_row,
        frozen_columns=page.repeated_columns,
        repeated_rows=(head_row, head_row),
        repeated_columns=repeated_columns,
        filtered=CellRange(head_row, 1, len(drafts), len(fields)),
        drop_downs=_drop_downs(fields, head_row, open_choices),
        page=_page(fields, page),
    )


def _drop_downs(
    fields: Sequence[SheetField],
    head_row: int,
    open_choices: Mapping[str, Sequence[str]],
) -> list[DropDown]:
    drop_downs = []
    for column, field in enumerate(fields, start=1):
        place = CellRange(head_row + 1, column, _LAST_CHOICE_ROW, column)
        if field.key in open_choices:
            choices = open_choices[field.key]
            drop_downs.append(DropDown(place, choices, is_open=True))
        elif field.choices:
            drop_downs.append(DropDown(place, tuple(field.choices)))
    return drop_downs


def _page(fields: Sequence[SheetField], page: _TablePage) -> PageDraft:
    columns: dict[str, int] = {}
    for column, field in enumerate(fields, start=1):
        columns[field.key] = column
    last_column = columns[page.last_printed]
    if not page.page_end:
        return PageDraft(last_column=last_column)
    return PageDraft(
        left=10,
        right=10,
        scale=_SCALE,
        last_column=last_column,
        page_ends=(columns[page.page_end],),
    )


def _table_row(fields: Sequence[SheetField], texts: RowTexts) -> RowDraft:
    cells = []
    widths = []
    for field in fields:
        look = _PROSE
        if field.reading is Reading.DATE:
            look = _SHORT_DATE
        elif field.reading is Reading.TEXT:
            look = _SHORT
        cells.append(CellDraft(texts.get(field.key) or None, look))
        widths.append(field.width)
    return RowDraft(cells, _fitted_height(cells, widths))


def _title_row(title: str) -> RowDraft:
    return RowDraft([CellDraft(title, _TITLE)], height=30)


def _hint_row(hint: str) -> RowDraft:
    return RowDraft([CellDraft(hint, _HINT)], height=20)


def _fitted_height(cells: Sequence[CellDraft], widths: Sequence[float]) -> float:
    """The height that shows all lines of the tallest of ``cells``, as far as Excel allows."""
    most_lines = 1
    for cell, width in zip(cells, widths, strict=True):
        text = str(cell.value or "")
        line_count = 0
        for line in text.split("\n"):
            size = cell.look.size / _VALUE.size
            digits = chinese.width(line) * _DIGITS_OF_CHARACTER * size
            line_count += max(math.ceil(digits / (width - 1)), 1)
        most_lines = max(most_lines, line_count)
    return min(most_lines * _LINE_POINTS + _MARGIN_POINTS, _HIGHEST_ROW)

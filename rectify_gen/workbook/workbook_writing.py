"""Writes workbooks through openpyxl: the same draft gives the same bytes, without clock, author or host.

The only module that imports openpyxl, when it is called; it is in the extra ``excel``. This module must not know
what the cells mean.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.package import write_parts
from rectify_gen.workbook.sheet_content import CellRange, cell_name, column_letters
from rectify_gen.workbook.workbook_draft import (
    TEXT_LIMIT,
    CellDraft,
    CellLook,
    DropDown,
    PageDraft,
    RowDraft,
    SheetDraft,
    WorkbookDraft,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import NamedStyle
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_CORE = "docProps/core.xml"
_SHEETS = "xl/worksheets/sheet"
_OWN_HEIGHT = b' customHeight="1"'
_MM_OF_INCH = 25.4
_A4 = 9
_CHOICES_LIMIT = 255
_LOOKS_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@")
"""What makes a formula of a text when somebody types it, or presses Enter in its cell."""
_NO_COLOUR = "000000"


def write_workbook(draft: WorkbookDraft) -> bytes:
    """Return the workbook of ``draft``.

    Raises:
        EnvironmentFaultError: openpyxl is not installed.
        ValueError: a text is longer than ``TEXT_LIMIT`` or holds control characters, or choices are too long.
    """
    return write_parts(workbook_parts(draft))


def workbook_parts(draft: WorkbookDraft) -> dict[str, bytes]:
    """Return the parts of the workbook of ``draft``, for those who add some of their own.

    Raises:
        EnvironmentFaultError, ValueError: as :func:`write_workbook`.
    """
    openpyxl_workbook = _new_workbook()
    looks: dict[CellLook, str] = {}
    for sheet in draft.sheets:
        worksheet = openpyxl_workbook.create_sheet(sheet.name)
        _fill_rows(
            worksheet,
            sheet.rows,
            looks,
        )
        _set_up(worksheet, sheet)
        _set_page(worksheet, sheet.page)
    saved = io.BytesIO()
    openpyxl_workbook.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.startswith(_SHEETS):
            # A height that is marked as somebody's own is not fitted to what is typed later.
            parts[name] = part.replace(_OWN_HEIGHT, b"")
    # openpyxl writes the time of saving.
    parts[_CORE] = _core_properties(draft.title)
    return parts


def _new_workbook() -> Workbook:
    try:
        from openpyxl.workbook import Workbook
    except ImportError as error:
        raise EnvironmentFaultError([Diagnostic("xlsx-no-library")]) from error
    workbook = Workbook()
    for worksheet in workbook.worksheets:
        workbook.remove(worksheet)
    return workbook


def _fill_rows(
    worksheet: Worksheet,
    rows: Sequence[RowDraft],
    looks: dict[CellLook, str],
) -> None:
    """Write the cells of one sheet; ``looks`` are the names of those that the workbook already has."""
    workbook = worksheet.parent
    assert workbook is not None
    for row_number, row in enumerate(
        rows,
        start=1,
    ):
        for column, draft in enumerate(
            row.cells,
            start=1,
        ):
            if draft is not None:
                cell = worksheet.cell(row_number, column)
                cell.style = _style_name(
                    draft.look,
                    workbook,
                    looks,
                )
                _fill_cell(cell, draft)
        if row.height:
            worksheet.row_dimensions[row_number].height = row.height


def _fill_cell(
    cell: Cell | MergedCell,
    draft: CellDraft,
) -> None:
    from openpyxl.comments import Comment

    if isinstance(draft.value, str):
        if len(draft.value) > TEXT_LIMIT:
            raise ValueError(cell.coordinate)
        # _x0041_ in a text would be read as the character of that number.
        cell.value = _LOOKS_LIKE_ESCAPE.sub("_x005F_", draft.value)
        # openpyxl takes =… for a formula, and #N/A for an error.
        cell.data_type = "s"
        if draft.value.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    elif draft.value is not None:
        cell.value = draft.value
        # openpyxl gives a date a format of its own.
        cell.number_format = draft.look.number_format
    if draft.comment:
        lines = draft.comment.count("\n") + len(draft.comment) // 16 + 2
        cell.comment = Comment(
            draft.comment,
            "",
            height=lines * 20,
            width=260,
        )


def _set_up(
    worksheet: Worksheet,
    sheet: SheetDraft,
) -> None:
    """Set widths, merged cells, what stays in sight, filters and drop-downs."""
    for column, width in enumerate(
        sheet.widths,
        start=1,
    ):
        worksheet.column_dimensions[column_letters(column)].width = width
    for merged in sheet.merged:
        worksheet.merge_cells(_range_name(merged))
    if sheet.frozen_rows or sheet.frozen_columns:
        row = sheet.frozen_rows + 1
        worksheet.freeze_panes = cell_name(row, sheet.frozen_columns + 1)
    if sheet.repeated_rows:
        first_row, last_row = sheet.repeated_rows
        worksheet.print_title_rows = f"{first_row}:{last_row}"
    if sheet.repeated_columns:
        first_letters, last_letters = map(column_letters, sheet.repeated_columns)
        worksheet.print_title_cols = f"{first_letters}:{last_letters}"
    if sheet.filtered:
        worksheet.auto_filter.ref = _range_name(sheet.filtered)
    for drop_down in sheet.drop_downs:
        worksheet.add_data_validation(_validation(drop_down))


def _style_name(
    look: CellLook,
    workbook: Workbook,
    looks: dict[CellLook, str],
) -> str:
    if look not in looks:
        workbook.add_named_style(_named_style(look))
        looks[look] = look.name
    return looks[look]


def _named_style(look: CellLook) -> NamedStyle:
    from openpyxl.styles import (
        Alignment,
        Border,
        Font,
        NamedStyle,
        PatternFill,
        Side,
    )

    alignment = Alignment(
        horizontal=look.horizontal,
        vertical=look.vertical,
        wrap_text=look.is_wrapped,
    )
    side = (
        Side(
            style="thin",
            color=_NO_COLOUR,
        )
        if look.is_bordered
        else Side()
    )
    fill = PatternFill()
    if look.fill:
        fill = PatternFill(
            "solid",
            fgColor=look.fill,
        )
    return NamedStyle(
        name=look.name,
        font=Font(
            name=look.font,
            size=look.size,
            bold=look.is_bold,
        ),
        alignment=alignment,
        border=Border(
            left=side,
            right=side,
            top=side,
            bottom=side,
        ),
        fill=fill,
        number_format=look.number_format,
    )


def _validation(drop_down: DropDown) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = ",".join(drop_down.choices)
    is_unambiguous = choices.count(",") == len(drop_down.choices) - 1
    if len(choices) > _CHOICES_LIMIT or not is_unambiguous:
        raise ValueError(choices)
    quoted = choices.replace('"', '""')
    return DataValidation(
        type="list",
        formula1=f'"{quoted}"',
        allow_blank=True,
        showErrorMessage=not drop_down.is_open,
        errorTitle="请从列表中选择",
        error="、".join(drop_down.choices)[:_CHOICES_LIMIT],
        sqref=_range_name(drop_down.place),
    )


def _set_page(
    worksheet: Worksheet,
    page: PageDraft,
) -> None:
    from openpyxl.worksheet.pagebreak import Break, ColBreak
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet.page_setup.orientation = "landscape" if page.is_landscape else "portrait"
    worksheet.page_setup.paperSize = _A4
    if page.scale:
        worksheet.page_setup.scale = page.scale
        breaks = [Break(id=column) for column in page.page_ends]
        worksheet.col_breaks = ColBreak(brk=breaks)
    else:
        worksheet.page_setup.fitToWidth = 1
        # As many pages as the rows need.
        worksheet.page_setup.fitToHeight = 0
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if page.last_column:
        last_cell = cell_name(worksheet.max_row, page.last_column)
        worksheet.print_area = f"A1:{last_cell}"
    worksheet.print_options.horizontalCentered = True
    worksheet.page_margins.top = page.top / _MM_OF_INCH
    worksheet.page_margins.bottom = page.bottom / _MM_OF_INCH
    worksheet.page_margins.left = page.left / _MM_OF_INCH
    worksheet.page_margins.right = page.right / _MM_OF_INCH
    footer = worksheet.oddFooter
    # openpyxl makes them with the sheet; its types do not say so.
    assert footer is not None
    assert footer.center is not None
    footer.center.text = page.footer


def _range_name(cells: CellRange) -> str:
    top_left = cell_name(cells.top, cells.left)
    bottom_right = cell_name(cells.bottom, cells.right)
    return f"{top_left}:{bottom_right}"


def _core_properties(title: str) -> bytes:
    """The part with the title and nothing else."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title>"
        "</cp:coreProperties>"
    ).encode()

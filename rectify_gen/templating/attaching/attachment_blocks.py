"""What an attachment prints, as blocks of WordprocessingML: label, title, paragraphs, tables.

This module must not know where in a document they go, or how styles are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import escape

from rectify_gen import chinese
from rectify_gen.templating.make.ledger_template import (
    USUAL_COLUMNS,
    SheetColumn,
    cell_borders,
    column_widths,
)
from rectify_gen.templating.make.markup import element
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    exact,
    line_break,
    paragraph,
    table,
)
from rectify_gen.view.types import AttachedView, LedgerRowView, ParagraphView
from rectify_gen.vocabulary.ledger_columns import LedgerColumn

Styles = Mapping[str, str]
"""The identifiers that a document gives the styles of attachments, by what they are for."""

MOST_UPRIGHT_COLUMNS = 4
"""Columns of a ledger that fit an upright page; with more it stands on a landscape one."""
_CELL_MARGIN = 60
_CHARACTER = 225
"""The width of a character of 五号 in twips, with some air."""
_BORDER = 30
_LONGEST_SHORT_CELL = 8
"""Characters of a cell that stands in the middle of its column where all below one head are as short."""
_SPACER = exact(20)


def opening_blocks(
    attachment: AttachedView,
    styles: Styles,
    *,
    new_page: bool,
) -> str:
    """Return label and title, which stand on the first and the third line; ``new_page`` begins a page."""
    label = paragraph(
        styles["label"],
        _run(attachment.label),
        keep_next=True,
        indent=element("pageBreakBefore") if new_page else "",
    )
    lines: list[str] = []
    for number, line in enumerate(attachment.title_lines):
        if number:
            lines.append(line_break())
        lines.append(_run(line))
    blank = paragraph(styles["blank"], keep_next=True)
    title = paragraph(
        styles["title"],
        *lines,
        keep_next=True,
    )
    return label + blank + title + blank


def text_blocks(paragraphs: Sequence[ParagraphView], styles: Styles) -> str:
    """Return the paragraphs of an attachment, set as those of the notice."""
    blocks = ""
    for printed in paragraphs:
        blocks += _paragraph(printed, styles)
    return blocks


def _paragraph(printed: ParagraphView, styles: Styles) -> str:
    level = printed.level
    if printed.role == "heading":
        style = styles.get(f"level_{level}", styles["level_3"])
        return paragraph(style, _run(printed.number, printed.heading))
    is_run_in = printed.role == "run_in" and level in (1, 2)
    heading_style = styles[f"run_in_{level}"] if is_run_in else ""
    runs = []
    if printed.number or printed.heading:
        runs.append(
            _run(
                printed.number,
                printed.heading,
                style=heading_style,
            )
        )
    if printed.text:
        runs.append(_run(printed.text))
    return paragraph(styles["body"], *runs)


def _run(*texts: str, style: str = "") -> str:
    """A run of ``texts``, which may write marks around themselves when they are printed."""
    properties = element(
        "rPr",
        element("rStyle", val=style) if style else "",
        element("rFonts", hint="eastAsia"),
    )
    escaped = ""
    for text in texts:
        # A text that writes marks around itself does so when it is escaped.
        escaped += str(escape(text))
    text_element = f'<w:t xml:space="preserve">{escaped}</w:t>'
    return element(
        "r",
        properties,
        text_element,
    )


def table_blocks(
    attachment: AttachedView,
    styles: Styles,
    width: int,
) -> str:
    """Return the table of an attachment, ``width`` twips wide; its columns are as wide as their texts are long."""
    rows: list[tuple[str, ...]] = [row.cells for row in attachment.rows]
    widths = _fitting_widths(
        attachment.head,
        rows,
        width,
    )
    are_short: list[bool] = []
    for column in range(len(widths)):
        longest = max(len(cells[column]) for cells in rows)
        are_short.append(longest <= _LONGEST_SHORT_CELL)
    printed_rows = _head_row(
        attachment.head,
        styles,
        widths,
    )
    for cells in rows:
        row_cells: list[Cell] = []
        for text, is_short in zip(
            cells,
            are_short,
            strict=True,
        ):
            style = styles["cell_centre"] if is_short else styles["cell"]
            content = paragraph(style, _run(text))
            row_cells.append(Cell(content, middle=True))
        printed_rows += Row(tuple(row_cells)).xml(widths)
    return _table(
        widths,
        printed_rows,
        styles,
    )


def _fitting_widths(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> tuple[int, ...]:
    """Widths by which short columns need no second line; long ones share what is left by their length."""
    natural: list[float] = []
    for column, title in enumerate(head):
        longest = chinese.width(title)
        for cells in rows:
            width_of_cell = chinese.width(cells[column])
            longest = max(longest, width_of_cell)
        text_width = longest * _CHARACTER
        natural.append(text_width + 2 * _CELL_MARGIN + _BORDER)
    if sum(natural) > width:
        natural = _squeezed(natural, width)
    total = sum(natural)
    widths: list[int] = []
    for natural_width in natural:
        share = natural_width / total
        widths.append(int(width * share))
    widest = widths.index(max(widths))
    widths[widest] += width - sum(widths)
    return tuple(widths)


def _squeezed(natural: Sequence[float], width: int) -> list[float]:
    """Columns narrower than an equal share keep their width, the others share the rest."""
    equal_share = width / len(natural)
    short = [natural_width for natural_width in natural if natural_width <= equal_share]
    remaining = width - sum(short)
    long_total = 0.0
    for natural_width in natural:
        if natural_width > equal_share:
            long_total += min(natural_width, remaining)
    squeezed: list[float] = []
    for natural_width in natural:
        if natural_width <= equal_share:
            squeezed.append(natural_width)
        else:
            share = min(natural_width, remaining) / long_total
            squeezed.append(remaining * share)
    return squeezed


def _head_row(
    titles: Sequence[str],
    styles: Styles,
    widths: tuple[int, ...],
) -> str:
    cells: list[Cell] = []
    for title in titles:
        head = paragraph(styles["cell_head"], _run(title))
        cells.append(Cell(head, middle=True))
    return Row(tuple(cells), header=True).xml(widths)


def _table(
    widths: tuple[int, ...],
    rows: str,
    styles: Styles,
) -> str:
    """A table and the line below it that keeps it apart from what follows."""
    printed = table(
        widths,
        rows,
        cell_borders(),
        margin=_CELL_MARGIN,
    )
    return printed + spacer(styles)


def spacer(styles: Styles) -> str:
    """Return an empty line that takes next to no room."""
    return paragraph(styles["cell"], indent=_SPACER)


def filled_columns(rows: Sequence[LedgerRowView]) -> tuple[SheetColumn, ...]:
    """Return the columns of a ledger that some of ``rows`` fill."""
    filled: list[SheetColumn] = []
    for column in USUAL_COLUMNS:
        name = column.shows.value
        if any(getattr(row, name) for row in rows):
            filled.append(column)
    return tuple(filled)


def ledger_blocks(
    rows: Sequence[LedgerRowView],
    styles: Styles,
    width: int,
) -> str:
    """Return the ledger as a table of ``width`` twips, without the columns that no row fills."""
    columns = filled_columns(rows)
    widths = column_widths(columns, width)
    printed_rows = _head_row(
        [column.head for column in columns],
        styles,
        widths,
    )
    for row in rows:
        if row.new_area:
            name = paragraph(
                styles["cell"],
                _run(str(row.new_area)),
                keep_next=True,
            )
            area = Cell(name, span=len(widths))
            printed_rows += Row((area,)).xml(widths)
        printed_rows += _ledger_row(
            row,
            columns,
            styles,
        ).xml(widths)
    return _table(
        widths,
        printed_rows,
        styles,
    )


def _ledger_row(
    row: LedgerRowView, columns: Sequence[SheetColumn], styles: Styles
) -> Row:
    cells: list[Cell] = []
    for column in columns:
        is_measures = column.shows is LedgerColumn.MEASURES
        content = ""
        for text in _texts_of(row, column.shows):
            style = styles["cell_centre"] if column.is_centred else styles["cell"]
            content += paragraph(style, _run(text))
        # A cell must hold a paragraph.
        content = content or paragraph(styles["cell"])
        cells.append(Cell(content, middle=not is_measures))
    return Row(tuple(cells))


def _texts_of(row: LedgerRowView, column: LedgerColumn) -> tuple[str, ...]:
    if column is LedgerColumn.MEASURES:
        return row.measures
    fact = getattr(row, column.value)
    return (fact,) if fact else ()

"""Pieces of WordprocessingML for the template maker: paragraphs, runs, tables, styles.

Written by hand so that a template has few parts and few styles. Child order follows
the schema. This room must not know tags, sentences, or what a template prints.
"""

from typing import NamedTuple
from xml.sax.saxutils import escape

_HINT = '<w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr>'


def run(text: str, style: str = "") -> str:
    """Return a run of ``text`` in the character style ``style``; quotes and dashes take the Chinese font."""
    properties = _HINT.format(style=f'<w:rStyle w:val="{style}"/>' if style else "")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def line_break() -> str:
    """Return a run that breaks the line inside its paragraph."""
    return f"<w:r>{_HINT.format(style='')}<w:br/></w:r>"


def tabulator() -> str:
    """Return a run that goes on at the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field such as PAGE; ``shown`` stands there until Word counts."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, *runs: str, keep_next: bool = False, indent: str = "") -> str:
    """Return a paragraph in ``style``; ``keep_next`` keeps it on the page of the next one.

    ``indent`` replaces the style's (see :func:`indentation`).
    """
    kept = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{indent}</w:pPr>{"".join(runs)}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds only a tag, which rendering removes."""
    return paragraph("Tag", run(text))


def indentation(left: int = 0, right: int = 0, hanging: int = 0) -> str:
    """Return indents in twips; the first line of a paragraph begins ``hanging`` to the left of the others."""
    hung = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}" w:right="{right}"{hung}/>'


def exact(line: int) -> str:
    """Return line spacing of exactly ``line`` twips, off the grid."""
    return f'<w:snapToGrid w:val="0"/><w:spacing w:line="{line}" w:lineRule="exact"/>'


def rule(side: str, eighths: int, colour: str = "auto") -> str:
    """Return one side of a border, ``eighths`` of a point wide."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


class Cell(NamedTuple):
    """One cell of a table: its paragraphs, columns it spans, where its text stands from top to bottom."""

    content: str
    span: int = 1
    middle: bool = False


class Row(NamedTuple):
    """One row, never split over pages; ``height`` is exact where there is one, ``header`` rows are repeated."""

    cells: tuple[Cell, ...]
    height: int = 0
    header: bool = False

    def xml(self, widths: tuple[int, ...]) -> str:
        """Return the row as ``w:tr`` on columns of ``widths``."""
        height = (
            f'<w:trHeight w:val="{self.height}" w:hRule="exact"/>'
            if self.height
            else ""
        )
        header = "<w:tblHeader/>" if self.header else ""
        out, at = "", 0
        for cell in self.cells:
            span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
            middle = '<w:vAlign w:val="center"/>' if cell.middle else ""
            width = sum(widths[at : at + cell.span])
            at += cell.span
            out += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{middle}</w:tcPr>{cell.content}</w:tc>'
        return f"<w:tr><w:trPr><w:cantSplit/>{height}{header}</w:trPr>{out}</w:tr>"


def tag_row(text: str, widths: tuple[int, ...]) -> str:
    """Return a table row that holds only a tag, which rendering removes."""
    return Row((Cell(tag(text), span=len(widths)),)).xml(widths)


def table(
    widths: tuple[int, ...],
    rows: str,
    borders: str = "",
    margin: int = 0,
    place: str = "",
) -> str:
    """Return a table of fixed column ``widths`` with ``margin`` left and right in its cells."""
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (
            ("top", 0),
            ("left", margin),
            ("bottom", 0),
            ("right", margin),
        )
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    bordered = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr>{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'{bordered}<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def at_foot(left: int) -> str:
    """Return the place of a table at the foot of the page's type area, ``left`` of the paper's edge.

    It counts from the paper, for LibreOffice lets no table float that counts from the margin and fills the line.
    """
    return (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page"'
        f' w:tblpX="{left}" w:tblpYSpec="bottom"/>'
    )


def fonts(family: str, latin: str = "") -> str:
    """Return ``w:rFonts`` with ``family`` for Chinese, and for Latin where ``latin`` names none."""
    attribute = {'"': "&quot;"}
    other = escape(latin or family, attribute)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{escape(family, attribute)}"'
        ' w:cs="Times New Roman"/>'
    )


def size(half_points: int, scale: int = 100) -> str:
    """Return a font size without the grid's squeeze; ``scale`` is the width of a character in per cent."""
    scaled = f'<w:w w:val="{scale}"/>' if scale != 100 else ""
    return f'<w:spacing w:val="0"/>{scaled}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def paragraph_style(
    identifier: str, name: str, paragraph_properties: str = "", run_properties: str = ""
) -> str:
    """Return a paragraph style based on Normal that the gallery shows."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph_properties}</w:pPr>' if paragraph_properties else ''}"
        f"{f'<w:rPr>{run_properties}</w:rPr>' if run_properties else ''}</w:style>"
    )


def character_style(identifier: str, name: str, run_properties: str) -> str:
    """Return a character style."""
    return (
        f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{run_properties}</w:rPr></w:style>"
    )

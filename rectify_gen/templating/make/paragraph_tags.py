"""Tags that stand in paragraphs of their own: conditions and loops around paragraphs of a template.

    when("period", paragraph(…))    {%p if period %} … {%p endif %}

This module must not know what a template prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rectify_gen.templating.make.wordml import Cell, Row, paragraph, run


def tag(text: str) -> str:
    """Return a paragraph that holds only a tag, which rendering removes."""
    return paragraph("Tag", run(text))


def when(test: str, *blocks: str) -> str:
    """Return ``blocks``, printed only where ``test`` holds."""
    start = tag(f"{{%p if {test} %}}")
    inside = "".join(blocks)
    end = tag("{%p endif %}")
    return start + inside + end


def choose(cases: Iterable[tuple[str, str]], otherwise: str = "") -> str:
    """Return the cases (test, block): the first whose test holds is printed, ``otherwise`` where none does."""
    chosen = ""
    keyword = "if"
    for test, block in cases:
        chosen += tag(f"{{%p {keyword} {test} %}}")
        chosen += block
        keyword = "elif"
    if otherwise:
        chosen += tag("{%p else %}")
        chosen += otherwise
    chosen += tag("{%p endif %}")
    return chosen


def for_each(variable: str, path: str, *blocks: str) -> str:
    """Return ``blocks``, printed for each member of the list at ``path``."""
    start = tag(f"{{%p for {variable} in {path} %}}")
    inside = "".join(blocks)
    end = tag("{%p endfor %}")
    return start + inside + end


def tag_row(text: str, widths: Sequence[int]) -> str:
    """Return a table row that holds only a tag, which rendering removes."""
    # A cell over all columns keeps the row as wide as the grid of its table.
    cell = Cell(tag(text), span=len(widths))
    row = Row((cell,))
    return row.xml(widths)

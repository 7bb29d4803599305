"""Tidies the texts of a source, and counts what is repaired in them.

For readers whose format has paragraphs; the reader of plain text has lines, whose blanks mean more. This module
must not know formats.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.importer import characters

BETWEEN_CELLS = "\u3000"
"""Stands between the cells of a table row, and where a paragraph had a tabulator."""


class TextTidier:
    """Tidies texts, and counts what it repairs in them."""

    def __init__(self) -> None:
        self.counts = {
            "import-invisible": 0,
            "import-control": 0,
            "import-field-code": 0,
        }

    def tidy(self, text: str) -> str:
        """Return ``text`` without white space at its ends and invisible characters, with blanks for tabs."""
        text, invisible_count = characters.drop_invisible(text)
        text, field_code_count = characters.resolve_field_codes(text)
        text = text.replace("\u00a0", " ").replace("\t", BETWEEN_CELLS)
        text, control_count = characters.drop_refused(text)
        self.counts["import-invisible"] += invisible_count
        self.counts["import-control"] += control_count
        self.counts["import-field-code"] += field_code_count
        return text.strip()

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield a report for each kind of repair."""
        for code, count in self.counts.items():
            if count:
                yield Diagnostic(code, facts={"count": count})

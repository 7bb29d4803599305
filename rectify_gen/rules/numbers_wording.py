"""The author's own wording in a notice, and how a finding in it is told.

What stands between quotation marks or in the title of a document is not the author's
wording, and is left alone; so are names of problems and of pieces of evidence.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.rule import Subject

_NOT_WORDING = frozenset({"contacts", "evidence", "problem", "form"})
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”")
BLANK = "□"
"""What stands for each character that is not to be read."""
_AROUND = 12


class Words(NamedTuple):
    """A text of the author's own wording: ``bare`` is as long, with what is quoted blanked out."""

    route: Route
    text: str
    bare: str


def own_wording(subject: Subject) -> Iterator[Words]:
    """Yield each text that the author worded, in order."""
    for route, text in subject.texts:
        if _NOT_WORDING.isdisjoint(route):
            yield Words(route, text, _QUOTED.sub(lambda found: BLANK * len(found.group()), text))


def found_at(code: str, route: Route, text: str, span: tuple[int, int], **facts: object) -> Diagnostic:
    """Return the finding ``code`` at ``span`` of ``text``, with what stands around it."""
    start, end = span
    quote = text[max(start - _AROUND, 0) : end + _AROUND]
    return Diagnostic(code, route, {"quote": quote, "marks": text[start:end], "text": text, "at": start, **facts})

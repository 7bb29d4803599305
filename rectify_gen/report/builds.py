"""The report of a build for machines: JSON by ``schemas/build.schema.json``. Pure: from values to text.

It must not know commands, terminals or files.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rectify_gen.report.machine import entry, posix
from rectify_gen.visible import json_text

if TYPE_CHECKING:
    from rectify_gen.building.running import Outcome
    from rectify_gen.office import Converted


def as_json(
    outcomes: "Sequence[Outcome]", pdfs: "Sequence[Converted]", lang: str
) -> str:
    """Return one JSON document: every document with its state and PDF, and how many there are of each state."""
    printed = {one.pair.document: one for one in pdfs}
    document = {
        "version": 1,
        "documents": [
            _document(one, printed.get(one.target.output), lang) for one in outcomes
        ],
        "summary": dict(sorted(Counter(one.state for one in outcomes).items())),
    }
    return json_text(document) + "\n"


def _document(one: "Outcome", pdf: "Converted | None", lang: str) -> dict[str, Any]:
    found = (
        *one.diagnostics,
        *(pdf.failure.diagnostics if pdf and pdf.failure else ()),
    )
    return {
        "source": posix(str(one.target.source)),
        "output": posix(str(one.target.output)),
        "state": one.state,
        "digests": one.origin._asdict() if one.origin else None,
        "seconds": round(one.seconds, 4),
        "difference": one.difference,
        "pdf": {"output": posix(str(pdf.pair.pdf)), "pages": pdf.pages}
        if pdf and not pdf.failure
        else None,
        "diagnostics": [entry(each, lang, waived=False) for each in found],
    }

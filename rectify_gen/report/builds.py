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
    outcomes: "Sequence[Outcome]",
    conversions: "Sequence[Converted]",
    lang: str,
) -> str:
    """Return one JSON document: every document with its state and what was made of it, and how many there are of each state."""
    by_document = {conversion.pair.document: conversion for conversion in conversions}
    documents = []
    for outcome in outcomes:
        conversion = by_document.get(outcome.target.output)
        documents.append(_document(outcome, conversion, lang))
    counts = Counter(outcome.state for outcome in outcomes)
    report = {
        "version": 1,
        "documents": documents,
        "summary": dict(sorted(counts.items())),
    }
    return json_text(report) + "\n"


def _document(
    outcome: "Outcome",
    conversion: "Converted | None",
    lang: str,
) -> dict[str, Any]:
    diagnostics = outcome.diagnostics
    pdf = None
    if conversion and conversion.failure:
        # The document was built all the same: its state stays, and the failure is reported beside it.
        diagnostics = (*diagnostics, *conversion.failure.diagnostics)
    elif conversion:
        path = posix(str(conversion.pair.pdf))
        pdf = {"output": path, "pages": conversion.pages}
    return {
        "source": posix(str(outcome.target.source)),
        "output": posix(str(outcome.target.output)),
        "state": outcome.state,
        "digests": outcome.origin._asdict() if outcome.origin else None,
        "seconds": round(outcome.seconds, 4),
        "difference": outcome.difference,
        "pdf": pdf,
        "diagnostics": [
            entry(diagnostic, lang, waived=False) for diagnostic in diagnostics
        ],
    }

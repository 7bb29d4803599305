"""The report of a build for machines: JSON by ``schemas/build.schema.json``. Pure: from values to text.

It must not know commands, terminals or files.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rectify_gen.report.machine import entry, posix

if TYPE_CHECKING:
    from rectify_gen.building.running import Outcome


def as_json(outcomes: "Sequence[Outcome]", lang: str) -> str:
    """Return one JSON document: every document with its state, and how many there are of each."""
    document = {
        "version": 1,
        "documents": [_document(one, lang) for one in outcomes],
        "summary": dict(sorted(Counter(one.state for one in outcomes).items())),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _document(one: "Outcome", lang: str) -> dict[str, Any]:
    return {
        "source": posix(str(one.target.source)),
        "output": posix(str(one.target.output)),
        "state": one.state,
        "digests": one.origin._asdict() if one.origin else None,
        "seconds": round(one.seconds, 4),
        "difference": one.difference,
        "diagnostics": [entry(found, lang, waived=False) for found in one.diagnostics],
    }

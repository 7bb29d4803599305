"""PDFs of the documents of a run, and what is said about them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rectify_gen.cli.session import LANG, show, tell
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.office import Converted, Office


def make_pdfs(
    office: "Office", documents: Sequence[Path], quiet: bool
) -> "list[Converted]":
    """Make a PDF beside each of ``documents``, say so, and return what became of each, in order."""
    from rectify_gen.office import Pair, convert, substitutions

    pairs = [Pair(document, document.with_suffix(".pdf")) for document in documents]
    done = []
    for one in convert(pairs, office):
        _tell(one, quiet)
        done.append(one)
    substituted = [family for one in done for family in one.substituted]
    show(
        substitutions(substituted, [font for one in done for font in one.fonts]),
        {},
        sys.stderr,
    )
    return done


def _tell(one: "Converted", quiet: bool) -> None:
    if one.failure:
        show(one.failure.diagnostics, {}, sys.stderr)
        tell(say("build-failed", LANG, output=one.pair.pdf))
    elif not quiet:
        tell(say("built-pdf", LANG, output=one.pair.pdf, pages=one.pages))

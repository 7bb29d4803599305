"""Whole processes for one notice, and for checking the templates, against scripts as they are usually written."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bulk import PEERS
from compared_documents import require_same_words
from goals import Row
from stopwatch import (
    OURS,
    ROOT,
    Work,
    command,
    function,
    in_turns,
    milliseconds,
    ratio,
)
from varied_notices import SOUND, TEMPLATE

TURNS_A_ROUND = 5
PLAIN = (sys.executable, PEERS / "plain_tool.py")


def commands(_count: int, rounds: int) -> Iterator[Row]:
    """``build``, ``validate`` and ``--help`` against a plain script with its libraries at its top."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder) / "ours.docx"
        peer = Path(folder) / "peer.docx"
        our_build = command(*OURS, "build", "--force", SOUND, "-o", ours)
        peer_build = command(*PLAIN, "build", SOUND, peer, TEMPLATE)
        our_build()
        peer_build()
        require_same_words(ours, peer)
        yield _process_row("process-build", our_build, peer_build, rounds)
    yield _process_row(
        "process-validate",
        command(*OURS, "validate", SOUND),
        command(*PLAIN, "validate", SOUND),
        rounds,
    )
    yield _process_row(
        "process-help",
        command(*OURS, "--help"),
        command(*PLAIN, "--help"),
        rounds,
    )


def template_check(_count: int, rounds: int) -> Iterator[Row]:
    """``template check`` of the shipped folder against docxtpl-lint: the work alone, and whole processes."""
    from docxtpl_lint.api import lint

    from rectify_gen.templating.template_check import check_template

    paths = sorted((ROOT / "templates").glob("*.docx"))
    files = [path.read_bytes() for path in paths]
    sides = {
        "ours": function(lambda: [check_template(data) for data in files]),
        "docxtpl-lint": function(lambda: [lint(data) for data in files]),
    }
    in_turns(sides, 2)
    times = in_turns(sides, rounds * TURNS_A_ROUND)
    yield Row("check", ratio(times, "ours", "docxtpl-lint"), milliseconds(times))
    yield _process_row(
        "process-check",
        command(*OURS, "template", "check", "templates"),
        command(sys.executable, "-m", "docxtpl_lint", *paths),
        rounds,
    )


def _process_row(goal: str, ours: Work, peer: Work, rounds: int) -> Row:
    sides = {"ours": ours, "peer": peer}
    in_turns(sides, 1)
    times = in_turns(sides, rounds * TURNS_A_ROUND)
    return Row(goal, ratio(times, "ours", "peer"), milliseconds(times, decimals=0))

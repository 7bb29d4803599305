"""validate in a folder without a process of its own, and what it reports to machines."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from rectify_gen.cli.baseline_run import BaselineOptions
from rectify_gen.cli.validate_run import validate_files
from rectify_gen.report.selecting import EVERYTHING, Selection


class Validated(NamedTuple):
    """The exit code of a run, and its reports as JSON has them."""

    exit_code: int
    reports: list[dict[str, Any]]


def validated(
    folder: Path,
    *paths: str,
    strict: bool = False,
    selection: Selection = EVERYTHING,
    update: bool = False,
) -> Validated:
    """Run validate in ``folder``; ``update`` writes its baseline."""
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as printed:
        exit_code = validate_files(
            [Path(path) for path in paths],
            strict=strict,
            fix=False,
            keys=None,
            selection=selection,
            format_="json",
            baseline=BaselineOptions(update=update),
        )
    reports = []
    for file in json.loads(printed.getvalue())["files"]:
        reports.extend(file["diagnostics"])
    return Validated(exit_code, reports)

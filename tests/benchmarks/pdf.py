"""Notices to checked PDFs, against one bare call of LibreOffice on the same documents, its profile warm."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from goals import Row
from stopwatch import OURS, ROOT, command, in_turns, milliseconds, ratio

MOST = 20


def to_pdf(count: int, rounds: int) -> Iterator[Row]:
    """Build examples to PDF; wall time counts, since LibreOffice works in processes of its own."""
    count = min(count, MOST)
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(count):
            copied = examples[number % len(examples)]
            (folder / f"{number:02}.yaml").write_bytes(copied.read_bytes())
        ours = command(*OURS, "--quiet", "build", "--force", folder, "--pdf")
        ours()
        documents = sorted(folder.glob("*.docx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        bare_folder = folder / "bare"
        convert = ("--headless", "--convert-to", "pdf", "--outdir", bare_folder)
        bare = command("soffice", profile, *convert, *documents)
        sides = {"ours": ours, "bare soffice": bare}
        in_turns(sides, 1)
        times = in_turns(sides, rounds)
        ours_count = len(list(folder.glob("*.pdf")))
        bare_count = len(list(bare_folder.glob("*.pdf")))
    if not ours_count == bare_count == count:
        raise RuntimeError(f"{count} documents, PDFs: {ours_count} and {bare_count}")
    detail = milliseconds(times, count, decimals=0)
    yield Row("pdf", ratio(times, "ours", "bare soffice"), f"{detail} a document")

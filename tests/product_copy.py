"""A copy of the product to which a test may add a row, and its command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from made import ROOT


def copy_product(folder: Path) -> None:
    """Copy what the product needs to run into ``folder``."""
    for name in ("rectify_gen", "templates", "schemas"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )


def insert_after(path: Path, line: str, new: str) -> None:
    """Insert the text ``new`` after ``line`` in the file at ``path``, which has this line once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, line + new), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of the copy in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", "zh", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=False,
    )

"""Which source files the paths of a command mean. This room must not know what is in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, UsageError

SOURCE_SUFFIXES = (".yaml", ".yml")
PROJECT_FILE = "rectify-gen.yaml"
"""The project file, which is no notice."""


def sources(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return the YAML files of ``paths``, each with its path below the folder that it was found in.

    Folders are searched in name order; hidden ones and project files are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no YAML file.
    """
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = [(path / below, below) for below in sorted(_below(path))]
            if not inside:
                raise UsageError([Diagnostic("folder-empty", path=str(path))])
            found += inside
        elif path.is_file():
            found.append((path, Path(path.name)))
        else:
            raise UsageError([Diagnostic("path-missing", path=str(path))])
    return found


def _below(folder: Path) -> Iterator[Path]:
    """The sources below ``folder``, as paths from there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in names:
            if name.lower().endswith(SOURCE_SUFFIXES) and not name.startswith(".") and name != PROJECT_FILE:
                yield Path(os.path.relpath(os.path.join(place, name), folder))

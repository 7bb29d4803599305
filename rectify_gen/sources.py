"""Which files, sources or templates, the paths of a command mean. This room must not know what is in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, UsageError

SOURCE_SUFFIXES = (".yaml", ".yml")
PROJECT_FILE = "rectify-gen.yaml"
"""The project file, which is no notice."""
TEMPLATE_SUFFIXES = (".docx",)


def sources(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return the YAML files of ``paths``, each with its path below the folder that it was found in.

    Folders are searched in name order; hidden ones and project files are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no YAML file.
    """
    return _found(paths, SOURCE_SUFFIXES, "folder-empty")


def templates(paths: Iterable[Path]) -> list[Path]:
    """Return the .docx files of ``paths``, those in folders in name order; Word's own lock files are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no .docx file.
    """
    found = (
        path for path, _ in _found(paths, TEMPLATE_SUFFIXES, "folder-without-docx")
    )
    return [path for path in found if not path.name.startswith("~$")]


def _found(
    paths: Iterable[Path], suffixes: tuple[str, ...], empty: str
) -> list[tuple[Path, Path]]:
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = [(path / below, below) for below in sorted(_below(path, suffixes))]
            if not inside:
                raise UsageError([Diagnostic(empty, path=str(path))])
            found += inside
        elif path.is_file():
            found.append((path, Path(path.name)))
        else:
            raise UsageError([Diagnostic("path-missing", path=str(path))])
    return found


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files below ``folder``, as paths from there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in names:
            if (
                name.lower().endswith(suffixes)
                and not name.startswith(".")
                and name != PROJECT_FILE
            ):
                yield Path(os.path.relpath(os.path.join(place, name), folder))

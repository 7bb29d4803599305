"""Which files, sources or templates, the paths of a command mean. This room must not know what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, UsageError

SOURCE_SUFFIXES = (".yaml", ".yml")
TEMPLATE_SUFFIXES = (".docx",)


def sources(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return the YAML files of ``paths``, each with its path below the folder that it was found in.

    Folders are searched in name order; hidden ones are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no YAML file.
    """
    return _found(paths, SOURCE_SUFFIXES, "folder-empty")


def templates(paths: Iterable[Path]) -> list[Path]:
    """Return the .docx files of ``paths``, those in folders in name order; Word's own lock files are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no .docx file.
    """
    found = (path for path, _ in _found(paths, TEMPLATE_SUFFIXES, "folder-without-docx"))
    return [path for path in found if not path.name.startswith("~$")]


def _found(paths: Iterable[Path], suffixes: tuple[str, ...], empty: str) -> list[tuple[Path, Path]]:
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = [one for one in sorted(path.rglob("*")) if one.suffix.lower() in suffixes and one.is_file()]
            inside = [one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts)]
            if not inside:
                raise UsageError([Diagnostic(empty, path=str(path))])
            found += [(one, one.relative_to(path)) for one in inside]
        elif path.is_file():
            found.append((path, Path(path.name)))
        else:
            raise UsageError([Diagnostic("path-missing", path=str(path))])
    return found

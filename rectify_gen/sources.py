"""Which source files the paths of a command mean. This room must not know what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, UsageError

SOURCE_SUFFIXES = (".yaml", ".yml")


def sources(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return the YAML files of ``paths``, each with its path below the folder that it was found in.

    Folders are searched in name order; hidden ones are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no YAML file.
    """
    found: list[tuple[Path, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = [one for one in sorted(path.rglob("*")) if one.suffix.lower() in SOURCE_SUFFIXES and one.is_file()]
            inside = [one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts)]
            if not inside:
                raise UsageError([Diagnostic("folder-empty", path=str(path))])
            found += [(one, one.relative_to(path)) for one in inside]
        elif path.is_file():
            found.append((path, Path(path.name)))
        else:
            raise UsageError([Diagnostic("path-missing", path=str(path))])
    return found

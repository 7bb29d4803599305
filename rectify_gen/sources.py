"""Which files, sources or templates, the paths of a command mean. This room must not know what is in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, UsageError

WORKBOOK_SUFFIX = ".xlsx"
SOURCE_SUFFIXES = (".yaml", ".yml", WORKBOOK_SUFFIX)
"""Suffixes of what may be a notice: YAML, or a workbook."""
PROJECT_FILE = "rectify-gen.yaml"
"""The project file, which is no notice."""
TEMPLATE_SUFFIXES = (".docx",)


class FoundFile(NamedTuple):
    """A file that the paths of a command mean, or a place that could not be looked into."""

    path: Path
    below: Path
    """Its path from the folder that it was found in; its name where it was named itself."""
    folder: Path | None = None
    """The folder that was searched; None where the file was named itself."""
    faults: tuple[Diagnostic, ...] = ()
    """Why there is nothing to read here."""


def sources(paths: Iterable[Path]) -> list[FoundFile]:
    """Return the YAML files and workbooks of ``paths``.

    Folders are searched in name order; hidden ones, project files and Excel's lock files are passed over. A folder
    that cannot be searched, or is a link that leads elsewhere, stands among the files with its fault.

    Raises:
        UsageError: a path does not exist, or a folder holds no such file.
    """
    files = _found(paths, SOURCE_SUFFIXES, "folder-empty")
    return [file for file in files if not _is_lock_file(file)]


def templates(paths: Iterable[Path]) -> list[FoundFile]:
    """Return the .docx files of ``paths`` as :func:`sources` does; Word's own lock files are passed over.

    Raises:
        UsageError: a path does not exist, or a folder holds no .docx file.
    """
    files = []
    for file in _found(paths, TEMPLATE_SUFFIXES, "folder-without-docx"):
        if not _is_lock_file(file):
            files.append(file._replace(faults=link_faults(file)))
    return files


def is_workbook_path(path: Path) -> bool:
    """Return whether ``path`` is called as a workbook is."""
    return path.name.lower().endswith(WORKBOOK_SUFFIX)


def _is_lock_file(file: FoundFile) -> bool:
    """Return whether Office made ``file`` while somebody has the real one open."""
    return file.path.name.startswith("~$")


def link_faults(file: FoundFile, project: Path | None = None) -> tuple[Diagnostic, ...]:
    """Return the faults of ``file``; one more where it is a link out of both the folder that was searched and ``project``."""
    if file.faults or file.folder is None or not os.path.islink(file.path):
        return file.faults
    if not leads_outside(file.path, file.folder):
        return ()
    if project is not None and not leads_outside(file.path, project):
        return ()
    return (link_outside(file.path, file.folder),)


def leads_outside(path: str | Path, folder: str | Path) -> bool:
    """Return whether ``path``, with all its links followed, lies outside ``folder``, with its own followed."""
    real_folder = Path(os.path.realpath(folder))
    real_path = Path(os.path.realpath(path))
    return not real_path.is_relative_to(real_folder)


def link_outside(path: str | Path, folder: str | Path) -> Diagnostic:
    """Return the fault of a link at ``path`` that leads out of ``folder``."""
    return Diagnostic(
        "link-outside",
        facts={"folder": str(folder)},
        path=str(path),
    )


def _found(
    paths: Iterable[Path],
    suffixes: tuple[str, ...],
    empty: str,
) -> list[FoundFile]:
    files: list[FoundFile] = []
    for path in paths:
        if os.path.isdir(path):
            files_inside = list(_below(path, suffixes))
            if not files_inside:
                fault = Diagnostic(empty, path=str(path))
                raise UsageError([fault])
            # The order of a file system is chance: reports of two machines must agree.
            files_inside.sort(key=lambda file: file.below)
            files += files_inside
        elif _is_missing(path):
            fault = Diagnostic("path-missing", path=str(path))
            raise UsageError([fault])
        else:
            name = Path(path.name)
            files.append(FoundFile(path, name))
    return files


def _is_missing(path: Path) -> bool:
    """Return whether there is nothing at ``path``; where that cannot be seen, reading it will say why."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[FoundFile]:
    """Yield the files below ``folder``, and the folders that were not searched."""
    unsearched: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unsearched.append):
        # os.walk searches what is left in this list.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            linked = os.path.join(place, name)
            if not os.path.islink(linked):
                continue
            # os.walk follows no links: what lies behind this one would be passed over in silence.
            if not _is_searched_anyway(linked, folder):
                fault = link_outside(linked, folder)
                yield _placed(linked, folder, (fault,))
        for name in names:
            if name.startswith(".") or name == PROJECT_FILE:
                continue
            if name.lower().endswith(suffixes):
                path = os.path.join(place, name)
                yield _placed(path, folder)
    for error in unsearched:
        fault = _unsearchable(error)
        yield _placed(fault.path, folder, (fault,))


def _placed(
    path: str,
    folder: Path,
    faults: tuple[Diagnostic, ...] = (),
) -> FoundFile:
    below = Path(os.path.relpath(path, folder))
    return FoundFile(folder / below, below, folder, faults)


def _is_searched_anyway(linked: str, folder: Path) -> bool:
    """Return whether a link leads to a folder that is searched under its own name."""
    if leads_outside(linked, folder):
        return False
    real_link = os.path.realpath(linked)
    real_folder = os.path.realpath(folder)
    inside = Path(os.path.relpath(real_link, real_folder))
    # Hidden folders are passed over, so a link into one is the only way to what is there.
    return not any(part.startswith(".") for part in inside.parts)


def _unsearchable(error: OSError) -> Diagnostic:
    reason = error.strerror or str(error)
    facts = {"reason": reason}
    return Diagnostic(
        "folder-unsearchable",
        facts=facts,
        path=str(error.filename),
    )


def is_template_path(name: str) -> bool:
    """Return whether ``name`` leads to a template file; else it is the name of a template that the product brings."""
    path = Path(name)
    return bool(path.suffix) or path.name != name

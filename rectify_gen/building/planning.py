"""Which source becomes which document, and by which project. Nothing is read but project files, nothing written.

This room must not know how documents are made, or how anything is printed.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.project import Project, Projects
from rectify_gen.resources import shown
from rectify_gen.sources import leads_outside, link_outside


class Target(NamedTuple):
    """One document to build."""

    source: Path
    output: Path
    project: Project
    faults: tuple[Diagnostic, ...] = ()
    """Why nothing can be made here: a folder that cannot be searched, a link or project file that is refused."""


_OTHER_DOCUMENTS = frozenset(
    [
        ".doc",
        ".docm",
        ".dot",
        ".dotx",
        ".dotm",
        ".wps",
        ".wpt",
        ".odt",
        ".ott",
        ".rtf",
        ".pdf",
        ".ofd",
        ".txt",
        ".md",
        ".htm",
        ".html",
        ".xml",
        ".json",
        ".csv",
        ".xls",
        ".xlsx",
        ".et",
        ".yaml",
        ".yml",
        ".zip",
        ".png",
        ".jpg",
    ]
)
"""Suffixes that nobody gives to a folder: who writes ``-o out.pdf`` wants a file that is not made here."""


def plan(
    paths: Sequence[Path], output: Path | None = None, projects: Projects | None = None
) -> list[Target]:
    """Return what to build: each source into the output folder of its project, else beside itself.

    ``output`` is a folder for all of them, or the one document. Without ``paths`` the project that holds for the
    working folder is built. ``projects`` notes which files are passed over.

    Raises:
        UsageError: nothing to build, two sources would be written to one file, or ``output`` is neither a folder
            nor a .docx file.
        InputError: a project file has faults.
    """
    if output is not None:
        _refuse_other_documents(output)
    found = (projects or Projects()).sources(paths)
    single = (
        output is not None
        and output.suffix.lower() == ".docx"
        and not os.path.isdir(output)
    )
    if single and len(found) > 1:
        raise UsageError(
            [
                Diagnostic(
                    "output-single", facts={"output": str(output), "count": len(found)}
                )
            ]
        )
    targets = []
    for source, below, project, faults in found:
        goal = output if single and output else _output(source, below, output, project)
        refused = faults or (() if output else _output_faults(goal, project))
        targets.append(Target(source, goal, project, refused))
    _refuse_collisions(targets)
    return targets


def _refuse_other_documents(output: Path) -> None:
    suffix = output.suffix.lower()
    if os.path.isdir(output) or suffix == ".docx":
        return
    if suffix in _OTHER_DOCUMENTS or os.path.exists(output):
        raise UsageError([Diagnostic("output-not-docx", path=str(output))])


def _output(source: Path, below: Path, output: Path | None, project: Project) -> Path:
    """Where the document of ``source`` goes; ``below`` is its path in the folder that was asked for."""
    if output is not None:
        return (output / below).with_suffix(".docx")
    if project.output is None or project.folder is None:
        return source.with_suffix(".docx")
    whole = Path(os.path.abspath(source))
    roots = [
        root
        for root in (*project.sources, project.folder)
        if root.is_dir() and whole.is_relative_to(root)
    ]
    inside = whole.relative_to(roots[0]) if roots else Path(source.name)
    return Path(shown((project.output / inside).with_suffix(".docx")))


def _output_faults(output: Path, project: Project) -> tuple[Diagnostic, ...]:
    """A link at the place of a document, or of a folder above it, must not lead out of the project."""
    if project.folder is None or not leads_outside(output, project.folder):
        return ()
    return (link_outside(output, shown(project.folder)),)


def _refuse_collisions(targets: Sequence[Target]) -> None:
    first: dict[str, Target] = {}
    for target in targets:
        if target.faults:
            continue
        same = first.setdefault(
            os.path.normcase(os.path.abspath(target.output)), target
        )
        if same is not target:
            facts = {
                "output": str(target.output),
                "first": str(same.source),
                "second": str(target.source),
            }
            raise UsageError([Diagnostic("output-collides", facts=facts)])

"""Which source becomes which document, and by which project. Nothing is read but project files, nothing written.

This room must not know how documents are made, or how anything is printed.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.outputs import (
    DEFAULT_OUTPUT,
    DOCUMENTS,
    DocumentOutput,
    document_outputs,
    output_of_file,
)
from rectify_gen.project import Project, Projects, ProjectSource
from rectify_gen.resources import shown
from rectify_gen.sources import is_template_path, leads_outside, link_outside


class Target(NamedTuple):
    """One document to build."""

    source: Path
    output: Path
    project: Project
    faults: tuple[Diagnostic, ...] = ()
    """Why nothing can be made here: a folder that cannot be searched, a link or project file that is refused."""
    format: DocumentOutput = DEFAULT_OUTPUT
    """What kind of document it is."""


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
        ".xlsm",
        ".et",
        ".yaml",
        ".yml",
        ".zip",
        ".png",
        ".jpg",
    ]
)
"""Suffixes that nobody gives to a folder: who writes ``-o out.pdf`` wants a file that ``-o`` cannot name."""


def plan(
    paths: Sequence[Path],
    output: Path | None = None,
    projects: Projects | None = None,
) -> list[Target]:
    """Return what to build: each source into the output folder of its project, else beside itself.

    ``output`` is a folder for all of them, or the one document. Without ``paths`` the project that holds for the
    working folder is built. ``projects`` notes which files are passed over.

    Raises:
        UsageError: nothing to build, two sources would be written to one file, or ``output`` is neither a folder
            nor a document of a kind that is made here.
        InputError: a project file has faults.
    """
    if output is not None:
        _refuse_other_documents(output)
    sources = (projects or Projects()).sources(paths)
    single_format = single_output(output)
    if single_format is not None and len(sources) > 1:
        facts = {"output": str(output), "count": len(sources)}
        raise UsageError([Diagnostic("output-single", facts=facts)])
    targets = []
    for source in sources:
        formats = document_outputs(source.project.formats)
        if single_format is not None:
            formats = [single_format]
        if source.faults:
            formats = formats[:1]  # one report of what cannot be read
        for format_ in formats:
            targets.append(_target(source, output, format_, single_format is not None))
    # All documents of one kind after another: tasks hold documents of one kind.
    order = list(DOCUMENTS.values())
    targets.sort(key=lambda target: order.index(target.format))
    _refuse_collisions(targets)
    return targets


def single_output(output: Path | None) -> DocumentOutput | None:
    """Return the kind of the one document that ``-o`` names; None where it names a folder, or nothing."""
    if output is None or os.path.isdir(output):
        return None
    return output_of_file(output)


def _target(
    source: ProjectSource,
    output: Path | None,
    format_: DocumentOutput,
    is_single: bool,
) -> Target:
    if output is None:
        goal = _default_output(source, format_)
        faults = source.faults or _output_faults(goal, source.project)
    else:
        # ``below`` is the path of the source in the folder that was asked for.
        goal = output
        if not is_single:
            goal = (output / source.below).with_suffix(format_.suffix)
        faults = source.faults
    return Target(source.path, goal, source.project, faults, format_)


def _refuse_other_documents(output: Path) -> None:
    if os.path.isdir(output) or output_of_file(output) is not None:
        return
    # Whoever writes - means standard output, and no folder of that name.
    is_stream = str(output) == "-"
    is_document = output.suffix.lower() in _OTHER_DOCUMENTS
    if is_stream or is_document or os.path.exists(output):
        raise UsageError([Diagnostic("output-not-docx", path=str(output))])


def _default_output(source: ProjectSource, format_: DocumentOutput) -> Path:
    """Return where the document of ``source`` goes without -o: the output folder of its project, else beside it."""
    project = source.project
    if project.output is None or project.folder is None:
        return source.path.with_suffix(format_.suffix)
    whole = Path(os.path.abspath(source.path))
    inside = Path(source.path.name)
    # The source folders come first: 通报/甲.yaml becomes out/甲.docx where 通报 is one, not out/通报/甲.docx.
    for root in (*project.sources, project.folder):
        if root.is_dir() and whole.is_relative_to(root):
            inside = whole.relative_to(root)
            break
    return Path(shown((project.output / inside).with_suffix(format_.suffix)))


def _output_faults(output: Path, project: Project) -> tuple[Diagnostic, ...]:
    """A link at the place of a document, or of a folder above it, must not lead out of the project."""
    if project.folder is None or not leads_outside(output, project.folder):
        return ()
    return (link_outside(output, shown(project.folder)),)


def _refuse_collisions(targets: Sequence[Target]) -> None:
    by_path: dict[str, Target] = {}
    sources: set[str] = set()
    for target in targets:
        sources.add(_same_file_key(target.source))
    for target in targets:
        if target.faults:
            continue
        path = _same_file_key(target.output)
        if path in sources:
            facts = {"output": str(target.output)}
            raise UsageError([Diagnostic("output-is-source", facts=facts)])
        earlier = by_path.setdefault(path, target)
        if earlier is not target:
            facts = {
                "output": str(target.output),
                "first": str(earlier.source),
                "second": str(target.source),
            }
            raise UsageError([Diagnostic("output-collides", facts=facts)])


def refuse_templates_as_outputs(
    targets: Sequence[Target], template: str | None
) -> None:
    """Refuse to write a document over a template that it may be made by, even where overwriting was asked for.

    ``template`` is the name or path that was given for all of them, if any.

    Raises:
        UsageError: naming the first such document.
    """
    for target in targets:
        names = list(target.project.templates.values())
        if template is not None:
            names.append(template)
        paths = {_same_file_key(Path(name)) for name in names if is_template_path(name)}
        if _same_file_key(target.output) in paths:
            facts = {"output": str(target.output)}
            raise UsageError([Diagnostic("output-is-template", facts=facts)])


def _same_file_key(path: Path) -> str:
    """What is equal for two spellings of a path: 甲.DOCX and 甲.docx are one file on Windows."""
    return os.path.normcase(os.path.abspath(path))

"""A project: what the small file ``rectify-gen.yaml`` beside the notices says, and what holds without one.

The file is read and its faults are told like those of a notice. This room must not
know the insides of templates, building, or how anything is printed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, InputError, UsageError
from rectify_gen.resources import shown
from rectify_gen.source import locate, read_file
from rectify_gen.sources import PROJECT_FILE, sources

if TYPE_CHECKING:
    from rectify_gen.model import Audience


class Project(NamedTuple):
    """What holds for the notices of one folder tree; paths are resolved from the project file."""

    folder: Path | None = None
    """Where the project file stands; None where there is none."""
    sources: tuple[Path, ...] = ()
    output: Path | None = None
    templates: Mapping[str, str] = {}
    """Kind to the path of a template or the name of a shipped one; kinds that are not named take the shipped ones."""
    layout: Path | None = None
    audience: "Audience" = "public"
    formats: tuple[str, ...] = ("docx",)
    choice: Choice = STANDARD


NONE = Project()


class Projects:
    """The projects of one run, each file read once."""

    def __init__(self) -> None:
        self._read: dict[Path, Project] = {}

    def of(self, path: Path) -> Project:
        """Return the project that holds for the file or folder ``path``: the nearest file at or above it.

        Raises:
            InputError: with every fault of the project file.
        """
        folder = Path(os.path.abspath(path if path.is_dir() else path.parent))
        if folder not in self._read:
            own = folder / PROJECT_FILE
            above = folder.parent
            self._read[folder] = (
                read_project(own)
                if own.is_file()
                else NONE
                if above == folder
                else self.of(above)
            )
        return self._read[folder]

    def sources(self, paths: Sequence[Path]) -> list[tuple[Path, Path, Project]]:
        """Return the YAML files of ``paths``, else those of the project that holds for the working folder.

        Each stands with its path below the folder that it was found in, and with its project. The layout of a
        project is no notice, where it is not named itself.

        Raises:
            UsageError: a path does not exist, a folder holds no YAML file, or there is neither path nor project.
            InputError: with every fault of a project file.
        """
        asked = paths or self._own_sources()
        found = [(path, below, self.of(path)) for path, below in sources(asked)]
        return [
            one for one in found if one[0] in asked or not _is_layout(one[0], one[2])
        ]

    def _own_sources(self) -> list[Path]:
        """The sources of the project that holds for the working folder."""
        own = self.of(Path())
        if own.folder is None:
            raise UsageError(
                [Diagnostic("project-missing", facts={"name": PROJECT_FILE})]
            )
        return [Path(shown(one)) for one in own.sources or [own.folder]]


def _is_layout(path: Path, project: Project) -> bool:
    return project.layout is not None and os.path.abspath(path) == os.path.abspath(
        project.layout
    )


def read_project(path: Path) -> Project:
    """Return what the project file at ``path`` says.

    Raises:
        InputError: with every fault of the file.
    """
    from rectify_gen.model.settings import (
        SETTINGS_PARTS,
        Settings,
    )  # most runs have no project file
    from rectify_gen.validation import Vocabulary, in_file_order, placed, typed

    data = locate(read_file(shown(path)))
    folder = Path(os.path.abspath(path)).parent
    faults = placed(data, _faults(data.value, folder))
    try:
        told = typed(data, Vocabulary(Settings, SETTINGS_PARTS, {}))
    except InputError as error:
        raise InputError(in_file_order([*error.diagnostics, *faults])) from error
    if faults:
        raise InputError(faults)
    templates = {
        kind: _template(folder, name)
        for kind, name in told.templates
        if name is not None
    }
    return Project(
        folder=folder,
        sources=tuple(folder / one for one in told.sources),
        output=folder / told.output if told.output else None,
        templates=templates,
        layout=folder / told.layout if told.layout else None,
        audience=told.audience,
        formats=told.formats,
        choice=Choice(
            dict(told.rules),
            (told.publication_days.shortest, told.publication_days.longest),
        ),
    )


def _template(folder: Path, name: str) -> str:
    return str(folder / name) if name.lower().endswith(".docx") else name


def _faults(value: Any, folder: Path) -> Iterator[Diagnostic]:
    """What the model cannot say: rules that do not exist, an output folder outside the project."""
    from rectify_gen.rules import CODES, unknown

    told = value if isinstance(value, dict) else {}
    chosen = told.get("rules")
    for code in chosen if isinstance(chosen, dict) else ():
        if code not in CODES:
            yield unknown(code, CODES, ("rules", code))
    output = told.get("output")
    if isinstance(output, str) and not Path(
        os.path.normpath(folder / output)
    ).is_relative_to(folder):
        yield Diagnostic("output-outside", ("output",), {"output": output})

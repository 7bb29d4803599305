"""A project: what the small file ``rectify-gen.yaml`` beside the notices says, and what holds without one.

The file is read and its faults are reported like those of a notice. This room must not
know the insides of templates, building, or how anything is printed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify_gen.choice import STANDARD, Choice, DeclaredFact, OfficeWords
from rectify_gen.diagnostics import Diagnostic, InputError, Route, UsageError
from rectify_gen.notice_files import holds_notice_workbook
from rectify_gen.recognizing import is_foreign
from rectify_gen.resources import shown
from rectify_gen.source import locate, read_file
from rectify_gen.sources import (
    PROJECT_FILE,
    is_template_path,
    is_workbook_path,
    leads_outside,
    link_faults,
    link_outside,
    sources,
)

if TYPE_CHECKING:
    from rectify_gen.model import Audience
    from rectify_gen.model.settings import FactDeclaration


class Project(NamedTuple):
    """What holds for the notices of one folder tree; paths are resolved from the project file."""

    folder: Path | None = None
    """Where the project file stands; None where there is none."""
    sources: tuple[Path, ...] = ()
    output: Path | None = None
    templates: Mapping[str, str] = {}
    """Kind to the path of a template or the name of a shipped one; kinds that are not named take the shipped ones."""
    layout: Path | None = None
    baseline: Path | None = None
    """The file with the reports that are known; it need not be there yet."""
    audience: "Audience" = "public"
    formats: tuple[str, ...] = ("docx",)
    choice: Choice = STANDARD


NONE = Project()


class ProjectSource(NamedTuple):
    """A source with the project that holds for it; or, with ``faults``, a place or project file that cannot be used."""

    path: Path
    below: Path
    """Its path below the folder that it was found in."""
    project: Project
    faults: tuple[Diagnostic, ...] = ()


class Projects:
    """The projects of one run, each file read once."""

    def __init__(self) -> None:
        self._read: dict[Path, Project | InputError] = {}
        self.passed_over: list[Diagnostic] = []
        """A note for each file that was found in a folder and belongs to another program."""

    def of(self, path: Path) -> Project:
        """Return the project that holds for the file or folder ``path``: the nearest file at or above it.

        Raises:
            InputError: with every fault of the project file.
        """
        nearest = path if os.path.isdir(path) else path.parent
        folder = Path(os.path.abspath(nearest))
        project = self._in_folder(folder)
        if isinstance(project, InputError):
            raise project
        return project

    def _in_folder(self, folder: Path) -> Project | InputError:
        known = self._read.get(folder)
        if known is not None:
            return known
        file = folder / PROJECT_FILE
        above = folder.parent
        project: Project | InputError
        # A broken link counts too: its project must not be passed over in silence.
        if os.path.lexists(file):
            project = _read_or_error(file)
        elif above == folder:  # the root of the file system
            project = NONE
        else:
            project = self._in_folder(above)
        self._read[folder] = project
        return project

    def sources(self, paths: Sequence[Path]) -> list[ProjectSource]:
        """Return the notices of ``paths``, else those of the project that holds for the working folder.

        They are YAML files, and workbooks that have the sheets of a notice.

        Layout and baseline of a project are no notices, where they are not named themselves; nor are files of other
        programs, unless their project names the folder as one of its sources. These are noted in ``passed_over``. A project file with faults stands
        in the place of all its sources. Links that lead out of both the folder that was searched and the
        project are faults: a file elsewhere is read only where it is named itself.

        Raises:
            UsageError: a path does not exist, a folder holds no notice, or there is neither path nor project.
            InputError: with every fault of a project file, where no source is left without it.
        """
        asked = self.asked(paths)
        has_other_workbooks = False
        listed_sources: list[ProjectSource] = []
        refused: dict[int, InputError] = {}
        for file in sources(asked):
            try:
                project = self.of(file.path)
            except InputError as error:
                # One project file refuses many sources: it is listed once.
                if id(error) not in refused:
                    refused[id(error)] = error
                    listed_sources.append(_refused(error))
                continue
            source = ProjectSource(
                path=file.path,
                below=file.below,
                project=project,
                faults=link_faults(file, project.folder),
            )
            if file.path in asked or self._is_notice(source):
                listed_sources.append(source)
            elif is_workbook_path(file.path):
                has_other_workbooks = True
        if refused and len(refused) == len(listed_sources):
            raise next(iter(refused.values()))
        if self.passed_over and not listed_sources:
            empty = Diagnostic("folder-without-notice", path=str(asked[0]))
            raise UsageError([*self.passed_over, empty])
        if has_other_workbooks and not listed_sources:
            raise UsageError([Diagnostic("folder-empty", path=str(asked[0]))])
        return listed_sources

    def _is_notice(self, source: ProjectSource) -> bool:
        """Return whether a file that was found in a folder is to be read as a notice; note it if another program's."""
        if _is_of_project(source.path, source.project):
            return False
        if is_workbook_path(source.path):
            # Folders are full of other tables, ledgers among them: nobody wants to hear of each.
            return bool(source.faults) or holds_notice_workbook(source.path)
        is_declared = _is_declared(source.path, source.project)
        if source.faults or is_declared or not is_foreign(source.path):
            return True
        note = Diagnostic("file-passed-over", path=str(source.path))
        self.passed_over.append(note)
        return False

    def asked(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Return ``paths``, else the sources of the project that holds for the working folder.

        Raises:
            UsageError: there is neither path nor project.
            InputError: with every fault of the project file.
        """
        return paths or self._sources_of_working_folder()

    def _sources_of_working_folder(self) -> list[Path]:
        project = self.of(Path())
        if project.folder is None:
            facts = {"name": PROJECT_FILE}
            fault = Diagnostic("project-missing", facts=facts)
            raise UsageError([fault])
        paths = project.sources or (project.folder,)
        # As a user writes paths: reports and documents name them so.
        return [Path(shown(path)) for path in paths]


def _is_declared(path: Path, project: Project) -> bool:
    """Return whether the project says that the notices lie where ``path`` does."""
    whole = Path(os.path.abspath(path))
    return any(whole.is_relative_to(folder) for folder in project.sources)


def _read_or_error(path: Path) -> Project | InputError:
    try:
        return read_project(path)
    except InputError as error:
        return error


def _refused(error: InputError) -> ProjectSource:
    path = Path(error.diagnostics[0].path)
    return ProjectSource(
        path=path,
        below=Path(path.name),
        project=NONE,
        faults=error.diagnostics,
    )


def _is_of_project(path: Path, project: Project) -> bool:
    """Return whether ``path`` is a file that the project itself has beside its notices."""
    whole_path = os.path.abspath(path)
    for own_file in (project.layout, project.baseline):
        if own_file is not None and whole_path == os.path.abspath(own_file):
            return True
    return False


def read_project(path: Path) -> Project:
    """Return what the project file at ``path`` says.

    Raises:
        InputError: with every fault of the file.
    """
    # Most runs have no project file, and these import pydantic.
    from rectify_gen.model.settings import SETTINGS_PARTS, Settings
    from rectify_gen.model.shapes import FileShape
    from rectify_gen.validation import in_file_order, placed, typed

    folder = Path(os.path.abspath(path)).parent
    shown_path = shown(path)
    if leads_outside(path, folder):
        fault = link_outside(shown_path, shown(folder))
        raise InputError([fault])
    file = read_file(shown_path)
    data = locate(file)
    faults = placed(data, _faults(data.value, folder))
    shape = FileShape(Settings, SETTINGS_PARTS)
    try:
        settings = typed(data, shape)
    except InputError as error:
        # One report of all that is wrong: nobody wants to fix a file fault by fault.
        all_faults = in_file_order([*error.diagnostics, *faults])
        raise InputError(all_faults) from error
    if faults:
        raise InputError(faults)
    templates = {}
    for kind, name in settings.templates:
        if name is not None:
            templates[kind] = _template(folder, name)
    days = settings.publication_days
    choice = Choice(
        severities=dict(settings.rules),
        publication_days=(days.shortest, days.longest),
        words=OfficeWords(
            wrong=dict(settings.words.wrong),
            organs=dict(settings.words.organs),
            right=tuple(settings.words.right),
        ),
        facts=tuple(_declared_facts(settings.fields)),
    )
    return Project(
        folder=folder,
        sources=tuple(folder / source for source in settings.sources),
        output=_path_in(folder, settings.output),
        templates=templates,
        layout=_path_in(folder, settings.layout),
        baseline=_path_in(folder, settings.baseline),
        audience=settings.audience,
        formats=settings.formats,
        choice=choice,
    )


def _declared_facts(
    declarations: "Mapping[str, FactDeclaration]",
) -> Iterator[DeclaredFact]:
    for name, declaration in declarations.items():
        yield DeclaredFact(
            name=name,
            title=declaration.title or name,
            is_required=declaration.required,
            sample=declaration.sample or "",
            kind=declaration.kind,
        )


def _path_in(folder: Path, name: str | None) -> Path | None:
    return folder / name if name else None


def _template(folder: Path, name: str) -> str:
    if not is_template_path(name):
        return name
    return str(folder / name)


def _faults(value: Any, folder: Path) -> Iterator[Diagnostic]:
    """Yield the faults that the model cannot see: rules that do not exist, paths that lead out of the project."""
    from rectify_gen.rules import CODES, unknown

    # The value is what the author wrote: nothing in it need have the type that the model wants.
    data = value if isinstance(value, dict) else {}
    rules = data.get("rules")
    if isinstance(rules, dict):
        for code in rules:
            if code not in CODES:
                yield unknown(code, CODES, ("rules", code))
    for route, path in _paths(data):
        if leads_outside(folder / path, folder):
            facts = {"path": path}
            yield Diagnostic("path-outside", route, facts)


def _paths(data: Mapping[str, Any]) -> Iterator[tuple[Route, str]]:
    """Yield every path that a project file names, with its route; a template without a suffix is a shipped one."""
    sources = data.get("sources")
    # A list may be written as its only member.
    if not isinstance(sources, list):
        sources = [sources]
    for number, source in enumerate(sources):
        if isinstance(source, str):
            yield ("sources", number), source
    templates = data.get("templates")
    if isinstance(templates, dict):
        for kind, name in templates.items():
            if isinstance(name, str) and is_template_path(name):
                yield ("templates", kind), name
    for key in ("output", "layout", "baseline"):
        path = data.get(key)
        if isinstance(path, str):
            yield (key,), path

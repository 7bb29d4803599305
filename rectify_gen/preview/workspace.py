"""The notices of one preview: which there are, what is known of each, and which have to be looked at again.

A workspace is changed by one task only and read by others; every change gives it another ``version``. This module must
not know HTML, servers, or how changes are noticed.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen.assets import asset_files
from rectify_gen.building.planning import Target, plan
from rectify_gen.building.running import stamp_of
from rectify_gen.building.tasks import SHIPPED
from rectify_gen.diagnostics import (
    Diagnostic,
    InputError,
    RectifyError,
    as_reported,
)
from rectify_gen.preview.notice_states import (
    NoticeState,
    is_drawing_outdated,
    judged,
    judged_template,
    with_sample_document,
    with_template_reports,
)
from rectify_gen.project import Project, Projects, ProjectSource
from rectify_gen.sources import (
    PROJECT_FILE,
    TEMPLATE_SUFFIXES,
    is_template_path,
    templates,
)


class _Inputs(NamedTuple):
    """All that a state depends on: where it differs, the notice is judged anew."""

    notice: ProjectSource
    stamps: tuple[tuple[int, int], ...]
    """When each file that takes part was changed, and its size."""


class _Entry(NamedTuple):
    """A notice of the workspace."""

    inputs: _Inputs
    target: Target | None
    """None for a template, and where nothing can be built, since the place or the project file has faults."""
    state: NoticeState
    judged_inputs: _Inputs | None = None
    """What ``state`` was made of."""
    version: int = 0


class WatchedFolders(NamedTuple):
    """Where changes matter."""

    trees: frozenset[Path] = frozenset()
    """With everything below them."""
    folders: frozenset[Path] = frozenset()
    """Their own files only."""


class Workspace:
    """The notices of the paths that were asked for."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Look for the notices and templates of ``paths``, else of the project that holds for the working folder.

        Raises:
            UsageError: there is none.
        """
        self._templates = tuple(filter(_is_template, paths))
        self._paths = tuple(path for path in paths if not _is_template(path))
        self._entries: Mapping[str, _Entry] = {}
        self.version = 0
        self.faults: tuple[Diagnostic, ...] = ()
        """What is wrong with the project as a whole."""
        try:
            self._entries = self._found()
        except InputError as error:
            self.faults = error.diagnostics

    def states(self) -> Mapping[str, NoticeState]:
        """Return what is known of each notice, by its key."""
        return {key: entry.state for key, entry in self._entries.items()}

    def version_of(self, key: str) -> int:
        """Return a number that changes with what the page of the notice ``key`` shows; without a key, that of the list."""
        entry = self._entries.get(key)
        return self.version if entry is None else entry.version

    def survey(self) -> None:
        """Look again which notices there are; those that are left keep what is known of them.

        While an editor saves a file it may be gone for a moment, so that what cannot be found is only reported.
        """
        entries: Mapping[str, _Entry]
        try:
            entries = self._found()
            faults: tuple[Diagnostic, ...] = ()
        except Exception as error:  # a bug must not end the preview
            entries = self._entries
            faults = as_reported(error, "").diagnostics
        has_faults_changed = faults != self.faults
        has_list_changed = list(entries) != list(self._entries)
        self.faults = faults
        self._entries = entries
        if has_faults_changed:
            self._change(*entries)
        elif has_list_changed:
            self._change()

    def judge_next(self, publish: Callable[[], None]) -> bool:
        """Judge one notice that has changed, calling ``publish`` after each step; return whether there was one.

        Those that were judged before come first: somebody works on them.
        """
        outdated = [
            key
            for key, entry in self._entries.items()
            if entry.inputs != entry.judged_inputs
        ]
        if not outdated:
            return False
        key = min(outdated, key=lambda key: not self._entries[key].state.is_judged)
        entry = self._entries[key]
        notice = entry.inputs.notice
        is_template = _is_template(notice.path)
        state = (judged_template if is_template else judged)(notice, entry.state)
        self._update(key, entry._replace(state=state, judged_inputs=entry.inputs))
        publish()
        if is_template:
            state = with_sample_document(state, notice.project)
        elif entry.target is not None:
            state = with_template_reports(state, entry.target)
        entry = self._entries[key]
        self._update(key, entry._replace(state=state))
        publish()
        return True

    def next_to_draw(self, keys: Iterable[str]) -> str:
        """Return which of the notices ``keys`` has a Word file whose pages were not drawn; empty if none has."""
        for key in keys:
            entry = self._entries.get(key)
            if entry is not None and is_drawing_outdated(entry.state):
                return key
        return ""

    def accept_pages(self, key: str, before: NoticeState, drawn: NoticeState) -> None:
        """Take ``drawn``, which was drawn of ``before``, as what is known of the notice ``key``, unless that is newer."""
        entry = self._entries.get(key)
        if entry is not None and entry.state is before:
            self._update(key, entry._replace(state=drawn))

    def watched(self) -> WatchedFolders:
        """Return the folders in which a change may change what is shown."""
        trees = set()
        folders = {Path(os.path.abspath(path)).parent for path in self._templates}
        for path in self._asked():
            whole = Path(os.path.abspath(path))
            if whole.is_dir():
                trees.add(whole)
            else:
                folders.add(whole.parent)
        for entry in self._entries.values():
            for file in _files_of(entry.inputs.notice, entry.target, entry.state):
                folders.add(Path(os.path.abspath(file)).parent)
                # Of a link it is the file behind it that is saved.
                folders.add(Path(os.path.realpath(file)).parent)
        for fault in self.faults:
            folders.add(Path(os.path.abspath(fault.path)).parent)
        existing_folders = {folder for folder in folders if folder.is_dir()}
        return WatchedFolders(frozenset(trees), frozenset(existing_folders))

    def _asked(self) -> Sequence[Path]:
        if self._templates and not self._paths:
            return ()
        try:
            return Projects().asked(self._paths)
        except RectifyError:
            return self._paths or (Path(),)

    def _found(self) -> dict[str, _Entry]:
        projects = Projects()
        entries = {}
        for template in self._found_templates(projects):
            key = _key(template.path)
            entries[key] = self._entry(key, template, projects)
        if self._templates and not self._paths:
            return entries
        for notice in projects.sources(self._paths):
            # The project file itself stands for notices that it refuses.
            if notice.path.name == PROJECT_FILE and not notice.faults:
                continue
            key = _key(notice.path)
            entries[key] = self._entry(key, notice, projects)
        return entries

    def _found_templates(self, projects: Projects) -> Iterator[ProjectSource]:
        """Yield each template with its project, in which it prints every kind of notice."""
        for file in templates(self._templates):
            project = projects.of(file.path)
            named = {kind: str(file.path) for kind in SHIPPED}
            yield ProjectSource(
                path=file.path,
                below=file.below,
                project=project._replace(templates=named),
                faults=file.faults,
            )

    def _entry(self, key: str, notice: ProjectSource, projects: Projects) -> _Entry:
        known = self._entries.get(key)
        target = None
        if known is not None and known.inputs.notice == notice:
            target = known.target
        elif not notice.faults and not _is_template(notice.path):
            target = plan([notice.path], projects=projects)[0]
        state = NoticeState(str(notice.path)) if known is None else known.state
        files = _files_of(notice, target, state)
        stamps = tuple(stamp_of(file) for file in files)
        inputs = _Inputs(notice, stamps)
        if known is None:
            return _Entry(inputs, target, state)
        return known._replace(inputs=inputs, target=target)

    def _update(self, key: str, entry: _Entry) -> None:
        self._entries = {**self._entries, key: entry}
        self._change(key)

    def _change(self, *keys: str) -> None:
        """Count a change of the list, and of the pages of ``keys``."""
        self.version += 1
        entries = dict(self._entries)
        for key in keys:
            entries[key] = entries[key]._replace(version=self.version)
        self._entries = entries


def _is_template(path: Path) -> bool:
    return path.suffix.lower() in TEMPLATE_SUFFIXES


def _key(path: Path) -> str:
    """Return a name for the notice at ``path`` that can stand in an address and leads nowhere by itself."""
    whole = os.path.abspath(path)
    return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _files_of(
    notice: ProjectSource, target: Target | None, state: NoticeState
) -> list[Path]:
    """Return every file that takes part in what is shown of ``notice``."""
    project = notice.project
    files = [notice.path]
    if project.folder is not None:
        files.append(project.folder / PROJECT_FILE)
    for project_file in (project.layout, project.baseline):
        if project_file is not None:
            files.append(project_file)
    files += _template_files(project)
    if state.source is not None:
        files += asset_files(state.source)
    if target is not None:
        files.append(target.output)
    return files


def _template_files(project: Project) -> list[Path]:
    files = []
    for name in project.templates.values():
        if is_template_path(name):
            files.append(Path(name))
    return files

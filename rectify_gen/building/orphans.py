"""Documents that were built here and whose source is gone: the notice was deleted or renamed.

Only what a run would write itself is looked at: in the folders that it was given, by its edition. What may be
anything else (a copy elsewhere, another edition, a file that somebody made) is left alone. This room must not know
how anything is printed.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen.building.planning import Target, single_output
from rectify_gen.building.running import Asked, Outcome, recipe_for
from rectify_gen.building.tasks import Recipe
from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError
from rectify_gen.files import read_regular, remove_file
from rectify_gen.late_pattern import LatePattern
from rectify_gen.notice_files import read_source
from rectify_gen.origin import Origin, audience_of
from rectify_gen.outputs import (
    DocumentOutput,
    conversions_of,
    document_outputs,
    output_of_file,
)
from rectify_gen.project import Project, Projects
from rectify_gen.source import SourceFile
from rectify_gen.sources import PROJECT_FILE, SOURCE_SUFFIXES, leads_outside

_FRAGMENT = LatePattern("[\u4e00-\u9fff0-9，、“”（）《》；%]{8,}")
"""A stretch of text in a source that a document prints as it stands."""
_FRAGMENTS_COMPARED = 40
_LIKELY = 0.75
"""Share of a source's fragments from which on a document is likely to have been made of it."""


class Area(NamedTuple):
    """A folder that a run writes documents to: ``folder/a/b.docx`` is made of ``a/b.yaml`` in one of ``roots``.

    Only documents whose source would lie in ``searched`` are judged: those are the folders that were asked for.
    """

    folder: Path
    roots: tuple[Path, ...]
    searched: tuple[Path, ...]
    project: Project


class Orphan(NamedTuple):
    """A document without a source. ``target`` names the source that it was made of; ``successor`` one like it."""

    target: Target
    origin: Origin
    edited: bool
    successor: Path | None


class _Document(NamedTuple):
    """A document of ours that is no target of the run."""

    path: Path
    below: Path
    """Its path in its area, without suffix."""
    data: bytes
    origin: Origin
    edited: bool
    format: DocumentOutput


def areas(
    paths: Sequence[Path],
    output: Path | None,
    targets: Sequence[Target],
    projects: Projects,
) -> list[Area]:
    """Return where a run over ``paths`` writes the documents of whole folders; none where only files were named.

    Raises:
        UsageError: there is neither path nor project.
        InputError: a project file has faults.
    """
    asked = [path for path in projects.asked(paths) if os.path.isdir(path)]
    if not asked:
        return []
    if output is not None:
        # One named file is no folder: what lies beside it was not made by such a run.
        if single_output(output) is not None:
            return []
        folders = tuple(_absolute(path) for path in asked)
        area = Area(
            folder=_absolute(output),
            roots=folders,
            searched=folders,
            project=projects.of(asked[0]),
        )
        return [area]
    by_folder: dict[tuple[Path, Path | None], Area] = {}
    for path in asked:
        folder = _absolute(path)
        for project in _projects_in(folder, targets, projects):
            area = _area(folder, project)
            # A link in the project may lead to a folder of somebody else: nothing there is listed, or removed.
            if project.folder and leads_outside(area.folder, project.folder):
                continue
            key = (area.folder, project.folder)
            same = by_folder.get(key)
            if same is not None:
                # Two folders of one project write to one output: one area, so that a document is judged once.
                area = same._replace(searched=(*same.searched, *area.searched))
            by_folder[key] = area
    return list(by_folder.values())


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _projects_in(
    folder: Path,
    targets: Sequence[Target],
    projects: Projects,
) -> list[Project]:
    """Return the project that holds for ``folder``, and those below it that have notices."""
    by_folder: dict[Path | None, Project] = {}
    try:
        project = projects.of(folder)
        by_folder[project.folder] = project
    except InputError:
        pass  # the run has reported it
    for target in targets:
        is_inside = _absolute(target.source).is_relative_to(folder)
        if is_inside and not target.faults:
            by_folder[target.project.folder] = target.project
    return list(by_folder.values())


def _area(folder: Path, project: Project) -> Area:
    base = folder
    # A project further down was asked for as a whole, one further up only from ``folder`` on.
    if project.folder is not None and project.folder.is_relative_to(folder):
        base = project.folder
    if project.output is None or project.folder is None:
        return Area(base, (base,), (base,), project)
    roots = []
    for root in (*project.sources, project.folder):
        # A source folder that is missing cannot hold the source of any document.
        if os.path.isdir(root):
            roots.append(root)
    return Area(project.output, tuple(roots), (base,), project)


def find_orphans(
    places: Sequence[Area],
    outcomes: Sequence[Outcome],
    asked: Asked,
) -> tuple[list[Orphan], list[Diagnostic]]:
    """Return the orphans in ``places`` after a run with ``outcomes``, and notes on what may be some.

    Raises:
        TemplateError, InputError: as for the run itself.
    """
    orphans: dict[str, Orphan] = {}
    notes: list[Diagnostic] = []
    written = {_key(outcome.target.output) for outcome in outcomes}
    for area in places:
        documents = list(_documents(area, written))
        if not documents:
            continue
        living = _Living(
            outcomes,
            recipe_for(area.project, asked),
            document_outputs(area.project.formats),
        )
        elsewhere = _folders_of_other_runs(area, documents, outcomes)
        for folder in elsewhere:
            note = Diagnostic("orphans-elsewhere", path=_shown(folder))
            notes.append(note)
        for document in documents:
            path = document.path
            is_elsewhere = any(path.is_relative_to(folder) for folder in elsewhere)
            if is_elsewhere or living.may_be_variant(document):
                continue
            orphan = _orphan(area, document, living)
            # Areas may overlap: a document is listed once.
            orphans.setdefault(_key(path), orphan)
    return list(orphans.values()), notes


def _key(path: Path) -> str:
    """Return what is equal for two spellings of a path; some systems take names of accented letters apart."""
    whole = os.path.normcase(os.path.abspath(path))
    return unicodedata.normalize("NFC", whole)


def _shown(path: Path) -> str:
    """Return the path as seen from the working folder, where it lies below."""
    try:
        return str(path.relative_to(os.getcwd()))
    except ValueError:
        return str(path)


def _orphan(
    area: Area,
    document: _Document,
    living: "_Living",
) -> Orphan:
    below = document.below
    roots = [root for root in area.roots if _is_searched(root / below, area)]
    stem = roots[0] / below
    # Not with_suffix: a name such as 通报v1.2 has a point of its own.
    source = stem.with_name(below.name + ".yaml")
    target = Target(
        source=Path(_shown(source)),
        output=Path(_shown(document.path)),
        project=area.project,
        format=document.format,
    )
    successor = living.successor(document)
    return Orphan(target, document.origin, document.edited, successor)


# Which documents there are.


def _documents(area: Area, written: set[str]) -> Iterator[_Document]:
    """Yield the documents in ``area`` that were made here, are no target, and have no source."""
    for path in _files(area):
        # A link leads to a document that lies elsewhere, and may be another run's.
        if _key(path) in written or os.path.islink(path):
            continue
        relative = path.relative_to(area.folder)
        below = relative.with_name(relative.name[: -len(path.suffix)])
        stems = [root / below for root in area.roots]
        is_searched = any(_is_searched(stem, area) for stem in stems)
        if not is_searched:
            continue
        # A source that failed or was not asked for still is one: its document is no orphan.
        if any(_has_source(stem) for stem in stems):
            continue
        document = _read(path, below)
        if document is not None:
            yield document


def _files(area: Area) -> Iterator[Path]:
    """Yield the documents below the area, in name order; hidden ones, lock files and other projects are passed over."""
    for place, folders, names in os.walk(area.folder):
        is_ours = Path(place) in (area.folder, area.project.folder)
        if PROJECT_FILE in names and not is_ours:
            folders.clear()  # os.walk goes no deeper here
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            is_document = output_of_file(Path(name)) is not None
            if is_document and not name.startswith((".", "~$")):
                yield Path(place, name)


def _is_searched(source: Path, area: Area) -> bool:
    return any(source.is_relative_to(folder) for folder in area.searched)


def _has_source(stem: Path) -> bool:
    """Return whether a source of that name is there; where a folder cannot be read, one may be."""
    try:
        names = os.listdir(stem.parent)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    key = _key(stem)
    for name in names:
        base, suffix = os.path.splitext(name)
        if suffix.lower() not in SOURCE_SUFFIXES:
            continue
        if _key(stem.parent / base) == key:
            return True
    return False


def _read(path: Path, below: Path) -> _Document | None:
    """Return the document at ``path`` with what it says of itself; None for what was not made here."""
    output = output_of_file(path)
    if output is None:
        return None
    try:
        data = read_regular(path)
        origin, parts = output.read_origin(data)
    except (OSError, RectifyError):
        return None
    if origin is None:
        return None
    return _Document(
        path=path,
        below=below,
        data=data,
        origin=origin,
        edited=origin.parts != parts,
        format=output,
    )


# Whose they may be.


class _Living:
    """The sources of a run, to compare documents with."""

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        recipe: Recipe,
        formats: Sequence[DocumentOutput],
    ) -> None:
        self.recipe = recipe
        self.formats = formats
        self.paths = [outcome.target.source for outcome in outcomes]
        self.names = {path.stem for path in self.paths}
        self.digests: dict[str, Path] = {}
        for outcome in outcomes:
            digest = _digest(outcome)
            if digest:
                self.digests[digest] = outcome.target.source
        self.fragments: dict[Path, list[str]] = {}

    def may_be_variant(self, document: _Document) -> bool:
        """Return whether a document is another edition, another kind, or a living notice by another template."""
        origin = document.origin
        # A run for the public knows nothing of internal documents that another run made beside its own.
        if audience_of(origin.edition) != self.recipe.audience:
            return True
        # A kind that this run does not make was made by -o, under any name.
        if document.format not in self.formats:
            return True
        # Without a template there is none that it could have been made by instead.
        if not document.format.needs_template:
            return False
        templates = self.recipe.templates.values()
        # This run would have made it under this name, had there been a source.
        if any(origin.template == template.digest for template in templates):
            return False
        if origin.source in self.digests:
            return True
        # 通报-台账.docx beside 通报.yaml: what -t made is often named so.
        stem = document.path.stem
        return any(stem.startswith(name) for name in self.names)

    def successor(self, document: _Document) -> Path | None:
        """Return the source that a document was probably renamed to: of the same digest, else one that it prints."""
        same = self.digests.get(document.origin.source)
        if same is not None:
            return same
        text = _text(document)
        shares = {}
        for path in self.paths:
            fragments = self._fragments(path)
            shares[path] = _share(fragments, text)
        likely = max(shares, key=lambda path: shares[path], default=None)
        if likely is None or shares[likely] < _LIKELY:
            return None
        return likely

    def _fragments(self, path: Path) -> list[str]:
        if path not in self.fragments:
            source = _source(path)
            text = source.text if source else ""
            self.fragments[path] = _longest_fragments(text)
        return self.fragments[path]


def _digest(outcome: Outcome) -> str:
    """Return the digest of an outcome's source, which a document made of it bears."""
    if outcome.origin is not None and outcome.state in ("built", "current"):
        return outcome.origin.source
    source = _source(outcome.target.source)
    return source.digest() if source else ""


def _source(path: Path) -> SourceFile | None:
    try:
        return read_source(path)
    except RectifyError:
        return None


def _text(document: _Document) -> str:
    """Return the text of a document in one line, for titles are broken into several."""
    try:
        return document.format.read_text(document.data).replace("\n", "")
    except RectifyError:
        return ""


def _longest_fragments(text: str) -> list[str]:
    """Return the longest stretches of Chinese in a source, always the same of equal length."""
    fragments = list(set(_FRAGMENT.compiled.findall(text)))
    fragments.sort(key=lambda fragment: (len(fragment), fragment))
    return fragments[-_FRAGMENTS_COMPARED:]


def _share(fragments: Sequence[str], text: str) -> float:
    """Return how many of ``fragments`` stand in ``text``, as a share of all."""
    if not fragments:
        return 0.0
    return sum(fragment in text for fragment in fragments) / len(fragments)


def _folders_of_other_runs(
    area: Area,
    documents: Sequence[_Document],
    outcomes: Sequence[Outcome],
) -> list[Path]:
    """Return folders that another run wrote to (-o): without any source, with documents of living notices by their names."""
    if area.folder not in area.roots:
        return []
    living: dict[str, Path] = {}
    for outcome in outcomes:
        source = _absolute(outcome.target.source)
        living[_key(source.with_suffix(""))] = source
    folders: list[Path] = []
    for document in documents:
        # out/县/甲.docx mirrors 县/甲.yaml: somebody built this folder with -o out.
        parts = document.below.parts
        for depth in range(1, len(parts)):
            folder = area.folder.joinpath(*parts[:depth])
            mirrored = area.folder.joinpath(*parts[depth:])
            if _key(mirrored) not in living:
                continue
            if any(source.is_relative_to(folder) for source in living.values()):
                continue
            if folder not in folders:
                folders.append(folder)
            break
    return folders


# What becomes of them.


def as_outcomes(orphans: Iterable[Orphan], *, check: bool) -> Iterator[Outcome]:
    """Yield an outcome for each orphan that stays: an error in a check, else a note."""
    for orphan in orphans:
        code = "check-orphan" if check else "orphan"
        note = Diagnostic(
            code,
            facts=_facts(orphan),
            path=str(orphan.target.output),
        )
        yield Outcome(
            target=orphan.target,
            source=None,
            state="orphan",
            diagnostics=(note,),
            origin=orphan.origin,
        )


def _facts(orphan: Orphan) -> dict[str, object]:
    if orphan.successor is None:
        return {"zh": "", "en": ""}
    name = str(orphan.successor)
    return {
        "zh": f"，是不是改名为 {name} 了？",
        "en": f"; was it renamed to {name}?",
    }


def prune(orphans: Iterable[Orphan], force: bool) -> Iterator[Outcome]:
    """Remove each orphan and yield what became of it; one that was edited by hand stays, unless ``force``.

    What was made of it and left as it was (a PDF) is removed too.
    """
    for orphan in orphans:
        document = orphan.target.output
        try:
            if orphan.edited and not force:
                fault = Diagnostic("orphan-edited", path=str(document))
                raise InputError([fault])
            notes = tuple(_remove(orphan.target))
        except RectifyError as error:
            yield Outcome(
                target=orphan.target,
                source=None,
                state="orphan",
                diagnostics=error.diagnostics,
                failure=error,
            )
            continue
        yield Outcome(
            target=orphan.target,
            source=None,
            state="removed",
            diagnostics=notes,
            origin=orphan.origin,
        )


def _remove(target: Target) -> Iterator[Diagnostic]:
    """Remove a document, then what was made of it; what somebody else made is noted."""
    document = target.output
    made_of_it: list[Path] = []
    notes = []
    # Two kinds of PDF have one suffix, and either knows what LibreOffice made.
    by_suffix = {}
    for conversion in conversions_of(target.format):
        by_suffix[conversion.suffix] = conversion
    for suffix, conversion in by_suffix.items():
        path = document.with_suffix(suffix)
        if not os.path.isfile(path) or os.path.islink(path):
            continue
        # A signed or stamped PDF has the same name, but cannot be made again.
        if conversion.is_made_of(read_regular(document), path):
            made_of_it.append(path)
        else:
            note = Diagnostic("orphan-pdf-kept", path=str(path))
            notes.append(note)
    # The document first: where it cannot be removed, its PDF stays with it.
    remove_file(document)
    for path in made_of_it:
        remove_file(path)
        yield Diagnostic("orphan-pdf-removed", path=str(path))
    yield from notes

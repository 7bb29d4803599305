"""What the page of one notice shows: the text of its file, what is reported of it, and its draft.

A state is a finished value. It is made in steps: :func:`judged` needs a few hundredths of a second, so that it is
shown at each save; :func:`with_template_reports` makes the document, and adds what the template has to say. Then
:func:`with_pages` draws the pages of those that somebody looks at, which takes seconds. This module must not know HTML, or who watches the files.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from rectify_gen.baseline import compare, known_reports
from rectify_gen.building.changes import (
    WITHOUT_RULES,
    printed_paragraphs,
    unruled,
)
from rectify_gen.building.glyph_places import placed_in_source
from rectify_gen.building.making import make_of_material
from rectify_gen.building.planning import Target
from rectify_gen.building.running import recipe_for
from rectify_gen.building.standing import standing
from rectify_gen.building.tasks import Recipe, material_of
from rectify_gen.diagnostics import Diagnostic, Severity, as_reported, errors
from rectify_gen.files import read_bytes
from rectify_gen.notice_files import read_source
from rectify_gen.office import WarmOffice, check_glyphs
from rectify_gen.outputs import DEFAULT_OUTPUT
from rectify_gen.pdf.page_pictures import PagePicture, page_pictures
from rectify_gen.pdf.placed_text import PlacedPage, read_placed_text
from rectify_gen.preview.draft_lines import DraftLine, draft_lines, lines_of
from rectify_gen.preview.page_regions import PageRegion, linked_text, page_regions
from rectify_gen.project import Project, ProjectSource
from rectify_gen.source import SourceFile
from rectify_gen.source_check import Checked, check_source
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING
from rectify_gen.word.margins import read_margins

_SAMPLE = Path(__file__).with_name("assets") / "sample.yaml"
_DOTS_PER_INCH = 108
"""Sharp enough to read, and 16 pages are drawn in a third of a second."""


class NamedPicture(NamedTuple):
    """A page of the Word file; ``name`` changes with what it shows."""

    name: str
    picture: PagePicture
    size: tuple[float, float] = (0, 0)
    """Width and height in points, in which ``regions`` are measured."""
    regions: tuple[PageRegion, ...] = ()
    """Where it shows which lines of the source."""


class NoticeState(NamedTuple):
    """What is known of one notice."""

    path: str
    """What reports call it."""
    source: SourceFile | None = None
    """Its text; None where the file cannot be read."""
    reports: tuple[Diagnostic, ...] = ()
    draft: tuple[DraftLine, ...] = ()
    """Its draft, else the last one that could be made; empty where there was none."""
    is_draft_current: bool = False
    """Whether the draft is of the text as it stands."""
    is_template: bool = False
    """Whether it is a template, with a sample as its text."""
    is_judged: bool = False
    """Whether it was judged at all; in a large folder some have to wait."""
    document: str = ""
    """How the built document stands to the notice (current, missing …); empty while that is not known."""
    made: bytes = b""
    """The Word file that would be built; empty where none can be, or another kind of file is."""
    recipe: Recipe | None = None
    """How ``made`` was made."""
    pages: tuple[NamedPicture, ...] = ()
    """The pages of the last Word file that was drawn."""
    drawn: bytes = b""
    """The Word file that ``pages`` show."""
    undrawable: bytes = b""
    """The Word file that LibreOffice failed to draw."""

    def count(self, severity: Severity) -> int:
        """Return how many reports of ``severity`` there are."""
        return sum(report.severity is severity for report in self.reports)

    def source_path(self) -> str:
        """Return the path that reports on lines of the source name."""
        return self.path if self.source is None else self.source.path

    def is_refused(self) -> bool:
        """Return whether no document can be built."""
        return bool(errors(self.reports))


def judged(notice: ProjectSource, earlier: NoticeState) -> NoticeState:
    """Return the state of ``notice`` as its file is now; where no draft can be made, with that of ``earlier``."""
    path = str(notice.path)
    state = earlier._replace(
        path=path,
        source=None,
        is_draft_current=False,
        is_judged=True,
        document="",
        made=b"",
        recipe=None,
    )
    if notice.faults:
        return state._replace(reports=notice.faults)
    try:
        source = read_source(notice.path)
        state = state._replace(source=source)
        checked = check_source(source, notice.project.choice)
        known = known_reports(notice.path, notice.project.baseline)
        lines = _draft(checked, notice)
    except Exception as error:  # a bug must not end the preview
        return state._replace(reports=as_reported(error, path).diagnostics)
    return state._replace(
        reports=compare(checked.judgement.standing, source.text, known).new,
        draft=lines,
        is_draft_current=True,
    )


def judged_template(template: ProjectSource, earlier: NoticeState) -> NoticeState:
    """Return the state of a template as its file is now, with the draft of a sample that has every fact."""
    path = str(template.path)
    state = earlier._replace(
        path=path,
        source=None,
        is_template=True,
        is_draft_current=False,
        is_judged=True,
        made=b"",
        recipe=None,
    )
    if template.faults:
        return state._replace(reports=template.faults)
    try:
        sample = read_source(_SAMPLE)._replace(path=_SAMPLE.name)
        lines = _draft(check_source(sample, WITHOUT_RULES), template)
        state = state._replace(source=sample, draft=lines, is_draft_current=True)
        reports = check_template(read_bytes(template.path), path)
    except Exception as error:  # as above
        reports = as_reported(error, path).diagnostics
    return state._replace(reports=reports)


def _draft(checked: Checked, notice: ProjectSource) -> tuple[DraftLine, ...]:
    view = compose(checked.notice, notice.project.audience, ROUTING)
    return draft_lines(view, checked.data)


def with_template_reports(state: NoticeState, target: Target) -> NoticeState:
    """Return ``state`` with what is reported only when its document is made, and how the built document stands."""
    if state.source is None or state.is_refused():
        return state
    try:
        known = known_reports(target.source, target.project.baseline)
        material = material_of(state.source, known)
        recipe = recipe_for(target.project, output=target.format)
        made, reports, _ = make_of_material(material, recipe)
        document, _ = standing(target.output, material, recipe)
    except Exception as error:  # as above
        reports = as_reported(error, state.path).diagnostics
        return state._replace(reports=_merged(state.reports, reports))
    return state._replace(
        reports=_merged(state.reports, reports),
        document=document.value,
        made=made if target.format.name == DEFAULT_OUTPUT.name else b"",
        recipe=recipe,
    )


def with_sample_document(state: NoticeState, project: Project) -> NoticeState:
    """Return the ``state`` of a template with the document that it makes of the sample, by ``project``."""
    if state.source is None or state.is_refused():
        return state
    try:
        recipe = unruled(recipe_for(project))
        made, notes, _ = make_of_material(material_of(state.source), recipe)
        # Nobody expects a template to print all that the sample has.
        reports = tuple(note for note in notes if note.code != "fact-not-printed")
    except Exception as error:  # as above
        reports = as_reported(error, state.path).diagnostics
        return state._replace(reports=_merged(state.reports, reports))
    return state._replace(
        reports=_merged(state.reports, reports), made=made, recipe=recipe
    )


def is_drawing_outdated(state: NoticeState) -> bool:
    """Return whether there is a Word file, and its pages were not drawn yet."""
    return bool(state.made) and state.made not in (state.drawn, state.undrawable)


def with_pages(state: NoticeState, office: WarmOffice, stop: Event) -> NoticeState:
    """Return ``state`` with the pages of its Word file as LibreOffice draws them; as it is where ``stop`` was set.

    Where LibreOffice fails, its report stands among the others, and the earlier pages stay.
    """
    try:
        pdf = office.pdf_of(state.made, stop)
        if pdf is None:
            return state
        earlier = [page.picture for page in state.pages]
        pictures = page_pictures(pdf, _DOTS_PER_INCH, earlier)
        placed_pages = read_placed_text(pdf, state.path)
        regions = _page_regions(state, placed_pages)
    except Exception as error:  # as above
        reports = as_reported(error, state.path).diagnostics
        # It is not tried again before the next save.
        return state._replace(
            reports=_merged(state.reports, reports), undrawable=state.made
        )
    pages = []
    for picture, placed_page, regions_of_page in zip(
        pictures, placed_pages, regions, strict=True
    ):
        page = NamedPicture(
            name=picture.digest[:16],
            picture=picture,
            size=(placed_page.width, placed_page.height),
            regions=regions_of_page,
        )
        pages.append(page)
    return state._replace(
        reports=_merged(state.reports, _glyph_reports(state, pdf)),
        pages=tuple(pages),
        drawn=state.made,
    )


def _glyph_reports(state: NoticeState, pdf: bytes) -> tuple[Diagnostic, ...]:
    """Return a report for each character of ``state`` that the pages of ``pdf`` cannot show."""
    assert state.source is not None  # what was made was made of it
    try:
        check_glyphs(state.made, pdf, read_margins(state.made))
    except Exception as error:  # as above
        reports = as_reported(error, state.path).diagnostics
        return tuple(placed_in_source(reports, state.source))
    return ()


def _page_regions(
    state: NoticeState, pages: Sequence[PlacedPage]
) -> list[tuple[PageRegion, ...]]:
    """Return where ``pages`` of the Word file of ``state`` show which lines of its source."""
    if state.source is None or state.recipe is None:
        return [() for _ in pages]
    # What is reported was reported before.
    checked = check_source(state.source, WITHOUT_RULES)
    paragraphs = printed_paragraphs(checked, state.made, state.recipe)
    document = linked_text(paragraphs, lines_of(checked.data))
    return page_regions(pages, document)


def _merged(
    reports: tuple[Diagnostic, ...], further: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return ``reports`` and those of ``further`` that are not among them."""
    added = []
    for report in further:
        if report not in reports:
            added.append(report)
    return (*reports, *added)

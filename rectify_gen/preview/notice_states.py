"""What the page of one notice shows: the text of its file, what is reported of it, and its draft.

A state is a finished value. It is made in two steps: :func:`judged` needs a few hundredths of a second, so that it is
shown at each save; :func:`with_template_reports` makes the document, and adds what the template has to say. This module
must not know HTML, or who watches the files.
"""

from typing import NamedTuple

from rectify_gen.building.making import make_of_material
from rectify_gen.building.planning import Target
from rectify_gen.building.running import recipe_for
from rectify_gen.building.standing import standing
from rectify_gen.building.tasks import Material
from rectify_gen.diagnostics import Diagnostic, Severity, as_reported, errors
from rectify_gen.notice_files import read_source
from rectify_gen.preview.draft_lines import DraftLine, draft_lines
from rectify_gen.project import ProjectSource
from rectify_gen.source import SourceFile
from rectify_gen.source_check import Checked, check_source
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING


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
    is_judged: bool = False
    """Whether it was judged at all; in a large folder some have to wait."""
    document: str = ""
    """How the built document stands to the notice (current, missing …); empty while that is not known."""

    def count(self, severity: Severity) -> int:
        """Return how many reports of ``severity`` there are."""
        return sum(report.severity is severity for report in self.reports)

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
    )
    if notice.faults:
        return state._replace(reports=notice.faults)
    try:
        source = read_source(notice.path)
        state = state._replace(source=source)
        checked = check_source(source, notice.project.choice)
        lines = _draft(checked, notice)
    except Exception as error:  # a bug must not end the preview
        return state._replace(reports=as_reported(error, path).diagnostics)
    return state._replace(
        reports=checked.judgement.standing,
        draft=lines,
        is_draft_current=True,
    )


def _draft(checked: Checked, notice: ProjectSource) -> tuple[DraftLine, ...]:
    view = compose(checked.notice, notice.project.audience, ROUTING)
    return draft_lines(view, checked.data)


def with_template_reports(state: NoticeState, target: Target) -> NoticeState:
    """Return ``state`` with what is reported only when its document is made, and how the built document stands."""
    if state.source is None or state.is_refused():
        return state
    material = Material(state.source)
    try:
        recipe = recipe_for(target.project, output=target.format)
        _, reports, _ = make_of_material(material, recipe)
        document, _ = standing(target.output, material, recipe)
    except Exception as error:  # as above
        reports = as_reported(error, state.path).diagnostics
        return state._replace(reports=_merged(state.reports, reports))
    return state._replace(
        reports=_merged(state.reports, reports),
        document=document.value,
    )


def _merged(
    reports: tuple[Diagnostic, ...], further: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return ``reports`` and those of ``further`` that are not among them."""
    added = []
    for report in further:
        if report not in reports:
            added.append(report)
    return (*reports, *added)

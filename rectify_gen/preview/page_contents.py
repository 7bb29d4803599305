"""The pages of a preview as HTML: the list of notices, and the page of each.

Everything is escaped by Jinja, and every sign that acts on a reader (direction of writing, controls) is written out.
This module must not know servers or files other than its own.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.messages import say
from rectify_gen.preview.notice_states import NoticeState, is_drawing_outdated
from rectify_gen.report.text_report import SHOWN_LIMIT, grouped, location_of
from rectify_gen.visible import one_line

ASSETS = Path(__file__).with_name("assets")


class PageManner(NamedTuple):
    """How pages are written: their language, and the token that every address carries."""

    lang: str
    token: str
    has_office: bool = False
    """Whether the pages of Word files can be drawn."""

    def address(self, path: str, key: str = "", name: str = "") -> str:
        """Return the address of ``path`` on this server, for the notice ``key`` and its picture ``name`` if they are meant."""
        query = {"token": self.token}
        if key:
            query["key"] = key
        if name:
            query["name"] = name
        return f"{path}?{urlencode(query)}"

    def say(self, code: str, **facts: object) -> str:
        """Return the sentence of ``code``."""
        return say(code, self.lang, **facts)


class ReportRow(NamedTuple):
    """One report of a group: where, what and, unless the row above has the same, what to do about it."""

    line: int
    """The line of the source that it leads to; 0 for none."""
    where: str
    message: str
    hint: str


class ReportGroup(NamedTuple):
    """The reports of one code."""

    severity: str
    code: str
    total: str
    """How many there are, in words; empty for one."""
    rows: tuple[ReportRow, ...]


class NumberedLine(NamedTuple):
    """A line of the source; ``severity`` is that of the gravest report on it."""

    number: int
    label: str
    text: str
    severity: str


class ListRow(NamedTuple):
    """A notice in the list."""

    key: str
    path: str
    severity: str
    summary: str
    document: str


def list_page(
    states: Mapping[str, NoticeState],
    faults: Iterable[Diagnostic],
    version: int,
    manner: PageManner,
) -> str:
    """Return the list of the notices with their state; ``faults`` are those of the project as a whole."""
    rows = []
    for key, state in states.items():
        row = ListRow(
            key=key,
            path=one_line(state.path),
            severity=_gravest(state.reports),
            summary=_summary(state, manner),
            document=_document(state, manner),
        )
        rows.append(row)
    return _rendered(
        "list.html",
        manner,
        title=manner.say("preview-list"),
        version=version,
        key="",
        faults=_report_groups(faults, "", manner),
        rows=rows,
    )


def notice_page(
    key: str,
    state: NoticeState,
    faults: Iterable[Diagnostic],
    version: int,
    manner: PageManner,
    *,
    has_list: bool,
) -> str:
    """Return the page of one notice; ``has_list`` where there are others.

    ``faults`` of the project as a whole stand among its reports: nothing can be built while there are any.
    """
    state = state._replace(reports=(*faults, *state.reports))
    more_count = len(state.reports) - SHOWN_LIMIT
    more = ""
    if more_count > 0:
        path = one_line(state.path)
        more = manner.say("more-reports", path=path, count=more_count)
    return _rendered(
        "notice.html",
        manner,
        title=one_line(state.path),
        version=version,
        key=key,
        has_list=has_list,
        severity=_gravest(state.reports),
        summary=_summary(state, manner),
        document=_document(state, manner),
        groups=_report_groups(state.reports, state.source_path(), manner),
        more=more,
        is_template=state.is_template,
        is_judged=state.is_judged,
        is_refused=state.is_refused(),
        is_draft_current=state.is_draft_current,
        source_lines=_source_lines(state),
        draft=state.draft,
        has_office=manner.has_office,
        is_drawing=is_drawing_outdated(state),
        pages=state.pages,
        are_pages_current=bool(state.made) and state.made == state.drawn,
    )


def _rendered(name: str, manner: PageManner, **contents: Any) -> str:
    template = _environment().get_template(name)
    return template.render(
        lang=manner.lang,
        say=manner.say,
        address=manner.address,
        **contents,
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        # Acting signs of a draft or a source must not reorder the page around them.
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _visible(value: object) -> object:
    # Markup is what our own macros made: its line ends are no content.
    if type(value) is not str:
        return value
    # A file may have a name that is no text; as on a terminal its bytes are written out.
    encoded = value.encode("utf-8", "backslashreplace")
    return one_line(encoded.decode("utf-8"))


def _gravest(reports: Iterable[Diagnostic]) -> str:
    """Return the gravest severity among ``reports``; empty where there is none."""
    severities = {report.severity for report in reports}
    for severity in Severity:
        if severity in severities:
            return severity.value
    return ""


def _summary(state: NoticeState, manner: PageManner) -> str:
    if not state.is_judged:
        return manner.say("preview-waiting")
    if not state.reports:
        return manner.say("preview-fine")
    return manner.say(
        "preview-counts",
        errors=state.count(Severity.ERROR),
        warnings=state.count(Severity.WARNING),
        notes=state.count(Severity.INFO),
    )


def _document(state: NoticeState, manner: PageManner) -> str:
    """Return in words how the built document stands; empty while that is not known."""
    if not state.document:
        return ""
    return manner.say(f"preview-document-{state.document}")


def _report_groups(
    reports: Iterable[Diagnostic],
    path: str,
    manner: PageManner,
) -> list[ReportGroup]:
    """Return ``reports`` in groups; those of the file at ``path`` lead to its lines."""
    groups = []
    remaining = SHOWN_LIMIT
    for group in grouped(reports):
        shown = group[:remaining]
        if not shown:
            break
        remaining -= len(shown)
        total = ""
        if len(group) > 1:
            total = manner.say("of-several", count=len(group))
        groups.append(
            ReportGroup(
                severity=group[0].severity.value,
                code=group[0].code,
                total=total,
                rows=_report_rows(shown, path, manner.lang),
            )
        )
    return groups


def _report_rows(
    reports: Iterable[Diagnostic],
    path: str,
    lang: str,
) -> tuple[ReportRow, ...]:
    rows = []
    hint_above = ""
    for report in reports:
        hint = report.hint(lang)
        is_of_file = report.path == path and report.position is not None
        where = location_of(report, lang).removesuffix(": ")
        line = 0
        if is_of_file and report.position is not None:
            where = report.position.name
            line = report.position.line
        row = ReportRow(
            line=line,
            where=where,
            message=report.message(lang),
            hint="" if hint == hint_above else hint,
        )
        rows.append(row)
        hint_above = hint
    return tuple(rows)


def _source_lines(state: NoticeState) -> list[NumberedLine]:
    """Return the lines of the source; of a workbook, the listing of its cells with their names."""
    if state.source is None:
        return []
    severities = _severities_by_line(state)
    table = state.source.table
    name_of: Callable[[int], str] = str if table is None else table.cell_at
    lines = []
    for number, text in enumerate(state.source.text.split("\n"), start=1):
        line = NumberedLine(
            number=number,
            label=name_of(number),
            text=text,
            severity=severities.get(number, ""),
        )
        lines.append(line)
    return lines


def _severities_by_line(state: NoticeState) -> dict[int, str]:
    severities: dict[int, str] = {}
    for group in grouped(state.reports):
        for report in group:
            if report.path == state.source_path() and report.position is not None:
                # Groups come with the gravest first.
                severities.setdefault(report.position.line, report.severity.value)
    return severities

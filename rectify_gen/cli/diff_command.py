"""The command ``diff``: what somebody changed in a Word file, by field of its data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.options import AudienceOption, TemplateOption
from rectify_gen.cli.session import (
    LANG,
    exit_with,
    naming,
    sentence,
    show_diagnostics,
)
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import Position, Route
from rectify_gen.files import read_bytes

if TYPE_CHECKING:
    from rectify_gen.building.changes import Change

_CONTEXT_CHARACTERS = 24
"""Characters shown on either side of a change."""


def diff(
    source: Annotated[Path, typer.Argument(metavar="YAML", help=sentence("help-yaml"))],
    document: Annotated[
        Path, typer.Argument(metavar="DOCX", help=sentence("help-docx"))
    ],
    template: TemplateOption = None,
    audience: AudienceOption = None,
) -> None:
    """Show what somebody changed in the Word file: text by field of the data, then formatting; exit 1 where there is something."""
    # lxml and pydantic; --help needs none of it
    from rectify_gen.cli.build_request import build_request
    from rectify_gen.verbs import compare

    request = build_request(template, audience)
    with naming(document):
        comparison = compare(source, read_bytes(document), request)
    notes = []
    for note in comparison.notes:
        # What is noted is of the Word file, which the comparison knows as bytes only.
        notes.append(note._replace(path=str(document)))
    show_diagnostics(notes, {}, sys.stderr)
    for change in comparison.changes:
        write(_described(change, source))
    changed_by_hand = bool(comparison.changes)
    for look in comparison.looks:
        write(look.text(LANG) + "\n")
        # An office program changes some formatting by itself whenever it saves.
        if not look.by_office:
            changed_by_hand = True
    exit_with(1 if changed_by_hand else 0)


def _described(change: "Change", source: Path) -> str:
    """Return one change as lines: its place and field, then the text before (-) and after (+)."""
    from rectify_gen.building.changes import changed  # as above

    lines = []
    places = [(change.route, change.position), *change.others]
    for route, position in places:
        place = _place(position, source)
        field = _field(change, route)
        lines.append(place + field)
    before = change.before
    after = change.after
    start, end = changed(before, after)
    if before:
        excerpt = _excerpt(before, start, end)
        lines.append("  - " + excerpt)
    if after:
        grown_by = len(after) - len(before)
        excerpt = _excerpt(after, start, end + grown_by)
        lines.append("  + " + excerpt)
    return "\n".join(lines) + "\n"


def _place(position: Position | None, source: Path) -> str:
    if position is None:
        return ""
    return f"{source}:{position.name}: "


def _field(change: "Change", route: Route) -> str:
    """Return the field at ``route``, and in words what was changed where that is not its value."""
    field = ".".join(str(step) for step in route)
    if change.changed_in == "value":
        return field
    if change.changed_in == "added" and not route:
        return sentence("diff-added-first")
    return sentence(f"diff-{change.changed_in}", field=field)


def _excerpt(text: str, start: int, end: int) -> str:
    """Return ``text`` from ``start`` to ``end`` with some characters around it."""
    excerpt_start = max(start - _CONTEXT_CHARACTERS, 0)
    excerpt_end = min(end + _CONTEXT_CHARACTERS, len(text))
    excerpt = text[excerpt_start:excerpt_end]
    if excerpt_start > 0:
        excerpt = "…" + excerpt
    if excerpt_end < len(text):
        excerpt += "…"
    return excerpt

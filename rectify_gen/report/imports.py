"""What an import found, in words: comments beside the values of the YAML, and JSON for machines.

The JSON is described by ``schemas/import.schema.json``. Pure: from values to text. This module must not know
commands, terminals or files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rectify_gen.diagnostics import Diagnostic, Position, Route, Severity
from rectify_gen.messages import say
from rectify_gen.model import Notice
from rectify_gen.model.shapes import NOTICE_SHAPE
from rectify_gen.report.machine import entry, posix
from rectify_gen.visible import json_text

if TYPE_CHECKING:
    from rectify_gen.importer import Imported, Summary, TracedValue
    from rectify_gen.importer.source_blocks import Correction
    from rectify_gen.places import Place

_LANGUAGE_OF_COMMENTS = "zh"
"""The language of the notice, whoever runs the command: the file must not depend on that."""
_LONGEST_QUOTE = 200
"""Characters of a paragraph that a report repeats."""
_LONGEST_COMMENT = 80
_KEPT_IN_COMMENTS = frozenset({"ledger-kept", "ledger-value-unread"})
"""What the data has no key for: the comment is the only place where it stands."""
_NAMED_PLACES = 5
"""Of the places of one kind of correction so many are named to people; JSON has all."""
_NOTES_ON_ABSENT_PARTS = {
    "title": "import-note-no-title",
    "preamble": "import-note-no-preamble",
    "closing": "import-note-no-closing",
}
"""Why a key has an empty list: without it, a standard text would be printed."""


def comments(imported: Imported) -> dict[Route, list[str]]:
    """Return what a clerk has to look at, for the YAML file: sentences by the route of the value that they are about."""
    by_route: dict[Route, list[str]] = {}
    for key, code in _NOTES_ON_ABSENT_PARTS.items():
        if imported.data.get(key) == []:
            by_route[(key,)] = [say(code, _LANGUAGE_OF_COMMENTS)]
    for diagnostic in imported.diagnostics:
        needs_a_look = diagnostic.severity is not Severity.INFO
        needs_a_look = needs_a_look or diagnostic.code in _KEPT_IN_COMMENTS
        if needs_a_look and diagnostic.route:
            route = _route_in_yaml(diagnostic.route, imported.data)
            sentences = by_route.setdefault(route, [])
            sentences.append(_comment(diagnostic))
    return by_route


def _route_in_yaml(route: Route, data: Mapping[str, Any]) -> Route:
    """Return ``route``, or the part of the notice that follows where ``data`` has nothing of what is meant."""
    if route[0] in data:
        return route
    names = list(Notice.model_fields)
    place = names.index(str(route[0]))
    for name in names[place:]:
        if name in data:
            return (name,)
    return route


def _comment(diagnostic: Diagnostic) -> str:
    """Return ``第3行：……；……``: where in the source, what is uncertain, what to do."""
    lang = _LANGUAGE_OF_COMMENTS
    where = ""
    if diagnostic.position is not None:
        where = say("import-note-line", lang, line=diagnostic.position.line)
    elif diagnostic.place is not None:
        where = diagnostic.place.spot(lang)
    message = diagnostic.message(lang)
    is_kept_whole = diagnostic.code in _KEPT_IN_COMMENTS
    if len(message) > _LONGEST_COMMENT and not is_kept_whole:
        # What it quotes stands beside the comment anyway.
        message = message[:_LONGEST_COMMENT] + "……"
    sentences = [message.rstrip("。"), diagnostic.hint(lang)]
    text = "；".join(filter(None, sentences))
    return f"{where}：{text}" if where else text


def spaced_routes(imported: Imported) -> list[Route]:
    """Return the values above which the YAML has an empty line: the sections, each of them, and what follows them."""
    data = imported.data
    routes: list[Route] = [("sections",)]
    for index in range(1, len(data["sections"])):
        routes.append(("sections", index))
    keys = list(data)
    place_of_sections = keys.index("sections")
    keys_behind = keys[place_of_sections + 1 :]
    if keys_behind:
        routes.append((keys_behind[0],))
    if "waivers" in keys_behind:
        routes.append(("waivers",))
    return routes


def fact_names(summary: Summary, lang: str) -> list[str]:
    """Return the facts that were recognised, as people call them: 巡察组 for ``inspection.team``; keys in English."""
    names = []
    for key in summary.facts:
        name = _title(key) if lang == "zh" else key
        if name not in names:
            names.append(name)
    return names


def _title(dotted_key: str) -> str:
    """Return the Chinese title of a field of the notice, named as ``inspection.team``."""
    part, _, key = dotted_key.rpartition(".")
    model = NOTICE_SHAPE.parts[part] if part else NOTICE_SHAPE.root
    return str(model.model_fields[key].title)


def as_json(
    imported: Imported | None,
    diagnostics: Sequence[Diagnostic],
    *,
    source: str,
    output: str | None,
    yaml: str | None,
    lang: str,
) -> str:
    """Return one JSON document about an import.

    Args:
        imported: None where nothing could be imported.
        diagnostics: all that is reported, of ``imported`` and of what came before.
        source: the file that was read.
        output: the file that was written; None where none was.
        yaml: the text of the YAML where no file was written.
        lang: ``zh`` or ``en``.
    """
    severities = Counter(diagnostic.severity for diagnostic in diagnostics)
    document = {
        "version": 1,
        "source": posix(source),
        "output": None if output is None else posix(output),
        "yaml": yaml,
        "diagnostics": [_diagnostic(diagnostic, lang) for diagnostic in diagnostics],
        "facts": _values(imported.facts if imported else (), lang),
        "plain_paragraphs": _values(
            imported.plain_paragraphs if imported else (), lang
        ),
        "corrections": _corrections(imported, lang),
        "found": _counts(imported),
        "summary": {
            "errors": severities[Severity.ERROR],
            "warnings": severities[Severity.WARNING],
            "notes": severities[Severity.INFO],
        },
    }
    return json_text(document) + "\n"


def _diagnostic(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    """Return one diagnostic as in the other reports, with the text of the source that it is about."""
    values = entry(diagnostic, lang, waived=False)
    del values["waived"]
    text = diagnostic.facts.get("text", "")
    if diagnostic.span is not None:
        text = diagnostic.span.marks
    elif diagnostic.place is not None and not text:
        text = diagnostic.place.text
    values["text"] = str(text)[:_LONGEST_QUOTE]
    return values


def _values(traced: Iterable[TracedValue], lang: str) -> list[dict[str, Any]]:
    values = []
    for value in traced:
        line, place = _line_and_place(value.place, lang)
        values.append(
            {
                "route": list(value.route),
                "value": value.value,
                "line": line,
                "place": place,
            }
        )
    return values


def _corrections(imported: Imported | None, lang: str) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = []
    if imported is None:
        return values
    for correction in imported.corrections:
        line, place = _line_and_place(correction.place, lang)
        values.append(
            {
                "line": line,
                "place": place,
                "before": correction.before,
                "after": correction.after,
                "text": correction.text,
            }
        )
    return values


def correction_lines(corrections: Sequence[Correction], lang: str) -> list[str]:
    """Return the corrections as lines for people: how many, then one line for each kind with its first places."""
    if not corrections:
        return []
    places: dict[tuple[str, str], list[str]] = {}
    for correction in corrections:
        line, place = _line_and_place(correction.place, lang)
        if line is not None:
            place = say("import-note-line", lang, line=line)
        kind = (correction.before, correction.after)
        places.setdefault(kind, []).append(place)
    lines = [say("import-corrections", lang, count=len(corrections))]
    for (before, after), of_kind in places.items():
        # Several in one paragraph are counted, and the paragraph is named once.
        named = list(dict.fromkeys(of_kind))
        separator = "、" if lang == "zh" else ", "
        where = separator.join(named[:_NAMED_PLACES])
        if len(named) > _NAMED_PLACES:
            where += say("import-note-more", lang)
        code = "import-corrected" if after else "import-deleted"
        count = len(of_kind)
        lines.append(
            say(code, lang, before=before, after=after, count=count, where=where)
        )
    return lines


def _line_and_place(
    place: Position | Place | None, lang: str
) -> tuple[int | None, str]:
    """Return the line of a source that has lines, else the place in words."""
    if place is None:
        return None, ""
    if isinstance(place, Position):
        return place.line, ""
    return None, place.spot(lang)


def _counts(imported: Imported | None) -> dict[str, int] | None:
    """Return how many sections, items, problems … were recognised."""
    if imported is None:
        return None
    counts = asdict(imported.summary)
    del counts["facts"]
    return counts

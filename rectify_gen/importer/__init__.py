"""The importer: a published notice as text becomes data in the YAML vocabulary, and proves that nothing was lost.

Two steps in two rooms: what is there (:mod:`paragraphs`) and what it means (the
others). No file is read here, no YAML written, nothing printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import marks, prove, survey
from rectify_gen.importer.assemble import Choices, assemble, claimed
from rectify_gen.importer.frame import Frame, plain_frame, read_frame
from rectify_gen.importer.paragraphs import Source, read_paragraphs
from rectify_gen.importer.survey import Summary
from rectify_gen.model import STANDARD_HEADINGS, Role

__all__ = ["Imported", "Summary", "import_text"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives: data for the YAML file, what was repaired or not understood, counts."""

    data: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def import_text(text: str) -> Imported:
    """Return the data of the notice that ``text`` is; building it gives the words of ``text`` back.

    Raises:
        InputError: the text has no content.
    """
    source = read_paragraphs(text)
    if not source.paragraphs:
        raise InputError([Diagnostic("import-empty")])
    data, told = _best(source)
    return Imported(data, (*source.diagnostics, *told), survey.summary(data))


def _best(source: Source) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The richest data that gives the words back, by trying plainer forms one after the other."""
    frame = read_frame(source.paragraphs)
    attempts = [
        (frame, Choices()),
        (frame, Choices(as_text=True)),
        (frame, Choices(as_text=True, flat=True)),
        (plain_frame(source.paragraphs), Choices(as_text=True, flat=True)),
    ]
    for at, (tried, choices) in enumerate(attempts):
        data = assemble(tried, choices)
        if prove.reproduces(data, source.words):
            plainer = [Diagnostic("import-plainer")] if at else []
            return data, [*plainer, *_remarks(tried, data)]
    return data, [Diagnostic("import-differs")]


def _remarks(frame: Frame, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What the user may want to look at in the data."""
    if not frame.has_sections:
        yield Diagnostic("import-no-sections", ("sections",))
    if frame.preamble and "preamble" in data:
        yield Diagnostic("import-preamble", ("preamble",))
    if frame.signed.lines:
        yield Diagnostic(
            "import-signature", ("closing",), {"text": " ".join(frame.signed.lines)}
        )
    if frame.closing and "closing" in data:
        yield Diagnostic("import-closing", ("closing",))
    claims = claimed(frame, data)
    for key, held in survey.contradictions(claims, data).items():
        yield Diagnostic(
            "import-figure",
            ("statistics",),
            {"figure": key, "claimed": claims[key], "held": held},
        )
    yield from _numbers(data)
    for waiver in data.get("waivers", ()):
        yield Diagnostic(
            "import-waived",
            ("waivers",),
            {"code": waiver["code"], "where": waiver.get("where", "-")},
        )


def _numbers(data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Numbers kept as typed: each that is wrong, and together those that are only written with another sign."""
    signs = []
    for route, place, member in survey.numbered(data):
        number = member["number"]
        found = marks.read_mark(number + "文")
        if found is not None and found.number == place:
            signs.append(number)
        else:
            name = member.get("heading") or member.get("problem")
            if name is None:  # a section whose heading is the standard one
                name = STANDARD_HEADINGS[Role(member["role"])]
            yield Diagnostic(
                "import-number", (*route, "number"), {"number": number, "heading": name}
            )
    if signs:
        yield Diagnostic(
            "import-signs", facts={"count": len(signs), "numbers": " ".join(signs[:5])}
        )

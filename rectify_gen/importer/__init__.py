"""The importer: a published notice becomes data in the YAML vocabulary, and proves that nothing was lost.

Two steps: a reader of a format turns the source into blocks (:mod:`plain_text` reads .txt files), and
the other modules understand the blocks, whatever they were read from. No file is read here, no YAML
written, nothing printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import (
    other_documents,
    prove,
    source_trace,
    survey,
    typed_marks,
)
from rectify_gen.importer.assemble import (
    Choices,
    assemble,
    unread_in_closing,
    unread_in_opening,
)
from rectify_gen.importer.frame import NoticeFrame, plain_frame, read_frame
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.notice_sections import claimed_figures, doubtful_figures
from rectify_gen.importer.outer_remarks import outer_remarks
from rectify_gen.importer.plain_text import read_plain_text
from rectify_gen.importer.source_blocks import Correction, NoticeSource
from rectify_gen.importer.source_trace import TracedValue
from rectify_gen.importer.survey import Summary
from rectify_gen.model import Inspection, Notice, Role, Statistics

__all__ = ["Imported", "Summary", "TracedValue", "import_source", "import_text"]

_SHOWN_NUMBERS = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives."""

    data: NoticeData
    """What the YAML file is to hold."""
    diagnostics: tuple[Diagnostic, ...]
    """What was repaired or not understood."""
    summary: Summary
    facts: tuple[TracedValue, ...] = ()
    """Every fact that was taken, with the place of its words in the source."""
    plain_paragraphs: tuple[TracedValue, ...] = ()
    """The paragraphs kept as text, with their places."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected on request."""


def import_text(text: str, *, normalize: bool = False) -> Imported:
    """Return the data of the notice that ``text`` is; building it gives the words of ``text`` back.

    Args:
        text: the notice.
        normalize: whether widths, marks and blanks are corrected first; then the words are the corrected ones.

    Raises:
        InputError: the text has no content.
    """
    return import_source(read_plain_text(text), normalize=normalize)


def import_source(source: NoticeSource, *, normalize: bool = False) -> Imported:
    """Return the data of the notice that a reader found; building it gives its words back.

    ``normalize`` as for :func:`import_text`.

    Raises:
        InputError: the source has no content.
    """
    corrections: tuple[Correction, ...] = ()
    if normalize:
        from rectify_gen.importer.normalizing import normalized

        source, corrections = normalized(source)
    if not source.blocks:
        raise InputError([Diagnostic("import-empty")])
    data, remarks = _richest_data(source)
    trace = source_trace.SourceTrace(source.blocks)
    members = trace.members(data)
    diagnostics = list(source.diagnostics)
    for remark in remarks:
        diagnostics.append(trace.placed(remark, members))
    return Imported(
        data=data,
        diagnostics=tuple(diagnostics),
        summary=survey.summary(data),
        facts=tuple(trace.facts(data)),
        plain_paragraphs=tuple(source_trace.plain_paragraphs(data, members)),
        corrections=corrections,
    )


def _richest_data(source: NoticeSource) -> tuple[NoticeData, list[Diagnostic]]:
    """Return the richest data that gives the words back, by trying plainer forms one after the other."""
    data: NoticeData = {}
    for number, (attempted_frame, choices) in enumerate(_attempts(source), start=1):
        data = assemble(attempted_frame, choices)
        is_proven = prove.reproduces(
            data,
            source.words,
            attempted_frame.head,
            attempted_frame.tail,
        )
        if is_proven:
            remarks = list(_remarks(attempted_frame, data))
            remarks += outer_remarks(attempted_frame, data, source.blocks)
            remarks += _unread_facts(attempted_frame, data, source)
            if number > 1:
                remarks.insert(0, Diagnostic("import-plainer"))
            return data, remarks
    return data, [Diagnostic("import-differs")]


def _attempts(source: NoticeSource) -> Iterator[tuple[NoticeFrame, Choices]]:
    """Yield readings of ``source``, the richest first."""
    frame = read_frame(source.blocks)
    yield frame, Choices()
    yield frame, Choices(as_text=True)
    yield frame, Choices(as_text=True, flat=True)
    frame = read_frame(source.blocks, reads_surroundings=False)
    yield frame, Choices(as_text=True)
    frame = plain_frame(source.blocks)
    yield frame, Choices(as_text=True, flat=True)


def _remarks(frame: NoticeFrame, data: NoticeData) -> Iterator[Diagnostic]:
    """Yield what the user may want to look at in the data."""
    other_document = other_documents.other_document(frame, data)
    if other_document is not None:
        yield other_document
    if not frame.has_sections:
        yield Diagnostic("import-no-sections", ("sections",))
    if frame.preamble and "preamble" in data:
        yield Diagnostic("import-preamble", ("preamble",))
    lines_of_signature = frame.signed.lines
    if lines_of_signature:
        facts = {"text": " ".join(lines_of_signature)}
        yield Diagnostic("import-signature", ("closing",), facts)
    if frame.closing and "closing" in data:
        yield Diagnostic("import-closing", ("closing",))
    yield from _contradicted_figures(frame, data)
    yield from _kept_numbers(data)
    for route in survey.trailing_paragraphs(data):
        yield Diagnostic("import-trailing-paragraph", route)
    for waiver in data.get("waivers", ()):
        facts = {
            "code": waiver["code"],
            # Without a place, the code is waived for the whole notice.
            "where": waiver.get("where", "-"),
        }
        yield Diagnostic("import-waived", ("waivers",), facts)


def _unread_facts(
    frame: NoticeFrame, data: NoticeData, source: NoticeSource
) -> Iterator[Diagnostic]:
    """Yield what the opening states and was not understood, each with its place in the source."""
    for key, words, paragraph in unread_in_opening(frame):
        # Where there are no facts of the inspection, the note stands beside the opening.
        route = ("inspection", key) if "inspection" in data else ("preamble",)
        facts = {
            "title": Inspection.model_fields[key].title,
            "words": words,
            # A period has two days, and one slot.
            "keys": "start, end" if key == "start" else key,
            "slot": "period" if key == "start" else key,
        }
        diagnostic = Diagnostic("import-unread-fact", route, facts)
        yield source_trace.placed_at(diagnostic, paragraph, source.blocks)
    for key, words, paragraph in unread_in_closing(frame):
        route = (key,) if key in data else ("closing",)
        facts = {"title": Notice.model_fields[key].title, "words": words, "key": key}
        diagnostic = Diagnostic("import-unread-ending", route, facts)
        yield source_trace.placed_at(diagnostic, paragraph, source.blocks)


def _contradicted_figures(frame: NoticeFrame, data: NoticeData) -> Iterator[Diagnostic]:
    claims = claimed_figures(frame.preamble, data)
    contradictions = survey.contradictions(claims, data)
    for figure, held in contradictions.items():
        facts = {
            "figure": figure,
            "title": Statistics.model_fields[figure].title,
            "claimed": claims[figure],
            "held": held,
        }
        yield Diagnostic("import-figure", ("statistics", figure), facts)
    doubtful = doubtful_figures(frame.preamble, data)
    for figure, values in doubtful.items():
        facts = {
            "figure": figure,
            "title": Statistics.model_fields[figure].title,
            # The place is looked up by one of them.
            "claimed": values[0],
            "values": "、".join(str(value) for value in values),
        }
        yield Diagnostic("import-figure-doubtful", ("statistics", figure), facts)


def _kept_numbers(data: NoticeData) -> Iterator[Diagnostic]:
    """Yield the numbers kept as typed: each that is wrong, and together those that are only written otherwise."""
    other_signs = []
    for numbered in survey.numbered(data):
        member = numbered.member
        number = member["number"]
        # A mark alone is none, so it is read in front of a word.
        mark = typed_marks.read_mark(number + "文")
        if mark is not None and mark.number == numbered.place:
            other_signs.append(number)
            continue
        name = member.get("heading") or member.get("problem")
        if name is None:
            # A section without a heading of its own has the standard one.
            role = Role(member["role"])
            name = role.row.heading
        facts = {
            "number": number,
            "heading": name,
        }
        route = (*numbered.route, "number")
        yield Diagnostic("import-number", route, facts)
    if other_signs:
        # A notice may have hundreds of these, all of one kind; some show which.
        numbers_to_show = other_signs[:_SHOWN_NUMBERS]
        facts = {
            "count": len(other_signs),
            "numbers": " ".join(numbers_to_show),
        }
        yield Diagnostic("import-signs", facts=facts)

"""A document judged: read as an import reads it, judged by the rules, each report at its characters.

This module must not know how a report is printed, or how it is written into the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rectify_gen import rules
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, Position, Span
from rectify_gen.filetypes import DOCX, kind_of
from rectify_gen.importer import Imported, import_source
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.readers import (
    OFFICE_KINDS,
    DocxMaker,
    office_needed,
    read_source,
)
from rectify_gen.importer.source_blocks import NoticeSource
from rectify_gen.importer.word_source import source_of_word
from rectify_gen.model import notice_of
from rectify_gen.proofreading.document_reports import (
    in_words_of_editor,
    is_for_editor,
    is_of_document,
    is_other_document,
    of_document,
)
from rectify_gen.proofreading.document_text import (
    DocumentRange,
    DocumentText,
    SourceParagraph,
)
from rectify_gen.proofreading.notice_places import NoticePlaces
from rectify_gen.word.displayed import DisplayedParagraph, read_displayed
from rectify_gen.word.word_package import WordPackage, open_package


class PlacedReport(NamedTuple):
    """A report, and the characters of the document that it is about; None where they are not there."""

    diagnostic: Diagnostic
    characters: DocumentRange | None
    is_on_text: bool = True
    """Whether a rule reports it of the text; else it is about the document as a file."""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A .docx that is judged: its parts, and its paragraphs with the elements that hold their text."""

    package: WordPackage
    paragraphs: tuple[DisplayedParagraph, ...]


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """What is reported of a document, and what is needed to write it into a copy."""

    reports: tuple[PlacedReport, ...]
    """In the order of the document; what stands nowhere comes first."""
    data: NoticeData
    text: DocumentText
    places: NoticePlaces
    word: WordDocument | None
    """None for a document of another format."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The reports, each with its place in words."""
        return tuple(report.diagnostic for report in self.reports)


def judge_document(
    data: bytes,
    name: str,
    choice: Choice = STANDARD,
    to_docx: DocxMaker | None = None,
) -> JudgedDocument:
    """Return what the rules of ``choice`` say of the document ``data``; ``name`` is what reports call it.

    ``to_docx`` opens documents of other word processors, as for an import.

    Raises:
        InputError: it cannot be read, or has no text.
        EnvironmentFaultError: it needs ``to_docx``.
    """
    kind = kind_of(data)
    if kind in OFFICE_KINDS:
        if to_docx is None:
            raise office_needed(kind, name)
        data = to_docx(data, kind)
    word = None
    if kind_of(data) == DOCX:
        # Opened here and not by its reader: copies are made of the same elements.
        package = open_package(data)
        displayed = read_displayed(package)
        word = WordDocument(package, displayed.paragraphs)
        source = source_of_word(package, displayed, name)
    else:
        source = read_source(data, name)
    imported = import_source(source)
    text = DocumentText(_paragraphs(source, word))
    # What an import waives so that a notice can be built as it is must be seen here.
    notice_data = {
        key: value for key, value in imported.data.items() if key != "waivers"
    }
    places = NoticePlaces(notice_data, text)
    reports = _reports(imported, notice_data, places, choice)
    placed = [_named(report, text, name) for report in reports]
    placed.sort(key=_order)
    return JudgedDocument(
        reports=tuple(placed),
        data=notice_data,
        text=text,
        places=places,
        word=word,
    )


def _paragraphs(
    source: NoticeSource, word: WordDocument | None
) -> list[SourceParagraph]:
    paragraphs = []
    if word is None:
        for block in source.blocks:
            paragraphs.append(SourceParagraph(block.text, block.place))
        return paragraphs
    for paragraph in word.paragraphs:
        paragraphs.append(
            SourceParagraph(paragraph.text, paragraph.place, paragraph.number)
        )
    return paragraphs


def _reports(
    imported: Imported,
    data: NoticeData,
    places: NoticePlaces,
    choice: Choice,
) -> list[PlacedReport]:
    reports = []
    codes = frozenset(diagnostic.code for diagnostic in imported.diagnostics)
    for diagnostic in imported.diagnostics:
        if is_of_document(diagnostic):
            report = PlacedReport(of_document(diagnostic), None, is_on_text=False)
            reports.append(report)
    notice = notice_of(data)
    if notice is None:
        # An import without its waivers may no longer be a notice; it has said why.
        return reports
    is_other = is_other_document(codes)
    for diagnostic in rules.judge(notice, choice).standing:
        is_in_document = not places.is_of_reading(diagnostic.route, diagnostic.span)
        if is_in_document and is_for_editor(diagnostic, is_other=is_other):
            characters = places.range_of(diagnostic.route, diagnostic.span)
            reports.append(PlacedReport(diagnostic, characters))
    return reports


def _named(report: PlacedReport, text: DocumentText, name: str) -> PlacedReport:
    """Return ``report`` in the words of an editor: its place is one of the document, and no route of data."""
    diagnostic = in_words_of_editor(report.diagnostic)._replace(path=name, route=())
    if report.characters is None:
        return report._replace(diagnostic=diagnostic)
    first = report.characters.first
    paragraph = text.paragraphs[first.paragraph]
    if isinstance(paragraph.place, Position):
        diagnostic = diagnostic._replace(position=paragraph.place)
        return report._replace(diagnostic=diagnostic)
    marks = text.marks(report.characters)
    if diagnostic.span is not None and squeeze(marks) == squeeze(diagnostic.span.marks):
        # Messages quote what stands in the document: facts are filled in there, and blanks may be others.
        end = len(paragraph.text)
        if report.characters.last.paragraph == first.paragraph:
            end = report.characters.last.character + 1
        span = Span(paragraph.text, first.character, end)
        diagnostic = diagnostic._replace(span=span)
    place = paragraph.place._replace(
        text=paragraph.text,
        column=first.character,
        tag=marks,
    )
    return report._replace(diagnostic=diagnostic._replace(place=place))


def _order(report: PlacedReport) -> tuple[int, int]:
    if report.characters is None:
        return (-1, 0)
    return report.characters.first

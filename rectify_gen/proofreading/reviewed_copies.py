"""A copy of a judged Word file with its reports as comments, and the safe fixes as tracked changes.

Text that is absent, or was not found, is commented at the first paragraph. Changes are made where a document can take
them; the others are counted. Before a copy is returned, it is read again: its text must be the fixed one. This module
must not know how XML is written.
"""

from __future__ import annotations

import bisect
import difflib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, InputError, Route, Span
from rectify_gen.fixing import fix
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.messages import say
from rectify_gen.package import write_parts
from rectify_gen.proofreading.document_judging import JudgedDocument, WordDocument
from rectify_gen.proofreading.document_text import CharacterSpot, DocumentRange
from rectify_gen.source import SourceFile, TextEdit, narrowest
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.word.comments_part import (
    NewComment,
    highest_comment_identifier,
    with_comments,
)
from rectify_gen.word.displayed import TextOrigin, read_displayed
from rectify_gen.word.element_places import as_utf_8
from rectify_gen.word.leftovers import OWN_AUTHOR
from rectify_gen.word.review_marks import (
    CharacterPlace,
    CommentMark,
    TrackedChange,
    is_changeable,
    with_marks,
)
from rectify_gen.word.word_package import WordPackage

_LONGEST_COMPARED = 4_000
"""Characters between the first and the last difference of two texts up to which they are compared one by one."""


class ReviewedCopy(NamedTuple):
    """A copy, and how many comments, changes, and fixes that could not be written as changes it has."""

    data: bytes
    comments: int
    changes: int
    left: int


class _PlannedChange(NamedTuple):
    """One edit of the text of a document: the spots that are deleted, and what is inserted behind them."""

    deleted: tuple[CharacterSpot, ...]
    inserted: str
    before: CharacterSpot | None


def reviewed_copy(
    judged: JudgedDocument,
    *,
    comments: Sequence[Diagnostic] | None,
    revisions: bool,
    lang: str,
    choice: Choice = STANDARD,
) -> ReviewedCopy:
    """Return a copy of the Word file that was ``judged``; the same input gives the same bytes.

    ``comments`` are those of its reports that become comments, None for no comments. With ``revisions`` the fixes of
    the rules of ``choice`` become tracked changes.
    """
    assert judged.word is not None  # the caller has refused other formats
    word = judged.word
    package = word.package
    new_comments: list[NewComment] = []
    marks: list[CommentMark] = []
    if comments is not None:
        new_comments, marks = _comments(judged, comments, lang)
    planned: list[_PlannedChange] = []
    left = 0
    if revisions:
        planned, left = _planned_changes(judged, choice)
    changes = [_tracked(change, word) for change in planned]
    parts = with_comments(package, new_comments, OWN_AUTHOR)
    root = package.root(package.main)
    assert root is not None
    if marks or changes:
        parts[package.main] = with_marks(
            as_utf_8(parts[package.main]),
            root,
            marks,
            changes,
            OWN_AUTHOR,
        )
    _prove(word, parts, planned)
    return ReviewedCopy(write_parts(parts), len(marks), len(changes), left)


# ---------------------------------------------------------------- comments


def _comments(
    judged: JudgedDocument, diagnostics: Sequence[Diagnostic], lang: str
) -> tuple[list[NewComment], list[CommentMark]]:
    assert judged.word is not None
    identifier = highest_comment_identifier(judged.word.package) + 1
    # Two reports may be equal, so that they are told apart by what they are.
    wanted = {id(diagnostic) for diagnostic in diagnostics}
    comments = []
    marks = []
    for report in judged.reports:
        # What is reported of the document as a file is no remark on its text.
        if id(report.diagnostic) not in wanted or not report.is_on_text:
            continue
        characters = report.characters or judged.text.first_paragraph()
        if characters is None:
            continue
        paragraphs = _comment_paragraphs(report.diagnostic, lang)
        comments.append(NewComment(identifier, paragraphs))
        marks.append(_mark(identifier, characters, judged.word))
        identifier += 1
    return comments, marks


def _comment_paragraphs(diagnostic: Diagnostic, lang: str) -> list[str]:
    severity = say(diagnostic.severity.value, lang)
    paragraphs = [f"{severity}[{diagnostic.code}] {diagnostic.message(lang)}"]
    hint = diagnostic.hint(lang)
    if hint:
        paragraphs.append(hint)
    return paragraphs


def _mark(
    identifier: int, characters: DocumentRange, word: WordDocument
) -> CommentMark:
    first_paragraph = word.paragraphs[characters.first.paragraph]
    last = characters.last
    last_paragraph = word.paragraphs[last.paragraph]
    if first_paragraph.cell != last_paragraph.cell:
        # A comment over several cells would take in all that stands between.
        last = CharacterSpot(
            characters.first.paragraph, len(first_paragraph.text.rstrip()) - 1
        )
    return CommentMark(identifier, _place(characters.first, word), _place(last, word))


def _place(spot: CharacterSpot, word: WordDocument) -> CharacterPlace:
    """Return where the character at ``spot`` stands in the XML."""
    paragraph = word.paragraphs[spot.paragraph]
    number = bisect.bisect_right(paragraph.origins, spot.character, key=_start) - 1
    origin = paragraph.origins[number]
    offset = spot.character - origin.start + origin.skipped
    return CharacterPlace(
        element=origin.element,
        offset=offset if origin.is_exact else 0,
        is_exact=origin.is_exact,
        is_in_field=origin.is_in_field,
    )


def _start(origin: TextOrigin) -> int:
    return origin.start


# ---------------------------------------------------------------- changes


def _planned_changes(
    judged: JudgedDocument, choice: Choice
) -> tuple[list[_PlannedChange], int]:
    """Return the fixes as edits of the document, and how many of them it cannot take."""
    assert judged.word is not None
    planned = []
    left = 0
    taken: set[CharacterSpot] = set()
    for route, text, fixed_text in _fixed_texts(judged.data, choice):
        for edit in character_edits(text, fixed_text):
            span = Span(text, edit.start, edit.end)
            if not edit.new and judged.places.is_of_reading(route, span):
                continue
            change = _planned_change(judged, route, text, edit)
            if change is None or not taken.isdisjoint(change.deleted):
                left += 1
                continue
            taken.update(change.deleted)
            planned.append(change)
    return planned, left


def _fixed_texts(data: NoticeData, choice: Choice) -> Iterator[tuple[Route, str, str]]:
    """Yield each text that ``validate --fix`` would change: its route, and how it reads before and after."""
    source = SourceFile("", to_yaml(data))
    try:
        fixed = fix(source, choice)
    except InputError:
        # The data of an import is valid; where its YAML is not read as it is, there is nothing to rely on.
        return
    yield from _differences(data, fixed.checked.data.value, ())


def _differences(
    before: Any, after: Any, route: Route
) -> Iterator[tuple[Route, str, str]]:
    if isinstance(before, str):
        if before != after:
            yield route, before, after
    elif isinstance(before, dict):
        for key, member in before.items():
            yield from _differences(member, after[key], (*route, key))
    elif isinstance(before, list | tuple):
        for index, (member, fixed) in enumerate(zip(before, after, strict=True)):
            yield from _differences(member, fixed, (*route, index))


def character_edits(text: str, fixed_text: str) -> list[TextEdit]:
    """Return the edits that make ``fixed_text`` of ``text``, each as narrow as can be told."""
    whole = narrowest(TextEdit(0, len(text), fixed_text), text)
    before = text[whole.start : whole.end]
    if max(len(before), len(whole.new)) > _LONGEST_COMPARED:
        return [whole]
    matcher = difflib.SequenceMatcher(None, before, whole.new, autojunk=False)
    edits = []
    for kind, first, last, first_after, last_after in matcher.get_opcodes():
        if kind != "equal":
            new = whole.new[first_after:last_after]
            edits.append(TextEdit(whole.start + first, whole.start + last, new))
    return edits


def _planned_change(
    judged: JudgedDocument, route: Route, text: str, edit: TextEdit
) -> _PlannedChange | None:
    """Return ``edit`` of the text at ``route`` as one of the document; None where it cannot take it."""
    assert judged.word is not None
    places = judged.places
    deleted = places.characters(route, text, edit.start, edit.end)
    if deleted is None:
        return None
    before = None
    if not deleted:
        before = places.spot_before(route, text, edit.start)
        if before is None:
            return None
    spots = deleted or (before,)
    paragraphs = set()
    for spot in spots:
        assert spot is not None
        paragraphs.add(spot.paragraph)
        if not is_changeable(_place(spot, judged.word)):
            return None
    if len(paragraphs) > 1:
        return None
    return _PlannedChange(deleted, edit.new, before)


def _tracked(change: _PlannedChange, word: WordDocument) -> TrackedChange:
    deleted = tuple(_place(spot, word) for spot in change.deleted)
    before = None if change.before is None else _place(change.before, word)
    return TrackedChange(deleted, change.inserted, before)


# ---------------------------------------------------------------- the proof


def _prove(
    word: WordDocument, parts: dict[str, bytes], planned: Sequence[_PlannedChange]
) -> None:
    """Make sure that the copy reads as the document with the planned changes."""
    paragraphs = [list(paragraph.text) for paragraph in word.paragraphs]
    for change in planned:
        last = change.deleted[-1] if change.deleted else change.before
        assert last is not None
        for spot in change.deleted:
            paragraphs[spot.paragraph][spot.character] = ""
        paragraphs[last.paragraph][last.character] += change.inserted
    expected = ["".join(signs) for signs in paragraphs]
    copy = read_displayed(WordPackage(parts))
    if [paragraph.text for paragraph in copy.paragraphs] != expected:
        raise RuntimeError("the copy does not read as the document with its changes")

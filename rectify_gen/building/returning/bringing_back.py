"""From an edited document to the edited source, or to what of it has no place in the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.changes import (
    WITHOUT_RULES,
    changed,
    document_paragraphs,
    printed_paragraphs,
    unruled,
)
from rectify_gen.building.making import make_document
from rectify_gen.building.returning.drafting import (
    ReturnDraft,
    UnplacedChange,
    draft_of,
)
from rectify_gen.building.returning.merging import Conflict, merge
from rectify_gen.building.returning.origins import KnownOrigin, is_alike, known_origin
from rectify_gen.building.returning.rows import ParagraphRow, rows_of
from rectify_gen.building.returning.span_texts import span_strings
from rectify_gen.building.returning.written_marks import same_but_for_marks
from rectify_gen.building.tasks import Recipe
from rectify_gen.canonical_names import locate
from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError, Route
from rectify_gen.key_language import edits_to
from rectify_gen.source import LocatedData, SourceFile, apply_edits, edits_between
from rectify_gen.source.editing import EditedSource, edit_source
from rectify_gen.source_check import Checked, check_source
from rectify_gen.validation import placed
from rectify_gen.view import compose
from rectify_gen.view.provenance import RoutedText

_QUOTED = 40
"""Characters of a paragraph that a report quotes."""


class BroughtBack(NamedTuple):
    """What came back: the edited source, or why there is none."""

    edited: EditedSource | None
    """None where something has no place, or nothing was changed."""
    unplaced: tuple[Diagnostic, ...]
    """What has no place in the data, each with both texts."""
    counts: Counter[str]
    """How many texts were changed, and how many entries were added and removed."""
    data: bytes | None = None
    """The file as edited, where its bytes were given."""
    notes: tuple[Diagnostic, ...] = ()
    """What the document says of itself that may explain differences."""


class _Printed(NamedTuple):
    """A source with what it prints."""

    checked: Checked
    paragraphs: list[RoutedText]
    title_lines: tuple[str, ...]
    document: bytes


def bring_back(
    source: SourceFile,
    document: bytes,
    recipe: Recipe,
    base: SourceFile | None = None,
    *,
    force: bool = False,
) -> BroughtBack:
    """Return ``source`` with what somebody changed in ``document``, which ``recipe`` made of it.

    Where the source was changed since, ``base`` is what the document was built from; with ``force`` the document wins
    without it. Rules are not asked: a source with faults may well be edited.

    Raises:
        InputError: the source does not validate, or the document is none that was built from it.
        TemplateError: the template cannot be used, or the document cannot be read.
    """
    paragraphs = document_paragraphs(recipe.output.read_text(document))
    known = known_origin(document, recipe)
    before = _print(source, known.recipe)
    is_current = known.origin is None or known.origin.source == source.digest()
    is_known = known.origin is not None and is_current
    if not is_known and not is_alike(before.paragraphs, paragraphs):
        raise InputError([Diagnostic("onto-other-document", path=source.path)])
    if not is_current and base is not None:
        merged = merge(
            _print_base(base, known).paragraphs,
            before.paragraphs,
            paragraphs,
        )
        if merged.conflicts:
            return _conflicting(before, merged.conflicts)
        paragraphs = merged.paragraphs
        is_current = True
    brought_back = _bring_onto(
        before,
        paragraphs,
        known.recipe,
    )
    if not is_current and not force:
        brought_back = _unless_of_either_side(
            brought_back,
            before,
            paragraphs,
        )
    looks_that_stay = _looks_that_stay(
        before.document,
        document,
        known.recipe,
    )
    return brought_back._replace(notes=(*known.notes, *looks_that_stay))


def _print_base(base: SourceFile, known: KnownOrigin) -> _Printed:
    """Return what ``base`` prints, if the document may have been built from it.

    Raises:
        InputError: the document says that it was built from something else.
    """
    if known.origin is not None and known.origin.source != base.digest():
        raise InputError([Diagnostic("onto-other-base", path=base.path)])
    return _print(base, known.recipe)


def _unless_of_either_side(
    brought_back: BroughtBack,
    before: _Printed,
    paragraphs: Sequence[str],
) -> BroughtBack:
    """Return ``brought_back`` only if nothing was changed: the source was changed since the document was built."""
    has_changes = brought_back.edited is not None or bool(brought_back.unplaced)
    if not has_changes:
        return brought_back
    rows = rows_of(
        before.paragraphs,
        paragraphs,
        before.title_lines,
    )
    # What was brought back before has its numbers now, which the reviewer may not have typed.
    differing = _differing(rows, frozenset(paragraphs))
    if differing:
        return _changed_since(before, differing)
    return BroughtBack(
        edited=None,
        unplaced=(),
        counts=Counter(),
    )


def _looks_that_stay(
    made: bytes,
    document: bytes,
    recipe: Recipe,
) -> tuple[Diagnostic, ...]:
    """Return a note where formatting, pictures or comments were changed, which the data does not hold."""
    if made == document:
        return ()
    try:
        changes = recipe.output.look_changes(made, document)
    except RectifyError:
        return ()
    count = sum(not change.by_office for change in changes)
    if not count:
        return ()
    return (Diagnostic("onto-looks-stay", facts={"count": count}),)


def _bring_onto(
    before: _Printed,
    paragraphs: Sequence[str],
    recipe: Recipe,
) -> BroughtBack:
    rows = rows_of(
        before.paragraphs,
        paragraphs,
        before.title_lines,
    )
    if not _differing(rows, frozenset()):
        return BroughtBack(
            None,
            (),
            Counter(),
        )
    draft = draft_of(before.checked, rows)
    brought_back = _carried_out(
        draft,
        before,
        paragraphs,
        recipe,
    )
    if brought_back.edited is None and draft.takes_addressees:
        # Not every template prints addressees; then they are a paragraph of the opening.
        draft = draft_of(
            before.checked,
            rows,
            may_take_addressees=False,
        )
        brought_back = _carried_out(
            draft,
            before,
            paragraphs,
            recipe,
        )
    return brought_back


def _carried_out(
    draft: ReturnDraft,
    before: _Printed,
    paragraphs: Sequence[str],
    recipe: Recipe,
) -> BroughtBack:
    """Return the source edited as ``draft`` says, where it then prints ``paragraphs``."""
    if draft.unplaced:
        return _refused(before.checked, draft.unplaced)
    try:
        edited_source = edit_source(
            before.checked.data,
            draft.operations,
            locate,
        )
        edited_source = _in_language_of(before.checked.data, edited_source)
        after = _print(edited_source.data.source, recipe)
    except RectifyError as error:
        return _invalid(before.checked, error)
    rows_after = rows_of(
        after.paragraphs,
        paragraphs,
        after.title_lines,
    )
    differing = _differing(rows_after, draft.added_texts)
    if differing:
        return _refused(before.checked, _not_reached(before, differing))
    return BroughtBack(
        edited_source,
        (),
        draft.counts,
    )


def _in_language_of(before: LocatedData, edited: EditedSource) -> EditedSource:
    """Return ``edited`` with its new keys in Chinese where all keys of ``before`` are."""
    is_chinese = not edits_to("zh", before) and bool(edits_to("en", before))
    if not is_chinese:
        return edited
    source = edited.data.source
    text = apply_edits(source.text, edits_to("zh", edited.data))
    data = locate(source._replace(text=text))
    edits = edits_between(before.source.text, text)
    return EditedSource(data, tuple(edits))


def _print(source: SourceFile, recipe: Recipe) -> _Printed:
    """Return what ``source`` prints, each paragraph with its routes."""
    document, _, _ = make_document(source, unruled(recipe))
    checked = check_source(source, WITHOUT_RULES)
    view = compose(checked.notice, recipe.audience)
    return _Printed(
        checked=checked,
        paragraphs=printed_paragraphs(
            checked,
            document,
            recipe,
        ),
        title_lines=view.title_lines,
        document=document,
    )


# ---------------------------------------------------------------- comparing


def _differs(row: ParagraphRow) -> bool:
    return row.printed is None or row.edited is None or str(row.printed) != row.edited


def _differing(
    rows: Iterable[ParagraphRow], may_lack_marks: frozenset[str]
) -> list[ParagraphRow]:
    """Return the rows that do not read the same, numbers aside; an added paragraph may have gone without its number."""
    differing = []
    for row in rows:
        if not _differs(row):
            continue
        if row.printed is None or row.edited is None:
            differing.append(row)
            continue
        pieces = []
        for span, text in zip(
            row.printed.spans,
            span_strings(row.printed),
            strict=True,
        ):
            pieces.append((text, span.generated))
        reads_same = same_but_for_marks(
            pieces,
            row.edited,
            marks_may_lack=row.edited in may_lack_marks,
        )
        if not reads_same:
            differing.append(row)
    return differing


# ---------------------------------------------------------------- reporting


def _invalid(checked: Checked, error: RectifyError) -> BroughtBack:
    """Return the refusal of changes after which the source would have faults."""
    diagnostics = []
    for fault in error.diagnostics:
        # Positions in the edited text would lead astray, since it is not written.
        diagnostic = Diagnostic(
            "onto-invalid",
            facts={"zh": fault.message("zh"), "en": fault.message("en")},
            path=checked.data.source.path,
        )
        diagnostics.append(diagnostic)
    return BroughtBack(
        None,
        tuple(diagnostics),
        Counter(),
    )


def _refused(checked: Checked, unplaced: Iterable[UnplacedChange]) -> BroughtBack:
    diagnostics = []
    for difference in unplaced:
        before, after = _quoted(difference.before, difference.after)
        diagnostic = Diagnostic(
            difference.code,
            route=difference.route,
            facts={"before": before, "after": after},
            path=checked.data.source.path,
        )
        diagnostics.append(diagnostic)
    return BroughtBack(
        edited=None,
        unplaced=tuple(placed(checked.data, diagnostics)),
        counts=Counter(),
    )


def _quoted(before: str, after: str) -> tuple[str, str]:
    """Return both texts around what differs between them."""
    start, end = changed(before, after)
    grown_by = len(after) - len(before)
    return _excerpt(
        before,
        start,
        end,
    ), _excerpt(
        after,
        start,
        end + grown_by,
    )


def _excerpt(
    text: str,
    start: int,
    end: int,
) -> str:
    if not text:
        return "—"
    excerpt_start = max(start - _QUOTED // 2, 0)
    excerpt_end = min(max(end, start) + _QUOTED // 2, start + 2 * _QUOTED)
    excerpt = text[excerpt_start:excerpt_end]
    if excerpt_start > 0:
        excerpt = "…" + excerpt
    if excerpt_end < len(text):
        excerpt += "…"
    return excerpt


def _changed_since(before: _Printed, rows: Iterable[ParagraphRow]) -> BroughtBack:
    """Return the refusal of a document whose source was changed since: each difference may be of either side."""
    refused = _refused(
        before.checked,
        _differences(
            "onto-either-side",
            before,
            rows,
        ),
    )
    fault = Diagnostic("onto-source-changed", path=before.checked.data.source.path)
    return refused._replace(unplaced=(fault, *refused.unplaced))


def _conflicting(before: _Printed, conflicts: Iterable[Conflict]) -> BroughtBack:
    unplaced = []
    for conflict in conflicts:
        unplaced.append(
            UnplacedChange(
                code="onto-both-changed",
                before=conflict.current,
                after=conflict.document,
                route=_route_beside(before.paragraphs, conflict.current),
            )
        )
    return _refused(before.checked, unplaced)


def _not_reached(
    before: _Printed, differing: Iterable[ParagraphRow]
) -> list[UnplacedChange]:
    """Return the paragraphs that the edited source does not print as the document has them."""
    return _differences(
        "onto-prints-otherwise",
        before,
        differing,
    )


def _differences(
    code: str,
    before: _Printed,
    rows: Iterable[ParagraphRow],
) -> list[UnplacedChange]:
    unplaced = []
    for row in rows:
        printed = "" if row.printed is None else str(row.printed)
        edited = row.edited or ""
        if row.printed is None:
            route = _route_beside(before.paragraphs, edited)
        else:
            route = _route_of(row.printed)
        unplaced.append(
            UnplacedChange(
                code,
                printed,
                edited,
                route,
            )
        )
    return unplaced


def _route_of(printed: RoutedText) -> Route:
    """Return the route of the first value in a paragraph; none where there is none."""
    for span in printed.spans:
        if span.route and not span.generated:
            return span.route
    return ()


def _route_beside(paragraphs: Sequence[RoutedText], edited: str) -> Route:
    """Return the route of the paragraph before that is most like ``edited``; none where none is."""
    for pair in align(paragraphs, [edited]):
        if pair.before is not None and pair.after is not None:
            for span in paragraphs[pair.before].spans:
                if span.route:
                    return span.route
    return ()

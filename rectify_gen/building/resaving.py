"""Whether somebody changed a document, or only an office program saved it again; and how its looks changed, in words.

A document whose bytes differ from what was made is compared with what is made now. This room must not know how
anything is printed.
"""

from collections.abc import Iterable, Iterator

from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.measuring import LookChange, look_changes
from rectify_gen.word.block_reading import document_text

_LOOKS_SHOWN = 40


def is_only_saved(found: bytes, wanted: bytes) -> bool:
    """Return whether ``found`` has the text and the looks of ``wanted``, but for what saving itself changes."""
    try:
        if document_text(found) != document_text(wanted):
            return False
        return all(change.by_office for change in look_changes(wanted, found))
    except RectifyError:
        return False


def look_notes(found: bytes, wanted: bytes, path: str) -> tuple[Diagnostic, ...]:
    """Return one note for each thing that differs beside the text; of many, the first with a count of the rest."""
    try:
        changes = look_changes(wanted, found)
    except RectifyError:
        return ()
    notes = list(_notes(changes[:_LOOKS_SHOWN], path))
    if len(changes) > _LOOKS_SHOWN:
        count = len(changes) - _LOOKS_SHOWN
        notes.append(Diagnostic("looks-more", facts={"count": count}, path=path))
    return tuple(notes)


def _notes(changes: Iterable[LookChange], path: str) -> Iterator[Diagnostic]:
    for change in changes:
        facts = {"zh": change.text("zh"), "en": change.text("en")}
        yield Diagnostic("look-changed", facts=facts, path=path)

"""Whether somebody changed a document, or only an office program saved it again; and how its looks changed, in words.

A document whose bytes differ from what was made is compared with what is made now. This room must not know how
anything is printed.
"""

from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.outputs import DocumentOutput

_LOOKS_SHOWN = 40


def is_only_saved(
    existing: bytes,
    wanted: bytes,
    output: DocumentOutput,
) -> bool:
    """Return whether ``existing`` has the text and the looks of ``wanted``, but for what saving itself changes."""
    try:
        # The text first: measuring looks takes longer.
        if output.read_text(existing) != output.read_text(wanted):
            return False
        changes = output.look_changes(wanted, existing)
    except RectifyError:
        return False
    return all(change.by_office for change in changes)


def look_notes(
    existing: bytes,
    wanted: bytes,
    path: str,
    output: DocumentOutput,
) -> tuple[Diagnostic, ...]:
    """Return one note for each thing that differs beside the text; of many, the first with a count of the others."""
    try:
        changes = output.look_changes(wanted, existing)
    except RectifyError:
        return ()
    notes = []
    for change in changes[:_LOOKS_SHOWN]:
        facts = {
            "zh": change.text("zh"),
            "en": change.text("en"),
        }
        note = Diagnostic("look-changed", facts=facts, path=path)
        notes.append(note)
    more = len(changes) - _LOOKS_SHOWN
    if more > 0:
        note = Diagnostic("looks-more", facts={"count": more}, path=path)
        notes.append(note)
    return tuple(notes)

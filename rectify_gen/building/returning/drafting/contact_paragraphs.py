"""A sentence of contacts in which labels changed, or contacts came and went, as the contacts of the notice.

This module must not know how the sentence is read (``contact_changes``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from rectify_gen import model
from rectify_gen.building.returning.drafting.changed_values import unchanged_printings
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.contact_changes import (
    ContactChange,
    contact_changes,
    contact_sentence,
    written_contact,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.source.data_operations import Operation, RemoveKey, SetKey


def read_contacts(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a paragraph in which labels of contacts changed, or contacts came and went."""
    in_file = compared.data.value.get("contacts")
    sentence = contact_sentence(paragraph.printed)
    if sentence is None or not isinstance(in_file, list | dict):
        return None
    changes = contact_changes(sentence, paragraph.edited)
    if changes is None:
        return None
    of_contacts = _contacts_written(
        in_file,
        _contacts_after(compared.notice.contacts, changes),
        _kinds_printed(compared.notice.contacts, changes),
    )
    kept_printings = []
    for printing in unchanged_printings(paragraph):
        if printing.route[0] != "contacts":
            kept_printings.append(printing)
    return of_contacts._replace(printings=tuple(kept_printings), changed=1)


def _kinds_printed(
    contacts: Sequence[model.Contact], changes: Sequence[ContactChange]
) -> set[str]:
    """Return the kinds of the contacts that the sentence printed."""
    kinds = set()
    for change in changes:
        if change.before is not None:
            kinds.add(contacts[change.before.place].kind.value)
    return kinds


def _contacts_after(
    contacts: Sequence[model.Contact], changes: Sequence[ContactChange]
) -> list[dict[str, Any]]:
    """Return the contacts after ``changes``, as entries of a list; those that the sentence does not print stay."""
    printed_places = [change.before.place for change in changes if change.before]
    before: list[dict[str, Any]] = []
    behind: list[dict[str, Any]] = []
    for place, contact in enumerate(contacts):
        if place not in printed_places:
            is_before = place < min(printed_places)
            (before if is_before else behind).append(_entry_of(contact))
    printed = []
    for change in changes:
        if change.is_gone:
            continue
        if change.before is None:
            printed.append(written_contact(change))
        else:
            printed.append(_contact_after(contacts[change.before.place], change))
    return [*before, *printed, *behind]


def _entry_of(contact: model.Contact) -> dict[str, Any]:
    """Return ``contact`` as an entry of a list."""
    entry: dict[str, Any] = {"kind": contact.kind.value}
    if contact.label is not None:
        entry["label"] = contact.label
    entry["value"] = contact.value
    return entry


def _contact_after(contact: model.Contact, change: ContactChange) -> dict[str, Any]:
    """Return a contact that stayed, as an entry of a list, with its label and its value as they are now."""
    before = change.before
    assert before is not None
    entry = _entry_of(contact)
    if change.value != before.value:
        entry["value"] = contact.value.replace(before.value, change.value)
    if change.label != before.label:
        entry["label"] = change.label
        entry["value"] = change.value
    return entry


def _contacts_written(
    in_file: list[Any] | Mapping[str, Any],
    contacts: Sequence[Mapping[str, Any]],
    kinds_printed: Set[str],
) -> DataChanges:
    """Return how ``contacts`` take the place of those ``in_file``: by kind where these are, and a kind stands once.

    Those of other kinds than ``kinds_printed`` are as they were, or new.
    """
    if not contacts:
        return DataChanges(operations=(RemoveKey((), "contacts"),))
    kinds = [contact["kind"] for contact in contacts]
    is_each_once = len(set(kinds)) == len(kinds) and "other" not in kinds
    if isinstance(in_file, Mapping) and is_each_once:
        return DataChanges(
            operations=_operations_by_kind(in_file, contacts, kinds_printed)
        )
    new_key = NewKey(
        route=(),
        key="contacts",
        value=list(contacts),
    )
    return DataChanges(new_keys=(new_key,))


def _operations_by_kind(
    in_file: Mapping[str, Any],
    contacts: Sequence[Mapping[str, Any]],
    kinds_printed: Set[str],
) -> tuple[Operation, ...]:
    """Return what makes ``contacts`` of the mapping ``in_file``, which has the value of each kind."""
    operations: list[Operation] = []
    kinds = []
    for contact in contacts:
        kind = contact["kind"]
        kinds.append(kind)
        if kind in in_file and kind not in kinds_printed:
            continue
        value = contact.get("label", "") + contact["value"]
        if in_file.get(kind) != value:
            operation = SetKey(
                route=("contacts",),
                key=kind,
                value=value,
                order=tuple(in_file),
            )
            operations.append(operation)
    for kind in in_file:
        if kind not in kinds:
            operations.append(RemoveKey(("contacts",), kind))
    return tuple(operations)

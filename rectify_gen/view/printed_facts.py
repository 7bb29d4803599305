"""The facts of inspection, publication and contacts as sentences print them.

The standard sentences and the slots of own wording both take them from here. This room must not know YAML, positions,
Word, or any template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.model.slots import SlotUse
from rectify_gen.view import joining
from rectify_gen.view.provenance import Writer
from rectify_gen.view.types import Absent, ContactView, Fact, OwnFactsView, PicturesView


class PrintedFacts(NamedTuple):
    """The facts of ``notice``, which is bare (:func:`joining.bare`), each written by ``writer``."""

    notice: model.Notice
    writer: Writer

    def inspection_fact(self, key: str) -> Fact:
        """Return the text of the inspection called ``key``: team, authority …"""
        inspection = self.notice.inspection or model.Inspection()
        value = getattr(inspection, key)
        return self.writer.fact(value, ("inspection", key))

    def organs(self) -> tuple[str, ...]:
        """Return the full name of each organ."""
        names = []
        for index, organ in enumerate(self.notice.organization):
            route = ("organization", index, "name")
            names.append(self.writer.text(organ.name, route))
        return tuple(names)

    def organization(self) -> Fact:
        """Return the full names of all organs."""
        return self.writer.joined(self.organs()) or Absent("organization", "name")

    def short_name(self) -> Fact:
        """Return what the first organ calls itself."""
        organs = self.notice.organization
        short_name = organs[0].short_name if organs else None
        if not short_name:
            return Absent("organization", "short_name")
        route = ("organization", 0, "short_name")
        return self.writer.text(short_name, route)

    def own_facts(self) -> OwnFactsView:
        """Return the facts of the office's own."""
        texts = {}
        for name, text in self.notice.fields.items():
            texts[name] = self.writer.text(text, ("fields", name))
        return OwnFactsView(texts)

    def pictures(self) -> PicturesView:
        """Return the paths of the pictures."""
        paths = {}
        for name, path in self.notice.pictures.items():
            paths[name] = self.writer.text(path, ("pictures", name))
        return PicturesView(paths)

    def inspected(self) -> Fact:
        """Return what the opening calls the organ: as the inspection says, else by its full name."""
        return self.inspection_fact("inspected") or self.organization()

    def period(self) -> Fact:
        """Return the period of the inspection."""
        inspection = self.notice.inspection or model.Inspection()
        if inspection.start and inspection.end:
            return self.writer.period(inspection.start, inspection.end, ("inspection",))
        return Absent("inspection", "end" if inspection.start else "start")

    def feedback_by(self) -> Fact:
        """Return who gave the feedback: the team, unless somebody else is named."""
        giver = self.inspection_fact("feedback_by")
        return giver or self.inspection_fact("team") or giver

    def inspection_day(self, key: str) -> Fact:
        """Return the date of the inspection called ``key``, written out."""
        inspection = self.notice.inspection or model.Inspection()
        day = getattr(inspection, key)
        return self.writer.day(day, ("inspection", key))

    def inspection_name(self) -> str:
        """Return 巡察, 巡视 or 巡视巡察, generated for the fact that says which."""
        name, key = joining.named_inspection(self.notice.inspection)
        route: Route = ("inspection", key) if key else ()
        return self.writer.text(name, route, generated=True)

    def inspection_type(self) -> str:
        """Return the type of the inspection; where none is given, what the inspection is called."""
        inspection = self.notice.inspection
        if inspection is None or inspection.type is None:
            return self.inspection_name()
        printed = joining.inspection_type(inspection)
        return self.writer.text(printed, ("inspection", "type"))

    def publication(self) -> Fact:
        """Return the publication period."""
        publication = self.notice.publication
        if publication is None:
            return Absent("publication")
        # Two dates are exact; the text is for periods that have none, such as 15个工作日.
        if publication.start and publication.end:
            return self.writer.period(
                publication.start, publication.end, ("publication",)
            )
        return self.writer.fact(publication.text, ("publication", "text"))

    def publication_day(self, key: str) -> Fact:
        """Return the first or the last day of the publication, written out."""
        publication = self.notice.publication
        if publication is None:
            return Absent("publication", key)
        day = getattr(publication, key)
        return self.writer.day(day, ("publication", key))

    def contacts(self) -> tuple[ContactView, ...]:
        """Return the contacts with their labels."""
        contacts = []
        for index, contact in enumerate(self.notice.contacts):
            contacts.append(self._contact(contact, ("contacts", index)))
        return tuple(contacts)

    def _contact(self, contact: model.Contact, route: Route) -> ContactView:
        writer = self.writer
        label, value = joining.contact(contact)
        if contact.label is not None:
            written_label = writer.text(label, (*route, "label"))
        # The standard label is printed whether or not the value repeats it, so it counts as generated.
        elif label == contact.kind.row.label:
            written_label = writer.text(label, route, generated=True)
        else:  # typed before the value
            written_label = writer.text(label, (*route, "value"))
        written_value = writer.text(value, (*route, "value"))
        return ContactView(contact.kind.value, written_label, written_value)

    def contact_values(self, kind: str) -> tuple[str, ...]:
        """Return the values of the contacts of ``kind``."""
        values = []
        for contact in self.contacts():
            if contact.kind == kind:
                values.append(contact.value)
        return tuple(values)

    def listed_contacts(self) -> Fact:
        """Return all contacts as the standard closing lists them: 电话0599-5550100；邮政编码：353000."""
        whole = ""
        for contact in self.contacts():
            listed = contact.label + contact.value
            whole = whole + "；" + listed if whole else listed
        return whole or Absent("contacts")

    def of_slot(self, use: SlotUse) -> str:
        """Return what a slot prints.

        Raises:
            AbsentFactError: the notice does not give the fact; the model refuses such a notice.
        """
        if use.field:
            text = self.notice.fields[use.field]
            return self.writer.text(text, ("fields", use.field))
        name = use.slot.name
        if name in _KINDS_OF_CONTACTS:
            values = self.contact_values(name)
            if use.place is not None:
                return values[use.place - 1]
            return self.writer.joined(values)
        write_fact = _WAYS_TO_PRINT.get(name)
        printed = write_fact(self) if write_fact else self.inspection_fact(name)
        # An absent fact raises when it becomes a string.
        return str(printed) if isinstance(printed, Absent) else printed


_KINDS_OF_CONTACTS = frozenset(kind.value for kind in model.ContactKind)
_WAYS_TO_PRINT: Mapping[str, Callable[[PrintedFacts], Fact]] = {
    "inspected": PrintedFacts.inspected,
    "organization": PrintedFacts.organization,
    "short_name": PrintedFacts.short_name,
    "type": PrintedFacts.inspection_type,
    "period": PrintedFacts.period,
    "start": lambda facts: facts.inspection_day("start"),
    "end": lambda facts: facts.inspection_day("end"),
    "feedback_date": lambda facts: facts.inspection_day("feedback_date"),
    "feedback_by": PrintedFacts.feedback_by,
    "publication": PrintedFacts.publication,
    "publication_start": lambda facts: facts.publication_day("start"),
    "publication_end": lambda facts: facts.publication_day("end"),
    "contacts": PrintedFacts.listed_contacts,
}
"""How a slot is printed, by its name; any other prints the fact of the inspection that has its name."""

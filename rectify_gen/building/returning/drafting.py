"""What the differences between a document and its data come to, as operations on the data; they are not proved here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.returning.contact_changes import (
    ContactChange,
    contact_changes,
    contact_sentence,
    written_contact,
)
from rectify_gen.building.returning.data_places import (
    as_typed,
    container_at,
    data_route,
    is_item,
    key_order,
    value_at,
)
from rectify_gen.building.returning.own_wording import slotted
from rectify_gen.building.returning.placing import (
    Placement,
    Surroundings,
    labels_of,
    placements,
    without_empty_content,
)
from rectify_gen.building.returning.printed_parts import (
    is_fixed,
    is_form,
    is_number,
    is_of_sections,
    is_of_signature,
    is_of_standard_words,
    is_title,
    item_of_heading,
    kept_texts,
    measure_parts,
    text_without_number,
    without_contacts,
)
from rectify_gen.building.returning.removing import (
    Removal,
    hides_other_edition,
    removals,
    routes_printed,
)
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.building.returning.span_texts import (
    span_strings,
    stayed,
    texts_of_spans,
)
from rectify_gen.building.returning.value_changes import Printing, changed_value
from rectify_gen.building.returning.written_marks import (
    is_mark,
    measures_within,
    without_mark_like,
)
from rectify_gen.diagnostics import Route, common_part
from rectify_gen.model import slots
from rectify_gen.source.editing import (
    InsertEntry,
    Operation,
    RemoveEntry,
    RemoveKey,
    ReplaceValue,
    SetKey,
    edited_value,
)
from rectify_gen.source_check import Checked
from rectify_gen.view.provenance import PrintedSpan, RoutedText

_SLOTTED = ("preamble", "closing")
"""Lists of the notice whose texts have slots."""
_EMPTY_LISTS = ("preamble", "closing", "title", "organizations")
"""Lists of the notice whose absence means standard words: without any they are written as empty."""


class UnplacedChange(NamedTuple):
    """A difference that has no place in the data: why, both texts, and the route of what stands there."""

    code: str
    before: str
    after: str
    route: Route


class ReturnDraft(NamedTuple):
    """Operations on the data, what has no place, and the added paragraphs that may have gone without their numbers."""

    operations: list[Operation]
    unplaced: list[UnplacedChange]
    found_without_marks: frozenset[str]
    counts: Counter[str]
    takes_addressees: bool = False
    """Whether a line was taken for the addressees, which not every template prints."""


def draft_of(
    checked: Checked,
    rows: Sequence[ParagraphRow],
    *,
    may_take_addressees: bool = True,
) -> ReturnDraft:
    """Return what the differences in ``rows`` come to.

    A line that ends with a colon between title and opening is the addressees, where these may be taken.
    """
    drafting = _Drafting(checked, rows)
    drafting.may_take_addressees = may_take_addressees
    drafting.read_changed()
    drafting.read_removed()
    drafting.read_added()
    drafting.settle_values()
    drafting.settle_lists()
    drafting.settle_dissolved()
    drafting.settle_emptied()
    added = frozenset(row.edited or "" for row in rows if row.printed is None)
    return ReturnDraft(
        operations=drafting.operations,
        unplaced=drafting.unplaced,
        found_without_marks=added,
        counts=drafting.counts,
        takes_addressees=drafting.takes_addressees,
    )


class _ContainerChange(NamedTuple):
    """What becomes of the entries of one list of the notice."""

    inserted: dict[int, list[Any]]
    removed: set[int]


class _Drafting:
    """Collects what differences come to; every list grows as rows are read."""

    def __init__(
        self,
        checked: Checked,
        rows: Sequence[ParagraphRow],
    ) -> None:
        self.checked = checked
        self.data = checked.data
        self.rows = rows
        self.operations: list[Operation] = []
        self.unplaced: list[UnplacedChange] = []
        self.counts: Counter[str] = Counter()
        self.printings: dict[Route, list[Printing]] = {}
        self.containers: dict[Route, _ContainerChange] = {}
        self.may_take_addressees = True
        self.takes_addressees = False
        self.ran_in: set[int] = set()
        """Rows that were joined to the heading before them, or split off it."""
        self.dissolved: list[Route] = []
        """Items whose heading was deleted and nothing below it."""
        self.set_keys: dict[tuple[Route, str], Any] = {}

    def refuse(
        self,
        code: str,
        row: ParagraphRow,
        route: Route = (),
    ) -> None:
        """Report that what became of ``row`` has no place."""
        before = "" if row.printed is None else str(row.printed)
        if not route and row.printed is not None:
            routes = routes_printed(row.printed)
            route = routes[0] if routes else ()
        self.unplaced.append(
            UnplacedChange(
                code,
                before,
                row.edited or "",
                route,
            )
        )

    def change_of(self, container: Route) -> _ContainerChange:
        return self.containers.setdefault(container, _ContainerChange({}, set()))

    def set_key(
        self,
        route: Route,
        key: str,
        value: Any,
    ) -> None:
        """Plan ``value`` for ``key`` of the mapping that stands at ``route`` of the notice."""
        self.set_keys[(route, key)] = value

    # ------------------------------------------------------------ paragraphs that stayed

    def read_changed(self) -> None:
        for index, row in enumerate(self.rows):
            if row.printed is None or row.edited is None:
                continue
            if index in self.ran_in:
                continue
            if not row.is_changed:
                old_texts = span_strings(row.printed)
                self.note_printings(
                    index,
                    row.printed.spans,
                    old_texts,
                    old_texts,
                )
                continue
            # The first that can read the paragraph is right: each knows more of the data than the next.
            readers = (
                self.read_split_heading,
                self.read_run_in,
                self.read_values,
                self.read_measures,
                self.read_contacts,
                self.read_heading,
                self.read_standard_words,
                self.read_rewritten,
            )
            for read in readers:
                if read(
                    index,
                    row.printed,
                    row.edited,
                ):
                    break
            else:
                self.refuse(_why_unread(row.printed), row)

    def note_printings(
        self,
        row_index: int,
        spans: Sequence[PrintedSpan],
        old_texts: Sequence[str],
        new_texts: Sequence[str],
    ) -> None:
        for span, old, new in zip(
            spans,
            old_texts,
            new_texts,
            strict=True,
        ):
            if not is_fixed(span):
                printings = self.printings.setdefault(span.route, [])
                printings.append(
                    Printing(
                        row_index,
                        old,
                        new,
                    )
                )

    def read_split_heading(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a heading from which the text that ran in behind it was split off: it stands alone now."""
        if row_index + 1 >= len(self.rows):
            return False
        next_row = self.rows[row_index + 1]
        item = common_part(routes_printed(printed))
        value = value_at(self.data, data_route(self.data, item))
        if next_row.printed is not None or not is_item(value):
            return False
        whole = edited + (next_row.edited or "")
        texts = texts_of_spans(
            printed,
            whole,
            is_fixed,
        )
        if texts is None:
            return False
        heading = ""
        for span, text in zip(
            printed.spans,
            texts,
            strict=True,
        ):
            if span.route[: len(item) + 1] != (*item, "content"):
                heading += text
        if heading != edited or not self.read_values(
            row_index,
            printed,
            whole,
        ):
            return False
        self.ran_in.add(row_index + 1)
        self.set_key(
            item,
            "run_in",
            value=False,
        )
        return True

    def read_run_in(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a heading to which the text below it was joined: it runs in now."""
        item = item_of_heading(printed)
        if len(item) <= len(("sections", 0)) or row_index + 1 >= len(self.rows):
            return False
        next_row = self.rows[row_index + 1]
        if next_row.printed is None or next_row.edited is not None:
            return False
        first_text = (*item, "content", 0)
        if routes_printed(next_row.printed) != [first_text]:
            return False
        both = RoutedText(
            str(printed) + str(next_row.printed),
            (*printed.spans, *next_row.printed.spans),
        )
        if not self.read_values(
            row_index,
            both,
            edited,
        ):
            return False
        self.ran_in.add(row_index + 1)
        self.set_key(
            item,
            "run_in",
            value=True,
        )
        return True

    def read_values(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a paragraph in which only values changed, and numbers."""
        texts = texts_of_spans(
            printed,
            edited,
            is_fixed,
        )
        if texts is None:
            return False
        old_texts = span_strings(printed)
        for span, old, new in zip(
            printed.spans,
            old_texts,
            texts,
            strict=True,
        ):
            if is_fixed(span):
                continue
            # A value that is gone, or took a measure in, is read in another way.
            takes_measure = self.is_run_in(span) and _has_new_measure(old, new)
            takes_contact = span.route[:1] == ("contacts",) and "；" in new
            if not new.strip() or takes_measure or takes_contact:
                return False
        self.note_printings(
            row_index,
            printed.spans,
            old_texts,
            texts,
        )
        return True

    def is_run_in(self, span: PrintedSpan) -> bool:
        """Whether ``span`` is a measure that stands in one paragraph with others."""
        route = span.route
        if "measures" not in route:
            return False
        place = len(route) - 1 - route[::-1].index("measures")
        member = value_at(self.data, data_route(self.data, route[:place]))
        if not isinstance(member, dict):
            return False
        return "text" in member or str(member.get("run_in", "")).lower() == "true"

    def read_measures(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a paragraph of measures that are run in, some of which came or went."""
        parts = measure_parts(printed)
        if parts is None:
            return False
        lead, measures, run = parts
        starts = measures_within(edited)
        old_starts = sum(len(measures_within(str(text))) for text in measures)
        # Words like 一是 within the measures themselves cannot be told from those that begin one.
        if old_starts or not starts:
            return False
        bounds = [start for start, _ in starts] + [len(edited)]
        lead_found = edited[: bounds[0]]
        lead_texts = texts_of_spans(
            lead,
            lead_found,
            is_fixed,
        )
        if lead_texts is None:
            return False
        new_measures = []
        for (start, mark), end in zip(
            starts,
            bounds[1:],
            strict=True,
        ):
            new_measures.append(edited[start + len(mark) : end])
        lead_old_texts = span_strings(lead)
        self.note_printings(
            row_index,
            lead.spans,
            lead_old_texts,
            lead_texts,
        )
        first_index = _index_within(measures[0].spans[0].route, run)
        next_index = first_index
        change = self.change_of(run)
        for pair in align(measures, new_measures):
            if pair.before is None:
                assert pair.after is not None
                entries = change.inserted.setdefault(next_index, [])
                entries.append(new_measures[pair.after])
                self.counts["added"] += 1
                continue
            index = first_index + pair.before
            next_index = index + 1
            if pair.after is None:
                change.removed.add(index)
                self.counts["removed"] += 1
                continue
            measure = measures[pair.before]
            self.note_printings(
                row_index,
                measure.spans,
                [str(measure)],
                [new_measures[pair.after]],
            )
        return True

    def read_contacts(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a paragraph in which labels of contacts changed, or contacts came and went."""
        sentence = contact_sentence(printed)
        changes = None if sentence is None else contact_changes(sentence, edited)
        if changes is None:
            return False
        contacts = self.data.value.get("contacts")
        if not isinstance(contacts, list | dict):
            return False
        written = []
        for change in changes:
            if change.is_gone:
                continue
            if change.before is None:
                written.append(written_contact(change))
            else:
                written.append(self.contact_after(change))
        old_texts = span_strings(printed)
        self.note_printings(
            row_index,
            without_contacts(printed),
            kept_texts(printed, old_texts),
            kept_texts(printed, old_texts),
        )
        self.replace_contacts(contacts, written)
        self.counts["changed"] += 1
        return True

    def contact_after(self, change: ContactChange) -> dict[str, Any]:
        """Return a contact that stayed, as an entry of a list, with its label and its value as they are now."""
        before = change.before
        assert before is not None
        contact = self.checked.notice.contacts[before.place]
        written: dict[str, Any] = {"kind": contact.kind.value}
        if contact.label is not None:
            written["label"] = contact.label
        written["value"] = contact.value
        if change.value != before.value:
            written["value"] = contact.value.replace(before.value, change.value)
        if change.label != before.label:
            written["label"] = change.label
            written["value"] = change.value
        return written

    def replace_contacts(
        self,
        contacts: Any,
        written: Sequence[Mapping[str, Any]],
    ) -> None:
        """Plan ``written`` as the contacts, by kind where the file has them so and a kind stands once."""
        kinds = [contact["kind"] for contact in written]
        is_by_kind = isinstance(contacts, dict) and len(set(kinds)) == len(kinds)
        if not written:
            self.operations.append(RemoveKey((), "contacts"))
        elif not is_by_kind or "other" in kinds:
            self.set_key(
                (),
                "contacts",
                list(written),
            )
        else:
            self.set_contacts_by_kind(contacts, written)

    def set_contacts_by_kind(
        self,
        contacts: Mapping[str, Any],
        written: Sequence[Mapping[str, Any]],
    ) -> None:
        kinds = []
        for contact in written:
            kind = contact["kind"]
            kinds.append(kind)
            value = contact.get("label", "") + contact["value"]
            if contacts.get(kind) != value:
                operation = SetKey(
                    ("contacts",),
                    kind,
                    value,
                    tuple(contacts),
                )
                self.operations.append(operation)
        for kind in contacts:
            if kind not in kinds:
                self.operations.append(RemoveKey(("contacts",), kind))

    def read_heading(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a heading whose form or standard words changed."""
        texts = texts_of_spans(
            printed,
            edited,
            is_number,
        )
        if texts is None:
            return False
        heading_spans = []
        for index, span in enumerate(printed.spans):
            if is_form(span) or span.route[-1:] == ("problem",):
                heading_spans.append(index)
        if heading_spans:
            return self.read_form(
                row_index,
                printed,
                texts,
            )
        return self.read_section_heading(
            row_index,
            printed,
            texts,
        )

    def read_form(
        self,
        row_index: int,
        printed: RoutedText,
        texts: Sequence[str],
    ) -> bool:
        """Read a heading around the name of a problem as a form of its own."""
        old_texts = span_strings(printed)
        form = ""
        item: Route = ()
        for index, span in enumerate(printed.spans):
            if span.route[-1:] == ("problem",):
                if not texts[index].strip():
                    return False
                item = span.route[:-1]
                form += "{}"
            elif is_form(span):
                form += texts[index]
            elif span.generated and not stayed(old_texts[index], texts[index]):
                return False
        if not item:
            return False
        self.note_printings(
            row_index,
            printed.spans,
            old_texts,
            texts,
        )
        self.set_key(
            item,
            "form",
            form,
        )
        return True

    def read_section_heading(
        self,
        row_index: int,
        printed: RoutedText,
        texts: Sequence[str],
    ) -> bool:
        """Read the standard heading of a section as one of its own."""
        del row_index
        is_section = all(len(span.route) == 2 for span in printed.spans)
        if not is_section or printed.spans[0].route[0] != "sections":
            return False
        heading = ""
        for span, old, new in zip(
            printed.spans,
            span_strings(printed),
            texts,
            strict=True,
        ):
            if span.generated and is_mark(old):
                continue
            heading += new
        if not heading.strip():
            return False
        self.set_key(
            printed.spans[0].route,
            "heading",
            heading,
        )
        self.counts["changed"] += 1
        return True

    def read_standard_words(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a title, an opening or a closing of standard words as one of the notice's own."""
        notice = self.checked.notice
        if notice.title is None and is_title(printed):
            self.set_key(
                (),
                "title",
                edited,
            )
            self.counts["changed"] += 1
            return True
        key = self.standard_part(row_index)
        if not key:
            return False
        text_and_facts = slotted(printed, edited)
        if text_and_facts is None:
            return False
        _, facts = text_and_facts
        for span, old, new in facts:
            printings = self.printings.setdefault(span.route, [])
            printings.append(
                Printing(
                    row_index,
                    old,
                    new,
                )
            )
        paragraphs = self.own_wording(self.standard_rows(key))
        if paragraphs is None:
            return False
        is_lone = len(paragraphs) == 1
        self.set_key(
            (),
            key,
            paragraphs[0] if is_lone else paragraphs,
        )
        self.counts["changed"] += 1
        return True

    def standard_part(self, row_index: int) -> str:
        """Return whether the paragraph is the standard opening or closing: the key of the notice's own, or nothing."""
        printed = self.rows[row_index].printed
        if printed is None or not is_of_standard_words(printed):
            return ""
        notice = self.checked.notice
        section_rows = []
        for index, row in enumerate(self.rows):
            if row.printed is not None and is_of_sections(row.printed):
                section_rows.append(index)
        if not section_rows:
            return ""
        if row_index < section_rows[0]:
            return "preamble" if notice.preamble is None else ""
        if row_index > section_rows[-1]:
            return "closing" if notice.closing is None else ""
        return ""

    def standard_rows(self, key: str) -> list[int]:
        """Return the rows of the standard opening or closing."""
        indices = []
        for index in range(len(self.rows)):
            if self.standard_part(index) == key:
                indices.append(index)
        return indices

    def read_rewritten(
        self,
        row_index: int,
        printed: RoutedText,
        edited: str,
    ) -> bool:
        """Read a paragraph of one entry that was written anew, but for its number."""
        del row_index
        text = edited
        first_text = span_strings(printed)[0] if printed.spans else ""
        is_number = is_mark(first_text) and not measures_within(first_text)
        if printed.spans and printed.spans[0].generated and is_number:
            text_behind = without_mark_like(first_text, edited)
            if text_behind is None:
                return False
            text = text_behind
        if measures_within(text) or not text.strip():
            return False
        entry = common_part(routes_printed(printed))
        if entry[-1:] == ("measures",):
            entry = entry[:-1]
        is_within_section = entry[:1] == ("sections",) and "content" in entry
        value = value_at(self.data, data_route(self.data, entry))
        if not is_within_section:
            return False
        if is_item(value):
            return self.rewrite_item(
                entry,
                value,
                printed,
                text,
            )
        if isinstance(value, dict) and "measures" in value and "label" not in value:
            self.operations.append(ReplaceValue(data_route(self.data, entry), text))
            self.counts["changed"] += 1
            return True
        return False

    def rewrite_item(
        self,
        item: Route,
        value: Mapping[str, Any],
        printed: RoutedText,
        text: str,
    ) -> bool:
        """Plan ``text`` as the heading of an item, and behind its first sentence as the text that runs in."""
        members = {
            route[: len(item) + 2]
            for route in routes_printed(printed)
            if route[len(item) : len(item) + 1] == ("content",)
        }
        heading = text
        body = ""
        if members:
            heading, stop, body = text.partition("。")
            heading += stop
        if len(members) > 1:
            return False
        existing = data_route(self.data, item)
        if "problem" in value:
            name = heading.rstrip("。")
            self.set_key(
                item,
                "problem",
                name,
            )
            self.set_key(
                item,
                "form",
                "{}" + heading[len(name) :],
            )
        else:
            self.operations.append(ReplaceValue((*existing, "heading"), heading))
        for member in members:
            if body:
                route = data_route(self.data, member)
                self.operations.append(ReplaceValue(route, body))
            else:
                self.change_of(member[:-1]).removed.add(int(member[-1]))
        self.counts["changed"] += 1
        return True

    # ------------------------------------------------------------ paragraphs that went and came

    def read_removed(self) -> None:
        of_standard_words = self.removed_standard_words()
        passed_over = {*of_standard_words, *self.ran_in}
        explained = set(passed_over)
        for removal in removals(
            self.data,
            self.rows,
            passed_over,
        ):
            explained.update(removal.rows)
            self.remove(removal)
        for index, row in enumerate(self.rows):
            if row.printed is None or row.edited is not None or index in explained:
                continue
            item = item_of_heading(row.printed)
            # What stood below the first section has no other to go to.
            if item and item != ("sections", 0):
                self.dissolved.append(item)
            else:
                self.refuse(_why_unread(row.printed), row)

    def removed_standard_words(self) -> list[int]:
        """Plan what is left of a title, an opening and a closing that are gone, and return their rows."""
        removed: dict[int, str] = {}
        organs: list[int] = []
        for index, row in enumerate(self.rows):
            if row.printed is None or row.edited is not None:
                continue
            key = self.standard_part(index)
            if is_title(row.printed):
                key = "title"
            if key:
                removed[index] = key
            elif self.is_organ_of_signature(index, row.printed):
                organs.append(index)
        if organs and isinstance(self.data.value.get("signature"), dict):
            self.set_key(
                ("signature",),
                "organizations",
                [],
            )
            self.counts["removed"] += 1
        else:
            organs = []
        for key in dict.fromkeys(removed.values()):
            # What is left of several paragraphs is the notice's own.
            wording = []
            if key != "title":
                wording = self.own_wording(self.standard_rows(key)) or []
            self.set_key(
                (),
                key,
                wording,
            )
            self.counts["removed"] += 1
        return [*removed, *organs]

    def remove(self, removal: Removal) -> None:
        route = removal.route
        value = value_at(self.data, data_route(self.data, route))
        if hides_other_edition(value):
            first_row = self.rows[removal.rows[0]]
            self.refuse(
                "onto-hidden-part",
                first_row,
                route,
            )
            return
        self.counts["removed"] += 1
        if isinstance(route[-1], int):
            change = self.change_of(route[:-1])
            change.removed.add(route[-1])
            return
        existing = data_route(self.data, route)
        self.operations.append(RemoveKey(existing[:-1], str(existing[-1])))

    def read_added(self) -> None:
        surroundings = Surroundings(
            data=self.data,
            notice=self.checked.notice,
            rows=self.rows,
            moved=self.moved_entries(),
            labels=labels_of(self.data.value.get("sections")),
        )
        placed, unplaced_rows = placements(surroundings, self.ran_in)
        for placement in placed:
            self.add(placement)
        for row_index in unplaced_rows:
            is_placed = (
                self.add_addressees(row_index)
                or self.add_beside_standard(row_index)
                or self.add_note(row_index)
            )
            if not is_placed:
                self.refuse("onto-no-place", self.rows[row_index])

    def add_addressees(self, row_index: int) -> bool:
        """Place a line that ends with a colon between the title and what comes next as the addressees."""
        line = (self.rows[row_index].edited or "").strip()
        facts = self.data.value.get("document")
        has_addressees = isinstance(facts, dict) and "addressees" in facts
        is_taken = has_addressees or not self.may_take_addressees
        row_before = self.rows[row_index - 1] if row_index else None
        if is_taken or row_before is None or row_before.printed is None:
            return False
        if not line.endswith(("：", ":")) or not is_title(row_before.printed):
            return False
        addressees = line[:-1]
        if facts is None:
            self.set_key(
                (),
                "document",
                {"addressees": addressees},
            )
        else:
            self.set_key(
                ("document",),
                "addressees",
                addressees,
            )
        self.takes_addressees = True
        self.counts["added"] += 1
        return True

    def add_beside_standard(self, row_index: int) -> bool:
        """Place a paragraph that stands before or behind the standard opening or closing, as part of the notice's own."""
        for key in ("preamble", "closing"):
            standard = self.standard_rows(key)
            if not standard:
                continue
            first_row = standard[0]
            last_row = standard[-1]
            # Only added paragraphs may stand between.
            while first_row > 0 and self.rows[first_row - 1].printed is None:
                first_row -= 1
            while (
                last_row + 1 < len(self.rows)
                and self.rows[last_row + 1].printed is None
            ):
                last_row += 1
            if not first_row <= row_index <= last_row:
                continue
            wording = self.own_wording(range(first_row, last_row + 1))
            if wording is None:
                return False
            self.set_key(
                (),
                key,
                wording,
            )
            self.counts["added"] += 1
            return True
        return False

    def own_wording(self, row_indices: Iterable[int]) -> list[str] | None:
        """Return the paragraphs of ``row_indices`` as the notice's own; None where a fact has no slot."""
        wording = []
        for index in row_indices:
            row = self.rows[index]
            if row.edited is None:
                continue
            if row.printed is None:
                wording.append(slots.escaped(row.edited))
                continue
            text_and_facts = slotted(row.printed, row.edited)
            if text_and_facts is None:
                return None
            text, _ = text_and_facts
            wording.append(str(text))
        return wording

    def add_note(self, row_index: int) -> bool:
        """Place a paragraph in brackets below the signature as the note of the document."""
        edited = (self.rows[row_index].edited or "").strip()
        facts = self.data.value.get("document")
        has_note = isinstance(facts, dict) and "note" in facts
        below = self.rows[:row_index]
        is_below_signature = any(
            row.printed is not None and is_of_signature(row.printed) for row in below
        )
        is_bracketed = edited.startswith(("（", "(")) and edited.endswith(("）", ")"))
        if not is_bracketed or has_note or not is_below_signature:
            return False
        note = edited[1:-1]
        if facts is None:
            self.set_key(
                (),
                "document",
                {"note": note},
            )
        else:
            self.set_key(
                ("document",),
                "note",
                note,
            )
        self.counts["added"] += 1
        return True

    def add(self, placement: Placement) -> None:
        change = self.change_of(placement.container)
        self.keep_heading_alone(placement)
        entries = change.inserted.setdefault(placement.place, [])
        value = as_typed(without_empty_content(placement.value))
        if placement.container[0] in _SLOTTED and isinstance(value, str):
            value = slots.escaped(value)
        entries.append(value)
        self.counts["added"] += 1

    def keep_heading_alone(self, placement: Placement) -> None:
        """Plan that a heading does not run in where the first text of its item was added on a line of its own."""
        item = placement.container[:-1]
        is_first = placement.container[-1] == "content" and placement.place == 0
        value = value_at(self.data, data_route(self.data, item))
        if not is_first or is_item(placement.value) or not is_item(value):
            return
        section = self.checked.notice.sections[int(item[1])]
        own = str(value.get("run_in", "")).lower()
        if own == "true" or (not own and section.runs_in_items):
            self.set_key(
                item,
                "run_in",
                value=False,
            )

    def moved_entries(self) -> Mapping[str, Any]:
        """Return the entries whose paragraphs are gone, by their text without its number: they may have been moved."""
        moved: dict[str, Any] = {}
        for row in self.rows:
            if row.printed is None or row.edited is not None:
                continue
            routes = routes_printed(row.printed)
            if not routes:
                continue
            entry = common_part(routes)
            value = value_at(self.data, data_route(self.data, entry))
            text = text_without_number(row.printed)
            if is_item(value):
                kept = {key: member for key, member in value.items()}
                content = kept.pop("content", [])
                if any("content" in route[len(entry) :] for route in routes):
                    first_member = content[0] if isinstance(content, list) else content
                    kept["content"] = [first_member]
                moved[text] = kept
            elif entry and entry[-1] in ("heading", "problem"):
                item = value_at(self.data, data_route(self.data, entry[:-1]))
                moved[text] = {
                    key: member for key, member in item.items() if key != "content"
                }
            elif isinstance(value, dict) and "measures" in value:
                moved[text] = value
        return moved

    # ------------------------------------------------------------ to operations

    def settle_values(self) -> None:
        """Turn the printings of each value into an operation, or a report where it changed in some places only."""
        self.carry_years()
        for route, printings in self.printings.items():
            if all(printing.before == printing.after for printing in printings):
                continue
            existing = data_route(self.data, route)
            value = value_at(self.data, existing)
            changed_rows = []
            for printing in printings:
                if printing.before != printing.after:
                    changed_rows.append(self.rows[printing.row])
            if not isinstance(value, str):
                self.refuse(
                    "onto-value-unclear",
                    changed_rows[0],
                    route,
                )
                continue
            change = changed_value(
                value,
                printings,
                has_slots=route[0] in _SLOTTED,
            )
            if change is None:
                continue
            if change.after is None:
                for row in changed_rows:
                    self.refuse(
                        change.reason,
                        row,
                        route,
                    )
                continue
            self.operations.append(ReplaceValue(existing, change.after))
            self.counts["changed"] += 1
        for (route, key), value in self.set_keys.items():
            existing = data_route(self.data, route)
            mapping = value_at(self.data, existing)
            order = key_order(mapping, existing)
            self.operations.append(
                SetKey(
                    existing,
                    key,
                    value,
                    order,
                )
            )

    def carry_years(self) -> None:
        """Give the end of a period the year of its start, where it is printed without one: 2024年3月1日至5月24日."""
        for part in ("inspection", "publication"):
            starts = self.printings.get((part, "start"), [])
            ends = self.printings.get((part, "end"), [])
            for start, end in zip(
                starts,
                ends,
                strict=False,
            ):
                year_before = start.before.partition("年")[0]
                year_after = start.after.partition("年")[0]
                has_year = "年" in end.before or "年" in end.after
                if year_before == year_after or has_year or "年" not in start.after:
                    continue
                dated = end._replace(after=f"{year_after}年{end.after}")
                ends[ends.index(end)] = dated

    def settle_lists(self) -> None:
        """Turn the changes of each list into operations, by how the file has it."""
        for route, change in self.containers.items():
            container = container_at(self.data, route)
            key = str(container.route[-1]) if container.route else ""
            parent = container.route[:-1]
            if container.value is None:
                self.set_new_list(
                    parent,
                    key,
                    change,
                )
                continue
            is_emptied = len(change.removed) == container.size and not change.inserted
            if is_emptied and key in _EMPTY_LISTS:
                self.operations.append(ReplaceValue(container.route, []))
                continue
            if is_emptied and isinstance(container.route[-1], str):
                self.operations.append(RemoveKey(parent, key))
                continue
            if route == ("contacts",) and isinstance(container.value, dict):
                kinds = list(container.value)
                for index in sorted(change.removed):
                    self.operations.append(RemoveKey(container.route, kinds[index]))
                continue
            for index in sorted(change.removed):
                self.operations.append(RemoveEntry(container.route, index))
            for index in sorted(change.inserted):
                for value in change.inserted[index]:
                    self.operations.append(
                        InsertEntry(
                            container.route,
                            index,
                            value,
                        )
                    )

    def settle_dissolved(self) -> None:
        """Turn each deleted heading into operations: what stood below it now stands below the heading before."""
        for item in reversed(self.dissolved):
            existing = data_route(self.data, item)
            inner: list[Operation] = []
            outer: list[Operation] = []
            for operation in self.operations:
                is_inner = operation.route[: len(existing)] == existing
                (inner if is_inner else outer).append(operation)
            whole = edited_value(self.data.value, inner)
            content = _value_within(whole, existing).get("content", [])
            entries = as_typed(content if isinstance(content, list) else [content])
            self.operations = outer
            container = container_at(self.data, item[:-1])
            index = int(item[-1])
            self.operations.append(RemoveEntry(container.route, index))
            if index > 0 and isinstance(container.value, list):
                item_before = container.value[index - 1]
                target = (*container.route, index - 1)
                if len(item) == 2 or is_item(item_before):
                    self.append_content(target, entries)
                    continue
            for entry in entries:
                self.operations.append(
                    InsertEntry(
                        container.route,
                        index,
                        entry,
                    )
                )

    def settle_emptied(self) -> None:
        """Take out mappings all of whose keys go."""
        removed_keys: dict[Route, set[str]] = {}
        for operation in self.operations:
            if isinstance(operation, RemoveKey):
                removed_keys.setdefault(operation.route, set()).add(operation.key)
        for route, keys in removed_keys.items():
            mapping = value_at(self.data, route)
            if not route or not isinstance(mapping, dict) or set(mapping) != keys:
                continue
            kept: list[Operation] = []
            for operation in self.operations:
                if operation.route != route:
                    kept.append(operation)
            if route == ("signature",) and self.prints_organs_as_signature():
                # An empty signature still prints who signs.
                kept.append(ReplaceValue(route, {}))
            else:
                kept.append(RemoveKey(route[:-1], str(route[-1])))
            self.operations = kept

    def prints_organs_as_signature(self) -> bool:
        """Whether the organs that publish stand below the text, and stayed there."""
        for index, row in enumerate(self.rows):
            if row.printed is None or row.edited is None:
                continue
            if self.is_organ_of_signature(index, row.printed):
                return True
        return False

    def is_organ_of_signature(
        self,
        row_index: int,
        printed: RoutedText,
    ) -> bool:
        """Whether a paragraph below the text prints the name of the organ and nothing else of the data."""
        routes = routes_printed(printed)
        is_organ = bool(routes) and all(route[0] == "organization" for route in routes)
        rows_above = self.rows[:row_index]
        is_below = any(
            row.printed is not None and is_of_sections(row.printed)
            for row in rows_above
        )
        return is_organ and is_below

    def append_content(
        self,
        item: Route,
        entries: Sequence[Any],
    ) -> None:
        """Plan ``entries`` behind all that the item at ``item``, a way in the data, holds."""
        content = container_at(self.data, (*item, "content"))
        if content.value is None:
            change = _ContainerChange({0: list(entries)}, set())
            self.set_new_list(
                item,
                "content",
                change,
            )
            return
        for entry in entries:
            self.operations.append(
                InsertEntry(
                    content.route,
                    content.size,
                    entry,
                )
            )

    def set_new_list(
        self,
        parent: Route,
        key: str,
        change: _ContainerChange,
    ) -> None:
        values = []
        for index in sorted(change.inserted):
            values += change.inserted[index]
        order = key_order(value_at(self.data, parent), parent)
        operation = SetKey(
            parent,
            key,
            values,
            order,
        )
        self.operations.append(operation)


# ---------------------------------------------------------------- helpers


def _has_new_measure(old: str, new: str) -> bool:
    """Whether a measure was typed into a text, or behind it."""
    return len(measures_within(new)) > len(measures_within(old))


def _value_within(value: Any, route: Route) -> Any:
    for step in route:
        value = value[step]
    return value


def _index_within(route: Route, part: Route) -> int:
    return int(route[len(part)])


def _why_unread(printed: RoutedText) -> str:
    """Return the code of the message that says why the change of a paragraph has no place."""
    has_values = any(not span.generated for span in printed.spans)
    return "onto-generated" if has_values else "onto-template"

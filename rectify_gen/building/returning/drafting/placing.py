"""Added paragraphs as entries of the lists around them, by how they begin and what stands around them.

一是 begins a measure, a number an item of its level; between two measures a paragraph is one as well. Everything else is
a paragraph of what stands before it. What an entry held that was only moved comes back with all its facts. This module
must not know facts outside the lists, or standard words.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.building.returning.data_places import is_item
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import NewEntry
from rectify_gen.building.returning.drafting.known_words import KnownWords, known_words
from rectify_gen.building.returning.drafting.new_items import new_item, new_section
from rectify_gen.building.returning.drafting.run_places import (
    ListPlace,
    RunPlace,
    items_above,
    last_measure_number,
    open_content,
    place_behind_label,
    place_between_measures,
    place_in_run_of_measures,
    place_of_item,
    run_place,
    siblings_at,
)
from rectify_gen.building.returning.written_marks import (
    measure_line,
    number_of_measure,
    numbered_line,
)
from rectify_gen.view.outline import marks_of

_ATTACHMENT_MARK = chinese.Mark(
    prefix="",
    sign="1",
    suffix=".",
)


class PlacedParagraphs(NamedTuple):
    """The new entries that added paragraphs make, and the rows of those that belong to no list."""

    entries: list[NewEntry]
    unplaced_rows: list[int]


def placed_paragraphs(
    compared: ComparedNotice, passed_over: Container[int]
) -> PlacedParagraphs:
    """Return where the added paragraphs belong, without those of the rows ``passed_over``."""
    known = known_words(compared)
    rows = compared.rows
    entries: list[NewEntry] = []
    unplaced_rows: list[int] = []
    index = 0
    while index < len(rows):
        if rows[index].printed is not None or index in passed_over:
            index += 1
            continue
        end = index
        while end < len(rows) and rows[end].printed is None:
            end += 1
        place = run_place(
            compared,
            index,
            end,
        )
        run = _AddedRun(place, known)
        for row_index in range(index, end):
            if not run.take(rows[row_index].edited or ""):
                unplaced_rows.append(row_index)
        entries += run.entries
        index = end
    finished_entries = []
    for entry in entries:
        value = _without_empty_content(entry.value)
        finished_entries.append(entry._replace(value=value))
    return PlacedParagraphs(finished_entries, unplaced_rows)


class _OpenItem(NamedTuple):
    """An item that was just added: further paragraphs belong to its content."""

    depth: int
    value: dict[str, Any]

    def add(
        self,
        member: Any,
        *,
        runs_in: bool,
    ) -> None:
        """Add ``member`` to its content; where headings run in, its own must not, since the member has a line of its own."""
        content = self.value["content"]
        is_text = not is_item(member)
        if not content and is_text and (runs_in or "run_in" in self.value):
            self.value["run_in"] = False
        content.append(member)


class _AddedRun:
    """Added paragraphs that follow one another, taken in order: what one opens, the next may belong to.

    Each ``take`` function returns whether the line is of its kind; if so, ``entries`` has it.
    """

    def __init__(self, place: RunPlace, known: KnownWords) -> None:
        self.place = place
        self.known = known
        self.entries: list[NewEntry] = []
        self.open_items: list[_OpenItem] = []
        """Items that this run began, outermost first."""
        self.open_measures: list[Any] | None = None
        """The measures of the list that this run began, to which the next measure belongs."""

    def take(self, line: str) -> bool:
        """Take a line for the first of all kinds that it can be."""
        return (
            self.take_item(line)
            or self.take_measure(line)
            or self.take_label(line)
            or self.take_paragraph(line)
        )

    def take_item(self, line: str) -> bool:
        """Take a line that begins with the number of a level: of the level that is nearest to where the line stands."""
        section = self.place.section
        if section is None:
            return False
        marks = marks_of(self.place.compared.notice, section)
        above = items_above(self.place)
        deepest = self.open_items[-1].depth + 1 if self.open_items else len(above) + 1
        for depth in range(
            min(deepest, len(marks) - 1),
            -1,
            -1,
        ):
            numbered = numbered_line(line, marks[depth])
            if numbered is None:
                continue
            if depth > 0 and not above and not self.open_items:
                return False
            self.add_item(numbered.text, depth)
            return True
        return False

    def add_item(self, text: str, depth: int) -> None:
        """Begin an item of the level ``depth``, which ends the items of this level and below."""
        while self.open_items and self.open_items[-1].depth >= depth:
            self.open_items.pop()
        self.open_measures = None
        siblings: list[Any] = []
        if self.open_items:
            item = self.item_of(
                text,
                depth,
                siblings,
            )
            self.open_items[-1].add(item, runs_in=False)
        else:
            list_place = place_of_item(self.place, depth)
            siblings = siblings_at(self.place.compared.data, list_place.container)
            item = self.item_of(
                text,
                depth,
                siblings,
            )
            self.add_entry(list_place, item)
        self.open_items.append(_OpenItem(depth, item))

    def item_of(
        self,
        text: str,
        depth: int,
        siblings: list[Any],
    ) -> dict[str, Any]:
        """Return the item that was moved here, or a new one."""
        is_section = depth == 0
        moved = self.known.moved.get(text)
        # A section has other facts than an item.
        if isinstance(moved, dict) and ("role" in moved) == is_section:
            return {**moved, "content": list(moved.get("content", ()))}
        if is_section:
            return new_section(text)
        return new_item(
            text,
            self.place.section,
            siblings,
        )

    def take_measure(self, line: str) -> bool:
        """Take a line that begins with 一是, or stands between two measures."""
        measure = measure_line(line)
        if measure is None:
            return self.take_unnumbered_measure(line)
        value = self.known.moved.get(measure.text, measure.text)
        if self.open_measures is not None:
            self.open_measures.append(value)
            return True
        list_place = None
        if not self.open_items:
            list_place = place_in_run_of_measures(self.place)
        if list_place is not None:
            self.add_entry(list_place, value)
            return True
        return self.begin_measures(value, number_of_measure(measure.mark))

    def take_unnumbered_measure(self, line: str) -> bool:
        """Take a line that stands between two paragraphs of one run of measures."""
        if self.open_items or self.open_measures is not None:
            return False
        list_place = place_between_measures(self.place)
        if list_place is None:
            return False
        is_measure = list_place.container[-1] == "measures"
        value = self.known.moved.get(line, line) if is_measure else line
        self.add_entry(list_place, value)
        return True

    def begin_measures(self, value: Any, numeral: str) -> bool:
        """Take a measure for the first of a list of its own, which counts on from the measures before."""
        content = open_content(self.place)
        is_in_sections = content is not None and content.container[0] == "sections"
        if not self.open_items and not is_in_sections:
            # Outside the sections it is a paragraph like others.
            return False
        measures = [value]
        member: dict[str, Any] = {"measures": measures}
        number = chinese.read_numeral(numeral)
        if number is not None and number > 1:
            # The numbers go on from those before, whether or not the reviewer counted them.
            last_number = 0 if self.open_items else last_measure_number(self.place)
            member["start"] = last_number + 1 if last_number else number
        if not self.add_member(member):
            return False
        self.open_measures = measures
        return True

    def take_label(self, line: str) -> bool:
        """Take a line that begins with a label which the notice has elsewhere: 整改成效：……"""
        label, colon, text = line.partition("：")
        is_known = label in self.known.labels
        if not is_known or not colon or not text.strip():
            return False
        value = {"label": label, "content": text}
        self.open_measures = None
        list_place = None if self.open_items else place_behind_label(self.place)
        if list_place is None:
            return self.add_member(value)
        self.add_entry(list_place, value)
        return True

    def take_paragraph(self, line: str) -> bool:
        """Take a line as a paragraph of what stands before it."""
        if self.place.route_before[:2] == ("document", "attachments"):
            attachment = numbered_line(line, _ATTACHMENT_MARK)
            if attachment is None:
                return False
            line = attachment.text
        self.open_measures = None
        return self.add_member(self.known.moved.get(line, line))

    def add_member(self, value: Any) -> bool:
        """Put ``value`` at the end of the content that is open, and return whether there is one."""
        if self.open_items:
            self.open_items[-1].add(value, runs_in=self.place.section_runs_in)
            return True
        content = open_content(self.place)
        if content is None:
            return False
        self.add_entry(content, value)
        return True

    def add_entry(self, list_place: ListPlace, value: Any) -> None:
        """Put ``value`` into a list that the notice has."""
        self.entries.append(
            NewEntry(
                container=list_place.container,
                entry_index=list_place.entry_index,
                value=value,
            )
        )


def _without_empty_content(value: Any) -> Any:
    """Return plain ``value`` without the content of items that have none."""
    if isinstance(value, list):
        return [_without_empty_content(member) for member in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, member in value.items():
        if key != "content" or member:
            kept[key] = _without_empty_content(member)
    return kept

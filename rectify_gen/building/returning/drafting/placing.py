"""Where in the data paragraphs belong that a reviewer added, by how they begin and what stands around them.

一是 begins a measure, a number an item of its level; between two measures a paragraph is one as well. Everything else is
a paragraph of what stands before it. What an entry held that was only moved comes back with all its facts.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese, model
from rectify_gen.building.returning.data_places import (
    container_at,
    is_item,
    notice_value,
)
from rectify_gen.building.returning.printed_parts import measures_route
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.building.returning.written_marks import (
    measure_line,
    number_of_measure,
    numbered_line,
)
from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData
from rectify_gen.view.outline import marks_of
from rectify_gen.view.provenance import RoutedText

_HEADING_KEYS = ("heading", "problem", "form", "number", "label")
_DEFAULT_FORM = "{}"
_ATTACHMENT_MARK = chinese.Mark(
    prefix="",
    sign="1",
    suffix=".",
)


class Placement(NamedTuple):
    """A new entry of the list at ``container``, a route in the notice, before the entry that has the index ``place``."""

    container: Route
    place: int
    value: Any
    row: int
    """The first paragraph that it prints."""


class Surroundings(NamedTuple):
    """What is known where paragraphs are placed."""

    data: LocatedData
    notice: model.Notice
    rows: Sequence[ParagraphRow]
    moved: Mapping[str, Any]
    """Entries that were taken out elsewhere, by the text of their first line without its number."""
    labels: Container[str] = ()
    """The labels that the notice has."""


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


def placements(
    surroundings: Surroundings,
    passed_over: Container[int] = (),
) -> tuple[list[Placement], list[int]]:
    """Return where the added paragraphs belong but those ``passed_over``, and the rows of those that have no place."""
    placed: list[Placement] = []
    unplaced: list[int] = []
    rows = surroundings.rows
    index = 0
    while index < len(rows):
        if rows[index].printed is not None or index in passed_over:
            index += 1
            continue
        end = index
        while end < len(rows) and rows[end].printed is None:
            end += 1
        run = _AddedRun(
            surroundings,
            index,
            end,
        )
        run.place()
        placed += run.placed
        unplaced += run.unplaced
        index = end
    return placed, unplaced


class _AddedRun:
    """Added paragraphs that follow one another; ``placed`` grows as they are placed."""

    def __init__(
        self,
        surroundings: Surroundings,
        start: int,
        end: int,
    ) -> None:
        self.surroundings = surroundings
        self.data = surroundings.data
        self.start = start
        self.end = end
        self.route_before = _last_route(
            _neighbour(
                surroundings.rows,
                start,
                -1,
            )
        )
        self.route_behind = _first_route(
            _neighbour(
                surroundings.rows,
                end - 1,
                1,
            )
        )
        self.placed: list[Placement] = []
        self.unplaced: list[int] = []
        self.open_items: list[_OpenItem] = []
        self.measures: list[Any] | None = None
        """The measures of the run that was just added, to which the next measure belongs."""

    def place(self) -> None:
        for row_index in range(self.start, self.end):
            line = self.surroundings.rows[row_index].edited or ""
            is_placed = (
                self.place_item(line, row_index)
                or self.place_measure(line, row_index)
                or self.place_label(line, row_index)
                or self.place_paragraph(line, row_index)
            )
            if not is_placed:
                self.unplaced.append(row_index)

    # ------------------------------------------------------------ items

    def place_item(
        self,
        line: str,
        row_index: int,
    ) -> bool:
        """Place a line that begins with the number of a level."""
        section_index = self.section_index()
        if section_index is None:
            return False
        notice = self.surroundings.notice
        section = notice.sections[section_index]
        marks = marks_of(notice, section)
        items_above = self.items_above()
        deepest = len(items_above) + 1
        if self.open_items:
            deepest = self.open_items[-1].depth + 1
        # The level that is nearest to where the line stands.
        for depth in range(
            min(deepest, len(marks) - 1),
            -1,
            -1,
        ):
            numbered = numbered_line(line, marks[depth])
            if numbered is None:
                continue
            if depth > 0 and not items_above and not self.open_items:
                return False
            self.add_item(
                depth,
                numbered.text,
                items_above,
                row_index,
            )
            return True
        return False

    def add_item(
        self,
        depth: int,
        text: str,
        items_above: Sequence[Route],
        row_index: int,
    ) -> None:
        while self.open_items and self.open_items[-1].depth >= depth:
            self.open_items.pop()
        self.measures = None
        if self.open_items:
            value = self.item_value(
                text,
                [],
                depth,
            )
            self.open_items[-1].add(value, runs_in=False)
            self.open_items.append(_OpenItem(depth, value))
            return
        container: Route
        if not items_above:
            container = ("sections",)
            index = _step_behind(self.route_behind, container)
        elif len(items_above) > depth:
            container = items_above[depth][:-1]
            index = _step_behind(items_above[depth], container) + 1
        else:
            parent = items_above[-1]
            container = (*parent, "content")
            index = self.index_within(container)
        siblings = container_at(self.data, container).value
        if not isinstance(siblings, list):
            siblings = [siblings]
        value = self.item_value(
            text,
            siblings,
            depth,
        )
        self.placed.append(
            Placement(
                container,
                index,
                value,
                row_index,
            )
        )
        self.open_items.append(_OpenItem(depth, value))

    def item_value(
        self,
        text: str,
        siblings: Sequence[Any],
        depth: int,
    ) -> dict[str, Any]:
        """Return the item that prints ``text`` behind its number, written as its siblings are, with a list for its content."""
        moved = self.surroundings.moved.get(text)
        # A section has other facts than an item.
        was_section = isinstance(moved, dict) and "role" in moved
        if isinstance(moved, dict) and was_section == (depth == 0):
            return {**moved, "content": list(moved.get("content", ()))}
        if depth == 0:
            return {"heading": text, "content": []}
        items = [sibling for sibling in siblings if is_item(sibling)]
        heading = text
        body = ""
        section_runs_in = self.section_runs_in()
        is_run_in = any(_is_on(item, "run_in") for item in items) or section_runs_in
        before_stop, stop, behind_stop = text.partition("。")
        if is_run_in and behind_stop:
            heading = before_stop + stop
            body = behind_stop
        value = self.named(heading, items)
        value["content"] = []
        if body:
            value["content"] = [body]
            if not section_runs_in:
                value["run_in"] = True
        return value

    def named(
        self,
        heading: str,
        items: Sequence[Any],
    ) -> dict[str, Any]:
        """Return the item called ``heading``: a problem where its siblings are, and their form fits."""
        section_index = self.section_index()
        section_form = ""
        if section_index is not None:
            section = self.surroundings.notice.sections[section_index]
            section_form = section.form or _DEFAULT_FORM
        for item in items:
            if "problem" not in item:
                continue
            own_form = item.get("form")
            before, _, behind = (own_form or section_form).partition("{}")
            fits = heading.startswith(before) and heading.endswith(behind)
            name = heading[len(before) : len(heading) - len(behind)]
            if not fits or not name:
                continue
            if own_form:
                return {"problem": name, "form": own_form}
            return {"problem": name}
        return {"heading": heading}

    # ------------------------------------------------------------ measures

    def place_measure(
        self,
        line: str,
        row_index: int,
    ) -> bool:
        """Place a line that begins with 一是, or stands between two measures."""
        run_before = measures_route(self.route_before)
        run_behind = measures_route(self.route_behind)
        measure = measure_line(line)
        is_first = not self.open_items and self.measures is None
        is_between = is_first and run_before and run_before == run_behind
        if measure is None:
            if not is_between or not self.stand_alone(run_before):
                return False
            return self.place_between(
                line,
                row_index,
                run_before,
            )
        value = self.surroundings.moved.get(measure.text, measure.text)
        if self.measures is not None:
            self.measures.append(value)
            return True
        if is_first and run_before and self.stand_alone(run_before):
            index = _step_behind(self.route_before, run_before) + 1
            self.placed.append(
                Placement(
                    run_before,
                    index,
                    value,
                    row_index,
                )
            )
            return True
        is_before_run = is_first and run_behind and self.stand_alone(run_behind)
        if is_before_run and _step_behind(self.route_behind, run_behind) == 0:
            self.placed.append(
                Placement(
                    run_behind,
                    0,
                    value,
                    row_index,
                )
            )
            return True
        return self.begin_measures(
            value,
            measure.mark,
            row_index,
        )

    def begin_measures(
        self,
        value: Any,
        mark: str,
        row_index: int,
    ) -> bool:
        """Place a measure that begins a run of its own, with the number that ``mark`` has."""
        container, _ = self.open_content()
        if not self.open_items and container[:1] != ("sections",):
            # Outside the sections it is a paragraph like others.
            return False
        measures = [value]
        member: dict[str, Any] = {"measures": measures}
        number = chinese.read_numeral(number_of_measure(mark))
        if number is not None and number > 1:
            # The numbers go on from those before, whether or not the reviewer counted them.
            member["start"] = (
                self.measures_before() + 1 if self.measures_before() else number
            )
        if not self.add_member(member, row_index):
            return False
        self.measures = measures
        return True

    def measures_before(self) -> int:
        """Return the number of the last measure before this run; 0 where there is none in the same content."""
        run = measures_route(self.route_before)
        if not run or self.open_items:
            return 0
        member = notice_value(self.data, run[:-1])
        start = str(member.get("start", "1")) if isinstance(member, dict) else "1"
        last_index = _step_behind(self.route_before, run)
        return int(start) + last_index if start.isdigit() else 0

    def place_between(
        self,
        line: str,
        row_index: int,
        run: Route,
    ) -> bool:
        """Place a line without a number that stands between two paragraphs of one run of measures."""
        index_before = _step_behind(self.route_before, run)
        index_behind = _step_behind(self.route_behind, run)
        value = self.surroundings.moved.get(line, line)
        if index_before != index_behind:
            self.placed.append(
                Placement(
                    run,
                    index_before + 1,
                    value,
                    row_index,
                )
            )
            return True
        # Both are paragraphs of one measure.
        measure = (*run, index_before)
        paragraph = _step_behind(self.route_before, measure)
        self.placed.append(
            Placement(
                measure,
                paragraph + 1,
                line,
                row_index,
            )
        )
        return True

    def stand_alone(self, run: Route) -> bool:
        """Whether each measure of the list at ``run`` is a paragraph of its own."""
        member = notice_value(self.data, run[:-1])
        if not isinstance(member, dict) or "text" in member:
            return False
        return not _is_on(member, "run_in")

    # ------------------------------------------------------------ labels

    def place_label(
        self,
        line: str,
        row_index: int,
    ) -> bool:
        """Place a line that begins with a label which the notice has elsewhere: 整改成效：……"""
        label, colon, text = line.partition("：")
        is_known = label in self.surroundings.labels
        if not is_known or not colon or not text.strip():
            return False
        value = {"label": label, "content": text}
        self.measures = None
        member = self.label_before()
        if self.open_items or not member:
            return self.add_member(value, row_index)
        container = member[:-1]
        self.placed.append(
            Placement(
                container,
                _step_behind(member, container) + 1,
                value,
                row_index,
            )
        )
        return True

    def label_before(self) -> Route:
        """Return the innermost part with a label that the paragraph before stands in; empty where it stands in none."""
        route = self.route_before
        for length in range(
            len(route),
            2,
            -1,
        ):
            part = route[:length]
            value = notice_value(self.data, part)
            if isinstance(value, dict) and "label" in value and "content" in part:
                return part
        return ()

    # ------------------------------------------------------------ paragraphs

    def place_paragraph(
        self,
        line: str,
        row_index: int,
    ) -> bool:
        """Place a line as a paragraph of what stands before it."""
        if self.route_before[:2] == ("document", "attachments"):
            attachment = numbered_line(line, _ATTACHMENT_MARK)
            if attachment is None:
                return False
            line = attachment.text
        value = self.surroundings.moved.get(line, line)
        self.measures = None
        return self.add_member(value, row_index)

    def add_member(
        self,
        value: Any,
        row_index: int,
    ) -> bool:
        """Place ``value`` as the next member of the content that is open where this run stands."""
        if self.open_items:
            self.open_items[-1].add(value, runs_in=self.section_runs_in())
            return True
        container, index = self.open_content()
        if not container:
            return False
        self.placed.append(
            Placement(
                container,
                index,
                value,
                row_index,
            )
        )
        return True

    def open_content(self) -> tuple[Route, int]:
        """Return the list that a paragraph at this place belongs to, and where in it; no list where there is none."""
        route = self.route_before
        for container in (("preamble",), ("closing",), ("document", "attachments")):
            if route[: len(container)] == container:
                return container, _step_behind(route, container) + 1
        if route[:1] != ("sections",):
            return (), 0
        return self.open_content_of_section(route)

    def open_content_of_section(self, route: Route) -> tuple[Route, int]:
        """Return the content that a paragraph behind ``route``, a part of a section, belongs to, and where in it."""
        if route[-1] in _HEADING_KEYS or len(route) == len(("sections", 0)):
            parent = route[:2] if len(route) == 2 else route[:-1]
            return (*parent, "content"), 0
        place = len(route) - 1 - route[::-1].index("content")
        container = route[: place + 1]
        # The number of an item stands for its heading.
        member_value = notice_value(self.data, route)
        is_whole_member = len(route) == place + 2
        if is_whole_member and is_item(member_value):
            return (*route, "content"), 0
        return container, _step_behind(route, container) + 1

    # ------------------------------------------------------------ where

    def section_index(self) -> int | None:
        for route in (self.route_before, self.route_behind):
            if route[:1] == ("sections",):
                return int(route[1])
        return None

    def section_runs_in(self) -> bool:
        """Whether the section says that the headings of its items run in."""
        index = self.section_index()
        if index is None:
            return False
        return self.surroundings.notice.sections[index].runs_in_items

    def items_above(self) -> list[Route]:
        """Return the section and the items that the paragraph before stands in, outermost first."""
        route = self.route_before
        if route[:1] != ("sections",):
            return []
        above = [route[:2]]
        for length in range(4, len(route) + 1):
            part = route[:length]
            if part[-2] != "content" or not isinstance(part[-1], int):
                continue
            if is_item(notice_value(self.data, part)):
                above.append(part)
        return above

    def index_within(self, container: Route) -> int:
        """Return where in the list at ``container`` the next entry stands behind what is before this run."""
        if self.route_before[: len(container)] != container:
            return 0
        return _step_behind(self.route_before, container) + 1


def labels_of(value: Any) -> set[str]:
    """Return all labels in plain ``value``."""
    labels = set()
    members: list[Any] = []
    if isinstance(value, list):
        members = value
    elif isinstance(value, dict):
        members = list(value.values())
        if "content" in value and isinstance(value.get("label"), str):
            labels.add(value["label"].rstrip("：:"))
    for member in members:
        labels |= labels_of(member)
    return labels


def without_empty_content(value: Any) -> Any:
    """Return plain ``value`` without the content of items that have none."""
    if isinstance(value, list):
        return [without_empty_content(member) for member in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, member in value.items():
        if key != "content" or member:
            kept[key] = without_empty_content(member)
    return kept


def _is_on(value: Mapping[str, Any], key: str) -> bool:
    """Return whether the flag ``key`` is set in plain ``value``."""
    written = str(value.get(key, ""))
    return written.lower() in ("true", "yes", "on", "是")


def _neighbour(
    rows: Sequence[ParagraphRow],
    index: int,
    step: int,
) -> RoutedText | None:
    """Return the nearest paragraph before or behind the row ``index`` that stayed and prints something of the data."""
    index += step
    while 0 <= index < len(rows):
        printed = rows[index].printed
        is_kept = rows[index].edited is not None
        if printed is not None and is_kept and _route_of(printed.spans):
            return printed
        index += step
    return None


def _last_route(printed: RoutedText | None) -> Route:
    """Return the route of the last value of a paragraph, else of what its last words were generated for."""
    if printed is None:
        return ()
    return _route_of(tuple(reversed(printed.spans)))


def _first_route(printed: RoutedText | None) -> Route:
    if printed is None:
        return ()
    return _route_of(printed.spans)


def _route_of(spans: Sequence[Any]) -> Route:
    for span in spans:
        if not span.generated and span.route and span.route[-1] != "form":
            return tuple(span.route)
    for span in spans:
        if span.route:
            return tuple(span.route)
    return ()


def _step_behind(route: Route, part: Route) -> int:
    """Return the index that follows ``part`` on the way of ``route``."""
    if len(route) <= len(part):
        return 0
    return int(route[len(part)])

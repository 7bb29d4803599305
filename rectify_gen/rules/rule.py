"""What a rule is, and what it is given: a notice walked once, all its texts in one string.

Patterns run over the one string, so that a rule costs one search and not one for each
paragraph. This room must not know positions, YAML or reports.
"""

import bisect
import functools
import itertools
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from rectify_gen import model
from rectify_gen.choice import STANDARD, Choice, OfficeWords
from rectify_gen.diagnostics import Diagnostic, Fix, Route, Severity, Span
from rectify_gen.messages import Message
from rectify_gen.model import slots
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.item_lists import ItemList, item_lists
from rectify_gen.rules.searched_text import SearchedText, pairs_in
from rectify_gen.vocabulary.ledger_keys import LEDGER_WORDS
from rectify_gen.vocabulary.tally import is_row

REPORTING = (
    model.Role.OVERVIEW,
    model.Role.RESPONSIBILITY,
    model.Role.FIRST_RESPONSIBLE,
    model.Role.OTHER,
)
"""Sections that tell how the organ went about the whole, and not what was done item by item."""

_NOT_TEXT = frozenset(
    {
        "waivers",
        "numbering",
        "kind",
        "role",
        "audience",
        "status",
        # Dates, numbers and flags are no text anyway; to skip them by name is faster.
        "closed_on",
        # The names of files.
        "pictures",
        "start",
        "run_in",
    }
)
# A problem is quoted from the inspectors, evidence names documents: neither is the author's to reword.
# Facts of an office's own are numbers, names and the like.
_NOT_WORDING = frozenset({"contacts", "evidence", "problem", "form", "fields"})
_NAMES = frozenset(
    {
        "heading",
        "problem",
        "form",
        "number",
        "evidence",
        "responsible_leader",
        "responsible_departments",
        "person",
    }
)
"""What calls a part of a section by its name, and who or what is named for it."""
_QUOTED = re.compile("《[^《》\n]*》|“[^“”\n]*”")
BLANK = "□"
"""What stands in ``Subject.wording`` for each character that the author did not word."""


_Computed = TypeVar("_Computed")


def key_of(route: Route) -> str:
    """Return the last key of ``route``: what the value there is, whichever of a list it is."""
    for step in reversed(route):
        if type(step) is str:
            return step
    raise ValueError("a route names at least one key")


def is_running_text(route: Route) -> bool:
    """Return whether the text at ``route`` tells something in words of its author: it is no heading, name or number.

    Labels count, since they begin a paragraph; so do the columns of a ledger that are worded.
    """
    return route[0] in ("preamble", "sections") and key_of(route) not in _NAMES


def is_published(notice: model.Notice, route: Route) -> bool:
    """Return whether the value at ``route`` is printed for the public: not ledger only, in no internal part."""
    if not LEDGER_WORDS.isdisjoint(route) and not _attaches_ledger(notice):
        return False
    value: Any = notice
    for step in route:
        if isinstance(step, int):
            value = value[step]
            continue
        if isinstance(value, dict):
            value = value[step]
            continue
        # The notice has no audience; pydantic takes long to say so.
        is_part = value is not notice
        if is_part and getattr(value, "audience", "public") == "internal":
            return False
        value = getattr(value, step)
    return True


def _attaches_ledger(notice: model.Notice) -> bool:
    """Whether the ledger is printed behind the notice, so that what it says is published."""
    if notice.document is None:
        return False
    for attachment in notice.document.attachments:
        if isinstance(attachment, model.Attachment) and attachment.ledger:
            return True
    return False


class Numbered(NamedTuple):
    """An item of any section, internal ones included."""

    route: Route
    item: model.Item
    is_row: bool
    """Whether it is counted, and has a row in the ledger: see :func:`is_row`."""


class Subject(NamedTuple):
    """A notice as rules read it: every text that a reader may see, in order, joined by line breaks.

    No text holds a line break, so a pattern that takes none stays inside one text; ``whole``,
    ``wording`` and ``scanned`` have the same length: an index into one means the same place in the others.
    """

    notice: model.Notice
    routes: tuple[Route, ...]
    starts: tuple[int, ...]
    """Where each text begins."""
    lines: tuple[str, ...]
    """The texts themselves: all findings in a long text share it."""
    whole: SearchedText
    wording: SearchedText
    """The author's own wording: quotations, titles in 《》, names of problems, contacts and evidence are blank."""
    scanned: SearchedText
    """What rules of marks scan: ``whole`` with Chinese for the ``{}`` of each form, where a name will stand."""
    computed: dict[Callable[..., Any], Any]
    """What :meth:`once` keeps."""
    parts: tuple[tuple[Route, model.Part], ...] = ()
    """The notice itself, its sections, items, runs of measures and so on, outer ones before inner ones; nothing attached."""
    lists: tuple[ItemList, ...] = ()
    """The lists of items that a public edition prints, outer lists first."""
    publication_days: tuple[int, int] = (15, 60)
    words: OfficeWords = OfficeWords()

    def once(self, compute: Callable[["Subject"], _Computed]) -> _Computed:
        """Return ``compute`` of this subject, computed when the first rule asks for it and kept for the others."""
        # Not functools.cache: what is computed goes with the notice, and a batch has thousands.
        if compute not in self.computed:
            self.computed[compute] = compute(self)
        result: _Computed = self.computed[compute]
        return result

    def items(self) -> tuple[Numbered, ...]:
        """Return every item of every section, parents before children."""
        return self.once(_numbered)

    def numbers_of(self, part: str) -> Sequence[int]:
        """Return which texts stand below the key ``part`` of the notice, counted from 0."""
        return self.once(_numbers_by_part).get(part, ())

    def sections(self, *roles: model.Role) -> set[int]:
        """Return which sections have one of ``roles``, counted from 0."""
        numbers = set()
        for number, section in enumerate(self.notice.sections):
            if section.role in roles:
                numbers.add(number)
        return numbers

    def number_at(self, index: int) -> int:
        """Return which text holds the index ``index``, counted from 0."""
        return bisect.bisect(self.starts, index) - 1

    def route_at(self, index: int) -> Route:
        """Return the route of the text that holds the index ``index``."""
        return self.routes[self.number_at(index)]

    def texts(self) -> Iterator[tuple[Route, int, str]]:
        """Yield each text with its route and where it begins."""
        return zip(self.routes, self.starts, self.lines, strict=True)

    def span_of(self, number: int) -> tuple[int, int]:
        """Return where text ``number`` begins and ends."""
        return self.starts[number], self.starts[number] + len(self.lines[number])

    def fix(self, place: tuple[int, int], replacement: str) -> Fix:
        """Return the fix that writes ``replacement`` at ``place``, two indices into the whole that lie in one text."""
        number = self.number_at(place[0])
        start_of_text = self.starts[number]
        span = Span(
            self.lines[number], place[0] - start_of_text, place[1] - start_of_text
        )
        return Fix(self.routes[number], span, replacement)

    def finding(
        self,
        place: tuple[int, int],
        *,
        replacement: str | None = None,
        is_safe: bool = True,
        fixes: tuple[Fix, ...] = (),
        **facts: object,
    ) -> Finding:
        """Return the finding of the characters at ``place``, two indices into the whole that lie in one text.

        Its fix writes ``replacement`` there, and may be wrong where it is not safe; a finding of several marks is given all their ``fixes``.
        """
        route, span, *_ = self.fix(place, "")
        if replacement is not None:
            fixes = (Fix(route, span, replacement, is_safe),)
        return Finding(route, span=span, facts=facts, fixes=fixes)


class Documentation(NamedTuple):
    """What ``rectify-gen rules CODE`` explains: pairs are Chinese and English."""

    what: tuple[str, str]
    why: tuple[str, str]
    basis: str
    """The standard or regulation with its clause, or 习惯 (custom)."""
    wrong: str
    right: str


def _numbers_by_part(subject: Subject) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    first = 0
    # Runs of texts, as those of one part stand together.
    for part, routes in itertools.groupby(subject.routes, operator.itemgetter(0)):
        end = first + len(tuple(routes))
        numbers.setdefault(part, []).extend(range(first, end))
        first = end
    return numbers


def _numbered(subject: Subject) -> tuple[Numbered, ...]:
    numbered: list[Numbered] = []
    # Parents come before children, so what stands below an item is known when the item is reached from the end.
    next_item: Route = ()
    next_problem: Route = ()
    for route, part in reversed(subject.parts):
        if not isinstance(part, model.Item):
            continue
        is_problem = isinstance(part, model.ProblemItem)
        counts = is_row(
            is_problem=is_problem,
            has_items=next_item[: len(route)] == route,
            has_problems_below=next_problem[: len(route)] == route,
        )
        numbered.append(Numbered(route, part, counts))
        if is_problem:
            next_problem = route
        next_item = route
    numbered.reverse()
    return tuple(_without_rows_below_rows(numbered))


def _without_rows_below_rows(numbered: Sequence[Numbered]) -> Iterator[Numbered]:
    """Yield ``numbered`` where nothing below a row is a row itself."""
    last_row: Route | None = None
    for entry in numbered:
        is_below_row = last_row is not None and entry.route[: len(last_row)] == last_row
        if is_below_row:
            yield entry._replace(is_row=False)
            continue
        if entry.is_row:
            last_row = entry.route
        yield entry


FindFaults = Callable[[Subject], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: its code, named for the fault; what it looks for; why; and what it says of a fault."""

    code: str
    find: FindFaults
    """Yields what it finds, with the route of the value at fault; never raises on a notice that validates."""
    documentation: Documentation
    message: Message
    fixes: bool
    """Whether findings may have safe fixes, for ``validate --fix``."""
    offers: bool = False
    """Whether findings may have fixes that are not safe, for ``validate --fix --unsafe``."""
    gathers: tuple[str, ...] = ()
    """Codes of the rules whose findings this one reports together; a waiver for one of them keeps its marks as well."""

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """Yield what the rule finds in ``subject``, as diagnostics of its code."""
        for finding in self.find(subject):
            yield self.diagnostic(finding)

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """Return ``finding`` with the code and the message of this rule."""
        return Diagnostic(
            self.code,
            finding.route,
            finding.facts,
            span=finding.span,
            fixes=finding.fixes,
            wording=self.message,
        )


def rule(  # noqa: PLR0913 - all that is to be said of a rule, by name
    *,
    severity: Severity,
    sentence: tuple[str, str],
    hint: tuple[str, str],
    what: tuple[str, str],
    why: tuple[str, str],
    basis: str,
    wrong: str,
    right: str,
    fixes: bool = False,
    offers: bool = False,
    gathers: tuple[str, ...] = (),
) -> Callable[[FindFaults], Rule]:
    """Return what makes a :class:`Rule` of the function below it; its code is the function's name with hyphens.

    Pairs are Chinese and English. The placeholders of ``sentence`` and ``hint`` are filled from the facts of a
    finding; ``{marks}``, ``{quote}`` and ``{replacement}`` from its span and fix.
    """
    documentation = Documentation(
        what=what, why=why, basis=basis, wrong=wrong, right=right
    )
    message = Message(
        severity.value,
        zh=sentence[0],
        en=sentence[1],
        zh_hint=hint[0],
        en_hint=hint[1],
    )

    def rule_of(find: FindFaults) -> Rule:
        code = find.__name__.replace("_", "-")
        return Rule(
            code,
            find,
            documentation,
            message,
            fixes=fixes,
            offers=offers,
            gathers=gathers,
        )

    return rule_of


def subject(notice: model.Notice, choice: Choice = STANDARD) -> Subject:
    """Return ``notice`` walked for the rules, with what ``choice`` says that they need."""
    gathered = _Gathered([], [])
    _gather(notice, (), gathered)
    return subject_of(notice, gathered.texts)._replace(
        parts=tuple(gathered.parts),
        lists=tuple(item_lists(notice)),
        publication_days=choice.publication_days,
        words=choice.words,
    )


def subject_of(notice: model.Notice, texts: list[tuple[Route, str]]) -> Subject:
    """Return the subject of ``notice`` that has just these ``texts``, each of one line."""
    routes = tuple(route for route, _ in texts)
    lines = tuple(text for _, text in texts)
    # Each text is followed by a line break; the last sum is the end of the whole.
    lengths = (len(text) + 1 for text in lines)
    starts = tuple(itertools.accumulate(lengths, initial=0))[:-1]
    own_lines = [_own_wording(route, text) for route, text in texts]
    # Blanks of the same length: an index into one string must mean the same place in the other.
    wording = _QUOTED.sub(_blanked, "\n".join(own_lines))
    scanned_lines = [_with_chinese_for_braces(route, text) for route, text in texts]
    whole = "\n".join(lines)
    # Each text once, for most problems share a form; the line breaks of all of them are kept.
    unique_lines = {*lines, *scanned_lines}
    pairs = pairs_in("\n".join(("", *unique_lines, "")))
    # The wording has no others: no sign that a pattern is looked for by holds a blank beside another character.
    return Subject(
        notice,
        routes,
        starts,
        lines,
        whole=SearchedText(whole, pairs),
        wording=SearchedText(wording, pairs),
        scanned=SearchedText("\n".join(scanned_lines), pairs),
        computed={},
    )


def _blanked(quotation: re.Match[str]) -> str:
    return BLANK * len(quotation.group())


def _own_wording(route: Route, text: str) -> str:
    """Return ``text`` with :data:`BLANK` for what its author did not word: facts printed by slots, or all of it."""
    if not _NOT_WORDING.isdisjoint(route):
        return BLANK * len(text)
    if route[0] in slots.SLOTTED_PARTS and "{" in text:
        return slots.masked(text, BLANK)
    return text


def _with_chinese_for_braces(route: Route, text: str) -> str:
    """Return ``text`` with Chinese of the same length for each ``{}`` and slot: a mark beside it meets that in print."""
    if route[-1] == "form":
        return text.replace("{}", "问题")
    if route[0] in slots.SLOTTED_PARTS and "{" in text:
        return slots.masked(text, "事实")
    return text


class _Gathered(NamedTuple):
    """What is found on the walk through a notice, in order."""

    texts: list[tuple[Route, str]]
    parts: list[tuple[Route, model.Part]]


def _gather(part: model.Part, route: Route, gathered: _Gathered) -> None:
    """Add ``part`` and its texts; lists that grow are faster than generators nested as deep as a notice."""
    # What is attached is another document.
    if route[:1] != ("document",):
        gathered.parts.append((route, part))
    values = part.__dict__
    for name in _text_fields(type(part)):
        # Most facts of an item are left out: there is no value, or a list of none.
        if value := values[name]:
            _gather_value(value, (*route, name), gathered)


def _gather_value(value: object, route: Route, gathered: _Gathered) -> None:
    if type(value) is str:
        # A cell of a table may be empty.
        if value:
            gathered.texts.append((route, value))
    elif type(value) is tuple:
        for index, member in enumerate(value):
            _gather_value(member, (*route, index), gathered)
    elif isinstance(value, model.Part):
        _gather(value, route, gathered)
    elif type(value) is dict:
        for name, member in value.items():
            _gather_value(member, (*route, name), gathered)


@functools.cache
def _text_fields(part: type[model.Part]) -> tuple[str, ...]:
    """The fields of ``part`` that may hold text of the notice."""
    passed_over = set(_NOT_TEXT)
    # The number of a document is printed as it is; that of an item is a mark.
    if not issubclass(part, model.DocumentFacts):
        passed_over.add("number")
    return tuple(name for name in part.model_fields if name not in passed_over)

"""What a rule is, and what it is given: a notice walked once, all its texts in one string.

Patterns run over the one string, so that a rule costs one search and not one for each
paragraph. This room must not know positions, YAML or reports.
"""

import bisect
import functools
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.item_lists import ItemList, item_lists

LEDGER = frozenset(
    {
        "responsible_leader",
        "responsible_departments",
        "person",
        "target",
        "progress",
        "evidence",
    }
)
"""Keys of an item that the ledger shows and the public text does not."""
REPORTING = (
    model.Role.OVERVIEW,
    model.Role.RESPONSIBILITY,
    model.Role.FIRST_RESPONSIBLE,
    model.Role.OTHER,
)
"""Sections that tell how the organ went about the whole, and not what was done item by item."""

_NOT_TEXT = frozenset({"waivers", "numbering", "kind", "role", "audience", "status"})
_NOT_WORDING = frozenset({"contacts", "evidence", "problem", "form"})
_QUOTED = re.compile("《[^《》\n]*》|“[^“”\n]*”")
_AROUND = 12
"""Characters that a message quotes on either side of what was found."""

BLANK = "□"
"""What stands in ``Subject.wording`` for each character that the author did not word."""


_Reckoned = TypeVar("_Reckoned")


def key_of(route: Route) -> str:
    """Return the last key of ``route``: what the value there is, whichever of a list it is."""
    for step in reversed(route):
        if type(step) is str:
            return step
    raise ValueError("a route names at least one key")


def is_published(notice: model.Notice, route: Route) -> bool:
    """Return whether the value at ``route`` is printed for the public: not ledger only, in no internal part."""
    value: Any = notice
    for step in route:
        if step in LEDGER or getattr(value, "audience", "public") == "internal":
            return False
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return True


class Numbered(NamedTuple):
    """An item of any section, internal ones included."""

    route: Route
    item: model.Item
    is_leaf: bool
    """Whether no other item stands below it."""


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
    whole: str
    wording: str
    """The author's own wording: quotations, titles in 《》, names of problems, contacts and evidence are blank."""
    scanned: str
    """What rules of marks scan: ``whole`` with Chinese for the ``{}`` of each form, where a name will stand."""
    reckoned: dict[Callable[..., Any], Any]
    """What :meth:`once` keeps."""
    lists: tuple[ItemList, ...] = ()
    """The lists of items that a public edition prints, outer lists first."""
    publication_days: tuple[int, int] = (15, 60)

    def once(self, reckon: Callable[["Subject"], _Reckoned]) -> _Reckoned:
        """Return ``reckon`` of this subject, which the first rule that asks for it pays for."""
        if reckon not in self.reckoned:
            self.reckoned[reckon] = reckon(self)
        found: _Reckoned = self.reckoned[reckon]
        return found

    def items(self) -> tuple[Numbered, ...]:
        """Return every item of every section, parents before children."""
        return self.once(_numbered)

    def sections(self, *roles: model.Role) -> set[int]:
        """Return which sections have one of ``roles``, counted from 0."""
        return {at for at, one in enumerate(self.notice.sections) if one.role in roles}

    def number_at(self, at: int) -> int:
        """Return which text holds the index ``at``, counted from 0."""
        return bisect.bisect(self.starts, at) - 1

    def route_at(self, at: int) -> Route:
        """Return the route of the text that holds the index ``at``."""
        return self.routes[self.number_at(at)]

    def texts(self) -> Iterator[tuple[Route, int, str]]:
        """Yield each text with its route and where it begins."""
        return zip(self.routes, self.starts, self.lines, strict=True)

    def span_of(self, number: int) -> tuple[int, int]:
        """Return where text ``number`` begins and ends."""
        return self.starts[number], self.starts[number] + len(self.lines[number])

    def finding(self, code: str, span: tuple[int, int], **facts: object) -> Diagnostic:
        """Return the diagnostic ``code`` of the characters at ``span``, which lie in one text.

        Its facts are what a message quotes, and what waivers, positions and mending need: the text, the index
        ``at`` in it, the ``marks`` found there; and ``facts``.
        """
        number = self.number_at(span[0])
        text, start, end = (
            self.lines[number],
            span[0] - self.starts[number],
            span[1] - self.starts[number],
        )
        quote = text[max(start - _AROUND, 0) : end + _AROUND]
        own = {"quote": quote, "marks": text[start:end], "text": text, "at": start}
        return Diagnostic(code, self.routes[number], {**own, **facts})


class Documentation(NamedTuple):
    """What ``rectify-gen rules CODE`` explains: pairs are Chinese and English."""

    what: tuple[str, str]
    why: tuple[str, str]
    basis: str
    """The standard or regulation with its clause, or 习惯 (custom)."""
    wrong: str
    right: str


def _numbered(subject: Subject) -> tuple[Numbered, ...]:
    found = [
        one
        for at, section in enumerate(subject.notice.sections)
        for one in model.numbered_items(section.content, ("sections", at))
    ]
    following: list[Route] = [*(route for route, _ in found[1:]), ()]
    return tuple(
        Numbered(route, item, after[: len(route)] != route)
        for (route, item), after in zip(found, following, strict=False)
    )


Check = Callable[[Subject], Iterator[Diagnostic]]


class Rule(NamedTuple):
    """A rule: its code, named for the fault; what it looks for; why."""

    code: str
    check: Check
    """Yields what it finds, with the route of the value at fault; never raises on a notice that validates."""
    documentation: Documentation
    mends: bool
    """Whether ``validate --fix`` puts the fact ``better``, where it is given, in the place of ``marks``: safe, no digit."""
    piecemeal: Check | None
    """Yields mark by mark what has to be mended, where ``check`` gathers several marks in one report."""


def rule(
    *,
    what: tuple[str, str],
    why: tuple[str, str],
    basis: str,
    wrong: str,
    right: str,
    mends: bool | Check = False,
) -> Callable[[Check], Rule]:
    """Return what makes a :class:`Rule` of the function below it; its code is the function's name with hyphens.

    ``mends`` may be the function that yields :attr:`Rule.piecemeal`.
    """
    documentation = Documentation(what, why, basis, wrong, right)
    piecemeal = None if isinstance(mends, bool) else mends
    return lambda check: Rule(
        check.__name__.replace("_", "-"), check, documentation, bool(mends), piecemeal
    )


def subject(notice: model.Notice) -> Subject:
    """Return ``notice`` walked for the rules."""
    texts: list[tuple[Route, str]] = []
    _gather(notice, (), texts)
    return subject_of(notice, texts)._replace(lists=tuple(item_lists(notice)))


def subject_of(notice: model.Notice, texts: list[tuple[Route, str]]) -> Subject:
    """Return the subject of ``notice`` that has just these ``texts``, each of one line."""
    routes = tuple(route for route, _ in texts)
    lines = tuple(text for _, text in texts)
    starts = tuple(itertools.accumulate((len(text) + 1 for text in lines), initial=0))[
        :-1
    ]
    own = [
        text if _NOT_WORDING.isdisjoint(route) else BLANK * len(text)
        for route, text in texts
    ]
    wording = _QUOTED.sub(lambda found: BLANK * len(found.group()), "\n".join(own))
    scanned = (
        text.replace("{}", "问题") if route[-1] == "form" else text
        for route, text in texts
    )
    return Subject(
        notice, routes, starts, lines, "\n".join(lines), wording, "\n".join(scanned), {}
    )


def _gather(part: model.Part, route: Route, out: list[tuple[Route, str]]) -> None:
    """Add the texts of ``part``, in order; a list that grows is faster than generators nested as deep as a notice."""
    values = part.__dict__
    for name in _text_fields(type(part)):
        if (value := values[name]) is not None:
            _gather_value(value, (*route, name), out)


def _gather_value(value: object, route: Route, out: list[tuple[Route, str]]) -> None:
    if type(value) is str:
        out.append((route, value))
    elif type(value) is tuple:
        for at, member in enumerate(value):
            _gather_value(member, (*route, at), out)
    elif isinstance(value, model.Part):
        _gather(value, route, out)


@functools.cache
def _text_fields(part: type[model.Part]) -> tuple[str, ...]:
    """The fields of ``part`` that may hold text of the notice."""
    told = (
        _NOT_TEXT if issubclass(part, model.DocumentFacts) else {*_NOT_TEXT, "number"}
    )
    return tuple(name for name in part.model_fields if name not in told)

"""What a rule is, what it is given, and how notices are walked.

This room must not know positions, YAML or reports.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Route

_NOT_TEXT = frozenset({"waivers", "numbering", "number", "kind", "role", "audience", "status"})


class Subject(NamedTuple):
    """A notice as rules read it, walked once for all of them: every text that a reader may see, in order."""

    notice: model.Notice
    texts: tuple[tuple[Route, str], ...]


class Documentation(NamedTuple):
    """What ``rectify-gen rules CODE`` explains: pairs are Chinese and English."""

    what: tuple[str, str]
    why: tuple[str, str]
    basis: str
    """The standard or regulation with its clause, or 习惯 (custom)."""
    wrong: str
    right: str


class Rule(NamedTuple):
    """A rule: its code, named for the fault; what it looks for; why."""

    code: str
    check: Callable[[Subject], Iterator[Diagnostic]]
    """Yields what it finds, with the route of the value at fault; never raises on a notice that validates."""
    documentation: Documentation


def rule(
    *, what: tuple[str, str], why: tuple[str, str], basis: str, wrong: str, right: str
) -> Callable[[Callable[[Subject], Iterator[Diagnostic]]], Rule]:
    """Return what makes a :class:`Rule` of the function below it; its code is the function's name with hyphens."""
    documentation = Documentation(what, why, basis, wrong, right)
    return lambda check: Rule(check.__name__.replace("_", "-"), check, documentation)


def subject(notice: model.Notice) -> Subject:
    """Return ``notice`` walked for the rules."""
    return Subject(notice, tuple(_texts(notice, ())))


def _texts(value: object, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield route, value
    elif isinstance(value, tuple):
        for at, member in enumerate(value):
            yield from _texts(member, (*route, at))
    elif isinstance(value, model.Part):
        for name in type(value).model_fields:
            if name not in _NOT_TEXT:
                yield from _texts(getattr(value, name), (*route, name))

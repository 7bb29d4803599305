"""What a rule yields: where a fault is, what its message says of it, how to fix it.

A finding has no code yet: :class:`rectify_gen.rules.rule.Rule` makes a diagnostic of it.
This room must not know any rule.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rectify_gen.diagnostics import NO_FACTS, Fix, Route, Span


class Finding(NamedTuple):
    """One fault of the value at ``route``: the characters at fault, facts for the message, safe fixes."""

    route: Route
    span: Span | None = None
    facts: Mapping[str, object] = NO_FACTS
    fixes: tuple[Fix, ...] = ()


def at_value(route: Route, text: str, **facts: object) -> Finding:
    """Return the finding of all of ``text``, which is the value at ``route``."""
    return Finding(route, span=Span(text, 0, len(text)), facts=facts)

"""What a test makes known: which paths of the view are there where it holds, and where it does not.

    {% if period %}…                  period is there inside
    {% if not period %}…{% else %}    period is there in the else
    {% if a and b %}…                 both are there inside

This room must not know tags or places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jinja2 import nodes

from rectify_gen.view.fields import Path

Reads = Callable[[nodes.Node], Path]
"""Gives the path that an expression reads, empty where it reads none."""

_NO_PATHS: frozenset[Path] = frozenset()
_HOLDING_OPERATORS = frozenset({"eq", "in"})
_FAILING_OPERATORS = frozenset({"ne", "notin"})
_LENGTH_OPERATORS = frozenset({"gt", "gteq", "ne"})
_LENGTH_FILTERS = frozenset({"length", "count"})
_SAYING_NOTHING = frozenset({"defined", "undefined", "none", "ne", "notin"})
"""Tests that hold for absent values too."""


class Known(NamedTuple):
    """Paths that are present where a test holds, and where it fails."""

    where_it_holds: frozenset[Path]
    where_it_fails: frozenset[Path]


_NOTHING = Known(_NO_PATHS, _NO_PATHS)


def known_by(test: nodes.Node, reads: Reads) -> Known:
    """Return what ``test`` makes known about the paths that it reads."""
    if isinstance(test, nodes.Not):
        negated = known_by(test.node, reads)
        return Known(
            where_it_holds=negated.where_it_fails,
            where_it_fails=negated.where_it_holds,
        )
    if isinstance(test, nodes.And | nodes.Or):
        return _known_by_both(test, reads)
    if isinstance(test, nodes.Compare):
        return _known_by_comparison(test, reads)
    if isinstance(test, nodes.Filter) and test.name in _LENGTH_FILTERS and test.node:
        return known_by(test.node, reads)
    path = reads(test)
    if not path:
        return _NOTHING
    # A plain {% if x %} that fails may mean an empty x: nothing follows from it.
    return Known(
        where_it_holds=frozenset({path}),
        where_it_fails=_NO_PATHS,
    )


def _known_by_both(test: nodes.And | nodes.Or, reads: Reads) -> Known:
    before = known_by(test.left, reads)
    after = known_by(test.right, reads)
    if isinstance(test, nodes.And):
        # Both sides hold; where the whole fails, either of them may be the cause.
        return Known(
            where_it_holds=before.where_it_holds | after.where_it_holds,
            where_it_fails=before.where_it_fails & after.where_it_fails,
        )
    return Known(
        where_it_holds=before.where_it_holds & after.where_it_holds,
        where_it_fails=before.where_it_fails | after.where_it_fails,
    )


def _known_by_comparison(test: nodes.Compare, reads: Reads) -> Known:
    """``x == "text"`` holds only where x is there; a comparison with a number is about its length."""
    operand = test.ops[0]
    operator = operand.op
    if isinstance(test.expr, nodes.Filter) and operator in _LENGTH_OPERATORS:
        return known_by(test.expr, reads)
    path = reads(test.expr)
    is_constant = isinstance(operand.expr, nodes.Const | nodes.List | nodes.Tuple)
    # ``1 < x < 3``
    is_chain = len(test.ops) > 1
    if not path or not is_constant or is_chain:
        return _NOTHING
    compared = frozenset({path})
    if operator in _HOLDING_OPERATORS:
        return Known(
            where_it_holds=compared,
            where_it_fails=_NO_PATHS,
        )
    if operator in _FAILING_OPERATORS:
        return Known(
            where_it_holds=_NO_PATHS,
            where_it_fails=compared,
        )
    return _NOTHING


def chosen(iterated: nodes.Node) -> frozenset[str]:
    """Return the attributes that every member has after ``|selectattr("…")`` on what a loop goes over."""
    attributes: set[str] = set()
    node: nodes.Node | None = iterated
    while isinstance(node, nodes.Filter):
        if node.name == "selectattr":
            # ``selectattr("period")``, ``selectattr("kind", "eq", "body")``
            words: list[object] = []
            for argument in node.args:
                if isinstance(argument, nodes.Const):
                    words.append(argument.value)
            says_nothing = len(words) > 1 and words[1] in _SAYING_NOTHING
            if words and not says_nothing:
                attribute = str(words[0])
                attributes.add(attribute)
        node = node.node
    return frozenset(attributes)

"""What each filter takes and gives, as far as types go.

This room must not know XML, files or data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from rectify_gen.templating.contract import naming
from rectify_gen.templating.contract.scope import ANY, Value, member_of
from rectify_gen.templating.contract.types import (
    Anything,
    Flag,
    Listing,
    Number,
    Record,
    Text,
    present,
)
from rectify_gen.templating.sandbox import FILTERS_FREE, FILTERS_OF_ITEMS

if TYPE_CHECKING:
    from rectify_gen.templating.contract.expressions import Expressions

_COUNTING = frozenset(
    {"length", "count", "wordcount", "int", "float", "abs", "round", "sum"}
)
_SAME = frozenset(
    {"list", "sort", "reverse", "unique", "reject", "selectattr", "rejectattr"}
)
_ONE = frozenset({"first", "last", "min", "max"})
_LISTS_ONLY = frozenset(
    {"join", "map", "select", "reject", "selectattr", "rejectattr", "groupby", "sum"}
)
_OF_ATTRIBUTE = frozenset({"selectattr", "rejectattr", "groupby"})


def filtered(walker: Expressions, node: nodes.Filter, value: Value) -> Value:
    """Return what the filter ``node`` makes of ``value``; what it cannot take is reported."""
    if node.name in ("default", "d"):
        return _default(node, value)
    value = walker.demand(value, node.node or node)
    held = value.type
    if node.name in FILTERS_OF_ITEMS:
        wrong = isinstance(held, Number | Flag | Record) or (
            isinstance(held, Text) and node.name in _LISTS_ONLY
        )
    else:
        wrong = isinstance(held, Listing | Record) and node.name not in FILTERS_FREE
    if wrong:
        walker.report(
            "template-filter-value", node, name=node.name, **naming.called(held)
        )
        return ANY
    return _made(walker, node, value)


def _default(node: nodes.Filter, value: Value) -> Value:
    """Only ``default("…", true)`` stands in for what is absent: an absent fact is not undefined."""
    second = (
        node.args[1]
        if len(node.args) > 1
        else next((one.value for one in node.kwargs if one.key == "boolean"), None)
    )
    whole = isinstance(second, nodes.Const) and bool(second.value)
    return Value(present(value.type)) if whole else value


def _made(walker: Expressions, node: nodes.Filter, value: Value) -> Value:
    held = value.type
    member = (
        Value(held.member)
        if isinstance(held, Listing)
        else Value(Text())
        if isinstance(held, Text)
        else ANY
    )
    named = _attribute(node)
    if named and isinstance(held, Listing):
        member = (
            _member(walker, node, member, named)
            if node.name not in _OF_ATTRIBUTE
            else _checked(walker, node, member, named)
        )
    if node.name in ("join", "sum") and isinstance(held, Listing):
        walker.demand(member, node)
    if node.name in _COUNTING:
        return Value(Number())
    if node.name in _ONE:
        return member
    if node.name in _SAME or node.name == "select":
        return Value(held if node.name != "select" else Listing(present(member.type)))
    if node.name == "map":
        return Value(Listing(member.type if named else Anything()))
    return (
        Value(Listing(Anything()))
        if node.name in ("groupby", "dictsort", "items")
        else Value(Text())
    )


def _attribute(node: nodes.Filter) -> str:
    """The attribute that the filter looks at: its first argument, or attribute=…; only where it is written out."""
    given = next((one.value for one in node.kwargs if one.key == "attribute"), None)
    if given is None and node.args and node.name in _OF_ATTRIBUTE | {"sum"}:
        given = node.args[0]
    if given is None and node.name == "join" and len(node.args) > 1:
        given = node.args[1]
    return (
        given.value
        if isinstance(given, nodes.Const) and isinstance(given.value, str)
        else ""
    )


def _checked(
    walker: Expressions, node: nodes.Filter, member: Value, path: str
) -> Value:
    walker.testing += 1
    _member(walker, node, member, path)
    walker.testing -= 1
    return member


def _member(walker: Expressions, node: nodes.Filter, member: Value, path: str) -> Value:
    """What ``path`` (dots between names) reads of each member."""
    for name in path.split("."):
        if name.startswith("_"):
            walker.report(
                "template-forbidden", node, **naming.forbidden("attribute", name)
            )
            return ANY
        held = Value(present(member.type))
        if isinstance(held.type, Record) and member_of(held, name) is None:
            walker.read(held, name, node)
            return ANY
        member = member_of(held, name) or ANY
        walker.note(member)
    return member._replace(path=())

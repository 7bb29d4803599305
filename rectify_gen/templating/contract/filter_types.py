"""What each filter takes and gives, as far as types go.

This room must not know XML, files or data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from rectify_gen.templating.contract import argument_checks, report_facts
from rectify_gen.templating.contract.conditions import chosen
from rectify_gen.templating.contract.expression_types import (
    Anything,
    Flag,
    Listing,
    Maybe,
    Number,
    Record,
    Text,
    Type,
    present,
)
from rectify_gen.templating.contract.scope import ANY, Value, member_of
from rectify_gen.templating.permissions import FILTERS_FREE, FILTERS_OF_ITEMS
from rectify_gen.templating.sandbox import SANDBOX

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
_PLACES_OF_ATTRIBUTES = {
    **dict.fromkeys(("selectattr", "rejectattr", "groupby", "sum"), 0),
    **dict.fromkeys(("join", "min", "max", "unique"), 1),
    "sort": 2,
}
"""Which argument names an attribute of the members, where ``attribute=`` does not."""
_COMPARING = frozenset({"join", "sum", "groupby", "sort", "min", "max", "unique"})
"""Filters that look at a value of each member, which must be there."""
_OF_ATTRIBUTE = frozenset(
    {"selectattr", "rejectattr", "groupby", "sort", "min", "max", "unique"}
)
"""Filters that look at an attribute of the members and give the members."""


def filtered(walker: Expressions, node: nodes.Filter, value: Value) -> Value:
    """Return what the filter ``node`` makes of ``value``; what it cannot take is reported."""
    if node.name in ("default", "d"):
        _wrong_arguments(walker, node, ANY.type)
        return Value(present(value.type))
    if node.name in ("length", "count") and isinstance(value.type, Maybe):
        return Value(Number())  # what is absent has the length 0
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
            "template-filter-value", node, name=node.name, **report_facts.called(held)
        )
        return ANY
    if _wrong_arguments(walker, node, held):
        return ANY
    if node.name in ("int", "float") and isinstance(held, Text):
        walker.report(
            "template-number-of-text",
            node,
            name=report_facts.spelled(node.node or node),
        )
    return _made(walker, node, value)


def _wrong_arguments(walker: Expressions, node: nodes.Filter, held: Type) -> bool:
    """Whether the arguments of the filter are wrong, which is reported."""
    unknown_filter, unknown_test = argument_checks.unknown_names(node)
    if reason := argument_checks.wrong_filter_arguments(node, held):
        walker.report("template-filter-arguments", node, name=node.name, **reason)
    elif unknown_filter:
        known = [name for name in SANDBOX.filters if not name.startswith("_")]
        facts = report_facts.unknown_word(unknown_filter, known)
        walker.report("template-unknown-filter", node, **facts)
    elif unknown_test:
        facts = report_facts.unknown_word(unknown_test, list(SANDBOX.tests))
        walker.report("template-unknown-test", node, **facts)
    else:
        return False
    return True


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
    if named and named in chosen(node.node or node):
        member = member._replace(type=present(member.type))
    if node.name in _COMPARING and isinstance(held, Listing):
        member = _demanded(walker, node, member, named)
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
    place = _PLACES_OF_ATTRIBUTES.get(node.name)
    if given is None and place is not None and len(node.args) > place:
        given = node.args[place]
    return (
        given.value
        if isinstance(given, nodes.Const) and isinstance(given.value, str)
        else ""
    )


def _demanded(
    walker: Expressions, node: nodes.Filter, member: Value, named: str
) -> Value:
    """``member`` where it must be there; reported where some members may lack it."""
    wanted = member
    if named and node.name in _OF_ATTRIBUTE:
        wanted = _attribute_of(member, named)
        if named in chosen(node.node or node):
            wanted = wanted._replace(type=present(wanted.type))
    if not isinstance(wanted.type, Maybe):
        return member._replace(type=present(member.type))
    picking = f"selectattr('{named}')" if named else "select"
    tag = walker.tag(node).raw
    piece = re.sub(rf"\|\s*{node.name}\b", f"|{picking}|{node.name}", tag, count=1)
    walker.report(
        "template-unguarded-members",
        node,
        name=report_facts.spelled(node.node or node),
        filter=node.name,
        piece=piece,
        **report_facts.titled(wanted.field),
    )
    return member._replace(type=present(member.type))


def _attribute_of(member: Value, path: str) -> Value:
    """What ``path`` (dots between names) is of a member."""
    for name in path.split("."):
        member = member_of(Value(present(member.type)), name) or ANY
    return member


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
                "template-forbidden", node, **report_facts.forbidden("attribute", name)
            )
            return ANY
        held = Value(present(member.type))
        if isinstance(held.type, Record) and member_of(held, name) is None:
            walker.read(held, name, node)
            return ANY
        member = member_of(held, name) or ANY
        walker.note(member)
    return member._replace(path=())

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
    Drawing,
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
from rectify_gen.templating.value_filters import DATE_FILTERS

if TYPE_CHECKING:
    from rectify_gen.templating.contract.expressions import Expressions

_NUMBER_FILTERS = frozenset(
    {
        "length",
        "count",
        "wordcount",
        "int",
        "float",
        "abs",
        "round",
        "sum",
    }
)
"""Filters that make a number of anything."""
_LIST_KEEPING_FILTERS = frozenset(
    {
        "list",
        "sort",
        "reverse",
        "unique",
        "reject",
        "selectattr",
        "rejectattr",
    }
)
"""Filters that give a list of the same members, or of some of them."""
_MEMBER_FILTERS = frozenset({"first", "last", "min", "max"})
_OTHER_LIST_FILTERS = frozenset({"groupby", "dictsort", "items"})
_LIST_ONLY_FILTERS = frozenset(
    {
        "join",
        "map",
        "select",
        "reject",
        "selectattr",
        "rejectattr",
        "groupby",
        "sum",
    }
)
"""Filters that make no sense of a text, though Jinja would go through its characters."""
_ATTRIBUTE_POSITIONS = {
    "selectattr": 0,
    "rejectattr": 0,
    "groupby": 0,
    "sum": 0,
    "join": 1,
    "min": 1,
    "max": 1,
    "unique": 1,
    "sort": 2,
}
"""Which argument names an attribute of the members, where ``attribute=`` does not."""
_COMPARING_FILTERS = frozenset(
    {
        "join",
        "sum",
        "groupby",
        "sort",
        "min",
        "max",
        "unique",
    }
)
"""Filters that look at a value of each member, which must be there."""
_BY_ATTRIBUTE_FILTERS = frozenset(
    {
        "selectattr",
        "rejectattr",
        "groupby",
        "sort",
        "min",
        "max",
        "unique",
    }
)
"""Filters that look at an attribute of the members and give the members."""


def filtered(walker: Expressions, node: nodes.Filter, value: Value) -> Value:
    """Return what the filter ``node`` makes of ``value``; what it cannot take is reported."""
    if node.name in ("default", "d"):
        _report_arguments(walker, node, ANY.type)
        return Value(present(value.type))
    if node.name in ("length", "count") and isinstance(value.type, Maybe):
        return Value(Number())  # what is absent has the length 0
    value = walker.demand(value, node.node or node)
    held = value.type
    if not _takes(node.name, held):
        kind = report_facts.called(held)
        walker.report("template-filter-value", node, name=node.name, **kind)
        return ANY
    if _report_arguments(walker, node, held):
        return ANY
    if node.name in ("int", "float") and isinstance(held, Text):
        name = report_facts.spelled(node.node or node)
        walker.report("template-number-of-text", node, name=name)
    return _result(walker, node, held)


def _takes(name: str, held: Type) -> bool:
    """Whether the filter ``name`` can do anything with a value of the type ``held``."""
    if name in FILTERS_OF_ITEMS:
        if isinstance(held, Text):
            return name not in _LIST_ONLY_FILTERS
        return not isinstance(held, Number | Flag | Record)
    if name in DATE_FILTERS and isinstance(held, Number | Flag):
        return False
    return name in FILTERS_FREE or not isinstance(held, Listing | Record | Drawing)


def _report_arguments(walker: Expressions, node: nodes.Filter, held: Type) -> bool:
    """Report wrong arguments of the filter; return whether they are wrong."""
    reason = argument_checks.wrong_filter_arguments(node, held)
    unknown_filter, unknown_test = argument_checks.unknown_names(node)
    if reason is not None:
        walker.report("template-filter-arguments", node, name=node.name, **reason)
    elif unknown_filter:
        facts = report_facts.unknown_filter(unknown_filter)
        walker.report("template-unknown-filter", node, **facts)
    elif unknown_test:
        facts = report_facts.unknown_word(unknown_test, list(SANDBOX.tests))
        walker.report("template-unknown-test", node, **facts)
    else:
        return False
    return True


def _result(walker: Expressions, node: nodes.Filter, held: Type) -> Value:
    """What the filter gives; ``held`` is what it is given."""
    attribute = _attribute_name(node)
    member = _compared_member(walker, node, held, attribute)
    if node.name in _NUMBER_FILTERS:
        return Value(Number())
    if node.name in _MEMBER_FILTERS:
        return member
    if node.name == "select":
        return Value(Listing(present(member.type)))
    if node.name == "map":
        return Value(Listing(member.type if attribute else Anything()))
    if node.name in _LIST_KEEPING_FILTERS:
        return Value(held)
    is_list = node.name in _OTHER_LIST_FILTERS
    return Value(Listing(Anything()) if is_list else Text())


def _compared_member(
    walker: Expressions, node: nodes.Filter, held: Type, attribute: str
) -> Value:
    """A member of what the filter goes through, or its ``attribute`` where that is what counts."""
    if isinstance(held, Text):
        return Value(Text())
    if not isinstance(held, Listing):
        return ANY
    member = Value(held.member)
    if attribute and node.name in _BY_ATTRIBUTE_FILTERS:
        # What is only looked at is not printed.
        walker.testing += 1
        _read_attribute(walker, node, member, attribute)
        walker.testing -= 1
    elif attribute:
        member = _read_attribute(walker, node, member, attribute)
    if attribute and attribute in chosen(node.node or node):
        member = member._replace(type=present(member.type))
    if node.name in _COMPARING_FILTERS:
        member = _demand_member(walker, node, member, attribute)
    return member


def _attribute_name(node: nodes.Filter) -> str:
    """The attribute that the filter looks at: its first argument, or attribute=…; only where it is written out."""
    argument: nodes.Expr | None = None
    for keyword in node.kwargs:
        if keyword.key == "attribute":
            argument = keyword.value
    position = _ATTRIBUTE_POSITIONS.get(node.name)
    if argument is None and position is not None and len(node.args) > position:
        argument = node.args[position]
    if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        return argument.value
    return ""


def _demand_member(
    walker: Expressions, node: nodes.Filter, member: Value, attribute: str
) -> Value:
    """``member`` where it must be there; reported where some members may lack it."""
    compared = member
    if attribute and node.name in _BY_ATTRIBUTE_FILTERS:
        compared = _attribute_of(member, attribute)
        if attribute in chosen(node.node or node):
            compared = compared._replace(type=present(compared.type))
    if isinstance(compared.type, Maybe):
        picking = f"selectattr('{attribute}')" if attribute else "select"
        before_filter = rf"\|\s*{node.name}\b"
        tag = walker.tag(node).raw
        guarded_filter = f"|{picking}|{node.name}"
        piece = re.sub(before_filter, guarded_filter, tag, count=1)
        walker.report(
            "template-unguarded-members",
            node,
            name=report_facts.spelled(node.node or node),
            filter=node.name,
            piece=piece,
            **report_facts.titled(compared.field),
        )
    return member._replace(type=present(member.type))


def _attribute_of(member: Value, path: str) -> Value:
    """What ``path`` (dots between names) is of a member."""
    for name in path.split("."):
        record = Value(present(member.type))
        member = member_of(record, name) or ANY
    return member


def _read_attribute(
    walker: Expressions, node: nodes.Filter, member: Value, path: str
) -> Value:
    """What ``path`` (dots between names) reads of each member; reported where there is no such field."""
    for name in path.split("."):
        if name.startswith("_"):
            walker.forbid("attribute", name, node)
            return ANY
        record = Value(present(member.type))
        field = member_of(record, name)
        if field is None:
            # Of a record all fields are known; of anything else nothing is.
            if isinstance(record.type, Record):
                walker.read(record, name, node)
                return ANY
            field = ANY
        member = field
        walker.note(member)
    return member._replace(path=())

"""The types of expressions: what each reads of the view, and what is wrong with it.

``{{ p.heading|length }}`` is a number, ``p.heading`` a text that may be absent unless a
test around it says otherwise. Statements are followed in ``type_walk``. This room must
not know XML, files or data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract import argument_checks, report_facts
from rectify_gen.templating.contract.conditions import known_by
from rectify_gen.templating.contract.expression_types import (
    Anything,
    Flag,
    Listing,
    Maybe,
    Number,
    Record,
    Text,
    Type,
    fields_of,
    present,
)
from rectify_gen.templating.contract.filter_types import filtered
from rectify_gen.templating.contract.scope import ANY, Scope, Value, member_of
from rectify_gen.templating.contract.skeleton import UNPARSED, Skeleton
from rectify_gen.templating.permissions import (
    FILTERS_REFUSED,
    GLOBALS_REFUSED,
    METHODS_REFUSED,
)
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tags import Tag
from rectify_gen.view.fields import OBLIGATORY, Path

LOOP = {
    "index": Value(Number()),
    "index0": Value(Number()),
    "revindex": Value(Number()),
    "revindex0": Value(Number()),
    "length": Value(Number()),
    "depth": Value(Number()),
    "depth0": Value(Number()),
    "first": Value(Flag()),
    "last": Value(Flag()),
    "previtem": ANY,
    "nextitem": ANY,
    "cycle": ANY,
    "changed": ANY,
}
"""What {% for %} offers beside its variable."""
_ORDERING_SIGNS = {"gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}
_SEARCHING = frozenset({"in", "notin"})
_DIVISIONS = frozenset({"/", "//", "%"})
_PLAIN_PATH = re.compile(r"[\w.]+")
_COUNTING_METHODS = frozenset({"count", "find", "index", "rfind", "rindex"})
_LISTING_METHODS = frozenset(
    {"split", "rsplit", "splitlines", "partition", "rpartition"}
)
_ASKING_METHODS = ("is", "starts", "ends")
"""How the names of methods begin that answer yes or no."""
_CONSTANT_TYPES: dict[type, Value] = {
    str: Value(Text()),
    bool: Value(Flag()),
    int: Value(Number()),
    float: Value(Number()),
}


class Expressions:
    """Gives expressions their types in the scope of the moment, and collects reports by tag, code and facts."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.tags = skeleton.tags
        self.scope = Scope()
        self.reports: dict[tuple[object, ...], Diagnostic] = {}
        self.shown: set[tuple[str, str]] = set()
        self.loops = 0
        self.testing = 0
        self.macros: dict[str, argument_checks.Arity] = {}

    def tag(self, node: nodes.Node) -> Tag:
        """The tag that ``node`` stands in."""
        return self.tags[min(node.lineno, len(self.tags)) - 1]

    def report(self, code: str, node: nodes.Node, **facts: object) -> None:
        """Take note of a fault, once for each tag."""
        tag = self.tag(node)
        key = (node.lineno, code, *map(str, facts.values()))
        if key not in self.reports:
            facts = {"tag": tag.raw, **facts}
            self.reports[key] = Diagnostic(code, facts=facts, place=tag.place)

    def forbid(self, kind: str, name: str, node: nodes.Node) -> None:
        """Report what the sandbox refuses; ``kind`` is name, attribute, method or filter."""
        self.report("template-forbidden", node, **report_facts.forbidden(kind, name))

    def value(self, node: nodes.Node) -> Value:
        """Type and path of ``node``; what is known to be there is no longer a Maybe."""
        handler = _EXPRESSIONS.get(type(node))
        if handler is None:
            for child in node.iter_child_nodes():
                self.value(child)
            return ANY
        value = handler(self, node)
        if isinstance(value.type, Maybe) and value.path in self.scope.present:
            return value._replace(type=value.type.of)
        return value

    def test_value(self, node: nodes.Node) -> Value:
        """Type and path of a test; what it reads is not printed."""
        self.testing += 1
        value = self.value(node)
        self.testing -= 1
        return value

    def path(self, node: nodes.Node) -> Path:
        """The path that ``node`` reads; empty for anything else."""
        if isinstance(node, nodes.Name):
            value = self.scope.lookup(node.name)
            return value.path if value is not None else ()
        if isinstance(node, nodes.Getattr):
            base = self.path(node.node)
            return (*base, node.attr) if base else ()
        return ()

    def demand(
        self, value: Value, node: nodes.Node, *, is_printed: bool = False
    ) -> Value:
        """``value`` where it must be there; reported where it may be absent."""
        if not isinstance(value.type, Maybe):
            return value
        given = value._replace(type=value.type.of)
        # Every notice has it; to ask each template for a test would be noise.
        if value.field in OBLIGATORY:
            return given
        name = report_facts.spelled(node)
        # The path of a loop's member begins with the loop and cannot be written in a test.
        is_writable = bool(value.path) and " " not in value.path[0]
        guard = ".".join(value.path) if is_writable else name
        if not _PLAIN_PATH.fullmatch(guard):
            piece = "(… or '')"
            if is_printed:
                piece = f"{{{{ ({self.tag(node).body}) or '' }}}}"
            self.report("template-unguarded-part", node, name=name, piece=piece)
            return given
        titles = report_facts.titled(value.field)
        self.report("template-unguarded", node, name=name, guard=guard, **titles)
        return given

    def note(self, value: Value) -> None:
        """Take note of a field that is printed or looped over."""
        if not self.testing and value.field[0]:
            self.shown.add(value.field)

    def _name_value(self, node: nodes.Name) -> Value:
        value = self.scope.lookup(node.name)
        if value is not None:
            self.note(value)
            return value
        if node.name == UNPARSED:
            return ANY
        if node.name in GLOBALS_REFUSED or node.name == "self":
            self.forbid("name", node.name, node)
        elif node.name == "loop":
            self.report("template-loop-outside", node)
        elif node.name in self.scope.closed_names:
            self.report("template-name-left", node, name=node.name)
        else:
            facts = report_facts.unknown_name(node.name, self.scope.names())
            self.report("template-unknown-name", node, **facts)
        return ANY

    def _attribute_value(self, node: nodes.Getattr) -> Value:
        if node.attr.startswith("_"):
            self.value(node.node)
            self.forbid("attribute", node.attr, node)
            return ANY
        if self.is_loop(node.node):
            if node.attr not in LOOP:
                facts = report_facts.unknown_of("loop", node.attr, list(LOOP))
                self.report("template-unknown-name", node, **facts)
            return LOOP.get(node.attr, ANY)
        return self.read(self.value(node.node), node.attr, node)

    def is_loop(self, node: nodes.Node) -> bool:
        """Whether ``node`` is ``loop`` as {% for %} offers it, and not a name of the template's own."""
        if not isinstance(node, nodes.Name) or node.name != "loop":
            return False
        return self.scope.lookup("loop") is ANY

    def read(self, base: Value, name: str, node: nodes.Node) -> Value:
        """The field ``name`` of ``base``."""
        may_be_absent = isinstance(base.type, Maybe)
        base = base._replace(type=present(base.type))
        if isinstance(base.type, Anything):
            return ANY
        member = member_of(base, name)
        if member is not None:
            self.note(member)
            if may_be_absent and not isinstance(member.type, Maybe):
                return member._replace(type=Maybe(member.type))
            return member
        if isinstance(base.type, Listing):
            owner = report_facts.spelled(getattr(node, "node", node))
            loop = report_facts.looped(owner, base.type.member, name)
            self.report(
                "template-list-attribute", node, name=owner, attribute=name, **loop
            )
        else:
            facts = report_facts.unknown_of(base.type, name, _field_names(base.type))
            self.report("template-unknown-name", node, **facts)
        return ANY

    def _item_value(self, node: nodes.Getitem) -> Value:
        base = self.value(node.node)
        if isinstance(node.arg, nodes.Slice):
            self.value(node.arg)
            return Value(self.demand(base, node.node).type)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            name = node.arg.value
            if name.startswith("_"):
                self.forbid("attribute", name, node)
                return ANY
            return self.read(base, name, node)
        self.value(node.arg)
        held = self.demand(base, node.node).type
        if isinstance(held, Listing):
            return Value(held.member)
        return Value(held) if isinstance(held, Text) else ANY

    def _filter_value(self, node: nodes.Filter) -> Value:
        value = self.value(node.node) if node.node is not None else Value(Text())
        for argument in _arguments(node):
            self.value(argument)
        if not self.is_filter(node):
            return ANY
        return filtered(self, node, value)

    def is_filter(self, node: nodes.Filter) -> bool:
        """Whether there is such a filter; reported where there is none."""
        if node.name in SANDBOX.filters and not node.name.startswith("_"):
            return True
        if node.name in FILTERS_REFUSED:
            self.forbid("filter", node.name, node)
            return False
        known = [name for name in SANDBOX.filters if not name.startswith("_")]
        facts = report_facts.unknown_word(node.name, known)
        self.report("template-unknown-filter", node, **facts)
        return False

    def _tested_value(self, node: nodes.Test) -> Value:
        for argument in node.args or ():
            self.value(argument)
        value = self.test_value(node.node)
        if node.name not in SANDBOX.tests:
            facts = report_facts.unknown_word(node.name, list(SANDBOX.tests))
            self.report("template-unknown-test", node, **facts)
        elif node.name in ("defined", "undefined") and isinstance(value.type, Maybe):
            name = report_facts.spelled(node.node)
            self.report("template-always-defined", node, name=name)
        return Value(Flag())

    def _call_value(self, node: nodes.Call) -> Value:
        for argument in _arguments(node):
            self.note_record(self.value(argument))
        function = node.node
        if isinstance(function, nodes.Getattr) and not function.attr.startswith("_"):
            base = self.demand(self.value(function.node), function.node)
            # Only texts have methods that are worth a check; others the sandbox refuses.
            if isinstance(base.type, Text):
                self.check_method_arguments(node, function.attr)
                return self._method_value(function, base)
        value = self.value(function)
        if isinstance(function, nodes.Name):
            if function.name == "range":
                return Value(Listing(Number()))
            self.check_macro_arguments(node, function.name)
        if not isinstance(value.type, Anything):
            name = report_facts.spelled(function)
            self.report("template-not-callable", node, name=name)
        return ANY

    def note_record(self, value: Value) -> None:
        """A macro that is given a whole record may print any of its fields."""
        if isinstance(value.type, Record):
            record = value.type.name
            for name in fields_of(record):
                self.shown.add((record, name))

    def check_macro_arguments(self, node: nodes.Call, name: str) -> None:
        """Report arguments that the macro ``name`` does not take."""
        if name not in self.macros:
            return
        reason = argument_checks.wrong_macro_arguments(self.macros[name], node)
        if reason is not None:
            self.report("template-macro-arguments", node, name=name, **reason)

    def check_method_arguments(self, node: nodes.Call, name: str) -> None:
        """Report arguments with which the method ``name`` of a text always fails."""
        if name in METHODS_REFUSED:
            return
        reason = argument_checks.wrong_method_arguments(name, node)
        if reason is not None:
            self.report("template-method-arguments", node, name=name, **reason)

    def _method_value(self, node: nodes.Getattr, base: Value) -> Value:
        """What a method of a text returns."""
        name = node.attr
        if name in METHODS_REFUSED:
            self.forbid("method", name, node)
        elif not hasattr(str, name):
            facts = report_facts.unknown_of(base.type, name, dir(str))
            self.report("template-unknown-name", node, **facts)
        if name in _LISTING_METHODS:
            return Value(Listing(Text()))
        if name in _COUNTING_METHODS:
            return Value(Number())
        if name.startswith(_ASKING_METHODS):
            return Value(Flag())
        return Value(Text())

    def _both_value(self, node: nodes.And | nodes.Or) -> Value:
        """The right side is looked at knowing what the left one says."""
        left = self.value(node.left)
        known = known_by(node.left, self.path)
        # ``a and b`` looks at b only where a holds, ``a or b`` only where it fails.
        if isinstance(node, nodes.And):
            with self.scope.knowing(known.where_it_holds):
                right = self.value(node.right)
            return right._replace(path=(), field=("", ""))
        with self.scope.knowing(known.where_it_fails):
            right = self.value(node.right)
        return Value(right.type if isinstance(left.type, Maybe) else left.type)

    def _chosen_value(self, node: nodes.CondExpr) -> Value:
        self.test_value(node.test)
        known = known_by(node.test, self.path)
        with self.scope.knowing(known.where_it_holds):
            value = self.value(node.expr1)
        if node.expr2 is None:
            return Value(value.type)
        with self.scope.knowing(known.where_it_fails):
            alternative = self.value(node.expr2)
        for possible in (value, alternative):
            if isinstance(possible.type, Maybe):
                return possible
        is_known = not isinstance(value.type, Anything)
        return Value(value.type if is_known else alternative.type)

    def _negated_value(self, node: nodes.Not) -> Value:
        self.value(node.node)
        return Value(Flag())

    def _computed_value(self, node: nodes.BinExpr) -> Value:
        left = self.demand(self.value(node.left), node.left)
        right = self.demand(self.value(node.right), node.right)
        if node.operator == "%" and isinstance(left.type, Text):
            self.report(
                "template-forbidden",
                node,
                reason="formatting with %",
                reason_zh="用 % 拼接文字",
            )
        elif argument_checks.cannot_compute(node.operator, left.type, right.type):
            self.report(
                "template-mixed-kinds",
                node,
                left=report_facts.spelled(node.left),
                right=report_facts.spelled(node.right),
                operator=node.operator,
            )
        if node.operator in _DIVISIONS and _is_zero(node.right):
            self.report("template-division", node)
        has_text = isinstance(left.type, Text) or isinstance(right.type, Text)
        return Value(Text() if has_text else Number())

    def _joined_value(self, node: nodes.Concat) -> Value:
        for member in node.nodes:
            self.demand(self.value(member), member)
        return Value(Text())

    def _compared_value(self, node: nodes.Compare) -> Value:
        left = self.value(node.expr)
        for operand in node.ops:
            self.compare(node, left, operand)
        return Value(Flag())

    def compare(self, node: nodes.Compare, left: Value, operand: nodes.Operand) -> None:
        """Report what is wrong with one ``operand`` of a comparison."""
        right = self.value(operand.expr)
        is_ordering = operand.op in _ORDERING_SIGNS
        if is_ordering:
            self.demand(left, node.expr)
        if is_ordering or operand.op in _SEARCHING:
            self.demand(right, operand.expr)
        left_type = present(left.type)
        right_type = present(right.type)
        if is_ordering and argument_checks.cannot_order(left_type, right_type):
            self.report(
                "template-mixed-kinds",
                node,
                left=report_facts.spelled(node.expr),
                right=report_facts.spelled(operand.expr),
                operator=_ORDERING_SIGNS[operand.op],
            )
        # ``x == "a"``, ``x in ["a", "b"]``, and ``"a" == x`` below.
        for constant in _constants(operand.expr):
            self.check_possible(left, constant, node)
        if isinstance(node.expr, nodes.Const) and operand.op in ("eq", "ne"):
            self.check_possible(right, node.expr.value, node)

    def check_possible(self, value: Value, constant: object, node: nodes.Node) -> None:
        """Report a comparison with what the value never is."""
        held = present(value.type)
        if constant is None or _may_be(held, constant):
            return
        facts = report_facts.impossible(value.field, held, constant)
        quoted = repr(constant).replace("'", '"')
        self.report("template-impossible", node, constant=quoted, **facts)

    def _constant_value(self, node: nodes.Const) -> Value:
        return _CONSTANT_TYPES.get(type(node.value), ANY)


def _arguments(node: nodes.Filter | nodes.Call) -> Iterator[nodes.Expr]:
    yield from node.args
    for keyword in node.kwargs:
        yield keyword.value


def _is_zero(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and node.value == 0


def _constants(node: nodes.Node) -> list[object]:
    """The constants that ``node`` is, or that stand in it as members."""
    members = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    return [member.value for member in members if isinstance(member, nodes.Const)]


def _may_be(held: Type, constant: object) -> bool:
    """Whether a value of the type ``held`` can be ``constant``."""
    if isinstance(held, Number):
        return not isinstance(constant, str)
    if not isinstance(held, Text):
        return True
    if not isinstance(constant, str):
        return False
    return not held.choices or constant in held.choices


def _field_names(held: Type) -> list[str]:
    return list(fields_of(held.name)) if isinstance(held, Record) else []


_EXPRESSIONS: dict[type[nodes.Node], Callable[[Expressions, Any], Value]] = {
    nodes.Name: Expressions._name_value,
    nodes.Getattr: Expressions._attribute_value,
    nodes.Getitem: Expressions._item_value,
    nodes.Filter: Expressions._filter_value,
    nodes.Test: Expressions._tested_value,
    nodes.Call: Expressions._call_value,
    nodes.And: Expressions._both_value,
    nodes.Or: Expressions._both_value,
    nodes.CondExpr: Expressions._chosen_value,
    nodes.Not: Expressions._negated_value,
    nodes.Add: Expressions._computed_value,
    nodes.Sub: Expressions._computed_value,
    nodes.Mul: Expressions._computed_value,
    nodes.Div: Expressions._computed_value,
    nodes.FloorDiv: Expressions._computed_value,
    nodes.Mod: Expressions._computed_value,
    nodes.Pow: Expressions._computed_value,
    nodes.Concat: Expressions._joined_value,
    nodes.Compare: Expressions._compared_value,
    nodes.Const: Expressions._constant_value,
}
"""What gives each kind of node its type; of all others only what stands in them is looked at."""

"""The type of each expression in a tag, and what is wrong with it: names, attributes, filters, tests, calls.

This room must not know XML, files or data.
"""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract import calls, naming
from rectify_gen.templating.contract.conditions import told
from rectify_gen.templating.contract.filters import filtered
from rectify_gen.templating.contract.scope import ANY, Scope, Value, member_of
from rectify_gen.templating.contract.skeleton import UNPARSED, Skeleton
from rectify_gen.templating.contract.types import (
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
from rectify_gen.templating.permissions import (
    FILTERS_REFUSED,
    GLOBALS_REFUSED,
    METHODS_REFUSED,
)
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tags import Tag
from rectify_gen.view.fields import OBLIGATORY, Path

LOOP = {
    **dict.fromkeys(
        ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"),
        Value(Number()),
    ),
    **dict.fromkeys(("first", "last"), Value(Flag())),
    **dict.fromkeys(("previtem", "nextitem", "cycle", "changed"), ANY),
}
"""What {% for %} offers beside its variable."""
_ORDERING = {"gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}
_PLAIN_PATH = re.compile(r"[\w.]+")
_COUNTS = frozenset({"count", "find", "index", "rfind", "rindex"})
_LISTS = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition"})


class Expressions:
    """Gives expressions their types in the scope of the moment, and collects reports by tag, code and facts."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.tags = skeleton.tags
        self.scope = Scope()
        self.found: dict[tuple[object, ...], Diagnostic] = {}
        self.shown: set[tuple[str, str]] = set()
        self.loops = self.testing = 0
        self.macros: dict[str, calls.Arity] = {}

    def tag(self, node: nodes.Node) -> Tag:
        """The tag that ``node`` stands in."""
        return self.tags[min(node.lineno, len(self.tags)) - 1]

    def report(self, code: str, node: nodes.Node, **facts: object) -> None:
        """Take note of a fault, once for each tag."""
        tag = self.tag(node)
        key = (node.lineno, code, *map(str, facts.values()))
        self.found.setdefault(
            key, Diagnostic(code, facts={"tag": tag.raw, **facts}, place=tag.place)
        )

    def value(self, node: nodes.Node) -> Value:
        """Type and path of ``node``; what is known to be there is no longer a Maybe."""
        handler = _EXPRESSIONS.get(type(node))
        if handler is None:
            for one in node.iter_child_nodes():
                self.value(one)
            return ANY
        found = handler(self, node)
        if isinstance(found.type, Maybe) and found.path in self.scope.present:
            return found._replace(type=found.type.of)
        return found

    def tested(self, node: nodes.Node) -> None:
        """Look at a test; what it reads is not printed."""
        self.testing += 1
        self.value(node)
        self.testing -= 1

    def path(self, node: nodes.Node) -> Path:
        """The path that ``node`` reads; empty for anything else."""
        if isinstance(node, nodes.Name):
            found = self.scope.lookup(node.name)
            return found.path if found else ()
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
        if value.field in OBLIGATORY:
            return value._replace(type=value.type.of)
        name = naming.spelled(node)
        guard = (
            ".".join(value.path) if value.path and " " not in value.path[0] else name
        )
        if not _PLAIN_PATH.fullmatch(guard):
            body = self.tag(node).body
            piece = f"{{{{ ({body}) or '' }}}}" if is_printed else "(… or '')"
            self.report("template-unguarded-part", node, name=name, piece=piece)
            return value._replace(type=value.type.of)
        self.report(
            "template-unguarded",
            node,
            name=name,
            guard=guard,
            **naming.titled(value.field),
        )
        return value._replace(type=value.type.of)

    def _name(self, node: nodes.Name) -> Value:
        found = self.scope.lookup(node.name)
        if found is not None:
            self.note(found)
            return found
        if node.name == UNPARSED:
            return ANY
        if node.name in GLOBALS_REFUSED or node.name == "self":
            self.report(
                "template-forbidden", node, **naming.forbidden("name", node.name)
            )
        elif node.name == "loop":
            self.report("template-loop-outside", node)
        elif node.name in self.scope.left:
            self.report("template-name-left", node, name=node.name)
        else:
            self.report(
                "template-unknown-name",
                node,
                **naming.unknown_name(node.name, self.scope.names()),
            )
        return ANY

    def note(self, value: Value) -> None:
        """Take note of a field that is printed or looped over."""
        if not self.testing and value.field[0]:
            self.shown.add(value.field)

    def _attribute(self, node: nodes.Getattr) -> Value:
        if node.attr.startswith("_"):
            self.value(node.node)
            self.report(
                "template-forbidden", node, **naming.forbidden("attribute", node.attr)
            )
            return ANY
        if (
            isinstance(node.node, nodes.Name)
            and node.node.name == "loop"
            and self.scope.lookup("loop") is ANY
        ):
            if node.attr not in LOOP:
                self.report(
                    "template-unknown-name",
                    node,
                    **naming.unknown_of("loop", node.attr, list(LOOP)),
                )
            return LOOP.get(node.attr, ANY)
        return self.read(self.value(node.node), node.attr, node)

    def read(self, base: Value, name: str, node: nodes.Node) -> Value:
        """The field ``name`` of ``base``."""
        absent = isinstance(base.type, Maybe)
        if isinstance(base.type, Maybe):
            base = base._replace(type=base.type.of)
        if isinstance(base.type, Anything):
            return ANY
        if found := member_of(base, name):
            self.note(found)
            return (
                found._replace(type=Maybe(found.type))
                if absent and not isinstance(found.type, Maybe)
                else found
            )
        if isinstance(base.type, Listing):
            owner = naming.spelled(getattr(node, "node", node))
            loop = naming.looped(owner, base.type.member, name)
            self.report(
                "template-list-attribute", node, name=owner, attribute=name, **loop
            )
        else:
            self.report(
                "template-unknown-name",
                node,
                **naming.unknown_of(base.type, name, _members(base.type)),
            )
        return ANY

    def _item(self, node: nodes.Getitem) -> Value:
        base = self.value(node.node)
        if isinstance(node.arg, nodes.Slice):
            self.value(node.arg)
            return Value(self.demand(base, node.node).type)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            if node.arg.value.startswith("_"):
                self.report(
                    "template-forbidden",
                    node,
                    **naming.forbidden("attribute", node.arg.value),
                )
                return ANY
            return self.read(base, node.arg.value, node)
        self.value(node.arg)
        held = self.demand(base, node.node).type
        return (
            Value(held.member)
            if isinstance(held, Listing)
            else Value(held)
            if isinstance(held, Text)
            else ANY
        )

    def _filter(self, node: nodes.Filter) -> Value:
        value = self.value(node.node) if node.node is not None else Value(Text())
        for one in (*node.args, *(one.value for one in node.kwargs)):
            self.value(one)
        return filtered(self, node, value) if self.filter_name(node) else ANY

    def filter_name(self, node: nodes.Filter) -> bool:
        """Whether there is such a filter; reported where there is none."""
        if node.name in SANDBOX.filters and not node.name.startswith("_"):
            return True
        if node.name in FILTERS_REFUSED:
            self.report(
                "template-forbidden", node, **naming.forbidden("filter", node.name)
            )
            return False
        known = [one for one in SANDBOX.filters if not one.startswith("_")]
        self.report(
            "template-unknown-filter", node, **naming.unknown_word(node.name, known)
        )
        return False

    def _test(self, node: nodes.Test) -> Value:
        for one in node.args or ():
            self.value(one)
        self.testing += 1
        value = self.value(node.node)
        self.testing -= 1
        if node.name not in SANDBOX.tests:
            self.report(
                "template-unknown-test",
                node,
                **naming.unknown_word(node.name, list(SANDBOX.tests)),
            )
        elif node.name in ("defined", "undefined") and isinstance(value.type, Maybe):
            self.report("template-always-defined", node, name=naming.spelled(node.node))
        return Value(Flag())

    def _call(self, node: nodes.Call) -> Value:
        for one in (*node.args, *(one.value for one in node.kwargs)):
            given = self.value(one)
            if isinstance(given.type, Record):
                self.shown |= {
                    (given.type.name, name) for name in fields_of(given.type.name)
                }
        if isinstance(node.node, nodes.Getattr) and not node.node.attr.startswith("_"):
            base = self.demand(self.value(node.node.node), node.node.node)
            if isinstance(base.type, Text):
                self.method_arguments(node, node.node.attr)
                return self.method(node.node, base)
        called = self.value(node.node)
        if isinstance(node.node, nodes.Name) and node.node.name == "range":
            return Value(Listing(Number()))
        if isinstance(node.node, nodes.Name) and node.node.name in self.macros:
            arity = self.macros[node.node.name]
            if reason := calls.wrong_macro_arguments(arity, node):
                self.report(
                    "template-macro-arguments", node, name=node.node.name, **reason
                )
        if not isinstance(called.type, Anything):
            self.report("template-not-callable", node, name=naming.spelled(node.node))
        return ANY

    def method_arguments(self, node: nodes.Call, name: str) -> None:
        """Report arguments with which the method ``name`` of a text always fails."""
        if name in METHODS_REFUSED:
            return
        if reason := calls.wrong_method_arguments(name, node):
            self.report("template-method-arguments", node, name=name, **reason)

    def method(self, node: nodes.Getattr, base: Value) -> Value:
        """What a method of a text returns."""
        if node.attr in METHODS_REFUSED:
            self.report(
                "template-forbidden", node, **naming.forbidden("method", node.attr)
            )
        elif not hasattr(str, node.attr):
            self.report(
                "template-unknown-name",
                node,
                **naming.unknown_of(base.type, node.attr, dir(str)),
            )
        if node.attr in _LISTS:
            return Value(Listing(Text()))
        if node.attr in _COUNTS:
            return Value(Number())
        return (
            Value(Flag())
            if node.attr.startswith(("is", "starts", "ends"))
            else Value(Text())
        )

    def _both(self, node: nodes.And | nodes.Or) -> Value:
        """The right side is looked at knowing what the left one tells."""
        left = self.value(node.left)
        holds, fails = told(node.left, self.path)
        with self.scope.knowing(holds if isinstance(node, nodes.And) else fails):
            right = self.value(node.right)
        if isinstance(node, nodes.And):
            return right._replace(path=(), field=("", ""))
        return Value(right.type if isinstance(left.type, Maybe) else left.type)

    def _chosen(self, node: nodes.CondExpr) -> Value:
        self.tested(node.test)
        holds, fails = told(node.test, self.path)
        with self.scope.knowing(holds):
            first = self.value(node.expr1)
        if node.expr2 is None:
            return Value(first.type)
        with self.scope.knowing(fails):
            second = self.value(node.expr2)
        for one in (first, second):
            if isinstance(one.type, Maybe):
                return one
        return Value(
            first.type if not isinstance(first.type, Anything) else second.type
        )

    def _negated(self, node: nodes.Not) -> Value:
        self.value(node.node)
        return Value(Flag())

    def _computed(self, node: nodes.BinExpr) -> Value:
        left = self.demand(self.value(node.left), node.left)
        right = self.demand(self.value(node.right), node.right)
        if node.operator == "%" and isinstance(left.type, Text):
            self.report(
                "template-forbidden",
                node,
                reason="formatting with %",
                reason_zh="用 % 拼接文字",
            )
        elif calls.cannot_compute(node.operator, left.type, right.type):
            self.report(
                "template-mixed-kinds",
                node,
                left=naming.spelled(node.left),
                right=naming.spelled(node.right),
                operator=node.operator,
            )
        if node.operator in ("/", "//", "%") and _is_zero(node.right):
            self.report("template-division", node)
        texts = isinstance(left.type, Text) or isinstance(right.type, Text)
        return Value(Text() if texts else Number())

    def _joined(self, node: nodes.Concat) -> Value:
        for one in node.nodes:
            self.demand(self.value(one), one)
        return Value(Text())

    def _compared(self, node: nodes.Compare) -> Value:
        left = self.value(node.expr)
        for one in node.ops:
            right = self.value(one.expr)
            if one.op in ("gt", "gteq", "lt", "lteq"):
                self.demand(left, node.expr)
            if one.op in ("gt", "gteq", "lt", "lteq", "in", "notin"):
                self.demand(right, one.expr)
            kinds = present(left.type), present(right.type)
            if one.op in _ORDERING and calls.cannot_order(*kinds):
                self.report(
                    "template-mixed-kinds",
                    node,
                    left=naming.spelled(node.expr),
                    right=naming.spelled(one.expr),
                    operator=_ORDERING[one.op],
                )
            for constant in _constants(one.expr):
                self.possible(left, constant, node)
            if isinstance(node.expr, nodes.Const) and one.op in ("eq", "ne"):
                self.possible(right, node.expr.value, node)
        return Value(Flag())

    def possible(self, value: Value, constant: object, node: nodes.Node) -> None:
        """Report a comparison with what the value never is."""
        held: Type = value.type.of if isinstance(value.type, Maybe) else value.type
        if isinstance(held, Text) and (
            not isinstance(constant, str)
            or (held.choices and constant not in held.choices)
        ):
            wrong = True
        else:
            wrong = isinstance(held, Number) and isinstance(constant, str)
        if wrong and constant is not None:
            facts = naming.impossible(value.field, held, constant)
            self.report(
                "template-impossible",
                node,
                constant=repr(constant).replace("'", '"'),
                **facts,
            )

    def _constant(self, node: nodes.Const) -> Value:
        kinds: dict[type, Value] = {
            str: Value(Text()),
            bool: Value(Flag()),
            int: Value(Number()),
            float: Value(Number()),
        }
        return kinds.get(type(node.value), ANY)


def _is_zero(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and node.value == 0


def _constants(node: nodes.Node) -> list[object]:
    members = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    return [one.value for one in members if isinstance(one, nodes.Const)]


def _members(held: Type) -> list[str]:
    return list(fields_of(held.name)) if isinstance(held, Record) else []


_EXPRESSIONS: dict[type[nodes.Node], Callable[[Expressions, Any], Value]] = {
    nodes.Name: Expressions._name,
    nodes.Getattr: Expressions._attribute,
    nodes.Getitem: Expressions._item,
    nodes.Filter: Expressions._filter,
    nodes.Test: Expressions._test,
    nodes.Call: Expressions._call,
    **dict.fromkeys((nodes.And, nodes.Or), Expressions._both),
    nodes.CondExpr: Expressions._chosen,
    nodes.Not: Expressions._negated,
    **dict.fromkeys(
        (
            nodes.Add,
            nodes.Sub,
            nodes.Mul,
            nodes.Div,
            nodes.FloorDiv,
            nodes.Mod,
            nodes.Pow,
        ),
        Expressions._computed,
    ),
    nodes.Concat: Expressions._joined,
    nodes.Compare: Expressions._compared,
    nodes.Const: Expressions._constant,
}

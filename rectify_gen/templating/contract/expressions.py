"""The types of expressions: what each reads of the view, and what is wrong with it.

``{{ p.heading|length }}`` is a number, ``p.heading`` a text that may be absent unless a
test around it says otherwise. Statements are followed in ``type_walk``. This room must
not know XML, files or data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jinja2 import nodes

from rectify_gen.choice import PICTURE, TEXT, DeclaredFact
from rectify_gen.declared_facts import names_of
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract import argument_checks, report_facts
from rectify_gen.templating.contract.conditions import known_by
from rectify_gen.templating.contract.expression_types import (
    OWN_FACTS,
    PICTURES,
    Anything,
    Drawing,
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

    def __init__(self, skeleton: Skeleton, facts: Sequence[DeclaredFact] = ()) -> None:
        self.tags = skeleton.tags
        self.facts = {fact.name: fact for fact in facts}
        self.scope = Scope()
        self.reports: dict[tuple[object, ...], Diagnostic] = {}
        self.shown: set[tuple[str, str]] = set()
        self.loops = 0
        self.testing = 0
        self.macros: dict[str, argument_checks.Arity] = {}

    def tag(self, node: nodes.Node) -> Tag:
        """The tag that ``node`` stands in."""
        # The skeleton has one line for each tag.
        number = min(node.lineno, len(self.tags))
        return self.tags[number - 1]

    def report(self, code: str, node: nodes.Node, **facts: object) -> None:
        """Take note of a fault, once for each tag."""
        tag = self.tag(node)
        texts = [str(fact) for fact in facts.values()]
        key = (node.lineno, code, *texts)
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
            if value is None:
                return ()
            return value.path
        if isinstance(node, nodes.Getattr):
            base = self.path(node.node)
            if not base:
                return ()
            return (*base, node.attr)
        return ()

    def demand(
        self, value: Value, node: nodes.Node, *, is_printed: bool = False
    ) -> Value:
        """``value`` where it must be there; reported where it may be absent."""
        if not isinstance(value.type, Maybe):
            return value
        present_value = value._replace(type=value.type.of)
        # Every notice has it; to ask each template for a test would be noise.
        if value.field in OBLIGATORY:
            return present_value
        name = report_facts.spelled(node)
        # The path of a loop's member begins with the loop and cannot be written in a test.
        is_writable = bool(value.path) and " " not in value.path[0]
        guard = ".".join(value.path) if is_writable else name
        if not _PLAIN_PATH.fullmatch(guard):
            piece = "(… or '')"
            if is_printed:
                piece = f"{{{{ ({self.tag(node).body}) or '' }}}}"
            self.report("template-unguarded-part", node, name=name, piece=piece)
            return present_value
        titles = report_facts.titled(value.field, self.facts)
        self.report("template-unguarded", node, name=name, guard=guard, **titles)
        return present_value

    def note(self, value: Value) -> None:
        """Take note of a field that is printed or looped over."""
        if not self.testing and value.field[0]:
            self.shown.add(value.field)

    def _name_value(self, node: nodes.Name) -> Value:
        name = node.name
        value = self.scope.lookup(name)
        if value is not None:
            self.note(value)
            return value
        # It stands for what could not be parsed, which is reported already.
        if name == UNPARSED:
            return ANY
        if name in GLOBALS_REFUSED or name == "self":
            self.forbid("name", name, node)
        elif name == "loop":
            self.report("template-loop-outside", node)
        elif name in self.scope.closed_names:
            self.report("template-name-left", node, name=name)
        else:
            known_names = self.scope.names()
            facts = report_facts.unknown_name(name, known_names)
            self.report("template-unknown-name", node, **facts)
        return ANY

    def _attribute_value(self, node: nodes.Getattr) -> Value:
        name = node.attr
        owner = node.node
        if name.startswith("_"):
            self.value(owner)
            self.forbid("attribute", name, node)
            return ANY
        if self.is_loop(owner):
            if name not in LOOP:
                facts = report_facts.unknown_of("loop", name, list(LOOP))
                self.report("template-unknown-name", node, **facts)
            return LOOP.get(name, ANY)
        base = self.value(owner)
        return self.read(base, name, node)

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
        if base.type in (OWN_FACTS, PICTURES):
            return self.own_fact(base, name, node)
        member = member_of(base, name)
        if member is not None:
            self.note(member)
            # What belongs to an absent record is absent with it.
            if may_be_absent and not isinstance(member.type, Maybe):
                return member._replace(type=Maybe(member.type))
            return member
        if isinstance(base.type, Listing):
            owner = report_facts.spelled(getattr(node, "node", node))
            loop = report_facts.looped(owner, base.type.member, name)
            self.report(
                "template-list-attribute",
                node,
                name=owner,
                attribute=name,
                **loop,
            )
        else:
            known_names = _field_names(base.type)
            facts = report_facts.unknown_of(base.type, name, known_names)
            self.report("template-unknown-name", node, **facts)
        return ANY

    def own_fact(self, base: Value, name: str, node: nodes.Node) -> Value:
        """The fact or picture of the office's own called ``name``; where a project declares such, it knows all of them."""
        is_picture = base.type == PICTURES
        owner, kind = (PICTURES, PICTURE) if is_picture else (OWN_FACTS, TEXT)
        declared = self.facts.get(name)
        if self.facts and (declared is None or declared.kind != kind):
            known_names = names_of(self.facts.values(), kind)
            facts = report_facts.unknown_of(owner, name, known_names)
            self.report("template-unknown-name", node, **facts)
            return ANY
        path = (*base.path, name) if base.path else ()
        held: Type = Drawing() if is_picture else Text()
        if declared is None or not declared.is_required:
            held = Maybe(held)
        value = Value(held, path, (owner.name, name))
        self.note(value)
        return value

    def _item_value(self, node: nodes.Getitem) -> Value:
        base = self.value(node.node)
        key = node.arg
        if isinstance(key, nodes.Slice):
            self.value(key)
            sliced = self.demand(base, node.node)
            return Value(sliced.type)
        # ``p["heading"]`` reads what ``p.heading`` does.
        if isinstance(key, nodes.Const) and isinstance(key.value, str):
            name = key.value
            if name.startswith("_"):
                self.forbid("attribute", name, node)
                return ANY
            return self.read(base, name, node)
        self.value(key)
        held = self.demand(base, node.node).type
        if isinstance(held, Listing):
            return Value(held.member)
        # A character of a text is a text again.
        if isinstance(held, Text):
            return Value(held)
        return ANY

    def _filter_value(self, node: nodes.Filter) -> Value:
        # The filter of a block has nothing before it: it gets the text of the block.
        value = Value(Text())
        if node.node is not None:
            value = self.value(node.node)
        for argument in _arguments(node):
            self.value(argument)
        if not self.is_filter(node):
            return ANY
        return filtered(self, node, value)

    def is_filter(self, node: nodes.Filter) -> bool:
        """Whether there is such a filter; reported where there is none."""
        # Filters with an underscore are what the sandbox itself puts into the tree.
        known = [name for name in SANDBOX.filters if not name.startswith("_")]
        if node.name in known:
            return True
        if node.name == "safe":
            self.report("template-unescaped", node, what="|safe")
            return False
        if node.name in FILTERS_REFUSED:
            self.forbid("filter", node.name, node)
            return False
        facts = report_facts.unknown_filter(node.name)
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
            owner = function.node
            base = self.demand(self.value(owner), owner)
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

    def _connected_value(self, node: nodes.And | nodes.Or) -> Value:
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
        # ``period or ''`` is never absent: the right side stands in for the left one.
        if isinstance(left.type, Maybe):
            return Value(right.type)
        return Value(left.type)

    def _chosen_value(self, node: nodes.CondExpr) -> Value:
        self.test_value(node.test)
        known = known_by(node.test, self.path)
        with self.scope.knowing(known.where_it_holds):
            value = self.value(node.expr1)
        if node.expr2 is None:
            return Value(value.type)
        with self.scope.knowing(known.where_it_fails):
            alternative = self.value(node.expr2)
        # Where either may be absent, so may what is chosen.
        for possible in (value, alternative):
            if isinstance(possible.type, Maybe):
                return possible
        if isinstance(value.type, Anything):
            return Value(alternative.type)
        return Value(value.type)

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
        if has_text:
            return Value(Text())
        return Value(Number())

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
        operator = operand.op
        right = self.value(operand.expr)
        is_ordering = operator in _ORDERING_SIGNS
        if is_ordering:
            self.demand(left, node.expr)
        if is_ordering or operator in _SEARCHING:
            self.demand(right, operand.expr)
        left_type = present(left.type)
        right_type = present(right.type)
        if is_ordering and argument_checks.cannot_order(left_type, right_type):
            self.report(
                "template-mixed-kinds",
                node,
                left=report_facts.spelled(node.expr),
                right=report_facts.spelled(operand.expr),
                operator=_ORDERING_SIGNS[operator],
            )
        # ``x == "a"``, ``x in ["a", "b"]``, and ``"a" == x`` below.
        for constant in _constants(operand.expr):
            self.check_possible(left, constant, node)
        if isinstance(node.expr, nodes.Const) and operator in ("eq", "ne"):
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
        if isinstance(node.value, float) and math.isinf(node.value):
            self.report(
                "template-forbidden",
                node,
                reason="the number is too large",
                reason_zh="数太大",
            )
        return _CONSTANT_TYPES.get(type(node.value), ANY)


def _arguments(node: nodes.Filter | nodes.Call) -> Iterator[nodes.Expr]:
    yield from node.args
    for keyword in node.kwargs:
        yield keyword.value


def _is_zero(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and node.value == 0


def _constants(node: nodes.Node) -> list[object]:
    """The constants that ``node`` is, or that stand in it as members."""
    members: list[nodes.Node] = [node]
    if isinstance(node, nodes.List | nodes.Tuple):
        members = list(node.items)
    constants: list[object] = []
    for member in members:
        if isinstance(member, nodes.Const):
            constants.append(member.value)
    return constants


def _may_be(held: Type, constant: object) -> bool:
    """Whether a value of the type ``held`` can be ``constant``."""
    if isinstance(held, Number):
        return not isinstance(constant, str)
    if not isinstance(held, Text):
        return True
    if not isinstance(constant, str):
        return False
    # A text without choices may say anything.
    if not held.choices:
        return True
    return constant in held.choices


def _field_names(held: Type) -> list[str]:
    if not isinstance(held, Record):
        return []
    return list(fields_of(held.name))


_EXPRESSIONS: dict[type[nodes.Node], Callable[[Expressions, Any], Value]] = {
    nodes.Name: Expressions._name_value,
    nodes.Getattr: Expressions._attribute_value,
    nodes.Getitem: Expressions._item_value,
    nodes.Filter: Expressions._filter_value,
    nodes.Test: Expressions._tested_value,
    nodes.Call: Expressions._call_value,
    nodes.And: Expressions._connected_value,
    nodes.Or: Expressions._connected_value,
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

"""What each tag prints, and of which paragraphs of the body: the levels and kinds that the branches around it let through.

Loops are followed to what they go through, tests are tried with every level and kind that a paragraph can have; a test
that depends on anything else may hold or not. What is wrong with a tag is for ``walking``.
This room must not know XML, layouts or data.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jinja2 import nodes

from rectify_gen.templating.contract.skeleton import skeleton
from rectify_gen.templating.tags import Tag
from rectify_gen.view.fields import FIELDS


class Shape(NamedTuple):
    """How a paragraph of the body may be: its ``level`` (0 for text) and its ``role``, as the view has them."""

    level: int
    role: str


class Printed(NamedTuple):
    """The path into the view that a tag prints, from its top; the shapes of paragraph that it may print for."""

    path: str
    shapes: frozenset[Shape]


_DEEPEST_LEVEL = 7
_NUMBERED_ROLES = ("heading", "run_in")


def _all_shapes() -> Iterator[Shape]:
    roles = FIELDS["ParagraphView"]["role"].choices
    for role in roles:
        if role not in _NUMBERED_ROLES:
            yield Shape(0, role)
            continue
        for level in range(1, _DEEPEST_LEVEL + 1):
            yield Shape(level, role)


SHAPES = frozenset(_all_shapes())
"""Every shape that a paragraph can have."""
_PARAGRAPHS = "paragraphs"


class _UnknownValue:
    """The value of what does not depend on the shape of a paragraph alone."""


_UNKNOWN = _UnknownValue()


class _BoundName(NamedTuple):
    """What a loop or set gives a name: the path that it stands for, and its value for each shape of paragraph."""

    path: str
    values: Mapping[Shape, object]


_COMPARISONS: Mapping[str, Callable[[Any, Any], object]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}
_COMPARING_TESTS = {
    "eq": "eq",
    "equalto": "eq",
    "==": "eq",
    "ne": "ne",
    "!=": "ne",
    "lt": "lt",
    "lessthan": "lt",
    "<": "lt",
    "le": "lteq",
    "lteq": "lteq",
    "<=": "lteq",
    "gt": "gt",
    "greaterthan": "gt",
    ">": "gt",
    "ge": "gteq",
    "gteq": "gteq",
    ">=": "gteq",
    "in": "in",
}
"""Jinja's tests that compare, by their names: ``p.level is eq 1``."""


class _Way(NamedTuple):
    """One way through a branch: the shapes that may take it, and what names stand for at its end."""

    shapes: frozenset[Shape]
    names: Mapping[str, _BoundName]


def printed(tags: Sequence[Tag]) -> dict[int, Printed]:
    """Return what each tag that prints something prints, by its place among ``tags``."""
    # As if all stood in one holder: pairs over cells are reported elsewhere.
    in_one_holder = [tag._replace(holder=0) for tag in tags]
    tree = skeleton(in_one_holder).tree
    if tree is None:
        return {}
    walker = _PrintWalker()
    try:
        walker.body(tree.body)
    except RecursionError:
        return {}
    return walker.printed


class _PrintWalker:
    """One walk through the syntax tree of a part."""

    def __init__(self) -> None:
        self.printed: dict[int, Printed] = {}
        self.shapes = SHAPES
        self.names: dict[str, _BoundName] = {}

    def body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self.prints(node)
            elif isinstance(node, nodes.If):
                self.branches(node)
            elif isinstance(node, nodes.For):
                self.loop(node)
            elif isinstance(node, nodes.Assign):
                self.assign(node)
            else:
                self.inside(node)

    def prints(self, output: nodes.Output) -> None:
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                continue
            shapes = self.shapes
            # ``{{ p.heading if p.level == 1 }}`` prints nothing of other levels.
            if isinstance(node, nodes.CondExpr) and node.expr2 is None:
                shapes = self.where(node.test, shapes, holds=True)
            printed_node = _printed_node(node)
            path = self.path(_first_read(printed_node))
            # The skeleton has a tag a line.
            number = node.lineno - 1
            self.printed[number] = Printed(path, shapes)

    def branches(self, node: nodes.If) -> None:
        shapes = self.shapes
        names = self.names
        remaining = shapes
        ways: list[_Way] = []
        for branch in (node, *node.elif_):
            self.shapes = self.where(branch.test, remaining, holds=True)
            self.names = dict(names)
            self.body(branch.body)
            ways.append(_Way(self.shapes, self.names))
            self.names = names
            remaining = self.where(branch.test, remaining, holds=False)
        self.shapes = remaining
        self.names = dict(names)
        self.body(node.else_)
        ways.append(_Way(remaining, self.names))
        self.shapes = shapes
        self.names = _joined_names(ways)

    def loop(self, node: nodes.For) -> None:
        shapes = self.shapes
        names = dict(self.names)
        path = self.path(_iterated(node.iter))
        if isinstance(node.target, nodes.Name):
            self.names[node.target.name] = _BoundName(path, {})
        # A test around the loop says nothing of the paragraphs that it goes through.
        if path == _PARAGRAPHS:
            self.shapes = SHAPES
        tests = _selections(node)
        if node.test is not None:
            tests.append(node.test)
        for test in tests:
            self.shapes = self.where(test, self.shapes, holds=True)
        self.body(node.body)
        self.shapes = shapes
        self.names = names
        self.body(node.else_)

    def assign(self, node: nodes.Assign) -> None:
        target = node.target
        if not isinstance(target, nodes.Name):
            return
        expression = node.node
        # Worked out now: names in the expression may be bound anew later.
        values: dict[Shape, object] = {}
        for shape in SHAPES:
            values[shape] = self.value(expression, shape)
        self.names[target.name] = _BoundName(
            path=self.path(_first_read(expression)),
            values=values,
        )

    def inside(self, node: nodes.Node) -> None:
        """Go on in a block of another kind: a macro, a filter block, with."""
        names = dict(self.names)
        for field in ("args", "targets"):
            for target in getattr(node, field, ()):
                # What a parameter is given is not followed.
                name = getattr(target, "name", "")
                self.names.pop(name, None)
        self.body(getattr(node, "body", ()))
        self.names = names

    def where(
        self, test: nodes.Node, shapes: frozenset[Shape], *, holds: bool
    ) -> frozenset[Shape]:
        """Those of ``shapes`` for which ``test`` may hold, or may not."""
        kept: list[Shape] = []
        for shape in shapes:
            value = self.value(test, shape)
            if isinstance(value, _UnknownValue) or bool(value) is holds:
                kept.append(shape)
        return frozenset(kept)

    def value(self, node: nodes.Node, shape: Shape) -> object:
        """What ``node`` is for a paragraph of this ``shape``."""
        evaluate = _EVALUATIONS.get(type(node))
        if evaluate is None:
            return _UNKNOWN
        return evaluate(self, node, shape)

    def constant(self, node: nodes.Const, _shape: Shape) -> object:
        return node.value

    def listed(self, node: nodes.Tuple | nodes.List, shape: Shape) -> object:
        members = [self.value(item, shape) for item in node.items]
        if _UNKNOWN in members:
            return _UNKNOWN
        return members

    def negated(self, node: nodes.Not, shape: Shape) -> object:
        value = self.value(node.node, shape)
        if isinstance(value, _UnknownValue):
            return _UNKNOWN
        return not value

    def joined(self, node: nodes.And | nodes.Or, shape: Shape) -> object:
        # One side may decide, whatever the other is.
        decisive = isinstance(node, nodes.Or)
        is_all_known = True
        for side in (node.left, node.right):
            value = self.value(side, shape)
            if isinstance(value, _UnknownValue):
                is_all_known = False
            elif bool(value) is decisive:
                return decisive
        if not is_all_known:
            return _UNKNOWN
        return not decisive

    def compared(self, node: nodes.Compare, shape: Shape) -> object:
        left = self.value(node.expr, shape)
        results: list[object] = []
        # ``1 < p.level < 3`` compares each with the next.
        for operand in node.ops:
            right = self.value(operand.expr, shape)
            results.append(_compared(operand.op, left, right))
            left = right
        if False in results:
            return False
        if _UNKNOWN in results:
            return _UNKNOWN
        return True

    def tested(self, node: nodes.Test, shape: Shape) -> object:
        if node.name not in _COMPARING_TESTS or len(node.args) != 1:
            return _UNKNOWN
        left = self.value(node.node, shape)
        right = self.value(node.args[0], shape)
        comparison = _COMPARING_TESTS[node.name]
        return _compared(comparison, left, right)

    def filtered(self, node: nodes.Filter, shape: Shape) -> object:
        # ``p.level|int`` is the level, which is a whole number already.
        if node.name == "int" and node.node is not None and not node.args:
            return self.value(node.node, shape)
        return _UNKNOWN

    def named(self, node: nodes.Name, shape: Shape) -> object:
        bound = self.names.get(node.name)
        if bound is None:
            return _UNKNOWN
        return bound.values.get(shape, _UNKNOWN)

    def attribute(self, node: nodes.Getattr | nodes.Getitem, shape: Shape) -> object:
        around, _, field = self.path(node).partition(".")
        if around == _PARAGRAPHS and field in Shape._fields:
            return getattr(shape, field)
        return _UNKNOWN

    def path(self, node: nodes.Node | None) -> str:
        """The path from the top of the view that ``node`` reads; empty where it reads none."""
        if isinstance(node, nodes.Name):
            bound = self.names.get(node.name)
            if bound is None:
                return node.name
            return bound.path
        if isinstance(node, nodes.Getattr):
            name = node.attr
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = str(node.arg.value)
        else:
            return ""
        around = self.path(node.node)
        if not around:
            return ""
        return f"{around}.{name}"


_EVALUATIONS: Mapping[
    type[nodes.Node], Callable[[_PrintWalker, Any, Shape], object]
] = {
    nodes.Const: _PrintWalker.constant,
    nodes.Tuple: _PrintWalker.listed,
    nodes.List: _PrintWalker.listed,
    nodes.Not: _PrintWalker.negated,
    nodes.And: _PrintWalker.joined,
    nodes.Or: _PrintWalker.joined,
    nodes.Compare: _PrintWalker.compared,
    nodes.Test: _PrintWalker.tested,
    nodes.Filter: _PrintWalker.filtered,
    nodes.Name: _PrintWalker.named,
    nodes.Getattr: _PrintWalker.attribute,
    nodes.Getitem: _PrintWalker.attribute,
}


def _joined_names(ways: Sequence[_Way]) -> dict[str, _BoundName]:
    """What names stand for after a branch, whichever of ``ways`` was taken."""
    names: set[str] = set()
    for way in ways:
        names |= set(way.names)
    return {name: _joined_name(name, ways) for name in names}


def _joined_name(name: str, ways: Sequence[_Way]) -> _BoundName:
    """A name that may have been set on some ways; a value is known where all ways of a shape agree on it."""
    paths: set[str] = set()
    for way in ways:
        bound = way.names.get(name)
        path = "" if bound is None else bound.path
        paths.add(path)
    values: dict[Shape, object] = {}
    for shape in SHAPES:
        possible = _possible_values(name, shape, ways)
        if possible and all(value == possible[0] for value in possible):
            values[shape] = possible[0]
    # Where the ways disagree, the name stands for no path in particular.
    common_path = ""
    if len(paths) == 1:
        common_path = paths.pop()
    return _BoundName(common_path, values)


def _possible_values(name: str, shape: Shape, ways: Sequence[_Way]) -> list[object]:
    """The values that ``name`` may have after the ways that a paragraph of this ``shape`` may take."""
    values: list[object] = []
    for way in ways:
        if shape not in way.shapes:
            continue
        bound = way.names.get(name)
        value: object = _UNKNOWN
        if bound is not None:
            value = bound.values.get(shape, _UNKNOWN)
        values.append(value)
    return values


def _compared(name: str, left: object, right: object) -> object:
    if isinstance(left, _UnknownValue) or isinstance(right, _UnknownValue):
        return _UNKNOWN
    try:
        return bool(_COMPARISONS[name](left, right))
    except TypeError:  # the template would fail here, too
        return _UNKNOWN


def _printed_node(node: nodes.Expr) -> nodes.Expr:
    """What a tag prints: of ``p.heading if p.level == 1`` the heading."""
    if isinstance(node, nodes.CondExpr):
        return node.expr1
    return node


def _iterated(node: nodes.Node) -> nodes.Node:
    """What a loop goes through, without the filters on it."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node


_COMPARING = len(("attribute", "test", "value"))


def _selections(loop: nodes.For) -> list[nodes.Node]:
    """The tests that ``|selectattr("level", "eq", 1)`` and ``|rejectattr`` on what a loop goes through stand for."""
    tests: list[nodes.Node] = []
    node: nodes.Node | None = loop.iter
    while isinstance(node, nodes.Filter):
        is_selection = node.name in ("selectattr", "rejectattr")
        if is_selection and len(node.args) == _COMPARING:
            attribute, name, value = node.args
            # What Jinja makes of ``p.level is eq(1)``.
            read = nodes.Getattr(loop.target, _text(attribute), "load")
            test: nodes.Node = nodes.Test(read, _text(name), [value], [], None, None)
            if node.name == "rejectattr":
                test = nodes.Not(test)
            tests.append(test)
        node = node.node
    return tests


def _text(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _first_read(node: nodes.Node) -> nodes.Node | None:
    """The first name or attribute that an expression reads: of ``p.number ~ p.heading`` the first."""
    reads = (nodes.Name, nodes.Getattr, nodes.Getitem)
    if isinstance(node, reads):
        return node
    for child in node.iter_child_nodes():
        read = _first_read(child)
        if read is not None:
            return read
    return None

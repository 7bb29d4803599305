"""Puts into the syntax tree of a template, where it may make something large, the filters that charge for it.

    {% for p in paragraphs %}    becomes    {% for p in paragraphs|_limited(0) %}
    {{ a ~ b }}                  becomes    {{ [a, b]|_joined }}
    {% if a == b %}              becomes    {% if a|_weighed == b|_weighed %}

What the filters do is written in ``sandbox``. This module must not know values.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from rectify_gen.templating import bounds

LIMITED = "_limited"
"""Charges for the passes of a loop before it starts."""
JOINED = "_joined"
"""Joins texts as ``~`` does, within the limits."""
WEIGHED = "_weighed"
"""Charges for a value by what it weighs."""
KEPT = "_kept"
"""Charges for what is printed into a stretch that is held in memory."""

_SEARCHING = frozenset({"in", "notin"})
"""Comparisons that look at all members of a value."""


def with_charges(tree: nodes.Template) -> nodes.Template:
    """Return ``tree``, changed in place, with charging filters around what may be large."""
    charging: nodes.Template = _ChargingTransformer().visit(tree)
    return charging


class _ChargingTransformer(NodeTransformer):
    """Wraps expressions and loops in charging filters; Jinja calls a method for each kind of node.

    ``buffered`` counts the macros and blocks around the node: what they print is held in
    memory until their end, and so is paid for.
    """

    def __init__(self) -> None:
        self.buffered = 0

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - named by Jinja
        weight = _weight_of_pass(node)
        if self.buffered or node.recursive:
            # What a pass prints is kept until the stretch ends, so that text is paid for in each.
            length = _length_of_texts(node)
            weight += length // bounds.TEXT_STEP
        if node.recursive:
            # A recursive loop is a function for Jinja, which returns what it prints as one text.
            self._visit_buffered(node)
        else:
            self.generic_visit(node)
        weight_node = nodes.Const(weight)
        node.iter = _filtered(node.iter, LIMITED, weight_node)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        self.generic_visit(node)
        if not self.buffered:
            return node
        kept: list[nodes.Expr] = []
        for printed in node.nodes:
            # The template's own text is charged for with the loop that it stands in.
            if isinstance(printed, nodes.TemplateData):
                kept.append(printed)
            else:
                kept.append(_filtered(printed, KEPT))
        node.nodes = kept
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        members = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(members, JOINED)

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, WEIGHED)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, WEIGHED)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        # Names on the left of an assignment are a tuple too, which holds no values.
        if node.ctx != "load":
            return node
        return _filtered(node, WEIGHED)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        # A slice copies its members; any other subscript gives one that is there already.
        if not isinstance(node.arg, nodes.Slice):
            return node
        return _filtered(node, WEIGHED)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        sides: list[Any] = [node, *node.ops]
        searches = False
        has_short_side = False
        for operand in node.ops:
            if operand.op in _SEARCHING:
                searches = True
        for side in sides:
            if _is_short(side.expr):
                has_short_side = True
        # A short side ends a comparison soon, but not a search through the other side.
        if has_short_side and not searches:
            return node
        for side in sides:
            side.expr = _filtered(side.expr, WEIGHED)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802
        self._visit_buffered(node)
        node.filter = _filtered(node.filter, WEIGHED, lineno=node.lineno)
        return node

    def _visit_buffered(self, node: nodes.Node) -> nodes.Node:
        """Visit a stretch whose output is held in memory until its end."""
        self.buffered += 1
        self.generic_visit(node)
        self.buffered -= 1
        return node

    visit_Macro = _visit_buffered  # noqa: N815
    visit_CallBlock = _visit_buffered  # noqa: N815
    visit_FilterBlock = _visit_buffered  # noqa: N815
    visit_Block = _visit_buffered  # noqa: N815 - self.name() prints it into memory


def _filtered(
    node: Any,
    name: str,
    *arguments: nodes.Expr,
    lineno: int = 0,
) -> nodes.Filter:
    """``node`` with the filter ``name`` behind it."""
    line = lineno if node is None else node.lineno
    for argument in arguments:
        argument.lineno = line
    return nodes.Filter(
        node,
        name,
        list(arguments),
        [],  # keyword arguments
        None,  # no *args
        None,  # no **kwargs
        lineno=line,
    )


def _weight_of_pass(node: nodes.For) -> int:
    """Steps that each pass through a loop costs beside the first, by how much stands in it."""
    size = 0
    for _ in node.find_all(nodes.Node):
        size += 1
    charged_nodes = max(size - bounds.NODES_FREE, 0)
    return charged_nodes // bounds.NODES_STEP


def _length_of_texts(node: nodes.Node) -> int:
    """Characters of the template's own text in ``node``."""
    length = 0
    for text in node.find_all(nodes.TemplateData):
        length += len(text.data)
    return length


def _is_short(node: nodes.Expr) -> bool:
    """Whether ``node`` is a literal, which a comparison soon differs from."""
    if not isinstance(node, nodes.Const):
        return False
    value = node.value
    if not isinstance(value, str):
        return True
    return len(value) < bounds.LONG_TEXT

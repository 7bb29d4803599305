"""What a test tells: which paths of the view are there where it holds, and where it does not.

This room must not know tags or places.
"""

from collections.abc import Callable

from jinja2 import nodes

from rectify_gen.view.fields import Path

Reads = Callable[[nodes.Node], Path]
"""Gives the path that an expression reads, empty where it reads none."""

Told = tuple[frozenset[Path], frozenset[Path]]
"""Paths that are present where a test holds, and where it does not."""

_NOTHING: frozenset[Path] = frozenset()
_HOLDING = ("eq", "in")
_SAYING_NOTHING = frozenset({"defined", "undefined", "none", "ne", "notin"})


def told(test: nodes.Node, reads: Reads) -> Told:
    """Return what ``test`` tells about the paths that it reads."""
    if isinstance(test, nodes.Not):
        holds, fails = told(test.node, reads)
        return fails, holds
    if isinstance(test, nodes.And | nodes.Or):
        left, right = told(test.left, reads), told(test.right, reads)
        if isinstance(test, nodes.And):
            return left[0] | right[0], left[1] & right[1]
        return left[0] & right[0], left[1] | right[1]
    if isinstance(test, nodes.Compare):
        return _compared(test, reads)
    if (
        isinstance(test, nodes.Filter)
        and test.name in ("length", "count")
        and test.node is not None
    ):
        return told(test.node, reads)
    path = reads(test)
    return (frozenset({path}) if path else _NOTHING), _NOTHING


def _compared(test: nodes.Compare, reads: Reads) -> Told:
    """``x == "text"`` holds only where x is there; a comparison with a number is about its length."""
    operator, other = test.ops[0].op, test.ops[0].expr
    path = reads(test.expr)
    if isinstance(test.expr, nodes.Filter) and operator in ("gt", "gteq", "ne"):
        return told(test.expr, reads)
    constant = isinstance(other, nodes.Const | nodes.List | nodes.Tuple)
    if not path or not constant or len(test.ops) > 1:
        return _NOTHING, _NOTHING
    if operator in _HOLDING:
        return frozenset({path}), _NOTHING
    if operator in ("ne", "notin"):
        return _NOTHING, frozenset({path})
    return _NOTHING, _NOTHING


def chosen(iterated: nodes.Node) -> frozenset[str]:
    """Return the attributes that every member has after ``|selectattr("…")`` on what a loop goes over."""
    out: set[str] = set()
    node: nodes.Node | None = iterated
    while isinstance(node, nodes.Filter):
        words = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if (
            node.name == "selectattr"
            and words
            and not (len(words) > 1 and words[1] in _SAYING_NOTHING)
        ):
            out.add(str(words[0]))
        node = node.node
    return frozenset(out)

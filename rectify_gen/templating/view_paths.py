"""Which value of the view an expression of a template reads: ``p.heading`` is ("p", "heading").

Looks through what the sandbox puts around expressions to charge for them. This module
must not know XML, or what is done with a path.
"""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import nodes

Path = tuple[str, ...]
"""A name, and the attributes that are read of it."""

_KEEPING_FILTERS = frozenset({"list", "reverse", "sort", "unique", "_weighed"})
"""Filters on what a loop goes over that leave no member out; others choose on purpose."""


class UnprovableError(Exception):
    """The tree holds something that a proof does not follow."""


def path_of(node: nodes.Node) -> Path:
    """Return the name and attributes that ``node`` reads (``a.b`` as ("a", "b")).

    Raises:
        UnprovableError: it is something else, whose value may be anything.
    """
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        owner = path_of(node.node)
        return (*owner, node.attr)
    raise UnprovableError


def without_limit(node: nodes.Node) -> nodes.Node:
    """Return what a loop goes over, without the filter that the sandbox puts around it."""
    return _without_filter(node, {"_limited"})


def without_charge(node: nodes.Node) -> nodes.Node:
    """Return what is compared, without the filter by which the sandbox charges for it."""
    return _without_filter(node, {"_weighed"})


def all_members(node: nodes.Node) -> nodes.Node:
    """Return what a loop goes over, without slices and filters that keep every member.

    A slice loses some members: it is looked through so that this is noticed.
    """
    node = without_limit(node)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        return all_members(node.node)
    inner = _without_filter(node, _KEEPING_FILTERS)
    if inner is node:
        return node
    # ``paragraphs|list|reverse``
    return all_members(inner)


def _without_filter(node: nodes.Node, names: Collection[str]) -> nodes.Node:
    """``node`` without a filter of one of ``names`` around it."""
    if not isinstance(node, nodes.Filter) or node.name not in names:
        return node
    # The filter of a block has nothing before it.
    if node.node is None:
        return node
    return node.node

"""Proof before rendering: a part stays balanced XML whichever way its branches go.

Read once from the Jinja syntax tree. A part for which it cannot be shown is parsed
after each rendering instead. This room must not know packages, views or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

_XML_TAG = re.compile(r"<(/?)([^\s<>/!?]+)[^<>]*?(/?)>|<[!?][^>]*>")
_VALUE = "\x00"
_STRAY = re.compile(r"[<>]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

Ends = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of elements that a stretch closes without having opened them, and opens without closing."""

_NONE: Ends = ((), ())


class UnprovableError(Exception):
    """The tree holds something that the proof does not follow."""


def path_of(node: nodes.Node) -> tuple[str, ...]:
    """Return the name and attributes that ``node`` reads (``a.b`` as ("a", "b")).

    Raises:
        UnprovableError: it is something else, whose value may be anything.
    """
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        return (*path_of(node.node), node.attr)
    raise UnprovableError


def without_limit(node: nodes.Node) -> nodes.Node:
    """Return what a loop goes over, without the filter that the sandbox puts around it."""
    return (
        node.node
        if isinstance(node, nodes.Filter) and node.name == "_limited" and node.node
        else node
    )


def is_balanced(tree: nodes.Template) -> bool:
    """Return whether every rendering of ``tree`` opens and closes its XML elements in pairs."""
    try:
        return _ends(tree.body) == _NONE
    except UnprovableError:
        return False


def _ends(body: Iterable[nodes.Node]) -> Ends:
    closed: list[str] = []
    opened: list[str] = []
    for node in body:
        closes, opens = _ends_of(node)
        for name in closes:
            if not opened:
                closed.append(name)
            elif opened.pop() != name:
                raise UnprovableError
        opened += opens
    return tuple(closed), tuple(opened)


def _ends_of(node: nodes.Node) -> Ends:
    if isinstance(node, nodes.Output):
        return _ends_of_text("".join(map(_text_of, node.nodes)))
    if isinstance(node, nodes.For):
        path_of(without_limit(node.iter))
        if _ends(node.body) != _NONE or _ends(node.else_) != _NONE:
            raise UnprovableError
        return _NONE
    if isinstance(node, nodes.If):
        ends = {
            _ends(body)
            for body in (node.body, *(one.body for one in node.elif_), node.else_)
        }
        if len(ends) != 1:
            raise UnprovableError
        return ends.pop()
    raise UnprovableError


def _text_of(node: nodes.Node) -> str:
    """Template text as it is; a stand-in for a plain value, which is always escaped when printed."""
    if isinstance(node, nodes.TemplateData):
        return node.data.replace(_VALUE, "")
    if not isinstance(node, nodes.Const):
        path_of(node)
    return _VALUE


def _ends_of_text(text: str) -> Ends:
    closed: list[str] = []
    opened: list[str] = []
    for tag in _XML_TAG.finditer(text):
        slash, name, empty = tag.groups()
        if _VALUE in _QUOTED.sub("", tag.group()) or (
            _VALUE in tag.group() and not name
        ):
            raise UnprovableError
        if not name or empty:
            continue
        if not slash:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            raise UnprovableError
    if _STRAY.search(_XML_TAG.sub("", text)):
        raise UnprovableError
    return tuple(closed), tuple(opened)

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

Ends = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of elements that a stretch closes without having opened them, and opens without closing."""

_NONE: Ends = ((), ())


class UnprovableError(Exception):
    """The tree holds something that the proof does not follow."""


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
        return _ends_of_text("".join(one.data if isinstance(one, nodes.TemplateData) else _VALUE for one in node.nodes))
    if isinstance(node, nodes.For):
        if _ends(node.body) != _NONE or _ends(node.else_) != _NONE:
            raise UnprovableError
        return _NONE
    if isinstance(node, nodes.If):
        ends = {_ends(body) for body in (node.body, *(one.body for one in node.elif_), node.else_)}
        if len(ends) != 1:
            raise UnprovableError
        return ends.pop()
    raise UnprovableError


def _ends_of_text(text: str) -> Ends:
    closed: list[str] = []
    opened: list[str] = []
    for tag in _XML_TAG.finditer(text):
        slash, name, empty = tag.groups()
        if not name or empty:
            continue
        if not slash:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            raise UnprovableError
    if "<" in _XML_TAG.sub("", text):
        raise UnprovableError
    return tuple(closed), tuple(opened)

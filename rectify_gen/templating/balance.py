"""Proof before rendering: a part stays balanced XML whichever way its branches go.

Read once from the Jinja syntax tree. ``<w:p>{% if x %}a{% else %}b{% endif %}</w:p>`` is
proved; ``{% if x %}</w:p>{% endif %}`` is not, and such a part is parsed after each
rendering instead. This room must not know packages, views or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

from rectify_gen.templating.view_paths import UnprovableError, path_of, without_limit

_XML_TAG = re.compile(r"<(/?)([^\s<>/!?]+)[^<>]*?(/?)>|<[!?][^>]*>")
_VALUE = "\x00"
"""Stands in a text for a value that is printed there."""
_STRAY = re.compile(r"[<>]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

Ends = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of elements that a stretch closes without having opened them, and opens without closing."""

_NO_ENDS: Ends = ((), ())


def is_balanced(tree: nodes.Template) -> bool:
    """Return whether every rendering of ``tree`` opens and closes its XML elements in pairs."""
    try:
        return _ends_of_body(tree.body) == _NO_ENDS
    except UnprovableError:
        return False


def _ends_of_body(body: Iterable[nodes.Node]) -> Ends:
    closed: list[str] = []
    opened: list[str] = []
    for node in body:
        closes, opens = _ends_of_node(node)
        for name in closes:
            _close(name, closed, opened)
        opened += opens
    return tuple(closed), tuple(opened)


def _ends_of_node(node: nodes.Node) -> Ends:
    if isinstance(node, nodes.Output):
        texts = [_text_of(member) for member in node.nodes]
        # A tag of the XML may go on behind a value in one of its attributes.
        text = "".join(texts)
        return _ends_of_text(text)
    if isinstance(node, nodes.For):
        return _ends_of_loop(node)
    if isinstance(node, nodes.If):
        return _ends_of_branches(node)
    raise UnprovableError


def _ends_of_loop(node: nodes.For) -> Ends:
    """A loop runs any number of times, so each pass must be balanced."""
    iterated = without_limit(node.iter)
    path_of(iterated)
    for body in (node.body, node.else_):
        if _ends_of_body(body) != _NO_ENDS:
            raise UnprovableError
    return _NO_ENDS


def _ends_of_branches(node: nodes.If) -> Ends:
    """Whichever branch is taken must leave the same elements open and closed."""
    # A missing {% else %} is a branch too: it leaves nothing open or closed.
    ends = {
        _ends_of_body(node.body),
        _ends_of_body(node.else_),
    }
    for case in node.elif_:
        ends_of_case = _ends_of_body(case.body)
        ends.add(ends_of_case)
    if len(ends) != 1:
        raise UnprovableError
    return ends.pop()


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
        _refuse_value_in_tag(tag.group(), name)
        if not name or empty:
            continue
        if slash:
            _close(name, closed, opened)
        else:
            opened.append(name)
    # An angle bracket left over is half of a tag whose other half a branch holds.
    between_tags = _XML_TAG.sub("", text)
    if _STRAY.search(between_tags):
        raise UnprovableError
    return tuple(closed), tuple(opened)


def _refuse_value_in_tag(tag: str, name: str | None) -> None:
    """A value may stand in a quoted attribute, but not in a comment, a name, or between attributes."""
    is_outside_quotes = _VALUE in _QUOTED.sub("", tag)
    is_in_comment = _VALUE in tag and not name
    if is_outside_quotes or is_in_comment:
        raise UnprovableError


def _close(name: str, closed: list[str], opened: list[str]) -> None:
    """Note the end of an element: of the last one opened here, or of one opened before."""
    if not opened:
        closed.append(name)
    elif opened.pop() != name:
        raise UnprovableError

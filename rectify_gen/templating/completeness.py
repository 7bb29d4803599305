"""Proof after rendering: every string of the view that a part prints stands in its text.

What a part prints is read once from its Jinja syntax tree. A loop over the view
owes every string that it prints of every member, in whichever branch, so that a
layout which forgets one role of paragraph is caught; ``{% for p in paragraphs if … %}``
is how a template says that it means to print only some. Outside loops a tested
branch owes its strings only where the test holds. This room must not know packages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from jinja2 import nodes
from markupsafe import escape

from rectify_gen.model import ILLEGAL_CHARACTER
from rectify_gen.templating.balance import UnprovableError
from rectify_gen.view import Absent

Context = Mapping[str, Any]
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Print:
    """A place where a value is printed as it is: a name and attributes."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A tested stretch outside loops: owed only where ``test`` holds."""

    test: Callable[[Context], bool]
    body: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop over the view. ``attributes`` are set where it prints only attributes of its own member."""

    target: str
    over: tuple[str, ...]
    body: tuple[Owed, ...]
    attributes: Callable[[Any], Any] | None
    several: bool


Owed = Print | Branch | Loop


def printed(tree: nodes.Template) -> tuple[Owed, ...]:
    """Return what renderings of ``tree`` owe, in order.

    Raises:
        UnprovableError: the tree prints something other than plain values (a filter, a call).
    """
    return tuple(_owed(tree.body, False))


def _owed(body: Iterable[nodes.Node], in_loop: bool) -> Iterator[Owed]:
    seen: set[tuple[str, ...]] = set()
    for node in body:
        for owed in _owed_by(node, in_loop):
            if isinstance(owed, Print) and in_loop:
                if owed.path in seen:
                    continue
                seen.add(owed.path)
            yield owed


def _owed_by(node: nodes.Node, in_loop: bool) -> Iterator[Owed]:
    if isinstance(node, nodes.Output):
        paths = (_path(one) for one in node.nodes if not isinstance(one, nodes.TemplateData | nodes.Const))
        yield from (Print(path) for path in paths if path[0] != "loop")
    elif isinstance(node, nodes.For):
        yield from _loop(node)
    elif isinstance(node, nodes.If):
        yield from _branches(node, in_loop)
    else:
        raise UnprovableError


def _loop(node: nodes.For) -> Iterator[Owed]:
    if not isinstance(node.target, nodes.Name) or node.recursive:
        raise UnprovableError
    body = tuple(_owed(node.body, True))
    if node.test is not None or not body:
        return
    iterated = node.iter.node if isinstance(node.iter, nodes.Filter) and node.iter.name == "_limited" else node.iter
    over, target = _path(iterated), node.target.name
    own = [one.path[1:] for one in body if isinstance(one, Print) and one.path[0] == target and len(one.path) > 1]
    plain = len(own) == len(body)
    attributes = attrgetter(*(".".join(path) for path in own)) if plain else None
    yield Loop(target, over, body, attributes, len(own) > 1)


def _branches(node: nodes.If, in_loop: bool) -> Iterator[Owed]:
    cases = [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]
    if in_loop:
        for _, body in cases:
            yield from _owed(body, True)
        yield from _owed(node.else_, True)
        return
    tests = [_test(test) for test, _ in cases]
    for at, (_, body) in enumerate(cases):
        yield Branch(_first_of(tests, at), tuple(_owed(body, False)))
    yield Branch(_first_of(tests, len(cases)), tuple(_owed(node.else_, False)))


Test = Callable[[Context], Any]


def _first_of(tests: list[Test], at: int) -> Callable[[Context], bool]:
    """Whether the case ``at`` is the first whose test holds; after the last test, whether none holds."""
    return lambda context: not any(one(context) for one in tests[:at]) and (at == len(tests) or bool(tests[at](context)))


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


def _test(node: nodes.Expr) -> Test:
    """The test of a branch as a function of the context; what is not understood is unprovable."""
    if isinstance(node, nodes.Const):
        return lambda _: node.value
    if isinstance(node, nodes.Not):
        inner = _test(node.node)
        return lambda context: not inner(context)
    if isinstance(node, nodes.And | nodes.Or):
        left, right = _test(node.left), _test(node.right)
        if isinstance(node, nodes.And):
            return lambda context: left(context) and right(context)
        return lambda context: left(context) or right(context)
    if isinstance(node, nodes.Compare) and len(node.ops) == 1 and node.ops[0].op in _COMPARE:
        compare = _COMPARE[node.ops[0].op]
        left, right = _test(node.expr), _test(node.ops[0].expr)
        return lambda context: compare(left(context), right(context))
    path = _path(node)
    return lambda context: resolve(context, path)


def _path(node: nodes.Node) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        return (*_path(node.node), node.attr)
    raise UnprovableError


def resolve(context: Context, path: tuple[str, ...]) -> Any:
    """Return the value at ``path``."""
    value = context[path[0]]
    for name in path[1:]:
        value = getattr(value, name)
    return value


def owed_strings(owed: Iterable[Owed], context: Context) -> Iterator[Any]:
    """Yield the values that ``owed`` promises for ``context``, in order; absent and empty ones too."""
    for one in owed:
        if isinstance(one, Print):
            yield resolve(context, one.path)
        elif isinstance(one, Branch):
            if one.test(context):
                yield from owed_strings(one.body, context)
        elif one.attributes is not None:
            members = resolve(context, one.over)
            yield from chain.from_iterable(map(one.attributes, members)) if one.several else map(one.attributes, members)
        else:
            for member in resolve(context, one.over):
                yield from owed_strings(one.body, {**context, one.target: member})


class IllegalTextError(Exception):
    """A string of the view holds a character that a paragraph cannot hold."""


class Proof:
    """Looks for the owed strings of one rendering, in order, while its text passes by."""

    def __init__(self, owed: Iterable[Owed], context: Context) -> None:
        self.strings = [one for one in owed_strings(owed, context) if one and not isinstance(one, Absent)]
        if any(type(one) is not str for one in self.strings):
            raise UnprovableError
        if found := ILLEGAL_CHARACTER.search("".join(self.strings)):
            raise IllegalTextError(f"U+{ord(found.group()):04X}")
        self.escaped = str(escape(_SEPARATOR.join(self.strings))).split(_SEPARATOR) if self.strings else []
        self.found = 0
        self.rest = ""

    def feed(self, text: str) -> None:
        """Take the next stretch of the result."""
        text = self.rest + text if self.rest else text
        at, found = 0, self.found
        for string in self.escaped[found:]:
            hit = text.find(string, at)
            if hit < 0:
                self.rest = text[max(at, len(text) - len(string) + 1) :]
                break
            at = hit + len(string)
            found += 1
        self.found = found

    def holds(self) -> bool:
        """Return whether every string was found in order."""
        return self.found == len(self.escaped)

    def missing(self, whole: str) -> list[str]:
        """Return the strings that stand nowhere in ``whole``: the slow answer where they are not in order."""
        segments = set(re.findall(r">([^<]+)<", whole))
        pairs = dict(zip(self.escaped, self.strings, strict=True))
        return [string for short, string in pairs.items() if short not in segments and short not in whole]

"""Proof after rendering: every string of the view that a part prints stands in its text.

What a part prints is read once from its Jinja syntax tree. A loop over the view
owes every string that it prints of every member, in whichever branch, so that a
layout which forgets one role of paragraph is caught; ``{% for p in paragraphs if … %}``
is how a template says that it means to print only some. Outside loops a tested
branch owes its strings only where the test holds. What a filter, call or macro
makes of a value is not owed. This room must not know packages.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from jinja2 import nodes
from markupsafe import escape

from rectify_gen.chinese import ILLEGAL_CHARACTER
from rectify_gen.templating.balance import UnprovableError, path_of, without_limit

Context = Mapping[str, Any]
Test = Callable[[Context], Any]
_LAST_TAG = re.compile(r"<(/?)([^\s<>/]+)[^<>]*?(/?)(?:>|$)")
_TEXTS = frozenset({"w:t", "a:t", "m:t"})
_FRAMES = frozenset(
    {"w:body", "w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:hdr", "w:ftr", "w:footnote"}
)
"""Elements that hold other elements: what is printed straight into them Word does not show."""
_KEEPING = frozenset({"list", "reverse", "sort", "unique", "_weighed"})
"""Filters on what a loop goes over that leave no member out; others choose on purpose."""


class Print(NamedTuple):
    """A place in a text where a value is printed as it is: a name and attributes."""

    path: tuple[str, ...]


class Branch(NamedTuple):
    """A tested stretch outside loops: owed only where ``test`` holds."""

    test: Callable[[Context], bool]
    body: tuple["Owed", ...]


class Loop(NamedTuple):
    """A loop over the view. ``attributes`` are set where it prints only attributes of its own member."""

    target: str
    over: tuple[str, ...]
    body: tuple["Owed", ...]
    attributes: Callable[[Any], Any] | None
    several: bool


Owed = Print | Branch | Loop


class Promise(NamedTuple):
    """What a part owes; ``astray`` are values printed where Word shows no text, ``hidden`` whether markup holds values."""

    owed: tuple[Owed, ...]
    astray: tuple[tuple[str, ...], ...]
    hidden: bool


def promised(tree: nodes.Template, found: Sequence[nodes.Node]) -> Promise:
    """Return what renderings of ``tree`` owe, in order; ``found`` are all its nodes."""
    reader = _Reader(found)
    owed = tuple(reader.owed(tree.body))
    return Promise(owed, tuple(reader.astray), reader.hidden)


class _Reader:
    """Walks a syntax tree in the order of its text and keeps in mind what surrounds the next value."""

    def __init__(self, found: Sequence[nodes.Node]) -> None:
        self.in_markup = self.in_text = self.between = self.hidden = False
        self.astray: list[tuple[str, ...]] = []
        self.loops: list[str] = ["loop"]
        self.aliases = _aliases(found)

    def owed(self, body: Iterable[nodes.Node]) -> Iterator[Owed]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from self.prints(node)
            elif isinstance(node, nodes.For):
                yield from self.loop(node)
            elif isinstance(node, nodes.If):
                yield from self.branches(node)
            elif isinstance(node, nodes.Scope | nodes.With):
                yield from self.owed(node.body)

    def prints(self, node: nodes.Output) -> Iterator[Owed]:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                self.move(one.data)
                continue
            self.hidden = self.hidden or self.in_markup
            path = self.path(one)
            if path is None or self.in_markup or path[0] == "loop":
                continue
            if self.in_text:
                yield Print(path)
            elif self.between:
                self.astray.append(path)

    def move(self, text: str) -> None:
        """Go past ``text``: are values after it inside markup, inside a text, or between elements?"""
        start, end = text.rfind("<"), text.rfind(">")
        if start < 0 and end < 0:
            return
        self.in_markup = start > end
        if start >= 0 and (tag := _LAST_TAG.match(text, start)):
            self.in_text = tag.group(2) in _TEXTS and not tag.group(1)
            self.between = bool(tag.group(1) or tag.group(3)) or tag.group(2) in _FRAMES

    def path(self, node: nodes.Node) -> tuple[str, ...] | None:
        """The path that ``node`` reads in the view, seen through ``{% set %}``; None for anything else."""
        try:
            path = path_of(node)
        except UnprovableError:
            return None
        if path[0] not in self.aliases or path[0] in self.loops:
            return path
        meant = self.aliases[path[0]]
        return None if meant is None else (*meant, *path[1:])

    def loop(self, node: nodes.For) -> Iterator[Owed]:
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        over = self.path(_whole(node.iter))
        self.loops.append(target)
        body = tuple(_once(self.owed(node.body)))
        self.loops.pop()
        list(self.owed(node.else_))
        if node.test is not None or node.recursive or not target or over is None:
            return
        own = [
            one.path[1:]
            for one in body
            if isinstance(one, Print) and one.path[0] == target and len(one.path) > 1
        ]
        plain = bool(body) and len(own) == len(body)
        attributes = attrgetter(*(".".join(path) for path in own)) if plain else None
        yield Loop(target, over, body, attributes, len(own) > 1)

    def branches(self, node: nodes.If) -> Iterator[Owed]:
        cases = [(node.test, node.body), *((one.test, one.body) for one in node.elif_)]
        before = self.in_markup, self.in_text, self.between
        bodies: list[tuple[Owed, ...]] = []
        for body in (*(body for _, body in cases), node.else_):
            self.in_markup, self.in_text, self.between = before
            bodies.append(tuple(self.owed(body)))
        if len(self.loops) > 1:
            yield from _loops_once(
                one for body in bodies for one in body if self.is_of_member(one)
            )
            return
        try:
            tests = [self.test(test) for test, _ in cases]
        except UnprovableError:
            return
        for at, owed in enumerate(bodies):
            yield Branch(_first_of(tests, at), owed)

    def is_of_member(self, owed: Owed) -> bool:
        """Whether a branch inside a loop owes it: only what belongs to the loop's own member."""
        root = (
            owed.path[0]
            if isinstance(owed, Print)
            else owed.over[0]
            if isinstance(owed, Loop)
            else ""
        )
        return root == self.loops[-1]

    def test(self, node: nodes.Node) -> Test:
        """The test of a branch as a function of the context; what is not understood is unprovable."""
        node = _without_charge(node)
        if isinstance(node, nodes.Const):
            return lambda _: node.value
        if isinstance(node, nodes.Not):
            inner = self.test(node.node)
            return lambda context: not inner(context)
        if isinstance(node, nodes.And | nodes.Or):
            return _both(
                isinstance(node, nodes.And), self.test(node.left), self.test(node.right)
            )
        if (
            isinstance(node, nodes.Compare)
            and len(node.ops) == 1
            and node.ops[0].op in _COMPARE
        ):
            return _compared(
                _COMPARE[node.ops[0].op],
                self.test(node.expr),
                self.test(node.ops[0].expr),
            )
        if (
            isinstance(node, nodes.Filter)
            and node.name == "length"
            and node.node is not None
            and not node.args
        ):
            counted = self.test(node.node)
            return lambda context: len(counted(context))
        path = self.path(node)
        if path is None:
            raise UnprovableError
        return lambda context: resolve(context, path)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
    "gt": lambda left, right: left > right,
    "gteq": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lteq": lambda left, right: left <= right,
}


def _both(conjunction: bool, left: Test, right: Test) -> Test:
    if conjunction:
        return lambda context: left(context) and right(context)
    return lambda context: left(context) or right(context)


def _compared(compare: Callable[[Any, Any], bool], left: Test, right: Test) -> Test:
    return lambda context: compare(left(context), right(context))


def _aliases(found: Sequence[nodes.Node]) -> dict[str, tuple[str, ...] | None]:
    """Names that the template binds itself: to what in the view, or None where that cannot be told."""
    out: dict[str, tuple[str, ...] | None] = {}
    targets = [one.target for one in found if isinstance(one, nodes.For)]
    loops = {one.name for one in targets if isinstance(one, nodes.Name)}
    for one in found:
        if (
            isinstance(one, nodes.Name)
            and one.ctx in ("store", "param")
            and one.name not in loops
        ) or isinstance(one, nodes.Macro):
            out[one.name] = None
    assigned = [one for one in found if isinstance(one, nodes.Assign)]
    for one in assigned:
        targets = [other.target for other in assigned if other.target == one.target]
        if isinstance(one.target, nodes.Name) and len(targets) == 1:
            try:
                out[one.target.name] = path_of(_whole(one.node))
            except UnprovableError:
                continue
    return out


def _whole(node: nodes.Node) -> nodes.Node:
    """What a loop goes over, without slices and filters that keep every member (a slice loses some: that is caught)."""
    node = without_limit(node)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        return _whole(node.node)
    if (
        isinstance(node, nodes.Filter)
        and node.name in _KEEPING
        and node.node is not None
    ):
        return _whole(node.node)
    return node


def _without_charge(node: nodes.Node) -> nodes.Node:
    """What ``in`` compares, without the filter by which the sandbox charges for it."""
    if (
        isinstance(node, nodes.Filter)
        and node.name == "_weighed"
        and node.node is not None
    ):
        return node.node
    return node


def _once(owed: Iterable[Owed]) -> Iterator[Owed]:
    """``owed`` without second prints of the same value."""
    seen: set[tuple[str, ...]] = set()
    for one in owed:
        if isinstance(one, Print):
            if one.path in seen:
                continue
            seen.add(one.path)
        yield one


def _loops_once(owed: Iterable[Owed]) -> Iterator[Owed]:
    """``owed`` of the branches of one test: a loop over the same members in two of them is owed once."""
    seen: set[tuple[str, ...]] = set()
    for one in owed:
        if isinstance(one, Loop):
            if one.over in seen:
                continue
            seen.add(one.over)
        yield one


def _first_of(tests: list[Test], at: int) -> Callable[[Context], bool]:
    """Whether the case ``at`` is the first whose test holds; after the last test, whether none holds."""
    return lambda context: (
        not any(one(context) for one in tests[:at])
        and (at == len(tests) or bool(tests[at](context)))
    )


def resolve(context: Context, path: tuple[str, ...]) -> Any:
    """Return the value at ``path``, None where there is no such name (rendering will say so, if it comes there)."""
    value = context.get(path[0])
    for name in path[1:]:
        value = getattr(value, name, None)
    return value


def owed_values(owed: Iterable[Owed], context: Context) -> Iterator[Any]:
    """Yield the values that ``owed`` promises for ``context``, in order; absent and empty ones too."""
    for one in owed:
        if isinstance(one, Print):
            yield resolve(context, one.path)
        elif isinstance(one, Branch):
            if one.test(context):
                yield from owed_values(one.body, context)
        else:
            members = resolve(context, one.over)
            yield from (
                _owed_of_members(one, members, context)
                if isinstance(members, tuple)
                else ()
            )


def _has_fields(attributes: Callable[[Any], Any], members: tuple[Any, ...]) -> bool:
    try:
        return bool(members) and attributes(members[0]) is not None
    except AttributeError:
        return False


def _owed_of_members(
    loop: Loop, members: tuple[Any, ...], context: Context
) -> Iterator[Any]:
    if loop.attributes is not None and _has_fields(loop.attributes, members):
        return (
            chain.from_iterable(map(loop.attributes, members))
            if loop.several
            else map(loop.attributes, members)
        )
    return (
        value
        for member in members
        for value in owed_values(loop.body, {**context, loop.target: member})
    )


def owed_strings(owed: Iterable[Owed], context: Context) -> Iterator[str]:
    """Yield the strings among the values that ``owed`` promises; empty ones left out."""
    return (one for one in owed_values(owed, context) if type(one) is str and one)


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a view or a context, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(strings, value))


class IllegalTextError(Exception):
    """A string of the view holds a character that a paragraph cannot hold."""


def refuse_illegal(values: Iterable[str]) -> None:
    """Raise IllegalTextError where one of ``values`` holds a character that a line of text cannot hold."""
    if found := ILLEGAL_CHARACTER.search("".join(values)):
        raise IllegalTextError(f"U+{ord(found.group()):04X}")


class Proof:
    """Looks for the owed strings of one rendering, in order, among the printed values that pass by."""

    def __init__(self, promise: Promise, context: Context) -> None:
        self._owed = owed_strings(promise.owed, context)
        self._next = next(self._owed, None)

    def feed(self, values: Iterable[str]) -> None:
        """Take the next printed values, escaped as they were printed."""
        wanted = self._next
        for value in values:
            if wanted is None:
                break
            if value == wanted or (
                len(value) > len(wanted) and value == escape(wanted)
            ):
                wanted = next(self._owed, None)
        self._next = wanted

    def holds(self) -> bool:
        """Return whether every string was found in order."""
        return self._next is None


def missing(
    promise: Promise, context: Context, printed: Iterable[str]
) -> Iterator[str]:
    """Yield the owed strings that are printed less often than owed: the slow answer where order does not hold."""
    left = Counter(map(str, printed))
    for one in owed_strings(promise.owed, context):
        key = str(escape(one))
        if left[key] <= 0:
            yield one
        left[key] -= 1

"""What a part of a template promises to print, read once from its Jinja syntax tree.

A loop over the view owes every string that it prints of every member, in whichever
branch, so that a layout which forgets one role of paragraph is caught;
``{% for p in paragraphs if … %}`` is how a template says that it means to print only
some. Outside loops a tested branch owes its strings only where the test holds. What a
filter, call or macro makes of a value is not owed.

    {% if period %}{{ period }}{% endif %}     owes the period where there is one
    {% for c in contacts %}{{ c.value }}       owes the value of each contact

This module must not know packages, or how a promise is checked (see ``completeness``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from jinja2 import nodes

from rectify_gen.templating.view_paths import (
    Path,
    UnprovableError,
    all_members,
    path_of,
    without_charge,
)

Context = Mapping[str, Any]
Test = Callable[[Context], Any]

_LAST_TAG = re.compile(
    r"""
    <(/?)                 # 1: an end tag
    ([^\s<>/]+)           # 2: the name of the element
    [^<>]*?
    (/?)(?:>|$)           # 3: an empty element; the end of the text is where a value stands
    """,
    re.VERBOSE,
)
_TEXT_ELEMENTS = frozenset({"w:t", "a:t", "m:t"})
_FRAMES = frozenset(
    {
        "w:body",
        "w:p",
        "w:r",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:hdr",
        "w:ftr",
        "w:footnote",
    }
)
"""Elements that hold other elements: what is printed straight into them Word does not show."""


_SENTENCES = frozenset({"lead", "rest"})
"""The two halves of the text of a paragraph."""


class Print(NamedTuple):
    """A place in a text where a value is printed as it is: a name and attributes."""

    path: Path


class Branch(NamedTuple):
    """A tested stretch outside loops: owed only where ``test`` holds."""

    test: Callable[[Context], bool]
    body: tuple[Owed, ...]


class Loop(NamedTuple):
    """A loop over the view.

    ``attributes`` is set where the loop prints nothing but attributes of its own member:
    it then gives them at once. They are a tuple where there are ``several``.
    """

    target: str
    over: Path
    body: tuple[Owed, ...]
    attributes: Callable[[Any], Any] | None
    several: bool


Owed = Print | Branch | Loop


class Promise(NamedTuple):
    """What a part owes.

    ``astray`` are values printed where Word shows no text; ``hidden`` is whether some
    are printed into markup, where the proof does not look. ``in_sentences`` is whether texts of
    paragraphs may be printed as lead and rest.
    """

    owed: tuple[Owed, ...]
    astray: tuple[Path, ...]
    hidden: bool
    in_sentences: bool = False


class _ElementsAround(NamedTuple):
    """What stands around the next value: the inside of a tag, a text, or the room between elements."""

    in_markup: bool = False
    in_text: bool = False
    between_elements: bool = False


def promised(tree: nodes.Template, all_nodes: Sequence[nodes.Node]) -> Promise:
    """Return what renderings of ``tree`` owe, in order; ``all_nodes`` are those of the tree."""
    reader = _PromiseReader(all_nodes)
    owed = tuple(reader.owed(tree.body))
    return Promise(
        owed=owed,
        astray=tuple(reader.astray),
        hidden=reader.hidden,
        in_sentences=reader.in_sentences,
    )


class _PromiseReader:
    """Walks a syntax tree in the order of its text and remembers what surrounds the next value."""

    def __init__(self, all_nodes: Sequence[nodes.Node]) -> None:
        self.around = _ElementsAround()
        self.hidden = False
        self.in_sentences = False
        self.astray: list[Path] = []
        self.loops: list[str] = ["loop"]
        self.aliases = _aliases(all_nodes)

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

    def prints(self, output: nodes.Output) -> Iterator[Print]:
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                self.around = _after(node.data, self.around)
                continue
            if self.around.in_markup:
                self.hidden = True
                continue
            path = self.path(node)
            # ``loop.index`` counts passes: the view does not hold it.
            if path is None or path[0] == "loop":
                continue
            if self.around.in_text:
                yield Print(self.whole_text(path))
            elif self.around.between_elements:
                self.astray.append(path)

    def whole_text(self, path: Path) -> Path:
        """``path``, or that of the text whose lead or rest it is: who prints one owes the other as well."""
        *owner, name = path
        if name not in _SENTENCES or not owner:
            return path
        self.in_sentences = True
        return (*owner, "text")

    def path(self, node: nodes.Node) -> Path | None:
        """The path that ``node`` reads in the view, seen through ``{% set %}``; None for anything else."""
        try:
            path = path_of(node)
        except UnprovableError:
            return None
        root = path[0]
        if root not in self.aliases or root in self.loops:
            return path
        meant = self.aliases[root]
        if meant is None:
            return None
        return (*meant, *path[1:])

    def loop(self, node: nodes.For) -> Iterator[Loop]:
        # Empty for ``{% for key, value in … %}``.
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        over = self.path(all_members(node.iter))
        self.loops.append(target)
        body = tuple(_each_print_once(self.owed(node.body)))
        self.loops.pop()
        # What stands for an empty list is not owed; reading it only moves past its text.
        for _ in self.owed(node.else_):
            pass
        chooses = node.test is not None or node.recursive
        if chooses or not target or over is None:
            return
        attributes = _member_attributes(body, target)
        # One getter for all of them: loops are read once for each member when checked.
        yield Loop(
            target=target,
            over=over,
            body=body,
            attributes=attrgetter(*attributes) if attributes else None,
            several=len(attributes) > 1,
        )

    def branches(self, node: nodes.If) -> Iterator[Owed]:
        tests = [node.test]
        bodies = [node.body]
        for case in node.elif_:
            tests.append(case.test)
            bodies.append(case.body)
        bodies.append(node.else_)
        # Each branch goes on from where the text before {% if %} ended.
        before = self.around
        owed_of_bodies: list[tuple[Owed, ...]] = []
        for body in bodies:
            self.around = before
            owed_of_bodies.append(tuple(self.owed(body)))
        if len(self.loops) > 1:
            yield from self.owed_of_member(owed_of_bodies)
            return
        try:
            functions = [self.test(test) for test in tests]
        except UnprovableError:
            return
        for number, owed in enumerate(owed_of_bodies):
            yield Branch(_holds_first(functions, number), owed)

    def owed_of_member(self, bodies: Iterable[Iterable[Owed]]) -> Iterator[Owed]:
        """What the branches inside a loop owe, whichever is taken: only what belongs to the loop's own member.

        A loop over the same members in two branches is owed once.
        """
        seen: set[Path] = set()
        for body in bodies:
            for owed in body:
                if isinstance(owed, Branch):
                    continue
                belongs_to_member = _root(owed) == self.loops[-1]
                if not belongs_to_member:
                    continue
                if isinstance(owed, Loop):
                    if owed.over in seen:
                        continue
                    seen.add(owed.over)
                yield owed

    def test(self, node: nodes.Node) -> Test:
        """The test of a branch as a function of the context.

        Raises:
            UnprovableError: it is not understood.
        """
        node = without_charge(node)
        if isinstance(node, nodes.Const):
            value = node.value
            return lambda _: value
        if isinstance(node, nodes.Not | nodes.And | nodes.Or):
            return self.connective(node)
        if isinstance(node, nodes.Compare):
            return self.comparison(node)
        if isinstance(node, nodes.Filter):
            return self.length(node)
        path = self.path(node)
        if path is None:
            raise UnprovableError
        return lambda context: resolve(context, path)

    def connective(self, node: nodes.Not | nodes.And | nodes.Or) -> Test:
        if isinstance(node, nodes.Not):
            negated = self.test(node.node)
            return lambda context: not negated(context)
        left = self.test(node.left)
        right = self.test(node.right)
        if isinstance(node, nodes.And):
            return lambda context: left(context) and right(context)
        return lambda context: left(context) or right(context)

    def comparison(self, node: nodes.Compare) -> Test:
        # ``1 < x < 3`` has two.
        if len(node.ops) != 1:
            raise UnprovableError
        operand = node.ops[0]
        compare = _COMPARISONS.get(operand.op)
        if compare is None:
            raise UnprovableError
        left = self.test(node.expr)
        right = self.test(operand.expr)
        return lambda context: compare(left(context), right(context))

    def length(self, node: nodes.Filter) -> Test:
        if node.name != "length" or node.node is None or node.args:
            raise UnprovableError
        counted = self.test(node.node)
        return lambda context: len(counted(context))


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
    "gt": lambda left, right: left > right,
    "gteq": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lteq": lambda left, right: left <= right,
}


def _holds_first(tests: list[Test], number: int) -> Callable[[Context], bool]:
    """Whether the test of this ``number`` is the first that holds; after the last test, whether none holds."""

    def holds(context: Context) -> bool:
        for earlier in tests[:number]:
            if earlier(context):
                return False
        return number == len(tests) or bool(tests[number](context))

    return holds


def _after(text: str, around: _ElementsAround) -> _ElementsAround:
    """What surrounds a value that stands behind ``text``, when ``around`` stood before it."""
    start = text.rfind("<")
    end = text.rfind(">")
    if start < 0 and end < 0:
        return around
    in_markup = start > end
    tag = _LAST_TAG.match(text, start) if start >= 0 else None
    if tag is None:
        return around._replace(in_markup=in_markup)
    is_end, name, is_empty = tag.groups()
    return _ElementsAround(
        in_markup=in_markup,
        in_text=name in _TEXT_ELEMENTS and not is_end,
        between_elements=bool(is_end or is_empty) or name in _FRAMES,
    )


def _aliases(all_nodes: Sequence[nodes.Node]) -> dict[str, Path | None]:
    """Names that the template binds itself: to what in the view, or None where that cannot be known."""
    aliases: dict[str, Path | None] = {}
    for name in _bound_names(all_nodes):
        aliases[name] = None
    assignments: list[nodes.Assign] = []
    for node in all_nodes:
        if isinstance(node, nodes.Assign):
            assignments.append(node)
    targets = [assignment.target for assignment in assignments]
    for assignment in assignments:
        target = assignment.target
        if not isinstance(target, nodes.Name):
            continue
        # Which of several it means depends on the branches taken.
        is_set_again = targets.count(target) > 1
        if is_set_again:
            continue
        try:
            aliases[target.name] = path_of(all_members(assignment.node))
        except UnprovableError:
            continue
    return aliases


def _bound_names(all_nodes: Sequence[nodes.Node]) -> set[str]:
    """Names of macros, of their parameters and of what is set; those of loops are followed elsewhere."""
    bound: set[str] = set()
    loops: set[str] = set()
    for node in all_nodes:
        if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            loops.add(node.target.name)
        elif isinstance(node, nodes.Name) and node.ctx in ("store", "param"):
            bound.add(node.name)
    macros: set[str] = set()
    for node in all_nodes:
        if isinstance(node, nodes.Macro):
            macros.add(node.name)
    return (bound - loops) | macros


def _root(owed: Print | Loop) -> str:
    """The name that begins the path of what is owed."""
    path = owed.path if isinstance(owed, Print) else owed.over
    return path[0]


def _member_attributes(body: Iterable[Owed], target: str) -> list[str]:
    """The attributes of a loop's member that its body prints; none where it owes anything else besides."""
    attributes: list[str] = []
    for owed in body:
        if not isinstance(owed, Print):
            return []
        root, *names = owed.path
        # ``{{ p }}`` prints the member itself and none of its attributes.
        if root != target or not names:
            return []
        attributes.append(".".join(names))
    return attributes


def _each_print_once(owed: Iterable[Owed]) -> Iterator[Owed]:
    """``owed`` without further prints of the same value."""
    seen: set[Path] = set()
    for promise in owed:
        if isinstance(promise, Print):
            if promise.path in seen:
                continue
            seen.add(promise.path)
        yield promise


def resolve(context: Context, path: Path) -> Any:
    """Return the value at ``path``, None where there is no such name (rendering will say so, if it comes there)."""
    value = context.get(path[0])
    for name in path[1:]:
        value = getattr(value, name, None)
    return value

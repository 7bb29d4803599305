"""Bookmarks, comment ranges and permissions: each has a start and an end, and tags may take one away or repeat both.

What would lose its other half, or come several times with one id and one name, is
taken out of the syntax tree of a part, both halves. What refers to such a bookmark is
reported. This room must not know packages, views or files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jinja2 import nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import qn
from rectify_gen.word.pieces import field_codes
from rectify_gen.word.places_of_elements import place_of

_HALF = re.compile(
    r"""
    <w:
    (?P<kind>bookmark|commentRange|perm|move(?:From|To)Range|customXml\w+Range)
    (?P<half>Start|End)
    (?P<attributes>(?:[^<>/]|/(?!>))*)
    (?P<close>/>)?     # missing where a tag stands inside
    """,
    re.VERBOSE,
)
_ID = re.compile(r'w:id="([^"]*)"')
_NAME = re.compile(r'<w:bookmarkStart[^<>]*? w:name="([^"]*)"')
_REPEATING = (
    nodes.For,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
)
_REFERENCE = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+\"?([^\s\"\\]+)")

Blocks = tuple[tuple[int, int], ...]
"""The blocks around a point of the tree, each with the number of its branch."""


class _Half(NamedTuple):
    """The start or the end of a range in the text ``data``, by the characters that it takes there."""

    data: nodes.TemplateData
    begin: int
    end: int
    half: str
    blocks: Blocks
    is_repeated: bool


def drop_halves(tree: nodes.Template) -> None:
    """Take the ranges out of ``tree`` that a rendering may halve or repeat."""
    halves: dict[tuple[str, str], list[_Half]] = defaultdict(list)
    for data, blocks, is_repeated in _texts(tree, (), is_repeated=False):
        for match in _HALF.finditer(data.data):
            identifier = _ID.search(match["attributes"])
            if match["close"] is None or identifier is None:
                # A tag stands inside: its author numbers them.
                return
            half = _Half(
                data=data,
                begin=match.start(),
                end=match.end(),
                half=match["half"],
                blocks=blocks,
                is_repeated=is_repeated,
            )
            halves[match["kind"], identifier[1]].append(half)
    dropped: list[_Half] = []
    for pair in halves.values():
        if not _is_whole(pair):
            dropped += pair
    _take_out(dropped)


def _is_whole(pair: list[_Half]) -> bool:
    """Whether every rendering that has one half has the other, and both only once."""
    if len(pair) != 2:
        return False
    start, end = pair
    if start.half == end.half:
        return False
    return start.blocks == end.blocks and not start.is_repeated


def _take_out(halves: Iterable[_Half]) -> None:
    by_text: dict[int, list[_Half]] = defaultdict(list)
    for half in halves:
        by_text[id(half.data)].append(half)
    for group in by_text.values():
        data = group[0].data
        # From the end, so that the places of those before stay right.
        group.sort(key=lambda half: half.begin, reverse=True)
        for half in group:
            before = data.data[: half.begin]
            behind = data.data[half.end :]
            data.data = before + behind


def _texts(
    node: nodes.Node, blocks: Blocks, *, is_repeated: bool
) -> Iterator[tuple[nodes.TemplateData, Blocks, bool]]:
    """The texts of the template below ``node``, with the blocks around each and whether these repeat it."""
    is_repeated = is_repeated or isinstance(node, _REPEATING)
    for branch, members in enumerate(_branches(node)):
        inside = blocks
        if not isinstance(node, nodes.Output | nodes.Template):
            inside = (*blocks, (id(node), branch))
        for member in members:
            if isinstance(member, nodes.TemplateData):
                yield member, inside, is_repeated
            else:
                yield from _texts(member, inside, is_repeated=is_repeated)


def _branches(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    """The lists of nodes of which a rendering takes one: the branches of a condition, the bodies of a loop."""
    if isinstance(node, nodes.If):
        yield node.body
        for branch in node.elif_:
            yield branch.body
        yield node.else_
    elif isinstance(node, nodes.For):
        yield node.body
        yield node.else_
    else:
        yield list(node.iter_child_nodes())


def referred(root: WordElement) -> frozenset[str]:
    """Return the names of the bookmarks that fields and links of the part ``root`` refer to."""
    names: set[str] = set()
    for paragraph in root.iter(qn("w:p")):
        assert isinstance(paragraph, WordElement)
        for code in field_codes(paragraph):
            names.update(_REFERENCE.findall(code))
    for link in root.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor")) or ""
        names.add(anchor)
    names.discard("")
    return frozenset(names)


def broken_references(
    root: WordElement, part: str, tree: nodes.Template
) -> Iterator[Diagnostic]:
    """Yield a warning, at the bookmark, for each that something in the part refers to and that ``tree`` has no more."""
    broken = set(referred(root))
    for text in tree.find_all(nodes.TemplateData):
        kept_names = _NAME.findall(text.data)
        broken.difference_update(kept_names)
    for start in root.iter(qn("w:bookmarkStart")):
        assert isinstance(start, WordElement)
        name = start.attribute("name") or ""
        place = place_of(start, part)
        if name in broken and place.paragraph:
            yield Diagnostic(
                "template-bookmark",
                facts={"name": name},
                place=place,
            )

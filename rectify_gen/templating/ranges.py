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
from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating.tags import W

_HALF = re.compile(
    r"<w:(?P<kind>bookmark|commentRange|perm|move(?:From|To)Range|customXml\w+Range)"
    r"(?P<half>Start|End)(?P<attributes>(?:[^<>/]|/(?!>))*)(?P<close>/>)?"
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
        for found in _HALF.finditer(data.data):
            identifier = _ID.search(found["attributes"])
            if found["close"] is None or identifier is None:
                return  # a tag stands inside: its author numbers them
            half = _Half(
                data=data,
                begin=found.start(),
                end=found.end(),
                half=found["half"],
                blocks=blocks,
                is_repeated=is_repeated,
            )
            halves[found["kind"], identifier[1]].append(half)
    dropped = [half for pair in halves.values() if not _is_whole(pair) for half in pair]
    _take_out(dropped)


def _is_whole(pair: list[_Half]) -> bool:
    """Whether every rendering that has one half has the other, and both only once."""
    if len(pair) != 2 or pair[0].half == pair[1].half:
        return False
    return pair[0].blocks == pair[1].blocks and not pair[0].is_repeated


def _take_out(halves: Iterable[_Half]) -> None:
    by_text: dict[int, list[_Half]] = defaultdict(list)
    for half in halves:
        by_text[id(half.data)].append(half)
    for group in by_text.values():
        data = group[0].data
        for half in sorted(group, key=lambda half: half.begin, reverse=True):
            data.data = data.data[: half.begin] + data.data[half.end :]


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
        for other in node.elif_:
            yield other.body
        yield node.else_
    elif isinstance(node, nodes.For):
        yield node.body
        yield node.else_
    else:
        yield list(node.iter_child_nodes())


def referred(root: etree._Element) -> frozenset[str]:
    """Return the names of the bookmarks that fields and links of the part ``root`` refer to."""
    codes = " ".join(text.text or "" for text in root.iter(W + "instrText"))
    simple = " ".join(
        field.get(W + "instr") or "" for field in root.iter(W + "fldSimple")
    )
    anchors = {link.get(W + "anchor") or "" for link in root.iter(W + "hyperlink")}
    return frozenset(anchors | set(_REFERENCE.findall(f"{codes} {simple}"))) - {""}


def broken_references(
    root: etree._Element, part: str, tree: nodes.Template
) -> Iterator[Diagnostic]:
    """Yield a warning, at the bookmark, for each that something in the part refers to and that ``tree`` has no more."""
    kept = {
        name
        for text in tree.find_all(nodes.TemplateData)
        for name in _NAME.findall(text.data)
    }
    wanted = referred(root) - kept
    for number, paragraph in enumerate(root.iter(W + "p"), 1):
        for start in paragraph.iter(W + "bookmarkStart"):
            name = start.get(W + "name") or ""
            if name not in wanted:
                continue
            text = "".join(piece.text or "" for piece in paragraph.iter(W + "t"))
            yield Diagnostic(
                "template-bookmark",
                facts={"name": name},
                place=Place(part, number, text=text),
            )

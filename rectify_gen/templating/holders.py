"""What Word wants inside cells, text boxes, headers and tables, where tags may take all of it away.

A cell ends with a paragraph, a row has a cell, a table has a row. Whether a part can
lose the last of them is decided once, when it is compiled: ``may_run_dry``. Only such
parts are completed after rendering: ``complete``. This module must not know Jinja,
views, or packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from rectify_gen.late_pattern import LatePattern
from rectify_gen.word.elements import take_out
from rectify_gen.word.namespaces import local_name, qn, qns

_LIFTED = {
    "p": re.compile(r"\{(?:\{|%|#)p\s+(\w*)"),
    "tr": re.compile(r"\{(?:\{|%|#)tr\s+(\w*)"),
    "tc": re.compile(r"\{(?:\{|%|#)tc\s+(\w*)"),
}
"""A tag that takes the element around it away; its first word says whether it opens or ends a block."""
_OPENERS = frozenset({"if", "for", "macro", "call", "filter", "with", "block"})
_ENDS = frozenset(f"end{word}" for word in _OPENERS)

_CELL = qn("w:tc")
_ROW = qn("w:tr")
_TABLE = qn("w:tbl")
_PARAGRAPH = qn("w:p")
_CONTROL = qn("w:sdt")
_CONTROLLED = qn("w:sdtContent")
_CUSTOM = qn("w:customXml")
_BODY = qn("w:body")
_ENDED_BY_PARAGRAPH = qns("w:tc w:hdr w:ftr w:footnote w:txbxContent")
_MEMBERS = {_ROW: _CELL, _TABLE: _ROW}
"""What is taken out where it holds none of these."""
_BLOCKS = qns("w:p w:tbl w:sdt w:altChunk")
_MARKERS = re.compile(
    r"(bookmark|commentRange|perm)(Start|End)|move\w+Range(Start|End)"
)

_HOLLOW = LatePattern(
    r"""
    (?<!</w:p>)(?<!<w:p/>)</w:(?:tc|txbxContent|hdr|ftr|footnote|sdtContent)>
    | (?<!</w:tr>)</w:tbl>
    | (?<!</w:tc>)</w:tr>
    # with nothing in it at all:
    | <w:(?:tbl|tr|tc|txbxContent|hdr|ftr|footnote|sdtContent)(?:[ ][^<>]*)?/>
    """,
    re.VERBOSE,
)
"""The end of a cell, story, row or table that does not follow the end of what it shall hold."""


class _Choice(NamedTuple):
    """What stands between an opening tag and its end, branch by branch; ``is_total`` where one of them is always kept."""

    branches: list[list[_Member]]
    is_total: bool


_Member = etree._Element | _Choice
"""A block of a cell, a row of a table or a cell of a row; or several of them under a condition."""


def may_run_dry(root: etree._Element) -> bool:
    """Return whether tags of the part ``root`` can leave something without what Word wants in it."""
    return any(_lacks(element) for element in root.iter(etree.Element))


def is_hollow(text: str) -> bool:
    """Return whether something in the rendered part ``text`` may lack what Word wants; quick, and true rather once too often."""
    return bool(_HOLLOW.search(text))


def complete(root: etree._Element) -> None:
    """Give each cell, text box, header and content control of ``root`` its paragraph; take empty rows and tables out."""
    elements = list(root.iter(etree.Element))
    # What is inside comes before what is around it: a table goes when its last row went.
    for element in reversed(elements):
        member = _MEMBERS.get(element.tag)
        if member is not None and not _has(element, member):
            _take_out_member(element)
        elif element.tag == _CONTROLLED:
            _complete_control(element)
        elif element.tag in _ENDED_BY_PARAGRAPH and not _ends_with_paragraph(element):
            element.append(etree.Element(_PARAGRAPH))


def _lacks(element: etree._Element) -> bool:
    """Whether some rendering may leave ``element`` without what Word wants in it."""
    if element.tag == _TABLE:
        rows = _members(element, "tr", frozenset({_ROW}))
        return not _keeps_one(rows)
    if element.tag == _ROW:
        cells = _members(element, "tc", frozenset({_CELL}))
        return not _keeps_one(cells)
    if element.tag == _CONTROLLED:
        prefix, names = _held_by_control(element)
        # A control around runs may be empty.
        if not names:
            return False
        members = _members(element, prefix, names)
        return not _keeps_one(members)
    if element.tag in _ENDED_BY_PARAGRAPH:
        blocks = _members(element, "p", _BLOCKS)
        return not _surely_ends_with_paragraph(blocks)
    return False


def _keeps_one(members: Iterable[_Member]) -> bool:
    """Whether each rendering keeps one of ``members``."""
    for member in members:
        if not isinstance(member, _Choice):
            return True
        kept_by_branches = [_keeps_one(branch) for branch in member.branches]
        if member.is_total and all(kept_by_branches):
            return True
    return False


def _surely_ends_with_paragraph(members: list[_Member]) -> bool:
    """Whether what is left of ``members`` in each rendering ends with a paragraph."""
    for member in reversed(members):
        if not isinstance(member, _Choice):
            return member.tag != _TABLE
        endings = [_surely_ends_with_paragraph(branch) for branch in member.branches]
        if member.is_total and all(endings):
            return True
        if _holds_table(member):
            return False
    return False


def _holds_table(member: _Member) -> bool:
    if not isinstance(member, _Choice):
        return member.tag == _TABLE
    for branch in member.branches:
        if any(_holds_table(inner) for inner in branch):
            return True
    return False


def _members(
    holder: etree._Element, prefix: str, names: frozenset[str]
) -> list[_Member]:
    """Return the members of ``holder``.

    Those that a tag lifts away are left out, those between two such tags are a choice.
    """
    members: list[_Member] = []
    around: list[list[_Member]] = []  # the lists around the innermost choice
    for element in _inside(holder, names):
        words = _LIFTED[prefix].findall(_text(element, prefix))
        if not words:
            members.append(element)
        for word in words:
            if word in _OPENERS:
                around.append(members)
                members = []
                around[-1].append(_Choice([members], is_total=False))
            elif word in ("else", "elif") and around:
                members = []
                choice = around[-1].pop()
                assert isinstance(choice, _Choice)
                branches = [*choice.branches, members]
                # One branch is always taken where there is an else.
                choice = _Choice(branches, is_total=word == "else")
                around[-1].append(choice)
            elif word in _ENDS and around:
                members = around.pop()
    # A block that never ends has its members in the outermost list.
    return around[0] if around else members


def _text(element: etree._Element, prefix: str) -> str:
    """The text of ``element`` in which a tag would lift it, without that of inner rows and cells."""
    name = qn(f"w:{prefix}")
    texts: list[str] = []
    for text in element.iter(qn("w:t")):
        nearest = next(text.iterancestors(name), None)
        if nearest is element:
            texts.append(text.text or "")
    return "".join(texts)


def _inside(holder: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    """The children of ``holder`` with one of ``names``, also those in wrappers without looks of their own."""
    for child in holder.iterchildren(etree.Element):
        if child.tag in names:
            yield child
        elif child.tag in (_CUSTOM, _CONTROL, _CONTROLLED):
            yield from _inside(child, names)


def _has(holder: etree._Element, name: str) -> bool:
    return next(_inside(holder, frozenset({name})), None) is not None


def _held_by_control(controlled: etree._Element) -> tuple[str, frozenset[str]]:
    """What a content control holds by where it stands: rows, cells, blocks, or (nothing that must be there) runs."""
    around = controlled.getparent()
    while around is not None and around.tag in (_CONTROL, _CONTROLLED, _CUSTOM):
        around = around.getparent()
    if around is None:
        return "", frozenset()
    if around.tag in _MEMBERS:
        prefix = "tr" if around.tag == _TABLE else "tc"
        member = _MEMBERS[around.tag]
        return prefix, frozenset({member})
    if around.tag == _BODY or around.tag in _ENDED_BY_PARAGRAPH:
        return "p", _BLOCKS
    return "", frozenset()


def _complete_control(controlled: etree._Element) -> None:
    """A control around blocks gets a paragraph where it is empty; one around rows or cells goes."""
    _, names = _held_by_control(controlled)
    if not names or next(_inside(controlled, names), None) is not None:
        return
    if names == _BLOCKS:
        controlled.append(etree.Element(_PARAGRAPH))
        return
    control = controlled.getparent()
    if control is not None:
        take_out(control)


def _ends_with_paragraph(holder: etree._Element) -> bool:
    blocks = list(_inside_once(holder))
    if not blocks:
        return False
    end = blocks[-1]
    if end.tag == _CONTROL:
        content = end.find(_CONTROLLED)
        return content is not None and _ends_with_paragraph(content)
    return end.tag == _PARAGRAPH


def _inside_once(holder: etree._Element) -> Iterator[etree._Element]:
    """The blocks of ``holder``, content controls as they are."""
    for child in holder.iterchildren(etree.Element):
        if child.tag in _BLOCKS:
            yield child
        elif child.tag == _CUSTOM:
            yield from _inside_once(child)


def _take_out_member(element: etree._Element) -> None:
    """Remove a row or table; ends of bookmarks and the like between its members stay where it was."""
    for child in list(element):
        if _MARKERS.fullmatch(local_name(child.tag)):
            element.addprevious(child)
    take_out(element)

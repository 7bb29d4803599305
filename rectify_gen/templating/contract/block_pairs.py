"""Which tag ends which: for with endfor, if with else and endif, and whether the two stand where they can be paired.

This room must not know Jinja's syntax trees or views.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.tags import HIDDEN, Tag

BLOCKS = frozenset(
    {
        "for",
        "if",
        "macro",
        "call",
        "filter",
        "set",
        "with",
        "raw",
        "autoescape",
        "block",
    }
)
MIDDLES = {
    "else": ("if", "for"),
    "elif": ("if",),
}
"""Tags within a block, and the blocks that they belong to."""


class Pairing(NamedTuple):
    """How tags pair: reports, the tags (by index) that pair with nothing, and openers left open, innermost first."""

    diagnostics: tuple[Diagnostic, ...]
    stray: frozenset[int]
    open: tuple[int, ...]


class _OpenBlock(NamedTuple):
    """A block that has begun: the index of its tag, and its name."""

    tag_index: int
    name: str


def pair(tags: Sequence[Tag], openers: Sequence[str]) -> Pairing:
    """Return how ``tags`` pair; ``openers`` names, tag by tag, the block that each opens ("" for none)."""
    reports: list[Diagnostic] = []
    stray: set[int] = set()
    open_blocks: list[_OpenBlock] = []
    unended: set[int] = set()
    for index, tag in enumerate(tags):
        opened_name = openers[index]
        if opened_name:
            open_blocks.append(_OpenBlock(index, opened_name))
            continue
        names = _blocks_of(tag)
        if not names:
            continue
        depth = _innermost(open_blocks, names)
        if depth is None:
            stray.add(index)
            around = tags[open_blocks[-1].tag_index] if open_blocks else None
            reports.append(_stray(tag, around))
            continue
        # What was opened inside and is still open has lost its end.
        for inner_block in open_blocks[depth + 1 :]:
            unended.add(inner_block.tag_index)
        del open_blocks[depth + 1 :]
        opening = tags[open_blocks[depth].tag_index]
        reports += _apart(opening, tag)
        # {% else %} stands in a block and leaves it open.
        if tag.keyword not in MIDDLES:
            open_blocks.pop()
    left_open = tuple(block.tag_index for block in reversed(open_blocks))
    for index in sorted(unended.union(left_open)):
        reports.append(_unended(tags[index], openers[index]))
    stray |= unended.difference(left_open)
    return Pairing(tuple(reports), frozenset(stray), left_open)


def _blocks_of(tag: Tag) -> tuple[str, ...]:
    """The names of the blocks that the tag may end or stand in the middle of."""
    if tag.keyword in MIDDLES:
        return MIDDLES[tag.keyword]
    if tag.keyword.startswith("end"):
        return (tag.keyword.removeprefix("end"),)
    return ()


def _innermost(open_blocks: Sequence[_OpenBlock], names: Collection[str]) -> int | None:
    """Where among the open blocks the innermost one of these ``names`` stands."""
    for depth in range(len(open_blocks) - 1, -1, -1):
        if open_blocks[depth].name in names:
            return depth
    return None


def _stray(tag: Tag, around: Tag | None) -> Diagnostic:
    if around is not None:
        facts = {
            "tag": tag.raw,
            "open": around.raw,
            "wanted": f"end{around.keyword}",
        }
        return Diagnostic("template-block-crossed", facts=facts, place=tag.place)
    return Diagnostic("template-block-stray", facts={"tag": tag.raw}, place=tag.place)


def _unended(tag: Tag, name: str) -> Diagnostic:
    end = f"{{%{tag.prefix} end{name} %}}"
    facts = {"tag": tag.raw, "end": end}
    return Diagnostic("template-block-open", facts=facts, place=tag.place)


def _apart(opening: Tag, ending: Tag) -> list[Diagnostic]:
    """Why the two cannot be a pair in the XML, or should not be."""
    code = _reason_against(opening, ending)
    if not code:
        return []
    facts = {
        "tag": ending.raw,
        "open": opening.raw,
        "prefix": opening.prefix,
        "first_zh": opening.place.spot("zh"),
        "first_en": opening.place.spot("en"),
    }
    return [Diagnostic(code, facts=facts, place=ending.place)]


def _reason_against(opening: Tag, ending: Tag) -> str:
    """The code of the report on a pair; empty where the two may be one."""
    # Attributes and field codes lie outside the elements that are compared here.
    if HIDDEN in (opening.shape, ending.shape):
        return ""
    is_in_text = opening.prefix in ("", "r")
    if opening.prefix != ending.prefix:
        code = "template-block-prefix"
    elif not _same_holder(opening, ending):
        code = "template-block-across"
    elif opening.prefix == "tr" and _same_row(opening, ending):
        code = "template-block-row"
    elif is_in_text and opening.shape[1:] != ending.shape[1:]:
        code = "template-block-across"
    elif not opening.prefix and _joins_paragraphs(opening, ending):
        code = "template-block-joined"
    else:
        code = ""
    return code


def _joins_paragraphs(opening: Tag, ending: Tag) -> bool:
    """Whether rendering joins the paragraphs of the two, and nothing says that it should."""
    is_split = opening.place.paragraph != ending.place.paragraph
    is_trimmed = _trims(opening) or _trims(ending)
    return is_split and not is_trimmed


def _trims(tag: Tag) -> bool:
    """Whether the tag joins its paragraph with a neighbour on purpose ({%- or -%})."""
    return tag.raw[2:3] == "-" or tag.raw[-3:-2] == "-"


def _same_row(opening: Tag, ending: Tag) -> bool:
    opening_cell = opening.place.cell
    ending_cell = ending.place.cell
    if opening_cell is None or ending_cell is None:
        return False
    # A cell is (table, row, column).
    return opening_cell[:2] == ending_cell[:2]


def _same_holder(opening: Tag, ending: Tag) -> bool:
    """Whether both are lifted out of, or stand in, the same body, table, row or cell."""
    if opening.holder != ending.holder:
        return False
    if opening.prefix not in ("tr", "tc"):
        return True
    # Outside tables there is no row or cell to lift.
    return bool(opening.place.cell and ending.place.cell)

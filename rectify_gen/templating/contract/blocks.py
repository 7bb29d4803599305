"""Which tag ends which: for with endfor, if with else and endif, and whether the two stand where they can be paired.

This room must not know Jinja's syntax trees or views.
"""

from collections.abc import Sequence
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
MIDDLES = {"else": ("if", "for"), "elif": ("if",)}


class Pairing(NamedTuple):
    """What was found: reports, the tags (by index) that pair with nothing, and openers left open, innermost first."""

    diagnostics: tuple[Diagnostic, ...]
    stray: frozenset[int]
    open: tuple[int, ...]


class _Open(NamedTuple):
    at: int
    name: str


def pair(tags: Sequence[Tag], openers: Sequence[str]) -> Pairing:
    """Return how ``tags`` pair; ``openers`` names, tag by tag, the block that each opens ("" for none)."""
    found: list[Diagnostic] = []
    stray: set[int] = set()
    stack: list[_Open] = []
    unended: list[int] = []
    for at, tag in enumerate(tags):
        if openers[at]:
            stack.append(_Open(at, openers[at]))
        elif tag.keyword in MIDDLES or tag.keyword.startswith("end"):
            names = MIDDLES.get(tag.keyword, (tag.keyword[3:],))
            depth = next(
                (d for d in range(len(stack) - 1, -1, -1) if stack[d].name in names),
                None,
            )
            if depth is None:
                stray.add(at)
                found.append(_stray(tag, tags[stack[-1].at] if stack else None))
                continue
            unended += [one.at for one in stack[depth + 1 :]]
            del stack[depth + 1 :]
            found += _apart(tags[stack[depth].at], tag)
            if tag.keyword not in MIDDLES:
                stack.pop()
    unended += [one.at for one in stack]
    found += [_unended(tags[at], openers[at]) for at in sorted(set(unended))]
    left = tuple(one.at for one in reversed(stack))
    return Pairing(tuple(found), frozenset(stray | set(unended).difference(left)), left)


def _stray(tag: Tag, around: Tag | None) -> Diagnostic:
    if around is not None:
        facts = {"tag": tag.raw, "open": around.raw, "wanted": f"end{around.keyword}"}
        return Diagnostic("template-block-crossed", facts=facts, place=tag.place)
    return Diagnostic("template-block-stray", facts={"tag": tag.raw}, place=tag.place)


def _unended(tag: Tag, name: str) -> Diagnostic:
    end = f"{{%{tag.prefix} end{name} %}}"
    return Diagnostic(
        "template-block-open", facts={"tag": tag.raw, "end": end}, place=tag.place
    )


def _apart(first: Tag, second: Tag) -> list[Diagnostic]:
    """Why the two cannot be a pair in the XML, or should not be."""
    places = {"first_zh": first.place.spot("zh"), "first_en": first.place.spot("en")}
    facts = {"tag": second.raw, "open": first.raw, "prefix": first.prefix, **places}
    code = ""
    if HIDDEN in (first.shape, second.shape):
        return []
    if first.prefix != second.prefix:
        code = "template-block-prefix"
    elif not _same_holder(first, second):
        code = "template-block-across"
    elif first.prefix == "tr" and first.place.cell and second.place.cell:
        code = (
            "template-block-row"
            if first.place.cell[:2] == second.place.cell[:2]
            else ""
        )
    elif first.prefix in ("", "r") and first.shape[1:] != second.shape[1:]:
        code = "template-block-across"
    elif (
        not first.prefix
        and first.place.paragraph != second.place.paragraph
        and not (_trims(first) or _trims(second))
    ):
        code = "template-block-joined"
    return [Diagnostic(code, facts=facts, place=second.place)] if code else []


def _trims(tag: Tag) -> bool:
    """Whether the tag joins its paragraph with a neighbour on purpose ({%- or -%})."""
    return tag.raw[2:3] == "-" or tag.raw[-3:-2] == "-"


def _same_holder(first: Tag, second: Tag) -> bool:
    """Whether both are lifted out of, or stand in, the same body, table, row or cell."""
    if first.prefix in ("tr", "tc"):
        inside_tables = bool(first.place.cell and second.place.cell)
        return inside_tables and first.holder == second.holder
    return first.holder == second.holder

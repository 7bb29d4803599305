"""Facts of an office's own, as a notice gives them and as its project declares them, compared.

A project that declares none lets notices give any. This room must not know YAML, positions or templates.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rectify_gen.choice import PICTURE, TEXT, DeclaredFact
from rectify_gen.diagnostics import Diagnostic

if TYPE_CHECKING:
    # Templates are checked without the model.
    from rectify_gen.model import Notice

KEYS = {TEXT: "fields", PICTURE: "pictures"}
"""Below which key of a notice facts of each kind stand."""
_NEAR = 0.5
"""From so much likeness on, an unknown name was probably meant to be a known one; names are short."""


def compare_with_declared(
    notice: Notice, facts: Sequence[DeclaredFact]
) -> Iterator[Diagnostic]:
    """Yield an error for each fact that ``notice`` gives and its project does not know, and for each that it must give."""
    if not facts:
        return
    for kind, key in KEYS.items():
        texts: Mapping[str, str] = getattr(notice, key)
        for name in texts:
            yield from _undeclared(name, kind, facts)
    for fact in facts:
        key = KEYS[fact.kind]
        if fact.is_required and fact.name not in getattr(notice, key):
            names = {
                "own_name": fact.name,
                "title": fact.title,
                "keys": key,
            }
            yield Diagnostic("own-fact-missing", (key, fact.name), names)


def _undeclared(
    name: str, kind: str, facts: Sequence[DeclaredFact]
) -> Iterator[Diagnostic]:
    kinds = {fact.name: fact.kind for fact in facts}
    route = (KEYS[kind], name)
    if name not in kinds:
        yield Diagnostic("own-fact-undeclared", route, _suggestion(name, kind, facts))
    elif kinds[name] != kind:
        words = {"own_name": name, "keys": KEYS[kinds[name]]}
        yield Diagnostic("own-fact-elsewhere", route, words)


def _suggestion(name: str, kind: str, facts: Sequence[DeclaredFact]) -> dict[str, str]:
    names = names_of(facts, kind)
    near = nearest_name(name, names)
    if near:
        return {
            "own_name": name,
            "suggestion_zh": f"是不是 {near}？",
            "suggestion_en": f"did you mean '{near}'?",
        }
    if not names:
        return {
            "own_name": name,
            "suggestion_zh": "一个也没有",
            "suggestion_en": "none",
        }
    return {
        "own_name": name,
        "suggestion_zh": f"有：{'、'.join(names)}",
        "suggestion_en": f"declared: {', '.join(names)}",
    }


def names_of(facts: Iterable[DeclaredFact], kind: str) -> list[str]:
    """Return the names of those ``facts`` that are of ``kind``."""
    names = []
    for fact in facts:
        if fact.kind == kind:
            names.append(fact.name)
    return names


def nearest_name(name: str, names: Sequence[str]) -> str:
    """Return the one of ``names`` that ``name`` was probably meant to be, or nothing."""
    near = difflib.get_close_matches(name, names, 1, _NEAR)
    return near[0] if near else ""

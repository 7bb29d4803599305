"""Waivers for what the original has wrong: every error of the rules on the imported notice, with its place.

This room must not know which rules there are.
"""

from __future__ import annotations

from typing import Any

from rectify_gen.diagnostics import Diagnostic, errors
from rectify_gen.model import Notice
from rectify_gen.rules import judge, subject

_REASON = "原文如此"
_MOST = 50
"""Waivers of one code with a place each; beyond that the code is waived for the whole notice."""


def waivers(notice: Notice) -> list[dict[str, Any]]:
    """Return what ``waivers:`` must say so that ``notice`` builds with the faults of its original."""
    by_code: dict[str, list[Diagnostic]] = {}
    for one in errors(judge(notice).standing):
        by_code.setdefault(one.code, []).append(one)
    whole = subject(notice).whole if by_code else ""
    out = []
    for code, found in by_code.items():
        places = (
            dict.fromkeys(_where(one, whole) for one in found)
            if len(found) <= _MOST
            else {"": None}
        )
        out += [
            {"code": code, **({"where": where} if where else {}), "reason": _REASON}
            for where in places
        ]
    return out


def _where(found: Diagnostic, whole: str) -> str:
    """A short quotation around the fault that stands once in the notice; empty for a fault of no text."""
    text, marks, at = (
        str(found.facts.get("text", "")),
        str(found.facts.get("marks", "")),
        found.facts.get("at"),
    )
    if not isinstance(at, int):
        return ""
    for wider in (4, 8, 16, 32):
        quote = text[max(at - wider, 0) : at + len(marks) + wider - 4].strip()
        if whole.count(quote) == 1:
            return quote
    return text

"""Waivers for what the original has wrong: every error of the rules on the imported notice, with its place.

For example a notice with 整改工作，，已完成 gets ``{"code": …, "where": 整改工作，，已完成, "reason": 原文如此}``.
This module must not know which rules there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.diagnostics import Diagnostic, errors
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.model import Notice
from rectify_gen.rules import judge, subject

_REASON = "原文如此"
_MOST_PLACES = 50
"""Waivers of one code with a place each; beyond that the code is waived for the whole notice."""
_CHARACTERS_BEFORE = (4, 8, 16, 32)
"""How much a quotation begins before the fault, shortest first."""
_FEWER_BEHIND = 4
"""By how much it goes on less behind the fault: the words before it say more."""


def waivers(notice: Notice) -> list[NoticeData]:
    """Return what ``waivers:`` must say so that ``notice`` builds with the faults of its original."""
    findings_by_code: dict[str, list[Diagnostic]] = {}
    for finding in errors(judge(notice).standing):
        findings_by_code.setdefault(finding.code, []).append(finding)
    if not findings_by_code:
        return []
    whole_text = subject(notice).whole
    written = []
    for code, findings in findings_by_code.items():
        for quote in _quotes(findings, whole_text):
            waiver = {"code": code}
            if quote:
                waiver["where"] = quote
            waiver["reason"] = _REASON
            written.append(waiver)
    return written


def _quotes(findings: Sequence[Diagnostic], whole_text: str) -> list[str]:
    """Return where ``findings`` of one code are to be waived, each place once; an empty string is everywhere."""
    if len(findings) > _MOST_PLACES:
        return [""]
    quotes: list[str] = []
    for finding in findings:
        quote = _quote(finding, whole_text)
        if quote not in quotes:
            quotes.append(quote)
    return quotes


def _quote(finding: Diagnostic, whole_text: str) -> str:
    """Return a short quotation around the fault that stands once in the notice; empty for a fault of no text."""
    span = finding.span
    if span is None:
        return ""
    for before in _CHARACTERS_BEFORE:
        behind = before - _FEWER_BEHIND
        first = max(span.start - before, 0)
        quote = span.text[first : span.end + behind].strip()
        if whole_text.count(quote) == 1:
            return quote
    return span.text

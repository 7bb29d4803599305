"""What the rules of structure and wording say of the five real notices: each finding checked by reading.

Codes, routes and a few characters only; the notices themselves are not ours to give away.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from rectify_gen import rules as every
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.importer import import_text
from rectify_gen.rules import (
    audience,
    claims,
    headings,
    measure_runs,
    missing_parts,
    naming,
    numbering,
    paragraphs,
    quoting,
    subject,
    sums,
    terms,
    times,
)
from rectify_gen.source import decode, locate
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.validation import validate

FOLDER = os.environ.get("RECTIFY_GEN_NOTICES", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="RECTIFY_GEN_NOTICES names no folder of real notices"
)

MODULES = (
    audience,
    claims,
    headings,
    measure_runs,
    naming,
    numbering,
    paragraphs,
    missing_parts,
    quoting,
    sums,
    terms,
    times,
)
OURS = {rule.code for module in MODULES for rule in module.RULES}

Row = tuple[str, str, str]
"""Code, route, and the marks where they are few."""

EXPECTED: dict[str, set[Row]] = {
    "000": {
        ("organ-name-outdated", "sections.1.content.0.content.2.content.0.measures.0.0", "人社局"),
        ("sentence-too-long", "sections.0.content.1", ""),
        ("sentence-too-long", "sections.1.content.0.content.0.content.0.measures.1.0", ""),
    },
    "001": {
        ("mark-form", "numbering.1", "(一)"),
        ("part-missing", "title", ""),
        ("sentence-too-long", "sections.0.content.0.text", ""),
    },
    "002": {
        ("circled-number-glyph", "sections.1.content.3.content.1", ""),
        ("claim-unmatched", "preamble.0", "4项52个"),
        ("heading-form-mixed", "sections.1.content.10.problem", ""),
        ("heading-form-mixed", "sections.1.content.12.problem", ""),
        ("kind-verb-mismatch", "preamble.0", "汇报如下"),
        ("number-out-of-sequence", "sections.1.content.7.content.0.number", ""),
        ("organ-name-differs", "title.0", ""),
        ("organ-name-outdated", "sections.1.content.11.content.1.content.0", "发改局"),
        ("organ-name-outdated", "sections.1.content.16.content.1.content.0", "卫健委"),
        ("organ-name-outdated", "sections.1.content.6.content.1.content.0", "卫健局"),
        ("part-missing", "sections", ""),
        ("parts-total-mismatch", "sections.0.content.0", ""),
        ("run-in-mixed", "sections.1.content.0.content.0.problem", ""),
        ("self-reference-mixed", "sections.0.content.0", ""),
        ("title-form", "title", ""),
    },
    "003": {
        ("heading-mark-uneven", "sections.1.content.2.content.3.heading", "。"),
        ("organ-name-differs", "preamble.0", ""),
        ("organ-name-outdated", "sections.1.content.2.content.3.content.0.measures.2.0", "卫健局"),
        ("self-reference-mixed", "sections.1.content.2.content.0.content.0.measures.0.0", "医院党委"),
        ("sentence-too-long", "sections.1.content.2.content.3.content.0.measures.1.0", ""),
    },
    "004": {
        ("claim-unmatched", "sections.1.content.0", ""),
        ("date-without-year", "sections.1.content.1.content.0.measures.3.0", "2月27日"),
        ("date-without-year", "sections.1.content.11.content.0.measures.0.0", "4月份"),
        ("date-without-year", "sections.1.content.12.content.0.measures.0.0", "4月"),
        ("date-without-year", "sections.1.content.13.content.0.measures.3.0", "3月15日"),
        ("date-without-year", "sections.1.content.15.content.0.measures.2.0", "4月10日"),
        ("date-without-year", "sections.1.content.18.content.0.measures.0.0", "1月10日"),
        ("date-without-year", "sections.1.content.2.content.0.measures.0.0", "1月29日"),
        ("date-without-year", "sections.1.content.21.content.0", "3月20日"),
        ("date-without-year", "sections.1.content.3.content.0", "3月份"),
        ("date-without-year", "sections.1.content.5.content.0", "6月1日"),
        ("date-without-year", "sections.1.content.7.content.0.measures.1.0", "5月"),
        ("date-without-year", "sections.1.content.8.content.0.measures.2.0", "上半年"),
        ("date-without-year", "sections.1.content.8.content.0.measures.4.0", "上半年"),
        ("date-without-year", "sections.1.content.9.content.0.measures.1.0", "4月15日"),
        ("organ-name-outdated", "sections.1.content.1.content.0.measures.1.0", "发改委"),
        ("organ-name-outdated", "sections.1.content.7.content.0.measures.2.0", "卫健委"),
        ("part-missing", "publication", ""),
        ("part-missing", "signature", ""),
        ("part-missing", "signature.date", ""),
        ("self-reference-mixed", "sections.1.content.19.content.0", "我委"),
        ("self-reference-tier", "sections.0.content.2.content.0", "全局"),
    },
}  # fmt: skip

OTHERS: dict[str, dict[str, int]] = {
    "000": {},
    "001": {"half-width-throughout": 1, "phone-number-form": 1},
    "002": {
        "all-done-yet-open": 1,
        "ascii-stop": 1,
        "doubled-punctuation": 1,
        "half-width-brackets": 3,
        "pause-between-quotes": 1,
        "space-inside-chinese": 2,
        "wrong-word": 1,
        "year-without-sign": 1,
    },
    "003": {"half-width-punctuation": 1, "square-brackets-in-document-number": 1},
    "004": {"phone-number-form": 1, "range-sign": 1, "stop-inside-quoted-name": 1},
}
"""How often the rules of marks, numbers, disclosure and facts report, those that the import waives included."""


@cache
def judged(prefix: str) -> tuple[Diagnostic, ...]:
    found = sorted(Path(FOLDER).glob(f"{prefix}_*.txt"))
    if not found:
        pytest.skip(f"no notice {prefix}_*.txt in {FOLDER}")
    data = import_text(found[0].read_text(encoding="utf-8")).data
    walked = subject(
        validate(locate(decode(to_yaml(data).encode("utf-8"), "notice.yaml")))
    )
    return tuple(one for rule in every.RULES for one in rule.check(walked))


def row(one: Diagnostic) -> Row:
    marks = one.span.marks if one.span else ""
    return one.code, ".".join(map(str, one.route)), marks if len(marks) <= 6 else ""


@pytest.mark.parametrize("prefix", EXPECTED)
def test_every_irregularity_is_reported_at_its_place_and_nothing_else(
    prefix: str,
) -> None:
    found = [row(one) for one in judged(prefix) if one.code in OURS]
    assert set(found) == EXPECTED[prefix]
    assert len(found) == len(EXPECTED[prefix])


@pytest.mark.parametrize("prefix", OTHERS)
def test_what_the_other_rules_report(prefix: str) -> None:
    assert (
        Counter(one.code for one in judged(prefix) if one.code not in OURS)
        == OTHERS[prefix]
    )

"""What holds for the rules on any notice that validates."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from notices_strategy import NOTICES, TEXTS

from rectify_gen.model import Notice, notice_of
from rectify_gen.rules import RULES, subject


@given(NOTICES)
@settings(max_examples=200)
def test_no_rule_raises_and_every_finding_can_be_told(notice: Notice) -> None:
    walked = subject(notice)
    for rule in RULES:
        for found in rule.check(walked):
            assert found.code == rule.code
            for lang in ("zh", "en"):
                assert found.message(lang) + found.hint(lang)
            span = found.span
            if span is not None:
                assert 0 <= span.start <= span.end <= len(span.text)


@given(NOTICES)
@settings(max_examples=50)
def test_the_same_notice_is_judged_alike_twice(notice: Notice) -> None:
    walked = subject(notice)
    for rule in RULES:
        assert list(rule.check(walked)) == list(rule.check(subject(notice)))


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.code
)
@given(text=TEXTS)
def test_fixing_ends_and_leaves_every_digit(rule: object, text: str) -> None:
    title = {"title": text} if getattr(rule, "code", "") == "title-end-mark" else {}
    for _ in range(20):
        notice = notice_of(
            {"sections": [{"role": "next_steps", "content": [text]}], **title}
        )
        # Only blanks are left, which the model refuses, and so does whoever applies the fix.
        if notice is None:
            return
        found = next((one for one in rule.check(subject(notice)) if one.fixes), None)  # type: ignore[attr-defined]
        if found is None:
            return
        at, marks, better = (
            found.span.start,
            found.span.marks,
            found.fixes[0].replacement,
        )
        fixed = text[:at] + better + text[at + len(marks) :]
        assert [sign for sign in fixed if sign.isdecimal()] == [
            sign for sign in text if sign.isdecimal()
        ]
        text = fixed
        title = {"title": text} if title else {}
    pytest.fail(f"fixed twenty times and still at fault: {text}")

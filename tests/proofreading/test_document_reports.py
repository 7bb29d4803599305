"""What an editor is told: no keys of YAML, no waivers, and of another kind of document its words only."""

from __future__ import annotations

import re

import pytest

from rectify_gen.canonical_names import ALL_KEYS
from rectify_gen.diagnostics import Diagnostic, Span
from rectify_gen.messages import Message
from rectify_gen.proofreading.document_reports import (
    in_words_of_editor,
    is_for_editor,
    is_of_document,
    of_document,
)
from rectify_gen.rules import RULES

SPAN = Span("甲。。", 1, 3)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_sentence_and_no_advice_is_about_data(rule: object) -> None:
    diagnostic = Diagnostic(rule.code, wording=rule.message)  # type: ignore[attr-defined]
    if not is_for_editor(diagnostic._replace(span=SPAN), is_other=False):
        return
    wording = in_words_of_editor(diagnostic).wording
    assert wording is not None
    chinese = re.sub(r"\{[^{}]*\}", "", wording.zh + wording.zh_hint)
    assert ALL_KEYS.isdisjoint(re.findall("[A-Za-z_]{2,}", chinese))
    assert "waiver" not in wording.zh_hint + wording.en_hint


@pytest.mark.parametrize(
    ("zh_hint", "en_hint", "zh", "en"),
    [
        ("只留一个；原文如此的，写入 waivers", "keep one; else add a waiver", "只留一个", "keep one"),
        ("写作“{own}”，或改正 kind", "write “{own}”, or correct kind", "写作“{own}”", "write “{own}”"),
        ("末尾写“。”或“；”，或不写 run_in", "end it with 。 or ；, or leave out run_in", "末尾写“。”或“；”", "end it with 。 or ；"),
        ("核对{title}", "check the title", "核对{title}", "check the title"),
        ("更新 status", "update status", "", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_advice_loses_what_is_about_data_only(
    zh_hint: str, en_hint: str, zh: str, en: str
) -> None:
    wording = Message("warning", "甲", "a", zh_hint, en_hint)
    told = in_words_of_editor(Diagnostic("some-code", wording=wording)).wording
    assert told is not None
    assert (told.zh_hint, told.en_hint) == (zh, en)


@pytest.mark.parametrize("code", ["import-hidden", "import-struck", "import-changes"])
def test_what_nobody_publishes_is_reported_without_a_word_of_the_import(
    code: str,
) -> None:
    facts = {"text": "旧说法", "count": 1}
    imported = Diagnostic(code, facts=facts)
    assert is_of_document(imported)
    report = of_document(imported)
    assert report.hint("zh") not in ("", imported.hint("zh"))
    assert "YAML" not in report.message("zh") + report.hint("zh")


def test_another_kind_of_document_lacks_nothing() -> None:
    missing = Diagnostic("part-missing")
    fault = Diagnostic("doubled-punctuation", span=SPAN)
    assert is_for_editor(missing, is_other=False)
    assert not is_for_editor(missing, is_other=True)
    assert is_for_editor(fault, is_other=True)
    assert not is_for_editor(Diagnostic("typed-mark", span=SPAN), is_other=False)

"""What ``rectify-gen rules CODE`` says: every rule and every other report can be explained in both languages."""

from __future__ import annotations

import string

import pytest

from rectify_gen.messages import reports
from rectify_gen.report.explaining import explain_report, explain_rule
from rectify_gen.rules import DOCUMENTED, Rule
from rectify_gen.rules.case_files import right_entries, wrong_entries

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: Rule, lang: str) -> None:
    wrong, right = wrong_entries(rule.code), right_entries(rule.code)
    assert wrong
    assert right
    text = explain_rule(rule, wrong, right, lang)
    assert text.startswith(rule.code)
    documentation = rule.documentation
    for part in (documentation.what, documentation.why):
        assert part[lang == "en"] in text
    for part in (documentation.wrong, documentation.right):
        assert part in text
    if lang == "zh":
        assert documentation.basis in text
    assert ("validate --fix" in text) == (rule.fixes or rule.offers)
    assert ("--unsafe" in text) == rule.offers
    assert f"{{code: {rule.code}, where: " in text


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("count-mismatch", "custom"),
        ("mark-form", "GB/T 9704-2012 7.3.3; GB/T 15834-2011 B.3"),
        ("vehicle-plate", "《中华人民共和国个人信息保护法》; custom"),
    ],
)
def test_in_english_a_basis_that_is_no_document_is_said_in_english(
    code: str, basis: str
) -> None:
    (rule,) = (rule for rule in DOCUMENTED if rule.code == code)
    text = explain_rule(rule, (), (), "en")
    assert f"  basis: {basis}\n" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_other_report_is_explained(lang: str) -> None:
    for code, message in reports().items():
        text = explain_report(code, message, lang)
        assert text.startswith(code)
        pattern = f"{message.zh}{message.en}{message.zh_hint}{message.en_hint}"
        for _, placeholder, _, _ in string.Formatter().parse(pattern):
            assert f"{{{placeholder}}}" not in text


def test_entries_are_those_of_the_file_and_long_ones_are_not_shown() -> None:
    rule = DOCUMENTED[0]
    long = "- items:\n" + "    - 甲\n" * 9
    wrong = ("- paragraph: 甲\n  marks: 甲", long, "- notice: {}")
    text = explain_rule(rule, wrong, (), "en")
    assert "(1 of 3 cases)" in text
    assert "    - paragraph: 甲\n      marks: 甲\n" in text
    assert "- items:" not in text
    assert "not reported" not in text


def test_a_rule_without_a_folder_has_no_entries() -> None:
    assert wrong_entries("no-such-rule") == right_entries("no-such-rule") == ()

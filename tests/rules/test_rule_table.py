"""What tests/rules/rule_table.md says of the material of the repository is so: faults found, sound text left alone."""

from __future__ import annotations

import rule_table

from rectify_gen.rules import RULES


def test_planted_faults_are_found_by_the_rule_that_they_name() -> None:
    faults = rule_table.planted_faults()
    for fault, codes in zip(faults, rule_table.codes_of_planted_faults(), strict=True):
        words = fault.get("paragraph") or fault
        if fault["found"] == rule_table.NOT_FOUND:
            assert codes <= {"lone-heading"}, f"found now: {words} by {codes}"
        else:
            assert fault["found"] in codes, words


def test_sound_sentences_are_left_alone() -> None:
    sentences = rule_table.sound_sentences()
    all_codes = rule_table.codes_of_sound_sentences()
    for sentence, codes in zip(sentences, all_codes, strict=True):
        assert codes == set(), sentence


def test_the_table_says_what_is_found_of_the_material_of_the_repository() -> None:
    rows = rule_table.rows_of_table()
    assert list(rows) == [rule.code for rule in RULES]
    for code, (_, found, disturbed) in rule_table.repository_columns().items():
        # How many cases a rule has is counted when the table is made: a case more makes it no less true.
        stated = rows[code][1 : rule_table.OF_REPOSITORY - 1]
        assert stated == [str(found), str(disturbed)], f"{code}: run rule_table.py"


def test_each_verdict_is_on_a_rule_and_has_a_reason() -> None:
    codes = {rule.code for rule in RULES}
    assert {report.code for report in rule_table.verdicts()} <= codes
    for line in rule_table.VERDICTS.read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or line.split("\t")[-1]

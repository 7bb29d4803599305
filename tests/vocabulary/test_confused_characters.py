"""The table of confused characters is what its script makes of its inputs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from rectify_gen.rules.wrong_wordings import _Misspellings
from rectify_gen.vocabulary import word_tables

SCRIPT = Path(__file__).parent / "confusions" / "make_confused_characters.py"
TABLE = Path(word_tables.__file__).parent / "data" / "confused_characters.tsv"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(SCRIPT.stem, SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_was_made_of_the_inputs_as_they_are() -> None:
    """Whoever changes an input makes the table again: CONTRIBUTING.md, "A word in a table"."""
    assert script().digest_of_inputs() in TABLE.read_text(encoding="utf-8")


def test_the_words_are_those_of_the_list_and_none_is_a_mistake_for_another() -> None:
    maker = script()
    words = set(maker.read_list("official_words.txt"))
    table = word_tables.confused_characters()
    assert set(table) <= words
    misspellings = _Misspellings()
    wrong = set()
    for number in range(len(misspellings.pairs) // 2):
        wrong.add(misspellings.wrong_and_meant(number)[0])
    assert len(wrong) > 10 * len(table)
    assert wrong.isdisjoint(words)
    assert wrong.isdisjoint(maker.read_list("sound_strings.txt"))


def test_each_misspelling_differs_from_its_word_where_its_pair_stands() -> None:
    misspellings = _Misspellings()
    for number in range(len(misspellings.pairs) // 2):
        wrong, meant = misspellings.wrong_and_meant(number)
        pair = misspellings.pairs[2 * number : 2 * number + 2]
        assert sum(map(str.__ne__, wrong, meant)) == 1, wrong
        assert pair in wrong
        assert pair not in meant


def test_a_mistake_is_written_with_its_neighbour() -> None:
    maker = script()
    groups = [["已"], [], ["做", "座"], ["责"]]
    row = maker.table_of({"以身作则": groups}).splitlines()[-1]
    assert row == "以身作则\t已身//身做身座/作责"

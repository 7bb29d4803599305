"""The table of confused characters is what its script makes of its inputs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

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
    wrong = set()
    for word, groups in table.items():
        for place, characters in enumerate(groups):
            wrong.update(word[:place] + each + word[place + 1 :] for each in characters)
    assert wrong.isdisjoint(words)
    assert wrong.isdisjoint(maker.read_list("sound_strings.txt"))

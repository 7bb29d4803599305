"""The tables that people keep: every row is whole, and a new row is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from product_copy import copy_product, run

from rectify_gen.vocabulary import word_tables
from rectify_gen.vocabulary.contact_kinds import ContactKind

FOLDER = Path(word_tables.__file__).parent / "data"
COLUMNS = {
    "wrong_formulas": 2,
    "doubtful_formulas": 3,
    "formula_members": 2,
    "long_formulas": 1,
    "organ_names": 3,
    "organ_posts": 3,
    "wrong_words": 3,
    "confused_characters": 2,
    "idioms": 2,
    "right_words": 1,
    "confusable_signs": 1,
    "contact_labels": 2,
    "page_words": 2,
}


def test_every_table_is_known() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_says_what_it_is_and_has_each_row_once(name: str) -> None:
    assert (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").startswith("# ")
    rows = word_tables.read_rows(name, COLUMNS[name])
    assert rows
    has_kinds = name in ("contact_labels", "page_words")
    keys = [row if has_kinds else row[0] for row in rows]
    assert len(set(keys)) == len(keys)


def test_what_is_meant_is_not_itself_wrong() -> None:
    formulas = word_tables.wrong_formulas()
    posts = word_tables.impossible_posts()
    wrong_wordings = set(formulas) | set(posts)
    assert not set(formulas) & set(posts)
    assert not {*formulas.values(), *posts.values()} & wrong_wordings
    meant = {right for right, _ in word_tables.wrong_words().values()}
    assert not meant & set(word_tables.wrong_words())
    organs = word_tables.organ_names()
    assert not {current.name for current in organs.values()} & set(organs)
    doubtful = word_tables.doubtful_formulas()
    assert not set(doubtful) & set(formulas)


def test_a_name_was_in_use_until_a_year_or_never() -> None:
    organs = word_tables.organ_names()
    assert organs["国税局"] == ("税务局", 2018)
    assert organs["发改委"] == ("发展改革委", None)


def test_each_character_of_a_word_has_those_that_it_is_confused_with() -> None:
    confused = word_tables.confused_characters()
    assert "身做" in confused["以身作则"].split(word_tables.BETWEEN_CHARACTERS)[2]
    for word, listed in confused.items():
        by_character = listed.split(word_tables.BETWEEN_CHARACTERS)
        for place, pairs in enumerate(by_character):
            # The wrong character stands behind its neighbour, but for the first of a word.
            neighbours = pairs[::2] if place else pairs[1::2]
            wrong = pairs[1::2] if place else pairs[::2]
            assert set(neighbours) <= {word[place - 1 if place else 1]}
            assert word[place] not in wrong
            assert len(set(wrong)) == len(wrong) == len(neighbours)


def test_a_word_with_too_few_groups_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_tables, "_FOLDER", tmp_path)
    row = "贯彻落实\t/贯撤/\n"
    (tmp_path / "confused_characters.tsv").write_text(row, encoding="utf-8")
    word_tables.confused_characters.cache_clear()
    try:
        with pytest.raises(ValueError, match="贯彻落实: 4 groups"):
            word_tables.confused_characters()
    finally:
        word_tables.confused_characters.cache_clear()


def test_a_formula_has_members_in_order() -> None:
    members = word_tables.formula_members()
    assert members["四个意识"] == ("政治意识", "大局意识", "核心意识", "看齐意识")
    assert all(len(of_formula) >= 4 for of_formula in members.values())


def test_a_sign_is_confused_within_one_group() -> None:
    groups = [group for (group,) in word_tables.read_rows("confusable_signs", 1)]
    assert len(set("".join(groups))) == sum(map(len, groups))
    assert word_tables.confusable_signs()["己"] == word_tables.confusable_signs()["已"]


def test_each_kind_of_contact_has_labels() -> None:
    assert set(word_tables.contact_labels()) == {kind.value for kind in ContactKind}
    assert "联系电话" in word_tables.contact_labels()["phone"]


@pytest.mark.parametrize("row", ["一列", "一\t二\t三", "一\t", "\t二"])
def test_a_row_that_is_not_whole_is_named(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_tables, "_FOLDER", tmp_path)
    (tmp_path / "t.tsv").write_text(f"# 说明\n甲\t乙\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"t\.tsv:3: 2 columns"):
        word_tables.read_rows("t", 2)


def test_a_table_may_come_back_from_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_tables, "_FOLDER", tmp_path)
    saved = "# 说明\r\n甲\t乙 \r\n\r\n丙\t丁\r\n"
    (tmp_path / "t.tsv").write_bytes(saved.encode("utf-8-sig"))
    assert word_tables.read_rows("t", 2) == (("甲", "乙"), ("丙", "丁"))


def test_a_new_row_is_looked_for(tmp_path: Path) -> None:
    copy_product(tmp_path)
    data = tmp_path / "rectify_gen" / "vocabulary" / "data"
    for name, row in {
        "organ_names": "示范办(旧)\t示范服务中心\t—",
        "wrong_words": "复杂场境\t复杂场景\t别字",
        "wrong_formulas": "五个示范点\t五项示范",
    }.items():
        with (data / f"{name}.tsv").open("a", encoding="utf-8") as table:
            table.write(f"{row}\n")
    assert run(tmp_path, "new", "a.yaml", "--keys", "en").returncode == 0
    path = tmp_path / "a.yaml"
    starter = path.read_text(encoding="utf-8")
    text = "示范办(旧)会同科室应对复杂场境，落实五个示范点。"
    path.write_text(starter.replace("优化办事流程，", text), encoding="utf-8")
    report = run(tmp_path, "validate", "a.yaml").stdout
    for words in ("示范服务中心", "复杂场景", "五项示范"):
        assert words in report

"""The five real notices, where RECTIFY_GEN_NOTICES names their folder: exact counts, exact words."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from rectify_gen.diagnostics import errors
from rectify_gen.importer import Imported, import_text
from rectify_gen.importer.prove import printed
from rectify_gen.model import notice_of

FOLDER = os.environ.get("RECTIFY_GEN_NOTICES", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="RECTIFY_GEN_NOTICES names no folder of real notices"
)

ITEMS = {"000": 12, "001": 14, "002": 18, "003": 14, "004": 21}
MEASURES = {"000": 33, "001": 40, "002": 0, "003": 34, "004": 55}
PLAIN = {
    "000": set(),
    "001": {"title", "preamble", "closing"},
    "002": {"title", "preamble", "closing"},
    "003": {"preamble"},
    "004": {"title", "preamble"},
}
CIRCLED = {
    **{n: chr(0x2460 + n - 1) for n in range(1, 21)},
    **{n: chr(0x3251 + n - 21) for n in range(21, 36)},
}
CIRCLED |= {n: chr(0x32B1 + n - 36) for n in range(36, 51)}


def text_of(prefix: str) -> str:
    paths = sorted(Path(FOLDER).glob(f"{prefix}_*.txt"))
    if not paths:
        pytest.skip(f"no notice {prefix}_*.txt in {FOLDER}")
    return paths[0].read_text(encoding="utf-8")


def imported(prefix: str) -> Imported:
    return import_text(text_of(prefix))


def strings(value: Any, keys: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(keys[-1] if keys else "", value)]
    if isinstance(value, dict):
        return [
            one for key, inner in value.items() for one in strings(inner, (*keys, key))
        ]
    return (
        [one for inner in value for one in strings(inner, keys)]
        if isinstance(value, list)
        else []
    )


@pytest.mark.parametrize("prefix", ITEMS)
def test_counts(prefix: str) -> None:
    result = imported(prefix)
    assert result.summary.items == ITEMS[prefix]
    assert result.summary.measures == MEASURES[prefix]
    assert result.summary.sections == 3
    if prefix == "002":
        assert result.summary.problems == 52


@pytest.mark.parametrize("prefix", ITEMS)
def test_words_are_given_back(prefix: str) -> None:
    result = imported(prefix)
    notice = notice_of(result.data)
    resolved = re.sub(
        r"EQ \\o\\ac\(○,(\d+)\)",
        lambda one: CIRCLED.get(int(one[1]), f"（{one[1]}）"),
        text_of(prefix),
    )
    assert notice is not None
    assert printed(notice) == "".join(resolved.split())
    assert not errors(result.diagnostics)


@pytest.mark.parametrize("prefix", ITEMS)
def test_standard_wording_is_recognised(prefix: str) -> None:
    assert {"title", "preamble", "closing"} & set(imported(prefix).data) == PLAIN[
        prefix
    ]


@pytest.mark.parametrize("prefix", ITEMS)
def test_no_mark_is_stored(prefix: str) -> None:
    marked = re.compile(
        r"^\s*([一二三四五六七八九十]+[是、]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑳])|[。；：:;][一二三四五]是"
    )
    stored = [
        text
        for key, text in strings(imported(prefix).data)
        if key not in ("number", "numbering", "mark")
    ]
    assert [text for text in stored if marked.search(text) and "@" not in text] == []


def test_one_wrong_number_is_kept() -> None:
    numbers = [
        text
        for prefix in ITEMS
        for key, text in strings(imported(prefix).data)
        if key == "number"
    ]
    assert numbers == ["⑳"]


def test_groups_of_the_second_notice() -> None:
    section = imported("001").data["sections"][1]
    assert [len(group["content"]) for group in section["content"]] == [2, 6, 3, 3]


def test_facts_and_waivers() -> None:
    second = imported("002").data
    assert second["statistics"] == {"areas": 4, "problems": 52, "completed": 52}
    assert second["sections"][1]["numbering"] == [
        "1.",
        {"mark": "①", "continuous": True},
    ]
    assert [waiver["code"] for waiver in second["waivers"]] == [
        "doubled-punctuation",
        "ascii-stop",
        "number-out-of-sequence",
    ]
    assert imported("004").data["statistics"] == {"areas": 3, "tasks": 21}
    assert "signature" not in imported("004").data
    assert imported("001").data["title"] == []
    assert set(imported("000").data["inspection"]) == {
        "authority", "term", "round", "team", "start", "end", "feedback_date",
    }  # fmt: skip

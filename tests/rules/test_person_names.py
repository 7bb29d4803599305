"""Where a name of a person that begins at a place may end."""

from __future__ import annotations

import pytest

from rectify_gen.rules.person_names import (
    AMBIGUOUS_SURNAMES,
    SURNAMES,
    full_name_ends,
    long_name_ends,
    masked_name_ends,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小明", ["王小明", "王小"]),
        ("王家明等", ["王家明"]),  # no name ends with 家 or with 等
        ("李明，", ["李明"]),
        ("李一，", ["李一"]),
        ("李龥，", ["李龥"]),
        ("欧阳修远", ["欧阳修远", "欧阳修"]),
        ("王3明", []),
        ("王", []),
        ("江涛", []),  # 江 is none of the sure surnames
        ("许可证", []),
        ("李某明", []),
    ],
)  # fmt: skip
def test_a_full_name_has_one_or_two_characters_behind_the_surname(
    text: str, names: list[str]
) -> None:
    assert [text[:end] for end in full_name_ends(text, 0, SURNAMES)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江小明", ["江小明"]),
        ("江涛，", []),
        ("江小区", []),
        ("欧阳修远", ["欧阳修远", "欧阳修"]),  # 欧 is a surname, too
        ("江某明", []),
    ],
)
def test_a_long_name_has_two(text: str, names: list[str]) -> None:
    assert [text[:end] for end in long_name_ends(text, 0, AMBIGUOUS_SURNAMES)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李某", ["李某"]),
        ("李某某被", ["李某某"]),
        ("李某某某", []),
        ("张××因", ["张××"]),
        ("张×X，", ["张×X"]),
        ("李某×", []),
        ("李某些", []),
        ("李明", []),
    ],
)
def test_a_mask_has_one_or_two_characters(text: str, names: list[str]) -> None:
    assert [text[:end] for end in masked_name_ends(text, 0)] == names

"""Whether a text holds a row of ASCII signs."""

from __future__ import annotations

import pytest

from rectify_gen.rules.ascii_rows import holds_row, rows_of


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("电话138-0013号", True),
        ("138 0013", True),
        ("138-001号3", False),
        ("138?0013", False),
        ("１３８-００１３", False),
        ("", False),
    ],
)
def test_signs_of_one_kind_side_by_side_are_a_row(text: str, *, is_held: bool) -> None:
    assert holds_row(text, b"0123456789 -", 8) is is_held


def test_one_sign_less_is_too_short() -> None:
    assert holds_row("闽AB", b"ABC", 2)
    assert not holds_row("闽AB", b"ABC", 3)


def test_each_row_is_named_once_by_its_beginning() -> None:
    text = "第123号，12345元、123456元和12，0123"
    assert [text[start:] for start in rows_of(text, b"0123456789", 4)] == [
        "12345元、123456元和12，0123",
        "123456元和12，0123",
        "0123",
    ]

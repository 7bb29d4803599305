"""Whether a text holds a row of ASCII signs."""

from __future__ import annotations

import pytest

from rectify_gen.rules.ascii_rows import holds_row


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

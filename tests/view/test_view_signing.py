"""署名 and 成文日期 against the arithmetic of clause 7.3.5, worked out by hand for each case."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen import chinese
from rectify_gen.view.signing import (
    CHARACTERS_A_LINE,
    SEALS_A_LINE,
    names_a_line,
    signature_lines,
    signature_rights,
)

DATE = "2025年4月7日"  # 6 characters wide: six digits count half
SEAL = 42 / 156 * CHARACTERS_A_LINE
"""Width of a seal of 42 mm in characters of the line."""


def middles(line: str, names: list[str]) -> list[float]:
    """Where the middle of each name stands on ``line``, in characters from the left."""
    return [
        chinese.width(line[: line.index(name)]) + chinese.width(name) / 2
        for name in names
    ]


@pytest.mark.parametrize(
    ("names", "seal", "lines", "date_indent"),
    [
        # date ends 4 from the right: 28 - 4 - 6 = 18; organ of 6 centred on it as well
        (["示例县水务局"], True, ["　" * 18 + "示例县水务局"], "　" * 18),
        # organ ends 2 from the right: 20; date starts 2 further: 22, and would end at the edge, so both move 2 left
        (["示例县水务局"], False, ["　" * 18 + "示例县水务局"], "　" * 20),
        # an organ of 7: the date would end 1 from the edge, so both move 1 left: 28 - 3 - 7 = 18, 28 - 2 - 6 = 20
        (["示例县水利局甲"], False, ["　" * 18 + "示例县水利局甲"], "　" * 20),
        # an organ of 8: the date ends 2 from the edge by itself, the organ as well: 28 - 2 - 8 = 18
        (["示例县水利局甲乙"], False, ["　" * 18 + "示例县水利局甲乙"], "　" * 20),
        # an organ of 14 centred on a date that ends 4 from the right reaches the edge: 28 - 14 = 14
        (["中共示例县人民医院总支部委员"], True, ["　" * 14 + "中共示例县人民医院总支部委员"], "　" * 18),
        # an organ of 20 ends at the edge, the date is centred below: 28 - 20 = 8; 8 + (20 - 6) / 2 = 15
        (["中共示例县第一职业技术教育中心学校总支部"], True, ["　" * 8 + "中共示例县第一职业技术教育中心学校总支部"], "　" * 15),
        # three names of 6 in shares of 28/3: middles at 4.67, 14, 23.33, to half a character
        (["甲乙丙丁戊己", "子丑寅卯辰巳", "天地玄黄宇宙"], True, ["　 甲乙丙丁戊己　　　 子丑寅卯辰巳　　　 天地玄黄宇宙"], "　" * 20 + " "),
    ],
)  # fmt: skip
def test_by_hand(
    names: list[str], seal: bool, lines: list[str], date_indent: str
) -> None:
    assert signature_lines(names, DATE, seal) == (lines, date_indent)


def test_joint_organs_without_seal_stand_below_one_another() -> None:
    lines, _ = signature_lines(["示例县水务局", "示例县财政局"], DATE, False)
    assert [line.strip() for line in lines] == ["示例县水务局", "示例县财政局"]


def test_what_is_left_over_stands_at_the_right_with_the_date_under_the_last() -> None:
    names = ["示例县水务局", "示例县财政局", "示例县审计局", "示例县教育局"]
    (first, last), date_indent = signature_lines(names, DATE, True)
    assert first.split() == names[:3]
    assert last.split() == names[3:]
    assert middles(first, names[:3])[-1] == middles(last, names[3:])[0]
    assert abs(chinese.width(date_indent) + 3 - middles(last, names[3:])[0]) <= 0.5


names = st.lists(
    st.text("中共示例市县局党组委员会", min_size=3, max_size=20),
    min_size=2,
    max_size=7,
    unique=True,
)


@given(names)
def test_seals_side_by_side_neither_touch_nor_leave_the_type_area(
    organs: list[str],
) -> None:
    widths = [chinese.width(name) for name in organs]
    lines, _ = signature_lines(organs, DATE, True)
    count = names_a_line(widths)
    assert [name for line in lines for name in line.split()] == organs
    assert all(len(line.split()) <= SEALS_A_LINE for line in lines)
    assert all(chinese.width(line) <= CHARACTERS_A_LINE for line in lines)
    if count == 1:
        return
    for line in lines:
        at: list[float] = []
        start = 0
        for name in line.split():
            start = line.index(name, start)
            at.append(chinese.width(line[:start]) + chinese.width(name) / 2)
            start += len(name)
        assert all(b - a > SEAL for a, b in pairwise(at))
        assert at[0] - SEAL / 2 >= 0
        assert at[-1] + SEAL / 2 <= CHARACTERS_A_LINE


@pytest.mark.parametrize(
    ("organs", "count"),
    [
        ([13.0, 13.0], 2),  # 13 and the one between fill half a line of 28
        ([13.5, 13.5], 1),
        ([8.0, 8.0, 8.0], 3),
        ([8.5, 8.5, 8.5], 2),
        ([1.0] * 4, 3),
        ([1.0], 1),
        ([], 1),
    ],
)
def test_names_stand_side_by_side_while_each_fits_its_share(
    organs: list[float], count: int
) -> None:
    assert names_a_line(organs) == count


@pytest.mark.parametrize(
    ("organ", "date", "seal", "rights"),
    [
        (16.0, 9.0, True, (0.5, 4.0)),
        (17.0, 9.0, True, (0.0, 4.0)),  # centred on the date it just reaches the edge
        (18.0, 9.0, True, (0.0, 4.5)),
        (12.0, 8.0, False, (2.0, 4.0)),
        (
            8.0,
            8.0,
            False,
            (4.0, 2.0),
        ),  # the longer date ends two characters from the edge
        (27.0, 8.0, False, (1.0, 18.0)),
        (1.0, 0.0, False, (2.0, 1.0)),  # without a date nothing moves
    ],
)
def test_distances_at_the_limits_of_each_clause(
    organ: float, date: float, seal: bool, rights: tuple[float, float]
) -> None:
    assert signature_rights([organ], date, seal) == ([rights[0]], rights[1])

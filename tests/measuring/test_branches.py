"""However the tests of a template are written, its headings are measured as the levels that they print."""

from __future__ import annotations

import pytest
from mutations import BODY, STYLES, Mutation

from rectify_gen.measuring import measure
from rectify_gen.resources import find

FIRST, SECOND = "p.level == 1", "p.level == 2"
REWRITTEN = [
    # What stands for each of the two tests.
    ("1 == p.level", "2 == p.level"),
    ("p.level in (1,)", "p.level in [2]"),
    ("p.level &lt; 2", "p.level &lt;= 2"),
    ("2 &gt; p.level", "3 &gt; p.level"),
    ("not p.level != 1", "not (p.level != 2)"),
    ("p.level is eq 1", "p.level is eq 2"),
    ("p['level'] == 1", 'p["level"] == 2'),
    ("p.level == 1 and p.number", "p.level == 2 and p.heading"),
    ("p.level|int == 1", "p.level|int == 2"),
]


def shipped() -> bytes:
    return find("templates/notice.docx").read_bytes()


def rewritten(data: bytes, first: str, second: str) -> bytes:
    for old, new in ((FIRST, first), (SECOND, second)):
        data = Mutation("", "", "notice", BODY, old, new, everywhere=True).applied(data)
    return data


@pytest.mark.parametrize(("first", "second"), REWRITTEN)
def test_equal_tests_measure_alike(first: str, second: str) -> None:
    assert measure(rewritten(shipped(), first, second)) == ()


@pytest.mark.parametrize(("first", "second"), [(FIRST, SECOND), *REWRITTEN])
@pytest.mark.parametrize("style", ["Heading1", "Heading2", "RunIn1"])
def test_a_wrong_font_is_seen_all_the_same(first: str, second: str, style: str) -> None:
    font = "楷体_GB2312" if style == "Heading2" else "黑体"
    wrong = Mutation(
        name="",
        codes="font",
        template="notice",
        part=STYLES,
        old=f'w:eastAsia="{font}"',
        new='w:eastAsia="宋体"',
        after=f'w:styleId="{style}"',
    )
    found = measure(rewritten(wrong.applied(shipped()), first, second))
    assert {one.code for one in found} == {"layout-font"}


def test_a_look_for_two_levels_is_wrong_for_one_of_them() -> None:
    both = rewritten(shipped(), "p.level in (1, 2)", SECOND)
    assert "layout-font" in {one.code for one in measure(both)}

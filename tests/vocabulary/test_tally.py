"""What counts as an area, a problem and a task."""

from __future__ import annotations

from rectify_gen.vocabulary.tally import Counted, Tally, tally

PROBLEM = Counted(is_problem=True, below=())
HEADING = Counted(is_problem=False, below=())


def area(*below: Counted) -> Counted:
    return Counted(is_problem=False, below=below)


def test_headings_that_all_group_problems_are_areas() -> None:
    assert tally([[area(PROBLEM, PROBLEM), area(PROBLEM)]]) == Tally(
        top=2, groups=2, areas=2, problems=3, leaves=3, numbered=5, problems_named=True
    )


def test_items_straight_below_are_no_areas() -> None:
    assert tally([[PROBLEM, HEADING]]) == Tally(
        top=2, groups=0, areas=0, problems=2, leaves=2, numbered=2, problems_named=False
    )


def test_areas_are_not_certain_beside_an_item_that_stands_alone() -> None:
    counts = tally([[area(PROBLEM), PROBLEM]])
    assert (counts.top, counts.groups, counts.areas) == (2, 1, 0)


def test_a_problem_with_problems_below_it_is_no_area() -> None:
    counts = tally([[Counted(is_problem=True, below=(PROBLEM,))]])
    assert (counts.areas, counts.problems, counts.numbered) == (0, 1, 2)


def test_sections_are_counted_together() -> None:
    counts = tally([[area(PROBLEM)], [area(area(PROBLEM, HEADING))]])
    assert counts == Tally(
        top=2, groups=2, areas=2, problems=3, leaves=3, numbered=6, problems_named=False
    )


def test_nothing() -> None:
    assert tally([]) == Tally(0, 0, 0, 0, 0, 0, problems_named=False)


def test_headings_below_a_problem_say_what_was_done_about_it() -> None:
    with_measures = Counted(is_problem=True, below=(HEADING, HEADING))
    counts = tally([[area(with_measures, PROBLEM)]])
    assert (counts.problems, counts.leaves, counts.numbered) == (2, 3, 5)
    assert counts.problems_named
    with_problem = Counted(is_problem=True, below=(area(PROBLEM), HEADING))
    counts = tally([[with_problem]])
    assert (counts.problems, counts.leaves) == (2, 2)

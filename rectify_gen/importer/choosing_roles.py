"""Roles of sections: what each is about, by what it contains, its heading and its place.

The signs of ``vocabulary.section_signs`` give points to the roles; the role with most points is chosen.
For example 一、提高站位，深入推进整改工作 with 成立领导小组 below it is how the organ carried its responsibility,
and 二、聚焦重点，逐项抓好落实 with 关于“学习不够”的问题 below it is the rectification section. Pure functions.
This module must not know data or the rest of the notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.importer import heading_words
from rectify_gen.model import Role
from rectify_gen.vocabulary import section_signs
from rectify_gen.vocabulary.section_signs import ROLE_SIGNS, RoleSign, SignPlace

_CANDIDATES = (
    Role.RECTIFICATION,
    Role.FIRST_RESPONSIBLE,
    Role.RESPONSIBILITY,
    Role.LONG_TERM,
    Role.NEXT_STEPS,
    Role.OVERVIEW,
)
"""Of roles with as many points, the first is chosen."""
_MOST_POINTS_BEHIND = 2
"""Where no section has most points for rectification, it is one that lacks no more than so many."""


class SectionOutlook(NamedTuple):
    """What is known of a section before its role is."""

    heading: str
    item_headings: tuple[str, ...] = ()
    """The headings straight below it."""
    text: str = ""
    """All paragraphs below its heading."""
    lists_of_headings: tuple[tuple[str, ...], ...] = ()
    """The headings of every list of items below it."""
    has_labels: bool = False
    """Whether labels such as 整改情况： stand below it."""


class SignSeen(NamedTuple):
    """One reason for a role: its points and the words that gave them."""

    role: Role
    points: int
    words: str


def roles(sections: Sequence[SectionOutlook]) -> list[Role]:
    """Return the role of every section: the one with most points, ``other`` where all have few."""
    points_of_sections = []
    chosen = []
    for place in range(len(sections)):
        points = points_by_role(signs_of(sections, place))
        points_of_sections.append(points)
        chosen.append(_best(points))
    if Role.RECTIFICATION not in chosen:
        _choose_rectification(chosen, points_of_sections)
    return chosen


def signs_of(sections: Sequence[SectionOutlook], place: int) -> list[SignSeen]:
    """Return all signs that the section at ``place`` shows: why it gets its role."""
    section = sections[place]
    signs = [*_signs_of_words(section), *_signs_of_problems(section)]
    is_last_of_several = place > 0 and place == len(sections) - 1
    if is_last_of_several:
        points = section_signs.POINTS_OF_LAST_PLACE
        signs.append(SignSeen(Role.NEXT_STEPS, points, "last section"))
    if place > 0:
        # Only the first section is about the whole.
        signs = [sign for sign in signs if sign.role is not Role.OVERVIEW]
    return signs


def points_by_role(signs: Sequence[SignSeen]) -> dict[Role, int]:
    """Return the points that ``signs`` give each role."""
    return {
        role: sum(sign.points for sign in signs if sign.role is role)
        for role in _CANDIDATES
    }


def _best(points: dict[Role, int]) -> Role:
    best = max(_CANDIDATES, key=lambda role: points[role])
    if points[best] < section_signs.FEWEST_POINTS:
        return Role.OTHER
    return best


def _choose_rectification(
    chosen: list[Role], points_of_sections: Sequence[dict[Role, int]]
) -> None:
    """Make the section rectification that nearly was, where no section is; none where no section was near."""
    most_points = 0
    place_of_most = None
    for place, points in enumerate(points_of_sections):
        if chosen[place] not in (Role.OTHER, Role.RESPONSIBILITY):
            continue
        points_of_rectification = points[Role.RECTIFICATION]
        most_of_any = max(points.values())
        is_near = points_of_rectification >= most_of_any - _MOST_POINTS_BEHIND
        if is_near and points_of_rectification > most_points:
            most_points = points_of_rectification
            place_of_most = place
    if place_of_most is not None:
        chosen[place_of_most] = Role.RECTIFICATION


def _signs_of_words(section: SectionOutlook) -> Iterator[SignSeen]:
    points_of_text = dict.fromkeys(_CANDIDATES, 0)
    for sign in ROLE_SIGNS:
        words = _words_of_sign(section, sign)
        if words is None:
            continue
        points = sign.points
        if sign.place is SignPlace.TEXT:
            points_left = section_signs.MOST_POINTS_OF_TEXT - points_of_text[sign.role]
            points = min(points, points_left)
            points_of_text[sign.role] += points
        yield SignSeen(sign.role, points, words)


def _words_of_sign(section: SectionOutlook, sign: RoleSign) -> str | None:
    """Return the words of ``section`` that are ``sign``, or None where it does not show."""
    if sign.place is SignPlace.ITEMS:
        return _words_in_most(section.item_headings, sign)
    text = section.heading if sign.place is SignPlace.HEADING else section.text
    match = sign.words.search(text)
    return match.group() if match else None


def _words_in_most(headings: Sequence[str], sign: RoleSign) -> str | None:
    """Return words of ``sign`` where half of ``headings`` have some, and are no problems: 主体责任落实不力."""
    count = 0
    words = ""
    for heading in headings:
        match = sign.words.search(heading)
        if match and not heading_words.reads_as_problem(heading):
            count += 1
            words = match.group()
    if count == 0 or count * 2 < len(headings):
        return None
    return words


def _signs_of_problems(section: SectionOutlook) -> Iterator[SignSeen]:
    rectification = Role.RECTIFICATION
    if heading_words.reads_as_problem(section.heading):
        points = section_signs.POINTS_OF_OWN_PROBLEM
        yield SignSeen(rectification, points, section.heading)
    if section.has_labels:
        points = section_signs.POINTS_OF_LABELS
        yield SignSeen(rectification, points, "labels")
    first_in_form = None
    for headings in section.lists_of_headings:
        problems = [name for name in headings if heading_words.reads_as_problem(name)]
        if len(problems) * 2 > len(headings):
            points = section_signs.POINTS_OF_PROBLEMS
            yield SignSeen(rectification, points, problems[0])
            return
        for heading in problems:
            if first_in_form is None and heading_words.named(heading) is not None:
                first_in_form = heading
    if first_in_form is not None:
        points = section_signs.POINTS_OF_PROBLEM_IN_FORM
        yield SignSeen(rectification, points, first_in_form)

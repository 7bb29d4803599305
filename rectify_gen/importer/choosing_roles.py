"""Roles of sections: what each is about, by its heading and its place.

For example 二、巡察反馈问题整改落实情况 with items below it is the rectification section. Pure functions.
This module must not know the words below the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.model import Role

_SURE_WORDS = (
    (Role.NEXT_STEPS, re.compile("下一?步|下一阶段|今后|后续|接下来")),
    (
        Role.LONG_TERM,
        re.compile(
            r"""
              长期(?:整改|坚持) | 需长期        # 需长期坚持的整改事项
            | 持续(?:整改|推进)               # 持续整改事项
            | 尚未完成 | 未完成 | 正在整改      # 尚未完成整改的事项
            """,
            re.VERBOSE,
        ),
    ),
    (Role.RESPONSIBILITY, re.compile("主体责任")),
    (Role.FIRST_RESPONSIBLE, re.compile("第一责任人")),
)
"""Words of a heading that say its role alone, the first that match."""
_RECTIFICATION = re.compile(
    r"""
      (?:任务|整改|问题|反馈意见) .{0,8} (?:落实|进展|完成|情况)   # 整改任务落实情况
    | 落实情况
    | 整改(?:情况|成效)
    | 问题(?:的?整改)? [。：]? $                               # 关于党的建设方面的问题
    """,
    re.VERBOSE,
)
_GROUP_OF_PROBLEMS = re.compile("^(?:关于|聚焦|在).*方面|问题")
"""A heading of level one that only groups problems: 关于党的建设方面."""
_BY_PROBLEM = re.compile("任务|落实|问题|反馈意见|事项")
_ORGANISING = re.compile("组织|部署|领导|开展情况|推进情况|做法")
"""How the organ went about the whole: 整改工作组织部署情况."""
_OVERVIEW = re.compile("总体情况|基本情况|概况")
_FEWEST_PROBLEMS_AT_LEVEL_ONE = 2
_FEWEST_ITEMS = 3
"""A section with fewer items is no rectification section unless its heading says so."""


class SectionOutlook(NamedTuple):
    """What is known of a section before its role is."""

    heading: str
    leaf_items: int


def roles(sections: Sequence[SectionOutlook]) -> list[Role]:
    """Return the role of every section; rectification goes to sections with items, or to problems at level one."""
    headings_with_problem = 0
    for section in sections:
        if "问题" in section.heading:
            headings_with_problem += 1
    are_problems_at_level_one = headings_with_problem >= _FEWEST_PROBLEMS_AT_LEVEL_ONE

    chosen = []
    for place, section in enumerate(sections):
        if place == 0 and _is_overview(section):
            chosen.append(Role.OVERVIEW)
        else:
            role = _role_of_heading(
                section, are_problems_at_level_one=are_problems_at_level_one
            )
            chosen.append(role)
    if Role.RECTIFICATION in chosen:
        return _only_by_problem(sections, chosen)
    return _with_rectification(sections, chosen)


def _sure_role(section: SectionOutlook) -> Role | None:
    for role, words in _SURE_WORDS:
        if words.search(section.heading):
            return role
    return None


def _is_overview(section: SectionOutlook) -> bool:
    return _sure_role(section) is None and _OVERVIEW.search(section.heading) is not None


def _role_of_heading(
    section: SectionOutlook, *, are_problems_at_level_one: bool
) -> Role:
    role = _sure_role(section)
    if role is not None:
        return role
    is_problem = are_problems_at_level_one and "问题" in section.heading
    if section.leaf_items == 0 and not is_problem:
        return Role.OTHER
    if not _RECTIFICATION.search(section.heading):
        return Role.OTHER
    if _ORGANISING.search(section.heading):
        return Role.OTHER
    return Role.RECTIFICATION


def _only_by_problem(
    sections: Sequence[SectionOutlook], chosen: Sequence[Role]
) -> list[Role]:
    """Keep the rectification sections whose heading names problems or tasks, if there are any."""
    places = []
    for place, section in enumerate(sections):
        is_rectification = chosen[place] is Role.RECTIFICATION
        if is_rectification and _BY_PROBLEM.search(section.heading):
            places.append(place)
    if not places:
        return list(chosen)
    kept = list(chosen)
    for place, role in enumerate(chosen):
        if role is Role.RECTIFICATION and place not in places:
            kept[place] = Role.OTHER
    return kept


def _with_rectification(
    sections: Sequence[SectionOutlook], chosen: Sequence[Role]
) -> list[Role]:
    """Find rectification sections where no heading says so: groups of problems, else the one with most items."""
    changed = list(chosen)
    for place, section in enumerate(sections):
        is_group = section.leaf_items > 0 and _GROUP_OF_PROBLEMS.search(section.heading)
        if is_group and chosen[place] is Role.OTHER:
            changed[place] = Role.RECTIFICATION
    if Role.RECTIFICATION in changed:
        return changed
    place_of_most = None
    most_items = -1
    for place, section in enumerate(sections):
        if changed[place] is Role.OTHER and section.leaf_items > most_items:
            place_of_most = place
            most_items = section.leaf_items
    if place_of_most is None or most_items < _FEWEST_ITEMS:
        return changed
    if "整改" in sections[place_of_most].heading:
        changed[place_of_most] = Role.RECTIFICATION
    return changed

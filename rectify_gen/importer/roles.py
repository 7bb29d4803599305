"""Roles of sections: what each is about, by its heading and its place.

Pure functions. This room must not know the words below the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rectify_gen.model import Role

_WORDS = (
    (Role.NEXT_STEPS, re.compile("下一?步|下一阶段|今后|后续|接下来")),
    (
        Role.LONG_TERM,
        re.compile(
            "长期(?:整改|坚持)|需长期|持续(?:整改|推进)|尚未完成|未完成|正在整改"
        ),
    ),
    (Role.RESPONSIBILITY, re.compile("主体责任")),
    (Role.FIRST_RESPONSIBLE, re.compile("第一责任人")),
)
_RECTIFICATION = re.compile(
    "(?:任务|整改|问题|反馈意见).{0,8}(?:落实|进展|完成|情况)|落实情况|整改(?:情况|成效)|问题(?:的?整改)?[。：]?$"
)
_GROUP = re.compile("^(?:关于|聚焦|在).*方面|问题")
_BY_PROBLEM = re.compile("任务|落实|问题|反馈意见|事项")
_ORGANISING = re.compile("组织|部署|领导|开展情况|推进情况|做法")
_OVERVIEW = re.compile("总体情况|基本情况|概况")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a section when its role is told: its heading and how many leaf items it has."""

    heading: str
    items: int


def roles(sections: Sequence[Outlook]) -> list[Role]:
    """Return the role of every section; rectification goes to sections with items, or to problems at level one."""
    problems = sum("问题" in section.heading for section in sections)
    out = [_role(section, at, problems >= 2) for at, section in enumerate(sections)]
    found = [at for at, role in enumerate(out) if role is Role.RECTIFICATION]
    if any(_BY_PROBLEM.search(sections[at].heading) for at in found):
        out = [
            Role.OTHER
            if at in found and not _BY_PROBLEM.search(sections[at].heading)
            else role
            for at, role in enumerate(out)
        ]
    if not found:
        grouped = [
            at
            for at, section in enumerate(sections)
            if section.items and _GROUP.search(section.heading)
        ]
        out = [
            Role.RECTIFICATION if at in grouped and role is Role.OTHER else role
            for at, role in enumerate(out)
        ]
    if Role.RECTIFICATION not in out:
        most = max(
            range(len(out)),
            key=lambda at: sections[at].items if out[at] is Role.OTHER else -1,
            default=0,
        )
        if (
            out
            and out[most] is Role.OTHER
            and sections[most].items >= 3
            and "整改" in sections[most].heading
        ):
            out[most] = Role.RECTIFICATION
    return out


def _role(section: Outlook, at: int, problems_at_level_one: bool) -> Role:
    for role, words in _WORDS:
        if words.search(section.heading):
            return role
    if at == 0 and _OVERVIEW.search(section.heading):
        return Role.OVERVIEW
    fitting = _RECTIFICATION.search(section.heading) is not None
    if fitting and (
        section.items > 0 or (problems_at_level_one and "问题" in section.heading)
    ):
        return (
            Role.RECTIFICATION
            if not _ORGANISING.search(section.heading)
            else Role.OTHER
        )
    return Role.OTHER

"""From the frame to the sections of the data: roles, numbering, items, and the figures that they claim.

For example 一、学习不够深入 and 二、制度不健全, sections without items, are two problems of one rectification
section that prints no heading. This module must not know facts, opening, closing or places in the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rectify_gen import chinese
from rectify_gen.importer import (
    choosing_roles,
    facts,
    heading_words,
    level_numbering,
    section_content,
    survey,
    tree,
)
from rectify_gen.importer.frame import FrameSection
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.typed_marks import Marked
from rectify_gen.model import Role, Statistics
from rectify_gen.view import standard_heading

_CLAIMING_ROLES = (Role.OVERVIEW, Role.RESPONSIBILITY, Role.RECTIFICATION)
"""Sections whose lead paragraphs state figures of the whole."""


@dataclass(slots=True)
class SectionTree:
    """One section with what was understood of it."""

    role: Role
    heading: str | None
    """None where it prints none, and its members take the place of sections."""
    mark: Marked | None
    run_in: bool
    """Whether text follows in the heading's paragraph."""
    members: list[tree.Member]
    levels: list[level_numbering.Level] = field(default_factory=list)
    """How its levels are numbered, outermost first."""


def sections(
    frame_sections: Sequence[FrameSection], *, flat: bool, inspection: str
) -> NoticeData:
    """Return the sections, and the numbering of the notice where it is not the standard one.

    ``flat`` keeps them as paragraphs without items; ``inspection`` is what the notice calls the
    inspection, for the standard headings: 巡视整改任务落实情况.
    """
    grown = _grown(frame_sections, flat=flat)
    trees = _with_problems_at_level_one(grown)
    for section in trees:
        section.levels = level_numbering.levels(section.members)
    section_mark = _most_frequent_mark(frame_sections)
    levels_of_sections = [section.levels for section in trees]
    whole = level_numbering.hoisted(section_mark, levels_of_sections)
    for section in trees:
        used_levels = section.levels if whole is None else whole[1:]
        level_numbering.note_differences(section.members, used_levels)
    _note_numbers_of_level_one(trees, section_mark)

    written_sections = []
    for section in trees:
        written_levels: list[level_numbering.Level] = []
        # Where the whole notice is numbered alike, no section says so again.
        if whole is None:
            written_levels = level_numbering.trimmed(section.levels, 1)
        written = _section(section, written_levels, inspection)
        written_sections.append(written)
    _store_numbers(written_sections, trees, section_mark)

    data: NoticeData = {"sections": written_sections}
    levels_of_notice = whole or [level_numbering.Level(section_mark)]
    levels_of_data = level_numbering.trimmed(levels_of_notice, 0)
    if levels_of_data:
        data["numbering"] = [level.data() for level in levels_of_data]
    return data


def _grown(frame_sections: Sequence[FrameSection], *, flat: bool) -> list[SectionTree]:
    """Return every section as a tree, with its role."""
    members_of_sections: list[list[tree.Member]] = []
    outlooks = []
    for frame_section in frame_sections:
        members: list[tree.Member] = []
        if flat:
            members += [paragraph.text for paragraph in frame_section.body]
        else:
            members += tree.grow(frame_section.body)
        members_of_sections.append(members)
        outlooks.append(_outlook(frame_section, members))
    trees = []
    roles = choosing_roles.roles(outlooks)
    for frame_section, members, role in zip(
        frame_sections, members_of_sections, roles, strict=True
    ):
        is_without_heading = frame_section.heading is None
        if is_without_heading and role is Role.OTHER:
            # A text without headings says how the rectification stands as a whole.
            chosen_role = Role.OVERVIEW
        else:
            chosen_role = role
        section = SectionTree(
            role=chosen_role,
            heading=frame_section.heading,
            mark=frame_section.mark,
            run_in=frame_section.run_in,
            members=members,
        )
        trees.append(section)
    return trees


def _outlook(
    frame_section: FrameSection, members: Sequence[tree.Member]
) -> choosing_roles.SectionOutlook:
    """Return what the role of a section is chosen by."""
    lists_of_headings = []
    for siblings in tree.lists_of_siblings(members):
        headings = tuple(branch.heading for branch in siblings)
        lists_of_headings.append(headings)
    item_headings = []
    for member in members:
        if isinstance(member, tree.HeadingBranch):
            item_headings.append(member.heading)
    texts = [paragraph.text for paragraph in frame_section.body]
    return choosing_roles.SectionOutlook(
        heading=frame_section.heading or "",
        item_headings=tuple(item_headings),
        text="\n".join(texts),
        lists_of_headings=tuple(lists_of_headings),
        has_labels=tree.has_labels(members),
    )


def _with_problems_at_level_one(trees: Sequence[SectionTree]) -> list[SectionTree]:
    """Return ``trees`` with the problems that stand on level one as items of one section without heading."""
    joined: list[SectionTree] = []
    problems: list[SectionTree] = []
    for section in trees:
        if _is_problem(section):
            problems.append(section)
            continue
        joined += _problem_section(problems)
        problems = []
        joined.append(section)
    joined += _problem_section(problems)
    return joined


def _is_problem(section: SectionTree) -> bool:
    """Whether ``section`` is named as a problem, and its number is one that items have."""
    if section.role is not Role.RECTIFICATION or section.mark is None:
        return False
    return section.heading is not None and heading_words.reads_as_problem(
        section.heading
    )


def _problem_section(problems: Sequence[SectionTree]) -> Sequence[SectionTree]:
    """Return one section of ``problems``; themselves where each of them groups problems that stand below it."""
    if all(_has_problems(problem.members) for problem in problems):
        return problems
    branches: list[tree.Member] = []
    for problem in problems:
        assert problem.mark is not None
        assert problem.heading is not None
        branch = tree.HeadingBranch(
            mark=problem.mark,
            depth=level_numbering.DEPTH_OF_SECTIONS,
            heading=problem.heading,
            run_in=problem.run_in,
            members=problem.members,
        )
        branches.append(branch)
    section = SectionTree(
        role=Role.RECTIFICATION,
        heading=None,
        mark=None,
        run_in=False,
        members=branches,
    )
    return [section]


def _has_problems(members: Sequence[tree.Member]) -> bool:
    for branch in tree.branches(members):
        if heading_words.reads_as_problem(branch.heading):
            return True
    return False


def _most_frequent_mark(frame_sections: Iterable[FrameSection]) -> str:
    """Return the first number of the mark that most sections have; ``none`` where these have none."""
    samples: Counter[str] = Counter()
    for section in frame_sections:
        mark = section.mark
        sample = mark.sample if mark else "none"
        if section.heading is None:
            # It prints no number, so the standard marks do for it.
            sample = "一、"
        samples[sample] += 1
    most_frequent, _ = samples.most_common(1)[0]
    return most_frequent


def _note_numbers_of_level_one(trees: Sequence[SectionTree], sample: str) -> None:
    """Set ``number`` on every problem on level one whose mark is not the one derived from its place."""
    mark = chinese.read_mark(sample)
    number = 0
    for section in trees:
        if section.heading is not None:
            number += 1
            continue
        for member in section.members:
            number += 1
            if not isinstance(member, tree.HeadingBranch):
                continue
            raw = member.mark.raw
            if mark is not None and level_numbering.differs(mark, number, raw):
                member.number = raw


def _store_numbers(
    written_sections: Sequence[NoticeData], trees: Sequence[SectionTree], sample: str
) -> None:
    """Store the mark of every section that is not the one derived from its place."""
    mark = chinese.read_mark(sample)
    if mark is None:
        # Sections without marks have no numbers.
        return
    number = 0
    for written, section in zip(written_sections, trees, strict=True):
        number += 1 if section.heading is not None else len(section.members)
        typed = section.mark
        if typed is not None and level_numbering.differs(mark, number, typed.raw):
            written["number"] = typed.raw


def _section(
    section: SectionTree,
    written_levels: Sequence[level_numbering.Level],
    inspection: str,
) -> NoticeData:
    data: NoticeData = {"role": section.role.value}
    if section.heading is None:
        data["no_heading"] = True
    elif section.heading != standard_heading(section.role, inspection):
        data["heading"] = section.heading
    if written_levels:
        data["numbering"] = [level.data() for level in written_levels]
    names: section_content.ProblemNames = {}
    if section.role is Role.RECTIFICATION:
        names = section_content.problem_names(section.members)
    form = section_content.common_form(names)
    content = section_content.content(
        section.members,
        names,
        form or section_content.DEFAULT_FORM,
    )
    run_in = _run_in(section, content)
    if run_in:
        data["run_in"] = run_in
    if form is not None:
        data["form"] = form
    if section.members:
        data["content"] = content
    return data


def _run_in(section: SectionTree, content: Any) -> bool | str:
    """Return what ``section`` says of headings that run in; its items then do not say it again."""
    items_run_in = section_content.items_run_in(content)
    if items_run_in:
        section_content.leave_out_run_in(content)
    if section.run_in and items_run_in:
        return "all"
    if items_run_in:
        return "items"
    return section.run_in


def statistics(preamble: Sequence[str], data: NoticeData) -> NoticeData:
    """Return the claimed figures that the body does not contradict."""
    claims = claimed_figures(preamble, data)
    contradicted = survey.contradictions(claims, data)
    kept = {}
    for figure in Statistics.model_fields:
        is_claimed = figure in claims
        if is_claimed and figure not in contradicted:
            kept[figure] = claims[figure]
    if not kept:
        return {}
    return {"statistics": kept}


def claimed_figures(preamble: Sequence[str], data: NoticeData) -> dict[str, int]:
    """Return the figures that the preamble and the lead paragraphs of some sections of ``data`` claim."""
    certain = {}
    for figure, values in _stated_figures(preamble, data).items():
        if len(values) == 1:
            certain[figure] = values.pop()
    return certain


def doubtful_figures(
    preamble: Sequence[str], data: NoticeData
) -> dict[str, tuple[int, ...]]:
    """Return the figures that are stated in several values, of which the body lists none, with these values."""
    doubtful = {}
    for figure, values in _stated_figures(preamble, data).items():
        if len(values) > 1:
            doubtful[figure] = tuple(sorted(values))
    return doubtful


def _stated_figures(preamble: Sequence[str], data: NoticeData) -> dict[str, set[int]]:
    """Return the values that are stated for each figure; of several, only the one that the body lists."""
    lead_paragraphs = list(preamble)
    for section in data["sections"]:
        if section["role"] in _CLAIMING_ROLES:
            lead_paragraphs += _texts_before_items(section)
    inspection = data.get("inspection", {})
    # A figure beside the inspection's own names (第三轮, 专项巡察) is not one of another inspection.
    names_of_inspection = tuple(inspection.values())
    text = "\n".join(lead_paragraphs)
    listed = survey.listed_figures(data)
    stated = facts.stated_figures(text, names_of_inspection)
    for figure, values in stated.items():
        # 12个问题，细化为39个具体问题: both are problems.
        values_listed = values & listed.get(figure, set())
        if len(values) > 1 and len(values_listed) == 1:
            stated[figure] = values_listed
    return stated


def _texts_before_items(section: NoticeData) -> Iterator[str]:
    """Yield the paragraphs of ``section`` above its first item."""
    for member in survey.walk(section.get("content")):
        if survey.is_item(member):
            return
        if isinstance(member, str):
            yield member
            continue
        texts = [member.get("text", "")]
        for measure in member.get("measures", ()):
            texts += [measure] if isinstance(measure, str) else measure
        yield "".join(texts)

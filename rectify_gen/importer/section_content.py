"""From the tree of one section to content in the YAML vocabulary: items, problems and their forms, labels.

For example the branch 关于“台账不全”问题的整改。 becomes ``{"problem": "台账不全"}`` where its form is the section's.
This module must not know places in the source, numbering, or the frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rectify_gen.importer import heading_words, measures
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.heading_words import NamedProblem
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.survey import is_item, walk
from rectify_gen.importer.tree import HeadingBranch, Label, Member, branches
from rectify_gen.view import fill_form
from rectify_gen.vocabulary.deficiencies import groups_by_status, names_a_deficiency

ProblemNames = Mapping[int, NamedProblem]
"""What is a problem's name, by the identity of its branch."""

DEFAULT_FORM = "{}"
_OUTER_QUOTES = str.maketrans("‘’", "“”")


def problem_names(members: Sequence[Member]) -> ProblemNames:
    """Return the branches that are problems: in a form around a name, or most of whose level read as problems."""
    levels: dict[int, list[HeadingBranch]] = {}
    for branch in branches(members):
        level = levels.setdefault(branch.depth, [])
        level.append(branch)
    names: dict[int, NamedProblem] = {}
    for branches_of_level in levels.values():
        names |= _problem_names_of_level(branches_of_level)
    return names


def _problem_names_of_level(level: Sequence[HeadingBranch]) -> dict[int, NamedProblem]:
    # Two branches may have the same words, so a branch is known by its identity.
    names: dict[int, NamedProblem] = {}
    problem_count = 0
    for branch in level:
        heading = branch.heading
        named = heading_words.named(heading)
        if named is not None and _prints(named, heading):
            names[id(branch)] = _with_outer_quotes(named, heading)
            problem_count += 1
        elif names_a_deficiency(heading):
            problem_count += 1
    _name_by_forms_beside(level, names)
    are_mostly_problems = problem_count * 2 > len(level)
    if not are_mostly_problems:
        return names
    # Where most of a level are problems, the others are too, however they are worded.
    for branch in level:
        heading = branch.heading
        if id(branch) in names or _is_group(branch):
            continue
        named = heading_words.as_sentence(heading)
        if named is not None and _prints(named, heading):
            names[id(branch)] = named
    return names


def _with_outer_quotes(named: NamedProblem, heading: str) -> NamedProblem:
    """Return ``named`` with “ ” where the form around it makes ‘ ’ of them."""
    if "‘" not in named.problem:
        return named
    name = named.problem.translate(_OUTER_QUOTES)
    outer = NamedProblem(name, named.form)
    return outer if _prints(outer, heading) else named


def _name_by_forms_beside(
    level: Sequence[HeadingBranch], names: dict[int, NamedProblem]
) -> None:
    """Name the branches without a name that have the form of others on their level: one form for one list."""
    forms = Counter(named.form for named in names.values())
    for branch in level:
        heading = branch.heading
        if id(branch) in names or _is_group(branch):
            continue
        for form, _ in forms.most_common():
            named = heading_words.in_form(heading, form)
            if named is not None and _prints(named, heading):
                names[id(branch)] = _with_outer_quotes(named, heading)
                break


def _is_group(branch: HeadingBranch) -> bool:
    """Whether ``branch`` groups problems: by what they are about, 关于党的建设方面的问题, or by how far they got."""
    if groups_by_status(branch.heading):
        return True
    for below in branches(branch.members):
        if heading_words.reads_as_problem(below.heading):
            return True
    return False


def _prints(named: NamedProblem, heading: str) -> bool:
    """Whether the form prints the heading as it stands: marks that meet are printed once."""
    printed = fill_form(named.form, named.problem)
    return squeeze(printed) == squeeze(heading)


def common_form(names: ProblemNames) -> str | None:
    """Return the form that most problems have, where it is not the default."""
    if not names:
        return None
    forms = Counter(named.form for named in names.values())
    form, count = forms.most_common(1)[0]
    # Of two that are as frequent, the default need not be said.
    if count == forms[DEFAULT_FORM]:
        return None
    return form


def content(
    members: Sequence[Member],
    names: ProblemNames,
    form: str,
) -> Any:
    """Return ``members`` as content, where ``form`` is that of the section; a lone paragraph stands alone."""
    written = _members(members, names, form)
    is_lone = len(written) == 1
    if is_lone and isinstance(written[0], str):
        return written[0]
    return written


def items_run_in(content: Any) -> bool:
    """Return whether the section of ``content`` is to say that items run in: then fewer of them must say so or deny it."""
    run_in_count = 0
    alone_count = 0
    for item in _items_with_text(content):
        if item.get("run_in"):
            run_in_count += 1
        else:
            alone_count += 1
    return run_in_count > alone_count + 1


def leave_out_run_in(content: Any) -> None:
    """Leave out ``run_in`` of the items that run in, and deny it of those that do not."""
    for item in _items_with_text(content):
        if item.get("run_in"):
            del item["run_in"]
        else:
            # Before the content, as the model has the keys.
            below = item.pop("content")
            item["run_in"] = False
            item["content"] = below


def _items_with_text(content: Any) -> list[NoticeData]:
    """Return the items anywhere below ``content`` whose heading could stand in one paragraph with text."""
    items = []
    for member in walk(content):
        if is_item(member) and _begins_with_text(member.get("content")):
            items.append(member)
    return items


def _begins_with_text(content: Any) -> bool:
    if isinstance(content, str):
        return True
    if not content:
        return False
    return not is_item(content[0])


def _members(
    members: Sequence[Member],
    names: ProblemNames,
    form: str,
) -> list[Any]:
    written: list[Any] = []
    paragraphs: list[str] = []
    for member in members:
        if isinstance(member, str):
            paragraphs.append(member)
            continue
        # Measures may run through paragraphs that stand one after the other.
        written += measures.members(paragraphs)
        paragraphs = []
        if isinstance(member, Label):
            written.append(_label(member, names, form))
        else:
            written.append(_item(member, names, form))
    written += measures.members(paragraphs)
    return written


def _label(
    label: Label,
    names: ProblemNames,
    form: str,
) -> NoticeData:
    written: NoticeData = {"label": label.words}
    if label.takes_item:
        written["run_in"] = True
    elif not label.run_in:
        written["run_in"] = False
    written["content"] = content(label.members, names, form)
    return written


def _item(
    branch: HeadingBranch,
    names: ProblemNames,
    form: str,
) -> NoticeData:
    written: NoticeData = {}
    named = names.get(id(branch))
    if named is None:
        written["heading"] = branch.heading
    else:
        written["problem"] = named.problem
        if named.form != form:
            written["form"] = named.form
    if branch.number is not None:
        written["number"] = branch.number
    if branch.run_in:
        written["run_in"] = True
    if branch.members:
        written["content"] = content(branch.members, names, form)
    return written

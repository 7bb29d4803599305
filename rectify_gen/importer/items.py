"""From the tree of one section to content in the YAML vocabulary: items, problems and their forms, labels.

This room must not know places in the source, numbering, or the frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rectify_gen.importer import headings, measures
from rectify_gen.importer.headings import Named
from rectify_gen.importer.tree import Branch, Label, Member, branches
from rectify_gen.view import fill_form

Names = dict[int, Named]
"""What is a problem's name, by the identity of its branch."""


def problem_names(members: Sequence[Member]) -> Names:
    """Return the branches that are problems: in a form around a name, or most of whose level read as problems."""
    by_depth: dict[int, list[Branch]] = {}
    for branch in branches(members):
        by_depth.setdefault(branch.depth, []).append(branch)
    out: Names = {}
    for level in by_depth.values():
        forms = {
            id(branch): named
            for branch in level
            if (named := _reproduced(branch, headings.named(branch.heading)))
        }
        reads = sum(
            id(branch) in forms or headings.names_a_deficiency(branch.heading)
            for branch in level
        )
        if reads * 2 > len(level):
            plain = {
                id(branch): named
                for branch in level
                if (named := _reproduced(branch, headings.as_sentence(branch.heading)))
            }
            out |= plain
        out |= forms
    return out


def _reproduced(branch: Branch, named: Named | None) -> Named | None:
    """The name, where its form prints the heading as it stands: marks that meet are printed once."""
    if named is None or fill_form(named.form, named.problem) != branch.heading:
        return None
    return named


def common_form(names: Names) -> str | None:
    """Return the form that most problems have, where it is not the default."""
    form = (
        Counter(named.form for named in names.values()).most_common(1)[0][0]
        if names
        else "{}"
    )
    return None if form == "{}" else form


def content(members: Sequence[Member], names: Names, form: str) -> Any:
    """Return ``members`` as content; a lone paragraph stands alone."""
    out = _members(members, names, form)
    return out[0] if len(out) == 1 and isinstance(out[0], str) else out


def _members(members: Sequence[Member], names: Names, form: str) -> list[Any]:
    out: list[Any] = []
    words: list[str] = []
    for member in members:
        if isinstance(member, str):
            words.append(member)
            continue
        out += measures.members(words)
        words = []
        out.append(
            _label(member, names, form)
            if isinstance(member, Label)
            else _item(member, names, form)
        )
    return out + measures.members(words)


def _label(label: Label, names: Names, form: str) -> dict[str, Any]:
    run_in = {} if label.run_in else {"run_in": False}
    return {
        "label": label.words,
        **run_in,
        "content": content(label.members, names, form),
    }


def _item(branch: Branch, names: Names, form: str) -> dict[str, Any]:
    named = names.get(id(branch))
    out: dict[str, Any] = (
        {"problem": named.problem} if named else {"heading": branch.heading}
    )
    if named and named.form != form:
        out["form"] = named.form
    if branch.number is not None:
        out["number"] = branch.number
    if branch.run_in:
        out["run_in"] = True
    if branch.members:
        out["content"] = content(branch.members, names, form)
    return out

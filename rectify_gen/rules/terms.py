"""Rules of fixed political formulas and of names of organs that are out of date or shortened."""

import functools
import itertools
import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse, any_of, signs_of
from rectify_gen.vocabulary.word_tables import (
    formula_members,
    organ_names,
    wrong_formulas,
)

_BETWEEN_MEMBERS = "、和及与“”"
_MOST_OF = 3
"""Members in a row from which on the whole formula is meant; two of them may stand for themselves."""

_SHARED_SIGNS = (
    *("个", "三会", "三课", "三重", "三种", "三大"),
    *("岗", "刚", "八", "一作", "一做", "三严", "不忘"),
)


@functools.cache
def _wrong() -> Sparse:
    words = wrong_formulas()
    return Sparse(any_of(words), signs_of(words, _SHARED_SIGNS))


@functools.cache
def _lists() -> dict[str, Sparse]:
    patterns = {}
    for name, members in formula_members().items():
        member = f"(?:{any_of(members)})"
        others = f"(?:[{_BETWEEN_MEMBERS}]{{1,3}}{member}){{{_MOST_OF - 1},}}"
        patterns[name] = Sparse(member + others, members)
    return patterns


@functools.cache
def _member_in_a_row() -> Sparse:
    """Return the pattern of a member of any formula that another may follow; most notices list none."""
    members = itertools.chain.from_iterable(formula_members().values())
    return Sparse(f"(?:{any_of(members)})[{_BETWEEN_MEMBERS}]")


@rule(
    severity=Severity.WARNING,
    sentence=("固定提法有误：“{marks}”", "a fixed formula is wrong: “{marks}”"),
    hint=("应为“{meant}”", "it reads “{meant}”"),
    what=(
        "固定提法写错、缺项或次序颠倒：两个维护、四个意识、三会一课",
        "a fixed formula misspelt, incomplete or out of order: 两个维护, 四个意识, 三会一课",
    ),
    why=(
        "固定提法一字不能差，列举须完整并按规定次序",
        "a fixed formula is exact to the character; its members are complete and in order",
    ),
    basis="党内文件的规范表述",
    wrong="做到“二个维护”",
    right="做到“两个维护”",
)
def fixed_formula(subject: Subject) -> Iterator[Finding]:
    """Yield each formula of :func:`wrong_formulas`, and each list of members that is not that of :func:`formula_members`; 《》 is left alone."""
    for match in _wrong().finditer(subject.whole):
        if not _is_titled(subject, match.start()):
            yield subject.finding(match.span(), meant=wrong_formulas()[match.group()])
    # One search for all formulas: a pattern for each is compiled only where a list stands.
    if not _member_in_a_row().search(subject.whole):
        return
    for name, members in formula_members().items():
        for match in _lists()[name].finditer(subject.whole):
            written = tuple(re.findall(any_of(members), match.group()))
            if written != members and not _is_titled(subject, match.start()):
                yield subject.finding(
                    match.span(), meant=f"{name}：{'、'.join(members)}"
                )


def _is_titled(subject: Subject, index: int) -> bool:
    """Whether the index ``index`` stands within 《》."""
    # 80 characters back: the name of a document is seldom longer, and a text may have 100,000.
    opened = subject.whole.rfind("《", max(index - 80, 0), index)
    return (
        opened >= 0
        and "》" not in subject.whole[opened:index]
        and "\n" not in subject.whole[opened:index]
    )


@functools.cache
def _organ() -> Sparse:
    names = organ_names()
    return Sparse(
        rf"(?:{any_of(names)})(?![限域部面势促长期])",
        signs_of(names, ("委", "局", "厅")),
    )


@rule(
    severity=Severity.INFO,
    sentence=(
        "单位名称是旧称或口语简称：“{marks}”",
        "an old or colloquial name of an organ: “{marks}”",
    ),
    hint=(
        "现用名称：{meant}；沿用当时名称的，写入 waivers",
        "the name in use: {meant}; where the old one is meant, add it to waivers",
    ),
    what=(
        "单位名称用了旧称或口语简称：卫计委、卫健局、药监局",
        "an organ by an old or colloquial name: 卫计委, 卫健局, 药监局",
    ),
    why=(
        "正式文件用全称或规范化简称",
        "a formal text uses the full name or the standardized short one",
    ),
    basis="《党政机关公文处理工作条例》第九条",
    wrong="市卫健局已监督整改到位",
    right="市卫生健康局已监督整改到位",
)
def organ_name_outdated(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each of :func:`organ_names`, where the author's own wording first uses it."""
    seen: set[str] = set()
    for match in _organ().finditer(subject.wording):
        name = match.group()
        if name not in seen:
            seen.add(name)
            yield subject.finding(match.span(), meant=organ_names()[name])


RULES: tuple[Rule, ...] = (fixed_formula, organ_name_outdated)

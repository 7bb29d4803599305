"""Headings: where a heading ends and its text begins, and the form around a problem's name.

For example 关于“学习不够深入”问题的整改。 is the problem 学习不够深入 in the form 关于“{}”问题的整改。 Pure functions
from text to text. This module must not know levels or data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rectify_gen.importer.characters import squeeze
from rectify_gen.vocabulary.deficiencies import groups_by_status, names_a_deficiency
from rectify_gen.vocabulary.section_labels import names_problem, read_label

_FEWEST_WORDS_OF_FORM = 3
"""Characters of a form from which on it cannot be taken for the marks of a name: 的问题."""
LONGEST = 50
"""A sentence longer than this, in characters, before a colon is no heading."""

_OPENING, _CLOSING = "“‘《（(〈【", "”’》）)〉】"
_END_MARKS = "。！？"
_SENTENCE_ENDS = ("。", "！", "？", "”", "；", ".")
"""What a sentence may end with."""
_MARKS_AFTER_END = "。！？.，、；"
"""Signs that belong to the end mark before them, as typing errors do: 学习不够。，"""

_ENDS_AS_HEADING = re.compile(
    r"""
    [^题]{6} 问题                              # 关于学习不够深入的问题：
    (?: 的?整改(?:落实)?(?:情况)? )?             # ……问题的整改落实情况：
    [：:] $
    """,
    re.VERBOSE,
)
_OPENING_CLAUSE = re.compile(
    r"""
    (?:针对|关于|对于)
    (?: “[^“”]{2,80}” | [^，。；：]{4,60}? )     # 针对“学习不够深入”……
    (?:的|等)? (?:反馈)? 问题 [，,]              # ……的问题，局党组召开会议。
    """,
    re.VERBOSE,
)
"""The name of a problem that opens its only sentence."""
_AFTER_NAME = r"""
    (?:方面)? (?:存在)? (?:的|等)? 问题                                # ……方面存在的问题
    (?: 的? (?:整改|落实) (?:落实|进展|完成)? (?:情况)? )?              # ……问题的整改落实情况
    [。：:；;，,.]?
"""
_BLANK = "[ \u3000\u00a0]{0,2}"
_QUOTED_NAME = re.compile(
    rf"""
    (?P<before>
      (?: 关于|针对|对于|对|反馈|反馈的|关于反馈的|巡察反馈 )?
      {_BLANK} [“"] {_BLANK}                                           # 关于“……
    )
    (?P<name> [^{{}}]{{1,400}}? )
    (?P<after> {_BLANK} [”"] {_BLANK} {_AFTER_NAME} )                    # ……”问题的整改。
    """,
    re.VERBOSE,
)
_PLAIN_NAME = re.compile(
    rf"""
    (?P<before> 关于|针对| )                                            # 关于学习不够深入的问题
    (?P<name> [^{{}}]{{1,200}}? )
    (?P<after> {_AFTER_NAME} )
    """,
    re.VERBOSE,
)
_NAME_AFTER_LABEL = re.compile(
    r"""
    (?P<before> (?:反馈|存在|具体|主要)? (?:的)? 问题 [：:] )             # 存在问题：学习不够深入。
    (?P<name> [^{}]{2,200}? )
    (?P<after> [。；;.]? )
    """,
    re.VERBOSE,
)
_NAME_AND_END_MARK = re.compile(
    "(?P<name>.*?)(?P<after>[。.：:；;！]*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NamedProblem:
    """A heading taken apart: the problem's name and the form around it."""

    problem: str
    form: str


def split(words: str) -> tuple[str, str]:
    """Return the heading that ``words`` begin with, its end mark included, and the text that follows it."""
    opening_clause = _OPENING_CLAUSE.match(words)
    # 关于在整改中发现问题，自觉担当方面 is a heading as a whole: no sentence follows its comma.
    is_sentence = words.rstrip().endswith(_SENTENCE_ENDS)
    if opening_clause is not None and is_sentence:
        return opening_clause.group(), words[opening_clause.end() :].strip()
    label = read_label(words)
    if label is not None and not names_problem(words):
        return words[: label.end], words[label.end :].strip()
    end = _end_of_sentence(words, inside_quotes=False)
    # A long paragraph without a full stop outside quotations is no heading as a whole.
    if end is None and len(words) > LONGEST:
        end = _end_of_sentence(words, inside_quotes=True)
    if end is None:
        end = len(words)
    colon_end = _end_of_colon(words, end)
    if colon_end is not None:
        end = colon_end
    return words[:end].strip(), words[end:].strip()


def _end_of_sentence(words: str, *, inside_quotes: bool) -> int | None:
    """Return where the first sentence ends, after all its end marks.

    A point between two Chinese characters ends one too. Sentences within quotation marks and brackets
    count only with ``inside_quotes``.
    """
    depth = 0
    for place, sign in enumerate(words):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth and not inside_quotes:
            continue
        elif sign in _END_MARKS or _is_full_stop(words, place):
            after_end = words[place:].lstrip(_MARKS_AFTER_END)
            return len(words) - len(after_end)
    return None


def _is_full_stop(words: str, place: int) -> bool:
    """Whether a point at ``place`` stands between two Chinese characters: not in 2.5 or Word 2016."""
    if words[place] != ".":
        return False
    before = words[place - 1 : place]
    after = words[place + 1 : place + 2]
    return _is_chinese(before) and _is_chinese(after)


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign in tuple("”》）")


def _end_of_colon(words: str, end: int) -> int | None:
    """Return where a heading such as 关于……的问题： ends, if it does before ``end``."""
    colons = []
    for sign in "：:":
        place = words.find(sign, 0, end)
        if place >= 0:
            colons.append(place)
    if not colons:
        return None
    colon = min(colons)
    if colon >= LONGEST or colon + 1 == len(words):
        return None
    heading = words[: colon + 1]
    return len(heading) if _ENDS_AS_HEADING.search(heading) else None


def named(heading: str) -> NamedProblem | None:
    """Return the problem's name where ``heading`` is a form around it: 关于“…”问题的整改。"""
    if groups_by_status(heading):
        return None
    parts = _NAME_AFTER_LABEL.fullmatch(heading) or _QUOTED_NAME.fullmatch(heading)
    if parts is None or not _is_balanced(parts["name"]):
        parts = _PLAIN_NAME.fullmatch(heading)
        if parts is None or not names_a_deficiency(parts["name"]):
            return None
    if not _is_name(parts["name"]):
        return None
    # Blanks around quotation marks are white space, which the text need not keep.
    form = squeeze(parts["before"]) + "{}" + squeeze(parts["after"])
    return NamedProblem(parts["name"], form)


def in_form(heading: str, form: str) -> NamedProblem | None:
    """Return the problem's name where ``heading`` is ``form`` around it, as the headings beside it are."""
    before, _, after = form.partition("{}")
    words_around = len(before) + len(after)
    if words_around < _FEWEST_WORDS_OF_FORM:
        return None
    if not heading.startswith(before) or not heading.endswith(after):
        return None
    name = heading[len(before) : len(heading) - len(after)]
    if not _is_name(name) or not _is_balanced(name) or "{" in name or "}" in name:
        return None
    return NamedProblem(name, form)


def as_sentence(heading: str) -> NamedProblem | None:
    """Return the problem's name where the heading is only its name and an end mark: 学习不够深入。"""
    parts = _NAME_AND_END_MARK.fullmatch(heading)
    if parts is None or not _is_name(parts["name"]):
        return None
    return NamedProblem(parts["name"], "{}" + parts["after"])


def reads_as_problem(heading: str) -> bool:
    """Return whether ``heading`` is a form around a problem's name, or names a deficiency."""
    return named(heading) is not None or names_a_deficiency(heading)


def _is_name(text: str) -> bool:
    return text != "" and text == text.strip()


def _is_balanced(text: str) -> bool:
    """Whether each quotation mark in ``text`` has its other half."""
    depth = 0
    for sign in text:
        if sign == "“":
            depth += 1
        elif sign == "”":
            depth -= 1
        if depth < 0:
            return False
    return depth == 0

"""Headings: where a heading ends and its text begins, and the form around a problem's name.

Pure functions from text to text. This room must not know levels or data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 50
"""A sentence longer than this, in characters, before a colon is no heading."""

_OPEN, _CLOSE = "“‘《（(〈【", "”’》）)〉】"
_COLON = re.compile("[^题]{6}问题(?:的?整改(?:落实)?(?:情况)?)?[：:]$")
_COMMA = re.compile("(?:针对|关于|对于)“[^“”]{2,80}”(?:的|等)?(?:反馈)?问题[，,]")
"""针对“…”问题，局党组……: the name of the problem opens its only sentence."""
_AFTER = r"(?:方面)?(?:存在)?(?:的|等)?问题(?:的?(?:整改|落实)(?:落实|进展|完成)?(?:情况)?)?[。：:；;，,.]?"
_QUOTED = re.compile(
    rf"((?:关于|针对|对于|对|反馈|反馈的|关于反馈的|巡察反馈)?[“\"])([^{{}}]{{1,400}})([”\"]{_AFTER})"
)
_PLAIN = re.compile(rf"(关于|针对|)([^{{}}]{{1,200}}?)({_AFTER})")
_AFTER_LABEL = re.compile(
    r"((?:反馈|存在|具体|主要)?(?:的)?问题[：:])([^{}]{2,200}?)([。；;.]?)"
)
_SENTENCE = re.compile(r"(.*?)([。.：:；;！]*)", re.DOTALL)
_DEFICIENT = re.compile(
    "(?:不[^，。]{1,8}|未[^，。]{1,10}|欠缺?|差距|短板|薄弱|弱项|缺失|缺乏|缺位|漏洞|死角|隐患|弱化|虚化|淡化|滞后|迟缓|形式|过场"
    "|匮乏|乏力|存在|仍有发生|时有发生|较差|偏弱|偏低|较弱|较低|突出|不力|松懈|宽松软|盲区|空白|风险|问题)[。.：:；;]?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A heading taken apart: the problem's name and the form around it."""

    problem: str
    form: str


def split(words: str) -> tuple[str, str]:
    """Return the heading that ``words`` begin with, its end mark included, and the text that follows it."""
    if opening := _COMMA.match(words):
        return opening.group(), words[opening.end() :].strip()
    end = _end(words, in_quotes=False)
    if end is None and len(words) > LONGEST:
        end = _end(words, in_quotes=True)
    at = len(words) if end is None else end
    colon = _colon(words, at)
    at = at if colon is None else colon
    return words[:at].strip(), words[at:].strip()


def _end(words: str, *, in_quotes: bool) -> int | None:
    """Where the first sentence ends, after all its end marks; a point between two Chinese characters ends one too."""
    depth = 0
    for at, sign in enumerate(words):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(depth - 1, 0)
        elif (in_quotes or not depth) and (
            sign in "。！？" or (sign == "." and _is_stop(words, at))
        ):
            return at + len(words[at:]) - len(words[at:].lstrip("。！？.，、；"))
    return None


def _is_stop(words: str, at: int) -> bool:
    return (
        0 < at < len(words) - 1
        and _is_chinese(words[at - 1])
        and _is_chinese(words[at + 1])
    )


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign in "”》）"


def _colon(words: str, end: int) -> int | None:
    """Where a heading such as 关于……的问题： ends, if it does before ``end``."""
    at = min(
        (
            found
            for found in (words.find("：", 0, end), words.find(":", 0, end))
            if found >= 0
        ),
        default=-1,
    )
    return (
        at + 1
        if 0 <= at < LONGEST and at + 1 < len(words) and _COLON.search(words[: at + 1])
        else None
    )


def named(heading: str) -> Named | None:
    """Return the problem's name where ``heading`` is a form around it: 关于“…”问题的整改。"""
    found = _AFTER_LABEL.fullmatch(heading) or _QUOTED.fullmatch(heading)
    if found is None or not _is_balanced(found[2]):
        found = _PLAIN.fullmatch(heading)
        if found is None or not names_a_deficiency(found[2]):
            return None
    if not _is_name(found[2]):
        return None
    return Named(found[2], found[1] + "{}" + found[3])


def as_sentence(heading: str) -> Named | None:
    """Return the problem's name where the heading is only its name and an end mark: 学习不够深入。"""
    found = _SENTENCE.fullmatch(heading)
    return Named(found[1], "{}" + found[2]) if found and _is_name(found[1]) else None


def names_a_deficiency(heading: str) -> bool:
    """Return whether ``heading`` reads as a problem: …不够深入, …有差距."""
    return _DEFICIENT.search(heading[-24:]) is not None


def _is_name(text: str) -> bool:
    return bool(text.strip()) and text == text.strip()


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        if depth < 0:
            return False
    return depth == 0

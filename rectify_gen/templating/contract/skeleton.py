"""One Jinja syntax tree of a part's tags, a tag a line; tags that cannot be parsed are reported and stood in for.

So a fault in one tag hides none in another, and the line of a node names its tag.
This room must not know views.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract.block_pairs import BLOCKS, MIDDLES, Pairing, pair
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    PREFIXES,
    Tag,
    make_tag,
    plain_quotes,
)
from rectify_gen.templating.writing import with_plain_signs

UNPARSED = "_unparsed"
"""The name that stands for an expression which could not be parsed; it may be anything."""

_OTHER_FILES = frozenset({"include", "import", "from", "extends"})
_ENDS = frozenset(f"end{block}" for block in BLOCKS)
_KEYWORDS = BLOCKS | _ENDS | _OTHER_FILES | CELL_KEYWORDS | {*MIDDLES, "print"}
_USUAL_KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_SET_BLOCK = re.compile(r"set\s+\w+\s*(\|.*)?", re.DOTALL)
_TARGETS = re.compile(
    r"""
      for\s+(?:[\w\s,]+?\s+in\b|\w+)     # for p in, for key, value in
    | set\s+\w+
    | macro\s+\w+
    """,
    re.VERBOSE,
)
"""The part of a tag that binds names: it is kept where the rest cannot be parsed."""
_PARTED_KEYWORD = re.compile(r"\w+\s+\w+")
_WORDS_IN_ONE = {"else if": "elif"} | {
    f"end {block}": f"end{block}" for block in BLOCKS
}
"""Keywords that were typed as two words."""
_ENGINE = Environment(autoescape=True)
_STAND_INS = {
    "if": f"{{% if {UNPARSED} %}}",
    "elif": f"{{% elif {UNPARSED} %}}",
    "for": f"{{% for {UNPARSED} in {UNPARSED} %}}",
    "macro": f"{{% macro {UNPARSED}() %}}",
    "with": "{% with %}",
    "call": f"{{% call {UNPARSED}() %}}",
    "filter": "{% filter upper %}",
    "autoescape": "{% autoescape true %}",
    "block": f"{{% block {UNPARSED} %}}",
}
"""What may stand for a tag that opens a block, so that its end still pairs."""


class Skeleton(NamedTuple):
    """The tree (None where even the stand-ins do not parse), the tags by line from 1, the reports."""

    tree: nodes.Template | None
    tags: tuple[Tag, ...]
    diagnostics: tuple[Diagnostic, ...]


def skeleton(tags: Sequence[Tag], wrong_tags: frozenset[int] = frozenset()) -> Skeleton:
    """Return the skeleton of ``tags``; ``wrong_tags`` (by index) are reported already."""
    reports: list[Diagnostic] = []
    tags = [_with_keyword(tag, reports) for tag in tags]
    openers = [_opened_block(tag) for tag in tags]
    pairing = pair(tags, openers)
    lines = [_line(tag) for tag in tags]
    if not pairing.diagnostics and not reports and not wrong_tags:
        # The usual case: all tags parse, and they parse faster at once than one by one.
        try:
            return Skeleton(_ENGINE.parse("\n".join(lines)), tuple(tags), ())
        except (TemplateSyntaxError, RecursionError, MemoryError):
            pass
    for index, tag in enumerate(tags):
        is_unknown = tag.keyword and tag.keyword not in _KEYWORDS
        if index in pairing.stray or is_unknown:
            lines[index] = ""
            continue
        reason = _fault(tag, lines[index], openers[index])
        if reason:
            lines[index] = _stand_in(tag)
            if index not in wrong_tags:
                reports.append(_syntax_report(reason, tag))
    reports += pairing.diagnostics
    return _parsed(tags, lines, pairing, openers, reports)


def _parsed(
    tags: Sequence[Tag],
    lines: list[str],
    pairing: Pairing,
    openers: Sequence[str],
    reports: list[Diagnostic],
) -> Skeleton:
    source = "\n".join(lines)
    for index in pairing.open:
        source += f"{{% end{openers[index]} %}}"
    try:
        return Skeleton(_ENGINE.parse(source), tuple(tags), tuple(reports))
    except TemplateSyntaxError as error:
        line = error.lineno
        reason = error.message or ""
    except (RecursionError, MemoryError) as error:
        line = 1
        reason = type(error).__name__
    if not reports:
        number = min(line, len(tags))
        reports.append(_syntax_report(reason, tags[number - 1]))
    return Skeleton(None, tuple(tags), tuple(reports))


def _syntax_report(reason: str, tag: Tag) -> Diagnostic:
    return Diagnostic("template-syntax", facts=reasons(reason), place=tag.place)


def _with_keyword(tag: Tag, reports: list[Diagnostic]) -> Tag:
    """The tag; where its first word is misspelt, reported and with the word that was meant."""
    if tag.keyword in PREFIXES and not tag.prefix:
        # {% p if … %}: the space before the letter is reported already.
        source = f"{{%{tag.body} %}}"
        lifted = make_tag(source, tag.place, tag.holder, tag.shape)
        return lifted._replace(raw=tag.raw)
    if tag.keyword.lower() in PREFIXES and not tag.prefix:
        return _with_keyword(_with_small_prefix(tag, reports), reports)
    typed = tag.keyword
    word = ""
    parted = _PARTED_KEYWORD.match(tag.body)
    if parted is not None:
        typed = parted.group()
        word = _WORDS_IN_ONE.get(" ".join(typed.lower().split()), "")
    if not word:
        if not tag.keyword or tag.keyword in _KEYWORDS:
            return tag
        typed = tag.keyword
        word = _nearest_keyword(typed.lower())
    facts = {"keyword": typed}
    if word:
        facts["suggestion_zh"] = f"是不是 {word}？"
        facts["suggestion_en"] = f"did you mean '{word}'?"
    else:
        facts["suggestion_zh"] = f"可用：{'、'.join(_USUAL_KEYWORDS)}"
        facts["suggestion_en"] = f"known: {', '.join(_USUAL_KEYWORDS)}"
    reports.append(Diagnostic("template-keyword", facts=facts, place=tag.place))
    if not word:
        return tag
    words_behind = tag.body[len(typed) :]
    return tag._replace(keyword=word, body=word + words_behind)


def _with_small_prefix(tag: Tag, reports: list[Diagnostic]) -> Tag:
    """The tag ``{%P if … %}`` as ``{%p if … %}``, reported."""
    small = tag.keyword.lower()
    facts = {
        "keyword": tag.keyword,
        "suggestion_zh": f"是不是小写的 {small}？",
        "suggestion_en": f"did you mean a small '{small}'?",
    }
    reports.append(Diagnostic("template-keyword", facts=facts, place=tag.place))
    words_behind = tag.body[len(tag.keyword) :]
    source = f"{{%{small}{words_behind} %}}"
    lifted = make_tag(source, tag.place, tag.holder, tag.shape)
    return lifted._replace(raw=tag.raw)


def _nearest_keyword(word: str) -> str:
    """The keyword that was meant by ``word``: its letters in another order, or a near one; else empty."""
    known = sorted(_KEYWORDS)
    for keyword in known:
        if sorted(keyword) == sorted(word):
            return keyword
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if not near:
        return ""
    return near[0]


def _opened_block(tag: Tag) -> str:
    """The block that the tag opens; an inline {% set x = … %} opens none."""
    if tag.keyword == "set" and not _SET_BLOCK.fullmatch(tag.body):
        return ""
    return tag.keyword if tag.keyword in BLOCKS else ""


def _line(tag: Tag) -> str:
    """The tag as Jinja reads it after docxtpl's repair, on one line."""
    on_one_line = tag.body.replace("\r", " ").replace("\n", " ")
    body = plain_quotes(on_one_line)
    if tag.kind == "{{":
        return f"{{{{ {body} }}}}"
    if tag.keyword in ("cellbg", "colspan"):
        # docxtpl prints the expression into the cell's width or colour.
        expression = body[len(tag.keyword) :]
        return f"{{{{ {expression} }}}}"
    if tag.keyword in ("vm", "hm"):
        # docxtpl asks loop.first, so that the tag fails outside a loop.
        return "{% if loop.first %}{% endif %}"
    return f"{{% {body} %}}"


def _fault(tag: Tag, line: str, opener: str) -> str:
    """Jinja's complaint about the tag taken alone; an empty text where there is none."""
    # Alone they do not parse; how they pair is checked by itself.
    if tag.keyword in _ENDS or tag.keyword == "else":
        return ""
    before = ""
    after = f"{{% end{opener} %}}" if opener else ""
    if tag.keyword == "elif":
        before = "{% if 1 %}"
        after = "{% endif %}"
    try:
        _ENGINE.parse(before + line + after)
    except TemplateSyntaxError as error:
        return error.message or "?"
    except (RecursionError, MemoryError) as error:
        return type(error).__name__
    return ""


def _stand_in(tag: Tag) -> str:
    """What may stand for a tag that cannot be parsed, so that names and blocks around it stay what they are."""
    block = _opened_block(tag)
    line = _line(tag._replace(body=with_plain_signs(tag.body)))
    if not _fault(tag, line, block):
        return line
    target = _TARGETS.match(tag.body)
    if target is not None:
        # ``{% for p in paragraphs[ %}`` becomes ``{% for p in _unparsed %}``.
        endings = {
            "for": f" in {UNPARSED}",
            "set": f" = {UNPARSED}",
            "macro": "()",
        }
        binding = target.group().removesuffix("in").strip()
        ending = endings.get(tag.keyword, "")
        line = f"{{% {binding}{ending} %}}"
        if tag.keyword in endings and not _fault(tag, line, block):
            return line
    return _STAND_INS.get(tag.keyword, "")


_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "…",
}
"""What Jinja calls the ends of tags, as authors write them."""
_REASONS = (
    (
        r"expected token '(?:end of print statement|end of statement block)', got '(.*)'",
        "“{0}”多余，或前面少了引号、符号",
    ),
    (r"expected token '(.*)', got '(.*)'", "此处应是“{0}”，却是“{1}”"),
    (r"[Ee]xpected an expression, got '(.*)'", "“{0}”之前缺少内容"),
    (r"""unexpected char ['"](.*)['"] at \d+""", "有不认识的字符“{0}”"),
    (r"unexpected '(.*)', expected '(.*)'", "出现“{0}”，应是“{1}”"),
    (r"unexpected '(.*)'", "“{0}”不该出现在这里"),
    (r"unexpected end of template.*", "标记没有写完"),
    (r"RecursionError|MemoryError", "嵌套太深"),
    (r"tag name expected", "{{% 后面缺少 if、for 等词"),
    (r"(?i)can't assign to '(.*)'", "“{0}”不能用作变量名"),
)
"""Jinja's complaints in Chinese."""


def reasons(reason: str) -> dict[str, str]:
    """Return Jinja's complaint in both languages."""
    if "expected token" not in reason[:15]:
        for name, sign in _TOKENS.items():
            reason = reason.replace(f"'{name}'", f"'{sign}'")
    for pattern, zh in _REASONS:
        match = re.fullmatch(pattern, reason.rstrip("."))
        if match is not None:
            words = [_TOKENS.get(word, word) for word in match.groups()]
            return {
                "reason": reason,
                "reason_zh": zh.format(*words),
            }
    return {"reason": reason, "reason_zh": reason}

"""One Jinja syntax tree of a part's tags, a tag a line; tags that cannot be parsed are reported and stood in for.

So a fault in one tag hides none in another, and the line of a node names its tag.
This room must not know views.
"""

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.contract.blocks import BLOCKS, MIDDLES, Pairing, pair
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    PREFIXES,
    Tag,
    make_tag,
    plain_quotes,
)
from rectify_gen.templating.writing import mended

UNPARSED = "_unparsed"
"""The name that stands for an expression which could not be parsed; it may be anything."""

_OUTSIDE = ("include", "import", "from", "extends")
_KEYWORDS = frozenset(
    {
        *BLOCKS,
        *MIDDLES,
        *(f"end{one}" for one in BLOCKS),
        *_OUTSIDE,
        *CELL_KEYWORDS,
        "print",
    }
)
_SET_BLOCK = re.compile(r"set\s+\w+\s*(\|.*)?", re.DOTALL)
_TARGETS = re.compile(r"(?:for\s+(?:[\w\s,]+?\s+in\b|\w+)|set\s+\w+|macro\s+\w+)")
_ENGINE = Environment(autoescape=True)
_STAND_INS = {
    **dict.fromkeys(("if", "elif"), f"{{% {{keyword}} {UNPARSED} %}}"),
    **{
        "for": f"{{% for {UNPARSED} in {UNPARSED} %}}",
        "macro": f"{{% macro {UNPARSED}() %}}",
        "with": "{% with %}",
    },
    **{
        "call": f"{{% call {UNPARSED}() %}}",
        "filter": "{% filter upper %}",
        "autoescape": "{% autoescape true %}",
    },
    "block": f"{{% block {UNPARSED} %}}",
}


class Skeleton(NamedTuple):
    """The tree (None where even the stand-ins do not parse), the tags by line from 1, the reports."""

    tree: nodes.Template | None
    tags: tuple[Tag, ...]
    diagnostics: tuple[Diagnostic, ...]


def skeleton(tags: Sequence[Tag], reported: frozenset[int] = frozenset()) -> Skeleton:
    """Return the skeleton of ``tags``; those in ``reported`` (by index) are known to be wrong."""
    found: list[Diagnostic] = []
    tags = [_meant(tag, found) for tag in tags]
    openers = [_opens(tag) for tag in tags]
    pairing = pair(tags, openers)
    lines = [_line(tag) for tag in tags]
    if not pairing.diagnostics and not found and not reported:
        try:
            return Skeleton(_ENGINE.parse("\n".join(lines)), tuple(tags), ())
        except (TemplateSyntaxError, RecursionError, MemoryError):
            pass
    for at, tag in enumerate(tags):
        reason = "" if at in pairing.stray else _fault(tag, lines[at], openers[at])
        if at in pairing.stray or (tag.keyword and tag.keyword not in _KEYWORDS):
            lines[at] = ""
        elif reason:
            lines[at] = _stand_in(tag)
            if at not in reported:
                found.append(
                    Diagnostic(
                        "template-syntax", facts=reasons(reason), place=tag.place
                    )
                )
    found += pairing.diagnostics
    return _parsed(tags, lines, pairing, openers, found)


def _parsed(
    tags: Sequence[Tag],
    lines: list[str],
    pairing: Pairing,
    openers: Sequence[str],
    found: list[Diagnostic],
) -> Skeleton:
    closing = "".join(f"{{% end{openers[at]} %}}" for at in pairing.open)
    try:
        return Skeleton(
            _ENGINE.parse("\n".join(lines) + closing), tuple(tags), tuple(found)
        )
    except TemplateSyntaxError as error:
        line, reason = error.lineno, error.message or ""
    except (RecursionError, MemoryError) as error:
        line, reason = 1, type(error).__name__
    if not found:
        place = tags[min(line, len(tags)) - 1].place
        found.append(Diagnostic("template-syntax", facts=reasons(reason), place=place))
    return Skeleton(None, tuple(tags), tuple(found))


def _meant(tag: Tag, found: list[Diagnostic]) -> Tag:
    """The tag; where its first word is misspelt, reported and with the word that was meant."""
    if (
        tag.keyword in PREFIXES and not tag.prefix
    ):  # {% p if … %}: reported as typed wrong already
        return make_tag(
            f"{{%{tag.body} %}}", tag.place, tag.holder, tag.shape
        )._replace(raw=tag.raw)
    if not tag.keyword or tag.keyword in _KEYWORDS:
        return tag
    known = sorted(_KEYWORDS)
    turned = [one for one in known if sorted(one) == sorted(tag.keyword.lower())]
    word = next(
        iter(turned or difflib.get_close_matches(tag.keyword.lower(), known, 1, 0.6)),
        "",
    )
    facts = {"keyword": tag.keyword}
    zh = f"是不是 {word}？" if word else "可用：if、elif、else、endif、for、endfor、set"
    en = (
        f"did you mean '{word}'?"
        if word
        else "known: if, elif, else, endif, for, endfor, set"
    )
    facts |= {"suggestion_zh": zh, "suggestion_en": en}
    found.append(Diagnostic("template-keyword", facts=facts, place=tag.place))
    return (
        tag._replace(keyword=word, body=word + tag.body[len(tag.keyword) :])
        if word
        else tag
    )


def _opens(tag: Tag) -> str:
    """The block that the tag opens; an inline {% set x = … %} opens none."""
    if tag.keyword == "set" and not _SET_BLOCK.fullmatch(tag.body):
        return ""
    return tag.keyword if tag.keyword in BLOCKS else ""


def _line(tag: Tag) -> str:
    """The tag as Jinja reads it after docxtpl's repair, on one line."""
    body = plain_quotes(tag.body.replace("\r", " ").replace("\n", " "))
    if tag.kind == "{{":
        return f"{{{{ {body} }}}}"
    if tag.keyword in ("cellbg", "colspan"):
        return f"{{{{ {body[len(tag.keyword) :]} }}}}"
    if tag.keyword in ("vm", "hm"):
        return "{% if loop.first %}{% endif %}"
    return f"{{% {body} %}}"


def _fault(tag: Tag, line: str, opener: str) -> str:
    """Jinja's complaint about the tag taken alone; an empty text where there is none."""
    if tag.keyword in _KEYWORDS and (
        tag.keyword.startswith("end") or tag.keyword == "else"
    ):
        return ""
    before = "{% if 1 %}" if tag.keyword == "elif" else ""
    after = "{% endif %}" if before else f"{{% end{opener} %}}" if opener else ""
    try:
        _ENGINE.parse(before + line + after)
    except TemplateSyntaxError as error:
        return error.message or "?"
    except (RecursionError, MemoryError) as error:
        return type(error).__name__
    return ""


def _stand_in(tag: Tag) -> str:
    """What may stand for a tag that cannot be parsed, so that names and blocks around it stay what they are."""
    better = _line(tag._replace(body=mended(tag.body)))
    if not _fault(tag, better, _opens(tag)):
        return better
    if target := _TARGETS.match(tag.body):
        ends = {"for": f" in {UNPARSED}", "set": f" = {UNPARSED}", "macro": "()"}
        line = f"{{% {target.group().removesuffix('in').strip()}{ends[tag.keyword]} %}}"
        if tag.keyword in ends and not _fault(tag, line, _opens(tag)):
            return line
    return _STAND_INS.get(tag.keyword, "").replace("{keyword}", tag.keyword)


_ENDINGS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "…",
}
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


def reasons(reason: str) -> dict[str, str]:
    """Jinja's complaint in both languages."""
    for long, short in _ENDINGS.items():
        reason = (
            reason.replace(f"'{long}'", f"'{short}'")
            if "expected token" not in reason[:15]
            else reason
        )
    for pattern, zh in _REASONS:
        if found := re.fullmatch(pattern, reason.rstrip(".")):
            words = [_ENDINGS.get(word, word) for word in found.groups()]
            return {"reason": reason, "reason_zh": zh.format(*words)}
    return {"reason": reason, "reason_zh": reason}

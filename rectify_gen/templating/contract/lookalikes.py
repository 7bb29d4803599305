"""Texts that look as if they were to be replaced, but that are no tags: other programs' tags, fields, blanks.

They would be printed as they stand. Fixed text of a template is little, so more is taken
for a placeholder here than the rules take in the values of a notice. This room must
not know Jinja's syntax trees or Word's XML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating.contract.catalogue import entries
from rectify_gen.templating.tags import HIDDEN, Tag, TemplatePart, is_invisible
from rectify_gen.view.fields import FIELDS

_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("单位名称", "单位", "机关名称", "发文机关"), "organization"),
    **dict.fromkeys(("标题", "文件标题", "公文标题"), "title"),
    **dict.fromkeys(("日期", "时间", "年月日", "落款日期"), "date"),
    **dict.fromkeys(("文号", "发文字号", "文件编号"), "document.number"),
    **dict.fromkeys(("主送", "主送单位"), "document.addressees"),
    **dict.fromkeys(("公示期限", "公开时间"), "period"),
    **dict.fromkeys(("联系人", "电话", "联系电话", "地址", "邮箱"), "contacts"),
    **dict.fromkeys(("正文", "内容", "正文内容"), "paragraphs"),
}
"""What authors call a thing between brackets, and the path of the view that prints it."""
_ANY_WORD = re.compile(
    "(?:请|此处|这里|在此)?(?:填写|输入|插入|填入|点击)[\u4e00-\u9fff]{0,12}"
    "|[\u4e00-\u9fff]{0,8}(?:名称|全称|简称|姓名|日期|电话|地址|编号|文号|字号|标题|邮箱|邮编|年份|职务|金额|联系人)"
)
_CHINESE = re.compile("[\u4e00-\u9fff]{1,20}")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*(?:\.\w+|\[\w*\])*", re.ASCII)
_SIGIL = re.compile(r"^(?:[#/^@$=+:!\s-]|(?:d|c|t|data|doc|context)\.)+")
_STATEMENT = re.compile(
    r"[%#].*[%#]|%?\s*(?:if|elif|else|endif|for|endfor|set)\b.*%?", re.DOTALL
)
_LONG_NAME = 5
"""Letters from which an unknown word between braces is rather a name than part of a formula."""


class _Form(NamedTuple):
    """How other programs write tags: a pattern, and what its group ``inside`` must be to count."""

    pattern: re.Pattern[str]
    counts: Callable[[str], bool]


def _anything(inside: str) -> bool:
    return bool(inside.strip())


def _known(inside: str) -> bool:
    """Whether ``inside`` is a name or a Chinese title of the view, or a usual word for one."""
    inside = inside.strip()
    if _IDENTIFIER.fullmatch(inside):
        return not _names().isdisjoint(inside.split("."))
    return _titled(inside)


def _titled(inside: str) -> bool:
    return bool(inside in _tags() or (inside in _WORDS) or _ANY_WORD.fullmatch(inside))


def _likely(inside: str) -> bool:
    """Whether ``inside`` is known, or written as only names of programs are."""
    inside = _SIGIL.sub("", inside).strip()
    name = _IDENTIFIER.match(inside)
    if name and inside[name.end() :].lstrip()[:1] in ("", "|", ":"):
        word = name.group()
        return _known(word) or "_" in word or "." in word or len(word) >= _LONG_NAME
    return _titled(inside)


def _between_braces(inside: str) -> bool:
    return bool(_STATEMENT.fullmatch(inside.strip())) or _likely(inside)


def _between_two_braces(inside: str) -> bool:
    inside = _SIGIL.sub("", inside).strip()
    return bool(_IDENTIFIER.match(inside) or _CHINESE.fullmatch(inside))


_FORMS = (
    _Form(re.compile(r"[$＄]!?[{｛](?P<inside>[^{}｛｝]{1,80})[}｝]"), _anything),
    _Form(
        re.compile(
            r"(?:[{｛]\s*){2}(?P<inside>[^{}｛｝]{1,80})[}｝](?:\s*[}｝])?|(?<!_)[{｛](?P<more>[^{}｛｝]{1,80})[}｝]\s*[}｝]"
        ),
        _between_two_braces,
    ),
    _Form(
        re.compile(r"(?<!_)[{｛](?P<inside>[^{}｛｝]{1,80})(?<!_)[}｝]"), _between_braces
    ),
    _Form(re.compile(r"«(?P<inside>[^«»]{1,80})»"), _anything),
    _Form(re.compile(r"\[\[(?P<inside>[^\[\]]{1,60})\]\]"), _anything),
    _Form(re.compile(r"【【(?P<inside>[^【】]{1,60})】】"), _anything),
    _Form(re.compile(r"[<＜〈]{2}(?P<inside>[^<>＜＞〈〉]{1,60})[>＞〉]{2}"), _anything),
    _Form(re.compile(r"[\[［【<＜〈](?P<inside>[^\[\]［］【】<>＜＞〈〉]{1,40})[\]］】>＞〉]"), _known),
    _Form(re.compile(r"〔(?P<inside>[^〔〕]{1,40})〕"), _titled),
    _Form(
        re.compile(
            r"(?<![A-Za-z0-9_])(?P<mark>[#%@$^~|&＃％＠]|__|##|%%|@@|\$\$)(?P<inside>[A-Za-z\u4e00-\u9fff][\w.]{0,40}?)(?P=mark)(?![A-Za-z0-9_])"
        ),
        _likely,
    ),
)  # fmt: skip
_STRAY = re.compile(r"\}\s?\}|[%％]\s?[}｝]|｝\s?｝")
"""The end of a tag whose beginning nobody reads as one."""
_BLANK = re.compile(
    r"[×Ｘ✕╳]{2,}|(?<![A-Za-z0-9])(?:X{2,}|x{2,})(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[×XxＸ]+(?=[年月日])"
    r"|_{3,}|＿{2,}|□{2,}|(?<![一二三四五六七八九十〇○])[○〇]{2,}(?=[一-龥])"
    r"|(?:单击|点击)(?:或点击)?(?:此处|这里)|TODO|TBD"
)
_FIELD = re.compile(
    r"\s*(?P<kind>MERGEFIELD|DOCPROPERTY|DOCVARIABLE|FILLIN|ASK)\s+\"?(?P<name>[^\s\"\\]*)",
    re.IGNORECASE,
)


def lookalikes(part: TemplatePart, reported: Iterable[Place]) -> Iterator[Diagnostic]:
    """Yield a warning for each text and field of ``part`` that only looks like a tag; ``reported`` are errors already."""
    hidden = _spans_of_tags(part.tags)
    for place in reported:
        span = (place.column, place.column + len(place.tag))
        hidden.setdefault(place.paragraph, []).append(span)
    for place in part.paragraphs:
        text = _without(place.text, hidden.get(place.paragraph, ()))
        yield from _in_text(text, place)
    for place in part.fields:
        yield from _in_field(place)


def _spans_of_tags(tags: Iterable[Tag]) -> dict[int, list[tuple[int, int]]]:
    """What belongs to tags, or to text that {% raw %} keeps, by the number of the paragraph."""
    spans: dict[int, list[tuple[int, int]]] = {}
    everything = 10**6
    raw: Place | None = None
    for tag in tags:
        if tag.shape == HIDDEN:
            continue
        first, start = tag.place.paragraph, tag.place.column
        end = start + len(tag.raw) if tag.closed and tag.paragraphs == 1 else everything
        spans.setdefault(first, []).append((start, end))
        for later in range(first + 1, first + tag.paragraphs):
            spans.setdefault(later, []).append((0, everything))
        if tag.keyword == "raw":
            raw = tag.place
        elif tag.keyword == "endraw" and raw is not None:
            for number in range(raw.paragraph, first + 1):
                begin = raw.column if number == raw.paragraph else 0
                stop = start if number == first else everything
                spans.setdefault(number, []).append((begin, stop))
            raw = None
    return spans


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the characters of ``spans`` as line breaks, which no form reaches over."""
    for start, end in spans:
        stop = min(end, len(text))
        text = text[:start] + "\n" * (stop - start) + text[stop:]
    return text


def _in_text(text: str, place: Place) -> Iterator[Diagnostic]:
    if not text.strip():
        return
    signs = [(at, sign) for at, sign in enumerate(text) if not is_invisible(sign)]
    seen = "".join(sign for _, sign in signs)
    positions = [at for at, _ in signs]
    for form in _FORMS:
        for found in form.pattern.finditer(seen):
            inside = next(
                found[name]
                for name in ("inside", "more")
                if name in found.groupdict() and found[name] is not None
            )
            if "\n" in found.group() or not form.counts(inside):
                continue
            yield _lookalike(found, inside, place, positions)
            seen = _without(seen, [found.span()])
    for found in _STRAY.finditer(seen):
        yield _told("template-stray-end", found, place, positions)
    for found in _BLANK.finditer(seen):
        yield _told("template-placeholder", found, place, positions)


def _lookalike(
    found: re.Match[str], inside: str, place: Place, positions: list[int]
) -> Diagnostic:
    meant = _meant(inside)
    facts = {
        "meant_zh": f"要打印数据就写 {meant}" if meant else "要打印数据就写 {{ … }}，可用名称见 rectify-gen template fields",
        "meant_en": f"to print the fact write {meant}" if meant else "to print a fact write {{ … }} with a name that rectify-gen template fields lists",
    }  # fmt: skip
    return _told("template-lookalike", found, place, positions, **facts)


def _told(
    code: str, found: re.Match[str], place: Place, positions: list[int], **facts: str
) -> Diagnostic:
    shown = found.group()
    return Diagnostic(
        code,
        facts={"found": shown, **facts},
        place=place._replace(column=positions[found.start()], tag=shown),
    )


def _in_field(place: Place) -> Iterator[Diagnostic]:
    found = _FIELD.match(place.tag)
    if found is None:
        return
    meant = _meant(found["name"]) or "{{ … }}"
    facts = {"kind": found["kind"].upper(), "name": found["name"], "meant": meant}
    yield Diagnostic(
        "template-field", facts=facts, place=place._replace(tag=found.group().strip())
    )


def _meant(inside: str) -> str:
    """The tag that prints what ``inside`` names; an empty text where that is not sure."""
    word = _SIGIL.sub("", inside).strip()
    return _tags().get(_WORDS.get(word, word), "")


@functools.cache
def _tags() -> Mapping[str, str]:
    """The tag of each path of the view that is no part of a loop, by its path and by its Chinese title."""
    outside = [entry for entry in entries() if entry.depth == 0]
    by_title = {entry.field.zh: entry.tag for entry in reversed(outside)}
    return by_title | {entry.path: entry.tag for entry in outside}


@functools.cache
def _names() -> frozenset[str]:
    """The names of all fields of the view."""
    return frozenset(name for fields in FIELDS.values() for name in fields)

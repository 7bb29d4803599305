"""Texts that look as if they were to be replaced, but that are no tags: other programs' tags, fields, blanks.

They would be printed as they stand. Fixed text of a template is little, so more is taken
for a placeholder here than the rules take in the values of a notice. This room must
not know Jinja's syntax trees or Word's XML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating.contract.catalogue import entries
from rectify_gen.templating.tags import (
    HIDDEN,
    Tag,
    TemplatePart,
    is_invisible,
    visible,
)
from rectify_gen.view.fields import FIELDS

_USUAL_WORDS: Mapping[str, str] = {
    "单位名称": "organization",
    "单位": "organization",
    "机关名称": "organization",
    "发文机关": "organization",
    "标题": "title",
    "文件标题": "title",
    "公文标题": "title",
    "日期": "date",
    "时间": "date",
    "年月日": "date",
    "落款日期": "date",
    "文号": "document.number",
    "发文字号": "document.number",
    "文件编号": "document.number",
    "主送": "document.addressees",
    "主送单位": "document.addressees",
    "公示期限": "period",
    "公开时间": "period",
    "联系人": "contacts",
    "电话": "contacts",
    "联系电话": "contacts",
    "地址": "contacts",
    "邮箱": "contacts",
    "正文": "paragraphs",
    "内容": "paragraphs",
    "正文内容": "paragraphs",
}
"""What authors call a thing between brackets, and the path of the view that prints it."""
_ANY_WORD = re.compile(
    # 请填写单位名称, 点击此处输入
    "(?:请|此处|这里|在此)?(?:填写|输入|插入|填入|点击)[\u4e00-\u9fff]{0,12}"
    # 被巡察单位全称, 落款日期
    "|[\u4e00-\u9fff]{0,8}(?:名称|全称|简称|姓名|日期|电话|地址|编号|文号|字号|标题|邮箱|邮编|年份|职务|金额|联系人)"
)
"""What else authors write where something is to be filled in."""
_CHINESE = re.compile("[\u4e00-\u9fff]{1,20}")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*(?:\.\w+|\[\w*\])*", re.ASCII)
_SIGIL = re.compile(r"^(?:[#/^@$=+:!\s-]|(?:d|c|t|data|doc|context)\.)+")
_STATEMENT = re.compile(
    r"[%#].*[%#]|%?\s*(?:if|elif|else|endif|for|endfor|set)\b.*%?", re.DOTALL
)
_LONG_NAME = 5
"""Letters from which an unknown word between braces is rather a name than part of a formula."""


class _TagForm(NamedTuple):
    """How other programs write tags: a pattern, and what its group ``inside`` must be to count."""

    pattern: re.Pattern[str]
    counts: Callable[[str], bool]


def _anything(inside: str) -> bool:
    return bool(inside.strip())


def _is_known(inside: str) -> bool:
    """Whether ``inside`` is a name or a Chinese title of the view, or a usual word for one."""
    inside = inside.strip()
    if not _IDENTIFIER.fullmatch(inside):
        return _is_title(inside)
    # Another program's data may stand under a name of its own: notice.title
    words = inside.split(".")
    return not _names().isdisjoint(words)


def _is_title(inside: str) -> bool:
    if inside in _USUAL_WORDS:
        return True
    if inside in _tags():
        return True
    return _ANY_WORD.fullmatch(inside) is not None


def _is_likely(inside: str) -> bool:
    """Whether ``inside`` is known, or written as only names of programs are."""
    inside = _SIGIL.sub("", inside).strip()
    name = _IDENTIFIER.match(inside)
    if name is None:
        return _is_title(inside)
    # A filter or a format may follow a name: title | upper, date:long
    behind = inside[name.end() :].lstrip()
    is_name_alone = behind[:1] in ("", "|", ":")
    if not is_name_alone:
        return _is_title(inside)
    word = name.group()
    is_of_program = "_" in word or "." in word
    is_long = len(word) >= _LONG_NAME
    return is_of_program or is_long or _is_known(word)


def _between_braces(inside: str) -> bool:
    statement = _STATEMENT.fullmatch(inside.strip())
    if statement is not None:
        return True
    return _is_likely(inside)


def _between_two_braces(inside: str) -> bool:
    inside = _SIGIL.sub("", inside).strip()
    if _IDENTIFIER.match(inside):
        return True
    return _CHINESE.fullmatch(inside) is not None


_FORMS = (
    # ${title}, as in many template engines
    _TagForm(
        pattern=re.compile(r"[$＄]!?[{｛](?P<inside>[^{}｛｝]{1,80})[}｝]"),
        counts=_anything,
    ),
    # { { title } }, {{ title }, { title }}: two braces with something between or missing
    _TagForm(
        pattern=re.compile(
            r"(?:[{｛]\s*){2}(?P<inside>[^{}｛｝]{1,80})[}｝](?:\s*[}｝])?"
            r"|(?<!_)[{｛](?P<more>[^{}｛｝]{1,80})[}｝]\s*[}｝]"
        ),
        counts=_between_two_braces,
    ),
    # {title}, {d.title}, {#items}: Carbone, docxtemplater
    _TagForm(
        pattern=re.compile(r"(?<!_)[{｛](?P<inside>[^{}｛｝]{1,80})(?<!_)[}｝]"),
        counts=_between_braces,
    ),
    # «title», as Word shows a mail merge field
    _TagForm(re.compile(r"«(?P<inside>[^«»]{1,80})»"), counts=_anything),
    _TagForm(re.compile(r"\[\[(?P<inside>[^\[\]]{1,60})\]\]"), counts=_anything),
    _TagForm(re.compile(r"【【(?P<inside>[^【】]{1,60})】】"), counts=_anything),
    # <<title>>
    _TagForm(
        pattern=re.compile(r"[<＜〈]{2}(?P<inside>[^<>＜＞〈〉]{1,60})[>＞〉]{2}"),
        counts=_anything,
    ),
    # [单位名称], <title>, 【日期】
    _TagForm(
        pattern=re.compile(
            r"[\[［【<＜〈](?P<inside>[^\[\]［］【】<>＜＞〈〉]{1,40})[\]］】>＞〉]"
        ),
        counts=_is_known,
    ),
    # 〔年份〕, but not 〔2025〕
    _TagForm(re.compile(r"〔(?P<inside>[^〔〕]{1,40})〕"), counts=_is_title),
    # #title#, %title%, $$title$$, __title__
    _TagForm(
        pattern=re.compile(
            r"(?<![A-Za-z0-9_])(?P<mark>[#%@$^~|&＃％＠]|__|##|%%|@@|\$\$)"
            r"(?P<inside>[A-Za-z\u4e00-\u9fff][\w.]{0,40}?)(?P=mark)(?![A-Za-z0-9_])"
        ),
        counts=_is_likely,
    ),
)
"""The order counts: what one form has taken, later ones do not see."""
_Spans = dict[int, list[tuple[int, int]]]
"""Stretches of text from column to column, by the number of the paragraph."""
_TO_THE_END = 10**6
_STRAY = re.compile(r"\}\s?\}|[%％]\s?[}｝]|｝\s?｝")
"""The end of a tag whose beginning nobody reads as one."""
_BLANK = re.compile(
    r"""
      [×Ｘ✕╳]{2,}                                        # ×××局
    | (?<![A-Za-z0-9])(?:X{2,}|x{2,})(?![A-Za-z0-9])     # XX局, but no word or code
    | (?<![A-Za-z0-9])[×XxＸ]+(?=[年月日])               # X年X月X日
    | _{3,} | ＿{2,} | □{2,}
    | (?<![一二三四五六七八九十〇○])[○〇]{2,}(?=[一-龥])  # ○○局, but not 二○○五年
    | (?:单击|点击)(?:或点击)?(?:此处|这里)              # what Word writes into a control
    | TODO | TBD
    """,
    re.VERBOSE,
)
_FIELD = re.compile(
    r"\s*(?P<kind>MERGEFIELD|DOCPROPERTY|DOCVARIABLE|FILLIN|ASK)\s+\"?(?P<name>[^\s\"\\]*)",
    re.IGNORECASE,
)


def lookalikes(part: TemplatePart, reported: Iterable[Place]) -> Iterator[Diagnostic]:
    """Yield a warning for each text and field of ``part`` that only looks like a tag; ``reported`` are errors already."""
    hidden = _spans_of_tags(part.tags)
    for place in reported:
        start = place.column
        end = start + len(place.tag)
        spans = hidden.setdefault(place.paragraph, [])
        spans.append((start, end))
    for place in part.paragraphs:
        spans = hidden.get(place.paragraph, [])
        text = _without(place.text, spans)
        yield from _in_text(text, place)
    for place in part.fields:
        yield from _in_field(place)


def _spans_of_tags(tags: Iterable[Tag]) -> _Spans:
    """What belongs to tags, or to text that {% raw %} keeps, by the number of the paragraph."""
    spans: _Spans = {}
    raw: Place | None = None
    for tag in tags:
        if tag.shape == HIDDEN:
            continue
        _add_tag(spans, tag)
        if tag.keyword == "raw":
            raw = tag.place
        elif tag.keyword == "endraw" and raw is not None:
            _add_stretch(spans, raw, tag.place)
            raw = None
    return spans


def _add_tag(spans: _Spans, tag: Tag) -> None:
    paragraph = tag.place.paragraph
    start = tag.place.column
    is_whole = tag.closed and tag.paragraphs == 1
    end = start + len(tag.raw) if is_whole else _TO_THE_END
    spans.setdefault(paragraph, []).append((start, end))
    for later in range(paragraph + 1, paragraph + tag.paragraphs):
        spans.setdefault(later, []).append((0, _TO_THE_END))


def _add_stretch(spans: _Spans, start: Place, end: Place) -> None:
    """Add all text from ``start`` to ``end``."""
    for number in range(start.paragraph, end.paragraph + 1):
        begin = start.column if number == start.paragraph else 0
        stop = end.column if number == end.paragraph else _TO_THE_END
        spans.setdefault(number, []).append((begin, stop))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the characters of ``spans`` as line breaks, which no form reaches over."""
    for start, end in spans:
        stop = min(end, len(text))
        text = text[:start] + "\n" * (stop - start) + text[stop:]
    return text


def _in_text(text: str, place: Place) -> Iterator[Diagnostic]:
    if not text.strip():
        return
    # Autocorrection may put signs without width into a placeholder; they must not hide it.
    seen = visible(text)
    positions: Sequence[int] = range(len(text))
    if seen != text:
        positions = [
            position for position, sign in enumerate(text) if not is_invisible(sign)
        ]
    for form in _FORMS:
        for match in form.pattern.finditer(seen):
            inside = _inside(match)
            reaches_over_tag = "\n" in match.group()
            if reaches_over_tag or not form.counts(inside):
                continue
            yield _lookalike(match, inside, place, positions)
            seen = _without(seen, [match.span()])
    for match in _STRAY.finditer(seen):
        yield _report("template-stray-end", match, place, positions)
    for match in _BLANK.finditer(seen):
        yield _report("template-placeholder", match, place, positions)


def _inside(match: re.Match[str]) -> str:
    """What stands between the signs of a form."""
    groups = match.groupdict()
    return groups["inside"] or groups.get("more") or ""


def _lookalike(
    match: re.Match[str],
    inside: str,
    place: Place,
    positions: Sequence[int],
) -> Diagnostic:
    tag = _meant(inside)
    zh = f"要打印数据就写 {tag}"
    en = f"to print the fact write {tag}"
    if not tag:
        zh = "要打印数据就写 {{ … }}，可用名称见 rectify-gen template fields"
        en = "to print a fact write {{ … }} with a name that rectify-gen template fields lists"
    return _report(
        "template-lookalike",
        match,
        place,
        positions,
        meant_zh=zh,
        meant_en=en,
    )


def _report(
    code: str,
    match: re.Match[str],
    place: Place,
    positions: Sequence[int],
    **facts: str,
) -> Diagnostic:
    """A report on ``match``; ``positions`` are those of its signs in the paragraph."""
    text = match.group()
    column = positions[match.start()]
    facts = {"found": text, **facts}
    place = place._replace(column=column, tag=text)
    return Diagnostic(code, facts=facts, place=place)


def _in_field(place: Place) -> Iterator[Diagnostic]:
    match = _FIELD.match(place.tag)
    if match is None:
        return
    name = match["name"]
    meant = _meant(name)
    facts = {
        "kind": match["kind"].upper(),
        "name": name,
        "meant": meant or "{{ … }}",
    }
    place = place._replace(tag=match.group().strip())
    yield Diagnostic("template-field", facts=facts, place=place)


def _meant(inside: str) -> str:
    """The tag that prints what ``inside`` names; an empty text where that is not sure."""
    word = _SIGIL.sub("", inside).strip()
    path = _USUAL_WORDS.get(word, word)
    return _tags().get(path, "")


@functools.cache
def _tags() -> Mapping[str, str]:
    """The tag of each path of the view that is no part of a loop, by its path and by its Chinese title."""
    by_title: dict[str, str] = {}
    by_path: dict[str, str] = {}
    for entry in entries():
        if entry.depth > 0:
            continue
        # Of two fields with one title the first counts.
        by_title.setdefault(entry.field.zh, entry.tag)
        by_path[entry.path] = entry.tag
    return by_title | by_path


@functools.cache
def _names() -> frozenset[str]:
    """The names of all fields of the view."""
    names: set[str] = set()
    for fields in FIELDS.values():
        names.update(fields)
    return frozenset(names)

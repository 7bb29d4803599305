"""How tags are written: what docxtpl would lose, misread or print as it stands, paragraph by paragraph.

Each check yields diagnostics with their places. This room must not know Jinja's
syntax trees or views.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.late_pattern import LatePattern
from rectify_gen.places import Place
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    LIFTED,
    Tag,
    TemplatePart,
    is_invisible,
    plain_quotes,
)

_MOST_QUOTED = 60
"""Characters of dropped text that are quoted."""
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENS = r"(?:[｛{]\s*[｛%％]|｛\s*\{)"
_CLOSES = r"(?:[｝%％]\s*[｝}]|\}\s*｝)"
_FULL_WIDTH = LatePattern(
    rf"(?P<opens>{_OPENS})(?:[^{{}}｛｝]{{0,200}}(?P<closes>{_CLOSES}))?|(?P<ends>{_CLOSES})"
)
"""A tag with full-width signs, or one end of it."""
_SPACED = re.compile(r"\{[%{][-+]?\s+(p|tr|tc|r)\s")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|“[^\"]*\"|\"[^\"]*”")
_SIGNS = {
    "–": "-",
    "—": "-",
    "－": "-",
    "−": "-",
    "（": "(",
    "）": ")",
    "，": ",",
    "．": ".",
    "。": ".",
    "｜": "|",
    "＝": "==",
    "：": ":",
    "！": "!",
    "％": "%",
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
    "＂": '"',
    "＇": "'",
    "…": "...",
}
"""Signs that Word's autocorrection or a Chinese keyboard puts into a tag, and what Jinja wants there."""
_PLAIN_SIGNS = str.maketrans(_SIGNS)


_CONTENT = {
    "section": ("分节符", "a section break"),
    "picture": ("图片或图形", "a picture or shape"),
    "note": ("脚注或尾注的序号", "the mark of a footnote or endnote"),
    "break": ("分页符", "a page break"),
    "field": ("域的一半", "half of a field"),
}
_WRAPPERS = {
    "ins": ("修订插入的文字", "a tracked insertion"),
    "moveTo": ("修订插入的文字", "a tracked insertion"),
    "del": ("修订删除的文字", "a tracked deletion"),
    "moveFrom": ("修订删除的文字", "a tracked deletion"),
    "sdt": ("内容控件", "a content control"),
    "sdtContent": ("内容控件", "a content control"),
    "ruby": ("拼音指南", "a phonetic guide"),
    "rt": ("拼音指南", "a phonetic guide"),
    "rubyBase": ("拼音指南", "a phonetic guide"),
    "field": ("域", "a field"),
    "fldSimple": ("域", "a field"),
    "hyperlink": ("超链接", "a link"),
    "smartTag": ("智能标记", "a smart tag"),
    "customXml": ("自定义 XML", "custom XML"),
}
"""What holds runs in a paragraph, as authors know it."""


def lost(part: TemplatePart) -> Iterator[Diagnostic]:
    """Yield what must not be compiled: tags without end or in pieces, and what docxtpl would drop with a tag."""
    for tag in part.tags:
        if not tag.closed:
            yield _unclosed(tag)
            continue
        yield from _unseen(tag)
        if tag.other_holder:
            yield _report("template-split-cells", tag)
        elif tag.cut and tag.prefix not in LIFTED:
            # An element without a name for authors is called as in Word's XML.
            unnamed = (tag.cut, tag.cut)
            zh, en = _WRAPPERS.get(tag.cut, unnamed)
            yield _report("template-tag-cut", tag, zh=zh, en=en)
        elif tag.swallowed:
            zh, en = _CONTENT[tag.swallowed]
            yield _report("template-content-swallowed", tag, zh=zh, en=en)
        elif tag.kind != "{{" or tag.prefix == "p":
            yield from _beside(tag)


def _report(code: str, tag: Tag, **facts: object) -> Diagnostic:
    all_facts = {"tag": tag.raw, **facts}
    return Diagnostic(code, facts=all_facts, place=tag.place)


def _unclosed(tag: Tag) -> Diagnostic:
    end = "{% endraw %}" if tag.keyword == "endraw" else _ENDS[tag.kind]
    return _report("template-unclosed", tag, end=end)


def _beside(tag: Tag) -> Iterator[Diagnostic]:
    """Yield what stands beside a tag that takes its paragraph, row or cell away."""
    if tag.beside:
        quoted = tag.beside[:_MOST_QUOTED]
        yield _report("template-text-dropped", tag, text=quoted)
    elif tag.content:
        zh, en = _CONTENT[tag.content]
        yield _report("template-content-dropped", tag, zh=zh, en=en)


def _unseen(tag: Tag) -> Iterator[Diagnostic]:
    """Yield characters in ``tag`` that its author cannot see, but that docxtpl and Jinja stumble over."""
    if tag.kind == "{#":
        return
    if tag.blank != " ":
        start = f"{tag.kind}{tag.prefix}"
        yield _report("template-prefix-blank", tag, start=start)
    outside_quotes = _LITERAL.sub("", tag.raw)
    # No ASCII character is invisible; to ask of each takes long.
    if outside_quotes.isascii():
        return
    signs = dict.fromkeys(filter(is_invisible, outside_quotes))
    if signs:
        codes = " ".join(f"U+{ord(sign):04X}" for sign in signs)
        facts = {"signs": codes}
        yield Diagnostic("template-invisible", facts=facts, place=tag.place)


def typed_wrong(part: TemplatePart) -> Iterator[Diagnostic]:
    """Yield what was typed wrong: full-width braces, signs and quotes, prefixes, tags spread over paragraphs."""
    yield from _full_width(part)
    for tag in part.tags:
        if tag.closed and tag.kind != "{#":
            yield from _spread(tag)
            yield from _prefix(tag)
            yield from _signs(tag)


def _full_width(part: TemplatePart) -> Iterator[Diagnostic]:
    typed: list[Place] = []
    for place in part.paragraphs:
        for match in _FULL_WIDTH.finditer(place.text):
            braces = "".join(filter(None, match.groups()))
            if not braces.isascii():
                typed.append(place._replace(column=match.start(), tag=match.group()))
    # Few templates have any.
    if not typed:
        return
    positions_in_tags = _positions_in_tags(part)
    for place in typed:
        # Signs within a tag are reported with that tag.
        if (place.paragraph, place.column) not in positions_in_tags:
            yield Diagnostic(
                "template-full-width", facts={"found": place.tag}, place=place
            )


def _positions_in_tags(part: TemplatePart) -> set[tuple[int, int]]:
    """Return the paragraph and the column of each character of a closed tag."""
    positions: set[tuple[int, int]] = set()
    for tag in part.tags:
        if not tag.closed:
            continue
        start = tag.place.column
        for column in range(start, start + len(tag.raw)):
            positions.add((tag.place.paragraph, column))
    return positions


def _spread(tag: Tag) -> Iterator[Diagnostic]:
    if tag.paragraphs > 1 and not tag.other_holder:
        yield _report("template-split", tag, count=tag.paragraphs)


def _prefix(tag: Tag) -> Iterator[Diagnostic]:
    is_in_table = tag.place.cell is not None
    spaced = _SPACED.match(tag.raw)
    if spaced is not None:
        meant = tag.raw[:2] + spaced.group(1)
        yield _report("template-prefix-space", tag, meant=meant)
    elif tag.prefix and re.search("[%}]", tag.raw[2:-2]):
        yield _report("template-prefix-sign", tag, prefix=tag.prefix)
    elif tag.prefix in ("tr", "tc") and not is_in_table:
        yield _report("template-prefix-place", tag, prefix=tag.prefix)
    elif tag.keyword in CELL_KEYWORDS and not is_in_table:
        yield _report("template-cell-tag", tag, keyword=tag.keyword)


def _signs(tag: Tag) -> Iterator[Diagnostic]:
    outside_quotes = _LITERAL.sub("", tag.raw)
    signs: list[str] = []
    replacements: list[str] = []
    # Each sign is named once, in the order of the tag.
    for sign in dict.fromkeys(outside_quotes):
        if sign in _SIGNS:
            signs.append(sign)
            replacements.append(_SIGNS[sign])
    if signs:
        wanted = " ".join(replacements)
        facts = {"signs": " ".join(signs), "wanted": wanted}
        yield Diagnostic("template-sign", facts=facts, place=tag.place)
    if plain_quotes(tag.raw) != tag.raw:
        yield _report("template-quotes", tag)


def with_plain_signs(text: str) -> str:
    """Return the inside of a tag with the signs that were typed wrong as Jinja wants them, those in quotes left alone."""
    pieces: list[str] = []
    end = 0
    for quoted in _LITERAL.finditer(text):
        before = text[end : quoted.start()]
        pieces.append(before.translate(_PLAIN_SIGNS))
        pieces.append(quoted.group())
        end = quoted.end()
    behind = text[end:]
    pieces.append(behind.translate(_PLAIN_SIGNS))
    return "".join(pieces)

"""How tags are written: what docxtpl would lose, misread or print as it stands, paragraph by paragraph.

Each check yields diagnostics with their places. This room must not know Jinja's
syntax trees or views.
"""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    LIFTED,
    Tag,
    TemplatePart,
    is_invisible,
    plain_quotes,
)

_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENS, _CLOSES = r"(?:[｛{]\s*[｛%％]|｛\s*\{)", r"(?:[｝%％]\s*[｝}]|\}\s*｝)"
_FULL_WIDTH = re.compile(
    f"(?P<opens>{_OPENS})(?:[^{{}}｛｝]{{0,200}}(?P<closes>{_CLOSES}))?|(?P<ends>{_CLOSES})"
)
_SPACED = re.compile(r"\{[%{][-+]?\s+(p|tr|tc|r)\s")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|“[^\"]*\"|\"[^\"]*”")
_SIGNS = {
    **dict.fromkeys("–—－−", "-"),
    **{
        "（": "(",
        "）": ")",
        "，": ",",
        "．": ".",
        "。": ".",
        "｜": "|",
        "＝": "==",
        "：": ":",
        "！": "!",
    },
    **{
        "％": "%",
        "｛": "{",
        "｝": "}",
        "［": "[",
        "］": "]",
        "＂": '"',
        "＇": "'",
        "…": "...",
    },
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
    **dict.fromkeys(("ins", "moveTo"), ("修订插入的文字", "a tracked insertion")),
    **dict.fromkeys(("del", "moveFrom"), ("修订删除的文字", "a tracked deletion")),
    **dict.fromkeys(("sdt", "sdtContent"), ("内容控件", "a content control")),
    **dict.fromkeys(("ruby", "rt", "rubyBase"), ("拼音指南", "a phonetic guide")),
    **dict.fromkeys(("field", "fldSimple"), ("域", "a field")),
    "hyperlink": ("超链接", "a link"),
    "smartTag": ("智能标记", "a smart tag"),
    "customXml": ("自定义 XML", "custom XML"),
}
"""What holds runs in a paragraph, as authors know it."""


def lost(part: TemplatePart) -> Iterator[Diagnostic]:
    """Yield what must not be compiled: tags without end or in pieces, and what docxtpl would drop with a tag."""
    for tag in part.tags:
        if not tag.closed:
            end = "{% endraw %}" if tag.keyword == "endraw" else _ENDS[tag.kind]
            yield Diagnostic(
                "template-unclosed", facts={"tag": tag.raw, "end": end}, place=tag.place
            )
            continue
        yield from _unseen(tag)
        if tag.other_holder:
            yield Diagnostic(
                "template-split-cells", facts={"tag": tag.raw}, place=tag.place
            )
        elif tag.cut and tag.prefix not in LIFTED:
            zh, en = _WRAPPERS.get(tag.cut, (tag.cut, tag.cut))
            yield Diagnostic(
                "template-tag-cut",
                facts={"tag": tag.raw, "zh": zh, "en": en},
                place=tag.place,
            )
        elif tag.swallowed:
            yield _dropped("template-content-swallowed", tag, tag.swallowed)
        elif tag.kind == "{{" and tag.prefix != "p":
            continue
        elif tag.beside:
            yield Diagnostic(
                "template-text-dropped",
                facts={"tag": tag.raw, "text": tag.beside[:60]},
                place=tag.place,
            )
        elif tag.content:
            yield _dropped("template-content-dropped", tag, tag.content)


def _unseen(tag: Tag) -> Iterator[Diagnostic]:
    """Yield characters in ``tag`` that its author cannot see, but that docxtpl and Jinja stumble over."""
    if tag.kind == "{#":
        return
    if tag.blank != " ":
        yield Diagnostic(
            "template-prefix-blank",
            facts={"tag": tag.raw, "start": f"{tag.kind}{tag.prefix}"},
            place=tag.place,
        )
    outside = _LITERAL.sub("", tag.raw)
    signs = dict.fromkeys(sign for sign in outside if is_invisible(sign))
    if signs:
        listed = " ".join(f"U+{ord(sign):04X}" for sign in signs)
        yield Diagnostic("template-invisible", facts={"signs": listed}, place=tag.place)


def _dropped(code: str, tag: Tag, content: str) -> Diagnostic:
    zh, en = _CONTENT[content]
    return Diagnostic(code, facts={"tag": tag.raw, "zh": zh, "en": en}, place=tag.place)


def typed_wrong(part: TemplatePart) -> Iterator[Diagnostic]:
    """Yield what was typed wrong: full-width braces, signs and quotes, prefixes, tags spread over paragraphs."""
    yield from _full_width(part)
    for tag in part.tags:
        if tag.closed and tag.kind != "{#":
            yield from _spread(tag)
            yield from _prefix(tag)
            yield from _signs(tag)


def _full_width(part: TemplatePart) -> Iterator[Diagnostic]:
    inside = {(tag.place.paragraph, at) for tag in part.tags for at in _columns(tag)}
    for place in part.paragraphs:
        for found in _FULL_WIDTH.finditer(place.text):
            own = found.group()
            braces = "".join(one for one in found.groupdict().values() if one)
            if braces.isascii() or (place.paragraph, found.start()) in inside:
                continue
            yield Diagnostic(
                "template-full-width",
                facts={"found": own},
                place=place._replace(column=found.start(), tag=own),
            )


def _columns(tag: Tag) -> range:
    return range(
        tag.place.column,
        tag.place.column + len(tag.raw) if tag.closed else tag.place.column,
    )


def _spread(tag: Tag) -> Iterator[Diagnostic]:
    if tag.paragraphs > 1 and not tag.other_holder:
        yield Diagnostic(
            "template-split",
            facts={"tag": tag.raw, "count": tag.paragraphs},
            place=tag.place,
        )


def _prefix(tag: Tag) -> Iterator[Diagnostic]:
    facts = {"tag": tag.raw, "prefix": tag.prefix}
    if spaced := _SPACED.match(tag.raw):
        meant = tag.raw[:2] + spaced.group(1)
        yield Diagnostic(
            "template-prefix-space",
            facts={"tag": tag.raw, "meant": meant},
            place=tag.place,
        )
    elif tag.prefix and re.search("[%}]", tag.raw[2:-2]):
        yield Diagnostic("template-prefix-sign", facts=facts, place=tag.place)
    elif tag.prefix in ("tr", "tc") and tag.place.cell is None:
        yield Diagnostic("template-prefix-place", facts=facts, place=tag.place)
    elif tag.keyword in CELL_KEYWORDS and tag.place.cell is None:
        yield Diagnostic(
            "template-cell-tag",
            facts={"tag": tag.raw, "keyword": tag.keyword},
            place=tag.place,
        )


def _signs(tag: Tag) -> Iterator[Diagnostic]:
    outside = _LITERAL.sub("", tag.raw)
    found = dict.fromkeys(sign for sign in outside if sign in _SIGNS)
    if found:
        wanted = " ".join(_SIGNS[sign] for sign in found)
        facts = {"signs": " ".join(found), "wanted": wanted}
        yield Diagnostic("template-sign", facts=facts, place=tag.place)
    if plain_quotes(tag.raw) != tag.raw:
        yield Diagnostic("template-quotes", facts={"tag": tag.raw}, place=tag.place)


def with_plain_signs(text: str) -> str:
    """Return the inside of a tag with the signs that were typed wrong as Jinja wants them, those in quotes left alone."""
    pieces: list[str] = []
    end = 0
    for quoted in _LITERAL.finditer(text):
        pieces.append(text[end : quoted.start()].translate(_PLAIN_SIGNS))
        pieces.append(quoted.group())
        end = quoted.end()
    pieces.append(text[end:].translate(_PLAIN_SIGNS))
    return "".join(pieces)

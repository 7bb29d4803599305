"""How tags are written: what docxtpl would lose, misread or print as it stands, paragraph by paragraph.

Each check yields diagnostics with their places. This room must not know Jinja's
syntax trees or views.
"""

import re
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating.tags import CELL_KEYWORDS, Part, Tag, plain_quotes

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
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
"""Signs that Word's autocorrection or a Chinese keyboard puts into a tag, and what Jinja wants there."""
_MENDS = str.maketrans(_SIGNS)


_CONTENT = {
    "section": ("分节符", "a section break"),
    "picture": ("图片或图形", "a picture or shape"),
    "note": ("脚注或尾注的序号", "the mark of a footnote or endnote"),
    "break": ("分页符", "a page break"),
}


def lost(part: Part) -> Iterator[Diagnostic]:
    """Yield what must not be compiled: tags without end, and what docxtpl would drop beside a lifted tag."""
    for tag in part.tags:
        if not tag.closed:
            end = "{% endraw %}" if tag.keyword == "endraw" else _ENDS[tag.kind]
            yield Diagnostic(
                "template-unclosed", facts={"tag": tag.raw, "end": end}, place=tag.place
            )
        elif tag.kind == "{{" and tag.prefix != "p":
            continue
        elif tag.beside:
            yield Diagnostic(
                "template-text-dropped",
                facts={"tag": tag.raw, "text": tag.beside[:60]},
                place=tag.place,
            )
        elif tag.content:
            zh, en = _CONTENT[tag.content]
            yield Diagnostic(
                "template-content-dropped",
                facts={"tag": tag.raw, "zh": zh, "en": en},
                place=tag.place,
            )


def typed_wrong(part: Part) -> Iterator[Diagnostic]:
    """Yield what was typed wrong: full-width braces, signs and quotes, prefixes, tags spread over paragraphs."""
    yield from _full_width(part)
    for tag in part.tags:
        if tag.closed and tag.kind != "{#":
            yield from _spread(tag)
            yield from _prefix(tag)
            yield from _signs(tag)


def _full_width(part: Part) -> Iterator[Diagnostic]:
    inside = {(tag.place.paragraph, at) for tag in part.tags for at in _columns(tag)}
    for place in part.braced:
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
    if tag.other_holder:
        yield Diagnostic(
            "template-split-cells", facts={"tag": tag.raw}, place=tag.place
        )
    elif tag.paragraphs > 1:
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
        listed = " ".join(
            f"U+{ord(one):04X}" if not _SIGNS[one] else one for one in found
        )
        wanted = " ".join(_SIGNS[one] for one in found).strip()
        facts = {"signs": listed, "wanted": wanted or "-"}
        yield Diagnostic(
            "template-sign" if wanted else "template-invisible",
            facts=facts,
            place=tag.place,
        )
    if plain_quotes(tag.raw) != tag.raw:
        yield Diagnostic("template-quotes", facts={"tag": tag.raw}, place=tag.place)


def mended(text: str) -> str:
    """Return the inside of a tag with the signs that were typed wrong as Jinja wants them, those in quotes left alone."""
    out, at = [], 0
    for quoted in _LITERAL.finditer(text):
        out += [text[at : quoted.start()].translate(_MENDS), quoted.group()]
        at = quoted.end()
    return "".join(out) + text[at:].translate(_MENDS)

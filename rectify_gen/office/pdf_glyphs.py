"""Does a PDF draw every rare character of its .docx, and not the box that fonts draw for what they lacks?

LibreOffice takes a character that the font lacks from another font. Where no font has it, a box is drawn, and the text of
the PDF looks complete all the same. What GB 2312 has, every Chinese font has, so only other characters are looked at.
This module must not know how the PDF was made.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from rectify_gen.chinese import gb_2312
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.word.block_reading import document_text
from rectify_gen.word.margins import Margins
from rectify_gen.word.word_package import open_package

MISSING_GLYPH = "pdf-glyph-missing"

_INVISIBLE = ("C", "M", "Z")
"""First letters of the categories of characters that have no shape of their own: controls, accents, blanks."""
_AROUND = 6
"""Characters that a report quotes on either side of one."""
_QUOTED_PLACES = 3


def check_glyphs(document: bytes, pdf: bytes, margins: Margins) -> None:
    """Compare the rare characters of the .docx ``document``, whose headers and footers are ``margins``, with ``pdf``.

    Raises:
        InputError: with a report for each character that is not drawn; or ``document`` is no intact .docx.
        EnvironmentFaultError: ``pdf`` cannot be opened.
    """
    # Most notices have none, and reading their text takes longer than looking through their parts.
    if not _may_have_rare_signs(document):
        return
    lines = document_text(document).splitlines()
    stories = [*margins.headers, *margins.footers]
    in_body = _rare_signs(lines)
    in_margins = _rare_signs(stories)
    signs = in_body.keys() | in_margins.keys()
    # What looked rare may be the name of a font, and fonts are slow to read.
    if not signs:
        return
    from rectify_gen.pdf.drawn_glyphs import count_drawn, draws_boxes

    usual_forms = {sign: unicodedata.normalize("NFKC", sign) for sign in signs}
    drawn = count_drawn(pdf, signs | set(usual_forms.values()))
    faults = []
    for sign in sorted(signs):
        # What headers and footers print is on some pages, nobody knows how many.
        wanted = in_body[sign] or 1
        # A PDF may name a compatibility form by the usual one.
        forms = {sign, usual_forms[sign]}
        if sum(drawn[form] for form in forms) < wanted:
            count = in_body[sign] + in_margins[sign]
            faults.append(_missing(sign, count, [*lines, *stories]))
    # Without any box it was not drawn at all, which is something else.
    if faults and draws_boxes(pdf):
        raise InputError(faults)


def _may_have_rare_signs(document: bytes) -> bool:
    signs: set[str] = set()
    for name, content in open_package(document).parts.items():
        if not name.endswith(".xml"):
            continue
        text = content.decode("utf-8", "replace")
        # Characters may be written as their numbers.
        if "&#" in text:
            return True
        signs.update(text)
    return bool(_rare_signs(["".join(signs)]))


def _rare_signs(lines: Sequence[str]) -> Counter[str]:
    """Return the visible characters of ``lines`` that not every Chinese font has."""
    rare: Counter[str] = Counter()
    for sign, count in Counter("".join(lines)).items():
        is_visible = unicodedata.category(sign)[0] not in _INVISIBLE
        if is_visible and sign not in gb_2312():
            rare[sign] = count
    return rare


def _missing(sign: str, count: int, lines: Sequence[str]) -> Diagnostic:
    facts = {
        "sign": sign,
        "code": f"U+{ord(sign):04X}",
        "count": count,
        "places": "：" + "；".join(_quotes(sign, lines)),
    }
    return Diagnostic(MISSING_GLYPH, facts=facts)


def _quotes(sign: str, lines: Sequence[str]) -> list[str]:
    """Return the first stretches of text around ``sign``, which stands in brackets."""
    quotes = []
    for line in lines:
        index = line.find(sign)
        while index >= 0:
            before = line[max(index - _AROUND, 0) : index]
            after = line[index + 1 : index + 1 + _AROUND]
            quotes.append(f"{before}【{sign}】{after}")
            index = line.find(sign, index + 1)
    if len(quotes) > _QUOTED_PLACES:
        return [*quotes[:_QUOTED_PLACES], "……"]
    return quotes

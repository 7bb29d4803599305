"""What GB/T 9704-2012 asks of a page, checked on a measured document; every function yields sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median

from measured import CHARACTER, FIRST_BASELINE, LEFT, MM, PITCH, RIGHT, Document, Row

from rectify_gen import chinese
from rectify_gen.layout import STANDARD
from rectify_gen.view import View, signature_rights
from rectify_gen.view.signing import names_a_line

LINES, CHARACTERS = STANDARD.grid.lines, STANDARD.grid.characters
FONTS = {
    "title": "FandolSong-Bold",
    "body": "FandolFang-Regular",
    1: "FandolHei-Regular",
    2: "FandolKai-Regular",
}
HEADINGS = {"heading 1": 1, "heading 2": 2, "heading 3": 3}
STRETCH = 1.3
RAGGED = ("Title", "Signature", "结尾", "正文左对齐")
"""Styles that are not justified."""
END = ("Signature", "附件说明", "空行")


def violations(document: Document, view: View) -> list[str]:
    """Return everything that is wrong with ``document``, made of ``view``."""
    checks = (
        text_kept,
        grid,
        margins,
        page_numbers,
        characters_a_line,
        stretched,
        headings_kept,
        end_kept,
    )
    found = [sentence for check in checks for sentence in check(document)]
    return [*found, *fonts(document, view), *signature(document, view)]


def text_kept(document: Document) -> Iterator[str]:
    if document.printed != document.written:
        at = next(
            (
                i
                for i, (a, b) in enumerate(
                    zip(document.printed, document.written, strict=False)
                )
                if a != b
            ),
            -1,
        )
        yield f"text lost: written …{document.written[at - 5 : at + 15]}…, printed …{document.printed[at - 5 : at + 15]}…"


def pages_of(document: Document) -> list[tuple[int, list[Row]]]:
    return [
        (page, list(rows))
        for page, rows in groupby(document.rows, key=lambda row: row.page)
    ]


def grid(document: Document) -> Iterator[str]:
    """22 lines on every page but the last; fewer only where what must stay together did not fit."""
    for (page, rows), (_, following) in pairwise(pages_of(document)):
        used = rows[-1].line + 1
        if used > LINES or (
            used < LINES and used + kept_together(document, following) <= LINES
        ):
            yield f"page {page}: {used} lines, although the next page begins with “{following[0].text[:12]}”"
    for row in document.rows:
        off = abs(row.baseline - FIRST_BASELINE - row.line * PITCH)
        if row.signs[0].size == STANDARD.sizes.body / 2 and off > 1:
            yield f"page {row.page} “{row.text[:8]}…”: {off:.1f} pt off the grid"


def kept_together(document: Document, rows: list[Row]) -> int:
    """How many lines at the top of a page must stay on one page: headings with a line of text, or the end block."""
    first = rows[0].paragraph
    if rows[0].start:
        return 1
    if first >= closing_paragraph(document):
        return rows[-1].line + 1
    for row in rows:
        if document.paragraphs[row.paragraph].style not in HEADINGS:
            return row.line + 1
    return rows[-1].line + 1


def closing_paragraph(document: Document) -> int:
    """The last paragraph of text, which the signature must not leave."""
    return max(at for at, one in enumerate(document.paragraphs) if one.style not in END)


def margins(document: Document) -> Iterator[str]:
    """28 mm left, 26 mm right on every full line, ink from 40 mm to 36.9 mm above the edge of a full page."""
    for page, rows in pages_of(document):
        top, bottom = (
            document.pages[page - 1]["margins_mm"][side] for side in ("top", "bottom")
        )
        if abs(top - 40) > 1:
            yield f"page {page}: text begins {top} mm from the top"
        if rows[-1].line + 1 == LINES and abs(bottom - 36.9) > 1:
            yield f"page {page}: text ends {bottom} mm from the bottom"
    for row in document.rows:
        style = document.paragraphs[row.paragraph].style
        if style in ("Title", "Signature"):
            continue
        indent = 0 if row.start or style == "主送机关" else STANDARD.indent() / 20
        left, right = (
            (row.signs[0].x0 - indent) * MM,
            (STANDARD.page.width / 20 - row.signs[-1].x1) * MM,
        )
        if abs(left - 28) > 1:
            yield f"page {row.page} “{row.text[:8]}…”: begins {left:.1f} mm from the left edge, indent aside"
        if right < 25 or (right > 27 and not row.last and style not in RAGGED):
            yield f"page {row.page} “{row.text[:8]}…”: ends {right:.1f} mm from the right edge"


def characters_a_line(document: Document) -> Iterator[str]:
    """Never more than 28 full characters to a line."""
    for row in document.rows:
        if sum(map(chinese.is_wide, row.text)) > CHARACTERS:
            yield f"page {row.page} “{row.text[:8]}…”: {len(row.text)} characters on a line"


def stretched(document: Document) -> Iterator[str]:
    """No line whose characters justification pulls far apart, as before an unbreakable e-mail address."""
    for row in document.rows:
        wide = [
            (a, b)
            for a, b in pairwise(row.signs)
            if chinese.is_wide(a.text) and chinese.is_wide(b.text)
        ]
        pull = median((b.x0 - a.x0) / a.size for a, b in wide) if wide else 1
        if pull > STRETCH:
            yield f"page {row.page} “{row.text[:8]}…”: each character stretched to {pull:.2f} of its width"


def page_numbers(document: Document) -> Iterator[str]:
    """— 1 — in 四号, one character from the outer edge: right on odd pages, left on even."""
    for page in document.pages:
        number = page["page_number"]
        if number is None or number["text"] != f"— {page['page']} —":
            yield f"page {page['page']}: page number {number and number['text']!r}"
            continue
        side = "right" if page["page"] % 2 else "left"
        edge = (26 if side == "right" else 28) + STANDARD.page_number.indent / 20 * MM
        if number["side"] != side or abs(number[f"{side}_mm"] - edge) > 0.5:
            yield f"page {page['page']}: page number on the {number['side']}, {number[f'{side}_mm']} mm from the edge"
        if number["size_pt"] != 14 or number["fonts"] != ["UMingCN"]:
            yield f"page {page['page']}: page number in {number['fonts']} {number['size_pt']}"


def headings_kept(document: Document) -> Iterator[str]:
    for page, rows in pages_of(document)[:-1]:
        if document.paragraphs[rows[-1].paragraph].style in HEADINGS:
            yield f"page {page}: ends with the heading “{rows[-1].text[:12]}”"


def end_kept(document: Document) -> Iterator[str]:
    """Signature and date are never alone on a page, and never parted."""
    ends = [
        row
        for row in document.rows
        if document.paragraphs[row.paragraph].style == "Signature"
    ]
    for page, rows in pages_of(document):
        if all(row in ends for row in rows):
            yield f"page {page}: signature and date alone"
    if len({row.page for row in ends}) > 1:
        yield f"signature and date on pages {sorted({row.page for row in ends})}"


def fonts(document: Document, view: View) -> Iterator[str]:
    """Every character in the font and size of its role; a sign that the stand-in font lacks may come from another."""
    roles = list(_roles(document, view))
    for row in document.rows:
        for at, sign in enumerate(row.signs, row.start):
            font, size = _expected(roles[row.paragraph], at)
            if sign.size != size or (sign.font != font and _in_every_font(sign.text)):
                yield f"page {row.page} “{row.text[:10]}…”: {sign.text} in {sign.font} {sign.size}, not {font} {size}"
                break


def _roles(document: Document, view: View) -> Iterator[tuple[str, int, int]]:
    """For each paragraph: title or body, level of its heading, and length of the heading."""
    pending = list(view.paragraphs)
    for paragraph in document.paragraphs:
        if (
            pending
            and paragraph.text
            == pending[0].number + pending[0].heading + pending[0].text
        ):
            one = pending.pop(0)
            marked = (
                one.number + one.heading if one.role in ("heading", "run_in") else ""
            )
            yield "body", one.level, len("".join(marked.split()))
        else:
            yield "title" if paragraph.style == "Title" else "body", 0, 0
    assert not pending, f"not in the document: {pending[0]}"


def _expected(role: tuple[str, int, int], at: int) -> tuple[str, float]:
    kind, level, length = role
    if kind == "title":
        return FONTS["title"], STANDARD.sizes.title / 2
    return FONTS[
        level if at < length and level in FONTS else "body"
    ], STANDARD.sizes.body / 2


def _in_every_font(sign: str) -> bool:
    """GB 2312, which all official fonts hold; their free stand-ins lack some circled numbers of it."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return chinese.read_circled(sign) is None


def signature(document: Document, view: View) -> Iterator[str]:
    """Organs and date stand where the arithmetic of clauses 7.3.5.1 and 7.3.5.2 puts them, to half a character."""
    rows = [
        row
        for row in document.rows
        if document.paragraphs[row.paragraph].style == "Signature"
    ]
    if not view.signature:
        return
    wanted = _places(view)
    if [row.text for row in rows] != [
        "".join(text for text, _ in line) for line in wanted
    ]:
        yield f"signature printed as {[row.text for row in rows]}, not {wanted}"
        return
    for row, line in zip(rows, wanted, strict=True):
        at = 0
        for text, expected in line:
            left = (row.signs[at].x0 - LEFT) / CHARACTER
            at += len(text)
            if abs(left - expected) > 0.5 or row.signs[-1].x1 > RIGHT + 1:
                yield f"{text}: begins after {left:.2f} characters, not {expected:.2f}; line ends at {row.signs[-1].x1:.1f} of {RIGHT:.1f}"


def _places(view: View) -> list[list[tuple[str, float]]]:
    """Each line of the signature: its texts, and how many characters from the left each begins."""
    signed = view.signature
    assert signed
    names, date = [one.name for one in signed.organizations], signed.date or ""
    widths = [*map(chinese.width, names)]
    abreast = names_a_line(widths) if signed.seal else 1
    if abreast > 1:
        share = CHARACTERS / abreast
        lines = [names[at : at + abreast] for at in range(0, len(names), abreast)]
        middles = [
            [CHARACTERS - share * (len(line) - at - 0.5) for at in range(len(line))]
            for line in lines
        ]
        if date:
            lines, middles = [*lines, [date]], [*middles, [CHARACTERS - share / 2]]
        return [
            [
                (text, middle - chinese.width(text) / 2)
                for text, middle in zip(*pair, strict=True)
            ]
            for pair in zip(lines, middles, strict=True)
        ]
    rights, last = signature_rights(widths, chinese.width(date), signed.seal)
    wanted = [*zip(names, rights, strict=True), *([(date, last)] if date else [])]
    # what is longer than the line begins at its edge
    return [
        [(text, max(CHARACTERS - right - chinese.width(text), 0))]
        for text, right in wanted
    ]

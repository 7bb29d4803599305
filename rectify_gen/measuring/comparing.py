"""One paragraph or run against what is wanted of its role: each property that differs, in the words of Word's dialogs.

Pure: from looks to deviations. This room must not know how roles are told, or pages.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout
from rectify_gen.measuring.units import (
    Words,
    characters,
    exact_points,
    plain,
    points,
    size,
    words,
)
from rectify_gen.measuring.wanted import LEFT, Wanted, same_font
from rectify_gen.word.formatting import THEME
from rectify_gen.word.looks import DEFAULTS, DIRECT, Look, LookValue, rounded
from rectify_gen.word.sheet import PAGE_NUMBER, SheetParagraph, SheetRun

_AMBIGUOUS = frozenset("“”‘’—…·")
"""Marks that Word draws in the Latin font unless a hint says Chinese."""
_UNSAID_SIZE = "20"
"""Half-points of Word's own default."""
_INDENT_TOLERANCE, _TWIN_TOLERANCE = 0.08, 0.12
"""Shares of an indent: 630 and 640 twips are both two characters of 三号."""
_HIGHEST_TITLE = 1.25
"""A line of the title may be higher than the grid's by a quarter."""


class Deviation(NamedTuple):
    """One property that is not as wanted; ``source`` is the style that sets it. ``grade`` replaces the table's severity.

    ``cure`` is what to set where that is another thing than ``wanted`` names.
    """

    code: str
    wanted: Words
    found: Words
    source: str = ""
    grade: Severity | None = None
    cure: Words = Words("", "")


class Frame(NamedTuple):
    """What a paragraph's page decides: layout, pitch of its grid in twips (0: none), extra width of each character."""

    layout: Layout
    pitch: int
    character: float


def number(look: Look, name: str, default: str = "0") -> int:
    """Return a property as a whole number; what is none counts as 0."""
    return rounded(look[name].value if name in look else default)


def _source(look: Look, *names: str) -> str:
    """The nearest source among the properties ``names``; where none is set, the document's defaults."""
    sources = [look[name].source for name in names if name in look]
    return sources[0] if sources else DEFAULTS


def _is_on(look: Look, name: str, default: str) -> bool:
    return look.get(name, LookValue(default, DEFAULTS)).value == "1"


def of_paragraph(
    line: SheetParagraph, wanted: Wanted, frame: Frame, role: str
) -> Iterator[Deviation]:
    """Yield what differs in the paragraph's own properties."""
    look = line.look
    yield from _alignment(line, wanted)
    yield from _indents(line, wanted)
    if wanted.on_grid or wanted.line:
        yield from _pitch(look, wanted, frame, title=role == "title")
    if wanted.on_grid:
        yield from _spacing(look)
    if wanted.prose:
        yield from _switches(look)


def _own_source(line: SheetParagraph, *names: str) -> str:
    """As :func:`_source`; what nobody set is for the paragraph's own style to set, not for the defaults."""
    found = _source(line.look, *names)
    return line.style if found == DEFAULTS else found


def _alignment(line: SheetParagraph, wanted: Wanted) -> Iterator[Deviation]:
    look = line.look
    found = look["jc"].value if "jc" in look else ""
    if not wanted.alignment or found in wanted.alignment:
        return
    grade = (
        None
        if wanted.strict_alignment
        else Severity.INFO
        if found in LEFT
        else Severity.WARNING
    )
    shown, needed = _placed(found), _placed(wanted.alignment[0])
    source = _own_source(line, "jc")
    own = wanted.strict_alignment and source != DIRECT
    yield Deviation(
        "layout-alignment", needed, shown, line.style if own else source, grade
    )


def _placed(value: str) -> Words:
    known = {
        "": "left",
        "start": "left",
        "end": "right",
        "thaiDistribute": "distribute",
    }
    name = known.get(value, value)
    return (
        words(f"layout-{name}")
        if name in ("left", "right", "center", "both", "distribute")
        else plain(name)
    )


def _indents(line: SheetParagraph, wanted: Wanted) -> Iterator[Deviation]:
    look = line.look
    character = wanted.size * 10
    for name in ("firstLine", "hanging", "left", "right"):
        yield from _twin(look, name, character)
    if wanted.first is None:
        return
    left, right = _length(look, "left", character), _length(look, "right", character)
    first = _length(look, "firstLine", character) - _length(look, "hanging", character)
    hundredths, twips = wanted.first
    needed = _begins(hundredths)
    begins = first if wanted.prose else left + first
    if abs(begins - twips) > max(twips * _INDENT_TOLERANCE, 20):
        found = _in_characters(begins, character)
        yield Deviation(
            "layout-indent",
            needed,
            found,
            _own_source(line, "firstLineChars", "firstLine", "hanging", "left"),
        )
    elif wanted.prose and (abs(left) > 20 or abs(right) > 20):
        side = "left" if abs(left) > 20 else "right"
        found = _in_characters(left if side == "left" else right, character)
        needed, shown = (
            words("layout-no-indents"),
            words(f"layout-indent-{side}", length_zh=found.zh, length_en=found.en),
        )
        yield Deviation(
            "layout-indent", needed, shown, _own_source(line, side, f"{side}Chars")
        )


def _begins(hundredths: int) -> Words:
    return (
        words("layout-first-line", number=f"{hundredths / 100:g}")
        if hundredths
        else words("layout-flush")
    )


def _in_characters(twips: float, character: int) -> Words:
    return characters(round(twips / character * 10) * 10)


def _length(look: Look, name: str, character: int) -> float:
    """An indent in twips: what is said in characters counts before what is said in twips."""
    if counted := number(look, f"{name}Chars"):
        return counted * character / 100
    return number(look, name)


def _twin(look: Look, name: str, character: int) -> Iterator[Deviation]:
    counted = number(look, f"{name}Chars")
    if not counted:
        return
    needed, found = counted * character / 100, number(look, name)
    if abs(found - needed) > abs(needed) * _TWIN_TOLERANCE:
        said = points(found) if name in look else words("layout-none")
        yield Deviation(
            "layout-indent-twin", points(needed), said, _source(look, f"{name}Chars")
        )


def _pitch(
    look: Look, wanted: Wanted, frame: Frame, *, title: bool
) -> Iterator[Deviation]:
    grid, page = frame.layout.grid, frame.layout.page
    needed = wanted.line or grid.line
    line, rule = (
        number(look, "line", "240"),
        look["lineRule"].value if "lineRule" in look else "auto",
    )
    if rule == "exact":
        if abs(line - needed) <= 1 or (
            title and needed <= line <= needed * _HIGHEST_TITLE
        ):
            return
        fits = line > 0 and page.type_height() // line == grid.lines
        grade = Severity.WARNING if fits or wanted.line else None
        yield Deviation(
            "layout-line-pitch",
            exact_points(needed),
            exact_points(line),
            _source(look, "line"),
            grade,
        )
        return
    snapped = (
        _is_on(look, "snapToGrid", "1")
        and frame.pitch == needed
        and line <= (240 if rule == "auto" else needed)
    )
    shown = (
        words("layout-at-least", number=f"{line / 20:g}")
        if rule == "atLeast"
        else _multiple(line)
    )
    grade = Severity.WARNING if snapped or wanted.line else None
    yield Deviation(
        "layout-line-pitch",
        exact_points(needed),
        shown,
        _source(look, "lineRule", "line"),
        grade,
    )


def _multiple(line: int) -> Words:
    return (
        words("layout-single")
        if line == 240
        else words("layout-multiple", number=f"{line / 240:.3g}")
    )


def _spacing(look: Look) -> Iterator[Deviation]:
    for side in ("before", "after"):
        lines, twips = number(look, f"{side}Lines"), number(look, side)
        if _is_on(look, f"{side}Autospacing", "0"):
            found, name = words("layout-automatic"), f"{side}Autospacing"
        elif lines:
            found, name = (
                words("layout-unit-lines", number=f"{lines / 100:g}"),
                f"{side}Lines",
            )
        elif twips:
            found, name = points(twips), side
        else:
            continue
        shown = words(f"layout-{side}")
        joined = Words(f"{shown.zh} {found.zh}", f"{found.en} {shown.en}")
        yield Deviation(
            "layout-spacing", words("layout-no-spacing"), joined, _source(look, name)
        )


def _switches(look: Look) -> Iterator[Deviation]:
    off, on = words("layout-off"), words("layout-on")
    if _is_on(look, "widowControl", "1"):
        yield Deviation("layout-widow", off, on, _source(look, "widowControl"))
    for name in ("autoSpaceDE", "autoSpaceDN"):
        if _is_on(look, name, "1"):
            yield Deviation("layout-auto-space", off, on, _source(look, name))
            break
    if not _is_on(look, "overflowPunct", "1"):
        source = _source(look, "overflowPunct")
        yield Deviation("layout-hanging-punctuation", on, off, source)


def of_piece(
    piece: SheetRun, wanted: Wanted, frame: Frame, role: str
) -> Iterator[Deviation]:
    """Yield what differs in the type of a run."""
    yield from _fonts(piece, wanted, strict=role == "page_number")
    yield from _size(piece.look, wanted, frame)
    if _is_on(piece.look, "b", "0"):
        yield Deviation(
            "layout-bold",
            words("layout-not-bold"),
            words("layout-bold-on"),
            _source(piece.look, "b"),
        )
    yield from _colour(piece.look, wanted, frame)
    if (_is_tag(piece) or _AMBIGUOUS & set(piece.text)) and piece.hint != "eastAsia":
        yield _hint(piece.look)


def _is_tag(piece: SheetRun) -> bool:
    return piece.text.startswith("{{")


def _fonts(piece: SheetRun, wanted: Wanted, *, strict: bool) -> Iterator[Deviation]:
    tag = _is_tag(piece)
    chinese = tag or any(map(is_wide, piece.text))
    latin = (
        tag
        or PAGE_NUMBER in piece.text
        or any(sign.isascii() and sign.isalnum() for sign in piece.text)
    )
    if chinese or (strict and _AMBIGUOUS & set(piece.text)):
        yield from _font(
            piece.look, "eastAsia", wanted.font, wanted.standard_font, "layout-font"
        )
    follows = wanted.latin == wanted.font and piece.look.get("ascii") == piece.look.get(
        "eastAsia"
    )
    if latin and (strict or not follows):
        code = "layout-font" if strict else "layout-latin-font"
        standard = wanted.standard_font if wanted.latin == wanted.font else ""
        yield from _font(piece.look, "ascii", wanted.latin, standard, code)


def _font(
    look: Look, slot: str, wanted: str, standard: str, code: str
) -> Iterator[Deviation]:
    found = look[slot].value if slot in look else ""
    source = _source(look, slot)
    if found.startswith(THEME):
        yield Deviation(
            "layout-theme-font", plain(wanted), words("layout-theme"), source
        )
    elif not same_font(found, wanted, standard):
        yield Deviation(
            code, plain(wanted), plain(found) if found else words("layout-none"), source
        )


def _size(look: Look, wanted: Wanted, frame: Frame) -> Iterator[Deviation]:
    found = number(look, "sz", _UNSAID_SIZE)
    if found != wanted.size:
        grade = Severity.INFO if wanted.free_size else None
        yield Deviation(
            "layout-size", size(wanted.size), size(found), _source(look, "sz"), grade
        )
    elif wanted.prose:
        width = found * 10 + number(look, "spacing") + frame.character
        needed, fit = (
            frame.layout.grid.characters,
            int((frame.layout.page.type_width() + 0.01) // max(width, 1)),
        )
        if fit != needed:
            told, fits = (
                words("layout-unit-a-line", number=one) for one in (needed, fit)
            )
            yield Deviation(
                "layout-characters",
                told,
                fits,
                _source(look, "spacing"),
                cure=_character_spacing(frame.layout),
            )


def _character_spacing(layout: Layout) -> Words:
    """How Word's dialogue names the spacing by which the wanted number of characters fits a line."""
    spacing = layout.grid.spacing
    if not spacing:
        return words("layout-spacing-normal")
    kind = "layout-condensed" if spacing < 0 else "layout-expanded"
    amount = points(abs(spacing))
    return words(kind, number_zh=amount.zh, number_en=amount.en)


def _colour(look: Look, wanted: Wanted, frame: Frame) -> Iterator[Deviation]:
    found = look["color"].value if "color" in look else "AUTO"
    red = frame.layout.red.colour
    if wanted.red and found != red and not is_red(found):
        yield Deviation(
            "layout-colour", words("layout-red"), colour(found), _source(look, "color")
        )
    elif not wanted.red and found not in ("AUTO", "000000"):
        yield Deviation(
            "layout-colour",
            words("layout-black"),
            colour(found),
            _source(look, "color"),
        )


def is_red(found: str) -> bool:
    """Return whether a colour (RRGGBB) is some red."""
    parts = [found[at : at + 2] for at in (0, 2, 4)]
    try:
        red, green, blue = (int(one, 16) for one in parts)
    except ValueError:
        return False
    return red >= 0xC0 and green <= 0x40 and blue <= 0x40


def colour(found: str) -> Words:
    """Return a colour as words."""
    if found in ("AUTO", "000000"):
        return words("layout-black")
    return (
        words("layout-theme-colour", name=found.removeprefix(THEME))
        if found.startswith(THEME)
        else plain(f"#{found}")
    )


def _hint(look: Look) -> Deviation:
    """A mark that Word may draw in another font; where both fonts are one, nobody sees it."""
    families = [
        look[slot].value if slot in look else "" for slot in ("eastAsia", "ascii")
    ]
    inherited = "hint" in look and look["hint"].value == "eastAsia"
    grade = Severity.INFO if families[0] == families[1] or inherited else None
    return Deviation(
        "layout-hint", words("layout-hint-chinese"), words("layout-none"), "", grade
    )

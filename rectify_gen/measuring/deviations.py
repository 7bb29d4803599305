"""One paragraph or run against the look of its role: each property that differs, in the words of Word's dialogs.

Pure: from looks to deviations. This module must not know how roles are found, or pages.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Severity
from rectify_gen.layout import Layout
from rectify_gen.measuring.role_looks import LEFT, RoleLook, same_font
from rectify_gen.measuring.units import (
    Words,
    characters,
    exact_points,
    plain,
    points,
    size,
    words,
)
from rectify_gen.word.formatting import THEME
from rectify_gen.word.looks import (
    DEFAULTS,
    DIRECT,
    Look,
    look_is_on,
    look_number,
    look_value,
)
from rectify_gen.word.sheet import PAGE_NUMBER, SheetParagraph, SheetRun

_AMBIGUOUS_MARKS = frozenset("“”‘’—…·")
"""Marks that Word draws in the Latin font unless a hint says Chinese."""
_DEFAULT_SIZE = "20"
"""Half-points of Word's own default."""
_SINGLE_LINE = 240
"""A line height that counts in lines: one line."""
_INDENT_TOLERANCE = 0.08
_TWIN_TOLERANCE = 0.12
"""Shares of an indent: 630 and 640 twips are both two characters of 三号."""
_SMALLEST_INDENT = 20
"""Twips; a smaller indent is none."""
_HIGHEST_TITLE = 1.25
"""A line of the title may be higher than the grid's by a quarter."""
_SMALLEST_RED = 0xC0
_LARGEST_TINT = 0x40
"""Of green and blue in a red."""
_ALIGNMENT_NAMES = {
    "": "left",
    "start": "left",
    "left": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "both": "both",
    "distribute": "distribute",
    "thaiDistribute": "distribute",
}


class Deviation(NamedTuple):
    """One property that is not as expected; ``source`` is the style that sets it. ``grade`` replaces the table's severity.

    ``cure`` is what to set where that is another thing than ``expected`` names.
    """

    code: str
    expected: Words
    actual: Words
    source: str = ""
    grade: Severity | None = None
    cure: Words = Words("", "")


class Frame(NamedTuple):
    """What a paragraph's page decides: layout, pitch of its grid in twips (0: none), extra width of each character."""

    layout: Layout
    pitch: int
    character: float


def _source(look: Look, *names: str) -> str:
    """Return what sets the first of ``names`` that is set; where none is, the document's defaults."""
    for name in names:
        if name in look:
            return look[name].source
    return DEFAULTS


def of_paragraph(
    paragraph: SheetParagraph, role_look: RoleLook, frame: Frame, role: str
) -> Iterator[Deviation]:
    """Yield what differs in the paragraph's own properties."""
    look = paragraph.look
    yield from _alignment(paragraph, role_look)
    yield from _indents(paragraph, role_look)
    if role_look.on_grid or role_look.line:
        yield from _pitch(look, role_look, frame, is_title=role == "title")
    if role_look.on_grid:
        yield from _spacing(look)
    if role_look.prose:
        yield from _switches(look)


def _style_or_source(paragraph: SheetParagraph, *names: str) -> str:
    """As :func:`_source`; what nobody set is for the paragraph's own style to set, not for the defaults."""
    source = _source(paragraph.look, *names)
    return paragraph.style if source == DEFAULTS else source


def _alignment(paragraph: SheetParagraph, role_look: RoleLook) -> Iterator[Deviation]:
    actual = look_value(paragraph.look, "jc")
    if not role_look.alignment or actual in role_look.alignment:
        return
    # Left and justified differ at the right edge only, so left is no more than a remark.
    source = _style_or_source(paragraph, "jc")
    grade: Severity | None = Severity.WARNING
    if role_look.strict_alignment:
        grade = None
        if source != DIRECT:
            source = paragraph.style
    elif actual in LEFT:
        grade = Severity.INFO
    yield Deviation(
        code="layout-alignment",
        expected=_alignment_words(role_look.alignment[0]),
        actual=_alignment_words(actual),
        source=source,
        grade=grade,
    )


def _alignment_words(value: str) -> Words:
    if value in _ALIGNMENT_NAMES:
        return words(f"layout-{_ALIGNMENT_NAMES[value]}")
    return plain(value)


def _indents(paragraph: SheetParagraph, role_look: RoleLook) -> Iterator[Deviation]:
    look = paragraph.look
    character = role_look.size * 10
    for name in ("firstLine", "hanging", "left", "right"):
        yield from _indent_twin(look, name, character)
    if role_look.first is None:
        return
    left = _length(look, "left", character)
    right = _length(look, "right", character)
    first_line = _length(look, "firstLine", character)
    first_line -= _length(look, "hanging", character)
    hundredths, twips = role_look.first
    # Lines that stand alone may begin by either indent; in prose a left indent would move every line.
    begins = first_line if role_look.prose else left + first_line
    tolerance = max(twips * _INDENT_TOLERANCE, _SMALLEST_INDENT)
    if abs(begins - twips) > tolerance:
        yield Deviation(
            code="layout-indent",
            expected=_first_line_words(hundredths),
            actual=_in_characters(begins, character),
            source=_style_or_source(
                paragraph, "firstLineChars", "firstLine", "hanging", "left"
            ),
        )
        return
    if not role_look.prose:
        return
    for side, length in (("left", left), ("right", right)):
        if abs(length) > _SMALLEST_INDENT:
            length_words = _in_characters(length, character)
            actual = words(
                f"layout-indent-{side}",
                length_zh=length_words.zh,
                length_en=length_words.en,
            )
            yield Deviation(
                code="layout-indent",
                expected=words("layout-no-indents"),
                actual=actual,
                source=_style_or_source(paragraph, side, f"{side}Chars"),
            )
            return


def _first_line_words(hundredths: int) -> Words:
    if not hundredths:
        return words("layout-flush")
    return words("layout-first-line", number=f"{hundredths / 100:g}")


def _in_characters(twips: float, character: int) -> Words:
    # A finer figure than a tenth of a character would not help anybody.
    tenths = round(twips / character * 10)
    return characters(tenths * 10)


def _length(look: Look, name: str, character: int) -> float:
    """Return an indent in twips: what is set in characters counts before what is set in twips."""
    counted = look_number(look, f"{name}Chars")
    if counted:
        return counted * character / 100
    return look_number(look, name)


def _indent_twin(look: Look, name: str, character: int) -> Iterator[Deviation]:
    """Yield an indent in twips that is not the one in characters, which other programs do not know."""
    counted = look_number(look, f"{name}Chars")
    if not counted:
        return
    expected = counted * character / 100
    actual = look_number(look, name)
    if abs(actual - expected) > abs(expected) * _TWIN_TOLERANCE:
        yield Deviation(
            code="layout-indent-twin",
            expected=points(expected),
            actual=points(actual) if name in look else words("layout-none"),
            source=_source(look, f"{name}Chars"),
        )


def _pitch(
    look: Look,
    role_look: RoleLook,
    frame: Frame,
    *,
    is_title: bool,
) -> Iterator[Deviation]:
    expected = role_look.line or frame.layout.grid.line
    line = look_number(look, "line", str(_SINGLE_LINE))
    rule = look_value(look, "lineRule", "auto")
    if rule == "exact":
        yield from _exact_pitch(
            look,
            role_look,
            frame,
            line=line,
            expected=expected,
            is_title=is_title,
        )
        return
    # On a document grid Word raises each line to the grid's pitch, so the pages come out the same.
    largest_snapped = _SINGLE_LINE if rule == "auto" else expected
    is_snapped = (
        look_is_on(look, "snapToGrid", "1")
        and frame.pitch == expected
        and line <= largest_snapped
    )
    if rule == "atLeast":
        actual = words("layout-at-least", number=f"{line / 20:g}")
    else:
        actual = _line_multiple(line)
    yield Deviation(
        code="layout-line-pitch",
        expected=exact_points(expected),
        actual=actual,
        source=_source(look, "lineRule", "line"),
        grade=Severity.WARNING if is_snapped or role_look.line else None,
    )


def _exact_pitch(
    look: Look,
    role_look: RoleLook,
    frame: Frame,
    *,
    line: int,
    expected: int,
    is_title: bool,
) -> Iterator[Deviation]:
    if abs(line - expected) <= 1:
        return
    # The larger type of a title needs more room than the grid of the text gives.
    if is_title and expected <= line <= expected * _HIGHEST_TITLE:
        return
    # Another pitch by which as many lines fit the page is no grave fault.
    fits = line > 0 and frame.layout.page.lines(line) == frame.layout.grid.lines
    yield Deviation(
        code="layout-line-pitch",
        expected=exact_points(expected),
        actual=exact_points(line),
        source=_source(look, "line"),
        grade=Severity.WARNING if fits or role_look.line else None,
    )


def _line_multiple(line: int) -> Words:
    if line == _SINGLE_LINE:
        return words("layout-single")
    lines = line / _SINGLE_LINE
    return words("layout-multiple", number=f"{lines:.3g}")


def _spacing(look: Look) -> Iterator[Deviation]:
    # In the order in which Word takes them: automatic, then lines, then twips.
    for side in ("before", "after"):
        lines = look_number(look, f"{side}Lines")
        twips = look_number(look, side)
        if look_is_on(look, f"{side}Autospacing", "0"):
            length = words("layout-automatic")
            name = f"{side}Autospacing"
        elif lines:
            length = words("layout-unit-lines", number=f"{lines / 100:g}")
            name = f"{side}Lines"
        elif twips:
            length = points(twips)
            name = side
        else:
            continue
        side_name = words(f"layout-{side}")
        actual = Words(
            zh=f"{side_name.zh} {length.zh}",
            en=f"{length.en} {side_name.en}",
        )
        yield Deviation(
            code="layout-spacing",
            expected=words("layout-no-spacing"),
            actual=actual,
            source=_source(look, name),
        )


def _switches(look: Look) -> Iterator[Deviation]:
    off = words("layout-off")
    on = words("layout-on")
    if look_is_on(look, "widowControl", "1"):
        yield Deviation("layout-widow", off, on, _source(look, "widowControl"))
    # One report for both: they stand side by side in Word's dialog.
    for name in ("autoSpaceDE", "autoSpaceDN"):
        if look_is_on(look, name, "1"):
            yield Deviation("layout-auto-space", off, on, _source(look, name))
            break
    if not look_is_on(look, "overflowPunct", "1"):
        source = _source(look, "overflowPunct")
        yield Deviation("layout-hanging-punctuation", on, off, source)


def of_run(
    run: SheetRun, role_look: RoleLook, frame: Frame, role: str
) -> Iterator[Deviation]:
    """Yield what differs in the type of a run."""
    yield from _fonts(run, role_look, is_strict=role == "page_number")
    yield from _size(run.look, role_look, frame)
    if look_is_on(run.look, "b", "0"):
        yield Deviation(
            code="layout-bold",
            expected=words("layout-not-bold"),
            actual=words("layout-bold-on"),
            source=_source(run.look, "b"),
        )
    yield from _colour(run.look, role_look, frame)
    # Without <w:rFonts w:hint="eastAsia"/> Word may draw “ ” — in the Latin font, where they are narrower.
    has_marks = not _AMBIGUOUS_MARKS.isdisjoint(run.text)
    if (_is_tag(run) or has_marks) and run.hint != "eastAsia":
        yield _hint(run.look)


def _is_tag(run: SheetRun) -> bool:
    return run.text.startswith("{{")


def _fonts(
    run: SheetRun, role_look: RoleLook, *, is_strict: bool
) -> Iterator[Deviation]:
    """Yield fonts of the kinds of character that the run has; a tag may print either kind."""
    has_chinese = _is_tag(run) or any(is_wide(sign) for sign in run.text)
    if is_strict and not _AMBIGUOUS_MARKS.isdisjoint(run.text):
        has_chinese = True
    if has_chinese:
        yield from _font(
            run.look,
            "eastAsia",
            expected=role_look.font,
            standard=role_look.standard_font,
            code="layout-font",
        )
    has_latin = _is_tag(run) or PAGE_NUMBER in run.text
    if not has_latin:
        has_latin = any(sign.isascii() and sign.isalnum() for sign in run.text)
    is_one_font = role_look.latin == role_look.font
    # Letters that follow a wrong Chinese font are reported with it.
    follows = is_one_font and run.look.get("ascii") == run.look.get("eastAsia")
    if has_latin and (is_strict or not follows):
        yield from _font(
            run.look,
            "ascii",
            expected=role_look.latin,
            standard=role_look.standard_font if is_one_font else "",
            code="layout-font" if is_strict else "layout-latin-font",
        )


def _font(
    look: Look,
    script: str,
    *,
    expected: str,
    standard: str,
    code: str,
) -> Iterator[Deviation]:
    actual = look_value(look, script)
    source = _source(look, script)
    # What a theme font is depends on the theme and the language, so it is never the expected one.
    if actual.startswith(THEME):
        theme = words("layout-theme")
        yield Deviation("layout-theme-font", plain(expected), theme, source)
    elif not same_font(actual, expected, standard):
        name = plain(actual) if actual else words("layout-none")
        yield Deviation(code, plain(expected), name, source)


def _size(look: Look, role_look: RoleLook, frame: Frame) -> Iterator[Deviation]:
    actual = look_number(look, "sz", _DEFAULT_SIZE)
    if actual != role_look.size:
        yield Deviation(
            code="layout-size",
            expected=size(role_look.size),
            actual=size(actual),
            source=_source(look, "sz"),
            grade=Severity.INFO if role_look.free_size else None,
        )
    elif role_look.prose:
        yield from _characters_to_a_line(look, actual, frame)


def _characters_to_a_line(
    look: Look, half_points: int, frame: Frame
) -> Iterator[Deviation]:
    width = half_points * 10 + look_number(look, "spacing") + frame.character
    expected = frame.layout.grid.characters
    # A hundredth of a twip makes up for rounding.
    fitting = int((frame.layout.page.type_width() + 0.01) // max(width, 1))
    if fitting != expected:
        yield Deviation(
            code="layout-characters",
            expected=words("layout-unit-a-line", number=expected),
            actual=words("layout-unit-a-line", number=fitting),
            source=_source(look, "spacing"),
            cure=_character_spacing(frame.layout),
        )


def _character_spacing(layout: Layout) -> Words:
    """Return how Word's dialog names the spacing by which the expected number of characters fits a line."""
    spacing = layout.grid.spacing
    if not spacing:
        return words("layout-spacing-normal")
    code = "layout-condensed" if spacing < 0 else "layout-expanded"
    amount = points(abs(spacing))
    return words(
        code,
        number_zh=amount.zh,
        number_en=amount.en,
    )


def _colour(look: Look, role_look: RoleLook, frame: Frame) -> Iterator[Deviation]:
    actual = look_value(look, "color", "AUTO")
    if role_look.red:
        is_right = actual == frame.layout.red.colour or is_red(actual)
        expected = words("layout-red")
    else:
        is_right = actual in ("AUTO", "000000")
        expected = words("layout-black")
    if not is_right:
        source = _source(look, "color")
        yield Deviation("layout-colour", expected, colour(actual), source)


def is_red(code: str) -> bool:
    """Return whether a colour (RRGGBB) is some red."""
    try:
        red = int(code[0:2], 16)
        green = int(code[2:4], 16)
        blue = int(code[4:6], 16)
    except ValueError:
        return False
    return red >= _SMALLEST_RED and green <= _LARGEST_TINT and blue <= _LARGEST_TINT


def colour(code: str) -> Words:
    """Return a colour as words."""
    if code in ("AUTO", "000000"):
        return words("layout-black")
    if code.startswith(THEME):
        return words("layout-theme-colour", name=code.removeprefix(THEME))
    return plain(f"#{code}")


def _hint(look: Look) -> Deviation:
    """Return a mark that Word may draw in another font; where both fonts are one, nobody sees it."""
    is_one_font = look_value(look, "eastAsia") == look_value(look, "ascii")
    is_inherited = look_value(look, "hint") == "eastAsia"
    return Deviation(
        code="layout-hint",
        expected=words("layout-hint-chinese"),
        actual=words("layout-none"),
        grade=Severity.INFO if is_one_font or is_inherited else None,
    )

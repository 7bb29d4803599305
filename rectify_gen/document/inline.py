"""The text of one paragraph: what its runs show, without field codes and deletions.

This room must not know blocks, lists or styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from rectify_gen import chinese
from rectify_gen.document.parts import WORD, Element, is_on

TEXT_BOX = WORD + "txbxContent"
_SIMPLE_FIELD = WORD + "fldSimple"

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset(
    # w:rt is the small text above a ruby base; mc:Fallback repeats what mc:Choice shows.
    [
        *(
            WORD + name
            for name in (
                "pPr",
                "rPr",
                "del",
                "moveFrom",
                "delText",
                "delInstrText",
                "rt",
            )
        ),
        _COMPATIBLE + "Fallback",
    ]
)
_SIGNS = {
    **{WORD + name: "\n" for name in ("br", "cr")},
    **{WORD + name: "\t" for name in ("tab", "ptab")},
    WORD + "noBreakHyphen": "-",
}
_NOTES = {WORD + "footnoteReference": "footnote", WORD + "endnoteReference": "endnote"}
_ONE_LINE = str.maketrans("\r\n\t", "   ")
_LAST_CHARACTER = 0x10FFFF
_CIRCLED_FIELD = re.compile(
    r"\s*eq\s*\\o\\ac\s*\(\s*[○〇◯]\s*[,;，]\s*(\d{1,3})\s*\)\s*", re.IGNORECASE
)
"""带圈字符: how Word makes ㉒ where the font lacks it."""


@dataclass(slots=True)
class _Field:
    """One open field: is its code being read, the code so far, has its result shown anything."""

    in_code: bool = True
    code: str = ""
    shown: bool = False


def stored_result(_code: str) -> None:
    """Read every field as the file stores its result."""


@dataclass(slots=True)
class Line:
    """What one paragraph shows: pieces of text so far, text boxes anchored in it, fields still open.

    ``cite`` returns the mark of a note by its kind (footnote, endnote) and identifier.
    ``replace`` returns by the code of a field what is read in place of its stored result; None to read the result.
    """

    cite: Callable[[str, str], str]
    replace: Callable[[str], str | None] = stored_result
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the paragraph."""
        return "".join(self.pieces)

    def read(self, parent: Element) -> None:
        """Add what stands below ``parent``."""
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == WORD + "fldChar":
                self._field(element.get(WORD + "fldCharType") or "")
            elif tag == WORD + "instrText":
                self._code(element.text or "")
            elif tag == _SIMPLE_FIELD:
                self._simple_field(element)
            elif tag == TEXT_BOX:
                self.boxes.append(element)
            elif (sign := _sign(element, self.cite)) is not None:
                self._show(sign)
            elif not (tag == WORD + "r" and is_on(element, "rPr/vanish")):
                self.read(element)

    def _show(self, text: str) -> None:
        if not any(one.in_code for one in self.fields):
            self.pieces.append(text)
            for one in self.fields:
                one.shown = True

    def _simple_field(self, element: Element) -> None:
        replacement = self.replace(element.get(WORD + "instr") or "")
        if replacement is None:
            self.read(element)
        else:
            self._show(replacement)

    def _code(self, text: str) -> None:
        if self.fields:
            self.fields[-1].code += text

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            # A result that is replaced is passed over like the code.
            self.fields[-1].in_code = self.replace(self.fields[-1].code) is not None
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            replacement = self.replace(done.code)
            if replacement is not None:
                self._show(replacement)
                return
            circled = _CIRCLED_FIELD.fullmatch(done.code)
            if circled and not done.shown and int(circled[1]):
                self._show(chinese.circled(int(circled[1])))


def _sign(element: Element, cite: Callable[[str, str], str]) -> str | None:
    """The text of an element that shows some itself; None for one to look into."""
    tag = str(element.tag)
    if tag == WORD + "t":
        return _kept(element)
    if tag == _MATH_TEXT:
        return element.text or ""
    if tag == WORD + "sym":
        return _symbol(element.get(WORD + "char") or "")
    if tag in _NOTES:
        return cite(_NOTES[tag], element.get(WORD + "id") or "")
    return _SIGNS.get(tag)


def _kept(element: Element) -> str:
    """White space at the ends of ``w:t`` counts only where it says so; inside, it never breaks the line."""
    text = (element.text or "").translate(_ONE_LINE)
    return (
        text
        if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        else text.strip(" ")
    )


def _symbol(code: str) -> str:
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    number = int(code, 16)
    legal = 0x20 <= number <= _LAST_CHARACTER and not 0xD800 <= number <= 0xDFFF
    return chr(number) if legal else ""

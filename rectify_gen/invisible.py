"""Characters that nobody sees, or that show as an empty box: which there are, and where one means something.

One table for values and keys of YAML, for imported texts and for tags of templates. Blanks of any width
are none of it, nor are control characters (``chinese.ILLEGAL_CHARACTER``). This room must not know YAML,
Word, or any particular notice.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

_NOISE = (
    "\u00ad"  # soft hyphen
    "\u034f\u17b4\u17b5"  # combining joiner, Khmer inherent vowels
    "\u115f\u1160\u3164\uffa0\u2800"  # fillers of Hangul, blank Braille
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # without width, byte order mark
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand, music
    "\U000e0001\U000e0020-\U000e007f"  # tags
)
"""Characters that never mean anything in a notice."""
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of direction, for text in which Arabic or Hebrew stands."""
_JOINERS = "\u200c\u200d"
"""Marks that join or part letters and pictures."""
_VARIATIONS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Selectors of a variant of the character before them."""
_SHAPELESS = _NOISE + _DIRECTIONS + _JOINERS + _VARIATIONS
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""Characters that only the font of their author knows."""
_LOST = "\ufff9-\ufffd\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
    for plane in range(0x10000, 0x110000, 0x10000)
)
"""Signs in the place of an object or character that was lost, and code points that are no characters."""

_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd" + "".join(
    map(chr, [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)])
)
"""Those that ``str.isprintable`` lets pass, but for those of plane 14."""
_PLANE_14 = b"\xf3\xa0"
_FULL_WIDTH_PAGE = 0xFF
"""The page of ，：（）, which every notice uses: the high byte of these characters."""
_SURROGATE_PAGES = range(0xD8, 0xE0)
_PAGES_OF_PRINTABLE = {ord(sign) >> 8 for sign in _PRINTABLE} - {_FULL_WIDTH_PAGE}
_OTHER_PAGES = bytes({*range(256)} - _PAGES_OF_PRINTABLE - {*_SURROGATE_PAGES})
_PRINTABLE_OF_FULL_WIDTH_PAGE = "\uffa0\ufffc\ufffd"

_RIGHT_TO_LEFT = "\u0590-\u05ff\u0620-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc"
_JOINING = _RIGHT_TO_LEFT + "\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1800-\u18af"
"""Scripts whose letters are joined: Arabic (Uyghur, Kazakh), Indic, Tibetan, Burmese, Khmer, Mongolian."""
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_KINDS = {
    "private": f"[{_PRIVATE}]",
    "lost": f"[{_LOST}]",
    "noise": f"[{_NOISE}]",
    "direction": f"[{_DIRECTIONS}]",
    "meaning": "|".join(
        (
            # a joiner beside a letter of a script that joins
            f"(?<=[{_JOINING}])[{_JOINERS}]",
            f"[{_JOINERS}](?=[{_JOINING}])",
            # between two pictures, which make one
            f"(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}])",
            # the variant of an ideograph, of a picture, of a Mongolian letter
            f"(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
            f"(?<=[{_PICTURES}0-9#*])[\ufe0e\ufe0f]",
            "(?<=[\u1800-\u18af])[\u180b-\u180f]",
        )
    ),
    "alone": f"[{_JOINERS}{_VARIATIONS}]",
}
"""Patterns by kind, the first that fits counts: ``alone`` is a joiner or selector that has nothing to work on."""


class Invisible(NamedTuple):
    """One character that nobody sees: where it stands, itself, and what it is."""

    place: int
    sign: str
    kind: str
    """``noise``, which can be deleted, ``private`` or ``lost``, in the place of which something is missing."""

    @property
    def code(self) -> str:
        """As Unicode writes it: U+200B."""
        return f"U+{ord(self.sign):04X}"


def may_hold(text: str) -> bool:
    """Return whether ``text``, one line, may hold any such character; quick, and seldom wrong for Chinese text."""
    if not text.isprintable():
        return True
    if any(sign in text for sign in _PRINTABLE_OF_FULL_WIDTH_PAGE):
        return True
    # The others are searched for only where a character of their pages stands.
    pages = text.encode("utf-16-be", "surrogatepass")[0::2]
    if not pages.translate(None, delete=_OTHER_PAGES):
        return False
    # A loop over some thirty signs is cheaper than a class of them.
    if any(sign in text for sign in _PRINTABLE):
        return True
    return _PLANE_14 in text.encode("utf-8", "surrogatepass")


def find(text: str) -> Iterator[Invisible]:
    """Yield each character of ``text`` that nobody sees and that means nothing where it stands, in order."""
    is_right_to_left: bool | None = None
    for match in _pattern().finditer(text):
        kind = str(match.lastgroup)
        if kind == "meaning":
            continue
        if kind == "direction":
            if is_right_to_left is None:
                is_right_to_left = _right_to_left().search(text) is not None
            if is_right_to_left:
                continue
        if kind not in ("private", "lost"):
            kind = "noise"
        yield Invisible(place=match.start(), sign=match.group(), kind=kind)


def without_noise(text: str) -> tuple[str, int]:
    """Return ``text`` without the characters that are noise, and how many there were."""
    kept = []
    end_of_last = 0
    count = 0
    for character in find(text):
        if character.kind == "noise":
            kept.append(text[end_of_last : character.place])
            end_of_last = character.place + 1
            count += 1
    kept.append(text[end_of_last:])
    return "".join(kept), count


def signs() -> Iterator[str]:
    """Yield each character that has no shape of its own; those that show as a box are none of them."""
    for first, end in re.findall("(.)(?:-(.))?", _SHAPELESS):
        for code in range(ord(first), ord(end or first) + 1):
            yield chr(code)


@functools.cache
def shapeless() -> re.Pattern[str]:
    """Return the pattern of the characters of :func:`signs`, whatever stands beside them."""
    return re.compile(f"[{_SHAPELESS}]")


@functools.cache
def in_key() -> re.Pattern[str]:
    """Return the pattern of every character of this room: none belongs in a key."""
    return re.compile(f"[{_SHAPELESS}{_PRIVATE}{_LOST}]")


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Compiled when a text first needs it: classes of many ranges take milliseconds."""
    groups = [f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()]
    return re.compile("|".join(groups))


@functools.cache
def _right_to_left() -> re.Pattern[str]:
    return re.compile(f"[{_RIGHT_TO_LEFT}]")

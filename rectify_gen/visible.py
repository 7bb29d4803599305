"""Signs that act on a terminal or hide what stands beside them, made visible: ESC becomes ⟨U+001B⟩.

Everything that is printed for people passes through here, since data, file names and Word files may hold
escape sequences (ESC, C1), signs that turn the direction of writing, and line ends that only some programs
see. This room must not know what the text is.
"""

import functools
import re

_ACTING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction of writing
    "\u2028\u2029"  # line and paragraph separator
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags, which nobody sees
)


def visible(text: str) -> str:
    """Return ``text`` with every acting sign written as ⟨U+…⟩; tabs and line feeds stay."""
    # Most texts; no acting sign can be printed, and to ask takes a tenth of the time of a search.
    if text.replace("\n", "").isprintable():
        return text
    return _pattern(_ACTING).sub(_written_out, text)


def one_line(text: str) -> str:
    """Return ``text`` as :func:`visible` does, with its tabs and line feeds written out too."""
    if text.isprintable():
        return text
    return _pattern(_ACTING + "\t\n").sub(_written_out, text)


def json_text(value: object) -> str:
    """Return ``value`` as indented JSON whose acting signs are escapes of JSON, so that nothing is lost."""
    import json  # only reports for machines need it

    text = json.dumps(value, ensure_ascii=False, indent=2)

    def escape(sign: re.Match[str]) -> str:
        quoted = json.dumps(sign[0])
        return quoted[1:-1]

    return _pattern(_ACTING).sub(escape, text)


@functools.cache
def _pattern(signs: str) -> re.Pattern[str]:
    """Compiled when first used: what needs no message needs no pattern."""
    return re.compile(f"[{signs}]")


def _written_out(sign: re.Match[str]) -> str:
    return f"⟨U+{ord(sign[0]):04X}⟩"

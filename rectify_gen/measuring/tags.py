"""What the tags of a template say of the text that they print: which part of the view, at which level.

Reads paragraphs in their order and keeps the loops and branches that are open. Only what tells roles
is understood; what is wrong with a tag is for the check of tags. This room must not know layouts.
"""

import re
from typing import NamedTuple

_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
"""Not past the next brace: 100,000 openings without an end are read in one go."""
_BLOCK = re.compile(
    r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s)?\s*(if|elif|else|endif|for|endfor)\b(.*?)[-+]?%\}",
    re.DOTALL,
)
_LOOP = re.compile(r"\s*(\w+)\s+in\s+([\w.]+)")
_PATH = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
_LEVEL = re.compile(r"\.level\s*==\s*([0-9])")
_HEADING = re.compile(r"\.role\s*==\s*[\"'“‘]heading[\"'”’]")
_ROLES = (
    ("title", r"title(_lines)?"),
    ("addressee", r"document\.addressees"),
    ("number", r"document\.number"),
    ("signer", r"document\.signer"),
    ("copy_number", r"document\.copy_number"),
    ("secrecy", r"document\.(secrecy|urgency)"),
    ("attachment", r"document\.attachments"),
    ("body", r"document\.note|opening\..*|paragraphs\.text|period"),
    ("closing", r"closing\..*|contacts(\..*)?"),
    ("imprint", r"document\.(copies_to|issued_by|issued_on)"),
    ("signature", r"signature\..*"),
    ("mark", r"organizations?|main_organization"),
    ("heading", r"paragraphs\.(heading|number)"),
    ("cell", r"(ledger|items)\..*"),
)
"""Roles by the path into the view that a tag prints."""
_DEEPEST = 20
"""Branches and loops around a tag that are looked at, innermost first."""
_KNOWN = tuple((role, re.compile(path)) for role, path in _ROLES)


class Span(NamedTuple):
    """A stretch of a paragraph that is printed: a tag, or text between tags; ``role`` is empty where no tag tells it.

    ``level`` is that of the branch that it stands in (0: none), ``heading`` whether the branch is that of headings.
    """

    start: int
    text: str
    role: str = ""
    level: int = 0
    heading: bool = False

    @property
    def is_tag(self) -> bool:
        """Whether a tag prints here."""
        return self.text.startswith("{{")


def has_tags(text: str) -> bool:
    """Return whether a tag stands in ``text``."""
    return "{" in text and _TAG.search(text) is not None


class Tags:
    """The loops and branches open so far; asked once for every paragraph, in order."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.loops: list[tuple[str, str]] = []

    def spans(self, text: str) -> list[Span]:
        """Return what the paragraph ``text`` prints."""
        out: list[Span] = []
        at = 0
        for found in _TAG.finditer(text) if "{" in text else ():
            self._literal(text, at, found.start(), out)
            if found.group().startswith("{{"):
                out.append(self._printed(found))
            elif block := _BLOCK.fullmatch(found.group()):
                self._block(*block.groups())
            at = found.end()
        self._literal(text, at, len(text), out)
        return out

    def _literal(self, text: str, start: int, end: int, out: list[Span]) -> None:
        if text[start:end].strip():
            out.append(Span(start, text[start:end]))

    def _block(self, keyword: str, rest: str) -> None:
        if keyword == "for":
            found = _LOOP.match(rest)
            self.loops.append((found[1], found[2]) if found else ("", ""))
        elif keyword == "endfor" and self.loops:
            self.loops.pop()
        elif keyword == "if":
            self.open.append(rest)
        elif keyword in ("elif", "else") and self.open:
            self.open[-1] = rest
        elif keyword == "endif" and self.open:
            self.open.pop()

    def _printed(self, found: re.Match[str]) -> Span:
        path = _PATH.search(found.group())
        whole = self._resolved(path.group()) if path else ""
        role = next((role for role, pattern in _KNOWN if pattern.fullmatch(whole)), "")
        inner = self.open[-_DEEPEST:]
        levels = [
            level for condition in inner[::-1] for level in _LEVEL.findall(condition)
        ]
        heading = any(_HEADING.search(condition) for condition in inner)
        return Span(
            found.start(), found.group(), role, int(levels[0]) if levels else 0, heading
        )

    def _resolved(self, path: str) -> str:
        """The path from the top of the view, loop variables replaced by what they go through."""
        for name, source in reversed(self.loops[-_DEEPEST:]):
            first, _, rest = path.partition(".")
            if first == name:
                path = f"{source}.{rest}" if rest else source
        return path

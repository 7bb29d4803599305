"""What the tags of a template say of the text that they print: which part of the view, at which level.

Tags are read, and loops and branches followed, by the check of templates (``templating``), which also says what
is wrong with a tag. This room must not know layouts or Jinja.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rectify_gen.templating.contract.printed_paragraphs import Printed

_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
"""Not past the next brace: 100,000 openings without an end are read in one go."""
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
_KNOWN = tuple((role, re.compile(path)) for role, path in _ROLES)


class Span(NamedTuple):
    """A stretch of a paragraph that is printed: a tag, or text between tags; ``role`` is empty where no tag tells it.

    ``level`` is the deepest that the branches around it let through (0: text only), ``heading`` whether they let through
    nothing but headings.
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


def read_spans(texts: Sequence[str]) -> list[list[Span]]:
    """Return what each of ``texts``, the paragraphs of a part in their order, prints."""
    with_braces = {
        str(number): text for number, text in enumerate(texts) if "{" in text
    }
    tags: dict[int, list[_Placed]] = {}
    if with_braces:
        for placed in _placed(with_braces):
            tags.setdefault(placed.text, []).append(placed)
    return [
        list(_spans(text, tags.get(number, []))) for number, text in enumerate(texts)
    ]


class _Placed(NamedTuple):
    """A tag in the text of this number, and what it prints (None for a block or comment)."""

    text: int
    start: int
    raw: str
    printed: "Printed | None"


def _placed(texts: Mapping[str, str]) -> Iterator[_Placed]:
    # Finished documents are measured without Jinja.
    from rectify_gen.templating.contract.printed_paragraphs import printed
    from rectify_gen.templating.tags import read_texts

    tags = [tag for tag in read_texts("", texts).tags if tag.closed]
    prints = printed([tag for tag in tags if tag.kind != "{#"])
    number = 0
    for tag in tags:
        is_comment = tag.kind == "{#"
        yield _Placed(
            text=int(tag.place.name),
            start=tag.place.column,
            raw=tag.raw,
            printed=None if is_comment else prints.get(number),
        )
        number += not is_comment


def _spans(text: str, tags: Sequence[_Placed]) -> Iterator[Span]:
    end = 0
    for tag in tags:
        yield from _literal(text, end, tag.start)
        if tag.raw.startswith("{{"):
            yield _tagged(tag)
        end = tag.start + len(tag.raw)
    yield from _literal(text, end, len(text))


def _literal(text: str, start: int, end: int) -> Iterator[Span]:
    if text[start:end].strip():
        yield Span(start, text[start:end])


def _tagged(tag: _Placed) -> Span:
    if tag.printed is None:
        return Span(tag.start, tag.raw)
    path, shapes = tag.printed
    role = next((role for role, pattern in _KNOWN if pattern.fullmatch(path)), "")
    return Span(
        start=tag.start,
        text=tag.raw,
        role=role,
        # Where a tag prints several levels in one look, the look is wrong for one of them at least.
        level=max((shape.level for shape in shapes), default=0),
        heading=bool(shapes) and all(shape.role == "heading" for shape in shapes),
    )

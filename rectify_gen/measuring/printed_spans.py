"""What the tags of a template say of the text that they print: which part of the view, at which level.

Tags are read, and loops and branches followed, by the check of templates (``templating``), which also reports what
is wrong with a tag. This module must not know layouts or Jinja.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.places import Place
from rectify_gen.templating.tags import ScannedTag, make_tag, scan_tags

if TYPE_CHECKING:
    from rectify_gen.templating.contract.printed_paragraphs import Printed

_ROLES_BY_PATH = (
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


class TagSpan(NamedTuple):
    """A stretch of a paragraph that is printed: a tag, or text between tags.

    ``role`` is empty where no tag names one. ``level`` is the deepest that the branches around it let through
    (0: text only), ``is_heading`` whether they let through nothing but headings.
    """

    start: int
    text: str
    role: str = ""
    level: int = 0
    is_heading: bool = False

    @property
    def is_tag(self) -> bool:
        """Whether a tag prints here."""
        return self.text.startswith("{{")


def has_tags(texts: Sequence[str]) -> bool:
    """Return whether a tag stands in ``texts``, the paragraphs of a part."""
    return any(scanned.raw for scanned in scan_tags(texts))


def read_spans(texts: Sequence[str]) -> list[list[TagSpan]]:
    """Return what each of ``texts``, the paragraphs of a part in their order, prints."""
    tags: dict[int, list[_PlacedTag]] = {}
    if any("{" in text for text in texts):
        for placed in _placed_tags(texts):
            tags.setdefault(placed.tag.first, []).append(placed)
    spans = []
    for number, text in enumerate(texts):
        spans.append(list(_spans(text, tags.get(number, []))))
    return spans


class _PlacedTag(NamedTuple):
    """A tag in one of the texts, and what it prints (None for a block or comment)."""

    tag: ScannedTag
    printed: "Printed | None"


def _placed_tags(texts: Sequence[str]) -> Iterator[_PlacedTag]:
    # Finished documents are measured without Jinja.
    from rectify_gen.templating.contract.printed_paragraphs import printed

    scanned_tags = []
    tags = []
    for scanned in scan_tags(texts):
        if not scanned.raw:
            continue
        scanned_tags.append(scanned)
        # Comments print nothing, so they are not counted among the tags.
        if scanned.kind != "{#":
            tags.append(make_tag(scanned.raw, Place("")))
    prints = printed(tags)
    number = 0
    for scanned in scanned_tags:
        if scanned.kind == "{#":
            yield _PlacedTag(scanned, None)
            continue
        yield _PlacedTag(scanned, prints.get(number))
        number += 1


def _spans(text: str, tags: Sequence[_PlacedTag]) -> Iterator[TagSpan]:
    end = 0
    for placed in tags:
        yield from _literal(text, end, placed.tag.column)
        if placed.tag.kind == "{{":
            yield _tagged(placed)
        end = placed.tag.column + len(placed.tag.raw)
    yield from _literal(text, end, len(text))


def _literal(text: str, start: int, end: int) -> Iterator[TagSpan]:
    if text[start:end].strip():
        yield TagSpan(start, text[start:end])


def _tagged(placed: _PlacedTag) -> TagSpan:
    start = placed.tag.column
    if placed.printed is None:
        return TagSpan(start, placed.tag.raw)
    path, shapes = placed.printed
    # Where a tag prints several levels in one look, the look is wrong for one of them at least.
    deepest = max((shape.level for shape in shapes), default=0)
    are_headings = all(shape.role == "heading" for shape in shapes)
    return TagSpan(
        start=start,
        text=placed.tag.raw,
        role=_role_of_path(path),
        level=deepest,
        is_heading=bool(shapes) and are_headings,
    )


def _role_of_path(path: str) -> str:
    for role, pattern in _ROLES_BY_PATH:
        if re.fullmatch(pattern, path):
            return role
    return ""

"""Values that a template prints into hidden text, where Word shows nothing and no proof would notice.

Control tags may be hidden: their paragraphs vanish anyway. This module must not know Jinja or views.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating import template_parts
from rectify_gen.templating.tags import HIDDEN, read_part
from rectify_gen.word.hidden_text import HidingStyles
from rectify_gen.word.story import Story

_MARKS = (
    b"anish",
    b"webHidden",
    "webHidden".encode("utf-16-le"),
    "anish".encode("utf-16-le"),
)
"""Some of vanish, specVanish and webHidden, in either encoding of Open XML."""
_SHOWN = 60
"""Characters of a tag that are quoted."""


def hidden_values(main: str, package: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error for each tag of ``package`` that prints a value into hidden text."""
    # Few templates hide anything: their parts need not be read once more.
    if not _mentions_hiding(package):
        return
    style_part = template_parts.related_part(main, "styles", package)
    styles = HidingStyles(style_part)
    for name in template_parts.stories(main, package):
        if b"{" not in package[name]:
            continue
        root = template_parts.parse(name, package[name])
        story = Story(root, name)
        for tag in read_part(root, name).tags:
            if tag.kind != "{{" or tag.shape == HIDDEN:
                continue
            # What a tag prints has the look of the run in which it begins.
            piece = story.piece(tag.place.paragraph - 1, tag.place.column)
            if piece.run is None:
                continue
            if styles.is_hidden(piece.run):
                facts = {"tag": tag.raw[:_SHOWN]}
                yield Diagnostic("template-hidden", facts=facts, place=tag.place)


def _mentions_hiding(package: Mapping[str, bytes]) -> bool:
    for content in package.values():
        for mark in _MARKS:
            if mark in content:
                return True
    return False

"""What stands around the tags and spoils what they print: checked in the XML of the parts, without data.

This room must not know data, or how reports are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError
from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating import ranges
from rectify_gen.templating.patch import patch
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tags import Part, W


def lost_bookmarks(root: etree._Element, part: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each bookmark that something refers to and that building takes out."""
    names = {start.get(W + "name") or "" for start in root.iter(W + "bookmarkStart")}
    if not part.tags or not names & ranges.referred(root):
        return
    try:
        tree = SANDBOX.parse(patch(etree.tostring(root, encoding="unicode")))
    except (TemplateSyntaxError, RecursionError, MemoryError):
        return  # the tags are reported by themselves
    ranges.drop_halves(tree)
    yield from ranges.broken_references(root, part.name, tree)

"""What the things in a document beside its text are called: a picture, a comment by 张三 “请把关”.

They are counted by ``word.inventory``. This module must not know XML, looks, roles or layouts.
"""

from rectify_gen.measuring.units import Words, words
from rectify_gen.word.inventory import Thing

_QUOTED_KINDS = frozenset(
    {
        "hidden",
        "comment",
        "insertion",
        "deletion",
        "formatting",
        "link",
        "field",
    }
)
"""Kinds whose ``text`` says something to people."""


def called(thing: Thing) -> Words:
    """Return what a thing is called, with who made it and what it says."""
    name = words(f"restyled-thing-{thing.kind}", who=thing.author)
    if thing.kind not in _QUOTED_KINDS or not thing.text:
        return name
    # Each language has its own quotation marks: 批注“请把关”, comment '请把关'.
    return Words(
        zh=f"{name.zh}“{thing.text}”",
        en=f"{name.en} '{thing.text}'",
    )

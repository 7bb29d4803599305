"""One change of how a document looks: where, what, and how it was and is, in words.

This module must not know documents.
"""

from collections.abc import Hashable
from typing import NamedTuple

from rectify_gen.measuring.units import Words
from rectify_gen.messages import say

TOLERANCE = 10
"""Twips (half a point) by which lengths differ when a program converts them to its own unit and back."""


class LookChange(NamedTuple):
    """One thing that changed: where, what, and how it was and is, in words; empty ``before`` or ``after`` for none.

    ``by_office`` marks what an office program changes by itself when it saves.
    """

    where: Words
    what: Words
    before: Words
    after: Words
    by_office: bool = False

    def text(self, lang: str) -> str:
        """Return the change as one sentence in ``zh`` or ``en``."""
        facts = {
            "where": _in(self.where, lang),
            "what": _in(self.what, lang),
            "before": _in(self.before, lang),
            "after": _in(self.after, lang),
        }
        before = facts["before"]
        after = facts["after"]
        # A thing that was added or removed has only one of both.
        code = "restyled-change-of-thing"
        if before and after:
            code = "restyled-change"
        thing = before or after
        sentence = say(code, lang, **facts, thing=thing)
        if self.by_office:
            sentence += say("restyled-by-office", lang)
        return sentence


def _in(both: Words, lang: str) -> str:
    return both.zh if lang == "zh" else both.en


def looks_same(before: Hashable, after: Hashable) -> bool:
    """Return whether two values look alike: lengths may differ by what a conversion of units costs."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        for member_before, member_after in zip(before, after, strict=True):
            if not looks_same(member_before, member_after):
                return False
        return True
    if before == after:
        return True
    # Not isinstance: True and False are whole numbers too.
    if type(before) is int and type(after) is int:
        is_near = abs(before - after) <= TOLERANCE
        # Near zero it makes a difference whether there is anything at all.
        is_far_from_zero = min(before, after) > 2 * TOLERANCE
        return is_near and is_far_from_zero
    return False

"""Patterns whose words stand together in one clause.

This room must not know any rule.
"""

from collections.abc import Sequence

from rectify_gen.rules.signs import holds_any, rest_of_stretch
from rectify_gen.rules.sparse import Led, places_of


class LedInClause(Led):
    """A led pattern whose matches hold one of each group of ``near`` behind their first character, and none of ``ends``.

    Most notices have all the words that such a pattern needs, but not in one clause: it need not be compiled for them.
    """

    def __init__(
        self,
        pattern: str,
        *signs: Sequence[str],
        ends: str,
        near: Sequence[Sequence[str]],
    ) -> None:
        super().__init__(pattern, *signs)
        self.ends = ends
        self.near = near

    def may_match(self, text: str) -> bool:
        """Return whether a clause of ``text`` that one of the leading signs begins holds what it must."""
        if not super().may_match(text):
            return False
        end_of_clause = 0
        for place in places_of(self.signs[0], text):
            # Of the places in one clause the first has the most behind it; each character is read but once.
            if place < end_of_clause:
                continue
            clause = rest_of_stretch(text, place + 1, self.ends)
            end_of_clause = place + 1 + len(clause)
            if all(holds_any(clause, signs) for signs in self.near):
                return True
        return False

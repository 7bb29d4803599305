"""A pattern that is compiled when a text first holds what it needs.

Most notices hold none of the signs that most rules look for; a large character class
takes milliseconds to compile, which the command line would pay on each start.
This room must not know any rule.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rectify_gen.rules.searched_text import SearchedText


class Sparse:
    """The regular expression ``pattern``, which can match only in a text that holds one of each group of ``signs``."""

    def __init__(self, pattern: str, *signs: Sequence[str]) -> None:
        self.pattern = pattern
        self.signs = signs
        self.compiled: re.Pattern[str] | None = None

    def may_match(self, text: str) -> bool:
        """Return whether ``text`` may hold one of each group of signs."""
        may_hold = text.may_hold if type(text) is SearchedText else text.__contains__
        # Plain loops: generators took a tenth of the time of all rules.
        for group in self.signs:
            for sign in group:
                if may_hold(sign):
                    break
            else:
                return False
        return True

    def regex(self) -> re.Pattern[str]:
        """Return the compiled pattern; compiling twice in two threads does no harm."""
        if self.compiled is None:
            self.compiled = re.compile(self.pattern)
        return self.compiled

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in ``text``, in order; there are none in an empty text."""
        if not text or not self.may_match(text):
            return iter(())
        return self.regex().finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``."""
        return self.regex().search(text) if self.may_match(text) else None


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of ``words``, the longest that fits."""
    # re takes the first branch that fits: 提醒谈话 must come before 提醒.
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def signs_of(words: Iterable[str], shared: Iterable[str]) -> list[str]:
    """Return signs of which each of ``words`` holds one: those ``shared`` by several, and each word that has none of them."""
    shared_signs = list(shared)
    signs = list(shared_signs)
    for word in words:
        has_sign = any(sign in word for sign in shared_signs)
        if not has_sign:
            signs.append(word)
    return signs

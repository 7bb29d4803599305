"""A regular expression that is compiled when it is first used.

For patterns that a usual run does not come to: compiling all of them took a tenth of the time of ``validate``. One that
can match only where a text holds certain signs is a ``Sparse`` (``rules.sparse``). This module must not know what is
looked for.
"""

import functools
import re
import sys
from collections.abc import Callable, Iterator


class LatePattern:
    """The regular expression ``pattern``, with the methods of a compiled one."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = pattern
        self.flags = flags

    @functools.cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self.flags)

    def search(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the first match within ``text``."""
        return self.compiled.search(text, start, end)

    def match(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the match that begins at ``start``."""
        return self.compiled.match(text, start, end)

    def fullmatch(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the match from ``start`` to ``end``."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return the matches within ``text``, in order."""
        return self.compiled.finditer(text, start, end)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return ``text`` with ``replacement`` for each match."""
        return self.compiled.sub(replacement, text)

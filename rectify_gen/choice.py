"""What a project chooses of the rules, and which facts of its own it declares. This room imports nothing of the product, and must not know any rule."""

from collections.abc import Mapping
from typing import NamedTuple

TEXT = "text"
PICTURE = "picture"


class DeclaredFact(NamedTuple):
    """A fact of an office's own that notices may give, or must: a text of ``fields``, or a picture."""

    name: str
    title: str = ""
    """What it is called in lists; its name where this is empty."""
    is_required: bool = False
    sample: str = ""
    kind: str = TEXT


class OfficeWords(NamedTuple):
    """Words that an office adds to the tables."""

    wrong: Mapping[str, str] = {}
    """What is right for each wrong word."""
    organs: Mapping[str, str] = {}
    """The name in use for each name of an organ that is not to be used."""
    right: tuple[str, ...] = ()
    """Words that are right though the tables know them as wrong."""


class Choice(NamedTuple):
    """A severity, or off, for rules by their code; the fewest and the most days that a notice ought to stay public."""

    severities: Mapping[str, str] = {}
    publication_days: tuple[int, int] = (15, 60)
    words: OfficeWords = OfficeWords()
    facts: tuple[DeclaredFact, ...] = ()
    """The facts of the office's own; where there are none, a notice may give any."""


STANDARD = Choice()
"""What holds where no project chooses."""

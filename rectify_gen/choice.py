"""What a project chooses of the rules. This room imports nothing of the product, and must not know any rule."""

from collections.abc import Mapping
from typing import NamedTuple


class Choice(NamedTuple):
    """A severity, or off, for rules by their code; the fewest and the most days that a notice ought to stay public."""

    severities: Mapping[str, str] = {}
    publication_days: tuple[int, int] = (15, 60)


STANDARD = Choice()
"""What holds where no project chooses."""

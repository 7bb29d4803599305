"""Which kind of notice a YAML text says it is, seen without reading the YAML.

A build asks this of each source whose document may be current, and then needs neither PyYAML's tree nor the model.
"""

import re
from collections.abc import Iterable

from rectify_gen.vocabulary.aliases import (
    KEY_ALIASES,
    VALUE_ALIASES,
    KeyAlias,
    ValueAlias,
)
from rectify_gen.vocabulary.kinds import DEFAULT_KIND

_ROOT = "Notice"
"""The part of the model that has the key ``kind``."""


def kind_in_text(
    text: str,
    keys: Iterable[KeyAlias] = KEY_ALIASES,
    values: Iterable[ValueAlias] = VALUE_ALIASES,
) -> str:
    """Return the kind that the YAML ``text`` says at its margin; the default where it says none.

    ``keys`` and ``values`` are the other names that it may be written with.
    """
    names = ["kind"]
    for alias in keys:
        if (alias.part, alias.key) == (_ROOT, "kind"):
            names.append(alias.written)
    line = re.compile(rf"^(?:{'|'.join(names)}):[ \t]*[\"']?(\w+)", re.MULTILINE)
    match = line.search(text)
    if match is None:
        return DEFAULT_KIND.value
    for value in values:
        if (value.part, value.key, value.written) == (_ROOT, "kind", match[1]):
            return value.value
    return match[1]

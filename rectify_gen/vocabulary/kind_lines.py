"""Which kind of notice a YAML text says it is, seen without reading the YAML.

A build asks this of each source whose document may be current, and then needs neither PyYAML's tree nor the model.
"""

import re

from rectify_gen.vocabulary.aliases import VALUE_ALIASES
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, KIND_TITLE, Kind

_LINE = re.compile(rf"^(?:kind|{KIND_TITLE}):[ \t]*[\"']?(\w+)", re.MULTILINE)


def kind_in_text(text: str) -> str:
    """Return the kind that the YAML ``text`` says at its margin; the default where it says none."""
    match = _LINE.search(text)
    if match is None:
        return DEFAULT_KIND.value
    written = match[1]
    for kind in Kind:
        if written == kind.row.zh:
            return kind.value
    for alias in VALUE_ALIASES:
        if (alias.part, alias.key, alias.written) == ("Notice", "kind", written):
            return alias.value
    return written

"""The cases of a rule as its users may read them: the entries of tests/cases/rules/<code>/, which travel in the wheel.

``wrong.yaml`` holds what the rule reports, ``right.yaml`` what it leaves alone. They are shown as they are
written; only the tests read what they mean. This room must not know any rule.
"""

from rectify_gen import resources

_ENTRY_BEGINS = "- "


def wrong_entries(code: str) -> tuple[str, ...]:
    """Return what the rule ``code`` reports, each entry with its lines as they stand in the file."""
    return _entries(code, "wrong.yaml")


def right_entries(code: str) -> tuple[str, ...]:
    """Return what the rule ``code`` leaves alone."""
    return _entries(code, "right.yaml")


def _entries(code: str, name: str) -> tuple[str, ...]:
    path = resources.find(f"tests/cases/rules/{code}/{name}")
    if not path.exists():
        return ()
    entries: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_ENTRY_BEGINS):
            entries.append([])
        if entries:
            entries[-1].append(line)
    return tuple("\n".join(lines) for lines in entries)

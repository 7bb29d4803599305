"""Where the shipped templates and schemas lie: in a wheel, an editable install or a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def find(relative: str) -> Path:
    """Return the path of a shipped file or folder such as ``templates/notice.docx``; it may not exist."""
    inside = _HERE / "shipped" / relative
    return inside if inside.exists() else _HERE.parent / relative

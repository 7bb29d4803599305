"""Where the shipped templates and schemas lie (in a wheel, an editable install or a checkout), and how paths are shown."""

from __future__ import annotations

import contextlib
from pathlib import Path

_HERE = Path(__file__).parent


def find(relative: str) -> Path:
    """Return the path of a shipped file or folder such as ``templates/notice.docx``; it may not exist."""
    inside = _HERE / "shipped" / relative
    return inside if inside.exists() else _HERE.parent / relative


def shown(path: Path) -> str:
    """Return ``path`` as its reader would type it: relative where it lies at or below the working folder."""
    with contextlib.suppress(ValueError, OSError):
        return str(path.absolute().relative_to(Path.cwd()))
    return str(path)

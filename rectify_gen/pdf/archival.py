"""Whether a PDF says that it is one for archives, PDF/A-2 (ISO 19005-2). What it says is not examined."""

import re

_PART = re.compile(rb"<pdfaid:part>\s*2\s*<|pdfaid:part\s*=\s*[\"']2[\"']")
"""Its metadata, which stand in the file as they are."""


def is_archival(data: bytes) -> bool:
    """Return whether the PDF ``data`` says that it is a PDF/A-2."""
    return _PART.search(data) is not None

"""What the importer makes: a notice in the YAML vocabulary, as plain dicts, lists and strings."""

from typing import Any

NoticeData = dict[str, Any]
"""A notice, or one mapping in it, by its keys: ``{"kind": "notice", "sections": […]}``."""

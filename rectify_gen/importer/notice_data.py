"""What the importer makes: a notice in the YAML vocabulary, as plain dicts, lists and strings."""

from typing import Any

NoticeData = dict[str, Any]
"""A notice, or one mapping in it, by its keys: ``{"kind": "notice", "sections": […]}``."""


def names_of_organs(data: NoticeData) -> list[str]:
    """Return the names of the organizations of ``data``, which has one as a mapping and several as a list."""
    organs = data.get("organization", [])
    if isinstance(organs, dict):
        organs = [organs]
    return [organ["name"] for organ in organs]

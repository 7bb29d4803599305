"""Whether a YAML file that was found in a folder is meant to be a notice, or belongs to another program.

Decided from the keys at the margin, without reading the YAML: a damaged notice must be recognized too. What cannot
be told counts as a notice, and is judged. This room must not know the model, projects or commands.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from rectify_gen.diagnostics import RectifyError
from rectify_gen.files import read_beginning
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source import read_file
from rectify_gen.vocabulary.kinds import Kind

KEYS = (
    "kind",
    "title",
    "organization",
    "inspection",
    "statistics",
    "preamble",
    "sections",
    "closing",
    "publication",
    "contacts",
    "signature",
    "document",
    "fields",
    "pictures",
    "numbering",
    "waivers",
)
"""The keys of a notice, at its margin."""

_KINDS = tuple(kind.value for kind in Kind)
_MEMBER_KEYS = frozenset(
    {"role", "heading", "problem", "measures", "content", "label", "text"}
)
"""What tells a list that belongs into ``sections``."""
_KEY = LatePattern(
    r"""^(?P<dash>-[ ]+)?(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'"""
    r"""|(?P<plain>[^\s#\-"'{}\[\],&*!|>%@`][^:：\n]*?))[ ]*(?::(?=[ \t\n]|$)|：)"""
    r"""[ \t]*(?P<value>[^\n]*)$""",
    re.MULTILINE,
)
"""A key at the margin, or the first one of a member of a list there."""
_FLOW_KEY = LatePattern(r"""["']?([\w.\-]+)["']?\s*:""")
_BEGINNING = 2048
"""Bytes that are looked at first."""
_LIKENESS = 0.8
"""Share of common characters from which on a key is one of ours, typed wrong."""


def is_foreign(path: Path) -> bool:
    """Return whether the file at ``path`` is the YAML of another program. One that cannot be read is not."""
    try:
        # The first keys of a notice show what it is; the file is read as a whole when it is built.
        return not _begins_like_notice(path) and is_foreign_text(read_file(path).text)
    except (RectifyError, OSError, ValueError):
        return False


def _begins_like_notice(path: Path) -> bool:
    """Return whether the first lines of the file at ``path`` have a key of ours, whatever they hold beside it."""
    beginning = read_beginning(path, _BEGINNING)
    # In UTF-16 nothing of it could be read yet.
    if 0 in beginning:
        return False
    whole_lines, _, _ = beginning.rpartition(b"\n")
    keys = _keys(whole_lines.decode("utf-8", "replace"))
    return any(_is_ours(*key) for key in keys)


def is_foreign_text(text: str) -> bool:
    """Return whether ``text`` has keys and none of them is, or is nearly, a key of a notice."""
    keys = list(_keys(text))
    return bool(keys) and not any(_is_ours(*key) for key in keys)


def _keys(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each key with its value, and whether it is one of a member of a list."""
    if text.lstrip().startswith("{"):
        for match in _FLOW_KEY.finditer(text):
            yield match[1], "", False
        return
    for match in _KEY.finditer(text):
        key = match["double"] or match["single"] or match["plain"] or ""
        is_member = bool(match["dash"])
        yield key, match["value"], is_member


def _is_ours(key: str, value: str, member: bool) -> bool:
    word = unicodedata.normalize("NFKC", key).strip().lower().lstrip("\ufeff")
    if not word.isascii():
        return True  # programs have English keys, clerks may not
    if member:
        return word in _MEMBER_KEYS
    near = _near(word, KEYS)
    if near == "kind":  # Kubernetes and others have it too
        return _is_kind(value)
    return near != ""


def _is_kind(value: str) -> bool:
    without_comment = value.split("#", maxsplit=1)[0]
    word = without_comment.strip().strip("\"'").lower()
    # Empty or Chinese: a clerk's mistake, which validation explains.
    if not word or not word.isascii():
        return True
    return _near(word, _KINDS) != ""


def _near(word: str, known: tuple[str, ...]) -> str:
    """The one of ``known`` that ``word`` is or was meant to be; empty where it is none."""
    if word in known:
        return word
    likely = [name for name in known if name[:1] == word[:1]]
    matches = difflib.get_close_matches(word, likely, 1, _LIKENESS)
    return matches[0] if matches else ""

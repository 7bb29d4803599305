"""Another text for a scalar, with as few characters of the file changed as can be.

What stays of the text stays as it is written: quotes, escapes, lines. Of ``'市委''五组'`` with 五 changed
only 五 changes. Where the new text cannot stand in the style that the scalar has, it is written in the mildest
style that holds it. Every way is tried by reading it. This module must not know what the data means.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from rectify_gen.diagnostics import InputError
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import (
    TextEdit,
    apply_edits,
    edits_of_source,
    narrowest,
)
from rectify_gen.source.locating import locate
from rectify_gen.source.spans import Scalar
from rectify_gen.source.yaml_writing import to_flow_yaml, to_yaml_lines

_LONGEST_ALIGNED = 3000
"""Characters of a change within which what stayed is looked for: the time grows with the square."""
_SHORTEST_KEPT = 2
"""A single character between two changes is hardly kept on purpose, and takes its escape or fold with it."""


def scalar_edits(
    source: str,
    extent: tuple[int, int],
    scalar: Scalar | None,
    new_text: str,
    *,
    in_brackets: bool,
) -> list[TextEdit]:
    """Return the edits of ``source`` after which the scalar at ``extent`` reads ``new_text``.

    ``scalar`` says where its characters stand, None where that cannot be seen. ``in_brackets`` says whether
    it stands within ``[ … ]`` or ``{ … }``, where a plain text may hold fewer signs.
    """
    start, end = extent
    written = source[start:end]
    style = written[:1]
    if scalar is not None and scalar.value == new_text:
        return []
    if scalar is not None and scalar.pieces:
        edits = _character_edits(
            scalar,
            new_text,
            style,
        )
        moved_edits = []
        for edit in edits:
            moved_edits.append(
                TextEdit(
                    edit.start - start,
                    edit.end - start,
                    edit.new,
                )
            )
        if _reads_as(
            apply_edits(written, moved_edits),
            new_text,
            in_brackets,
        ):
            return edits
    for rewritten in _rewritten(
        written,
        new_text,
        in_brackets=in_brackets,
    ):
        if _reads_as(
            rewritten,
            new_text,
            in_brackets,
        ):
            return [
                TextEdit(
                    start,
                    end,
                    rewritten,
                )
            ]
    return [
        TextEdit(
            start,
            end,
            _double_quoted(new_text),
        )
    ]


def _character_edits(
    scalar: Scalar,
    new_text: str,
    style: str,
) -> list[TextEdit]:
    """Return what makes ``new_text`` of ``scalar`` at its characters."""
    spans = scalar.characters()
    edits = []
    for change in text_changes(scalar.value, new_text):
        escaped = change._replace(new=_escaped(change.new, style))
        edits += edits_of_source(escaped, spans)
    return edits


def text_changes(old: str, new: str) -> Iterator[TextEdit]:
    """Yield the changes that make ``new`` of ``old``, in order."""
    whole = narrowest(
        TextEdit(
            0,
            len(old),
            new,
        ),
        old,
    )
    old_stretch = old[whole.start : whole.end]
    is_single = not old_stretch or not whole.new
    if is_single or len(old_stretch) + len(whole.new) > _LONGEST_ALIGNED:
        if whole.start < whole.end or whole.new:
            yield whole
        return
    matcher = difflib.SequenceMatcher(
        None,
        old_stretch,
        whole.new,
        autojunk=False,
    )
    start = 0
    new_start = 0
    for block in matcher.get_matching_blocks():
        is_end = block.size == 0
        if block.size < _SHORTEST_KEPT and not is_end:
            continue
        replaced = old_stretch[start : block.a]
        replacement = whole.new[new_start : block.b]
        if replaced or replacement:
            yield TextEdit(
                whole.start + start,
                whole.start + block.a,
                replacement,
            )
        start = block.a + block.size
        new_start = block.b + block.size


def _escaped(text: str, style: str) -> str:
    """Return ``text`` as it is written within quotation marks of ``style``; as it is in any other style."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        return _double_quoted(text)[1:-1]
    return text


def _double_quoted(text: str) -> str:
    """Return ``text`` in the style that can hold any text."""
    signs = []
    for sign in text:
        if sign in '"\\':
            signs.append("\\" + sign)
        elif sign.isprintable() or sign == "\u3000":
            signs.append(sign)
        else:
            signs.append(f"\\U{ord(sign):08X}")
    return '"' + "".join(signs) + '"'


def _rewritten(
    written: str,
    new_text: str,
    *,
    in_brackets: bool,
) -> Iterator[str]:
    """Yield ways to write ``new_text`` in the place of ``written``, those that are nearest to it first."""
    style = written[:1]
    if style == "'":
        yield f"'{_escaped(new_text, style)}'"
    elif style == '"':
        yield _double_quoted(new_text)
    elif style in ("|", ">"):
        header, _, body = written.partition("\n")
        first_line = body.lstrip("\n")
        indent = len(first_line) - len(first_line.lstrip(" "))
        yield header + "\n" + " " * indent + new_text
    else:
        yield new_text
    if in_brackets:
        yield to_flow_yaml(new_text)
    else:
        yield "\n".join(to_yaml_lines(new_text))


def _reads_as(
    written: str,
    text: str,
    in_brackets: bool,
) -> bool:
    """Whether ``written`` is read as ``text``, and as nothing else."""
    value: Any = text
    if in_brackets:
        line = f"k: [{written}]\n"
        value = [text]
    else:
        line = f"k: {written}\n"
    try:
        data = locate(SourceFile("", line))
    except InputError:
        return False
    return data.value == {"k": value} and not data.diagnostics

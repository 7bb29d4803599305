"""Text that YAML takes for a comment: each ``#`` that its author may have meant as text.

YAML drops comments before anybody sees them, so ``其中1 #泵站430万元`` would be printed as ``其中1``.
A comment is accepted where it cannot be text: on a line of its own that does not go on with a text, or
behind a value with a blank after its ``#`` and, where the value is Chinese text, two blanks before it or
the end of a sentence; a figure is no such end where a sentence ends behind it. With one blank before it,
behind words that end no sentence, it may be either: a warning, unless it reads on as a sentence.

This module must not know the model: which keys there are is none of its business.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.decoding import SourceFile

_LONGEST_QUOTE = 24
"""Characters of a comment that a message shows."""

_BLANKS = " \t"
_STRUCTURE = re.compile(
    r"""
    [ ]*
    (?:
      (?:-[ ]+)*            # dashes
      (?: [^\W\d]\w*:(?=[ \t\n])   # then a key:  - problem: …
        | -(?=[ \t\n])             # or the last dash:  - - …
      )
    )?
    """,
    re.VERBOSE,
)
"""What stands before a value on its line: dashes and a key."""
_KEY_COLON = re.compile(r"[ \t]*:(?:[ \t\n,}\]]|$)")
"""The colon behind a key, such as in ``date: …`` and ``{date:}``."""
_IN_PLACE_OF_VALUE = re.compile(r"[ \t]*(?:\n[ \t]+)?(#[^\n]*)")
"""A comment behind a key or dash, on the same line or the next."""
_COMMENT = re.compile("#[^\n]*")
_CANNOT_BE_TEXT = re.compile(r"[a-z_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
"""A word such as ``done`` or ``true``, or a date: nothing of the vocabulary goes on after one."""
_COMMENTED_OUT = re.compile(
    r"""
    \# [ \t]*
    (?: -[ ]                                 # # - 甲
      | (?P<key> [^\W\d]\w* ): (?:[ \t]|$)   # # date: 2025-04-07
    )
    """,
    re.VERBOSE,
)
"""A line of YAML that was switched off, if its key is one."""
_ENGLISH_KEY = re.compile("[a-z_]+")
_FINAL_MARKS = tuple("。！？；.!?;")
_CLOSING = "”’》）〉】)"
_INNER_MARKS = tuple("，、；：")
_OPENING_BRACKETS = ("[", "{", ",")
"""Signs of a list or mapping in brackets behind which a member begins."""
_CLOSING_BRACKETS = ("]", "}")
_CHINESE_RANGES = (
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U000323af"),
)
"""Chinese characters; a pattern of these ranges would take longer to compile than all others here."""


class _Comment(NamedTuple):
    """One comment, from its ``#`` to the end of its line, and what stands around it."""

    start: int
    end: int
    line: int
    """Counted from 0."""
    line_start: int
    text: str
    before: Any
    """The event of the last scalar before it, or None."""
    indent: int
    """The column of the key or dash that ``before`` is the value of; a line that goes on with it stands deeper."""
    after: Any
    """The event of the next scalar, or None."""
    signs_before: str
    """What stands between ``before`` and the comment, without blanks and other comments: ``:``, ``-``, ``[`` …"""
    signs_after: str
    """The same between the comment and ``after``."""

    @property
    def column(self) -> int:
        """Counted from 0."""
        return self.start - self.line_start

    @property
    def is_spaced(self) -> bool:
        """Whether a blank follows its signs ``#``, or nothing at all."""
        words = self.text.lstrip("#")
        if not words:
            return True
        return words[0] in _BLANKS


def text_in_comments(
    source: SourceFile,
    scalars: Sequence[Any],
    names: Collection[str],
    end: int | None = None,
) -> list[Diagnostic]:
    """Return a fault for each comment of ``source`` that may have been meant as text.

    ``scalars`` are libyaml's events of all scalars, keys included, in the order of the file; ``names`` are
    keys that are not English words; ``end`` is the index at which reading broke off.
    """
    if "#" not in source.text:
        return []
    stop = len(source.text) if end is None else end
    faults = []
    for comment in _comments(source.text, scalars, stop):
        code = _fault_of(source.text, comment, names)
        if code:
            faults.append(_diagnostic(source, code, comment))
    return faults


def comment_for_value(source: SourceFile, event: Any) -> Diagnostic | None:
    """Return a fault for the comment behind ``event``, on its line or the next, where a value is missing; None if there is none."""
    match = _IN_PLACE_OF_VALUE.match(source.text, event.end_mark.index)
    if match is None:
        return None
    start = match.start(1)
    comment = match[1].rstrip()
    line_ends_before = match.group().count("\n")
    line = event.end_mark.line + line_ends_before + 1
    column = start - source.text.rfind("\n", 0, start)
    position = Position(
        line=line,
        column=column,
        end_line=line,
        end_column=column + len(comment),
    )
    return Diagnostic(
        "yaml-comment-for-value",
        facts={"comment": _shortened(comment)},
        position=position,
        path=source.path,
    )


def cut_by_comment(
    source: SourceFile, scalars: Sequence[Any], error: Any
) -> Diagnostic | None:
    """Return a fault for the comment between two lines of one text, at which reading broke off with ``error``; else None."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or not scalars:
        return None
    comments = list(_comments(source.text, scalars, mark.index))
    if not comments:
        return None
    comment = comments[-1]
    text_before = comment.before
    if text_before is not scalars[-1] or comment.signs_before:
        return None
    text_between = source.text[comment.end : mark.index]
    if text_between.strip():
        return None
    if text_before.style or mark.column <= comment.indent:
        return None
    return _diagnostic(source, "yaml-comment-splits", comment)


class _Gap:
    """What stands between two scalars, as far as it was read."""

    def __init__(
        self,
        *,
        before: Any,
        indent: int,
        after: Any,
        start: int,
        all_signs: str,
    ) -> None:
        self.before = before
        """The event of the scalar before it, or None."""
        self.indent = indent
        """The column of the key or dash that ``before`` is the value of."""
        self.after = after
        """The event of the scalar after it, or None."""
        self.all_signs = all_signs
        """Its signs (``:``, ``-``, ``[`` …) without blanks and comments."""
        self.signs_read = ""
        """Those of ``all_signs`` that stand before ``end_of_comment``."""
        self.end_of_comment = start
        """Where the last comment that was read ends; at first, where the gap begins."""


def _comments(text: str, scalars: Sequence[Any], stop: int) -> Iterator[_Comment]:
    """Yield each comment before index ``stop``: from a ``#`` that no scalar holds to the end of its line."""
    line = 0
    counted_to = 0
    gap: _Gap | None = None
    start = text.find("#", 0, stop)
    while start >= 0:
        # Scalars come in the order of the file, so the one that may hold the sign is found quickly.
        scalars_before = bisect.bisect_right(scalars, start, key=_start_of)
        before = scalars[scalars_before - 1] if scalars_before else None
        if before is not None and _is_inside(text, before, start):
            start = text.find("#", before.end_mark.index, stop)
            continue
        after = scalars[scalars_before] if scalars_before < len(scalars) else None
        # Several comments may stand in one gap; its signs are collected once.
        if gap is None or gap.before is not before:
            gap = _gap_around(text, start, stop, before, after)
        text_since_comment = text[gap.end_of_comment : start]
        gap.signs_read += _without_blanks(text_since_comment)
        line += text.count("\n", counted_to, start)
        counted_to = start
        line_end = text.find("\n", start)
        gap.end_of_comment = line_end if line_end >= 0 else len(text)
        line_start = text.rfind("\n", 0, start) + 1
        comment_text = text[start : gap.end_of_comment].rstrip()
        signs_after = gap.all_signs[len(gap.signs_read) :]
        yield _Comment(
            start=start,
            end=gap.end_of_comment,
            line=line,
            line_start=line_start,
            text=comment_text,
            before=before,
            indent=gap.indent,
            after=after,
            signs_before=gap.signs_read,
            signs_after=signs_after,
        )
        start = text.find("#", gap.end_of_comment, stop)


def _start_of(scalar: Any) -> int:
    index: int = scalar.start_mark.index
    return index


def _gap_around(
    text: str,
    comment: int,
    stop: int,
    before: Any,
    after: Any,
) -> _Gap:
    """Return the gap between two scalars in which the first ``comment`` begins at that index."""
    start = before.end_mark.index if before else 0
    # The comment may stand in the header of the block before: - | # …
    start = min(start, comment)
    end = after.start_mark.index if after else stop
    gap_without_comments = _COMMENT.sub("", text[start:end])
    all_signs = _without_blanks(gap_without_comments)
    return _Gap(
        before=before,
        indent=_indent_of(text, before) if before else 0,
        after=after,
        start=start,
        all_signs=all_signs,
    )


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _is_inside(text: str, scalar: Any, index: int) -> bool:
    """Whether ``scalar``, which begins before ``index``, holds it as text and not as a comment of its header."""
    start = scalar.start_mark.index
    if index >= scalar.end_mark.index:
        return False
    if scalar.style not in ("|", ">"):
        return True
    # The header of a block ends with its line: - | # …
    return text.find("\n", start, index) >= 0


def _fault_of(text: str, comment: _Comment, names: Collection[str]) -> str:
    """Return the code of what is wrong with ``comment``; empty where it is a comment."""
    before_on_line = text[comment.line_start : comment.start]
    if not before_on_line.strip(_BLANKS):
        if _is_commented_out(comment.text, names):
            return ""
        return _fault_on_own_line(text, comment)
    if not _is_behind_value(comment):
        return _fault_behind_structure(text, comment)
    value = comment.before
    if not value.value and not value.style:
        # The value is missing: the reader reports that, and this comment.
        return ""
    return _fault_behind_value(text, comment)


def _is_behind_value(comment: _Comment) -> bool:
    """Whether nothing but blanks stands between a scalar and ``comment``, on one line."""
    before = comment.before
    if before is None or comment.signs_before:
        return False
    if before.end_mark.line != comment.line:
        return False
    # A block ends behind a comment in its header.
    is_in_header: bool = before.end_mark.index > comment.start
    return not is_in_header


def _fault_behind_value(text: str, comment: _Comment) -> str:
    """Return the fault of a comment behind a value, on the same line."""
    before = comment.before
    value = before.value
    gap = text[before.end_mark.index : comment.start]
    if before.style:
        return _fault_behind_quotes(gap, comment)
    if _CANNOT_BE_TEXT.fullmatch(value):
        return ""
    if not comment.is_spaced:
        # 其中1 #泵站430万元
        return "yaml-comment-in-text"
    if not _has_chinese(value):
        return ""
    if len(gap) > 1 or "\t" in gap:
        return _fault_behind_wide_gap(value, comment)
    return _fault_behind_one_blank(value, comment)


def _fault_behind_wide_gap(value: str, comment: _Comment) -> str:
    """Return the fault of a comment that two blanks or a tab part from the Chinese text ``value``."""
    ends_with_figure = value[-1].isdigit()
    if ends_with_figure and _ends_sentence(comment.text):
        # 甲，其中1  # 泵站430万元。
        return "yaml-comment-splits"
    return ""


def _fault_behind_quotes(gap: str, comment: _Comment) -> str:
    """Return the fault of a comment behind a quoted value, with ``gap`` between them."""
    if gap and comment.is_spaced:
        return ""
    # "甲" #1 and "甲"# 乙
    return "yaml-comment-after-quotes"


def _fault_behind_one_blank(value: str, comment: _Comment) -> str:
    """Return the fault of a comment that one blank parts from the Chinese text ``value``."""
    if _ends_sentence(comment.text) or value.endswith(_INNER_MARKS):
        # 资金 # 18万元。 and 甲， # 乙
        return "yaml-comment-in-text"
    if _ends_sentence(value):
        return ""
    # 某局党组 # 全称
    return "yaml-comment-unclear"


def _fault_behind_structure(text: str, comment: _Comment) -> str:
    """Return the fault of a comment behind a key, a dash, a bracket, a comma, or the header of a block."""
    if comment.is_spaced:
        return ""
    signs = comment.signs_before
    if signs.endswith(_CLOSING_BRACKETS):
        # [甲] #1
        return "yaml-comment-after-quotes"
    before = comment.before
    is_header = before is not None and before.end_mark.index > comment.start
    if is_header or signs.endswith(_OPENING_BRACKETS):
        # [#1, 乙]
        return "yaml-comment-splits"
    if _is_text_after(text, comment):
        # a: #1建成，
        #   2号在建。
        return "yaml-comment-splits"
    return ""


def _fault_on_own_line(text: str, comment: _Comment) -> str:
    """Return the fault of a comment on a line of its own, which may go on with the text before or begin that after it."""
    before = comment.before
    if before is None:
        return ""
    if comment.signs_before:
        return _fault_above_value(text, comment)
    if before.style in ("'", '"') or not _has_chinese(before.value):
        return ""
    if comment.column <= comment.indent:
        # What goes on with a text stands deeper than its key.
        return ""
    if not comment.is_spaced or _goes_on(before.value, comment.text):
        return "yaml-comment-splits"
    return ""


def _fault_above_value(text: str, comment: _Comment) -> str:
    """Return the fault of a comment on a line of its own below a key, a dash or a bracket."""
    if comment.is_spaced:
        return ""
    begins_member = comment.signs_before.endswith(_OPENING_BRACKETS)
    if begins_member or _is_text_after(text, comment):
        # a:
        #   #1建成，
        #   2号在建。
        return "yaml-comment-splits"
    return ""


def _goes_on(text: str, comment: str) -> bool:
    """Whether ``text`` breaks off within a sentence and ``comment`` ends it."""
    is_sentence = any(mark in text for mark in _INNER_MARKS)
    if not is_sentence or _ends_sentence(text):
        return False
    return _ends_sentence(comment)


def _is_commented_out(comment: str, names: Collection[str]) -> bool:
    """Whether ``comment`` is a line of YAML that was switched off."""
    match = _COMMENTED_OUT.match(comment)
    if match is None:
        return False
    key = match["key"]
    if key is None:
        return True
    return key in names or _ENGLISH_KEY.fullmatch(key) is not None


def _is_text_after(text: str, comment: _Comment) -> bool:
    """Whether the next thing after ``comment`` is a text that is no key."""
    after = comment.after
    if after is None or comment.signs_after:
        return False
    return _KEY_COLON.match(text, after.end_mark.index) is None


def _has_chinese(text: str) -> bool:
    for sign in text:
        for start, end in _CHINESE_RANGES:
            if start <= sign <= end:
                return True
    return False


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSING).endswith(_FINAL_MARKS)


def _indent_of(text: str, scalar: Any) -> int:
    """The column of the key or dash that ``scalar`` is the value of; a line that goes on with it stands deeper."""
    mark = scalar.start_mark
    line_start = mark.index - mark.column
    indent = _indent_of_structure(text, line_start, mark.index)
    if indent is None:
        # The value stands on a line of its own, below its key or dash and comments.
        line_end = _end_of_content(text, line_start)
        line_start = text.rfind("\n", 0, line_end) + 1
        indent = _indent_of_structure(text, line_start, line_end + 1)
    if indent is not None:
        return indent
    column_of_value: int = mark.column
    return column_of_value - 1


def _indent_of_structure(text: str, line_start: int, end: int) -> int | None:
    """The column of the last key or dash between ``line_start`` and ``end``; None where the line begins with neither."""
    match = _STRUCTURE.match(text, line_start, end)
    lead = match.group() if match else ""
    if not lead.strip():
        return None
    return lead.rfind(" ") + 1


def _end_of_content(text: str, line_start: int) -> int:
    """Where the last line before ``line_start`` ends that is neither blank nor a comment; 0 where there is none."""
    line_end = line_start - 1
    while line_end > 0:
        line_start = text.rfind("\n", 0, line_end) + 1
        line = text[line_start:line_end].strip()
        if line and not line.startswith("#"):
            return line_end
        line_end = line_start - 1
    return 0


def _diagnostic(source: SourceFile, code: str, comment: _Comment) -> Diagnostic:
    line = comment.line + 1
    column = comment.column + 1
    position = Position(
        line=line,
        column=column,
        end_line=line,
        end_column=column + len(comment.text),
    )
    return Diagnostic(
        code,
        facts={"comment": _shortened(comment.text)},
        position=position,
        path=source.path,
    )


def _shortened(comment: str) -> str:
    """As much of ``comment`` as a message shows."""
    if len(comment) <= _LONGEST_QUOTE:
        return comment
    return comment[:_LONGEST_QUOTE] + "……"

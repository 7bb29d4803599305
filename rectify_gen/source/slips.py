"""Slips of people who do not know YAML, found line by line, each with what the line was meant to be.

libyaml gives up at the first slip. So a file that it cannot read is read here as its author sees it: keys, dashes and
texts in lines that stand below each other. Of each line that YAML reads otherwise, or not at all, there is a fault and
an edit that makes it readable::

      team：市委第五巡察组        full-width colon       →    team: 市委第五巡察组
      • 修订议事规则。           bullet for a dash      →    - 修订议事规则。

Edits stay within their lines, so that the lines of a repaired text are those of the file. This module must not know
which keys belong where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit
from rectify_gen.source.locating import LocatedData


class Slip(NamedTuple):
    """A line that YAML reads otherwise than its author."""

    fault: Diagnostic
    edit: TextEdit | None
    """What makes the line readable; None where only its author knows."""
    is_certain: bool
    """Whether ``edit`` can only be what was meant, so that --fix may write it."""


_WIDE_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""Blanks that look like the one of YAML and are none."""
_COLUMNS_OF_BLANK = {"\u3000": 2}
"""How many columns a blank takes, where it is not one."""
_DASHES = "－—–−‐•●▪‣·*"
"""What is typed for the dash of a list."""
_INDENTATION = re.compile(rf"[ \t{_WIDE_BLANKS}]*")
_LINE_OF_KEY = re.compile(
    rf"""
    (?P<key> [^\W\d][\w-]* | "[^"\n]*" | '[^'\n]*' )
    (?P<between> [ ]* )
    (?P<colon> : (?=[ ]|$) | : [{_WIDE_BLANKS}]+ | ： [ {_WIDE_BLANKS}]* | : (?=[^\s/]) )
    (?P<blanks> [ \t]* )
    (?P<value> .* )
    """,
    re.VERBOSE,
)
_KEY_WITHOUT_COLON = re.compile(
    r"(?P<key> [^\W\d]\w*) [ \t]+ (?P<value> \S.*)", re.VERBOSE
)
_TEXT_SIGN = re.compile("[\u3400-\u9fff，。；、“”（）《》]")
"""What shows that a line is text and no remainder of something else."""
_BLOCK_SCALAR = re.compile(r"[|>][+-]?[1-9]?[+-]?[ ]*(#.*)?")
_TRAILING_COMMENT = re.compile(r"[ \t]+# .*$")
_SWALLOWED = ("yaml-dash", "yaml-colon", "yaml-colon-space", "yaml-comment-sign")
"""Slips that YAML may read as more words of a text."""
_SWALLOWED_SIGN = re.compile(
    rf"^[ \t{_WIDE_BLANKS}]*(?:[{_DASHES}＃/]|-\S|[^\W\d]\w*(?:：|:\S))", re.MULTILINE
)
"""How such a line begins; nearly no sound file has one."""
_DEEPEST = 100
"""No notice is deeper; what is, must not take the square of its depth."""
_INDICATORS = "@`%&*!|>[]{}"


def _is_flow(value: str) -> bool:
    """Return whether the brackets that ``value`` begins with are closed at its end, or on a line below."""
    depth = 0
    quote = ""
    for index, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and value[index - 1] in "[{,: ":
            quote = sign
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                remaining = value[index + 1 :].strip()
                return not remaining or remaining.startswith("#")
    return True


class _Line(NamedTuple):
    """One line of the file that is neither blank nor part of a block scalar."""

    number: int
    """Counted from 1."""
    start: int
    """Where it begins in the text."""
    indentation: str
    rest: str
    """What stands behind the indentation."""

    @property
    def column(self) -> int:
        """How far it is indented, in columns."""
        return sum(_COLUMNS_OF_BLANK.get(blank, 1) for blank in self.indentation)

    def offset(self, index: int) -> int:
        """Return where character ``index`` of the rest stands in the text."""
        return self.start + len(self.indentation) + index


def find_slips(source: SourceFile, keys: Collection[str]) -> list[Slip]:
    """Return the slips of ``source``, in the order of its lines; ``keys`` are all keys that a file may have."""
    finder = _Finder(source, keys)
    for line in _lines(source.text):
        finder.read_line(line)
    return finder.slips


def swallowed_lines(source: SourceFile, keys: Collection[str]) -> list[Slip]:
    """Return the slips of a text that YAML reads: lines meant as keys or entries that went into the text above them."""
    if not _SWALLOWED_SIGN.search(source.text):
        return []
    slips = find_slips(source, keys)
    return [slip for slip in slips if slip.fault.code in _SWALLOWED]


def forgotten_dashes(data: LocatedData) -> list[Slip]:
    """Return a slip for each entry of a list in ``data`` before which the dash was forgotten."""
    slips = []
    line_starts = [0]
    for content in data.source.text.split("\n"):
        line_starts.append(line_starts[-1] + len(content) + 1)
    for fault in data.diagnostics:
        if fault.code != "yaml-dash-missing" or fault.position is None:
            continue
        key_start = line_starts[fault.position.line - 1] + fault.position.column - 1
        # The keys of an entry stand two columns right of its dash.
        edit = TextEdit(key_start - 2, key_start, "- ")
        has_room = data.source.text[key_start - 2 : key_start] == "  "
        slips.append(Slip(fault, edit, is_certain=has_room))
    return slips


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank, without those of block scalars."""
    start = 0
    block_column: int | None = None
    for number, content in enumerate(text.split("\n"), start=1):
        match = _INDENTATION.match(content)
        indentation = match.group() if match else ""
        rest = content[len(indentation) :]
        line = _Line(number, start, indentation, rest)
        start += len(content) + 1
        if not rest:
            continue
        if block_column is not None and line.column > block_column:
            continue
        block_column = None
        if _opens_block_scalar(rest):
            block_column = line.column
        yield line


def _opens_block_scalar(rest: str) -> bool:
    _, colon, value = rest.rpartition(": ")
    if not colon:
        _, colon, value = rest.rpartition("- ")
    return bool(colon) and _BLOCK_SCALAR.fullmatch(value.strip()) is not None


class _Open(NamedTuple):
    """A mapping or list that is open at a line: where its keys or dashes stand."""

    column: int
    is_list: bool


class _Finder:
    """One walk through the lines; ``slips`` grows as they are met."""

    def __init__(self, source: SourceFile, keys: Collection[str]) -> None:
        self.source = source
        self.keys = keys
        self.slips: list[Slip] = []
        self.open: list[_Open] = []
        self.opens_block = True
        """Whether the line before ended with a colon, or there is none: what is indented further belongs below it."""
        self.has_text_above = False
        """Whether the line before ended with a text, which the next one may go on with."""

    # ------------------------------------------------------------ one line

    def read_line(self, line: _Line) -> None:
        """Look at one line, and remember what is open below it."""
        if line.rest.startswith("#") or line.rest.startswith("---"):
            return
        if self.report_comment_sign(line):
            return
        column = self.report_indentation(line)
        rest = line.rest
        position = 0
        has_dash = False
        while True:
            dash_length = self.read_dash(line, position, column)
            if not dash_length:
                break
            has_dash = True
            self.enter(column, is_list=True)
            self.opens_block = True
            position += dash_length
            column += dash_length
            if position >= len(rest):
                return
        self.read_content(line, position, column, has_dash=has_dash)

    def read_content(
        self, line: _Line, position: int, column: int, *, has_dash: bool
    ) -> None:
        """Look at what stands behind the dashes of a line: a key with its value, or a text."""
        content = line.rest[position:]
        match = _LINE_OF_KEY.fullmatch(content)
        if match is not None and self.is_key(match, has_dash=has_dash):
            self.enter(column, is_list=False)
            self.report_colon(line, position, match)
            value = match["value"]
            value_start = position + match.start("value")
            self.read_value(line, value_start, value)
            return
        missing = _KEY_WITHOUT_COLON.fullmatch(content)
        if missing is not None and not has_dash and self.lacks_colon(missing, column):
            self.enter(column, is_list=False)
            key_end = position + missing.end("key")
            self.report(
                "yaml-colon-missing",
                line,
                key_end,
                new=":",
                key=missing["key"],
            )
            value_start = position + missing.start("value")
            self.read_value(line, value_start, missing["value"])
            return
        if has_dash:
            self.read_value(line, position, content)
            return
        self.read_text(line, column)

    def is_key(self, match: re.Match[str], *, has_dash: bool) -> bool:
        """Whether a line that looks like ``key: value`` is one, and no text with a colon."""
        key = match["key"].strip("\"'")
        colon = match["colon"]
        if colon == ":":
            # YAML takes it for a key itself, where a blank follows; 9:00 and 甲:乙 are texts.
            followed = bool(match["blanks"]) or not match["value"]
            return followed or key in self.keys
        if key not in self.keys:
            return False
        # 整改进展：已完成 may well be the text of a list's entry; an English key is none.
        return key.isascii() or not has_dash or not match["value"]

    def lacks_colon(self, match: re.Match[str], column: int) -> bool:
        """Whether a key stands without its colon among others: ``phone 0599-5550100``."""
        stands_among_keys = any(
            not block.is_list and block.column == column for block in self.open
        )
        may_be_key = stands_among_keys or self.opens_block
        return may_be_key and match["key"] in self.keys

    # ------------------------------------------------------------ what is reported

    def report_comment_sign(self, line: _Line) -> bool:
        """Report ``//`` or ＃ in the place of #, and return whether the line is such a remark."""
        for sign in ("//", "＃"):
            if line.rest.startswith(sign):
                after = line.rest[len(sign) :]
                blanks = len(after) - len(after.lstrip())
                self.report(
                    "yaml-comment-sign",
                    line,
                    0,
                    len(sign) + blanks,
                    new="# ",
                    length=len(sign),
                    sign=sign,
                )
                return True
        return False

    def report_indentation(self, line: _Line) -> int:
        """Report blanks of another kind in the indentation, and return the column of the line."""
        wide = [blank for blank in line.indentation if blank in _WIDE_BLANKS]
        tab = line.indentation.find("\t")
        column = line.column
        if wide:
            index = line.indentation.index(wide[0])
            self.report(
                "yaml-key-invisible",
                line,
                index - len(line.indentation),
                len(line.indentation) - index,
                new=" " * (column - index),
                character=f"U+{ord(wide[0]):04X}",
            )
        elif tab >= 0:
            column = self.likely_column()
            self.report(
                "yaml-tab",
                line,
                -len(line.indentation),
                len(line.indentation),
                new=" " * column,
                is_certain=False,
            )
        return column

    def likely_column(self) -> int:
        """Where a line probably belongs whose indentation cannot be read."""
        if not self.open:
            return 0
        last = self.open[-1].column
        return last + 2 if self.opens_block else last

    def read_dash(self, line: _Line, position: int, column: int) -> int:
        """Return how long the dash at ``position`` is with its blanks, 0 where there is none; report another sign for it."""
        content = line.rest[position:]
        if content.startswith("- ") or content == "-":
            after = content[1:]
            return 1 + len(after) - len(after.lstrip(" ")) if after else 1
        sign = content[:1]
        is_tight = (
            sign == "-" and content[1:2] not in ("", "-") and not content[1].isdigit()
        )
        if not is_tight and (not sign or sign not in _DASHES):
            return 0
        if not self.expects_dash(column):
            return 0
        after = content[1:]
        blanks = len(after) - len(after.lstrip(f" \t{_WIDE_BLANKS}"))
        self.report(
            "yaml-dash",
            line,
            position,
            1 + blanks,
            new="- ",
            sign=sign,
        )
        return 1 + blanks

    def expects_dash(self, column: int) -> bool:
        """Whether a list's entry may begin at ``column``: one stands there above, or the line above opens a block."""
        stands_in_list = any(
            block.is_list and block.column == column for block in self.open
        )
        return stands_in_list or self.opens_block

    def enter(self, column: int, *, is_list: bool) -> None:
        """Remember the key or dash at ``column``, and forget what it closes."""
        del self.open[:-_DEEPEST]
        while self.open and self.open[-1].column > column:
            self.open.pop()
        block = _Open(column, is_list)
        top = self.open[-1] if self.open else None
        if top == block:
            return
        # Dashes may stand below their key without being indented; the next key of the mapping then closes the list.
        below_top = self.open[-2] if len(self.open) > 1 else None
        if top is not None and top.is_list and below_top == block:
            self.open.pop()
            return
        self.open.append(block)

    def report_colon(self, line: _Line, position: int, match: re.Match[str]) -> None:
        """Report a colon that is full-width, or behind which something else than a blank stands."""
        colon = match["colon"]
        start = position + match.start("colon")
        key = match["key"]
        if colon.startswith("："):
            self.report("yaml-colon", line, start, len(colon), new=": ", key=key)
        elif len(colon) > 1:
            character = f"U+{ord(colon[1]):04X}"
            self.report(
                "yaml-colon-blank",
                line,
                start + 1,
                len(colon) - 1,
                new=" ",
                key=key,
                character=character,
            )
        elif match["value"] and not match["blanks"]:
            self.report("yaml-colon-space", line, start, 1, new=": ", key=key)

    # ------------------------------------------------------------ values and texts

    def read_value(self, line: _Line, start: int, value: str) -> None:
        """Look at the value that begins at ``start`` of the line."""
        stripped = value.strip()
        is_absent = not stripped or stripped.startswith("#")
        self.opens_block = is_absent
        self.has_text_above = not is_absent
        if is_absent:
            return
        sign = stripped[0]
        if sign in "\"'":
            self.read_quoted(line, start, value, sign)
        elif sign in _INDICATORS and not self.is_yaml(stripped):
            self.report_quotable(line, start, value, sign)

    @staticmethod
    def is_yaml(value: str) -> bool:
        """Whether a value that begins with a sign of YAML is what the sign says."""
        if value[0] in "[{":
            return _is_flow(value)
        return _BLOCK_SCALAR.fullmatch(value) is not None

    def report_quotable(self, line: _Line, start: int, value: str, sign: str) -> None:
        """Report a text that begins with a sign of YAML: in single quotes it is a text."""
        text = _TRAILING_COMMENT.sub("", value).rstrip()
        quoted = text.replace("'", "''")
        self.report(
            "yaml-indicator",
            line,
            start,
            len(text),
            new=f"'{quoted}'",
            length=1,
            # Of a text of several lines the first must not be closed alone.
            is_certain=not self.goes_on_below(line),
            sign=sign,
        )

    def goes_on_below(self, line: _Line) -> bool:
        """Whether the next line is text that goes on with this one."""
        below = self.content_below(line)
        if not below or below.startswith(("- ", "#")):
            return False
        return _LINE_OF_KEY.fullmatch(below) is None

    def content_below(self, line: _Line) -> str:
        """Return the next line that is not blank, without its indentation."""
        text = self.source.text
        line_end = text.find("\n", line.start)
        while line_end >= 0:
            start = line_end + 1
            line_end = text.find("\n", start)
            content = text[start : line_end if line_end >= 0 else len(text)].strip()
            if content:
                return content
        return ""

    def read_quoted(self, line: _Line, start: int, value: str, quote: str) -> None:
        """Report a quote that is not closed on its line nor on one that goes on with it."""
        inside = value.lstrip()[1:]
        if quote == "'":
            inside = inside.replace("''", "")
        else:
            inside = re.sub(r"\\.", "", inside)
        if quote in inside or self.is_closed_below(line, quote):
            return
        end = start + len(value.rstrip())
        fault_start = start + len(value) - len(value.lstrip())
        self.report(
            "yaml-quote-open",
            line,
            end,
            0,
            new=quote,
            at=fault_start,
            length=1,
        )

    def is_closed_below(self, line: _Line, quote: str) -> bool:
        """Whether a line that goes on with the quoted text closes it."""
        text = self.source.text
        line_end = text.find("\n", line.start)
        while line_end >= 0:
            start = line_end + 1
            line_end = text.find("\n", start)
            content = text[start : line_end if line_end >= 0 else len(text)]
            stripped = content.strip()
            if not stripped:
                continue
            if stripped.startswith(("- ", "#")) or _LINE_OF_KEY.fullmatch(stripped):
                return False
            if stripped.endswith(quote):
                return True
        return False

    def read_text(self, line: _Line, column: int) -> None:
        """Look at a line that has neither key nor dash: it goes on with the text above, if it is indented."""
        owner = self.open[-1] if self.open else None
        # YAML takes a line with a colon and a blank for a key, whatever stands before them.
        is_key = ": " in line.rest or line.rest.endswith(":")
        is_text = _TEXT_SIGN.search(line.rest) is not None and not is_key
        if owner is None or not self.has_text_above or not is_text:
            return
        if column > owner.column:
            return
        self.report(
            "yaml-continuation",
            line,
            -len(line.indentation),
            len(line.indentation),
            new=" " * (owner.column + 2),
            at=0,
            length=len(line.rest),
            # Where entries of a list stand, a dash may be missing instead.
            is_certain=_Open(column, is_list=True) not in self.open,
        )

    def report(  # noqa: PLR0913 - a place, another place, and what is said of them
        self,
        code: str,
        line: _Line,
        start: int,
        removed: int = 0,
        *,
        new: str,
        at: int | None = None,
        length: int | None = None,
        is_certain: bool = True,
        **facts: object,
    ) -> None:
        """Note a slip: from ``start`` of the line's rest ``removed`` characters give way to ``new``.

        The fault stands ``at`` another place where that is not where the edit is.
        """
        edit_start = line.offset(start)
        place = line.offset(start if at is None else at)
        column = place - line.start + 1
        fault_length = max(removed if length is None else length, 1)
        fault = Diagnostic(
            code,
            facts=facts,
            position=Position(
                line=line.number,
                column=column,
                end_line=line.number,
                end_column=column + fault_length,
            ),
            path=self.source.path,
        )
        edit = TextEdit(edit_start, edit_start + removed, new)
        self.slips.append(Slip(fault, edit, is_certain))

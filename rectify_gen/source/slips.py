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
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit, apply_edits
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
_TAB_OF_LINE = re.compile(
    rf"^[ {_WIDE_BLANKS}]*\t[ \t{_WIDE_BLANKS}]*[^\s#]", re.MULTILINE
)
_BLANKS = f" \t{_WIDE_BLANKS}"
_INDENTATION = re.compile(f"[{_BLANKS}]*")
_LINE_OF_KEY = re.compile(
    rf"""
    (?P<key> [^\W\d][\w-]* | "[^"\n]*" | '[^'\n]*' )
    (?P<between> [ ]* )
    (?P<colon>
        : [ ]* [{_WIDE_BLANKS}] [ {_WIDE_BLANKS}]*   # another blank behind
      | : (?=[ ]|$)                         # as it should be
      | ： (?!：|:) [ {_WIDE_BLANKS}]*       # full-width
      | [:：]{{2,}} [ {_WIDE_BLANKS}]*       # typed twice
      | : (?=[^\s/])                        # no blank behind
    )
    (?P<blanks> [ \t]* )
    (?P<value> .* )
    """,
    re.VERBOSE,
)
_KEY_WITHOUT_COLON = re.compile(
    r"(?P<key> [^\W\d]\w*) [ \t]+ (?P<value> [^\s=＝;；|].*)", re.VERBOSE
)
_KEY_WITH_OTHER_SIGN = re.compile(
    rf"""
    (?: (?P<key> [^\W\d]\w*) [ ]* (?P<sign> [=＝;；,，、|] )         # authority = 县委
      | [\[【(（] (?P<marked> [^\W\d]\w*) [\]】)）] [ ]* [:：]?    # 【派出机关】县委
    )
    [ {_WIDE_BLANKS}]*
    (?P<value> \S.* )
    """,
    re.VERBOSE,
)
"""A key behind which another sign was typed than a colon."""
_TYPED_NUMBER = re.compile(
    r"[0-9]{1,2}[.．、)）]|[(（][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[是、]"
)
"""A number that was typed where the dash of an entry belongs."""
_END_OF_SENTENCE = "。！？；!?;"
_CONTENT_KEYS = {"content", "内容"}
_SHORT_VALUE = re.compile(r"[^，。、；：“”（）《》]{1,6}")
"""A word such as 已完成, that no line goes on with."""
_SENTENCE = re.compile(r".*[，。；].*")
_COLON_IN_TEXT = re.compile(r"(?P<before>\w*)(?P<colon>:)(?:[ ]+|$)")
_HAN = re.compile("[\u3400-\u9fff]")
_TEXT_SIGN = re.compile("[\u3400-\u9fff，。；、“”（）《》]")
"""What shows that a line is text and no remainder of something else."""
_BLOCK_SCALAR = re.compile(r"[|>][+-]?[1-9]?[+-]?[ ]*(#.*)?")
_TRAILING_COMMENT = re.compile(r"[ \t]+# .*$")
DASH_SLIPS = ("yaml-dash-needless", "yaml-entry-without-key")
"""What is reported only where dashes are dropped."""
_SWALLOWED = (
    "yaml-dash",
    "yaml-colon",
    "yaml-colon-sign",
    "yaml-colon-space",
    "yaml-comment-sign",
)
"""Slips that YAML may read as more words of a text."""
_SWALLOWED_SIGN = re.compile(
    rf"^[ \t{_WIDE_BLANKS}]*(?:[{_DASHES}＃/]|-\S|[^\W\d]\w*(?:：|:\S))", re.MULTILINE
)
"""How such a line begins; nearly no sound file has one."""
_DASHES_OF_LINE = re.compile("(?:-[ ]+)*")
_WORDS_SHOWN = 8
"""Characters of a line that name it where it has no key."""
_FARTHEST = 200
"""Lines above that are looked at again: no mapping has so many keys."""
_MOST_LINES_OF_FLOW = 40
"""As many lines a bracket that is opened on one of them may hold."""
_MOST_TRIED = 10
"""As many mappings of one file are tried in another form: for each, the whole file is read again."""
_LARGEST_TRIED = 200_000
"""Characters of a file that is read again for them."""
_MOST_KEYS_BELOW = 15
"""As many keys may have lost their indentation: more than the largest mapping of facts has."""
_DEEPEST = 100
"""No notice is deeper; what is, must not take the square of its depth."""
_INDICATORS = "@`%&*!|>[]{}"
_CLOSING = {"[": "]", "{": "}"}


def _closed_at(value: str) -> int:
    """Return behind which character the brackets that ``value`` begins with are closed; 0 where they are not."""
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
                return index + 1
    return 0


def _end_of_line(text: str, start: int) -> int:
    """Return where the line that ``start`` stands on ends."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _is_flow(value: str) -> bool:
    """Return whether the brackets that ``value`` begins with are closed at its end, or on a line below."""
    end = _closed_at(value)
    if not end:
        return True
    remaining = value[end:].strip()
    return not remaining or remaining.startswith("#")


def _column_behind(indentation: str) -> int:
    """Return how far ``indentation`` reaches, in columns."""
    return sum(_COLUMNS_OF_BLANK.get(blank, 1) for blank in indentation)


def _is_absent(value: str) -> bool:
    """Return whether nothing stands behind a colon or dash, or only a remark."""
    stripped = value.strip()
    return not stripped or stripped.startswith("#")


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
        return _column_behind(self.indentation)

    def offset(self, index: int) -> int:
        """Return where character ``index`` of the rest stands in the text."""
        return self.start + len(self.indentation) + index


class Tabs(NamedTuple):
    """How many columns the tabs of a file take, so that its lines stand as their author sees them."""

    width: int
    is_certain: bool
    """Whether with any other width the file says nothing, or the same."""


def has_tabs(source: SourceFile) -> bool:
    """Return whether a line of ``source`` is indented with a tab."""
    return _TAB_OF_LINE.search(source.text) is not None


def find_slips(
    source: SourceFile,
    keys: Collection[str],
    *,
    tabs: Tabs | None = None,
    drops_dashes: bool = False,
) -> list[Slip]:
    """Return the slips of ``source``, in the order of its lines; ``keys`` are all keys that a file may have.

    Without ``tabs``, a line that is indented with tabs is put where it probably belongs. With ``drops_dashes``, what
    stands in the wrong column beside a dash has a dash too many. Both are guesses: see
    :mod:`rectify_gen.source.reading_on` and :mod:`rectify_gen.source.placing_lines`.
    """
    finder = _Finder(source, keys, tabs=tabs, drops_dashes=drops_dashes)
    for line in _lines(source.text):
        finder.read_line(line)
        finder.lines.append(line)
    # What is wrong with a line may show only further below.
    return sorted(finder.slips, key=_start_of_edit)


def _start_of_edit(slip: Slip) -> int:
    return slip.edit.start if slip.edit is not None else 0


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


def needless_dashes(
    source: SourceFile,
    keys: Collection[str],
    count_faults: Callable[[str], int],
) -> list[Slip]:
    """Return a slip for each line of a mapping before whose keys dashes were typed, in a text that YAML reads.

    ``count_faults`` shows that a mapping was meant: as one the text has fewer faults. The lines of one mapping have one
    report.
    """
    if len(source.text) > _LARGEST_TRIED:
        return []
    lines = list(_lines(source.text))
    slips: list[Slip] = []
    tried = 0
    index = 0
    while index < len(lines):
        end = index + 1
        run: list[_Line] = []
        if lines[index].rest.startswith("- "):
            while end < len(lines) and lines[end].column == lines[index].column:
                end += 1
            run = _dashed_keys(lines[index:end], lines[index].column, keys)
            is_below = end < len(lines) and lines[end].column > lines[index].column
            if len(run) == end - index and not is_below and tried < _MOST_TRIED:
                tried += 1
                slips += _slips_of_mapping(source, run, count_faults)
        index = end
    return slips


def lost_indentation(
    data: LocatedData,
    count_faults: Callable[[str], int],
) -> list[Slip]:
    """Return a slip for each line that belongs below the key above it, which has no value, but stands beside it.

    ``count_faults`` shows how many lines that are: indented, they leave the fewest faults. They have one report.
    """
    if len(data.source.text) > _LARGEST_TRIED:
        return []
    lines = list(_lines(data.source.text))
    slips: list[Slip] = []
    empty_values = [fault for fault in data.diagnostics if fault.code == "empty-value"]
    for fault in empty_values[:_MOST_TRIED]:
        if fault.position is not None:
            below = [line for line in lines if line.number > fault.position.line]
            owner = str(fault.facts["key"])
            column = fault.position.column - 1
            slips += _slips_below(data.source, below, owner, column, count_faults)
    return slips


def _slips_below(
    source: SourceFile,
    below: Sequence[_Line],
    owner: str,
    column: int,
    count_faults: Callable[[str], int],
) -> list[Slip]:
    count_before = count_faults(source.text)
    fewest = count_before
    best: list[TextEdit] = []
    edits: list[TextEdit] = []
    keys_tried = 0
    for index, line in enumerate(below):
        if line.column < column or keys_tried == _MOST_KEYS_BELOW:
            break
        edits.append(TextEdit(line.start, line.start, "  "))
        is_whole = index + 1 == len(below) or below[index + 1].column <= column
        if not is_whole:
            continue
        keys_tried += 1
        count = count_faults(apply_edits(source.text, edits))
        # Of the key without a value and the lines beside it, more than one was a fault.
        if count < fewest and count <= count_before - 2:
            fewest = count
            best = list(edits)
    if not best:
        return []
    first = below[0]
    match = _LINE_OF_KEY.fullmatch(first.rest)
    if match is None:
        return []
    key = match["key"]
    start = first.column + 1
    fault = Diagnostic(
        "yaml-indent-lost",
        facts={"key": key, "parent": owner, "count": len(best)},
        position=Position(first.number, start, first.number, start + len(key)),
        path=source.path,
    )
    return [Slip(fault, moved, is_certain=True) for moved in best]


def _slips_of_mapping(
    source: SourceFile, run: Sequence[_Line], count_faults: Callable[[str], int]
) -> list[Slip]:
    edits = []
    for line in run:
        edits.append(TextEdit(line.offset(0), line.offset(len("- ")), "  "))
    if count_faults(apply_edits(source.text, edits)) >= count_faults(source.text):
        return []
    column = run[0].column + 1
    position = Position(run[0].number, column, run[0].number, column + 1)
    fault = Diagnostic("yaml-dash-needless", position=position, path=source.path)
    return [Slip(fault, edit, is_certain=True) for edit in edits]


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


def _dashed_keys(
    lines: Sequence[_Line], column: int, keys: Collection[str]
) -> list[_Line]:
    """Return the last of ``lines`` that are each a dash at ``column`` with a known key and its value, in order."""
    dashed: list[_Line] = []
    for line in reversed(lines[-_FARTHEST:]):
        match = None
        if line.column == column and line.rest.startswith("- "):
            match = _LINE_OF_KEY.fullmatch(line.rest[len("- ") :])
        if match is None or match["key"] not in keys or not match["value"]:
            # Below a longer entry the dashes are those of a list.
            return [] if line.column > column else dashed[::-1]
        dashed.append(line)
    return dashed[::-1]


class _Open(NamedTuple):
    """A mapping or list that is open at a line: where its keys or dashes stand."""

    column: int
    is_list: bool


class _Finder:
    """One walk through the lines; ``slips`` grows as they are met."""

    def __init__(
        self,
        source: SourceFile,
        keys: Collection[str],
        *,
        tabs: Tabs | None,
        drops_dashes: bool,
    ) -> None:
        self.source = source
        self.keys = keys
        self.tabs = tabs
        self.drops_dashes = drops_dashes
        self.slips: list[Slip] = []
        self.lines: list[_Line] = []
        """The lines above."""
        self.open: list[_Open] = []
        self.opens_block = True
        """Whether the line before ended with a colon, or there is none: what is indented further belongs below it."""
        self.has_text_above = False
        """Whether the line before ended with a text, which the next one may go on with."""
        self.text_above = ""
        """That text."""

    # ------------------------------------------------------------ one line

    def read_line(self, line: _Line) -> None:
        """Look at one line, and remember what is open below it."""
        if line.rest.startswith("#"):
            if "\t" in line.indentation:
                self.report_tabs(line, " " * len(line.indentation), is_certain=True)
            return
        if line.rest.startswith("---"):
            return
        if self.report_comment_sign(line):
            return
        column = self.report_indentation(line)
        rest = line.rest
        position = 0
        has_dash = False
        for _ in range(_DEEPEST):
            dash_length = self.read_dash(line, position, column)
            if not dash_length:
                break
            is_first = position == 0 and self.drops_dashes
            if is_first and self.stands_among_keys(column):
                self.read_entry_among_keys(line, dash_length, column)
                return
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
        begins_keys = has_dash and self.has_key_below(line, column)
        may_be_text = has_dash and not begins_keys
        if match is not None and self.is_key(match, may_be_text=may_be_text):
            if self.drops_dashes and not has_dash and self.stands_in_list(column):
                self.report_dashes_above(match["key"], column)
            self.enter(column, is_list=False)
            self.report_colon(line, position, match)
            value = match["value"]
            value_start = position + match.start("value")
            if value.startswith("- "):
                self.report_dash_beside_key(line, value_start, value, match["key"])
                return
            self.read_value(line, value_start, value)
            return
        if not has_dash and self.report_other_sign(line, position, column):
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

    def is_key(self, match: re.Match[str], *, may_be_text: bool) -> bool:
        """Whether a line that looks like ``key: value`` is one, and no text with a colon.

        It ``may_be_text`` behind a dash, where no further key stands below it.
        """
        key = match["key"].strip("\"'")
        colon = match["colon"]
        if colon.startswith(": "):
            return True
        if colon == ":":
            # YAML takes it for a key itself, where a blank follows; 9:00 and 甲:乙 are texts.
            followed = bool(match["blanks"]) or not match["value"]
            return followed or key in self.keys
        if key not in self.keys:
            return False
        # 整改进展：已完成 may well be the text of a list's entry; an English key is none.
        return key.isascii() or not may_be_text or _is_absent(match["value"])

    def has_key_below(self, line: _Line, column: int) -> bool:
        """Whether a key that a file may have stands at ``column`` of the next line that is no remark."""
        for content in self.lines_below(line):
            words = content.lstrip(_BLANKS)
            indentation = content[: len(content) - len(words)]
            if words.startswith("#"):
                continue
            match = _LINE_OF_KEY.fullmatch(words.rstrip())
            return (
                _column_behind(indentation) == column
                and match is not None
                and match["key"].strip("\"'") in self.keys
            )
        return False

    def blocks_around(self, column: int) -> list[_Open]:
        """Return what is open at ``column``, the innermost last."""
        return [block for block in self.open if block.column <= column]

    def stands_among_keys(self, column: int) -> bool:
        """Whether a dash at ``column`` stands where only another key may: YAML cannot read it."""
        around = self.blocks_around(column)
        return not self.opens_block and around[-1:] == [_Open(column, is_list=False)]

    def stands_in_list(self, column: int) -> bool:
        """Whether a key at ``column`` stands where only another dash may: YAML cannot read it."""
        around = self.blocks_around(column)
        in_list = _Open(column, is_list=True)
        # Dashes may stand below their key without being indented.
        return around[-1:] == [in_list] and around[-2:-1] != [
            _Open(column, is_list=False)
        ]

    def read_entry_among_keys(self, line: _Line, dash_length: int, column: int) -> None:
        """Look at a dash that stands among keys: it is not needed, or what stands behind it lacks its key."""
        content = line.rest[dash_length:]
        match = _LINE_OF_KEY.fullmatch(content)
        if match is None or not self.is_key(match, may_be_text=True):
            # As content most of what follows can be read.
            has_content = not self.keys_above(column).isdisjoint(_CONTENT_KEYS)
            self.report(
                "yaml-entry-without-key",
                line,
                0,
                dash_length,
                new="# " if has_content else "content: ",
                length=1,
                is_certain=False,
            )
            return
        key = match["key"]
        if key in self.keys and key not in self.keys_above(column):
            self.report("yaml-dash-needless", line, 0, dash_length, new="", length=1)
            self.read_content(line, dash_length, column, has_dash=False)
            return
        self.enter(column, is_list=True)
        self.read_content(line, dash_length, column + dash_length, has_dash=True)

    def keys_above(self, column: int) -> set[str]:
        """Return the keys of the mapping whose keys stand at ``column``, up to the last line."""
        keys = set()
        for line in reversed(self.lines[-_FARTHEST:]):
            if line.column > column:
                continue
            dashes = _DASHES_OF_LINE.match(line.rest)
            dash_length = dashes.end() if dashes else 0
            if line.column + dash_length != column:
                break
            match = _LINE_OF_KEY.fullmatch(line.rest[dash_length:])
            if match is not None:
                keys.add(match["key"])
            if dash_length:
                break
        return keys

    def report_dashes_above(self, key: str, column: int) -> None:
        """Report the dashes of the lines above where the key at their ``column`` shows that all are keys of one mapping."""
        lines = _dashed_keys(self.lines, column, self.keys)
        keys = [key]
        for line in lines:
            match = _LINE_OF_KEY.fullmatch(line.rest[len("- ") :])
            if match is not None:
                keys.append(match["key"])
        if not lines or len(set(keys)) < len(keys) or key not in self.keys:
            return
        self.report("yaml-dash-needless", lines[0], 0, len("- "), new="", length=1)
        first_fault = self.slips[-1].fault
        for line in lines[1:]:
            # One report for all of them: they were typed for one reason.
            edit = TextEdit(line.offset(0), line.offset(len("- ")), "")
            self.slips.append(Slip(first_fault, edit, is_certain=True))
        self.open.remove(_Open(column, is_list=True))

    def report_dash_beside_key(
        self, line: _Line, start: int, value: str, key: str
    ) -> None:
        """Report a dash on the line of its key."""
        blanks = len(value[1:]) - len(value[1:].lstrip(" "))
        self.report(
            "yaml-dash-beside-key",
            line,
            start,
            1 + blanks,
            new="",
            length=1,
            # Where further entries stand below, the first belongs there.
            is_certain=not self.has_entries_below(line),
            key=key,
        )
        self.read_value(line, start + 1 + blanks, value[1 + blanks :])

    def has_entries_below(self, line: _Line) -> bool:
        """Whether the next line is indented more, and has a dash."""
        text = self.source.text
        line_end = _end_of_line(text, line.start)
        below = text[line_end + 1 : _end_of_line(text, line_end + 1)]
        stripped = below.lstrip(" ")
        is_below = len(below) - len(stripped) > line.column
        return is_below and stripped.startswith("- ")

    def report_other_sign(self, line: _Line, position: int, column: int) -> bool:
        """Report another sign in the place of a key's colon, and return whether there is one."""
        content = line.rest[position:]
        match = _KEY_WITH_OTHER_SIGN.fullmatch(content)
        if match is None:
            return False
        key = match["key"] or match["marked"]
        below = self.content_below(line)
        is_key_below = (
            _LINE_OF_KEY.fullmatch(below) or _KEY_WITH_OTHER_SIGN.fullmatch(below)
        ) is not None
        begins_keys = self.opens_block and is_key_below
        if key not in self.keys or not (self.is_among_keys(column) or begins_keys):
            return False
        self.enter(column, is_list=False)
        self.report(
            "yaml-colon-sign",
            line,
            position,
            match.start("value"),
            new=f"{key}: ",
            key=key,
            sign=match["sign"] or content[: match.start("value")].strip(),
        )
        value_start = position + match.start("value")
        self.read_value(line, value_start, match["value"])
        return True

    def is_among_keys(self, column: int) -> bool:
        """Whether keys stand at ``column``."""
        return any(not block.is_list and block.column == column for block in self.open)

    def lacks_colon(self, match: re.Match[str], column: int) -> bool:
        """Whether a key stands without its colon among others: ``phone 0599-5550100``."""
        may_be_key = self.is_among_keys(column) or self.opens_block
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
            column = self.column_behind_tabs(line)
            is_certain = self.tabs is not None and self.tabs.is_certain
            self.report_tabs(line, " " * column, is_certain=is_certain)
        return column

    def report_tabs(self, line: _Line, blanks: str, *, is_certain: bool) -> None:
        """Report tabs in the indentation, in whose place ``blanks`` belong."""
        length = len(line.indentation)
        self.report(
            "yaml-tab", line, -length, length, new=blanks, is_certain=is_certain
        )

    def column_behind_tabs(self, line: _Line) -> int:
        """Where a line stands that is indented with tabs."""
        if self.tabs is None:
            return self.likely_column()
        return len(line.indentation.expandtabs(self.tabs.width))

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
        if len(colon.strip()) > 1:
            sign = colon.strip()
            self.report(
                "yaml-colon-sign", line, start, len(colon), new=": ", key=key, sign=sign
            )
        elif colon.startswith("："):
            self.report("yaml-colon", line, start, len(colon), new=": ", key=key)
        elif len(colon) > 1:
            blanks = colon[1:]
            character = f"U+{ord(blanks.strip(' ')[0]):04X}"
            self.report(
                "yaml-colon-blank",
                line,
                start + 1,
                len(blanks),
                new=" " if match["value"] else "",
                key=key,
                character=character,
            )
        elif match["value"] and not match["blanks"]:
            self.report("yaml-colon-space", line, start, 1, new=": ", key=key)

    # ------------------------------------------------------------ values and texts

    def read_value(self, line: _Line, start: int, value: str) -> None:
        """Look at the value that begins at ``start`` of the line."""
        stripped = value.strip()
        is_absent = _is_absent(value)
        self.opens_block = is_absent
        self.has_text_above = not is_absent
        self.text_above = stripped
        if is_absent:
            return
        sign = stripped[0]
        if sign in "\"'":
            self.read_quoted(line, start, value, sign)
        elif sign in _CLOSING and not self.is_closed(line, start):
            self.report_open_bracket(line, start, value, _CLOSING[sign])
        elif sign in _INDICATORS and not self.is_yaml(stripped):
            self.report_quotable(line, start, value, sign)
        elif sign not in _INDICATORS:
            self.report_colon_in_text(line, start, value)

    def is_closed(self, line: _Line, start: int) -> bool:
        """Whether the bracket that a value begins with is closed on its line, or on lines that are indented below it."""
        text = self.source.text
        begin = line.offset(start)
        end = _end_of_line(text, begin)
        for _ in range(_MOST_LINES_OF_FLOW):
            if _closed_at(text[begin:end].lstrip()):
                return True
            next_end = _end_of_line(text, end + 1)
            below = text[end + 1 : next_end]
            indentation = len(below) - len(below.lstrip())
            is_other = bool(below.strip()) and indentation <= line.column
            if is_other or end >= len(text):
                return False
            end = next_end
        # A list of so many lines was hardly left open by mistake.
        return True

    def report_open_bracket(
        self, line: _Line, start: int, value: str, closing: str
    ) -> None:
        """Report a bracket that is not closed before the next key."""
        text = _TRAILING_COMMENT.sub("", value).rstrip()
        self.report(
            "yaml-bracket-open",
            line,
            start + len(text),
            0,
            new=closing,
            at=start,
            length=1,
            is_certain=not _SENTENCE.fullmatch(text) and not self.goes_on_below(line),
            sign=closing,
        )

    def report_colon_in_text(self, line: _Line, start: int, value: str) -> None:
        """Report a colon with a blank behind it within a text, where YAML cannot read a second key."""
        text = _TRAILING_COMMENT.sub("", value)
        match = _COLON_IN_TEXT.search(text)
        if match is None or self.begins_with_dash(line, start):
            return
        key = match["before"]
        key_start = start + match.start("before")
        if key in self.keys and text[: match.start("before")].endswith(" "):
            self.report(
                "yaml-two-keys",
                line,
                key_start,
                0,
                new=" # ",
                length=len(key),
                is_certain=False,
                key=key,
            )
            return
        is_behind_han = _HAN.fullmatch(text[: match.start("colon")][-1:]) is not None
        self.report(
            "yaml-colon-in-text",
            line,
            start + match.start("colon"),
            len(match.group()) - len(key),
            new="：",
            length=1,
            is_certain=is_behind_han and not self.goes_on_below(line),
        )

    @staticmethod
    def begins_with_dash(line: _Line, start: int) -> bool:
        """Whether the text at ``start`` stands right behind a dash: there a key may stand, whatever it is called."""
        return line.rest[:start].rstrip().endswith("-")

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

    def lines_below(self, line: _Line) -> Iterator[str]:
        """Yield the lines below one that are not blank."""
        text = self.source.text
        line_end = _end_of_line(text, line.start)
        while line_end < len(text):
            start = line_end + 1
            line_end = _end_of_line(text, start)
            content = text[start:line_end]
            if content.strip():
                yield content

    def content_below(self, line: _Line) -> str:
        """Return the next line that is not blank, without its outer blanks."""
        return next(self.lines_below(line), "").strip()

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
        for below in self.lines_below(line):
            content = below.strip()
            if content.startswith(("- ", "#")) or _LINE_OF_KEY.fullmatch(content):
                return False
            if content.endswith(quote):
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
        if owner == _Open(column, is_list=True) and self.lacks_dash(line):
            is_numbered = _TYPED_NUMBER.match(line.rest) is not None
            self.report(
                "yaml-dash-missing",
                line,
                0,
                0,
                new="- ",
                length=len(line.rest),
                is_certain=is_numbered,
                key=line.rest[:_WORDS_SHOWN],
            )
            self.text_above = line.rest
            return
        if not owner.is_list and self.lacks_key(line):
            self.report(
                "yaml-key-missing",
                line,
                0,
                0,
                new="# ",
                length=len(line.rest),
                is_certain=False,
            )
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
        self.text_above = line.rest

    def lacks_dash(self, line: _Line) -> bool:
        """Whether a text that stands where dashes do is an entry of its own: it is numbered, or the one above has ended."""
        has_ended = self.text_above.rstrip("”’）)")[-1:] in _END_OF_SENTENCE
        return has_ended or _TYPED_NUMBER.match(line.rest) is not None

    def lacks_key(self, line: _Line) -> bool:
        """Whether a text without indentation is no part of the value above, a word such as 已完成."""
        is_short = _SHORT_VALUE.fullmatch(self.text_above) is not None
        return is_short and _SENTENCE.fullmatch(line.rest) is not None

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

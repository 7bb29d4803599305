"""Slips of people who do not know YAML, found line by line.

libyaml gives up at the first slip. So a file that it cannot read is read here as its author sees it: keys, dashes and
texts in lines that stand below each other. Of each line that YAML reads otherwise, or not at all, there is a fault and
an edit that makes it readable. This module must not know which keys belong where, or how single signs are corrected
(``sign_slips``, ``value_slips``).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.open_blocks import Block, OpenBlocks
from rectify_gen.source.sign_slips import (
    DASHES,
    Tabs,
    colon_slip,
    comment_sign_slip,
    dash_slip,
    tab_slip,
    typed_dash,
    wide_blank_slip,
)
from rectify_gen.source.slips import LineChange, Slip, moved_to, slip_of_line
from rectify_gen.source.typed_lines import (
    BLANKS,
    LINE_OF_KEY,
    WIDE_BLANKS,
    TypedLine,
    column_behind,
    content_below,
    dashed_keys,
    end_of_line,
    is_absent,
    keys_above,
    lines_below,
    typed_lines,
)
from rectify_gen.source.value_slips import SENTENCE, TypedValue, value_slip

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
    rf"^[ \t{WIDE_BLANKS}]*(?:[{DASHES}＃/]|-\S|[^\W\d]\w*(?:：|:\S))", re.MULTILINE
)
"""How such a line begins; nearly no sound file has one."""
_KEY_WITHOUT_COLON = re.compile(
    r"(?P<key> [^\W\d]\w*) [ \t]+ (?P<value> [^\s=＝;；|].*)", re.VERBOSE
)
_KEY_WITH_OTHER_SIGN = re.compile(
    rf"""
    (?: (?P<key> [^\W\d]\w*) [ ]* (?P<sign> [=＝;；,，、|] )         # authority = 县委
      | [\[【(（] (?P<marked> [^\W\d]\w*) [\]】)）] [ ]* [:：]?    # 【派出机关】县委
    )
    [ {WIDE_BLANKS}]*
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
_TEXT_SIGN = re.compile("[\u3400-\u9fff，。；、“”（）《》]")
"""What shows that a line is text and no remainder of something else."""
_WORDS_SHOWN = 8
"""Characters of a line that name it where it has no key."""
_MOST_DASHES = 100
"""As many dashes of one line are read: no notice is deeper."""


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
    finder = _SlipFinder(
        source.text,
        keys,
        tabs=tabs,
        drops_dashes=drops_dashes,
    )
    for line in typed_lines(source.text):
        finder.read_line(line)
        finder.lines.append(line)
    slips = []
    for slip in finder.slips:
        fault = slip.fault._replace(path=source.path)
        slips.append(slip._replace(fault=fault))
    # What is wrong with a line may show only further below.
    return sorted(slips, key=_start_of_edit)


def _start_of_edit(slip: Slip) -> int:
    return slip.edit.start if slip.edit is not None else 0


def swallowed_lines(source: SourceFile, keys: Collection[str]) -> list[Slip]:
    """Return the slips of a text that YAML reads: lines meant as keys or entries that went into the text above them."""
    if not _SWALLOWED_SIGN.search(source.text):
        return []
    slips = find_slips(source, keys)
    return [slip for slip in slips if slip.fault.code in _SWALLOWED]


class _SlipFinder:
    """One walk through the lines; ``slips`` grows as they are met."""

    def __init__(
        self,
        text: str,
        keys: Collection[str],
        *,
        tabs: Tabs | None,
        drops_dashes: bool,
    ) -> None:
        self.text = text
        self.keys = keys
        self.tabs = tabs
        self.drops_dashes = drops_dashes
        self.slips: list[Slip] = []
        self.lines: list[TypedLine] = []
        """The lines above."""
        self.blocks = OpenBlocks()
        self.opens_block = True
        """Whether the line before ended with a colon, or there is none: what is indented further belongs below it."""
        self.text_above = ""
        """The text that the line before ended with, and the next one may go on with; empty where there is none."""

    def note(self, slip: Slip | None) -> None:
        """Note a slip, if there is one."""
        if slip is not None:
            self.slips.append(slip)

    # ------------------------------------------------------------ one line

    def read_line(self, line: TypedLine) -> None:
        """Look at one line, and remember what is open below it."""
        if line.rest.startswith("#"):
            if "\t" in line.indentation:
                column = len(line.indentation)
                self.note(tab_slip(line, column, is_certain=True))
            return
        if line.rest.startswith("---"):
            return
        remark = comment_sign_slip(line)
        if remark is not None:
            self.note(remark)
            return
        self.read_dashes(line, self.read_indentation(line))

    def read_indentation(self, line: TypedLine) -> int:
        """Look at what stands before the words of a line, and return its column."""
        wide_blank = wide_blank_slip(line)
        if wide_blank is not None:
            self.note(wide_blank)
            return line.column
        if "\t" not in line.indentation:
            return line.column
        if self.tabs is None:
            column = self.likely_column()
        else:
            column = len(line.indentation.expandtabs(self.tabs.width))
        is_certain = self.tabs is not None and self.tabs.is_certain
        self.note(tab_slip(line, column, is_certain=is_certain))
        return column

    def likely_column(self) -> int:
        """Return where a line probably belongs whose indentation cannot be read."""
        innermost = self.blocks.innermost
        if innermost is None:
            return 0
        return innermost.column + 2 if self.opens_block else innermost.column

    def read_dashes(self, line: TypedLine, column: int) -> None:
        """Look at the dashes that a line at ``column`` begins with, and at what stands behind them."""
        position = 0
        has_dash = False
        for _ in range(_MOST_DASHES):
            dash_length = self.read_dash(
                line,
                position,
                column,
            )
            if not dash_length:
                break
            is_first = position == 0 and self.drops_dashes
            if is_first and self.stands_among_keys(column):
                self.read_entry_among_keys(
                    line,
                    dash_length,
                    column,
                )
                return
            has_dash = True
            self.blocks.enter(column, is_list=True)
            self.opens_block = True
            position += dash_length
            column += dash_length
            if position >= len(line.rest):
                return
        self.read_content(
            line,
            position,
            column,
            has_dash=has_dash,
        )

    def read_dash(
        self,
        line: TypedLine,
        position: int,
        column: int,
    ) -> int:
        """Return how long the dash at ``position`` is with its blanks, 0 where there is none; note another sign for it."""
        dash = typed_dash(line.rest[position:])
        if dash is None:
            return 0
        if dash.is_right:
            return dash.length
        # An entry may begin where one stands above, or below a line that opens a block.
        if not self.opens_block and not self.blocks.has_list_at(column):
            return 0
        self.note(
            dash_slip(
                line,
                position,
                dash,
            )
        )
        return dash.length

    # ------------------------------------------------------------ keys

    def read_content(
        self,
        line: TypedLine,
        position: int,
        column: int,
        *,
        has_dash: bool,
    ) -> None:
        """Look at what stands behind the dashes of a line: a key with its value, or a text."""
        content = line.rest[position:]
        match = LINE_OF_KEY.fullmatch(content)
        begins_keys = has_dash and self.has_key_below(line, column)
        may_be_text = has_dash and not begins_keys
        if match is not None and self.is_key(match, may_be_text=may_be_text):
            if self.drops_dashes and not has_dash:
                self.read_dashes_above(match["key"], column)
            self.blocks.enter(column, is_list=False)
            self.read_key(
                line,
                position,
                match,
            )
        elif has_dash:
            self.read_value(
                line,
                position,
                content,
            )
        elif not self.read_incomplete_key(
            line,
            position,
            column,
        ):
            self.read_text(line, column)

    def read_key(
        self,
        line: TypedLine,
        position: int,
        match: re.Match[str],
    ) -> None:
        """Look at the colon of a key, and at what stands behind it."""
        self.note(
            colon_slip(
                line,
                position,
                match,
            )
        )
        value = match["value"]
        value_start = position + match.start("value")
        if value.startswith("- "):
            self.read_dash_beside_key(
                line,
                value_start,
                match,
            )
        else:
            self.read_value(
                line,
                value_start,
                value,
            )

    def is_key(
        self,
        match: re.Match[str],
        *,
        may_be_text: bool,
    ) -> bool:
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
        return key.isascii() or not may_be_text or is_absent(match["value"])

    def has_key_below(self, line: TypedLine, column: int) -> bool:
        """Whether a key that a file may have stands at ``column`` of the next line that is no remark."""
        for content in lines_below(self.text, line):
            words = content.lstrip(BLANKS)
            if words.startswith("#"):
                continue
            indentation = content[: len(content) - len(words)]
            match = LINE_OF_KEY.fullmatch(words.rstrip())
            return (
                column_behind(indentation) == column
                and match is not None
                and match["key"].strip("\"'") in self.keys
            )
        return False

    def read_dash_beside_key(
        self,
        line: TypedLine,
        start: int,
        match: re.Match[str],
    ) -> None:
        """Look at a dash on the line of its key, at ``start``, and at what stands behind it."""
        value = match["value"]
        dash_length = len(value) - len(value[1:].lstrip(" "))
        slip = slip_of_line(
            "yaml-dash-beside-key",
            line,
            LineChange(start, dash_length, ""),
            fault_length=1,
            # Where further entries stand below, the first belongs there.
            is_certain=not self.has_entries_below(line),
            key=match["key"],
        )
        self.note(slip)
        self.read_value(
            line,
            start + dash_length,
            value[dash_length:],
        )

    def has_entries_below(self, line: TypedLine) -> bool:
        """Whether the next line is indented more, and has a dash."""
        start = end_of_line(self.text, line.start) + 1
        below = self.text[start : end_of_line(self.text, start)]
        words = below.lstrip(" ")
        is_below = len(below) - len(words) > line.column
        return is_below and words.startswith("- ")

    def read_incomplete_key(
        self,
        line: TypedLine,
        position: int,
        column: int,
    ) -> bool:
        """Look for a key without its colon, or with another sign for it, and return whether there is one."""
        content = line.rest[position:]
        match = _KEY_WITH_OTHER_SIGN.fullmatch(content)
        if match is not None and self.has_other_sign(line, match, column):
            key = match["key"] or match["marked"]
            sign = match["sign"] or content[: match.start("value")].strip()
            slip = slip_of_line(
                "yaml-colon-sign",
                line,
                LineChange(position, match.start("value"), f"{key}: "),
                key=key,
                sign=sign,
            )
        else:
            match = _KEY_WITHOUT_COLON.fullmatch(content)
            if match is None or not self.lacks_colon(match, column):
                return False
            slip = slip_of_line(
                "yaml-colon-missing",
                line,
                LineChange(position + match.end("key"), 0, ":"),
                key=match["key"],
            )
        self.note(slip)
        self.blocks.enter(column, is_list=False)
        self.read_value(
            line,
            position + match.start("value"),
            match["value"],
        )
        return True

    def has_other_sign(
        self,
        line: TypedLine,
        match: re.Match[str],
        column: int,
    ) -> bool:
        """Whether a line that looks like ``key = value`` is a key, among others or the first of several."""
        if (match["key"] or match["marked"]) not in self.keys:
            return False
        if self.blocks.has_keys_at(column):
            return True
        below = content_below(self.text, line)
        is_key_below = bool(
            LINE_OF_KEY.fullmatch(below) or _KEY_WITH_OTHER_SIGN.fullmatch(below)
        )
        return self.opens_block and is_key_below

    def lacks_colon(self, match: re.Match[str], column: int) -> bool:
        """Whether a key stands without its colon among others: ``phone 0599-5550100``."""
        may_be_key = self.blocks.has_keys_at(column) or self.opens_block
        return may_be_key and match["key"] in self.keys

    # ------------------------------------------------------------ dashes and keys in one column

    def stands_among_keys(self, column: int) -> bool:
        """Whether a dash at ``column`` stands where only another key may: YAML cannot read it."""
        return not self.opens_block and self.blocks.only_keys_stand_at(column)

    def read_entry_among_keys(
        self,
        line: TypedLine,
        dash_length: int,
        column: int,
    ) -> None:
        """Look at a dash that stands among keys: it is not needed, or what stands behind it lacks its key."""
        match = LINE_OF_KEY.fullmatch(line.rest[dash_length:])
        known_keys = keys_above(self.lines, column)
        if match is None or not self.is_key(match, may_be_text=True):
            # As content most of what follows can be read.
            has_content = not known_keys.isdisjoint(_CONTENT_KEYS)
            without_key = slip_of_line(
                "yaml-entry-without-key",
                line,
                LineChange(0, dash_length, "# " if has_content else "content: "),
                fault_length=1,
                is_certain=False,
            )
            self.note(without_key)
        elif match["key"] in self.keys and match["key"] not in known_keys:
            self.note(_needless_dash(line, dash_length))
            self.read_content(
                line,
                dash_length,
                column,
                has_dash=False,
            )
        else:
            self.blocks.enter(column, is_list=True)
            self.read_content(
                line,
                dash_length,
                column + dash_length,
                has_dash=True,
            )

    def read_dashes_above(self, key: str, column: int) -> None:
        """Look at the dashes of the lines above: a ``key`` in their ``column`` shows that all are keys of one mapping.

        Only another dash might stand there, so that YAML cannot read the key.
        """
        if not self.blocks.only_dashes_stand_at(column):
            return
        dashed = dashed_keys(
            self.lines,
            column,
            self.keys,
        )
        keys = [key]
        for _, dashed_key in dashed:
            keys.append(dashed_key)
        if not dashed or len(set(keys)) < len(keys) or key not in self.keys:
            return
        first = _needless_dash(dashed[0].line, len("- "))
        for line, _ in dashed:
            slip = _needless_dash(line, len("- "))
            # One report for all of them: they were typed for one reason.
            self.note(slip._replace(fault=first.fault))
        self.blocks.forget_list(column)

    # ------------------------------------------------------------ values and texts

    def read_value(
        self,
        line: TypedLine,
        start: int,
        written: str,
    ) -> None:
        """Look at the value that begins at ``start`` of the line."""
        self.opens_block = is_absent(written)
        self.text_above = "" if self.opens_block else written.strip()
        if self.opens_block:
            return
        value = TypedValue(
            text=self.text,
            line=line,
            start=start,
            written=written,
        )
        self.note(value_slip(value, self.keys))

    def read_text(self, line: TypedLine, column: int) -> None:
        """Look at a line that has neither key nor dash: it goes on with the text above, if it is indented."""
        owner = self.blocks.innermost
        # YAML takes a line with a colon and a blank for a key, whatever stands before them.
        is_key = ": " in line.rest or line.rest.endswith(":")
        is_text = _TEXT_SIGN.search(line.rest) is not None and not is_key
        if owner is None or not self.text_above or not is_text or column > owner.column:
            return
        if owner == Block(column, is_list=True) and self.lacks_dash(line):
            self.note(_missing_dash(line))
        elif not owner.is_list and self.lacks_key(line):
            self.note(_missing_key(line))
            return
        else:
            # Where entries of a list stand, a dash may be missing instead.
            is_certain = not self.blocks.has_list_at(column)
            self.note(
                _continuation(
                    line,
                    owner.column + 2,
                    is_certain=is_certain,
                )
            )
        self.text_above = line.rest

    def lacks_dash(self, line: TypedLine) -> bool:
        """Whether a text that stands where dashes do is an entry of its own: it is numbered, or the one above has ended."""
        has_ended = self.text_above.rstrip("”’）)")[-1:] in _END_OF_SENTENCE
        return has_ended or _TYPED_NUMBER.match(line.rest) is not None

    def lacks_key(self, line: TypedLine) -> bool:
        """Whether a text without indentation is no part of the value above, a word such as 已完成."""
        is_short = _SHORT_VALUE.fullmatch(self.text_above) is not None
        return is_short and SENTENCE.fullmatch(line.rest) is not None


def _needless_dash(line: TypedLine, dash_length: int) -> Slip:
    return slip_of_line(
        "yaml-dash-needless",
        line,
        LineChange(0, dash_length, ""),
        fault_length=1,
    )


def _missing_dash(line: TypedLine) -> Slip:
    return slip_of_line(
        "yaml-dash-missing",
        line,
        LineChange(0, 0, "- "),
        fault_length=len(line.rest),
        is_certain=_TYPED_NUMBER.match(line.rest) is not None,
        key=line.rest[:_WORDS_SHOWN],
    )


def _missing_key(line: TypedLine) -> Slip:
    return slip_of_line(
        "yaml-key-missing",
        line,
        LineChange(0, 0, "# "),
        fault_length=len(line.rest),
        is_certain=False,
    )


def _continuation(
    line: TypedLine,
    column: int,
    *,
    is_certain: bool,
) -> Slip:
    """Return the slip of a text that goes on with the one above, and belongs at ``column``."""
    return slip_of_line(
        "yaml-continuation",
        line,
        moved_to(line, column),
        fault_start=0,
        fault_length=len(line.rest),
        is_certain=is_certain,
    )

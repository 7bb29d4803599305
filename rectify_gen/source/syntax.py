"""What libyaml could not read, explained by the cause that a clerk's file usually has.

For example libyaml says of ``contacts：`` "could not find expected ':'"; here that becomes the full-width
colon at its line and column. This module must not know the model: which keys there are is none of its business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source.decoding import SourceFile

if TYPE_CHECKING:
    import yaml

_HIDDEN_KEY = LatePattern(
    r"""
    ^ [ \t]* (?:-[ ]+)*     # blanks and dashes
    ([^\W\d]\w*)            # a key, or words of a text
    ( ：                     # date：2025-04-07
    | : (?=[^\s:/])         # date:2025-04-07, but not https://
    )
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A key that YAML does not see as one: its colon is full-width, or no space comes after it."""
_ENGLISH_KEY = re.compile("[A-Za-z_]+")
_CODE_OF_COLON = {"：": "yaml-colon", ":": "yaml-colon-space"}

_TAB = re.compile(r"^ *\t", re.MULTILINE)
"""A tab within the indentation of a line."""
_INDICATOR = LatePattern(
    r"""
    ^ [ ]* (?:-[ ]+)* (?:[^\W\d]\w*:[ ]+)?   # blanks, dashes and a key
    ([@`%&*!|>\[\]{}"'])                     # a sign that YAML keeps for itself
    """,
    re.VERBOSE,
)
"""A value that begins with such a sign: ``progress: 【…】`` is text, ``progress: [2024]15号`` is not."""

_CONFLICT = LatePattern(
    r"""
    ^ ( <{7}      # <<<<<<< ours
      | \|{7}     # ||||||| what both sides began with
      | ={7}      # =======
      | >{7}      # >>>>>>> theirs
      )
    (?=[ \t]|$) .*
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A line that a version control system writes around the two sides of a conflict."""
_CONFLICT_SIGNS = "<|=>"
_SIGNS_OF_MARKER = 7
"""How often such a sign stands in a marker."""


def conflict_markers(source: SourceFile) -> list[Diagnostic]:
    """Return a fault for each merge conflict left in ``source``, at its first marker; what was left of one counts as one."""
    if not _may_have_conflicts(source.text):
        return []
    faults: list[Diagnostic] = []
    conflict_start: Position | None = None
    line = 1
    counted_to = 0
    for marker in _CONFLICT.finditer(source.text):
        start = marker.start()
        line += source.text.count("\n", counted_to, start)
        counted_to = start
        sign = marker[1][0]
        if conflict_start is None or sign == "<":
            end_column = len(marker.group()) + 1
            conflict_start = Position(
                line=line,
                column=1,
                end_line=line,
                end_column=end_column,
            )
            fault = Diagnostic(
                "yaml-conflict",
                facts={"first": line, "last": line},
                position=conflict_start,
                path=source.path,
            )
            faults.append(fault)
        else:
            facts = {"first": conflict_start.line, "last": line}
            faults[-1] = faults[-1]._replace(facts=facts)
        if sign == ">":
            conflict_start = None
    return faults


def _may_have_conflicts(text: str) -> bool:
    for sign in _CONFLICT_SIGNS:
        # A single sign is searched for much faster than several, and most files have none.
        if sign in text and sign * _SIGNS_OF_MARKER in text:
            return True
    return False


def position_at(text: str, index: int, length: int = 1) -> Position:
    """Return the line and column of the character at ``index`` of ``text``."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Position(
        line=line,
        column=column,
        end_line=line,
        end_column=column + length,
    )


def index_at(text: str, line: int, column: int) -> int:
    """Return the index of the character of ``text`` that stands at ``line`` and ``column``, counted from 1."""
    lines_above = text.split("\n")[: line - 1]
    start = sum(len(above) + 1 for above in lines_above)
    return start + column - 1


def positions_at(
    text: str, indices: Iterable[int], start: int = 0, line: int = 1
) -> Iterator[Position]:
    """Yield the line and column of each of ``indices``, which are in order and after ``start``, on the given ``line``.

    Lines are counted once for all of them, so that a file of faults does not take the square of its length.
    """
    counted_to = start
    for index in indices:
        line += text.count("\n", counted_to, index)
        counted_to = index
        column = index - text.rfind("\n", 0, index)
        yield _one_character(line, column)


def hidden_keys(
    source: SourceFile,
    names: Collection[str],
    start: int = 0,
    end: int | None = None,
    line: int = 1,
) -> list[Diagnostic]:
    """Return a fault for each line between ``start``, on the given ``line``, and ``end`` that begins with a key whose colon is wrong.

    A key is an English word, or one of ``names``.
    """
    if end is None:
        end = len(source.text)
    keys = []
    for match in _HIDDEN_KEY.finditer(source.text, start, end):
        key = match[1]
        if key in names or _ENGLISH_KEY.fullmatch(key):
            keys.append(match)
    colons = [key.start(2) for key in keys]
    positions = positions_at(source.text, colons, start, line)
    faults = []
    for match, position in zip(keys, positions, strict=True):
        key, colon = match.groups()
        fault = Diagnostic(
            _CODE_OF_COLON[colon],
            facts={"key": key},
            position=position,
            path=source.path,
        )
        faults.append(fault)
    return faults


def syntax_faults(
    source: SourceFile, names: Collection[str], error: yaml.YAMLError
) -> list[Diagnostic]:
    """Return what ``error`` says, as the usual cause where that can be seen."""
    faults = hidden_keys(source, names)
    if not faults:
        faults = _tabs(source)
    if not faults:
        faults = [_cause(source, error)]
    return faults


def _tabs(source: SourceFile) -> list[Diagnostic]:
    tabs = [match.end() - 1 for match in _TAB.finditer(source.text)]
    faults = []
    for position in positions_at(source.text, tabs):
        fault = Diagnostic("yaml-tab", position=position, path=source.path)
        faults.append(fault)
    return faults


def _cause(source: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", ""))
    mark = getattr(error, "problem_mark", None)
    # libyaml reads on to the end of the file; the author wants to know where the quotation began.
    if "quoted scalar" in context and "end of stream" in problem:
        opening_mark = getattr(error, "context_mark", None)
        opening_quote = _position(opening_mark)
        return Diagnostic(
            "yaml-quote-open",
            position=opening_quote,
            path=source.path,
        )
    if mark is None:
        facts = _problem_facts(problem)
        return Diagnostic("yaml-syntax", facts=facts, path=source.path)
    # libyaml may give up behind the last line.
    lines = source.text.split("\n")
    lines.append("")
    line = lines[mark.line]
    return _cause_in(line, mark, problem, source.path)


def _cause_in(line: str, mark: Any, problem: str, path: str) -> Diagnostic:
    """Return the cause as the line shows it at which libyaml gave up."""
    position = _position(mark)
    if "escape" in problem:
        return Diagnostic("yaml-escape", position=position, path=path)
    # A colon with nothing before it:  : 2025-04-07
    if line.lstrip().startswith(":"):
        return Diagnostic("yaml-key", position=position, path=path)
    indicator = _INDICATOR.match(line)
    if indicator and indicator.start(1) <= mark.column:
        column = indicator.start(1) + 1
        return Diagnostic(
            "yaml-indicator",
            facts={"sign": indicator[1]},
            position=_one_character(mark.line + 1, column),
            path=path,
        )
    # Two colons in one line:  opening: 现通报如下: 一是……
    if "mapping values" in problem and ": " in line[: mark.column]:
        return Diagnostic("yaml-colon-in-text", position=position, path=path)
    # What libyaml says where lines do not stand below each other as they should.
    for words in ("expected key", "'-' indicator", "mapping values"):
        if words in problem:
            return Diagnostic("yaml-indent", position=position, path=path)
    facts = _problem_facts(problem)
    return Diagnostic("yaml-syntax", facts=facts, position=position, path=path)


_PROBLEMS_ZH = (
    ("expected ',' or", "方括号或花括号里缺逗号，或者没有配对"),
    ("document start", "“...”之后还有内容"),
    ("could not find expected ':'", "缺少冒号"),
    ("block sequence entries", "“- ”不能写在这里"),
    ("block mapping", "键不能写在这里"),
    ("block scalar", "“|”或“>”后面的写法不对"),
    ("node content", "这里缺少内容"),
)
"""What libyaml says, in the words of a clerk."""


def _problem_facts(problem: str) -> dict[str, str]:
    problem_zh = "读到这里读不下去"
    for words, words_zh in _PROBLEMS_ZH:
        if words in problem:
            problem_zh = words_zh
            break
    return {"problem_zh": problem_zh, "problem_en": problem}


def _position(mark: Any) -> Position:
    return _one_character(mark.line + 1, mark.column + 1)


def _one_character(line: int, column: int) -> Position:
    return Position(
        line=line,
        column=column,
        end_line=line,
        end_column=column + 1,
    )

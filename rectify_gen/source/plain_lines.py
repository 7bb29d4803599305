"""The YAML that notices nearly always consist of: keys, dashes, and texts that begin and end on one line.

    sections:
      - role: overview  # a comment
        content: 文。

Such lines are read here in a third of the time that libyaml takes. Everything else that YAML allows is left to
libyaml: :func:`read_plain_lines` returns None for a file in which it stands anywhere, and for one that has a fault,
or a comment that may have been meant as text. So this module needs no messages. Where the values of such a file stand
is looked up when somebody asks (``plain_places``).
"""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple

LINE = re.compile(
    r"""
    ^
    (?P<spaces> [ ]*)
    (?P<dashes> (?:-[ ]+)*)
    (?: (?P<key> [^\W\d] \w{0,99}) : (?=[ ]|$) [ ]* )?
    (?:
        (?P<plain> [^\s\-?:,\[\]{}\#&*!|>'"%@`] .*)               # with what stands behind it
      | (?P<quoted> "[^"\\\n]*" | '[^'\n]*') [ ]*
      | \[ (?P<listed> [^\[\]{}"'\#:?&*!|>%@`\n]+) \] [ ]*        # texts without quotes
      | (?P<bracketed> [\[{] [^\#\n]* [\]}]) [ ]*
    )?
    (?P<comment> (?<![^ \n]) \#+ (?:[ ][^\n]*)? )?                # with a blank behind its sign
    $
    | (?P<other> .+)
    """,
    re.MULTILINE | re.VERBOSE,
)

_TEXT_AND_COMMENT = re.compile(r"([^#]*[^# ])[ ]{2,}#+(?:[ ].*)?")
"""With one blank before it, a comment may have been meant as text."""

ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML writes that there is no value."""

_DEEPEST = 40
"""Mappings and lists in one another; the deepest notice known has about twenty."""


class OtherYamlError(Exception):
    """The file has something else than plain lines, or a fault."""


@functools.lru_cache(maxsize=1024)
def is_usual_key(key: str) -> bool:
    """Return whether ``key`` is a word of ASCII and Chinese characters, and not how YAML writes that there is no value.

    Some other letters are blanks to the eye.
    """
    if key in ABSENT:
        return False
    return all(sign.isascii() or "\u4e00" <= sign <= "\u9fff" for sign in key)


class Beginning(NamedTuple):
    """Where a mapping or list begins, lines and columns counted from 0."""

    key_line: int
    """The line of the key that it stands below; of an entry of a list, the line of its dash."""
    line: int
    column: int
    is_indented: bool = True
    """Whether it stands further to the right than its key."""


class LineTree:
    """The data of lines that are added one after the other, and where its mappings and lists begin."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.beginnings: dict[int, Beginning] = {}
        """Where each mapping and list but the root begins, by its identity."""
        self._containers: list[Any] = [self.root]
        """Those that the next line may go on with, the innermost last."""
        self._columns = [0]
        """In which columns their keys or dashes stand."""
        self._open_key = ""
        """The key whose mapping or list begins on the next line."""
        self._open_line = 0
        self._last_column = 0
        """The column of the last key, or of the last dash without one."""

    def pass_over(self, column: int, comment: str, unreadable: str) -> None:
        """Take note of a line that is blank, or of a comment alone."""
        # A comment that stands deeper than the text above may have been meant to go on with it.
        is_deeper = column > self._last_column and not self._open_key
        if unreadable or (comment and is_deeper):
            raise OtherYamlError

    def add_key(self, number: int, column: int, dashes: str, key: str) -> None:
        """Add the line ``number`` with a key whose value stands below it."""
        mapping = self._mapping(number, column, dashes)
        if key in mapping or not is_usual_key(key):
            raise OtherYamlError
        self._open_key = key
        self._open_line = number

    def add_value(
        self,
        number: int,
        column: int,
        dashes: str,
        key: str,
        value: Any,
    ) -> None:
        """Add the line ``number`` with a value behind its dash or key."""
        if value is None:
            raise OtherYamlError
        if key:
            mapping = self._mapping(number, column, dashes)
            if key in mapping or not is_usual_key(key):
                raise OtherYamlError
            mapping[key] = value
        elif dashes:
            self._list(number, column, dashes).append(value)
        else:
            raise OtherYamlError

    def end(self) -> None:
        """Take note that there are no more lines."""
        if self._open_key or not self.root:
            raise OtherYamlError

    def _mapping(self, number: int, column: int, dashes: str) -> dict[str, Any]:
        """Return the mapping that a key in this line belongs to; the dash before it begins one."""
        if not dashes:
            mapping: dict[str, Any] = self._container(number, column, dict)
            return mapping
        entry: dict[str, Any] = {}
        self._list(number, column, dashes).append(entry)
        self._last_column = column + len(dashes)
        self._enter(entry, Beginning(number, number, self._last_column))
        return entry

    def _list(self, number: int, column: int, dashes: str) -> list[Any]:
        """Return the list whose entry the last of ``dashes`` begins; the dash before it begins that list."""
        entries: list[Any] = self._container(number, column, list)
        behind_first_dash = dashes.find("-", 1)
        while behind_first_dash > 0:
            inner_entries: list[Any] = []
            entries.append(inner_entries)
            self._last_column = column + behind_first_dash
            self._enter(inner_entries, Beginning(number, number, self._last_column))
            entries = inner_entries
            behind_first_dash = dashes.find("-", behind_first_dash + 1)
        return entries

    def _container(self, number: int, column: int, kind: type) -> Any:
        """Return the mapping or list whose keys or dashes stand in ``column``."""
        self._last_column = column
        columns = self._columns
        if self._open_key:
            return self._opened(number, column, kind)
        while columns[-1] > column:
            self._leave()
        container = self._containers[-1]
        if type(container) is not kind:
            # The dashes of a list may stand in the column of its key, whose mapping goes on behind them.
            if kind is list or columns[-2] != column:
                raise OtherYamlError
            self._leave()
            container = self._containers[-1]
        if columns[-1] != column:
            raise OtherYamlError
        return container

    def _opened(self, number: int, column: int, kind: type) -> Any:
        """Return the mapping or list below the key of the line before, which begins here."""
        is_indented = column > self._columns[-1]
        # Only dashes may stand in the column of their key.
        if not is_indented and (column < self._columns[-1] or kind is dict):
            raise OtherYamlError
        container = kind()
        self._containers[-1][self._open_key] = container
        self._open_key = ""
        beginning = Beginning(self._open_line, number, column, is_indented)
        self._enter(container, beginning)
        return container

    def _enter(self, container: Any, beginning: Beginning) -> None:
        self._containers.append(container)
        self._columns.append(beginning.column)
        self.beginnings[id(container)] = beginning
        if len(self._columns) > _DEEPEST:
            raise OtherYamlError

    def _leave(self) -> None:
        self._containers.pop()
        self._columns.pop()


def read_plain_lines(
    text: str,
    read_brackets: Callable[[str], Any],
) -> LineTree | None:
    """Return the data of a file of plain lines; None for any other file, which libyaml has to read or to refuse.

    ``read_brackets`` returns the value of a list or mapping in brackets, None where it has a fault.
    """
    # A tab is a blank in some places and a fault in others; libyaml refuses U+FEFF.
    if "\t" in text or "\ufeff" in text:
        return None
    tree = LineTree()
    try:
        for number, line in enumerate(LINE.findall(text)):
            spaces, dashes, key, plain, quoted, listed, bracketed, comment, other = line
            value: Any
            if plain:
                value = plain_text(plain)
            elif quoted:
                value = quoted[1:-1]
            elif listed:
                value = _listed_texts(listed)
            elif bracketed:
                value = read_brackets(bracketed)
            elif key:
                tree.add_key(number, len(spaces), dashes, key)
                continue
            else:
                tree.pass_over(len(spaces), comment, dashes or other)
                continue
            tree.add_value(number, len(spaces), dashes, key, value)
        tree.end()
    except OtherYamlError:
        return None
    return tree


def plain_text(written: str) -> str:
    """Return the text ``written`` without what stands behind it, unless YAML may read it otherwise."""
    value = written
    if "#" in written:
        text_and_comment = _TEXT_AND_COMMENT.fullmatch(written)
        if text_and_comment is None:
            raise OtherYamlError
        value = text_and_comment[1]
        # Behind the figure of a text, a comment may have been meant as text.
        if value[-1].isdigit() and not value.isascii():
            raise OtherYamlError
    value = value.rstrip(" ")
    if ": " in value or value[-1] == ":" or value in ABSENT:
        raise OtherYamlError
    return value


def _listed_texts(written: str) -> list[str]:
    """Return the texts of a list in brackets, unless one may be more than a text."""
    texts = []
    for member in written.split(","):
        text = member.strip(" ")
        if text in ABSENT or text[0] == "-":
            raise OtherYamlError
        texts.append(text)
    return texts

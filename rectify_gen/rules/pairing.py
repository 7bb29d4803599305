"""Rules of marks that come in pairs: quotation marks, titles, brackets, and what is between or inside them.

落实“三会一课制度 lacks a mark, “甲”、“乙” has one too many, "三会一课" has straight ones.
"""

import re
from collections import Counter
from collections.abc import Iterator

from rectify_gen.diagnostics import Fix, Route, Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.quotations import quoting_forms
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import (
    CLOSING,
    OPENING,
    WIDER,
    ends_list_number,
    is_chinese,
    is_latin,
    sign_at,
)
from rectify_gen.rules.sparse import Sparse

_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "〔": "〕",
    "【": "】",
    "「": "」",
    "『": "』",
}
_OPENS = {close: opening for opening, close in _PAIRS.items()}
_MARK_OR_BREAK = re.compile(f"[{OPENING}{CLOSING}()\n]")
_APOSTROPHE = Sparse("(?<=[0-9A-Za-z])’(?=[0-9A-Za-z])", "’")
_MARK_OF_PAIR = Sparse(f"[{OPENING}{CLOSING}()]")
_DEPTH = 4
"""Levels of nested pairs that are removed from all texts at once; only what is left is read mark by mark."""
_STRAIGHT = {'"': "“”", "'": "‘’"}
_PAUSES = ("”、“", "’、‘", "》、《", "〉、〈")
_PAUSED = Sparse(
    # “甲”、“乙”、“丙”, and the same with each of the other pairs
    "“[^“”\n]*”(?:、“[^“”\n]*”)+"
    "|‘[^‘’\n]*’(?:、‘[^‘’\n]*’)+"
    "|《[^《》\n]*》(?:、《[^《》\n]*》)+"
    "|〈[^〈〉\n]*〉(?:、〈[^〈〉\n]*〉)+",
    _PAUSES,
)
_NAME_STOPS = "。，；、"
_NAMED = re.compile(f"”(?<=[{_NAME_STOPS}]”)(?=(?:的|等|等的)?(?:有关|相关)?问题)")
_Mark = tuple[int, str]
"""One mark of a pair with its place."""


@rule(
    severity=Severity.ERROR,
    sentence=(
        "“{marks}”不成对，或与别的引号、括号交叉：“{quote}”",
        "“{marks}” lacks its other half, or crosses another pair: “{quote}”",
    ),
    hint=(
        "补上另一半，或删去这一个；原文如此的，写入 waivers",
        "add its other half, or delete it; if the original reads this way, add a waiver",
    ),
    what=(
        "引号、书名号或括号不成对，或相互交叉",
        "quotation marks or brackets that are not paired, or cross one another",
    ),
    why=(
        "缺了一半，读者不知引文或注释到哪里为止",
        "with one half missing nobody knows where the quotation ends",
    ),
    basis="GB/T 15834-2011",
    wrong="落实“三会一课制度",
    right="落实“三会一课”制度",
)
def unbalanced_quotes(subject: Subject) -> Iterator[Finding]:
    """Yield each mark without its other half; paragraphs of one list may share a quotation, each opening it anew."""
    suspects = []
    for number, marks in enumerate(_left_over(subject.scanned).split("\n")):
        if marks:
            suspects.append(number)
    if not suspects:
        return
    quoted = subject.once(quoting_forms)
    end_of_list = 0
    for suspect in suspects:
        if suspect < end_of_list:
            continue  # its list has been read
        numbers = _list_with(subject.routes, suspect)
        end_of_list = numbers.stop
        for index, mark in _unpaired_in(subject, numbers, quoted):
            yield subject.finding((index, index + len(mark)))


def _left_over(text: str) -> str:
    """Return the marks in ``text`` that are left when pairs are removed; line breaks stay."""
    if "’" in text:
        text = _APOSTROPHE.regex().sub("", text)
    marks = "".join(_MARK_OR_BREAK.findall(text))
    # A half-width bracket may close a full-width one: that is a fault of width only.
    marks = marks.replace("(", "（").replace(")", "）")
    for _ in range(_DEPTH):
        length_before = len(marks)
        for opening, closing in _PAIRS.items():
            marks = marks.replace(opening + closing, "")
        if len(marks) == length_before:
            break
    return marks


def _list_with(routes: tuple[Route, ...], number: int) -> range:
    """Return the numbers of the texts that are read on with text ``number``, itself among them."""
    shared = _list_of(routes[number])
    start = number
    end = number + 1
    while start > 0 and _list_of(routes[start - 1]) == shared:
        start -= 1
    while end < len(routes) and _list_of(routes[end]) == shared:
        end += 1
    return range(start, end)


def _unpaired_in(
    subject: Subject, numbers: range, quoted: frozenset[Route]
) -> Iterator[_Mark]:
    """Yield the marks without their other half in the texts of one list; a quotation may open anew in each."""
    text = subject.scanned
    opened_anew: set[int] = set()
    marks: list[_Mark] = []
    for number in numbers:
        span = subject.span_of(number)
        marks += _pair_marks(text, span, subject.routes[number] in quoted)
        start_of_text = span[0]
        start_of_next = span[1] + 1
        if number + 1 in numbers and text.startswith("“", start_of_next):
            opened_anew.add(start_of_text)
    for index, mark in _unpaired(text, marks):
        if not (mark == "“" and index in opened_anew):
            yield index, mark


def _list_of(route: Route) -> Route:
    """Return what the routes of a list of texts begin with: lines of a title, paragraphs, measures of a run."""
    for key in ("measures", "text"):
        if key in route:
            return route[: route.index(key)]
    return route[:-1] if isinstance(route[-1], int) else route


def _pair_marks(text: str, span: tuple[int, int], in_quotes: bool) -> Iterator[_Mark]:
    """Yield the marks of pairs in ``span``, without apostrophes and what straight quotes or a form may close."""
    start, end = span
    # An odd straight quote may be the other half of “ or ”: straight-quotes reports it.
    has_odd_straight_quote = text.count('"', start, end) % 2 == 1
    may_be_closed_elsewhere = has_odd_straight_quote or (
        in_quotes and _is_turned(text[start:end])
    )
    skipped = "“”" if may_be_closed_elsewhere else ""
    for match in _MARK_OF_PAIR.regex().finditer(text, start, end):
        mark = match.group()
        place = match.start()
        if mark in skipped:
            continue
        if mark == "’" and _is_between_latin(text, place):
            continue  # an apostrophe
        yield place, mark


def _is_between_latin(text: str, place: int) -> bool:
    return is_latin(sign_at(text, place - 1)) and is_latin(sign_at(text, place + 1))


def _is_turned(text: str) -> bool:
    """Return whether the name of a problem is two names, 甲”和“乙, with outer quotation marks given by the form."""
    marks = "".join(sign for sign in text if sign in "“”")
    return marks == "”“" * (len(marks) // 2)


def _stands_alone(text: str, index: int, kind: str) -> bool:
    """Return whether a closing mark may lack its other half: the bracket of 1）, the apostrophe of Latin words."""
    if kind == "（":
        return ends_list_number(text, index)
    return kind == "‘" and is_latin(sign_at(text, index - 1))


class _Pairing:
    """Marks read one after the other, and those of them that lack their other half.

    Of two pairs that cross only the mark that opens the inner one is reported, so its end is forgiven.
    """

    def __init__(self) -> None:
        self.opened: list[tuple[str, _Mark]] = []
        self.unpaired: list[_Mark] = []
        self._open_now: Counter[str] = Counter()
        self._forgiven: Counter[str] = Counter()

    def open(self, kind: str, mark: _Mark) -> None:
        """Take a mark that opens ``kind``."""
        self.opened.append((kind, mark))
        self._open_now[kind] += 1

    def close(self, kind: str, mark: _Mark, alone: bool) -> None:
        """Take a mark that closes ``kind``, and may stand ``alone``."""
        if self._open_now[kind]:
            opened_kind, opened_mark = self.opened.pop()
            while opened_kind != kind:
                self.unpaired.append(opened_mark)
                self._open_now[opened_kind] -= 1
                self._forgiven[opened_kind] += 1
                opened_kind, opened_mark = self.opened.pop()
            self._open_now[kind] -= 1
            self._forgiven[kind] += alone
        elif alone:
            return
        elif self._forgiven[kind]:
            self._forgiven[kind] -= 1
        else:
            self.unpaired.append(mark)


def _unpaired(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Return those of the ``marks`` in ``text`` without their other half."""
    pairing = _Pairing()
    for mark in marks:
        place, sign = mark
        full_width = WIDER.get(sign, sign)
        if full_width in _PAIRS:
            pairing.open(full_width, mark)
        else:
            kind = _OPENS[full_width]
            pairing.close(kind, mark, alone=_stands_alone(text, place, kind))
    still_open = [mark for _, mark in pairing.opened]
    return pairing.unpaired + still_open


def _straight_pairs(text: str, mark: str) -> list[tuple[int, int]]:
    """Return the pairs of places of a straight ``mark`` in ``text``; a single mark is its own end.

    Signs of feet, inches, minutes and seconds, and apostrophes, open no pair.
    """
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    place = text.find(mark)
    while place >= 0:
        if opened is None:
            if not _is_apostrophe_or_unit(text, place, mark):
                opened = place
        elif mark == '"' or not is_latin(sign_at(text, place + 1)):
            pairs.append((opened, place))
            opened = None
        place = text.find(mark, place + 1)
    if opened is not None:
        pairs.append((opened, opened))
    return pairs


def _is_apostrophe_or_unit(text: str, place: int, mark: str) -> bool:
    """Return whether the straight mark at ``place`` follows a letter or digit as no opening mark does: it's, 5'30"."""
    before = sign_at(text, place - 1)
    if not is_latin(before):
        return False
    # A letter before " may be the end of a word: Word"格式".
    return mark == "'" or before.isdigit()


def _straight(subject: Subject) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of each pair that holds or touches Chinese, and whether all of its text are in pairs."""
    if not any(mark in subject.scanned for mark in _STRAIGHT):
        return
    texts = subject.scanned.split("\n")
    for start_of_text, text in zip(subject.starts, texts, strict=True):
        for mark in _STRAIGHT:
            pairs = _straight_pairs(text, mark)
            if not pairs:
                continue
            # Only the last can be a single mark.
            last_start, last_end = pairs[-1]
            are_paired = last_start < last_end
            for start, end in pairs:
                with_neighbours = text[max(start - 1, 0) : end + 2]
                if any(map(is_chinese, with_neighbours)):
                    yield start_of_text + start, start_of_text + end, are_paired


@rule(
    severity=Severity.WARNING,
    sentence=("直引号：“{quote}”", "a straight quotation mark: “{quote}”"),
    hint=("改为 {pair}", "write {pair}"),
    what=("中文里用了直引号 \" '", "straight quotation marks in Chinese text"),
    why=(
        "中文的引号是“”和‘’，分左右",
        "quotation marks of Chinese text are “” and ‘’, left and right",
    ),
    basis="GB/T 15834-2011",
    wrong='落实"三会一课"制度',
    right="落实“三会一课”制度",
    fixes=True,
)
def straight_quotes(subject: Subject) -> Iterator[Finding]:
    """Yield each pair that holds or touches Chinese, at its first mark, and each single mark after Chinese."""
    for start, end, paired in _straight(subject):
        pair = _STRAIGHT[subject.whole[start]]
        fixes: tuple[Fix, ...] = ()
        if paired:
            fixes = (
                subject.fix((start, start + 1), pair[0]),
                subject.fix((end, end + 1), pair[1]),
            )
        yield subject.finding((start, start + 1), fixes=fixes, pair=pair)


def _paused_lists(subject: Subject) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of the pauses of each list of quotations or titles to which nothing else belongs."""
    text = subject.scanned
    if not _PAUSED.may_match(text):
        return
    quoted = subject.once(quoting_forms)
    for match in _PAUSED.finditer(text):
        if subject.route_at(match.start()) not in quoted:
            yield _pauses(text, match, 0)
    for number, route in enumerate(subject.routes):
        if route in quoted:
            start, end = subject.span_of(number)
            printed = f"“{text[start:end]}”"
            for match in _PAUSED.finditer(printed):
                # The mark that the form gives is in front of the text.
                yield _pauses(printed, match, start - 1)


def _pauses(text: str, members: re.Match[str], shift: int) -> list[tuple[int, int]]:
    """Return the places of ”、“ in the list ``members``, moved by ``shift``; none where the list has other members or glosses."""
    before = sign_at(text, members.start() - 1)
    after = sign_at(text, members.end())
    if before == "、" or after in "、（(":
        return []
    opening = members.group()[0]
    pause = f"{_PAIRS[opening]}、{opening}"
    places = []
    for match in re.finditer(pause, members.group()):
        start = shift + members.start() + match.start()
        places.append((start, start + len(pause)))
    return places


@rule(
    severity=Severity.INFO,
    sentence=(
        "并列的引号、书名号之间不用顿号：“{quote}”",
        "no 、 between adjacent quotations or titles: “{quote}”",
    ),
    hint=("删去顿号", "delete the 、"),
    what=(
        "并列的引号之间、书名号之间用了顿号",
        "、 between adjacent quotation marks or titles",
    ),
    why=(
        "标有引号或书名号的并列成分之间通常不用顿号；其中有不带引号的成分或括注时才用",
        "their marks separate quoted members of a list; 、 is for lists with other members or glosses",
    ),
    basis="GB/T 15834-2011",
    wrong="“甲”、“乙”等问题",
    right="“甲”“乙”等问题",
    fixes=True,
)
def pause_between_quotes(subject: Subject) -> Iterator[Finding]:
    """Yield each list of quotations or titles, at its first 、, where nothing else belongs to the list."""
    for places in _paused_lists(subject):
        if not places:
            continue
        fixes = []
        for start, end in places:
            without_pause = subject.whole[start:end].replace("、", "")
            fixes.append(subject.fix((start, end), without_pause))
        yield subject.finding(places[0], fixes=tuple(fixes))


@rule(
    severity=Severity.WARNING,
    sentence=(
        "引号内的问题名称以“{marks}”结尾：“{quote}”",
        "the quoted name of a problem ends with “{marks}”: “{quote}”",
    ),
    hint=("删去“{marks}”", "delete “{marks}”"),
    what=(
        "引号内的问题名称以句号、逗号等结尾",
        "the quoted name of a problem ends with a stop",
    ),
    why=(
        "引文是句子的一部分时，引号内末尾不用句号",
        "a quotation that is part of a sentence has no stop of its own at its end",
    ),
    basis="GB/T 15834-2011",
    wrong="关于“整改流于形式。”问题的整改",
    right="关于“整改流于形式”问题的整改",
    fixes=True,
)
def stop_inside_quoted_name(subject: Subject) -> Iterator[Finding]:
    """Yield each stop before ”问题, ”的问题 and the like, and at the end of a problem that its form quotes."""
    for number, route in enumerate(subject.routes):
        name = subject.lines[number]
        if route[-1] != "problem" or not name.endswith(tuple(_NAME_STOPS)):
            continue
        if route in subject.once(quoting_forms):
            _, end = subject.span_of(number)
            # A name must not become empty.
            replacement = "" if len(name) > 1 else None
            yield subject.finding((end - 1, end), replacement=replacement)
    for match in _NAMED.finditer(subject.scanned):
        yield subject.finding((match.start() - 1, match.start()), replacement="")


RULES: tuple[Rule, ...] = (
    unbalanced_quotes,
    straight_quotes,
    pause_between_quotes,
    stop_inside_quoted_name,
)

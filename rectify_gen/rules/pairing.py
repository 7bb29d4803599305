"""Rules of marks that come in pairs: quotation marks, titles, brackets, and what stands between or inside them."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from rectify_gen.diagnostics import Fix, Route, Severity
from rectify_gen.late_pattern import LatePattern
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
from rectify_gen.rules.sparse import Led, Sparse

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
# The ’ of it’s closes nothing.
_APOSTROPHE = Sparse("’(?:(?<=[0-9A-Za-z]’)(?=[0-9A-Za-z])|(?=[0-9]{2}(?![0-9])))", "’")
_MARK_OF_PAIR = LatePattern(f"[{OPENING}{CLOSING}()]")
_DEPTH = 4
"""So deep are pairs nested that are taken out at once, before marks are read one after the other."""
_STRAIGHT = {'"': "“”", "'": "‘’"}
_PAUSES = ("”、“", "’、‘", "》、《", "〉、〈")
_PAUSED = Led(
    "“[^“”\n]*”(?:、“[^“”\n]*”)+|‘[^‘’\n]*’(?:、‘[^‘’\n]*’)+"
    "|《[^《》\n]*》(?:、《[^《》\n]*》)+|〈[^〈〉\n]*〉(?:、〈[^〈〉\n]*〉)+",
    "“‘《〈",
    _PAUSES,
)
_NAME_STOPS = "。，；、"
_NAMED = re.compile(f"”(?<=[{_NAME_STOPS}]”)(?=(?:的|等|等的)?(?:有关|相关)?问题)")
_Mark = tuple[int, str]
"""One mark of a pair with its place."""


@rule(
    severity=Severity.ERROR,
    sentence=(
        "{marks} 不成对，或与别的引号、括号交叉：“{quote}”",
        "{marks} lacks its other half, or crosses another pair: “{quote}”",
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
    basis="GB/T 15834-2011 4.8、4.9、4.15",
    wrong="落实“三会一课制度",
    right="落实“三会一课”制度",
)
def unbalanced_quotes(subject: Subject) -> Iterator[Finding]:
    """Yield each mark without its other half; paragraphs of one list may share a quotation, each opening it anew."""
    suspects = []
    left_over = _left_over(subject.once(marks_of_pairs))
    for number, marks in enumerate(left_over.split("\n")):
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


def marks_of_pairs(subject: Subject) -> str:
    """Return the marks of pairs as they are printed, all brackets wide, and the line breaks between texts; ask ``once``."""
    text: str = subject.scanned
    apart = _APOSTROPHE.compiled.sub("", text) if "’" in text else text
    marks = "".join(_MARK_OR_BREAK.findall(apart))
    return marks.replace("(", "（").replace(")", "）")


def _left_over(marks: str) -> str:
    """Return those of the ``marks`` of pairs that are left when pairs have been taken out; line breaks stay."""
    # Whole pairs vanish by plain replacement: nearly every text is done with before a mark is read.
    for _ in range(_DEPTH):
        before = len(marks)
        for opening, close in _PAIRS.items():
            marks = marks.replace(opening + close, "")
        if len(marks) == before:
            break
    return marks


def _list_with(routes: tuple[Route, ...], number: int) -> range:
    """The numbers of the texts beside text ``number`` that are read on with it, itself among them."""
    shared = _list_of(routes[number])
    start, end = number, number + 1
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
        # A quotation over several paragraphs opens anew in each and closes in the last.
        if number + 1 in numbers and text.startswith("“", start_of_next):
            opened_anew.add(start_of_text)
    for index, mark in _unpaired(text, marks):
        if not (mark == "“" and index in opened_anew):
            yield index, mark


def _list_of(route: Route) -> Route:
    """What texts have in common that are read on: lines of a title, paragraphs of a list, measures of a run."""
    for key in ("measures", "text"):
        if key in route:
            return route[: route.index(key)]
    return route[:-1] if isinstance(route[-1], int) else route


def _pair_marks(text: str, span: tuple[int, int], in_quotes: bool) -> Iterator[_Mark]:
    """Yield the marks of pairs in ``span``, without apostrophes and what straight quotes or a form may close."""
    # “甲" is closed by the straight mark, which the rule straight-quotes reports.
    odd = text.count('"', *span) % 2
    skipped = "“”" if odd or (in_quotes and _turned(text[slice(*span)])) else ""
    for match in _MARK_OF_PAIR.compiled.finditer(text, *span):
        mark, index = match.group(), match.start()
        apostrophe = (
            mark == "’"
            and is_latin(sign_at(text, index - 1))
            and is_latin(sign_at(text, index + 1))
        )
        if mark not in skipped and not apostrophe:
            yield index, mark


def _turned(text: str) -> bool:
    """Whether the name of a problem is two names, 甲”和“乙, with outer quotation marks given by the form."""
    marks = "".join(sign for sign in text if sign in "“”")
    return marks == "”“" * (len(marks) // 2)


def _stands_alone(text: str, index: int, kind: str) -> bool:
    """Whether a closing mark may lack its other half: the bracket of 1）, the apostrophe of Latin words."""
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
        # Its opening was reported when the pairs crossed: one fault, one report.
        elif self._forgiven[kind]:
            self._forgiven[kind] -= 1
        else:
            self.unpaired.append(mark)


def _unpaired(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Return those of the ``marks`` in ``text`` without their other half."""
    pairing = _Pairing()
    for mark in marks:
        kind = WIDER.get(mark[1], mark[1])
        if kind in _PAIRS:
            pairing.open(kind, mark)
        else:
            pairing.close(
                _OPENS[kind], mark, _stands_alone(text, mark[0], _OPENS[kind])
            )
    return pairing.unpaired + [mark for _, mark in pairing.opened]


def _straight_pairs(text: str, mark: str) -> list[tuple[int, int]]:
    """Pairs of places; signs of feet, inches, minutes, seconds and apostrophes open none. A single one is its own end."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    index = text.find(mark)
    while index >= 0:
        latin = is_latin(sign_at(text, index - 1))
        if opened is not None and not (
            mark == "'" and is_latin(sign_at(text, index + 1))
        ):
            pairs.append((opened, index))
            opened = None
        elif opened is None and not (
            latin and (mark == "'" or sign_at(text, index - 1).isdigit())
        ):
            opened = index
        index = text.find(mark, index + 1)
    return pairs if opened is None else [*pairs, (opened, opened)]


def _straight(subject: Subject) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of each pair that holds or touches Chinese, and whether all of its text are in pairs."""
    some = any(mark in subject.scanned for mark in _STRAIGHT)
    texts = (
        zip(subject.starts, subject.scanned.split("\n"), strict=True) if some else ()
    )
    for (start, text), mark in itertools.product(texts, _STRAIGHT):
        pairs = _straight_pairs(text, mark)
        for index, end in pairs:
            if any(map(is_chinese, text[max(index - 1, 0) : end + 2])):
                yield start + index, start + end, pairs[-1][0] < pairs[-1][1]


@rule(
    severity=Severity.WARNING,
    sentence=("直引号：“{quote}”", "a straight quotation mark: “{quote}”"),
    hint=("改为 {pair}", "write {pair}"),
    what=("中文里用了直引号 \" '", "straight quotation marks in Chinese text"),
    why=(
        "中文的引号是“”和‘’，分左右",
        "quotation marks of Chinese text are “” and ‘’, left and right",
    ),
    basis="GB/T 15834-2011 4.8",
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
    for number, line in enumerate(subject.lines):
        # To look for the mark is faster than to look for the route of each text.
        if "、" in line and subject.routes[number] in quoted:
            start, end = subject.span_of(number)
            # The form prints the outer marks: 甲”、“乙 is a list only with them.
            printed = f"“{text[start:end]}”"
            for match in _PAUSED.finditer(printed):
                yield _pauses(printed, match, start - 1)


def _pauses(text: str, members: re.Match[str], shift: int) -> list[tuple[int, int]]:
    """The places of ”、“ in the list ``members``, moved by ``shift``; none where the list has other members or glosses."""
    before = sign_at(text, members.start() - 1)
    after = sign_at(text, members.end())
    # “甲”、“乙”、丙 lists words beside quotations: there the 、 belongs.
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
        "quoted members of a list are parted by their marks; 、 is for lists with other members or glosses",
    ),
    basis="GB/T 15834-2011 4.5.3.5",
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
    basis="GB/T 15834-2011 B.2.1",
    wrong="关于“整改流于形式。”问题的整改",
    right="关于“整改流于形式”问题的整改",
    fixes=True,
)
def stop_inside_quoted_name(subject: Subject) -> Iterator[Finding]:
    """Yield each stop before ”问题, ”的问题 and the like, and at the end of a problem that its form quotes."""
    for number, text in enumerate(subject.lines):
        if text[-1] not in _NAME_STOPS:
            continue
        route = subject.routes[number]
        if route[-1] == "problem" and route in subject.once(quoting_forms):
            _, end = subject.span_of(number)
            # A name that is one mark alone: with it deleted, nothing would be left.
            is_all = len(text) == 1
            yield subject.finding((end - 1, end), replacement=None if is_all else "")
    for match in _NAMED.finditer(subject.scanned):
        yield subject.finding((match.start() - 1, match.start()), replacement="")


RULES: tuple[Rule, ...] = (
    unbalanced_quotes,
    straight_quotes,
    pause_between_quotes,
    stop_inside_quoted_name,
)

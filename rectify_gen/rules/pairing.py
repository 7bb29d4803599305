"""Rules of marks that come in pairs: quotation marks, titles, brackets, and what stands between or inside them."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.scanning import (
    CHINESE_SIDE,
    CLOSING,
    LIST_NUMBER,
    OPENING,
    WIDER,
    Scanned,
    finding,
    is_latin,
    scan,
    sign_at,
)

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_OPENS = {close: opening for opening, close in _PAIRS.items()}
_MARK_OF_PAIR = re.compile(f"[{OPENING}{CLOSING}()]")
_PAUSED = re.compile(
    "“[^“”]*”(?:、“[^“”]*”)+|‘[^‘’]*’(?:、‘[^‘’]*’)+|《[^《》]*》(?:、《[^《》]*》)+|〈[^〈〉]*〉(?:、〈[^〈〉]*〉)+"
)
_PAUSE = re.compile("[”’》〉]、[“‘《〈]")
_NAMED = re.compile("[。，；、](?=”(?:的|等|等的)?(?:有关|相关)?问题)")
_Mark = tuple[Scanned, int, str]
"""One mark of a pair with its place."""


def _quoting_forms(notice: model.Notice) -> set[Route]:
    """The routes of problems that their form puts in quotation marks."""
    quoted: set[Route] = set()
    for at, section in enumerate(notice.sections):
        for route, item in model.numbered_items(section.content, ("sections", at)):
            if isinstance(item, model.ProblemItem) and "“{}”" in (item.form or section.form or ""):
                quoted.add((*route, "problem"))
    return quoted


@rule(
    what=(
        "引号、书名号或括号不成对，或相互交叉",
        "quotation marks or brackets that are not paired, or cross one another",
    ),
    why=("缺了一半，读者不知引文或注释到哪里为止", "with one half missing nobody knows where the quotation ends"),
    basis="GB/T 15834-2011",
    wrong="落实“三会一课制度",
    right="落实“三会一课”制度",
)
def unbalanced_quotes(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each mark without its other half; paragraphs of one list may share a quotation, each opening it anew."""
    quoted = _quoting_forms(subject.notice)
    for _, group in itertools.groupby(scan(subject), lambda read: _list_of(read.route)):
        reads = list(group)
        anew = {one.route for one, following in itertools.pairwise(reads) if following.scanned.startswith("“")}
        marks = [(read, at, mark) for read in reads for at, mark in _pair_marks(read, read.route in quoted)]
        for read, at, mark in _unpaired(marks):
            if not (mark == "“" and at == 0 and read.route in anew):
                yield finding("unbalanced-quotes", read, at, mark)


def _list_of(route: Route) -> Route:
    """What texts have in common that are read on: lines of a title, paragraphs of a list, measures of a run."""
    for key in ("measures", "text"):
        if key in route:
            return route[: route.index(key)]
    return route[:-1] if isinstance(route[-1], int) else route


def _pair_marks(read: Scanned, in_quotes: bool) -> Iterator[tuple[int, str]]:
    """Yield the marks of pairs with their places, without apostrophes and what straight quotes or a form may close."""
    text = read.scanned
    skipped = "“”" if text.count('"') % 2 or (in_quotes and _turned(text)) else ""
    for found in _MARK_OF_PAIR.finditer(text):
        mark, at = found.group(), found.start()
        apostrophe = mark == "’" and is_latin(sign_at(text, at - 1)) and is_latin(sign_at(text, at + 1))
        if mark not in skipped and not apostrophe:
            yield at, mark


def _turned(text: str) -> bool:
    """Whether the name of a problem is two names, 甲”和“乙, with outer quotation marks given by the form."""
    marks = [sign for sign in text if sign in "“”"]
    return len(marks) % 2 == 0 and all(sign == "”“"[at % 2] for at, sign in enumerate(marks))


def _stands_alone(read: Scanned, at: int, kind: str) -> bool:
    """Whether a closing mark may lack its other half: the bracket of 1）, the apostrophe of Latin words."""
    if kind == "（":
        return bool(LIST_NUMBER.search(read.scanned[max(at - 4, 0) : at]))
    return kind == "‘" and is_latin(sign_at(read.scanned, at - 1))


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

    def close(self, kind: str, mark: _Mark) -> None:
        """Take a mark that closes ``kind``."""
        alone = _stands_alone(mark[0], mark[1], kind)
        if self._open_now[kind]:
            while (last := self.opened.pop())[0] != kind:
                self.unpaired.append(last[1])
                self._open_now[last[0]] -= 1
                self._forgiven[last[0]] += 1
            self._open_now[kind] -= 1
            self._forgiven[kind] += alone
        elif alone:
            return
        elif self._forgiven[kind]:
            self._forgiven[kind] -= 1
        else:
            self.unpaired.append(mark)


def _unpaired(marks: list[_Mark]) -> list[_Mark]:
    """Return those of ``marks`` without their other half."""
    pairing = _Pairing()
    for mark in marks:
        kind = WIDER.get(mark[2], mark[2])
        if kind in _PAIRS:
            pairing.open(kind, mark)
        else:
            pairing.close(_OPENS[kind], mark)
    return pairing.unpaired + [mark for _, mark in pairing.opened]


@rule(
    what=("中文里用了直引号 \" '", "straight quotation marks in Chinese text"),
    why=("中文的引号是“”和‘’，分左右", "quotation marks of Chinese text are “” and ‘’, left and right"),
    basis="GB/T 15834-2011",
    wrong='落实"三会一课"制度',
    right="落实“三会一课”制度",
)
def straight_quotes(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each pair that holds or touches Chinese, at its first mark, and each single mark after Chinese."""
    for read in scan(subject):
        for at, end in (*_straight_pairs(read.scanned, '"'), *_straight_pairs(read.scanned, "'")):
            stretch = read.scanned[max(at - 1, 0) : end + 2]
            if CHINESE_SIDE.regex().search(stretch):
                better = "“”" if read.text[at] == '"' else "‘’"
                yield finding("straight-quotes", read, at, read.text[at], better=better)


def _straight_pairs(text: str, mark: str) -> list[tuple[int, int]]:
    """Pairs of places; signs of feet, inches, minutes, seconds and apostrophes open none. A single one is its own end."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    at = text.find(mark)
    while at >= 0:
        latin = is_latin(sign_at(text, at - 1))
        if opened is not None and not (mark == "'" and is_latin(sign_at(text, at + 1))):
            pairs.append((opened, at))
            opened = None
        elif opened is None and not (latin and (mark == "'" or sign_at(text, at - 1).isdigit())):
            opened = at
        at = text.find(mark, at + 1)
    return pairs if opened is None else [*pairs, (opened, opened)]


@rule(
    what=("并列的引号之间、书名号之间用了顿号", "、 between adjacent quotation marks or titles"),
    why=(
        "标有引号或书名号的并列成分之间通常不用顿号；其中有不带引号的成分或括注时才用",
        "quoted members of a list are parted by their marks; 、 is for lists with other members or glosses",
    ),
    basis="GB/T 15834-2011",
    wrong="“甲”、“乙”等问题",
    right="“甲”“乙”等问题",
)
def pause_between_quotes(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each list of quotations or titles, at its first 、, where nothing else belongs to the list."""
    quoted = _quoting_forms(subject.notice)
    for read in scan(subject):
        shift = 1 if read.route in quoted else 0
        text = f"“{read.scanned}”" if shift else read.scanned
        for found in _PAUSED.finditer(text):
            mixed = sign_at(text, found.start() - 1) == "、" or sign_at(text, found.end()) in tuple("、（(")
            if not mixed and (pause := _PAUSE.search(text, found.start())):
                yield finding("pause-between-quotes", read, pause.start() - shift, pause.group())


@rule(
    what=("引号内的问题名称以句号、逗号等结尾", "the quoted name of a problem ends with a stop"),
    why=(
        "引文是句子的一部分时，引号内末尾不用句号",
        "a quotation that is part of a sentence has no stop of its own at its end",
    ),
    basis="GB/T 15834-2011",
    wrong="关于“整改流于形式。”问题的整改",
    right="关于“整改流于形式”问题的整改",
)
def stop_inside_quoted_name(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each stop before ”问题, ”的问题 and the like, and at the end of a problem that its form quotes."""
    quoted = _quoting_forms(subject.notice)
    for read in scan(subject):
        if read.route in quoted and read.scanned[-1] in "。，；、":
            yield finding("stop-inside-quoted-name", read, len(read.text) - 1, read.text[-1])
        for found in _NAMED.finditer(read.scanned):
            yield finding("stop-inside-quoted-name", read, found.start(), read.text[found.start()])


RULES: tuple[Rule, ...] = (
    unbalanced_quotes,
    straight_quotes,
    pause_between_quotes,
    stop_inside_quoted_name,
)

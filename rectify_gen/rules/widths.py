"""Rules of width and form of marks: half-width and full-width punctuation, brackets, digits, spaces."""

import bisect
import re
import unicodedata
from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.scanning import (
    CHINESE_SIDE,
    CLOSING,
    IDEOGRAPH,
    LIST_NUMBER,
    OPENING,
    SPACE,
    WIDER,
    Scanned,
    finding,
    is_latin,
    scan,
    sign_at,
)
from rectify_gen.rules.sparse import Sparse

_NAMES_OF_CHINESE_DOMAINS = "政务|公益|中国|网址|网络|公司"
_PROSE = frozenset({"preamble", "sections", "closing"})
_NOT_PROSE = frozenset({"person", "responsible_leader", "responsible_departments", "evidence"})
_THROUGHOUT = 10
"""From so many half-width marks on, and no more than one full-width to ten of them, the whole text is meant."""
_HALF_WIDTH = Sparse(
    f"(?<=[{IDEOGRAPH}{CLOSING}])[,:;?!]|[,:;?!](?=[{OPENING}{IDEOGRAPH}])|(?<=[%％])[,;](?=[0-9])", ",:;?!"
)
_FULL_WIDTH = re.compile("[，：；？！（）]")
_CHINESE = Sparse(f"[{IDEOGRAPH}]")
_BRACKET = re.compile("[()（）]")
_ASCII_STOP = Sparse(
    rf"(?<=[{IDEOGRAPH}{CLOSING}%％])\.(?!\.)(?!(?:{_NAMES_OF_CHINESE_DOMAINS})(?![{IDEOGRAPH}]))"
    rf"(?=[{SPACE}]{{0,4}}(?:[{IDEOGRAPH}{OPENING}{CLOSING}]|\Z))",
    ".",
)
_SQUARE = Sparse(
    rf"(?<=[{IDEOGRAPH}])(?:[\[［【]([12][0-9]{{3}})[\]］】〕]|〔([12][0-9]{{3}})[\]］】])"
    rf"(?=[{SPACE}]?第?[{SPACE}]?[0-9]{{1,6}}[{SPACE}]?号)",
    "[［【]］】",
)
_ROUND = Sparse(rf"(?<=[{IDEOGRAPH}])[(（]([12][0-9]{{3}})[)）](?=[{SPACE}]?[0-9]{{1,4}}[{SPACE}]?号)", "(（", "号")
_GAP = re.compile(f"[{SPACE}]+")
_LABEL = Sparse(f"[{IDEOGRAPH}]{{2,8}}[：:]|(?:联系|电话|传真|邮编|邮政|邮箱|电子|地址|网址)")
_LATIN_AFTER = re.compile("[0-9.]{1,8}[A-Za-z]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][0-9.-]*\Z")
_QUOTED = re.compile('“[^“”]*”|‘[^‘’]*’|《[^《》]*》|〈[^〈〉]*〉|"[^"]*"|「[^「」]*」|『[^『』]*』')
_DOTS = Sparse(r"\.{3,}|-{2,}", ".-")
_WIDE_WORD = re.compile("[０-９Ａ-Ｚａ-ｚ．]+")
_WIDE_DIGIT = re.compile("[０-９]")


def _half_width_marks(read: Scanned) -> list[int]:
    return [found.start() for found in _HALF_WIDTH.finditer(read.scanned)]


def _half_width_brackets(read: Scanned) -> list[int]:
    """Where pairs begin that hold Chinese and have a half-width bracket, in the order in which they close."""
    if "(" not in read.scanned and ")" not in read.scanned:
        return []
    chinese = [found.start() for found in _CHINESE.finditer(read.scanned)]
    opened: list[int] = []
    pairs: list[int] = []
    for found in _BRACKET.finditer(read.scanned):
        if found.group() in "(（":
            opened.append(found.start())
        elif opened:
            start, end = opened.pop(), found.start()
            holds = bisect.bisect(chinese, start) < bisect.bisect(chinese, end)
            if holds and (read.scanned[start] == "(" or read.scanned[end] == ")"):
                pairs.append(start if read.scanned[start] == "(" else end)
    return sorted(pairs)


def _throughout(subject: Subject) -> tuple[Scanned, int, int] | None:
    """The first half-width mark and how many there are, where nearly all marks of the notice are; else None."""
    first: tuple[Scanned, int] | None = None
    half = full = 0
    for read in scan(subject):
        places = sorted(_half_width_marks(read) + _half_width_brackets(read))
        if places and first is None:
            first = read, places[0]
        half += len(places)
        full += len(_FULL_WIDTH.findall(read.scanned))
    return (*first, half) if first and half >= _THROUGHOUT and full * 10 <= half else None


@rule(
    what=("全文的标点几乎都是半角", "nearly all marks of the notice are half-width"),
    why=(
        "多由网页抓取或文字转换造成；逐处报告没有意义，应整篇替换",
        "the trace of a web copy or a conversion; the text as a whole wants replacing, not mark by mark",
    ),
    basis="GB/T 15834-2011",
    wrong="按照市委部署,现将情况通报如下:（全文如此）",
    right="按照市委部署，现将情况通报如下：",
)
def half_width_throughout(subject: Subject) -> Iterator[Diagnostic]:
    """Yield one report, at the first mark, for a notice whose marks are nearly all half-width."""
    if (whole := _throughout(subject)) is not None:
        read, at, count = whole
        yield finding("half-width-throughout", read, at, read.text[at], count=count)


@rule(
    what=("汉字旁用了半角的 , : ; ? !", "a half-width , : ; ? or ! beside Chinese characters"),
    why=("中文里的标点占一个字的位置；半角标点排出来间距不匀", "marks of Chinese text take the width of a character"),
    basis="GB/T 15834-2011",
    wrong="成立工作小组,修订管理办法",
    right="成立工作小组，修订管理办法",
)
def half_width_punctuation(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each half-width mark beside Chinese, unless the whole notice is so."""
    if _throughout(subject) is None:
        for read in scan(subject):
            for at in _half_width_marks(read):
                mark = read.text[at]
                yield finding("half-width-punctuation", read, at, mark, better=WIDER[mark])


@rule(
    what=("半角括号里有汉字", "half-width brackets around Chinese characters"),
    why=("中文里的括号是全角的，前后两个须一致", "brackets of Chinese text are full-width, both of them"),
    basis="GB/T 15834-2011",
    wrong="指定专职(兼职)人员负责",
    right="指定专职（兼职）人员负责",
)
def half_width_brackets(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each pair of brackets that holds Chinese and is half-width, or is so at one end."""
    if _throughout(subject) is None:
        for read in scan(subject):
            for at in _half_width_brackets(read):
                mark = read.text[at]
                yield finding("half-width-brackets", read, at, mark, better=WIDER[mark])


@rule(
    what=("汉字之间或句末用了半角的点", "an ASCII full stop between Chinese characters or at the end of a sentence"),
    why=("句号是“。”，人名中的间隔号是“·”", "the full stop is 。, the dot inside a name is ·"),
    basis="GB/T 15834-2011",
    wrong="制度执行不规范.",
    right="制度执行不规范。",
)
def ascii_stop(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each stop that follows Chinese and has Chinese, or nothing, after it; none after a list number."""
    for read in scan(subject):
        for found in _ASCII_STOP.finditer(read.scanned):
            at = found.start()
            if not LIST_NUMBER.search(read.scanned[max(at - 4, 0) : at]):
                yield finding("ascii-stop", read, at, ".", better="。")


@rule(
    what=("发文字号的年份用了方括号", "square brackets around the year of a document number"),
    why=("发文字号的年份用六角括号〔〕括入", "the year of a document number stands in 〔〕"),
    basis="GB/T 9704-2012",
    wrong="财预[2015]230号",
    right="财预〔2015〕230号",
)
def square_brackets_in_document_number(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each year of a document number in [ ] ［ ］ or 【 】."""
    yield from _year_brackets(subject, "square-brackets-in-document-number", _SQUARE)


@rule(
    what=("发文字号的年份用了圆括号", "round brackets around the year of a document number"),
    why=(
        "发文字号的年份用六角括号〔〕括入；案号、证书号等不是发文字号的除外",
        "the year of a document number stands in 〔〕; numbers of cases and certificates are another matter",
    ),
    basis="GB/T 9704-2012",
    wrong="财预（2015）230号",
    right="财预〔2015〕230号",
)
def round_brackets_in_document_number(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each year of a document number in round brackets."""
    yield from _year_brackets(subject, "round-brackets-in-document-number", _ROUND)


def _year_brackets(subject: Subject, code: str, pattern: Sparse) -> Iterator[Diagnostic]:
    for read in scan(subject):
        for found in pattern.finditer(read.scanned):
            year = next(part for part in found.groups() if part)
            yield finding(code, read, found.start(), found.group(), better=f"〔{year}〕")


@rule(
    what=("汉字之间、汉字与数字之间有空格", "a space between Chinese characters, or between these and digits"),
    why=(
        "公文正文不留空格；几个空格连在一起，多半是漏了标点",
        "official text has none; several often stand for a lost mark",
    ),
    basis="习惯",
    wrong="完成了  10家卫生院改造",
    right="完成了10家卫生院改造",
)
def space_inside_chinese(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each stretch of spaces in prose, but for slogans in quotation marks, padded names and rows of labels."""
    for read in scan(subject):
        if not _is_prose(read.route) or not _GAP.search(read.scanned):
            continue
        quoted = [found.span() for found in _QUOTED.finditer(read.scanned)]
        starts = [start for start, _ in quoted]
        for found in _GAP.finditer(read.scanned):
            place = bisect.bisect(starts, found.start()) - 1
            inside = place >= 0 and found.end() < quoted[place][1]
            if not inside and _is_fault(read.scanned, *found.span()):
                yield finding("space-inside-chinese", read, found.start(), found.group())


def _is_prose(route: Route) -> bool:
    return route == ("document", "number") or (route[0] in _PROSE and _NOT_PROSE.isdisjoint(route))


def _is_fault(text: str, start: int, end: int) -> bool:
    """Whether the space from ``start`` to ``end`` stands in Chinese, and parts neither a name nor a label."""
    before, after = sign_at(text, start - 1), sign_at(text, end)
    chinese = [sign for sign in (before, after) if CHINESE_SIDE.regex().match(sign)]
    if not chinese or not all(sign in chinese or re.match("[0-9]", sign) for sign in (before, after)):
        return False
    if _LATIN_AFTER.match(text, end) or _LATIN_BEFORE.search(text[max(start - 8, 0) : start]):
        return False
    name = all(map(_CHINESE.regex().match, (before, after))) and not any(
        _CHINESE.regex().match(beside) for beside in (sign_at(text, start - 2), sign_at(text, end + 1))
    )
    return not name and not _LABEL.regex().match(text, end)


@rule(
    what=("用 ... 或 -- 代替省略号、破折号", "... or -- for the ellipsis or the dash"),
    why=("省略号是“……”，破折号是“——”，各占两个字", "the ellipsis is ……, the dash ——, both two characters wide"),
    basis="GB/T 15834-2011",
    wrong="学习、讨论...等形式",
    right="学习、讨论……等形式",
)
def ellipsis_or_dash_in_ascii(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each row of dots or hyphens beside Chinese, but for options and words of Latin text."""
    for read in scan(subject):
        for found in _DOTS.finditer(read.scanned):
            sides = (sign_at(read.scanned, found.start() - 1), sign_at(read.scanned, found.end()))
            chinese = any(map(CHINESE_SIDE.regex().match, sides))
            if chinese and not any(map(is_latin, sides)):
                better = "……" if found.group()[0] == "." else "——"
                yield finding("ellipsis-or-dash-in-ascii", read, found.start(), found.group(), better=better)


@rule(
    what=("数字是全角的", "full-width digits"),
    why=(
        "阿拉伯数字用半角；全角数字无法检索，也无法核对",
        "arabic digits are half-width; others are neither found nor checked",
    ),
    basis="GB/T 15835-2011",
    wrong="２０２４年",
    right="2024年",
)
def full_width_digits(subject: Subject) -> Iterator[Diagnostic]:
    """Yield each word of full-width letters and digits that has a digit."""
    for read in scan(subject):
        for found in _WIDE_WORD.finditer(read.scanned):
            if _WIDE_DIGIT.search(found.group()):
                better = unicodedata.normalize("NFKC", found.group())
                yield finding("full-width-digits", read, found.start(), found.group(), better=better)


RULES: tuple[Rule, ...] = (
    half_width_throughout,
    half_width_punctuation,
    half_width_brackets,
    ascii_stop,
    square_brackets_in_document_number,
    round_brackets_in_document_number,
    space_inside_chinese,
    ellipsis_or_dash_in_ascii,
    full_width_digits,
)

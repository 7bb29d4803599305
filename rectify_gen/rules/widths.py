"""Rules of width and form of marks: half-width and full-width punctuation, brackets, digits, spaces."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rectify_gen.diagnostics import Fix, Route, Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.quotations import is_quoted
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import (
    BLANK_SPACE,
    CLOSING,
    OPENING,
    WIDER,
    ends_list_number,
    is_blank,
    is_chinese,
    is_ideograph,
    is_latin,
    is_unknown_figure,
    sign_at,
)
from rectify_gen.rules.sparse import Sparse

_NAMES_OF_CHINESE_DOMAINS = ("政务", "公益", "中国", "网址", "网络", "公司")
_PROSE = frozenset({"preamble", "sections", "closing"})
_NOT_PROSE = frozenset(
    {"person", "responsible_leader", "responsible_departments", "evidence"}
)
_THROUGHOUT = 10
"""From so many half-width marks on, and no more than one full-width to ten of them, the whole text is meant."""
_HALF_WIDTH = Sparse("[,:;?!]", ",:;?!")
_FULL_WIDTH = "，：；？！（）"
_BRACKET = Sparse("[()（）\n]")
_BEFORE_STOP = CLOSING + "%％"
_STOP = Sparse(rf"[.．｡](?!\.){BLANK_SPACE}{{0,4}}", ".．｡")
_NUMBERED = rf"(?={BLANK_SPACE}?第?{BLANK_SPACE}?[0-9]{{1,6}}{BLANK_SPACE}?号)"
_SQUARE = Sparse(
    rf"(?:[\[［【]([12][0-9]{{3}})[\]］】〕]|〔([12][0-9]{{3}})[\]］】]){_NUMBERED}",
    ("[1", "[2", "［1", "［2", "【1", "【2", "〔1", "〔2"),
    "[［【]］】",
)
_ROUND = Sparse(
    rf"[(（]([12][0-9]{{3}})[)）](?={BLANK_SPACE}?[0-9]{{1,4}}{BLANK_SPACE}?号)",
    ("(1", "(2", "（1", "（2"),
    "号",
)
_GAP = re.compile(f"{BLANK_SPACE}+")
_LABELS = ("联系", "电话", "传真", "邮编", "邮政", "邮箱", "电子", "地址", "网址")
_LONGEST_LABEL = 8
_LONGEST_SLIP = 2
"""So many blanks are a slip; where more stand in a row, a mark may be missing that only the author knows."""
_LATIN_AFTER = Sparse("[0-9.]{1,8}[A-Za-z]")
_LATIN_BEFORE = Sparse(r"[A-Za-z][0-9.-]*\Z")
_DOTS = Sparse(r"\.{3,}|-{2,}", ("...", "--"))
_LENGTHS = {".": range(3, 7), "-": (2, 4)}
"""So many dots are an ellipsis, so many hyphens a dash; more of them are a blank to be filled in."""
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_WORD = Sparse("[０-９Ａ-Ｚａ-ｚ．]+")


def _half_width_marks(subject: Subject) -> tuple[int, ...]:
    """The places of half-width marks beside Chinese."""
    text = subject.scanned
    places = []
    for match in _HALF_WIDTH.finditer(text):
        place = match.start()
        if _is_beside_chinese(text, place) and not is_unknown_figure(text, place):
            places.append(place)
    return tuple(places)


def _is_beside_chinese(text: str, index: int) -> bool:
    before, after = sign_at(text, index - 1), sign_at(text, index + 1)
    if is_ideograph(before) or before in CLOSING:
        return True
    if is_ideograph(after) or after in OPENING:
        return True
    # 达到50.9%,15项完成: the sentence goes on in Chinese behind the figure.
    return before in "%％" and text[index] in ",;" and "0" <= after <= "9"


def _half_width_brackets(subject: Subject) -> tuple[tuple[int, int], ...]:
    """The pairs that hold Chinese and have a half-width bracket: their two places, in order of the first."""
    text = subject.scanned
    if "(" not in text and ")" not in text:
        return ()
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    end_of_last = 0
    last_chinese = -1
    for match in _BRACKET.finditer(text):
        sign = match.group()
        index = match.start()
        if any(map(is_ideograph, text[end_of_last:index])):
            last_chinese = index
        end_of_last = match.end()
        if sign in "(（":
            opened.append(index)
        elif sign == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            is_half = text[start] == "(" or sign == ")"
            if start < last_chinese and is_half:
                pairs.append((start, index))
    return tuple(sorted(pairs))


def _throughout(subject: Subject) -> tuple[int, int] | None:
    """The first half-width mark and how many there are, where nearly all marks of the notice are; else None."""
    places = list(subject.once(_half_width_marks))
    for pair in subject.once(_half_width_brackets):
        places.append(_halves(subject.scanned, pair)[0])
    if len(places) < _THROUGHOUT:
        return None
    full_width = sum(map(subject.scanned.count, _FULL_WIDTH))
    return (min(places), len(places)) if full_width * 10 <= len(places) else None


def _halves(text: str, pair: tuple[int, int]) -> list[int]:
    """The places of ``pair`` that have a half-width bracket: one or both."""
    return [place for place in pair if text[place] in "()"]


def _widenings(subject: Subject, places: Iterable[int]) -> tuple[Fix, ...]:
    """What gives the mark at each of ``places`` its full width."""
    return tuple(
        subject.fix((place, place + 1), WIDER[subject.whole[place]]) for place in places
    )


def _all_widenings(subject: Subject) -> tuple[Fix, ...]:
    """What gives every half-width mark and bracket its full width."""
    places = list(subject.once(_half_width_marks))
    for pair in subject.once(_half_width_brackets):
        places += _halves(subject.scanned, pair)
    return _widenings(subject, places)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "全文标点几乎都是半角，共 {count} 处，第一处：“{quote}”",
        "nearly all marks are half-width, {count} of them, the first: “{quote}”",
    ),
    hint=(
        "整篇替换为全角的，：；？！（），数字和网址中的除外",
        "replace them throughout by ，：；？！（）, but not in numbers and addresses",
    ),
    what=("全文的标点几乎都是半角", "nearly all marks of the notice are half-width"),
    why=(
        "多由网页抓取或文字转换造成；逐处报告没有意义，应整篇替换",
        "the trace of a web copy or a conversion; the text as a whole wants replacing, not mark by mark",
    ),
    basis="GB/T 15834-2011",
    wrong="按照市委部署,现将情况通报如下:（全文如此）",
    right="按照市委部署，现将情况通报如下：",
    fixes=True,
    gathers=("half-width-punctuation", "half-width-brackets"),
)
def half_width_throughout(subject: Subject) -> Iterator[Finding]:
    """Yield one report, at the first mark, for a notice whose marks are nearly all half-width."""
    whole = subject.once(_throughout)
    if whole is not None:
        index, count = whole
        yield subject.finding(
            (index, index + 1), fixes=_all_widenings(subject), count=count
        )


@rule(
    severity=Severity.WARNING,
    sentence=("半角标点“{marks}”：“{quote}”", "half-width “{marks}”: “{quote}”"),
    hint=("改为“{replacement}”", "write “{replacement}”"),
    what=(
        "汉字旁用了半角的 , : ; ? !",
        "a half-width , : ; ? or ! beside Chinese characters",
    ),
    why=(
        "中文里的标点占一个字的位置；半角标点排出来间距不匀",
        "marks of Chinese text take the width of a character",
    ),
    basis="GB/T 15834-2011",
    wrong="成立工作小组,修订管理办法",
    right="成立工作小组，修订管理办法",
    fixes=True,
)
def half_width_punctuation(subject: Subject) -> Iterator[Finding]:
    """Yield each half-width mark beside Chinese, unless the whole notice is so."""
    if subject.once(_throughout) is None:
        for place in subject.once(_half_width_marks):
            full_width = WIDER[subject.whole[place]]
            yield subject.finding((place, place + 1), replacement=full_width)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "半角括号“{marks}”：“{quote}”",
        "half-width bracket “{marks}”: “{quote}”",
    ),
    hint=("前后括号都用全角（）", "use （） at both ends"),
    what=("半角括号里有汉字", "half-width brackets around Chinese characters"),
    why=(
        "中文里的括号是全角的，前后两个须一致",
        "brackets of Chinese text are full-width, both of them",
    ),
    basis="GB/T 15834-2011",
    wrong="指定专职(兼职)人员负责",
    right="指定专职（兼职）人员负责",
    fixes=True,
)
def half_width_brackets(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of brackets that holds Chinese and is half-width, or is so at one end."""
    if subject.once(_throughout) is None:
        for pair in subject.once(_half_width_brackets):
            halves = _halves(subject.scanned, pair)
            yield subject.finding(
                (halves[0], halves[0] + 1), fixes=_widenings(subject, halves)
            )


@rule(
    severity=Severity.ERROR,
    sentence=(
        "句号写成了“{marks}”：“{quote}”",
        "“{marks}” for a full stop in Chinese text: “{quote}”",
    ),
    hint=(
        "句号改为“。”，人名间隔号改为“·”；原文如此的，写入 waivers",
        "write 。, or · inside a name; where the original has it so, add it to waivers",
    ),
    what=(
        "汉字之间或句末用了半角的点，或全角的点“．”",
        "an ASCII full stop, or its full width ．, between Chinese characters or at the end of a sentence",
    ),
    why=(
        "句号是“。”，人名中的间隔号是“·”",
        "the full stop is 。, the dot inside a name is ·",
    ),
    basis="GB/T 15834-2011",
    wrong="制度执行不规范.",
    right="制度执行不规范。",
    fixes=True,
)
def ascii_stop(subject: Subject) -> Iterator[Finding]:
    """Yield each stop that follows Chinese and has Chinese, or nothing, after it; none after a list number.

    Between two characters it may part a name, so there only the author can correct it.
    """
    text = subject.scanned
    for match in _STOP.finditer(text):
        index = match.start()
        before, after = sign_at(text, index - 1), sign_at(text, match.end())
        ends = (
            after == "\n" or is_ideograph(after) or after in OPENING or after in CLOSING
        )
        if (
            ends
            and (is_ideograph(before) or before in _BEFORE_STOP)
            and not _is_dot(text, index)
        ):
            name = is_ideograph(before) and is_ideograph(sign_at(text, index + 1))
            name = name and text[index] != "｡"
            yield subject.finding(
                (index, index + 1), replacement=None if name else "。"
            )


def _is_dot(text: str, index: int) -> bool:
    """Whether the stop at ``index`` follows a list number or begins the end of a Chinese address."""
    domain = text.startswith(_NAMES_OF_CHINESE_DOMAINS, index + 1) and not is_ideograph(
        sign_at(text, index + 3)
    )
    return domain or ends_list_number(text, index)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "发文字号的年份用了“{marks}”：“{quote}”",
        "the year of a document number stands in “{marks}”: “{quote}”",
    ),
    hint=(
        "改为“{replacement}”；原文如此的，写入 waivers",
        "write “{replacement}”; where the original has it so, add it to waivers",
    ),
    what=(
        "发文字号的年份用了方括号",
        "square brackets around the year of a document number",
    ),
    why=(
        "发文字号的年份用六角括号〔〕括入",
        "the year of a document number stands in 〔〕",
    ),
    basis="GB/T 9704-2012",
    wrong="财预[2015]230号",
    right="财预〔2015〕230号",
    fixes=True,
)
def square_brackets_in_document_number(subject: Subject) -> Iterator[Finding]:
    """Yield each year of a document number in [ ] ［ ］ or 【 】."""
    yield from _year_brackets(subject, _SQUARE)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "发文字号的年份用了“{marks}”：“{quote}”",
        "the year of a document number stands in “{marks}”: “{quote}”",
    ),
    hint=(
        "改为“{replacement}”；不是发文字号的，写入 waivers",
        "write “{replacement}”; if it is no document number, add it to waivers",
    ),
    what=(
        "发文字号的年份用了圆括号",
        "round brackets around the year of a document number",
    ),
    why=(
        "发文字号的年份用六角括号〔〕括入；案号、证书号等不是发文字号的除外",
        "the year of a document number stands in 〔〕; numbers of cases and certificates are another matter",
    ),
    basis="GB/T 9704-2012",
    wrong="财预（2015）230号",
    right="财预〔2015〕230号",
    fixes=True,
)
def round_brackets_in_document_number(subject: Subject) -> Iterator[Finding]:
    """Yield each year of a document number in round brackets."""
    yield from _year_brackets(subject, _ROUND)


def _year_brackets(subject: Subject, pattern: Sparse) -> Iterator[Finding]:
    text = subject.scanned
    for match in pattern.finditer(text):
        if is_ideograph(sign_at(text, match.start() - 1)):
            year = next(part for part in match.groups() if part)
            yield subject.finding(match.span(), replacement=f"〔{year}〕")


@rule(
    severity=Severity.WARNING,
    sentence=("汉字旁有空格：“{quote}”", "a space in Chinese text: “{quote}”"),
    hint=(
        "删去空格；漏了标点的，补上标点",
        "delete it, or write the mark that is missing there",
    ),
    what=(
        "汉字之间、汉字与数字之间有空格",
        "a space between Chinese characters, or between these and digits",
    ),
    why=(
        "公文正文不留空格；几个空格连在一起，多半是漏了标点",
        "official text has none; several often stand for a lost mark",
    ),
    basis="习惯",
    wrong="完成了  10家卫生院改造",
    right="完成了10家卫生院改造",
    fixes=True,
)
def space_inside_chinese(subject: Subject) -> Iterator[Finding]:
    """Yield each stretch of spaces in prose, but for slogans in quotation marks, padded names and rows of labels."""
    text = subject.scanned
    blank = len(text.split()) != len(subject.lines)
    gaps = (
        [
            match.span()
            for match in _GAP.finditer(text)
            if _is_fault(text, *match.span())
        ]
        if blank
        else []
    )
    for start, end in gaps:
        if not is_quoted(subject, start, end) and _is_prose(subject.route_at(start)):
            replacement = "" if _is_slip(text, start, end) else None
            yield subject.finding((start, end), replacement=replacement)


def _is_slip(text: str, start: int, end: int) -> bool:
    """Whether the blanks can be deleted: no mark may be missing, and no other blank nearby shows a padded name."""
    padded = is_blank(sign_at(text, start - 2)) or is_blank(sign_at(text, end + 1))
    return not padded and end - start <= _LONGEST_SLIP


def _is_prose(route: Route) -> bool:
    return route == ("document", "number") or (
        route[0] in _PROSE and _NOT_PROSE.isdisjoint(route)
    )


def _is_fault(text: str, start: int, end: int) -> bool:
    """Whether the space from ``start`` to ``end`` stands in Chinese, and parts neither a name nor a label."""
    sides = (sign_at(text, start - 1), sign_at(text, end))
    if not any(map(is_chinese, sides)) or not all(
        is_chinese(sign) or "0" <= sign <= "9" for sign in sides
    ):
        return False
    if _LATIN_AFTER.regex().match(text, end) or _LATIN_BEFORE.search(
        text[max(start - 8, 0) : start]
    ):
        return False
    around = (sign_at(text, start - 2), sign_at(text, end + 1))
    name = all(map(is_ideograph, sides)) and not any(map(is_ideograph, around))
    return not name and not _begins_label(text, end)


def _begins_label(text: str, index: int) -> bool:
    """Whether 联系 and the like, or two to eight characters with a colon, begin at ``index``."""
    last = index
    while last - index < _LONGEST_LABEL and is_ideograph(sign_at(text, last)):
        last += 1
    return text.startswith(_LABELS, index) or (
        last - index > 1 and sign_at(text, last) in "：:"
    )


@rule(
    severity=Severity.WARNING,
    sentence=(
        "省略号或破折号写成“{marks}”：“{quote}”",
        "“{marks}” for an ellipsis or a dash: “{quote}”",
    ),
    hint=(
        "改为“{meant}”；是留空待填的，补上内容",
        "write “{meant}”; where it is a blank to fill in, fill it in",
    ),
    what=("用 ... 或 -- 代替省略号、破折号", "... or -- for the ellipsis or the dash"),
    why=(
        "省略号是“……”，破折号是“——”，各占两个字",
        "the ellipsis is ……, the dash ——, both two characters wide",
    ),
    basis="GB/T 15834-2011",
    wrong="学习、讨论...等形式",
    right="学习、讨论……等形式",
    fixes=True,
)
def ellipsis_or_dash_in_ascii(subject: Subject) -> Iterator[Finding]:
    """Yield each row of dots or hyphens beside Chinese, but for options and words of Latin text."""
    text = subject.scanned
    for match in _DOTS.finditer(text):
        sides = (sign_at(text, match.start() - 1), sign_at(text, match.end()))
        if any(map(is_chinese, sides)) and not any(map(is_latin, sides)):
            signs = match.group()
            meant = "……" if signs[0] == "." else "——"
            is_sure = len(signs) in _LENGTHS[signs[0]]
            replacement = meant if is_sure else None
            yield subject.finding(match.span(), replacement=replacement, meant=meant)


@rule(
    severity=Severity.WARNING,
    sentence=("全角数字“{marks}”：“{quote}”", "full-width digits “{marks}”: “{quote}”"),
    hint=("改为“{better}”", "write “{better}”"),
    what=("数字是全角的", "full-width digits"),
    why=(
        "阿拉伯数字用半角；全角数字无法检索，也无法核对",
        "arabic digits are half-width; others are neither found nor checked",
    ),
    basis="GB/T 15835-2011",
    wrong="２０２４年",
    right="2024年",
)
def full_width_digits(subject: Subject) -> Iterator[Finding]:
    """Yield each word of full-width letters and digits that has a digit."""
    if not any(digit in subject.scanned for digit in _WIDE_DIGITS):
        return
    for match in _WIDE_WORD.finditer(subject.scanned):
        if not _WIDE_DIGITS.isdisjoint(match.group()):
            better = unicodedata.normalize("NFKC", match.group())
            yield subject.finding(match.span(), better=better)


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

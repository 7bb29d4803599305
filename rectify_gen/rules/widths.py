"""Rules of width and form of marks: half-width and full-width punctuation, brackets, digits, spaces.

Chinese text has full-width marks: 成立工作小组,修订办法 needs ，for the comma. Marks of
Latin text, of numbers and of addresses keep their half width.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rectify_gen.diagnostics import Fix, Route, Severity
from rectify_gen.late_pattern import LatePattern
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
    stretches,
)
from rectify_gen.rules.sparse import Sparse, places_of
from rectify_gen.rules.unseen import may_hold_invisible

_NAMES_OF_CHINESE_DOMAINS = ("政务", "公益", "中国", "网址", "网络", "公司")
_PROSE = frozenset({"preamble", "sections", "closing"})
_NOT_PROSE = frozenset(
    {"person", "responsible_leader", "responsible_departments", "evidence"}
)
_THROUGHOUT = 10
"""So many half-width marks, and so many to each full-width one, are the habit of a whole text, not slips."""
_HALF_WIDTH = Sparse("[,:;?!]", ",:;?!")
_FULL_WIDTH = "，：；？！（）"
_BRACKET = LatePattern("[()（）]")
_BEFORE_STOP = CLOSING + "%％"
_STOPS = ".．｡"
"""What stands for a full stop by mistake."""
_DIGITS = frozenset("0123456789")
_MOST_BLANKS = 4
"""Blanks behind a stop that are looked over."""
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
_GAP = LatePattern(f"{BLANK_SPACE}+")
_GAP_OF_PLAIN_BLANKS = re.compile(" +")
"""The same where a text has no other blanks; it is found in a tenth of the time."""
_LABELS = ("联系", "电话", "传真", "邮编", "邮政", "邮箱", "电子", "地址", "网址")
_SHORTEST_LABEL = 2
_LONGEST_LABEL = 8
_LONGEST_SLIP = 2
"""So many blanks are a slip; more of them may be the place of a mark that only the author knows."""
_LATIN_AFTER = LatePattern("[0-9.]{1,8}[A-Za-z]")
_LATIN_BEFORE = LatePattern(r"[A-Za-z][0-9.-]*\Z")
_DOTS = Sparse(r"\.{3,}|-{2,}", ("...", "--"))
_LENGTHS = {".": range(3, 7), "-": (2, 4)}
"""So many dots are an ellipsis, so many hyphens a dash; more of them are a blank to be filled in."""
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_WORD = LatePattern("[０-９Ａ-Ｚａ-ｚ．]+")


_CODE_BEFORE = Sparse(r"&#?\w{1,8}\Z", "&")
"""What a semicolon ends that is no mark: &nbsp;"""


def _ends_code(text: str) -> bool:
    return _CODE_BEFORE.may_match(text) and bool(_CODE_BEFORE.compiled.search(text))


def _half_width_marks(subject: Subject) -> tuple[int, ...]:
    """The places of half-width marks beside Chinese."""
    text = subject.scanned
    places = []
    for match in _HALF_WIDTH.finditer(text):
        place = match.start()
        if not _is_beside_chinese(text, place) or is_unknown_figure(text, place):
            continue
        if text[place] == ";" and _ends_code(text[max(place - 9, 0) : place]):
            continue
        # There it parts two departments, which is reported as such.
        if "responsible_departments" not in subject.route_at(place):
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
    pairs: list[tuple[int, int]] = []
    # A bracket that is never closed must not pair with one of the next paragraph.
    for start, line in stretches(text, places_of("()", text), "\n"):
        for opening, closing in _pairs_with_chinese(line):
            if line[opening] == "(" or line[closing] == ")":
                pairs.append((start + opening, start + closing))
    return tuple(sorted(pairs))


def _pairs_with_chinese(line: str) -> Iterator[tuple[int, int]]:
    """Yield the two places of each pair of round brackets that holds Chinese, inner pairs first; (ISO 9001) does not."""
    opened: list[int] = []
    start_of_stretch = 0
    # The last bracket with Chinese before it: a pair that began earlier holds Chinese.
    after_chinese = -1
    for match in _BRACKET.finditer(line):
        place = match.start()
        if any(map(is_ideograph, line[start_of_stretch:place])):
            after_chinese = place
        start_of_stretch = place + 1
        if match.group() in "(（":
            opened.append(place)
        elif opened:
            opening = opened.pop()
            if opening < after_chinese:
                yield opening, place


def _throughout(subject: Subject) -> tuple[int, int] | None:
    """Return the first half-width mark and how many there are; None unless nearly all marks of the notice are."""
    places = list(subject.once(_half_width_marks))
    for pair in subject.once(_half_width_brackets):
        places.append(_halves(subject.scanned, pair)[0])
    if len(places) < _THROUGHOUT:
        return None
    full_width = sum(map(subject.scanned.count, _FULL_WIDTH))
    if full_width * _THROUGHOUT > len(places):
        return None
    return min(places), len(places)


def _halves(text: str, pair: tuple[int, int]) -> list[int]:
    """Return the places of ``pair`` that have a half-width bracket: one or both."""
    return [place for place in pair if text[place] in "()"]


def _widenings(subject: Subject, places: Iterable[int]) -> tuple[Fix, ...]:
    """Return the fixes that give the mark at each of ``places`` its full width."""
    fixes = []
    for place in places:
        full_width = WIDER[subject.whole[place]]
        fixes.append(subject.fix((place, place + 1), full_width))
    return tuple(fixes)


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
        "web copies and conversions leave such marks; replace them throughout, not one by one",
    ),
    basis="GB/T 15834-2011 5.1",
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
    basis="GB/T 15834-2011 5.1",
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
    basis="GB/T 15834-2011 4.9、5.1.3",
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


def _end_of_blanks(text: str, start: int) -> int:
    """Return where the blanks from ``start`` on end, of which some are looked over."""
    end = start
    while end - start < _MOST_BLANKS and is_blank(sign_at(text, end)):
        end += 1
    return end


@rule(
    severity=Severity.ERROR,
    sentence=(
        "句号写成了“{marks}”：“{quote}”",
        "“{marks}” for a full stop in Chinese text: “{quote}”",
    ),
    hint=(
        "句号改为“。”，人名间隔号改为“·”；原文如此的，写入 waivers",
        "write 。, or · inside a name; if the original reads this way, add a waiver",
    ),
    what=(
        "汉字之间或句末用了半角的点，或全角的点“．”",
        "an ASCII full stop, or its full width ．, between Chinese characters or at the end of a sentence",
    ),
    why=(
        "句号是“。”，人名中的间隔号是“·”",
        "the full stop is 。, the dot inside a name is ·",
    ),
    basis="GB/T 15834-2011 4.1、4.14",
    wrong="制度执行不规范.",
    right="制度执行不规范。",
    fixes=True,
)
def ascii_stop(subject: Subject) -> Iterator[Finding]:
    """Yield each stop that follows Chinese and has Chinese, or nothing, after it; none after a list number.

    Between two characters it may be the dot of a name, so there only the author can fix it.
    """
    text = subject.scanned
    for place in places_of(_STOPS, text):
        before = sign_at(text, place - 1)
        if before in _DIGITS or sign_at(text, place + 1) == ".":
            continue
        if not is_ideograph(before) and before not in _BEFORE_STOP:
            continue
        after = sign_at(text, _end_of_blanks(text, place + 1))
        is_before_chinese = is_ideograph(after) or after in OPENING or after in CLOSING
        # 制度. and 制度.修订 are stops; 第三版.docx is the name of a file.
        if after != "\n" and not is_before_chinese:
            continue
        if _is_dot(text, place):
            continue
        is_between_ideographs = is_ideograph(before) and is_ideograph(
            sign_at(text, place + 1)
        )
        # ｡ is a full stop in half width, and never the dot of a name.
        may_be_name = is_between_ideographs and text[place] != "｡"
        replacement = None if may_be_name else "。"
        yield subject.finding((place, place + 1), replacement=replacement)


def _is_dot(text: str, place: int) -> bool:
    """Return whether the stop at ``place`` follows a list number or begins the end of a Chinese address."""
    is_before_domain = text.startswith(_NAMES_OF_CHINESE_DOMAINS, place + 1)
    # .中国 is the end of an address, .中国共产党 goes on.
    if is_before_domain and not is_ideograph(sign_at(text, place + 3)):
        return True
    return ends_list_number(text, place)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "发文字号的年份用了“{marks}”：“{quote}”",
        "the year of a document number is in “{marks}”: “{quote}”",
    ),
    hint=(
        "改为“{replacement}”；原文如此的，写入 waivers",
        "write “{replacement}”; if the original reads this way, add a waiver",
    ),
    what=(
        "发文字号的年份用了方括号",
        "square brackets around the year of a document number",
    ),
    why=(
        "发文字号的年份用六角括号〔〕括入",
        "the year of a document number is written in 〔〕",
    ),
    basis="GB/T 9704-2012 7.2.5",
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
        "the year of a document number is in “{marks}”: “{quote}”",
    ),
    hint=(
        "改为“{replacement}”；不是发文字号的，写入 waivers",
        "write “{replacement}”; if it is no document number, add a waiver",
    ),
    what=(
        "发文字号的年份用了圆括号",
        "round brackets around the year of a document number",
    ),
    why=(
        "发文字号的年份用六角括号〔〕括入；案号、证书号等不是发文字号的除外",
        "the year of a document number is written in 〔〕; numbers of cases and certificates are not",
    ),
    basis="GB/T 9704-2012 7.2.5",
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
        # A document number begins with the sign of its organ: 财预（2015）230号, but not [2015]230号 alone.
        if is_ideograph(sign_at(text, match.start() - 1)):
            # Each alternative of the pattern has a group for the year.
            year = next(group for group in match.groups() if group)
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
    # All blanks but the plain one are invisible characters.
    gap = _GAP if subject.once(may_hold_invisible) else _GAP_OF_PLAIN_BLANKS
    for match in gap.finditer(text):
        start, end = match.span()
        if not _is_fault(text, start, end):
            continue
        # “一二三 四五六” is a slogan; “两个维护 ” has a blank too many all the same.
        is_at_edge = sign_at(text, end) == "”" or sign_at(text, start - 1) == "“"
        if not is_at_edge and is_quoted(subject, start, end):
            continue
        if _is_prose(subject.route_at(start)):
            replacement = "" if _is_slip(text, start, end) else None
            yield subject.finding((start, end), replacement=replacement)


def _is_slip(text: str, start: int, end: int) -> bool:
    """Return whether the blanks can be deleted: no mark may be missing, and no blank nearby shows a padded name."""
    if end - start > _LONGEST_SLIP:
        return False
    # 张 三 丰: names are padded between single characters.
    signs_around = (sign_at(text, start - 2), sign_at(text, end + 1))
    return not any(map(is_blank, signs_around))


def _is_prose(route: Route) -> bool:
    if route == ("document", "number"):
        return True
    return route[0] in _PROSE and _NOT_PROSE.isdisjoint(route)


def _is_fault(text: str, start: int, end: int) -> bool:
    """Return whether the space from ``start`` to ``end`` is in Chinese text, and separates neither a name nor labels."""
    sides = (sign_at(text, start - 1), sign_at(text, end))
    if not any(map(is_chinese, sides)):
        return False
    for sign in sides:
        if not is_chinese(sign) and not "0" <= sign <= "9":
            return False
    # 5G and Win10 are Latin words, though a digit is beside the blank.
    if _LATIN_AFTER.compiled.match(text, end):
        return False
    if _LATIN_BEFORE.search(text[max(start - 8, 0) : start]):
        return False
    signs_around = (sign_at(text, start - 2), sign_at(text, end + 1))
    # 张 三: two single characters are a padded name.
    is_name = all(map(is_ideograph, sides)) and not any(map(is_ideograph, signs_around))
    return not is_name and not _begins_label(text, end)


def _begins_label(text: str, start: int) -> bool:
    """Return whether 联系 and the like, or two to eight characters with a colon, begin at index ``start``."""
    if text.startswith(_LABELS, start):
        return True
    end = start
    while end - start < _LONGEST_LABEL and is_ideograph(sign_at(text, end)):
        end += 1
    return end - start >= _SHORTEST_LABEL and sign_at(text, end) in "：:"


@rule(
    severity=Severity.WARNING,
    sentence=(
        "省略号或破折号写成“{marks}”：“{quote}”",
        "“{marks}” for an ellipsis or a dash: “{quote}”",
    ),
    hint=(
        "改为“{meant}”；是留空待填的，补上内容",
        "write “{meant}”; if it is a blank, fill it in",
    ),
    what=("用 ... 或 -- 代替省略号、破折号", "... or -- for the ellipsis or the dash"),
    why=(
        "省略号是“……”，破折号是“——”，各占两个字",
        "the ellipsis is ……, the dash ——, both two characters wide",
    ),
    basis="GB/T 15834-2011 4.10、4.11",
    wrong="学习、讨论...等形式",
    right="学习、讨论……",
    fixes=True,
)
def ellipsis_or_dash_in_ascii(subject: Subject) -> Iterator[Finding]:
    """Yield each row of dots or hyphens beside Chinese, but for options and words of Latin text."""
    text = subject.scanned
    for match in _DOTS.finditer(text):
        sides = (sign_at(text, match.start() - 1), sign_at(text, match.end()))
        # --force and a...b are Latin text.
        if not any(map(is_chinese, sides)) or any(map(is_latin, sides)):
            continue
        signs = match.group()
        meant = "……" if signs[0] == "." else "——"
        is_certain = len(signs) in _LENGTHS[signs[0]]
        replacement = meant if is_certain else None
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
            # The whole word, letters too: Ａ４ becomes A4, not Ａ4.
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

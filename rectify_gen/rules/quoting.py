"""Rules of document numbers (示发〔2024〕9号), names of documents, sessions and units as a notice quotes them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.ascii_rows import rows_of
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse, beside
from rectify_gen.vocabulary.word_tables import confusable_signs

_NUMBER = Sparse(r"[〔\[【]([0-9]{2,4})[〕\]】](第?)([0-9]{1,6})号", "〔[【")
_FULL_YEAR = 4
_SERIES = ("字", "告", "令", "证", "许可", "准", "登", "罚", "裁", "决")
"""What stands before the number of an announcement, an order, a licence or a ruling, which is counted with 第."""
_IN_SERIES = LatePattern(
    "(?:[^，。；、！？\n]{0,6}证书|公告|通告|决定|命令|令|许可|证|登记|判决|裁[决定]|行政处罚|处罚)"
)
"""What follows the number of such a paper and names its kind."""
_OWN_NUMBER = ("document", "number")
"""The route of the notice's own number, which is that of an official paper."""


@rule(
    severity=Severity.ERROR,
    sentence=("发文字号写法有误：“{marks}”", "a malformed document number: “{marks}”"),
    hint=("写作 {better}", "write {better}"),
    what=(
        "发文字号加“第”、编虚位或年份不全：〔24〕第09号",
        "a document number with 第, a leading zero or a short year: 〔24〕第09号",
    ),
    why=(
        "年份标全称，发文顺序号不加“第”字，不编虚位",
        "the year is written in full, the serial number without 第 and without leading zeros",
    ),
    basis="GB/T 9704-2012 7.2.5",
    wrong="清卫〔24〕第09号",
    right="清卫〔2024〕9号",
)
def document_number_form(subject: Subject) -> Iterator[Finding]:
    """Yield each document number of a form that the standard does not know, in prose and under ``document``."""
    for match in _NUMBER.finditer(subject.whole):
        year, ordinal, serial = match.groups()
        has_full_year = len(year) == _FULL_YEAR
        if has_full_year and not ordinal and not serial.startswith("0"):
            continue
        # 自然资告字〔2024〕第3号: the standard rules the numbers of official papers only.
        is_named_before = subject.whole.endswith(_SERIES, 0, match.start())
        named_after = _IN_SERIES.compiled.match(subject.whole, match.end())
        is_series = is_named_before or named_after is not None
        is_own_number = subject.route_at(match.start()) == _OWN_NUMBER
        if has_full_year and ordinal and is_series and not is_own_number:
            continue
        # 〔24〕 and 〔024〕 are both 2024: no notice quotes documents of another century.
        full_year = year if has_full_year else f"20{year[-2:]}"
        # A serial of zeros alone has no better form: it stays, for its author to look up.
        plain_serial = serial.lstrip("0") or serial
        yield subject.finding(match.span(), better=f"〔{full_year}〕{plain_serial}号")


_FIGURES = "0123456789"
_LONGEST_SESSION = 2
"""Digits of a session; three and more are another figure, such as a year."""
_SESSION = Sparse(
    "届(?<=[0-9]届)(?=(?:中央|省委|市委|县委|区委|旗委|州委|盟委|自治区党委|党委|人大|政协|[一二三四五六七八九十]中全会))",
    beside(_FIGURES, "届"),
)


@rule(
    severity=Severity.INFO,
    sentence=(
        "届次用了阿拉伯数字：“{quote}”",
        "a session in Arabic figures: “{quote}”",
    ),
    hint=("写作 {better}", "write {better}"),
    what=("届次用了阿拉伯数字：8届市委", "a session in Arabic figures: 8届市委"),
    why=(
        "党委届次是惯用语，用汉字数字",
        "sessions of Party committees are set phrases, written in Chinese numerals",
    ),
    basis="GB/T 15835-2011 4.2",
    wrong="8届市委第四轮巡察",
    right="八届市委第四轮巡察",
)
def session_number_arabic(subject: Subject) -> Iterator[Finding]:
    """Yield each session of a Party committee, congress or plenum that is counted in Arabic figures."""
    for match in _SESSION.finditer(subject.whole):
        # The pattern begins with 届, which re finds fast; the figure before it is read here.
        before = subject.whole[max(match.start() - 3, 0) : match.start()]
        figure = before[len(before.rstrip(_FIGURES)) :]
        if len(figure) > _LONGEST_SESSION or int(figure) == 0:
            continue
        yield subject.finding(
            (match.start() - len(figure), match.end()),
            better=f"{chinese.numeral(int(figure))}届",
        )


_COUNTERS = ("元", "人次", "人", "例", "件", "户", "亩", "台次", "平方米", "吨")
_FEWEST_DIGITS = 5
_PLAIN = LatePattern(
    rf"([0-9]{{{_FEWEST_DIGITS},}})(?:余|多)?({'|'.join(_COUNTERS)})(?!民币)"
)
_ROUND = "00"
"""The end of a figure that 万 and two decimals hold: 12000元 is 1.2万元, and 12864元 must stay exact."""
_PER_ONE = LatePattern(
    "每|[人户亩月年日村台次平]均|单[笔次价件张个项]|[一同]次性|标准|限额|[上下]限|最[高低多少]|不[超高低少多]|起付|门槛|面值|月薪|年薪"
)
"""Words by which a sum is that of one case, and no total."""
_UNIT_REACH = 16
"""Characters before a figure in which its clause says what it is."""
_BEHIND_TEN_THOUSANDS = re.compile(rf"万(?:余|多)?(?:{'|'.join(_COUNTERS)})")
"""The end of each figure in 万; a pattern that begins with 万 is searched fast."""
_IN_TEN_THOUSANDS = LatePattern(
    rf"([0-9]{{1,9}})(?:\.[0-9]+)?万(?:余|多)?({'|'.join(_COUNTERS)})"
)
_TEN_THOUSAND = 10_000
_MOST_DIGITS = 15
_FAR_APART = 100
"""How many times a figure another must be to be of another order: 23500元 beside 1200万元 is sound."""


@rule(
    severity=Severity.INFO,
    sentence=(
        "“{counter}”有的以万计、有的写到个位：“{quote}”",
        "figures of “{counter}” are in 万 elsewhere: “{quote}”",
    ),
    hint=(
        "统一：都以万计，或都写到个位",
        "write them alike: all in 万, or all in full",
    ),
    what=(
        "同一个量有的以万为单位、有的写到个位",
        "one quantity now in 万, now in full",
    ),
    why=("同一文件同一个量用同一种写法", "one document writes one quantity in one way"),
    basis="GB/T 15835-2011；习惯",
    wrong="资金35万余元……资助12000元",
    right="资金35万余元……资助1.2万元",
)
def unit_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each counter, the first round figure of five places and more where its paragraph has a like one in 万."""
    text = subject.wording
    if not _BEHIND_TEN_THOUSANDS.search(text):
        return
    reported_counters: set[str] = set()
    for start_of_row in rows_of(text, b"0123456789", _FEWEST_DIGITS):
        match = _PLAIN.compiled.match(text, start_of_row)
        if match is None:
            continue
        figure, counter = match.groups()
        is_decimal_part = text[match.start() - 1 : match.start()] == "."
        if counter in reported_counters or is_decimal_part:
            continue
        is_round = figure.endswith(_ROUND)
        if not is_round or _is_of_one_case(text, match.start()):
            continue
        start, end = subject.span_of(subject.number_at(match.start()))
        if _has_like_figure(text[start:end], figure, counter):
            reported_counters.add(counter)
            yield subject.finding(match.span(), counter=counter)


def _is_of_one_case(text: str, start: int) -> bool:
    """Return whether the clause before ``start`` makes the figure there that of one case: 每户, 单笔."""
    before = text[max(start - _UNIT_REACH, 0) : start]
    clause = re.split("[，。；：\n]", before)[-1]
    return _PER_ONE.search(clause) is not None


def _has_like_figure(paragraph: str, figure: str, counter: str) -> bool:
    """Return whether ``paragraph`` has a figure of ``counter`` in 万 that is not of another order than ``figure``."""
    # No quantity has more digits; longer rows of digits only cost time.
    value = int(figure[:_MOST_DIGITS])
    for match in _IN_TEN_THOUSANDS.finditer(paragraph):
        other_value = int(match[1]) * _TEN_THOUSAND
        is_like = match[2] == counter and other_value < value * _FAR_APART
        if is_like and not _is_of_one_case(paragraph, match.start()):
            return True
    return False


_TITLE = re.compile("《([^《》\n]{10,60})》")
_TELLING_SIGNS = frozenset(
    # Numbers, dates, areas, organs, editions and opposites: another of these is another document.
    "0123456789一二三四五六七八九十〇零年月日季半上下前后省市县区州乡镇村局委院校党政团工组科室处新旧总分内外不非男女大小高低甲乙"
)
_EDITIONS = LatePattern("试行|修订|暂行|草案|征求意见|修正|补充|实施")
_FUNCTION_WORDS = frozenset(
    ("的", "和", "与", "及", "或", "之", "对", "等", "在", "为", "于", "中", "以及", "进行", "关于", "有关", "相关")
)  # fmt: skip
"""What may be in a name or not without making it that of another document."""
_SIDE_BY_SIDE = frozenset(("", "、", "和", "与", "及", "以及", "，"))
"""What stands between two names of one list, which are those of two documents."""
_KIND_LENGTH = 4
"""Characters at the end of a title that say what it is (管理办法), where a difference means another document."""
_LONGEST_SLIP = 2
_FEW_NAMES = 8
"""So many names are compared each with each other."""


@rule(
    severity=Severity.INFO,
    sentence=(
        "文件名与前面的《{other}》差一两个字：“{quote}”",
        "the name differs by a character or two from 《{other}》 before: “{quote}”",
    ),
    hint=("照原文统一", "write both as the original has it"),
    what=("同一文件名前后写法差一两个字", "the name of one document in two spellings"),
    why=(
        "引用文件名要照原文，差一两个字多为笔误",
        "names of documents are quoted as they are; a small difference is a slip",
    ),
    basis="《党政机关公文处理工作条例》；习惯",
    wrong="《差旅费报销管理实施办法》……《差旅费报销的管理实施办法》",
    right="两处都写《差旅费报销管理实施办法》",
)
def document_name_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each name in 《》 that differs from an earlier one by a character or two which make no other document."""
    titles = list(_TITLE.finditer(subject.whole))
    # To compute the variants of all names takes long: in most notices no two are alike.
    if not _may_hold_slip(title[1] for title in titles):
        return
    name_by_variant: dict[str, str] = {}
    names: set[str] = set()
    end_of_last = 0
    names_of_list: set[str] = set()
    for match in titles:
        name = match.group(1)
        if subject.whole[end_of_last : match.start()] not in _SIDE_BY_SIDE:
            names_of_list = set()
        names_of_list.add(name)
        end_of_last = match.end()
        if name in names:
            continue
        names.add(name)
        variants = _variants(name)
        earlier_name = _earlier_name(name, variants, name_by_variant)
        for variant in variants:
            name_by_variant.setdefault(variant, name)
        if earlier_name is None:
            continue
        # 《食堂管理办法》《食堂库管理办法》 are listed as two.
        if earlier_name in names_of_list and not _is_plain_slip(earlier_name, name):
            continue
        yield subject.finding(match.span(), other=earlier_name)


def _may_hold_slip(names: Iterable[str]) -> bool:
    """Return whether one of ``names`` may be a slip of another."""
    others_by_part: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        # A slip is short, and not in the kind: there are six like characters behind it, or three before it.
        for part in (name[-6:], name[:3] + name[-_KIND_LENGTH:]):
            others = others_by_part.setdefault(part, [])
            if len(others) > _FEW_NAMES:
                return True
            for other_name in others:
                if _is_slip(other_name, name):
                    return True
            others.append(name)
    return False


def _earlier_name(
    name: str, variants: Sequence[str], name_by_variant: Mapping[str, str]
) -> str | None:
    """Return the earlier name that ``name`` is a slip of; None if there is none."""
    for variant in variants:
        candidate = name_by_variant.get(variant)
        if candidate is not None and _is_slip(candidate, name):
            return candidate
    return None


def _variants(name: str) -> list[str]:
    """Return ``name`` itself, and with each one or two neighbouring characters left out or unknown.

    Two names that differ by a slip have a variant in common, so that no pair of names
    needs to be compared.
    """
    variants = [name]
    for size in range(1, _LONGEST_SLIP + 1):
        for start in range(len(name) - size + 1):
            variants.append(name[:start] + name[start + size :])
    for index in range(len(name)):
        variants.append(f"{name[:index]}\0{name[index + 1 :]}")
    return variants


class _Difference(NamedTuple):
    """What two names do not have in common."""

    removed: str
    """What the shorter has there."""
    added: str
    """What the longer has there."""
    is_doubled: bool
    """Whether ``added`` repeats what stands beside it."""
    is_in_kind: bool
    """Whether it stands in the end that says what the document is: 管理办法 and 管理规定 are two."""


def _difference(name: str, other_name: str) -> _Difference:
    shorter, longer = sorted((name, other_name), key=len)
    start = _common_length(shorter, longer)
    common_end = _common_length(shorter[start:][::-1], longer[start:][::-1])
    added = longer[start : len(longer) - common_end]
    return _Difference(
        removed=shorter[start : len(shorter) - common_end],
        added=added,
        is_doubled=added != "" and longer.endswith(added, 0, start),
        is_in_kind=common_end < _KIND_LENGTH or len(longer) - start <= _KIND_LENGTH,
    )


def _is_slip(name: str, other_name: str) -> bool:
    """Return whether what differs may be a slip of the pen, and is no number, organ, edition or kind."""
    difference = _difference(name, other_name)
    if difference.is_in_kind or _EDITIONS.search(difference.added):
        return False
    if not _TELLING_SIGNS.isdisjoint((*difference.removed, *difference.added)):
        return False
    # 水源 and 水源地: a sign that is missing. Another word of two characters makes another document.
    is_missing_sign = difference.removed == "" and len(difference.added) == 1
    return is_missing_sign or _is_plain_slip(name, other_name)


def _is_plain_slip(name: str, other_name: str) -> bool:
    """Return whether what differs is a slip for certain: a word of grammar, a sign typed twice, or one of like look or sound."""
    removed, added, is_doubled, _ = _difference(name, other_name)
    if not removed:
        return is_doubled or added in _FUNCTION_WORDS
    if {removed, added} <= _FUNCTION_WORDS:
        return True
    # 供水 and 排水, 民事 and 刑事: another character is another word, if it cannot be taken for the first.
    return added in confusable_signs().get(removed, "")


def _common_length(text: str, other_text: str) -> int:
    """Return how many characters at their beginnings the two texts have in common."""
    length = 0
    for sign, other_sign in zip(text, other_text, strict=False):
        if sign != other_sign:
            break
        length += 1
    return length


RULES: tuple[Rule, ...] = (
    document_number_form,
    session_number_arabic,
    unit_mixed,
    document_name_differs,
)

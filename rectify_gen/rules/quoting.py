"""Rules of document numbers, names of documents, sessions and units as a notice quotes them."""

import re
from collections.abc import Iterator

from rectify_gen import chinese
from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

_NUMBER = Sparse(r"[〔\[【]([0-9]{2,4})[〕\]】](第?)([0-9]{1,6})号", "〔[【")
_FULL_YEAR = 4


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
    for found in _NUMBER.finditer(subject.whole):
        year, ordinal, serial = found.groups()
        if len(year) != _FULL_YEAR or ordinal or serial.startswith("0"):
            full = year if len(year) == _FULL_YEAR else "20" + year[-2:]
            better = f"〔{full}〕{serial.lstrip('0') or serial}号"
            yield subject.finding(found.span(), better=better)


_FIGURES = "0123456789"
_SESSION = Sparse(
    "届(?<=[0-9]届)(?=(?:中央|省委|市委|县委|区委|旗委|州委|盟委|自治区党委|党委|人大|政协|[一二三四五六七八九十]中全会))",
    "届",
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
        "sessions of Party committees are fixed words, written in Chinese numerals",
    ),
    basis="GB/T 15835-2011 4.2",
    wrong="8届市委第四轮巡察",
    right="八届市委第四轮巡察",
)
def session_number_arabic(subject: Subject) -> Iterator[Finding]:
    """Yield each session of a Party committee, congress or plenum that is counted in Arabic figures."""
    for found in _SESSION.finditer(subject.whole):
        before = subject.whole[max(found.start() - 3, 0) : found.start()]
        figure = before[len(before.rstrip(_FIGURES)) :]
        if len(figure) <= 2 and int(figure):
            span = (found.start() - len(figure), found.end())
            yield subject.finding(
                span,
                better=f"{chinese.numeral(int(figure))}届",
            )


_COUNTERS = ("元", "人次", "人", "例", "件", "户", "亩", "台次", "平方米", "吨")
_PLAIN = Sparse(
    rf"([0-9][0-9]{{4,}})(?:\.[0-9]+)?(?:余|多)?({'|'.join(_COUNTERS)})(?!民币)"
)
_IN_TEN_THOUSANDS = re.compile(rf"万(?:余|多)?({'|'.join(_COUNTERS)})")


@rule(
    severity=Severity.INFO,
    sentence=(
        "“{counter}”有的以万计、有的写到个位：“{quote}”",
        "figures of “{counter}” are in 万 elsewhere: “{quote}”",
    ),
    hint=("统一写法", "write them alike"),
    what=(
        "同一个量有的以万为单位、有的写到个位",
        "one quantity now in 万, now in full",
    ),
    why=("同一文件同一个量用同一种写法", "one document writes one quantity in one way"),
    basis="GB/T 15835-2011；习惯",
    wrong="资金135万余元……资助11042.1元",
    right="资金135万余元……资助1.1万元",
)
def unit_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each counter, the first figure of five places and more where others of it are in 万."""
    wide = {found.group(1) for found in _IN_TEN_THOUSANDS.finditer(subject.wording)}
    for found in _PLAIN.finditer(subject.wording) if wide else ():
        if (
            found.group(2) in wide
            and subject.wording[found.start() - 1 : found.start()] != "."
        ):
            wide.discard(found.group(2))
            yield subject.finding(found.span(), counter=found.group(2))


_TITLE = re.compile("《([^《》\n]{10,60})》")
_MEANT = frozenset(
    "0123456789一二三四五六七八九十〇零年月日季半上下前后省市县区州乡镇村局委院校党政团工组科室处新旧总分内外不非男女大小高低甲乙"
)
_MEANT_WORDS = Sparse("试行|修订|暂行|草案|征求意见|修正|补充|实施")
_KIND_LENGTH = 4
"""Characters at the end of a title that say what it is (管理办法), where a difference means another document."""
_LONGEST_SLIP = 2


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
    seen: dict[str, str] = {}
    names: set[str] = set()
    for found in _TITLE.finditer(subject.whole):
        name = found.group(1)
        if name in names:
            continue
        names.add(name)
        variants = _variants(name)
        other = next(
            (
                seen[one]
                for one in variants
                if one in seen and _is_slip(seen[one], name)
            ),
            None,
        )
        for one in variants:
            seen.setdefault(one, name)
        if other is not None:
            yield subject.finding(found.span(), other=other)


def _variants(name: str) -> list[str]:
    """The name itself, and with each one or two neighbouring characters left out or unknown: alike where names are."""
    out = [name]
    for size in range(1, _LONGEST_SLIP + 1):
        out += [name[:at] + name[at + size :] for at in range(len(name) - size + 1)]
    return out + [name[:at] + "\0" + name[at + 1 :] for at in range(len(name))]


def _is_slip(first: str, second: str) -> bool:
    """Whether what differs is a slip of the pen, and no number, organ, edition or kind."""
    shorter, longer = sorted((first, second), key=len)
    start = next(
        (
            at
            for at, (one, other) in enumerate(zip(shorter, longer, strict=False))
            if one != other
        ),
        len(shorter),
    )
    rest = len(longer) - start
    end = next(
        (
            at
            for at in range(1, len(shorter) - start + 1)
            if shorter[-at] != longer[-at]
        ),
        len(shorter) - start + 1,
    )
    one, other = (
        shorter[start : len(shorter) - end + 1],
        longer[start : len(longer) - end + 1],
    )
    at_the_end = end <= _KIND_LENGTH or rest <= _KIND_LENGTH
    small = (len(one), len(other)) in ((0, 1), (0, 2), (1, 1))
    meant = _MEANT & {*one, *other} or _MEANT_WORDS.search(other)
    return small and not at_the_end and not meant


RULES: tuple[Rule, ...] = (
    document_number_form,
    session_number_arabic,
    unit_mixed,
    document_name_differs,
)

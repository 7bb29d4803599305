"""Rules of how numbers and units are written in prose.

三十2 mixes two kinds of figures, 降低了2倍 cannot be, 7KW is 7kW. Dates are in :mod:`rectify_gen.rules.date_forms`.
This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.figure_places import figures_of_wording
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import sign_at
from rectify_gen.rules.sparse import Led, Sparse, any_of, beside

_COUNTED = "(?:个|只|名|人|项|件|条|户|次|场|家|台|套|份|处|元|万|亿|亩|吨|天|年|批|起|期|例|篇|位|座|栋|间|张|公里|平方米|米)"
_NUMERALS = "一二三四五六七八九"
_DIGITS = "0123456789"
_WRONG_NUMBER = Sparse(
    rf"""(?x)
      # 3千户, 5百元: only 万 and 亿 follow Arabic figures
      (?P<thousand> [0-9]{{1,3}} (?: [千] (?![瓦米克伏卡赫安帕乏斤焦牛里兆]) | 百 (?![货科帕分]) ) )
      # 3十项
    | (?P<mixed> [0-9]{{1,3}} 十 [{_NUMERALS}]? (?={_COUNTED}) )
      # 10几人
    | (?P<some> [1-9]0 几 )
      # 3 0户
    | (?P<blank> [0-9]+ [ \u3000] [0-9]+ {_COUNTED} (?![0-9]) )
      # 1,2345元
    | (?P<groups> [0-9]{{1,3}} (?: ,[0-9]{{3}} )* , (?: [0-9]{{1,2}} | [0-9]{{4,}} ) (?= {_COUNTED} ) )
      # 98%%, 3%个百分点
    | (?P<percent> [0-9]+ (?: \.[0-9]+ )? (?: [%％] (?: [%％] | 个?百分点 ) | 个百分点[%％] | 个?百分比 (?!例) ) )
      # 12万万元, 3亿万元, 5元元
    | (?P<unit> [0-9]+ (?: \.[0-9]+ )? (?: 万万 | 亿万 | 亿亿 | 万?元元 | 个个 (?![人都]) ) )
    """,
    (
        *beside(_DIGITS, "千百十几 \u3000,"),
        *beside("%％", "%％个百"),
        *("点%", "点％", "分比", "万万", "亿万", "亿亿", "元元", "个个"),
    ),
)
_SECOND_POINT = re.compile(r"\.[0-9]*\.")
_TOO_MANY_POINTS = LatePattern(
    # 5.3.2万元, 3.5.万元
    rf"(?P<points>[0-9]+\.(?:[0-9]+\.[0-9]*|\.+[0-9]*)(?=[万亿元%％]|{_COUNTED}))"
)


class _NumberFault(NamedTuple):
    """What is wrong with a number and what to write, in Chinese and English."""

    zh: str
    en: str
    cure_zh: str
    cure_en: str


_FAULTS = {
    "thousand": _NumberFault(
        "阿拉伯数字后只用“万”“亿”，不用“千”“百”",
        "only 万 and 亿 follow Arabic figures",
        "写全，如 3000户",
        "write all digits, such as 3000户",
    ),
    "mixed": _NumberFault(
        "汉字数字与阿拉伯数字混用",
        "Chinese and Arabic figures are mixed",
        "核对后都用阿拉伯数字，如 23台",
        "check it and write Arabic figures alone, such as 23台",
    ),
    "some": _NumberFault(
        "“几”与阿拉伯数字连用",
        "几 stands beside Arabic figures",
        "写作“十几”“几十”",
        "write 十几 or 几十",
    ),
    "blank": _NumberFault(
        "数字中间有空格", "a blank within the figure", "删去空格", "delete the blank"
    ),
    "points": _NumberFault(
        "小数点多了",
        "a decimal point too many",
        "核对后只留一个小数点",
        "check it and keep one point",
    ),
    "groups": _NumberFault(
        "千分位分节有误",
        "the digits are not grouped by three",
        "删去逗号，或每三位一节",
        "delete the comma, or group by three digits",
    ),
    "percent": _NumberFault(
        "“%”“个百分点”写法有误",
        "percent or percentage points are not well formed",
        "只留“%”或“个百分点”",
        "keep one % or 个百分点",
    ),
    "unit": _NumberFault(
        "单位重复", "the unit stands twice", "只留一个单位", "keep one of them"
    ),
    "hundredths": _NumberFault(
        "“百分之”后用汉字数字，阿拉伯数字用“%”",
        "百分之 takes Chinese figures, Arabic ones take %",
        "写作“35%”的形式",
        "write it like 35%",
    ),
    "parted": _NumberFault(
        "汉字数字与阿拉伯数字混用",
        "Chinese and Arabic figures are mixed",
        "改用阿拉伯数字，如 95.4%、0.3",
        "write Arabic figures, such as 95.4% or 0.3",
    ),
    "share": _NumberFault(
        "比率用“%”，“个百分点”只表示增减",
        "a share takes %; 个百分点 is for changes",
        "写作“98.5%”的形式",
        "write it like 98.5%",
    ),
    "ten": _NumberFault(
        "十几前不写“一”",
        "no 一 before 十 at the beginning of a number",
        "写作“15份”或“十五份”",
        "write 15份 or 十五份",
    ),
    "currency": _NumberFault(
        "“人民币”重复", "人民币 stands twice", "只留一个“人民币”", "keep one 人民币"
    ),
    "point": _NumberFault(
        "小数点写成了别的标点",
        "another mark for the decimal point",
        "改为小数点，如 3.5%",
        "write a decimal point, such as 3.5%",
    ),
    "comma": _NumberFault(
        "数字中间有全角逗号",
        "a full-width comma within the figure",
        "删去逗号，如 1286件",
        "delete the comma, such as 1286件",
    ),
    "two": _NumberFault(
        "量词前用“两”", "两 stands before a measure word", "改为“两”", "write 两"
    ),
    "both": _NumberFault(
        "“俩”后不再用量词", "俩 takes no measure word", "改为“两个”", "write 两个"
    ),
}
"""By the groups of the patterns."""
_AFTER_FIGURE = frozenset("千百十几 \u3000.,%％万亿元个")
"""What follows the first digits of a wrong number; most figures are followed by something else."""
_IN_WORDS = Sparse(
    r"""(?x)
      # 百分之35
      (?P<hundredths> [百千万]分之[0-9] )
      # 百分之九十五点4, 为零点3; 零点30分 is a time
    | (?P<parted> (?: 分之[一二三四五六七八九十百零]{1,6} | [为约达]零 ) 点[0-9] (?![0-9]*[分时]) )
      # 一十五份; 二百一十五 is right
    | (?P<ten> 一十(?<![百千万零〇十第二三四五六七八九]一十)[一二三四五六七八九](?=[个名人项件份户次场家条台套]) )
      # 人民币500元人民币
    | (?P<currency> 人民币 [0-9.]{1,12} [万亿]?元人民币 )
      # 俩个
    | (?P<both> 俩[个名位次项件家] )

      # 二个问题; 第二个, 十二个 and 一二个 are right
    | (?P<two> 二(?<![第十百千零〇一三初星期周不其之同独小老至到或]二)[个名件户](?![月体下字年代度]) )
    """,
    (
        "分之",
        "零点",
        "一十",
        "人民币",
        "俩",
        "二个",
        "二名",
        "二件",
        "二户",
    ),
)
_SHARE_IN_POINTS = Led(
    # 率达98.5个百分点
    "(?P<share>[率度](?:为|达到|达|已达|是)[0-9]{1,3}(?:\\.[0-9]{1,2})?个百分点)",
    beside("率度", "为达已是"),
    ("个百分点",),
)
_SPLIT = Led(
    r"""(?x)
      # 下降3。5个百分点; 完成25。2024年 is right
      (?P<point> [。：] (?<=[0-9][。：]) [0-9]{1,2} (?: [%％]|个百分点|万元|亿元|万亩|公里|平方公里|倍 ) )
      # 共1，286件
    | (?P<comma> ， (?<=[0-9]，) [0-9]{3} (?: [万亿]?元|[件人户亩吨只]|人次|平方米|公里 ) )
    """,
    beside("。，：", _DIGITS),
    beside(_DIGITS, "。，："),
)
_LONGEST_OF_THOUSANDS = 3
"""Digits before the comma that parts thousands."""
_ENDS_OF_LABEL = frozenset("第件表图号款条项")
"""What stands before the number of a thing, and not of many: 附件1，120人参加."""
_BEFORE_FIGURE = frozenset("一二三四五六七八九十几")
_MIXED = Sparse(
    rf"""(?x)
      # 二十3台, 三10项; 统一10个 and 第一100个 are right
      (?P<mixed> (?: [{_NUMERALS}]十[1-9] | [二三四五六七八九]10 | 十(?<![{_NUMERALS}五]十)[1-9] ) (?={_COUNTED}) )
      # 几10份
    | (?P<some> 几(?:10|100)(?!0) )
    """,
    (*beside("十", "123456789"), *beside("二三四五六七八九几", "1")),
)
_LONGEST_BEFORE_FIGURE = 2


@rule(
    severity=Severity.WARNING,
    sentence=(
        "数字写法有误，{fault_zh}：“{quote}”",
        "the number is not well formed, {fault_en}: “{quote}”",
    ),
    hint=(
        "{cure_zh}；原文如此的，写入 waivers",
        "{cure_en}; if the original reads this way, add a waiver",
    ),
    what=(
        "数字写法有误：三十2、3千户、10几人、百分之35、5.3.2万元、98%%、二个问题",
        "a number that is not well formed: 三十2, 3千户, 10几人, 百分之35, 5.3.2万元, 98%%, 二个问题",
    ),
    why=(
        "同一个数用同一种数字；阿拉伯数字后的数位词只用“万”“亿”",
        "one number is written in one kind of figures; only 万 and 亿 follow Arabic ones",
    ),
    basis="GB/T 15835-2011；习惯",
    wrong="检修设备二十3台",
    right="检修设备23台",
)
def number_form(subject: Subject) -> Iterator[Finding]:
    """Yield each number of the author's own wording that mixes figures, has a point too many, or a unit twice."""
    text = subject.wording
    may_be_mixed = _MIXED.may_match(text)
    patterns = []
    if _WRONG_NUMBER.may_match(text):
        patterns.append(_WRONG_NUMBER.compiled)
    if _SECOND_POINT.search(text):
        patterns.append(_TOO_MANY_POINTS.compiled)
    figures = subject.once(figures_of_wording) if may_be_mixed or patterns else ()
    for start, end in figures:
        # Slices, which are empty at the ends of the text: there are hundreds of figures.
        sign_before = text[start - 1 : start]
        sign_after = text[end : end + 1]
        if may_be_mixed and sign_before in _BEFORE_FIGURE:
            yield from _mixed(subject, start)
        if sign_after not in _AFTER_FIGURE or sign_before == ",":
            continue
        for pattern in patterns:
            match = pattern.match(text, start)
            if match is not None:
                yield _number_finding(subject, match)
    for pattern_in_words in (_IN_WORDS, _SHARE_IN_POINTS):
        for match in pattern_in_words.finditer(text):
            yield _number_finding(subject, match)
    yield from _split_figures(subject)


def _mixed(subject: Subject, start: int) -> Iterator[Finding]:
    """Yield the number that mixes figures, if there is one whose Arabic part begins at ``start``."""
    for length in range(_LONGEST_BEFORE_FIGURE, 0, -1):
        match = _MIXED.compiled.match(subject.wording, max(start - length, 0))
        if match is not None:
            yield _number_finding(subject, match)
            return


def _split_figures(subject: Subject) -> Iterator[Finding]:
    """Yield each figure that a mark of the text stands in: 3。5个百分点, 1，286件."""
    text = subject.wording
    for match in _SPLIT.finditer(text):
        start = _start_of_split(text, match)
        if start is not None:
            yield _number_finding(subject, match, start)


def _start_of_split(text: str, match: re.Match[str]) -> int | None:
    """Return where the figure begins that a mark of the text stands in; None where the mark parts two figures."""
    start = match.start()
    while sign_at(text, start - 1).isdecimal():
        start -= 1
    sign_before = sign_at(text, start - 1)
    is_decimal = sign_before == "."
    is_label = sign_before in _ENDS_OF_LABEL
    is_long = match.start() - start > _LONGEST_OF_THOUSANDS
    if is_decimal or is_label or (is_long and match.lastgroup == "comma"):
        return None
    return start


def _number_finding(
    subject: Subject, match: re.Match[str], start: int | None = None
) -> Finding:
    fault = _FAULTS[str(match.lastgroup)]
    start_of_number = match.start() if start is None else start
    return subject.finding(
        (start_of_number, match.end()),
        fault_zh=fault.zh,
        fault_en=fault.en,
        cure_zh=fault.cure_zh,
        cure_en=fault.cure_en,
    )


_LESS = "(?:减少|降低|下降|缩短|缩小|压缩|压减|减小|削减|缩减|减轻|回落)"
_TIMES_LESS = Sparse(
    f"{_LESS}(?:了|近|约|达|至少|超过)*(?:[0-9]{{1,4}}(?:\\.[0-9]{{1,2}})?|[一二两三四五六七八九十]{{1,3}})(?:多|余)?倍",
    "倍",
)


@rule(
    severity=Severity.WARNING,
    sentence=("减少不能用“倍”：“{quote}”", "nothing decreases by times: “{quote}”"),
    hint=(
        "改写为“减少到…分之一”“下降…%”",
        "write 减少到…分之一 or 下降…%",
    ),
    what=(
        "减少、降低、缩短用了“倍”：费用降低了2倍",
        "a decrease in times: 费用降低了2倍",
    ),
    why=(
        "减少一倍就没有了；“倍”只用于增加",
        "what decreases by once is nothing; times are for increases",
    ),
    basis="习惯",
    wrong="办理时间缩短了2倍",
    right="办理时间缩短了三分之二",
)
def decrease_in_times(subject: Subject) -> Iterator[Finding]:
    """Yield each decrease that is given in times."""
    for match in _TIMES_LESS.finditer(subject.wording):
        yield subject.finding(match.span())


_SYMBOLS = {
    "KW": "kW",
    "Kw": "kW",
    "kw": "kW",
    "KWH": "kW·h",
    "KWh": "kW·h",
    "kwh": "kW·h",
    "KW·h": "kW·h",
    "KW·H": "kW·h",
    "KM": "km",
    "Km": "km",
    "KM2": "km²",
    "Km2": "km²",
    "km2": "km²",
    "KG": "kg",
    "Kg": "kg",
    "kG": "kg",
    "ML": "mL",
    "Ml": "mL",
    "MM": "mm",
    "Mm": "mm",
    "CM": "cm",
    "Cm": "cm",
    "M2": "m²",
    "m2": "m²",
    "M²": "m²",
    "M3": "m³",
    "m3": "m³",
    "M³": "m³",
    "KV": "kV",
    "kv": "kV",
    "Kv": "kV",
    "KVA": "kVA",
    "kva": "kVA",
    "Kva": "kVA",
    "HZ": "Hz",
    "hz": "Hz",
    "Mhz": "MHz",
    "mhz": "MHz",
    "mw": "MW",
    "Mw": "MW",
    "KPA": "kPa",
    "Kpa": "kPa",
    "KPa": "kPa",
    "Mpa": "MPa",
    "MPA": "MPa",
}
"""The symbols of units that are often written with the wrong letters."""
_OLD_UNITS = {
    "公升": "升",
    "公分": "厘米",
    "公厘": "毫米",
    "公亩": "平方米",
    "华里": "公里",
    "市里": "公里",
    "平米": "平方米",
    "市尺": "米",
    "市寸": "厘米",
    "市担": "千克",
    "公担": "千克",
}
"""Units that are no legal ones any more, or short for one."""
_OTHER_SIZES = ("公亩", "华里", "市里", "市尺", "市寸", "市担", "公担")
"""Units whose figure changes with the unit."""
_SQUARE = {"平方": "平方米", "立方": "立方米"}
_LETTER = Sparse("[KMCHkmch](?<=[0-9][KMCHkmch])", beside(_DIGITS, "KMCHkmch"))
"""The first letter of a symbol, straight behind its figure; 10MM2025 is a code, and so is A7KW."""
_SYMBOL = LatePattern(f"({any_of(_SYMBOLS)})(?![A-Za-z0-9/²³-])")
_OLD_UNIT = Sparse(any_of(_OLD_UNITS), tuple(_OLD_UNITS))
_SQUARE_UNIT = Sparse("[平立]方(?![米公千厘分毫英市里])", tuple(_SQUARE))
_BEFORE_UNIT = frozenset("0123456789每")
_BETWEEN_FIGURE_AND_UNIT = frozenset("万亿余多")


@rule(
    severity=Severity.WARNING,
    sentence=(
        "计量单位写法不规范：“{marks}”（{quote}）",
        "the unit is not written as the standard has it: “{marks}” ({quote})",
    ),
    hint=("写作 {better}", "write {better}"),
    what=(
        "计量单位大小写有误或已停用：7KW、12KM、300M2、公升、平米",
        "a unit in the wrong letters, or no legal unit: 7KW, 12KM, 300M2, 公升, 平米",
    ),
    why=(
        "公文使用国家法定计量单位，单位符号区分大小写",
        "official texts use legal units, whose symbols are case-sensitive",
    ),
    basis="《国务院关于在我国统一实行法定计量单位的命令》；GB 3100-1993",
    wrong="安装充电桩功率为7KW",
    right="安装充电桩功率为7kW",
    offers=True,
)
def unit_symbol(subject: Subject) -> Iterator[Finding]:
    """Yield each unit behind a figure that has the wrong letters or is no legal one."""
    text = subject.wording
    for letter in _LETTER.finditer(text):
        match = _SYMBOL.compiled.match(text, letter.start())
        if match is not None:
            better_symbol = _SYMBOLS[match.group()]
            yield _offered(subject, match.span(), better_symbol)
    for pattern, better in ((_OLD_UNIT, _OLD_UNITS), (_SQUARE_UNIT, _SQUARE)):
        for match in pattern.finditer(text):
            if _follows_figure(subject, match.start()):
                yield _offered(subject, match.span(), better[match.group()])


def _offered(subject: Subject, span: tuple[int, int], better: str) -> Finding:
    # 1.2公亩 is 120平方米: the figure would have to change as well.
    has_digit = any(map(str.isdecimal, better))
    is_same_size = subject.wording[slice(*span)] not in _OTHER_SIZES
    replacement = better if is_same_size and not has_digit else None
    return subject.finding(span, replacement=replacement, is_safe=False, better=better)


def _follows_figure(subject: Subject, start: int) -> bool:
    """Return whether what begins at ``start`` follows a figure, its 万 and 余 included: 300平米, 2万余平米."""
    place = start - 1
    while sign_at(subject.wording, place) in _BETWEEN_FIGURE_AND_UNIT:
        place -= 1
    return sign_at(subject.wording, place) in _BEFORE_UNIT


_MEASURE_WORDS = f"(?:{_COUNTED}|人次|岁|小时|分钟|工作日|日|月|周|公斤|[%％])"
_FIGURE = "[0-9]{1,9}(?:\\.[0-9]{1,9})?"
_COUNT = f"(?:{_FIGURE}[万亿]?|[{_NUMERALS}十两百千]{{1,5}}[万亿]?)"
_RANGE_WORD = Led(
    "以[上内下]|之内|左右|上下|[余几多][余几多]|(?<=上)[百千万][多余]",
    (
        *("以上", "以内", "以下", "之内", "左右", "上下"),
        *beside("余几多", "余几多"),
        *beside("百千万", "多余"),
    ),
)
"""The end of every range that is said twice."""
_RANGE_REACH = 20
"""Characters before that word in which the other one stands."""
_AT_LEAST = rf"""
    # 至少3次以上, 至少开展3次以上, 超过30人以上
    (?: 至少 [一-龥]{{0,4}} | 最少|不少于|不低于|不小于|不短于|超过|超出|多于|高于|大于|多达|逾 )
    {_COUNT} [多余]? 个?{_MEASURE_WORDS} 以上
    # 20多次以上
    | {_COUNT} [多余几] 个?{_MEASURE_WORDS} 以上
"""
_WORDS_OF_AT_MOST = (
    *("最多", "至多", "不超过", "不多于", "不高于", "不大于", "不得超过"),
    *("少于", "低于", "小于", "不足", "不到", "不满"),
)
_AT_MOST = rf"""
    # 不超过20人以内, 不足5人以下
    (?: {"|".join(_WORDS_OF_AT_MOST)} )
    {_COUNT} 个?{_MEASURE_WORDS} (?: 以内|以下|之内 )
"""
_MORE_THAN_ABOUT = rf"""
    # 100多名左右
    {_COUNT} [余多几] [万亿]? 个?{_MEASURE_WORDS} 左右
"""
_ABOUT_TWICE = rf"""
    # 约有50人左右, 大约达30人上下; 节约有 is another word
    (?<![预签节契集邀制条合相解]) (?: 约|大约|大概|近 ) (?: 有|为|需|需要|计|达 )
    {_COUNT} [余多]? 个?{_MEASURE_WORDS} (?: 左右|上下 )
    # 大约投入资金200万元左右
    | 大约 [一-龥]{{2,6}} {_COUNT} [余多]? 个?{_MEASURE_WORDS} (?: 左右|上下 )
"""
_LIMIT_WORDS = ("最少", "不少于", "不低于", "最多", "至多", "不超过", "不足", "不到")
_LIMIT_AND_MORE = Led(
    # 至少20余户, 至少投入20余万元, 不少于10多名
    rf"(?:至少[一-龥]{{0,2}}|{'|'.join(_LIMIT_WORDS)})[0-9]{{1,9}}[万亿]?[余多]",
    ("至少", *_LIMIT_WORDS),
    beside(f"{_DIGITS}万亿", "余多"),
)
_LIMIT_TWICE = Led(
    # 最少不低于3次; 最高不超过三万元 is the usual wording of laws
    "(?:最少|至少)(?:不低于|不少于|不得少于)(?=[0-9一二两三四五六七八九十百])",
    ("最少", "至少"),
    ("少不",),
)
_MORE_TWICE = """
    # 上百多名, 十几余名, 20多余名
    上[百千万][多余] | [十百千万0-9] (?: [几多]余 | 余[几多] | 几多 )
"""


def _limit(*ranges: str, signs: Sequence[Sequence[str]] = ()) -> Sparse:
    """Return the pattern of any of ``ranges`` at the end of a text; each match holds one of each group of ``signs``."""
    return Sparse(rf"(?x) (?: {'|'.join(ranges)} ) \Z", *signs)


_SIGNS_OF_AT_LEAST = (
    *("至少", "最少", "不少于", "不低于", "不小于", "不短于"),
    *("超过", "超出", "多于", "高于", "大于", "多达"),
    *beside("逾", f"{_DIGITS}{_NUMERALS}十两百千"),
    *beside(f"{_DIGITS}十百千", "多余几"),
)
_LIMITS = {
    "以上": _limit(_AT_LEAST, signs=(_SIGNS_OF_AT_LEAST,)),
    **dict.fromkeys(
        ("以内", "以下", "之内"),
        _limit(_AT_MOST, signs=(_WORDS_OF_AT_MOST,)),
    ),
    "左右": _limit(_MORE_THAN_ABOUT, _ABOUT_TWICE),
    "上下": _limit(_ABOUT_TWICE),
}
"""A range that is said twice, by the word at its end."""
_OTHER_LIMIT = _limit(_MORE_TWICE)
_COUNTED_NEXT = LatePattern(_COUNTED)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "表示范围的词重复或矛盾：“{quote}”",
        "two words of range with one figure: “{quote}”",
    ),
    hint=("只留一个", "keep one of them"),
    what=(
        "同一个数前后各有一个表示范围的词：至少3次以上、不超过20人以内、100多名左右",
        "two words of range with one figure: 至少3次以上, 不超过20人以内, 100多名左右",
    ),
    why=(
        "“至少”与“以上”、“不超过”与“以内”、“多”与“左右”只用一个",
        "one of 至少 and 以上, of 不超过 and 以内, of 多 and 左右 is enough",
    ),
    basis="习惯",
    wrong="每年至少开展3次以上检查",
    right="每年至少开展3次检查",
)
def range_said_twice(subject: Subject) -> Iterator[Finding]:
    """Yield each 至少3次以上, 不超过20人以内, 100多名左右."""
    text = subject.wording
    for word in _RANGE_WORD.finditer(text):
        reach = max(word.start() - _RANGE_REACH, 0)
        limit = _LIMITS.get(word.group(), _OTHER_LIMIT)
        if not limit.may_match(text[reach : word.end()]):
            continue
        match = limit.compiled.search(text, reach, word.end())
        if match is None:
            continue
        # 十几余 and 上百多 need what they count: 上百多 may end a name.
        is_whole = word.group()[0] in "以之左上"
        if is_whole or _COUNTED_NEXT.compiled.match(text, word.end()):
            yield subject.finding(match.span())
    for match in _LIMIT_TWICE.finditer(text):
        yield subject.finding(match.span())
    for match in _LIMIT_AND_MORE.finditer(text):
        if _COUNTED_NEXT.compiled.match(text, match.end()):
            yield subject.finding(match.span())


RULES: tuple[Rule, ...] = (
    number_form,
    decrease_in_times,
    unit_symbol,
    range_said_twice,
)

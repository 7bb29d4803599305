"""Rules of changes that give both ends: 由91.3%升至97.6%，提高6.3个百分点; 由120件下降到90件，下降25%.

Also products: 培训5期，每期40人，共培训200人; and shares of a whole that cannot be: 完成率-5%.
This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.quotients import is_percent_of, percent_of
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import holds_any, sign_at, stretch_after
from rectify_gen.rules.sparse import Led, Sparse, any_of, beside, places_of

_UP = (
    "提高",
    "提升",
    "上升",
    "增加",
    "增长",
    "增至",
    "升至",
    "上涨",
    "上调",
    "调高",
    "扩大",
    "攀升",
    "升",
    "增",
    "涨",
)
_DOWN = (
    "下降",
    "降低",
    "减少",
    "压缩",
    "压减",
    "缩短",
    "缩减",
    "缩小",
    "回落",
    "下调",
    "调低",
    "精简",
    "削减",
    "降至",
    "减至",
    "压降",
    "降",
    "减",
    "压",
)
_BEGINNINGS_OF_VERBS = frozenset(verb[0] for verb in (*_UP, *_DOWN))
_FIGURE = "[0-9]{1,9}(?:\\.[0-9]{1,4})?"
_UNITS = (
    "%", "％", "‰", "元", "万元", "亿元", "万", "亿", "吨", "万吨", "亩", "万亩",
    "人次", "万人次", "人", "万人", "户", "万户", "个", "工作日", "个工作日", "件次", "件",
    "项", "起", "家", "次", "场", "条", "份", "天", "日", "小时", "分钟", "分",
    "平方米", "米", "公里", "辆", "台", "篇", "处", "所", "座", "批", "宗", "例", "页",
)  # fmt: skip
_UNIT = f"(?:{any_of(_UNITS)})?"
_ENDS_OF_FIGURES = frozenset("0123456789").union(unit[-1] for unit in _UNITS)
_CHANGE = Led(
    rf"""(?x)
    (?: 由|从 ) [^0-9，。；：（）\n]{{0,12}}
    (?P<before> {_FIGURE} ) (?P<unit> {_UNIT} )
    (?: [^0-9，。；：（）、\n]{{0,6}} ) (?P<verb> {any_of((*_UP, *_DOWN))} ) (?: 到了?|至|为|了|成|、 )*
    [^0-9，。；：（）\n]{{0,8}}
    (?P<after> {_FIGURE} ) (?P<last_unit> {_UNIT} )
    (?! [多余几] )
    """,
    ("由", "从"),
    (*_UP, *_DOWN),
)
_VERBS_OF_CHANGE = (
    *_UP,
    *_DOWN,
    "增幅",
    "降幅",
    "涨幅",
    "升幅",
    "压缩率",
    "降低率",
    "增长率",
    "下降率",
)
_BY = LatePattern(
    rf"""(?x)
    [，、；（] (?: 共|累计|整体|总体|平均|净|直接|足足 )?
    (?P<verb> {any_of(_VERBS_OF_CHANGE)} ) (?: 了|达到?|为|幅度为 )?
    (?P<by> {_FIGURE} ) (?P<unit> 个?百分点|{_UNIT} ) (?! [多余几左以上下倍] )
    """
)
_BY_BEFORE = LatePattern(
    rf"(?P<verb>{any_of(_VERBS_OF_CHANGE)})(?:了|达到?|为)?(?P<by>{_FIGURE})(?P<unit>个?百分点)[，（]\Z"
)
"""The difference before its figures: 提升了2个百分点，由…; 增长6%，由… may be a rate of growth that rose."""
_BY_REACH = 24
_POINTS = "百分点"
_BEFORE_AMOUNT = "，、；（"
_ENDS_OF_AMOUNT = (f"{_POINTS}，", f"{_POINTS}（")
_PERCENT = ("%", "％")
_EACH = LatePattern("每[一-龥]{1,2}(?=[0-9])")
_RANKS = ("位", "名", "等", "级")
_OF_RANKS = "第前倒"
_CHANGED_FIGURES = beside(_ENDS_OF_FIGURES, _BEGINNINGS_OF_VERBS)
_COMPARED = LedInClause(
    rf"""(?x)
    [比较] (?<=[元万件次人项起家场户条份％%个，][比较]) [^0-9，。；：（）\n]{{0,8}}
    (?P<before> {_FIGURE} ) (?P<unit> {_UNIT} ) (?P<verb> {any_of((*_UP, *_DOWN))} ) 了?
    (?P<by> {_FIGURE} ) (?P<percent> [%％] )
    """,
    ("比", "较"),
    _CHANGED_FIGURES,
    ends="\n，。；：（）",
    near=(("%", "％"), _CHANGED_FIGURES),
)
_VALUE_BEFORE = LatePattern(rf"(?P<after>{_FIGURE})(?P<last_unit>{_UNIT})，?\Z")
"""300万元，比上年200万元增长50%."""


class _Change(NamedTuple):
    """Two values of one thing, in one unit, and the words that say how it changed."""

    before: Decimal
    after: Decimal
    unit: str
    goes_up: bool
    span: tuple[int, int]


def _changes(subject: Subject) -> tuple[_Change, ...]:
    changes = []
    for match in _CHANGE.finditer(subject.wording):
        unit = match["unit"]
        last_unit = match["last_unit"]
        # 由500元提高到1万元 is not compared; 由85提升至93% means percent in both places.
        is_same_unit = unit == last_unit or (not unit and last_unit in _PERCENT)
        if not last_unit or not is_same_unit:
            continue
        text_of_match = match.group()
        if any(sign in text_of_match for sign in _OF_RANKS):
            continue
        # 由每月1次提高到每周1次: each has a period of its own.
        has_two = text_of_match.count("每") > 1
        if has_two and len(set(_EACH.compiled.findall(text_of_match))) > 1:
            continue
        follows = subject.wording[match.end() : match.end() + 1]
        if follows in _RANKS:
            continue
        changes.append(
            _Change(
                before=Decimal(match["before"]),
                after=Decimal(match["after"]),
                unit=last_unit,
                goes_up=match["verb"] in _UP,
                span=match.span(),
            )
        )
    return tuple(changes)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "说法与数字相反：“{quote}”",
        "the words say the opposite of the figures: “{quote}”",
    ),
    hint=(
        "核对两个数字的先后，或改“提升”“下降”",
        "check the order of the figures, or the word for the change",
    ),
    what=(
        "写“提升”而数字变小，写“下降”而数字变大",
        "a rise whose figures fall, or a fall whose figures rise",
    ),
    why=(
        "两个数字写颠倒了，或者用词写反了",
        "the figures are in the wrong order, or the word is wrong",
    ),
    basis="习惯",
    wrong="满意率由96%提升到91%",
    right="满意率由91%提升到96%",
)
def change_reversed(subject: Subject) -> Iterator[Finding]:
    """Yield each change in words that go the other way than its figures."""
    for change in subject.once(_changes):
        if change.before == change.after or change.goes_up != (
            change.after > change.before
        ):
            yield subject.finding(change.span)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "变化幅度与前后数字不符，应为{computed}：“{quote}”",
        "the change is not that of the two figures, which is {computed}: “{quote}”",
    ),
    hint=(
        "核对三个数字；两个百分数之差写“个百分点”",
        "check the three figures; the difference of two percentages is in 个百分点",
    ),
    what=(
        "变化幅度与前后两个数字算出来的不一样：由91.3%升至97.6%，提高5.3个百分点",
        "a change that the two figures before it contradict: 由91.3%升至97.6%，提高5.3个百分点",
    ),
    why=(
        "读者一算便知；由92%提升到98%是提升6个百分点，不是6%",
        "any reader can compute it; from 92% to 98% is 6个百分点, not 6%",
    ),
    basis="习惯",
    wrong="由91.3%升至97.6%，提高5.3个百分点",
    right="由91.3%升至97.6%，提高6.3个百分点",
)
def change_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each amount of a change that is neither the difference of its figures nor, in percent, their ratio."""
    text = subject.wording
    for change in subject.once(_changes):
        amount = _amount_beside(text, *change.span)
        if amount is None:
            continue
        computed = _computed(change, amount["by"], amount["unit"])
        if computed:
            yield subject.finding(amount.span("by"), computed=computed)
    for match in _COMPARED.finditer(text):
        reach = max(match.start() - _BY_REACH, 0)
        value = _VALUE_BEFORE.compiled.search(text, reach, match.start())
        if value is None or not match["unit"] or match["unit"] != value["last_unit"]:
            continue
        change = _Change(
            before=Decimal(match["before"]),
            after=Decimal(value["after"]),
            unit=match["unit"],
            goes_up=match["verb"] in _UP,
            span=match.span(),
        )
        computed = _computed(change, match["by"], match["percent"])
        if computed:
            yield subject.finding(match.span("by"), computed=computed)


def _amount_beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return by how much ``text`` says that something changed, behind the change from ``start`` to ``end`` or before it."""
    if sign_at(text, end) in _BEFORE_AMOUNT:
        amount = _BY.match(text, end)
        if amount is not None:
            return amount
    earliest = max(start - _BY_REACH, 0)
    for end_of_amount in (start + 1, start):
        if text.endswith(_ENDS_OF_AMOUNT, earliest, end_of_amount):
            return _BY_BEFORE.search(text, earliest, end_of_amount)
    return None


def _computed(change: _Change, printed: str, unit: str) -> str:
    """Return by how much ``change`` goes, as it should be printed; empty where ``printed`` in ``unit`` is right."""
    difference = abs(change.after - change.before)
    is_of_percentages = change.unit in _PERCENT
    in_percent = unit in _PERCENT
    in_points = unit.endswith(_POINTS)
    # 提升6% of a percentage may be meant as a ratio; that is rare, and right.
    is_ratio = in_percent and _is_ratio(change, printed)
    is_same_unit = unit == change.unit and not is_of_percentages
    is_difference = Decimal(printed) == difference
    if is_ratio or (
        is_difference and (is_same_unit or (in_points and is_of_percentages))
    ):
        return ""
    if is_of_percentages:
        return f"{difference.normalize():f}个百分点" if in_percent or in_points else ""
    if in_percent or in_points:
        return (
            f"{percent_of(difference, change.before, printed)}%"
            if change.before
            else ""
        )
    return f"{difference.normalize():f}{unit}" if is_same_unit else ""


def _is_ratio(change: _Change, printed: str) -> bool:
    if not change.before:
        return False
    return is_percent_of(abs(change.after - change.before), change.before, printed)


_TIMES = "期|批次|批|次|轮|个?村|个?社区|个?乡镇|个?组|户|人|场|天|年|个?月|个?班|个?点|个?站|所|家|个?季度|个?单位|个?党支部"
_THINGS = "人次|人|户|元|件|份|次|个|名|盒|课时|学时|小时|家|万元|条|项|天|场|期|页|册|公里|亩|吨|棵|只"
_SO_MANY_TIMES = LatePattern(
    rf"(?<![0-9.第])([0-9]{{1,4}})({_TIMES})[^0-9，。；（）\n]{{0,10}}[，、（]\Z"
)
_SO_MANY_EACH = LatePattern(
    rf"""(?x)
    每 (?<=[，、（]每) ({_TIMES}) [^0-9，。；（）\n]{{0,6}} ([0-9]{{1,6}}) ({_THINGS})
    [，、；）] [^0-9，。；（）\n]{{0,2}} (?: 共计|合计|总计|累计|共 ) [^0-9，。；（）\n]{{0,6}}
    ([0-9]{{1,9}}) ({_THINGS})
    """,
)
_BEGINS_EACH = ("，每", "、每", "（每")
_TOTALS = ("共", "合计", "总计", "累计")
_TIMES_REACH = 20
"""Characters before 每 in which the number of times stands."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "乘积不符：{times} × {number} = {product}，不是 {printed}（{quote}）",
        "the product is wrong: {times} × {number} = {product}, not {printed} ({quote})",
    ),
    hint=(
        "核对三个数字；每次不一样多的，写“每期约”",
        "check the three figures; write 约 where each is not the same",
    ),
    what=(
        "“每期40人”与期数、总人数对不上",
        "so many each and so many times do not make the total",
    ),
    why=("读者一算便知", "any reader can compute it"),
    basis="习惯",
    wrong="培训5期，每期40人，共培训250人",
    right="培训5期，每期40人，共培训200人",
)
def product_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each total behind so many times so many that is not their product."""
    text = subject.wording
    for match in _so_many_each(text):
        reach = max(match.start() - _TIMES_REACH, 0)
        times = _SO_MANY_TIMES.compiled.search(text, reach, match.start())
        if times is None:
            continue
        each, number, unit, printed, last_unit = match.groups()
        is_same_thing = each.lstrip("个") == times[2].lstrip("个")
        # 每期40人，共200人次: who comes twice is counted twice.
        is_same_unit = last_unit in (unit, f"{unit}次")
        if not is_same_thing or not is_same_unit:
            continue
        product = int(times[1]) * int(number)
        if product != int(printed):
            yield subject.finding(
                (times.start(), match.end()),
                times=times[1],
                number=number,
                product=product,
                printed=printed,
            )


def _so_many_each(text: str) -> Iterator[re.Match[str]]:
    """Yield each 每期40人，共培训200人 behind a mark."""
    end_of_last = 0
    for place in places_of(_BEGINS_EACH, text):
        sentence = stretch_after(text, place + 1, len(text), "\n。（")
        if place < end_of_last or not holds_any(sentence, _TOTALS):
            continue
        match = _SO_MANY_EACH.match(text, place + 1)
        if match is not None:
            yield match
            end_of_last = match.end()


_MAY_BE_NEGATIVE = (
    "增长",
    "增",
    "利润",
    "收益",
    "回报",
    "毛利",
    "净利",
    "自然增长",
    "变动",
    "偏差",
    "误差",
    "溢价",
    "涨",
    "降",
    "资产收益",
)
_NEGATIVE = Sparse(
    r"""(?x)
      [率度比] (?: 达到?|为|是|均为 )? [-－−—] [0-9]{1,3} (?: \.[0-9]{1,2} )? [%％]
    | (?: 增长|增加|提高|提升|上升|下降|降低|减少 ) (?: 了|达|为 )? [-－−] [0-9]{1,5} (?: \.[0-9]{1,2} )? (?= [%％个万元人件项] )
    """,
    beside("-－−—", "0123456789"),
    beside("率度比到达为是长加高升降低少了", "-－−—"),
)
_NAME_OF_RATE = LatePattern("[一-龥]{0,4}\\Z")
_LONGEST_NAME = 4


@rule(
    severity=Severity.WARNING,
    sentence=("不应为负数：“{quote}”", "this cannot be negative: “{quote}”"),
    hint=(
        "核对数字；减少的写“下降”，不写负号",
        "check the figure; write 下降 for a decrease, without a minus sign",
    ),
    what=(
        "完成率、合格率一类写成负数，或“增长”“下降”后写负数",
        "a negative share of a whole, or a minus sign behind 增长 or 下降",
    ),
    why=(
        "部分不会少于没有；下降-3%是双重否定",
        "a part is never less than nothing; 下降-3% says less twice",
    ),
    basis="习惯",
    wrong="整改完成率-5%",
    right="整改完成率95%",
)
def negative_share(subject: Subject) -> Iterator[Finding]:
    """Yield each share of a whole with a minus sign, and each change with one."""
    for match in _NEGATIVE.finditer(subject.wording):
        start = match.start()
        if match.group()[0] in "率度比":
            reach = max(start - _LONGEST_NAME, 0)
            name = _NAME_OF_RATE.compiled.search(subject.wording, reach, start)
            if name is not None and name.group().endswith(_MAY_BE_NEGATIVE):
                continue
            start = name.start() if name is not None else start
        yield subject.finding((start, match.end()))


RULES: tuple[Rule, ...] = (
    change_reversed,
    change_mismatch,
    product_mismatch,
    negative_share,
)

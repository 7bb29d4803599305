"""Rules on what must not be published, what was left to fill in, and words that are written wrong.

A notice must not print an identity number, 秘密★1年 or 【待补】; 其它 is a
misspelling of 其他. A message never repeats a personal number in full.
"""

import datetime
import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.ascii_rows import holds_row
from rectify_gen.rules.doubled_words import doubled_words
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.near_idioms import near_idioms
from rectify_gen.rules.person_names import (
    ALL_SURNAMES,
    AMBIGUOUS_SURNAMES,
    COMPOUND_SURNAMES,
    SURNAMES,
)
from rectify_gen.rules.persons import named_person_dealt_with, private_person_named
from rectify_gen.rules.phrases import (
    all_spans_of,
    first_of_overlapping,
    overlaps_any,
    spans_of,
)
from rectify_gen.rules.quotations import is_mentioned
from rectify_gen.rules.rule import Rule, Subject, is_published, rule
from rectify_gen.rules.signs import is_blank, is_unknown_figure, sign_at
from rectify_gen.rules.sparse import Led, Sparse, any_of, beside
from rectify_gen.rules.wrong_in_context import slips_in_context
from rectify_gen.rules.wrong_wordings import meant_by_misspelling, wrong_wordings
from rectify_gen.vocabulary.word_tables import (
    right_words,
    wrong_words,
)

_NARROW = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")

_IDENTITY = LatePattern("[1-9](?<![0-9A-Za-z][1-9])[0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_IDENTITY_LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
"""The last character of an identity number, by the remainder of the weighted sum."""
# Nobody in a notice was born before; other 18 digits that pass the check digit are numbers of things.
_EARLIEST_BIRTH = 1900
_MOBILE = LatePattern(
    r"1(?<![0-9A-Za-z._第〕-]1)[3-9][0-9]([ -]?)[0-9]{4}\1[0-9]{4}(?![0-9A-Za-z@_元万亿%-]|\.[0-9])"
)
_CARD = LatePattern(
    r"[3-69](?<![0-9A-Za-z._-][3-69])[0-9]{3}([ -]?)(?:[0-9]{4}\1){2}[0-9]{4}(?:\1[0-9]{1,3})?(?![0-9A-Za-z@_-])"
)
_NUMBER_OF_A_THING = (
    "编号",
    "编码",
    "代码",
    "单号",
    "票号",
    "批号",
    "案号",
    "流水号",
    "合同号",
    "项目号",
)

# Clerks type a gap between the two characters: 秘　密★1年.
_GAPS = " \u00a0\u3000"
_GAP = f"[{_GAPS}]?"
_MARK = f"(?:绝{_GAP}密|机{_GAP}密|秘{_GAP}密)"
_SECRECY = Sparse(
    rf"(?<![“‘「]){_MARK}{_GAP}★{_GAP}(?:[0-9]{{1,2}}{_GAP}(?:年|个月|天)|长期)?"
    r"|(?<![“‘「])【(?:绝密|机密|秘密|内部|内部资料|内部文件|内部使用|不予公开|不公开)】",
    "★【",
)
_ALONE = Sparse(f"密{_GAP}(?![^\n])", "密")
"""The end of a mark that may stand alone; its first character is read backwards."""
_LEVELS_OF_SECRECY = frozenset("绝机秘")
_SECRECY_WORDS = (
    # 本件为内部资料, 此件属机密
    Sparse(
        "[本此](?:件|文件|文|材料|通报|资料)(?:为|属|系|属于)?(?:内部|机密|秘密|绝密|涉密)",
        ("内部", "机密", "秘密", "绝密", "涉密"),
        beside("件文料报为属系于", "内机秘绝涉"),
    ),
    # 内部资料管理办法 and 内部资料的保管 are right
    Sparse(
        "内部(?:资料|文件|材料|刊物|使用)，?(?:请)?(?:注意|妥善)保[存管密]",
        ("注意保", "妥善保"),
        ("内部",),
    ),
    Sparse(
        "此件不(?:予)?公开|此件(?:限|仅)[^，。\n]{0,12}(?:阅|发)|仅供内部(?:掌握|参考|使用|传阅)|阅后(?:即焚|收回|销毁)",
        ("此件", "仅供内部", "阅后"),
    ),
)
_SECRECY_ORDERS = Sparse(
    "(?:请勿|不得|严禁|禁止|切勿)(?:外传|翻印|翻拍|复印|转载|扩散|外泄)(?=[。！，；）\n]|$)|注意保密(?=[。！，；）\n]|$)",
    ("外传", "翻印", "翻拍", "复印", "转载", "扩散", "外泄", "注意保密"),
)
"""Orders about the document itself, which are clauses of their own."""
_BEFORE_ORDER = "，。；！（\n"
_SECRECY_FIELD = ("document", "secrecy")
# What clerks write into the field of a document that is not secret.
_NOT_SECRET = frozenset({"无", "公开", "非密", "主动公开"})

# Literals that a text must hold before the pattern is run: every mixture of half and full width.
_TWO_X = ("XX", "Xx", "XＸ", "xX", "xx", "xＸ", "ＸX", "Ｘx", "ＸＸ")
_X_OF_YEAR = (
    "X年",
    "X〕",
    "X]",
    "x年",
    "x〕",
    "x]",
    "Ｘ年",
    "Ｘ〕",
    "Ｘ]",
    "×年",
    "×〕",
    "×]",
)
_QUESTIONS = Sparse("[?？]+", "?？")
_PLACEHOLDERS = (
    Sparse(
        r"【[^【】\n]{0,30}?(?:待[补填定核续写完确查更商录]|填(?!平|埋|海|补空白|报|表))[^【】\n]{0,30}】",
        "【",
        "待填",
    ),
    Sparse(
        r"[（(［\[]待(?:补充?|填写?|完善)[）)］\]]",
        "待",
        ("（待", "(待", "［待", "[待"),
    ),
    Sparse(
        rf"[XxＸ](?<![A-Za-z0-9@._/*{SURNAMES}-][XxＸ])[XxＸ]+(?![A-Za-z0-9@_*-]|[./][A-Za-z0-9]|染色体|综合征)",
        "XxＸ",
        _TWO_X,
    ),
    Sparse(
        r"20(?<![0-9]20)(?:[XxＸ×]{2}|[0-9][XxＸ×])(?=[年〕\]])",
        "XxＸ×",
        _X_OF_YEAR,
        ("20",),
    ),
    Sparse(
        rf"×(?<![0-9A-Za-z×{SURNAMES}]×)×+(?![0-9A-Za-z×])|×月×日",
        "×",
        ("××", "×月×日"),
    ),
    # 一是完善制度；二是；三是强化督查
    Sparse(
        "[一二三四五六七八九十]是(?<=[；。，：][一二三四五六七八九十]是)(?=[；。])",
        ("是；", "是。"),
    ),
    # ***万元, □□万元, X万元
    Sparse(
        r"[*＊□](?<![*＊□\u4e00-\u9fa5][*＊□])[*＊□]+(?=[年月日万亿元%％个项件人户次])|(?<=[\u4e00-\u9fa5])[*＊□]{2,}(?=[万亿]|元|%|％|人次|个|项|件|户)",
        "*＊□",
    ),
    Sparse(
        r"[XＸ](?<![A-Za-z0-9XＸ][XＸ])(?=(?:万|亿)?元|个[问项工单]|人次|名[干党同工]|月[XＸ0-9]|日(?:前|起|至))",
        "XＸ",
        ("元", "个", "人次", "名", "月", "日"),
    ),
    Sparse("《》|〈〉|“”|【】|〔〕", ("《》", "〈〉", "“”", "【】", "〔〕")),
    Sparse(
        r"(?<![A-Za-z0-9])(?:TODO|TBD|FIXME)(?![A-Za-z0-9])",
        "TF",
        ("TODO", "TBD", "FIXME"),
    ),
    Sparse(r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}%\n]{0,60}%\}|\{\{|\}\}", ("{{", "{%", "}}")),
    Sparse(
        r"[_＿](?<![A-Za-z0-9._＿][_＿])[_＿]+(?![A-Za-z0-9_＿])",
        "_＿",
        ("__", "_＿", "＿_", "＿＿"),
    ),
)
"""Apart, so that only what a text may hold is compiled."""


_WRONG_CHARACTER_OF_TABLE = "疑为别字"
_TYPED_TWICE = "疑为叠词"
_SUSPECTED = "疑为"
"""How the note of a word begins that may stand for something else, so that ``--fix`` leaves it."""


_OFFICE_WORD = "本单位用词"


def _right_for(subject: Subject, word: str) -> tuple[str, str] | None:
    """Return what is meant by ``word`` and why it is wrong; None if it is no wrong word, but a wrong formula."""
    by_office = subject.words.wrong.get(word)
    if by_office is not None:
        return by_office, _OFFICE_WORD
    by_hand = wrong_words().get(word)
    if by_hand is not None:
        return by_hand
    meant = meant_by_misspelling(word)
    return None if meant is None else (meant, _WRONG_CHARACTER_OF_TABLE)


@functools.cache
def _kept() -> LatePattern:
    return LatePattern(f"《[^《》\n]*》|{any_of(right_words())}")


def _kept_places(subject: Subject, number: int) -> set[int]:
    """Return the places of text ``number`` that stay as they are: in right words, and in names of documents."""
    places: set[int] = set()
    start_of_text, end_of_text = subject.span_of(number)
    # 《其它收入管理办法》 is the name of a document.
    for kept in _kept().compiled.finditer(subject.whole, start_of_text, end_of_text):
        places.update(range(*kept.span()))
    for start, end in spans_of(subject.words.right, subject.lines[number]):
        places.update(range(start_of_text + start, start_of_text + end))
    return places


_UNTIL = "截止"
_ENDS = (
    *("申报", "报名", "申请", "受理", "征集", "缴费", "缴纳", "报送", "提交", "登记", "投标", "招标", "公示"),
    *("有效期", "期限", "时间", "日期", "合同", "协议", "保修", "质保", "借款", "贷款", "租期", "任期", "聘期", "服务期"),
)  # fmt: skip
"""What ends on a day (申报截止今年年底), where 截止 is the predicate and right."""


def _is_predicate(text: str, start: int) -> bool:
    """Return whether the 截止 at ``start``, if there is one, says when something ends."""
    return text.startswith(_UNTIL, start) and text.endswith(_ENDS, 0, start)


_LONGEST_NAME = 3
_ROLE_BEFORE_NAME = tuple("员长任记师工授士")
"""What ends the post of a person: 监测员, 科长, 主任, 书记."""
_BEHIND_NAME = LatePattern("同志|、|[（，。；和与]|等|[0-9两]名")


def _is_name(text: str, start: int, end: int) -> bool:
    """Return whether the characters from ``start`` to ``end`` may name a person: 监测员郑策、方真."""
    if end - start > _LONGEST_NAME or text[start] not in ALL_SURNAMES:
        return False
    is_behind_role = text.endswith(_ROLE_BEFORE_NAME, 0, start)
    is_called_comrade = text.startswith("同志", end)
    if is_called_comrade:
        return True
    return is_behind_role and _BEHIND_NAME.match(text, end) is not None


_DIGITS = b"0123456789"
_SHORTEST_IDENTITY = 15
_SHORTEST_CARD = 16
_SIGNS_OF_NUMBERS = _DIGITS + b" -"
_SHORTEST_NUMBER = 11
"""Digits that every personal number has, and blanks or hyphens between them."""


def _numbers(subject: Subject) -> str:
    """Return the whole with half-width digits, of the same length; empty if none may be part of a personal number."""
    text: str = subject.whole
    # Few notices have full-width digits, and translating copies the whole text.
    if any(chr(wide) in text for wide in _NARROW):
        text = text.translate(_NARROW)
    may_hold_one = holds_row(text, _SIGNS_OF_NUMBERS, _SHORTEST_NUMBER)
    return text if may_hold_one else ""


def _abridged(marks: str) -> str:
    """Return a personal number as a message may print it: 110…2X, not in full."""
    return f"{marks[:3]}…{marks[-2:]}"


def _is_identity(number: str) -> bool:
    """Return whether 18 characters are an identity number by GB 11643: a real day of birth, the right check digit."""
    try:
        birthday = datetime.date(
            int(number[6:10]), int(number[10:12]), int(number[12:14])
        )
    except ValueError:
        return False
    if birthday.year < _EARLIEST_BIRTH:
        return False
    total = 0
    for digit, weight in zip(number, _WEIGHTS, strict=False):
        total += int(digit) * weight
    check_digit = _CHECK_DIGITS[total % len(_CHECK_DIGITS)]
    return check_digit == number[-1].upper()


def _is_birth_bearing(number: str) -> bool:
    """Return whether 18 digits hold a day of birth as an identity number does, be its check digit right or not."""
    if len(number) != _IDENTITY_LENGTH:
        return False
    century = number[6:8]
    month = number[10:12]
    return century in ("19", "20") and "01" <= month <= "12"


_CALLED_IDENTITY = Sparse(
    r"(?:身份证|身份号码|公民身份)[^0-9，。；\n]{0,8}([1-9][0-9]{14}(?:[0-9]{2}[0-9Xx])?)(?![0-9A-Za-z])",
    ("身份",),
)
"""A number that is called one: of 15 digits as before 1999, or with a wrong check digit."""


def _passes_luhn(number: str) -> bool:
    """Return whether the check digit of a card number is right (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit)
        if place % 2 == 1:
            # Every second digit counts double; the digits of the double are added.
            value *= 2
            if value > 9:
                value -= 9
        total += value
    return total % 10 == 0


def _numbers_a_thing(subject: Subject, start: int) -> bool:
    """Return whether the words before index ``start`` call the number one of a contract, a ticket, a case."""
    words_before = subject.whole[max(start - 8, 0) : start]
    return words_before.rstrip("：: 为是").endswith(_NUMBER_OF_A_THING)


_ACCOUNT = LatePattern("账户|帐户|账号|帐号|卡号|银行卡|存折|储蓄卡|工资卡|一卡通")


def _is_called_account(subject: Subject, match: re.Match[str]) -> bool:
    """Return whether the words beside the number at ``match`` call it an account."""
    before = subject.whole[max(match.start() - 8, 0) : match.start()]
    behind = subject.whole[match.end() : match.end() + 3]
    return bool(_ACCOUNT.search(before) or _ACCOUNT.search(behind))


@rule(
    severity=Severity.ERROR,
    sentence=("出现公民身份号码：{shown}", "an identity number: {shown}"),
    hint=("删去号码", "delete the number"),
    what=(
        "公民身份号码（18位且校验码正确，或写明是身份证号的15位、18位数字）",
        "an identity number (18 digits with a valid check digit, or 15 or 18 digits called one)",
    ),
    why=(
        "身份号码是敏感个人信息，不得公开",
        "it is sensitive personal information and must not be published",
    ),
    basis="《中华人民共和国个人信息保护法》；GB 11643-1999",
    wrong="张三（身份证号11010519491231002X）",
    right="张三",
)
def identity_number(subject: Subject) -> Iterator[Finding]:
    """Yield each identity number, in whatever part it is."""
    numbers = subject.once(_numbers)
    if not holds_row(numbers, _DIGITS, _SHORTEST_IDENTITY):
        return
    reported_starts = set()
    for match in _IDENTITY.finditer(numbers):
        number = match.group()
        if _is_identity(number):
            reported_starts.add(match.start())
            yield subject.finding(match.span(), shown=_abridged(number))
    for match in _CALLED_IDENTITY.finditer(numbers):
        if match.start(1) not in reported_starts:
            yield subject.finding(match.span(1), shown=_abridged(match[1]))


@rule(
    severity=Severity.ERROR,
    sentence=("正文出现手机号码：{shown}", "a mobile number in the body: {shown}"),
    hint=(
        "删去；对外联系的号码写在 contacts",
        "delete it; a number for the public belongs under contacts",
    ),
    what=("正文里的手机号码", "a mobile phone number in the body"),
    why=(
        "手机号码是个人信息；监督电话写在 contacts，最好是座机",
        "it is personal information; the number to call belongs under contacts",
    ),
    basis="《中华人民共和国个人信息保护法》",
    wrong="由张三（13800138000）负责",
    right="由办公室负责",
)
def mobile_number(subject: Subject) -> Iterator[Finding]:
    """Yield each mobile number outside contacts, closing, 附注, ledger and internal parts."""
    numbers = subject.once(_numbers)
    if not numbers:
        return
    for match in _MOBILE.finditer(numbers):
        route = subject.route_at(match.start())
        # Here a number is meant to be called by the public.
        if route[0] in ("contacts", "closing") or route == ("document", "note"):
            continue
        if _numbers_a_thing(subject, match.start()):
            continue
        if is_published(subject.notice, route):
            yield subject.finding(match.span(), shown=_abridged(match.group()))


@rule(
    severity=Severity.ERROR,
    sentence=("出现银行卡号：{shown}", "a bank card number: {shown}"),
    hint=(
        "删去号码；确非卡号的，写入 waivers",
        "delete the number; if it is no card number, add a waiver",
    ),
    what=(
        "银行卡号（16—19位，校验码正确）",
        "a bank card number (16 to 19 digits, valid check digit)",
    ),
    why=(
        "金融账户是敏感个人信息，不得公开",
        "financial accounts are sensitive personal information",
    ),
    basis="《中华人民共和国个人信息保护法》",
    wrong="退至个人银行卡6222021234567890128",
    right="退至个人银行卡",
)
def bank_card_number(subject: Subject) -> Iterator[Finding]:
    """Yield each bank card number that is not an identity number, a credit code or the number of a thing."""
    numbers = subject.once(_numbers)
    if not holds_row(numbers, _SIGNS_OF_NUMBERS, _SHORTEST_CARD):
        return
    for match in _CARD.finditer(numbers):
        number = re.sub("[ -]", "", match.group())
        # 统一社会信用代码 have 18 characters too: of companies (91), traders (92), farmers' cooperatives (93).
        is_credit_code = number.startswith(("91", "92", "93"))
        is_card = _passes_luhn(number) or _is_called_account(subject, match)
        if is_credit_code or _is_birth_bearing(number) or not is_card:
            continue
        if not _numbers_a_thing(subject, match.start()):
            yield subject.finding(match.span(), shown=_abridged(number))


@rule(
    severity=Severity.ERROR,
    sentence=("出现密级或内部标志：“{marks}”", "a mark of secrecy: “{marks}”"),
    hint=(
        "公开的文件删去标志；确属涉密的不得公开",
        "delete the mark before you publish; secret content must not be published",
    ),
    what=(
        "密级标志或内部标志：秘密★1年、【内部】、内部资料注意保存、请勿外传",
        "a mark or words of secrecy: 秘密★1年, 【内部】, 内部资料注意保存, 请勿外传",
    ),
    why=(
        "公开的文件不得带密级；涉密的不得公开",
        "a published document has no mark of secrecy",
    ),
    basis="《中华人民共和国保守国家秘密法》；GB/T 9704-2012",
    wrong="secrecy: 秘密★1年（公开通报）",
    right="删去 secrecy",
)
def secrecy_marking(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of secrecy; the field of a report, which is sent up and not published, may hold one."""
    if not subject.notice.kind.row.is_sent_up and _SECRECY_FIELD in subject.routes:
        start, end = subject.span_of(subject.routes.index(_SECRECY_FIELD))
        if subject.whole[start:end].strip() not in _NOT_SECRET:
            yield subject.finding((start, end))
    spans = list(_alone(subject.whole))
    for match in _SECRECY.finditer(subject.whole):
        spans.append(match.span())
    for words in _SECRECY_WORDS:
        for match in words.finditer(subject.wording):
            spans.append(match.span())
    for match in _SECRECY_ORDERS.finditer(subject.wording):
        if sign_at(subject.wording, match.start() - 1) in _BEFORE_ORDER:
            spans.append(match.span())
    for span in spans:
        if subject.route_at(span[0]) != _SECRECY_FIELD:
            yield subject.finding(span)


def _alone(whole: str) -> Iterator[tuple[int, int]]:
    """Yield where a mark of secrecy, with a blank before and after it, is all of a text."""
    for match in _ALONE.finditer(whole):
        start = match.start() - 1
        if sign_at(whole, start) in _GAPS:
            start -= 1
        if sign_at(whole, start) not in _LEVELS_OF_SECRECY:
            continue
        if is_blank(sign_at(whole, start - 1)):
            start -= 1
        if sign_at(whole, start - 1) == "\n":
            yield start, match.end()


_PLATE = LatePattern(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z](?:[·•. ]?)(?=[A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_LETTERS_OF_PLATES = b"ABCDEFGHJKLMNOPQRSTUVWXYZ"


@rule(
    severity=Severity.WARNING,
    sentence=("出现车牌号：{shown}", "a number plate: {shown}"),
    hint=(
        "删去号牌，写“公务用车1辆”；确需公开的，写入 waivers",
        "leave the plate out and write 公务用车1辆; if it must be published, add a waiver",
    ),
    what=("机动车号牌", "the plate of a vehicle"),
    why=(
        "号牌能查到车主，是个人信息或单位内部信息",
        "a plate leads to its owner",
    ),
    basis="《中华人民共和国个人信息保护法》；习惯",
    wrong="车牌号闽H12345的公务用车已处置",
    right="1辆公务用车已处置",
)
def vehicle_plate(subject: Subject) -> Iterator[Finding]:
    """Yield each number plate in what the public reads."""
    if not holds_row(subject.whole, _LETTERS_OF_PLATES, 1):
        return
    for match in _PLATE.finditer(subject.whole):
        if is_published(subject.notice, subject.route_at(match.start())):
            shown = f"{match.group()[:2]}…{match.group()[-1]}"
            yield subject.finding(match.span(), shown=shown, quote=shown)


_NUMERAL = "[0-9一二三四五六七八九十]{1,4}"
_HOME = Sparse(
    f"(?:家住|现住|住址|户籍地|（住|住在|住于|租住)[^，。；）\n]{{2,30}}?{_NUMERAL}(?:号|室|栋|幢|单元|组|户)[^，。；）、的\n]{{0,10}}",
    ("家住", "现住", "住址", "户籍地", "（住", "住在", "住于", "租住"),
)
_FLAT = Sparse(
    f"单元(?<=[0-9一二三四五六七八九十]单元){_NUMERAL}(?:室|号|户)?", ("单元",)
)
_HOUSE_BEFORE = LatePattern(f"{_NUMERAL}(?:号楼|号|栋|幢|座){_NUMERAL}\\Z")
_HOUSE_REACH = 12
"""Characters before 单元 in which the house is named."""


@rule(
    severity=Severity.WARNING,
    sentence=("出现个人住址：“{quote}”", "a home address: “{quote}”"),
    hint=(
        "写到村、社区为止；不是个人住址的，写入 waivers",
        "write no more than village or community; if it is nobody's home, add a waiver",
    ),
    what=(
        "个人住址：家住和平路12号、3单元502室",
        "a home address: 家住和平路12号, 3单元502室",
    ),
    why=("住址是个人信息", "an address is personal information"),
    basis="《中华人民共和国个人信息保护法》",
    wrong="低保户李某（住东湖路27号3单元502室）已纳入帮扶",
    right="东湖社区1户低保户已纳入帮扶",
)
def home_address(subject: Subject) -> Iterator[Finding]:
    """Yield each home in what the public reads, outside of contacts."""
    end_of_last = 0
    for start, end in sorted(_homes(subject.whole)):
        route = subject.route_at(start)
        if start < end_of_last or route[0] == "contacts":
            continue
        end_of_last = end
        if is_published(subject.notice, route):
            yield subject.finding((start, end))


def _homes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each address of a home stands, by the words before it or by the number of its flat."""
    for match in _HOME.finditer(text):
        yield match.span()
    for match in _FLAT.finditer(text):
        reach = max(match.start() - _HOUSE_REACH, 0)
        house = _HOUSE_BEFORE.compiled.search(text, reach, match.start())
        if house is not None:
            yield house.start(), match.end()


_IN_PROGRESS = Led(
    # 正在立案审查: words that only investigations have; 纠正立案审查, 公正审查 are other words
    "正(?<![纠公改端修更校规矫扶匡反真严刚方补转]正)在?(?:进行|开展)?(?:审查调查|立案审查|立案调查|侦查|侦办)"
    "(?!制度|机制|流程|程序|规程|办法|规定|工作|业务|系统|平台|文书|场所|模板|手册|质量|结论|实验|技术|装备|设备|队伍|能力|培训|不)"
    # 正在初步核实: what is verified may be anything else, if it is named behind
    "|正在(?:进行|开展)?(?:初步核实|初核)(?=中|之中|当中|的|阶段|[，。；：！？、）\n]|\\Z)"
    # 线索仍在核查: common words, in a clause on a case, with no other object behind
    "|(?:线索|案件)(?!评查|管理|质量|系统|平台|档案|卷宗|材料|台账|信息|数据|制度|办法|规程|流程|机制|库|室|中心)"
    "(?:[^，。；！？\n]{0,8})(?:正在|仍在|尚在)"
    "(?:[^，。；！？\n]{0,4})(?:核查|核实|初核|办理|调查)(?=中|之中|当中|处置|[，。；：！？、）\n]|\\Z)",
    ("正", "线索", "案件"),
    ("初步核实", "初核", "审查", "调查", "侦查", "侦办", "核查", "核实", "办理"),
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "办理中的案件或线索：“{quote}”",
        "a case or clue that is still open: “{quote}”",
    ),
    hint=(
        "核对是否可以公开；已办结的写结果，不宜公开的删去；可以公开的，写入 waivers",
        "check whether it may be published; write the result, or delete it; if it may be, add a waiver",
    ),
    what=("正在初核、审查调查的案件和线索", "a case or clue under investigation"),
    why=(
        "未公布的立案、初核情况不得公开；办结后再写结果",
        "an investigation that is not announced must not be published; write the result when the case is closed",
    ),
    basis="习惯",
    wrong="其中2条线索正在初步核实",
    right="其中2条线索已办结",
)
def case_in_progress(subject: Subject) -> Iterator[Finding]:
    """Yield each case or clue that is called open, in what the public reads."""
    # A report goes up and is not published.
    if subject.notice.kind.row.is_sent_up:
        return
    for match in _IN_PROGRESS.finditer(subject.whole):
        route = subject.route_at(match.start())
        if is_published(subject.notice, route):
            yield subject.finding(match.span())


@rule(
    severity=Severity.ERROR,
    sentence=(
        "遗留占位符“{marks}”：“{quote}”",
        "placeholder “{marks}” left: “{quote}”",
    ),
    hint=(
        "填上内容或删去；原文如此的，写入 waivers",
        "fill it in or delete it; if the original reads this way, add a waiver",
    ),
    what=(
        "遗留的占位符：【待补】、XX、××、TODO、{{ }}、____",
        "a placeholder left: 【待补】, XX, ××, TODO, {{ }}, ____",
    ),
    why=("占位符说明内容还没有写完", "it shows that the text is not finished"),
    basis="习惯",
    wrong="清退资金XX万元",
    right="清退资金3.2万元",
)
def placeholder_left(subject: Subject) -> Iterator[Finding]:
    """Yield each placeholder; a masked name is none, nor is the {} of a form."""
    whole = subject.whole
    spans = []
    for placeholder in _PLACEHOLDERS:
        for match in placeholder.finditer(whole):
            spans.append(match.span())
    for match in _QUESTIONS.finditer(whole):
        if is_unknown_figure(whole, match.start()):
            spans.append(match.span())
    reported_up_to = 0
    for start, end in sorted(spans):
        # 【待补XX】 is one placeholder, though two patterns match.
        if start >= reported_up_to and not _is_masked_name(whole, start, end):
            reported_up_to = end
            yield subject.finding((start, end))


_LONGEST_MASK = 2
_LONGEST_BEFORE = 8
"""Characters before a mask that hold the surname, and what the person is."""
_OF_PERSONS = LatePattern(
    "(?:人|员|民|工|生|师|者|方|主|干部|同志|群众|儿童|原告|被告|网友|书记|主任|[局科股所站院校处镇乡县市区村]长|会计|司机)\\Z"
)
"""Words before the name of a person: 当事人, 村民, 驾驶员."""
_BEGINS_NAME = LatePattern("(?:\\A|[\n，。；：、（“《对将被和与及由])\\Z")
_NO_PERSON = LatePattern(
    "[0-9年月日号元万亿个项件次户名家局委办厅省市县区镇乡村路街河桥段站厂]|公司|街道|学校|医院"
)
"""What follows a gap to fill in, and not a name."""


def _is_masked_name(text: str, start: int, end: int) -> bool:
    """Return whether the signs from ``start`` to ``end`` hide the given name of a person: 石××, 欧阳××."""
    if text[start] not in "×XxＸ" or end - start > _LONGEST_MASK:
        return False
    if _NO_PERSON.match(text, end):
        return False
    before = text[max(start - _LONGEST_BEFORE, 0) : start]
    is_quoted_alone = before.endswith("“") and text.startswith("”", end)
    if is_quoted_alone and _OF_PERSONS.search(before[:-1]):
        return True
    if before.endswith(COMPOUND_SURNAMES):
        return True
    if not before or before[-1] not in AMBIGUOUS_SURNAMES:
        return False
    # The surname may end a common word: 方 in 对方×× is none.
    before_surname = before[:-1]
    is_after_person = _OF_PERSONS.search(before_surname) is not None
    return is_after_person or _BEGINS_NAME.search(before_surname) is not None


def _wrong_in_context(
    subject: Subject, known_places: list[tuple[int, int]]
) -> Iterator[Finding]:
    """Yield each character that its neighbours show to be wrong, outside of ``known_places``."""
    for start, end, right, note in sorted(slips_in_context(subject.wording)):
        if not overlaps_any(start, end, known_places):
            yield subject.finding(
                (start, end), replacement=right, is_safe=False, note=note
            )


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{marks}”应为“{replacement}”（{note}）",
        "“{marks}” should read “{replacement}”",
    ),
    hint=(
        "改为“{replacement}”；原文如此的，写入 waivers",
        "write “{replacement}”; if the original reads this way, add a waiver",
    ),
    what=(
        "常见错别字：截止目前、树的不牢、帐号、其它",
        "words often written wrong: 截止目前, 树的不牢, 帐号, 其它",
    ),
    why=(
        "公文用字须规范；书名号内的名称照录",
        "official texts use standard spelling; names in 《》 stay as they are",
    ),
    basis="《现代汉语词典》；习惯",
    wrong="截止目前，已完成整改",
    right="截至目前，已完成整改",
    fixes=True,
    offers=True,
)
def wrong_word(subject: Subject) -> Iterator[Finding]:
    """Yield each word of :func:`wrong_words` and :func:`meant_by_misspelling`, each near idiom and each word typed twice.

    What stands in 《》 or in a right word stays.
    """
    suspects = _suspects(subject)
    places = [(suspect.start, suspect.end) for suspect in suspects]
    yield from _wrong_in_context(subject, places)
    number = -1
    kept_places: set[int] = set()
    for start, end, right_word, note in suspects:
        if subject.number_at(start) != number:
            number = subject.number_at(start)
            kept_places = _kept_places(subject, number)
        is_kept = not kept_places.isdisjoint(range(start, end))
        is_right = _is_predicate(subject.whole, start) or _is_name(
            subject.whole, start, end
        )
        is_used = not is_mentioned(subject, start, end)
        if is_used and not is_kept and not is_right:
            # A character of the generated table may belong to two words that meet by chance.
            yield subject.finding(
                (start, end),
                replacement=right_word,
                is_safe=not note.startswith(_SUSPECTED),
                note=note,
            )


class _Suspect(NamedTuple):
    """A wording that is written wrong unless something around it says otherwise, what is meant, and why."""

    start: int
    end: int
    right: str
    note: str


def _suspects(subject: Subject) -> list[_Suspect]:
    """Return what may be written wrong, in order; none overlaps another."""
    text = subject.whole
    words_of_tables = subject.once(wrong_wordings)
    right_by_word = {}
    for word in (*subject.words.wrong, *words_of_tables):
        right = _right_for(subject, word)
        if right is not None:
            right_by_word[word] = right
    suspects = {}
    for start, end, idiom in near_idioms(text, words_of_tables):
        suspects[start, end] = _Suspect(start, end, idiom, _WRONG_CHARACTER_OF_TABLE)
    # Behind the others: what the tables say of a place is what somebody wrote down.
    for start, end in all_spans_of(right_by_word, text):
        suspects[start, end] = _Suspect(start, end, *right_by_word[text[start:end]])
    wrong_places = list(first_of_overlapping(suspects))
    places = list(wrong_places)
    # A word typed twice gives way to what is wrong within it, which would stay otherwise.
    for start, end in doubled_words(text):
        if not overlaps_any(start, end, wrong_places):
            word = text[start : (start + end) // 2]
            suspects[start, end] = _Suspect(start, end, word, _TYPED_TWICE)
            places.append((start, end))
    return [suspects[place] for place in first_of_overlapping(places)]


RULES: tuple[Rule, ...] = (
    identity_number,
    mobile_number,
    bank_card_number,
    secrecy_marking,
    named_person_dealt_with,
    private_person_named,
    vehicle_plate,
    home_address,
    case_in_progress,
    placeholder_left,
    wrong_word,
)

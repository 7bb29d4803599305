"""Words that were typed twice: 执行执行民主集中制, 将将结果纳入考核, 领导小组领导小组.

This room must not know any rule.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.rules.signs import is_ideograph, sign_at
from rectify_gen.rules.sparse import Led
from rectify_gen.vocabulary.word_tables import confused_characters

_ENCODINGS = (("utf-16-le", 2), ("utf-32-le", 4))
"""In which a text is compared with itself, with the bytes of a character: the short one has none beyond U+FFFF."""
_WORD = 2
"""Characters of most words; what is longer and stands twice was typed twice, whatever it is."""
_TWO_WORDS = 4
"""Characters of two words of the usual length, such as 领导小组."""
_ALSO_VERB_AND_NOUN = frozenset(
    # 集体经济组织组织开展, 本规定规定的职责: the second is another word than the first
    (
        *("组织", "规定", "代表", "领导", "计划", "决定", "报告", "建议", "要求", "指示", "编制", "设计", "出租", "保管"),
        *("工作", "年度", "部门", "学习", "研究", "活动", "检查", "人员", "单位", "讨论", "商量", "比较", "交流", "享受"),
        *("了解", "处理", "总结", "分析", "考核", "评价", "服务", "管理", "监督", "负责", "记录", "登记", "通知", "通报", "合同"),
    )
)  # fmt: skip
_PARTY_COMMITTEE = "委员会"
"""中共示例市卫生健康委员会委员会 is the party committee of a commission."""
_ON_PURPOSE = "再"
"""坚持坚持再坚持."""
_COUNTS = frozenset("一二三四五六七八九十几")
"""What begins a wording that is repeated on purpose: 一个问题一个问题跟进."""
_BEGINS_NO_WORD = frozenset("的等有对和与及向给让很太更不了着过")
"""What parts two words: 集体的土地的土地承包权, 企业对企业、企业对个人."""
_GOES_ON = {"人": "民员体才事身数口", "区": "域划分别", "法": "律规院", "员": "工"}
"""What makes another word of the second: 申请人申请人民法院, 行政区行政区域."""
_BEFORE_TWICE = {
    # 可以以, 所以以; 现在在; 上将将; 以及及; 理由由; 参与与: the first belongs to the word before
    "以": "可予加足所难得借用何给赖是",
    "在": "实存现正内潜所自好贵旨重何外健",
    "将": "上中少大小名主干战强猛老虎",
    "由": "理事自缘来情案",
    "就": "成造迁将高低早俯",
    "均": "平人户年月日",
    "与": "参赋给授付",
    "把": "一两几大",
    "被": "棉",
    "使": "即大天假驱指行",
    "从": "服听跟顺随自",
    "于": "对由关至属等基位低高优善勇乐敢急",
    "已": "不而",
    "并": "合兼归吞火一相",
    "仍": "",
}
_AFTER_TWICE = {
    # 以以上标准, 在在建项目, 从从业人员, 被被告人: the second belongs to the word behind
    "以": "上下内外前后来及往至免便期致此为",
    "在": "线岗职编建校读册场押逃途位任家华京外内乎制",
    "将": "领军士官帅来近要就",
    "由": "此于来",
    "就": "业近读地医此餐诊寝座任职",
    "均": "衡价等摊分匀",
    "与": "会",
    "把": "控握手关脉守持戏",
    "被": "告保申执担继检审害动",
    "使": "用命者馆节得",
    "从": "严业事众重快优容宽轻速师属政军今此来前不未教",
    "于": "今",
    "已": "",
    "并": "入购列联网轨排案发行处",
    "仍": "",
}
_TWICE = Led(
    "|".join(sign * 2 for sign in _BEFORE_TWICE),
    tuple(sign * 2 for sign in _BEFORE_TWICE),
)
"""Words of one character that nothing makes stand twice."""


def doubled_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands twice in ``text``: from its first character to the last of the second."""
    for match in _TWICE.finditer(text):
        sign = match.group()[0]
        is_end_of_word = sign_at(text, match.start() - 1) in _BEFORE_TWICE[sign]
        is_beginning = sign_at(text, match.end()) in _AFTER_TWICE[sign]
        if not is_end_of_word and not is_beginning:
            yield match.span()
    # Compared as one number with itself moved on: that takes a hundredth of the time of a pattern.
    as_number = _comparable(text)
    for length in (_WORD, _TWO_WORDS):
        for start in _places_of_twice(text, as_number, length):
            word = text[start : start + length]
            if _is_slip(text, start, word):
                yield start, start + 2 * length


class _Comparable(NamedTuple):
    """A text as one number, and how many bytes each of its characters takes."""

    number: int
    size: int


def _comparable(text: str) -> _Comparable:
    for encoding, size in _ENCODINGS:
        encoded = text.encode(encoding, "surrogatepass")
        if len(encoded) == size * len(text):
            break
    return _Comparable(int.from_bytes(encoded, "little"), size)


def _places_of_twice(text: str, as_number: _Comparable, length: int) -> Iterator[int]:
    """Yield where ``length`` characters of ``text`` are followed by themselves."""
    number, size = as_number
    moved_on = number >> (8 * size * length)
    difference = (number ^ moved_on).to_bytes(size * len(text), "little")
    same = bytes(size * length)
    place = difference.find(same)
    while place >= 0:
        start = -(-place // size)
        word = text[start : start + length]
        if text.startswith(word, start + length):
            yield start
        place = difference.find(same, size * (start + 1))


def _is_slip(text: str, start: int, word: str) -> bool:
    """Return whether ``word``, which stands twice from ``start`` on, was typed twice by mistake."""
    end = start + 2 * len(word)
    if not all(map(is_ideograph, word)) or word[0] in _COUNTS:
        return False
    if word == _PARTY_COMMITTEE or sign_at(text, end) == _ON_PURPOSE:
        return False
    if len(word) == _WORD:
        return word in confused_characters() and word not in _ALSO_VERB_AND_NOUN
    may_be_parted = word[0] in _BEGINS_NO_WORD or word[-1] in _BEGINS_NO_WORD
    is_part_of_next = sign_at(text, end) in _GOES_ON.get(word[-1], "")
    return len(set(word)) == len(word) and not may_be_parted and not is_part_of_next

"""The rule of marks that stand where another one, or none, belongs: 学习、培训、和考核, 三、四十名, 「双随机」.

Doubled marks are in :mod:`rectify_gen.rules.punctuation`. This room must not know positions, YAML or reports.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.quotations import quoting_forms
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

_NEXT_NUMERAL = "一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|三、五"


class _Misuse(NamedTuple):
    """A misuse of a mark: what it looks like, what is wrong and what to write, in Chinese and English."""

    pattern: LatePattern
    fault_zh: str
    fault_en: str
    cure_zh: str
    cure_en: str


_MISUSES = (
    _Misuse(
        # 上法制课、与企业联合 is no list: 和 and 与 may begin a member.
        Sparse(
            "、(?:以及|和(?![谐睦解平美缓蔼])|及(?![时格早]))[一-龥]{2,6}(?=[，。；\n]|$)(?<![会合系着来去到])",
            ("、和", "、以及", "、及"),
        ),
        "“和”“及”前不用顿号",
        "no 、 before 和 or 及",
        "删去顿号，或删去连词",
        "delete the 、 or the conjunction",
    ),
    _Misuse(
        Sparse(
            rf"(?<![第、一二三四五六七八九十列获居排])(?:{_NEXT_NUMERAL})(?:[十百千万]|[名户人](?![民])|个(?=[一-龥]))",
            tuple(_NEXT_NUMERAL.split("|")),
        ),
        "概数的两个数字之间不用顿号",
        "no 、 within an approximate number",
        "写作“三四十名”的形式",
        "write it like 三四十名",
    ),
    _Misuse(
        # 形式多样、内容丰富、的活动
        Sparse("、的(?![确士])", ("、的",)),
        "“的”前不用顿号",
        "no 、 before 的",
        "删去顿号",
        "delete the 、",
    ),
    _Misuse(
        Sparse(
            "“[^“”\n]{1,16}”(?:，“[^“”\n]{1,16}”){2,}等|《[^《》\n]{1,40}》(?:，《[^《》\n]{1,40}》){2,}等",
            ("”，“", "》，《"),
        ),
        "并列的引号、书名号之间不用逗号",
        "no ， between quotations or titles of one list",
        "删去其间的逗号",
        "delete the ， between them",
    ),
    _Misuse(
        # 一、等级评定 begins another word.
        Sparse("、等(?![级额值价同待候车了效离量于距分差外高位比式号边])", ("、等",)),
        "“等”前不用顿号",
        "no 、 before 等",
        "删去顿号",
        "delete the 、",
    ),
    _Misuse(
        # （含专项经费。）已公示: one sentence goes on behind the bracket.
        Sparse(
            "（(?<=[一-龥0-9]（)[^（）。；！？\n]{1,60}[。；，、]）(?=[一-龥，、；])",
            ("。）", "；）", "，）", "、）"),
        ),
        "句内括号里的末尾不用标点",
        "no mark at the end of a bracket within a sentence",
        "删去括号里末尾的标点",
        "delete the mark before the closing bracket",
    ),
    _Misuse(
        Sparse("等{1,2}…+|…+等", ("等…", "…等")),
        "“等”与省略号只用一个",
        "one of 等 and the ellipsis is enough",
        "只留“等”",
        "keep 等",
    ),
    _Misuse(
        Sparse("…(?<!……)(?!…)", ("…",)),
        "省略号是六个点，占两格",
        "an ellipsis has six dots",
        "写作“……”",
        "write ……",
    ),
    _Misuse(
        Sparse(
            "[。，；]”(?=[，、；。])",
            ("。”", "，”", "；”"),
            ("”，", "”、", "”；", "”。"),
        ),
        "引号内外各有一个标点",
        "one mark inside the quotation and one behind it",
        "只留一个",
        "keep one of them",
    ),
    _Misuse(
        Sparse("[「『][^「」『』\n]{0,60}[」』]", "「『"),
        "引号用“”",
        "quotation marks are “ ”",
        "改用“”",
        "write “ ”",
    ),
    _Misuse(
        Sparse("<{1,2}[一-龥][^<>\n]{1,40}>{1,2}", "<"),
        "书名号写成了小于号、大于号",
        "< > stand for 《 》",
        "改用《》",
        "write 《 》",
    ),
    _Misuse(
        LedInClause(
            "(?:针对|围绕)[^，。；：、（）\n]{2,16}，[^，。；：、（）\n]{2,6}(?:，[^，。；：、（）\n]{2,6})*等[一-龥]{0,4}问题",
            ("针对", "围绕"),
            ("等问题", "等突出问题", "等具体问题", "等方面问题", "等共性问题"),
            ends="\n。；：、（）",
            near=(("，",), ("等",), ("问题",)),
        ),
        "并列的词语之间用顿号",
        "short members of a list are parted by 、",
        "改用顿号",
        "write 、",
    ),
)
_SINGLE_QUOTE = Sparse("‘[^‘’\n]{1,60}’", "‘")
_SINGLE = _Misuse(
    _SINGLE_QUOTE,
    "外层引号用“”，里层才用‘’",
    "outer quotation marks are “ ”, only inner ones ‘ ’",
    "改用“”",
    "write “ ”",
)
_INNER_TITLE = Sparse("〈[^〈〉\n]{1,60}〉", "〈")
_OUTER_TITLE = _Misuse(
    _INNER_TITLE,
    "书名号用《》，里层才用〈〉",
    "titles take 《 》, only inner ones 〈 〉",
    "改用《》",
    "write 《 》",
)
_RUN_NUMBER = Sparse("是(?<=[，；][二三四五六七八九]是)", "是")
"""The end of 二是, 三是 … behind the mark of a run."""
_BEGINS_RUN = ("，二是", "；二是")
_RUN = _Misuse(
    LatePattern(""),
    "并列各条之间的标点不一致",
    "the members of one list are parted by different marks",
    "统一用分号",
    "write ； throughout",
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标点用法有误，{fault_zh}：“{quote}”",
        "a mark is misused, {fault_en}: “{quote}”",
    ),
    hint=(
        "{cure_zh}；原文如此的，写入 waivers",
        "{cure_en}; if the original reads this way, add a waiver",
    ),
    what=(
        "标点用法有误：“、和”、三、四十名、等……、「」、<办法>、一是…；二是…，三是…",
        "a mark that is misused: 、和, 三、四十名, 等……, 「」, <办法>, one list with ； and ，",
    ),
    why=(
        "标点用错会改变停顿和层次",
        "a wrong mark changes where readers pause",
    ),
    basis="GB/T 15834-2011 4.5、4.8、4.11、4.15、B.2",
    wrong="建立学习、培训、和考核机制",
    right="建立学习、培训和考核机制",
)
def mark_misused(subject: Subject) -> Iterator[Finding]:
    """Yield each mark that stands where another one or none belongs."""
    text = subject.whole
    for misuse in _MISUSES:
        for match in misuse.pattern.finditer(text):
            yield _misused(subject, match.span(), misuse)
    for misuse, outer in ((_SINGLE, "“”"), (_OUTER_TITLE, "《》")):
        for match in misuse.pattern.finditer(text):
            # The form of a problem prints the outer marks: 关于“社区‘微权力’运行不规范”问题.
            is_in_form = subject.route_at(match.start()) in subject.once(quoting_forms)
            if not is_in_form and not _is_within(text, match.start(), outer):
                yield _misused(subject, match.span(), misuse)
    yield from _uneven_runs(subject)


def _misused(subject: Subject, span: tuple[int, int], misuse: _Misuse) -> Finding:
    return subject.finding(
        span,
        fault_zh=misuse.fault_zh,
        fault_en=misuse.fault_en,
        cure_zh=misuse.cure_zh,
        cure_en=misuse.cure_en,
    )


_LONGEST_QUOTATION = 200


def _is_within(text: str, index: int, pair: str) -> bool:
    """Return whether ``index`` stands within a ``pair`` of outer marks of its text."""
    opening = pair[0]
    closing = pair[1]
    start = max(index - _LONGEST_QUOTATION, 0)
    before = text[start:index].rpartition("\n")[2]
    return before.rfind(opening) > before.rfind(closing)


def _uneven_runs(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each text, the mark before 二是, 三是 … that is another than the first of its run."""
    text = subject.whole
    if not any(map(text.may_hold, _BEGINS_RUN)):
        return
    first_marks: dict[int, str] = {}
    reported_texts: set[int] = set()
    for match in _RUN_NUMBER.finditer(text):
        place = match.start() - len("，二")
        mark = text[place]
        number = subject.number_at(place)
        is_first = text[place + 1] == "二"
        if is_first:
            first_marks[number] = mark
            continue
        first = first_marks.get(number)
        if first and first != mark and number not in reported_texts:
            reported_texts.add(number)
            yield _misused(subject, (place, place + 1), _RUN)


RULES: tuple[Rule, ...] = (mark_misused,)

"""Rules of the title and of the names by which the organ calls itself (GB/T 9704 clause 7.3.1, 条例 第九条)."""

import re
from collections.abc import Iterator

from rectify_gen import chinese, model, title_breaking
from rectify_gen.diagnostics import Fix, Route, Severity, Span
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse
from rectify_gen.view import standard_title, title_phrases

MOST_LINES = 3
"""Lines that still read as a title; each organ behind the first one has one more."""

_KINDS = LatePattern("(?:通报|报告|公示|公告|通告)(?:（[^（）\n]*）)?$")
_END_MARKS = "。，；：、！？.,;:!?"


@rule(
    severity=Severity.WARNING,
    sentence=("标题缺少：{missing}", "the title lacks: {missing}"),
    hint=(
        "写作“机关＋关于＋事由＋文种”，或删去 title 用标准标题",
        "write organ + 关于 + matter + kind, or delete title to have the standard one",
    ),
    what=(
        "标题不是“机关＋关于＋事由＋文种”",
        "the title is not organ + 关于 + matter + kind",
    ),
    why=(
        "公文标题由发文机关名称、事由和文种组成",
        "a title is made of the issuing organ, the matter and the kind",
    ),
    basis="《党政机关公文处理工作条例》第九条；GB/T 9704-2012 7.3.1",
    wrong="示例市水务局巡察整改情况",
    right="示例市水务局关于巡察整改进展情况的通报",
)
def title_form(subject: Subject) -> Iterator[Finding]:
    """Yield a title of the author's own that lacks organ, 关于 or kind."""
    notice = subject.notice
    if not notice.title:
        return
    title = "".join(notice.title).strip().rstrip(_END_MARKS)
    missing = []
    # 关于巡察整改的通报 names no organ; with one, 关于 stands behind it.
    if title.startswith("关于"):
        missing.append("发文机关")
    if "关于" not in title:
        missing.append("关于")
    # 通报（公开稿） ends with a kind as well.
    if not _KINDS.search(title):
        missing.append("文种")
    if missing:
        yield at_value(("title",), title, missing="、".join(missing))


@rule(
    severity=Severity.WARNING,
    sentence=("标题末尾有标点“{marks}”", "the title ends with “{marks}”"),
    hint=("删去", "delete it"),
    what=("标题末尾有标点", "a title that ends with a mark"),
    why=("标题末尾不加标点", "a title takes no final mark"),
    basis="《党政机关公文处理工作条例》；习惯",
    wrong="示例市水务局关于巡察整改进展情况的通报。",
    right="示例市水务局关于巡察整改进展情况的通报",
    fixes=True,
)
def title_end_mark(subject: Subject) -> Iterator[Finding]:
    """Yield the mark at the end of the title."""
    lines = subject.notice.title
    if not lines or lines[-1][-1] not in _END_MARKS:
        return
    # A title of marks alone is no title, and nothing would be left of it.
    if lines[-1].rstrip(_END_MARKS).strip():
        number = subject.routes.index(("title", len(lines) - 1))
        _, end = subject.span_of(number)
        yield subject.finding((end - 1, end), replacement="")


@rule(
    severity=Severity.WARNING,
    sentence=(
        "{what} {length} 字，最多 {longest} 字",
        "{what_en} has {length} characters; the most is {longest}",
    ),
    hint=(
        "精简标题，或写成一行由程序断行",
        "shorten it, or write it in one line and have it broken for you",
    ),
    what=(
        "标题超过60字，或一行超过20字",
        "a title of more than 60 characters, or a line of more than 20",
    ),
    why=("二号字一行最多排20字", "a line holds 20 characters of the title's size"),
    basis="GB/T 9704-2012 7.3.1",
    wrong="一行22字",
    right="按词意分成两行",
)
def title_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield a title that three lines do not hold, and each line given that is too wide."""
    lines = _title_lines(subject.notice)
    longest = title_breaking.WIDEST_LINE * MOST_LINES
    if len(lines) == 1:
        if chinese.width(lines[0]) > longest:
            facts = {
                "what": "标题",
                "what_en": "the title",
                "length": len(lines[0]),
                "longest": longest,
            }
            yield Finding(_title_route(subject.notice), facts=facts)
        return
    for place, line in enumerate(lines):
        if chinese.width(line) > title_breaking.WIDEST_LINE:
            facts = {
                "what": f"标题第 {place + 1} 行",
                "what_en": f"line {place + 1} of the title",
                "length": len(line),
                "longest": title_breaking.WIDEST_LINE,
            }
            yield Finding(("title", place), facts=facts)


def _title_lines(notice: model.Notice) -> tuple[str, ...]:
    return notice.title if notice.title is not None else (standard_title(notice),)


def _broken_title(subject: Subject) -> tuple[str, ...]:
    """Return the lines into which a title of one line is broken; ask ``once``."""
    title = "".join(_title_lines(subject.notice))
    return title_breaking.break_title(title, title_phrases(subject.notice))


def _title_route(notice: model.Notice) -> tuple[str, ...]:
    return ("title",) if notice.title else ("organization",)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题排成 {count} 行，最多 {most} 行",
        "the title takes {count} lines; the most is {most}",
    ),
    hint=(
        "精简标题；写成列表的，改写成一行由程序断行",
        "shorten it; a title given line by line may be written in one line and broken for you",
    ),
    what=("标题超过三行", "a title of more than three lines"),
    why=(
        "标题应当简明；四行以上排不成梯形或菱形",
        "a title is brief; four lines make neither a trapezium nor a rhombus",
    ),
    basis="GB/T 9704-2012 7.3.1；习惯",
    wrong="[示例市水务局, 关于九届市委, 第三轮巡察整改, 情况的通报]",
    right="[示例市水务局, 关于九届市委第三轮巡察整改, 情况的通报]",
)
def title_too_many_lines(subject: Subject) -> Iterator[Finding]:
    """Yield a title of more than three lines, as given or as it is broken; one too long is reported as that alone."""
    notice = subject.notice
    lines = _title_lines(notice)
    if len(lines) == 1:
        if chinese.width(lines[0]) > title_breaking.WIDEST_LINE * MOST_LINES:
            return
        lines = subject.once(_broken_title)
    most = MOST_LINES + max(0, len(notice.organization) - 1)
    if len(lines) > most:
        facts = {"count": len(lines), "most": most}
        yield Finding(_title_route(notice), facts=facts)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题断行切断了词语，或中间的行短于上下各行：{lines}",
        "the title is broken through a phrase, or a line is shorter than those above and below it: {lines}",
    ),
    hint=(
        "改为：{better}；写成一行也这样断行",
        "make it: {better}; written in one line it is broken like this",
    ),
    what=(
        "标题断行不当：切断词语，或各行排成沙漏形",
        "a title badly broken: through a phrase, or into an hourglass",
    ),
    why=(
        "回行要词意完整、排列对称、长短适宜，使用梯形或菱形；各行等长的长方形也通行",
        "lines keep phrases whole and make a trapezium or a rhombus; lines of one length are usual, too",
    ),
    basis="GB/T 9704-2012 7.3.1；习惯",
    wrong="[……关于八届市委, 第四轮巡察整改进展情况的通报]",
    right="[……局党组, 关于八届市委第四轮巡察整改进展情况的通报]，或写成一行由程序断行",
)
def title_badly_broken(subject: Subject) -> Iterator[Finding]:
    """Yield a title given line by line whose breaks the standard does not want, where there are better ones."""
    lines = subject.notice.title or ()
    if len(lines) < 2:
        return
    phrases = title_phrases(subject.notice)
    if not title_breaking.title_fault(lines, phrases):
        return
    title = "".join(lines)
    better_lines = title_breaking.break_title(title, phrases)
    if title_breaking.title_fault(better_lines, phrases):
        return
    facts = {"lines": "｜".join(lines), "better": "｜".join(better_lines)}
    yield Finding(("title",), span=Span(title, 0, 0), facts=facts)


@rule(
    severity=Severity.INFO,
    sentence=(
        "标题没有词意完整、排列匀称的断行，现排成：{lines}",
        "the title has no good break between phrases; it is printed as {lines}",
    ),
    hint=(
        "精简标题；照此排的，在 title 中逐行写出即不再提示：[{listed}]",
        "shorten it; to have these lines and no note, write them in title: [{listed}]",
    ),
    what=(
        "标题写成一行，但怎样断行都会切断名称或排成沙漏形",
        "a title in one line that cannot be broken without cutting a name or making an hourglass",
    ),
    why=(
        "回行要词意完整、排列对称、长短适宜，使用梯形或菱形",
        "lines keep phrases whole and make a trapezium or a rhombus",
    ),
    basis="GB/T 9704-2012 7.3.1",
    wrong="中共示例市望川区残疾人联合会党组关于十三届区委第一轮巡察《关于粮食购销领域的反馈意见》整改情况的通报",
    right="中共示例市望川区残疾人联合会党组关于十三届区委第一轮巡察整改情况的通报",
)
def title_without_good_break(subject: Subject) -> Iterator[Finding]:
    """Yield a title to be broken by the program that no good break fits."""
    if len(_title_lines(subject.notice)) != 1:
        return
    printed_lines = subject.once(_broken_title)
    if title_breaking.title_fault(printed_lines, title_phrases(subject.notice)):
        facts = {"lines": "｜".join(printed_lines), "listed": ", ".join(printed_lines)}
        yield Finding(_title_route(subject.notice), facts=facts)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "单位名称“{marks}”与全称“{name}”不一致",
        "the organ is called “{marks}” here, its full name is “{name}”",
    ),
    hint=("写作“{name}”", "write “{name}”"),
    what=(
        "单位全称在标题、导语、署名中写法不一",
        "the organ's full name differs among title, preamble and signature",
    ),
    why=(
        "同一单位同一文件里只有一个全称，党组织名称不漏“中共”",
        "one document has one full name; that of a Party body keeps 中共",
    ),
    basis="《党政机关公文处理工作条例》第九条",
    wrong="标题写中共示例市水务局党组，导语写示例市水务局党组",
    right="都写中共示例市水务局党组",
)
def organ_name_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each full name without its 中共 in title and preamble, and each signing organ of another name."""
    notice = subject.notice
    names = [organ.name for organ in notice.organization]
    bare_names = [
        name.removeprefix("中共") for name in names if name.startswith("中共")
    ]
    for number in (*subject.numbers_of("title"), *subject.numbers_of("preamble")):
        start = subject.starts[number]
        for name in bare_names:
            # The name with its prefix holds the name without it: only the latter is a fault.
            without_prefix = f"(?<!中共)(?<!中国共产党){re.escape(name)}"
            for match in re.finditer(without_prefix, subject.lines[number]):
                place = (start + match.start(), start + match.end())
                yield subject.finding(place, name="中共" + name)
    for index, signed in enumerate(
        (notice.signature.organizations if notice.signature else None) or ()
    ):
        if names and signed not in names:
            route = ("signature", "organizations", index)
            yield at_value(route, signed, name="、".join(names))


_TIERS = ("局", "委", "院", "校", "厅", "办", "公司", "集团", "中心")
_PARTY = LatePattern("(?:机关)?(?:党组|党委|党工委|党总支|党支部|委员会)$")
_OWN = Sparse(
    f"我({'|'.join(_TIERS)})(?![员任会托派员长])", [f"我{tier}" for tier in _TIERS]
)
_WHOLE = Sparse(
    "全(局|委|院|校|厅)(?=整改|干部|党员|上下|系统|职工|各(?=单位|部门|科|股|处|所|站|中心|支部|党|级)|人员|工作人员|机关)",
    ("全局", "全委", "全院", "全校", "全厅"),
)
_WHOLE_SITUATION = (
    *("着眼", "放眼", "立足", "胸怀", "心系", "心怀", "服务", "服从", "把握", "统筹", "统揽", "谋划"),
    *("事关", "关系", "关乎", "影响", "牵动", "兼顾", "顾全", "维护", "谋", "协调", "总揽", "掌控", "驾驭", "观照", "站在", "置于"),
)  # fmt: skip
"""Words after which 全局 is the situation as a whole, and no office."""


def _tier(notice: model.Notice) -> str:
    """局, 委, 院 … : what the one organ is that publishes; empty where it cannot be told."""
    # 我局 of several organs may be any of them.
    if len(notice.organization) != 1:
        return ""
    body = _PARTY.compiled.sub("", notice.organization[0].name)
    # Not in the table: 卫生健康委员会 calls itself 我委, and ends with none of its words.
    if body.endswith("委员会"):
        return "委"
    for tier in _TIERS:
        if body.endswith(tier):
            return tier
    return ""


@rule(
    severity=Severity.INFO,
    sentence=(
        "“{marks}”与本单位不符：“{quote}”",
        "“{marks}” is another tier of organ: “{quote}”",
    ),
    hint=("写作“{better}”", "write “{better}”"),
    what=(
        "自称与单位不符：委里称“全局”“我局”",
        "a word for another tier: 全局 or 我局 in a commission",
    ),
    why=("多为套用其他单位的稿件", "left from another organ's text"),
    basis="习惯",
    wrong="中共示例市卫生健康委员会党组……统筹抓好全局整改工作",
    right="统筹抓好全委整改工作",
)
def self_reference_tier(subject: Subject) -> Iterator[Finding]:
    """Yield each 我局, 全局 and the like that is not the organ's own tier."""
    tier = _tier(subject.notice)
    if not tier:
        return
    for pattern in (_OWN, _WHOLE):
        for match in pattern.finditer(subject.wording):
            is_own_tier = match.group(1) == tier or match.group(1) not in "局委厅"
            is_situation = match.group() == "全局" and subject.wording.endswith(
                _WHOLE_SITUATION, 0, match.start()
            )
            if not is_own_tier and not is_situation:
                yield subject.finding(match.span(), better=match.group()[0] + tier)


@rule(
    severity=Severity.INFO,
    sentence=(
        "自称不统一：{names}",
        "the organ calls itself by several names: {names}",
    ),
    hint=("全文统一用一个", "use one throughout"),
    what=(
        "自称不统一：我院与院党委混用，简称与简称混用",
        "the organ calls itself by several names: 我院 beside 院党委",
    ),
    why=(
        "通报以党组织的名义发布，全文自称应当一致",
        "a notice speaks in one name throughout",
    ),
    basis="习惯",
    wrong="院党委……我院……医院党委",
    right="院党委……院党委……",
)
def self_reference_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield, once for the notice, that it says both 我局 and 局党组, or 院党委 and 医院党委."""
    tier = _tier(subject.notice)
    if not tier:
        return
    short_names = (f"{tier}党组", f"{tier}党委")
    places: dict[str, int] = {}
    for name in (f"我{tier}", *short_names, *_LONGER.get(tier, ())):
        if not subject.wording.may_hold(name):
            continue
        place = _standing_alone(subject.wording, name)
        if place is not None:
            places[name] = place
    for short_name in short_names:
        longer = _longer_own_name(subject, short_name) if short_name in places else None
        if longer is not None:
            longer_name, place = longer
            places[longer_name] = place
    if len(places) > 1:
        # The name that comes last is the one that departs from the others.
        latest = max(places, key=lambda name: places[name])
        start = places[latest]
        yield subject.finding((start, start + len(latest)), names="、".join(places))


def _longer_own_name(subject: Subject, short: str) -> tuple[str, int] | None:
    """A longer part of the organ's name that its items call it by, where they say ``short`` as well: 县教育局党组."""
    full_name = subject.notice.organization[0].name.removeprefix("中共")
    before_short = full_name.removesuffix(short)
    # Where none of the names has that much of the full one before it, there is no need to read backwards.
    if not subject.wording.may_hold(before_short[-_MUCH_LONGER:] + short):
        return None
    for match in re.finditer(re.escape(short), subject.wording):
        if subject.route_at(match.start())[0] != "sections":
            continue
        # Read backwards as long as the text and the full name agree.
        before = before_short
        start = match.start()
        while before and subject.wording[start - 1] == before[-1]:
            before = before[:-1]
            start -= 1
        if before and match.start() - start >= _MUCH_LONGER:
            return subject.whole[start : match.end()], start
    return None


_MUCH_LONGER = 3
"""Characters by which a name is longer than 局党组: 市教育局党组 is two, and common beside it."""


def _standing_alone(text: str, name: str) -> int | None:
    """Where ``name`` first stands as a name of its own, not as the end of a longer one (市教育局党组)."""
    index = text.find(name)
    if name.startswith("我"):
        return index if index >= 0 else None
    while index > 0 and _continues_name(text[index - 1]):
        index = text.find(name, index + 1)
    return index if index >= 0 else None


def _continues_name(sign: str) -> bool:
    """Whether ``sign`` before a name makes it the end of a longer one."""
    return "\u4e00" <= sign <= "\u9fff" and sign not in _BEFORE


_LONGER = {"院": ("医院党委", "学院党委"), "校": ("学校党委",)}
_BEFORE = "由在向经对是为报和与及以请自将后前到使让于从"
"""Characters after which a name begins."""


_FACTS_OF_INSPECTION = (
    "authority",
    "term",
    "round",
    "team",
    "inspected",
    "feedback_by",
)
_QUOTED = LatePattern("[“\"‘'](.+)[”\"’']")
_OPENING_QUOTES = tuple("“\"‘'")


@rule(
    severity=Severity.WARNING,
    sentence=(
        "{quote} 外面的引号会照样印出来",
        "the quotation marks around {quote} are printed",
    ),
    hint=("删去引号，只写名称", "delete the quotation marks, and write the name alone"),
    what=(
        "名称外面多了引号",
        "quotation marks around a name",
    ),
    why=(
        "YAML 的值不用中文引号；名称里的引号会印进导语、标题和落款",
        "values of YAML need no Chinese quotation marks; those of a name are printed in opening, title and signature",
    ),
    basis="习惯",
    wrong="team: “市委第五巡察组”",
    right="team: 市委第五巡察组",
    fixes=True,
)
def name_quoted(subject: Subject) -> Iterator[Finding]:
    """Yield each name of an organ or team that stands in quotation marks as a whole."""
    for route, name in _names_of_organs(subject.notice):
        if not name.startswith(_OPENING_QUOTES):
            continue
        match = _QUOTED.fullmatch(name)
        if match is None or _QUOTED.search(match[1]) is not None:
            continue
        span = Span(name, 0, len(name))
        yield Finding(route, span=span, fixes=(Fix(route, span, match[1]),))


def _names_of_organs(notice: model.Notice) -> Iterator[tuple[Route, str]]:
    for index, organ in enumerate(notice.organization):
        yield ("organization", index, "name"), organ.name
        if organ.short_name is not None:
            yield ("organization", index, "short_name"), organ.short_name
    for key in _FACTS_OF_INSPECTION:
        name = getattr(notice.inspection, key, None)
        if name is not None:
            yield ("inspection", key), name
    if notice.signature is not None and notice.signature.organizations:
        for index, name in enumerate(notice.signature.organizations):
            yield ("signature", "organizations", index), name


RULES: tuple[Rule, ...] = (
    name_quoted,
    title_form,
    title_end_mark,
    title_too_long,
    title_too_many_lines,
    title_badly_broken,
    title_without_good_break,
    organ_name_differs,
    self_reference_tier,
    self_reference_mixed,
)

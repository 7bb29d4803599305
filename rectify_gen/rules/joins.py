"""Rules of what meets in print: a form and the name in it, a label and its text, a fact and the sentence around it.

Each value may be right by itself and the printed text wrong. What the view makes right
(:mod:`rectify_gen.view.joining`) is no fault here. This room must not know positions,
YAML or reports.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route, Severity, Span
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.pairing import marks_of_pairs
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import is_ideograph
from rectify_gen.view import bare, heading_of, joining, runs_in

_FAULT = re.compile(
    "[，。、；：.,;:][，。、；：]|[？！][，。、；：]|[，。、；：][.,;:](?![0-9])"
    "|（（|））|““|””|《《|》》|“”|（）|《》|‘’"
)
"""Two marks of which one is too many, or a pair with nothing inside."""
_NESTED_ALIKE = re.compile("“[^“”\n]*“|《[^《》\n]*《")
_WORDS_TWICE = re.compile("问题”?问题|情况”?情况|方面”?方面|关于“?关于")
_MARKS = frozenset("，。、；：？！.,;:（）“”‘’《》")
_SIGNS_OF_WORDS = frozenset("问题情况方面关于”“")
"""Signs on both sides of a seam which :data:`_WORDS_TWICE` spans."""
_BARE_LABELS = ("电话",)
"""Labels that stand without a colon."""
_ENDS_OF_LABELS = frozenset("：话")
_ATTACHMENTS = ("document", "attachments")
_SHORTEST_LABEL, _LONGEST_LABEL = 2, 12
"""Characters of words before a colon that are a label."""
_AROUND = 12
"""Characters that a message quotes on either side of a join."""


class _Join(NamedTuple):
    """Text as it is printed, with where the value at ``route`` begins or ends in it."""

    route: Route
    value: str
    """What was typed at ``route``."""
    printed: str
    seams: tuple[int, ...]
    """The places in ``printed`` where two values or a value and standard words meet."""


def _doubtful_joins(subject: Subject) -> tuple[_Join, ...]:
    """Return the joins that the rules below look at; ask ``once``."""
    joins = [*_joins_of_content(subject), *_joins_of_facts(subject)]
    return tuple(filter(_is_doubtful, joins))


def _is_doubtful(join: _Join) -> bool:
    """Return whether ``join`` may be at fault: of most, the signs at the seams say that it is not."""
    if _has_pair(join.value):
        return True
    for seam in join.seams:
        before = join.printed[seam - 1 : seam]
        behind = join.printed[seam : seam + 1]
        if before in _MARKS and behind in _MARKS:
            return True
        if before in _SIGNS_OF_WORDS and behind in _SIGNS_OF_WORDS:
            return True
        if before in _ENDS_OF_LABELS:
            return True
    # The number of an attachment is looked for as well.
    return join.route[:2] == _ATTACHMENTS


def _has_pair(value: str) -> bool:
    """Return whether ``value`` has a pair of marks that its form could nest."""
    return "“" in value or "《" in value


# ---------------------------------------------------------------- the sections


def _joins_of_content(subject: Subject) -> Iterator[_Join]:
    for route, part in subject.parts:
        if len(route) < 2 or route[0] != "sections":
            continue
        section = subject.notice.sections[int(route[1])]
        if isinstance(part, model.Item):
            join = _join_of_item(part, route, section)
            if join is not None:
                yield join
        elif isinstance(part, model.Labelled):
            label = joining.label(part.label)
            text = _first_text(part.content) if part.run_in is not False else ""
            key = (*route, "label")
            yield _Join(key, part.label, label + text, _seams(label, text))
        elif isinstance(part, model.Paragraph | model.MeasureRun):
            yield from _joins_of_measures(part, route)
        # The standard heading is not the author's: no join of it is looked at.
        elif section.runs_in_heading and section.heading:
            text = _first_text(section.content)
            seams = _seams(section.heading, text)
            key = (*route, "heading")
            yield _Join(key, section.heading, section.heading + text, seams)


def _join_of_item(
    item: model.Item, route: Route, section: model.Section
) -> _Join | None:
    """Return the join of the heading of ``item``; None for a heading that stands alone."""
    heading = heading_of(item, section.form)
    text = _first_text(item.content) if runs_in(item, section) else ""
    seams = _seams(heading, text)
    if isinstance(item, model.HeadingItem):
        if not text:
            return None
        key = (*route, "heading")
        return _Join(key, item.heading, heading + text, seams)
    words_around = item.form or section.form or "{}"
    before, _, behind = words_around.partition("{}")
    inside = (len(before), len(heading) - len(behind))
    key = (*route, "problem")
    return _Join(key, item.problem, heading + text, (*inside, *seams))


def _joins_of_measures(
    member: model.Paragraph | model.MeasureRun, route: Route
) -> Iterator[_Join]:
    """Each measure that another one, or the text before it, runs into."""
    before = member.text if isinstance(member, model.Paragraph) else ""
    for index, measure in enumerate(member.measures):
        mark = chinese.measure_mark(member.start + index)
        key = (*route, "measures", index, 0)
        start = f"{before}{mark}{measure[0]}"
        seams = (len(before), len(before) + len(mark))
        yield _Join(key, measure[0], start, seams)
        runs_on = isinstance(member, model.Paragraph) or member.run_in
        # A measure of several paragraphs: the next one meets only its last.
        before = measure[-1] if runs_on else ""


def _first_text(content: Sequence[model.Member]) -> str:
    """What runs in after a heading or label: the first paragraph, as it begins."""
    member = content[0] if content else ""
    if isinstance(member, str):
        return member
    if isinstance(member, model.Paragraph):
        return member.text
    if isinstance(member, model.Labelled):
        return joining.label(member.label)
    return ""


def _seams(before: str, behind: str) -> tuple[int, ...]:
    return (len(before),) if behind else ()


# ---------------------------------------------------------------- facts in standard sentences


class _Frame(NamedTuple):
    """What sentences and templates print before and behind a fact."""

    before: str
    behind: str


_PLAIN = _Frame("甲", "乙")
"""Words on both sides, whatever they are."""
_FRAMES = {
    ("inspection", "authority"): _PLAIN,
    ("inspection", "term"): _PLAIN,
    ("inspection", "round"): _PLAIN,
    ("inspection", "team"): _PLAIN,
    ("inspection", "type"): _Frame("了", "。"),
    ("inspection", "feedback_by"): _PLAIN,
    ("publication", "text"): _Frame("公开期限：", "。"),
    ("document", "addressees"): _Frame("", "："),
    ("document", "signer"): _Frame("签发人：", ""),
    ("document", "copies_to"): _Frame("抄送：", "。"),
    ("document", "note"): _Frame("（", "）"),
}


def _joins_of_facts(subject: Subject) -> Iterator[_Join]:
    typed, settled = subject.notice, bare(subject.notice)
    for (part, name), frame in _FRAMES.items():
        value = getattr(getattr(settled, part), name, None)
        if value is not None:
            given = getattr(getattr(typed, part), name)
            yield _framed((part, name), given, value, frame)
    organs = zip(typed.organization, settled.organization, strict=True)
    for index, (given_organ, organ) in enumerate(organs):
        route: Route = ("organization", index, "name")
        yield _framed(route, given_organ.name, organ.name, _PLAIN)
    for index, contact in enumerate(typed.contacts):
        label, value = joining.contact(contact)
        frame = _Frame("：" + label, "；")
        yield _framed(("contacts", index, "value"), contact.value, value, frame)
    if typed.document is not None:
        named = list(model.attachment_names(typed.document.attachments))
        printed_names = joining.attachments([name for _, name in named])
        for (location, name), printed in zip(named, printed_names, strict=True):
            route = (*_ATTACHMENTS, *location)
            yield _framed(route, name, printed, _Frame("附件：", ""))


def _framed(route: Route, given: str, value: str, frame: _Frame) -> _Join:
    printed = frame.before + value + frame.behind
    seams = (len(frame.before), len(frame.before) + len(value))
    return _Join(route, given, printed, seams)


# ---------------------------------------------------------------- the rules


def _at_join(join: _Join, span: tuple[int, int]) -> Finding:
    """The finding of the whole value of ``join``, for what is printed at ``span``."""
    printed = Span(join.printed, *span)
    return at_value(join.route, join.value, repeated=printed.marks, quote=printed.quote)


def _at_seams(
    join: _Join, pattern: re.Pattern[str], signs: frozenset[str], reach: int
) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` matches across a seam with ``signs`` on both sides, within ``reach`` characters of it."""
    for seam in join.seams:
        around = join.printed[max(seam - 1, 0) : seam + 1]
        if not signs.issuperset(around):
            continue
        first = max(seam - reach, 0)
        for match in pattern.finditer(join.printed, first, seam + reach):
            if match.start() < seam < match.end():
                yield match.span()
                return


@rule(
    severity=Severity.WARNING,
    sentence=(
        "印出来标点重复“{repeated}”：“{quote}”",
        "“{repeated}” is printed where one mark belongs: “{quote}”",
    ),
    hint=(
        "删去值里的标点；两边的标点由句式、标签或标准语句印出",
        "delete the mark in the value; form, label or standard sentence print theirs",
    ),
    what=(
        "拼接处标点重复：值与句式、标签、标准语句的标点连在一起",
        "two marks meet in print where one belongs: a value's and those of the words around it",
    ),
    why=(
        "各处分别写得对，印出来却是“。。”“：：”“（（”",
        "each is right by itself, and “。。”, “：：”, “（（” are printed",
    ),
    basis="GB/T 15834-2011",
    wrong="label: 整改情况，content: ：已完成（印出“整改情况：：已完成”）",
    right="label: 整改情况，content: 已完成",
)
def mark_at_join(subject: Subject) -> Iterator[Finding]:
    """Yield each value beside which a mark is printed twice, or a pair stands empty."""
    for join in subject.once(_doubtful_joins):
        for span in _at_seams(join, _FAULT, _MARKS, reach=2):
            yield _at_join(join, span)
            break


@rule(
    severity=Severity.WARNING,
    sentence=(
        "印出来词语重复“{repeated}”：“{quote}”",
        "“{repeated}” is printed: “{quote}”",
    ),
    hint=(
        "从值里删去重复的词，或改用另一种 form、label",
        "delete the words from the value, or use another form or label",
    ),
    what=(
        "拼接处词语重复：问题名称已有“问题”，句式又有；标签下又写一遍标签",
        "words meet their like in print: 问题 in the name and in its form, a label before the same label",
    ),
    why=(
        "印出来是“……问题”问题、“整改情况：整改情况：”",
        "“…问题”问题 or 整改情况：整改情况： is printed",
    ),
    basis="习惯",
    wrong="problem: 执行制度不严问题，form: 关于“{}”问题的整改。",
    right="problem: 执行制度不严，form: 关于“{}”问题的整改。",
)
def words_at_join(subject: Subject) -> Iterator[Finding]:
    """Yield each value that repeats the words printed beside it."""
    for join in subject.once(_doubtful_joins):
        span = _repeated_words(join)
        if span is not None:
            yield _at_join(join, span)


def _repeated_words(join: _Join) -> tuple[int, int] | None:
    """Where words are printed twice: at a seam, behind a label, or as the number of an attachment."""
    for span in _at_seams(join, _WORDS_TWICE, _SIGNS_OF_WORDS, reach=5):
        return span
    return _label_twice(join) or _number_of_attachment(join)


def _number_of_attachment(join: _Join) -> tuple[int, int] | None:
    """Where an attachment's name begins with a number that is not its place: 1.2.甲清单 would be printed."""
    if join.route[:2] != _ATTACHMENTS:
        return None
    start = join.seams[0]
    length = joining.length_of_number(join.printed[start:])
    return (0, start + length) if length else None


def _label_twice(join: _Join) -> tuple[int, int] | None:
    """Where what follows a label, or words such as 抄送：, begins with the same words."""
    for seam in join.seams:
        if seam > _LONGEST_LABEL:
            continue
        label = join.printed[:seam].lstrip("：")
        words = label.rstrip("：")
        is_label = words in _BARE_LABELS or (
            len(words) >= _SHORTEST_LABEL and words != label
        )
        if is_label and join.printed.startswith(words, seam):
            return (seam - len(label), seam + len(words))
    return None


@rule(
    severity=Severity.WARNING,
    sentence=(
        "同样的引号或书名号套用：“{quote}”",
        "a pair of marks inside the same marks: “{quote}”",
    ),
    hint=(
        "里面的引号写‘ ’，里面的书名号写〈 〉",
        "write ‘ ’ inside “ ”, and 〈 〉 inside 《 》",
    ),
    what=(
        "引号里又用同样的引号，书名号里又用同样的书名号",
        "quotation marks inside the same marks, or 《》 inside 《》",
    ),
    why=(
        "外用“ ”，里面用‘ ’；外用《》，里面用〈〉",
        "“ ” outside, ‘ ’ inside; 《》 outside, 〈〉 inside",
    ),
    basis="GB/T 15834-2011 4.8.3、4.15.3",
    wrong="对“落实“三重一大”制度不严”的问题逐项整改。",
    right="对“落实‘三重一大’制度不严”的问题逐项整改。",
)
def quotes_nested_alike(subject: Subject) -> Iterator[Finding]:
    """Yield each pair that is opened inside its like, typed or printed."""
    # Asked first of the marks alone, which are few.
    if _NESTED_ALIKE.search(subject.once(marks_of_pairs)):
        for match in _NESTED_ALIKE.finditer(subject.whole):
            yield subject.finding((match.start(), match.end()))
    for join in subject.once(_doubtful_joins):
        if not _has_pair(join.value):
            continue
        nested = _NESTED_ALIKE.search(join.printed)
        # What is nested in the value itself was reported above, where it was typed.
        if nested and not _NESTED_ALIKE.search(join.value):
            yield _at_join(join, nested.span())


@rule(
    severity=Severity.WARNING,
    sentence=(
        "接排的措施末尾没有标点：“{quote}”",
        "a measure run in ends without a mark: “{quote}”",
    ),
    hint=(
        "末尾写“。”或“；”，或不写 run_in",
        "end it with 。 or ；, or leave out run_in",
    ),
    what=(
        "接排的措施末尾没有标点，与下一条连成一句",
        "a measure run in without a mark at its end",
    ),
    why=(
        "印出来是“……检查二是……”，读者断不了句",
        "“…检查二是…” is printed; readers cannot tell where it ends",
    ),
    basis="GB/T 15834-2011 4.1",
    wrong="measures: [抓实学习教育, 抓好制度建设。]，run_in: true",
    right="measures: [抓实学习教育；, 抓好制度建设。]，run_in: true",
)
def measure_mark_missing(subject: Subject) -> Iterator[Finding]:
    """Yield each measure that another follows in one paragraph, and that ends with no mark."""
    for route, run in subject.parts:
        if not isinstance(run, model.Paragraph | model.MeasureRun):
            continue
        if isinstance(run, model.MeasureRun) and not run.run_in:
            continue
        # The last measure ends the paragraph, and nothing runs into it.
        for index, measure in enumerate(run.measures[:-1]):
            text = measure[-1]
            end = text.rstrip("”’》）")[-1:]
            if end and end not in "。！？；：…—.!?;:，、,":
                following = chinese.measure_mark(run.start + index + 1)
                printed = text[-_AROUND:] + following
                yield Finding(
                    (*route, "measures", index, len(measure) - 1),
                    span=Span(text, len(text) - 1, len(text)),
                    facts={"quote": printed},
                )


@rule(
    severity=Severity.WARNING,
    sentence=(
        "联系方式的名称与内容连在一起：“{label}{value}”",
        "a contact's label runs into its value: “{label}{value}”",
    ),
    hint=("在 label 末尾加冒号：{label}：", "end label with a colon: {label}："),
    what=(
        "联系方式的名称没有冒号，与内容连在一起",
        "a contact's label without a colon runs into its value",
    ),
    why=(
        "印出来是“来信请寄示例路1号”，分不清名称和内容",
        "readers cannot tell where the label ends",
    ),
    basis="习惯",
    wrong="label: 来信请寄，value: 示例市示例路1号",
    right="label: 来信请寄：，value: 示例市示例路1号",
)
def contact_label_open(subject: Subject) -> Iterator[Finding]:
    """Yield each label of a standard closing that ends with a character, as its value begins; digits and letters part the two."""
    if subject.notice.closing is not None:
        return
    for index, contact in enumerate(subject.notice.contacts):
        if contact.label is None:
            continue
        label, value = joining.contact(contact)
        if is_ideograph(label[-1:]) and is_ideograph(value[:1]):
            route: Route = ("contacts", index, "label")
            facts = {"label": label, "value": value}
            yield Finding(route, span=Span(contact.label, 0, 0), facts=facts)


RULES: tuple[Rule, ...] = (
    mark_at_join,
    words_at_join,
    quotes_nested_alike,
    measure_mark_missing,
    contact_label_open,
)

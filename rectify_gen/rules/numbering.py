"""Rules of numbers and marks before headings: printed twice, in a wrong form, out of sequence (GB/T 9704 clause 7.3.3)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.rule import Rule, Subject, key_of, rule
from rectify_gen.rules.signs import holds_any
from rectify_gen.rules.sparse import Sparse
from rectify_gen.view.joining import inspection_name
from rectify_gen.view.outline import (
    NumberedPart,
    heading_of,
    marks_of,
    numbered_parts,
    section_heading,
)

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# 1.5倍 and 一、二级 begin no list: a number behind the mark makes it part of the text.
_TYPED = LatePattern(
    rf"(?:[（(](?:{_NUMERAL}|[0-9]{{1,2}})[）)]、?"
    rf"|{_NUMERAL}[、.．](?![一二三四五六七八九十])"
    r"|[0-9]{1,2}(?:[、．]|\.(?![0-9]))"
    r"|[①-⑳㉑-㉟㊱-㊿][、.]?)"
)
_TYPED_MEASURE = LatePattern(rf"{_NUMERAL}是(?![一二三四五六七八九十])")
_CIRCLED = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
)
_FIRST_SIGNS = frozenset(f"（(一二三四五六七八九十0123456789{_CIRCLED}")
_ENDS_OF_MARKS = "）)、.．是"
_LONGEST_MARK = len("（二十一）")
_NUMBERED = frozenset({"content", "heading", "problem", "text", "measures"})

STANDARD_FORMS = {
    "一": "一、",
    "1": "1.",
    "一.": "一、",
    "一．": "一、",
    "一，": "一、",
    "(一)": "（一）",
    "(一)、": "（一）",
    "（一）、": "（一）",
    "（一)": "（一）",
    "(一）": "（一）",
    "1、": "1.",
    "1．": "1.",
    "1.、": "1.",
    "(1)": "（1）",
    "(1)、": "（1）",
    "（1）、": "（1）",
    "①、": "①",
    "①.": "①",
}
"""A mark as it is often written wrong, by its first number, and as the standard writes it."""

GLYPHS_OF_GB2312 = 10
"""The highest circled number in the fonts named after GB2312: ⑩."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "键入了序号“{marks}”，{harm}：“{quote}”",
        "a number “{marks}” was typed and {harm_en}: “{quote}”",
    ),
    hint=(
        "删去键入的序号，需要编号的改写为条目；标题这一级不要序号的，numbering 写 none",
        "delete it, and make items of what needs numbers; where a level of headings is to have no numbers, write none under numbering",
    ),
    what=(
        "键入了自动生成的序号：标题、段首的（一）1.①，措施前的一是",
        "a number that is generated was typed: （一） 1. ① before headings and paragraphs, 一是 before measures",
    ),
    why=(
        "序号由位置生成，键入的会印两遍，增删条目后还会错",
        "numbers follow from position; a typed one is printed twice",
    ),
    basis="GB/T 9704-2012 7.3.3",
    wrong="heading: （一）加强学习",
    right="heading: 加强学习",
    fixes=True,
)
def typed_mark(subject: Subject) -> Iterator[Finding]:
    """Yield each mark at the beginning of a heading, a problem's name, a paragraph or a measure of the sections."""
    unnumbered = _unnumbered(subject.notice)
    for number, text in enumerate(subject.lines):
        # Most texts begin with a word: no pattern is run for them.
        if text[0] not in _FIRST_SIGNS or not _may_be_typed(text):
            continue
        route = subject.routes[number]
        start = subject.starts[number]
        if route[0] != "sections" or not _is_printed(route):
            continue
        match = None
        if "measures" in route:
            match = _TYPED_MEASURE.compiled.match(text)
        if match is not None:
            # 一是 is printed before each measure, whatever is typed there.
            yield _typed(subject, start, match, _PRINTED_TWICE, replacement="")
            continue
        if route[:-1] not in unnumbered:
            match = _TYPED.compiled.match(text)
        if match is None:
            continue
        if key_of(route) in _NUMBERED_BY_POSITION:
            yield _typed(subject, start, match, _PRINTED_TWICE)
        elif not _begins_run(text, match):
            yield _typed(subject, start, match, _NOT_RENUMBERED)


def _may_be_typed(text: str) -> bool:
    """Return whether a mark may begin ``text``: a sign ends one, or 是 that of a measure; 十二届县委 has none."""
    return text[0] in _CIRCLED or holds_any(text[1:_LONGEST_MARK], _ENDS_OF_MARKS)


class _HarmOfNumber(NamedTuple):
    """What a typed number does, in Chinese and English."""

    zh: str
    en: str


_PRINTED_TWICE = _HarmOfNumber(
    "会与自动生成的序号重复", "will be printed beside the generated one"
)
_NOT_RENUMBERED = _HarmOfNumber(
    "增删条目后不会自动改", "will not change when entries are added or deleted"
)
_NUMBERED_BY_POSITION = frozenset({"heading", "problem", "measures"})
_NEXT_NUMBERS = str.maketrans(
    "一二三四五六七八123456789①②③④⑤⑥⑦⑧⑨", "二三四五六七八九23456789×②③④⑤⑥⑦⑧⑨⑩"
)


def _typed(
    subject: Subject,
    start: int,
    match: re.Match[str],
    harm: _HarmOfNumber,
    replacement: str | None = None,
) -> Finding:
    return subject.finding(
        (start, start + match.end()),
        replacement=replacement,
        harm=harm.zh,
        harm_en=harm.en,
    )


def _begins_run(text: str, match: re.Match[str]) -> bool:
    """Return whether the next number of the same kind follows within the paragraph: ①建立台账，②限时销号."""
    next_mark = match.group().strip().translate(_NEXT_NUMBERS)
    return next_mark in text[match.end() :]


def _is_printed(route: Route) -> bool:
    """Whether the last key of a route in a section is a text that is printed, and not one of the ledger."""
    return key_of(route) in _NUMBERED


def _unnumbered(notice: model.Notice) -> set[Route]:
    """Routes of items on levels without generated numbers, where a mark may be typed."""
    levels = [*notice.numbering]
    for section in notice.sections:
        levels += section.numbering
    if not any(level.mark == "none" for level in levels):
        return set()
    routes: set[Route] = set()
    for numbered_section in _numbered_parts(notice):
        for part in _all(numbered_section):
            if not part.number:
                routes.add(part.route)
    return routes


def _numbered_parts(notice: model.Notice) -> tuple[NumberedPart, ...]:
    """The sections that are public; none where a list is longer than Chinese numerals go, which composing refuses."""
    try:
        return numbered_parts(notice, "public")
    except ValueError:
        return ()


def _all(part: NumberedPart) -> Iterator[NumberedPart]:
    yield part
    for below in part.below:
        yield from _all(below)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "序号样式不规范：“{marks}”",
        "“{marks}” is not how the standard writes this mark",
    ),
    hint=(
        "写作 {better}；原文如此的，写入 waivers",
        "write {better}; if the original reads this way, add a waiver",
    ),
    what=(
        "序号样式不规范：一. (一) （一）、 1、 (1)",
        "a mark in a form the standard does not know: 一. (一) 1、 (1)",
    ),
    why=(
        "结构层次序数依次为“一、”“（一）”“1.”“（1）”，括号用全角且后面不加顿号",
        "the standard writes 一、 （一） 1. （1）, brackets full-width and nothing after them",
    ),
    basis="GB/T 9704-2012 7.3.3；GB/T 15834-2011 B.3",
    wrong="numbering: [一、, (一), 1、]",
    right="numbering: [一、, （一）, 1.]",
)
def mark_form(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of ``numbering`` and each ``number`` that has another form than the standard's."""
    notice = subject.notice
    yield from _misformed_levels(("numbering",), notice.numbering)
    for index, section in enumerate(notice.sections):
        route = ("sections", index, "numbering")
        yield from _misformed_levels(route, section.numbering)
    for index, section in enumerate(notice.sections):
        if section.number is not None:
            yield from _misformed_number(("sections", index), section.number)
    for item_list in subject.lists:
        for listed in item_list.items:
            if listed.item.number is not None:
                yield from _misformed_number(listed.route, listed.item.number)


def _misformed_levels(
    route: Route, levels: Sequence[model.LevelMark]
) -> Iterator[Finding]:
    for index, level in enumerate(levels):
        yield from _misformed((*route, index), level.mark, level.mark)


def _misformed_number(route: Route, number: str) -> Iterator[Finding]:
    yield from _misformed((*route, "number"), number, _sample(number))


def _misformed(route: Route, written: str, sample: str) -> Iterator[Finding]:
    """Yield the mark that is ``written`` at ``route``, where its ``sample``, the mark of the first number, has a standard form."""
    better = STANDARD_FORMS.get(sample)
    if better is None:
        return
    numeral = re.search(f"{_NUMERAL}|[0-9]+", written)
    # For (三) the table has (一): the numeral that was typed goes into the standard form.
    if written != sample and numeral is not None:
        better = re.sub("[一1]", numeral.group(), better, count=1)
    yield at_value(route, written, better=better)


def _sample(number: str) -> str:
    with_first_numeral = re.sub(_NUMERAL, "一", number)
    return re.sub("[0-9]+", "1", with_first_numeral)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "序号 {number} 与前面不连续，此处应为第 {expected}：“{heading}”",
        "number {number} does not follow from the one before; number {expected} belongs here: “{heading}”",
    ),
    hint=(
        "删去 number，由程序按位置编号；原文如此的，写入 waivers",
        "delete number, so that it is counted by position; if the original reads this way, add a waiver",
    ),
    what=("印出的序号有跳号、重号或乱序", "printed numbers skip, repeat or go back"),
    why=(
        "number 照录的序号与前后不连续，读者会以为缺项",
        "a number kept as typed breaks the sequence; readers look for what is missing",
    ),
    basis="GB/T 9704-2012 7.3.3",
    wrong="⑲ ⑳ ⑳ ㉒",
    right="⑲ ⑳ ㉑ ㉒",
)
def number_out_of_sequence(subject: Subject) -> Iterator[Finding]:
    """Yield each item or section whose printed number does not follow from the one before; only ``number`` can do that."""
    notice = subject.notice
    # Numbers by position are in sequence; they are not computed to find that out.
    if not _has_own_numbers(subject):
        return
    sections = _numbered_parts(notice)
    yield from _broken(notice, sections, {}, 0)
    for section in sections:
        last_numbers: dict[int, int] = {}
        for depth, siblings in _sibling_lists(section, 1):
            yield from _broken(notice, siblings, last_numbers, depth)


def _has_own_numbers(subject: Subject) -> bool:
    if any(section.number is not None for section in subject.notice.sections):
        return True
    for item_list in subject.lists:
        if any(listed.item.number is not None for listed in item_list.items):
            return True
    return False


def _sibling_lists(
    part: NumberedPart, depth: int
) -> Iterator[tuple[int, Sequence[NumberedPart]]]:
    if part.below:
        yield depth, part.below
    for below in part.below:
        yield from _sibling_lists(below, depth + 1)


def _broken(
    notice: model.Notice,
    siblings: Sequence[NumberedPart],
    last_numbers: dict[int, int],
    depth: int,
) -> Iterator[Finding]:
    """Yield what breaks the count in one list; ``last_numbers`` holds the last number at each depth of the section.

    A number by position is right, also behind one that is not; so only what was typed is reported. It may
    follow from the number before it or count by position.
    """
    # Most lists have no number of their own: only how far they count is of interest.
    if siblings and all(part.source.number is None for part in siblings):
        last_numbers[depth] = _value(siblings[-1].number) or 0
        return
    before: int | None = last_numbers.get(depth, 0)
    for place, part in enumerate(siblings, start=1):
        value = _value(part.number)
        if value is None:
            # A number that cannot be read, such as 甲, says nothing about the next one.
            before = None
            continue
        if part.source.number is not None and before is not None:
            expected = 1 if place == 1 and not before else before + 1
            if value not in (expected, place):
                yield _out_of_sequence(notice, part, expected)
        before = value
    last_numbers[depth] = before or 0


def _out_of_sequence(
    notice: model.Notice, part: NumberedPart, expected: int
) -> Finding:
    heading = _heading(notice, part)
    source = part.source
    return at_value(
        (*part.route, "number"),
        source.problem if isinstance(source, model.ProblemItem) else heading,
        number=part.number,
        expected=expected,
        heading=heading,
    )


def _heading(notice: model.Notice, part: NumberedPart) -> str:
    """Return the heading of ``part`` as printed."""
    if isinstance(part.source, model.Section):
        return section_heading(part.source, inspection_name(notice.inspection))
    section_number = part.route[1]
    assert isinstance(section_number, int)
    return heading_of(part.source, notice.sections[section_number].form)


def _value(number: str) -> int | None:
    """The number that a printed mark writes, or None."""
    match = re.search(
        "[0-9]{1,4}|[零一二三四五六七八九十百千]+|[①-⑳㉑-㉟㊱-㊿]", number
    )
    if match is None:
        return None
    written = match.group()
    if written.isascii():
        return int(written)
    return chinese.read_circled(written) or chinese.read_numeral(written)


@rule(
    severity=Severity.INFO,
    sentence=(
        "圈码编到⑩以后，仿宋_GB2312 等字库没有这些字，Word 会换用别的字体",
        "circled numbers go beyond ⑩; fonts named after GB2312 lack them, and Word takes another font",
    ),
    hint=(
        "可在每个标题下重新编号，或改用（1）；确要连续编号的，写入 waivers",
        "restart them below each heading, or use （1）; if they are meant, add a waiver",
    ),
    what=(
        "⑩以后的圈码，仿宋_GB2312 字库里没有",
        "circled numbers after ⑩, which fonts named after GB2312 lack",
    ),
    why=(
        "Word 会换用别的字体，㊿以后没有圈码，只能写作（51）",
        "Word takes them from another font; after ㊿ there are none and （51） is printed",
    ),
    basis="GB/T 2312-1980；习惯",
    wrong="①至㊾连续编号",
    right="每个标题下从①重新编号，或改用（1）",
)
def circled_number_glyph(subject: Subject) -> Iterator[Finding]:
    """Yield, once for the notice, that circled numbers above ⑩ are printed."""
    notice = subject.notice
    counts: dict[int, int] = {}
    marks_by_section: dict[int, tuple[chinese.Mark, ...]] = {}
    for item_list in subject.lists:
        section = item_list.section
        if section not in marks_by_section:
            marks_by_section[section] = marks_of(notice, notice.sections[section])
        if not _is_circled(marks_by_section[section], item_list.depth):
            continue
        # On a level that counts on, ⑪ may stand in the second list.
        before = counts.get(section, 0) if item_list.continuous else 0
        counts[section] = before + len(item_list.items)
        if counts[section] > GLYPHS_OF_GB2312:
            # The first item whose number has no glyph: ⑪, or what follows it.
            index = max(GLYPHS_OF_GB2312 - before, 0)
            yield Finding(item_list.items[index].route)
            return


def _is_circled(marks: Sequence[chinese.Mark], depth: int) -> bool:
    mark = marks[min(depth, len(marks) - 1)]
    return mark.sign == "①" and not mark.prefix


_FIELD = Sparse(
    r"(?<![A-Za-z])(?:EQ *\\[a-z]+(?:\\[a-z]+)*(?:\([^()\n]{0,20}\))?|(?:PAGEREF|REF) +_[A-Za-z0-9]+"
    r"|HYPERLINK +[\"“”\\][^\"“”\n]{0,80}[\"“”]?|(?:TOC|SEQ|INDEX) +\\[a-z]|MERGEFIELD +[A-Za-z_]+|FORMTEXT|NUMPAGES)"
    r"|\\\* *MERGEFORMAT",
    (
        "EQ",
        "REF",
        "HYPERLINK",
        "TOC",
        "SEQ",
        "INDEX",
        "MERGEFIELD",
        "FORMTEXT",
        "NUMPAGES",
        "MERGEFORMAT",
    ),
)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "漏出了 Word 域代码“{marks}”：“{quote}”",
        "a Word field code “{marks}” was left: “{quote}”",
    ),
    hint=(
        "删去代码；带圈数字由程序自动编号",
        "delete the code; circled numbers are generated",
    ),
    what=(
        r"漏出的 Word 域代码：EQ \o\ac(○,22)、PAGEREF、HYPERLINK",
        r"a leaked Word field code: EQ \o\ac(○,22), PAGEREF, HYPERLINK",
    ),
    why=(
        "从 Word 复制时带出的代码，印出来读者看不懂",
        "copied out of Word with the text; readers see the code",
    ),
    basis="习惯",
    wrong=r"EQ \o\ac(○,22)对阵地管理重视不够",
    right="对阵地管理重视不够",
)
def field_code_left(subject: Subject) -> Iterator[Finding]:
    """Yield each field code in any text; not fixed, because the digits in it mean something."""
    for match in _FIELD.finditer(subject.whole):
        yield subject.finding(match.span())


RULES: tuple[Rule, ...] = (
    typed_mark,
    mark_form,
    number_out_of_sequence,
    circled_number_glyph,
    field_code_left,
)

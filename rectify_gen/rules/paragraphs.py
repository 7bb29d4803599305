"""Rules of paragraphs: their end, blanks around them, their length (GB/T 15834, GB/T 9704).

“建立督办台账，按月向局党组通报进展” without a full stop is a final-mark-missing.
"""

import re
from collections.abc import Iterator

from rectify_gen import chinese
from rectify_gen.diagnostics import Route, Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, key_of, rule

LONGEST_SENTENCE = 150
LONGEST_PARAGRAPH = 600
"""Characters."""
SHORTEST = 15
"""Characters under which a paragraph may be a label, a line of a list or a name."""

_FIRST_WORDS = 12
"""Characters of a long text that a report stands at."""
_CLOSING = "”’》）】)"
_MISPLACED = "，、,"
_FINAL_MARKS = frozenset("。！？；：…—.．｡!?;:")
_BLANKS = " \t\u00a0\u2002\u2003\u2009\u3000"
_BESIDE_BREAKS = [pair for blank in _BLANKS for pair in (f"\n{blank}", f"{blank}\n")]
_SENTENCE = re.compile("[^。；！？;!?\n]+")


def _is_paragraph(route: Route) -> bool:
    """Whether the text at ``route`` is a paragraph or the end of one, and not a heading, a label or a fact."""
    if route[0] not in ("preamble", "closing", "sections"):
        return False
    return key_of(route) in ("content", "text", "measures", "preamble", "closing")


def _may_have_blanks_around(subject: Subject) -> bool:
    """Return whether a text may begin or end with a blank."""
    whole = subject.whole
    is_at_end = whole[:1] in _BLANKS or whole[-1:] in _BLANKS
    return is_at_end or any(map(whole.may_hold, _BESIDE_BREAKS))


def _long_paragraphs(subject: Subject) -> tuple[tuple[int, str], ...]:
    """Return the paragraphs longer than :data:`LONGEST_SENTENCE`, each with where it begins; ask ``once``."""
    paragraphs = []
    for number, text in enumerate(subject.lines):
        if len(text) > LONGEST_SENTENCE and _is_paragraph(subject.routes[number]):
            paragraphs.append((subject.starts[number], text))
    return tuple(paragraphs)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "自然段末尾没有句末标点：“{quote}”",
        "a paragraph without a final mark: “{quote}”",
    ),
    hint=("写作“{better}”", "write “{better}”"),
    what=("自然段末尾没有句末标点", "a paragraph without a final mark"),
    why=(
        "句末用句号、问号或叹号，漏掉的多为误删",
        "a sentence ends with a mark; a missing one was deleted by mistake",
    ),
    basis="GB/T 15834-2011 4.1",
    wrong="建立督办台账，按月向局党组通报进展",
    right="建立督办台账，按月向局党组通报进展。",
)
def final_mark_missing(subject: Subject) -> Iterator[Finding]:
    """Yield the end of each paragraph that has none; text before measures and lines of a list ending in ； or ： have one."""
    last_number = len(subject.lines) - 1
    for number, text in enumerate(subject.lines):
        # Asked first, as it is so for nearly all paragraphs.
        if text[-1] in _FINAL_MARKS or len(text) < SHORTEST:
            continue
        route = subject.routes[number]
        words = text.rstrip(_BLANKS)
        if len(words) < SHORTEST or not _is_paragraph(route):
            continue
        mark = words.rstrip(_CLOSING)[-1:]
        following = subject.routes[number + 1] if number < last_number else ()
        is_in_run = mark in _MISPLACED and _same_run(route, following)
        if mark in _FINAL_MARKS or is_in_run:
            continue
        # A paragraph that ends with a Latin letter or a digit may be an address or a code.
        if _leads_measures(route, following) or not chinese.is_wide(words[-1]):
            continue
        end = subject.starts[number] + len(words)
        better = "。" if words[-1] in _MISPLACED else words[-1] + "。"
        yield subject.finding((end - 1, end), better=better)


def _leads_measures(route: Route, following: Route) -> bool:
    """Whether measures are run in after the text at ``route``."""
    return route[-1] == "text" and following[: len(route)] == (*route[:-1], "measures")


def _same_run(route: Route, following: Route) -> bool:
    """Whether another measure of the same run follows."""
    return (
        "measures" in route
        and following[: len(route) - 2] == route[:-2]
        and "measures" in following
    )


@rule(
    severity=Severity.WARNING,
    sentence=(
        "文字首尾有空格或缩进符：“{quote}”",
        "blanks at the beginning or end: “{quote}”",
    ),
    hint=("删去；缩进由模板决定", "delete them; the template indents"),
    what=(
        "文字首尾有空格、制表符、不间断空格，或用全角空格缩进",
        "blanks around a text, or an indent typed with full-width spaces",
    ),
    why=(
        "缩进由模板决定，键入的空格会叠加，并使核对失败",
        "the template indents; typed blanks add to it and defeat comparison",
    ),
    basis="GB/T 9704-2012 7.3.3；习惯",
    wrong="　　局党组召开专题会议。",
    right="局党组召开专题会议。",
    fixes=True,
)
def stray_blank(subject: Subject) -> Iterator[Finding]:
    """Yield the blanks at the beginning and at the end of each text; a contact's label may have them."""
    if not _may_have_blanks_around(subject):
        return
    for route, start, text in subject.texts():
        if text[0] not in _BLANKS and text[-1] not in _BLANKS:
            continue
        if route[-1] == "label" or not text.strip(_BLANKS):
            continue
        start_of_words = start + len(text) - len(text.lstrip(_BLANKS))
        end_of_words = start + len(text.rstrip(_BLANKS))
        end = start + len(text)
        if start < start_of_words:
            yield subject.finding((start, start_of_words), replacement="")
        if end_of_words < end:
            yield subject.finding((end_of_words, end), replacement="")


@rule(
    severity=Severity.INFO,
    sentence=(
        "一句话有 {length} 字没有句号、分号，超过 {longest} 字：“{quote}”",
        "a sentence of {length} characters without 。 or ；, more than {longest}: “{quote}”",
    ),
    hint=("分成几句", "split it into several sentences"),
    what=("一句话超过150字", "a sentence longer than 150 characters"),
    why=(
        "句子过长，读者抓不住主语和要点",
        "readers lose what such a sentence is about",
    ),
    basis="习惯",
    wrong="一百五十字以上没有句号、分号",
    right="分成几句",
)
def sentence_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence longer than :data:`LONGEST_SENTENCE` characters, 。；！？ taken as ends."""
    for start, text in subject.once(_long_paragraphs):
        for match in _SENTENCE.finditer(text):
            length = match.end() - match.start()
            if length > LONGEST_SENTENCE:
                start_of_sentence = start + match.start()
                # Its first words are enough to find it by.
                place = (start_of_sentence, start_of_sentence + _FIRST_WORDS)
                yield subject.finding(place, length=length, longest=LONGEST_SENTENCE)


@rule(
    severity=Severity.INFO,
    sentence=(
        "自然段有 {length} 字，超过 {longest} 字：“{quote}”",
        "a paragraph of {length} characters, more than {longest}: “{quote}”",
    ),
    hint=("按意思分段", "divide it"),
    what=("一个自然段超过600字", "a paragraph longer than 600 characters"),
    why=(
        "一页只有616字，满页一段不便阅读",
        "a page holds 616 characters; a page without a break is hard to read",
    ),
    basis="GB/T 9704-2012 5.2.3；习惯",
    wrong="一段写满一页",
    right="按意思分段",
)
def paragraph_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield each text longer than :data:`LONGEST_PARAGRAPH` characters."""
    for start, text in subject.once(_long_paragraphs):
        if len(text) > LONGEST_PARAGRAPH:
            yield subject.finding(
                (start, start + _FIRST_WORDS),
                length=len(text),
                longest=LONGEST_PARAGRAPH,
            )


RULES: tuple[Rule, ...] = (
    final_mark_missing,
    stray_blank,
    sentence_too_long,
    paragraph_too_long,
)

"""The rule of characters that nobody sees, or that show as an empty box."""

from collections.abc import Iterator

from rectify_gen import invisible, model
from rectify_gen.diagnostics import Fix, Route, Severity, Span
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule

_EXPLANATIONS = {
    "noise": {
        "what_zh": "看不见的字符",
        "what_en": "a character that nobody sees",
        "advice_zh": "删去（多为从网页或PDF粘贴带入）",
        "advice_en": "delete it; it usually comes from pasting web pages or PDF",
    },
    "private": {
        "what_zh": "只有个别字体才有的字符，在 Word 里显示为方框",
        "what_en": "a character of a private font, which Word shows as a box",
        "advice_zh": "对照原件，改写成通用的字或符号；确须保留的，写入 waivers",
        "advice_en": "look it up in the original and write the usual character; to keep it, add a waiver",
    },
    "lost": {
        "what_zh": "代替丢失文字或图片的字符",
        "what_en": "a character in the place of text or of a picture that was lost",
        "advice_zh": "对照原件补上丢失的内容；没有内容的删去",
        "advice_en": "restore from the original what stood there; delete it where nothing did",
    },
}
"""What a message says of each kind of :class:`rectify_gen.invisible.Invisible`."""


@rule(
    severity=Severity.ERROR,
    sentence=("{what_zh} {character}：“{quote}”", "{what_en}, {character}: “{quote}”"),
    hint=("{advice_zh}", "{advice_en}"),
    what=(
        "看不见的字符、显示为方框的字符",
        "characters that nobody sees, or that show as an empty box",
    ),
    why=(
        "排版、检索和核对都会因此出错，读者却看不到",
        "they break layout, search and comparison, and no reader can see why",
    ),
    basis="习惯",
    wrong="县委第四\u200b巡察组（两字之间有零宽空格 U+200B）",
    right="县委第四巡察组",
    fixes=True,
)
def invisible_character(subject: Subject) -> Iterator[Finding]:
    """Yield each character of :mod:`rectify_gen.invisible` in a text or a number; noise may be deleted."""
    if subject.once(may_hold_invisible):
        for route, _, text in subject.texts():
            for sign in invisible.find(text):
                yield _unseen(route, text, sign)
    for route, text in _numbers(subject):
        if invisible.may_hold(text):
            for sign in invisible.find(text):
                yield _unseen(route, text, sign)


def may_hold_invisible(subject: Subject) -> bool:
    """Return whether a text may hold a character that nobody sees; all blanks but the plain one are among them. Ask ``once``."""
    return invisible.may_hold(subject.whole.replace("\n", ""))


def _unseen(route: Route, text: str, sign: invisible.Invisible) -> Finding:
    """The finding of ``sign`` in ``text``, to be deleted where that loses nothing and something is left."""
    span = Span(text, sign.place, sign.place + 1)
    facts = {"character": sign.code, **_EXPLANATIONS[sign.kind]}
    is_noise = sign.kind == "noise" and len(text) > 1
    fixes = (Fix(route, span, ""),) if is_noise else ()
    return Finding(route, span=span, facts=facts, fixes=fixes)


def _numbers(subject: Subject) -> Iterator[tuple[Route, str]]:
    """Yield what is printed as a number and is no text of the subject: numbers as typed, samples of marks."""
    notice = subject.notice
    yield from _marks(("numbering",), notice.numbering)
    for index, section in enumerate(notice.sections):
        yield from _marks(("sections", index, "numbering"), section.numbering)
        if section.number is not None:
            yield ("sections", index, "number"), section.number
    for numbered in subject.items():
        number = numbered.item.number
        if number is not None:
            yield (*numbered.route, "number"), number


def _marks(
    route: Route, levels: tuple[model.LevelMark, ...]
) -> Iterator[tuple[Route, str]]:
    for index, level in enumerate(levels):
        yield (*route, index, "mark"), level.mark


RULES: tuple[Rule, ...] = (invisible_character,)

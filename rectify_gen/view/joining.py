"""Values where they meet the words around them: forms, labels, standard sentences, what a template prints.

A value is typed with marks, brackets or a label that its surroundings print too; here it
loses them where only one result can be meant (GB/T 15834-2011). Pure functions from the
model to the model and from text to text. This room must not know Word or any template.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from rectify_gen import chinese, model
from rectify_gen.late_pattern import LatePattern

END_MARKS = "。，、；：.,;:"
"""Marks that a value does not keep where more is printed behind it."""
_SENTENCE_ENDS = "？！…"
_PAIRED_MARK = re.compile("[“”‘’《》〈〉]")
_ENDS_THAT_MEET = (*END_MARKS, *_SENTENCE_ENDS, "问题", "方面", "情况")
"""What a name may end with, and a form may begin with too."""
_FEWEST_WORDS = 2
"""Characters on either side of ``{}`` from which on a form cannot be taken for the marks of a name."""
_QUOTES = {"“": "”", "‘": "’"}
_TITLES = {"《": "》", "〈": "〉"}
_REPEATED_BEHIND = ("的问题", "问题", "方面", "情况")
"""Words of a form that the name of a problem may end with already."""

_PartT = TypeVar("_PartT", bound=model.Part)


def without_end(value: str) -> str:
    """Return ``value`` without the marks at its end; a value of marks alone stays as it is."""
    # An empty value would count as absent: the author must see the marks that stand there.
    return value.rstrip(END_MARKS) or value


def without_label(value: str, *labels: str) -> str:
    """Return ``value`` without one of ``labels`` and a colon before it."""
    label = re.match(f"(?:{'|'.join(labels)})[：:][ 　]*", value)
    if label is None:
        return value
    return value[label.end() :] or value


# ---------------------------------------------------------------- forms


def fill_form(form: str, name: str) -> str:
    """Return ``form`` with the ``name`` of a problem for its ``{}``, the marks between them printed once.

    Quotation marks inside quotation marks become ‘ ’, and “ ” again inside these; 《》
    inside 《》 become 〈〉 (GB/T 15834-2011 clauses 4.8.3 and 4.15.3).
    """
    return "".join(fitted_form(form, name))


# Several rules, and the view, ask for each heading of a notice.
@functools.lru_cache(maxsize=1024)
def fitted_form(form: str, name: str) -> tuple[str, str, str]:
    """Return what :func:`fill_form` prints before the name, the name, and what it prints behind."""
    before, _, behind = form.partition("{}")
    # Most names have nothing that the form may have too.
    if (
        not _PAIRED_MARK.search(name)
        and not name.endswith(_ENDS_THAT_MEET)
        and not name.startswith("关于")
    ):
        return before, name, behind
    if _is_filled(name, before, behind):
        words = behind.rstrip(END_MARKS)
        return "", name.rstrip(END_MARKS), behind[len(words) :]
    name = _without_same_pair(name, before, behind)
    if behind and behind[0] not in "”’":
        # Words in quotation marks are the inspectors': the rule stop-inside-quoted-name reports them.
        name = without_end(name)
    # 不敢管？ before 。 keeps its own mark: ？。 is no end of a sentence.
    if name[-1] in _SENTENCE_ENDS and behind[:1] in tuple("。；，"):
        behind = behind[1:]
    # The form 关于{}的问题 and the name 关于制度不健全 would print 关于关于.
    if before.endswith("关于"):
        name = name.removeprefix("关于") or name
    # 执行制度不严问题 in the form 关于{}问题的整改 would print 问题问题.
    for words in _REPEATED_BEHIND:
        if behind.startswith(words):
            name = name.removesuffix(words) or name
    for pairs in (_QUOTES, _TITLES):
        name = _nested(name, pairs, _around(before, pairs))
    return before, name, behind


def _is_filled(name: str, before: str, behind: str) -> bool:
    """Return whether ``name`` has the words of the form around it already: it was typed as the whole heading."""
    words = behind.rstrip(END_MARKS)
    return (
        len(before) >= _FEWEST_WORDS
        and len(words) >= _FEWEST_WORDS
        and name.startswith(before)
        and name.rstrip(END_MARKS).endswith(words)
    )


def _without_same_pair(name: str, before: str, behind: str) -> str:
    """Return ``name`` without the pair that the form has around it too: “四风”, “四风”问题."""
    for opening, closing in (*_QUOTES.items(), *_TITLES.items()):
        has_both = before.endswith(opening) and name.startswith(opening)
        if not has_both:
            continue
        words_inside = f"([^{opening}{closing}]+)"
        for words_behind in ("", "问题"):
            if not behind.startswith(closing + words_behind):
                continue
            same_pair = re.fullmatch(
                f"{opening}{words_inside}{closing}{words_behind}[{END_MARKS}]?", name
            )
            if same_pair:
                return same_pair[1]
    return name


def _around(text: str, pairs: Mapping[str, str]) -> str:
    """Return the innermost of ``pairs`` that is open at the end of ``text``, or an empty string."""
    opened: list[str] = []
    for sign in text:
        if sign in pairs:
            opened.append(sign)
        elif opened and sign in pairs.values():
            opened.pop()
    return opened[-1] if opened else ""


def _nested(text: str, pairs: Mapping[str, str], around: str) -> str:
    """Return ``text`` with ``pairs`` in turn, as they belong inside ``around``; unchanged where a half is missing."""
    if not around:
        return text
    in_turn = tuple(pairs.items())
    depth_around = list(pairs).index(around) + 1
    closing_signs = tuple(pairs.values())
    printed = []
    closings: list[str] = []  # what closes each pair that is open
    for sign in text:
        if sign in pairs:
            opening, _ = in_turn[(depth_around + len(closings)) % 2]
            printed.append(opening)
            closings.append(pairs[sign])
        elif sign in closing_signs:
            if not closings or closings.pop() != sign:
                return text
            _, closing = in_turn[(depth_around + len(closings)) % 2]
            printed.append(closing)
        else:
            printed.append(sign)
    # A half whose partner is missing cannot be nested; the author must see it as it was typed.
    return text if closings else "".join(printed)


# ---------------------------------------------------------------- facts


def bare(notice: model.Notice) -> model.Notice:
    """Return ``notice`` with its facts as they are printed: without the marks and labels printed around them."""
    changes: dict[str, object] = {}
    for name, functions in _FACTS.items():
        part = getattr(notice, name)
        if part is None:
            continue
        settled = _settled(part, functions)
        if settled is not part:
            changes[name] = settled
    organs = tuple(_settled(organ, _ORGAN) for organ in notice.organization)
    if organs != notice.organization:
        changes["organization"] = organs
    return notice.model_copy(update=changes) if changes else notice


def _settled(part: _PartT, functions: Mapping[str, Callable[[str], str]]) -> _PartT:
    """Return ``part`` with what each function makes of the fact of its name; ``part`` itself where nothing changes."""
    changes: dict[str, object] = {}
    for name, settle in functions.items():
        value = getattr(part, name)
        if value is None:
            continue
        settled: object
        if isinstance(value, tuple):
            settled = tuple(settle(member) for member in value)
        else:
            settled = settle(value)
        if settled != value:
            changes[name] = settled
    return part.model_copy(update=changes) if changes else part


_NUMBER = "([0-9]{1,3}|[一二三四五六七八九十百]{1,5})"
_TERM = LatePattern(f"第?{_NUMBER}")
_ROUND = LatePattern(f"第?{_NUMBER}轮?")
_NOTE = LatePattern("[（(]([^（）()]+)[）)][。]?")
_WAYS = re.compile("(?:(?:常规|专项|机动|提级|交叉|联动|延伸)[、和]?)+")
"""Types that say how was inspected; the name of the inspection goes behind them."""
_REVISIT = re.compile("“?回头看”?")


def _chinese_numeral(number: str) -> str:
    # There is no term or round 0: it stays for the author to see.
    if number.isascii() and int(number) > 0:
        return chinese.numeral(int(number))
    return number


def _term(value: str) -> str:
    """八届 for 八 and 8."""
    value = without_end(value)
    if value.endswith("届"):
        return value
    number = _TERM.fullmatch(value)
    if number is None:
        return value
    return f"{_chinese_numeral(number[1])}届"


def _round(value: str) -> str:
    """第三轮 for 3, 三 and 三轮; 第3轮 stays."""
    value = without_end(value)
    if value.startswith("第") and value.endswith("轮"):
        return value
    number = _ROUND.fullmatch(value)
    if number is None:
        return value
    return f"第{_chinese_numeral(number[1])}轮"


def _period(value: str) -> str:
    return without_end(
        without_label(value, "公开期限", "公开时间", "公示期限", "公示时间")
    )


def _note(value: str) -> str:
    """A note without the brackets that go around it."""
    bracketed = _NOTE.fullmatch(value)
    return bracketed[1] if bracketed else value


def _addressees(value: str) -> str:
    return without_end(without_label(value, "主送", "主送机关"))


def _copies_to(value: str) -> str:
    return without_end(without_label(value, "抄送", "抄送机关"))


def _signer(value: str) -> str:
    return without_end(without_label(value, "签发人"))


_ORGAN = {"name": without_end, "short_name": without_end}
_FACTS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "inspection": {
        "authority": without_end,
        "term": _term,
        "round": _round,
        "team": without_end,
        "inspected": without_end,
        "type": without_end,
        "feedback_by": without_end,
    },
    "publication": {"text": _period},
    "signature": {"organizations": without_end},
    "document": {
        "copy_number": without_end,
        "number": without_end,
        "addressees": _addressees,
        "signer": _signer,
        "secrecy": without_end,
        "urgency": without_end,
        "copies_to": _copies_to,
        "note": _note,
        "issued_by": without_end,
    },
}
"""How the facts of each part of a notice are printed."""


# ---------------------------------------------------------------- inspection


def inspection_name(inspection: model.Inspection | None) -> str:
    """Return 巡察, 巡视 or 巡视巡察: what the notice calls the inspection throughout.

    The type says it, else the team that inspected.
    """
    return named_inspection(inspection)[0]


def named_inspection(inspection: model.Inspection | None) -> tuple[str, str]:
    """Return what :func:`inspection_name` does, and the key of the fact that says it; empty where none does."""
    if inspection is None:
        return "巡察", ""
    for key in ("type", "team", "feedback_by"):
        fact = getattr(inspection, key) or ""
        is_above = "巡视" in fact
        is_below = "巡察" in fact
        # Both are looked for first: 巡视巡察 has 巡视 in it too.
        if is_above and is_below:
            return "巡视巡察", key
        if is_above:
            return "巡视", key
        if is_below:
            return "巡察", key
    return "巡察", ""


def inspection_type(inspection: model.Inspection | None) -> str:
    """Return the type as printed: 常规巡察 for 常规, “回头看” with its quotation marks, else the name alone."""
    name = inspection_name(inspection)
    written = (inspection.type if inspection else None) or name
    # 常规 and 提级、交叉 say how; 常规巡察 has its name already and does not match.
    if _WAYS.fullmatch(written):
        return written + name
    return _REVISIT.sub("“回头看”", written)


def is_revisit(inspection: model.Inspection | None) -> bool:
    """Return whether the inspection is a “回头看”."""
    return inspection is not None and "回头看" in (inspection.type or "")


# ---------------------------------------------------------------- contacts, attachments, labels


def contact(entry: model.Contact) -> tuple[str, str]:
    """Return label and value of a contact; a label typed before the value takes the place of the standard one."""
    label = entry.kind.row.label if entry.label is None else entry.label
    value = without_end(entry.value)
    words_of_label = label.rstrip("：: ")
    if words_of_label:
        value_alone = without_label(value, re.escape(words_of_label))
        if value_alone != value:
            return label, value_alone
    words = entry.kind.row.typed_words
    # A label that the author gave is final: other words before a colon are part of the value.
    if not words or entry.label is not None:
        return label, value
    # Which letters they are is asked of the few that match: a range of characters takes long to compile.
    typed_label = re.match(
        rf"((?P<letters>[^\W\d_A-Za-z]{{0,6}})(?:{'|'.join(words)}))[：:][ 　]*(?=.)",
        value,
    )
    if typed_label is None:
        return label, value
    if not all("一" <= letter <= "鿿" for letter in typed_label["letters"]):
        return label, value
    return f"{typed_label[1]}：", value[typed_label.end() :]


_BEGINS_NUMBER = ("附件", *" \u3000（(0123456789一二三四五六七八九十")
_ATTACHMENT_NUMBER = LatePattern(
    r"""
    (?:附件)?[ \u3000]?
    (?:
        ([0-9]{1,2}|[一二三四五六七八九十]{1,3})
        (?:[：:、．]|[.](?![0-9]))      # 1. but not 1.5
        |
        [（(]([0-9]{1,2})[）)]
    )
    [ \u3000]*
    """,
    re.VERBOSE,
)


def attachments(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of attachments without 附件, a number that is their place, and marks at the end (clause 7.3.4)."""
    printed = []
    for place, name in enumerate(names, start=1):
        printed.append(_attachment(name, place))
    return tuple(printed)


def _number_of_attachment(name: str) -> re.Match[str] | None:
    """Return the number that an attachment's name begins with, such as 附件2： or 2."""
    if not name.startswith(_BEGINS_NUMBER):
        return None
    return _ATTACHMENT_NUMBER.match(name)


def length_of_number(name: str) -> int:
    """Return how many characters of an attachment's name are a number before it, such as 附件2： or 2.; 0 for none."""
    number = _number_of_attachment(name)
    return number.end() if number else 0


def _attachment(name: str, place: int) -> str:
    name = without_end(name)
    name = re.sub("^附件[：:][ 　]*(?=.)", "", name)
    number = _number_of_attachment(name)
    if number is None:
        return name
    written_number = number[1] or number[2]
    # A number that is not its place may be part of the name: the rule words-at-join reports it.
    if written_number not in (str(place), chinese.numeral(place)):
        return name
    return name[number.end() :] or name


LABEL_COLON = "："


_BRACKETS_OF_LABEL = {"【": "】", "［": "］", "[": "]", "（": "）", "(": ")"}


def label_parts(words: str) -> tuple[str, str]:
    """Return the label of a stretch as typed, and the colon that is printed behind it.

    There is none behind a label in brackets (【整改情况】), and none behind a half-width colon that was typed.
    """
    closing = _BRACKETS_OF_LABEL.get(words[0])
    is_in_brackets = closing is not None and words.endswith(closing)
    if is_in_brackets or words.endswith(":"):
        return words, ""
    return without_end(words), LABEL_COLON


def label(words: str) -> str:
    """Return the label of a stretch as it is printed: 整改情况：."""
    return "".join(label_parts(words))

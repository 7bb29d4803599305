"""What a character is to a rule, and the stretch of a text that it stands in.

A class of many characters takes a pattern milliseconds to compile, which the command line would pay
on each start; so a pattern looks for what is rare, and these functions judge what stands beside it.
This room must not know any rule.
"""

import functools
import re
from collections.abc import Iterable, Iterator

CLOSING = "”’》〉）〕】」』"
OPENING = "“‘《〈（〔【「『"
STOPS = "，。、；：？！"
WIDER = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
BLANK_SPACE = r"[^\S\n]"
"""One blank of whatever width, but no line break: that parts the texts of a subject."""
SENTENCE_ENDS = "。！？\n"
CLAUSE_ENDS = "。；！？\n"
_CHINESE_MARKS = frozenset(OPENING + CLOSING + STOPS)
_AFTER_QUESTION = frozenset("\n" + CLOSING + STOPS)
"""What may follow several question marks that mean a question."""
_LIST_NUMBERS = frozenset("0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

_LONGEST_LIST_NUMBER = 3


def sign_at(text: str, index: int) -> str:
    """Return the character at ``index``; a line break outside of ``text``, as between two texts of a subject."""
    return text[index] if 0 <= index < len(text) else "\n"


def is_latin(sign: str) -> bool:
    """Return whether ``sign`` is a Latin letter or an ASCII digit."""
    return sign.isascii() and sign.isalnum()


def is_blank(sign: str) -> bool:
    """Return whether ``sign`` is a blank of whatever width, and not the end of a text."""
    return sign.isspace() and sign != "\n"


def is_ideograph(sign: str) -> bool:
    """Return whether ``sign`` is a Chinese character."""
    return (
        "一" <= sign <= "鿿"
        or sign == "〇"
        or "㐀" <= sign <= "䶿"
        or "豈" <= sign <= "\ufaff"
        or "\U00020000" <= sign <= "\U000323af"
    )


def is_chinese(sign: str) -> bool:
    """Return whether ``sign`` is a Chinese character or a mark of Chinese text."""
    return is_ideograph(sign) or sign in _CHINESE_MARKS


def is_unknown_figure(text: str, index: int) -> bool:
    """Return whether the question mark at ``index`` stands for figures that are not known yet: ？？万元, ?万元."""
    if sign_at(text, index) not in "?？":
        return False
    start, end = index, index + 1
    while sign_at(text, start - 1) in "?？":
        start -= 1
    while sign_at(text, end) in "?？":
        end += 1
    after = sign_at(text, end)
    if end - start > 1:
        return after not in _AFTER_QUESTION
    # A single ? may end a question; before a unit of money it stands for a figure.
    return text.startswith(("万元", "亿元"), end)


def ends_list_number(text: str, index: int) -> bool:
    """Return whether 一, 12 or ① at the beginning of a text, or after a stop or a blank, ends before ``index``."""
    start = index
    # One more than the longest number is read, to see whether it is one.
    while index - start <= _LONGEST_LIST_NUMBER:
        sign = sign_at(text, start - 1)
        if sign not in _LIST_NUMBERS and not is_latin(sign):
            break
        start -= 1
    before = sign_at(text, start - 1)
    is_number = 1 <= index - start <= _LONGEST_LIST_NUMBER
    return is_number and (before in STOPS or before.isspace())


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Return whether one of ``words`` stands in ``text``."""
    return any(word in text for word in words)


def stretch_before(text: str, place: int, reach: int, ends: str) -> str:
    """Return what stands before ``place``, behind the last of ``ends``: at most ``reach`` characters."""
    start = max(place - reach, 0)
    for end in ends:
        start = max(start, text.rfind(end, start, place) + 1)
    return text[start:place]


def stretch_after(text: str, place: int, reach: int, ends: str) -> str:
    """Return what stands from ``place`` on, before the first of ``ends``: at most ``reach`` characters."""
    stop = place + reach
    for end in ends:
        nearest = text.find(end, place, stop)
        if nearest >= 0:
            stop = nearest
    return text[place:stop]


@functools.cache
def _without(ends: str) -> re.Pattern[str]:
    return re.compile(f"[^{ends}]*")


def rest_of_stretch(text: str, place: int, ends: str) -> str:
    """Return what stands from ``place`` on, before the first of ``ends``, however far that is."""
    match = _without(ends).match(text, place)
    return match.group() if match else ""


def stretches(text: str, places: Iterable[int], ends: str) -> Iterator[tuple[int, str]]:
    """Yield each stretch of ``text`` without ``ends`` that holds one of ``places``, once, with where it begins.

    ``places`` are in order; each character is read but once.
    """
    end_of_last = 0
    for place in places:
        if place < end_of_last:
            continue  # it lies in the stretch that was yielded
        start = end_of_last
        for end in ends:
            # Not searched before the end of the last stretch: a long text is read once, not once a place.
            start = max(start, text.rfind(end, end_of_last, place) + 1)
        stretch = rest_of_stretch(text, start, ends)
        yield start, stretch
        end_of_last = start + len(stretch)

"""Numbers that are printed and not data: 一是, （三）, 2., as a reviewer finds, retypes or forgets them.

Who edits a document renumbers by hand, or does not. Neither is a change of the data, since numbers are
counted anew. Pure functions. This module must not know routes or documents.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.chinese import NUMBER_SIGNS, Mark

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_MEASURE = re.compile(rf"{_NUMERAL}是")
_MEASURE_START = re.compile(rf"\s*({_MEASURE.pattern})[，,：:]?\s*")
_MEASURE_WITHIN = re.compile(
    rf"(?:(?<=^)|(?<=[。；;！？：:”）)]))\s*({_MEASURE.pattern})"
)
_NUMBERS = "".join(sign.characters for sign in NUMBER_SIGNS.values())
_NUMBER = re.compile(
    "|".join(f"[{sign.characters}]+" for sign in NUMBER_SIGNS.values())
)
_BEHIND_NUMBER = re.compile("[、.）：:】\\]]*")
_BEYOND_CIRCLED = re.compile("（(?:5[1-9]|[6-9][0-9]|[1-9][0-9]{2})）")
"""Numbers that no circled character has."""
_ATTACHMENT = re.compile(r"附件[：:]\s*(?:[0-9]{1,2}[.．、]\s*)?")
_ANY_NUMBER = re.compile(
    rf"""
    (?: {_NUMERAL}是 | {_NUMERAL}、 | [（(] [{_NUMBERS}]+ [）)] | [0-9]+ [.．、] (?![0-9]) | [①-⑳㉑-㉟㊱-㊿] )
    [ \u3000]*
    """,
    re.VERBOSE,
)
_LONGEST_MARK = len("（一百二十三）")
_HALF_WIDTH = {ord("１"): "1"}
_EQUAL_SIGNS = str.maketrans(
    {
        "(": "（",
        ")": "）",
        "．": ".",
        " ": "",
        "\u3000": "",
        "\xa0": "",
    }
)


class MarkedLine(NamedTuple):
    """A line that begins with a number: the number as typed, and the text behind it."""

    mark: str
    text: str


def is_mark(text: str) -> bool:
    """Return whether ``text``, words that were generated, is a number and nothing else."""
    return bool(_MEASURE.fullmatch(text)) or _pattern_of(text) != ""


def is_renumbered(mark: str, other_mark: str) -> bool:
    """Return whether two numbers are of one kind: 一是 and 二是, （三） and (4), 1. and 2、."""
    if _MEASURE.fullmatch(mark):
        return bool(_MEASURE.fullmatch(other_mark.strip()))
    pattern = _pattern_of(mark)
    other_pattern = _pattern_of(other_mark)
    # Behind ㊿ comes （51）.
    if {pattern, other_pattern} == {"①", "（1）"}:
        return _beyond_circled(mark) or _beyond_circled(other_mark)
    return bool(pattern) and pattern == other_pattern


def _pattern_of(mark: str) -> str:
    """Return ``mark`` with the first number of its kind for its own, so that marks of one kind are equal.

    It is empty where ``mark`` has no number, or more than one.
    """
    written = mark.translate(_EQUAL_SIGNS)
    numbers = _NUMBER.findall(written)
    if len(numbers) != 1 or len(written) > _LONGEST_MARK:
        return ""
    (number,) = numbers
    kind = ""
    for sample, sign in NUMBER_SIGNS.items():
        if re.match(f"[{sign.characters}]", number):
            kind = sample.translate(_HALF_WIDTH)
    # 三 alone is a word; ③ is a number.
    if written == number and kind != "①":
        return ""
    # 下一步打算 has a number in it and is none.
    before, _, behind = written.partition(number)
    if not _BEHIND_NUMBER.fullmatch(behind) and not before.startswith("第"):
        return ""
    pattern = before + kind + behind
    # 1. and 1、 are one kind to a reader.
    return re.sub(
        "(?<=^[1一])[.、]",
        ".",
        pattern,
    )


def _beyond_circled(mark: str) -> bool:
    """Whether ``mark`` is （51） or more, which stands for a circled number that no character has."""
    return _BEYOND_CIRCLED.fullmatch(mark.translate(_EQUAL_SIGNS)) is not None


def measure_line(line: str) -> MarkedLine | None:
    """Return ``line`` without the 一是 that it begins with, or None where it begins with none."""
    match = _MEASURE_START.match(line)
    if match is None or match.end() == len(line):
        return None
    return MarkedLine(match[1], line[match.end() :])


def measures_within(text: str) -> list[tuple[int, str]]:
    """Return where in ``text`` a measure begins, at its start or behind the end of a sentence, with its 一是."""
    starts = []
    for match in _MEASURE_WITHIN.finditer(text):
        starts.append((match.start(1), match[1]))
    return starts


def number_of_measure(mark: str) -> str:
    """Return the numeral of 三是."""
    return mark.strip().removesuffix("是")


def without_number(line: str) -> str:
    """Return ``line`` without the number of any kind that it begins with: 三是, （三）, 3., ③."""
    return _ANY_NUMBER.sub("", line.strip())


def numbered_line(line: str, mark: Mark) -> MarkedLine | None:
    """Return ``line`` without the number of the kind of ``mark`` that it begins with, or None where it begins with none."""
    if not mark.sign:
        return None
    wanted_pattern = _pattern_of(mark.write(1))
    stripped = line.lstrip(" \u3000\t")
    # The longest stretch that is such a mark: 1 is one, 12. as well.
    for length in range(
        min(len(stripped) - 1, 8),
        0,
        -1,
    ):
        written = stripped[:length]
        if _pattern_of(written) != wanted_pattern or written[-1].isspace():
            continue
        # 1.5亿元 begins with no number of a list.
        is_decimal = written[-1] in ".．" and stripped[length].isdigit()
        if is_decimal and not re.match("[0-9]{4}年", stripped[length:]):
            continue
        return MarkedLine(written, stripped[length:].lstrip(" \u3000\t"))
    return None


def without_mark_like(mark: str, text: str) -> str | None:
    """Return ``text`` without the number of the kind of ``mark`` that it begins with; None where it begins with none."""
    match = re.match(r"\s*" + _any_mark_like(mark, may_lack=False), text)
    if match is None:
        return None
    return text[match.end() :]


def same_but_for_marks(
    pieces: Sequence[tuple[str, bool]],
    text: str,
    *,
    marks_may_lack: bool = False,
) -> bool:
    """Return whether ``text`` reads as ``pieces`` do, whatever the numbers among them are.

    Each piece is a text, and whether it was generated. Blanks that were generated, and those at both ends, may be any.
    """
    pattern = r"\s*"
    for piece, generated in pieces:
        if generated and not piece.strip():
            pattern += r"\s*"
        elif generated and _ATTACHMENT.fullmatch(piece):
            # A lone attachment has no number.
            pattern += _ATTACHMENT.pattern
        elif generated and is_mark(piece):
            pattern += _any_mark_like(piece, marks_may_lack)
        else:
            pattern += re.escape(piece)
    pattern += r"\s*"
    return re.fullmatch(pattern, text) is not None


def _any_mark_like(mark: str, may_lack: bool) -> str:
    """Return a pattern of marks of the kind of ``mark``."""
    if _MEASURE.fullmatch(mark):
        pattern = _MEASURE.pattern
    elif _pattern_of(mark) == "①" or _beyond_circled(mark):
        circled = NUMBER_SIGNS["①"].characters
        pattern = f"[{circled}]|{_BEYOND_CIRCLED.pattern}"
    else:
        written = mark.translate(_EQUAL_SIGNS)
        before, number, behind = _NUMBER.sub("#", written).partition("#")
        del number
        pattern = re.escape(before) + f"[{_NUMBERS}]+" + re.escape(behind)
        pattern = pattern.replace("（", "[（(]").replace("）", "[）)]")
        pattern = pattern.replace(r"\.", "[.．、]")
    # A reviewer types blanks behind a number.
    pattern = rf"(?:{pattern})[ \u3000]*"
    return f"(?:{pattern})?" if may_lack else pattern

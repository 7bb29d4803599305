"""Where figures stand in the author's own wording, found once for the rules of numbers and dates.

This room must not know positions, YAML or reports.
"""

import re

from rectify_gen.rules.rule import Subject

_DIGITS = re.compile("[0-9](?<![0-9.][0-9])[0-9]*")
_COUNT = re.compile("[0-9](?=[人件项个家起条名场次处份户万亿元座台套所篇期亩批])")
_SENTENCE_END = re.compile("[。！？；\n]")


def figures_of_wording(subject: Subject) -> tuple[tuple[int, int], ...]:
    """Return where the first digits of each figure begin and end; those behind a decimal point are none. Ask ``once``."""
    spans = []
    for match in _DIGITS.finditer(subject.wording):
        spans.append(match.span())
    return tuple(spans)


def lists_of_counts(subject: Subject) -> tuple[int, ...]:
    """Return where counts begin that two more of the same unit follow in their sentence; ask ``once``."""
    text = subject.wording
    places = []
    for match in _COUNT.finditer(text):
        places.append(match.start())
    units = [text[place + 1] for place in places]
    starts = []
    # A total and two parts.
    for index, unit in enumerate(units[2:]):
        if unit != units[index] or unit != units[index + 1]:
            continue
        first, third = places[index], places[index + 2]
        if _SENTENCE_END.search(text, first, third) is None:
            starts.append(_start_of_figure(text, first))
    return tuple(starts)


def _start_of_figure(text: str, last_digit: int) -> int:
    """Return where the figure begins whose last digit is at ``last_digit``."""
    start = last_digit
    while start > 0:
        sign_before = text[start - 1]
        is_of_figure = sign_before.isdecimal() or sign_before == "."
        if not is_of_figure:
            break
        start -= 1
    return start

"""署名 and 成文日期 by the arithmetic of GB/T 9704-2012 clause 7.3.5: which line, how far from the right edge.

Distances are full-width characters of body text on a line of 28; a digit counts half.
This room must not know the data, Word, or any template.
"""

from collections.abc import Sequence

from rectify_gen import chinese

CHARACTERS_A_LINE = 28
"""Full-width characters on one line of body text (GB/T 9704-2012 clause 5.2.3.1)."""
SEALS_A_LINE = 3
"""Seals of 42 mm that stand side by side in 156 mm without touching (clause 7.3.5.1)."""
_BETWEEN_NAMES = 1
"""Characters that part two names on a line."""


def signature_rights(
    organs: Sequence[float], date: float, seal: bool
) -> tuple[list[float], float]:
    """Return how far organs and date end from the right of the type area, in characters.

    ``organs`` and ``date`` are widths in characters. Clause 7.3.5.1 (with
    seal: date 右空四字, the organ centred on it) and 7.3.5.2 (without: organ 右空二字, the
    date starts two characters right of the organ's first; where the date is the
    longer it ends 右空二字 and the organ moves left accordingly). Joint organs stand
    below one another; the last of them is the one set against the date.
    """
    if not organs:
        return [], 4.0 if seal else 2.0
    last = organs[-1]
    if seal:
        date_right = 4.0 if 4 + (date - last) / 2 >= 0 else (last - date) / 2
        return [max(date_right + (date - one) / 2, 0.0) for one in organs], date_right
    organ_right = max(min(2.0, CHARACTERS_A_LINE - last), 0.0)
    date_right = organ_right + last - 2 - date
    shift = 2 - date_right if date and date_right < 2 else 0.0
    return [organ_right + shift for _ in organs], date_right + shift


def names_a_line(organs: Sequence[float]) -> int:
    """Return how many sealed names stand side by side: 3 at most, each within an equal share of the line."""
    for count in range(min(SEALS_A_LINE, len(organs)), 1, -1):
        if max(organs) + _BETWEEN_NAMES <= CHARACTERS_A_LINE / count:
            return count
    return 1


def signature_lines(
    names: Sequence[str], date: str, seal: bool
) -> tuple[list[str], str]:
    """Return the lines of names, and the date's, each with the white space before it.

    Joint organs that each get a seal stand side by side, each in the middle of an equal
    share of the line, so that the seals are even and do not touch; what is left over for the last
    line stands at the right, and the date is centred under the last name (clause 7.3.5.1).
    """
    widths = [chinese.width(name) for name in names]
    count = names_a_line(widths) if seal else 1
    if count == 1:
        rights, date_right = signature_rights(widths, chinese.width(date), seal)
        return [
            indent(name, right) + name
            for name, right in zip(names, rights, strict=True)
        ], indent(date, date_right)
    share = CHARACTERS_A_LINE / count
    lines = [
        _side_by_side(names[at : at + count], share)
        for at in range(0, len(names), count)
    ]
    return lines, indent(date, (share - chinese.width(date)) / 2)


def _side_by_side(names: Sequence[str], share: float) -> str:
    line = ""
    for name, left in zip(names, range(len(names), 0, -1), strict=True):
        middle = CHARACTERS_A_LINE - share * (left - 0.5)
        line += _blank(middle - chinese.width(name) / 2 - chinese.width(line)) + name
    return line


def indent(text: str, right: float) -> str:
    """Return white space that makes ``text`` end ``right`` characters from the edge of a full line."""
    return _blank(CHARACTERS_A_LINE - right - chinese.width(text))


def _blank(width: float) -> str:
    """White space of ``width`` characters, to half a character."""
    halves = round(2 * width)
    return "\u3000" * (halves // 2) + " " * (halves % 2) if halves > 0 else ""

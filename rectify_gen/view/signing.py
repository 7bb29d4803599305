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
"""Characters between two names on a line."""
_RIGHT_OF_SEALED_DATE = 4.0
"""Characters to the right of the date of a sealed document: 右空四字 (clause 7.3.5.1)."""
_RIGHT_WITHOUT_SEAL = 2.0
"""Characters to the right of the organ, or of a longer date, without a seal: 右空二字 (clause 7.3.5.2)."""
_DATE_INDENT = 2
"""Characters by which the date starts behind the first of the organ, without a seal (clause 7.3.5.2)."""


def signature_rights(
    organs: Sequence[float], date: float, seal: bool
) -> tuple[list[float], float]:
    """Return how far organs and date end from the right of the type area, in characters.

    ``organs`` and ``date`` are widths in characters. Joint organs stand below one another;
    the last of them is the one set against the date.
    """
    if not organs:
        return [], _RIGHT_OF_SEALED_DATE if seal else _RIGHT_WITHOUT_SEAL
    if seal:
        return _sealed_rights(organs, date)
    return _unsealed_rights(organs, date)


def _sealed_rights(organs: Sequence[float], date: float) -> tuple[list[float], float]:
    """Clause 7.3.5.1: the date 右空四字, each organ centred on it."""
    last_organ = organs[-1]
    date_right = _RIGHT_OF_SEALED_DATE
    if date_right + (date - last_organ) / 2 < 0:
        # An organ too long to be centred there ends at the edge, and the date moves with it.
        date_right = (last_organ - date) / 2
    rights = []
    for organ in organs:
        centred = date_right + (date - organ) / 2
        rights.append(max(centred, 0.0))
    return rights, date_right


def _unsealed_rights(organs: Sequence[float], date: float) -> tuple[list[float], float]:
    """Clause 7.3.5.2: the organ 右空二字, the date two characters right of the organ's first.

    Where the date is the longer it ends 右空二字 and the organ moves left accordingly.
    """
    last_organ = organs[-1]
    room = max(CHARACTERS_A_LINE - last_organ, 0.0)
    organ_right = min(_RIGHT_WITHOUT_SEAL, room)
    date_right = organ_right + last_organ - _DATE_INDENT - date
    shift = 0.0
    # Without a date there is nothing that could be longer than the organ.
    if date and date_right < _RIGHT_WITHOUT_SEAL:
        shift = _RIGHT_WITHOUT_SEAL - date_right
    return [organ_right + shift] * len(organs), date_right + shift


def names_a_line(organs: Sequence[float]) -> int:
    """Return how many sealed names stand side by side: 3 at most, each within an equal share of the line."""
    widest = max(organs, default=0.0)
    for count in range(min(SEALS_A_LINE, len(organs)), 1, -1):
        share = CHARACTERS_A_LINE / count
        if widest + _BETWEEN_NAMES <= share:
            return count
    return 1


def signature_lines(
    names: Sequence[str], date: str, seal: bool
) -> tuple[list[str], str]:
    """Return the lines of names, and the white space before the date on its line.

    Joint organs that each get a seal stand side by side, each in the middle of an equal
    share of the line, so that the seals are even and do not touch; what is left over for the last
    line stands at the right, and the date is centred under the last name (clause 7.3.5.1).
    """
    widths = [chinese.width(name) for name in names]
    count = names_a_line(widths) if seal else 1
    lines = []
    if count == 1:
        rights, date_right = signature_rights(widths, chinese.width(date), seal)
        for name, right in zip(names, rights, strict=True):
            lines.append(indent(name, right) + name)
        return lines, indent(date, date_right)
    share = CHARACTERS_A_LINE / count
    for start in range(0, len(names), count):
        lines.append(_side_by_side(names[start : start + count], share))
    return lines, indent(date, (share - chinese.width(date)) / 2)


def _side_by_side(names: Sequence[str], share: float) -> str:
    """Return one line of ``names``, each in the middle of its share; they fill the line from the right."""
    line = ""
    for index, name in enumerate(names):
        shares_to_right = len(names) - index
        middle = CHARACTERS_A_LINE - share * (shares_to_right - 0.5)
        start = middle - chinese.width(name) / 2
        line = line + _blank(start - chinese.width(line)) + name
    return line


def indent(text: str, right: float) -> str:
    """Return white space that makes ``text`` end ``right`` characters from the edge of a full line."""
    return _blank(CHARACTERS_A_LINE - right - chinese.width(text))


def _blank(width: float) -> str:
    """White space of ``width`` characters, to half a character."""
    halves = round(2 * width)
    # A name wider than its place begins at the edge.
    if halves <= 0:
        return ""
    return "\u3000" * (halves // 2) + " " * (halves % 2)

"""Where a text holds rows of ASCII signs, such as the digits of a long number.

Most of a notice is Chinese. As bytes it is searched ten times as fast as a pattern is matched.
This room must not know any rule.
"""

from collections.abc import Iterator


def holds_row(text: str, signs: bytes, length: int) -> bool:
    """Return whether so many of the ASCII ``signs`` stand side by side in ``text``; ``?`` must be none of them."""
    return next(rows_of(text, signs, length), None) is not None


def rows_of(text: str, signs: bytes, length: int) -> Iterator[int]:
    """Yield where each row of so many and more of the ASCII ``signs`` begins in ``text``; ``?`` must be none of them."""
    # Other characters become question marks, one each.
    as_bytes = text.encode("ascii", "replace")
    any_sign = signs[:1]
    alike = as_bytes.translate(bytes.maketrans(signs, any_sign * len(signs)))
    shortest_row = any_sign * length
    start = alike.find(shortest_row)
    while start >= 0:
        yield start
        end = start + length
        while alike.startswith(any_sign, end):
            end += 1
        start = alike.find(shortest_row, end)

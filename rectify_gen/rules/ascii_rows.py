"""Whether a text holds a row of ASCII signs, such as the digits of a long number.

Most of a notice is Chinese. As bytes it is searched ten times as fast as a pattern is matched.
This room must not know any rule.
"""


def holds_row(text: str, signs: bytes, length: int) -> bool:
    """Return whether so many of the ASCII ``signs`` stand side by side in ``text``; ``?`` must be none of them."""
    # Other characters become question marks, one each.
    as_bytes = text.encode("ascii", "replace")
    any_sign = signs[:1]
    alike = as_bytes.translate(bytes.maketrans(signs, any_sign * len(signs)))
    return any_sign * length in alike

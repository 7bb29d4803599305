"""An own preamble and closing as they are printed, computed once for the rules that look for facts in them.

This room must not know positions, YAML or reports.
"""

from rectify_gen.rules.rule import Subject


def printed_preamble(subject: Subject) -> str:
    """Return the own preamble with its slots filled; nothing where the notice has the standard one. Ask ``once``."""
    if subject.notice.preamble is None:
        return ""
    # Only here: a validation without own wording starts without it.
    from rectify_gen.view import preamble_texts

    return "".join(preamble_texts(subject.notice))


def printed_closing(subject: Subject) -> str:
    """Return the own closing with its slots filled; nothing where the notice has the standard one. Ask ``once``."""
    if subject.notice.closing is None:
        return ""
    from rectify_gen.view import closing_texts  # only here, as above

    return "".join(closing_texts(subject.notice))

"""The text of a notice without any Word template: what a view prints, line by line.

``text_lines`` gives title, addressees, opening, paragraphs, closing and signature, in the order
in which they are printed. It leaves out what only some templates print: letterhead, ledger, notes.
"""

from collections.abc import Callable

from rectify_gen.view.types import Absent, View
from rectify_gen.vocabulary.kinds import Kind

FillSentence = Callable[[str, View], str]
"""Fills one of :mod:`rectify_gen.vocabulary.sentences` from a view, such as :func:`rectify_gen.templating.fill.fill`.

It is given by the caller because the sentences are written for Jinja, which this room must not know.
"""


def text_lines(view: View, fill_sentence: FillSentence) -> list[str]:
    """Return the lines of ``view`` as plain text, without the blanks that only place the signature.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    lines = list(view.title_lines)
    if view.document.addressees:
        lines.append(f"{view.document.addressees}：")
    lines += opening_lines(view, fill_sentence)
    for paragraph in view.paragraphs:
        lines.append(paragraph.number + paragraph.heading + paragraph.text)
    lines += closing_lines(view, fill_sentence)
    lines += _signature_lines(view)
    return lines


def opening_lines(view: View, fill_sentence: FillSentence) -> list[str]:
    """Return the opening: the standard sentence of the kind of notice, or the paragraphs that replace it.

    Raises:
        AbsentFactError: the standard sentence needs a fact that the data does not give.
    """
    if view.opening.standard:
        return [fill_sentence(Kind(view.kind).row.opening, view)]
    return list(view.opening.paragraphs)


def closing_lines(view: View, fill_sentence: FillSentence) -> list[str]:
    """Return the closing: the standard sentences of the kind of notice, or the paragraphs that replace them.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    if not view.closing.standard:
        return list(view.closing.paragraphs)
    return [fill_sentence(Kind(view.kind).row.ending, view)]


def _signature_lines(view: View) -> list[str]:
    signature = view.signature
    if isinstance(signature, Absent):
        return []
    lines = [signer.name for signer in signature.organizations]
    if signature.date:
        lines.append(str(signature.date))
    return lines

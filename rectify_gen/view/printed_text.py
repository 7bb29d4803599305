"""The text of a notice without any Word template: what a view prints, line by line.

``text_lines`` gives red head, title, addressees, opening, paragraphs, closing, attachments, signature,
note and imprint, in the order in which they are printed. It leaves out the ledger and the mark of the organ.
"""

from collections.abc import Callable, Sequence

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
    surroundings = surrounding_texts(view)
    lines = []
    for key in ABOVE_TEXT:
        if key in surroundings:
            lines += surroundings[key]
    lines += body_lines(view, fill_sentence)
    for key in BELOW_TEXT:
        if key in surroundings:
            lines += surroundings[key]
    return lines


ABOVE_TEXT = (
    "copy_number",
    "secrecy",
    "urgency",
    "number",
    "signer",
    "title",
    "addressees",
)
"""The parts that are printed above the text, in their order."""
BELOW_TEXT = (
    "attachments",
    "signature",
    "note",
    "copies_to",
    "issued_by",
    "issued_on",
)
"""The parts that are printed below the text, in their order."""


def surrounding_texts(view: View) -> dict[str, list[str]]:
    """Return the lines of what stands around the text of a document, by the names of its parts; absent ones have none.

    The mark of a red head is none of them: it repeats the name of the organization.
    """
    document = view.document
    texts: dict[str, list[str]] = {}
    for key, pattern in _DOCUMENT_LINES.items():
        fact = getattr(document, key)
        if fact:
            texts[key] = [pattern.format(fact)]
    if view.title_lines:
        texts["title"] = list(view.title_lines)
    if document.attachments:
        texts["attachments"] = _attachment_lines(document.attachments)
    signature = _signature_lines(view)
    if signature:
        texts["signature"] = signature
    return texts


_DOCUMENT_LINES = {
    "copy_number": "{}",
    "secrecy": "{}",
    "urgency": "{}",
    "number": "{}",
    "signer": "签发人：{}",
    "addressees": "{}：",
    "note": "（{}）",
    "copies_to": "抄送：{}。",
    "issued_by": "{}",
    "issued_on": "{}印发",
}
"""How the facts of the document are printed."""


def _attachment_lines(names: Sequence[str]) -> list[str]:
    """Return 附件：… for one attachment; several are numbered (GB/T 9704-2012 clause 7.3.4)."""
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    lines: list[str] = []
    for number, name in enumerate(names, start=1):
        beginning = "附件：" if number == 1 else ""
        lines.append(f"{beginning}{number}.{name}")
    return lines


def body_lines(view: View, fill_sentence: FillSentence) -> list[str]:
    """Return opening, paragraphs and closing, as :func:`text_lines` has them.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    lines = opening_lines(view, fill_sentence)
    for paragraph in view.paragraphs:
        lines.append(paragraph.number + paragraph.heading + paragraph.text)
    lines += closing_lines(view, fill_sentence)
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

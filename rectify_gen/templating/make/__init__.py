"""The template maker: Word templates from the numbers in ``layout`` and the standard sentences.

What it makes is committed in ``templates/`` and meant to be restyled in Word.
This room must not know data or views beyond the names that tags print.
"""

from rectify_gen.layout import STANDARD, Layout
from rectify_gen.package import write_parts
from rectify_gen.templating.make import ledger, letter, packaging, plain, redhead
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_HEADED = {
    "redhead": redhead.redhead,
    "letter": letter.letter,
    "ledger": ledger.ledger,
}
KINDS = tuple(template.code for template in TEMPLATE_NAMES)
"""Templates that can be made."""


def make_template(kind: str, layout: Layout = STANDARD) -> bytes:
    """Return the .docx template ``kind`` (one of :data:`KINDS`) laid out as ``layout`` says."""
    make = _HEADED.get(kind) or plain.maker_of(kind)
    parts = packaging.parts(make(layout), layout)
    return write_parts({name: text.encode("utf-8") for name, text in parts.items()})

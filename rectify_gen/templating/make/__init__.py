"""The template maker: Word templates from the numbers in ``layout`` and the standard sentences.

What it makes is committed in ``templates/`` and meant to be restyled in Word.
This room must not know data or views beyond the names that tags print.
"""

from rectify_gen.layout import STANDARD, Layout
from rectify_gen.package import write_parts
from rectify_gen.templating.make.ledger_template import ledger
from rectify_gen.templating.make.letter_template import letter
from rectify_gen.templating.make.plain_template import maker_of
from rectify_gen.templating.make.redhead_template import redhead
from rectify_gen.templating.make.template_package import template_parts
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_HEADED = {
    "redhead": redhead,
    "letter": letter,
    "ledger": ledger,
}
KINDS = tuple(template.code for template in TEMPLATE_NAMES)
"""Templates that can be made."""
PREPRINTED_KINDS = ("redhead", "letter")
"""Templates with a red head, which paper may bear already (套打)."""


def make_template(kind: str, layout: Layout = STANDARD) -> bytes:
    """Return the .docx template ``kind`` (one of :data:`KINDS`) laid out as ``layout`` says."""
    # Templates without a head differ only in their sentences.
    make = _HEADED.get(kind) or maker_of(kind)
    draft = make(layout)
    parts: dict[str, bytes] = {}
    for name, text in template_parts(draft, layout).items():
        parts[name] = text.encode("utf-8")
    return write_parts(parts)

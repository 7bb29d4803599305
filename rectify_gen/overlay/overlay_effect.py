"""Which keys of an overlay a kind of document does not follow, because it has numbers of its own there.

This module must not know YAML or Word files.
"""

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.layout import STANDARD, Layout


def without_effect(kind: str, layout: Layout) -> tuple[Diagnostic, ...]:
    """Return a note where ``layout`` departs from the standard by keys that a document of ``kind`` does not follow.

    A ledger is a landscape working sheet. The numbers of a letter stand no lower than the rule at its foot.
    """
    keys: list[str] = []
    if kind == "ledger":
        keys = _in_ledger(layout)
    elif kind == "letter" and layout.page.footer < layout.letter.second_rule:
        keys = ["page_number.below"]
    if not keys:
        return ()
    facts = {"keys": ", ".join(keys)}
    return (Diagnostic(f"overlay-no-effect-{kind}", facts=facts),)


def _in_ledger(layout: Layout) -> list[str]:
    keys = []
    for side in ("top", "bottom", "left", "right"):
        if getattr(layout.page, side) != getattr(STANDARD.page, side):
            keys.append(f"page.{side}")
    if layout.page.mirrored:
        keys.append("page.mirrored")
    if _dash_below_text(layout) != _dash_below_text(STANDARD):
        keys.append("page_number.below")
    return keys


def _dash_below_text(layout: Layout) -> int:
    return layout.page.bottom - layout.page.footer - layout.page_number_dash()

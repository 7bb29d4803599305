"""Back from Word: what a reviewer changed in a built document goes into the YAML that it was built from.

The document is compared, paragraph by paragraph, with what the data prints, where each stretch is known by the value
that printed it (``templating/tracing.py``). Every difference becomes an operation on the data: another text, an
entry more or fewer, a fact in its key. Then the edited source is printed once more; only where it reads as the
document does, numbers aside, is anything returned. What has no place is listed, and nothing is half done.

This group must not know files, options, or how anything is printed on a terminal.
"""

from rectify_gen.building.returning.bringing_back import BroughtBack, bring_back
from rectify_gen.building.returning.ledger_return import bring_back_ledger

__all__ = ["BroughtBack", "bring_back", "bring_back_ledger"]

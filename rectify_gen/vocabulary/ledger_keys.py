"""What an item of a notice says for the ledger: one table for the model, the view, the sheets and the rules."""

LEDGER_FACTS = (
    "status",
    "responsible_leader",
    "responsible_departments",
    "person",
    "deadline",
    "target",
    "progress",
    "evidence",
    "closed_on",
)
"""The keys of these facts, in the order of their columns. An item without one takes it from the item above it."""
_WITHOUT_WORDS = frozenset({"status", "closed_on"})
LEDGER_WORDS = frozenset(LEDGER_FACTS) - _WITHOUT_WORDS
"""Those that hold words of their author, which the ledger shows and the public text does not."""

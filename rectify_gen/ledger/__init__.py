"""The ledger (整改台账) as a workbook: read into the data of a notice, merged into a notice, written from one.

This room must not know commands, projects or Word.
"""

from rectify_gen.ledger.ledger_reading import import_ledger

__all__ = ["import_ledger"]

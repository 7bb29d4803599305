"""The proofreading room: a published document judged where it stands, each report back at its characters.

The document is read as an import reads it, and the rules judge what was understood. :func:`judge_document` returns the
reports; :func:`reviewed_copy` writes them into a copy of a Word file as comments, and the safe fixes as tracked changes.
Nothing is printed here, and no file is read or written. This room must not know commands.
"""

from rectify_gen.proofreading.document_judging import (
    JudgedDocument,
    PlacedReport,
    judge_document,
)
from rectify_gen.proofreading.reviewed_copies import ReviewedCopy, reviewed_copy

__all__ = [
    "JudgedDocument",
    "PlacedReport",
    "ReviewedCopy",
    "judge_document",
    "reviewed_copy",
]

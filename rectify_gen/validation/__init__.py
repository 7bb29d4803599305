"""From located data to a Notice or another typed value, or to every fault that its model finds, in file order.

Pydantic does the checking; this room turns its errors into diagnostics that name
the field by its Chinese title and its key as the file writes it, and stand at a line and column.
It must not know Word, templates, or how a report is printed.
"""

from rectify_gen.validation.file_places import (
    in_file_order,
    in_words_of,
    placed,
    route_in_data,
)
from rectify_gen.validation.validating import typed, validate

__all__ = [
    "in_file_order",
    "in_words_of",
    "placed",
    "route_in_data",
    "typed",
    "validate",
]

"""Measures a .docx, template or finished document, against a Layout: page, grid, type by role, indents, page numbers.

``word.sheet`` reads the document, ``paragraph_roles`` says what each paragraph is and ``role_looks`` how that should
look; ``deviations``, ``page`` and ``page_numbers`` yield what differs, ``measure`` gathers it. ``restyled`` compares
two documents with each other. This room must not know data, views, or how reports are printed.
"""

from rectify_gen.measuring.look_change import LookChange
from rectify_gen.measuring.measure import is_finished, measure
from rectify_gen.measuring.restyled import look_changes

__all__ = ["LookChange", "is_finished", "look_changes", "measure"]

"""Measures a .docx, template or finished document, against a Layout: page, grid, type by role, indents, page numbers.

``reading`` turns the package into finished values with styles resolved, ``roles`` tells what each paragraph
is, ``wanted`` how it should look, ``comparing``, ``page`` and ``feet`` yield what differs. ``restyled`` compares two documents
with each other. This room must not
know data, views, or how reports are printed.
"""

from rectify_gen.measuring.measure import is_finished, measure
from rectify_gen.measuring.restyled import LookChange, look_changes

__all__ = ["LookChange", "is_finished", "look_changes", "measure"]

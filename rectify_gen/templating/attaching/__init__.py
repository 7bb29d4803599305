"""Attachments with a body, on pages of their own behind the text of a finished document (GB/T 9704-2012 clause 7.3.7).

They are put into the document after it was rendered, so that every template has them, and a notice without any costs
nothing. This room must not know YAML, files, or how a template is rendered.
"""

from rectify_gen.templating.attaching.attach import attach

__all__ = ["attach"]

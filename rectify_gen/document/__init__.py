"""The document room: what stands in a .docx, as its reader sees it, whoever made the file.

Reads only. It must not know the model, templates, or what a paragraph means.
"""

from rectify_gen.document.blocks import Block, Paragraph, Table, as_text
from rectify_gen.document.fonts import fonts_asked
from rectify_gen.document.margins import Margins, read_margins
from rectify_gen.document.reading import document_text, field_names, read_document

__all__ = [
    "Block",
    "Margins",
    "Paragraph",
    "Table",
    "as_text",
    "document_text",
    "field_names",
    "fonts_asked",
    "read_document",
    "read_margins",
]

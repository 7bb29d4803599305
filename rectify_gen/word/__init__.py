"""The word room: reads any .docx, whoever made it, once and in one way.

``word_package`` finds the parts and ``xml`` parses them without trust, ``elements`` gives
them names, ``pieces`` walks the inside of a paragraph, ``looks`` resolves formatting as
Word does. What others need comes out as finished values: ``read_blocks`` (text in reading
order), ``read_sheet`` (the layout), ``read_margins`` (headers and footers), ``fonts_asked``,
``active_content``, ``leftovers``. It must not know the model, templates, or what a
paragraph means.
"""

from rectify_gen.word.asked_fonts import fonts_asked
from rectify_gen.word.block_reading import document_text, field_kinds, read_blocks
from rectify_gen.word.margins import Margins, read_margins
from rectify_gen.word.text_blocks import TextBlock, TextParagraph, TextTable, as_text

__all__ = [
    "Margins",
    "TextBlock",
    "TextParagraph",
    "TextTable",
    "as_text",
    "document_text",
    "field_kinds",
    "fonts_asked",
    "read_blocks",
    "read_margins",
]

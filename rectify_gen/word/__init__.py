"""The word room: reads any .docx, whoever made it, once and in one way.

``word_package`` finds the parts and ``xml`` parses them without trust, ``elements`` gives
them names, ``pieces`` walks the inside of a paragraph, ``looks`` resolves formatting as
Word does, ``story`` goes through a part and knows the place of everything in it. What
others need comes out as finished values: ``block_reading.read_blocks`` (text in reading
order), ``sheet.read_sheet`` (the layout), ``margins`` (headers and footers),
``inventory``, ``active_content``, ``leftovers``. Nothing is imported here, for a build
needs few of them. The room must not know the model, templates, or what a paragraph means.
"""

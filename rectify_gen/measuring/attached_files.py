"""What of a document is an attached Word file, which keeps its own look: not measured.

Such paragraphs are known by their styles, which carry the number of the attachment. This module must not know XML or
layouts.
"""

import re
from collections.abc import Sequence

from rectify_gen.word.sheet import Sheet, SheetParagraph, SheetSection

_STYLE_OF_FILE = re.compile(r".*（附件[0-9]{1,3}）", re.DOTALL)


def without_attached_files(sheet: Sheet) -> Sheet:
    """Return ``sheet`` without the paragraphs of attached files, and without the sections that end with one."""
    own_paragraphs = []
    for paragraph in sheet.paragraphs:
        if not _is_of_file(paragraph):
            own_paragraphs.append(paragraph)
    if len(own_paragraphs) == len(sheet.paragraphs):
        return sheet
    own_sections = []
    for section in sheet.sections:
        if not _ends_with_file(section, sheet.paragraphs):
            own_sections.append(section)
    return sheet._replace(
        paragraphs=tuple(own_paragraphs),
        sections=tuple(own_sections) or sheet.sections,
    )


def _is_of_file(paragraph: SheetParagraph) -> bool:
    return _STYLE_OF_FILE.fullmatch(paragraph.style) is not None


def _ends_with_file(
    section: SheetSection, paragraphs: Sequence[SheetParagraph]
) -> bool:
    number = section.place.paragraph
    # The last section is described behind all paragraphs.
    if not number:
        return _is_of_file(paragraphs[-1])
    for paragraph in paragraphs:
        if paragraph.place.paragraph == number:
            return _is_of_file(paragraph)
    return False

"""Where on the pages of a PDF each line of the source was printed.

A PDF has characters with their places and knows no paragraphs; a traced document knows which value printed each
character and has no pages. Both are brought together by their text: each line of print is looked up in the text of the
document. So headers, page numbers and repeated table heads, which the text has not or only once, do no harm. This
module must not know how a PDF was made, or HTML.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Route
from rectify_gen.pdf.placed_text import PlacedCharacter, PlacedPage
from rectify_gen.view.provenance import PrintedSpan, RoutedText

_REACH = 400
"""Characters that are passed over to find a line of print again: more than a few lines that were drawn otherwise."""
_LABEL = ("：", ":")
_FARTHEST = 3
"""Of its height, how far away the next character of the same piece stands; tabs and cells part further."""
_SAME_LINE = 0.5
"""Of its height, how much higher or lower a character of the same line of print stands: fonts differ."""


class PageRegion(NamedTuple):
    """A rectangle of a page that shows what was written on ``line`` of the source; points from the upper left corner."""

    left: float
    top: float
    width: float
    height: float
    line: int


class LinkedText(NamedTuple):
    """The text of a document without blanks; ``lines`` has the line of the source for each character, 0 for none."""

    text: str
    lines: tuple[int, ...]


def linked_text(
    paragraphs: Iterable[RoutedText], line_of: Callable[[Route], int]
) -> LinkedText:
    """Return the text of ``paragraphs`` with the line of the source where each character was written."""
    characters: list[str] = []
    lines: list[int] = []
    for paragraph in paragraphs:
        paragraph_lines = _paragraph_lines(paragraph, line_of)
        for character, line in zip(paragraph, paragraph_lines, strict=True):
            if not character.isspace():
                characters.append(character)
                lines.append(line)
    return LinkedText("".join(characters), tuple(lines))


def _paragraph_lines(
    paragraph: RoutedText, line_of: Callable[[Route], int]
) -> Iterator[int]:
    span_lines = [_line_of_span(span, line_of) for span in paragraph.spans]
    # Words of the template, such as those between two dates, lead to what stands before them, else behind.
    line_before = next((line for line in span_lines if line), 0)
    start = 0
    for index, span in enumerate(paragraph.spans):
        end = start + span.length
        line = span_lines[index] or line_before
        if not span_lines[index] and paragraph[start:end].rstrip().endswith(_LABEL):
            # A label leads to what it is for.
            line = next((behind for behind in span_lines[index:] if behind), line)
        for _ in range(span.length):
            yield line
        line_before = line
        start = end


def _line_of_span(span: PrintedSpan, line_of: Callable[[Route], int]) -> int:
    return line_of(span.route) if span.route else 0


def page_regions(
    pages: Iterable[PlacedPage], document: LinkedText
) -> list[tuple[PageRegion, ...]]:
    """Return the regions of each of ``pages``, which show ``document``."""
    read_to = 0
    regions_of_pages = []
    for page in pages:
        regions: list[PageRegion] = []
        for print_line in _print_lines(page.characters):
            text = "".join(character.text for character in print_line)
            start = _place(text, document.text, read_to)
            if start < 0:
                continue
            end = start + len(text)
            # A table head that is repeated is found where it stood first.
            read_to = max(read_to, end)
            regions += _regions(print_line, document.lines[start:end], page.height)
        regions_of_pages.append(tuple(regions))
    return regions_of_pages


def _print_lines(
    characters: Iterable[PlacedCharacter],
) -> Iterator[list[PlacedCharacter]]:
    """Yield the lines of print, in the order of the file; in a table those of each cell."""
    print_line: list[PlacedCharacter] = []
    for character in characters:
        if print_line and not _goes_on(print_line[-1], character):
            yield print_line
            print_line = []
        print_line.append(character)
    if print_line:
        yield print_line


def _goes_on(previous: PlacedCharacter, character: PlacedCharacter) -> bool:
    """Whether ``character`` stands behind ``previous`` on the same line of print."""
    height = max(previous.top - previous.bottom, character.top - character.bottom)
    previous_middle = (previous.top + previous.bottom) / 2
    middle = (character.top + character.bottom) / 2
    is_as_high = abs(middle - previous_middle) < height * _SAME_LINE
    is_near = character.left - previous.right < height * _FARTHEST
    return is_as_high and is_near and character.left >= previous.left


def _place(text: str, whole: str, read_to: int) -> int:
    """Return where in ``whole`` a line of print stands: soon behind what was read, else where nothing else has it."""
    soon = whole.find(text, read_to, read_to + len(text) + _REACH)
    if soon >= 0:
        return soon
    place = whole.find(text)
    is_single = place >= 0 and whole.find(text, place + 1) < 0
    return place if is_single else -1


def _regions(
    print_line: Sequence[PlacedCharacter], lines: Sequence[int], page_height: float
) -> Iterator[PageRegion]:
    """Yield the stretches of a line of print that come from one line of the source each."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end] == lines[start]:
            continue
        if lines[start]:
            yield _region(print_line[start:end], lines[start], page_height)
        start = end


def _region(
    characters: Sequence[PlacedCharacter], line: int, page_height: float
) -> PageRegion:
    left = min(character.left for character in characters)
    right = max(character.right for character in characters)
    top = max(character.top for character in characters)
    bottom = min(character.bottom for character in characters)
    return PageRegion(
        left=left,
        top=page_height - top,
        width=right - left,
        height=top - bottom,
        line=line,
    )

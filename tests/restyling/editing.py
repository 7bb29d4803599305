"""What a template author does with a document in LibreOffice, a gesture each, through its editing interface (UNO).

Runs in the Python that LibreOffice brings. It must not know which template is edited, or why.
"""

import struct
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Document = Any
Range = Any
RED, BLUE = 0xC00000, 0x1F4E79
BOLD, PLAIN = 150.0, 100.0
PATIENCE = 30.0
"""Seconds in which LibreOffice must have carried out a command."""


def named(name: str, value: Any) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def all_of(document: Document, words: str) -> Iterator[Range]:
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    found = document.findAll(search)
    yield from (found.getByIndex(at) for at in range(found.Count))


def find(document: Document, words: str) -> Range:
    """The first place of ``words``; a recipe that no longer fits its template fails here."""
    found = next(all_of(document, words), None)
    if found is None:
        raise LookupError(f"not in the template: {words}")
    return found


def replace(document: Document, words: str, by: str) -> None:
    """Types ``by`` over every place of ``words``."""
    find(document, words)
    for one in all_of(document, words):
        one.setString(by)


def look(document: Document, words: str, **properties: Any) -> None:
    """Gives every place of ``words`` another look, be it in the middle of a tag."""
    find(document, words)
    for one in all_of(document, words):
        for name, value in properties.items():
            one.setPropertyValue(name, value)


def style(
    document: Document, name: str, family: str = "ParagraphStyles", **properties: Any
) -> None:
    """Changes a style; a font of Chinese text and its size go by ``CharFontNameAsian`` and ``CharHeightAsian``."""
    found = document.StyleFamilies.getByName(family).getByName(name)
    for key, value in properties.items():
        found.setPropertyValue(key, value)


def page(document: Document, **properties: Any) -> None:
    """Changes the page: margins, header, footer. Lengths in hundredths of a millimetre."""
    style(document, "Standard", "PageStyles", **properties)


def start_of(document: Document, words: str) -> Range:
    """A cursor at the start of the paragraph in which ``words`` stand first."""
    found = find(document, words)
    cursor = found.getText().createTextCursorByRange(found.getStart())
    cursor.gotoStartOfParagraph(False)
    return cursor


def type_before(
    document: Document, words: str, lines: Sequence[tuple[str, str]]
) -> None:
    """Types paragraphs, each with the name of its style, before the one in which ``words`` stand."""
    from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

    cursor = start_of(document, words)
    text = cursor.getText()
    for line, name in lines:
        text.insertString(cursor, line, False)
        text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        back = text.createTextCursorByRange(cursor)
        back.goLeft(1, False)
        back.setPropertyValue("ParaStyleName", name)


def type_at_end(document: Document, lines: Sequence[tuple[str, str]]) -> None:
    """Types paragraphs, each with the name of its style, after the last one."""
    from com.sun.star.text.ControlCharacter import APPEND_PARAGRAPH

    text = document.Text
    for line, name in lines:
        text.insertControlCharacter(text.getEnd(), APPEND_PARAGRAPH, False)
        cursor = text.createTextCursorByRange(text.getEnd())
        cursor.setPropertyValue("ParaStyleName", name)
        text.insertString(cursor, line, False)


def between(document: Document, first: str, after: str) -> Range:
    """From the paragraph of ``first`` up to, but without, that of ``after``."""
    cursor = start_of(document, first)
    cursor.gotoRange(start_of(document, after), True)
    return cursor


def cut(document: Document, first: str, after: str) -> None:
    between(document, first, after).setString("")


def move(document: Document, first: str, after: str, before: str) -> None:
    """Cuts the paragraphs from ``first`` up to ``after`` and pastes them before that of ``before``."""
    controller = document.CurrentController
    controller.select(between(document, first, after))
    held = controller.getTransferable()
    cut(document, first, after)
    controller.ViewCursor.gotoRange(start_of(document, before), False)
    controller.insertTransferable(held)


def table(
    document: Document, cursor: Range, rows: Sequence[Sequence[str]], name: str
) -> Any:
    """Inserts a table of ``rows`` at ``cursor``, its paragraphs in the style ``name``."""
    made = document.createInstance("com.sun.star.text.TextTable")
    made.initialize(len(rows), max(map(len, rows)))
    cursor.getText().insertTextContent(cursor, made, False)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = made.getCellByPosition(column, at)
            cell.setString(words)
            cell.createTextCursor().setPropertyValue("ParaStyleName", name)
    return made


def command(document: Document, name: str) -> None:
    """Runs a command of the menu, such as ``InsertColumnsAfter``, where the cursor stands.

    Without SynchronMode, LibreOffice may carry it out only after the document was stored.
    """
    from com.sun.star.util import URL

    url = URL()
    url.Complete, url.Protocol, url.Path = f".uno:{name}", ".uno:", name
    dispatcher = document.CurrentController.Frame.queryDispatch(url, "", 0)
    dispatcher.dispatch(url, (named("SynchronMode", True),))


def accept_changes(document: Document) -> None:
    """Accepts every tracked change; one that stays would be refused in the template."""
    give_up = time.monotonic() + PATIENCE
    while document.Redlines.hasElements():
        if time.monotonic() > give_up:
            raise TimeoutError("LibreOffice accepts no tracked changes")
        command(document, "AcceptAllTrackedChanges")


def note(document: Document, words: str, content: str) -> None:
    """Puts a comment beside ``words``."""
    made = document.createInstance("com.sun.star.text.textfield.Annotation")
    made.Author, made.Content = "模板作者", content
    found = find(document, words)
    found.getText().insertTextContent(found.getEnd(), made, False)


def footnote(document: Document, words: str, content: str) -> None:
    """Puts a footnote with ``content`` after ``words``."""
    made = document.createInstance("com.sun.star.text.Footnote")
    found = find(document, words)
    found.getText().insertTextContent(found.getEnd(), made, False)
    made.setString(content)


def bookmark(document: Document, words: str) -> None:
    """Marks ``words``, be they the middle of a tag, with a bookmark."""
    made = document.createInstance("com.sun.star.text.Bookmark")
    found = find(document, words)
    found.getText().insertTextContent(found, made, True)


def header(document: Document) -> Any:
    """The text of the header, switched on."""
    page(document, HeaderIsOn=True, HeaderIsShared=True)
    return (
        document.StyleFamilies.getByName("PageStyles").getByName("Standard").HeaderText
    )


def box(document: Document, words: str, content: str, name: str) -> None:
    """Hangs a text box with ``content`` on the paragraph of ``words``."""
    from com.sun.star.awt import Size
    from com.sun.star.text.HoriOrientation import RIGHT
    from com.sun.star.text.TextContentAnchorType import AT_PARAGRAPH

    made = document.createInstance("com.sun.star.text.TextFrame")
    made.AnchorType, made.Size, made.HoriOrient = AT_PARAGRAPH, Size(6000, 1000), RIGHT
    cursor = start_of(document, words)
    cursor.getText().insertTextContent(cursor, made, False)
    made.getText().setString(content)
    made.getText().createTextCursor().setPropertyValue("ParaStyleName", name)


def pictures(document: Document, words: str) -> None:
    """Puts a picture of 7 mm before every place of ``words``."""
    from com.sun.star.awt import Size
    from com.sun.star.text.TextContentAnchorType import AS_CHARACTER

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "emblem.png")
        path.write_bytes(_emblem())
        for one in all_of(document, words):
            made = document.createInstance("com.sun.star.text.TextGraphicObject")
            made.GraphicURL, made.AnchorType, made.Size = (
                path.as_uri(),
                AS_CHARACTER,
                Size(700, 700),
            )
            one.getText().insertTextContent(one.getStart(), made, False)


def _emblem() -> bytes:
    """A red square as PNG."""
    rows = b"".join(b"\0" + b"\xc0\0\0" * 8 for _ in range(8))
    pieces = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def italic() -> Any:
    from com.sun.star.awt.FontSlant import ITALIC

    return ITALIC


def below(document: Document, words: str) -> Range:
    """A cursor at the start of the paragraph after that in which ``words`` stand first."""
    cursor = start_of(document, words)
    cursor.gotoNextParagraph(False)
    return cursor


def end(document: Document) -> Range:
    return document.Text.createTextCursorByRange(document.Text.getEnd())


def section(document: Document, words: str) -> None:
    """Begins a new page and section, across, with the paragraph of ``words``."""
    styles = document.StyleFamilies.getByName("PageStyles")
    made = document.createInstance("com.sun.star.style.PageStyle")
    styles.insertByName("横页", made)
    made.IsLandscape, made.Width, made.Height = True, 29700, 21000
    find(document, words).setPropertyValue("PageDescName", "横页")


def column_after(document: Document, words: str) -> None:
    document.CurrentController.ViewCursor.gotoRange(find(document, words), False)
    command(document, "InsertColumnsAfter")


def type_right_of(document: Document, words: str, typed: str) -> None:
    """Types into the cell to the right of each cell of ``words``."""
    find(document, words)
    for place in list(all_of(document, words)):
        name = place.Cell.CellName
        right_name = chr(ord(name[0]) + 1) + name[1:]
        right = place.TextTable.getCellByName(right_name)
        right.setString(typed)

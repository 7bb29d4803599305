"""Edits documents in LibreOffice as reviewers do, with and without tracked changes: review.py JOBS.json

JOBS holds a list of {source, target, tracked, gestures}; a gesture is its name and its words. Runs in a Python that has
``uno``; it must not know notices.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "restyling"))

from editing import find, named
from restyle import FORMAT, office


def replace(document: Any, words: str, new: str) -> None:
    find(document, words).setString(new)


def insert(document: Any, words: str, new: str) -> None:
    """Types ``new`` behind ``words``."""
    cursor = behind(document, words)
    cursor.getText().insertString(cursor, new, False)


def delete(document: Any, words: str) -> None:
    find(document, words).setString("")


def add_paragraph(document: Any, words: str, new: str) -> None:
    """Presses Enter at the end of the paragraph of ``words`` and types ``new``."""
    from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

    cursor = behind(document, words)
    cursor.gotoEndOfParagraph(False)
    text = cursor.getText()
    text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    text.insertString(cursor, new, False)


def delete_paragraph(document: Any, words: str) -> None:
    """Takes the paragraph of ``words`` out, from its first character to the first of the next one."""
    cursor = behind(document, words)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.setString("")


def split(document: Any, words: str) -> None:
    """Presses Enter behind ``words``."""
    from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

    cursor = behind(document, words)
    cursor.getText().insertControlCharacter(cursor, PARAGRAPH_BREAK, False)


def join(document: Any, words: str) -> None:
    """Presses Delete at the end of the paragraph of ``words``."""
    cursor = behind(document, words)
    cursor.gotoEndOfParagraph(False)
    cursor.goRight(1, True)
    cursor.setString("")


def behind(document: Any, words: str) -> Any:
    place = find(document, words)
    return place.getText().createTextCursorByRange(place.getEnd())


GESTURES = {
    function.__name__: function
    for function in (
        replace,
        insert,
        delete,
        add_paragraph,
        delete_paragraph,
        split,
        join,
    )
}


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    with office() as desktop:
        for job in jobs:
            document = desktop.loadComponentFromURL(
                Path(job["source"]).as_uri(), "_blank", 0, (named("Hidden", True),)
            )
            document.RecordChanges = job["tracked"]
            for name, *words in job["gestures"]:
                GESTURES[name](document, *words)
            document.storeToURL(
                Path(job["target"]).as_uri(), (named("FilterName", FORMAT),)
            )
            document.close(True)


if __name__ == "__main__":
    main()

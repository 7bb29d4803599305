"""Opens reviewed copies in LibreOffice and says what it sees: open_copies.py JOBS.json RESULT.json

JOBS holds a list of {source, changes}: ``accept``, ``reject`` or nothing. For each, RESULT has its comments with the
text that each is anchored to, and its paragraphs, those of tables included, once its changes are accepted or rejected.
Runs in a Python that has ``uno``; it must not know notices.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "restyling"))

from editing import named
from restyle import office

COMMANDS = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
}


def comments(document: Any) -> Iterator[tuple[str, str]]:
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            yield field.Content, field.getAnchor().getString()


def paragraphs(text: Any) -> Iterator[str]:
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                yield from paragraphs(block.getCellByName(name))
        else:
            yield block.getString()


def main() -> None:
    import uno

    jobs = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    results = []
    with office() as desktop:
        context = uno.getComponentContext()
        for job in jobs:
            document = desktop.loadComponentFromURL(
                Path(job["source"]).as_uri(), "_blank", 0, (named("Hidden", True),)
            )
            seen = list(comments(document))
            command = COMMANDS.get(job["changes"])
            if command:
                frame = document.getCurrentController().getFrame()
                dispatch(desktop, context, frame, command)
            results.append(
                {"comments": seen, "paragraphs": list(paragraphs(document.getText()))}
            )
            document.close(True)
    Path(sys.argv[2]).write_text(json.dumps(results, ensure_ascii=False), "utf-8")


def dispatch(desktop: Any, context: Any, frame: Any, command: str) -> None:
    """Does what the menu entry does, and returns when it is done."""
    import uno

    url = uno.createUnoStruct("com.sun.star.util.URL")
    url.Complete = command
    protocol, path = command.split(":")
    url.Protocol = f"{protocol}:"
    url.Path = path
    at_once = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    at_once.Name = "SynchronMode"
    at_once.Value = True
    frame.queryDispatch(url, "_self", 0).dispatch(url, (at_once,))


if __name__ == "__main__":
    main()

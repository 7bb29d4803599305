"""The command ``text``: the plain text of a Word file, for people and for git diff."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.session import naming, sentence
from rectify_gen.cli.streams import write
from rectify_gen.files import read_bytes


def text(
    document: Annotated[
        Path, typer.Argument(metavar="DOCX", help=sentence("help-docx"))
    ],
) -> None:
    """Print the text of a Word file."""
    from rectify_gen.word.block_reading import (
        document_text,  # lxml; --help needs none of it
    )

    with naming(document):
        content = document_text(read_bytes(document))
    write(content.rstrip("\n") + "\n")

"""The output ``docx``: a Word document, made of a template.

This module stands in the table of outputs, which every build reads. The libraries that make, read and measure Word
documents are imported inside its functions, so that a build with nothing to do imports none of them.
"""

from typing import TYPE_CHECKING

from rectify_gen.origin import read_origin
from rectify_gen.outputs.records import (
    Contents,
    DocumentOutput,
    MadeDocument,
    TemplateFile,
)
from rectify_gen.package import read_package

if TYPE_CHECKING:
    from rectify_gen.measuring import LookChange


def make(contents: Contents) -> MadeDocument:
    """Return the Word document of ``contents``.

    Raises:
        TemplateError: the template cannot be used, or prints what the data does not give.
    """
    from rectify_gen.outputs.word_making import make_word_document

    return make_word_document(contents)


def reads_rows(template: TemplateFile | None) -> bool:
    """Return whether ``template`` prints the items of a notice as rows.

    Raises:
        TemplateError: the template cannot be used.
    """
    from rectify_gen.outputs import word_making

    return word_making.reads_rows(template)


def read_text(document: bytes) -> str:
    """Return the text of a Word document, a paragraph a line.

    Raises:
        TemplateError: it is none.
    """
    from rectify_gen.word.block_reading import document_text

    return document_text(document)


def find_look_changes(before: bytes, after: bytes) -> "list[LookChange]":
    """Return how the looks of two Word documents differ.

    Raises:
        TemplateError: one of them is none.
    """
    from rectify_gen.measuring import look_changes

    return look_changes(before, after)


WORD = DocumentOutput(
    name="docx",
    suffix=".docx",
    make=make,
    read_origin=read_origin,
    read_text=read_text,
    read_parts=read_package,
    look_changes=find_look_changes,
    reads_rows=reads_rows,
    needs_template=True,
)

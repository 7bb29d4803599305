"""Which reader reads which kind of file: one table, asked by the content of the file and never by its name.

A reader takes the bytes of a file and the name that reports give it, and returns blocks. It imports its
libraries when it is called, so that nobody pays for another format. This module must not know what
blocks mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from rectify_gen import filetypes
from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError
from rectify_gen.importer.source_blocks import NoticeSource

Reader = Callable[[bytes, str], NoticeSource]
"""From the bytes of a file, and its name for reports, to its blocks."""


DocxMaker = Callable[[bytes, str], bytes]
"""From a document of one of the kinds OFFICE_KINDS, and its kind, to a .docx."""

OFFICE_KINDS = ("doc", "rtf", "odt")
"""Documents of other word processors (.wps is ``doc``); they are read as the .docx that an office program makes of them."""


def read_source(
    data: bytes,
    name: str,
    to_docx: DocxMaker | None = None,
) -> NoticeSource:
    """Return the blocks of a file of any kind that has a reader.

    ``to_docx`` opens documents of other word processors; without it they cannot be read.

    Raises:
        InputError: no reader reads this kind of file, or the one that does finds it damaged.
        EnvironmentFaultError: the file needs ``to_docx``, which is absent or finds no office program.
    """
    kind = filetypes.kind_of(data)
    if kind in OFFICE_KINDS:
        if to_docx is None:
            raise office_needed(kind, name)
        return _read_word(to_docx(data, kind), name)
    reader = READERS.get(kind)
    if reader is None:
        fault = Diagnostic(
            "import-other-kind",
            facts=filetypes.described(kind, name),
            path=name,
        )
        raise InputError([fault])
    return reader(data, name)


def office_needed(kind: str, name: str) -> EnvironmentFaultError:
    """Return the error for a file that only an office program opens, where there is none."""
    fault = Diagnostic(
        "import-needs-office",
        facts=filetypes.described(kind, name),
        path=name,
    )
    return EnvironmentFaultError([fault])


def _read_text(data: bytes, name: str) -> NoticeSource:
    from rectify_gen.importer.plain_text import read_plain_text
    from rectify_gen.source.decoding import decode

    file = decode(data, name)
    source = read_plain_text(file.text)
    # A text in an older encoding is noted.
    return replace(source, diagnostics=(*file.diagnostics, *source.diagnostics))


def _read_word(data: bytes, name: str) -> NoticeSource:
    from rectify_gen.importer.word_source import read_word

    return read_word(data, name)


def _read_web(data: bytes, name: str) -> NoticeSource:
    from rectify_gen.importer.web_source import read_web

    return read_web(data, name)


def _read_pdf(data: bytes, name: str) -> NoticeSource:
    from rectify_gen.importer.pdf_source import read_pdf_source

    return read_pdf_source(data, name)


READERS: Mapping[str, Reader] = {
    "empty": _read_text,
    filetypes.TEXT: _read_text,
    # What is unknown may be UTF-16; if it is not, its first damaged character is reported.
    filetypes.UNKNOWN: _read_text,
    filetypes.DOCX: _read_word,
    "html": _read_web,
    "pdf": _read_pdf,
    "mht": _read_web,
}
"""The reader of each kind of ``filetypes``; a kind without one cannot be imported."""

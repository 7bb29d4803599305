"""What ``validate`` does with a document, such as a Word file: judges it, and writes copies for its editors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.choice import Choice
from rectify_gen.cli.session import LANG, refuse_existing, remark
from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.files import read_bytes, write_file
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.proofreading import JudgedDocument

DOCUMENT_SUFFIXES = (
    ".docx",
    ".docm",
    ".doc",
    ".wps",
    ".rtf",
    ".odt",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    ".pdf",
)
"""What is judged as a document where it is named itself; everything else is YAML or a workbook."""


class CopyOptions(NamedTuple):
    """The copies that are asked for: one with comments, one with tracked changes, or one with both."""

    comments: Path | None = None
    revisions: Path | None = None
    force: bool = False
    """Replace existing files."""

    def paths(self) -> list[Path]:
        """Return where copies go."""
        return [path for path in (self.comments, self.revisions) if path is not None]

    def is_one_copy(self) -> bool:
        """Return whether comments and changes go into one copy."""
        if self.comments is None or self.revisions is None:
            return False
        return _whole(self.comments) == _whole(self.revisions)


NO_COPIES = CopyOptions()


def is_document_path(path: Path) -> bool:
    """Return whether the file ``path`` is judged as a document."""
    is_named_so = path.name.lower().endswith(DOCUMENT_SUFFIXES)
    return is_named_so and not os.path.isdir(path)


def refuse_copies(
    copies: CopyOptions, documents: Sequence[Path], others: Sequence[Path]
) -> None:
    """Refuse copies of anything but one document, over an existing file, or over the document itself.

    Raises:
        UsageError: so it would be.
    """
    paths = copies.paths()
    if not paths:
        return
    if len(documents) != 1 or others:
        raise UsageError([Diagnostic("copy-of-one")])
    suffix = ".docm" if _suffix(documents[0]) == ".docm" else ".docx"
    for path in paths:
        # Word opens no file whose name and content are of two kinds.
        if _suffix(path) != suffix:
            facts_of_copy = {"output": str(path), "suffix": suffix}
            raise UsageError([Diagnostic("copy-suffix", facts=facts_of_copy)])
        with suppress(OSError):
            if path.samefile(documents[0]):
                facts_of_path = {"output": str(path)}
                raise UsageError(
                    [Diagnostic("copy-over-document", facts=facts_of_path)]
                )
        refuse_existing(path, copies.force)


def _whole(path: Path) -> str:
    # Windows knows a file by its name in any case.
    return os.path.normcase(os.path.abspath(path))


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def judged_document(path: Path, choice: Choice) -> JudgedDocument:
    """Return the document at ``path``, judged.

    Raises:
        InputError: it cannot be read.
        EnvironmentFaultError: it needs LibreOffice, which is not there.
    """
    # lxml and the importer; notices need none of it.
    from rectify_gen.cli.office_opening import opened_by_office
    from rectify_gen.proofreading import judge_document

    def to_docx(document: bytes, kind: str) -> bytes:
        return opened_by_office(document, kind, str(path))

    return judge_document(
        read_bytes(path),
        str(path),
        choice,
        to_docx,
    )


def write_copies(
    copies: CopyOptions,
    judged: JudgedDocument,
    reported: Sequence[Diagnostic],
    choice: Choice,
) -> None:
    """Write the copies that are asked for; ``reported`` become comments.

    Raises:
        UsageError: the document is no Word file.
        EnvironmentFaultError, InternalFaultError: a copy cannot be made or written.
    """
    if not copies.paths():
        return
    if judged.word is None:
        raise UsageError([Diagnostic("copy-needs-word")])
    if copies.is_one_copy():
        assert copies.comments is not None
        _write(copies.comments, judged, reported, choice, revisions=True)
        return
    if copies.comments is not None:
        _write(copies.comments, judged, reported, choice, revisions=False)
    if copies.revisions is not None:
        _write(copies.revisions, judged, None, choice, revisions=True)


def _write(
    path: Path,
    judged: JudgedDocument,
    reported: Sequence[Diagnostic] | None,
    choice: Choice,
    *,
    revisions: bool,
) -> None:
    from rectify_gen.proofreading import reviewed_copy

    copy = reviewed_copy(
        judged,
        comments=reported,
        revisions=revisions,
        lang=LANG,
        choice=choice,
    )
    write_file(path, copy.data)
    line = say(
        "copy-written",
        LANG,
        path=path,
        comments=copy.comments,
        changes=copy.changes,
    )
    remark(line)
    if copy.left:
        remark(say("copy-left", LANG, count=copy.left))

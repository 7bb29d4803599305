"""What a row of the tables of outputs holds, and the values that its functions take and give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.choice import DeclaredFact
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.origin import Origin

# Importing these costs what a run with nothing to do need not pay.
if TYPE_CHECKING:
    from rectify_gen.measuring import LookChange
    from rectify_gen.office import Converted, Office
    from rectify_gen.view import View


class TemplateFile(NamedTuple):
    """A template as it stands in its file; ``path`` is what messages call it."""

    path: str
    data: bytes

    digest: str
    """SHA-256 of ``data`` in hexadecimal."""

    shipped: bool = False
    """Whether the product itself made it, and its tests have checked it."""

    facts: tuple[DeclaredFact, ...] = ()
    """The facts of the office's own that its project declares."""


class Contents(NamedTuple):
    """What one document is made of."""

    view: "View"
    template: TemplateFile | None
    """None for an output that needs none."""
    digest: str
    """Digest of the notice and its assets, for the origin that the document carries."""
    edition: str
    """Audience and revision, for the origin too."""
    assets: Mapping[str, bytes]
    """The files that the notice names, by name."""


class MadeDocument(NamedTuple):
    """A document, where it says that it came from, and what is to be reported of it."""

    data: bytes
    origin: Origin
    diagnostics: tuple[Diagnostic, ...] = ()
    """Reports with routes into the data; line and column are looked up later."""


def _no_look_changes(_before: bytes, _after: bytes) -> "list[LookChange]":
    """Return nothing: plain formats have no looks."""
    return []


def _reads_rows(_template: TemplateFile | None) -> bool:
    """Return that it does, which is never wrong."""
    return True


class DocumentOutput(NamedTuple):
    """A kind of document that a worker makes of a notice. Its functions travel by name, so they stand in a module."""

    name: str
    """What ``formats`` of a project file calls it."""
    suffix: str
    make: Callable[[Contents], MadeDocument]
    """Raises TemplateError for faults of the template."""
    read_origin: Callable[[bytes], tuple[Origin | None, str]]
    """What a document says of itself (None: not made here), and the digest of its parts as they are now.

    Raises TemplateError for what is no such document.
    """
    read_text: Callable[[bytes], str]
    """The text of a document, for differences."""
    read_parts: Callable[[bytes], object]
    """A value that is equal for documents that hold the same, however they are packed."""
    look_changes: "Callable[[bytes, bytes], list[LookChange]]" = _no_look_changes
    """What changed from one document to another beside the text."""
    reads_rows: Callable[[TemplateFile | None], bool] = _reads_rows
    """Whether a document made by the template prints the items of the notice as rows.

    Raises TemplateError for faults of the template.
    """
    needs_template: bool = False
    stands_for: str = ""
    """The template that ``-t`` may name where none is needed: what it would print is what is made."""


class ConvertedOutput(NamedTuple):
    """A kind of file that an office program makes of finished documents, beside each of them."""

    name: str
    """What ``formats`` of a project file and the option call it."""
    suffix: str
    made_of: str
    """The name of the output that it is made of."""
    find_program: "Callable[[Mapping[str, str]], Office]"
    """Where the program is, by the environment. Raises EnvironmentFaultError: there is none."""
    convert: "Callable[[Sequence[tuple[Path, Path]], Office], Iterator[Converted]]"
    """What became of each pair of document and file, in order. One that fails stops no other."""
    notes: "Callable[[Sequence[Converted]], list[Diagnostic]]"
    """What is to be reported of a whole run."""
    is_made_of: Callable[[bytes, Path], bool]
    """Whether the file was made of the document and left as it was."""
    is_of_other_kind: Callable[[Path], bool]
    """Whether the file was made by the program as another kind that has the same suffix."""
    displaces: str = ""
    """The name of a kind that is not made where this one is, for it has the same suffix."""

"""What stands around the text of a formal document: the red head above it, signature and imprint below it.

For example 示水党〔2025〕12号 above the title is a part of the kind NUMBER. A part knows its words in the
source and how the data will print them, so that the proof can compare both. This module must not know
how a part is recognised.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rectify_gen.importer.characters import squeeze


class OuterKind(Enum):
    """What a part is; those that the model has as facts of the document have the names of its keys."""

    COPY_NUMBER = "copy_number"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    MARK = "mark"
    """The name of the organ in red, with 文件 behind it; printed from the name of the organization."""
    NUMBER = "number"
    SIGNER = "signer"
    TITLE = "title"
    ADDRESSEES = "addressees"
    ATTACHMENTS = "attachments"
    SIGNATURE = "signature"
    CONTACTS = "contacts"
    """Ways to reach the organ below its signature; they are moved into the closing."""
    NOTE = "note"
    COPIES_TO = "copies_to"
    ISSUED_BY = "issued_by"
    ISSUED_ON = "issued_on"
    ATTACHED = "attached"
    """A paragraph of the text of an attachment, which is a document of its own."""
    UNPRINTED = "unprinted"
    """What the model has no place for: 共印30份, a line of dashes."""


@dataclass(frozen=True, slots=True)
class OuterPart:
    """One part with its words."""

    kind: OuterKind
    text: str
    """As it stands in the source."""
    values: tuple[str, ...] = ()
    """What the data is to hold: several for attachments, else one."""
    standard: str | None = None
    """How the data will print it, where that differs from the source by more than white space."""

    @property
    def words(self) -> str:
        """Its words in the source, without white space."""
        return squeeze(self.text)

    @property
    def printed(self) -> str:
        """Its words as the data will print them, without white space."""
        return self.words if self.standard is None else squeeze(self.standard)

    @property
    def is_rewritten(self) -> bool:
        """Whether the data prints other characters than the source has."""
        return self.printed != self.words

"""Where a document says that it came from, and whether it is still what was made.

``docProps/custom.xml`` carries digests of what a document was made from and of its
parts. They are looked up without unpacking the document, so that a folder of
thousands is looked through in seconds. This room must not know templates, views or files.
"""

import hashlib
import re
import zlib
from collections.abc import Collection, Mapping
from typing import NamedTuple

from rectify_gen.package import PERHAPS_DOCX, peek

CUSTOM = "docProps/custom.xml"
REVISION = "1"
"""Raise it when the same data and template give other parts than before: documents made earlier are then stale."""

_OWN = re.compile(
    r'<property\b[^>]*name="rectify-gen-(\w+)"[^>]*>.*?</property>',
    re.DOTALL,
)
_VALUE = re.compile(
    r"<(?:\w+:)?lpwstr\b[^>]*?(?:/>|>(.*?)</)",
    re.DOTALL,
)
"""The text of a property; programs that save a file again write an empty one, and its namespace, in their own way."""


class Origin(NamedTuple):
    """What a document was made from: SHA-256 of source and template in hexadecimal, the edition, and of its parts."""

    source: str
    template: str
    edition: str
    """Audience and revision, as :func:`edition` writes them."""
    parts: str


def edition(audience: str) -> str:
    """Return what, beside source and template, decides how a document looks."""
    return f"{audience}-{REVISION}"


def audience_of(edition_: str) -> str:
    """Return the audience of an edition, as :func:`edition` writes it."""
    return edition_.rpartition("-")[0]


def parts_digest(listed: Mapping[str, tuple[int, int]]) -> str:
    """Return one SHA-256, in hexadecimal, over names, checksums and sizes of all parts but the one that carries it."""
    whole = hashlib.sha256()
    for name, (crc, size) in sorted(listed.items()):
        if name == CUSTOM:
            continue
        line = f"{name} {crc:08x} {size}\n"
        whole.update(line.encode())
    return whole.hexdigest()


def digest_of_parts(parts: Mapping[str, bytes]) -> str:
    """Return what :func:`parts_digest` does, for parts that are at hand as they are."""
    listed = {}
    for name, content in parts.items():
        listed[name] = (zlib.crc32(content), len(content))
    return parts_digest(listed)


def read_origin(
    data: bytes,
    kinds: Collection[str] = PERHAPS_DOCX,
) -> tuple[Origin | None, str]:
    """Return where the document ``data`` says it came from (None: not made here), and the digest of its parts as they are.

    Documents of Word and of Excel (``kinds``) say so in the same part.

    Raises:
        TemplateError: none of ``kinds``, or damaged.
    """
    listed, custom = peek(
        data,
        CUSTOM,
        kinds=kinds,
    )
    digest = parts_digest(listed)
    text = custom.decode("utf-8", "replace")
    values = {}
    for own_property in _OWN.finditer(text):
        name = own_property[1]
        value = _VALUE.search(own_property[0])
        if value:
            values[name] = value[1] or ""
    # Half of our properties, or more of them than we know, is nothing that this edition made.
    if set(values) != set(Origin._fields):
        return None, digest
    return Origin(**values), digest

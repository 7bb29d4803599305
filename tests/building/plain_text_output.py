"""An output as somebody would add it: plain text, with its origin in the last line. A worker imports this module."""

import hashlib

from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.origin import Origin
from rectify_gen.outputs import Contents, DocumentOutput, MadeDocument

SIGN = "made by rectify-gen: "


def make(contents: Contents) -> MadeDocument:
    """Return the title and paragraphs of the notice, and the assets by name, a line each."""
    lines = [*contents.view.title_lines]
    for paragraph in contents.view.paragraphs:
        lines.append(f"{paragraph.number}{paragraph.heading}{paragraph.text}")
    for name, data in sorted(contents.assets.items()):
        lines.append(f"{name}: {data.decode('utf-8')}")
    body = "\n".join(lines) + "\n"
    digest = _digest(body)
    origin = Origin(contents.digest, "", contents.edition, digest)
    return MadeDocument((body + SIGN + " ".join(origin)).encode("utf-8"), origin)


def read_origin(document: bytes) -> tuple[Origin | None, str]:
    """Return the origin in the last line, and the digest of the lines before."""
    try:
        body, sign, origin = document.decode("utf-8").rpartition(SIGN)
    except UnicodeDecodeError as error:
        raise TemplateError([Diagnostic("docx-damaged")]) from error
    if not sign:
        return None, ""
    source, template, edition, parts = origin.split(" ")
    return Origin(source, template, edition, parts), _digest(body)


def read_text(document: bytes) -> str:
    """Return the text before the origin."""
    return document.decode("utf-8").rpartition(SIGN)[0]


def read_parts(document: bytes) -> object:
    """Return the document: what differs in one byte differs."""
    return document


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


PLAIN_TEXT = DocumentOutput(
    name="txt",
    suffix=".txt",
    make=make,
    read_origin=read_origin,
    read_text=read_text,
    read_parts=read_parts,
)

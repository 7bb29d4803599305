"""From the bytes of a saved page to its tree: .html and .htm in any usual encoding, .mht and .mhtml.

Browsers believe what a page says of its encoding, and pages lie: many that declare gb2312 have characters of
GBK or are UTF-8. So what the bytes can be is tried first. This module must not know what a page displays.
"""

from __future__ import annotations

import codecs
import email
import email.message
import email.policy
import re
from typing import NamedTuple

from lxml import etree, html

from rectify_gen.diagnostics import Diagnostic, InputError

DAMAGED = "\ufffd"
"""Stands where the bytes are no character of the page's encoding."""
LARGEST = 24 * 1024 * 1024
"""Bytes of the largest page: a tree in memory takes twenty times as many."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_LIMITS = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_NO_MEMORY"})
"""How the parser calls what it does not read to the end."""
_HEAD = 8192
"""Bytes in which a page declares its encoding."""


class Markup(NamedTuple):
    """The tree of a page, and what it took to read it."""

    root: html.HtmlElement
    encoding: str
    is_damaged: bool
    """Whether some bytes are no characters; each is :data:`DAMAGED` in the text."""


def read_markup(data: bytes, name: str) -> Markup:
    """Return the tree of a saved page; ``name`` is what the user calls the file.

    Raises:
        InputError: it is larger or deeper than a page may be, an archive without a page, or has no text.
    """
    data, declared = _page_of_archive(data, name)
    if len(data) > LARGEST:
        raise _refused("web-page-too-large", name, limit=LARGEST // (1024 * 1024))
    text, encoding = _decode(data, declared)
    # What lxml takes for an encoding in the text itself is not believed.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise _refused("import-empty", name) from error
    # The parser ends at 2,048 elements within one another, and would lose what follows.
    if any(fault.type_name in _LIMITS for fault in parser.error_log):
        raise _refused("web-page-too-deep", name)
    return Markup(root, encoding, is_damaged=DAMAGED in text)


def _refused(code: str, name: str, **facts: object) -> InputError:
    return InputError([Diagnostic(code, facts=facts, path=name)])


def _page_of_archive(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page that a .mht file holds, and the encoding that the archive names; any other file as it is."""
    if not is_archive(data):
        return data, ""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    largest = b""
    declared = ""
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        payload = part.get_payload(decode=True)
        # A page may have frames; the largest of them has the text.
        if isinstance(payload, bytes) and len(payload) > len(largest):
            largest = payload
            declared = part.get_content_charset("")
    if not largest:
        raise _refused("web-archive-empty", name)
    return largest, declared


def is_archive(data: bytes) -> bool:
    """Return whether ``data`` is a page with all its pictures in one file, as browsers save it (.mht)."""
    head = data[:_HEAD].lstrip().lower()
    has_mime = b"mime-version:" in head and b"content-type:" in head
    return has_mime and not head.startswith(b"<")


def _decode(data: bytes, declared: str) -> tuple[str, str]:
    """Return the text of a page and its encoding; bytes that are no characters become :data:`DAMAGED`."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            content = data.removeprefix(mark)
            return content.decode(encoding, "replace"), encoding
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    # A menu may be cut off within a character; the article is none the worse for it.
    is_utf8 = (declared or _declared(data)).startswith("utf")
    encoding = "utf-8" if is_utf8 else "gb18030"
    return data.decode(encoding, "replace"), encoding


def _declared(data: bytes) -> str:
    """Return the encoding that a page names in its head; empty where it names none."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return ""
    name = match[1].decode("ascii")
    return name.lower()

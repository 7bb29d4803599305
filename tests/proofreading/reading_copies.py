"""What a reviewed copy holds, read independently of the product: comments with their texts, and both sides of the changes."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(part: bytes) -> etree._Element:
    """Return the root of a part, in the usual names."""
    return etree.fromstring(part.replace(_STRICT, W[1:-1].encode()))


def anchored_texts(main: bytes) -> dict[str, str]:
    """Return the text between the marks of each comment, without what is inserted; note marks count as nothing."""
    open_comments: set[str] = set()
    texts: dict[str, str] = {}
    for element in tree(main).iter():
        identifier = element.get(f"{W}id") or ""
        if element.tag == f"{W}commentRangeStart":
            open_comments.add(identifier)
            texts[identifier] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_comments.remove(identifier)
        elif element.tag in (f"{W}t", f"{W}delText") and not _is_of_copy_only(element):
            for open_comment in open_comments:
                texts[open_comment] += element.text or ""
    assert not open_comments
    return texts


def _is_of_copy_only(element: etree._Element) -> bool:
    for insertion in element.iterancestors(f"{W}ins"):
        if insertion.get(f"{W}author") == "rectify-gen":
            return True
    repeated = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return next(element.iterancestors(repeated, f"{W}rt"), None) is not None


def references(main: bytes) -> list[str]:
    """Return the numbers of the comments that the text refers to."""
    return [
        element.get(f"{W}id") or ""
        for element in tree(main).iter(f"{W}commentReference")
    ]


def comment_texts(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the text of each comment by its number."""
    name = next((name for name in parts if "comments" in name), "")
    if not name:
        return {}
    texts = {}
    for comment in tree(parts[name]).iter(f"{W}comment"):
        words = [text.text or "" for text in comment.iter(f"{W}t")]
        texts[comment.get(f"{W}id") or ""] = "".join(words)
    return texts


def with_changes(main: bytes, *, accepted: bool) -> list[str]:
    """Return the text of each paragraph once our changes are accepted or rejected; other people's stay as they are."""
    root = deepcopy(tree(main))
    gone, kept = ("del", "ins") if accepted else ("ins", "del")
    for change in list(root.iter(f"{W}{gone}")):
        if change.get(f"{W}author") == "rectify-gen":
            change.getparent().remove(change)
    for change in list(root.iter(f"{W}{kept}")):
        if change.get(f"{W}author") == "rectify-gen":
            for text in change.iter(f"{W}delText"):
                text.tag = f"{W}t"
    texts = []
    for paragraph in root.iter(f"{W}p"):
        words = [_words(text) for text in paragraph.iter(f"{W}t", f"{W}br")]
        texts.append("".join(words))
    return texts


def _words(element: etree._Element) -> str:
    if element.tag == f"{W}br":
        return "\n"
    text = element.text or ""
    keeps = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if keeps else text.strip(" ")

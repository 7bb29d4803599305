"""The part with the comments of a document: found or made, and more comments written behind those that it has.

All other parts stay as they are, and so does every byte of those that are added to. This module must not know what
comments are about.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from rectify_gen import chinese
from rectify_gen.word.element_places import (
    ElementPlaces,
    TextEditOfPart,
    as_utf_8,
    edited,
)
from rectify_gen.word.elements import WordElement, whole_number
from rectify_gen.word.namespaces import NAMESPACES
from rectify_gen.word.review_marks import word_namespace
from rectify_gen.word.word_package import CONTENT_TYPES, WordPackage, relations_part

_RELATION_TYPE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
)
_STRICT_RELATION_TYPE = (
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
)
_CONTENT_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_INITIALS = "rg"
_RELATION_ID = "rIdRectifyGenComments"


class NewComment(NamedTuple):
    """One comment: its number, and its paragraphs."""

    identifier: int
    paragraphs: Sequence[str]


def highest_comment_identifier(package: WordPackage) -> int:
    """Return the highest number of a comment of ``package``, -1 where there is none."""
    highest = -1
    root = package.main_related("comments")
    if root is None:
        return highest
    for comment in root.children("comment"):
        highest = max(highest, whole_number(comment.attribute("id")))
    return highest


def with_comments(
    package: WordPackage, comments: Iterable[NewComment], author: str
) -> dict[str, bytes]:
    """Return the parts of ``package`` with ``comments``, whose places are marked elsewhere."""
    parts = dict(package.parts)
    comments = list(comments)
    if not comments:
        return parts
    name = _comments_part(package)
    if name:
        content = as_utf_8(parts[name])
        root = package.root(name)
        assert root is not None
        parts[name] = _with_children(content, root, comments, author)
        return parts
    namespace = word_namespace(parts[package.main])
    name = _new_name(package)
    written = _written(comments, author, "w:", "w", "")
    parts[name] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:comments xmlns:w="{namespace}">{written}</w:comments>'
    ).encode()
    _add_content_type(parts, package, name)
    _add_relation(parts, package, name, is_strict=namespace != NAMESPACES["w"])
    return parts


def _comments_part(package: WordPackage) -> str:
    for name in package.related(package.main, "comments"):
        if package.root(name) is not None:
            return name
    return ""


def _new_name(package: WordPackage) -> str:
    """Return a name for the part that no other part has; Word compares names without case."""
    taken = {name.lower() for name in package.parts}
    folder = posixpath.dirname(package.main)
    number = ""
    while True:
        name = posixpath.join(folder, f"comments{number}.xml")
        if name.lower() not in taken:
            return name
        number = str(int(number or "1") + 1)


def _with_children(
    content: bytes,
    root: WordElement,
    comments: Sequence[NewComment],
    author: str,
) -> bytes:
    """Return a part of comments with more of them at its end."""
    place = ElementPlaces(content, root).place(root)
    prefix = place.name.rpartition(":")[0]
    declaration = "" if prefix else f' xmlns:w="{word_namespace(content)}"'
    written = _written(
        comments,
        author,
        f"{prefix}:" if prefix else "",
        prefix or "w",
        declaration,
    )
    return _with_content_at_end(content, root, written)


def _with_content_at_end(content: bytes, root: WordElement, written: str) -> bytes:
    """Return a part with ``written`` as the last content of its root."""
    place = ElementPlaces(content, root).place(root)
    if not place.is_one_tag:
        edit = TextEditOfPart(place.end_tag, place.end_tag, written.encode())
        return edited(content, [edit])
    tag = content[place.start : place.end].decode()
    opened = tag[: tag.rindex("/")] + ">"
    whole = f"{opened}{written}</{place.name}>"
    return edited(content, [TextEditOfPart(place.start, place.end, whole.encode())])


def _written(
    comments: Iterable[NewComment],
    author: str,
    prefix: str,
    attribute_prefix: str,
    declaration: str,
) -> str:
    """Return ``comments`` as elements; they have no date, so that the same input gives the same bytes."""
    written = ""
    for comment in comments:
        attributes = (
            f' {attribute_prefix}:id="{comment.identifier}"'
            f" {attribute_prefix}:author={quoteattr(author)}"
            f' {attribute_prefix}:initials="{_INITIALS}"'
        )
        paragraphs = ""
        for text in comment.paragraphs:
            readable = chinese.ILLEGAL_CHARACTER.sub(" ", text)
            paragraphs += (
                f"<{prefix}p><{prefix}r>"
                f'<{prefix}t xml:space="preserve">{escape(readable)}</{prefix}t>'
                f"</{prefix}r></{prefix}p>"
            )
        written += (
            f"<{prefix}comment{declaration}{attributes}>{paragraphs}</{prefix}comment>"
        )
    return written


def _add_content_type(parts: dict[str, bytes], package: WordPackage, name: str) -> None:
    content = as_utf_8(parts[CONTENT_TYPES])
    root = package.root(CONTENT_TYPES)
    assert root is not None
    prefix = _prefix_of_root(content, root)
    written = (
        f"<{prefix}Override PartName={quoteattr('/' + name)}"
        f' ContentType="{_CONTENT_TYPE}"/>'
    )
    parts[CONTENT_TYPES] = _with_content_at_end(content, root, written)


def _add_relation(
    parts: dict[str, bytes], package: WordPackage, name: str, *, is_strict: bool
) -> None:
    relation_type = _STRICT_RELATION_TYPE if is_strict else _RELATION_TYPE
    # Targets count from the folder of the part that refers to them.
    target = posixpath.relpath(name, posixpath.dirname(package.main) or ".")
    identifier = _free_identifier(package)
    attributes = f'Id="{identifier}" Type="{relation_type}" Target={quoteattr(target)}'
    relations = relations_part(package.main)
    root = package.root(relations)
    if root is None:
        parts[relations] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Relationships xmlns="{NAMESPACES["rel"]}">'
            f"<Relationship {attributes}/></Relationships>"
        ).encode()
        return
    content = as_utf_8(parts[relations])
    prefix = _prefix_of_root(content, root)
    written = f"<{prefix}Relationship {attributes}/>"
    parts[relations] = _with_content_at_end(content, root, written)


def _prefix_of_root(content: bytes, root: WordElement) -> str:
    name = ElementPlaces(content, root).place(root).name
    prefix = name.rpartition(":")[0]
    return f"{prefix}:" if prefix else ""


def _free_identifier(package: WordPackage) -> str:
    taken = {relation.identifier for relation in package.relations(package.main)}
    identifier = _RELATION_ID
    while identifier in taken:
        identifier += "x"
    return identifier

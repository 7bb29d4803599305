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
    ElementPlace,
    ElementPlaces,
    TextEditOfPart,
    as_utf_8,
    edited,
)
from rectify_gen.word.elements import WordElement, whole_number
from rectify_gen.word.namespaces import NAMESPACES
from rectify_gen.word.review_marks import WordNames, word_namespace
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
_NAMES_OF_NEW_PART = WordNames(element_prefix="w:", w="w", declaration="")


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
    written = _written(comments, author, _NAMES_OF_NEW_PART)
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
    names = WordNames.of(place, word_namespace(content))
    return _with_content_at_end(content, place, _written(comments, author, names))


def _with_content_at_end(content: bytes, root: ElementPlace, written: str) -> bytes:
    """Return a part, whose root stands at ``root``, with ``written`` as the last content of that."""
    if not root.is_one_tag:
        edit = TextEditOfPart(root.end_tag, root.end_tag, written.encode())
        return edited(content, [edit])
    tag = content[root.start : root.end].decode()
    opened = tag[: tag.rindex("/")] + ">"
    whole = f"{opened}{written}</{root.name}>"
    return edited(content, [TextEditOfPart(root.start, root.end, whole.encode())])


def _written(comments: Iterable[NewComment], author: str, names: WordNames) -> str:
    """Return ``comments`` as elements; they have no date, so that the same input gives the same bytes."""
    prefix = names.element_prefix
    written = ""
    for comment in comments:
        attributes = (
            f' {names.w}:id="{comment.identifier}"'
            f" {names.w}:author={quoteattr(author)}"
            f' {names.w}:initials="{_INITIALS}"'
        )
        paragraphs = ""
        for text in comment.paragraphs:
            readable = chinese.ILLEGAL_CHARACTER.sub(" ", text)
            paragraphs += (
                f"<{prefix}p><{prefix}r>"
                f'<{prefix}t xml:space="preserve">{escape(readable)}</{prefix}t>'
                f"</{prefix}r></{prefix}p>"
            )
        written += names.around("comment", paragraphs, attributes)
    return written


def _add_content_type(parts: dict[str, bytes], package: WordPackage, name: str) -> None:
    content = as_utf_8(parts[CONTENT_TYPES])
    root = package.root(CONTENT_TYPES)
    assert root is not None
    place = ElementPlaces(content, root).place(root)
    written = (
        f"<{place.prefix}Override PartName={quoteattr('/' + name)}"
        f' ContentType="{_CONTENT_TYPE}"/>'
    )
    parts[CONTENT_TYPES] = _with_content_at_end(content, place, written)


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
    place = ElementPlaces(content, root).place(root)
    written = f"<{place.prefix}Relationship {attributes}/>"
    parts[relations] = _with_content_at_end(content, place, written)


def _free_identifier(package: WordPackage) -> str:
    taken = {relation.identifier for relation in package.relations(package.main)}
    identifier = _RELATION_ID
    while identifier in taken:
        identifier += "x"
    return identifier

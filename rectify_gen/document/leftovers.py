"""What people leave behind in a Word file and readers can see: tracked changes and comments, with their authors.

Every part is looked at, headers and footnotes too. This room must not know whether the
file is a template or a finished document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.document.parts import WORD, Element, Package
from rectify_gen.places import Place

OWN_AUTHOR = "rectify-gen"
"""The author of the comments in a copy that ``template check --comments`` writes."""

_AUTHOR = WORD + "author"
_COMMENT = WORD + "comment"
_MARKS = (b"author", "author".encode("utf-16-le"))
"""One of them stands in every part that names an author, in either encoding of Open XML."""
_RANGE_MARKS = frozenset(
    WORD + name for name in ("moveFromRangeStart", "moveToRangeStart")
)
"""They stand beside the moved text, which is counted itself."""
_AUTHORS_SHOWN = 5
_LONGEST_NAME = 40


class _Trace(NamedTuple):
    """One change or comment: who made it, and the part and element that it is."""

    author: str
    part: str
    element: Element


def leftovers(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield at most two errors: one for all tracked changes in ``parts``, one for all comments."""
    changes: list[_Trace] = []
    comments: list[_Trace] = []
    package = Package(parts, "")
    for name, content in parts.items():
        if not _names_authors(content):
            continue
        try:
            root = package.root(name)
        except InputError as error:
            yield from error.diagnostics
            continue
        if root is None:
            continue
        for element in root.iter():
            if element.tag == _COMMENT:
                comments.append(_trace(element, name))
            elif element.get(_AUTHOR) is not None and element.tag not in _RANGE_MARKS:
                changes.append(_trace(element, name))
    if changes:
        yield _diagnostic("docx-tracked", changes)
    if comments:
        is_own = all(trace.author == OWN_AUTHOR for trace in comments)
        yield _diagnostic("docx-comments-own" if is_own else "docx-comments", comments)


def _names_authors(content: bytes) -> bool:
    if b"<" not in content[:256]:
        return False
    return any(mark in content for mark in _MARKS)


def _trace(element: Element, part: str) -> _Trace:
    return _Trace((element.get(_AUTHOR) or "")[:_LONGEST_NAME], part, element)


def _place(trace: _Trace) -> Place:
    """The text of a comment, or the paragraph that a change stands in."""
    if trace.element.tag == _COMMENT:
        return Place(trace.part, text=_text(trace.element))
    paragraph = next(trace.element.iterancestors(WORD + "p"), None)
    if paragraph is None:
        return Place(trace.part)
    paragraphs = trace.element.getroottree().getroot().iter(WORD + "p")
    number = next(
        number for number, one in enumerate(paragraphs, 1) if one is paragraph
    )
    return Place(trace.part, number, text=_text(paragraph))


def _text(element: Element) -> str:
    names = (WORD + "t", WORD + "delText")
    return "".join(piece.text or "" for piece in element.iter(*names))


def _diagnostic(code: str, traces: list[_Trace]) -> Diagnostic:
    authors = tuple(dict.fromkeys(trace.author for trace in traces if trace.author))
    facts = {
        "count": len(traces),
        "authors_zh": _listed(authors, "、", "未署名", "等"),
        "authors_en": _listed(authors, ", ", "nobody named", " and others"),
    }
    return Diagnostic(code, facts=facts, place=_place(traces[0]))


def _listed(authors: Iterable[str], separator: str, nobody: str, others: str) -> str:
    names = list(authors)
    listed = separator.join(names[:_AUTHORS_SHOWN]) or nobody
    return listed + others if len(names) > _AUTHORS_SHOWN else listed

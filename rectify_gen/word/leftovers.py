"""What people leave behind in a Word file and readers can see: tracked changes and comments, with their authors.

Every part is looked at, headers and footnotes too. This module must not know whether the
file is a template or a finished document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.places import Place
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import qn, qns
from rectify_gen.word.places_of_elements import place_of, text_below
from rectify_gen.word.word_package import WordPackage

OWN_AUTHOR = "rectify-gen"
"""The author of the comments in a copy that ``template check --comments`` writes."""

_AUTHOR = qn("w:author")
_COMMENT = qn("w:comment")
_AUTHOR_MARKS = (b"author", "author".encode("utf-16-le"))
"""One of them stands in every part that names an author, in either encoding of Open XML."""
_RANGE_MARKS = qns("w:moveFromRangeStart w:moveToRangeStart")
"""They stand beside the moved text, which is counted itself."""
_AUTHORS_SHOWN = 5
_LONGEST_NAME = 40


class _Trace(NamedTuple):
    """One change or comment: who made it, and the part and element that it is."""

    author: str
    part: str
    element: WordElement


def leftovers(parts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield at most two errors: one for all tracked changes in ``parts``, one for all comments."""
    changes: list[_Trace] = []
    comments: list[_Trace] = []
    package = WordPackage(parts)
    for name, content in parts.items():
        # Parsing takes long, and most parts name no author.
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
            assert isinstance(element, WordElement)
            tag = element.tag
            if tag == _COMMENT:
                comments.append(_trace(element, name))
                continue
            has_author = element.get(_AUTHOR) is not None
            if has_author and tag not in _RANGE_MARKS:
                changes.append(_trace(element, name))
    if changes:
        yield _diagnostic("docx-tracked", changes)
    if comments:
        # Comments of people must not be called ours, so one of them decides.
        is_own = all(trace.author == OWN_AUTHOR for trace in comments)
        code = "docx-comments-own" if is_own else "docx-comments"
        yield _diagnostic(code, comments)


def _names_authors(content: bytes) -> bool:
    if b"<" not in content[:256]:
        return False
    return any(mark in content for mark in _AUTHOR_MARKS)


def _trace(element: WordElement, part: str) -> _Trace:
    author = (element.get(_AUTHOR) or "")[:_LONGEST_NAME]
    return _Trace(author, part, element)


def _place(trace: _Trace) -> Place:
    """Return the text of a comment, or the paragraph that a change stands in."""
    if trace.element.tag == _COMMENT:
        return Place(trace.part, text=text_below(trace.element))
    return place_of(trace.element, trace.part)


def _diagnostic(code: str, traces: Sequence[_Trace]) -> Diagnostic:
    authors: list[str] = []
    for trace in traces:
        if trace.author and trace.author not in authors:
            authors.append(trace.author)
    facts = {
        "count": len(traces),
        "authors_zh": _listed(authors, "、", nobody="未署名", others="等"),
        "authors_en": _listed(
            authors, ", ", nobody="nobody named", others=" and others"
        ),
    }
    return Diagnostic(code, facts=facts, place=_place(traces[0]))


def _listed(authors: Sequence[str], separator: str, *, nobody: str, others: str) -> str:
    listed = separator.join(authors[:_AUTHORS_SHOWN]) or nobody
    if len(authors) > _AUTHORS_SHOWN:
        listed += others
    return listed

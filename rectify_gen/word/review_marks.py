"""Comments and tracked changes at characters of a document, written into its XML; all other bytes stay.

A run is split where a mark must stand within it: each piece keeps the tag and the properties of the run. Text in text
boxes, formulas and phonetic guides cannot be split, and what a field prints is written anew: there a comment is about
the whole object, and no change is made.
This module must not know what comments say, or why text is changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from rectify_gen.word.element_places import (
    ElementPlace,
    ElementPlaces,
    TextEditOfPart,
    edited,
)
from rectify_gen.word.elements import RunElement, WordElement, whole_number
from rectify_gen.word.namespaces import NAMESPACES, STRICT_NAMESPACES, qn, qns

_HOLDERS = qns(
    "w:p w:hyperlink w:ins w:moveTo w:sdtContent w:smartTag w:customXml w:dir w:bdo"
)
"""Elements that may hold runs, and marks between them."""
_OTHERS_CHANGES = qns("w:ins w:moveTo w:del w:moveFrom")
_CHANGED_PROPERTIES = re.compile(
    rb"<([A-Za-z0-9]+:)?rPrChange\b.*?</\1rPrChange\s*>", re.DOTALL
)
_NUMBERED = qns(
    "w:ins w:del w:moveFrom w:moveTo w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:tcPrChange w:trPrChange"
    " w:tblGridChange w:numberingChange w:cellIns w:cellDel w:cellMerge w:bookmarkStart w:moveFromRangeStart"
    " w:moveToRangeStart"
)
"""What shares one sequence of identifiers."""
_BINDING = f"{qn('w:sdtPr')}/{qn('w:dataBinding')}"
_TEXT = qn("w:t")
_RUN_PROPERTIES = qn("w:rPr")
_FIELD_MARK = qn("w:fldChar")


class CharacterPlace(NamedTuple):
    """Where one displayed character stands: in the text of a ``w:t`` at ``offset``, or as a part of ``element``."""

    element: WordElement
    offset: int = 0
    is_exact: bool = False
    """Whether it is that one character of a ``w:t``."""
    is_in_field: bool = False


class CommentMark(NamedTuple):
    """What a comment is about: from its first to its last character."""

    identifier: int
    first: CharacterPlace
    last: CharacterPlace


class TrackedChange(NamedTuple):
    """Characters that are deleted, and what is inserted behind them; without any, behind ``before``."""

    deleted: tuple[CharacterPlace, ...]
    inserted: str
    before: CharacterPlace | None = None


class _TouchedRun:
    """One run that is touched: what stands before and behind it, and what happens inside."""

    def __init__(self) -> None:
        self.before: list[str] = []
        self.behind: list[str] = []
        self.starts: dict[int, list[str]] = {}
        self.ends: dict[int, list[str]] = {}
        self.insertions: dict[int, list[str]] = {}
        self.deleted: set[int] = set()


class _Atom(NamedTuple):
    """One character of a ``w:t``, or another child of a run as a whole."""

    child: WordElement
    sign: str = ""
    offset: int = 0
    """Which character it is."""


class _AtomsOfRun(NamedTuple):
    """The atoms of a run, and the number of the first one of each child."""

    atoms: list[_Atom]
    first_numbers: dict[WordElement, int]


class _FieldEnds(NamedTuple):
    """The marks between which a field stands."""

    begin: WordElement
    end: WordElement


def is_changeable(place: CharacterPlace) -> bool:
    """Return whether a tracked change can be made at ``place``: in the text of a run, which nothing writes anew."""
    if not place.is_exact or place.is_in_field:
        return False
    unit = _unit(place.element)
    if unit is not place.element.getparent():
        return False
    for element in unit.iterancestors():
        if element.tag in _OTHERS_CHANGES:
            return False
        # Word fills such a content control from data elsewhere.
        is_control = element.tag == qn("w:sdt")
        if is_control and element.find(_BINDING) is not None:
            return False
    return True


def highest_change_identifier(root: WordElement) -> int:
    """Return the highest identifier of tracked changes and bookmarks in a part."""
    highest = 0
    for element in root.iter(*_NUMBERED):
        assert isinstance(element, WordElement)
        highest = max(highest, whole_number(element.attribute("id")))
    return highest


def with_marks(
    content: bytes,
    root: WordElement,
    comments: Sequence[CommentMark],
    changes: Sequence[TrackedChange],
    author: str,
) -> bytes:
    """Return the main part ``content`` (UTF-8), which was parsed as ``root``, with ``comments`` and ``changes``.

    Accepting all changes gives the changed text, rejecting all gives the text as it was.
    """
    writer = _MarkWriter(content, root, author)
    for comment in comments:
        writer.add_comment(comment)
    for change in changes:
        writer.add_change(change)
    return writer.written()


class _MarkWriter:
    """Collects what happens to each run, and then writes the runs."""

    def __init__(self, content: bytes, root: WordElement, author: str) -> None:
        self._content = content
        self._places = ElementPlaces(content, root)
        self._author = author
        self._namespace = word_namespace(content)
        self._next_identifier = highest_change_identifier(root) + 1
        self._runs: dict[WordElement, _TouchedRun] = {}
        self._atoms: dict[WordElement, _AtomsOfRun] = {}
        self._fields: dict[WordElement, dict[WordElement, _FieldEnds]] = {}

    def add_comment(self, comment: CommentMark) -> None:
        """Add the marks of one comment."""
        identifier = comment.identifier
        first = self._outside_field(comment.first, is_first=True)
        last = self._outside_field(comment.last, is_first=False)
        first_unit = _unit(first.element)
        last_unit = _unit(last.element)
        names = self._names(first_unit)
        start = names.tag("commentRangeStart", f'{names.w}:id="{identifier}"')
        names = self._names(last_unit)
        end = names.tag("commentRangeEnd", f'{names.w}:id="{identifier}"')
        reference = names.tag("commentReference", f'{names.w}:id="{identifier}"')
        end += names.around("r", reference)
        atom = self._atom_number(first, first_unit)
        run = self._run(first_unit)
        if atom is None:
            run.before.append(start)
        else:
            run.starts.setdefault(atom, []).append(start)
        atom = self._atom_number(last, last_unit)
        run = self._run(last_unit)
        if atom is None:
            run.behind.append(end)
        else:
            run.ends.setdefault(atom + 1, []).append(end)

    def add_change(self, change: TrackedChange) -> None:
        """Add one change, whose characters are all changeable."""
        for place in change.deleted:
            unit = _unit(place.element)
            number = self._atom_number(place, unit)
            assert number is not None
            self._run(unit).deleted.add(number)
        if not change.inserted:
            return
        place_before = change.deleted[-1] if change.deleted else change.before
        assert place_before is not None
        unit = _unit(place_before.element)
        number = self._atom_number(place_before, unit)
        assert number is not None
        insertions = self._run(unit).insertions
        insertions.setdefault(number + 1, []).append(change.inserted)

    def written(self) -> bytes:
        """Return the part with everything that was added."""
        edits = []
        # In the order of the document, so that identifiers count up.
        for unit in sorted(self._runs, key=lambda unit: self._places.place(unit).start):
            edits.append(self._edit(unit, self._runs[unit]))
        return edited(self._content, edits)

    def _outside_field(
        self, place: CharacterPlace, *, is_first: bool
    ) -> CharacterPlace:
        """Return ``place``; where a field prints it, the first or last mark of that field."""
        paragraph = next(place.element.iterancestors(qn("w:p")), None)
        if not place.is_in_field or not isinstance(paragraph, WordElement):
            return place
        if paragraph not in self._fields:
            self._fields[paragraph] = _field_ends(paragraph)
        ends = self._fields[paragraph].get(place.element)
        if ends is None:
            return place
        return CharacterPlace(ends.begin if is_first else ends.end)

    def _run(self, unit: WordElement) -> _TouchedRun:
        return self._runs.setdefault(unit, _TouchedRun())

    def _names(self, unit: WordElement) -> WordNames:
        return WordNames.of(self._places.place(unit), self._namespace)

    def _atom_number(self, place: CharacterPlace, unit: WordElement) -> int | None:
        """Return which atom of the run ``unit`` holds ``place``; None where the run cannot be split there."""
        if place.element.getparent() is not unit or not isinstance(unit, RunElement):
            return None
        number = self._atoms_of(unit).first_numbers.get(place.element)
        if number is None or not place.is_exact:
            return number
        return number + place.offset

    def _atoms_of(self, unit: WordElement) -> _AtomsOfRun:
        if unit in self._atoms:
            return self._atoms[unit]
        atoms: list[_Atom] = []
        first_numbers = {}
        for child in unit.elements():
            if child.tag == _RUN_PROPERTIES:
                continue
            first_numbers[child] = len(atoms)
            text = child.text or ""
            if child.tag != _TEXT or not text:
                atoms.append(_Atom(child))
                continue
            for index, sign in enumerate(text):
                atoms.append(_Atom(child, sign, index))
        self._atoms[unit] = _AtomsOfRun(atoms, first_numbers)
        return self._atoms[unit]

    def _edit(self, unit: WordElement, run: _TouchedRun) -> TextEditOfPart:
        place = self._places.place(unit)
        inside = self._content[place.start : place.end].decode()
        if run.starts or run.ends or run.insertions or run.deleted:
            inside = self._split(unit, place, run)
        written = "".join(run.before) + inside + "".join(run.behind)
        return TextEditOfPart(place.start, place.end, written.encode())

    def _split(self, unit: WordElement, place: ElementPlace, run: _TouchedRun) -> str:
        """Return the run as pieces, with the marks between them."""
        atoms = self._atoms_of(unit).atoms
        start_tag = self._content[place.start : place.content].decode()
        properties = self._properties(unit)
        names = self._names(unit)
        pieces = []
        segment: list[_Atom] = []
        for number in range(len(atoms) + 1):
            is_last = number == len(atoms)
            is_border = number > 0 and (
                is_last or (number in run.deleted) != (number - 1 in run.deleted)
            )
            has_marks = (
                number in run.starts or number in run.ends or number in run.insertions
            )
            if segment and (is_border or has_marks):
                is_deleted = number - 1 in run.deleted
                text = self._segment(segment, is_deleted, names)
                piece = f"{start_tag}{properties}{text}</{place.name}>"
                if is_deleted:
                    piece = self._change("del", piece, names)
                pieces.append(piece)
                segment = []
            for inserted in run.insertions.get(number, ()):
                pieces.append(self._insertion(inserted, properties, names))
            pieces += run.ends.get(number, ())
            pieces += run.starts.get(number, ())
            if not is_last:
                segment.append(atoms[number])
        return "".join(pieces)

    def _properties(self, unit: WordElement) -> str:
        for child in unit.elements():
            if child.tag == _RUN_PROPERTIES:
                place = self._places.place(child)
                return self._content[place.start : place.end].decode()
        return ""

    def _segment(
        self,
        segment: Sequence[_Atom],
        is_deleted: bool,
        names: WordNames,
    ) -> str:
        """Return the children of one piece of a run; what is not split stays as it was written."""
        written = ""
        index = 0
        while index < len(segment):
            child = segment[index].child
            start = segment[index].offset
            text = ""
            while index < len(segment) and segment[index].child is child:
                text += segment[index].sign
                index += 1
            is_whole = child.tag != _TEXT or text == (child.text or "")
            if is_whole and (child.tag != _TEXT or not is_deleted):
                place = self._places.place(child)
                written += self._content[place.start : place.end].decode()
                continue
            shown = _shown(text, start, child)
            name = "delText" if is_deleted else "t"
            written += names.around(name, escape(shown), ' xml:space="preserve"')
        return written

    def _insertion(self, text: str, properties: str, names: WordNames) -> str:
        # What was changed about the properties before belongs to the run that stands there.
        plain = _CHANGED_PROPERTIES.sub(b"", properties.encode()).decode()
        inside = names.around("t", escape(text), ' xml:space="preserve"')
        return self._change("ins", names.around("r", plain + inside), names)

    def _change(self, kind: str, inside: str, names: WordNames) -> str:
        identifier = self._next_identifier
        self._next_identifier += 1
        attributes = (
            f' {names.w}:id="{identifier}" {names.w}:author={quoteattr(self._author)}'
        )
        return names.around(kind, inside, attributes)


class WordNames(NamedTuple):
    """How elements and attributes of WordprocessingML are called at one place of a part."""

    element_prefix: str
    """``w:``, or empty where it is the namespace of elements without a prefix."""
    w: str
    """The prefix of attributes."""
    declaration: str
    """What must be declared for that prefix."""

    @classmethod
    def of(cls, place: ElementPlace, namespace: str) -> WordNames:
        """Return the names as the element at ``place`` has them."""
        if place.prefix:
            return cls(place.prefix, place.prefix.removesuffix(":"), "")
        return cls("", "w", f' xmlns:w="{namespace}"')

    def tag(self, name: str, attributes: str) -> str:
        """Return an element without content."""
        return f"<{self.element_prefix}{name}{self.declaration} {attributes}/>"

    def around(self, name: str, content: str, attributes: str = "") -> str:
        """Return an element around ``content``."""
        whole_name = f"{self.element_prefix}{name}"
        return f"<{whole_name}{self.declaration}{attributes}>{content}</{whole_name}>"


def word_namespace(content: bytes) -> str:
    """Return the namespace of WordprocessingML that a part is written in: the strict one, or the usual one."""
    for strict, usual in STRICT_NAMESPACES.items():
        if usual == NAMESPACES["w"] and strict.encode() in content:
            return strict
    return NAMESPACES["w"]


def _unit(element: WordElement) -> WordElement:
    """Return the element that marks can stand beside: the run around ``element``, or what holds it as a whole."""
    unit = element
    for ancestor in element.iterancestors(qn("w:r")):
        # The outermost: a text box and a phonetic guide are runs within a run.
        assert isinstance(ancestor, WordElement)
        unit = ancestor
    parent = unit.getparent()
    while parent is not None and parent.tag not in _HOLDERS:
        assert isinstance(parent, WordElement)
        unit = parent
        parent = unit.getparent()
    return unit


def _field_ends(paragraph: WordElement) -> dict[WordElement, _FieldEnds]:
    """Return the first and last mark of the outermost field around each element of ``paragraph`` that stands in one.

    A field that goes on beyond the paragraph is no single object.
    """
    ends: dict[WordElement, _FieldEnds] = {}
    begin: WordElement | None = None
    depth = 0
    inside: list[WordElement] = []
    for element in paragraph.iter():
        assert isinstance(element, WordElement)
        if element.tag != _FIELD_MARK:
            if depth > 0:
                inside.append(element)
            continue
        kind = element.attribute("fldCharType")
        if kind == "begin":
            begin = element if depth == 0 else begin
            depth += 1
        elif kind == "end" and depth > 0:
            depth -= 1
            if depth == 0 and begin is not None:
                outermost = _FieldEnds(begin, element)
                ends.update(dict.fromkeys(inside, outermost))
                inside = []
    return ends


def _shown(text: str, start: int, child: WordElement) -> str:
    """Return ``text``, which stands at ``start`` in the ``w:t`` ``child``, without the outer blanks that are not shown."""
    if child.get(qn("xml:space")) == "preserve":
        return text
    own_text = child.text or ""
    if start + len(text) == len(own_text):
        text = text.rstrip(" ")
    return text.lstrip(" ") if start == 0 else text

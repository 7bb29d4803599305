"""The parts of a document while attachments are put into it: what was parsed is written again once, at the end.

This module must not know what attachments are.
"""

from __future__ import annotations

import posixpath

from lxml import etree

from rectify_gen.word.namespaces import NAMESPACES, qn
from rectify_gen.word.word_package import CONTENT_TYPES, WordPackage, relations_part
from rectify_gen.word.xml import parse_to_keep

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATION = qn("rel:Relationship")
_OVERRIDE = qn("ct:Override")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_IGNORABLE = qn("mc:Ignorable")


class DocumentParts:
    """A document, its styles, its numbering and its relationships, to be added to."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        package = WordPackage(parts)
        self.parts = dict(parts)
        self.main = package.main
        self.document: etree._Element = parse_to_keep(parts[self.main], self.main)
        self._types = parse_to_keep(parts[CONTENT_TYPES], CONTENT_TYPES)
        self._relations_part = relations_part(self.main)
        self._relations = self._parsed_relations()
        style_parts = package.related(self.main, "styles")
        self._styles_part = next(iter(style_parts), "")
        self.styles = self._parsed_styles()
        numbering_parts = package.related(self.main, "numbering")
        self._numbering_part = next(iter(numbering_parts), "")
        self._numbering: etree._Element | None = None

    def _parsed_relations(self) -> etree._Element:
        name = self._relations_part
        if name in self.parts:
            return parse_to_keep(self.parts[name], name)
        # Their type goes by their extension, which every package knows.
        space = NAMESPACES["rel"]
        return etree.fromstring(f'<Relationships xmlns="{space}"/>')

    def _parsed_styles(self) -> etree._Element:
        if self._styles_part:
            return parse_to_keep(self.parts[self._styles_part], self._styles_part)
        self._styles_part = self._new_part("styles")
        return etree.Element(qn("w:styles"), nsmap={"w": NAMESPACES["w"]})

    def _new_part(self, kind: str) -> str:
        """Add an empty part of ``kind``, which the document refers to, and return its name."""
        folder = posixpath.dirname(self.main)
        name = posixpath.join(folder, f"{kind}.xml")
        self.add_part(
            name,
            b"",
            f"{_WORD_TYPE}{kind}+xml",
        )
        self.add_relation(_OFFICE + kind, f"/{name}")
        return name

    def numbering(self) -> etree._Element:
        """Return the root of the numbering part, which is made where there is none."""
        if self._numbering is not None:
            return self._numbering
        if self._numbering_part:
            content = self.parts[self._numbering_part]
            self._numbering = parse_to_keep(
                content,
                self._numbering_part,
            )
            return self._numbering
        self._numbering_part = self._new_part("numbering")
        self._numbering = etree.Element(qn("w:numbering"), nsmap={"w": NAMESPACES["w"]})
        return self._numbering

    def add_part(
        self,
        name: str,
        content: bytes,
        content_type: str,
    ) -> None:
        """Add the part ``name`` of ``content_type``; an empty type leaves it to the extension."""
        self.parts[name] = content
        if not content_type:
            return
        override = etree.SubElement(self._types, _OVERRIDE)
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)

    def add_relation(
        self, relation_type: str, target: str, *, is_external: bool = False
    ) -> str:
        """Add a relationship of the document, and return its identifier."""
        taken: set[str] = set()
        for existing in self._relations:
            identifier = str(existing.get("Id"))
            taken.add(identifier)
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        relation = etree.SubElement(self._relations, _RELATION)
        relation.set("Id", f"rId{number}")
        relation.set("Type", relation_type)
        relation.set("Target", target)
        if is_external:
            relation.set("TargetMode", "External")
        return f"rId{number}"

    def know_namespaces(self, root: etree._Element) -> None:
        """Declare the namespaces of ``root`` in the document too, and ignore what it ignores.

        ``mc:Choice`` names prefixes in a text, which are looked up where they stand.
        """
        known: dict[str, str] = {}
        # The document's own come last: its prefixes mean what they meant.
        for nsmap in (root.nsmap, self.document.nsmap):
            for prefix, space in nsmap.items():
                if prefix:
                    known[prefix] = space
        ignorable = _ignored_prefixes(self.document)
        for prefix in _ignored_prefixes(root):
            root_space = root.nsmap.get(prefix)
            is_same = known.get(prefix) == root_space
            if is_same and prefix not in ignorable:
                ignorable.append(prefix)
        if ignorable:
            known.setdefault("mc", NAMESPACES["mc"])
        document = etree.Element(
            self.document.tag,
            nsmap=known,
        )
        for name, value in self.document.attrib.items():
            document.set(name, value)
        document.extend(list(self.document))
        if ignorable:
            document.set(_IGNORABLE, " ".join(ignorable))
        self.document = document

    def written(self) -> dict[str, bytes]:
        """Return all parts of the document as they are now."""
        self.parts[self.main] = _written(self.document)
        self.parts[self._styles_part] = _written(self.styles)
        self.parts[self._relations_part] = _written(self._relations)
        self.parts[CONTENT_TYPES] = _written(self._types)
        if self._numbering is not None:
            self.parts[self._numbering_part] = _written(self._numbering)
        return self.parts


def _ignored_prefixes(root: etree._Element) -> list[str]:
    text = root.get(_IGNORABLE, "")
    return str(text).split()


def _written(root: etree._Element) -> bytes:
    return _DECLARATION + etree.tostring(root, encoding="utf-8")

"""A Word file as an attachment: its blocks, with its own styles, numbering and pictures, fit for another document.

Everything that has an identifier gets one of its own, and what the file's defaults say is written into its styles, so
that it looks in the document as it looks alone. docxcompose takes styles of one name for one style, forgets what they
are based on, gives numberings random identifiers and pairs bookmarks anew; all four would show. This module must not
know where in the document the blocks go.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.package import read_package
from rectify_gen.templating.attaching.document_parts import DocumentParts
from rectify_gen.templating.attaching.theme_fonts import name_theme_fonts
from rectify_gen.word.attachable import faults_of_attachment
from rectify_gen.word.elements import take_out
from rectify_gen.word.namespaces import NAMESPACES, local_name, qn, qns
from rectify_gen.word.word_package import (
    CONTENT_TYPES,
    Relation,
    WordPackage,
    relations_part,
)

_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_SECTION = qn("w:sectPr")
_PARAGRAPH_PROPERTIES = qn("w:pPr")
_RUN_PROPERTIES = qn("w:rPr")
_TEXT = qn("w:t")
_STYLE = qn("w:style")
_STYLE_ID = qn("w:styleId")
_STYLE_TYPE = qn("w:type")
_DEFAULT = qn("w:default")
_NAME = qn("w:name")
_BASED_ON = qn("w:basedOn")
_VALUE = qn("w:val")
_STYLE_LINKS = qns("w:basedOn w:link")
_STYLE_USES = qns("w:pStyle w:rStyle w:tblStyle w:styleLink w:numStyleLink")
_NUMBERING_USE = qn("w:numId")
_NUMBERING_ID = qn("w:numId")
_ABSTRACT_ID = qn("w:abstractNumId")
_DROPPED_OF_STYLES = qns(
    "w:next w:rsid w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:autoRedefine"
)
_MARGIN_REFERENCES = qns("w:headerReference w:footerReference w:titlePg")
_BOOKMARKS = qns("w:bookmarkStart w:bookmarkEnd")
_IDENTIFIER = qn("w:id")
_LABEL = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?")
_MOST_OPENING_PARAGRAPHS = 8
"""Paragraphs at the beginning of a file among which label and title are looked for."""
_FIRST_LIST = 0x2A000000
"""From here on lists get numbers of their own, by which Word tells them apart."""
_LONGEST_IDENTIFIER = 10
"""Digits: Word draws numbers of 32 bits for drawings, longer ones than ``whole_number`` takes."""
_UNIQUE_ATTRIBUTES = re.compile("paraId|textId|rsid.*")


class AttachedFile(NamedTuple):
    """The blocks of a file, and the section that says how large its pages are."""

    blocks: list[etree._Element]
    section: etree._Element


def read_attached_file(
    data: bytes, name: str, number: int, title: str, target: DocumentParts
) -> AttachedFile:
    """Return the Word file ``data`` as the attachment ``number``, and add to ``target`` all that its blocks need.

    Label and ``title`` at its beginning are left out, since the document prints them.

    Raises:
        InputError: no intact .docx, one with active content, tracked changes, comments or notes.
    """
    package = _opened(data, name)
    document = package.root(package.main)
    assert document is not None  # its body was found
    root = etree.fromstring(etree.tostring(document))
    target.know_namespaces(root)
    body = root.find(qn("w:body"))
    assert body is not None  # as above
    styles = _FileStyles(package, number)
    numbering = _FileNumbering(
        package,
        target,
        styles,
    )
    section = body.find(_SECTION)
    if section is None:
        section = etree.Element(_SECTION)
    else:
        body.remove(section)
    blocks = _without_opening(list(body), title)
    for block in blocks:
        _make_unique(block, number)
        styles.name_defaults(block)
        name_theme_fonts(block, styles.theme)
        numbering.use(block)
        for reference in list(block.iter(*_MARGIN_REFERENCES)):
            take_out(reference)
    _relate(
        blocks,
        package,
        target,
        number,
    )
    for style in styles.used_by(blocks, numbering):
        numbering.use(style)
        target.styles.append(style)
    numbering.write()
    return AttachedFile(blocks, section)


def _opened(data: bytes, name: str) -> WordPackage:
    faults: list[Diagnostic] = []
    for fault in faults_of_attachment(data):
        faults.append(fault._replace(path=name))
    if faults:
        raise InputError(faults)
    return WordPackage(read_package(data))


def _without_opening(blocks: list[etree._Element], title: str) -> list[etree._Element]:
    """``blocks`` without label and title at their beginning, and without the empty lines around these."""
    kept = blocks
    expected = _squeezed(title)
    collected = ""
    for place, block in enumerate(blocks[:_MOST_OPENING_PARAGRAPHS], start=1):
        if block.tag != _PARAGRAPH or block.find(f".//{_SECTION}") is not None:
            break
        text = _squeezed(_text_of(block))
        is_picture = next(block.iter(qn("w:drawing"), qn("w:pict")), None) is not None
        if is_picture:
            break
        if not text or _LABEL.fullmatch(text):
            kept = blocks[place:]
            continue
        # A title may stand on several lines.
        collected += text
        if collected == expected:
            kept = blocks[place:]
        elif not expected.startswith(collected):
            break
    return _without_blanks(kept)


def _without_blanks(blocks: list[etree._Element]) -> list[etree._Element]:
    """``blocks`` without the empty paragraphs at their beginning: one empty line follows the title anyway."""
    start = 0
    while start < len(blocks) - 1:
        block = blocks[start]
        is_empty = block.tag == _PARAGRAPH and not _text_of(block).strip()
        has_more = next(
            block.iter(
                qn("w:drawing"),
                qn("w:pict"),
                _SECTION,
            ),
            None,
        )
        if not is_empty or has_more is not None:
            break
        start += 1
    return blocks[start:]


def _text_of(block: etree._Element) -> str:
    pieces: list[str] = []
    for piece in block.iter(_TEXT):
        pieces.append(str(piece.text or ""))
    return "".join(pieces)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _make_unique(block: etree._Element, number: int) -> None:
    """Give bookmarks and drawings of ``block`` numbers that no other attachment has; drop those of paragraphs."""
    base = 100_000 * number
    for element in block.iter(etree.Element):
        for attribute in list(element.attrib):
            if _UNIQUE_ATTRIBUTES.fullmatch(local_name(attribute)):
                del element.attrib[attribute]
        if element.tag in _BOOKMARKS:
            identifier = _identifier_number(element.get(_IDENTIFIER))
            shifted = base + identifier
            element.set(_IDENTIFIER, str(shifted))
        elif element.tag == qn("wp:docPr"):
            identifier = _identifier_number(element.get("id"))
            shifted = base + identifier % base
            element.set("id", str(shifted))


def _identifier_number(text: object) -> int:
    """Return the identifier that an attribute holds; none, or one that no document has, is 0."""
    written = str(text)
    is_number = written.isascii() and written.isdecimal()
    if not is_number or len(written) > _LONGEST_IDENTIFIER:
        return 0
    return int(written)


# ---------------------------------------------------------------- styles


class _FileStyles:
    """The styles of a file under identifiers and names of their own, its defaults written into them."""

    def __init__(
        self,
        package: WordPackage,
        number: int,
    ) -> None:
        self.prefix = f"A{number}-"
        self.number = number
        self.by_identifier: dict[str, etree._Element] = {}
        self.default: dict[str, str] = {}
        self.theme = package.main_related("theme")
        root = package.main_related("styles")
        self.defaults: dict[str, etree._Element] = {}
        if root is None:
            return
        for place, tag in (
            ("rPrDefault", _RUN_PROPERTIES),
            ("pPrDefault", _PARAGRAPH_PROPERTIES),
        ):
            properties = root.find(f"{qn('w:docDefaults')}/{qn(f'w:{place}')}/{tag}")
            if properties is not None:
                self.defaults[tag] = _plain(properties)
        for element in root.iter(_STYLE):
            style = _plain(element)
            identifier = str(style.get(_STYLE_ID))
            self.by_identifier[identifier] = style
            if str(style.get(_DEFAULT)) in ("1", "true", "on"):
                self.default[str(style.get(_STYLE_TYPE))] = identifier

    def new_identifier(self, identifier: str) -> str:
        """Return what the style ``identifier`` of the file is called in the document."""
        return self.prefix + identifier

    def name_defaults(self, block: etree._Element) -> None:
        """Name the style of each paragraph and table of ``block`` that takes the file's default one, and rename all."""
        for element in list(block.iter(etree.Element)):
            if element.tag in _STYLE_USES:
                element.set(_VALUE, self.new_identifier(str(element.get(_VALUE))))
        for paragraph in list(block.iter(_PARAGRAPH)):
            properties = paragraph.find(_PARAGRAPH_PROPERTIES)
            if properties is None:
                properties = etree.Element(_PARAGRAPH_PROPERTIES)
                paragraph.insert(0, properties)
            if properties.find(qn("w:pStyle")) is None and "paragraph" in self.default:
                style = etree.Element(qn("w:pStyle"))
                style.set(_VALUE, self.new_identifier(self.default["paragraph"]))
                properties.insert(0, style)
        for table in list(block.iter(_TABLE)):
            properties = table.find(qn("w:tblPr"))
            if properties is None or "table" not in self.default:
                continue
            if properties.find(qn("w:tblStyle")) is None:
                style = etree.Element(qn("w:tblStyle"))
                style.set(_VALUE, self.new_identifier(self.default["table"]))
                properties.insert(0, style)

    def used_by(
        self, blocks: list[etree._Element], numbering: _FileNumbering
    ) -> list[etree._Element]:
        """Return the styles that ``blocks`` use, and those that these are based on, ready for the document."""
        queue: list[str] = []
        for root in (*blocks, *numbering.levels()):
            for element in root.iter(*_STYLE_USES):
                queue.append(str(element.get(_VALUE)))
        used: dict[str, etree._Element] = {}
        while queue:
            new_identifier = queue.pop(0)
            identifier = new_identifier.removeprefix(self.prefix)
            if new_identifier in used or identifier not in self.by_identifier:
                continue
            style = self._renamed(identifier)
            used[new_identifier] = style
            for element in style.iter(*_STYLE_LINKS, *_STYLE_USES):
                queue.append(str(element.get(_VALUE)))
        return list(used.values())

    def _renamed(self, identifier: str) -> etree._Element:
        style = copy.deepcopy(self.by_identifier[identifier])
        style.set(_STYLE_ID, self.new_identifier(identifier))
        if _DEFAULT in style.attrib:
            del style.attrib[_DEFAULT]
        for child in list(style):
            if child.tag in _DROPPED_OF_STYLES:
                style.remove(child)
        for element in style.iter(*_STYLE_LINKS, *_STYLE_USES):
            element.set(_VALUE, self.new_identifier(str(element.get(_VALUE))))
        name = style.find(_NAME)
        if name is not None:
            name.set(_VALUE, f"{name.get(_VALUE)}（附件{self.number}）")
        is_paragraph = style.get(_STYLE_TYPE) == "paragraph"
        if is_paragraph and style.find(_BASED_ON) is None:
            self._write_defaults(style)
        name_theme_fonts(style, self.theme)
        return style

    def _write_defaults(self, style: etree._Element) -> None:
        """Write the file's defaults into a ``style`` that is based on no other, and switch off the document's."""
        for tag, builtin in (
            (_PARAGRAPH_PROPERTIES, _PARAGRAPH_BUILTIN),
            (_RUN_PROPERTIES, _RUN_BUILTIN),
        ):
            properties = style.find(tag)
            if properties is None:
                properties = etree.Element(tag)
                _insert_in_order(
                    style,
                    properties,
                    _ORDER_OF_STYLE,
                )
            order = _ORDERS[tag]
            sources = [_builtin(builtin)]
            if tag in self.defaults:
                sources.insert(0, self.defaults[tag])
            for source in sources:
                for child in source:
                    _complete(
                        properties,
                        child,
                        order,
                    )


def _plain(element: etree._Element) -> etree._Element:
    """``element`` as a plain one, without the classes that read it."""
    return etree.fromstring(etree.tostring(element, with_tail=False))


_PARAGRAPH_BUILTIN = (
    "<w:widowControl/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/><w:snapToGrid/>"
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>'
)
_RUN_BUILTIN = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
    '<w:spacing w:val="0"/><w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
)
"""What Word takes where neither a style nor the defaults of a file say anything."""
_ORDER_OF_STYLE = (
    "name",
    "aliases",
    "basedOn",
    "link",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblStylePr",
)
_ORDERS = {
    _PARAGRAPH_PROPERTIES: (
        *(
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
        ),
        *(
            "suppressLineNumbers",
            "pBdr",
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "kinsoku",
            "wordWrap",
        ),
        *(
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "adjustRightInd",
        ),
        *(
            "snapToGrid",
            "spacing",
            "ind",
            "contextualSpacing",
            "mirrorIndents",
            "suppressOverlap",
            "jc",
        ),
        *(
            "textDirection",
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
        ),
        *("rPr", "sectPr", "pPrChange"),
    ),
    _RUN_PROPERTIES: (
        *(
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "outline",
        ),
        *(
            "shadow",
            "emboss",
            "imprint",
            "noProof",
            "snapToGrid",
            "vanish",
            "webHidden",
            "color",
            "spacing",
        ),
        *(
            "w",
            "kern",
            "position",
            "sz",
            "szCs",
            "highlight",
            "u",
            "effect",
            "bdr",
            "shd",
            "fitText",
        ),
        *(
            "vertAlign",
            "rtl",
            "cs",
            "em",
            "lang",
            "eastAsianLayout",
            "specVanish",
            "oMath",
        ),
    ),
}
"""Children of properties in the order of the schema."""


def _builtin(xml: str) -> etree._Element:
    space = NAMESPACES["w"]
    return etree.fromstring(f'<w:x xmlns:w="{space}">{xml}</w:x>')


def _complete(
    properties: etree._Element, child: etree._Element, order: tuple[str, ...]
) -> None:
    """Write ``child`` into ``properties`` where they do not say it; of spacing and fonts each attribute for itself."""
    existing = properties.find(child.tag)
    if existing is None:
        _insert_in_order(
            properties,
            copy.deepcopy(child),
            order,
        )
        return
    for name, value in child.attrib.items():
        if name in existing.attrib or _says_it_otherwise(existing, str(name)):
            continue
        existing.set(name, value)


def _says_it_otherwise(existing: etree._Element, attribute: str) -> bool:
    """Whether a font is named by the theme, or a line height by its rule, in the place of ``attribute``."""
    name = local_name(attribute)
    by_theme = f"{name}Theme"
    return any(local_name(written) == by_theme for written in existing.attrib)


def _insert_in_order(
    parent: etree._Element, child: etree._Element, order: tuple[str, ...]
) -> None:
    places = {name: place for place, name in enumerate(order)}
    own_place = places.get(local_name(child.tag), len(order))
    for index, sibling in enumerate(parent):
        if places.get(local_name(sibling.tag), len(order)) > own_place:
            parent.insert(index, child)
            return
    parent.append(child)


# ---------------------------------------------------------------- numbering


class _FileNumbering:
    """The automatic numbers of a file under identifiers that the document does not have yet."""

    def __init__(
        self, package: WordPackage, target: DocumentParts, styles: _FileStyles
    ) -> None:
        self.target = target
        self.styles = styles
        self.root = package.main_related("numbering")
        self.numbers: dict[str, etree._Element] = {}
        self.abstracts: dict[str, etree._Element] = {}
        self.shift = 0

    def use(self, block: etree._Element) -> None:
        """Give the numbers that ``block`` uses their new identifiers, and remember them."""
        for element in block.iter(_NUMBERING_USE):
            identifier = str(element.get(_VALUE))
            # 0 takes a number away that the style has.
            if identifier == "0" or self.root is None:
                continue
            if not self.shift:
                self.shift = _highest(self.target.numbering()) + 1
            self._remember(identifier)
            element.set(_VALUE, self._shifted(identifier))

    def levels(self) -> Iterator[etree._Element]:
        """Yield the definitions of the numbers that were used."""
        yield from self.abstracts.values()

    def _shifted(self, identifier: str) -> str:
        number = _identifier_number(identifier) + self.shift
        return str(number)

    def _remember(self, identifier: str) -> None:
        if identifier in self.numbers or self.root is None:
            return
        for element in self.root.iter(qn("w:num")):
            if element.get(_NUMBERING_ID) != identifier:
                continue
            number = _plain(element)
            number.set(_NUMBERING_ID, self._shifted(identifier))
            self.numbers[identifier] = number
            abstract = number.find(_ABSTRACT_ID)
            if abstract is not None:
                self._remember_abstract(str(abstract.get(_VALUE)))
                abstract.set(_VALUE, self._shifted(str(abstract.get(_VALUE))))

    def _remember_abstract(self, identifier: str) -> None:
        if identifier in self.abstracts or self.root is None:
            return
        for element in self.root.iter(qn("w:abstractNum")):
            if element.get(_ABSTRACT_ID) != identifier:
                continue
            abstract = _plain(element)
            shifted = self._shifted(identifier)
            abstract.set(_ABSTRACT_ID, shifted)
            for child in list(abstract.iter(qn("w:nsid"), qn("w:lvlPicBulletId"))):
                if child.tag == qn("w:nsid"):
                    # Lists of one nsid are one list to Word.
                    list_number = int(shifted) + _FIRST_LIST
                    child.set(_VALUE, f"{list_number:08X}")
                else:
                    take_out(child)
            for use in abstract.iter(*_STYLE_USES):
                use.set(_VALUE, self.styles.new_identifier(str(use.get(_VALUE))))
            name_theme_fonts(abstract, self.styles.theme)
            self.abstracts[identifier] = abstract

    def write(self) -> None:
        """Put what was used into the numbering of the document: definitions first, as the schema wants."""
        if not self.numbers:
            return
        root = self.target.numbering()
        first_number = root.find(qn("w:num"))
        place = len(root) if first_number is None else root.index(first_number)
        for abstract in self.abstracts.values():
            root.insert(place, abstract)
            place += 1
        for number in self.numbers.values():
            last = root.findall(qn("w:num"))
            if last:
                last[-1].addnext(number)
            else:
                root.insert(place, number)


def _highest(numbering: etree._Element) -> int:
    highest = 0
    for element in numbering.iter(qn("w:num"), qn("w:abstractNum")):
        for attribute in (_NUMBERING_ID, _ABSTRACT_ID):
            identifier = _identifier_number(element.get(attribute))
            highest = max(highest, identifier)
    return highest


# ---------------------------------------------------------------- pictures, charts, links


def _relate(
    blocks: list[etree._Element],
    package: WordPackage,
    target: DocumentParts,
    number: int,
) -> None:
    """Add to ``target`` what ``blocks`` refer to, and let them refer to it there."""
    relations: dict[str, Relation] = {}
    for relation in package.relations(package.main):
        relations[relation.identifier] = relation
    new_identifiers: dict[str, str] = {}
    space = f"{{{NAMESPACES['r']}}}"
    for block in blocks:
        for element in block.iter(etree.Element):
            for attribute, value in list(element.attrib.items()):
                if not str(attribute).startswith(space) or str(value) not in relations:
                    continue
                identifier = str(value)
                if identifier not in new_identifiers:
                    new_identifiers[identifier] = _add_relation(
                        relations[identifier], package, target, number
                    )
                element.set(attribute, new_identifiers[identifier])


def _add_relation(
    relation: Relation, package: WordPackage, target: DocumentParts, number: int
) -> str:
    if relation.is_external:
        return target.add_relation(
            relation.type,
            relation.target,
            is_external=True,
        )
    new_name = _copy_part(
        relation.target,
        package,
        target,
        number,
    )
    return target.add_relation(relation.type, f"/{new_name}")


def _copy_part(
    name: str, package: WordPackage, target: DocumentParts, number: int
) -> str:
    """Copy a part and all that it refers to into a folder of the attachment's own; return its new name."""
    new_name = f"attachments/{number}/{name}"
    if new_name in target.parts or name not in package.parts:
        return new_name
    target.add_part(
        new_name,
        package.parts[name],
        _content_type(package, name),
    )
    relations_name = relations_part(name)
    if relations_name in package.parts:
        # Targets count from the folder of the part, and the folders stay as they were.
        content = package.parts[relations_name]
        rooted = content.replace(
            b'Target="/', f'Target="/attachments/{number}/'.encode()
        )
        target.add_part(
            relations_part(new_name),
            rooted,
            "",
        )
        for relation in package.relations(name):
            if not relation.is_external:
                _copy_part(
                    relation.target,
                    package,
                    target,
                    number,
                )
    return new_name


def _content_type(package: WordPackage, name: str) -> str:
    root = package.root(CONTENT_TYPES)
    assert root is not None  # a package without one was refused
    extension = posixpath.splitext(name)[1].lstrip(".").lower()
    by_extension = ""
    for element in root:
        if element.get("PartName") == f"/{name}":
            return str(element.get("ContentType"))
        if str(element.get("Extension", "")).lower() == extension:
            by_extension = str(element.get("ContentType"))
    return by_extension

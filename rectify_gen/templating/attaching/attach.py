"""Puts attachments into a finished document: behind 附注, before 版记, each on a page of its own.

This module must not know YAML, files, or how the document was rendered.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.templating.attaching import attachment_blocks, page_sections
from rectify_gen.templating.attaching.attached_file import read_attached_file
from rectify_gen.templating.attaching.attachment_styles import find_or_add_styles
from rectify_gen.templating.attaching.document_parts import DocumentParts
from rectify_gen.view import View
from rectify_gen.view.types import AttachedView
from rectify_gen.word.elements import take_out
from rectify_gen.word.namespaces import NAMESPACES, qn

_BODY = qn("w:body")
_SECTION = qn("w:sectPr")
_TABLE = qn("w:tbl")
_KEPT_WITH_NEXT = f"{qn('w:pPr')}/{qn('w:keepNext')}"
_PLACE = f"{qn('w:tblPr')}/{qn('w:tblpPr')}"
_PLACED_AT_FOOT = qn("w:tblpYSpec")
"""How 版记 is known: a table at the foot of its page."""
_LOWEST_ELEMENTS = 4
"""Elements at the end of a body among which 版记 is looked for: the table, its paragraph, the section."""

Assets = Mapping[str, bytes]
"""The files that a notice names, by name."""


class _Pages(NamedTuple):
    """One attachment as it is put into a document; ``section`` are its pages where they are not those of the notice."""

    blocks: list[etree._Element]
    section: etree._Element | None


class _Making:
    """What attachments are made of and put into."""

    def __init__(
        self,
        parts: dict[str, bytes],
        view: View,
        assets: Assets,
    ) -> None:
        self.document = DocumentParts(parts)
        self.view = view
        self.assets = assets
        self.styles = find_or_add_styles(self.document.styles)
        self.section = _last_section(self.body())

    def body(self) -> etree._Element:
        """Return the body of the document."""
        body = self.document.document.find(_BODY)
        assert body is not None  # it was rendered from a template with one
        return body


def attach(
    parts: dict[str, bytes],
    view: View,
    assets: Assets,
) -> dict[str, bytes]:
    """Return the ``parts`` of a document with the attachments of ``view`` that have a body.

    Raises:
        InputError: a file among ``assets`` cannot be attached.
        TemplateError: a file is not among them.
    """
    making = _Making(
        parts,
        view,
        assets,
    )
    attached: list[_Pages] = []
    for number, attachment in enumerate(view.attached, start=1):
        before = attached[-1].section if attached else None
        attached.append(
            _pages(
                making,
                attachment,
                number,
                before,
            )
        )
    _insert(making, attached)
    return making.document.written()


def _last_section(body: etree._Element) -> etree._Element:
    """The section at the end of the body; a body without one gets an empty one."""
    section = body.find(_SECTION)
    if section is None:
        section = etree.SubElement(body, _SECTION)
    return section


def _pages(
    making: _Making,
    attachment: AttachedView,
    number: int,
    section_before: etree._Element | None,
) -> _Pages:
    if attachment.file:
        return _pages_of_file(
            making,
            attachment,
            number,
        )
    view = making.view
    section = None
    if attachment.ledger and _is_wide(view):
        section = page_sections.turned(making.section)
    pages = making.section if section is None else section
    width = page_sections.text_width(pages)
    # A section of its own begins a page by itself, and so does what follows one.
    begins_section = section is not None or section_before is not None
    xml = attachment_blocks.opening_blocks(
        attachment, making.styles, new_page=not begins_section
    )
    xml += attachment_blocks.text_blocks(attachment.paragraphs, making.styles)
    if attachment.head:
        xml += attachment_blocks.table_blocks(
            attachment,
            making.styles,
            width,
        )
    if attachment.ledger:
        xml += attachment_blocks.ledger_blocks(
            view.ledger,
            making.styles,
            width,
        )
    return _Pages(_elements(xml), section)


def _pages_of_file(
    making: _Making,
    attachment: AttachedView,
    number: int,
) -> _Pages:
    name = str(attachment.file)
    data = making.assets.get(name)
    if data is None:
        # Building reads the file with the notice, and reports there what is missing.
        fault = Diagnostic("attachment-file-missing", facts={"name": name})
        raise TemplateError([fault])
    attached = read_attached_file(
        data,
        name=name,
        number=number,
        title=attachment.title,
        target=making.document,
    )
    opening = attachment_blocks.opening_blocks(
        attachment, making.styles, new_page=False
    )
    section = page_sections.with_pages_of(making.section, attached.section)
    return _Pages([*_elements(opening), *attached.blocks], section)


def _is_wide(view: View) -> bool:
    columns = attachment_blocks.filled_columns(view.ledger)
    return len(columns) > attachment_blocks.MOST_UPRIGHT_COLUMNS


def _elements(xml: str) -> list[etree._Element]:
    space = NAMESPACES["w"]
    whole = f'<w:body xmlns:w="{space}">{xml}</w:body>'
    return list(etree.fromstring(whole))


def _insert(making: _Making, attached: Sequence[_Pages]) -> None:
    """Put the attachments into the body, and end a section wherever the pages change."""
    body = making.body()
    index = _place_of_attachments(body)
    has_imprint = index < len(body) - 1
    _let_go(body, index)
    # Copies, for each section stands in the document once.
    own_section = making.section
    current: etree._Element | None = None
    has_sections = False
    for pages in attached:
        is_same = current is None and pages.section is None
        if not is_same:
            ended = _ended(
                own_section,
                current,
                is_first=not has_sections,
            )
            index = page_sections.end_section(
                body,
                index,
                ended,
            )
            has_sections = True
            current = pages.section
        for block in pages.blocks:
            body.insert(index, block)
            index += 1
    if current is not None and has_imprint:
        index = page_sections.end_section(
            body,
            index,
            current,
        )
        # LibreOffice begins no page with a table at the foot of the page alone.
        (opening,) = _elements(attachment_blocks.spacer(making.styles))
        body.insert(index, opening)
        current = None
    if has_sections:
        last = page_sections.upright(own_section) if current is None else current
        body.replace(own_section, last)


def _ended(
    own_section: etree._Element,
    current: etree._Element | None,
    *,
    is_first: bool,
) -> etree._Element:
    """The section that ends: the first is that of the notice as it is, with its first page and numbers."""
    if current is not None:
        return current
    if is_first:
        return copy.deepcopy(own_section)
    return page_sections.upright(own_section)


def _place_of_attachments(body: etree._Element) -> int:
    """Where attachments go: before 版记, which stands at the foot of the last page, else at the end."""
    end = len(body) - 1  # the section
    for index in range(
        end,
        max(end - _LOWEST_ELEMENTS, -1),
        -1,
    ):
        element = body[index]
        if element.tag != _TABLE:
            continue
        place = element.find(_PLACE)
        if place is not None and place.get(_PLACED_AT_FOOT) == "bottom":
            return index
    return end


def _let_go(body: etree._Element, index: int) -> None:
    """Let the last line of the notice stay where it is: the attachment behind it begins another page."""
    if not index:
        return
    for kept in body[index - 1].findall(_KEPT_WITH_NEXT):
        take_out(kept)

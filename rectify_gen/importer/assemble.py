"""From the frame to data: facts, preamble, sections, closing and signature in the YAML vocabulary.

Each part is kept in its plainer form where the standard wording would not give it
back: an opening or closing in the organ's own words keeps these words, with a slot in the place of each fact.
This module must not know places in the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rectify_gen import chinese, model
from rectify_gen.importer import (
    closing_facts,
    contacts,
    facts,
    measures,
    notice_sections,
    opening_facts,
    prove,
    slotted_wording,
    waivers,
)
from rectify_gen.importer.attached_bodies import AttachmentData, with_bodies
from rectify_gen.importer.characters import join, squeeze
from rectify_gen.importer.closing_facts import ClosingFacts
from rectify_gen.importer.frame import NoticeFrame
from rectify_gen.importer.notice_data import NoticeData, names_of_organs
from rectify_gen.importer.opening_facts import OpeningFacts
from rectify_gen.importer.outer_parts import OuterKind
from rectify_gen.importer.signature_lines import Signed
from rectify_gen.view import inspection_name
from rectify_gen.view.signing import signature_lines
from rectify_gen.vocabulary.kinds import DEFAULT_KIND

_ORDER = tuple(model.Notice.model_fields)
_END_OF_TITLE = 12
"""As many characters at the end of a title name the kind of notice."""
_END_OF_PREAMBLE = 40
"""As many at the end of a preamble do, where there is no title: 现将整改情况通报如下。"""


@dataclass(frozen=True, slots=True)
class Choices:
    """Which guesses are given up."""

    as_text: bool = False
    """Whether all wording is kept as text, none replaced by standard sentences."""
    flat: bool = False
    """Whether sections are kept as paragraphs without items."""


def assemble(frame: NoticeFrame, choices: Choices) -> NoticeData:
    """Return the data of a notice, keys in the order of the model."""
    title = join(frame.title)
    preamble = "\n".join(frame.preamble)
    # What comes later reads what was found before: the standard closing needs the kind, the claims the sections.
    kind = _kind(title, preamble, frame.closing)
    data: NoticeData = {"kind": kind.value}
    opening = opening_facts.read_opening(preamble, title)
    stated_below = _opening_in_section(frame, opening)
    data |= _organization(frame, title, stated_below or opening)
    data |= _opening(frame, data, opening, choices)
    if stated_below is not None:
        inspection = {**stated_below.facts, **data.get("inspection", {})}
        data["inspection"] = _in_order_of_model(inspection)
    data |= _title(frame, data, choices)
    data |= _signature(frame, data)
    data |= _closing(frame, data, choices)
    inspection = data.get("inspection", {})
    validated_inspection = model.Inspection.model_validate(inspection)
    data |= notice_sections.sections(
        frame.sections,
        flat=choices.flat,
        inspection=inspection_name(validated_inspection),
    )
    data |= notice_sections.statistics(frame.preamble, data)
    data |= _document(frame)
    data |= _waivers(data)
    ordered: NoticeData = {}
    for key in _ORDER:
        if key in data:
            ordered[key] = data[key]
    return ordered


def _opening_in_section(
    frame: NoticeFrame, opening: OpeningFacts
) -> OpeningFacts | None:
    """Return what the first section states of the inspection, where the opening says nothing of who inspected."""
    if opening.organ is not None or "team" in opening.facts:
        return None
    lead = []
    for paragraph in frame.sections[0].body:
        if paragraph.mark is not None:
            break
        lead.append(paragraph.text)
    stated = opening_facts.read_opening("\n".join(lead), title="")
    return stated if "team" in stated.facts else None


def _kind(title: str, preamble: str, closing: Sequence[str]) -> model.Kind:
    """Return the kind whose name stands last in the title, else the one that the closing names."""
    # A title may name another document before its own kind: 关于整改情况报告的公示.
    text = title[-_END_OF_TITLE:] if title else preamble[-_END_OF_PREAMBLE:]
    place_of_last = -1
    named = None
    for kind in model.Kind:
        row = kind.row
        for word in (row.name, *row.title_words):
            place = text.rfind(word)
            if place > place_of_last:
                place_of_last = place
                named = kind
    if named is not None:
        return named
    closing_text = "\n".join(closing)
    for kind in model.Kind:
        for word in kind.row.closing_words:
            if word in closing_text:
                return kind
    return DEFAULT_KIND


def _organization(frame: NoticeFrame, title: str, opening: OpeningFacts) -> NoticeData:
    """Return the organ: by the mark of the red head, else by its fullest name in signature, title and preamble."""
    in_title = facts.title_organ(title)
    inspected = opening.organ
    in_mark = frame.organs_in_mark()
    names = list(frame.signed.organizations)
    if in_mark and frame.has_whole_mark():
        # A red head prints the organization itself.
        names = in_mark
    elif not names:
        fallback = in_title or inspected
        names = facts.several_organs(fallback) if fallback else in_mark
        if not names:
            return {}
    elif len(names) == 1 and in_title and _is_fuller(in_title, names[0]):
        names = [in_title]

    main_organ = {"name": names[0]}
    text_of_sections = _text_of_sections(frame)
    short_name = opening.short_name
    if short_name is None:
        short_name = facts.short_name(text_of_sections, names[0], inspected)
    if short_name:
        main_organ["short_name"] = short_name
    if len(names) == 1:
        return {"organization": main_organ}
    organs = [main_organ]
    for name in names[1:]:
        organs.append({"name": name})
    return {"organization": organs}


def _text_of_sections(frame: NoticeFrame) -> str:
    texts = []
    for section in frame.sections:
        for paragraph in section.body:
            texts.append(paragraph.text)
    return "\n".join(texts)


def _is_fuller(name: str, other: str) -> bool:
    """Whether ``name``, of one organ, says more than ``other``: 中共示例市水务局党组 than 示例市水务局党组."""
    if "、" in name:
        return False
    if other in name:
        return True
    is_of_party = name.startswith("中共")
    return is_of_party and not other.startswith(("中共", "中国共产党"))


def _opening(
    frame: NoticeFrame,
    data: NoticeData,
    opening: OpeningFacts,
    choices: Choices,
) -> NoticeData:
    """Return the facts of the inspection, and the preamble where the standard sentence is another."""
    inspection = dict(opening.facts)
    names = "、".join(names_of_organs(data))
    if opening.organ is not None and opening.organ != names:
        inspection["inspected"] = opening.organ
    opening_data: NoticeData = {}
    if inspection:
        opening_data["inspection"] = _in_order_of_model(inspection)
    data_with_inspection = {**data, **opening_data}
    # The standard opening is one paragraph.
    if len(frame.preamble) == 1 and not choices.as_text:
        standard = prove.standard_opening(data_with_inspection)
        if _is_same_text(standard, frame.preamble[0]):
            return opening_data
    text = "\n".join(frame.preamble)
    places = list(opening.places)
    publication = _publication_in_opening(frame)
    if publication is not None:
        opening_data["publication"] = publication.publication
        places += publication.places
    if choices.as_text:
        places = []
    wording = slotted_wording.slotted(text, places, {**data, **opening_data})
    paragraphs = wording.split("\n") if frame.preamble else []
    opening_data["preamble"] = _prose(paragraphs)
    return opening_data


def _publication_in_opening(frame: NoticeFrame) -> ClosingFacts | None:
    """Return the publication period that the opening states, if the closing states none."""
    closing = "\n".join(_paragraphs_of_closing(frame))
    if closing_facts.read_publication(closing).publication is not None:
        return None
    stated = closing_facts.read_publication("\n".join(frame.preamble))
    return stated if stated.publication is not None else None


def unread_in_opening(frame: NoticeFrame) -> Iterator[tuple[str, str, str]]:
    """Yield what the opening states and was not understood: key of the fact, words, and the paragraph that holds them."""
    text = "\n".join(frame.preamble)
    for unread in opening_facts.read_opening(text, join(frame.title)).unread:
        paragraph = text.count("\n", 0, unread.start)
        yield unread.key, unread.words, frame.preamble[paragraph]


def _in_order_of_model(inspection: Mapping[str, str]) -> dict[str, str]:
    ordered = {}
    for key in model.Inspection.model_fields:
        if key in inspection:
            ordered[key] = inspection[key]
    return ordered


def _iso_date(written: str) -> str:
    day = chinese.read_date(written)
    # A day that does not exist, such as 2024年2月30日, stays as it is typed.
    if day is None:
        return written
    return day.isoformat()


def _title(frame: NoticeFrame, data: NoticeData, choices: Choices) -> NoticeData:
    title = _title_text(frame.title, names_of_organs(data))
    if not title:
        return {"title": []}
    if not choices.as_text:
        standard = prove.standard_title(data)
        if _is_same_text(standard, title):
            return {}
    if frame.keeps_title_lines:
        broken_alike = prove.title_lines({**data, "title": title}) == frame.title
        if not broken_alike:
            return {"title": list(frame.title)}
    return {"title": title}


def _title_text(lines: Sequence[str], organs: Sequence[str]) -> str:
    """The lines of a title as running text: organs that have a line each are joined by 、."""
    parts = list(lines)
    for place in range(len(parts) - 1):
        if parts[place] in organs and parts[place + 1].startswith(tuple(organs)):
            parts[place] += "、"
    return join(parts)


def _signature(frame: NoticeFrame, data: NoticeData) -> NoticeData:
    signed = frame.signed
    is_unsigned = not signed.organizations and not signed.date
    if is_unsigned:
        return {}
    if signed.lines:
        return {}  # the closing keeps them
    signature: NoticeData = {}
    organs = list(signed.organizations)
    # Without organs of its own, a signature prints those of the notice; an empty list prints none.
    are_others = organs != names_of_organs(data)
    if are_others or not signed.date:
        signature["organizations"] = organs
    if signed.date:
        signature["date"] = _iso_date(signed.date)
    if signed.has_seal_word or _leaves_room_for_seal(frame):
        signature["seal"] = True
    return {"signature": signature}


def _leaves_room_for_seal(frame: NoticeFrame) -> bool:
    """Whether organs and date stand exactly where a seal wants them, and would stand elsewhere without one."""
    signed = frame.signed
    indents = [block.indent for block in frame.signature_blocks]
    with_seal = _indents_of_signature(signed, seal=True)
    without_seal = _indents_of_signature(signed, seal=False)
    return indents == with_seal != without_seal


def _indents_of_signature(signed: Signed, *, seal: bool) -> list[float]:
    """Return how far each line of a signature is indented, in full-width characters."""
    lines, date_indent = signature_lines(signed.organizations, signed.date or "", seal)
    blanks = [line[: len(line) - len(line.lstrip())] for line in lines]
    if signed.date:
        blanks.append(date_indent)
    return [chinese.width(blank) for blank in blanks]


def _closing(frame: NoticeFrame, data: NoticeData, choices: Choices) -> NoticeData:
    """Return the facts of the closing, and its text where the standard sentences are others."""
    paragraphs = _paragraphs_of_closing(frame)
    text = "\n".join(paragraphs)
    stated = closing_facts.read_closing(text)
    if len(paragraphs) == 1 and not choices.as_text:
        standard_facts = _standard_closing(text, stated, data)
        if standard_facts is not None:
            return standard_facts

    closing: NoticeData = {}
    if stated.publication is not None:
        closing["publication"] = stated.publication
    if stated.contacts:
        closing["contacts"] = stated.contacts_data()
    places = [] if choices.as_text else stated.places
    wording = slotted_wording.slotted(text, places, {**data, **closing})
    paragraphs_with_slots = wording.split("\n") if paragraphs else []
    closing["closing"] = _prose(paragraphs_with_slots)
    return closing


def _paragraphs_of_closing(frame: NoticeFrame) -> list[str]:
    return [*frame.closing, *frame.signed.lines]


def unread_in_closing(frame: NoticeFrame) -> Iterator[tuple[str, str, str]]:
    """Yield what the closing states and was not understood: key of the notice, words, and the paragraph that holds them."""
    paragraphs = _paragraphs_of_closing(frame)
    text = "\n".join(paragraphs)
    for unread in closing_facts.read_closing(text).unread:
        paragraph = text.count("\n", 0, unread.start)
        yield unread.key, unread.words, paragraphs[paragraph]


def _standard_closing(
    text: str, stated: ClosingFacts, data: NoticeData
) -> NoticeData | None:
    """Return the facts from which the standard closing prints ``text``; None where it does not.

    ``stated`` are the facts as they are found in any wording: a value that holds more than one of them is none.
    """
    kind = model.Kind(data["kind"]).row
    if kind.is_sent_up:
        # A report to a higher organ ends with a fixed phrase and states no facts: 特此报告。
        return {} if text == kind.ending else None
    facts_of_standard = contacts.standard_closing(text)
    if facts_of_standard is None:
        return None
    for value in contacts.values_of(facts_of_standard.get("contacts", {})):
        within = [contact for contact in stated.contacts if contact.value in value]
        if len(within) > 1:
            return None
    data_with_facts = {**data, **facts_of_standard}
    standard = prove.standard_closing(data_with_facts)
    if not _is_same_text(standard, text):
        return None
    return facts_of_standard


def _is_same_text(standard: str | None, text: str) -> bool:
    """Whether the standard wording, if it can be printed, is ``text`` but for white space."""
    if standard is None:
        return False
    return squeeze(standard) == squeeze(text)


def _prose(paragraphs: Sequence[str]) -> Any:
    """Return paragraphs outside the sections as content; measures only where they run in after a text.

    Braces in them are slots, or are doubled already.
    """
    content: list[Any] = []
    for text in paragraphs:
        member = measures.members([text])[0]
        # Measures alone would be a list of their own, which no prose has.
        has_measures = isinstance(member, dict) and "text" in member
        content.append(member if has_measures else text)
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return content


def _document(frame: NoticeFrame) -> NoticeData:
    """Return what stands around the text, by the keys of the model in its order."""
    values: dict[str, tuple[str, ...]] = {}
    for part in (*frame.head, *frame.tail):
        key = part.kind.value
        if part.values:
            values[key] = values.get(key, ()) + part.values
    document: NoticeData = {}
    for key in model.DocumentFacts.model_fields:
        if key not in values:
            continue
        if key == OuterKind.ATTACHMENTS.value:
            document[key] = list(values[key])
        else:
            # Several lines of signers, or of organs that get a copy, are one text.
            document[key] = " ".join(values[key])
    if not document:
        return {}
    attached = _attached(frame, values.get(OuterKind.ATTACHMENTS.value, ()))
    if attached is not None:
        document[OuterKind.ATTACHMENTS.value] = attached
    return {"document": document}


def _attached(
    frame: NoticeFrame, names: tuple[str, ...]
) -> list[AttachmentData] | None:
    """Return the attachments with the texts behind the document as their bodies; None where these have no place."""
    texts: list[str] = []
    for part in frame.tail:
        if part.kind is OuterKind.ATTACHED:
            texts.append(part.text)
    if not texts or not names:
        return None
    return with_bodies(names, texts)


def _waivers(data: NoticeData) -> NoticeData:
    notice = model.notice_of(data)
    if notice is None:
        return {}
    written = waivers.waivers(notice)
    if not written:
        return {}
    return {"waivers": written}

"""From the frame to data: facts, preamble, sections, closing and signature in the YAML vocabulary.

Each part is kept in its plainer form where the standard wording would not give it
back: a preamble in the organ's own words is kept word for word, beside the facts that stand in it.
This module must not know places in the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rectify_gen import chinese, model
from rectify_gen.importer import (
    choosing_roles,
    contacts,
    facts,
    level_numbering,
    measures,
    prove,
    section_content,
    survey,
    tree,
    waivers,
)
from rectify_gen.importer.characters import join, squeeze
from rectify_gen.importer.frame import FrameSection, NoticeFrame
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.model import slots
from rectify_gen.view import inspection_name, standard_heading
from rectify_gen.vocabulary.kinds import DEFAULT_KIND

_ORDER = tuple(model.Notice.model_fields)
_END_OF_TITLE = 12
"""As many characters at the end of a title name the kind of notice."""
_END_OF_PREAMBLE = 40
"""As many at the end of a preamble do, where there is no title: 现将整改情况通报如下。"""
_CLAIMING_ROLES = ("overview", "responsibility", "rectification")
"""Sections whose lead paragraphs state figures of the whole."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Which guesses are given up."""

    as_text: bool = False
    """Whether all wording is kept as text, none replaced by standard sentences."""
    flat: bool = False
    """Whether sections are kept as paragraphs without items."""


class SectionTree(NamedTuple):
    """One section with what was understood of it."""

    section: FrameSection
    members: list[tree.Member]
    levels: list[level_numbering.Level]
    """How its levels are numbered, outermost first."""


def assemble(frame: NoticeFrame, choices: Choices) -> NoticeData:
    """Return the data of a notice, keys in the order of the model."""
    title = join(frame.title)
    preamble = "\n".join(frame.preamble)
    # What comes later reads what was found before: the standard closing needs the kind, the claims the sections.
    kind = _kind(title, preamble, frame.closing)
    data: NoticeData = {"kind": kind.value}
    data |= _organization(frame, title, preamble)
    inspection_facts = facts.inspection(title, preamble)
    data |= _opening(frame, data, inspection_facts, choices)
    data |= _title(frame, data, choices)
    data |= _signature(frame, data)
    data |= _closing(frame, data, choices)
    inspection = data.get("inspection", {})
    data |= _sections(frame, choices, inspection)
    data |= _statistics(frame, data)
    data |= _document(frame)
    data |= _waivers(data)
    ordered: NoticeData = {}
    for key in _ORDER:
        if key in data:
            ordered[key] = data[key]
    return ordered


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


def _organization(frame: NoticeFrame, title: str, preamble: str) -> NoticeData:
    """Return the organ by its fullest name: who signs, else who stands in the title, else who was inspected."""
    in_title = facts.title_organ(title)
    inspected = facts.inspected_organ(preamble)
    names = list(frame.signed.organizations)
    if not names:
        fallback = in_title or inspected
        if not fallback:
            return {}
        names = [fallback]
    elif len(names) == 1 and in_title and _is_fuller(in_title, names[0]):
        names = [in_title]

    main_organ = {"name": names[0]}
    text_of_sections = _text_of_sections(frame)
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
    facts_found: Mapping[str, str],
    choices: Choices,
) -> NoticeData:
    """Return the facts of the inspection, and the preamble where the standard sentence is another."""
    inspection = dict(facts_found)
    if "feedback_date" in inspection:
        inspection["feedback_date"] = _iso_date(inspection["feedback_date"])
    # The standard opening is one paragraph.
    if len(frame.preamble) == 1 and not choices.as_text:
        data_with_inspection = {**data, "inspection": inspection}
        standard = prove.standard_opening(data_with_inspection)
        if _is_same_text(standard, frame.preamble[0]):
            return {"inspection": inspection}

    preamble = "\n".join(frame.preamble)
    title = join(frame.title)
    stated = {}
    for key, fact in facts_found.items():
        if _is_stated(key, fact, preamble, title):
            stated[key] = inspection[key]
    opening: NoticeData = {}
    if stated:
        opening["inspection"] = stated
    opening["preamble"] = _prose(frame.preamble)
    return opening


def _is_stated(key: str, fact: str, preamble: str, title: str) -> bool:
    """Whether the fact stands literally in the preamble; term and round may stand in the title."""
    if key in ("start", "end"):
        return True
    if key in ("term", "round") and fact in title:
        return True
    return fact in preamble


def _iso_date(written: str) -> str:
    day = chinese.read_date(written)
    # A day that does not exist, such as 2024年2月30日, stays as it is typed.
    if day is None:
        return written
    return day.isoformat()


def _title(frame: NoticeFrame, data: NoticeData, choices: Choices) -> NoticeData:
    title = join(frame.title)
    if frame.number:
        # A number above the title is kept with it: no template but a letterhead prints it from its own fact.
        lines = [frame.number, title] if title else [frame.number]
        return {"title": lines}
    if not title:
        return {"title": []}
    if not choices.as_text:
        standard = prove.standard_title(data)
        if _is_same_text(standard, title):
            return {}
    return {"title": title}


def _signature(frame: NoticeFrame, data: NoticeData) -> NoticeData:
    signed = frame.signed
    is_unsigned = not signed.organizations and not signed.date
    if is_unsigned:
        return {}
    if signed.lines or _is_date_alone(frame, data):
        return {}  # the closing keeps them
    signature: NoticeData = {}
    organs = list(signed.organizations)
    # Without organs of its own, a signature prints those of the notice.
    are_others = organs != _names_of_organs(data)
    if organs and (are_others or not signed.date):
        signature["organizations"] = organs
    if signed.date:
        signature["date"] = _iso_date(signed.date)
    return {"signature": signature}


def _names_of_organs(data: NoticeData) -> list[str]:
    organs = data.get("organization", [])
    if isinstance(organs, dict):
        organs = [organs]
    return [organ["name"] for organ in organs]


def _is_date_alone(frame: NoticeFrame, data: NoticeData) -> bool:
    """Whether a date stands without organ; a signature would print the organization's name with it."""
    if not frame.signed.date or frame.signed.organizations:
        return False
    return "organization" in data


def _closing(frame: NoticeFrame, data: NoticeData, choices: Choices) -> NoticeData:
    """Return the facts of the closing, and its text where the standard sentences are others."""
    signed = frame.signed
    paragraphs = [*frame.closing, *signed.lines]
    if signed.date and _is_date_alone(frame, data):
        paragraphs.append(signed.date)
    if len(paragraphs) == 1 and not choices.as_text:
        standard_facts = _standard_closing(paragraphs[0], data)
        if standard_facts is not None:
            return standard_facts

    text = "\n".join(frame.closing)
    closing: NoticeData = {"closing": _prose(paragraphs)}
    period = contacts.publication(text)
    if period is not None:
        closing["publication"] = period
    contacts_named = contacts.contacts(text)
    if contacts_named:
        closing["contacts"] = contacts.short_contacts(contacts_named)
    return closing


def _standard_closing(text: str, data: NoticeData) -> NoticeData | None:
    """Return the facts from which the standard closing prints ``text``; None where it does not."""
    kind = model.Kind(data["kind"]).row
    if kind.is_sent_up:
        # A report to a higher organ ends with a fixed phrase and states no facts: 特此报告。
        return {} if text == kind.ending else None
    closing_facts = contacts.standard_closing(text)
    if closing_facts is None:
        return None
    data_with_facts = {**data, **closing_facts}
    standard = prove.standard_closing(data_with_facts)
    if not _is_same_text(standard, text):
        return None
    return closing_facts


def _is_same_text(standard: str | None, text: str) -> bool:
    """Whether the standard wording, if it can be printed, is ``text`` but for white space."""
    if standard is None:
        return False
    return squeeze(standard) == squeeze(text)


def _prose(paragraphs: Sequence[str]) -> Any:
    """Return paragraphs outside the sections as content; measures only where they run in after a text."""
    content: list[Any] = []
    for paragraph in paragraphs:
        # Braces of the source are no slots.
        text = slots.escaped(paragraph)
        member = measures.members([text])[0]
        # Measures alone would be a list of their own, which no prose has.
        has_measures = isinstance(member, dict) and "text" in member
        content.append(member if has_measures else text)
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return content


def _document(frame: NoticeFrame) -> NoticeData:
    if not frame.addressees:
        return {}
    return {"document": {"addressees": frame.addressees}}


def _waivers(data: NoticeData) -> NoticeData:
    notice = model.notice_of(data)
    if notice is None:
        return {}
    written = waivers.waivers(notice)
    if not written:
        return {}
    return {"waivers": written}


def _sections(
    frame: NoticeFrame,
    choices: Choices,
    inspection: NoticeData,
) -> NoticeData:
    """Return the sections, and the numbering of the notice where it is not the standard one."""
    trees = []
    for section in frame.sections:
        members = _grow(section, choices)
        levels = level_numbering.levels(members)
        trees.append(SectionTree(section, members, levels))

    section_mark = _most_frequent_mark(frame.sections)
    levels_of_sections = [grown.levels for grown in trees]
    whole = level_numbering.hoisted(section_mark, levels_of_sections)
    for grown in trees:
        used_levels = grown.levels if whole is None else whole[1:]
        level_numbering.note_differences(grown.members, used_levels)

    outlooks = []
    for grown in trees:
        outlooks.append(_outlook(grown))
    # Standard headings name the inspection: 巡视整改任务落实情况.
    validated_inspection = model.Inspection.model_validate(inspection)
    name = inspection_name(validated_inspection)
    sections = []
    chosen_roles = choosing_roles.roles(outlooks)
    for grown, role in zip(trees, chosen_roles, strict=True):
        written_levels: list[level_numbering.Level] = []
        # Where the whole notice is numbered alike, no section says so again.
        if whole is None:
            written_levels = level_numbering.trimmed(grown.levels, 1)
        section_data = _section(grown, role, written_levels, name)
        sections.append(section_data)
    _store_numbers(sections, frame.sections, section_mark)

    data: NoticeData = {"sections": sections}
    levels_of_notice = whole or [level_numbering.Level(section_mark)]
    levels_of_data = level_numbering.trimmed(levels_of_notice, 0)
    if levels_of_data:
        data["numbering"] = [level.data() for level in levels_of_data]
    return data


def _grow(section: FrameSection, choices: Choices) -> list[tree.Member]:
    if choices.flat:
        return [paragraph.text for paragraph in section.body]
    return tree.grow(section.body)


def _most_frequent_mark(sections: Iterable[FrameSection]) -> str:
    """Return the first number of the mark that most sections have; ``none`` where these have none."""
    samples: Counter[str] = Counter()
    for section in sections:
        mark = section.mark
        sample = mark.sample if mark else "none"
        samples[sample] += 1
    most_frequent, _ = samples.most_common(1)[0]
    return most_frequent


def _outlook(grown: SectionTree) -> choosing_roles.SectionOutlook:
    """Return what the role of a section is chosen by."""
    lists_of_headings = []
    for siblings in tree.lists_of_siblings(grown.members):
        headings = tuple(branch.heading for branch in siblings)
        lists_of_headings.append(headings)
    item_headings = []
    for member in grown.members:
        if isinstance(member, tree.HeadingBranch):
            item_headings.append(member.heading)
    texts = [paragraph.text for paragraph in grown.section.body]
    return choosing_roles.SectionOutlook(
        heading=grown.section.heading,
        item_headings=tuple(item_headings),
        text="\n".join(texts),
        lists_of_headings=tuple(lists_of_headings),
        has_labels=tree.has_labels(grown.members),
    )


def _section(
    grown: SectionTree,
    role: model.Role,
    written_levels: Sequence[level_numbering.Level],
    inspection: str,
) -> NoticeData:
    """Return one section; ``inspection`` is what the notice calls the inspection, for the standard headings."""
    data: NoticeData = {"role": role.value}
    heading = grown.section.heading
    if heading != standard_heading(role, inspection):
        data["heading"] = heading
    if written_levels:
        data["numbering"] = [level.data() for level in written_levels]
    names: section_content.ProblemNames = {}
    if role is model.Role.RECTIFICATION:
        names = section_content.problem_names(grown.members)
    form = section_content.common_form(names)
    if form is not None:
        data["form"] = form
    if grown.members:
        data["content"] = section_content.content(
            grown.members,
            names,
            form or section_content.DEFAULT_FORM,
        )
    return data


def _store_numbers(
    sections: Sequence[NoticeData],
    frame_sections: Sequence[FrameSection],
    sample: str,
) -> None:
    """Store the mark of every section that is not the one derived from its place."""
    mark = chinese.read_mark(sample)
    if mark is None:
        # Sections without marks have no numbers.
        return
    pairs = zip(sections, frame_sections, strict=True)
    for number, (section, frame_section) in enumerate(pairs, start=1):
        typed = frame_section.mark
        if typed is not None and level_numbering.differs(mark, number, typed.raw):
            section["number"] = typed.raw


def _statistics(frame: NoticeFrame, data: NoticeData) -> NoticeData:
    """Return the claimed figures that the body does not contradict."""
    claims = claimed_figures(frame, data)
    contradicted = survey.contradictions(claims, data)
    kept = {}
    for figure in model.Statistics.model_fields:
        is_claimed = figure in claims
        if is_claimed and figure not in contradicted:
            kept[figure] = claims[figure]
    if not kept:
        return {}
    return {"statistics": kept}


def claimed_figures(frame: NoticeFrame, data: NoticeData) -> dict[str, int]:
    """Return the figures that the preamble and the lead paragraphs of some sections claim."""
    lead_paragraphs = list(frame.preamble)
    pairs = zip(frame.sections, data["sections"], strict=True)
    for frame_section, section in pairs:
        if section["role"] in _CLAIMING_ROLES:
            lead_paragraphs += _unmarked_at_start(frame_section)
    inspection = data.get("inspection", {})
    # A figure beside the inspection's own names (第三轮, 专项巡察) is not one of another inspection.
    names_of_inspection = tuple(inspection.values())
    text = "\n".join(lead_paragraphs)
    return facts.statistics(text, names_of_inspection)


def _unmarked_at_start(section: FrameSection) -> list[str]:
    """Return the paragraphs of ``section`` above its first item."""
    texts = []
    for paragraph in section.body:
        if paragraph.mark is not None:
            break
        texts.append(paragraph.text)
    return texts

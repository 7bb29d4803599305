"""From the frame to data: facts, preamble, sections, closing and signature in the YAML vocabulary.

Each part is kept in its plainer form where the standard wording would not give it
back. This room must not know places in the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rectify_gen import chinese, model
from rectify_gen.importer import (
    contacts,
    facts,
    items,
    measures,
    numbering,
    prove,
    roles,
    survey,
    tree,
    waivers,
)
from rectify_gen.importer.characters import join, squeeze
from rectify_gen.importer.frame import Frame, FrameSection
from rectify_gen.view import inspection_name, standard_heading
from rectify_gen.vocabulary.kinds import DEFAULT_KIND

_ORDER = tuple(model.Notice.model_fields)


@dataclass(frozen=True, slots=True)
class Choices:
    """Which guesses are given up: wording as text instead of standard sentences, sections without items."""

    as_text: bool = False
    flat: bool = False


def assemble(frame: Frame, choices: Choices) -> dict[str, Any]:
    """Return the data of a notice, keys in the order of the model."""
    title = join(frame.title)
    preamble = "\n".join(frame.preamble)
    data: dict[str, Any] = {"kind": _kind(title, preamble, frame.closing).value}
    data |= _organization(frame, title, preamble)
    found = facts.inspection(title, preamble)
    data |= _opening(frame, data, found, choices)
    data |= _title(frame, data, choices)
    data |= _signature(frame, data)
    data |= _closing(frame, data, choices)
    inspection = data.get("inspection", {})
    data |= _sections(frame, choices, inspection)
    data |= _statistics(frame, data)
    data |= _document(frame)
    notice = model.notice_of(data)
    if notice is not None and (waived := waivers.waivers(notice)):
        data["waivers"] = waived
    return {key: data[key] for key in _ORDER if key in data}


def _kind(title: str, preamble: str, closing: Sequence[str]) -> model.Kind:
    """The kind whose name stands last in the title, else the one that the closing names."""
    text = title[-12:] if title else preamble[-40:]
    place_of_last = -1
    named = None
    for kind in model.Kind:
        for word in (kind.row.name, *kind.row.title_words):
            place = text.rfind(word)
            if place > place_of_last:
                place_of_last = place
                named = kind
    if named is not None:
        return named
    for kind in model.Kind:
        for word in kind.row.closing_words:
            if any(word in paragraph for paragraph in closing):
                return kind
    return DEFAULT_KIND


def _organization(frame: Frame, title: str, preamble: str) -> dict[str, Any]:
    """The organ by its fullest name: who signs, else who stands in the title, else who was inspected."""
    named = facts.title_organ(title)
    names = list(frame.signed.organizations)
    if len(names) == 1 and named and "、" not in named and _is_fuller(named, names[0]):
        names = [named]
    names = (
        names or [name for name in (named, facts.inspected_organ(preamble)) if name][:1]
    )
    if not names:
        return {}
    text = "\n".join(
        paragraph.text for part in frame.sections for paragraph in part.body
    )
    short = facts.short_name(text, names[0], facts.inspected_organ(preamble))
    first = {"name": names[0], **({"short_name": short} if short else {})}
    return {
        "organization": first
        if len(names) == 1
        else [first, *({"name": name} for name in names[1:])]
    }


def _is_fuller(name: str, other: str) -> bool:
    return other in name or (
        name.startswith("中共") and not other.startswith(("中共", "中国共产党"))
    )


def _opening(
    frame: Frame, data: Mapping[str, Any], found: Mapping[str, str], choices: Choices
) -> dict[str, Any]:
    dated = {
        key: _iso(value) if key == "feedback_date" else value
        for key, value in found.items()
    }
    if len(frame.preamble) == 1 and not choices.as_text:
        standard = prove.standard_opening({**data, "inspection": dated})
        if standard is not None and squeeze(standard) == squeeze(frame.preamble[0]):
            return {"inspection": dated}
    text, title = "\n".join(frame.preamble), join(frame.title)
    kept = {
        key: value
        for key, value in dated.items()
        if _is_stated(key, found, text, title)
    }
    return {
        **({"inspection": kept} if kept else {}),
        "preamble": _prose(frame.preamble),
    }


def _is_stated(key: str, found: Mapping[str, str], preamble: str, title: str) -> bool:
    """Whether the fact stands literally in the preamble; term and round may stand in the title."""
    if key in ("start", "end"):
        return True
    return found[key] in preamble or (key in ("term", "round") and found[key] in title)


def _iso(written: str) -> str:
    day = chinese.read_date(written)
    return day.isoformat() if day else written


def _title(frame: Frame, data: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    """A document number stands above the title: no template but a letterhead prints it from its own fact."""
    title = join(frame.title)
    if frame.number:
        return {"title": [frame.number, *([title] if title else [])]}
    if not title:
        return {"title": []}
    standard = "" if choices.as_text else prove.standard_title(data)
    return {} if standard == squeeze(title) else {"title": title}


def _signature(frame: Frame, data: Mapping[str, Any]) -> dict[str, Any]:
    signed = frame.signed
    if (
        signed.lines
        or _is_date_alone(frame, data)
        or not (signed.organizations or signed.date)
    ):
        return {}
    organization = data.get("organization", [])
    own = [
        one["name"]
        for one in (organization if isinstance(organization, list) else [organization])
    ]
    out: dict[str, Any] = {}
    if signed.organizations and (list(signed.organizations) != own or not signed.date):
        out["organizations"] = list(signed.organizations)
    if signed.date:
        out["date"] = _iso(signed.date)
    return {"signature": out}


def _is_date_alone(frame: Frame, data: Mapping[str, Any]) -> bool:
    """A date without organ: the signature would print the organization's name with it."""
    return bool(
        frame.signed.date and not frame.signed.organizations and "organization" in data
    )


def _closing(frame: Frame, data: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    alone = (
        [frame.signed.date] if _is_date_alone(frame, data) and frame.signed.date else []
    )
    paragraphs = [*frame.closing, *frame.signed.lines, *alone]
    if len(paragraphs) == 1 and not choices.as_text:
        row = model.Kind(data["kind"]).row
        if row.is_sent_up:
            if paragraphs[0] == row.ending:
                return {}
        elif (found := contacts.standard_closing(paragraphs[0])) is not None:
            standard = prove.standard_closing({**data, **found})
            if standard is not None and squeeze(standard) == squeeze(paragraphs[0]):
                return found
    text = "\n".join(frame.closing)
    out: dict[str, Any] = {"closing": _prose(paragraphs)}
    if period := contacts.publication(text):
        out["publication"] = period
    if named := contacts.contacts(text):
        out["contacts"] = contacts.short_contacts(named)
    return out


def _prose(paragraphs: Sequence[str]) -> Any:
    """Paragraphs outside the sections; measures only where they run in after a text."""
    out: list[Any] = []
    for text in paragraphs:
        taken = measures.members([text])
        out += (
            taken
            if len(taken) == 1 and isinstance(taken[0], dict) and "text" in taken[0]
            else [text]
        )
    return out[0] if len(out) == 1 and isinstance(out[0], str) else out


def _document(frame: Frame) -> dict[str, Any]:
    return {"document": {"addressees": frame.addressees}} if frame.addressees else {}


def _sections(
    frame: Frame, choices: Choices, inspection: Mapping[str, Any]
) -> dict[str, Any]:
    trees = [_grow(part, choices) for part in frame.sections]
    below = [numbering.levels(members) for members in trees]
    sample = _sample(frame.sections)
    whole = numbering.hoisted(sample, below)
    for members, found in zip(trees, below, strict=True):
        numbering.note_differences(members, found if whole is None else whole[1:])
    own = numbering.trimmed(whole or [numbering.Level(sample)], 0)
    outlooks = [
        roles.Outlook(
            part.heading,
            sum(
                1
                for one in tree.branches(members)
                if not any(tree.branches(one.members))
            ),
        )
        for part, members in zip(frame.sections, trees, strict=True)
    ]
    levels = [[] if whole else numbering.trimmed(found, 1) for found in below]
    told = roles.roles(outlooks)
    name = inspection_name(model.Inspection.model_validate(inspection))
    sections = [
        _section(part, members, role, found, name)
        for part, members, role, found in zip(
            frame.sections, trees, told, levels, strict=True
        )
    ]
    _number(sections, frame.sections, sample)
    return {
        "sections": sections,
        **({"numbering": [level.data() for level in own]} if own else {}),
    }


def _grow(part: FrameSection, choices: Choices) -> list[tree.Member]:
    if choices.flat:
        return [paragraph.text for paragraph in part.body]
    return tree.grow(part.body)


def _sample(parts: Iterable[FrameSection]) -> str:
    return Counter(
        part.mark.sample if part.mark else "none" for part in parts
    ).most_common(1)[0][0]


def _section(
    part: FrameSection,
    members: list[tree.Member],
    role: model.Role,
    levels: list[numbering.Level],
    inspection: str,
) -> dict[str, Any]:
    out: dict[str, Any] = {"role": role.value}
    if part.heading != standard_heading(role, inspection):
        out["heading"] = part.heading
    if levels:
        out["numbering"] = [level.data() for level in levels]
    names = items.problem_names(members) if role is model.Role.RECTIFICATION else {}
    form = items.common_form(names)
    if form:
        out["form"] = form
    if members:
        out["content"] = items.content(members, names, form or "{}")
    return out


def _number(
    sections: list[dict[str, Any]], parts: Sequence[FrameSection], sample: str
) -> None:
    """Store the mark of every section that is not the one derived from its place."""
    mark = chinese.read_mark(sample)
    for number, (section, part) in enumerate(zip(sections, parts, strict=True), 1):
        raw = part.mark.raw if part.mark else ""
        if mark is not None and raw and numbering.differs(mark, number, raw):
            section["number"] = raw


def _statistics(frame: Frame, data: Mapping[str, Any]) -> dict[str, Any]:
    claims = claimed_figures(frame, data)
    wrong = survey.contradictions(claims, data)
    kept = {key: value for key, value in claims.items() if key not in wrong}
    order = [key for key in model.Statistics.model_fields if key in kept]
    return {"statistics": {key: kept[key] for key in order}} if kept else {}


def claimed_figures(frame: Frame, data: Mapping[str, Any]) -> dict[str, int]:
    """Return the figures that preamble, overview and lead paragraphs claim."""
    lead = list(frame.preamble)
    for part, section in zip(frame.sections, data["sections"], strict=True):
        if section["role"] in ("overview", "responsibility", "rectification"):
            for paragraph in part.body:
                if paragraph.mark:
                    break
                lead.append(paragraph.text)
    inspection = data.get("inspection", {})
    return facts.statistics("\n".join(lead), ours=tuple(inspection.values()))

"""A learned layout as the text of an overlay, with the place of each value as a comment above it.

This module must not know how a value was learned.
"""

from collections.abc import Hashable

from rectify_gen.layout_learning.learning import LearnedLayout, LearnedValue
from rectify_gen.layout_learning.observations import Key
from rectify_gen.messages import say
from rectify_gen.overlay import Overlay, overlay_values
from rectify_gen.places import Place
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.visible import one_line

_QUOTED = 20
"""Characters of a paragraph that a comment quotes."""
_MOST_OTHERS = 3
"""Other values that a comment names."""


def overlay_text(learned: LearnedLayout, source: str, lang: str) -> str:
    """Return the YAML of the overlay; ``source`` names the document, comments and remarks are in ``lang``."""
    data: dict[str, dict[str, object]] = {}
    comments: dict[tuple[str | int, ...], list[str]] = {}
    for value in _in_order(learned):
        part, name = value.key
        values_of_part = data.setdefault(part, {})
        values_of_part[name] = value.value
        comments[value.key] = [_seen(value, lang)]
    head = say("learn-head", lang, source=source)
    lines = [f"# {one_line(head)}"]
    if not data:
        nothing = say("learn-standard", lang)
        lines.append(f"# {nothing}")
    text = to_yaml(data, comments)
    lines.append(text.rstrip("\n"))
    remarks = remark_sentences(learned, lang)
    if remarks:
        title = say("learn-remarks", lang)
        lines.append("")
        lines.append(f"# {title}")
    for sentence in remarks:
        lines.append(f"# - {one_line(sentence)}")
    lines.append("")
    return "\n".join(lines)


def _in_order(learned: LearnedLayout) -> list[LearnedValue]:
    """Return the values in the order of the keys of an overlay."""
    values: dict[Key, LearnedValue] = {}
    for value in learned.values:
        values[value.key] = value
    ordered = []
    for part, field in Overlay.model_fields.items():
        names = type(field.default).model_fields
        for name in names:
            key = (part, name)
            if key in values:
                ordered.append(values[key])
    return ordered


def remark_sentences(learned: LearnedLayout, lang: str) -> list[str]:
    """Return what an overlay cannot say of the document, or most of its paragraphs do otherwise, with the places."""
    sentences = []
    for remark in learned.remarks:
        place = ""
        if remark.place is not None:
            place = _place(remark.place, lang)
        text = remark.message(lang)
        sentence = say("learn-remark", lang, place=place, text=text)
        sentences.append(sentence)
    return sentences


def _seen(value: LearnedValue, lang: str) -> str:
    """Return where a value was seen, and what other paragraphs have."""
    vote = value.vote
    place = _place(vote.place, lang)
    sentence = say("learn-seen", lang, place=place)
    for other in vote.others[:_MOST_OTHERS]:
        sentence += say(
            "learn-seen-other",
            lang,
            count=other.paragraphs,
            value=_in_words(value.key, other.value, lang),
            place=_place(other.place, lang),
        )
    return sentence


def _place(place: Place, lang: str) -> str:
    """Return a place with the first words of its text."""
    # Lines of a title that were broken by hand are one text.
    text = " ".join(place.text.split())
    spot = place.spot(lang)
    if text:
        quoted = text
        if len(text) > _QUOTED:
            quoted = text[:_QUOTED] + "…"
        return f"{spot}“{quoted}”"
    if place.paragraph or place.cell:
        return spot
    return say("learn-page-setup", lang)


def _in_words(key: Key, value: Hashable, lang: str) -> str:
    """Return a value that is not written as it would be written."""
    if value is None:
        return say("learn-latin-follows", lang)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and isinstance(value, int | float):
        return _number_in_words(key, value)
    text = str(value)
    return text or say("layout-none", lang)


def _number_in_words(key: Key, number: float) -> str:
    part, name = key
    whole = round(number)
    if part == "sizes":
        return overlay_values.font_size(whole)
    if part == "grid":
        return overlay_values.points(number)
    if name == "rule":
        return overlay_values.rule_width(whole)
    length = overlay_values.millimetres(whole)
    return f"{length:g} mm"

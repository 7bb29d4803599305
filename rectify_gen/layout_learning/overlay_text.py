"""A learned layout as the text of an overlay, with the place of each value as a comment above it.

This module must not know how a value was learned.
"""

from collections.abc import Hashable

from rectify_gen.layout_learning.learning import LearnedLayout, LearnedValue
from rectify_gen.layout_learning.observations import Key
from rectify_gen.messages import say
from rectify_gen.overlay import Overlay, overlay_values
from rectify_gen.places import Place
from rectify_gen.source import to_yaml
from rectify_gen.visible import one_line

_QUOTED = 20
"""Characters of a paragraph that a comment quotes."""
_MOST_OTHERS = 3
"""Other values that a comment names."""


def overlay_text(learned: LearnedLayout, source: str, lang: str) -> str:
    """Return the YAML of the overlay; ``source`` names the document, comments and remarks are in ``lang``."""
    values = {value.key: value for value in learned.values}
    data: dict[str, dict[str, object]] = {}
    comments: dict[tuple[str | int, ...], list[str]] = {}
    for part, field in Overlay.model_fields.items():
        for name in type(field.default).model_fields:
            value = values.get((part, name))
            if value is not None:
                data.setdefault(part, {})[name] = value.value
                comments[part, name] = [_seen(value, lang)]
    lines = [f"# {say('learn-head', lang, source=source)}"]
    if not data:
        lines.append(f"# {say('learn-standard', lang)}")
    lines.append(to_yaml(data, comments).rstrip("\n"))
    remarks = remark_sentences(learned, lang)
    if remarks:
        lines += ["", f"# {say('learn-remarks', lang)}"]
    for sentence in remarks:
        lines.append(f"# - {one_line(sentence)}")
    return "\n".join(lines) + "\n"


def remark_sentences(learned: LearnedLayout, lang: str) -> list[str]:
    """Return what an overlay cannot say of the document, or most of its paragraphs do otherwise, with the places."""
    sentences = []
    for remark in learned.remarks:
        place = _place(remark.place, lang) if remark.place is not None else ""
        text = remark.message(lang)
        sentences.append(say("learn-remark", lang, place=place, text=text))
    return sentences


def _seen(value: LearnedValue, lang: str) -> str:
    """Return where a value was seen, and what other paragraphs have."""
    vote = value.vote
    sentence = say("learn-seen", lang, place=_place(vote.place, lang))
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
    text = place.text.strip()
    if not text:
        is_whole_part = not place.paragraph and place.cell is None
        if is_whole_part:
            return say("learn-page-setup", lang)
        return place.spot(lang)
    quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    return f"{place.spot(lang)}“{quoted}”"


def _in_words(key: Key, value: Hashable, lang: str) -> str:
    """Return a value that is not written as it would be written."""
    if value is None:
        return say("learn-latin-follows", lang)
    part, _ = key
    if part == "sizes" and isinstance(value, int):
        return overlay_values.font_size(value)
    if part == "grid" and isinstance(value, int | float):
        return overlay_values.points(value)
    if key == ("red_head", "rule") and isinstance(value, int):
        return overlay_values.rule_width(value)
    is_length = isinstance(value, int) and not isinstance(value, bool)
    if is_length and isinstance(value, int):
        return f"{overlay_values.millimetres(value):g} mm"
    return str(value) or say("layout-none", lang)

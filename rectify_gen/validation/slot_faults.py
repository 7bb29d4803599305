"""Slots that cannot be filled, each at its characters: unknown, without its fact, or read by YAML as a mapping.

This module must not know other faults of a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.diagnostics import Diagnostic, Route, Span
from rectify_gen.model import slots
from rectify_gen.source import LocatedData
from rectify_gen.validation.key_advice import nearest_name
from rectify_gen.validation.refused_values import RefusedValue


def slot_fault(
    data: LocatedData,
    code: str,
    refused: RefusedValue,
) -> Diagnostic:
    """Return the report ``code`` of a slot that cannot be filled, at its characters."""
    text = refused.value
    name = refused.context["slot"]
    start = refused.context["start"]
    end = refused.context["end"]
    facts = {"slot": name}
    if code == "slot-unknown":
        facts |= _slot_suggestion(name, _own_facts(data))
    elif code == "slot-absent":
        facts |= _needed_facts(name)
    position = data.position_within(
        refused.route,
        text,
        start,
        end - start,
    )
    return Diagnostic(
        code=code,
        route=refused.route,
        facts=facts,
        position=position or data.position(refused.route),
        path=data.source.path,
        span=Span(
            text,
            start,
            end,
        ),
    )


def slot_read_as_mapping(data: LocatedData, route: Route) -> str | None:
    """Return the slot that the paragraph at ``route`` is: without quotes, YAML reads {contacts} as a key without a value."""
    keys = data.keys_as_written(route)
    if len(keys) != 1:
        return None
    [key] = keys
    is_slot = slots.slot_use(key) is not None and data.is_empty((*route, key))
    return key if is_slot else None


def _own_facts(data: LocatedData) -> list[str]:
    """Return the names of the office's own facts, as far as ``data`` is what it should be."""
    fields = data.value.get("fields") if isinstance(data.value, dict) else None
    return [str(name) for name in fields] if isinstance(fields, dict) else []


def _slot_suggestion(name: str, own_facts: Sequence[str]) -> dict[str, str]:
    """Return which slot the unknown ``name`` was probably meant to be; else which there are."""
    names: list[str] = []
    for slot in slots.SLOTS:
        names += [slot.name, slot.zh]
    bare_name = name.rpartition(".")[2]
    own_fact = nearest_name(bare_name, own_facts)
    if own_fact is not None and (bare_name == own_fact or "." in name):
        return {
            "suggestion_zh": f"自定义项写作 {{fields.{own_fact}}}。",
            "suggestion_en": f"a fact of your own is written {{fields.{own_fact}}}.",
        }
    meant = nearest_name(name.lower().replace("-", "_"), names)
    if meant is not None:
        return {
            "suggestion_zh": f"是不是 {{{meant}}}？",
            "suggestion_en": f"did you mean {{{meant}}}?",
        }
    known = [slot.name if name.isascii() else slot.zh for slot in slots.SLOTS]
    listed = " ".join(f"{{{slot_name}}}" for slot_name in known)
    return {
        "suggestion_zh": f"可用：{listed}",
        "suggestion_en": f"known: {listed}",
    }


def _needed_facts(name: str) -> dict[str, str]:
    """Return the facts that the slot ``name`` prints, as titles and keys."""
    use = slots.slot_use(name)
    if use is None:
        raise ValueError(f"{name} is no slot")
    if use.field:
        key = f"fields.{use.field}"
        return {
            "title": use.field,
            "title_en": use.field,
            "keys": key,
            "keys_en": key,
        }
    keys = use.slot.needs[0]
    title = use.slot.zh
    title_en = use.slot.en
    if use.place is not None:
        title = f"第 {use.place} 个{title}"
        title_en = f"{title_en} no. {use.place}"
    return {
        "title": title,
        "title_en": title_en,
        "keys": "、".join(keys),
        "keys_en": " and ".join(keys),
    }

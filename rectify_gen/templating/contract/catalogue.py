"""Everything that a template may print, as a list to read or to copy from.

This room must not know Word, or the command line.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.messages import say
from rectify_gen.templating.contract.expression_types import (
    VIEW,
    Flag,
    Listing,
    Maybe,
    Number,
    Record,
    Text,
    Type,
    fields_of,
    present,
)
from rectify_gen.view.fields import FIELDS, Field

_MEMBERS = {
    **{
        "paragraphs": "p",
        "items": "item",
        "contacts": "contact",
        "title_lines": "line",
        "organizations": "signer",
    },
    **{"item.items": "lower", "item.paragraphs": "text"},
    **{
        "attachments": "attachment",
        "opening.paragraphs": "paragraph",
        "closing.paragraphs": "paragraph",
    },
}
"""How the loop variable over a list is called in examples; others are ``one``."""
_KINDS: dict[type, str] = {
    Text: "text",
    Number: "number",
    Flag: "flag",
    Listing: "list",
    Record: "group",
}


class Entry(NamedTuple):
    """One thing to print: how it is spelled, the tag, kind (text, number, flag, list, group), titles, whether it may be absent.

    ``depth`` counts the loops around it.
    """

    path: str
    tag: str
    kind: str
    field: Field
    absent: bool
    depth: int


def entries() -> tuple[Entry, ...]:
    """Return every field of the view, those of groups and lists below them."""
    return tuple(_entries(VIEW.name, "", 0, ()))


def _entries(
    record: str, before: str, depth: int, around: tuple[str, ...]
) -> Iterator[Entry]:
    for name, held in fields_of(record).items():
        path = f"{before}{name}"
        kind = present(held)
        field = FIELDS.get(record, {}).get(name, Field(name, name))
        yield Entry(
            path,
            _tag(path, kind),
            _KINDS[type(kind)],
            field,
            isinstance(held, Maybe),
            depth,
        )
        if isinstance(kind, Record):
            yield from _entries(kind.name, f"{path}.", depth, around)
        elif (
            isinstance(kind, Listing)
            and isinstance(kind.member, Record)
            and kind.member.name not in around
        ):
            variable = _variable(path)
            yield from _entries(
                kind.member.name, f"{variable}.", depth + 1, (*around, kind.member.name)
            )


def _variable(path: str) -> str:
    return _MEMBERS.get(path) or _MEMBERS.get(path.rpartition(".")[2]) or "one"


def _tag(path: str, kind: Type) -> str:
    if isinstance(kind, Listing):
        return f"{{% for {_variable(path)} in {path} %}}"
    return (
        f"{{% if {path} %}}" if isinstance(kind, Flag | Record) else f"{{{{ {path} }}}}"
    )


def as_json(found: tuple[Entry, ...]) -> str:
    """Return the entries as one JSON document."""
    fields = [
        {
            "path": one.path,
            "tag": one.tag,
            "type": one.kind,
            "title": {"zh": one.field.zh, "en": one.field.en},
            "may_be_absent": one.absent,
            "sample": one.field.sample,
            "choices": list(one.field.choices),
            "depth": one.depth,
        }
        for one in found
    ]
    return (
        json.dumps({"version": 1, "fields": fields}, ensure_ascii=False, indent=2)
        + "\n"
    )


def cells(one: Entry, lang: str) -> tuple[str, str, str, str, str]:
    """Return tag, kind, title, absence and sample of an entry in words."""
    title = one.field.zh if lang == "zh" else one.field.en
    sample = " / ".join(one.field.choices) or one.field.sample.replace("\u3000", "□")
    absent = say("fields-absent", lang) if one.absent else ""
    return one.tag, say(f"fields-{one.kind}", lang), title, absent, sample


def headings(lang: str) -> tuple[str, ...]:
    """Return the headings of the columns of :func:`cells`."""
    return tuple(
        say(f"fields-{name}", lang)
        for name in ("tag", "kind", "title", "may", "sample")
    )


def as_text(found: tuple[Entry, ...], lang: str) -> str:
    """Return the entries as a table for people, what stands in a loop indented."""
    rows = [headings(lang)]
    rows += [
        ("  " * one.depth + cells(one, lang)[0], *cells(one, lang)[1:]) for one in found
    ]
    widths = [max(_columns(row[at]) for row in rows) for at in range(4)]
    lines = ("  ".join((*map(_padded, row, widths), row[4])).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    return sum(2 if is_wide(sign) else 1 for sign in text)

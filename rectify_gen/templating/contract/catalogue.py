"""Everything that a template may print, as a list to read or to copy from.

This room must not know Word, or the command line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.choice import PICTURE, TEXT, DeclaredFact
from rectify_gen.declared_facts import KEYS
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
from rectify_gen.view.fields import FIELDS, ViewField

_VARIABLES = {
    "paragraphs": "p",
    "items": "item",
    "contacts": "contact",
    "ledger_areas": "area",
    "area.rows": "row",
    "attached": "annex",
    "annex.paragraphs": "annex_p",
    "annex.rows": "annex_row",
    "title_lines": "line",
    "organizations": "signer",
    "item.items": "lower",
    "item.paragraphs": "text",
    "attachments": "attachment",
    "opening.paragraphs": "paragraph",
    "closing.paragraphs": "paragraph",
}
"""How the loop variable over a list is called in examples; others are ``one``."""
_KINDS: dict[type, str] = {
    Text: "text",
    Number: "number",
    Flag: "flag",
    Listing: "list",
    Record: "group",
}


class CatalogueEntry(NamedTuple):
    """One thing to print.

    How it is spelled, its tag, its kind (text, number, flag, list, group), its titles,
    and whether it may be absent; ``depth`` counts the loops around it.
    """

    path: str
    tag: str
    kind: str
    field: ViewField
    absent: bool
    depth: int


_EXAMPLES = {
    TEXT: DeclaredFact("举报电话", "自定义项（名称自己定）", sample="12380"),
    PICTURE: DeclaredFact(
        "印章", "图片（名称自己定），写作图片的替代文字", sample="印章.png"
    ),
}
"""What is shown of facts of an office's own where none are declared."""
_EXAMPLES_EN = {
    TEXT: "a fact of your own, named as you like",
    PICTURE: "a picture, named as you like: the tag is the alternative text of a sample",
}


def entries(facts: Sequence[DeclaredFact] = ()) -> tuple[CatalogueEntry, ...]:
    """Return every field of the view, those of groups and lists below them, and the office's own ``facts``."""
    whole_view: list[CatalogueEntry] = []
    for entry in _entries(VIEW.name, prefix="", depth=0, around=()):
        whole_view.append(entry)
        for kind, key in KEYS.items():
            if entry.path == key:
                whole_view += _own_entries(key, kind, facts)
    return tuple(whole_view)


def _own_entries(
    key: str, kind: str, facts: Sequence[DeclaredFact]
) -> Iterator[CatalogueEntry]:
    listed_facts: list[DeclaredFact] = []
    for fact in facts:
        if fact.kind == kind:
            listed_facts.append(fact)
    if not facts:
        listed_facts = [_EXAMPLES[kind]]
    for fact in listed_facts:
        path = f"{key}.{fact.name}"
        title_en = fact.title if facts else _EXAMPLES_EN[kind]
        yield CatalogueEntry(
            path=path,
            tag=_tag(path, Text()),
            kind=kind,
            field=ViewField(fact.title, title_en, fact.sample),
            absent=not fact.is_required,
            depth=0,
        )


def _entries(
    record: str,
    prefix: str,
    depth: int,
    around: tuple[str, ...],
) -> Iterator[CatalogueEntry]:
    """The fields of ``record``, spelled with ``prefix``; ``around`` are the records whose lists we are in."""
    described = FIELDS.get(record, {})
    for name, held in fields_of(record).items():
        path = f"{prefix}{name}"
        kind = present(held)
        # A field without titles is called by its name in both languages.
        field = described.get(name, ViewField(name, name))
        yield CatalogueEntry(
            path=path,
            tag=_tag(path, kind),
            kind=_KINDS[type(kind)],
            field=field,
            absent=isinstance(held, Maybe),
            depth=depth,
        )
        if isinstance(kind, Record):
            yield from _entries(kind.name, f"{path}.", depth, around)
        elif isinstance(kind, Listing) and isinstance(kind.member, Record):
            member = kind.member.name
            # Items hold items: they are listed once.
            if member in around:
                continue
            variable = _variable(path)
            yield from _entries(
                member,
                prefix=f"{variable}.",
                depth=depth + 1,
                around=(*around, member),
            )


def _variable(path: str) -> str:
    """What the loop variable over the list at ``path`` is called."""
    # The whole path comes first: items of an item are not called as those of the notice.
    if path in _VARIABLES:
        return _VARIABLES[path]
    name = path.rpartition(".")[2]
    return _VARIABLES.get(name, "one")


def _tag(path: str, kind: Type) -> str:
    if isinstance(kind, Listing):
        variable = _variable(path)
        return f"{{% for {variable} in {path} %}}"
    if isinstance(kind, Flag | Record):
        return f"{{% if {path} %}}"
    return f"{{{{ {path} }}}}"


def as_json(catalogue: Iterable[CatalogueEntry]) -> str:
    """Return the entries as one JSON document."""
    fields = [_as_object(entry) for entry in catalogue]
    document = {"version": 1, "fields": fields}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return f"{text}\n"


def _as_object(entry: CatalogueEntry) -> dict[str, object]:
    field = entry.field
    return {
        "path": entry.path,
        "tag": entry.tag,
        "type": entry.kind,
        "title": {
            "zh": field.zh,
            "en": field.en,
        },
        "may_be_absent": entry.absent,
        "sample": field.sample,
        "choices": list(field.choices),
        "depth": entry.depth,
    }


def cells(entry: CatalogueEntry, lang: str) -> tuple[str, str, str, str, str]:
    """Return tag, kind, title, absence and sample of an entry in words."""
    field = entry.field
    kind = say(f"fields-{entry.kind}", lang)
    title = field.zh if lang == "zh" else field.en
    # An ideographic space cannot be seen in a list.
    sample = field.sample.replace("\u3000", "□")
    if field.choices:
        sample = " / ".join(field.choices)
    absent = say("fields-absent", lang) if entry.absent else ""
    return entry.tag, kind, title, absent, sample


def headings(lang: str) -> tuple[str, ...]:
    """Return the headings of the columns of :func:`cells`."""
    names = ("tag", "kind", "title", "may", "sample")
    return tuple(say(f"fields-{name}", lang) for name in names)


def as_text(catalogue: Iterable[CatalogueEntry], lang: str) -> str:
    """Return the entries as a table for people, what stands in a loop indented."""
    rows = [headings(lang)]
    for entry in catalogue:
        tag, *others = cells(entry, lang)
        indent = "  " * entry.depth
        rows.append((indent + tag, *others))
    # The last column is not padded: nothing stands behind it.
    padded_columns = len(rows[0]) - 1
    widths = [0] * padded_columns
    for row in rows:
        for column in range(padded_columns):
            width = _columns(row[column])
            widths[column] = max(widths[column], width)
    lines: list[str] = []
    for row in rows:
        *padded, sample = row
        line_cells = list(map(_padded, padded, widths))
        line_cells.append(sample)
        line = "  ".join(line_cells)
        lines.append(line.rstrip())
    lines.append("")
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    missing = width - _columns(text)
    return text + " " * missing


def _columns(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(2 if is_wide(sign) else 1 for sign in text)

"""The list of all that a template may print: complete, true, and as a valid Word document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx_maker import compiled, p, text_of
from notices import NOTICE, view_of
from test_validity import findings

from rectify_gen.diagnostics import errors
from rectify_gen.package import read_package
from rectify_gen.templating.catalogue_document import document
from rectify_gen.templating.contract.catalogue import as_json, as_text, entries
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.view.fields import FIELDS


def test_every_field_of_the_view_is_listed() -> None:
    listed = {one.path.rpartition(".")[2] for one in entries()}
    assert {name for fields in FIELDS.values() for name in fields} <= listed


def test_paths_are_unique_and_loops_name_their_members() -> None:
    paths = [one.path for one in entries()]
    assert len(set(paths)) == len(paths)
    by_path = {one.path: one for one in entries()}
    assert by_path["paragraphs"].tag == "{% for p in paragraphs %}"
    assert (by_path["p.heading"].tag, by_path["p.heading"].depth) == (
        "{{ p.heading }}",
        1,
    )
    assert by_path["signature"].absent
    assert by_path["document.number"].absent
    assert not by_path["kind"].absent


def test_every_tag_that_is_told_passes_the_check() -> None:
    """Top-level tags as they stand; those of loops inside their loops."""
    loops = {
        "p": "paragraphs",
        "contact": "contacts",
        "item": "items",
        "signer": "signature.organizations",
        "area": "ledger_areas",
        "annex": "attached",
    }
    for one in entries():
        if one.kind in ("list", "group", "flag", "picture") or one.path.partition(".")[
            0
        ] in (
            "lower",
            "row",
            "annex_p",
            "annex_row",
            "one",
        ):
            continue
        over = loops.get(one.path.partition(".")[0]) if one.depth else None
        body = f"{{% if {one.path} %}}{one.tag}{{% endif %}}"
        # Half of a text is refused when it is built.
        if one.path in ("p.lead", "p.rest"):
            body = "{{ p.lead }}{{ p.rest }}"
        body = (
            f"{{% if signature %}}{{% for {one.path.partition('.')[0]} in {over} %}}{body}{{% endfor %}}{{% endif %}}"
            if over
            else body
        )
        assert not errors(check_template(make_body(body + "{{ title }}"))), one.path
        assert render(compiled(p(body)), view_of(NOTICE))


def make_body(text: str) -> bytes:
    from docx_maker import make

    return make(p(text))


def test_json_and_text_say_the_same() -> None:
    found = entries()
    fields = json.loads(as_json(found))["fields"]
    assert [one["path"] for one in fields] == [one.path for one in found]
    lines = as_text(found, "zh").splitlines()
    assert len(lines) == len(found) + 1
    assert all(
        one.tag in line and one.field.zh in line
        for one, line in zip(found, lines[1:], strict=True)
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_word_document_holds_every_tag(lang: str) -> None:
    text = text_of(read_package(document(entries(), lang)))
    assert all(one.tag in text for one in entries())


@pytest.mark.slow
def test_word_document_is_valid(tmp_path: Path) -> None:
    (tmp_path / "f.docx").write_bytes(document(entries(), "zh"))
    assert findings(tmp_path / "f.docx") == []

"""What a build refuses or says although every value is right: an empty edition, facts that are printed nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen import model
from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import SHIPPED, recipe_of
from rectify_gen.choice import Choice
from rectify_gen.diagnostics import InputError, TemplateError
from rectify_gen.outputs import TemplateFile
from rectify_gen.package import read_package
from rectify_gen.rules import CODES
from rectify_gen.source import SourceFile, decode
from rectify_gen.source_check import check_source
from rectify_gen.view import compose
from rectify_gen.word.block_reading import document_text
from tests.rules.cases_of_notices import COMPLETE, sections
from tests.templating.docx_maker import core_xml, make, p


def source_of(data: dict[str, Any]) -> Any:
    return decode(json.dumps(data, ensure_ascii=False).encode(), "n.yaml")


def made(data: dict[str, Any], template: str = "", audience: Any = "public") -> Any:
    names = dict.fromkeys(SHIPPED, template) if template else {}
    return make_document(source_of(data), recipe_of(names, audience))


def hidden() -> dict[str, Any]:
    internal = [{**one, "audience": "internal"} for one in sections()]
    return {**COMPLETE, "sections": internal}


@pytest.mark.parametrize("template", ["", "report", "redhead", "letter", "ledger"])
def test_a_public_edition_without_sections_is_refused(template: str) -> None:
    with pytest.raises(InputError) as caught:
        made(hidden(), template)
    codes = [(one.code, one.severity) for one in caught.value.diagnostics]
    assert codes == [("edition-empty", "error")]
    assert caught.value.diagnostics[0].position is not None


def test_its_internal_edition_is_built() -> None:
    document, _, _ = made(hidden(), audience="internal")
    assert "健全巡查机制" in document_text(document)


def unprinted(data: dict[str, Any], template: str) -> list[str]:
    _, diagnostics, _ = made({**data, "sections": sections()}, template)
    return [
        str(one.facts["fact"]) for one in diagnostics if one.code == "fact-not-printed"
    ]


REPORT = {**COMPLETE, "kind": "report"}
BARE_REPORT = {
    key: value
    for key, value in REPORT.items()
    if key not in ("contacts", "publication")
}


@pytest.mark.parametrize("template", ["report", "redhead", "letter"])
def test_a_report_says_that_it_prints_no_contacts_and_no_period(template: str) -> None:
    assert unprinted(REPORT, template) == ["publication", "contacts"]
    assert unprinted(BARE_REPORT, template) == []


@pytest.mark.parametrize("template", ["notice", "redhead", "letter", "ledger"])
def test_a_notice_prints_all_that_is_given(template: str) -> None:
    assert unprinted(COMPLETE, template) == []


def test_a_notice_through_the_template_of_a_report_loses_both() -> None:
    assert unprinted(COMPLETE, "report") == ["publication", "contacts"]


def test_a_ledger_without_rows_says_so() -> None:
    internal = sections()
    internal[1]["audience"] = "internal"
    data = {**COMPLETE, "sections": internal}
    codes = [one.code for one in made(data, "ledger")[1]]
    assert "ledger-empty" in codes
    assert "ledger-empty" not in [one.code for one in made(data, "notice")[1]]
    rows = made(data, "ledger", "internal")[1]
    assert "ledger-empty" not in [one.code for one in rows]


@pytest.mark.parametrize(
    ("body", "core"),
    [
        (p("{{ ledger|length }}"), ""),
        (
            p(
                "{% for row in ledger if row.number == ledger|length|string %}{{ row.number }}{% endfor %}"
            ),
            "",
        ),
        (p("{% set rows = ledger %}{{ rows|length }}"), ""),
        (p("{% macro m(rows=ledger) %}{{ rows|length }}{% endmacro %}{{ m() }}"), ""),
        (p("{{ ledger_areas|map(attribute='rows')|map('length')|sum }}"), ""),
        (p("{{ items|length }}"), ""),
        (p("{{ title }}"), core_xml(title="{{ ledger|length }}")),
    ],
)
def test_rows_are_there_wherever_a_template_reads_them(body: str, core: str) -> None:
    file = TemplateFile("t.docx", make(body, core), "digest", shipped=True)
    recipe = recipe_of({})
    recipe = recipe._replace(templates=dict.fromkeys(recipe.templates, file))
    source = source_of({**COMPLETE, "sections": sections()})
    view = compose(check_source(source).notice)
    count = len(view.items) if "items" in body else len(view.ledger)
    document, _, _ = make_document(source, recipe)
    parts = read_package(document)
    part = "docProps/core.xml" if core else "word/document.xml"
    assert f">{count}<" in parts[part].decode()


def test_an_attached_ledger_has_its_rows() -> None:
    attachments = [{"title": "整改台账", "ledger": True}]
    data = {**COMPLETE, "document": {"attachments": attachments}}
    document, _, _ = made({**data, "sections": sections()}, "notice")
    view = compose(check_source(source_of({**data, "sections": sections()})).notice)
    text = document_text(document)
    assert view.ledger
    for row in view.ledger:
        assert row.problem in text.partition("整改台账")[2]


def test_a_short_value_that_stands_elsewhere_by_chance_is_missed() -> None:
    facts = {"copy_number": "1", "urgency": "整改"}
    assert unprinted({**COMPLETE, "document": facts}, "notice") == [
        "document.copy_number",
        "document.urgency",
    ]


def test_facts_with_quotes_and_ampersands_are_found() -> None:
    facts = {"note": "'此件' & \"公开\"", "addressees": "各科室<甲>"}
    assert unprinted({**COMPLETE, "document": facts}, "notice") == []


def test_facts_that_an_own_closing_tells_are_the_rules_business() -> None:
    closing = (
        "公开期限：2025年3月18日至4月16日。电话0599-5550100，邮箱office@example.cn。"
    )
    assert unprinted({**REPORT, "closing": closing}, "report") == []


KEYS = st.sets(
    st.sampled_from(
        ["organization", "publication", "contacts", "signature", "title", "kind"]
    )
)
FACTS = st.sets(st.sampled_from([*COMPLETE["inspection"], "preamble", "closing"]))
OWN = {
    "title": "中共示例市水务局党组关于巡察整改进展情况的通报",
    "kind": "announcement",
    "preamble": "市委第二巡察组进行了巡察并反馈意见，现将情况予以公布。",
    "closing": [],
}


@settings(max_examples=150, deadline=None)
@given(keys=KEYS, facts=FACTS)
def test_what_strict_validation_passes_is_built(
    keys: set[str], facts: set[str]
) -> None:
    """With and without each key that a standard sentence may need."""
    data = {key: value for key, value in COMPLETE.items() if key in keys}
    data |= {key: OWN[key] for key in ("title", "kind") if key in keys}
    data |= {key: OWN[key] for key in ("preamble", "closing") if key in facts}
    inspection = COMPLETE["inspection"]
    data["inspection"] = {key: inspection[key] for key in inspection if key in facts}
    source = source_of({**data, "sections": sections()})
    if not check_source(source).judgement.standing:
        make_document(source, recipe_of({}))


@pytest.mark.parametrize("key", ["authority", "start", "end", "team", "feedback_date"])
@pytest.mark.parametrize("kind", ["notice", "report", "announcement"])
def test_a_missing_fact_of_the_opening_is_named(key: str, kind: str) -> None:
    inspection = {**COMPLETE["inspection"]}
    del inspection[key]
    data = {**COMPLETE, "kind": kind, "inspection": inspection, "sections": sections()}
    reports = [
        one.message("zh")
        for one in check_source(source_of(data)).judgement.standing
        if one.code == "part-missing"
    ]
    title = model.Inspection.model_fields[key].title
    assert reports == [f"缺少“导语中的巡察事实（{title}）”"]


def test_an_organ_that_only_the_opening_prints_is_missed() -> None:
    data = {**COMPLETE, "title": OWN["title"], "sections": sections()}
    del data["organization"]
    data["signature"] = {
        "organizations": ["中共示例市水务局党组"],
        "date": "2025-03-18",
    }
    standing = check_source(source_of(data)).judgement.standing
    assert ["（单位）" in one.message("zh") for one in standing] == [True]
    assert ["organization" in one.message("en") for one in standing] == [True]


def test_a_text_that_the_template_loses_is_named_by_its_place_in_the_data() -> None:
    """Of two equal texts the one that is lost."""
    text = (
        "sections:\n- heading: 总体情况\n  content:\n"
        "  - 同一句话。\n  - heading: 某项\n    run_in: true\n    content: 同一句话。\n"
    )
    losing = (
        p("{%p for x in paragraphs %}")
        + p("{%p if x.role != 'run_in' %}")
        + p("{{ x.number }}{{ x.heading }}{{ x.text }}")
        + p("{%p else %}")
        + p("{{ x.number }}{{ x.heading }}")
        + p("{%p endif %}")
        + p("{%p endfor %}")
    )
    recipe = recipe_of({})
    file = TemplateFile("漏字.docx", make(losing), "digest", shipped=True)
    recipe = recipe._replace(templates=dict.fromkeys(recipe.templates, file))
    recipe = recipe._replace(choice=Choice(dict.fromkeys(CODES, "off")))
    with pytest.raises(TemplateError) as caught:
        make_document(SourceFile("通报.yaml", text), recipe)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.path) == ("text-not-printed", "通报.yaml")
    assert fault.position is not None
    assert (fault.position.line, fault.position.column) == (7, 14)
    assert fault.place is not None
    assert (fault.place.path, fault.place.part) == ("漏字.docx", "word/document.xml")

"""Facts of an office's own: printed by ``{{ fields.举报电话 }}``, declared by a project, followed back to their values."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import notice_from

sys.path.append(str(Path(__file__).resolve().parent / "templating"))
from docx_maker import compared, compiled, make, p, with_docxtpl, with_ours

from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import recipe_of
from rectify_gen.canonical_names import locate
from rectify_gen.choice import PICTURE, STANDARD, Choice, DeclaredFact
from rectify_gen.diagnostics import Diagnostic, InputError, errors
from rectify_gen.key_language import edits_to
from rectify_gen.notice_workbook.notice_reading import read_notice_workbook
from rectify_gen.notice_workbook.notice_writing import write_notice_workbook
from rectify_gen.project import Projects
from rectify_gen.schema import schema_text
from rectify_gen.source import apply_edits, decode
from rectify_gen.source_check import check_source
from rectify_gen.templating.contract.catalogue import entries
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.templating.tracing import trace_values
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING
from rectify_gen.word.block_reading import document_text

SECTIONS = "sections: [{role: next_steps, content: 继续整改。}]\n"
NOTICE = SECTIONS + "fields:\n  举报电话: 12380\n  承办处室: 办公室\n"
BODY = "".join(
    map(
        p,
        (
            "{%p for x in paragraphs %}",
            "{{ x.number }}{{ x.heading }}{{ x.text }}",
            "{%p endfor %}",
        ),
    )
)
PICTURED = DeclaredFact("印章", "印章", kind=PICTURE)
FACTS = (
    DeclaredFact("举报电话", "举报电话号码", is_required=True, sample="12380"),
    DeclaredFact("承办处室", "承办处室"),
    PICTURED,
)


def built(
    tmp_path: Path, text: str, body: str, choice: Choice = STANDARD
) -> tuple[str, list[Diagnostic]]:
    """The text of the document that the template ``body`` makes of the notice ``text``, and what is reported of it."""
    template = tmp_path / "模板.docx"
    template.write_bytes(make(BODY + body))
    recipe = recipe_of({"notice": str(template)}, choice=choice)
    source = decode(text.encode(), "通报.yaml")
    document, reports, _ = make_document(source, recipe)
    return document_text(document), [
        report for report in reports if "fact" in report.code
    ]


def test_a_fact_is_printed_and_tested(tmp_path: Path) -> None:
    body = p(
        "{% if fields.举报电话 %}拨打{{ fields.举报电话 }}{% endif %}"
        "{% if fields.传真 %}传真{{ fields.传真 }}{% endif %}，{{ fields['承办处室'] }}"
    )
    text, reports = built(tmp_path, NOTICE, body)
    assert "拨打12380，办公室" in text
    assert reports == []


@pytest.mark.parametrize(
    ("tag", "line", "fact", "given"),
    [
        ("{{ fields.举报电号 }}", 2, "fields.举报电号", "有“举报电话”"),
        ("{{ fields.传真 }}", 2, "fields.传真", "有：举报电话、承办处室"),
    ],
)
def test_an_absent_fact_names_both_ends(
    tmp_path: Path, tag: str, line: int, fact: str, given: str
) -> None:
    with pytest.raises(InputError) as error:
        built(tmp_path, NOTICE, p(tag))
    (report,) = error.value.diagnostics
    assert report.code == "own-fact-absent"
    assert (report.path, report.position and report.position.line) == (
        "通报.yaml",
        line,
    )
    assert report.place is not None
    assert (report.place.paragraph, report.place.tag) == (4, tag)
    assert fact in report.message("zh")
    assert given in report.message("zh")


def test_a_fact_that_the_template_does_not_print_is_a_warning(tmp_path: Path) -> None:
    body = p("{% if fields.举报电话 %}{{ fields.举报电话 }}{% endif %}")
    _, reports = built(tmp_path, NOTICE, body)
    assert [(report.code, report.route) for report in reports] == [
        ("fact-not-printed", ("fields", "承办处室"))
    ]
    # The name of another fact that begins alike is none of it.
    text = NOTICE + "  举报电话二: 12388\n"
    _, reports = built(tmp_path, text, body + p("{{ fields.承办处室 }}"))
    assert [report.route for report in reports] == [("fields", "举报电话二")]


def test_a_slot_prints_it(tmp_path: Path) -> None:
    text = NOTICE + "closing: 请拨打{fields.举报电话}，由{自定义项.承办处室}受理。\n"
    body = "".join(
        map(p, ("{%p for x in closing.paragraphs %}", "{{ x }}", "{%p endfor %}"))
    )
    printed, reports = built(tmp_path, text, body)
    assert "请拨打12380，由办公室受理。" in printed
    assert reports == []
    with pytest.raises(InputError) as error:
        check_source(decode((text + "  {fields.传真}").encode(), "x"))
    with pytest.raises(InputError) as error:
        check_source(
            decode((SECTIONS + "closing: 请拨打{fields.传真}。").encode(), "x")
        )
    assert [one.code for one in error.value.diagnostics] == ["slot-absent"]


def test_docxtpl_renders_the_same() -> None:
    view = compose(
        notice_from({"sections": [{"role": "overview"}], "fields": {"甲": "<1>&"}})
    )
    body = p("{{ fields.甲 }}{% if fields.乙 %}{{ fields.乙 }}{% endif %}")
    template = make(body)
    assert compared(with_ours(template, view)) == compared(with_docxtpl(template, view))


def test_a_printed_fact_leads_back_to_its_value() -> None:
    notice = notice_from(
        {"sections": [{"role": "overview"}], "fields": {"甲": "某某", "乙": "某某"}}
    )
    traced = trace_values(compose(notice, "public", ROUTING))
    assert traced.view == compose(notice)
    document = render(compiled(p("由{{ fields.乙 }}受理")), traced.view)
    line = traced.read_line(document_text(document).splitlines()[0])
    routes = [span.route for span in line.spans]
    assert (line, routes) == ("由某某受理", [(), ("fields", "乙"), ()])


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ fields }}", "template-prints-record"),
        ("{% for x in fields %}{{ x }}{% endfor %}", "template-loop-value"),
        ("{{ fields._texts }}", "template-forbidden"),
        ("{{ fields.举报电话 }}", "template-unguarded"),
        ("{% if fields.甲 %}{{ fields.甲 }}{% endif %}", ""),
        ("{% if fields.甲 and fields['甲'] %}{{ fields.甲|upper }}{% endif %}", ""),
    ],
)
def test_the_check_follows_them(tag: str, code: str) -> None:
    reports = [one.code for one in check_template(make(BODY + p(tag + "{{ title }}")))]
    assert [one for one in reports if one != "template-never-shows"] == [code] * bool(
        code
    )


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ fields.举报电话 }}", ""),
        ("{{ fields.承办处室 }}", "“fields.承办处室”（承办处室）数据里可能没有"),
        ("{{ fields.举报电号 }}", "是不是 举报电话？"),
        ("{{ fields.印章 }}", "可用：举报电话、承办处室"),
        ("{{ fields.邮箱 }}", "可用：举报电话、承办处室"),
    ],
)
def test_the_check_knows_what_a_project_declares(tag: str, message: str) -> None:
    reports = check_template(make(BODY + p(tag + "{{ title }}")), "", FACTS)
    found = [one for one in reports if one.code != "template-never-shows"]
    assert len(found) == bool(message)
    for report in found:
        assert message in report.message("zh")


def project(tmp_path: Path, text: str) -> Choice:
    (tmp_path / "rectify-gen.yaml").write_text(text, encoding="utf-8")
    return Projects().of(tmp_path).choice


DECLARED = """fields:
  举报电话: {title: 举报电话号码, required: true, sample: 12380}
  承办处室: {title: 承办处室}
  印章: {title: 印章, kind: picture}
"""


def test_a_project_declares_facts(tmp_path: Path) -> None:
    assert project(tmp_path, DECLARED).facts == FACTS
    assert project(tmp_path, "fields: {甲: {}}\n").facts == (DeclaredFact("甲", "甲"),)
    with pytest.raises(InputError) as error:
        project(tmp_path, "fields: {甲-乙: {}, 丙: {required: 不知道, sampel: 无}}\n")
    codes = [one.code for one in error.value.diagnostics]
    assert codes == ["own-name-unusable", "not-a-flag", "unknown-key"]


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ("{举报电话: 12380}", []),
        ("{举报电话: 12380, 承办处室: 办公室}", []),
        ("{举报电号: 12380}", ["own-fact-missing", "own-fact-undeclared"]),
        ("{举报电话: 12380, 邮箱: a@b.cn}", ["own-fact-undeclared"]),
        ("{承办处室: 办公室}", ["own-fact-missing"]),
        ("{举报电话: 12380, 印章: 章.png}", ["own-fact-elsewhere"]),
    ],
)
def test_a_notice_is_compared_with_its_project(
    fields: str, reported: list[str]
) -> None:
    source = decode(f"{SECTIONS}fields: {fields}\n".encode(), "通报.yaml")
    checked = check_source(source, Choice(facts=FACTS))
    found = [one for one in errors(checked.judgement.standing)]
    assert sorted(one.code for one in found) == reported
    assert all(one.position and one.position.line == 2 for one in found)
    assert check_source(source).judgement.standing == tuple(
        one for one in checked.judgement.standing if one not in found
    )
    if "举报电号" in fields:
        assert "是不是 举报电话？" in found[-1].message("zh") + found[0].message("zh")


@pytest.mark.parametrize("keys", ["en", "zh"])
def test_the_schema_of_a_project_knows_its_facts(keys: str) -> None:
    schema = json.loads(schema_text("notice", keys, FACTS))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    key, sections = ("fields", "sections") if keys == "en" else ("自定义项", "各部分")
    content: dict[str, Any] = (
        {"role": "next_steps"} if keys == "en" else {"作用": "next_steps"}
    )
    for given, is_valid in (
        ({"举报电话": "12380"}, True),
        ({"举报电话": "12380", "承办处室": "办公室"}, True),
        ({"承办处室": "办公室"}, False),
        ({"举报电话": "12380", "邮箱": "a"}, False),
        (None, False),
    ):
        notice: dict[str, Any] = {sections: [content]}
        if given is not None:
            notice[key] = given
        assert validator.is_valid(notice) is is_valid, given
    entry = schema["properties"][key]["properties"]["举报电话"]
    assert (entry["description"], entry["examples"]) == ("举报电话号码", ["12380"])


def test_the_list_of_fields_shows_what_is_declared() -> None:
    declared = {entry.path: entry for entry in entries(FACTS)}
    assert [path for path in declared if path.startswith("fields.")] == [
        "fields.举报电话",
        "fields.承办处室",
    ]
    assert not declared["fields.举报电话"].absent
    assert declared["fields.承办处室"].absent
    assert declared["fields.举报电话"].field.sample == "12380"
    assert (declared["pictures.印章"].kind, declared["pictures.印章"].tag) == (
        "picture",
        "{{ pictures.印章 }}",
    )
    assert [
        entry.path for entry in entries() if entry.path.startswith(("fields.", "pict"))
    ] == ["fields.举报电话", "pictures", "pictures.印章"]


def test_names_of_an_office_are_never_taken_for_keys() -> None:
    text = SECTIONS + "fields: {标题: 甲, title: 乙, 状态: done, contacts: 丙}\n"
    data = locate(decode(text.encode(), "x"))
    assert data.value["fields"] == {
        "标题": "甲",
        "title": "乙",
        "状态": "done",
        "contacts": "丙",
    }
    in_chinese = apply_edits(text, edits_to("zh", data))
    assert "自定义项: {标题: 甲, title: 乙, 状态: done, contacts: 丙}" in in_chinese


def test_a_workbook_holds_them() -> None:
    notice = notice_from(
        {
            "sections": [{"role": "next_steps", "content": "继续整改。"}],
            "fields": {"举报电话": "12380", "网址": "http://a.example/b：c"},
            "pictures": {"印章": "图/章.png"},
        }
    )
    source = read_notice_workbook(write_notice_workbook(notice), "通报.xlsx")
    assert check_source(source).notice == notice

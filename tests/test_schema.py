"""The JSON Schema: current, complete, explained in Chinese, and of one mind with the model."""

from __future__ import annotations

import ast
import copy
import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import jsonschema
import pytest
import ruamel.yaml
from hypothesis import example, given, settings

import rectify_gen.schema
from rectify_gen import model
from rectify_gen.diagnostics import InputError
from rectify_gen.model.shapes import NOTICE_SHAPE
from rectify_gen.project import read_project
from rectify_gen.rules import CODES, RULES
from rectify_gen.schema import (
    project_schema,
    schema,
    schema_in_chinese,
    schema_text,
)
from rectify_gen.source import decode, locate
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.validation import validate

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "schemas" / "notice.schema.json"
PROJECT = ROOT / "schemas" / "project.schema.json"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
ALL_KEYS = NOTICE_SHAPE.keys()
CASES = sorted((ROOT / "tests" / "cases").glob("*/*.yaml"))

ONLY_THE_MODEL = {
    "not-a-date": "2024-02-30 has the form of a date",
    "not-a-count": "0x1F, +5, 1e3 and 52.0 are whole numbers to YAML, but not what a clerk means",
    "not-an-ordinal": "the same",
    "not-a-mark": "10. and 2. are numbers to YAML, and JSON Schema has no pattern for the digits of a number",
    "character-illegal": "U+0000 and the like are refused by the file's reading; in a mark only the model looks",
    "yaml-tag": "an editor warns of tags that it does not know; the schema sees the value only",
    "yaml-anchor": "anchors and aliases are resolved before a schema sees the value",
    "yaml-alias": "the same",
    "yaml-colon": "“heading：…” is text to YAML",
    "yaml-colon-space": "“heading:…” is text to YAML",
    "yaml-depth": "a schema has no limit of depth",
    "slot-unknown": "the names in braces are no part of the form of a text",
    "slot-absent": "a schema cannot look for a fact elsewhere",
    "slot-brace": "the same as for slot-unknown",
    "slot-wide-braces": "the same",
    "attachment-bodies": "an empty content beside a file is no body; to say so would hide what editors explain",
    "attachment-ledger-fact": "items of an attachment are the same parts as those of a section",
    "attachment-table-uneven": "a schema cannot compare the lengths of two lists",
    "text-line-break": "the line break at the end of a block scalar is none of the text; written as an escape it is",
    "yaml-comment-in-text": "a comment is gone before a schema sees the value",
    "yaml-comment-splits": "the same",
    "yaml-comment-after-quotes": "the same",
    "yaml-escape": "some readers let half of a character pass that no file can hold",
    "yaml-key": "a key that is no text is turned into text for a schema",
}
"""Codes for which the model refuses what the schema accepts, and why it must be so. The other way round: never."""


@functools.cache
def validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))


def core_reading(text: str) -> Any:
    """YAML 1.2 as an editor reads it: dates are text."""
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda maker, node: maker.construct_scalar(node)
    )
    return reader.load(text)


def schema_accepts(text: str) -> bool:
    try:
        data = core_reading(text)
    except (ruamel.yaml.error.YAMLError, ValueError):
        return False
    return bool(validator().is_valid(data))


def model_refuses(data: bytes) -> set[str]:
    """The codes with which the model refuses; none where it accepts."""
    try:
        validate(locate(decode(data)))
    except InputError as error:
        return {one.code for one in error.diagnostics if one.severity == "error"}
    return set()


def agree(data: bytes) -> None:
    refused = model_refuses(data)
    try:
        accepted = schema_accepts(decode(data).text)
    except InputError:
        accepted = False
    if accepted:
        assert refused <= set(ONLY_THE_MODEL), (
            refused,
            data.decode("utf-8", "replace"),
        )
    else:
        assert refused, ("only the schema refuses", data.decode("utf-8", "replace"))


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every part, with its name."""
    whole = schema()
    for part_name, part in {"Notice": whole, **whole["definitions"]}.items():
        for name, entry in part["properties"].items():
            yield f"{part_name}.{name}", entry


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for member in (
        node.values()
        if isinstance(node, dict)
        else node
        if isinstance(node, list)
        else ()
    ):
        yield from nodes(member)


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), (
        "schemas/notice.schema.json is stale: rectify-gen schema -o schemas/notice.schema.json"
    )


def test_the_committed_schema_in_chinese_is_current() -> None:
    committed = ROOT / "schemas" / "notice.zh.schema.json"
    assert committed.read_text(encoding="utf-8") == schema_text(keys="zh"), (
        "schemas/notice.zh.schema.json is stale: rectify-gen schema --keys zh -o schemas/notice.zh.schema.json"
    )


def test_the_schema_in_chinese_says_the_same_in_other_names() -> None:
    english = schema()
    chinese = schema_in_chinese()
    assert list(chinese["properties"]) == [
        entry["title"] for entry in english["properties"].values()
    ]
    assert chinese["required"] == ["各部分"]
    for name, part in english["definitions"].items():
        titles = [entry["title"] for entry in part["properties"].values()]
        assert list(chinese["definitions"][name]["properties"]) == titles
    publication = chinese["definitions"]["Publication"]
    assert publication["else"] == {
        "required": ["开始日期", "结束日期"],
        "errorMessage": "公开期限应写 开始日期 和 结束日期，或只写 公开期限",
    }
    texts = json.dumps(chinese, ensure_ascii=False)
    assert "没有 作用 或 作用 为 其他 的部分必须写 标题" in texts
    for node in nodes(chinese):
        for keyword in ("description", "errorMessage", "patternErrorMessage"):
            # What people read names no key that their file does not have.
            words = set(re.findall("[a-z_]{3,}", str(node.get(keyword, ""))))
            assert not words & ALL_KEYS, node[keyword]


def test_the_schema_of_projects_knows_no_chinese_words() -> None:
    for node in nodes(project_schema()):
        assert not {"已完成", "公开"} & set(node.get("enum", []))


def test_the_committed_schema_of_projects_is_current() -> None:
    assert PROJECT.read_text(encoding="utf-8") == schema_text("project"), (
        "schemas/project.schema.json is stale: rectify-gen schema project -o schemas/project.schema.json"
    )


def project_model_refuses(text: str, folder: Path) -> bool:
    (folder / "rectify-gen.yaml").write_text(text, encoding="utf-8")
    try:
        read_project(folder / "rectify-gen.yaml")
    except InputError:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("audience: internal\n", True),
        (
            "sources: 来源\noutput: 成文\nformats: [docx, pdf]\nlayout: 版式.yaml\n",
            True,
        ),
        (
            "sources: [一, 二]\ntemplates: {notice: a.docx, report: report}\nformats: docx\n",
            True,
        ),
        (
            "publication_days: {shortest: 20}\nrules: {date-order: off, waiver-unused: error}\n",
            True,
        ),
        ("rules: {date-ordre: off}\n", False),
        ("rules: {date-order: never}\n", False),
        ("formats: [odt]\n", False),
        ("formats: []\n", False),
        ("audience: everyone\n", False),
        ("outptu: 成文\n", False),
        ("templates: {letter: a.docx}\n", False),
        ("publication_days: {shortest: 半月}\n", False),
        ("output: ''\n", False),
    ],
)
def test_schema_and_model_agree_on_a_project(
    tmp_path: Path, text: str, valid: bool
) -> None:
    schema = json.loads(PROJECT.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    assert jsonschema.Draft7Validator(schema).is_valid(core_reading(text)) == valid
    assert project_model_refuses(text, tmp_path) == (not valid)


def test_schema_of_projects_explains_itself_in_chinese() -> None:
    whole = project_schema()
    for node in nodes(whole):
        assert "enum" not in node or len(node["enumDescriptions"]) == len(node["enum"])
    assert all(
        re.search("[\u4e00-\u9fff]", one["description"])
        for one in whole["properties"].values()
    )
    told = whole["properties"]["rules"]["properties"]
    assert set(told) == CODES
    assert all(
        re.search("[\u4e00-\u9fff]", told[rule.code]["description"]) for rule in RULES
    )


def test_the_text_is_the_same_in_every_process() -> None:
    for seed in ("0", "1"):
        command = [
            sys.executable,
            "-c",
            "import sys, rectify_gen.schema as s; sys.stdout.buffer.write(s.schema_text().encode())",
        ]
        made = subprocess.run(
            command,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert made.stdout.decode() == schema_text()


def test_it_ends_in_one_newline_and_keeps_chinese_readable() -> None:
    assert schema_text().endswith("}\n")
    assert "巡察整改进展情况通报" in schema_text()


def test_it_imports_the_model_the_rules_and_json_only() -> None:
    tree = ast.parse(Path(rectify_gen.schema.__file__).read_text(encoding="utf-8"))
    imported = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    imported |= {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert imported == {
        *("__future__", "json", "re", "typing", "pydantic", "rectify_gen"),
        *("collections.abc", "rectify_gen.choice"),
        *("rectify_gen.model", "rectify_gen.model.shapes"),
        *("rectify_gen.model.settings", "rectify_gen.rules"),
    }


def test_its_name_is_no_address() -> None:
    assert schema()["$id"] == "urn:rectify-gen:notice"


def test_nothing_of_pydantic_is_left() -> None:
    for node in nodes(schema()):
        assert model.ONE_OR_MORE not in node
        assert node.get("type") != "null"
        assert node.get("default", "") is not None
        assert "discriminator" not in node
        assert "oneOf" not in node
        assert node.get("minLength") is None, "a list is measured in items"


def test_every_part_of_the_model_refuses_unknown_keys() -> None:
    for part in (schema(), *schema()["definitions"].values()):
        assert part["additionalProperties"] is False
        assert re.search("[\u4e00-\u9fff]", part["title"])


@pytest.mark.parametrize(
    ("name", "entry"),
    list(properties()),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_property_is_explained_in_chinese(
    name: str, entry: dict[str, Any]
) -> None:
    assert re.search("[\u4e00-\u9fff]", entry["title"])
    title, colon, detail = entry["description"].partition("：")
    assert (title, colon) == (entry["title"], "：")
    assert detail, "the model's described(…) has no description"


def test_every_choice_has_its_meaning() -> None:
    # A condition has a choice alone, and explains nothing.
    found = [node for node in nodes(schema()) if "enum" in node and len(node) > 1]
    assert len(found) >= 8
    for node in found:
        assert len(node["enumDescriptions"]) == len(node["enum"])
        assert all(
            re.search("[\u4e00-\u9fff]", meaning)
            for meaning in node["enumDescriptions"]
        )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_schema_accepts_an_example(path: Path) -> None:
    errors = [
        (list(one.path), one.message[:200])
        for one in validator().iter_errors(core_reading(path.read_text("utf-8")))
    ]
    assert errors == []


@pytest.mark.parametrize(
    "path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_schema_and_model_agree_on_a_case_file(path: Path) -> None:
    agree(path.read_bytes())


FULL: dict[str, Any] = {
    "kind": "notice",
    "title": ["中共示例市卫生健康局党组", "关于八届市委第四轮巡察整改进展情况的通报"],
    "organization": {"name": "中共示例市卫生健康局党组", "short_name": "局党组"},
    "inspection": {
        "authority": "市委",
        "term": "八届",
        "round": "第四轮",
        "team": "市委第五巡察组",
        "inspected": "市卫生健康局党组",
        "type": "常规巡察",
        "start": "2023-09-12",
        "end": "2023年12月27日",
        "feedback_date": "2024-03-27",
        "feedback_by": "市委巡察办",
    },
    "statistics": {
        "areas": "4",
        "problems": "52",
        "tasks": "21",
        "measures": "164",
        "completed": "52",
    },
    "preamble": [
        "导语。",
        {
            "text": "引语。",
            "measures": ["学习。", ["整改。", "又一段。"]],
            "start": "2",
        },
    ],
    "sections": [
        {
            "role": "overview",
            "audience": "internal",
            "number": "一、",
            "content": "一段。",
        },
        {"no_heading": "true", "content": {"problem": "学习不够", "content": "好。"}},
        {
            "role": "rectification",
            "heading": "整改情况",
            "numbering": ["1.", {"mark": "①", "continuous": "true"}],
            "form": "关于“{}”问题的整改。",
            "run_in": "items",
            "content": [
                "一段。",
                {"measures": ["学习。", "整改。"], "run_in": "true", "start": "4"},
                {
                    "heading": "加强队伍建设",
                    "run_in": "false",
                    "number": "⑳",
                    "content": [
                        {"label": "整改成效", "content": "好。", "run_in": "false"}
                    ],
                },
                {
                    "problem": "系统谋划不够",
                    "form": "{}",
                    "status": "done",
                    "responsible_leader": "张三",
                    "responsible_departments": ["办公室", "人事科"],
                    "person": "李四",
                    "deadline": "2024-12-31",
                    "target": "整改到位",
                    "progress": "制度已印发",
                    "evidence": "会议纪要",
                    "closed_on": "2025-01-10",
                    "content": [{"text": "引语。"}],
                },
            ],
        },
        {"heading": "其他", "content": ["一段。"]},
    ],
    "closing": "结语。",
    "publication": {"start": "2025-04-07", "end": "2025-05-06"},
    "contacts": [
        {"kind": "phone", "value": "80831680"},
        {"kind": "other", "label": "微信：", "value": "示例"},
    ],
    "signature": {
        "organizations": ["中共示例市卫生健康局党组"],
        "date": "2025-04-07",
        "seal": "true",
    },
    "document": {
        "copy_number": "000001",
        "number": "示卫〔2025〕9号",
        "addressees": "各科室",
        "signer": "王五",
        "secrecy": "秘密",
        "urgency": "加急",
        "copies_to": "市纪委",
        "attachments": [
            "整改台账",
            {
                "title": "任务清单",
                "content": ["见下表。"],
                "table": {"head": ["序号", "任务"], "rows": [["1", ""]]},
            },
            {"title": "整改台账", "ledger": True},
            {"title": "制度目录", "file": "附件3.docx"},
        ],
        "note": "此件公开发布",
        "issued_by": "示例市卫生健康局办公室",
        "issued_on": "2025-04-08",
    },
    "fields": {"举报电话": "12380"},
    "pictures": {"印章": "印章.png"},
    "numbering": ["一、", "（一）"],
    "waivers": [{"code": "date-order", "where": "原文", "reason": "原文如此"}],
}
"""A notice that uses every key at least once, as our own loader reads it: all scalars are text."""

TEXTS = re.split(
    r"\|",
    "| 　|文字|52|052|0x1F|1e3|-1|+5|52.0|0|1000|12345678901|true|True|yes|2024-03-27|2024年3月27日|2024-02-30|2024-13-01"
    "|２０２４-０３-２７| 2024-03-27|2024-3|notice|other|done|phone|internal|overview|（一）|1.|1|10.|二、|none|①"
    "|{}|关于{}|{}{}|一\n二|一\n|\t一|null|~|.inf|9:00|𬱖|heading：一|text",
)
VALUES = [
    *TEXTS,
    [],
    {},
    ["文字"],
    [["文字"]],
    [[]],
    {"text": "文字"},
    {"heading": "一"},
    {"measures": ["学习。"]},
    {"problem": "一", "content": ["文字"]},
    {"label": "成效", "content": "好。"},
    {"label": "成效"},
    {"phone": "1", "address": "2"},
    {"fax": "1"},
    {"other": "1"},
    {"kind": "other", "value": "1"},
    {"mark": "①"},
    {"text": "自发布之日起30日"},
    {"start": "2025-04-07"},
    {"name": "中共示例市委"},
    {"role": "other"},
]
KEYS = sorted(
    {name.partition(".")[2] for name, _ in properties()}
    | {"phone", "titel", "标题", "role ", "Kind"}
)


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container of ``data`` with each of its keys or indices."""
    steps = (
        list(data)
        if isinstance(data, dict)
        else list(range(len(data)))
        if isinstance(data, list)
        else []
    )
    return [(data, step) for step in steps] + [
        place for step in steps for place in places(data[step])
    ]


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A valid notice with one or two things done to it."""
    data = copy.deepcopy(FULL)
    for _ in range(draw(st.integers(1, 2))):
        found = places(data)
        if found:
            mutate(draw, *draw(st.sampled_from(found)))
    return data


def mutate(draw: st.DrawFn, owner: Any, step: Any) -> None:
    deed = draw(st.sampled_from(["replace", "drop", "wrap", "unwrap", "add", "rename"]))
    if deed == "replace" or (deed in ("add", "rename") and isinstance(owner, list)):
        owner[step] = copy.deepcopy(draw(st.sampled_from(VALUES)))
    elif deed == "drop":
        del owner[step]
    elif deed == "wrap":
        owner[step] = [owner[step]]
    elif deed == "unwrap":
        owner[step] = (
            owner[step][0]
            if isinstance(owner[step], list) and owner[step]
            else owner[step]
        )
    elif deed == "add":
        owner.setdefault(
            draw(st.sampled_from(KEYS)), copy.deepcopy(draw(st.sampled_from(VALUES)))
        )
    else:
        owner[draw(st.sampled_from(KEYS))] = owner.pop(step)


def test_the_full_notice_is_valid_and_uses_every_key() -> None:
    text = to_yaml(FULL)
    assert model_refuses(text.encode()) == set()
    assert schema_accepts(text)
    used = {step for _, step in places(FULL) if isinstance(step, str)}
    assert {name.partition(".")[2] for name, _ in properties()} <= used


@settings(max_examples=120, deadline=None)
@given(mutated())
@example({**FULL, "contacts": {"phone": "1", "email": "2"}})
@example({**FULL, "numbering": "1."})
@example(
    {
        **FULL,
        "sections": [{"role": "overview", "content": {"text": "一", "heading": "二"}}],
    }
)
def test_schema_and_model_agree_on_mutated_notices(data: dict[str, Any]) -> None:
    agree(to_yaml(data).encode("utf-8", "surrogatepass"))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        sorted(
            {(id(owner), step): step for owner, step in places(FULL)}.values(), key=str
        )
    ),
    st.data(),
)
def test_schema_and_model_agree_on_every_value_in_every_place(
    step: Any, data: st.DataObject
) -> None:
    changed = copy.deepcopy(FULL)
    owners = [owner for owner, found in places(changed) if found == step]
    data.draw(st.sampled_from(owners))[step] = copy.deepcopy(
        data.draw(st.sampled_from(VALUES))
    )
    agree(to_yaml(changed).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "line",
    [
        "kind: report",
        "sections:\n  - role: overview",
        "organization:\n  name: 中共示例市委",
    ],
)
def test_schema_and_model_agree_on_a_key_given_twice(line: str) -> None:
    agree((to_yaml(FULL) + line + "\n").encode())
    assert model_refuses((to_yaml(FULL) + line + "\n").encode()) == {"duplicate-key"}


def check_jsonschema(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )


def test_check_jsonschema_accepts_the_schema() -> None:
    done = check_jsonschema("--check-metaschema", str(COMMITTED))
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema_accepts_the_examples() -> None:
    done = check_jsonschema("--schemafile", str(COMMITTED), *map(str, EXAMPLES))
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema_refuses_a_broken_notice() -> None:
    done = check_jsonschema(
        "--schemafile", str(COMMITTED), "tests/cases/invalid/kind-unknown.yaml"
    )
    assert done.returncode == 1
    assert "circular" in done.stdout


def duplicated_choices(node: Any) -> list[Any]:
    """Each list of choices that has one twice: editors refuse such a schema as a whole."""
    found = []
    if isinstance(node, dict):
        choices = [json.dumps(choice) for choice in node.get("enum", [])]
        if len(set(choices)) < len(choices):
            found.append(node["enum"])
    members = node.values() if isinstance(node, dict) else node
    if isinstance(node, dict | list):
        for member in members:
            found += duplicated_choices(member)
    return found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda path: path.stem
)
def test_no_choice_is_listed_twice(path: Path) -> None:
    assert duplicated_choices(json.loads(path.read_text(encoding="utf-8"))) == []

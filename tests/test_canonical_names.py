"""Other names of keys and values: read like the names of the model, reported as the file writes them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from made import short
from product_copy import copy_product, run

from rectify_gen import canonical_names, rules, source
from rectify_gen.choice import STANDARD
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.model import (
    CHOICES,
    Contact,
    ContactKind,
    Kind,
    Notice,
    ProblemItem,
    Role,
    Status,
)
from rectify_gen.model.shapes import NOTICE_SHAPE, keys_by_title
from rectify_gen.source import decode
from rectify_gen.validation import placed, validate
from rectify_gen.vocabulary.aliases import (
    KEY_ALIASES,
    VALUE_ALIASES,
    KeyAlias,
    ValueAlias,
)
from rectify_gen.vocabulary.kind_lines import kind_in_text

PARTS = [
    NOTICE_SHAPE.root,
    *NOTICE_SHAPE.parts.values(),
    *NOTICE_SHAPE.members.values(),
]


TITLES = canonical_names.NOTICE_NAMES
NO_NAMES = canonical_names.names_of([], [])

CHINESE = """\
文种: 通报
单位:
  单位全称: 中共示例市水务局党组
巡察情况:
  派出机关: 市委
  巡察组: 市委第二巡察组
  巡察开始日期: 2024-03-04
  巡察结束日期: 2024-05-17
  反馈日期: 2024-07-09
各部分:
  - 作用: 整改任务
    内容:
      - 标题: 关于制度建设方面
        内容:
          - 问题: 制度不健全
            标题句式: 关于“{}”问题的整改。
            整改状态: 已完成
            内容:
              - 措施: [修订议事规则。, 每月通报进展。]
          - 标签: 整改成效
            内容: 制度已健全
联系方式:
  电话: 0599-5550100
落款:
  成文日期: 2025-03-18
"""

ENGLISH = """\
kind: notice
organization:
  name: 中共示例市水务局党组
inspection:
  authority: 市委
  team: 市委第二巡察组
  start: 2024-03-04
  end: 2024-05-17
  feedback_date: 2024-07-09
sections:
  - role: rectification
    content:
      - heading: 关于制度建设方面
        content:
          - problem: 制度不健全
            form: 关于“{}”问题的整改。
            status: done
            content:
              - measures: [修订议事规则。, 每月通报进展。]
          - label: 整改成效
            content: 制度已健全
contacts:
  phone: 0599-5550100
signature:
  date: 2025-03-18
"""


def faults_of(text: str, names: canonical_names.Names = TITLES) -> list[Diagnostic]:
    with pytest.raises(InputError) as raised:
        validate(canonical_names.locate(decode(text.encode(), "a.yaml"), names))
    return list(raised.value.diagnostics)


def test_a_file_of_other_names_says_the_same() -> None:
    chinese = canonical_names.locate(decode(CHINESE.encode(), "a.yaml"), TITLES)
    english = canonical_names.locate(decode(ENGLISH.encode(), "a.yaml"), TITLES)
    assert chinese.value == english.value
    assert validate(chinese) == validate(english)


def test_names_may_be_of_both_kinds_in_one_file() -> None:
    mixed = ENGLISH.replace("status: done", "整改状态: done").replace(
        "inspection:", "巡察情况:"
    )
    data = canonical_names.locate(decode(mixed.encode(), "a.yaml"), TITLES)
    assert validate(data).inspection is not None


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
def test_every_value_keeps_its_place(text: str) -> None:
    plain = decode(text.encode(), "a.yaml")
    data = canonical_names.locate(plain, TITLES)
    lines = text.splitlines()
    route = ("sections", 0, "content", 0, "content", 0, "status")
    position = data.position(route)
    line = next(
        number
        for number, one in enumerate(lines, 1)
        if one.strip().startswith(("整改状态", "status"))
    )
    assert (position.line, position.column) == (
        line,
        lines[line - 1].index(": ") + 3,
    )
    key = data.key_position(route)
    assert (key.line, key.column) == (line, 13)
    text_route = ("sections", 0, "content", 0, "content", 1, "content")
    scalar = data.scalar(text_route)
    assert scalar is not None
    assert scalar.value == "制度已健全"


def test_a_route_is_given_as_the_file_writes_it() -> None:
    data = canonical_names.locate(decode(CHINESE.encode(), "a.yaml"), TITLES)
    route = ("sections", 0, "content", 0, "content", 0, "status")
    assert data.as_written(route) == (
        "各部分",
        0,
        "内容",
        0,
        "内容",
        0,
        "整改状态",
    )
    assert data.as_written(("contacts", "phone")) == ("联系方式", "电话")
    assert data.as_written(("statistics", "areas")) == ("statistics", "areas")
    english = canonical_names.locate(decode(ENGLISH.encode(), "a.yaml"), TITLES)
    assert english.as_written(route) == route


def test_a_file_without_other_names_is_left_as_it_is() -> None:
    data = canonical_names.locate(decode(ENGLISH.encode(), "a.yaml"), TITLES)
    assert canonical_names.renamed(data, TITLES) is data


def test_values_alone_may_have_other_names() -> None:
    text = ENGLISH.replace("status: done", "status: 已完成")
    data = canonical_names.locate(decode(text.encode(), "a.yaml"), TITLES)
    plain = canonical_names.locate(decode(ENGLISH.encode(), "a.yaml"), TITLES)
    assert data.value == plain.value


def test_a_name_that_one_member_of_content_knows_is_known_to_all() -> None:
    names = canonical_names.names_of(
        [KeyAlias("HeadingItem", "状态", "status")],
        [
            ValueAlias("HeadingItem", "status", "办结", "done"),
            ValueAlias("ProblemItem", "status", "在办", "ongoing"),
        ],
    )
    for written, code in (("办结", "done"), ("在办", "ongoing")):
        text = ENGLISH.replace("status: done", f"状态: {written}")
        data = canonical_names.locate(decode(text.encode(), "a.yaml"), names)
        plain = ENGLISH.replace("status: done", f"status: {code}")
        assert data.value == source.locate(decode(plain.encode(), "a.yaml")).value


def test_a_renamed_file_is_left_as_it_is() -> None:
    data = canonical_names.locate(decode(CHINESE.encode(), "a.yaml"), TITLES)
    assert canonical_names.renamed(data, TITLES) is data


def test_without_names_only_the_codes_are_known() -> None:
    assert NO_NAMES.is_empty()
    codes = [fault.code for fault in faults_of(CHINESE, NO_NAMES)]
    # That sections are missing follows from the unknown 各部分.
    assert codes == ["unknown-key"] * 6


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ("  反馈日期: 2024-07-09", "  反馈日期: 七月", "not-a-date", 9, "反馈日期"),
        ("  单位全称: 中共", "  单位简称: 中共", "missing-key", 2, "单位全称"),
        ("整改状态: 已完成", "整改状态: 已解决", "not-a-choice", 17, "整改状态"),
        ("  巡察组: ", "  巡查组: ", "unknown-key", 6, "巡查组"),
        ("反馈日期: 2024-07-09", "反馈日期:", "empty-value", 9, "反馈日期"),
        ("单位全称: 中共示例市水务局党组", "单位全称:", "empty-value", 3, "单位全称"),
        (
            "            整改状态: 已完成\n",
            "            责任科室: [办公室, ' ']\n",
            "text-empty",
            17,
            "责任科室",
        ),
        (
            "落款:\n",
            "豁免:\n  - 规则: date-order\n    where: 市委\n落款:\n",
            "missing-key",
            25,
            "理由",
        ),
    ],
)
def test_a_fault_names_the_key_as_the_file_writes_it(
    old: str, new: str, code: str, line: int, key: str
) -> None:
    assert old in CHINESE
    fault, *more = faults_of(CHINESE.replace(old, new))
    assert not more
    assert (fault.code, fault.position and fault.position.line) == (code, line)
    assert fault.facts["key"] == key


@pytest.mark.parametrize("first", ["inspection", "巡察情况"])
def test_a_key_under_two_names_is_given_twice(first: str) -> None:
    other = {"inspection": "巡察情况", "巡察情况": "inspection"}[first]
    text = ENGLISH.replace("inspection:", f"{first}:")
    text += f"{other}:\n  authority: 县委\n"
    (fault,) = faults_of(text)
    assert (fault.code, fault.facts["key"], fault.facts["first"]) == (
        "duplicate-key",
        other,
        4,
    )
    assert fault.position is not None
    assert fault.position.line == text.count("\n") - 1


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("文种：通报\n", "yaml-colon", "文种"),
        ("文种:通报\n", "yaml-colon-space", "文种"),
        ("文种：通报\n单位:\n  单位全称: 示例局\n", "yaml-colon", "文种"),
    ],
)
def test_the_colon_of_another_name_is_looked_at(text: str, code: str, key: str) -> None:
    with pytest.raises(InputError) as raised:
        canonical_names.locate(decode(text.encode(), "a.yaml"), TITLES)
    fault = raised.value.diagnostics[0]
    assert (fault.code, fault.facts["key"]) == (code, key)
    with pytest.raises(InputError) as raised:
        canonical_names.locate(decode(text.encode(), "a.yaml"), NO_NAMES)
    assert raised.value.diagnostics[0].code not in ("yaml-colon", "yaml-colon-space")


def test_a_label_of_the_text_is_no_key() -> None:
    text = ENGLISH.replace("content: 制度已健全", "content: 标题：制度已健全")
    data = canonical_names.locate(decode(text.encode(), "a.yaml"), TITLES)
    assert validate(data).sections


def test_a_finding_of_a_rule_stands_at_its_characters() -> None:
    text = CHINESE.replace("制度已健全", "截止目前制度已健全")
    data = canonical_names.locate(decode(text.encode(), "a.yaml"), TITLES)
    judged = rules.judge(validate(data), STANDARD)
    found = [one for one in placed(data, judged.standing) if one.code == "wrong-word"]
    assert len(found) == 1
    position = found[0].position
    assert position is not None
    line = text.splitlines()[position.line - 1]
    assert line[position.column - 1 : position.end_column - 1] == "截止目前"


def test_contacts_as_a_list_are_renamed_as_well() -> None:
    text = CHINESE.replace(
        "联系方式:\n  电话: 0599-5550100\n",
        "联系方式:\n  - 类别: 电话\n    内容: 0599-5550100\n",
    )
    data = canonical_names.locate(decode(text.encode(), "a.yaml"), TITLES)
    assert validate(data).contacts == (
        Contact(kind=ContactKind.PHONE, value="0599-5550100"),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kind: report\n", "report"),
        ('文种: "情况报告"\n', "report"),
        ("title: a\n文种: 公示\n", "announcement"),
        ("title: a\n", "notice"),
    ],
)
def test_the_kind_is_seen_without_reading_the_yaml(text: str, kind: str) -> None:
    assert kind_in_text(text) == kind


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_each_title_belongs_to_one_key_of_its_part(part: type[Notice]) -> None:
    titles = keys_by_title(part)
    assert len(titles) == len(part.model_fields)
    assert all(title and not title.isascii() for title in titles)
    assert not set(titles) & set(part.model_fields)


def test_members_of_content_share_no_title_for_different_keys() -> None:
    known: dict[str, str] = {}
    for part in NOTICE_SHAPE.members.values():
        for title, key in keys_by_title(part).items():
            assert known.setdefault(title, key) == key


def test_each_value_has_one_chinese_word() -> None:
    for words in (
        [kind.row.zh for kind in Kind],
        [role.row.zh for role in Role],
        [status.row.zh for status in Status],
        [kind.row.zh for kind in ContactKind],
    ):
        assert len(set(words)) == len(words)
        assert not any(word.isascii() for word in words)
    assert len(CHOICES) == 8


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the product that knows a key and a value by one more name."""
    copy_product(tmp_path)
    table = tmp_path / "rectify_gen" / "vocabulary" / "aliases.py"
    text = table.read_text(encoding="utf-8")
    text = text.replace(
        "KEY_ALIASES: tuple[KeyAlias, ...] = (",
        'KEY_ALIASES: tuple[KeyAlias, ...] = (\n    KeyAlias("Notice", "巡察概况", "inspection"),\n',
    )
    text = text.replace(
        "VALUE_ALIASES: tuple[ValueAlias, ...] = (",
        "VALUE_ALIASES: tuple[ValueAlias, ...] = (\n"
        '    ValueAlias("HeadingItem", "status", "办妥", "done"),\n',
    )
    table.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_row_is_all_that_another_name_needs(extended: Path) -> None:
    heading = "      - heading: 关于制度不健全问题的整改\n"
    notice = short("水务")
    assert heading in notice
    assert "inspection:" in notice
    named = notice.replace("inspection:", "巡察概况:").replace(
        heading, heading + "        状态: 办妥\n"
    )
    path = extended / "a.yaml"
    path.write_text(named, encoding="utf-8")
    validated = run(extended, "validate", "a.yaml")
    assert validated.returncode == 0, validated.stdout
    assert run(extended, "build", "a.yaml", "-t", "ledger").returncode == 0
    assert "已完成" in run(extended, "text", "a.docx").stdout
    assert run(extended, "build", "a.yaml").returncode == 0
    assert run(extended, "build", "a.yaml", "--check").returncode == 0
    assert run(extended, "diff", "a.yaml", "a.docx").returncode == 0

    path.write_text(named.replace("状态: 办妥", "状态: 已解决"), encoding="utf-8")
    line = named[: named.index("状态:")].count("\n") + 1
    report = run(extended, "validate", "a.yaml").stdout
    assert f"a.yaml:{line}:13: 错误[not-a-choice]" in report
    assert "状态" in report
    wrong = named.replace("整改\n        状态", "整改。。\n        状态")
    path.write_text(wrong, encoding="utf-8")
    assert run(extended, "validate", "a.yaml", "--fix").returncode == 0
    assert "        状态: 办妥\n" in path.read_text(encoding="utf-8")


SHORT_NAMES = """\
文种: 报告
单位:
  全称: 中共示例市水务局党组
  简称: 局党组
巡察情况:
  派出机关: 市委
  开始日期: 2024.3.4
  结束日期: 2024/5/17
全文序号样式: [一、, 无]
部分:
  - 作用: 巡察整改任务落实情况
    公开范围: 内部
    内容:
      - 问题: 制度不健全
        状态: 长期坚持
        时限: 20241231
        标题接排: 是
落款:
  日期: 二〇二五年三月十八日
  加盖印章: 否
"""


def test_usual_words_are_read_beside_the_titles() -> None:
    data = canonical_names.locate(decode(SHORT_NAMES.encode(), "a.yaml"))
    notice = validate(data)
    assert notice.kind is Kind.REPORT
    assert notice.organization[0].short_name == "局党组"
    assert notice.inspection is not None
    assert notice.inspection.start == datetime.date(2024, 3, 4)
    assert [mark.mark for mark in notice.numbering] == ["一、", "无"]
    (section,) = notice.sections
    assert section.role is Role.RECTIFICATION
    assert section.audience == "internal"
    (item,) = section.content
    assert isinstance(item, ProblemItem)
    assert item.status is Status.ONGOING
    assert item.deadline == datetime.date(2024, 12, 31)
    assert item.run_in is True
    assert notice.signature is not None
    assert notice.signature.date == datetime.date(2025, 3, 18)
    assert notice.signature.seal is False


def test_no_name_has_two_meanings() -> None:
    aliases = [*canonical_names.title_aliases(), *KEY_ALIASES]
    keys_by_name: dict[tuple[str, str], str] = {}
    members = {part.__name__ for part in NOTICE_SHAPE.members.values()}
    for alias in aliases:
        # The members of content are told apart by their keys, so they share their names.
        part = "content" if alias.part in members else alias.part
        key = keys_by_name.setdefault((part, alias.written), alias.key)
        assert key == alias.key, alias
        assert alias.key in known_keys(alias.part)


def test_no_word_has_two_values() -> None:
    values_by_word: dict[tuple[str, str, str], str] = {}
    for alias in [*canonical_names.word_aliases(), *VALUE_ALIASES]:
        name = (alias.part, alias.key, alias.written)
        value = values_by_word.setdefault(name, alias.value)
        assert value == alias.value, alias


def known_keys(part_name: str) -> set[str]:
    (part,) = [part for part in PARTS if part.__name__ == part_name]
    return set(part.model_fields)

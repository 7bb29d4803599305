"""A role of sections, or a kind of contact, is one row: all that reads or prints them knows a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from product_copy import copy_product, insert_after, run

from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.vocabulary.section_roles import Role

OTHER_ROLE = '    OTHER = RoleRow(code="other", zh="其他", en="other", heading=None)\n'
NEW_ROLE = """\
    LESSONS = RoleRow(
        code="lessons", zh="经验体会", en="lessons learned", heading="巡察整改经验体会"
    )
"""
POSTCODE = """\
    POSTCODE = ContactRow(
        code="postcode",
        zh="邮编",
        en="postcode",
        label="邮政编码：",
        typed_words=("编码", "邮编"),
    )
"""
NEW_CONTACT = """\
    WEBSITE = ContactRow(
        code="website",
        zh="网站",
        en="web site",
        label="网站：",
        typed_words=("网址",),
    )
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the product that has one role and one kind of contact more, and a starter file."""
    copy_product(tmp_path)
    vocabulary = tmp_path / "rectify_gen" / "vocabulary"
    insert_after(vocabulary / "section_roles.py", OTHER_ROLE, NEW_ROLE)
    insert_after(vocabulary / "contact_kinds.py", POSTCODE, NEW_CONTACT)
    labels = vocabulary / "data" / "contact_labels.tsv"
    with labels.open("a", encoding="utf-8") as table:
        table.write("website\t网站\n")
    assert run(tmp_path, "new", "a.yaml", "--keys", "en").returncode == 0
    return tmp_path


def test_a_new_role_has_a_standard_heading(extended: Path) -> None:
    path = extended / "a.yaml"
    starter = path.read_text(encoding="utf-8")
    before = "  - role: next_steps"
    section = "  - role: lessons\n    content: 压实责任是整改到位的保证。\n\n"
    path.write_text(starter.replace(before, section + before), encoding="utf-8")
    built = run(extended, "build", "a.yaml")
    assert built.returncode == 0, built.stderr
    text = run(extended, "text", "a.docx").stdout
    assert "三、巡察整改经验体会\n" in text
    assert "巡察整改经验体会" in run(extended, "schema").stdout
    wrong = starter.replace(before, section.replace("lessons", "lesson") + before)
    path.write_text(wrong, encoding="utf-8")
    assert "lessons（巡察整改经验体会）" in run(extended, "validate", "a.yaml").stdout


def test_a_new_kind_of_contact_is_printed_and_read_back(extended: Path) -> None:
    path = extended / "a.yaml"
    starter = path.read_text(encoding="utf-8")
    email = "  email: office@example.cn\n"
    assert email in starter
    path.write_text(
        starter.replace(email, "  website: www.example.cn\n"), encoding="utf-8"
    )
    built = run(extended, "build", "a.yaml")
    assert built.returncode == 0, built.stderr
    text = run(extended, "text", "a.docx").stdout
    assert "；网站：www.example.cn。" in text
    assert '"website"' in run(extended, "schema").stdout
    (extended / "old.txt").write_text(text, encoding="utf-8")
    imported = run(extended, "import", "old.txt").stdout
    assert "  website: www.example.cn\n" in imported
    assert "closing:" not in imported


def test_a_label_typed_before_its_value_takes_the_place_of_the_standard_one(
    extended: Path,
) -> None:
    path = extended / "a.yaml"
    starter = path.read_text(encoding="utf-8")
    email = "  email: office@example.cn\n"
    typed = "  website: 公开网址：www.example.cn\n"
    path.write_text(starter.replace(email, typed), encoding="utf-8")
    assert run(extended, "build", "a.yaml").returncode == 0
    assert "；公开网址：www.example.cn。" in run(extended, "text", "a.docx").stdout


def test_what_has_no_name_of_its_own_says_what_it_needs() -> None:
    assert Role.OTHER.meaning == "其他，须写 heading"
    assert Role.NEXT_STEPS.meaning == "下一步打算"
    assert ContactKind.OTHER.meaning == "其他，须写 label"
    assert ContactKind.PHONE.meaning == "电话"
    assert [role for role in Role if role.row.heading is None] == [Role.OTHER]
    assert [kind for kind in ContactKind if not kind.row.label] == [ContactKind.OTHER]

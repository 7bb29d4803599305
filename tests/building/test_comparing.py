"""What a check says of documents that lie there; and what somebody changed in Word, by field."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from rectify_gen.building.changes import Change, changed, changes
from rectify_gen.building.running import Asked
from rectify_gen.building.tasks import recipe_of
from rectify_gen.package import read_package
from rectify_gen.source import read_file

from .conftest import built, checked, short, states
from .test_running import edited


def test_current_documents_are_current_whatever_zlib_packed_them(folder: Path) -> None:
    built()
    document = folder / "甲.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in read_package(document.read_bytes()).items():
            archive.writestr(name, content)
    document.write_bytes(out.getvalue())
    assert set(states(checked()).values()) == {"current"}
    assert document.read_bytes() == out.getvalue()


def test_each_way_of_not_being_current_is_told(folder: Path) -> None:
    assert set(states(checked()).values()) == {"missing"}
    assert not list(folder.glob("*.docx"))
    built()
    (folder / "甲.yaml").write_text(short("甲", 4), encoding="utf-8")
    edited(folder / "乙.docx", "修订乙制度", "修订全部制度")
    (folder / "丙.docx").write_bytes(b"x")
    found = {one.target.source.stem: one for one in checked()}
    assert {name: one.state for name, one in found.items()} == {
        "甲": "stale",
        "乙": "edited",
        "丙": "foreign",
    }
    assert "-修订甲制度3项。\n+修订甲制度4项。\n" in found["甲"].difference
    assert "-修订全部制度3项。\n+修订乙制度3项。\n" in found["乙"].difference
    assert [one.code for one in found["丙"].diagnostics] == ["check-foreign"]
    for one in found.values():
        for lang in ("zh", "en"):
            assert one.diagnostics[0].message(lang)


def test_template_and_edition_are_told(folder: Path) -> None:
    built("甲.yaml", asked=Asked(template="report"))
    found = checked("甲.yaml")[0]
    assert found.state == "other-template"
    built("乙.yaml", asked=Asked(audience="internal"))
    assert states(checked("乙.yaml")) == {"乙": "other-edition"}
    assert states(checked("乙.yaml", asked=Asked(audience="internal"))) == {
        "乙": "current"
    }


def test_a_changed_source_is_told_before_another_template_or_edition(
    folder: Path,
) -> None:
    built("甲.yaml", asked=Asked(template="report", audience="internal"))
    (folder / "甲.yaml").write_text(short("甲", 4), encoding="utf-8")
    assert states(checked("甲.yaml")) == {"甲": "stale"}
    edited(folder / "甲.docx", "修订甲制度3项", "修订甲制度5项")
    assert states(checked("甲.yaml")) == {"甲": "edited"}


def test_source_with_faults_fails_the_check(folder: Path) -> None:
    built("甲.yaml")
    (folder / "甲.yaml").write_text("sections: 1\n", encoding="utf-8")
    assert states(checked("甲.yaml")) == {"甲": "failed"}


def test_changes_are_told_by_field(folder: Path, example: Path) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    edited(document, "修订甲制度3项。", "修订甲制度30项。")
    edited(document, "关于巡察整改进展情况的通报", "关于整改进展情况的通报")
    found = changes(read_file("甲.yaml"), document.read_bytes(), recipe_of({}))
    assert [(one.route, one.position.line if one.position else 0) for one in found] == [
        (("title",), 2),
        (("sections", 2, "content", 0, "content"), 10),
    ]
    assert found[1].after == "修订甲制度30项。"


def test_new_and_deleted_paragraphs(folder: Path) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    edited(document, "修订甲制度3项。", "")
    found = changes(read_file("甲.yaml"), document.read_bytes(), recipe_of({}))
    assert [(one.before, one.after, one.route) for one in found] == [
        ("修订甲制度3项。", "", ("sections", 2, "content", 0, "content"))
    ]


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("修订甲办法5件。", [("修订甲制度3项。", "修订甲办法5件。")]),
        (
            "修订采购办法12件。",
            [("修订甲制度3项。", ""), ("", "修订采购办法12件。")],
        ),
    ],
    ids=["half of it is as it was", "little of it is as it was"],
)
def test_a_paragraph_counts_as_changed_while_half_of_it_is_left(
    folder: Path, typed: str, pairs: list[tuple[str, str]]
) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    edited(document, "修订甲制度3项。", typed)
    found = changes(read_file("甲.yaml"), document.read_bytes(), recipe_of({}))
    assert [(one.before, one.after) for one in found] == pairs


def test_a_document_as_built_has_no_changes(example: Path) -> None:
    built("水务.yaml")
    assert (
        changes(read_file("水务.yaml"), Path("水务.docx").read_bytes(), recipe_of({}))
        == []
    )


@pytest.mark.parametrize(
    ("before", "after", "span"),
    [
        ("甲乙丙", "甲丁丙", (1, 2)),
        ("甲乙", "甲乙丙", (2, 2)),
        ("甲乙丙", "甲丙", (1, 2)),
        ("甲甲", "甲甲甲", (2, 2)),
        ("", "甲", (0, 0)),
    ],
)
def test_stretch_that_changed(before: str, after: str, span: tuple[int, int]) -> None:
    assert changed(before, after) == span


def test_change_without_field() -> None:
    assert Change("", "新增。").route == ()

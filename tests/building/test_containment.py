"""A project stays inside its folder, and nothing that a folder holds is passed over in silence."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from made import SHORT

from rectify_gen.building.batch import local_pool
from rectify_gen.building.planning import plan
from rectify_gen.building.running import Asked, build
from rectify_gen.diagnostics import InputError
from rectify_gen.project import Projects
from rectify_gen.sources import sources, templates

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")

GOOD = SHORT.format(name="甲", count=3)
SECRET = "kind: secret-of-the-machine\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one notice, and beside it a folder that is none of its business."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(SECRET, encoding="utf-8")
    (outside / "secret.docx").write_bytes(b"secret")
    folder = tmp_path / "项目"
    (folder / "来源").mkdir(parents=True)
    (folder / "来源/a.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "rectify-gen.yaml").write_text("output: 成文\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def outcomes(*paths: str, force: bool = False) -> dict[str, list[str]]:
    """State and codes of each source."""
    targets = plan([Path(path) for path in paths])
    asked = Asked(force=force)
    return {
        one.target.source.name: [one.state, *(found.code for found in one.diagnostics)]
        for one in build(targets, local_pool(1), time.perf_counter, asked)
    }


@pytest.mark.parametrize(
    "text",
    [
        "layout: /etc/passwd",
        "layout: ../outside/secret.yaml",
        "layout: link/secret.yaml",
        "layout: 来源/../../outside/secret.yaml",
        "output: ../outside",
        "output: /tmp",
        "output: link",
        "output: link/new",
        "sources: [/etc]",
        "sources: [来源, ../outside]",
        "sources: [link]",
        "sources: ../outside",
        "templates: {notice: ../outside/secret.docx}",
        "templates: {notice: /etc/secret.docx}",
        "templates: {notice: link/secret.docx}",
        "templates: {notice: link.docx}",
    ],
)
def test_a_path_that_leads_out_is_refused_at_its_line(project: Path, text: str) -> None:
    (project / "link").symlink_to("../outside")
    (project / "link.docx").symlink_to("../outside/secret.docx")
    (project / "rectify-gen.yaml").write_text(
        f"audience: public\n{text}\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as error:
        plan([])
    (fault,) = error.value.diagnostics
    assert (fault.code, fault.position and fault.position.line) == ("path-outside", 2)
    assert "secret-of" not in fault.message() + fault.hint()


@pytest.mark.parametrize(
    "text",
    [
        "sources: [来源]\noutput: 成文",
        "sources: [.]\noutput: .",
        "output: 来源/../成文",
        "output: inside",
        "output: ..成文",
    ],
)
def test_a_path_inside_is_taken_also_through_a_link_to_the_project(
    project: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "inside").symlink_to("来源")
    (project / "rectify-gen.yaml").write_text(f"{text}\n", encoding="utf-8")
    assert outcomes() == {"a.yaml": ["built"]}
    linked = project.parent / "linked"
    linked.symlink_to(project)
    monkeypatch.chdir(linked)
    assert outcomes(force=True) == {"a.yaml": ["built"]}
    assert outcomes(str(linked), force=True) == {"a.yaml": ["built"]}


def test_a_project_file_that_is_a_link_out_is_not_read(project: Path) -> None:
    (project / "rectify-gen.yaml").unlink()
    (project / "rectify-gen.yaml").symlink_to("../outside/secret.yaml")
    with pytest.raises(InputError) as error:
        plan([])
    assert [one.code for one in error.value.diagnostics] == ["link-outside"]


@pytest.mark.parametrize("kind", ["folder", "device", "dangling"])
def test_a_project_file_that_is_no_file_is_not_taken_for_none(
    project: Path, kind: str
) -> None:
    own = project / "rectify-gen.yaml"
    own.unlink()
    if kind == "folder":
        own.mkdir()
    elif kind == "device":
        os.mkfifo(own)
    else:
        own.symlink_to("nothing.yaml")
    with pytest.raises(InputError) as error:
        plan([Path("来源")])
    assert error.value.diagnostics[0].path == "rectify-gen.yaml"


def test_a_document_that_is_a_link_out_is_not_written(project: Path) -> None:
    (project / "成文/来源").mkdir(parents=True)
    (project / "成文/来源/a.docx").symlink_to(project.parent / "outside/secret.docx")
    (project / "来源/b.yaml").write_text(GOOD, encoding="utf-8")
    expected = {"a.yaml": ["failed", "link-outside"], "b.yaml": ["built"]}
    assert outcomes(force=True) == expected
    assert (project.parent / "outside/secret.docx").read_bytes() == b"secret"
    (project / "成文/来源/a.docx").unlink()
    (project / "成文/来源/a.docx").symlink_to(project.parent / "outside/new.docx")
    assert outcomes(force=True) == expected
    assert not (project.parent / "outside/new.docx").exists()


@pytest.mark.parametrize("in_project", [True, False])
def test_a_source_that_is_a_link_out_is_read_only_where_it_is_named(
    project: Path, in_project: bool
) -> None:
    if not in_project:
        (project / "rectify-gen.yaml").unlink()
    (project / "来源/b.yaml").symlink_to(project.parent / "outside/secret.yaml")
    found = {one.path.name: one.faults for one in Projects().sources([Path("来源")])}
    assert not found["a.yaml"]
    assert [one.code for one in found["b.yaml"]] == ["link-outside"]
    assert outcomes("来源")["a.yaml"] == ["built"]
    (named,) = Projects().sources([Path("来源/b.yaml")])
    assert not named.faults


def test_a_link_inside_of_the_project_is_a_source(project: Path) -> None:
    (project / "草稿").mkdir()
    shutil.copy(project / "来源/a.yaml", project / "草稿/b.yaml")
    (project / "来源/b.yaml").symlink_to("../草稿/b.yaml")
    assert all(not one.faults for one in Projects().sources([Path("来源")]))


def test_a_linked_folder_is_said_unless_it_is_searched_anyway(project: Path) -> None:
    (project / "2024").mkdir()
    (project / "2024/b.yaml").write_text(GOOD, encoding="utf-8")
    (project / ".hidden").mkdir()
    for name, goal in (
        ("latest", "2024"),
        ("elsewhere", "../outside"),
        ("unseen", ".hidden"),
        (".passed", "../outside"),
    ):
        (project / name).symlink_to(goal)
    found = {
        str(one.below): [fault.code for fault in one.faults]
        for one in sources([project])
    }
    assert found == {
        "2024/b.yaml": [],
        "来源/a.yaml": [],
        "elsewhere": ["link-outside"],
        "unseen": ["link-outside"],
    }


def test_a_folder_too_deep_to_search_is_said(tmp_path: Path) -> None:
    home = os.open(".", os.O_RDONLY)
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    try:
        os.chdir(tmp_path)
        for _ in range(25):  # deeper than the 4,096 bytes that a path may have
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
    finally:
        os.fchdir(home)
        os.close(home)
    found = sources([tmp_path])
    assert [one.below.name for one in found if not one.faults] == ["a.yaml"]
    assert [one.faults[0].code for one in found if one.faults] == [
        "folder-unsearchable"
    ]
    shutil.rmtree(tmp_path / ("d" * 200))


def test_a_linked_template_is_said(project: Path) -> None:
    (project / "b.docx").symlink_to("../outside/secret.docx")
    (found,) = templates([project])
    assert [one.code for one in found.faults] == ["link-outside"]


def test_one_damaged_project_file_does_not_stop_another_project(project: Path) -> None:
    other = project / "县"
    other.mkdir()
    (other / "c.yaml").write_text(GOOD, encoding="utf-8")
    (other / "d.yaml").write_text(GOOD, encoding="utf-8")
    (other / "rectify-gen.yaml").write_bytes(b"output: \xe9\x80\x9a\xff\n")
    assert outcomes(".") == {
        "a.yaml": ["built"],
        "rectify-gen.yaml": ["failed", "encoding-damaged"],
    }


def test_a_layout_that_is_missing_does_not_stop_another_project(project: Path) -> None:
    other = project / "县"
    other.mkdir()
    (other / "c.yaml").write_text(GOOD, encoding="utf-8")
    (other / "rectify-gen.yaml").write_text("layout: 版式.yaml\n", encoding="utf-8")
    assert outcomes(".") == {
        "a.yaml": ["built"],
        "c.yaml": ["failed", "file-unreadable"],
    }

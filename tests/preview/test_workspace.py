"""The notices of a preview without its server: which is judged next, what counts as changed, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import short

from rectify_gen.diagnostics import UsageError
from rectify_gen.preview.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(short("林业"), encoding="utf-8")
    return tmp_path


def nothing() -> None:
    """Publish to nobody."""


def judged_names(workspace: Workspace) -> list[str]:
    states = workspace.states().values()
    return [Path(state.path).stem for state in states if state.is_judged]


def key_of(workspace: Workspace, name: str) -> str:
    (key,) = [
        key
        for key, state in workspace.states().items()
        if Path(state.path).stem == name
    ]
    return key


def test_a_notice_that_somebody_works_on_does_not_wait_for_the_others(
    folder: Path,
) -> None:
    workspace = Workspace([folder])
    assert workspace.judge_next(nothing)
    assert judged_names(workspace) == ["a"]
    (folder / "a.yaml").write_text(short("水务"), encoding="utf-8")
    workspace.survey()
    assert workspace.judge_next(nothing)
    assert judged_names(workspace) == ["a"]
    state = workspace.states()[key_of(workspace, "a")]
    assert state.source
    assert "水务" in state.source.text
    assert workspace.judge_next(nothing)
    assert workspace.judge_next(nothing)
    assert judged_names(workspace) == ["a", "b", "c"]
    assert not workspace.judge_next(nothing)


def test_each_step_is_published_under_another_version(folder: Path) -> None:
    workspace = Workspace([folder / "a.yaml"])
    key = key_of(workspace, "a")
    versions = [workspace.version_of(key)]
    workspace.judge_next(lambda: versions.append(workspace.version_of(key)))
    assert len(set(versions)) == 3
    version = workspace.version
    workspace.survey()
    assert workspace.version == version


def test_a_change_of_one_page_is_none_of_another(folder: Path) -> None:
    workspace = Workspace([folder])
    while workspace.judge_next(nothing):
        pass
    other = workspace.version_of(key_of(workspace, "b"))
    (folder / "a.yaml").write_text(short("水务"), encoding="utf-8")
    workspace.survey()
    before = workspace.version_of("")
    assert workspace.judge_next(nothing)
    assert workspace.version_of(key_of(workspace, "b")) == other
    assert workspace.version_of("") > before


def test_pages_of_an_older_text_are_not_taken(folder: Path) -> None:
    workspace = Workspace([folder / "a.yaml"])
    workspace.judge_next(nothing)
    key = key_of(workspace, "a")
    assert workspace.next_to_draw([key]) == key
    assert workspace.next_to_draw([]) == ""
    assert workspace.next_to_draw(["0" * 16]) == ""
    before = workspace.states()[key]
    drawn = before._replace(drawn=before.made)
    (folder / "a.yaml").write_text(short("水务"), encoding="utf-8")
    workspace.survey()
    workspace.judge_next(nothing)
    workspace.accept_pages(key, before, drawn)
    assert workspace.next_to_draw([key]) == key
    newer = workspace.states()[key]
    workspace.accept_pages(key, newer, newer._replace(drawn=newer.made))
    assert workspace.next_to_draw([key]) == ""


def test_a_notice_that_is_refused_has_nothing_to_draw(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(short("林业").replace("role: next", "role: nix"), encoding="utf-8")
    workspace = Workspace([path])
    workspace.judge_next(nothing)
    assert workspace.next_to_draw([key_of(workspace, "a")]) == ""


def test_without_a_notice_there_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Workspace([tmp_path])
    with pytest.raises(UsageError):
        Workspace([tmp_path / "a.yaml"])

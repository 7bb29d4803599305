"""The library as other programs use it: its documentation runs, nothing is printed, nothing is shared between calls."""

from __future__ import annotations

import doctest
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from made import ROOT, short

import rectify_gen
from rectify_gen import (
    Asked,
    InputError,
    UsageError,
    build,
    check,
    check_source,
    compile_template,
    compose,
    decode,
    diff,
    document_text,
    import_text,
    judge,
    load_template,
    plan,
    read,
    read_project,
    render,
    validate,
)

INTERNAL = "      - {audience: internal, heading: 关于台账不完整问题的整改, content: 补登台账5本。}\n"
NOTICE = short("某").replace(
    "  - {role: next_steps", INTERNAL + "  - {role: next_steps"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with what the documentation names."""
    (tmp_path / "县").mkdir()
    for name in ("甲", "乙"):
        (tmp_path / "县" / f"{name}.yaml").write_text(NOTICE, encoding="utf-8")
    lines = short("某").splitlines()
    claimed = "\n".join([*lines[:3], "statistics: {problems: 9}", *lines[3:], ""])
    (tmp_path / "通报.yaml").write_text(claimed, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "notice.docx", tmp_path / "模板.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_documentation_runs_as_it_stands(place: Path) -> None:
    failed, tried = doctest.testmod(rectify_gen)
    assert tried > 15
    assert not failed


def test_every_public_name_is_there_and_listed() -> None:
    assert all(getattr(rectify_gen, name) is not None for name in rectify_gen.__all__)
    assert set(rectify_gen.__all__) <= set(dir(rectify_gen))
    with pytest.raises(AttributeError, match="bulid"):
        rectify_gen.bulid  # type: ignore[attr-defined]  # noqa: B018


def test_nothing_is_printed_even_where_something_is_wrong(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "坏.yaml").write_text("sections: 1\n标题：甲\n", encoding="utf-8")
    (place / "rectify-gen.yaml").write_text("outptu: 甲\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_project(place / "rectify-gen.yaml")
    with pytest.raises(InputError):
        build(["坏.yaml"])
    (place / "rectify-gen.yaml").unlink()
    with pytest.raises(UsageError):
        plan(["没有.yaml"])
    notice = validate(read("通报.yaml"))
    assert judge(notice).standing
    render(
        compile_template((place / "模板.docx").read_bytes(), "模板.docx"),
        compose(notice),
    )
    assert [one.state for one in build(["."])] == ["built", "built", "failed", "failed"]
    assert [one.state for one in check(["."])] == [
        "current",
        "current",
        "failed",
        "failed",
    ]
    assert not diff("县/甲.yaml", "县/甲.docx")
    assert import_text(document_text((place / "县/甲.docx").read_bytes())).data
    assert check_source(decode(NOTICE.encode(), "x.yaml")).notice
    assert capfd.readouterr() == ("", "")


def test_seconds_are_those_of_the_callers_clock(place: Path) -> None:
    ticks = iter(range(100))
    assert [one.seconds for one in build(["县"], clock=lambda: float(next(ticks)))] == [
        1.0,
        1.0,
    ]
    assert [one.seconds for one in build(["县"], asked=Asked(force=True))] == [0.0, 0.0]


def test_worker_processes_give_the_same_bytes(place: Path) -> None:
    build(["县"], "一")
    build(["县"], "二", workers=2)
    assert [path.read_bytes() for path in sorted((place / "一").iterdir())] == [
        path.read_bytes() for path in sorted((place / "二").iterdir())
    ]


def test_change_in_word_is_told_of_bytes_and_of_a_path(place: Path) -> None:
    build(["县"])
    changed = (place / "县/甲.yaml").read_text(encoding="utf-8").replace("3项", "4项")
    (place / "县/甲.yaml").write_text(changed, encoding="utf-8")
    for document in (
        "县/甲.docx",
        place / "县/甲.docx",
        (place / "县/甲.docx").read_bytes(),
    ):
        (found,) = diff("县/甲.yaml", document)
        assert (found.before, found.after) == ("修订某制度4项。", "修订某制度3项。")
        assert found.position is not None
        assert found.position.line == 10


def test_threads_with_projects_and_templates_of_their_own_do_not_meet(
    place: Path,
) -> None:
    """Two projects that differ in template, edition and rules, built at once and alone: the same bytes."""
    for name, project in (
        ("公开", "audience: public\n"),
        ("内部", "audience: internal\ntemplates: {notice: report}\n"),
    ):
        folder = place / name
        folder.mkdir()
        (folder / "rectify-gen.yaml").write_text(project, encoding="utf-8")
        for at in range(12):
            (folder / f"{at}.yaml").write_text(
                NOTICE.replace("3项", f"{at}项"), encoding="utf-8"
            )
    alone = {name: outputs(name, "先") for name in ("公开", "内部")}
    together: dict[str, list[bytes]] = {}
    at_once(
        *(
            lambda name=name: together.update({name: outputs(name, "后")})
            for name in alone
        )
    )  # type: ignore[misc]
    assert together == alone
    assert "补登台账5本。" in document_text(alone["内部"][0])
    assert "补登台账5本。" not in document_text(alone["公开"][0])


def outputs(name: str, output: str) -> list[bytes]:
    return [one.target.output.read_bytes() for one in build([name], f"{output}{name}")]


def at_once(*works: Callable[[], object]) -> None:
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_one_template_renders_in_many_threads(place: Path) -> None:
    template = load_template("notice")
    views = [
        compose(
            validate(
                rectify_gen.locate(decode(NOTICE.replace("3项", f"{at}项").encode()))
            )
        )
        for at in range(8)
    ]
    alone = [render(template, view) for view in views]
    together: dict[int, bytes] = {}
    at_once(
        *(
            lambda at=at: together.update({at: render(template, views[at])})
            for at in range(8)
        )
    )  # type: ignore[misc]
    assert [together[at] for at in range(8)] == alone

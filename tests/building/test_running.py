"""What is built, what is left alone, what is refused; nothing is lost and nothing half-written."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from timing import PATIENCE

from rectify_gen.building.batch import local_pool
from rectify_gen.building.planning import plan
from rectify_gen.building.running import Asked, build
from rectify_gen.diagnostics import InputError, TemplateError
from rectify_gen.layout import STANDARD
from rectify_gen.measuring import measure
from rectify_gen.origin import read_origin
from rectify_gen.overlay import load_layout
from rectify_gen.package import read_package, write_parts
from rectify_gen.word.block_reading import document_text

from .conftest import ROOT, assert_said_how_far, built, checked, short, states


def edited(path: Path, old: str, new: str) -> None:
    parts = read_package(path.read_bytes())
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    path.write_bytes(
        write_parts(
            {**parts, "word/document.xml": body.replace(old, new).encode("utf-8")}
        )
    )


def test_only_what_is_out_of_date_is_built(folder: Path) -> None:
    assert set(states(built()).values()) == {"built"}
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.docx")}
    assert set(states(built()).values()) == {"current"}
    (folder / "乙.yaml").write_text(short("乙", 4), encoding="utf-8")
    assert states(built()) == {"丙": "current", "乙": "built", "甲": "current"}
    after = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.docx")}
    assert [name for name in before if before[name] != after[name]] == ["乙.docx"]


def test_line_ends_and_byte_order_mark_make_nothing_stale(folder: Path) -> None:
    built()
    text = (folder / "甲.yaml").read_text(encoding="utf-8")
    (folder / "甲.yaml").write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8")
    )
    assert states(built("甲.yaml")) == {"甲": "current"}


def test_another_template_or_edition_makes_it_anew(folder: Path) -> None:
    built("甲.yaml")
    assert states(built("甲.yaml", asked=Asked(audience="internal"))) == {"甲": "built"}
    assert states(built("甲.yaml", asked=Asked(template="report"))) == {"甲": "built"}
    assert states(built("甲.yaml", asked=Asked(template="report"))) == {"甲": "current"}


def test_layout_of_the_project_lays_out_the_templates_that_are_shipped(
    folder: Path,
) -> None:
    overlay = folder / "版式.yaml"
    overlay.write_text("page: {top: 40毫米}\n", encoding="utf-8")
    (folder / "rectify-gen.yaml").write_text("layout: 版式.yaml\n", encoding="utf-8")
    assert states(built()) == {"丙": "built", "乙": "built", "甲": "built"}
    found = {one.code for one in measure((folder / "甲.docx").read_bytes(), STANDARD)}
    assert "layout-margin" in found
    assert measure((folder / "甲.docx").read_bytes(), load_layout(overlay)) == ()
    assert states(built("甲.yaml")) == {"甲": "current"}
    overlay.write_text("page: {top: 41毫米}\n", encoding="utf-8")
    assert states(checked("甲.yaml")) == {"甲": "other-template"}
    own = Asked(template=str(ROOT / "templates" / "notice.docx"))
    assert states(built("甲.yaml", asked=own)) == {"甲": "built"}
    assert measure((folder / "甲.docx").read_bytes(), STANDARD) == ()


def test_faults_of_the_layout_are_told_at_their_line_before_anything_is_written(
    folder: Path,
) -> None:
    (folder / "rectify-gen.yaml").write_text("layout: 版式.yaml\n", encoding="utf-8")
    with pytest.raises(InputError) as missing:
        built("甲.yaml")
    assert [one.code for one in missing.value.diagnostics] == ["file-unreadable"]
    (folder / "版式.yaml").write_text("page:\n  top: 很大\n", encoding="utf-8")
    with pytest.raises(InputError) as faulty:
        built("甲.yaml")
    (only,) = faulty.value.diagnostics
    assert only.position is not None
    assert (Path(only.path).name, only.position.line, only.position.column) == (
        "版式.yaml",
        2,
        8,
    )
    (folder / "版式.yaml").write_text("page: {top: 40}\n", encoding="utf-8")
    with pytest.raises(TemplateError):
        built("甲.yaml", asked=Asked(template="没有"))
    assert not list(folder.glob("*.docx"))


def test_what_somebody_edited_is_kept_until_it_is_given_up(folder: Path) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    edited(document, "修订甲制度3项", "修订甲制度5项")
    before = document.read_bytes()
    (folder / "甲.yaml").write_text(short("甲", 4), encoding="utf-8")
    outcome = built("甲.yaml")[0]
    assert [one.code for one in outcome.diagnostics] == ["document-edited"]
    assert document.read_bytes() == before
    assert states(built("甲.yaml", asked=Asked(force=True))) == {"甲": "built"}
    assert "修订甲制度4项" in document_text(document.read_bytes())


@pytest.mark.parametrize(
    "content", [b"no word file", b"", write_parts({"[Content_Types].xml": b"<a/>"})]
)
def test_files_of_others_are_kept(folder: Path, content: bytes) -> None:
    (folder / "甲.docx").write_bytes(content)
    outcome = built("甲.yaml")[0]
    assert (outcome.state, outcome.diagnostics[0].code) == (
        "failed",
        "document-foreign",
    )
    assert (folder / "甲.docx").read_bytes() == content


def test_one_failure_stops_no_other(folder: Path) -> None:
    (folder / "乙.yaml").write_text("sections: 甲\n", encoding="utf-8")
    (folder / "丁.yaml").write_bytes(b"\xff\xfe\x00\xd8")
    found = built()
    assert states(found) == {
        "丁": "failed",
        "丙": "built",
        "乙": "failed",
        "甲": "built",
    }
    assert all(
        one.diagnostics and one.failure for one in found if one.state == "failed"
    )
    assert sorted(path.name for path in folder.glob("*.docx")) == ["丙.docx", "甲.docx"]


def test_errors_of_rules_stop_a_build_unless_the_project_says_otherwise(
    folder: Path,
) -> None:
    (folder / "甲.yaml").write_text(
        short("甲") + "statistics: {problems: 9}\n", encoding="utf-8"
    )
    assert states(built("甲.yaml")) == {"甲": "failed"}
    (folder / "rectify-gen.yaml").write_text(
        "rules: {count-mismatch: warning}\n", encoding="utf-8"
    )
    outcome = built("甲.yaml")[0]
    assert (outcome.state, [one.severity.value for one in outcome.diagnostics]) == (
        "built",
        ["warning"],
    )


def test_source_that_changes_during_the_run_is_told(folder: Path) -> None:
    targets = plan([Path("甲.yaml")])

    def clock() -> float:
        (folder / "甲.yaml").write_text(short("甲", 7), encoding="utf-8")
        return time.perf_counter()

    outcome = next(build(targets, local_pool(1), clock))
    assert [one.code for one in outcome.diagnostics] == ["source-changed"]
    assert states(checked("甲.yaml")) == {"甲": "stale"}


def test_document_that_cannot_be_written_is_told_and_leaves_no_trace(
    folder: Path,
) -> None:
    (folder / "甲.docx").mkdir()
    found = built("甲.yaml", "乙.yaml", asked=Asked(force=True))
    assert states(found) == {"甲": "failed", "乙": "built"}
    assert [one.code for one in found[0].diagnostics] == ["file-not-regular"]
    assert not list(folder.glob(".rectify-gen-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_full_disk_leaves_the_old_document(folder: Path) -> None:
    built("甲.yaml")
    old = (folder / "甲.docx").read_bytes()
    (folder / "甲.yaml").write_text(short("甲", 8), encoding="utf-8")
    code = (
        "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500));"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "sys.argv = ['rectify-gen', '--lang', 'en', 'build', '甲.yaml', '乙.yaml'];"
        "from rectify_gen.__main__ import main; main()"
    )
    done = subprocess.run(
        # -B: the limit would cut compiled modules short too, and leave them for later runs.
        [sys.executable, "-B", "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.count("error[file-unwritable]") == 2
    assert (folder / "甲.docx").read_bytes() == old
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml") == [
        "甲.docx"
    ]


def test_order_is_that_of_the_targets_whoever_finishes_first(
    folder: Path, example: Path
) -> None:
    for at in range(12):
        (folder / f"{at:02}.yaml").write_text(short(str(at)), encoding="utf-8")
    found = built(pool=local_pool(2))
    assert [one.target.source for one in found] == [
        one.source for one in plan([Path()])
    ]
    assert set(states(found).values()) == {"built"}
    alone = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    built(asked=Asked(force=True))
    assert {path.name: path.read_bytes() for path in folder.glob("*.docx")} == alone


STRUCK = """
import multiprocessing, os, signal, sys

def strike_when_a_document_is_written(event, arguments):
    global moment
    if event not in ("open", "os.chmod", "os.rename"):
        return
    if str(arguments[0]).endswith(".tmp"):
        moment -= 1
        if moment == 0:
            {strike}

moment = int(sys.argv.pop(1))
sys.addaudithook(strike_when_a_document_is_written)
from rectify_gen.__main__ import main
main()
"""
"""Runs rectify-gen, and strikes before the so many-th step of writing: a new file, its permissions, its name."""
KILLED_CODE = 99
KILLED = STRUCK.replace("{strike}", f"os._exit({KILLED_CODE})")
"""Ends as by SIGKILL: nothing is cleaned up, nothing flushed."""
INTERRUPTED = STRUCK.replace("{strike}", "os.kill(os.getpid(), signal.SIGINT)")
WORKER_KILLED = STRUCK.replace(
    "{strike}", "multiprocessing.active_children()[0].kill()"
)


@pytest.mark.slow
@pytest.mark.parametrize("length", [64, 65, 200])
def test_workers_start_however_long_the_path_of_the_temporary_folder_is(
    length: int, folder: Path, tmp_path: Path
) -> None:
    temporary = tmp_path / "t"
    temporary = temporary / ("x" * max(1, length - len(str(temporary)) - 1))
    temporary.mkdir(parents=True)
    command = [sys.executable, "-m", "rectify_gen", "-q", "build", ".", "-j", "2"]
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        timeout=PATIENCE,
    )
    assert len(list(folder.glob("*.docx"))) == 3


@pytest.mark.slow
def test_worker_that_is_killed_loses_nothing(folder: Path) -> None:
    for at in range(20):
        (folder / f"{at:03}.yaml").write_text(short(str(at)), encoding="utf-8")
    command = [sys.executable, "-c", WORKER_KILLED, "3"]
    arguments = ["--lang", "en", "build", ".", "-j", "2"]
    run = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr.endswith("23 built, 0 up to date, 0 failed.\n")
    assert len(list(folder.glob("*.docx"))) == 23


@pytest.mark.slow
def test_killed_at_any_moment_every_document_is_old_or_new(folder: Path) -> None:
    names = ("甲", "乙", "丙")
    documents = [folder / f"{name}.docx" for name in names]
    built()
    old = {path: path.read_bytes() for path in documents}
    for name in names:
        (folder / f"{name}.yaml").write_text(short(name, 2), encoding="utf-8")
    built()
    new = {path: path.read_bytes() for path in documents}
    mixtures = set()
    for moment in itertools.count(1):
        for path, content in old.items():
            path.write_bytes(content)
        command = [sys.executable, "-c", KILLED, str(moment)]
        arguments = ["-q", "build", ".", "-j", "1"]
        ended = subprocess.run([*command, *arguments], cwd=folder, check=False)
        for path in documents:
            assert path.read_bytes() in (old[path], new[path])
        mixtures.add(tuple(path.read_bytes() == new[path] for path in documents))
        if ended.returncode == 0:
            break
        assert ended.returncode == KILLED_CODE
    assert moment == 1 + 3 * len(documents)
    assert sorted(map(sum, mixtures)) == [0, 1, 2, 3]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("moment", [1, 2, 7, 8])
def test_interrupt_leaves_whole_documents_and_says_so(
    folder: Path, moment: int
) -> None:
    for at in range(60):
        (folder / f"{at:03}.yaml").write_text(short(str(at)), encoding="utf-8")
    command = [sys.executable, "-c", INTERRUPTED, str(moment)]
    arguments = ["--lang", "en", "build", ".", "-j", "2"]
    run = subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 130
    assert "Traceback" not in run.stderr
    done = list(folder.glob("*.docx"))
    assert len(done) < 63
    assert_said_how_far(run.stderr, len(done), 63)
    assert all(read_origin(path.read_bytes())[0] is not None for path in done)
    assert not list(folder.glob(".rectify-gen-*"))

"""build --pdf as a user runs it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from made import EXAMPLES, ROOT
from needs import needs
from programs import shell_program
from timing import PATIENCE, wait_until


def run(
    *arguments: str | Path, lang: str = "en", **more: str
) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "rectify_gen",
        "--lang",
        lang,
        *map(str, arguments),
    ]
    environment = {**os.environ, **more}
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "通报 稿件"
    made.mkdir()
    return made


@needs("soffice")
def test_pdfs_stand_beside_the_documents_and_a_bad_source_does_not_stop_them(
    folder: Path,
) -> None:
    for one in EXAMPLES[:2]:
        shutil.copy(one, folder)
    (folder / "坏.yaml").write_text("sectons: []\n", encoding="utf-8")
    built = run("build", folder, "--pdf")
    assert built.returncode == 1
    assert {one.name for one in folder.glob("*.pdf")} == {
        one.with_suffix(".pdf").name for one in EXAMPLES[:2]
    }
    for one in EXAMPLES[:2]:
        assert f"built {folder / one.with_suffix('.pdf').name} (" in built.stderr
    assert built.stderr.count("font-substituted") <= 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "没有找到 LibreOffice"), ("en", "LibreOffice was not found")],
)
@pytest.mark.skipif(
    sys.platform != "linux", reason="usual folders that a test cannot empty"
)
@pytest.mark.skipif(
    any(Path("/opt").glob("libreoffice*")),
    reason="LibreOffice in a folder that PATH does not name",
)
def test_without_libreoffice_it_says_so_and_builds_nothing(
    folder: Path, lang: str, said: str
) -> None:
    shutil.copy(EXAMPLES[0], folder)
    told = run("build", folder, "--pdf", lang=lang, PATH="", RECTIFY_GEN_SOFFICE="")
    assert told.returncode == 3
    assert said in told.stderr
    assert "RECTIFY_GEN_SOFFICE" in told.stderr
    assert "Traceback" not in told.stderr
    assert not list(folder.glob("*.docx"))


def test_a_program_that_is_named_and_not_there_is_an_environment_error(
    folder: Path,
) -> None:
    told = run(
        "build",
        EXAMPLES[0],
        "-o",
        folder,
        "--pdf",
        RECTIFY_GEN_SOFFICE=str(folder / "没有"),
    )
    assert told.returncode == 3
    assert "office-not-there" in told.stderr


@needs("soffice")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupting_leaves_no_process_and_no_file(folder: Path) -> None:
    started = folder / "pid"
    script = shell_program(folder / "soffice", f"echo $$ > '{started}'\nexec sleep 300")
    (folder / "tmp").mkdir()
    environment = {
        **os.environ,
        "RECTIFY_GEN_SOFFICE": str(script),
        "TMPDIR": str(folder / "tmp"),
    }
    command = [
        sys.executable,
        "-m",
        "rectify_gen",
        "build",
        str(EXAMPLES[0]),
        "-o",
        str(folder),
        "--pdf",
    ]
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, cwd=ROOT
    )
    wait_until(lambda: started.is_file() and started.read_text() != "", process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, said
    assert b"Traceback" not in said
    assert said.decode().splitlines()[-1] in ("interrupted.", "已中断。")
    assert not list((folder / "tmp").iterdir())
    pid = started.read_text()
    assert (
        subprocess.run(["ps", "-p", pid], capture_output=True, check=False).returncode
        == 1
    )

"""No file ends a run: hostile files among good ones, through every command, as real processes."""

from __future__ import annotations

import functools
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_files import DAMAGED, KINDS, word_file
from made import SHORT
from needs import needs

from rectify_gen.filetypes import kind_of

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")
SLOWLY = functools.partial(pytest.param, marks=pytest.mark.slow)
GOOD = SHORT.format(name="甲", count=3)


def run(
    *arguments: str | Path, folder: Path, **options: object
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rectify_gen", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done: subprocess.CompletedProcess[str] = subprocess.run(  # type: ignore[call-overload]
        command,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
        timeout=60,
        **options,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in (0, 1, 2, 3)
    return done


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Path]:
    """A folder with a good notice before and after every hostile file."""
    folder = tmp_path / "n"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "z.yaml").write_text(GOOD, encoding="utf-8")
    yield tmp_path
    shutil.rmtree(folder)


@pytest.fixture
def hostile(notices: Path) -> list[str]:
    """The names of the hostile files in the folder of notices."""
    (notices / "n" / "damaged.yaml").write_bytes(DAMAGED)
    for name, (_, data) in KINDS.items():
        (notices / "n" / f"{name}.yaml").write_bytes(data)
    return ["damaged", *KINDS]


def documents(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.docx")}


@pytest.mark.parametrize("jobs", [(), ("-j", "2")])
def test_build_makes_the_good_ones_and_reports_each_of_the_others(
    notices: Path, hostile: list[str], jobs: tuple[str, ...]
) -> None:
    done = run("build", "n", "-o", "out", *jobs, folder=notices)
    assert done.returncode == 1
    assert documents(notices / "out") == {"a.docx", "z.docx"}
    for name in hostile:
        assert f"n/{name}.yaml:" in done.stderr, name
    checked = run("build", "n", "-o", "out", "--check", *jobs, folder=notices)
    assert checked.returncode == 1
    assert f"2 up to date, 0 not, {len(hostile)} failed." in checked.stderr


@pytest.mark.parametrize("options", [(), ("--fix",), ("--fix", "--diff")])
def test_validate_reports_each_of_them(
    notices: Path, hostile: list[str], options: tuple[str, ...]
) -> None:
    done = run("validate", "n", *options, folder=notices)
    assert done.returncode == 1
    for name in hostile:
        assert f"n/{name}.yaml:" in done.stdout + done.stderr, name


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_validate_for_machines_reports_each_of_them(
    notices: Path, hostile: list[str], format_: str
) -> None:
    done = run("validate", "n", "--format", format_, folder=notices)
    assert done.returncode == 1
    for name in hostile:
        assert f"n/{name}.yaml" in done.stdout, name


def test_template_check_reports_each_of_them(notices: Path, hostile: list[str]) -> None:
    for name in hostile:
        (notices / "n" / f"{name}.yaml").rename(notices / "n" / f"{name}.docx")
    done = run("template", "check", "n", folder=notices)
    assert done.returncode == 3
    for name in hostile:
        assert f"n/{name}.docx: error[" in done.stdout, name


def test_the_place_of_the_damage_is_named(notices: Path, hostile: list[str]) -> None:
    done = run("build", "n/damaged.yaml", folder=notices)
    assert "n/damaged.yaml:2:9: error[encoding-damaged]" in done.stderr
    (notices / "n" / "damaged.yaml").rename(notices / "n" / "damaged.txt")
    imported = run("import", "n/damaged.txt", folder=notices)
    assert "n/damaged.txt:2:9: error[encoding-damaged]" in imported.stderr


SINGLE = {
    "import": ("import", "{}"),
    "diff of a source": ("diff", "{}", "good.docx"),
    "diff with a document": ("diff", "n/a.yaml", "{}"),
    "text": ("text", "{}"),
    "build by a template": ("build", "n/a.yaml", "-o", "x.docx", "-t", "{}"),
    "template new": ("template", "new", "notice", "--overlay", "{}"),
    "validate": ("validate", "{}"),
    "build": ("build", "{}"),
    "template check": ("template", "check", "{}"),
    "layout": ("template", "check", "good.docx", "--overlay", "{}"),
}
"""Commands that read one file, which is named in the place of {}."""


def read_by(name: str, path: str, folder: Path) -> subprocess.CompletedProcess[str]:
    shutil.copy(
        Path(__file__).parents[2] / "templates/notice.docx", folder / "good.docx"
    )
    return run(*(one.format(path) for one in SINGLE[name]), folder=folder)


@pytest.mark.parametrize("command", SINGLE)
@pytest.mark.parametrize("kind", ["damaged", *map(SLOWLY, ["pdf", "doc", "excel"])])
def test_a_command_that_reads_one_file_names_it(
    notices: Path, hostile: list[str], kind: str, command: str
) -> None:
    suffix = "docx" if "template" in command else "yaml"
    path = f"n/{kind}.{suffix}"
    (notices / "n" / f"{kind}.yaml").rename(notices / path)
    done = read_by(command, path, notices)
    assert done.returncode in (1, 3)
    assert f"{path}:" in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize("command", SINGLE)
@pytest.mark.parametrize(
    "kind", ["fifo", *map(SLOWLY, ["folder", "socket", "loop", "/dev/zero"])]
)
def test_what_is_no_regular_file_is_refused_at_once(
    notices: Path, kind: str, command: str
) -> None:
    path = notices / ("b.docx" if "template" in command else "b.yaml")
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            os.chdir(notices)
            listening.bind(path.name)
    else:
        path.symlink_to(path.name if kind == "loop" else kind)
    done = read_by(command, path.name, notices)
    assert done.returncode in (1, 2, 3)
    assert path.name in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["validate", "build", "build --check"])
@needs("setpriv")
@POSIX
def test_a_folder_and_a_file_that_may_not_be_read_are_reported(
    notices: Path, command: str
) -> None:
    """For root, who may read everything, without that privilege."""
    closed = notices / "n" / "x"
    closed.mkdir()
    shutil.copy(notices / "n/a.yaml", closed)
    shutil.copy(notices / "n/a.yaml", notices / "n/b.yaml")
    closed.chmod(0)
    (notices / "n/b.yaml").chmod(0)
    privileges = (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        if os.geteuid() == 0
        else []
    )
    done = subprocess.run(
        [*privileges, sys.executable, "-m", "rectify_gen", *command.split(), "n"],
        capture_output=True,
        encoding="utf-8",
        cwd=notices,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
        timeout=60,
    )
    closed.chmod(0o700)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "n/x: error[folder-unsearchable]" in said
    assert "n/b.yaml: error[file-unreadable]" in said
    if command == "build":
        assert documents(notices) == {"a.docx", "z.docx"}


def test_names_and_texts_do_not_act_on_the_terminal(notices: Path) -> None:
    name = "a\n::error::\x1b[31mb"
    (notices / "n" / f"{name}.yaml").write_text(
        "kind: \x1b]0;x\x07\n", encoding="utf-8"
    )
    document = word_file("甲\x9b31m乙\u202e丙{{ \x9b }}")
    (notices / "n" / f"{name}.docx").write_bytes(document)
    for command in (
        ("validate", "n"),
        ("validate", "n", "--format", "json"),
        ("validate", "n", "--format", "sarif"),
        ("validate", "n", "--format", "github"),
        ("build", "n"),
        ("template", "check", "n"),
        ("text", f"n/{name}.docx"),
        ("diff", "n/a.yaml", f"n/{name}.docx"),
    ):
        done = run(*command, folder=notices)
        said = done.stdout + done.stderr
        assert said
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said), command
        assert "\n::error::\x1b" not in said


OFFICE = ("doc", "odt", "rtf", "pdf", "docx", "html")
"""What LibreOffice saves; each is the kind that is seen in it."""


@needs("soffice")
@pytest.mark.slow
@pytest.mark.parametrize("suffix", OFFICE)
def test_a_genuine_file_of_an_office_program_is_named_for_what_it_is(
    notices: Path, suffix: str
) -> None:
    source = notices / "text.txt"
    source.write_text("通报\n", encoding="utf-8")
    profile = (notices / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(notices), str(source)]
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = source.with_suffix(f".{suffix}")
    assert kind_of(made.read_bytes()) == suffix
    shutil.copy(made, notices / "n/b.yaml")
    made.unlink()
    done = run("build", "n", folder=notices)
    assert done.returncode == 1
    assert "n/b.yaml: error[file-not-text]" in done.stderr
    assert documents(notices) == {"a.docx", "z.docx"}

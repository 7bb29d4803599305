"""Output that cannot go anywhere, a working folder that is gone, arguments that make no sense: one message each."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from made import SHORT

RUN = f'rectify-gen() {{ {shlex.quote(sys.executable)} -m rectify_gen "$@"; }}'
"""What makes the name of the product a command of the shell."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            SHORT.format(name="甲", count=3), encoding="utf-8"
        )
    return tmp_path


def shell(line: str, folder: Path, **variables: str) -> tuple[int, str]:
    """The exit code of a line of bash, and what stands on its standard error."""
    done = subprocess.run(
        ["bash", "-c", f"{RUN}\n{line}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **variables},
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "line",
    [
        "rectify-gen validate . > /dev/full",
        "rectify-gen build . --format json > /dev/full",
        "rectify-gen rules > /dev/full",
        "rectify-gen validate . >&-",
        "rectify-gen template fields >&-",
    ],
)
def test_output_that_is_lost_is_one_message_and_exit_3(
    notices: Path, line: str
) -> None:
    code, said = shell(line, notices)
    assert code == 3
    assert said.count("error[") == said.count("error[output-lost]") == 1


@pytest.mark.parametrize("ending", [">&-", "2>&-", "2>/dev/full", "0<&-", "| true"])
def test_build_needs_no_standard_stream(notices: Path, ending: str) -> None:
    code, _ = shell(f"rectify-gen build . {ending}", notices)
    assert code == 0
    assert {path.name for path in notices.glob("*.docx")} == {"a.docx", "b.docx"}


def test_nobody_reads_any_more(notices: Path) -> None:
    code, said = shell(
        "rectify-gen template fields --format json | head -1; exit ${PIPESTATUS[0]}",
        notices,
    )
    assert code in (0, 1)
    assert said == ""


@pytest.mark.parametrize(
    "command", ["build", "new a.yaml", "build ../a.yaml", "text x.docx", "validate ."]
)
def test_a_working_folder_that_is_gone_is_said(notices: Path, command: str) -> None:
    code, said = shell(
        f"mkdir gone && cd gone && rmdir ../gone && rectify-gen {command}", notices
    )
    assert code in (1, 2, 3)
    assert said.count("error[") == 1


LONG = "长" * 100
"""300 bytes: more than any file system takes for a name."""


@pytest.mark.parametrize(
    "command",
    [
        f"build a.yaml -o {LONG}.docx",
        f"build a.yaml -o {LONG}",
        f"build a.yaml -t {LONG}.docx",
        f"text {LONG}.docx",
        f"import {LONG}.txt",
        f"new {LONG}.yaml",
        f"diff {LONG}.yaml {LONG}.docx",
        f"schema -o {LONG}",
        f"schema --check -o {LONG}",
        f"template new notice --overlay {LONG}.yaml",
    ],
)
def test_a_name_that_no_file_can_have_is_said_by_name(
    notices: Path, command: str
) -> None:
    code, said = shell(f"rectify-gen {command} >&2", notices)
    assert code in (1, 2, 3)
    assert LONG in said
    assert "foreign" not in said


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("build ''", "argument-empty"),
        ("validate --fix ''", "argument-empty"),
        ("build a.yaml -o ''", "argument-empty"),
        ("build a.yaml -t ''", "argument-empty"),
        ("build a.yaml --output=", "argument-empty"),
        ("build -o=", "argument-empty"),
        ("validate -- ''", "argument-empty"),
        ("validate a.yaml --lang", "option-without-value"),
        ("validate a.yaml --lang xx", "kind-unknown"),
        ("--lang=xx validate a.yaml", "kind-unknown"),
        ("build a.yaml --check --force", "check-force"),
        ("build a.yaml -o out.pdf", "output-not-docx"),
        ("build a.yaml -o x.doc", "output-not-docx"),
        ("build a.yaml -o -", "output-not-docx"),
        ("build a.yaml -o x.DOTX", "output-not-docx"),
        ("build a.yaml b.yaml -o a.yaml", "output-not-docx"),
        ("build a.yaml -o /dev/null", "output-not-docx"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(
    notices: Path, command: str, expected: str
) -> None:
    before = sorted(notices.iterdir())
    code, said = shell(f"rectify-gen {command}", notices)
    assert (code, said.count("error["), f"error[{expected}]" in said) == (2, 1, True)
    assert sorted(notices.iterdir()) == before


def test_a_folder_may_be_called_like_a_version(notices: Path) -> None:
    (notices / "已有.pdf").mkdir()
    for folder in ("2024.05", "已有.pdf"):
        assert shell(f"rectify-gen build a.yaml -o {folder}", notices)[0] == 0
        assert (notices / folder / "a.docx").is_file()


BUG = """
import rectify_gen.source_check as checking
from rectify_gen.source_check import check_source

def check_with_a_bug(source, *arguments, **options):
    if source.path.endswith("a.yaml"):
        raise {error}
    return check_source(source, *arguments, **options)

checking.check_source = check_with_a_bug
"""
"""What Python runs at its start, in workers too: a bug that one notice meets."""


@pytest.fixture
def bug(notices: Path) -> Path:
    folder = notices / "bug"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        BUG.format(error="ZeroDivisionError('sum of nothing')"), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("options", ["", "-j 2", "--check", "--format json"])
def test_a_bug_in_one_notice_is_said_and_the_others_are_built(
    notices: Path, bug: Path, options: str
) -> None:
    code, said = shell(
        f"rectify-gen build a.yaml b.yaml {options}", notices, PYTHONPATH=str(bug)
    )
    assert code == 3
    assert "a.yaml: error[internal-fault]" in said
    assert "ZeroDivisionError: sum of nothing" in said
    assert "b.yaml: error[internal" not in said
    assert (notices / "b.docx").is_file() == (options != "--check")


@pytest.mark.parametrize("options", ["", "--fix", "--fix --diff"])
def test_a_bug_in_one_notice_does_not_stop_the_check_of_others(
    notices: Path, bug: Path, options: str
) -> None:
    code, said = shell(
        f"rectify-gen validate {options} a.yaml b.yaml >&2",
        notices,
        PYTHONPATH=str(bug),
    )
    assert code == 3
    assert said.count("a.yaml: error[internal-fault]") == 1
    assert "b.yaml: error" not in said


@pytest.mark.parametrize("jobs", ["", "-j 2"])
@pytest.mark.parametrize("option", ["--debug", ""])
def test_debug_shows_the_traceback(
    notices: Path, bug: Path, option: str, jobs: str
) -> None:
    line = f"rectify-gen build a.yaml b.yaml {option} {jobs} 2> said; grep -c check_with_a_bug said"
    variables = {} if option else {"RECTIFY_GEN_DEBUG": "1"}
    assert shell(line, notices, PYTHONPATH=str(bug), **variables)[0] == 0
    assert shell("grep -c Traceback said", notices)[0] == 0


@pytest.mark.parametrize(
    "error", ["MemoryError", "RecursionError", "OSError(28, 'No space')"]
)
def test_what_nobody_expected_outside_of_the_files_is_one_message(
    notices: Path, error: str
) -> None:
    (notices / "sitecustomize.py").write_text(
        "import rectify_gen.starter as starter\n"
        f"def starter_with_a_bug(*_): raise {error}\n"
        "starter.starter = starter_with_a_bug\n",
        encoding="utf-8",
    )
    code, said = shell("rectify-gen new c.yaml", notices, PYTHONPATH=str(notices))
    assert (code, said.count("error[")) == (3, 1)

"""Commands are imported when they are called; arguments that Typer refuses are printed without acting signs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT, short

SCRIPT = """
import sys
from rectify_gen.__main__ import exit_code
code = exit_code(sys.argv[1:])
modules = [name for name in sys.modules if name.startswith("rectify_gen.cli.")]
print("IMPORTED", code, *sorted(name.removeprefix("rectify_gen.cli.") for name in modules))
print("LIBRARIES", *sorted({"yaml", "pydantic", "lxml", "jinja2"} & set(sys.modules)))
"""


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice, a.yaml, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(short("水务"), encoding="utf-8")


def run(*arguments: str, script: str = SCRIPT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": str(ROOT),
        },
        check=False,
    )


def imported(*arguments: str) -> tuple[list[str], list[str]]:
    """The exit code, modules of the command line, and libraries after a run."""
    lines = run(*arguments).stdout.splitlines()
    return lines[-2].split()[1:], lines[-1].split()[1:]


@pytest.mark.parametrize("arguments", [("--help",), ("template", "--help"), ("bild",)])
def test_the_list_of_commands_imports_none(arguments: tuple[str, ...]) -> None:
    (code, *modules), libraries = imported(*arguments)
    assert code == ("2" if arguments == ("bild",) else "0")
    assert modules == [
        "app",
        "arguments",
        "chinese_words",
        "lazy",
        "session",
        "streams",
    ]
    assert libraries == []


def test_the_list_of_commands_needs_few_modules_beside_the_command_line() -> None:
    script = (
        SCRIPT
        + """
print(*sorted(name for name in sys.modules if name.startswith("rectify_gen.")))
"""
    )
    names = run("--help", script=script).stdout.splitlines()[-1].split()
    beside = [name.removeprefix("rectify_gen.") for name in names]
    assert [name for name in beside if not name.startswith("cli")] == [
        "__main__",
        "diagnostics",
        "messages",
        "messages.helping",
        "messages.interface",
        "places",
        "report",
        "report.terminals",
        "visible",
    ]


@pytest.mark.parametrize(
    "command",
    [
        "new",
        "validate",
        "build",
        "diff",
        "import",
        "text",
        "rules",
        "schema",
        "template list",
        "template check",
        "template fields",
        "template new",
    ],
)
def test_the_help_of_a_command_imports_that_command_and_no_library(
    command: str,
) -> None:
    (code, *modules), libraries = imported(*command.split(), "--help")
    own = command.replace(" ", "_") + "_command"
    assert code == "0"
    assert [name for name in modules if name.endswith("_command")] == [own]
    assert libraries == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("b\u202eild",),
        ("schema", "notice", "b\u202eild"),
        ("build", "--jo\u202ebs"),
        ("build", "-j", "1\u202e"),
        ("\x1b[31mbuild",),
        ("schema", "notice", "\x1b[31mbuild"),
        ("schema", "notice", "\x9b31mbuild"),
    ],
)
def test_refused_arguments_are_printed_without_acting_signs(
    arguments: tuple[str, ...],
) -> None:
    refused = run(*arguments)
    assert "IMPORTED 2 " in refused.stdout
    assert refused.stderr.startswith("Usage: rectify-gen")
    assert not {"\u202e", "\x1b", "\x9b"} & set(refused.stderr)


def test_a_near_command_is_named() -> None:
    assert "Did you mean 'build'?" in run("bild").stderr


def test_every_row_of_the_tables_names_a_function() -> None:
    folder = Path(__file__).parents[2] / "rectify_gen" / "cli"
    rows = {f"{path.stem}" for path in folder.glob("*_command.py")}
    script = """
from rectify_gen.cli.app import COMMANDS, TEMPLATE_COMMANDS
from rectify_gen.cli.lazy import import_command
for row in (*COMMANDS, *TEMPLATE_COMMANDS):
    print(row.module, import_command(row).name == row.name)
"""
    printed = run(script=script).stdout.splitlines()
    assert sorted(printed) == sorted(f"{row} True" for row in rows)


@pytest.mark.usefixtures("notice")
def test_a_build_of_one_notice_imports_no_pool_and_no_docxtpl() -> None:
    script = (
        SCRIPT
        + """
print("SLOW", *sorted({"concurrent.futures", "docx", "docxtpl"} & set(sys.modules)))
"""
    )
    lines = run("build", "a.yaml", script=script).stdout.splitlines()
    assert lines[-3].split()[1] == "0"
    assert lines[-1] == "SLOW"


@pytest.mark.usefixtures("notice")
def test_a_build_with_nothing_to_do_imports_no_model_and_no_word() -> None:
    assert imported("build", "a.yaml")[0][0] == "0"
    (code, *_), libraries = imported("build", "a.yaml")
    assert code == "0"
    assert libraries == []


@pytest.mark.usefixtures("notice")
def test_a_check_imports_nothing_that_writes_or_renders() -> None:
    script = (
        SCRIPT
        + """
writers = {"rectify_gen.source.editing", "rectify_gen.source.yaml_writing", "rectify_gen.fixing"}
print("WRITERS", *sorted(writers & set(sys.modules)))
"""
    )
    *_, imports, libraries, writers = run(
        "validate", "a.yaml", script=script
    ).stdout.splitlines()
    assert imports.split()[1] == "0"
    assert libraries.split()[1:] == ["pydantic"]
    assert writers == "WRITERS"


DEPTH_SCRIPT = """
import sys
from rectify_gen.__main__ import exit_code

depths = [0]

class Finder:
    def find_spec(self, *_):
        frame = sys._getframe()
        depth = 0
        while frame is not None:
            frame = frame.f_back
            depth += 1
        depths.append(depth)

sys.meta_path.insert(0, Finder())
exit_code(sys.argv[1:])
print("DEPTH", max(depths))
"""


@pytest.mark.usefixtures("notice")
@pytest.mark.parametrize("command", ["validate", "build"])
def test_imports_do_not_nest_so_deeply_that_calls_become_slow(command: str) -> None:
    """From some 110 frames on, Python 3.11 maps and unmaps a block of its stack thousands of times in a run."""
    last_line = run(command, "a.yaml", script=DEPTH_SCRIPT).stdout.splitlines()[-1]
    word, depth = last_line.split()
    assert word == "DEPTH"
    assert int(depth) < 95


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("rectify-gen val", "validate"),
        ("rectify-gen build --ch", "--check"),
        ("rectify-gen template fi", "fields"),
    ],
)
def test_a_shell_completes_commands_and_options(words: str, completed: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen"],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
            "_RECTIFY_GEN_COMPLETE": "complete_bash",
        },
        check=False,
    )
    assert result.stdout.split() == [completed]

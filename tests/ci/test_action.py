"""The GitHub action: its steps are run as written, with the environment that GitHub gives them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from needs import needs

from .conftest import ROOT, Repository

ACTION: dict[str, Any] = yaml.safe_load(
    (ROOT / "action.yml").read_text(encoding="utf-8")
)
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


class Ran(NamedTuple):
    code: int
    log: str
    skipped: list[str]


def run_action(repository: Repository, programs: str, **given: str) -> Ran:
    """Run the steps in order until one fails. Steps that use another action are passed over and named."""
    inputs = {
        name: given.get(name, one["default"]) for name, one in ACTION["inputs"].items()
    }
    github = {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(repository.folder),
        "PATH": programs + os.pathsep + os.environ["PATH"],
    }
    skipped, log = [], ""
    for at, step in enumerate(STEPS):
        if "uses" in step:
            skipped.append(step["uses"])
            continue
        script = repository.folder.with_name(f"step-{at}.sh")
        script.write_text(step["run"], encoding="utf-8")
        own = {
            name: filled(value, inputs) for name, value in step.get("env", {}).items()
        }
        done = repository.run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", script, **github, **own
        )
        log += done.stdout + done.stderr
        if done.returncode:
            return Ran(done.returncode, log, skipped)
    return Ran(0, log, skipped)


def filled(text: str, inputs: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)


def test_it_is_an_action_by_the_published_schema() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        "action.yml",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_input_becomes_part_of_a_script_and_every_action_is_pinned() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert re.fullmatch(
            r"[\w/-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40)
        )
        assert ("shell" in step) == ("run" in step)


@needs("bash", "git")
@pytest.mark.slow
def test_clean_and_stale_repositories(repository: Repository, programs: str) -> None:
    repository.build()
    repository.git("add", ".")
    repository.git("commit", "-qm", "通报")
    clean = run_action(repository, programs)
    assert clean.code == 0, clean.log
    assert len(clean.skipped) == 1
    assert clean.skipped[0].startswith("actions/setup-python@")
    assert "一致 1 份" in clean.log
    assert repository.git("status", "--porcelain") == ""

    repository.mend("3项", "4项")
    stale = run_action(repository, programs, path="notices\n")
    assert stale.code == 1
    assert "[check-stale]" in stale.log
    assert "-修订制度3项。\n+修订制度4项。\n" in stale.log
    assert "::error title=rectify-gen::exit code 1" in stale.log
    assert repository.git("status", "--porcelain").splitlines() == [
        ' M "notices/水务局 通报.yaml"'
    ]

    repository.mend("修订制度4项。", "修订制度，，４项。")
    faulty = run_action(
        repository, programs, lang="en", command="build --check --audience public"
    )
    assert faulty.code == 1
    assert re.search(
        r"^::error file=notices/水务局 通报.yaml,line=10,.*title=doubled-punctuation::",
        faulty.log,
        re.M,
    )
    assert faulty.log.count("::stop-commands::") == 1

    repository.mend("，，４", "4")
    repository.write(
        "notices/水务局 通报.yaml",
        (repository.folder / "notices/水务局 通报.yaml").read_text("utf-8")
        + "waivers: [{code: date-order, reason: 无}]\n",
    )
    built = run_action(repository, programs, command="build")
    assert built.code == 0, built.log
    assert run_action(repository, programs, strict="true").code == 1


PLANTED = (
    "typer.py",
    "yaml.py",
    "secrets.py",
    "rectify_gen/__init__.py",
    "rectify_gen/__main__.py",
    "pip.py",
    "venv.py",
    "lxml.py",
    "random.py",
    "multiprocessing.py",
    "sitecustomize.py",
    "usercustomize.py",
)
"""Modules that the checked repository may hold, by mistake or by intent."""


def plant(repository: Repository) -> None:
    """Put modules into the repository that leave a trace when they are run."""
    trace = repository.folder / "ran"
    for name in PLANTED:
        repository.write(
            name,
            f"open({str(trace)!r}, 'a').write({name!r} + chr(10))\nraise SystemExit\n",
        )


def ran(repository: Repository) -> str:
    """Which of the planted modules were run."""
    trace = repository.folder / "ran"
    return trace.read_text("utf-8") if trace.exists() else ""


@needs("bash", "git")
@pytest.mark.slow
def test_no_code_of_the_checked_repository_is_run(
    repository: Repository, programs: str
) -> None:
    repository.build()
    plant(repository)
    clean = run_action(
        repository, programs, path="notices", command="build --check -j 2"
    )
    assert (clean.code, ran(repository)) == (0, ""), clean.log
    assert "一致 1 份" in clean.log
    repository.mend("3项", "，，3项")
    faulty = run_action(repository, programs, path="notices")
    assert (faulty.code, ran(repository)) == (1, ""), faulty.log
    assert "doubled-punctuation" in faulty.log


@needs("git")
def test_the_installed_command_runs_no_code_of_the_working_folder(
    repository: Repository,
) -> None:
    """The worker processes neither; they are started with ``python -c``, which looks there first."""
    repository.build()
    plant(repository)
    command = Path(sys.executable).with_name("rectify-gen")
    done = repository.run(command, "build", "--check", "-j", "2", "notices")
    assert (done.returncode, ran(repository)) == (0, ""), done.stderr


@needs("bash", "git")
@pytest.mark.slow
def test_inputs_are_never_run(repository: Repository) -> None:
    """The last step alone, every input turned against it; the program itself refuses them."""
    here = {"PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]}
    for evil in (
        '"; touch owned; "',
        "$(touch owned)",
        "`touch owned`\n; touch owned | touch owned",
    ):
        own = {
            name: filled(text, dict.fromkeys(ACTION["inputs"], evil))
            for name, text in STEPS[-1]["env"].items()
        }
        assert repository.run(
            "bash", "-eo", "pipefail", "-c", STEPS[-1]["run"], **here, **own
        ).returncode
    assert sorted(one.name for one in repository.folder.iterdir()) == [
        ".git",
        "notices",
    ]

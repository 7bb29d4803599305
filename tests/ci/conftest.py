"""A repository of notices under git, and an environment for whatever runs there to install into."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from made import short

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("examples/ci.md", "examples/ci.zh-CN.md")
NOTICE = short("水务").replace("修订水务制度", "修订制度")


class Repository:
    """A real git repository in ``folder`` with a notice and its document, not committed yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GIT_", "PYTHON"))
        }
        settings = folder.with_name("gitconfig")
        settings.write_text(
            "[user]\n\tname = 经办人\n\temail = clerk@example.cn\n[core]\n\tquotepath = false\n",
            "utf-8",
        )
        self.environment |= {
            "GIT_CONFIG_GLOBAL": str(settings),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
        }
        (folder / "notices").mkdir(parents=True)
        self.write("notices/水务局 通报.yaml", NOTICE)
        self.git("init", "-q")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def mend(self, old: str, new: str) -> None:
        """Change the notice."""
        text = (self.folder / "notices/水务局 通报.yaml").read_text(encoding="utf-8")
        assert old in text
        self.write("notices/水务局 通报.yaml", text.replace(old, new))

    def build(self) -> None:
        done = self.run(sys.executable, "-m", "rectify_gen", "build", "notices")
        assert done.returncode == 0, done.stderr

    def run(
        self, *command: str | Path, **more: str
    ) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, **more}
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "通报 仓库"
    folder.mkdir()
    return Repository(folder)


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the programs of an empty environment; what is installed in one test is there in the next."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    return str(folder / ("Scripts" if os.name == "nt" else "bin"))


def recipes(guide: str) -> dict[str, str]:
    """The files that ``guide`` shows: name, as their first line gives it, to content."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    found = re.findall(
        r"^```\w+\n(?:#|//) (\S+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE
    )
    return dict(found)


def commands(guide: str) -> list[str]:
    """The lines of the shell that ``guide`` shows."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]


def copy_of_the_product(folder: Path) -> Path:
    """The product as it stands here, committed or not, in a folder of its own."""
    hidden = shutil.ignore_patterns(
        ".git",
        ".venv",
        "build",
        "dist",
        "node_modules",
        "__pycache__",
        ".*_cache",
        "*.egg-info",
        ".hypothesis",
        ".benchmarks",
    )
    return Path(shutil.copytree(ROOT, folder, ignore=hidden))

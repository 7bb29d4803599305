"""The hooks, installed and run by pre-commit itself at a commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from needs import needs

from .conftest import GUIDES, ROOT, Repository, copy_of_the_product, recipes

ADDRESS = "https://git.example.cn/your-organisation/rectify-gen"


def test_the_hooks_are_hooks() -> None:
    command = [
        sys.executable,
        "-m",
        "pre_commit",
        "validate-manifest",
        ".pre-commit-hooks.yaml",
    ]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_a_file_named_like_an_option_is_a_file(tmp_path: Path) -> None:
    """As pre-commit calls a hook: its entry, its arguments, the files."""
    (hook,) = (
        hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        if hook["id"] == "rectify-gen-validate"
    )
    (tmp_path / "-x.yaml").write_text("kind: notise\n", encoding="utf-8")
    command = [*hook["entry"].split()[1:], *hook["args"], "-x.yaml"]
    done = subprocess.run(
        [sys.executable, "-m", "rectify_gen", *command],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert "-x.yaml:1:7" in done.stdout


@needs("git")
@pytest.mark.slow
def test_commit_with_a_fault_or_a_stale_document_is_refused(
    repository: Repository, tmp_path: Path
) -> None:
    product = Repository(tmp_path / "product-notices")
    product.folder = copy_of_the_product(tmp_path / "product")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "product"]):
        product.git(*arguments)
    revision = product.git("rev-parse", "HEAD").strip()
    config = recipes(GUIDES[0])[".pre-commit-config.yaml"].replace(
        ADDRESS, f"'{product.folder}'"
    )
    repository.write(".pre-commit-config.yaml", config.replace("COMMIT", revision))
    repository.environment["PRE_COMMIT_HOME"] = str(tmp_path / "pre-commit")
    repository.build()
    assert repository.run(sys.executable, "-m", "pre_commit", "install").returncode == 0

    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr

    repository.mend("3项", "4项")
    stale = commit(repository)
    assert stale.returncode == 1
    assert "check-stale" in stale.stdout + stale.stderr
    assert "+修订制度4项。" in stale.stdout + stale.stderr

    repository.mend("修订制度", "修订，，制度")
    faulty = commit(repository)
    assert faulty.returncode == 1
    assert "doubled-punctuation" in faulty.stdout + faulty.stderr

    repository.mend("修订，，制度", "修订制度")
    repository.build()
    assert commit(repository).returncode == 0
    assert repository.git("status", "--porcelain") == ""


def commit(repository: Repository) -> subprocess.CompletedProcess[str]:
    repository.git("add", ".")
    return repository.run("git", "commit", "-m", "通报", LC_ALL="C.UTF-8")

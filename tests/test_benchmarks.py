"""The benchmarks run, both sides of each make the same paragraphs, and a comparison of versions notices a change.

How long anything takes is no matter here.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT, made_of, notice_of, short
from needs import NOTICES, needs

BENCHMARKS = Path(__file__).parent / "benchmarks"

NODE = needs("node", env="RECTIFY_GEN_EASY_TEMPLATE")
SEEDS = needs(env=NOTICES)
OFFICE = needs("soffice")

BULK = [
    "plain loop / rules off, 1 process",
    "plain loop / every rule on, 1 process",
    "easy-template-x / rules off, 1 process",
    "easy-template-x / every rule on, 1 process",
    "plain loop / rules off, 2 processes",
    "plain loop / every rule on, 2 processes",
    "easy-template-x / rules off, 2 processes",
    "easy-template-x / every rule on, 2 processes",
    "every rule on, 1 process / 2 processes (wall)",
]
RENDER = [
    "render and package, warm: docxtpl / ours",
    "render and package, warm: ours / deflate and zip",
]
PROCESS = [
    "process build: ours / plain script",
    "process validate: ours / plain script",
    "process --help: ours / plain script",
]
SCALE = [
    "first render of larger notices: docxtpl / ours",
    "first render of larger notices: docxtpl / ours",
    "time a problem, the largest notice / a 100th of it",
    "peak MiB above the view at 52,000 problems",
]
GROWTH = [
    "import: time of 8 × / 8 times that of 1 ×",
    "rules: time of 8 × / 8 times that of 1 ×",
    "rules: time of 8 × / 8 times that of 1 ×",
    "rules: time of 8 × / 8 times that of 1 ×",
]
CHECK = [
    "check of templates: ours / docxtpl-lint",
    "process template check: ours / docxtpl-lint",
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        pytest.param("bulk", BULK, marks=NODE),
        pytest.param(
            "findings", ["full of findings / sound, every rule on"], marks=SEEDS
        ),
        pytest.param(
            "plainest", ["plainest loop / every rule on, a real text"], marks=SEEDS
        ),
        ("render", RENDER),
        ("locate", ["YAML to located data: ours / CSafeLoader"]),
        ("process", PROCESS),
        ("scale", SCALE),
        ("idle", ["nothing to do, ms a notice above --version"]),
        ("growth", GROWTH),
        ("check", CHECK),
        pytest.param(
            "pdf",
            ["notices to PDF (wall): build --pdf / bare soffice"],
            marks=OFFICE,
        ),
        ("cluster", ["2 local workers / cluster of 2 (wall)"]),
    ],
)
def test_comparison_runs_and_both_sides_say_the_same(
    name: str, rows: list[str]
) -> None:
    printed = compared(name, "--count", "3", "--rounds", "1")
    lines = printed.splitlines()[2:]
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines] == rows


def compared(*arguments: str, **variables: str) -> str:
    """Return what the benchmarks print on both outputs."""
    finished = subprocess.run(
        [sys.executable, str(BENCHMARKS / "compare.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )
    assert finished.returncode == 0, finished.stdout
    return finished.stdout


def test_comparison_says_what_it_lacks() -> None:
    printed = compared("findings", "plainest", RECTIFY_GEN_NOTICES="")
    assert printed.count("not here: the variable RECTIFY_GEN_NOTICES") == 2


def test_documents_of_other_words_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from compared_documents import require_same_documents

    for folder, count in {"ours": 3, "same": 3, "peer": 4}.items():
        source = tmp_path / f"{folder}.yaml"
        source.write_text(short("水务", count), encoding="utf-8")
        (tmp_path / folder).mkdir()
        document = made_of(notice_of(source))
        (tmp_path / folder / "甲.docx").write_bytes(document)
    require_same_documents(tmp_path / "ours", tmp_path / "same")
    with pytest.raises(RuntimeError, match="修订水务制度4项"):
        require_same_documents(tmp_path / "ours", tmp_path / "peer")
    (tmp_path / "same" / "甲.docx").unlink()
    with pytest.raises(RuntimeError, match="0 documents"):
        require_same_documents(tmp_path / "ours", tmp_path / "same")


def versions(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Compare versions; both outputs are in ``stdout``."""
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / "versions.py"), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_versions_differ_where_a_report_or_a_byte_does(tmp_path: Path) -> None:
    old, new = tmp_path / "old.gz", tmp_path / "new.gz"
    recorded = versions("record", old, "--count", "20")
    assert recorded.returncode == 0, recorded.stdout
    recorded = versions("record", new, "--count", "20", "--checkout", ROOT)
    assert recorded.returncode == 0, recorded.stdout
    same = versions("compare", old, new)
    assert same.returncode == 0
    assert same.stdout.endswith("0 notices differ\n")

    with gzip.open(new, "rt", encoding="utf-8") as results:
        corpus, *lines = results.read().splitlines()
    documents = [
        number for number, line in enumerate(lines) if '"document": ""' not in line
    ]
    reported = [number for number, line in enumerate(lines) if '"zh hint"' in line]
    assert len(documents) > 5
    assert len(reported) > 5
    result = json.loads(lines[documents[0]])
    result["document"] = "0" * 64
    lines[documents[0]] = json.dumps(result)
    result = json.loads(lines[reported[-1]])
    result["reports"][0]["position"] = "elsewhere"
    result["reports"][0]["zh hint"] = "其他做法"
    lines[reported[-1]] = json.dumps(result)
    with gzip.open(new, "wt", encoding="utf-8") as results:
        results.write("\n".join([corpus, *lines]))
    other = versions("compare", old, new)
    assert other.returncode == 1
    assert f"notice {documents[0] + 1}\n  the document has other bytes" in other.stdout
    assert re.search(r"position: Position\(.*\) → elsewhere", other.stdout)
    assert "→ 其他做法" in other.stdout
    assert other.stdout.endswith("2 notices differ\n")
    other = versions("compare", old, new, "--ignore-wording")
    assert other.returncode == 1
    assert "→ elsewhere" in other.stdout
    assert "→ 其他做法" not in other.stdout

    recorded = versions("record", new, "--count", "20", "--seed", "1")
    assert recorded.returncode == 0, recorded.stdout
    assert "are of different notices" in versions("compare", old, new).stdout

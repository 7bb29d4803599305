"""The wheel, in an empty environment elsewhere: it brings templates and schemas, and builds a document."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from made import EXAMPLES, ROOT, made_of, notice_of

from rectify_gen.word.block_reading import document_text

pytestmark = pytest.mark.slow

EXAMPLE = next(path for path in EXAMPLES if path.stem == "water-affairs-bureau")


def run(*command: str | Path, cwd: Path) -> str:
    """Run ``command`` as a stranger to the checkout would; return what it writes to stdout."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("PYTHON") and key != "VIRTUAL_ENV"
    }
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, (
        f"{command}\n{done.stdout.decode()}\n{done.stderr.decode()}"
    )
    return done.stdout.decode()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Chinese and a space in its name, an environment with the wheel in it, and one example."""
    folder = tmp_path_factory.mktemp("wheel") / "整改 通报"
    folder.mkdir()
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        folder / "wheels",
        ROOT,
        cwd=folder,
    )
    venv.create(folder / "环境", with_pip=True)
    wheel = next((folder / "wheels").glob("rectify_gen-*.whl"))
    run(
        python(folder),
        "-m",
        "pip",
        "install",
        "-q",
        "-c",
        ROOT / "constraints.txt",
        wheel,
        cwd=folder,
    )
    shutil.copy(EXAMPLE, folder / "水务局 通报.yaml")
    return folder


def python(folder: Path) -> Path:
    return folder / "环境" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_builds_the_same_text_as_the_checkout(elsewhere: Path) -> None:
    run(
        python(elsewhere),
        "-m",
        "rectify_gen",
        "build",
        "水务局 通报.yaml",
        cwd=elsewhere,
    )
    built = (elsewhere / "水务局 通报.docx").read_bytes()
    assert document_text(built) == document_text(made_of(notice_of(EXAMPLE)))


def test_the_command_is_installed(elsewhere: Path) -> None:
    command = python(elsewhere).with_name(
        "rectify-gen.exe" if os.name == "nt" else "rectify-gen"
    )
    assert run(command, "--version", cwd=elsewhere).strip()


PROGRAM = """
from rectify_gen import Asked, Outcome, build, check, compose, diff, judge, load_template, read, render, validate

def work(folder: str) -> list[Outcome]:
    data = read("a.yaml")
    notice = validate(data)
    document: bytes = render(load_template("notice"), compose(notice, "internal"), data.source.digest())
    codes: list[str] = [one.code for one in judge(notice).standing]
    print(len(document), codes, [one.after for one in diff("a.yaml", document)])
    return build([folder], asked=Asked(force=True)) + check()
"""


def test_types_travel_inside(elsewhere: Path) -> None:
    """mypy in strict mode, of a program that uses the installed package: right use passes, wrong use is told."""
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        str(python(elsewhere)),
        "program.py",
    ]
    (elsewhere / "program.py").write_text(PROGRAM, encoding="utf-8")
    run(*command, cwd=elsewhere)
    (elsewhere / "program.py").write_text(
        PROGRAM + "read(1)\nfrom rectify_gen import bulid\n", encoding="utf-8"
    )
    wrong = subprocess.run(
        command, cwd=elsewhere, capture_output=True, text=True, check=False
    )
    assert "[arg-type]" in wrong.stdout
    assert "bulid" in wrong.stdout
    assert "Found 2 errors" in wrong.stdout


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"templates/{one}.docx"
            for one in ("notice", "report", "redhead", "letter", "ledger")
        ),
        "templates/overlay.yaml",
        "schemas/notice.schema.json",
    ],
)
def test_templates_and_schemas_travel_inside(name: str, elsewhere: Path) -> None:
    code = f"from rectify_gen.resources import find; print(find({name!r}))"
    found = Path(
        run(python(elsewhere), "-X", "utf8", "-c", code, cwd=elsewhere).strip()
    )
    assert found.is_relative_to(elsewhere / "环境")
    assert found.read_bytes() == (ROOT / name).read_bytes()


def test_tables_of_words_travel_inside(elsewhere: Path) -> None:
    code = "from rectify_gen.vocabulary import word_tables; print(word_tables.__file__)"
    module = Path(
        run(python(elsewhere), "-X", "utf8", "-c", code, cwd=elsewhere).strip()
    )
    assert module.is_relative_to(elsewhere / "环境")
    ours = ROOT / "rectify_gen" / "vocabulary" / "data"
    for table in ours.iterdir():
        installed = module.parent / "data" / table.name
        assert installed.read_bytes() == table.read_bytes()


def test_pages_of_the_preview_travel_inside(elsewhere: Path) -> None:
    code = "import rectify_gen; print(rectify_gen.__file__)"
    module = Path(
        run(python(elsewhere), "-X", "utf8", "-c", code, cwd=elsewhere).strip()
    )
    for page in (ROOT / "rectify_gen" / "preview" / "assets").iterdir():
        installed = module.parent / "preview" / "assets" / page.name
        assert installed.read_bytes() == page.read_bytes()

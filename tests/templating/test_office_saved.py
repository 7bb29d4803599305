"""A template that went through an office program prints the same text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from docx_maker import text_of

from rectify_gen.package import read_package
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
from rectify_gen.view import View

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """templates/notice.docx as LibreOffice saves it."""
    if not (soffice := shutil.which("soffice")):
        pytest.skip("LibreOffice (soffice) is not installed")
    out = tmp_path_factory.mktemp("office")
    command = [
        soffice,
        "--headless",
        f"-env:UserInstallation={(out / 'profile').as_uri()}",
        "--convert-to",
        "docx:Office Open XML Text",
    ]
    subprocess.run(
        [*command, "--outdir", str(out), str(ROOT / "templates" / "notice.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / "notice.docx").read_bytes()


@pytest.mark.slow
def test_saved_template_prints_the_same_text(saved: bytes, example: View) -> None:
    original = (ROOT / "templates" / "notice.docx").read_bytes()
    texts = [
        text_of(read_package(render(compile_template(one), example)))
        for one in (original, saved)
    ]
    assert texts[0] == texts[1]

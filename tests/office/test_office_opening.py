"""Documents of other word processors, opened by the real LibreOffice and by stand-ins that hang or are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT
from needs import needs
from programs import office_of

from rectify_gen.diagnostics import EnvironmentFaultError, InputError
from rectify_gen.filetypes import kind_of
from rectify_gen.importer import import_source
from rectify_gen.importer.readers import read_source
from rectify_gen.office import find_office
from rectify_gen.office.opening import seconds_for, to_docx

EXAMPLE = ROOT / "examples" / "water-affairs-bureau.docx"


def saved_as(extension: str, folder: Path) -> bytes:
    """Return the example as LibreOffice itself saves it in another format."""
    office = find_office(os.environ)
    subprocess.run(
        [
            str(office.program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            extension,
            "--outdir",
            str(folder),
            str(EXAMPLE),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"{EXAMPLE.stem}.{extension}").read_bytes()


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("extension", ["doc", "rtf", "odt"])
def test_a_document_of_another_format_gives_the_same_data(
    tmp_path: Path, extension: str
) -> None:
    office = find_office(os.environ)
    document = saved_as(extension, tmp_path)
    assert kind_of(document) == extension

    def opened(data: bytes, kind: str) -> bytes:
        return to_docx(data, kind, office)

    source = read_source(document, f"通报.{extension}", opened)
    expected = read_source(EXAMPLE.read_bytes(), EXAMPLE.name)
    assert import_source(source).data == import_source(expected).data


@pytest.mark.slow
@needs("soffice")
def test_what_libreoffice_cannot_open_is_refused(tmp_path: Path) -> None:
    office = find_office(os.environ)
    damaged = saved_as("odt", tmp_path)[:2000]
    with pytest.raises(InputError) as refused:
        to_docx(damaged, "odt", office)
    assert refused.value.diagnostics[0].code == "office-open-failed"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_call_that_hangs_is_ended(tmp_path: Path) -> None:
    office = office_of(tmp_path, "sleep 60")
    with pytest.raises(InputError) as refused:
        to_docx(b"{\\rtf1 }", "rtf", office, seconds=0.2)
    assert refused.value.diagnostics[0].code == "office-open-timeout"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_call_that_makes_nothing_says_why(tmp_path: Path) -> None:
    office = office_of(tmp_path, "echo source file could not be loaded")
    with pytest.raises(InputError) as refused:
        to_docx(b"{\\rtf1 }", "rtf", office)
    (fault,) = refused.value.diagnostics
    assert fault.code == "office-open-failed"
    assert "could not be loaded" in fault.message("zh")


def test_larger_documents_may_take_longer() -> None:
    assert seconds_for(b"") == 60
    assert seconds_for(bytes(2**20)) == 65


@pytest.mark.parametrize(
    ("name", "content"), [("旧.rtf", b"{\\rtf1 }"), ("旧.txt", b"{\\rtf1 }")]
)
def test_without_libreoffice_the_user_is_told_what_to_do(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EnvironmentFaultError):
        read_source(content, name)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": "",
        "RECTIFY_GEN_SOFFICE": str(tmp_path / "nowhere"),
    }
    command = [sys.executable, "-m", "rectify_gen", "--lang", "zh", "import", name]
    refused = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "office-not-there" in refused.stderr
    del environment["RECTIFY_GEN_SOFFICE"]
    if any(Path("/opt").glob("libreoffice*")):
        return  # found without PATH
    refused = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (3, "")
    assert f"{name}: 错误[import-needs-office] 这是RTF 文件" in refused.stderr
    assert "另存为 .docx" in refused.stderr

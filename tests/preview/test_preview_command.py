"""The command ``preview``, as a process: how it begins and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import short
from running_preview import WAIT_SECONDS, end, running_preview, start

from rectify_gen.preview.serving import listen

SOUND = short("林业")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def refused(*arguments: str | Path, **variables: str) -> tuple[int, str]:
    """Run a preview that does not begin; return its exit code and what it wrote to standard error."""
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", "en", "preview", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        timeout=WAIT_SECONDS,
        check=False,
    )
    assert result.stdout == ""
    return result.returncode, result.stderr


def test_it_takes_a_port_and_ends_while_a_page_is_open(notice: Path) -> None:
    with listen(None) as other:
        port = other.getsockname()[1]
    with (
        running_preview(notice, "--port", str(port)) as preview,
        preview.client.stream("GET", f"/events?token={preview.token}") as stream,
    ):
        assert preview.port == port
        assert stream.status_code == 200


def test_an_interrupt_before_any_page_ends_it(notice: Path) -> None:
    process = start(notice)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("预览：http://127.0.0.1:")
    assert end(process) == (0, "")


def test_a_port_that_is_taken_is_named(notice: Path) -> None:
    with listen(None) as other:
        port = other.getsockname()[1]
        code, errors = refused(notice, "--port", str(port))
    assert code == 3
    assert errors.startswith(f"error[preview-port] port {port} cannot be used: ")
    assert "hint: give another --port" in errors


def test_without_the_extra_it_says_how_to_get_it(notice: Path, tmp_path: Path) -> None:
    hiding = "import sys\nsys.modules['watchfiles'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(hiding, encoding="utf-8")
    code, errors = refused(notice, PYTHONPATH=str(tmp_path))
    assert code == 3
    assert errors == (
        "error[preview-not-installed] watchfiles, which the preview needs, is not installed\n"
        '      hint: pip install "rectify-gen[preview]"\n'
    )


def test_a_path_without_a_notice_is_refused(tmp_path: Path) -> None:
    code, errors = refused(tmp_path / "没有.yaml")
    assert code == 2
    assert "path-missing" in errors

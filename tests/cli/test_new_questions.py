"""``new`` asks for the facts where somebody sits at a terminal, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a terminal is made by pty"
)


def asked(folder: Path, typed: str, *options: str) -> tuple[str, str]:
    """Run ``new`` on a terminal on which ``typed`` is typed; return what is shown and what is written."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "rectify_gen",
            "--lang",
            "zh",
            "new",
            "通报.yaml",
            *options,
        ],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env={**os.environ, "TERM": "dumb"},
        close_fds=True,
    )
    os.close(slave)
    os.write(master, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait(60)
    os.close(master)
    written = folder / "通报.yaml"
    return shown.decode("utf-8", "replace"), written.read_text("utf-8")


def test_answers_stand_in_the_place_of_the_samples(tmp_path: Path) -> None:
    answers = [
        "中共临江市水务局党组",
        "",
        "",
        "六届",
        "第五轮",
        "市委第三巡察组",
        "去年三月",
        "2024.3.5",
        "2024/5/17",
        "2024年7月12日",
        "20250407",
    ]
    shown, text = asked(tmp_path, "".join(f"{answer}\n" for answer in answers))
    assert "单位全称 [中共示例市某某局党组]" in shown
    assert "不是日期" in shown
    assert "\n  单位全称: 中共临江市水务局党组  # 全称" in text
    # Comments stand below one another, whatever was answered.
    assert "\n  单位简称: 局党组                # 文中自称" in text
    assert "单位简称: 局党组" in text
    assert "派出机关: 市委" in text
    assert "巡察开始日期: 2024-03-05" in text
    assert "巡察结束日期: 2024-05-17" in text
    assert "反馈日期: 2024-07-12" in text
    assert "成文日期: 2025-04-07" in text
    command = [sys.executable, "-m", "rectify_gen", "build", "通报.yaml"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


def test_enter_and_the_end_of_input_keep_the_samples(tmp_path: Path) -> None:
    _, text = asked(tmp_path, "\n\n\x04")
    assert "单位全称: 中共示例市某某局党组" in text


def test_an_option_asks_nothing(tmp_path: Path) -> None:
    shown, text = asked(tmp_path, "", "--keys", "en")
    assert "[" not in shown
    assert "name: 中共示例市某某局党组" in text


def test_a_pipe_asks_nothing(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "new", "a.yaml"],
        cwd=tmp_path,
        input="",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0
    assert "[" not in result.stderr


def test_vscode_gets_settings_and_a_schema_that_the_starter_names(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "rectify_gen", "new", "通报.yaml", "--keys", "zh"]
    result = subprocess.run([*command, "--vscode"], cwd=tmp_path, check=False)
    assert result.returncode == 0
    written = sorted(
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file()
    )
    assert written == [
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "notice.zh.schema.json",
        "通报.yaml",
    ]
    first_line = (tmp_path / "通报.yaml").read_text("utf-8").splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=notice.zh.schema.json"
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["[yaml]"]["editor.tabSize"] == 2
    committed = ROOT / "schemas" / "notice.zh.schema.json"
    schema = tmp_path / "notice.zh.schema.json"
    assert schema.read_bytes() == committed.read_bytes()
    (tmp_path / "通报.yaml").unlink()
    again = subprocess.run([*command, "--vscode"], cwd=tmp_path, check=False)
    assert again.returncode == 2
    assert not (tmp_path / "通报.yaml").exists()

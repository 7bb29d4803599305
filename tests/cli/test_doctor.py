"""``doctor`` on real machines: this one, and one on which nothing is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from needs import needs
from programs import shell_program

ROOT = Path(__file__).resolve().parents[2]


def doctor(lang: str = "zh", **variables: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", lang, "doctor"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **variables},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout.splitlines()


def test_a_machine_without_anything_is_told_what_that_costs(tmp_path: Path) -> None:
    lines = doctor(PATH=str(tmp_path))
    assert lines[0].startswith("✓ rectify-gen ")
    assert lines[1].startswith("✗ 没有 LibreOffice：不能生成 PDF")
    assert "apt-get install" in lines[2]
    assert lines[3].startswith("✗ 无法得知装了哪些字体")


def test_a_program_that_is_no_libreoffice_is_not_taken_for_one(tmp_path: Path) -> None:
    program = shell_program(tmp_path / "soffice", "echo something else")
    lines = doctor("en", RECTIFY_GEN_SOFFICE=str(program))
    assert lines[1] == (
        f"✗ {program} does not say its version: it cannot start, or is no LibreOffice"
    )


def test_a_libreoffice_that_nobody_can_talk_to_is_told_what_that_costs(
    tmp_path: Path,
) -> None:
    program = shell_program(tmp_path / "soffice", "echo LibreOffice 25.8.1.2 build")
    lines = doctor(RECTIFY_GEN_SOFFICE=str(program))
    assert lines[1] == f"✓ LibreOffice 25.8.1.2（{program}）"
    assert lines[2].startswith(
        "✗ 没有能与 LibreOffice 通信的 Python：预览每次都要重新启动"
    )
    assert "换行与 Word 不同" in lines[2]
    assert "apt-get install python3-uno" in lines[3]


FONTS = """\
echo 'FandolSong'
echo 'FangSong_GB2312,仿宋_GB2312'
echo 'SimHei,黑体'
echo 'Noto Serif CJK SC'
"""


def test_each_official_font_is_there_or_has_a_stand_in_or_none(tmp_path: Path) -> None:
    shell_program(tmp_path / "fc-list", FONTS)
    lines = doctor(PATH=f"{tmp_path}:/bin:/usr/bin", RECTIFY_GEN_SOFFICE="/bin/true")
    assert "✓ 字体 仿宋_GB2312" in lines
    assert "✓ 字体 黑体" in lines
    (title,) = [line for line in lines if "没有字体 方正小标宋简体" in line]
    assert "用 FandolSong 代替" in title
    (level_2,) = [line for line in lines if "没有字体 楷体_GB2312" in line]
    assert "也没有可代替的" in level_2
    (number,) = [line for line in lines if "没有字体 宋体" in line]
    assert "用 Noto Serif CJK SC 代替" in number


@pytest.mark.slow
@needs("soffice")
def test_libreoffice_is_found_with_its_version() -> None:
    assert doctor()[1].startswith("✓ LibreOffice ")


def test_extras_are_listed_with_their_versions() -> None:
    lines = doctor("en", PATH="")
    assert any(line.startswith("✓ [excel] openpyxl ") for line in lines)
    assert any(line.startswith("✓ [preview] starlette ") for line in lines)
    assert any(line.startswith("✓ [cluster] distributed ") for line in lines)

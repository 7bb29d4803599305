"""In Chinese, nothing that Typer says of its own stays English: help, and errors of the arguments."""

from __future__ import annotations

import re

import pytest
from test_commands import COMMANDS, HELP, run

from rectify_gen.cli.chinese_words import error_in_chinese, help_in_chinese

WRONG_ARGUMENTS = {
    ("build", "--nope"): [
        "错误：没有选项 --nope",
        "      是不是 --force、--open、--prune？",
    ],
    ("bild",): ["错误：没有命令“bild”", "      是不是 build？"],
    ("build", "-j", "x"): ["错误：选项 -j、--jobs 的值应是整数，这里是“x”"],
    ("build", "-j", "0"): ["错误：选项 -j、--jobs 的值 0 不在范围内：x>=1"],
    ("text",): ["错误：缺少参数 DOCX"],
    ("text", "a", "b"): ["错误：多出参数：b"],
    ("build", "-t"): ["错误：选项 -t 后面要写值"],
    ("build", "--check=3"): ["错误：选项 --check 后面不写值"],
    ("template", "nwe"): ["错误：没有命令“nwe”", "      是不是 new？"],
    ("--quiet",): ["错误：缺少命令"],
}


@pytest.mark.parametrize("arguments", WRONG_ARGUMENTS, ids=" ".join)
def test_wrong_arguments_are_explained_in_chinese(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, lang="zh")
    assert result.returncode == 2
    lines = result.stderr.splitlines()
    expected = WRONG_ARGUMENTS[arguments]
    assert lines[: len(expected)] == expected
    assert lines[-1].startswith("详见 rectify-gen")
    assert "Error" not in result.stderr
    assert "Usage" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_no_english_headings(command: str) -> None:
    name = f"{command.replace(' ', '-') or 'rectify-gen'}.zh.txt"
    text = (HELP / name).read_text(encoding="utf-8")
    assert text.startswith("用法：rectify-gen")
    left = re.findall(
        r"Usage|Options|Arguments|Commands|OPTIONS|ARGS|Show this|default:|required|<str>|<path>|<int",
        text,
    )
    assert left == []


def test_columns_stay_below_each_other() -> None:
    assert help_in_chinese(
        "  -t, --template <str>       a\n  -o, --output <path>        b\n"
    ) == ("  -t, --template <值>        a\n  -o, --output <路径>        b\n")


def test_what_no_row_knows_stays_as_it_is() -> None:
    assert error_in_chinese("Something else.") == ("Something else.", "")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_both_options_show_the_help(option: str) -> None:
    for command in ((), ("build",), ("template",), ("template", "check")):
        result = run(*command, option, lang="zh")
        assert result.returncode == 0
        assert result.stdout.startswith("用法：")

"""What Typer says in English, in Chinese: headings of the help, and errors of the arguments.

Pure: from text to text. Typer has no translations of its own; what no row below knows stays as it is.
This module must not know commands.
"""

import re
from collections.abc import Sequence

_Row = tuple[str, str]
"""A pattern, and what is written for it."""

_HELP: Sequence[_Row] = (
    (r"^Usage: ", "用法："),
    (r"^Arguments:$", "参数："),
    (r"^Options:$", "选项："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"Show this message and exit\.", "显示本说明后退出。"),
    (
        r"Install completion for the current shell\.",
        "为正在使用的终端装上命令补全。",
    ),
    (
        r"Show completion for the current shell, to copy it or\s+customize the installation\.",
        "显示命令补全的脚本，可自行安装。",
    ),
    (r"\[default:\s+([^\]]*)\]", r"[默认：\1]"),
    (r"\[required\]", "[必填]"),
    (r"<path>", "<路径>"),
    # As wide as before, since Typer has set the columns.
    (r"<str>", "<值> "),
    (r"<int range>", "<整数>     "),
)
"""Of a help text, whose lines may break between any two words."""

_ERRORS: Sequence[_Row] = (
    (
        r"No such option: (\S+?)(?: \(Possible options?: (?P<near>.+)\))?",
        r"没有选项 \1",
    ),
    (
        r"No such option: (\S+) Did you mean (?P<near>.+)\?",
        r"没有选项 \1",
    ),
    (
        r"No such command '(.*)'\.(?: Did you mean (?P<near>.+)\?)?",
        r"没有命令“\1”",
    ),
    (r"Missing command\.", "缺少命令"),
    (r"Missing argument '(.*)'\.", r"缺少参数 \1"),
    (r"Missing option '(.*)'\.", r"缺少选项 \1"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"多出参数：\1"),
    (r"Option '(.*)' requires an argument\.", r"选项 \1 后面要写值"),
    (r"Option '(.*)' does not take a value\.", r"选项 \1 后面不写值"),
    (
        r"Invalid value for '?(.*?)'?: '(.*)' is not a valid int(?:eger)?(?: range)?\.",
        r"选项 \1 的值应是整数，这里是“\2”",
    ),
    (
        r"Invalid value for '?(.*?)'?: (.*) is not in the range (.*)\.",
        r"选项 \1 的值 \2 不在范围内：\3",
    ),
)
"""Of one error, whole; ``near`` is what was probably meant."""


def help_in_chinese(text: str) -> str:
    """Return the help ``text`` with Typer's own words in Chinese."""
    translated = text
    for pattern, chinese in _HELP:
        translated = re.sub(pattern, chinese, translated, flags=re.MULTILINE)
    return translated


def error_in_chinese(message: str) -> tuple[str, str]:
    """Return what is wrong with the arguments, and what was probably meant; the latter may be empty."""
    for pattern, chinese in _ERRORS:
        match = re.fullmatch(pattern, message)
        if match is not None:
            near = match.groupdict().get("near") or ""
            near = near.replace("'", "").replace(", ", "、").replace(" or ", "、")
            # An option with two names is quoted as '-j' / '--jobs'.
            return match.expand(chinese).replace("' / '", "、"), near
    return message, ""

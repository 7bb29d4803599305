"""Writes the help texts beside this file anew: python tests/cli/help/refresh.py"""

import sys
from pathlib import Path

sys.path[:0] = [str(folder) for folder in Path(__file__).resolve().parents[1:3]]

from test_commands import COMMANDS, HELP, run  # noqa: E402 - found through the line above

for command in COMMANDS:
    for lang in ("en", "zh"):
        name = f"{command.replace(' ', '-') or 'rectify-gen'}.{lang}.txt"
        (HELP / name).write_text(
            run(*command.split(), "--help", lang=lang).stdout, encoding="utf-8"
        )

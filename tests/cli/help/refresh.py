"""Writes the help texts beside this file anew: python tests/cli/help/refresh.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from test_commands import COMMANDS, HELP, run

for command in COMMANDS:
    for lang in ("en", "zh"):
        name = f"{command.replace(' ', '-') or 'rectify-gen'}.{lang}.txt"
        (HELP / name).write_text(run(*command.split(), "--help", lang=lang).stdout, encoding="utf-8")

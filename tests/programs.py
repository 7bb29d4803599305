"""Programs that tests put in the place of others, such as a LibreOffice that hangs."""

import os
import shlex
import sys
from pathlib import Path

from rectify_gen.office import Office


def shell_program(path: Path, script: str) -> Path:
    """Write a program of ``script``, lines of a shell, and return its ``path``."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def python_program(path: Path, code: str) -> Path:
    """Write a program of ``code`` for the Python of the tests, and return its ``path``."""
    module = path.with_name(f"{path.name}.py")
    module.write_text(code, encoding="utf-8")
    # The path of that Python may have blanks, and no first line "#!…" may.
    command = shlex.join([sys.executable, str(module)])
    return shell_program(path, f'exec {command} "$@"')


def office_of(folder: Path, script: str) -> Office:
    """Return a program of ``script`` in ``folder`` that takes the place of LibreOffice."""
    return Office(shell_program(folder / "soffice", script), os.environ)

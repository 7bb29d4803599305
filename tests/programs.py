"""Programs that tests put in the place of others, such as a LibreOffice that hangs."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from rectify_gen.office import Office, find_office


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


def converter(folder: Path, code: str) -> Office:
    """An office whose program is ``code`` in Python: ``files`` and ``out`` are given, ``real(files)`` converts."""
    program = python_program(
        folder / "soffice-伪",
        f"""
import os, pathlib, subprocess, sys, time
here, at = pathlib.Path({str(folder)!r}), sys.argv.index("--outdir")
files, out = [pathlib.Path(one) for one in sys.argv[at + 2:]], pathlib.Path(sys.argv[at + 1])
def holds(one, text):
    import zipfile
    return text in zipfile.ZipFile(one).read("word/document.xml").decode()
def real(files):
    subprocess.run([{shutil.which("soffice")!r}, *sys.argv[1:at + 2], *map(str, files)], check=True)
{code}
""",
    )
    return find_office({**os.environ, "RECTIFY_GEN_SOFFICE": str(program)})

"""Writing files whole or not at all. This room must not know what is in them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all, making its folder where there is none.

    A file that is there keeps its permissions, and a link goes on leading to it.

    Raises:
        EnvironmentFaultError: the folder or file cannot be written, or the file is read-only.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".rectify-gen-{os.urandom(6).hex()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(target)
        _replace(target, data, temporary, mode)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFaultError(
            [Diagnostic("file-unwritable", facts={"reason": reason}, path=str(path))]
        ) from error


def _replace(target: Path, data: bytes, temporary: Path, mode: int) -> None:
    """Put ``data`` in the place of ``target`` by way of ``temporary``, which nothing leaves behind: no full disk, no Ctrl-C."""
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
        if mode:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of a file that may be written, 0 where there is none.

    Replacing a file asks only for a folder that can be written, so its own permission is asked here.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode

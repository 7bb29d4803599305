"""Reading files within limits, and writing them whole or not at all. This room must not know what is in them.

Every file that the product reads comes in through :func:`read_regular`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read: a notice of 50,000 problems has about 30 MB, a Word file with pictures less."""

_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A FIFO that nobody writes to is opened at once, and seen to be one, instead of being waited for."""

_KINDS = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "fifo"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)

_TEMPORARY = re.compile(r"\.rectify-gen-[0-9a-f]{12}\.tmp")
_LEFT_OVER_SECONDS = 24 * 60 * 60
"""A temporary file this much older than the one that is written now belongs to no run that goes on."""


class NotRegularError(OSError):
    """What has this name is a folder, a FIFO, a device … and not a file; ``kind`` says which."""

    def __init__(self, kind: str, path: str | Path) -> None:
        super().__init__(errno.EINVAL, f"not a regular file: {kind}", str(path))
        self.kind = kind


class TooLargeError(OSError):
    """The file is larger than the limit."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def read_regular(path: str | Path) -> bytes:
    """Return what stands in the file at ``path``, never more than :data:`SIZE_LIMIT`.

    Raises:
        NotRegularError: it is no regular file.
        TooLargeError: it is larger than the limit.
        OSError: it cannot be opened or read.
    """
    with _opened(path) as (stream, size):
        expected = min(size, SIZE_LIMIT)
        data = stream.read(expected + 1)
        # The size that the system names is no promise: files under /proc say 0, and others grow.
        if data is not None and len(data) > expected:
            data += stream.read(SIZE_LIMIT - expected) or b""
    if data is None:  # a file under /proc that would have to be waited for
        reason = os.strerror(errno.EAGAIN)
        raise BlockingIOError(errno.EAGAIN, reason, str(path))
    if len(data) > SIZE_LIMIT:
        raise TooLargeError(path)
    return data


def read_beginning(path: str | Path, count: int) -> bytes:
    """Return the first ``count`` bytes of the file at ``path``, fewer where it has no more.

    Raises:
        NotRegularError: it is no regular file.
        OSError: it cannot be opened or read.
    """
    with _opened(path) as (stream, _):
        # As above, there may be nothing yet.
        return stream.read(count) or b""


@contextlib.contextmanager
def _opened(path: str | Path) -> Iterator[tuple[BinaryIO, int]]:
    """Yield the regular file at ``path`` as a stream, and its size in bytes as the system names it."""
    descriptor = os.open(path, _READ_ONLY | _WITHOUT_WAITING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegularError(_kind(status.st_mode), path)
        with open(descriptor, "rb", closefd=False) as stream:
            yield stream, status.st_size
    finally:
        os.close(descriptor)


def read_bytes(path: str | Path) -> bytes:
    """Return what stands in the file at ``path``, as :func:`read_regular` does.

    Raises:
        InputError: the file cannot be read; its diagnostic names ``path``.
    """
    try:
        return read_regular(path)
    except (OSError, ValueError) as error:
        fault = unreadable(path, error)
        raise InputError([fault]) from error


def unreadable(path: str | Path, error: OSError | ValueError) -> Diagnostic:
    """Return the diagnostic of a file that could not be read because of ``error``."""
    name = str(path)
    if isinstance(error, NotRegularError):
        return _not_regular(name, error.kind)
    if _is_folder_on_windows(name):
        return _not_regular(name, "folder")
    if isinstance(error, TooLargeError):
        return Diagnostic(
            "file-too-large",
            facts={"limit": SIZE_LIMIT},
            path=name,
        )
    return Diagnostic(
        "file-unreadable",
        facts={"reason": _reason(error)},
        path=name,
    )


def _is_folder_on_windows(name: str) -> bool:
    """Return whether this is Windows, which says only “permission denied” where a folder is opened, and a folder."""
    return os.name == "nt" and os.path.isdir(name)


def _not_regular(name: str, kind: str) -> Diagnostic:
    from rectify_gen.messages import say  # only where something is wrong

    code = f"not-regular-{kind}"
    facts = {
        "kind_zh": say(code, "zh"),
        "kind_en": say(code, "en"),
    }
    return Diagnostic("file-not-regular", facts=facts, path=name)


def _reason(error: OSError | ValueError) -> str:
    """Return what the system says; ValueError is how Python refuses a name with NUL."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def _kind(mode: int) -> str:
    for is_of_kind, kind in _KINDS:
        if is_of_kind(mode):
            return kind
    return "device"


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all, making its folder where there is none.

    A file that is there keeps its permissions, and a link goes on leading to it. What a killed run left
    in the folder a day ago or earlier is removed.

    Raises:
        EnvironmentFaultError: the folder or file cannot be written, the file is read-only, or what has this name
            is no regular file.
    """
    try:
        target = Path(os.path.realpath(path))
        # Beside the target: only within one file system is a file replaced in one step.
        random_part = os.urandom(6).hex()
        temporary = target.with_name(f".rectify-gen-{random_part}.tmp")
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(target)
        _replace(target, data, temporary, mode)
    except NotRegularError as error:
        fault = _not_regular(str(path), error.kind)
        raise EnvironmentFaultError([fault]) from error
    except (OSError, ValueError) as error:
        facts = {"reason": _reason(error)}
        fault = Diagnostic("file-unwritable", facts=facts, path=str(path))
        raise EnvironmentFaultError([fault]) from error


def remove_file(path: Path) -> None:
    """Remove the file at ``path``.

    Raises:
        EnvironmentFaultError: it cannot be removed, or is read-only.
    """
    try:
        _mode(path)
        path.unlink()
    except OSError as error:
        facts = {"reason": _reason(error)}
        fault = Diagnostic("file-unremovable", facts=facts, path=str(path))
        raise EnvironmentFaultError([fault]) from error


def _replace(
    target: Path,
    data: bytes,
    temporary: Path,
    mode: int,
) -> None:
    """Put ``data`` in the place of ``target`` by way of ``temporary``, which nothing leaves behind: no full disk, no Ctrl-C."""
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
        # The file that was just written says what time it is: this room reads no clock.
        _remove_left_overs(target.parent, temporary.name)
        if mode:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:  # Ctrl-C too must leave nothing behind
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


_searched: set[Path] = set()
"""Folders that were searched for left-overs; once in a run is enough."""


def _remove_left_overs(folder: Path, newest: str) -> None:
    """Remove the temporary files of killed runs, which are much older than the file ``newest`` written now."""
    if folder in _searched:
        return
    _searched.add(folder)
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        temporary = [entry for entry in entries if _TEMPORARY.fullmatch(entry.name)]
        now = os.stat(folder / newest).st_mtime
        for entry in temporary:
            status = entry.stat(follow_symlinks=False)
            age = now - status.st_mtime
            is_file = entry.is_file(follow_symlinks=False)
            if is_file and age > _LEFT_OVER_SECONDS:
                os.unlink(entry.path)


def _mode(path: Path) -> int:
    """Return the permissions of a file that may be written, 0 where there is none.

    Replacing a file asks only for a folder that can be written, so its own permission is asked here.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return 0
    if not stat.S_ISREG(mode):
        raise NotRegularError(_kind(mode), path)
    # Both are asked: root may write to a read-only file, and a file may be writable for others only.
    is_read_only = not mode & 0o222
    if is_read_only or not os.access(path, os.W_OK):
        reason = os.strerror(errno.EACCES)
        raise PermissionError(errno.EACCES, reason)
    return stat.S_IMODE(mode)

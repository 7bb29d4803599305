"""Reading what a command was given: a file, or standard input where its name is ``-``."""

import errno
import os
import sys

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError
from rectify_gen.files import SIZE_LIMIT, TooLargeError, read_bytes, unreadable

STANDARD_INPUT = "-"
"""The name that stands for standard input; a file of this name is ``./-``."""


def read_input(path: str) -> bytes:
    """Return what stands in the file at ``path``, or comes on standard input where ``path`` is ``-``.

    Raises:
        InputError: it cannot be read, or is larger than files may be.
        EnvironmentFaultError: standard input is closed.
    """
    if path != STANDARD_INPUT:
        return read_bytes(path)
    if sys.stdin is None:
        reason = os.strerror(errno.EBADF)
        fault = Diagnostic("input-closed", facts={"reason": reason})
        raise EnvironmentFaultError([fault])
    try:
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise InputError([unreadable(path, error)]) from error
    if len(data) > SIZE_LIMIT:
        raise InputError([unreadable(path, TooLargeError(path))])
    return data

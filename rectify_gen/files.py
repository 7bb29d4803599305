"""Writing files whole or not at all. This room must not know what is in them."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all, making its folder where there is none.

    Raises:
        EnvironmentFaultError: the folder or file cannot be written.
    """
    temporary = path.with_name(f".rectify-gen-{os.urandom(6).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise EnvironmentFaultError(
            [Diagnostic("file-unwritable", facts={"reason": reason}, path=str(path))]
        ) from error

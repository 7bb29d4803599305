"""Opens shipped templates in LibreOffice, edits them as their authors would, and stores them in LibreOffice's own XML.

    python3 tests/restyling/restyle.py [FOLDER]

Wants a Python with ``uno`` (Debian: python3-uno and /usr/bin/python3; elsewhere the one in LibreOffice's program folder).
Without FOLDER it renews tests/restyling/saved. One LibreOffice with a profile of its own does all of it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editing import named
from recipes import RECIPES

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE.parents[1] / "templates"
FORMAT = "MS Word 2007 XML"
PATIENCE = 60.0
LIMIT = 240.0
"""Seconds for starting or ending, and for all the work."""


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "saved").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # LibreOffice locks what it opens: another one beside it, as in a second test process, would not get the template.
    with office() as desktop, tempfile.TemporaryDirectory() as copies:
        for recipe in RECIPES:
            name = f"{recipe.template}.docx"
            source = Path(shutil.copy(TEMPLATES / name, copies))
            document = desktop.loadComponentFromURL(
                source.as_uri(), "_blank", 0, (named("Hidden", True),)
            )
            recipe.edit(document)
            document.storeToURL(
                (folder / f"{recipe.name}.docx").as_uri(),
                (named("FilterName", FORMAT),),
            )
            document.close(True)


@contextlib.contextmanager
def office() -> Iterator[Any]:
    """A LibreOffice of one's own, ended with the block."""
    import uno

    pipe = f"rectify{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [
            "--headless",
            "--norestore",
            f"-env:UserInstallation={Path(profile).as_uri()}",
        ]
        command = ["soffice", *options, f"--accept=pipe,name={pipe};urp;"]
        process = subprocess.Popen(
            command, stderr=subprocess.DEVNULL, start_new_session=True
        )
        watch = threading.Timer(LIMIT, end, [process])
        watch.start()
        try:
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext(
                "com.sun.star.bridge.UnoUrlResolver", local
            )
            context = connected(
                resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            yield desktop
            desktop.terminate()
            process.wait(PATIENCE)
        finally:
            watch.cancel()
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills LibreOffice and its children, where it did not end by itself; the calls that wait for it then fail."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def connected(resolver: Any, url: str) -> Any:
    from com.sun.star.connection import NoConnectException

    limit = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(url)
        except NoConnectException:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()

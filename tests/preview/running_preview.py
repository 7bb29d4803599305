"""A preview that runs, in a process of its own or in a thread, and is asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from rectify_gen.office import Office
from rectify_gen.preview.guarding import new_token
from rectify_gen.preview.page_contents import PageManner
from rectify_gen.preview.serving import PreviewServer, listen
from rectify_gen.preview.workspace import Workspace

WAIT_SECONDS = 10
"""Far more than anything takes here; a machine that runs other tests too may need it."""
DRAWING_SECONDS = 60
PICTURES = r'<img src="([^"]+)" width="(\d+)" height="(\d+)"'


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a preview in Chinese that opens no browser."""
    command = [sys.executable, "-m", "rectify_gen", "--lang", "zh", "preview"]
    return subprocess.Popen(
        [*command, *map(str, arguments), "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Interrupt ``process`` as Ctrl-C does; return its exit code and what it wrote to standard error."""
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=WAIT_SECONDS)
    return process.returncode, errors


class AskedPreview:
    """A preview that answers requests at ``address``."""

    def __init__(self, address: str) -> None:
        parts = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)", address)
        assert parts, address
        self.address = address
        self.port = int(parts[1])
        self.token = parts[2]
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", timeout=WAIT_SECONDS
        )

    def get(self, path: str, **query: str) -> httpx.Response:
        """Ask for ``path`` with the token."""
        return self.client.get(path, params={"token": self.token, **query})

    def page(self, name: str = "") -> str:
        """Return the first page, or the page of the notice whose path ends with ``name``."""
        if not name:
            return self.get("/").text
        link = re.search(rf'key=(\w+)">[^<]*{name}</a>', self.get("/").text)
        assert link, f"{name} is not in the list"
        return self.get("/notice", key=link[1]).text

    def page_when(self, wanted: str, name: str = "") -> str:
        """Return the page as :meth:`page` does, once ``wanted`` stands on it."""
        give_up = time.monotonic() + WAIT_SECONDS
        while True:
            page = self.page(name)
            if wanted in page:
                return page
            assert time.monotonic() < give_up, f"{wanted} is not on the page:\n{page}"
            time.sleep(0.01)


@contextmanager
def running_preview(*arguments: str | Path) -> Iterator[AskedPreview]:
    """Run a preview in Chinese as a process; at the end it must stop on Ctrl-C without a word."""
    process = start(*arguments)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        preview = AskedPreview(line.removeprefix("预览：").split(" （")[0])
        with preview.client:
            yield preview
        assert end(process) == (0, "")
    finally:
        process.kill()
        process.communicate()


@contextmanager
def served(
    *paths: Path, lang: str = "zh", office: Office | None = None
) -> Iterator[AskedPreview]:
    """Run a preview in a thread of this process, which starts at once."""
    manner = PageManner(lang, new_token())
    server = PreviewServer(Workspace(paths), listen(None), manner, office)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        preview = AskedPreview(server.address)
        with preview.client:
            yield preview
    finally:
        server.stop()
        thread.join(WAIT_SECONDS)
    assert not thread.is_alive()


def looked_at(preview: AskedPreview) -> Iterator[str]:
    """Yield lines of the event stream of the only notice: somebody has its page open."""
    events = re.search('data-events="([^"]*)"', preview.page())
    assert events
    address = events[1].replace("&amp;", "&")
    with preview.client.stream("GET", address) as stream:
        yield from stream.iter_lines()


def pictures_when(preview: AskedPreview, wanted: str) -> list[str]:
    """Return the addresses of the pictures once ``wanted`` stands on the page."""
    give_up = time.monotonic() + DRAWING_SECONDS
    while not re.search(wanted, preview.page()):
        assert time.monotonic() < give_up, preview.page()
        time.sleep(0.05)
    page = preview.page()
    return [picture[0].replace("&amp;", "&") for picture in re.findall(PICTURES, page)]

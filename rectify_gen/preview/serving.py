"""The server of a preview: its addresses, the stream of changes, and the task that keeps the workspace up to date.

It listens on 127.0.0.1 only, answers GET only, and reads no file but the pages' own: what is shown comes from the
workspace. This module must not know how notices are judged.
"""

import asyncio
import contextlib
import errno
import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.office import Office, WarmOffice
from rectify_gen.preview.folder_watching import watch
from rectify_gen.preview.guarding import HOSTS, Guard
from rectify_gen.preview.notice_states import NoticeState, with_pages
from rectify_gen.preview.page_contents import (
    ASSETS,
    PageManner,
    list_page,
    notice_page,
)
from rectify_gen.preview.workspace import WatchedFolders, Workspace

_RETRY_SECONDS = 0.5
"""How often what is missing is looked for."""
_ENDING_SECONDS = 2
"""How long the end waits for pages that are still being sent."""


def listen(port: int | None) -> socket.socket:
    """Return a socket that listens on ``port`` of this machine only, on a free one for None.

    Raises:
        EnvironmentFaultError: the port cannot be used.
    """
    # asyncio sends at once (TCP_NODELAY) only what is said to be TCP; else each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows this would let two programs have one port.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOSTS[0], port or 0))
        listener.listen()
    except OSError as error:
        listener.close()
        reason = error.strerror or os.strerror(error.errno or errno.EADDRINUSE)
        facts = {"port": port, "reason": reason}
        raise EnvironmentFaultError(
            [Diagnostic("preview-port", facts=facts)]
        ) from error
    return listener


class PreviewServer:
    """Serves the pages of ``workspace`` on ``listener`` until it is interrupted."""

    def __init__(
        self,
        workspace: Workspace,
        listener: socket.socket,
        manner: PageManner,
        office: Office | None = None,
    ) -> None:
        """Make a server; with ``office`` it shows the real pages of notices that somebody looks at."""
        self._workspace = workspace
        self._office = None if office is None else WarmOffice(office)
        self._readers: Counter[str] = Counter()
        self._changed = asyncio.Event()
        self._drawing: asyncio.Task[NoticeState] | None = None
        self._stop_drawing = threading.Event()
        self._listener = listener
        self._manner = manner._replace(has_office=office is not None)
        self._port: int = listener.getsockname()[1]
        self._news = _News()
        self._server = self._made_server()

    @property
    def address(self) -> str:
        """The address of the first page."""
        return f"http://{HOSTS[0]}:{self._port}{self._manner.address('/')}"

    def run(self) -> None:
        """Serve until it is stopped.

        Raises:
            KeyboardInterrupt: after an end in order, where Ctrl-C was what stopped it.
        """
        self._server.run([self._listener])

    def stop(self) -> None:
        """End :meth:`run`; may be called from another thread."""
        self._server.handle_exit(signal.SIGINT, None)

    def _made_server(self) -> "_InterruptedServer":
        config = uvicorn.Config(
            self._application(),
            log_config=None,
            log_level="critical",
            access_log=False,
            loop="asyncio",
            http="h11",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_ENDING_SECONDS,
        )
        return _InterruptedServer(config, self._news)

    def _application(self) -> ASGIApp:
        application = Starlette(
            routes=[
                Route("/", self._first_page, methods=["GET"]),
                Route("/notice", self._notice_page, methods=["GET"]),
                Route("/events", self._events, methods=["GET"]),
                Route("/picture", self._picture, methods=["GET"]),
                Route("/icon.svg", self._icon, methods=["GET"]),
                Route("/preview.css", self._style, methods=["GET"]),
                Route("/preview.js", self._script, methods=["GET"]),
            ],
            lifespan=self._lifespan,
        )
        refusal = self._manner.say("preview-address-refused")
        return Guard(application, self._port, self._manner.token, refusal)

    async def _first_page(self, _request: Request) -> Response:
        """Answer with the list, or with the page of the only notice."""
        version = self._workspace.version
        states = self._workspace.states()
        if len(states) == 1:
            (key,) = states
            return self._page_of(key)
        page = list_page(
            states,
            self._workspace.faults,
            version,
            self._manner,
        )
        return HTMLResponse(page)

    async def _notice_page(self, request: Request) -> Response:
        return self._page_of(request.query_params.get("key", ""))

    def _page_of(self, key: str) -> Response:
        # The number first: a page may be newer than it says, and is then fetched once too often, but never older.
        version = self._workspace.version_of(key)
        states = self._workspace.states()
        if key not in states:
            words = self._manner.say("preview-page-missing")
            return PlainTextResponse(words, 404)
        page = notice_page(
            key,
            states[key],
            self._workspace.faults,
            version,
            self._manner,
            has_list=len(states) > 1,
        )
        return HTMLResponse(page)

    async def _picture(self, request: Request) -> Response:
        """Answer with a page of a Word file. Its name changes with what it shows, so browsers may keep it."""
        state = self._workspace.states().get(request.query_params.get("key", ""))
        name = request.query_params.get("name", "")
        for page in state.pages if state else ():
            if page.name == name:
                kept = {"cache-control": "private, max-age=86400, immutable"}
                return Response(page.picture.png, headers=kept, media_type="image/png")
        return PlainTextResponse(self._manner.say("preview-page-missing"), 404)

    async def _icon(self, _request: Request) -> Response:
        return FileResponse(ASSETS / "icon.svg")

    async def _style(self, _request: Request) -> Response:
        return FileResponse(ASSETS / "preview.css")

    async def _script(self, _request: Request) -> Response:
        return FileResponse(ASSETS / "preview.js", media_type="text/javascript")

    async def _events(self, request: Request) -> Response:
        key = request.query_params.get("key", "")
        return StreamingResponse(
            self._versions(key),
            media_type="text/event-stream",
        )

    async def _versions(self, key: str) -> AsyncIterator[str]:
        """Yield the version of a page at once and whenever it has changed, as server-sent events."""
        sent_version = -1
        self._readers[key] += 1
        if self._readers[key] == 1:
            # There may be pages to draw that nobody wanted to see.
            self._changed.set()
        try:
            while not self._news.has_ended:
                news = self._news.upcoming
                version = self._workspace.version_of(key)
                if version != sent_version:
                    yield f"data: {version}\n\n"
                    sent_version = version
                await news.wait()
        finally:
            self._readers[key] -= 1

    @contextlib.asynccontextmanager
    async def _lifespan(self, _application: Starlette) -> AsyncIterator[None]:
        self._news.begin()
        task = asyncio.create_task(self._keep_up())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _keep_up(self) -> None:
        """Judge what has changed, until cancelled."""
        # LibreOffice starts while the first notices are judged.
        preparing = asyncio.create_task(self._prepare_office())
        watched = WatchedFolders()
        known_faults: tuple[Diagnostic, ...] = ()
        watchers: list[asyncio.Task[None]] = []
        try:
            while True:
                self._changed.clear()
                await asyncio.to_thread(self._workspace.survey)
                self._news.announce()
                folders = await asyncio.to_thread(self._workspace.watched)
                faults = self._workspace.faults
                # A folder that was missing may have come back under its name before it was missed here: it is another.
                if folders != watched or faults != known_faults:
                    await _cancelled(watchers)
                    watched = folders
                    known_faults = faults
                    watchers = _watchers(folders, self._changed.set)
                    # They begin to watch as soon as they run. What was saved before would be missed: look again.
                    await asyncio.sleep(0)
                    continue
                await self._judge()
                await self._draw()
                await self._changed_or_retry()
        finally:
            await self._end_drawing()
            await preparing
            if self._office is not None:
                await asyncio.to_thread(self._office.close)
            await _cancelled(watchers)

    async def _prepare_office(self) -> None:
        if self._office is not None:
            await asyncio.to_thread(self._office.prepare)

    async def _changed_or_retry(self) -> None:
        """Wait until files have changed; while a path cannot be found, for a moment only: it cannot be watched."""
        patience = _RETRY_SECONDS if self._workspace.faults else None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), patience)

    async def _judge(self) -> None:
        """Judge one notice after another until none is left to judge, or files have changed."""
        has_judged = True
        while has_judged and not self._changed.is_set():
            has_judged = await asyncio.to_thread(
                self._workspace.judge_next, self._news.announce_from_thread
            )

    async def _draw(self) -> None:
        """Draw the pages of notices that somebody looks at until none is left to draw, or files have changed."""
        if self._office is None:
            return
        while not self._changed.is_set():
            key = self._workspace.next_to_draw(+self._readers)
            if not key:
                return
            await self._draw_until_changed(key, self._office)

    async def _draw_until_changed(self, key: str, office: WarmOffice) -> None:
        # One document at a time: an earlier one may still be ending.
        await self._end_drawing()
        state = self._workspace.states()[key]
        self._stop_drawing.clear()
        drawing = asyncio.create_task(
            asyncio.to_thread(with_pages, state, office, self._stop_drawing)
        )
        self._drawing = drawing
        changing = asyncio.create_task(self._changed.wait())
        await asyncio.wait({drawing, changing}, return_when=asyncio.FIRST_COMPLETED)
        changing.cancel()
        if drawing.done():
            self._workspace.accept_pages(key, state, drawing.result())
            self._news.announce()
        else:
            # What has changed is judged at once, while LibreOffice ends.
            self._stop_drawing.set()

    async def _end_drawing(self) -> None:
        self._stop_drawing.set()
        if self._drawing is not None:
            await asyncio.shield(self._drawing)


def _watchers(
    folders: WatchedFolders, on_change: Callable[[], None]
) -> list[asyncio.Task[None]]:
    trees = watch(folders.trees, on_change, is_recursive=True)
    single_folders = watch(folders.folders, on_change, is_recursive=False)
    return [asyncio.create_task(trees), asyncio.create_task(single_folders)]


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel ``tasks`` and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class _News:
    """Wakes all who wait for the next change of the workspace, and at the end."""

    def __init__(self) -> None:
        self.upcoming = asyncio.Event()
        self.has_ended = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Remember the loop that is running, which others announce to."""
        self._loop = asyncio.get_running_loop()

    def announce(self) -> None:
        """Wake those who wait now."""
        self.upcoming.set()
        self.upcoming = asyncio.Event()

    def announce_from_thread(self) -> None:
        """Wake those who wait now, from another thread or a signal."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.announce)

    def end(self) -> None:
        """Say that there will be no more news."""
        self.has_ended = True
        self.announce_from_thread()


class _InterruptedServer(uvicorn.Server):
    """A server whose streams end when it is interrupted: it waits for them before it ends."""

    def __init__(self, config: uvicorn.Config, news: _News) -> None:
        super().__init__(config)
        self._news = news

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams, then the server."""
        self._news.end()
        super().handle_exit(sig, frame)

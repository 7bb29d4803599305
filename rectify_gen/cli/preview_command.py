"""The command ``preview``: faults and draft of notices in the browser, again at each save."""

import os
import sys
import threading
import warnings
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import LANG, sentence
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError

if TYPE_CHECKING:
    from rectify_gen.office import Office

_PACKAGES = ("starlette", "uvicorn", "watchfiles")
"""What the extra ``preview`` installs."""


def preview(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=sentence("help-path-preview")),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help=sentence("help-preview-port")),
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help=sentence("help-preview-no-open"))
    ] = False,
) -> None:
    """Serve the preview until Ctrl-C."""
    _refuse_without_extra()
    # The extra may be missing, and --help needs none of it.
    from rectify_gen.preview.guarding import new_token
    from rectify_gen.preview.page_contents import PageManner
    from rectify_gen.preview.serving import PreviewServer, listen
    from rectify_gen.preview.workspace import Workspace

    workspace = Workspace(paths or [])
    manner = PageManner(LANG, new_token())
    server = PreviewServer(workspace, listen(port), manner, _office())
    # Ctrl-C is how a preview ends, also before the server has begun to serve.
    warnings.filterwarnings("ignore", ".* was never awaited", RuntimeWarning)
    with suppress(KeyboardInterrupt):
        write(sentence("preview-address", address=server.address) + "\n")
        # The address is wanted now, also by a program that reads it from a pipe.
        sys.stdout.flush()
        if not no_open:
            _open_browser(server.address)
        server.run()


def _office() -> "Office | None":
    """Return LibreOffice, which draws pages where it is there; the draft does without.

    Raises:
        EnvironmentFaultError: the variables name one that is not there.
    """
    from rectify_gen.office import find_office

    try:
        return find_office(os.environ)
    except EnvironmentFaultError as error:
        if error.diagnostics[0].code != "office-missing":
            raise
        return None


def _refuse_without_extra() -> None:
    for package in _PACKAGES:
        if find_spec(package) is None:
            facts = {"package": package}
            fault = Diagnostic("preview-not-installed", facts=facts)
            raise EnvironmentFaultError([fault])


def _open_browser(address: str) -> None:
    """Open ``address`` beside the server: some browsers are waited for until they are closed."""
    browser = threading.Thread(
        target=webbrowser.open,
        args=(address,),
        daemon=True,
    )
    browser.start()

"""The command ``template check``: what its options mean. The work is in ``template_check_run``."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import (
    ForceOption,
    FormatOption,
    OverlayOption,
    StrictOption,
)
from rectify_gen.cli.session import exit_with, refuse_unknown, sentence
from rectify_gen.report import FORMATS


def check_templates(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=sentence("help-template-file")),
    ],
    strict: StrictOption = False,
    format_: FormatOption = "text",
    comments: Annotated[
        Path | None, typer.Option("--comments", help=sentence("help-comments"))
    ] = None,
    force: ForceOption = False,
    layout: Annotated[
        bool, typer.Option("--layout", help=sentence("help-layout"))
    ] = False,
    overlay: OverlayOption = None,
) -> None:
    """Report every fault of every template; exit 1 where there is an error, 3 where a file is no template at all."""
    # lxml and jinja2; --help needs none of it
    from rectify_gen.cli.template_check_run import CommentsCopy, run

    refuse_unknown(format_, FORMATS)
    copy = CommentsCopy(comments, force) if comments is not None else None
    exit_with(
        run(
            files,
            with_layout=layout or overlay is not None,
            overlay=overlay,
            copy=copy,
            strict=strict,
            format_=format_,
        )
    )

"""Options that several commands share, with their help."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.session import join_words, sentence
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_TEMPLATE_CODES = join_words([template.code for template in TEMPLATE_NAMES], "、")

StrictOption = Annotated[bool, typer.Option("--strict", help=sentence("help-strict"))]
FormatOption = Annotated[str, typer.Option("--format", help=sentence("help-format"))]
ForceOption = Annotated[bool, typer.Option("--force", help=sentence("help-force"))]
KeysOption = Annotated[
    str | None, typer.Option("--keys", metavar="zh|en", help=sentence("help-keys"))
]
OverlayOption = Annotated[
    Path | None, typer.Option("--overlay", help=sentence("help-overlay"))
]
ProjectOption = Annotated[
    Path | None, typer.Option("--project", help=sentence("help-project"))
]
OutputFileOption = Annotated[
    Path | None, typer.Option("-o", "--output", help=sentence("help-output-file"))
]
TemplateOption = Annotated[
    str | None,
    typer.Option(
        "-t",
        "--template",
        help=sentence("help-template-option", templates=_TEMPLATE_CODES),
    ),
]
AudienceOption = Annotated[
    str | None, typer.Option("--audience", help=sentence("help-audience"))
]

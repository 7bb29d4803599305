"""The command ``template new``: a Word template laid out to the standard, or to an office's deviations from it."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import ForceOption, OverlayOption
from rectify_gen.cli.session import (
    join_words,
    refuse_unknown,
    save_bytes,
    sentence,
)
from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_NAMED_TEMPLATES = join_words(
    [f"{template.code} {template.zh}" for template in TEMPLATE_NAMES], "，"
)


def new_template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=sentence("help-template-kind", templates=_NAMED_TEMPLATES),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=sentence("help-output-template")),
    ] = None,
    overlay: OverlayOption = None,
    latin: Annotated[str, typer.Option("--latin", help=sentence("help-latin"))] = "",
    preprinted: Annotated[
        bool, typer.Option("--preprinted", help=sentence("help-preprinted"))
    ] = False,
    force: ForceOption = False,
) -> None:
    """Write a template of ``kind``, by default to KIND.docx."""
    # pydantic and lxml; --help needs none of it
    from rectify_gen.overlay import load_layout
    from rectify_gen.templating.make import KINDS, PREPRINTED_KINDS, make_template

    refuse_unknown(kind, KINDS)
    if preprinted and kind not in PREPRINTED_KINDS:
        facts = {"name": kind, "choices": join_words(PREPRINTED_KINDS, "、")}
        raise UsageError([Diagnostic("preprinted-without-head", facts=facts)])
    layout = load_layout(overlay, latin, preprinted=preprinted)
    save_bytes(output or Path(f"{kind}.docx"), make_template(kind, layout), force)

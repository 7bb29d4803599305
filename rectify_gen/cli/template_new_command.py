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
    show_errors,
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
    columns: Annotated[
        str, typer.Option("--columns", help=sentence("help-columns"))
    ] = "",
    drop_empty: Annotated[
        bool, typer.Option("--drop-empty", help=sentence("help-drop-empty"))
    ] = False,
    force: ForceOption = False,
) -> None:
    """Write a template of ``kind``, by default to KIND.docx."""
    # pydantic and lxml; --help needs none of it
    from rectify_gen import overlay as office_overlay
    from rectify_gen.templating.make import KINDS, PREPRINTED_KINDS, make_template

    refuse_unknown(kind, KINDS)
    if preprinted and kind not in PREPRINTED_KINDS:
        facts = {"name": kind, "choices": join_words(PREPRINTED_KINDS, "、")}
        raise UsageError([Diagnostic("preprinted-without-head", facts=facts)])
    for option, is_given in (("--columns", columns), ("--drop-empty", drop_empty)):
        if is_given and kind != "ledger":
            facts = {"name": kind, "option": option}
            raise UsageError([Diagnostic("columns-without-ledger", facts=facts)])
    layout = office_overlay.load_layout(overlay, latin, kind=kind)
    if preprinted:
        layout = office_overlay.preprinted(layout)
    layout = office_overlay.with_ledger_columns(layout, columns, drops_empty=drop_empty)
    save_bytes(output or Path(f"{kind}.docx"), make_template(kind, layout), force)
    show_errors(office_overlay.without_effect(kind, layout))

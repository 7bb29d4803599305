"""Commands about Word templates: template list, template new."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.session import here, refuse_unknown, save_bytes, write
from rectify_gen.resources import find


def list_templates() -> None:
    """Print each shipped template: name, what it is for, where it lies."""
    from rectify_gen.templating.make import KINDS

    for name in KINDS:
        write(
            f"{name:10} {here('template-' + name)}\n{'':10} {find(f'templates/{name}.docx')}\n"
        )


def new(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=here("help-template-kind"))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=here("help-output-template"))
    ] = None,
    overlay: Annotated[
        Path | None, typer.Option("--overlay", help=here("help-overlay"))
    ] = None,
    latin: Annotated[str, typer.Option("--latin", help=here("help-latin"))] = "",
    force: Annotated[bool, typer.Option("--force", help=here("help-force"))] = False,
) -> None:
    """Write a template of ``kind``, KIND.docx unless told otherwise."""
    from rectify_gen.overlay import load_layout
    from rectify_gen.templating.make import KINDS, make_template

    refuse_unknown(kind, KINDS)
    layout = load_layout(overlay, latin)
    save_bytes(output or Path(f"{kind}.docx"), make_template(kind, layout), force)

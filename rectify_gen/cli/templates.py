"""Commands about Word templates: template list, template new."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.session import (
    LANG,
    here,
    listed,
    refuse_unknown,
    save_bytes,
    write,
)
from rectify_gen.resources import find
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_KIND_HELP = here(
    "help-template-kind",
    templates=listed(
        (f"{template.code} {template.zh}" for template in TEMPLATE_NAMES), "，"
    ),
)


def list_templates() -> None:
    """Print each shipped template: name, what it is for, where it lies."""
    for template in TEMPLATE_NAMES:
        about = template.about_zh if LANG == "zh" else template.about_en
        path = find(f"templates/{template.code}.docx")
        write(f"{template.code:10} {about}\n{'':10} {path}\n")


def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KIND_HELP)],
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

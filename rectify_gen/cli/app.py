"""The Typer application: the list of commands and the options that hold for all of them."""

from typing import Annotated, Any

import typer

from rectify_gen.cli import building, checking, contract, drafting, templates
from rectify_gen.cli.session import LANGUAGES, here, leave, refuse_unknown, write

PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
}

app = typer.Typer(
    help=here("help"), epilog=here("help-examples"), no_args_is_help=True, **PLAIN
)
template = typer.Typer(help=here("help-template"), no_args_is_help=True, **PLAIN)

app.command("new", help=here("help-new"))(drafting.new)
app.command("validate", help=here("help-validate"))(checking.validate)
app.command("build", help=here("help-build"))(building.build)
app.command("diff", help=here("help-changes"))(building.diff)
app.command("import", help=here("help-import"))(drafting.import_notice)
app.command("text", help=here("help-text"))(drafting.text)
app.command("rules", help=here("help-rules"))(checking.rules)
app.command("schema", help=here("help-schema"))(checking.schema)
app.add_typer(template, name="template")
template.command("list", help=here("help-template-list"))(templates.list_templates)
template.command("check", help=here("help-template-check"))(contract.check)
template.command("fields", help=here("help-template-fields"))(contract.fields)
template.command("new", help=here("help-template-new"))(templates.new)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        write(f"rectify-gen {version('rectify-gen')}\n")
        leave(0)


@app.callback()
def options(
    context: typer.Context,
    lang: Annotated[str, typer.Option("--lang", help=here("help-lang"))] = "",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=here("help-quiet"))
    ] = False,
    debug: Annotated[  # noqa: ARG001 - read before Typer starts
        bool, typer.Option("--debug", help=here("help-debug"))
    ] = False,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option(
            "--version", help=here("help-version"), callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Hold what all commands share. The language is read before Typer starts, and only refused here."""
    if lang:
        refuse_unknown(lang, LANGUAGES)
    context.obj = quiet

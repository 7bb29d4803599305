"""The Typer application: the table of commands, and the options that hold for all of them.

A new command is a module ``cli/<name>_command.py`` and one row here.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from rectify_gen.cli.arguments import LANGUAGES
from rectify_gen.cli.lazy import (
    HELP_OPTIONS,
    PLAIN,
    LazyCommand,
    add_lazy_commands,
    import_command,
    lazy_group,
)
from rectify_gen.cli.session import LANG, exit_with, refuse_unknown, sentence
from rectify_gen.cli.streams import write, write_error_line
from rectify_gen.visible import visible

_PROGRAM = "rectify-gen"
COMMANDS = (
    LazyCommand("new", "help-new", "new_command", "new"),
    LazyCommand("validate", "help-validate", "validate_command", "validate"),
    LazyCommand("build", "help-build", "build_command", "build"),
    LazyCommand("preview", "help-preview", "preview_command", "preview"),
    LazyCommand("diff", "help-changes", "diff_command", "diff"),
    LazyCommand("import", "help-import", "import_command", "import_notice"),
    LazyCommand("text", "help-text", "text_command", "text"),
    LazyCommand("rules", "help-rules", "rules_command", "rules"),
    LazyCommand("doctor", "help-doctor", "doctor_command", "doctor"),
    LazyCommand("schema", "help-schema", "schema_command", "schema"),
)
_ROWS = {row.name: row for row in COMMANDS}
TEMPLATE_COMMANDS = (
    LazyCommand(
        "list", "help-template-list", "template_list_command", "list_templates"
    ),
    LazyCommand(
        "check", "help-template-check", "template_check_command", "check_templates"
    ),
    LazyCommand(
        "fields", "help-template-fields", "template_fields_command", "list_fields"
    ),
    LazyCommand("new", "help-template-new", "template_new_command", "new_template"),
    LazyCommand(
        "learn", "help-template-learn", "template_learn_command", "learn_layout"
    ),
)

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    help=sentence("help"),
    epilog=sentence("help-examples"),
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    **{**PLAIN, "add_completion": True},
)
template = typer.Typer(
    cls=lazy_group(TEMPLATE_COMMANDS),
    help=sentence("help-template"),
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    **PLAIN,
)
add_lazy_commands(app, COMMANDS)
add_lazy_commands(template, TEMPLATE_COMMANDS)
app.add_typer(template, name="template")

CommandLineError: type[Any] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)
"""What Typer raises for arguments that it refuses. Its module differs between the versions of Typer that we accept."""


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # slow to import

        write(f"rectify-gen {version('rectify-gen')}\n")
        exit_with(0)


# --quiet and --debug are read before Typer starts (cli/arguments.py) and --version by its callback;
# they are declared here for the help.
@app.callback()
def options(
    lang: Annotated[str, typer.Option("--lang", help=sentence("help-lang"))] = "",
    quiet: Annotated[  # noqa: ARG001
        bool, typer.Option("--quiet", "-q", help=sentence("help-quiet"))
    ] = False,
    debug: Annotated[  # noqa: ARG001
        bool, typer.Option("--debug", help=sentence("help-debug"))
    ] = False,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--version",
            help=sentence("help-version"),
            callback=_print_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Refuse a language that is not known; the language itself was chosen before Typer started."""
    if lang:
        refuse_unknown(lang, LANGUAGES)


def run_command(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name and return its exit code.

    Raises:
        RectifyError: the command cannot go on.
    """
    try:
        exit_code = _call(arguments)
    except CommandLineError as error:
        _show_usage_error(error)
        return int(error.exit_code)
    return exit_code or 0


def _call(arguments: Sequence[str]) -> Any:
    """Call the command that ``arguments`` begin with, or else the group of all commands, and return its exit code."""
    command: Any = app
    program = _PROGRAM
    row = _ROWS.get(arguments[0]) if arguments else None
    if row is not None:
        # All other commands need not be made, which takes longer than all else that Typer does.
        command = import_command(row)
        program = f"{_PROGRAM} {row.name}"
        arguments = arguments[1:]
    return command(arguments, prog_name=program, standalone_mode=False)


def _show_usage_error(error: Any) -> None:
    """Print what Typer has to say about the arguments, in the language of this run."""
    # The message repeats an argument, which may hold signs that act on a terminal.
    error.message = visible(error.message)
    shows_help = type(error).__name__ == "NoArgsIsHelpError"
    if LANG != "zh" or shows_help:
        error.show()
        return
    from rectify_gen.cli.chinese_words import error_in_chinese, help_in_chinese

    what, near = error_in_chinese(error.format_message())
    command = error.ctx.command_path if error.ctx else "rectify-gen"
    write_error_line(sentence("usage-wrong", what=what))
    if near:
        write_error_line(sentence("usage-near", near=near))
    if error.ctx:
        write_error_line(help_in_chinese(error.ctx.get_usage()))
    write_error_line(sentence("usage-help", command=command))

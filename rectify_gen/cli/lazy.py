"""A group of commands each of which is imported when it is called.

``rectify-gen --help`` needs the help of every command but none of their libraries, and ``rectify-gen validate`` only
its own. So a group holds a table of commands: name, code of the help, module and function. Its list of commands is
made of the table; the module is imported when its command is resolved. This module must not know any command.
"""

from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from rectify_gen.cli.chinese_words import help_in_chinese
from rectify_gen.cli.session import LANG, sentence

PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
}
"""What every Typer application here is made with: no colours, our own error messages; completion is offered once."""
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}
"""How people ask for help."""


class SpokenCommand(TyperCommand):
    """A command whose help is in the language of this run."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _in_language(super().get_help(ctx))


def _in_language(help_text: str) -> str:
    return help_in_chinese(help_text) if LANG == "zh" else help_text


class LazyCommand(NamedTuple):
    """One row of a group's table: ``function`` of ``rectify_gen.cli.<module>`` is the command ``name``."""

    name: str
    help_code: str
    module: str
    function: str


def _not_imported_yet() -> None:
    """Stand for a command in the list of its group; a call takes the real one."""


def add_lazy_commands(group: typer.Typer, table: tuple[LazyCommand, ...]) -> None:
    """Add the commands of ``table`` to ``group``, which must be made with the class of :func:`lazy_group`."""
    for row in table:
        command = group.command(row.name, help=sentence(row.help_code))
        command(_not_imported_yet)


def lazy_group(table: tuple[LazyCommand, ...]) -> type[TyperGroup]:
    """Return the class of a group that imports the commands of ``table`` when they are called."""
    rows = {row.name: row for row in table}

    class LazyGroup(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _in_language(super().get_help(ctx))

        def resolve_command(
            self, ctx: Any, args: list[str]
        ) -> tuple[str | None, Any, list[str]]:
            name, command, remaining = super().resolve_command(ctx, args)
            row = rows.get(name or "")
            if row is not None:
                command = import_command(row)
            return name, command, remaining

    return LazyGroup


def import_command(row: LazyCommand) -> Any:
    """Return the command of ``row`` with its arguments and options."""
    module = import_module(f"rectify_gen.cli.{row.module}")
    single = typer.Typer(**PLAIN)
    declare = single.command(
        row.name,
        cls=SpokenCommand,
        help=sentence(row.help_code),
        context_settings=HELP_OPTIONS,
    )
    declare(getattr(module, row.function))
    return typer.main.get_command(single)

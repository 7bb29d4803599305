"""The command ``new``: a commented starter file."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import ForceOption
from rectify_gen.cli.schema_links import PROJECT_SCHEMA, schema_line
from rectify_gen.cli.session import (
    join_words,
    refuse_unknown,
    save,
    sentence,
)
from rectify_gen.sources import PROJECT_FILE
from rectify_gen.starter import project_starter, starter
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind

KINDS = tuple(kind.value for kind in Kind)
_NAMED_KINDS = join_words([f"{kind} {kind.row.zh}" for kind in Kind], "，")


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help=sentence("help-output-file"))
    ],
    kind: Annotated[
        str, typer.Option("--kind", help=sentence("help-kind", kinds=_NAMED_KINDS))
    ] = DEFAULT_KIND.value,
    force: ForceOption = False,
) -> None:
    """Write a starter file."""
    refuse_unknown(kind, KINDS)
    if path.name == PROJECT_FILE:
        text = project_starter(schema_line(path, PROJECT_SCHEMA))
    else:
        text = starter(kind, schema_line(path))
    save(path, text, force)

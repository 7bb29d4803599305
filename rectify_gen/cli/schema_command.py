"""The command ``schema``: the JSON Schema of notices or of project files, printed, written or checked."""

import os
from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.choice import DeclaredFact
from rectify_gen.cli.options import KeysOption, OutputFileOption, ProjectOption
from rectify_gen.cli.session import (
    LANG,
    exit_with,
    refuse_unknown,
    remark,
    save,
    sentence,
    show_diagnostics,
)
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.messages import say
from rectify_gen.vocabulary.aliases import KEY_LANGUAGES


def schema(
    of: Annotated[
        str, typer.Argument(metavar="[notice|project]", help=sentence("help-schema-of"))
    ] = "notice",
    keys: KeysOption = "en",
    project: ProjectOption = None,
    output: OutputFileOption = None,
    check: Annotated[
        bool, typer.Option("--check", help=sentence("help-check"))
    ] = False,
) -> None:
    """Print the schema, write it, or say whether a written one is stale."""
    # pydantic; --help needs none of it
    from rectify_gen.project import Projects
    from rectify_gen.schema import schema_text

    refuse_unknown(of, ("notice", "project"))
    refuse_unknown(keys or "", KEY_LANGUAGES)
    facts: tuple[DeclaredFact, ...] = ()
    if project is not None:
        facts = Projects().of(project).choice.facts
    text = schema_text(of, keys or "en", facts)
    if check and output is None:
        raise UsageError([Diagnostic("schema-check-file")])
    if output is None:
        write(text)
    elif not check:
        save(output, text, force=True)
    elif _is_stale(output, text):
        names = {"of": of, "path": output}
        stale = Diagnostic("schema-stale", facts=names, path=str(output))
        show_diagnostics([stale], {})
        exit_with(1)
    else:
        remark(say("schema-fresh", LANG, path=output))


def _is_stale(path: Path, text: str) -> bool:
    from rectify_gen.source import read_file  # PyYAML; --help needs none of it

    return not os.path.lexists(path) or read_file(path).text != text

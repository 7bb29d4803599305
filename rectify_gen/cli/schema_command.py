"""The command ``schema``: the JSON Schema of notices or of project files, printed, written or checked."""

import os
from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import KeysOption, OutputFileOption
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
    output: OutputFileOption = None,
    check: Annotated[
        bool, typer.Option("--check", help=sentence("help-check"))
    ] = False,
) -> None:
    """Print the schema, write it, or say whether a written one is stale."""
    # pydantic; --help needs none of it
    from rectify_gen.schema import schema_text

    refuse_unknown(of, ("notice", "project"))
    refuse_unknown(keys or "", KEY_LANGUAGES)
    text = schema_text(of, keys or "en")
    if check and output is None:
        raise UsageError([Diagnostic("schema-check-file")])
    if output is None:
        write(text)
    elif not check:
        save(output, text, force=True)
    elif _is_stale(output, text):
        facts = {"of": of, "path": output}
        show_diagnostics(
            [Diagnostic("schema-stale", facts=facts, path=str(output))], {}
        )
        exit_with(1)
    else:
        remark(say("schema-fresh", LANG, path=output))


def _is_stale(path: Path, text: str) -> bool:
    from rectify_gen.source import read_file  # PyYAML; --help needs none of it

    return not os.path.lexists(path) or read_file(path).text != text

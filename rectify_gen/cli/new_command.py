"""The command ``new``: a commented starter file."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import ForceOption, KeysOption
from rectify_gen.cli.schema_links import PROJECT_SCHEMA, schema_line
from rectify_gen.cli.session import (
    LANG,
    join_words,
    refuse_unknown,
    save,
    sentence,
)
from rectify_gen.sources import PROJECT_FILE
from rectify_gen.starter import project_starter, starter
from rectify_gen.vocabulary.aliases import KEY_LANGUAGES
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
    keys: KeysOption = None,
    force: ForceOption = False,
) -> None:
    """Write a starter file."""
    refuse_unknown(kind, KINDS)
    if path.name == PROJECT_FILE:
        text = project_starter(schema_line(path, PROJECT_SCHEMA))
    else:
        language = keys or LANG
        refuse_unknown(language, KEY_LANGUAGES)
        text = _starter_in(language, kind, path)
    save(path, text, force)


def _starter_in(language: str, kind: str, path: Path) -> str:
    """Return the starter of ``kind`` with its keys in ``language``."""
    # PyYAML and pydantic; --help needs none of it
    from rectify_gen import canonical_names, key_language
    from rectify_gen.source import SourceFile, apply_edits

    text = starter(kind, schema_line(path, key_language.SCHEMAS[language]), language)
    data = canonical_names.locate(SourceFile(str(path), text))
    return apply_edits(text, key_language.edits_to(language, data))

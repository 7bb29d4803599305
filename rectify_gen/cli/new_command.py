"""The command ``new``: a commented starter file, or a workbook to fill in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import ForceOption, KeysOption
from rectify_gen.cli.schema_links import PROJECT_SCHEMA, schema_line
from rectify_gen.cli.session import (
    LANG,
    join_words,
    refuse_existing,
    refuse_unknown,
    save,
    save_bytes,
    sentence,
)
from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.sources import PROJECT_FILE, is_workbook_path
from rectify_gen.starter import project_starter, starter, with_aligned_comments
from rectify_gen.vocabulary.aliases import KEY_LANGUAGES
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind

KINDS = tuple(kind.value for kind in Kind)
_OTHER_TABLES = frozenset([".xls", ".xlsm", ".xltx", ".et", ".ods", ".csv"])
"""Suffixes of tables in formats that are not written here."""
_NAMED_KINDS = join_words([f"{kind} {kind.row.zh}" for kind in Kind], "，")


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help=sentence("help-output-file"))
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help=sentence("help-kind", kinds=_NAMED_KINDS),
            show_default=DEFAULT_KIND.value,
        ),
    ] = None,
    original: Annotated[
        Path | None,
        typer.Option("--from", metavar="YAML", help=sentence("help-new-from")),
    ] = None,
    keys: KeysOption = None,
    vscode: Annotated[
        bool, typer.Option("--vscode", help=sentence("help-vscode"))
    ] = False,
    force: ForceOption = False,
) -> None:
    """Write a starter file."""
    if kind is not None:
        refuse_unknown(kind, KINDS)
    is_workbook = is_workbook_path(path)
    if vscode and (is_workbook or path.name == PROJECT_FILE):
        raise UsageError([Diagnostic("new-vscode-notice", path=str(path))])
    if path.suffix.lower() in _OTHER_TABLES:
        raise UsageError([Diagnostic("new-other-table", path=str(path))])
    if original is not None:
        _refuse_from(path, is_workbook=is_workbook, has_kind=kind is not None)
    is_plain_call = kind is None and keys is None
    kind = kind or DEFAULT_KIND.value
    if is_workbook:
        # The model and openpyxl; a YAML starter needs none of them.
        from rectify_gen.cli.new_workbook import filled_workbook, starter_workbook

        refuse_existing(path, force)
        workbook = filled_workbook(original) if original else starter_workbook(kind)
        save_bytes(path, workbook, force)
        return
    if path.name == PROJECT_FILE:
        text = project_starter(schema_line(path, PROJECT_SCHEMA))
    else:
        language = keys or LANG
        refuse_unknown(language, KEY_LANGUAGES)
        if vscode:
            refuse_existing(path, force)
            _write_editor_files(path, language, force=force)
        text = _starter_in(language, kind, path)
        if is_plain_call and sys.stdin is not None and sys.stdin.isatty():
            refuse_existing(path, force)
            # Names are of other lengths than those of the sample.
            text = with_aligned_comments(_with_answers(text))
    save(path, text, force)


def _starter_in(language: str, kind: str, path: Path) -> str:
    """Return the starter of ``kind`` with its keys in ``language``."""
    # PyYAML and pydantic; --help needs none of it
    from rectify_gen import canonical_names, key_language
    from rectify_gen.source import SourceFile, apply_edits

    text = starter(kind, schema_line(path, key_language.SCHEMAS[language]), language)
    data = canonical_names.locate(SourceFile(str(path), text))
    return with_aligned_comments(
        apply_edits(text, key_language.edits_to(language, data))
    )


def _write_editor_files(path: Path, language: str, *, force: bool) -> None:
    """Write what an editor needs into the folder of ``path``; the starter's first line then leads to the schema there."""
    from rectify_gen.cli.editor_settings import write_editor_files
    from rectify_gen.key_language import SCHEMAS

    write_editor_files(path.absolute().parent, SCHEMAS[language], language, force)


def _with_answers(text: str) -> str:
    """Return the starter ``text`` with the facts that somebody types on the terminal."""
    from rectify_gen.cli import starter_questions  # most starters are written unasked

    if not starter_questions.stands_on_terminal():
        return text
    return starter_questions.answered(text)


def _refuse_from(path: Path, *, is_workbook: bool, has_kind: bool) -> None:
    """Refuse --from where nothing is filled in, or where the notice itself says its kind.

    Raises:
        UsageError: it makes no sense.
    """
    if not is_workbook:
        raise UsageError([Diagnostic("new-from-workbook", path=str(path))])
    if has_kind:
        raise UsageError([Diagnostic("new-from-kind", path=str(path))])

"""The command ``import``: a published notice as YAML."""

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.office_opening import opened_by_office
from rectify_gen.cli.options import KeysOption, OutputFileOption, TemplateOption
from rectify_gen.cli.schema_links import schema_line
from rectify_gen.cli.session import (
    LANG,
    exit_with,
    join_words,
    naming,
    refuse_existing,
    refuse_source,
    refuse_unknown,
    remark,
    save,
    sentence,
    show_diagnostics,
)
from rectify_gen.cli.standard_input import read_input
from rectify_gen.cli.streams import write, write_content
from rectify_gen.diagnostics import (
    Diagnostic,
    RectifyError,
    Severity,
    UsageError,
    errors,
)
from rectify_gen.messages import say
from rectify_gen.vocabulary.aliases import KEY_LANGUAGES

if TYPE_CHECKING:
    from rectify_gen.importer import Imported

_FORMATS = ("text", "json")
_OVERRIDABLE = frozenset({"import-other-document"})
"""Errors that --force turns into warnings: the user says that the document is a notice after all."""


def import_notice(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help=sentence("help-import-source"))
    ],
    output: OutputFileOption = None,
    force: Annotated[
        bool, typer.Option("--force", help=sentence("help-import-force"))
    ] = False,
    normalize: Annotated[
        bool, typer.Option("--normalize", help=sentence("help-import-normalize"))
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", help=sentence("help-import-format"))
    ] = "text",
    keys: KeysOption = None,
    onto: Annotated[
        Path | None,
        typer.Option("--onto", metavar="YAML", help=sentence("help-onto")),
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="YAML", help=sentence("help-base")),
    ] = None,
    show_diff: Annotated[
        bool, typer.Option("--diff", help=sentence("help-onto-diff"))
    ] = False,
    template: TemplateOption = None,
) -> None:
    """Read a published notice into YAML; what was recognised goes to standard error.

    With an error nothing is written, unless --force asks for it.
    """
    refuse_unknown(format_, _FORMATS)
    language = keys or "en"
    refuse_unknown(language, KEY_LANGUAGES)
    only_with_onto = base is not None or show_diff or template is not None
    only_without = (
        output is not None or normalize or format_ != "text" or keys is not None
    )
    if only_without if onto is not None else only_with_onto:
        raise UsageError([Diagnostic("onto-options", facts={"path": source})])
    if onto is not None:
        from rectify_gen.cli.onto_run import bring_onto  # most imports need none of it

        exit_code = bring_onto(
            Path(source),
            onto,
            base=base,
            template=template,
            show_diff=show_diff,
            force=force,
        )
        exit_with(exit_code)
    if output is not None:
        refuse_source(source, output)
        refuse_existing(output, force)
    try:
        with naming(Path(source)):
            imported = _in_terms_of(language, _imported(source, normalize))
    except RectifyError as error:
        if format_ == "text":
            raise
        _write_json(None, error.diagnostics, source, output=None, yaml=None)
        exit_with(error.exit_code)
    diagnostics = _reported(imported, source, force)
    faults = errors(diagnostics)
    is_written = force or not faults
    yaml = _yaml(imported, output, language) if is_written else None
    if yaml is not None and output is not None:
        save(output, yaml, force)
    if format_ == "json":
        written_to = output if is_written else None
        # What stands in a file is not repeated.
        repeated = yaml if output is None else None
        _write_json(imported, diagnostics, source, output=written_to, yaml=repeated)
    else:
        if yaml is not None and output is None:
            write_content(yaml)
        show_diagnostics(diagnostics, {}, sys.stderr)
        _remark_on(imported, output, is_written)
    if faults:
        exit_with(1)


def _imported(source: str, normalize: bool) -> "Imported":
    # The model and the rest; --help needs none of it
    from rectify_gen.notice_import import import_document

    def to_docx(document: bytes, kind: str) -> bytes:
        return opened_by_office(document, kind, source)

    return import_document(
        read_input(source),
        source,
        normalize=normalize,
        to_docx=to_docx,
    )


def _in_terms_of(language: str, imported: "Imported") -> "Imported":
    """Return ``imported`` with what is said of keys in the ``language`` that they are written in."""
    if language == "en":
        return imported
    from rectify_gen.chinese_terms import in_terms_of_import

    diagnostics = [in_terms_of_import(report) for report in imported.diagnostics]
    return dataclasses.replace(imported, diagnostics=tuple(diagnostics))


def _reported(imported: "Imported", source: str, force: bool) -> list[Diagnostic]:
    """Return the diagnostics of ``imported`` with the name of the source; with --force some errors are warnings."""
    reported = []
    for diagnostic in imported.diagnostics:
        named = diagnostic._replace(path=diagnostic.path or source)
        if force and named.code in _OVERRIDABLE:
            named = named._replace(grade=Severity.WARNING)
        reported.append(named)
    return reported


def _yaml(imported: "Imported", output: Path | None, language: str) -> str:
    """Return the text of the YAML file, with its keys in ``language``."""
    from rectify_gen import canonical_names, key_language
    from rectify_gen.report import imports
    from rectify_gen.source import SourceFile, apply_edits
    from rectify_gen.source.yaml_writing import to_yaml

    first_line = schema_line(
        output or Path("notice.yaml"), key_language.SCHEMAS[language]
    )
    written = to_yaml(
        imported.data,
        imports.comments(imported),
        imports.spaced_routes(imported),
    )
    text = f"{first_line}\n{written}"
    if language == "en":
        # As the importer names them.
        return text
    data = canonical_names.locate(SourceFile("", text))
    return apply_edits(text, key_language.edits_to(language, data))


def _write_json(
    imported: "Imported | None",
    diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]",
    source: str,
    *,
    output: Path | None,
    yaml: str | None,
) -> None:
    from rectify_gen.report import imports

    document = imports.as_json(
        imported,
        diagnostics,
        source=source,
        output=None if output is None else str(output),
        yaml=yaml,
        lang=LANG,
    )
    write(document)


def _remark_on(imported: "Imported", output: Path | None, is_written: bool) -> None:
    """Say in plain words what was recognised, and what to do next."""
    from rectify_gen.report import imports

    for line in imports.correction_lines(imported.corrections, LANG):
        remark(line)
    summary = imported.summary
    names = imports.fact_names(summary, LANG)
    remark(
        say(
            "imported",
            LANG,
            sections=summary.sections,
            items=summary.items,
            problems=summary.problems,
            measures=summary.measures,
            paragraphs=summary.plain_paragraphs,
            facts=join_words(names, "、") or say("import-no-facts", LANG),
        )
    )
    if not is_written:
        remark(say("import-not-written", LANG))
    elif output is not None:
        has_comments = bool(imports.comments(imported))
        code = "import-next-comments" if has_comments else "import-next"
        remark(say(code, LANG, path=_as_argument(output)))


def _as_argument(path: Path) -> str:
    """Return ``path`` as it is typed on a command line: in quotes where it has blanks."""
    text = str(path)
    return f'"{text}"' if " " in text else text

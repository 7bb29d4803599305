"""Commands that start or read a text: new, import, text."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import (
    LANG,
    here,
    leave,
    listed,
    naming,
    refuse_unknown,
    remark,
    save,
    show,
    write,
    write_content,
)
from rectify_gen.diagnostics import Diagnostic, UsageError, errors
from rectify_gen.files import read_bytes
from rectify_gen.messages import say
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind

if TYPE_CHECKING:
    from rectify_gen.importer import Summary

KINDS = tuple(kind.value for kind in Kind)
_KIND_HELP = here(
    "help-kind", kinds=listed((f"{kind} {kind.row.zh}" for kind in Kind), "，")
)


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help=here("help-output-file"))
    ],
    kind: Annotated[str, typer.Option("--kind", help=_KIND_HELP)] = DEFAULT_KIND.value,
    force: Annotated[bool, typer.Option("--force", help=here("help-force"))] = False,
) -> None:
    """Write a starter file."""
    from rectify_gen.sources import PROJECT_FILE
    from rectify_gen.starter import project_starter, starter

    refuse_unknown(kind, KINDS)
    if path.name == PROJECT_FILE:
        save(path, project_starter(_schema_for(path, "project.schema.json")), force)
    else:
        save(path, starter(kind, _schema_for(path)), force)


def _schema_for(path: Path, schema: str = "notice.schema.json") -> str:
    """Where an editor finds ``schema`` from ``path``: a copy in a folder above, else the installed one."""
    from rectify_gen.resources import find

    folder = path.absolute().parent
    for above in (folder, *folder.parents):
        for name in (schema, f"schemas/{schema}"):
            if (above / name).is_file():
                return "../" * len(folder.relative_to(above).parts) + name
    return find(f"schemas/{schema}").absolute().as_uri()


def import_notice(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help=here("help-import-source"))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=here("help-output-file"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=here("help-force"))] = False,
) -> None:
    """Read a published notice into YAML; what was recognised goes to standard error."""
    from rectify_gen.importer import import_text
    from rectify_gen.source import read_file, to_yaml

    if source.suffix.lower() == ".docx":
        raise UsageError([Diagnostic("import-unsupported", path=str(source))])
    found = import_text(read_file(source).text)
    target = output or Path("notice.yaml")
    text = f"# yaml-language-server: $schema={_schema_for(target)}\n" + to_yaml(
        found.data
    )
    if output is None:
        write_content(text)
    else:
        save(output, text, force)
    show(found.diagnostics, {}, sys.stderr)
    remark(_imported(found.summary))
    if errors(found.diagnostics):
        leave(1)


def _imported(summary: "Summary") -> str:
    counts = {
        name: getattr(summary, name)
        for name in ("sections", "items", "problems", "measures")
    }
    facts = ", ".join(summary.facts) or "-"
    return say(
        "imported", LANG, **counts, paragraphs=summary.plain_paragraphs, facts=facts
    )


def text(
    document: Annotated[Path, typer.Argument(metavar="DOCX", help=here("help-docx"))],
) -> None:
    """Print the text of a Word file."""
    from rectify_gen.word import document_text

    with naming(document):
        found = document_text(read_bytes(document))
    write(found.rstrip("\n") + "\n")

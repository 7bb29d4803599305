"""The command ``import``: a published notice as YAML."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.options import ForceOption, OutputFileOption
from rectify_gen.cli.schema_links import schema_line
from rectify_gen.cli.session import (
    LANG,
    exit_with,
    naming,
    remark,
    save,
    sentence,
    show_diagnostics,
)
from rectify_gen.cli.streams import write_content
from rectify_gen.diagnostics import errors
from rectify_gen.files import read_bytes
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.importer import Summary


def import_notice(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help=sentence("help-import-source"))
    ],
    output: OutputFileOption = None,
    force: ForceOption = False,
) -> None:
    """Read a published notice into YAML; what was recognised goes to standard error."""
    # PyYAML and the rest; --help needs none of it
    from rectify_gen.importer import import_source
    from rectify_gen.importer.readers import read_source
    from rectify_gen.source import to_yaml

    with naming(source):
        notice_source = read_source(read_bytes(source), str(source))
    imported = import_source(notice_source)
    target = output or Path("notice.yaml")
    text = f"{schema_line(target)}\n{to_yaml(imported.data)}"
    if output is None:
        write_content(text)
    else:
        save(output, text, force)
    show_diagnostics(imported.diagnostics, {}, sys.stderr)
    remark(_summary_line(imported.summary))
    if errors(imported.diagnostics):
        exit_with(1)


def _summary_line(summary: "Summary") -> str:
    """Return what was recognised, as one sentence."""
    return say(
        "imported",
        LANG,
        sections=summary.sections,
        items=summary.items,
        problems=summary.problems,
        measures=summary.measures,
        paragraphs=summary.plain_paragraphs,
        facts=", ".join(summary.facts) or "-",
    )

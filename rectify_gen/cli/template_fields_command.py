"""The command ``template fields``: everything that a template may print."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import ForceOption, OutputFileOption, ProjectOption
from rectify_gen.cli.session import LANG, refuse_unknown, save, save_bytes, sentence
from rectify_gen.cli.streams import write

FIELD_FORMATS = ("text", "json", "docx")


def list_fields(
    format_: Annotated[
        str, typer.Option("--format", help=sentence("help-fields-format"))
    ] = "text",
    output: OutputFileOption = None,
    force: ForceOption = False,
    project: ProjectOption = None,
) -> None:
    """Print everything a template may print, or write it as JSON or a Word document."""
    # jinja2 and lxml; --help needs none of it
    from rectify_gen.project import Projects
    from rectify_gen.templating.catalogue_document import document
    from rectify_gen.templating.contract import catalogue

    refuse_unknown(format_, FIELD_FORMATS)
    facts = Projects().of(project or Path()).choice.facts
    entries = catalogue.entries(facts)
    if format_ == "docx":
        save_bytes(output or Path("fields.docx"), document(entries, LANG), force)
        return
    if format_ == "json":
        text = catalogue.as_json(entries)
    else:
        text = catalogue.as_text(entries, LANG)
    if output is None:
        write(text)
    else:
        save(output, text, force)

"""The command ``template learn``: an office's layout, learned from one of its documents."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.office_opening import opened_if_needed
from rectify_gen.cli.options import ForceOption
from rectify_gen.cli.session import (
    LANG,
    naming,
    refuse_existing,
    refuse_source,
    remark,
    save,
    sentence,
)
from rectify_gen.cli.streams import write_content
from rectify_gen.messages import say


def learn_layout(
    sample: Annotated[
        Path, typer.Argument(metavar="SAMPLE", help=sentence("help-sample"))
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=sentence("help-output-overlay")),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write the overlay by which a new template looks like ``sample``, to ``output`` or standard output."""
    # pydantic and lxml; --help needs none of it
    from rectify_gen.files import read_bytes
    from rectify_gen.layout_learning import learn, overlay_text, remark_sentences

    if output is not None:
        refuse_source(sample, output)
        refuse_existing(output, force)
    with naming(sample):
        document = opened_if_needed(read_bytes(sample), str(sample))
        learned = learn(document, str(sample))
    text = overlay_text(learned, sample.name, LANG)
    if output is None:
        write_content(text)
    else:
        save(output, text, force)
        for line in remark_sentences(learned, LANG):
            remark(f"- {line}")
    remark(
        say(
            "learned",
            LANG,
            values=len(learned.values),
            remarks=len(learned.remarks),
        )
    )

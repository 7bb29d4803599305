"""Files that are made of finished documents, beside each of them: PDFs, by LibreOffice.

After the documents of a run are written, those that are out of date are made. This room must not know how anything
is printed, and is handed the environment.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.building.planning import Target
from rectify_gen.building.running import Outcome
from rectify_gen.outputs import ConvertedOutput, conversions_of

if TYPE_CHECKING:
    from rectify_gen.office import Converted, Office


class Conversion(NamedTuple):
    """One kind of file to make, with the program that makes it, and the documents that want one."""

    output: ConvertedOutput
    office: "Office"
    documents: frozenset[Path]


def prepare_conversions(
    targets: Sequence[Target],
    asked: frozenset[str],
    environment: Mapping[str, str],
) -> list[Conversion]:
    """Return what is to be made of the documents of ``targets``: the outputs ``asked`` for, and those of each project.

    Called before a run, for without the program it would end half done.

    Raises:
        EnvironmentFaultError: a program that is needed is not there.
    """
    documents: dict[str, set[Path]] = {}
    outputs: dict[str, ConvertedOutput] = {}
    for target in targets:
        if target.faults:
            continue
        wanted = asked.union(target.project.formats)
        for output in _wanted_conversions(target, wanted):
            outputs[output.name] = output
            documents.setdefault(output.name, set()).add(target.output)
    conversions = []
    for name, output in outputs.items():
        program = output.find_program(environment)
        wanted_by = frozenset(documents[name])
        conversions.append(Conversion(output, program, wanted_by))
    return conversions


def _wanted_conversions(
    target: Target,
    wanted: frozenset[str],
) -> list[ConvertedOutput]:
    """Return what is to be made of the document of ``target``: of two with the same suffix, the one that displaces the other."""
    conversions = []
    displaced = set()
    for output in conversions_of(target.format):
        if output.name in wanted:
            conversions.append(output)
            displaced.add(output.displaces)
    return [output for output in conversions if output.name not in displaced]


def convert(
    conversion: Conversion,
    outcomes: Sequence[Outcome],
) -> "Iterator[Converted]":
    """Yield what became of each file that is out of date after a run with ``outcomes``, in order."""
    pairs = []
    sources = {}
    for outcome in outcomes:
        document = outcome.target.output
        path = document.with_suffix(conversion.output.suffix)
        is_wanted = document in conversion.documents and not outcome.failure
        if is_wanted and _is_out_of_date(path, outcome, conversion.output):
            pairs.append((document, path))
            sources[document] = outcome.target.source
    if not pairs:
        return
    # What knows the fonts of PDFs is slow to import; most builds make none.
    from rectify_gen.building.glyph_places import failure_in_source

    for converted in conversion.output.convert(pairs, conversion.office):
        yield failure_in_source(converted, sources[converted.pair.document])


def _is_out_of_date(path: Path, outcome: Outcome, output: ConvertedOutput) -> bool:
    """Return whether the document was built now, or the file at ``path`` is missing, older, or of another kind."""
    if outcome.state == "built" or not path.is_file():
        return True
    file_time = os.stat(path).st_mtime
    document_time = os.stat(outcome.target.output).st_mtime
    return file_time < document_time or output.is_of_other_kind(path)

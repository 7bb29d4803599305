"""The work of ``import --onto``: what somebody changed in a Word file or a ledger goes into the YAML that it was built from."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rectify_gen.cli.build_request import build_request
from rectify_gen.cli.office_opening import opened_if_needed
from rectify_gen.cli.session import (
    LANG,
    naming,
    remark,
    show_diagnostics,
)
from rectify_gen.cli.standard_input import read_input
from rectify_gen.cli.streams import write
from rectify_gen.files import write_file
from rectify_gen.messages import say
from rectify_gen.report.fix_diff import as_edit_diff

if TYPE_CHECKING:
    from rectify_gen.building.returning import BroughtBack


def bring_onto(
    document: Path,
    onto: Path,
    *,
    base: Path | None,
    template: str | None,
    show_diff: bool,
    force: bool,
) -> int:
    """Put into the file ``onto`` what was changed in ``document``, or show it, and return the exit code."""
    from rectify_gen.source import read_file  # PyYAML
    from rectify_gen.verbs import bring_back  # pydantic and lxml

    request = build_request(template, None, force)
    with naming(document):
        document_data = opened_if_needed(read_input(str(document)), str(document))
        brought_back = bring_back(onto, document_data, request, base)
    notes = []
    for note in brought_back.notes:
        notes.append(note._replace(path=note.path or str(document)))
    show_diagnostics([*notes, *brought_back.unplaced], {}, sys.stderr)
    if brought_back.unplaced:
        remark(say("onto-not-written", LANG, path=onto))
        return 1
    if brought_back.edited is None or brought_back.data is None:
        remark(say("onto-unchanged", LANG, path=onto))
        return 0
    if show_diff:
        text_before = read_file(onto).text
        text_after = brought_back.edited.data.source.text
        write(as_edit_diff(str(onto), text_before, text_after))
        remark(_summary("onto-would-change", brought_back, onto))
        return 1
    write_file(onto, brought_back.data)
    remark(_summary("onto-changed", brought_back, onto))
    return 0


def _summary(code: str, brought_back: "BroughtBack", onto: Path) -> str:
    counts = brought_back.counts
    return say(
        code,
        LANG,
        path=onto,
        changed=counts["changed"],
        added=counts["added"],
        removed=counts["removed"],
    )

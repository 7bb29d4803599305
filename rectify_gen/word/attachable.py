"""Whether a Word file may be printed behind a notice: nothing in it acts, and nothing was left behind by its authors.

This module must not know what else is printed there.
"""

from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError, errors
from rectify_gen.package import read_package
from rectify_gen.word.active_content import active_content
from rectify_gen.word.leftovers import leftovers
from rectify_gen.word.namespaces import qns
from rectify_gen.word.word_package import WordPackage

_NOTES = qns("w:footnoteReference w:endnoteReference")


def faults_of_attachment(data: bytes) -> Iterator[Diagnostic]:
    """Yield why the file ``data`` cannot be attached: no intact .docx, active content, tracked changes, comments, notes."""
    try:
        parts = read_package(data)
        body = WordPackage(parts).body()
        yield from active_content(parts)
        yield from errors(leftovers(parts))
    except (InputError, TemplateError) as error:
        # Damaged packages are faults of templates elsewhere.
        yield from error.diagnostics
        return
    if next(body.iter(*_NOTES), None) is not None:
        yield Diagnostic("attachment-notes")

"""The work of one task: each source checked, composed, rendered. Done in this process, in another, on another machine.

Templates are compiled once by whoever works. This room must not know folders, other
tasks, or how anything is printed.
"""

import functools
import re
from collections.abc import Callable, Iterator

from rectify_gen.building.tasks import Made, Recipe, Task, TemplateFile, read_template
from rectify_gen.checking import check_source
from rectify_gen.diagnostics import (
    Diagnostic,
    InputError,
    RectifyError,
    TemplateError,
    as_reported,
    errors,
)
from rectify_gen.origin import Origin, edition
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render_with_origin
from rectify_gen.validation import placed
from rectify_gen.view import Absent, View, compose


def perform(task: Task) -> tuple[Made, ...]:
    """Return what became of each source of ``task``, in order."""
    return tuple(_made(task.recipe, source, task.clock) for source in task.sources)


def _made(recipe: Recipe, source: SourceFile, clock: Callable[[], float]) -> Made:
    started = clock()
    try:
        document, diagnostics, origin = make_document(source, recipe)
    except Exception as error:  # a bug met in one notice must not stop the others
        failure = as_reported(error, source.path)
        return Made(None, failure.diagnostics, failure, clock() - started)
    return Made(document, diagnostics, None, clock() - started, origin)


@functools.lru_cache(maxsize=16)
def compiled(file: TemplateFile) -> Template:
    """Return ``file`` compiled; the same file is compiled once.

    Raises:
        TemplateError: it cannot be used.
    """
    return compile_template(file.data, file.path)


def load_template(name: str) -> Template:
    """Return the compiled template at the path ``name``, or the shipped one of that name.

    Raises:
        TemplateError: there is none, or it cannot be used.
    """
    return compiled(read_template(name))


def make_document(
    source: SourceFile, recipe: Recipe
) -> tuple[bytes, tuple[Diagnostic, ...], Origin]:
    """Return the document of ``source``, the diagnostics that do not stop it, and what the document says of itself.

    Raises:
        InputError: faults in the data, those of the rules that no waiver covers included.
        TemplateError: faults in the template.
    """
    checked = check_source(source, recipe.choice)
    standing = checked.judgement.standing
    if errors(standing):
        raise InputError(standing)
    template = compiled(recipe.templates[checked.notice.kind.value])
    view = compose(checked.notice, recipe.audience)
    try:
        made, origin = render_with_origin(
            template, view, source.digest(), edition(recipe.audience)
        )
    except TemplateError as error:
        raise _both_ends(error, checked.data) from error
    return made, (*standing, *placed(checked.data, unprinted(template, view))), origin


def _both_ends(error: TemplateError, data: LocatedData) -> RectifyError:
    """A template's complaint about a fact belongs to the data: it gets the data's file and line, and keeps its place."""
    if all(one.route for one in error.diagnostics):
        placed_at = [
            one._replace(path="", place=one.place and one.place._replace(path=one.path))
            for one in error.diagnostics
        ]
        return InputError(placed(data, placed_at))
    return error


_PRINTS_TEXT = re.compile(r"\bin paragraphs\b")
"""A loop over the paragraphs of the notice."""


def unprinted(template: Template, view: View) -> Iterator[Diagnostic]:
    """Yield a warning for each formal fact (发文字号, 抄送 …) that the data gives and the template never prints.

    A template that does not print the notice's text, such as a ledger, is a working sheet and need not print them.
    """
    given = [
        name
        for name, value in view.document._asdict().items()
        if value and not isinstance(value, Absent)
    ]
    whole = "".join(part.source.text for part in template.parts) if given else ""
    if not _PRINTS_TEXT.search(whole):
        return
    for name in given:
        if f"document.{name}" not in whole:
            yield Diagnostic(
                "fact-not-printed", ("document", name), {"fact": f"document.{name}"}
            )

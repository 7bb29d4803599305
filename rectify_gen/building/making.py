"""The work of one task: each source checked, composed, rendered. Done in this process, in another, on another machine.

Templates are compiled once by whoever works. This room must not know folders, other
tasks, or how anything is printed.
"""

import functools
import io
import re
import zipfile
from collections.abc import Callable, Iterator

from rectify_gen.building.tasks import Made, Recipe, Task, TemplateFile, read_template
from rectify_gen.checking import check_source
from rectify_gen.diagnostics import (
    Diagnostic,
    InputError,
    RectifyError,
    Route,
    Severity,
    TemplateError,
    as_reported,
    errors,
)
from rectify_gen.origin import Origin, edition
from rectify_gen.rules import is_public_edition_empty
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.properties import escaped
from rectify_gen.templating.render import render_with_origin
from rectify_gen.validation import placed
from rectify_gen.view import View, compose
from rectify_gen.view.types import OpeningView


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


def compiled(file: TemplateFile) -> Template:
    """Return ``file`` compiled; the same file is checked and compiled once.

    Raises:
        TemplateError: it cannot be used; all that ``template check`` calls an error is one.
    """
    template = _compiled_once(file)
    if isinstance(template, TemplateError):
        raise TemplateError(template.diagnostics)
    return template


@functools.lru_cache(maxsize=16)
def _compiled_once(file: TemplateFile) -> Template | TemplateError:
    """``file`` compiled, or why it cannot be: many notices ask the same question."""
    try:
        if not file.shipped:
            # Shipped templates are tested; the checker takes longer to import than they take to compile.
            from rectify_gen.templating.check import refuse_faulty

            refuse_faulty(file.data, file.path)
        return compile_template(file.data, file.path)
    except TemplateError as error:
        return error


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
    if recipe.audience == "public" and is_public_edition_empty(checked.notice):
        refused = Diagnostic("edition-empty", ("sections",), grade=Severity.ERROR)
        raise InputError(placed(checked.data, [refused]))
    template = compiled(recipe.templates[checked.notice.kind.value])
    view = compose(checked.notice, recipe.audience)
    try:
        made, origin = render_with_origin(
            template, view, source.digest(), edition(recipe.audience)
        )
    except TemplateError as error:
        raise _both_ends(error, checked.data) from error
    missing = placed(checked.data, unprinted(template, view, made))
    return made, (*standing, *missing), origin


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
_PRINTS_ROWS = re.compile(r"\bin ledger\b")
"""A loop over the rows of the ledger."""


def unprinted(template: Template, view: View, document: bytes) -> Iterator[Diagnostic]:
    """Yield a warning for each fact (发文字号, 联系方式 …) that the data gives and ``document`` does not hold.

    ``document`` was made of ``template`` and ``view``. A template that does not print the notice's text, such as a
    ledger, is a working sheet and need not print them. Facts that an own preamble or closing must tell are a rule's.
    """
    whole = "".join(part.source.text for part in template.parts)
    if _PRINTS_ROWS.search(whole) and not view.ledger:
        yield Diagnostic("ledger-empty", ("sections",))
    given = list(_given(view))
    if not given or not _PRINTS_TEXT.search(whole):
        return
    unnamed = [route for route, _ in given if _name(route) not in whole]
    yield from map(_unprinted, unnamed)
    missing = {escaped(value): route for route, value in given if route not in unnamed}
    if not missing:
        return
    for text in _printed(template, document, max(map(len, missing))):
        missing = {
            value: route for value, route in missing.items() if value not in text
        }
        if not missing:
            return
    yield from map(_unprinted, missing.values())


def _name(route: Route) -> str:
    """What a template that prints the fact at ``route`` has in a tag; a short value may stand anywhere by chance."""
    if route[0] == "document":
        return f"document.{route[1]}"
    return {"publication": "period", "inspection": "opening"}.get(
        str(route[0]), str(route[0])
    )


def _unprinted(route: Route) -> Diagnostic:
    fact = ".".join(str(step) for step in route)
    return Diagnostic("fact-not-printed", route, {"fact": fact})


_BLOCK = 1 << 20
"""Bytes of a part that are searched at once: a long document never stands in memory whole."""


def _printed(template: Template, document: bytes, longest: int) -> Iterator[str]:
    """The text of each part with tags in blocks that overlap by ``longest`` characters, quotes written plainly."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in template.parts:
            with io.TextIOWrapper(package.open(part.name), encoding="utf-8") as stream:
                before = ""
                while block := stream.read(_BLOCK):
                    text = before + block
                    yield text.replace("&#39;", "'").replace("&#34;", '"')
                    before = text[-longest - _LONGEST_ENTITY :]


_LONGEST_ENTITY = 5 * 8
"""Characters by which a value is longer while its quotes are entities; few values have more than eight."""


def _given(view: View) -> Iterator[tuple[Route, str]]:
    """Each fact that the data gives, by its route, and a text that stands where it is printed."""
    document = view.document._asdict()
    document["attachments"] = next(iter(view.document.attachments), "")
    for name, value in document.items():
        if value:
            yield ("document", name), value
    if view.opening.standard:
        yield from _given_of_inspection(view.opening)
    if view.closing.standard and view.period:
        yield ("publication",), str(view.period)
    if view.closing.standard and view.contacts:
        yield ("contacts",), view.contacts[0].value
    if view.signature and view.signature.date:
        yield ("signature", "date"), str(view.signature.date)


def _given_of_inspection(opening: OpeningView) -> Iterator[tuple[Route, str]]:
    for name, fact in (
        ("authority", opening.authority),
        ("start", opening.period),
        ("team", opening.team),
        ("feedback_date", opening.feedback_date),
    ):
        if fact:
            yield ("inspection", name), str(fact)

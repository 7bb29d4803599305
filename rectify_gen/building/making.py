"""The work of one task: each notice checked, composed, made. Done in this process, in another, on another machine.

What a document is made by stands in the table of outputs. This room must not know folders, other tasks, or how
anything is printed.
"""

from collections.abc import Callable

from rectify_gen.baseline import compare
from rectify_gen.building.tasks import (
    Made,
    Material,
    Recipe,
    Task,
    material_of,
    read_template,
)
from rectify_gen.diagnostics import (
    Diagnostic,
    InputError,
    RectifyError,
    Severity,
    TemplateError,
    as_reported,
    errors,
)
from rectify_gen.origin import Origin, edition
from rectify_gen.outputs import Contents
from rectify_gen.rules import is_public_edition_empty
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source_check import Checked, check_source
from rectify_gen.templating.compile import Template
from rectify_gen.templating.tracing import trace_values
from rectify_gen.validation import placed
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING


def perform(task: Task) -> tuple[Made, ...]:
    """Return what became of each material of ``task``, in order."""
    return tuple(
        _make(material, task.recipe, task.clock) for material in task.materials
    )


def _make(
    material: Material,
    recipe: Recipe,
    clock: Callable[[], float],
) -> Made:
    started = clock()
    try:
        document, diagnostics, origin = make_of_material(material, recipe)
    except Exception as error:  # a bug met in one notice must not stop the others
        failure = as_reported(error, material.source.path)
        return Made(None, failure.diagnostics, failure, clock() - started)
    return Made(document, diagnostics, None, clock() - started, origin)


def load_template(name: str) -> Template:
    """Return the compiled template at the path ``name``, or the shipped one of that name.

    Raises:
        TemplateError: there is none, or it cannot be used.
    """
    from rectify_gen.outputs.word_making import compiled  # for callers of the library

    return compiled(read_template(name))


def make_document(
    source: SourceFile,
    recipe: Recipe,
) -> tuple[bytes, tuple[Diagnostic, ...], Origin]:
    """Return what :func:`make_of_material` makes of ``source``."""
    return make_of_material(material_of(source), recipe)


def make_of_material(
    material: Material,
    recipe: Recipe,
) -> tuple[bytes, tuple[Diagnostic, ...], Origin]:
    """Return the document of ``material``, the diagnostics that do not stop it, and what the document says of itself.

    Raises:
        InputError: faults in the data, those of the rules that no waiver covers included.
        TemplateError: faults in the template.
    """
    checked = check_source(material.source, recipe.choice, with_waived=False)
    notice = checked.notice
    compared = compare(checked.judgement.standing, material.source.text, material.known)
    standing = compared.new
    if errors(standing):
        raise InputError(standing)
    # The rule may be waived or switched off; there is still nothing to publish.
    if recipe.audience == "public" and is_public_edition_empty(notice):
        refused = Diagnostic("edition-empty", ("sections",), grade=Severity.ERROR)
        raise InputError(placed(checked.data, [refused]))
    template = None
    if recipe.output.needs_template:
        template = recipe.templates[notice.kind.value]
    view = compose(
        notice,
        recipe.audience,
        with_rows=recipe.output.reads_rows(template),
    )
    contents = Contents(
        view=view,
        template=template,
        digest=material.digest(),
        edition=edition(recipe.audience),
        assets=material.assets,
    )
    try:
        made = recipe.output.make(contents)
    except TemplateError as error:
        if any(fault.code == "text-not-printed" for fault in error.diagnostics):
            raise _name_lost_texts(error, checked, contents, recipe) from error
        raise _name_both_ends(error, checked.data) from error
    notes = placed(checked.data, made.diagnostics)
    return made.data, (*standing, *notes), made.origin


def _name_lost_texts(
    error: TemplateError,
    checked: Checked,
    contents: Contents,
    recipe: Recipe,
) -> TemplateError:
    """Return a template's complaint that it lost texts, with the places of the values that should have printed them."""
    # The document is made once more of strings that know their routes: not worth its time while nothing is lost.
    traced = trace_values(compose(checked.notice, recipe.audience, ROUTING))
    try:
        recipe.output.make(contents._replace(view=traced.view))
    except TemplateError as traced_error:
        error = traced_error
    complaints = []
    for diagnostic in error.diagnostics:
        if diagnostic.route:
            complaints += placed(checked.data, [_without_path(diagnostic)])
        else:
            complaints.append(diagnostic)
    return TemplateError(complaints)


def _name_both_ends(error: TemplateError, data: LocatedData) -> RectifyError:
    """Return a template's complaint about a fact as one of the data: with the data's file and line, and its own place."""
    if not all(diagnostic.route for diagnostic in error.diagnostics):
        return error
    complaints = [_without_path(diagnostic) for diagnostic in error.diagnostics]
    return InputError(placed(data, complaints))


def _without_path(diagnostic: Diagnostic) -> Diagnostic:
    """Return ``diagnostic`` with the template's path at its place in the template: its own will be the data's."""
    place = diagnostic.place
    if place is not None:
        place = place._replace(path=diagnostic.path)
    return diagnostic._replace(path="", place=place)

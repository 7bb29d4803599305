"""A run: every target read, made where it is out of date, and written; or compared with what lies there.

One source that fails does not stop the others. Nothing is written but here, whole
or not at all. This room must not know how anything is printed, and reads no clock.
"""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.baseline import known_reports
from rectify_gen.building.batch import Pool, performed
from rectify_gen.building.planning import Target
from rectify_gen.building.resaving import is_only_saved
from rectify_gen.building.standing import KEPT, Standing, standing
from rectify_gen.building.tasks import (
    SHIPPED,
    Made,
    Material,
    Recipe,
    Task,
    material_of,
    recipe_of,
    template_name,
)
from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError, as_reported
from rectify_gen.files import read_regular, write_file
from rectify_gen.notice_files import read_source
from rectify_gen.origin import Origin
from rectify_gen.outputs import DEFAULT_OUTPUT, DocumentOutput
from rectify_gen.project import Project
from rectify_gen.source import SourceFile

if TYPE_CHECKING:
    from rectify_gen.model import Audience

_SOURCES_A_TASK = 8
"""So many travel together, with one copy of their templates."""


class Asked(NamedTuple):
    """What the caller of a run decides: a template or an edition in the place of the project's, and force."""

    template: str | None = None
    audience: "Audience | None" = None
    force: bool = False
    """Make what is current, and overwrite what was made by hand."""


class Outcome(NamedTuple):
    """What became of one target. ``state`` is built, current or failed; in a check, how its document stands."""

    target: Target
    source: SourceFile | None
    state: str
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: RectifyError | None = None
    seconds: float = 0.0
    difference: str = ""
    """In a check: what differs, as text."""
    origin: Origin | None = None
    """What the document says of itself."""


class Order(NamedTuple):
    """A document to be made of what was read."""

    target: Target
    material: Material
    recipe: Recipe
    stamp: tuple[int, int]
    """When the source was changed (nanoseconds) and its size in bytes, as it was read."""
    touched: bool = False
    """The document was saved by others since it was made; whether they changed it is seen when it is made anew."""


ASIS = Asked()
"""As the project says."""

Prepare = Callable[[Target, Recipe], Order | Outcome]
Finish = Callable[[Order, Made], Outcome]


def build(
    targets: Sequence[Target],
    pool: Pool,
    clock: Callable[[], float],
    asked: Asked = ASIS,
) -> Iterator[Outcome]:
    """Yield what became of each target, in order: made and written where it was out of date.

    Raises:
        TemplateError: a template that is named is not there; nothing is written then.
        InputError: the layout that a project names has faults; nothing is written then.
    """

    def prepare(target: Target, recipe: Recipe) -> Order | Outcome:
        return _prepare_build(target, recipe, asked.force)

    return run(targets, pool, clock, asked, (prepare, _write))


def run(
    targets: Sequence[Target],
    pool: Pool,
    clock: Callable[[], float],
    asked: Asked,
    work: tuple[Prepare, Finish],
) -> Iterator[Outcome]:
    """Yield the outcome of each target: prepared by the first of ``work``, made on ``pool``, finished by the second."""
    recipes = _recipes(targets, asked)
    prepare, finish = work
    prepared = (
        _prepare(prepare, target, recipes.get(_recipe_key(target)))
        for target in targets
    )
    tasks = ((batch, _task(batch, clock)) for batch in _batches(prepared))
    for batch, made in performed(tasks, pool):
        results = iter(made)
        for item in batch:
            if isinstance(item, Order):
                yield _finish(finish, item, next(results))
            else:
                yield item


_RecipeKey = tuple[int, str]


def _recipe_key(target: Target) -> _RecipeKey:
    """Return what targets of one recipe share: the project, by its identity, and the kind of document."""
    return id(target.project), target.format.name


def _prepare(
    prepare: Prepare,
    target: Target,
    recipe: Recipe | RectifyError | None,
) -> Order | Outcome:
    """Return what ``prepare`` makes of ``target``; a bug in it is the failure of this target alone."""
    try:
        if target.faults:
            raise InputError(target.faults)
        if isinstance(recipe, RectifyError):
            raise recipe
        assert recipe is not None  # there is one for each target without faults
        return prepare(target, recipe)
    except Exception as error:
        return _failed(target, error)


def _finish(finish: Finish, order: Order, made: Made) -> Outcome:
    """Return what ``finish`` makes of ``order``; a bug in it is the failure of this target alone."""
    try:
        return finish(order, made)
    except Exception as error:
        return _failed(order.target, error)


def _failed(target: Target, error: Exception) -> Outcome:
    failure = as_reported(error, str(target.source))
    return Outcome(
        target=target,
        source=None,
        state="failed",
        diagnostics=failure.diagnostics,
        failure=failure,
    )


def _recipes(
    targets: Sequence[Target],
    asked: Asked,
) -> dict[_RecipeKey, Recipe | RectifyError]:
    """Return the recipe of each project and kind of document, or why it has none.

    Raises:
        TemplateError, InputError: no project has one, so that nothing can be made.
    """
    recipes: dict[_RecipeKey, Recipe | RectifyError] = {}
    errors: list[RectifyError] = []
    for target in targets:
        key = _recipe_key(target)
        if target.faults or key in recipes:
            continue
        try:
            recipes[key] = recipe_for(target.project, asked, target.format)
        except RectifyError as error:
            recipes[key] = error
            errors.append(error)
    # Where some projects have a recipe, the others fail target by target, and the rest is made.
    if errors and len(errors) == len(recipes):
        raise errors[0]
    return recipes


def recipe_for(
    project: Project,
    asked: Asked = ASIS,
    output: DocumentOutput = DEFAULT_OUTPUT,
) -> Recipe:
    """Return the recipe of ``project`` for one kind of document, with what was asked for in the place of what it says.

    Raises:
        TemplateError: a template that is named is not there.
        InputError: the layout that the project names has faults.
    """
    templates = project.templates
    if asked.template:
        template = template_name(asked.template)
        # -t means this template whatever the kind of a notice is.
        templates = {kind: template for kind in SHIPPED}
    audience = asked.audience or project.audience
    recipe = recipe_of(templates, audience, project.choice, project.layout)
    return recipe._replace(output=output)


def _batches(
    prepared: Iterable[Order | Outcome],
) -> Iterator[list[Order | Outcome]]:
    """Yield a few at a time, of one recipe."""
    for _, group in itertools.groupby(prepared, lambda item: _recipe_key(item.target)):
        # groupby keeps the order of the targets, so that outcomes come in the order asked for.
        while batch := list(itertools.islice(group, _SOURCES_A_TASK)):
            yield batch


def _task(batch: Sequence[Order | Outcome], clock: Callable[[], float]) -> Task | None:
    """Return the task of the orders in ``batch``; None where there is nothing to make."""
    orders = [item for item in batch if isinstance(item, Order)]
    if not orders:
        return None
    materials = tuple(order.material for order in orders)
    return Task(orders[0].recipe, materials, clock)


def read(target: Target, recipe: Recipe) -> Order | Outcome:
    """Return the order for ``target``, or its outcome where the source cannot be read."""
    try:
        # Before reading: a save between the two is then seen as a change, not missed.
        source_stamp = stamp_of(target.source)
        known = known_reports(target.source, target.project.baseline)
        material = material_of(read_source(target.source), known)
    except RectifyError as error:
        return Outcome(
            target=target,
            source=None,
            state="failed",
            diagnostics=error.diagnostics,
            failure=error,
        )
    return Order(target, material, recipe, source_stamp)


def stamp_of(path: Path) -> tuple[int, int]:
    """Return when the file at ``path`` was changed (nanoseconds) and its size in bytes; zeros where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return (0, 0)  # reading it will say what is wrong
    return (status.st_mtime_ns, status.st_size)


def _prepare_build(
    target: Target,
    recipe: Recipe,
    force: bool,
) -> Order | Outcome:
    """Return the order for ``target``, or its outcome where nothing is to be made."""
    order = read(target, recipe)
    if isinstance(order, Outcome) or force:
        return order
    state, origin = standing(target.output, order.material, recipe)
    if state is Standing.CURRENT:
        return Outcome(
            target=target,
            source=order.material.source,
            state="current",
            origin=origin,
        )
    # Word and WPS rewrite a file that is only saved; whether it says something else is known when it is made anew.
    if state is Standing.EDITED:
        return order._replace(touched=True)
    if state in KEPT:
        return _kept(order, state)
    return order


def _kept(order: Order, state: Standing) -> Outcome:
    """Return the outcome where a document that somebody made or edited by hand is not overwritten."""
    path = str(order.target.output)
    fault = Diagnostic(f"document-{state.value}", path=path)
    error = InputError([fault])
    return Outcome(
        target=order.target,
        source=order.material.source,
        state="failed",
        diagnostics=error.diagnostics,
        failure=error,
    )


def not_made(order: Order, made: Made) -> Outcome:
    """Return the outcome where a worker made no document."""
    return Outcome(
        target=order.target,
        source=order.material.source,
        state="failed",
        diagnostics=made.diagnostics,
        failure=made.failure,
        seconds=made.seconds,
    )


def _is_edited(order: Order, document: bytes) -> bool:
    """Return whether somebody changed the text or the looks of a document that was saved again."""
    if not order.touched:
        return False
    try:
        existing = read_regular(order.target.output)
    # Somebody deleted it meanwhile: nothing is lost by writing.
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not is_only_saved(existing, document, order.recipe.output)


def _write(order: Order, made: Made) -> Outcome:
    """Write what a worker made and return the outcome."""
    if made.document is None:
        return not_made(order, made)
    if _is_edited(order, made.document):
        return _kept(order, Standing.EDITED)
    outcome = Outcome(
        target=order.target,
        source=order.material.source,
        state="built",
        diagnostics=made.diagnostics,
        seconds=made.seconds,
    )
    try:
        write_file(order.target.output, made.document)
    except RectifyError as error:
        diagnostics = (*made.diagnostics, *error.diagnostics)
        return outcome._replace(
            state="failed",
            diagnostics=diagnostics,
            failure=error,
        )
    # Somebody saved the source while it was built: the document is whole, and of what was read.
    if stamp_of(order.target.source) != order.stamp:
        note = Diagnostic("source-changed", path=str(order.target.source))
        outcome = outcome._replace(diagnostics=(*made.diagnostics, note))
    return outcome._replace(origin=made.origin)

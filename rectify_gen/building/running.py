"""A run: every target read, made where it is out of date, and written; or compared with what lies there.

One source that fails does not stop the others. Nothing is written but here, whole
or not at all. This room must not know how anything is printed, and reads no clock.
"""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen.building.batch import Pool, performed
from rectify_gen.building.planning import Target
from rectify_gen.building.standing import KEPT, Standing, standing
from rectify_gen.building.tasks import SHIPPED, Made, Recipe, Task, recipe_of
from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError, as_reported
from rectify_gen.files import read_regular, write_file
from rectify_gen.origin import Origin
from rectify_gen.project import Project
from rectify_gen.source import SourceFile, read_file

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
    """A source that was read and is to be made."""

    target: Target
    source: SourceFile
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
    return run(
        targets,
        pool,
        clock,
        asked,
        (lambda target, recipe: _prepared(target, recipe, asked.force), _written),
    )


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
        (target.project, _prepare(prepare, target, recipes.get(id(target.project))))
        for target in targets
    )
    tasks = (_task([one for _, one in batch], clock) for batch in _batches(prepared))
    for batch, made in performed(tasks, pool):
        results = iter(made)
        for one in batch:
            yield (
                _finish(finish, one, next(results)) if isinstance(one, Order) else one
            )


def _prepare(
    prepare: Prepare, target: Target, recipe: Recipe | RectifyError | None
) -> Order | Outcome:
    """What ``prepare`` makes of ``target``; a bug in it is the failure of this target alone."""
    try:
        if target.faults:
            raise InputError(target.faults)
        if isinstance(recipe, RectifyError):
            raise recipe
        assert recipe is not None
        return prepare(target, recipe)
    except Exception as error:
        return _failed(target, error)


def _finish(finish: Finish, order: Order, made: Made) -> Outcome:
    """What ``finish`` makes of ``order``; a bug in it is the failure of this target alone."""
    try:
        return finish(order, made)
    except Exception as error:
        return _failed(order.target, error)


def _failed(target: Target, error: Exception) -> Outcome:
    failure = as_reported(error, str(target.source))
    return Outcome(target, None, "failed", failure.diagnostics, failure)


def _recipes(
    targets: Sequence[Target], asked: Asked
) -> dict[int, Recipe | RectifyError]:
    """The recipe of each project, by its identity, or why it has none.

    Raises:
        TemplateError, InputError: no project has one, so that nothing can be made.
    """
    projects = {
        id(target.project): target.project for target in targets if not target.faults
    }
    recipes: dict[int, Recipe | RectifyError] = {}
    errors: list[RectifyError] = []
    for key, project in projects.items():
        try:
            recipes[key] = recipe_for(project, asked)
        except RectifyError as error:
            recipes[key] = error
            errors.append(error)
    if errors and len(errors) == len(projects):
        raise errors[0]
    return recipes


def recipe_for(project: Project, asked: Asked = ASIS) -> Recipe:
    """Return the recipe of ``project``, with what was asked for in the place of what it says.

    Raises:
        TemplateError: a template that is named is not there.
        InputError: the layout that the project names has faults.
    """
    names = (
        dict.fromkeys(SHIPPED, asked.template) if asked.template else project.templates
    )
    return recipe_of(
        names, asked.audience or project.audience, project.choice, project.layout
    )


def _batches(
    prepared: Iterable[tuple[Project, Order | Outcome]],
) -> Iterator[list[tuple[Project, Order | Outcome]]]:
    """A few at a time, of one project."""
    for _, group in itertools.groupby(prepared, lambda one: id(one[0])):
        while batch := list(itertools.islice(group, _SOURCES_A_TASK)):
            yield batch


def _task(
    batch: list[Order | Outcome], clock: Callable[[], float]
) -> tuple[list[Order | Outcome], Task | None]:
    orders = [one for one in batch if isinstance(one, Order)]
    return batch, Task(
        orders[0].recipe, tuple(one.source for one in orders), clock
    ) if orders else None


def read(target: Target, recipe: Recipe) -> Order | Outcome:
    """Return the order for ``target``, or its outcome where the source cannot be read."""
    try:
        stamp = _stamp(target.source)
        return Order(target, read_file(target.source), recipe, stamp)
    except RectifyError as error:
        return Outcome(target, None, "failed", error.diagnostics, error)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0)  # reading it will say what is wrong
    return (found.st_mtime_ns, found.st_size)


def _prepared(target: Target, recipe: Recipe, force: bool) -> Order | Outcome:
    order = read(target, recipe)
    if isinstance(order, Outcome) or force:
        return order
    found, origin = standing(target.output, order.source, recipe)
    if found is Standing.CURRENT:
        return Outcome(target, order.source, "current", origin=origin)
    if found is Standing.EDITED:
        return order._replace(touched=True)
    if found in KEPT:
        return _kept(order, found)
    return order


def _kept(order: Order, found: Standing) -> Outcome:
    """The outcome where a document that somebody made or edited by hand is not overwritten."""
    path = str(order.target.output)
    error = InputError([Diagnostic(f"document-{found.value}", path=path)])
    return Outcome(order.target, order.source, "failed", error.diagnostics, error)


def _is_edited(order: Order, document: bytes) -> bool:
    """Whether somebody changed the text or the looks of a document that was saved again."""
    if not order.touched:
        return False
    from rectify_gen.building.resaving import is_only_saved  # few documents need it

    try:
        found = read_regular(order.target.output)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not is_only_saved(found, document)


def _written(order: Order, made: Made) -> Outcome:
    if made.document is None:
        return Outcome(
            order.target,
            order.source,
            "failed",
            made.diagnostics,
            made.failure,
            made.seconds,
        )
    if _is_edited(order, made.document):
        return _kept(order, Standing.EDITED)
    try:
        write_file(order.target.output, made.document)
    except RectifyError as error:
        found = (*made.diagnostics, *error.diagnostics)
        return Outcome(order.target, order.source, "failed", found, error, made.seconds)
    changed = _stamp(order.target.source) != order.stamp
    notes = (
        (Diagnostic("source-changed", path=str(order.target.source)),)
        if changed
        else ()
    )
    return Outcome(
        order.target,
        order.source,
        "built",
        (*made.diagnostics, *notes),
        None,
        made.seconds,
        "",
        made.origin,
    )

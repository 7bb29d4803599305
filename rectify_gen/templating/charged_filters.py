"""Jinja's filters and tests as templates may use them: each pays for what it takes and makes before it works.

Filters whose names begin with an underscore are put into the tree by ``charging``; no
template can spell them. This module must not know syntax trees or Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.filters import do_default, make_attrgetter, sync_do_join
from jinja2.runtime import Context, markup_join
from markupsafe import escape

from rectify_gen.templating import bounds, value_filters
from rectify_gen.templating.bounds import BUDGET, Budget, check_size, weighed
from rectify_gen.templating.charging import JOINED, KEPT, LIMITED, WEIGHED
from rectify_gen.templating.permissions import (
    FILTERS_FREE,
    FILTERS_OF_ITEMS,
    FILTERS_OF_TEXT,
    SCALARS,
    TESTS_FREE,
    TESTS_OF_SIZE,
)
from rectify_gen.view import Absent

Function = Callable[..., Any]

_NUMERALS = frozenset({"int", "float"})
"""Filters that read a text as a number, which takes quadratic time."""
_CHECKED_ARGUMENTS: Mapping[str, tuple[int, str, Callable[[Any], None]]] = {
    "round": (0, "precision", bounds.check_precision),
    "sum": (1, "start", bounds.check_start),
    "trim": (0, "chars", bounds.check_characters),
}
"""Arguments that may make a filter slow: position, name, and what is asked of them."""


def charged_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of Jinja's ``filters`` that templates may use, and those that ``charging`` puts in."""
    charged: dict[str, Any] = {}
    for name in FILTERS_FREE:
        charged[name] = filters[name]
    for name in FILTERS_OF_ITEMS:
        charged[name] = _filter_of_items(name, filters[name])
    for name in FILTERS_OF_TEXT:
        charged[name] = _filter_of_text(name, filters[name])
    for name, own_filter in value_filters.FUNCTIONS.items():
        charged[name] = _filter_of_text(name, own_filter)
    charged["join"] = _filter_of_items("join", _join_by_attribute)
    charged["default"] = _default
    charged["d"] = _default
    charged[LIMITED] = limited
    charged[JOINED] = _joined
    charged[WEIGHED] = _weighed
    charged[KEPT] = _kept_in_memory
    return charged


def charged_tests(tests: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of Jinja's ``tests`` that templates may use."""
    charged: dict[str, Any] = {}
    for name in TESTS_FREE:
        charged[name] = tests[name]
    for name in TESTS_OF_SIZE:
        charged[name] = _charged_test(tests[name])
    return charged


@pass_context
def limited(
    context: Context,
    values: Iterable[Any],
    weight: int = 0,
) -> Iterable[Any]:
    """Return ``values`` for a loop, its passes taken off the budget before it starts."""
    if not hasattr(values, "__len__"):
        values = list(values)
    # Entering a loop without members is paid for too: an empty one may stand in many others.
    passes = len(values) + 1  # type: ignore[arg-type]
    steps = passes * (weight + 1)
    budget: Budget = context.parent[BUDGET]
    budget.charge(steps)
    return values


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    budget: Budget = context.parent[BUDGET]
    return weighed(budget, value)


@pass_context
def _kept_in_memory(context: Context, value: Any) -> Any:
    """``value``, printed into a stretch that is held in memory, paid for however short it is."""
    length = len(value) if isinstance(value, str) else 1
    steps = 1 + length // bounds.TEXT_STEP
    budget: Budget = context.parent[BUDGET]
    budget.charge(steps)
    return value


@pass_context
def _joined(context: Context, values: list[Any]) -> str:
    budget: Budget = context.parent[BUDGET]
    # The size is checked before the text is made, and the text is charged for after.
    members = joinable(budget, values, "")
    text = markup_join(members)
    joined: str = weighed(budget, text)
    return joined


def joinable(
    budget: Budget,
    values: Iterable[Any],
    separator: object,
) -> list[Any]:
    """Return ``values`` as a list that is not too long when joined.

    Raises:
        TypeError: one of them is neither a text nor a number.
        SecurityError: they are too long.
    """
    # Anything but a list is drawn, and paid for, before its members are counted.
    if not isinstance(values, list):
        values = list(weighed(budget, values))
    separator_length = len(str(separator))
    length = separator_length * len(values)
    for member in values:
        if not isinstance(member, SCALARS):
            raise TypeError("only texts and numbers can be joined")
        text = str(member)
        length += len(text)
    check_size(length)
    return values


def _default(value: Any, default_value: Any = "", boolean: bool = False) -> Any:
    """``value``, or what stands in for it: as Jinja's filter, which does not know facts that are absent."""
    if isinstance(value, Absent):
        return default_value
    return do_default(value, default_value, boolean)


def _filter_of_items(name: str, function: Function) -> Function:
    """``function`` as a filter that pays for the members of what it takes and makes."""

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        members = weighed(budget, value)
        _check_argument(name, args, kwargs)
        result = _apply(function, context, members, *args, **kwargs)
        return weighed(budget, result)

    return filtered


def _filter_of_text(name: str, function: Function) -> Function:
    """``function`` as a filter that pays for the text that it takes and makes."""

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        if not isinstance(value, SCALARS):
            kind = type(value).__name__
            raise TypeError(f"the filter {name} takes a text or a number, not a {kind}")
        if isinstance(value, str):
            weighed(budget, value)
        if name in _NUMERALS:
            bounds.check_numeral(value)
        if name == "replace":
            _check_replacement(value, args, kwargs)
        _check_argument(name, args, kwargs)
        result = _apply(function, context, value, *args, **kwargs)
        return weighed(budget, result)

    return filtered


def _apply(function: Function, context: Context, *args: Any, **kwargs: Any) -> Any:
    """Call one of Jinja's filters with what it asks for beside the value."""
    kind = getattr(function, "jinja_pass_arg", None)
    if kind is None:
        return function(*args, **kwargs)
    if kind.name == "context":
        return function(context, *args, **kwargs)
    if kind.name == "eval_context":
        return function(context.eval_ctx, *args, **kwargs)
    return function(context.environment, *args, **kwargs)


@pass_context
def _join_by_attribute(
    context: Context,
    value: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    """Jinja's join, its parameters named as Jinja names them; what is joined is read first, so that its size is known."""
    budget: Budget = context.parent[BUDGET]
    if attribute is not None:
        read_attribute = make_attrgetter(context.environment, attribute)
        value = [read_attribute(member) for member in value]
    members = joinable(budget, value, d)
    joined: str = sync_do_join(context.eval_ctx, members, d)
    return joined


def _check_argument(
    filter_name: str,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> None:
    if filter_name not in _CHECKED_ARGUMENTS:
        return
    position, name, check = _CHECKED_ARGUMENTS[filter_name]
    argument = _argument(args, kwargs, position, name)
    check(argument)


def _argument(
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    position: int,
    name: str,
) -> Any:
    """The argument of a filter that stands at ``position`` or has a ``name``; None where it is not given."""
    if position < len(args):
        return args[position]
    return kwargs.get(name)


def _check_replacement(
    value: Any,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
) -> None:
    """Check as Jinja will replace: it escapes the text first where what it looks for or puts in is markup."""
    old = _argument(args, kwargs, 0, "old")
    new = _argument(args, kwargs, 1, "new")
    is_markup = hasattr(old, "__html__") or hasattr(new, "__html__")
    text = escape(value) if is_markup else value
    # Escaping makes a text longer, never shorter: what is put in is measured as escaped.
    escaped_new = escape(new)
    bounds.check_replacement(str(text), str(old), str(escaped_new))


def _charged_test(function: Function) -> Function:
    """``function`` as a test that pays for all that it looks at."""

    @pass_context
    def tested(context: Context, *values: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        charged_values = [weighed(budget, value) for value in values]
        return function(*charged_values)

    return tested

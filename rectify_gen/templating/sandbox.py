"""The Jinja environment that templates of other people run in: sandboxed, escaping, strict, bounded.

Beyond Jinja's own sandbox, each render has a budget of steps. Loop passes and calls
cost one; a value that an expression makes costs what it weighs, so that a hostile
template ends with an error and not with a full memory or an endless loop. What a
common template does, printing views in loops, costs next to nothing.
This room must not know Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.filters import do_default, make_attrgetter, sync_do_join
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from rectify_gen.templating import bounds
from rectify_gen.templating.bounds import BUDGET, Budget, check_size, weighed
from rectify_gen.view import Absent
from rectify_gen.view import types as view_types

FILTERS_FREE = frozenset({"length", "count", "first", "last", "default", "d"})
"""Filters that make nothing new, whatever the size of what they are given."""
FILTERS_OF_ITEMS = frozenset(
    {
        "dictsort",
        "groupby",
        "items",
        "join",
        "list",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "select",
        "selectattr",
        "sort",
        "sum",
        "unique",
    }
)
"""Filters that take a sequence."""
FILTERS_OF_TEXT = frozenset(
    {
        "abs",
        "capitalize",
        "e",
        "escape",
        "float",
        "forceescape",
        "int",
        "lower",
        "replace",
        "round",
        "safe",
        "string",
        "title",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "wordcount",
    }
)
"""Filters that take one text or number and pay for its length."""
FILTERS_REFUSED = frozenset(DEFAULT_FILTERS) - (
    FILTERS_FREE | FILTERS_OF_ITEMS | FILTERS_OF_TEXT
)
"""All other filters: they multiply text, take quadratic time, draw lots, or nobody has judged them yet."""

TESTS_FREE = frozenset(
    {
        "boolean",
        "callable",
        "defined",
        "divisibleby",
        "escaped",
        "even",
        "false",
        "filter",
        "float",
        "integer",
        "iterable",
        "mapping",
        "none",
        "number",
        "odd",
        "sameas",
        "sequence",
        "string",
        "test",
        "true",
        "undefined",
    }
)
"""Tests that take the same time whatever the size of what they are given."""
TESTS_OF_SIZE = frozenset(
    {
        "!=",
        "<",
        "<=",
        "==",
        ">",
        ">=",
        "eq",
        "equalto",
        "ge",
        "greaterthan",
        "gt",
        "in",
        "le",
        "lessthan",
        "lower",
        "lt",
        "ne",
        "upper",
    }
)
"""Tests that look at all of what they are given, and pay for it."""

GLOBALS_ALLOWED = frozenset({"dict", "namespace", "range"})
GLOBALS_REFUSED = frozenset(DEFAULT_NAMESPACE) - GLOBALS_ALLOWED

TEXT_METHODS = frozenset(
    {
        "capitalize",
        "casefold",
        "count",
        "endswith",
        "find",
        "index",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "isidentifier",
        "islower",
        "isnumeric",
        "isprintable",
        "isspace",
        "istitle",
        "isupper",
        "join",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rindex",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "swapcase",
        "title",
        "upper",
    }
)
"""Methods of texts that templates may call; each takes time in proportion to the text."""
METHODS_REFUSED = (
    frozenset(name for name in dir(str) if not name.startswith("_")) - TEXT_METHODS
)
_SEQUENCE_METHODS = frozenset({"copy", "count", "index"})
_MAPPING_METHODS = frozenset({"copy", "get", "items", "keys", "values"})
_METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, TEXT_METHODS),
    ((list, tuple, range), _SEQUENCE_METHODS),
    (Mapping, _MAPPING_METHODS),
    (LoopContext, frozenset({"changed", "cycle"})),
)
"""Whose methods a template may call, and which; no other object has any."""
_STRIPPING = frozenset({"lstrip", "rstrip", "strip"})
_VIEW_TYPES = frozenset(
    one
    for one in vars(view_types).values()
    if isinstance(one, type) and one.__name__.endswith("View")
)
_LOOP_FACTS = frozenset(
    {
        "first",
        "last",
        "index",
        "index0",
        "length",
        "revindex",
        "revindex0",
        "depth",
        "depth0",
    }
)
_SCALARS = (str, int, float, type(None), Undefined, Absent)


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Sandboxed, autoescaping, strict about undefined names, bounded in steps, numbers and text."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            finalize=_printable,
            cache_size=0,
        )
        self.filters = _bounded_filters(self.filters)
        self.filters["default"] = self.filters["d"] = _default
        self.tests = _bounded_tests(self.tests)
        self.globals = {name: self.globals[name] for name in GLOBALS_ALLOWED}

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        bounded: nodes.Template = _Bounding().visit(tree)
        return bounded

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Views, by far the most frequent, need no check beyond the name; all else Jinja's sandbox decides."""
        if type(obj) is LoopContext and attribute in _LOOP_FACTS:
            return getattr(obj, attribute)
        if type(obj) in _VIEW_TYPES and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call ``obj`` if it is safe, at the cost of some steps and the weight of what it makes."""
        budget: Budget = context.parent[BUDGET]
        budget.charge(bounds.CALL_STEPS)
        if isinstance(obj, LoopContext):
            members = _limited(context, *args[:1])
            return weighed(budget, super().call(context, obj, members, *args[1:]))
        name = getattr(obj, "__name__", "")
        if name in METHODS_REFUSED:  # Jinja wraps str.format in a plain function
            raise SecurityError(f"the method {name} is not available in templates")
        if not isinstance(obj, type) and hasattr(obj, "__self__"):
            args = _judged_method(budget, obj, args)
        return weighed(budget, super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right`` unless the result may be out of all proportion."""
        bounds.check_operation(operator, left, right)
        return weighed(
            context.parent[BUDGET], super().call_binop(context, operator, left, right)
        )


class _Bounding(NodeTransformer):
    """Puts a filter that charges the budget around each expression that may make something large."""

    def __init__(self) -> None:
        self.buffered = 0

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - named by Jinja
        weight = _weight_of_pass(node)
        if self.buffered or node.recursive:
            texts = node.find_all(nodes.TemplateData)
            weight += sum(len(text.data) for text in texts) // bounds.TEXT_STEP
        if node.recursive:
            self._inside(node)
        else:
            self.generic_visit(node)
        node.iter = nodes.Filter(
            node.iter,
            "_limited",
            [nodes.Const(weight, lineno=node.lineno)],
            [],
            None,
            None,
            lineno=node.lineno,
        )
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        self.generic_visit(node)
        if self.buffered:
            node.nodes = [
                printed if isinstance(printed, nodes.TemplateData) else _kept(printed)
                for printed in node.nodes
            ]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(
            nodes.List(node.nodes), "_joined", [], [], None, None, lineno=node.lineno
        )

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _charged(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _charged(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _charged(node) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _charged(node) if isinstance(node.arg, nodes.Slice) else node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        sides: tuple[Any, ...] = (node, *node.ops)
        searches = any(operand.op in ("in", "notin") for operand in node.ops)
        if searches or not any(_is_short(side.expr) for side in sides):
            for side in sides:
                side.expr = _charged(side.expr)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802
        self._inside(node)
        node.filter = nodes.Filter(
            node.filter, "_weighed", [], [], None, None, lineno=node.lineno
        )
        return node

    def _inside(self, node: nodes.Node) -> nodes.Node:
        """What a buffered stretch prints is held in memory until its end."""
        self.buffered += 1
        self.generic_visit(node)
        self.buffered -= 1
        return node

    visit_Macro = visit_CallBlock = visit_FilterBlock = _inside  # noqa: N815
    visit_Block = _inside  # noqa: N815 - self.name() prints it into memory


def _weight_of_pass(node: nodes.For) -> int:
    """Steps that each pass through a loop costs beside the first, by how much stands in it."""
    size = sum(1 for _ in node.find_all(nodes.Node))
    return max(size - bounds.NODES_FREE, 0) // bounds.NODES_STEP


def _is_short(node: nodes.Expr) -> bool:
    """Whether ``node`` is a literal, which a comparison soon differs from."""
    if not isinstance(node, nodes.Const):
        return False
    return not isinstance(node.value, str) or len(node.value) < bounds.LONG_TEXT


def _kept(node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, "_kept", [], [], None, None, lineno=node.lineno)


def _default(value: Any, default_value: Any = "", boolean: bool = False) -> Any:
    """``value``, or what stands in for it: as Jinja's filter, which does not know facts that are absent."""
    if isinstance(value, Absent):
        return default_value
    return do_default(value, default_value, boolean)


def _charged(node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, "_weighed", [], [], None, None, lineno=node.lineno)


@pass_context
def _printable(context: Context, value: Any) -> Any:
    """``value`` if it can be printed: a text or a number; the budget pays for long ones."""
    if type(value) is str and len(value) < bounds.LONG_TEXT:
        return value
    if not isinstance(value, _SCALARS):
        raise TypeError(
            f"a {type(value).__name__} is not a text; print one of its fields, or loop over it"
        )
    if isinstance(value, str):
        context.parent[BUDGET].charge(len(value) // bounds.TEXT_STEP)
    return value


@pass_context
def _limited(context: Context, values: Iterable[Any], weight: int = 0) -> Iterable[Any]:
    """``values`` for a loop, its passes taken off the budget before it starts."""
    if not hasattr(values, "__len__"):
        values = list(values)
    context.parent[BUDGET].charge((len(values) + 1) * (weight + 1))  # type: ignore[arg-type]
    return values


@pass_context
def _kept_in_memory(context: Context, value: Any) -> Any:
    """``value``, printed into a stretch that is held in memory, paid for however short it is."""
    length = len(value) if isinstance(value, str) else 1
    context.parent[BUDGET].charge(1 + length // bounds.TEXT_STEP)
    return value


@pass_context
def _weighed(context: Context, value: Any) -> Any:
    return weighed(context.parent[BUDGET], value)


@pass_context
def _joined(context: Context, values: list[Any]) -> str:
    budget = context.parent[BUDGET]
    joined: str = weighed(budget, markup_join(_joinable(budget, values, "")))
    return joined


def _joinable(budget: Budget, values: Iterable[Any], separator: object) -> list[Any]:
    """``values`` as a list that is not too long when joined."""
    members = values if isinstance(values, list) else list(weighed(budget, values))
    if not all(isinstance(member, _SCALARS) for member in members):
        raise TypeError("only texts and numbers can be joined")
    separators = len(str(separator)) * len(members)
    check_size(sum(len(str(member)) for member in members) + separators)
    return members


def _judged_method(
    budget: Budget, method: Any, args: tuple[Any, ...]
) -> tuple[Any, ...]:
    """The arguments with which ``method`` may be called, after charging for what it looks at."""
    owner, name = method.__self__, getattr(method, "__name__", "")
    if isinstance(owner, Undefined | Absent) or isinstance(method, _TEMPLATE_CODE):
        return args
    allowed = next((names for kind, names in _METHODS if isinstance(owner, kind)), None)
    if allowed is None or name not in allowed:
        raise SecurityError(f"the method {name} is not available in templates")
    if isinstance(owner, str | list | tuple | range):
        weighed(budget, owner)
    args = tuple(weighed(budget, argument) for argument in args)
    if isinstance(owner, str) and name == "join" and args:
        return (_joinable(budget, args[0], owner), *args[1:])
    if isinstance(owner, str) and name == "replace" and len(args) > 1:
        bounds.check_replacement(owner, args[0], args[1])
    if name in _STRIPPING and args:
        bounds.check_characters(args[0])
    return args


_TEMPLATE_CODE = (Macro, BlockReference)
"""What a template defines itself and calls."""


def _bounded_filters(
    filters: Mapping[str, Any],
) -> dict[str, Any]:
    """The filters that were judged, each paying for its work, and those that the sandbox itself puts in."""
    bounded: dict[str, Any] = {name: filters[name] for name in FILTERS_FREE}
    for name in FILTERS_OF_ITEMS:
        bounded[name] = _filter_of_items(name, filters[name])
    for name in FILTERS_OF_TEXT:
        bounded[name] = _filter_of_text(name, filters[name])
    bounded["join"] = _filter_of_items("join", _join_by_attribute)
    own = {
        "_limited": _limited,
        "_joined": _joined,
        "_weighed": _weighed,
        "_kept": _kept_in_memory,
    }
    return bounded | own


def _filter_of_items(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as a filter that pays for the members of what it takes and makes."""

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        value = weighed(budget, value)
        _check_argument(name, args, kwargs)
        return weighed(budget, _apply(function, context, value, *args, **kwargs))

    return filtered


def _filter_of_text(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as a filter that pays for the text that it takes and makes."""

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        if not isinstance(value, _SCALARS):
            raise TypeError(
                f"the filter {name} takes a text or a number, not a {type(value).__name__}"
            )
        if isinstance(value, str):
            weighed(budget, value)
        if name in _NUMERALS:
            bounds.check_numeral(value)
        if name == "replace":
            _check_replacement(value, args, kwargs)
        _check_argument(name, args, kwargs)
        return weighed(budget, _apply(function, context, value, *args, **kwargs))

    return filtered


def _apply(
    function: Callable[..., Any], context: Context, *args: Any, **kwargs: Any
) -> Any:
    """Call one of Jinja's filters with what it asks for beside the value."""
    kind = getattr(function, "jinja_pass_arg", None)
    first = _PASSED[kind.name](context) if kind else ()
    return function(*first, *args, **kwargs)


_PASSED: Mapping[str, Callable[[Context], tuple[Any, ...]]] = {
    "context": lambda context: (context,),
    "eval_context": lambda context: (context.eval_ctx,),
    "environment": lambda context: (context.environment,),
}


@pass_context
def _join_by_attribute(
    context: Context,
    value: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    """Jinja's join; what is joined is read first, so that its size is known."""
    budget: Budget = context.parent[BUDGET]
    if attribute is not None:
        read = make_attrgetter(context.environment, attribute)
        value = [read(member) for member in value]
    members = _joinable(budget, value, d)
    joined: str = sync_do_join(context.eval_ctx, members, d)
    return joined


_NUMERALS = frozenset({"int", "float"})
_CHECKED: Mapping[str, tuple[int, str, Callable[[Any], None]]] = {
    "round": (0, "precision", bounds.check_precision),
    "sum": (1, "start", bounds.check_start),
    "trim": (0, "chars", bounds.check_characters),
}
"""Arguments that may make a filter slow: position, name, and what is asked of them."""


def _check_argument(
    filter_name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    if filter_name not in _CHECKED:
        return
    position, name, check = _CHECKED[filter_name]
    check(_argument(args, kwargs, position, name))


def _argument(
    args: tuple[Any, ...], kwargs: Mapping[str, Any], position: int, name: str
) -> Any:
    """The argument of a filter that stands at ``position`` or has a ``name``; None where it is not given."""
    return args[position] if position < len(args) else kwargs.get(name)


def _check_replacement(
    value: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    """Jinja escapes the text before it replaces, where what it looks for or puts in is markup."""
    old = _argument(args, kwargs, 0, "old")
    new = _argument(args, kwargs, 1, "new")
    is_markup = hasattr(old, "__html__") or hasattr(new, "__html__")
    text = escape(value) if is_markup else value
    bounds.check_replacement(str(text), str(old), str(escape(new)))


def _bounded_tests(
    tests: Mapping[str, Any],
) -> dict[str, Any]:
    """The tests that were judged; those that look at all of a value pay for it."""
    bounded = {name: tests[name] for name in TESTS_FREE}
    for name in TESTS_OF_SIZE:
        bounded[name] = _bounded_test(tests[name])
    return bounded


def _bounded_test(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    def tested(context: Context, *values: Any) -> Any:
        budget = context.parent[BUDGET]
        return function(*(weighed(budget, value) for value in values))

    return tested


SANDBOX = TemplateSandbox()
"""The one environment of all templates; it holds no state."""


def refused(found: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield what reaches outside the template: it has no other files."""
    return (
        one
        for one in found
        if isinstance(
            one, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends
        )
    )

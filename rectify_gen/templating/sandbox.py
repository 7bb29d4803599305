"""The Jinja environment that templates of other people run in: sandboxed, escaping, strict, bounded.

Beyond Jinja's own sandbox, each render has a budget of steps. Loop passes and calls
cost one; a value that an expression makes costs what it weighs, so that a hostile
template ends with an error and not with a full memory or an endless loop. What a
common template does, printing views in loops, costs next to nothing.
This room must not know Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from rectify_gen.templating import bounds
from rectify_gen.templating.bounds import BUDGET, Budget, check_size, weighed
from rectify_gen.view import Absent
from rectify_gen.view import types as view_types

FILTERS_REFUSED = (
    *(
        "attr",
        "batch",
        "center",
        "filesizeformat",
        "format",
        "indent",
        "pprint",
        "random",
    ),
    *("slice", "tojson", "urlize", "wordwrap", "xmlattr"),
)
GLOBALS_REFUSED = ("lipsum", "cycler", "joiner")
FILTERS_FREE = frozenset({"length", "count", "first", "last", "default", "d"})
"""Filters that make nothing new, whatever the size of what they are given."""
FILTERS_OF_ITEMS = frozenset(
    {
        *(
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
        ),
        *("reverse", "select", "selectattr", "sort", "sum", "unique"),
    }
)
"""Filters that take a sequence; all others take one text or number."""
METHODS_REFUSED = frozenset(
    {
        "center",
        "ljust",
        "rjust",
        "zfill",
        "expandtabs",
        "format",
        "format_map",
        "translate",
        "encode",
        "maketrans",
    }
)
_TESTS_OF_SIZE = (
    "in",
    "eq",
    "equalto",
    "==",
    "ne",
    "!=",
    "lt",
    "lessthan",
    "<",
    "le",
    "<=",
    "gt",
    "greaterthan",
    ">",
    "ge",
    ">=",
)
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
        for name in FILTERS_REFUSED:
            del self.filters[name]
        for name in GLOBALS_REFUSED:
            del self.globals[name]
        for name, function in list(self.filters.items()):
            if name not in FILTERS_FREE:
                self.filters[name] = _bounded_filter(name, function)
        for name in _TESTS_OF_SIZE:
            self.tests[name] = _bounded_test(cast(Callable[..., Any], self.tests[name]))
        self.filters |= {"_limited": _limited, "_joined": _joined, "_weighed": _weighed}

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
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(obj, LoopContext):
            return super().call(
                context, obj, _limited(context, args[0]), *args[1:], **kwargs
            )
        if isinstance(owner, int | float) or name in METHODS_REFUSED:
            raise SecurityError(f"the method {name} is not available in templates")
        if isinstance(owner, str) and name == "join" and args:
            args = (_joinable(budget, args[0], owner), *args[1:])
        if isinstance(owner, str) and name == "replace" and len(args) > 1:
            bounds.check_replacement(owner, args[0], args[1])
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
        text = (
            sum(len(one.data) for one in node.find_all(nodes.TemplateData))
            if self.buffered
            else 0
        )
        self.generic_visit(node)
        weight = nodes.Const(text // bounds.TEXT_STEP, lineno=node.lineno)
        node.iter = nodes.Filter(
            node.iter, "_limited", [weight], [], None, None, lineno=node.lineno
        )
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
        if not any(isinstance(side.expr, nodes.Const) for side in sides):
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
def _weighed(context: Context, value: Any) -> Any:
    return weighed(context.parent[BUDGET], value)


@pass_context
def _joined(context: Context, values: list[Any]) -> str:
    budget = context.parent[BUDGET]
    joined: str = weighed(budget, markup_join(_joinable(budget, values, "")))
    return joined


def _joinable(budget: Budget, values: Iterable[Any], separator: str) -> list[Any]:
    """``values`` as a list that is not too long when joined."""
    out = values if isinstance(values, list) else list(weighed(budget, values))
    if not all(isinstance(one, _SCALARS) for one in out):
        raise TypeError("only texts and numbers can be joined")
    check_size(sum(len(str(one)) for one in out) + len(str(separator)) * len(out))
    return out


def _bounded_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as a filter that pays for what it takes and makes."""
    kind = getattr(function, "jinja_pass_arg", None)

    @pass_context
    def filtered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget: Budget = context.parent[BUDGET]
        if name in FILTERS_OF_ITEMS:
            value = weighed(budget, value)
        elif not isinstance(value, _SCALARS):
            raise TypeError(
                f"the filter {name} takes a text or a number, not a {type(value).__name__}"
            )
        if name == "replace":
            bounds.check_replacement(str(value), *map(str, args[:2]))
        if name == "join" and "attribute" not in kwargs and len(args) < 2:
            value = _joinable(budget, value, *args[:1] or (kwargs.get("d", ""),))
        first = _PASSED[kind.name](context) if kind else ()
        return weighed(budget, function(*first, value, *args, **kwargs))

    return filtered


_PASSED: Mapping[str, Callable[[Context], tuple[Any, ...]]] = {
    "context": lambda context: (context,),
    "eval_context": lambda context: (context.eval_ctx,),
    "environment": lambda context: (context.environment,),
}


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

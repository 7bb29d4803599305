"""The Jinja environment that templates of other people run in: sandboxed, escaping, strict, bounded.

Beyond Jinja's own sandbox, each render has a budget of steps (loop passes, calls)
and no expression may blow up text, so that a hostile template ends with an error
and not with a full memory or an endless loop. This room must not know Word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from rectify_gen.view import types as view_types

STEP_LIMIT = 10_000_000
"""Loop passes and calls of one render; the largest notice measured takes 400,000."""
TEXT_LIMIT = 10_000_000
"""Characters of one value that an expression makes."""

BUDGET = "_budget"

_FILTERS_REFUSED = (
    *("attr", "batch", "center", "filesizeformat", "format", "indent", "pprint", "random"),
    *("slice", "tojson", "urlize", "wordwrap", "xmlattr"),
)
_GLOBALS_REFUSED = ("lipsum", "cycler", "joiner")
_METHODS_REFUSED = frozenset(
    {"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map", "translate", "encode"}
)
_VIEW_TYPES = frozenset(one for one in vars(view_types).values() if isinstance(one, type) and one.__name__.endswith("View"))


class Budget:
    """The steps that one render may still take."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = STEP_LIMIT

    def charge(self, steps: int) -> None:
        """Take ``steps`` off; SecurityError when none are left."""
        self.left -= steps
        if self.left < 0:
            raise SecurityError(f"the template takes more than {STEP_LIMIT} steps")


class TemplateSandbox(SandboxedEnvironment):
    """Sandboxed, autoescaping, strict about undefined names, bounded in steps and text."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
        for name in _FILTERS_REFUSED:
            del self.filters[name]
        for name in _GLOBALS_REFUSED:
            del self.globals[name]
        self.filters["_limited"] = _limited
        self.filters["_joined"] = _joined
        self.filters["replace"] = _replace

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "_limited", [], [], None, None, lineno=loop.lineno)
        bounded: nodes.Template = _ConcatToFilter().visit(tree)
        return bounded

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Views, by far the most frequent, need no check beyond the name; all else Jinja's sandbox decides."""
        if type(obj) in _VIEW_TYPES and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Call ``obj`` if it is safe, at the cost of one step."""
        context.parent[BUDGET].charge(1)
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, str):
            if name in _METHODS_REFUSED:
                raise SecurityError(f"the method {name} is not available in templates")
            _check_size(len(owner) * max((len(one) for one in args if hasattr(one, "__len__")), default=1))
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right`` unless the result may be out of all proportion."""
        sizes = [len(one) for one in (left, right) if hasattr(one, "__len__")]
        if operator == "%" and isinstance(left, str):
            raise SecurityError("formatting with % is not available in templates")
        if operator == "**" and (sizes or abs(right) > 64 or abs(left) > 2**64):
            raise SecurityError("the power is too large")
        if operator == "*" and sizes:
            _check_size(sizes[0] * (right if isinstance(right, int) else left))
        if operator == "+":
            _check_size(sum(sizes))
        return super().call_binop(context, operator, left, right)


class _ConcatToFilter(NodeTransformer):
    """Turns each ``a ~ b`` into a filter that checks the size of the result."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - named by Jinja
        parts = [self.visit(part) for part in node.nodes]
        return nodes.Filter(nodes.List(parts), "_joined", [], [], None, None, lineno=node.lineno)


def _check_size(characters: int) -> None:
    if characters > TEXT_LIMIT:
        raise SecurityError(f"a value of more than {TEXT_LIMIT} characters")


@pass_context
def _limited(context: Context, values: Iterable[Any]) -> Iterable[Any]:
    """``values`` for a loop, its passes taken off the budget before it starts."""
    if not hasattr(values, "__len__"):
        values = list(values)
    context.parent[BUDGET].charge(len(values) + 1)  # type: ignore[arg-type]
    return values


def _joined(values: list[Any]) -> str:
    _check_size(sum(len(str(one)) for one in values))
    return markup_join(values)


def _replace(text: str, old: str, new: str, count: int | None = None) -> str:
    _check_size(len(text) * max(len(new), 1) if not old else len(text) // len(old) * len(new))
    return text.replace(old, new, -1 if count is None else count)

"""The Jinja environment that templates of other people run in: sandboxed, escaping, strict, bounded.

Beyond Jinja's own sandbox, each render has a budget of steps. Loop passes and calls
cost one; a value that an expression makes costs what it weighs, so that a hostile
template ends with an error and not with a full memory or an endless loop. What a
common template does, printing views in loops, costs next to nothing.

``permissions`` lists what a template may use, ``charging`` puts the charging filters
into its tree, ``charged_filters`` holds what Jinja offers with the charge in front of
it, ``bounds`` the limits. This room must not know Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from rectify_gen.templating import bounds
from rectify_gen.templating.bounds import BUDGET, Budget, weighed
from rectify_gen.templating.charged_filters import (
    charged_filters,
    charged_tests,
    joinable,
    limited,
)
from rectify_gen.templating.charging import with_charges
from rectify_gen.templating.permissions import (
    GLOBALS_ALLOWED,
    LOOP_FACTS,
    METHODS,
    METHODS_REFUSED,
    READ_DIRECTLY,
    SCALARS,
    STRIPPING_METHODS,
    VIEW_TYPES,
)
from rectify_gen.view import Absent

_TEMPLATE_CODE = (Macro, BlockReference)
"""What a template defines itself and calls."""
_OUTSIDE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
"""Statements that reach outside the template: it has no other files."""


@pass_context
def _printable(context: Context, value: Any) -> Any:
    """``value`` if it can be printed: a text or a number; the budget pays for long ones."""
    if type(value) is str and len(value) < bounds.LONG_TEXT:
        return value
    if not isinstance(value, SCALARS):
        raise TypeError(
            f"a {type(value).__name__} is not a text; print one of its fields, or loop over it"
        )
    if isinstance(value, str):
        context.parent[BUDGET].charge(len(value) // bounds.TEXT_STEP)
    return value


def _printed(context: Context, value: Any) -> Markup:
    """``value`` as it stands in XML; that of most texts is the text itself."""
    if type(value) is str and len(value) < bounds.LONG_TEXT:
        has_signs = (
            "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        )
        if not has_signs:
            # What Markup(value) does beside this is for objects of other types.
            return str.__new__(Markup, value)
    return escape(_printable(context, value))


class _DirectReading(CodeGenerator):
    """Compiles the reading of a view's field and the printing of a text without detours.

    About whatever else is read the sandbox decides, and whatever else is printed Jinja escapes.
    """

    _fields: Sequence[str] = ()
    """The fields that the template reads, and that may be read directly."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by Jinja
        """Write the whole module, for which the fields that it reads are looked up first."""
        fields = {read.attr for read in node.find_all(nodes.Getattr)}
        self._fields = sorted(fields & READ_DIRECTLY.keys())
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write what each function of the template begins with; our names are as short-lived as Jinja's there."""
        super().write_commons()
        self.writeline("printed = environment.printed")
        for field in self._fields:
            self.writeline(
                f"{_types_with(field)} = environment.read_directly[{field!r}]"
            )

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame):
            self.write("printed(context, ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by Jinja
        """Write the reading of an attribute: (t.text if type(t := p) in types_with_text else environment.getattr(t, 'text'))."""
        if node.attr not in self._fields:
            super().visit_Getattr(node, frame)
            return
        owner = self.temporary_identifier()
        self.write(f"({owner}.{node.attr} if type({owner} := ")
        self.visit(node.node, frame)
        self.write(f") in {_types_with(node.attr)}")
        self.write(f" else environment.getattr({owner}, {node.attr!r}))")


def _types_with(field: str) -> str:
    """The name, in compiled code, of the types whose ``field`` is read directly; no name of a template looks so."""
    # A global or an attribute would be looked up each time that a field is read, some thousand times a notice.
    return f"types_with_{field}"


def _is_escaped(frame: Frame) -> bool:
    """Whether it is known, when a template is compiled, that what it prints here is escaped."""
    context = frame.eval_ctx
    return context.autoescape is True and not context.volatile


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Sandboxed, autoescaping, strict about undefined names, bounded in steps, numbers and text."""

    code_generator_class = _DirectReading
    read_directly = READ_DIRECTLY
    printed = staticmethod(_printed)
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            finalize=_printable,
            cache_size=0,
        )
        self.filters = charged_filters(self.filters)
        self.tests = charged_tests(self.tests)
        self.globals = {name: self.globals[name] for name in GLOBALS_ALLOWED}

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        return with_charges(super()._parse(source, name, filename))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``obj.attribute`` where a template may read it.

        Views need no check beyond the name; about all else Jinja's sandbox decides.
        """
        if type(obj) is LoopContext and attribute in LOOP_FACTS:
            return getattr(obj, attribute)
        if type(obj) in VIEW_TYPES and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call ``obj`` if it is safe, at the cost of some steps and the weight of what it makes."""
        budget: Budget = context.parent[BUDGET]
        budget.charge(bounds.CALL_STEPS)
        if isinstance(obj, LoopContext):  # loop(…) of a recursive loop
            members = limited(context, *args[:1])
            return weighed(budget, super().call(context, obj, members, *args[1:]))
        name = getattr(obj, "__name__", "")
        if name in METHODS_REFUSED:  # Jinja wraps str.format in a plain function
            raise _refused_method(name)
        if not isinstance(obj, type) and hasattr(obj, "__self__"):
            args = _checked_arguments(budget, obj, args)
        return weighed(budget, super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right`` unless the result may be out of all proportion."""
        bounds.check_operation(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        return weighed(context.parent[BUDGET], result)


def _checked_arguments(
    budget: Budget, method: Any, args: tuple[Any, ...]
) -> tuple[Any, ...]:
    """The arguments with which ``method`` may be called, after charging for what it looks at."""
    owner = method.__self__
    name = getattr(method, "__name__", "")
    if isinstance(owner, Undefined | Absent) or isinstance(method, _TEMPLATE_CODE):
        return args
    if not _may_call(owner, name):
        raise _refused_method(name)
    # The method goes through what it belongs to, and through what it is given.
    if isinstance(owner, str | list | tuple | range):
        weighed(budget, owner)
    args = tuple(weighed(budget, argument) for argument in args)
    if isinstance(owner, str) and name == "join" and args:
        return (joinable(budget, args[0], owner), *args[1:])
    if isinstance(owner, str) and name == "replace" and len(args) > 1:
        bounds.check_replacement(owner, args[0], args[1])
    if name in STRIPPING_METHODS and args:
        bounds.check_characters(args[0])
    return args


def _may_call(owner: object, name: str) -> bool:
    for kind, names in METHODS:
        if isinstance(owner, kind):
            return name in names
    return False


def _refused_method(name: str) -> SecurityError:
    return bounds.BeyondBoundsError(
        f"方法 {name}", f"the method {name} is not available in templates"
    )


SANDBOX = TemplateSandbox()
"""The one environment of all templates; it holds no state."""


def refused(all_nodes: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield what reaches outside the template, or lets data become a part of its XML."""
    for node in all_nodes:
        is_unescaped = isinstance(
            node, nodes.ScopedEvalContextModifier
        ) and may_leave_unescaped(node)
        if isinstance(node, _OUTSIDE) or is_unescaped:
            yield node


def may_leave_unescaped(node: nodes.ScopedEvalContextModifier) -> bool:
    """Return whether ``{% autoescape … %}`` is anything else than ``{% autoescape true %}``."""
    for option in node.options:
        is_true = isinstance(option.value, nodes.Const) and option.value.value is True
        if not is_true:
            return True
    return False

"""Whether filters, methods of texts and macros are given arguments that they can take.

What is written out in the template is tried on a sample. This room must not know
XML, files or data.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.filters import FILTERS

from rectify_gen.templating.contract.expression_types import Listing, Number, Text, Type
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.value_filters import FUNCTIONS

Reason = dict[str, str]
"""What is wrong with arguments, in both languages."""

_SAMPLE_TEXT = "样本文字，样本文字。abc 123"
_SAMPLE_NUMBER = 12
_TEST_POSITIONS = {
    "select": 0,
    "reject": 0,
    "selectattr": 1,
    "rejectattr": 1,
}
"""Filters that take the name of a test, and which of their arguments that is."""
_FAILURES = (
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)
"""What filters raise of arguments that they cannot take."""


class Arity(NamedTuple):
    """The parameters of a macro in their order, how many of them have no default, and whether it takes more."""

    names: tuple[str, ...]
    required: int
    takes_more: bool


def wrong_filter_arguments(node: nodes.Filter, held: Type) -> Reason | None:
    """Return why the filter ``node`` fails on every value of the type ``held``; None where it need not."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    function = FILTERS.get(node.name)
    if function is None:
        return _wrong_arguments_of_own(node)
    if node.name == "map":
        return _wrong_map(node)
    # Jinja itself gives the value, and before it to some filters the environment.
    given_by_jinja = 1
    if hasattr(function, "jinja_pass_arg"):
        given_by_jinja = 2
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    all_parameters = list(signature.parameters.values())
    parameters = all_parameters[given_by_jinja:]
    keywords = [str(keyword.key) for keyword in node.kwargs]
    reason = _unbound(parameters, len(node.args), keywords)
    if reason is not None:
        return reason
    return _tried_filter(node, function, held)


def _wrong_arguments_of_own(node: nodes.Filter) -> Reason | None:
    """Why one of the product's filters fails, which take the value alone."""
    if node.name not in FUNCTIONS:
        return None
    keywords = [str(keyword.key) for keyword in node.kwargs]
    return _unbound([], len(node.args), keywords)


def unknown_names(node: nodes.Filter) -> tuple[str, str]:
    """Return the name of a filter and of a test that ``node`` takes as text and that do not exist; empty where they do."""
    is_map = node.name == "map"
    position = 0 if is_map else _TEST_POSITIONS.get(node.name)
    if position is None or len(node.args) <= position:
        return "", ""
    argument = node.args[position]
    if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
        return "", ""
    name = argument.value
    is_known_filter = is_map and name in SANDBOX.filters
    is_known_test = not is_map and name in SANDBOX.tests
    if is_known_filter or is_known_test:
        return "", ""
    if is_map:
        return name, ""
    return "", name


def wrong_method_arguments(name: str, node: nodes.Call) -> Reason | None:
    """Return why the method ``name`` of a text fails with what is written out in ``node``; None where it need not."""
    arguments = _constants(node.args)
    values = _constants([keyword.value for keyword in node.kwargs])
    method = getattr(_SAMPLE_TEXT, name, None)
    if arguments is None or values is None or method is None:
        return None
    names = [keyword.key for keyword in node.kwargs]
    keywords = dict(zip(names, values, strict=True))
    try:
        method(*arguments, **keywords)
    except (TypeError, LookupError) as error:
        return _reason("参数的个数或种类不对", str(error))
    except ValueError:
        return None  # index() of what the sample does not hold
    return None


def wrong_macro_arguments(arity: Arity, node: nodes.Call) -> Reason | None:
    """Return why the macro cannot be called as ``node`` does; None where it can."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    keywords = [keyword.key for keyword in node.kwargs]
    count = len(node.args)
    if not arity.takes_more:
        most = len(arity.names)
        if count > most:
            return _reason(
                f"给了 {count} 个参数，它只有 {most} 个",
                f"{count} arguments are given, it has {most}",
            )
        for name in keywords:
            if name not in arity.names:
                return _reason(f"没有参数 {name}", f"there is no argument '{name}'")
    bound = {*arity.names[:count], *keywords}
    # Parameters without a default stand before those with one.
    required_names = arity.names[: arity.required]
    for name in required_names:
        if name not in bound:
            return _reason(f"缺少参数 {name}", f"the argument '{name}' is missing")
    return None


def _wrong_map(node: nodes.Filter) -> Reason | None:
    keywords = {keyword.key for keyword in node.kwargs}
    if node.args or "attribute" in keywords:
        return None
    return _reason(
        "没有写取哪一项，如 map(attribute='heading')",
        "it does not say what to take, as map(attribute='heading') does",
    )


def _unbound(
    parameters: Sequence[inspect.Parameter], count: int, keywords: Sequence[str]
) -> Reason | None:
    """Why ``count`` arguments and ``keywords`` cannot be given to ``parameters``."""
    kinds = {parameter.kind for parameter in parameters}
    names: list[str] = []
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
            names.append(parameter.name)
    allowed_zh = "、".join(names) or "没有参数"
    allowed_en = ", ".join(names) or "none"
    takes_any_number = inspect.Parameter.VAR_POSITIONAL in kinds
    takes_any_keyword = inspect.Parameter.VAR_KEYWORD in kinds
    if not takes_any_number and count > len(names):
        return _reason(
            f"参数多了，可写的依次是：{allowed_zh}",
            f"there are too many; it takes, in this order: {allowed_en}",
        )
    for name in keywords:
        if not takes_any_keyword and name not in names:
            return _reason(
                f"没有参数 {name}，可写的是：{allowed_zh}",
                f"there is no argument '{name}'; it takes: {allowed_en}",
            )
    for parameter in parameters[count:]:
        name = parameter.name
        has_default = parameter.default is not inspect.Parameter.empty
        if has_default or name in keywords:
            continue
        # *args and **kwargs may stay empty.
        if name in names:
            return _reason(
                f"缺少参数 {name}",
                f"the argument '{name}' is missing",
            )
    return None


def _tried_filter(
    node: nodes.Filter, function: Callable[..., Any], held: Type
) -> Reason | None:
    """Why the filter fails on a sample with arguments that are all written out."""
    arguments = _constants(node.args)
    values = _constants([keyword.value for keyword in node.kwargs])
    if arguments is None or values is None or not isinstance(held, Text | Number):
        return None
    # A filter marked with @pass_environment and the like gets that before the value.
    kind = getattr(function, "jinja_pass_arg", None)
    passed: dict[str, object] = {
        "eval_context": nodes.EvalContext(SANDBOX),
        "environment": SANDBOX,
    }
    if kind is not None:
        # The third, a context, exists only while a template is rendered.
        if kind.name not in passed:
            return None
        function = functools.partial(function, passed[kind.name])
    sample = _SAMPLE_TEXT if isinstance(held, Text) else _SAMPLE_NUMBER
    names = [str(keyword.key) for keyword in node.kwargs]
    keywords = dict(zip(names, values, strict=True))
    try:
        function(sample, *arguments, **keywords)
    except AssertionError:
        return _reason(
            "长度太小，连省略号都放不下；长度至少写 3",
            "the length is too small for the dots at its end; write at least 3",
        )
    except _FAILURES as error:
        return _reason("参数的种类或大小不对", str(error) or type(error).__name__)
    return None


def _constants(arguments: Sequence[nodes.Node]) -> list[Any] | None:
    """The values of ``arguments``; None where one of them is only known when rendering."""
    values: list[Any] = []
    for node in arguments:
        if not isinstance(node, nodes.Const):
            return None
        values.append(node.value)
    return values


def _reason(zh: str, en: str) -> Reason:
    return {"reason_zh": zh, "reason_en": en}


def cannot_compute(operator: str, left: Type, right: Type) -> bool:
    """Return whether ``left operator right`` fails for values of these types."""
    left_is_list = isinstance(left, Listing)
    right_is_list = isinstance(right, Listing)
    if left_is_list or right_is_list:
        # Two lists can be joined; nothing else can be computed with a list.
        can_join = operator == "+" and left_is_list and right_is_list
        return not can_join
    left_is_text = isinstance(left, Text)
    right_is_text = isinstance(right, Text)
    if operator == "+":
        is_text_and_number = left_is_text and isinstance(right, Number)
        is_number_and_text = isinstance(left, Number) and right_is_text
        return is_text_and_number or is_number_and_text
    if operator == "*":
        return left_is_text and right_is_text  # a text times a number repeats it
    return left_is_text or right_is_text


def cannot_order(left: Type, right: Type) -> bool:
    """Return whether values of these types have no order, so that < and > fail."""
    for one_side, other_side in ((left, right), (right, left)):
        if isinstance(one_side, Text) and isinstance(other_side, Number | Listing):
            return True
        if isinstance(one_side, Number) and isinstance(other_side, Listing):
            return True
    return False

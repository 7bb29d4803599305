"""What a template may use of Jinja and Python: filters, tests, names and methods, each of them judged.

What is not listed here is refused, so that a new release of Jinja opens nothing. This
module must not know how a use is charged for (see ``sandbox``).
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Undefined
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.runtime import LoopContext

from rectify_gen.templating import value_filters
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
FILTERS_OF_VALUES = frozenset(value_filters.FUNCTIONS)
"""The product's own: they write one date or number in another form."""
FILTERS_REFUSED = frozenset(DEFAULT_FILTERS) - (
    FILTERS_FREE | FILTERS_OF_ITEMS | FILTERS_OF_TEXT
)
"""All other filters: they multiply text, take quadratic time, draw lots, make data a part of the XML (``safe``), or nobody
has judged them yet."""

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
METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, TEXT_METHODS),
    ((list, tuple, range), _SEQUENCE_METHODS),
    (Mapping, _MAPPING_METHODS),
    (LoopContext, frozenset({"changed", "cycle"})),
)
"""Whose methods a template may call, and which; no other object has any."""
STRIPPING_METHODS = frozenset({"lstrip", "rstrip", "strip"})
"""Methods that compare each character of a text with all that they are given."""
VIEW_TYPES = frozenset(
    value
    for name, value in vars(view_types).items()
    if isinstance(value, type) and name.endswith("View")
)
"""What the view is made of; its fields are read without further questions."""
LOOP_FACTS = frozenset(
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
"""What a template may read of ``loop``."""


def _read_directly() -> Mapping[str, frozenset[type]]:
    """Return the attributes that need no question, each with the types on which a template may read it."""
    owners: dict[str, set[type]] = {}
    for view_type in VIEW_TYPES:
        for name in dir(view_type):
            is_computed = isinstance(getattr(view_type, name), property)
            is_field = name in getattr(view_type, "_fields", ())
            if is_field or (is_computed and not name.startswith("_")):
                owners.setdefault(name, set()).add(view_type)
    for name in LOOP_FACTS:
        owners.setdefault(name, set()).add(LoopContext)
    return {name: frozenset(types) for name, types in owners.items()}


READ_DIRECTLY = _read_directly()
"""Fields of views and facts of loops, with their types: what a common template reads thousands of times."""
SCALARS = (str, int, float, type(None), Undefined, Absent)
"""Types of what can be printed or joined."""

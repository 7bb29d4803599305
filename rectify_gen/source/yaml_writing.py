"""From plain data to YAML text as a clerk would type it: block style, long lines, few quotes, comments beside values.

A text that any reader of YAML 1.1 or 1.2 takes for a number or a flag is quoted (``'010020'``, ``'on'``);
a date is not, since it reads as the same day everywhere. This module must not know what the data means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import yaml

from rectify_gen.diagnostics import Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.locating import LocatedData, locate
from rectify_gen.visible import one_line

_NUMBER_OF_YAML_1_2 = re.compile(
    r"""
    [-+]?
    (?: 0o[0-7]+ | 0x[0-9a-fA-F]+
      | (?: [0-9]+ (?:\.[0-9]*)? | \.[0-9]+ ) (?: [eE][-+]?[0-9]+ )?
    )
    $
    """,
    re.VERBOSE,
)
"""What YAML 1.2 reads as a number besides what YAML 1.1 does: 089, 1e3."""
_LINE_END_FOR_SOME = LatePattern("[\x85\u2028\u2029\ufeff]")
"""Characters that some readers take for the end of a line, or drop."""
_NOT_IN_COMMENTS = LatePattern("[\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML allows nowhere, not even in a comment, besides the signs that :func:`one_line` writes out."""

Comments = Mapping[Route, Sequence[str]]
"""Lines to write above the value at each route."""


class _Dumper(yaml.SafeDumper):
    """Indents list entries below their key, so that the eye sees what belongs where."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _LINE_END_FOR_SOME.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {
    first_sign: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp"
    ]
    for first_sign, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float", _NUMBER_OF_YAML_1_2, list("-+.0123456789")
)


def to_yaml(
    data: Mapping[str, Any],
    comments: Comments | None = None,
    spaced: Collection[Route] = (),
) -> str:
    """Return ``data`` as YAML text that :func:`rectify_gen.source.locating.locate` reads back to equal data.

    Args:
        data: mappings, lists, texts, numbers and flags.
        comments: a comment stands above the key of its route, or above the nearest value around it that
            ``data`` has; above everything where there is none.
        spaced: routes of values above which a line stays empty.
    """
    text: str = yaml.dump(
        dict(data),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,  # a paragraph is one line
    )
    if not comments and not spaced:
        return text
    located = locate(SourceFile("", text))
    lines = text.split("\n")
    lines_above: dict[int, list[str]] = {}
    for route in spaced:
        number = _line_of(located, route)
        if number > 1:
            lines_above[number] = [""]
    for route, sentences in (comments or {}).items():
        number = _line_of(located, route)
        line = lines[number - 1]
        indent = line[: len(line) - len(line.lstrip(" "))]
        for sentence in sentences:
            comment = f"{indent}# {_one_comment_line(sentence)}"
            lines_above.setdefault(number, []).append(comment)
    written: list[str] = []
    for number, line in enumerate(lines, start=1):
        written += lines_above.get(number, ())
        written.append(line)
    return "\n".join(written)


def _line_of(located: LocatedData, route: Route) -> int:
    """Return the line, from 1, of the value at ``route``, or of the nearest around it; 1 where there is none."""
    steps = located.existing_steps(route)
    # A route may name a key that is missing: then the mapping around it is meant, but no value further down.
    kept = 0
    while kept < len(steps) and steps[kept] == route[kept]:
        kept += 1
    if not kept:
        return 1
    return located.key_position(route[:kept]).line


def _one_comment_line(text: str) -> str:
    """Return ``text`` as one line: what would end a comment is written out, ⟨U+000A⟩."""
    visible = one_line(text).strip()
    return _NOT_IN_COMMENTS.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", visible)


def to_yaml_lines(value: Any) -> list[str]:
    """Return any plain ``value`` as lines of YAML in block style, a list with its dashes at the first column."""
    text = yaml.dump(
        [value],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,
    )
    lines = text.rstrip("\n").split("\n")
    # Each line stands behind the dash of the list around it, or below what stands there.
    return [line[len("- ") :] for line in lines]


def to_flow_yaml(value: Any) -> str:
    """Return any plain ``value`` as YAML on one line that may stand within brackets: ``{phone: 0755-88113963}``."""
    text: str = yaml.dump(
        [value],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,
        default_flow_style=True,
    )
    return text.strip()[len("[") : -len("]")]

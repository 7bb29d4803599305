"""From plain data to YAML text as a clerk would type it: block style, long lines, few quotes.

This module must not know what the data means.
"""

from __future__ import annotations

import re
from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Indents list entries below their key, so that the eye sees what belongs where."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """Write text: plain where YAML can, without quotes for what only looks like a number or date."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


def _plain(dumper: yaml.SafeDumper, value: bool | int) -> yaml.ScalarNode:
    """Write flags and counts as the clerk would type them: true, 52."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value).lower())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _plain)
_Dumper.add_representer(int, _plain)
# Only what YAML reads as no value needs quotes: everything else is read as the text that it is.
_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile("(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)


def to_yaml(data: dict[str, Any]) -> str:
    """Return ``data`` as YAML text that :func:`rectify_gen.source.locating` reads back to equal data."""
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,  # a paragraph is one line
    )
    return text

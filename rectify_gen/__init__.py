"""rectify-gen: from YAML to official Chinese rectification notices (巡察整改进展情况通报) in Word.

The verbs of the command line as functions; each is imported when first used::

    from rectify_gen import compose, load_template, locate, read_file, render, validate

    data = locate(read_file("notice.yaml"))
    document = render(load_template("notice"), compose(validate(data)))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rectify_gen.building.making import load_template
    from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError, TemplateError
    from rectify_gen.document import document_text
    from rectify_gen.importer import import_text
    from rectify_gen.model import Notice
    from rectify_gen.rules import judge
    from rectify_gen.schema import schema_text
    from rectify_gen.source import LocatedData, SourceFile, decode, locate, read_file, to_yaml
    from rectify_gen.templating.compile import compile_template
    from rectify_gen.templating.render import render
    from rectify_gen.validation import validate
    from rectify_gen.view import View, compose

_HOMES = {
    "Diagnostic": "diagnostics",
    "InputError": "diagnostics",
    "LocatedData": "source",
    "Notice": "model",
    "RectifyError": "diagnostics",
    "SourceFile": "source",
    "TemplateError": "diagnostics",
    "View": "view",
    "compile_template": "templating.compile",
    "compose": "view",
    "decode": "source",
    "document_text": "document",
    "import_text": "importer",
    "judge": "rules",
    "load_template": "building.making",
    "locate": "source",
    "read_file": "source",
    "render": "templating.render",
    "schema_text": "schema",
    "to_yaml": "source",
    "validate": "validation",
}

__all__ = [
    "Diagnostic",
    "InputError",
    "LocatedData",
    "Notice",
    "RectifyError",
    "SourceFile",
    "TemplateError",
    "View",
    "compile_template",
    "compose",
    "decode",
    "document_text",
    "import_text",
    "judge",
    "load_template",
    "locate",
    "read_file",
    "render",
    "schema_text",
    "to_yaml",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import the home of a public name when it is first asked for, so that no command pays for another's libraries."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rectify_gen' has no attribute {name!r}")
    value = getattr(import_module(f"rectify_gen.{_HOMES[name]}"), name)
    globals()[name] = value
    return value

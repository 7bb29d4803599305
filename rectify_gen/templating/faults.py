"""Where in a template a tag fails: part, paragraph or cell, its text, and the tag itself.

Only called when something has gone wrong: the part is compiled once more with a
line break before every tag, so that Jinja's line number names one tag. What is wrong
with a name is said by the same check that reads templates without data.
This room must not know data or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating.contract.checking import faults_of_tags
from rectify_gen.templating.contract.skeleton import reasons
from rectify_gen.templating.patch import Source
from rectify_gen.templating.tags import OPENING
from rectify_gen.view import AbsentFactError

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_MARKUP = re.compile(r"<[^>]+>")

TEMPLATE_FAULTS = (
    *(TemplateRuntimeError, SecurityError, AbsentFactError, TypeError, ValueError),
    *(
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
        MemoryError,
        NotImplementedError,
        AssertionError,
    ),
)
"""What code in a template may raise; anything else is a bug of ours."""


def in_file(diagnostics: Iterable[Diagnostic], path: str) -> list[Diagnostic]:
    """Return ``diagnostics`` with the path of the template."""
    return [one._replace(path=path or one.path) for one in diagnostics]


def syntax_faults(source: Source, error: TemplateSyntaxError) -> list[Diagnostic]:
    """Return the diagnostics of a part that Jinja cannot parse: every tag at fault."""
    if found := faults_of_tags(source.tags):
        return found
    marked = _marked(source)
    line, reason = error.lineno, error.message or ""
    try:
        Environment().parse(marked)
    except TemplateSyntaxError as again:
        line, reason = again.lineno, again.message or ""
    return [
        Diagnostic(
            "template-syntax", facts=reasons(reason), place=_place(source, marked, line)
        )
    ]


def unparsable(part: str, reason: str) -> Diagnostic:
    """Return the diagnostic of a part that is too much for Jinja or for Python."""
    return Diagnostic("template-syntax", facts=reasons(reason), place=Place(part))


def refused_tag(source: Source, kind: type[nodes.Node]) -> Diagnostic:
    """Return the diagnostic of a tag that wants another file."""
    marked = _marked(source)
    found = Environment().parse(marked).find(kind)
    return _forbidden(
        kind.__name__.lower(), _place(source, marked, found.lineno if found else 1)
    )


def astray_tag(source: Source, path: tuple[str, ...]) -> Diagnostic:
    """Return the diagnostic of a value printed where Word shows no text."""
    marked, name = _marked(source), ".".join(path)
    tag = re.compile(r"\{\{-?\s*" + re.escape(name) + r"\s*-?\}\}")
    line = next(
        (at for at, text in enumerate(marked.split("\n"), 1) if tag.match(text)), 1
    )
    return Diagnostic(
        "template-text-astray", facts={"name": name}, place=_place(source, marked, line)
    )


def render_fault(
    environment: Environment,
    source: Source,
    context: Mapping[str, Any],
    error: Exception,
) -> Diagnostic:
    """Return the diagnostic of a part that fails with ``error`` when rendered with ``context``."""
    marked = _marked(source)
    template = environment.from_string(marked)
    line = 1
    try:
        for _ in template.root_render_func(template.new_context(dict(context))):
            pass
    except TEMPLATE_FAULTS as again:
        trace = again.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
    return _fault(error, source, _place(source, marked, line))


def _fault(error: Exception, source: Source, place: Place) -> Diagnostic:
    if isinstance(error, AbsentFactError):
        return Diagnostic(
            "fact-absent", error.route, {"fact": error.args[0]}, place=place
        )
    if isinstance(error, UndefinedError):
        known = [one for one in faults_of_tags(source.tags) if one.place == place]
        return known[0] if known else _undefined(error, place)
    if isinstance(error, SecurityError):
        return _forbidden(error.message or "", place)
    return Diagnostic(
        "template-failed",
        facts={"reason": f"{type(error).__name__}: {error}"},
        place=place,
    )


def _undefined(error: UndefinedError, place: Place) -> Diagnostic:
    return Diagnostic(
        "template-undefined", facts={"reason": error.message or ""}, place=place
    )


def forbidden(part: str, error: SecurityError) -> Diagnostic:
    """Return the diagnostic of a part that makes more than it may, wherever in it that is."""
    return _forbidden(error.message or "", Place(part))


def _forbidden(reason: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "template-forbidden", facts={"reason": reason, "reason_zh": reason}, place=place
    )


def _marked(source: Source) -> str:
    return OPENING.sub(r"\n\g<0>", source.text)


def _place(source: Source, marked: str, line: int) -> Place:
    """The place of the tag on ``line`` of the marked source."""
    lines = marked.split("\n")
    line = min(line, len(lines))
    tag = _TAG.match(lines[line - 1])
    shown = tag.group() if tag else _MARKUP.sub("", lines[line - 1])[:60]
    at = len(OPENING.findall("\n".join(lines[:line]))) - 1
    if len(OPENING.findall(marked)) == len(source.tags):
        return (
            source.tags[max(at, 0)].place
            if source.tags
            else Place(source.part, tag=shown)
        )
    # docxtpl writes some tags anew ({% vm %}, {% colspan %}): look for the text
    inner = shown.strip("{%} -")
    found = next((one.place for one in source.tags if inner and inner in one.raw), None)
    return found or Place(source.part, tag=shown)

"""Where in a template a tag fails: part, paragraph, its text, and the tag itself.

Only called when something has gone wrong: the part is compiled once more with a
line break before every tag, so that Jinja's line number names one tag.
This room must not know data or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.view import AbsentFactError

_BEFORE_TAG = re.compile(r"(?=\{\{|\{%)")
_PARAGRAPH = re.compile(r"<w:p[ >]")
_MARKUP = re.compile(r"<[^>]+>")

TEMPLATE_FAULTS = (
    *(UndefinedError, SecurityError, AbsentFactError, TypeError, ValueError),
    *(ArithmeticError, LookupError, AttributeError, RecursionError),
)
"""What code in a template may raise; anything else is a bug of ours."""


def in_file(diagnostics: Iterable[Diagnostic], path: str) -> list[Diagnostic]:
    """Return ``diagnostics`` with the path of the template."""
    return [
        Diagnostic(one.code, one.route, one.facts, one.position, path or one.path, one.place) for one in diagnostics
    ]


def syntax_fault(part: str, source: str, error: TemplateSyntaxError) -> Diagnostic:
    """Return the diagnostic of a part that Jinja cannot parse."""
    marked = _BEFORE_TAG.sub("\n", source)
    line, reason = error.lineno, error.message or ""
    try:
        Environment().parse(marked)
    except TemplateSyntaxError as again:
        line, reason = again.lineno, again.message or ""
    return Diagnostic("template-syntax", facts={"reason": reason}, place=_place(part, marked, line))


def render_fault(environment: Environment, part: str, source: str, context: Mapping[str, Any], error: Exception) -> Diagnostic:
    """Return the diagnostic of a part that fails with ``error`` when rendered with ``context``."""
    marked = _BEFORE_TAG.sub("\n", source)
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
    return _fault(error, _place(part, marked, line))


def _fault(error: Exception, place: str) -> Diagnostic:
    if isinstance(error, AbsentFactError):
        return Diagnostic("fact-absent", error.route, {"fact": error.args[0]}, place=place)
    if isinstance(error, UndefinedError):
        return Diagnostic("template-unknown-name", facts={"reason": error.message}, place=place)
    if isinstance(error, SecurityError):
        return Diagnostic("template-forbidden", facts={"reason": error.message}, place=place)
    return Diagnostic("template-failed", facts={"reason": f"{type(error).__name__}: {error}"}, place=place)


def _place(part: str, marked: str, line: int) -> str:
    """Name the tag on ``line`` of the marked source, with the paragraph that it stands in."""
    lines = marked.split("\n")
    before = "\n".join(lines[: line - 1])
    tag = re.match(r"\{\{.*?\}\}|\{%.*?%\}", lines[line - 1]) if line <= len(lines) else None
    number = len(_PARAGRAPH.findall(before))
    start = before.rfind("<w:p>") if before.rfind("<w:p>") > before.rfind("<w:p ") else before.rfind("<w:p ")
    rest = marked[max(start, 0) :]
    text = _MARKUP.sub("", rest[: rest.find("</w:p>")] if "</w:p>" in rest else rest[:200]).replace("\n", "").strip()
    shown = tag.group() if tag else lines[min(line, len(lines)) - 1][:60]
    return f"{part} ¶{number} {shown} “{text[:60]}”"

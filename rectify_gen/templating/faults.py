"""Where in a template a tag fails: part, paragraph or cell, its text, and the tag itself.

Only called when something has gone wrong: the part is compiled once more with a
line break before every tag, so that Jinja's line number names one tag. What is wrong
with a name is said by the same check that reads templates without data.
This room must not know data or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError

from rectify_gen.declared_facts import nearest_name
from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError
from rectify_gen.places import Place
from rectify_gen.templating.bounds import BeyondBoundsError
from rectify_gen.templating.patch import Source
from rectify_gen.templating.tags import OPENING, scan_tags
from rectify_gen.templating.value_filters import UnformattableError
from rectify_gen.templating.view_paths import Path, UnprovableError, path_of
from rectify_gen.view import AbsentFactError
from rectify_gen.view.types import texts_of

_MOST_QUOTED = 60
"""Characters that are quoted of a line without a tag."""
_MARKUP = re.compile(r"<[^>]+>")

TEMPLATE_FAULTS = (
    TemplateRuntimeError,
    SecurityError,
    AbsentFactError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
    NotImplementedError,
    AssertionError,
    NameError,  # for 1e400 Jinja writes the name inf
)
"""What code in a template may raise; anything else is a bug of ours."""


def in_file(diagnostics: Iterable[Diagnostic], path: str) -> list[Diagnostic]:
    """Return ``diagnostics`` with the path of the template."""
    placed: list[Diagnostic] = []
    for diagnostic in diagnostics:
        # A template in memory has no path: what the report says already stays.
        known_path = path or diagnostic.path
        placed.append(diagnostic._replace(path=known_path))
    return placed


@contextmanager
def reported_for(path: str) -> Iterator[None]:
    """Turn the errors of what is done inside into a TemplateError of the template at ``path``."""
    try:
        yield
    except (TemplateError, InputError) as error:
        raise TemplateError(in_file(error.diagnostics, path)) from error


def syntax_faults(source: Source, error: TemplateSyntaxError) -> list[Diagnostic]:
    """Return the diagnostics of a part that Jinja cannot parse: every tag at fault."""
    diagnostics = _faults_of_tags(source)
    if diagnostics:
        return diagnostics
    marked = _marked(source)
    line = error.lineno
    reason = error.message or ""
    try:
        Environment().parse(marked)
    except TemplateSyntaxError as error_of_marked:
        line = error_of_marked.lineno
        reason = error_of_marked.message or ""
    return [_syntax_fault(reason, _place(source, marked, line))]


def unparsable(part: str, reason: str) -> Diagnostic:
    """Return the diagnostic of a part that is too much for Jinja or for Python."""
    return _syntax_fault(reason, Place(part))


def _syntax_fault(reason: str, place: Place) -> Diagnostic:
    # The checker is imported late: a template without faults, as most are, does not need it.
    from rectify_gen.templating.contract.skeleton import reasons

    return Diagnostic("template-syntax", facts=reasons(reason), place=place)


def _faults_of_tags(source: Source) -> list[Diagnostic]:
    from rectify_gen.templating.contract.part_checks import faults_of_tags  # as above

    return list(faults_of_tags(source.tags))


def refused_tag(source: Source, kind: type[nodes.Node]) -> Diagnostic:
    """Return the diagnostic of a tag that wants another file, or prints without escaping."""
    marked = _marked(source)
    node = Environment().parse(marked).find(kind)
    line = node.lineno if node is not None else 1
    place = _place(source, marked, line)
    if kind is nodes.ScopedEvalContextModifier:
        facts = {"what": place.tag}
        return Diagnostic("template-unescaped", facts=facts, place=place)
    word = kind.__name__.lower()
    facts = {"reason": word, "reason_zh": f"引用其他文件（{word}）"}
    return Diagnostic("template-forbidden", facts=facts, place=place)


def astray_tag(source: Source, path: Path) -> Diagnostic:
    """Return the diagnostic of a value printed where Word shows no text."""
    marked = _marked(source)
    place = _place(source, marked, _line_of_print(marked, path))
    facts = {"name": ".".join(path)}
    return Diagnostic("template-text-astray", facts=facts, place=place)


def _line_of_print(marked: str, path: Path) -> int:
    """The line of the first tag that prints ``path``; 1 where none prints it under this name."""
    for output in Environment().parse(marked).find_all(nodes.Output):
        for node in output.nodes:
            try:
                if path_of(node) == path:
                    return node.lineno
            except UnprovableError:  # text of the template, or what a filter makes
                continue
    return 1


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
        new_context = template.new_context(dict(context))
        for _ in template.root_render_func(new_context):
            pass
    except TEMPLATE_FAULTS as error_of_marked:
        trace = error_of_marked.__traceback__
        while trace is not None:
            # Jinja compiles each tag's line into Python; the innermost one is at fault.
            code = trace.tb_frame.f_code
            if code.co_filename == "<template>":
                line = template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
    place = _place(source, marked, line)
    if isinstance(error, AbsentFactError) and error.route[0] == "fields":
        return _own_fact_absent(error, context, place)
    return _fault(error, source, place)


def _own_fact_absent(
    error: AbsentFactError, context: Mapping[str, Any], place: Place
) -> Diagnostic:
    """A fact of the office's own that is not given; the data may give it under a similar name."""
    name = str(error.route[-1])
    names = list(texts_of(context["fields"]))
    near = nearest_name(name, names)
    given_zh = "fields 里一项也没有"
    given_en = "there is nothing below fields"
    if near:
        given_zh = f"有“{near}”，名称是否写错"
        given_en = f"it gives '{near}': is one of the two misspelt?"
    elif names:
        given_zh = f"有：{'、'.join(names)}"
        given_en = f"it gives: {', '.join(names)}"
    facts = {
        "fact": error.args[0],
        "own_name": name,
        "given_zh": given_zh,
        "given_en": given_en,
    }
    return Diagnostic("own-fact-absent", error.route, facts, place=place)


def _fault(error: Exception, source: Source, place: Place) -> Diagnostic:
    if isinstance(error, AbsentFactError):
        facts = {"fact": error.args[0]}
        return Diagnostic("fact-absent", error.route, facts, place=place)
    if isinstance(error, UndefinedError):
        for diagnostic in _faults_of_tags(source):
            if diagnostic.place == place:
                return diagnostic
        return _undefined(error, place)
    if isinstance(error, SecurityError):
        return _forbidden(error, place)
    if isinstance(error, UnformattableError):
        return Diagnostic(error.code, facts={"value": error.value}, place=place)
    reason = f"{type(error).__name__}: {error}"
    return Diagnostic("template-failed", facts={"reason": reason}, place=place)


def _undefined(error: UndefinedError, place: Place) -> Diagnostic:
    facts = {"reason": error.message or ""}
    return Diagnostic("template-undefined", facts=facts, place=place)


def forbidden(part: str, error: SecurityError) -> Diagnostic:
    """Return the diagnostic of a part that makes more than it may, wherever in it that is."""
    return _forbidden(error, Place(part))


def _forbidden(error: SecurityError, place: Place) -> Diagnostic:
    reason = error.message or ""
    facts = {"reason": reason, "reason_zh": reason}
    if isinstance(error, BeyondBoundsError):
        facts["reason_zh"] = error.reason_zh
    return Diagnostic("template-forbidden", facts=facts, place=place)


def _marked(source: Source) -> str:
    """The source with every tag at the beginning of a line."""
    return OPENING.sub(r"\n\g<0>", source.text)


def _place(source: Source, marked: str, line: int) -> Place:
    """The place of the tag on ``line`` of the marked source."""
    lines = marked.split("\n")
    line = min(line, len(lines))
    text = lines[line - 1]
    tag = next(scan_tags([text]), None)
    quoted = tag.raw if tag is not None else ""
    if not quoted:
        quoted = _MARKUP.sub("", text)[:_MOST_QUOTED]
    tag_count = len(OPENING.findall(marked))
    if tag_count == len(source.tags):
        if not source.tags:
            return Place(source.part, tag=quoted)
        text_to_line = "\n".join(lines[:line])
        number = len(OPENING.findall(text_to_line))
        # A fault before the first tag is reported there.
        index = max(number - 1, 0)
        return source.tags[index].place
    # docxtpl writes some tags anew ({% vm %}, {% colspan %}): look for the text
    inner = quoted.strip("{%} -")
    for known in source.tags:
        if inner and inner in known.raw:
            return known.place
    return Place(source.part, tag=quoted)

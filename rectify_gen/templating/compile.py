"""From a .docx template to a compiled one: read, repaired and compiled once, rendered many times.

Parts without tags are compressed here once and for all. A compiled template is
never changed by rendering, so threads may share it. This room must not know the
model, YAML, or the view's meaning.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from rectify_gen.diagnostics import Diagnostic, TemplateError, errors
from rectify_gen.origin import CUSTOM
from rectify_gen.package import Entry, pack, read_package
from rectify_gen.templating import faults, parts, properties, traces
from rectify_gen.templating.balance import is_balanced
from rectify_gen.templating.hidden import hidden_values
from rectify_gen.templating.holders import may_run_dry
from rectify_gen.templating.patch import Source, patch
from rectify_gen.templating.promises import Promise, promised
from rectify_gen.templating.ranges import drop_halves
from rectify_gen.templating.sandbox import SANDBOX, refused
from rectify_gen.templating.tables import needs_columns
from rectify_gen.templating.tags import read_part
from rectify_gen.templating.writing import lost
from rectify_gen.word.leftovers import leftovers

_LINES = re.compile("[\n\t\a\f]")
_BETWEEN = re.compile(r">\s+<")
_BODY = re.compile(r"<w:body[ >]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY_END = "</w:body>"
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class CompiledPart(NamedTuple):
    """One part with tags. ``head`` and ``tail`` are the XML around what is rendered.

    ``promise`` is what completeness owes; ``balanced`` tells whether well-formedness
    was proved. The rest say which corrections its result needs: docxtpl's of line
    breaks and tabs inside texts, of columns of tables, of numbers of drawings, and
    ours of cells and the like that tags may leave empty.
    """

    name: str
    source: Source
    jinja: JinjaTemplate
    head: str
    tail: str
    promise: Promise
    balanced: bool
    fix_lines: bool
    fix_tables: bool
    fix_drawings: bool
    fix_holders: bool

    def is_plain(self) -> bool:
        """Return whether what Jinja makes is the part as it shall be."""
        return self.balanced and not (
            self.fix_lines or self.fix_tables or self.fix_drawings or self.fix_holders
        )


class Template(NamedTuple):
    """A compiled template: parts to render, parts as they are, core and custom properties, digest of the file."""

    path: str
    digest: str
    parts: tuple[CompiledPart, ...]
    fixed: tuple[Entry, ...]
    core: CompiledPart | None
    custom: str


def compile_template(data: bytes, path: str = "") -> Template:
    """Return the .docx template ``data``, ready to be rendered many times.

    Raises:
        TemplateError: with all faults found: damaged or dangerous package, text that would
            be dropped, tags that Jinja does not understand, tracked changes and comments.
    """
    try:
        return _compiled_package(data, read_package(data, path), path)
    except TemplateError as error:
        raise TemplateError(faults.in_file(error.diagnostics, path)) from error


def _compiled_package(data: bytes, package: Mapping[str, bytes], path: str) -> Template:
    main = parts.check(package)
    leftover = errors(leftovers(package))
    package = properties.with_usual_names(package)
    codes = traces.field_codes(package)
    package = traces.without_traces(package, codes)
    package = properties.with_custom_part(package)
    custom = properties.custom_source(package.get(CUSTOM), codes)
    names = [name for name in parts.rendered(main, package) if name != properties.CORE]
    compiled, found = _compile_all(main, names, package)
    found += hidden_values(main, package)
    found += leftover
    if found:
        raise TemplateError(found)
    core = next((part for part in compiled if part.name == properties.CORE), None)
    done = {part.name for part in compiled} | {CUSTOM}
    fixed = tuple(
        pack(name, [content], 6)
        for name, content in package.items()
        if name not in done
    )
    rendered = tuple(part for part in compiled if part is not core)
    return Template(
        path, hashlib.sha256(data).hexdigest(), rendered, fixed, core, custom
    )


def _compile_all(
    main: str, names: Iterable[str], package: Mapping[str, bytes]
) -> tuple[list[CompiledPart], list[Diagnostic]]:
    compiled: list[CompiledPart] = []
    found: list[Diagnostic] = []
    for name in (*names, properties.CORE):
        try:
            if name == properties.CORE:
                compiled += _compile_core(package)
            else:
                compiled.append(_compile_part(name, package[name], name == main))
        except TemplateError as error:
            found += error.diagnostics
    return compiled, found


def _compile_core(package: Mapping[str, bytes]) -> Iterator[CompiledPart]:
    if properties.CORE in package:
        content = package[properties.CORE]
        yield _compiled(
            Source(
                properties.CORE,
                properties.core_source(content),
                properties.core_tags(content).tags,
            )
        )


def _compile_part(name: str, content: bytes, is_main: bool) -> CompiledPart:
    root = parts.parse(name, content)
    read = read_part(root, name)
    if found := list(lost(read)):
        raise TemplateError(found)
    tags = tuple(tag for tag in read.tags if tag.kind != "{#")
    whole = etree.tostring(root, encoding="unicode")
    fix_holders = may_run_dry(root)
    if not is_main:
        compiled = _compiled(Source(name, patch(whole), tags), DECLARATION)
        return compiled._replace(fix_holders=fix_holders)
    body, end = _BODY.search(whole), whole.rfind(_BODY_END)
    if body is None or end < 0:
        raise parts.unreadable(name, "no w:body")
    start, end = body.start(), end + len(_BODY_END)
    compiled = _compiled(
        Source(name, patch(whole[start:end]), tags),
        DECLARATION + whole[:start],
        whole[end:],
    )
    source = compiled.source.text
    return compiled._replace(
        fix_tables=needs_columns(source),
        fix_drawings="<wp:docPr" in source,
        fix_holders=fix_holders,
    )


def _compiled(source: Source, head: str = "", tail: str = "") -> CompiledPart:
    name = source.part
    try:
        tree = SANDBOX.parse(source.text)
        found = list(tree.find_all(nodes.Node))
        if outside := next(refused(found), None):
            raise TemplateError([faults.refused_tag(source, type(outside))])
        _restore_escapes(found)
        drop_halves(tree)
        promise = promised(tree, found)
        balanced, fix_lines = is_balanced(tree), _holds_lines(found)
        jinja = SANDBOX.from_string(tree)
    except TemplateSyntaxError as error:
        raise TemplateError(faults.syntax_faults(source, error)) from error
    except (
        RecursionError,
        MemoryError,
        SyntaxError,
        OverflowError,
        ValueError,
    ) as error:
        raise TemplateError(
            [faults.unparsable(name, f"{type(error).__name__}: {error}")]
        ) from error
    if name != properties.CORE and promise.astray:
        raise TemplateError(
            faults.astray_tag(source, path) for path in dict.fromkeys(promise.astray)
        )
    return CompiledPart(
        name=name,
        source=source,
        jinja=jinja,
        head=head,
        tail=tail,
        promise=promise,
        balanced=balanced,
        fix_lines=fix_lines,
        fix_tables=False,
        fix_drawings=False,
        fix_holders=False,
    )


def _holds_lines(found: Iterable[nodes.Node]) -> bool:
    """Whether the template itself prints line breaks or tabs; texts of the data hold none."""
    own = "".join(one.data for one in found if isinstance(one, nodes.TemplateData))
    made = "".join(
        one.value
        for one in found
        if isinstance(one, nodes.Const) and isinstance(one.value, str)
    )
    return bool(_LINES.search(_BETWEEN.sub("><", own)) or _LINES.search(made))


def _restore_escapes(found: Iterable[nodes.Node]) -> None:
    """Docxtpl's ``{_{`` stands for a literal ``{{``; here in the template's own text only, never in data."""
    for piece in found:
        if isinstance(piece, nodes.TemplateData):
            for escaped, literal in _ESCAPES:
                piece.data = piece.data.replace(escaped, literal)

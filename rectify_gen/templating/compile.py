"""From a .docx template to a compiled one: read, repaired and compiled once, rendered many times.

Parts without tags are compressed here once and for all. A compiled template is
never changed by rendering, so threads may share it. This room must not know the
model, YAML, or the view's meaning.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from rectify_gen.diagnostics import Diagnostic, TemplateError, errors
from rectify_gen.origin import CUSTOM
from rectify_gen.package import Entry, pack
from rectify_gen.templating import faults, properties, template_parts, traces
from rectify_gen.templating.balance import is_balanced
from rectify_gen.templating.cell_properties import has_cell_tags
from rectify_gen.templating.empty_columns import wants_no_empty_columns
from rectify_gen.templating.hidden import hidden_values
from rectify_gen.templating.holders import may_run_dry
from rectify_gen.templating.opened_template import (
    OpenedStory,
    OpenedTemplate,
    open_story,
    open_template,
)
from rectify_gen.templating.patch import Source, patch
from rectify_gen.templating.pictures import (
    PicturedPart,
    PictureFrame,
    pictured_parts,
    prepare_pictures,
    with_tests,
)
from rectify_gen.templating.promises import Promise, promised
from rectify_gen.templating.ranges import drop_halves
from rectify_gen.templating.sandbox import SANDBOX, refused
from rectify_gen.templating.tables import needs_columns
from rectify_gen.templating.view_paths import Path
from rectify_gen.templating.writing import lost
from rectify_gen.word.leftovers import leftovers
from rectify_gen.word.word_package import relations_part

_LINES = re.compile("[\n\t\a\f]")
_BETWEEN_TAGS = re.compile(r">\s+<")
_BODY_START = re.compile(r"<w:body[ >]")
_BODY_END = "</w:body>"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_FIXED_LEVEL = 6
"""Compression of parts that never change: they are compressed once for all documents."""
_UNPARSABLE = (RecursionError, MemoryError, SyntaxError, OverflowError, ValueError)
"""What Jinja and Python raise of a source that is too much for them."""


class CompiledPart(NamedTuple):
    """One part with tags. ``head`` and ``tail`` are the XML around what is rendered, ``names`` what its tags read.

    ``promise`` is what completeness owes; ``balanced`` is whether well-formedness
    was proved. The rest say which corrections its result needs: docxtpl's of line
    breaks and tabs inside texts, of columns of tables, of numbers of drawings, and
    ours of cells and the like that tags may leave empty. ``fix_cells``: properties of
    cells come in another order than the schema's. ``drop_columns``: tables leave out
    their empty columns.
    """

    name: str
    source: Source
    jinja: JinjaTemplate
    names: frozenset[str]
    head: str
    tail: str
    promise: Promise
    balanced: bool
    fix_lines: bool
    fix_tables: bool
    fix_drawings: bool
    fix_holders: bool
    fix_cells: bool = False
    drop_columns: bool = False

    def is_plain(self) -> bool:
        """Return whether what Jinja makes is the part as it shall be."""
        needs_fixes = (
            self.fix_lines
            or self.fix_tables
            or self.fix_drawings
            or self.fix_holders
            or self.fix_cells
            or self.drop_columns
        )
        return self.balanced and not needs_fixes


class Template(NamedTuple):
    """A compiled template: parts to render, parts as they are, core and custom properties, digest of the file."""

    path: str
    digest: str
    parts: tuple[CompiledPart, ...]
    fixed: tuple[Entry, ...]
    core: CompiledPart | None
    custom: str
    pictured: tuple[PicturedPart, ...] = ()
    """The parts that show pictures of the data."""

    def reads(self, names: Collection[str]) -> bool:
        """Return whether a tag reads one of ``names`` of the view."""
        parts = self.parts if self.core is None else (*self.parts, self.core)
        return any(not part.names.isdisjoint(names) for part in parts)


def compile_template(data: bytes, path: str = "") -> Template:
    """Return the .docx template ``data``, ready to be rendered many times.

    Raises:
        TemplateError: with all faults found: damaged or dangerous package, text that would
            be dropped, tags that Jinja does not understand, tracked changes and comments.
    """
    return compile_opened(open_template(data, path))


def compile_opened(template: OpenedTemplate) -> Template:
    """As :func:`compile_template`, for a template that is opened.

    Raises:
        TemplateError: as there.
    """
    with faults.reported_for(template.path):
        return _compiled(template)


def _compiled(template: OpenedTemplate) -> Template:
    dangers = list(template_parts.dangers(template.package))
    if dangers:
        raise TemplateError(dangers)
    # All faults of all parts in one run.
    reports = errors(leftovers(template.package))
    codes = traces.field_codes(template.package)
    story_names = template_parts.stories(template.main, template.package)
    prepared = prepare_pictures(template.package, story_names)
    reports += prepared.faults
    package = traces.without_traces(prepared.package, codes)
    package = properties.with_custom_part(package)
    compiled, faults_of_stories = _compile_stories(template, package, prepared.frames)
    reports += faults_of_stories
    core = None
    if properties.CORE in package:
        try:
            core = _compile_core(package[properties.CORE], codes)
        except TemplateError as error:
            reports += error.diagnostics
    reports += hidden_values(template.main, package)
    if reports:
        raise TemplateError(reports)
    # Both kinds of properties are rendered too, but not as stories.
    rendered = {properties.CORE, CUSTOM}
    for name in prepared.frames:
        rendered.add(relations_part(name))
    for part in compiled:
        rendered.add(part.name)
    fixed: list[Entry] = []
    for name, content in package.items():
        if name not in rendered:
            entry = pack(name, [content], _FIXED_LEVEL)
            fixed.append(entry)
    digest = hashlib.sha256(template.data)
    return Template(
        path=template.path,
        digest=digest.hexdigest(),
        parts=tuple(compiled),
        fixed=tuple(fixed),
        core=core,
        custom=properties.custom_source(package.get(CUSTOM), codes),
        pictured=pictured_parts(package, prepared.frames),
    )


def _compile_stories(
    template: OpenedTemplate,
    package: Mapping[str, bytes],
    frames: Mapping[str, tuple[PictureFrame, ...]],
) -> tuple[list[CompiledPart], list[Diagnostic]]:
    """The stories with tags, and those with ``frames`` of pictures, compiled; and what is wrong with the others."""
    names = dict.fromkeys(template_parts.rendered(template.main, package))
    # A header may show a picture and have no tag besides.
    names.update(dict.fromkeys(frames))
    compiled: list[CompiledPart] = []
    reports: list[Diagnostic] = []
    for name in names:
        try:
            story = _story(template, name, package[name])
            is_main = name == template.main
            part = _compile_story(name, story, is_main, frames.get(name, ()))
            compiled.append(part)
        except TemplateError as error:
            reports += error.diagnostics
    return compiled, reports


def _story(template: OpenedTemplate, name: str, content: bytes) -> OpenedStory:
    """The story as it was opened, or read anew where something was taken out of it."""
    opened = template.stories.get(name)
    if opened is not None and opened.content == content:
        return opened
    return open_story(name, content)


def _compile_core(content: bytes, codes: str) -> CompiledPart:
    source = Source(
        part=properties.CORE,
        text=properties.core_source(content, codes),
        tags=properties.core_tags(content).tags,
    )
    part, _ = _compile_source(source, source.text)
    return part


def _compile_story(
    name: str,
    story: OpenedStory,
    is_main: bool,
    frames: Sequence[PictureFrame] = (),
) -> CompiledPart:
    lost_content = list(lost(story.part))
    if lost_content:
        raise TemplateError(lost_content)
    head, whole, tail = _rendered_stretch(name, story.root, is_main)
    # Jinja drops comments, so that no fault of the source is theirs.
    tags = [tag for tag in story.part.tags if tag.kind != "{#"]
    source = Source(
        part=name,
        text=patch(whole),
        tags=tuple(tags),
    )
    text = source.text
    if frames:
        # Faults are looked for in the source without these tests, which no author wrote.
        tested_root = with_tests(story.root, frames)
        _, tested, _ = _rendered_stretch(name, tested_root, is_main)
        text = patch(tested)
    part, astray = _compile_source(source, text)
    if astray:
        reports = [faults.astray_tag(source, path) for path in astray]
        raise TemplateError(reports)
    return part._replace(
        head=DECLARATION + head,
        tail=tail,
        fix_tables=is_main and needs_columns(source.text),
        fix_drawings=is_main and "<wp:docPr" in source.text,
        fix_holders=may_run_dry(story.root),
        fix_cells=has_cell_tags(whole),
        drop_columns=wants_no_empty_columns(story.root),
    )


def _rendered_stretch(
    name: str, root: etree._Element, is_main: bool
) -> tuple[str, str, str]:
    """The XML of a story in three: before what is rendered, that itself, and after it."""
    whole = etree.tostring(root, encoding="unicode")
    if not is_main:
        return "", whole, ""
    # Only the body is rendered, as docxtpl does; the section properties at its end too.
    start = _BODY_START.search(whole)
    end = whole.rfind(_BODY_END)
    if start is None or end < 0:
        raise template_parts.unreadable(name, "no w:body")
    body_start = start.start()
    body_end = end + len(_BODY_END)
    return whole[:body_start], whole[body_start:body_end], whole[body_end:]


def _compile_source(source: Source, text: str) -> tuple[CompiledPart, tuple[Path, ...]]:
    """The ``text`` of ``source`` compiled, and the values that it prints where Word shows no text."""
    try:
        tree = SANDBOX.parse(text)
        all_nodes = list(tree.find_all(nodes.Node))
        other_file = next(refused(all_nodes), None)
        if other_file is not None:
            raise TemplateError([faults.refused_tag(source, type(other_file))])
        # Both change the tree, so they come before all that is proved of it.
        _restore_escapes(all_nodes)
        drop_halves(tree)
        promise = promised(tree, all_nodes)
        part = CompiledPart(
            name=source.part,
            source=source,
            jinja=SANDBOX.from_string(tree),
            names=_names(all_nodes),
            head="",
            tail="",
            promise=promise,
            balanced=is_balanced(tree),
            fix_lines=_holds_lines(all_nodes),
            fix_tables=False,
            fix_drawings=False,
            fix_holders=False,
        )
    except TemplateSyntaxError as error:
        raise TemplateError(faults.syntax_faults(source, error)) from error
    except _UNPARSABLE as error:
        reason = f"{type(error).__name__}: {error}"
        raise TemplateError([faults.unparsable(source.part, reason)]) from error
    # Each value is reported once, in the order of the template.
    astray = dict.fromkeys(promise.astray)
    return part, tuple(astray)


def _names(all_nodes: Iterable[nodes.Node]) -> frozenset[str]:
    """The names that are read or set; of the view, nothing else can be reached."""
    names: set[str] = set()
    for node in all_nodes:
        if isinstance(node, nodes.Name):
            names.add(node.name)
    return frozenset(names)


def _holds_lines(all_nodes: Iterable[nodes.Node]) -> bool:
    """Whether the template itself prints line breaks or tabs; texts of the data hold none."""
    text = ""
    constants = ""
    for node in all_nodes:
        if isinstance(node, nodes.TemplateData):
            text += node.data
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            constants += node.value
    if _LINES.search(constants):
        return True
    # Line breaks between elements are layout of the XML.
    without_layout = _BETWEEN_TAGS.sub("><", text)
    return _LINES.search(without_layout) is not None


def _restore_escapes(all_nodes: Iterable[nodes.Node]) -> None:
    """Docxtpl's ``{_{`` stands for a literal ``{{``; here in the template's own text only, never in data."""
    for node in all_nodes:
        if isinstance(node, nodes.TemplateData):
            for escaped, literal in _ESCAPES:
                node.data = node.data.replace(escaped, literal)

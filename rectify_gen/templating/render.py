"""From a compiled template and a view to the bytes of a .docx.

One Jinja run for each part with tags, the corrections that docxtpl would make and
this template needs, the proofs, and the package writer. Nothing is shared between
renderings but the compiled template. This room must not know YAML or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.package import Entry, pack, parts_digest, write_package
from rectify_gen.templating import faults, properties
from rectify_gen.templating.balance import UnprovableError
from rectify_gen.templating.compile import SANDBOX, CompiledPart, Template
from rectify_gen.templating.completeness import IllegalTextError, Proof
from rectify_gen.templating.sandbox import BUDGET, Budget
from rectify_gen.view import View, as_context

_PIECES_A_BLOCK = 20_000
"""Pieces of text joined at a time: a common notice is one block, the largest never stands in memory whole."""

Context = dict[str, Any]


def render(template: Template, view: View, source_digest: str = "") -> bytes:
    """Return the document that ``template`` makes of ``view``; the same input gives the same bytes.

    ``source_digest`` is recorded in the document's properties beside the template's.

    Raises:
        TemplateError: with a diagnostic for each part that fails: a fact that the data does not
            give, an unknown name, text that would be lost, XML that would be malformed.
    """
    context = as_context(view)
    found: list[Diagnostic] = []
    entries = list(template.fixed)
    for part in template.parts:
        try:
            entries.append(_render_part(part, context))
        except TemplateError as error:
            found += error.diagnostics
    if template.core is not None:
        entries.append(_core(template.core, context))
    if found:
        raise TemplateError(faults.in_file(found, template.path))
    return write_package([*entries, _custom(template, entries, source_digest)])


def _core(core: CompiledPart, context: Context) -> Entry:
    day = chinese.read_date(context["date"]) if context["date"] else None
    text = properties.dated("".join(_pieces(core, context)), day)
    return pack(core.name, [text.encode("utf-8")])


def _custom(template: Template, entries: Iterable[Entry], source_digest: str) -> Entry:
    digest = parts_digest({entry.name: entry.sha256 for entry in entries})
    origin = properties.Origin(source_digest, template.digest, digest)
    return pack(properties.CUSTOM, [properties.custom_properties(template.custom, origin).encode("utf-8")])


def _render_part(part: CompiledPart, context: Context) -> Entry:
    try:
        proof = Proof(part.owed, context) if part.owed is not None else None
    except (UnprovableError, *faults.TEMPLATE_FAULTS):
        proof = None  # rendering itself will say what fails, and where
    except IllegalTextError as error:
        raise TemplateError([Diagnostic("text-illegal", facts={"character": str(error)}, place=part.name)]) from error
    if proof is None or not part.balanced or part.fix_tables or part.fix_drawings:
        text = _corrected(part, "".join(_pieces(part, context)))
        entry = pack(part.name, [_encoded(part, text)])
        if proof is not None:
            proof.feed(text)
    else:
        entry = pack(part.name, _proved_blocks(part, context, proof))
    if proof is not None and not proof.holds():
        _refuse_lost(part, context, proof)
    return entry


def _pieces(part: CompiledPart, context: Context) -> Iterator[str]:
    """The rendered part piece by piece; a failing tag becomes a TemplateError that names its place."""
    yield part.head
    try:
        yield from part.jinja.root_render_func(part.jinja.new_context({**context, BUDGET: Budget()}))
    except faults.TEMPLATE_FAULTS as error:
        again = {**context, BUDGET: Budget()}
        raise TemplateError([faults.render_fault(SANDBOX, part.name, part.source, again, error)]) from error
    yield part.tail


def _proved_blocks(part: CompiledPart, context: Context, proof: Proof) -> Iterator[bytes]:
    pieces = _pieces(part, context)
    while block := "".join(islice(pieces, _PIECES_A_BLOCK)):
        proof.feed(block)
        yield _encoded(part, block)


def _encoded(part: CompiledPart, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        sign = f"U+{ord(text[error.start]):04X}"
        raise TemplateError([Diagnostic("text-illegal", facts={"character": sign}, place=part.name)]) from error


def _refuse_lost(part: CompiledPart, context: Context, proof: Proof) -> None:
    lost = proof.missing("".join(_pieces(part, context)))
    if lost:
        raise TemplateError(
            Diagnostic("text-not-printed", facts={"text": text[:60]}, place=part.name) for text in lost[:20]
        )


def _corrected(part: CompiledPart, text: str) -> str:
    """The part parsed, so that it is surely well-formed, with docxtpl's corrections of tables and drawings."""
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"))
    except etree.XMLSyntaxError as error:
        facts: Mapping[str, object] = {"part": part.name, "reason": str(error)}
        raise TemplateError([Diagnostic("result-malformed", facts=facts, place=part.name)]) from error
    if not part.fix_tables and not part.fix_drawings:
        return text
    engine = DocxTemplate("")
    engine.docx_ids_index = 1000
    if part.fix_tables:
        root = engine.fix_tables(text)
    if part.fix_drawings:
        engine.fix_docpr_ids(root)
    return etree.tostring(root, encoding="unicode")

"""From a compiled template and a view to the bytes of a .docx.

One Jinja run for each part with tags, the corrections that docxtpl would make and
this template needs, the proofs, and the package writer. Nothing is shared between
renderings but the compiled template. This room must not know YAML or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError
from lxml import etree
from markupsafe import Markup, escape

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.origin import CUSTOM, Origin, parts_digest
from rectify_gen.package import Entry, pack, write_package
from rectify_gen.places import Place
from rectify_gen.templating import faults, holders, properties
from rectify_gen.templating.bounds import BUDGET, Budget
from rectify_gen.templating.compile import DECLARATION, CompiledPart, Template
from rectify_gen.templating.completeness import (
    IllegalTextError,
    Proof,
    missing,
    owed_strings,
    refuse_illegal,
    strings,
)
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tracing import traced_route
from rectify_gen.view import View, as_context

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_PIECES_A_BLOCK = 512
"""Pieces of text joined at a time: a common notice is one block, the largest never stands in memory whole."""
_LOST_SHOWN = 20
_MARKUP = re.compile(r"<[^<>]*>")

Context = dict[str, Any]


def render(
    template: Template, view: View, source_digest: str = "", edition: str = ""
) -> bytes:
    """Return the document that ``template`` makes of ``view``; the same input gives the same bytes.

    ``source_digest`` and ``edition`` are recorded in the document's properties beside the template's digest.

    Raises:
        TemplateError: with a diagnostic for each part that fails: a fact that the data does not
            give, an unknown name, text that would be lost, XML that would be malformed.
    """
    return render_with_origin(template, view, source_digest, edition)[0]


def render_with_origin(
    template: Template, view: View, source_digest: str, edition: str
) -> tuple[bytes, Origin]:
    """Return what :func:`render` does, and the origin that the document tells of itself."""
    budget = Budget()
    context = {**as_context(view), BUDGET: budget}
    found: list[Diagnostic] = []
    entries = list(template.fixed)
    for part in template.parts:
        try:
            entries.append(_render_part(part, context))
        except TemplateError as error:
            found += error.diagnostics
        if budget.is_spent():  # the other parts would only say so again
            break
    if template.core is not None and not budget.is_spent():
        try:
            entries.append(_render_core(template.core, context))
        except TemplateError as error:
            found += error.diagnostics
    if found:
        raise TemplateError(faults.in_file(found, template.path))
    digest = parts_digest({entry.name: (entry.crc, entry.size) for entry in entries})
    origin = Origin(source_digest, template.digest, edition, digest)
    custom = pack(
        CUSTOM, [properties.custom_properties(template.custom, origin).encode("utf-8")]
    )
    return write_package([*entries, custom]), origin


def _render_core(core: CompiledPart, context: Context) -> Entry:
    day = chinese.read_date(context["date"]) if context["date"] else None
    text = "".join(_texts(core, context, None))
    if not core.is_plain():
        _refuse_illegal(core, strings(context))
        _parsed(core, _encoded(core, text))
    return pack(core.name, [_encoded(core, properties.dated(text, day))])


def _render_part(part: CompiledPart, context: Context) -> Entry:
    proof = _proof(part, context)
    if part.is_plain():
        entry = pack(
            part.name, (_encoded(part, text) for text in _texts(part, context, proof))
        )
    else:
        _refuse_illegal(part, strings(context))
        text = _corrected(part, "".join(_texts(part, context, proof)))
        entry = pack(part.name, [_encoded(part, text)])
    if proof is not None and (part.promise.hidden or not proof.holds()):
        _refuse_lost(part, context)
    return entry


def _proof(part: CompiledPart, context: Context) -> Proof | None:
    try:
        return Proof(part.promise, context)
    except faults.TEMPLATE_FAULTS:
        return None  # rendering itself will say what fails, and where


def _pieces(part: CompiledPart, context: Context) -> Iterator[str]:
    """The rendered part piece by piece; a failing tag becomes a TemplateError that names its place.

    Printed values are Markup, the template's own text is not.
    """
    yield part.head
    try:
        yield from part.jinja.root_render_func(part.jinja.new_context(context))
    except faults.TEMPLATE_FAULTS as error:
        again = {**context, BUDGET: Budget()}
        raise TemplateError(
            [faults.render_fault(SANDBOX, part.source, again, error)]
        ) from error
    yield part.tail


def _texts(part: CompiledPart, context: Context, proof: Proof | None) -> Iterator[str]:
    """The rendered part in blocks, each shown to the proof; never more in memory than a block."""
    pieces = _pieces(part, context)
    budget: Budget = context[BUDGET]
    while block := list(islice(pieces, _PIECES_A_BLOCK)):
        try:
            budget.print(sum(map(len, block)))
        except SecurityError as error:
            raise TemplateError([faults.forbidden(part.name, error)]) from error
        values = [piece for piece in block if type(piece) is Markup]
        if part.is_plain():
            _refuse_illegal(part, values)
        if proof is not None:
            proof.feed(values)
        yield "".join(block)


def _values(part: CompiledPart, context: Context) -> list[str]:
    """The printed values, escaped as they were printed."""
    again = {**context, BUDGET: Budget()}
    return [piece for piece in _pieces(part, again) if type(piece) is Markup]


def _refuse_illegal(part: CompiledPart, values: Iterable[str]) -> None:
    try:
        refuse_illegal(values)
    except IllegalTextError as error:
        raise TemplateError(
            [
                Diagnostic(
                    "text-illegal",
                    facts={"character": str(error)},
                    place=Place(part.name),
                )
            ]
        ) from error


def _encoded(part: CompiledPart, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        sign = f"U+{ord(text[error.start]):04X}"
        raise TemplateError(
            [
                Diagnostic(
                    "text-illegal", facts={"character": sign}, place=Place(part.name)
                )
            ]
        ) from error


def _refuse_lost(part: CompiledPart, context: Context) -> None:
    """Look once more, slowly: what is printed in another order than owed is not lost."""
    lost = list(
        islice(missing(part.promise, context, _values(part, context)), _LOST_SHOWN)
    )
    if not lost and part.promise.hidden:
        again = {**context, BUDGET: Budget()}
        texts = _MARKUP.sub("\n", "".join(_pieces(part, again)))
        lost = [
            one
            for one in owed_strings(part.promise.owed, context)
            if str(escape(one)) not in texts
        ][:_LOST_SHOWN]
    if lost:
        raise TemplateError(_not_printed(text, part) for text in lost)


def _not_printed(text: str, part: CompiledPart) -> Diagnostic:
    return Diagnostic(
        code="text-not-printed",
        route=traced_route(text),
        facts={"text": text[:60]},
        place=Place(part.name),
    )


def _corrected(part: CompiledPart, text: str) -> str:
    """The part parsed, so that it is surely well-formed, with the corrections that it needs."""
    if part.fix_lines or part.fix_tables or part.fix_drawings:
        text = _corrected_by_docxtpl(part, text)
    hollow = part.fix_holders and holders.is_hollow(text)
    if part.balanced and not hollow:
        return text
    root = _parsed(part, _encoded(part, text))
    if not hollow:
        return text
    holders.complete(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _corrected_by_docxtpl(part: CompiledPart, text: str) -> str:
    """The part with docxtpl's corrections of lines, tables and drawings."""
    from docxtpl import DocxTemplate  # slow to import, and few templates need it

    engine = DocxTemplate("")
    if part.fix_lines:
        text = engine.resolve_listing(text)
        _parsed(part, _encoded(part, text))
    if not part.fix_tables and not part.fix_drawings:
        return text
    encoded = _encoded(part, text)
    root = _parsed(part, encoded)
    if part.fix_tables:
        root = _with_columns(engine, part, encoded)
    if part.fix_drawings:
        engine.docx_ids_index = 1000
        engine.fix_docpr_ids(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _parsed(part: CompiledPart, encoded: bytes) -> etree._Element:
    try:
        return etree.fromstring(
            encoded, etree.XMLParser(resolve_entities=False, huge_tree=True)
        )
    except etree.XMLSyntaxError as error:
        facts: Mapping[str, object] = {"part": part.name, "reason": str(error)}
        raise TemplateError(
            [Diagnostic("result-malformed", facts=facts, place=Place(part.name))]
        ) from error


def _with_columns(
    engine: DocxTemplate, part: CompiledPart, encoded: bytes
) -> etree._Element:
    try:
        root: etree._Element = engine.fix_tables(encoded)
    except (AttributeError, TypeError, ValueError) as error:
        facts: Mapping[str, object] = {
            "part": part.name,
            "reason": f"w:tblGrid: {error}",
        }
        raise TemplateError(
            [Diagnostic("result-malformed", facts=facts, place=Place(part.name))]
        ) from error
    return root

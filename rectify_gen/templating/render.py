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
from rectify_gen.templating import (
    cell_properties,
    empty_columns,
    faults,
    holders,
    properties,
)
from rectify_gen.templating.bounds import BUDGET, Budget
from rectify_gen.templating.compile import DECLARATION, CompiledPart, Template
from rectify_gen.templating.completeness import (
    IllegalTextError,
    Proof,
    SentenceProof,
    SoughtTexts,
    missing,
    owed_strings,
    refuse_illegal,
    strings,
)
from rectify_gen.templating.pictures import picture_entries
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tracing import traced_route
from rectify_gen.view import View, as_context

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_PIECES_A_BLOCK = 512
"""Pieces of text joined at a time: a common notice is one block, the largest never stands in memory whole."""
_MOST_REPORTED = 20
"""Lost texts that are reported of one part."""
_MOST_QUOTED = 60
"""Characters of a lost text that are quoted."""
_FIRST_DRAWING = 1000
"""Numbers of drawings begin here, as docxtpl lets them."""
_MARKUP = re.compile(r"<[^<>]*>")

Context = dict[str, Any]
NO_ASSETS: Mapping[str, bytes] = {}


def render(
    template: Template,
    view: View,
    source_digest: str = "",
    edition: str = "",
    assets: Mapping[str, bytes] = NO_ASSETS,
) -> bytes:
    """Return the document that ``template`` makes of ``view``; the same input gives the same bytes.

    ``source_digest`` and ``edition`` are recorded in the document's properties beside the template's digest. ``assets``
    are the files of the view's pictures, by their paths.

    Raises:
        TemplateError: with a diagnostic for each part that fails: a fact that the data does not
            give, an unknown name, text that would be lost, XML that would be malformed.
    """
    return render_with_origin(template, view, source_digest, edition, assets)[0]


def render_with_origin(
    template: Template,
    view: View,
    source_digest: str,
    edition: str,
    assets: Mapping[str, bytes] = NO_ASSETS,
    sought: SoughtTexts | None = None,
) -> tuple[bytes, Origin]:
    """Return what :func:`render` does, and the origin that the document states of itself.

    ``sought`` is shown the values that are printed.

    Raises:
        TemplateError: as there.
    """
    budget = Budget()
    context = {**as_context(view), BUDGET: budget}
    reports: list[Diagnostic] = []
    entries = list(template.fixed)
    for part in template.parts:
        try:
            entries.append(_render_part(part, context, sought))
        except TemplateError as error:
            reports += error.diagnostics
        if budget.is_spent():  # the other parts would only say so again
            break
    if template.pictured:
        try:
            entries += picture_entries(template.pictured, view.pictures, assets)
        except TemplateError as error:
            reports += error.diagnostics
    if template.core is not None and not budget.is_spent():
        try:
            entries.append(_render_core(template.core, context))
        except TemplateError as error:
            reports += error.diagnostics
    if reports:
        raise TemplateError(faults.in_file(reports, template.path))
    digest = parts_digest({entry.name: (entry.crc, entry.size) for entry in entries})
    origin = Origin(
        source=source_digest,
        template=template.digest,
        edition=edition,
        parts=digest,
    )
    custom = properties.custom_properties(template.custom, origin)
    entries.append(pack(CUSTOM, [custom.encode("utf-8")]))
    return write_package(entries), origin


def _render_core(core: CompiledPart, context: Context) -> Entry:
    day = chinese.read_date(context["date"]) if context["date"] else None
    text = "".join(_blocks(core, context))
    if not core.is_plain():
        _refuse_illegal(core, strings(context))
        _parse(core, _encode(core, text))
    return pack(core.name, [_encode(core, properties.dated(text, day))])


def _render_part(
    part: CompiledPart,
    context: Context,
    sought: SoughtTexts | None,
) -> Entry:
    proof = _proof(part, context)
    # Corrections after rendering may take printed values away again.
    seen_in_result = sought if part.is_plain() else None
    blocks = _blocks(part, context, proof, seen_in_result)
    if part.is_plain():
        encoded = (_encode(part, block) for block in blocks)
        entry = pack(part.name, encoded)
    else:
        _refuse_illegal(part, strings(context))
        text = _corrected(part, "".join(blocks))
        entry = pack(part.name, [_encode(part, text)])
    if proof is not None and (part.promise.hidden or not proof.holds()):
        _refuse_lost(part, context)
    return entry


def _proof(part: CompiledPart, context: Context) -> Proof | None:
    proof = SentenceProof if part.promise.in_sentences else Proof
    try:
        return proof(part.promise, context)
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
        fault = faults.render_fault(
            SANDBOX, part.source, _with_new_budget(context), error
        )
        raise TemplateError([fault]) from error
    yield part.tail


def _blocks(
    part: CompiledPart,
    context: Context,
    proof: Proof | None = None,
    sought: SoughtTexts | None = None,
) -> Iterator[str]:
    """The rendered part in blocks, each shown to the proof and the search; never more in memory than a block."""
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
        if sought is not None:
            sought.feed(values)
        yield "".join(block)


def _with_new_budget(context: Context) -> Context:
    """``context`` for one more rendering, which is ours and not the template's to pay for."""
    return {**context, BUDGET: Budget()}


def _refuse_illegal(part: CompiledPart, values: Iterable[str]) -> None:
    try:
        refuse_illegal(values)
    except IllegalTextError as error:
        raise _illegal_character(part, str(error)) from error


def _encode(part: CompiledPart, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        sign = f"U+{ord(text[error.start]):04X}"
        raise _illegal_character(part, sign) from error


def _illegal_character(part: CompiledPart, sign: str) -> TemplateError:
    facts = {"character": sign}
    return TemplateError(
        [Diagnostic("text-illegal", facts=facts, place=Place(part.name))]
    )


def _refuse_lost(part: CompiledPart, context: Context) -> None:
    """Look once more, slowly: what is printed in another order than owed is not lost."""
    pieces = list(_pieces(part, _with_new_budget(context)))
    values = [piece for piece in pieces if type(piece) is Markup]
    lost = list(islice(missing(part.promise, context, values), _MOST_REPORTED))
    if not lost and part.promise.hidden:
        lost = _lost_in_markup(part, context, "".join(pieces))
    if lost:
        raise TemplateError(_not_printed(text, part) for text in lost)


def _lost_in_markup(part: CompiledPart, context: Context, xml: str) -> list[str]:
    """Owed strings that stand nowhere in the text of ``xml``: printed into markup, where Word shows none."""
    shown = _MARKUP.sub("\n", xml)
    lost: list[str] = []
    for text in owed_strings(part.promise.owed, context):
        if str(escape(text)) not in shown:
            lost.append(text)
    return lost[:_MOST_REPORTED]


def _not_printed(text: str, part: CompiledPart) -> Diagnostic:
    return Diagnostic(
        code="text-not-printed",
        route=traced_route(text),
        facts={"text": text[:_MOST_QUOTED]},
        place=Place(part.name),
    )


def _corrected(part: CompiledPart, text: str) -> str:
    """The part parsed, so that it is surely well-formed, with the corrections that it needs."""
    if part.fix_lines or part.fix_tables or part.fix_drawings:
        text = _corrected_by_docxtpl(part, text)
    is_hollow = part.fix_holders and holders.is_hollow(text)
    changes_elements = is_hollow or part.fix_cells or part.drop_columns
    if part.balanced and not changes_elements:
        return text
    root = _parse(part, _encode(part, text))
    if not changes_elements:
        return text
    if is_hollow:
        holders.complete(root)
    if part.fix_cells:
        cell_properties.order_cell_properties(root)
    if part.drop_columns:
        empty_columns.drop_empty_columns(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _corrected_by_docxtpl(part: CompiledPart, text: str) -> str:
    """The part with docxtpl's corrections of lines, tables and drawings."""
    from docxtpl import DocxTemplate  # slow to import, and few templates need it

    engine = DocxTemplate("")
    if part.fix_lines:
        text = engine.resolve_listing(text)
        _parse(part, _encode(part, text))
    if not part.fix_tables and not part.fix_drawings:
        return text
    encoded = _encode(part, text)
    root = _parse(part, encoded)
    if part.fix_tables:
        root = _with_columns(engine, part, encoded)
    if part.fix_drawings:
        engine.docx_ids_index = _FIRST_DRAWING
        engine.fix_docpr_ids(root)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _parse(part: CompiledPart, encoded: bytes) -> etree._Element:
    # The largest notices pass lxml's usual limits; entities are not resolved.
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    try:
        return etree.fromstring(encoded, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(part, str(error)) from error


def _with_columns(
    engine: DocxTemplate, part: CompiledPart, encoded: bytes
) -> etree._Element:
    try:
        root: etree._Element = engine.fix_tables(encoded)
    except (AttributeError, TypeError, ValueError) as error:
        raise _malformed(part, f"w:tblGrid: {error}") from error
    return root


def _malformed(part: CompiledPart, reason: str) -> TemplateError:
    facts: Mapping[str, object] = {"part": part.name, "reason": reason}
    return TemplateError(
        [Diagnostic("result-malformed", facts=facts, place=Place(part.name))]
    )

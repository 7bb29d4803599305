"""Makes Word documents: templates are compiled once by whoever works, then filled.

After rendering, facts that the data gives and the document does not hold are reported (``unprinted``).
"""

import functools
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic, Route, TemplateError
from rectify_gen.origin import CUSTOM, Origin, digest_of_parts
from rectify_gen.outputs.records import Contents, MadeDocument, TemplateFile
from rectify_gen.package import read_package, write_parts
from rectify_gen.picture_files import read_picture
from rectify_gen.templating import properties
from rectify_gen.templating.compile import Template, compile_opened
from rectify_gen.templating.completeness import SoughtTexts
from rectify_gen.templating.opened_template import open_template
from rectify_gen.templating.properties import escaped
from rectify_gen.templating.render import render_with_origin
from rectify_gen.templating.value_filters import DATE_FILTERS, FUNCTIONS
from rectify_gen.view import View
from rectify_gen.view.types import ROWS, OpeningView, texts_of


def make_word_document(contents: Contents) -> MadeDocument:
    """Return the Word document of ``contents``.

    Raises:
        TemplateError: the template cannot be used, or prints what the data does not give.
    """
    assert contents.template is not None  # the row of this output asks for one
    template = compiled(contents.template)
    view = contents.view
    sought = SoughtTexts(_texts_of_facts(template, view))
    document, origin = render_with_origin(
        template,
        view,
        contents.digest,
        contents.edition,
        contents.assets,
        sought,
    )
    if view.attached:
        document, origin = _with_attachments(document, origin, template, contents)
    notes = (
        *unprinted(template, view, document, sought.unseen),
        *stretched(template, view, contents.assets),
    )
    return MadeDocument(document, origin, notes)


def _with_attachments(
    document: bytes, origin: Origin, template: Template, contents: Contents
) -> tuple[bytes, Origin]:
    """Return ``document`` with its attachments behind it, and what it then says of itself."""
    # Few notices have attachments with a body.
    from rectify_gen.templating.attaching import attach

    parts = attach(dict(read_package(document)), contents.view, contents.assets)
    origin = origin._replace(parts=digest_of_parts(parts))
    custom = properties.custom_properties(template.custom, origin)
    parts[CUSTOM] = custom.encode("utf-8")
    return write_parts(parts), origin


def compiled(file: TemplateFile) -> Template:
    """Return ``file`` compiled; the same file is checked and compiled once.

    Raises:
        TemplateError: it cannot be used; all that ``template check`` calls an error is one.
    """
    # The cache keeps an error as a value: raised anew, each notice gets a traceback of its own.
    template = _compile_once(file)
    if isinstance(template, TemplateError):
        raise TemplateError(template.diagnostics)
    return template


@functools.lru_cache(maxsize=16)
def _compile_once(file: TemplateFile) -> Template | TemplateError:
    """Return ``file`` compiled, or why it cannot be: many notices ask the same question."""
    try:
        template = open_template(file.data, file.path)
        if not file.shipped:
            # Shipped templates are tested; the checker takes longer to import than they take to compile.
            from rectify_gen.templating.template_check import refuse_faults

            refuse_faults(template, file.facts)
        return compile_opened(template)
    except TemplateError as error:
        return error


def reads_rows(file: TemplateFile | None) -> bool:
    """Return whether the template ``file`` prints the items of a notice as rows.

    Raises:
        TemplateError: it cannot be used.
    """
    assert file is not None  # the row of this output asks for one
    return compiled(file).reads(ROWS)


_PRINTS_TEXT = r"\bin paragraphs\b"
"""A loop over the paragraphs of the notice."""
_PRINTS_ROWS = r"\bin ledger(_areas)?\b"
"""A loop over the rows of the ledger."""


def unprinted(
    template: Template,
    view: View,
    document: bytes,
    unseen: Collection[str] | None = None,
) -> Iterator[Diagnostic]:
    """Yield a warning for each fact (发文字号, 联系方式 …) that the data gives and ``document`` does not hold.

    ``document`` was made of ``template`` and ``view``; ``unseen`` are the texts of facts that may lack; None where
    all may. A template that does not print the notice's text, such as a ledger, is a working sheet and need not print them.
    Facts that an own preamble or closing must state are a rule's.
    """
    tags = _tags(template)
    # A ledger without rows is an empty table, which looks finished.
    prints_rows = _has_tag(tags, _PRINTS_ROWS) and template.reads(ROWS)
    if prints_rows and not view.ledger:
        yield Diagnostic("ledger-empty", ("sections",))
    if not _has_tag(tags, _PRINTS_TEXT):
        return
    yield from _pictures_not_shown(template, view)
    sought: dict[str, Route] = {}
    for route, value in _given_facts(view):
        text = escaped(value)
        if not _has_tag(tags, _tag_of(route)):
            yield _not_printed(route)
        elif unseen is None or text in unseen:
            sought[text] = route
    may_be_reformatted = any(name in tags for name in DATE_FILTERS)
    for text in _texts_not_in(template, document, sought):
        if may_be_reformatted and _is_reformatted(template, document, text):
            continue
        yield _not_printed(sought[text])


def _texts_of_facts(template: Template, view: View) -> Iterator[str]:
    """Yield the text of each fact that the document of ``view`` ought to hold, as it stands in XML."""
    if _has_tag(_tags(template), _PRINTS_TEXT):
        for _, value in _given_facts(view):
            # A document holds < and & as entities.
            yield escaped(value)


def _tags(template: Template) -> str:
    """Return the text of all parts with tags, as it was before rendering."""
    texts = tuple(part.source.text for part in template.parts)
    return texts[0] if len(texts) == 1 else _joined(texts)


@functools.lru_cache(maxsize=16)
def _joined(texts: tuple[str, ...]) -> str:
    return "".join(texts)


@functools.lru_cache(maxsize=1024)
def _has_tag(tags: str, pattern: str) -> bool:
    """Return whether ``pattern`` stands in ``tags``; thousands of notices ask the same of one template."""
    return re.search(pattern, tags) is not None


def _pictures_not_shown(template: Template, view: View) -> Iterator[Diagnostic]:
    shown_names: set[str] = set()
    for part in template.pictured:
        for frame in part.frames:
            shown_names.add(frame.name)
    for name in texts_of(view.pictures):
        if name not in shown_names:
            yield _not_printed(("pictures", name))


_SLIGHT = 0.05
"""Share by which a frame may be wider or narrower than its picture before that is seen."""


def stretched(
    template: Template, view: View, assets: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield a warning for each picture whose frame in ``template`` has another shape, so that it is distorted."""
    paths = texts_of(view.pictures)
    for part in template.pictured:
        for frame in part.frames:
            path = paths.get(frame.name)
            if path is None or not frame.ratio:
                continue
            picture = read_picture(assets[path])
            ratio = picture.width / picture.height
            excess = ratio / frame.ratio - 1
            if abs(excess) <= _SLIGHT:
                continue
            yield Diagnostic(
                "picture-stretched",
                route=("pictures", frame.name),
                facts={
                    "path": path,
                    "given": f"{ratio:.2f}",
                    "wanted": f"{frame.ratio:.2f}",
                },
            )


def _is_reformatted(template: Template, document: bytes, value: str) -> bool:
    """Return whether ``document`` holds the date ``value`` as a filter of the template writes it."""
    forms = {FUNCTIONS[name](value) for name in DATE_FILTERS} - {value}
    return len(_texts_not_in(template, document, forms)) < len(forms)


def _texts_not_in(
    template: Template,
    document: bytes,
    texts: Iterable[str],
) -> list[str]:
    """Return those of ``texts`` that no part of ``document`` with tags holds."""
    unseen = list(texts)
    if not unseen:
        return []
    # Blocks overlap by the longest text, so that none is cut in two.
    longest = max(len(text) for text in unseen)
    for block in _printed_blocks(template, document, longest):
        unseen = [text for text in unseen if text not in block]
        if not unseen:
            break
    return unseen


def _tag_of(route: Route) -> str:
    """Return the pattern of what a template that prints the fact at ``route`` has in a tag; a short value may stand anywhere by chance."""
    key = str(route[0])
    if key in ("document", "fields"):
        # ``fields.举报电话`` or ``fields['举报电话']``, but not ``fields.举报电话二``
        return rf"{key}(\.|\[['\"]){route[1]}\b"
    # Templates print these two by other names than the data has: {{ period }}, {{ opening.team }}.
    if key == "publication":
        return "period"
    if key == "inspection":
        return "opening"
    return key


def _not_printed(route: Route) -> Diagnostic:
    fact = ".".join(str(step) for step in route)
    return Diagnostic("fact-not-printed", route, {"fact": fact})


_BLOCK = 1 << 20
"""Bytes of a part that are searched at once: a long document never stands in memory whole."""

_LONGEST_ENTITY = 5 * 8
"""Characters by which a value is longer while its quotes are entities; few values have more than eight."""


def _printed_blocks(
    template: Template,
    document: bytes,
    longest: int,
) -> Iterator[str]:
    """Yield the text of each part with tags in blocks that overlap by ``longest`` characters, quotes written plainly."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in template.parts:
            with io.TextIOWrapper(package.open(part.name), encoding="utf-8") as stream:
                end_of_last = ""
                while block := stream.read(_BLOCK):
                    text = end_of_last + block
                    # Quotes may be written either way; the values that are looked for have plain ones.
                    with_single_quotes = text.replace("&#39;", "'")
                    yield with_single_quotes.replace("&#34;", '"')
                    # A value may lie across the border of two blocks.
                    end_of_last = text[-longest - _LONGEST_ENTITY :]


def _given_facts(view: View) -> Iterator[tuple[Route, str]]:
    """Yield each fact that the data gives, by its route, and a text that stands where it is printed."""
    document = view.document._asdict()
    # One of a list stands for all: a loop prints every one or none.
    document["attachments"] = next(iter(view.document.attachments), "")
    for name, value in document.items():
        if value:
            yield ("document", name), value
    own_wording = "\n".join((*view.opening.paragraphs, *view.closing.paragraphs))
    for name, text in texts_of(view.fields).items():
        # A slot of an own preamble or closing may have printed it.
        if text not in own_wording:
            yield ("fields", name), text
    if view.opening.standard:
        yield from _given_facts_of_inspection(view.opening)
    has_standard_closing = view.closing.standard
    if has_standard_closing and view.period:
        yield ("publication",), str(view.period)
    if has_standard_closing and view.contacts:
        contact = view.contacts[0]
        yield ("contacts",), contact.value
    signature = view.signature
    if signature and signature.date:
        yield ("signature", "date"), str(signature.date)


def _given_facts_of_inspection(opening: OpeningView) -> Iterator[tuple[Route, str]]:
    facts = (
        ("authority", opening.authority),
        ("start", opening.period),
        ("team", opening.team),
        ("feedback_date", opening.feedback_date),
    )
    for name, fact in facts:
        if fact:
            yield ("inspection", name), str(fact)

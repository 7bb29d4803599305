"""A copy of a template with the reports as Word comments at the paragraphs that they are about.

Comments can stand in the body only: reports on headers, footers, footnotes, properties
and the whole file hang on the first paragraph, with their place before the text. The
copy is for reading in Word; the comments that the template had stay.
This room must not know how faults are found.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.messages import say
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating import template_parts
from rectify_gen.word.comments_part import (
    NewComment,
    highest_comment_identifier,
    with_comments,
)
from rectify_gen.word.leftovers import OWN_AUTHOR
from rectify_gen.word.namespaces import qn
from rectify_gen.word.word_package import WordPackage


def commented(data: bytes, diagnostics: Sequence[Diagnostic], lang: str) -> bytes:
    """Return the template ``data`` with ``diagnostics`` as comments; the same input gives the same bytes.

    Raises:
        TemplateError: it cannot be read as a template.
    """
    package = WordPackage(read_package(data))
    main = template_parts.main_part(package.parts)
    root = template_parts.parse(main, package.parts[main])
    paragraphs = list(root.iter(qn("w:p")))
    if not diagnostics or not paragraphs:
        return write_parts(package.parts)
    texts = _texts_by_paragraph(diagnostics, main, len(paragraphs), lang)
    # The comments that the template had stay: new ones are numbered after them.
    first_identifier = highest_comment_identifier(package) + 1
    comments = []
    for identifier, index in enumerate(sorted(texts), start=first_identifier):
        # A line break in w:t is a space for Word: each line is a paragraph.
        lines = "\n".join(texts[index]).split("\n")
        comments.append(NewComment(identifier, lines))
        _mark(paragraphs[index], identifier)
    parts = with_comments(package, comments, OWN_AUTHOR)
    parts[main] = _written(root)
    return write_parts(parts)


def _texts_by_paragraph(
    diagnostics: Iterable[Diagnostic], main: str, count: int, lang: str
) -> dict[int, list[str]]:
    """Return the texts of the comments by the index of the paragraph that each hangs on."""
    texts: dict[int, list[str]] = {}
    for diagnostic in diagnostics:
        place = diagnostic.place
        severity = say(diagnostic.severity.value, lang)
        message = diagnostic.message(lang)
        text = f"{severity}[{diagnostic.code}] {message}"
        index = 0
        tag = ""
        if place is not None:
            is_in_body = place.part == main and 0 < place.paragraph <= count
            if is_in_body:
                index = place.paragraph - 1
            else:
                text = f"{place.spot(lang)}: {text}"
            if place.tag:
                tag = f"{place.tag}\n"
        hint = diagnostic.hint(lang)
        if hint:
            text = f"{text}\n{hint}"
        texts_of_paragraph = texts.setdefault(index, [])
        texts_of_paragraph.append(tag + text)
    return texts


def _mark(paragraph: etree._Element, identifier: int) -> None:
    """Let the whole paragraph be what the comment is about."""
    start = etree.Element(qn("w:commentRangeStart"))
    end = etree.Element(qn("w:commentRangeEnd"))
    run = etree.Element(qn("w:r"))
    reference = etree.SubElement(run, qn("w:commentReference"))
    for element in (start, end, reference):
        element.set(qn("w:id"), str(identifier))
    has_properties = len(paragraph) > 0 and paragraph[0].tag == qn("w:pPr")
    # The properties must stay the first element of a paragraph.
    start_index = 1 if has_properties else 0
    paragraph.insert(start_index, start)
    paragraph.append(end)
    paragraph.append(run)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(
        root,
        encoding="utf-8",
        xml_declaration=True,
        standalone=True,
    )

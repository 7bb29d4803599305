"""A copy of a template with the reports as Word comments at the paragraphs that they are about.

Comments can stand in the body only: reports on headers, footers, footnotes, properties
and the whole file hang on the first paragraph, with their place before the text. The
copy is for reading in Word; the comments that the template had stay.
This room must not know how faults are found.
"""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.messages import say
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating import template_parts
from rectify_gen.word.elements import WordElement, whole_number
from rectify_gen.word.leftovers import OWN_AUTHOR
from rectify_gen.word.namespaces import NAMESPACES, qn
from rectify_gen.word.word_package import CONTENT_TYPES, relations_part

_COMMENTS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
)
_COMMENTS_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_INITIALS = "rg"


def commented(data: bytes, diagnostics: Sequence[Diagnostic], lang: str) -> bytes:
    """Return the template ``data`` with ``diagnostics`` as comments; the same input gives the same bytes.

    Raises:
        TemplateError: it cannot be read as a template.
    """
    package = read_package(data)
    main = template_parts.main_part(package)
    root = template_parts.parse(main, package[main])
    paragraphs = list(root.iter(qn("w:p")))
    if not diagnostics or not paragraphs:
        return write_parts(package)
    # The comments that the template had stay: new ones are numbered after them.
    package, name = _with_comments_part(package, main)
    comments = template_parts.parse(name, package[name])
    texts = _texts_by_paragraph(diagnostics, main, len(paragraphs), lang)
    first_identifier = _highest_identifier(comments) + 1
    for identifier, index in enumerate(sorted(texts), start=first_identifier):
        comment = _comment(identifier, texts[index])
        comments.append(comment)
        _mark(paragraphs[index], identifier)
    package[main] = _written(root)
    package[name] = _written(comments)
    return write_parts(package)


def _highest_identifier(comments: WordElement) -> int:
    """Return the highest number of a comment, -1 where there is none."""
    highest = -1
    for comment in comments.children("comment"):
        identifier = whole_number(comment.attribute("id"))
        highest = max(highest, identifier)
    return highest


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


def _comment(identifier: int, texts: Iterable[str]) -> etree._Element:
    comment = etree.Element(qn("w:comment"))
    comment.set(qn("w:id"), str(identifier))
    comment.set(qn("w:author"), OWN_AUTHOR)
    comment.set(qn("w:initials"), _INITIALS)
    for text in texts:
        # A line break in w:t is a space for Word: each line is a paragraph.
        for line in text.split("\n"):
            paragraph = etree.SubElement(comment, qn("w:p"))
            run = etree.SubElement(paragraph, qn("w:r"))
            text_element = etree.SubElement(run, qn("w:t"))
            text_element.text = line
    return comment


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


def _with_comments_part(
    package: Mapping[str, bytes], main: str
) -> tuple[dict[str, bytes], str]:
    """Return the package with a part for comments, which may be new and empty, and the name of this part."""
    completed = dict(package)
    for relation in template_parts.relations(main, package):
        if relation.type == _COMMENTS and relation.target in package:
            return completed, relation.target
    folder = main.rpartition("/")[0]
    name = f"{folder}/comments.xml".lstrip("/")
    # A part that nothing refers to may have the usual name.
    if name in package:
        name = name.replace("comments.xml", "comments-rectify-gen.xml")
    # Targets are relative to the folder of the part that refers to them.
    target = name.removeprefix(f"{folder}/")
    completed[relations_part(main)] = _relations_with(package, main, target=target)
    types = template_parts.parse(CONTENT_TYPES, package[CONTENT_TYPES])
    override = {
        "PartName": f"/{name}",
        "ContentType": _COMMENTS_TYPE,
    }
    etree.SubElement(types, qn("ct:Override"), override)
    completed[CONTENT_TYPES] = _written(types)
    empty = etree.Element(qn("w:comments"), nsmap={"w": NAMESPACES["w"]})
    completed[name] = _written(empty)
    return completed, name


def _relations_with(package: Mapping[str, bytes], main: str, *, target: str) -> bytes:
    """Return the relationships of the part ``main`` with one to the comments in ``target``."""
    name = relations_part(main)
    empty = f'<Relationships xmlns="{NAMESPACES["rel"]}"/>'
    content = package.get(name, empty.encode())
    root = template_parts.parse(name, content)
    relation = {
        "Id": "rIdRectifyGenComments",
        "Type": _COMMENTS,
        "Target": target,
    }
    etree.SubElement(root, qn("rel:Relationship"), relation)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(
        root,
        encoding="utf-8",
        xml_declaration=True,
        standalone=True,
    )

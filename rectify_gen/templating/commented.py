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
from rectify_gen.templating import parts
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
    main = parts.main_part(package)
    root = parts.parse(main, package[main])
    paragraphs = list(root.iter(qn("w:p")))
    if not diagnostics or not paragraphs:
        return write_parts(package)
    package, name = _with_comments_part(package, main)
    comments = parts.parse(name, package[name])
    texts = _texts_by_paragraph(diagnostics, main, len(paragraphs), lang)
    first_identifier = _highest_identifier(comments) + 1
    for identifier, index in enumerate(sorted(texts), start=first_identifier):
        comments.append(_comment(identifier, texts[index]))
        _mark(paragraphs[index], identifier)
    return write_parts({**package, main: _written(root), name: _written(comments)})


def _highest_identifier(comments: WordElement) -> int:
    """Return the highest number of a comment, -1 where there is none."""
    highest = -1
    for comment in comments.children("comment"):
        highest = max(highest, whole_number(comment.attribute("id")))
    return highest


def _texts_by_paragraph(
    diagnostics: Iterable[Diagnostic], main: str, count: int, lang: str
) -> dict[int, list[str]]:
    """Return the texts of the comments by the index of the paragraph that each hangs on."""
    texts: dict[int, list[str]] = {}
    for diagnostic in diagnostics:
        place = diagnostic.place
        severity = say(diagnostic.severity.value, lang)
        text = f"{severity}[{diagnostic.code}] {diagnostic.message(lang)}"
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
        texts.setdefault(index, []).append(tag + text)
    return texts


def _comment(identifier: int, texts: Iterable[str]) -> etree._Element:
    comment = etree.Element(qn("w:comment"))
    comment.set(qn("w:id"), str(identifier))
    comment.set(qn("w:author"), OWN_AUTHOR)
    comment.set(qn("w:initials"), _INITIALS)
    for text in texts:
        for line in text.split("\n"):
            paragraph = etree.SubElement(comment, qn("w:p"))
            run = etree.SubElement(paragraph, qn("w:r"))
            etree.SubElement(run, qn("w:t")).text = line
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
    paragraph.insert(1 if has_properties else 0, start)
    paragraph.append(end)
    paragraph.append(run)


def _with_comments_part(
    package: Mapping[str, bytes], main: str
) -> tuple[dict[str, bytes], str]:
    """Return the package with a part for comments, which may be new and empty, and the name of this part."""
    completed = dict(package)
    for relation in parts.relations(main, package):
        if relation.type == _COMMENTS and relation.target in package:
            return completed, relation.target
    folder = main.rpartition("/")[0]
    name = f"{folder}/comments.xml".lstrip("/")
    if name in package:  # a part that nothing refers to
        name = name.replace("comments.xml", "comments-rectify-gen.xml")
    completed[relations_part(main)] = _relations_with(
        package, main, target=name.removeprefix(f"{folder}/")
    )
    types = parts.parse(CONTENT_TYPES, package[CONTENT_TYPES])
    override = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, qn("ct:Override"), override)
    completed[CONTENT_TYPES] = _written(types)
    empty = etree.Element(qn("w:comments"), nsmap={"w": NAMESPACES["w"]})
    completed[name] = _written(empty)
    return completed, name


def _relations_with(package: Mapping[str, bytes], main: str, *, target: str) -> bytes:
    """Return the relationships of the part ``main`` with one to the comments in ``target``."""
    name = relations_part(main)
    empty = f'<Relationships xmlns="{NAMESPACES["rel"]}"/>'
    root = parts.parse(name, package.get(name, empty.encode()))
    relation = {"Id": "rIdRectifyGenComments", "Type": _COMMENTS, "Target": target}
    etree.SubElement(root, qn("rel:Relationship"), relation)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True)

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
from rectify_gen.templating.tags import W
from rectify_gen.word.leftovers import OWN_AUTHOR

_COMMENTS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
)
_COMMENTS_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)


def commented(data: bytes, diagnostics: Sequence[Diagnostic], lang: str) -> bytes:
    """Return the template ``data`` with ``diagnostics`` as comments; the same input gives the same bytes.

    Raises:
        TemplateError: it cannot be read as a template.
    """
    package = read_package(data)
    main = parts.main_part(package)
    root = parts.parse(main, package[main])
    paragraphs = list(root.iter(W + "p"))
    if not diagnostics or not paragraphs:
        return write_parts(package)
    package, name = _with_comments_part(package, main)
    comments = parts.parse(name, package[name])
    first = 1 + max(
        (int(one.get(W + "id") or 0) for one in comments.iter(W + "comment")),
        default=-1,
    )
    for number, (at, texts) in enumerate(
        _by_paragraph(diagnostics, main, len(paragraphs), lang), first
    ):
        comments.append(_comment(number, texts))
        _mark(paragraphs[at], number)
    return write_parts({**package, main: _written(root), name: _written(comments)})


def _by_paragraph(
    diagnostics: Iterable[Diagnostic], main: str, count: int, lang: str
) -> list[tuple[int, list[str]]]:
    out: dict[int, list[str]] = {}
    for one in diagnostics:
        place = one.place
        inside = (
            place is not None and place.part == main and 0 < place.paragraph <= count
        )
        severity = say(one.severity.value, lang)
        where = "" if inside or place is None else f"{place.spot(lang)}: "
        tag = f"{place.tag}\n" if place is not None and place.tag else ""
        sentence = "\n".join(
            filter(
                None,
                (f"{where}{severity}[{one.code}] {one.message(lang)}", one.hint(lang)),
            )
        )
        at = place.paragraph - 1 if inside and place is not None else 0
        out.setdefault(at, []).append(tag + sentence)
    return sorted(out.items())


def _comment(number: int, texts: Iterable[str]) -> etree._Element:
    comment = etree.Element(W + "comment")
    for name, value in (
        ("id", str(number)),
        ("author", OWN_AUTHOR),
        ("initials", "rg"),
    ):
        comment.set(W + name, value)
    for line in (line for text in texts for line in text.split("\n")):
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        etree.SubElement(run, W + "t").text = line
    return comment


def _mark(paragraph: etree._Element, number: int) -> None:
    """The whole paragraph is what the comment is about."""
    start, end = (
        etree.Element(W + name) for name in ("commentRangeStart", "commentRangeEnd")
    )
    reference = etree.Element(W + "r")
    mark = etree.SubElement(reference, W + "commentReference")
    for one in (start, end, mark):
        one.set(W + "id", str(number))
    has_properties = len(paragraph) > 0 and paragraph[0].tag == W + "pPr"
    paragraph.insert(1 if has_properties else 0, start)
    paragraph.append(end)
    paragraph.append(reference)


def _with_comments_part(
    package: Mapping[str, bytes], main: str
) -> tuple[dict[str, bytes], str]:
    """The package with an (empty) part for comments, and its name."""
    out = dict(package)
    folder, _, base = main.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    known = next(
        (
            target
            for kind, target in parts.relations(relations, out)
            if kind == _COMMENTS
        ),
        None,
    )
    if known in out and known is not None:
        return out, known
    name = f"{folder}/comments.xml".lstrip("/")
    if name in out:  # a part that nothing refers to
        name = name.replace("comments.xml", "comments-rectify-gen.xml")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = (
        parts.parse(relations, out[relations])
        if relations in out
        else etree.fromstring(f'<Relationships xmlns="{space}"/>')
    )
    target = name.removeprefix(f"{folder}/")
    etree.SubElement(
        root,
        f"{{{space}}}Relationship",
        {"Id": "rIdRectifyGenComments", "Type": _COMMENTS, "Target": target},
    )
    types = parts.parse(parts.CONTENT_TYPES, out[parts.CONTENT_TYPES])
    override = f"{{{etree.QName(types.tag).namespace}}}Override"
    etree.SubElement(
        types, override, {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
    )
    empty = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    out |= {
        relations: _written(root),
        parts.CONTENT_TYPES: _written(types),
        name: _written(empty),
    }
    return out, name


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True)

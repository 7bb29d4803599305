"""What a template's file says of people and machines, and a built document must not: it is its own author's.

Word and WPS write down who saved a file, on which computer and from which template: in
``docProps/app.xml``, in document variables, in custom XML, in lists of people and tasks.
No reader sees it, and Word needs none of it to show the document. A property that a
field of the template prints (``DOCPROPERTY Company``) is text of the template and stays.
This module must not know tags or views.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from rectify_gen.templating.template_parts import ROOT_RELATIONS, parse, relations
from rectify_gen.word.elements import WordElement, take_out
from rectify_gen.word.namespaces import local_name, qn
from rectify_gen.word.word_package import CONTENT_TYPES, relations_part

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_DROPPED_KINDS = frozenset(
    {
        "certificate",
        "classificationlabels",
        "commentsextended",
        "commentsextensible",
        "commentsids",
        "customxml",
        "documenttasks",
        "origin",  # of digital signatures, which hold no longer and name who signed
        "people",
        "signature",
        "thumbnail",
    }
)
"""Kinds of relationships, in small letters, to parts that Word does without.

No element refers to such a part by its identifier, so that nothing is left dangling.
"""
_PROPERTIES_KIND = "extended-properties"
"""Of ``docProps/app.xml``: company, manager, template, minutes of work, program."""

_DROPPED_ELEMENTS = (
    qn("w:docVar"),
    qn("w:permStart"),
    qn("w:permEnd"),
    qn("w:printerSettings"),
    qn("c:externalData"),
)
"""Elements that name people or machines, or lead to a part that does: a printer, the workbook of a chart."""
_ELEMENT_MARKS = (
    b"docVar",
    b"permStart",
    b"printerSettings",
    b"externalData",
)
"""One of them stands in every part that holds such an element."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_DESCRIPTION = re.compile(
    rb"\s(?:\w+:)?(?:alt|descr|name|title)=(?:\"[^\"]*\"|'[^']*')"
)
"""Attributes of pictures, into which Word writes the path of the file that was inserted."""
_FOLDERS = re.compile(
    rb"""
    (?:
        [A-Za-z]:[\\/]         # C:\
      | \\\\                   # \\server
      | file:/+
      | /Users/ | /home/
    )
    (?:[^\\/"'<>]*[\\/])*      # folder\folder\
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")


def without_traces(package: Mapping[str, bytes], codes: str) -> dict[str, bytes]:
    """Return ``package`` without what names people or machines, and without parts that nothing refers to.

    ``codes`` holds the codes of all its fields (see :func:`field_codes`): what they print stays.

    Raises:
        TemplateError: a part that is looked into is no XML.
    """
    # First the contents, then what no longer refers to anything, then what nothing refers to.
    cleaned: dict[str, bytes] = {}
    for name, content in package.items():
        cleaned[name] = _clean_part(name, content, codes)
    dropped_kinds = set(_DROPPED_KINDS)
    for relation in relations("", package):
        name = relation.target
        if relation.kind != _PROPERTIES_KIND or name not in cleaned:
            continue
        printed = _printed_properties(name, cleaned[name], codes)
        cleaned[name] = printed
        if not printed:
            dropped_kinds.add(_PROPERTIES_KIND)
    for name in package:
        own_relations = relations_part(name)
        if own_relations not in package:
            continue
        lost = _lost_identifiers(name, before=package[name], after=cleaned[name])
        cleaned[own_relations] = _without_relations(
            own_relations,
            cleaned[own_relations],
            kinds=_DROPPED_KINDS,
            identifiers=lost,
        )
    cleaned[ROOT_RELATIONS] = _without_relations(
        ROOT_RELATIONS,
        cleaned[ROOT_RELATIONS],
        kinds=dropped_kinds,
    )
    kept = _reachable(cleaned)
    remaining: dict[str, bytes] = {}
    for name, content in cleaned.items():
        if name in kept:
            remaining[name] = content
    types = remaining[CONTENT_TYPES]
    remaining[CONTENT_TYPES] = _without_unused_types(types, remaining)
    return remaining


def field_codes(package: Mapping[str, bytes]) -> str:
    """Return the codes of all fields of ``package`` in small letters, one after the other."""
    codes = ""
    for name, content in package.items():
        if b"instr" in content and name.endswith(".xml"):
            root = parse(name, content)
            for element in root.iter(qn("w:instrText")):
                codes += element.text or ""
            for element in root.iter(qn("w:fldSimple")):
                codes += f" {element.get(qn('w:instr')) or ''} "
    return codes.lower()


def is_printed(name: str, codes: str) -> bool:
    """Return whether a field of which ``codes`` holds the code prints the property or variable ``name``."""
    if not name or name.lower() not in codes:
        return False
    whole_word = rf"(?<!\w){re.escape(name.lower())}(?!\w)"
    return re.search(whole_word, codes) is not None


def to_bytes(root: etree._Element) -> bytes:
    """Return the part with the ``root``, declared as Word does."""
    content = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return _DECLARATION + content


def _clean_part(name: str, content: bytes, codes: str) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    # The marks below are looked for as UTF-8.
    if content[:2] in _UTF16_MARKS:
        content = to_bytes(parse(name, content))
    if any(mark in content for mark in _ELEMENT_MARKS):
        content = _without_elements(name, content, codes)
    if name.endswith(".rels"):
        return content
    return _DESCRIPTION.sub(lambda match: _FOLDERS.sub(b"", match[0]), content)


def _without_elements(name: str, content: bytes, codes: str) -> bytes:
    root = parse(name, content)
    for element in list(root.iter(*_DROPPED_ELEMENTS)):
        variable = element.get(qn("w:name")) or ""
        if element.tag == qn("w:docVar") and is_printed(variable, codes):
            continue
        take_out(element)
    for variables in list(root.iter(qn("w:docVars"))):
        if len(variables) == 0:
            take_out(variables)
    return to_bytes(root)


def _printed_properties(name: str, content: bytes, codes: str) -> bytes:
    """``docProps/app.xml`` with nothing but what fields print; empty where they print none of it."""
    root = parse(name, content)
    for element in list(root):
        # Comments have no name.
        is_element = isinstance(element.tag, str)
        if not is_element or not is_printed(local_name(element.tag), codes):
            root.remove(element)
    if len(root) == 0:
        return b""
    return to_bytes(root)


def _lost_identifiers(name: str, before: bytes, after: bytes) -> frozenset[str]:
    """The identifiers of relationships that the part ``name`` no longer refers to."""
    if before == after or not name.endswith(".xml"):
        return frozenset()
    identifiers_before = _identifiers(name, before)
    identifiers_after = _identifiers(name, after)
    return identifiers_before - identifiers_after


def _identifiers(name: str, content: bytes) -> frozenset[str]:
    identifiers: set[str] = set()
    root = parse(name, content)
    for element in root.iter(etree.Element):
        identifier = element.get(qn("r:id"))
        if identifier:
            identifiers.add(identifier)
    return frozenset(identifiers)


def _without_relations(
    name: str,
    content: bytes,
    kinds: Collection[str],
    identifiers: Collection[str] = (),
) -> bytes:
    """Relationships without those of ``kinds`` (in small letters) and with ``identifiers``."""
    dropped: list[WordElement] = []
    root = parse(name, content)
    for relation in root.elements():
        # Transitional and strict documents differ in all but the end of the address.
        address = relation.get("Type") or ""
        kind = address.rpartition("/")[2].lower()
        if kind in kinds or relation.get("Id") in identifiers:
            dropped.append(relation)
    return _without_children(root, dropped, content)


def _without_unused_types(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The content types without those of parts that are gone."""
    known = {_comparable(name) for name in parts}
    dropped: list[WordElement] = []
    root = parse(CONTENT_TYPES, content)
    for entry in root.elements():
        part = entry.get("PartName")
        if part is not None and _comparable(part) not in known:
            dropped.append(entry)
    return _without_children(root, dropped, content)


def _without_children(
    root: WordElement, children: Collection[WordElement], content: bytes
) -> bytes:
    """The part without some of the ``children`` of its root; ``content``, as it was, where there are none."""
    for child in children:
        root.remove(child)
    # Writing it anew could change its bytes for nothing.
    if not children:
        return content
    return to_bytes(root)


def _reachable(parts: Mapping[str, bytes]) -> set[str]:
    """The names of the parts that the package comes to by its relationships, and of those themselves."""
    names = {_comparable(name): name for name in parts}
    reached = {CONTENT_TYPES}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        own_relations = names.get(_comparable(relations_part(source)))
        if own_relations is None:
            continue
        reached.add(own_relations)
        targets = _targets(own_relations, parts[own_relations], source)
        for target in targets:
            name = names.get(target)
            # Parts may refer to each other in a circle.
            if name is not None and name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _targets(name: str, content: bytes, source: str) -> Iterator[str]:
    """What the part ``source`` refers to by its relationships ``name``, spelled to be compared."""
    folder = posixpath.dirname(source)
    for relation in parse(name, content).elements():
        if relation.get("TargetMode") == "External":
            continue
        # ``document.xml#anchor``
        address = relation.get("Target") or ""
        target = address.partition("#")[0]
        full_name = posixpath.join("/", folder, target)
        yield _comparable(full_name)


def _comparable(name: str) -> str:
    """The name of a part as Word compares it: without escapes, in small letters."""
    plain = _ESCAPED.sub(_unescaped, name)
    from_root = posixpath.join("/", plain)
    # ``word/../media/image1.png``
    normal = posixpath.normpath(from_root)
    return normal.lstrip("/").lower()


def _unescaped(match: re.Match[str]) -> str:
    """``%E5%9B%BE`` as it is meant; urllib, which knows this, takes longer to import than all of this takes to run."""
    digits = match[0].replace("%", "")
    return bytes.fromhex(digits).decode("utf-8", "replace")

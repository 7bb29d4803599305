"""What stands around the tags and spoils what they print: checked in the XML of the parts, without data.

This room must not know data, or how reports are printed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from jinja2 import TemplateSyntaxError
from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating import parts, ranges
from rectify_gen.templating.patch import patch
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tags import HIDDEN, Part, W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile("[A-Za-z\u4e00-\u9fff]")
_OFF = frozenset({"0", "false", "off"})
_NUMBERED = re.compile(
    r"\b(?!document\b)\w+(?:\.number\b|\[['\"]number['\"]\])|\bloop\.index0?\b"
)
"""What prints a number that is counted already."""
_COUNTING_FIELD = re.compile(r"\s*(?:SEQ|LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE)
_PAGES = {
    "even": ("偶数页", "even pages", "奇偶页不同", "Different odd & even pages"),
    "first": ("首页", "the first page", "首页不同", "Different first page"),
}
_STORIES = {"header": ("页眉", "header"), "footer": ("页脚", "footer")}


def lost_bookmarks(root: etree._Element, part: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each bookmark that something refers to and that building takes out."""
    names = {start.get(W + "name") or "" for start in root.iter(W + "bookmarkStart")}
    if not part.tags or not names & ranges.referred(root):
        return
    try:
        tree = SANDBOX.parse(patch(etree.tostring(root, encoding="unicode")))
    except (TemplateSyntaxError, RecursionError, MemoryError):
        return  # the tags are reported by themselves
    ranges.drop_halves(tree)
    yield from ranges.broken_references(root, part.name, tree)


def tags_in_links(
    root: etree._Element, name: str, package: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield an error for each tag in the address of a link of the part ``name``: addresses are kept elsewhere and not rendered."""
    folder, base = posixpath.split(name)
    content = package.get(f"{folder}/_rels/{base}.rels".lstrip("/"))
    if content is None:
        return
    for relation in parts.parse(name, content).iter(_RELATION):
        tag = _WHOLE_TAG.search(unquote(relation.get("Target") or ""))
        if tag is None:
            continue
        place = _place_of_link(root, name, relation.get("Id") or "")
        yield Diagnostic(
            "template-link-tag",
            facts={"tag": tag.group()},
            place=place._replace(tag=tag.group()),
        )


def _place_of_link(root: etree._Element, name: str, identifier: str) -> Place:
    for number, paragraph in enumerate(root.iter(W + "p"), 1):
        for element in paragraph.iter(etree.Element):
            if identifier in (element.get(_R + "id"), element.get(_R + "link")):
                text = "".join(piece.text or "" for piece in paragraph.iter(W + "t"))
                return Place(name, number, text=text)
    return Place(name)


def one_sided(
    root: etree._Element, main: str, package: Mapping[str, bytes], read: list[Part]
) -> Iterator[Diagnostic]:
    """Yield a warning for each header or footer that even pages or the first one, which have their own, do not show."""
    folder, base = posixpath.split(main)
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    targets = _targets(relations, package)
    by_name = {part.name: part for part in read}
    settings = _part_of_type("/settings", relations, package)
    has_even = settings is not None and _is_on(settings.find(W + "evenAndOddHeaders"))
    current: dict[tuple[str, str], str] = {}
    reported: set[tuple[str, str]] = set()
    for section in root.iter(W + "sectPr"):
        for kind in _STORIES:
            for reference in section.iterchildren(W + f"{kind}Reference"):
                pages = reference.get(W + "type") or "default"
                current[kind, pages] = targets.get(reference.get(_R + "id") or "", "")
        active = [("even", has_even), ("first", _is_on(section.find(W + "titlePg")))]
        for kind in _STORIES:
            default = by_name.get(current.get((kind, "default"), ""))
            said = _said(default)
            for pages, is_active in active:
                other = by_name.get(current.get((kind, pages), ""))
                if not is_active or said is None or _said(other) is not None:
                    continue
                if (said.part, pages) not in reported:
                    reported.add((said.part, pages))
                    yield _only_elsewhere(said, kind, pages)


def _only_elsewhere(said: Place, kind: str, pages: str) -> Diagnostic:
    pages_zh, pages_en, switch_zh, switch_en = _PAGES[pages]
    kind_zh, kind_en = _STORIES[kind]
    facts = {
        "text": said.text.strip()[:60],
        "kind_zh": kind_zh,
        "kind_en": kind_en,
        "pages_zh": pages_zh,
        "pages_en": pages_en,
        "switch_zh": switch_zh,
        "switch_en": switch_en,
    }
    return Diagnostic("template-one-sided", facts=facts, place=said)


def _said(part: Part | None) -> Place | None:
    """The first paragraph of a header or footer that says more than a page number."""
    if part is None:
        return None
    tagged = {tag.place.paragraph for tag in part.tags if tag.kind == "{{"}
    for place in part.paragraphs:
        fixed = _WHOLE_TAG.sub("", place.text)
        if place.paragraph in tagged or _WORD.search(fixed):
            return place
    return None


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and (switch.get(W + "val") or "true") not in _OFF


def _targets(relations: str, package: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that the relations lead to, by the identifiers of the relations."""
    if relations not in package:
        return {}
    folder = posixpath.dirname(posixpath.dirname(relations))
    return {
        relation.get("Id") or "": posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target") or "")
        ).lstrip("/")
        for relation in parts.parse(relations, package[relations]).iter(_RELATION)
    }


def _part_of_type(
    ending: str, relations: str, package: Mapping[str, bytes]
) -> etree._Element | None:
    for kind, target in parts.relations(relations, package):
        if kind.endswith(ending) and target in package:
            return parts.parse(target, package[target])
    return None


class _Numbering(NamedTuple):
    """Styles and lists of a document, for asking whether Word numbers a paragraph by itself."""

    styles: Mapping[str, etree._Element]
    usual: str
    silent: frozenset[tuple[str, str]]


def numbered_twice(
    root: etree._Element, main: str, package: Mapping[str, bytes], part: Part
) -> Iterator[Diagnostic]:
    """Yield a warning for each tag that prints a number where Word, too, counts the paragraph."""
    tags = [
        tag
        for tag in part.tags
        if tag.kind == "{{" and tag.shape != HIDDEN and _NUMBERED.search(tag.body)
    ]
    if not tags:
        return
    folder, base = posixpath.split(main)
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    numbering = _numbering(relations, package)
    paragraphs = list(root.iter(W + "p"))
    counted = {
        place.paragraph for place in part.fields if _COUNTING_FIELD.match(place.tag)
    }
    for tag in tags:
        paragraph = paragraphs[tag.place.paragraph - 1]
        if tag.place.paragraph in counted or _is_numbered(paragraph, numbering):
            yield Diagnostic(
                "template-numbered-twice", facts={"tag": tag.raw}, place=tag.place
            )


def _numbering(relations: str, package: Mapping[str, bytes]) -> _Numbering:
    styles: dict[str, etree._Element] = {}
    usual = ""
    sheet = _part_of_type("/styles", relations, package)
    for style in sheet.iter(W + "style") if sheet is not None else ():
        identifier = style.get(W + "styleId") or ""
        styles[identifier] = style
        is_default = (style.get(W + "default") or "0") not in _OFF
        if is_default and style.get(W + "type") == "paragraph":
            usual = identifier
    lists = _part_of_type("/numbering", relations, package)
    silent = _silent_levels(lists) if lists is not None else frozenset()
    return _Numbering(styles, usual, silent)


def _silent_levels(lists: etree._Element) -> frozenset[tuple[str, str]]:
    """The lists and their levels that print nothing."""
    levels: dict[str, set[str]] = {}
    for abstract in lists.iter(W + "abstractNum"):
        quiet = levels.setdefault(abstract.get(W + "abstractNumId") or "", set())
        for level in abstract.iterchildren(W + "lvl"):
            text = level.find(W + "lvlText")
            if text is not None and not text.get(W + "val"):
                quiet.add(level.get(W + "ilvl") or "0")
    silent = set()
    for number in lists.iter(W + "num"):
        link = number.find(W + "abstractNumId")
        key = (link.get(W + "val") or "") if link is not None else ""
        identifier = number.get(W + "numId") or ""
        silent |= {(identifier, level) for level in levels.get(key, ())}
    return frozenset(silent)


def _is_numbered(paragraph: etree._Element, numbering: _Numbering) -> bool:
    """Whether the paragraph, its style, or one that this is based on has a list that prints something."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = (style.get(W + "val") if style is not None else "") or numbering.usual
    holder: etree._Element | None = paragraph
    seen: set[str] = set()
    level = ""
    while holder is not None:
        level = level or _value(holder, "ilvl")
        number = _value(holder, "numId")
        if number:
            return number != "0" and (number, level or "0") not in numbering.silent
        if name in seen:
            return False
        seen.add(name)
        holder = numbering.styles.get(name)
        based = holder.find(W + "basedOn") if holder is not None else None
        name = (based.get(W + "val") if based is not None else "") or ""
    return False


def _value(holder: etree._Element, name: str) -> str:
    found = holder.find(f"{W}pPr/{W}numPr/{W}{name}")
    return (found.get(W + "val") or "") if found is not None else ""

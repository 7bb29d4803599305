"""What stands around the tags and spoils what they print: checked in the parts, without data.

This room must not know data, or how reports are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from jinja2 import TemplateSyntaxError
from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place
from rectify_gen.templating import ranges, template_parts
from rectify_gen.templating.patch import patch
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.tags import HIDDEN, TemplatePart, first_tag, without_tags
from rectify_gen.word.elements import WordElement
from rectify_gen.word.list_numbers import read_numbering
from rectify_gen.word.looks import style_elements
from rectify_gen.word.namespaces import qn
from rectify_gen.word.places_of_elements import place_of
from rectify_gen.word.sheet import has_even_pages, read_sections
from rectify_gen.word.story import Story, elements_below
from rectify_gen.word.word_package import WordPackage, relations_part

_WORD = re.compile("[A-Za-z\u4e00-\u9fff]")
_PRINTED_NUMBER = re.compile(
    r"\b(?!document\b)\w+(?:\.number\b|\[['\"]number['\"]\])|\bloop\.index0?\b"
)
"""What prints a number that is counted already."""
_COUNTING_FIELD = re.compile(r"\s*(?:SEQ|LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE)
_PAGES = {
    "even": ("偶数页", "even pages", "奇偶页不同", "Different odd & even pages"),
    "first": ("首页", "the first page", "首页不同", "Different first page"),
}
_STORIES = {
    "header": ("页眉", "header"),
    "footer": ("页脚", "footer"),
}


def lost_bookmarks(root: WordElement, part: TemplatePart) -> Iterator[Diagnostic]:
    """Yield a warning for each bookmark that something refers to and that building takes out."""
    names: set[str] = set()
    for start in root.iter(qn("w:bookmarkStart")):
        names.add(start.get(qn("w:name")) or "")
    if not part.tags or names.isdisjoint(ranges.referred(root)):
        return
    xml = etree.tostring(root, encoding="unicode")
    try:
        tree = SANDBOX.parse(patch(xml))
    except (TemplateSyntaxError, RecursionError, MemoryError):
        return  # the tags are reported by themselves
    ranges.drop_halves(tree)
    yield from ranges.broken_references(root, part.name, tree)


def tags_in_links(
    root: WordElement, name: str, package: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Yield an error for each tag in the address of a link of the part ``name``: addresses are kept elsewhere and not rendered."""
    relations = relations_part(name)
    if relations not in package:
        return
    for relation in template_parts.parse(relations, package[relations]).elements():
        # Word writes the braces of a tag as %7B and %7D.
        target = unquote(relation.get("Target") or "")
        tag = first_tag(target)
        if not tag:
            continue
        place = _place_of_link(root, name, relation.get("Id") or "")
        yield Diagnostic(
            "template-link-tag",
            facts={"tag": tag},
            place=place._replace(tag=tag),
        )


def _place_of_link(root: WordElement, name: str, identifier: str) -> Place:
    for element in elements_below(root):
        if identifier in (element.get(qn("r:id")), element.get(qn("r:link"))):
            return place_of(element, name)
    return Place(name)


def one_sided(
    package: Mapping[str, bytes], read: Iterable[TemplatePart]
) -> Iterator[Diagnostic]:
    """Yield a warning for each header or footer that even pages or the first one, which have their own, do not show."""
    by_name = {part.name: part for part in read}
    word_package = WordPackage(package)
    has_even = has_even_pages(word_package)
    reported: set[tuple[str, str]] = set()
    for section in read_sections(word_package):
        own_pages = []
        if has_even:
            own_pages.append("even")
        if section.own_first_page:
            own_pages.append("first")
        for kind in _STORIES:
            default = by_name.get(section.stories.get((kind, "default"), ""))
            message = _first_message(default)
            if message is None:
                continue
            for pages in own_pages:
                own_story = by_name.get(section.stories.get((kind, pages), ""))
                is_known = (message.part, pages) in reported
                if _first_message(own_story) is None and not is_known:
                    reported.add((message.part, pages))
                    yield _only_elsewhere(message, kind, pages)


def _only_elsewhere(message: Place, kind: str, pages: str) -> Diagnostic:
    pages_zh, pages_en, switch_zh, switch_en = _PAGES[pages]
    kind_zh, kind_en = _STORIES[kind]
    facts = {
        "text": message.text.strip()[:60],
        "kind_zh": kind_zh,
        "kind_en": kind_en,
        "pages_zh": pages_zh,
        "pages_en": pages_en,
        "switch_zh": switch_zh,
        "switch_en": switch_en,
    }
    return Diagnostic("template-one-sided", facts=facts, place=message)


def _first_message(part: TemplatePart | None) -> Place | None:
    """The first paragraph of a header or footer that says more than a page number."""
    if part is None:
        return None
    tagged: set[int] = set()
    for tag in part.tags:
        if tag.kind == "{{":
            tagged.add(tag.place.paragraph)
    for place in part.paragraphs:
        fixed = without_tags(place.text)
        if place.paragraph in tagged or _WORD.search(fixed):
            return place
    return None


def numbered_twice(
    root: WordElement, main: str, package: Mapping[str, bytes], part: TemplatePart
) -> Iterator[Diagnostic]:
    """Yield a warning for each tag that prints a number where Word, too, counts the paragraph."""
    tags = []
    for tag in part.tags:
        is_printed = tag.kind == "{{" and tag.shape != HIDDEN
        if is_printed and _PRINTED_NUMBER.search(tag.body):
            tags.append(tag)
    if not tags:
        return
    styles = style_elements(template_parts.related_part(main, "styles", package))
    lists = template_parts.related_part(main, "numbering", package)
    numbering = read_numbering(lists, styles)
    paragraphs = Story(root, part.name).paragraphs
    counted_by_field = set()
    for place in part.fields:
        if _COUNTING_FIELD.match(place.tag):
            counted_by_field.add(place.paragraph)
    for tag in tags:
        number = tag.place.paragraph
        is_counted = number in counted_by_field
        if is_counted or numbering.is_numbered(paragraphs[number - 1]):
            yield Diagnostic(
                "template-numbered-twice", facts={"tag": tag.raw}, place=tag.place
            )

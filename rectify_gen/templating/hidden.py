"""Values that a template prints into hidden text, where Word shows nothing and no proof would notice.

Control tags may be hidden: their paragraphs vanish anyway. This room must not know Jinja or views.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.templating import parts
from rectify_gen.templating.tags import HIDDEN, Tag, W, read_part

_MARKS = (
    b"anish",
    b"webHidden",
    "webHidden".encode("utf-16-le"),
    "anish".encode("utf-16-le"),
)
"""Some of vanish, specVanish and webHidden, in either encoding of Open XML."""
_OFF = frozenset({"0", "false", "off", "none"})
_STYLES_TYPE = "/styles"

Styles = Mapping[str, etree._Element]


def hidden_values(main: str, package: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield an error for each tag of ``package`` that prints a value into hidden text."""
    if not any(mark in content for content in package.values() for mark in _MARKS):
        return
    styles, defaults = _styles(main, package)
    for name in parts.stories(main, package):
        if b"{" not in package[name]:
            continue
        root = parts.parse(name, package[name])
        paragraphs = list(root.iter(W + "p"))
        for tag in read_part(root, name).tags:
            if tag.kind != "{{" or tag.shape == HIDDEN:
                continue
            run = _run_of(tag, paragraphs[tag.place.paragraph - 1])
            if run is not None and _is_hidden(run, styles, defaults):
                facts = {"tag": tag.raw[:60]}
                yield Diagnostic("template-hidden", facts=facts, place=tag.place)


def _styles(
    main: str, package: Mapping[str, bytes]
) -> tuple[dict[str, etree._Element], etree._Element | None]:
    """The styles of the document by identifier, and the run properties that all text has."""
    name = next(
        (
            target
            for kind, target in parts.relations(parts.relations_of(main), package)
            if kind.endswith(_STYLES_TYPE) and target in package
        ),
        "",
    )
    if not name:
        return {}, None
    root = parts.parse(name, package[name])
    styles = {
        style.get(W + "styleId") or "": style
        for style in root.iterchildren(W + "style")
    }
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return styles, defaults


def _run_of(tag: Tag, paragraph: etree._Element) -> etree._Element | None:
    """The run in which ``tag`` begins: what it prints has the look of that run."""
    column = 0
    for text in paragraph.iter(W + "t"):
        if next(text.iterancestors(W + "p"), None) is not paragraph:
            continue
        column += len(text.text or "")
        if tag.place.column < column:
            return next(text.iterancestors(W + "r"), None)
    return None


def _is_hidden(
    run: etree._Element, styles: Styles, defaults: etree._Element | None
) -> bool:
    """Whether Word hides ``run``: by its own formatting, else where an odd number of its styles says so."""
    own = run.find(W + "rPr")
    if _says(own, "webHidden") or _says(own, "specVanish"):
        return True
    direct = own.find(W + "vanish") if own is not None else None
    if direct is not None:
        return _is_on(direct)
    character = _style_of(own, "rStyle")
    paragraph = next(run.iterancestors(W + "p"), None)
    properties = paragraph.find(W + "pPr") if paragraph is not None else None
    of_character = _style_hides(character, styles)
    of_paragraph = _style_hides(_style_of(properties, "pStyle"), styles)
    return (of_character != of_paragraph) or _says(defaults, "vanish")


def _style_of(properties: etree._Element | None, name: str) -> str:
    style = properties.find(W + name) if properties is not None else None
    return (style.get(W + "val") or "") if style is not None else ""


def _style_hides(identifier: str, styles: Styles) -> bool:
    """What a style, or the nearest one that it is based on, says of hiding."""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        properties = styles[identifier].find(W + "rPr")
        said = properties.find(W + "vanish") if properties is not None else None
        if said is not None:
            return _is_on(said)
        if _says(properties, "webHidden"):
            return True
        identifier = _style_of(styles[identifier], "basedOn")
    return False


def _says(properties: etree._Element | None, name: str) -> bool:
    switch = properties.find(W + name) if properties is not None else None
    return switch is not None and _is_on(switch)


def _is_on(switch: etree._Element) -> bool:
    return switch.get(W + "val") not in _OFF

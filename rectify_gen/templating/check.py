"""Checks a whole template without data: every tag of every part against what the view offers.

Reads the package within the same limits as compiling does. What compiling would
refuse is found here too: where a template uses more than plain tags, by compiling it.
This room must not know data, or how reports are printed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from rectify_gen.diagnostics import Diagnostic, InputError, TemplateError, errors
from rectify_gen.package import read_package
from rectify_gen.places import Place
from rectify_gen.templating import faults, parts, properties, surroundings
from rectify_gen.templating.contract import duties
from rectify_gen.templating.contract.part_checks import check_part
from rectify_gen.templating.hidden import hidden_values
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    HIDDEN,
    OPENING,
    Tag,
    TemplatePart,
    read_part,
)
from rectify_gen.word.elements import WordElement
from rectify_gen.word.leftovers import leftovers
from rectify_gen.word.namespaces import qn
from rectify_gen.word.story import plain_text

UNUSABLE = frozenset(
    {
        "docx-damaged",
        "docx-encrypted",
        "docx-other-kind",
        "docx-too-large",
        "docx-too-many-nodes",
        "docx-part-missing",
        "docx-no-document",
        "docx-strict",
        "docx-part-unreadable",
        "file-unreadable",
        "file-not-regular",
        "file-too-large",
    }
)
"""Faults of a file that is no template at all; all others its author mends in Word."""

_MARKUP = re.compile(rb"<[^>]*>")
_IGNORED = re.compile(rb"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PLAIN_KEYWORDS = frozenset({"", "if", "elif", "else", "endif", "for", "endfor", "set"})


def check_template(data: bytes, path: str = "") -> tuple[Diagnostic, ...]:
    """Return everything wrong with the .docx template ``data``, part by part in the order of its text.

    Raises:
        TemplateError: it cannot be read as a template at all (see :data:`UNUSABLE`).
    """
    found, tags = _found(data, path)
    if not errors(found) and not all(map(_is_plain, tags)):
        found += _refused(data)
    return tuple(one._replace(path=path) for one in found)


def refuse_faulty(data: bytes, path: str = "") -> None:
    """Refuse the template ``data`` for all that :func:`check_template` calls an error and compiling does not see.

    Raises:
        TemplateError: with these errors.
    """
    faulty = errors(_found(data, path)[0])
    if faulty:
        raise TemplateError(faults.in_file(faulty, path))


def _found(data: bytes, path: str) -> tuple[list[Diagnostic], list[Tag]]:
    """What is wrong as far as it is seen without compiling, and all tags."""
    try:
        return _found_in_parts(data, path)
    except (TemplateError, InputError) as error:
        raise TemplateError(faults.in_file(error.diagnostics, path)) from error


def _found_in_parts(data: bytes, path: str) -> tuple[list[Diagnostic], list[Tag]]:
    package = read_package(data, path)
    main = parts.main_part(package)
    package = properties.with_usual_names(package)
    found = [
        *parts.dangers(package),
        *leftovers(package),
        *hidden_values(main, package),
    ]
    shown: set[tuple[str, str]] = set()
    read: list[TemplatePart] = []
    texts = ""
    for name in parts.stories(main, package):
        root = parts.parse(name, package[name])
        read.append(read_part(root, name))
        found += _deleted(root, name)
        found += surroundings.lost_bookmarks(root, read[-1])
        found += surroundings.tags_in_links(root, name, package)
        found += surroundings.numbered_twice(root, main, package, read[-1])
        if name == main:
            texts = plain_text(root)
    if properties.CORE in package:
        read.append(properties.core_tags(package[properties.CORE]))
    found += surroundings.one_sided(package, read)
    for part in read:
        own, printed = check_part(part)
        found += own
        shown |= printed if part.name != properties.CORE else set()
    found += _ignored(package, {part.name for part in read})
    if not errors(found):  # else what is not shown may only be misspelt
        found += _foreign(read, frozenset(shown), main)
        found += duties.missing(frozenset(shown), texts, main)
    return found, [tag for part in read for tag in part.tags]


def _foreign(
    read: Iterable[TemplatePart], shown: duties.Shown, main: str
) -> Iterator[Diagnostic]:
    """A finished document in the place of a template: its own text would come out as every notice."""
    if not any(part.tags for part in read if part.name != properties.CORE):
        yield Diagnostic("template-finished", place=Place(main))
    elif not duties.shows_content(shown):
        yield Diagnostic("template-prints-nothing", place=Place(main))


def _deleted(root: WordElement, name: str) -> Iterator[Diagnostic]:
    """Tags in text that a tracked change deletes: Word hides them, rendering runs them."""
    for element in root.iter(qn("w:delText")):
        if OPENING.search(element.text or ""):
            text = element.text or ""
            yield Diagnostic(
                "template-deleted",
                facts={"tag": text[:60]},
                place=Place(name, text=text, tag=text[:60]),
            )


def _ignored(package: Mapping[str, bytes], known: set[str]) -> Iterator[Diagnostic]:
    """Tags in parts that nobody renders: endnotes, comments, other properties, charts."""
    for name, content in package.items():
        if name in known or not name.endswith(".xml") or b"{" not in content:
            continue
        shown = _MARKUP.sub(b"", content)
        if tag := _IGNORED.search(shown) or _IGNORED.search(content):
            raw = tag.group().decode("utf-8", "replace")[:60]
            yield Diagnostic(
                "template-part-ignored",
                facts={"tag": raw},
                place=Place(name, tag=raw, text=raw),
            )


def _is_plain(tag: Tag) -> bool:
    """Whether pairing and types prove all that compiling would: no macros, trims, raw text, or tags about cells."""
    trims = tag.raw[2:3] in "-+" or tag.raw[-3:-2] in "-+"
    lifted = tag.kind == "{{" and bool(tag.prefix)
    known = tag.keyword in _PLAIN_KEYWORDS and tag.keyword not in CELL_KEYWORDS
    return (
        known
        and not trims
        and not lifted
        and tag.paragraphs == 1
        and tag.shape != HIDDEN
    )


def _refused(data: bytes) -> tuple[Diagnostic, ...]:
    """What compiling says of the template; docxtpl is imported only for the templates that need it."""
    from rectify_gen.templating.compile import compile_template

    try:
        compile_template(data)
    except TemplateError as error:
        return error.diagnostics
    return ()

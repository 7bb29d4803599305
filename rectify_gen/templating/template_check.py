"""Checks a whole template without data: every tag of every part against what the view offers.

Reads the package within the same limits as compiling does. What compiling would
refuse is found here too: where a template uses more than plain tags, by compiling it.
This room must not know data, or how reports are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rectify_gen.choice import DeclaredFact
from rectify_gen.diagnostics import Diagnostic, TemplateError, errors
from rectify_gen.places import Place
from rectify_gen.templating import faults, properties, surroundings, template_parts
from rectify_gen.templating.contract import duties
from rectify_gen.templating.contract.part_checks import check_part
from rectify_gen.templating.hidden import hidden_values
from rectify_gen.templating.opened_template import (
    OpenedStory,
    OpenedTemplate,
    open_story,
    open_template,
)
from rectify_gen.templating.pictures import (
    PreparedPackage,
    prepare_pictures,
    unknown_pictures,
)
from rectify_gen.templating.tags import (
    CELL_KEYWORDS,
    HIDDEN,
    OPENING,
    Tag,
    TemplatePart,
    scan_tags,
    without_tags,
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
        "docx-too-many-parts",
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
"""Faults of a file that is no template at all; all others its author fixes in Word."""

_MARKUP = re.compile(rb"<[^>]*>")
_MOST_QUOTED = 60
"""Characters of a tag that are quoted."""
_PLAIN_KEYWORDS = frozenset({"", "if", "elif", "else", "endif", "for", "endfor", "set"})


def check_template(
    data: bytes,
    path: str = "",
    facts: Sequence[DeclaredFact] = (),
) -> tuple[Diagnostic, ...]:
    """Return everything wrong with the .docx template ``data``, part by part in the order of its text.

    ``facts`` are those of the office's own that its project declares; without any, a template may print any.

    Raises:
        TemplateError: it cannot be read as a template at all (see :data:`UNUSABLE`).
    """
    template = open_template(data, path)
    with faults.reported_for(path):
        reports = _check(template, facts)
        if not errors(reports) and not _is_plain(template):
            reports += _refusals(template)
    return tuple(report._replace(path=path) for report in reports)


def refuse_faults(
    template: OpenedTemplate,
    facts: Sequence[DeclaredFact] = (),
) -> None:
    """Refuse ``template`` for all that :func:`check_template` calls an error and compiling does not see.

    Raises:
        TemplateError: with these errors.
    """
    with faults.reported_for(template.path):
        faulty = errors(_check(template, facts))
        if faulty:
            raise TemplateError(faulty)


def _check(template: OpenedTemplate, facts: Sequence[DeclaredFact]) -> list[Diagnostic]:
    """What is wrong with a template as far as it is seen without compiling."""
    package = template.package
    reports = [
        *template_parts.dangers(package),
        *leftovers(package),
        *hidden_values(template.main, package),
    ]
    prepared = prepare_pictures(package, template.stories)
    reports += prepared.faults
    roots = {name: template.stories[name].root for name in prepared.frames}
    reports += unknown_pictures(prepared.frames, roots, facts)
    parts_with_tags: list[TemplatePart] = []
    for name, story in _stories_without_pictures(template, prepared).items():
        parts_with_tags.append(story.part)
        reports += _check_surroundings(name, story, template)
    if properties.CORE in package:
        parts_with_tags.append(properties.core_tags(package[properties.CORE]))
    reports += surroundings.one_sided(package, parts_with_tags)
    shown_fields: set[tuple[str, str]] = set()
    for part in parts_with_tags:
        reports_of_part, shown_by_part = check_part(part, facts)
        reports += reports_of_part
        if part.name != properties.CORE:
            shown_fields |= shown_by_part
    read_names = {part.name for part in parts_with_tags}
    reports += _ignored(package, read_names)
    # A template with errors may show what it seems to miss, misspelt.
    if not errors(reports):
        reports += _purpose(template, frozenset(shown_fields))
    return reports


def _stories_without_pictures(
    template: OpenedTemplate, prepared: PreparedPackage
) -> dict[str, OpenedStory]:
    """The stories with plain words in the place of the tags of pictures, which are checked by themselves."""
    stories = dict(template.stories)
    for name in template.stories:
        content = prepared.package[name]
        if content != template.package[name]:
            stories[name] = open_story(name, content)
    return stories


def _check_surroundings(
    name: str, story: OpenedStory, template: OpenedTemplate
) -> Iterator[Diagnostic]:
    yield from _deleted(story.root, name)
    yield from surroundings.lost_bookmarks(story.root, story.part)
    yield from surroundings.tags_in_links(story.root, name, template.package)
    yield from surroundings.numbered_twice(
        story.root, template.main, template.package, story.part
    )


def _purpose(
    template: OpenedTemplate, shown_fields: duties.Shown
) -> Iterator[Diagnostic]:
    """What a template lacks to be one: tags, what a notice says, or parts that no notice can do without."""
    main = template.main
    if not any(story.part.tags for story in template.stories.values()):
        # A finished document: its own text would come out as every notice.
        yield Diagnostic("template-finished", place=Place(main))
    elif not duties.shows_content(shown_fields):
        yield Diagnostic("template-prints-nothing", place=Place(main))
    yield from duties.half_shown(shown_fields, main)
    text = plain_text(template.stories[main].root)
    yield from duties.missing(shown_fields, text, main)


def _deleted(root: WordElement, name: str) -> Iterator[Diagnostic]:
    """Tags in text that a tracked change deletes: Word hides them, rendering runs them."""
    for element in root.iter(qn("w:delText")):
        text = element.text or ""
        if OPENING.search(text):
            tag = text[:_MOST_QUOTED]
            place = Place(name, text=text, tag=tag)
            yield Diagnostic("template-deleted", facts={"tag": tag}, place=place)


def _ignored(package: Mapping[str, bytes], known: set[str]) -> Iterator[Diagnostic]:
    """Tags in parts that nobody renders: endnotes, comments, other properties, charts."""
    for name, content in package.items():
        if name in known or not name.endswith(".xml") or b"{" not in content:
            continue
        # Word may cut a tag in the text into runs; those in attributes are whole.
        for text in (_MARKUP.sub(b"", content), content):
            tag = _first_tag(text.decode("utf-8", "replace"))
            if tag:
                place = Place(name, tag=tag, text=tag)
                facts = {"tag": tag}
                yield Diagnostic("template-part-ignored", facts=facts, place=place)
                break


def _first_tag(text: str) -> str:
    """The first tag in ``text`` that prints or decides something, shortened; empty where there is none."""
    for tag in scan_tags([text]):
        if tag.raw and tag.kind != "{#":
            return tag.raw[:_MOST_QUOTED]
    return ""


def _is_plain(template: OpenedTemplate) -> bool:
    """Whether the check proves all that compiling would; docxtpl is imported only for other templates."""
    for story in template.stories.values():
        if not all(map(_is_plain_tag, story.part.tags)):
            return False
        # docxtpl joins { at the end of a paragraph with the tag that the next one begins with.
        for paragraph in story.part.paragraphs:
            outside = without_tags(paragraph.text)
            if "{" in outside or "}" in outside:
                return False
    return True


def _is_plain_tag(tag: Tag) -> bool:
    """Whether pairing and types prove the tag: no macro, trim, raw text, or tag about cells."""
    trims = tag.raw[2:3] in "-+" or tag.raw[-3:-2] in "-+"
    is_lifted_value = tag.kind == "{{" and bool(tag.prefix)
    is_usual = tag.keyword in _PLAIN_KEYWORDS and tag.keyword not in CELL_KEYWORDS
    is_in_text = tag.paragraphs == 1 and tag.shape != HIDDEN
    return is_usual and is_in_text and not trims and not is_lifted_value


def _refusals(template: OpenedTemplate) -> tuple[Diagnostic, ...]:
    """What compiling says of the template."""
    # Imported late: with docxtpl it takes longer than the check of a usual template.
    from rectify_gen.templating.compile import compile_opened

    try:
        compile_opened(template)
    except TemplateError as error:
        return error.diagnostics
    return ()

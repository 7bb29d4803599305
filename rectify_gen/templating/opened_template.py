"""A template file opened: its package, and the stories with their XML and tags, read once for checking and compiling.

This module must not know what is wrong with a tag, or how a part is compiled.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rectify_gen.package import read_package
from rectify_gen.templating import faults, properties, template_parts
from rectify_gen.templating.tags import TemplatePart, read_part
from rectify_gen.word.elements import WordElement


class OpenedStory(NamedTuple):
    """The document part, a header, a footer or the footnotes: its bytes, its XML, which nobody changes, and its tags."""

    content: bytes
    root: WordElement
    part: TemplatePart


class OpenedTemplate(NamedTuple):
    """A .docx that may be a template; ``stories`` are named by their parts, the document first."""

    path: str
    data: bytes
    package: Mapping[str, bytes]
    main: str
    stories: Mapping[str, OpenedStory]


def open_template(data: bytes, path: str = "") -> OpenedTemplate:
    """Return the .docx ``data`` opened.

    Raises:
        TemplateError: it cannot be read as a template at all.
    """
    with faults.reported_for(path):
        package = read_package(data, path)
        main = template_parts.main_part(package)
        package = properties.with_usual_names(package)
        stories: dict[str, OpenedStory] = {}
        for name in template_parts.stories(main, package):
            stories[name] = open_story(name, package[name])
        return OpenedTemplate(
            path=path,
            data=data,
            package=package,
            main=main,
            stories=stories,
        )


def open_story(name: str, content: bytes) -> OpenedStory:
    """Return the part ``name`` parsed and its tags read.

    Raises:
        TemplateError: it is no XML.
    """
    root = template_parts.parse(name, content)
    return OpenedStory(content=content, root=root, part=read_part(root, name))

"""Pictures of a template that the data replaces: those whose alternative text is the tag ``{{ pictures.印章 }}``.

Size, place, crop and effects stay as the author set them; the file of the notice takes the place of the sample. A notice
without the picture gets no frame: Jinja tests around the drawing leave it out. docxtpl knows no such tag. This module
must not know where the files come from, or what a tag in the text prints.
"""

from __future__ import annotations

import copy
import hashlib
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from lxml import etree

from rectify_gen.choice import PICTURE, DeclaredFact
from rectify_gen.declared_facts import names_of, nearest_name
from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.late_pattern import LatePattern
from rectify_gen.package import Entry, pack
from rectify_gen.picture_files import KINDS, kind_of_picture
from rectify_gen.places import Place
from rectify_gen.templating import template_parts, traces
from rectify_gen.view.types import PicturesView, texts_of
from rectify_gen.word.elements import WordElement, whole_number
from rectify_gen.word.namespaces import qn, qns
from rectify_gen.word.places_of_elements import place_of
from rectify_gen.word.word_package import CONTENT_TYPES, relations_part

_MARK = b"pictures"
_TAG = LatePattern(
    r"""\s*\{\{-?\s*pictures(?:\.(?P<name>\w+)|\[(?P<quote>["'])(?P<quoted>\w+)(?P=quote)\])\s*-?\}\}\s*"""
)
_LIKE_A_TAG = LatePattern(r"[{｛][\s\S]*pictures|pictures[\s\S]*[}｝]")
_ALTERNATIVE_TEXTS = ("descr", "alt")
"""Attributes with the alternative text: of DrawingML, and of VML, which WPS and old versions of Word write."""
_IDENTIFIER = "rIdPicture"
"""How the identifiers of our relationships begin; Word numbers its own without more letters."""
_IMAGE_TYPE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
)
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_CONTAINERS = qns("w:drawing w:pict w:object")
_BRANCHES = qns("mc:Choice mc:Fallback")
_DRAWING_PROPERTIES = qn("wp:docPr")
_PICTURE = qn("pic:pic")
_PICTURE_PROPERTIES = qn("pic:cNvPr")
_BLIP = qn("a:blip")
_IMAGE_DATA = qn("v:imagedata")
_OTHER_REFERENCES = qns("r:link r:href r:pict")
_NO_COMPRESSION = 0
"""Pictures are compressed already."""


class PictureFrame(NamedTuple):
    """The place of one picture: the identifier of its relationship, the name of the picture, and the frame's shape."""

    identifier: str
    name: str
    ratio: float
    """Width of the frame by its height; 0 where that is not known."""


class PicturedPart(NamedTuple):
    """A part with pictures of the data: its relationships without these, and the frames."""

    part: str
    relations: bytes
    frames: tuple[PictureFrame, ...]


class PreparedPackage(NamedTuple):
    """A package whose frames refer to pictures that do not exist yet, and what is wrong with the others."""

    package: Mapping[str, bytes]
    frames: Mapping[str, tuple[PictureFrame, ...]]
    """The frames of each part that has some."""
    faults: tuple[Diagnostic, ...]


class _FoundTag(NamedTuple):
    """An element with a tag as its alternative text."""

    element: etree._Element
    attribute: str
    name: str


# ---------------------------------------------------------------- before compiling


def prepare_pictures(
    package: Mapping[str, bytes], stories: Iterable[str]
) -> PreparedPackage:
    """Return ``package`` with its frames of pictures made ready; almost no template has any, and stays as it is."""
    prepared = dict(package)
    frames: dict[str, tuple[PictureFrame, ...]] = {}
    faults: list[Diagnostic] = []
    for name in stories:
        if _MARK not in package[name]:
            continue
        root = template_parts.parse(name, package[name])
        frames_of_part, faults_of_part = _prepare_part(root, name)
        faults += faults_of_part
        if frames_of_part or faults_of_part:
            prepared[name] = etree.tostring(root, encoding="utf-8")
        if frames_of_part:
            frames[name] = frames_of_part
            relations = relations_part(name)
            prepared[relations] = _without_samples(
                name=relations,
                content=package.get(relations, _NO_RELATIONS),
                part=prepared[name],
            )
    if frames:
        types = prepared[CONTENT_TYPES]
        prepared[CONTENT_TYPES] = _with_media_types(types)
    return PreparedPackage(
        package=prepared,
        frames=frames,
        faults=tuple(faults),
    )


def _prepare_part(
    root: WordElement, part: str
) -> tuple[tuple[PictureFrame, ...], list[Diagnostic]]:
    """Write names and our identifiers into the frames of ``root``; return the frames, and what is wrong."""
    frames: dict[str, PictureFrame] = {}
    faults: list[Diagnostic] = []
    for tag in list(_tags(root, part, faults)):
        picture = _only_picture(tag.element)
        known = None
        if picture is not None:
            known = frames.get(_identifier(picture))
        # The drawing and the picture in it may both have the tag.
        has_two_names = known is not None and known.name != tag.name
        if picture is None or has_two_names:
            fault = _fault("template-picture-frame", tag.element, part)
            faults.append(fault)
        # The name is the alternative text of the document, for readers who hear it.
        tag.element.set(tag.attribute, tag.name)
        if picture is None or known is not None:
            continue
        number = len(frames) + 1
        identifier = f"{_IDENTIFIER}{number}"
        picture.set(_reference(picture), identifier)
        _drop_other_versions(picture)
        frames[identifier] = PictureFrame(
            identifier=identifier,
            name=tag.name,
            ratio=_ratio(tag.element),
        )
    return tuple(frames.values()), faults


def _tags(
    root: etree._Element, part: str, faults: list[Diagnostic]
) -> Iterator[_FoundTag]:
    """Yield what has a tag of a picture as its alternative text; texts that only look like one are reported."""
    for element in root.iter(etree.Element):
        for attribute in _ALTERNATIVE_TEXTS:
            text = element.get(attribute)
            if text is None or "pictures" not in text:
                continue
            match = _TAG.fullmatch(text)
            if match is not None:
                name = match["name"] or match["quoted"]
                yield _FoundTag(element, attribute, name)
            elif _LIKE_A_TAG.search(text):
                fault = _fault("template-picture-tag", element, part)
                faults.append(fault)
                # What it reads is no second fault.
                element.set(attribute, "")


def _fault(code: str, element: etree._Element, part: str) -> Diagnostic:
    text = ""
    for attribute in _ALTERNATIVE_TEXTS:
        text = text or element.get(attribute) or ""
    place = _place(element, part)
    return Diagnostic(
        code,
        facts={"text": text},
        place=place._replace(tag=text),
    )


def _place(element: etree._Element, part: str) -> Place:
    # Parts are parsed with classes of our own.
    return place_of(cast(WordElement, element), part)


def _only_picture(element: etree._Element) -> etree._Element | None:
    """The one picture that ``element`` describes; None where it holds none, or several."""
    container = element
    if element.tag == _PICTURE_PROPERTIES:
        # Of a group, each picture has its own text.
        container = _nearest(element, {_PICTURE})
    elif element.tag == _DRAWING_PROPERTIES:
        container = _nearest(element, _CONTAINERS)
    drawing = _ancestor(element, _CONTAINERS)
    pictures: list[etree._Element] = []
    for picture in container.iter(_BLIP, _IMAGE_DATA):
        # A text box in the frame may hold pictures of its own.
        if _ancestor(picture, _CONTAINERS) is drawing:
            pictures.append(picture)
    if len(pictures) != 1:
        return None
    (only_picture,) = pictures
    is_embedded = _identifier(only_picture) != ""
    return only_picture if is_embedded else None


def _ancestor(element: etree._Element, tags: Collection[str]) -> etree._Element | None:
    for ancestor in element.iterancestors():
        if ancestor.tag in tags:
            return ancestor
    return None


def _nearest(element: etree._Element, tags: Collection[str]) -> etree._Element:
    """The ancestor of one of ``tags``, else ``element`` itself."""
    ancestor = _ancestor(element, tags)
    return element if ancestor is None else ancestor


def _reference(picture: etree._Element) -> str:
    """The attribute that refers to the file of ``picture``."""
    is_blip = picture.tag == _BLIP
    return qn("r:embed") if is_blip else qn("r:id")


def _identifier(picture: etree._Element) -> str:
    """The identifier of the relationship to the file of ``picture``; empty where the file is not embedded."""
    attribute = _reference(picture)
    return picture.get(attribute) or ""


def _drop_other_versions(picture: etree._Element) -> None:
    """Take away what would be shown in the place of the picture: its SVG, its effects that Word computed, a link."""
    for extensions in picture.findall(qn("a:extLst")):
        picture.remove(extensions)
    attributes = picture.attrib
    for name in _OTHER_REFERENCES:
        if name in attributes:
            del attributes[name]


def _ratio(element: etree._Element) -> float:
    """Width by height of the frame that ``element`` describes; 0 where it is cropped, in a group or of VML."""
    frame = element.getparent()
    if element.tag != _DRAWING_PROPERTIES or frame is None:
        return 0
    extent = frame.find(qn("wp:extent"))
    if extent is None:
        return 0
    for crop in frame.iter(qn("a:srcRect")):
        if crop.attrib:
            return 0
    width = whole_number(extent.get("cx"))
    height = whole_number(extent.get("cy"))
    return width / height if height else 0


def _without_samples(name: str, content: bytes, part: bytes) -> bytes:
    """The relationships of a part without those to pictures that it no longer shows: a sample must not travel."""
    root = template_parts.parse(name, content)
    for relation in list(root.elements()):
        identifier = relation.get("Id") or ""
        address = relation.get("Type") or ""
        written = f'"{identifier}"'
        is_shown = written.encode("utf-8") in part
        if address.endswith("/image") and not is_shown:
            root.remove(relation)
    return traces.to_bytes(root)


def _with_media_types(content: bytes) -> bytes:
    """The content types with those of all pictures that the data may bring."""
    root = template_parts.parse(CONTENT_TYPES, content)
    known: set[str] = set()
    for entry in root.elements():
        extension = entry.get("Extension") or ""
        known.add(extension.lower())
    for kind in KINDS:
        extension = kind.suffixes[0].removeprefix(".")
        if extension in known:
            continue
        default = root.makeelement(qn("ct:Default"))
        default.set("Extension", extension)
        default.set("ContentType", kind.media_type)
        # Defaults stand before the overrides.
        root.insert(0, default)
    return traces.to_bytes(root)


# ---------------------------------------------------------------- compiling


def with_tests(root: etree._Element, frames: Sequence[PictureFrame]) -> etree._Element:
    """Return a copy of ``root`` in which Jinja leaves out the drawings whose pictures are not given."""
    tested_root = copy.deepcopy(root)
    names = {frame.identifier: frame.name for frame in frames}
    tested: set[etree._Element] = set()
    pictures = list(tested_root.iter(_BLIP, _IMAGE_DATA))
    for picture in pictures:
        identifier = _identifier(picture)
        whole = _whole_drawing(picture)
        # Both versions of a picture in mc:AlternateContent go together.
        if identifier not in names or whole in tested:
            continue
        tested.add(whole)
        name = names[identifier]
        _insert_before(whole, f"{{% if pictures.{name} %}}")
        following = whole.tail or ""
        whole.tail = "{% endif %}" + following
    return tested_root


def _whole_drawing(picture: etree._Element) -> etree._Element:
    """What goes when ``picture`` goes: its drawing with all its versions; of a group the picture alone."""
    drawing = _ancestor(picture, _CONTAINERS)
    if drawing is None:
        return picture
    own_picture = _ancestor(picture, {_PICTURE})
    pictures = list(drawing.iter(_PICTURE))
    is_group = len(pictures) > 1
    if own_picture is not None and is_group:
        return own_picture
    branch = drawing.getparent()
    if branch is None or branch.tag not in _BRANCHES:
        return drawing
    alternatives = branch.getparent()
    # What else stands in the branch stays.
    is_alone = len(branch) == 1
    if alternatives is None or not is_alone:
        return drawing
    return alternatives


def _insert_before(element: etree._Element, text: str) -> None:
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        before = previous.tail or ""
        previous.tail = before + text
    elif parent is not None:
        before = parent.text or ""
        parent.text = before + text


def pictured_parts(
    package: Mapping[str, bytes],
    frames: Mapping[str, tuple[PictureFrame, ...]],
) -> tuple[PicturedPart, ...]:
    """Return the parts of ``package`` that have ``frames``, with their relationships as text."""
    parts: list[PicturedPart] = []
    for name, frames_of_part in frames.items():
        part = PicturedPart(
            part=name,
            relations=package[relations_part(name)],
            frames=frames_of_part,
        )
        parts.append(part)
    return tuple(parts)


# ---------------------------------------------------------------- rendering


def picture_entries(
    parts: Iterable[PicturedPart],
    pictures: PicturesView,
    assets: Mapping[str, bytes],
) -> Iterator[Entry]:
    """Yield the relationships of ``parts`` with the pictures that the view gives, and each picture once.

    Raises:
        TemplateError: the file of a picture is not among ``assets``, or is no picture.
    """
    paths = texts_of(pictures)
    written: set[str] = set()
    for part in parts:
        folder = posixpath.dirname(part.part)
        targets: dict[str, str] = {}
        for frame in part.frames:
            if frame.name not in paths:
                continue
            data = _file_of(frame.name, paths[frame.name], assets)
            target = _target(data)
            targets[frame.identifier] = target
            name = posixpath.join(folder, target)
            if name in written:
                continue
            written.add(name)
            yield pack(name, [data], _NO_COMPRESSION)
        relations = _with_relations(part, targets)
        yield pack(relations_part(part.part), [relations])


def _file_of(name: str, path: str, assets: Mapping[str, bytes]) -> bytes:
    """The file at ``path`` of the picture ``name``.

    Raises:
        TemplateError: it was not read.
    """
    if path in assets:
        return assets[path]
    fault = Diagnostic(
        "asset-missing",
        route=("pictures", name),
        facts={"path": path},
    )
    raise TemplateError([fault])


def _target(data: bytes) -> str:
    """Where the picture ``data`` lies in the package: the same picture has the same name in every document."""
    digest = hashlib.sha256(data)
    kind = kind_of_picture(data)
    # What is no picture was refused when it was read.
    suffix = "" if kind is None else kind.suffixes[0]
    return f"media/picture-{digest.hexdigest()[:16]}{suffix}"


def _with_relations(part: PicturedPart, targets: Mapping[str, str]) -> bytes:
    """The relationships of ``part`` with those to pictures: their ``targets`` by identifier."""
    root = template_parts.parse(relations_part(part.part), part.relations)
    for identifier, target in targets.items():
        relation = etree.SubElement(root, qn("rel:Relationship"))
        relation.set("Id", identifier)
        relation.set("Type", _IMAGE_TYPE)
        relation.set("Target", target)
    return traces.to_bytes(root)


def unknown_pictures(
    frames: Mapping[str, tuple[PictureFrame, ...]],
    root_of: Mapping[str, WordElement],
    facts: Sequence[DeclaredFact],
) -> Iterator[Diagnostic]:
    """Yield an error for each picture that the project of a template does not declare, where it declares any facts."""
    if not facts:
        return
    names = names_of(facts, PICTURE)
    for part, frames_of_part in frames.items():
        for frame in frames_of_part:
            if frame.name in names:
                continue
            near = nearest_name(frame.name, names)
            listed_zh = f"有：{'、'.join(names)}" if names else "一个也没有"
            listed_en = f"there are: {', '.join(names)}" if names else "there are none"
            words = {
                "name": frame.name,
                "suggestion_zh": f"是不是 {near}？" if near else listed_zh,
                "suggestion_en": f"did you mean '{near}'?" if near else listed_en,
            }
            place = _place_of_frame(root_of[part], part, frame.name)
            yield Diagnostic("template-picture-unknown", facts=words, place=place)


def _place_of_frame(root: WordElement, part: str, name: str) -> Place:
    for tag in _tags(root, part, []):
        if tag.name == name:
            return _place(tag.element, part)._replace(tag=name)
    return Place(part)

"""A whole document against a layout: everything that differs, gathered so that one cause is one report.

A style that sets a wrong font is reported once, with its name and how many paragraphs it reaches. This
room must not know XML or how a property is compared.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.layout import STANDARD, Layout
from rectify_gen.measuring import feet, page
from rectify_gen.measuring.comparing import Deviation, Frame, of_paragraph, of_piece
from rectify_gen.measuring.page import Spotted
from rectify_gen.measuring.roles import Told, tell
from rectify_gen.measuring.tags import has_tags
from rectify_gen.measuring.units import Words, joined, style_name, words
from rectify_gen.measuring.wanted import Wanted, wanted
from rectify_gen.origin import read_origin
from rectify_gen.places import Place
from rectify_gen.word.looks import DEFAULTS, DIRECT, Look
from rectify_gen.word.pieces import paragraph_texts
from rectify_gen.word.sheet import Sheet, read_sheet
from rectify_gen.word.word_package import WordPackage, open_package

_MOST = 60
"""Reports of one document that are listed; a document with more was made by other rules altogether."""
_MOST_ROLES = 3
_KINDS_WITH_TAGS = ("header", "footer", "footnotes")
_TEXT = frozenset({"body", "closing", "level_3"})
"""Roles that the default style is for; others that have nothing else need formatting of their own."""


def measure(
    data: bytes, layout: Layout = STANDARD, path: str = ""
) -> tuple[Diagnostic, ...]:
    """Return where the .docx ``data``, template or finished document, is not laid out as ``layout`` says.

    The page comes first, then the text in its order; a style's fault is one report. ``path`` goes into the reports.

    Raises:
        InputError: no intact .docx.
    """
    try:
        sheet = read_sheet(open_package(data))
    except InputError as error:
        raise InputError(
            [one._replace(path=path) for one in error.diagnostics]
        ) from error
    gathered = _gathered(_all(sheet, layout))
    found = [_diagnostic(one) for one in gathered[:_MOST]]
    if len(gathered) > _MOST:
        found.append(
            Diagnostic(
                "layout-more",
                facts={"count": len(gathered) - _MOST},
                place=Place(sheet.main),
            )
        )
    return tuple(one._replace(path=path) for one in found)


def is_finished(data: bytes) -> bool:
    """Return whether the .docx ``data`` is a finished document, which no check of tags is for.

    It is one that this product made and nobody changed since, or one without any tag.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    told, digest = read_origin(data)
    if told is not None and told.parts == digest:
        return True
    names = [package.main]
    for kind in _KINDS_WITH_TAGS:
        names += package.related(package.main, kind)
    return not any(_part_has_tags(package, name) for name in names)


def _part_has_tags(package: WordPackage, name: str) -> bool:
    if b"{" not in package.parts.get(name, b""):
        return False
    root = package.root(name)
    if root is None:
        return False
    return any(has_tags(text) for text in paragraph_texts(root))


class _Role(NamedTuple):
    """A deviation with the role that it was found on (empty: the page's), and its place."""

    spotted: Spotted
    role: str


def _all(sheet: Sheet, layout: Layout) -> Iterator[_Role]:
    told = tell(sheet.paragraphs)
    kind = page.kind_of(sheet, told)
    heads = tuple(
        one
        for lines in sheet.stories.values()
        for one in tell(lines)
        if one.role == "mark"
    )
    whole = (*told, *heads)
    for one in (
        *page.of_sections(sheet, layout, kind),
        *feet.of_numbers(sheet, layout, kind),
        *page.of_head(sheet, layout, kind, told),
        *page.of_rows(sheet, told),
    ):
        yield _Role(one, "")
    yield from _text(
        _with_numbers(whole, sheet),
        wanted(layout, letter=kind.letter),
        page.frame(sheet, layout),
    )


def _with_numbers(told: Iterable[Told], sheet: Sheet) -> Iterator[Told]:
    yield from told
    for line in feet.numbers(sheet):
        yield Told(
            "page_number",
            line,
            tuple(("page_number", one) for one in line.runs if one.text.strip()),
        )


def _text(
    told: Iterable[Told], roles: dict[str, Wanted], frame: Frame
) -> Iterator[_Role]:
    """Deviations of paragraphs and runs; what was compared once is not compared again."""
    known: dict[tuple[str, int], tuple[Deviation, ...]] = {}
    looks: list[Look] = []  # kept, so that no identity is used twice
    for one in told:
        line = one.line
        if one.role not in roles:
            continue
        key = (one.role, id(line.look))
        if key not in known:
            looks.append(line.look)
            known[key] = tuple(of_paragraph(line, roles[one.role], frame, one.role))
        yield from (_Role(Spotted(found, line.place), one.role) for found in known[key])
        for role, piece in one.pieces:
            if role in roles:
                for found in of_piece(piece, roles[role], frame, role):
                    yield _Role(Spotted(found, line.place), role)


class _Cause:
    """One report: the first place, the roles and how many paragraphs one cause reaches."""

    def __init__(self, first: Spotted) -> None:
        self.deviation = first.deviation
        self.place = first.place
        self.roles: dict[str, None] = {}
        self.paragraphs = 0
        self.last = Place("")

    def add(self, one: _Role) -> None:
        """Count one more place."""
        self.paragraphs += one.spotted.place != self.last
        self.last = one.spotted.place
        if one.role:
            self.roles[one.role] = None


def _gathered(found: Iterable[_Role]) -> list[_Cause]:
    causes: dict[tuple[object, ...], _Cause] = {}
    for one in found:
        deviation = one.spotted.deviation
        key = (
            deviation.code,
            deviation.wanted,
            deviation.found,
            deviation.source,
            deviation.grade,
            deviation.cure,
        )
        causes.setdefault(key, _Cause(one.spotted)).add(one)
    return list(causes.values())


def _diagnostic(cause: _Cause) -> Diagnostic:
    one = cause.deviation
    names = [words(f"layout-role-{role.replace('_', '-')}") for role in cause.roles]
    role = joined(tuple(dict.fromkeys(names))[:_MOST_ROLES])
    origin, reach = (
        _origin(one.source, cause.paragraphs),
        _reach(one.source, set(cause.roles)),
    )
    facts: dict[str, str] = {}
    for name, said in (
        ("role", role),
        ("wanted", one.wanted),
        ("found", one.found),
        ("origin", origin),
        ("reach", reach),
        ("cure", one.cure),
    ):
        facts |= {f"{name}_zh": said.zh, f"{name}_en": said.en}
    return Diagnostic(one.code, facts=facts, place=cause.place, grade=one.grade)


def _origin(source: str, count: int) -> Words:
    """What sets the property, and how many paragraphs it reaches."""
    if source == DIRECT:
        return (
            words("layout-origin-direct", count=count) if count > 1 else Words("", "")
        )
    if source == DEFAULTS:
        return words("layout-origin-defaults", count=count)
    name = style_name(source)
    return Words(
        words("layout-origin-style", name=name.zh, count=count).zh,
        words("layout-origin-style", name=name.en, count=count).en,
    )


def _reach(source: str, roles: set[str]) -> Words:
    """The way through Word's menus to the dialogs that change it; what only titles lack is not for the default style."""
    shared = source == DEFAULTS or source.lower() in ("normal", "正文")
    if source == DIRECT or (shared and roles and not roles & _TEXT):
        return words("layout-reach-direct")
    name = style_name("Normal" if source == DEFAULTS else source)
    return Words(
        words("layout-reach-style", name=name.zh).zh,
        words("layout-reach-style", name=name.en).en,
    )

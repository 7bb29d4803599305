"""A whole document against a layout: everything that differs, gathered so that one cause is one report.

A style that sets a wrong font is reported once, with its name and how many paragraphs it reaches. This
module must not know XML or how a property is compared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.layout import STANDARD, Layout
from rectify_gen.measuring import page, page_numbers
from rectify_gen.measuring.attached_files import without_attached_files
from rectify_gen.measuring.deviations import Deviation, Frame, of_paragraph, of_run
from rectify_gen.measuring.page import DocumentShape, PlacedDeviation
from rectify_gen.measuring.paragraph_roles import RoledParagraph, find_roles
from rectify_gen.measuring.printed_spans import has_tags
from rectify_gen.measuring.role_looks import RoleLook, role_looks
from rectify_gen.measuring.units import Words, joined, style_name, words
from rectify_gen.origin import read_origin
from rectify_gen.overlay.overlay_effect import without_effect
from rectify_gen.places import Place
from rectify_gen.word.looks import DEFAULTS, DIRECT, Look
from rectify_gen.word.pieces import paragraph_texts
from rectify_gen.word.sheet import Sheet, read_sheet
from rectify_gen.word.word_package import WordPackage, open_package

_MOST_REPORTS = 60
"""Reports of one document that are listed; a document with more was made by other rules altogether."""
_MOST_ROLES = 3
"""Roles that one report names."""
_KINDS_WITH_TAGS = ("header", "footer", "footnotes")
_TEXT_ROLES = frozenset({"body", "closing", "level_3"})
"""Roles that the default style is for; others that have nothing else need formatting of their own."""
_NO_WORDS = Words("", "")


def measure(
    data: bytes, layout: Layout = STANDARD, path: str = ""
) -> tuple[Diagnostic, ...]:
    """Return where the .docx ``data``, template or finished document, is not laid out as ``layout`` says.

    The page comes first, then the text in its order; a style's fault is one report. ``path`` goes into the reports.

    Raises:
        InputError: no intact .docx.
    """
    try:
        package = open_package(data)
        sheet = without_attached_files(read_sheet(package))
    except InputError as error:
        raise InputError(_in_file(error.diagnostics, path)) from error
    roled = find_roles(sheet.paragraphs)
    kind = page.kind_of(sheet, roled)
    deviations = _deviations(sheet, layout, roled, kind)
    causes = _gather(deviations)
    reports = [_diagnostic(cause) for cause in causes[:_MOST_REPORTS]]
    unlisted = len(causes) - _MOST_REPORTS
    if unlisted > 0:
        more = Diagnostic(
            "layout-more",
            facts={"count": unlisted},
            place=Place(sheet.main),
        )
        reports.append(more)
    if kind.ledger:
        reports += without_effect("ledger", layout)
    if kind.letter:
        reports += without_effect("letter", layout)
    return tuple(_in_file(reports, path))


def _in_file(diagnostics: Iterable[Diagnostic], path: str) -> list[Diagnostic]:
    return [diagnostic._replace(path=path) for diagnostic in diagnostics]


def is_finished(data: bytes) -> bool:
    """Return whether the .docx ``data`` is a finished document, which no check of tags is for.

    It is one that this product made and nobody changed since, or one without any tag.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    origin, digest = read_origin(data)
    # The data may print something that looks like a tag.
    if origin is not None and origin.parts == digest:
        return True
    names = [package.main]
    for kind in _KINDS_WITH_TAGS:
        names += package.related(package.main, kind)
    return not any(_part_has_tags(package, name) for name in names)


def _part_has_tags(package: WordPackage, name: str) -> bool:
    content = package.parts.get(name, b"")
    # Parsing takes long, and most parts have no brace.
    if b"{" not in content:
        return False
    root = package.root(name)
    if root is None:
        return False
    texts = list(paragraph_texts(root))
    return has_tags(texts)


class _RoleDeviation(NamedTuple):
    """A deviation with its place and the role that it was found on (empty: the page's)."""

    placed: PlacedDeviation
    role: str


def _deviations(
    sheet: Sheet,
    layout: Layout,
    roled: Sequence[RoledParagraph],
    kind: DocumentShape,
) -> Iterator[_RoleDeviation]:
    for deviation in page.of_sections(sheet, layout, kind):
        yield _RoleDeviation(deviation, "")
    for deviation in page_numbers.of_page_numbers(sheet, layout, kind):
        yield _RoleDeviation(deviation, "")
    for deviation in page.of_head(sheet, layout, kind, roled):
        yield _RoleDeviation(deviation, "")
    for deviation in page.of_rows(sheet, roled):
        yield _RoleDeviation(deviation, "")
    roled_everywhere = [
        *roled,
        *_marks_in_headers(sheet),
        *_page_numbers(sheet),
    ]
    yield from _deviations_of_text(
        roled_everywhere,
        looks=role_looks(layout, letter=kind.letter),
        frame=page.frame(sheet, layout),
    )


def _marks_in_headers(sheet: Sheet) -> list[RoledParagraph]:
    """Return the organ marks of letters, which stand in a header."""
    marks = []
    for paragraphs in sheet.stories.values():
        for roled_paragraph in find_roles(paragraphs):
            if roled_paragraph.role == "mark":
                marks.append(roled_paragraph)
    return marks


def _page_numbers(sheet: Sheet) -> list[RoledParagraph]:
    numbers = []
    for paragraph in page_numbers.page_number_paragraphs(sheet):
        runs = []
        for run in paragraph.runs:
            if run.text.strip():
                runs.append(("page_number", run))
        numbers.append(RoledParagraph("page_number", paragraph, tuple(runs)))
    return numbers


def _deviations_of_text(
    roled: Sequence[RoledParagraph], *, looks: Mapping[str, RoleLook], frame: Frame
) -> Iterator[_RoleDeviation]:
    """Yield the deviations of paragraphs and runs; a look that was compared once is not compared again."""
    compared: dict[tuple[str, int], list[Deviation]] = {}
    kept_looks: list[Look] = []  # so that no identity is used twice
    for roled_paragraph in roled:
        role = roled_paragraph.role
        paragraph = roled_paragraph.paragraph
        if role not in looks:
            continue
        key = (role, id(paragraph.look))
        if key not in compared:
            kept_looks.append(paragraph.look)
            compared[key] = list(of_paragraph(paragraph, looks[role], frame, role))
        for deviation in compared[key]:
            yield _RoleDeviation(PlacedDeviation(deviation, paragraph.place), role)
        for run_role, run in roled_paragraph.runs:
            if run_role not in looks:
                continue
            run_look = looks[run_role]
            for deviation in of_run(run, run_look, frame, run_role):
                placed = PlacedDeviation(deviation, paragraph.place)
                yield _RoleDeviation(placed, run_role)


class _Cause:
    """One report: the first place, the roles and how many paragraphs one cause reaches."""

    def __init__(self, first: PlacedDeviation) -> None:
        self.deviation = first.deviation
        self.place = first.place
        self.roles: list[str] = []
        self.paragraphs = 0
        self._last_place = Place("")

    def add(self, role_deviation: _RoleDeviation) -> None:
        """Count one more place."""
        place = role_deviation.placed.place
        if place != self._last_place:
            self.paragraphs += 1
            self._last_place = place
        role = role_deviation.role
        if role and role not in self.roles:
            self.roles.append(role)


def _gather(role_deviations: Iterable[_RoleDeviation]) -> list[_Cause]:
    """Return the causes in the order in which they were met first."""
    causes: dict[Deviation, _Cause] = {}
    for role_deviation in role_deviations:
        placed = role_deviation.placed
        deviation = placed.deviation
        # Deviations are equal where the same style sets the same wrong value.
        if deviation not in causes:
            causes[deviation] = _Cause(placed)
        causes[deviation].add(role_deviation)
    return list(causes.values())


def _diagnostic(cause: _Cause) -> Diagnostic:
    deviation = cause.deviation
    role_names: list[Words] = []
    for role in cause.roles:
        name = words(f"layout-role-{role.replace('_', '-')}")
        if name not in role_names:
            role_names.append(name)
    named_facts = {
        "role": joined(role_names[:_MOST_ROLES]),
        "wanted": deviation.expected,
        "found": deviation.actual,
        "origin": _origin(deviation.source, cause.paragraphs),
        "reach": _reach(deviation.source, cause.roles),
        "cure": deviation.cure,
    }
    facts: dict[str, str] = {}
    for fact, fact_words in named_facts.items():
        facts[f"{fact}_zh"] = fact_words.zh
        facts[f"{fact}_en"] = fact_words.en
    return Diagnostic(
        deviation.code, facts=facts, place=cause.place, grade=deviation.grade
    )


def _origin(source: str, count: int) -> Words:
    """Return what sets the property, and how many paragraphs it reaches."""
    if source == DIRECT:
        # The place that the report names is the only one.
        if count <= 1:
            return _NO_WORDS
        return words("layout-origin-direct", count=count)
    if source == DEFAULTS:
        return words("layout-origin-defaults", count=count)
    name = style_name(source)
    return Words(
        words("layout-origin-style", name=name.zh, count=count).zh,
        words("layout-origin-style", name=name.en, count=count).en,
    )


def _reach(source: str, roles: Sequence[str]) -> Words:
    """Return the way through Word's menus to the dialog that changes it.

    What only titles lack is not for the default style to set.
    """
    is_normal = source.lower() in ("normal", "正文")
    is_default_style = source == DEFAULTS or is_normal
    concerns_text = not roles or not _TEXT_ROLES.isdisjoint(roles)
    needs_own_formatting = is_default_style and not concerns_text
    if source == DIRECT or needs_own_formatting:
        return words("layout-reach-direct")
    name = style_name("Normal" if source == DEFAULTS else source)
    return Words(
        words("layout-reach-style", name=name.zh).zh,
        words("layout-reach-style", name=name.en).en,
    )

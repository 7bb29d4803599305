"""Fixing what rules can fix, in the YAML text itself, and proving that nothing else has changed.

A fix replaces characters inside one line of the source: of ``- 评议结果公布公示。。`` only the
second 。 is deleted. It is kept only where the file then reads as meant and no other rule has
more to say; otherwise it is left out, with the reason.
This room must not know which rules there are, files, or how a report is printed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rectify_gen import canonical_names, key_language, rules
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, Fix, InputError, Route
from rectify_gen.refused_source import count_faults, slips_of_readable
from rectify_gen.source import (
    LocatedData,
    SourceFile,
    TextEdit,
    TextPlaces,
    apply_edits,
    edits_of_source,
    encode,
    index_at,
    narrowest,
)
from rectify_gen.source.mapping_slips import forgotten_dashes
from rectify_gen.source.reading_on import place_lines, tabs_of
from rectify_gen.source.sign_slips import Tabs
from rectify_gen.source.slip_finding import find_slips
from rectify_gen.source.slips import Slip
from rectify_gen.source_check import Checked, check_source
from rectify_gen.validation import placed, route_in_data, validate

ROUNDS = 5
"""One fix may make room for another; rules that do not come to rest in so many rounds contradict each other."""


class Fixed(NamedTuple):
    """A source as it reads with all that could be fixed."""

    before: SourceFile
    checked: Checked
    applied: tuple[Diagnostic, ...]
    """What was fixed, as it was found; those of a later round have the positions of that round."""
    left: tuple[Diagnostic, ...]
    """Why the others were not fixed, at their places."""

    def is_changed(self) -> bool:
        """Return whether the text is another than before."""
        return self.before.text != self.checked.data.source.text


class _PlannedFix(NamedTuple):
    """One finding with its fix, as an edit of the value and as the edits of the source that make it."""

    diagnostic: Diagnostic
    fix: Fix
    edit: TextEdit
    data_route: Route
    """The way to the text in the data; that in the notice is the fix's own."""
    source_edits: tuple[TextEdit, ...]


def fix(
    source: SourceFile,
    choice: Choice = STANDARD,
    keys: str | None = None,
    *,
    unsafe: bool = False,
) -> Fixed:
    """Return ``source`` with every finding fixed that a rule of ``choice`` can fix and no waiver covers.

    With ``unsafe`` those fixes are made as well that may be wrong; their author looks at each.
    With ``keys`` (one of ``vocabulary.aliases.KEY_LANGUAGES``) its keys and choices are written in that language. Fixing the
    result again changes nothing. Its digits are those of ``source``, and its notice is that of ``source`` but for the
    fixed texts.

    Raises:
        InputError: the file or the model has faults, so that no rule was run.
    """
    if source.table is not None:
        # Cells are not written back: a workbook may hold what we cannot keep.
        note = Diagnostic("fix-workbook", path=source.path)
        return Fixed(source, check_source(source, choice), (), (note,))
    checked = check_source(_in_language(source, keys), choice)
    applied: list[Diagnostic] = []
    for _ in range(ROUNDS):
        planned, unplanned = _plan_fixes(checked, choice, unsafe=unsafe)
        after, kept, refused = _keep_harmless(checked, planned, choice)
        if not kept:
            return Fixed(source, checked, tuple(applied), (*unplanned, *refused))
        _prove(checked, after, kept)
        applied += [planned_fix.diagnostic for planned_fix in kept]
        checked = after
    counts = Counter(diagnostic.code for diagnostic in applied)
    raise RuntimeError(f"{source.path}: fixing does not come to rest: {counts}")


def fix_slips(source: SourceFile) -> tuple[SourceFile, list[Diagnostic]]:
    """Return ``source`` with the slips of its YAML fixed that can mean one thing only, and what was fixed.

    A text that YAML reads is changed only where the model refuses it. Lines stay in their places, and no digit changes.
    """
    applied: list[Diagnostic] = []
    if source.table is not None:
        # A workbook has no lines of YAML.
        return source, applied
    fixed = source
    for _ in range(ROUNDS):
        after, faults = _fix_slips_once(fixed)
        if after.text == fixed.text:
            break
        fixed = after
        applied += faults
    return fixed, applied


def _fix_slips_once(source: SourceFile) -> tuple[SourceFile, list[Diagnostic]]:
    try:
        data = canonical_names.locate(source)
    except InputError:
        tabs = tabs_of(source, canonical_names.ALL_KEYS, count_faults)
        placed, line_slips = _placed_lines(source, tabs)
        slips = find_slips(placed, canonical_names.ALL_KEYS, tabs=tabs)
        if placed.text != source.text and not _are_certain(line_slips):
            # Where lines are still out of place, what goes on with a text cannot be told.
            slips = [slip for slip in slips if slip.fault.code != "yaml-continuation"]
    else:
        placed, line_slips = source, []
        slips = forgotten_dashes(data) or _slips_of_refused(data)
    certain = [slip for slip in slips if slip.is_certain and slip.edit is not None]
    text = apply_edits(placed.text, [slip.edit for slip in certain if slip.edit])
    if _digits_of_text(text) != _digits_of_text(source.text):
        raise RuntimeError(f"{source.path}: fixing slips would change a digit")
    applied: list[Diagnostic] = []
    for slip in (*line_slips, *certain):
        # Lines that were moved for one reason have one report.
        if slip.fault not in applied:
            applied.append(slip.fault)
    return source._replace(text=text), applied


def _placed_lines(
    source: SourceFile, tabs: Tabs | None
) -> tuple[SourceFile, list[Slip]]:
    """``source`` with the lines put into their place that can have one only, and their slips."""
    keys = canonical_names.ALL_KEYS
    placed, slips = place_lines(source, keys, count_faults, tabs)
    if _are_certain(slips):
        return placed, slips
    certain = [slip for slip in slips if slip.is_certain]
    edits = [slip.edit for slip in certain if slip.edit is not None]
    return source._replace(text=apply_edits(source.text, edits)), certain


def _are_certain(slips: list[Slip]) -> bool:
    return all(slip.is_certain for slip in slips)


def _slips_of_refused(data: LocatedData) -> list[Slip]:
    """The slips of a file that is not valid: of a sound one nothing is changed."""
    try:
        validate(data)
    except InputError as error:
        return slips_of_readable(data) or _misspelt_keys(data, error)
    return []


def _misspelt_keys(data: LocatedData, error: InputError) -> list[Slip]:
    """A slip for each key that differs from the one that was meant in case, blanks, quotes, or - for _ only."""
    slips = []
    for fault in error.diagnostics:
        meant = str(fault.facts.get("meant", ""))
        key = str(fault.facts.get("key", ""))
        if fault.code != "unknown-key" or fault.position is None:
            continue
        if _folded(key) != _folded(meant):
            continue
        start = index_at(data.source.text, fault.position.line, fault.position.column)
        if data.source.text.startswith(key, start):
            edit = TextEdit(start, start + len(key), meant)
            slips.append(Slip(fault, edit, is_certain=True))
    return slips


def _folded(key: str) -> str:
    return re.sub("[-_ “”\"']", "", key).lower()


def _digits_of_text(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _in_language(source: SourceFile, keys: str | None) -> SourceFile:
    """``source`` with keys and choices in the language ``keys``; as it is where none is asked for."""
    if keys is None:
        return source
    data = canonical_names.locate(source)
    text = apply_edits(source.text, key_language.edits_to(keys, data))
    return source._replace(text=text)


def written(fixed: Fixed, data: bytes) -> bytes:
    """Return the bytes of the file ``data``, which ``fixed`` was read from, with its texts fixed."""
    if encode(fixed.before.text, data) != data:
        raise RuntimeError(
            f"{fixed.before.path}: the encoding does not give the same bytes back"
        )
    return encode(fixed.checked.data.source.text, data)


# ---------------------------------------------------------------- from findings to edits of the source


def _plan_fixes(
    checked: Checked, choice: Choice, *, unsafe: bool
) -> tuple[list[_PlannedFix], list[Diagnostic]]:
    """The fixes that can be made in the source, and why the others cannot."""
    planned: list[_PlannedFix] = []
    unplanned: list[Diagnostic] = []
    places: TextPlaces | None = None
    route_of_places: Route | None = None
    fixable = rules.fixable(checked.notice, choice, unsafe=unsafe)
    for diagnostic in placed(checked.data, fixable):
        # Findings come text by text, so the places of one text at a time are enough.
        if diagnostic.route != route_of_places:
            places = checked.data.places(route_in_data(checked.data, diagnostic.route))
            route_of_places = diagnostic.route
        for rule_fix in diagnostic.fixes:
            planned_fix = _plan_fix(checked, diagnostic, rule_fix, places)
            if planned_fix is None:
                unplanned.append(_not_fixed("fix-not-in-line", diagnostic))
            else:
                planned.append(planned_fix)
    return planned, unplanned


def _not_fixed(code: str, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic ``code``, which says why the finding ``diagnostic`` was not fixed."""
    return Diagnostic(
        code,
        diagnostic.route,
        facts={"rule": diagnostic.code},
        position=diagnostic.position,
        path=diagnostic.path,
        span=diagnostic.span,
    )


def _plan_fix(
    checked: Checked, diagnostic: Diagnostic, rule_fix: Fix, places: TextPlaces | None
) -> _PlannedFix | None:
    """The edits that make ``rule_fix``; None where its characters cannot be located, or lines would have to be joined."""
    span = rule_fix.span
    if places is None or places.scalar.value != span.text:
        return None
    edit = narrowest(TextEdit(span.start, span.end, rule_fix.replacement), span.text)
    source = checked.data.source.text
    for start, end in places.spans[edit.start : edit.end]:
        if "\n" in source[start:end]:
            return None
    return _PlannedFix(
        diagnostic=diagnostic,
        fix=rule_fix,
        edit=edit,
        data_route=places.scalar.route,
        source_edits=tuple(edits_of_source(edit, places.spans)),
    )


# ---------------------------------------------------------------- trying them


class _Harm(NamedTuple):
    """Why fixes are not kept, and the texts in which that shows, as routes in the notice; none where that is unknown."""

    code: str
    routes: frozenset[Route] = frozenset()


def _keep_harmless(
    checked: Checked, planned: list[_PlannedFix], choice: Choice
) -> tuple[Checked, list[_PlannedFix], list[Diagnostic]]:
    """The source with all of ``planned`` that do no harm, these, and why the others were left out.

    Where all together do harm, those that are alone in a text that shows it are left out, else halves are tried.
    """
    kept: list[_PlannedFix] = []
    refused: list[Diagnostic] = []
    after = checked
    waiting = [planned] if planned else []
    while waiting:
        group = waiting.pop()
        result = _try(checked, [*kept, *group], choice)
        if isinstance(result, Checked):
            after = result
            kept = kept + group
            continue
        is_single = len(group) == 1
        harmful = group if is_single else _alone_in(result.routes, group, kept)
        for planned_fix in harmful:
            refused.append(_not_fixed(result.code, planned_fix.diagnostic))
        if len(harmful) == len(group):
            continue
        if harmful:
            harmful_ids = {id(planned_fix) for planned_fix in harmful}
            harmless = [fix for fix in group if id(fix) not in harmful_ids]
            waiting.append(harmless)
        else:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    return after, kept, refused


def _alone_in(
    routes: frozenset[Route], group: list[_PlannedFix], kept: list[_PlannedFix]
) -> list[_PlannedFix]:
    """Those of ``group`` that are the only fix, of it and of ``kept``, in the text at one of ``routes``."""
    counts = Counter(planned_fix.fix.route for planned_fix in (*kept, *group))
    alone = []
    for planned_fix in group:
        route = planned_fix.fix.route
        if route in routes and counts[route] == 1:
            alone.append(planned_fix)
    return alone


def _try(
    checked: Checked, planned: list[_PlannedFix], choice: Choice
) -> Checked | _Harm:
    """The source with the fixes ``planned``, or why it must not have them."""
    source = checked.data.source
    edits: list[TextEdit] = []
    for planned_fix in planned:
        edits += planned_fix.source_edits
    text = apply_edits(source.text, edits)
    try:
        after = check_source(source._replace(text=text), choice)
    except InputError:
        return _Harm("fix-reads-otherwise")
    data_routes = [planned_fix.data_route for planned_fix in planned]
    wanted_texts = _fixed_texts(planned, data_routes)
    if after.data.value != _replaced(checked.data.value, wanted_texts):
        harmed = set()
        for planned_fix in planned:
            route = planned_fix.data_route
            if _text_at(after.data.value, route) != wanted_texts[route]:
                harmed.add(planned_fix.fix.route)
        return _Harm("fix-reads-otherwise", frozenset(harmed))
    worse = _worse(checked.judgement, after.judgement)
    return after if worse is None else _Harm("fix-brings-fault", worse)


def _text_at(value: Any, route: Route) -> object:
    """What stands at ``route`` of plain ``value``; None where nothing does."""
    for step in route:
        if isinstance(value, list):
            is_known = isinstance(step, int) and step < len(value)
        else:
            is_known = isinstance(value, dict) and step in value
        if not is_known:
            return None
        value = value[step]
    return value


def _worse(before: rules.Judgement, after: rules.Judgement) -> frozenset[Route] | None:
    """The texts in which a rule that fixes nothing finds more, or a waiver covers less; None where neither is so."""
    fixing_codes = {rule.code for rule in rules.RULES if rule.fixes or rule.offers}
    codes_found = _codes(after.standing) - _codes(before.standing)
    codes_waived = _codes(before.waived) - _codes(after.waived)
    if not codes_waived and fixing_codes.issuperset(codes_found):
        return None
    new_reports = _places(after.standing) - _places(before.standing)
    lost_waivers = _places(before.waived) - _places(after.waived)
    harmed = {route for _, route in lost_waivers}
    for code, route in new_reports:
        if code not in fixing_codes:
            harmed.add(route)
    return frozenset(harmed)


def _places(diagnostics: Iterable[Diagnostic]) -> Counter[tuple[str, Route]]:
    return Counter((diagnostic.code, diagnostic.route) for diagnostic in diagnostics)


def _codes(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in diagnostics)


def _fixed_texts(
    planned: Iterable[_PlannedFix], routes: Iterable[Route]
) -> dict[Route, str]:
    """What the texts read once fixed, by ``routes``, one for each of ``planned``."""
    edits: dict[Route, list[TextEdit]] = {}
    texts: dict[Route, str] = {}
    for planned_fix, route in zip(planned, routes, strict=True):
        edits.setdefault(route, []).append(planned_fix.edit)
        texts[route] = planned_fix.fix.span.text
    return {route: apply_edits(text, edits[route]) for route, text in texts.items()}


def _replaced(value: Any, texts: Mapping[Route, str], route: Route = ()) -> Any:
    """A copy of plain ``value`` that has ``texts`` at their routes."""
    if isinstance(value, str):
        return texts.get(route, value)
    if isinstance(value, dict):
        return {
            name: _replaced(member, texts, (*route, name))
            for name, member in value.items()
        }
    if isinstance(value, list | tuple):
        members = [
            _replaced(member, texts, (*route, number))
            for number, member in enumerate(value)
        ]
        return type(value)(members)
    return value


# ---------------------------------------------------------------- the proof


def _prove(before: Checked, after: Checked, kept: list[_PlannedFix]) -> None:
    """Raise where the notice differs but for the fixed texts, a digit has changed, or a line has moved: a bug."""
    old = before.notice.model_dump()
    new = after.notice.model_dump()
    routes = [planned_fix.fix.route for planned_fix in kept]
    if new != _replaced(old, _fixed_texts(kept, routes)):
        raise RuntimeError(f"fixing changed more than the texts of {routes}")
    if _digits(old) != _digits(new):
        fixes = [planned_fix.fix for planned_fix in kept]
        raise RuntimeError(f"fixing changed digits: {fixes}")
    if before.data.source.text.count("\n") != after.data.source.text.count("\n"):
        raise RuntimeError("fixing changed the lines of the file")


def _digits(value: Any) -> str:
    """Every digit of plain ``value``, in order."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign.isdigit())
    if isinstance(value, dict):
        members: Iterable[Any] = value.values()
    elif isinstance(value, list | tuple):
        members = value
    else:
        return ""
    return "".join(_digits(member) for member in members)

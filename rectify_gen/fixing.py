"""Mending what rules can mend, in the YAML text itself, and proving that nothing else has changed.

A mending replaces characters inside one line of the source. It is kept only where the file
then reads as meant and no other rule has more to say; otherwise it is left, with the reason.
This room must not know which rules there are, files, or how a report is printed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import rules
from rectify_gen.checking import Checked, check_source
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.source import SourceFile, TextPlaces, encode
from rectify_gen.validation import placed, route_in_data

ROUNDS = 5
"""One mending may make room for another; rules that do not come to rest in so many rounds contradict each other."""


class Mended(NamedTuple):
    """A source as it reads with all that could be mended."""

    before: SourceFile
    checked: Checked
    applied: tuple[Diagnostic, ...]
    """What was mended, as it was found; those of a later round have the positions of that round."""
    left: tuple[Diagnostic, ...]
    """Why the others were not mended, at their places."""


class _Edit(NamedTuple):
    """Characters of a text, from index ``start`` to before ``end``, and what comes in their place."""

    start: int
    end: int
    new: str


class _Mending(NamedTuple):
    """One finding, its edit in the value, and the edits in the source that make it."""

    found: Diagnostic
    edit: _Edit
    route: Route
    """The way to the text in the data; that in the notice is the finding's own."""
    edits: tuple[_Edit, ...]


_Spans = TextPlaces | None
"""Where the characters of a text stand, where that can be told."""


def mend(source: SourceFile, choice: Choice = STANDARD) -> Mended:
    """Return ``source`` with every finding mended that a rule of ``choice`` offers to mend and no waiver covers.

    Mending what comes back changes nothing. Its digits are those of ``source``, and its notice is that of
    ``source`` but for the mended texts.

    Raises:
        InputError: the file or the model has faults, so that the rules were not asked.
    """
    checked = check_source(source, choice)
    applied: list[Diagnostic] = []
    for _ in range(ROUNDS):
        mendings, left = _mendings(checked, choice)
        after, kept, refused = _kept(checked, mendings, choice)
        if not kept:
            return Mended(source, checked, tuple(applied), (*left, *refused))
        _prove(checked, after, kept)
        applied += [one.found for one in kept]
        checked = after
    raise RuntimeError(
        f"{source.path}: mending does not come to rest: {Counter(one.code for one in applied)}"
    )


def written(mended: Mended, data: bytes) -> bytes:
    """Return the bytes of the file ``data``, which ``mended`` was read from, with its texts mended."""
    if encode(mended.before.text, data) != data:
        raise RuntimeError(
            f"{mended.before.path}: the encoding does not give the same bytes back"
        )
    return encode(mended.checked.data.source.text, data)


def _mendings(
    checked: Checked, choice: Choice
) -> tuple[list[_Mending], list[Diagnostic]]:
    """What can be mended at once, and a report for each finding whose characters cannot be reached."""
    mendings: list[_Mending] = []
    left: list[Diagnostic] = []
    spans: dict[Route, _Spans] = {}
    for found in placed(checked.data, rules.mendable(checked.notice, choice)):
        if found.route not in spans:
            spans.clear()  # a text is left for the next one in the file
            spans[found.route] = _spans(checked, found.route)
        mending = _mending(checked, found, spans[found.route])
        if mending is None:
            left.append(_hindered("mend-not-in-line", found))
        else:
            mendings.append(mending)
    return mendings, left


def _hindered(code: str, found: Diagnostic) -> Diagnostic:
    facts = {name: found.facts[name] for name in ("marks", "better", "quote")}
    return found._replace(code=code, facts={**facts, "rule": found.code})


def _spans(checked: Checked, route: Route) -> _Spans:
    """Where the characters of the text at ``route`` of the notice stand."""
    return checked.data.places(route_in_data(checked.data, route))


def _mending(checked: Checked, found: Diagnostic, places: _Spans) -> _Mending | None:
    """The mending of ``found``; None where its characters cannot be told, or a line would have to be joined."""
    text, at, marks, better = (
        found.facts[name] for name in ("text", "at", "marks", "better")
    )
    if places is None or places.scalar.value != text:
        return None
    assert isinstance(at, int)
    edit = _narrowest(at, str(marks), str(better))
    spans = places.spans
    source = checked.data.source.text
    if any("\n" in source[start:end] for start, end in spans[edit.start : edit.end]):
        return None
    return _Mending(found, edit, places.scalar.route, tuple(_in_source(edit, spans)))


def _narrowest(at: int, marks: str, better: str) -> _Edit:
    """The edit of those characters only that differ."""
    end = at + len(marks)
    while marks and better and marks[0] == better[0]:
        at, marks, better = at + 1, marks[1:], better[1:]
    while marks and better and marks[-1] == better[-1]:
        end, marks, better = end - 1, marks[:-1], better[:-1]
    return _Edit(at, end, better)


def _in_source(edit: _Edit, spans: Sequence[tuple[int, int]]) -> Iterable[_Edit]:
    """What takes out the characters one by one, so that folds and indentation between them stay."""
    if edit.start == edit.end:
        place = spans[edit.start - 1][1] if edit.start else spans[0][0]
        yield _Edit(place, place, edit.new)
    for at, (start, end) in enumerate(spans[edit.start : edit.end]):
        yield _Edit(start, end, "" if at else edit.new)


class _Harm(NamedTuple):
    """Why mendings are not kept, and the texts in which that shows, as routes in the notice; none where it cannot be told."""

    code: str
    routes: frozenset[Route] = frozenset()


def _kept(
    checked: Checked, mendings: list[_Mending], choice: Choice
) -> tuple[Checked, list[_Mending], list[Diagnostic]]:
    """The source with all of ``mendings`` that do no harm.

    Where all together do some, those that are alone in a text that shows it are left, else halves are tried.
    """
    kept: list[_Mending] = []
    refused: list[Diagnostic] = []
    after = checked
    waiting = [mendings] if mendings else []
    while waiting:
        group = waiting.pop()
        tried = _tried(checked, [*kept, *group], choice)
        if isinstance(tried, Checked):
            after, kept = tried, kept + group
            continue
        harmful = group if len(group) == 1 else _alone_in(tried.routes, group, kept)
        refused += [_hindered(tried.code, one.found) for one in harmful]
        if len(harmful) == len(group):
            continue
        if harmful:
            left = {id(one) for one in harmful}
            waiting.append([one for one in group if id(one) not in left])
        else:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    return after, kept, refused


def _alone_in(
    routes: frozenset[Route], group: list[_Mending], kept: list[_Mending]
) -> list[_Mending]:
    """Those of ``group`` that are the only mending, of it and of ``kept``, in the text at one of ``routes``."""
    counts = Counter(one.found.route for one in (*kept, *group))
    return [
        one
        for one in group
        if one.found.route in routes and counts[one.found.route] == 1
    ]


def _tried(
    checked: Checked, mendings: list[_Mending], choice: Choice
) -> Checked | _Harm:
    """The source with ``mendings``, or why it must not have them."""
    source = checked.data.source
    text = _edited(source.text, [edit for one in mendings for edit in one.edits])
    try:
        after = check_source(source._replace(text=text), choice)
    except InputError:
        return _Harm("mend-reads-otherwise")
    texts = _texts(mendings, [one.route for one in mendings])
    if after.data.value != _replaced(checked.data.value, texts):
        otherwise = {
            one.found.route
            for one in mendings
            if _text_at(after.data.value, one.route) != texts[one.route]
        }
        return _Harm("mend-reads-otherwise", frozenset(otherwise))
    worse = _worse(checked.judgement, after.judgement)
    return after if worse is None else _Harm("mend-brings-fault", worse)


def _text_at(value: Any, route: Route) -> object:
    """What stands at ``route`` of plain ``value``; None where nothing does."""
    for step in route:
        is_there = (
            isinstance(step, int) and step < len(value)
            if isinstance(value, list)
            else isinstance(value, dict) and step in value
        )
        if not is_there:
            return None
        value = value[step]
    return value


def _worse(before: rules.Judgement, after: rules.Judgement) -> frozenset[Route] | None:
    """The texts in which a rule that does not mend finds more, or a waiver covers less; None where neither is so."""
    mending = {rule.code for rule in rules.RULES if rule.mends}
    found = _counted(after.standing) - _counted(before.standing)
    waived = _counted(before.waived) - _counted(after.waived)
    harmed = [one for one in found if one[0] not in mending] + list(waived)
    codes_found = _codes(after.standing) - _codes(before.standing)
    codes_waived = _codes(before.waived) - _codes(after.waived)
    if not codes_waived and mending.issuperset(codes_found):
        return None
    return frozenset(route for _, route in harmed)


def _counted(diagnostics: Iterable[Diagnostic]) -> Counter[tuple[str, Route]]:
    return Counter((one.code, one.route) for one in diagnostics)


def _codes(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(one.code for one in diagnostics)


def _texts(mendings: Iterable[_Mending], routes: Iterable[Route]) -> dict[Route, str]:
    """What the mended texts say afterwards, by their ``routes``."""
    edits: dict[Route, list[_Edit]] = {}
    texts: dict[Route, str] = {}
    for one, route in zip(mendings, routes, strict=True):
        edits.setdefault(route, []).append(one.edit)
        texts[route] = str(one.found.facts["text"])
    return {route: _edited(text, edits[route]) for route, text in texts.items()}


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    """``text`` with ``edits``, none of which overlap."""
    out, at = [], 0
    for start, end, new in sorted(edits):
        assert start >= at
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


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
        return type(value)(
            _replaced(member, texts, (*route, at)) for at, member in enumerate(value)
        )
    return value


def _prove(before: Checked, after: Checked, kept: list[_Mending]) -> None:
    """Raise where the notice differs but for the mended texts, a digit has changed, or a line has moved: a bug."""
    old, new = before.notice.model_dump(), after.notice.model_dump()
    if new != _replaced(old, _texts(kept, [one.found.route for one in kept])):
        raise RuntimeError(
            f"mending changed more than the texts of {[one.found.route for one in kept]}"
        )
    if _digits(old) != _digits(new):
        raise RuntimeError(
            f"mending changed digits: {[one.found.facts for one in kept]}"
        )
    if before.data.source.text.count("\n") != after.data.source.text.count("\n"):
        raise RuntimeError("mending changed the lines of the file")


def _digits(value: Any) -> str:
    """Every digit of plain ``value``, in order."""
    if isinstance(value, str):
        return "".join(filter(str.isdigit, value))
    members = (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list | tuple)
        else ()
    )
    return "".join(_digits(member) for member in members)

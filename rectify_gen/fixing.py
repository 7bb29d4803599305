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
from rectify_gen.source import SourceFile, encode
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
    for found in placed(checked.data, rules.mendable(checked.notice, choice)):
        mending = _mending(checked, found)
        if mending is None:
            left.append(_hindered("mend-not-in-line", found))
        else:
            mendings.append(mending)
    return mendings, left


def _hindered(code: str, found: Diagnostic) -> Diagnostic:
    facts = {name: found.facts[name] for name in ("marks", "better", "quote")}
    return found._replace(code=code, facts={**facts, "rule": found.code})


def _mending(checked: Checked, found: Diagnostic) -> _Mending | None:
    """The mending of ``found``; None where its characters cannot be told, or a line would have to be joined."""
    text, at, marks, better = (
        found.facts[name] for name in ("text", "at", "marks", "better")
    )
    scalar = checked.data.scalar(route_in_data(checked.data, found.route))
    if scalar is None or scalar.value != text:
        return None
    assert isinstance(at, int)
    edit = _narrowest(at, str(marks), str(better))
    spans = scalar.characters()
    source = checked.data.source.text
    if any("\n" in source[start:end] for start, end in spans[edit.start : edit.end]):
        return None
    return _Mending(found, edit, scalar.route, tuple(_in_source(edit, spans)))


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


def _kept(
    checked: Checked, mendings: list[_Mending], choice: Choice
) -> tuple[Checked, list[_Mending], list[Diagnostic]]:
    """The source with all of ``mendings`` that do no harm: halves are tried where the whole does some."""
    kept: list[_Mending] = []
    refused: list[Diagnostic] = []
    after = checked
    waiting = [mendings] if mendings else []
    while waiting:
        group = waiting.pop()
        tried = _tried(checked, [*kept, *group], choice)
        if isinstance(tried, Checked):
            after, kept = tried, kept + group
        elif len(group) == 1:
            refused.append(_hindered(tried, group[0].found))
        else:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    return after, kept, refused


def _tried(checked: Checked, mendings: list[_Mending], choice: Choice) -> Checked | str:
    """The source with ``mendings``, or the code of why it must not have them."""
    source = checked.data.source
    text = _edited(source.text, [edit for one in mendings for edit in one.edits])
    try:
        after = check_source(source._replace(text=text), choice)
    except InputError:
        return "mend-reads-otherwise"
    if after.data.value != _replaced(
        checked.data.value, _texts(mendings, [one.route for one in mendings])
    ):
        return "mend-reads-otherwise"
    return (
        "mend-brings-fault" if _is_worse(checked.judgement, after.judgement) else after
    )


def _is_worse(before: rules.Judgement, after: rules.Judgement) -> bool:
    """Whether a rule that does not mend finds more, or a waiver covers less."""
    mending = {rule.code for rule in rules.RULES if rule.mends}
    found = Counter(one.code for one in after.standing) - Counter(
        one.code for one in before.standing
    )
    waived = Counter(one.code for one in before.waived) - Counter(
        one.code for one in after.waived
    )
    return bool(waived) or not mending.issuperset(found)


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

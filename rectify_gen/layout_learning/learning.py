"""The overlay that reproduces the layout of a document: each value with the paragraph that shows it.

Only deviations from the standard are written. What an overlay cannot say, or no page can give, is a remark. This
module must not know XML, YAML or files.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

from rectify_gen import overlay as office_overlay
from rectify_gen.diagnostics import Diagnostic, InputError, Severity
from rectify_gen.layout import STANDARD, Layout
from rectify_gen.layout_learning.observations import (
    Key,
    observe,
    read_document,
)
from rectify_gen.layout_learning.voting import Vote, count_votes
from rectify_gen.measuring import measure
from rectify_gen.overlay import overlay_values
from rectify_gen.templating.make.ledger_template import chosen_columns
from rectify_gen.word.sheet import read_sheet
from rectify_gen.word.word_package import open_package

_SAME_LENGTH = 2
"""Twips: programs that convert units and back change a length by no more."""
_SAME_EXTRA = 1
_UNSEEN = frozenset({"layout-grid", "layout-hint", "layout-indent-twin"})
"""What a template does better without that anybody sees it: lines of exact height need no grid."""
_JOINT_MARKS = 3 / 4
"""Size of the marks of joint organs to that of one."""


class LearnedValue(NamedTuple):
    """A value as it is written in an overlay, with what it was seen in."""

    key: Key
    value: object
    vote: Vote


class LearnedLayout(NamedTuple):
    """What was learned of a document: the values that differ from the standard, and remarks on what is not in them."""

    values: tuple[LearnedValue, ...]
    remarks: tuple[Diagnostic, ...]
    layout: Layout


def learn(data: bytes, path: str = "") -> LearnedLayout:
    """Return what the .docx ``data``, a finished document or a template, does otherwise than the standard.

    Raises:
        InputError: no intact .docx, or one in which nothing of a notice is recognised.
    """
    document = read_document(read_sheet(open_package(data)))
    votes = count_votes(observe(document))
    shows_text = ("sizes", "title") in votes or ("fonts", "body") in votes
    if not shows_text:
        raise InputError([Diagnostic("learn-nothing", path=path)])
    candidates: dict[Key, LearnedValue] = {}
    values: dict[Key, object] = {}
    for step in _STEPS:
        # Conflicts are judged at the end: of a red head, one value may make room for another.
        layout = office_overlay.layout_of_values(values)
        for learned in step(votes, layout):
            candidates[learned.key] = learned
            values[learned.key] = learned.value
    possible = office_overlay.possible_overlay(values, document.kind)
    layout = office_overlay.layout_of(possible.overlay)
    remarks = list(_left_out(candidates, possible.left_out))
    for report in measure(data, layout):
        if report.severity is Severity.INFO or report.code in _UNSEEN:
            continue
        # By the layout that was learned, what differs is a remark and no fault.
        remarks.append(report._replace(grade=Severity.INFO))
    kept = []
    for key, learned in candidates.items():
        if key not in possible.left_out:
            kept.append(learned)
    named_remarks = [remark._replace(path=path) for remark in remarks]
    return LearnedLayout(tuple(kept), tuple(named_remarks), layout)


def _left_out(
    candidates: Mapping[Key, LearnedValue], reasons: Mapping[Key, Diagnostic]
) -> Iterator[Diagnostic]:
    for key, reason in reasons.items():
        learned = candidates[key]
        facts = {
            "key": ".".join(key),
            "value": learned.value,
            "reason_zh": reason.message("zh"),
            "reason_en": reason.message("en"),
        }
        yield Diagnostic("learn-left-out", facts=facts, place=learned.vote.place)


Votes = Mapping[Key, Vote]
Values = Iterator[LearnedValue]


def _page(votes: Votes, _: Layout) -> Values:
    for side in ("top", "bottom", "left", "right"):
        standard = getattr(STANDARD.page, side)
        yield from _length(votes, ("page", side), standard)
    yield from _other(
        votes,
        key=("page", "mirrored"),
        standard=False,
        written=bool,
    )


def _length(votes: Votes, key: Key, standard: int) -> Values:
    vote = votes.get(key)
    if vote is None or not isinstance(vote.value, int):
        return
    if abs(vote.value - standard) > _SAME_LENGTH:
        yield LearnedValue(
            key=key,
            value=overlay_values.millimetres(vote.value),
            vote=vote,
        )


def _other(
    votes: Votes, key: Key, standard: Hashable, written: Callable[..., object]
) -> Values:
    """Yield the value of ``key`` where it is not ``standard``, as ``written`` says that it is written."""
    vote = votes.get(key)
    if vote is not None and vote.value not in (None, standard):
        yield LearnedValue(
            key=key,
            value=written(vote.value),
            vote=vote,
        )


def _type(votes: Votes, _: Layout) -> Values:
    for family in STANDARD.fonts._fields:
        standard = getattr(STANDARD.fonts, family)
        yield from _other(
            votes,
            key=("fonts", family),
            standard=standard,
            written=str,
        )
    for name in STANDARD.sizes._fields:
        standard = getattr(STANDARD.sizes, name)
        yield from _other(
            votes,
            key=("sizes", name),
            standard=standard,
            written=overlay_values.font_size,
        )
    # The mark of one organ says it more exactly than those of joint ones.
    joint_mark = votes.get(("sizes", "joint_mark"))
    is_joint_only = ("sizes", "organ_mark") not in votes
    if joint_mark is not None and is_joint_only and isinstance(joint_mark.value, int):
        size = round(joint_mark.value / _JOINT_MARKS)
        if size != STANDARD.sizes.organ_mark:
            value = overlay_values.font_size(size)
            yield LearnedValue(
                key=("sizes", "organ_mark"),
                value=value,
                vote=joint_mark,
            )


def _line(votes: Votes, layout: Layout) -> Values:
    vote = votes.get(("grid", "line"))
    if vote is None or not isinstance(vote.value, int) or vote.value <= 0:
        return
    line = vote.value
    # To the twip: 29 points are one more than the standard's, and a line fewer on each page.
    if line == layout.grid.line:
        return
    count = layout.page.lines(line)
    # An office that counts lines has the highest of which so many fit.
    if count and office_overlay.line_of(layout.page, count) == line:
        yield LearnedValue(
            key=("grid", "lines"),
            value=count,
            vote=vote,
        )
    else:
        yield LearnedValue(
            key=("grid", "line_pitch"),
            value=overlay_values.points(line),
            vote=vote,
        )


def _characters(votes: Votes, layout: Layout) -> Values:
    vote = votes.get(("grid", "extra"))
    if vote is None or not isinstance(vote.value, int | float):
        return
    extra = vote.value
    count = _count_of_characters(layout, extra)
    is_same = abs(extra - layout.grid.spacing) <= _SAME_EXTRA
    if is_same and count == layout.grid.characters:
        return
    # As many characters may fill the line, or leave some room at its end.
    if count != layout.grid.characters or _fill_line(layout, count, extra):
        yield LearnedValue(
            key=("grid", "characters"),
            value=count,
            vote=vote,
        )


def _count_of_characters(layout: Layout, extra: float) -> int:
    count = _fitting(layout, extra)
    # Margins that were rounded by a twip must not cost the last character of a line that it fills.
    if extra and _fill_line(layout, count + 1, extra):
        return count + 1
    return count


def _fill_line(layout: Layout, count: int, extra: float) -> bool:
    return abs(extra - office_overlay.spacing_of(layout, count)) <= _SAME_EXTRA


def _fitting(layout: Layout, extra: float) -> int:
    """Return how many characters fit a line, each ``extra`` twips wider than its type; of squeezed ones the last is not."""
    natural_width = layout.sizes.body * 10
    whole_line = layout.page.type_width()
    width = max(natural_width + extra, 1)
    if extra < 0:
        return int((whole_line - natural_width) // width) + 1
    return max(int(whole_line // width), 1)


def _page_number(votes: Votes, _: Layout) -> Values:
    shape = STANDARD.page_number
    standard_style = f"{shape.before}1{shape.after}"
    yield from _other(
        votes,
        key=("page_number", "style"),
        standard=standard_style,
        written=str,
    )
    position = votes.get(("page_number", "position"))
    if position is not None and position.value == "center":
        yield LearnedValue(
            key=("page_number", "position"),
            value="center",
            vote=position,
        )
    standard_below = STANDARD.page.bottom - STANDARD.page.footer
    standard_below -= STANDARD.page_number_dash()
    yield from _length(votes, ("page_number", "below"), standard_below)


def _red_head(votes: Votes, layout: Layout) -> Values:
    yield from _length(
        votes,
        key=("red_head", "mark_top"),
        standard=STANDARD.red_head.mark_top,
    )
    yield from _other(
        votes,
        key=("red_head", "suffix"),
        standard=STANDARD.red_head.suffix,
        written=_suffix,
    )
    yield from _other(
        votes,
        key=("red_head", "rule"),
        standard=STANDARD.red.rule,
        written=overlay_values.rule_width,
    )
    height = votes.get(("red_head", "height_over_rule"))
    if height is not None and isinstance(height.value, int):
        distance = height._replace(value=height.value + layout.under_text())
        key = ("red_head", "rule_distance")
        yield from _length(
            {key: distance},
            key=key,
            standard=STANDARD.red.above,
        )
    yield from _other(
        votes,
        key=("red_head", "preprinted"),
        standard=False,
        written=bool,
    )


def _suffix(suffix: str) -> str:
    return suffix or "none"


def _ledger(votes: Votes, _: Layout) -> Values:
    vote = votes.get(("ledger", "columns"))
    if vote is not None and isinstance(vote.value, tuple):
        columns = chosen_columns(vote.value)
        if columns:
            yield LearnedValue(
                key=("ledger", "columns"),
                value=columns,
                vote=vote,
            )
    yield from _other(
        votes,
        key=("ledger", "drop_empty"),
        standard=False,
        written=bool,
    )


_STEPS: tuple[Callable[[Votes, Layout], Values], ...] = (
    _page,
    _type,
    _line,
    _characters,
    _page_number,
    _red_head,
    _ledger,
)
"""Keys in the order in which one follows from another: lines fill a page, characters have a size."""

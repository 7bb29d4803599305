"""What each stretch of a printed paragraph became in the edited one.

The paragraph is a text that knows which value printed which characters. What stayed equal stays with its stretch; what
was put in belongs to the stretch that it stands in. Words that were generated must stay as they are, but for numbers;
where they did not, there is no answer here. This module must not know how a file is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rectify_gen.building.returning.written_marks import is_mark, is_renumbered
from rectify_gen.source import TextEdit
from rectify_gen.source.scalar_editing import text_changes
from rectify_gen.view.provenance import PrintedSpan, RoutedText

_SENTENCE_ENDS = ("。", "！", "？", "；", "：")

Fixed = Callable[[PrintedSpan, str], bool]
"""Whether a stretch and its characters must stay as they are: words that no value of its own gives."""


def is_generated(span: PrintedSpan, text: str) -> bool:
    """Return whether the data does not hold ``text``, the characters of ``span``."""
    del text
    return span.generated


def nothing_is_fixed(span: PrintedSpan, text: str) -> bool:
    """Return that any stretch may change."""
    del span, text
    return False


def texts_of_spans(
    before: RoutedText,
    after: str,
    is_fixed: Fixed = is_generated,
) -> list[str] | None:
    """Return the text that each span of ``before`` has in ``after``; None where a fixed one did not stay."""
    if not before.spans:
        return None if after.strip() else []
    by_changes = _by_changes(
        before,
        after,
        is_fixed,
    )
    if _fixed_ones_stayed(
        before,
        by_changes,
        is_fixed,
    ):
        return by_changes
    by_anchors = _by_anchors(
        before,
        after,
        is_fixed,
    )
    if by_anchors is not None and _fixed_ones_stayed(
        before,
        by_anchors,
        is_fixed,
    ):
        return by_anchors
    return None


def span_strings(text: RoutedText) -> list[str]:
    """Return the characters of each span of ``text``."""
    strings = []
    start = 0
    for span in text.spans:
        end = start + span.length
        strings.append(str(text)[start:end])
        start = end
    return strings


def span_changes(
    before: RoutedText, texts: Sequence[str]
) -> Iterator[tuple[PrintedSpan, str, str]]:
    """Yield each span of ``before`` with what it printed, and with what one of ``texts`` has in its place."""
    return zip(before.spans, span_strings(before), texts, strict=True)


def _fixed_ones_stayed(
    before: RoutedText,
    texts: Sequence[str],
    is_fixed: Fixed,
) -> bool:
    for span, old, new in span_changes(before, texts):
        if is_fixed(span, old) and not stayed(old, new):
            return False
        has_grown = len(new) > len(old) and (new.startswith(old) or new.endswith(old))
        if has_grown and _ends_at_its_edge(span):
            return False
    return True


def stayed(old: str, new: str) -> bool:
    """Return whether generated words are as they were, or another number, or other blanks."""
    if old == new:
        return True
    if not old.strip():
        return not new.strip()
    return is_mark(old) and is_renumbered(old, new)


# ---------------------------------------------------------------- by what changed


def _by_changes(
    before: RoutedText,
    after: str,
    is_fixed: Fixed,
) -> list[str]:
    """Return the text of each span after the changes that make ``after`` of ``before``, the fewest that there are."""
    bounds = _bounds(before)
    texts = span_strings(before)
    # From the end, so that places before a change still hold.
    for change in reversed(list(text_changes(str(before), after))):
        touched = _touched(bounds, change)
        if not touched:
            touched = [
                _beside(
                    before,
                    bounds,
                    change.start,
                    is_fixed,
                )
            ]
        taker = _taker(
            before,
            touched,
            is_fixed,
        )
        for index in reversed(touched):
            start, end = bounds[index]
            cut_start = max(change.start, start) - start
            cut_end = max(min(change.end, end) - start, cut_start)
            new = change.new if index == taker else ""
            text = texts[index]
            texts[index] = text[:cut_start] + new + text[cut_end:]
    return texts


def _bounds(text: RoutedText) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for span in text.spans:
        end = start + span.length
        bounds.append((start, end))
        start = end
    return bounds


def _touched(bounds: Sequence[tuple[int, int]], change: TextEdit) -> list[int]:
    """Return which spans lose characters by ``change``, or have it put in between two of their own."""
    touched = []
    for index, (start, end) in enumerate(bounds):
        is_cut = max(start, change.start) < min(end, change.end)
        is_inside = start < change.start == change.end < end
        if is_cut or is_inside:
            touched.append(index)
    return touched


def _beside(
    before: RoutedText,
    bounds: Sequence[tuple[int, int]],
    place: int,
    is_fixed: Fixed,
) -> int:
    """Return which span takes what was put in at ``place``, between two of them.

    A value rather than fixed words; of two values the one in front, unless its sentence has ended.
    """
    in_front = None
    behind = None
    for index, (start, end) in enumerate(bounds):
        if end == place:
            in_front = index
        if start == place and behind is None:
            behind = index
    if in_front is None:
        return behind or 0
    if behind is None:
        return in_front
    front_ends_there = _ends_at_its_edge(before.spans[in_front])
    behind_ends_there = _ends_at_its_edge(before.spans[behind])
    if front_ends_there != behind_ends_there:
        return behind if front_ends_there else in_front
    texts = span_strings(before)
    front_is_fixed = is_fixed(before.spans[in_front], texts[in_front])
    behind_is_fixed = is_fixed(before.spans[behind], texts[behind])
    if front_is_fixed != behind_is_fixed:
        return behind if front_is_fixed else in_front
    has_ended = str(before)[:place].endswith(_SENTENCE_ENDS)
    return behind if has_ended else in_front


_NAMES_AND_DATES = (("inspection",), ("organization",), ("publication",))
"""Parts whose facts are names and dates: what is typed beside one belongs to the sentence around it."""


def _ends_at_its_edge(span: PrintedSpan) -> bool:
    """Whether what is put in beside ``span`` is no part of it."""
    return not span.generated and span.route[:1] in _NAMES_AND_DATES


def _taker(
    before: RoutedText,
    touched: Sequence[int],
    is_fixed: Fixed,
) -> int:
    """Return which of the spans that a change touches takes what is new: the first value."""
    texts = span_strings(before)
    for index in touched:
        if not is_fixed(before.spans[index], texts[index]):
            return index
    return touched[0]


# ---------------------------------------------------------------- by what stayed


def _by_anchors(
    before: RoutedText,
    after: str,
    is_fixed: Fixed,
) -> list[str] | None:
    """Return the texts between the fixed words, each of which is looked for behind the one before it."""
    old_texts = span_strings(before)
    texts: list[str] = []
    waiting: list[int] = []
    read_to = 0
    for index, span in enumerate(before.spans):
        if not is_fixed(span, old_texts[index]):
            waiting.append(index)
            continue
        place, length = _find_fixed(
            after,
            old_texts[index],
            read_to,
            bool(waiting),
        )
        if place < 0:
            return None
        texts += _shared(
            before,
            waiting,
            after[read_to:place],
        )
        texts.append(after[place : place + length])
        waiting = []
        read_to = place + length
    if not waiting and read_to < len(after):
        return None
    texts += _shared(
        before,
        waiting,
        after[read_to:],
    )
    return texts


def _find_fixed(
    after: str,
    fixed: str,
    start: int,
    may_stand_later: bool,
) -> tuple[int, int]:
    """Return where ``fixed`` or a number of its kind stands from ``start`` on, and how long it is; -1 where it does not."""
    if not fixed.strip():
        blanks = len(after[start:]) - len(after[start:].lstrip())
        return start, blanks
    last_place = len(after) if may_stand_later else start
    for place in range(start, last_place + 1):
        if after.startswith(fixed, place):
            return place, len(fixed)
        if not is_mark(fixed):
            continue
        for length in range(
            len(fixed) + 2,
            0,
            -1,
        ):
            written = after[place : place + length]
            if written == written.strip() and is_renumbered(fixed, written):
                return place, len(written)
    return -1, 0


def _shared(
    before: RoutedText,
    indices: Sequence[int],
    text: str,
) -> list[str]:
    """Return ``text`` divided among values that stand side by side."""
    if not indices:
        return []
    if len(indices) == 1:
        return [text]
    bounds = _bounds(before)
    start, _ = bounds[indices[0]]
    _, end = bounds[indices[-1]]
    return _by_changes(
        before[start:end],
        text,
        nothing_is_fixed,
    )

"""The lines of a title: broken between phrases, in 梯形, 菱形 or 长方形 (GB/T 9704-2012 clause 7.3.1).

Each place where a line may begin has a grade (:class:`Break`). Of all ways to break a title at the better places
:func:`_cost` chooses one; worse places are tried only where these do not do.

This room knows words, widths and shapes, but no notice: names of organs and other phrases are handed in.

    >>> break_title("中共示例市水务局党组关于九届市委第三轮巡察整改进展情况的通报", ["中共示例市水务局党组"])
    ('中共示例市水务局党组', '关于九届市委第三轮巡察整改进展情况的通报')
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rectify_gen.chinese import width
from rectify_gen.late_pattern import LatePattern

WIDEST_LINE = 20
"""How many characters of 二号 a line of the type area holds (8844 twips, 440 a character)."""


class Break(enum.IntEnum):
    """How good it is to begin a line at a place: the lower the better."""

    GOOD = 0
    """Between phrases."""
    WEAK = 1
    """Between words of one phrase that can be read apart: 整改任务完成｜情况的通报."""
    REGION = 2
    """In the name of an organ that no line holds, behind a region: 示例市示例区｜妇幼保健院."""
    NAME = 3
    """Between other words of such a name: 投资集团有限公司｜委员会."""
    ANYWHERE = 4
    """Between any two characters that may end and begin a line."""


# What is never broken, whatever break its parts would allow by themselves.
_INSPECTION = (
    "(?:常规|专项|机动|提级|交叉|延伸|异地|直接|联动|政治|驻点|蹲点)*"
    "巡[察视](?:“回头看”)?"
)
_WHOLE = re.compile(
    "|".join(
        (
            "《[^》]*》",
            _INSPECTION,
            "“[^”]*”",
            "[0-9A-Za-z.%]+.?",  # a number with its unit: 2024年
            "集中整改",
            "意识形态工作责任制",
        )
    )
)
_PLACES_OF_WORDS = {
    Break.GOOD: re.compile(
        "(?=关于|集中整改|整改|反馈|巡[察视](?:“回头看”)?整改)"
        "|(?<=反馈意见)|(?<=反馈问题)|(?<=工作)(?=专项|巡[察视]|整改|反馈)"
    ),
    Break.WEAK: re.compile(
        f"(?=(?<!进展)(?<!落实)情况的|落实情况|{_INSPECTION})"
        "|(?<=整改任务)|(?<=责任制)|(?<=领域)"
    ),
}
"""Where a line may begin by the words that stand before and behind it."""

# Signs of a region, unless they begin another word: 市场, 区域, 县级, 杭州市.
_REGION_SIGN = (
    "(?:省(?!级|直)|市(?!场|政|容|民|级|直|区)|县(?!域|级|直)|区(?!域|块|划|级)"
    "|州(?!市(?!场|政|容)|[区县])|盟|旗(?!舰)|乡(?!村|镇)|镇(?!化)|街道)"
)
_REGION = LatePattern(
    "(?!城[市区乡镇]|社区|[园景校小灾库矿辖]区)"  # words that only look like regions
    f"[^与及、（）][^和与及、（）]{{0,8}}?{_REGION_SIGN}"
)
_PARTY_NAMES = ("中共", "中国共产党")
_ENDS_OF_PARTY_BODIES = ("党组", "委员会", "党委", "党工委", "党总支", "党支部", "支部")
_NAME_BEFORE = re.compile(
    "(?=机关党|机关委员会|党组|党委|党工委|党总支|党支部|委员会$|（)"
)
_NAME_AFTER = LatePattern("公司|集团|学院|大学|医院|中心|）|和")

_NEVER_FIRST = "的了和与及、，；：”’》）〉】"
_NEVER_LAST = "“‘《（〈【、"
_BAD_END = ("关于", "整改", "集中", "落实", "对", "和")
_SCRAP = 5
"""Width under which a line is a scrap."""
_STUB = 7
"""Width under which a line looks short."""
_MOST_LINES = 6
_MOST_LINES_ANYWHERE = 4
_USUAL_LINES = 3


def break_title(
    title: str,
    phrases: Sequence[str] = (),
    longest: int = WIDEST_LINE,
) -> tuple[str, ...]:
    """Return ``title`` as it is printed, in lines of at most ``longest`` characters.

    ``phrases`` (names of organs, 八届市委第四轮) are kept whole; one that no line holds is broken behind a region.
    Several organs have a line each, without the 、 that joins them in running text. Nothing else is left out.
    """
    return tuple(title[start:end] for start, end in line_spans(title, phrases, longest))


def line_spans(
    title: str,
    phrases: Sequence[str] = (),
    longest: int = WIDEST_LINE,
) -> tuple[tuple[int, int], ...]:
    """Return where in ``title`` each line of :func:`break_title` begins and ends."""
    return _line_spans(title, tuple(phrases), longest)


def title_fault(lines: Sequence[str], phrases: Sequence[str] = ()) -> str:
    """Return what is wrong with a title printed in ``lines``: ``cut`` through a phrase, ``shape``, or nothing.

    ``phrases`` as in :func:`break_title`. The shape is wrong where a line is shorter than one above and one below it:
    such lines make neither 梯形 nor 菱形. The lines of organs that sign together are left out.
    """
    title = "".join(lines)
    inside = _places_inside([*_occurrences(phrases, title), *_whole_words(title)])
    inside -= _region_places(title, phrases, WIDEST_LINE)
    place = 0
    for line in lines[:-1]:
        place += len(line)
        if place in inside or not _may_break(title, place) or line.endswith("关于"):
            return "cut"
    organs_before_the_last = 0
    for line, next_line in itertools.pairwise(lines):
        if line not in phrases or next_line not in phrases:
            break
        organs_before_the_last += 1
    sizes = [width(line) for line in lines[organs_before_the_last:]]
    return "shape" if _is_hourglass(sizes) else ""


# The view, its traces and the rules ask for the same title one after the other.
@functools.lru_cache(maxsize=64)
def _line_spans(
    title: str,
    phrases: tuple[str, ...],
    longest: int,
) -> tuple[tuple[int, int], ...]:
    if width(title) <= longest:
        return ((0, len(title)),)
    separators = _separators(title, phrases)
    edges = (0, *_best_places(title, phrases, separators, longest), len(title))
    spans = []
    for start, end in itertools.pairwise(edges):
        spans.append((start, end - 1 if end in separators else end))
    return tuple(spans)


def _best_places(
    title: str,
    phrases: tuple[str, ...],
    separators: frozenset[int],
    longest: int,
) -> tuple[int, ...]:
    """The places in ``title`` where the second line and those below it begin."""
    measured = _MeasuredTitle(title, separators)
    grades = _grades(title, phrases, separators, longest)
    # Good and weak breaks are compared with each other, for a weak one can give the better shape.
    for worst_grade in (Break.WEAK, Break.REGION, Break.NAME):
        places = sorted(place for place in grades if grades[place] <= worst_grade)
        candidates: list[tuple[int, ...]] = []
        for count in range(2, _MOST_LINES + 1):
            candidates += measured.cuts(places, count, longest)
        candidates = [cut for cut in candidates if separators.issubset(cut)]
        if candidates:
            return min(candidates, key=lambda cut: measured.cost(cut, grades))
    places = [place for place in range(1, len(title)) if _may_break(title, place)]
    # Between any two characters there are too many ways to try more lines.
    for count in range(2, _MOST_LINES_ANYWHERE + 1):
        candidates = list(measured.cuts(places, count, longest))
        if candidates:
            return min(candidates, key=lambda cut: measured.cost(cut, grades))
    return tuple(range(longest, len(title), longest))


def _may_break(title: str, place: int) -> bool:
    before = title[place - 1]
    after = title[place]
    return after not in _NEVER_FIRST and before not in _NEVER_LAST


def _grades(
    title: str,
    phrases: Sequence[str],
    separators: frozenset[int],
    longest: int,
) -> dict[int, Break]:
    """The places in ``title`` where a line may well begin."""
    inside = _places_inside([*_occurrences(phrases, title), *_whole_words(title)])
    # The only places behind 、 where a line may begin.
    grades = dict.fromkeys(separators, Break.GOOD)
    for place, grade in _graded_places(title, phrases):
        if 0 < place < len(title) and place not in inside and _may_break(title, place):
            grades.setdefault(place, grade)
    for start, end in _occurrences(phrases, title):
        name = title[start:end]
        if width(name) <= longest:
            continue
        for place, grade in _breaks_in_name(name):
            if _may_break(title, start + place):
                grades.setdefault(start + place, grade)
    return grades


def _graded_places(title: str, phrases: Sequence[str]) -> Iterator[tuple[int, Break]]:
    """Yield the places at the edges of phrases and words, the better grade of a place first."""
    for start, end in _occurrences(phrases, title):
        yield start, Break.GOOD
        yield end, Break.GOOD
    for grade, pattern in _PLACES_OF_WORDS.items():
        for match in pattern.finditer(title):
            yield match.start(), grade
    for start, end in _whole_words(title):
        yield start, Break.WEAK
        yield end, Break.WEAK


def _occurrences(phrases: Iterable[str], title: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each of ``phrases`` wherever it stands in ``title``."""
    for phrase in phrases:
        if not phrase:
            continue
        start = title.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            yield start, end
            start = title.find(phrase, end)


def _whole_words(title: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word in ``title`` that is never broken."""
    for match in _WHOLE.finditer(title):
        yield match.span()


def _places_inside(stretches: Iterable[tuple[int, int]]) -> set[int]:
    """The places between two characters of one of ``stretches``."""
    inside: set[int] = set()
    for start, end in stretches:
        inside.update(range(start + 1, end))
    return inside


def _breaks_in_name(name: str) -> Iterator[tuple[int, Break]]:
    """Yield where the ``name`` of an organ may be broken, if no line holds it."""
    for place in _region_ends(name):
        yield place, Break.REGION
    for match in _NAME_BEFORE.finditer(name):
        yield match.start(), Break.NAME
    for match in _NAME_AFTER.finditer(name):
        yield match.end(), Break.NAME


def _region_ends(name: str) -> Iterator[int]:
    """Yield where the regions at the head of an organ's ``name`` end: 示例市, 示例区."""
    party = next(filter(name.startswith, _PARTY_NAMES), "")
    region = _REGION.match(name, len(party))
    while region is not None:
        yield region.end()
        region = _REGION.match(name, region.end())


def _region_places(title: str, phrases: Sequence[str], longest: int) -> set[int]:
    """Where a region ends in the names that no line holds."""
    places = set()
    for start, end in _occurrences(phrases, title):
        name = title[start:end]
        if width(name) > longest:
            for place in _region_ends(name):
                places.add(start + place)
    return places


def _separators(title: str, phrases: Sequence[str]) -> frozenset[int]:
    """Where the lines of the organs begin that are named after the first one, joined by 、."""
    names = tuple(phrase for phrase in phrases if phrase)
    places = set()
    for match in re.finditer("、", title):
        is_behind_name = title[: match.start()].endswith(
            (*names, *_ENDS_OF_PARTY_BODIES)
        )
        is_before_name = title.startswith((*names, *_PARTY_NAMES), match.end())
        if is_behind_name and is_before_name:
            places.add(match.end())
    return frozenset(places)


class _MeasuredTitle:
    """A title with the width of what stands before each of its places."""

    def __init__(self, title: str, separators: frozenset[int]) -> None:
        self._title = title
        self._separators = separators
        self._widths_before = list(itertools.accumulate(map(width, title), initial=0.0))
        self._last_organ = max(separators, default=0)
        self._about = title.find("关于")

    def _width(self, start: int, end: int) -> float:
        """The width of a line as printed: without 、 behind an organ."""
        return (
            self._widths_before[end]
            - self._widths_before[start]
            - (end in self._separators)
        )

    def cuts(
        self,
        places: Sequence[int],
        count: int,
        longest: int,
    ) -> Iterator[tuple[int, ...]]:
        """Yield each way to take ``count`` - 1 of ``places`` that leaves no line longer than ``longest``."""
        end_of_title = len(self._title)

        def cuts_after(start: int, lines: int) -> Iterator[tuple[int, ...]]:
            if lines == 1:
                if self._width(start, end_of_title) <= longest:
                    yield ()
                return
            for place in places:
                if place <= start:
                    continue
                if self._width(start, place) > longest:
                    continue
                # What the lines below cannot hold needs no search.
                if self._width(place, end_of_title) > (longest + 1) * (lines - 1):
                    continue
                for places_below in cuts_after(place, lines - 1):
                    yield (place, *places_below)

        return cuts_after(0, count)

    def cost(
        self,
        cut: tuple[int, ...],
        grades: Mapping[int, Break],
    ) -> tuple[float, ...]:
        """How bad the lines look that begin at the places of ``cut``, the gravest first."""
        edges = (0, *cut, len(self._title))
        # The lines of organs that sign together are as long as their names: only the last one belongs to the shape.
        sizes: list[float] = []
        sizes_above: list[float] = []
        for start, end in itertools.pairwise(edges):
            is_above = start < self._last_organ
            (sizes_above if is_above else sizes).append(self._width(start, end))
        cut_grades = [grades.get(place, Break.ANYWHERE) for place in cut]
        return (
            sum(grade for grade in cut_grades if grade > Break.WEAK),
            sum(self._title.endswith(_BAD_END, 0, place) for place in cut),
            sum(size < _SCRAP for size in sizes),
            sum(size < _STUB for size in sizes_above),
            max(0, len(sizes) - _USUAL_LINES),
            _is_hourglass(sizes),
            self._about >= 0 and self._about not in edges,
            sum(size < _STUB for size in sizes),
            cut_grades.count(Break.WEAK),
            len(sizes) != len(set(sizes)),
            len(edges),
            max(sizes, default=0) - min(sizes, default=0),
        )


def _is_hourglass(sizes: Sequence[float]) -> bool:
    """Whether a line is shorter than one above and one below it, so that the lines make neither 梯形 nor 菱形."""
    became_shorter = False
    for size, next_size in itertools.pairwise(sizes):
        if next_size < size:
            became_shorter = True
        elif became_shorter and next_size > size:
            return True
    return False

"""The keys of an office's overlay, and the complete Layout that they make.

Millimetres, 字号, points and characters become twips and half-points here; what follows from a
deviation (lines and characters that fit, the place of the page number) is worked out, so that a Layout never
contradicts itself. This module must not know XML or tags.
"""

import re
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rectify_gen import layout
from rectify_gen.diagnostics import Diagnostic, InputError, UsageError
from rectify_gen.layout import (
    STANDARD,
    ChosenColumn,
    Grid,
    Layout,
    LedgerSheet,
    Page,
    PageNumber,
    Red,
    RedHead,
    Sizes,
    dash_above_foot,
    squeezed,
)
from rectify_gen.model.scalars import Flag, Part, Text, described
from rectify_gen.model.shapes import FileShape
from rectify_gen.overlay.overlay_conflicts import Key, LayoutConflict, conflicts
from rectify_gen.overlay.overlay_values import TWIPS_A_MILLIMETRE
from rectify_gen.source import LocatedData, locate, read_file
from rectify_gen.validation import typed
from rectify_gen.vocabulary.ledger_columns import PRINTED_COLUMNS, find_printed_column

_TWIPS_A_POINT = 20.0
_UNITS = {
    "毫米": TWIPS_A_MILLIMETRE,
    "mm": TWIPS_A_MILLIMETRE,
    "厘米": 10 * TWIPS_A_MILLIMETRE,
    "cm": 10 * TWIPS_A_MILLIMETRE,
    "磅": _TWIPS_A_POINT,
    "点": _TWIPS_A_POINT,
    "pt": _TWIPS_A_POINT,
}
"""Twips in each unit of length."""
_UNITS_IN_ENGLISH = {"毫米": "mm", "磅": "pt", "字符": "characters"}
_NUMBER_AND_UNIT = re.compile(
    r"\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*([^\d\s]*)\s*",
    re.ASCII,
)
_SIZE_DIGITS = str.maketrans("123456", "一二三四五六")
"""3号 for 三号."""
_FIRST_PAGE_NUMBER = re.compile(r"([^0-9]*)1([^0-9]*)")
_LOWEST_SIZE = 5
_HIGHEST_SIZE = 150
"""Font sizes in points."""
_HIGHEST_PAGE_NUMBER = 28
"""Of a page number: a ledger has 10 mm for it, between the edge of the table and the foot."""
_HIGHEST_LEDGER = 12
"""Of a ledger: its narrowest column takes three digits of this size."""
_KINDS_WITH_HEAD = ("redhead", "letter")
_FAMILY_LIMIT = 31
"""Characters of a font name that Word takes."""
_BETWEEN_COLUMNS = re.compile(r"[,，、;；\s]+")


def _read_number(
    value: Any,
    default_unit: str,
    error: str,
) -> float:
    """The number with its unit, in twips; a number alone counts in ``default_unit``.

    Raises:
        PydanticCustomError: of the type ``error``, where ``value`` is no such number.
    """
    match = None
    if isinstance(value, str | int | float):
        match = _NUMBER_AND_UNIT.fullmatch(str(value))
    twips_a_unit = None
    if match is not None:
        unit = match[2] or default_unit
        twips_a_unit = _UNITS.get(unit.lower())
    if match is None or twips_a_unit is None:
        facts = {"value": str(value)}
        raise PydanticCustomError(error, "not understood", facts)
    return float(match[1]) * twips_a_unit


def _length(low: float, high: float, unit: str = "毫米") -> BeforeValidator:
    """A length between ``low`` and ``high`` (in ``unit``), as twips."""

    def read(value: Any) -> int:
        twips = _read_number(value, unit, "length_unreadable")
        # 80毫米 must not fail by the last digit of a division.
        length = round(twips / _UNITS[unit], 3)
        if not low <= length <= high:
            raise _outside(value, low, high, unit)
        return round(twips)

    return BeforeValidator(read)


def _outside(
    value: Any,
    low: float,
    high: float,
    unit: str = "",
) -> PydanticCustomError:
    facts = {
        "value": str(value),
        "low": f"{low:g}",
        "high": f"{high:g}",
        "unit": unit,
        "unit_en": _UNITS_IN_ENGLISH.get(unit, ""),
    }
    return PydanticCustomError("out_of_range", "out of range", facts)


def _size(highest: float) -> BeforeValidator:
    """A font size of at most ``highest`` points, as half-points."""

    def read(value: Any) -> int:
        points = _points(value)
        if not _LOWEST_SIZE <= points <= highest:
            raise _outside(value, _LOWEST_SIZE, highest, "磅")
        return round(points * 2)

    return BeforeValidator(read)


def _points(value: Any) -> float:
    """A font size by its name or in a unit of length, in points."""
    if isinstance(value, str):
        name = value.strip().translate(_SIZE_DIGITS)
        if name in layout.SIZE_NAMES:
            return layout.SIZE_NAMES[name] / 2
    twips = _read_number(value, "磅", "size_unreadable")
    return twips / _TWIPS_A_POINT


def _count(low: int, high: int) -> BeforeValidator:
    """A whole number between ``low`` and ``high``."""

    def read(value: Any) -> int:
        if not re.fullmatch("[0-9]{1,3}", str(value), re.ASCII):
            raise PydanticCustomError(
                "count_unreadable",
                "not a whole number",
                {"value": str(value)},
            )
        count = int(value)
        if not low <= count <= high:
            raise _outside(value, low, high)
        return count

    return BeforeValidator(read)


def _family(value: Any) -> Any:
    # What is no text at all is for pydantic to refuse.
    if not isinstance(value, str):
        return value
    if len(value) > _FAMILY_LIMIT:
        raise _outside(value, 1, _FAMILY_LIMIT, "字符")
    return value.strip()


def _sample(value: Any) -> Any:
    if isinstance(value, str | int) and not _FIRST_PAGE_NUMBER.fullmatch(str(value)):
        raise PydanticCustomError(
            "sample_unreadable",
            "not a page number",
            {"value": str(value)},
        )
    return value


def _column_names(value: Any) -> Any:
    """序号、问题、状态 in one text is a list of columns."""
    if not isinstance(value, str):
        return value
    return [name for name in _BETWEEN_COLUMNS.split(value) if name]


def _column(value: Any) -> ChosenColumn:
    name = str(value).strip()
    column = find_printed_column(name)
    if column is None:
        titles = [known.title for known in PRINTED_COLUMNS]
        facts = {"value": name, "choices": "、".join(titles)}
        raise PydanticCustomError("column_unknown", "no such column", facts)
    # A code is no head; whoever writes a title wants it to the letter.
    head = "" if name in (column.value, column.title) else name
    return ChosenColumn(column.value, head)


def _distinct(columns: tuple[ChosenColumn, ...]) -> tuple[ChosenColumn, ...]:
    codes: set[str] = set()
    for column in columns:
        if column.code in codes:
            facts = {"value": column.head or column.code}
            raise PydanticCustomError("column_twice", "the column again", facts)
        codes.add(column.code)
    return columns


Columns = Annotated[
    tuple[Annotated[ChosenColumn, PlainValidator(_column)], ...],
    BeforeValidator(_column_names),
    AfterValidator(_distinct),
]
Margin = Annotated[int, _length(5, 80)]
Distance = Annotated[int, _length(0, 80)]
Pitch = Annotated[int, _length(10, 60, "磅")]
Rule = Annotated[int, _length(0.25, 6, "磅")]
Size = Annotated[int, _size(_HIGHEST_SIZE)]
PageNumberSize = Annotated[int, _size(_HIGHEST_PAGE_NUMBER)]
LedgerSize = Annotated[int, _size(_HIGHEST_LEDGER)]
Family = Annotated[Text, BeforeValidator(_family)]


class PageOverlay(Part, title="页面"):
    """Margins (天头、地脚、订口、切口)."""

    top: Margin | None = described("天头", "毫米，标准为37", None)
    bottom: Margin | None = described("地脚", "毫米，标准为35", None)
    left: Margin | None = described("订口", "毫米，标准为28", None)
    right: Margin | None = described("切口", "毫米，标准为26", None)
    mirrored: Flag | None = described(
        "双面印刷", "true 双页的订口在右边；不写则各页相同", None
    )


class GridOverlay(Part, title="行数和字数"):
    """Lines to a page, or their pitch; characters to a line."""

    lines: Annotated[int, _count(10, 45)] | None = described(
        "每面行数", "标准为22；与 line_pitch 只写一个", None
    )
    line_pitch: Pitch | None = described("行距", "固定值，磅；标准为28.95", None)
    characters: Annotated[int, _count(15, 45)] | None = described(
        "每行字数", "标准为28", None
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.lines and self.line_pitch:
            raise PydanticCustomError("lines_and_pitch", "lines and line_pitch")
        return self


class FontsOverlay(Part, title="字体"):
    """Font families by role."""

    title: Family | None = described("标题、发文机关标志", "标准为小标宋体", None)
    body: Family | None = described("正文", "标准为仿宋体", None)
    level_1: Family | None = described("一级标题、密级", "标准为黑体", None)
    level_2: Family | None = described("二级标题、签发人姓名", "标准为楷体", None)
    page_number: Family | None = described("页码", "标准为宋体", None)
    latin: Family | None = described(
        "数字和字母", "如 Times New Roman；不写则随中文字体", None
    )


class SizesOverlay(Part, title="字号"):
    """Font sizes by role."""

    title: Size | None = described("标题", "标准为二号", None)
    body: Size | None = described("正文", "标准为三号", None)
    page_number: PageNumberSize | None = described("页码", "标准为四号", None)
    organ_mark: Size | None = described(
        "发文机关标志", "标准不作规定；不写为初号", None
    )
    imprint: Size | None = described("版记", "标准为四号", None)
    ledger: LedgerSize | None = described("台账", "不写为小五", None)


class PageNumberOverlay(Part, title="页码"):
    """What the page number looks like and where it stands."""

    style: Annotated[Text, BeforeValidator(_sample)] | None = described(
        "样式", "以第1页表示，标准为“— 1 —”", None
    )
    position: Literal["outside", "center"] | None = described(
        "位置", "outside 单页居右双页居左；center 居中", None
    )
    below: Distance | None = described("距版心", "毫米，标准为7", None)


class RedHeadOverlay(Part, title="版头"):
    """版头 of a red-headed document."""

    mark_top: Distance | None = described("标志距版心上边缘", "毫米，标准为35", None)
    suffix: Text | None = described(
        "标志中单位名称之后的字", "不写为“文件”；none 只排单位名称", None
    )
    rule: Rule | None = described("红色分隔线粗细", "磅，不写为1", None)
    rule_distance: Distance | None = described(
        "红色分隔线与发文字号的距离", "毫米，标准为4", None
    )
    preprinted: Flag = described(
        "套打", "true：纸上已印好发文机关标志和红线，文件里不再排，位置照留", False
    )


class LedgerOverlay(Part, title="台账"):
    """The columns of the ledger in Word."""

    columns: Columns = described(
        "各栏", "从左到右，如 序号、方面、问题、整改措施、状态；不写则各栏都有", ()
    )
    drop_empty: Flag = described(
        "空列不排", "true：各行都没有内容的列不排，其余各列相应加宽", False
    )


class Overlay(Part, title="本单位版式"):
    """What one office does otherwise than the standard; everything that is absent stays as the standard has it."""

    page: PageOverlay = described("页面", "页边距", PageOverlay())
    grid: GridOverlay = described("行数和字数", "", GridOverlay())
    fonts: FontsOverlay = described("字体", "", FontsOverlay())
    sizes: SizesOverlay = described("字号", "三号、小四，或 16磅", SizesOverlay())
    page_number: PageNumberOverlay = described("页码", "", PageNumberOverlay())
    red_head: RedHeadOverlay = described("版头", "", RedHeadOverlay())
    ledger: LedgerOverlay = described("台账", "", LedgerOverlay())


_OVERLAY_SHAPE = FileShape(
    Overlay,
    {
        "page": PageOverlay,
        "grid": GridOverlay,
        "fonts": FontsOverlay,
        "sizes": SizesOverlay,
        "page_number": PageNumberOverlay,
        "red_head": RedHeadOverlay,
        "ledger": LedgerOverlay,
    },
)


def read_overlay(data: LocatedData, kind: str = "") -> Overlay:
    """Return the overlay that ``data`` says; a template of ``kind`` can follow it, where one is named.

    Raises:
        InputError: with every fault of the file, in file order.
    """
    overlay = typed(data, _OVERLAY_SHAPE)
    placed_conflicts = []
    for conflict in _conflicts_of(overlay, kind):
        route = _written_route(conflict, overlay)
        placed_conflicts.append((data.position(route), route, conflict))
    faults = []
    placed_conflicts.sort(key=itemgetter(0))
    for position, route, conflict in placed_conflicts:
        fault = Diagnostic(
            code=conflict.code,
            route=route,
            facts=conflict.facts,
            position=position,
            path=data.source.path,
        )
        faults.append(fault)
    if faults:
        raise InputError(faults)
    return overlay


def _conflicts_of(overlay: Overlay, kind: str) -> Iterator[LayoutConflict]:
    """Return what no page of a template of ``kind`` can give of ``overlay``."""
    with_head = kind in _KINDS_WITH_HEAD or _writes_of_head(overlay)
    return conflicts(layout_of(overlay), with_head=with_head)


def _writes_of_head(overlay: Overlay) -> bool:
    """Whether the overlay is about red heads, too: lines of 60 points leave room for everything else."""
    return bool(
        overlay.sizes.organ_mark is not None or overlay.red_head != RedHeadOverlay()
    )


def _written_route(conflict: LayoutConflict, overlay: Overlay) -> tuple[str, ...]:
    """Return the first of the keys that a conflict is about that the overlay writes."""
    for part, name in conflict.keys:
        if getattr(getattr(overlay, part), name) is not None:
            return part, name
    return ()


def load_layout(path: Path | None, latin: str = "", *, kind: str = "") -> Layout:
    """Return the standard with the overlay at ``path`` on top, and ``latin`` as the font of digits and letters.

    ``kind`` is the template that is to be made by it, empty for none.

    Raises:
        InputError: faults in the file.
        UsageError: ``latin`` is no name of a font.
    """
    office_layout = STANDARD
    if path:
        data = locate(read_file(path))
        overlay = read_overlay(data, kind)
        office_layout = layout_of(overlay)
    if not latin:
        return office_layout
    try:
        FontsOverlay(latin=latin)
    except ValidationError as error:
        facts = {"name": latin, "limit": _FAMILY_LIMIT}
        fault = Diagnostic("font-name", facts=facts)
        raise UsageError([fault]) from error
    fonts = office_layout.fonts._replace(latin=latin)
    return office_layout._replace(fonts=fonts)


class PossibleOverlay(NamedTuple):
    """An overlay that every page can give, and why each key was left out of it."""

    overlay: Overlay
    left_out: dict[Key, Diagnostic]


def possible_overlay(values: Mapping[Key, object], kind: str) -> PossibleOverlay:
    """Return the overlay of ``values`` without those that no overlay takes, or that no template of ``kind`` can give."""
    kept = _taken(values)
    left_out: dict[Key, Diagnostic] = {}
    for key, value in values.items():
        if key not in kept:
            facts = {"value": value}
            left_out[key] = Diagnostic("learn-no-such-value", facts=facts)
    while True:
        overlay = Overlay.model_validate(_nested(kept))
        conflict = next(_conflicts_of(overlay, kind), None)
        if conflict is None:
            return PossibleOverlay(overlay, left_out)
        for key in conflict.keys:
            if key in kept:
                del kept[key]
                left_out[key] = Diagnostic(conflict.code, facts=conflict.facts)
                break
        else:
            # No key that was written is to blame: a standard red head on an unusual page.
            return PossibleOverlay(overlay, left_out)


def layout_of_values(values: Mapping[Key, object]) -> Layout:
    """Return the layout of ``values``, whether a page can give it or not; what no overlay takes is left out."""
    taken = _taken(values)
    overlay = Overlay.model_validate(_nested(taken))
    return layout_of(overlay)


def _taken(values: Mapping[Key, object]) -> dict[Key, object]:
    """Return the values that an overlay takes."""
    taken = {}
    for key, value in values.items():
        try:
            Overlay.model_validate(_nested({key: value}))
        except ValidationError:
            continue
        taken[key] = value
    return taken


def _nested(values: Mapping[Key, object]) -> dict[str, dict[str, object]]:
    parts: dict[str, dict[str, object]] = {}
    for (part, name), value in values.items():
        parts.setdefault(part, {})[name] = value
    return parts


def preprinted(layout: Layout) -> Layout:
    """Return ``layout`` for paper that bears mark and red rules already."""
    return layout._replace(red=layout.red._replace(preprinted=True))


def with_ledger_columns(layout: Layout, columns: str, *, drops_empty: bool) -> Layout:
    """Return ``layout`` with the ``columns`` of the ledger, such as 序号、问题、状态, where they name some.

    ``drops_empty`` leaves out those that no row fills, as the layout may say by itself.

    Raises:
        UsageError: one of the columns is unknown, or stands there twice.
    """
    sheet = layout.ledger
    if drops_empty:
        sheet = sheet._replace(drops_empty=True)
    if columns:
        try:
            chosen = LedgerOverlay.model_validate({"columns": columns})
        except ValidationError as error:
            raise UsageError(_column_faults(error)) from error
        sheet = sheet._replace(columns=chosen.columns)
    return layout._replace(ledger=sheet)


def _column_faults(error: ValidationError) -> list[Diagnostic]:
    faults = []
    for details in error.errors(include_url=False):
        is_twice = details["type"] == "column_twice"
        code = "column-twice" if is_twice else "column-unknown"
        faults.append(Diagnostic(code, facts=details.get("ctx", {})))
    return faults


def layout_of(overlay: Overlay) -> Layout:
    """Return the complete layout: the standard where ``overlay`` says nothing."""
    sizes = STANDARD.sizes._replace(**_deviations(overlay.sizes))
    page = STANDARD.page._replace(**_deviations(overlay.page))
    page = page._replace(footer=_footer(page, sizes, overlay.page_number.below))
    return STANDARD._replace(
        page=page,
        grid=_grid(page, sizes.body, overlay.grid),
        fonts=STANDARD.fonts._replace(**_deviations(overlay.fonts)),
        sizes=sizes,
        page_number=_page_number(overlay.page_number),
        red=_red(overlay.red_head),
        red_head=_red_head(overlay.red_head),
        ledger=_ledger(overlay.ledger, sizes.ledger),
    )


def _ledger(overlay: LedgerOverlay, size: int) -> LedgerSheet:
    # As high for its type as the standard's line for 小五.
    line = STANDARD.ledger.line * size // STANDARD.sizes.ledger
    return STANDARD.ledger._replace(
        line=line,
        columns=overlay.columns,
        drops_empty=overlay.drop_empty,
    )


def _deviations(part: Part) -> dict[str, Any]:
    """What ``part`` says otherwise than the standard, by the names that a layout has too."""
    return {name: value for name, value in part if value is not None}


def _red(head: RedHeadOverlay) -> Red:
    red = STANDARD.red._replace(preprinted=head.preprinted)
    if head.rule_distance is not None:
        red = red._replace(above=head.rule_distance)
    if head.rule is not None:
        # From twips to eighths of a point.
        red = red._replace(rule=round(head.rule / _TWIPS_A_POINT * 8))
    return red


def _red_head(head: RedHeadOverlay) -> RedHead:
    red_head = STANDARD.red_head
    if head.mark_top is not None:
        red_head = red_head._replace(mark_top=head.mark_top)
    if head.suffix is not None:
        suffix = "" if head.suffix == "none" else head.suffix
        red_head = red_head._replace(suffix=suffix)
    return red_head


def _footer(page: Page, sizes: Sizes, below: int | None) -> int:
    """Where the footer ends so that its dash stands ``below`` the type area."""
    distance = layout.twips(7) if below is None else below
    line = sizes.page_number * 10
    return page.bottom - distance - dash_above_foot(line, sizes.page_number)


def _grid(page: Page, body: int, overlay: GridOverlay) -> Grid:
    """Lines and characters that fit the type area, where they are not given: as near to the natural width as possible.

    Characters are squeezed to make room for the last of a line, never pulled apart.
    """
    line = STANDARD.grid.line
    if overlay.line_pitch:
        line = overlay.line_pitch
    elif overlay.lines:
        line = line_of(page, overlay.lines)
    # A character that is wider than the line is one: so few are refused in a moment.
    natural_count = max(round(page.type_width() / (body * 10)), 1)
    characters = overlay.characters or natural_count
    spacing = _spacing(page, body, characters)
    if not overlay.characters:
        spacing = min(spacing, 0)
    return Grid(
        lines=page.lines(line),
        characters=characters,
        line=line,
        spacing=spacing,
    )


def _spacing(page: Page, body: int, characters: int) -> int:
    """The extra width of each of ``characters`` of the size ``body`` that fill a line."""
    whole_line = page.type_width()
    spacing = whole_line // characters - body * 10
    if spacing < 0:
        return squeezed(whole_line, body * 10, characters)
    return spacing


def spacing_of(layout: Layout, characters: int) -> int:
    """Return the extra width of each character by which ``characters`` fill a line of ``layout``."""
    return _spacing(layout.page, layout.sizes.body, characters)


def line_of(page: Page, count: int) -> int:
    """Return the highest line of which ``count`` fit the type area of ``page``."""
    line = page.type_height() // count
    while page.lines(line) < count:
        line -= 1
    return line


def _page_number(overlay: PageNumberOverlay) -> PageNumber:
    page_number = STANDARD.page_number
    if overlay.style:
        match = _FIRST_PAGE_NUMBER.fullmatch(overlay.style)
        if match is not None:
            page_number = page_number._replace(before=match[1], after=match[2])
    return page_number._replace(centred=overlay.position == "center")

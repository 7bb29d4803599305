"""GB/T 9704-2012 as numbers: page, grid, fonts by role, sizes, letterheads. One place for all of them.

Lengths are twips (1/20 pt; 56.7 twips = 1 mm), font sizes half-points, widths of rules
eighths of a point, as WordprocessingML writes them. A :class:`Layout` is complete: what an office
does otherwise is put on top by ``overlay``. This room imports nothing and must not know XML.
"""

from typing import NamedTuple


def twips(millimetres: float) -> int:
    """Return a length in twips."""
    return round(millimetres * 1440 / 25.4)


def smallest_line(half_points: int) -> int:
    """Return the lowest line for type of ``half_points``, in twips: 1.2 times its size.

    A lower one clips the type in Word, and LibreOffice gives it two lines of the grid (measured: at 1.17).
    """
    return half_points * 12


def dash_above_foot(line: int, half_points: int) -> int:
    """Return how far the dash of a page number stands above the foot of its line of exact height, all in twips.

    A fifth of such a line is below the base line, whatever the font, and the dash of a 宋体 0.385 of its size above it.
    """
    return round(line * 0.2 + half_points * 3.85)


def mark_line(half_points: int) -> int:
    """Return the height of the line of an organ mark, in twips: its em box then begins at the upper edge of the line."""
    return round(half_points * 11)


def _hundredths_of_millimetre(length: int) -> int:
    return round(length * 2540 / 1440)


def squeezed(width: int, natural_width: int, count: int) -> int:
    """Return the extra width, mostly negative, of each of ``count`` characters so that they fit ``width``.

    The last one keeps its ``natural_width``: LibreOffice breaks the line where it would stand out, and in Word it would.
    """
    gaps = max(count - 1, 1)
    return (width - natural_width * count) // gaps


SIZE_NAMES = {
    "初号": 84,
    "小初": 72,
    "一号": 52,
    "小一": 48,
    "二号": 44,
    "小二": 36,
    "三号": 32,
    "小三": 30,
    "四号": 28,
    "小四": 24,
    "五号": 21,
    "小五": 18,
    "六号": 15,
    "小六": 13,
}
"""Names of font sizes, in half-points."""


class Page(NamedTuple):
    """Paper and type area (clauses 5.1, 5.2.1): A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.

    Where pages are ``mirrored``, for print on both sides, 订口 is at the right of even pages (clause 5.2.1).
    ``footer`` puts the dash of the page number 7 mm below the type area (clause 7.5), see :func:`dash_above_foot`.
    """

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1984
    left: int = 1587
    header: int = 851
    footer: int = 1423
    mirrored: bool = False

    def type_width(self) -> int:
        """Return the width of the type area (版心)."""
        return self.width - self.left - self.right

    def type_height(self) -> int:
        """Return the height of the type area."""
        return self.height - self.top - self.bottom

    def lines(self, pitch: int) -> int:
        """Return how many lines of ``pitch`` the type area holds.

        LibreOffice rounds each length to a hundredth of a millimetre first, so that a pitch which fills the height to
        the last twip gives a line fewer.
        """
        height = (
            _hundredths_of_millimetre(self.height)
            - _hundredths_of_millimetre(self.top)
            - _hundredths_of_millimetre(self.bottom)
        )
        return height // _hundredths_of_millimetre(pitch)


class Grid(NamedTuple):
    """22 lines of 28 characters (clause 5.2.3).

    The pitch is an exact line height and a condensed character spacing on a line
    grid; a character grid would make LibreOffice give each character two cells.
    """

    lines: int = 22
    characters: int = 28
    line: int = 579
    spacing: int = -5


class Fonts(NamedTuple):
    """Font families by role (clauses 5.2.2, 7.2, 7.3, 7.5): kinds of the standard, names of common use.

    ``latin`` is for digits and Latin letters; empty: the family of the Chinese text around them.
    """

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    level_1: str = "黑体"
    level_2: str = "楷体_GB2312"
    page_number: str = "宋体"
    latin: str = ""


class Sizes(NamedTuple):
    """Font sizes in half-points: 二号 44, 三号 32, 四号 28, 小五 18.

    The standard leaves the size of the organ mark open; 初号 (84) lets ten characters stand on one
    line. The ledger is a working sheet: 小五 keeps the longest rows on a page.
    """

    title: int = 44
    body: int = 32
    page_number: int = 28
    organ_mark: int = 84
    imprint: int = 28
    ledger: int = 18


class PageNumber(NamedTuple):
    """页码 (clause 7.5): what stands around the number, on which side, one 四号 character from the outer edge."""

    before: str = "— "
    after: str = " —"
    centred: bool = False
    indent: int = 280


TITLE_CHARACTERS = 20
"""The longest line of a title, as the view breaks it: what one line holds by the standard."""


class Red(NamedTuple):
    """What red letterheads share: the colour, and the room under a red rule.

    ``under`` is seven eighths of a 三号 character (clause 10.1), ``above`` the 4 mm over a rule
    (clauses 7.2.7, 10.1), ``rule`` 1 pt (0.35 mm). ``preprinted`` (套打): the paper bears the mark and the red rules
    already, so the document leaves their places empty.
    """

    colour: str = "FF0000"
    above: int = 227
    under: int = 280
    rule: int = 8
    preprinted: bool = False


class RedHead(NamedTuple):
    """版头 of a 文件 (clause 7.2): the mark's upper edge 35 mm below the type area's, what follows the name."""

    mark_top: int = 1984
    suffix: str = "文件"
    blank_before_number: int = 2
    blank_before_title: int = 2


class Letter(NamedTuple):
    """信函格式 (clause 10.1): mark 30 mm below the page's edge, double rules of 170 mm, the second 20 mm above it.

    ``thick`` and ``thin`` are the rules of a pair, ``gap`` what parts them.
    """

    mark_top: int = 1701
    rule_length: int = 9638
    second_rule: int = 1134
    thick: int = 18
    thin: int = 6
    gap: int = 30


class Imprint(NamedTuple):
    """版记 (clause 7.4): rules of 0.35 mm and 0.25 mm, text one 四号 character from both edges."""

    outer_rule: int = 8
    inner_rule: int = 6
    indent: int = 280


class ChosenColumn(NamedTuple):
    """A column that an office wants in its ledger: its code, and its head where that is not the usual one."""

    code: str
    head: str = ""


class LedgerSheet(NamedTuple):
    """The ledger's page: A4 landscape with margins of 20 mm.

    No clause: it is a working sheet, and with the type area of the standard turned on its side
    (clause 5.2.1) rows that tell many measures would be higher than a page.
    ``columns`` stand from left to right, all usual ones where it is empty. ``drops_empty``: columns in which no row
    has anything are left out of the document.
    """

    page: Page = Page(16838, 11906, 1134, 1134, 1134, 1134, 567, 567)
    line: int = 240
    cell_margin: int = 40
    columns: tuple[ChosenColumn, ...] = ()
    drops_empty: bool = False


class Layout(NamedTuple):
    """One office's layout: the standard, or the standard with deviations put on top."""

    page: Page = Page()
    grid: Grid = Grid()
    fonts: Fonts = Fonts()
    sizes: Sizes = Sizes()
    page_number: PageNumber = PageNumber()
    red: Red = Red()
    red_head: RedHead = RedHead()
    letter: Letter = Letter()
    imprint: Imprint = Imprint()
    ledger: LedgerSheet = LedgerSheet()

    def character(self) -> int:
        """Return the width of a character of body text as it is set."""
        return self.sizes.body * 10 + self.grid.spacing

    def indent(self) -> int:
        """首行缩进: two characters (clause 7.3.3)."""
        return self.sizes.body * 20

    def over_text(self) -> int:
        """Return the room over the characters of a line of body text, within the line of exact height.

        Four fifths of the line stand over the base line, and 0.88 of the character.
        """
        return round(self.grid.line * 0.8 - self.sizes.body * 8.8)

    def under_text(self) -> int:
        """Return the room under the characters of a line of body text, within the line of exact height."""
        return round(self.grid.line * 0.2 - self.sizes.body * 1.2)

    def title_line(self) -> int:
        """Return the height of a line of the title: the grid's, or more where the type is too large for it."""
        return max(self.grid.line, smallest_line(self.sizes.title))

    def title_spacing(self) -> int:
        """Return the extra width of each character of the title: none, or less so that a full line fits the type area."""
        spacing = squeezed(
            self.page.type_width(), self.sizes.title * 10, TITLE_CHARACTERS
        )
        return min(spacing, 0)

    def page_number_line(self) -> int:
        """Return the exact height of the line of the page number."""
        return self.sizes.page_number * 10

    def page_number_dash(self) -> int:
        """Return how far the dash of the page number stands above the foot of its line."""
        return dash_above_foot(self.page_number_line(), self.sizes.page_number)


STANDARD = Layout()

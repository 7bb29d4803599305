"""Where pages show which lines of the source: lines of print looked up in the text of the document."""

from __future__ import annotations

from collections.abc import Iterable

from rectify_gen.diagnostics import Route
from rectify_gen.pdf.placed_text import PlacedCharacter, PlacedPage
from rectify_gen.preview.page_regions import (
    LinkedText,
    PageRegion,
    linked_text,
    page_regions,
)
from rectify_gen.view.provenance import PrintedSpan, RoutedText

HEIGHT = 800
SIZE = 16


def print_line(text: str, left: float, bottom: float) -> list[PlacedCharacter]:
    """Return ``text`` as characters of 16 points each, the first of which stands at ``left``."""
    characters = []
    for index, character in enumerate(text):
        start = left + index * SIZE
        characters.append(
            PlacedCharacter(character, start, start + SIZE, bottom, bottom + SIZE)
        )
    return characters


def page_of(*lines: tuple[str, float, float]) -> PlacedPage:
    characters: list[PlacedCharacter] = []
    for line in lines:
        characters += print_line(*line)
    return PlacedPage(1, 600, HEIGHT, tuple(characters), "", 0, has_pictures=False)


def routed(*spans: tuple[str, Route]) -> RoutedText:
    text = "".join(words for words, _ in spans)
    return RoutedText(text, [PrintedSpan(len(words), route) for words, route in spans])


def linked(*paragraphs: RoutedText) -> LinkedText:
    # A route names its line, so that the test shows which is meant.
    return linked_text(paragraphs, lambda route: int(str(route[0])))


def line_numbers(regions: Iterable[Iterable[PageRegion]]) -> list[list[int]]:
    return [[region.line for region in of_page] for of_page in regions]


def test_a_paragraph_has_a_region_on_each_line_of_print() -> None:
    page = page_of(("修订制度", 100, 700), ("三项。", 80, 670))
    (regions,) = page_regions([page], linked(routed(("修订制度三项。", (7,)))))
    assert regions == (
        PageRegion(left=100, top=84, width=64, height=16, line=7),
        PageRegion(left=80, top=114, width=48, height=16, line=7),
    )


def test_a_line_of_print_is_divided_where_another_line_of_the_source_begins() -> None:
    document = linked(routed(("一是", (3,)), ("健全", (4,)), ("制度。", (4,))))
    (regions,) = page_regions([page_of(("一是健全制度。", 80, 700))], document)
    assert regions == (
        PageRegion(left=80, top=84, width=32, height=16, line=3),
        PageRegion(left=112, top=84, width=80, height=16, line=4),
    )


def test_words_of_the_template_lead_to_what_stands_before_them_else_behind() -> None:
    opening = routed(("根据", ()), ("市委", (5,)), ("部署，", ()), ("三月", (8,)))
    template_only = routed(("特此通报。", ()))
    page = page_of(("根据市委部署，三月", 80, 700), ("特此通报。", 80, 670))
    (regions,) = page_regions([page], linked(opening, template_only))
    assert [(region.left, region.line) for region in regions] == [(80, 5), (192, 8)]


def test_a_label_of_the_template_leads_to_what_it_is_for() -> None:
    line = routed(("党〔2025〕9号", (5,)), ("　签发人：", ()), ("李某某", (7,)))
    page = page_of(("党〔2025〕9号", 80, 700), ("签发人：李某某", 400, 700))
    (regions,) = page_regions([page], linked(line))
    assert [(region.left, region.line) for region in regions] == [(80, 5), (400, 7)]
    assert regions[0].width == 9 * SIZE


def test_page_numbers_and_blanks_are_passed_over() -> None:
    first = page_of(("修订制度", 80, 60), ("—1—", 280, 30))
    second = page_of(("—2—", 280, 30), ("三项。", 80, 700))
    document = linked(routed(("　　修订制度　三项。", (7,))))
    assert line_numbers(page_regions([first, second], document)) == [[7], [7]]


def test_the_same_sentence_twice_leads_to_each_of_its_lines() -> None:
    sentence = "已完成整改。"
    page = page_of((sentence, 80, 700), (sentence, 80, 670))
    document = linked(routed((sentence, (3,))), routed((sentence, (9,))))
    assert line_numbers(page_regions([page], document)) == [[3, 9]]


def test_a_repeated_table_head_leads_to_where_it_stands_and_reading_goes_on() -> None:
    # Cells of one row stand at one height; each is text of its own.
    head = ("序号问题", 80, 700)
    pages = [page_of(head, ("甲", 80, 670)), page_of(head, ("甲", 80, 670))]
    document = linked(
        routed(("序号", (1,))),
        routed(("问题", (1,))),
        routed(("甲", (2,))),
        routed(("甲", (4,))),
    )
    assert line_numbers(page_regions(pages, document)) == [[1, 2], [1, 4]]


def test_what_was_drawn_otherwise_is_left_out_and_found_again_behind() -> None:
    page = page_of(("另一段文字", 80, 700), ("三项三项", 80, 670))
    document = linked(routed(("看不懂的一段", (2,))), routed(("三项三项", (5,))))
    assert line_numbers(page_regions([page], document)) == [[5]]
    far = linked(routed(("长" * 500, (2,))), routed(("三项三项", (5,))))
    assert line_numbers(page_regions([page], far)) == [[5]]
    # Far behind and more than once: nobody knows which is meant.
    unclear = linked(routed(("长" * 500, (2,))), routed(("三项，三项，", (5,))))
    pieces = page_of(("三项", 80, 670))
    assert line_numbers(page_regions([pieces], unclear)) == [[]]


def test_letters_of_another_font_stand_on_the_same_line_and_raised_ones_do_not() -> (
    None
):
    characters = print_line("共", 80, 700)
    characters += [PlacedCharacter("5", 96, 104, 703, 715)]
    characters += print_line("项", 104, 700)
    page = PlacedPage(1, 600, HEIGHT, tuple(characters), "", 0, has_pictures=False)
    document = linked(routed(("共5项", (6,))))
    (regions,) = page_regions([page], document)
    assert regions == (PageRegion(left=80, top=84, width=40, height=16, line=6),)
    higher = [*print_line("共", 80, 700), PlacedCharacter("5", 96, 104, 709, 725)]
    page = page._replace(characters=tuple(higher))
    (regions,) = page_regions([page], document)
    assert len(regions) == 2

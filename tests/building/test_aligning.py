"""Which paragraph became which: edits, additions, deletions and repeated sentences, few and thousands."""

from __future__ import annotations

import random
import time

import pytest

from rectify_gen.building.aligning import align


def pairs(before: str, after: str) -> str:
    """Return how ``after`` came of ``before``, which are paragraphs parted by blanks: =kept, ~changed, -deleted, +added."""
    old, new = before.split(), after.split()
    written = []
    for before_index, after_index in align(old, new):
        if before_index is None:
            assert after_index is not None
            written.append(f"+{new[after_index]}")
        elif after_index is None:
            written.append(f"-{old[before_index]}")
        elif old[before_index] == new[after_index]:
            written.append(f"={old[before_index]}")
        else:
            written.append(f"~{new[after_index]}")
    return " ".join(written)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("甲", "", "-甲"),
        ("", "甲", "+甲"),
        ("甲 乙", "甲 乙", "=甲 =乙"),
        ("甲 乙 丙", "甲 丙", "=甲 -乙 =丙"),
        ("甲 丙", "甲 乙 丙", "=甲 +乙 =丙"),
        ("一二三四", "一二三五", "~一二三五"),
        ("一二", "一三", "~一三"),  # half of it is as it was
        ("一二三", "一四五", "-一二三 +一四五"),  # a third is
        ("甲", "甲 甲", "=甲 +甲"),
        ("甲 甲", "甲", "=甲 -甲"),
        # repeated sentences: what begins and ends alike is as it was
        ("同 同 同 同", "同 同 异 同", "=同 =同 -同 +异 =同"),
        ("同句 别 同句 别", "同句 别 同言 别", "=同句 =别 ~同言 =别"),
        # the likest, and not the first that is like it
        ("一二三四 一二三五", "一二三五六", "-一二三四 ~一二三五六"),
        ("一二三四", "一二五六 一二三五", "+一二五六 ~一二三五"),
        # moved: deleted there and added here
        ("甲 乙 丙", "丙 甲 乙", "+丙 =甲 =乙 -丙"),
    ],
)
def test_what_became_of_paragraphs(before: str, after: str, expected: str) -> None:
    assert pairs(before, after) == expected


def numbered(count: int) -> list[str]:
    """Return ``count`` paragraphs that are not like one another."""
    signs = iter(range(0x4E00, 0x9FA0))
    return ["".join(chr(next(signs)) for _ in range(8)) for _ in range(count)]


@pytest.mark.parametrize("count", [99, 101, 400])
def test_every_paragraph_comes_once_and_in_order(count: int) -> None:
    """Fewer and more paragraphs than are weighed in pairs."""
    before = numbered(count)
    after = [text[:7] + "鑫" for text in before]
    del after[count // 3]
    after.insert(count // 2, "新增的一段文字啊")
    aligned = list(align(before, after))
    assert [pair.before for pair in aligned if pair.before is not None] == list(
        range(count)
    )
    assert [pair.after for pair in aligned if pair.after is not None] == list(
        range(count)
    )
    assert aligned[count // 3] == (count // 3, None)
    added = [pair.after for pair in aligned if pair.before is None]
    assert added == [count // 2]
    for before_index, after_index in aligned:
        if before_index is not None and after_index is not None:
            assert after[after_index] == before[before_index][:7] + "鑫"


def test_few_edits_among_thousands_of_repeated_sentences() -> None:
    before = [f"同一句话{number % 3}。" for number in range(4000)]
    after = list(before)
    after[3000] = "同一旬话0。"
    del after[2000]
    after.insert(501, "新增的另外一段")
    after[1001] = "同一旬话1。"
    aligned = list(align(before, after))
    assert [pair.before for pair in aligned if pair.before is not None] == list(
        range(4000)
    )
    assert [pair.after for pair in aligned if pair.after is not None] == list(
        range(4000)
    )
    edited = [
        (old, new)
        for old, new in aligned
        if old is None or new is None or before[old] != after[new]
    ]
    assert edited == [(None, 501), (1000, 1001), (2000, None), (3000, 3000)]


@pytest.mark.parametrize("count", [399, 401, 900])
def test_many_edits_among_thousands(count: int) -> None:
    """Up to as many edits as are weighed, and more."""
    before = numbered(1000)
    after = before[:50] + before[50 + count :]
    aligned = list(align(before, after))
    assert [old for old, new in aligned if new is None] == list(range(50, 50 + count))
    assert [new for _, new in aligned if new is not None] == list(range(len(after)))


def test_thousands_of_paragraphs_of_another_document_take_seconds() -> None:
    texts = numbered(2500)
    random.Random(1).shuffle(texts)
    start = time.process_time()
    aligned = list(align(texts[:1200], texts[1200:2400]))
    assert time.process_time() - start < 10
    assert len(aligned) == 2400

"""What a baseline knows again, what it writes, and that it reads what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen.baseline import (
    KnownReport,
    as_yaml,
    compare,
    entries,
    known_reports,
    name_of,
    read_baseline,
)
from rectify_gen.diagnostics import Diagnostic, InputError, Position, Span

TEXT = "title: 甲\nend: 2023-08-01\n"


def report(code: str, text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(code, span=Span(text, start, end))


def test_the_same_words_elsewhere_in_the_file_are_known_and_others_are_not() -> None:
    known = entries([report("spare-mark", "全部公示。。", 4, 6)], TEXT)
    moved = report("spare-mark", "全部公示。。", 4, 6)._replace(
        position=Position(9, 1, 9, 3)
    )
    other_words = report("spare-mark", "全部公开。。", 4, 6)
    other_code = report("stray-space", "全部公示。。", 4, 6)
    compared = compare([moved, other_words, other_code], TEXT, known)
    assert compared.known == (moved,)
    assert compared.new == (other_words, other_code)
    assert compared.gone == ()


def test_edits_more_than_twelve_characters_away_change_nothing() -> None:
    before = "十" * 13 + "。。" + "一" * 13
    after = "百" + before[1:-1] + "百"
    nearer = "百" + "十" * 12 + "。。"
    known = entries([report("spare-mark", before, 13, 15)], TEXT)
    assert compare([report("spare-mark", after, 13, 15)], TEXT, known).known
    assert compare([report("spare-mark", nearer, 13, 15)], TEXT, known).new


def test_as_many_are_known_as_were_written() -> None:
    twice = [report("spare-mark", "。。", 0, 2)] * 2
    once = entries(twice[:1], TEXT)
    assert len(compare(twice, TEXT, once).new) == 1
    two_entries = (
        KnownReport("spare-mark", "。。", Position(6, 1, 6, 5)),
        KnownReport("spare-mark", "。。", Position(7, 1, 7, 5)),
    )
    # The second of two equal entries is the one to delete.
    assert compare(twice[:1], TEXT, two_entries).gone == two_entries[1:]
    assert compare([], TEXT, two_entries).gone == two_entries


def test_what_has_no_words_of_its_own_is_known_by_its_value() -> None:
    date = Diagnostic("date-order", position=Position(2, 6, 2, 16))
    absent = Diagnostic("part-missing")
    [by_value, by_code] = entries([date, absent], TEXT)
    assert by_value.quote == "2023-08-01"
    assert by_code.quote == ""
    later = TEXT.replace("2023-08-01", "2023-08-02")
    assert compare([date], later, [by_value]).new == (date,)


@pytest.mark.parametrize(
    ("position", "span", "quote"),
    [
        (Position(2, 6, 2, 16), None, "2023-08-01"),
        (Position(2, 6, 2, 16), Span("2023-08-01", 3, 3), "2023-08-01"),
        # Of what goes on over several lines, the first one.
        (Position(2, 1, 3, 3), None, "end: 2023-08-01  # 注"),
        (Position(3, 1, 3, 71), None, "长" * 60),
        (Position(4, 1, 4, 1), None, ""),
        (None, Span("十" * 70, 0, 70), "十" * 60),
    ],
)
def test_the_words_by_which_a_report_is_known(
    position: Position | None, span: Span | None, quote: str
) -> None:
    text = "title: 甲\nend: 2023-08-01  # 注\n" + "长" * 70
    diagnostic = Diagnostic("some-code", position=position, span=span)
    [entry] = entries([diagnostic], text)
    assert entry.quote == quote


def test_names_hold_what_can_be_seen(tmp_path: Path) -> None:
    baseline = tmp_path / "基线.yaml"
    assert name_of(tmp_path / "甲\u3000乙.yaml", baseline) == "甲\u3000乙.yaml"
    assert name_of(tmp_path / "甲\u200b\U000e0100.yaml", baseline) == "甲??.yaml"
    # macOS takes the marks of letters apart.
    assert name_of(tmp_path / "e\u0301.yaml", baseline) == "\u00e9.yaml"


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1),
    )
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, quotes: dict[str, list[str]]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "基线.yaml"
    written = {}
    for name, texts in quotes.items():
        known = tuple(KnownReport("some-code", text) for text in texts)
        written[name_of(path.parent / name.replace("\0", ""), path)] = known
    text = as_yaml(written)
    path.write_text(text, encoding="utf-8", newline="")
    assert as_yaml(read_baseline(path)) == text


def test_one_report_a_line_in_order(tmp_path: Path) -> None:
    text = as_yaml(
        {
            "乙.yaml": (),
            "2024/甲.yaml": (
                KnownReport("stray-space", "一 二"),
                KnownReport("spare-mark", "“。。”"),
                KnownReport("spare-mark", '"\\\u200b'),
            ),
        }
    )
    assert text.partition("version: 1\n")[2] == (
        "files:\n"
        '  "2024/甲.yaml":\n'
        "    spare-mark:\n"
        '      - "\\"\\\\\\u200b"\n'
        '      - "“。。”"\n'
        "    stray-space:\n"
        '      - "一 二"\n'
    )
    assert as_yaml({}).endswith("files: {}\n")


def test_paths_count_from_the_baseline_and_a_moved_file_is_known(
    tmp_path: Path,
) -> None:
    baseline = tmp_path / "基线.yaml"
    notice = tmp_path / "2024" / "通报.yaml"
    notice.parent.mkdir()
    notice.write_text("", encoding="utf-8")
    assert name_of(notice, baseline) == "2024/通报.yaml"
    assert name_of(notice, tmp_path / "基线" / "a.yaml") == "../2024/通报.yaml"
    known = KnownReport("spare-mark", "。。")
    baseline.write_text(as_yaml({"旧/通报.yaml": (known,)}), encoding="utf-8")
    assert [entry.quote for entry in known_reports(notice, baseline)] == ["。。"]
    # Where the former file is still there, the other one is new.
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "通报.yaml").write_text("", encoding="utf-8")
    assert known_reports(notice, baseline) == ()
    # Two former files of that name: nobody can tell.
    two = as_yaml({"甲/通报.yaml": (known,), "乙/通报.yaml": (known,)})
    baseline.write_text(two, encoding="utf-8")
    assert known_reports(notice, baseline) == ()
    assert known_reports(notice, None) == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("version: 2\nfiles: {}\n", "not-a-choice", 1),
        ("version: 1\nfiles:\n  a.yaml: 。。\n", "wrong-kind", 3),
        ("version: 1\nfiles:\n  a.yaml:\n    x: 。。\n", "wrong-kind", 4),
        (
            "version: 1\nfiles:\n  a.yaml:\n    x: [。]\n    x: [。]\n",
            "duplicate-key",
            5,
        ),
        ("version: 1\nfile: {}\n", "unknown-key", 2),
    ],
)
def test_a_damaged_baseline_is_reported_at_its_line(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    path = tmp_path / "基线.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_baseline(path)
    places = [(fault.code, fault.position) for fault in caught.value.diagnostics]
    assert (code, line) in [
        (name, place.line if place else 0) for name, place in places
    ]


def test_a_baseline_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        known_reports(tmp_path / "a.yaml", tmp_path / "基线.yaml")

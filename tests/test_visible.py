"""No sign of a data file, a name or a Word file acts on a terminal or in a log."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.places import Place
from rectify_gen.report import machine
from rectify_gen.report.file_report import FileReport
from rectify_gen.report.text_report import as_text
from rectify_gen.visible import json_text, one_line, visible

ACTING = [
    *(chr(code) for code in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0))),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u2028\u2029\u206a\u206f\ufff9\U000e0001\U000e007f",
]
KEPT = [*"\t\n azA~¡甲，“”—…\u3000\u200b\u00ad\ufeff𠮷", "👨\u200d👩"]


def test_no_printable_sign_is_written_out() -> None:
    """Texts that are printable are returned at once."""
    printable = "".join(
        sign for sign in map(chr, range(0x110000)) if sign.isprintable()
    )
    assert visible(printable + "\x07") == printable + "⟨U+0007⟩"


@pytest.mark.parametrize("sign", ACTING)
def test_acting_signs_are_written_out(sign: str) -> None:
    assert visible(f"a{sign}b") == f"a⟨U+{ord(sign):04X}⟩b"
    assert one_line(f"a{sign}b") == f"a⟨U+{ord(sign):04X}⟩b"
    assert sign not in json_text({sign: sign})
    assert json.loads(json_text({sign: sign})) == {sign: sign}


@pytest.mark.parametrize("text", KEPT)
def test_what_is_only_text_stays(text: str) -> None:
    assert visible(text) == text


def test_one_line_is_one_line() -> None:
    assert one_line("a\tb\nc") == "a⟨U+0009⟩b⟨U+000A⟩c"


@given(st.text())
def test_no_control_but_tab_and_line_feed_comes_out(text: str) -> None:
    left = {sign for sign in visible(text) if unicodedata.category(sign) == "Cc"}
    assert left <= {"\t", "\n"}
    assert visible(visible(text)) == visible(text)


FACTS = {"value": "x", "title": "文种", "key": "a\n::error::b\x1b[31m"}
FACTS |= {"choices_zh": "\x9b", "choices_en": "\u202e"}


def test_nothing_of_a_report_acts() -> None:
    found = [
        Diagnostic(
            "not-a-choice", (), FACTS, Position(1, 5, 1, 6), "n\n\x1b]0;x\x07.yaml"
        ),
        Diagnostic(
            "docx-macro",
            path="t\x9b.docx",
            place=Place(
                "word/document.xml", 3, tag="{{ \x1b }}", text="甲{{ \x1b }}", column=1
            ),
        ),
    ]
    texts = {"n\n\x1b]0;x\x07.yaml": "ab\x1b[31mX\u202e\x85y\n"}
    for lang in ("zh", "en"):
        report = as_text(found, texts, lang)
        assert not any(sign in report for sign in ACTING)
        assert "\n::error" not in report
        annotations = machine.as_github([FileReport("x\x1b.yaml", tuple(found))], lang)
        assert not any(sign in annotations for sign in ACTING)
        assert annotations.count("\n") == 2


@pytest.mark.parametrize(
    "text", ["ab\x1bXd", "\x1b\x9bX", "X", "甲\u202e乙X\x07", "abX\x1b"]
)
def test_caret_stands_below_the_fault_behind_acting_signs(text: str) -> None:
    at = text.index("X") + 1
    one = Diagnostic("not-a-choice", (), FACTS, Position(1, at, 1, at + 1), "a.yaml")
    _, line, caret, *_ = as_text([one], {"a.yaml": text}, "en").splitlines()
    columns = sum(2 if is_wide(sign) else 1 for sign in line[: line.index("X")])
    assert (caret.index("^"), caret.count("^")) == (columns, 1)


def test_carets_cover_an_acting_sign_as_it_is_written() -> None:
    one = Diagnostic("not-a-choice", (), FACTS, Position(1, 2, 1, 3), "a.yaml")
    _, line, caret, *_ = as_text([one], {"a.yaml": "a\x1bb"}, "en").splitlines()
    assert line == "    1 | a⟨U+001B⟩b"
    assert caret.count("^") == sum(2 if is_wide(sign) else 1 for sign in "⟨U+001B⟩")

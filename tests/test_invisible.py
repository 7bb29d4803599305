"""The table of characters that nobody sees: what each is, and where one means something."""

from __future__ import annotations

import re
import unicodedata

import pytest

from rectify_gen import invisible

NOISE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u2800\u3164\uffa0\u200b\u200c\u200d\u200e\u200f"
    "\u2060\u2064\u206a\u206f\u202a\u202e\u2066\u2069\u061c\ufeff\ufe00\ufe0f\u180b\u180e"
    "\U000e0001\U000e0020\U000e007f\U000e0100\U000e01ef\U0001d173\U0001bca0"
)
PRIVATE = "\ue000\ue004\uf8ff\U000f0000\U000ffffd\U00100000\U0010fffd"
LOST = "\ufff9\ufffb\ufffc\ufffd\ufdd0\ufdef\U0001fffe\U0010ffff"


def kinds(text: str) -> list[tuple[int, str]]:
    return [(one.place, one.kind) for one in invisible.find(text)]


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        *((sign, "noise") for sign in NOISE),
        *((sign, "private") for sign in PRIVATE),
        *((sign, "lost") for sign in LOST),
    ],
    ids=lambda one: f"U+{ord(one):04X}" if len(one) == 1 else one,
)
def test_a_character_is_found_between_marks_with_its_kind(sign: str, kind: str) -> None:
    text = f"整改，{sign}，落实"
    assert invisible.may_hold(text)
    assert kinds(text) == [(3, kind)]
    assert invisible.in_key().search(text)
    without, count = invisible.without_noise(text)
    assert (without, count) == (("整改，，落实", 1) if kind == "noise" else (text, 0))
    assert bool(invisible.shapeless().search(text)) is (kind == "noise")
    assert (sign in set(invisible.signs())) is (kind == "noise")


MEANING = {
    "Uyghur, joined and parted": "ئۇ\u200dچ\u200cتۇر",
    "direction beside Arabic": "姓名\u200fئۇچتۇر\u200e，\u2067ئۇ\u2069",
    "Tibetan and Indic": "\u0f40\u200d\u0915\u200d",
    "Mongolian": "\u1820\u180b\u1821\u180e",
    "a family of pictures": "\U0001f468\u200d\U0001f469",
    "a picture with a selector": "\u260e\ufe0f\u200d\U0001f4de 1\ufe0f",
    "a variant of a rare character": "张\U000e0101李\ufe00",
}


@pytest.mark.parametrize("name", MEANING)
def test_a_character_that_means_something_is_left(name: str) -> None:
    assert kinds(MEANING[name]) == []
    assert invisible.without_noise(MEANING[name]) == (MEANING[name], 0)


@pytest.mark.parametrize(
    "text",
    ["张\u200d三", "\u200d张", "张\ufe0f", "，\ufe00", "，\U000e0101", "甲\u180b", "甲\u200e乙"],
)  # fmt: skip
def test_without_a_partner_it_means_nothing(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["noise"]


def test_what_readers_see_is_none_of_it() -> None:
    seen = "《办法》，“一、”（二）①·…—　 \u00a0\t\u20031.2％℃㎡𠮷〇①ｅ２"
    assert kinds(seen) == []
    assert not invisible.may_hold("《办法》，“一、”（二）①·…—1.2％℃㎡𠮷〇")


def test_each_character_of_the_table_is_looked_for() -> None:
    missed = [sign for sign in invisible.signs() if not invisible.may_hold(f"甲{sign}")]
    assert missed == []


def test_no_visible_character_is_in_the_table() -> None:
    for sign in invisible.signs():
        category = unicodedata.category(sign)
        named = unicodedata.name(sign, "")
        assert category in ("Cf", "Mn", "Cn") or re.search("FILLER|BLANK", named), named


def test_the_code_is_written_as_unicode_does() -> None:
    (found,) = invisible.find("甲\u200b乙")
    assert (found.place, found.code, found.sign) == (1, "U+200B", "\u200b")
    (found,) = invisible.find("\U000f0000")
    assert found.code == "U+F0000"

"""The lead of a paragraph is its first sentence; lead and rest together are always its text."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from rectify_gen.view.types import ParagraphView


def split(text: str, role: str = "body") -> tuple[str, str]:
    paragraph = ParagraphView(role, 0, "", "", text)
    return paragraph.lead, paragraph.rest


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("一是健全制度。", "修订3项。印发执行。"),
        ("十二是健全制度！", "修订3项。"),
        ("一是学了吗？", "学了。"),
        ("一是学了吗？！", "学了。"),
        ("一是落实“要抓好。要抓实。”精神。", "修订3项。"),
        ("一是落实‘要抓好。’精神。", "修订3项。"),
        ("一是落实「要抓『好。』」精神。", "修订3项。"),
        ("一是学习《怎么办？》。", "修订3项。"),
        ("一是学习（含自学。）。", "修订3项。"),
        ('一是落实"要抓好。"精神。', "修订3项。"),
        ("一是落实“四风”。", "“再。学”。"),
        ("一是（缺一半）。", "后）面。"),
        # One sentence, nothing after it, or a pair that is never closed: nothing is set apart.
        ("", "一是健全制度。"),
        ("", "一是健全制度"),
        ("", "一是健全制度？！"),
        ("", "一是健全制度。　"),
        ("", "一是落实“要抓好。修订3项。"),
        # No measure.
        ("", "本局高度重视。召开会议。"),
        ("", "引语。一是健全制度。二是印发。"),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_sentence_of_a_measure(lead: str, rest: str) -> None:
    assert split(lead + rest) == (lead, rest)


@pytest.mark.parametrize("role", ["run_in", "label"])
def test_a_run_in_paragraph_and_a_label_have_a_lead_whatever_they_begin_with(
    role: str,
) -> None:
    assert split("已办结。每月通报。", role) == ("已办结。", "每月通报。")
    assert split("已办结。", role) == ("", "已办结。")


@given(st.text(alphabet='一是甲。！？“”‘’《》（）"1', max_size=12))
def test_nothing_is_lost_or_moved(text: str) -> None:
    for role in ("body", "run_in"):
        assert "".join(split(text, role)) == text


@pytest.mark.parametrize(
    ("text", "has_link"),
    [
        ("网址：https://a.example。", True),
        ("见www.a.example。", True),
        ("邮箱：a@b.example。", True),
        ("电话：0599-5550137；比例1:3，http协议。", False),
        ("", False),
    ],
)
def test_a_paragraph_knows_whether_it_has_an_address(text: str, has_link: bool) -> None:
    assert ParagraphView("body", 0, "", "", text).has_link is has_link

"""Figures of an inspection in prose: what is read, what is left alone, what is certain."""

from __future__ import annotations

import pytest

from rectify_gen.vocabulary.figures import completed, figures

READ: dict[str, dict[str, int]] = {
    "市委第二巡察组反馈了52条具体问题。": {"problems": 52},
    "反馈4个大项52个问题。": {"areas": 4, "problems": 52},
    "反馈四方面7类共16项问题。": {"areas": 4, "problems": 16},
    "反馈的5个方面13个大类38项具体问题，多次研究。": {"areas": 5, "problems": 38},
    "反馈4个方面、27个单位、48项具体问题。": {"areas": 4, "problems": 48},
    "向局党组反馈问题4项52个。": {"areas": 4, "problems": 52},
    "反馈三个方面三十六个问题。": {"areas": 3, "problems": 36},
    "反馈３个方面５２个问题。": {"areas": 3, "problems": 52},
    "反馈2类5个问题，现予以公布。": {"areas": 2, "problems": 5},
    "反馈的3个方面52项，均已认领。": {"areas": 3, "problems": 52},
    "反馈的3个方面52个": {"areas": 3, "problems": 52},
    "反馈意见指出了我局存在的11项问题。": {"problems": 11},
    "反馈了两个问题。": {"problems": 2},
    "反馈的百个问题。": {},
    "围绕4个方面52个问题抓好落实。": {"areas": 4, "problems": 52},
    "针对巡察指出的3个方面5项整改任务，逐项落实。": {"areas": 3, "tasks": 5},
    "9项整改任务逐一明确责任。": {"tasks": 9},
    "围绕反馈的4个方面21项任务抓好落实。": {"areas": 4, "tasks": 21},
    "研究整改，14项整改事项全部完成。": {"tasks": 14},
    "局党组主要负责人带头落实，对照反馈的52个问题逐项整改。": {"problems": 52},
    "反馈的48个问题均已完成整改。": {"problems": 48},
    "反馈的26个问题已完成整改24个，剩余2个持续推进。": {"problems": 26},
    "提出了157项措施。": {"measures": 157},
    "反馈的4个方面15个问题，已整改完成14个，完成率93.3%。": {
        "areas": 4,
        "problems": 15,
    },
}
CLAIMED_PERHAPS: dict[str, dict[str, int]] = {
    "反馈的4个方面12类问题。": {"areas": 4},
    "细化成39个具体问题。": {"problems": 39},
    "逐一制定措施五十八条。": {"measures": 58},
    "党委梳理分解整改任务106个。": {"tasks": 106},
    "四方面7类共16项问题。": {"areas": 4, "problems": 16},
    "52个反馈问题逐一落实。": {"problems": 52},
    "局党组列出21项整改任务逐项推进。": {"tasks": 21},
    "43项整改任务、121条整改措施中，已完成115条。": {"tasks": 43, "measures": 121},
    "反馈问题21个，其中18个已完成。": {"problems": 21},
    "制定整改措施24条。": {"measures": 24},
}
LEFT_ALONE = (
    # of another inspection, of an organ below or above
    "同步整改省委巡视反馈的5个方面23个问题。",
    "上轮巡察反馈的24个问题已销号。",
    "2023年审计指出的14个问题。",
    "主题教育检视反馈的6个问题。",
    "专项整治反馈的4个方面9个问题。",
    "某科室反馈的3个问题。",
    "九届市委第三轮巡察反馈的3个方面12个问题。",
    # of one person, or of a part
    "党委书记带头领办6项整改任务。",
    "分管领导牵头整改反馈的8个问题。",
    "各科室牵头整改反馈的8个问题。",
    "局长认领3项整改任务。",
    "局长对3项整改任务逐一过问。",
    "反馈的52个问题，其中反馈的48个问题立行立改。".partition("，")[2],
    "反馈的48个问题已完成整改，其余4个持续推进。",
    "反馈的48个问题全部完成，剩余4个持续推进。",
    "已完成反馈的48个问题。",
    "剩余3项整改任务。",
    "3项整改任务由办公室负责。",
    "会议研究了3项整改任务。",
    "年内完成21项任务。",
    "“执行质效不高”等4个问题。",
    # rough, a range, the number of one thing
    "反馈近50个问题。",
    "反馈约50个问题。",
    "反馈50余个问题。",
    "反馈50多个问题。",
    "反馈的50个以上问题。",
    "反馈的50个问题以上。",
    "反馈3至5个问题。",
    "反馈3—5个问题。",
    "反馈的第3个问题。",
    "完成率98.5个百分点。",
    # something else
    "对反馈3个方面12个月内整改的事项。",
    "对反馈3个方面12个单位开展检查的意见。",
    "反馈三个方面的意见。",
    "反馈5个问题线索。",
    "反馈的5个问题清单。",
    "发现的203个问题均已整改。",
    "编制包含52个事项的决策目录。",
    "做到一个问题一套方案。",
    "落实157种措施。",
    "发放补贴157项措施费。",
    "排查的39个具体问题。",
    "从4个方面12类事项发力。",
    "完成6项任务。",
)


def values(text: str, *, certain: bool) -> dict[str, int]:
    return {
        figure.counts: figure.value
        for figure in figures(text)
        if figure.certain is certain
    }


@pytest.mark.parametrize("text", READ)
def test_figures_of_the_inspection_are_read(text: str) -> None:
    assert values(text, certain=True) == READ[text]
    assert values(text, certain=False) == {}


@pytest.mark.parametrize("text", CLAIMED_PERHAPS)
def test_figures_that_may_be_of_something_else_are_not_certain(text: str) -> None:
    assert values(text, certain=False) == CLAIMED_PERHAPS[text]
    assert values(text, certain=True) == {}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_figures_are_left_alone(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("省委第二巡视组反馈4个方面52个问题。", ("省委第二巡视组", "省委")),
        ("专项巡察反馈4个方面52个问题。", ("专项巡察",)),
        ("九届市委第三轮巡察反馈4个方面52个问题。", ("九届", "第三轮", "市委")),
    ],
)
def test_names_of_the_inspection_itself_are_no_words_of_another(
    text: str, ours: tuple[str, ...]
) -> None:
    assert figures(text) == ()
    assert [figure.value for figure in figures(text, ours)] == [4, 52]


def test_a_figure_has_the_characters_that_state_it() -> None:
    text = "市委巡察组反馈4个方面、52个问题，指出的6个问题。"
    spans = [text[figure.start : figure.end] for figure in figures(text)]
    assert spans == ["4个方面、52个问题", "4个方面、52个问题", "指出的6个问题"]


def test_words_of_another_inspection_stand_before_a_figure_in_its_own_sentence() -> (
    None
):
    assert figures("开展审计。反馈3个问题。") != ()
    assert figures("审计" + "情" * 26 + "反馈3个问题。") == ()
    assert figures("审计" + "情" * 27 + "反馈3个问题。") != ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("已完成整改8个问题。", (8,)),
        ("整改完成了8个具体问题。", (8,)),
        ("8个问题均已整改到位，3项问题完成整改。", (8, 3)),
        ("8个问题正在整改。", ()),
        ("反馈的39个具体问题，制定措施157项，已完成36个。", (36,)),
        ("反馈的26个问题已完成整改24个，剩余2个。", (24,)),
        ("反馈问题共计22个。目前已整改到位20个。", (20,)),
        ("反馈的36个问题，已完成整改33个，制定整改措施128项，完成121项。", (33,)),
        ("反馈的36个问题，制定整改措施128项，已完成121项。", ()),
        ("检查发现问题30个，已完成28个。", ()),
        ("已完成28个。", ()),
    ],
)
def test_problems_that_are_completed(text: str, numbers: tuple[int, ...]) -> None:
    assert completed(text) == numbers

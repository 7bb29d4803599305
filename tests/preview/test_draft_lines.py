"""The draft of a notice: every paragraph in its role, each piece with the line that it was written on."""

from __future__ import annotations

import pytest
from made import EXAMPLES, short

from rectify_gen.canonical_names import locate
from rectify_gen.preview.draft_lines import DraftLine, DraftPiece, draft_lines
from rectify_gen.source import SourceFile, decode
from rectify_gen.source_check import check_source
from rectify_gen.templating.fill import fill
from rectify_gen.validation import validate
from rectify_gen.view import compose
from rectify_gen.view.printed_text import text_lines
from rectify_gen.view.provenance import ROUTING


def draft_of(text: str) -> tuple[DraftLine, ...]:
    data = locate(SourceFile("notice.yaml", text))
    return draft_lines(compose(validate(data), "public", ROUTING), data)


NOTICE = """\
organization: {name: 中共示例市林业局党组}
title:
  - 中共示例市林业局党组
  - 关于巡察整改进展情况的通报
inspection: {authority: 市委, team: 市委第二巡察组, start: 2024-03-04, end: 2024-05-17, feedback_date: 2024-07-09}
document:
  addressees: 各科室
  attachments:
    - 甲
    - 乙
  note: 此件公开发布
  issued_on: 2025-04-08
sections:
  - role: responsibility
    content: 局党组研究整改。
  - role: rectification
    form: 关于“{}”问题的整改
    content:
      - heading: 制度方面
        content:
          - problem: 制度不全
            content: 修订制度3项。
          - problem: 督办不力
            run_in: true
            content: 每月通报。
publication: {start: 2025-04-07, end: 2025-05-06}
signature: {date: 2025-04-07}
"""


def test_every_line_has_its_role_and_the_lines_that_it_was_written_on() -> None:
    lines = []
    for role, pieces in draft_of(NOTICE):
        parts = [(piece.text.strip()[:12], piece.line) for piece in pieces]
        lines.append((role, *parts))
    assert lines == [
        ("title", ("中共示例市林业局党组", 3)),
        ("title", ("关于巡察整改进展情况的通", 4)),
        ("addressees", ("各科室：", 7)),
        ("text", ("根据市委统一部署，202", 5)),
        ("text", ("一、履行巡察整改主体责任", 14)),
        ("text", ("局党组研究整改。", 15)),
        ("text", ("二、巡察整改任务落实情况", 16)),
        ("text", ("（一）制度方面", 19)),
        ("text", ("1.关于“制度不全”问题", 21)),
        ("text", ("修订制度3项。", 22)),
        ("text", ("2.关于“督办不力”问题", 23), ("每月通报。", 25)),
        ("text", ("欢迎广大干部群众对巡察整", 26)),
        ("attachments", ("附件：1.甲", 9)),
        ("attachments", ("2.乙", 10)),
        ("signature", ("中共示例市林业局党组", 1)),
        ("signature", ("2025年4月7日", 27)),
        ("note", ("（此件公开发布）", 11)),
        ("issued_on", ("2025年4月8日印发", 12)),
    ]


def test_headings_of_two_levels_have_fonts_of_their_own() -> None:
    looks = {}
    for line in draft_of(NOTICE):
        for piece in line.pieces:
            looks[piece.text[:3]] = piece.look
    assert looks["一、履"] == "level_1"
    assert looks["（一）"] == "level_2"
    assert looks["1.关"] == "body"
    assert looks["局党组"] == "body"


def test_a_sentence_that_lacks_a_fact_is_marked_where_the_fact_belongs() -> None:
    text = NOTICE.replace(", feedback_date: 2024-07-09", "")
    absent = [line for line in draft_of(text) if line.role == "absent"]
    assert absent == [DraftLine("absent", (DraftPiece("", 5),))]
    without_inspection = "\n".join(
        line for line in NOTICE.splitlines() if not line.startswith("inspection")
    )
    absent = [line for line in draft_of(without_inspection) if line.role == "absent"]
    assert absent == [DraftLine("absent", (DraftPiece("", 0),))]


def test_own_opening_and_closing_lead_to_their_paragraphs() -> None:
    text = (
        short("林业") + "preamble: [现通报如下。]\nclosing:\n- 特此通报。\n- 请监督。\n"
    )
    lines = [line.pieces[0] for line in draft_of(text)]
    number = text.splitlines().index("preamble: [现通报如下。]") + 1
    assert DraftPiece("现通报如下。", number) in lines
    assert DraftPiece("特此通报。", number + 2) in lines
    assert DraftPiece("请监督。", number + 3) in lines


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_draft_is_the_text_of_the_notice(path) -> None:  # type: ignore[no-untyped-def]
    checked = check_source(decode(path.read_bytes(), str(path)))
    view = compose(checked.notice, "public", ROUTING)
    drafted = []
    for line in draft_lines(view, checked.data):
        drafted.append("".join(piece.text for piece in line.pieces).strip("　"))
    assert drafted == text_lines(view, fill)


def test_attachments_stand_at_the_end_with_the_lines_of_their_values() -> None:
    text = NOTICE.replace(
        "    - 乙\n",
        "    - title: 任务分工表\n"
        "      content: 分工如下。\n"
        "      table:\n"
        "        head: [序号, 任务]\n"
        "        rows:\n"
        "          - [一, 修订制度]\n",
    )
    lines = []
    for role, pieces in draft_of(text)[-5:]:
        lines.append((role, *((piece.text.strip(), piece.line) for piece in pieces)))
    assert lines == [
        ("attachments", ("附件2", 10)),
        ("attachments", ("任务分工表", 10)),
        ("text", ("分工如下。", 11)),
        ("text", ("序号", 13), ("任务", 13)),
        ("text", ("一", 15), ("修订制度", 15)),
    ]

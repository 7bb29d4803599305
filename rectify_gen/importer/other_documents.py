"""Whether a text is a notice of rectification after an inspection at all, or a document of another kind.

A recipe, a law, an audit report or the announcement of an inspection would import as well, as paragraphs
that mean nothing. Title, opening and body each show or lack what such a notice has. Pure functions.
This module must not know what is done about another document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.importer import survey
from rectify_gen.importer.frame import LONGEST_TITLE, NoticeFrame
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.vocabulary import notice_signs

_FEWEST_POINTS = 2
"""With fewer points a text is another document: one sign of three is enough, unless others speak against it."""
_POINTS_OF_TITLE = 2
_POINTS_OF_OPENING = 2
_POINTS_OF_ANNOUNCEMENT = 2
_POINTS_OF_PROBLEMS = 2
_POINTS_AGAINST = 6
_FIRST_PARAGRAPHS = 6
"""Where a text has no opening above its sections, it stands among so many paragraphs."""
_SENTENCE_SIGN = re.compile("[。；！？：，,;:]")
_LONGEST_OTHER_TITLE = 40
_MOST_SHOWN = 24


class NoticeSigns(NamedTuple):
    """What a text shows of a notice of rectification."""

    title: bool
    """Whether a title says 整改……情况."""
    opening: bool
    """Whether the opening names an inspection and its findings, or says 现将……整改情况……公布."""
    problems: bool
    """Whether problems with what was done about them stand in it."""
    other_title: str
    """The title, where it is one of another kind of document; else empty."""
    other_supervision: str
    """Whose findings it speaks of instead of an inspection's: 审计; else empty."""
    points: int


def other_document(frame: NoticeFrame, data: NoticeData) -> Diagnostic | None:
    """Return what to report where the text is no notice of rectification after an inspection; None where it is."""
    signs = signs_of(frame, data)
    if signs.points >= _FEWEST_POINTS:
        return None
    facts = {
        "found_zh": "；".join(_findings_zh(signs)),
        "found_en": "; ".join(_findings_en(signs)),
    }
    return Diagnostic("import-other-document", facts=facts)


def signs_of(frame: NoticeFrame, data: NoticeData) -> NoticeSigns:
    """Return what ``frame`` and the ``data`` made of it show."""
    head = _head(frame)
    title = "".join(frame.title) or _line_like_a_title(head)
    # Furniture may be taken for the title, and the title stand below it.
    titles = [title, *(text for text in head if _could_be_title(text))]
    has_title = any(notice_signs.RECTIFICATION_TITLE.search(text) for text in titles)
    opening = "\n".join([title, *head])
    names_inspection = notice_signs.INSPECTION.search(opening) is not None
    has_feedback = (
        names_inspection and notice_signs.FEEDBACK.search(opening) is not None
    )
    announces = notice_signs.ANNOUNCEMENT.search(opening) is not None
    has_problems = _has_problems_with_measures(data)

    other_title = ""
    if not has_title and notice_signs.OTHER_TITLE.search(title):
        other_title = title
    other_supervision = ""
    if not names_inspection:
        match = notice_signs.OTHER_SUPERVISION.search(opening)
        other_supervision = match.group() if match else ""

    points = 0
    points += _POINTS_OF_TITLE if has_title else 0
    points += _POINTS_OF_OPENING if has_feedback else 0
    points += _POINTS_OF_ANNOUNCEMENT if announces else 0
    points += _POINTS_OF_PROBLEMS if has_problems else 0
    points -= _POINTS_AGAINST if other_title else 0
    points -= _POINTS_AGAINST if other_supervision else 0
    return NoticeSigns(
        title=has_title,
        opening=has_feedback or announces,
        problems=has_problems,
        other_title=other_title,
        other_supervision=other_supervision,
        points=points,
    )


def _could_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and _SENTENCE_SIGN.search(text) is None


def _line_like_a_title(head: Sequence[str]) -> str:
    """Return the first paragraph, where it is short and no sentence: titles of other kinds have other words."""
    if not head or len(head[0]) > _LONGEST_OTHER_TITLE or not _could_be_title(head[0]):
        return ""
    return head[0]


def _head(frame: NoticeFrame) -> Sequence[str]:
    """Return the paragraphs above the sections; the first ones of a text that has no sections."""
    if frame.preamble or frame.has_sections:
        return frame.preamble
    first_section = frame.sections[0]
    texts = [paragraph.text for paragraph in first_section.body[:_FIRST_PARAGRAPHS]]
    heading = first_section.heading
    return [heading, *texts] if heading else texts


def _has_problems_with_measures(data: NoticeData) -> bool:
    """Whether a rectification section has problems, and says what became of them."""
    for section in data["sections"]:
        if section["role"] != "rectification":
            continue
        members = list(survey.walk(section.get("content")))
        texts = [section.get("heading", "")]
        has_problems = False
        for member in members:
            if isinstance(member, str):
                texts.append(member)
                continue
            has_problems = has_problems or "problem" in member
            for key in ("label", "form", "heading", "text"):
                texts.append(member.get(key, ""))
        texts.append(section.get("form", ""))
        if has_problems and notice_signs.RECTIFIED.search("\n".join(texts)):
            return True
    return False


def _findings_zh(signs: NoticeSigns) -> list[str]:
    findings = []
    if signs.other_title:
        findings.append(f"标题“{_short(signs.other_title)}”是另一种文件的")
    elif not signs.title:
        findings.append("没有“……整改情况的通报（报告、公示）”这样的标题")
    if signs.other_supervision:
        findings.append(f"开头讲的是{signs.other_supervision}，没有巡察或巡视")
    elif not signs.opening:
        findings.append("开头没有“……巡察……反馈……”或“现将……整改情况……公布”")
    if not signs.problems:
        findings.append("正文没有问题和整改情况")
    return findings


def _findings_en(signs: NoticeSigns) -> list[str]:
    findings = []
    if signs.other_title:
        findings.append(f"the title “{_short(signs.other_title)}” is of another kind")
    elif not signs.title:
        findings.append("there is no title such as ……整改情况的通报")
    if signs.other_supervision:
        findings.append(f"it begins with {signs.other_supervision}, not an inspection")
    elif not signs.opening:
        findings.append("it does not begin with ……巡察……反馈…… or 现将……整改情况……公布")
    if not signs.problems:
        findings.append("no problems with what was done about them")
    return findings


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"

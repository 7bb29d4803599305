"""The notices that are built: many different ones of 52 problems, sound or full of findings, and large ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stopwatch import ROOT

if TYPE_CHECKING:
    from rectify_gen.model import Notice

SOUND = ROOT / "examples" / "market-regulation-report.yaml"
"""A notice of 52 problems in which no rule finds anything."""
TEMPLATE = ROOT / "templates" / "report.docx"
SEEDS = "RECTIFY_GEN_NOTICES"
"""The variable that names a folder of real notices; none of their text is in this repository."""

_ONE_LINE_TEXT = re.compile(r"^( *content: [^\n{\[|>]+)$", re.MULTILINE)


def write_notices(folder: Path, text: str, count: int) -> None:
    """Write ``count`` notices like ``text``, each of whose paragraphs differs from all others."""
    folder.mkdir()
    for number in range(count):

        def vary(match: re.Match[str], number: int = number) -> str:
            return f"{match[1]}核对第{number}号台账第{match.start()}条。"

        varied = _ONE_LINE_TEXT.sub(vary, text)
        (folder / f"{number:05}.yaml").write_text(varied, encoding="utf-8")


def turn_rules_off(folder: Path) -> None:
    """Write a project file into ``folder`` that turns every rule off."""
    from rectify_gen.rules import CODES

    lines = "".join(f"  {code}: off\n" for code in CODES)
    (folder / "rectify-gen.yaml").write_text(f"rules:\n{lines}", encoding="utf-8")


def sound_text() -> str:
    """Return the YAML of the sound notice."""
    return SOUND.read_text(encoding="utf-8")


def real_text() -> str | None:
    """Return the YAML that an import makes of the real notice 002, full of findings; none where it is not here."""
    data = _real_data()
    if data is None:
        return None
    return _as_yaml(data)


def real_text_as_long_as(text: str) -> str | None:
    """Return the same, the texts of its first items repeated until it prints as many characters as the notice ``text``.

    The items stay as many as they are, so that the notice keeps its counts.
    """
    data = _real_data()
    if data is None:
        return None
    longer = printed_length(text) - printed_length(_as_yaml(data))
    for item in _items(data):
        if longer <= 0:
            break
        content = item.get("content")
        if isinstance(content, str):
            item["content"] = content + content
            longer -= len(content)
    return _as_yaml(data)


def printed_length(text: str) -> int:
    """Return how many characters the paragraphs of the notice have that is written in the YAML ``text``."""
    from rectify_gen import compose, decode, locate, validate

    view = compose(validate(locate(decode(text.encode("utf-8")))))
    length = 0
    for paragraph in view.paragraphs:
        length += len(paragraph.number + paragraph.heading + paragraph.text)
    return length


def _items(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of all sections, in the order of the text."""
    waiting = list(data["sections"])
    while waiting:
        member = waiting.pop(0)
        if not isinstance(member, dict):
            continue
        if "role" not in member:
            yield member
        content = member.get("content")
        if isinstance(content, list):
            waiting = content + waiting


def _real_data() -> dict[str, Any] | None:
    from rectify_gen import import_text

    folder = os.environ.get(SEEDS)
    paths = sorted(Path(folder).glob("002_*.txt")) if folder else []
    if not paths:
        return None
    return import_text(paths[0].read_text(encoding="utf-8")).data


def _as_yaml(data: dict[str, Any]) -> str:
    from rectify_gen import to_yaml

    return to_yaml(data)


def large_notice(times: int) -> Notice:
    """Return the sound notice with its items repeated ``times``."""
    from rectify_gen import Notice, locate, read_file

    value = locate(read_file(SOUND)).value
    for section in value["sections"]:
        if section.get("role") == "rectification":
            section["content"] = section["content"] * times
    if times > 1:
        del value["statistics"]
    return Notice.model_validate(value)


FAULTY = (
    "部署,落实(推进)“甲”、“乙”等,不到位.按照示财[2015]230号和示财（2016）7号，建成了  10家'三会一课'，学习...等２０２４年，2月30日、"
    "3月05日、1-7月份、5-10个。2024公开招聘，约30余人，满意率101%；共52个问题，已完成45个，基本完成4个，持续整改2个，整改完成率76%。"
    "“甲。”问题，其它帐号，电话85550137、0599—5550137。。整改率为100%，给予李某某警告处分，13800138000，【待补】，截止目前“未完"
)
"""A paragraph in which nearly every rule finds something."""


def faulty_notice(preamble: list[str]) -> Notice:
    """Return a notice of one item that begins with the paragraphs ``preamble``."""
    from rectify_gen import Notice

    item = {"problem": "甲", "content": "文。", "status": "ongoing"}
    return Notice.model_validate(
        {
            "preamble": preamble,
            "sections": [{"role": "rectification", "content": [item]}],
        }
    )

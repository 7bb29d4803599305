"""Documents for tests, made from YAML or data by the product itself with the shipped templates."""

import functools
from pathlib import Path
from typing import Any

from rectify_gen import resources
from rectify_gen.layout import Layout
from rectify_gen.model import Notice
from rectify_gen.overlay import layout_of, read_overlay
from rectify_gen.source import decode, locate, read_file
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render
from rectify_gen.validation import validate
from rectify_gen.view import compose

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@functools.cache
def shipped(name: str) -> Template:
    """Return the shipped template ``name``, compiled."""
    path = resources.find(f"templates/{name}.docx")
    return compile_template(path.read_bytes(), str(path))


def made_of(notice: Notice) -> bytes:
    """Return ``notice`` as a .docx, by the template of its kind."""
    return render(
        shipped("report" if notice.kind == "report" else "notice"), compose(notice)
    )


def notice_of(path: Path) -> Notice:
    """Return the notice in the YAML file ``path``."""
    return validate(locate(read_file(path)))


def notice_from(data: dict[str, Any]) -> Notice:
    """Return the notice of plain ``data``."""
    return Notice.model_validate(data)


def layout_by(overlay: str) -> Layout:
    """Return the layout of an office whose overlay is the text ``overlay``."""
    source = decode(overlay.encode("utf-8"), "本单位.yaml")
    return layout_of(read_overlay(locate(source)))


SHORT = """organization: {{name: 中共示例市{name}局党组}}
title: 中共示例市{name}局党组关于巡察整改进展情况的通报
inspection: {{authority: 市委, team: 市委第二巡察组, start: 2024-03-04, end: 2024-05-17, feedback_date: 2024-07-09}}
sections:
  - {{role: responsibility, content: 局党组召开会议研究整改。}}
  - {{role: first_responsible, content: 主要负责人牵头推进。}}
  - role: rectification
    content:
      - heading: 关于制度不健全问题的整改
        content: 修订{name}制度{count}项。
      - heading: 关于督办不及时问题的整改
        content: 每月通报进展。
  - {{role: next_steps, content: 持续巩固整改成果。}}
publication: {{start: 2025-04-07, end: 2025-05-06}}
contacts: {{phone: 0599-5550100}}
signature: {{date: 2025-04-07}}
"""
"""A notice that no rule has anything to say of."""


def short(name: str, count: int = 3) -> str:
    """Return the YAML of a short notice of the bureau ``name``, complete and without a fault."""
    return SHORT.format(name=name, count=count)

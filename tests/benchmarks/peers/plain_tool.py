"""A plain script in place of the product, with its libraries imported at its top.

Reads a notice with PyYAML's safe loader, checks it with a few pydantic models, and
renders the same Word template with docxtpl. Written as such scripts usually are: it
knows what examples/market-regulation-report.yaml needs, and prints the same paragraphs.
"""

import datetime
from pathlib import Path
from typing import Any, Literal

import typer
import yaml
from docxtpl import DocxTemplate
from pydantic import BaseModel, ConfigDict

NUMERALS = "一二三四五六七八九十"
LEVELS = {"（一）": 2, "1.": 3, "（1）": 4, "①": 5}
NUMBERING = ["（一）", "1.", "（1）", "①"]
HEADINGS = {
    "overview": "巡察总体情况",
    "responsibility": "履行巡察整改主体责任情况",
    "first_responsible": "履行第一责任人责任情况",
    "rectification": "巡察整改任务落实情况",
    "long_term": "需长期整改事项进展情况",
    "next_steps": "下一步打算",
}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Item(Part):
    heading: str | None = None
    problem: str | None = None
    text: str | None = None
    label: str | None = None
    form: str | None = None
    number: str | None = None
    run_in: bool = False
    start: int = 1
    measures: list[str | list[str]] = []
    content: "str | list[str | Item]" = []
    audience: Literal["public", "internal"] = "public"
    status: Literal["done", "mostly_done", "ongoing", "not_done"] | None = None
    responsible_leader: str | None = None
    responsible_departments: str | list[str] = []
    person: str | None = None
    deadline: datetime.date | None = None
    target: str | None = None
    progress: str | None = None
    evidence: str | list[str] = []
    closed_on: datetime.date | None = None


class Section(Part):
    role: str = "other"
    heading: str | None = None
    numbering: Any = None
    form: str | None = None
    run_in: bool = False
    content: str | list[str | Item] = []


class Organization(Part):
    name: str
    short_name: str | None = None


class Inspection(Part):
    authority: str
    term: str
    round: str
    team: str
    type: str = "巡察"
    start: datetime.date
    end: datetime.date
    feedback_date: datetime.date
    feedback_by: str | None = None


class Signature(Part):
    organizations: list[str] = []
    date: datetime.date


class Notice(Part):
    kind: Literal["notice", "report", "announcement"] = "notice"
    title: str | list[str] | None = None
    organization: Organization
    inspection: Inspection
    statistics: dict[str, int] = {}
    sections: list[Section]
    publication: dict[str, datetime.date] = {}
    contacts: dict[str, Any] = {}
    signature: Signature
    document: dict[str, Any] = {}
    waivers: list[dict[str, str]] = []


def paragraph(role, level, number, heading, text):
    return {
        "role": role,
        "level": level,
        "number": number,
        "heading": heading,
        "text": text,
    }


def circled(number):
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    if number <= 50:
        return chr(0x32B1 + number - 36)
    return f"（{number}）"


def mark(style, number):
    if style == "（一）":
        return f"（{NUMERALS[number - 1]}）"
    if style == "1.":
        return f"{number}."
    if style == "（1）":
        return f"（{number}）"
    return circled(number)


class Numbers:
    """The numbers of one section: a mark for each depth, some of them counted through all items."""

    def __init__(self, numbering):
        self.marks = []
        self.continuous = []
        self.counts = {}
        numbering = numbering or NUMBERING
        for style in numbering + NUMBERING[len(numbering) :]:
            is_table = isinstance(style, dict)
            self.marks.append(style["mark"] if is_table else style)
            self.continuous.append(is_table and style.get("continuous", False))

    def start(self, depth):
        is_continuous = depth < len(self.marks) and self.continuous[depth]
        if not is_continuous:
            self.counts[depth] = 0

    def next(self, depth):
        self.counts[depth] = self.counts.get(depth, 0) + 1
        return mark(self.marks[depth], self.counts[depth])

    def level(self, depth):
        return LEVELS[self.marks[depth]]


def flatten(content, depth, form, run_in, numbers):
    numbers.start(depth)
    for member in [content] if isinstance(content, str) else content:
        if isinstance(member, str):
            yield paragraph("body", 0, "", "", member)
        elif member.text or member.measures:
            marks = "".join(
                f"{NUMERALS[at]}是{one}" for at, one in enumerate(member.measures)
            )
            yield paragraph("body", 0, "", "", (member.text or "") + marks)
        else:
            number = numbers.next(depth)
            own_form = member.form or form
            name = member.heading or own_form.replace("{}", member.problem or "")
            rest = list(flatten(member.content, depth + 1, form, run_in, numbers))
            is_run_in = bool(rest) and (member.run_in or run_in)
            first = rest.pop(0)["text"] if is_run_in else ""
            yield paragraph(
                "run_in" if is_run_in else "heading",
                numbers.level(depth),
                number,
                name,
                first,
            )
            yield from rest


def day(value):
    return f"{value.year}年{value.month}月{value.day}日"


def period(start, end):
    if start.year == end.year:
        return f"{day(start)}至{end.month}月{end.day}日"
    return f"{day(start)}至{day(end)}"


def context(notice):
    paragraphs = []
    for at, section in enumerate(notice.sections):
        paragraphs.append(
            paragraph(
                "heading",
                1,
                NUMERALS[at] + "、",
                section.heading or HEADINGS[section.role],
                "",
            )
        )
        paragraphs += flatten(
            section.content,
            0,
            section.form or "{}",
            section.run_in,
            Numbers(section.numbering),
        )
    found = notice.inspection
    organ = notice.organization.name
    opening = {
        "standard": True,
        "paragraphs": [],
        "authority": found.authority,
        "period": period(found.start, found.end),
        "team": found.team,
        "verb": "进行",
        "type": found.type,
        "organization": organ,
        "feedback_date": day(found.feedback_date),
        "feedback_by": found.feedback_by or found.team,
    }
    return {
        "kind": notice.kind,
        "title": notice.title,
        "title_lines": [notice.title or organ],
        "organization": organ,
        "inspection_name": "巡察",
        "opening": opening,
        "paragraphs": paragraphs,
        "closing": {"standard": True, "paragraphs": []},
        "period": "",
        "contacts": [],
        "signature": {
            "seal": False,
            "organizations": [{"name": organ, "indent": ""}],
            "lines": [organ],
            "date": day(notice.signature.date),
            "date_indent": "",
        },
        "document": notice.document,
    }


def load(path):
    return Notice.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


app = typer.Typer()


@app.command()
def validate(path: Path):
    """Check a notice."""
    load(path)


@app.command()
def build(path: Path, output: Path, template: Path):
    """Build a notice."""
    document = DocxTemplate(template)
    document.render(context(load(path)), autoescape=True)
    document.save(output)


if __name__ == "__main__":
    app()

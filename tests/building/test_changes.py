"""What diff names for edits of a Word document: the value that printed the stretch, whatever else holds the same text."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from made import EXAMPLES

from rectify_gen.building.changes import Change, ChangedIn, changes
from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import SHIPPED, Recipe, recipe_of
from rectify_gen.choice import Choice
from rectify_gen.package import read_package, write_parts
from rectify_gen.rules import CODES
from rectify_gen.source import SourceFile, read_file
from rectify_gen.word.block_reading import document_text

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RECIPE = recipe_of({})._replace(choice=Choice(dict.fromkeys(CODES, "off")))
NEW_SIGN = "鑫"
"""A character that none of the documents holds."""


def source_of(data: dict[str, Any]) -> SourceFile:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    return SourceFile(path="通报.yaml", text=text)


def built(source: SourceFile, recipe: Recipe = RECIPE) -> bytes:
    return make_document(source, recipe)[0]


def lines_of(document: bytes) -> list[str]:
    return [line for line in document_text(document).splitlines() if line.strip()]


class Editing:
    """A document whose paragraphs are edited as text, without regard to its runs."""

    def __init__(self, document: bytes) -> None:
        self.parts = read_package(document)
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.paragraphs = []
        for paragraph in self.root.iter(WORD + "p"):
            pieces = [piece for piece in paragraph.iter(WORD + "t") if piece.text]
            if "".join(piece.text or "" for piece in pieces).strip():
                self.paragraphs.append((paragraph, pieces))

    def text(self, number: int) -> str:
        return "".join(piece.text or "" for piece in self.paragraphs[number][1])

    def replace(self, number: int, start: int, end: int, text: str) -> None:
        """Put ``text`` where the characters from ``start`` to ``end`` stand in one paragraph."""
        position = 0
        is_written = False
        pieces = self.paragraphs[number][1]
        for piece in pieces:
            old = piece.text or ""
            low = max(start - position, 0)
            high = max(min(end - position, len(old)), 0)
            position += len(old)
            if low > len(old) or (low == len(old) and piece is not pieces[-1]):
                continue
            piece.text = (
                old[:low] + ("" if is_written else text) + old[max(low, high) :]
            )
            is_written = True

    def remove(self, number: int) -> None:
        paragraph, _ = self.paragraphs[number]
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)

    def insert_after(self, number: int, text: str) -> None:
        paragraph, _ = self.paragraphs[number]
        added = copy.deepcopy(paragraph)
        for piece in added.iter(WORD + "t"):
            piece.text, text = text, ""
        paragraph.addnext(added)

    def document(self) -> bytes:
        body = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return write_parts({**self.parts, "word/document.xml": body})


def edits(
    data: dict[str, Any], edit: Callable[[Editing], None], recipe: Recipe = RECIPE
) -> list[Change]:
    """Return what diff reports of the document of ``data`` after ``edit``."""
    source = source_of(data)
    editing = Editing(built(source, recipe))
    edit(editing)
    return changes(source, editing.document(), recipe)


def route_of(change: Change) -> str:
    return ".".join(map(str, change.route))


def replaced(old: str, new: str) -> Callable[[Editing], None]:
    """Return an edit that replaces the only ``old`` of the document."""

    def edit(editing: Editing) -> None:
        numbers = [
            number
            for number in range(len(editing.paragraphs))
            if old in editing.text(number)
        ]
        assert len(numbers) == 1, (old, numbers)
        start = editing.text(numbers[0]).index(old)
        editing.replace(numbers[0], start, start + len(old), new)

    return edit


FACTS: dict[str, Any] = {
    "organization": {"name": "中共示例市水务局党组", "short_name": "局党组"},
    "inspection": {
        "authority": "市委",
        "term": "九届",
        "round": "第三轮",
        "team": "第二巡察组",
        "type": "专项",
        "start": "2023-11-06",
        "end": "2024-01-17",
        "feedback_date": "2024-03-09",
        "feedback_by": "县委巡察办",
    },
    "sections": [
        {"role": "overview", "content": "市委高度重视，人事处牵头，报局党组审定。"},
        {
            "role": "rectification",
            "form": "关于“{}”问题的整改。",
            "content": [
                {
                    "heading": "关于党的建设方面",
                    "content": [
                        {
                            "problem": "学习不够深入",
                            "responsible_departments": "人事处",
                            "content": {"measures": ["健全制度。", ["加强督办。"]]},
                        },
                    ],
                }
            ],
        },
    ],
    "publication": {"start": "2025-04-07", "end": "2025-05-21"},
    "contacts": {"phone": "0599-5550100", "address": "示例路1号"},
    "signature": {"date": "2025-04-05"},
}


@pytest.mark.parametrize(
    ("old", "new", "route"),
    [
        ("2023年11月6日", "2023年11月8日", "inspection.start"),
        ("2024年1月17日", "2024年1月19日", "inspection.end"),
        ("2024年3月9日", "2024年3月19日", "inspection.feedback_date"),
        ("2025年4月7日", "2025年4月8日", "publication.start"),
        ("5月21日", "5月31日", "publication.end"),
        ("2025年4月5日", "2025年4月15日", "signature.date"),
        ("第二巡察组对", "第三巡察组对", "inspection.team"),
        ("县委巡察办", "省委巡察办", "inspection.feedback_by"),
        ("0599-5550100", "0599-5550101", "contacts.phone"),
        ("示例路1号", "示例路2号", "contacts.address"),
        ("人事处牵头", "人事科牵头", "sections.0.content"),
        ("局党组审定", "厅党组审定", "sections.0.content"),
        ("市委高度", "县委高度", "sections.0.content"),
        ("学习不够", "学习不太", "sections.1.content.0.content.0.problem"),
        ("”问题的整改。", "”问题的纠正。", "sections.1.form"),
        ("健全", "完善", "sections.1.content.0.content.0.content.measures.0"),
        ("加强督办", "抓紧督办", "sections.1.content.0.content.0.content.measures.1.0"),
    ],
)
def test_facts_and_texts_are_named_by_the_keys_of_the_file(
    old: str, new: str, route: str
) -> None:
    (change,) = edits(FACTS, replaced(old, new))
    assert (route_of(change), change.changed_in) == (route, ChangedIn.VALUE)
    assert change.position is not None
    line = source_of(FACTS).text.splitlines()[change.position.line - 1]
    key = next(step for step in reversed(change.route) if isinstance(step, str))
    assert f"{key}:" in line or isinstance(change.route[-1], int)


OWN_WORDING: dict[str, Any] = {
    **FACTS,
    "inspection": {**FACTS["inspection"], "inspected": "水务局党组"},
    "preamble": "按照{authority}安排，{term}{round}期间，{period}，{team}对{inspected}开展{type}，{feedback_date}反馈。",
    "closing": "请于{publication}内反映，电话：{phone}，地址：{address}。",
}


@pytest.mark.parametrize(
    ("old", "new", "route"),
    [
        ("第二巡察组对", "第三巡察组对", "inspection.team"),
        ("对水务局", "对水利局", "inspection.inspected"),
        ("2023年11月6日", "2023年11月8日", "inspection.start"),
        ("2024年3月9日", "2024年3月19日", "inspection.feedback_date"),
        ("5月21日", "5月31日", "publication.end"),
        ("0599-5550100", "0599-5550101", "contacts.phone"),
        ("示例路1号", "示例路2号", "contacts.address"),
        ("安排，", "部署，", "preamble"),
        ("内反映", "内反馈", "closing"),
    ],
)
def test_facts_in_own_wording_are_named_by_their_keys(
    old: str, new: str, route: str
) -> None:
    (change,) = edits(OWN_WORDING, replaced(old, new))
    assert (route_of(change), change.changed_in) == (route, ChangedIn.VALUE)


@pytest.mark.parametrize(
    ("old", "new", "route"),
    [
        ("一是", "第一是", "sections.1.content.0.content.0.content.measures.0"),
        ("（一）", "（二）", "sections.1.content.0"),
        ("一、", "三、", "sections.0"),
        ("巡察总体情况", "巡察总的情况", "sections.0"),
        ("日至2024", "日到2024", "inspection.start"),
        ("巡察整改进展情况的通", "巡察后整改进展情况的通", "inspection.team"),
    ],
)
def test_generated_words_are_named_by_what_they_are_printed_for(
    old: str, new: str, route: str
) -> None:
    (change,) = edits(FACTS, replaced(old, new))
    assert (route_of(change), change.changed_in) == (route, ChangedIn.GENERATED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("现将", "现就"),
        ("整改进展情况的通", "整改落实情况的通"),
        (
            "情况的通报",
            "情况的通告",
        ),  # generated for a kind that the file does not write
    ],
)
def test_wording_of_the_template_is_in_no_value(old: str, new: str) -> None:
    found = edits(FACTS, replaced(old, new))
    assert [(one.route, one.position, one.changed_in) for one in found] == [
        ((), None, ChangedIn.TEMPLATE)
    ]


def test_each_of_two_values_of_one_paragraph_is_named() -> None:
    def edit(editing: Editing) -> None:
        replaced("2023年11月6日", "2023年11月8日")(editing)
        replaced("2024年3月9日", "2024年3月19日")(editing)

    (change,) = edits(FACTS, edit)
    others = [".".join(map(str, route)) for route, _ in change.others]
    assert (route_of(change), others) == (
        "inspection.start",
        ["inspection.feedback_date"],
    )


def test_of_many_values_what_holds_them_is_named() -> None:
    data = {
        **FACTS,
        "sections": [
            {
                "role": "overview",
                "content": {
                    "measures": [f"办理事项{count}。" for count in "甲乙丙丁"],
                    "run_in": True,
                },
            }
        ],
    }

    def edit(editing: Editing) -> None:
        for sign in "甲乙丙丁":
            replaced(f"办理事项{sign}", f"办妥事项{sign}")(editing)

    (change,) = edits(data, edit)
    assert (route_of(change), change.others) == ("sections.0.content.measures", ())


def test_of_a_paragraph_that_was_deleted_what_holds_its_values_is_named() -> None:
    run = {"measures": ["健全制度。", "加强督办。"], "run_in": True}
    data = {**FACTS, "sections": [{"role": "overview", "content": ["前句。", run]}]}

    def edit(editing: Editing) -> None:
        texts = [editing.text(number) for number in range(len(editing.paragraphs))]
        editing.remove(texts.index("一是健全制度。二是加强督办。"))

    (change,) = edits(data, edit)
    assert (route_of(change), change.others) == ("sections.0.content.1.measures", ())
    assert change.after == ""


def test_a_paragraph_that_was_added_is_placed_after_the_one_before_it() -> None:
    def edit(editing: Editing) -> None:
        texts = [editing.text(number) for number in range(len(editing.paragraphs))]
        number = next(at for at, text in enumerate(texts) if "人事处" in text)
        editing.insert_after(number, NEW_SIGN * 9)

    (change,) = edits(FACTS, edit)
    assert (change.before, change.after) == ("", NEW_SIGN * 9)
    assert (route_of(change), change.changed_in) == (
        "sections.0.content",
        ChangedIn.ADDED,
    )


LEDGER = recipe_of(dict.fromkeys(SHIPPED, "ledger"))._replace(choice=RECIPE.choice)


@pytest.mark.parametrize(
    ("old", "new", "route"),
    [
        ("人事处", "人事科", "sections.1.content.0.content.0.responsible_departments"),
        ("分管领导", "主要领导", "sections.1.content.0.responsible_leader"),
        ("2024年12月31日", "2025年1月31日", "sections.1.content.0.content.0.deadline"),
        ("基本完成", "已完成", "sections.1.content.0.content.0.status"),
        ("完善", "健全", "sections.1.content.0.content.0.content.measures.0"),
    ],
)
def test_cells_of_a_ledger(old: str, new: str, route: str) -> None:
    """Among them a fact that the item has from the one above."""
    item = {
        "problem": "学习不够深入",
        "responsible_departments": "人事处",
        "deadline": "2024-12-31",
        "status": "mostly_done",
        "content": {"measures": ["完善制度。"]},
    }
    area = {
        "heading": "党的建设方面",
        "responsible_leader": "分管领导",
        "content": [item],
    }
    sections = [FACTS["sections"][0], {"role": "rectification", "content": [area]}]
    (change,) = edits({**FACTS, "sections": sections}, replaced(old, new), LEDGER)
    assert (route_of(change), change.changed_in) == (route, ChangedIn.VALUE)


@pytest.mark.parametrize(
    ("following", "route"),
    [("一、", "sections.0"), ("（一）", "sections.1.content.0.heading")],
)
def test_a_paragraph_added_below_a_heading_is_placed_after_it(
    following: str, route: str
) -> None:
    def edit(editing: Editing) -> None:
        texts = [editing.text(number) for number in range(len(editing.paragraphs))]
        number = next(at for at, text in enumerate(texts) if text.startswith(following))
        editing.insert_after(number, NEW_SIGN * 9)

    (change,) = edits(FACTS, edit)
    assert (route_of(change), change.changed_in) == (route, ChangedIn.ADDED)


def test_a_paragraph_added_before_all_others_is_in_no_value() -> None:
    data = {"title": [], "preamble": [], "closing": [], "sections": [{"heading": "甲"}]}

    def edit(editing: Editing) -> None:
        editing.insert_after(0, editing.text(0))
        editing.replace(0, 0, len(editing.text(0)), NEW_SIGN * 9)

    (change,) = edits(data, edit)
    assert (change.before, change.after) == ("", NEW_SIGN * 9)
    assert (change.route, change.position) == ((), None)
    assert change.changed_in is ChangedIn.ADDED


def test_the_second_of_two_equal_paragraphs_that_was_removed_with_the_next() -> None:
    data = {
        **FACTS,
        "sections": [
            {"role": "overview", "content": ["同句。", "别的。", "同句。", "末句。"]}
        ],
    }

    def edit(editing: Editing) -> None:
        texts = [editing.text(number) for number in range(len(editing.paragraphs))]
        editing.remove(texts.index("末句。"))
        editing.remove(texts.index("别的。") + 1)

    found = edits(data, edit)
    assert [(route_of(one), one.before, one.after) for one in found] == [
        ("sections.0.content.2", "同句。", ""),
        ("sections.0.content.3", "末句。", ""),
    ]


# ---------------------------------------------------------------- many edits of repeated texts


USED_ELSEWHERE = f"中共乙市丙局党组丁一二三四五六七八九十是{NEW_SIGN}"
SENTENCES = ("已修订议事规则三项。", "每月通报一次进展。", "已组织专题学习两次。")


class UniqueNotice:
    """Random data in whose texts each character belongs to one value: ``owners`` says to which."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.owners = {"丁": "title"}
        self.signs = iter(range(0x6000, 0x9FA0))
        self.data: dict[str, Any] = {
            "organization": {"name": "中共乙市丙局党组"},
            "title": "丁丁丁丁丁丁",
            "preamble": [self.text("preamble.0"), self.text("preamble.1")],
            "sections": [self.section(f"sections.{index}") for index in range(3)],
            "closing": {"text": self.text("closing.text")},
        }

    def text(self, route: str) -> str:
        text = ""
        for _ in range(len(self.chance.choice(SENTENCES)) - 1):
            sign = chr(next(self.signs))
            while sign in USED_ELSEWHERE:
                sign = chr(next(self.signs))
            self.owners[sign] = route
            text += sign
        return text + "。"

    def section(self, route: str) -> dict[str, Any]:
        heading = self.text(f"{route}.heading")
        return {"heading": heading, "content": self.content(f"{route}.content", 1)}

    def content(self, route: str, depth: int) -> Any:
        if self.chance.random() < 0.2:
            return self.text(route)
        makers = [self.text, self.paragraph, self.run, self.labelled]
        if depth < 3:
            makers += [self.heading, self.problem]
        members = []
        for index in range(self.chance.randint(2, 5)):
            make = self.chance.choice(makers)
            where = f"{route}.{index}"
            if make in (self.heading, self.problem):
                members.append(make(where, depth))  # type: ignore[call-arg]
            else:
                members.append(make(where))
        return members

    def paragraph(self, route: str) -> dict[str, Any]:
        measures = self.measures(f"{route}.measures")
        return {"text": self.text(f"{route}.text"), "measures": measures}

    def run(self, route: str) -> dict[str, Any]:
        run_in = self.chance.random() < 0.5
        return {"measures": self.measures(f"{route}.measures"), "run_in": run_in}

    def measures(self, route: str) -> list[Any]:
        measures: list[Any] = [self.text(f"{route}.0"), self.text(f"{route}.1")]
        two_paragraphs = [self.text(f"{route}.2.0"), self.text(f"{route}.2.1")]
        return [*measures, two_paragraphs]

    def labelled(self, route: str) -> dict[str, Any]:
        label = self.text(f"{route}.label")
        return {"label": label, "content": self.text(f"{route}.content")}

    def heading(self, route: str, depth: int) -> dict[str, Any]:
        heading = self.text(f"{route}.heading")
        return {
            "heading": heading,
            "content": self.content(f"{route}.content", depth + 1),
        }

    def problem(self, route: str, depth: int) -> dict[str, Any]:
        problem = self.text(f"{route}.problem")
        content = self.content(f"{route}.content", depth + 1)
        run_in = self.chance.random() < 0.5
        return {"problem": problem, "run_in": run_in, "content": content}


def repeated(value: Any, chance: random.Random) -> Any:
    """Return ``value`` with each of its unique texts replaced by a common one of the same length."""
    if isinstance(value, dict):
        return {
            key: member
            if key in ("organization", "title")
            else repeated(member, chance)
            for key, member in value.items()
        }
    if isinstance(value, list):
        return [repeated(member, chance) for member in value]
    if not isinstance(value, str):
        return value
    same_length = [sentence for sentence in SENTENCES if len(sentence) == len(value)]
    return chance.choice(same_length)


def owners_of(line: str, start: int, end: int, owners: dict[str, str]) -> set[str]:
    """Return the values that printed a stretch of the twin's ``line``; a full stop belongs to what it ends."""
    found = set()
    for index in range(max(start, 0), end):
        sign = line[index - 1] if line[index] == "。" else line[index]
        if sign in owners:
            found.add(owners[sign])
    return found


@pytest.mark.parametrize("seed", range(30))
def test_random_edits_of_repeated_texts(seed: int) -> None:
    """In the twin of a notice each character belongs to one value; the twin's document says whose a stretch is."""
    chance = random.Random(seed)
    twin = UniqueNotice(chance)
    source = source_of(repeated(twin.data, chance))
    twin_lines = lines_of(built(source_of(twin.data)))
    editing = Editing(built(source))
    assert len(twin_lines) == len(editing.paragraphs)
    expected = []
    for number in sorted(
        chance.sample(range(len(twin_lines)), k=min(20, len(twin_lines) // 2))
    ):
        before, twin_line = editing.text(number), twin_lines[number]
        assert len(before) == len(twin_line)
        start = chance.randrange(len(before))
        end = min(start + chance.choice((0, 1, 2)), len(before))
        editing.replace(number, start, end, NEW_SIGN)
        after = before[:start] + NEW_SIGN + before[end:]
        whose = owners_of(twin_line, start, end, twin.owners)
        if start == end:  # what stands before it, else what stands behind it
            whose = owners_of(twin_line, start - 1, start, twin.owners) or owners_of(
                twin_line, start, start + 1, twin.owners
            )
        expected.append((before, after, whose))
    found = changes(source, editing.document(), RECIPE)
    assert [
        (change.before, change.after, names(change)) for change in found
    ] == expected


def names(change: Change) -> set[str]:
    """Return the values that ``change`` names as changed."""
    if change.changed_in is not ChangedIn.VALUE:
        return set()
    routes = [change.route, *(route for route, _ in change.others)]
    return {".".join(map(str, route)) for route in routes}


def text_edits(
    chance: random.Random, editing: Editing
) -> Iterator[tuple[int, int, int]]:
    for _ in range(20):
        number = chance.randrange(len(editing.paragraphs))
        start = chance.randrange(len(editing.text(number)))
        yield number, start, start + 1


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_edits_of_the_examples_name_a_value_that_holds_what_was_there(
    path: Path,
) -> None:
    source = read_file(path)
    document = built(source)
    chance = random.Random(7)
    lines = source.text.splitlines()
    for number, start, end in text_edits(chance, Editing(document)):
        editing = Editing(document)
        before = editing.text(number)
        editing.replace(number, start, end, NEW_SIGN)
        (change,) = changes(source, editing.document(), RECIPE)
        assert change.before == before
        if change.changed_in is ChangedIn.VALUE and "date" not in route_of(change):
            assert change.position is not None
            stretch = lines[change.position.line - 1 : change.position.end_line]
            assert before[start] in "".join(stretch) or change.route[-1] in (
                "start",
                "end",
                "form",
            ), (change, before[start])

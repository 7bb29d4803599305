"""Every string of a view knows which values printed it, and is the string of the plain view."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from made import EXAMPLES, notice_from, notice_of

from rectify_gen.chinese import write_date
from rectify_gen.diagnostics import Route
from rectify_gen.model import Notice
from rectify_gen.view import compose
from rectify_gen.view.provenance import PLAIN, ROUTING, PrintedSpan, RoutedText
from rectify_gen.view.types import View

EVERYTHING: dict[str, Any] = {
    "kind": "report",
    "organization": [
        {"name": "中共示例市甲局党组。", "short_name": "局党组"},
        {"name": "中共示例市乙局党组"},
    ],
    "inspection": {
        "authority": "市委",
        "term": "八",
        "round": "三",
        "team": "市委第二巡察组",
        "type": "常规",
        "start": "2023-11-06",
        "end": "2024-01-17",
        "feedback_date": "2024-03-09",
    },
    "sections": [
        {"role": "overview", "content": "同一句话。"},
        {
            "role": "rectification",
            "form": "关于“{}”问题的整改。",
            "content": [
                "同一句话。",
                {
                    "heading": "关于党的建设方面",
                    "responsible_leader": "分管负责同志",
                    "evidence": ["制度", "纪要"],
                    "content": [
                        {
                            "problem": "落实“三重一大”不严格",
                            "run_in": True,
                            "status": "done",
                            "deadline": "2024-12-31",
                            "responsible_departments": ["办公室", "财务科"],
                            "content": [
                                {
                                    "text": "同一句话。",
                                    "measures": [
                                        "同一句话。",
                                        ["健全制度。", "同一句话。"],
                                    ],
                                }
                            ],
                        },
                        {
                            "problem": "《章程》学习不够",
                            "form": "（{}）",
                            "number": "⑳",
                            "content": [
                                {
                                    "measures": ["同一句话。"],
                                    "run_in": True,
                                    "start": 4,
                                },
                                {"measures": ["同一句话。", "甲。"]},
                                {"label": "整改成效：", "content": "同一句话。"},
                                {"label": "说明", "run_in": False, "content": "乙。"},
                            ],
                        },
                    ],
                },
            ],
        },
        {"heading": "其他", "number": "九、", "content": {"text": "同一句话。"}},
    ],
    "publication": {"start": "2025-04-07", "end": "2025-05-06"},
    "contacts": [
        {"kind": "phone", "value": "值班电话：0599-5550100。"},
        {"kind": "email", "value": "a@example.com"},
        {"kind": "other", "label": "现场：", "value": "示例路1号"},
    ],
    "signature": {"date": "2025-04-07", "seal": True},
    "document": {
        "number": "示水〔2025〕3号",
        "addressees": "主送：各科室：",
        "attachments": ["附件1：整改台账", "目录"],
        "note": "（此件公开发布）",
        "issued_on": "2025-04-08",
    },
}
OWN_WORDING = {
    **EVERYTHING,
    "title": ["中共示例市甲局党组", "关于巡察整改进展情况的报告"],
    "preamble": ["同一句话。", {"text": "丙。", "measures": ["丁。"]}],
    "closing": "同一句话。",
    "publication": {"text": "公开期限：自发布之日起30日。"},
    "signature": {"organizations": ["甲局", "乙局"], "date": "2025-04-07"},
}
WITH_SLOTS = {
    **EVERYTHING,
    "preamble": [
        "根据{authority}{term}{round}部署，{period}，{team}（{start}、{end}）对{inspected}进行{type}。",
        {
            "text": "{organization}（{short_name}）{{甲}}。",
            "measures": ["{feedback_date}，{feedback_by}。"],
        },
    ],
    "closing": "{publication}（{publication_start}、{publication_end}），{phone}、{other}、{email1}。{contacts}",
}
NOTICES = {
    "everything": notice_from(EVERYTHING),
    "slots": notice_from(WITH_SLOTS),
    "own wording": notice_from(OWN_WORDING),
    **{path.stem: notice_of(path) for path in EXAMPLES},
}
CODES = {"kind", "role"}
"""Fields that templates test, and do not print."""


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of a view with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif hasattr(value, "_fields"):
        for field in value._fields:
            yield from strings(getattr(value, field), field)
    elif isinstance(value, tuple):
        for member in value:
            yield from strings(member, name)


def stretches(text: RoutedText) -> list[tuple[str, str, bool]]:
    """Return what each span of ``text`` covers, its route, and whether it is generated."""
    covered = []
    start = 0
    for span in text.spans:
        route = ".".join(map(str, span.route))
        covered.append((str(text)[start : start + span.length], route, span.generated))
        start += span.length
    return covered


def value_at(notice: Notice, route: Route) -> Any:
    value: Any = notice
    for step in route:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("name", NOTICES)
def test_every_string_knows_its_values(name: str, audience: Any) -> None:
    notice = NOTICES[name]
    routed = compose(notice, audience, ROUTING)
    assert routed == compose(notice, audience)
    for field, text in strings(routed):
        if field in CODES or not text:
            continue
        assert isinstance(text, RoutedText), (field, text)
        assert sum(span.length for span in text.spans) == len(text)
        for stretch, route, generated in stretches(text):
            steps = tuple(
                int(step) if step.isdigit() else step for step in route.split(".")
            )
            if not route:
                assert generated
                continue
            value = value_at(notice, steps)
            if not generated:
                assert is_printed_as(value, stretch, route), (field, stretch, route)


def is_printed_as(value: Any, stretch: str, route: str) -> bool:
    if route.endswith(".status"):
        return value.row.zh == stretch
    if isinstance(value, datetime.date):
        return write_date(value).endswith(stretch)
    if route.startswith("inspection."):
        return value in stretch  # 八届 of 八, 第三轮 of 三
    quotes = str.maketrans("‘’〈〉", "“”《》")
    return stretch.translate(quotes) in value.translate(quotes)


def test_the_plain_view_holds_plain_strings() -> None:
    compose(NOTICES["everything"], "public", ROUTING)
    view = compose(NOTICES["everything"])
    assert all(type(text) is str for _, text in strings(view))
    assert compose(NOTICES["everything"], "public", PLAIN) == view


@pytest.fixture
def view() -> View:
    return compose(NOTICES["everything"], "public", ROUTING)


def test_title_of_facts(view: View) -> None:
    assert isinstance(view.title, RoutedText)
    assert stretches(view.title) == [
        ("中共示例市甲局党组", "organization.0.name", False),
        ("、", "organization.0.name", True),
        ("中共示例市乙局党组", "organization.1.name", False),
        ("关于", "", True),
        ("八届", "inspection.term", False),
        ("市委", "inspection.authority", False),
        ("第三轮", "inspection.round", False),
        ("巡察", "inspection.team", True),
        ("整改进展情况的", "", True),
        ("报告", "kind", True),
    ]
    lines = [stretch for line in view.title_lines for stretch in stretches(line)]  # type: ignore[arg-type]
    # Organs have a line each, without the mark between them.
    assert lines == [part for part in stretches(view.title) if part[0] != "、"]


def test_dates_of_a_period(view: View) -> None:
    assert isinstance(view.period, RoutedText)
    assert stretches(view.period) == [
        ("2025年4月7日", "publication.start", False),
        ("至", "publication.start", True),
        ("5月6日", "publication.end", False),
    ]


def test_the_same_sentence_in_a_run_of_measures(view: View) -> None:
    paragraph = next(each for each in view.paragraphs if each.role == "run_in")
    where = "sections.1.content.1.content.0.content.0"
    assert stretches(paragraph.text) == [  # type: ignore[arg-type]
        ("同一句话。", f"{where}.text", False),
        ("一是", f"{where}.measures.0.0", True),
        ("同一句话。", f"{where}.measures.0.0", False),
        ("二是", f"{where}.measures.1.0", True),
        ("健全制度。", f"{where}.measures.1.0", False),
    ]


def test_a_form_and_the_name_in_it(view: View) -> None:
    headings = [paragraph.heading for paragraph in view.paragraphs]
    of_section = next(text for text in headings if "三重一大" in text)
    where = "sections.1.content.1.content"
    assert stretches(of_section) == [  # type: ignore[arg-type]
        ("关于“", "sections.1.form", False),
        ("落实‘三重一大’不严格", f"{where}.0.problem", False),
        ("”问题的整改。", "sections.1.form", False),
    ]
    of_item = next(text for text in headings if "章程" in text)
    assert stretches(of_item) == [  # type: ignore[arg-type]
        ("（", f"{where}.1.form", False),
        ("《章程》学习不够", f"{where}.1.problem", False),
        ("）", f"{where}.1.form", False),
    ]


def test_numbers_and_standard_headings_are_generated_for_their_item(view: View) -> None:
    numbers = [paragraph.number for paragraph in view.paragraphs if paragraph.number]
    where = "sections.1.content.1"
    assert [stretches(number) for number in numbers] == [  # type: ignore[arg-type]
        [("一、", "sections.0", True)],
        [("二、", "sections.1", True)],
        [("（一）", where, True)],
        [("1.", f"{where}.content.0", True)],
        [("⑳", f"{where}.content.1.number", False)],
        [("九、", "sections.2.number", False)],
    ]
    assert stretches(view.paragraphs[0].heading) == [  # type: ignore[arg-type]
        ("巡察总体情况", "sections.0", True)
    ]


def test_facts_of_the_item_above_keep_its_route_in_the_ledger(view: View) -> None:
    row = view.ledger[0]
    item = "sections.1.content.1"
    assert isinstance(row.responsible_leader, RoutedText)
    assert isinstance(row.responsible_departments, RoutedText)
    assert stretches(row.responsible_leader) == [
        ("分管负责同志", f"{item}.responsible_leader", False)
    ]
    departments = f"{item}.content.0.responsible_departments"
    assert stretches(row.responsible_departments) == [
        ("办公室", f"{departments}.0", False),
        ("、", f"{departments}.0", True),
        ("财务科", f"{departments}.1", False),
    ]
    assert stretches(row.number) == [("1", f"{item}.content.0", True)]  # type: ignore[arg-type]


def test_contacts_and_who_signs(view: View) -> None:
    labels = [stretches(contact.label)[0][1:] for contact in view.contacts]  # type: ignore[arg-type]
    assert labels == [
        ("contacts.0.value", False),  # 值班电话： is typed before the number
        ("contacts.1", True),
        ("contacts.2.label", False),
    ]
    assert view.signature
    signers = [signer.name for signer in view.signature.organizations]
    routes = [stretches(name)[0][1] for name in signers]  # type: ignore[arg-type]
    assert routes == ["organization.0.name", "organization.1.name"]
    own = compose(NOTICES["own wording"], "public", ROUTING).signature
    assert own
    assert stretches(own.organizations[1].name) == [  # type: ignore[arg-type]
        ("乙局", "signature.organizations.1", False)
    ]


class TestRoutedText:
    AB = RoutedText("甲乙", [PrintedSpan(1, ("a",)), PrintedSpan(1, ("b",))])

    def test_plain_text_beside_it_is_generated_for_its_neighbour(self) -> None:
        assert stretches("一是" + self.AB + "。") == [
            ("一是", "a", True),
            ("甲", "a", False),
            ("乙", "b", False),
            ("。", "b", True),
        ]

    def test_an_empty_text_beside_it_leaves_no_span(self) -> None:
        assert ("" + self.AB + "").spans == self.AB.spans

    @pytest.mark.parametrize(
        ("start", "end", "spans"),
        [
            (0, 1, [("甲", "a", False)]),
            (1, 2, [("乙", "b", False)]),
            (0, 2, [("甲", "a", False), ("乙", "b", False)]),
            (1, 1, []),
        ],
    )
    def test_stretches(self, start: int, end: int, spans: list[Any]) -> None:
        assert stretches(self.AB[start:end]) == spans

    def test_steps_are_refused(self) -> None:
        with pytest.raises(ValueError, match="stretches"):
            self.AB[::2]

    def test_it_equals_the_plain_text(self) -> None:
        assert self.AB == "甲乙"
        assert {self.AB: 1}["甲乙"] == 1
        assert self.AB[0] == "甲"

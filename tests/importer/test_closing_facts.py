"""Publication period and contacts of closings in other than the standard words."""

from __future__ import annotations

from typing import Any

import pytest
from made import notice_from

from rectify_gen.importer import import_text
from rectify_gen.importer.closing_facts import read_closing
from rectify_gen.rules.consistency import fact_not_in_text
from rectify_gen.rules.rule import subject
from rectify_gen.view import closing_texts

HEAD = "中共示例市水务局党组关于巡察整改进展情况的通报\n现予公布。\n一、整改落实情况\n（一）台账不全\n已补齐。\n"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("联系电话：0100-1234567。", [("phone", "0100-1234567")]),
        (
            "电话0100-1234567、7654321",
            [("phone", "0100-1234567"), ("phone", "7654321")],
        ),
        ("联系人：张某；邮编：100100", [("other", "张某"), ("postcode", "100100")]),
        ("电子邮箱a.b@c.example。", [("email", "a.b@c.example")]),
        ("来信请寄 a.b@c.example", [("email", "a.b@c.example")]),
        ("监督电话：12345（工作日）", [("phone", "12345")]),
        ("举报热线12388,Tel: (0100)1234567转801", [("phone", "12388"), ("phone", "(0100)1234567转801")]),
        ("电话为０１００－１２３４５６７", [("phone", "０１００－１２３４５６７")]),
        ("联系电话：0100-1234567（办公室），13800138000（机关党委）", [("phone", "0100-1234567"), ("phone", "13800138000")]),
        ("联系方式：0100-1234567 a@b.example", [("phone", "0100-1234567"), ("email", "a@b.example")]),
        ("请与联系人联系。", []),
        ("联系方式如下：", []),
        ("地址：甲路1号，100100", [("address", "甲路1号")]),
        ("地址：甲路1号，欢迎监督。", [("address", "甲路1号")]),
        ("邮寄地址：甲路1号，市水务局办公室收。", [("address", "甲路1号，市水务局办公室收")]),
        ("邮政信箱：市公安局，邮编214099", [("address", "市公安局"), ("postcode", "214099")]),
        ("地址：甲路1号 邮编 214099", [("address", "甲路1号"), ("postcode", "214099")]),
        ("地址：甲路1号（信封请注明“整改”）。", [("address", "甲路1号")]),
        ("地址：甲路1号（东门）。", [("address", "甲路1号（东门）")]),
        ("地址：甲路1号、邮箱：a@b.example", [("address", "甲路1号"), ("email", "a@b.example")]),
        ("E-maila.b@c.example；email@c.example", [("email", "a.b@c.example"), ("email", "email@c.example")]),
        ("来信地址见网站。电话：12345", [("phone", "12345")]),
        ("联系地址甲路1号，邮编100100", [("postcode", "100100")]),
        ("电话：2025年公布", []),
    ],
)  # fmt: skip
def test_contacts(closing: str, expected: list[tuple[str, str]]) -> None:
    stated = read_closing(closing).contacts
    assert [(contact.kind, contact.value) for contact in stated] == expected
    for contact in stated:
        assert closing[contact.start : contact.end] == contact.value


@pytest.mark.parametrize(
    ("closing", "publication"),
    [
        ("公示时间：2025年1月6日至2月5日。", {"start": "2025-01-06", "end": "2025-02-05"}),
        ("公开期限：2025年1月6日至2025年2月5日，欢迎监督。", {"start": "2025-01-06", "end": "2025-02-05"}),
        ("公示期自2025年1月6日起至2月5日止", {"start": "2025-01-06", "end": "2025-02-05"}),
        ("公开期限为15个工作日。", {"text": "15个工作日"}),
        ("公示期：自公布之日起30日。", {"text": "自公布之日起30日"}),
        ("公开期限：长期公开。", {"text": "长期公开"}),
        ("请自本通报公布之日起30日内反映。", {"text": "自本通报公布之日起30日"}),
        ("公开期限按有关规定执行。", None),
        ("公示结束后归档。", None),
        ("召开公示时间安排会。公示时间：5天。", {"text": "5天"}),
    ],
)  # fmt: skip
def test_publication(closing: str, publication: dict[str, str] | None) -> None:
    assert read_closing(closing).publication == publication


@pytest.mark.parametrize(
    ("closing", "key", "words"),
    [
        ("欢迎监督。0100-1234567", "contacts", "0100-1234567"),
        ("欢迎监督（13800138000）。", "contacts", "13800138000"),
        ("公开期限：2025年3月至4月。", "publication", "2025年3月至4月"),
        ("公示期为2025年3月2日起。", "publication", "2025年3月2日起"),
    ],
)
def test_what_is_not_understood_is_reported(closing: str, key: str, words: str) -> None:
    (unread,) = read_closing(closing).unread
    assert (unread.key, unread.words) == (key, words)
    result = import_text(HEAD + f"欢迎监督。\n{closing}\n")
    (remark,) = [
        diagnostic
        for diagnostic in result.diagnostics
        if diagnostic.code == "import-unread-ending"
    ]
    assert remark.facts["words"] == words
    assert remark.position is not None
    assert remark.position.line == 7


CLOSING = (
    "欢迎监督，请于2025年4月7日至5月6日公示期内反映。公示期：2025年4月7日至5月6日。\n"
    "联系电话：0599-5550100、0599-5550101；邮政信箱：示例路1号，邮编353000；电子邮箱：a@b.example。"
)


def changed(data: dict[str, Any], route: tuple[Any, ...], value: str) -> dict[str, Any]:
    """Return ``data`` with another value at ``route``."""
    import copy

    other = copy.deepcopy(data)
    owner: Any = other
    for step in route[:-1]:
        owner = owner[step]
    owner[route[-1]] = value
    return other


@pytest.mark.parametrize(
    ("route", "value", "printed"),
    [
        (("contacts", 0, "value"), "0599-5550199", "0599-5550199、0599-5550101"),
        (("contacts", 1, "value"), "12388", "0599-5550100、12388；"),
        (("contacts", 2, "value"), "示例路2号", "邮政信箱：示例路2号，邮编"),
        (("contacts", 3, "value"), "353001", "邮编353001；"),
        (("contacts", 4, "value"), "c@d.example", "电子邮箱：c@d.example。"),
        (("publication", "end"), "2025-05-20", "公示期：2025年4月7日至5月20日。"),
    ],
)
def test_a_changed_fact_changes_the_closing(
    route: tuple[Any, ...], value: str, printed: str
) -> None:
    result = import_text(HEAD + CLOSING)
    notice = notice_from(result.data)
    assert "\n".join(closing_texts(notice)) == CLOSING
    other = notice_from(changed(result.data, route, value))
    assert printed in "\n".join(closing_texts(other))
    assert list(fact_not_in_text.check(subject(other))) == []


def test_one_contact_of_each_kind_is_written_in_the_short_form() -> None:
    data = import_text(
        HEAD + "欢迎监督。联系电话：0599-5550100；邮箱：a@b.example。"
    ).data
    assert data["contacts"] == {"phone": "0599-5550100", "email": "a@b.example"}
    assert data["closing"] == "欢迎监督。联系电话：{phone}；邮箱：{email}。"

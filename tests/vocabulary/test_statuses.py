"""A status is one row: everything that reads, prints or describes statuses knows a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import short
from product_copy import copy_product, insert_after, run

from rectify_gen import model
from rectify_gen.schema import schema_text
from rectify_gen.vocabulary.statuses import STATUS_TITLES, Status


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the product whose table of statuses has one row more."""
    copy_product(tmp_path)
    insert_after(
        tmp_path / "rectify_gen" / "vocabulary" / "statuses.py",
        '        prose="[尚还]?未(?:完成|整改|办结)(?:整改)?",\n    )\n',
        '    PAUSED = StatusRow(code="paused", zh="暂缓整改", en="paused", is_open=True)\n',
    )
    return tmp_path


def test_one_row_is_all_that_a_new_status_needs(extended: Path) -> None:
    heading = "      - heading: 关于制度不健全问题的整改\n"
    notice = short("水务")
    assert heading in notice
    paused = notice.replace(heading, heading + "        status: paused\n")
    (extended / "a.yaml").write_text(paused, encoding="utf-8")
    validated = run(extended, "validate", "a.yaml")
    assert validated.returncode == 0, validated.stdout
    built = run(extended, "build", "a.yaml", "-t", "ledger")
    assert built.returncode == 0, built.stderr
    assert "暂缓整改" in run(extended, "text", "a.docx").stdout
    assert "暂缓整改" in run(extended, "schema").stdout
    assert "暂缓整改" in run(extended, "template", "fields").stdout
    wrong = paused.replace("status: paused", "status: halted")
    (extended / "a.yaml").write_text(wrong, encoding="utf-8")
    assert "暂缓整改" in run(extended, "validate", "a.yaml").stdout


@pytest.mark.parametrize(("paused", "is_reported"), [(7, False), (6, True)])
def test_its_count_in_a_sentence_is_added_to_those_of_the_others(
    extended: Path, paused: int, is_reported: bool
) -> None:
    sentence = f"共52个问题，已完成40个，持续整改5个，暂缓整改{paused}个。"
    heading = "      - heading: 关于制度不健全问题的整改\n"
    text = short("水务").replace(heading, f"      - {sentence}\n{heading}")
    (extended / "a.yaml").write_text(text, encoding="utf-8")
    report = run(extended, "validate", "a.yaml").stdout
    assert ("status-sum-mismatch" in report) == is_reported


def test_the_rows() -> None:
    assert [status.value for status in Status] == [
        "done",
        "mostly_done",
        "ongoing",
        "not_done",
    ]
    assert STATUS_TITLES == ("已完成", "基本完成", "持续整改", "未完成")
    assert model.Status is Status
    assert Status("done") is Status.DONE
    assert [status.row.en for status in Status if status.row.is_open] == [
        "ongoing",
        "not done",
    ]


def test_the_schema_says_what_each_means() -> None:
    assert all(title in schema_text() for title in STATUS_TITLES)

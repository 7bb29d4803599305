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
        '    NOT_DONE = StatusRow(code="not_done", zh="未完成", en="not done", is_open=True)\n',
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

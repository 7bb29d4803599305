"""Notice workbooks that LibreOffice opened and saved again: what offices do to a file when they only look at it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from filled_workbooks import FACTS_SHEET, HEAD_ROW, PROBLEMS_SHEET
from needs import needs
from openpyxl import load_workbook

from rectify_gen.canonical_names import locate
from rectify_gen.cli.new_workbook import filled_workbook, starter_workbook
from rectify_gen.notice_files import is_notice_workbook, read_source
from rectify_gen.notice_workbook.facts_sheet import HEAD
from rectify_gen.notice_workbook.notice_sheets import PROBLEM_COLUMNS
from rectify_gen.source_check import check_source
from rectify_gen.validation import validate

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ("housing-bureau", "vocational-college")

pytestmark = [pytest.mark.slow, needs("soffice", "localc")]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the workbooks as LibreOffice saved them."""
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / "starter.xlsx").write_bytes(starter_workbook("notice"))
    for name in EXAMPLES:
        workbook = filled_workbook(ROOT / "examples" / f"{name}.yaml")
        (folder / f"{name}.xlsx").write_bytes(workbook)
    profile = folder / "profile"
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        folder / "saved",
        *folder.glob("*.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "saved"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_saved_workbook_says_the_same(saved: Path, name: str) -> None:
    wanted = validate(locate(read_source(ROOT / "examples" / f"{name}.yaml")))
    path = saved / f"{name}.xlsx"
    assert is_notice_workbook(path.read_bytes())
    checked = check_source(read_source(path))
    assert checked.notice == wanted
    assert checked.judgement.standing == ()


def test_a_saved_starter_can_be_filled_in(saved: Path) -> None:
    workbook = load_workbook(saved / "starter.xlsx")
    facts = workbook[FACTS_SHEET]
    assert tuple(cell.value for cell in facts[HEAD_ROW]) == HEAD
    problems = workbook[PROBLEMS_SHEET]
    labels = [cell.value for cell in problems[HEAD_ROW]]
    assert labels[: len(PROBLEM_COLUMNS)] == [field.label for field in PROBLEM_COLUMNS]
    choices = {
        validation.formula1 for validation in problems.data_validations.dataValidation
    }
    assert '"已完成,基本完成,持续整改,未完成"' in choices
    for cell in problems[HEAD_ROW][: len(PROBLEM_COLUMNS)]:
        assert cell.comment is not None
    # Dates are dates still, and digits text.
    for row in facts.iter_rows(min_row=HEAD_ROW):
        label, value = row[0].value, row[1]
        if label == "成文日期":
            assert value.is_date
        elif label == "电话":
            assert value.value == "0599-5550100"

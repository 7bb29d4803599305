"""Invented notices in ``cases/*.txt`` with the data expected beside them in ``*.yaml``: a new pair adds a test."""

from pathlib import Path

import pytest
import yaml

from rectify_gen.diagnostics import errors
from rectify_gen.importer import import_text
from rectify_gen.importer.prove import printed
from rectify_gen.model import notice_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def source(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_notice_is_understood(path: Path) -> None:
    result = import_text(source(path))
    assert result.data == yaml.safe_load(
        path.with_suffix(".yaml").read_text(encoding="utf-8")
    )
    assert list(result.data) == list(
        yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    )
    assert not errors(result.diagnostics)
    assert "import-plainer" not in {
        diagnostic.code for diagnostic in result.diagnostics
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_line_is_printed_or_reported(path: Path) -> None:
    result = import_text(source(path))
    notice = notice_of(result.data)
    assert notice is not None
    shown = printed(notice)
    left_out = {
        str(diagnostic.facts.get("text"))
        for diagnostic in result.diagnostics
        if diagnostic.code in ("import-page", "import-web-page", "import-beside-notice")
    }
    rewritten = [
        "".join(str(diagnostic.facts["text"]).split())
        for diagnostic in result.diagnostics
        if diagnostic.code == "import-rewritten"
    ]
    for line in source(path).splitlines():
        words = "".join(line.replace("\ufeff", "").split())
        reported = any("".join(text.split()) == words for text in left_out)
        reported = reported or any(words in text for text in rewritten)
        assert words in shown or reported or "EQ\\o\\ac" in words, line

"""Shipped templates and rendered documents are valid Open XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import KINDS, make_template
from rectify_gen.templating.render import render
from rectify_gen.view import View

openxml_audit = pytest.importorskip("openxml_audit")


ALLOWED = ("/relationships/fontTable' is missing", "/relationships/theme' is missing")
"""ISO/IEC 29500-1 clauses 11.3.5 and 14.2.7 allow a package without these; the Open XML SDK finds nothing."""


def findings(path: Path) -> list[str]:
    found = [str(one) for one in openxml_audit.OpenXmlValidator().validate(path).errors]
    return [one for one in found if not any(allowed in one for allowed in ALLOWED)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_template_and_document_are_valid(kind: str, view: View, tmp_path: Path) -> None:
    template = make_template(kind)
    for name, data in (
        ("template.docx", template),
        ("document.docx", render(compile_template(template), view)),
    ):
        (tmp_path / name).write_bytes(data)
        assert findings(tmp_path / name) == []

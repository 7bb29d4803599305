"""Pictures of the first and the last page of each example, of templates that no example uses by itself, and of one as its author opens it.

    python tests/layout/pictures.py

Needs LibreOffice, poppler and the stand-in fonts (checks/fonts_setup.sh).
"""

from __future__ import annotations

import copy
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from rectify_gen import Notice, compose, load_template, locate, read_file, render
from rectify_gen.office import find_office
from rectify_gen.office.pdf_call import to_pdf

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
FORMAL = {
    "copy_number": "000012",
    "urgency": "加急",
    "number": "南职院党〔2025〕9号",
    "addressees": "各党总支，各部门",
    "attachments": ["巡察整改台账", "整改期间制定修订制度目录"],
    "copies_to": "市委巡察办，市委教育工作领导小组办公室，市委第四巡察组",
    "issued_by": "南屏职业技术学院党政办公室",
    "issued_on": "2025-05-12",
}
"""What a red head asks for, on top of an example."""
PATIENCE = 300.0
"""Seconds for LibreOffice without a finished PDF."""
TEMPLATES = {
    "redhead": ("first", "last"),
    "letter": ("first", "last"),
    "ledger": ("first",),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = {
            path: ("first", "last") for path in sorted(EXAMPLES.glob("*.docx"))
        }
        documents[ROOT / "templates" / "notice.docx"] = ("opened",)
        for template, pages in TEMPLATES.items():
            made = folder / f"{template}.docx"
            made.write_bytes(_made(template))
            documents[made] = pages
        call = folder / "call"
        # As a build makes them: a bare call would set gaps beside digits.
        to_pdf(find_office(os.environ), [*documents], call, lambda: PATIENCE, Event())
        for document, pages in documents.items():
            own = document.parent == EXAMPLES
            beside = EXAMPLES if own else ROOT / "templates"
            options = ["-r", "72", "-gray"] if own else ["-r", "50"]
            _picture(
                call / "out" / f"{document.stem}.pdf",
                beside / document.stem,
                pages,
                options,
            )


def _made(template: str) -> bytes:
    data = copy.deepcopy(locate(read_file(EXAMPLES / "vocational-college.yaml")).value)
    notice = Notice.model_validate({**data, "document": FORMAL})
    return render(load_template(template), compose(notice))


def _picture(
    pdf: Path, beside: Path, pages: Sequence[str], options: Sequence[str]
) -> None:
    information = subprocess.run(
        ["pdfinfo", pdf], capture_output=True, text=True, check=True
    ).stdout
    last = next(
        line.split()[1]
        for line in information.splitlines()
        if line.startswith("Pages:")
    )
    for name in pages:
        page = last if name == "last" else "1"
        command = [
            "pdftoppm",
            *options,
            "-png",
            "-singlefile",
            "-f",
            page,
            "-l",
            page,
            pdf,
            f"{beside}-{name}",
        ]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

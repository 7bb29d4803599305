"""Pictures of the first and the last page of each example, beside it: python tests/layout/pictures.py

Needs LibreOffice, poppler and the stand-in fonts (checks/fonts_setup.sh).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def main() -> None:
    documents = sorted(EXAMPLES.glob("*.docx"))
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, documents)]
        subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
        for document in documents:
            pdf = Path(folder, document.with_suffix(".pdf").name)
            information = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
            last = next(line.split()[1] for line in information.splitlines() if line.startswith("Pages:"))
            for name, page in (("first", "1"), ("last", last)):
                picture = document.with_name(f"{document.stem}-{name}")
                command = ["pdftoppm", "-r", "72", "-gray", "-png", "-singlefile", "-f", page, "-l", page, pdf, picture]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

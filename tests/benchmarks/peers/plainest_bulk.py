"""The plainest loop that builds such notices: yaml.safe_load and docxtpl, nothing checked.

python plainest_bulk.py FOLDER OUTPUT TEMPLATE
"""

import sys
from pathlib import Path

import yaml
from docxtpl import DocxTemplate


def main():
    folder, output, template = (Path(argument) for argument in sys.argv[1:4])
    output.mkdir(exist_ok=True)
    for source in sorted(folder.glob("*.yaml")):
        document = DocxTemplate(template)
        document.render(yaml.safe_load(source.read_text(encoding="utf-8")))
        document.save(output / f"{source.stem}.docx")


if __name__ == "__main__":
    main()

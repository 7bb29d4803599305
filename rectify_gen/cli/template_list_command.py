"""The command ``template list``: the templates that the product brings."""

from rectify_gen.cli.session import LANG
from rectify_gen.cli.streams import write
from rectify_gen.resources import find
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES


def list_templates() -> None:
    """Print each shipped template: name, what it is for, where it lies."""
    for template in TEMPLATE_NAMES:
        purpose = template.about_zh if LANG == "zh" else template.about_en
        path = find(f"templates/{template.code}.docx")
        write(f"{template.code:10} {purpose}\n")
        write(f"{'':10} {path}\n")

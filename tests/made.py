"""Documents for tests, made from YAML or data by the product itself with the shipped templates."""

import functools
from pathlib import Path
from typing import Any

from rectify_gen import resources
from rectify_gen.model import Notice
from rectify_gen.source import locate, read_file
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render
from rectify_gen.validation import validate
from rectify_gen.view import compose

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@functools.cache
def shipped(name: str) -> Template:
    """Return the shipped template ``name``, compiled."""
    path = resources.find(f"templates/{name}.docx")
    return compile_template(path.read_bytes(), str(path))


def made_of(notice: Notice) -> bytes:
    """Return ``notice`` as a .docx, by the template of its kind."""
    return render(shipped("report" if notice.kind == "report" else "notice"), compose(notice))


def notice_of(path: Path) -> Notice:
    """Return the notice in the YAML file ``path``."""
    return validate(locate(read_file(path)))


def notice_from(data: dict[str, Any]) -> Notice:
    """Return the notice of plain ``data``."""
    return Notice.model_validate(data)

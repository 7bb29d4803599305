"""Templates that an author edited in LibreOffice, which splits runs and renames styles, print what they should.

``saved`` holds what LibreOffice 7.4 made of ``recipes.py``; slow tests have the LibreOffice that is here make them anew.
"""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import openxml_audit
import pytest
from lxml import etree
from needs import uno_python

from rectify_gen import Notice
from rectify_gen.diagnostics import TemplateError
from rectify_gen.package import read_package, write_parts
from rectify_gen.report.text_report import as_text
from rectify_gen.source import locate, read_file
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import View, compose
from rectify_gen.word.block_reading import document_text

sys.path.extend(
    str(Path(__file__).resolve().parents[1] / one)
    for one in ("restyling", "templating", "layout")
)
from docx_maker import W, text_of, with_docxtpl
from pictures import FORMAL
from recipes import RECIPES, Recipe, nothing

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAVED = HERE / "saved"
SMALL = 15 * 1024
EACH = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)


def views() -> dict[str, View]:
    """The five examples, and one of them with every fact that a red head or a letter prints."""
    data = {
        path.stem: locate(read_file(path)).value
        for path in sorted((ROOT / "examples").glob("*.yaml"))
    }
    formal = copy.deepcopy(data["vocational-college"])
    formal["document"] = {
        **FORMAL,
        "secrecy": "秘密★1年",
        "signer": "钟南屏",
        "note": "此件公开发布",
    }
    data["formal"] = formal
    return {name: compose(Notice.model_validate(one)) for name, one in data.items()}


VIEWS = views()


@pytest.fixture(
    scope="module", params=["saved", pytest.param("anew", marks=pytest.mark.slow)]
)
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The templates as committed, and as the LibreOffice that is here makes them anew."""
    if request.param == "saved":
        return SAVED
    if not (python := uno_python()):
        pytest.skip("no Python with uno (Debian: python3-uno) beside LibreOffice")
    made = tmp_path_factory.mktemp("anew")
    subprocess.run([python, HERE / "restyle.py", made], check=True, timeout=300)
    return made


@pytest.fixture
def template(folder: Path, recipe: Recipe) -> bytes:
    return (folder / f"{recipe.name}.docx").read_bytes()


COMMENT = re.compile(rb"<w:comment .*?</w:comment>", re.DOTALL)
COMMENT_MARK = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")


@pytest.fixture
def printable(template: bytes) -> bytes:
    """The template after its author deleted the comment that the check reports."""
    return without_comments(template)


def without_comments(template: bytes) -> bytes:
    parts = read_package(template)
    if "word/comments.xml" not in parts:
        return template
    parts["word/comments.xml"] = COMMENT.sub(b"", parts["word/comments.xml"])
    parts["word/document.xml"] = COMMENT_MARK.sub(b"", parts["word/document.xml"])
    return write_parts(parts)


def texts(template: bytes) -> dict[str, str]:
    compiled = compile_template(template)
    return {name: document_text(render(compiled, view)) for name, view in VIEWS.items()}


def expected(recipe: Recipe) -> dict[str, str]:
    """What the shipped template prints, with what the recipe says that it changes."""
    shipped = texts((ROOT / "templates" / f"{recipe.template}.docx").read_bytes())
    return {name: recipe.change(text, VIEWS[name]) for name, text in shipped.items()}


def same_content(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> None:
    """Holds part by part; docxtpl writes the lists of parts and of relations in its own way."""
    assert ours.keys() == theirs.keys()
    for name in ours:
        if name.endswith(".xml") and not name.startswith(("docProps/", "[")):
            one, other = (
                etree.canonicalize(parts[name].decode("utf-8"))
                for parts in (ours, theirs)
            )
            assert one == other, name
        elif "." in name and not name.endswith((".rels", ".xml")):
            assert ours[name] == theirs[name], name


def invalid(scratch: Path, data: bytes) -> set[tuple[str, str]]:
    """What the validator finds, by part; how often does not count, for loops print again and again."""
    (scratch / "checked.docx").write_bytes(data)
    found = openxml_audit.OpenXmlValidator().validate(scratch / "checked.docx").errors
    return {(one.part_uri, one.description) for one in found}


@EACH
def test_check_finds_nothing(recipe: Recipe, template: bytes) -> None:
    """Nothing but the comment that the author of one of them left."""
    found = check_template(template, recipe.name)
    left = ["docx-comments"] if recipe.name == "redhead-emblem" else []
    assert [one.code for one in found] == left, as_text(found, {}, "en")


@EACH
def test_prints_the_same_text_but_for_its_own_changes(
    recipe: Recipe, printable: bytes
) -> None:
    assert texts(printable) == expected(recipe)


def test_a_comment_is_refused_until_its_author_deletes_it(folder: Path) -> None:
    template = (folder / "redhead-emblem.docx").read_bytes()
    with pytest.raises(TemplateError) as refused:
        compile_template(template)
    assert [error.code for error in refused.value.diagnostics] == ["docx-comments"]
    compile_template(without_comments(template))


@pytest.mark.parametrize(
    "recipe",
    [one for one in RECIPES if one.edit is not nothing],
    ids=lambda recipe: recipe.name,
)
def test_recipe_changes_the_template(
    recipe: Recipe, template: bytes, folder: Path
) -> None:
    """Each edit can be seen: in the text, in a header or footer, or in styles and drawings."""
    merely = (folder / f"{recipe.template}-saved.docx").read_bytes()
    kept = ("word/document.xml", "word/styles.xml", "word/header1.xml")
    one, other = (read_package(data) for data in (template, merely))
    assert any(one.get(name) != other.get(name) for name in kept)


@EACH
def test_headers_print_their_facts(recipe: Recipe, printable: bytes) -> None:
    compiled = compile_template(printable)
    for view in VIEWS.values():
        made = read_package(render(compiled, view))
        heads = [
            text_of(made, name)
            for name in made
            if name.startswith(("word/header", "word/footer"))
        ]
        assert not [
            name
            for name in recipe.heads
            if not any(getattr(view, name) in head for head in heads)
        ]
        assert not [head for head in heads if "{" in head]


@EACH
@pytest.mark.parametrize("name", ["formal", "market-regulation-report"])
def test_same_as_docxtpl(printable: bytes, name: str) -> None:
    """But for the properties, of which a document has its own."""
    ours = read_package(render(compile_template(printable), VIEWS[name]))
    theirs = with_docxtpl(printable, VIEWS[name])
    same_content(without_properties(ours), without_properties(theirs))
    own_properties = {"docProps/core.xml", "docProps/custom.xml"}
    assert ours.keys() - without_properties(ours).keys() <= own_properties


def without_properties(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name: content
        for name, content in parts.items()
        if not name.startswith("docProps/")
    }


@EACH
def test_adds_no_invalid_markup(printable: bytes, tmp_path: Path) -> None:
    """LibreOffice writes some of its own; a document has no more than its template."""
    made = render(compile_template(printable), VIEWS["formal"])
    assert not invalid(tmp_path, made) - invalid(tmp_path, printable)


def elements(data: bytes, name: str) -> int:
    root = etree.fromstring(read_package(data)["word/document.xml"])
    return sum(1 for _ in root.iter(f"{{{W}}}{name}"))


@pytest.mark.parametrize(
    ("name", "element", "count"),
    [("report-items", "sectPr", 2), ("redhead-emblem", "drawing", 1)],
)
def test_sections_and_pictures_stay(
    folder: Path, name: str, element: str, count: int
) -> None:
    template = (folder / f"{name}.docx").read_bytes()
    compiled = compile_template(without_comments(template))
    assert {elements(render(compiled, view), element) for view in VIEWS.values()} == {
        count
    }


def test_every_recipe_is_saved_and_small() -> None:
    """Otherwise: python3 tests/restyling/restyle.py."""
    files = {path.stem: path.stat().st_size for path in SAVED.glob("*.docx")}
    assert files.keys() == {recipe.name for recipe in RECIPES}
    assert max(files.values()) <= SMALL

"""What is no template is refused by check and build with the same words, whatever the file is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "templating"))
from docx_maker import make_parts, p, plain_zip

from rectify_gen.building.making import load_template
from rectify_gen.building.running import Asked, recipe_for
from rectify_gen.building.tasks import read_template
from rectify_gen.diagnostics import RectifyError, TemplateError, errors
from rectify_gen.outputs.word_making import compiled
from rectify_gen.project import NONE
from rectify_gen.templating import opened_template, template_check

ROOT = Path(__file__).parents[2]
TITLE = p("{{ title }}")
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
MAIN = b"document.main+xml"


def _typed(kind: bytes) -> bytes:
    """A package whose main part has another content type."""
    parts = make_parts(TITLE)
    types = parts["[Content_Types].xml"].replace(MAIN, kind)
    return plain_zip({**parts, "[Content_Types].xml": types})


def _strict() -> bytes:
    parts = make_parts(TITLE)
    main = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return plain_zip({**parts, "word/document.xml": main})


MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
FINISHED = plain_zip(make_parts(p("某某局关于巡察整改情况的通报")))
KINDS = {
    "dotx": (_typed(b"template.main+xml"), "docx-dotx"),
    "docm": (_typed(MACRO), "docx-macro"),
    "dotm": (_typed(MACRO.replace(b"document.", b"template.")), "docx-macro"),
    "doc": (OLD + "WordDocument".encode("utf-16-le"), "docx-other-kind"),
    "dot": (OLD + "WordDocument".encode("utf-16-le"), "docx-other-kind"),
    "wps": (OLD + "WordDocument".encode("utf-16-le"), "docx-other-kind"),
    "rtf": (b"{\\rtf1\\ansi {{ title }}}", "docx-other-kind"),
    "pdf": (b"%PDF-1.7\n", "docx-other-kind"),
    "txt": (b"{{ title }}", "docx-other-kind"),
    "strict.docx": (_strict(), "docx-strict"),
    "finished.docx": (FINISHED, "template-finished"),
}


@pytest.mark.parametrize("renamed", [False, True], ids=["as it is", "renamed"])
@pytest.mark.parametrize(("name", "kind"), KINDS.items(), ids=KINDS)
def test_check_and_build_give_the_same_reason(
    name: str, kind: tuple[bytes, str], renamed: bool, tmp_path: Path
) -> None:
    data, code = kind
    path = tmp_path / ("模板.docx" if renamed else f"模板.{name}")
    path.write_bytes(data)
    with pytest.raises(RectifyError) as built:
        load_template(str(path))
    assert [one.code for one in built.value.diagnostics] == [code]
    assert {one.path for one in built.value.diagnostics} == {str(path)}
    try:
        checked = errors(template_check.check_template(data, str(path)))
    except TemplateError as error:
        checked = list(error.diagnostics)
    assert checked == list(built.value.diagnostics)


def test_a_name_without_a_suffix_is_a_shipped_template() -> None:
    assert read_template("notice").shipped
    with pytest.raises(TemplateError) as caught:
        read_template("notise")
    assert [one.code for one in caught.value.diagnostics] == ["template-unknown"]


@pytest.mark.parametrize("name", ["没有.dotx", "没有.docx", "没有/模板"])
def test_a_template_that_is_not_there_is_unknown(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        read_template(str(tmp_path / name))
    assert [one.code for one in caught.value.diagnostics] == ["template-unknown"]


FAULTY = {
    "full-width": TITLE + p("{％ if title ％}"),
    "misspelt": TITLE + p("{% if false %}{{ titel }}{% endif %}"),
    "ignored part": TITLE,
}


@pytest.mark.parametrize("name", FAULTY)
def test_build_refuses_what_check_calls_an_error(name: str, tmp_path: Path) -> None:
    parts = make_parts(FAULTY[name])
    if name == "ignored part":
        parts["word/charts/chart1.xml"] = b"<c:chart>{{ title }}</c:chart>"
    path = tmp_path / "t.docx"
    path.write_bytes(plain_zip(parts))
    wanted = errors(template_check.check_template(path.read_bytes(), str(path)))
    assert wanted
    with pytest.raises(TemplateError) as caught:
        load_template(str(path))
    assert list(caught.value.diagnostics) == wanted


def test_a_faulty_template_is_checked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(plain_zip(make_parts(p("{{ titel }}"))))
    file = read_template(str(path))
    with pytest.raises(TemplateError):
        compiled(file)
    monkeypatch.setattr(opened_template, "read_package", None)
    with pytest.raises(TemplateError) as caught:
        compiled(file)
    assert [one.code for one in caught.value.diagnostics] == ["template-unknown-name"]


@pytest.mark.parametrize("name", ["notice", "report", "redhead", "letter", "ledger"])
def test_shipped_templates_need_no_check(name: str) -> None:
    """They are not checked when a notice is built; here they are."""
    file = read_template(name)
    template = opened_template.open_template(file.data, file.path)
    template_check.refuse_faults(template)


def test_a_faulty_template_is_reported_once_for_many_notices(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(plain_zip(make_parts(p("{{ titel }}"))))
    folder = tmp_path / "n"
    folder.mkdir()
    example = (ROOT / "examples/housing-bureau.yaml").read_bytes()
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        (folder / name).write_bytes(example)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "rectify_gen",
            "--lang",
            "en",
            "build",
            "n",
            "-t",
            "t.docx",
            "-o",
            "o",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.count("template-unknown-name") == 1
    assert done.stderr.count("not built: ") == 3


def test_a_name_without_suffix_is_a_shipped_template_else_a_file_that_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "文稿").write_text("甲", encoding="utf-8")
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "notice").write_text("a file of this name is not meant", "utf-8")
    assert recipe_for(NONE, Asked("notice")).templates["report"].shipped
    for name, code in (
        ("文稿", "docx-other-kind"),
        ("文件夹", "file-not-regular"),
        ("没有", "template-unknown"),
    ):
        with pytest.raises(TemplateError) as caught:
            compiled(recipe_for(NONE, Asked(name)).templates["notice"])
        assert [one.code for one in caught.value.diagnostics] == [code]

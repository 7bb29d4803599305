"""The guide for template authors keeps its word: pieces pass the check and print, commands run, messages are the program's own."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.extend(
    str(Path(__file__).resolve().parent / one) for one in ("templating", "restyling")
)
from docx_maker import cell, make, p, table
from test_restyled import VIEWS
from word_faults import faults_in_word

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.measuring import measure
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import KINDS, make_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.word.active_content import active_content

FOLDER = Path(__file__).resolve().parents[1] / "templates"
GUIDES = {"en": FOLDER / "README.md", "zh": FOLDER / "README.zh-CN.md"}
EACH = pytest.mark.parametrize("lang", GUIDES)
TAG_ROW = re.compile(r"^\| (`\{.*?) \| ", re.MULTILINE)


class Fault(NamedTuple):
    written: str
    said: str
    remedy: str


def text(lang: str) -> str:
    return GUIDES[lang].read_text(encoding="utf-8")


def blocks(lang: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text(lang), re.DOTALL | re.MULTILINE)


def without_blocks(lang: str) -> str:
    return re.sub(r"^```.*?^```$", "", text(lang), flags=re.DOTALL | re.MULTILINE)


def commands(lang: str) -> list[str]:
    return re.findall(
        r"^\$ rectify-gen (.*)$", "".join(blocks(lang, "console")), re.MULTILINE
    )


def faults(lang: str) -> list[Fault]:
    """The rows of the table of faults: what is written is in code, three columns."""
    rows = re.findall(
        r"^\| `(.+?)` \| (.+) \| (.+) \|$",
        without_blocks(lang).split("`¶`")[1],
        re.MULTILINE,
    )
    return [
        Fault(*row)
        for row in rows
        if len(row[0]) > 3 and ("{" in row[0] or "｛" in row[0])
    ]


def tag_rows(lang: str) -> list[list[str]]:
    """The tags in the first column of the table of tags, a list for each row; words of a comment left out."""
    rows = TAG_ROW.findall(without_blocks(lang).split("`¶`")[0])
    return [re.findall("`(.+?)`", re.sub("{#.*?#}", "{# … #}", one)) for one in rows]


def template(piece: str) -> bytes:
    """A template of one piece: a paragraph a line, rows of a table where a line has bars."""
    lines = piece.removesuffix("\n").split("\n")
    if not lines[0].startswith("|"):
        return make("".join(map(p, lines)))
    rows = [[one.strip() for one in line.strip("|").split(" |")] for line in lines]
    return make(table(len(rows[0]), *("".join(map(cell, row)) for row in rows)))


def found(data: bytes) -> list[Diagnostic]:
    """What the check says, but for what so small a template cannot but leave out."""
    left_out = ("template-never-shows", "template-prints-nothing")
    return [one for one in check_template(data) if one.code not in left_out]


def run(
    arguments: list[str], lang: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rectify_gen", "--lang", lang, *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=folder, check=False
    )


def test_both_languages_have_the_same_blocks() -> None:
    assert blocks("en", "word") == blocks("zh", "word")
    masked = [
        [re.sub(r"[^\s]+\.(docx|yaml)", r"*.\1", one) for one in commands(lang)]
        for lang in GUIDES
    ]
    assert masked[0] == masked[1]
    assert [one.written for one in faults("en")] == [
        one.written for one in faults("zh")
    ]
    assert tag_rows("en") == tag_rows("zh")
    for pattern in (r"^#+ ", r"!\[.+?\](\(.*?\))", r"^\| (`[a-z].*?) \|", r"^- "):
        shown = [
            re.findall(pattern, without_blocks(lang), re.MULTILINE) for lang in GUIDES
        ]
        assert shown[0] == shown[1]
    assert len(blocks("zh", "word")) >= 8
    assert len(faults("zh")) >= 10
    assert len(tag_rows("zh")) >= 8


@pytest.mark.parametrize(
    "piece", blocks("zh", "word"), ids=lambda piece: piece.split("\n", 1)[0]
)
def test_pieces_pass_the_check_and_print(piece: str) -> None:
    assert found(template(piece)) == []
    compiled = compile_template(template(piece))
    for view in VIEWS.values():
        assert b"{" not in read_package(render(compiled, view))["word/document.xml"]


@pytest.mark.parametrize("tags", tag_rows("zh"), ids=" ".join)
def test_tags_explained_are_tags(tags: list[str]) -> None:
    if tags[0].startswith("{%tr"):
        piece = f"| {tags[0]} |\n| {{{{ row.problem }}}} |\n| {tags[1]} |"
    elif tags[0].startswith("{%r"):
        piece = "".join(tags)
    else:
        piece = "\n".join(tags)
    assert found(template(piece)) == []


@EACH
def test_faults_are_reported_as_quoted(lang: str) -> None:
    for fault in faults(lang):
        first = found(make("".join(map(p, fault.written.split(" ¶ ")))))[0]
        assert (fault.said, fault.remedy) == (first.message(lang), first.hint(lang)), (
            fault.written
        )


WORD_ROW = re.compile(r"^\| [^|`]+[(（]`(\S+?)`[)）] \| (.+) \| (.+) \|$", re.MULTILINE)


@EACH
def test_faults_that_word_hides_are_reported_as_quoted(lang: str) -> None:
    rows = {row[0]: row[1:] for row in WORD_ROW.findall(text(lang))}
    templates = faults_in_word()
    assert set(rows) == set(templates)
    for code, parts in templates.items():
        reports = [one for one in found(write_parts(parts)) if one.code == code]
        said = (reports[0].message(lang), reports[0].hint(lang))
        assert rows[code] == said, code


LAYOUT_ROW = re.compile(r"^\| `(layout-\S+?)` \| (.+) \| (.+) \|$", re.MULTILINE)


@EACH
def test_what_layout_says_of_a_template_saved_by_libreoffice(lang: str) -> None:
    saved = FOLDER.parent / "tests" / "restyling" / "saved" / "notice-saved.docx"
    reports = {report.code: report for report in measure(saved.read_bytes())}
    rows = {
        code: (message, hint) for code, message, hint in LAYOUT_ROW.findall(text(lang))
    }
    assert set(rows) == set(reports)
    for code, (message, hint) in rows.items():
        # The guide leaves out in how many paragraphs of this file it is.
        assert reports[code].message(lang).startswith(message), code
        assert reports[code].hint(lang) == hint, code


@EACH
def test_a_link_to_an_address_of_the_data_is_a_field(lang: str) -> None:
    (code,) = re.findall(r"```text\n(HYPERLINK .*)\n```", text(lang))
    parts = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>邮箱</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    template_of_link = make(p("".join(parts)))
    assert found(template_of_link) == []
    view = next(iter(VIEWS.values()))
    document = render(compile_template(template_of_link), view)
    body = read_package(document)["word/document.xml"].decode("utf-8")
    assert f'HYPERLINK "mailto:{view.contacts[0].value}"' in unescape(body)
    assert not list(active_content(read_package(document)))


@EACH
def test_report_shown_is_what_the_check_prints(lang: str, tmp_path: Path) -> None:
    (shown,) = re.findall(r"<!-- report -->\n```text\n(.*?)```", text(lang), re.DOTALL)
    parts = dict(read_package(make_template("notice")))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"{{ period }}", b"{{ perod }}"
    )
    name = shown.split(":")[0]
    (tmp_path / name).write_bytes(write_parts(parts))
    assert run(["template", "check", name], lang, tmp_path).stdout == shown


@EACH
def test_commands_run_in_their_order(lang: str, tmp_path: Path) -> None:
    overlay = (FOLDER / "overlay.yaml").read_bytes()
    for name in ("本单位.yaml", "office.yaml"):
        (tmp_path / name).write_bytes(overlay)
    for name in ("样张.docx", "sample.docx"):
        (tmp_path / name).write_bytes((FOLDER / "notice.docx").read_bytes())
    assert run(["new", "notice.yaml"], lang, tmp_path).returncode == 0
    assert len(commands(lang)) >= 6
    for line in commands(lang):
        done = run(line.split(), lang, tmp_path)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@EACH
def test_every_shipped_template_is_shown(lang: str) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| (!\[.+?\]\(.+?\)) \|", text(lang), re.MULTILINE
    )
    assert [name for name, _ in rows] == list(KINDS)

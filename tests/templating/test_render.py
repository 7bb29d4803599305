"""Rendering keeps every text, gives the same bytes everywhere, and refuses what Word cannot hold."""

from __future__ import annotations

import concurrent.futures
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx_maker import codes, compiled, core_xml, p, text_of
from lxml import etree
from notices import view_of
from peak_memory import STATUS

from rectify_gen.diagnostics import InputError, TemplateError
from rectify_gen.origin import Origin, read_origin
from rectify_gen.package import read_package
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
from rectify_gen.view import View
from rectify_gen.view.types import ParagraphView

ROOT = Path(__file__).parents[2]
NOTICE = compile_template(
    (ROOT / "templates" / "notice.docx").read_bytes(), "notice.docx"
)
EVERY_PARAGRAPH = (
    p("{%p for x in paragraphs %}")
    + p("{{ x.number }}{{ x.heading }}{{ x.text }}")
    + p("{%p endfor %}")
)
HEADLINE = "整改"


def body_of(view: View, *texts: str) -> View:
    return view._replace(
        paragraphs=tuple(ParagraphView("body", 0, "", "", text) for text in texts)
    )


def test_every_text_is_in_the_document(example: View) -> None:
    text = text_of(read_package(render(NOTICE, example)))
    for one in example.paragraphs:
        assert one.number + one.heading + one.text in text.splitlines()
    assert all(line in text for line in example.title_lines)


def test_order_of_paragraphs_is_kept(example: View) -> None:
    lines = iter(text_of(read_package(render(NOTICE, example))).splitlines())
    assert all(
        any(line == one.number + one.heading + one.text for line in lines)
        for one in example.paragraphs
    )


class TestSameBytes:
    def test_twice(self, example: View) -> None:
        assert render(NOTICE, example, "s") == render(NOTICE, example, "s")

    def test_from_eight_threads(self, view: View) -> None:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(lambda _: render(NOTICE, view), range(64)))) == 1

    def test_threads_do_not_mix_their_data(self, view: View) -> None:
        views = [view._replace(title_lines=(f"题{at}",)) for at in range(16)]
        alone = [render(NOTICE, one) for one in views]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda one: render(NOTICE, one), views)) == alone

    @pytest.mark.parametrize("seed", ["0", "1", "4711"])
    def test_in_other_processes(self, seed: str) -> None:
        path = ROOT / "examples" / "education-bureau.yaml"
        code = (
            "import hashlib, pathlib, sys; from rectify_gen.source import *; from rectify_gen.validation import validate;"
            "from rectify_gen.view import compose; from rectify_gen.templating.compile import compile_template;"
            "from rectify_gen.templating.render import render;"
            "t = compile_template(pathlib.Path(sys.argv[1]).read_bytes());"
            "print(hashlib.sha256(render(t, compose(validate(locate(read_file(sys.argv[2])))))).hexdigest())"
        )
        command = [
            sys.executable,
            "-c",
            code,
            str(ROOT / "templates" / "notice.docx"),
            str(path),
        ]
        done = subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        ours = render(NOTICE, view_of(path.read_text(encoding="utf-8")))
        assert done.stdout.strip() == hashlib.sha256(ours).hexdigest()

    def test_from_a_pool_of_processes(self, view: View) -> None:
        with concurrent.futures.ProcessPoolExecutor(2) as pool:
            assert set(pool.map(render_anew, [view] * 4)) == {render(NOTICE, view)}


def render_anew(view: View) -> bytes:
    return render(
        compile_template((ROOT / "templates" / "notice.docx").read_bytes()), view
    )


def test_document_says_where_it_comes_from(view: View) -> None:
    origin, parts = read_origin(render(NOTICE, view, "abc", "public-1"))
    assert origin == Origin("abc", NOTICE.digest, "public-1", parts)


def test_dates_come_from_the_data(view: View) -> None:
    core = read_package(render(NOTICE, view))["docProps/core.xml"].decode("utf-8")
    assert core.count("2025-04-07T00:00:00Z") == 2
    undated = read_package(
        render(
            NOTICE,
            view_of(
                "sections: [{role: other, heading: a, content: [b]}]\ntitle: 题\npreamble: 甲"
            ),
        )
    )
    assert b"dcterms:created" not in undated["docProps/core.xml"]


PRINTED_AS_IS = [
    *(
        "<w:p/>",
        "R&D",
        "{{ 7*7 }}",
        "{% for %}",
        "]]>",
        "<![CDATA[x]]>",
        "<!-- x -->",
        "&amp;",
        "&#x0;",
        "{#",
        "{_{",
    ),
    *(
        "%}",
        "}}",
        "<?xml?>",
        "\\n",
        "𠮷",
        "👍🏽",
        "e\u0301",
        "﷽",
        "\u3000前后\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ue000",
    ),
    *("'\"", "“两个维护”", "%s %(x)s {0}", "__class__", "${x}", "a" * 100_000),
]


@pytest.mark.parametrize("text", PRINTED_AS_IS, ids=lambda text: ascii(text[:20]))
def test_odd_text_is_printed_as_it_is(text: str, view: View) -> None:
    parts = read_package(render(compiled(EVERY_PARAGRAPH), body_of(view, text, "后")))
    assert text_of(parts).splitlines()[:2] == [text, "后"]
    slow = read_package(
        render(compiled(EVERY_PARAGRAPH + p("{{ kind|upper }}")), body_of(view, text))
    )
    assert text in text_of(slow)


ILLEGAL = [
    "\x00",
    "\x0b",
    "\x0c",
    "\x1f",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udfff",
    "\n",
    "\t",
    "\a",
    "\r",
    "\u2028",
    "\x85",
]


@pytest.mark.parametrize("character", ILLEGAL, ids=ascii)
@pytest.mark.parametrize(
    "body",
    [
        EVERY_PARAGRAPH,
        EVERY_PARAGRAPH + p("{{ kind|upper }}"),
        EVERY_PARAGRAPH.replace("in paragraphs", "in paragraphs if x.text"),
        p("{% for x in paragraphs|reverse %}{{ x.text|trim }}{% endfor %}"),
        p("{%p for x in paragraphs %}")
        + '<w:p w:rsidR="{{ x.text }}"/>'
        + p("{%p endfor %}"),
    ],
    ids=["plain", "with a filter", "chosen", "only filtered", "in markup"],
)
def test_characters_that_word_cannot_hold_are_refused(
    character: str, body: str, view: View
) -> None:
    with pytest.raises(TemplateError) as caught:
        render(compiled(body), body_of(view, f"甲{character}乙"))
    assert codes(caught.value) == ["text-illegal"]
    assert f"U+{ord(character):04X}" in str(caught.value)


def test_illegal_characters_in_properties_and_headers_are_refused(view: View) -> None:
    template = compiled(
        p("x"), core=core_xml(title="{{ title }}"), header1=p("{{ title }}")
    )
    with pytest.raises(TemplateError) as caught:
        render(template, view._replace(title="a\x0bb"))
    assert [one.place.part for one in caught.value.diagnostics] == [
        "word/header1.xml",
        "docProps/core.xml",
    ]


@pytest.mark.parametrize("character", ["\\0", "\\x0b", "\\uFFFE", "\\uD800", "\\u2028"])
def test_illegal_characters_through_yaml(character: str) -> None:
    with pytest.raises(InputError):
        view_of(
            f'sections: [{{role: other, heading: "甲{character}乙", content: [a]}}]'
        )


def test_very_many_paragraphs(view: View) -> None:
    texts = [f"第{at}段 <&>" for at in range(30_000)]
    parts = read_package(render(compiled(EVERY_PARAGRAPH), body_of(view, *texts)))
    assert text_of(parts).splitlines()[:30_000] == texts


def test_result_is_well_formed_in_every_part(example: View) -> None:
    for name, data in read_package(render(NOTICE, example)).items():
        assert etree.fromstring(data) is not None, name


@pytest.mark.slow
def test_memory_for_a_very_large_notice_stays_bounded() -> None:
    """52,000 problems: at most 200 MiB above the finished view."""
    code = f"""
import pathlib, sys
sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(ROOT / "tests")!r}]
from peak_memory import peak_mebibytes
from notices import NOTICE, view_of
from rectify_gen.view.types import ParagraphView
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
view = view_of(NOTICE)
def five(at):
    yield ParagraphView("heading", 3, f"{{at}}.", f"关于第{{at}}个问题的整改。", "")
    for turn in range(2):
        yield ParagraphView("body", 0, "", "", f"{{turn}}是整改第{{at}}个问题，" + "健全制度，加强监督，" * 9)
view = view._replace(paragraphs=tuple(one for at in range(52_000) for one in five(at)))
template = compile_template(pathlib.Path({str(ROOT / "templates" / "notice.docx")!r}).read_bytes())
before = peak_mebibytes()
size = len(render(template, view))
print(size, peak_mebibytes() - before)
"""
    if not STATUS.exists():
        pytest.skip("only Linux tells the peak")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    size, mebibytes = map(int, done.stdout.split())
    assert size > 1_000_000
    assert mebibytes <= 200

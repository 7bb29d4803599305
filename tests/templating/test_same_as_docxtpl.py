"""What docxtpl's documentation says works here too, and gives the same parts."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from docx_maker import (
    cell,
    codes,
    compared,
    compiled,
    core_xml,
    make,
    p,
    run,
    table,
    text_of,
    with_docxtpl,
    with_ours,
)

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.make import KINDS
from rectify_gen.view import View

ROOT = Path(__file__).parents[2]
BOLD, SONG = "<w:b/>", '<w:rFonts w:hint="eastAsia" w:ascii="宋体"/>'
ERR = '<w:proofErr w:type="spellStart"/>'
MARK = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
TAB = "\t"
LOOP_CELLS = "{%tc for x in title_lines %}"

BODIES = {
    "print": p("标题：{{ title }}，{{kind}} 和{{organization }}"),
    "empty": p("没有标记") + "<w:p/>",
    "paragraph loop": p("{%p for x in paragraphs %}")
    + p("{{ x.number }}{{ x.heading }}{{ x.text }}")
    + p("{%p endfor %}"),
    "paragraph if": p("{%p if title %}")
    + p("有")
    + p("{%p else %}")
    + p("无")
    + p("{%p endif %}"),
    "elif": p('{%p if kind == "x" %}')
    + p("x")
    + p('{%p elif kind == "notice" %}')
    + p("{{ kind }}")
    + p("{%p endif %}"),
    "inline if": p("前{% if title %}“{{ title }}”{% else %}无{% endif %}后"),
    "inline loop": p(
        "{% for x in title_lines %}{{ loop.index }}.{{ x }}{% if not loop.last %}、{% endif %}{% endfor %}"
    ),
    "run loop": p(
        "前", "{%r for x in title_lines %}", run("{{ x }}", BOLD), "{%r endfor %}", "后"
    ),
    "run if": p("{%r if title %}", run("{{ title }}", SONG), "{%r endif %}"),
    "several run tags": p(
        "a{%r if title %}b{%r endif %}c{%r for x in contacts %}{{ x.label }}{%r endfor %}"
    ),
    "nested": p("{%p for i in items %}")
    + p("{{ loop.index }}/{{ loop.length }} {{ i.heading }}")
    + p("{%p for x in i.paragraphs %}")
    + p(
        "{{ loop.index0 }} {{ loop.revindex }} {{ loop.first }} {{ loop.depth }} {{ x }}"
    )
    + p("{%p endfor %}")
    + p("{%p endfor %}"),
    "comments": p("{#p 注释 #}")
    + p("甲{# 注释 #}乙")
    + p("{#p 又一个 {{ title }} #}")
    + p("丙"),
    "trim": p("前文")
    + p("{%- if title %}")
    + p("{{ title }}")
    + p("{%- endif -%}")
    + p("后文"),
    "trim inside": p("a {%- for x in title_lines -%} {{ x }} {%- endfor -%} b"),
    "set": p("{%p set n = title_lines %}")
    + p("{% set m = 3 %}{{ m }}{{ m * 2 + 1 }}{% for x in n %}{{ x }}{% endfor %}"),
    "macro": p("{%p macro para(x) %}")
    + p("【{{ x.text }}】")
    + p("{%p endmacro %}")
    + p("{%p for x in paragraphs %}")
    + p("{{p para(x) }}")
    + p("{%p endfor %}"),
    "filters": p(
        "{{ title|length }} {{ title|upper }} {{ kind|default('x') }} {{ title_lines|join('、') }} {{ kind|replace('n','+') }}"
    ),
    "escape filter": p("{{ title|e }} {{ organization|e }} {{ organization|string }}"),
    "tests": p(
        "{% if title is defined and title is string %}{{ title }}{% endif %}{{ 'a' if nothing is defined else 'b' }}"
    ),
    "expressions": p(
        "{{ 7*7 }} {{ title ~ '/' ~ kind }} {{ 'x' in title }} {{ title_lines[0] }} {{ paragraphs|length > 2 }}"
    ),
    "comparison": p(
        "{% if paragraphs|length &gt; 2 and 1 &lt; 2 %}{{ title }}{% endif %}"
    ),
    "raw": p("{% raw %}{{ x }}{% endraw %}"),
    "escapes": p("{_{ title }_} {_% if %_} {{ title }}"),
    "literal braces": p("a { b } c {x} %} }} {"),
    "braces in data": p("{%p for x in paragraphs %}")
    + p("{{ x.heading }}{{ x.text }}")
    + p("{%p endfor %}"),
    "row loop": table(
        2,
        cell("序号") + cell("问题"),
        cell("{%tr for i in items %}") + cell(""),
        cell("{{ loop.index }}") + cell("{{ i.heading }}"),
        cell("{%tr endfor %}") + cell(""),
    ),
    "row if": table(
        2,
        cell("{%tr if title %}") + cell(""),
        cell("{{ title }}") + cell("y"),
        cell("{%tr endif %}") + cell(""),
    ),
    "narrow grid": table(1, cell("a") + cell("b")),
    "wide grid": table(4, cell("a") + cell("{{ title }}")),
    "cell loop": table(
        2,
        cell(LOOP_CELLS) + cell("{{ x }}") + cell("{%tc endfor %}"),
        cell(LOOP_CELLS) + cell("{{ loop.index }}") + cell("{%tc endfor %}"),
    ),
    "cell loop wide": table(
        1,
        cell("头")
        + cell("{%tc for x in paragraphs %}")
        + cell("{{ x.text }}")
        + cell("{%tc endfor %}"),
    ),
    "cellbg": table(
        1,
        cell("{% cellbg 'FF' ~ '0000' %}红"),
        cell("{% cellbg kind %}b", properties='<w:shd w:val="clear" w:fill="0"/>'),
    ),
    "colspan": table(
        3,
        cell("{% colspan title_lines|length %}宽") + cell("b"),
        cell("1") + cell("2") + cell("3"),
    ),
    "vm": table(
        2,
        cell("{%tr for i in items %}"),
        cell("{% vm %}合并") + cell("{{ i.heading }}"),
        cell("{%tr endfor %}"),
    ),
    "hm": table(
        2,
        cell("{%tc for i in items %}") + cell("{% hm %}合并") + cell("{%tc endfor %}"),
        cell("{%tc for i in items %}")
        + cell("{{ i.heading }}")
        + cell("{%tc endfor %}"),
    ),
    "hm span": table(
        4,
        cell("{%tc for i in items %}")
        + cell("{% hm %}合并", properties='<w:gridSpan w:val="2"/>')
        + cell("{%tc endfor %}"),
        cell("1") + cell("2") + cell("3") + cell("4"),
    ),
    "nested table": table(1, cell(table(2, cell("{{ title }}") + cell("x")), p(""))),
    "table in loop": p("{%p for i in items %}")
    + table(2, cell("{{ i.heading }}") + cell("x"))
    + p("{%p endfor %}"),
    "drawing": p("{%p for i in items %}")
    + "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='图'/></wp:inline></w:drawing></w:r></w:p>"
    + p("{%p endfor %}"),
    "entities": p("a &amp; b &lt; c {{ title }} &gt; “引号”"),
    "tab in text": p(f"甲{TAB}乙{{{{ title }}}}"),
    "break in text": p("甲\n乙{{ title }}"),
    "break in tag": p(
        "{{ 'a\\nb\\tc' }}", "{% for x in\n title_lines %}{{ x }}{% endfor %}"
    ),
    "page break in tag": p("{{ 'a\\fb\\ac' }}"),
    "filtered loop": p("{%p for x in paragraphs if x.role == 'heading' %}")
    + p("{{ x.heading }}")
    + p("{%p endfor %}"),
    "loop else": p(
        "{% for x in document.attachments %}{{ x }}{% else %}无{% endfor %}"
    ),
    "with": p("{% with a = title %}{{ a }}{% endwith %}"),
    "set block": p("{% set a %}<{% endset %}{{ a }}".replace("<", "甲")),
    "cycle": p("{%p for x in paragraphs %}")
    + p("{{ loop.cycle('甲', '乙') }}{{ x.text }}{{ x.heading }}")
    + p("{%p endfor %}"),
    "namespace": p(
        "{% set ns = namespace(n=0) %}{% for i in items %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}"
    ),
    "groupby": p(
        "{% for g in paragraphs|groupby('role') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}"
    ),
    "slices": p(
        "{{ title[:2] }}{{ title_lines|first }}{{ title_lines|last }}{{ paragraphs[0].role }}"
    ),
    "xml tabs": p("<w:r><w:t>{{ title</w:t></w:r>", "<w:r><w:t> }}</w:t></w:r>"),
    "do": p(
        "{{ title.replace('整', '改') }}{{ ' '.join(title_lines) }}{{ title.startswith('关') }}"
    ),
    "dict": p(
        "{{ {'a': title}['a'] }}{{ dict(b=kind).b }}{% for k, v in {'x': 1}.items() %}{{ k }}{{ v }}{% endfor %}"
    ),
    "call": p(
        "{% macro m() %}<{{ caller() }}>{% endmacro %}".replace("<", "〈").replace(
            ">", "〉"
        )
        + "{% call m() %}{{ title }}{% endcall %}"
    ),
    "filter block": p("{% filter upper %}abc {{ kind }}{% endfilter %}"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_same_parts(body: str, view: View) -> None:
    template = make(body)
    assert compared(with_ours(template, view)) == compared(with_docxtpl(template, view))


SPLITS = {
    "at every character": lambda text: "".join(run(one) for one in text),
    "spelling marks": lambda text: ERR.join(run(one) for one in text.partition(" ")),
    "bookmarks": lambda text: MARK.join(
        run(text[at : at + 2]) for at in range(0, len(text), 2)
    ),
    "properties change": lambda text: "".join(
        run(one, look)
        for one, look in zip(text, itertools.cycle([BOLD, SONG]), strict=False)
    ),
    "revision marks": lambda text: "".join(
        run(one).replace("<w:r>", f'<w:r w:rsidR="00{at}">')
        for at, one in enumerate(text)
    ),
    "brace apart": lambda text: run(text[:1]) + run(text[1:-1]) + run(text[-1:]),
}


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
@pytest.mark.parametrize(
    "tag",
    [
        "{{ title }}",
        "{% if title %}",
        "{%p if title %}",
        "{%r if title %}",
        "{# note #}",
        "{%tr if title %}",
    ],
)
def test_split_tags(split, tag: str, view: View) -> None:
    ends = {
        "{%p": "{%p endif %}",
        "{%r": "{%r endif %}",
        "{% ": "{% endif %}",
        "{%t": "{%tr endif %}",
    }
    end = ends.get(tag[:3], "")
    tagged, ended = "<w:p>" + split(tag) + "</w:p>", "<w:p>" + split(end) + "</w:p>"
    if tag.startswith("{%tr"):
        body = table(1, cell(tagged), cell("{{ title }}"), cell(ended))
    elif tag.startswith("{%p") or not end:
        body = tagged + p("{{ kind }}") + ended
    else:
        body = "<w:p>" + split(tag) + run("{{ kind }}") + split(end) + "</w:p>"
    template = make(body)
    assert compared(with_ours(template, view)) == compared(with_docxtpl(template, view))


STORIES = {
    "header": {"header1": p("{{ title }}")},
    "footer": {"footer1": p("{%p if title %}") + p("{{ title }}") + p("{%p endif %}")},
    "plain footer": {"footer1": p("—{ 1 }—")},
    "both": {
        "header1": p("{{ kind }}"),
        "footer1": p("{% for x in title_lines %}{{ x }}{% endfor %}"),
    },
    "footnotes": {
        "footnotes": f'<w:footnote w:id="1">{p("注：{{ organization }}")}</w:footnote>'
    },
    "header table": {"header1": table(4, cell("{{ title }}") + cell("x")) + p("")},
    "header drawing": {
        "header1": "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='7' name='徽'/></wp:inline></w:drawing></w:r></w:p>"
        + p("{{ title }}")
    },
    "header lines": {"header1": p("甲\n乙\t丙{{ title }}")},
    "footnote lines": {
        "footnotes": '<w:footnote w:id="1">'
        + p("甲\n乙{{ organization }}")
        + "</w:footnote>"
    },
}


@pytest.mark.parametrize("stories", STORIES.values(), ids=STORIES)
def test_same_headers_footers_footnotes(stories: dict[str, str], view: View) -> None:
    template = make(p("{{ title }}"), **stories)
    assert compared(with_ours(template, view)) == compared(with_docxtpl(template, view))


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_templates(kind: str, example: View) -> None:
    template = (ROOT / "templates" / f"{kind}.docx").read_bytes()
    assert compared(with_ours(template, example)) == compared(
        with_docxtpl(template, example)
    )


def test_core_properties_hold_the_same_values(view: View) -> None:
    names = {
        "title": "{{ title }}",
        "creator": "{{ signature.date }}",
        "subject": "{% if kind %}{{ kind }}{% endif %}",
        "description": "{{ title|length }}",
        "language": "zh-CN",
    }
    template = make(p("x"), core=core_xml(**names))
    ours, theirs = (
        with_ours(template, view)["docProps/core.xml"],
        with_docxtpl(template, view)["docProps/core.xml"],
    )
    from lxml import etree

    for name in names:
        tag = "{http://purl.org/dc/elements/1.1/}" + name
        assert etree.fromstring(ours).findtext(tag) == etree.fromstring(
            theirs
        ).findtext(tag)


class TestDeliberatelyDifferent:
    """Where docxtpl loses or changes text, or fails, and rectify-gen does not."""

    def test_chinese_quotes_in_a_literal_are_kept(self, view: View) -> None:
        template = make(
            p('{{ nothing|default("“两个维护”") }}')
            + p("{% if title == '“三重一大”' %}x{% endif %}{{ '“a”' in title }}")
        )
        assert text_of(with_ours(template, view)) == "“两个维护”\nFalse"

    def test_chinese_quotes_around_a_literal_become_ascii(self, view: View) -> None:
        template = make(p("{% if kind == “notice” %}{{ title }}{% endif %}"))
        assert compared(with_ours(template, view)) == compared(
            with_docxtpl(template, view)
        )

    def test_escapes_in_data_stay_as_they_are(self, view: View) -> None:
        """docxtpl turns ``{_{`` of the data into ``{{`` as well."""

        odd = view._replace(title="甲{_{乙}_}")
        assert text_of(with_ours(make(p("{{ title }}")), odd)) == "甲{_{乙}_}"
        assert text_of(with_docxtpl(make(p("{{ title }}")), odd)) == "甲{{乙}}"

    def test_core_properties_are_not_escaped_twice(self, view: View) -> None:
        """docxtpl puts the escaped text into the property, so that Word shows ``R&amp;D``."""
        core = with_ours(make(p("x"), core=core_xml(title="{{ organization }}")), view)[
            "docProps/core.xml"
        ]
        assert "<dc:title>中共示例市 R&amp;D 局党组</dc:title>" in core.decode("utf-8")

    def test_plain_text_printed_between_paragraphs_is_refused(self) -> None:
        """``{{p x }}`` and ``{{r x }}`` are for ready-made XML; a text there would stand outside every run."""
        for body in (p("{{p title }}"), p("甲", "{{r title }}")):
            with pytest.raises(TemplateError) as caught:
                compiled(body)
            assert codes(caught.value) == ["template-text-astray"]
            assert (
                caught.value.diagnostics[0]
                .place.whole("en")
                .startswith("body paragraph 1 {{")
            )

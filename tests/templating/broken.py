"""One sound template, and what one slip makes of it: each mutation is one replacement in one of its parts.

``ours`` are the codes that the check must report (and no others); ``peer`` are the rules that
docxtpl-lint 2.0.1 reports for the same file, empty where it calls it clean.
"""

from __future__ import annotations

from typing import NamedTuple

from docx_maker import cell, core_xml, make, p, run, table

BODY = (
    p("{{ title }}")
    + p("{%p if document.number %}")
    + p("{{ document.number }}")
    + p("{%p endif %}")
    + p("{%p for one in opening.paragraphs %}")
    + p("{{ one }}")
    + p("{%p endfor %}")
    + p("{%p for p in paragraphs %}")
    + p("{%p if p.role == 'heading' %}")
    + p("{{ p.number }}{{ p.heading }}")
    + p("{%p else %}")
    + p("{{ p.number }}{{ p.heading }}{{ p.text }}")
    + p("{%p endif %}")
    + p("{%p endfor %}")
    + table(
        2,
        cell("序号") + cell("问题"),
        cell("{%tr for i in items %}") + cell(""),
        cell("{{ loop.index }}") + cell("{% if i.problem %}{{ i.problem }}{% endif %}"),
        cell("{%tr endfor %}") + cell(""),
    )
    + p("{%p for one in closing.paragraphs %}")
    + p("{{ one }}")
    + p("{%p endfor %}")
    + p("{% if period %}公开期限：{{ period }}。{% endif %}")
    + p(
        "{% for contact in contacts %}{{ contact.label }}{{ contact.value }}{% endfor %}"
    )
    + p("{%p if signature %}")
    + p("{%p for signer in signature.organizations %}")
    + p("{{ signer.name }}")
    + p("{%p endfor %}")
    + p("{% if signature.date %}{{ signature.date }}{% endif %}")
    + p("{%p endif %}")
)
PARTS = {
    "body": BODY,
    "core": core_xml(title="{{ title }}"),
    "header1": p("{{ organization }}"),
    "footer1": p("{{ kind_name }}"),
    "footnotes": p("{{ short_name or '' }}"),
}


class Mutation(NamedTuple):
    """``old`` in the part ``part`` becomes ``new``."""

    name: str
    part: str
    old: str
    new: str
    ours: tuple[str, ...]
    peer: tuple[str, ...] = ()


def broken(mutation: Mutation) -> bytes:
    """The template with the mutation."""
    before = PARTS[mutation.part]
    assert mutation.old in before, mutation.name
    parts = {**PARTS, mutation.part: before.replace(mutation.old, mutation.new, 1)}
    return make(**parts)


def sound() -> bytes:
    return make(**PARTS)


DELETED = "<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>{{ title }}</w:delText></w:r></w:del></w:p>"
TEXT_BOX = (
    f"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{p('{{ titel }}')}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
OWN_OPENING = (
    p("{%p for one in opening.paragraphs %}") + p("{{ one }}") + p("{%p endfor %}")
)
PERIOD = "{% if period %}公开期限：{{ period }}。{% endif %}"
CONTACTS = (
    "{% for contact in contacts %}{{ contact.label }}{{ contact.value }}{% endfor %}"
)
DATE = "{% if signature.date %}{{ signature.date }}{% endif %}"
PROBLEM = "{% if i.problem %}{{ i.problem }}{% endif %}"

MUTATIONS = (
    # names
    Mutation("unknown name", "body", "{{ title }}", "{{ titel }}", ("unknown-name",)),
    Mutation("unknown attribute", "body", "{{ document.number }}", "{{ document.nummer }}", ("unknown-name",)),
    Mutation("unknown attribute in a loop", "body", "{{ p.text }}", "{{ p.txt }}", ("unknown-name",)),
    Mutation("unknown attribute in a table", "body", "{{ i.problem }}", "{{ i.problme }}", ("unknown-name",)),
    Mutation("unknown attribute in a test", "body", "{%p if p.role ==", "{%p if p.rolle ==", ("unknown-name",)),
    Mutation("unknown list", "body", "in opening.paragraphs", "in opening.paragraph", ("unknown-name",)),
    Mutation("unknown name in a header", "header1", "organization", "organisation", ("unknown-name",)),
    Mutation("unknown name in a footer", "footer1", "kind_name", "kindname", ("unknown-name",)),
    Mutation("unknown name in a footnote", "footnotes", "short_name", "shortname", ("unknown-name",)),
    Mutation("unknown name in a property", "core", "{{ title }}", "{{ titel }}", ("unknown-name",)),
    Mutation("unknown name in a text box", "body", p("{{ title }}"), p("{{ title }}") + TEXT_BOX, ("unknown-name",)),
    Mutation("Chinese name", "body", "{{ title }}", "{{ 标题 }}", ("unknown-name",)),
    Mutation("field without its owner", "body", "{{ contact.value }}", "{{ value }}", ("unknown-name",)),
    Mutation("field of the list", "body", "{{ contact.value }}", "{{ contacts.value }}", ("list-attribute",)),
    Mutation("unknown loop attribute", "body", "loop.index", "loop.indx", ("unknown-name",)),
    Mutation("loop outside a loop", "body", "公开期限：", "{{ loop.index }}", ("loop-outside",), ("DTL106",)),
    Mutation("loop variable after its loop", "body", "公开期限：", "{{ signer_.name }}", ("unknown-name",)),
    Mutation("loop variable past the end", "body", PERIOD, PERIOD + "{{ i.number }}", ("name-left",), ("DTL106",)),
    # values
    Mutation("guard taken away", "body", PERIOD, "公开期限：{{ period }}。", ("unguarded",)),
    Mutation("guard of another", "body", "{% if period %}", "{% if contacts %}", ("unguarded",)),
    Mutation("guard turned round", "body", "{% if period %}", "{% if not period %}", ("unguarded",)),
    Mutation("guard by is defined", "body", "{% if period %}", "{% if period is defined %}", ("always-defined", "unguarded")),
    Mutation("guard of a record taken away", "body", DATE, "{{ signature.date }}", ("unguarded",)),
    Mutation("unguarded in a table", "body", PROBLEM, "{{ i.problem }}", ("unguarded",)),
    Mutation("list printed", "body", CONTACTS, "{{ contacts }}", ("prints-list",)),
    Mutation("group printed", "body", "{{ document.number }}", "{{ document }}", ("prints-record",)),
    Mutation("flag printed", "body", "公开期限：", "{{ closing.standard }}", ("prints-flag",)),
    Mutation("loop over a text", "body", "in contacts", "in title", ("loop-value",)),
    Mutation("impossible value", "body", "== 'heading'", "== 'heding'", ("impossible",)),
    Mutation("number compared with a text", "body", "p.role == 'heading'", "p.level == '1'", ("impossible",)),
    Mutation("text called", "body", "{{ title }}", "{{ title() }}", ("not-callable",)),
    # filters and tests
    Mutation("unknown filter", "body", "{{ period }}", "{{ period|uper }}", ("unknown-filter",), ("DTL104",)),
    Mutation("unknown test", "body", "{% if period %}", "{% if period is definde %}", ("unguarded", "unknown-test"), ("DTL105",)),
    Mutation("filter of lists on a text", "body", "{{ title }}", "{{ title|join('、') }}", ("filter-value",)),
    Mutation("filter of texts on a list", "body", CONTACTS, "{{ contacts|upper }}", ("filter-value",)),
    # syntax
    Mutation("brace lost", "body", "{{ period }}", "{{ period }", ("unclosed",), ("DTL001",)),
    Mutation("percent lost", "body", "{% if period %}", "{% if period }", ("block-stray", "unclosed", "unguarded"), ("DTL001", "DTL102")),
    Mutation("last brace lost", "footer1", "{{ kind_name }}", "{{ kind_name", ("unclosed",), ("DTL001",)),
    Mutation("operator without end", "body", "{{ period }}", "{{ period + }}", ("syntax",)),
    Mutation("one equals sign", "body", "p.role == 'heading'", "p.role = 'heading'", ("syntax",), ("DTL103",)),
    Mutation("quote lost", "body", "== 'heading'", "== 'heading", ("syntax",), ("DTL103",)),
    Mutation("for without in", "body", "for contact in contacts", "for contact contacts", ("syntax",), ("DTL103",)),
    Mutation("misspelt if", "body", "{% if period %}", "{% fi period %}", ("keyword",), ("DTL102",)),
    Mutation("misspelt endfor", "body", "{{ contact.value }}{% endfor %}", "{{ contact.value }}{% endfro %}", ("keyword",), ("DTL101", "DTL102")),
    Mutation("unknown tag", "body", "公开期限：", "{% newpage %}", ("keyword",), ("DTL103",)),
    # pairs
    Mutation("endif lost", "body", PERIOD, PERIOD[: -len("{% endif %}")], ("block-open",), ("DTL101",)),
    Mutation("endfor lost", "body", CONTACTS, CONTACTS[: -len("{% endfor %}")], ("block-open",), ("DTL101",)),
    Mutation("if lost", "body", "{% if period %}", "", ("block-stray", "unguarded"), ("DTL102",)),
    Mutation("crossed", "body", "{{ contact.value }}{% endfor %}", "{{ contact.value }}{% endif %}", ("block-crossed", "block-open"), ("DTL101", "DTL102")),
    Mutation("stray else", "body", "公开期限：{{", "公开期限：{% endif %}{% else %}{{", ("block-stray", "unguarded"), ("DTL102",)),
    Mutation("letter lost at the end", "body", "{{ p.text }}" + "</w:t></w:r></w:p>" + p("{%p endif %}"), "{{ p.text }}" + "</w:t></w:r></w:p>" + p("{% endif %}"), ("block-prefix",), ("DTL204",)),
    Mutation("row tag closed as a paragraph", "body", "{%tr endfor %}", "{%p endfor %}", ("block-prefix",), ("DTL204",)),
    Mutation("row loop in one row", "body", cell("{%tr for i in items %}") + cell(""), cell("{%tr for i in items %}") + cell("{%tr endfor %}"), ("block-row", "block-stray", "loop-outside", "name-left", "text-dropped"), ("DTL102", "DTL206")),
    Mutation("row tag outside a table", "body", "{%p for p in", "{%tr for p in", ("block-prefix", "prefix-place"), ("DTL203", "DTL204")),
    Mutation("block over two cells", "body", cell("{{ loop.index }}") + cell(PROBLEM), cell("{% if i.problem %}{{ loop.index }}") + cell("{{ i.problem }}{% endif %}"), ("block-across",)),
    Mutation("block over two paragraphs", "body", PERIOD, "{% if period %}公开期限：</w:t></w:r></w:p>" + "<w:p><w:r><w:t>{{ period }}。{% endif %}", ("block-joined",)),
    # what is beside a tag, and how it is typed
    Mutation("text beside a paragraph tag", "body", "{%p if signature %}", "落款{%p if signature %}", ("text-dropped",), ("DTL209",)),
    Mutation("text in the row of a row tag", "body", cell("{%tr endfor %}") + cell(""), cell("{%tr endfor %}") + cell("合计"), ("text-dropped",), ("DTL209",)),
    Mutation("two paragraph tags in one paragraph", "body", p("{%p if signature %}"), p("{%p if signature %}{%p endif %}"), ("block-stray", "text-dropped", "unguarded"), ("DTL102", "DTL210")),
    Mutation("space before the letter", "body", "{%p if signature %}", "{% p if signature %}", ("prefix-space",), ("DTL202",)),
    Mutation("percent inside a paragraph tag", "body", "{%p if signature %}", "{%p if signature and title != '5%' %}", ("prefix-sign",), ("DTL201",)),
    Mutation("full-width braces", "body", "{{ period }}", "｛｛ period ｝｝", ("full-width",)),
    Mutation("full-width percent", "body", "{% if period %}", "{％ if period ％}", ("block-stray", "full-width", "unguarded"), ("DTL102",)),
    Mutation("Chinese quotes", "body", "== 'heading'", "== “heading”", ("quotes",)),
    Mutation("dash of autocorrection", "body", "loop.index", "loop.index – 1", ("sign",), ("DTL103",)),
    Mutation("Chinese brackets", "body", "{% if period %}", "{% if （period） %}", ("sign",), ("DTL103",)),
    Mutation("zero-width space", "body", "{{ period }}", "{{ per\u200biod }}", ("invisible",), ("DTL103",)),
    Mutation("tag over two paragraphs", "body", "{{ period }}", "{{ per" + "</w:t></w:r></w:p><w:p><w:r><w:t>" + "iod }}", ("block-joined", "split"), ("DTL002",)),
    Mutation("tag over two cells", "body", cell("{{ loop.index }}") + cell(PROBLEM), cell("{{ loop.") + cell("index }}"), ("split-cells",), ("DTL002",)),
    Mutation("tag in a deletion", "body", p("{{ title }}"), p("{{ title }}") + DELETED, ("deleted", "docx-tracked"), ("DTL003",)),
    Mutation("cell tag outside a cell", "body", "公开期限：", "{% cellbg 'FF0000' %}", ("cell-tag",), ("DTL208",)),
    Mutation("text as ready-made paragraph", "body", p("{{ title }}"), p("{{p title }}"), ("text-astray",)),
    # the sandbox
    Mutation("private attribute", "body", "{{ title }}", "{{ title.__class__ }}", ("forbidden",)),
    Mutation("walk to the system", "body", "{{ title }}", "{{ cycler.__init__.__globals__.os }}", ("forbidden",)),
    Mutation("forbidden filter", "body", "{{ title }}", "{{ title|attr('x') }}", ("forbidden",)),
    Mutation("forbidden method", "body", "{{ title }}", "{{ title.format(1) }}", ("forbidden",)),
    Mutation("another file", "body", "{{ title }}", "{{ title }}{% include 'x' %}", ("forbidden",)),
    # what a notice must show
    Mutation("title forgotten", "body", p("{{ title }}"), "", ("never-shows",)),
    Mutation("own opening forgotten", "body", OWN_OPENING, "", ("never-shows",)),
    Mutation("contacts forgotten", "body", CONTACTS, "", ("never-shows",)),
    Mutation("unknown name split over runs", "body", p("{{ title }}"), "<w:p>" + run("{{ ti") + run("tel }}") + "</w:p>", ("unknown-name",)),
)  # fmt: skip

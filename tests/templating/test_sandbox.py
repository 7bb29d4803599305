"""Hostile templates end in seconds, with an error that names the place; nothing runs, memory stays bounded."""

from __future__ import annotations

import pytest
from docx_maker import cell, codes, compiled, core_xml, p, table, text_of
from jinja2 import defaults
from markupsafe import escape
from timing import processor_seconds

from rectify_gen.diagnostics import TemplateError
from rectify_gen.package import read_package
from rectify_gen.templating.permissions import (
    FILTERS_FREE,
    FILTERS_OF_ITEMS,
    FILTERS_OF_TEXT,
    FILTERS_OF_VALUES,
    FILTERS_REFUSED,
    GLOBALS_ALLOWED,
    GLOBALS_REFUSED,
    LOOP_FACTS,
    METHODS_REFUSED,
    READ_DIRECTLY,
    TESTS_FREE,
    TESTS_OF_SIZE,
    TEXT_METHODS,
    VIEW_TYPES,
)
from rectify_gen.templating.render import render
from rectify_gen.templating.sandbox import SANDBOX, TemplateSandbox
from rectify_gen.view import View

SECONDS = 15
"""Far more than any of these takes alone; the machine may be busy."""

WALKS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ title|attr('__class__') }}",
    "{{ loop.__init__ }}",
    "{% for x in title_lines %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in title_lines %}{{ loop.cycle.__func__ }}{% endfor %}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ paragraphs.__class__ }}",
    "{{ paragraphs[0].__class__.__init__ }}",
    "{{ paragraphs[0].__dataclass_fields__ }}",
    "{{ opening['__class__'] }}",
    "{{ signature.__setattr__('date', 'x') }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ '%s'|format(title) }}",
    "{{ '%(a)s' % {'a': 1} }}",
    "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__globals__ }}",
    "{{ dict.__base__ }}",
    "{{ title_lines|map(attribute='__class__')|list }}",
    "{{ paragraphs|map('attr', '__class__')|list }}",
    "{{ paragraphs|groupby('__class__') }}",
    "{{ paragraphs|sum('__class__') }}",
    "{{ _budget }}{{ _budget.__class__ }}",
    "{{ _budget.charge(-99999999) }}{{ 1 }}",
    "{% set _budget = 1 %}{{ title.__class__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}x{% endcall %}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{{ request.application }}",
    "{{ 1e400 }}",
    "{{ 1e400|int }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ nothing.__class__ }}",
    "{{ document.number.__class__ }}",
    "{{ document.number.x.__init__.__globals__ }}",
    "{{ (title|e).__html__.__globals__ }}",
    "{{ (title|e).format('{0.__class__}') }}",
    "{{ environment }}",
    "{{ range }}",
    "{{ loop }}",
    "{{ dict }}",
    "{{ title.upper }}",
]

LOOPS = [
    "{% for x in range(10**9) %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% macro a() %}{% for i in range(99999) %}{{ title }}xxxxxxxxx{% endfor %}{% endmacro %}{% for i in range(99999) %}{% set x = a() %}{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for x in range(9) recursive %}{{ loop(range(99999)) }}{% endfor %}",
    "{% for x in [1] recursive %}{% if loop.depth < 4 %}{{ loop(range(99999)) }}{% endif %}{% endfor %}".replace(
        "<", "&lt;"
    ),
    "{% for x in range(99999) %}{{ range(99999)|sum }}{% endfor %}",
    "{% for x in range(99999) %}{{ range(99999)|map('string')|join|length }}{% endfor %}",
    "{% for x in range(99999) %}{{ 5 in range(99999)|list }}{% endfor %}",
    "{% for x in range(99999) %}{% if range(99999)|list == range(99999)|list %}{% endif %}{% endfor %}",
    "{% for x in range(99999) %}{{ 'x' is in (title * 5000) }}{% endfor %}",
    "{% set f = title_lines|map('upper') %}{% for x in range(99999) %}{{ range(99999)|select('odd')|first }}{% endfor %}",
]

BLOW_UPS = [
    "{{ 'x' * 10**9 }}",
    "{{ 10**9 * 'x' }}",
    "{{ [1] * 10**9 }}",
    "{{ (1,) * 10**9 }}",
    "{{ ('x' * 1000 ~ '') * 1000 * 1000 }}",
    "{{ 9**9**9**9 }}",
    "{{ 2**64**64**64 }}",
    "{{ 10.0**400 }}",
    "{% set n = 9**60 %}" + "{% set n = n * n %}" * 40 + "{{ n }}",
    "{% set x = 'xx' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = [x, x]|join %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = ''.join([x, x]) %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = x|replace('x', 'xx') %}" * 40 + "{{ x }}",
    "{% set x = 'xx' %}" + "{% set x = x.replace('x', 'xx') %}" * 40 + "{{ x }}",
    "{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x|string }}",
    "{% set x = (1,) %}" + "{% set x = (x, x) %}" * 40 + "{{ x == x }}",
    "{% set x = {'a': 1} %}" + "{% set x = {'a': x, 'b': x} %}" * 40 + "{{ x }}",
    "{% set x = dict(a=1) %}" + "{% set x = dict(a=x, b=x) %}" * 40 + "{{ x|length }}",
    "{% set ns = namespace(x='xx') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% macro m(x, n) %}{{ m(x ~ x, n - 1) if n else x }}{% endmacro %}{{ m('xx', 60) }}",
    "{{ 'x'|center(10**9) }}",
    "{{ 'x'.center(10**9) }}",
    "{{ 'x'.ljust(10**9) }}",
    "{{ 'x'|indent(10**9) }}",
    "{{ '\\t'.expandtabs(10**9) }}",
    "{{ 'x'.zfill(10**9) }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ '%999999999s'|format(1) }}",
    "{{ 5.__format__('999999999') }}",
    "{{ (1).to_bytes(10**9, 'big') }}",
    "{{ title.encode('utf-16') * 999999999 }}",
    "{{ 1|round(10**9) }}{{ 'x' * 10**7 }}",
    "{{ ''|replace('', 'x' * 10**6 ) * 9 }}",
    "{{ ('x' * 10**5)|replace('', 'x' * 10**5) }}",
    "{{ [['x' * 10**5] * 1000]|map('join')|join }}",
    "{{ ('x' * 10**6)|list|map('replace', 'x', 'x' * 10**6)|join }}",
    "{{ (title_lines|list * 10**5)|join('x' * 10**5) }}",
    "{{ title_lines|batch(10**9, 'x')|list }}",
    "{{ title_lines|slice(10**9)|list }}",
    "{% set l = [] %}{% for i in range(99999) %}{{ l.append('x' * 10**6) }}{% endfor %}",
    "{% for i in range(99999) %}" + "{{ 'x' * 10**6 }}" + "{% endfor %}",
    "{% for i in range(99999) %}" + "x" * 5000 + "{% endfor %}",
    "{% set x %}{% for i in range(99999) %}" + "x" * 5000 + "{% endfor %}{% endset %}",
    "{% filter upper %}{% for i in range(99999) %}"
    + "x" * 5000
    + "{% endfor %}{% endfilter %}",
    "{% set x = 'x' * 10**6 %}{% set y %}" + "{{ x }}" * 2000 + "{% endset %}",
    "{% set x = 'x' * 10**6 %}{% filter upper %}"
    + "{{ x|e }}" * 2000
    + "{% endfilter %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% if 1 %}" * 500 + "{% endif %}" * 500,
    "{{ " + "-" * 20000 + "1 }}",
    "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "{{ " + "1 + " * 20000 + "1 }}",
]

BUFFERED = {
    "set": "{% set t %}BODY{% endset %}",
    "macro": "{% macro m() %}BODY{% endmacro %}{{ m() }}",
    "call": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}BODY{% endcall %}",
    "filter": "{% filter upper %}BODY{% endfilter %}",
    "block": "{% if 0 %}{% block b %}BODY{% endblock %}{% endif %}{{ self.b() }}",
    "recursive loop": "{% for x in [1] recursive %}{% if loop.depth0 %}BODY{% else %}{{ loop([1]) }}{% endif %}{% endfor %}",
    "two deep": "{% set t %}{% macro m() %}BODY{% endmacro %}{{ m() }}{% endset %}",
}
"""Stretches whose print is held in memory until their end."""

SHORT = "{% set s = '龥' * 4090 %}{% set e = '' %}"
FILLINGS = {
    "short values": "{% for i in range(99999) %}" + "{{ s }}" * 10 + "{% endfor %}",
    "one value": "{% for i in range(99999) %}{{ s }}{% endfor %}",
    "two loops": "{% for i in range(999) %}{% for j in range(999) %}{{ s }}{% endfor %}{% endfor %}",
    "nothing at all": "{% for i in range(99999) %}" + "{{ e }}" * 500 + "{% endfor %}",
}

_LONG = "{% set s = 'ab' * 500000 %}{% set q = '龥' * 1000000 %}"
_AGAIN = (
    "{% for a in range(9999) %}{% for b in range(99) %}STEP{% endfor %}{% endfor %}"
)
SLOW = {
    "round up": "{{ 1.5|round(1000000000, 'ceil') }}",
    "round down": "{{ 1.5|round(300000000, 'floor') }}",
    "round by name": "{{ 1.5|round(precision=1000000000, method='ceil') }}",
    "round up, below": "{{ 1.5|round(-1000000000, 'ceil') }}",
    "round in map": "{{ [1.5]|map('round', 1000000000, 'ceil')|list }}",
    "trim": _LONG + "{{ s|trim('c' * 999000 + 'ab') }}",
    "trim by name": _LONG + "{{ s|trim(chars='c' * 999000 + 'ab') }}",
    "strip": _LONG + "{{ s.strip('c' * 999000 + 'ab') }}",
    "rstrip": _LONG + "{{ s.rstrip('c' * 999000 + 'ab') }}",
    "words": _LONG + _AGAIN.replace("STEP", "{{ s|wordcount }}"),
    "upper and cut": _LONG + _AGAIN.replace("STEP", "{{ (s|upper)[:1] }}"),
    "counted": _LONG + _AGAIN.replace("STEP", "{{ s.count('b') }}"),
    "searched": _LONG + _AGAIN.replace("STEP", "{{ 'c' in s }}"),
    "not searched": _LONG + _AGAIN.replace("STEP", "{{ 'c' not in s }}"),
    "is upper": _LONG + _AGAIN.replace("STEP", "{{ q is upper }}"),
    "is lower": _LONG + _AGAIN.replace("STEP", "{{ s is lower }}"),
    "compared": _LONG + "{% set r = s ~ '' %}" + _AGAIN.replace("STEP", "{{ s == r }}"),
    "alphabetic": _LONG + _AGAIN.replace("STEP", "{{ s.isalpha() }}"),
    "read as a number": "{{ ('f' * 1000000)|int(0, 16) }}",
    "list counted": "{% set l = range(99999)|list %}"
    + _AGAIN.replace("STEP", "{{ l.count(1) }}"),
    "changed": _LONG
    + "{% set r = s ~ '' %}{% for a in range(9999) %}{{ loop.changed(s if loop.index is odd else r) }}{% endfor %}",
    "comments stripped": "{{ ('&lt;!----&gt;' * 140000)|striptags }}",
    "comments stripped by method": "{{ (('&lt;!----&gt;' * 140000)|e).striptags() }}",
    "sum of lists": "{{ ([[1]] * 140000)|sum(start=[]) }}",
    "sum of lists, in place": "{{ ([[1]] * 140000)|sum(none, []) }}",
    "loop of a loop": "{% for x in [1] recursive %}{% if loop.depth0 == 0 %}{{ loop(range(99999)) }}{% else %}"
    + "{{ title * 99 }}"
    + "{% endif %}{% endfor %}",
}
LARGE = {
    "join by attribute": "{{ (paragraphs|list * 9999)|join('x' * 1000000, attribute='role') }}",
    "join by attribute, in place": "{{ paragraphs|list|join('x' * 1000000, 'role') }}",
    "replace escaped": "{{ ('\"' * 200000)|replace(';'|e, 'x' * 100000) }}",
    "replace by name": "{{ ('x' * 100000)|replace(old='x', new='x' * 100000) }}",
    "power then print": "{% set n = 2 ** 64 ** 1 %}{% set m = n ** 64 %}{{ m ** 64 }}",
    "dictionary of texts": "{% set d = dict(a='x' * 900000) %}{% for i in range(999) %}{% set d = dict(a=d, b=d) %}{% endfor %}{{ d.a.a.a.x }}",
}
REFUSED_FILTERS = {
    "attr",
    "batch",
    "center",
    "filesizeformat",
    "format",
    "indent",
    "pprint",
    "random",
    "safe",
    "slice",
    "striptags",
    "tojson",
    "urlize",
    "wordwrap",
    "xmlattr",
}
REFUSED_METHODS = {
    "center",
    "encode",
    "expandtabs",
    "format",
    "format_map",
    "ljust",
    "maketrans",
    "rjust",
    "translate",
    "zfill",
}

UNESCAPED = [
    "{{ title|safe }}",
    "{{ '&lt;w:p/&gt;'|safe }}",
    "{% filter safe %}{{ title }}{% endfilter %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% autoescape true %}{% autoescape kind %}{{ title }}{% endautoescape %}{% endautoescape %}",
]
OTHER_FILES = [
    "{% include 'x' %}",
    "{% include title %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends '/etc/passwd' %}",
    "{% if 0 %}{% include 'x' ignore missing %}{% endif %}",
]


def refused(body: str, view: View, **stories: str) -> TemplateError:
    with processor_seconds(SECONDS), pytest.raises(TemplateError) as caught:
        render(compiled(p("前") + p(body), **stories), view)
    assert all(one.place for one in caught.value.diagnostics)
    return caught.value


@pytest.mark.parametrize(
    "body", [*WALKS, *LOOPS, *BLOW_UPS], ids=lambda body: body[:60]
)
def test_hostile_template_is_refused(body: str, view: View) -> None:
    known = {
        "template-loop-outside",
        "template-unclosed",  # longer than any tag may be
        "template-forbidden",
        "template-failed",
        "template-unknown-name",
        "template-syntax",
        "fact-absent",
    }
    error = refused(body, view)
    assert set(codes(error)) <= known
    assert error.diagnostics[0].place.part == "word/document.xml"


HELD_IN_MEMORY = []
"""Each way to hold what is printed, with each filling."""
for way, around in BUFFERED.items():
    for name, filling in FILLINGS.items():
        # What prints nothing runs longest; one way of it is enough for the quick tests.
        is_slow = name == "nothing at all" and way != "set"
        case = pytest.param(
            around.replace("BODY", filling),
            marks=[pytest.mark.slow] if is_slow else [],
            id=f"{way}-{name}",
        )
        HELD_IN_MEMORY.append(case)


@pytest.mark.parametrize("body", HELD_IN_MEMORY)
def test_what_is_held_in_memory_is_paid_for(body: str, view: View) -> None:
    error = refused(SHORT + body, view)
    assert codes(error) == ["template-forbidden"]
    assert "steps" in error.diagnostics[0].message("en")


@pytest.mark.parametrize("body", {**SLOW, **LARGE}.values(), ids={**SLOW, **LARGE})
def test_no_argument_makes_a_filter_or_method_slow(body: str, view: View) -> None:
    known = {"template-forbidden", "template-failed", "template-syntax"}
    assert set(codes(refused(body, view))) <= known


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{{ title * 999999 }}", "得出超过 1000000 字的文字"),
        ("{{ 9 ** 999 }}", "乘方太大"),
        ("{{ title.zfill(9) }}", "方法 zfill"),
        ("{{ 1.5|round(21) }}", "小数位数超过 20"),
    ],
)
def test_what_templates_may_not_do_is_said_in_chinese(
    body: str, reason: str, view: View
) -> None:
    [diagnostic] = refused(body, view).diagnostics
    assert reason in diagnostic.message("zh")


@pytest.mark.parametrize("body", UNESCAPED)
def test_data_cannot_become_a_part_of_the_xml(body: str, view: View) -> None:
    assert codes(refused(body, view)) == ["template-unescaped"]


def test_a_filter_that_is_named_by_a_text_cannot_be_safe(view: View) -> None:
    error = refused("{{ [title]|map('safe')|join }}", view)
    assert codes(error) == ["template-failed"]


def test_only_fields_of_views_and_facts_of_loops_are_read_directly() -> None:
    assert {"text", "role", "has_link", "last"} <= set(READ_DIRECTLY)
    for name, owners in READ_DIRECTLY.items():
        assert name.isidentifier()
        assert not name.startswith("_")
        for owner in owners:
            assert not callable(getattr(owner, name, None))
            assert owner in VIEW_TYPES or name in LOOP_FACTS


@pytest.mark.parametrize(
    "tag",
    [
        "{{ opening.text }}",  # a field of another view
        "{{ title.text }}",
        "{{ title_lines.last }}",
        "{{ 'a'.role }}",
        "{{ paragraphs[0].last }}",
        "{% for x in title_lines %}{{ loop.text }}{% endfor %}",
        "{% macro m(x) %}{{ x.text }}{% endmacro %}{{ m(opening) }}",
    ],
)
def test_a_field_that_an_object_lacks_is_an_error(tag: str, view: View) -> None:
    with pytest.raises(TemplateError):
        render(compiled(p(tag)), view)


@pytest.mark.parametrize("sign", list("&<>\"'"))
def test_each_sign_of_markup_is_escaped_wherever_it_stands(
    sign: str, view: View
) -> None:
    for title in (sign, f"{sign}甲", f"甲{sign}", f"甲{sign}乙{sign}"):
        document = render(compiled(p("{{ title }}")), view._replace(title=title))
        xml = read_package(document)["word/document.xml"].decode()
        assert f">{escape(title)}<" in xml


def test_every_filter_test_and_global_of_jinja_is_judged() -> None:
    """A new one of a later Jinja is refused; here somebody notices and judges it."""
    judged = FILTERS_FREE | FILTERS_OF_ITEMS | FILTERS_OF_TEXT
    assert set(defaults.DEFAULT_FILTERS) == judged | REFUSED_FILTERS
    assert FILTERS_REFUSED == REFUSED_FILTERS
    own = {name for name in SANDBOX.filters if name.startswith("_")}
    assert set(SANDBOX.filters) - own == judged | FILTERS_OF_VALUES
    assert set(defaults.DEFAULT_TESTS) == TESTS_FREE | TESTS_OF_SIZE
    assert set(SANDBOX.tests) == TESTS_FREE | TESTS_OF_SIZE
    assert set(defaults.DEFAULT_NAMESPACE) == GLOBALS_ALLOWED | GLOBALS_REFUSED
    assert set(SANDBOX.globals) == {"dict", "namespace", "range"}
    assert not SANDBOX.extensions


def test_an_unknown_filter_test_or_global_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(defaults.DEFAULT_FILTERS, "fill", lambda text: text * 10**9)
    monkeypatch.setitem(defaults.DEFAULT_TESTS, "heavy", lambda _: True)
    monkeypatch.setitem(defaults.DEFAULT_NAMESPACE, "repeat", lambda text: text * 10**9)
    fresh = TemplateSandbox()
    assert "fill" not in fresh.filters
    assert "heavy" not in fresh.tests
    assert "repeat" not in fresh.globals


def test_every_method_of_text_is_judged() -> None:
    """A new one of a later Python is refused; here somebody notices and judges it."""
    names = {name for name in dir(str) if not name.startswith("_")}
    assert names == TEXT_METHODS | REFUSED_METHODS
    assert METHODS_REFUSED == REFUSED_METHODS


NO_METHODS = {
    "text": ("'x'", REFUSED_METHODS),
    "markup": ("('x'|e)", {*REFUSED_METHODS, "striptags", "unescape", "escape"}),
    "list": ("[1]", set(dir(list)) - {"copy", "count", "index"}),
    "tuple": ("(1,)", set(dir(tuple)) - {"count", "index"}),
    "range": ("range(3)", set(dir(range)) - {"count", "index"}),
    "dict": ("{'a': 1}", set(dir(dict)) - {"copy", "get", "items", "keys", "values"}),
    "int": ("5", set(dir(int))),
    "float": ("1.5", set(dir(float))),
    "dict type": ("dict", {"fromkeys", "mro"}),
}


@pytest.mark.parametrize(("owner", "names"), NO_METHODS.values(), ids=NO_METHODS)
def test_other_methods_are_refused(owner: str, names: set[str], view: View) -> None:
    for name in names:
        body = f"{{% set m = {owner} %}}{{{{ m.{name}(2, 2) }}}}"
        with pytest.raises(TemplateError):
            render(compiled(p(body)), view)


def test_all_parts_share_one_budget(view: View) -> None:
    loop = p("{% for i in range(99999) %}{{ kind }}{% endfor %}")
    render(compiled(loop, header1=loop), view)
    with pytest.raises(TemplateError) as caught:
        render(
            compiled(loop * 12, **{f"header{at}": loop for at in range(1, 12)}), view
        )
    assert codes(caught.value) == ["template-forbidden"]


def test_all_parts_share_what_may_be_printed(view: View) -> None:
    loop = p("{% for i in range(9999) %}" + "x" * 9000 + "{% endfor %}")
    with pytest.raises(TemplateError) as caught:
        render(compiled(loop, header1=loop), view)
    assert codes(caught.value) == ["template-forbidden"]
    assert "characters" in caught.value.diagnostics[0].message("en")


@pytest.mark.parametrize("body", OTHER_FILES)
def test_other_files_are_out_of_reach(body: str, view: View) -> None:
    error = refused(body, view)
    assert codes(error) == ["template-forbidden"]
    assert error.diagnostics[0].place.whole("en").startswith("body paragraph 2 {%")


def test_hostile_header_and_property(view: View) -> None:
    attack = "{{ ''.__class__.__mro__ }}"
    error = refused(p("x"), view, header1=p(attack), core=core_xml(title=attack))
    assert [one.place.part for one in error.diagnostics] == [
        "word/header1.xml",
        "docProps/core.xml",
    ]


def test_forbidden_things_name_tag_and_paragraph(view: View) -> None:
    error = refused("甲{{ title }}{{ ''.__class__ }}", view)
    assert [one.place.whole("en") for one in error.diagnostics] == [
        "body paragraph 2 {{ ''.__class__ }} “甲{{ title }}{{ ''.__class__ }}”"
    ]


HARMLESS = {
    "{{ 1.25|round(1) }}{{ 1.255|round(2, 'floor') }}": "1.21.25",
    "{{ '  a '|trim }}{{ 'xax'.strip('x') }}{{ '12'|int + 1 }}": "aa13",
    "{{ 'a-b'|replace('-', '+') }}{{ 'a-a'.replace('a', 'b', 1) }}": "a+bb-a",
    "{{ [1, 2]|sum }}{{ [1, 2]|sum(start=3) }}{{ [2].index(2) }}": "360",
    "{{ {'a': 'b'}.get('a') }}{{ {'a': 1}.items()|list|length }}": "b1",
    "{% for x in [1, 1] %}{{ loop.changed(x) }}{{ loop.cycle('a', 'b') }}{% endfor %}": "TrueaFalseb",
    "{{ [1, 2] == [1, 2] }}{{ 'A' is upper }}{{ 4 is divisibleby 2 }}": "TrueTrueTrue",
    "{{ items|join('、', attribute='status') }}": "已完成、持续整改",
    "{{ title_lines|join('、') }}": "关于“三重一大”的、整改通报",
    "{{ kind|replace('n', 'N')|upper }}": "NOTICE",
    "{{ items|map(attribute='heading')|list|length }}": "2",
    "{{ paragraphs|selectattr('role', 'eq', 'run_in')|map(attribute='heading')|join }}": "一级{{ 7*7 }}标题",
    "{{ range(3)|list|join('-') }}": "0-1-2",
    "{{ 2**10 + 7 // 2 - 1 }}": "1026",
    "{{ '-' * 5 }}": "-----",
    "{% for x in items recursive %}{{ x.heading }}{{ loop(x['items']) }};{% endfor %}": "关于“理论学习不够”问题的整改。;一级{{ 7*7 }}标题;",
    "{{ title.count('通') }}{{ kind.title() }}{{ 'a,b'.split(',')|last }}": "1Noticeb",
    "{% set x %}a{{ kind }}{% endset %}{{ x }}{{ 'a' in x }}": "anoticeTrue",
    "{% for g in items|groupby('status') %}{{ g.grouper }}{% endfor %}": "已完成持续整改",
}


@pytest.mark.parametrize("body", HARMLESS, ids=HARMLESS)
def test_what_templates_may_do(body: str, view: View) -> None:
    assert text_of(read_package(render(compiled(p(body)), view))) == HARMLESS[body]


def test_large_harmless_table(view: View) -> None:
    rows = table(
        1,
        cell("{%tr for x in range(20000) %}"),
        cell("{{ x }}{{ title|upper }}"),
        cell("{%tr endfor %}"),
    )
    assert text_of(read_package(render(compiled(rows), view))).count("通报") == 20_000

"""Where the balance proof says yes, every rendering is well-formed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rectify_gen.templating.balance import is_balanced
from rectify_gen.templating.bounds import BUDGET, Budget
from rectify_gen.templating.sandbox import SANDBOX

NAMES = st.sampled_from(["a", "b", "w:t"])
VALUES = st.sampled_from(
    ["", "x", "<a>", "</b>", "&", '"', "'", "--", "?>", "]]>", "<!--"]
)
TESTS = st.sampled_from(["x", "y", "not x", "x == 'x'", "loop is defined"])
PIECES = st.one_of(
    st.sampled_from(
        [
            "text",
            "&amp;",
            "<a/>",
            "<a>",
            "</a>",
            "<b>",
            "</b>",
            "{{ x }}",
            "{{ y|upper }}",
            "{{ x|safe }}",
            "{{ '<a>' }}",
        ]
    ),
    st.sampled_from(
        [
            '<a k="{{ x }}"/>',
            "<a {{ x }}/>",
            "<{{ x }}/>",
            "<!-- {{ x }} -->",
            "<?pi {{ x }}?>",
            "<![CDATA[{{ x }}]]>",
        ]
    ),
    st.sampled_from(
        [
            "{% set z = x %}",
            "{{ z }}",
            "{% raw %}<a>{% endraw %}",
            "{% if x %}<a>{% endif %}",
            '<a k="{% if x %}1{% endif %}"/>',
        ]
    ),
    st.sampled_from(
        [
            "{% for i in [x|safe] %}{{ i }}{% endfor %}",
            "{% for i in many|map('safe') %}{{ i }}{% endfor %}",
            "{% macro m() %}<a>{% endmacro %}",
            "{{ m() }}",
            ">",
            "<",
        ]
    ),
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=4).map("".join)
    return st.one_of(
        st.builds(lambda name, body: f"<{name}>{body}</{name}>", NAMES, several),
        st.builds(
            lambda test, body: f"{{% if {test} %}}{body}{{% endif %}}", TESTS, several
        ),
        st.builds(
            lambda test, one, two: (
                f"{{% if {test} %}}{one}{{% else %}}{two}{{% endif %}}"
            ),
            TESTS,
            several,
            several,
        ),
        st.builds(
            lambda body, none: (
                f"{{% for i in many %}}{body}{{% else %}}{none}{{% endfor %}}"
            ),
            several,
            several,
        ),
        st.builds(
            lambda body: f"{{% for i in many %}}{body}{{{{ i }}}}{{% endfor %}}",
            several,
        ),
    )


TEMPLATES = st.lists(st.recursive(PIECES, nested, max_leaves=12), max_size=5).map(
    "".join
)
CONTEXTS = st.fixed_dictionaries(
    {
        "x": VALUES,
        "y": VALUES,
        "z": VALUES,
        "many": st.lists(VALUES, max_size=3).map(tuple),
    }
)


@settings(max_examples=120, deadline=None)
@given(TEMPLATES, st.lists(CONTEXTS, min_size=1, max_size=3))
def test_what_is_called_balanced_is_well_formed(
    source: str, contexts: list[dict[str, object]]
) -> None:
    source = f'<r xmlns:w="w">{source}</r>'
    try:
        tree = SANDBOX.parse(source)
    except Exception:
        return
    if not is_balanced(tree):
        return
    template = SANDBOX.from_string(source)
    for context in contexts:
        pieces = template.root_render_func(
            template.new_context({**context, BUDGET: Budget()})
        )
        etree.fromstring("".join(pieces))


def test_common_templates_are_proved() -> None:
    for source in (
        "<a>{{ x }}</a>",
        "{% for i in many %}<a>{{ i }}</a>{% endfor %}",
        '<a k="{{ x }}"/>',
        "{% if x %}<a>{% else %}<a>{% endif %}</a>",
    ):
        assert is_balanced(SANDBOX.parse(source)), source


def test_doubtful_templates_are_not() -> None:
    for source in (
        "<a>",
        "<a/><b>",
        "<!-- a --><b></b></a>",
        "{{ x|safe }}",
        "<!-- {{ x }} -->",
        "<a {{ x }}/>",
        "{% if x %}<a>{% endif %}</a>",
        "{% for i in many %}<a/>{% else %}<a>{% endfor %}",
        "{% for i in many %}<a>{% else %}<a/>{% endfor %}",
        "{% for i in many %}<a>{% else %}<a>{% endfor %}",
        "{% for i in many|map('safe') %}{{ i }}{% endfor %}",
        "{% macro m() %}{% endmacro %}",
    ):
        assert not is_balanced(SANDBOX.parse(source)), source

"""Which runs Word hides."""

from __future__ import annotations

import pytest
from written import NAMESPACES

from rectify_gen.word.elements import RunElement
from rectify_gen.word.hidden_text import HidingStyles
from rectify_gen.word.namespaces import qn
from rectify_gen.word.xml import parse

HIDES = "<w:rPr><w:vanish/></w:rPr>"
SHOWS = '<w:rPr><w:vanish w:val="0"/></w:rPr>'


def style(identifier: str, content: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:styleId="{identifier}">{base}{content}</w:style>'


STYLES = (
    style("Hides", HIDES)
    + style("Shows", SHOWS)
    + style("Below", "", "Hides")
    + style("ShowsBelow", SHOWS, "Hides")
    + style("Web", "<w:rPr><w:webHidden/></w:rPr>")
    + style("Ring", "", "Ring")
)
DEFAULTS = f"<w:docDefaults><w:rPrDefault>{HIDES}</w:rPrDefault></w:docDefaults>"


def is_hidden(
    run: str = "", paragraph: str = "", character: str = "", styles: str = STYLES
) -> bool:
    root = parse(f"<w:styles {NAMESPACES}>{styles}</w:styles>".encode(), "")
    xml = (
        f"<w:body {NAMESPACES}><w:p><w:pPr><w:pStyle w:val='{paragraph}'/></w:pPr>"
        f"<w:r><w:rPr><w:rStyle w:val='{character}'/>{run}</w:rPr><w:t>甲</w:t></w:r></w:p></w:body>"
    )
    element = next(parse(xml.encode(), "").iter(qn("w:r")))
    assert isinstance(element, RunElement)
    return HidingStyles(root).is_hidden(element)


@pytest.mark.parametrize(
    ("run", "hidden"),
    [
        ("", False),
        ("<w:vanish/>", True),
        ('<w:vanish w:val="true"/>', True),
        ('<w:vanish w:val="0"/>', False),
        ('<w:vanish w:val="off"/>', False),
        ("<w:webHidden/>", True),
        ('<w:webHidden w:val="false"/>', False),
        ("<w:specVanish/>", True),
    ],
)
def test_own_formatting(run: str, hidden: bool) -> None:
    assert is_hidden(run) is hidden


@pytest.mark.parametrize(
    ("paragraph", "character", "hidden"),
    [
        ("Hides", "", True),
        ("", "Hides", True),
        ("Hides", "Hides", False),
        ("Below", "", True),
        ("ShowsBelow", "", False),
        ("Shows", "Hides", True),
        ("Web", "", True),
        ("Ring", "", False),
        ("Unknown", "", False),
    ],
)
def test_styles(paragraph: str, character: str, hidden: bool) -> None:
    assert is_hidden(paragraph=paragraph, character=character) is hidden


def test_own_formatting_wins_over_styles_and_defaults() -> None:
    shows = '<w:vanish w:val="0"/>'
    assert not is_hidden(shows, paragraph="Hides")
    assert is_hidden(styles=DEFAULTS)
    assert not is_hidden(shows, styles=DEFAULTS)


def test_without_styles() -> None:
    run = parse(f"<w:r {NAMESPACES}><w:t>甲</w:t></w:r>".encode(), "")
    assert isinstance(run, RunElement)
    assert not HidingStyles(None).is_hidden(run)

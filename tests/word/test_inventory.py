"""What stands in a document beside its text is counted, whatever program wrote it."""

from __future__ import annotations

import pytest
from written import document, paragraph, run

from rectify_gen.word.inventory import Thing, take_inventory
from rectify_gen.word.word_package import open_package

BY = 'w:id="1" w:author="张三"'


def things(body: str) -> list[Thing]:
    """All things but the parts of the package that are always there."""
    counted = take_inventory(open_package(document(body)))
    return [thing for thing in counted.elements() if thing.kind != "part"]


@pytest.mark.parametrize(
    ("content", "thing"),
    [
        ('<w:r><w:br w:type="page"/></w:r>', Thing("break")),
        ('<w:r><w:br w:type="column"/></w:r>', Thing("break")),
        (f"<w:ins {BY}>{run('甲')}</w:ins>", Thing("insertion", "张三", "甲")),
        (
            f"<w:del {BY}><w:r><w:delText>乙</w:delText></w:r></w:del>",
            Thing("deletion", "张三", "乙"),
        ),
        (
            f"<w:r><w:rPr><w:rPrChange {BY}/></w:rPr><w:t>丙</w:t></w:r>",
            Thing("formatting", "张三", "丙"),
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r>",
            Thing("hidden", text="丁"),
        ),
        (f"<w:hyperlink>{run('戊')}</w:hyperlink>", Thing("link", text="戊")),
        (
            '<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "><w:r/></w:fldSimple>',
            Thing("field", text="PAGE"),
        ),
    ],
)
def test_each_kind_is_one_thing(content: str, thing: Thing) -> None:
    assert things(paragraph(content)) == [thing]


@pytest.mark.parametrize(
    "content",
    [
        run("甲"),
        "<w:r><w:br/></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>',
        f"<mc:Fallback><w:hyperlink>{run('甲')}</w:hyperlink></mc:Fallback>",
    ],
)
def test_what_is_no_thing(content: str) -> None:
    assert things(paragraph(content)) == []


@pytest.mark.parametrize(("length", "shown"), [(20, 20), (21, 21)])
def test_texts_are_shortened_from_the_twenty_first_character(
    length: int, shown: int
) -> None:
    (thing,) = things(paragraph(f"<w:hyperlink>{run('甲' * length)}</w:hyperlink>"))
    assert len(thing.text) == shown
    assert thing.text.endswith("…") is (length > 20)


def table(width: int = 1200, height: int = 400, rule: str = "", fill: str = "") -> str:
    shade = f'<w:shd w:fill="{fill}"/>' if fill else ""
    cell = f"<w:tc><w:tcPr>{shade}</w:tcPr>{paragraph('甲')}</w:tc>"
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{rule}</w:tblBorders></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:hRule="exact" w:val="{height}"/></w:trPr>{cell}</w:tr></w:tbl>'
    )


def test_tables_that_look_alike_are_equal() -> None:
    assert things(table()) == things(table(width=1230, height=405))
    black = '<w:top w:val="single" w:sz="4" w:color="000000"/>'
    automatic = '<w:top w:val="single" w:sz="4" w:color="auto"/>'
    assert things(table(rule=black)) == things(table(rule=automatic))
    assert things(table(fill="auto")) == things(table())


@pytest.mark.parametrize(
    "changed",
    [
        table(width=1400),
        table(height=410),
        table(fill="FF0000"),
        table(rule='<w:top w:val="single" w:sz="4"/>'),
        table(rule='<w:right w:val="single" w:sz="4"/>'),
        table() + table(),
    ],
)
def test_tables_that_look_otherwise_differ(changed: str) -> None:
    assert things(changed) != things(table())


def test_inner_rules_are_not_at_the_outside() -> None:
    inner = '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    assert things(table(rule=inner)) == things(table())

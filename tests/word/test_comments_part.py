"""Comments added to parts in every form that programs write, and elements found among the bytes of a part."""

from __future__ import annotations

import pytest
from lxml import etree

from rectify_gen.word.comments_part import (
    NewComment,
    highest_comment_identifier,
    with_comments,
)
from rectify_gen.word.element_places import (
    ElementPlaces,
    TextEditOfPart,
    as_utf_8,
    edited,
)
from rectify_gen.word.word_package import WordPackage
from rectify_gen.word.xml import parse

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENT = [NewComment(7, ["错误 <甲> & 乙", "建议"])]


def package(**parts: str) -> WordPackage:
    """A document without relationships of its own, and what is given for a part by its name (_ for . and / for __)."""
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body/></w:document>',
        **parts,
    }
    return WordPackage({name: text.encode() for name, text in content.items()})


def relations(target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="c" Type="{OFFICE}/comments" Target="{target}"/>'
        "</Relationships>"
    )


def comments_in(part: bytes) -> list[tuple[str, list[str]]]:
    found = []
    for comment in etree.fromstring(part).iter(f"{{{WORD}}}comment"):
        lines = ["".join(p.itertext()) for p in comment.iter(f"{{{WORD}}}p")]
        found.append((comment.get(f"{{{WORD}}}id") or "", lines))
    return found


NEW = ("7", ["错误 <甲> & 乙", "建议"])


def test_a_new_part_is_declared_and_referred_to() -> None:
    parts = with_comments(package(), COMMENT, "甲")
    assert comments_in(parts["word/comments.xml"]) == [NEW]
    assert parts["word/_rels/document.xml.rels"].endswith(
        f'<Relationship Id="rIdRectifyGenComments" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'.encode()
    )
    assert b'<Override PartName="/word/comments.xml"' in parts["[Content_Types].xml"]
    assert WordPackage(parts).related("word/document.xml", "comments") == (
        "word/comments.xml",
    )
    assert with_comments(package(), [], "甲") == package().parts


def test_a_name_that_is_taken_in_any_case_is_not_used() -> None:
    taken = package(**{"word/Comments.xml": "<x/>", "word/comments2.xml": "<x/>"})
    assert "word/comments3.xml" in with_comments(taken, COMMENT, "甲")


@pytest.mark.parametrize(
    ("root", "before"),
    [
        (f'<w:comments xmlns:w="{WORD}"/>', []),
        (f'<w:comments xmlns:w="{WORD}" />', []),
        (f'<w:comments xmlns:w="{WORD}"><!-- > --></w:comments >', []),
        (f'<comments xmlns="{WORD}"></comments>', []),
        (f'<x:comments xmlns:x="{WORD}"><x:comment x:id="6"/></x:comments>', [("6", [])]),
    ],
)  # fmt: skip
def test_a_part_that_is_there_is_added_to(
    root: str, before: list[tuple[str, list[str]]]
) -> None:
    there = package(
        **{
            "word/notes.xml": root,
            "word/_rels/document.xml.rels": relations("notes.xml"),
        }
    )
    assert highest_comment_identifier(there) == (6 if before else -1)
    parts = with_comments(there, COMMENT, "甲")
    assert comments_in(parts["word/notes.xml"]) == [*before, NEW]
    changed = [name for name in parts if parts[name] != there.parts.get(name)]
    assert changed == ["word/notes.xml"]


def test_a_reference_to_a_part_that_is_not_there_does_not_count() -> None:
    dangling = package(**{"word/_rels/document.xml.rels": relations("none.xml")})
    parts = with_comments(dangling, COMMENT, "甲")
    assert comments_in(parts["word/comments.xml"]) == [NEW]


def test_elements_are_found_among_the_bytes() -> None:
    content = (
        '<a x="1>2"><b/><!-- <c> --><c\n y=\'"/>\' >中&amp;</c ><b></b></a>'.encode()
    )
    root = parse(content, "part")
    places = ElementPlaces(content, root)
    found = []
    for element in root.iter():
        place = places.place(element)  # type: ignore[arg-type]
        whole = content[place.start : place.end].decode()
        inside = content[place.content : place.end_tag].decode()
        found.append((place.name, place.is_one_tag, whole, inside))
    assert found[1:] == [
        ("b", True, "<b/>", ""),
        ("c", False, "<c\n y='\"/>' >中&amp;</c >", "中&amp;"),
        ("b", False, "<b></b>", ""),
    ]
    assert found[0][2] == content.decode()


def test_edits_at_one_place_keep_their_order() -> None:
    edits = [TextEditOfPart(3, 3, b"x"), TextEditOfPart(1, 2, b""), TextEditOfPart(3, 3, b"y")]  # fmt: skip
    assert edited(b"abcd", edits) == b"acxyd"


def test_utf_16_becomes_utf_8_and_all_else_stays() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><a>中</a>'
    for encoding in ("utf-16", "utf-16-be"):
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        assert parse(as_utf_8(mark + text.encode(encoding)), "part").text == "中"
    assert as_utf_8(b"\xef\xbb\xbf<a/>") == b"\xef\xbb\xbf<a/>"
    ascii_part = b"<?xml version='1.0' encoding='US-ASCII'?><a>us-ascii</a>"
    assert as_utf_8(ascii_part) == ascii_part.replace(b"US-ASCII", b"UTF-8")

"""Packages: what is written is read back, by us and by others; what is dangerous is refused."""

from __future__ import annotations

import contextlib
import io
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "templating"))
from docx_maker import core_xml, header_xml, make_parts, p, plain_zip
from timing import processor_seconds

from rectify_gen import package
from rectify_gen.diagnostics import TemplateError
from rectify_gen.package import (
    canonical_order,
    pack,
    read_package,
    write_package,
    write_parts,
)
from rectify_gen.templating.compile import compile_template

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\:."),
    min_size=1,
    max_size=12,
)
PARTS = st.dictionaries(
    NAMES.map(lambda name: f"word/{name}.xml"), st.binary(max_size=300), max_size=8
).filter(lambda parts: len({name.lower() for name in parts}) == len(parts))


def codes(data: bytes) -> list[str]:
    with processor_seconds(10), pytest.raises(TemplateError) as caught:
        compile_template(data, "t.docx")
    assert all(
        one.path == "t.docx" and one.message("zh") and one.hint("en") is not None
        for one in caught.value.diagnostics
    )
    return [one.code for one in caught.value.diagnostics]


@settings(max_examples=80, deadline=None)
@given(PARTS, st.sampled_from([1, 6, 9]))
def test_written_parts_are_read_back(parts: dict[str, bytes], level: int) -> None:
    data = write_parts(parts, level)
    assert read_package(data) == parts
    assert write_parts(dict(reversed(parts.items())), level) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert {info.date_time for info in archive.infolist()} <= {
            (1980, 1, 1, 0, 0, 0)
        }
        assert archive.namelist() == sorted(parts, key=canonical_order)


def test_unzip_accepts_it(tmp_path: Path) -> None:
    if not shutil.which("unzip"):
        pytest.skip("unzip is not installed")
    file = tmp_path / "x.docx"
    file.write_bytes(
        write_parts({"[Content_Types].xml": b"<a/>", "word/中文.xml": b"x" * 9999})
    )
    assert (
        subprocess.run(
            ["unzip", "-t", str(file)], capture_output=True, check=False
        ).returncode
        == 0
    )


def test_blocks_make_the_same_content_as_one_piece() -> None:
    whole, blocks = pack("a", [b"xyz" * 1000]), pack("a", [b"xyz"] * 1000)
    assert (whole.crc, whole.size) == (blocks.crc, blocks.size)
    assert read_package(write_package([blocks])) == {"a": b"xyz" * 1000}


def test_order_of_parts() -> None:
    assert sorted(
        ["word/a", "_rels/.rels", "docProps/b", "[Content_Types].xml"],
        key=canonical_order,
    ) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/b",
        "word/a",
    ]


def test_unusable_files() -> None:
    good = plain_zip(make_parts(p("x")))
    assert codes(b"") == ["docx-other-kind"]
    assert codes(b"no zip at all") == ["docx-other-kind"]
    assert codes(b"no zip\0at all") == ["docx-damaged"]
    assert codes(good[: len(good) // 2]) == ["docx-damaged"]
    assert codes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600) == ["docx-other-kind"]
    assert codes(good[:60] + b"\xff" * 40 + good[100:]) == ["docx-damaged"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_damage_is_an_error_and_never_a_bug(at: int, junk: bytes) -> None:
    good = write_parts(make_parts(p("{{ title }}")))
    at %= len(good)
    with contextlib.suppress(TemplateError):
        compile_template(good[:at] + junk + good[at + len(junk) :])


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "/abs.xml", "word/../../x", "a\\b", "C:/x", "WORD/document.xml"],
)
def test_names_that_lead_out_or_double_are_refused(name: str) -> None:
    assert codes(plain_zip({**make_parts(p("x")), name: b"x"})) == ["docx-damaged"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for _ in range(2):
            for name, data in make_parts(p("x")).items():
                archive.writestr(name, data)
    assert codes(out.getvalue()) == ["docx-damaged"]


def test_bombs_are_refused() -> None:
    huge = plain_zip(
        {**make_parts(p("x")), "word/media/a.bin": bytes(package.UNPACKED_LIMIT)}
    )
    assert codes(huge) == ["docx-too-large"]
    parts = make_parts(p("x"))
    most = {f"a{at}": b"" for at in range(package.PART_LIMIT - len(parts))}
    package.read_package(plain_zip({**parts, **most}))
    assert codes(plain_zip({**parts, **most, "b": b""})) == ["docx-too-many-parts"]
    assert codes(plain_zip(make_parts("<w:p/>" * 6_000_000))) == ["docx-too-many-nodes"]


MANY = {
    "paragraphs": b"<w:p/>",
    "comments": b"<!---->",
    "instructions": b"<?a?>",
    "attributes": b'<w:p a="" b="" c="" d="" e="" f="" g=""/>',
    "spaced attributes": b'<w:p a = ""  b = ""  c = ""/>',
}


@pytest.mark.parametrize("piece", MANY.values(), ids=MANY)
def test_small_files_that_unfold_into_many_nodes_are_refused(piece: bytes) -> None:
    parts = {"a.xml": b"<a>" + piece * 1_250_000 + b"</a>"}
    assert codes(plain_zip(parts)) == ["docx-too-many-nodes"]


def test_nodes_of_all_parts_are_counted_together() -> None:
    half = b"<a>" + b"<b/>" * 699_999 + b"</a>"
    assert read_package(plain_zip({"a.xml": half}))
    assert codes(plain_zip({"a.xml": half, "b.bin": half})) == ["docx-too-many-nodes"]


def test_the_limit_of_nodes_is_reached_and_not_passed() -> None:
    parts = {"a.xml": b'<a b=""><c></c></a>'}
    package.check_nodes(parts, 3)
    with pytest.raises(TemplateError):
        package.check_nodes(parts, 2)


def test_bytes_that_are_no_markup_are_not_counted() -> None:
    picture = b"\x89PNG\r\n" + bytes(300) + b"<=" * 1_250_000
    assert read_package(plain_zip({"word/media/a.png": picture}))


@pytest.mark.parametrize("encoding", ["UTF-7", "utf-32", "IBM037", "gb18030"])
def test_encodings_that_word_never_uses_are_refused(encoding: str) -> None:
    content = f"<?xml version='1.0' encoding = '{encoding}'?><a/>".encode()
    assert codes(plain_zip({"a.xml": content})) == ["docx-damaged"]


@pytest.mark.parametrize("encoding", ["UTF-8", "utf8", "UTF-16", "UTF-16LE"])
def test_encodings_of_open_xml_are_read(encoding: str) -> None:
    content = f"<?xml version='1.0' encoding='{encoding}'?><a/>".encode()
    assert read_package(plain_zip({"a.xml": content}))


def test_lying_sizes_are_refused() -> None:
    data = bytearray(plain_zip(make_parts(p("x"))))
    at = data.find(b"PK\x01\x02")
    (size,) = struct.unpack_from("<I", data, at + 24)
    struct.pack_into("<I", data, at + 24, size // 2)
    assert codes(bytes(data)) == ["docx-damaged"]
    struct.pack_into("<I", data, at + 24, size * 2)
    assert codes(bytes(data)) == ["docx-damaged"]


def test_overlapping_entries_are_refused() -> None:
    data = bytearray(plain_zip(make_parts(p("x"))))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert codes(bytes(data)) == ["docx-damaged"]


def _longer(data: bytes, at: int, field: int, more: int) -> bytes:
    """A zip whose local header at ``at`` claims ``more`` bytes in one of its fields."""
    changed = bytearray(data)
    (length,) = struct.unpack_from("<H", changed, at + field)
    struct.pack_into("<H", changed, at + field, length + more)
    return bytes(changed)


@pytest.mark.parametrize("field", [26, 28], ids=["name", "extra"])
def test_an_entry_that_reaches_into_the_next_is_refused(field: int) -> None:
    data = plain_zip(make_parts(p("x")))
    assert read_package(_longer(data, 0, field, 0))
    assert codes(_longer(data, 0, field, 1)) == ["docx-damaged"]


def test_the_last_entry_ends_before_the_directory() -> None:
    data = plain_zip(make_parts(p("x")))
    last = data.rfind(b"PK\x03\x04")
    assert codes(_longer(data, last, 28, 1)) == ["docx-damaged"]


def test_names_in_chinese_are_counted_in_bytes() -> None:
    assert read_package(plain_zip({"附件.bin": b"x" * 99, "b": b"y"}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_that_word_never_uses_are_refused(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in make_parts(p("x")).items():
            archive.writestr(name, data)
    assert codes(out.getvalue()) == ["docx-damaged"]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
READ_PARTS = [
    "word/document.xml",
    "word/header1.xml",
    "docProps/core.xml",
    "_rels/.rels",
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
]


@pytest.mark.parametrize("name", READ_PARTS)
@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_document_types_are_refused_in_every_part_that_is_read(
    name: str, doctype: bytes
) -> None:
    parts = make_parts(p("x"), core_xml(title="{{ title }}"), header1=p("{{ title }}"))
    declared, newline, rest = parts[name].partition(b"\n")
    parts[name] = declared + newline + doctype + rest
    assert codes(plain_zip(parts)) == ["docx-part-unreadable"]
    plain = (newline + doctype + rest).decode("utf-8")
    parts[name] = ('<?xml version="1.0" encoding="UTF-16"?>' + plain).encode("utf-16")
    assert codes(plain_zip(parts)) == ["docx-part-unreadable"]


@pytest.mark.parametrize("name", READ_PARTS)
@pytest.mark.parametrize(
    "junk", [b"", b"<a>", b"\xff\xfe", b"<a/>", b"<a>&nosuch;</a>"]
)
def test_parts_that_are_no_xml(name: str, junk: bytes) -> None:
    parts = {**make_parts(p("x"), header1=p("{{ title }}")), name: junk}
    with contextlib.suppress(TemplateError):
        compile_template(plain_zip(parts))


@pytest.mark.parametrize(
    ("target", "mode"),
    [
        ("file:///etc/passwd", "External"),
        ("http://x/y.dotm", "External"),
        ("../../../etc/passwd", ""),
        ("http://x/y", ""),
        ("C:/x", ""),
    ],
)
def test_relationships_that_leave_the_file_are_refused(target: str, mode: str) -> None:
    parts = make_parts(p("x"), header1=p("y"))
    external = f'TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="x" Type="http://x/attachedTemplate" Target="{target}" {external}/></Relationships>'
    parts["word/_rels/document.xml.rels"] = parts[
        "word/_rels/document.xml.rels"
    ].replace(b"</Relationships>", link.encode())
    assert codes(plain_zip(parts)) == ["docx-outside"]


def test_hyperlinks_and_absolute_targets_inside_are_fine() -> None:
    parts = make_parts(p("x"), header1=p("{{ title }}"))
    link = (
        b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        b' Target="http://example.gov.cn" TargetMode="External"/></Relationships>'
    )
    own = (
        parts["word/_rels/document.xml.rels"]
        .replace(b"</Relationships>", link)
        .replace(b'"header1.xml"', b'"/word/header1.xml"')
    )
    template = compile_template(
        plain_zip({**parts, "word/_rels/document.xml.rels": own})
    )
    assert [one.name for one in template.parts] == [
        "word/document.xml",
        "word/header1.xml",
    ]


def test_macros_are_refused() -> None:
    parts = make_parts(p("x"))
    assert codes(plain_zip({**parts, "word/vbaProject.bin": b"x"})) == ["docx-macro"]
    types = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.macroEnabled.main"
    )
    assert codes(plain_zip({**parts, "[Content_Types].xml": types})) == ["docx-macro"]


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
)
def test_missing_parts_are_named(name: str) -> None:
    parts = make_parts(p("x"))
    del parts[name]
    assert codes(plain_zip(parts)) == ["docx-part-missing"]


def test_other_kinds_of_office_file_are_refused() -> None:
    parts = make_parts(p("x"))
    assert codes(
        plain_zip({**parts, "word/document.xml": header_xml(p("x")).encode("utf-8")})
    ) == ["docx-no-document"]


REPEATED = [
    "{{",
    "{%",
    "{#",
    "{% raw %}",
    "{%p ",
    "}}",
    "%}",
    "{{ x }}",
    "{%- ",
    "-%}",
    "{% vm %}",
    "{% hm %}",
    "{% cellbg x %}",
    "{% colspan 1 %}",
    "{{r ",
    "{{p x }}",
    "{",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_repeated_tags_do_not_take_the_repair_for_ever(piece: str) -> None:
    for body in (
        p(piece * 3000),
        p(piece) * 3000,
        f"<w:tbl><w:tblGrid/><w:tr><w:tc>{p(piece) * 1000}</w:tc></w:tr></w:tbl>",
    ):
        with processor_seconds(10), contextlib.suppress(TemplateError):
            compile_template(plain_zip(make_parts(body)))

"""Where a document says it came from, and whether its parts are still those that were made."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from rectify_gen.diagnostics import TemplateError
from rectify_gen.origin import CUSTOM, Origin, parts_digest, read_origin
from rectify_gen.package import read_package, write_parts

ROOT = Path(__file__).resolve().parents[1]
BUILT = (ROOT / "examples" / "education-bureau.docx").read_bytes()


def test_built_document_is_what_was_made() -> None:
    origin, parts = read_origin(BUILT)
    assert origin is not None
    assert origin.parts == parts
    assert origin.edition == "public-1"


def test_another_zlib_and_other_dates_do_no_harm() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in reversed(read_package(BUILT).items()):
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content)
    assert read_origin(out.getvalue()) == read_origin(BUILT)


def test_one_changed_character_is_seen() -> None:
    parts = read_package(BUILT)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "整改".encode(), "整好".encode(), 1
    )
    origin, found = read_origin(write_parts(parts))
    assert origin is not None
    assert origin.parts != found


def test_documents_of_others_have_no_origin() -> None:
    parts = read_package(BUILT)
    del parts[CUSTOM]
    assert read_origin(write_parts(parts))[0] is None
    half = {
        **parts,
        CUSTOM: b'<Properties><property name="rectify-gen-source"><vt:lpwstr>a</vt:lpwstr></property></Properties>',
    }
    assert read_origin(write_parts(half))[0] is None
    with pytest.raises(TemplateError):
        read_origin(b"no zip")


def test_digest_tells_names_checksums_and_sizes_apart() -> None:
    one = {"a": (zlib.crc32(b"1"), 1), "b": (zlib.crc32(b"2"), 1)}
    assert parts_digest(one) == parts_digest(dict(reversed(one.items())))
    assert parts_digest(one) == parts_digest({**one, CUSTOM: (1, 1)})
    others = ({"a": (1, 1)}, {"b": (1, 1)}, {"a": (2, 1)}, {"a": (1, 2)}, {})
    assert len({parts_digest(other) for other in others}) == 5


def test_fields_are_written_in_their_order() -> None:
    assert Origin._fields == ("source", "template", "edition", "parts")

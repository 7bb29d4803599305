"""What a file is by its content; every kind has its name and advice in both languages."""

from __future__ import annotations

import pytest
from hostile_files import KINDS, old_office, ole_file, zipped

from rectify_gen.diagnostics import InputError, TemplateError
from rectify_gen.filetypes import described, kind_of
from rectify_gen.package import read_package
from rectify_gen.source import decode


@pytest.mark.parametrize("name", KINDS)
def test_kind_is_seen_in_the_content(name: str) -> None:
    kind, data = KINDS[name]
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF",  # one sign short
        b"kind: '%PDF-1.7'\n",
        b"title: <html>\n",
        b"BM\0\0\0\0\0\0\0\x01",
        b"RIFF\x24\0\0\0WAVE",
    ],
)
def test_marks_count_at_their_place_and_whole_only(data: bytes) -> None:
    assert kind_of(data) in ("text", "unknown")


def test_a_kind_is_named_and_tells_what_to_do_with_such_a_file() -> None:
    for kind, data in KINDS.values():
        if kind in ("text", "unknown", "empty"):
            continue
        with pytest.raises(InputError) as caught:
            decode(data, "甲.yaml")
        (found,) = caught.value.diagnostics
        assert (found.code, found.path) == ("file-not-text", "甲.yaml")
        for lang in ("zh", "en"):
            assert described(kind, "")[f"kind_{lang}"] in found.message(lang)
            assert found.hint(lang)


def test_a_word_file_given_as_yaml_is_turned_into_text_by_the_command_that_is_named() -> (
    None
):
    with pytest.raises(InputError) as caught:
        decode(KINDS["word"][1], "甲.docx")
    assert (
        "rectify-gen import 甲.docx -o notice.yaml"
        in caught.value.diagnostics[0].hint()
    )


REFUSED = {
    "pdf": (KINDS["pdf"][1], "docx-other-kind"),
    "doc": (KINDS["doc"][1], "docx-other-kind"),
    "odt": (KINDS["odt"][1], "docx-other-kind"),
    "html": (KINDS["html"][1], "docx-other-kind"),
    "excel": (KINDS["excel"][1], "docx-other-kind"),
    "text": (KINDS["text"][1], "docx-other-kind"),
    "empty": (KINDS["empty"][1], "docx-other-kind"),
    "password": (old_office("EncryptedPackage"), "docx-encrypted"),
    "nul": (KINDS["nul"][1], "docx-damaged"),
    "zip cut off": (KINDS["zip"][1][:40], "docx-damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_given_as_a_word_file_and_is_none(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(TemplateError) as caught:
        read_package(data, "甲.docx")
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_a_package_with_its_main_part_elsewhere_is_still_looked_into() -> None:
    assert read_package(zipped({"文字/正文.xml": b"<x/>"})) == {
        "文字/正文.xml": b"<x/>"
    }


def test_a_damaged_directory_of_an_ole_file_ends() -> None:
    whole = ole_file("1Table", "WordDocument", "Data1", "Data2", "Data3")
    for cut in range(0, len(whole), 7):
        assert kind_of(whole[:cut]) in ("doc", "ole", "unknown", "text", "empty")
    for position in range(30, len(whole)):
        changed = whole[:position] + b"\x02" + whole[position + 1 :]
        assert kind_of(changed) in ("doc", "ole")


def test_an_old_word_file_given_as_a_template_has_one_reason() -> None:
    for data in (KINDS["ole-doc"][1], KINDS["ole"][1]):
        with pytest.raises(TemplateError) as caught:
            read_package(data, "甲.doc")
        (found,) = caught.value.diagnostics
        assert "password" not in found.message("en")
        assert "密码" not in found.message("zh")
    with pytest.raises(TemplateError) as caught:
        read_package(KINDS["ole-password"][1], "甲.docx")
    (found,) = caught.value.diagnostics
    assert ".doc)" not in found.message("en")

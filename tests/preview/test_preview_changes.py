"""What a preview shows when files change: project, template, layout, built documents, and a notice that is gone."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from made import ROOT, short
from running_preview import served

from rectify_gen import build
from rectify_gen.cli.new_workbook import starter_workbook

SOUND = short("林业")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_the_only_notice_is_the_first_page(notice: Path) -> None:
    with served(notice, lang="en") as preview:
        page = preview.page_when("Word file: not built")
        assert "nothing to report" in page
        assert '<html lang="en">' in page
        assert "修订林业制度" in page
        assert "All notices" not in page


def test_a_document_that_is_built_is_up_to_date_until_the_notice_changes(
    notice: Path,
) -> None:
    with served(notice) as preview:
        preview.page_when("未生成")
        build([notice])
        preview.page_when("最新")
        notice.write_text(SOUND.replace("3项", "4项"), encoding="utf-8")
        preview.page_when("须重新生成")


def test_the_project_is_watched(notice: Path) -> None:
    project = notice.with_name("rectify-gen.yaml")
    with served(notice) as preview:
        preview.page_when("没有发现问题")
        project.write_text("audiance: internal\n", encoding="utf-8")
        page = preview.page_when("audiance")
        assert "rectify-gen.yaml:1:1" in page
        # What is known of the notice stays.
        assert "修订林业制度" in page
        assert "1 个错误" in page
        project.unlink()
        page = preview.page_when("没有发现问题")
        assert "audiance" not in page


def test_a_project_that_is_wrong_from_the_beginning_is_shown(notice: Path) -> None:
    project = notice.with_name("rectify-gen.yaml")
    project.write_text("audiance: internal\n", encoding="utf-8")
    with served(notice) as preview:
        preview.page_when("rectify-gen.yaml:1:1")
        project.write_text("audience: internal\n", encoding="utf-8")
        preview.page_when("没有发现问题")


def test_the_template_is_watched(notice: Path) -> None:
    template = notice.parent / "模板" / "通报.docx"
    template.parent.mkdir()
    shipped = ROOT / "templates" / "notice.docx"
    shutil.copy(shipped, template)
    project = notice.with_name("rectify-gen.yaml")
    project.write_text("templates: {notice: 模板/通报.docx}\n", encoding="utf-8")
    with served(notice) as preview:
        preview.page_when("没有发现问题")
        template.write_bytes(b"no Word file")
        page = preview.page_when("1 个错误")
        assert "模板/通报.docx" in page
        # The notice itself is sound, and so is its draft.
        assert "修订林业制度3项。</a>" in page
        template.unlink()
        preview.page_when("template-unknown")
        shutil.copy(shipped, template)
        preview.page_when("没有发现问题")


def test_the_layout_is_watched(notice: Path) -> None:
    layout = notice.with_name("版式.yaml")
    layout.write_text("grid: {linez: 21}\n", encoding="utf-8")
    project = notice.with_name("rectify-gen.yaml")
    project.write_text("layout: 版式.yaml\n", encoding="utf-8")
    with served(notice) as preview:
        page = preview.page_when("linez")
        assert "版式.yaml:1:8" in page
        layout.write_text("grid: {lines: 21}\n", encoding="utf-8")
        preview.page_when("没有发现问题")


def test_a_notice_that_is_gone_for_a_moment_comes_back(notice: Path) -> None:
    with served(notice) as preview:
        preview.page_when("没有发现问题")
        notice.unlink()
        page = preview.page_when("path-missing")
        assert "修订林业制度" in page
        notice.write_text(SOUND.replace("林业", "水务"), encoding="utf-8")
        page = preview.page_when("修订水务制度")
        assert "path-missing" not in page


def test_a_folder_that_is_gone_for_a_while_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "通报"
    folder.mkdir()
    notice = folder / "甲.yaml"
    notice.write_text(SOUND, encoding="utf-8")
    with served(notice) as preview:
        preview.page_when("没有发现问题")
        shutil.rmtree(folder)
        preview.page_when("path-missing")
        folder.mkdir()
        notice.write_text(SOUND.replace("林业", "水务"), encoding="utf-8")
        preview.page_when("修订水务制度")
        notice.write_text(SOUND.replace("林业", "住建"), encoding="utf-8")
        preview.page_when("修订住建制度")


def test_a_workbook_is_shown_with_its_cells(tmp_path: Path) -> None:
    workbook = tmp_path / "通报.xlsx"
    workbook.write_bytes(starter_workbook("notice"))
    with served(workbook) as preview:
        page = preview.page_when('<p class="title">')
        assert "<span>基本情况!B" in page


def test_a_binary_file_in_the_place_of_a_notice_is_reported(notice: Path) -> None:
    with served(notice) as preview:
        preview.page_when("没有发现问题")
        notice.write_bytes(b"%PDF-1.4 no notice")
        page = preview.page_when("file-not-text")
        assert "读不到文件内容" in page
        assert "出错以前的草稿" in page


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "别处"
    outside.mkdir()
    (outside / "密.yaml").write_text(SOUND.replace("林业", "保密"), encoding="utf-8")
    folder = tmp_path / "通报"
    folder.mkdir()
    (folder / "甲.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "链接.yaml").symlink_to(outside / "密.yaml")
    with served(folder) as preview:
        preview.page_when("1 个错误")
        page = preview.page("链接.yaml")
        assert "link-outside" in page
        assert "保密" not in page


def test_a_notice_behind_a_link_is_watched(notice: Path, tmp_path: Path) -> None:
    folder = tmp_path / "桌面"
    folder.mkdir()
    link = folder / "快捷.yaml"
    link.symlink_to(notice)
    with served(link) as preview:
        preview.page_when("修订林业制度")
        notice.write_text(SOUND.replace("林业", "水务"), encoding="utf-8")
        preview.page_when("修订水务制度")


@pytest.mark.skipif(os.name != "posix", reason="only Windows has names of text alone")
def test_a_name_that_is_no_text_is_written_out(notice: Path) -> None:
    nameless = notice.with_name(os.fsdecode(b"\xff.yaml"))
    try:
        notice.rename(nameless)
    except OSError:
        pytest.skip("only Windows and macOS refuse such a name")
    shutil.copy(nameless, notice)
    with served(notice.parent) as preview:
        preview.page_when("没有发现问题")
        # The list may name it before its own draft is made.
        preview.page_when("修订林业制度", r"\\udcff.yaml")


def test_noise_on_the_port_does_not_stop_the_server(notice: Path) -> None:
    with served(notice) as preview:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", preview.port)) as client:
                client.sendall(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
        preview.page_when("修订林业制度")


def test_it_listens_on_this_machine_only(notice: Path) -> None:
    with served(notice) as preview, socket.socket() as client:
        # Another address of the loopback network is another machine to a socket.
        assert client.connect_ex(("127.0.0.2", preview.port)) != 0

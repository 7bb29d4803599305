"""The preview of a folder, in a process of its own: pages, saves, errors, and what it refuses."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from made import short
from running_preview import AskedPreview, running_preview

SOUND = short("林业")
BROKEN = SOUND.replace("role: next_steps", "role: next_stepz")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three notices and a file that is none; its name has Chinese and a blank in it."""
    folder = tmp_path_factory.mktemp("preview") / "整改 通报"
    folder.mkdir()
    (folder / "甲.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "乙.yaml").write_text(BROKEN, encoding="utf-8")
    scripted = SOUND.replace("每月通报进展", "<script>alert(1)</script>\u202e进展")
    (folder / "丙<b>.yaml").write_text(scripted, encoding="utf-8")
    (folder / "秘密.txt").write_text("不得外传", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[AskedPreview]:
    with running_preview(folder) as preview:
        preview.page_when("1 个错误")
        yield preview


def save(path: Path, text: str) -> None:
    """Save as most editors do: beside the file, and then in its place."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_the_list_says_how_each_notice_stands(preview: AskedPreview) -> None:
    page = preview.page_when("未生成")
    rows = re.findall(r"<tr class=\"(\w*)\">(.*?)</tr>", page, re.DOTALL)
    states = {}
    for severity, row in rows:
        name, reports, _ = re.findall("<td>(.*?)</td>", row, re.DOTALL)
        states[re.sub("<.*?>", "", name)[-6:]] = (severity, reports)
    assert states["甲.yaml"] == ("", "没有发现问题")
    assert states["乙.yaml"] == ("error", "1 个错误，0 个警告，0 条提示")
    assert "秘密" not in page


def test_the_page_of_a_notice_has_its_source_and_draft(
    preview: AskedPreview,
) -> None:
    page = preview.page("甲.yaml")
    assert '<li id="L1"><span>1</span><code>organization:' in page
    draft = page[page.index('<article id="draft"') :]
    assert re.search('<p class="title"><a class="body" href="#L2">中共示例市', draft)
    assert '<a class="level_1" href="#L7">三、巡察整改任务落实情况</a>' in draft
    assert '<a class="level_2" href="#L9">（一）关于制度不健全问题的整改</a>' in draft
    assert '<a class="body" href="#L10">修订林业制度3项。</a>' in draft
    assert '<p class="signature"><a class="body" href="#L16">　　' in draft


def test_a_save_is_shown_and_told_within_a_second(
    preview: AskedPreview, folder: Path
) -> None:
    page = preview.page("甲.yaml")
    events = re.search('data-events="([^"]*)"', page)
    assert events
    address = events[1].replace("&amp;", "&")
    with preview.client.stream("GET", address) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        version = re.search(r'data-version="(\d+)"', page)
        assert version
        assert next(lines) == f"data: {version[1]}"
        saved = time.monotonic()
        save(folder / "甲.yaml", SOUND.replace("3项", "4项"))
        assert next(lines) == ""
        assert next(lines) != f"data: {version[1]}"
        assert time.monotonic() - saved < 1
    assert "修订林业制度4项。" in preview.page("甲.yaml")


def test_an_error_is_shown_with_its_line_and_the_draft_from_before(
    preview: AskedPreview, folder: Path
) -> None:
    path = folder / "甲.yaml"
    save(path, SOUND.replace("3项", "5项"))
    preview.page_when("修订林业制度5项。</a>", "甲.yaml")
    save(path, BROKEN.replace("3项", "6项"))
    page = preview.page_when('class="banner"', "甲.yaml")
    assert "下面是出错以前的草稿" in page
    assert '<a href="#L13">13:12</a>' in page
    assert '<li id="L13" class="error">' in page
    # The lines of the earlier draft may have moved, so that it leads nowhere.
    assert '<span class="body">修订林业制度5项。</span>' in page
    assert '<article id="draft" data-live class="earlier"' in page

    save(path, SOUND.replace("3项", "7项"))
    page = preview.page_when("修订林业制度7项。</a>", "甲.yaml")
    assert 'class="banner"' not in page
    assert 'class="error"' not in page


def test_without_an_earlier_draft_there_is_none(preview: AskedPreview) -> None:
    page = preview.page("乙.yaml")
    assert "改正左侧所列错误后，这里显示草稿" in page
    assert '<p class="title">' not in page


def test_what_a_notice_says_is_text_and_never_markup(preview: AskedPreview) -> None:
    page = preview.page("丙&lt;b&gt;.yaml")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩进展" in page
    assert "\u202e" not in page
    assert "<b>" not in page
    assert "<b>" not in preview.page()


def test_notices_come_and_go(preview: AskedPreview, folder: Path) -> None:
    path = folder / "丁.yaml"
    path.write_text(SOUND, encoding="utf-8")
    page = preview.page_when("丁.yaml")
    key = re.search(r'key=(\w+)">[^<]*丁.yaml', page)
    assert key
    path.unlink()
    while "丁.yaml" in preview.page():
        time.sleep(0.01)
    assert preview.get("/notice", key=key[1]).status_code == 404


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", ""]
)
def test_another_host_is_refused(preview: AskedPreview, host: str) -> None:
    headers = {"host": host.format(port=preview.port)}
    for path in ("/", "/preview.js", "/events"):
        address = f"{path}?token={preview.token}"
        response = preview.client.get(address, headers=headers)
        assert response.status_code == 421
        assert "通报" not in response.text


def test_localhost_is_this_server_too(preview: AskedPreview) -> None:
    headers = {"host": f"localhost:{preview.port}"}
    address = f"/?token={preview.token}"
    assert preview.client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?TOKEN={token}"])
def test_without_the_token_nothing_is_shown(preview: AskedPreview, query: str) -> None:
    paths = ("/", "/notice", "/events", "/preview.css", "/preview.js", "/nothing")
    for path in paths:
        address = path + query.format(token=preview.token)
        response = preview.client.get(address)
        assert response.status_code == 403
        assert response.text.startswith("地址不完整或已失效")
        assert preview.token not in response.text


def test_a_second_token_is_no_token(preview: AskedPreview) -> None:
    address = f"/?token={preview.token}&token={preview.token}x"
    assert preview.client.get(address).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading_is_answered(preview: AskedPreview, method: str) -> None:
    for path in ("/", "/notice", "/events", "/preview.js"):
        response = preview.client.request(method, path, params={"token": preview.token})
        assert response.status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/%E7%A7%98%E5%AF%86.txt",
        "/../%E7%A7%98%E5%AF%86.txt",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/preview.css/../../../workspace.py",
        "//etc/passwd",
        "/assets/list.html",
        "/list.html",
    ],
)
def test_no_other_file_is_served(preview: AskedPreview, path: str) -> None:
    # A connection of its own, since clients take the dots out of a path.
    connection = HTTPConnection("127.0.0.1", preview.port)
    connection.request("GET", f"{path}?token={preview.token}")
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize("key", ["../秘密.txt", "/etc/passwd", "", "0" * 16])
def test_a_key_is_no_path(preview: AskedPreview, key: str) -> None:
    assert preview.get("/notice", key=key).status_code == 404


@pytest.mark.parametrize("path", ["/", "/preview.js", "/preview.css", "/nothing"])
def test_pages_may_load_nothing_from_elsewhere(
    preview: AskedPreview, path: str
) -> None:
    response = preview.get(path)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    assert not re.findall(r'(?:src|href)="(?![/#])', response.text)
    assert "style=" not in response.text
    assert "onclick" not in response.text

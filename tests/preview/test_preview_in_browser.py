"""The preview in a real browser: what its script does with a save, a click and an error."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import ROOT
from needs import needs
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_preview import served

from rectify_gen.office import find_office

pytestmark = [pytest.mark.slow, needs("chromium")]

TEXT = (ROOT / "examples" / "market-regulation-report.yaml").read_text("utf-8")
RULES = "修订《党组理论学习中心组学习规则》"
NEW_RULES = "修订并印发《党组理论学习中心组学习规则》"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Started by its path: playwright's own browsers are not installed.
    program = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, notice: Path) -> Iterator[Page]:
    with served(notice) as preview:
        preview.page_when("未生成")
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        refused: list[str] = []
        page.on("pageerror", lambda error: refused.append(str(error)))
        page.on("request", lambda request: refused.append(request.url))
        page.goto(preview.address)
        yield page
        page.close()
        strangers = [
            text for text in refused if not text.startswith(preview.address[:20])
        ]
        assert not strangers


def line_of(words: str) -> int:
    before, _, _ = TEXT.partition(words)
    return before.count("\n") + 1


def test_a_click_on_a_paragraph_shows_its_line(page: Page) -> None:
    page.locator("#draft a", has_text=RULES).click()
    marked = page.locator("#source li.marked")
    expect(marked).to_have_count(1)
    expect(marked).to_be_in_viewport()
    expect(marked).to_have_id(f"L{line_of(RULES)}")


def test_a_line_of_the_source_shows_what_it_prints(page: Page) -> None:
    page.locator(f"#L{line_of(RULES)}").click()
    printed = page.locator("#draft a.marked")
    expect(printed).to_contain_text(RULES)
    expect(printed).to_be_in_viewport()


def test_a_save_changes_the_draft_and_leaves_the_page_where_it_was(
    page: Page, notice: Path
) -> None:
    scrolled = "document.getElementById('sheet').scrollTop"
    page.evaluate(f"{scrolled} = 1500")
    page.locator("#draft a", has_text=RULES).click()
    page.evaluate(f"{scrolled} = 1500")
    notice.write_text(TEXT.replace(RULES, NEW_RULES), encoding="utf-8")
    expect(page.locator("#draft")).to_contain_text(NEW_RULES, timeout=1000)
    assert page.evaluate(scrolled) == 1500
    expect(page.locator("#source li.marked")).to_have_id(f"L{line_of(RULES)}")


def test_an_error_and_its_cure_in_two_pages(
    browser: Browser, page: Page, notice: Path
) -> None:
    second = browser.new_page()
    second.goto(page.url)
    notice.write_text(TEXT.replace("role: next_steps", "role: next_stepz"), "utf-8")
    for each in (page, second):
        expect(each.locator(".banner")).to_contain_text("出错以前的草稿")
        expect(each.locator("#draft")).to_contain_text(RULES)
    page.locator("#reports a").click()
    marked = page.locator("#source li.marked")
    expect(marked).to_contain_text("next_stepz")
    expect(marked).to_be_in_viewport()
    notice.write_text(TEXT, encoding="utf-8")
    for each in (page, second):
        expect(each.locator(".banner")).to_have_count(0)
        expect(each.locator("#draft")).to_have_class("current")
    second.close()


def test_the_fonts_of_the_draft_are_those_of_the_standard_sizes(page: Page) -> None:
    draft = page.locator("#draft")
    # 28.95 pt in pixels of a 96th of an inch, and 156 mm for 28 characters.
    expect(draft).to_have_css("line-height", "38.6px")
    box = draft.bounding_box()
    assert box
    assert 589 < box["width"] < 591
    title = page.locator("#draft p.title").first
    expect(title).to_have_css("text-align", "center")
    level_1 = page.locator("#draft .level_1").first
    expect(level_1).to_have_css("font-family", re.compile("^黑体"))


@needs("soffice")
def test_pages_are_drawn_beside_the_draft_and_unchanged_ones_stay(
    browser: Browser, notice: Path
) -> None:
    with served(notice, office=find_office(os.environ)) as preview:
        page = browser.new_page()
        page.goto(preview.address)
        expect(page.locator("#draft")).to_be_visible()
        page.locator("label[for=show-pages]").click()
        expect(page.locator("#draft")).to_be_hidden()
        pictures = page.locator("#pages img")
        expect(pictures).to_have_count(16, timeout=30_000)
        expect(pictures.first).to_be_visible()
        widths = "[...document.querySelectorAll('#pages img')].map(i => i.naturalWidth)"
        page.wait_for_function(f"{widths}.every(width => width === 893)")
        page.evaluate(
            "document.querySelectorAll('#pages img').forEach(i => i.dataset.kept = 1)"
        )
        # A figure on one page: the others are not even exchanged.
        notice.write_text(TEXT.replace("专题培训2期", "专题培训3期"), encoding="utf-8")
        expect(page.locator("#pages img[data-kept]")).to_have_count(15, timeout=30_000)
        expect(pictures).to_have_count(16)
        expect(page.locator("#show-pages")).to_be_checked()
        # What was chosen is kept when the page is loaded again.
        page.reload()
        expect(page.locator("#pages")).to_be_visible()
        page.close()


@needs("soffice")
def test_a_click_on_a_real_page_shows_its_line_and_back(
    browser: Browser, notice: Path
) -> None:
    with served(notice, office=find_office(os.environ)) as preview:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(preview.address)
        page.locator("label[for=show-pages]").click()
        line_id = f"L{line_of(RULES)}"
        printed = page.locator(f"#pages a[href='#{line_id}']")
        printed.first.hover(timeout=30_000)
        expect(page.locator("#source li.pointed")).to_have_id(line_id)
        # A paragraph is pointed at as a whole, though it stands on several lines of print.
        count = printed.count()
        assert count > 1
        expect(page.locator("#pages a.pointed")).to_have_count(count)
        printed.first.click()
        marked = page.locator("#source li.marked")
        expect(marked).to_have_id(line_id)
        expect(marked).to_be_in_viewport()
        # Every fact of the standard opening leads to its own line.
        for words in ("start: 2024-03-05", "feedback_date: 2024-07-10"):
            fact = page.locator(f"#pages a[href='#L{line_of(words)}']")
            fact.first.click()
            expect(marked).to_contain_text(words)
        # From the source to the page; a line that prints nothing leads to what it holds.
        page.locator("#source li", has_text="signature:").click()
        expect(page.locator("#pages a.marked").first).to_be_in_viewport()
        page.close()


def test_a_page_says_that_the_preview_has_ended(browser: Browser, notice: Path) -> None:
    with served(notice) as preview:
        page = browser.new_page()
        page.goto(preview.address)
        expect(page.locator("#draft")).to_contain_text(RULES)
        expect(page.locator("#ended")).to_be_hidden()
    expect(page.locator("#ended")).to_be_visible()
    page.close()

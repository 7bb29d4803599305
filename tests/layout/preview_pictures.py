"""The pictures of a clerk's first five minutes: a file with mistakes, the reports of them, and its real pages.

    .venv/bin/python tests/layout/preview_pictures.py

Needs Chromium, LibreOffice and the stand-in fonts (checks/fonts_setup.sh). Writes into ``examples``.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "preview")]

from running_preview import served  # noqa: E402

from rectify_gen.office import find_office  # noqa: E402

EXAMPLES = ROOT / "examples"
PROGRAM = (sys.executable, "-m", "rectify_gen", "--lang", "zh")
WINDOW = {"width": 1240, "height": 700}
MISTAKES = (
    ("反馈日期: 2024-07-09", "反馈日期: 2024-02-30"),
    ("巡察组: 市委", "巡察组：市委"),
    ("整改状态: 持续整改", "整改状态: 正在处理"),
)
REPORT_STYLE = """
body { margin: 0; background: #1e2327; }
pre { margin: 0; padding: 18px 22px; color: #e6e6e6; font: 15px/1.55 Consolas, "Noto Sans Mono CJK SC", "DejaVu Sans Mono", FandolHei, monospace; }
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        folder = Path(name)
        os.chdir(folder)
        notice = Path("通报.yaml")
        command = [*PROGRAM, "new", "--keys", "zh", str(notice)]
        subprocess.run(command, check=True, capture_output=True)
        text = notice.read_text(encoding="utf-8")
        with served(notice, office=find_office(os.environ)) as preview:
            page = browser.new_page(viewport=WINDOW, device_scale_factor=1)
            page.goto(preview.address)
            page.wait_for_selector("#draft.current")
            _picture_of_pages(page)
            notice.write_text(_with_mistakes(text), encoding="utf-8")
            page.wait_for_selector(".banner")
            page.locator("label[for=show-draft]").click()
            page.locator("#reports a").nth(1).click()
            page.screenshot(path=EXAMPLES / "preview.png")
        _picture_of_reports(browser, notice)
        browser.close()


def _with_mistakes(text: str) -> str:
    for right, wrong in MISTAKES:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    return text


def _picture_of_pages(page: Page) -> None:
    page.locator("label[for=show-pages]").click()
    printed = page.locator("#pages a")
    printed.first.wait_for(timeout=60_000)
    line = page.locator("#source li", has_text="修订议事规则").first
    line_id = line.get_attribute("id")
    page.locator(f"#pages a[href='#{line_id}']").first.click()
    page.mouse.move(0, 0)
    page.screenshot(path=EXAMPLES / "clerk-pages.png")


def _picture_of_reports(browser: Browser, notice: Path) -> None:
    """Write what ``validate`` says of ``notice`` on a terminal."""
    done = subprocess.run(
        [*PROGRAM, "validate", str(notice)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )
    console = Console(record=True, width=110, file=io.StringIO())
    console.print(Text(f"> rectify-gen validate {notice}"))
    console.print(Text.from_ansi((done.stdout + done.stderr).strip()))
    html = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")
    page = browser.new_page(viewport={"width": 1000, "height": 100})
    page.set_content(f"<style>{REPORT_STYLE}</style>{html}")
    page.locator("pre").screenshot(path=EXAMPLES / "clerk-report.png")


if __name__ == "__main__":
    main()

"""The form for articles as an analyst meets it: in JupyterLab on loopback, with nothing else to be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.contrast import assert_readable
from tests.browser.lab import opened, running_lab
from tests.conftest import PROJECT
from tests.test_articles import FIRST_CASE, without_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.lab import Lab

pytestmark = pytest.mark.browser

FORM = ".kienan-article-form"
UNSEEN = ":disabled, style, option, .kienan-hidden"
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"

# The colour behind a notebook, and whether every change of colour has come to its end.
PAPER = "() => getComputedStyle(document.body).getPropertyValue('--jp-layout-color0')"
STILL = "() => document.getAnimations().every((change) => change.playState !== 'running')"
# Controls that a reader of the screen could not name.
NAMELESS = """() => [...document.querySelectorAll('.kienan-article-form :is(input, select, textarea, button)')]
  .filter((node) => node.checkVisibility() && node.type !== 'file')
  .filter((node) => !(node.textContent.trim() && node.tagName === 'BUTTON') && !node.ariaLabel && !node.title
    && ![...(node.labels ?? [])].some((label) => label.textContent.trim()))
  .map((node) => node.outerHTML.slice(0, 120))"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a folder with the notebook, set to a data package of its own that lacks the first case."""
    from kienan_analysis.data_package.package_copy import copy_package

    copy_package(str(PROJECT / "data"), tmp_path / "my-data")
    without_source(tmp_path / "my-data", "kien-an-2022-01-11")
    notebook = (PROJECT / "notebooks" / "read_an_article.ipynb").read_text(encoding="utf-8")
    changed = notebook.replace('package: str = \\"\\"', 'package: str = \\"my-data\\"')
    assert changed != notebook
    (tmp_path / "read_an_article.ipynb").write_text(changed, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lab(folder: Path) -> Iterator[Lab]:
    with running_lab(folder) as running:
        yield running


def rows_of_the_first_case(folder: Path) -> list[str]:
    lines = (folder / "my-data" / "observations.csv").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("kien-an-2022-01-11-")]


def read(page: Page, text: str, button: str) -> None:
    page.fill(f"{FORM} textarea", text)
    page.click(f"{FORM} button:has-text('{button}')")
    page.wait_for_selector(f"{FORM} mark")


def test_an_article_is_read_mended_and_added(browser: Browser, lab: Lab, folder: Path) -> None:
    with opened(browser, lab, "read_an_article.ipynb", width=1024) as tab:
        page = tab.page
        page.wait_for_selector(f"{FORM} textarea")
        assert page.locator(f"{FORM} button:has-text('Thêm vào dữ liệu')").is_visible() is False
        read(page, f"{FIRST_CASE}\n{HOSTILE} còn 13,7%.", "Đọc")
        assert page.locator(f"{FORM} mark.kienan-read").count() == 7
        assert page.locator(f"{FORM} mark.kienan-unread").count() == 1
        title = page.locator(f"{FORM} mark").first.get_attribute("title")
        assert title == "Giá trị sản xuất công nghiệp · mức · 2021"
        assert HOSTILE in page.locator(f"{FORM} .kienan-article").inner_text()
        assert page.evaluate("window.hacked") is None
        assert page.evaluate(NAMELESS) == []
        for language, checks in (("Tiếng Việt", "Kiểm tra"), ("English", "Checks")):
            page.click(f"{FORM} button:has-text('{language}')")
            # The kernel writes them last.
            page.wait_for_selector(f"{FORM} .kienan-checks b:has-text('{checks}')")
            page.wait_for_function(STILL)
            assert_readable(page, f"{FORM} *", besides=UNSEEN)
        light = page.evaluate(PAPER)
        page.click("text=Settings >> nth=0")
        page.click("text=Theme")
        page.click("text=JupyterLab Dark")
        page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
        page.wait_for_function(f"light => ({PAPER})() !== light && ({STILL})()", arg=light)
        assert_readable(page, f"{FORM} *", besides=UNSEEN)

        # With the keyboard alone: mend the first figure, read what the check says of it, take it back.
        first = page.get_by_label("Figure 1, As printed")
        first.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("60037")
        page.keyboard.press("Tab")
        page.wait_for_selector(f"{FORM} .kienan-checks:has-text('Warning')")
        add = page.locator(f"{FORM} button:has-text('Add to the data')")
        assert add.is_disabled()
        assert rows_of_the_first_case(folder) == []
        first.fill("600,4")
        page.keyboard.press("Tab")
        page.wait_for_function("!document.querySelector('.kienan-checks').textContent.includes('60037')")
        # The checks are told before the box beside them is hidden or shown.
        if "Warning" in page.locator(".kienan-checks").inner_text():
            page.get_by_label("I have looked at the warnings").check()
        add.and_(page.locator(":enabled")).wait_for()
        add.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{FORM} [role=status]:has-text('Added 7 figures of kien-an-2022-01-11')")
        written = rows_of_the_first_case(folder)
        assert len(written) == 7
        assert '"600,4"' in written[0]
        assert "printed as 600,37" in written[0]
        assert add.is_disabled()
        assert tab.said == []
        assert tab.asked == []

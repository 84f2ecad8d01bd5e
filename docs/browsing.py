"""Chromium for the scripts of this folder: started in one way, and a page waited for until all of it is drawn."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from kienan_analysis.publishing import browser_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, and end it.

    Raises
    ------
    KienanError
        There is none.
    """
    program = browser_program()
    with sync_playwright() as playwright:
        # No sandbox: as root, as in a container, Chromium refuses to start one.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_review(tab: Page, page: Path) -> None:
    """Open a page of ours, and wait until its charts and letters are those that stay."""
    tab.goto(page.resolve().as_uri())
    tab.wait_for_function(
        "document.documentElement.dataset.charts === 'drawn' || !document.querySelector('[data-chart]')"
    )
    tab.evaluate("document.fonts.ready")

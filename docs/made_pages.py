"""Pages of ours for the scripts of this folder: made by the command, and opened in Chromium until all is drawn."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from kienan_analysis.publishing import browser_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TREE: Final = Path(__file__).resolve().parent.parent


def kienan(*words: str) -> None:
    """Call the command; where it fails, end with what it says."""
    command = [sys.executable, "-m", "kienan_analysis", *words]
    done = subprocess.run(command, cwd=TREE, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"kienan {' '.join(words)}:\n{done.stdout}{done.stderr}")


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

"""Notebook to page: the annual review's notebook by papermill and nbconvert, and the same review by ``kienan review``.

Each is made twice, in folders of their own, and opened in Chromium from its file, with nothing else within reach.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from docs.made_pages import chromium, kienan
from docs.others import apart

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

TREE: Final = Path(__file__).resolve().parents[2]
AREA: Final = "kien-an"
YEAR: Final = "2021"
LANGUAGE: Final = "vi"
KERNEL: Final = "kienan-compared"
WIDE, NARROW = 1280, 390
# What a page may go on doing after it was loaded.
_STILL: Final = 5000


def measured(folder: Path) -> dict[str, Any]:
    """Make and open both pages; give what was counted of each."""
    peer = apart.PAGES
    tools: list[dict[str, Any]] = []
    with chromium() as browser:
        ours = [_ours(folder / f"ours-{time}") for time in (1, 2)]
        tools.append({"name": "kienan review", "version": "", **_looked_at(browser, ours)})
        try:
            theirs = _theirs(folder)
        except subprocess.SubprocessError as error:
            tools.append({"name": peer.name, "version": peer.version, "failed": type(error).__name__})
        else:
            tools.append({"name": peer.name, "version": peer.version, **_looked_at(browser, theirs)})
    return {"area": AREA, "year": YEAR, "language": LANGUAGE, "tools": tools}


def _ours(folder: Path) -> Path:
    kienan("review", AREA, "--year", YEAR, "--language", LANGUAGE, "--output", str(folder))
    return folder / AREA / YEAR / f"annual-review.{LANGUAGE}.html"


def _theirs(folder: Path) -> list[Path]:
    """Run the notebook by papermill, and make it a page by nbconvert, without its code; twice."""
    programs = apart.made(apart.PAGES, folder)
    kernels = folder / "share" / "kernels" / KERNEL
    kernels.mkdir(parents=True)
    # What the notebook calls is ours, so its kernel is; who runs it and who makes the page are not.
    command = f'["{sys.executable}", "-m", "ipykernel_launcher", "-f", "{{connection_file}}"]'
    (kernels / "kernel.json").write_text(
        f'{{"argv": {command}, "display_name": "ours", "language": "python", "env": {{"PYTHONPATH": "{TREE}"}}}}',
        encoding="utf-8",
    )
    pages = []
    for time in (1, 2):
        place = folder / f"theirs-{time}"
        place.mkdir()
        shutil.copy(TREE / "notebooks" / "annual_review.ipynb", place / "asked.ipynb")
        more = {"JUPYTER_PATH": str(folder / "share"), "PATH": f"{programs}:/usr/bin:/bin"}
        parameters = ["-p", "area", AREA, "-p", "year", YEAR, "-p", "language", LANGUAGE]
        apart.run(
            [str(programs / "papermill"), "asked.ipynb", "review.ipynb", "-k", KERNEL, *parameters],
            cwd=place,
            more=more,
        )
        convert = [str(programs / "jupyter-nbconvert"), "--to", "html", "--no-input", "review.ipynb"]
        apart.run(convert, cwd=place, more=more)
        pages.append(place / "review.html")
    return pages


def _looked_at(browser: Browser, pages: list[Path]) -> dict[str, Any]:
    """Count what a page is and does: bytes, scripts, requests, violations, width on a phone."""
    one, other = (page.read_bytes() for page in pages)
    asked: list[str] = []

    def files_only(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
            return
        asked.append(route.request.url)
        route.abort()

    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    context.route("**/*", files_only)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(pages[0].resolve().as_uri())
    tab.wait_for_timeout(_STILL)
    of_scripts = "[...document.scripts].filter(s => !s.type || /javascript|module/.test(s.type))"
    scripts = tab.evaluate(f"{of_scripts}.map(s => s.src || s.text.length)")
    charts = tab.evaluate("[...document.querySelectorAll('svg, canvas, img')].filter(i => i.clientWidth > 200).length")
    broken = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    tab.set_viewport_size({"width": NARROW, "height": 844})
    tab.wait_for_timeout(_STILL)
    width = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    return {
        "bytes": len(one),
        "same_bytes": one == other,
        "requests": len(asked),
        "hosts": len({urlsplit(address).hostname for address in asked}),
        "scripts": len(scripts),
        "script_characters": sum(size for size in scripts if isinstance(size, int)),
        "script_errors": len(errors),
        "charts": charts,
        "axe_rules": len(broken),
        "axe_places": sum(len(rule["nodes"]) for rule in broken),
        "width": width,
    }

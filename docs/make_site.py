"""Make the site: lay out its pages, let Sphinx make them, and look at every one with the network blocked.

``python docs/make_site.py --sphinx PROGRAM [--only-check] [--same-gallery]``; `make site` calls it. The site is
``build/site/html``. Exit code 1: Sphinx warns of something, or a page asks for something from elsewhere, is wider than
a phone, says something on its console, or breaks a rule of axe-core.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from axe_playwright_python.sync_playwright import Axe

# Called as a script, Python looks in this folder; the modules beside it are of the tree.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs import site_compared, site_gallery, site_pages
from docs.made_pages import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Route

TREE: Final = Path(__file__).resolve().parent.parent
SITE: Final = TREE / "build" / "site"
SOURCE: Final = SITE / "source"
HTML: Final = SITE / "html"
WIDTHS: Final = (1280, 390)
# What Sphinx makes beside the pages, and pages that are a review's own: those have tests of their own.
NOT_LOOKED_AT: Final = ("_static", "_sources", "reviews", "extra")


# Code of which a part lies out of sight, at the side; what a cell gives may scroll in a box of its own.
HIDDEN_CODE: Final = """[...document.querySelectorAll('article pre')]
  .filter((code) => code.scrollWidth > code.clientWidth + 1)
  .filter((code) => !code.closest('.cell_output') || getComputedStyle(code).overflowX !== 'auto')
  .map((code) => code.textContent.slice(0, 60))"""


def lay_out(browser: Browser, *, gallery: bool) -> None:
    """Write every page that Sphinx is to make into a folder of their own."""
    galleries = ["gallery.md", "gallery.vi.md"]
    pages_kept = {} if gallery else {name: (SOURCE / name).read_bytes() for name in galleries}
    for old in SOURCE.glob("*"):
        if old.is_file():
            old.unlink()
        elif gallery or old.name != "extra":
            shutil.rmtree(old)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(TREE / "docs" / "site", SOURCE, ignore=ignored, dirs_exist_ok=True)
    (SOURCE / "pictures").mkdir()
    (SOURCE / "decisions").mkdir()
    for picture in ("review.png", "rooms.svg"):
        shutil.copy(TREE / "docs" / picture, SOURCE / "pictures")
    pages = {
        "language-vi": site_pages.language_page("vi"),
        "language-en": site_pages.language_page("en"),
        "dictionary": site_pages.dictionary_page(),
        "api": site_pages.api_page(),
        **{page: site_compared.compared_page(language) for language, page in site_compared.PAGES.items()},
        "decisions/index": site_pages.decisions_index(),
    }
    documents = {name: TREE / file for name, file in site_pages.DOCUMENTS.items()}
    documents |= {f"decisions/{file.stem}": file for file in (TREE / "docs" / "decisions").glob("*.md")}
    pages |= {name: site_pages.document(file, name) for name, file in documents.items()}
    for name, text in pages.items():
        (SOURCE / f"{name}.md").write_text(text, encoding="utf-8")
    if gallery:
        site_gallery.make_gallery(browser, SOURCE)
    for name, content in pages_kept.items():
        (SOURCE / name).write_bytes(content)


def run_sphinx(program: str) -> None:
    """Make the pages; any warning ends it."""
    shutil.rmtree(HTML, ignore_errors=True)
    environment = os.environ | {"PYTHONPATH": str(TREE)}
    environment.pop("KIENAN_DATA", None)
    command = [program, "-b", "html", "-W", "--keep-going", "-q", "-d", str(SITE / "doctrees"), str(SOURCE), str(HTML)]
    if subprocess.run(command, env=environment, check=False).returncode:
        sys.exit("Sphinx found something wrong.")


def looked_at(browser: Browser) -> Iterator[str]:
    """Open every page, wide and as on a phone, nothing but files within reach; give what is wrong."""
    pages = [page for page in sorted(HTML.rglob("*.html")) if page.relative_to(HTML).parts[0] not in NOT_LOOKED_AT]
    looks: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", WIDTHS[0]), ("dark", WIDTHS[1]))
    for scheme, width in looks:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        tab, said = _watched(context)
        for page in pages:
            said.clear()
            tab.goto(page.as_uri())
            name = page.relative_to(HTML).as_posix()
            yield from (f"{name}, {width} wide, {scheme}: {one}" for one in [*said, *_faults(tab, width)])
        context.close()


def _watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """Open a tab that reaches nothing but files; give the list of what it asks for and complains of, too."""
    tab, said = context.new_page(), list[str]()

    def files_only(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
            return
        said.append(f"asks for {route.request.url}")
        route.abort()

    context.route("**/*", files_only)
    tab.on("pageerror", lambda error: said.append(str(error)))
    return tab, said


def _faults(tab: Page, width: int) -> Iterator[str]:
    wide = tab.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"is {wide} wide"
    if width == WIDTHS[1]:
        for code in tab.evaluate(HIDDEN_CODE):
            yield f"hides a part of {code!r}"
    for image in tab.evaluate(
        "Promise.all([...document.images].map(i => (i.loading = 'eager', i.decode().then(() => '', () => i.src))))"
    ):
        if image:
            yield f"does not show {image}"
    for found in Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]:
        where = "; ".join(node["html"][:120] for node in found["nodes"][:3])
        yield f"{found['id']}: {found['help']} ({len(found['nodes'])} times): {where}"


def main() -> None:
    """Make the site and look at it."""
    parser = argparse.ArgumentParser(prog="python docs/make_site.py", description=__doc__)
    parser.add_argument("--sphinx", required=True, help="the program sphinx-build")
    parser.add_argument("--only-check", action="store_true", help="look at the pages that are there")
    parser.add_argument("--same-gallery", action="store_true", help="keep the gallery, which takes longest")
    asked = parser.parse_args()
    with chromium() as browser:
        if not asked.only_check:
            lay_out(browser, gallery=not asked.same_gallery)
            run_sphinx(asked.sphinx)
        wrong = list(looked_at(browser))
    if wrong:
        sys.exit("\n".join(wrong))
    sys.stdout.write(f"{HTML / 'index.html'}\n")


if __name__ == "__main__":
    main()
